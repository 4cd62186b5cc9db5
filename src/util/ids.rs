//! Typed indices, and ranges of them.

use core::ops::Range;

use core::num::NonZeroU32;

/// A stretch of a list of what was found in a text: a range of indices, in 32 bits since so are offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct IdRange {
    start: u32,
    end: u32,
}

impl IdRange {
    pub(crate) fn start(self) -> usize {
        self.start as usize
    }

    pub(crate) fn end(self) -> usize {
        self.end as usize
    }

    pub(crate) fn len(self) -> usize {
        self.range().len()
    }

    pub(crate) fn range(self) -> Range<usize> {
        self.start()..self.end()
    }
}

impl From<Range<usize>> for IdRange {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
    }
}

/// Identifies a distinct word, whatever its case and accents, within one vocabulary.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct WordId(pub(crate) u32);

impl WordId {
    /// No word: punctuation, numbers.
    pub(crate) const NONE: Self = Self(0xFF_FFFF);
}

/// The number of a person, one more than the index, so that an optional one takes no more room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PersonId(NonZeroU32);

impl PersonId {
    pub(crate) fn new(index: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(index as u32))
    }

    pub(crate) fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl From<PersonId> for u32 {
    fn from(person: PersonId) -> Self {
        person.0.get() - 1
    }
}
