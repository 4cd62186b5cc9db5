//! Finds the mentions in the slots around a unit.

use core::ops::Range;

use crate::attribution::clause::{ClausePosition, ReportingClause, SubjectKind};
use crate::attribution::fiction::context::{FictionContext, MentionItem};
use crate::attribution::fiction::slot::{End, Slot, SlotContext, SlotMention};
use crate::cue::cue::Link;
use crate::util::ids::{ids, Id, ItemId, MentionId, UnitId};
use crate::util::steps;

/// Distance, in items, that is read on each side of a unit in its paragraphs: the length of a long paragraph of
/// narration.
const REACH: usize = 160;
/// Number of items that are read of the next paragraph: its first sentences.
const NEXT: usize = 40;
/// Number of mentions of known people that are read of a paragraph of speech before.
const PREVIOUS: usize = 2;

/// Fills `slots` with the subjects of the clauses of a unit and of the beats beside it.
pub(crate) fn fill_beats(context: &FictionContext<'_, '_>, unit: UnitId, slots: &mut Vec<SlotMention>) {
    let mut filler = SlotFiller::new(context, unit, slots);
    filler.clauses();
    filler.beats();
}

/// Fills `slots` with the mentions around a unit.
pub(crate) fn fill_slots(context: &FictionContext<'_, '_>, unit: UnitId, slots: &mut Vec<SlotMention>) {
    let mut filler = SlotFiller::new(context, unit, slots);
    filler.clauses();
    filler.beats();
    filler.others();
    filler.paragraph_before();
    filler.paragraph_after();
}

/// Fills the slots of a unit. A mention stands in the first slot that is filled with it.
struct SlotFiller<'c, 'a, 't> {
    context: &'c FictionContext<'a, 't>,
    unit: UnitId,
    /// The items that are read of its paragraphs: `low..high`.
    low: ItemId,
    high: ItemId,
    slots: &'c mut Vec<SlotMention>,
}

impl<'c, 'a, 't> SlotFiller<'c, 'a, 't> {
    fn new(context: &'c FictionContext<'a, 't>, id: UnitId, slots: &'c mut Vec<SlotMention>) -> Self {
        slots.clear();
        let unit = context.unit(id);
        let mentions = &context.document.mentions;
        let low = mentions.paragraph(unit.paragraph).start().max(unit.items.start().saturating_sub(REACH));
        let high = mentions.paragraph(unit.last_paragraph).end().min(unit.items.end() + REACH);
        steps::count(high - low);
        Self { context, unit: id, low, high, slots }
    }

    fn put(&mut self, slot: Slot, context: SlotContext, mention: Option<MentionId>) {
        if let Some(mention) = mention {
            if !self.slots.iter().any(|known| known.mention == mention) {
                self.slots.push(SlotMention { slot, context, mention });
            }
        }
    }

    fn put_item(&mut self, slot: Slot, context: SlotContext, item: Option<MentionItem>) {
        self.put(slot, context, item.map(|item| item.mention));
    }

    /// The subjects of the clauses, and the addressee.
    fn clauses(&mut self) {
        let unit = self.context.unit(self.unit);
        if let Some(clause) = unit.clause {
            let slot = match clause.position {
                ClausePosition::After => Slot::After,
                ClausePosition::Before => Slot::Before,
                ClausePosition::ParagraphBefore => Slot::ParagraphBefore,
                ClausePosition::Label => Slot::Label,
                ClausePosition::Further => Slot::Further,
            };
            self.put(slot, self.clause_context(clause), Some(clause.mention));
            self.put(Slot::Object, SlotContext::PLAIN, self.context.clauses[self.unit].addressee);
        }
        if let Some(clause) = unit.second {
            self.put(Slot::Second, self.clause_context(clause), Some(clause.mention));
        }
    }

    fn clause_context(&self, clause: ReportingClause) -> SlotContext {
        let cue = clause.cue.map(|cue| &self.context.document.cues.list[cue]);
        let inverted = cue.and_then(|cue| cue.subject).is_some_and(|subject| subject.link == Link::Inverted);
        SlotContext::of_clause(cue.map(|cue| cue.strength), inverted)
    }

    /// The first and the last subject among some items. Beside "he said", subordinate clauses do not count: "Hale frowned
    /// because Orne had left."
    fn subjects_in(&self, items: Range<ItemId>) -> Option<[MentionItem; 2]> {
        if self.context.clauses[self.unit].subject == SubjectKind::Pronoun {
            self.context.main_subjects_in(items)
        } else {
            self.context.subjects_in(items)
        }
    }

