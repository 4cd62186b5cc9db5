//! The places around a unit where somebody may be mentioned.

use core::ops::Range;

use crate::attribution::clause::ClausePosition;
use crate::attribution::fiction::context::{FictionContext, Placed};
use crate::cue::cue::{Link, Strength};
use crate::mention::narration::NarrationItem;
use crate::util::steps;

/// So many elements of a paragraph are read on each side of a unit, and after it of the next one.
const REACH: usize = 160;
const NEXT: usize = 40;

/// A place around a unit where somebody may be mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Slot {
    After,
    Before,
    ParagraphBefore,
    Label,
    Further,
    Second,
    Object,
    BeatLast,
    BeatFirst,
    Between,
    BeatAfter,
    BeforeOther,
    NarrationLast,
    NarrationFirst,
    NarrationOther,
    TailLast,
    NextFirst,
    AfterOther,
    PreviousOther,
}

/// A mention in a slot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SlotMention {
    pub(crate) slot: Slot,
    /// How surely the words there report speech, as a value of the template.
    pub(crate) strength: u8,
    pub(crate) mention: usize,
}

impl SlotMention {
    /// Somebody acts in the narration of the unit's own paragraph.
    pub(crate) fn is_beat(&self) -> bool {
        matches!(self.slot, Slot::BeatLast | Slot::BeatFirst | Slot::Between | Slot::BeatAfter)
    }
}

/// Fills the slots of a unit; a mention stands in the first that it fits.
struct SlotFiller<'c, 'a, 't> {
    context: &'c FictionContext<'a, 't>,
    u: usize,
    /// The elements of its paragraphs that are read.
    low: usize,
    high: usize,
    slots: &'c mut Vec<SlotMention>,
}

/// Collects the mentions of the clauses of a unit and of those who act beside it.
pub(crate) fn fill_beats(context: &FictionContext<'_, '_>, u: usize, slots: &mut Vec<SlotMention>) {
    let mut filler = SlotFiller::new(context, u, slots);
    filler.clauses();
    filler.beats();
}

/// Collects the mentions around a unit.
pub(crate) fn fill(context: &FictionContext<'_, '_>, u: usize, slots: &mut Vec<SlotMention>) {
    let mut filler = SlotFiller::new(context, u, slots);
    filler.clauses();
    filler.beats();
    filler.others();
    filler.paragraph_before();
    filler.paragraph_after();
}

impl<'c, 'a, 't> SlotFiller<'c, 'a, 't> {
    fn new(context: &'c FictionContext<'a, 't>, u: usize, slots: &'c mut Vec<SlotMention>) -> Self {
        slots.clear();
        let unit = context.unit(u);
        let mentions = &context.document.mentions;
        let low = mentions.paragraph(unit.paragraph).start.max(unit.elements.start().saturating_sub(REACH));
        let high = mentions.paragraph(unit.last).end.min(unit.elements.end() + REACH);
        steps::count(high - low);
        Self { context, u, low, high, slots }
    }

    fn put(&mut self, slot: Slot, strength: usize, mention: Option<usize>) {
        if let Some(mention) = mention {
            if !self.slots.iter().any(|f| f.mention == mention) {
                self.slots.push(SlotMention { slot, strength: strength as u8, mention });
            }
        }
    }

    fn put_placed(&mut self, slot: Slot, strength: usize, placed: Option<Placed>) {
        self.put(slot, strength, placed.map(|placed| placed.mention));
    }

    fn is_quote(&self, element: usize) -> bool {
        matches!(self.context.document.mentions.elements.at(element), NarrationItem::Quote(_))
    }

    fn clauses(&mut self) {
        let unit = self.context.unit(self.u);
        for (tag, second) in [(unit.tag, false), (unit.second, true)] {
            let Some(tag) = tag else { continue };
            let slot = match tag.place {
                _ if second => Slot::Second,
                ClausePosition::After => Slot::After,
                ClausePosition::Before => Slot::Before,
                ClausePosition::ParagraphBefore => Slot::ParagraphBefore,
                ClausePosition::Label => Slot::Label,
                ClausePosition::Further => Slot::Further,
            };
            let cue = tag.cue().map(|c| &self.context.document.cues.list[c]);
            let strength = cue.map_or(4, |cue| match cue.strength {
                Strength::Unlisted => 0,
                Strength::Weak => 1,
                Strength::Medium => 2,
                Strength::Strong => 3,
            });
            let inverted = cue.and_then(|c| c.subject).is_some_and(|s| s.link == Link::Inverted);
            self.put(slot, strength + 5 * usize::from(inverted), Some(tag.mention()));
            if !second {
                self.put(Slot::Object, 0, self.context.clauses[self.u].addressee.map(|told| told as usize));
            }
        }
    }

