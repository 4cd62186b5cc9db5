//! The words of a label: which of them may name a speaker, and how a name is cut down to what names a person.

use crate::lexicon::class::Classes;
use crate::lexicon::lexicon::Lexicon;
use crate::quote::label::stamp::stamp_len;
use crate::span::Span;
use crate::token::chars::capitals_from;

/// Maximum number of words of a name with its office: "The Secretary of State for the Colonies".
const MAX_WORDS: usize = 9;

/// Maximum number of words of a name without "The": "Mr. JUSTICE VAN HOLT", "Prime Minister Ada van Orne".
const MAX_PERSON_WORDS: usize = 5;

/// Maximum number of words before an initial: "The Hon. Ada B. Orne".
const MAX_BEFORE_INITIAL: usize = 3;

/// Maximum number of blanks within a name, which the record of a parliament sets after titles: "Mr.  KERRY".
const MAX_BLANKS: usize = 2;

/// Maximum length, in bytes, of a title without its stop: "Mr", "Capt".
const MAX_BARE_TITLE: usize = 4;

/// Maximum number of digits of a number in a name: "JUROR 12". Longer ones are years and sums.
const MAX_DIGITS: usize = 3;

/// Minimum number of digits of the number of a telephone.
const MIN_DIGITS: usize = 7;

/// Prepositions with which no name begins. Others are names as well: "Per", "Worth".
const PREPOSITIONS: [&str; 9] = ["by", "of", "for", "to", "on", "from", "in", "at", "with"];

/// Words within a name or an office, besides the particles of names.
const JOINING: [&str; 8] = ["the", "for", "and", "on", "to", "a'", "a’", "an"];

/// Words in lower case after an office, besides nouns for persons: "The SPEAKER pro tempore".
const AFTER_OFFICE: [&str; 5] = ["pro", "tempore", "tem", "audience", "crowd"];

/// Words that head a line and name nobody.
const NOBODY: [&str; 65] = [
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
    "topic",
    "chat started",
    "chat ended",
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
    "sound",
    "sounds",
    "fx",
    "sfx",
    "intro",
    "outro",
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
    "continued",
    "transcript",
    "scene",
    "setting",
    "act",
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
    "pros",
    "cons",
];

/// Words that head the parts of a law, a report or a letter.
const PARTS: [&str; 22] = [
    "scene",
    "act",
    "sec",
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
    "item",
    "exhibit",
    "roll",
    "panel",
    "dear",
    "whereas",
    "resolved",
];

/// What the words of a label tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// The words, in bytes from the start of what was read.
    pub(crate) span: Span,
    pub(crate) words: usize,
    /// Its last principal word is in capitals, titles aside.
    pub(crate) capitals: bool,
    /// Begins with a title of courtesy, office or rank.
    pub(crate) titled: bool,
    /// Begins with "The", "A" or "An".
    pub(crate) determined: bool,
    /// Begins with a lower-case letter.
    pub(crate) lower_case: bool,
    /// Ends in a word in lower case.
    pub(crate) ends_in_lower_case: bool,
    /// Where "of New Cairn" begins, after a name in capitals.
    pub(crate) origin: Option<usize>,
    /// The length with the stop of an abbreviation that ends it.
    pub(crate) end: usize,
}

