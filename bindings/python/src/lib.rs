//! The Python module `inquit._inquit`: records, statistics and writers of the library, with offsets in characters.
//!
//! The package `inquit` around it is in `python/inquit`.

mod answer;
mod attributor;
mod columns;
mod error;
mod segment;
mod statistics;
mod text;
mod write;

/// Finds every quotation in English prose and links it to its speaker.
#[pyo3::pymodule]
mod _inquit {
    #[pymodule_export]
    use crate::answer::{Attributions, Quote, Speaker, Words};
    #[pymodule_export]
    use crate::attributor::Attributor;
    #[pymodule_export]
    use crate::error::Error;
    #[pymodule_export]
    use crate::segment::Segment;
    #[pymodule_export]
    use crate::statistics::{Exchange, SpeakerStatistics, Statistics, Tally, Utterance};
}
