//! Learns the weights of the resolver from annotated texts. With the feature `train` only.

use crate::attributor::Attributor;

pub(crate) mod example;
pub(crate) mod gold;
pub(crate) mod optimise;
pub(crate) mod reading;

pub use crate::model::weights::Weights;
pub use gold::{AnnotatedText, Answer, Gold, Names};

/// What was learned of a text: its conversations with the features of their candidates.
#[derive(Clone, Debug)]
pub struct Examples(reading::Examples);

/// Reads a text as the resolver does. Each of the documents is of that text: with its characters given, and without.
#[must_use]
pub fn examples(documents: &[AnnotatedText<'_>]) -> Examples {
    Examples(reading::Examples::of(&Attributor::new(), documents))
}

/// Learns weights from some texts. The same texts in the same order give the same weights.
#[must_use]
pub fn learn(examples: &[&Examples]) -> Weights {
    let examples: Vec<_> = examples.iter().map(|e| &e.0).collect();
    reading::Examples::learn(&examples)
}
