//! Web Annotation, the JSON-LD of the World Wide Web Consortium.

use std::io;

use serde::Serialize;

use crate::offsets::{OffsetUnit, Offsets};
use crate::output::attributions::Attributions;
use crate::output::quote::Quote;
use crate::record::{Evidence, QuoteKind};
use crate::span::Span;
use crate::write::json::List;

/// Writes a collection of the [Web Annotation Data Model](https://www.w3.org/TR/annotation-model/) in JSON-LD, with an
/// annotation for each quotation.
///
/// The target of an annotation is the quotation, its marks included. Its bodies are the name of the speaker
/// (`identifying`), the kind of the quotation (`tagging`), and the words of the text that name the speaker
/// (`identifying`) and report the speech (`describing`). Words of the text are selected twice, by a `TextQuoteSelector`
/// with what stands before and after, and by a `TextPositionSelector`. `confidence`, `evidence`, `addressee` and
/// `utterance` are terms of inquit, which the context defines.
///
/// ```
/// use inquit::write::WebAnnotation;
/// let found = inquit::attribute_quotes("“No,” said Ida.");
/// let mut collection = Vec::new();
/// WebAnnotation::new().source("https://example.org/ferry.txt").write(&found, &mut collection)?;
/// let collection: serde_json::Value = serde_json::from_slice(&collection)?;
/// assert_eq!(collection["total"], 1);
/// let annotation = &collection["first"]["items"][0];
/// assert_eq!(annotation["id"], "https://example.org/ferry.txt#quotation-1");
/// assert_eq!(annotation["body"][0]["value"], "Ida");
/// let target = &annotation["target"];
/// assert_eq!(target["source"], "https://example.org/ferry.txt");
/// assert_eq!((&target["selector"][0]["exact"], &target["selector"][0]["suffix"]), (&"“No,”".into(), &" said Ida.".into()));
/// assert_eq!((&target["selector"][1]["start"], &target["selector"][1]["end"]), (&0.into(), &5.into()));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct WebAnnotation {
    title: Option<String>,
    source: String,
    unit: OffsetUnit,
}

/// Number of characters before and after that tell a passage from others with the same words: what the annotation tool
/// Hypothesis keeps.
const CONTEXT: usize = 32;

impl Default for WebAnnotation {
    fn default() -> Self {
        Self::new()
    }
}

