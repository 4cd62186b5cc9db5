//! The word model: how likely the words of a unit are for each frequent speaker.
//!
//! Each speaker has a unigram model, weighted by the posteriors of the first pass. It is compared with a background
//! model of all speech. When a unit is scored, its own words are taken out of the model of the candidate, in proportion
//! to the posterior.

use core::cmp::Reverse;

use crate::attribution::fiction::summaries::{scaled, UnitSummaries, SURE};
use crate::model::posterior::{Posterior, Posteriors};
use crate::util::ids::{Column, PersonId, UnitId};
use crate::util::steps;

/// Number of people who have a word model: those who speak most. Others say few words, and each takes a column.
const SPEAKERS: usize = 24;
/// Smoothing: pseudo-count, in words, of the background model. With 300, speakers of novels are right .004 less often.
const SMOOTHING: f64 = 2000.0;
/// Maximum number of words that are read of a unit. Later ones seldom change the score.
const WORDS: usize = 400;

/// The unigram models of the people who speak most.
#[derive(Debug)]
pub(crate) struct WordModel<'a> {
    summaries: &'a UnitSummaries,
    /// The column of each person who has a model, below [`SPEAKERS`].
    columns: Column<PersonId, Option<u8>>,
    /// By word, its weighted count for each speaker, on the scale of [`SURE`]. Row 0 is that of words said only once.
    /// They are no evidence, so it stays empty.
    counts: Vec<[u32; SPEAKERS]>,
    /// By word, the number of all words divided by the number of times that it is said; 0 in row 0.
    inverse_frequency: Vec<f64>,
    /// Weighted number of words of each speaker, on the scale of [`SURE`].
    sizes: [u32; SPEAKERS],
}

impl<'a> WordModel<'a> {
    /// Counts the words of all units. `totals` tell how much each person speaks, by the same posteriors.
    pub(crate) fn new(
        summaries: &'a UnitSummaries,
        totals: &Column<PersonId, u32>,
        posteriors: &Posteriors<PersonId>,
    ) -> Self {
        let words = summaries.repeated + 1;
        let mut this = Self {
            summaries,
            columns: Column::filled(None, summaries.people),
            counts: vec![[0; SPEAKERS]; words],
            inverse_frequency: vec![0.0; words],
            sizes: [0; SPEAKERS],
        };
        let mut speakers: Vec<PersonId> = totals.ids().filter(|&person| totals[person] > 0).collect();
        speakers.sort_unstable_by_key(|&person| (Reverse(totals[person]), person));
        for (column, &person) in speakers.iter().take(SPEAKERS).enumerate() {
            this.columns[person] = Some(column as u8);
        }
        let mut weights: Vec<(usize, u32)> = Vec::new();
        for unit in summaries.units.ids() {
            weights.clear();
            weights.extend(this.weights(posteriors.of(unit)));
            this.add(summaries.words.list(unit), &weights);
        }
        let all = summaries.words.items().len() as f64;
        this.inverse_frequency.iter_mut().filter(|count| **count > 0.0).for_each(|count| *count = all / *count);
        this
    }

    /// Adds the words of a unit to its speakers, each with a weight.
    fn add(&mut self, words: &[u32], weights: &[(usize, u32)]) {
        steps::count(words.len());
        for &(speaker, weight) in weights {
            self.sizes[speaker] += weight * words.len() as u32;
        }
        for &word in words.iter().filter(|&&word| word != 0) {
            for &(speaker, weight) in weights {
                self.counts[word as usize][speaker] += weight;
            }
            self.inverse_frequency[word as usize] += 1.0;
        }
    }

    /// The columns of the candidates of a unit who have a model, with the weight of each.
    fn weights<'b>(&'b self, posterior: Posterior<'b, PersonId>) -> impl Iterator<Item = (usize, u32)> + 'b {
        posterior.iter().filter_map(|(candidate, posterior)| {
            let column = self.columns[candidate?]?;
            let weight = scaled(posterior);
            (weight > 0).then_some((usize::from(column), weight))
        })
    }

    /// Log2 likelihood ratio of the words of a unit: the model of a speaker against the background model. `None` for
    /// people without a model.
    ///
    /// `own` is the posterior of the speaker in this unit.
    pub(crate) fn score(&self, unit: UnitId, person: PersonId, own: f64) -> Option<f64> {
        const MIXED: f64 = SMOOTHING * SURE as f64;
        let column = usize::from(self.columns[person]?);
        let words = self.summaries.words.list(unit);
        let own = f64::from(scaled(own));
        let size = f64::from(self.sizes[column]) - own * words.len() as f64;
        let part = 1.0 / (size + MIXED);
        let mut sum = 0.0;
        for &word in words.iter().take(WORDS) {
            let count = f64::from(self.counts[word as usize][column]) - own;
            sum += log2((count.max(0.0) * self.inverse_frequency[word as usize] + MIXED) * part);
        }
        Some(sum)
    }
}

/// The binary logarithm of a positive number, with an error of less than 0.01. Faster than that of the standard
/// library, and the same on every machine.
fn log2(x: f64) -> f64 {
    // The exponent, and for the fraction a parabola that meets the logarithm at 1 and 2.
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as f64 - 1023.0;
    let f = f64::from_bits(bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000) - 1.0;
    exponent + f * (1.346_555_3 - 0.346_555_3 * f)
}

