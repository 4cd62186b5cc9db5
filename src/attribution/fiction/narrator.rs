//! The narrator of a first-person text, and the people whom reporting clauses name by a noun phrase only.

use core::cmp::Reverse;
use std::collections::HashMap;

use crate::attribution::clause::clause_addressee;
use crate::attribution::fiction::introduction::{introduced, introduced_in, said};
use crate::attribution::unit::{Unit, Units};
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::{MentionKind, NounClass, Pronoun};
use crate::people::person::{People, PersonKind};
use crate::util::ids::{ids, Id, PersonId, UnitId};

/// A text has a narrator if more than one in this many mentions of its narration is "I". Fewer come from letters and
/// damage.
const MENTIONS_PER_I: usize = 50;
/// Maximum distance, in paragraphs, between a turn of "I" and a turn that addresses the narrator.
const NEAR: usize = 2;
/// Minimum number of turns that address the narrator by name, where somebody else may be meant.
const VOTES: usize = 2;
/// Minimum share of the turns that address a person whom the narration never names, as a divisor. In a novel somebody is
/// called once who never comes.
const TURNS_PER_ADDRESS: usize = 60;
/// Maximum number of items of narration before a turn that tell who acts before it.
const BEAT: usize = 40;

/// Opens a person for each noun phrase that is the subject of a reporting clause and stands for no known person.
pub(crate) fn name_nouns(document: &Document<'_>, units: &Units, people: &mut People, coreference: &mut Coreference) {
    for clause in units.clauses.iter().flatten() {
        let mention = &document.mentions.list[clause.mention];
        let nominal = match &mention.kind {
            // "came the flat question" names nobody.
            MentionKind::Nominal { head, class: NounClass::Other } => {
                clause.cue.is_some() && !document.tokens.classes(*head).any(Classes::CUE_NOUN)
            }
            MentionKind::Nominal { .. } => true,
            // "someone", but not "nobody"
            MentionKind::Pronoun(Pronoun::Indefinite) => !document.denies(mention),
            _ => false,
        };
        if nominal && coreference.person[clause.mention].is_none() {
            coreference.person[clause.mention] = Some(people.nominal_in_fiction(&document.tokens, mention));
        }
    }
}

/// Finds the narrator of a text whose narration says "I".
///
/// The narrator is the person as whom "I" is introduced, in the narration or in its speech; else the person whom others
/// [address most](most_addressed), or whom they [address alone](only_addressed); else a person without a name. A
/// narrator that the cast gives stays.
pub(crate) fn find_narrator(document: &Document<'_>, units: &Units, people: &mut People, coreference: &Coreference) {
    let (mut all, mut first_person) = (0, 0);
    for mention in document.mentions.narrated() {
        all += 1;
        first_person += usize::from(mention.pronoun() == Some(Pronoun::I));
    }
    if first_person * MENTIONS_PER_I <= all && !units.list.iter().any(|unit| is_said_by_i(document, unit)) {
        return;
    }
    let narrator = people.narrator();
    if people[narrator].kind != PersonKind::Narrator {
        return;
    }
    let mut own = units.list.enumerate().filter(|(_, unit)| is_said_by_i(document, unit));
    let is_short = units.list.len() < TURNS_PER_ADDRESS;
    let enough = if is_short && is_dialogue(units, people, coreference) { 1 } else { VOTES };
    let name = own
        .find_map(|(id, _)| introduced_in(document, units, people, coreference, id))
        .or_else(|| introduced(document, people, coreference, document.mentions.narration.mentions()))
        .or_else(|| most_addressed(document, units, people, coreference, enough))
        .or_else(|| only_addressed(document, units, people, coreference, enough));
    if let Some(person) = name {
        people.name_narrator(person);
    }
}

/// Whether the clauses of a text give speech to at most one person besides "I". Then whoever is addressed is "I" or that
/// person.
fn is_dialogue(units: &Units, people: &People, coreference: &Coreference) -> bool {
    let speakers = units.clauses.iter().flatten().filter_map(|clause| coreference.best(clause.mention));
    let mut others = speakers.filter(|&person| people.narrator != Some(person));
    let first = others.next();
    others.all(|person| Some(person) == first)
}

