//! A ragged array: many short lists in one allocation.

use core::marker::PhantomData;

use crate::util::capacity::reserve_ahead;
use crate::util::ids::Id;

/// Capacity, in items, that a list is given before it begins: lists of a paragraph or of a quotation seldom have more,
/// so the items seldom move while one is written.
const USUAL: usize = 8;

/// Lists of items of one kind, written one after the other and found by ids of type `I`.
///
/// - A list is a slice, found in constant time; so is everything up to its end.
/// - A list takes 4 bytes besides its items, where a `Vec` of `Vec`s takes 24 and an allocation.
/// - A list does not change once it is closed.
#[derive(Clone, Debug)]
pub(crate) struct Ragged<I, T> {
    /// The items of all closed lists, in order, and then those of the list at hand.
    items: Vec<T>,
    /// `ends[i]` is one beyond the last item of list number `i`: the list begins at `ends[i - 1]`, or at 0. Ascending;
    /// each is `items.len()` at most. OK in 32 bits because every item stands for a word or a quotation of a text,
    /// whose offsets are 32-bit.
    ends: Vec<u32>,
    /// Expected number of lists. It steers the capacity and nothing else.
    expected: usize,
    ids: PhantomData<I>,
}

impl<I: Id, T> Default for Ragged<I, T> {
    fn default() -> Self {
        Self::with_capacity(0, 0)
    }
}

impl<I: Id, T> Ragged<I, T> {
    /// With capacity for `lists` lists and `items` items. `items` may be 0 if their number is unknown: the capacity is
    /// then extrapolated from the lists written so far.
    pub(crate) fn with_capacity(lists: usize, items: usize) -> Self {
        let (items, ends) = (Vec::with_capacity(items), Vec::with_capacity(lists));
        Self { items, ends, expected: lists, ids: PhantomData }
    }

    /// Adds an item to the list at hand.
    pub(crate) fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// Closes the list at hand, which may be empty. The next item begins the next list.
    pub(crate) fn close(&mut self) {
        self.ends.push(self.items.len() as u32);
        if self.ends.len() < self.expected {
            reserve_ahead(&mut self.items, USUAL, self.ends.len(), self.expected);
        }
    }

    /// The items of a closed list.
    #[inline]
    pub(crate) fn list(&self, list: I) -> &[T] {
        let start = list.before().map_or(0, |before| self.ends[before.index()]);
        &self.items[start as usize..self.ends[list.index()] as usize]
    }

    /// The items of all lists from the first one through `list`, which is closed.
    pub(crate) fn through(&self, list: I) -> &[T] {
        &self.items[..self.ends[list.index()] as usize]
    }

    /// The items of all lists.
    pub(crate) fn items(&self) -> &[T] {
        &self.items
    }
}

#[cfg(test)]
mod tests {
    use super::{Id, Ragged};
    use crate::tests::random::Random;
    use crate::util::ids::UnitId;

    #[test]
    fn lists_are_those_of_nested_vectors() {
        let mut random = Random::new(2);
        for lists in 0..40 {
            // Capacities that are right, too small and too large.
            for expected in [0, lists / 2, lists, 2 * lists] {
                let lens: Vec<usize> = (0..lists).map(|_| random.below([3, 30][lists % 2])).collect();
                let mut nested: Vec<Vec<usize>> = Vec::new();
                let mut ragged = Ragged::with_capacity(expected, 0);
                for len in lens {
                    let list: Vec<usize> = (0..len).map(|_| random.below(1000)).collect();
                    list.iter().for_each(|&item| ragged.push(item));
                    ragged.close();
                    nested.push(list);
                }
                assert_eq!(ragged.ends.len(), nested.len());
                assert_eq!(ragged.items(), nested.concat());
                for (i, list) in nested.iter().enumerate() {
                    assert_eq!(ragged.list(UnitId::new(i)), list);
                    assert_eq!(ragged.through(UnitId::new(i)), nested[..=i].concat());
                }
            }
        }
    }

    #[test]
    fn items_of_even_lists_leave_little_capacity_unused() {
        let mut ragged: Ragged<UnitId, _> = Ragged::with_capacity(10_000, 0);
        for _ in 0..10_000 {
            (0..3).for_each(|item| ragged.push(item));
            ragged.close();
        }
        assert!(ragged.items.capacity() <= 30_000 + 30_000 / 16, "{}", ragged.items.capacity());
    }
}
