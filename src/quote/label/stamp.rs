//! Times and dates before, after and between speech: `00:12:03`, `[7/11/2017, 8:20:41 PM]`, `0 minutes 4 seconds`.

use crate::quote::punctuation::is_emphasis;

/// Maximum length, in characters, of a stamp in brackets. The longest, a date and a time of day with a zone, have about
/// 40.
const MAX_BRACKETED: usize = 48;

/// Maximum number of words of a stamp: "Wednesday, 3 May 2021 at 18:01:05 - 18:02:09 UTC" has 9.
const MAX_WORDS: usize = 12;

/// Minimum length, in bytes, of the short form of a month or weekday: "May", "Sept", "Wed".
const MIN_DATE_WORD: usize = 3;

/// Words after a number that make a time of it.
const UNITS: [&str; 10] = ["am", "pm", "a.m.", "p.m.", "minute", "minutes", "second", "seconds", "hour", "hours"];

/// Words between the numbers of a time or date.
const BETWEEN: [&str; 13] = ["today", "yesterday", "at", "h", "m", "s", "min", "sec", "-->", "-", "–", "utc", "gmt"];

/// Months and weekdays, which are often cut short: "Sept", "Wed".
const DATE_WORDS: [&str; 19] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Length in bytes of the stamp at the start of a text, brackets included, without white space after it; 0 if there is
/// none.
pub(crate) fn stamp_len(text: &str) -> usize {
    let close = match text.bytes().next() {
        Some(b'[') => ']',
        Some(b'(') => ')',
        Some(b'<') => '>',
        _ => return bare_len(text),
    };
    let Some(end) = text.char_indices().take(MAX_BRACKETED).find(|&(_, c)| c == close).map(|(at, _)| at) else {
        return 0;
    };
    let inner = text[1..end].trim();
    if !inner.is_empty() && bare_len(inner) == inner.len() {
        // OK because both brackets are of one byte.
        end + 1
    } else {
        0
    }
}

/// The same without brackets.
fn bare_len(text: &str) -> usize {
    // The end of the last word that may end a stamp; a dash or "at" belongs to it only if more of it follows.
    let (mut end, mut at, mut has_time, mut has_number) = (0, 0, false, false);
    for piece in text.split_inclusive([' ', '\t', '\u{202f}', '\u{a0}']).take(MAX_WORDS) {
        // **Anna 12:03**
        let word = piece.trim_end().trim_end_matches(',').trim_end_matches(is_emphasis);
        let is_in = |list: &[&str]| list.iter().any(|known| word.eq_ignore_ascii_case(known));
        if is_number(word) {
            has_time |= word.contains(':') || word.matches(['/', '-', '.']).count() == 2 || has_units(word);
            (has_number, end) = (true, at + word.len());
        } else if has_number && is_in(&UNITS) {
            (has_time, end) = (true, at + word.len());
        } else if !(word.is_empty() || is_in(&BETWEEN) || is_date_word(word)) {
            break;
        }
        at += piece.len();
    }
    if has_time {
        end
    } else {
        0
    }
}

fn is_number(word: &str) -> bool {
    let in_number = |c: char| c.is_ascii_digit() || ":/.-,TZ;hms".contains(c);
    word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(in_number)
}

/// Whether a number has hours or minutes and more after them: "1h04m", "4m12s".
fn has_units(word: &str) -> bool {
    word.as_bytes().windows(2).any(|pair| matches!(pair[0], b'h' | b'm') && pair[1].is_ascii_digit())
}

/// Whether a word is a month or a weekday, in full or cut short, with or without a stop.
pub(crate) fn is_date_word(word: &str) -> bool {
    let word = word.trim_end_matches('.').as_bytes();
    word.len() >= MIN_DATE_WORD
        && DATE_WORDS
            .iter()
            .any(|full| full.as_bytes().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::stamp_len;

    #[test]
    fn times_and_dates() {
        for (text, stamp) in [
            ("00:12:03 KIRBY", "00:12:03"),
            ("[12:03] KIRBY", "[12:03]"),
            ("(00:04) Come in.", "(00:04)"),
            ("9/18/18, 2:45 PM - Anna", "9/18/18, 2:45 PM"),
            ("[7/11/2017, 8:20:41 PM] Anna", "[7/11/2017, 8:20:41 PM]"),
            ("2021-03-12 18:01:05 ida", "2021-03-12 18:01:05"),
            ("Today at 3:45 PM", "Today at 3:45 PM"),
            ("0 minutes 4 seconds", "0 minutes 4 seconds"),
            ("00:00:05.000 --> 00:00:08.000", "00:00:05.000 --> 00:00:08.000"),
            ("[00:04 - 00:08] Anna", "[00:04 - 00:08]"),
            ("9 May 2021, 18:01 Anna", "9 May 2021, 18:01"),
            ("[Wed, Sept. 8 2021 6:01 P.M.] Anna", "[Wed, Sept. 8 2021 6:01 P.M.]"),
            ("1 Hour 4 Minutes Anna", "1 Hour 4 Minutes"),
            ("18:01 at Orne", "18:01"),
            ("0h4m12s Anna", "0h4m12s"),
            ("12:03** Come in.", "12:03"),
        ] {
            assert_eq!(&text[..stamp_len(text)], stamp, "{text}");
        }
    }

    #[test]
    fn other_numbers() {
        for text in [
            "1,200 KIRBY",
            "(so) KIRBY",
            "2019 was late",
            "12 men",
            "today",
            "(",
            "",
            "[",
            "3.31 km",
            "at",
            "May 9",
            "Mayor 9:01",
            "12ms",
            "3h",
        ] {
            assert_eq!(stamp_len(text), 0, "{text}");
        }
    }
}