/// The person whom others address by name in `enough` turns and in most, at least once beside a turn of "I".
///
/// Nobody whom a clause names as speaker, and nobody whom the narration names as often as they do: of such people "I"
/// tells.
fn most_addressed(
    document: &Document<'_>,
    units: &Units,
    people: &People,
    coreference: &Coreference,
    enough: usize,
) -> Option<PersonId> {
    let is_own = |unit: &Unit| is_said_by_i(document, unit) || unit.clause.is_none() && acts(document, unit);
    // Number of turns that address each person; only of people whom one does beside a turn of the narrator.
    let mut votes: HashMap<PersonId, usize> = HashMap::new();
    for (id, unit) in units.list.enumerate().filter(|(_, unit)| is_own(unit)) {
        let beside = [id.before(), Some(id + 1)].into_iter().flatten();
        let beside = beside.filter_map(|id| Some((id, units.list.get(id)?)));
        let near = beside.filter(|(_, other)| !is_own(other) && other.paragraph.abs_diff(unit.paragraph) <= NEAR);
        votes.extend(near.filter_map(|(id, _)| Some((addressed(document, units, coreference, id)?, 0))));
    }
    for (id, _) in units.list.enumerate().filter(|(_, unit)| !is_own(unit)) {
        if let Some(count) = addressed(document, units, coreference, id).and_then(|person| votes.get_mut(&person)) {
            *count += 1;
        }
    }
    // "It is late, Emma," he tells me.
    for (id, unit) in units.list.enumerate().filter(|(_, unit)| !is_own(unit)) {
        let told = unit.clause.and_then(|clause| clause_addressee(document, clause.cue?));
        if told.is_some_and(|m| document.mentions.list[m].pronoun() == Some(Pronoun::I)) {
            if let Some(person) = addressed(document, units, coreference, id) {
                *votes.entry(person).or_default() += VOTES;
            }
        }
    }
    // The narration speaks of others by their names.
    for m in document.mentions.narration.mentions().filter(|&m| document.mentions.list[m].name().is_some()) {
        if let Some(count) = coreference.person[m].and_then(|person| votes.get_mut(&person)) {
            *count = count.saturating_sub(1);
        }
    }
    for clause in units.clauses.iter().flatten() {
        if let Some(person) = coreference.person[clause.mention] {
            votes.remove(&person);
        }
    }
    votes.retain(|&person, _| people[person].kind.may_speak());
    let all: usize = votes.values().sum();
    let (person, count) = votes.into_iter().max_by_key(|&(person, count)| (count, Reverse(person)))?;
    (count >= enough && count * 2 > all).then_some(person)
}

/// The person whom others address in `enough` turns and in most, of all whom the narration never names: it says "I" of
/// one of them.
fn only_addressed(
    document: &Document<'_>,
    units: &Units,
    people: &People,
    coreference: &Coreference,
    enough: usize,
) -> Option<PersonId> {
    let mut votes: HashMap<PersonId, usize> = HashMap::new();
    for (id, _) in units.list.enumerate().filter(|(_, unit)| !is_said_by_i(document, unit)) {
        if let Some(person) = addressed(document, units, coreference, id) {
            *votes.entry(person).or_default() += 1;
        }
    }
    for m in document.mentions.narration.mentions() {
        if let Some(person) = coreference.person[m].filter(|_| document.mentions.list[m].name().is_some()) {
            votes.remove(&person);
        }
    }
    votes.retain(|&person, _| matches!(people[person].kind, PersonKind::Named(_)) && people[person].kind.may_speak());
    let all: usize = votes.values().sum();
    let (person, count) = votes.into_iter().max_by_key(|&(person, count)| (count, Reverse(person)))?;
    (count >= enough && count * 2 > all && count * TURNS_PER_ADDRESS >= units.list.len()).then_some(person)
}

/// Whether the clause of a turn says "I said".
fn is_said_by_i(document: &Document<'_>, unit: &Unit) -> bool {
    unit.clause.is_some_and(|clause| document.mentions.list[clause.mention].pronoun() == Some(Pronoun::I))
}

/// The person whom a turn addresses last by name.
fn addressed(document: &Document<'_>, units: &Units, coreference: &Coreference, unit: UnitId) -> Option<PersonId> {
    let vocatives = said(document, units, unit).filter(|&m| document.mentions.list[m].vocative);
    vocatives.filter_map(|m| coreference.person[m]).last()
}

/// Whether "I" is the last subject in the paragraph of a turn before it: `I shrugged. "Yes?"`
fn acts(document: &Document<'_>, unit: &Unit) -> bool {
    let start = document.mentions.paragraph(unit.paragraph).start();
    let items = ids(start.max(unit.items.start().saturating_sub(BEAT))..unit.items.start());
    let mut subjects = items.rev().filter(|&item| document.cues.is_subject(item));
    let last = subjects.find_map(|item| document.mentions.narration.mention(item));
    last.is_some_and(|mention| document.mentions.list[mention].pronoun() == Some(Pronoun::I))
}