fn is_in(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether a label names nobody: "Note", "SEC".
pub(crate) fn names_nobody(name: &str) -> bool {
    is_in(&NOBODY, name) || heads_part(name)
}

/// Whether a label heads the part of a law: "SEC. 2. FINDINGS."
pub(crate) fn heads_part(name: &str) -> bool {
    is_in(&PARTS, name.split([' ', '.']).next().unwrap_or_default())
}

impl Name {
    const NONE: Self = Self {
        span: Span::new(0, 0),
        words: 0,
        capitals: false,
        titled: false,
        determined: false,
        lower_case: false,
        ends_in_lower_case: false,
        origin: None,
        end: 0,
    };

    /// The number of a telephone at the start of a text, by which a chat calls whom it does not know.
    pub(crate) fn number(text: &str) -> Option<Self> {
        let in_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '(' | ')' | ' ' | '\u{a0}');
        let rest = text.strip_prefix('+')?;
        let number = rest[..rest.find(|c: char| !in_number(c))?].trim_end();
        let (digits, end) = (number.bytes().filter(u8::is_ascii_digit).count(), "+".len() + number.len());
        (digits >= MIN_DIGITS).then_some(Self { span: Span::new(0, end), words: 1, end, ..Self::NONE })
    }

    /// Reads the words at the start of a text, as far as they may name a speaker. `None` if the first one may not.
    pub(crate) fn read(text: &str, lexicon: &Lexicon) -> Option<Self> {
        let mut name = Self::NONE;
        // Joining words count only once a name goes on after them.
        let (mut at, mut joining) = (0, 0);
        loop {
            let rest = &text[at..];
            // "Kiln & Wheel"
            if let Some(after) =
                rest.strip_prefix("& ").filter(|after| name.words > 0 && after.starts_with(char::is_uppercase))
            {
                joining += 1;
                at = text.len() - after.len();
                continue;
            }
            let word = word_at(rest);
            let len = word.len();
            let total = name.words + joining;
            let most = if name.determined || name.ends_in_lower_case || name.words == 0 {
                MAX_WORDS
            } else {
                MAX_WORDS.min(MAX_PERSON_WORDS + joining)
            };
            if word.is_empty() || total >= most {
                break;
            }
            let capitalised = word.starts_with(char::is_uppercase) && word.chars().all(is_letter);
            let stopped = rest[len..].starts_with('.');
            if total == 0 {
                let handle = || word.starts_with(char::is_lowercase) && word.chars().all(|c| is_letter(c) || c == '.');
                if !capitalised && !handle() {
                    return None;
                }
                name.lower_case = !capitalised;
                name.determined = matches!(word, "The" | "THE" | "A" | "AN" | "An");
            }
            let classes = lexicon.classes_of(word);
            let title = classes.any(Classes::ABBREVIATION | Classes::ABBREVIATION_OF_NUMBER)
                && (stopped || len <= MAX_BARE_TITLE && classes.any(Classes::TITLE));
            if total == 0 {
                if !title && (classes.any(Classes::CONJUNCTION | Classes::SUBORDINATOR) || is_in(&PREPOSITIONS, word)) {
                    return None;
                }
                // A rank in capitals may head a page: "PRESIDENT ORNE ABROAD."
                let rank = classes.any(Classes::TITLE_RANK) && (title || word.contains(char::is_lowercase));
                name.titled = capitalised && len > 1 && (classes.any(Classes::TITLE_COURTESY) || rank);
            } else if capitalised || is_number(word) && !begins_time(&rest[len..]) {
            } else if !stopped && (classes.any(Classes::NAME_PARTICLE) || is_in(&JOINING, word)) {
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
            } else if classes.any(Classes::PERSON_NOUN)
                || is_in(&AFTER_OFFICE, word)
                || name.lower_case && word.chars().all(is_letter) && name.words < 2
            {
                name.ends_in_lower_case = true;
            } else {
                break;
            }
            // "Mr. KERRY of New Cairn"; but "DUKE OF YORK" has no lower-case letters.
            if capitalised && name.origin.is_none() && !title {
                name.capitals = capitals_from(word).is_some() || name.capitals && name.determined;
            }
            name.words += 1 + joining;
            joining = 0;
            at += len;
            name.span.end = at;
            name.end = at;
            // "Q Why?"
            if name.words == 1 && word == "Q" {
                break;
            }
            // "Mr. KERRY", "J. Orne", "NO. 3"
            let initial = len == 1 && capitalised && !(name.words == 1 && matches!(word, "Q" | "A"));
            if stopped && (title || initial) {
                let (gap, after) = split_blanks(&text[at + 1..]);
                let goes_on = after.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && gap <= MAX_BLANKS;
                let suffix = classes.any(Classes::NAME_SUFFIX);
                if goes_on && !suffix && (title || name.words <= MAX_BEFORE_INITIAL) {
                    at += 1;
                    name.span.end = at;
                    name.end = at;
                } else if title && !(suffix && gap > 0) {
                    name.end = at + 1;
                    return Some(name);
                } else if name.words > 1 && after.starts_with(['(', '[', ':']) {
                    // "Ada B. (12:03): …"
                    name.span.end = at + 1;
                    name.end = at + 1;
                    return Some(name);
                }
            }
            let (gap, after) = split_blanks(&text[at..]);
            let parted = match gap {
                0 => true,
                1 => false,
                // Two blanks part a title from a name at most.
                MAX_BLANKS => !(name.titled && name.words == 1 && after.starts_with(char::is_uppercase)),
                _ => true,
            };
            if parted {
                break;
            }
            at = text.len() - after.len();
        }
        // Anna 🌻
        let pictures = pictures_len(&text[name.span.end..]);
        if pictures > 0 {
            name.span.end += pictures;
            name.end = name.span.end;
        }
        (name.words > 0).then_some(name)
    }

    /// The name with the first name after it, if a time follows both: "Berg, Anna   0:03".
    pub(crate) fn with_first_name(self, text: &str, lexicon: &Lexicon) -> Self {
        let rest = &text[self.end..];
        let first = rest.strip_prefix(", ").and_then(|rest| Some((rest, Self::read(rest, lexicon)?)));
        match first {
            Some((rest, first)) if !first.lower_case && stamp_len(rest[first.end..].trim_start()) > 0 => {
                let end = text.len() - rest.len() + first.end;
                let span = Span::new(self.span.start, end);
                Self { span, end, words: self.words + first.words, ..self }
            }
            _ => self,
        }
    }

    /// The words without the place after a name in capitals.
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

/// Length in bytes of the pictures at the start of a text, with a blank before them: people who chat put them behind
/// their names.
fn pictures_len(text: &str) -> usize {
    let pictures = text.strip_prefix(' ').unwrap_or(text);
    let rest = pictures.trim_start_matches(is_picture);
    if rest.len() < pictures.len() {
        text.len() - rest.len()
    } else {
        0
    }
}

/// Whether a character is a picture or part of one: "🌻", "❤", "🇳🇴".
fn is_picture(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{200D}')
}

/// The number of blanks at the start of a text, and the text behind them. A no-break space is a blank.
fn split_blanks(text: &str) -> (usize, &str) {
    let rest = text.trim_start_matches([' ', '\u{a0}']);
    (text[..text.len() - rest.len()].chars().count(), rest)
}

/// The word at the start of a text; empty if none begins there.
fn word_at(text: &str) -> &str {
    let end_of_word = |text: &str| text.find(ends_word).unwrap_or(text.len());
    // _Anna_: an underscore at the end is a mark of emphasis.
    let word = text[..end_of_word(text)].trim_end_matches('_');
    // YEAS--98
    let word = &word[..word.as_bytes().windows(2).position(|pair| pair == b"--").unwrap_or(word.len())];
    // ida.l is a handle.
    let more = text[word.len()..].strip_prefix('.').filter(|more| {
        word.starts_with(char::is_lowercase) && more.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
    });
    // OK because a stop of one byte stands between.
    more.map_or(word, |more| &text[..word.len() + 1 + end_of_word(more)])
}

/// Whether what follows a number makes a time of it: ":04".
fn begins_time(after: &str) -> bool {
    after.strip_prefix(':').is_some_and(|minutes| minutes.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a word is a number within a name: "12", "#1".
fn is_number(word: &str) -> bool {
    let digits = word.strip_prefix('#').unwrap_or(word);
    (1..=MAX_DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '_' | '&')
}

fn ends_word(c: char) -> bool {
    c.is_whitespace()
        || is_picture(c)
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

/// Whether the words in brackets after a label name who holds the office: "Dr Moya Finn"; but "General Secretary" is
/// another office. Without a title, a name stands only after an office: "The Minister for Rail (Moya Finn)".
pub(crate) fn is_holder(inner: &str, office: bool, lexicon: &Lexicon) -> bool {
    let classes = |word: Option<&str>| lexicon.classes_of(word.unwrap_or_default().trim_end_matches('.'));
    let (first, last) = (classes(inner.split(' ').next()), classes(inner.rsplit(' ').next()));
    // "(Minister of Fisheries)" is an office as well.
    let capitalised = || inner.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let ranked = || (office || first.any(Classes::TITLE_RANK)) && !last.any(Classes::TITLE_RANK | Classes::PERSON_NOUN);
    let name = first.any(Classes::TITLE_COURTESY) || ranked() && capitalised();
    name && Name::read(inner, lexicon).is_some_and(|name| name.words > 1 && name.span.end == inner.len())
}

/// Whether an office is that of a chair, in which others sit in turn: "The SPEAKER pro tempore".
pub(crate) fn is_chair(name: &str) -> bool {
    const CHAIRS: [&str; 9] =
        ["speaker", "president", "chairman", "chairwoman", "chairperson", "chair", "officer", "clerk", "convener"];
    name.split(' ').any(|word| is_in(&CHAIRS, word)) && !name.contains(" of ")
}

#[cfg(test)]
mod tests {
    use super::{heads_part, is_chair, is_holder, names_nobody, Name};
    use crate::lexicon::lexicon::Lexicon;

    fn name(text: &str) -> Option<Name> {
        Name::read(text, Lexicon::standard())
    }

    #[test]
    fn names_end_where_the_label_does() {
        for (text, expected) in [
            ("KIRBY: Come in.", "KIRBY"),
            ("Anna Berg: Come in.", "Anna Berg"),
            ("Mr. KERRY of New Cairn. Come in.", "Mr. KERRY of New Cairn"),
            ("Mr.  KERRY.  Come in.", "Mr.  KERRY"),
            ("MARTIN ORNE JR. Come in.", "MARTIN ORNE JR"),
            ("The SPEAKER pro tempore. Come in.", "The SPEAKER pro tempore"),
            ("The Minister for Rail (Dr Moya Finn): So.", "The Minister for Rail"),
            ("Ada van der Orne: So.", "Ada van der Orne"),
            ("Speaker 0: So.", "Speaker 0"),
            ("Ada Crane 00:04", "Ada Crane"),
            ("UNIDENTIFIED PERSON #1: So.", "UNIDENTIFIED PERSON #1"),
            ("JUROR NO. 3: So.", "JUROR NO. 3"),
            ("SPEAKER_00: So.", "SPEAKER_00"),
            ("Opposition senators: So.", "Opposition senators"),
            ("Ferry passenger: So.", "Ferry passenger"),
            ("anna_b — Today", "anna_b"),
            ("ida.l: so", "ida.l"),
            ("J. B. Orne: So.", "J. B. Orne"),
            ("Ada O.: So.", "Ada O."),
            ("Clay & Wheel: So.", "Clay & Wheel"),
            ("Q. So?", "Q"),
            ("YEAS--98", "YEAS"),
        ] {
            assert_eq!(name(text).map(|name| &text[name.span]), Some(expected), "{text}");
        }
        for text in ["", ": So.", "12: So.", "(so)", "\"No\"", "With Hale: So.", "And Hale: So.", "If Hale: So."] {
            assert_eq!(name(text), None, "{text}");
        }
    }

    #[test]
    fn capitals_are_those_of_the_surname() {
        for text in ["KIRBY: So.", "Mr. KING of Orrin. So.", "JUROR NO. 3: So.", "KING. So.", "The CHAIR. So."] {
            assert!(name(text).unwrap().capitals, "{text}");
        }
        for text in ["Anna Berg: So.", "Dr. Berg: So.", "anna: so"] {
            assert!(!name(text).unwrap().capitals, "{text}");
        }
    }

    #[test]
    fn ranks_in_capitals_are_no_titles() {
        for (text, titled) in [
            ("Mr. KERRY. So.", true),
            ("MR. KERRY: So.", true),
            ("Senator KERRY. So.", true),
            ("SEN. KERRY: So.", true),
            ("President Orne: So.", true),
            ("PRESIDENT ORNE ABROAD. So.", false),
            ("KERRY: So.", false),
        ] {
            assert_eq!(name(text).unwrap().titled, titled, "{text}");
        }
    }

    #[test]
    fn places_after_capitals_are_no_part_of_the_name() {
        for (text, short) in [
            ("Mr. KERRY of New Cairn. So.", "Mr. KERRY"),
            ("The Duke of Orne: So.", "The Duke of Orne"),
            ("Ada of Orne: So.", "Ada of Orne"),
        ] {
            assert_eq!(&text[name(text).unwrap().without_origin(text)], short);
        }
    }

    #[test]
    fn offices_and_their_holders() {
        let holds = |inner, office| is_holder(inner, office, Lexicon::standard());
        let is_holder = |inner| holds(inner, false);
        assert!(holds("Moya Finn", true) && !holds("Moya Finn", false) && !holds("Finn", true));
        for inner in ["Dr Moya Finn", "Mr. Kolbe", "Ms Mina Daw", "Senator Orne", "Mr. King"] {
            assert!(is_holder(inner), "{inner}");
        }
        for inner in ["Cardigan South", "via Skype", "Mr", "General Secretary", "Minister of Fisheries"] {
            assert!(!is_holder(inner), "{inner}");
        }
        assert!(is_chair("The SPEAKER pro tempore") && !is_chair("The Minister for Rail"));
    }

    #[test]
    fn words_that_name_nobody() {
        for text in ["Note", "NOTE", "SEC. 2", "Section 4"] {
            assert!(names_nobody(text), "{text}");
        }
        assert!(heads_part("SEC. 2") && !heads_part("Note") && !names_nobody("Noter") && !names_nobody("SECOND JUROR"));
    }
}
