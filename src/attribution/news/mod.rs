//! News: every quotation has the most probable source near it; what the rules answer is one of the features.

use crate::attribution::decision::Decision;
use crate::attribution::genre::Genre;
use crate::attribution::news::candidates::SourceCandidates;
use crate::attribution::news::context::NewsContext;
use crate::attribution::news::rules::{rule, Rules};
use crate::attribution::news::settle::first_cues;
use crate::attribution::unit::Units;
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::mention::mention::Pronoun;
use crate::model::crf::RELATIONS;
use crate::model::posterior::Posteriors;
use crate::model::scorer::{CrfWorkspace, Scorer};
use crate::model::template::Feature;
use crate::model::weights::Weights;
use crate::people::person::People;

pub(crate) mod candidates;
pub(crate) mod context;
pub(crate) mod features;
pub(crate) mod rules;
pub(crate) mod settle;

/// Decides for every outermost quotation.
pub(crate) fn decide(
    document: &Document<'_>,
    people: &mut People,
    coreference: &Coreference,
    weights: &Weights,
) -> Vec<Decision> {
    let units = Units::read(document, Genre::News, people, coreference);
    let mut decisions = rule(document, &units, people, coreference);
    let posteriors = NewsContext::new(document, people, coreference, &units, &decisions).decide(&weights.report);
    let mut rules = Rules { document, people, coreference, decisions: Vec::new(), tags: Vec::new(), units: Vec::new() };
    let cues = first_cues(document);
    for q in 0..decisions.len() {
        let before = q.checked_sub(1).map(|before| decisions[before]);
        decisions[q] = rules.settle_source(q, &units, decisions[q], before, posteriors.of(q), &cues);
    }
    // The words may be right and the person is not: of 200 read by hand 29 were another's or
    // under half a name (DESIGN.md, "What the errors are").
    for decision in &mut decisions {
        let pronoun = decision.mention.and_then(|m| document.mentions.list[m].pronoun());
        if matches!(pronoun, Some(Pronoun::He | Pronoun::She)) {
            decision.confidence = decision.confidence.of_eight(7);
        }
    }
    decisions
}

/// Quotations are decided together in parts of at most so many.
const LONGEST: usize = 100;

impl NewsContext<'_, '_> {
    /// Ranges of quotations that are decided together.
    pub(crate) fn chains(&self) -> Vec<core::ops::Range<usize>> {
        let places = &self.document.mentions.quotes;
        let mut chains = Vec::new();
        let mut start = 0;
        for q in 1..=places.len() {
            let ends = q == places.len() || places[q].paragraph - places[q - 1].paragraph > 3 || q - start == LONGEST;
            if ends {
                chains.push(start..q);
                start = q;
            }
        }
        chains
    }

    /// How probable each candidate of each quotation is.
    pub(crate) fn decide(&self, weights: &[[i8; 1]]) -> Posteriors<u32> {
        let mut scorer = Scorer::new(weights, self.units.list.len());
        let mut candidates = SourceCandidates::default();
        for range in self.chains() {
            for q in range.clone() {
                self.read(q, &mut candidates);
                let mut scores = scorer.open(&candidates.who);
                self.features(q, &candidates, &mut scores);
                if q > range.start {
                    self.relations(q, &mut |features: [Feature; RELATIONS]| scores.relate(features));
                }
            }
        }
        let mut workspace = CrfWorkspace::default();
        for range in self.chains() {
            scorer.infer(&mut workspace, range, 0);
        }
        scorer.posteriors
    }
}
