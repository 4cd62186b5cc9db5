//! A linear-chain conditional random field of second order: marginals by forward-backward.
//!
//! Each unit of a chain has candidates with unary weights, and weights for the relation of its candidate to those of
//! the two units before: `same` as that of the unit before, `back` to that of the one before that, `other`, or
//! `nobody`. With `ψ` for unary weights and `i*` for the candidate of unit t-2 that is k:
//!
//! ```text
//! A[t](j)   = Σ_i F[t](i,j)                                            all paths that end in j
//! F[t](j,k) = ψ(k) · same·A[t-1](j)                                     if k is j
//!             ψ(k) · nobody·A[t-1](j)                                   if k is nobody
//!             ψ(k) · [ other·A[t-1](j) + (back-other)·F[t-1](i*,j) ]    otherwise
//! B[t-1](i,j) = Σ_k of the factors of F[t](j,k) · B[t](j,k), with `back` in place of `other` where k is i
//! marginal(k) ∝ Σ_j F[t](j,k) · B[t](j,k)
//! ```
//!
//! Only these relations couple units. Hence a unit takes the square of the number of candidates, and not the cube as in
//! any chain of second order. Sums are rescaled at each unit, so that long chains do not underflow.
//!
//! All arithmetic is that of IEEE 754 in a fixed order, with an exponential from a table of constants: results are the
//! same on every machine.

use once_cell::sync::Lazy;

use crate::model::template::enum_value;
use crate::util::sparse_map::SparseMap;
use crate::util::steps;

/// One natural logarithm, in the units of scores.
#[cfg(feature = "train")]
pub(crate) const ONE: i32 = 32;

/// How the candidate of a unit relates to those of the two units before. The order of the variants is that of the
/// learned weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// It is that of the unit before.
    Same,
    /// It is that of the unit before the one before, and not that of the unit before.
    Back,
    /// It is neither.
    Other,
    /// It is "nobody".
    Nobody,
}

enum_value!(Relation, Nobody);

/// Number of relations.
pub(crate) const RELATIONS: usize = 4;

impl Relation {
    pub(crate) const ALL: [Self; RELATIONS] = [Self::Same, Self::Back, Self::Other, Self::Nobody];
}

/// Number of exponentials in the table: scores of 0 to -1023. Lower ones have the exponential of the last, e^-32; such
/// candidates are hopeless.
const EXPONENTIALS: usize = 1024;

/// e to the power of a score, in 32nds. A positive score counts as 0.
pub(crate) fn exp(score: i32) -> f64 {
    static TABLE: Lazy<[f64; EXPONENTIALS]> = Lazy::new(|| core::array::from_fn(power));
    TABLE[(score.min(0).unsigned_abs() as usize).min(EXPONENTIALS - 1)]
}

/// e to the power of `steps` times -1/32, for fewer than 1024 steps.
fn power(mut steps: usize) -> f64 {
    // Correctly rounded powers for 1, 2, 4, … steps, which are multiplied in a fixed order.
    const POWERS: [f64; 10] = [
        0.969_233_234_476_344_1,
        0.939_413_062_813_475_8,
        0.882_496_902_584_595_4,
        0.778_800_783_071_404_9,
        0.606_530_659_712_633_4,
        0.367_879_441_171_442_33,
        0.135_335_283_236_612_7,
        0.018_315_638_888_734_18,
        0.000_335_462_627_902_511_84,
        1.125_351_747_192_591_2e-7,
    ];
    let mut power = 1.0;
    while steps != 0 {
        power *= POWERS[steps.trailing_zeros() as usize];
        steps &= steps - 1;
    }
    power
}

/// The exponentials of scores, scaled so that the largest is 1.
pub(crate) fn powers<const N: usize>(scores: [i32; N]) -> [f64; N] {
    let best = scores.iter().copied().max().unwrap_or(0);
    scores.map(|score| exp(score - best))
}

/// A chain of units that are decided together, with the weights of their candidates and relations.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain {
    /// The candidates of each unit after those of the unit before; `None` is "nobody". No two of a unit are the same.
    candidates: Vec<Option<u32>>,
    /// By candidate, its unary weight: the exponential of its score.
    unary: Vec<f64>,
    /// By unit, one beyond the index of its last candidate.
    ends: Vec<usize>,
    /// By unit, the weights of its relations, in the order of [`Relation::ALL`].
    relations: Vec<[f64; RELATIONS]>,
}

