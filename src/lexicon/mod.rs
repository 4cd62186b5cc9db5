//! Word classes: everything the lists under `data/` know about a word, behind one look-up.

mod class;
mod eight;
mod phrases;
mod table;
mod tree;

use core::ops::Range;

use memchr::memchr_iter;
use once_cell::sync::Lazy;

pub(crate) use class::Classes;
pub(crate) use eight::{capitals, count, eight, first, leading, letters};
pub(crate) use phrases::{encode, PhraseMatch, Phrases};
pub(crate) use table::WordId;
use table::{fold, Key, WordTable};
use tree::PhraseTree;

/// The words of all lists, with their classes. Built once for a process, and again only where a caller adds cue verbs.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    words: WordTable,
    classes: Vec<Classes>,
    phrases: PhraseTree,
    /// Short name and full name ("liz", "elizabeth"), sorted.
    nicknames: Vec<(WordId, WordId)>,
    /// Abbreviated and full title ("dr", "doctor").
    titles: Vec<(WordId, WordId)>,
}

/// What a sequence of words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PhraseKind {
    /// "according to": a cue whose speaker follows.
    Cue,
    /// "in a statement": tells where something was said, and is no person.
    Setting,
    /// "after a moment": may stand between a name and its verb.
    Adverbial,
    /// "went on": a cue of two words.
    PhrasalVerb,
    /// "New York".
    Place,
    /// "Fox News".
    Organisation,
}

static LEXICON: Lazy<Lexicon> = Lazy::new(Lexicon::from_lists);

/// The lines of a list, each of which ends in a line break: columns, without the commented head.
fn rows(list: &'static str) -> impl Iterator<Item = [&'static str; 5]> {
    let mut start = 0;
    let lines = memchr_iter(b'\n', list.as_bytes()).map(move |end| {
        let line = &list[start..end];
        start = end + 1;
        line
    });
    lines.filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| {
        let mut rest = line;
        [(); 5].map(|()| {
            let end = rest.bytes().position(|b| b == b'\t').unwrap_or(rest.len());
            let column = &rest[..end];
            rest = rest.get(end + 1..).unwrap_or("");
            column
        })
    })
}

