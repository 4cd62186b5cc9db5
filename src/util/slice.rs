//! Parts of a text up to a number of bytes, on boundaries of characters.

/// The start of a text, of at most `len` bytes.
pub(crate) fn truncated(text: &str, len: usize) -> &str {
    &text[..floor(text, len.min(text.len()))]
}

/// The last start of a character at or before an offset.
pub(crate) fn floor(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
