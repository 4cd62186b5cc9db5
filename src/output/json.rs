//! The document that other programs read: a contract, see the `Serialize` of `Attributions`.

use core::ops::Range;

use serde::ser::{Serialize, SerializeSeq, SerializeStruct, Serializer};

use crate::offsets::{OffsetUnit, Offsets};
use crate::output::attributions::Attributions;
use crate::output::quote::Quote;
use crate::record::{Gender, Speaker, SpeechMarks};
use crate::span::Span;

/// As an object with `version`, `offsets`, `marks`, `quotes` and `speakers`:
///
/// ```
/// let found = inquit::attribute_quotes("\"No,\" said Orne.");
/// let json = serde_json::to_value(&found).unwrap();
/// assert_eq!((&json["version"], &json["offsets"]), (&1.into(), &"bytes".into()));
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
/// `start` and `end` are bytes; [`in_unit`](Attributions::in_unit) chooses another unit. Those of a quotation include
/// its marks, `content` and `text` leave them out. `speaker`, `mention` and `cue` may be null, and so may the `title`
/// of a speaker.
///
/// `version` is that of the form: [`InUnit::VERSION`]. The file `docs/quotations.schema.json` is its JSON Schema.
impl Serialize for Attributions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.in_unit(OffsetUnit::Bytes).serialize(serializer)
    }
}

impl<'t> Attributions<'t> {
    /// The result as it serialises with offsets in another unit than bytes: for JavaScript, Python and others.
    ///
    /// The document names the unit, as `offsets`. For one quotation at a time, see [`InUnit::quotes`].
    ///
    /// ```
    /// use inquit::OffsetUnit;
    /// let found = inquit::attribute_quotes("🦀 “No,” said Orne.");
    /// let json = serde_json::to_value(found.in_unit(OffsetUnit::Utf16)).unwrap();
    /// assert_eq!((&json["offsets"], &json["quotes"][0]["start"]), (&"utf-16".into(), &3.into()));
    /// ```
    #[must_use]
    pub fn in_unit(&self, unit: OffsetUnit) -> InUnit<'_, 't> {
        // Bytes need no table.
        let offsets = (unit != OffsetUnit::Bytes).then(|| Offsets::new(self.text()));
        InUnit { found: self, unit, offsets }
    }
}

/// A result that serialises with offsets in a unit; see [`Attributions::in_unit`].
///
/// ```
/// use inquit::OffsetUnit;
/// let found = inquit::attribute_quotes("“No,” said Orne.");
/// let json = serde_json::to_value(found.in_unit(OffsetUnit::Characters)).unwrap();
/// assert_eq!(json["offsets"], "characters");
/// assert_eq!(json["quotes"][0]["content"], serde_json::json!({ "start": 1, "end": 4 }));
/// ```
#[derive(Clone, Debug)]
pub struct InUnit<'a, 't> {
    found: &'a Attributions<'t>,
    unit: OffsetUnit,
    /// `None`: offsets are bytes.
    offsets: Option<Offsets<'t>>,
}

impl<'a, 't> InUnit<'a, 't> {
    /// The version of the form, `version` in the document. It changes if a key is renamed or removed, or if its meaning
    /// changes. A key that is added does not change it.
    ///
    /// ```
    /// let json = serde_json::to_value(inquit::attribute_quotes("")).unwrap();
    /// assert_eq!(json["version"], inquit::InUnit::VERSION);
    /// ```
    pub const VERSION: u32 = 1;

    /// The elements of `quotes`, each as a value that serialises alone: for a format with a quotation a line.
    ///
    /// ```
    /// use inquit::OffsetUnit;
    /// let found = inquit::attribute_quotes("“No,” said Orne. “Never.”");
    /// let found = found.in_unit(OffsetUnit::Characters);
    /// let lines: Vec<String> = found.quotes().map(|quote| serde_json::to_string(&quote).unwrap()).collect();
    /// assert!(lines[1].starts_with("{\"start\":17,\"end\":25,"));
    /// ```
    pub fn quotes(&self) -> impl DoubleEndedIterator<Item = QuoteInUnit<'_, 't>> + ExactSizeIterator {
        self.found
            .iter()
            .map(|quote| QuoteInUnit { quote, offsets: self.offsets.as_ref().map(|offsets| (offsets, self.unit)) })
    }
}

impl Serialize for InUnit<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let marks = Marks { style: self.found.marks(), share: self.found.marks_confidence() };
        let mut document = serializer.serialize_struct("Attributions", 5)?;
        document.serialize_field("version", &Self::VERSION)?;
        document.serialize_field("offsets", &self.unit)?;
        document.serialize_field("marks", &marks)?;
        document.serialize_field("quotes", &Quotes(self))?;
        document.serialize_field("speakers", &Speakers(self.found.speakers()))?;
        document.end()
    }
}

struct Quotes<'a, 'b, 't>(&'a InUnit<'b, 't>);

impl Serialize for Quotes<'_, '_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.quotes())
    }
}

/// One element of `quotes`, as in [`Attributions`]; offsets are bytes.
impl Serialize for Quote<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        QuoteInUnit { quote: *self, offsets: None }.serialize(serializer)
    }
}

/// A quotation that serialises with offsets in a unit; see [`InUnit::quotes`].
///
/// ```
/// use inquit::OffsetUnit;
/// let found = inquit::attribute_quotes("“No,” said Orne.");
/// let document = serde_json::to_value(found.in_unit(OffsetUnit::Utf16)).unwrap();
/// let found = found.in_unit(OffsetUnit::Utf16);
/// let quote = found.quotes().next().unwrap();
/// assert_eq!(serde_json::to_value(&quote).unwrap(), document["quotes"][0]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct QuoteInUnit<'a, 't> {
    quote: Quote<'a, 't>,
    /// `None`: offsets are bytes.
    offsets: Option<(&'a Offsets<'t>, OffsetUnit)>,
}

impl QuoteInUnit<'_, '_> {
    fn range(&self, span: Span) -> Range<usize> {
        self.offsets.map_or(span.range(), |(offsets, unit)| offsets.convert(span, unit))
    }
}

impl Serialize for QuoteInUnit<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let words = |span: Option<Span>, text| {
            let words = |(span, text)| {
                let Range { start, end } = self.range(span);
                Words { start, end, text }
            };
            span.zip(text).map(words)
        };
        let own = &self.quote;
        let span = self.range(own.span());
        let mut quote = serializer.serialize_struct("Quote", 16)?;
        quote.serialize_field("start", &span.start)?;
        quote.serialize_field("end", &span.end)?;
        quote.serialize_field("content", &Span::from(self.range(own.content_span())))?;
        quote.serialize_field("text", own.content())?;
        quote.serialize_field("kind", &own.kind())?;
        quote.serialize_field("style", &own.style())?;
        quote.serialize_field("depth", &own.depth())?;
        quote.serialize_field("closed", &own.is_closed())?;
        quote.serialize_field("doubtful", &own.is_doubtful())?;
        quote.serialize_field("speaker", &own.speaker().map(SpeakerName::of))?;
        quote.serialize_field("mention", &words(own.mention(), own.mention_text()))?;
        quote.serialize_field("cue", &words(own.cue(), own.cue_text()))?;
        quote.serialize_field("evidence", &own.evidence())?;
        quote.serialize_field("confidence", &own.confidence())?;
        quote.serialize_field("addressees", &own.addressees().map(SpeakerName::of).collect::<Vec<_>>())?;
        quote.serialize_field("utterance", &own.utterance())?;
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
