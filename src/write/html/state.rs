//! What a reader should know about a quotation besides its speaker.

use crate::output::quote::Quote;
use crate::record::QuoteKind;

/// Confidence below which an answer is shown as uncertain: as many of these answers are wrong as right.
pub(super) const WEAK: f64 = 0.5;

/// A property of quotations that a report makes visible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Weak,
    Unattributed,
    Nested,
    Doubtful,
    NotSpeech,
    Open,
    Partial,
}

impl State {
    pub(super) const ALL: [Self; 7] =
        [Self::Weak, Self::Unattributed, Self::Nested, Self::Doubtful, Self::NotSpeech, Self::Open, Self::Partial];

    /// Whether a quotation is in this state.
    pub(super) fn holds(self, quote: Quote<'_, '_>) -> bool {
        let is_speech = quote.kind() != QuoteKind::NotSpeech;
        match self {
            Self::Weak => is_speech && quote.speaker().is_some() && quote.confidence() < WEAK,
            Self::Unattributed => is_speech && quote.depth() == 0 && quote.speaker().is_none(),
            Self::Nested => quote.depth() > 0,
            Self::Doubtful => quote.is_doubtful(),
            Self::NotSpeech => !is_speech,
            Self::Open => !quote.is_closed(),
            Self::Partial => quote.kind() == QuoteKind::Partial,
        }
    }

    /// The class of its quotations.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Weak => "w",
            Self::Unattributed => "u",
            Self::Nested => "n",
            Self::Doubtful => "d",
            Self::NotSpeech => "t",
            Self::Open => "o",
            Self::Partial => "f",
        }
    }

    /// A bit for each state.
    pub(super) fn bit(self) -> u8 {
        1 << self as u8
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Weak => "uncertain speaker",
            Self::Unattributed => "no speaker",
            Self::Nested => "quotation within a quotation",
            Self::Doubtful => "doubtful marks",
            Self::NotSpeech => "not speech",
            Self::Open => "no closing mark",
            Self::Partial => "fragment",
        }
    }

    pub(super) fn explanation(self) -> &'static str {
        match self {
            Self::Weak => "The confidence is below 0.5.",
            Self::Unattributed => "The text does not tell who says it, or the confidence lies below a threshold.",
            Self::Nested => "It stands in the speech of somebody else.",
            Self::Doubtful => "A mark is missing nearby. Where the quotation begins or ends is a guess.",
            Self::NotSpeech => "A title, a name or a scare quote.",
            Self::Open => "The quotation ends with its paragraph, or before the next opening mark.",
            Self::Partial => "A piece of speech in a sentence of the narrator’s.",
        }
    }
}
