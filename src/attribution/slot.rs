//! The places around a unit where somebody may be mentioned.

use core::ops::Range;

use super::conversation::{Conversation, Placed};
use super::tag::Place;
use crate::cue::{Link, Strength};
use crate::mention::Element;
use crate::work;

/// So many elements of a paragraph are read on each side of a unit, and after it of the next one.
const REACH: usize = 160;
const NEXT: usize = 40;

/// A place around a unit where somebody may be mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Slot {
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
pub(super) struct Filled {
    pub(super) slot: Slot,
    /// How surely the words there report speech, as a value of the template.
    pub(super) strength: u8,
    pub(super) mention: usize,
}

impl Filled {
    /// Somebody acts in the narration of the unit's own paragraph.
    pub(super) fn is_beat(&self) -> bool {
        matches!(self.slot, Slot::BeatLast | Slot::BeatFirst | Slot::Between | Slot::BeatAfter)
    }
}

/// Fills the slots of a unit; a mention stands in the first that it fits.
struct Filler<'c, 'a, 't> {
    conversation: &'c Conversation<'a, 't>,
    u: usize,
    /// The elements of its paragraphs that are read.
    low: usize,
    high: usize,
    slots: &'c mut Vec<Filled>,
}

/// Collects the mentions of the clauses of a unit and of those who act beside it.
pub(super) fn fill_beats(conversation: &Conversation<'_, '_>, u: usize, slots: &mut Vec<Filled>) {
    let mut filler = Filler::new(conversation, u, slots);
    filler.clauses();
    filler.beats();
}

/// Collects the mentions around a unit.
pub(super) fn fill(conversation: &Conversation<'_, '_>, u: usize, slots: &mut Vec<Filled>) {
    let mut filler = Filler::new(conversation, u, slots);
    filler.clauses();
    filler.beats();
    filler.others();
    filler.paragraph_before();
    filler.paragraph_after();
}

impl<'c, 'a, 't> Filler<'c, 'a, 't> {
    fn new(conversation: &'c Conversation<'a, 't>, u: usize, slots: &'c mut Vec<Filled>) -> Self {
        slots.clear();
        let unit = conversation.unit(u);
        let mentions = conversation.scene.mentions;
        let low = mentions.paragraph(unit.paragraph).start.max(unit.elements.start().saturating_sub(REACH));
        let high = mentions.paragraph(unit.last).end.min(unit.elements.end() + REACH);
        work::count(high - low);
        Self { conversation, u, low, high, slots }
    }

    fn put(&mut self, slot: Slot, strength: usize, mention: Option<usize>) {
        if let Some(mention) = mention {
            if !self.slots.iter().any(|f| f.mention == mention) {
                self.slots.push(Filled { slot, strength: strength as u8, mention });
            }
        }
    }

    fn put_placed(&mut self, slot: Slot, strength: usize, placed: Option<Placed>) {
        self.put(slot, strength, placed.map(|placed| placed.mention));
    }

    fn is_quote(&self, element: usize) -> bool {
        matches!(self.conversation.scene.mentions.elements.at(element), Element::Quote(_))
    }

    fn clauses(&mut self) {
        let unit = self.conversation.unit(self.u);
        for (tag, second) in [(unit.tag, false), (unit.second, true)] {
            let Some(tag) = tag else { continue };
            let slot = match tag.place {
                _ if second => Slot::Second,
                Place::After => Slot::After,
                Place::Before => Slot::Before,
                Place::ParagraphBefore => Slot::ParagraphBefore,
                Place::Label => Slot::Label,
                Place::Further => Slot::Further,
            };
            let cue = tag.cue().map(|c| &self.conversation.scene.cues.list[c]);
            let strength = cue.map_or(4, |cue| match cue.strength {
                Strength::Unlisted => 0,
                Strength::Weak => 1,
                Strength::Medium => 2,
                Strength::Strong => 3,
            });
            let inverted = cue.and_then(|c| c.subject).is_some_and(|s| s.link == Link::Inverted);
            self.put(slot, strength + 5 * usize::from(inverted), Some(tag.mention()));
            if !second {
                self.put(Slot::Object, 0, self.conversation.clauses[self.u].told.map(|told| told as usize));
            }
        }
    }

