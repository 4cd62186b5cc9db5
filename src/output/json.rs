//! The serialised form: a documented contract, see `Attributions`'s `Serialize`.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::output::attributions::{Attributions, Quote};
use crate::record::{Confidence, Speaker, SpeechMarks};
use crate::span::Span;

/// As an object with `marks`, `quotes` and `speakers`:
///
/// ```
/// let found = inquit::attribute_quotes("\"No,\" said Orne.");
/// let json = serde_json::to_value(&found).unwrap();
/// assert_eq!(json["marks"], serde_json::json!({ "style": "double", "share": 1.0 }));
/// assert_eq!(json["quotes"][0], serde_json::json!({
///     "start": 0, "end": 5, "inner": { "start": 1, "end": 4 }, "text": "No,",
///     "kind": "direct", "style": "straight", "depth": 0, "closed": true, "doubtful": false,
///     "speaker": { "id": 0, "name": "Orne" },
///     "mention": { "start": 11, "end": 15, "text": "Orne" },
///     "cue": { "start": 6, "end": 10, "text": "said" },
///     "evidence": "explicit", "confidence": 0.985, "addressees": [], "utterance": 0,
/// }));
/// assert_eq!(json["speakers"][0], serde_json::json!({
///     "id": 0, "name": "Orne", "aliases": [], "title": null, "gender": "unknown", "mentions": 1,
/// }));
/// ```
///
/// `start` and `end` are bytes and include the marks; `speaker`, `mention` and `cue` may be null.
impl Serialize for Attributions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut document = serializer.serialize_struct("Attributions", 3)?;
        let share = (f64::from(self.marks_share()) * 1000.0).round() / 1000.0;
        document.serialize_field("marks", &Marks { style: self.marks(), share })?;
        document.serialize_field("quotes", &Quotes(self))?;
        document.serialize_field("speakers", self.speakers())?;
        document.end()
    }
}

struct Quotes<'a, 't>(&'a Attributions<'t>);

impl Serialize for Quotes<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter())
    }
}

/// One element of `quotes`, as in [`Attributions`].
impl Serialize for Quote<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let words = |span: Option<Span>| {
            span.map(|span| Words { start: span.start, end: span.end, text: &self.found.text[span] })
        };
        let mut quote = serializer.serialize_struct("Quote", 16)?;
        quote.serialize_field("start", &self.span.start)?;
        quote.serialize_field("end", &self.span.end)?;
        quote.serialize_field("inner", &self.inner)?;
        quote.serialize_field("text", self.text())?;
        quote.serialize_field("kind", &self.kind)?;
        quote.serialize_field("style", &self.style)?;
        quote.serialize_field("depth", &self.depth)?;
        quote.serialize_field("closed", &self.closed)?;
        quote.serialize_field("doubtful", &self.doubtful)?;
        quote.serialize_field("speaker", &self.speaker().map(Named::of))?;
        quote.serialize_field("mention", &words(self.mention))?;
        quote.serialize_field("cue", &words(self.cue))?;
        quote.serialize_field("evidence", &self.evidence)?;
        quote.serialize_field("confidence", &self.confidence)?;
        quote.serialize_field("addressees", &self.addressees().map(Named::of).collect::<Vec<_>>())?;
        quote.serialize_field("utterance", &self.utterance)?;
        quote.end()
    }
}

#[derive(serde::Serialize)]
struct Marks {
    style: SpeechMarks,
    share: f64,
}

#[derive(serde::Serialize)]
struct Words<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(serde::Serialize)]
struct Named<'a> {
    id: usize,
    name: &'a str,
}

impl<'a> Named<'a> {
    fn of(speaker: &'a Speaker) -> Self {
        Self { id: speaker.id.index(), name: &speaker.name }
    }
}

/// As a number between 0 and 1 with at most three decimals.
impl Serialize for Confidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The nearest f64 to the decimal, so that it prints as such.
        let thousandths = (f64::from(self.value()) * 1000.0).round();
        serializer.serialize_f64(thousandths / 1000.0)
    }
}
