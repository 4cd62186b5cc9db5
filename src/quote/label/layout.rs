//! The layouts of labels, and how much each of them proves.

/// How a label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layout {
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
    SmallColon,
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
}

/// What it takes for labels of a layout to be labels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    /// Weight of a label, and the weight again if its name comes more than once. [`ENOUGH`] of them is enough.
    pub(crate) weight: usize,
    /// Minimum share, in percent, of the labels whose names come more than once.
    pub(crate) recurring: usize,
    /// Maximum number of paragraphs from a label to the next one: a turn and what stands between turns.
    pub(crate) reach: usize,
    /// Whether the name alone tells a label, so that two people are not needed, and marks elsewhere do not matter.
    pub(crate) certain: bool,
}

/// Sum of the weights from which on labels are believed: three with a weight of 2, of which two are of one name.
pub(crate) const ENOUGH: usize = 10;

impl Layout {
    pub(crate) const ALL: [Self; 15] = [
        Self::Voice,
        Self::Record,
        Self::Dash,
        Self::CapitalsColon,
        Self::NameColon,
        Self::SmallColon,
        Self::CapitalsStop,
        Self::NameStop,
        Self::Letter,
        Self::Bracket,
        Self::Emphasis,
        Self::Direction,
        Self::Stamped,
        Self::Heading,
        Self::Above,
    ];

    pub(crate) fn rule(self) -> Rule {
        let (weight, recurring, reach, certain) = match self {
            Self::Voice => (5, 0, 1000, true),
            Self::Record => (5, 0, 1000, true),
            Self::Dash => (2, 30, 40, false),
            Self::CapitalsColon => (2, 0, 30, false),
            Self::NameColon => (2, 0, 12, false),
            Self::SmallColon => (2, 75, 3, false),
            Self::CapitalsStop => (2, 40, 8, false),
            Self::NameStop => (1, 80, 2, false),
            Self::Letter => (2, 0, 30, false),
            Self::Bracket => (2, 50, 4, false),
            Self::Emphasis => (2, 50, 12, false),
            Self::Direction => (2, 40, 8, false),
            Self::Stamped => (2, 50, 8, false),
            Self::Heading => (2, 60, 6, false),
            Self::Above => (2, 40, 12, false),
        };
        Rule { weight, recurring, reach, certain }
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

    /// Whether the label stands above the speech by custom, and the speech ends at a blank line or with its
    /// indentation.
    pub(crate) fn is_above(self) -> bool {
        self == Self::Above
    }
}
