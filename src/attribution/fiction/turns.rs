//! Turns: the units that follow one another in the conversations of a text.

use core::ops::Range;

use crate::attribution::unit::Unit;
use crate::document::Document;
use crate::model::template::enum_value;
use crate::util::ids::{ids, Column, Id, IdRange, TurnId, UnitId};

/// Maximum distance, in paragraphs, between two turns of a conversation. After a page of narration other people may be
/// present.
const LONGEST_GAP: usize = 12;
/// Maximum distance, in paragraphs, between two turns with little narration between them.
const SHORT_GAP: usize = 4;

/// The turns of a text, and the conversations that they make up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Turns {
    /// In order of the text. The turns of a conversation lie together.
    list: Column<TurnId, Turn>,
    /// By unit, the number of turns before it, which is its own id if it is a turn.
    numbers: Column<UnitId, TurnId>,
}

/// A unit that is a turn of a conversation.
#[derive(Clone, Copy, Debug)]
struct Turn {
    unit: UnitId,
    /// The turns of its conversation: `first..end`.
    first: TurnId,
    end: TurnId,
    /// Running count of turns that are separated from the turn before by a paragraph of narration. Two turns with the
    /// same count have none between them.
    distant: u32,
    /// How it follows the turn before; `None` at the start of a conversation.
    gap: Option<Gap>,
}

/// How a turn follows the one before. The order of the variants is that of the learned weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// In the next paragraph, with nothing between.
    Next,
    /// In the next paragraph, after narration that leads to it.
    NextLedIn,
    /// In the next paragraph, after narration that follows the turn before.
    NextAfterTail,
    /// In the next paragraph, after both.
    NextAfterTailLedIn,
    /// After a paragraph of narration.
    OneParagraph,
    /// After a paragraph of narration, and narration that leads to it in its own.
    OneParagraphLedIn,
    /// After more narration, at a distance of up to [`SHORT_GAP`] paragraphs.
    FewParagraphs,
    /// At a distance of up to [`LONGEST_GAP`] paragraphs.
    ManyParagraphs,
    /// In the same paragraph, with a clause of its own.
    SameParagraph,
    /// In the same paragraph, after another person acts.
    SameParagraphUntagged,
}

enum_value!(Gap, SameParagraphUntagged);

impl Gap {
    /// How a unit follows another. `None` if a heading or more than [`LONGEST_GAP`] paragraphs lie between.
    pub(crate) fn between(document: &Document<'_>, last: &Unit, unit: &Unit) -> Option<Self> {
        let (from, to) = (last.last_paragraph, unit.paragraph);
        let tokens = &document.tokens;
        let led_in = unit.items.start() > document.mentions.paragraph(to).start();
        let tail = last.items.end() < document.mentions.paragraph(from).end();
        let heading = || ids(from + 1..to).any(|paragraph| tokens.is_heading(tokens.paragraphs[paragraph]));
        Some(match (to - from, led_in, tail) {
            (distance, ..) if distance > LONGEST_GAP || heading() => return None,
            (0, ..) if unit.clause.is_some() => Self::SameParagraph,
            (0, ..) => Self::SameParagraphUntagged,
            (1, false, false) => Self::Next,
            (1, true, false) => Self::NextLedIn,
            (1, false, true) => Self::NextAfterTail,
            (1, true, true) => Self::NextAfterTailLedIn,
            (2, false, _) => Self::OneParagraph,
            (2, true, _) => Self::OneParagraphLedIn,
            (..=SHORT_GAP, ..) => Self::FewParagraphs,
            _ => Self::ManyParagraphs,
        })
    }

    /// Whether no paragraph lies between the two.
    fn is_near(self) -> bool {
        !matches!(self, Self::OneParagraph | Self::OneParagraphLedIn | Self::FewParagraphs | Self::ManyParagraphs)
    }
}

/// A turn of a conversation, seen from another one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NearbyTurn {
    pub(crate) unit: UnitId,
    /// Whether no paragraph of narration lies between the two.
    pub(crate) adjacent: bool,
}

