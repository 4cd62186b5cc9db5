//! The measures that are printed and compared.

use crate::corpus::{Retrieval, Score, Share};

pub struct Measure {
    pub name: &'static str,
    kind: Kind,
}

enum Kind {
    Share(fn(&Score) -> Share),
    F1(fn(&Score) -> Retrieval),
    /// The only measure that is better where it is lower. Its interval lies high, because chance in a draw adds to it.
    CalibrationError,
}

/// In the order of print. A measure without any case in a corpus is omitted there.
pub const MEASURES: &[Measure] = &[
    Measure { name: "speaker accuracy", kind: Kind::Share(|score| score.speakers) },
    Measure { name: "  explicit", kind: Kind::Share(|score| of_kind(score, "explicit")) },
    Measure { name: "  anaphoric", kind: Kind::Share(|score| of_kind(score, "anaphoric")) },
    Measure { name: "  implicit", kind: Kind::Share(|score| of_kind(score, "implicit")) },
    Measure { name: "addressee precision", kind: Kind::Share(|score| score.addressees.precision) },
    Measure { name: "addressee recall", kind: Kind::Share(|score| score.addressees.recall) },
    Measure { name: "source F1", kind: Kind::F1(|score| score.sources) },
    Measure { name: "  precision", kind: Kind::Share(|score| score.sources.precision) },
    Measure { name: "  recall", kind: Kind::Share(|score| score.sources.recall) },
    Measure { name: "silence without a source", kind: Kind::Share(|score| score.silence) },
    Measure { name: "reporting verb", kind: Kind::Share(|score| score.cues) },
    Measure { name: "quotations found", kind: Kind::Share(|score| score.found) },
    Measure { name: "boundary F1", kind: Kind::F1(|score| score.boundaries) },
    Measure { name: "expected calibration error", kind: Kind::CalibrationError },
];

impl Measure {
    /// `None` without any case.
    pub fn value(&self, score: &Score) -> Option<f64> {
        match self.kind {
            Kind::Share(share) => share(score).value(),
            Kind::F1(retrieval) => retrieval(score).f1(),
            Kind::CalibrationError => score.calibration.error(),
        }
    }

    /// Number of cases that a share is of.
    pub fn cases(&self, score: &Score) -> Option<usize> {
        match self.kind {
            Kind::Share(share) => Some(share(score).of),
            Kind::F1(_) | Kind::CalibrationError => None,
        }
    }

    pub fn higher_is_better(&self) -> bool {
        !matches!(self.kind, Kind::CalibrationError)
    }
}

fn of_kind(score: &Score, kind: &str) -> Share {
    score.speakers_by_kind.get(kind).copied().unwrap_or_default()
}
