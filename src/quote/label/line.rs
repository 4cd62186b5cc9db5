//! The lines of a text, with what their places tell: indentation, blank lines before them, paragraph.

use crate::span::Span;
use crate::util::steps;

/// Number of columns of a tab.
const TAB: usize = 8;

/// A line of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Without outer white space. Not empty.
    pub(crate) span: Span,
    /// Number of the paragraph.
    pub(crate) paragraph: usize,
    /// Number of columns before it.
    pub(crate) indent: usize,
    /// Whether it is the first line of the text, or blank lines stand before it.
    pub(crate) opens_block: bool,
}

/// The lines of all paragraphs, in order. Those with nothing but the marks of quoted mail count as blank.
pub(crate) fn lines<'t>(text: &'t str, paragraphs: &'t [Span]) -> impl Iterator<Item = Line> + 't {
    let (mut before, mut blank) = (0, true);
    let mut first_of = usize::MAX;
    let pieces = paragraphs.iter().enumerate().flat_map(move |(paragraph, &span)| {
        let breaks = memchr::memchr2_iter(b'\n', b'\r', text[span].as_bytes()).map(|at| at + 1).chain([span.len()]);
        let mut start = 0;
        breaks.map(move |end| {
            let piece = &text[span.start + start..span.start + end];
            start = end;
            (paragraph, span, piece)
        })
    });
    pieces.filter_map(move |(paragraph, span, piece)| {
        steps::count(1);
        if first_of != paragraph {
            blank |= is_parted(&text[before..span.start]);
            (first_of, before) = (paragraph, span.end);
        }
        let at = piece.as_ptr() as usize - text.as_ptr() as usize;
        let rest = piece.trim_end();
        let line = rest.trim_start();
        if line.bytes().all(|byte| matches!(byte, b'>' | b' ')) {
            blank |= line.starts_with('>');
            return None;
        }
        let start = at + rest.len() - line.len();
        let span = Span::new(start, start + line.len());
        let opens_block = core::mem::replace(&mut blank, false);
        Some(Line { span, paragraph, indent: indent(&text[..start]), opens_block })
    })
}

/// Whether the white space between two paragraphs has a blank line.
fn is_parted(gap: &str) -> bool {
    let breaks = |c: u8| gap.bytes().filter(|&byte| byte == c).count();
    breaks(b'\n').max(breaks(b'\r')) > 1
}

/// Number of columns between the last line break of `before` and its end.
fn indent(before: &str) -> usize {
    let blanks = before.bytes().rev().take_while(|byte| matches!(byte, b' ' | b'\t'));
    blanks.map(|byte| if byte == b'\t' { TAB } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::token::paragraph::paragraphs;

    #[test]
    fn lines_know_where_they_stand() {
        let text = "  HALE\n\tCome in.\nSit.\n\n> ORNE\n>\n> So.";
        let paragraphs = paragraphs(text);
        let found: Vec<_> =
            lines(text, &paragraphs).map(|line| (&text[line.span], line.indent, line.opens_block)).collect();
        let expected =
            [("HALE", 2, true), ("Come in.", 8, false), ("Sit.", 0, false), ("> ORNE", 0, true), ("> So.", 0, true)];
        assert_eq!(found, expected);
    }

    #[test]
    fn no_line_is_empty() {
        for text in ["", "\n", ">", ">\n>", "\r\ra\r\r"] {
            let paragraphs = paragraphs(text);
            assert!(lines(text, &paragraphs).all(|line| !line.span.is_empty()), "{text:?}");
        }
    }
}