impl Lexicon {
    /// The lexicon of the lists alone.
    pub(crate) fn standard() -> &'static Self {
        &LEXICON
    }

    fn from_lists() -> Self {
        use Classes as C;
        let mut lexicon = Self {
            words: WordTable::default(),
            classes: Vec::new(),
            phrases: PhraseTree::default(),
            nicknames: Vec::new(),
            titles: Vec::new(),
        };
        lexicon.words.reserve(10_000);
        let gender = |g: &str, male: C, female: C| match g {
            "M" => male,
            "F" => female,
            _ => C::NONE,
        };
        let noun_gender = |g: &str| gender(g, C::MASCULINE, C::FEMININE);

        for [name, g, word, ..] in rows(include_str!("../../data/given-names.txt")) {
            let is_word = if word == "word" { C::NAME_IS_WORD } else { C::NONE };
            lexicon.add(name, C::GIVEN_NAME | gender(g, C::MALE_NAME, C::FEMALE_NAME) | is_word);
        }
        for [word, class, ..] in rows(include_str!("../../data/function-words.txt")) {
            let class = match class {
                "det" => C::DETERMINER,
                "prep" => C::PREPOSITION,
                "conj" => C::CONJUNCTION,
                "sub" => C::SUBORDINATOR,
                "aux" => C::AUXILIARY,
                "rel" => C::RELATIVE,
                "wh" => C::INTERROGATIVE,
                "num" => C::NUMERAL,
                "intj" => C::INTERJECTION,
                "quant" => C::QUANTIFIER,
                _ => C::ADVERB,
            };
            lexicon.add(word, class);
        }
        for [word, person, number, g, case] in rows(include_str!("../../data/pronouns.txt")) {
            let case = match case {
                "subj" | "any" => C::SUBJECT_PRONOUN,
                "poss" => C::POSSESSIVE_PRONOUN,
                "refl" => C::REFLEXIVE,
                _ => C::OBJECT_PRONOUN,
            };
            // "her" is object and possessive; the chunker decides by what follows.
            let case = if word == "her" { C::OBJECT_PRONOUN | C::POSSESSIVE_PRONOUN } else { case };
            let person = match person {
                "1" => C::FIRST_PERSON,
                "2" => C::SECOND_PERSON,
                _ => C::NONE,
            };
            let number = if number == "p" { C::PLURAL } else { C::NONE };
            lexicon.add(word, case | person | number | noun_gender(g));
        }
        for [form, lemma, strength, flags, _] in rows(include_str!("../../data/reporting-verbs.txt")) {
            let strength = match strength {
                "strong" => C::CUE_STRONG,
                "medium" => C::CUE_MEDIUM,
                _ => C::CUE_WEAK,
            };
            let flag = |flag| match flag {
                "obj-only" => C::CUE_LABELS,
                "answer" => C::CUE_ANSWERS,
                "question" => C::CUE_ASKS,
                "continue" => C::CUE_CONTINUES,
                _ => C::NONE,
            };
            let flags = flags.split(',').map(flag).fold(C::NONE, C::or);
            let form_class = match form {
                _ if form.ends_with("ing") => C::CUE_ING,
                _ if form != lemma && !form.ends_with('s') => C::PAST,
                _ => C::NONE,
            };
            lexicon.add(form, strength | flags | form_class);
        }
        for [form, kind, ..] in rows(include_str!("../../data/verbs.txt")) {
            lexicon.add(form, C::VERB | if kind == "past" { C::PAST } else { C::NONE });
        }
        for [word, ..] in rows(include_str!("../../data/not-verbs.txt")) {
            lexicon.add(word, C::NONE);
        }
        for [word, g, kind, ..] in rows(include_str!("../../data/titles.txt")) {
            let kind = match kind {
                "courtesy" => C::TITLE_COURTESY,
                "kin" => C::TITLE_KIN,
                "adj" => C::TITLE_ADJECTIVE,
                _ => C::TITLE_RANK,
            };
            lexicon.add(word, kind | noun_gender(g));
        }
        for [word, g, number, kind, _] in rows(include_str!("../../data/roles.txt")) {
            let kind = match kind {
                "group" => C::GROUP_NOUN,
                "source" => C::DOCUMENT_NOUN,
                _ => C::PERSON_NOUN,
            };
            let number = if number == "p" { C::PLURAL } else { C::NONE };
            lexicon.add(word, kind | number | noun_gender(g));
        }
        for [word, g, ..] in rows(include_str!("../../data/kin.txt")) {
            lexicon.add(word, C::KIN | noun_gender(g));
        }
        for [word, g, ..] in rows(include_str!("../../data/vocatives.txt")) {
            lexicon.add(word, C::VOCATIVE | noun_gender(g));
        }
        for [word, ..] in rows(include_str!("../../data/work-nouns.txt")) {
            lexicon.add(word, C::WORK_NOUN);
        }
        for [word, ..] in rows(include_str!("../../data/ordinary-words.txt")) {
            lexicon.add(word, C::ORDINARY);
        }
        for [word, ..] in rows(include_str!("../../data/cue-nouns.txt")) {
            lexicon.add(word, C::CUE_NOUN);
        }
        for [word, kind, ..] in rows(include_str!("../../data/abbreviations.txt")) {
            let kind = match kind {
                "end" => C::ABBREVIATION | C::ABBREVIATION_ENDS,
                "number" => C::ABBREVIATION_OF_NUMBER,
                "state" => C::ABBREVIATION_OF_STATE | C::ABBREVIATION_ENDS,
                "capital" => C::ABBREVIATION_CAPITAL | C::ABBREVIATION_ENDS,
                _ => C::ABBREVIATION,
            };
            lexicon.add(word, kind);
        }
        for [word, ..] in rows(include_str!("../../data/calendar.txt")) {
            lexicon.add(word, C::CALENDAR);
        }
        for word in ["jr", "sr", "ii", "iii", "iv", "esq"] {
            lexicon.add(word, C::NAME_SUFFIX);
        }
        for word in [
            "de", "la", "le", "du", "des", "del", "della", "di", "da", "von", "van", "der", "den", "ter", "al", "el",
            "bin", "ibn", "ben", "y", "e", "of", "d", "zu", "dos",
        ] {
            lexicon.add(word, C::NAME_PARTICLE);
        }

        let mut phrases = Vec::new();
        for [words, kind, ..] in rows(include_str!("../../data/places.txt")) {
            let class = if kind == "nationality" { C::NATIONALITY } else { C::PLACE };
            lexicon.add_item(words, class, PhraseKind::Place, &mut phrases);
        }
        for [words, kind, ..] in rows(include_str!("../../data/organisations.txt")) {
            let class = if kind == "head" { C::ORG_HEAD } else { C::ORG_NAME };
            lexicon.add_item(words, class, PhraseKind::Organisation, &mut phrases);
        }
        for [words, kind, ..] in rows(include_str!("../../data/phrases.txt")) {
            let kind = match kind {
                "cue" => PhraseKind::Cue,
                "out" => PhraseKind::Setting,
                "verb" => PhraseKind::PhrasalVerb,
                _ => PhraseKind::Adverbial,
            };
            lexicon.add_item(words, C::NONE, kind, &mut phrases);
        }
        lexicon.phrases = PhraseTree::new(&phrases);

        for [short, full, ..] in rows(include_str!("../../data/nicknames.txt")) {
            let short = lexicon.add(short, C::GIVEN_NAME);
            for full in full.split(',') {
                let full = lexicon.add(full.trim(), C::GIVEN_NAME);
                lexicon.nicknames.push((short, full));
            }
        }
        lexicon.nicknames.sort_unstable();
        for [title, nouns, ..] in rows(include_str!("../../data/title-nouns.txt")) {
            let title = lexicon.add(title, C::NONE);
            for noun in nouns.split(' ') {
                let noun = lexicon.add(noun, C::NONE);
                lexicon.titles.push((title, noun));
            }
        }
        lexicon
    }

    /// The same lexicon with more reporting verbs, which count as strong.
    pub(crate) fn with_cue_verbs<'a>(&self, verbs: impl Iterator<Item = &'a str>) -> Self {
        let mut lexicon = self.clone();
        let mut folded = Vec::new();
        for verb in verbs {
            fold(verb, &mut folded);
            let id = lexicon.add(&String::from_utf8_lossy(&folded), Classes::CUE_STRONG);
            if let Some(classes) = lexicon.classes.get_mut(id.0 as usize) {
                *classes = classes.without(Classes::CUE_MEDIUM | Classes::CUE_WEAK);
            }
        }
        lexicon
    }

    /// The classes of a word that stands in a list; none of any other.
    pub(crate) fn classes_of(&self, word: &str) -> Classes {
        self.words.get(Key::new(word.as_bytes())).map_or(Classes::NONE, |id| self.classes[id as usize])
    }

    fn add(&mut self, word: &str, classes: Classes) -> WordId {
        let Some((id, new)) = self.words.insert(Key::new(word.as_bytes())) else { return WordId::NONE };
        if new {
            self.classes.push(Classes::NONE);
        }
        self.classes[id as usize] = self.classes[id as usize] | classes;
        WordId(id)
    }

    /// A list entry of one word becomes a class of it, one of several words a phrase.
    fn add_item(
        &mut self,
        words: &'static str,
        class: Classes,
        kind: PhraseKind,
        phrases: &mut Vec<(Vec<WordId>, PhraseKind)>,
    ) {
        if words.contains(' ') {
            phrases.push((words.split(' ').map(|word| self.add(word, Classes::NONE)).collect(), kind));
        } else {
            self.add(words, class);
        }
    }

    /// The phrases within `words`, left to right, the longest at each place, not overlapping.
    pub(crate) fn phrases<I>(&self, words: I) -> Vec<(PhraseKind, Range<usize>)>
    where
        I: Iterator<Item = WordId> + Clone,
    {
        let mut found = Vec::new();
        let (mut rest, mut at) = (words, 0);
        loop {
            match self.phrases.longest(rest.clone()) {
                Some((kind, len)) => {
                    found.push((kind, at..at + len));
                    at += len;
                    rest.nth(len - 1);
                }
                None if rest.next().is_none() => return found,
                None => at += 1,
            }
        }
    }

    /// The id of a listed word, given in small letters.
    pub(crate) fn id(&self, word: &str) -> Option<WordId> {
        let (key, _) = Key::within(word.as_bytes(), 0, word.len());
        self.words.get(key).map(WordId)
    }

    /// Whether a title, perhaps abbreviated, is the title that a noun names ("Dr." and "doctor").
    pub(crate) fn same_title(&self, title: WordId, noun: WordId) -> bool {
        title == noun || self.titles.contains(&(title, noun))
    }

    /// The full forms of a short given name, and the short forms of a full one.
    pub(crate) fn related_given_names(&self, name: WordId) -> impl Iterator<Item = WordId> + '_ {
        let other = move |&(short, full): &(WordId, WordId)| match name {
            _ if name == short => Some(full),
            _ if name == full => Some(short),
            _ => None,
        };
        self.nicknames.iter().filter_map(other)
    }

    /// Whether one of the two given names is a short form of the other, or both are of a third.
    pub(crate) fn same_given_name(&self, a: WordId, b: WordId) -> bool {
        let full = |short: WordId| {
            let from = self.nicknames.partition_point(|&(s, _)| s < short);
            self.nicknames[from..].iter().take_while(move |&&(s, _)| s == short).map(|&(_, full)| full)
        };
        a == b || full(a).any(|f| f == b) || full(b).any(|f| f == a)
    }
}

