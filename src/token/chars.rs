//! Classes of characters, words in capitals, and the English words that an apostrophe shortens.

use crate::util::slice::truncated;

/// Clitics, without their apostrophe: they are written onto the word before them ("Emma's", "they'll").
const CLITICS: [&str; 6] = ["s", "d", "ll", "re", "ve", "m"];

/// Words whose beginning is elided, without their apostrophe: "'tis", "’em". Their apostrophe is no quotation mark.
const ELIDED: [&str; 17] = [
    "bout", "cause", "cos", "cuz", "em", "ere", "gainst", "im", "n", "til", "till", "tis", "twas", "twere", "twill",
    "twixt", "twould",
];

/// White space, and characters without width that separate: marks of direction, zero-width spaces, byte-order marks.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Whether a character has no width: marks of direction, byte order marks, joiners of words. Those within words, which
/// [`is_combining`] has, are left out.
pub(crate) fn is_invisible(c: char) -> bool {
    let direction = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    direction || matches!(c, '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{feff}')
}

/// Whether a character is a letter of a word. Unicode counts "ʼ" among the letters; here it is an apostrophe.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphabetic() && c != 'ʼ'
}

/// An apostrophe, or a single quotation mark that is typed for one. "ʼ" (U+02BC) is a letter as well.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// Characters that belong to the word in which they stand and are no letters: combining accents, soft hyphens, joiners,
/// variation selectors.
pub(crate) fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Where the capitals of a word in capitals begin, in bytes: behind a short prefix in "McADOO", else at 0. `None` for
/// other words, and for those of one letter.
pub(crate) fn capitals_from(word: &str) -> Option<usize> {
    /// Maximum number of small letters of a prefix: "MacADOO".
    const PREFIX: usize = 2;
    let all = |text: &str| {
        text.starts_with(char::is_uppercase)
            && !text.contains(char::is_lowercase)
            && text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
    };
    if all(word) {
        return Some(0);
    }
    let small = word.trim_start_matches(char::is_uppercase);
    let rest = small.trim_start_matches(char::is_lowercase);
    let prefixed = word.chars().nth(1).is_some_and(char::is_lowercase) && small.len() - rest.len() <= PREFIX;
    (prefixed && all(rest)).then(|| word.len() - rest.len())
}

/// Whether the letters after an apostrophe, in any case, are a clitic.
pub(crate) fn is_clitic(letters: &str) -> bool {
    CLITICS.iter().any(|clitic| letters.eq_ignore_ascii_case(clitic))
}

/// Whether a word may be a clitic that lost its apostrophe: only in lower case. The words are those of [`CLITICS`]; the
/// scanner asks this of every short word, so they are compared without a loop.
pub(crate) fn is_lowercase_clitic(word: &str) -> bool {
    matches!(word, "s" | "ll" | "ve" | "re" | "d" | "m")
}

/// Length in bytes of the elided word at the start of `text`, its apostrophe included: "'tis", "’em", "'90s". It is 0
/// if there is none.
pub(crate) fn elided(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(is_apostrophe) else { return 0 };
    let apostrophe = text.len() - rest.len();
    let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = &rest[..len];
    // "'90s". OK because the first two of three bytes are there.
    let decade = word.len() == 3 && word.ends_with('s') && word.as_bytes()[..2].iter().all(u8::is_ascii_digit);
    if decade || ELIDED.iter().any(|elided| word.eq_ignore_ascii_case(elided)) {
        apostrophe + len
    } else {
        0
    }
}

/// The start of a text, of at most `len` characters that take room, and of at most `8 * len` bytes. Accents and
/// characters without width take none, and of a run of blanks only the first does, so that the same words are in it with
/// other line ends and other forms of letters.
pub(crate) fn beginning(text: &str, len: usize) -> &str {
    let most = truncated(text, 8 * len);
    let mut after_blank = false;
    let takes_room = |&(_, c): &(usize, char)| {
        let wide = !(is_combining(c) || is_invisible(c) || after_blank && c.is_whitespace());
        after_blank = c.is_whitespace() || after_blank && !wide;
        wide
    };
    most.char_indices().filter(takes_room).nth(len).map_or(most, |(at, _)| &most[..at])
}

#[cfg(test)]
mod tests {
    use super::{
        beginning, capitals_from, elided, is_apostrophe, is_blank, is_clitic, is_combining, is_lowercase_clitic,
    };

    #[test]
    fn classes_are_disjoint() {
        for c in '\0'..=char::MAX {
            let classes = [is_blank(c), is_apostrophe(c), is_combining(c)];
            assert!(classes.iter().filter(|&&is| is).count() <= 1, "{c:?}");
            assert!(!is_blank(c) || !c.is_alphanumeric(), "{c:?}");
            assert!(is_blank(c) || !c.is_whitespace(), "{c:?}");
            assert!(!is_combining(c) || !c.is_ascii(), "{c:?}");
        }
        assert!(is_blank('\u{feff}') && is_combining('\u{301}') && is_apostrophe('’') && !is_apostrophe('`'));
    }

    #[test]
    fn clitics_in_lower_case_are_those_of_the_list() {
        let letters = || 'a'..='z';
        let pairs = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
        for word in letters().map(String::from).chain(pairs) {
            assert_eq!(is_lowercase_clitic(&word), is_clitic(&word), "{word}");
            assert_eq!(is_clitic(&word.to_uppercase()), is_clitic(&word), "{word}");
            assert!(!is_lowercase_clitic(&word.to_uppercase()), "{word}");
        }
        assert!(is_clitic("s") && is_clitic("LL") && !is_clitic("t") && !is_clitic(""));
    }

    #[test]
    fn elided_words_are_whole_words() {
        for (text, len) in [
            ("'tis late", 4),
            ("’Twas", 7),
            ("'em", 3),
            ("'em,", 3),
            ("'90s ", 4),
            ("‘n’", 4),
            ("'emblem", 0),
            ("'1990s", 0),
            ("'9os", 0),
            ("'90t", 0),
            ("''tis", 0),
            ("tis", 0),
            ("`tis", 0),
            ("'", 0),
            ("", 0),
            ("'é", 0),
        ] {
            assert_eq!(elided(text), len, "{text:?}");
        }
    }

    #[test]
    fn words_in_capitals() {
        for (word, from) in [
            ("KERRY", Some(0)),
            ("McADOO", Some(2)),
            ("MacADOO", Some(3)),
            ("DeKERRY", Some(2)),
            ("O'HARE", Some(0)),
            ("ROS-LEHTINEN", Some(0)),
            ("SPEAKER_00", Some(0)),
            ("Kerry", None),
            ("McAdoo", None),
            ("K", None),
            ("kerry", None),
            ("", None),
        ] {
            assert_eq!(capitals_from(word), from, "{word}");
        }
    }

    #[test]
    fn only_what_takes_room_counts() {
        for (text, start) in [
            ("", ""),
            ("abc", "abc"),
            ("abcd", "abc"),
            ("a bcd", "a b"),
            ("a \r\n\t bcd", "a \r\n\t b"),
            ("a\r\nbcd", "a\r\nb"),
            ("\u{feff}a\u{feff} \u{feff} bcd", "\u{feff}a\u{feff} \u{feff} b"),
            ("e\u{301}bcd", "e\u{301}bc"),
            ("ébcd", "ébc"),
        ] {
            assert_eq!(beginning(text, 3), start, "{text:?}");
        }
        assert_eq!(beginning(&"\u{301}".repeat(100), 3).len(), 24);
    }
}
