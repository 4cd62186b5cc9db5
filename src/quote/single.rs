//! Single marks, outside as in British books or inside other marks, with apostrophes among them.

use crate::lexicon::lexicon::Lexicon;
use crate::quote::clause::{clause_follows, clause_in};
use crate::quote::mark::{Paragraph, Role, Single};
use crate::quote::quotation::Quotation;
use crate::record::QuoteStyle;
use crate::span::Span;
use crate::util::steps;

/// Adds the quotations in single marks within the outermost of `quotes[first..]`, those of one paragraph.
pub(crate) fn find_nested(text: &str, paragraph: Paragraph<'_>, first: usize, quotes: &mut Vec<Quotation>) {
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
pub(crate) fn find_outer(
    text: &str,
    paragraph: Paragraph<'_>,
    continues: bool,
    goes_on: bool,
    lexicon: &Lexicon,
    quotes: &mut Vec<Quotation>,
) -> bool {
    let first = quotes.len();
    let span = paragraph.span;
    let clause = |speech| clause_in(text, speech, lexicon);
    let open = find_within(text, paragraph.singles, goes_on, clause, quotes);
    // Come in,' said Orne.
    if let Some(close) = paragraph.singles.first().filter(|single| single.role == Role::Close) {
        let inner = Span::new(span.start, close.at);
        if clause_follows(text, inner, span.end, close.end(), lexicon) {
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
pub(crate) fn opens(paragraph: Paragraph<'_>) -> bool {
    paragraph.singles.first().is_some_and(|single| single.at == paragraph.span.start && single.role == Role::Open)
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
        steps::count(1);
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

/// A plural (boys'), a dropped letter (goin', an', th'): rather an apostrophe than a closing mark.
fn weak(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    plural(text, at) || word.len() > 3 && word.ends_with("in") || matches!(word.len(), 1 | 2)
}