impl Chain {
    pub(crate) fn clear(&mut self) {
        self.candidates.clear();
        self.unary.clear();
        self.ends.clear();
        self.relations.clear();
    }

    /// Adds a candidate of the next unit.
    #[inline]
    pub(crate) fn push(&mut self, candidate: Option<u32>, unary: f64) {
        self.candidates.push(candidate);
        self.unary.push(unary);
    }

    /// Closes a unit: it gets all candidates pushed since the last call. There must be at least one, and 255 at most.
    pub(crate) fn close(&mut self, relations: [f64; RELATIONS]) {
        debug_assert!(self.candidates.len() > self.ends.last().copied().unwrap_or(0));
        self.ends.push(self.candidates.len());
        self.relations.push(relations);
    }

    /// The number of units.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The indices of the candidates of a unit among all.
    #[inline]
    pub(crate) fn unit(&self, t: usize) -> core::ops::Range<usize> {
        t.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[t]
    }

    /// The number of candidates of the unit before, which is the number of rows of cells of a unit. The first unit has
    /// one row.
    fn rows(&self, t: usize) -> usize {
        t.checked_sub(1).map_or(1, |before| self.unit(before).len())
    }
}

/// In place of a position: the person is no candidate of that unit.
const NONE: u8 = u8::MAX;

/// Computes marginals, with buffers that are used for one chain after the other.
#[derive(Debug, Default)]
pub(crate) struct ForwardBackward {
    /// By candidate, its position among those of the unit before, or [`NONE`].
    last: Vec<u8>,
    /// The same among those of the unit before that one.
    earlier: Vec<u8>,
    /// The positions of the candidates of one unit, while they are looked up; empty otherwise.
    positions: SparseMap,
    /// By candidate, its unary weight times the weight of the relation that most pairs have: `other`, or `nobody`.
    plain: Vec<f64>,
    /// F of all units, each up to a factor. The cell of candidate j at t-1 and k at t is `cells[t] + j * width + k`,
    /// where `width` is the number of candidates at t.
    forward: Vec<f64>,
    /// By unit, the index of its first cell.
    cells: Vec<usize>,
    /// By candidate, A, up to the same factor as F of its unit.
    arrivals: Vec<f64>,
    /// B of the unit at hand up to a factor, laid out as its part of `forward`.
    backward: Vec<f64>,
    /// B of the unit before, while it is filled.
    next_backward: Vec<f64>,
    /// By candidate, its marginal probability.
    pub(crate) marginals: Vec<f64>,
}

impl ForwardBackward {
    /// Computes the marginals of all candidates.
    pub(crate) fn run(&mut self, chain: &Chain) {
        self.walk(chain, |_, _| ());
    }

    /// Computes the marginals of all candidates, and returns those of the relations of each unit; 0 for the first unit.
    #[cfg(feature = "train")]
    pub(crate) fn run_with_relations(&mut self, chain: &Chain) -> Vec<[f64; RELATIONS]> {
        let mut relations = vec![[0.0; RELATIONS]; chain.len()];
        self.walk(chain, |sums, t| relations[t] = sums.relations(chain, t));
        relations
    }

    /// Calls `each` for every unit, the last one first, while `backward` is that of the unit.
    fn walk(&mut self, chain: &Chain, mut each: impl FnMut(&Self, usize)) {
        if chain.len() == 0 {
            return;
        }
        self.prepare(chain);
        self.fill_forward(chain);
        self.marginals.clear();
        self.marginals.resize(chain.candidates.len(), 0.0);
        self.backward.clear();
        self.backward.resize(self.forward.len() - self.cells[chain.len() - 1], 1.0);
        for t in (0..chain.len()).rev() {
            self.set_marginals(chain, t);
            each(self, t);
            if t > 0 {
                self.step_back(chain, t);
            }
        }
    }

