//! Lines that part a text: chapter headings, ornaments.

use once_cell::sync::Lazy;
use regex::Regex;

/// Longer paragraphs are no headings; most are told apart by this alone, and the pattern is run on few.
const LONGEST: usize = 80;

static HEADING: Lazy<Regex> = Lazy::new(|| {
    Regex::new(
        r"(?xi) ^ (?:
            # `CHAPTER IV.`, `Book the Second: The Golden Thread`, `Part 2`
            (?: chapter | book | part | volume | letter | canto | stave | section | act | scene | epilogue | prologue )
                (?: \s+ (?: [ivxlcdm]+ | \d+ | the \s \w+ | one | two | three | four | five | six | seven | eight | nine | ten ) \b .* | \W* )
            # `XII.`, `3`
          | (?: [ivxlcdm]+ | \d+ ) \.?
            # `* * *`, `-----`, `_____`
          | [\s*·•\#~_=—–-]+
        ) $",
    )
    .expect("the pattern is constant")
});

/// Whether a paragraph is a heading or an ornament, after which another scene begins.
pub(super) fn is_heading(paragraph: &str) -> bool {
    paragraph.len() <= LONGEST && HEADING.is_match(paragraph)
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
