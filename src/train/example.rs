//! Examples: the units of a text with the features of their candidates, and the candidates that are right.

use crate::model::crf::{Chain, RELATIONS};
use crate::model::task::Task;
use crate::model::template::{FeatureId, FeatureSink};
use crate::util::ids::UnitId;

/// A unit with the features of its candidates.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) unit: UnitId,
    /// The numbers of the candidates; `None` is "nobody".
    pub(crate) candidates: Vec<Option<u32>>,
    /// By candidate, its features.
    pub(crate) features: Vec<Vec<FeatureId>>,
    /// The features of the relations to the units before. Empty for the first unit of a chain.
    pub(crate) relations: Vec<[FeatureId; RELATIONS]>,
    /// By candidate, whether it is right. At least one is. `None` if that is not annotated, or if no candidate is
    /// right.
    pub(crate) right: Option<Vec<bool>>,
}

/// The examples of a chain, in order.
pub(crate) type ExampleChain = Vec<Example>;

/// Keeps the features of each candidate.
pub(crate) struct FeatureLists<'l>(pub(crate) &'l mut [Vec<FeatureId>]);

impl FeatureSink for FeatureLists<'_> {
    fn add(&mut self, candidate: usize, feature: FeatureId) {
        self.0[candidate].push(feature);
    }
}

/// Collects the examples of a text. `right` tells whether a candidate of a unit is the speaker; `None` if that is not
/// annotated.
pub(crate) fn collect<T: Task>(
    task: &mut T,
    right: impl Fn(UnitId, Option<T::Candidate>) -> Option<bool>,
) -> Vec<ExampleChain> {
    let mut chains = Vec::new();
    task.chains(|units| chains.push(units.to_vec()));
    let mut example = |unit: UnitId, is_first: bool| {
        task.read(unit);
        let candidates = task.candidates();
        let known: Option<Vec<bool>> = candidates.iter().map(|&candidate| right(unit, candidate)).collect();
        let mut features = vec![Vec::new(); candidates.len()];
        let candidates = candidates.iter().map(|candidate| candidate.map(T::Candidate::into)).collect();
        task.features(unit, &mut FeatureLists(&mut features));
        let mut relations = Vec::new();
        if !is_first {
            task.relations(unit, &mut |features| relations.push(features));
        }
        Example { unit, candidates, features, relations, right: known.filter(|known| known.contains(&true)) }
    };
    let chains =
        chains.into_iter().map(|units| units.iter().enumerate().map(|(t, &unit)| example(unit, t == 0)).collect());
    chains.collect()
}

/// The paths through a chain that have a weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paths {
    All,
    /// Paths of candidates that are right. Any candidate will do where that is not known.
    Right,
}

/// The chain of some examples: exponentials of the sums of weights, relative to the best candidate and relation.
pub(crate) fn weighed(examples: &ExampleChain, weights: &[f64], paths: Paths) -> Chain {
    /// Minimum unary weight of a right candidate, so that not all right paths vanish.
    const LEAST: f64 = 1e-12;
    let sum = |features: &[FeatureId]| features.iter().map(|f| weights[f.index()]).sum::<f64>();
    let highest = |scores: &[f64]| scores.iter().copied().fold(f64::MIN, f64::max);
    let mut chain = Chain::default();
    for example in examples {
        let scores: Vec<f64> = example.features.iter().map(|features| sum(features)).collect();
        let best = highest(&scores);
        for (position, score) in scores.iter().enumerate() {
            let weight = (score - best).exp();
            let weight = match (&example.right, paths) {
                (Some(right), Paths::Right) if right[position] => weight.max(LEAST),
                (Some(_), Paths::Right) => 0.0,
                _ => weight,
            };
            chain.push(example.candidates[position], weight);
        }
        let relations: [f64; RELATIONS] = core::array::from_fn(|relation| {
            example.relations.iter().map(|features| weights[features[relation].index()]).sum::<f64>()
        });
        let best = highest(&relations);
        chain.close(relations.map(|score| (score - best).exp()));
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::{collect, weighed, Example, Paths};
    use crate::model::crf::{ForwardBackward, RELATIONS};
    use crate::model::task::Task;
    use crate::model::template::{FeatureId, FeatureSink};
    use crate::util::ids::{Id, UnitId};

    /// Three units in two chains. Candidate `c` of unit `u` has the feature `10 * u + c`.
    struct Toy {
        read: usize,
    }

    impl Task for Toy {
        type Candidate = u32;

        fn units(&self) -> usize {
            3
        }

        fn chains(&self, mut each: impl FnMut(&[UnitId])) {
            each(&[UnitId::new(2)]);
            each(&[UnitId::new(0), UnitId::new(1)]);
        }

        fn read(&mut self, unit: UnitId) {
            self.read = unit.index();
        }

        fn candidates(&self) -> &[Option<u32>] {
            &[Some(7), Some(8), None][self.read % 2..]
        }

        fn features(&self, unit: UnitId, sink: &mut impl FeatureSink) {
            (0..self.candidates().len()).for_each(|c| sink.add(c, FeatureId::new(10 * unit.index() + c)));
        }

        fn relations(&self, unit: UnitId, sink: &mut impl FnMut([FeatureId; RELATIONS])) {
            sink([FeatureId::new(100 + unit.index()); RELATIONS]);
        }
    }

    #[test]
    fn examples_are_those_of_the_task() {
        // Candidate 8 is right in units 0 and 1; unit 2 is not annotated.
        let chains =
            collect(&mut Toy { read: 0 }, |unit, candidate| (unit.index() < 2).then_some(candidate == Some(8)));
        let units: Vec<Vec<usize>> =
            chains.iter().map(|chain| chain.iter().map(|example| example.unit.index()).collect()).collect();
        assert_eq!(units, [vec![2], vec![0, 1]]);
        let [first, second] = &chains[1][..] else { panic!("{chains:?}") };
        assert_eq!((&first.right, &second.right), (&Some(vec![false, true, false]), &Some(vec![true, false])));
        assert_eq!(chains[0][0].right, None);
        assert_eq!(second.features, [[FeatureId::new(10)], [FeatureId::new(11)]]);
        // The first unit of a chain has no relations.
        assert_eq!((first.relations.len(), second.relations.len()), (0, 1));
    }

    #[test]
    fn right_paths_have_all_the_weight() {
        let example = |right: Option<Vec<bool>>| Example {
            unit: UnitId::new(0),
            candidates: vec![Some(7), Some(8), None],
            features: vec![vec![FeatureId::new(0)], vec![FeatureId::new(1)], Vec::new()],
            relations: Vec::new(),
            right,
        };
        let marginals = |right: Option<Vec<bool>>, paths: Paths| {
            let mut sums = ForwardBackward::default();
            sums.run(&weighed(&vec![example(right)], &[2f64.ln(), 0.0], paths));
            sums.marginals
        };
        let all = [0.5, 0.25, 0.25];
        let close = |a: Vec<f64>, b: [f64; 3]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-9);
        let right = || Some(vec![false, true, true]);
        assert!(close(marginals(right(), Paths::All), all));
        assert!(close(marginals(right(), Paths::Right), [0.0, 0.5, 0.5]));
        assert!(close(marginals(None, Paths::Right), all), "nothing is known");
    }
}
