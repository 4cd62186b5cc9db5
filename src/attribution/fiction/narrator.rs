//! The narrator of a first-person text, and people who are known by a noun phrase only.

use std::collections::HashMap;

use crate::attribution::clause::ReportingClause;
use crate::attribution::unit::Units;
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::mention::mention::{MentionKind, NounClass, Pronoun};
use crate::people::person::{People, PersonKind};
use crate::util::ids::PersonId;

/// Who speaks under a noun phrase is a person.
pub(crate) fn name_nouns(document: &Document<'_>, units: &Units, people: &mut People, coreference: &mut Coreference) {
    for tag in units.tags.iter().flatten() {
        let mention = &document.mentions.list[tag.mention()];
        let nominal = match &mention.kind {
            MentionKind::Nominal { class, .. } => *class != NounClass::Other || tag.cue().is_some(),
            // "someone", but not "nobody"
            MentionKind::Pronoun(Pronoun::Indefinite) => !document.denies(mention),
            _ => false,
        };
        if nominal && coreference.person[tag.mention()].is_none() {
            coreference.person[tag.mention()] = Some(people.nominal(&document.tokens, mention));
        }
    }
}

/// A tale whose narration says "I" has a narrator, who takes the name by which others address "I" in the turns beside,
/// unless it is somebody's whom the narration names as a speaker.
pub(crate) fn find_narrator(document: &Document<'_>, units: &Units, people: &mut People, coreference: &Coreference) {
    let says_i = |tag: Option<ReportingClause>| {
        tag.is_some_and(|tag| document.mentions.list[tag.mention()].pronoun() == Some(Pronoun::I))
    };
    let (mut all, mut first) = (0, 0);
    for mention in document.mentions.narrated() {
        all += 1;
        first += usize::from(mention.pronoun() == Some(Pronoun::I));
    }
    if first * 50 <= all && !units.list.iter().any(|unit| says_i(unit.tag)) {
        return;
    }
    let narrator = people.narrator();
    if people[narrator].kind != PersonKind::Narrator {
        return;
    }
    let mut votes: HashMap<PersonId, usize> = HashMap::new();
    for (u, unit) in units.list.iter().enumerate().filter(|(_, unit)| says_i(unit.tag)) {
        for o in [u.checked_sub(1), Some(u + 1)].into_iter().flatten() {
            let Some(other) = units.list.get(o).filter(|o| !says_i(o.tag)) else { continue };
            if other.paragraph.abs_diff(unit.paragraph) > 2 {
                continue;
            }
            let spoken = units.quotes(o).flat_map(|q| document.mentions.quotes[q].mentions.range());
            let addressed = spoken
                .filter(|&m| document.mentions.list[m].vocative)
                .filter_map(|m| coreference.person[m])
                .next_back();
            if let Some(person) = addressed {
                *votes.entry(person).or_default() += 1;
            }
        }
    }
    for tag in units.tags.iter().flatten() {
        if let Some(person) = coreference.person[tag.mention()] {
            votes.remove(&person);
        }
    }
    if let Some((&person, _)) = votes.iter().max_by_key(|&(&p, &n)| (n, core::cmp::Reverse(p))) {
        people.name_narrator(person);
    }
}
