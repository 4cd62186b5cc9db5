//! The words of a label: which of them may name a speaker, and how a name is cut down to what names a person.

use crate::span::Span;
use crate::token::chars::capitals_from;

/// Maximum number of words of a name with its office: "The Secretary of State for the Colonies".
const MAX_WORDS: usize = 9;

/// Maximum number of words of a name without "The": "Mr. JUSTICE VAN HOLT", "Prime Minister Ada van Orne".
const MAX_PERSON_WORDS: usize = 5;

/// Maximum length, in bytes, of a title without its stop: "Mr", "Miss".
const MAX_BARE_TITLE: usize = 4;

/// Maximum number of digits of a number in a name: "JUROR 12". Longer ones are years and sums.
const MAX_DIGITS: usize = 3;

/// Titles of courtesy, in the forms in which they stand before names. In brackets behind an office, they name who holds
/// it.
const COURTESY: [&str; 24] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "sir",
    "dame",
    "lord",
    "lady",
    "hon",
    "baroness",
    "baron",
    "senator",
    "sen",
    "rep",
    "prof",
    "professor",
    "rev",
    "judge",
    "madam",
    "viscount",
    "earl",
    "m.p",
];

/// Other abbreviations that take a stop in a name.
const ABBREVIATIONS: [&str; 12] = ["no", "gov", "gen", "col", "capt", "lt", "sgt", "st", "jr", "sr", "rt", "messrs"];

/// Small words in the middle of a name or an office.
const JOINING: [&str; 20] = [
    "of", "the", "for", "and", "de", "la", "le", "du", "da", "di", "del", "van", "von", "der", "den", "ter", "bin",
    "al", "on", "to",
];

/// Nouns for speakers that are also written small: "The SPEAKER pro tempore", "Opposition senators", "Grand juror".
const SMALL_NOUNS: [&str; 24] = [
    "pro", "tempore", "tem", "senators", "members", "member", "senator", "juror", "jurors", "voice", "voices",
    "speaker", "speakers", "witness", "audience", "crowd", "others", "man", "woman", "person", "officer", "clerk",
    "reporter", "caller",
];

/// Words that head a line and name nobody.
const NOBODY: [&str; 71] = [
    "note",
    "notes",
    "warning",
    "tip",
    "caution",
    "example",
    "source",
    "sources",
    "update",
    "caption",
    "photo",
    "image",
    "time",
    "date",
    "subject",
    "from",
    "to",
    "cc",
    "bcc",
    "re",
    "sent",
    "location",
    "place",
    "serves",
    "ingredients",
    "method",
    "break",
    "music",
    "intro",
    "outro",
    "title",
    "author",
    "credits",
    "editor's note",
    "summary",
    "abstract",
    "keywords",
    "present",
    "absent",
    "apologies",
    "agenda",
    "decision",
    "motion",
    "action",
    "item",
    "cut to",
    "fade in",
    "fade out",
    "fade to",
    "dissolve to",
    "smash cut to",
    "match cut to",
    "back to",
    "continued",
    "transcript",
    "scene",
    "setting",
    "chapter",
    "part",
    "act",
    "section",
    "figure",
    "table",
    "ps",
    "analysis",
    "background",
    "discussion",
    "conclusion",
    "overview",
    "disclaimer",
    "correction of the record",
];

/// Words that head the parts of a law, a report or a letter.
const PARTS: [&str; 22] = [
    "sec",
    "sec.",
    "section",
    "sections",
    "subsec",
    "title",
    "subtitle",
    "count",
    "chapter",
    "article",
    "part",
    "paragraph",
    "amendment",
    "no",
    "no.",
    "item",
    "exhibit",
    "roll",
    "panel",
    "dear",
    "whereas",
    "resolved",
];

/// Words with which no name begins.
const NEVER_FIRST: [&str; 12] = ["by", "of", "for", "and", "to", "on", "from", "in", "at", "with", "if", "but"];

/// What the words of a label tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// The words, in bytes from the start of what was read.
    pub(crate) span: Span,
    pub(crate) words: usize,
    /// Its last principal word is in capitals, titles aside.
    pub(crate) capitals: bool,
    /// Begins with a title of courtesy.
    pub(crate) courtesy: bool,
    /// Begins with "The", "A" or "An".
    pub(crate) determined: bool,
    /// The first word begins with a small letter.
    pub(crate) small: bool,
    /// Ends in a word that is written small.
    pub(crate) ends_small: bool,
    /// Where "of New Cairn" begins, behind a name in capitals.
    pub(crate) origin: Option<usize>,
    /// The length with the stop of an abbreviation that ends it.
    pub(crate) end: usize,
}

