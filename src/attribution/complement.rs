//! Quotations that complete a verb that reports no speech: "Hale was like, “No way”", "Hale gave a weak “Yes!”", "Hale
//! left with the words “Good night.”"

use crate::cue::passive::BEING;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::Pronoun;
use crate::mention::narration::{NarrationItem, QuoteAnchor};
use crate::util::ids::{ids, CueId, Id, ItemId, MentionId, TokenId};
use crate::util::steps;

/// Maximum number of words between somebody and "like": "was all", "is just so".
const LIKENESS: usize = 4;

/// Maximum number of words before a quotation that describe it, the article included: "a very small".
const DESCRIPTION: usize = 4;

/// Maximum distance, in items, from a verb to the quotation that completes it: "left the room with a cheerful".
const REACH: usize = 12;

/// Verbs whose object may be what is said: "gave a weak “Yes!”"
const UTTERS: [&str; 12] = [
    "gave", "give", "gives", "giving", "managed", "manages", "offered", "offers", "uttered", "utters", "let out",
    "lets out",
];

/// Verbs of what may be done with words: "left with a cheerful “Good night!”"
const ENDS: [&str; 20] = [
    "left",
    "leaves",
    "ended",
    "ends",
    "finished",
    "finishes",
    "closed",
    "closes",
    "opened",
    "opens",
    "began",
    "begins",
    "concluded",
    "greeted",
    "greets",
    "welcomed",
    "dismissed",
    "sent",
    "turned",
    "departed",
];

/// Nouns that are described by no quotation: "a boy shouted", "a card that said".
const NOUNS: Classes = Classes::WORK_NOUN
    .or(Classes::CUE_NOUN)
    .or(Classes::PERSON_NOUN)
    .or(Classes::KIN)
    .or(Classes::GROUP_NOUN)
    .or(Classes::DOCUMENT_NOUN)
    .or(Classes::PART_NOUN);

/// Forms of "be", written onto the word before them.
const CLITICS: [&str; 6] = ["'s", "’s", "'m", "’m", "'re", "’re"];

/// Finds whose words complete a verb.
#[derive(Clone, Copy)]
pub(crate) struct Complement<'a, 't> {
    pub(crate) document: &'a Document<'t>,
}

impl Complement<'_, '_> {
    /// The person whose words complete a verb before the quotation, and that verb if there is one.
    pub(crate) fn find(self, anchor: &QuoteAnchor) -> Option<(MentionId, Option<CueId>)> {
        let likeness = self.of_likeness(anchor).map(|mention| (mention, None));
        likeness.or_else(|| self.of_deed(anchor))
    }

    /// The person who, in the English of today, is like what is said: Hale in "Hale was like, “No way”", "Hale was all,
    /// “No way”", "Hale was all like “no way”". "What she was like" compares.
    fn of_likeness(self, anchor: &QuoteAnchor) -> Option<MentionId> {
        let document = self.document;
        let start = document.paragraph_of(anchor).start();
        let last = anchor.item.before().filter(|&last| last > start)?;
        let has_comma = document.word(last) == ",";
        let last = if has_comma { last.before()? } else { last };
        let is_all = |item: ItemId| document.word(item) == "all";
        let is_whole = || document.begins_with_capital(anchor);
        let is_like = match document.word(last) {
            "like" => has_comma || is_whole() || is_all(last.before()?),
            "all" => has_comma,
            _ => false,
        };
        if !is_like {
            return None;
        }
        let is_being = |item: ItemId| BEING.contains(&document.word(item)) || CLITICS.contains(&document.word(item));
        let is_filler = |&item: &ItemId| is_all(item) || document.is_adverb(item) || is_being(item);
        let fillers = core::iter::successors(last.before(), |item| item.before()).take(LIKENESS).take_while(is_filler);
        let first = fillers.clone().last().filter(|_| fillers.clone().any(is_being))?;
        let subject = first.before().filter(|&subject| subject >= start)?;
        let asks = subject.before().is_some_and(|before| matches!(document.word(before), "what" | "What" | "how"));
        let is_subject = document.share_sentence(subject, anchor.item) && document.cues.is_subject(subject) && !asks;
        document.mentions.narration.mention(subject).filter(|&mention| is_subject && self.may_speak(mention))
    }

