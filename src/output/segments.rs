//! The whole text as a sequence of narration and speech.

use core::fmt;
use core::iter::FusedIterator;
use core::ops::Range;
use std::vec;

use crate::output::parts::Parts;
use crate::output::quote::Quote;
use crate::record::{QuoteKind, Speaker, SpeakerId};
use crate::span::Span;
use crate::token::chars::is_blank;
use crate::util::named::named;
use crate::util::steps;

named! {
    /// What a [`Segment`] is.
    ///
    /// ```
    /// use inquit::{attribute_quotes, SegmentKind::*};
    /// let found = attribute_quotes("\"No,\" said Orne. He hummed \"Lili Marlene\".");
    /// let kinds: Vec<_> = found.segments().map(|segment| segment.kind()).collect();
    /// assert_eq!(kinds, [Speech, Space, Narration, Space, Narration, Narration]);
    /// ```
    pub enum SegmentKind {
        /// The words of the narrator. A title or a scare quote is narration that knows its quotation.
        Narration = "narration",
        /// Speech, with its marks: a quotation that is [`Direct`](QuoteKind::Direct) or
        /// [`Partial`](QuoteKind::Partial).
        Speech = "speech",
        /// White space around narration and speech, and markup between paragraphs. It belongs to the narration, and
        /// among the [children](Segment::children) of a segment to that segment.
        Space = "space",
    }
}

/// A piece of the text, as plain data: see [`Segment`].
///
/// All indices and ids are those of the result that it was made from.
///
/// ```
/// use inquit::{attribute_quotes, SegmentKind, Span};
/// let found = attribute_quotes("It rained. \"No,\" said Orne.");
/// let speech = found.segments().nth(2).unwrap().into_record();
/// assert_eq!((speech.kind, speech.span, speech.content), (SegmentKind::Speech, Span::new(11, 16), Span::new(12, 15)));
/// assert_eq!((speech.quote, speech.speaker), (Some(0), found.records()[0].speaker));
/// assert_eq!((speech.paragraph, speech.sentences), (Some(0), 1..2));
/// assert!(speech.begins_sentence && !speech.ends_sentence && !speech.begins_paragraph);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct SegmentRecord {
    /// The bytes of the text; never empty.
    pub span: Span,
    /// The same without the marks of the quotation; equal to `span` where the segment is no whole quotation.
    pub content: Span,
    /// Narration, speech or white space.
    pub kind: SegmentKind,
    /// The innermost recorded quotation that the segment is or stands in: an index of
    /// [`Attributions::records`](crate::Attributions::records).
    pub quote: Option<usize>,
    /// The speaker; `None` for narration, and for speech where the text does not tell.
    pub speaker: Option<SpeakerId>,
    /// The utterance; `None` for narration.
    pub utterance: Option<u32>,
    /// The paragraph in which it begins: an index of [`Attributions::paragraphs`](crate::Attributions::paragraphs).
    /// `None` for what lies outside of paragraphs.
    pub paragraph: Option<usize>,
    /// The sentences that it is, or has a part of: indices of
    /// [`Attributions::sentences`](crate::Attributions::sentences). Empty for white space between two sentences.
    pub sentences: Range<usize>,
    /// Whether it begins where its paragraph begins. Marks that the segment leaves out make no difference.
    pub begins_paragraph: bool,
    /// Whether it ends where its paragraph ends. Marks that the segment leaves out make no difference.
    pub ends_paragraph: bool,
    /// Whether it begins where a sentence begins. Marks that the segment leaves out make no difference.
    pub begins_sentence: bool,
    /// Whether it ends where a sentence ends. Marks that the segment leaves out make no difference.
    pub ends_sentence: bool,
}

