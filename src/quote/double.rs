//! Pairs the marks of one paragraph.

use crate::lexicon::lexicon::Lexicon;
use crate::quote::clause::{clause_follows, clause_in};
use crate::quote::mark::{Mark, Paragraph, Side};
use crate::quote::quotation::Quotation;
use crate::record::QuoteStyle;
use crate::span::Span;
use crate::token::chars::is_blank;

/// Deeper nesting than this is damage.
const MAX_DEPTH: usize = 8;

/// What the paragraphs before one left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Before {
    #[default]
    Nothing,
    /// The one before ended in an unclosed quotation.
    Unclosed,
    /// So many without marks stand between, such as verse or an address.
    SetOff(u8),
}

impl Before {
    /// Verse within speech has no more paragraphs.
    const LONGEST: u8 = 4;

    /// After one more paragraph without marks.
    pub(crate) fn and_set_off(self) -> Self {
        match self {
            Self::Unclosed => Self::SetOff(1),
            Self::SetOff(paragraphs) if paragraphs < Self::LONGEST => Self::SetOff(paragraphs + 1),
            _ => Self::Nothing,
        }
    }
}

/// Whether a paragraph begins with an opening mark.
pub(crate) fn opens(paragraph: Paragraph<'_>) -> bool {
    paragraph.doubles.first().is_some_and(|mark| mark.at == paragraph.span.start && mark.side == Side::Open)
}

/// Appends the quotations that the marks of `paragraph` make, single ones left out, in the order of their closing.
///
/// `before`: what was left unclosed; `goes_on`: the next paragraph begins with an opening mark.
/// Returns whether this one ends in an unclosed one. `open` is a buffer.
pub(crate) fn pair(
    text: &str,
    paragraph: Paragraph<'_>,
    before: Before,
    goes_on: bool,
    lexicon: &Lexicon,
    open: &mut Vec<Open>,
    quotes: &mut Vec<Quotation>,
) -> bool {
    open.clear();
    let marks = paragraph.doubles;
    let mut pairing = Pairing { open, quotes, text, lexicon, paragraph };
    // How many openings and closings are still to come, without the doubtful ones.
    let mut opens_left = marks.iter().filter(|m| m.side == Side::Open).count();
    let mut closes_left = marks.iter().filter(|m| m.side == Side::Close).count();
    let mut continues = before == Before::Unclosed;
    for (i, mark) in marks.iter().enumerate() {
        opens_left -= usize::from(mark.side == Side::Open);
        closes_left -= usize::from(mark.side == Side::Close);
        let enclosing = pairing.open.iter().rposition(|open| mark.pairs_with(open.style));
        let low_high = enclosing.is_some_and(|e| pairing.open[e].style == QuoteStyle::LowHigh);
        let closes = match mark.side {
            // In „…“ the closing mark has the shape of an English opening one.
            Side::Open => low_high && mark.style == QuoteStyle::Curly,
            Side::Close => true,
            Side::Either => enclosing.is_some(),
        };
        let inches = mark.after_digit
            && mark.style != QuoteStyle::Curly
            && match enclosing {
                None => closes || mark.side == Side::Either,
                Some(_) => marks.get(i + 1).is_some_and(|next| next.side == Side::Close && next.style == mark.style),
            };
        if inches {
            continue;
        }
        if !closes {
            if let Some(e) = enclosing {
                let enough = closes_left > opens_left + pairing.open.len() && pairing.open.len() < MAX_DEPTH;
                // "“Come in,” said Orne: two ways to write one mark.
                let twice = pairing.open[e].mark.end() == mark.at && pairing.open[e].style != mark.style;
                let nests = enough && !twice;
                if !nests && pairing.open[e].style != mark.style {
                    // Marks of another kind follow: this one was a stray.
                    pairing.open.truncate(e);
                } else if !nests {
                    pairing.abandon(e, mark.at);
                }
            }
            let at_start = mark.at == paragraph.span.start;
            pairing.open.push(Open { mark: *mark, style: mark.style, continues: continues && at_start });
        } else if let Some(e) = enclosing {
            pairing.abandon(e + 1, mark.at);
            let open = pairing.open.pop().expect("abandon keeps the enclosing one");
            let span = Span::new(open.mark.at, mark.end());
            let inner = Span::new(open.mark.end(), mark.at);
            // Two marks with nothing between, written onto what is before them (x=""), quote nothing.
            let markup = inner.is_empty() && text[..span.start].ends_with(|c: char| !c.is_whitespace());
            if !markup {
                let doubtful = open.mark.wrong_way || mark.wrong_way || mark.side == Side::Either;
                pairing.close(open, span, inner, true, doubtful);
            }
        } else if i == 0 && mark.side == Side::Close {
            let inner = Span::new(paragraph.span.start, mark.at);
            // Speech that goes on after verse, without a mark of its own.
            let set_off = matches!(before, Before::SetOff(_));
            // Come in," said Orne.
            let clause = || clause_follows(text, inner, paragraph.span.end, mark.end(), lexicon);
            if (set_off || clause()) && text[inner].contains(char::is_alphanumeric) {
                let open = Open { mark: *mark, style: mark.style, continues: set_off };
                pairing.close(open, Span::new(inner.start, mark.end()), inner, true, true);
            }
        }
        continues = false;
    }
    let unclosed = !pairing.open.is_empty();
    pairing.abandon(1, paragraph.span.end);
    pairing.leave(paragraph.span.end, !goes_on);
    unclosed
}

/// A mark that waits for its closing one.
#[derive(Clone, Copy)]
pub(crate) struct Open {
    mark: Mark,
    style: QuoteStyle,
    continues: bool,
}

struct Pairing<'a> {
    open: &'a mut Vec<Open>,
    quotes: &'a mut Vec<Quotation>,
    text: &'a str,
    lexicon: &'a Lexicon,
    paragraph: Paragraph<'a>,
}

impl Pairing<'_> {
    fn close(&mut self, open: Open, span: Span, inner: Span, closed: bool, doubtful: bool) {
        // The depth is set when all quotations of the paragraph are in order.
        self.quotes.push(Quotation {
            span,
            inner,
            depth: 0,
            closed,
            continues: open.continues,
            doubtful,
            label: None,
            style: open.style,
        });
    }

    /// Ends the open quotations from the `first` on, unclosed, at `end` or the text before it.
    fn abandon(&mut self, first: usize, end: usize) {
        while self.open.len() > first {
            self.leave(end, true);
        }
    }

    /// The same of the innermost one, if there is one.
    fn leave(&mut self, end: usize, doubtful: bool) {
        let Some(open) = self.open.pop() else { return };
        let start = open.mark.end();
        let end = start + self.text[start..end.max(start)].trim_end_matches(is_blank).len();
        // A mark opens after it: the closing one was lost. It may have been written as a single one, or have stood before
        // the reporting clause: "Come in, said Orne. "Sit down."
        let lost = end < self.paragraph.span.end;
        let single = if lost { self.paragraph.single_that_closes(Span::new(start, end)) } else { None };
        let (inner, end) = match single {
            Some(single) => (Span::new(start, single.at), single.end()),
            None => {
                let clause = || clause_in(self.text, Span::new(start, end), self.lexicon);
                let end = if lost { clause().unwrap_or(end) } else { end };
                (Span::new(start, end), end)
            }
        };
        // A mark with nothing to quote is a stray.
        if self.text[inner].contains(char::is_alphanumeric) {
            self.close(open, Span::new(open.mark.at, end), inner, single.is_some(), doubtful);
        }
    }
}
