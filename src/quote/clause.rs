//! The scanner for reporting clauses on raw text: "said the priest", "Hale said quietly", "he asked".
//!
//! Cues are read from the narration, and the narration is known only once quotations are. This file therefore reads raw
//! words, separated by white space. It answers two questions: where speech ends whose closing mark is lost or never
//! set, and whether the text after a stray closing mark shows that speech stands before it.
//!
//! A clause is a verb of speech with its subject, in either order, within one phrase after a stop. Classes of words
//! come from the lexicon, so verbs that a caller adds count. Known false positives are verbs that narrate as well: ",
//! he laughed".

use core::iter::{Filter, Peekable};
use core::str::Split;

use crate::lexicon::class::Classes;
use crate::lexicon::lexicon::Lexicon;
use crate::quote::punctuation::{
    ends_phrase, is_dash_or_hyphen, is_gap, is_question_or_exclamation, is_stop, leads_to_clause,
};
use crate::span::Span;
use crate::token::chars::{beginning, is_blank};
use crate::token::stop::{has_inner_stops, joins_at_stop};
use crate::util::slice::truncated;
use crate::util::steps;

/// Minimum length, in bytes, of a participle: shorter words in -ing are nouns ("king", "ring") as often as participles.
const MIN_PARTICIPLE: usize = 6;

/// Maximum number of words after the first one of a subject among which its verb is looked for: "the taller of them
/// said" needs all of them. A verb of speech further on belongs to another clause.
const MAX_SUBJECT: usize = 4;

/// Maximum length of the phrase that is read as a reporting clause, in characters that take room. With its title, its
/// name and what is told of the manner a clause takes two lines; the bound keeps phrases that never end from being read
/// at each mark.
const MAX_PHRASE: usize = 300;

/// Maximum length, in bytes, of the first word of a clause, twice that of the longest surname. Marks and hyphens
/// without blanks between are no word, and are not read to the end of the phrase from each of them.
const MAX_WORD: usize = 60;

/// Past forms of [reliable](RELIABLE_CUE) cues that state a thought and not an utterance. After "I" they are part of
/// the speech itself.
const THOUGHTS: [&str; 3] = ["thought", "believed", "supposed"];

/// The verbs that report speech without a quotation beside them.
const RELIABLE_CUE: Classes = Classes::CUE_STRONG.or(Classes::CUE_MEDIUM);

/// Finds the reporting clauses of one text. Cheap to copy; the files for the styles get their text and lexicon from it.
#[derive(Clone, Copy)]
pub(crate) struct ClauseScanner<'a> {
    pub(crate) text: &'a str,
    pub(crate) lexicon: &'a Lexicon,
}

