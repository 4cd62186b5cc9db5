//! Words that a noun names and somebody owns: "Hale's remark", "in Hale's words", "the Hale quote", "was Hale's answer".
//! Their owner is the speaker without a verb that says so.

use crate::cue::punctuation::leads_to_quote;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::narration::{NarrationItem, QuoteAnchor};
use crate::record::Gender;
use crate::util::ids::{ids, Id, ItemId, MentionId, TokenId};
use crate::util::steps;

/// Maximum distance, in items, from the noun to the quotation in its sentence.
const REACH: usize = 60;

/// Finds the owners of words.
#[derive(Clone, Copy)]
pub(crate) struct OwnedWords<'a, 't> {
    pub(crate) document: &'a Document<'t>,
}

impl OwnedWords<'_, '_> {
    /// The person whose words the sentence takes up right before the quotation: Hale in "Hale's remark, …", "a letter
    /// from Hale: …" is left to the verb, and "quoting Hale: …".
    pub(crate) fn right_before(self, anchor: &QuoteAnchor) -> Option<MentionId> {
        let Document { mentions, .. } = self.document;
        let start = self.document.paragraph_of(anchor).start();
        let in_sentence = |item: ItemId| item >= start && self.document.share_sentence(item, anchor.item);
        let mut last = anchor.item.before()?;
        if leads_to_quote(self.document.word(last)) {
            last = last.before()?;
        }
        // "quoting Hale as saying"
        if self.document.word(last) == "saying" && last.before().map_or("", |k| self.document.word(k)) == "as" {
            last = last.before()?.before()?;
        }
        // "the Hale remark that"
        if self.document.word(last) == "that" {
            last = last.before()?;
        }
        if let Some(mention) = self.name_before_noun(last).filter(|_| in_sentence(last)) {
            return Some(mention);
        }
        let mention = mentions.narration.mention(last).filter(|_| in_sentence(last))?;
        let owner = self.owner_of_words(mention);
        let quoted = || {
            let verb = last.before().filter(|&verb| in_sentence(verb))?;
            matches!(self.document.word(verb), "quoting" | "quoted" | "quotes" | "citing" | "cited").then_some(mention)
        };
        owner.or_else(quoted)
    }

    /// The owner of a noun of speech or of a document: Hale in "Hale's remark".
    fn owner_of_words(self, noun: MentionId) -> Option<MentionId> {
        let Document { mentions, tokens, .. } = self.document;
        let classes = tokens.classes(mentions.list[noun].head()?);
        let owned = classes.any(Classes::CUE_NOUN | Classes::DOCUMENT_NOUN) && !classes.any(Classes::WORK_NOUN);
        mentions.owner(noun).filter(|_| owned)
    }

    /// The name before a noun of speech at an item: Hale in "the Hale remark".
    fn name_before_noun(self, item: ItemId) -> Option<MentionId> {
        let Document { mentions, tokens, .. } = self.document;
        let NarrationItem::Word(noun) = self.document.item(item) else { return None };
        let name = mentions.narration.mention(item.before()?)?;
        let first = mentions.list[name].words.start();
        let article = |word: TokenId| matches!(tokens.word_text(word), "the" | "The" | "that" | "this");
        let has_article = article(first) || first.before().is_some_and(article);
        let is_noun = tokens.classes(noun).any(Classes::CUE_NOUN);
        (is_noun && has_article && mentions.list[name].name().is_some()).then_some(name)
    }

    /// The owner of a noun of speech further before the quotation in its sentence: Hale in "Hale's claim, in a letter
    /// to Orne, that he …", and in "In Hale's words, he …".
    pub(crate) fn further_before(self, anchor: &QuoteAnchor) -> Option<MentionId> {
        let Document { mentions, .. } = self.document;
        let start = self.document.paragraph_of(anchor).start();
        let low = start.max(anchor.item.saturating_sub(REACH));
        let in_sentence = |&k: &ItemId| self.document.share_sentence(k, anchor.item);
        let mut that = false;
        for item in ids(low..anchor.item).rev().take_while(in_sentence) {
            steps::count(1);
            if self.document.is_quote(item) {
                return None;
            }
            let is_led = || {
                let opens = item > start && matches!(self.document.word(item - 1), "in" | "In" | "by" | "By");
                that || opens && self.document.word(item + 1) == ","
            };
            match mentions.narration.mention(item).and_then(|noun| self.owner_of_words(noun)) {
                Some(owner) if is_led() => return Some(owner),
                _ => that |= self.document.word(item) == "that",
            }
        }
        None
    }

