//! Sorted positions, found by range.

use core::ops::Range;

use crate::util::capacity::reserve_ahead;
use crate::util::ids::Id;

/// Those positions of `0..len` that have a property, in order.
///
/// - `range` gives the positions of any range as a slice, in constant time.
/// - A position takes 4 bytes, and so does every 16th of `0..len`, with the property or without.
/// - The index does not change once it is built.
///
/// Binary search would need no samples, but takes time that grows with the text, and misses the cache.
pub(crate) struct PositionIndex<I> {
    /// Strictly ascending; each is below `len`.
    positions: Vec<I>,
    /// `ranks[i]` is the number of positions below `i * STEP`, for each `i * STEP` up to `len`. Ascending.
    ranks: Vec<u32>,
}

impl<I: Id> PositionIndex<I> {
    /// Distance between two samples, in positions: at most this many are compared to find an end of a range. Samples at
    /// half the distance take twice the memory.
    const STEP: usize = 16;

    /// The positions of `0..len` for which `belongs` holds. Calls it once for each, in order.
    pub(crate) fn new(len: usize, belongs: impl Fn(I) -> bool) -> Self {
        let mut index = Self { positions: Vec::new(), ranks: Vec::with_capacity(len / Self::STEP + 1) };
        for k in 0..=len {
            if k % Self::STEP == 0 {
                index.ranks.push(index.positions.len() as u32);
                reserve_ahead(&mut index.positions, Self::STEP, k, len);
            }
            if k < len && belongs(I::new(k)) {
                index.positions.push(I::new(k));
            }
        }
        index
    }

    /// The positions in `range`, which must end at `len` or before. Empty if the range is, or if it runs backwards.
    pub(crate) fn range(&self, range: Range<I>) -> &[I] {
        let start = self.rank(range.start);
        &self.positions[start..self.rank(range.end).max(start)]
    }

    /// The number of positions below `k`, which is `len` at most.
    fn rank(&self, k: I) -> usize {
        let start = self.ranks[k.index() / Self::STEP] as usize;
        start + self.positions[start..].iter().take_while(|&&position| position < k).count()
    }
}

#[cfg(test)]
mod tests {
    use super::{Id, PositionIndex};
    use crate::tests::random::Random;
    use crate::util::ids::ItemId;

    #[test]
    fn ranges_are_those_of_a_filter() {
        let mut random = Random::new(1);
        for len in 0..80 {
            // From no position to all positions.
            for share in 0..=4 {
                let belongs: Vec<bool> = (0..len).map(|_| random.below(4) < share).collect();
                let index = PositionIndex::new(len, |item: ItemId| belongs[item.index()]);
                for start in 0..=len {
                    for end in 0..=len {
                        let filtered = (start..end).filter(|&k| belongs[k]).map(ItemId::new);
                        let found = index.range(ItemId::new(start)..ItemId::new(end));
                        assert_eq!(found, filtered.collect::<Vec<_>>(), "{start}..{end} of {belongs:?}");
                    }
                }
            }
        }
    }
}
