//! The whole text as narration and speech.

use std::sync::Arc;

use inquit::Offsets;
use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::answer::{characters, Found, Quote, Range, Speaker};

/// A stretch of the text: narration, speech or white space. Offsets count characters.
#[pyclass(frozen, module = "inquit")]
pub struct Segment {
    found: Arc<Found>,
    record: inquit::SegmentRecord,
    span: Range,
    content: Range,
    children: Vec<Py<Segment>>,
}

impl Segment {
    /// All segments of a result, with those within them.
    pub fn all(py: Python<'_>, found: &Arc<Found>) -> PyResult<Vec<Py<Self>>> {
        let answer = found.owned.as_attributions();
        let offsets = Offsets::new(answer.text());
        answer.segments().map(|segment| Self::new(py, found, &offsets, segment)).collect()
    }

    fn new(
        py: Python<'_>,
        found: &Arc<Found>,
        offsets: &Offsets<'_>,
        segment: inquit::Segment<'_, '_>,
    ) -> PyResult<Py<Self>> {
        let children = segment.children().map(|child| Self::new(py, found, offsets, child)).collect::<PyResult<_>>()?;
        let record = segment.into_record();
        let (span, content) = (characters(offsets, record.span), characters(offsets, record.content));
        Py::new(py, Self { found: Arc::clone(found), record, span, content, children })
    }
}

#[pymethods]
impl Segment {
    #[getter]
    fn start(&self) -> usize {
        self.span.0
    }

    #[getter]
    fn end(&self) -> usize {
        self.span.1
    }

    #[getter]
    fn content(&self) -> Range {
        self.content
    }

    #[getter]
    fn text(&self) -> &str {
        &self.found.owned.text()[self.record.content]
    }

    #[getter]
    fn kind(&self) -> &'static str {
        self.record.kind.as_str()
    }

    #[getter]
    fn quote(&self) -> Option<Quote> {
        self.found.quote_at(self.record.quote)
    }

    #[getter]
    fn speaker(&self) -> Option<Speaker> {
        self.record.speaker.map(|id| self.found.speaker(id))
    }

    #[getter]
    fn utterance(&self) -> Option<u32> {
        self.record.utterance
    }

    #[getter]
    fn paragraph(&self) -> Option<usize> {
        self.record.paragraph
    }

    #[getter]
    fn sentences(&self) -> Range {
        (self.record.sentences.start, self.record.sentences.end)
    }

    #[getter]
    fn begins_paragraph(&self) -> bool {
        self.record.begins_paragraph
    }

    #[getter]
    fn ends_paragraph(&self) -> bool {
        self.record.ends_paragraph
    }

    #[getter]
    fn begins_sentence(&self) -> bool {
        self.record.begins_sentence
    }

    #[getter]
    fn ends_sentence(&self) -> bool {
        self.record.ends_sentence
    }

    #[getter]
    fn children(&self, py: Python<'_>) -> Vec<Py<Self>> {
        self.children.iter().map(|child| child.clone_ref(py)).collect()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = PyString::new(py, self.text()).repr()?;
        Ok(format!("<Segment {}:{} {} {text}>", self.span.0, self.span.1, self.record.kind))
    }
}
