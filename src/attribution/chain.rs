//! Who speaks in a conversation, decided for all of its units at once.
//!
//! A conditional random field of second order: each unit has candidates with scores for what the text says around it, and
//! scores for whether its speaker is the one of the unit before, of the one before that, or somebody else. Those three
//! relations are all that the pairs of neighbours share, so that sums over pairs take the square of the number of
//! candidates and not its cube.
//!
//! All arithmetic is that of IEEE 754 in a fixed order, with an exponential of our own: the same on every machine.

use crate::work;

/// One in the units of scores, which are logarithms.
#[cfg(feature = "train")]
pub(super) const ONE: i32 = 32;

/// Whether the speaker of a unit is that of a unit before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    Last,
    BeforeLast,
    Other,
    /// The unit is nobody's.
    Nobody,
}

pub(crate) const RELATIONS: usize = 4;

/// e to the power of a score that is not positive.
pub(super) fn exp(score: i32) -> f64 {
    // e^(-1/32) to the power of 1, 2, 4, …: correctly rounded constants, multiplied in a fixed order.
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
    let steps = score.min(0).unsigned_abs().min(1023);
    let mut power = 1.0;
    for (bit, factor) in POWERS.iter().enumerate() {
        if steps >> bit & 1 == 1 {
            power *= factor;
        }
    }
    power
}

/// The candidates of one unit within a chain.
#[derive(Clone, Debug, Default)]
pub(crate) struct Link {
    /// Who each candidate is; none for nobody. No two are the same.
    pub(crate) who: Vec<Option<u32>>,
    /// Weights of the candidates: exponentials of their scores.
    pub(crate) local: Vec<f64>,
    /// Weights of the relations.
    pub(crate) relations: [f64; RELATIONS],
}

/// Marginal probabilities: of each candidate of each unit, and of each relation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marginals {
    pub(crate) candidates: Vec<Vec<f64>>,
    pub(crate) relations: Vec<[f64; RELATIONS]>,
}

/// For each candidate of `this`, its place among the candidates of `other`.
fn places(this: &Link, other: &Link) -> Vec<Option<usize>> {
    let place = |who: &Option<u32>| who.and_then(|w| other.who.iter().position(|&o| o == Some(w)));
    this.who.iter().map(place).collect()
}

/// Marginals of a chain of at least one unit.
pub(crate) fn marginals(chain: &[Link]) -> Marginals {
    let length = chain.len();
    let width = |t: usize| chain[t].who.len();
    // last[t][k]: where candidate k of unit t is among those of unit t-1; before[t][k]: among those of unit t-2.
    let last: Vec<Vec<Option<usize>>> =
        (0..length).map(|t| if t > 0 { places(&chain[t], &chain[t - 1]) } else { Vec::new() }).collect();
    let before: Vec<Vec<Option<usize>>> =
        (0..length).map(|t| if t > 1 { places(&chain[t], &chain[t - 2]) } else { Vec::new() }).collect();

    // forward[t][j * width + k]: sum over chains up to unit t with j at t-1 and k at t. At unit 0 there is one j.
    let mut forward: Vec<Vec<f64>> = Vec::with_capacity(length);
    // sums[t][j]: sum of forward[t] over the unit before.
    let mut sums: Vec<Vec<f64>> = Vec::with_capacity(length);
    for t in 0..length {
        let wide = width(t);
        let rows = if t > 0 { width(t - 1) } else { 1 };
        work::count(rows * wide);
        let mut cells = vec![0.0; rows * wide];
        if t == 0 {
            cells.copy_from_slice(&chain[0].local);
        } else {
            let [same, back, other, nobody] = chain[t].relations;
            for j in 0..rows {
                let all = sums[t - 1][j];
                for k in 0..wide {
                    let factor = if chain[t].who[k].is_none() {
                        nobody * all
                    } else if last[t][k] == Some(j) {
                        same * all
                    } else {
                        match before[t].get(k).copied().flatten() {
                            Some(i) => other * all + (back - other) * forward[t - 1][i * rows + j],
                            None => other * all,
                        }
                    };
                    cells[j * wide + k] = chain[t].local[k] * factor;
                }
            }
        }
        let total: f64 = cells.iter().sum();
        if total > 0.0 {
            cells.iter_mut().for_each(|c| *c /= total);
        }
        let mut sum = vec![0.0; wide];
        for row in cells.chunks(wide) {
            for (s, c) in sum.iter_mut().zip(row) {
                *s += c;
            }
        }
        sums.push(sum);
        forward.push(cells);
    }

    // backward[j * width + k] of the unit at hand: sum over chains after it.
    let mut result = Marginals { candidates: vec![Vec::new(); length], relations: vec![[0.0; RELATIONS]; length] };
    let mut backward = vec![1.0; forward[length - 1].len()];
    for t in (0..length).rev() {
        let wide = width(t);
        let rows = if t > 0 { width(t - 1) } else { 1 };
        let mass: f64 = forward[t].iter().zip(&backward).map(|(f, b)| f * b).sum();
        let scale = if mass > 0.0 { 1.0 / mass } else { 0.0 };
        let mut each = vec![0.0; wide];
        for j in 0..rows {
            for k in 0..wide {
                each[k] += forward[t][j * wide + k] * backward[j * wide + k] * scale;
            }
        }
        result.candidates[t] = each;
        if t == 0 {
            break;
        }
        let [same, back, other, nobody] = chain[t].relations;
        // The unit before: earlier[i * rows + j] = sum over k of local(k) * factor(i, j, k) * backward(j, k).
        let first = if t > 1 { width(t - 2) } else { 1 };
        let mut earlier = vec![0.0; first * rows];
        let shares = &mut result.relations[t];
        let mut total = 0.0;
        for j in 0..rows {
            let mut base = 0.0;
            for k in 0..wide {
                let weight = chain[t].local[k] * backward[j * wide + k];
                let all = sums[t - 1][j];
                if chain[t].who[k].is_none() {
                    base += nobody * weight;
                    shares[Relation::Nobody as usize] += nobody * weight * all;
                } else if last[t][k] == Some(j) {
                    base += same * weight;
                    shares[Relation::Last as usize] += same * weight * all;
                } else {
                    base += other * weight;
                    let came = match before[t].get(k).copied().flatten() {
                        Some(i) => {
                            earlier[i * rows + j] += (back - other) * weight;
                            forward[t - 1][i * rows + j]
                        }
                        None => 0.0,
                    };
                    shares[Relation::BeforeLast as usize] += back * weight * came;
                    shares[Relation::Other as usize] += other * weight * (all - came);
                }
            }
            for i in 0..first {
                earlier[i * rows + j] += base;
            }
        }
        for share in shares.iter() {
            total += share;
        }
        if total > 0.0 {
            shares.iter_mut().for_each(|s| *s /= total);
        }
        let most = earlier.iter().copied().fold(0.0, f64::max);
        if most > 0.0 {
            earlier.iter_mut().for_each(|c| *c /= most);
        }
        backward = earlier;
    }
    result
}
