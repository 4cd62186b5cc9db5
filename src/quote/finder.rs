//! The stage: finds the quotations of a text, paragraph by paragraph, in the style that the text is read in.
//!
//! Every style reads double marks. The others add to them: single marks as outer ones, speech after a dash, the turns
//! of a transcript. Single marks inside quotations come last, except where they are the outer ones.

use crate::lexicon::lexicon::Lexicon;
use crate::markup::reader::plain_text;
use crate::quote::clause::ClauseScanner;
use crate::quote::continuation::{After, Before, Neighbours};
use crate::quote::detect::Style;
use crate::quote::double::DoublePairer;
use crate::quote::nickname::is_nickname;
use crate::quote::quotation::Quotation;
use crate::quote::scan::{MarkedParagraph, Marks};
use crate::quote::{dash, signature, single};
use crate::record::SpeechMarks;
use crate::span::Span;
use crate::token::heading::drop_page_numbers;
use crate::token::paragraph::paragraphs;

/// Finds all quotations of a text, in the order of their starts, each outer one before those inside it.
///
/// Any two are nested or disjoint. The way in which the text marks speech is detected. Marks are paired within a
/// paragraph, so a stray mark does not affect the text after it. Never fails. Time is linear in the length of the text.
///
/// ```
/// use inquit::find_quotes;
/// let text = "\"He told me, 'Don't wait for the boys' boat,'\" said Tom.";
/// let quotes = find_quotes(text);
/// assert_eq!(quotes.len(), 2);
/// assert_eq!(&text[quotes[1].content], "Don't wait for the boys' boat,");
/// assert_eq!((quotes[1].depth, quotes[1].closed), (1, true));
/// ```
#[must_use]
pub fn find_quotes(text: &str) -> Vec<Quotation> {
    find_in_source(text, None)
}

/// Finds all quotations of a text whose way to mark speech is known. Otherwise the same as [`find_quotes`].
///
/// ```
/// use inquit::{find_quotes_in, SpeechMarks};
/// let text = "The 'boys' were forty. 'No,' they said.";
/// assert_eq!(find_quotes_in(text, SpeechMarks::Single).len(), 2);
/// assert_eq!(find_quotes_in(text, SpeechMarks::Double).len(), 0);
/// ```
#[must_use]
pub fn find_quotes_in(text: &str, marks: SpeechMarks) -> Vec<Quotation> {
    find_in_source(text, Some(marks))
}

/// Finds the quotations of the plain text of a source, where they stand in the source. `None` detects the style.
fn find_in_source(source: &str, style: Option<SpeechMarks>) -> Vec<Quotation> {
    let plain = plain_text(source, &[]);
    let mut paragraphs = paragraphs(plain.text());
    drop_page_numbers(plain.text(), &mut paragraphs);
    let finder = Finder::new(plain.text(), &paragraphs, Lexicon::standard());
    let style = style.map_or_else(|| finder.detect(), |marks| finder.given(marks));
    let mut quotes = finder.find(&style);
    if !plain.is_source() {
        for quote in &mut quotes {
            quote.content = plain.content(quote.span, quote.content);
            quote.span = plain.source(quote.span);
            quote.label = quote.label.map(|label| plain.source(label));
        }
    }
    quotes
}

/// A text with its marks. They are found once, for the detection of the style and for the quotations.
pub(crate) struct Finder<'a> {
    scanner: ClauseScanner<'a>,
    marks: Marks<'a>,
}

impl<'a> Finder<'a> {
    /// Searches a text for marks. `paragraphs` are those of the text, in order.
    pub(crate) fn new(text: &'a str, paragraphs: &'a [Span], lexicon: &'a Lexicon) -> Self {
        Self { scanner: ClauseScanner::new(text, lexicon), marks: Marks::find(text, paragraphs) }
    }

    /// The style that the text shows.
    pub(crate) fn detect(&self) -> Style {
        Style::detect(self.scanner, &self.marks)
    }

    /// The style that the caller gives.
    pub(crate) fn given(&self, marks: SpeechMarks) -> Style {
        Style::given(marks, self.scanner, &self.marks)
    }

