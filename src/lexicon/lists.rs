//! Reads the word lists of `data/`.
//!
//! A list is a text with an entry in each line. Columns are separated by tabs. Lines that begin with `#` are the head
//! of the list; it describes the columns and gives source and licence. [`LISTS`] names every list and the function that
//! reads an entry of it. A value that a column cannot have is an error, so a typo in a list fails the tests.
//!
//! To add a word: add it to its list, in order. To add a list: add the file, a line of [`LISTS`], a reading function
//! beside the others, and a line of the table in the tests below.

use memchr::memchr_iter;
use thiserror::Error;

use crate::lexicon::class::Classes;
use crate::lexicon::class_table::ClassTable;
use crate::lexicon::phrase_trie::PhraseKind;
use crate::lexicon::word_table::Key;
use crate::util::ids::WordId;

/// Number of words in all lists, rounded up: the tables that are read into do not move.
const WORDS: usize = 23_000;

/// What all lists say.
#[derive(Debug)]
pub(crate) struct Lists {
    /// The words of all lists. Words get their ids in the order of [`LISTS`].
    pub(crate) words: ClassTable,
    /// Entries of several words. A phrase may be there twice: places come before organisations, and these before other
    /// phrases.
    pub(crate) phrases: Vec<(Vec<WordId>, PhraseKind)>,
    /// Short and full form of given names.
    pub(crate) nicknames: Vec<(WordId, WordId)>,
    /// Titles with nouns for those who have them.
    pub(crate) titles: Vec<(WordId, WordId)>,
    /// Nouns for relatives with the plain nouns for the same ones: "dad" and "father".
    pub(crate) kin: Vec<(WordId, WordId)>,
}

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("data/{list}.txt, line {line}: cannot read {value:?}")]
pub(crate) struct ListError {
    list: &'static str,
    /// Counted from 1, with the head.
    line: usize,
    /// The value that the column cannot have, or the whole line where the number of columns is wrong.
    value: String,
}

/// A list of `data/`.
struct List {
    name: &'static str,
    text: &'static str,
    read: Read,
}

/// Reads an entry, or gives back the part of it that it cannot read.
type Read = for<'a> fn(&mut Lists, Entry<'a>) -> Result<(), &'a str>;

macro_rules! lists {
    ($($name:literal: $read:ident,)*) => {
        [$(List { name: $name, text: include_str!(concat!("../../data/", $name, ".txt")), read: Lists::$read },)*]
    };
}

/// All lists, in the order in which they are read.
const LISTS: [List; 24] = lists! {
    "given-names": given_name,
    "function-words": function_word,
    "pronouns": pronoun,
    "reporting-verbs": reporting_verb,
    "verbs": verb,
    "not-verbs": not_verb,
    "titles": title,
    "roles": role,
    "kin": kin,
    "vocatives": vocative,
    "work-nouns": work_noun,
    "ordinary-words": ordinary_word,
    "cue-nouns": cue_noun,
    "abbreviations": abbreviation,
    "calendar": calendar_name,
    "name-suffixes": name_suffix,
    "name-particles": name_particle,
    "places": place,
    "organisations": organisation,
    "phrases": phrase,
    "nicknames": nickname,
    "title-nouns": title_noun,
    "part-nouns": part_noun,
    "styles": style,
};

/// A line below the head of a list.
#[derive(Clone, Copy)]
struct Entry<'a>(&'a str);

impl<'a> Entry<'a> {
    /// The columns. The whole line is an error if their number is another, or if one of them is empty.
    fn columns<const N: usize>(self) -> Result<[&'a str; N], &'a str> {
        let mut columns = [""; N];
        let mut rest = Some(self.0);
        for column in &mut columns {
            let line = rest.ok_or(self.0)?;
            let end = line.bytes().position(|byte| byte == b'\t');
            // OK because a tab is one byte.
            (*column, rest) = end.map_or((line, None), |end| (&line[..end], Some(&line[end + 1..])));
            if column.is_empty() {
                return Err(self.0);
            }
        }
        rest.map_or(Ok(columns), |_| Err(self.0))
    }
}

impl Lists {
    /// Reads all lists.
    ///
    /// # Errors
    ///
    /// If a line has more or fewer columns than its list, or a value that its column cannot have.
    pub(crate) fn read() -> Result<Self, ListError> {
        let mut lists = Self::empty();
        for list in &LISTS {
            lists.take_in(list)?;
        }
        Ok(lists)
    }