    /// The people who act in the paragraph of the unit.
    fn beats(&mut self) {
        let (context, document) = (self.context, self.context.document);
        let unit = context.unit(self.unit);
        let (first, last) = (unit.items.start(), unit.items.end() - 1);
        let end = first.before().filter(|&k| k >= self.low).map_or(End::Other, |k| End::of(document.word(k)));
        let before = self.subjects_in(self.low..first);
        let between = self.subjects_in(first + 1..last.min(first + 1 + REACH));
        let after = self.subjects_in(last + 1..self.high);
        if let Some([_, last]) = before {
            let beat = SlotContext::of_beat(document.share_sentence(last.item, first), end);
            self.put_item(Slot::BeatLast, beat, Some(last));
        }
        self.put_item(Slot::Between, SlotContext::PLAIN, between.map(|[first, _]| first));
        if let Some([after, _]) = after {
            let in_sentence = document.share_sentence(after.item, last);
            // The flag: in the sentence of the unit.
            self.put_item(Slot::BeatAfter, SlotContext::flag(in_sentence), Some(after));
        }
        self.put_item(Slot::BeatFirst, SlotContext::PLAIN, before.map(|[first, _]| first));
    }

    /// The people who are mentioned in the paragraph of the unit and do not act there.
    fn others(&mut self) {
        let items = self.context.unit(self.unit).items;
        let before = self.context.others_in(self.low..items.start());
        let after = self.context.others_in(items.end()..self.high);
        self.put_item(Slot::BeforeOther, SlotContext::PLAIN, before.map(|[_, last]| last));
        self.put_item(Slot::AfterOther, SlotContext::PLAIN, after.map(|[first, _]| first));
    }

    /// The people who act or are mentioned in the paragraph before.
    fn paragraph_before(&mut self) {
        let (context, document) = (self.context, self.context.document);
        let unit = context.unit(self.unit);
        let mentions = &document.mentions;
        let Some(previous) = unit.paragraph.before().map(|before| mentions.paragraph(before)) else { return };
        let end = previous.end();
        let low = previous.start().max(end.saturating_sub(REACH));
        let ending = previous.iter().next_back().map_or(End::Other, |last| End::of(document.word(last)));
        let led_in = unit.items.start() > mentions.paragraph(unit.paragraph).start();
        let before = SlotContext::of_paragraph(ending, led_in);
        match ids(low..end).rev().find(|&k| document.is_quote(k)) {
            None => {
                if let Some([first, last]) = self.subjects_in(low..end) {
                    self.put_item(Slot::NarrationLast, before, Some(last));
                    self.put_item(Slot::NarrationFirst, before, Some(first));
                }
                let other = context.others_in(low..end).map(|[_, last]| last);
                self.put_item(Slot::NarrationOther, before, other);
            }
            Some(quote) => {
                let tail = self.subjects_in(quote..end).map(|[_, last]| last);
                self.put_item(Slot::TailLast, before, tail);
                let turn = context.turns.before(self.unit);
                let own = turn.and_then(|turn| context.unit(turn).clause).map(|clause| clause.mention);
                let known = |&m: &MentionId| Some(m) != own && context.coreference.best(m).is_some();
                let known = ids(low..end).rev().filter_map(|k| mentions.narration.mention(k)).filter(known);
                // The flag: not the last one.
                for (nth, mention) in known.take(PREVIOUS).enumerate() {
                    self.put(Slot::PreviousOther, SlotContext::flag(nth > 0), Some(mention));
                }
            }
        }
    }

    /// The person who acts first in the next paragraph.
    fn paragraph_after(&mut self) {
        let (context, document) = (self.context, self.context.document);
        let unit = context.unit(self.unit);
        let next = unit.last_paragraph + 1;
        if next == document.mentions.paragraphs.end() {
            return;
        }
        let next = document.mentions.paragraph(next);
        let end = next.end().min(next.start() + NEXT);
        let first = self.subjects_in(next.start()..end).map(|[first, _]| first);
        let first = first.filter(|first| !ids(next.start()..first.item).any(|k| document.is_quote(k)));
        let tail = unit.items.end() < document.mentions.paragraph(unit.last_paragraph).end();
        // The flag: narration follows the unit in its own paragraph.
        self.put_item(Slot::NextFirst, SlotContext::flag(tail), first);
    }
}

#[cfg(test)]
mod tests {
    use super::{fill_beats, fill_slots};
    use crate::attribution::fiction::slot::Slot::{
        After, AfterOther, BeatAfter, BeatFirst, BeatLast, Before, BeforeOther, Between, Further, Label,
        NarrationFirst, NarrationLast, NarrationOther, NextFirst, Object, ParagraphBefore, PreviousOther, Second,
        TailLast,
    };
    use crate::attribution::fiction::slot::{End, Slot, SlotContext};
    use crate::cue::cue::Strength;
    use crate::model::template::FeatureValue;
    use crate::tests::stages::fiction_context;
    use crate::tests::table::check;

