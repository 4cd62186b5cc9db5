//! Annotated corpora, a document a line, and the scorer that compares answers with them.
//!
//! The examples `train` and `evaluate` and the tests share this module. To use another corpus, write it as JSON lines
//! of [`Annotated`].

// Each program that includes this module uses a part of it.
#![allow(unused_imports)]

mod annotated;
mod calibration;
#[cfg(feature = "train")]
mod learn;
mod names;
mod random;
mod score;

pub use annotated::{read, Annotated, Cue, Genre, GoldQuote, Person};
pub use calibration::Calibration;
pub use names::Names;
pub use random::Random;
pub use score::{score, trimmed, FoundQuotes, Retrieval, Score, Share};
