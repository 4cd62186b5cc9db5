//! Counts over one result or many.

use inquit::statistics::{self as counts, Identity};
use inquit::{Gender, Offsets, OwnedAttributions, SpeakerKind};
use pyo3::prelude::*;

use crate::answer::{characters, Attributions};
use crate::error::{refused, Error};

/// A number of quotations and of the words in them.
#[pyclass(frozen, eq, hash, get_all, module = "inquit")]
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tally {
    quotations: usize,
    words: usize,
}

impl From<counts::Tally> for Tally {
    fn from(tally: counts::Tally) -> Self {
        Self { quotations: tally.quotations, words: tally.words }
    }
}

#[pymethods]
impl Tally {
    /// The share of the words, from 0 to 1.
    fn share_of(&self, whole: &Self) -> f64 {
        if whole.words == 0 {
            0.0
        } else {
            self.words as f64 / whole.words as f64
        }
    }

    fn __repr__(&self) -> String {
        format!("Tally(quotations={}, words={})", self.quotations, self.words)
    }
}

/// What a speaker says.
#[pyclass(frozen, get_all, module = "inquit")]
pub struct SpeakerStatistics {
    name: String,
    gender: &'static str,
    kind: &'static str,
    document: usize,
    documents: usize,
    speech: Tally,
}

impl From<&counts::SpeakerStatistics> for SpeakerStatistics {
    fn from(speaker: &counts::SpeakerStatistics) -> Self {
        Self {
            name: speaker.name.clone(),
            gender: speaker.gender.as_str(),
            kind: speaker.kind.as_str(),
            document: speaker.document,
            documents: speaker.documents,
            speech: speaker.speech.into(),
        }
    }
}

#[pymethods]
impl SpeakerStatistics {
    fn __repr__(&self) -> String {
        format!("<SpeakerStatistics {}: {} words>", self.name, self.speech.words)
    }
}

/// What a speaker says to an addressee; both are indices of `speakers`.
#[pyclass(frozen, get_all, module = "inquit")]
pub struct Exchange {
    speaker: usize,
    addressee: usize,
    speech: Tally,
}

/// An utterance of a document; offsets count its characters.
#[pyclass(frozen, get_all, module = "inquit")]
#[derive(Clone, Copy)]
pub struct Utterance {
    document: usize,
    start: usize,
    end: usize,
    speaker: Option<usize>,
    speech: Tally,
}

/// Counts over one result or many.
#[pyclass(module = "inquit")]
pub struct Statistics {
    counted: counts::Statistics,
    /// The span of the longest speech in characters, since the counts have it in bytes of a text that is gone.
    longest: (usize, usize),
}

impl Statistics {
    pub fn of_answer(owned: &OwnedAttributions) -> Self {
        let counted = counts::Statistics::of(&owned.as_attributions());
        let span = counted.longest_speech().map(|longest| longest.span);
        let longest = span.map_or((0, 0), |span| characters(&Offsets::new(owned.text()), span));
        Self { counted, longest }
    }

    fn merged(&mut self, other: &Self) {
        let documents = self.counted.documents();
        self.counted.merge(other.counted.clone());
        if self.counted.longest_speech().is_some_and(|longest| longest.document >= documents) {
            self.longest = other.longest;
        }
    }
}

fn tally(speech: counts::Tally) -> Tally {
    speech.into()
}

#[pymethods]
impl Statistics {
    #[new]
    #[pyo3(signature = (identity="document"))]
    fn new(identity: &str) -> PyResult<Self> {
        let identity = match identity {
            "document" => Identity::Document,
            "name" => Identity::Name,
            _ => return Err(Error::new_err(format!("unknown identity {identity:?}, expected one of: document, name"))),
        };
        Ok(Self { counted: counts::Statistics::new(identity), longest: (0, 0) })
    }

    fn add(&mut self, py: Python<'_>, found: &Attributions) {
        let other = py.detach(|| Self::of_answer(&found.found.owned));
        self.merged(&other);
    }

    fn merge(slf: &Bound<'_, Self>, other: &Bound<'_, Self>) {
        // A copy, since both may be one.
        let other = {
            let other = other.borrow();
            Self { counted: other.counted.clone(), longest: other.longest }
        };
        slf.borrow_mut().merged(&other);
    }

    #[getter]
    fn identity(&self) -> &'static str {
        match self.counted.identity() {
            Identity::Name => "name",
            _ => "document",
        }
    }

    #[getter]
    fn documents(&self) -> usize {
        self.counted.documents()
    }

    #[getter]
    fn narration_words(&self) -> usize {
        self.counted.narration_words()
    }

    #[getter]
    fn speech(&self) -> Tally {
        tally(self.counted.speech())
    }

    #[getter]
    fn unattributed(&self) -> Tally {
        tally(self.counted.unattributed())
    }

    #[getter]
    fn speakers(&self) -> Vec<SpeakerStatistics> {
        self.counted.speakers().iter().map(SpeakerStatistics::from).collect()
    }

    fn by_words(&self) -> Vec<SpeakerStatistics> {
        self.counted.by_words().into_iter().map(SpeakerStatistics::from).collect()
    }

    fn of_gender(&self, gender: &str) -> PyResult<Tally> {
        let gender: Gender = gender.parse().map_err(refused)?;
        Ok(tally(self.counted.of_gender(gender)))
    }

    fn of_kind(&self, kind: &str) -> PyResult<Tally> {
        let kind: SpeakerKind = kind.parse().map_err(refused)?;
        Ok(tally(self.counted.of_kind(kind)))
    }

    #[getter]
    fn exchanges(&self) -> Vec<Exchange> {
        let edge = |edge: counts::Exchange| Exchange {
            speaker: edge.speaker,
            addressee: edge.addressee,
            speech: tally(edge.speech),
        };
        self.counted.exchanges().map(edge).collect()
    }

    #[getter]
    fn longest_speech(&self) -> Option<Utterance> {
        let longest = self.counted.longest_speech()?;
        let (start, end) = self.longest;
        let speech = tally(longest.speech);
        Some(Utterance { document: longest.document, start, end, speaker: longest.speaker, speech })
    }

    fn __repr__(&self) -> String {
        let (speech, documents) = (self.counted.speech(), self.counted.documents());
        format!("<Statistics of {documents} documents: {} quotations, {} words>", speech.quotations, speech.words)
    }
}
