//! Speech over several paragraphs: what the pairing of one paragraph knows of its neighbours.
//!
//! By convention each paragraph of such a speech begins with an opening mark, and only the last one ends with a closing
//! mark. Marks are paired within a paragraph alone, so a stray mark cannot swap speech and narration after it. What
//! passes from one paragraph to the next is [`Before`], what is seen of the next one [`After`].

/// The paragraphs before and after one, as far as its marks depend on them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Neighbours {
    pub(crate) before: Before,
    pub(crate) after: After,
}

/// What the paragraphs before leave to the next one, for one kind of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Before {
    /// No open quotation.
    #[default]
    Closed,
    /// The paragraph right before ends in an unclosed quotation.
    Unclosed,
    /// An unclosed quotation, then this number of paragraphs without marks, such as verse or an address. At least 1, at
    /// most [`MAX_SET_OFF`](Self::MAX_SET_OFF).
    SetOff(u8),
}

impl Before {
    /// Maximum number of paragraphs without marks between two parts of one quotation. Verse and letters within speech
    /// are short; beyond a few paragraphs the mark left open was an error.
    const MAX_SET_OFF: u8 = 4;

    /// What is left after one more paragraph, which has no marks.
    pub(crate) fn and_unmarked(self) -> Self {
        match self {
            Self::Unclosed => Self::SetOff(1),
            Self::SetOff(paragraphs) if paragraphs < Self::MAX_SET_OFF => Self::SetOff(paragraphs + 1),
            _ => Self::Closed,
        }
    }
}

/// How the next paragraph begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum After {
    /// With an opening mark: an unclosed quotation before it is as it should be.
    Opens,
    /// With anything else, or the text ends.
    #[default]
    Other,
}

#[cfg(test)]
mod tests {
    use super::Before;

    #[test]
    fn an_open_quotation_outlives_four_paragraphs_without_marks() {
        let states: Vec<Before> =
            core::iter::successors(Some(Before::Unclosed), |before| Some(before.and_unmarked())).take(7).collect();
        let set_off = Before::SetOff;
        let expected =
            [Before::Unclosed, set_off(1), set_off(2), set_off(3), set_off(4), Before::Closed, Before::Closed];
        assert_eq!(states, expected);
    }
}
