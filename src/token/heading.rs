//! Lines that part a text: chapter headings, ornaments.

use once_cell::sync::Lazy;
use regex::Regex;

/// Longer paragraphs are no headings.
const LONGEST: usize = 80;
const ORNAMENTS: &str = "*·•#~_=—–-";

/// With what a heading of words begins.
const FIRST_WORDS: [&str; 12] = [
    "chapter", "book", "part", "volume", "letter", "canto", "stave", "section", "act", "scene", "epilogue", "prologue",
];
/// In small letters.
const ROMAN: &str = "ivxlcdm";

/// What follows the first word: `CHAPTER IV.`, `Book the Second: The Golden Thread`, `IdRange 2`, `Epilogue`.
///
/// Letters and digits are those of ASCII, for which no tables of Unicode are needed.
static AFTER_FIRST: Lazy<Regex> = Lazy::new(|| {
    Regex::new(&format!(
        r"(?x) ^ (?:
            (?-u:\s)+ (?i-u: [{ROMAN}]+ | \d+ | the \s \w+ | one | two | three | four | five | six | seven | eight | nine | ten )
                (?-u:\b) .*
          | [\x00-\x2F\x3A-\x40\x5B-\x5E\x60\x7B-\x7F“”‘’–—…·•]*
        ) $"
    ))
    .expect("the pattern is constant")
});

/// Whether a paragraph is a heading or an ornament, after which another scene begins.
pub(crate) fn is_heading(paragraph: &str) -> bool {
    let length = paragraph.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (word, rest) = paragraph.split_at(length);
    let roman = |byte: u8| ROMAN.as_bytes().contains(&byte.to_ascii_lowercase());
    match () {
        () if paragraph.len() > LONGEST => false,
        // `* * *`, `-----`, `_____`
        () if word.is_empty() => rest.chars().all(|c| c.is_whitespace() || ORNAMENTS.contains(c)),
        // `XII.`, `3`
        () if matches!(rest, "" | ".") && (word.bytes().all(roman) || word.bytes().all(|b| b.is_ascii_digit())) => true,
        () => FIRST_WORDS.iter().any(|first| word.eq_ignore_ascii_case(first)) && AFTER_FIRST.is_match(rest),
    }
}

#[cfg(test)]
mod tests {
    use super::is_heading;

    #[test]
    fn headings() {
        for heading in
            ["CHAPTER IV.", "Chapter 4: In the Harbour", "Book the Second", "XII.", "7", "* * *", "-----", "Epilogue"]
        {
            assert!(is_heading(heading), "{heading}");
        }
        for prose in [
            "Chapter and verse were quoted.",
            "I.e. nobody.",
            "Partly.",
            "\"I\"",
            "— I —",
            "Party.",
            "Mix the dough.",
            "Act now, he said.",
        ] {
            assert!(!is_heading(prose), "{prose}");
        }
    }
}