    /// The quotations of the text, read in a style: sorted by start, nested or disjoint, with their depths.
    pub(crate) fn find(&self, style: &Style) -> Vec<Quotation> {
        let Self { scanner, ref marks } = *self;
        let (turns, unspoken) = (&style.transcript.quotations, &style.transcript.unspoken);
        let style = style.marks;
        let mut quotes = Vec::with_capacity(marks.estimated_quotations() + turns.len());
        let mut around = Vec::new();
        let mut pairer = DoublePairer::new(scanner);
        let mut next_turn = 0;
        // What the paragraphs so far leave open, in double and in single marks.
        let (mut doubles, mut singles) = (Before::Closed, Before::Closed);
        let mut paragraphs = marks.paragraphs().peekable();
        while let Some(paragraph) = paragraphs.next() {
            let first = quotes.len();
            let turns = turns_in(turns, &mut next_turn, paragraph.span);
            if turns.is_empty() && style == SpeechMarks::Dash {
                dash::find(scanner, paragraph.span, &mut quotes);
            }
            let next = paragraphs.peek();
            if paragraph.doubles.is_empty() {
                doubles = doubles.and_unmarked();
            } else {
                let after = next.map_or(After::Other, MarkedParagraph::begins_double);
                doubles = pairer.pair(paragraph, Neighbours { before: doubles, after }, &mut quotes);
            }
            if style == SpeechMarks::Single && turns.is_empty() {
                let after = next.map_or(After::Other, MarkedParagraph::begins_single);
                singles = single::find_outer(scanner, paragraph, Neighbours { before: singles, after }, &mut quotes);
            }
            if style == SpeechMarks::Double && paragraph.doubles.is_empty() && paragraph.begins_single() == After::Opens
            {
                single::find_reported(scanner, paragraph, &mut quotes);
            }
            keep(first, &mut quotes, |quote| !is_nickname(scanner.text, quote, scanner.lexicon));
            if !unspoken.is_empty() {
                drop_crossing(first, turns, unspoken, &mut quotes);
                quotes.extend_from_slice(turns);
            }
            nest(first, &mut quotes, &mut around);
            if (style != SpeechMarks::Single || !turns.is_empty())
                && quotes.len() > first
                && !paragraph.singles.is_empty()
            {
                single::find_nested(scanner.text, paragraph, first, &mut quotes);
                nest(first, &mut quotes, &mut around);
            }
        }
        if style != SpeechMarks::Labels {
            signature::sign(scanner.text, marks.spans(), &mut quotes);
        }
        quotes
    }
}

/// The turns in a paragraph, from the `next` one on, which goes past them.
fn turns_in<'q>(turns: &'q [Quotation], next: &mut usize, paragraph: Span) -> &'q [Quotation] {
    let start = *next;
    *next += turns[start..].iter().take_while(|turn| turn.span.start < paragraph.end).count();
    &turns[start..*next]
}

/// Drops the quotations of `quotes[first..]` that do not lie within one of the turns of their paragraph or outside of
/// all, or that lie in what is not spoken: `HALE, HOST, "THE LATE HOUR": …`.
fn drop_crossing(first: usize, turns: &[Quotation], unspoken: &[Span], quotes: &mut Vec<Quotation>) {
    keep(first, quotes, |quote| {
        let span = quote.span;
        // The turns are disjoint and in order, so at most the first that ends after the start covers the quotation.
        let near = turns.partition_point(|turn| turn.span.end <= span.start);
        let fits = turns.get(near).map_or(true, |turn| turn.span.covers(span) || span.end <= turn.span.start);
        let near = unspoken.get(unspoken.partition_point(|part| part.end <= span.start));
        fits && near.map_or(true, |part| span.end <= part.start)
    });
}

/// Drops the quotations of `quotes[first..]` that do not fit.
fn keep(first: usize, quotes: &mut Vec<Quotation>, fits: impl Fn(&Quotation) -> bool) {
    let mut kept = first;
    for i in first..quotes.len() {
        if fits(&quotes[i]) {
            quotes.swap(kept, i);
            kept += 1;
        }
    }
    quotes.truncate(kept);
}

