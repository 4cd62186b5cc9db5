//! Examples: the features of the candidates of a unit, and which of them are right.

use crate::model::crf::{Chain, RELATIONS};
use crate::model::task::Task;
use crate::model::template::{FeatureId, FeatureSink};
use crate::util::ids::UnitId;

/// A unit with the features of its candidates.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) unit: UnitId,
    pub(crate) candidates: Vec<Option<u32>>,
    /// The features of each candidate.
    pub(crate) features: Vec<Vec<FeatureId>>,
    pub(crate) relations: Vec<[FeatureId; RELATIONS]>,
    /// For each candidate whether it is right, at least one; none where that is not known.
    pub(crate) right: Option<Vec<bool>>,
}

/// Units that are decided together.
pub(crate) type ExampleChain = Vec<Example>;

/// Collects the features of each candidate.
pub(crate) struct FeatureLists<'l>(pub(crate) &'l mut [Vec<FeatureId>]);

impl FeatureSink for FeatureLists<'_> {
    fn add(&mut self, candidate: usize, feature: FeatureId) {
        self.0[candidate].push(feature);
    }
}

/// Collects the examples of a text. `right` tells whether a candidate of a unit is the speaker, if that is known.
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

/// Which paths through a chain count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paths {
    All,
    /// Those that are right, as far as that is known.
    Right,
}

/// The chain of some examples by these weights.
pub(crate) fn weighed(examples: &ExampleChain, weights: &[f64], paths: Paths) -> Chain {
    /// Weight of a right candidate that has next to none by its features, so that no path vanishes.
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