fn is_in(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether a word is a title of courtesy, with its stop or without.
pub(crate) fn is_courtesy(word: &str) -> bool {
    is_in(&COURTESY, word.trim_end_matches('.'))
}

/// Whether a label names nobody: "Note", "CUT TO".
pub(crate) fn names_nobody(name: &str) -> bool {
    const SCENES: [&str; 8] = ["INT.", "EXT.", "INT ", "EXT ", "INT/", "EST.", "I/E", "INTERIOR"];
    let first = name.split(' ').next().unwrap_or_default();
    is_in(&NOBODY, name)
        || is_in(&PARTS, first)
        || name.ends_with(" TO")
        || SCENES.iter().any(|scene| name.starts_with(scene))
        || name.starts_with("EXTERIOR")
}

impl Name {
    /// Reads the words at the start of a text, as far as they may name a speaker. `None` if the first one may not.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut name = Self {
            span: Span::new(0, 0),
            words: 0,
            capitals: false,
            courtesy: false,
            determined: false,
            small: false,
            ends_small: false,
            origin: None,
            end: 0,
        };
        // Joining words count only once a name goes on behind them.
        let (mut at, mut joining) = (0, 0);
        loop {
            let rest = &text[at..];
            let len = rest.find(ends_word).unwrap_or(rest.len());
            // _Anna_: an underscore at the end is a mark of emphasis.
            let word = rest[..len].trim_end_matches('_');
            // YEAS--98
            let word = &word[..word.as_bytes().windows(2).position(|pair| pair == b"--").unwrap_or(word.len())];
            // ida.l is a handle.
            let more = rest[word.len()..].strip_prefix('.').filter(|more| {
                word.starts_with(char::is_lowercase)
                    && more.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
            });
            let word = more.map_or(word, |more| {
                let more = more.find(ends_word).unwrap_or(more.len());
                // OK because a stop of one byte stands between.
                &rest[..word.len() + 1 + more]
            });
            let len = word.len();
            let total = name.words + joining;
            let most = if name.determined || name.ends_small || name.words == 0 {
                MAX_WORDS
            } else {
                MAX_PERSON_WORDS + joining
            };
            if word.is_empty() || total >= most.min(MAX_WORDS) {
                break;
            }
            let capitalised = word.starts_with(char::is_uppercase) && word.chars().all(is_letter);
            let digits = word.strip_prefix('#').unwrap_or(word);
            let number =
                total > 0 && (1..=MAX_DIGITS).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            let follows = |text: &str| text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
            let stopped = rest[len..].starts_with('.');
            // A long word counts as a title only with its stop.
            let title = (stopped || len <= MAX_BARE_TITLE) && (is_in(&COURTESY, word) || is_in(&ABBREVIATIONS, word));
            if name.words == 0 && joining == 0 {
                let handle =
                    word.starts_with(|c: char| c.is_lowercase()) && word.chars().all(|c| is_letter(c) || c == '.');
                if !(capitalised || handle) || is_in(&NEVER_FIRST, word) {
                    return None;
                }
                name.small = !capitalised;
                name.courtesy = is_in(&COURTESY, word);
                name.determined = matches!(word, "The" | "THE" | "A" | "AN" | "An");
            } else if capitalised || number {
            } else if is_in(&JOINING, word) && !stopped {
                joining += 1;
                if name.capitals && name.origin.is_none() && word == "of" {
                    name.origin = Some(at);
                }
                at += len;
                match text[at..].strip_prefix(' ') {
                    Some(_) => at += 1,
                    None => break,
                }
                continue;
            } else if is_in(&SMALL_NOUNS, word) || name.small && word.chars().all(is_letter) && name.words < 2 {
                name.ends_small = true;
            } else {
                break;
            }
            // "Mr. KERRY of New Cairn"; but "DUKE OF YORK" has no small letters.
            if capitalised && name.origin.is_none() {
                let caps = capitals_from(word).is_some() && !title;
                name.capitals = if caps { true } else { name.capitals && name.determined };
            }
            name.words += 1 + joining;
            joining = 0;
            at += len;
            name.span.end = at;
            // "Mr. KERRY", "J. Orne", "NO. 3"
            let initial = len == 1 && capitalised && name.words > 0 && !(name.words == 1 && matches!(word, "Q" | "A"));
            if stopped && (title || initial) {
                let behind = &text[at + 1..];
                let rest = behind.trim_start_matches(is_space);
                let gap = behind[..behind.len() - rest.len()].chars().count();
                if follows(rest) && gap <= 2 && (!initial || name.words < 4) {
                    at += 1;
                    name.span.end = at;
                } else if title {
                    name.end = at + 1;
                    return Some(name);
                }
            }
            name.end = at;
            let behind = &text[at..];
            let rest = behind.trim_start_matches(is_space);
            let gap = behind[..behind.len() - rest.len()].chars().count();
            // Two blanks part a title from a name at most.
            if gap == 0 || gap > 2 || gap == 2 && !name.courtesy && name.words == 1 {
                break;
            }
            if gap == 2 && !rest.starts_with(char::is_uppercase) {
                break;
            }
            if gap == 2 && name.words > 1 {
                break;
            }
            at += behind.len() - rest.len();
        }
        (name.words > 0).then_some(name)
    }

    /// The words without the place behind a name in capitals.
    pub(crate) fn without_origin(&self, text: &str) -> Span {
        match self.origin {
            Some(origin) if !self.determined => {
                let span = Span::new(self.span.start, origin);
                Span::new(span.start, span.start + text[span].trim_end().len())
            }
            _ => self.span,
        }
    }
}