/// Sorts `quotes[first..]` by start, outer before inner ones, and sets their depths. Drops a quotation that crosses one
/// before it or the marks of one around it. `around` is a buffer.
fn nest(first: usize, quotes: &mut Vec<Quotation>, around: &mut Vec<usize>) {
    quotes[first..].sort_unstable_by_key(|q| (q.span.start, core::cmp::Reverse(q.span.end), q.content.start));
    // The indices of the quotations around the one at hand. Each lies in the content of the one before.
    around.clear();
    let mut kept = first;
    for i in first..quotes.len() {
        let mut quote = quotes[i].clone();
        while around.last().is_some_and(|&outer| quotes[outer].span.end <= quote.span.start) {
            around.pop();
        }
        if around.last().is_some_and(|&outer| !quotes[outer].content.covers(quote.span)) {
            continue;
        }
        quote.depth = around.len().min(u8::MAX as usize) as u8;
        around.push(kept);
        // OK because no more are kept than read.
        quotes[kept] = quote;
        kept += 1;
    }
    quotes.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::{find_quotes, find_quotes_in, nest};
    use crate::quote::quotation::Quotation;
    use crate::record::{QuoteStyle, SpeechMarks};
    use crate::span::Span;
    use crate::tests::random::Random;

    const STYLES: [SpeechMarks; 4] = [SpeechMarks::Double, SpeechMarks::Single, SpeechMarks::Dash, SpeechMarks::Labels];

    fn quotation(start: usize, end: usize) -> Quotation {
        Quotation::new(Span::new(start, end), Span::new(start, end), QuoteStyle::Curly)
    }

    /// Takes one quotation after the other, outer ones first, if it crosses none that was taken before.
    fn nest_naively(quotes: &[Quotation]) -> Vec<(Span, u8)> {
        let mut rest: Vec<&Quotation> = quotes.iter().collect();
        let mut taken: Vec<(&Quotation, u8)> = Vec::new();
        let order = |quote: &Quotation| (quote.span.start, usize::MAX - quote.span.end, quote.content.start);
        while let Some(i) = (0..rest.len()).min_by_key(|&i| order(rest[i])) {
            let quote = rest.remove(i);
            let span = quote.span;
            let around = taken.iter().filter(|(outer, _)| outer.content.covers(span)).count();
            let apart = |outer: Span| outer.end <= span.start || span.end <= outer.start;
            if around + taken.iter().filter(|(outer, _)| apart(outer.span)).count() == taken.len() {
                taken.push((quote, around as u8));
            }
        }
        taken.iter().map(|(quote, depth)| (quote.span, *depth)).collect()
    }

    #[test]
    fn nesting_agrees_with_the_naive_one() {
        let mut random = Random::new(5);
        let mut around = Vec::new();
        for _ in 0..10_000 {
            let mut quotes: Vec<Quotation> = (0..random.below(9))
                .map(|_| {
                    let start = random.below(12);
                    let mut quote = quotation(start, start + 3 + random.below(8));
                    quote.content.start += random.below(2);
                    quote.content.end -= random.below(2);
                    quote
                })
                .collect();
            let expected = nest_naively(&quotes);
            nest(0, &mut quotes, &mut around);
            assert_eq!(quotes.iter().map(|quote| (quote.span, quote.depth)).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn nesting_leaves_the_paragraphs_before_alone() {
        let mut quotes = vec![quotation(30, 40), quotation(0, 10), quotation(5, 12), quotation(2, 4)];
        nest(1, &mut quotes, &mut Vec::new());
        let spans: Vec<_> = quotes.iter().map(|quote| (quote.span.start, quote.depth)).collect();
        assert_eq!(spans, [(30, 0), (0, 0), (2, 1)]);
    }

    #[test]
    fn quotations_of_every_style_are_sorted_and_nested_within_paragraphs() {
        const PIECES: [&str; 31] = [
            "\"",
            "“",
            "”",
            "„",
            "«",
            "»",
            "‹",
            "'",
            "‘",
            "’",
            "''",
            "``",
            "`",
            "—",
            "--",
            "\n\n",
            "\n\n",
            "\n\n— ",
            "\n\nKIRBY: ",
            "\n\n\tHALE\n",
            "\n\nQ. ",
            "BY MR. HOLT:",
            ", said Orne. ",
            " he said",
            "He rose.",
            "6\"",
            "a",
            "s",
            "A",
            ".",
            " ",
        ];
        let mut random = Random::new(6);
        for _ in 0..2000 {
            let text: String = (0..random.below(40)).map(|_| PIECES[random.below(PIECES.len())]).collect();
            for style in STYLES {
                let quotes = find_quotes_in(&text, style);
                for (i, quote) in quotes.iter().enumerate() {
                    assert!(quote.span.covers(quote.content) && !quote.span.is_empty(), "{text:?}: {quote:?}");
                    assert!(text.get(quote.span.range()).is_some() && text.get(quote.content.range()).is_some());
                    let around = quotes[..i].iter().filter(|outer| outer.span.end > quote.span.start);
                    let depth = around.inspect(|outer| assert!(outer.content.covers(quote.span), "{text:?}")).count();
                    assert_eq!(usize::from(quote.depth), depth, "{text:?}: {quote:?}");
                    assert!(i == 0 || quotes[i - 1].span.start <= quote.span.start, "{text:?}: {quote:?}");
                }
            }
        }
    }

    #[test]
    fn a_stray_mark_does_not_reach_the_next_paragraph() {
        for stray in ["\"", "“a", "a”", "«a", "''a", "‘a", "` a", "```\na"] {
            let text = format!("It was late {stray} by then.\n\n“Come in,” he said. “Sit.”");
            let start = text.rfind("\n\n").unwrap();
            let found: Vec<&str> =
                find_quotes(&text).iter().filter(|q| q.span.start > start).map(|q| &text[q.content]).collect();
            assert_eq!(found, ["Come in,", "Sit."], "{text:?}");
        }
    }

    #[test]
    fn styles_add_to_double_marks() {
        let text = "— Come in, said Orne.\n\nKIRBY: “He said ‘no.’”\n\n‘So.’";
        let found = |style| -> Vec<(&str, u8)> {
            find_quotes_in(text, style).iter().map(|quote| (&text[quote.content], quote.depth)).collect()
        };
        assert_eq!(found(SpeechMarks::Double), [("He said ‘no.’", 0), ("no.", 1)]);
        assert_eq!(found(SpeechMarks::Single), [("He said ‘no.’", 0), ("no.", 1), ("So.", 0)]);
        let dash = [("Come in,", 0), ("He said ‘no.’", 0), ("no.", 1)];
        assert_eq!(found(SpeechMarks::Dash), dash);
        // A turn is outside of marks with the same extent.
        let labels = [("“He said ‘no.’”", 0), ("He said ‘no.’", 1), ("no.", 2)];
        assert_eq!(found(SpeechMarks::Labels), labels);
    }
}
