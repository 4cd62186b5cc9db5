//! Detects which marks a text sets around speech.
//!
//! The style with the most quotations in a sample of paragraphs wins. Labels come first, since a transcript has few
//! marks: where turns make up half of the text, or a quarter and outnumber the other quotations, it is a transcript. An
//! article with an interview in it keeps the style of its marks, and the turns of the interview are read beside them. A
//! dash must also be seen to open speech, because lists and asides begin with dashes as well. Without evidence the
//! answer is double marks, with a share of 0.

use crate::quote::clause::ClauseScanner;
use crate::quote::continuation::Neighbours;
use crate::quote::double::DoublePairer;
use crate::quote::label::evidence::Demand;
use crate::quote::label::turn::Transcript;
use crate::quote::quotation::Quotation;
use crate::quote::scan::{MarkedParagraph, Marks};
use crate::quote::{dash, single};
use crate::record::SpeechMarks;
use crate::span::Span;
use crate::util::steps;

/// Maximum number of paragraphs with quotations in the sample. The style of a text shows in far fewer; the sample is so
/// large that a preface in another style does not decide.
const MAX_SAMPLE: usize = 400;

/// Maximum number of quotations of each kind that one paragraph adds to the sample. Each double one is compared with
/// each single one, which would take quadratic time without a bound.
const MAX_IN_PARAGRAPH: usize = 16;

/// How a text marks speech.
#[derive(Debug)]
pub(crate) struct Style {
    pub(crate) marks: SpeechMarks,
    /// The share of the quotations that are marked so; of a transcript, the share of the bytes of
    /// the paragraphs that are speech.
    pub(crate) share: f32,
    /// The turns of the text; none where marks are all.
    pub(crate) transcript: Transcript,
}

impl Style {
    /// The style that the text shows.
    pub(crate) fn detect(scanner: ClauseScanner<'_>, marks: &Marks<'_>) -> Self {
        let paragraphs = marks.spans();
        let transcript = Transcript::read(scanner, marks, Demand::Proof);
        let mut turns = transcript.quotations.iter().peekable();
        let mut sample = Sample::new(scanner);
        for paragraph in marks.paragraphs() {
            let mut spoken = false;
            while turns.next_if(|turn| turn.span.start < paragraph.span.end).is_some() {
                spoken = true;
            }
            if !spoken {
                sample.read(paragraph);
            }
            if sample.paragraphs == MAX_SAMPLE {
                break;
            }
        }
        let spoken = transcript.len();
        if spoken > 0 {
            let all: usize = paragraphs.iter().map(|paragraph| paragraph.len()).sum();
            if spoken * 2 >= all || spoken * 4 >= all && transcript.turns > sample.paragraphs {
                // OK because lengths of texts have no more digits than matter here.
                return Self { marks: SpeechMarks::Labels, share: spoken as f32 / all as f32, transcript };
            }
        }
        let (marks, share) = sample.style();
        Self { marks, share, transcript }
    }

    /// The style that the caller gives.
    pub(crate) fn given(style: SpeechMarks, scanner: ClauseScanner<'_>, marks: &Marks<'_>) -> Self {
        let transcript = match style {
            SpeechMarks::Labels => Transcript::read(scanner, marks, Demand::Form),
            _ => Transcript::default(),
        };
        Self { marks: style, share: 1.0, transcript }
    }
}

/// Counts over the paragraphs of a sample.
struct Sample<'a> {
    scanner: ClauseScanner<'a>,
    pairer: DoublePairer<'a>,
    /// A buffer for the quotations of one paragraph.
    quotes: Vec<Quotation>,
    /// Number of paragraphs with quotations in marks.
    paragraphs: usize,
    /// Number of quotations in double marks, without those inside single ones.
    doubles: usize,
    /// Number of quotations in single marks that are not doubtful, without those inside double ones.
    singles: usize,
    /// Number of paragraphs that a dash opens.
    dashes: usize,
    /// Number of those whose text sounds like speech.
    spoken_dashes: usize,
}

impl<'a> Sample<'a> {
    fn new(scanner: ClauseScanner<'a>) -> Self {
        let (pairer, quotes) = (DoublePairer::new(scanner), Vec::new());
        Self { scanner, pairer, quotes, paragraphs: 0, doubles: 0, singles: 0, dashes: 0, spoken_dashes: 0 }
    }

