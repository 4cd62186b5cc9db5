//! The quotations of a text and their speakers, with the text borrowed or owned.

use core::fmt;
use core::iter::FusedIterator;
use core::ops::Range;
use std::borrow::Cow;

use crate::output::parts::Parts;
use crate::output::quote::Quote;
use crate::output::segments::Segments;
use crate::record::{Genre, QuoteKind, QuoteRecord, Speaker, SpeakerId, SpeechMarks};
use crate::span::Span;

/// The quotations of a text and their speakers.
///
/// Records and speakers are plain data that know nothing of the text; [`iter`](Self::iter) puts records and text
/// together.
///
/// With the feature `serde` they serialise as a document for other programs. To store a result and read it back, use
/// [`OwnedAttributions`].
///
/// ```
/// let found = inquit::attribute_quotes("\"No,\" said Orne. \"Not today.\"");
/// assert_eq!(found.len(), 2);
/// assert_eq!(found.speakers()[0].name, "Orne");
/// let contents: Vec<&str> = found.iter().map(|quote| quote.content()).collect();
/// assert_eq!(contents, ["No,", "Not today."]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Attributions<'t> {
    text: &'t str,
    parts: Cow<'t, Parts>,
}

impl<'t> Attributions<'t> {
    /// `parts` must belong to `text`.
    pub(crate) fn new(text: &'t str, parts: Parts) -> Self {
        Self { text, parts: Cow::Owned(parts) }
    }

    /// The text in which the quotations were found.
    ///
    /// ```
    /// assert_eq!(inquit::attribute_quotes("\"No,\" said Orne.").text(), "\"No,\" said Orne.");
    /// ```
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The genre that the text was read as: what the text tells itself, or what the builder was told.
    ///
    /// ```
    /// use inquit::{attribute_quotes, Attributor, Genre};
    /// let text = "\"No,\" she said.";
    /// assert_eq!(attribute_quotes(text).genre(), Genre::Fiction);
    /// assert_eq!(Attributor::builder().genre(Genre::News).build()?.attribute(text).genre(), Genre::News);
    /// # Ok::<(), inquit::Error>(())
    /// ```
    #[must_use]
    pub fn genre(&self) -> Genre {
        self.parts.genre
    }

    /// How the text marks speech: what the text tells itself, or what the builder was told.
    ///
    /// ```
    /// use inquit::{attribute_quotes, SpeechMarks};
    /// assert_eq!(attribute_quotes("‘No,’ said Orne.").marks(), SpeechMarks::Single);
    /// ```
    #[must_use]
    pub fn marks(&self) -> SpeechMarks {
        self.parts.marks
    }

    /// The share of the quotations that are marked so, from 0.0 to 1.0 with three decimals; 1.0 if the builder was
    /// told.
    ///
    /// ```
    /// use inquit::{attribute_quotes, Attributor, SpeechMarks};
    /// let mixed = "\"No,\" said Orne.\n\n\"Yes,\" said Hale.\n\n‘Why?’ asked Emma.";
    /// assert_eq!(attribute_quotes(mixed).marks_confidence(), 0.667);
    /// let told = Attributor::builder().marks(SpeechMarks::Double).build()?;
    /// assert_eq!(told.attribute(mixed).marks_confidence(), 1.0);
    /// # Ok::<(), inquit::Error>(())
    /// ```
    #[must_use]
    pub fn marks_confidence(&self) -> f64 {
        self.parts.marks_confidence
    }

