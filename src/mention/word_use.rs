//! Word uses: how a text writes and uses each of its words. That tells names from other words where both have a
//! capital, and people from months and places of the same name.

use crate::lexicon::class::Classes;
use crate::token::tokens::{TokenKind, Tokens};
use crate::util::ids::{Id, TokenId, WordId};

/// Words that belong to lists other than names and may nevertheless be the last name of somebody: "Tom Baron", "Edda
/// May", "Karl English".
const AMBIGUOUS: Classes = Classes::TITLE
    .or(Classes::PERSON_NOUN)
    .or(Classes::PLACE)
    .or(Classes::NATIONALITY)
    .or(Classes::ORG_HEAD)
    .or(Classes::ORG_NAME)
    .or(Classes::CALENDAR)
    .or(Classes::ORDINARY)
    .or(Classes::NAME_IS_WORD)
    .or(Classes::AUXILIARY)
    .or(Classes::NUMERAL);

/// Words that are somebody where a clause beside speech says so: "said Eleven".
const SPEAKING: Classes = Classes::ORG_HEAD.or(Classes::NUMERAL).or(Classes::ORDINARY);

/// Words that are no last names, whatever stands before them: "Emma Oh".
const NEVER_LAST: Classes = Classes::INTERJECTION.or(Classes::ADVERB).or(Classes::PRONOUN).or(Classes::PREPOSITION);

/// Words before a month: "since April". "To April" and "of April" may be said of a person.
const BEFORE_MONTH: [&str; 16] = [
    "in",
    "since",
    "until",
    "till",
    "during",
    "last",
    "next",
    "this",
    "early",
    "late",
    "mid",
    "between",
    "every",
    "through",
    "throughout",
    "mid-",
];

/// Words before a place: "at Austin". "To Austin" and "of Austin" may be said of a person.
const BEFORE_PLACE: [&str; 10] =
    ["in", "at", "near", "outside", "across", "around", "into", "throughout", "the", "via"];

/// Words before a place that is in no list: "outside Graz". "At Tobin" may be said of a person.
const BEFORE_UNKNOWN: [&str; 6] = ["in", "outside", "since", "through", "throughout", "via"];

/// Maximum number of initials between a given name and a last name.
const INITIALS: usize = 3;

/// The uses of the words of a text.
#[derive(Debug)]
pub(crate) struct WordUses {
    /// By the number of a word in the vocabulary.
    uses: Vec<WordUse>,
}

/// Counts stop at their maximum. Words in capitals alone are left out of those of capitals.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct WordUse {
    pub(crate) lower: u16,
    /// With a capital within a sentence, and not after a dash, where a sentence may begin: "It rained.--Oh, no!"
    pub(crate) capital: u16,
    /// With a capital at the start of a sentence, where another word follows.
    pub(crate) opening: u16,
    flags: u8,
}

impl WordUse {
    /// The last word of a full name, although it is in other lists.
    const LAST_NAME: u8 = 1;
    /// A month or a day, a place or a nationality, the head of a body or a word of no list that is used as a person is: it
    /// acts, speaks or is addressed.
    const ACTS: u8 = 2;
    /// A month beside a number, a place or a word of no list after "in".
    const IS_IN: u8 = 4;

    pub(crate) fn is_last_name(self) -> bool {
        self.flags & Self::LAST_NAME != 0
    }

    /// Whether a word that is no name by itself is a person by what the text does with it.
    pub(crate) fn is_person(self) -> bool {
        self.flags & Self::ACTS != 0
    }

    /// Whether it is a time or a place by what the text does with it, and no person.
    pub(crate) fn is_no_person(self) -> bool {
        self.flags & (Self::ACTS | Self::IS_IN) == Self::IS_IN
    }
}

impl WordUses {
    /// Reads every word of a text once, with a bounded number of neighbours.
    pub(crate) fn count(tokens: &Tokens<'_>) -> Self {
        let mut uses = vec![WordUse::default(); tokens.vocabulary.len()];
        for (i, word) in tokens.words.enumerate().filter(|(_, word)| word.is_word()) {
            // Fails for words that have no id.
            let Some(count) = uses.get_mut(word.id.0 as usize) else { continue };
            if !word.is_capitalised() {
                count.lower = count.lower.saturating_add(1);
                continue;
            }
            if word.starts_sentence() {
                let opens =
                    tokens.words.get(i + 1).is_some_and(|next| next.is_word() || next.kind == TokenKind::Clitic);
                count.opening = count.opening.saturating_add(u16::from(opens));
            } else if !word.is_all_capitals() && !follows_dash(tokens, i) {
                count.capital = count.capital.saturating_add(1);
            }
            let classes = tokens.vocabulary.classes(word.id);
            if classes.any(AMBIGUOUS) || classes.is_empty() {
                let neighbours = Neighbours { tokens, word: i };
                count.flags |= neighbours.use_of(classes);
            }
        }
        Self { uses }
    }

    pub(crate) fn of(&self, word: WordId) -> WordUse {
        self.uses.get(word.0 as usize).copied().unwrap_or_default()
    }
}

/// Whether a dash stands before a word.
fn follows_dash(tokens: &Tokens<'_>, word: TokenId) -> bool {
    word.before().is_some_and(|before| tokens.words[before].kind == TokenKind::Dash)
}

/// A word with a capital, and the words beside it.
struct Neighbours<'a, 't> {
    tokens: &'a Tokens<'t>,
    word: TokenId,
}

