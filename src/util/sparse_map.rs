//! Where people stand in a short list.

/// By person the place in a list, found at once; nobody has one at first. Who is put in has to be taken out again before
/// the next list.
#[derive(Clone, Debug, Default)]
pub(crate) struct SparseMap(Vec<u8>);

impl SparseMap {
    const NOWHERE: u8 = u8::MAX;

    /// Makes room for so many people.
    pub(crate) fn grow(&mut self, people: usize) {
        if self.0.len() < people {
            self.0.resize(people, Self::NOWHERE);
        }
    }

    #[inline]
    pub(crate) fn get(&self, who: impl Into<u32>) -> Option<usize> {
        let place = self.0[who.into() as usize];
        (place != Self::NOWHERE).then_some(usize::from(place))
    }

    /// No list has more than 255 people.
    #[inline]
    pub(crate) fn insert(&mut self, who: impl Into<u32>, place: usize) {
        self.0[who.into() as usize] = place as u8;
    }

    #[inline]
    pub(crate) fn remove(&mut self, who: impl Into<u32>) {
        self.0[who.into() as usize] = Self::NOWHERE;
    }
}
