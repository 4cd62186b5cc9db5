//! The second pass: features made of the posteriors of the first. They tell who speaks how much, where, and in which words.

use core::ops::Range;
use std::collections::HashMap;

use crate::attribution::clause::SubjectKind;
use crate::attribution::fiction::summaries::{scaled, UnitSummaries, SURE};
use crate::attribution::fiction::templates::{
    self, Likelihood, LocalShare, NearbyNounShare, NounShare, Side, TotalShare, WordScore,
};
use crate::attribution::fiction::turns::{NearbyTurn, Turns};
use crate::attribution::fiction::word_model::WordModel;
use crate::model::posterior::{Posterior, Posteriors};
use crate::model::template::{FeatureId, FeatureSink, UpTo};
use crate::util::ids::{ids, Column, PersonId, TurnId, UnitId, WordId};
use crate::util::ragged::Ragged;
use crate::util::sparse_map::SparseMap;

/// The posteriors of a first pass, summed up for the whole text.
pub(crate) struct SecondPass<'a> {
    summaries: &'a UnitSummaries,
    turns: &'a Turns,
    /// How much each person speaks, and all together.
    totals: Column<PersonId, u32>,
    total: u32,
    word_model: WordModel<'a>,
    likely: Ragged<UnitId, LikelySpeaker>,
    /// How much each person speaks under each noun, and all together.
    nouns: HashMap<(WordId, PersonId), u32>,
    noun_totals: HashMap<WordId, u32>,
}

impl<'a> SecondPass<'a> {
    pub(crate) fn new(summaries: &'a UnitSummaries, turns: &'a Turns, posteriors: &Posteriors<PersonId>) -> Self {
        let mut totals = Column::filled(0, summaries.people);
        let mut total = 0;
        let mut likely = Ragged::with_capacity(summaries.units.len(), 0);
        let (mut nouns, mut noun_totals) = (HashMap::new(), HashMap::new());
        for (unit, summary) in summaries.units.enumerate() {
            for (candidate, posterior) in posteriors.of(unit).iter() {
                if let Some(speaker) = candidate.and_then(|person| LikelySpeaker::of(person, posterior)) {
                    likely.push(speaker);
                }
            }
            likely.close();
            for (candidate, posterior) in posteriors.of(unit).iter() {
                let (Some(person), weight @ 1..) = (candidate, scaled(posterior)) else { continue };
                totals[person] += weight;
                total += weight;
                if let Some(noun) = summary.noun {
                    *nouns.entry((noun, person)).or_default() += weight;
                    *noun_totals.entry(noun).or_default() += weight;
                }
            }
        }
        let word_model = WordModel::new(summaries, &totals, posteriors);
        Self { summaries, turns, totals, total, word_model, likely, nouns, noun_totals }
    }

    /// Summarises how each candidate of a unit speaks in the turns around it. Cheap for consecutive units: the window slides.
    pub(crate) fn look_around(&self, unit: UnitId, posteriors: &Posteriors<PersonId>, window: &mut NeighbourWindow) {
        let own = posteriors.of(unit);
        window.nearby.clear();
        window.nearby.resize(own.candidates.len(), NearbySpeech::default());
        (window.turns, window.same_noun) = (0, 0);
        let around = self.turns.around(unit);
        let range = around.within(REACH);
        if range.is_empty() {
            return;
        }
        window.turns = range.end - range.start - 1;
        window.slide(range, |turn| posteriors.of(self.turns.unit(turn)));
        let NeighbourWindow { nearby, sums, positions, same_noun, .. } = window;
        for (position, person) in own.somebody() {
            positions.insert(person, position);
            nearby[position].local = from_parts(sums[person] - parts(own.probability(position)));
        }
        let noun = self.summaries.units[unit].noun;
        let mut hear = |side: Side, distance: usize, turn: NearbyTurn| {
            for likely in self.likely.list(turn.unit) {
                if let Some(position) = positions.get(likely.person) {
                    nearby[position].add(side, distance, turn.adjacent, likely);
                }
            }
            if noun.is_some() && self.summaries.units[turn.unit].noun == noun {
                *same_noun += 1;
                for (candidate, posterior) in posteriors.of(turn.unit).iter() {
                    if let Some(position) = candidate.and_then(|person| positions.get(person)) {
                        nearby[position].under_noun += posterior;
                    }
                }
            }
        };
        (1..=REACH).zip(around.before()).for_each(|(distance, turn)| hear(Side::Before, distance, turn));
        (1..=REACH).zip(around.after()).for_each(|(distance, turn)| hear(Side::After, distance, turn));
        for (_, person) in own.somebody() {
            positions.remove(person);
        }
    }

