//! A map from ids to positions in a short list.

/// Maps an id to the position at which it stands in a list of at most 255 entries, the last one at 254.
///
/// - `get`, `insert` and `remove` take constant time: each is one access to an array.
/// - An id takes one byte, whether it is in the map or not.
/// - A list of `n` entries is forgotten in time `n`, however many ids there are: the caller removes the ids that it has
///   inserted. A map that is reused for one list after the other must be emptied so in between.
///
/// Unlike the sparse sets of Briggs and Torczon 1993, "An Efficient Representation for Sparse Sets", it does not hold
/// the list itself: its callers have one already, and know what to remove.
#[derive(Clone, Debug, Default)]
pub(crate) struct SparseMap {
    /// By id, its position, or [`ABSENT`](Self::ABSENT).
    positions: Vec<u8>,
}

impl SparseMap {
    const ABSENT: u8 = u8::MAX;

    /// Admits the ids below `ids`. Entries stay.
    pub(crate) fn grow(&mut self, ids: usize) {
        if self.positions.len() < ids {
            self.positions.resize(ids, Self::ABSENT);
        }
    }

    /// The position of an admitted id; `None` if it is not in the map.
    #[inline]
    pub(crate) fn get(&self, id: impl Into<u32>) -> Option<usize> {
        let position = self.positions[id.into() as usize];
        (position != Self::ABSENT).then_some(usize::from(position))
    }

    /// Sets the position of an admitted id, which must be below 255.
    #[inline]
    pub(crate) fn insert(&mut self, id: impl Into<u32>, position: usize) {
        debug_assert!(position < usize::from(Self::ABSENT), "position {position} does not fit");
        self.positions[id.into() as usize] = position as u8;
    }

    /// Removes an admitted id; does nothing if it is not in the map.
    #[inline]
    pub(crate) fn remove(&mut self, id: impl Into<u32>) {
        self.positions[id.into() as usize] = Self::ABSENT;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::SparseMap;
    use crate::tests::random::Random;

    #[test]
    fn entries_are_those_of_a_hash_map() {
        let mut random = Random::new(3);
        let (mut sparse, mut hashed) = (SparseMap::default(), HashMap::new());
        let mut ids = 0;
        for _ in 0..10_000 {
            if ids == 0 || random.below(100) == 0 {
                ids += 1;
                sparse.grow(ids);
                // A smaller number changes nothing.
                sparse.grow(ids / 2);
            }
            let id = random.below(ids) as u32;
            if random.below(2) == 0 {
                let position = random.below(255);
                sparse.insert(id, position);
                hashed.insert(id, position);
            } else {
                sparse.remove(id);
                hashed.remove(&id);
            }
            let id = random.below(ids) as u32;
            assert_eq!(sparse.get(id), hashed.get(&id).copied());
        }
        for id in 0..ids as u32 {
            assert_eq!(sparse.get(id), hashed.get(&id).copied());
        }
    }
}
