//! The scorer: adds up the weights of features and infers posteriors from the scores.
//!
//! All units are scored first; [`Scorer::infer`] then runs each chain through forward-backward. Scores of all passes
//! are added up at once, since most features have weights in both. A second pass adds its own features to the same
//! scores and infers again.

use crate::model::crf::{exp, powers, Chain, ForwardBackward, RELATIONS};
use crate::model::posterior::Posteriors;
use crate::model::task::Task;
use crate::model::template::{FeatureId, FeatureSink};
use crate::model::weights::WeightTable;
use crate::util::capacity::reserve_ahead;
use crate::util::ids::{Column, Id, UnitId};
use crate::util::steps;

/// The sum of the weights of some features in each pass, in 32nds of a natural logarithm. OK as `i16` because a weight
/// is 128 at most, and a candidate has fewer than 256 features.
type Score<const PASSES: usize> = [i16; PASSES];

/// The scores of all candidates in each pass, and the posteriors by them.
pub(crate) struct Scorer<'w, C, const PASSES: usize> {
    weights: &'w WeightTable<PASSES>,
    /// By candidate, in the order of `posteriors`.
    scores: Vec<Score<PASSES>>,
    /// By unit and relation.
    relations: Column<UnitId, [Score<PASSES>; RELATIONS]>,
    /// The candidates of the units that are scored. Their posteriors are 0 until they are inferred.
    pub(crate) posteriors: Posteriors<C>,
    /// The number of units that the task has.
    units: usize,
}

/// Adds up the weights of the features of one unit.
pub(crate) struct UnitScores<'s, const PASSES: usize> {
    weights: &'s WeightTable<PASSES>,
    candidates: &'s mut [Score<PASSES>],
    relations: &'s mut [Score<PASSES>; RELATIONS],
}

impl<const PASSES: usize> UnitScores<'_, PASSES> {
    /// Adds one feature to each relation to the units before.
    fn relate(&mut self, features: [FeatureId; RELATIONS]) {
        for (sum, feature) in self.relations.iter_mut().zip(features) {
            add(sum, self.weights.of(feature));
        }
    }
}

impl<const PASSES: usize> FeatureSink for UnitScores<'_, PASSES> {
    #[inline]
    fn add(&mut self, candidate: usize, feature: FeatureId) {
        add(&mut self.candidates[candidate], self.weights.of(feature));
    }
}

#[inline]
fn add<const PASSES: usize>(sums: &mut Score<PASSES>, weights: &[i8; PASSES]) {
    for (sum, &weight) in sums.iter_mut().zip(weights) {
        *sum += i16::from(weight);
    }
}

impl<'w, C: Copy + Into<u32>, const PASSES: usize> Scorer<'w, C, PASSES> {
    /// Scores all candidates of a task, without what a second pass adds.
    pub(crate) fn score<T: Task<Candidate = C>>(task: &mut T, weights: &'w WeightTable<PASSES>) -> Self {
        let units = task.units();
        let mut this =
            Self { weights, scores: Vec::new(), relations: Column::new(), posteriors: Posteriors::default(), units };
        for unit in (0..units).map(UnitId::new) {
            task.read(unit);
            let mut scores = this.open(task.candidates());
            task.features(unit, &mut scores);
            task.relations(unit, &mut |features| scores.relate(features));
        }
        this
    }

