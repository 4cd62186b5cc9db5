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

/// The turns of a conversation, seen from one of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Conversing<'a> {
    turns: &'a [Turn],
    /// The number of the first one.
    first: usize,
    here: usize,
}

impl<'a> Conversing<'a> {
    fn see(self, turn: &Turn) -> Near {
        Near { unit: turn.unit as usize, adjacent: turn.distant == self.turns[self.here].distant }
    }

    /// The turn some turns before or after.
    #[inline]
    pub(super) fn near(self, offset: isize) -> Option<Near> {
        self.turns.get(self.here.wrapping_add_signed(offset)).map(|turn| self.see(turn))
    }

    /// The turns before, the nearest first.
    #[inline]
    pub(super) fn before(self) -> impl Iterator<Item = Near> + 'a {
        self.turns[..self.here].iter().rev().map(move |turn| self.see(turn))
    }

    /// The turns after, the nearest first.
    #[inline]
    pub(super) fn after(self) -> impl Iterator<Item = Near> + 'a {
        self.turns.iter().skip(self.here + 1).map(move |turn| self.see(turn))
    }

    /// The numbers of so many turns on both sides and of the one between them; of none where nobody converses.
    pub(super) fn numbers(self, reach: usize) -> Range<usize> {
        let end = self.turns.len().min(self.here + reach + 1);
        self.first + self.here.saturating_sub(reach)..self.first + end
    }
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

    /// The conversation of a unit, from where it stands there; nobody converses around what is no turn.
    pub(super) fn around(&self, u: usize) -> Conversing<'_> {
        match self.of(u) {
            Some(this) => {
                let (first, end) = (this.first as usize, this.end as usize);
                Conversing { turns: &self.list[first..end], first, here: self.numbers[u] as usize - first }
            }
            None => Conversing { turns: &[], first: 0, here: 0 },
        }
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
