//! Posteriors: the candidates of all units with their posterior probabilities.

use crate::util::capacity::reserve_ahead;
use crate::util::ids::{Column, Id, UnitId};

/// The candidates of all units with their posteriors.
#[derive(Clone, Debug)]
pub(crate) struct Posteriors<C> {
    /// The candidates of each unit after those of the unit before; `None` is the candidate "nobody".
    candidates: Vec<Option<C>>,
    /// By candidate, the posterior. As long as `candidates`.
    probabilities: Vec<f32>,
    /// By unit, one beyond the index of its last candidate.
    ends: Column<UnitId, u32>,
}

/// The candidates of one unit with their posteriors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Posterior<'a, C> {
    pub(crate) candidates: &'a [Option<C>],
    probabilities: &'a [f32],
}

impl<C> Default for Posteriors<C> {
    fn default() -> Self {
        Self { candidates: Vec::new(), probabilities: Vec::new(), ends: Column::new() }
    }
}

impl<C: Copy> Posteriors<C> {
    /// Reserves space for a unit with this number of candidates, and, when it must grow, for the rest of `units` units.
    pub(crate) fn reserve_ahead(&mut self, candidates: usize, units: usize) {
        let done = self.ends.len();
        reserve_ahead(&mut self.candidates, candidates, done, units);
        reserve_ahead(&mut self.probabilities, candidates, done, units);
    }

    /// Adds a unit, whose posteriors are 0 until they are set.
    pub(crate) fn push(&mut self, candidates: &[Option<C>]) -> UnitId {
        self.candidates.extend_from_slice(candidates);
        self.probabilities.resize(self.candidates.len(), 0.0);
        // OK because 2^32 candidates and their posteriors would take 32 GiB, and a text has 4 GiB at most.
        self.ends.push(self.candidates.len() as u32)
    }

    pub(crate) fn units(&self) -> impl Iterator<Item = UnitId> {
        self.ends.ids()
    }

    /// The number of units.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The indices of the candidates of a unit among all.
    pub(crate) fn range(&self, unit: UnitId) -> core::ops::Range<usize> {
        unit.before().map_or(0, |before| self.ends[before] as usize)..self.ends[unit] as usize
    }

    /// The candidate at an index among all.
    pub(crate) fn candidate(&self, index: usize) -> Option<C> {
        self.candidates[index]
    }

    /// The candidates of a unit with their posteriors.
    pub(crate) fn of(&self, unit: UnitId) -> Posterior<'_, C> {
        let range = self.range(unit);
        Posterior { candidates: &self.candidates[range.clone()], probabilities: &self.probabilities[range] }
    }

    /// Sets the posteriors of the candidates of a unit.
    pub(crate) fn set(&mut self, unit: UnitId, probabilities: &[f64]) {
        let range = self.range(unit);
        for (known, &new) in self.probabilities[range].iter_mut().zip(probabilities) {
            *known = new as f32;
        }
    }
}

impl<'a, C: Copy> Posterior<'a, C> {
    pub(crate) fn iter(self) -> impl Iterator<Item = (Option<C>, f64)> + 'a {
        self.candidates.iter().copied().zip(self.probabilities.iter().copied().map(f64::from))
    }

    /// The candidates but for "nobody", with their positions.
    pub(crate) fn somebody(self) -> impl Iterator<Item = (usize, C)> + 'a {
        self.candidates.iter().enumerate().filter_map(|(position, &candidate)| Some((position, candidate?)))
    }

    /// The posterior of the candidate at a position.
    pub(crate) fn probability(self, position: usize) -> f64 {
        f64::from(self.probabilities[position])
    }

    /// The position of the most probable candidate, the first of equal ones. "Nobody" wins if its posterior is at least
    /// `nobody`, and only then. `None` if there are no candidates.
    pub(crate) fn best(self, nobody: f64) -> Option<usize> {
        let weight = |position: usize| match (self.candidates[position], self.probability(position)) {
            (None, p) if p < nobody => 0.0,
            (None, _) => 1.0,
            (Some(_), p) => p,
        };
        (0..self.candidates.len()).reduce(|best, other| if weight(other) > weight(best) { other } else { best })
    }
}

#[cfg(test)]
mod tests {
    use super::{Id, Posteriors, UnitId};

    #[test]
    fn units_keep_their_candidates() {
        let mut posteriors = Posteriors::default();
        let first = posteriors.push(&[Some('a'), None]);
        let second = posteriors.push(&[Some('b')]);
        assert_eq!((first, second), (UnitId::new(0), UnitId::new(1)));
        posteriors.set(first, &[0.25, 0.75]);
        posteriors.set(second, &[1.0]);
        assert_eq!(posteriors.of(first).iter().collect::<Vec<_>>(), [(Some('a'), 0.25), (None, 0.75)]);
        assert_eq!(posteriors.of(second).somebody().collect::<Vec<_>>(), [(0, 'b')]);
        assert_eq!(posteriors.range(second), 2..3);
    }

    #[test]
    fn nobody_wins_by_a_threshold() {
        let mut posteriors = Posteriors::default();
        let unit = posteriors.push(&[Some('a'), Some('b'), None]);
        posteriors.set(unit, &[0.2, 0.3, 0.5]);
        assert_eq!(posteriors.of(unit).best(0.4), Some(2));
        assert_eq!(posteriors.of(unit).best(0.6), Some(1));
        let empty = posteriors.push(&[]);
        assert_eq!(posteriors.of(empty).best(0.5), None);
    }
}
