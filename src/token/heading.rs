//! Paragraphs that separate scenes: chapter headings and ornaments.

use once_cell::sync::Lazy;
use regex::Regex;

use crate::span::Span;
use crate::token::chars::is_blank;

/// Maximum length, in bytes, of a heading or an ornament; a line break of two bytes counts as one. A chapter's number
/// with its title fills up a line of a book at most; a longer paragraph that begins like a heading is prose.
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
                (?-u:\b) [\x00-\x7F[:^ascii:]]*
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
        () if is_long(paragraph) => false,
        // `* * *`, `-----`, `_____`
        () if word.is_empty() => rest.chars().all(|c| is_blank(c) || ORNAMENTS.contains(c)),
        // `XII.`, `3`
        () if matches!(rest, "" | ".") && (word.bytes().all(roman) || word.bytes().all(|b| b.is_ascii_digit())) => true,
        () => FIRST_WORDS.iter().any(|first| word.eq_ignore_ascii_case(first)) && AFTER_FIRST.is_match(rest),
    }
}

/// Whether a paragraph is longer than a heading. The title of a chapter may stand on a line of its own.
fn is_long(paragraph: &str) -> bool {
    let len = paragraph.len();
    let breaks = || match memchr::memchr(b'\r', paragraph.as_bytes()) {
        Some(at) => paragraph[at..].matches("\r\n").count(),
        None => 0,
    };
    len > 2 * MAX_LEN || len > MAX_LEN && len - breaks() > MAX_LEN
}

/// Whether a line is the number of a chapter, "CHAPTER IV", and the next one its title: "The Ferry Goes".
pub(crate) fn has_title_below(line: &str, next: &str) -> bool {
    let first = line.split(' ').next().unwrap_or("");
    let is_numbered = || is_heading(line) && line.split(' ').nth(1).is_some() && line.split(' ').nth(2).is_none();
    let is_titled = |word: &str| word.len() <= MAX_SMALL_WORD || !word.starts_with(char::is_lowercase);
    line.len() + next.len() < MAX_LEN
        && FIRST_WORDS.iter().any(|known| first.eq_ignore_ascii_case(known))
        && is_numbered()
        && next.starts_with(char::is_uppercase)
        && next.ends_with(char::is_alphanumeric)
        && next.split(' ').all(is_titled)
}

/// Maximum length, in bytes, of a word of a title that may be written in small letters: "from", "the".
const MAX_SMALL_WORD: usize = 4;

/// Maximum number of digits of a page number.
const MAX_DIGITS: usize = 4;

/// Mean distance, in bytes, of paragraphs that are numbers, at which they are those of pages. A page has 2 or 3 KB and
/// a chapter seldom less than 8.
const PAGE: usize = 8000;

/// Number of paragraphs that are numbers from which on their distance tells. A few may be the parts of a short story,
/// which count from 1.
const MANY_NUMBERS: usize = 12;

/// Whether a paragraph is a number and nothing else.
pub(crate) fn is_number(paragraph: &str) -> bool {
    (1..=MAX_DIGITS).contains(&paragraph.len()) && paragraph.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the paragraphs of a text that are numbers are page numbers, as in a scanned book, and no headings. `numbers`
/// has them in order, `len` is the length of the text in bytes.
///
/// Chapters count from 1, or from 2 where the first one has no number. Page numbers begin anywhere, or are many for
/// the length of the text.
pub(crate) fn are_page_numbers<'t>(numbers: impl Iterator<Item = &'t str>, len: usize) -> bool {
    // OK because a number has four digits at most.
    let mut numbers = numbers.map(|number| number.parse::<usize>().unwrap_or(0));
    let Some(first) = numbers.next() else { return false };
    let (mut last, mut count) = (first, 1);
    let mut ascends = true;
    for number in numbers {
        ascends &= number == last + 1 || number == 1;
        (last, count) = (number, count + 1);
    }
    let chapters = first <= 2 && ascends;
    !chapters || count >= MANY_NUMBERS && len < count * PAGE
}

/// Drops the page numbers among the paragraphs of a text. The first and the last paragraph stay.
pub(crate) fn drop_page_numbers(text: &str, paragraphs: &mut Vec<Span>) {
    let Some((first, rest)) = paragraphs.split_first() else { return };
    let Some((last, between)) = rest.split_last() else { return };
    let is_page = |paragraph: &Span| paragraph != first && paragraph != last && is_number(&text[*paragraph]);
    let numbers = between.iter().filter(|paragraph| is_page(paragraph)).map(|&paragraph| &text[paragraph]);
    if are_page_numbers(numbers, text.len()) {
        let (first, last) = (*first, *last);
        paragraphs.retain(|paragraph| *paragraph == first || *paragraph == last || !is_number(&text[*paragraph]));
    }
}

#[cfg(test)]
mod tests {
    use super::{are_page_numbers, has_title_below, is_heading, is_number, FIRST_WORDS, MAX_LEN, ORNAMENTS};

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
    fn a_title_may_stand_below_its_number() {
        assert!(has_title_below("CHAPTER IV", "The Ferry Goes") && has_title_below("Part Two", "AT SEA"));
        for (line, next) in [
            ("CHAPTER IV", "The ferry goes at noon"),
            ("CHAPTER IV", "The Ferry Goes."),
            ("CHAPTER IV", ""),
            ("Chapter and", "The Ferry Goes"),
            ("Orne IV", "The Ferry Goes"),
            ("CHAPTER", "The Ferry Goes"),
        ] {
            assert!(!has_title_below(line, next), "{line} {next}");
        }
        for heading in ["CHAPTER IV\nThe Ferry Goes", "Part Two\r\nThe Harbour", "Book 3\n\u{feff}Orne"] {
            assert!(is_heading(heading), "{heading}");
        }
    }

    #[test]
    fn line_breaks_of_two_bytes_count_as_one() {
        let ornament = ["*".repeat(MAX_LEN / 2), "*".repeat(MAX_LEN / 2 - 1)];
        assert!(is_heading(&ornament.join("\n")) && is_heading(&ornament.join("\r\n")));
        assert!(!is_heading(&[&ornament[0][..], &ornament[0]].join("\n")));
        assert!(!is_heading(&[&ornament[0][..], &ornament[0]].join("\r\n")));
    }

    #[test]
    fn numbers_of_pages_are_told_from_those_of_chapters() {
        let pages = |numbers: &[usize], len: usize| {
            let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
            assert!(numbers.iter().all(|number| is_number(number)));
            are_page_numbers(numbers.iter().map(String::as_str), len)
        };
        assert!(!pages(&[], 10_000));
        // Parts of a story, chapters of a novel, of a novel in two books, and of one whose first has no number.
        assert!(!pages(&[1, 2, 3], 9_000) && !pages(&[2, 3], 9_000));
        assert!(!pages(&(1..40).collect::<Vec<_>>(), 500_000) && !pages(&[1, 2, 3, 1, 2], 90_000));
        // Pages of a whole book, and of a part of one.
        assert!(pages(&(1..40).collect::<Vec<_>>(), 100_000));
        assert!(pages(&[112, 113], 5_000) && pages(&[112], 900));
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
