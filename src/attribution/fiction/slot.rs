//! The slots around a unit in which the text may mention its speaker.

use crate::cue::cue::Strength;
use crate::model::template::{enum_value, FeatureValue};
use crate::util::ids::MentionId;

/// A slot around a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The subject of the reporting clause, by its position.
    After,
    Before,
    ParagraphBefore,
    Label,
    Further,
    /// The subject of a second clause.
    Second,
    /// The addressee of the clause.
    Object,
    /// The last subject before the unit in its paragraph, and the first.
    BeatLast,
    BeatFirst,
    /// The first subject between two stretches of the unit.
    Between,
    /// The first subject after the unit in its paragraph.
    BeatAfter,
    /// The last mention before the unit that is no subject.
    BeforeOther,
    /// The last and the first subject of a paragraph before that is narration, and the last other mention.
    NarrationLast,
    NarrationFirst,
    NarrationOther,
    /// The last subject after the speech of the paragraph before.
    TailLast,
    /// The first subject of the next paragraph.
    NextFirst,
    /// The first mention after the unit that is no subject.
    AfterOther,
    /// The last two mentions of somebody known in the paragraph before.
    PreviousOther,
}

enum_value!(Slot, PreviousOther);

/// What the words around a slot are. The values mean something else for each kind of slot.
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
    pub(crate) const PLAIN: Self = Self(0);

    /// Of a clause: how often its verb reports speech, none if a colon stands for it, and whether the verb stands before its
    /// subject.
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

    /// Of a beat before the unit: whether it stands in the sentence of the unit, and how the words before the unit end.
    pub(crate) fn of_beat(in_sentence: bool, end: End) -> Self {
        Self(u8::from(in_sentence) + 2 * end as u8)
    }

    /// Of the paragraph before: how it ends, and whether narration leads to the unit in its own paragraph.
    pub(crate) fn of_paragraph(end: End, led_in: bool) -> Self {
        Self(end as u8 + 3 * u8::from(led_in))
    }

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
    pub(crate) fn of(word: &str) -> Self {
        match word {
            ":" => Self::Colon,
            "," | "--" | "—" | "-" => Self::Comma,
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
    /// Whether somebody acts in the narration of the unit's own paragraph.
    pub(crate) fn is_beat(&self) -> bool {
        matches!(self.slot, Slot::BeatLast | Slot::BeatFirst | Slot::Between | Slot::BeatAfter)
    }
}
