//! Words that a noun names and somebody owns: "Hale's remark", "in Hale's words", "the Hale quote", "was Hale's answer".
//! Their owner is the speaker without a verb that says so.

use crate::cue::punctuation::leads_to_quote;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::{Mention, MentionKind, NounClass};
use crate::mention::name::NameParts;
use crate::mention::narration::{NarrationItem, QuoteAnchor};
use crate::record::Gender;
use crate::token::tokens::TokenKind;
use crate::util::ids::{ids, Id, ItemId, MentionId, TokenId};
use crate::util::steps;

/// Maximum distance, in items, from the noun to the quotation in its sentence.
const REACH: usize = 60;

/// What comes from somebody and is no more than is said: "a cry of “Land!” from Orne".
const CRIES: [&str; 22] = [
    "cry", "cries", "shout", "shouts", "murmur", "murmurs", "chant", "chants", "call", "calls", "chorus", "roar",
    "scream", "screams", "yell", "yells", "howl", "whisper", "whispers", "cheer", "cheers", "groan",
];

/// Places whose names are those of institutions as well.
const PLACES: [&str; 6] = ["street", "house", "square", "floor", "bench", "office"];

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
        if let Some(mention) = self.owner_of_quotation(anchor, last).filter(|_| in_sentence(last)) {
            return Some(mention);
        }
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

    /// The owner of a quotation that is itself the noun, `last` being the item before it: Hale in "Hale's “I am late”
    /// fooled nobody" and in "Hale, whose “I am late” fooled nobody". Titles and scare quotes have owners as well, so it
    /// must begin with "I" or "you" and have a verb, and not look like a title.
    fn owner_of_quotation(self, anchor: &QuoteAnchor, last: ItemId) -> Option<MentionId> {
        let Document { mentions, tokens, .. } = self.document;
        let NarrationItem::Word(word) = self.document.item(last) else { return None };
        let is_owner = tokens.words[word].kind == TokenKind::Clitic;
        if !is_owner && tokens.word_text(word) != "whose" {
            return None;
        }
        let words = || anchor.words.iter().filter(|&word| tokens.words[word].is_word());
        let begins = words().next().is_some_and(|first| tokens.is_one_of(first, &["i", "you"]));
        // "'m" is a verb and no word.
        let is_verb = |word: TokenId| {
            let is_clitic = tokens.words[word].kind == TokenKind::Clitic;
            is_clitic || tokens.classes(word).any(Classes::AUXILIARY | Classes::VERBAL)
        };
        // "I Will Survive" is a title.
        let is_small =
            |word: TokenId| !tokens.words[word].is_capitalised() && !tokens.classes(word).any(Classes::CLOSED);
        if !begins || !anchor.words.iter().any(is_verb) || !words().any(is_small) {
            return None;
        }
        let before = last.before()?;
        let before = if self.document.word(before) == "," { before.before()? } else { before };
        // "Ada Hale's “I am a camera”" is a title in which only the first word has a capital.
        let is_author = |name: &NameParts| is_owner && name.core.len() > 1;
        let may_say = |owner: &Mention| owner.may_be_person() && !owner.name().is_some_and(is_author);
        mentions.narration.mention(before).filter(|&owner| may_say(&mentions.list[owner]))
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
        let is_whole = || self.document.begins_with_capital(anchor);
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
        // "The answer from Hale was short: “…”"
        let is_sender = |&m: &MentionId| {
            let before = mentions.list[m].words.start().before();
            mentions.list[m].nested && before.is_some_and(|before| tokens.word_text(before) == "from")
        };
        let sender = noun.before().filter(is_sender).filter(|&sender| self.may_cry(sender));
        let is_hers = || tokens.classes(mentions.list[noun].words.start()).possessor_gender() != Gender::Unknown;
        let owner = mentions.owner(noun).or(sender).or_else(|| is_hers().then_some(noun));
        owner.filter(|_| is_speech)
    }

    /// Whether a mention may stand for somebody from whom words come, and no place: "from the street".
    fn may_cry(self, mention: MentionId) -> bool {
        let Document { mentions, tokens, .. } = self.document;
        let mention = &mentions.list[mention];
        let is_group = matches!(mention.kind, MentionKind::Nominal { class: NounClass::Group, .. });
        mention.may_be_person() || is_group && mention.head().is_some_and(|head| !tokens.is_one_of(head, &PLACES))
    }

    /// Those from whom a cry comes, behind the quotation: the sailors in "a cry of “Land!” from the sailors".
    pub(crate) fn cried(self, anchor: &QuoteAnchor) -> Option<MentionId> {
        let Document { mentions, tokens, .. } = self.document;
        let of = anchor.item.before().filter(|&of| self.document.word(of) == "of")?;
        let noun = of.before().and_then(|noun| mentions.narration.mention(noun))?;
        let is_cry = tokens.is_one_of(mentions.list[noun].head()?, &CRIES);
        let from = anchor.item + 1;
        let mention = mentions.narration.get(from + 1).filter(|_| is_cry && self.document.word(from) == "from");
        match mention {
            Some(NarrationItem::Mention(mention)) => Some(mention).filter(|&mention| self.may_cry(mention)),
            _ => None,
        }
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
    fn cries_come_from_somebody() {
        let rows = [
            ("There was a murmur of \"so, so\" from the sailors.", Some("the sailors")),
            ("A cry of \"Land!\" from Orne woke Hale.", Some("Orne")),
            ("Then came a cry of \"Stop!\" from the street.", None),
            ("A cry of \"Land!\" woke Hale.", None),
            ("A box of \"Land!\" from Orne came.", None),
            ("She knew the line of \"Land!\" from Orne.", None),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            let anchor = document.quotes().last().unwrap();
            OwnedWords { document: &document }.cried(anchor).map(|mention| document.mention_text(mention))
        });
    }

    #[test]
    fn words_lead_to_a_quotation() {
        let rows = [
            ("Orne's answer was short: \"No.\"", Some("Orne")),
            ("The answer from Orne was short: \"No.\"", Some("Orne")),
            ("The answer from the street was short: \"No.\"", None),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            let anchor = document.quotes().last().unwrap();
            OwnedWords { document: &document }.leading(anchor).map(|mention| document.mention_text(mention))
        });
    }

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
            ("Orne's \"I Will Survive\" was sung.", (None, None)),
            ("Ada Orne's \"I am a camera\" was sung.", (None, None)),
            ("Hale said Orne's \"a man you can trust.\"", (None, None)),
            ("Orne's \"I'm fine\" fooled Hale.", (Some("Orne"), None)),
            ("Orne, whose \"I was asleep\" fooled Hale, left.", (Some("Orne"), None)),
            ("Orne's \"You and I\" sold well.", (None, None)),
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