    /// The number of quotations, nested ones included.
    ///
    /// ```
    /// assert_eq!(inquit::attribute_quotes("\"He said, 'Go home!' to me,\" said Orne.").len(), 2);
    /// ```
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.records.len()
    }

    /// Whether the text has no quotation.
    ///
    /// ```
    /// assert!(inquit::attribute_quotes("Nobody spoke.").is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.records.is_empty()
    }

    /// The quotations in order of their starts, outer ones before those inside them.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne. \"Never.\" He left.");
    /// let last = found.iter().next_back().unwrap();
    /// assert_eq!((found.iter().len(), last.content()), (2, "Never."));
    /// ```
    #[must_use]
    pub fn iter(&self) -> QuoteIter<'_, 't> {
        QuoteIter { text: self.text, parts: &self.parts, indices: 0..self.len() }
    }

    /// The quotation at an index of [`records`](Self::records).
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne. \"Never.\" He left.");
    /// assert_eq!(found.get(1).unwrap().content(), "Never.");
    /// assert!(found.get(2).is_none());
    /// ```
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Quote<'_, 't>> {
        Quote::get(self.text, &self.parts, index)
    }

    /// The quotations as plain data, in the order of [`iter`](Self::iter).
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne.");
    /// assert_eq!(&found.text()[found.records()[0].content], "No,");
    /// ```
    #[must_use]
    pub fn records(&self) -> &[QuoteRecord] {
        &self.parts.records
    }

    /// The speakers in the order of their first quotations, then the people who are only addressed. Nobody else is
    /// listed.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("Hale watched. \"Come, Emma,\" said Orne. \"No,\" said Ilse.");
    /// let names: Vec<&str> = found.speakers().iter().map(|speaker| &*speaker.name).collect();
    /// assert_eq!(names, ["Orne", "Ilse", "Emma"]);
    /// ```
    #[must_use]
    pub fn speakers(&self) -> &[Speaker] {
        &self.parts.speakers
    }

    /// The speaker with an id; `None` if the id is of another result with more speakers.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne.");
    /// let id = found.records()[0].speaker.unwrap();
    /// assert_eq!(found.speaker(id).unwrap().name, "Orne");
    /// assert!(inquit::attribute_quotes("Nobody spoke.").speaker(id).is_none());
    /// ```
    #[must_use]
    pub fn speaker(&self, id: SpeakerId) -> Option<&Speaker> {
        self.parts.speakers.get(id.index())
    }

    /// The "I" of the narration where it is a speaker or an addressee, with a name or without.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne.\n\n\"Why?\" I asked.");
    /// assert_eq!(found.narrator(), found.records()[1].speaker);
    /// assert_eq!(inquit::attribute_quotes("\"No,\" said Orne.").narrator(), None);
    /// ```
    #[must_use]
    pub fn narrator(&self) -> Option<SpeakerId> {
        self.parts.narrator
    }

    /// The quotations of a speaker, in order.
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne. \"Why?\" asked Hale. \"Go,\" said Orne.");
    /// let orne = found.speakers()[0].id;
    /// let contents: Vec<&str> = found.quotes_of(orne).map(|quote| quote.content()).collect();
    /// assert_eq!(contents, ["No,", "Go,"]);
    /// ```
    pub fn quotes_of(&self, speaker: SpeakerId) -> impl DoubleEndedIterator<Item = Quote<'_, 't>> + FusedIterator {
        self.iter().filter(move |quote| quote.record().speaker == Some(speaker))
    }

    /// The outermost quotations that are speech, in order: [`Direct`](QuoteKind::Direct) and
    /// [`Partial`](QuoteKind::Partial) ones. They do not overlap.
    ///
    /// ```
    /// let text = "The so-called \"quiet room\" was full. \"He said, 'Go home!' to me,\" said Orne.";
    /// let found = inquit::attribute_quotes(text);
    /// let speech: Vec<&str> = found.speech().map(|quote| quote.content()).collect();
    /// assert_eq!(speech, ["He said, 'Go home!' to me,"]);
    /// ```
    pub fn speech(&self) -> impl DoubleEndedIterator<Item = Quote<'_, 't>> + FusedIterator {
        self.iter().filter(|quote| quote.depth() == 0 && quote.kind() != QuoteKind::NotSpeech)
    }

    /// Drops the quotations for which `keep` is false: for a result about one speaker, or about doubtful answers alone.
    ///
    /// Speakers, and the numbers of utterances, stay as they are. The dropped quotations are narration to
    /// [`segments`](Self::segments) and to [`Statistics`](crate::statistics::Statistics).
    ///
    /// ```
    /// let mut found = inquit::attribute_quotes("\"No,\" said Orne. \"Why?\" asked Hale.");
    /// found.retain(|quote| quote.speaker().is_some_and(|speaker| speaker.name == "Hale"));
    /// assert_eq!(found.iter().map(|quote| quote.content()).collect::<Vec<_>>(), ["Why?"]);
    /// assert_eq!(found.speakers().len(), 2);
    /// ```
    pub fn retain(&mut self, keep: impl FnMut(Quote<'_, 't>) -> bool) {
        let kept: Vec<bool> = self.iter().map(keep).collect();
        let mut kept = kept.into_iter();
        // OK because there is an answer for each record.
        self.parts.to_mut().records.retain(|_| kept.next().expect("one for each record"));
    }

    /// The whole text, piece by piece: narration, speech and white space.
    ///
    /// Segments **tile** the text: their spans, in order, cover every byte once. An outermost quotation is one segment,
    /// its marks included, and the text between two quotations is parted from the white space around it and cut at the
    /// ends of paragraphs. Quotations within speech are [children](crate::Segment::children) of its segment. Time is
    /// linear in the text.
    ///
    /// ```
    /// use inquit::{attribute_quotes, SegmentKind};
    /// let text = "\"No,\" said Orne.\n\nThe \"quiet room\" was full.";
    /// let found = attribute_quotes(text);
    /// assert_eq!(found.segments().map(|segment| segment.as_str()).collect::<String>(), text);
    /// let narration = found.segments().filter(|segment| segment.kind() == SegmentKind::Narration);
    /// let narration: Vec<&str> = narration.map(|segment| segment.as_str()).collect();
    /// assert_eq!(narration, ["said Orne.", "The", "\"quiet room\"", "was full."]);
    /// ```
    #[must_use]
    pub fn segments(&self) -> Segments<'_, 't> {
        Segments::of(self.text, &self.parts)
    }

    /// The paragraphs of the text, in order, without outer white space: those of [`tokenize`](crate::tokenize).
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No,\" said Orne.\n\nHe left.");
    /// let paragraphs: Vec<&str> = found.paragraphs().iter().map(|&span| &found.text()[span]).collect();
    /// assert_eq!(paragraphs, ["\"No,\" said Orne.", "He left."]);
    /// ```
    #[must_use]
    pub fn paragraphs(&self) -> &[Span] {
        &self.parts.paragraphs
    }

    /// The sentences of the text, in order, without outer white space: those of [`tokenize`](crate::tokenize).
    ///
    /// ```
    /// let found = inquit::attribute_quotes("\"No!\" cried Dr. Orne. He left.");
    /// let sentences: Vec<&str> = found.sentences().iter().map(|&span| &found.text()[span]).collect();
    /// assert_eq!(sentences, ["\"No!\" cried Dr. Orne.", "He left."]);
    /// ```
    #[must_use]
    pub fn sentences(&self) -> &[Span] {
        &self.parts.sentences
    }

    /// A part of the text as a reader sees it: without tags, masks and other markup, entities as characters, words that
    /// were cut at the ends of lines as one.
    ///
    /// A text without markup is borrowed. Markup over the edge of the part is read where it begins, so that
    /// [segments](Self::segments) read one after the other as the whole text does, white space between them aside.
    ///
    /// # Panics
    /// As `text()[span]` does: if the span leaves the text or cuts a character. No span of a result does.
    ///
    /// # Examples
    ///
    /// ```
    /// let found = inquit::attribute_quotes("“Salt &amp; <b>iron</b>,” said Orne.");
    /// let quote = found.get(0).unwrap();
    /// assert_eq!(quote.content(), "Salt &amp; <b>iron</b>,");
    /// assert_eq!(found.plain_text(quote.content_span()), "Salt & iron,");
    /// ```
    #[must_use]
    pub fn plain_text(&self, span: Span) -> Cow<'t, str> {
        self.parts.plain(self.text, span)
    }

    /// All but the text, as plain data.
    ///
    /// ```
    /// let parts = inquit::attribute_quotes("\"No,\" said Orne.").into_parts();
    /// assert_eq!((parts.records.len(), &*parts.speakers[0].name), (1, "Orne"));
    /// ```
    #[must_use]
    pub fn into_parts(self) -> Parts {
        self.parts.into_owned()
    }

    /// The same with a copy of the text, which lives as long as it likes.
    ///
    /// ```
    /// let owned = {
    ///     let text = String::from("\"No,\" said Orne.");
    ///     inquit::attribute_quotes(&text).into_owned()
    /// };
    /// assert_eq!(owned.as_attributions().speakers()[0].name, "Orne");
    /// ```
    #[must_use]
    pub fn into_owned(self) -> OwnedAttributions {
        OwnedAttributions { text: self.text.to_owned(), parts: self.parts.into_owned() }
    }
}

