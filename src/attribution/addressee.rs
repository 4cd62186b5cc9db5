//! To whom a quotation is said, where the text tells.

use crate::attribution::clause::clause_addressee;
use crate::attribution::decision::Decision;
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::mention::name::EntityType;
use crate::people::person::{People, PersonKind};
use crate::util::ids::PersonId;

/// So many are told of a quotation.
pub(crate) const ADDRESSEES: usize = 2;

/// The addressees of each outermost quotation: whom its speaker names in the vocative ("Come, *Emma*"), and the object of
/// its clause ("said Hale to *Orne*", "told *Orne*"). What is told of one stretch of a speech holds for all of its
/// paragraph.
pub(crate) fn find(
    document: &Document<'_>,
    people: &People,
    coreference: &Coreference,
    decisions: &[Decision],
) -> Vec<[Option<PersonId>; ADDRESSEES]> {
    let places = &document.mentions.quotes;
    let mut all = vec![[None; ADDRESSEES]; places.len()];
    // A word that is taken for a name ("Hark!") neither speaks nor bears the marks of a person's name.
    let mut known: Vec<bool> = people
        .list
        .iter()
        .map(|p| !matches!(p.kind, PersonKind::Named(entity_type) if entity_type != EntityType::Person))
        .collect();
    for person in decisions.iter().filter_map(|d| d.speaker) {
        known[person.index()] = true;
    }
    let mut q = 0;
    while q < places.len() {
        let same = |&other: &usize| {
            places[other].paragraph == places[q].paragraph && decisions[other].speaker == decisions[q].speaker
        };
        let end = (q..places.len()).take_while(same).last().map_or(q, |last| last) + 1;
        let mut found = [None; ADDRESSEES];
        if let Some(speaker) = decisions[q].speaker {
            let spoken =
                (q..end).flat_map(|q| places[q].mentions.range()).filter(|&m| document.mentions.list[m].vocative);
            let told = (q..end).filter_map(|q| clause_addressee(document, decisions[q].cue?));
            let spoken = spoken.filter_map(|m| coreference.person[m]).filter(|p| known[p.index()]);
            let people = spoken.chain(told.filter_map(|m| coreference.best(m)));
            for person in people.filter(|&person| person != speaker) {
                match found.iter_mut().find(|f| f.map_or(true, |known| known == person)) {
                    Some(place) => *place = Some(person),
                    None => break,
                }
            }
        }
        all[q..end].fill(found);
        q = end;
    }
    all
}
