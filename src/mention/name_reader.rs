//! Where a name ends.
//!
//! ```text
//! name     = capital ( capital                "Orne Hale"
//!                    | "of" "the"? capital    "Duke of York", after an office alone
//!                    | particle* capital      "Orne van der Hale"
//!                    | "&" capital
//!                    | "," suffix )*          "Orne Hale, Jr."
//! ```

use crate::lexicon::class::Classes;
use crate::mention::name::{is_letter_of, is_of, is_short_number, NameWords, AMPERSAND, AND};
use crate::quote::nickname;
use crate::token::tokens::{TokenKind, Tokens, Word};
use crate::util::ids::{ids, Id, IdRange, TokenId};
use crate::util::steps;

/// Maximum number of particles of a name behind the first one: "von und zu Hale".
const MAX_PARTICLES: usize = 2;

/// Words of the names of people.
const PERSON_NAMES: Classes = Classes::GIVEN_NAME.or(Classes::TITLE);

/// Maximum number of words of a place that a subject follows, and of that subject: "In New York Ida Orne waited".
const PLACE_WORDS: usize = 3;
const SUBJECT_WORDS: usize = 4;

/// Words before a place, which a subject may follow: "In London Orne waited".
const BEFORE_PLACE: [&str; 3] = ["in", "at", "from"];

/// Words after which "of" joins two words of a name: "Duke of York", "Bank of the North".
const BEFORE_OF: Classes =
    Classes::TITLE_RANK.or(Classes::PERSON_NOUN).or(Classes::ORG_HEAD).or(Classes::GROUP_NOUN).or(Classes::WORK_NOUN);

/// Stands between "of" and the rest of a name: "Bank of the North".
const THE: &str = "the";

/// Bodies that have subjects: "Ministry of Roads".
const BODIES: Classes = Classes::ORG_HEAD.or(Classes::GROUP_NOUN);

/// Words after "and" that make what stands before them the name of a firm: "Hale and Sons".
#[rustfmt::skip]
const FIRM_ENDINGS: [&str; 10] = [
    "Sons", "Son", "Brothers", "Daughter", "Daughters", "Company", "Co", "Partners", "Associates", "Rescue",
];

/// Legal forms of firms, which no capital shows to be part of a name: "Hale Fisheries plc".
const LEGAL_FORMS: [&str; 2] = ["plc", "llp"];

/// Words whose number counts or dates something: "May 12", "Oslo 3, Bergen 1", "Chapter 7".
const NEVER_NUMBERED: Classes = Classes::CALENDAR
    .or(Classes::GIVEN_NAME)
    .or(Classes::PLACE)
    .or(Classes::NATIONALITY)
    .or(Classes::ORG_NAME)
    .or(Classes::WORK_NOUN)
    .or(Classes::DOCUMENT_NOUN);

/// Stands between a name and its suffix: "Hale, Jr."
const COMMA: &str = ",";

/// Whether a name that fills a line goes on in the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameLines {
    /// As in prose, whose lines are wrapped.
    Joined,
    /// As in the lists of a transcript: "Hale⏎Orne" are two people who voted.
    Apart,
}

/// Reads names, given the words that are names.
#[derive(Clone, Copy)]
pub(crate) struct NameReader<'a, 't> {
    tokens: &'a Tokens<'t>,
    pub(crate) words: &'a NameWords,
    lines: NameLines,
    /// Whether the paragraph is a heading or in capitals, so that capitals tell no names.
    is_shouted: bool,
}

impl<'a, 't> NameReader<'a, 't> {
    pub(crate) fn new(tokens: &'a Tokens<'t>, words: &'a NameWords, lines: NameLines) -> Self {
        Self { tokens, words, lines, is_shouted: false }
    }

    /// Begins to read a paragraph.
    pub(crate) fn start_paragraph(&mut self, words: IdRange<TokenId>) {
        self.is_shouted = self.tokens.is_heading(words) || self.tokens.are_in_capitals(words);
    }

    fn classes(self, i: TokenId) -> Classes {
        self.tokens.classes(i)
    }

    /// Whether a word is part of a name.
    pub(crate) fn is_name(self, i: TokenId) -> bool {
        self.words.is_name(i) && (!self.is_shouted || self.words.is_known(i))
    }

