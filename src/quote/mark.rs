//! Marks, and which way each of them faces.

use super::QuoteStyle;
use crate::token::{elided, is_blank};
use crate::work;
use crate::Span;

/// A mark of the outer kinds (all but single marks) within a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) len: usize,
    pub(super) style: QuoteStyle,
    pub(super) side: Side,
    /// A digit stands right before it: it may mean inches.
    pub(super) after_digit: bool,
    /// Its shape was made for the other side.
    pub(super) wrong_way: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Open,
    Close,
    /// Its shape and its neighbours don't tell; what is open decides.
    Either,
}

impl Mark {
    pub(super) fn end(&self) -> usize {
        self.at + self.len
    }

    /// Guillemets and corners pair among themselves; all other marks are ways to write the same one.
    pub(super) fn pairs_with(&self, open: QuoteStyle) -> bool {
        let apart = |style| matches!(style, QuoteStyle::Guillemets | QuoteStyle::Corner);
        self.style == open || !apart(self.style) && !apart(open)
    }
}

/// What a mark's shape says: its length, its style, and the side it was made for.
fn shape(bytes: &[u8]) -> Option<(usize, QuoteStyle, Side)> {
    use QuoteStyle::{Corner, Curly, Guillemets, LowHigh, Straight, TwoCharacter};
    Some(match bytes {
        [b'"', ..] => (1, Straight, Side::Either),
        [b'\'', b'\'', ..] => (2, TwoCharacter, Side::Either),
        [b'`', b'`', ..] => (2, TwoCharacter, Side::Open),
        [0xE2, 0x80, 0x9C, ..] => (3, Curly, Side::Open),
        [0xE2, 0x80, 0x9D, ..] => (3, Curly, Side::Close),
        [0xE2, 0x80, 0x9E, ..] => (3, LowHigh, Side::Open),
        [0xE2, 0x80, 0x9F, ..] => (3, Curly, Side::Open),
        [0xC2, 0xAB, ..] => (2, Guillemets, Side::Open),
        [0xC2, 0xBB, ..] => (2, Guillemets, Side::Close),
        [0xEF, 0xBC, 0x82, ..] => (3, Straight, Side::Either),
        [0xE3, 0x80, 0x8C | 0x8E, ..] => (3, Corner, Side::Open),
        [0xE3, 0x80, 0x8D | 0x8F, ..] => (3, Corner, Side::Close),
        [b',', b',', ..] => (2, LowHigh, Side::Open),
        _ => return None,
    })
}

/// Code in back-ticks is no longer than this.
const CODE: usize = 120;

/// The length of `code` in back-ticks at the start of some bytes. A second back-tick after white space opens another
/// quotation: `Come in,' he said. `Sit down.'
pub(super) fn code(bytes: &[u8]) -> Option<usize> {
    let near = &bytes[1..bytes.len().min(CODE)];
    let end = memchr::memchr(b'`', near)?;
    (end > 0 && !near[end - 1].is_ascii_whitespace()).then_some(end + 2)
}

/// Collects the marks of a paragraph.
pub(super) fn find(text: &str, paragraph: Span, marks: &mut Vec<Mark>) {
    marks.clear();
    let bytes = &text.as_bytes()[..paragraph.end];
    let mut at = paragraph.start;
    while at < bytes.len() {
        work::count(1);
        // The first bytes of all marks, and of little else in English text.
        if !matches!(bytes[at], b'"' | b'\'' | b'`' | b',' | 0xC2 | 0xE2 | 0xE3 | 0xEF) {
            at += 1;
            continue;
        }
        // `mode="fast"` is code.
        if bytes[at] == b'`' && bytes.get(at + 1) != Some(&b'`') {
            at += code(&bytes[at..]).unwrap_or(1);
            continue;
        }
        // ''Tis late' begins with a single mark and an apostrophe.
        let elision = bytes[at..].starts_with(b"''") && elided(&text[at + 1..paragraph.end]) > 0;
        let Some((len, style, made_for)) = shape(&bytes[at..]).filter(|_| !elision) else {
            at += 1;
            continue;
        };
        let before = text[paragraph.start..at].chars().next_back();
        let after = text[at + len..paragraph.end].chars().next();
        let side = facing(before, after, made_for);
        let after_digit = before.is_some_and(|c| c.is_ascii_digit());
        let wrong_way = made_for != Side::Either && side != made_for;
        marks.push(Mark { at, len, style, side, after_digit, wrong_way });
        at += len;
    }
}

/// The side by shape and neighbours. A shape is overruled only where it faces white space on its inner side and text
/// on its outer side, as wrong-way marks of word processors do.
fn facing(before: Option<char>, after: Option<char>, made_for: Side) -> Side {
    let space = |c: Option<char>| c.map_or(true, is_blank);
    let opens = (space(before) || before.is_some_and(is_opening)) && !space(after);
    let closes = (space(after) || after.is_some_and(is_closing)) && !space(before);
    match made_for {
        Side::Either if opens && !closes => Side::Open,
        Side::Either if closes && !opens => Side::Close,
        Side::Either => Side::Either,
        Side::Open if space(after) && !space(before) => Side::Close,
        Side::Close if space(before) && after.is_some_and(char::is_alphanumeric) => Side::Open,
        made_for => made_for,
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '―' | '\'' | '‘' | '/' | '*' | '_' | '“' | '«')
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '-'
            | '–'
            | '—'
            | '―'
            | '\''
            | '’'
            | '/'
            | '*'
            | '_'
            | '”'
            | '»'
            | '…'
    )
}
