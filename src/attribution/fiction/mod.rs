//! Tales: people take turns, and all turns of a context are decided together.

use crate::attribution::decision::Decision;
use crate::attribution::fiction::candidates::Candidates;
use crate::attribution::fiction::context::FictionContext;
use crate::attribution::fiction::narrator::{find_narrator, name_nouns};
use crate::attribution::fiction::second_pass::{NeighbourWindow, SecondPass};
use crate::attribution::fiction::settle::Decider;
use crate::attribution::genre::Genre;
use crate::attribution::unit::Units;
use crate::attribution::ResolverSettings;
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::model::posterior::Posteriors;
use crate::model::scorer::{CrfWorkspace, Scorer};
use crate::model::weights::Weights;
use crate::people::person::People;
use crate::util::ids::PersonId;

pub(crate) mod candidates;
pub(crate) mod context;
pub(crate) mod features;
pub(crate) mod fit;
pub(crate) mod narrator;
pub(crate) mod second_pass;
pub(crate) mod settle;
pub(crate) mod slots;
pub(crate) mod turns;

/// Reads the units of a tale and everything around them.
pub(crate) fn converse<R>(
    document: &Document<'_>,
    people: &mut People,
    coreference: &mut Coreference,
    run: impl FnOnce(&FictionContext<'_, '_>) -> R,
) -> R {
    let units = Units::read(document, Genre::Fiction, people, coreference);
    find_narrator(document, &units, people, coreference);
    name_nouns(document, &units, people, coreference);
    run(&FictionContext::new(document, people, coreference, &units))
}

/// Decides for every outermost quotation.
pub(crate) fn decide(
    document: &Document<'_>,
    people: &mut People,
    coreference: &mut Coreference,
    settings: &ResolverSettings<'_>,
) -> Vec<Decision> {
    converse(document, people, coreference, |context| {
        let posteriors = decide_units(context, settings.weights, settings.single_pass);
        let decisions = vec![Decision::UNRESOLVED; document.mentions.quotes.len()];
        let mut settler = Decider { context, beats: Vec::new(), decisions };
        for u in 0..posteriors.len() {
            settler.settle(u, posteriors.of(u));
        }
        settler.decisions
    })
}

/// Conversations are decided in parts of at most so many units.
const LONGEST: usize = 200;

/// Calls `each` with the units that are decided together, in the order in which they end: the turns of a context, in
/// parts, and each aside alone. What is learned depends on the order.
pub(crate) fn chains(context: &FictionContext<'_, '_>, mut each: impl FnMut(&[usize])) {
    let units = &context.units.list;
    let mut asides = (0..units.len()).filter(|&u| units[u].aside).peekable();
    let mut parts = context.turns.parts(LONGEST).peekable();
    let mut part = Vec::with_capacity(LONGEST);
    while let Some(turns) = parts.next() {
        part.clear();
        part.extend(turns);
        let end = parts.peek_mut().and_then(|next| next.clone().next()).unwrap_or(units.len());
        while let Some(aside) = asides.next_if(|&aside| aside < end) {
            each(&[aside]);
        }
        each(&part);
    }
    asides.for_each(|aside| each(&[aside]));
}

/// Decides all units; in a single pass, without what the whole text tells of who speaks how.
pub(crate) fn decide_units(
    context: &FictionContext<'_, '_>,
    weights: &Weights,
    single_pass: bool,
) -> Posteriors<PersonId> {
    let mut scorer = Scorer::new(&weights.tale, context.units.list.len());
    let mut candidates = Candidates::default();
    for u in 0..context.units.list.len() {
        candidates.read(context, u);
        let mut scores = scorer.open(&candidates.who);
        features::features(context, u, &candidates, &mut scores);
        features::relations(context, u, &mut |features| scores.relate(features));
    }
    let solve = |scorer: &mut Scorer<'_, _, 2>, pass| {
        let mut workspace = CrfWorkspace::default();
        chains(context, |units| scorer.infer(&mut workspace, units.iter().copied(), pass));
    };
    solve(&mut scorer, 0);
    if single_pass {
        return scorer.posteriors;
    }
    add_second_pass(context, &mut scorer);
    solve(&mut scorer, 1);
    scorer.posteriors
}

/// Adds what the first pass tells to the scores of all units.
fn add_second_pass(context: &FictionContext<'_, '_>, scorer: &mut Scorer<'_, PersonId, 2>) {
    let history = context.history();
    let second_pass = SecondPass::new(&history, &context.turns, &scorer.posteriors);
    let mut around = NeighbourWindow::new(history.people);
    for u in 0..context.units.list.len() {
        let (posteriors, mut scores) = scorer.scores(u);
        second_pass.look_around(u, posteriors, &mut around);
        second_pass.features(u, posteriors, &around, &mut scores);
    }
}
