//! News as a task of the model: each quotation is a unit of its own.

use crate::attribution::news::candidates::SourceCandidates;
use crate::attribution::news::context::NewsContext;
use crate::attribution::news::features::{add_features, add_relations};
use crate::model::crf::RELATIONS;
use crate::model::posterior::Posteriors;
use crate::model::scorer::Scorer;
use crate::model::task::Task;
use crate::model::template::{FeatureId, FeatureSink};
use crate::model::weights::WeightTable;
use crate::util::ids::{Id, MentionId, QuoteId, UnitId};

/// Maximum number of quotations that are decided together. Bounds the memory of forward-backward.
const LONGEST: usize = 100;
/// Maximum distance, in paragraphs, between two quotations that are decided together. Relations do not tell longer ones
/// apart.
const NEAR: usize = 3;

/// The quotations of news, with the candidates of the one that was read last.
pub(crate) struct NewsTask<'c, 'a, 't> {
    context: &'c NewsContext<'a, 't>,
    candidates: SourceCandidates,
}

impl<'c, 'a, 't> NewsTask<'c, 'a, 't> {
    pub(crate) fn new(context: &'c NewsContext<'a, 't>) -> Self {
        Self { context, candidates: SourceCandidates::default() }
    }
}

/// The quotation of a unit. OK because units of news are quotations, in the same order.
pub(crate) fn quote_of(unit: UnitId) -> QuoteId {
    QuoteId::new(unit.index())
}

impl Task for NewsTask<'_, '_, '_> {
    type Candidate = MentionId;

    fn units(&self) -> usize {
        self.context.units.list.len()
    }

    fn chains(&self, mut each: impl FnMut(&[UnitId])) {
        let units = &self.context.units.list;
        let mut chain: Vec<UnitId> = Vec::with_capacity(LONGEST);
        for (unit, next) in units.enumerate() {
            let last = chain.last().map(|&last| units[last].paragraph);
            if chain.len() == LONGEST || last.is_some_and(|last| next.paragraph - last > NEAR) {
                each(&chain);
                chain.clear();
            }
            chain.push(unit);
        }
        if !chain.is_empty() {
            each(&chain);
        }
    }

    fn read(&mut self, unit: UnitId) {
        self.candidates.read(self.context, quote_of(unit));
    }

    fn candidates(&self) -> &[Option<MentionId>] {
        &self.candidates.list
    }

    fn features(&self, unit: UnitId, sink: &mut impl FeatureSink) {
        add_features(self.context, quote_of(unit), &self.candidates, sink);
    }

    fn relations(&self, unit: UnitId, sink: &mut impl FnMut([FeatureId; RELATIONS])) {
        add_relations(self.context, quote_of(unit), sink);
    }
}

/// Infers the posteriors of all quotations.
pub(crate) fn infer(context: &NewsContext<'_, '_>, weights: &WeightTable<1>) -> Posteriors<MentionId> {
    let mut task = NewsTask::new(context);
    let mut scorer = Scorer::score(&mut task, weights);
    scorer.infer(&task, 0);
    scorer.posteriors
}

#[cfg(test)]
mod tests {
    use super::{NewsTask, LONGEST, NEAR};
    use crate::model::task::Task;
    use crate::tests::stages::news_context;
    use crate::tests::table::check;
    use crate::util::ids::Id;

    #[test]
    fn quotations_far_apart_are_in_different_chains() {
        let near = |paragraphs: usize| format!("\"It works.\"{}\n\n\"It does.\"", "\n\nIt rained.".repeat(paragraphs));
        let rows = [
            (near(NEAR - 1), vec![vec![0, 1]]),
            (near(NEAR), vec![vec![0], vec![1]]),
            ("\"It works.\"\n\n".repeat(LONGEST + 1), vec![(0..LONGEST).collect(), vec![LONGEST]]),
            (String::new(), vec![]),
        ];
        check(rows, |text| {
            news_context(text, |context| {
                let mut chains: Vec<Vec<usize>> = Vec::new();
                NewsTask::new(context).chains(|units| chains.push(units.iter().map(|unit| unit.index()).collect()));
                chains
            })
        });
    }
}
