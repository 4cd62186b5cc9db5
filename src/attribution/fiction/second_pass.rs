//! The second pass: what the probabilities of the first one tell of who speaks how often, where, and in which words.

use core::ops::Range;
use std::collections::HashMap;

use crate::attribution::clause::SubjectKind;
use crate::attribution::fiction::context::{Clause, FictionContext};
use crate::attribution::fiction::turns::{NearbyTurn, Turns};
use crate::model::posterior::{Posterior, Posteriors};
use crate::model::template::{bucket, Feature, Sink, Template};
use crate::util::ids::{PersonId, WordId};
use crate::util::ragged::Ragged;
use crate::util::sparse_map::SparseMap;
use crate::util::steps;

/// The words of so many people are kept apart, those who speak most.
const VOICES: usize = 24;
/// Probabilities as whole numbers: so many make one.
const SURE: u32 = 32;

/// What the second pass has to know of the units of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnitSummaries {
    /// By unit.
    pub(crate) units: Vec<UnitSummary>,
    /// The words of each unit, as numbers from 1 on; 0 for all that are said once in the whole text.
    pub(crate) words: Ragged<u32>,
    /// How many others there are, and how many people.
    pub(crate) repeated: usize,
    pub(crate) people: usize,
}

/// What is known of a unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnitSummary {
    pub(crate) subject: SubjectKind,
    /// The noun that is subject of its clause.
    pub(crate) noun: Option<WordId>,
}

/// The history of a text after a first pass.
pub(crate) struct SecondPass<'a> {
    history: &'a UnitSummaries,
    turns: &'a Turns,
    /// How much each person speaks.
    totals: Vec<u32>,
    total: u32,
    /// Place of a person among the voices.
    voices: Vec<Option<u8>>,
    /// How often each voice says each word, and how many words of all together come on one such. Of word 0 nothing is
    /// known: what is said once is said here, and counts for nobody.
    counts: Vec<[u32; VOICES]>,
    rarity: Vec<f64>,
    /// How much each voice says.
    sizes: [u32; VOICES],
    /// Who is likely in each unit.
    likely: Ragged<Likely>,
    /// For each noun, who speaks under it.
    nouns: HashMap<(WordId, PersonId), u32>,
    noun_totals: HashMap<WordId, u32>,
}

fn whole(probability: f64) -> u32 {
    (probability * f64::from(SURE) + 0.5) as u32
}

/// An approximation of the binary logarithm, to a hundredth.
fn log2(x: f64) -> f64 {
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as f64 - 1023.0;
    let f = f64::from_bits(bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000) - 1.0;
    exponent + f * (1.346_555_3 - 0.346_555_3 * f)
}

impl<'a> SecondPass<'a> {
    pub(crate) fn new(history: &'a UnitSummaries, turns: &'a Turns, posteriors: &Posteriors<PersonId>) -> Self {
        let mut this = Self {
            history,
            turns,
            totals: vec![0; history.people],
            total: 0,
            voices: vec![None; history.people],
            counts: vec![[0; VOICES]; history.repeated + 1],
            rarity: vec![0.0; history.repeated + 1],
            sizes: [0; VOICES],
            likely: Ragged::with_room(history.units.len(), 0),
            nouns: HashMap::new(),
            noun_totals: HashMap::new(),
        };
        for (u, past) in history.units.iter().enumerate() {
            for (who, probability) in posteriors.of(u).iter() {
                let Some(person) = who.filter(|_| probability >= LIKELY) else { continue };
                let level = bucket(probability, &[0.1, 0.25, 0.5, 0.75, 0.9, 0.97]) as u8;
                this.likely.push(Likely { person, level, rather: probability > 0.5 });
            }
            this.likely.close();
            for (who, probability) in posteriors.of(u).iter() {
                let (Some(person), weight @ 1..) = (who, whole(probability)) else { continue };
                this.totals[person.index()] += weight;
                this.total += weight;
                if let Some(noun) = past.noun {
                    *this.nouns.entry((noun, person)).or_default() += weight;
                    *this.noun_totals.entry(noun).or_default() += weight;
                }
            }
        }
        let mut most: Vec<usize> = (0..history.people).filter(|&p| this.totals[p] > 0).collect();
        most.sort_unstable_by_key(|&p| (core::cmp::Reverse(this.totals[p]), p));
        for (voice, &person) in most.iter().take(VOICES).enumerate() {
            this.voices[person] = Some(voice as u8);
        }
        let mut shares: Vec<(usize, u32)> = Vec::new();
        for u in 0..history.units.len() {
            shares.clear();
            shares.extend(this.shares(posteriors.of(u)));
            let words = history.words.of(u);
            steps::count(words.len());
            for &(voice, weight) in &shares {
                this.sizes[voice] += weight * words.len() as u32;
            }
            for &word in words.iter().filter(|&&word| word != 0) {
                for &(voice, weight) in &shares {
                    this.counts[word as usize][voice] += weight;
                }
                this.rarity[word as usize] += 1.0;
            }
        }
        let all = history.words.all().len() as f64;
        this.rarity.iter_mut().filter(|count| **count > 0.0).for_each(|count| *count = all / *count);
        this
    }

