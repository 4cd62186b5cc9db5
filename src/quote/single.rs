//! Single marks, outside as in British books or inside other marks, with apostrophes among them.

use super::mark::code;
use super::{Quotation, QuoteStyle};
use crate::token::{elided, is_blank};
use crate::work;
use crate::Span;

/// Adds the quotations in single marks within the outermost of `quotes[first..]`.
pub(super) fn find_nested(text: &str, first: usize, quotes: &mut Vec<Quotation>) {
    for i in first..quotes.len() {
        if quotes[i].depth == 0 {
            let inner = quotes[i].inner;
            find_within(text, inner, false, quotes);
        }
    }
}

/// Adds the quotations whose outer marks are single ones. `continues`: the paragraph before ended in an unclosed one;
/// `goes_on`: the next one begins with an opening mark. Returns whether this one ends in an unclosed one.
pub(super) fn find_outer(
    text: &str,
    paragraph: Span,
    continues: bool,
    goes_on: bool,
    quotes: &mut Vec<Quotation>,
) -> bool {
    let first = quotes.len();
    let open = find_within(text, paragraph, goes_on, quotes);
    // An apostrophe looks like an opening mark too often to count one that never closes, unless it opens the paragraph,
    // or a sentence before a paragraph that goes on.
    let unclosed = open.filter(|open| open.at == paragraph.start || open.sure && goes_on);
    if let Some(open) = unclosed {
        let inner = Span::new(open.at + open.len, paragraph.end);
        quotes.push(Quotation { closed: false, ..open.quotation(inner, paragraph.end) });
    }
    if let Some(quote) = quotes.get_mut(first).filter(|q| continues && q.span.start == paragraph.start) {
        quote.continues = true;
    }
    unclosed.is_some()
}

/// Whether a paragraph begins with an opening mark.
pub(super) fn opens(text: &str, paragraph: Span) -> bool {
    Single::at(text, paragraph, paragraph.start).is_some_and(|single| matches!(single.role, Role::Open))
}

/// The quotations in single marks within a span, and the last opening mark if it never closes. `goes_on`: the paragraph
/// after it begins with an opening mark.
fn find_within(text: &str, within: Span, goes_on: bool, quotes: &mut Vec<Quotation>) -> Option<Single> {
    let bytes = &text.as_bytes()[..within.end];
    let mut open: Option<Single> = None;
    // The last mark that could close, but as likely is the apostrophe of a plural.
    let mut doubtful: Option<Single> = None;
    let mut at = within.start;
    while at < bytes.len() {
        work::count(1);
        let Some(single) = Single::at(text, within, at) else {
            at += 1;
            continue;
        };
        at += single.len;
        match single.role {
            // 'ave, 'alf: within what a sure mark has opened, one after a word is an apostrophe.
            Role::Open
                if !single.sure && doubtful.map_or(true, |d| weak(text, d.at)) && open.is_some_and(|o| o.sure) => {}
            Role::Open => {
                if let (Some(open), Some(close)) = (open, doubtful) {
                    quotes.push(Quotation { doubtful: plural(text, close.at), ..open.closed_by(close) });
                }
                (open, doubtful) = (Some(single), None);
            }
            Role::Close => {
                if let Some(open) = open.take() {
                    quotes.push(open.closed_by(single));
                }
                doubtful = None;
            }
            Role::MayClose if doubtful.is_some_and(|d| !weak(text, d.at)) && weak(text, single.at) => {}
            Role::MayClose => doubtful = open.map(|_| single),
            Role::Apostrophe => {}
        }
    }
    match (open, doubtful) {
        // Rather a plural than a closing mark, where the speech goes on in the next paragraph.
        (Some(open), Some(close)) if !(goes_on && open.sure && plural(text, close.at)) => {
            quotes.push(Quotation { doubtful: plural(text, close.at), ..open.closed_by(close) });
            None
        }
        (open, _) => open,
    }
}

/// Whether a mark stands where a plural has its apostrophe.
fn plural(text: &str, at: usize) -> bool {
    text[..at].ends_with(['s', 'S', 'x', 'z'])
}

#[derive(Clone, Copy)]
struct Single {
    at: usize,
    len: usize,
    style: QuoteStyle,
    role: Role,
    /// An opening mark at the start, or after white space that follows punctuation.
    sure: bool,
}

