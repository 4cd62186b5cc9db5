//! The addressees of a quotation, where the text tells them.

use crate::attribution::clause::clause_addressee;
use crate::attribution::decision::Decision;
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::mention::name::EntityType;
use crate::people::person::{People, PersonKind};
use crate::util::ids::{ids, Column, IdRange, PersonId, QuoteId};

/// Maximum number of addressees of a quotation. Speech to more people is to a group.
pub(crate) const ADDRESSEES: usize = 2;

/// The addressees of a quotation, each once, without gaps before the last one.
pub(crate) type Addressees = [Option<PersonId>; ADDRESSEES];

/// Finds the addressees of each outermost quotation: the people whom its speaker names in the vocative ("Come,
/// *Emma*"), and the object of its clause ("said Hale to *Orne*", "told *Orne*").
///
/// Quotations of one speaker in a row in a paragraph have the same addressees.
pub(crate) fn find_addressees(
    document: &Document<'_>,
    people: &People,
    coreference: &Coreference,
    decisions: &Column<QuoteId, Decision>,
) -> Column<QuoteId, Addressees> {
    let quotes = document.quotes();
    let finder = AddresseeFinder { document, coreference, decisions, is_person: people_of(people, decisions) };
    let mut all = Column::filled([None; ADDRESSEES], quotes.len());
    let mut first = QuoteId::default();
    while first < quotes.end() {
        let speaker = decisions[first].speaker;
        let same = |&quote: &QuoteId| {
            quotes[quote].paragraph == quotes[first].paragraph && decisions[quote].speaker == speaker
        };
        let count = ids(first..quotes.end()).take_while(same).count();
        let stretch = IdRange::from(first..first + count);
        if let Some(speaker) = speaker {
            all[stretch].fill(finder.addressees(stretch, speaker));
        }
        first = stretch.end();
    }
    all
}

/// For each person, whether it is one: a word that is taken for a name ("Hark!") neither speaks nor looks like the name
/// of a person.
fn people_of(people: &People, decisions: &Column<QuoteId, Decision>) -> Column<PersonId, bool> {
    let is_person = |kind| !matches!(kind, PersonKind::Named(entity_type) if entity_type != EntityType::Person);
    let mut known: Column<PersonId, bool> = people.list.iter().map(|person| is_person(person.kind)).collect();
    for person in decisions.iter().filter_map(|decision| decision.speaker) {
        known[person] = true;
    }
    known
}

struct AddresseeFinder<'a, 't> {
    document: &'a Document<'t>,
    coreference: &'a Coreference,
    decisions: &'a Column<QuoteId, Decision>,
    /// See [`people_of`].
    is_person: Column<PersonId, bool>,
}

impl AddresseeFinder<'_, '_> {
    /// The first people whom some quotations of one speaker address, or their clauses name as addressees.
    fn addressees(&self, quotes: IdRange<QuoteId>, speaker: PersonId) -> Addressees {
        let Self { document, coreference, decisions, is_person } = self;
        let mentions = &document.mentions.list;
        let spoken = quotes.iter().flat_map(|quote| document.quotes()[quote].mentions);
        let vocatives = spoken.filter(|&mention| mentions[mention].vocative);
        let vocatives = vocatives.filter_map(|mention| coreference.person[mention]).filter(|&person| is_person[person]);
        let objects = quotes.iter().filter_map(|quote| clause_addressee(document, decisions[quote].cue?));
        let objects = objects.filter_map(|mention| coreference.best(mention));
        let mut found = [None; ADDRESSEES];
        for person in vocatives.chain(objects).filter(|&person| person != speaker) {
            // The position of the person, or the first free one.
            match found.iter_mut().find(|known| known.map_or(true, |known| known == person)) {
                Some(position) => *position = Some(person),
                None => break,
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::find_addressees;
    use crate::tests::stages::{decided, name_of};
    use crate::tests::table::check;

    #[test]
    fn vocatives_and_clauses_name_addressees() {
        // The addressees of each quotation.
        let rows = [
            ("\"Come, Emma,\" said Hale.", vec![vec!["Emma"]]),
            ("\"Come,\" said Hale to Emma.", vec![vec!["Emma"]]),
            ("\"Come, Emma,\" said Hale to Tom.", vec![vec!["Emma", "Tom"]]),
            ("\"Come, Emma, Tom, Judith,\" said Hale.", vec![vec!["Emma", "Tom"]]),
            // All quotations of a speaker in a row.
            ("\"Come,\" said Hale. \"Come, Emma!\"", vec![vec!["Emma"], vec!["Emma"]]),
            ("\"Come,\" said Hale.\n\n\"Where, Hale?\" said Emma.", vec![vec![], vec!["Hale"]]),
            // The speaker, and a word that is no name of a person.
            ("\"I, Hale, came,\" said Hale.", vec![vec![]]),
            ("\"Qorrin! It is late,\" said Hale.", vec![vec![]]),
            ("\"Qorrin! It is late,\" said Hale.\n\n\"No,\" said Qorrin.", vec![vec!["Qorrin"], vec![]]),
        ];
        check(rows, |text| {
            let (document, people, coreference, decisions) = decided(text);
            let all = find_addressees(&document, &people, &coreference, &decisions);
            let names =
                all.iter().map(|addressees| addressees.iter().flatten().map(|&p| name_of(&document, &people, p)));
            names.map(|names| names.collect()).collect::<Vec<Vec<_>>>()
        });
    }
}
