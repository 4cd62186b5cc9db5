//! Parts of a text up to a number of bytes or of characters.

use crate::token::chars::{is_combining, is_invisible};

/// The start of a text, of at most `len` bytes.
pub(crate) fn truncated(text: &str, len: usize) -> &str {
    &text[..floor(text, len.min(text.len()))]
}

/// The start of a text, of at most `len` characters that take room, and of at most `8 * len` bytes. Accents and
/// characters without width take none, and of a run of blanks only the first does, so that the same words are in it with
/// other line ends and other forms of letters.
pub(crate) fn beginning(text: &str, len: usize) -> &str {
    let most = truncated(text, 8 * len);
    let mut after_blank = false;
    let takes_room = |&(_, c): &(usize, char)| {
        let wide = !is_combining(c) && !is_invisible(c) && !(after_blank && c.is_whitespace());
        after_blank = c.is_whitespace() || after_blank && !wide;
        wide
    };
    most.char_indices().filter(takes_room).nth(len).map_or(most, |(at, _)| &most[..at])
}

/// The last start of a character at or before an offset.
pub(crate) fn floor(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::beginning;

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