/// The words of one text: those of the lexicon, and its own. No word can be added.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary<'l> {
    lexicon: &'l Lexicon,
    own: Vec<Classes>,
}

impl<'l> Vocabulary<'l> {
    pub(crate) fn lexicon(&self) -> &'l Lexicon {
        self.lexicon
    }

    /// How many ids are in use: all are below this number.
    pub(crate) fn len(&self) -> usize {
        self.lexicon.classes.len() + self.own.len()
    }

    pub(crate) fn classes(&self, word: WordId) -> Classes {
        let id = word.0 as usize;
        let listed = self.lexicon.classes.len();
        match self.lexicon.classes.get(id) {
            Some(&classes) => classes,
            None => self.own.get(id - listed).copied().unwrap_or_default(),
        }
    }
}

/// A vocabulary that takes in the words of a text.
#[derive(Clone, Debug)]
pub(crate) struct Interner<'l> {
    vocabulary: Vocabulary<'l>,
    own: WordTable,
    /// Room for a word that is folded.
    folded: Vec<u8>,
}

impl<'l> Interner<'l> {
    pub(crate) fn new(lexicon: &'l Lexicon) -> Self {
        let vocabulary = Vocabulary { lexicon, own: Vec::new() };
        Self { vocabulary, own: WordTable::default(), folded: Vec::new() }
    }