impl<'a> ClauseScanner<'a> {
    pub(crate) fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        Self { text, lexicon }
    }

    /// The first reporting clause in `speech` that follows a stop at or after `from`: ", said the priest", "? he
    /// asked".
    ///
    /// Its span begins after that stop. It ends before the punctuation that ends the clause, or with `speech`. Time is
    /// linear in the length of `speech`: each gap is passed at most twice, and so is each phrase.
    pub(crate) fn find(self, speech: Span, from: usize) -> Option<Span> {
        let mut at = from;
        while at < speech.end {
            at += phrase_len(&self.text[at..speech.end], self.lexicon);
            let Some(stop) = self.text[at..speech.end].chars().next() else { break };
            let start = at + stop.len_utf8();
            let rest = self.text[start..speech.end].trim_start_matches(is_gap);
            let clause = speech.end - rest.len();
            steps::count(clause - at);
            if Phrase::new(rest, self.lexicon).reports(stop) {
                return Some(Span::new(start, clause + clause_len(rest, self.lexicon)));
            }
            // All dashes of a gap are followed by the same phrase, and none of them makes it a clause if the first does
            // not. A stop of another kind is followed by a gap whose first dash is still to be tried.
            at = if is_dash_or_hyphen(stop) { clause } else { start };
        }
        None
    }

    /// Where speech ends whose closing mark is lost: before its reporting clause, if there is one.
    pub(crate) fn end_of_speech(self, speech: Span) -> Option<usize> {
        self.find(speech, speech.start).map(|clause| clause.start)
    }

    /// Where speech ends that has no closing mark up to the end of its paragraph: before a reporting clause that ends
    /// its sentence or leads to narration. Others may be told within the speech itself.
    pub(crate) fn end_before_narration(self, speech: Span) -> Option<usize> {
        let clause = self.find(speech, speech.start)?;
        let stop = self.text[..clause.start].chars().next_back();
        // Within the speech, the clause of somebody who is quoted has marks before it.
        let leads = stop.is_some_and(|c| c == ',' || is_question_or_exclamation(c));
        let mut words = words(&self.text[clause]);
        let own = words.any(|word| {
            let classes = self.lexicon.classes_of(word);
            classes.any(Classes::FIRST_PERSON | Classes::SECOND_PERSON)
        });
        let rest = &self.text[Span::new(clause.end, speech.end)];
        let ends = rest.is_empty() || rest.starts_with(['.', ',']);
        (leads && !own && ends).then_some(clause.start)
    }

    /// Whether a reporting clause begins `rest`, the text after the closing mark of `speech`, and the last character
    /// of `speech` leads to one.
    pub(crate) fn follows(self, speech: Span, rest: Span) -> bool {
        let stop = self.text[speech].chars().next_back().filter(|&c| leads_to_clause(c));
        stop.is_some_and(|stop| Phrase::new(self.text[rest].trim_start_matches(is_blank), self.lexicon).reports(stop))
    }

    /// Whether `rest`, the text after a clause, is narration and not more speech: ". He turned to the window."
    pub(crate) fn narrates(self, rest: Span) -> bool {
        let Some(sentence) = self.text[rest].strip_prefix('.') else { return false };
        let mut words = words(sentence);
        words.next().is_some_and(|subject| matches!(subject, "He" | "She" | "They" | "It"))
            && words.next().is_some_and(|verb| {
                let verb = verb.trim_end_matches(is_stop);
                let classes = self.lexicon.classes_of(verb);
                classes.any(Classes::PAST) || classes.is_empty() && verb.ends_with("ed")
            })
    }
}

/// The words of raw text.
type Words<'a> = Filter<Split<'a, fn(char) -> bool>, fn(&&'a str) -> bool>;

/// The words of a text, separated by blanks.
fn words(text: &str) -> Words<'_> {
    text.split(is_blank as fn(char) -> bool).filter(|word| !word.is_empty())
}

/// The length in bytes of the phrase at the start of a text: up to its first stop or dash, or the whole text. Hyphens
/// within words, the stops of abbreviations ("Mrs.") and those within numbers ("1,200") do not end it.
fn phrase_len(text: &str, lexicon: &Lexicon) -> usize {
    let mut from = 0;
    loop {
        let found = text[from..].find(ends_phrase).map(|at| from + at);
        steps::count(found.unwrap_or(text.len()) - from);
        let Some(at) = found else { return text.len() };
        let rest = &text[at..];
        let hyphen = rest.starts_with('-') && !rest.starts_with("--");
        let word = || text[from..at].rsplit(is_blank).next().unwrap_or("");
        let abbreviation = || rest.starts_with('.') && is_abbreviation(word(), &rest[1..], lexicon);
        let in_number = || {
            let is_joint = rest.starts_with([',', '.', ':']) && rest[1..].starts_with(char::is_numeric);
            is_joint && text[..at].ends_with(char::is_numeric)
        };
        if !hyphen && !abbreviation() && !in_number() {
            return at;
        }
        // OK because the character at `at` is a hyphen or one of three stops, of one byte.
        from = at + 1;
    }
}

/// The phrase at the start of a text, as far as it is read.
fn phrase<'a>(text: &'a str, lexicon: &Lexicon) -> &'a str {
    // Nearly all phrases are shorter than this, which takes no counting.
    let near = truncated(text, MAX_PHRASE);
    let len = phrase_len(near, lexicon);
    if len < near.len() {
        return &near[..len];
    }
    let near = beginning(text, MAX_PHRASE);
    &near[..phrase_len(near, lexicon)]
}

/// Whether the stop between a word and `rest` belongs to the word, as the tokenizer takes it: "Mrs.", "J. Smith", both
/// of "J.R.", and that of "example.com".
fn is_abbreviation(word: &str, rest: &str, lexicon: &Lexicon) -> bool {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_initial = || {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_none()
            && word != "I"
            && rest.trim_start_matches(|c: char| is_blank(c) || c == '.').starts_with(char::is_uppercase)
    };
    lexicon.classes_of(word).any(Classes::ABBREVIATION)
        || !word.is_empty() && (joins_at_stop(word, rest, lexicon) || has_inner_stops(word) || is_initial())
}

