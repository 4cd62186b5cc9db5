//! Turns: the units of a text that follow one another in its conversations.

use core::ops::Range;

use crate::attribution::unit::Unit;
use crate::document::Document;

/// The turns of a text, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Turns {
    list: Vec<Turn>,
    /// By unit: how many turns come before it.
    numbers: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Turn {
    unit: u32,
    /// The first turn of its context, and one beyond the last.
    first: u32,
    end: u32,
    /// How many turns of the text up to this one follow the one before at a distance.
    distant: u32,
    /// How it follows the turn before.
    gap: Option<Gap>,
}

/// How a turn follows the one before, as a value of the templates of turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gap(pub(crate) u8);

impl Gap {
    /// Within a paragraph or in the next one.
    fn is_near(self) -> bool {
        !(4..8).contains(&self.0)
    }
}

/// A turn of the same context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NearbyTurn {
    pub(crate) unit: usize,
    /// Nothing but turns in neighbouring paragraphs lies between.
    pub(crate) adjacent: bool,
}

/// The turns of a context, seen from one of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TurnWindow<'a> {
    turns: &'a [Turn],
    /// The number of the first one.
    first: usize,
    here: usize,
}

impl<'a> TurnWindow<'a> {
    fn see(self, turn: &Turn) -> NearbyTurn {
        NearbyTurn { unit: turn.unit as usize, adjacent: turn.distant == self.turns[self.here].distant }
    }

    /// The turn some turns before or after.
    #[inline]
    pub(crate) fn near(self, offset: isize) -> Option<NearbyTurn> {
        self.turns.get(self.here.wrapping_add_signed(offset)).map(|turn| self.see(turn))
    }

    /// The turns before, the nearest first.
    #[inline]
    pub(crate) fn before(self) -> impl Iterator<Item = NearbyTurn> + 'a {
        self.turns[..self.here].iter().rev().map(move |turn| self.see(turn))
    }

    /// The turns after, the nearest first.
    #[inline]
    pub(crate) fn after(self) -> impl Iterator<Item = NearbyTurn> + 'a {
        self.turns.iter().skip(self.here + 1).map(move |turn| self.see(turn))
    }

    /// The numbers of so many turns on both sides and of the one between them; of none where nobody converses.
    pub(crate) fn numbers(self, reach: usize) -> Range<usize> {
        let end = self.turns.len().min(self.here + reach + 1);
        self.first + self.here.saturating_sub(reach)..self.first + end
    }
}

impl Turns {
    /// `gap` tells how a unit follows another; where it does not, another context begins.
    pub(crate) fn new(units: &[Unit], gap: impl Fn(usize, usize) -> Option<Gap>) -> Self {
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

    /// The last turn before a unit, of whatever context.
    pub(crate) fn before(&self, u: usize) -> Option<usize> {
        let before = self.numbers[u].checked_sub(1)?;
        Some(self.list[before as usize].unit as usize)
    }

    /// How a unit follows the turn before; none where a context begins, and for what is no turn.
    pub(crate) fn gap(&self, u: usize) -> Option<Gap> {
        self.of(u)?.gap
    }

    /// The context of a unit, from where it stands there; nobody converses around what is no turn.
    pub(crate) fn around(&self, u: usize) -> TurnWindow<'_> {
        match self.of(u) {
            Some(this) => {
                let (first, end) = (this.first as usize, this.end as usize);
                TurnWindow { turns: &self.list[first..end], first, here: self.numbers[u] as usize - first }
            }
            None => TurnWindow { turns: &[], first: 0, here: 0 },
        }
    }

    /// The unit that is the turn of a number.
    pub(crate) fn unit(&self, number: usize) -> usize {
        self.list[number].unit as usize
    }

    /// The conversations in parts of at most so many turns, each as the units of its turns.
    pub(crate) fn parts(&self, longest: usize) -> impl Iterator<Item = impl Iterator<Item = usize> + Clone + '_> + '_ {
        let conversations = self.list.chunk_by(|a, b| a.first == b.first);
        let parts = conversations.flat_map(move |turns| turns.chunks(longest));
        parts.map(|turns| turns.iter().map(|turn| turn.unit as usize))
    }
}

/// How a unit follows another; not at all where a heading or many paragraphs lie between.
pub(crate) fn gap(document: &Document<'_>, last: &Unit, unit: &Unit) -> Option<Gap> {
    let (from, to) = (last.last, unit.paragraph);
    let tokens = &document.tokens;
    let opens = unit.elements.start() <= document.mentions.paragraph(to).start;
    let tail = last.elements.end() < document.mentions.paragraph(from).end;
    Some(Gap(match to - from {
        d if d > 12 || (from + 1..to).any(|p| tokens.is_heading(tokens.paragraphs[p])) => return None,
        // Another clause, or somebody else who acts, parts a paragraph.
        0 => 8 + u8::from(unit.tag.is_none()),
        1 => u8::from(!opens) + 2 * u8::from(tail),
        2 => 4 + u8::from(!opens),
        3 | 4 => 6,
        _ => 7,
    }))
}