#[derive(Clone, Copy)]
enum Role {
    Open,
    Close,
    /// After a letter, before white space (the boys' boat, th' boy): closes only if nothing better follows.
    MayClose,
    Apostrophe,
}

impl Single {
    fn at(text: &str, within: Span, at: usize) -> Option<Self> {
        let angular = |role| Some(Self { at, len: 3, style: QuoteStyle::SingleGuillemets, role, sure: true });
        let (len, style) = match text.as_bytes()[at..] {
            [b'\'' | b'`', ..] => (1, QuoteStyle::SingleStraight),
            [0xE2, 0x80, 0x98..=0x9B, ..] => (3, QuoteStyle::SingleCurly),
            [0xEF, 0xBC, 0x87, ..] => (3, QuoteStyle::SingleStraight),
            [0xE2, 0x80, 0xB9, ..] => return angular(Role::Open),
            [0xE2, 0x80, 0xBA, ..] => return angular(Role::Close),
            _ => return None,
        };
        // Two straight marks are one mark of another kind.
        let same = |i: usize| text.as_bytes().get(i) == Some(&text.as_bytes()[at]);
        if len == 1 && (at > 0 && same(at - 1) || same(at + 1)) {
            // ''Tis late': a mark and an apostrophe.
            let role = if elided(&text[at + 1..within.end]) > 0 { Role::Open } else { Role::Apostrophe };
            return Some(Self { at, len, style, role, sure: true });
        }
        if text.as_bytes()[at] == b'`' {
            // `code`
            if let Some(len) = code(&text.as_bytes()[at..within.end]) {
                return Some(Self { at, len, style, role: Role::Apostrophe, sure: false });
            }
        }
        let before = text[within.start..at].chars().next_back();
        let after = text.get(at + len..within.end).and_then(|rest| rest.chars().next());
        let mark = text[at..].chars().next();
        let (to_open, to_close) = (matches!(mark, Some('‘' | '‚' | '‛' | '`')), mark == Some('’'));
        let alphanumeric = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let outside = before.map_or(true, |c| {
            is_blank(c) || matches!(c, '(' | '[' | '-' | '—' | '–' | '“' | '"' | '_' | '*' | '«' | '„')
        });
        let inside = after.is_some_and(|c| !is_blank(c));
        let punctuated = before.is_some_and(|c| {
            matches!(c, '.' | ',' | '!' | '?' | ';' | ':' | '…' | '-' | '—' | '–' | ')' | '”' | '"' | '_' | '*')
        });
        let earlier = text[within.start..at].trim_end_matches(is_blank).chars().next_back();
        let sure = earlier.map_or(true, |c| !c.is_alphanumeric()) && outside;
        let mut following = text.get(at + len..within.end).unwrap_or("").chars();
        // goin',' and the Fosters’,’ and the dogs’’
        let closes_later = alphanumeric(before) && {
            let next = following.next();
            next == Some('’')
                || next.is_some_and(|c| matches!(c, ',' | '.' | '!' | '?' | ';'))
                    && matches!(following.next(), Some('\'' | '’'))
        };
        let role = if alphanumeric(before) && alphanumeric(after) || closes_later {
            Role::Apostrophe
        } else if outside && inside && (!to_close || sure) {
            if elided(&text[at..within.end]) > 0 {
                Role::Apostrophe
            } else {
                Role::Open
            }
        } else if to_open && inside {
            Role::Open
        } else if before.map_or(true, is_blank) || alphanumeric(after) {
            Role::Apostrophe
        } else if before.is_some_and(|c| c.is_ascii_digit()) {
            // 6' tall
            Role::MayClose
        } else if punctuated || after.map_or(true, |c| !is_blank(c)) {
            Role::Close
        } else {
            Role::MayClose
        };
        Some(Self { at, len, style, role, sure })
    }

    fn closed_by(self, close: Self) -> Quotation {
        self.quotation(Span::new(self.at + self.len, close.at), close.at + close.len)
    }

    fn quotation(self, inner: Span, end: usize) -> Quotation {
        Quotation {
            span: Span::new(self.at, end),
            inner,
            depth: 0,
            closed: true,
            continues: false,
            doubtful: false,
            label: None,
            style: self.style,
        }
    }
}

/// A plural (boys'), a dropped letter (goin', an', th'): rather an apostrophe than a closing mark.
fn weak(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    plural(text, at) || word.len() > 3 && word.ends_with("in") || word.len() <= 2
}
