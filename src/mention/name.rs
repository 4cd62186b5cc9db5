//! Names: which capitalised words make one, and what its parts are.

use std::collections::HashSet;

use crate::lexicon::class::Classes;
use crate::mention::epithet::Epithets;
use crate::mention::word_use::{is_date, WordUse, WordUses};
use crate::record::Gender;
use crate::token::tokens::{TokenKind, Tokens};
use crate::util::ids::{ids, Column, Id, IdRange, TokenId, WordId};

/// Function words that are no names, whatever their capital. The other function words may be names: "Will", "Pooh".
const NEVER_NAMES: Classes = Classes::CLOSED.without(Classes::AUXILIARY.or(Classes::INTERJECTION).or(Classes::ADVERB));

/// Words that are names only where the text mostly writes them with a capital: "Pooh", "Five".
const SELDOM_NAMES: Classes = Classes::INTERJECTION.or(Classes::ADVERB).or(Classes::NUMERAL).or(Classes::ORDINARY);

/// Minimum number of capitals within sentences at which such a word is a name. One or two may be emphasis or a title.
const MIN_CAPITALS: u16 = 3;

/// Words that are names at the start of a sentence where the text has them nowhere else, even if they are
/// [`LISTED_WORDS`] as well.
const LISTED_NAMES: Classes =
    Classes::GIVEN_NAME.or(Classes::TITLE).or(Classes::PLACE).or(Classes::NATIONALITY).or(Classes::ORG_NAME);

/// Words that are no names at the start of a sentence where the text has them nowhere else.
const LISTED_WORDS: Classes = Classes::VERBAL
    .or(Classes::LY)
    .or(Classes::NUMERAL)
    .or(Classes::QUANTIFIER)
    .or(Classes::PERSON_NOUN)
    .or(Classes::KIN)
    .or(Classes::NAME_IS_WORD)
    .or(Classes::TITLE_ADJECTIVE)
    .or(Classes::GROUP_NOUN)
    .or(Classes::DOCUMENT_NOUN);

/// Classes that a name may have which the text writes in small letters.
const SMALL: Classes = Classes::GIVEN_NAME.or(Classes::MALE_NAME).or(Classes::FEMALE_NAME);

/// Words of an office, which stand before the name of the person who has it: "House Chief of Staff Orne Hale".
const OFFICE: Classes = Classes::TITLE
    .or(Classes::PERSON_NOUN)
    .or(Classes::PLACE)
    .or(Classes::NATIONALITY)
    .or(Classes::ORG_HEAD)
    .or(Classes::ORG_NAME)
    .or(Classes::TITLE_ADJECTIVE)
    .or(Classes::GROUP_NOUN);

/// Words of bodies, subjects and trades, which are parts of an office and of no personal name.
const COMMON: Classes = Classes::ORDINARY
    .or(Classes::ORG_HEAD)
    .or(Classes::GROUP_NOUN)
    .or(Classes::PERSON_NOUN)
    .or(Classes::DOCUMENT_NOUN)
    .or(Classes::WORK_NOUN)
    .or(Classes::VERBAL);

/// Ordinary words that begin geographical names: "Mount Vernon".
const GEOGRAPHICAL: [&str; 12] =
    ["Mount", "Lake", "Fort", "Port", "Cape", "Camp", "Point", "Saint", "River", "Island", "Villa", "Castle"];

/// Number of words of most personal names.
const PERSONAL_NAME: usize = 2;

/// Endings of trades: "Smoker", "Violinist".
const TRADE_ENDINGS: [&str; 6] = ["er", "ist", "ian", "eer", "man", "woman"];

/// Words that describe the name after them and are no part of it.
const DESCRIPTIONS: Classes = Classes::NATIONALITY.or(Classes::TITLE_ADJECTIVE);

/// Words that begin the names of peoples with two words: "South African", "New Zealander".
const BEFORE_NATIONALITY: [&str; 7] = ["South", "North", "New", "Sri", "Costa", "Puerto", "Saudi"];

/// Words that make a name that of an organisation.
const ORGANISATION: Classes = Classes::ORG_HEAD.or(Classes::ORG_NAME);

/// Number of characters among which the mark after a lower-case prefix of a name is looked for: "al-Sakher",
/// "bin-Hale". Later marks are those of compounds: "anti-American".
const PREFIX_CHARS: usize = 4;

/// The marks after a lower-case prefix of a name.
const PREFIX_MARKS: [char; 7] = ['-', '‐', '‑', '\'', '’', 'ʼ', OKINA];

/// A letter of Polynesian names, which may begin them: "ʻIolani".
const OKINA: char = 'ʻ';

/// Number of words behind a verb in capitals among which the first one in small letters is looked for: "HALE SAT DOWN
/// AGAIN and laughed".
const MAX_CAPITALS: usize = 4;

/// Maximum number of digits of a number that is part of a name: "Unit 7". Longer ones are years and sums.
const MAX_DIGITS: usize = 3;

/// Joins two names: "Hale & Sons".
pub(crate) const AMPERSAND: &str = "&";
/// Joins the words of some names of organisations: "the Post and Mail".
pub(crate) const AND: &str = "and";

/// The one word in lower case that joins the words of a name or an office: "Duke of York".
const OF: &str = "of";

/// Which words of a text are names or parts of one.
#[derive(Debug)]
pub(crate) struct NameWords {
    /// By word, whether it is part of a name.
    is_name: Column<TokenId, bool>,
    /// By word, whether it is known to be part of a name. Empty if no name is known.
    is_known: Column<TokenId, bool>,
    uses: WordUses,
    epithets: Epithets,
}

