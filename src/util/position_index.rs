//! Some of the elements of a text.

use core::ops::Range;

use crate::util::capacity::reserve_ahead;

/// Narration in order, found quickly by where they stand.
pub(crate) struct PositionIndex {
    list: Vec<u32>,
    /// How many of them come before every [`STEP`](Self::STEP)th element.
    starts: Vec<u32>,
}

impl PositionIndex {
    const STEP: usize = 16;

    /// Those of so many elements that `belongs` takes in.
    pub(crate) fn of(elements: usize, belongs: impl Fn(usize) -> bool) -> Self {
        let mut this = Self { list: Vec::new(), starts: Vec::with_capacity(elements / Self::STEP + 1) };
        for k in 0..=elements {
            if k % Self::STEP == 0 {
                this.starts.push(this.list.len() as u32);
                reserve_ahead(&mut this.list, Self::STEP, k, elements);
            }
            if k < elements && belongs(k) {
                this.list.push(k as u32);
            }
        }
        this
    }

    /// Those in a stretch of the text.
    pub(crate) fn among(&self, elements: Range<usize>) -> &[u32] {
        let start = self.before(elements.start);
        &self.list[start..self.before(elements.end).max(start)]
    }

    /// How many come before an element.
    fn before(&self, element: usize) -> usize {
        let start = self.starts[element / Self::STEP] as usize;
        start + self.list[start..].iter().take_while(|&&k| (k as usize) < element).count()
    }
}
