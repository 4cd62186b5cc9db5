//! Single marks, outside as in British books or inside other marks, with apostrophes among them.

use super::mark::{facing, Paragraph, Side};
use super::{dash, Quotation, QuoteStyle};
use crate::lexicon::Lexicon;
use crate::token::{elided, is_blank};
use crate::work;
use crate::Span;

/// Adds the quotations in single marks within the outermost of `quotes[first..]`, those of one paragraph.
pub(super) fn find_nested(text: &str, paragraph: Paragraph<'_>, first: usize, quotes: &mut Vec<Quotation>) {
    for i in first..quotes.len() {
        if quotes[i].depth == 0 {
            let inner = quotes[i].inner;
            let before = |offset| paragraph.singles.partition_point(|single| single.at < offset);
            find_within(text, &paragraph.singles[before(inner.start)..before(inner.end)], false, |_| None, quotes);
        }
    }
}

/// Adds the quotations whose outer marks are single ones. `continues`: the paragraph before ended in an unclosed one;
/// `goes_on`: the next one begins with an opening mark. Returns whether this one ends in an unclosed one.
pub(super) fn find_outer(
    text: &str,
    paragraph: Paragraph<'_>,
    continues: bool,
    goes_on: bool,
    lexicon: &Lexicon,
    quotes: &mut Vec<Quotation>,
) -> bool {
    let first = quotes.len();
    let span = paragraph.span;
    let clause = |speech| dash::clause_in(text, speech, lexicon);
    let open = find_within(text, paragraph.singles, goes_on, clause, quotes);
    // Come in,' said Orne.
    if let Some(close) = paragraph.singles.first().filter(|single| single.role == Role::Close) {
        let inner = Span::new(span.start, close.at);
        if dash::clause_follows(text, inner, span.end, close.end(), lexicon) {
            let whole = close.quotation(inner, close.end());
            quotes.push(Quotation { span: Span::new(inner.start, whole.span.end), doubtful: true, ..whole });
        }
    }
    // An apostrophe looks like an opening mark too often to count one that never closes, unless it opens the paragraph,
    // or a sentence.
    let sentence = |open: &Single| text[open.end()..span.end].starts_with(char::is_uppercase);
    let unclosed = open.filter(|open| open.at == span.start || open.sure && (goes_on || sentence(open)));
    if let Some(open) = unclosed {
        let inner = Span::new(open.end(), span.end);
        quotes.push(Quotation { closed: false, doubtful: !goes_on, ..open.quotation(inner, span.end) });
    }
    if let Some(quote) = quotes.get_mut(first).filter(|q| continues && q.span.start == span.start) {
        quote.continues = true;
    }
    unclosed.is_some()
}

/// Whether a paragraph begins with an opening mark.
pub(super) fn opens(paragraph: Paragraph<'_>) -> bool {
    paragraph.singles.first().is_some_and(|single| single.at == paragraph.span.start && single.role == Role::Open)
}

impl<'m> Paragraph<'m> {
    /// The first single mark within a span, if it closes what no single mark has opened.
    pub(super) fn single_that_closes(&self, within: Span) -> Option<&'m Single> {
        let first = self.singles.partition_point(|single| single.at < within.start);
        let single = self.singles.get(first)?;
        (single.at < within.end && single.role == Role::Close).then_some(single)
    }
}

/// The quotations that some single marks make, and the last opening mark if it never closes. `goes_on`: the paragraph
/// after it begins with an opening mark; `clause`: where in a span a reporting clause tells that the speech has ended.
fn find_within(
    text: &str,
    singles: &[Single],
    goes_on: bool,
    clause: impl Fn(Span) -> Option<usize>,
    quotes: &mut Vec<Quotation>,
) -> Option<Single> {
    let mut open: Option<Single> = None;
    // The last mark that could close, but as likely is the apostrophe of a plural.
    let mut doubtful: Option<Single> = None;
    // Those around the open one, in the same marks: ‘She will not say ‘goodbye,’ you know.’
    let mut outer: Vec<Single> = Vec::new();
    let opens = |single: &Single| single.role == Role::Open;
    let closes = |single: &Single| single.role == Role::Close && !weak(text, single.at);
    let mut opens_left = singles.iter().filter(|single| opens(single)).count();
    let mut closes_left = singles.iter().filter(|single| closes(single)).count();
    for &single in singles {
        work::count(1);
        opens_left -= usize::from(opens(&single));
        closes_left -= usize::from(closes(&single));
        let nests = closes_left > opens_left + outer.len() + 1 && doubtful.is_none();
        match single.role {
            Role::Open if nests && open.is_some() && single.style == QuoteStyle::SingleCurly => {
                outer.extend(open.replace(single));
            }
            // 'ave, 'alf: within what a sure mark has opened, one after a word is an apostrophe.
            Role::Open
                if !single.sure && doubtful.map_or(true, |d| weak(text, d.at)) && open.is_some_and(|o| o.sure) => {}
            Role::Open => {
                match (open, doubtful) {
                    (Some(open), Some(close)) => {
                        quotes.push(Quotation { doubtful: plural(text, close.at), ..open.closed_by(close) });
                    }
                    // 'Come in, said Orne. 'Sit down.'
                    (Some(open), None) if open.sure && single.sure => {
                        let lost =
                            clause(Span::new(open.end(), single.at)).map(|end| (Span::new(open.end(), end), end));
                        let unclosed = lost.map(|(inner, end)| open.quotation(inner, end));
                        quotes.extend(unclosed.map(|q| Quotation { closed: false, doubtful: true, ..q }));
                    }
                    _ => {}
                }
                (open, doubtful) = (Some(single), None);
            }
            // The oars are the boys’. A closing mark without an opening one is still to come.
            Role::Close if plural(text, single.at) && closes_left > opens_left + outer.len() => {
                doubtful = open.map(|_| single);
            }
            Role::Close => {
                if let Some(open) = open.take() {
                    quotes.push(open.closed_by(single));
                }
                open = outer.pop();
                doubtful = None;
            }
            Role::MayClose if doubtful.is_some_and(|d| !weak(text, d.at)) && weak(text, single.at) => {}
            Role::MayClose => doubtful = open.map(|_| single),
        }
    }
    match (open, doubtful) {
        // Rather a plural than a closing mark, where the speech goes on in the next paragraph.
        (Some(open), Some(close)) if !(goes_on && open.sure && plural(text, close.at)) => {
            quotes.push(Quotation { doubtful: plural(text, close.at), ..open.closed_by(close) });
            None
        }
        (open, _) => outer.first().copied().or(open),
    }
}