impl NameWords {
    /// Takes time linear in the text.
    ///
    /// `given`: words that are names, such as those of a cast, whatever their case if none of them has a capital.
    /// `labels`: those of the labels of turns, which are names wherever they have a capital.
    pub(crate) fn find(tokens: &Tokens<'_>, given: &[IdRange<TokenId>], labels: &[IdRange<TokenId>]) -> Self {
        let uses = WordUses::count(tokens);
        let epithets = Epithets::find(tokens);
        let finder = NameFinder { tokens, uses: &uses, epithets: &epithets };
        let none = given.is_empty() && labels.is_empty();
        let mut is_known = Column::filled(false, if none { 0 } else { tokens.words.len() });
        for &words in given.iter().chain(labels) {
            is_known[words].fill(true);
        }
        let known = |i: TokenId| is_known.get(i).copied().unwrap_or(false);
        let is_name = |i: TokenId| has_capital(tokens, i) && (known(i) || finder.is_name(i)) || is_handle(tokens, i);
        let is_name = tokens.words.ids().map(is_name);
        let mut is_name: Column<TokenId, bool> = is_name.collect();
        let small = small_names(tokens, &uses);
        if !small.is_empty() {
            for i in tokens.words.ids().filter(|&i| small.contains(&tokens.words[i].id)) {
                is_name[i] = true;
            }
        }
        for &words in given.iter().filter(|&&words| !words.iter().any(|i| has_capital(tokens, i))) {
            for i in words.iter().filter(|&i| tokens.words[i].is_word()) {
                is_name[i] = true;
            }
        }
        Self { is_name, is_known, uses, epithets }
    }

    /// Whether a word is part of a name.
    #[inline]
    pub(crate) fn is_name(&self, i: TokenId) -> bool {
        self.is_name[i]
    }

    /// How the text uses a word.
    pub(crate) fn use_of(&self, word: WordId) -> WordUse {
        self.uses.of(word)
    }

    /// The epithets that tell people of one name apart.
    pub(crate) fn epithets(&self) -> &Epithets {
        &self.epithets
    }

    /// Whether a word is known to be part of a name, whatever it looks like.
    pub(crate) fn is_known(&self, i: TokenId) -> bool {
        self.is_known.get(i).copied().unwrap_or(false)
    }
}

/// Whether a token is a word with a capital where a name may have one.
fn has_capital(tokens: &Tokens<'_>, i: TokenId) -> bool {
    let word = &tokens.words[i];
    word.is_word() && (word.is_capitalised() || word.has_inner_capital() && has_prefix(tokens.word_text(i)))
}

/// The words that a clause beside speech uses as names, though the text gives them no capital within a sentence: "said
/// kiri walsh", "mina says". Each is a given name or in no list.
fn small_names(tokens: &Tokens<'_>, uses: &WordUses) -> HashSet<WordId> {
    let mut names = HashSet::new();
    let may_be = |i: TokenId| {
        let Some(word) = tokens.words.get(i).filter(|word| word.kind == TokenKind::Word) else { return false };
        let is_unlisted = tokens.classes(i).without(SMALL).is_empty() && word.id != WordId::NONE;
        is_unlisted && !word.is_capitalised() && uses.of(word.id).capital == 0
    };
    let reports = |i: TokenId| i < tokens.words.end() && tokens.classes(i).any(Classes::CUE_STRONG);
    let ends = |i: TokenId| tokens.words.get(i).map_or(true, |word| !word.is_word());
    for (mark, _) in tokens.words.enumerate().filter(|(_, word)| word.kind == TokenKind::QuoteMark) {
        let first = if reports(mark + 1) { mark + 2 } else { mark + 1 };
        if !may_be(first) {
            continue;
        }
        let end = first + 1 + usize::from(may_be(first + 1));
        if (first == mark + 2 && ends(end)) || (first == mark + 1 && reports(end)) {
            names.extend(ids(first..end).map(|i| tokens.words[i].id));
        }
    }
    names
}

/// Whether a token is a handle with a low line, in which no other word has one: "night_nora".
fn is_handle(tokens: &Tokens<'_>, i: TokenId) -> bool {
    let word = &tokens.words[i];
    // Lists have no such words, and most words are in one.
    word.is_word() && tokens.classes(i).is_empty() && tokens.word_text(i).contains('_')
}

/// Whether a word begins the name of a people that has two words: "South African".
pub(crate) fn begins_nationality(tokens: &Tokens<'_>, i: TokenId) -> bool {
    BEFORE_NATIONALITY.contains(&tokens.word_text(i))
        && i + 1 < tokens.words.end()
        && tokens.classes(i + 1).any(Classes::NATIONALITY)
}

/// Whether a word is the past form of a verb, and no other form of it as well: "said", "asked", but not "put".
fn is_past(tokens: &Tokens<'_>, i: TokenId) -> bool {
    let is_small = tokens.words.get(i).is_some_and(|word| word.is_word() && !word.is_capitalised());
    if !is_small {
        return false;
    }
    let text = tokens.word_text(i);
    let classes = tokens.classes(i);
    classes.any(Classes::VERBAL) && classes.any(Classes::PAST) && (text.ends_with("ed") || text == "said")
}

