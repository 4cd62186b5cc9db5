//! Single marks inside a quotation, with apostrophes among them; and the order of all.

use super::{Quotation, QuoteStyle};
use crate::token::elided;
use crate::work;
use crate::Span;

/// Adds the quotations in single marks within the outermost of `quotes[first..]`.
pub(super) fn find(text: &str, first: usize, quotes: &mut Vec<Quotation>) {
    for i in first..quotes.len() {
        if quotes[i].depth == 0 {
            let inner = quotes[i].inner;
            find_within(text, inner, quotes);
        }
    }
}

fn find_within(text: &str, inner: Span, quotes: &mut Vec<Quotation>) {
    let bytes = &text.as_bytes()[..inner.end];
    let mut open: Option<Single> = None;
    // The last mark that could close, but more likely is the apostrophe of a plural.
    let mut doubtful: Option<Single> = None;
    let mut at = inner.start;
    while at < bytes.len() {
        work::count(1);
        let Some(single) = Single::at(text, inner, at) else {
            at += 1;
            continue;
        };
        at += single.len;
        match single.role {
            Role::Open => {
                if let (Some(open), Some(close)) = (open, doubtful) {
                    quotes.push(open.quotation(close));
                }
                (open, doubtful) = (Some(single), None);
            }
            Role::Close => {
                if let Some(open) = open.take() {
                    quotes.push(open.quotation(single));
                }
                doubtful = None;
            }
            Role::MayClose => doubtful = open.map(|_| single),
            Role::Apostrophe => {}
        }
    }
    if let (Some(open), Some(close)) = (open, doubtful) {
        quotes.push(open.quotation(close));
    }
}

#[derive(Clone, Copy)]
struct Single {
    at: usize,
    len: usize,
    style: QuoteStyle,
    role: Role,
}

#[derive(Clone, Copy)]
enum Role {
    Open,
    Close,
    /// After an "s" (the boys') or "n" (goin'): closes only if nothing better follows.
    MayClose,
    Apostrophe,
}

impl Single {
    fn at(text: &str, inner: Span, at: usize) -> Option<Self> {
        let (len, style) = match text.as_bytes()[at..] {
            [b'\'' | b'`', ..] => (1, QuoteStyle::SingleStraight),
            [0xE2, 0x80, 0x98 | 0x99, ..] => (3, QuoteStyle::SingleCurly),
            [0xE2, 0x80, 0xB9, ..] => {
                return Some(Self { at, len: 3, style: QuoteStyle::SingleGuillemets, role: Role::Open })
            }
            [0xE2, 0x80, 0xBA, ..] => {
                return Some(Self { at, len: 3, style: QuoteStyle::SingleGuillemets, role: Role::Close })
            }
            _ => return None,
        };
        let before = text[inner.start..at].chars().next_back();
        let after = text.get(at + len..inner.end).and_then(|rest| rest.chars().next());
        let made_to_close = text[at..].starts_with('’');
        let alphanumeric = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let outside = |c: Option<char>| {
            c.map_or(true, |c| c.is_whitespace() || matches!(c, '(' | '[' | '-' | '—' | '–' | '“' | '"'))
        };
        let role = if alphanumeric(before) && alphanumeric(after) {
            Role::Apostrophe
        } else if outside(before) && !made_to_close && !after.map_or(true, char::is_whitespace) {
            if elided(&text[at..inner.end]) > 0 {
                Role::Apostrophe
            } else {
                Role::Open
            }
        } else if before.map_or(true, char::is_whitespace) || alphanumeric(after) {
            Role::Apostrophe
        } else if before.is_some_and(|c| matches!(c, 's' | 'S' | 'n' | 'z')) && after.is_some_and(char::is_whitespace) {
            Role::MayClose
        } else {
            Role::Close
        };
        Some(Self { at, len, style, role })
    }

    fn quotation(self, close: Self) -> Quotation {
        Quotation {
            span: Span::new(self.at, close.at + close.len),
            inner: Span::new(self.at + self.len, close.at),
            depth: 0,
            closed: true,
            continues: false,
            style: self.style,
        }
    }
}

/// Sorts `quotes[first..]` by start, outer before inner, sets their depths, and drops those that cross another.
pub(super) fn order(first: usize, quotes: &mut Vec<Quotation>) {
    let mut rest = quotes.split_off(first);
    rest.sort_by_key(|q| (q.span.start, core::cmp::Reverse(q.span.end)));
    let mut ends: Vec<usize> = Vec::new();
    for mut quote in rest {
        while ends.last().is_some_and(|&end| end <= quote.span.start) {
            ends.pop();
        }
        if ends.last().is_some_and(|&end| end < quote.span.end) {
            continue;
        }
        quote.depth = ends.len().min(u8::MAX as usize) as u8;
        ends.push(quote.span.end);
        quotes.push(quote);
    }
}