/// The length in bytes of the clause at the start of a text: its phrase, and those that a comma and a participle add
/// ("said Mary, looking up").
fn clause_len(text: &str, lexicon: &Lexicon) -> usize {
    let mut end = 0;
    loop {
        end += phrase_len(&text[end..], lexicon);
        let next = text[end..].strip_prefix(',').and_then(|rest| words(rest).next());
        let next = next.unwrap_or("").trim_end_matches(|c: char| !c.is_alphanumeric());
        let participle = next.ends_with("ing") && next.len() >= MIN_PARTICIPLE && !next.ends_with("thing");
        if !participle {
            return end;
        }
        end += ",".len();
    }
}

/// A word of raw text. Its classes are looked up when a question needs them.
#[derive(Clone, Copy)]
struct Word<'a> {
    /// Without white space, not empty; may end in an apostrophe or bracket.
    text: &'a str,
    lexicon: &'a Lexicon,
}

impl Word<'_> {
    fn is(self, classes: Classes) -> bool {
        self.lexicon.classes_of(self.text).any(classes)
    }

    fn is_lower_case(self) -> bool {
        self.text.starts_with(char::is_lowercase)
    }

    fn is_capitalised(self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// A capitalised word that no list of function words has.
    fn is_name(self) -> bool {
        self.is_capitalised() && !self.is(Classes::CLOSED)
    }

    /// "quietly": an adverb by its form.
    fn is_adverb(self) -> bool {
        self.is_lower_case() && self.text.ends_with("ly")
    }

    /// "said": the past form of a verb of these classes.
    fn is_past(self, cue: Classes) -> bool {
        self.is_lower_case() && {
            let classes = self.lexicon.classes_of(self.text);
            classes.any(cue) && classes.any(Classes::PAST)
        }
    }

    /// "said" or "says": a past form of these classes, or the third person of a strong verb of speech.
    fn is_cue(self, cue: Classes) -> bool {
        let third_person = || self.text.ends_with('s') && !self.text.ends_with("ss") && self.is(Classes::CUE_STRONG);
        self.is_past(cue) || third_person()
    }

    fn is_first_or_second_person(self) -> bool {
        self.is(Classes::FIRST_PERSON | Classes::SECOND_PERSON)
    }
}

/// A phrase of raw text, which [`reports`](Self::reports) reads word by word, from left to right.
struct Phrase<'a> {
    words: Peekable<Words<'a>>,
    lexicon: &'a Lexicon,
}

