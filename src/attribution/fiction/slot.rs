//! Slots: positions around a unit at which the text may mention its speaker.

use crate::cue::cue::Strength;
use crate::cue::punctuation::is_dash;
use crate::model::template::{enum_value, FeatureValue};
use crate::util::ids::MentionId;

/// A slot around a unit. The order of the variants is that of the learned weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The subject of a reporting clause after the quotation.
    After,
    /// The subject of a reporting clause before it.
    Before,
    /// The subject of a reporting clause that ends the paragraph before.
    ParagraphBefore,
    /// The label of the turn.
    Label,
    /// The subject of a reporting clause further on in the sentence.
    Further,
    /// The subject of a second clause.
    Second,
    /// The addressee of the clause.
    Object,
    /// The last subject before the unit in its paragraph.
    BeatLast,
    /// The first subject before the unit in its paragraph.
    BeatFirst,
    /// The first subject between two quotations of the unit.
    Between,
    /// The first subject after the unit in its paragraph.
    BeatAfter,
    /// The last mention before the unit in its paragraph that is no subject.
    BeforeOther,
    /// The last subject of the paragraph before, if that is narration.
    NarrationLast,
    /// The first subject of that paragraph.
    NarrationFirst,
    /// The last mention of that paragraph that is no subject.
    NarrationOther,
    /// The last subject after the speech of the paragraph before.
    TailLast,
    /// The first subject of the next paragraph, before any speech there.
    NextFirst,
    /// The first mention after the unit in its paragraph that is no subject.
    AfterOther,
    /// The last two mentions of known people in the paragraph before, if that has speech.
    PreviousOther,
}

enum_value!(Slot, PreviousOther);

/// The words around a slot, as far as they are told apart. The values have another meaning for each kind of slot; see
/// the functions that make them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SlotContext(u8);

impl FeatureValue for SlotContext {
    const COUNT: usize = 10;

    #[inline]
    fn value(self) -> usize {
        usize::from(self.0)
    }
}

impl SlotContext {
    /// The context of slots for which it is not told apart.
    pub(crate) const PLAIN: Self = Self(0);

    /// The context of a clause: how surely its verb reports speech (`None` for a clause without a verb), and whether
    /// the verb stands before its subject.
    pub(crate) fn of_clause(strength: Option<Strength>, inverted: bool) -> Self {
        let strength = match strength {
            Some(Strength::Unlisted) => 0,
            Some(Strength::Weak) => 1,
            Some(Strength::Medium) => 2,
            Some(Strength::Strong) => 3,
            None => 4,
        };
        Self(strength + 5 * u8::from(inverted))
    }

    /// The context of a beat before the unit: whether it stands in the sentence of the unit, and how the narration
    /// before the unit ends.
    pub(crate) fn of_beat(in_sentence: bool, end: End) -> Self {
        Self(u8::from(in_sentence) + 2 * end as u8)
    }

    /// The context of a slot in the paragraph before: how that ends, and whether narration leads to the unit in its own
    /// paragraph.
    pub(crate) fn of_paragraph(end: End, led_in: bool) -> Self {
        Self(end as u8 + 3 * u8::from(led_in))
    }

    /// The context of another slot: one flag, whose meaning is given where it is set.
    pub(crate) fn flag(flag: bool) -> Self {
        Self(u8::from(flag))
    }
}

/// How a stretch of narration ends before speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Other,
    Colon,
    /// A comma or a dash.
    Comma,
}

impl End {
    /// The end of a stretch whose last item is this word; empty for other items.
    pub(crate) fn of(word: &str) -> Self {
        match word {
            ":" => Self::Colon,
            "," => Self::Comma,
            dash if is_dash(dash) => Self::Comma,
            _ => Self::Other,
        }
    }
}

/// A mention in a slot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SlotMention {
    pub(crate) slot: Slot,
    pub(crate) context: SlotContext,
    pub(crate) mention: MentionId,
}

impl SlotMention {
    /// Whether the mention is a person who acts in the paragraph of the unit.
    pub(crate) fn is_beat(&self) -> bool {
        matches!(self.slot, Slot::BeatLast | Slot::BeatFirst | Slot::Between | Slot::BeatAfter)
    }
}