    /// The subject of a verb that the quotation completes, and that verb: "gave a weak “Yes, sir.”", "left with a
    /// cheerful “Good night!”", "left with the words “Good night.”" Titles and signs have adjectives as well, so the
    /// quotation must be a sentence, and no noun may follow.
    fn of_deed(self, anchor: &QuoteAnchor) -> Option<(MentionId, Option<CueId>)> {
        let Document { mentions, tokens, cues, .. } = self.document;
        let low = self.document.paragraph_of(anchor).start().max(anchor.item.saturating_sub(REACH));
        let before = anchor.item.before().filter(|&before| before >= low)?;
        if self.describes(anchor) || !self.is_sentence(anchor) {
            return None;
        }
        let first = self.words(before).or_else(|| self.article(mentions.words(self.document.item(before)).end()))?;
        // "gave a nod, and a boy shouted": the clause beside the quotation has a subject of its own.
        let own = |id: CueId| cues.list[id].subject.map(|subject| mentions.list[subject.mention].words.start());
        let has_subject = |id: CueId| own(id).is_some_and(|subject| subject >= first);
        if cues.ids_within(low..anchor.item).iter().any(has_subject) {
            return None;
        }
        let with = first.before().filter(|&with| tokens.is_one_of(with, &["with"]));
        if with.is_some() && self.belongs_to_thing(low, anchor) {
            return None;
        }
        let verbs = if with.is_some() { &ENDS[..] } else { &UTTERS[..] };
        let ids = cues.ids_within(low..anchor.item).iter().rev().inspect(|_| steps::count(1));
        let mut ids = ids.take_while(|&id| self.document.share_sentence(cues.list[id].item, anchor.item));
        let id = ids.find(|&id| {
            let cue = &cues.list[id];
            let text = &tokens.text[cue.span(tokens)];
            // "sent", and "sent off"
            let is_form_of =
                |verb: &&str| text.strip_prefix(*verb).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
            cue.words.end() <= first && verbs.iter().any(is_form_of)
        })?;
        let cue = &cues.list[id];
        let is_passive = cue.item.before().is_some_and(|being| BEING.contains(&self.document.word(being)));
        let speaker = if is_passive { self.agent(low, before) } else { cue.subject.map(|subject| subject.mention) };
        speaker.filter(|&speaker| self.may_speak(speaker)).map(|speaker| (speaker, Some(id)))
    }

    /// Whether a thing bears the words behind "with": "opened the letter with the words", "turned to a door with the words
    /// “Keep out!” on it".
    fn belongs_to_thing(self, low: ItemId, anchor: &QuoteAnchor) -> bool {
        let Document { mentions, tokens, .. } = self.document;
        let with = ids(low..anchor.item).rev().find(|&item| self.document.word(item) == "with");
        let bearer = with.and_then(ItemId::before).and_then(|item| mentions.narration.mention(item));
        let is_new_or_written = bearer.is_some_and(|bearer| {
            let bearer = &mentions.list[bearer];
            let is_written = |head| tokens.classes(head).any(Classes::DOCUMENT_NOUN | Classes::WORK_NOUN);
            tokens.is_one_of(bearer.words.start(), &["a", "an", "one"]) || bearer.head().is_some_and(is_written)
        });
        is_new_or_written || matches!(self.document.word(anchor.item + 1), "on" | "in" | "across")
    }

    /// The agent before "with": Hale in "Orne was sent off by Hale with the words".
    fn agent(self, low: ItemId, last: ItemId) -> Option<MentionId> {
        let with = ids(low..last).rev().find(|&item| self.document.word(item) == "with")?;
        let agent = with.before().filter(|&agent| agent > low && self.document.word(agent - 1) == "by")?;
        self.document.mentions.narration.mention(agent)
    }

    /// Whether a noun behind a quotation is described by it: "a red “Stop!” sign", or it comes from elsewhere.
    fn describes(self, anchor: &QuoteAnchor) -> bool {
        let tokens = &self.document.tokens;
        match self.document.mentions.narration.get(anchor.item + 1) {
            Some(NarrationItem::Word(word)) => {
                let classes = tokens.classes(word);
                let is_noun = tokens.words[word].is_word()
                    && !tokens.words[word].is_capitalised()
                    && !classes.any(Classes::CLOSED | Classes::PAST | Classes::ED);
                is_noun || tokens.is_one_of(word, &["from"])
            }
            // "a red “Stop!” sign"
            Some(NarrationItem::Mention(mention)) => {
                let mention = &self.document.mentions.list[mention];
                let is_small = !tokens.words[mention.words.start()].is_capitalised();
                mention.words.len() == 1 && mention.pronoun().is_none() && is_small
            }
            _ => false,
        }
    }

