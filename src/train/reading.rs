//! Learns the weights, from texts whose speakers are known.

use std::collections::HashMap;

use crate::attribution::fiction::candidates::Candidates;
use crate::attribution::fiction::chains;
use crate::attribution::fiction::context::FictionContext;
use crate::attribution::fiction::converse;
use crate::attribution::fiction::features;
use crate::attribution::fiction::second_pass::{NeighbourWindow, SecondPass, UnitSummaries};
use crate::attribution::fiction::turns::Turns;
use crate::attribution::genre::Genre;
use crate::attribution::news::candidates::SourceCandidates;
use crate::attribution::news::context::NewsContext;
use crate::attribution::news::rules::rule;
use crate::attribution::unit::Units;
use crate::attributor::Attributor;
use crate::coreference::coreference::Coreference;
use crate::coreference::resolve::resolve_pronouns;
use crate::document::Document;
use crate::model::crf::{ForwardBackward, ONE, RELATIONS};
use crate::model::posterior::Posteriors;
use crate::model::template::Feature;
use crate::model::weights::{Pass, Weights};
use crate::people::person::People;
use crate::span::Span;
use crate::train::example::{Example, ExampleChain, List};
use crate::train::gold::{AnnotatedText, Answer};
use crate::train::optimise::weighed;
use crate::train::optimise::{optimise, Random, TrainSettings};
use crate::util::ids::PersonId;

