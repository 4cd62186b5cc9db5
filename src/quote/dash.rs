//! Dialogue that a dash opens, as Joyce and many translations print it.

use crate::lexicon::lexicon::Lexicon;
use crate::quote::clause::clause;
use crate::quote::clause::{is_dash, narrates};
use crate::quote::quotation::Quotation;
use crate::record::QuoteStyle;
use crate::span::Span;

/// Where the speech begins in a paragraph that a dash opens: after the dash and the white space behind it.
pub(crate) fn opening(text: &str, paragraph: Span) -> Option<usize> {
    let rest = &text[paragraph];
    let dash = if rest.starts_with("--") {
        rest.len() - rest.trim_start_matches('-').len()
    } else {
        rest.chars().next().filter(|c| matches!(c, '—' | '–' | '―'))?.len_utf8()
    };
    let speech = rest[dash..].trim_start();
    let begins = speech.starts_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '\'' | '’' | '"' | '“' | '_' | '¡' | '¿' | '…' | '.')
    });
    // An ornament has a dash on either side: — I —
    let ornament = speech.len() < 12 && speech.ends_with(['-', '–', '—', '―']);
    (begins && !ornament).then_some(paragraph.end - speech.len())
}

/// Whether a paragraph that a dash opens has a reporting clause, or ends as only speech does.
pub(crate) fn sounds_like_speech(text: &str, paragraph: Span, lexicon: &Lexicon) -> bool {
    opening(text, paragraph).is_some_and(|start| {
        text[paragraph].ends_with(['?', '!']) || clause(text, Span::new(start, paragraph.end), start, lexicon).is_some()
    })
}

/// Adds the stretches of speech of a paragraph that a dash opens, cut at the reporting clauses.
pub(crate) fn find(text: &str, paragraph: Span, lexicon: &Lexicon, quotes: &mut Vec<Quotation>) {
    let Some(start) = opening(text, paragraph) else { return };
    let end = paragraph.end;
    let mut stretch = Span::new(start, end);
    let mut marked = paragraph.start;
    loop {
        // A clause does not follow right after another.
        let from = marked.max(stretch.start);
        let clause = clause(text, stretch, from, lexicon);
        let stop = clause.map_or(end, |c| c.start);
        let inner = trimmed(text, stretch.start, stop);
        if !inner.is_empty() {
            let span = Span::new(marked.min(inner.start), inner.end);
            quotes.push(Quotation {
                span,
                inner,
                depth: 0,
                closed: true,
                continues: false,
                doubtful: false,
                label: None,
                style: QuoteStyle::Dash,
            });
        }
        let Some(clause) = clause.filter(|c| c.end < end && !narrates(&text[c.end..end], lexicon)) else { return };
        stretch = Span::new(clause.end, end);
        marked = trimmed(text, clause.end, end).start;
    }
}

/// The span without white space, dashes around it, and the stop or comma of a clause before it.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let rest = text[start..end].trim_end_matches(|c: char| c.is_whitespace() || is_dash(c) || c == '-');
    let inner = rest.trim_start_matches(|c: char| {
        c.is_whitespace() || is_dash(c) || matches!(c, '-' | '.' | ',' | ';' | ':' | '!' | '?')
    });
    let at = start + rest.len() - inner.len();
    Span::new(at, at + inner.len())
}
