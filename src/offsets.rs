//! Byte offsets in other units.

use crate::span::Span;
use crate::util::named::named;

named! {
    /// What an offset counts.
    ///
    /// ```
    /// use inquit::{OffsetUnit, Offsets, Span};
    /// let text = "🦀 No!";
    /// let offsets = Offsets::new(text);
    /// let starts = OffsetUnit::ALL.iter().map(|&unit| offsets.convert(Span::new(5, 8), unit).start);
    /// assert_eq!(starts.collect::<Vec<_>>(), [5, 2, 3]);
    /// ```
    #[derive(Default)]
    pub enum OffsetUnit {
        /// Bytes of UTF-8, as Rust and Go count.
        #[default]
        Bytes = "bytes",
        /// Characters, that is Unicode scalar values, as Python and most databases count.
        Characters = "characters",
        /// UTF-16 code units, as JavaScript, Java and C# count.
        Utf16 = "utf-16",
    }
}

/// Converts byte offsets of one text into the units other programs count in: characters, UTF-16 code units, and
/// line and column.
///
/// Built in one pass over the text; a conversion then costs one binary search and a walk over at most 128 bytes. An
/// offset beyond the text counts as its end, one inside a character as the start of that character.
///
/// ```
/// use inquit::{Offsets, Span};
/// let text = "Ça va?\n“Oui,” dit-il.";
/// let offsets = Offsets::new(text);
/// let quote = Span::new(8, 18);
/// assert_eq!(&text[quote], "“Oui,”");
/// assert_eq!(offsets.chars(quote), 7..13);
/// assert_eq!(offsets.utf16(quote), 7..13);
/// assert_eq!(offsets.line_column(8), (2, 1));
/// ```
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    /// Item `i` stands at the first character boundary at or after byte `STEP * i`. Not empty.
    marks: Vec<Mark>,
    /// The byte offset of the start of each line, ascending. Not empty.
    lines: Vec<usize>,
}

/// Distance, in bytes, of two marks: 24 bytes for a mark are then a fifth of the text.
const STEP: usize = 128;

/// A position in all units.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    byte: usize,
    chars: usize,
    utf16: usize,
}

impl<'t> Offsets<'t> {
    /// Reads `text` once.
    ///
    /// ```
    /// use inquit::{Offsets, Span};
    /// assert_eq!(Offsets::new("é!").chars(Span::new(0, 3)), 0..2);
    /// ```
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut lines = vec![0];
        let mut here = Mark::default();
        for (byte, c) in text.char_indices() {
            if byte >= marks.len() * STEP {
                marks.push(Mark { byte, ..here });
            }
            here.chars += 1;
            here.utf16 += c.len_utf16();
            if c == '\n' {
                lines.push(byte + 1);
            }
        }
        if marks.is_empty() {
            marks.push(here);
        }
        Self { text, marks, lines }
    }

    /// The span in characters (Unicode scalar values), as Python and most databases count.
    ///
    /// ```
    /// use inquit::{Offsets, Span};
    /// let text = "é🦀!";
    /// assert_eq!(Offsets::new(text).chars(Span::new(2, text.len())), 1..3);
    /// ```
    #[must_use]
    pub fn chars(&self, span: Span) -> core::ops::Range<usize> {
        self.at(span.start).chars..self.at(span.end).chars
    }

    /// The span in UTF-16 code units, as JavaScript, Java and C# count.
    ///
    /// ```
    /// use inquit::{Offsets, Span};
    /// let text = "é🦀!";
    /// assert_eq!(Offsets::new(text).utf16(Span::new(2, text.len())), 1..4);
    /// ```
    #[must_use]
    pub fn utf16(&self, span: Span) -> core::ops::Range<usize> {
        self.at(span.start).utf16..self.at(span.end).utf16
    }

    /// The span in a unit that is chosen at run time.
    ///
    /// ```
    /// use inquit::{OffsetUnit, Offsets, Span};
    /// let (offsets, span) = (Offsets::new("é🦀!"), Span::new(2, 7));
    /// assert_eq!(offsets.convert(span, OffsetUnit::Bytes), 2..7);
    /// assert_eq!(offsets.convert(span, OffsetUnit::Characters), offsets.chars(span));
    /// assert_eq!(offsets.convert(span, OffsetUnit::Utf16), offsets.utf16(span));
    /// ```
    #[must_use]
    pub fn convert(&self, span: Span, unit: OffsetUnit) -> core::ops::Range<usize> {
        match unit {
            OffsetUnit::Bytes => self.at(span.start).byte..self.at(span.end).byte,
            OffsetUnit::Characters => self.chars(span),
            OffsetUnit::Utf16 => self.utf16(span),
        }
    }

    /// Line and column of a byte offset, both from 1; the column counts characters. Lines end with `\n`.
    ///
    /// ```
    /// let offsets = inquit::Offsets::new("é\né!");
    /// assert_eq!((offsets.line_column(0), offsets.line_column(5)), ((1, 1), (2, 2)));
    /// ```
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.text.len());
        // At least 1, since the first line starts at byte 0.
        let line = self.lines.partition_point(|&start| start <= byte);
        let column = self.at(byte).chars - self.at(self.lines[line - 1]).chars;
        (line, column + 1)
    }

    /// The position of a byte, or of the start of the character that it is part of.
    fn at(&self, byte: usize) -> Mark {
        let byte = byte.min(self.text.len());
        // OK because the first mark stands at byte 0.
        let mark = self.marks.partition_point(|m| m.byte <= byte).max(1) - 1;
        let mut here = self.marks[mark];
        for c in self.text[here.byte..].chars() {
            if here.byte + c.len_utf8() > byte {
                break;
            }
            here.byte += c.len_utf8();
            here.chars += 1;
            here.utf16 += c.len_utf16();
        }
        here
    }
}

#[cfg(test)]
mod tests {
    use super::{Offsets, STEP};
    use crate::span::Span;
    use crate::tests::random::Random;

    /// Against counting from the start, in texts longer than the distance of two marks.
    #[test]
    fn offsets_agree_with_counting() {
        let mut random = Random::new(5);
        for _ in 0..50 {
            let pieces = ["a", "é", "語", "🦀", "\n", "\r\n", "\u{301}"];
            let text: String = (0..random.below(4 * STEP)).map(|_| pieces[random.below(pieces.len())]).collect();
            let offsets = Offsets::new(&text);
            for byte in 0..text.len() + 3 {
                let floor = (0..=byte.min(text.len())).rev().find(|&b| text.is_char_boundary(b)).unwrap();
                let before = &text[..floor];
                let span = Span::new(0, byte);
                assert_eq!(offsets.chars(span), 0..before.chars().count());
                assert_eq!(offsets.utf16(span), 0..before.encode_utf16().count());
                let line = before.rsplit('\n').next().unwrap();
                let position = (before.matches('\n').count() + 1, line.chars().count() + 1);
                assert_eq!(offsets.line_column(byte), position, "byte {byte} of {text:?}");
            }
        }
    }
}
