//! The candidates of all units with their probabilities.

use core::ops::Range;

/// The candidates of all units and how probable each of them is.
#[derive(Clone, Debug)]
pub(crate) struct Posteriors<W> {
    pub(crate) who: Vec<Option<W>>,
    pub(crate) probability: Vec<f32>,
    /// By unit: one beyond its last candidate.
    pub(crate) ends: Vec<u32>,
}

/// The candidates of a unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Posterior<'a, W> {
    pub(crate) who: &'a [Option<W>],
    pub(crate) probability: &'a [f32],
}

impl<W> Default for Posteriors<W> {
    fn default() -> Self {
        Self { who: Vec::new(), probability: Vec::new(), ends: Vec::new() }
    }
}

impl<W: Copy> Posteriors<W> {
    /// Adds a unit of which nothing is believed yet.
    pub(crate) fn push(&mut self, who: &[Option<W>]) {
        self.who.extend_from_slice(who);
        self.probability.resize(self.who.len(), 0.0);
        self.ends.push(self.who.len() as u32);
    }

    /// How many units there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn range(&self, u: usize) -> Range<usize> {
        u.checked_sub(1).map_or(0, |before| self.ends[before] as usize)..self.ends[u] as usize
    }

    pub(crate) fn of(&self, u: usize) -> Posterior<'_, W> {
        let range = self.range(u);
        Posterior { who: &self.who[range.clone()], probability: &self.probability[range] }
    }

    pub(crate) fn set(&mut self, u: usize, probability: &[f64]) {
        let range = self.range(u);
        for (known, &new) in self.probability[range].iter_mut().zip(probability) {
            *known = new as f32;
        }
    }
}

impl<'a, W: Copy> Posterior<'a, W> {
    pub(crate) fn iter(self) -> impl Iterator<Item = (Option<W>, f64)> + 'a {
        self.who.iter().copied().zip(self.probability.iter().copied().map(f64::from))
    }

    /// The people among the candidates, with their places.
    pub(crate) fn people(self) -> impl Iterator<Item = (usize, W)> + 'a {
        self.who.iter().enumerate().filter_map(|(place, &who)| Some((place, who?)))
    }

    /// How probable a candidate is.
    pub(crate) fn of(self, candidate: usize) -> f64 {
        f64::from(self.probability[candidate])
    }

    /// The most probable candidate; nobody only if that is at least so probable.
    pub(crate) fn best(self, nobody: f64) -> Option<usize> {
        let p = |k: usize| match (self.who[k], self.of(k)) {
            (None, p) if p < nobody => 0.0,
            (None, _) => 1.0,
            (Some(_), p) => p,
        };
        (0..self.who.len()).reduce(|best, k| if p(k) > p(best) { k } else { best })
    }
}
