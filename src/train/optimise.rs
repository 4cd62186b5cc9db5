//! The optimiser: maximises the conditional likelihood of examples by AdaGrad (Duchi, Hazan and Singer 2011, "Adaptive
//! subgradient methods for online learning and stochastic optimization").

use crate::model::crf::{ForwardBackward, ONE, RELATIONS};
use crate::train::example::{weighed, ExampleChain, Paths};

/// Number of shuffles over which weights are averaged, because the result depends on the order of examples.
const ORDERS: u64 = 8;
/// Minimum absolute value, in 32nds, of a weight that is kept. Leaving out smaller ones costs about .001 of accuracy
/// and makes the table a twelfth smaller.
const LEAST: f64 = 3.0;
/// Initial sum of squared gradients of each feature. Without it, the first step of a feature would be as long as the
/// learning rate, however small the gradient.
const FIRST_SQUARES: f64 = 1e-3;

/// How weights are learned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TrainSettings {
    /// Number of times that all examples are read, for each shuffle.
    pub(crate) epochs: usize,
    /// Learning rate.
    pub(crate) rate: f64,
    /// L2 regularisation: the share of a weight that is taken away for each example that has the feature.
    pub(crate) decay: f64,
}

impl TrainSettings {
    /// Between 4 and 30 epochs, and with other decays, accuracy is the same.
    pub(crate) const STANDARD: Self = Self { epochs: 8, rate: 0.1, decay: 3e-4 };
}

/// Pseudo-random numbers, the same in every run: the generator xorshift64* of Vigna 2016, "An experimental exploration
/// of Marsaglia's xorshift generators, scrambled".
pub(crate) struct Random(u64);

impl Random {
    /// Equal seeds give equal numbers. The seed may not be 0.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number, which is below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }
}

/// Learns the weights of all features, in 32nds of a natural logarithm: the averages over the ends of all epochs but the
/// first, in [`ORDERS`] shuffles. By feature, `known` has a weight that stays, or `None`.
pub(crate) fn optimise(chains: &[&ExampleChain], known: &[Option<i8>], settings: TrainSettings) -> Vec<i8> {
    let mut average = vec![0.0; known.len()];
    let mut averaged = 0.0;
    for order in 1..=ORDERS {
        averaged += descend(chains, known, settings, order, &mut average);
    }
    let rounded = |weight: f64| match (weight / averaged * f64::from(ONE)).round().clamp(-127.0, 127.0) {
        small if small.abs() < LEAST => 0,
        weight => weight as i8,
    };
    average.into_iter().zip(known).map(|(weight, known)| known.unwrap_or_else(|| rounded(weight))).collect()
}

/// Descends from zero, or from what is known, and adds the weights at the end of each epoch but the first to `average`.
/// Returns the number of epochs added.
fn descend(
    chains: &[&ExampleChain],
    known: &[Option<i8>],
    settings: TrainSettings,
    order: u64,
    average: &mut [f64],
) -> f64 {
    let start = |known: &Option<i8>| known.map_or(0.0, |weight| f64::from(weight) / f64::from(ONE));
    let mut weights: Vec<f64> = known.iter().map(start).collect();
    let mut squares = vec![FIRST_SQUARES; average.len()];
    let mut gradient = Gradient { sums: vec![0.0; average.len()], touched: Vec::new() };
    let mut averaged = 0.0;
    let mut sums = ForwardBackward::default();
    let mut sequence: Vec<usize> = (0..chains.len()).collect();
    let mut random = Random::new(0x2545_F491_4F6C_DD1D ^ order);
    for epoch in 0..settings.epochs {
        for i in (1..sequence.len()).rev() {
            sequence.swap(i, random.below(i + 1));
        }
        for &c in &sequence {
            let chain = chains[c];
            if chain.iter().all(|example| example.right.is_none()) {
                continue;
            }
            // The gradient of the log-likelihood: expected features on the right paths, less those on all paths.
            for (paths, sign) in [(Paths::Right, 1.0), (Paths::All, -1.0)] {
                let relations = sums.run_with_relations(&weighed(chain, &weights, paths));
                gradient.add(chain, &sums.marginals, &relations, sign);
            }
            gradient.touched.sort_unstable();
            gradient.touched.dedup();
            for feature in gradient.touched.drain(..).map(usize::from) {
                if known[feature].is_some() {
                    gradient.sums[feature] = 0.0;
                    continue;
                }
                let step = gradient.sums[feature] - settings.decay * weights[feature] * chain.len() as f64;
                squares[feature] += step * step;
                weights[feature] += settings.rate * step / squares[feature].sqrt();
                gradient.sums[feature] = 0.0;
            }
        }
        if epoch > 0 {
            averaged += 1.0;
            for (sum, weight) in average.iter_mut().zip(&weights) {
                *sum += weight;
            }
        }
    }
    averaged
}

/// A sparse gradient.
struct Gradient {
    /// By feature; 0 unless it is touched.
    sums: Vec<f64>,
    /// The features that have been added to, with repetitions.
    touched: Vec<u16>,
}

impl Gradient {
    /// Marginal below which a candidate is skipped, because it changes nothing.
    const LEAST: f64 = 1e-9;

    /// Adds the expected features of a chain, times `sign`.
    fn add(&mut self, examples: &ExampleChain, marginals: &[f64], relations: &[[f64; RELATIONS]], sign: f64) {
        let features = examples.iter().flat_map(|example| &example.features);
        for (features, marginal) in features.zip(marginals).filter(|(_, &marginal)| marginal > Self::LEAST) {
            for feature in features {
                self.touch(feature.index(), sign * marginal);
            }
        }
        for (example, relations) in examples.iter().zip(relations) {
            for features in &example.relations {
                for (feature, share) in features.iter().zip(relations) {
                    self.touch(feature.index(), sign * share);
                }
            }
        }
    }

    fn touch(&mut self, feature: usize, by: f64) {
        self.sums[feature] += by;
        // OK because a feature has 16 bits.
        self.touched.push(feature as u16);
    }
}

#[cfg(test)]
mod tests {
    use super::{optimise, TrainSettings};
    use crate::model::template::FeatureId;
    use crate::train::example::{Example, ExampleChain};
    use crate::util::ids::{Id, UnitId};

    /// A feature of right candidates alone gets a positive weight, one of wrong ones a negative weight, and one of both
    /// none.
    #[test]
    fn weights_follow_the_examples() {
        let feature = FeatureId::new;
        let example = |unit: usize| Example {
            unit: UnitId::new(unit),
            candidates: vec![Some(0), Some(1)],
            features: vec![vec![feature(0), feature(2)], vec![feature(1), feature(2)]],
            relations: Vec::new(),
            right: Some(vec![true, false]),
        };
        let chains: Vec<ExampleChain> = (0..40).map(|unit| vec![example(unit)]).collect();
        let chains: Vec<&ExampleChain> = chains.iter().collect();
        let weights = optimise(&chains, &[None; 4], TrainSettings::STANDARD);
        assert!(weights[0] > 20 && weights[1] < -20, "{weights:?}");
        assert_eq!(weights[2..], [0, 0]);
        assert_eq!(optimise(&chains, &[None; 4], TrainSettings::STANDARD), weights, "learning is reproducible");
        let known = [Some(7), None, None, None];
        let beside = optimise(&chains, &known, TrainSettings::STANDARD);
        assert_eq!(beside[0], 7, "what is known stays");
        assert!(beside[1] < weights[1], "the other weight tells more: {beside:?}");
    }
}