/// Whether a word is the style of a titled person: "his Grace", "Your Majesty". "Grace" is a name elsewhere.
pub(crate) fn is_style(tokens: &Tokens<'_>, i: TokenId) -> bool {
    let is_owned = || i.before().is_some_and(|before| tokens.classes(before).any(Classes::POSSESSIVE_PRONOUN));
    let classes = tokens.classes(i);
    let may_be_else = classes.any(Classes::GIVEN_NAME) && !tokens.words[i].is_capitalised();
    classes.any(Classes::STYLE) && !may_be_else && is_owned()
}

/// Whether a word tells where somebody is from or what he is, with the name of a place before a hyphen: "Oslo-based".
fn is_adjective(word: &str) -> bool {
    const ENDINGS: [&str; 6] = ["born", "based", "trained", "educated", "speaking", "backed"];
    word.rsplit_once('-').is_some_and(|(_, end)| ENDINGS.contains(&end))
}

/// Whether a word is one letter beyond ASCII.
fn is_accented_letter(word: &str) -> bool {
    !word.is_ascii() && word.chars().nth(1).is_none()
}

/// Whether a word has a short prefix and a capital after it: "al-Sakher", "d'Artagnan".
fn has_prefix(word: &str) -> bool {
    let mark = word.char_indices().take(PREFIX_CHARS).find(|(_, c)| PREFIX_MARKS.contains(c));
    mark.is_some_and(|(at, c)| (at > 0 || c == OKINA) && word[at + c.len_utf8()..].starts_with(char::is_uppercase))
}

/// Tells which words with a capital are parts of names.
struct NameFinder<'a, 't> {
    tokens: &'a Tokens<'t>,
    uses: &'a WordUses,
    epithets: &'a Epithets,
}

impl NameFinder<'_, '_> {
    /// Whether a word with a capital is part of a name.
    fn is_name(&self, i: TokenId) -> bool {
        let tokens = self.tokens;
        let word = &tokens.words[i];
        let classes = tokens.classes(i);
        let used = self.uses.of(word.id);
        let WordUse { lower, capital, opening, .. } = used;
        let is_given_name = classes.any(Classes::GIVEN_NAME);
        let starts_sentence = word.starts_sentence();
        // "May said", "Bright smiled"
        let verb_follows = || {
            let next = tokens.words.get(i + 1).map_or(Classes::NONE, |_| tokens.classes(i + 1));
            next.any(Classes::PAST) && next.any(Classes::VERBAL)
        };
        let mostly_capital = lower <= capital;
        // "Mayor Frida Stoll"
        let capital_follows = || {
            let next = tokens.words.get(i + 1);
            next.is_some_and(|n| n.is_word() && n.is_capitalised() && !tokens.classes(i + 1).any(Classes::CLOSED))
        };
        // "Unit 7 turned", where the text says "Unit 9" within a sentence
        let is_numbered = || {
            let acts = || {
                tokens.words.get(i + 2).is_some_and(|next| next.kind == TokenKind::Clitic)
                    || i + 2 < tokens.words.end() && tokens.classes(i + 2).any(Classes::VERBAL.or(Classes::PAST))
            };
            (is_short_number(tokens, i + 1) && capital > 0 || is_letter_of(tokens, i + 1)) && acts()
        };
        // "Mrs. Quickly", "Henry Soon", but not "Captain Never Returns"
        let follows_name_word = || {
            let before = i.before().filter(|&before| tokens.words[before].is_capitalised());
            before.is_some_and(|before| tokens.classes(before).any(Classes::TITLE.or(Classes::GIVEN_NAME)))
                && !capital_follows()
        };
        let ends_capitals = || {
            let follows = i.before().is_some_and(|before| tokens.words[before].is_all_capitals());
            let next = ids(i + 1..tokens.words.end()).take(MAX_CAPITALS).find(|&i| !tokens.words[i].is_all_capitals());
            // "EDDA KEATING sat"
            let is_verb = |next: TokenId| tokens.classes(next).any(Classes::VERBAL.or(Classes::PAST));
            let is_small = |next: TokenId| tokens.words[next].is_word() && !tokens.words[next].is_capitalised();
            follows && next.is_some_and(|next| is_small(next) && !is_verb(next))
        };
        match () {
            () if classes.any(NEVER_NAMES) || is_adjective(tokens.word_text(i)) => false,
            // "HENRIK DAHL PULLED the cord", at the beginning of a chapter
            () if word.is_all_capitals() && !is_given_name && classes.any(Classes::VERBAL) && ends_capitals() => false,
            // "Ó Briain": a letter with an accent is no "Oh", though the lexicon reads none.
            () if is_accented_letter(tokens.word_text(i)) => capital_follows(),
            () if !starts_sentence && classes.any(SELDOM_NAMES) && follows_name_word() => true,
            // "His Grace", and "Majesty" alone
            () if classes.any(Classes::STYLE) && (!is_given_name || is_style(tokens, i)) => false,
            () if starts_sentence && is_numbered() => true,
            // "Old Tom", beside "Young Tom"
            () if self.epithets.tell_apart(tokens, i) => true,
            // "Karl Friday", and from then on "Friday"
            () if used.is_last_name() && !starts_sentence && !is_date(tokens, i) => true,
            () if used.is_last_name() && starts_sentence && verb_follows() => true,
            // "Sunday", but "April said"
            () if classes.any(Classes::CALENDAR)
                && (!is_given_name && !used.is_person() || used.is_no_person() || is_date(tokens, i)) =>
            {
                false
            }
            // An ordinary noun with a capital within a sentence is part of a name: "the Rain Office".
            () if classes.any(SELDOM_NAMES)
                && !is_given_name
                && (starts_sentence || !classes.any(Classes::ORDINARY)) =>
            {
                let is_person = used.is_person() && (!starts_sentence || verb_follows());
                is_person || capital >= MIN_CAPITALS && mostly_capital
            }
            // "Will", "May": a name only where the text writes it so within sentences, or before a form with which no
            // auxiliary stands.
            () if classes.any(Classes::AUXILIARY) => {
                let is_known = capital > 0 && (!starts_sentence || verb_follows());
                is_given_name && (is_known || starts_sentence && is_past(tokens, i + 1))
            }
            () if !starts_sentence => true,
            () if classes.any(Classes::TITLE) && capital_follows() => true,
            () if capital > 0 => mostly_capital,
            () if lower > 0 => false,
            () if classes.any(LISTED_NAMES) => true,
            // "Whoosh," is what is said, unless the word begins a longer sentence elsewhere.
            () => !classes.any(LISTED_WORDS) && (opening > 0 || !self.is_alone(i)),
        }
    }