    /// Adds a unit, with scores of 0.
    fn open(&mut self, candidates: &[Option<C>]) -> UnitScores<'_, PASSES> {
        let count = candidates.len();
        steps::count(count);
        reserve_ahead(&mut self.scores, count, self.posteriors.len(), self.units);
        reserve_ahead(self.relations.as_mut_vec(), 1, self.posteriors.len(), self.units);
        self.posteriors.reserve_ahead(count, self.units);
        let unit = self.posteriors.push(candidates);
        self.scores.resize(self.scores.len() + count, [0; PASSES]);
        self.relations.push([[0; PASSES]; RELATIONS]);
        self.unit(unit).1
    }

    /// The posteriors inferred last, and the scores of a unit, to which features may be added.
    pub(crate) fn unit(&mut self, unit: UnitId) -> (&Posteriors<C>, UnitScores<'_, PASSES>) {
        let candidates = &mut self.scores[self.posteriors.range(unit)];
        (&self.posteriors, UnitScores { weights: self.weights, candidates, relations: &mut self.relations[unit] })
    }

    /// Infers the posteriors of all units by the scores of a pass. `task` is the one that was scored.
    pub(crate) fn infer<T: Task<Candidate = C>>(&mut self, task: &T, pass: usize) {
        let (mut chain, mut sums) = (Chain::default(), ForwardBackward::default());
        task.chains(|units| {
            chain.clear();
            for &unit in units {
                self.add_to(&mut chain, unit, pass);
            }
            sums.run(&chain);
            for (t, &unit) in units.iter().enumerate() {
                self.posteriors.set(unit, &sums.marginals[chain.unit(t)]);
            }
        });
    }

    /// Adds a unit to a chain: exponentials of its scores, relative to the best one.
    fn add_to(&self, chain: &mut Chain, unit: UnitId, pass: usize) {
        let range = self.posteriors.range(unit);
        let best = self.scores[range.clone()].iter().map(|score| score[pass]).max().map_or(0, i32::from);
        for index in range {
            let candidate = self.posteriors.candidate(index).map(C::into);
            chain.push(candidate, exp(i32::from(self.scores[index][pass]) - best));
        }
        chain.close(powers(self.relations[unit].map(|sums| i32::from(sums[pass]))));
    }
}

#[cfg(test)]
mod tests {
    use super::{FeatureId, FeatureSink, Scorer, Task, UnitId, WeightTable, RELATIONS};
    use crate::model::crf::Relation;
    use crate::model::template::{templates, UpTo};
    use crate::util::ids::Id;

    mod table {
        use crate::model::crf::Relation;
        use crate::model::template::UpTo;

        super::templates! {
            /// Two templates.
            TOY;
            /// Of a candidate.
            fits(fit: UpTo<3>);
            /// Of a unit.
            follows(relation: Relation);
        }
    }

    /// Units with the candidates 0 and 1, one chain. The first unit prefers candidate 0.
    struct Toy;

    impl Task for Toy {
        type Candidate = u32;

        fn units(&self) -> usize {
            3
        }

        fn chains(&self, mut each: impl FnMut(&[UnitId])) {
            each(&[0, 1, 2].map(UnitId::new));
        }

        fn read(&mut self, _: UnitId) {}

        fn candidates(&self) -> &[Option<u32>] {
            &[Some(0), Some(1)]
        }

        fn features(&self, unit: UnitId, sink: &mut impl FeatureSink) {
            sink.add(0, table::fits(UpTo::new(if unit.index() == 0 { 1 } else { 0 })));
            sink.add(1, table::fits(UpTo::new(0)));
        }

        fn relations(&self, unit: UnitId, sink: &mut impl FnMut([FeatureId; RELATIONS])) {
            if unit.index() > 0 {
                sink(Relation::ALL.map(table::follows));
            }
        }
    }

    #[test]
    fn speakers_alternate_by_their_weights() {
        // The first candidate fits by one logarithm; another speaker is more probable than the same one by two.
        let weights = WeightTable::<1>::parse(&table::TOY, "fits 1 0 32 0\nfollows 1 0 64 64 0\n".lines()).unwrap();
        let mut scorer = Scorer::score(&mut Toy, &weights);
        scorer.infer(&Toy, 0);
        let first = |unit| scorer.posteriors.of(UnitId::new(unit)).probability(0);
        assert!(first(0) > 0.7 && first(1) < 0.4 && first(2) > 0.6, "{} {} {}", first(0), first(1), first(2));
    }
}
