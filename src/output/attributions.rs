//! What a caller gets.

use core::iter::FusedIterator;

use crate::record::{QuoteRecord, Speaker, SpeechMarks};

/// The quotations of a text and their speakers.
///
/// Records and speakers are owned and know nothing of the text; [`iter`](Self::iter) puts records and text together.
///
/// ```
/// let found = inquit::attribute_quotes("\"No,\" said Orne. \"Not today.\"");
/// assert_eq!(found.len(), 2);
/// assert_eq!(found.speakers()[0].name, "Orne");
/// let texts: Vec<&str> = found.iter().map(|quote| quote.text()).collect();
/// assert_eq!(texts, ["No,", "Not today."]);
/// ```
#[derive(Clone, Debug)]
pub struct Attributions<'t> {
    pub(crate) text: &'t str,
    marks: SpeechMarks,
    marks_share: f32,
    records: Vec<QuoteRecord>,
    speakers: Vec<Speaker>,
}

impl<'t> Attributions<'t> {
    pub(crate) fn new(
        text: &'t str,
        marks: SpeechMarks,
        marks_share: f32,
        records: Vec<QuoteRecord>,
        speakers: Vec<Speaker>,
    ) -> Self {
        Self { text, marks, marks_share, records, speakers }
    }

    /// The text they were found in.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// How the text marks speech, as it tells itself or as the builder was told.
    #[must_use]
    pub fn marks(&self) -> SpeechMarks {
        self.marks
    }

    /// How sure that is: the share of the quotations that are marked so, between 0.0 and 1.0; 1.0 if the builder was told.
    #[must_use]
    pub fn marks_share(&self) -> f32 {
        self.marks_share
    }

    /// How many quotations there are, nested ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether the text has no quotation.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The quotations in order of their starts, outer ones before those inside them.
    #[must_use]
    pub fn iter(&self) -> QuoteIter<'_, 't> {
        QuoteIter { found: self, records: self.records.iter() }
    }

    /// The records, in the same order.
    #[must_use]
    pub fn records(&self) -> &[QuoteRecord] {
        &self.records
    }

    /// Those to whom at least one quotation is attributed, in the order of their first quotations, and then those who are
    /// only spoken to.
    #[must_use]
    pub fn speakers(&self) -> &[Speaker] {
        &self.speakers
    }

    /// Records and speakers, without the text.
    #[must_use]
    pub fn into_parts(self) -> (Vec<QuoteRecord>, Vec<Speaker>) {
        (self.records, self.speakers)
    }
}

impl<'a, 't> IntoIterator for &'a Attributions<'t> {
    type Item = Quote<'a, 't>;
    type IntoIter = QuoteIter<'a, 't>;

    fn into_iter(self) -> QuoteIter<'a, 't> {
        self.iter()
    }
}

/// Iterator over the quotations of [`Attributions`].
#[derive(Clone, Debug)]
pub struct QuoteIter<'a, 't> {
    found: &'a Attributions<'t>,
    records: core::slice::Iter<'a, QuoteRecord>,
}

impl<'a, 't> Iterator for QuoteIter<'a, 't> {
    type Item = Quote<'a, 't>;

    fn next(&mut self) -> Option<Self::Item> {
        self.records.next().map(|record| Quote { found: self.found, record })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.records.size_hint()
    }
}

impl ExactSizeIterator for QuoteIter<'_, '_> {}
impl FusedIterator for QuoteIter<'_, '_> {}

/// A quotation in its text. Dereferences to its [`QuoteRecord`].
#[derive(Clone, Copy, Debug)]
pub struct Quote<'a, 't> {
    pub(crate) found: &'a Attributions<'t>,
    record: &'a QuoteRecord,
}

impl<'a, 't> Quote<'a, 't> {
    /// The record.
    #[must_use]
    pub fn record(&self) -> &'a QuoteRecord {
        self.record
    }

    /// What stands between the marks.
    #[must_use]
    pub fn text(&self) -> &'t str {
        &self.found.text[self.record.inner]
    }

    /// The quotation with its marks.
    #[must_use]
    pub fn as_str(&self) -> &'t str {
        &self.found.text[self.record.span]
    }

    /// Who said it.
    #[must_use]
    pub fn speaker(&self) -> Option<&'a Speaker> {
        self.record.speaker.map(|id| &self.found.speakers[id.index()])
    }

    /// To whom it is said, where the text tells.
    pub fn addressees(&self) -> impl Iterator<Item = &'a Speaker> {
        let speakers = &self.found.speakers;
        self.record.addressees.into_iter().flatten().map(move |id| &speakers[id.index()])
    }

    /// The words that name the speaker there.
    #[must_use]
    pub fn mention_text(&self) -> Option<&'t str> {
        self.record.mention.map(|span| &self.found.text[span])
    }

    /// The words that report the speech.
    #[must_use]
    pub fn cue_text(&self) -> Option<&'t str> {
        self.record.cue.map(|span| &self.found.text[span])
    }
}

impl core::ops::Deref for Quote<'_, '_> {
    type Target = QuoteRecord;

    fn deref(&self) -> &QuoteRecord {
        self.record
    }
}
