//! A result: quotations and speakers as Python sees them.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use inquit::{OffsetUnit, Offsets, OwnedAttributions, QuoteRecord, Span, SpeakerId};
use pyo3::basic::CompareOp;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyString, PyTuple};

use crate::columns::Columns;
use crate::error::refused;
use crate::segment::Segment;
use crate::statistics::Statistics;

/// Start and end in characters.
pub type Range = (usize, usize);

/// A result with the character offsets of its quotations.
#[derive(PartialEq)]
pub struct Found {
    pub owned: OwnedAttributions,
    quotes: Vec<Ranges>,
}

/// The spans of a quotation in characters.
#[derive(PartialEq)]
struct Ranges {
    span: Range,
    content: Range,
    mention: Option<Range>,
    cue: Option<Range>,
}

impl Found {
    pub fn new(owned: OwnedAttributions) -> Self {
        let offsets = Offsets::new(owned.text());
        let range = |span| characters(&offsets, span);
        let ranges = |record: &QuoteRecord| Ranges {
            span: range(record.span),
            content: range(record.content),
            mention: record.mention.map(range),
            cue: record.cue.map(range),
        };
        let quotes = owned.as_attributions().records().iter().map(ranges).collect();
        Self { owned, quotes }
    }

    fn quote(self: &Arc<Self>, index: usize) -> Quote {
        Quote { found: Arc::clone(self), index }
    }

    pub fn speaker(self: &Arc<Self>, id: SpeakerId) -> Speaker {
        Speaker { found: Arc::clone(self), id }
    }

    pub fn quote_at(self: &Arc<Self>, index: Option<usize>) -> Option<Quote> {
        index.map(|index| self.quote(index))
    }
}

/// A span of bytes as start and end in characters.
pub fn characters(offsets: &Offsets<'_>, span: Span) -> Range {
    let range = offsets.chars(span);
    (range.start, range.end)
}

/// The quotations of a text and who said them.
#[pyclass(frozen, module = "inquit")]
pub struct Attributions {
    pub found: Arc<Found>,
}

impl Attributions {
    pub fn new(found: Arc<Found>) -> Self {
        Self { found }
    }

    pub fn borrowed(&self) -> inquit::Attributions<'_> {
        self.found.owned.as_attributions()
    }

    fn ranges(&self, spans: &[Span]) -> Vec<Range> {
        let offsets = Offsets::new(self.found.owned.text());
        spans.iter().map(|&span| characters(&offsets, span)).collect()
    }
}

#[pymethods]
impl Attributions {
    #[getter]
    fn text(&self) -> &str {
        self.found.owned.text()
    }

