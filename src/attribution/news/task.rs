//! News as a task of the model. Each quotation is a unit of its own.

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

/// Maximum number of quotations that are decided together. Bounds the memory of the sums.
const LONGEST: usize = 100;
/// Distance, in paragraphs, beyond which quotations are decided apart.
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

/// The quotation that is a unit.
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