impl<'a, 't> IntoIterator for &'a Attributions<'t> {
    type Item = Quote<'a, 't>;
    type IntoIter = QuoteIter<'a, 't>;

    fn into_iter(self) -> QuoteIter<'a, 't> {
        self.iter()
    }
}

/// Iterator over the quotations of [`Attributions`]; see [`Attributions::iter`].
///
/// ```
/// let found = inquit::attribute_quotes("\"No,\" said Orne. \"Never.\" He left.");
/// let mut iter = found.iter();
/// assert_eq!(iter.next_back().unwrap().content(), "Never.");
/// assert_eq!(iter.next().unwrap().content(), "No,");
/// assert!(iter.next().is_none() && iter.next().is_none());
/// ```
#[derive(Clone)]
pub struct QuoteIter<'a, 't> {
    text: &'t str,
    parts: &'a Parts,
    /// The records that are left; all are indices of `parts.records`.
    indices: Range<usize>,
}

impl<'a, 't> QuoteIter<'a, 't> {
    fn quote(&self, index: Option<usize>) -> Option<Quote<'a, 't>> {
        Quote::get(self.text, self.parts, index?)
    }
}

impl<'a, 't> Iterator for QuoteIter<'a, 't> {
    type Item = Quote<'a, 't>;

    fn next(&mut self) -> Option<Self::Item> {
        let index = self.indices.next();
        self.quote(index)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.indices.size_hint()
    }

