//! What is decided about a quotation, before it becomes a record.

use crate::record::{Confidence, Evidence, QuoteKind};
use crate::util::ids::{CueId, MentionId, PersonId};

/// The decision about an outermost quotation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decision {
    pub(crate) kind: QuoteKind,
    pub(crate) speaker: Option<PersonId>,
    pub(crate) evidence: Evidence,
    /// The mention that names the speaker there.
    pub(crate) mention: Option<MentionId>,
    pub(crate) cue: Option<CueId>,
    pub(crate) confidence: Confidence,
}

impl Decision {
    /// Direct speech of which the text does not tell the speaker. Nested quotations keep its confidence, since nothing is known
    /// of them.
    pub(crate) const UNRESOLVED: Self = Self {
        kind: QuoteKind::Direct,
        speaker: None,
        evidence: Evidence::Unresolved,
        mention: None,
        cue: None,
        confidence: Confidence::thousandths(300),
    };
}
