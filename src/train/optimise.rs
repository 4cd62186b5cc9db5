//! Gradient descent.

use crate::model::crf::{Chain, ForwardBackward, ONE, RELATIONS};
use crate::model::template::Template;
use crate::train::example::ExampleChain;

/// How the weights are learned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TrainSettings {
    pub(crate) epochs: usize,
    pub(crate) rate: f64,
    /// Pull towards zero, for each example.
    pub(crate) decay: f64,
}

/// Learns by conditional likelihood, with AdaGrad, averaged over the steps of all but the first epoch and over several
/// orders of the examples, since any one of them leaves its mark.
pub(crate) fn optimise(chains: &[&ExampleChain], settings: TrainSettings) -> Vec<i8> {
    let mut average = vec![0.0f64; Template::FEATURES];
    let mut averaged = 0.0;
    for seed in 1..=ORDERS {
        averaged += descend(chains, settings, seed, &mut average);
    }
    // Weights that say next to nothing are not worth their room.
    let whole = |w: &f64| match (w / averaged * f64::from(ONE)).round().clamp(-127.0, 127.0) {
        w if w.abs() < LEAST => 0,
        w => w as i8,
    };
    average.iter().map(whole).collect()
}

/// Adds the weights of each epoch but the first to `average`, and tells how many were added.
pub(crate) fn descend(chains: &[&ExampleChain], settings: TrainSettings, seed: u64, average: &mut [f64]) -> f64 {
    let mut weights = vec![0.0f64; Template::FEATURES];
    let mut squares = vec![1e-3f64; Template::FEATURES];
    let mut averaged = 0.0;
    let mut gradient = vec![0.0f64; Template::FEATURES];
    let mut touched: Vec<u16> = Vec::new();
    let mut sums = ForwardBackward::default();
    let mut order: Vec<usize> = (0..chains.len()).collect();
    let mut random = Random(0x2545_F491_4F6C_DD1D ^ seed);
    for epoch in 0..settings.epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, random.below(i + 1));
        }
        for &c in &order {
            let chain = chains[c];
            if chain.iter().all(|example| example.right.is_none()) {
                continue;
            }
            for (held, sign) in [(true, 1.0), (false, -1.0)] {
                let relations = sums.run_with_relations(&weighed(chain, &weights, held));
                add(chain, &sums.marginals, &relations, sign, &mut gradient, &mut touched);
            }
            touched.sort_unstable();
            touched.dedup();
            for &f in &touched {
                let f = f as usize;
                let g = gradient[f] - settings.decay * weights[f] * chain.len() as f64;
                squares[f] += g * g;
                weights[f] += settings.rate * g / squares[f].sqrt();
                gradient[f] = 0.0;
            }
            touched.clear();
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

/// The examples are learned from in so many orders.
pub(crate) const ORDERS: u64 = 3;

/// Smaller weights, in 32nds, are left out.
pub(crate) const LEAST: f64 = 3.0;

/// The chain by these weights; where `held`, only ways through it that are right, as far as that is known.
pub(crate) fn weighed(examples: &ExampleChain, weights: &[f64], held: bool) -> Chain {
    let sum = |features: &[u16]| features.iter().map(|&f| weights[f as usize]).sum::<f64>();
    let mut chain = Chain::default();
    for example in examples {
        let scores: Vec<f64> = example.features.iter().map(|f| sum(f)).collect();
        let most = scores.iter().copied().fold(f64::MIN, f64::max);
        let weight = |(k, score): (usize, &f64)| {
            let weight = (score - most).exp();
            match &example.right {
                Some(right) if held && right[k] => weight.max(1e-12),
                Some(_) if held => 0.0,
                _ => weight,
            }
        };
        chain.who.extend_from_slice(&example.who);
        chain.local.extend(scores.iter().enumerate().map(weight));
        let relations: [f64; RELATIONS] =
            core::array::from_fn(|r| example.relations.iter().map(|f| weights[f[r] as usize]).sum::<f64>());
        let most = relations.iter().copied().fold(f64::MIN, f64::max);
        chain.close(relations.map(|s| (s - most).exp()));
    }
    chain
}

pub(crate) fn add(
    examples: &ExampleChain,
    marginals: &[f64],
    relations: &[[f64; RELATIONS]],
    sign: f64,
    gradient: &mut [f64],
    touched: &mut Vec<u16>,
) {
    let features = examples.iter().flat_map(|example| &example.features);
    for (features, probability) in features.zip(marginals).filter(|(_, &probability)| probability > 1e-9) {
        for &f in features {
            gradient[f as usize] += sign * probability;
            touched.push(f);
        }
    }
    for (example, relations) in examples.iter().zip(relations) {
        for features in &example.relations {
            for (&f, share) in features.iter().zip(relations) {
                gradient[f as usize] += sign * share;
                touched.push(f);
            }
        }
    }
}

/// Numbers that look random: xorshift64*, from Vigna 2016.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }
}
