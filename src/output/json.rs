//! The document that other programs read: a contract, see the `Serialize` of `Attributions`.

use serde::ser::{Serialize, SerializeSeq, SerializeStruct, Serializer};

use crate::output::attributions::Attributions;
use crate::output::quote::Quote;
use crate::record::{Gender, Speaker, SpeechMarks};
use crate::span::Span;

/// As an object with `marks`, `quotes` and `speakers`:
///
/// ```
/// let found = inquit::attribute_quotes("\"No,\" said Orne.");
/// let json = serde_json::to_value(&found).unwrap();
/// assert_eq!(json["marks"], serde_json::json!({ "style": "double", "share": 1.0 }));
/// assert_eq!(json["quotes"][0], serde_json::json!({
///     "start": 0, "end": 5, "content": { "start": 1, "end": 4 }, "text": "No,",
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
/// `start` and `end` are bytes. Those of a quotation include its marks, `content` and `text` leave them out. `speaker`,
/// `mention` and `cue` may be null, and so may the `title` of a speaker.
impl Serialize for Attributions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut document = serializer.serialize_struct("Attributions", 3)?;
        document.serialize_field("marks", &Marks { style: self.marks(), share: self.marks_confidence() })?;
        document.serialize_field("quotes", &Quotes(self))?;
        document.serialize_field("speakers", &Speakers(self.speakers()))?;
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
        let words =
            |span: Option<Span>, text| span.zip(text).map(|(Span { start, end }, text)| Words { start, end, text });
        let mut quote = serializer.serialize_struct("Quote", 16)?;
        quote.serialize_field("start", &self.span().start)?;
        quote.serialize_field("end", &self.span().end)?;
        quote.serialize_field("content", &self.content_span())?;
        quote.serialize_field("text", self.content())?;
        quote.serialize_field("kind", &self.kind())?;
        quote.serialize_field("style", &self.style())?;
        quote.serialize_field("depth", &self.depth())?;
        quote.serialize_field("closed", &self.is_closed())?;
        quote.serialize_field("doubtful", &self.is_doubtful())?;
        quote.serialize_field("speaker", &self.speaker().map(SpeakerName::of))?;
        quote.serialize_field("mention", &words(self.mention(), self.mention_text()))?;
        quote.serialize_field("cue", &words(self.cue(), self.cue_text()))?;
        quote.serialize_field("evidence", &self.evidence())?;
        quote.serialize_field("confidence", &self.confidence())?;
        quote.serialize_field("addressees", &self.addressees().map(SpeakerName::of).collect::<Vec<_>>())?;
        quote.serialize_field("utterance", &self.utterance())?;
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

/// A speaker or addressee of a quotation.
#[derive(serde::Serialize)]
struct SpeakerName<'a> {
    id: usize,
    name: &'a str,
}

impl<'a> SpeakerName<'a> {
    fn of(speaker: &'a Speaker) -> Self {
        Self { id: speaker.id.index(), name: &speaker.name }
    }
}

struct Speakers<'a>(&'a [Speaker]);

impl Serialize for Speakers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for Speaker { id, name, aliases, title, gender, mentions, .. } in self.0 {
            let (id, gender, mentions) = (id.index(), *gender, *mentions);
            list.serialize_element(&SpeakerEntry { id, name, aliases, title: title.as_deref(), gender, mentions })?;
        }
        list.end()
    }
}

/// One element of `speakers`. A [`Speaker`] has more fields, which are not part of the contract.
#[derive(serde::Serialize)]
struct SpeakerEntry<'a> {
    id: usize,
    name: &'a str,
    aliases: &'a [String],
    title: Option<&'a str>,
    gender: Gender,
    mentions: usize,
}