    fn empty() -> Self {
        let words = ClassTable::with_capacity(WORDS);
        Self { words, phrases: Vec::new(), nicknames: Vec::new(), titles: Vec::new(), kin: Vec::new() }
    }

    /// Reads one list. Each line ends in a line break, the last one too.
    fn take_in(&mut self, list: &List) -> Result<(), ListError> {
        let mut start = 0;
        for (i, end) in memchr_iter(b'\n', list.text.as_bytes()).enumerate() {
            let line = &list.text[start..end];
            start = end + 1;
            if !line.starts_with('#') {
                let error = |value: &str| ListError { list: list.name, line: i + 1, value: value.to_owned() };
                (list.read)(self, Entry(line)).map_err(error)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, word: &str, classes: Classes) -> WordId {
        self.words.add(Key::new(word.as_bytes()), classes)
    }

    /// Adds an entry of one word as a word, and one of several words as a phrase.
    fn add_words(&mut self, words: &str, classes: Classes, kind: PhraseKind) {
        if words.contains(' ') {
            let words = words.split(' ').map(|word| self.add(word, Classes::NONE)).collect();
            self.phrases.push((words, kind));
        } else {
            self.add(words, classes);
        }
    }

    // One function for each list.

    fn given_name<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let (entry, word) = match entry.0.strip_suffix("\tword") {
            Some(entry) => (Entry(entry), Classes::NAME_IS_WORD),
            None => (entry, Classes::NONE),
        };
        let [name, gender] = entry.columns()?;
        let gender = match gender {
            "M" => Classes::MALE_NAME,
            "F" => Classes::FEMALE_NAME,
            "U" => Classes::NONE,
            _ => return Err(gender),
        };
        self.add(name, Classes::GIVEN_NAME | gender | word);
        Ok(())
    }

    fn function_word<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [word, class] = entry.columns()?;
        let class = match class {
            "det" => Classes::DETERMINER,
            "prep" => Classes::PREPOSITION,
            "conj" => Classes::CONJUNCTION,
            "sub" => Classes::SUBORDINATOR,
            "aux" => Classes::AUXILIARY,
            "rel" => Classes::RELATIVE,
            "wh" => Classes::INTERROGATIVE,
            "num" => Classes::NUMERAL,
            "intj" => Classes::INTERJECTION,
            "quant" => Classes::QUANTIFIER,
            "adv" | "neg" => Classes::ADVERB,
            _ => return Err(class),
        };
        self.add(word, class);
        Ok(())
    }

    fn pronoun<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [word, person, number, gender, cases] = entry.columns()?;
        let person = match person {
            "1" => Classes::FIRST_PERSON,
            "2" => Classes::SECOND_PERSON,
            "3" => Classes::NONE,
            _ => return Err(person),
        };
        let mut classes = person | number_class(number)? | gender_class(gender)?;
        // "her" is object and possessive: the chunker decides by what follows.
        for case in cases.split(',') {
            classes = classes
                | match case {
                    "subj" | "any" => Classes::SUBJECT_PRONOUN,
                    "obj" => Classes::OBJECT_PRONOUN,
                    "poss" => Classes::POSSESSIVE_PRONOUN,
                    "refl" => Classes::REFLEXIVE,
                    _ => return Err(case),
                };
        }
        self.add(word, classes);
        Ok(())
    }

