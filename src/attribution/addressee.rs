//! To whom a quotation is said, where the text tells.

use super::reference::References;
use super::tag::Scene;
use super::Decision;
use crate::mention::{Bearer, Element};
use crate::speaker::{People, PersonId, PersonKind};

/// So many are told of a quotation.
pub(super) const ADDRESSEES: usize = 2;

/// The addressees of each outermost quotation: whom its speaker names in the vocative ("Come, *Emma*"), and the object of
/// its clause ("said Hale to *Orne*", "told *Orne*"). What is told of one stretch of a speech holds for all of its
/// paragraph.
pub(super) fn find(
    scene: Scene<'_, '_>,
    people: &People,
    references: &References,
    decisions: &[Decision],
) -> Vec<[Option<PersonId>; ADDRESSEES]> {
    let places = &scene.mentions.quotes;
    let mut all = vec![[None; ADDRESSEES]; places.len()];
    // A word that is taken for a name ("Hark!") neither speaks nor bears the marks of a person's name.
    let mut known: Vec<bool> =
        people.list.iter().map(|p| !matches!(p.kind, PersonKind::Named(bearer) if bearer != Bearer::Person)).collect();
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
            let spoken = (q..end).flat_map(|q| places[q].mentions.range()).filter(|&m| scene.mentions.list[m].vocative);
            let told = (q..end).filter_map(|q| object(scene, decisions[q].cue?));
            let spoken = spoken.filter_map(|m| references.person[m]).filter(|p| known[p.index()]);
            let people = spoken.chain(told.filter_map(|m| references.best(m)));
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

/// The mention that is object of a cue: "told Orne", "said Hale to Orne", "asked him".
pub(super) fn object(scene: Scene<'_, '_>, cue: usize) -> Option<usize> {
    let cue = &scene.cues.list[cue];
    let after = cue.element().max(cue.subject?.element()) + 1;
    let sentence = (after < scene.mentions.elements.len()).then(|| scene.cues.sentence(after))?;
    let mention = |k: usize| match scene.mentions.elements.at(k) {
        Element::Mention(m) => Some(m),
        _ => None,
    };
    let near =
        (after..scene.mentions.elements.len().min(after + 4)).take_while(|&k| scene.cues.sentence(k) == sentence);
    let mut objects =
        near.filter_map(|k| mention(k).filter(|_| k == after || scene.word(k - 1).eq_ignore_ascii_case("to")));
    objects.next()
}
