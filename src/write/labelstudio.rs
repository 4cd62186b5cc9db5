//! Tasks of Label Studio with predictions.

use std::io;

use serde::Serialize;

use crate::offsets::{OffsetUnit, Offsets};
use crate::output::attributions::Attributions;
use crate::write::entities::{Entities, Entity, Label, Relation};
use crate::write::json::List;

/// Writes a task for [Label Studio](https://labelstud.io) with its predictions, to review or to correct them.
///
/// A quotation, its marks included, is a region with the label `Quotation`, its score, which is the confidence, the
/// name of the speaker in a text area, and its kind as a choice. The words that name the speaker and report the speech
/// are regions with the labels `Mention` and `Cue`, and relations lead to them. The score of the task is the mean of
/// the confidences, so that tasks can be sorted by it. [`LABELING_INTERFACE`](Self::LABELING_INTERFACE) is the labeling
/// interface of a project for such tasks.
///
/// ```
/// use inquit::write::LabelStudio;
/// let found = inquit::attribute_quotes("“No,” said Ida.");
/// let mut tasks = Vec::new();
/// LabelStudio::new().write(&found, &mut tasks)?;
/// let tasks: serde_json::Value = serde_json::from_slice(&tasks)?;
/// assert_eq!(tasks[0]["data"]["text"], "“No,” said Ida.");
/// let regions = &tasks[0]["predictions"][0]["result"];
/// assert_eq!(regions[0]["value"]["labels"][0], "Quotation");
/// assert_eq!((&regions[1]["from_name"], &regions[1]["value"]["text"][0]), (&"speaker".into(), &"Ida".into()));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct LabelStudio {
    id: Option<String>,
    list: Brackets,
    unit: OffsetUnit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Brackets {
    Written,
    Omitted,
}

impl Default for LabelStudio {
    fn default() -> Self {
        Self::new()
    }
}

impl LabelStudio {
    /// The labeling interface of a project for such tasks, as XML.
    ///
    /// ```
    /// assert!(inquit::write::LabelStudio::LABELING_INTERFACE.starts_with("<View>"));
    /// ```
    pub const LABELING_INTERFACE: &'static str = r##"<View>
  <Labels name="label" toName="text">
    <Label value="Quotation" background="#4c78a8"/>
    <Label value="Mention" background="#54a24b"/>
    <Label value="Cue" background="#e45756"/>
  </Labels>
  <Relations>
    <Relation value="speaker"/>
    <Relation value="cue"/>
  </Relations>
  <Text name="text" value="$text" granularity="symbol"/>
  <TextArea name="speaker" toName="text" perRegion="true" whenTagName="label" whenLabelValue="Quotation" maxSubmissions="1" placeholder="Speaker"/>
  <Choices name="kind" toName="text" perRegion="true" whenTagName="label" whenLabelValue="Quotation" choice="single-radio">
    <Choice value="direct"/>
    <Choice value="partial"/>
    <Choice value="not-speech"/>
  </Choices>
</View>
"##;