    /// Adds the features of each candidate of a unit, around which `window` looked last.
    pub(crate) fn features(
        &self,
        unit: UnitId,
        posteriors: &Posteriors<PersonId>,
        window: &NeighbourWindow,
        sink: &mut impl FeatureSink,
    ) {
        for (position, (candidate, own)) in posteriors.of(unit).iter().enumerate() {
            let Some(person) = candidate else { continue };
            self.features_of(unit, (person, own), window, &window.nearby[position], &mut |f| sink.add(position, f));
        }
    }

    /// Adds the features of a candidate with its posterior in this unit, which is taken out of all sums.
    fn features_of(
        &self,
        unit: UnitId,
        (person, own): (PersonId, f64),
        window: &NeighbourWindow,
        nearby: &NearbySpeech,
        add: &mut impl FnMut(FeatureId),
    ) {
        let summary = &self.summaries.units[unit];
        let subject = summary.subject;
        let total = f64::from(self.totals[person]) - own * f64::from(SURE);
        add(templates::total(TotalShare::of(total / f64::from(self.total.max(1))), subject));
        for &feature in nearby.features() {
            add(feature);
        }
        add(templates::local(LocalShare::of(nearby.local / window.turns.max(1) as f64), subject));
        add(templates::last_spoke(nearby.last, subject));
        add(templates::next_speaks(nearby.next, subject));
        if let Some(score) = self.word_model.score(unit, person, own) {
            add(templates::words(WordScore::of(score), subject == SubjectKind::None));
        }
        if let Some(noun) = summary.noun {
            let own = own * f64::from(SURE);
            let with = f64::from(self.nouns.get(&(noun, person)).copied().unwrap_or(0)) - own;
            let all = f64::from(self.noun_totals.get(&noun).copied().unwrap_or(0)) - own;
            // Below half a quotation nothing is known of the noun.
            let share = if all > 0.5 * f64::from(SURE) { with.max(0.0) / all } else { -1.0 };
            let near = if window.same_noun > 0 { nearby.under_noun / window.same_noun as f64 } else { -1.0 };
            add(templates::noun_near(NearbyNounShare::of(near)));
            add(templates::noun_head(NounShare::of(share)));
        }
    }
}

/// Distance, in turns on each side, that is looked around.
const REACH: usize = 12;
/// Distance, in turns, up to which each distance has a feature of its own.
const SINGLE_TURNS: usize = 6;
/// Minimum posterior of a candidate in a turn nearby that has such a feature.
const LIKELY: f64 = 0.04;

/// Fixed-point scale of window sums, so that subtraction is exact. OK because `2 * REACH + 1` posteriors fit in a `u32`, which holds
/// 255 of them.
const PARTS: f64 = (1 << 24) as f64;

fn parts(posterior: f64) -> u32 {
    (posterior * PARTS) as u32
}

fn from_parts(parts: u32) -> f64 {
    f64::from(parts) / PARTS
}

/// Somebody who probably speaks in a unit.
#[derive(Clone, Copy, Debug)]
struct LikelySpeaker {
    person: PersonId,
    likelihood: Likelihood,
    /// More probable than not.
    is_probable: bool,
}