    fn reporting_verb<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [form, lemma, strength, flags] = entry.columns()?;
        let mut classes = match strength {
            "strong" => Classes::CUE_STRONG,
            "medium" => Classes::CUE_MEDIUM,
            "weak" => Classes::CUE_WEAK,
            _ => return Err(strength),
        };
        for flag in flags.split(',') {
            classes = classes
                | match flag {
                    "obj-only" => Classes::CUE_DESCRIBES,
                    "answer" => Classes::CUE_ANSWERS,
                    "question" => Classes::CUE_ASKS,
                    "continue" => Classes::CUE_CONTINUES,
                    "thought" => Classes::CUE_THOUGHT,
                    "obj" | "write" | "-" => Classes::NONE,
                    _ => return Err(flag),
                };
        }
        let form_class = match form {
            _ if form.ends_with("ing") => Classes::CUE_ING,
            // Neither the infinitive nor "says".
            _ if form != lemma && !form.ends_with('s') => Classes::PAST,
            _ => Classes::NONE,
        };
        self.add(form, classes | form_class);
        Ok(())
    }

    fn verb<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [form, kind] = entry.columns()?;
        let tense = match kind {
            "past" => Classes::PAST,
            "pres" | "base" => Classes::NONE,
            _ => return Err(kind),
        };
        self.add(form, Classes::VERB | tense);
        Ok(())
    }

    /// Being in the lexicon keeps a word from the class of its ending.
    fn not_verb<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        self.word(entry, Classes::NONE)
    }

    fn title<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [word, gender, kind] = entry.columns()?;
        let kind = match kind {
            "courtesy" => Classes::TITLE_COURTESY,
            "kin" => Classes::TITLE_KIN,
            "adj" => Classes::TITLE_ADJECTIVE,
            "military" | "office" | "church" => Classes::TITLE_RANK,
            _ => return Err(kind),
        };
        self.add(word, kind | gender_class(gender)?);
        Ok(())
    }

    fn role<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [noun, gender, number, kind] = entry.columns()?;
        let kind = match kind {
            "group" => Classes::GROUP_NOUN,
            "source" => Classes::DOCUMENT_NOUN,
            "person" | "role" => Classes::PERSON_NOUN,
            _ => return Err(kind),
        };
        self.add(noun, kind | number_class(number)? | gender_class(gender)?);
        Ok(())
    }

    fn kin<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [noun, gender, plain] = entry.columns()?;
        let classes = Classes::KIN | gender_class(gender)?;
        let noun = self.add(noun, classes);
        if plain != "-" {
            let plain = self.add(plain, classes);
            self.kin.push((noun, plain));
        }
        Ok(())
    }

    fn vocative<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [word, gender] = entry.columns()?;
        self.add(word, Classes::VOCATIVE | gender_class(gender)?);
        Ok(())
    }

    fn work_noun<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        self.word(entry, Classes::WORK_NOUN)
    }

    fn ordinary_word<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        self.word(entry, Classes::ORDINARY)
    }

    fn cue_noun<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        self.word(entry, Classes::CUE_NOUN)
    }

    fn part_noun<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        self.word(entry, Classes::PART_NOUN)
    }

    fn abbreviation<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [word, kind] = entry.columns()?;
        let kind = match kind {
            "title" | "name" | "inner" => Classes::ABBREVIATION,
            "end" => Classes::ABBREVIATION | Classes::ABBREVIATION_ENDS,
            "number" => Classes::ABBREVIATION_OF_NUMBER,
            "state" => Classes::ABBREVIATION_OF_STATE | Classes::ABBREVIATION_ENDS,
            "capital" => Classes::ABBREVIATION_CAPITAL | Classes::ABBREVIATION_ENDS,
            _ => return Err(kind),
        };
        self.add(word, kind);
        Ok(())
    }

    fn calendar_name<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [name, kind] = entry.columns()?;
        if !matches!(kind, "weekday" | "month" | "holiday") {
            return Err(kind);
        }
        // Only single words are looked up.
        if !name.contains(' ') {
            self.add(name, Classes::CALENDAR);
        }
        Ok(())
    }

    fn name_suffix<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        self.word(entry, Classes::NAME_SUFFIX)
    }

    fn name_particle<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        self.word(entry, Classes::NAME_PARTICLE)
    }

    fn place<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [words, kind] = entry.columns()?;
        let class = match kind {
            "nationality" => Classes::NATIONALITY,
            "country" | "state" | "city" | "region" => Classes::PLACE,
            _ => return Err(kind),
        };
        self.add_words(words, class, PhraseKind::Place);
        Ok(())
    }

    fn organisation<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [words, kind] = entry.columns()?;
        let class = match kind {
            "head" => Classes::ORG_HEAD,
            "name" => Classes::ORG_NAME,
            _ => return Err(kind),
        };
        self.add_words(words, class, PhraseKind::Organisation);
        Ok(())
    }

    fn phrase<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [words, kind] = entry.columns()?;
        let kind = match kind {
            "cue" => PhraseKind::Cue,
            "out" => PhraseKind::Setting,
            "time" => PhraseKind::Adverbial,
            "verb" => PhraseKind::PhrasalVerb,
            _ => return Err(kind),
        };
        self.add_words(words, Classes::NONE, kind);
        Ok(())
    }

    fn nickname<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [short, full] = entry.columns()?;
        self.pairs(short, full.split(','), Classes::GIVEN_NAME, |lists| &mut lists.nicknames)
    }

    fn title_noun<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [title, nouns] = entry.columns()?;
        self.pairs(title, nouns.split(' '), Classes::NONE, |lists| &mut lists.titles)
    }

    fn style<'a>(&mut self, entry: Entry<'a>) -> Result<(), &'a str> {
        let [style, gender] = entry.columns()?;
        self.add(style, Classes::STYLE | gender_class(gender)?);
        Ok(())
    }

    /// A list of words that have one class in common.
    fn word<'a>(&mut self, entry: Entry<'a>, class: Classes) -> Result<(), &'a str> {
        let [word] = entry.columns()?;
        self.add(word, class);
        Ok(())
    }

    /// Pairs a word with each of several others. All get the class.
    fn pairs<'a>(
        &mut self,
        word: &'a str,
        others: impl Iterator<Item = &'a str>,
        class: Classes,
        pairs: fn(&mut Self) -> &mut Vec<(WordId, WordId)>,
    ) -> Result<(), &'a str> {
        let word = self.add(word, class);
        for other in others {
            if other.is_empty() {
                return Err(other);
            }
            let other = self.add(other, class);
            pairs(self).push((word, other));
        }
        Ok(())
    }
}