    /// Who acts in the unit's own paragraph.
    fn beats(&mut self) {
        let unit = self.context.unit(self.u);
        let (first, last) = (unit.elements.start(), unit.elements.end() - 1);
        let document = self.context.document;
        let near = |k: usize, to: usize| usize::from(document.cues.sentence(k) == document.cues.sentence(to));
        let ending = match first.checked_sub(1).filter(|&k| k >= self.low).map(|k| document.word(k)) {
            Some(":") => 2,
            Some("," | "--" | "—" | "-") => 4,
            _ => 0,
        };
        let subjects = |elements: Range<usize>| self.context.subjects_in(elements);
        let before = subjects(self.low..first);
        let between = subjects(first + 1..last.min(first + 1 + REACH)).map(|[first, _]| first);
        let after = subjects(last + 1..self.high).map(|[first, _]| first);
        if let Some([_, last]) = before {
            self.put_placed(Slot::BeatLast, near(last.element, first) + ending, Some(last));
        }
        self.put_placed(Slot::Between, 0, between);
        if let Some(after) = after {
            self.put_placed(Slot::BeatAfter, near(after.element, last), Some(after));
        }
        self.put_placed(Slot::BeatFirst, 0, before.map(|[first, _]| first));
    }

    /// Who is mentioned beside the unit and does nothing there.
    fn others(&mut self) {
        let elements = &self.context.unit(self.u).elements;
        let before = self.context.others_in(self.low..elements.start());
        let after = self.context.others_in(elements.end()..self.high);
        self.put_placed(Slot::BeforeOther, 0, before.map(|[_, last]| last));
        self.put_placed(Slot::AfterOther, 0, after.map(|[first, _]| first));
    }

    fn paragraph_before(&mut self) {
        let context = self.context;
        let unit = context.unit(self.u);
        let mentions = &context.document.mentions;
        let Some(previous) = unit.paragraph.checked_sub(1).map(|p| mentions.paragraph(p)) else { return };
        let low = previous.start.max(previous.end.saturating_sub(REACH));
        let end = if previous.is_empty() { "" } else { context.document.word(previous.end - 1) };
        let strength = match end {
            ":" => 1,
            "," | "--" | "—" | "-" => 2,
            _ => 0,
        } + 3 * usize::from(unit.elements.start() > mentions.paragraph(unit.paragraph).start);
        match (low..previous.end).rev().find(|&k| self.is_quote(k)) {
            None => {
                if let Some([first, last]) = context.subjects_in(low..previous.end) {
                    self.put_placed(Slot::NarrationLast, strength, Some(last));
                    self.put_placed(Slot::NarrationFirst, strength, Some(first));
                }
                let other = context.others_in(low..previous.end).map(|[_, last]| last);
                self.put_placed(Slot::NarrationOther, strength, other);
            }
            Some(quote) => {
                let tail = context.subjects_in(quote..previous.end).map(|[_, last]| last);
                self.put_placed(Slot::TailLast, strength, tail);
                let own =
                    context.turns.before(self.u).and_then(|before| context.unit(before).tag).map(|tag| tag.mention());
                let mention = |k: usize| match context.document.mentions.elements.at(k) {
                    NarrationItem::Mention(m) => Some(m),
                    _ => None,
                };
                let known = |&m: &usize| Some(m) != own && context.coreference.best(m).is_some();
                let mut others = (low..previous.end).rev().filter_map(mention).filter(known);
                let others = [others.next(), others.next()];
                for (place, other) in others.into_iter().enumerate() {
                    self.put(Slot::PreviousOther, place, other);
                }
            }
        }
    }

    fn paragraph_after(&mut self) {
        let unit = self.context.unit(self.u);
        let mentions = &self.context.document.mentions;
        let next = unit.last + 1;
        if next == mentions.paragraphs().len() {
            return;
        }
        let next = mentions.paragraph(next);
        let end = next.end.min(next.start + NEXT);
        let first = self.context.subjects_in(next.start..end).map(|[first, _]| first);
        let spoken = first.filter(|first| !(next.start..first.element).any(|k| self.is_quote(k)));
        let tail = usize::from(unit.elements.end() < mentions.paragraph(unit.last).end);
        self.put_placed(Slot::NextFirst, tail, spoken);
    }
}