    /// The slots of the last unit of a text, with the mentions in them.
    fn slots(text: &str) -> Vec<(Slot, String)> {
        fiction_context(text, |context| {
            let mut slots = Vec::new();
            fill_slots(context, context.units.list.ids().next_back().unwrap(), &mut slots);
            slots.iter().map(|known| (known.slot, context.document.mention_text(known.mention).to_owned())).collect()
        })
    }

    #[test]
    fn mentions_stand_in_slots() {
        let rows: [(&str, &[(Slot, &str)]); 15] = [
            ("\"So,\" said Hale.", &[(After, "Hale")]),
            ("Hale said to Tom, \"So.\"", &[(Before, "Hale"), (Object, "Tom")]),
            ("Hale said:\n\n\"So.\"", &[(ParagraphBefore, "Hale")]),
            ("HALE: So.\n\nORNE: No.\n\nHALE: Why?", &[(Label, "HALE")]),
            ("The \"late boat of the old year\" left, Hale said.", &[(Further, "Hale")]),
            ("\"So,\" said Hale. \"No,\" said he.", &[(After, "Hale"), (Second, "he")]),
            ("Tom rose. Simon sat. \"So.\"", &[(BeatLast, "Simon"), (BeatFirst, "Tom")]),
            // A subordinate clause does not count beside a pronoun.
            ("Tom rose because Simon sat. \"So.\"", &[(BeatLast, "Simon"), (BeatFirst, "Tom")]),
            ("Tom rose because Simon sat. \"So,\" he said.", &[(After, "he"), (BeatLast, "Tom")]),
            ("\"So.\" Tom rose. \"No.\" Simon sat.", &[(Between, "Tom"), (BeatAfter, "Simon")]),
            ("Beside Tom: \"So.\" Beside Simon.", &[(BeforeOther, "Tom"), (AfterOther, "Simon")]),
            (
                "Tom rose. Simon sat beside Judith.\n\n\"So.\"",
                &[(NarrationLast, "Simon"), (NarrationFirst, "Tom"), (NarrationOther, "Judith")],
            ),
            ("\"No,\" said Hale beside Tom. Judith rose.\n\n\"So.\"", &[(TailLast, "Judith"), (PreviousOther, "Tom")]),
            ("\"So.\"\n\nTom rose. Simon sat.", &[(NextFirst, "Tom")]),
            ("\"So.\"\n\nBeside Tom.", &[]),
        ];
        let owned =
            |slots: &[(Slot, &str)]| slots.iter().map(|&(slot, name)| (slot, name.to_owned())).collect::<Vec<_>>();
        check(rows.map(|(text, expected)| (text, owned(expected))), |text| slots(text));
    }

    #[test]
    fn beats_are_those_of_the_own_paragraph() {
        let text = "Simon sat.\n\nTom rose beside Judith. \"So,\" said Hale.";
        fiction_context(text, |context| {
            let mut slots = Vec::new();
            fill_beats(context, context.units.list.ids().next_back().unwrap(), &mut slots);
            let beats = slots.iter().filter(|known| known.is_beat());
            let names: Vec<&str> = beats.map(|known| context.document.mention_text(known.mention)).collect();
            assert_eq!(names, ["Tom"]);
        });
    }

    #[test]
    fn contexts_differ() {
        let ends = [End::Other, End::Colon, End::Comma];
        let strengths = [Strength::Unlisted, Strength::Weak, Strength::Medium, Strength::Strong];
        let clauses = strengths.map(Some).into_iter().chain([None]);
        let clauses: Vec<usize> = [false, true]
            .into_iter()
            .flat_map(|inverted| {
                clauses.clone().map(move |strength| SlotContext::of_clause(strength, inverted).value())
            })
            .collect();
        assert_eq!(clauses, (0..SlotContext::COUNT).collect::<Vec<_>>());
        let both = |of: fn(bool, End) -> SlotContext| {
            let mut all: Vec<usize> =
                ends.iter().flat_map(|&end| [of(false, end), of(true, end)]).map(|c| c.value()).collect();
            all.sort_unstable();
            all
        };
        assert_eq!(both(SlotContext::of_beat), [0, 1, 2, 3, 4, 5]);
        assert_eq!(both(|led_in, end| SlotContext::of_paragraph(end, led_in)), [0, 1, 2, 3, 4, 5]);
        assert_eq!([":", ",", "—", "–", ""].map(End::of), [End::Colon, End::Comma, End::Comma, End::Other, End::Other]);
    }
}