    /// The first word of a mention that names words: "the words".
    fn words(self, item: ItemId) -> Option<TokenId> {
        let Document { mentions, tokens, .. } = self.document;
        let mention = &mentions.list[mentions.narration.mention(item)?];
        let is_speech = tokens.classes(mention.head()?).any(Classes::CUE_NOUN);
        let first = mention.words.start();
        (is_speech && tokens.is_one_of(first, &["the", "these"])).then_some(first)
    }

    /// The article before the adjectives that end at a word: "a very small".
    fn article(self, end: TokenId) -> Option<TokenId> {
        let tokens = &self.document.tokens;
        let is_article = |&word: &TokenId| tokens.is_one_of(word, &["a", "an", "one"]);
        let article = ids(end.saturating_sub(DESCRIPTION)..end).rev().find(is_article)?;
        let describes = |word: TokenId| {
            let classes = tokens.classes(word);
            tokens.words[word].is_word()
                && !tokens.words[word].is_capitalised()
                && (!classes.any(Classes::CLOSED) || classes.any(Classes::ADVERB))
                && !classes.any(NOUNS.or(Classes::RELATIVE))
        };
        (article + 1 < end && ids(article + 1..end).all(describes)).then_some(article)
    }

    /// Whether a mention may stand for somebody who speaks: "it" and "the place" do not.
    fn may_speak(self, mention: MentionId) -> bool {
        let mention = &self.document.mentions.list[mention];
        mention.may_be_person() || mention.pronoun().is_some_and(|pronoun| pronoun != Pronoun::It)
    }

    /// Whether a quotation is a sentence, and no title.
    fn is_sentence(self, anchor: &QuoteAnchor) -> bool {
        let (document, tokens) = (self.document, &self.document.tokens);
        let is_small = |word: TokenId| tokens.words[word].is_word() && !tokens.words[word].is_capitalised();
        let ends = match document.last_char(document.quotation(anchor)) {
            Some('!' | '?') => true,
            Some('.' | ',') => anchor.words.iter().any(is_small),
            _ => false,
        };
        document.begins_with_capital(anchor) && ends
    }
}

#[cfg(test)]
mod tests {
    use super::Complement;
    use crate::tests::stages::stages;
    use crate::tests::table::check;

    #[test]
    fn quotations_complete_verbs() {
        let rows = [
            ("Hale was like, \"No way.\"", Some("Hale")),
            ("He's all like \"no way\" and left.", Some("He")),
            ("Hale was all, \"No way.\"", Some("Hale")),
            ("Hale was just like \"No way.\"", Some("Hale")),
            ("Hale was like \"the boy\" of the story.", None),
            ("It was, like, \"late\".", None),
            ("The place was like \"Cheers.\"", None),
            ("Orne asked what she was like, \"A saint.\"", None),
            ("Hale knew that all, \"No way.\"", None),
            ("Hale gave a weak \"Yes, sir.\"", Some("Hale")),
            ("Hale let out a strangled \"Good heavens!\"", Some("Hale")),
            ("Hale left the bank with a cheerful \"See you!\"", Some("Hale")),
            ("Hale managed one very faint \"Yes!\"", Some("Hale")),
            ("Hale gave a nod and a weak \"Yes, sir.\"", Some("Hale")),
            ("Hale left the room with the words \"I am late.\"", Some("Hale")),
            ("Hale was sent off by Orne with the words \"I am late.\"", Some("Orne")),
            ("Hale was dismissed with the words \"You are late.\"", None),
            ("Hale found a cake with the words \"You are late!\"", None),
            ("Hale wore a coat with a big \"Go home!\"", None),
            ("Hale opened the letter with the words \"I am late.\"", None),
            ("Hale turned to a door with the words \"Keep out!\" on it.", None),
            ("Hale gave Orne a look, and a boy shouted \"Run!\"", None),
            ("Hale gave Orne a long letter that said, \"Come home.\"", None),
            ("Hale heard a muffled \"Come in!\"", None),
            ("Hale returned her cheerful \"Good morning!\"", None),
            ("Hale gave her a red \"Stop!\" sign.", None),
            ("Hale gave her a new \"Glass Orchard.\"", None),
            ("Hale had a quiet \"friend\".", None),
            ("Hale gave a \"Yes, sir.\"", None),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            let anchor = document.quotes().last().unwrap();
            let found = Complement { document: &document }.find(anchor);
            found.map(|(mention, _)| document.mention_text(mention))
        });
    }
}
