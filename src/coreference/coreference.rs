//! The types of coreference: the person or the antecedents of each mention.

use std::collections::{BTreeMap, HashSet};

use crate::coreference::salience::Antecedents;
use crate::document::Document;
use crate::mention::mention::Mention;
use crate::mention::narration::Mentions;
use crate::util::ids::{Column, MentionId, PersonId, QuoteId};

/// The persons and antecedents of all mentions.
#[derive(Debug)]
pub(crate) struct Coreference {
    /// The person of each name, and of each noun phrase that is known to stand for a person. `None` for "he" and "she",
    /// which have antecedents.
    pub(crate) person: Column<MentionId, Option<PersonId>>,
    /// Whether a mention shares no more than its words with a description of its person; see
    /// [`LinkedMentions`](crate::people::build::LinkedMentions).
    pub(crate) weak_match: Column<MentionId, bool>,
    /// The most salient people before each outermost quotation.
    pub(crate) salient: Column<QuoteId, Antecedents>,
    /// The noun phrases that call somebody as a name does: "Grandmother", "the Professor", "the latter".
    pub(crate) called: HashSet<MentionId>,
    /// The antecedents of the third-person pronouns of the narration, in order.
    antecedents: Vec<Antecedents>,
    /// By mention, an index of `antecedents`, or [`NONE`](Self::NONE).
    positions: Column<MentionId, u32>,
}

impl Coreference {
    /// An index beyond all antecedents.
    const NONE: u32 = u32::MAX;

    /// Coreference of the mentions that are linked, without antecedents.
    pub(crate) fn new(person: Column<MentionId, Option<PersonId>>, weak_match: Column<MentionId, bool>) -> Self {
        let mentions = person.len();
        Self {
            person,
            weak_match,
            salient: Column::new(),
            called: HashSet::new(),
            antecedents: Vec::new(),
            positions: Column::filled(Self::NONE, mentions),
        }
    }

    /// The antecedents of a pronoun. Empty for other mentions and for pronouns within speech.
    pub(crate) fn antecedents(&self, mention: MentionId) -> &Antecedents {
        static NOBODY: Antecedents = Antecedents::NOBODY;
        self.antecedents.get(self.positions[mention] as usize).unwrap_or(&NOBODY)
    }

    pub(crate) fn set_antecedents(&mut self, mention: MentionId, antecedents: Antecedents) {
        // OK because there are no more antecedents than mentions.
        self.positions[mention] = self.antecedents.len() as u32;
        self.antecedents.push(antecedents);
    }

    /// Puts other people in the place of some, wherever they stand.
    pub(crate) fn rename(&mut self, names: &BTreeMap<PersonId, PersonId>) {
        for person in self.person.iter_mut().flatten() {
            *person = names.get(person).copied().unwrap_or(*person);
        }
        for people in self.antecedents.iter_mut().chain(self.salient.iter_mut()) {
            people.rename(names);
        }
    }

    /// The owner of a noun phrase: Emma in "Emma's mother".
    pub(crate) fn owner(&self, mentions: &Mentions, mention: MentionId) -> Option<PersonId> {
        self.person[mentions.owner(mention)?]
    }

    /// Whether a noun phrase is as sure as a name: "the mayor, Emil Strand", "Grandmother".
    pub(crate) fn is_sure(&self, document: &Document<'_>, mention: MentionId) -> bool {
        self.called.contains(&mention) || self.is_named_behind(document, mention)
    }

    /// Whether the name of its person follows a noun phrase: "the mayor, Emil Strand".
    pub(crate) fn is_named_behind(&self, document: &Document<'_>, mention: MentionId) -> bool {
        let Document { mentions, tokens, .. } = document;
        let behind = mentions.list[mention].words.end();
        let name = mentions.list.get(mention + 1);
        let is_next = |name: &Mention| name.name().is_some() && name.words.start() == behind + 1;
        name.is_some_and(is_next)
            && matches!(tokens.word_text(behind), "," | "named" | "called")
            && self.person[mention].is_some()
            && self.person[mention] == self.person[mention + 1]
    }

    /// The person of a mention, or the best antecedent of a pronoun.
    pub(crate) fn best(&self, mention: MentionId) -> Option<PersonId> {
        self.person[mention].or_else(|| self.antecedents(mention).first())
    }
}

#[cfg(test)]
mod tests {
    use super::Coreference;
    use crate::coreference::salience::{Growth, SalienceList, WHOLE};
    use crate::util::ids::{Column, Id, MentionId, PersonId};

    #[test]
    fn a_mention_has_a_person_or_antecedents() {
        let [name, pronoun, other] = [0, 1, 2].map(MentionId::new);
        let [tom, judith] = [0, 1].map(PersonId::new);
        let person = Column::from(vec![Some(tom), None, None]);
        let mut coreference = Coreference::new(person, Column::filled(false, 3));
        let mut salience = SalienceList::new(Growth::Sum);
        salience.add(tom, 100);
        salience.add(judith, 200);
        coreference.set_antecedents(pronoun, salience.best(|_| Some(WHOLE)));
        assert_eq!(coreference.antecedents(pronoun).people().collect::<Vec<_>>(), [judith, tom]);
        assert_eq!([name, pronoun, other].map(|mention| coreference.best(mention)), [Some(tom), Some(judith), None]);
        assert!([name, other].iter().all(|&mention| coreference.antecedents(mention).first().is_none()));
    }
}