    fn voice(&self, person: PersonId) -> Option<usize> {
        self.voices[person.index()].map(usize::from)
    }

    /// The voices among the candidates of a unit, with the probability of each.
    fn shares<'b>(&'b self, posterior: Posterior<'b, PersonId>) -> impl Iterator<Item = (usize, u32)> + 'b {
        posterior.iter().filter_map(|(who, probability)| {
            let voice = self.voice(who?)?;
            let weight = whole(probability);
            (weight > 0).then_some((voice, weight))
        })
    }

    /// By how much more likely a unit's words are this voice's than anybody's, as a binary logarithm.
    fn words(&self, u: usize, voice: usize, own: f64) -> f64 {
        // So many words of everybody are mixed into those of each voice.
        const MIXED: f64 = 300.0 * SURE as f64;
        let words = self.history.words.of(u);
        let own = f64::from(whole(own));
        let size = f64::from(self.sizes[voice]) - own * words.len() as f64;
        let part = 1.0 / (size + MIXED);
        let mut sum = 0.0;
        for &word in words.iter().take(400) {
            let count = f64::from(self.counts[word as usize][voice]) - own;
            sum += log2((count.max(0.0) * self.rarity[word as usize] + MIXED) * part);
        }
        sum
    }

    /// Collects for the candidates of a unit how they speak in the turns around it. Quick for one unit after the other.
    pub(crate) fn look_around(&self, u: usize, posteriors: &Posteriors<PersonId>, around: &mut NeighbourWindow) {
        let own = posteriors.of(u);
        around.nearby.clear();
        around.nearby.resize(own.who.len(), NearbySpeech::default());
        (around.turns, around.nouns) = (0, 0);
        let window = self.turns.around(u);
        let turns = window.numbers(REACH);
        if turns.is_empty() {
            return;
        }
        around.turns = turns.len() - 1;
        around.shift(turns, |turn| posteriors.of(self.turns.unit(turn)));
        let NeighbourWindow { nearby, sums, places, .. } = around;
        for (k, person) in own.people() {
            places.put(person, k);
            nearby[k].local = f64::from(sums[person.index()] - parts(own.of(k))) / PARTS;
        }
        let noun = self.history.units[u].noun;
        let mut hear = |before: bool, distance: usize, turn: NearbyTurn| {
            for likely in self.likely.of(turn.unit) {
                if let Some(place) = places.get(likely.person) {
                    nearby[place].add(before, distance, turn.adjacent, likely);
                }
            }
            if noun.is_some() && self.history.units[turn.unit].noun == noun {
                around.nouns += 1;
                for (who, probability) in posteriors.of(turn.unit).iter() {
                    if let Some(place) = who.and_then(|person| places.get(person)) {
                        nearby[place].under += probability;
                    }
                }
            }
        };
        (1..=REACH).zip(window.before()).for_each(|(distance, turn)| hear(true, distance, turn));
        (1..=REACH).zip(window.after()).for_each(|(distance, turn)| hear(false, distance, turn));
        for (_, person) in own.people() {
            places.take_out(person);
        }
    }