    #[getter]
    fn genre(&self) -> &'static str {
        self.borrowed().genre().as_str()
    }

    #[getter]
    fn marks(&self) -> &'static str {
        self.borrowed().marks().as_str()
    }

    #[getter]
    fn marks_confidence(&self) -> f64 {
        self.borrowed().marks_confidence()
    }

    #[getter]
    fn quotes(&self) -> Vec<Quote> {
        (0..self.borrowed().len()).map(|index| self.found.quote(index)).collect()
    }

    #[getter]
    fn speakers(&self) -> Vec<Speaker> {
        self.borrowed().speakers().iter().map(|speaker| self.found.speaker(speaker.id)).collect()
    }

    #[getter]
    fn narrator(&self) -> Option<Speaker> {
        self.borrowed().narrator().map(|id| self.found.speaker(id))
    }

    #[getter]
    fn paragraphs(&self) -> Vec<Range> {
        self.ranges(self.borrowed().paragraphs())
    }

    #[getter]
    fn sentences(&self) -> Vec<Range> {
        self.ranges(self.borrowed().sentences())
    }

    fn speech(&self) -> Vec<Quote> {
        let found = self.borrowed();
        let is_speech = |record: &QuoteRecord| record.depth == 0 && record.kind != inquit::QuoteKind::NotSpeech;
        let records = found.records().iter().enumerate();
        records.filter(|(_, record)| is_speech(record)).map(|(index, _)| self.found.quote(index)).collect()
    }

    fn quotes_of(&self, speaker: PyRef<'_, Speaker>) -> Vec<Quote> {
        let found = self.borrowed();
        let records = found.records().iter().enumerate();
        let own = records.filter(|(_, record)| record.speaker == Some(speaker.id));
        own.map(|(index, _)| self.found.quote(index)).collect()
    }

    fn segments(&self, py: Python<'_>) -> PyResult<Vec<Py<Segment>>> {
        Segment::all(py, &self.found)
    }

    fn statistics(&self, py: Python<'_>) -> Statistics {
        py.detach(|| Statistics::of_answer(&self.found.owned))
    }

    #[pyo3(signature = (*, offsets="characters"))]
    fn to_json(&self, py: Python<'_>, offsets: &str) -> PyResult<String> {
        let unit: OffsetUnit = offsets.parse().map_err(refused)?;
        // OK because the keys are strings and no value fails.
        Ok(py.detach(|| serde_json::to_string(&self.borrowed().in_unit(unit)).expect("plain data")))
    }

    #[pyo3(signature = (*, offsets="characters"))]
    fn to_jsonl(&self, py: Python<'_>, offsets: &str) -> PyResult<String> {
        let unit: OffsetUnit = offsets.parse().map_err(refused)?;
        Ok(py.detach(|| {
            let (mut lines, found) = (String::new(), self.borrowed());
            for quote in found.in_unit(unit).quotes() {
                // OK because the keys are strings and no value fails.
                lines += &serde_json::to_string(&quote).expect("plain data");
                lines.push('\n');
            }
            lines
        }))
    }

    /// The columns of the table, each as a list; see `to_pandas`.
    #[pyo3(signature = (*, offsets="characters"))]
    fn _table<'py>(&self, py: Python<'py>, offsets: &str) -> PyResult<Bound<'py, PyDict>> {
        let unit: OffsetUnit = offsets.parse().map_err(refused)?;
        py.detach(|| Columns::of(&self.borrowed(), unit)).into_lists(py)
    }

    #[pyo3(signature = (*, offsets="characters"))]
    fn to_pandas<'py>(&self, py: Python<'py>, offsets: &str) -> PyResult<Bound<'py, PyAny>> {
        py.import("inquit")?.call_method1("_frame", (self._table(py, offsets)?,))
    }

    #[pyo3(signature = (*, offsets="characters"))]
    fn to_dict<'py>(&self, py: Python<'py>, offsets: &str) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(py, offsets)?,))
    }

    /// The whole result as a string, from which `loads` makes it again.
    fn dumps(&self, py: Python<'_>) -> String {
        // OK because the keys are strings and no value fails.
        py.detach(|| serde_json::to_string(&self.found.owned).expect("plain data"))
    }

    #[staticmethod]
    fn loads(py: Python<'_>, stored: &str) -> PyResult<Self> {
        let owned = py.detach(|| serde_json::from_str::<OwnedAttributions>(stored));
        let owned = owned.map_err(|error| crate::error::Error::new_err(error.to_string()))?;
        Ok(Self::new(Arc::new(Found::new(owned))))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let py = slf.py();
        let loads = py.get_type::<Self>().getattr("loads")?;
        PyTuple::new(py, [loads, PyTuple::new(py, [slf.get().dumps(py)])?.into_any()])
    }

    fn __len__(&self) -> usize {
        self.borrowed().len()
    }

    fn __getitem__(&self, index: isize) -> PyResult<Quote> {
        let len = self.borrowed().len();
        let index = if index < 0 { len.checked_add_signed(index) } else { Some(index.unsigned_abs()) };
        let index = index.filter(|&index| index < len);
        index.map(|index| self.found.quote(index)).ok_or_else(|| PyIndexError::new_err("there is no such quotation"))
    }

    fn __iter__(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        Ok(slf.getattr("quotes")?.try_iter()?.into_any().unbind())
    }

    fn __richcmp__(&self, other: PyRef<'_, Self>, op: CompareOp, py: Python<'_>) -> Py<PyAny> {
        let equal = self.found.owned == other.found.owned;
        compared(py, op, equal)
    }

    fn __repr__(&self) -> String {
        let found = self.borrowed();
        format!("<Attributions of {} quotations by {} speakers>", found.len(), found.speakers().len())
    }
}

/// The answer to `==` and `!=`; no other comparison has one.
fn compared(py: Python<'_>, op: CompareOp, equal: bool) -> Py<PyAny> {
    let answer = match op {
        CompareOp::Eq => equal,
        CompareOp::Ne => !equal,
        _ => return py.NotImplemented(),
    };
    PyBool::new(py, answer).to_owned().into_any().unbind()
}

/// A quotation in its text; offsets count characters.
#[pyclass(frozen, module = "inquit")]
pub struct Quote {
    found: Arc<Found>,
    index: usize,
}

impl Quote {
    fn with<T>(&self, read: impl FnOnce(inquit::Quote<'_, '_>) -> T) -> T {
        // OK because `Found` makes quotations of its own records.
        read(self.found.owned.as_attributions().get(self.index).expect("a record of this result"))
    }

    fn ranges(&self) -> &Ranges {
        &self.found.quotes[self.index]
    }

    fn words(&self, range: Option<Range>, text: Option<&str>) -> Option<Words> {
        let ((start, end), text) = range.zip(text)?;
        Some(Words { start, end, text: text.to_owned() })
    }
}

#[pymethods]
impl Quote {
    #[getter]
    fn start(&self) -> usize {
        self.ranges().span.0
    }

    #[getter]
    fn end(&self) -> usize {
        self.ranges().span.1
    }

    #[getter]
    fn content(&self) -> Range {
        self.ranges().content
    }

    #[getter]
    fn text(&self) -> String {
        self.with(|quote| quote.content().to_owned())
    }

