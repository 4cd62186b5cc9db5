use crate::span::Span;

/// Converts byte offsets of one text into the units other programs count in: characters, UTF-16 code units, and
/// line and column.
///
/// Built in one pass over the text; a conversion then costs one binary search and a walk over at most 128 bytes.
/// An offset beyond the text counts as its end, one inside a character as that character's start.
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
    /// Characters and UTF-16 units before byte `STEP * i` (moved back to a character boundary).
    marks: Vec<Mark>,
    /// Byte offset of each line's first byte.
    lines: Vec<usize>,
}

const STEP: usize = 128;

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mark {
    byte: usize,
    chars: usize,
    utf16: usize,
}

impl<'t> Offsets<'t> {
    /// Reads `text` once.
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
    #[must_use]
    pub fn chars(&self, span: Span) -> core::ops::Range<usize> {
        self.at(span.start).chars..self.at(span.end).chars
    }

    /// The span in UTF-16 code units, as JavaScript, Java and C# count.
    #[must_use]
    pub fn utf16(&self, span: Span) -> core::ops::Range<usize> {
        self.at(span.start).utf16..self.at(span.end).utf16
    }

    /// Line and column of a byte offset, both from 1; the column counts characters.
    #[must_use]
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let byte = byte.min(self.text.len());
        let line = self.lines.partition_point(|&start| start <= byte);
        let column = self.at(byte).chars - self.at(self.lines[line - 1]).chars;
        (line, column + 1)
    }

    fn at(&self, byte: usize) -> Mark {
        let byte = byte.min(self.text.len());
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