    /// Whether a word is said alone: "Whoosh," or "Tickets." at the start of a quotation.
    fn is_alone(&self, i: TokenId) -> bool {
        let kind = |i: TokenId| self.tokens.words.get(i).map(|near| near.kind);
        let ends = matches!(kind(i + 1), None | Some(TokenKind::Punctuation | TokenKind::QuoteMark));
        ends && i.before().is_some_and(|before| kind(before) == Some(TokenKind::QuoteMark))
    }
}

/// A name: its core ("Mohammad Ali Jafari") and the titles before it ("Maj. Gen.").
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NameParts {
    /// The words of the proper name. Not empty.
    pub(crate) core: IdRange<TokenId>,
    /// How many titles stand right before the core. All of them are words of the text.
    titles: u8,
    /// The type of the bearer.
    pub(crate) entity_type: EntityType,
    pub(crate) source: NameSource,
}

/// Where a name stands, which says which of its words tell people apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameSource {
    /// In a sentence.
    Text,
    /// The label of a turn is a personal name: "Mr. KERRY", "Anna Berg".
    Person,
    /// In a label that is no personal name ("Speaker 0", "The PRESIDING OFFICER"), or with a number ("Unit 7"). All its
    /// words tell.
    Label,
}

/// The type of the bearer of a name, as far as the words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntityType {
    /// A given name or a title is among them.
    Person,
    Organisation,
    /// A geographical name.
    Place,
    /// Nothing tells.
    Unknown,
}

impl NameParts {
    /// Takes a run of name words apart, which is not empty. The gender is that of its titles.
    pub(crate) fn new(tokens: &Tokens<'_>, names: &NameWords, words: IdRange<TokenId>) -> (Self, Gender) {
        let run = NameRun { tokens, names, words };
        let start = run.core_start();
        // "Uncle Toby": the title is part of the name.
        let has_kin_title = start > words.start() && run.classes(start - 1).any(Classes::TITLE_KIN);
        let start = if has_kin_title { start - 1 } else { start };
        let titles = if has_kin_title { 0 } else { run.titles_before(start) };
        let core = IdRange::from(start..words.end());
        let entity_type = run.entity_type(core, titles > 0);
        let titles = titles.min(usize::from(u8::MAX)) as u8;
        (Self { core, titles, entity_type, source: NameSource::Text }, run.title_gender())
    }

    /// Takes the label of a turn apart: a personal name as in a sentence, the label of an office or a number as a
    /// whole. Organisations and places that have turns speak like people.
    pub(crate) fn of_label(tokens: &Tokens<'_>, names: &NameWords, run: IdRange<TokenId>) -> (Self, Gender) {
        if is_personal(tokens, run) {
            let (name, gender) = Self::new(tokens, names, run);
            let entity_type = match name.entity_type {
                EntityType::Organisation | EntityType::Place => EntityType::Unknown,
                other => other,
            };
            return (Self { entity_type, source: NameSource::Person, ..name }, gender);
        }
        let gender = run.iter().map(|i| tokens.classes(i).noun_gender()).fold(Gender::Unknown, Gender::or);
        (Self { core: run, titles: 0, entity_type: EntityType::Person, source: NameSource::Label }, gender)
    }

    /// A name that is a word with a number: "Unit 7".
    pub(crate) fn numbered(run: IdRange<TokenId>) -> Self {
        Self { core: run, titles: 0, entity_type: EntityType::Unknown, source: NameSource::Label }
    }

    /// A handle in a network, with its "@".
    pub(crate) fn of_handle(words: IdRange<TokenId>) -> Self {
        Self { core: words, titles: 0, entity_type: EntityType::Person, source: NameSource::Text }
    }

    /// The titles and the core.
    pub(crate) fn with_titles(&self) -> IdRange<TokenId> {
        (self.titles().start()..self.core.end()).into()
    }

    /// The titles right before the core; empty if there are none.
    pub(crate) fn titles(&self) -> IdRange<TokenId> {
        (self.core.start() - usize::from(self.titles)..self.core.start()).into()
    }
}

