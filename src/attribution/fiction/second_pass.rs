//! The second pass: features made of the posteriors of the first. They tell how much a candidate speaks in the text and
//! in the turns around, under which nouns, and in which words.

use core::ops::Range;
use std::collections::HashMap;

use crate::attribution::clause::SubjectKind;
use crate::attribution::fiction::spoken_form::{FormUser, FormUsers};
use crate::attribution::fiction::summaries::{scaled, UnitSummaries, SURE};
use crate::attribution::fiction::templates::{
    self, FormShare, Likelihood, LocalShare, NearbyNounShare, NounShare, Side, TotalShare, WordScore,
};
use crate::attribution::fiction::turns::{NearbyTurn, Turns};
use crate::attribution::fiction::word_model::WordModel;
use crate::model::posterior::{Posterior, Posteriors};
use crate::model::template::{FeatureId, FeatureSink, UpTo};
use crate::util::ids::{ids, Column, PersonId, TurnId, UnitId, WordId};
use crate::util::ragged::Ragged;
use crate::util::sparse_map::SparseMap;

/// Distance, in turns on each side of a unit, that is looked around. Farther turns count in the totals alone.
const REACH: usize = 12;
/// Maximum distance, in turns, for which each distance has a feature of its own.
const SINGLE_TURNS: usize = 6;
/// Minimum posterior of a candidate in a turn nearby that has a feature. It bounds the number of features: most
/// candidates are below it.
const LIKELY: f64 = 0.04;
/// Posterior above which a candidate counts as the speaker of a turn nearby.
const PROBABLE: f64 = 0.5;
/// By distance, the value of the template for the last or next turn of a candidate. Farther turns share values.
const DISTANCE_VALUES: [usize; REACH] = [0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 7];
/// Share of a candidate in the speech under a noun, where nothing is known of that noun. Below all shares.
const UNKNOWN_SHARE: f64 = -1.0;
/// Minimum weight of the speech under a noun of which something is known: half a quotation.
const KNOWN_NOUN: f64 = 0.5 * SURE as f64;

/// Smoothing of the share in the units that have a spoken form: eight units. With two, openings of novels and modern
/// prose are right up to .008 less often.
const FORM_SMOOTHING: f64 = 8.0 * SURE as f64;

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
    forms: FormUsers,
}