    fn nth(&mut self, n: usize) -> Option<Self::Item> {
        let index = self.indices.nth(n);
        self.quote(index)
    }
}

impl DoubleEndedIterator for QuoteIter<'_, '_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let index = self.indices.next_back();
        self.quote(index)
    }
}

impl ExactSizeIterator for QuoteIter<'_, '_> {}
impl FusedIterator for QuoteIter<'_, '_> {}

/// The quotations that are left.
impl fmt::Debug for QuoteIter<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.clone()).finish()
    }
}

/// [`Attributions`] that own their text: to be kept, sent to another thread, stored and read back.
///
/// With the feature `serde` they serialise without loss, as an object with the keys `text`, `genre`, `marks`,
/// `marks_confidence`, `records`, `speakers`, `narrator`, `paragraphs` and `sentences`. What is read is checked, so
/// that no method panics: all spans lie within the text, on character boundaries, the records are in order, and all ids
/// are of listed speakers.
///
/// ```
/// let owned = inquit::attribute_quotes("\"No,\" said Orne.").into_owned();
/// let found = owned.as_attributions();
/// assert_eq!(found.get(0).unwrap().content(), "No,");
/// assert_eq!(found, inquit::attribute_quotes(owned.text()));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct OwnedAttributions {
    text: String,
    parts: Parts,
}

impl OwnedAttributions {
    /// `parts` must belong to `text`.
    #[cfg(feature = "serde")]
    pub(crate) fn new(text: String, parts: Parts) -> Self {
        Self { text, parts }
    }

    #[cfg(feature = "serde")]
    pub(crate) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The text in which the quotations were found.
    ///
    /// ```
    /// assert_eq!(inquit::attribute_quotes("Nobody spoke.").into_owned().text(), "Nobody spoke.");
    /// ```
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same with everything borrowed. Costs nothing: no record is copied.
    ///
    /// ```
    /// let owned = inquit::attribute_quotes("\"No,\" said Orne.").into_owned();
    /// let contents: Vec<String> = owned.as_attributions().iter().map(|quote| quote.content().to_owned()).collect();
    /// assert_eq!(contents, ["No,"]);
    /// ```
    #[must_use]
    pub fn as_attributions(&self) -> Attributions<'_> {
        Attributions { text: &self.text, parts: Cow::Borrowed(&self.parts) }
    }

    /// The text, and all else as plain data.
    ///
    /// ```
    /// let (text, parts) = inquit::attribute_quotes("\"No,\" said Orne.").into_owned().into_parts();
    /// assert_eq!(&text[parts.records[0].content], "No,");
    /// ```
    #[must_use]
    pub fn into_parts(self) -> (String, Parts) {
        (self.text, self.parts)
    }
}

impl From<Attributions<'_>> for OwnedAttributions {
    fn from(found: Attributions<'_>) -> Self {
        found.into_owned()
    }
}
