//! The word lists of `data/` become a lexicon.

use memchr::memchr_iter;
use once_cell::sync::Lazy;

use crate::lexicon::class::Classes;
use crate::lexicon::lexicon::Lexicon;
use crate::lexicon::phrase_trie::{PhraseKind, PhraseTrie};
use crate::lexicon::word_table::{Key, WordTable};
use crate::util::ids::WordId;

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
            phrases: PhraseTrie::default(),
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
                "obj-only" => C::CUE_DESCRIBES,
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
        lexicon.phrases = PhraseTrie::new(&phrases);

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

    pub(crate) fn add(&mut self, word: &str, classes: Classes) -> WordId {
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
}
