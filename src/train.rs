//! Learns the weights of the resolver from annotated texts. With the feature `train` only.

use core::fmt;

use crate::attribution::train as learning;
use crate::{Attributor, Cast, Span};

pub use crate::attribution::Weights;

/// Whether a name that the resolver found, the first, stands for an annotated speaker, the second.
pub type Names<'a> = Box<dyn Fn(&str, &str) -> bool + 'a>;

/// An annotated text.
pub struct Document<'a> {
    /// The text.
    pub text: &'a str,
    /// The people who are given with it.
    pub cast: Option<Cast>,
    /// Its quotations.
    pub gold: Vec<Gold>,
    /// Whether a name that the resolver found stands for an annotated speaker.
    pub names: Names<'a>,
}

impl Document<'_> {
    /// Whether words are annotated as sources, as in news, and not people. An article may have none of either.
    pub(crate) fn is_report(&self) -> bool {
        !self.gold.iter().any(|gold| matches!(gold.answer, Answer::Speaker(_)))
    }
}

impl fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("gold", &self.gold.len()).finish_non_exhaustive()
    }
}

/// An annotated quotation.
#[derive(Clone, Debug)]
pub struct Gold {
    /// Where it stands, with or without its marks.
    pub spans: Vec<Span>,
    /// Who says it.
    pub answer: Answer,
}

/// Whose an annotated quotation is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A person.
    Speaker(String),
    /// Whoever these words name.
    Source(Vec<Span>),
    /// Nobody: it is no speech.
    Nobody,
    /// Not known.
    Unknown,
}

/// What was learned of a text: its conversations with the features of their candidates.
#[derive(Clone, Debug)]
pub struct Examples(learning::Examples);

/// Reads a text as the resolver does. Each of the documents is of that text: with its characters given, and without.
#[must_use]
pub fn examples(documents: &[Document<'_>]) -> Examples {
    Examples(learning::Examples::of(&Attributor::new(), documents))
}

/// Learns weights from some texts. The same texts in the same order give the same weights.
#[must_use]
pub fn learn(examples: &[&Examples]) -> Weights {
    let examples: Vec<_> = examples.iter().map(|e| &e.0).collect();
    learning::Examples::learn(&examples)
}
