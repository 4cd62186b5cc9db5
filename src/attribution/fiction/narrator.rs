//! The narrator of a first-person text, and people who are known by a noun phrase only.

use core::cmp::Reverse;
use std::collections::HashMap;

use crate::attribution::clause::ReportingClause;
use crate::attribution::unit::{Unit, Units};
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::mention::mention::{MentionKind, NounClass, Pronoun};
use crate::people::person::{People, PersonKind};
use crate::util::ids::{Id, PersonId, UnitId};

/// A text has a narrator if more than one in this many mentions of its narration is "I": in others a stray "I" is damage, or a letter.
const ONE_IN: usize = 50;
/// Distance, in paragraphs, from a turn of "I" to a turn that may address it.
const NEAR: usize = 2;

/// Opens a person for each noun phrase that is the subject of a reporting clause and stands for nobody known.
pub(crate) fn name_nouns(document: &Document<'_>, units: &Units, people: &mut People, coreference: &mut Coreference) {
    for clause in units.clauses.iter().flatten() {
        let mention = &document.mentions.list[clause.mention];
        let nominal = match &mention.kind {
            MentionKind::Nominal { class, .. } => *class != NounClass::Other || clause.cue.is_some(),
            // "someone", but not "nobody"
            MentionKind::Pronoun(Pronoun::Indefinite) => !document.denies(mention),
            _ => false,
        };
        if nominal && coreference.person[clause.mention].is_none() {
            coreference.person[clause.mention] = Some(people.nominal(&document.tokens, mention));
        }
    }
}

/// Finds the narrator of a text whose narration says "I".
///
/// The narrator is the person whom the turns beside those of "I" address most often, unless the narration names that person as a
/// speaker; else a person without a name.
pub(crate) fn find_narrator(document: &Document<'_>, units: &Units, people: &mut People, coreference: &Coreference) {
    let is_i = |clause: Option<ReportingClause>| {
        clause.is_some_and(|clause| document.mentions.list[clause.mention].pronoun() == Some(Pronoun::I))
    };
    let (mut all, mut first_person) = (0, 0);
    for mention in document.mentions.narrated() {
        all += 1;
        first_person += usize::from(mention.pronoun() == Some(Pronoun::I));
    }
    if first_person * ONE_IN <= all && !units.list.iter().any(|unit| is_i(unit.clause)) {
        return;
    }
    let narrator = people.narrator();
    if people[narrator].kind != PersonKind::Narrator {
        return;
    }
    let mut votes: HashMap<PersonId, usize> = HashMap::new();
    let mut vote = |unit: &Unit, beside: Option<UnitId>| {
        let Some((id, other)) = beside.and_then(|id| Some((id, units.list.get(id)?))) else { return };
        if is_i(other.clause) || other.paragraph.abs_diff(unit.paragraph) > NEAR {
            return;
        }
        let mentions = units.quotes(id).flat_map(|quote| document.quotes()[quote].mentions);
        let addressed = mentions.filter(|&m| document.mentions.list[m].vocative);
        if let Some(person) = addressed.filter_map(|m| coreference.person[m]).next_back() {
            *votes.entry(person).or_default() += 1;
        }
    };
    for (id, unit) in units.list.enumerate().filter(|(_, unit)| is_i(unit.clause)) {
        vote(unit, id.before());
        vote(unit, Some(id + 1));
    }
    for clause in units.clauses.iter().flatten() {
        if let Some(person) = coreference.person[clause.mention] {
            votes.remove(&person);
        }
    }
    if let Some((&person, _)) = votes.iter().max_by_key(|&(&person, &count)| (count, Reverse(person))) {
        people.name_narrator(person);
    }
}
