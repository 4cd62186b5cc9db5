//! Some of the elements of a text.

use core::ops::Range;

use crate::util::capacity::reserve_ahead;
use crate::util::ids::Id;

/// Narration in order, found quickly by where they stand.
pub(crate) struct PositionIndex<I> {
    list: Vec<I>,
    /// How many of them come before every [`STEP`](Self::STEP)th element.
    starts: Vec<u32>,
}

impl<I: Id> PositionIndex<I> {
    const STEP: usize = 16;

    /// Those of so many elements that `belongs` takes in.
    pub(crate) fn new(elements: usize, belongs: impl Fn(I) -> bool) -> Self {
        let mut this = Self { list: Vec::new(), starts: Vec::with_capacity(elements / Self::STEP + 1) };
        for k in 0..=elements {
            if k % Self::STEP == 0 {
                this.starts.push(this.list.len() as u32);
                reserve_ahead(&mut this.list, Self::STEP, k, elements);
            }
            if k < elements && belongs(I::new(k)) {
                this.list.push(I::new(k));
            }
        }
        this
    }

    /// Those in a stretch of the text.
    pub(crate) fn range(&self, elements: Range<I>) -> &[I] {
        let start = self.before(elements.start);
        &self.list[start..self.before(elements.end).max(start)]
    }

    /// How many come before an element.
    fn before(&self, element: I) -> usize {
        let start = self.starts[element.index() / Self::STEP] as usize;
        start + self.list[start..].iter().take_while(|&&k| k < element).count()
    }
}
