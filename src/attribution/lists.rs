//! Lists of one text that lie one behind the other.

use crate::room::make_room;

/// A list seldom has more items.
const FEW: usize = 8;

/// Lists of the same kind, one for each unit or paragraph, in one piece of memory.
#[derive(Clone, Debug)]
pub(super) struct Lists<T> {
    items: Vec<T>,
    /// One beyond the last item of each list.
    ends: Vec<u32>,
    /// How many lists there will be.
    all: usize,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self::with_room(0, 0)
    }
}

impl<T> Lists<T> {
    /// For so many lists, and for as many items if that is known.
    pub(super) fn with_room(lists: usize, items: usize) -> Self {
        Self { items: Vec::with_capacity(items), ends: Vec::with_capacity(lists), all: lists }
    }

    /// Adds an item to the list at hand.
    pub(super) fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// Ends the list at hand.
    pub(super) fn close(&mut self) {
        self.ends.push(self.items.len() as u32);
        if self.ends.len() < self.all {
            make_room(&mut self.items, FEW, self.ends.len(), self.all);
        }
    }

    #[inline]
    pub(super) fn of(&self, list: usize) -> &[T] {
        let start = list.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..self.ends[list] as usize]
    }

    /// The items of all lists up to one.
    pub(super) fn up_to(&self, list: usize) -> &[T] {
        &self.items[..self.ends[list] as usize]
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The items of all lists.
    pub(super) fn all(&self) -> &[T] {
        &self.items
    }
}