    /// Who acts in the unit's own paragraph.
    fn beats(&mut self) {
        let unit = self.conversation.unit(self.u);
        let (first, last) = (unit.elements.start(), unit.elements.end() - 1);
        let scene = self.conversation.scene;
        let near = |k: usize, to: usize| usize::from(scene.cues.sentence(k) == scene.cues.sentence(to));
        let ending = match first.checked_sub(1).filter(|&k| k >= self.low).map(|k| scene.word(k)) {
            Some(":") => 2,
            Some("," | "--" | "—" | "-") => 4,
            _ => 0,
        };
        let subjects = |elements: Range<usize>| self.conversation.subjects_in(elements);
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
        let elements = &self.conversation.unit(self.u).elements;
        let before = self.conversation.others_in(self.low..elements.start());
        let after = self.conversation.others_in(elements.end()..self.high);
        self.put_placed(Slot::BeforeOther, 0, before.map(|[_, last]| last));
        self.put_placed(Slot::AfterOther, 0, after.map(|[first, _]| first));
    }

    fn paragraph_before(&mut self) {
        let conversation = self.conversation;
        let unit = conversation.unit(self.u);
        let mentions = conversation.scene.mentions;
        let Some(previous) = unit.paragraph.checked_sub(1).map(|p| mentions.paragraph(p)) else { return };
        let low = previous.start.max(previous.end.saturating_sub(REACH));
        let end = if previous.is_empty() { "" } else { conversation.scene.word(previous.end - 1) };
        let strength = match end {
            ":" => 1,
            "," | "--" | "—" | "-" => 2,
            _ => 0,
        } + 3 * usize::from(unit.elements.start() > mentions.paragraph(unit.paragraph).start);
        match (low..previous.end).rev().find(|&k| self.is_quote(k)) {
            None => {
                if let Some([first, last]) = conversation.subjects_in(low..previous.end) {
                    self.put_placed(Slot::NarrationLast, strength, Some(last));
                    self.put_placed(Slot::NarrationFirst, strength, Some(first));
                }
                let other = conversation.others_in(low..previous.end).map(|[_, last]| last);
                self.put_placed(Slot::NarrationOther, strength, other);
            }
            Some(quote) => {
                let tail = conversation.subjects_in(quote..previous.end).map(|[_, last]| last);
                self.put_placed(Slot::TailLast, strength, tail);
                let own = conversation
                    .turns
                    .before(self.u)
                    .and_then(|before| conversation.unit(before).tag)
                    .map(|tag| tag.mention());
                let mention = |k: usize| match conversation.scene.mentions.elements.at(k) {
                    Element::Mention(m) => Some(m),
                    _ => None,
                };
                let known = |&m: &usize| Some(m) != own && conversation.references.best(m).is_some();
                let mut others = (low..previous.end).rev().filter_map(mention).filter(known);
                let others = [others.next(), others.next()];
                for (place, other) in others.into_iter().enumerate() {
                    self.put(Slot::PreviousOther, place, other);
                }
            }
        }
    }

    fn paragraph_after(&mut self) {
        let unit = self.conversation.unit(self.u);
        let mentions = self.conversation.scene.mentions;
        let next = unit.last + 1;
        if next == mentions.paragraphs().len() {
            return;
        }
        let next = mentions.paragraph(next);
        let end = next.end.min(next.start + NEXT);
        let first = self.conversation.subjects_in(next.start..end).map(|[first, _]| first);
        let spoken = first.filter(|first| !(next.start..first.element).any(|k| self.is_quote(k)));
        let tail = usize::from(unit.elements.end() < mentions.paragraph(unit.last).end);
        self.put_placed(Slot::NextFirst, tail, spoken);
    }
}