    /// Finds each candidate among those of the two units before, and lays out the cells.
    fn prepare(&mut self, chain: &Chain) {
        for list in [&mut self.last, &mut self.earlier] {
            list.clear();
            list.resize(chain.candidates.len(), NONE);
        }
        self.positions.grow(chain.candidates.iter().flatten().max().map_or(0, |&highest| highest as usize + 1));
        self.plain.clear();
        self.cells.clear();
        let mut cells = 0;
        for t in 0..chain.len() {
            let unit = chain.unit(t);
            for (positions, distance) in [(&mut self.last, 1), (&mut self.earlier, 2)] {
                let Some(other) = t.checked_sub(distance).map(|other| chain.unit(other)) else { continue };
                let others = &chain.candidates[other];
                for (position, candidate) in others.iter().enumerate() {
                    if let Some(candidate) = *candidate {
                        self.positions.insert(candidate, position);
                    }
                }
                for (position, candidate) in positions[unit.clone()].iter_mut().zip(&chain.candidates[unit.clone()]) {
                    // OK because a unit has fewer than 255 candidates, which `SparseMap` asks for too.
                    let found = candidate.and_then(|candidate| self.positions.get(candidate));
                    *position = found.map_or(NONE, |position| position as u8);
                }
                others.iter().flatten().for_each(|&candidate| self.positions.remove(candidate));
            }
            let [_, _, other, nobody] = chain.relations[t];
            let plain =
                |(candidate, unary): (&Option<u32>, &f64)| unary * if candidate.is_none() { nobody } else { other };
            self.plain.extend(chain.candidates[unit.clone()].iter().zip(&chain.unary[unit.clone()]).map(plain));
            self.cells.push(cells);
            cells += chain.rows(t) * unit.len();
        }
        self.forward.clear();
        self.forward.resize(cells, 0.0);
        self.arrivals.clear();
        self.arrivals.resize(chain.candidates.len(), 0.0);
    }

    /// Computes F and A of all units, the first one first.
    fn fill_forward(&mut self, chain: &Chain) {
        // Factor of F and A of the unit before, which makes all of A add up to 1.
        let mut scale = 1.0;
        for t in 0..chain.len() {
            let (unit, rows) = (chain.unit(t), chain.rows(t));
            let width = unit.len();
            steps::count(rows * width);
            let (known, cells) = self.forward.split_at_mut(self.cells[t]);
            let cells = &mut cells[..rows * width];
            let unary = &chain.unary[unit.clone()];
            let (known_arrivals, arrivals) = self.arrivals.split_at_mut(unit.start);
            let arrivals = &mut arrivals[..width];
            if let Some(p) = t.checked_sub(1) {
                let [same, back, other, _] = chain.relations[t];
                let before = &known_arrivals[chain.unit(p)];
                let plain = &self.plain[unit.clone()];
                // First each pair is taken for `other` (or `nobody`).
                for (row, arrived) in cells.chunks_exact_mut(width).zip(before) {
                    let arrived = arrived * scale;
                    for ((cell, sum), plain) in row.iter_mut().zip(arrivals.iter_mut()).zip(plain) {
                        *cell = plain * arrived;
                        *sum += *cell;
                    }
                }
                // Then the cells of `back`, a column, and the one of `same` are corrected.
                let positions = self.last[unit.clone()].iter().zip(&self.earlier[unit.clone()]);
                for (k, (&last, &earlier)) in positions.enumerate() {
                    let mut more = 0.0;
                    if earlier != NONE {
                        let came = &known[self.cells[p] + usize::from(earlier) * rows..][..rows];
                        let factor = unary[k] * (back - other) * scale;
                        for (cell, came) in cells[k..].iter_mut().step_by(width).zip(came) {
                            *cell += factor * came;
                            more += factor * came;
                        }
                    }
                    if last != NONE {
                        let cell = &mut cells[usize::from(last) * width + k];
                        let all = unary[k] * same * before[usize::from(last)] * scale;
                        more += all - *cell;
                        *cell = all;
                    }
                    arrivals[k] += more;
                }
            } else {
                cells.copy_from_slice(unary);
                arrivals.copy_from_slice(unary);
            }
            let total: f64 = arrivals.iter().sum();
            scale = if total > 0.0 { 1.0 / total } else { 1.0 };
        }
    }