impl<'a> Phrase<'a> {
    /// The phrase at the start of a text, or its first [`MAX_PHRASE`] characters. Empty if it begins with more than
    /// [`MAX_WORD`] bytes that are no word.
    fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        let start = truncated(text, MAX_WORD);
        let is_word = start.len() == text.len() || start.contains(is_blank) || phrase_len(start, lexicon) < start.len();
        let text = if is_word { phrase(text, lexicon) } else { "" };
        Self { words: words(text).peekable(), lexicon }
    }

    fn next(&mut self) -> Option<Word<'a>> {
        self.next_if(|_| true)
    }

    fn next_if(&mut self, wanted: impl FnOnce(Word<'a>) -> bool) -> Option<Word<'a>> {
        let lexicon = self.lexicon;
        self.words.next_if(|text| wanted(Word { text, lexicon })).map(|text| Word { text, lexicon })
    }

    fn peek(&mut self) -> Option<Word<'a>> {
        self.words.peek().map(|text| Word { text, lexicon: self.lexicon })
    }

    /// Whether the phrase, which follows the character `stop`, is a reporting clause.
    fn reports(mut self, stop: char) -> bool {
        let _adverb = self.next_if(Word::is_adverb);
        let Some(first) = self.next() else { return false };
        if first.is_cue(Classes::CUE) {
            return self.begins_with_subject();
        }
        // A sentence of its own begins with a capital, be it narration or speech: "Come in. He looked up."
        if stop == '.' {
            return false;
        }
        let Some(verb) = self.verb_of(first) else { return false };
        // "? he asked a moment later"
        if is_question_or_exclamation(stop) && first.is_lower_case() && verb.is_cue(RELIABLE_CUE) {
            return true;
        }
        self.ends_as_clause(first, verb)
    }

    /// Whether a subject follows the verb: "said the priest", "asked Berg", "said he", "called out Mrs. Orne", "said
    /// old Orne".
    fn begins_with_subject(&mut self) -> bool {
        let _particle = self.next_if(|word| matches!(word.text, "out" | "up" | "back" | "in" | "on"));
        let function_word = Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN | Classes::SUBJECT_PRONOUN;
        let noun = Classes::PERSON_NOUN | Classes::KIN;
        let Some(subject) = self.next() else { return false };
        subject.is_capitalised()
            || subject.is(function_word | noun)
            || self.peek().is_some_and(|next| next.is_name() && !subject.is(Classes::CLOSED))
    }

    /// The verb of a clause that begins with its subject, of which `first` is the first word.
    fn verb_of(&mut self, first: Word<'a>) -> Option<Word<'a>> {
        let pronoun = first.is(Classes::SUBJECT_PRONOUN);
        let determiner = || first.is_lower_case() && first.is(Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN);
        if pronoun && first.is_first_or_second_person() {
            // "I said"; but "I told you it would" and "I thought" are speech.
            self.next_if(|word| word.is_past(RELIABLE_CUE) && !THOUGHTS.contains(&word.text))
        } else if pronoun && first.is_lower_case() {
            let _adverb = self.next_if(Word::is_adverb);
            self.next_if(|word| word.is_cue(Classes::CUE))
        } else if first.is_name() || determiner() {
            // "Mrs. Orne said", "Ned Tallis said", "the taller of them said"
            (0..MAX_SUBJECT).map_while(|_| self.next()).find(|word| word.is_cue(Classes::CUE))
        } else {
            None
        }
    }

    /// Whether what follows subject and verb may end a reporting clause.
    fn ends_as_clause(&mut self, subject: Word<'a>, verb: Word<'a>) -> bool {
        let own = subject.is_first_or_second_person();
        let _addressee = self.next_if(|word| !own && word.is(Classes::OBJECT_PRONOUN));
        let Some(tail) = self.next() else { return true };
        if tail.text.ends_with("ly") {
            return true;
        }
        // "Hale said quietly", "he said to her"; but "he said so" and "I wrote to you" are speech.
        let adverbial = Classes::PREPOSITION | Classes::ADVERB | Classes::CONJUNCTION;
        let addresses =
            |phrase: &mut Self| phrase.words.any(|text| phrase.lexicon.classes_of(text).any(Classes::SECOND_PERSON));
        tail.text != "so" && tail.is(adverbial) && verb.is_cue(RELIABLE_CUE) && !(own && addresses(self))
    }
}

#[cfg(test)]
mod tests {
    use super::{clause_len, phrase_len, ClauseScanner, MAX_WORD};
    use crate::lexicon::lexicon::Lexicon;
    use crate::span::Span;
    use crate::util::steps::measure;

    /// The first reporting clause of a text.
    fn clause(text: &str) -> Option<&str> {
        let span = ClauseScanner::new(text, Lexicon::standard()).find(Span::new(0, text.len()), 0)?;
        Some(&text[span])
    }

    #[test]
    fn clauses() {
        for (text, expected) in [
            ("Come in, said the priest", " said the priest"),
            ("Come in, said Orne. Sit down.", " said Orne"),
            ("Come in, quietly said Orne.", " quietly said Orne"),
            ("Come in, said old Orne.", " said old Orne"),
            ("Come in, called out Mrs. Orne. Sit.", " called out Mrs. Orne"),
            ("Come in, says he.", " says he"),
            ("Come in, said Orne at 9:30, and sit.", " said Orne at 9:30"),
            ("Come in, said Orne of 1,200 men.", " said Orne of 1,200 men"),
            ("Come in. Said the priest", ""),
            ("Is it late? he asked a moment later.", " he asked a moment later"),
            ("Come in, Hale said quietly, and sit.", " Hale said quietly"),
            ("Come in, Ned Tallis said.", " Ned Tallis said"),
            ("Come in, the taller of them said.", " the taller of them said"),
            ("Come in, he said to her.", " he said to her"),
            ("Come in, she told him.", " she told him"),
            ("Come in, I said.", " I said"),
            ("Come in — he said — and sit.", " he said "),
            ("Come in, said Mary, looking up. Sit.", " said Mary, looking up"),
            ("It is a well-known thing, said Orne.", " said Orne"),
            // Narration in the same form: a known false positive.
            ("The door opened, he laughed.", " he laughed"),
        ] {
            let expected = if expected.is_empty() { None } else { Some(expected) };
            assert_eq!(clause(text), expected, "{text}");
        }
    }

    #[test]
    fn speech_and_narration_are_no_clauses() {
        for text in [
            "Come in. He said it again.",
            "Come in. The priest looked up.",
            "Well, he said so.",
            "Well, I told you it would rain.",
            "Well, I wrote to you.",
            "Well, I thought.",
            "Well, they were late.",
            "Come in, said.",
            "Come in, quietly.",
            "Come in, the old man from the port of the town said.",
            "said Orne",
            "",
        ] {
            assert_eq!(clause(text), None, "{text}");
        }
    }

    #[test]
    fn clauses_are_found_from_an_offset_on() {
        let text = "Come in, said Orne. Sit down, said Orne.";
        let scanner = ClauseScanner::new(text, Lexicon::standard());
        let speech = Span::new(0, text.len());
        let first = scanner.find(speech, 0).unwrap();
        let second = scanner.find(speech, first.end).unwrap();
        assert_eq!((&text[first], &text[second]), (" said Orne", " said Orne"));
        assert!(first.end < second.start);
        assert_eq!(scanner.end_of_speech(speech), Some(first.start));
        assert_eq!(scanner.find(speech, second.end), None);
    }

    #[test]
    fn a_clause_follows_speech_that_leads_to_it() {
        for (speech, rest, follows) in [
            ("Come in,", " said Orne.", true),
            ("Come in!", " he said.", true),
            ("Come in—", " said Orne.", true),
            ("Come in.", " said Orne.", false),
            ("Come in", " said Orne.", false),
            ("Come in,", " and sat down.", false),
            ("", " said Orne.", false),
        ] {
            let text = [speech, "\"", rest].concat();
            let scanner = ClauseScanner::new(&text, Lexicon::standard());
            let found = scanner.follows(Span::new(0, speech.len()), Span::new(speech.len() + 1, text.len()));
            assert_eq!(found, follows, "{text}");
        }
    }

    #[test]
    fn what_is_no_word_is_not_read_to_its_end() {
        let work = |rest: &str| {
            let text = ["Come in,\"", rest].concat();
            let scanner = ClauseScanner::new(&text, Lexicon::standard());
            measure(|| assert!(!scanner.follows(Span::new(0, 8), Span::new(9, text.len()))))
        };
        let steps = work(&"-»".repeat(100));
        assert!(steps > 0 && steps <= MAX_WORD as u64, "{steps}");
        assert!(work(&"well-known ".repeat(100)) > MAX_WORD as u64);
        // A dash or a stop ends the phrase before.
        assert!(work(&["rose", &"—".repeat(100)].concat()) < 10);
    }

    #[test]
    fn narration_has_a_pronoun_and_a_past_form() {
        for (text, narrates) in [
            (". He turned to the window.", true),
            (". It rained again.", true),
            (". She quibbled again.", true),
            (", he turned.", false),
            (". He is late.", false),
            (". You turned.", false),
            (".", false),
        ] {
            let scanner = ClauseScanner::new(text, Lexicon::standard());
            assert_eq!(scanner.narrates(Span::new(0, text.len())), narrates, "{text}");
        }
    }

    #[test]
    fn a_phrase_ends_at_a_stop_or_dash() {
        for (text, phrase) in [
            ("said Mrs. Orne, and", "said Mrs. Orne"),
            ("a well-known man--Orne", "a well-known man"),
            ("said he…", "said he"),
            ("said he–or she", "said he"),
            ("said he", "said he"),
            ("", ""),
        ] {
            assert_eq!(&text[..phrase_len(text, Lexicon::standard())], phrase, "{text}");
        }
    }

    #[test]
    fn participles_belong_to_a_clause() {
        for (text, clause) in [
            ("said Mary, looking up, smiling. Sit.", "said Mary, looking up, smiling"),
            ("said Mary, nothing else. Sit.", "said Mary"),
            ("said Mary, bring it. Sit.", "said Mary"),
            ("said Mary, and", "said Mary"),
            ("said Mary,", "said Mary"),
        ] {
            assert_eq!(&text[..clause_len(text, Lexicon::standard())], clause, "{text}");
        }
    }
}