/// A piece of the text: narration, speech or white space; see
/// [`Attributions::segments`](crate::Attributions::segments).
///
/// An outermost quotation is one segment. Narration is cut at the ends of paragraphs, and not at those of sentences.
///
/// ```
/// let text = "Ida rose. \"No,\" she said.\n\n\"Why?\" asked Orne.";
/// let mut script = String::new();
/// for segment in inquit::attribute_quotes(text).segments() {
///     match segment.speaker() {
///         Some(speaker) => script += &format!("[{}: {}]", speaker.name, segment.content()),
///         None => script += segment.as_str(),
///     }
/// }
/// assert_eq!(script, "Ida rose. [Ida: No,] she said.\n\n[Orne: Why?] asked Orne.");
/// ```
#[derive(Clone)]
pub struct Segment<'a, 't> {
    text: &'t str,
    parts: &'a Parts,
    /// A record of `parts`.
    record: SegmentRecord,
}

impl<'a, 't> Segment<'a, 't> {
    /// The segment as plain data.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne.");
    /// assert_eq!(found.segments().next().unwrap().record().utterance, Some(0));
    /// ```
    #[must_use]
    pub fn record(&self) -> &SegmentRecord {
        &self.record
    }

    /// The segment as plain data that outlives the result.
    ///
    /// ```
    /// let records: Vec<_> = {
    ///     let found = inquit::attribute_quotes("\"No,\" said Orne.");
    ///     found.segments().map(|segment| segment.into_record()).collect()
    /// };
    /// assert_eq!(records[2].span, inquit::Span::new(6, 16));
    /// ```
    #[must_use]
    pub fn into_record(self) -> SegmentRecord {
        self.record
    }

    /// Where the segment stands, the marks of its quotation included; never empty.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("He said: \"No.\"");
    /// let spans: Vec<_> = found.segments().map(|segment| segment.span().range()).collect();
    /// assert_eq!(spans, [0..8, 8..9, 9..14]);
    /// ```
    #[must_use]
    pub fn span(&self) -> Span {
        self.record.span
    }

