//! Typed indices, ranges of them, and the columns that they index.
//!
//! Everything found in a text lies in flat lists and refers to other things by index. Each list has an index type of
//! its own, so that an index of one list cannot be used in another. All of them are 32 bits wide: they count things
//! found in a text, whose offsets are 32 bits wide too.

use core::iter::FusedIterator;
use core::marker::PhantomData;
use core::num::NonZeroU32;
use core::ops::{Add, AddAssign, Index, IndexMut, Range, Sub, SubAssign};

/// An index of one kind of list.
pub(crate) trait Id: Copy + Ord {
    /// The id of the item at `index`, which is below [`u32::MAX`].
    fn new(index: usize) -> Self;

    fn index(self) -> usize;

    /// The id before this one; none before the first.
    #[inline]
    fn before(self) -> Option<Self> {
        self.index().checked_sub(1).map(Self::new)
    }

    /// The id `distance` places further on.
    #[inline]
    fn plus(self, distance: usize) -> Self {
        Self::new(self.index() + distance)
    }

    /// The id `distance` places before this one, the first one at most.
    #[inline]
    fn saturating_sub(self, distance: usize) -> Self {
        Self::new(self.index().saturating_sub(distance))
    }

    /// The number of places between two ids, whichever comes first.
    #[inline]
    fn abs_diff(self, other: Self) -> usize {
        self.index().abs_diff(other.index())
    }
}

macro_rules! arithmetic {
    ($name:ident) => {
        impl Add<usize> for $name {
            type Output = Self;

            #[inline]
            fn add(self, distance: usize) -> Self {
                self.plus(distance)
            }
        }

        impl AddAssign<usize> for $name {
            #[inline]
            fn add_assign(&mut self, distance: usize) {
                *self = *self + distance;
            }
        }

        impl SubAssign<usize> for $name {
            #[inline]
            fn sub_assign(&mut self, distance: usize) {
                *self = *self - distance;
            }
        }

        impl Sub<usize> for $name {
            type Output = Self;

            #[inline]
            fn sub(self, distance: usize) -> Self {
                Self::new(self.index() - distance)
            }
        }

        impl Sub for $name {
            type Output = usize;

            #[inline]
            fn sub(self, other: Self) -> usize {
                self.index() - other.index()
            }
        }

        impl From<$name> for u32 {
            #[inline]
            fn from(id: $name) -> Self {
                // OK because `new` takes indices below `u32::MAX` alone.
                id.index() as u32
            }
        }
    };
}

/// Ids that are often added to and compared: the index itself.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) struct $name(u32);

        impl Id for $name {
            #[inline]
            fn new(index: usize) -> Self {
                Self(index as u32)
            }

            #[inline]
            fn index(self) -> usize {
                self.0 as usize
            }
        }

        arithmetic!($name);
    )*};
}

/// Ids that are often absent: one more than the index, so that an optional one takes no more memory.
macro_rules! optional_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) struct $name(NonZeroU32);

        impl Id for $name {
            #[inline]
            fn new(index: usize) -> Self {
                Self(NonZeroU32::MIN.saturating_add(index as u32))
            }

            #[inline]
            fn index(self) -> usize {
                self.0.get() as usize - 1
            }
        }

        arithmetic!($name);
    )*};
}

ids! {
    /// A token that is not white space, in the order of the text.
    TokenId;
    /// A paragraph, in the order of the text.
    ParagraphId;
    /// A quotation among all of a text, nested ones included.
    QuotationId;
    /// A quotation among the outermost ones of a text.
    QuoteId;
    /// An item of the narration: a word, a phrase, a mention or a whole outermost quotation.
    ItemId;
    /// A unit: quotations that are decided together.
    UnitId;
    /// A turn of a conversation: a unit that is no aside.
    TurnId;
    /// A distinct way to write a name.
    FormId;
    /// A person of the text while its names are linked.
    LinkedId;
}

optional_ids! {
    /// A mention, in narration or speech.
    MentionId;
    /// A word or phrase that may report speech.
    CueId;
    /// The fact that a person has a word in a name, while the names of a text are linked.
    BearerId;
    /// Somebody whom mentions stand for. The first ones are those of the cast, in its order.
    PersonId;
}

/// Identifies a distinct word, whatever its case and accents, within one vocabulary.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct WordId(pub(crate) u32);

impl WordId {
    /// The id of punctuation and numbers, which are no words.
    pub(crate) const NONE: Self = Self(0xFF_FFFF);
}

/// A range of ids, `start` included and `end` not.
#[derive(Debug)]
pub(crate) struct IdRange<I> {
    start: u32,
    /// Not less than `start`, unless the range was made so; then it is empty.
    end: u32,
    ids: PhantomData<I>,
}

