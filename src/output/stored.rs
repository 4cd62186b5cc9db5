//! The form in which a result is stored, and the checks when it is read back.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::output::attributions::OwnedAttributions;
use crate::output::parts::{Markup, Parts};
use crate::record::{Genre, QuoteRecord, Speaker, SpeakerId, SpeechMarks};
use crate::span::Span;

/// As an object from which the same result can be read.
///
/// ```
/// use inquit::{attribute_quotes, OwnedAttributions};
/// let owned = attribute_quotes("\"No,\" said Orne.").into_owned();
/// let json = serde_json::to_string(&owned)?;
/// assert_eq!(serde_json::from_str::<OwnedAttributions>(&json)?, owned);
///
/// let other_text = json.replace("said Orne", "");
/// assert!(serde_json::from_str::<OwnedAttributions>(&other_text).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
impl Serialize for OwnedAttributions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Parts { genre, marks, marks_confidence, records, speakers, narrator, paragraphs, sentences, markup } =
            self.parts();
        let mut stored = serializer.serialize_struct("OwnedAttributions", 10)?;
        stored.serialize_field("text", self.text())?;
        stored.serialize_field("genre", genre)?;
        stored.serialize_field("marks", marks)?;
        stored.serialize_field("marks_confidence", marks_confidence)?;
        stored.serialize_field("records", records)?;
        stored.serialize_field("speakers", speakers)?;
        stored.serialize_field("narrator", narrator)?;
        stored.serialize_field("paragraphs", paragraphs)?;
        stored.serialize_field("sentences", sentences)?;
        stored.serialize_field("markup", markup)?;
        stored.end()
    }
}

/// The same object before it is checked.
#[derive(serde::Deserialize)]
#[serde(rename = "OwnedAttributions")]
struct Unchecked {
    text: String,
    genre: Genre,
    marks: SpeechMarks,
    marks_confidence: f64,
    records: Vec<QuoteRecord>,
    speakers: Vec<Speaker>,
    narrator: Option<SpeakerId>,
    paragraphs: Vec<Span>,
    sentences: Vec<Span>,
    markup: Vec<Markup>,
}

/// # Errors
/// A span leaves the text or cuts a character, a record is out of order, or an id is of no listed speaker.
impl<'de> Deserialize<'de> for OwnedAttributions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Unchecked {
            text,
            genre,
            marks,
            marks_confidence,
            records,
            speakers,
            narrator,
            paragraphs,
            sentences,
            markup,
        } = Unchecked::deserialize(deserializer)?;
        let parts =
            Parts { genre, marks, marks_confidence, records, speakers, narrator, paragraphs, sentences, markup };
        check(&text, &parts).map_err(D::Error::custom)?;
        Ok(Self::new(text, parts))
    }
}

/// Whether the parts may belong to the text: nothing that a method reads by them is out of bounds.
fn check(text: &str, parts: &Parts) -> Result<(), String> {
    let spans_of = |record: &QuoteRecord| [Some(record.span), Some(record.content), record.mention, record.cue];
    let of_records = parts.records.iter().flat_map(spans_of).flatten();
    let of_speakers = parts.speakers.iter().flat_map(|speaker| speaker.mention_spans.iter().copied());
    let of_markup = parts.markup.iter().map(|markup| markup.span);
    let others = parts.paragraphs.iter().chain(&parts.sentences).copied().chain(of_markup.clone());
    let lies_within = |span: &Span| span.start <= span.end && text.get(span.range()).is_some();
    if let Some(span) = of_records.chain(of_speakers).chain(others).find(|span| !lies_within(span)) {
        return Err(format!("the span {span:?} leaves the text or cuts a character"));
    }

    if of_markup.clone().zip(of_markup.skip(1)).any(|(before, markup)| before.end > markup.start) {
        return Err("the markup is out of order".to_owned());
    }

    let ids_of = |record: &QuoteRecord| {
        let alternatives = record.alternatives.iter().map(|other| other.speaker);
        record.speaker.into_iter().chain(record.addressees.iter().copied()).chain(alternatives).max()
    };
    let mut ids = parts.records.iter().filter_map(ids_of).chain(parts.narrator);
    if let Some(id) = ids.find(|id| id.index() >= parts.speakers.len()) {
        return Err(format!("there is no speaker {}", id.index()));
    }
    if let Some((index, _)) = parts.speakers.iter().enumerate().find(|(index, speaker)| speaker.id.index() != *index) {
        return Err(format!("the speaker at index {index} has another id"));
    }

    let mut posteriors = parts.records.iter().flat_map(|record| &record.alternatives).map(|other| other.posterior);
    if !(0.0..=1.0).contains(&parts.marks_confidence) || !posteriors.all(|posterior| (0.0..=1.0).contains(&posterior)) {
        return Err("a probability is not within 0 and 1".to_owned());
    }
    check_order(&parts.records)
}

/// Whether the records are in order, outer ones first, any two nested or disjoint, each around its content.
fn check_order(records: &[QuoteRecord]) -> Result<(), String> {
    let mut last = 0;
    // The ends of the records around the one at hand, outermost first.
    let mut around: Vec<usize> = Vec::new();
    for QuoteRecord { span, content, .. } in records {
        while around.last().is_some_and(|&end| end <= span.start) {
            around.pop();
        }
        let crosses = around.last().is_some_and(|&end| end < span.end);
        if span.start < last || crosses || !span.covers(*content) {
            return Err(format!("the quotation {span:?} is out of order"));
        }
        last = span.start;
        around.push(span.end);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::check_order;
    use crate::record::{Confidence, Evidence, QuoteKind, QuoteRecord, QuoteStyle};
    use crate::span::Span;
    use crate::tests::random::Random;

    fn record(span: Span) -> QuoteRecord {
        QuoteRecord {
            span,
            content: span,
            depth: 0,
            closed: true,
            doubtful: false,
            style: QuoteStyle::Curly,
            kind: QuoteKind::Direct,
            speaker: None,
            mention: None,
            cue: None,
            evidence: Evidence::Unresolved,
            confidence: Confidence::thousandths(300),
            addressees: Vec::new(),
            alternatives: Vec::new(),
            utterance: 0,
        }
    }

    /// Against comparing all pairs, on many short lists of spans.
    #[test]
    fn records_are_in_order_if_any_two_are() {
        let mut random = Random::new(11);
        let (mut right, mut wrong) = (0, 0);
        for _ in 0..20_000 {
            let spans: Vec<Span> = (0..random.below(5))
                .map(|_| {
                    let start = random.below(6);
                    Span::new(start, start + 1 + random.below(6))
                })
                .collect();
            let follows = |a: Span, b: Span| a.end <= b.start || a.covers(b);
            let pairs = (0..spans.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
            let ordered = pairs.clone().all(|(a, b)| spans[a].start <= spans[b].start && follows(spans[a], spans[b]));
            let records: Vec<QuoteRecord> = spans.iter().copied().map(record).collect();
            assert_eq!(check_order(&records).is_ok(), ordered, "{spans:?}");
            *if ordered { &mut right } else { &mut wrong } += 1;
        }
        assert!(right > 1_000 && wrong > 1_000);
    }

    #[test]
    fn a_content_lies_within_its_quotation() {
        let outside = QuoteRecord { content: Span::new(2, 6), ..record(Span::new(2, 5)) };
        assert_eq!(check_order(&[outside]).unwrap_err(), "the quotation 2..5 is out of order");
    }
}
