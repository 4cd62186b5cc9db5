//! Documents of doccano.

use std::io;

use serde::Serialize;

use crate::offsets::{OffsetUnit, Offsets};
use crate::output::attributions::Attributions;
use crate::write::entities::{Entities, Label, Relation};
use crate::write::json::List;

/// Writes a document for [doccano](https://doccano.github.io/doccano/): one line of JSON, so that the documents of many
/// texts are a file in its format JSONL.
///
/// A quotation, its marks included, is a span with the label `Quotation`; the words that name the speaker and report
/// the speech are spans with the labels `Mention` and `Cue`. The relations `speaker` and `cue` lead from a quotation to
/// these. Offsets count characters. For a project without relations, see
/// [`without_relations`](Self::without_relations).
///
/// doccano has no scores. The keys `speaker` and `score` of a quotation are for other programs that read the file, and
/// doccano leaves them out.
///
/// ```
/// use inquit::write::Doccano;
/// let found = inquit::attribute_quotes("“No,” said Ida.");
/// let mut documents = Vec::new();
/// Doccano::new().id("ferry").write(&found, &mut documents)?;
/// let document: serde_json::Value = serde_json::from_slice(&documents)?;
/// assert_eq!((&document["document"], &document["text"]), (&"ferry".into(), &"“No,” said Ida.".into()));
/// let entity = &document["entities"][0];
/// assert_eq!((&entity["start_offset"], &entity["end_offset"]), (&0.into(), &5.into()));
/// assert_eq!((&entity["label"], &entity["speaker"]), (&"Quotation".into(), &"Ida".into()));
/// assert_eq!(document["relations"][0]["type"], "speaker");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Doccano {
    id: Option<String>,
    project: Project,
}

/// A type of project in doccano.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Project {
    SequenceLabeling,
    SequenceLabelingWithRelations,
}

impl Default for Doccano {
    fn default() -> Self {
        Self::new()
    }
}

impl Doccano {
    /// For a project of the type sequence labeling with relations.
    ///
    /// ```
    /// use inquit::write::Doccano;
    /// let mut documents = Vec::new();
    /// Doccano::new().write(&inquit::attribute_quotes("It rained."), &mut documents)?;
    /// assert_eq!(documents, b"{\"text\":\"It rained.\",\"entities\":[],\"relations\":[]}\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self { id: None, project: Project::SequenceLabelingWithRelations }
    }

    /// An identifier, as the key `document`, which doccano keeps as metadata.
    ///
    /// ```
    /// use inquit::write::Doccano;
    /// let mut documents = Vec::new();
    /// Doccano::new().id("ferry").write(&inquit::attribute_quotes(""), &mut documents)?;
    /// assert!(documents.starts_with(b"{\"document\":\"ferry\","));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// For a project of the type sequence labeling: spans only, as triples under the key `label`.
    ///
    /// ```
    /// use inquit::write::Doccano;
    /// let mut documents = Vec::new();
    /// Doccano::new().without_relations().write(&inquit::attribute_quotes("“No,” said Ida."), &mut documents)?;
    /// let document: serde_json::Value = serde_json::from_slice(&documents)?;
    /// let expected = serde_json::json!([[0, 5, "Quotation"], [11, 14, "Mention"], [6, 10, "Cue"]]);
    /// assert_eq!(document["label"], expected);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn without_relations(mut self) -> Self {
        self.project = Project::SequenceLabeling;
        self
    }

    /// Writes the document of a result.
    ///
    /// # Errors
    /// `out` fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use inquit::write::Doccano;
    /// let mut documents = Vec::new();
    /// for text in ["“No,” said Ida.", "“Why?” asked Orne."] {
    ///     Doccano::new().write(&inquit::attribute_quotes(text), &mut documents)?;
    /// }
    /// assert_eq!(documents.iter().filter(|&&byte| byte == b'\n').count(), 2);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write(&self, answer: &Attributions<'_>, mut out: impl io::Write) -> io::Result<()> {
        let (entities, offsets) = (Entities::of(answer), Offsets::new(answer.text()));
        let (document, text) = (self.id.as_deref(), answer.text());
        let spans = || {
            entities.list.iter().map(|entity| {
                let range = offsets.convert(entity.span, OffsetUnit::Characters);
                (range.start, range.end, entity)
            })
        };
        match self.project {
            Project::SequenceLabeling => {
                let label = List(|| spans().map(|(start, end, entity)| (start, end, entity.label.as_str())));
                serde_json::to_writer(&mut out, &Labelled { document, text, label })?;
            }
            Project::SequenceLabelingWithRelations => {
                let list = List(|| {
                    spans().enumerate().map(|(id, (start_offset, end_offset, entity))| {
                        let quote = answer.get(entity.quote).filter(|_| entity.label == Label::Quotation);
                        LabelledSpan {
                            id,
                            label: entity.label.as_str(),
                            start_offset,
                            end_offset,
                            speaker: quote.and_then(|quote| quote.speaker()).map(|speaker| &*speaker.name),
                            score: quote.map(|quote| quote.confidence().value()),
                        }
                    })
                });
                let relations = List(|| entities.relations.iter().enumerate().map(Link::of));
                serde_json::to_writer(&mut out, &Related { document, text, entities: list, relations })?;
            }
        }
        out.write_all(b"\n")?;
        out.flush()
    }
}

#[derive(Serialize)]
struct Labelled<'a, L> {
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    text: &'a str,
    label: L,
}

#[derive(Serialize)]
struct Related<'a, E, R> {
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
    text: &'a str,
    entities: E,
    relations: R,
}

#[derive(Serialize)]
struct LabelledSpan<'a> {
    id: usize,
    label: &'a str,
    start_offset: usize,
    end_offset: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
}

#[derive(Serialize)]
struct Link {
    id: usize,
    from_id: usize,
    to_id: usize,
    r#type: &'static str,
}

impl Link {
    fn of((id, &Relation { from, to, label }): (usize, &Relation)) -> Self {
        Self { id, from_id: from, to_id: to, r#type: if label == Label::Mention { "speaker" } else { "cue" } }
    }
}

#[cfg(test)]
mod tests {
    use super::Doccano;
    use crate::attributor::attribute_quotes;

    #[test]
    fn a_document_is_a_line() {
        let mut written = Vec::new();
        Doccano::new().write(&attribute_quotes("“No,\r\n\u{2028}no,” said\nIda."), &mut written).unwrap();
        assert_eq!(written.iter().filter(|&&byte| byte == b'\n' || byte == b'\r').count(), 1);
    }
}
