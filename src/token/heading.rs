//! Paragraphs that separate scenes: chapter headings and ornaments.

use once_cell::sync::Lazy;
use regex::Regex;

/// Maximum length, in bytes, of a heading or an ornament. A chapter's number with its title fills up a line of a book
/// at most; a longer paragraph that begins like a heading is prose.
const MAX_LEN: usize = 80;

/// Characters of which ornaments are made: `* * *`, `-----`, `·•·`.
const ORNAMENTS: &str = "*·•#~_=—–-";

/// Words with which a heading begins.
const FIRST_WORDS: [&str; 12] = [
    "chapter", "book", "part", "volume", "letter", "canto", "stave", "section", "act", "scene", "epilogue", "prologue",
];

/// Digits of Roman numbers, in lower case.
const ROMAN: &str = "ivxlcdm";

/// Numbers in words, as alternatives of a regex.
const NUMBERS: &str = "one | two | three | four | five | six | seven | eight | nine | ten";

/// The rest of a heading after its first word: a number and anything after it (` IV.`, ` 2`, ` the Second: The Ferry`),
/// or punctuation alone (`.`).
///
/// Letters and digits are those of ASCII, so that the regex needs no tables of Unicode.
static AFTER_FIRST: Lazy<Regex> = Lazy::new(|| {
    Regex::new(&format!(
        r"(?x) ^ (?:
            (?-u:\s)+ (?i-u: [{ROMAN}]+ | \d+ | the \s \w+ | {NUMBERS} )
                (?-u:\b) .*
          | [\x00-\x2F\x3A-\x40\x5B-\x5E\x60\x7B-\x7F“”‘’–—…·•]*
        ) $"
    ))
    .expect("the pattern is constant")
});

/// Whether a paragraph, which is not empty, is a heading or an ornament: another scene begins after it.
pub(crate) fn is_heading(paragraph: &str) -> bool {
    let length = paragraph.bytes().take_while(u8::is_ascii_alphanumeric).count();
    // OK because ASCII alone was counted.
    let (word, rest) = paragraph.split_at(length);
    let roman = |byte: u8| ROMAN.as_bytes().contains(&byte.to_ascii_lowercase());
    match () {
        () if paragraph.len() > MAX_LEN => false,
        // `* * *`, `-----`, `_____`
        () if word.is_empty() => rest.chars().all(|c| c.is_whitespace() || ORNAMENTS.contains(c)),
        // `XII.`, `3`
        () if matches!(rest, "" | ".") && (word.bytes().all(roman) || word.bytes().all(|b| b.is_ascii_digit())) => true,
        () => FIRST_WORDS.iter().any(|first| word.eq_ignore_ascii_case(first)) && AFTER_FIRST.is_match(rest),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_heading, FIRST_WORDS, MAX_LEN, ORNAMENTS};

    #[test]
    fn headings_are_told_from_prose() {
        for heading in [
            "CHAPTER IV.",
            "Chapter 4: In the Harbour",
            "Book the Second",
            "PART TWO. The Ferry",
            "Act III, scene 2",
            "XII.",
            "mix",
            "7",
            "7.",
            "* * *",
            "-----",
            "Epilogue",
            "Epilogue.",
        ] {
            assert!(is_heading(heading), "{heading}");
        }
        for prose in [
            "Chapter and verse were quoted.",
            "Part of it was lost.",
            "Book them.",
            "I.e. nobody.",
            "Partly.",
            "\"I\"",
            "— I —",
            "Party.",
            "Mix the dough.",
            "Act now, he said.",
            "7:",
            "XII. She rose.",
            "Chapterhouse 4",
            "“",
        ] {
            assert!(!is_heading(prose), "{prose}");
        }
    }

    #[test]
    fn long_paragraphs_are_prose() {
        let heading = |len: usize| format!("{:x<len$}", "Chapter 1. ");
        assert!(is_heading(&heading(MAX_LEN)) && !is_heading(&heading(MAX_LEN + 1)));
        assert!(is_heading(&"*".repeat(MAX_LEN)) && !is_heading(&"*".repeat(MAX_LEN + 1)));
    }

    #[test]
    fn each_first_word_and_ornament_is_known() {
        for first in FIRST_WORDS {
            for heading in [first.to_owned(), format!("{} 2", first.to_uppercase()), format!("{first} the Last")] {
                assert!(is_heading(&heading), "{heading}");
            }
            assert!(!is_heading(&format!("{first}s 2")), "{first}");
        }
        for ornament in ORNAMENTS.chars() {
            assert!(is_heading(&format!("{ornament}  {ornament}")), "{ornament}");
            assert!(!is_heading(&format!("{ornament}a")), "{ornament}");
        }
    }
}