impl LikelySpeaker {
    fn of(person: PersonId, posterior: f64) -> Option<Self> {
        let likelihood = || Likelihood::of(posterior);
        (posterior >= LIKELY).then(|| Self { person, likelihood: likelihood(), is_probable: posterior > 0.5 })
    }
}

/// How the candidates of a unit speak in the turns around it.
#[derive(Debug)]
pub(crate) struct NeighbourWindow {
    /// By candidate.
    nearby: Vec<NearbySpeech>,
    /// Number of turns around the unit, and of those that have the noun of its clause.
    turns: usize,
    same_noun: usize,
    /// The turns around the unit, itself included, and the sums of posteriors in them; see [`parts`].
    range: Range<TurnId>,
    sums: Column<PersonId, u32>,
    /// The positions of people among the candidates of the unit at hand; empty otherwise.
    positions: SparseMap,
}

impl NeighbourWindow {
    /// For a text with so many people.
    pub(crate) fn new(people: usize) -> Self {
        let mut positions = SparseMap::default();
        positions.grow(people);
        let range = TurnId::default()..TurnId::default();
        Self { nearby: Vec::new(), turns: 0, same_noun: 0, range, sums: Column::filled(0, people), positions }
    }

    /// Moves to other turns. Turns that were in the window and stay in it are not read.
    fn slide<'b>(&mut self, range: Range<TurnId>, posterior: impl Fn(TurnId) -> Posterior<'b, PersonId>) {
        let before = core::mem::replace(&mut self.range, range.clone());
        let sums = &mut self.sums;
        // OK because each posterior is taken out as it was added: the sums never wrap when a change is over.
        let mut each = |turns: Range<TurnId>, change: fn(u32, u32) -> u32| {
            for (candidate, probability) in ids(turns).flat_map(|turn| posterior(turn).iter()) {
                let Some(person) = candidate else { continue };
                sums[person] = change(sums[person], parts(probability));
            }
        };
        let (from, to) = (range.start.max(before.start), range.end.min(before.end));
        if from < to {
            each(before.start..from, u32::wrapping_sub);
            each(to..before.end, u32::wrapping_sub);
            each(range.start..from, u32::wrapping_add);
            each(to..range.end, u32::wrapping_add);
        } else {
            each(before, u32::wrapping_sub);
            each(range, u32::wrapping_add);
        }
    }
}

/// How a candidate speaks in the turns around a unit.
#[derive(Clone, Copy, Debug)]
struct NearbySpeech {
    /// Sum of posteriors in the turns around.
    local: f64,
    /// The same in those that have the noun of the unit's clause.
    under_noun: f64,
    /// Distances, in turns, to the last and the next one that is probably the candidate's.
    last: UpTo<9>,
    next: UpTo<9>,
    /// The features of single turns: the first `length` of these.
    single: [FeatureId; 2 * SINGLE_TURNS],
    length: u8,
}

impl Default for NearbySpeech {
    fn default() -> Self {
        let single = [FeatureId::new(0); 2 * SINGLE_TURNS];
        Self { local: 0.0, under_noun: 0.0, last: UpTo::MAX, next: UpTo::MAX, single, length: 0 }
    }
}

impl NearbySpeech {
    fn add(&mut self, side: Side, distance: usize, adjacent: bool, likely: &LikelySpeaker) {
        if likely.is_probable {
            let distance = UpTo::new([0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 7][distance - 1]);
            let nearest = if side == Side::Before { &mut self.last } else { &mut self.next };
            *nearest = distance.min(*nearest);
        }
        if distance <= SINGLE_TURNS {
            let feature = templates::near(side, UpTo::new(distance - 1), adjacent, likely.likelihood);
            self.single[usize::from(self.length)] = feature;
            self.length += 1;
        }
    }

    fn features(&self) -> &[FeatureId] {
        &self.single[..usize::from(self.length)]
    }
}