    /// Computes B of the unit before from that of unit t.
    fn step_back(&mut self, chain: &Chain, t: usize) {
        let (unit, rows, first) = (chain.unit(t), chain.rows(t), chain.rows(t - 1));
        let width = unit.len();
        let [same, back, other, _] = chain.relations[t];
        self.next_backward.clear();
        let plain = &self.plain[unit.clone()];
        for row in self.backward.chunks_exact(width) {
            self.next_backward.push(row.iter().zip(plain).map(|(b, plain)| b * plain).sum());
        }
        let positions =
            || self.last[unit.clone()].iter().zip(&self.earlier[unit.clone()]).zip(&chain.unary[unit.clone()]);
        for (k, ((&last, _), unary)) in positions().enumerate().filter(|(_, ((&last, _), _))| last != NONE) {
            let j = usize::from(last);
            self.next_backward[j] += unary * (same - other) * self.backward[j * width + k];
        }
        let highest = self.next_backward.iter().copied().fold(0.0, f64::max);
        let scale = if highest > 0.0 { 1.0 / highest } else { 1.0 };
        self.next_backward.iter_mut().for_each(|sum| *sum *= scale);
        // Up to here B does not depend on the candidate of t-2: its rows are equal.
        for _ in 1..first {
            self.next_backward.extend_from_within(..rows);
        }
        for (k, ((&last, &earlier), unary)) in positions().enumerate().filter(|(_, ((_, &e), _))| e != NONE) {
            let factor = unary * (back - other) * scale;
            let row = &mut self.next_backward[usize::from(earlier) * rows..][..rows];
            // A candidate of both units before is `same` and not `back`.
            let own = row.get(usize::from(last)).copied();
            for (sum, next) in row.iter_mut().zip(self.backward[k..].iter().step_by(width)) {
                *sum += factor * next;
            }
            if let Some(own) = own {
                row[usize::from(last)] = own;
            }
        }
        core::mem::swap(&mut self.backward, &mut self.next_backward);
    }

    /// Computes the marginals of the candidates of a unit.
    fn set_marginals(&mut self, chain: &Chain, t: usize) {
        let unit = chain.unit(t);
        let width = unit.len();
        let each = &mut self.marginals[unit];
        let forward = &self.forward[self.cells[t]..];
        for (f, b) in forward.chunks_exact(width).zip(self.backward.chunks_exact(width)) {
            for (sum, (f, b)) in each.iter_mut().zip(f.iter().zip(b)) {
                *sum += f * b;
            }
        }
        let mass: f64 = each.iter().sum();
        if mass > 0.0 {
            each.iter_mut().for_each(|e| *e /= mass);
        }
    }

    /// The marginals of the relations of a unit.
    #[cfg(feature = "train")]
    fn relations(&self, chain: &Chain, t: usize) -> [f64; RELATIONS] {
        let mut shares = [0.0; RELATIONS];
        let Some(p) = t.checked_sub(1) else { return shares };
        let (unit, rows) = (chain.unit(t), chain.rows(t));
        let width = unit.len();
        let [same, back, other, nobody] = chain.relations[t];
        for (j, all) in self.arrivals[chain.unit(p)].iter().enumerate() {
            for (k, at) in unit.clone().enumerate() {
                let weight = chain.unary[at] * self.backward[j * width + k];
                if chain.candidates[at].is_none() {
                    shares[Relation::Nobody as usize] += nobody * weight * all;
                } else if usize::from(self.last[at]) == j {
                    shares[Relation::Same as usize] += same * weight * all;
                } else {
                    let came = match self.earlier[at] {
                        NONE => 0.0,
                        i => self.forward[self.cells[p] + usize::from(i) * rows + j],
                    };
                    shares[Relation::Back as usize] += back * weight * came;
                    shares[Relation::Other as usize] += other * weight * (all - came);
                }
            }
        }
        let total: f64 = shares.iter().sum();
        if total > 0.0 {
            shares.iter_mut().for_each(|share| *share /= total);
        }
        shares
    }
}

#[cfg(test)]
mod tests {
    use super::{exp, powers, Chain, ForwardBackward, RELATIONS};
    use crate::tests::random::Random;

    /// All paths of a chain with their weights.
    fn paths(chain: &Chain, mut each: impl FnMut(&[usize], f64)) {
        fn walk(chain: &Chain, path: &mut Vec<usize>, weight: f64, each: &mut impl FnMut(&[usize], f64)) {
            let t = path.len();
            if t == chain.len() {
                return each(path, weight);
            }
            for at in chain.unit(t) {
                let relation = relation(chain, path, at);
                let factor = relation.map_or(1.0, |relation| chain.relations[t][relation]);
                path.push(at);
                walk(chain, path, weight * chain.unary[at] * factor, each);
                path.pop();
            }
        }
        walk(chain, &mut Vec::new(), 1.0, &mut each);
    }