/// Collects the examples of a text; `right` tells whether a candidate of a unit is the speaker, if that is known.
fn collect(
    context: &FictionContext<'_, '_>,
    right: &dyn Fn(usize, Option<PersonId>) -> Option<bool>,
) -> Vec<ExampleChain> {
    let mut candidates = Candidates::default();
    let mut all = Vec::new();
    chains(context, |units| {
        let mut examples = Vec::new();
        for &u in units {
            candidates.read(context, u);
            let who = &candidates.who;
            let mut features = vec![Vec::new(); who.len()];
            features::features(context, u, &candidates, &mut List(&mut features));
            let mut relations = Vec::new();
            if !examples.is_empty() {
                features::relations(context, u, &mut |features| relations.push(features.map(|f| f.0)));
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
    chains: Vec<ExampleChain>,
    history: UnitSummaries,
    turns: Turns,
}

impl Reading {
    fn of(attributor: &Attributor, annotated: &AnnotatedText<'_>, part: Span) -> Self {
        let cast = annotated.cast.as_ref();
        let (document, mut people, ..) = attributor.read_with_cast(&annotated.text[part], cast);
        let genre = if annotated.is_report() { Genre::News } else { Genre::Fiction };
        let mut coreference = resolve_pronouns(&document, genre, &mut people);
        if annotated.is_report() {
            let chains = report_chains(&document, &mut people, &coreference, annotated);
            return Self { chains, history: UnitSummaries::default(), turns: Turns::default() };
        }
        converse(&document, &mut people, &mut coreference, |context| {
            let answers = answers(&document, context.units, annotated, part);
            let ids = (0..context.people.list.len()).map(PersonId::new);
            let names: Vec<String> =
                ids.map(|id| context.people.display_names(id, &document.tokens, cast).name).collect();
            let mut named: HashMap<&str, bool> = HashMap::new();
            for answer in answers.iter().flatten() {
                if let Answer::Speaker(name) = answer {
                    let found = || names.iter().any(|found| (annotated.names)(found, name));
                    named.entry(name).or_insert_with(found);
                }
            }
            let right = |u: usize, who: Option<PersonId>| match answers[u]? {
                Answer::Nobody => Some(who.is_none()),
                Answer::Speaker(name) => {
                    let is = |p: PersonId| (annotated.names)(&names[p.index()], name);
                    // Who is never named here speaks under the noun phrase of the clause.
                    let person = match context.nominal(u) {
                        Some(nominal) if !named[name.as_str()] => Some(nominal) == who,
                        _ => who.is_some_and(is),
                    };
                    Some(person)
                }
                Answer::Source(_) | Answer::Unknown => None,
            };
            Self { chains: collect(context, &right), history: context.history(), turns: context.turns.clone() }
        })
    }

    /// The chains with the features of the second pass.
    fn with_hindsight(&self, weights: &[i8]) -> Vec<ExampleChain> {
        let weights: Vec<f64> = weights.iter().map(|&w| f64::from(w) / f64::from(ONE)).collect();
        let mut by_unit: Vec<&Example> = self.chains.iter().flatten().collect();
        by_unit.sort_by_key(|example| example.unit);
        let mut posteriors = Posteriors::default();
        for example in by_unit {
            posteriors
                .push(&example.who.iter().map(|who| who.map(|who| PersonId::new(who as usize))).collect::<Vec<_>>());
        }
        let mut sums = ForwardBackward::default();
        for chain in &self.chains {
            let weighed = weighed(chain, &weights, false);
            sums.run(&weighed);
            for (t, example) in chain.iter().enumerate() {
                posteriors.set(example.unit, &sums.marginals[weighed.unit(t)]);
            }
        }
        let second_pass = SecondPass::new(&self.history, &self.turns, &posteriors);
        let mut chains = self.chains.clone();
        let mut around = NeighbourWindow::new(self.history.people);
        for example in chains.iter_mut().flatten() {
            second_pass.look_around(example.unit, &posteriors, &mut around);
            second_pass.features(example.unit, &posteriors, &around, &mut List(&mut example.features));
        }
        chains
    }
}

/// Collects the examples of a report: a mention is right if it overlaps the words that name the source.
fn report_chains(
    document: &Document<'_>,
    people: &mut People,
    coreference: &Coreference,
    annotated: &AnnotatedText<'_>,
) -> Vec<ExampleChain> {
    let units = Units::read(document, Genre::News, people, coreference);
    let ruled = rule(document, &units, people, coreference);
    let answers = answers(document, &units, annotated, Span::new(0, annotated.text.len()));
    let report = NewsContext::new(document, people, coreference, &units, &ruled);
    let right = |q: usize, mention: Option<usize>| match answers[q]? {
        Answer::Nobody => Some(mention.is_none()),
        Answer::Source(spans) => Some(mention.is_some_and(|m| {
            let words = document.mentions.list[m].span(&document.tokens);
            spans.iter().any(|span| span.start < words.end && words.start < span.end)
        })),
        Answer::Speaker(_) | Answer::Unknown => None,
    };
    let mut candidates = SourceCandidates::default();
    let chains = report.chains().into_iter().map(|range| {
        let examples = range.clone().map(|q| {
            report.read(q, &mut candidates);
            let who = &candidates.who;
            let mut features = vec![Vec::new(); who.len()];
            report.features(q, &candidates, &mut List(&mut features));
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
    pub(crate) fn of(attributor: &Attributor, texts: &[AnnotatedText<'_>]) -> Self {
        let (mut readings, mut reports) = (Vec::new(), Vec::new());
        for annotated in texts {
            if annotated.is_report() {
                reports.push(Reading::of(attributor, annotated, Span::new(0, annotated.text.len())));
                continue;
            }
            readings.push(Reading::of(attributor, annotated, Span::new(0, annotated.text.len())));
            let excerpts = excerpts(annotated.text).into_iter();
            readings.extend(excerpts.map(|part| Reading::of(attributor, annotated, part)));
        }
        Self { readings, reports }
    }

    /// Learns what these texts can teach: tales the weights of both passes, reports those of reports. The others stay.
    pub(crate) fn learn(examples: &[&Self]) -> Weights {
        let settings = TrainSettings { epochs: 8, rate: 0.1, decay: 3e-4 };
        let mut weights = Weights::standard().clone();
        let reports: Vec<&ExampleChain> = examples.iter().flat_map(|e| &e.reports).flat_map(|r| &r.chains).collect();
        if !reports.is_empty() {
            weights.set(Pass::News, &optimise(&reports, settings));
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
        let mut second: Vec<ExampleChain> = Vec::new();
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
fn answers<'d>(
    document: &Document<'_>,
    units: &Units,
    annotated: &'d AnnotatedText<'_>,
    part: Span,
) -> Vec<Option<&'d Answer>> {
    let places = &document.mentions.quotes;
    let mut of_quote: Vec<Option<&Answer>> = vec![None; places.len()];
    for gold in &annotated.gold {
        for span in &gold.spans {
            let (from, to) = (span.start.max(part.start), span.end.min(part.end));
            let start = places.partition_point(|p| document.quotation(p).span.end + part.start <= from);
            for q in start..places.len() {
                let own = document.quotation(&places[q]).span;
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
