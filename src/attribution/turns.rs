//! Turns: the units of a text that follow one another in its conversations.

use core::ops::Range;

use super::unit::Unit;

/// The turns of a text, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Turns {
    list: Vec<Turn>,
    /// By unit: how many turns come before it.
    numbers: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Turn {
    unit: u32,
    /// The first turn of its conversation, and one beyond the last.
    first: u32,
    end: u32,
    /// How many turns of the text up to this one follow the one before at a distance.
    distant: u32,
    /// How it follows the turn before.
    gap: Option<Gap>,
}

/// How a turn follows the one before, as a value of the templates of turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap(pub(super) u8);

impl Gap {
    /// Within a paragraph or in the next one.
    fn is_near(self) -> bool {
        !(4..8).contains(&self.0)
    }
}

/// A turn of the same conversation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    pub(super) unit: usize,
    /// Nothing but turns in neighbouring paragraphs lies between.
    pub(super) adjacent: bool,
}

impl Turns {
    /// `gap` tells how a unit follows another; where it does not, another conversation begins.
    pub(super) fn new(units: &[Unit], gap: impl Fn(usize, usize) -> Option<Gap>) -> Self {
        let mut turns = Self { list: Vec::with_capacity(units.len()), numbers: Vec::with_capacity(units.len()) };
        let (mut first, mut distant) = (0, 0);
        for (u, unit) in units.iter().enumerate() {
            let number = turns.list.len() as u32;
            turns.numbers.push(number);
            if unit.aside {
                continue;
            }
            let gap = turns.list.last().and_then(|last| gap(last.unit as usize, u));
            if gap.is_none() {
                turns.close(first);
                first = number;
            }
            distant += u32::from(gap.is_some_and(|gap| !gap.is_near()));
            turns.list.push(Turn { unit: u as u32, first, end: 0, distant, gap });
        }
        turns.close(first);
        turns
    }

    fn close(&mut self, first: u32) {
        let end = self.list.len() as u32;
        self.list[first as usize..].iter_mut().for_each(|turn| turn.end = end);
    }

    fn of(&self, u: usize) -> Option<&Turn> {
        self.list.get(self.numbers[u] as usize).filter(|turn| turn.unit as usize == u)
    }

    /// The last turn before a unit, of whatever conversation.
    pub(super) fn before(&self, u: usize) -> Option<usize> {
        let before = self.numbers[u].checked_sub(1)?;
        Some(self.list[before as usize].unit as usize)
    }

    /// How a unit follows the turn before; none where a conversation begins, and for what is no turn.
    pub(super) fn gap(&self, u: usize) -> Option<Gap> {
        self.of(u)?.gap
    }

    /// The unit some turns before or after a unit in its conversation; itself at no distance.
    #[inline]
    pub(super) fn near(&self, u: usize, offset: isize) -> Option<Near> {
        if offset == 0 {
            return Some(Near { unit: u, adjacent: true });
        }
        let this = self.of(u)?;
        let number = (self.numbers[u] as usize).wrapping_add_signed(offset);
        if !(this.first as usize..this.end as usize).contains(&number) {
            return None;
        }
        let other = &self.list[number];
        Some(Near { unit: other.unit as usize, adjacent: this.distant == other.distant })
    }

    /// A unit and so many turns before and after it in its conversation, by their numbers; none for what is
    /// no turn.
    pub(super) fn around(&self, u: usize, reach: usize) -> Option<Range<usize>> {
        let this = self.of(u)?;
        let number = self.numbers[u] as usize;
        Some((this.first as usize).max(number.saturating_sub(reach))..(this.end as usize).min(number + reach + 1))
    }

    /// The unit that is the turn of a number.
    pub(super) fn unit(&self, number: usize) -> usize {
        self.list[number].unit as usize
    }

    /// The conversations in parts of at most so many turns, each as the units of its turns.
    pub(super) fn parts(&self, longest: usize) -> impl Iterator<Item = impl Iterator<Item = usize> + Clone + '_> + '_ {
        let conversations = self.list.chunk_by(|a, b| a.first == b.first);
        let parts = conversations.flat_map(move |turns| turns.chunks(longest));
        parts.map(|turns| turns.iter().map(|turn| turn.unit as usize))
    }
}