/// The turns of a conversation, seen from one of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TurnWindow<'a> {
    turns: &'a [Turn],
    /// The id of the first of `turns`.
    first: TurnId,
    /// The position in `turns` of the one from which they are seen. 0 if there are no turns.
    here: usize,
}

impl<'a> TurnWindow<'a> {
    #[inline]
    fn see(self, turn: &Turn) -> NearbyTurn {
        NearbyTurn { unit: turn.unit, adjacent: turn.distant == self.turns[self.here].distant }
    }

    /// The turn `offset` turns after this one, or before it if negative.
    #[inline]
    pub(crate) fn at(self, offset: isize) -> Option<NearbyTurn> {
        // OK because an index that wraps lies beyond all turns.
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

    /// The turns up to `reach` before and after this one, itself included. Empty if the unit is no turn.
    pub(crate) fn within(self, reach: usize) -> Range<TurnId> {
        let end = self.turns.len().min(self.here + reach + 1);
        self.first + self.here.saturating_sub(reach)..self.first + end
    }
}

impl Turns {
    /// The turns among some units: all but asides. `gap` tells how a unit follows another; where it is `None`, a
    /// conversation begins.
    pub(crate) fn new(units: &Column<UnitId, Unit>, gap: impl Fn(&Unit, &Unit) -> Option<Gap>) -> Self {
        let mut turns = Self { list: Column::with_capacity(units.len()), numbers: Column::with_capacity(units.len()) };
        let (mut first, mut distant) = (TurnId::default(), 0);
        for (id, unit) in units.enumerate() {
            let number = turns.list.end();
            turns.numbers.push(number);
            if unit.aside {
                continue;
            }
            let gap = number.before().and_then(|last| gap(&units[turns.list[last].unit], unit));
            if gap.is_none() {
                turns.close(first);
                first = number;
            }
            distant += u32::from(gap.is_some_and(|gap| !gap.is_near()));
            turns.list.push(Turn { unit: id, first, end: TurnId::default(), distant, gap });
        }
        turns.close(first);
        turns
    }

    /// Ends the conversation that began with a turn.
    fn close(&mut self, first: TurnId) {
        let end = self.list.end();
        self.list[IdRange::from(first..end)].iter_mut().for_each(|turn| turn.end = end);
    }

    /// The turn that a unit is; `None` for asides.
    fn of(&self, unit: UnitId) -> Option<&Turn> {
        self.list.get(self.numbers[unit]).filter(|turn| turn.unit == unit)
    }

    /// The unit of the last turn before a unit, of any conversation.
    pub(crate) fn before(&self, unit: UnitId) -> Option<UnitId> {
        Some(self.list[self.numbers[unit].before()?].unit)
    }

    /// How a unit follows the turn before. `None` at the start of a conversation, and for asides.
    pub(crate) fn gap(&self, unit: UnitId) -> Option<Gap> {
        self.of(unit)?.gap
    }

    /// The conversation of a unit, seen from it; empty if the unit is an aside.
    pub(crate) fn around(&self, unit: UnitId) -> TurnWindow<'_> {
        match self.of(unit) {
            Some(turn) => {
                let turns = &self.list[IdRange::from(turn.first..turn.end)];
                TurnWindow { turns, first: turn.first, here: self.numbers[unit] - turn.first }
            }
            None => TurnWindow { turns: &[], first: TurnId::default(), here: 0 },
        }
    }

    /// The unit that is a turn.
    pub(crate) fn unit(&self, turn: TurnId) -> UnitId {
        self.list[turn].unit
    }

    /// The conversations in parts of at most `longest` turns, each as the units of its turns.
    pub(crate) fn parts(&self, longest: usize) -> impl Iterator<Item = impl Iterator<Item = UnitId> + Clone + '_> + '_ {
        let conversations = self.list.as_slice().chunk_by(|a, b| a.first == b.first);
        let parts = conversations.flat_map(move |turns| turns.chunks(longest));
        parts.map(|turns| turns.iter().map(|turn| turn.unit))
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, Gap, Id, TurnId, Turns, Unit, UnitId, LONGEST_GAP, SHORT_GAP};
    use crate::tests::stages::fiction_context;
    use crate::tests::table::check;
    use crate::util::ids::ParagraphId;

