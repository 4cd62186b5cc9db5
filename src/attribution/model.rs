//! The weights of features, and how probable each candidate is by them.

use once_cell::sync::Lazy;

use super::candidate::{Conversation, Facts};
use super::chain::{self, Link, RELATIONS};
use super::feature::{Feature, Sink, Template};
use crate::work;

/// Conversations are decided in parts of at most so many units.
const LONGEST: usize = 200;

/// A weight for each feature, in 32nds of a natural logarithm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    pub(super) list: Vec<i8>,
}

impl Weights {
    pub(super) fn new(list: Vec<i8>) -> Self {
        debug_assert_eq!(list.len(), Template::FEATURES);
        Self { list }
    }

    /// Those that come with the crate.
    pub(crate) fn standard() -> &'static Self {
        static STANDARD: Lazy<Weights> = Lazy::new(|| Weights::new(vec![0; Template::FEATURES]));
        &STANDARD
    }

    fn of(&self, feature: Feature) -> i32 {
        i32::from(self.list[feature.0 as usize])
    }
}

/// Adds up weights.
struct Score<'w> {
    weights: &'w Weights,
    sum: i32,
}

impl Sink for Score<'_> {
    fn add(&mut self, feature: Feature) {
        self.sum += self.weights.of(feature);
    }
}

/// The conversations of a text: ranges of turns, and each aside alone.
pub(super) fn chains(conversation: &Conversation<'_, '_>) -> Vec<Vec<usize>> {
    let units = &conversation.units.list;
    let mut chains: Vec<Vec<usize>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (u, unit) in units.iter().enumerate() {
        if unit.aside {
            chains.push(vec![u]);
            continue;
        }
        if conversation.gaps[u].is_none() || open.len() == LONGEST {
            chains.extend((!open.is_empty()).then(|| core::mem::take(&mut open)));
        }
        open.push(u);
    }
    chains.extend((!open.is_empty()).then_some(open));
    chains
}

/// The candidates of a unit and how probable each of them is.
#[derive(Clone, Debug, Default)]
pub(super) struct Belief {
    pub(super) who: Vec<Option<crate::speaker::PersonId>>,
    pub(super) probability: Vec<f64>,
}

impl Belief {
    pub(super) fn best(&self) -> Option<usize> {
        (0..self.who.len()).reduce(|best, k| if self.probability[k] > self.probability[best] { k } else { best })
    }
}

/// Decides all units.
pub(super) fn decide(conversation: &Conversation<'_, '_>, weights: &Weights) -> Vec<Belief> {
    let mut beliefs = vec![Belief::default(); conversation.units.list.len()];
    let mut facts = Facts::default();
    for chain in chains(conversation) {
        let mut links = Vec::with_capacity(chain.len());
        for (t, &u) in chain.iter().enumerate() {
            conversation.read(u, &mut facts);
            let mut scores: Vec<i32> = Vec::with_capacity(facts.who.len());
            for &who in &facts.who {
                let mut score = Score { weights, sum: 0 };
                conversation.features(u, &facts, who, &mut score);
                scores.push(score.sum);
            }
            work::count(scores.len());
            let mut relations = [0; RELATIONS];
            if t > 0 {
                conversation.relations(u, &facts, &mut |features: [Feature; RELATIONS]| {
                    for (sum, feature) in relations.iter_mut().zip(features) {
                        *sum += weights.of(feature);
                    }
                });
            }
            let powers = |scores: &[i32]| -> Vec<f64> {
                let most = scores.iter().copied().max().unwrap_or(0);
                scores.iter().map(|s| chain::exp(s - most)).collect()
            };
            let relations = powers(&relations);
            links.push(Link {
                who: facts.who.iter().map(|who| who.map(|p| p.0)).collect(),
                local: powers(&scores),
                relations: core::array::from_fn(|r| relations[r]),
            });
            beliefs[u].who = facts.who.clone();
        }
        for (&u, probability) in chain.iter().zip(chain::marginals(&links).candidates) {
            beliefs[u].probability = probability;
        }
    }
    beliefs
}