/// Whether the label of a turn is a personal name: capitalised words, and no office without a name.
fn is_personal(tokens: &Tokens<'_>, run: IdRange<TokenId>) -> bool {
    let (first, last) = (run.start(), run.end() - 1);
    let named = |i: TokenId| {
        let word = &tokens.words[i];
        let particle = i > first && tokens.classes(i).any(Classes::NAME_PARTICLE) && !is_of(tokens, i);
        let stop = word.kind == TokenKind::Punctuation && i > first && i < last;
        word.is_word() && has_capital(tokens, i) || particle || stop || word.kind == TokenKind::Clitic
    };
    if !run.iter().all(named) || tokens.classes(first).any(Classes::DETERMINER) {
        return false;
    }
    let initial = run.len() > 1 && tokens.words[last].len() == 1;
    let opens = Classes::GIVEN_NAME | Classes::TITLE_COURTESY;
    let office = run.len() > 1
        && tokens.classes(last).any(Classes::PERSON_NOUN | Classes::TITLE | Classes::KIN)
        && !tokens.classes(first).any(opens);
    !initial && !office
}

/// A run of words that makes a name with its titles, to be taken apart.
struct NameRun<'a, 't> {
    tokens: &'a Tokens<'t>,
    names: &'a NameWords,
    /// Not empty.
    words: IdRange<TokenId>,
}

impl NameRun<'_, '_> {
    fn classes(&self, i: TokenId) -> Classes {
        self.tokens.classes(i)
    }

    fn any(&self, words: IdRange<TokenId>, classes: Classes) -> bool {
        words.iter().any(|i| self.classes(i).any(classes))
    }

    /// Whether a word is a given name, and no title or noun of organisations as well. "Junior" is one in "Junior Hale",
    /// but not in "Junior Minister Orne Hale".
    fn is_given_name(&self, i: TokenId) -> bool {
        let describes = || {
            let next = if i + 1 < self.words.end() { self.classes(i + 1) } else { Classes::NONE };
            self.classes(i).any(Classes::TITLE_ADJECTIVE)
                && next.any(Classes::TITLE | Classes::PERSON_NOUN | Classes::GIVEN_NAME)
        };
        self.classes(i).any(Classes::GIVEN_NAME)
            && !self.classes(i).any(Classes::TITLE.or(Classes::ORG_HEAD))
            && !describes()
    }

    /// Whether a word before the last one is a title. An initial is a title only as the first word: not in "Edith M.
    /// Carver", where "M." might be "Monsieur". Behind a first name it is a name: "Said Ali Shah Hale".
    fn is_title(&self, i: TokenId) -> bool {
        let follows_first_name = || {
            let before = self.classes(i - 1);
            self.is_given_name(i - 1)
                && !before.any(Classes::PLACE.or(Classes::ORG_NAME).or(Classes::NAME_IS_WORD))
                && !self.classes(i).any(Classes::TITLE_COURTESY.or(Classes::PERSON_NOUN))
        };
        let has_title = self.classes(i).any(Classes::TITLE)
            && (i == self.words.start() || !is_initial(self.tokens, i) && !follows_first_name());
        has_title || self.is_rank_of_police(i)
    }

    /// Whether a word is a rank of the police behind another title: "Det Con", "Det Ch Insp".
    fn is_rank_of_police(&self, i: TokenId) -> bool {
        let follows_title = || i > self.words.start() && self.tokens.is_one_of(i - 1, &["det", "temp", "ch"]);
        self.tokens.is_one_of(i, &["con", "ch"]) && follows_title()
    }

    /// Where the core begins: after the last title, at a given name that follows words of an office, and after
    /// adjectives. The last word is always part of the core.
    fn core_start(&self) -> TokenId {
        let last = self.words.end() - 1;
        let mut start = self.words.start();
        // "Sir Orne Hale", but in "Duke of York" the title is the name.
        if let Some(title) = ids(start..last).rev().find(|&i| self.is_title(i)) {
            if !is_of(self.tokens, title + 1) {
                start = title + 1;
            }
        }
        if let Some(name) = ids(start..last).find(|&i| self.is_given_name(i)) {
            // "House Transport Republican Hugh Pomfret"
            let is_described = name > start && self.classes(name - 1).any(Classes::PERSON_NOUN);
            // "Secretary of State John Kerry"
            let is_office = |i: TokenId| {
                let follows_of = || i > start && is_of(self.tokens, i - 1);
                self.classes(i).any(OFFICE) || is_of(self.tokens, i) || follows_of()
            };
            if is_described || ids(start..name).all(is_office) || self.is_office_before(start, name) {
                start = name;
            }
        } else if let Some(name) = self.after_office(start).or_else(|| self.after_body(start)) {
            start = name;
        }
        // "the Old Man": a noun for a person is no name by itself.
        let is_noun =
            |i: TokenId| self.classes(i).any(Classes::PERSON_NOUN) && !self.classes(i).any(Classes::GIVEN_NAME);
        // "British Medical Association"
        let is_part_of_body = |i: TokenId| {
            i + 1 < last && self.classes(i).any(Classes::NATIONALITY) && self.classes(last).any(Classes::ORG_HEAD)
        };
        while start < last
            && (self.classes(start).any(DESCRIPTIONS) || start + 1 < last && begins_nationality(self.tokens, start))
            && !self.is_given_name(start)
            && !(start + 1 == last && is_noun(last))
            && !(start + 1 == last && self.names.epithets.tell_apart(self.tokens, start))
            && !is_part_of_body(start)
        {
            start += 1;
        }
        start
    }

