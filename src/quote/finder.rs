//! Where quotations begin and end.

use crate::lexicon::lexicon::Lexicon;
use crate::quote::detect::detect;
use crate::quote::double::Before;
use crate::quote::mark::Marks;
use crate::quote::quotation::Quotation;
use crate::quote::{dash, double, label, single};
use crate::record::SpeechMarks;
use crate::span::Span;
use crate::token::paragraph::paragraphs;

/// Finds every quotation of a text, outer ones before those inside them, in order of their starts.
///
/// Any two are nested or disjoint. Pairing never crosses a paragraph, so a stray mark cannot flip the text after it.
/// Never fails; time linear in the text.
///
/// ```
/// use inquit::find_quotes;
/// let text = "\"He told me, 'Don't wait for the boys' boat,'\" said Tom.";
/// let quotes = find_quotes(text);
/// assert_eq!(quotes.len(), 2);
/// assert_eq!(&text[quotes[1].inner], "Don't wait for the boys' boat,");
/// assert_eq!((quotes[1].depth, quotes[1].closed), (1, true));
/// ```
#[must_use]
pub fn find_quotes(text: &str) -> Vec<Quotation> {
    let paragraphs = paragraphs(text);
    let finder = Finder::new(text, &paragraphs, Lexicon::standard());
    finder.find(finder.detect().0)
}

/// The same in a text whose way to mark speech is known.
///
/// ```
/// use inquit::{find_quotes_in, SpeechMarks};
/// let text = "The 'boys' were forty. 'No,' they said.";
/// assert_eq!(find_quotes_in(text, SpeechMarks::Single).len(), 2);
/// assert_eq!(find_quotes_in(text, SpeechMarks::Double).len(), 0);
/// ```
#[must_use]
pub fn find_quotes_in(text: &str, marks: SpeechMarks) -> Vec<Quotation> {
    Finder::new(text, &paragraphs(text), Lexicon::standard()).find(marks)
}

/// The marks of a text whose paragraphs are known, to tell its style and its quotations from.
pub(crate) struct Finder<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    marks: Marks<'a>,
}

impl<'a> Finder<'a> {
    pub(crate) fn new(text: &'a str, paragraphs: &'a [Span], lexicon: &'a Lexicon) -> Self {
        Self { text, lexicon, marks: Marks::find(text, paragraphs) }
    }

    /// The style of the text, and the share of its quotations that are in it.
    pub(crate) fn detect(&self) -> (SpeechMarks, f32) {
        detect(self.text, &self.marks, self.lexicon)
    }

    /// The quotations, read in a style.
    pub(crate) fn find(&self, style: SpeechMarks) -> Vec<Quotation> {
        let text = self.text;
        let mut quotes = Vec::with_capacity(self.marks.pairs());
        let (mut open, mut ends) = (Vec::new(), Vec::new());
        // What the paragraphs before left unclosed, in double and in single marks, and whose turn it is.
        let (mut before, mut single) = (Before::default(), false);
        let mut turns = match style {
            SpeechMarks::Labels => label::Transcript::of(text, &self.marks),
            _ => label::Transcript::default(),
        };
        let mut paragraphs = self.marks.paragraphs().peekable();
        while let Some(paragraph) = paragraphs.next() {
            let first = quotes.len();
            match style {
                SpeechMarks::Labels => turns.find(text, paragraph.span, &mut quotes),
                SpeechMarks::Dash => dash::find(text, paragraph.span, self.lexicon, &mut quotes),
                SpeechMarks::Single | SpeechMarks::Double => {}
            }
            let next = paragraphs.peek();
            let goes_on = next.is_some_and(|next| double::opens(*next));
            if paragraph.doubles.is_empty() {
                before = before.and_set_off();
            } else {
                let unclosed = double::pair(text, paragraph, before, goes_on, self.lexicon, &mut open, &mut quotes);
                before = if unclosed { Before::Unclosed } else { Before::Nothing };
            }
            if style == SpeechMarks::Single {
                let goes_on = next.is_some_and(|next| single::opens(*next));
                single = single::find_outer(text, paragraph, single, goes_on, self.lexicon, &mut quotes);
            }
            order(first, &mut quotes, &mut ends);
            if style != SpeechMarks::Single && quotes.len() > first && !paragraph.singles.is_empty() {
                single::find_nested(text, paragraph, first, &mut quotes);
                order(first, &mut quotes, &mut ends);
            }
        }
        quotes
    }
}

/// Sorts `quotes[first..]` by start, outer before inner, sets their depths, and drops those that cross another.
/// `ends` is a buffer.
fn order(first: usize, quotes: &mut Vec<Quotation>, ends: &mut Vec<usize>) {
    quotes[first..].sort_unstable_by_key(|q| (q.span.start, core::cmp::Reverse(q.span.end), q.inner.start));
    ends.clear();
    let mut kept = first;
    for i in first..quotes.len() {
        let mut quote = quotes[i];
        while ends.last().is_some_and(|&end| end <= quote.span.start) {
            ends.pop();
        }
        if ends.last().is_some_and(|&end| end < quote.span.end) {
            continue;
        }
        quote.depth = ends.len().min(u8::MAX as usize) as u8;
        ends.push(quote.span.end);
        quotes[kept] = quote;
        kept += 1;
    }
    quotes.truncate(kept);
}