impl Neighbours<'_, '_> {
    fn use_of(&self, classes: Classes) -> u8 {
        // A word of no list has no other meaning than that of a name.
        let is_last_name = classes.any(AMBIGUOUS) && !classes.any(NEVER_LAST) && self.is_last_name();
        let flags = if is_last_name { WordUse::LAST_NAME } else { 0 };
        let is_in = match () {
            () if classes.any(Classes::CALENDAR) => is_date(self.tokens, self.word),
            () if classes.any(Classes::PLACE | Classes::NATIONALITY) => self.follows(&BEFORE_PLACE),
            () if classes.is_empty() => self.follows(&BEFORE_UNKNOWN) || self.is_home(),
            // "said Park", of Ji-ho Park; "said Eleven"
            () if classes.any(SPEAKING) && self.speaks() => return flags | WordUse::ACTS,
            () => return flags,
        };
        match () {
            () if is_in => flags | WordUse::IS_IN,
            () if self.acts() || self.is_addressed() => flags | WordUse::ACTS,
            () => flags,
        }
    }

    fn follows(&self, words: &[&str]) -> bool {
        self.word.before().is_some_and(|before| words.contains(&self.tokens.word_text(before)))
    }

    /// "a nurse from Graz", "a mother of three from Graz"
    fn is_home(&self) -> bool {
        let earlier = self.word.before().and_then(Id::before);
        let is_somebody =
            |i: TokenId| self.tokens.classes(i).any(Classes::PERSON_NOUN | Classes::KIN | Classes::NUMERAL);
        self.follows(&["from"]) && earlier.is_some_and(is_somebody)
    }

    /// Whether a given name, or a word that is in no list, stands before it within a sentence, and no other name after
    /// it.
    fn is_last_name(&self) -> bool {
        let tokens = self.tokens;
        if tokens.words[self.word].starts_sentence() {
            return false;
        }
        let mut first = self.word.before();
        let is_initial = |i: TokenId| {
            let text = tokens.word_text(i);
            text.trim_end_matches('.').len() == 1 && tokens.words[i].is_word() && text.starts_with(char::is_uppercase)
        };
        for _ in 0..INITIALS {
            // "B." may be two tokens.
            match first {
                Some(i) if is_initial(i) => first = i.before(),
                Some(i) if tokens.word_text(i) == "." && i.before().is_some_and(is_initial) => {
                    first = i.before().and_then(Id::before);
                }
                _ => break,
            }
        }
        let Some(first) = first.filter(|&first| tokens.words[first].is_word()) else { return false };
        let classes = tokens.classes(first);
        let is_given = classes.any(Classes::GIVEN_NAME)
            && !classes.any(Classes::AUXILIARY.or(Classes::CALENDAR).or(Classes::TITLE).or(Classes::PLACE));
        let is_unlisted = classes.is_empty() && !tokens.words[first].starts_sentence();
        let goes_on = tokens
            .words
            .get(self.word + 1)
            .is_some_and(|next| next.is_word() && next.is_capitalised() && !next.starts_sentence());
        tokens.words[first].is_capitalised() && (is_given || is_unlisted) && !goes_on
    }

    /// "April smiled", "said April", "Austin's voice"; not "London said", which is its government.
    fn acts(&self) -> bool {
        let tokens = self.tokens;
        let classes = |i: TokenId| if i < tokens.words.end() { tokens.classes(i) } else { Classes::NONE };
        let after = classes(self.word + 1);
        // "Washington lost", but "Austin lost"
        let own = classes(self.word);
        let is_name = own.is_empty() || own.any(Classes::CALENDAR | Classes::GIVEN_NAME);
        // "Friday brought rain", but "Friday said" and "April smiled"
        let is_day = own.any(Classes::CALENDAR) && !own.any(Classes::GIVEN_NAME);
        let does = !is_day
            && after.any(Classes::PAST)
            && after.any(if is_name { Classes::VERBAL } else { Classes::CUE_WEAK })
            && !after.any(Classes::CUE_MEDIUM.or(Classes::CUE_STRONG));
        let owns = || classes(self.word + 2).any(Classes::PART_NOUN | Classes::KIN);
        let reports = is_name && after.any(Classes::CUE_STRONG);
        does || reports || owns() || self.speaks()
    }

    /// "“So,” said April"
    fn speaks(&self) -> bool {
        let tokens = self.tokens;
        let verb = self.word.before().filter(|&verb| tokens.classes(verb).any(Classes::CUE_STRONG));
        let mark = verb.and_then(|verb| verb.before());
        mark.is_some_and(|mark| tokens.words[mark].kind == TokenKind::QuoteMark)
    }

    /// "Come in, Devon," within marks.
    fn is_addressed(&self) -> bool {
        let tokens = self.tokens;
        let mark = |i: TokenId| i < tokens.words.end() && tokens.words[i].kind == TokenKind::QuoteMark;
        let closes = |i: TokenId| {
            i < tokens.words.end()
                && matches!(tokens.word_text(i), "," | "." | "?" | "!")
                && (mark(i + 1) || tokens.word_text(i) != ".")
        };
        let before = self.word.before();
        let after_comma = before.is_some_and(|before| tokens.word_text(before) == ",");
        let opens = before.is_some_and(mark);
        after_comma && closes(self.word + 1) && mark(self.word + 2) || opens && closes(self.word + 1)
    }
}

/// Whether a month stands in a date: "12 April", "May 12", "since June".
pub(crate) fn is_date(tokens: &Tokens<'_>, word: TokenId) -> bool {
    let is_number = |i: TokenId| tokens.words.get(i).is_some_and(|near| near.kind == TokenKind::Number);
    let before = word.before();
    let follows = before.is_some_and(|before| {
        is_number(before) || BEFORE_MONTH.iter().any(|known| tokens.word_text(before).eq_ignore_ascii_case(known))
    });
    follows
        || is_number(word + 1)
        || tokens.words.get(word + 1).is_some() && tokens.word_text(word + 1) == "," && is_number(word + 2)
}