    /// The vocabulary, when all words are in it.
    pub(crate) fn close(self) -> Vocabulary<'l> {
        self.vocabulary
    }

    pub(crate) fn classes(&self, word: WordId) -> Classes {
        self.vocabulary.classes(word)
    }

    /// The id of a word, made up if it is in no list.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        self.intern_within(word, 0..word.len())
    }

    /// The id of `text[word]`, made up if it is in no list. What its ending tells becomes its class.
    ///
    /// Faster than the same for the word alone, since bytes beyond it may be loaded with it.
    #[inline]
    pub(crate) fn intern_within(&mut self, text: &str, word: Range<usize>) -> WordId {
        let (key, ascii) = Key::within(text.as_bytes(), word.start, word.end);
        if ascii {
            return self.intern_key(key);
        }
        let mut folded = core::mem::take(&mut self.folded);
        fold(&text[word], &mut folded);
        let id = self.intern_key(Key::new(&folded));
        self.folded = folded;
        id
    }

    #[inline]
    fn intern_key(&mut self, key: Key<'_>) -> WordId {
        let Vocabulary { lexicon, own } = &mut self.vocabulary;
        if let Some(id) = lexicon.words.get(key) {
            return WordId(id);
        }
        let Some((id, new)) = self.own.insert(key) else { return WordId::NONE };
        if new {
            own.push(by_ending(self.own.bytes(id)));
        }
        match lexicon.classes.len() + id as usize {
            id if id < WordId::NONE.0 as usize => WordId(id as u32),
            _ => WordId::NONE,
        }
    }
}

/// The class of an unlisted word, by its ending.
fn by_ending(word: &[u8]) -> Classes {
    let long = word.len() > 4;
    if long && word.ends_with(b"ed") {
        Classes::ED | Classes::PAST
    } else if word.len() > 5 && word.ends_with(b"ing") {
        Classes::ING
    } else if long && word.ends_with(b"ly") {
        Classes::LY
    } else {
        Classes::NONE
    }
}