    /// The text of the segment, the marks of its quotation included.
    ///
    /// ```
    /// let text = "\n “No,” said Orne.\r\n";
    /// let found = inquit::attribute_quotes(text);
    /// let pieces: Vec<&str> = found.segments().map(|segment| segment.as_str()).collect();
    /// assert_eq!(pieces, ["\n ", "“No,”", " ", "said Orne.", "\r\n"]);
    /// assert_eq!(pieces.concat(), text);
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &'t str {
        &self.text[self.record.span]
    }

    /// Where the segment stands without the marks of its quotation.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("He said: \"No.\"");
    /// let spans: Vec<_> = found.segments().map(|segment| segment.content_span().range()).collect();
    /// assert_eq!(spans, [0..8, 8..9, 10..13]);
    /// ```
    #[must_use]
    pub fn content_span(&self) -> Span {
        self.record.content
    }

    /// The text of the segment without the marks of its quotation: what is read aloud.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("“No,” said Orne.");
    /// let pieces: Vec<&str> = found.segments().map(|segment| segment.content()).collect();
    /// assert_eq!(pieces, ["No,", " ", "said Orne."]);
    /// ```
    #[must_use]
    pub fn content(&self) -> &'t str {
        &self.text[self.record.content]
    }

    /// Narration, speech or white space.
    ///
    /// ```
    /// use inquit::{attribute_quotes, SegmentKind};
    /// let found = attribute_quotes("\"No,\" said Orne. \"Never.\"");
    /// let speech = found.segments().filter(|segment| segment.kind() == SegmentKind::Speech);
    /// assert_eq!(speech.map(|segment| segment.content()).collect::<Vec<_>>(), ["No,", "Never."]);
    /// ```
    #[must_use]
    pub fn kind(&self) -> SegmentKind {
        self.record.kind
    }

    /// The quotation that the segment is. Among the children of a quotation's segment, those that are no quotation have
    /// the one around them.
    ///
    /// ```
    /// use inquit::{attribute_quotes, SegmentKind};
    /// let found = attribute_quotes("The so-called \"quiet room\" was full.");
    /// let segment = found.segments().nth(2).unwrap();
    /// assert_eq!((segment.kind(), segment.quote().unwrap().content()), (SegmentKind::Narration, "quiet room"));
    /// assert!(found.segments().next().unwrap().quote().is_none());
    /// ```
    #[must_use]
    pub fn quote(&self) -> Option<Quote<'a, 't>> {
        Quote::get(self.text, self.parts, self.record.quote?)
    }

    /// The speaker; `None` for narration, and for speech where the text does not tell.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne. \"Never.\"");
    /// let speakers: Vec<_> = found.segments().map(|segment| segment.speaker().map(|s| &*s.name)).collect();
    /// assert_eq!(speakers, [Some("Orne"), None, None, None, Some("Orne")]);
    /// ```
    #[must_use]
    pub fn speaker(&self) -> Option<&'a Speaker> {
        self.record.speaker.map(|id| &self.parts.speakers[id.index()])
    }

    /// The number of its utterance, the same for stretches that only a reporting clause or a paragraph break
    /// interrupts; `None` for narration.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne, \"not today.\" \"Why?\" asked Hale.");
    /// let utterances: Vec<u32> = found.segments().filter_map(|segment| segment.utterance()).collect();
    /// assert_eq!(utterances, [0, 0, 1]);
    /// ```
    #[must_use]
    pub fn utterance(&self) -> Option<u32> {
        self.record.utterance
    }

    /// The index of its paragraph in [`Attributions::paragraphs`](crate::Attributions::paragraphs); `None` for what
    /// lies outside of paragraphs.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne.\n\nHe left.");
    /// let paragraphs: Vec<_> = found.segments().map(|segment| segment.paragraph()).collect();
    /// assert_eq!(paragraphs, [Some(0), Some(0), Some(0), None, Some(1)]);
    /// ```
    #[must_use]
    pub fn paragraph(&self) -> Option<usize> {
        self.record.paragraph
    }

    /// The sentences that the segment is, or has a part of: indices of
    /// [`Attributions::sentences`](crate::Attributions::sentences). Empty for white space between two sentences.
    ///
    /// ```
    /// let text = "\"No,\" said Orne. He left. It rained.";
    /// let found = inquit::attribute_quotes(text);
    /// let narration = found.segments().last().unwrap();
    /// assert_eq!((narration.as_str(), narration.sentences()), ("said Orne. He left. It rained.", 0..3));
    /// assert_eq!(&text[found.sentences()[1]], "He left.");
    /// ```
    #[must_use]
    pub fn sentences(&self) -> Range<usize> {
        self.record.sentences.clone()
    }

    /// Whether the segment begins where its paragraph begins.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("It rained. \"No,\" said Orne.\n\n\"Why?\" asked Hale.");
    /// let first = found.segments().filter(|segment| segment.begins_paragraph());
    /// assert_eq!(first.map(|segment| segment.content()).collect::<Vec<_>>(), ["It rained.", "Why?"]);
    /// ```
    #[must_use]
    pub fn begins_paragraph(&self) -> bool {
        self.record.begins_paragraph
    }

    /// Whether the segment ends where its paragraph ends.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne. \"Never.\"\n\n\"Why?\" asked Hale.");
    /// let last = found.segments().filter(|segment| segment.ends_paragraph());
    /// assert_eq!(last.map(|segment| segment.content()).collect::<Vec<_>>(), ["Never.", "asked Hale."]);
    /// ```
    #[must_use]
    pub fn ends_paragraph(&self) -> bool {
        self.record.ends_paragraph
    }

    /// Whether the segment begins where a sentence begins.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("Orne said: \"No.\" \"Why?\" asked Hale.");
    /// let first = found.segments().filter(|segment| segment.begins_sentence());
    /// assert_eq!(first.map(|segment| segment.content()).collect::<Vec<_>>(), ["Orne said:", "Why?"]);
    /// ```
    #[must_use]
    pub fn begins_sentence(&self) -> bool {
        self.record.begins_sentence
    }

    /// Whether the segment ends where a sentence ends.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("Orne said: \"No.\" \"Why?\" asked Hale.");
    /// let last = found.segments().filter(|segment| segment.ends_sentence());
    /// assert_eq!(last.map(|segment| segment.content()).collect::<Vec<_>>(), ["No.", "asked Hale."]);
    /// ```
    #[must_use]
    pub fn ends_sentence(&self) -> bool {
        self.record.ends_sentence
    }

    /// The segments within this one: the quotations nested directly in it, with the text between them. Empty where no
    /// recorded quotation is nested.
    ///
    /// They tile the [content](Self::content_span). Text between nested quotations has the kind, speaker and utterance
    /// of this segment. A nested quotation that is speech has its own, and mostly no speaker; others are like the text
    /// around them.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"He said, 'Go home!' to me,\" said Orne.");
    /// let speech = found.segments().next().unwrap();
    /// let pieces = speech.children().map(|child| (child.as_str(), child.speaker().map(|s| &*s.name)));
    /// let orne = Some("Orne");
    /// assert_eq!(
    ///     pieces.collect::<Vec<_>>(),
    ///     [("He said,", orne), (" ", orne), ("'Go home!'", None), (" ", orne), ("to me,", orne)]
    /// );
    /// assert!(speech.children().all(|child| child.children().len() == 0));
    /// ```
    #[must_use]
    pub fn children(&self) -> Segments<'a, 't> {
        Segments::within(self)
    }
}