    /// Units, each in the paragraph of its number; those in `asides` are no turns.
    fn turns(units: usize, asides: &[usize], gap: impl Fn(usize, usize) -> Option<Gap>) -> Turns {
        let unit = |index: usize| Unit::in_paragraph(ParagraphId::new(index), asides.contains(&index));
        let units: Column<UnitId, Unit> = (0..units).map(unit).collect();
        Turns::new(&units, |last, unit| gap(last.paragraph.index(), unit.paragraph.index()))
    }

    fn units(window: impl Iterator<Item = super::NearbyTurn>) -> Vec<usize> {
        window.map(|turn| turn.unit.index()).collect()
    }

    #[test]
    fn gaps_tell_what_lies_between() {
        let narration = |paragraphs: usize| format!("\"So.\"{}\n\n\"No.\"", "\n\nIt rained.".repeat(paragraphs));
        let rows = [
            (narration(0), Some(Gap::Next)),
            ("\"So.\"\n\nIt rained. \"No.\"".to_owned(), Some(Gap::NextLedIn)),
            ("\"So.\" It rained.\n\n\"No.\"".to_owned(), Some(Gap::NextAfterTail)),
            ("\"So.\" It rained.\n\nIt rained. \"No.\"".to_owned(), Some(Gap::NextAfterTailLedIn)),
            (narration(1), Some(Gap::OneParagraph)),
            ("\"So.\"\n\nIt rained.\n\nIt rained. \"No.\"".to_owned(), Some(Gap::OneParagraphLedIn)),
            (narration(SHORT_GAP - 1), Some(Gap::FewParagraphs)),
            (narration(SHORT_GAP), Some(Gap::ManyParagraphs)),
            (narration(LONGEST_GAP - 1), Some(Gap::ManyParagraphs)),
            (narration(LONGEST_GAP), None),
            ("\"So.\"\n\nCHAPTER II\n\n\"No.\"".to_owned(), None),
            ("\"So,\" said Tom. \"No,\" said Judith.".to_owned(), Some(Gap::SameParagraph)),
            ("\"So,\" said Tom. Judith rose. \"No.\"".to_owned(), Some(Gap::SameParagraphUntagged)),
        ];
        check(rows, |text| {
            fiction_context(text, |context| context.turns.gap(context.units.list.ids().next_back().unwrap()))
        });
    }

    #[test]
    fn asides_are_left_out() {
        let turns = turns(5, &[0, 2], |_, _| Some(Gap::Next));
        let window = turns.around(UnitId::new(3));
        assert_eq!(units(window.before()), [1]);
        assert_eq!(units(window.after()), [4]);
        assert_eq!(turns.before(UnitId::new(3)), Some(UnitId::new(1)));
        assert_eq!(turns.before(UnitId::new(1)), None);
        assert!(turns.around(UnitId::new(2)).within(5).is_empty());
        assert_eq!(turns.around(UnitId::new(3)).within(1), TurnId::new(0)..TurnId::new(3));
    }

    #[test]
    fn conversations_end_where_there_is_no_gap() {
        let turns = turns(6, &[], |_, unit| (unit != 3).then_some(Gap::Next));
        assert_eq!(units(turns.around(UnitId::new(4)).before()), [3]);
        assert_eq!(units(turns.around(UnitId::new(1)).after()), [2]);
        assert_eq!(turns.gap(UnitId::new(3)), None);
        assert_eq!(turns.around(UnitId::new(4)).at(-2).map(|turn| turn.unit), None);
        let parts: Vec<Vec<usize>> = turns.parts(2).map(|part| part.map(Id::index).collect()).collect();
        assert_eq!(parts, [vec![0, 1], vec![2], vec![3, 4], vec![5]]);
    }

    #[test]
    fn narration_between_turns_parts_them() {
        let turns = turns(4, &[], |last, _| Some(if last == 1 { Gap::FewParagraphs } else { Gap::Next }));
        let adjacent = |offset| turns.around(UnitId::new(1)).at(offset).unwrap().adjacent;
        assert!(adjacent(-1) && !adjacent(1) && !adjacent(2));
    }
}
