//! The second pass: features made of the posteriors of the first. They tell how much a candidate speaks in the text and
//! in the turns around, under which nouns, and in which words.

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

/// Distance, in turns on each side of a unit, that is looked around. The speech of farther turns tells little more than
/// that of the whole text.
const REACH: usize = 12;
/// Maximum distance, in turns, for which each distance has a feature of its own.
const SINGLE_TURNS: usize = 6;
/// Minimum posterior of a candidate in a turn nearby that has a feature. Below it most posteriors are noise.
const LIKELY: f64 = 0.04;
/// Posterior above which a candidate counts as the speaker of a turn nearby.
const PROBABLE: f64 = 0.5;
/// By distance, the value of the template for the last or next turn of a candidate. Farther turns share values.
const DISTANCE_VALUES: [usize; REACH] = [0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 7];
/// Share of a candidate in the speech under a noun, where nothing is known of that noun. Below all shares.
const UNKNOWN_SHARE: f64 = -1.0;
/// Minimum weight of the speech under a noun of which something is known: half a quotation.
const KNOWN_NOUN: f64 = 0.5 * SURE as f64;

/// Fixed-point scale of the sums of a window. The sums are integers, so that a posterior is taken out exactly as it was
/// added. OK because a window has `2 * REACH + 1` posteriors of a person at most, and a `u32` holds 255 of them.
const PARTS: f64 = (1 << 24) as f64;

/// The posteriors of a first pass, summed up for the whole text.
pub(crate) struct SecondPass<'a> {
    summaries: &'a UnitSummaries,
    turns: &'a Turns,
    /// By person, the sum of its posteriors in all units, on the scale of [`SURE`].
    totals: Column<PersonId, u32>,
    /// The sum of `totals`.
    total: u32,
    word_model: WordModel<'a>,
    /// The likely speakers of each unit.
    likely: Ragged<UnitId, LikelySpeaker>,
    /// By noun and person, the sum of the posteriors in the units whose clauses have that noun as subject, on the scale
    /// of [`SURE`].
    nouns: HashMap<(WordId, PersonId), u32>,
    /// The sums of `nouns` by noun.
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

    /// Summarises how each candidate of a unit speaks in the turns around it. Cheap for consecutive units: the window
    /// slides.
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

    /// Adds the features of each candidate of a unit, from what [`look_around`](Self::look_around) saw last.
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

    /// Adds the features of a candidate. Its posterior in this unit, `own`, is taken out of all sums, so that it does
    /// not confirm itself.
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
            let share = if all > KNOWN_NOUN { with.max(0.0) / all } else { UNKNOWN_SHARE };
            let near = if window.same_noun > 0 { nearby.under_noun / window.same_noun as f64 } else { UNKNOWN_SHARE };
            add(templates::noun_near(NearbyNounShare::of(near)));
            add(templates::noun_head(NounShare::of(share)));
        }
    }
}

/// A posterior on the scale of [`PARTS`], rounded down.
fn parts(posterior: f64) -> u32 {
    (posterior * PARTS) as u32
}

fn from_parts(parts: u32) -> f64 {
    f64::from(parts) / PARTS
}

/// A person who may well be the speaker of a unit.
#[derive(Clone, Copy, Debug)]
struct LikelySpeaker {
    person: PersonId,
    likelihood: Likelihood,
    /// Whether the posterior is above [`PROBABLE`].
    is_probable: bool,
}

impl LikelySpeaker {
    /// `None` below [`LIKELY`].
    fn of(person: PersonId, posterior: f64) -> Option<Self> {
        let likely = || Self { person, likelihood: Likelihood::of(posterior), is_probable: posterior > PROBABLE };
        (posterior >= LIKELY).then(likely)
    }
}

/// How the candidates of a unit speak in the turns around it. The window slides from unit to unit.
#[derive(Debug)]
pub(crate) struct NeighbourWindow {
    /// By candidate.
    nearby: Vec<NearbySpeech>,
    /// Number of turns around the unit, itself not counted.
    turns: usize,
    /// Number of those whose clauses have the same noun as subject.
    same_noun: usize,
    /// The turns around the unit that was looked at last, itself included.
    range: Range<TurnId>,
    /// By person, the sum of the posteriors in the turns of `range`, on the scale of [`PARTS`].
    sums: Column<PersonId, u32>,
    /// The positions of people among the candidates of the unit at hand; empty otherwise.
    positions: SparseMap,
}

impl NeighbourWindow {
    /// A window for a text with this number of people.
    pub(crate) fn new(people: usize) -> Self {
        let mut positions = SparseMap::default();
        positions.grow(people);
        let range = TurnId::default()..TurnId::default();
        Self { nearby: Vec::new(), turns: 0, same_noun: 0, range, sums: Column::filled(0, people), positions }
    }

    /// Moves the window to other turns. Turns that stay in it are not read.
    fn slide<'b>(&mut self, range: Range<TurnId>, posterior: impl Fn(TurnId) -> Posterior<'b, PersonId>) {
        let before = core::mem::replace(&mut self.range, range.clone());
        let sums = &mut self.sums;
        // OK because each posterior is taken out exactly as it was added: a sum that wraps for a moment is right in the
        // end.
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
    /// Sum of the posteriors in the turns around.
    local: f64,
    /// Sum of the posteriors in those of them whose clauses have the same noun as subject.
    under_noun: f64,
    /// Distance to the last turn of which the candidate is probably the speaker, as a value of the template.
    last: UpTo<9>,
    /// The same of the next turn.
    next: UpTo<9>,
    /// The features of single turns. Only the first `length` count.
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
    /// Adds a turn of which the candidate is a likely speaker.
    fn add(&mut self, side: Side, distance: usize, adjacent: bool, likely: &LikelySpeaker) {
        if likely.is_probable {
            let distance = UpTo::new(DISTANCE_VALUES[distance - 1]);
            let nearest = if side == Side::Before { &mut self.last } else { &mut self.next };
            *nearest = distance.min(*nearest);
        }
        if distance <= SINGLE_TURNS {
            let feature = templates::near(side, UpTo::new(distance - 1), adjacent, likely.likelihood);
            // OK because each turn is added once: there are `2 * SINGLE_TURNS` as near as that.
            self.single[usize::from(self.length)] = feature;
            self.length += 1;
        }
    }

    /// The features of single turns.
    fn features(&self) -> &[FeatureId] {
        &self.single[..usize::from(self.length)]
    }
}