/// The kind, the text with its marks, and the name of the speaker.
impl fmt::Debug for Segment<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let speaker = self.speaker().map(|speaker| speaker.name.as_str());
        let mut segment = f.debug_struct("Segment");
        segment.field("kind", &self.kind()).field("text", &self.as_str()).field("speaker", &speaker).finish()
    }
}

/// Iterator over the segments of a text, or over the children of a segment; see
/// [`Attributions::segments`](crate::Attributions::segments) and [`Segment::children`].
///
/// ```
/// let found = inquit::attribute_quotes("\"No,\" said Orne.");
/// let mut segments = found.segments();
/// assert_eq!(segments.len(), 3);
/// assert_eq!(segments.next_back().unwrap().as_str(), "said Orne.");
/// assert_eq!(segments.next().unwrap().content(), "No,");
/// assert_eq!(format!("{segments:?}"), r#"[Segment { kind: Space, text: " ", speaker: None }]"#);
/// ```
#[derive(Clone)]
pub struct Segments<'a, 't> {
    text: &'t str,
    parts: &'a Parts,
    records: vec::IntoIter<SegmentRecord>,
}

impl<'a, 't> Segments<'a, 't> {
    /// The segments of a text. `parts` belongs to it.
    pub(crate) fn of(text: &'t str, parts: &'a Parts) -> Self {
        let around = Voice { kind: SegmentKind::Narration, quote: None, speaker: None, utterance: None };
        let mut tiler = Tiler { text, parts, around, paragraph: 0, sentence: 0, done: Vec::new() };
        tiler.tile(Span::new(0, text.len()), 0);
        Self { text, parts, records: tiler.done.into_iter() }
    }

    fn within(parent: &Segment<'a, 't>) -> Self {
        let Segment { text, parts, ref record } = *parent;
        let done = record.quote.map_or_else(Vec::new, |quote| children(text, parts, record, quote));
        Self { text, parts, records: done.into_iter() }
    }
}

impl<'a, 't> Iterator for Segments<'a, 't> {
    type Item = Segment<'a, 't>;

    fn next(&mut self) -> Option<Self::Item> {
        self.records.next().map(|record| Segment { text: self.text, parts: self.parts, record })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.records.size_hint()
    }

    fn nth(&mut self, n: usize) -> Option<Self::Item> {
        self.records.nth(n).map(|record| Segment { text: self.text, parts: self.parts, record })
    }
}

impl DoubleEndedIterator for Segments<'_, '_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.records.next_back().map(|record| Segment { text: self.text, parts: self.parts, record })
    }
}

impl ExactSizeIterator for Segments<'_, '_> {}
impl FusedIterator for Segments<'_, '_> {}

