//! Fiction: people take turns, and the turns of a conversation are decided together, in two passes.

pub(crate) mod candidates;
pub(crate) mod context;
pub(crate) mod features;
pub(crate) mod fit;
pub(crate) mod introduction;
pub(crate) mod narrator;
pub(crate) mod second_pass;
pub(crate) mod settle;
pub(crate) mod slot;
pub(crate) mod slot_filler;
pub(crate) mod spoken_form;
pub(crate) mod summaries;
pub(crate) mod task;
pub(crate) mod templates;
pub(crate) mod turns;
pub(crate) mod word_model;

use crate::attribution::decision::Decisions;
use crate::attribution::fiction::context::FictionContext;
use crate::attribution::fiction::introduction::name_introduced;
use crate::attribution::fiction::narrator::{find_narrator, link_narrator, name_nouns};
use crate::attribution::fiction::settle::settle;
use crate::attribution::fiction::task::{infer, Passes};
use crate::attribution::unit::{Grouping, Units};
use crate::coreference::coreference::Coreference;
use crate::cue::cue::Strength;
use crate::document::Document;
use crate::mention::name::EntityType;
use crate::model::weights::WeightTable;
use crate::people::person::{People, PersonKind};

/// Makes the context of a text and calls `run` with it.
///
/// The order matters. The narrator is found first, so that its id is lower than those of the people whom noun phrases
/// open. The context has tables of people, so it is made last.
pub(crate) fn with_context<R>(
    document: &Document<'_>,
    people: &mut People,
    coreference: &mut Coreference,
    run: impl FnOnce(&FictionContext<'_, '_>) -> R,
) -> R {
    let units = Units::read(document, Grouping::ByTurn, people, coreference);
    give_voices(document, &units, people, coreference);
    find_narrator(document, &units, people, coreference);
    link_narrator(document, people, coreference);
    name_nouns(document, &units, people, coreference);
    name_introduced(document, &units, people, coreference);
    run(&FictionContext::new(document, people, coreference, &units))
}

/// Makes somebody of each place and organisation of which a clause says that it speaks: "said Hal", "Paris asked".
fn give_voices(document: &Document<'_>, units: &Units, people: &mut People, coreference: &Coreference) {
    for clause in units.clauses.iter().flatten() {
        let reports = clause.cue.is_some_and(|cue| document.cues.list[cue].strength == Strength::Strong);
        let person = coreference.person[clause.mention].filter(|_| reports);
        if let Some(person) = person.filter(|&person| !people[person].kind.may_speak()) {
            people.list[person].kind = PersonKind::Named(EntityType::Unknown);
        }
    }
}

/// Decides all outermost quotations, in order.
pub(crate) fn decide(
    document: &Document<'_>,
    people: &mut People,
    coreference: &mut Coreference,
    weights: &WeightTable<2>,
    passes: Passes,
) -> Decisions {
    // A name is written as such texts write it.
    people.ennoble(&document.tokens);
    with_context(document, people, coreference, |context| settle(context, &infer(context, weights, passes)))
}