    #[getter]
    fn kind(&self) -> &'static str {
        self.with(|quote| quote.kind().as_str())
    }

    #[getter]
    fn style(&self) -> &'static str {
        self.with(|quote| quote.style().as_str())
    }

    #[getter]
    fn depth(&self) -> u8 {
        self.with(|quote| quote.depth())
    }

    #[getter]
    fn closed(&self) -> bool {
        self.with(|quote| quote.is_closed())
    }

    #[getter]
    fn doubtful(&self) -> bool {
        self.with(|quote| quote.is_doubtful())
    }

    #[getter]
    fn speaker(&self) -> Option<Speaker> {
        self.with(|quote| quote.record().speaker).map(|id| self.found.speaker(id))
    }

    #[getter]
    fn mention(&self) -> Option<Words> {
        self.with(|quote| self.words(self.ranges().mention, quote.mention_text()))
    }

    #[getter]
    fn cue(&self) -> Option<Words> {
        self.with(|quote| self.words(self.ranges().cue, quote.cue_text()))
    }

    #[getter]
    fn evidence(&self) -> &'static str {
        self.with(|quote| quote.evidence().as_str())
    }

    #[getter]
    fn confidence(&self) -> f64 {
        self.with(|quote| quote.confidence().value())
    }

    #[getter]
    fn addressees(&self) -> Vec<Speaker> {
        self.with(|quote| quote.record().addressees.iter().map(|&id| self.found.speaker(id)).collect())
    }

    #[getter]
    fn alternatives(&self) -> Vec<(Speaker, f64)> {
        let other = |other: &inquit::Alternative| (self.found.speaker(other.speaker), other.posterior);
        self.with(|quote| quote.record().alternatives.iter().map(other).collect())
    }

    #[getter]
    fn utterance(&self) -> u32 {
        self.with(|quote| quote.utterance())
    }

    fn __richcmp__(&self, other: PyRef<'_, Self>, op: CompareOp, py: Python<'_>) -> Py<PyAny> {
        let equal = self.index == other.index && (Arc::ptr_eq(&self.found, &other.found) || self.found == other.found);
        compared(py, op, equal)
    }

    fn __hash__(&self) -> u64 {
        hash(&(self.ranges().span, self.index))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = PyString::new(py, &self.text()).repr()?;
        let speaker = self.speaker().map_or("nobody".to_owned(), |speaker| speaker.name());
        Ok(format!("<Quote {}:{} {text} by {speaker}>", self.start(), self.end()))
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Words of the text: a mention or a cue.
#[pyclass(frozen, eq, hash, get_all, module = "inquit")]
#[derive(PartialEq, Eq, Hash)]
pub struct Words {
    start: usize,
    end: usize,
    text: String,
}

#[pymethods]
impl Words {
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = PyString::new(py, &self.text).repr()?;
        Ok(format!("<Words {}:{} {text}>", self.start, self.end))
    }
}

/// Somebody to whom at least one quotation is attributed or addressed.
#[pyclass(frozen, module = "inquit")]
pub struct Speaker {
    found: Arc<Found>,
    id: SpeakerId,
}

impl Speaker {
    fn with<T>(&self, read: impl FnOnce(&inquit::Speaker) -> T) -> T {
        // OK because `Found` makes speakers of its own ids.
        read(self.found.owned.as_attributions().speaker(self.id).expect("a speaker of this result"))
    }
}

#[pymethods]
impl Speaker {
    #[getter]
    fn id(&self) -> usize {
        self.id.index()
    }

    #[getter]
    fn name(&self) -> String {
        self.with(|speaker| speaker.name.clone())
    }

    #[getter]
    fn slug(&self) -> String {
        self.with(|speaker| speaker.slug.clone())
    }

    #[getter]
    fn aliases(&self) -> Vec<String> {
        self.with(|speaker| speaker.aliases.clone())
    }

    #[getter]
    fn title(&self) -> Option<String> {
        self.with(|speaker| speaker.title.clone())
    }

    #[getter]
    fn gender(&self) -> &'static str {
        self.with(|speaker| speaker.gender.as_str())
    }

    #[getter]
    fn kind(&self) -> &'static str {
        self.with(|speaker| speaker.kind.as_str())
    }

    #[getter]
    fn mentions(&self) -> usize {
        self.with(|speaker| speaker.mentions)
    }

    #[getter]
    fn mention_spans(&self) -> Vec<Range> {
        let offsets = Offsets::new(self.found.owned.text());
        self.with(|speaker| speaker.mention_spans.iter().map(|&span| characters(&offsets, span)).collect())
    }

    fn __richcmp__(&self, other: PyRef<'_, Self>, op: CompareOp, py: Python<'_>) -> Py<PyAny> {
        let same = |speaker: &inquit::Speaker| other.with(|other| other == speaker);
        let equal = self.id == other.id && (Arc::ptr_eq(&self.found, &other.found) || self.with(same));
        compared(py, op, equal)
    }

    fn __hash__(&self) -> u64 {
        self.with(|speaker| hash(&(self.id, &speaker.name)))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("<Speaker {}>", PyString::new(py, &self.name()).repr()?))
    }
}