impl<'a> SecondPass<'a> {
    pub(crate) fn new(summaries: &'a UnitSummaries, turns: &'a Turns, posteriors: &Posteriors<PersonId>) -> Self {
        let mut totals = Column::filled(0, summaries.people);
        let mut total = 0;
        let mut likely = Ragged::with_capacity(summaries.units.len(), 0);
        let (mut nouns, mut noun_totals) = (HashMap::new(), HashMap::new());
        let mut users: Vec<FormUser> = Vec::new();
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
                let forms = summaries.forms.by_unit.list(unit).iter();
                users.extend(forms.map(|form| FormUser { form: form.number, person, weight }));
                if let Some(noun) = summary.noun {
                    *nouns.entry((noun, person)).or_default() += weight;
                    *noun_totals.entry(noun).or_default() += weight;
                }
            }
        }
        let word_model = WordModel::new(summaries, &totals, posteriors);
        let forms = FormUsers::new(users, summaries.forms.distinct);
        Self { summaries, turns, totals, total, word_model, likely, nouns, noun_totals, forms }
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
        let usual = total / f64::from(self.total.max(1));
        for &form in self.summaries.forms.by_unit.list(unit) {
            let (with, all) = self.forms.weights(form.number, person);
            let with = f64::from(with) - own * f64::from(SURE);
            // This unit has somebody as its speaker, or nobody.
            let all = (f64::from(all) - f64::from(SURE)).max(0.0);
            let share = FormShare::of((with - usual * all) / (all + FORM_SMOOTHING));
            let is_untagged = subject == SubjectKind::None;
            add(if form.vocative {
                templates::address(share, is_untagged)
            } else {
                templates::naming(share, is_untagged)
            });
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

#[cfg(test)]
mod tests {
    use super::{NeighbourWindow, SecondPass, DISTANCE_VALUES, PARTS, PROBABLE, REACH};
    use crate::attribution::clause::SubjectKind;
    use crate::attribution::fiction::spoken_form::{SpokenForm, SpokenForms};
    use crate::attribution::fiction::summaries::{UnitSummaries, UnitSummary};
    use crate::attribution::fiction::templates::{self, FormShare};
    use crate::attribution::fiction::turns::{Gap, Turns};
    use crate::attribution::unit::Unit;
    use crate::model::posterior::Posteriors;
    use crate::model::template::{FeatureId, FeatureSink, FeatureValue};
    use crate::tests::random::Random;
    use crate::util::ids::{Column, Id, ParagraphId, PersonId, UnitId, WordId};
    use crate::util::ragged::Ragged;

    const PEOPLE: usize = 7;

    /// A text of random units: some are asides, some begin a conversation, some have a noun.
    struct Text {
        turns: Turns,
        summaries: UnitSummaries,
        posteriors: Posteriors<PersonId>,
        /// By unit, the number of its conversation; `None` for asides.
        conversations: Vec<Option<usize>>,
    }

    fn random_text(random: &mut Random, length: usize) -> Text {
        let asides: Vec<bool> = (0..length).map(|_| random.below(6) == 0).collect();
        let starts: Vec<bool> = (0..length).map(|_| random.below(25) == 0).collect();
        let unit = |index: usize| Unit::in_paragraph(ParagraphId::new(index), asides[index]);
        let units: Column<UnitId, Unit> = (0..length).map(unit).collect();
        let turns = Turns::new(&units, |_, unit| (!starts[unit.paragraph.index()]).then_some(Gap::Next));
        let mut conversation = 0;
        let conversations = (0..length).map(|index| {
            conversation += usize::from(starts[index] && !asides[index]);
            (!asides[index]).then_some(conversation)
        });
        let conversations = conversations.collect();
        let mut summaries = UnitSummaries { people: PEOPLE, ..UnitSummaries::default() };
        let mut posteriors = Posteriors::default();
        for _ in 0..length {
            let noun = (random.below(3) == 0).then(|| WordId(random.below(2) as u32));
            summaries.units.push(UnitSummary { subject: SubjectKind::None, noun });
            summaries.words.close();
            summaries.forms.by_unit.close();
            let mut candidates: Vec<Option<PersonId>> =
                (0..PEOPLE).filter(|_| random.below(2) == 0).map(|person| Some(PersonId::new(person))).collect();
            candidates.push(None);
            let weights: Vec<f64> = candidates.iter().map(|_| 0.001 + random.below(1000) as f64).collect();
            let all: f64 = weights.iter().sum();
            let unit = posteriors.push(&candidates);
            posteriors.set(unit, &weights.iter().map(|weight| weight / all).collect::<Vec<_>>());
        }
        Text { turns, summaries, posteriors, conversations }
    }

    /// The turns around a unit with their distances: those of its conversation up to [`REACH`] turns away.
    fn naive_around(text: &Text, unit: usize) -> Vec<(usize, isize)> {
        let Some(conversation) = text.conversations[unit] else { return Vec::new() };
        let turns: Vec<usize> =
            (0..text.conversations.len()).filter(|&other| text.conversations[other] == Some(conversation)).collect();
        let here = turns.iter().position(|&other| other == unit).unwrap() as isize;
        let around = turns.iter().enumerate().map(|(position, &other)| (other, position as isize - here));
        around.filter(|&(_, distance)| distance != 0 && distance.unsigned_abs() <= REACH).collect()
    }

    fn posterior(text: &Text, unit: usize, person: PersonId) -> f64 {
        let mut all = text.posteriors.of(UnitId::new(unit)).iter();
        all.find(|(candidate, _)| *candidate == Some(person)).map_or(0.0, |(_, posterior)| posterior)
    }

    #[test]
    fn a_window_has_the_sums_over_its_turns() {
        let mut random = Random::new(8);
        for _ in 0..20 {
            let length = 20 + random.below(80);
            let text = random_text(&mut random, length);
            let second_pass = SecondPass::new(&text.summaries, &text.turns, &text.posteriors);
            let mut window = NeighbourWindow::new(PEOPLE);
            // In order the window slides; a jump fills it anew.
            let jumps: Vec<usize> = (0..10).map(|_| random.below(length)).collect();
            for unit in (0..length).chain(jumps) {
                second_pass.look_around(UnitId::new(unit), &text.posteriors, &mut window);
                let around = naive_around(&text, unit);
                assert_eq!(window.turns, around.len());
                let noun = text.summaries.units[UnitId::new(unit)].noun;
                let has_noun = |other: usize| noun.is_some() && text.summaries.units[UnitId::new(other)].noun == noun;
                assert_eq!(window.same_noun, around.iter().filter(|&&(other, _)| has_noun(other)).count());
                for (position, person) in text.posteriors.of(UnitId::new(unit)).somebody() {
                    let sum = |keep: &dyn Fn(usize) -> bool| -> f64 {
                        let turns = around.iter().filter(|&&(other, _)| keep(other));
                        turns.map(|&(other, _)| posterior(&text, other, person)).sum()
                    };
                    let nearby = &window.nearby[position];
                    // Each posterior is rounded down to the scale of the window.
                    assert!((nearby.local - sum(&|_| true)).abs() <= (2 * REACH + 1) as f64 / PARTS);
                    assert!((nearby.under_noun - sum(&has_noun)).abs() < 1e-9);
                    let nearest = |side: isize| {
                        let distances = around.iter().filter(|&&(other, distance)| {
                            distance.signum() == side && posterior(&text, other, person) > PROBABLE
                        });
                        let nearest = distances.map(|(_, distance)| distance.unsigned_abs()).min();
                        nearest.map_or(8, |distance| DISTANCE_VALUES[distance - 1])
                    };
                    assert_eq!((nearby.last.value(), nearby.next.value()), (nearest(-1), nearest(1)));
                }
            }
        }
    }

    /// The share of a person in the units with a form is that of the other units, smoothed and less the usual share.
    #[test]
    fn forms_tell_who_uses_them() {
        let mut random = Random::new(10);
        let mut text = random_text(&mut random, 40);
        let form = SpokenForm { number: 0, vocative: true };
        let mut forms = Ragged::with_capacity(40, 0);
        for unit in 0..40 {
            if unit < 8 {
                forms.push(form);
            }
            forms.close();
        }
        text.summaries.forms = SpokenForms { by_unit: forms, distinct: 1 };
        let second_pass = SecondPass::new(&text.summaries, &text.turns, &text.posteriors);
        let mut window = NeighbourWindow::new(PEOPLE);
        let features = |unit: usize, window: &mut NeighbourWindow| {
            second_pass.look_around(UnitId::new(unit), &text.posteriors, window);
            let mut found = Found::default();
            second_pass.features(UnitId::new(unit), &text.posteriors, window, &mut found);
            found.0
        };
        for unit in 0..10 {
            let found = features(unit, &mut window);
            for (position, person) in text.posteriors.of(UnitId::new(unit)).somebody() {
                let sum = |units: core::ops::Range<usize>| -> f64 {
                    units.filter(|&other| other != unit).map(|other| posterior(&text, other, person)).sum()
                };
                let others: f64 = (0..PEOPLE)
                    .map(PersonId::new)
                    .map(|any| (0..40).map(|other| posterior(&text, other, any)).sum::<f64>())
                    .sum();
                let everybody: f64 = (0..8)
                    .flat_map(|other| (0..PEOPLE).map(PersonId::new).map(move |any| (other, any)))
                    .map(|(other, any)| posterior(&text, other, any))
                    .sum();
                let usual = sum(0..40) / others;
                let all = everybody - 1.0;
                let share = (sum(0..8) - usual * all) / (all + 8.0);
                let has = |share: f64| found.contains(&(position, templates::address(FormShare::of(share), true)));
                // Posteriors are rounded to a 32nd.
                let expected = [-0.02, 0.0, 0.02].iter().any(|off| has(share + off));
                assert_eq!(expected, unit < 8, "unit {unit}, {share}");
            }
        }
    }

    /// The features of the candidates.
    #[derive(Default)]
    struct Found(Vec<(usize, FeatureId)>);

    impl FeatureSink for Found {
        fn add(&mut self, candidate: usize, feature: FeatureId) {
            self.0.push((candidate, feature));
        }
    }

    #[test]
    fn totals_are_those_of_all_units() {
        let mut random = Random::new(9);
        let text = random_text(&mut random, 60);
        let second_pass = SecondPass::new(&text.summaries, &text.turns, &text.posteriors);
        for person in (0..PEOPLE).map(PersonId::new) {
            let all: f64 = (0..60).map(|unit| posterior(&text, unit, person)).sum();
            // Each posterior is rounded to a 32nd.
            assert!((f64::from(second_pass.totals[person]) / 32.0 - all).abs() <= 60.0 / 64.0);
        }
        assert_eq!(second_pass.totals.iter().sum::<u32>(), second_pass.total);
        let by_noun: u32 = second_pass.nouns.values().sum();
        assert_eq!(by_noun, second_pass.noun_totals.values().sum::<u32>());
    }
}