    /// What the first pass says for each candidate of a unit.
    pub(crate) fn features(
        &self,
        u: usize,
        posteriors: &Posteriors<PersonId>,
        around: &NeighbourWindow,
        sink: &mut impl Sink,
    ) {
        for (place, (who, own)) in posteriors.of(u).iter().enumerate() {
            let Some(person) = who else { continue };
            self.features_of(u, person, own, around, &around.nearby[place], &mut |feature| sink.add(place, feature));
        }
    }

    fn features_of(
        &self,
        u: usize,
        person: PersonId,
        own: f64,
        around: &NeighbourWindow,
        nearby: &NearbySpeech,
        add: &mut impl FnMut(Feature),
    ) {
        let past = &self.history.units[u];
        let s = past.subject as usize;
        let total = f64::from(self.totals[person.index()]) - own * f64::from(SURE);
        let share = total / f64::from(self.total.max(1));
        add(Template::Total.of([bucket(share, &[0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.35]), s]));
        for &feature in &nearby.near[..usize::from(nearby.length)] {
            add(feature);
        }
        let share = nearby.local / around.turns.max(1) as f64;
        add(Template::Local.of([bucket(share, &[0.01, 0.05, 0.15, 0.25, 0.35, 0.45, 0.6]), s]));
        add(Template::LastSpoke.of([usize::from(nearby.last), s]));
        add(Template::NextSpeaks.of([usize::from(nearby.next), s]));
        if let Some(voice) = self.voice(person) {
            let score = self.words(u, voice, own);
            let level = bucket(score, &[-10.0, -5.0, -2.5, -1.0, 0.0, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0]);
            add(Template::Words.of([level, usize::from(past.subject == SubjectKind::None)]));
        }
        if let Some(noun) = past.noun {
            let own = own * f64::from(SURE);
            let with = f64::from(self.nouns.get(&(noun, person)).copied().unwrap_or(0)) - own;
            let all = f64::from(self.noun_totals.get(&noun).copied().unwrap_or(0)) - own;
            let share = if all > 0.5 * f64::from(SURE) { with.max(0.0) / all } else { -1.0 };
            let near = if around.nouns > 0 { nearby.under / around.nouns as f64 } else { -1.0 };
            add(Template::NounNear.of([bucket(near, &[0.0, 0.05, 0.2, 0.5, 0.8, 0.95])]));
            add(Template::NounHead.of([bucket(share, &[0.0, 0.1, 0.3, 0.5, 0.8])]));
        }
    }
}

/// So many turns on each side of a unit are read, and so many of them singly.
const REACH: usize = 12;
const SINGLY: usize = 6;
/// Who is less probable than this is not seen singly.
const LIKELY: f64 = 0.04;

/// Probabilities are summed up in so many parts of one, so that what was added can be taken away again.
const PARTS: f64 = (1 << 24) as f64;

fn parts(probability: f64) -> u32 {
    (probability * PARTS) as u32
}

/// Who is likely in a unit.
#[derive(Clone, Copy, Debug)]
struct Likely {
    person: PersonId,
    /// How likely, as a value of the templates.
    level: u8,
    /// More likely than not.
    rather: bool,
}

/// How the candidates of a unit speak in the turns around it.
#[derive(Debug)]
pub(crate) struct NeighbourWindow {
    nearby: Vec<NearbySpeech>,
    /// How many turns there are, and how many of them have the noun of the unit.
    turns: usize,
    nouns: usize,
    /// The turns and the unit itself, and for each person the probabilities in them; see [`parts`].
    window: Range<usize>,
    sums: Vec<u32>,
    /// Among the candidates.
    places: SparseMap,
}