    /// The end of the name that begins at `start`, within the words before `end`.
    pub(crate) fn end(self, start: TokenId, end: TokenId) -> TokenId {
        let mut at = start + 1;
        while at < end {
            steps::count(1);
            match self.part_end(start, at, end) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// Whether the word at `at` belongs to another line of a list of names: what was read from `start` on fills the
    /// line before, or the word fills its own.
    fn is_listed(self, start: TokenId, at: TokenId) -> bool {
        let begins_line = |i: TokenId| self.tokens.words.get(i).is_some_and(Word::begins_line);
        self.lines == NameLines::Apart && begins_line(at) && (begins_line(start) || begins_line(at + 1))
    }

    /// Whether a possessive and the head of a body belong to a name: "Miners' Federation", "People's Party".
    fn is_possessive_part(self, at: TokenId, end: TokenId) -> bool {
        let owners = Classes::PERSON_NOUN.or(Classes::KIN).or(Classes::PLURAL);
        // An apostrophe behind an "s" may be a token of any kind.
        let is_apostrophe = || {
            let follows = self.tokens.words[at - 1].span().end == self.tokens.words[at].span().start;
            follows && self.tokens.word_text(at - 1).ends_with('s') && matches!(self.tokens.word_text(at), "'" | "’")
        };
        at + 1 < end
            && (self.tokens.words[at].kind == TokenKind::Clitic || is_apostrophe())
            && self.is_name(at + 1)
            && self.classes(at + 1).any(Classes::ORG_HEAD)
            && self.classes(at - 1).any(owners)
            && !self.classes(at - 1).any(Classes::GIVEN_NAME)
    }

    /// Whether the name of a person begins at `at`, behind that of a place: "In London Orne waited".
    fn is_subject_behind_place(self, start: TokenId, at: TokenId, end: TokenId) -> bool {
        let is_place = |i: TokenId| {
            self.classes(i).any(Classes::PLACE) && !self.classes(i).any(Classes::GIVEN_NAME.or(Classes::NATIONALITY))
        };
        let is_where = || {
            let before = start.before().map_or("", |word| self.tokens.word_text(word));
            BEFORE_PLACE.iter().any(|word| before.eq_ignore_ascii_case(word))
        };
        if at - start > PLACE_WORDS || !is_where() || !ids(start..at).all(is_place) {
            return false;
        }
        let person =
            ids(at..end).take(SUBJECT_WORDS).take_while(|&i| self.is_name(i)).last().map_or(at, |last| last + 1);
        let is_person = |i: TokenId| self.classes(i).is_empty() || self.classes(i).any(PERSON_NAMES);
        let acts = person < end && self.classes(person).any(Classes::FINITE | Classes::AUXILIARY);
        acts && ids(at..person).all(is_person)
    }

    /// The end of the next part of the name from `start` on: a word with what joins it to the word before `at`. `None`
    /// if the name ends there.
    fn part_end(self, start: TokenId, at: TokenId, end: TokenId) -> Option<TokenId> {
        let (tokens, classes) = (self.tokens, self.classes(at));
        let is_name = |i: TokenId| i < end && self.is_name(i);
        let next_is = |class| at + 1 < end && self.classes(at + 1).any(class);
        let is_letter = at == start + 1 && is_letter_of(tokens, at);
        let goes_on = || !tokens.words[at].starts_sentence() && !self.is_listed(start, at);
        if is_letter || is_name(at) && goes_on() && !self.is_subject_behind_place(start, at, end) {
            Some(at + 1)
        } else if is_of(tokens, at) {
            let has_the = at + 1 < end && tokens.word_text(at + 1) == THE;
            let next = at + 1 + usize::from(has_the);
            // OK because the name begins before `at`.
            (self.classes(at - 1).any(BEFORE_OF) && is_name(next)).then(|| next + 1)
        } else if classes.any(Classes::NAME_PARTICLE) && tokens.words[at].is_word() {
            // "van der Hale", "von und zu Hale"
            let more =
                ids(at + 1..end).take(MAX_PARTICLES).take_while(|&i| self.classes(i).any(Classes::NAME_PARTICLE));
            let next = at + 1 + more.count();
            (is_name(next) && !is_of(tokens, next - 1)).then(|| next + 1)
        } else if self.is_number_of(start, at, end) || LEGAL_FORMS.contains(&tokens.word_text(at).trim_end_matches('.'))
        {
            Some(at + 1)
        } else if let Some(next) = self.nickname_end(at, end) {
            is_name(next).then(|| next + 1)
        } else if self.is_possessive_part(at, end)
            || tokens.word_text(at) == AND && is_name(at + 1) && self.joins_organisation(start, at)
            || tokens.word_text(at) == AMPERSAND && is_name(at + 1)
            || is_name(at + 1) && self.words.epithets().join(tokens, at)
            || tokens.word_text(at) == COMMA && next_is(Classes::NAME_SUFFIX)
        {
            Some(at + 2)
        } else {
            None
        }
    }

    /// The end of the nickname in marks that begins at `at`: William "Bill" Hale. Marks of a quotation are no part of
    /// what is read.
    fn nickname_end(self, at: TokenId, end: TokenId) -> Option<TokenId> {
        let is_mark = |i: TokenId| self.tokens.words[i].kind == TokenKind::QuoteMark;
        let close = ids(at + 1..end).take(nickname::MAX_WORDS + 1).find(|&i| !self.tokens.words[i].is_word())?;
        (is_mark(at) && close > at + 1 && is_mark(close)).then(|| close + 1)
    }

    /// Whether the number at `at` belongs to the name that is the word before it: "Unit 7 turned", but not "Orne 12
    /// times".
    fn is_number_of(self, start: TokenId, at: TokenId, end: TokenId) -> bool {
        let tokens = self.tokens;
        if at != start + 1 || !is_short_number(tokens, at) {
            return false;
        }
        let counts = at + 1 < end && tokens.words[at + 1].is_word() && {
            let next = self.classes(at + 1);
            !next.any(Classes::VERBAL | Classes::CLOSED | Classes::AUXILIARY) || next.any(Classes::DETERMINER)
        };
        !self.classes(start).any(NEVER_NUMBERED) && !counts
    }

    /// Whether "and" at `at` joins two words of one name: "the Post and Mail", "Department of Fish and Water", "Hale
    /// and Sons". Two people or two bodies are more frequent, so both words must be ordinary ones, or the second one
    /// ends the name of a firm.
    fn joins_organisation(self, start: TokenId, at: TokenId) -> bool {
        let (before, after) = (self.classes(at - 1), self.classes(at + 1));
        let text = self.tokens.word_text(at + 1);
        if FIRM_ENDINGS.contains(&text) {
            return true;
        }
        let is_title = |classes: Classes| classes.any(Classes::TITLE | Classes::PERSON_NOUN | Classes::KIN);
        let is_name = |classes: Classes| classes.any(Classes::GIVEN_NAME | Classes::PLACE | Classes::NATIONALITY);
        let is_common = |classes: Classes| {
            classes.any(Classes::ORDINARY | Classes::ORG_HEAD | Classes::WORK_NOUN)
                && !is_name(classes)
                && !is_title(classes)
        };
        let has_the = start.before().is_some_and(|the| self.tokens.word_text(the).eq_ignore_ascii_case(THE));
        let has_body = || ids(start..at).any(|i| is_of(self.tokens, i) && self.classes(i - 1).any(BEFORE_OF));
        // "Ministry of Bread and Salt", whatever places have these names.
        let body_goes_on = || {
            let is_plain = |classes: Classes| !classes.any(Classes::GIVEN_NAME) && !is_title(classes);
            let has_subject = || is_of(self.tokens, at - 2) && self.classes(at - 3).any(BODIES);
            // "Ministry of Bread and Fisheries", "Union of Net and Rope Makers"
            let is_plural = |i: TokenId| {
                self.tokens.words.get(i).is_some_and(|word| word.is_word() && word.is_capitalised())
                    && self.tokens.word_text(i).ends_with('s')
                    && is_plain(self.classes(i))
            };
            let is_subject = || after.any(Classes::ORDINARY) || is_plural(at + 1) || is_plural(at + 2);
            at > start + 2 && has_subject() && is_plain(before) && is_plain(after) && is_subject()
        };
        if body_goes_on() {
            return true;
        }
        let are_subjects = || before.any(Classes::ORDINARY) && after.any(Classes::ORDINARY);
        let is_single = at == start + 1;
        is_common(before) && is_common(after) && (has_body() || is_single && (has_the || are_subjects()))
    }
}
