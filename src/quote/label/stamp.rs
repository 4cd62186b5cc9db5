//! Times and dates before, after and between speech: `00:12:03`, `[7/11/2017, 8:20:41 PM]`, `0 minutes 4 seconds`.

/// Maximum length, in bytes, of a stamp in brackets. The longest, a date and a time of day with a zone, have about 40.
const MAX_BRACKETED: usize = 48;

/// Words that belong to a time or date beside its numbers, in small letters.
const WORDS: [&str; 34] = [
    "am",
    "pm",
    "a.m.",
    "p.m.",
    "today",
    "yesterday",
    "at",
    "minute",
    "minutes",
    "second",
    "seconds",
    "hour",
    "hours",
    "h",
    "m",
    "s",
    "min",
    "sec",
    "-->",
    "-",
    "–",
    "utc",
    "gmt",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
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
    // The end of the last word that may end a stamp; words in between wait for a number.
    let (mut end, mut at, mut told, mut digits) = (0, 0, false, false);
    for piece in text.split_inclusive([' ', '\t', '\u{202f}', '\u{a0}']).take(12) {
        let word = piece.trim_end();
        let bare = word.trim_end_matches(',');
        let number = bare.starts_with(|c: char| c.is_ascii_digit())
            && bare.bytes().all(|byte| {
                byte.is_ascii_digit() || matches!(byte, b':' | b'/' | b'.' | b'-' | b',' | b'T' | b'Z' | b';')
            });
        let unit = digits
            && matches!(
                bare,
                "minutes" | "minute" | "seconds" | "second" | "AM" | "PM" | "am" | "pm" | "a.m." | "p.m."
            );
        let named = || WORDS.iter().any(|known| bare.eq_ignore_ascii_case(known));
        if word.is_empty() {
            at += piece.len();
            continue;
        }
        if number {
            told |= bare.contains(':') || bare.matches(['/', '-', '.']).count() == 2;
            digits = true;
            end = at + bare.len();
        } else if unit {
            told = true;
            end = at + bare.len();
        } else if named() {
            // A dash or "at" belongs to the stamp only if more of it follows.
        } else {
            break;
        }
        at += piece.len();
    }
    if told {
        end
    } else {
        0
    }
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
        ] {
            assert_eq!(&text[..stamp_len(text)], stamp, "{text}");
        }
    }

    #[test]
    fn other_numbers() {
        for text in ["1,200 KIRBY", "(so) KIRBY", "2019 was late", "12 men", "today", "(", "", "[", "3.31 km", "at"] {
            assert_eq!(stamp_len(text), 0, "{text}");
        }
    }
}
