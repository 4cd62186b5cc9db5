//! The types of cues: verbs and phrases that may report speech, with their subjects.

use core::ops::Range;

use crate::span::Span;
use crate::token::tokens::Tokens;
use crate::util::ids::{Column, CueId, Id, IdRange, ItemId, MentionId, TokenId};

/// A word or phrase that may report speech, with its subject.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    /// Its position in the narration.
    pub(crate) item: ItemId,
    /// One word, or the words of a phrase ("went on", "according to"). Not empty.
    pub(crate) words: IdRange<TokenId>,
    pub(crate) strength: Strength,
    /// `None` where the clause has no mention as subject.
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

/// How a cue and its subject are linked.
///
/// The order of the variants is that of the learned weights.
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
    /// The subject of an earlier verb of the sentence: "Kerry turned and said", "Kerry left, saying"
    Shared,
}

/// How surely a word reports speech, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Strength {
    /// A past form that is not listed as reporting speech ("shrugged"): a cue only right beside a quotation.
    Unlisted,
    /// Reports speech right beside a quotation: "smiled".
    Weak,
    /// Reports speech where a quotation or a that-clause is near: "repeated".
    Medium,
    /// Nearly always reports speech: "said".
    Strong,
}

impl Cue {
    /// The stretch of text that the cue covers.
    pub(crate) fn span(&self, tokens: &Tokens<'_>) -> Span {
        tokens.cover(self.words)
    }
}

/// The role of an item of the narration in its clause: a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Role(u8);

impl Role {
    /// A mention that is the subject of a verb, of whatever verb.
    pub(crate) const SUBJECT: Self = Self(1);
    /// The subject of a subordinate clause: "he" in "Hale saw that he came".
    pub(crate) const INNER: Self = Self(2);
    /// A subject who only perceives what somebody else does: "I" in "I heard her laugh".
    pub(crate) const PERCEIVES: Self = Self(4);
    /// Whom somebody perceives doing something: "her" in "I heard her laugh". A subject of a subordinate clause as well.
    pub(crate) const PERCEIVED: Self = Self(8);

    /// Adds the flags of another role.
    pub(crate) fn add(&mut self, role: Self) {
        self.0 |= role.0;
    }

    pub(crate) fn has(self, role: Self) -> bool {
        self.0 & role.0 != 0
    }
}

/// The cues of a text, and the subjects of all its verbs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cues {
    /// In the order of their items; no two have the same item.
    pub(crate) list: Column<CueId, Cue>,
    /// As long as the narration.
    pub(crate) roles: Column<ItemId, Role>,
}

impl Cues {
    /// Whether an item is a mention that is the subject of a verb.
    pub(crate) fn is_subject(&self, item: ItemId) -> bool {
        self.roles[item].has(Role::SUBJECT)
    }

    /// Whether an item is a subject who only perceives what somebody else does: "I" in "I heard her laugh".
    pub(crate) fn perceives(&self, item: ItemId) -> bool {
        self.roles[item].has(Role::PERCEIVES)
    }

    /// Whether an item is a mention that is the subject of a verb, and does something else than to perceive somebody.
    pub(crate) fn acts(&self, item: ItemId) -> bool {
        self.is_subject(item) && !self.perceives(item)
    }

    /// Whether an item is a mention that acts in a main clause, or whom somebody perceives acting.
    pub(crate) fn acts_in_main(&self, item: ItemId) -> bool {
        self.acts(item) && (!self.is_inner(item) || self.roles[item].has(Role::PERCEIVED))
    }

    /// Whether an item is the subject of a subordinate clause: "he" in "Hale saw that he came".
    pub(crate) fn is_inner(&self, item: ItemId) -> bool {
        self.roles[item].has(Role::INNER)
    }

    /// The cues among some items of the narration. Two binary searches.
    pub(crate) fn within(&self, items: Range<ItemId>) -> &[Cue] {
        &self.list[self.ids_within(items)]
    }

    /// The ids of the cues among some items of the narration; empty where the range is.
    pub(crate) fn ids_within(&self, items: Range<ItemId>) -> IdRange<CueId> {
        let list = self.list.as_slice();
        let start = list.partition_point(|cue| cue.item < items.start);
        let end = start + list[start..].partition_point(|cue| cue.item < items.end);
        (CueId::new(start)..CueId::new(end)).into()
    }
}

#[cfg(test)]
mod tests {
    use super::{Cue, Cues, Role, Strength};
    use crate::tests::random::Random;
    use crate::util::ids::{Id, IdRange, ItemId};

    fn cue(item: usize) -> Cue {
        Cue { item: ItemId::new(item), words: IdRange::default(), strength: Strength::Strong, subject: None }
    }

    #[test]
    fn cues_of_a_range_are_those_of_a_filter() {
        let mut random = Random::new(11);
        for _ in 0..500 {
            let items: Vec<usize> = (0..30).filter(|_| random.below(3) == 0).collect();
            let cues = Cues { list: items.iter().map(|&item| cue(item)).collect(), ..Cues::default() };
            let (start, end) = (random.below(31), random.below(31));
            let found = cues.within(ItemId::new(start)..ItemId::new(end));
            let expected: Vec<usize> = items.iter().copied().filter(|item| (start..end).contains(item)).collect();
            assert_eq!(found.iter().map(|cue| cue.item.index()).collect::<Vec<_>>(), expected, "{start}..{end}");
        }
    }

    #[test]
    fn roles_add_up() {
        let mut role = Role::default();
        assert!(!role.has(Role::SUBJECT) && !role.has(Role::INNER));
        role.add(Role::INNER);
        assert!(!role.has(Role::SUBJECT) && role.has(Role::INNER));
        role.add(Role::SUBJECT);
        assert!(role.has(Role::SUBJECT) && role.has(Role::INNER));
    }
}
