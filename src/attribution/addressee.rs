//! To whom a quotation is said, where the text tells.

use crate::attribution::clause::clause_addressee;
use crate::attribution::decision::Decision;
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::mention::name::EntityType;
use crate::people::person::{People, PersonKind};
use crate::util::ids::{Column, IdRange, PersonId, QuoteId};

/// Maximum number of addressees of a quotation.
pub(crate) const ADDRESSEES: usize = 2;

/// The addressees of a quotation, without gaps before them.
pub(crate) type Addressees = [Option<PersonId>; ADDRESSEES];

/// Finds the addressees of each outermost quotation: whom its speaker names in the vocative ("Come, *Emma*"), and the object
/// of its clause ("said Hale to *Orne*", "told *Orne*"). What one stretch of a speech tells holds for all of its paragraph.
pub(crate) fn find_addressees(
    document: &Document<'_>,
    people: &People,
    coreference: &Coreference,
    decisions: &Column<QuoteId, Decision>,
) -> Column<QuoteId, Addressees> {
    let quotes = document.quotes();
    let mentions = &document.mentions.list;
    let mut all = Column::filled([None; ADDRESSEES], quotes.len());
    // A word that is taken for a name ("Hark!") neither speaks nor bears the marks of a person's name.
    let is_person = |kind| !matches!(kind, PersonKind::Named(entity_type) if entity_type != EntityType::Person);
    let mut known: Column<PersonId, bool> = people.list.iter().map(|person| is_person(person.kind)).collect();
    for person in decisions.iter().filter_map(|decision| decision.speaker) {
        known[person] = true;
    }
    let mut quote = QuoteId::default();
    while quote < quotes.end() {
        let same = |&other: &QuoteId| {
            quotes[other].paragraph == quotes[quote].paragraph && decisions[other].speaker == decisions[quote].speaker
        };
        let rest = IdRange::from(quote..quotes.end()).iter();
        let stretch = IdRange::from(quote..quote + rest.take_while(same).count());
        let mut found = [None; ADDRESSEES];
        if let Some(speaker) = decisions[quote].speaker {
            let vocatives = stretch.iter().flat_map(|quote| quotes[quote].mentions).filter(|&m| mentions[m].vocative);
            let vocatives = vocatives.filter_map(|m| coreference.person[m]).filter(|&person| known[person]);
            let objects = stretch.iter().filter_map(|quote| clause_addressee(document, decisions[quote].cue?));
            let objects = objects.filter_map(|m| coreference.best(m));
            for person in vocatives.chain(objects).filter(|&person| person != speaker) {
                match found.iter_mut().find(|f| f.map_or(true, |known| known == person)) {
                    Some(position) => *position = Some(person),
                    None => break,
                }
            }
        }
        all[stretch].fill(found);
        quote = stretch.end();
    }
    all
}