    /// The owner of a noun of speech that begins the sentence that leads to the quotation: Hale in "Hale's reply was
    /// brief: …" and "Hale's only question was …". The noun itself where a pronoun owns it: "His reply was brief: …"
    pub(crate) fn leading(self, anchor: &QuoteAnchor) -> Option<MentionId> {
        let Document { mentions, tokens, .. } = self.document;
        let start = self.document.paragraph_of(anchor).start();
        let last = anchor.item.before().filter(|&last| last >= start)?;
        let is_whole = || self.document.first_char(self.document.quotation(anchor)).is_some_and(char::is_uppercase);
        let leads = match self.document.word(last) {
            ":" => true,
            "was" | "is" => is_whole(),
            _ => false,
        };
        if !leads {
            return None;
        }
        let low = start.max(anchor.item.saturating_sub(REACH));
        let goes_on = |&k: &ItemId| self.document.share_sentence(k, last) && !self.document.is_quote(k);
        let first = ids(low..anchor.item).rev().take_while(goes_on).inspect(|_| steps::count(1)).last()?;
        let noun = mentions.narration.mention(first)?;
        let is_speech = tokens.classes(mentions.list[noun].head()?).any(Classes::CUE_NOUN);
        let is_hers = || tokens.classes(mentions.list[noun].words.start()).possessor_gender() != Gender::Unknown;
        let owner = mentions.owner(noun).or_else(|| is_hers().then_some(noun));
        owner.filter(|_| is_speech)
    }

    /// The owner of a noun of speech after "was" or "came" at an item: Emma in "was Emma's answer". The item after it
    /// lies before `end`.
    pub(crate) fn after_being(self, item: ItemId, end: ItemId) -> Option<MentionId> {
        let document = self.document;
        let next = document.mentions.narration.get(item + 1).filter(|_| item + 1 < end)?;
        let NarrationItem::Mention(noun) = next else { return None };
        let NarrationItem::Word(word) = document.item(item) else { return None };
        let is_being =
            document.tokens.classes(word).any(Classes::AUXILIARY) || document.tokens.word_text(word) == "came";
        is_being.then(|| self.owner_of_answer(noun)).flatten()
    }

    /// The owner of a noun of speech: Emma in "Emma's answer".
    pub(crate) fn owner_of_answer(self, noun: MentionId) -> Option<MentionId> {
        let list = &self.document.mentions.list;
        let mention = &list[noun];
        let owned = self.document.tokens.classes(mention.head()?).any(Classes::CUE_NOUN);
        let inside = |&m: &MentionId| list[m].nested && mention.words.start() <= list[m].words.start();
        noun.before().filter(inside).filter(|_| owned)
    }
}

#[cfg(test)]
mod tests {
    use super::OwnedWords;
    use crate::tests::stages::stages;
    use crate::tests::table::check;

    #[test]
    fn words_have_owners_before_a_quotation() {
        // The owner right before the last quotation of a text, and the one further before it.
        let rows = [
            ("Kerry took up Orne's remark, \"It is late,\" and left.", (Some("Orne"), None)),
            ("Kerry left, quoting Orne: \"It is late.\"", (Some("Orne"), None)),
            ("Kerry left, quoting Orne saying \"it is late.\"", (None, None)),
            ("Kerry left, quoting Orne as \"late.\"", (None, None)),
            ("He likes the Orne remark that \"it is late\".", (Some("the Orne"), None)),
            ("Orne's claim, in a letter to Hale, that he \"was late\" is old.", (None, Some("Orne"))),
            ("In Orne's words, it \"was late\".", (None, Some("Orne"))),
            ("Orne's claim was \"late\".", (None, None)),
            ("Orne's boat, \"Hope\", left.", (None, None)),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            let (words, anchor) = (OwnedWords { document: &document }, document.quotes().last().unwrap());
            let owner = |mention: Option<_>| mention.map(|mention| document.mention_text(mention));
            (owner(words.right_before(anchor)), owner(words.further_before(anchor)))
        });
    }
}