/// Whether a character is a space between two words of a label.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}')
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '_' | '&')
}

fn ends_word(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            ':' | '.'
                | ','
                | '('
                | ')'
                | '['
                | ']'
                | '*'
                | '^'
                | '|'
                | '—'
                | '–'
                | ';'
                | '!'
                | '?'
                | '"'
                | '“'
                | '”'
                | '<'
                | '>'
                | '/'
        )
}

/// Whether a label heads the part of a law: "SEC. 2. FINDINGS."
pub(crate) fn heads_part(name: &str) -> bool {
    is_in(&PARTS, name.split(' ').next().unwrap_or_default())
}

/// The part of a name in brackets that names who holds an office: "Dr Moya Finn".
pub(crate) fn is_holder(inner: &str) -> bool {
    let mut words = inner.split(' ');
    words.next().is_some_and(is_courtesy)
        && Name::read(inner).is_some_and(|name| name.words > 1 && name.span.end == inner.len())
}

/// Whether an office is that of a chair, in which others sit in turn: "The SPEAKER pro tempore".
pub(crate) fn is_chair(name: &str) -> bool {
    const CHAIRS: [&str; 9] =
        ["speaker", "president", "chairman", "chairwoman", "chairperson", "chair", "officer", "clerk", "convener"];
    name.split(' ').any(|word| is_in(&CHAIRS, word)) && !name.contains(" of ")
}

#[cfg(test)]
mod tests {
    use super::{is_chair, is_holder, names_nobody, Name};

    fn read(text: &str) -> Option<&str> {
        Name::read(text).map(|name| &text[name.span])
    }

    #[test]
    fn names_end_where_the_label_does() {
        for (text, name) in [
            ("KIRBY: Come in.", "KIRBY"),
            ("Anna Berg: Come in.", "Anna Berg"),
            ("Mr. KERRY of New Cairn. Come in.", "Mr. KERRY of New Cairn"),
            ("Mr.  KERRY.  Come in.", "Mr.  KERRY"),
            ("The SPEAKER pro tempore. Come in.", "The SPEAKER pro tempore"),
            ("The Minister for Rail (Dr Moya Finn): So.", "The Minister for Rail"),
            ("Speaker 0: So.", "Speaker 0"),
            ("UNIDENTIFIED PERSON #1: So.", "UNIDENTIFIED PERSON #1"),
            ("JUROR NO. 3: So.", "JUROR NO. 3"),
            ("SPEAKER_00: So.", "SPEAKER_00"),
            ("Opposition senators: So.", "Opposition senators"),
            ("anna_b — Today", "anna_b"),
            ("J. B. Orne: So.", "J. B. Orne"),
            ("Q. So?", "Q"),
        ] {
            assert_eq!(read(text), Some(name), "{text}");
        }
        for text in ["", ": So.", "12: So.", "(so)", "\"No\""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn places_behind_capitals_are_no_part_of_the_name() {
        for (text, name) in [
            ("Mr. KERRY of New Cairn. So.", "Mr. KERRY"),
            ("The Duke of Orne: So.", "The Duke of Orne"),
            ("Ada of Orne: So.", "Ada of Orne"),
        ] {
            assert_eq!(&text[Name::read(text).unwrap().without_origin(text)], name);
        }
    }

    #[test]
    fn offices_and_their_holders() {
        assert!(is_holder("Dr Moya Finn") && is_holder("Mr. Kolbe") && is_holder("Ms Mina Daw"));
        assert!(!is_holder("Cardigan South") && !is_holder("via Skype") && !is_holder("Mr"));
        assert!(is_chair("The SPEAKER pro tempore") && !is_chair("The Minister for Rail"));
        assert!(names_nobody("Note") && names_nobody("CUT TO") && names_nobody("INT. HOUSE") && !names_nobody("INTA"));
    }
}