impl<I> Clone for IdRange<I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I> Copy for IdRange<I> {}

impl<I> PartialEq for IdRange<I> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}

impl<I> Eq for IdRange<I> {}

impl<I> Default for IdRange<I> {
    fn default() -> Self {
        Self { start: 0, end: 0, ids: PhantomData }
    }
}

impl<I: Id> From<Range<I>> for IdRange<I> {
    #[inline]
    fn from(range: Range<I>) -> Self {
        // OK because an index is below `u32::MAX`.
        Self { start: range.start.index() as u32, end: range.end.index() as u32, ids: PhantomData }
    }
}

impl<I: Id> IdRange<I> {
    #[inline]
    pub(crate) fn start(self) -> I {
        I::new(self.start as usize)
    }

    /// The id after the last one.
    #[inline]
    pub(crate) fn end(self) -> I {
        I::new(self.end as usize)
    }

    #[inline]
    pub(crate) fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    pub(crate) fn is_empty(self) -> bool {
        self.start >= self.end
    }

    #[inline]
    pub(crate) fn contains(self, id: I) -> bool {
        (self.start as usize..self.end as usize).contains(&id.index())
    }

    #[inline]
    pub(crate) fn iter(self) -> Ids<I> {
        Ids { indices: self.start..self.end, ids: PhantomData }
    }

    /// The same range of plain indices, for slices.
    #[inline]
    fn indices(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl<I: Id> IntoIterator for IdRange<I> {
    type Item = I;
    type IntoIter = Ids<I>;

    #[inline]
    fn into_iter(self) -> Ids<I> {
        self.iter()
    }
}

/// The ids from one to another: what `a..b` is for plain indices.
#[inline]
pub(crate) fn ids<I: Id>(range: Range<I>) -> Ids<I> {
    IdRange::from(range).iter()
}

/// The first `count` ids.
#[inline]
pub(crate) fn first_ids<I: Id>(count: usize) -> Ids<I> {
    Ids { indices: 0..count as u32, ids: PhantomData }
}

/// Iterator over a range of ids.
#[derive(Debug)]
pub(crate) struct Ids<I> {
    indices: Range<u32>,
    ids: PhantomData<I>,
}

impl<I> Clone for Ids<I> {
    fn clone(&self) -> Self {
        Self { indices: self.indices.clone(), ids: PhantomData }
    }
}

impl<I: Id> Iterator for Ids<I> {
    type Item = I;

    #[inline]
    fn next(&mut self) -> Option<I> {
        self.indices.next().map(|index| I::new(index as usize))
    }

    #[inline]
    fn nth(&mut self, n: usize) -> Option<I> {
        self.indices.nth(n).map(|index| I::new(index as usize))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.indices.size_hint()
    }
}

impl<I: Id> DoubleEndedIterator for Ids<I> {
    #[inline]
    fn next_back(&mut self) -> Option<I> {
        self.indices.next_back().map(|index| I::new(index as usize))
    }
}

impl<I: Id> ExactSizeIterator for Ids<I> {}
impl<I: Id> FusedIterator for Ids<I> {}

/// A list whose items have ids of one kind.
pub(crate) struct Column<I, T> {
    items: Vec<T>,
    ids: PhantomData<I>,
}

impl<I, T> Column<I, T> {
    pub(crate) const fn new() -> Self {
        Self { items: Vec::new(), ids: PhantomData }
    }

    pub(crate) fn with_capacity(items: usize) -> Self {
        Self { items: Vec::with_capacity(items), ids: PhantomData }
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.items.len()
    }

    pub(crate) fn clear(&mut self) {
        self.items.clear();
    }

    #[inline]
    pub(crate) fn iter(&self) -> core::slice::Iter<'_, T> {
        self.items.iter()
    }

    #[inline]
    pub(crate) fn iter_mut(&mut self) -> core::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    #[inline]
    pub(crate) fn as_slice(&self) -> &[T] {
        &self.items
    }

    pub(crate) fn last(&self) -> Option<&T> {
        self.items.last()
    }

    /// The list itself, to reserve memory in.
    #[inline]
    pub(crate) fn as_mut_vec(&mut self) -> &mut Vec<T> {
        &mut self.items
    }
}

impl<I: Id, T> Column<I, T> {
    /// One `value` for each of `count` ids.
    pub(crate) fn filled(value: T, count: usize) -> Self
    where
        T: Clone,
    {
        Self { items: vec![value; count], ids: PhantomData }
    }

    /// Adds an item, whose id it returns.
    #[inline]
    pub(crate) fn push(&mut self, item: T) -> I {
        let id = self.end();
        self.items.push(item);
        id
    }

