//! What each mention may stand for.

use crate::coreference::salience::{Antecedents, CANDIDATES};
use crate::mention::narration::Mentions;
use crate::util::ids::PersonId;

/// For each mention, and each quotation, whom it may stand for.
#[derive(Debug)]
pub(crate) struct Coreference {
    /// Names, and noun phrases that stand for a named person.
    pub(crate) person: Vec<Option<PersonId>>,
    /// Candidates of "he" and "she", and by mention where they are; [`NOBODY`] where there are none.
    pub(crate) pronouns: Vec<Antecedents>,
    pub(crate) places: Vec<u32>,
    /// For each outermost quotation, who is salient before it.
    pub(crate) salient: Vec<Antecedents>,
}

impl Coreference {
    pub(crate) fn pronoun(&self, mention: usize) -> &Antecedents {
        const NOBODY_RANKED: &Antecedents = &Antecedents { people: [None; CANDIDATES], weights: [0; CANDIDATES] };
        self.pronouns.get(self.places[mention] as usize).unwrap_or(NOBODY_RANKED)
    }

    pub(crate) fn stand_for(&mut self, mention: usize, ranked: Antecedents) {
        self.places[mention] = self.pronouns.len() as u32;
        self.pronouns.push(ranked);
    }

    /// Whose a noun phrase is: Emma in "Emma's mother".
    pub(crate) fn owner(&self, mentions: &Mentions, mention: usize) -> Option<PersonId> {
        let words = &mentions.list[mention].words;
        let within = mention.checked_sub(1).filter(|&m| mentions.list[m].within)?;
        self.person[within].filter(|_| words.start() == mentions.list[within].words.start())
    }

    /// The person a mention stands for, a pronoun's best candidate included.
    pub(crate) fn best(&self, mention: usize) -> Option<PersonId> {
        self.person[mention].or_else(|| self.pronoun(mention).first())
    }
}

pub(crate) const NOBODY: u32 = u32::MAX;
