//! The layouts of labels, and how much each of them proves.

/// How a label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LabelLayout {
    /// `<v Anna Berg>Come in.`, the voice of a caption
    Voice,
    /// "Mr. KERRY of Orrin. Come in.", "The SPEAKER pro tempore. Come in.", the record of a parliament
    Record,
    /// "Senator KERRY (Orrin)—Come in."
    Dash,
    /// "KERRY: Come in."
    CapitalsColon,
    /// "Anna Berg: Come in."
    NameColon,
    /// "anna: come in", "anna_b: come in"
    HandleColon,
    /// "KERRY. Come in."
    CapitalsStop,
    /// "Kerry. Come in."
    NameStop,
    /// "Q. Come in?", "Q    Come in?"
    Letter,
    /// "[Anna] Come in.", "(speaker 0) Come in."
    Bracket,
    /// "**Anna** Come in.", "_Anna._ Come in.", and emphasised names on lines of their own
    Emphasis,
    /// "KERRY [rising] Come in."
    Direction,
    /// "12:03 Anna Berg Come in.", "Anna Berg 12:03" on a line of its own
    Stamped,
    /// "### Anna"
    Heading,
    /// "KERRY" on a line of its own above the speech
    Above,
    /// "Anna Berg" on a line of its own above the speech
    NameAbove,
    /// "KERRY" or "Anna Berg" on a line of its own, and a blank line above the speech
    Apart,
    /// "KERRY⇥Come in."
    Column,
    /// "From: Anna Berg", the header of a mail: nobody speaks
    Mail,
}

/// What it takes for labels of a layout to be labels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    /// Weight of a label. A label whose name comes again counts twice, and labels are believed from a sum of
    /// [`ENOUGH`] on.
    pub(crate) weight: usize,
    /// Minimum share, in percent, of the labels whose names come again.
    pub(crate) recurring: usize,
    /// Maximum number of paragraphs from a label to the next one: a turn and what stands between turns.
    pub(crate) reach: usize,
}

/// Sum of the weights from which on labels are believed: three with a weight of 2, of which two are of one name.
pub(crate) const ENOUGH: usize = 10;

impl LabelLayout {
    pub(crate) const ALL: [Self; 19] = [
        Self::Voice,
        Self::Record,
        Self::Dash,
        Self::CapitalsColon,
        Self::NameColon,
        Self::HandleColon,
        Self::CapitalsStop,
        Self::NameStop,
        Self::Letter,
        Self::Bracket,
        Self::Emphasis,
        Self::Direction,
        Self::Stamped,
        Self::Heading,
        Self::Above,
        Self::NameAbove,
        Self::Apart,
        Self::Column,
        Self::Mail,
    ];

    pub(crate) fn rule(self) -> Rule {
        let (weight, recurring, reach) = match self {
            // Two are enough.
            Self::Voice | Self::Record => (5, 0, 1000),
            Self::Dash => (2, 30, 40),
            Self::CapitalsColon | Self::Letter => (2, 0, 30),
            Self::NameColon => (2, 0, 12),
            Self::HandleColon => (2, 75, 3),
            Self::CapitalsStop | Self::Direction => (2, 50, 8),
            Self::NameStop | Self::Mail => (1, 80, 2),
            Self::NameAbove => (1, 80, 6),
            Self::Apart => (2, 80, 12),
            Self::Column => (2, 50, 8),
            Self::Bracket => (2, 50, 4),
            Self::Emphasis => (2, 50, 12),
            Self::Stamped => (2, 50, 8),
            Self::Heading => (2, 60, 6),
            Self::Above => (2, 40, 12),
        };
        Rule { weight, recurring, reach }
    }

    /// Whether the label stands on the line above the speech.
    pub(crate) fn is_above(self) -> bool {
        matches!(self, Self::Above | Self::NameAbove)
    }

    /// Whether the form alone tells a label, so that two people are not needed, and marks elsewhere do not matter.
    pub(crate) fn is_certain(self) -> bool {
        matches!(self, Self::Voice | Self::Record)
    }

    /// Whether its labels are trusted beside those of the record of a parliament, which prints laws and letters whose
    /// headings look like labels.
    pub(crate) fn stands_beside_record(self) -> bool {
        matches!(self, Self::Voice | Self::Record | Self::Dash | Self::CapitalsColon | Self::NameColon | Self::Letter)
    }

    /// The layout with which labels of this one are counted, since texts mix the two.
    pub(crate) fn family(self) -> Self {
        match self {
            Self::Letter => Self::CapitalsColon,
            Self::Direction => Self::CapitalsStop,
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LabelLayout, ENOUGH};

    #[test]
    fn a_layout_is_its_own_place_in_the_list() {
        for (place, layout) in LabelLayout::ALL.into_iter().enumerate() {
            assert_eq!(layout as usize, place);
            assert_eq!(layout.family().family(), layout.family());
        }
    }

    #[test]
    fn layouts_that_are_counted_together_have_one_rule() {
        for layout in LabelLayout::ALL {
            let (own, family) = (layout.rule(), layout.family().rule());
            assert_eq!((own.weight, own.recurring, own.reach), (family.weight, family.recurring, family.reach));
            // Two labels of a certain layout are enough, whatever their names.
            assert_eq!(layout.is_certain(), 2 * own.weight >= ENOUGH, "{layout:?}");
        }
    }
}
