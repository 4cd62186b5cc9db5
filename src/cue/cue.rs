//! Reporting clauses: which words report speech, and who is their subject.

use core::ops::Range;

use crate::span::Span;
use crate::token::tokens::Tokens;
use crate::util::ids::IdRange;

/// A word or phrase that may report speech, with its subject.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    pub(crate) element: u32,
    pub(crate) words: IdRange,
    pub(crate) strength: Strength,
    pub(crate) subject: Option<Subject>,
}

/// The mention that is the subject of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) mention: u32,
    pub(crate) element: u32,
    pub(crate) link: Link,
}

impl Subject {
    pub(crate) fn new(mention: usize, element: usize, link: Link) -> Self {
        Self { mention: mention as u32, element: element as u32, link }
    }

    /// Index of `Mentions::list`.
    pub(crate) fn mention(self) -> usize {
        self.mention as usize
    }

    /// Its place among the elements.
    pub(crate) fn element(self) -> usize {
        self.element as usize
    }
}

/// How a cue and its subject hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Link {
    /// "Kerry said"
    Direct,
    /// "said Kerry"
    Inverted,
    /// "Kerry, the secretary, said"
    Apposition,
    /// "Kerry, who said"
    Relative,
    /// "according to Kerry"
    According,
    /// "Kerry turned and said", "Kerry left, saying"
    Shared,
}

/// How surely a word reports speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// An unlisted form in -ed: a cue only right beside a quotation.
    Unlisted,
    Weak,
    Medium,
    Strong,
}

impl Cue {
    /// Where it stands among the elements.
    pub(crate) fn element(&self) -> usize {
        self.element as usize
    }

    pub(crate) fn span(&self, tokens: &Tokens<'_>) -> Span {
        tokens.cover(self.words.range())
    }
}

/// The cues of a text in order, and which elements are subjects of any verb.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cues {
    pub(crate) list: Vec<Cue>,
    /// Of each element the number of its sentence, which stays at the highest one in texts that have more, and whether
    /// it is a subject.
    pub(crate) roles: Vec<u32>,
}

impl Cues {
    pub(crate) const SUBJECT: u32 = 1 << 31;
    pub(crate) const INNER: u32 = 1 << 30;
    pub(crate) const SENTENCE: u32 = Self::INNER - 1;

    /// The number of the sentence of an element. A quotation belongs to the sentence it stands in.
    pub(crate) fn sentence(&self, element: usize) -> u32 {
        self.roles[element] & Self::SENTENCE
    }

    /// Whether an element is a mention with a verb of its own.
    pub(crate) fn is_subject(&self, element: usize) -> bool {
        self.roles[element] & Self::SUBJECT != 0
    }

    /// Whether an element is the subject of a clause within a sentence: "that he came".
    pub(crate) fn is_inner(&self, element: usize) -> bool {
        self.roles[element] & Self::INNER != 0
    }

    /// The cues among some elements.
    pub(crate) fn within(&self, elements: Range<usize>) -> &[Cue] {
        let start = self.list.partition_point(|c| c.element() < elements.start);
        let end = start + self.list[start..].partition_point(|c| c.element() < elements.end);
        &self.list[start..end]
    }
}
