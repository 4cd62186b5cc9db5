//! Annotated texts, from which weights are learned.

use core::fmt;

use crate::people::cast::Cast;
use crate::span::Span;

/// Tells whether a name that the resolver found (the first) stands for an annotated speaker (the second).
pub type SameName<'a> = Box<dyn Fn(&str, &str) -> bool + 'a>;

/// An annotated text.
pub struct AnnotatedText<'a> {
    /// The text.
    pub text: &'a str,
    /// The characters that the resolver is given.
    pub cast: Option<Cast>,
    /// Its annotated quotations.
    pub gold: Vec<Gold>,
    /// Whether a name that the resolver found stands for an annotated speaker.
    pub same_name: SameName<'a>,
}

impl AnnotatedText<'_> {
    /// Whether it is news: words are annotated as sources, and not people as speakers. An article may have neither.
    pub(crate) fn is_news(&self) -> bool {
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
    /// The stretches of text that it covers, with or without their marks.
    pub spans: Vec<Span>,
    /// Its speaker or source.
    pub answer: Answer,
}

/// The speaker or source of an annotated quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A person.
    Speaker(String),
    /// The source, as the words that name it.
    Source(Vec<Span>),
    /// The quotation is not speech.
    Nobody,
    /// Not annotated.
    Unknown,
}