impl NeighbourWindow {
    /// For a text with so many people.
    pub(crate) fn new(people: usize) -> Self {
        let mut places = SparseMap::default();
        places.make_for(people);
        Self { nearby: Vec::new(), turns: 0, nouns: 0, window: 0..0, sums: vec![0; people], places }
    }

    /// Moves to other turns.
    fn shift<'b>(&mut self, window: Range<usize>, posterior: impl Fn(usize) -> Posterior<'b, PersonId>) {
        let before = core::mem::replace(&mut self.window, window.clone());
        let sums = &mut self.sums;
        let mut each = |turns: Range<usize>, change: fn(u32, u32) -> u32| {
            for (who, probability) in turns.flat_map(|turn| posterior(turn).iter()) {
                let Some(person) = who else { continue };
                let sum = &mut sums[person.index()];
                *sum = change(*sum, parts(probability));
            }
        };
        let (from, to) = (window.start.max(before.start), window.end.min(before.end));
        if from < to {
            each(before.start..from, u32::wrapping_sub);
            each(to..before.end, u32::wrapping_sub);
            each(window.start..from, u32::wrapping_add);
            each(to..window.end, u32::wrapping_add);
        } else {
            each(before, u32::wrapping_sub);
            each(window, u32::wrapping_add);
        }
    }
}

/// How a candidate speaks in the turns around a unit.
#[derive(Clone, Copy, Debug)]
struct NearbySpeech {
    local: f64,
    under: f64,
    /// Distances to the turn before and after that is likely this candidate's, as values of their templates.
    last: u8,
    next: u8,
    near: [Feature; 2 * SINGLY],
    length: u8,
}

impl Default for NearbySpeech {
    fn default() -> Self {
        Self { local: 0.0, under: 0.0, last: 8, next: 8, near: [Feature(0); 2 * SINGLY], length: 0 }
    }
}

impl NearbySpeech {
    fn add(&mut self, before: bool, distance: usize, adjacent: bool, likely: &Likely) {
        if likely.rather {
            let place = [0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 7][distance - 1];
            let nearest = if before { &mut self.last } else { &mut self.next };
            *nearest = place.min(*nearest);
        }
        if distance <= SINGLY {
            let offset = distance - 1 + if before { 0 } else { SINGLY };
            let near = [offset, usize::from(adjacent), usize::from(likely.level)];
            self.near[usize::from(self.length)] = Template::Near.of(near);
            self.length += 1;
        }
    }
}

impl FictionContext<'_, '_> {
    /// What the second pass has to know of the units.
    pub(crate) fn history(&self) -> UnitSummaries {
        let tokens = &self.document.tokens;
        let quoted = |u: usize| {
            let words = self.units.quotes(u).flat_map(|q| self.document.mentions.quotes[q].words.range());
            words.filter(|&w| tokens.words[w].is_word()).map(|w| tokens.words[w].id.0 as usize)
        };
        // How often each word is said; then its number.
        let mut numbers = vec![0u32; tokens.vocabulary.len()];
        let mut all = 0;
        for word in (0..self.clauses.len()).flat_map(quoted) {
            let Some(count) = numbers.get_mut(word) else { continue };
            *count += 1;
            all += 1;
        }
        let mut repeated = 0;
        for number in &mut numbers {
            let again = *number > 1;
            repeated += u32::from(again);
            *number = if again { repeated } else { 0 };
        }
        let mut words = Ragged::with_room(self.clauses.len(), all);
        for u in 0..self.clauses.len() {
            for word in quoted(u) {
                let Some(&number) = numbers.get(word) else { continue };
                words.push(number);
            }
            words.close();
        }
        let past = |clause: &Clause| UnitSummary { subject: clause.subject, noun: clause.noun };
        UnitSummaries {
            people: self.people.list.len(),
            units: self.clauses.iter().map(past).collect(),
            words,
            repeated: repeated as usize,
        }
    }
}
