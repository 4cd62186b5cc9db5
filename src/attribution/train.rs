//! Learns the weights, from texts whose speakers are known.

use std::collections::HashMap;

use super::candidate::Candidates;
use super::chain::{self, Sums, RELATIONS};
use super::conversation::Conversation;
use super::feature::{Feature, Sink, Template};
use super::genre::Genre;
use super::hindsight::{Around, Hindsight, History};
use super::model::{chains, Beliefs, Pass, Weights};
use super::reference::{self, References};
use super::source::{Report, Sources};
use super::tag::Scene;
use super::turns::Turns;
use super::unit::Units;
use super::{report, tale, weigh, Stages};
use crate::speaker::{People, PersonId};
use crate::train::{Answer, Document};
use crate::{Attributor, Span};

/// What is known of a unit: for each candidate whether it is right; none where nobody knows.
#[derive(Clone, Debug)]
pub(super) struct Example {
    unit: usize,
    who: Vec<Option<u32>>,
    /// The features of each candidate.
    features: Vec<Vec<u16>>,
    relations: Vec<[u16; RELATIONS]>,
    right: Option<Vec<bool>>,
}

/// A conversation whose speakers are known.
type Chain = Vec<Example>;

/// Collects the features of each candidate.
struct List<'l>(&'l mut [Vec<u16>]);

impl Sink for List<'_> {
    fn add(&mut self, place: usize, feature: Feature) {
        self.0[place].push(feature.0);
    }
}

/// Collects the examples of a text; `right` tells whether a candidate of a unit is the speaker, if that is known.
fn collect(conversation: &Conversation<'_, '_>, right: &dyn Fn(usize, Option<PersonId>) -> Option<bool>) -> Vec<Chain> {
    let mut candidates = Candidates::default();
    let mut all = Vec::new();
    chains(conversation, |units| {
        let mut examples = Vec::new();
        for &u in units {
            candidates.read(conversation, u);
            let who = &candidates.who;
            let mut features = vec![Vec::new(); who.len()];
            weigh::features(conversation, u, &candidates, &mut List(&mut features));
            let mut relations = Vec::new();
            if !examples.is_empty() {
                weigh::relations(conversation, u, &mut |features| relations.push(features.map(|f| f.0)));
            }
            let right: Option<Vec<bool>> = who.iter().map(|&who| right(u, who)).collect();
            examples.push(Example {
                unit: u,
                who: who.iter().map(|who| who.map(u32::from)).collect(),
                features,
                relations,
                right: right.filter(|r| r.contains(&true)),
            });
        }
        all.push(examples);
    });
    all
}

/// How the weights are learned.
#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    pub(super) epochs: usize,
    pub(super) rate: f64,
    /// Pull towards zero, for each example.
    pub(super) decay: f64,
}

/// Learns by conditional likelihood, with AdaGrad, averaged over the steps of all but the first epoch and over several
/// orders of the examples, since any one of them leaves its mark.
fn optimise(chains: &[&Chain], settings: Settings) -> Vec<i8> {
    let mut average = vec![0.0f64; Template::FEATURES];
    let mut averaged = 0.0;
    for seed in 1..=ORDERS {
        averaged += descend(chains, settings, seed, &mut average);
    }
    // Weights that say next to nothing are not worth their room.
    let whole = |w: &f64| match (w / averaged * f64::from(chain::ONE)).round().clamp(-127.0, 127.0) {
        w if w.abs() < LEAST => 0,
        w => w as i8,
    };
    average.iter().map(whole).collect()
}