    /// The id of the next item to be added.
    #[inline]
    pub(crate) fn end(&self) -> I {
        I::new(self.items.len())
    }

    #[inline]
    pub(crate) fn ids(&self) -> Ids<I> {
        first_ids(self.items.len())
    }

    #[inline]
    pub(crate) fn get(&self, id: I) -> Option<&T> {
        self.items.get(id.index())
    }

    /// The items with their ids.
    #[inline]
    pub(crate) fn enumerate(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator + Clone {
        self.items.iter().enumerate().map(|(index, item)| (I::new(index), item))
    }

    /// The id of the first item for which `is_before` does not hold. The items for which it holds come first.
    pub(crate) fn partition_point(&self, is_before: impl FnMut(&T) -> bool) -> I {
        I::new(self.items.partition_point(is_before))
    }

    /// Removes the items from an id on.
    pub(crate) fn truncate(&mut self, end: I) {
        self.items.truncate(end.index());
    }
}

impl<I, T> Default for Column<I, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<I, T: Clone> Clone for Column<I, T> {
    fn clone(&self) -> Self {
        Self { items: self.items.clone(), ids: PhantomData }
    }
}

impl<I, T: core::fmt::Debug> core::fmt::Debug for Column<I, T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.items.fmt(f)
    }
}

impl<I, T> From<Vec<T>> for Column<I, T> {
    fn from(items: Vec<T>) -> Self {
        Self { items, ids: PhantomData }
    }
}

impl<I, T> FromIterator<T> for Column<I, T> {
    fn from_iter<L: IntoIterator<Item = T>>(items: L) -> Self {
        Self { items: items.into_iter().collect(), ids: PhantomData }
    }
}

impl<I: Id, T> Index<I> for Column<I, T> {
    type Output = T;

    #[inline]
    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Column<I, T> {
    #[inline]
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}

impl<I: Id, T> Index<IdRange<I>> for Column<I, T> {
    type Output = [T];

    #[inline]
    fn index(&self, ids: IdRange<I>) -> &[T] {
        &self.items[ids.indices()]
    }
}

impl<I: Id, T> IndexMut<IdRange<I>> for Column<I, T> {
    #[inline]
    fn index_mut(&mut self, ids: IdRange<I>) -> &mut [T] {
        &mut self.items[ids.indices()]
    }
}

impl<'a, I, T> IntoIterator for &'a Column<I, T> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;

    fn into_iter(self) -> core::slice::Iter<'a, T> {
        self.items.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{first_ids, ids, Column, Id, IdRange, MentionId, TokenId};

    #[test]
    fn ids_are_their_index() {
        for index in [0, 1, 7, 1 << 20] {
            assert_eq!(TokenId::new(index).index(), index);
            assert_eq!(MentionId::new(index).index(), index);
            assert_eq!(u32::from(MentionId::new(index)), index as u32);
        }
        assert_eq!(TokenId::new(0).before(), None);
        assert_eq!(MentionId::new(5).before(), Some(MentionId::new(4)));
        assert_eq!(TokenId::new(3).saturating_sub(5), TokenId::new(0));
        assert_eq!(TokenId::new(3).abs_diff(TokenId::new(5)), 2);
        assert_eq!(core::mem::size_of::<Option<MentionId>>(), 4);
    }

    #[test]
    fn a_range_counts_like_plain_indices() {
        let id = TokenId::new;
        for (start, end) in [(0, 0), (2, 5), (5, 2)] {
            let range = IdRange::from(id(start)..id(end));
            let plain = start..end;
            assert_eq!(range.len(), plain.len());
            assert_eq!(range.is_empty(), plain.is_empty());
            assert_eq!(range.iter().map(Id::index).collect::<Vec<_>>(), plain.clone().collect::<Vec<_>>());
            assert_eq!(range.iter().rev().count(), plain.len());
            assert!((0..8).all(|index| range.contains(id(index)) == plain.contains(&index)));
        }
        assert_eq!(ids(id(1)..id(4)).nth(1), Some(id(2)));
    }

    #[test]
    fn a_column_is_indexed_by_its_ids() {
        let mut column: Column<TokenId, &str> = Column::new();
        let first = column.push("a");
        let second = column.push("b");
        assert_eq!((column[first], column[second]), ("a", "b"));
        assert_eq!(column[IdRange::from(second..column.end())], ["b"]);
        assert_eq!(column.ids().collect::<Vec<_>>(), first_ids(2).collect::<Vec<_>>());
        assert_eq!(column.partition_point(|&item| item < "b"), second);
        column.truncate(second);
        assert_eq!((column.len(), column.get(second)), (1, None));
    }
}
