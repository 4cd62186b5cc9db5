//! Ranges of bytes.

use core::{fmt, ops::Range};

/// A half-open range of **bytes** in a text: `start` included, `end` excluded.
///
/// Every span this crate returns lies within the text it was made from, has `start <= end`, and has both ends on
/// character boundaries, so `&text[span]` never panics for the text the span belongs to.
///
/// ```
/// use inquit::Span;
/// let span = Span::new(3, 7);
/// assert_eq!(&"or twice"[span], "twic");
/// assert_eq!(format!("{span:?}"), "3..7");
/// assert!(span.contains(6) && !span.contains(7));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    ///
    /// ```
    /// use inquit::Span;
    /// assert_eq!(Span::new(3, 7), Span { start: 3, end: 7 });
    /// ```
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    ///
    /// ```
    /// assert_eq!(inquit::Span::new(3, 7).len(), 4);
    /// ```
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte.
    ///
    /// ```
    /// use inquit::Span;
    /// assert!(Span::new(3, 3).is_empty() && !Span::new(3, 4).is_empty());
    /// ```
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the byte at `offset` lies within the span: `start <= offset < end`.
    ///
    /// ```
    /// use inquit::Span;
    /// let span = Span::new(3, 7);
    /// assert!(span.contains(3) && span.contains(6) && !span.contains(7));
    /// ```
    #[must_use]
    pub const fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether all of `other` lies within this span.
    ///
    /// ```
    /// use inquit::Span;
    /// let span = Span::new(3, 7);
    /// assert!(span.covers(span) && span.covers(Span::new(4, 6)) && !span.covers(Span::new(6, 8)));
    /// ```
    #[must_use]
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The span as a std range.
    ///
    /// ```
    /// assert_eq!("or twice".get(inquit::Span::new(3, 7).range()), Some("twic"));
    /// ```
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.range()
    }
}

/// The text under the span.
///
/// # Panics
/// If the span belongs to another text and reaches beyond this one, or cuts a character.
impl core::ops::Index<Span> for str {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self[span.start..span.end]
    }
}

/// The text under the span.
///
/// # Panics
/// If the span belongs to another text and reaches beyond this one, or cuts a character.
impl core::ops::Index<Span> for String {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self.as_str()[span]
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    /// Against the bytes themselves, for all spans of a few bytes.
    #[test]
    fn spans_are_sets_of_bytes() {
        let spans = || (0..5).flat_map(|start| (start..5).map(move |end| Span::new(start, end)));
        let bytes = |span: Span| (0..5).filter(|&byte| span.contains(byte)).collect::<Vec<usize>>();
        for span in spans() {
            assert_eq!(bytes(span), span.range().collect::<Vec<usize>>());
            assert_eq!((span.len(), span.is_empty()), (bytes(span).len(), bytes(span).is_empty()));
            for other in spans().filter(|other| !other.is_empty()) {
                let within = bytes(other).iter().all(|&byte| span.contains(byte));
                assert_eq!(span.covers(other), within, "{span:?} and {other:?}");
            }
        }
    }

    #[test]
    fn a_span_indexes_a_text() {
        let text = String::from("Ça va");
        assert_eq!((&text[Span::new(0, 2)], &text.as_str()[Span::from(4..6)]), ("Ç", "va"));
    }
}
