//! Reporting clauses: which words report speech, and who is their subject.

use core::ops::Range;

use crate::span::Span;
use crate::token::tokens::Tokens;
use crate::util::ids::{Column, CueId, Id, IdRange, ItemId, MentionId, TokenId};

/// A word or phrase that may report speech, with its subject.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    /// Its position in the narration.
    pub(crate) item: ItemId,
    pub(crate) words: IdRange<TokenId>,
    pub(crate) strength: Strength,
    pub(crate) subject: Option<Subject>,
}

/// The mention that is the subject of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    pub(crate) mention: MentionId,
    /// The position of the mention in the narration.
    pub(crate) item: ItemId,
    pub(crate) link: Link,
}

/// How a cue and its subject hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Link {
    /// "Kerry said"
    Direct,
    /// "said Kerry"
    Inverted,
    /// "Kerry, the secretary, said"
    Apposition,
    /// "Kerry, who said"
    Relative,
    /// "according to Kerry"
    According,
    /// "Kerry turned and said", "Kerry left, saying"
    Shared,
}

/// How surely a word reports speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// An unlisted form in -ed: a cue only right beside a quotation.
    Unlisted,
    Weak,
    Medium,
    Strong,
}

impl Cue {
    pub(crate) fn span(&self, tokens: &Tokens<'_>) -> Span {
        tokens.cover(self.words)
    }
}

/// What an item of the narration is in its clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Role(u8);

impl Role {
    /// A mention with a verb of its own.
    pub(crate) const SUBJECT: Self = Self(1);
    /// The subject of a clause within a sentence: "that he came".
    pub(crate) const INNER: Self = Self(2);

    /// Adds another role.
    pub(crate) fn add(&mut self, role: Self) {
        self.0 |= role.0;
    }

    fn has(self, role: Self) -> bool {
        self.0 & role.0 != 0
    }
}

/// The cues of a text, and which items are subjects of any verb.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cues {
    /// In the order of their items; no two have the same.
    pub(crate) list: Column<CueId, Cue>,
    /// As long as the narration.
    pub(crate) roles: Column<ItemId, Role>,
}

impl Cues {
    /// Whether an item is a mention with a verb of its own.
    pub(crate) fn is_subject(&self, item: ItemId) -> bool {
        self.roles[item].has(Role::SUBJECT)
    }

    /// Whether an item is the subject of a clause within a sentence: "that he came".
    pub(crate) fn is_inner(&self, item: ItemId) -> bool {
        self.roles[item].has(Role::INNER)
    }

    /// The cues at some items of the narration.
    pub(crate) fn within(&self, items: Range<ItemId>) -> &[Cue] {
        &self.list[self.ids_within(items)]
    }

    /// The ids of the cues at some items of the narration.
    pub(crate) fn ids_within(&self, items: Range<ItemId>) -> IdRange<CueId> {
        let list = self.list.as_slice();
        let start = list.partition_point(|cue| cue.item < items.start);
        let end = start + list[start..].partition_point(|cue| cue.item < items.end);
        (CueId::new(start)..CueId::new(end)).into()
    }
}