/// Adds the weights of each epoch but the first to `average`, and tells how many were added.
fn descend(chains: &[&Chain], settings: Settings, seed: u64, average: &mut [f64]) -> f64 {
    let mut weights = vec![0.0f64; Template::FEATURES];
    let mut squares = vec![1e-3f64; Template::FEATURES];
    let mut averaged = 0.0;
    let mut gradient = vec![0.0f64; Template::FEATURES];
    let mut touched: Vec<u16> = Vec::new();
    let mut sums = Sums::default();
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
const ORDERS: u64 = 3;

/// Smaller weights, in 32nds, are left out.
const LEAST: f64 = 3.0;

/// The chain by these weights; where `held`, only ways through it that are right, as far as that is known.
fn weighed(examples: &Chain, weights: &[f64], held: bool) -> chain::Chain {
    let sum = |features: &[u16]| features.iter().map(|&f| weights[f as usize]).sum::<f64>();
    let mut chain = chain::Chain::default();
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

fn add(
    examples: &Chain,
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

/// The examples of a text, from every way in which it was read.
#[derive(Clone, Debug)]
pub(crate) struct Examples {
    readings: Vec<Reading>,
    /// Readings of reports.
    reports: Vec<Reading>,
}

/// What was learned from one way to read a text or a part of it.
#[derive(Clone, Debug)]
struct Reading {
    chains: Vec<Chain>,
    history: History,
    turns: Turns,
}

impl Reading {
    fn of(attributor: &Attributor, document: &Document<'_>, part: Span) -> Self {
        let (mut stages, ..) = attributor.read_with_cast(&document.text[part], document.cast.as_ref());
        let Stages { cast, tokens, quotations, mentions, cues, people } = &mut stages;
        let scene = Scene { tokens, quotations, mentions, cues };
        let genre = if document.is_report() { Genre::Report } else { Genre::Tale };
        let mut references = reference::refer(scene, genre, people);
        if document.is_report() {
            let chains = report_chains(scene, people, &references, document);
            return Self { chains, history: History::default(), turns: Turns::default() };
        }
        tale::converse(scene, people, &mut references, |conversation| {
            let answers = answers(scene, conversation.units, document, part);
            let ids = (0..conversation.people.list.len()).map(PersonId::new);
            let names: Vec<String> = ids.map(|id| conversation.people.names(id, tokens, *cast).name).collect();
            let mut named: HashMap<&str, bool> = HashMap::new();
            for answer in answers.iter().flatten() {
                if let Answer::Speaker(name) = answer {
                    let found = || names.iter().any(|found| (document.names)(found, name));
                    named.entry(name).or_insert_with(found);
                }
            }
            let right = |u: usize, who: Option<PersonId>| match answers[u]? {
                Answer::Nobody => Some(who.is_none()),
                Answer::Speaker(name) => {
                    let is = |p: PersonId| (document.names)(&names[p.index()], name);
                    // Who is never named here speaks under the noun phrase of the clause.
                    let person = match conversation.nominal(u) {
                        Some(nominal) if !named[name.as_str()] => Some(nominal) == who,
                        _ => who.is_some_and(is),
                    };
                    Some(person)
                }
                Answer::Source(_) | Answer::Unknown => None,
            };
            Self {
                chains: collect(conversation, &right),
                history: conversation.history(),
                turns: conversation.turns.clone(),
            }
        })
    }

    /// The chains with the features of the second pass.
    fn with_hindsight(&self, weights: &[i8]) -> Vec<Chain> {
        let weights: Vec<f64> = weights.iter().map(|&w| f64::from(w) / f64::from(chain::ONE)).collect();
        let mut by_unit: Vec<&Example> = self.chains.iter().flatten().collect();
        by_unit.sort_by_key(|example| example.unit);
        let mut beliefs = Beliefs::default();
        for example in by_unit {
            beliefs.push(&example.who.iter().map(|who| who.map(|who| PersonId::new(who as usize))).collect::<Vec<_>>());
        }
        let mut sums = Sums::default();
        for chain in &self.chains {
            let weighed = weighed(chain, &weights, false);
            sums.run(&weighed);
            for (t, example) in chain.iter().enumerate() {
                beliefs.set(example.unit, &sums.marginals[weighed.unit(t)]);
            }
        }
        let hindsight = Hindsight::new(&self.history, &self.turns, &beliefs);
        let mut chains = self.chains.clone();
        let mut around = Around::new(self.history.people);
        for example in chains.iter_mut().flatten() {
            hindsight.look_around(example.unit, &beliefs, &mut around);
            hindsight.features(example.unit, &beliefs, &around, &mut List(&mut example.features));
        }
        chains
    }
}

/// Collects the examples of a report: a mention is right if it overlaps the words that name the source.
fn report_chains(
    scene: Scene<'_, '_>,
    people: &mut People,
    references: &References,
    document: &Document<'_>,
) -> Vec<Chain> {
    let units = Units::read(scene, Genre::Report, people, references);
    let ruled = report::rule(scene, &units, people, references);
    let answers = answers(scene, &units, document, Span::new(0, document.text.len()));
    let report = Report::new(scene, people, references, &units, &ruled);
    let right = |q: usize, mention: Option<usize>| match answers[q]? {
        Answer::Nobody => Some(mention.is_none()),
        Answer::Source(spans) => Some(mention.is_some_and(|m| {
            let words = scene.mentions.list[m].span(scene.tokens);
            spans.iter().any(|span| span.start < words.end && words.start < span.end)
        })),
        Answer::Speaker(_) | Answer::Unknown => None,
    };
    let mut sources = Sources::default();
    let chains = report.chains().into_iter().map(|range| {
        let examples = range.clone().map(|q| {
            report.read(q, &mut sources);
            let who = &sources.who;
            let mut features = vec![Vec::new(); who.len()];
            report.features(q, &sources, &mut List(&mut features));
            let mut relations = Vec::new();
            if q > range.start {
                report.relations(q, &mut |features: [Feature; RELATIONS]| relations.push(features.map(|f| f.0)));
            }
            let right: Option<Vec<bool>> = who.iter().map(|who| right(q, who.map(|m| m as usize))).collect();
            let right = right.filter(|r| r.contains(&true));
            Example { unit: q, who: who.clone(), features, relations, right }
        });
        examples.collect()
    });
    chains.collect()
}

/// Excerpts are of so many paragraphs at most.
const EXCERPT: usize = 60;

/// Numbers that look random: xorshift64*, from Vigna 2016.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound
    }
}

/// Cuts a text between paragraphs into excerpts of all lengths.
fn excerpts(text: &str) -> Vec<Span> {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut parts = Vec::new();
    let (mut start, mut left) = (0, 1);
    for (at, _) in text.match_indices("\n\n") {
        left -= 1;
        if left == 0 {
            parts.push(Span::new(start, at));
            start = at;
            left = 1 + random.below(EXCERPT) * random.below(EXCERPT) / EXCERPT;
        }
    }
    parts.push(Span::new(start, text.len()));
    parts
}

impl Examples {
    /// Reads a text whole and in excerpts, since a speaker is known otherwise in a page than in a novel.
    pub(crate) fn of(attributor: &Attributor, documents: &[Document<'_>]) -> Self {
        let (mut readings, mut reports) = (Vec::new(), Vec::new());
        for document in documents {
            if document.is_report() {
                reports.push(Reading::of(attributor, document, Span::new(0, document.text.len())));
                continue;
            }
            readings.push(Reading::of(attributor, document, Span::new(0, document.text.len())));
            let excerpts = excerpts(document.text).into_iter();
            readings.extend(excerpts.map(|part| Reading::of(attributor, document, part)));
        }
        Self { readings, reports }
    }

    /// Learns what these texts can teach: tales the weights of both passes, reports those of reports. The others stay.
    pub(crate) fn learn(examples: &[&Self]) -> Weights {
        let settings = Settings { epochs: 8, rate: 0.1, decay: 3e-4 };
        let mut weights = Weights::standard().clone();
        let reports: Vec<&Chain> = examples.iter().flat_map(|e| &e.reports).flat_map(|r| &r.chains).collect();
        if !reports.is_empty() {
            weights.set(Pass::Report, &optimise(&reports, settings));
        }
        let tales: Vec<&[Reading]> = examples.iter().map(|e| &e.readings[..]).filter(|r| !r.is_empty()).collect();
        if tales.is_empty() {
            return weights;
        }
        let first = |keep: &dyn Fn(usize) -> bool| {
            let kept = tales.iter().enumerate().filter(|(i, _)| keep(*i));
            optimise(&kept.flat_map(|(_, r)| *r).flat_map(|r| &r.chains).collect::<Vec<_>>(), settings)
        };
        // The second pass learns from what a first pass says that did not see the text.
        let mut second: Vec<Chain> = Vec::new();
        for fold in 0..FOLDS {
            let weights = first(&|i| i % FOLDS != fold);
            for readings in tales.iter().skip(fold).step_by(FOLDS) {
                second.extend(readings.iter().flat_map(|r| r.with_hindsight(&weights)));
            }
        }
        weights.set(Pass::First, &first(&|_| true));
        weights.set(Pass::Second, &optimise(&second.iter().collect::<Vec<_>>(), settings));
        weights
    }
}

/// The texts are parted into so many groups, each read by a first pass that learned from the others.
const FOLDS: usize = 3;

/// The answer of each unit; none where nobody knows.
fn answers<'d>(scene: Scene<'_, '_>, units: &Units, document: &'d Document<'_>, part: Span) -> Vec<Option<&'d Answer>> {
    let places = &scene.mentions.quotes;
    let mut of_quote: Vec<Option<&Answer>> = vec![None; places.len()];
    for gold in &document.gold {
        for span in &gold.spans {
            let (from, to) = (span.start.max(part.start), span.end.min(part.end));
            let start = places.partition_point(|p| scene.quotation(p).span.end + part.start <= from);
            for q in start..places.len() {
                let own = scene.quotation(&places[q]).span;
                let own = Span::new(own.start + part.start, own.end + part.start);
                if own.start >= to {
                    break;
                }
                // One annotated span may hold several quotations, and one quotation several spans.
                let overlap = own.end.min(to).saturating_sub(own.start.max(from));
                if overlap * 2 >= own.len().min(span.len()) {
                    of_quote[q] = of_quote[q].or(Some(&gold.answer));
                }
            }
        }
    }
    let answer = |u: usize| {
        let known = units.quotes(u).filter_map(|q| of_quote[q]).find(|a| **a != Answer::Nobody);
        // What takes up a speech is speech, annotated or not.
        let known = known.or((!units.list[u].continues).then_some(&Answer::Nobody));
        known.filter(|a| **a != Answer::Unknown)
    };
    (0..units.list.len()).map(answer).collect()
}
