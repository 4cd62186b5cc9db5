//! What a result holds besides the text.

use crate::record::{Genre, QuoteRecord, Speaker, SpeakerId, SpeechMarks};
use crate::span::Span;

/// What [`Attributions`](crate::Attributions) hold besides the text, as plain data.
///
/// All spans are bytes of the text that the result was made from.
///
/// ```
/// use inquit::{attribute_quotes, Genre, SpeechMarks};
/// let text = "\"No,\" said Orne.\n\n\"Yes,\" I said.";
/// let parts = attribute_quotes(text).into_parts();
/// assert_eq!((parts.genre, parts.marks), (Genre::Fiction, SpeechMarks::Double));
/// assert_eq!((parts.records.len(), parts.speakers.len()), (2, 2));
/// assert_eq!(parts.narrator, parts.records[1].speaker);
/// assert_eq!(&text[parts.paragraphs[1]], "\"Yes,\" I said.");
/// assert_eq!(parts.sentences.len(), 2);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Parts {
    /// How the text was read.
    pub genre: Genre,
    /// How the text marks speech.
    pub marks: SpeechMarks,
    /// The share of the quotations that are marked so, from 0.0 to 1.0 with three decimals.
    pub marks_confidence: f64,
    /// The quotations in order of their starts, outer ones before those inside them. Any two are nested or disjoint.
    pub records: Vec<QuoteRecord>,
    /// By [`SpeakerId`].
    pub speakers: Vec<Speaker>,
    /// The "I" of the narration, where it is listed as a speaker.
    pub narrator: Option<SpeakerId>,
    /// The paragraphs, in order, without outer white space.
    pub paragraphs: Vec<Span>,
    /// The sentences, in order, without outer white space.
    pub sentences: Vec<Span>,
}

impl Parts {
    /// Maps all spans, `content` those between the marks of a quotation, whose span comes first. Both keep the order of
    /// spans, and which of them lie within others.
    pub(crate) fn map_spans(&mut self, map: impl Fn(Span) -> Span, content: impl Fn(Span, Span) -> Span) {
        for record in &mut self.records {
            record.content = content(record.span, record.content);
        }
        let records = self.records.iter_mut();
        let records = records.flat_map(|record| [Some(&mut record.span), record.mention.as_mut(), record.cue.as_mut()]);
        let mentions = self.speakers.iter_mut().flat_map(|speaker| &mut speaker.mention_spans);
        let spans = records.flatten().chain(mentions).chain(&mut self.paragraphs).chain(&mut self.sentences);
        for span in spans {
            *span = map(*span);
        }
    }
}