    /// The relation of a candidate to the path before it; none at the first unit.
    fn relation(chain: &Chain, path: &[usize], at: usize) -> Option<usize> {
        let earlier = |distance: usize| path.len().checked_sub(distance).map(|t| chain.candidates[path[t]]);
        Some(match chain.candidates[at] {
            _ if path.is_empty() => return None,
            None => 3,
            candidate if earlier(1) == Some(candidate) => 0,
            candidate if earlier(2) == Some(candidate) => 1,
            _ => 2,
        })
    }

    fn random_chain(random: &mut Random, chain: &mut Chain) {
        chain.clear();
        for _ in 0..=random.below(6) {
            let mut people: Vec<Option<u32>> = (0..5).map(Some).collect();
            (1..5).rev().for_each(|i| people.swap(i, random.below(i + 1)));
            people.truncate(1 + random.below(4));
            people.extend((random.below(2) == 0).then_some(None));
            for candidate in people {
                chain.push(candidate, 0.01 + random.below(1000) as f64 / 1000.0);
            }
            let relations: [f64; RELATIONS] = core::array::from_fn(|_| 0.01 + random.below(1000) as f64 / 1000.0);
            chain.close(relations);
        }
    }

    #[test]
    fn marginals_equal_those_of_enumeration() {
        let mut random = Random::new(0x9E37_79B9_7F4A_7C15);
        let (mut sums, mut chain) = (ForwardBackward::default(), Chain::default());
        for _ in 0..5_000 {
            random_chain(&mut random, &mut chain);
            let mut marginals = vec![0.0; chain.candidates.len()];
            let mut total = 0.0;
            paths(&chain, |path, weight| {
                total += weight;
                path.iter().for_each(|&at| marginals[at] += weight);
            });
            sums.run(&chain);
            for (fast, slow) in sums.marginals.iter().zip(marginals) {
                assert!((fast - slow / total).abs() < 1e-12, "{chain:?}");
            }
        }
    }

    #[cfg(feature = "train")]
    #[test]
    fn relations_equal_those_of_enumeration() {
        let mut random = Random::new(5);
        let (mut sums, mut chain) = (ForwardBackward::default(), Chain::default());
        for _ in 0..2_000 {
            random_chain(&mut random, &mut chain);
            let mut shares = vec![[0.0; RELATIONS]; chain.len()];
            let mut total = 0.0;
            paths(&chain, |path, weight| {
                total += weight;
                for t in 1..path.len() {
                    shares[t][relation(&chain, &path[..t], path[t]).unwrap()] += weight;
                }
            });
            for (t, fast) in sums.run_with_relations(&chain).into_iter().enumerate() {
                for (fast, slow) in fast.into_iter().zip(shares[t]) {
                    assert!((fast - slow / total).abs() < 1e-12, "{chain:?}");
                }
            }
        }
    }

    /// Without rescaling the sums of this chain would be below the smallest number.
    #[test]
    fn a_long_chain_does_not_underflow() {
        let (mut sums, mut chain) = (ForwardBackward::default(), Chain::default());
        for _ in 0..2_000 {
            chain.push(Some(0), 1e-3);
            chain.push(Some(1), 2e-3);
            chain.close([1.0, 1.0, 1.0, 1.0]);
        }
        sums.run(&chain);
        for pair in sums.marginals.chunks_exact(2) {
            assert!((pair[1] - 2.0 / 3.0).abs() < 1e-9, "{pair:?}");
        }
    }

    #[test]
    fn exponentials_are_close_to_the_true_ones() {
        for score in [0, -1, -2, -31, -32, -33, -500, -1023] {
            let true_one = (f64::from(score) / 32.0).exp();
            assert!((exp(score) / true_one - 1.0).abs() < 1e-14, "{score}");
        }
        assert_eq!((exp(7), exp(-2_000)), (1.0, exp(-1_023)));
        assert_eq!(powers([5, 37, 5]), [exp(-32), 1.0, exp(-32)]);
    }
}
