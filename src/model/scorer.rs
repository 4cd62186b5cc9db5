//! Adds the weights of features up to scores, and computes posteriors by them.

use crate::model::crf::{exp, powers, Chain, ForwardBackward, RELATIONS};
use crate::model::posterior::Posteriors;
use crate::model::template::{Feature, Sink};
use crate::util::capacity::reserve_ahead;
use crate::util::steps;

/// Adds up the scores of all candidates in each pass and computes what is believed by them.
pub(crate) struct Scorer<'w, W, const PASSES: usize> {
    pub(crate) weights: &'w [[i8; PASSES]],
    /// By candidate: sums of a few dozen weights.
    pub(crate) scores: Vec<[i16; PASSES]>,
    /// By unit.
    pub(crate) relations: Vec<[[i16; PASSES]; RELATIONS]>,
    pub(crate) posteriors: Posteriors<W>,
    /// How many units there will be.
    pub(crate) units: usize,
}

/// What units are decided with; used for one chain after the other.
#[derive(Debug, Default)]
pub(crate) struct CrfWorkspace {
    pub(crate) chain: Chain,
    pub(crate) sums: ForwardBackward,
}

/// The scores of a unit.
pub(crate) struct Scores<'s, const PASSES: usize> {
    pub(crate) weights: &'s [[i8; PASSES]],
    pub(crate) candidates: &'s mut [[i16; PASSES]],
    pub(crate) relations: &'s mut [[i16; PASSES]; RELATIONS],
}

impl<const PASSES: usize> Scores<'_, PASSES> {
    /// Takes a feature of each relation.
    pub(crate) fn relate(&mut self, features: [Feature; RELATIONS]) {
        for (sums, feature) in self.relations.iter_mut().zip(features) {
            add(sums, &self.weights[usize::from(feature.0)]);
        }
    }
}

impl<const PASSES: usize> Sink for Scores<'_, PASSES> {
    #[inline]
    fn add(&mut self, place: usize, feature: Feature) {
        add(&mut self.candidates[place], &self.weights[usize::from(feature.0)]);
    }
}

#[inline]
fn add<const PASSES: usize>(sums: &mut [i16; PASSES], weights: &[i8; PASSES]) {
    for (sum, &weight) in sums.iter_mut().zip(weights) {
        *sum += i16::from(weight);
    }
}

impl<'w, W: Copy + Into<u32>, const PASSES: usize> Scorer<'w, W, PASSES> {
    pub(crate) fn new(weights: &'w [[i8; PASSES]], units: usize) -> Self {
        Self { units, weights, scores: Vec::new(), relations: Vec::new(), posteriors: Posteriors::default() }
    }

    /// Adds a unit with these candidates.
    pub(crate) fn open(&mut self, who: &[Option<W>]) -> Scores<'_, PASSES> {
        steps::count(who.len());
        let done = self.posteriors.len();
        reserve_ahead(&mut self.scores, who.len(), done, self.units);
        reserve_ahead(&mut self.relations, 1, done, self.units);
        reserve_ahead(&mut self.posteriors.who, who.len(), done, self.units);
        reserve_ahead(&mut self.posteriors.probability, who.len(), done, self.units);
        self.posteriors.push(who);
        self.scores.resize(self.scores.len() + who.len(), [0; PASSES]);
        self.relations.push([[0; PASSES]; RELATIONS]);
        self.scores(self.posteriors.len() - 1).1
    }

    /// What is believed so far, and the scores of a unit.
    pub(crate) fn scores(&mut self, u: usize) -> (&Posteriors<W>, Scores<'_, PASSES>) {
        let candidates = &mut self.scores[self.posteriors.range(u)];
        (&self.posteriors, Scores { weights: self.weights, candidates, relations: &mut self.relations[u] })
    }

    /// Decides some units together, by the scores of a pass.
    pub(crate) fn infer(
        &mut self,
        workspace: &mut CrfWorkspace,
        units: impl Iterator<Item = usize> + Clone,
        pass: usize,
    ) {
        let CrfWorkspace { chain, sums } = workspace;
        chain.clear();
        for u in units.clone() {
            let range = self.posteriors.range(u);
            let most = self.scores[range.clone()].iter().map(|score| score[pass]).max().map_or(0, i32::from);
            for at in range {
                let below = i32::from(self.scores[at][pass]) - most;
                chain.who.push(self.posteriors.who[at].map(W::into));
                chain.local.push(exp(below));
            }
            chain.close(powers(self.relations[u].map(|sums| i32::from(sums[pass]))));
        }
        sums.run(chain);
        for (t, u) in units.enumerate() {
            self.posteriors.set(u, &sums.marginals[chain.unit(t)]);
        }
    }
}
