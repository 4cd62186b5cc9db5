//! Learns the weights of the model from annotated texts. Only with the feature `train`; not covered by semantic
//! versioning.
//!
//! [`examples`] reads a text as production does and keeps the features of all candidates. [`learn`](fn@learn) makes
//! weights of the examples of several texts, [`learn_new`] those of new templates alone. An
//! [`Attributor`](crate::Attributor) takes them by [`weights`](crate::AttributorBuilder::weights).

pub(crate) mod example;
pub(crate) mod gold;
pub(crate) mod learn;
pub(crate) mod optimise;
pub(crate) mod reading;

pub use crate::attribution::weights::Weights;
pub use crate::train::gold::{AnnotatedText, Answer, Gold, SameName};
pub use crate::train::learn::{examples, learn, learn_new, Examples};
