//! Ragged of one text that lie one behind the other.

use core::marker::PhantomData;

use crate::util::capacity::reserve_ahead;
use crate::util::ids::Id;

/// A list seldom has more items.
const FEW: usize = 8;

/// Ragged of the same kind, one for each unit or paragraph, in one piece of salience.
#[derive(Clone, Debug)]
pub(crate) struct Ragged<I, T> {
    items: Vec<T>,
    /// One beyond the last item of each list.
    ends: Vec<u32>,
    /// How many ragged there will be.
    all: usize,
    lists: PhantomData<I>,
}

impl<I: Id, T> Default for Ragged<I, T> {
    fn default() -> Self {
        Self::with_capacity(0, 0)
    }
}

impl<I: Id, T> Ragged<I, T> {
    /// For so many ragged, and for as many items if that is known.
    pub(crate) fn with_capacity(ragged: usize, items: usize) -> Self {
        Self { items: Vec::with_capacity(items), ends: Vec::with_capacity(ragged), all: ragged, lists: PhantomData }
    }

    /// Adds an item to the list at hand.
    pub(crate) fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// Ends the list at hand.
    pub(crate) fn close(&mut self) {
        self.ends.push(self.items.len() as u32);
        if self.ends.len() < self.all {
            reserve_ahead(&mut self.items, FEW, self.ends.len(), self.all);
        }
    }

    #[inline]
    pub(crate) fn list(&self, list: I) -> &[T] {
        let start = list.before().map_or(0, |before| self.ends[before.index()]);
        &self.items[start as usize..self.ends[list.index()] as usize]
    }

    /// The items of all ragged up to one.
    pub(crate) fn through(&self, list: I) -> &[T] {
        &self.items[..self.ends[list.index()] as usize]
    }

    /// How many ragged there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The items of all ragged.
    pub(crate) fn items(&self) -> &[T] {
        &self.items
    }
}