    /// Whether the words from `start` to a given name, which is not the last word, are those of an office or a body:
    /// "Harbour Lines Enver Salk", "Director of Roads Mina Daw", "Smoker Ned Hale".
    fn is_office_before(&self, start: TokenId, name: TokenId) -> bool {
        if name == start || self.classes(self.words.end() - 1).any(ORGANISATION.or(Classes::ORDINARY)) {
            return false;
        }
        let before = self.classes(name - 1);
        let is_body = before.any(COMMON) && !GEOGRAPHICAL.contains(&self.tokens.word_text(name - 1));
        let is_trade = || {
            let word = self.tokens.word_text(start);
            name == start + 1
                && self.tokens.words[start].starts_sentence()
                && before.is_empty()
                && TRADE_ENDINGS.iter().any(|ending| word.ends_with(ending))
        };
        is_body || is_trade()
    }

    /// Where the name begins after an office that has "of" and ordinary words: "Minister of Education Stefania
    /// Giannelli". `None` if no office does, or if nothing follows it.
    fn after_office(&self, start: TokenId) -> Option<TokenId> {
        let end = self.words.end();
        let holder = Classes::TITLE_RANK | Classes::PERSON_NOUN;
        let of = ids(start..end).find(|&i| is_of(self.tokens, i))?;
        if of == start || !self.classes(of - 1).any(holder) {
            return None;
        }
        let name = ids(of + 1..end).find(|&i| !self.classes(i).any(COMMON | Classes::DETERMINER))?;
        let has_body = ids(of + 1..name).any(|i| self.classes(i).any(COMMON));
        (has_body && ids(name..end).all(|i| !self.classes(i).any(COMMON))).then_some(name)
    }

    /// Where the name of two words in no list begins after that of a body: "Harbour Council Enver Salk". `None` if the
    /// words before are others.
    fn after_body(&self, start: TokenId) -> Option<TokenId> {
        let name = self.words.end().saturating_sub(PERSONAL_NAME);
        let body = Classes::ORG_HEAD | Classes::GROUP_NOUN;
        let is_unlisted = |i: TokenId| self.classes(i).is_empty() && !self.tokens.words[i].is_all_capitals();
        let has_body = name > start && self.classes(name - 1).any(body);
        (has_body && ids(name..self.words.end()).all(is_unlisted)).then_some(name)
    }

    /// The number of titles right before a word.
    fn titles_before(&self, core_start: TokenId) -> usize {
        let title = Classes::TITLE.without(Classes::TITLE_KIN);
        let is_title = |&i: &TokenId| self.classes(i).any(title) || self.is_rank_of_police(i);
        ids(self.words.start()..core_start).rev().take_while(is_title).count()
    }

    /// The gender of the titles, the last word left out if there are others.
    fn title_gender(&self) -> Gender {
        let end = self.words.end() - usize::from(self.words.len() > 1);
        ids(self.words.start()..end)
            .filter(|&i| self.classes(i).any(Classes::TITLE))
            .map(|i| self.classes(i).noun_gender())
            .fold(Gender::Unknown, Gender::or)
    }

    fn entity_type(&self, core: IdRange<TokenId>, has_titles: bool) -> EntityType {
        let first = core.start();
        let is_acronym = || {
            core.len() == 1
                && self.tokens.words[first].is_all_capitals()
                && !self.is_given_name(first)
                && !self.names.is_known(first)
        };
        let is_organisation = self.any(core, ORGANISATION);
        // "Ji-ho Park", where "Park" speaks
        let is_surname = || {
            let last = self.names.use_of(self.tokens.words[core.end() - 1].id);
            core.len() == PERSONAL_NAME && last.is_last_name() && last.is_person()
        };
        let used = self.names.use_of(self.tokens.words[first].id);
        let is_office = |i: TokenId| {
            let plain = Classes::GIVEN_NAME | Classes::PLURAL | Classes::TITLE_KIN;
            self.classes(i).any(Classes::TITLE_RANK) && !self.classes(i).any(plain)
        };
        let is_courteous = || {
            let title = first.before().filter(|_| has_titles);
            title.is_some_and(|title| self.classes(title).any(Classes::TITLE_COURTESY))
        };
        // "Hale and Sons", "Hale & Daughter"
        let is_firm = || core.len() > 2 && core.iter().any(|i| matches!(self.tokens.word_text(i), AMPERSAND | AND));
        match () {
            () if is_firm() => EntityType::Organisation,
            // "Baron" of Tom Baron, "Devon" who smiles
            () if core.len() == 1 && used.is_last_name() => EntityType::Unknown,
            () if core.len() == 1 && used.is_person() && !self.classes(first).is_empty() => EntityType::Person,
            () if core.len() == 1
                && used.is_no_person()
                && (self.any(core, Classes::PLACE) || self.classes(first).is_empty()) =>
            {
                EntityType::Place
            }
            // "Mr. Hale", "Uncle Toby", "Mrs. Castle"
            () if has_titles && (!is_organisation || is_courteous()) => EntityType::Person,
            () if core.len() > 1 && self.any(core, Classes::TITLE_KIN) => EntityType::Person,
            () if is_organisation && is_surname() => EntityType::Unknown,
            () if is_acronym() || is_organisation && !self.is_given_name(first) => EntityType::Organisation,
            // "Devon Achebe"
            () if core.len() == PERSONAL_NAME
                && self.classes(first).any(Classes::PLACE)
                && self.classes(first + 1).is_empty()
                && !self.tokens.words[first + 1].is_all_capitals() =>
            {
                EntityType::Unknown
            }
            // "King of Norway", "French Ambassador"
            () if core.len() > 1
                && (is_office(core.end() - 1) || is_office(first) && is_of(self.tokens, first + 1)) =>
            {
                EntityType::Person
            }
            () if self.any(core, Classes::PLACE.or(Classes::NATIONALITY)) && !self.is_given_name(first) => {
                EntityType::Place
            }
            // "Victor Street" and "Grace Hospital", but he speaks who is called Victor Street.
            () if is_organisation && self.classes(core.end() - 1).any(ORGANISATION) => EntityType::Unknown,
            () if self.any(core, Classes::GIVEN_NAME) => EntityType::Person,
            () => EntityType::Unknown,
        }
    }
}