impl WebAnnotation {
    /// A text without an address of its own: the source is `urn:x-inquit:text`. Positions count characters.
    ///
    /// ```
    /// use inquit::write::WebAnnotation;
    /// let mut collection = Vec::new();
    /// WebAnnotation::new().write(&inquit::attribute_quotes(""), &mut collection)?;
    /// let collection: serde_json::Value = serde_json::from_slice(&collection)?;
    /// assert_eq!(collection["id"], "urn:x-inquit:text#quotations");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self { title: None, source: "urn:x-inquit:text".to_owned(), unit: OffsetUnit::Characters }
    }

    /// The address of the text. A fragment is left out, and what may not stand in an address is percent-encoded.
    ///
    /// ```
    /// use inquit::write::WebAnnotation;
    /// let mut collection = Vec::new();
    /// let settings = WebAnnotation::new().source("https://example.org/the ferry.txt#p2");
    /// settings.write(&inquit::attribute_quotes("“No.”"), &mut collection)?;
    /// let collection: serde_json::Value = serde_json::from_slice(&collection)?;
    /// let target = &collection["first"]["items"][0]["target"];
    /// assert_eq!(target["source"], "https://example.org/the%20ferry.txt");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn source(mut self, iri: impl AsRef<str>) -> Self {
        self.source = iri_without_fragment(iri.as_ref());
        self
    }

    /// The label of the collection.
    ///
    /// ```
    /// use inquit::write::WebAnnotation;
    /// let mut collection = Vec::new();
    /// WebAnnotation::new().title("The Ferry").write(&inquit::attribute_quotes(""), &mut collection)?;
    /// let collection: serde_json::Value = serde_json::from_slice(&collection)?;
    /// assert_eq!(collection["label"], "The Ferry");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The unit of positions. The recommendation counts characters, which is the default; some tools in browsers count
    /// UTF-16 code units.
    ///
    /// ```
    /// use inquit::{write::WebAnnotation, OffsetUnit};
    /// let mut collection = Vec::new();
    /// let settings = WebAnnotation::new().offsets(OffsetUnit::Utf16);
    /// settings.write(&inquit::attribute_quotes("🦀 “No,” said Ida."), &mut collection)?;
    /// let collection: serde_json::Value = serde_json::from_slice(&collection)?;
    /// assert_eq!(collection["first"]["items"][0]["target"]["selector"][1]["start"], 3);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn offsets(mut self, unit: OffsetUnit) -> Self {
        self.unit = unit;
        self
    }

    /// Writes the collection of a result.
    ///
    /// # Errors
    /// `out` fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use inquit::write::WebAnnotation;
    /// let mut collection = Vec::new();
    /// WebAnnotation::new().write(&inquit::attribute_quotes("“No,” said Ida."), &mut collection)?;
    /// let collection: serde_json::Value = serde_json::from_slice(&collection)?;
    /// assert_eq!(collection["@context"][0], "http://www.w3.org/ns/anno.jsonld");
    /// assert_eq!(collection["type"], "AnnotationCollection");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write(&self, answer: &Attributions<'_>, mut out: impl io::Write) -> io::Result<()> {
        let passages = Passages {
            source: &self.source,
            text: answer.text(),
            offsets: Offsets::new(answer.text()),
            unit: self.unit,
        };
        let collection = Collection {
            context: ("http://www.w3.org/ns/anno.jsonld", Terms::default()),
            id: format!("{}#quotations", self.source),
            r#type: "AnnotationCollection",
            label: self.title.as_deref(),
            generator: Generator::default(),
            total: answer.len(),
            first: Page {
                id: format!("{}#quotations-page-1", self.source),
                r#type: "AnnotationPage",
                start_index: 0,
                items: List(|| answer.iter().enumerate().map(|(index, quote)| passages.annotation(index, quote))),
            },
        };
        serde_json::to_writer(&mut out, &collection)?;
        out.write_all(b"\n")?;
        out.flush()
    }
}

/// An address without its fragment. Characters that no IRI has are percent-encoded.
fn iri_without_fragment(iri: &str) -> String {
    let iri = iri.split('#').next().unwrap_or_default();
    let mut encoded = String::with_capacity(iri.len());
    for c in iri.chars() {
        let forbidden = c.is_whitespace()
            || c.is_control()
            || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if forbidden {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                encoded += &format!("%{byte:02X}");
            }
        } else {
            encoded.push(c);
        }
    }
    encoded
}

#[derive(Serialize)]
struct Collection<'a, L> {
    #[serde(rename = "@context")]
    context: (&'a str, Terms),
    id: String,
    r#type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    generator: Generator,
    total: usize,
    first: Page<'a, L>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'a, L> {
    id: String,
    r#type: &'a str,
    start_index: usize,
    items: L,
}

/// What the terms of inquit stand for: a field of a record each. They are spelled out, since JSON-LD 1.1 takes a prefix
/// for one only if it ends with a delimiter.
#[derive(Serialize)]
struct Terms {
    confidence: &'static str,
    evidence: &'static str,
    addressee: &'static str,
    utterance: &'static str,
}

/// The address of the documentation of a field.
macro_rules! term {
    ($field:literal) => {
        concat!("https://docs.rs/inquit/latest/inquit/struct.QuoteRecord.html#structfield.", $field)
    };
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            confidence: term!("confidence"),
            evidence: term!("evidence"),
            addressee: term!("addressees"),
            utterance: term!("utterance"),
        }
    }
}

#[derive(Serialize)]
struct Generator {
    id: &'static str,
    r#type: &'static str,
    name: &'static str,
}