/// Makes the narrator the person of each "I" of the narration.
pub(crate) fn link_narrator(document: &Document<'_>, people: &People, coreference: &mut Coreference) {
    let Some(narrator) = people.narrator else { return };
    for mention in document.mentions.narration.mentions() {
        if document.mentions.list[mention].pronoun() == Some(Pronoun::I) {
            coreference.person[mention] = Some(narrator);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{find_narrator, link_narrator, name_nouns, MENTIONS_PER_I, TURNS_PER_ADDRESS};
    use crate::attribution::unit::{Grouping, Units};
    use crate::people::person::PersonKind;
    use crate::tests::stages::{name_of, resolved};
    use crate::tests::table::check;

    /// The name of the narrator of a text; empty if it has none.
    fn narrator(text: &str) -> Option<String> {
        let (document, mut people, coreference) = resolved(text);
        let units = Units::read(&document, Grouping::ByTurn, &people, &coreference);
        find_narrator(&document, &units, &mut people, &coreference);
        people.narrator.map(|person| name_of(&document, &people, person).to_owned())
    }

    #[test]
    fn narrators_are_addressed_beside_their_turns() {
        let named = |name: &str| Some(name.to_owned());
        let rows = [
            ("\"So,\" said Hale. He left.".to_owned(), None),
            ("\"So,\" I said.".to_owned(), named("")),
            ("\"So,\" I said.\n\n\"No, Emma,\" said Hale.".to_owned(), named("Emma")),
            ("\"No, Emma,\" said Hale.\n\n\"So,\" I said.".to_owned(), named("Emma")),
            // A clause names Emma as another person.
            ("\"So,\" I said.\n\n\"No, Emma,\" said Hale.\n\n\"Why?\" said Emma.".to_owned(), named("")),
            // Somebody tells the narrator.
            ("\"So,\" I said.\n\nA.\n\nB.\n\nC.\n\n\"No, Emma,\" Hale told me.".to_owned(), named("Emma")),
            // Far away, but of nobody else the narration says as little.
            ("\"So,\" I said.\n\nIt rained.\n\nIt blew.\n\n\"No, Emma,\" said Hale.".to_owned(), named("Emma")),
            ("Emma left. \"So,\" I said.\n\nA.\n\nB.\n\n\"No, Emma,\" said Hale.".to_owned(), named("")),
            (
                "\"So,\" I said.\n\nA.\n\nB.\n\n\"No, Emma,\" said Hale.\n\n\"No, Tom,\" said Hale.".to_owned(),
                named(""),
            ),
            // "I" acts before its turn.
            ("I rose. \"So.\"\n\n\"No, Emma,\" said Hale.".to_owned(), named("Emma")),
            // The narration tells of Emma.
            ("\"So,\" I said to Emma.\n\n\"No, Emma,\" said Hale.".to_owned(), named("")),
            // One turn in many, and no majority.
            (["\"So,\" I said.\n\n"; TURNS_PER_ADDRESS].concat() + "\"No, Emma,\" said Hale.", named("")),
            // Several people speak, and Emma may be another one.
            ("\"So,\" I said.\n\n\"No, Emma,\" said Hale.\n\n\"No,\" said Ida.".to_owned(), named("")),
            (["\"So,\" I said.\n\n\"No, Emma,\" said Hale.\n\n"; 2].concat() + "\"No,\" said Ida.", named("Emma")),
            (
                ["\"So,\" I said.\n\n\"No, Emma,\" said Hale.\n\n", "\"So,\" I said.\n\n\"No, Tom,\" said Hale."]
                    .join("A.\n\nB.\n\nC.\n\n"),
                named(""),
            ),
            // The narration says "I" often enough.
            ("Hale left. ".repeat(MENTIONS_PER_I - 2) + "I slept.", named("")),
            ("Hale left. ".repeat(MENTIONS_PER_I - 1) + "I slept.", None),
        ];
        check(rows, |text| narrator(text));
    }

    #[test]
    fn the_narrator_is_mentioned_in_the_narration() {
        let (document, mut people, mut coreference) = resolved("I rose. He took my lamp from me. \"I slept,\" I said.");
        let units = Units::read(&document, Grouping::ByTurn, &people, &coreference);
        find_narrator(&document, &units, &mut people, &coreference);
        link_narrator(&document, &people, &mut coreference);
        let of_narrator = coreference.person.enumerate().filter(|&(_, &person)| person == people.narrator);
        let mentioned: Vec<&str> = of_narrator.map(|(mention, _)| document.mention_text(mention)).collect();
        assert_eq!(mentioned, ["I", "me", "I"]);
    }

    #[test]
    fn subjects_of_clauses_open_people() {
        let rows = [
            ("\"So,\" said the old clock.", Some("the old clock")),
            ("\"So,\" said someone.", Some("someone")),
            ("\"So,\" said nobody.", None),
            ("\"So,\" they said.", None),
        ];
        check(rows, |text| {
            let (document, mut people, mut coreference) = resolved(text);
            let units = Units::read(&document, Grouping::ByTurn, &people, &coreference);
            name_nouns(&document, &units, &mut people, &mut coreference);
            let clause = units.clauses.iter().flatten().next().unwrap();
            let person = coreference.person[clause.mention]?;
            assert_eq!(people[person].kind, PersonKind::Nominal);
            Some(name_of(&document, &people, person))
        });
    }
}