/// Whether a word is a single letter, as in "Edith M. Carver".
fn is_initial(tokens: &Tokens<'_>, i: TokenId) -> bool {
    tokens.word_text(i).trim_end_matches('.').len() == 1
}

/// Whether a token, which may lie beyond the text, is a number that may be part of a name: "Unit 7", "Number Nine".
pub(crate) fn is_short_number(tokens: &Tokens<'_>, i: TokenId) -> bool {
    let Some(word) = tokens.words.get(i) else { return false };
    if word.kind == TokenKind::Number {
        return word.len() <= MAX_DIGITS && tokens.word_text(i).bytes().all(|c| c.is_ascii_digit());
    }
    word.is_capitalised() && !word.starts_sentence() && tokens.classes(i).any(Classes::NUMERAL)
}

/// Whether a token, which may lie beyond the text, is a letter that numbers the person before it: "Witness B".
pub(crate) fn is_letter_of(tokens: &Tokens<'_>, i: TokenId) -> bool {
    let Some(before) = i.before().filter(|_| tokens.words.get(i).is_some_and(|word| word.is_word())) else {
        return false;
    };
    let text = tokens.word_text(i);
    let is_letter = text.len() == 1 && text.bytes().all(|c| c.is_ascii_uppercase()) && text != "I";
    let goes_on = tokens.words.get(i + 1).is_some_and(|next| {
        next.is_word() && (next.is_capitalised() || !tokens.classes(i + 1).any(Classes::VERBAL | Classes::AUXILIARY))
            || tokens.word_text(i + 1) == "."
                && tokens.words.get(i + 2).is_some_and(|next| next.is_word() && !next.starts_sentence())
    });
    is_letter && tokens.classes(before).any(Classes::PERSON_NOUN) && tokens.words[before].is_capitalised() && !goes_on
}

/// Whether a token, which may lie beyond the text, is "of".
pub(crate) fn is_of(tokens: &Tokens<'_>, i: TokenId) -> bool {
    tokens.words.get(i).is_some() && tokens.word_text(i) == OF
}

#[cfg(test)]
mod tests {
    use super::{has_prefix, EntityType, NameParts, NameWords};
    use crate::record::Gender;
    use crate::token::tokenize::tokenize;
    use crate::util::ids::{Id, IdRange, TokenId};