impl Default for Generator {
    fn default() -> Self {
        let name = concat!("inquit ", env!("CARGO_PKG_VERSION"));
        Self { id: "https://crates.io/crates/inquit", r#type: "Software", name }
    }
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    r#type: &'static str,
    motivation: &'static str,
    body: Vec<Body<'a>>,
    target: Passage<'a>,
    evidence: Evidence,
    confidence: f64,
    addressee: Vec<&'a str>,
    utterance: u32,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Body<'a> {
    TextualBody {
        purpose: &'static str,
        format: &'static str,
        value: &'a str,
    },
    SpecificResource {
        purpose: &'static str,
        #[serde(flatten)]
        passage: Passage<'a>,
    },
}

impl<'a> Body<'a> {
    fn text(purpose: &'static str, value: &'a str) -> Self {
        Self::TextualBody { purpose, format: "text/plain", value }
    }
}

/// Words of the text.
#[derive(Serialize)]
struct Passage<'a> {
    source: &'a str,
    selector: [Selector<'a>; 2],
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    TextQuoteSelector { exact: &'a str, prefix: &'a str, suffix: &'a str },
    TextPositionSelector { start: usize, end: usize },
}

/// What passages of a text are made of.
struct Passages<'a> {
    source: &'a str,
    text: &'a str,
    offsets: Offsets<'a>,
    unit: OffsetUnit,
}

impl<'a> Passages<'a> {
    fn annotation(&'a self, index: usize, quote: Quote<'a, 'a>) -> Annotation<'a> {
        let mut body = Vec::with_capacity(4);
        body.extend(quote.speaker().map(|speaker| Body::text("identifying", &speaker.name)));
        body.push(Body::text("tagging", QuoteKind::as_str(quote.kind())));
        for (purpose, span) in [("identifying", quote.mention()), ("describing", quote.cue())] {
            body.extend(span.map(|span| Body::SpecificResource { purpose, passage: self.passage(span) }));
        }
        Annotation {
            id: format!("{}#quotation-{}", self.source, index + 1),
            r#type: "Annotation",
            motivation: "identifying",
            body,
            target: self.passage(quote.span()),
            evidence: quote.evidence(),
            confidence: quote.confidence().value(),
            addressee: quote.addressees().map(|person| person.name.as_str()).collect(),
            utterance: quote.utterance(),
        }
    }

    fn passage(&'a self, span: Span) -> Passage<'a> {
        let (before, after) = (&self.text[..span.start], &self.text[span.end..]);
        let start = before.char_indices().rev().take(CONTEXT).last().map_or(span.start, |(at, _)| at);
        let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        let range = self.offsets.convert(span, self.unit);
        Passage {
            source: self.source,
            selector: [
                Selector::TextQuoteSelector {
                    exact: &self.text[span],
                    prefix: &before[start..],
                    suffix: &after[..end],
                },
                Selector::TextPositionSelector { start: range.start, end: range.end },
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{iri_without_fragment, Passages, Selector};
    use crate::offsets::{OffsetUnit, Offsets};
    use crate::span::Span;

    #[test]
    fn addresses_are_addresses() {
        for (given, expected) in [
            ("https://example.org/é?a=b#c#d", "https://example.org/é?a=b"),
            ("a b\"<\u{202e}>\n", "a%20b%22%3C%E2%80%AE%3E%0A"),
            ("", ""),
        ] {
            assert_eq!(iri_without_fragment(given), expected);
        }
    }

    #[test]
    fn a_passage_is_told_from_others_by_what_stands_around_it() {
        let text = format!("{}“No.”{}", "é".repeat(40), "🦀".repeat(40));
        let offsets = Offsets::new(&text);
        let passages = Passages { source: "", text: &text, offsets, unit: OffsetUnit::Characters };
        let [quote, position] = passages.passage(Span::new(80, 89)).selector;
        let Selector::TextQuoteSelector { exact, prefix, suffix } = quote else { panic!() };
        assert_eq!((exact, prefix, suffix), ("“No.”", &*"é".repeat(32), &*"🦀".repeat(32)));
        assert!(matches!(position, Selector::TextPositionSelector { start: 40, end: 45 }));
    }
}
