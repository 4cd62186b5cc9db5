//! Annotated texts.

use core::fmt;

use crate::people::cast::Cast;
use crate::span::Span;

/// Whether a name that the resolver found, the first, stands for an annotated speaker, the second.
pub type Names<'a> = Box<dyn Fn(&str, &str) -> bool + 'a>;

/// An annotated text.
pub struct AnnotatedText<'a> {
    /// The text.
    pub text: &'a str,
    /// The people who are given with it.
    pub cast: Option<Cast>,
    /// Its quotations.
    pub gold: Vec<Gold>,
    /// Whether a name that the resolver found stands for an annotated speaker.
    pub names: Names<'a>,
}

impl AnnotatedText<'_> {
    /// Whether words are annotated as sources, as in news, and not people. An article may have none of either.
    pub(crate) fn is_report(&self) -> bool {
        !self.gold.iter().any(|gold| matches!(gold.answer, Answer::Speaker(_)))
    }
}

impl fmt::Debug for AnnotatedText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnnotatedText").field("gold", &self.gold.len()).finish_non_exhaustive()
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