/// Whether a mark stands where a plural has its apostrophe.
fn plural(text: &str, at: usize) -> bool {
    text[..at].ends_with(['s', 'S', 'x', 'z'])
}

/// A single mark that is no plain apostrophe.
#[derive(Clone, Copy, Debug)]
pub(super) struct Single {
    pub(super) at: usize,
    pub(super) len: u8,
    pub(super) style: QuoteStyle,
    pub(super) role: Role,
    /// An opening mark at the start, or after white space that follows punctuation.
    pub(super) sure: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Open,
    Close,
    /// After a letter, before white space (the boys' boat, th' boy): closes only if nothing better follows.
    MayClose,
}

impl Single {
    /// None for an apostrophe.
    pub(super) fn new(
        text: &str,
        within: Span,
        at: usize,
        len: usize,
        style: QuoteStyle,
        made_for: Side,
    ) -> Option<Self> {
        let single = |role, sure| Some(Self { at, len: len as u8, style, role, sure });
        let before = text[within.start..at].chars().next_back();
        let after = text[at + len..within.end].chars().next();
        if style == QuoteStyle::SingleGuillemets {
            let opens = facing(before, after, made_for) == Side::Open;
            return single(if opens { Role::Open } else { Role::Close }, true);
        }
        let alphanumeric = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if alphanumeric(before) && alphanumeric(after) {
            return None;
        }
        // Emphasis ends at the apostrophe of _the boys'_ as well.
        let emphasis = |c: Option<char>| alphanumeric(before) && matches!(c, Some('_' | '*'));
        let after = text[at + len..within.end].chars().find(|&c| !emphasis(Some(c)));
        let (to_open, to_close) = (made_for == Side::Open, made_for == Side::Close);
        let outside = before.map_or(true, |c| {
            is_blank(c) || matches!(c, '(' | '[' | '-' | '—' | '–' | '“' | '"' | '_' | '*' | '«' | '„')
        });
        let punctuated = before.is_some_and(|c| {
            matches!(c, '.' | ',' | '!' | '?' | ';' | ':' | '…' | '-' | '—' | '–' | ')' | '”' | '"' | '_' | '*')
        });
        // "'Never--'": a dash stands on either side of a mark, but a closing one stands within.
        let inside = after.is_some_and(|c| !(is_blank(c) || punctuated && matches!(c, '"' | '”')));
        let earlier = text[within.start..at].trim_end_matches(is_blank).chars().next_back();
        let sure = earlier.map_or(true, |c| !c.is_alphanumeric()) && outside;
        let mut following = text[at + len..within.end].chars();
        // goin',' and the Fosters’,’ and the dogs’’
        let closes_later = alphanumeric(before) && {
            let next = following.next();
            next == Some('’')
                || next.is_some_and(|c| matches!(c, ',' | '.' | '!' | '?' | ';'))
                    && matches!(following.next(), Some('\'' | '’'))
        };
        let role = if closes_later {
            return None;
        } else if outside && inside && (!to_close || sure) {
            if elided(&text[at..within.end]) > 0 {
                return None;
            }
            Role::Open
        } else if to_open && inside {
            Role::Open
        } else if before.map_or(true, is_blank) || alphanumeric(after) {
            // 'He called it "the house," ' she said: set apart by a space.
            let apart = after.map_or(true, is_blank)
                && earlier.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…' | '"' | '”'));
            if !apart || to_open {
                return None;
            }
            Role::Close
        } else if before.is_some_and(|c| c.is_ascii_digit()) {
            // 6' tall
            Role::MayClose
        } else if punctuated || after.map_or(true, |c| !is_blank(c)) {
            Role::Close
        } else {
            Role::MayClose
        };
        single(role, sure)
    }

    pub(super) fn end(&self) -> usize {
        self.at + usize::from(self.len)
    }

    fn closed_by(self, close: Self) -> Quotation {
        self.quotation(Span::new(self.end(), close.at), close.end())
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
    plural(text, at) || word.len() > 3 && word.ends_with("in") || matches!(word.len(), 1 | 2)
}