/// The class of a column "gender" of nouns, pronouns and titles.
fn gender_class(gender: &str) -> Result<Classes, &str> {
    match gender {
        "M" => Ok(Classes::MASCULINE),
        "F" => Ok(Classes::FEMININE),
        "N" | "U" => Ok(Classes::NONE),
        _ => Err(gender),
    }
}

/// The class of a column "number".
fn number_class(number: &str) -> Result<Classes, &str> {
    match number {
        "p" => Ok(Classes::PLURAL),
        "s" | "u" => Ok(Classes::NONE),
        _ => Err(number),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::{List, ListError, Lists, LISTS, WORDS};
    use crate::lexicon::class::Classes;
    use crate::lexicon::phrase_trie::PhraseKind;
    use crate::lexicon::word_table::Key;

    /// Reads one list of these lines.
    fn read(name: &str, text: &'static str) -> Result<Lists, ListError> {
        let list = LISTS.iter().find(|list| list.name == name).unwrap();
        let mut lists = Lists::empty();
        lists.take_in(&List { text, ..*list })?;
        Ok(lists)
    }

    fn classes(lists: &Lists, word: &str) -> Option<Classes> {
        lists.words.id(Key::new(word.as_bytes())).and_then(|id| lists.words.classes(id))
    }

    #[test]
    fn all_lists_are_read() {
        let lists = Lists::read().unwrap();
        let words = lists.words.len();
        assert!(WORDS * 3 / 4 < words && words <= WORDS, "{words} words: set WORDS to this, rounded up");

        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        let files: BTreeSet<String> = paths.map(|p| p.file_name().unwrap().to_string_lossy().into_owned()).collect();
        let read: BTreeSet<String> = LISTS.iter().map(|list| format!("{}.txt", list.name)).collect();
        assert_eq!(read, files);
    }

    #[test]
    fn words_of_all_entries_are_known() {
        let lists = Lists::read().unwrap();
        for list in LISTS.iter().filter(|list| list.name != "calendar") {
            for entry in list.text.lines().filter(|line| !line.starts_with('#')) {
                let words = entry.split('\t').next().unwrap();
                for word in words.split(' ') {
                    assert!(classes(&lists, word).is_some(), "{}: {word:?}", list.name);
                }
            }
        }
    }

    #[test]
    fn values_become_classes() {
        use Classes as C;
        for (list, line, classes_of_word) in [
            ("given-names", "zed\tM\tword\n", C::GIVEN_NAME | C::MALE_NAME | C::NAME_IS_WORD),
            ("given-names", "zed\tU\n", C::GIVEN_NAME),
            ("function-words", "zed\tneg\n", C::ADVERB),
            ("pronouns", "zed\t1\tp\tF\tobj,poss\n", {
                C::FIRST_PERSON | C::PLURAL | C::FEMININE | C::OBJECT_PRONOUN | C::POSSESSIVE_PRONOUN
            }),
            ("reporting-verbs", "zed\tzed\tweak\tobj,question\n", C::CUE_WEAK | C::CUE_ASKS),
            ("reporting-verbs", "zed\tzee\tmedium\t-\n", C::CUE_MEDIUM | C::PAST),
            ("reporting-verbs", "zed\tzed\tstrong\tthought\n", C::CUE_STRONG | C::CUE_THOUGHT),
            ("verbs", "zed\tpast\n", C::VERB | C::PAST),
            ("not-verbs", "zed\n", C::NONE),
            ("titles", "zed\tF\tchurch\n", C::TITLE_RANK | C::FEMININE),
            ("roles", "zed\tU\tp\tsource\n", C::DOCUMENT_NOUN | C::PLURAL),
            ("kin", "zed\tM\t-\n", C::KIN | C::MASCULINE),
            ("vocatives", "zed\tM\n", C::VOCATIVE | C::MASCULINE),
            ("work-nouns", "zed\n", C::WORK_NOUN),
            ("ordinary-words", "zed\n", C::ORDINARY),
            ("cue-nouns", "zed\n", C::CUE_NOUN),
            ("part-nouns", "zed\n", C::PART_NOUN),
            ("abbreviations", "zed\tstate\n", C::ABBREVIATION_OF_STATE | C::ABBREVIATION_ENDS),
            ("calendar", "zed\tmonth\n", C::CALENDAR),
            ("name-suffixes", "zed\n", C::NAME_SUFFIX),
            ("name-particles", "zed\n", C::NAME_PARTICLE),
            ("places", "zed\tnationality\n", C::NATIONALITY),
            ("organisations", "zed\thead\n", C::ORG_HEAD),
            ("phrases", "zed on\tverb\n", C::NONE),
            ("nicknames", "zed\tzedekiah\n", C::GIVEN_NAME),
            ("title-nouns", "zed\tzedekiah\n", C::NONE),
            ("styles", "zed\tM\n", C::STYLE | C::MASCULINE),
        ] {
            assert_eq!(classes(&read(list, line).unwrap(), "zed"), Some(classes_of_word), "{list}: {line:?}");
        }
    }

    #[test]
    fn entries_of_several_words_become_phrases_and_pairs() {
        let lists = read("places", "# A head.\nzed\tcity\nport zed\tcity\n").unwrap();
        let id = |lists: &Lists, word: &str| lists.words.id(Key::new(word.as_bytes())).unwrap();
        assert_eq!(lists.phrases, [(vec![id(&lists, "port"), id(&lists, "zed")], PhraseKind::Place)]);
        assert_eq!(classes(&lists, "port"), Some(Classes::NONE));
        let lists = read("nicknames", "zed\tzedekiah,zedda\n").unwrap();
        let zed = id(&lists, "zed");
        assert_eq!(lists.nicknames, [(zed, id(&lists, "zedekiah")), (zed, id(&lists, "zedda"))]);
        let lists = read("title-nouns", "zed\tzealot\n").unwrap();
        assert_eq!(lists.titles, [(id(&lists, "zed"), id(&lists, "zealot"))]);
        let lists = read("kin", "zed\tM\tzeder\nzeder\tM\t-\n").unwrap();
        assert_eq!(lists.kin, [(id(&lists, "zed"), id(&lists, "zeder"))]);
    }

    #[test]
    fn wrong_values_are_errors() {
        // A wrong value of each column that has a vocabulary; elsewhere a column too many or an empty one.
        let wrong = [
            ("given-names", "zed\tX\n", "X"),
            ("given-names", "zed\tM\tverb\n", "zed\tM\tverb"),
            ("function-words", "zed\tdte\n", "dte"),
            ("pronouns", "zed\t4\ts\tM\tobj\n", "4"),
            ("pronouns", "zed\t3\tx\tM\tobj\n", "x"),
            ("pronouns", "zed\t3\ts\tX\tobj\n", "X"),
            ("pronouns", "zed\t3\ts\tM\tobj,pos\n", "pos"),
            ("reporting-verbs", "zed\tzed\tStrong\t-\n", "Strong"),
            ("reporting-verbs", "zed\tzed\tstrong\tobj,\n", ""),
            ("reporting-verbs", "zed\tzed\tstrong\n", "zed\tzed\tstrong"),
            ("verbs", "zed\tpaste\n", "paste"),
            ("not-verbs", "zed\tpast\n", "zed\tpast"),
            ("titles", "zed\tM\toffices\n", "offices"),
            ("titles", "zed\tm\toffice\n", "m"),
            ("roles", "zed\tU\ts\tgroups\n", "groups"),
            ("roles", "zed\tU\tS\tgroup\n", "S"),
            ("roles", "zed\tu\ts\tgroup\n", "u"),
            ("kin", "zed\tX\t-\n", "X"),
            ("vocatives", "zed\tX\n", "X"),
            ("work-nouns", "zed\tX\n", "zed\tX"),
            ("ordinary-words", "zed\t\n", "zed\t"),
            ("cue-nouns", "\n", ""),
            ("part-nouns", "\n", ""),
            ("abbreviations", "zed\tfinal\n", "final"),
            ("calendar", "zed\tday\n", "day"),
            ("name-suffixes", "zed\tX\n", "zed\tX"),
            ("name-particles", "zed\tX\n", "zed\tX"),
            ("places", "zed\ttown\n", "town"),
            ("places", "zed\tcity\tname\n", "zed\tcity\tname"),
            ("organisations", "zed\ttail\n", "tail"),
            ("phrases", "zed on\tphrase\n", "phrase"),
            ("nicknames", "zed\tzedekiah,,zedda\n", ""),
            ("title-nouns", "zed\tzealot  zany\n", ""),
            ("styles", "zed\tX\n", "X"),
        ];
        for (list, line, value) in wrong {
            let expected = ListError { list, line: 1, value: value.to_owned() };
            assert_eq!(read(list, line).unwrap_err(), expected, "{list}: {line:?}");
        }
        let tested: BTreeSet<&str> = wrong.iter().map(|&(list, ..)| list).collect();
        assert_eq!(tested, LISTS.iter().map(|list| list.name).collect());
    }

    #[test]
    fn errors_name_list_line_and_value() {
        let error = read("verbs", "# A head.\nzed\tpast\nzee\tpats\n").unwrap_err();
        assert_eq!(error.to_string(), "data/verbs.txt, line 3: cannot read \"pats\"");
    }
}