#[cfg(test)]
mod tests {
    use super::{log2, WordModel, SMOOTHING};
    use crate::attribution::clause::SubjectKind;
    use crate::attribution::fiction::summaries::{scaled, UnitSummaries, UnitSummary};
    use crate::model::posterior::Posteriors;
    use crate::tests::random::Random;
    use crate::util::ids::{Column, Id, PersonId, UnitId};

    #[test]
    fn logarithms_are_close_to_the_true_ones() {
        for step in 1..10_000 {
            let x = f64::from(step) * 0.013;
            assert!((log2(x) - x.log2()).abs() < 0.01, "{x}");
        }
    }

    /// Units with their words, numbered from 1 on, and the posterior of person 0; the rest is that of person 1.
    fn text(units: &[(Vec<u32>, f64)]) -> (UnitSummaries, Posteriors<PersonId>, Column<PersonId, u32>) {
        let repeated = units.iter().flat_map(|(words, _)| words).max().copied().unwrap_or(0) as usize;
        let mut summaries = UnitSummaries { people: 3, repeated, ..UnitSummaries::default() };
        let mut posteriors = Posteriors::default();
        let mut totals = Column::filled(0, 3);
        for (words, first) in units {
            summaries.units.push(UnitSummary { subject: SubjectKind::None, noun: None });
            words.iter().for_each(|&word| summaries.words.push(word));
            summaries.words.close();
            let unit = posteriors.push(&[Some(PersonId::new(0)), Some(PersonId::new(1)), None]);
            posteriors.set(unit, &[*first, 1.0 - first, 0.0]);
            totals[PersonId::new(0)] += scaled(*first);
            totals[PersonId::new(1)] += scaled(1.0 - first);
        }
        (summaries, posteriors, totals)
    }

    #[test]
    fn words_are_those_of_the_speaker_who_says_them() {
        // Each of the two has words of its own; the last unit has those of person 0.
        let mut units: Vec<(Vec<u32>, f64)> = Vec::new();
        for _ in 0..20 {
            units.push((vec![1, 2, 5], 1.0));
            units.push((vec![3, 4, 5], 0.0));
        }
        units.push((vec![1, 2, 1], 0.5));
        let (summaries, posteriors, totals) = text(&units);
        let model = WordModel::new(&summaries, &totals, &posteriors);
        let score = |person: usize| model.score(UnitId::new(40), PersonId::new(person), 0.5);
        assert!(score(0).unwrap() > 0.1 && score(1).unwrap() < -0.1, "{:?} {:?}", score(0), score(1));
        assert_eq!(score(2), None, "a person who says nothing has no model");
    }

    /// A unit that is the only one of its speaker says nothing of its own.
    #[test]
    fn a_unit_does_not_confirm_itself() {
        let mut units: Vec<(Vec<u32>, f64)> = (0..20).map(|_| (vec![1, 2], 0.0)).collect();
        units.push((vec![3, 3], 1.0));
        let (summaries, posteriors, totals) = text(&units);
        let model = WordModel::new(&summaries, &totals, &posteriors);
        let confirmed = model.score(UnitId::new(20), PersonId::new(0), 0.0).unwrap();
        let score = model.score(UnitId::new(20), PersonId::new(0), 1.0).unwrap();
        assert!(score < confirmed && score.abs() < 0.2, "{score} {confirmed}");
    }

    /// Against the formula, with words counted in each unit anew.
    #[test]
    fn scores_equal_those_of_counting() {
        let mut random = Random::new(6);
        for _ in 0..50 {
            let mut unit = || -> (Vec<u32>, f64) {
                ((0..random.below(9)).map(|_| random.below(6) as u32).collect(), random.below(33) as f64 / 32.0)
            };
            let units: Vec<(Vec<u32>, f64)> = (0..12).map(|_| unit()).collect();
            let (summaries, posteriors, totals) = text(&units);
            let model = WordModel::new(&summaries, &totals, &posteriors);
            let all: usize = units.iter().map(|(words, _)| words.len()).sum();
            for (index, (words, first)) in units.iter().enumerate() {
                let (unit, person) = (UnitId::new(index), PersonId::new(0));
                let size: f64 = units.iter().map(|(words, first)| first * words.len() as f64).sum();
                let size = size - first * words.len() as f64;
                let ratio = |&word: &u32| {
                    let said = |words: &[u32]| words.iter().filter(|&&other| other == word).count() as f64;
                    let count: f64 = units.iter().map(|(words, first)| first * said(words)).sum();
                    let background = units.iter().map(|(words, _)| said(words)).sum::<f64>() / all as f64;
                    // A word that is said once in the text is no evidence for anybody.
                    let expected = if word == 0 { 0.0 } else { (count - first).max(0.0) / background };
                    ((expected + SMOOTHING) / (size + SMOOTHING)).log2()
                };
                let expected: f64 = words.iter().map(ratio).sum();
                match model.score(unit, person, *first) {
                    Some(score) => assert!((score - expected).abs() < 0.01 * words.len() as f64 + 1e-6),
                    None => assert_eq!(totals[person], 0),
                }
            }
        }
    }
}
