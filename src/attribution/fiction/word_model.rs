//! The word model: whose words the words of a unit are.
//!
//! A unigram model of each frequent speaker, by the posteriors of the first pass, against the background of all speech. The unit itself
//! is taken out of the model of a candidate, in proportion to its posterior.

use core::cmp::Reverse;

use crate::attribution::fiction::summaries::{scaled, UnitSummaries, SURE};
use crate::model::posterior::{Posterior, Posteriors};
use crate::util::ids::{Column, PersonId, UnitId};
use crate::util::steps;

/// Number of people who have a word model: those who speak most.
const SPEAKERS: usize = 24;
/// Smoothing: number of words of the background that are mixed into those of each speaker.
const SMOOTHING: f64 = 300.0;
/// Maximum number of words that are read of a unit; later ones seldom change the score.
const WORDS: usize = 400;

/// The word counts of the people who speak most.
#[derive(Debug)]
pub(crate) struct WordModel<'a> {
    summaries: &'a UnitSummaries,
    /// The column of each person who has a model.
    columns: Column<PersonId, Option<u8>>,
    /// Per word, its weighted count for each speaker. Row 0 stands for words said only once; they are no evidence, so it stays
    /// empty.
    counts: Vec<[u32; SPEAKERS]>,
    /// Per word, the number of all words for each time it is said.
    inverse_frequency: Vec<f64>,
    /// Weighted number of words of each speaker.
    sizes: [u32; SPEAKERS],
}

impl<'a> WordModel<'a> {
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

    /// Adds the words of a unit to the speakers, by their weights in it.
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

    /// The speakers who have a model among the candidates of a unit, with the weight of each.
    fn weights<'b>(&'b self, posterior: Posterior<'b, PersonId>) -> impl Iterator<Item = (usize, u32)> + 'b {
        posterior.iter().filter_map(|(candidate, posterior)| {
            let column = self.columns[candidate?]?;
            let weight = scaled(posterior);
            (weight > 0).then_some((usize::from(column), weight))
        })
    }

    /// Log2 likelihood ratio of the words of a unit: the model of this speaker against the background. None of people without a model.
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

/// An approximation of the binary logarithm of a positive number, to a hundredth. Faster than that of the standard library, and the same
/// on every machine.
fn log2(x: f64) -> f64 {
    let bits = x.to_bits();
    let exponent = (bits >> 52 & 0x7FF) as f64 - 1023.0;
    let f = f64::from_bits(bits & 0x000F_FFFF_FFFF_FFFF | 0x3FF0_0000_0000_0000) - 1.0;
    exponent + f * (1.346_555_3 - 0.346_555_3 * f)
}

#[cfg(test)]
mod tests {
    use super::log2;

    #[test]
    fn logarithms_are_close_to_the_true_ones() {
        for step in 1..10_000 {
            let x = f64::from(step) * 0.013;
            assert!((log2(x) - x.log2()).abs() < 0.01, "{x}");
        }
    }
}
