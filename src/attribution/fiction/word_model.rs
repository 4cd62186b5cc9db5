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

/// Number of people who have a word model: those who speak most. Others say too few words.
const SPEAKERS: usize = 24;
/// Smoothing: pseudo-count, in words, of the background model.
const SMOOTHING: f64 = 300.0;
/// Maximum number of words that are read of a unit. The score is clear after fewer.
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
    use super::log2;

    #[test]
    fn logarithms_are_close_to_the_true_ones() {
        for step in 1..10_000 {
            let x = f64::from(step) * 0.013;
            assert!((log2(x) - x.log2()).abs() < 0.01, "{x}");
        }
    }
}
