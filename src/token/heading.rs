//! Lines that part a text: chapter headings, ornaments.

use once_cell::sync::Lazy;
use regex::Regex;

/// Longer paragraphs are no headings.
const LONGEST: usize = 80;

static HEADING: Lazy<Regex> = Lazy::new(|| {
    Regex::new(
        // Without the tables of Unicode, which it has no need of: letters and digits are those of ASCII.
        r"(?x) ^ (?:
            # `CHAPTER IV.`, `Book the Second: The Golden Thread`, `Part 2`
            (?i-u: chapter | book | part | volume | letter | canto | stave | section | act | scene | epilogue | prologue )
                (?: (?-u:\s)+ (?i-u: [ivxlcdm]+ | \d+ | the \s \w+ | one | two | three | four | five | six | seven | eight | nine | ten )
                    (?-u:\b) .* | [\x00-\x2F\x3A-\x40\x5B-\x5E\x60\x7B-\x7F“”‘’–—…·•]* )
            # `XII.`, `3`
          | (?i-u: [ivxlcdm]+ | \d+ ) \.?
            # `* * *`, `-----`, `_____`
          | [\x20\t\r\n\u{A0}*·•\#~_=—–-]+
        ) $",
    )
    .expect("the pattern is constant")
});

/// With what the pattern may begin, in small letters; [`ROMAN`] letters and digits aside.
const FIRST_WORDS: [&str; 12] = [
    "chapter", "book", "part", "volume", "letter", "canto", "stave", "section", "act", "scene", "epilogue", "prologue",
];
const ROMAN: &[u8] = b"ivxlcdm";

/// Whether a paragraph is a heading or an ornament, after which another scene begins.
pub(super) fn is_heading(paragraph: &str) -> bool {
    paragraph.len() <= LONGEST && may_be_heading(paragraph) && HEADING.is_match(paragraph)
}

/// Whether the first word is one with which the pattern may begin: most texts never need the pattern itself.
fn may_be_heading(paragraph: &str) -> bool {
    let bytes = paragraph.as_bytes();
    let word = &bytes[..bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()];
    word.iter().all(|byte| byte.is_ascii_digit())
        || word.iter().all(|byte| ROMAN.contains(&byte.to_ascii_lowercase()))
        || FIRST_WORDS.iter().any(|first| word.eq_ignore_ascii_case(first.as_bytes()))
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
            "Mix the dough.",
            "Act now, he said.",
        ] {
            assert!(!is_heading(prose), "{prose}");
        }
    }
}