/// The segments that are left.
impl fmt::Debug for Segments<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// The children of a segment that is the quotation `quote` or a part of it.
fn children(text: &str, parts: &Parts, parent: &SegmentRecord, quote: usize) -> Vec<SegmentRecord> {
    // The text between nested quotations has no children. It is always shorter than its quotation.
    if parent.span != parts.records[quote].span {
        return Vec::new();
    }
    let &SegmentRecord { content, kind, speaker, utterance, .. } = parent;
    let around = Voice { kind, quote: Some(quote), speaker, utterance };
    let (paragraph, sentence) = (parent.paragraph.unwrap_or(parts.paragraphs.len()), parent.sentences.start);
    let mut tiler = Tiler { text, parts, around, paragraph, sentence, done: Vec::new() };
    tiler.tile(content, quote + 1);
    let mut done = tiler.done;
    if done.iter().all(|child| child.quote == Some(quote)) {
        return Vec::new();
    }
    // The marks of the parent, which no child has, are what parts these two from the edges of sentence and paragraph.
    if let Some(first) = done.iter_mut().find(|child| child.kind != SegmentKind::Space) {
        first.begins_paragraph |= parent.begins_paragraph;
        first.begins_sentence |= parent.begins_sentence;
    }
    if let Some(last) = done.iter_mut().rfind(|child| child.kind != SegmentKind::Space) {
        last.ends_paragraph |= parent.ends_paragraph;
        last.ends_sentence |= parent.ends_sentence;
    }
    done
}

/// The properties that a segment has from its quotation, or from the one around it.
#[derive(Clone, Copy)]
struct Voice {
    /// Never `Space`.
    kind: SegmentKind,
    quote: Option<usize>,
    speaker: Option<SpeakerId>,
    utterance: Option<u32>,
}

/// Tiles one level: a text, or the content of a quotation.
///
/// It reads records, paragraphs and sentences once, in order, beside the text. A result that was stored and read back
/// may have paragraphs and sentences in any order, and quotations that reach over them. The tiling holds all the same.
struct Tiler<'a> {
    text: &'a str,
    parts: &'a Parts,
    /// The voice of all that no quotation of this level holds.
    around: Voice,
    /// Index of the first paragraph, from the last one read on, that ends after the start of the last segment.
    paragraph: usize,
    /// The same of the sentences.
    sentence: usize,
    /// The segments so far; they tile what has been read.
    done: Vec<SegmentRecord>,
}

impl Tiler<'_> {
    /// Tiles `span`. Its outermost quotations are among the records from index `first` on.
    fn tile(&mut self, span: Span, first: usize) {
        let mut offset = span.start;
        // Records are nested or disjoint and in order: those within another one begin before its end.
        let records = self.parts.records.iter().enumerate().skip(first);
        for (index, record) in records.take_while(|(_, record)| record.span.start < span.end) {
            steps::count(1);
            let quote = record.span;
            if offset <= quote.start && quote.end <= span.end && !quote.is_empty() {
                self.between(Span::new(offset, quote.start));
                let voice = match record.kind {
                    QuoteKind::NotSpeech => Voice { quote: Some(index), ..self.around },
                    QuoteKind::Direct | QuoteKind::Partial => Voice {
                        kind: SegmentKind::Speech,
                        quote: Some(index),
                        speaker: record.speaker,
                        utterance: Some(record.utterance),
                    },
                };
                self.push(quote, record.content, voice.kind, voice);
                offset = quote.end;
            }
        }
        self.between(Span::new(offset, span.end));
    }

    /// Tiles text without a quotation of this level: cuts it at the edges of paragraphs.
    fn between(&mut self, span: Span) {
        let mut start = span.start;
        while start < span.end {
            // Either edge lies after `start`, so that the loop ends.
            let (end, inside) = match self.paragraph_from(start) {
                Some(paragraph) if start < paragraph.start => (paragraph.start, false),
                Some(paragraph) => (paragraph.end, true),
                None => (span.end, false),
            };
            let part = Span::new(start, end.min(span.end));
            if inside {
                self.stretch(part);
            } else {
                steps::count(1);
                self.push(part, part, SegmentKind::Space, self.around);
            }
            start = part.end;
        }
    }

    /// Adds text within one paragraph: parts it from the white space around it.
    fn stretch(&mut self, span: Span) {
        let text = &self.text[span];
        let start = span.end - text.trim_start_matches(is_blank).len();
        let end = start + self.text[start..span.end].trim_end_matches(is_blank).len();
        steps::count(start - span.start + span.end - end);
        let words = Span::new(start, end);
        for (span, kind) in [
            (Span::new(span.start, start), SegmentKind::Space),
            (words, self.around.kind),
            (Span::new(end, span.end), SegmentKind::Space),
        ] {
            if !span.is_empty() {
                self.push(span, span, kind, self.around);
            }
        }
    }

    /// Adds a segment of a kind with all else from a voice.
    fn push(&mut self, span: Span, content: Span, kind: SegmentKind, voice: Voice) {
        let Voice { quote, speaker, utterance, .. } = voice;
        let paragraph = self.paragraph_from(span.start).filter(|paragraph| paragraph.start <= span.start);
        let sentences = self.sentences_of(span);
        let (first, last) = match &self.parts.sentences[sentences.clone()] {
            [] => (None, None),
            [first, .., last] => (Some(first), Some(last)),
            [only] => (Some(only), Some(only)),
        };
        self.done.push(SegmentRecord {
            span,
            content,
            kind,
            quote,
            speaker,
            utterance,
            paragraph: paragraph.map(|_| self.paragraph),
            begins_paragraph: paragraph.is_some_and(|paragraph| paragraph.start == span.start),
            ends_paragraph: paragraph.is_some_and(|paragraph| paragraph.end == span.end),
            begins_sentence: first.is_some_and(|sentence| sentence.start == span.start),
            ends_sentence: last.is_some_and(|sentence| sentence.end == span.end),
            sentences,
        });
    }

    /// The first paragraph that ends after an offset; offsets never descend.
    fn paragraph_from(&mut self, offset: usize) -> Option<Span> {
        loop {
            let &paragraph = self.parts.paragraphs.get(self.paragraph)?;
            if offset < paragraph.end {
                return Some(paragraph);
            }
            steps::count(1);
            self.paragraph += 1;
        }
    }

    /// The sentences that have a byte of a span; the starts of spans never descend.
    fn sentences_of(&mut self, span: Span) -> Range<usize> {
        let sentences = &self.parts.sentences;
        let skipped = sentences[self.sentence..].iter().take_while(|sentence| sentence.end <= span.start).count();
        self.sentence += skipped;
        let held = sentences[self.sentence..].iter().take_while(|sentence| sentence.start < span.end).count();
        steps::count(skipped + held);
        self.sentence..self.sentence + held
    }
}