    /// The words of a text that are names, if `known` are known.
    fn names<'t>(text: &'t str, known: &[&str]) -> Vec<&'t str> {
        let tokens = tokenize(text);
        let known: Vec<_> = known
            .iter()
            .map(|name| {
                let start = text.find(name).unwrap();
                tokens.words_in((start..start + name.len()).into())
            })
            .collect();
        let names = NameWords::find(&tokens, &known, &[]);
        tokens.words.ids().filter(|&i| names.is_name(i)).map(|i| tokens.word_text(i)).collect()
    }

    #[test]
    fn capitals_within_sentences_are_names() {
        for (text, expected) in [
            ("Then Orne met al-Sakher and d’Artagnan.", &["Orne", "al-Sakher", "d’Artagnan"][..]),
            ("He came on Sunday, in April.", &[]),
            ("He saw April there. April slept.", &["April", "April"]),
            ("“No,” said Friday. He came on Friday.", &["Friday", "Friday"]),
            ("He said Friday was better.", &[]),
            ("They saw the Rain Office.", &["Rain", "Office"]),
            ("But The boat and My boat sank.", &[]),
            ("He met Will, who will row.", &["Will"]),
            ("He wrote: Five Slowly Sank.", &["Slowly", "Sank"]),
            // Any word is a name behind a title or a given name, but not in a headline.
            ("He saw Mrs. Quickly and Henry Soon.", &["Mrs.", "Quickly", "Henry", "Soon"]),
            ("He wrote: Captain Never Returned.", &["Captain", "Returned"]),
            ("It cost 1990s prices.", &[]),
            // A number is somebody who speaks.
            ("“No,” said Four. He saw Four at four.", &["Four", "Four"]),
            ("He saw Four at four.", &[]),
            ("Then the Oslo-based Orne met ʻIolani.", &["Orne", "ʻIolani"]),
        ] {
            assert_eq!(names(text, &[]), expected, "{text}");
        }
    }

    #[test]
    fn the_text_tells_names_at_the_start_of_a_sentence() {
        for (text, expected) in [
            // Neither names nor words of a list: a name, unless the text has them in lower case.
            ("Qorrin sank.", &["Qorrin"][..]),
            ("Qorrin sank. The qorrin rose.", &[]),
            ("Qorrin sank. Then Qorrin rose.", &["Qorrin", "Qorrin"]),
            ("Qorrin sank. Then Qorrin rose. A qorrin, a qorrin!", &["Qorrin"]),
            // Listed names and words.
            ("Emma sank.", &["Emma"]),
            ("Sailors sank.", &[]),
            ("Rose sank.", &["Rose"]),
            ("Rose sank. A rose rose.", &[]),
            ("Rose sank. Then Rose swam, and a rose.", &["Rose", "Rose"]),
            ("Mayor Frida Stoll sank.", &["Mayor", "Frida", "Stoll"]),
            ("Will sank.", &[]),
            ("Will said no. Will asked.", &["Will", "Will"]),
            ("Will put it there.", &[]),
            ("Sunday came.", &[]),
            // An interjection with many capitals.
            ("Pooh! He saw Pooh, and Pooh, and Pooh.", &["Pooh", "Pooh", "Pooh", "Pooh"]),
            ("Pooh! He saw Pooh, and Pooh.", &[]),
            // Capitals alone are no evidence.
            ("Sailors sank. He saw SAILORS.", &["SAILORS"]),
        ] {
            assert_eq!(names(text, &[]), expected, "{text}");
        }
    }

    #[test]
    fn known_names_need_a_capital_and_nothing_else() {
        assert_eq!(names("The boat sank. The Ferry sank.", &[]), ["Ferry"]);
        assert_eq!(names("The boat sank. The Ferry sank.", &["The boat"]), ["The", "Ferry"]);
        let tokens = tokenize("Sunday came");
        let all = IdRange::from(TokenId::default()..tokens.words.end());
        let names = NameWords::find(&tokens, &[all], &[]);
        assert!(tokens.words.ids().all(|i| names.is_known(i)) && names.is_name(TokenId::new(0)));
        assert!(tokens.words.ids().all(|i| !NameWords::find(&tokens, &[], &[]).is_known(i)));
    }

    #[test]
    fn prefixes_are_short() {
        for (word, expected) in [
            ("al-Sakher", true),
            ("d'Artagnan", true),
            ("bin-Hale", true),
            ("anti-American", false),
            ("al-sakher", false),
            ("'Artagnan", false),
            ("ʻIolani", true),
            ("iPhone", false),
            ("", false),
        ] {
            assert_eq!(has_prefix(word), expected, "{word}");
        }
    }

    #[test]
    fn names_have_titles_and_a_core() {
        use EntityType::{Organisation, Person, Place, Unknown};
        for (run, titles, core, entity_type, gender) in [
            ("Orne", "", "Orne", Unknown, Gender::Unknown),
            ("Emma Hale", "", "Emma Hale", Person, Gender::Unknown),
            ("Mr. Hale", "Mr.", "Hale", Person, Gender::Male),
            ("Lady Orne Hale", "Lady", "Orne Hale", Person, Gender::Female),
            ("Maj. Gen. Hale", "Maj. Gen.", "Hale", Person, Gender::Unknown),
            // A known limit: the initial gives the gender of "Monsieur".
            ("Edith M. Carver", "", "Edith M. Carver", Person, Gender::Male),
            ("Secretary of State John Kerry", "", "John Kerry", Person, Gender::Unknown),
            ("House Transport Republican Hugh Pomfret", "", "Hugh Pomfret", Person, Gender::Unknown),
            ("Duke of York", "", "Duke of York", Person, Gender::Male),
            ("French Ambassador", "", "French Ambassador", Person, Gender::Unknown),
            ("Mrs Castle", "Mrs", "Castle", Person, Gender::Female),
            ("Det Con Lewis Hart", "Det Con", "Lewis Hart", Person, Gender::Unknown),
            ("British Medical Association", "", "British Medical Association", Organisation, Gender::Unknown),
            ("British Association", "", "Association", Organisation, Gender::Unknown),
            ("Uncle Toby", "", "Uncle Toby", Person, Gender::Male),
            ("Aunt Emma Hale", "", "Aunt Emma Hale", Person, Gender::Female),
            ("Old Dutch Hale", "", "Hale", Unknown, Gender::Unknown),
            ("South African Hale", "", "Hale", Unknown, Gender::Unknown),
            ("NATO", "", "NATO", Organisation, Gender::Unknown),
            ("QRN", "", "QRN", Organisation, Gender::Unknown),
            ("Ministry of Fish", "", "Ministry of Fish", Organisation, Gender::Unknown),
            ("Emma Hale Society", "", "Emma Hale Society", Unknown, Gender::Unknown),
            ("Victor Street", "", "Victor Street", Unknown, Gender::Unknown),
            ("Boston", "", "Boston", Place, Gender::Unknown),
            ("Boston Achebe", "", "Boston Achebe", Unknown, Gender::Unknown),
            ("Hale & Orne", "", "Hale & Orne", Organisation, Gender::Unknown),
            ("Dutch", "", "Dutch", Place, Gender::Unknown),
        ] {
            let text = format!("then {run}");
            let tokens = tokenize(&text);
            let words = IdRange::from(TokenId::new(1)..tokens.words.end());
            let (name, found_gender) = NameParts::new(&tokens, &NameWords::find(&tokens, &[], &[]), words);
            let cover = |words: IdRange<TokenId>| if words.is_empty() { "" } else { &text[tokens.cover(words)] };
            assert_eq!((cover(name.titles()), cover(name.core)), (titles, core), "{run}");
            assert_eq!((name.entity_type, found_gender), (entity_type, gender), "{run}");
        }
    }

    #[test]
    fn known_names_in_capitals_are_no_acronyms() {
        let tokens = tokenize("then QRN");
        let words = IdRange::from(TokenId::new(1)..TokenId::new(2));
        let (name, _) = NameParts::new(&tokens, &NameWords::find(&tokens, &[words], &[]), words);
        assert_eq!(name.entity_type, EntityType::Unknown);
    }
}
