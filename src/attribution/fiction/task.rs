//! Fiction as a task of the model: the turns of a conversation are a chain, and each aside is one.

use crate::attribution::fiction::candidates::SpeakerCandidates;
use crate::attribution::fiction::context::FictionContext;
use crate::attribution::fiction::features::{add_features, add_relations};
use crate::attribution::fiction::second_pass::{NeighbourWindow, SecondPass};
use crate::attribution::fiction::summaries::UnitSummaries;
use crate::model::crf::RELATIONS;
use crate::model::posterior::Posteriors;
use crate::model::scorer::Scorer;
use crate::model::task::Task;
use crate::model::template::{FeatureId, FeatureSink};
use crate::model::weights::WeightTable;
use crate::util::ids::{PersonId, UnitId};

/// Maximum number of turns that are decided together. Bounds the memory of forward-backward; farther turns hardly
/// depend on each other.
const LONGEST: usize = 200;

/// The indices of the passes in the table of weights.
pub(crate) const FIRST_PASS: usize = 0;
pub(crate) const SECOND_PASS: usize = 1;

/// Number of passes over the units of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Passes {
    /// The first pass only: faster and less accurate.
    One,
    /// A second pass uses features of the posteriors of the first.
    Two,
}

/// The units of a text, with the candidates of the one that was read last.
pub(crate) struct FictionTask<'c, 'a, 't> {
    context: &'c FictionContext<'a, 't>,
    candidates: SpeakerCandidates,
}

impl<'c, 'a, 't> FictionTask<'c, 'a, 't> {
    pub(crate) fn new(context: &'c FictionContext<'a, 't>) -> Self {
        Self { context, candidates: SpeakerCandidates::default() }
    }
}

impl Task for FictionTask<'_, '_, '_> {
    type Candidate = PersonId;

    fn units(&self) -> usize {
        self.context.units.list.len()
    }

    /// The conversations in parts of [`LONGEST`] turns at most, and each aside, which comes before the part that ends
    /// after it.
    fn chains(&self, mut each: impl FnMut(&[UnitId])) {
        let units = &self.context.units.list;
        let mut asides = units.ids().filter(|&unit| units[unit].aside).peekable();
        let mut parts = self.context.turns.parts(LONGEST).peekable();
        let mut part = Vec::with_capacity(LONGEST);
        while let Some(turns) = parts.next() {
            part.clear();
            part.extend(turns);
            let end = parts.peek().and_then(|next| next.clone().next()).unwrap_or(units.end());
            while let Some(aside) = asides.next_if(|&aside| aside < end) {
                each(&[aside]);
            }
            each(&part);
        }
        asides.for_each(|aside| each(&[aside]));
    }

    fn read(&mut self, unit: UnitId) {
        self.candidates.read(self.context, unit);
    }

    fn candidates(&self) -> &[Option<PersonId>] {
        &self.candidates.list
    }

    fn features(&self, unit: UnitId, sink: &mut impl FeatureSink) {
        add_features(self.context, unit, &self.candidates, sink);
    }

    fn relations(&self, unit: UnitId, sink: &mut impl FnMut([FeatureId; RELATIONS])) {
        add_relations(self.context, unit, sink);
    }
}

/// Infers the posteriors of all units.
pub(crate) fn infer(
    context: &FictionContext<'_, '_>,
    weights: &WeightTable<2>,
    passes: Passes,
) -> Posteriors<PersonId> {
    let mut task = FictionTask::new(context);
    let mut scorer = Scorer::score(&mut task, weights);
    scorer.infer(&task, FIRST_PASS);
    if passes == Passes::Two {
        add_second_pass(context, &mut scorer);
        scorer.infer(&task, SECOND_PASS);
    }
    scorer.posteriors
}

/// Adds the features of the second pass to the scores of all units.
fn add_second_pass(context: &FictionContext<'_, '_>, scorer: &mut Scorer<'_, PersonId, 2>) {
    let summaries = UnitSummaries::of(context);
    let second_pass = SecondPass::new(&summaries, &context.turns, &scorer.posteriors);
    let mut window = NeighbourWindow::new(summaries.people);
    for unit in context.units.list.ids() {
        let (posteriors, mut scores) = scorer.unit(unit);
        second_pass.look_around(unit, posteriors, &mut window);
        second_pass.features(unit, posteriors, &window, &mut scores);
    }
}

#[cfg(test)]
mod tests {
    use super::{FictionTask, LONGEST};
    use crate::model::task::Task;
    use crate::tests::stages::fiction_context;
    use crate::tests::table::check;
    use crate::util::ids::Id;

    #[test]
    fn conversations_and_asides_are_chains() {
        let rows = [
            ("\"So.\"\n\n\"No.\"\n\n\"Why?\"".to_owned(), vec![vec![0, 1, 2]]),
            // A heading begins another conversation.
            ("\"So.\"\n\nCHAPTER II\n\n\"No.\"".to_owned(), vec![vec![0], vec![1]]),
            // An aside comes before the part that ends after it.
            ("\"So.\"\n\nIt was \"late\" now.\n\n\"No.\"".to_owned(), vec![vec![1], vec![0, 2]]),
            ("\"So.\"\n\nIt was \"late\" now.".to_owned(), vec![vec![1], vec![0]]),
            ("It was \"late\" now.".to_owned(), vec![vec![0]]),
            ("\"No.\"\n\n".repeat(LONGEST + 1), vec![(0..LONGEST).collect(), vec![LONGEST]]),
            (String::new(), vec![]),
        ];
        check(rows, |text| {
            fiction_context(text, |context| {
                let mut chains: Vec<Vec<usize>> = Vec::new();
                FictionTask::new(context).chains(|units| chains.push(units.iter().map(|unit| unit.index()).collect()));
                // Every unit is in one chain.
                let mut all = chains.concat();
                all.sort_unstable();
                assert_eq!(all, (0..context.units.list.len()).collect::<Vec<_>>());
                chains
            })
        });
    }
}
