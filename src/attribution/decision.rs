//! What is decided about a quotation, before it becomes a record.

use crate::record::{Confidence, Evidence, QuoteKind};
use crate::util::ids::PersonId;

/// The decision about an outermost quotation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decision {
    pub(crate) kind: QuoteKind,
    pub(crate) speaker: Option<PersonId>,
    pub(crate) evidence: Evidence,
    /// Index of `Mentions::list`.
    pub(crate) mention: Option<usize>,
    /// Index of `Cues::list`.
    pub(crate) cue: Option<usize>,
    pub(crate) confidence: Confidence,
}

impl Decision {
    /// Direct speech of which the text does not tell the speaker.
    pub(crate) const UNRESOLVED: Self = Self {
        kind: QuoteKind::Direct,
        speaker: None,
        evidence: Evidence::Unresolved,
        mention: None,
        cue: None,
        confidence: Confidence::thousandths(300),
    };
}