    /// A list with one task. Offsets count UTF-16 code units, as the browser does.
    ///
    /// ```
    /// use inquit::write::LabelStudio;
    /// let mut tasks = Vec::new();
    /// LabelStudio::new().write(&inquit::attribute_quotes("🦀 “No,” said Ida."), &mut tasks)?;
    /// let tasks: serde_json::Value = serde_json::from_slice(&tasks)?;
    /// assert_eq!(tasks[0]["predictions"][0]["result"][0]["value"]["start"], 3);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self { id: None, list: Brackets::Written, unit: OffsetUnit::Utf16 }
    }

    /// An identifier of the document, as `document` in the data of the task.
    ///
    /// ```
    /// use inquit::write::LabelStudio;
    /// let mut tasks = Vec::new();
    /// LabelStudio::new().id("ferry.txt").write(&inquit::attribute_quotes(""), &mut tasks)?;
    /// let tasks: serde_json::Value = serde_json::from_slice(&tasks)?;
    /// assert_eq!(tasks[0]["data"]["document"], "ferry.txt");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The task alone, on one line, without the brackets of a list: for a caller who writes many of them.
    ///
    /// ```
    /// use inquit::write::LabelStudio;
    /// let mut task = Vec::new();
    /// LabelStudio::new().without_list().write(&inquit::attribute_quotes(""), &mut task)?;
    /// assert!(task.starts_with(b"{\"data\":{\"text\":\"\"}") && task.ends_with(b"}\n"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn without_list(mut self) -> Self {
        self.list = Brackets::Omitted;
        self
    }

    /// The unit of offsets.
    ///
    /// ```
    /// use inquit::{write::LabelStudio, OffsetUnit};
    /// let mut tasks = Vec::new();
    /// let settings = LabelStudio::new().offsets(OffsetUnit::Characters);
    /// settings.write(&inquit::attribute_quotes("🦀 “No,” said Ida."), &mut tasks)?;
    /// let tasks: serde_json::Value = serde_json::from_slice(&tasks)?;
    /// assert_eq!(tasks[0]["predictions"][0]["result"][0]["value"]["start"], 2);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn offsets(mut self, unit: OffsetUnit) -> Self {
        self.unit = unit;
        self
    }

    /// Writes the task of a result.
    ///
    /// # Errors
    /// `out` fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use inquit::write::LabelStudio;
    /// let mut tasks = Vec::new();
    /// LabelStudio::new().write(&inquit::attribute_quotes("“No,” said Ida."), &mut tasks)?;
    /// let tasks: serde_json::Value = serde_json::from_slice(&tasks)?;
    /// let result = tasks[0]["predictions"][0]["result"].as_array().unwrap();
    /// let types: Vec<_> = result.iter().map(|item| item["type"].as_str().unwrap()).collect();
    /// assert_eq!(types, ["labels", "textarea", "choices", "labels", "labels", "relation", "relation"]);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write(&self, answer: &Attributions<'_>, mut out: impl io::Write) -> io::Result<()> {
        let (entities, offsets) = (Entities::of(answer), Offsets::new(answer.text()));
        let result = List(|| {
            let regions = entities.list.iter().enumerate();
            let regions = regions.flat_map(|(index, entity)| self.regions(answer, &offsets, index, entity));
            regions.chain(entities.relations.iter().map(Item::relation))
        });
        let task = Task {
            data: Data { text: answer.text(), document: self.id.as_deref() },
            predictions: [Prediction {
                model_version: concat!("inquit ", env!("CARGO_PKG_VERSION")),
                score: mean_confidence(answer),
                result,
            }],
        };
        if self.list == Brackets::Written {
            out.write_all(b"[")?;
        }
        serde_json::to_writer(&mut out, &task)?;
        out.write_all(if self.list == Brackets::Written { b"]\n" } else { b"\n" })?;
        out.flush()
    }

    /// The region of an entity, and what is known of it.
    fn regions<'a>(
        &self,
        answer: &'a Attributions<'_>,
        offsets: &Offsets<'_>,
        index: usize,
        entity: &Entity,
    ) -> Vec<Item<'a>> {
        let range = offsets.convert(entity.span, self.unit);
        let (start, end) = (range.start, range.end);
        let quote = answer.get(entity.quote).filter(|_| entity.label == Label::Quotation);
        let item = |from_name, r#type, value, score| Item::Region {
            id: region_id(index),
            from_name,
            to_name: "text",
            r#type,
            value,
            score,
        };
        let score = quote.map(|quote| quote.confidence().value());
        let (text, label) = (&answer.text()[entity.span], entity.label.as_str());
        let mut items = vec![item("label", "labels", Value::Labels { start, end, text, labels: [label] }, score)];
        if let Some(quote) = quote {
            let speaker = quote.speaker().map(|speaker| speaker.name.as_str());
            items.extend(
                speaker.map(|name| item("speaker", "textarea", Value::Text { start, end, text: [name] }, score)),
            );
            let choices = [quote.kind().as_str()];
            items.push(item("kind", "choices", Value::Choices { start, end, choices }, None));
        }
        items
    }
}

/// The mean of the confidences; `None` without quotations.
fn mean_confidence(answer: &Attributions<'_>) -> Option<f64> {
    let sum: f64 = answer.iter().map(|quote| quote.confidence().value()).sum();
    (!answer.is_empty()).then(|| sum / answer.len() as f64)
}

fn region_id(entity: usize) -> String {
    format!("region-{}", entity + 1)
}

#[derive(Serialize)]
struct Task<'a, L> {
    data: Data<'a>,
    predictions: [Prediction<L>; 1],
}

#[derive(Serialize)]
struct Data<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
}

#[derive(Serialize)]
struct Prediction<L> {
    model_version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    result: L,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Item<'a> {
    Region {
        id: String,
        from_name: &'static str,
        to_name: &'static str,
        r#type: &'static str,
        value: Value<'a>,
        #[serde(skip_serializing_if = "Option::is_none")]
        score: Option<f64>,
    },
    Relation {
        r#type: &'static str,
        from_id: String,
        to_id: String,
        direction: &'static str,
        labels: [&'static str; 1],
    },
}

impl Item<'_> {
    fn relation(&Relation { from, to, label }: &Relation) -> Self {
        Self::Relation {
            r#type: "relation",
            from_id: region_id(from),
            to_id: region_id(to),
            direction: "right",
            labels: [if label == Label::Mention { "speaker" } else { "cue" }],
        }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Labels {
        start: usize,
        end: usize,
        text: &'a str,
        labels: [&'a str; 1],
    },
    /// The entry of a text area.
    Text {
        start: usize,
        end: usize,
        text: [&'a str; 1],
    },
    Choices {
        start: usize,
        end: usize,
        choices: [&'a str; 1],
    },
}

#[cfg(test)]
mod tests {
    use super::mean_confidence;
    use crate::attributor::attribute_quotes;

    #[test]
    fn the_score_of_a_task_is_the_mean() {
        let found = attribute_quotes("“No,” said Ida.\n\n“Go.”");
        let [a, b] = found.records() else { panic!() };
        let mean = mean_confidence(&found).unwrap();
        assert!((2.0 * mean - a.confidence.value() - b.confidence.value()).abs() < 1e-9);
        assert_eq!(mean_confidence(&attribute_quotes("It rained.")), None);
    }
}