    /// Adds a paragraph.
    fn read(&mut self, paragraph: MarkedParagraph<'_>) {
        if let Some(start) = dash::opening(self.scanner.text, paragraph.span) {
            let speech = Span::new(start, paragraph.span.end);
            self.dashes += 1;
            self.spoken_dashes += usize::from(dash::sounds_like_speech(self.scanner, speech));
        }
        if paragraph.doubles.is_empty() && paragraph.singles.is_empty() {
            return;
        }
        self.quotes.clear();
        // Read as if it stood alone, which is good enough for a count.
        self.pairer.pair(paragraph, Neighbours::default(), &mut self.quotes);
        let paired = self.quotes.len();
        single::find_outer(self.scanner, paragraph, Neighbours::default(), &mut self.quotes);
        let (double, single) = self.quotes.split_at(paired);
        let double = &double[..double.len().min(MAX_IN_PARAGRAPH)];
        let single = &single[..single.len().min(MAX_IN_PARAGRAPH)];
        steps::count(double.len() * single.len());
        let inside = |quote: &Quotation, others: &[Quotation]| others.iter().any(|other| other.span.covers(quote.span));
        self.doubles += double.iter().filter(|quote| !inside(quote, single)).count();
        self.singles += single.iter().filter(|quote| !quote.doubtful && !inside(quote, double)).count();
        self.paragraphs += usize::from(!self.quotes.is_empty());
    }

    /// The most frequent style, and the share of the quotations that are in it.
    fn style(&self) -> (SpeechMarks, f32) {
        let &Self { doubles, singles, dashes, spoken_dashes, .. } = self;
        let share = |count: usize, others: usize| count as f32 / (count + others).max(1) as f32;
        // A paragraph begins with a dash for many reasons. A reporting clause or a question among them shows speech.
        if spoken_dashes > 0 && dashes > doubles + singles {
            (SpeechMarks::Dash, share(dashes, doubles + singles))
        } else if singles > doubles {
            (SpeechMarks::Single, share(singles, doubles + dashes))
        } else {
            (SpeechMarks::Double, share(doubles, singles))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Style, MAX_IN_PARAGRAPH, MAX_SAMPLE};
    use crate::lexicon::lexicon::Lexicon;
    use crate::quote::clause::ClauseScanner;
    use crate::quote::scan::Marks;
    use crate::record::SpeechMarks;
    use crate::token::paragraph::paragraphs;
    use crate::util::steps;

    fn style(text: &str) -> (SpeechMarks, f32) {
        let paragraphs = paragraphs(text);
        let style = Style::detect(ClauseScanner::new(text, Lexicon::standard()), &Marks::find(text, &paragraphs));
        (style.marks, style.share)
    }

    #[test]
    fn the_most_frequent_style_wins() {
        for (text, style_of_text, share) in [
            ("", SpeechMarks::Double, 0.0),
            ("It was late.", SpeechMarks::Double, 0.0),
            ("\"Come in,\" he said.", SpeechMarks::Double, 1.0),
            ("'Come in,' he said.", SpeechMarks::Single, 1.0),
            // The inner marks of either style do not count.
            ("\"He said 'no' and 'so' and 'yes'.\"", SpeechMarks::Double, 1.0),
            ("'He said \"no\" and \"so\".'", SpeechMarks::Single, 1.0),
            ("«Come in.» 'Sit.' 'So.'", SpeechMarks::Single, 2.0 / 3.0),
            ("\"Come in.\" \"Sit.\" 'So.'", SpeechMarks::Double, 2.0 / 3.0),
            // A tie.
            ("\"Come in.\" 'Sit.'", SpeechMarks::Double, 0.5),
            // A doubtful quotation in single marks.
            ("'They are the boys' he said.", SpeechMarks::Double, 0.0),
            ("— Come in, said Orne.\n\n— So.\n\n\"Sit.\"", SpeechMarks::Dash, 2.0 / 3.0),
            // Dashes without a clause or question are a list.
            ("— Two loaves.\n\n— A lamp.", SpeechMarks::Double, 0.0),
            ("KIRBY: Come in.\n\nHALE: So.\n\nKIRBY: Sit.\n\nIt was late.", SpeechMarks::Labels, 15.0 / 47.0),
        ] {
            assert_eq!(style(text), (style_of_text, share), "{text}");
        }
    }

    #[test]
    fn the_sample_ends() {
        let first = "'Come in,' he said.\n\n".repeat(MAX_SAMPLE);
        let rest = "\"Come in,\" he said.\n\n".repeat(2 * MAX_SAMPLE);
        assert_eq!(style(&[&first[..], &rest].concat()), (SpeechMarks::Single, 1.0));
        assert_eq!(style(&[&rest[..], &first].concat()), (SpeechMarks::Double, 1.0));
    }

    #[test]
    fn a_paragraph_of_many_quotations_takes_linear_time() {
        let steps = |copies: usize| {
            let text = "\"a\" 'b.' ".repeat(copies);
            steps::measure(|| assert_eq!(style(&text).0, SpeechMarks::Double))
        };
        let (few, many) = (steps(10 * MAX_IN_PARAGRAPH), steps(80 * MAX_IN_PARAGRAPH));
        assert!(many <= 8 * few, "{few} and {many} steps");
    }
}