#[cfg(test)]
mod tests {
    use super::{Segment, SegmentKind};
    use crate::attributor::attribute_quotes;
    use crate::tests::hostile::{copies, SEEDS};
    use crate::util::steps::measure;

    fn count(segment: Segment<'_, '_>) -> usize {
        1 + segment.children().map(count).sum::<usize>()
    }

    #[test]
    fn work_is_linear_for_the_whole_tree() {
        for seed in SEEDS.iter().chain(&["“‘“‘“a.” b,’ c,” d.’ e,” said #. ", " \n\t ", "A. B. "]) {
            let work = |len| {
                let text = copies(seed, len);
                let found = attribute_quotes(&text);
                measure(|| assert_ne!(found.segments().map(count).sum::<usize>(), 0))
            };
            let (small, large) = (work(1 << 10), work(1 << 13));
            // 8 times the text takes 8 times the steps, and a tenth for what is cut off at the ends of a text.
            assert!(
                large * 10 <= (small + 10) * 88,
                "copies of {seed:?}: {small} steps, and {large} for 8 times the text"
            );
            assert!(small > 0, "copies of {seed:?}: no steps are counted");
        }
    }

    /// The marks of all quotations around them are left out.
    #[test]
    fn nested_segments_have_the_edges_of_their_parent() {
        let text = "“He told me, ‘Go! “Never” he wrote,’” said Orne. “‘Stay,’ she said.”";
        let found = attribute_quotes(text);
        let mut edges = Vec::new();
        for child in found.segments().flat_map(|segment| segment.children()) {
            if child.kind() != SegmentKind::Space {
                edges.push((
                    child.content(),
                    child.begins_paragraph(),
                    child.begins_sentence(),
                    child.ends_paragraph(),
                ));
            }
        }
        let expected = [
            ("He told me,", true, true, false),
            ("Go! “Never” he wrote,", false, false, false),
            ("Stay,", false, true, false),
            ("she said.", false, false, true),
        ];
        assert_eq!(edges, expected);
    }
}
