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
#[cfg(feature = "train")]
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
#[cfg(feature = "train")]
#[derive(Clone, Debug, Default)]
pub(crate) struct Marginals {
    pub(crate) candidates: Vec<Vec<f64>>,
    pub(crate) relations: Vec<[f64; RELATIONS]>,
}

/// No candidate of the unit before.
const NONE: u8 = u8::MAX;

/// For each candidate of `this`, its place among the candidates of `other`.
fn places<'a>(this: &'a Link, other: &'a Link) -> impl Iterator<Item = u8> + 'a {
    this.who.iter().map(|who| match who {
        None => NONE,
        Some(_) => other.who.iter().position(|other| other == who).map_or(NONE, |place| place as u8),
    })
}

/// A chain with what its sums need: all lists lie one behind the other, those of unit t from `starts[t]` on.
struct Field<'a> {
    chain: &'a [Link],
    starts: Vec<usize>,
    /// Where a candidate is among those of the unit before, and of the one before that.
    last: Vec<u8>,
    before: Vec<u8>,
    /// Weight of a candidate with the relation that most pairs have: somebody else, or nobody.
    plain: Vec<f64>,
    /// forward[j * width + k] of unit t, from `cells[t]` on: sum over chains up to unit t with j at t-1 and k at t. At
    /// unit 0 there is one j.
    forward: Vec<f64>,
    cells: Vec<usize>,
    /// Sums of `forward` over the unit before.
    sums: Vec<f64>,
}

impl<'a> Field<'a> {
    fn new(chain: &'a [Link]) -> Self {
        let mut field = Self {
            chain,
            starts: Vec::with_capacity(chain.len() + 1),
            last: Vec::new(),
            before: Vec::new(),
            plain: Vec::new(),
            forward: Vec::new(),
            cells: Vec::with_capacity(chain.len() + 1),
            sums: Vec::new(),
        };
        let (mut start, mut cell) = (0, 0);
        for (t, link) in chain.iter().enumerate() {
            field.starts.push(start);
            field.cells.push(cell);
            start += link.who.len();
            cell += field.rows(t) * link.who.len();
            match t.checked_sub(1).map(|t| &chain[t]) {
                Some(other) => field.last.extend(places(link, other)),
                None => field.last.resize(start, NONE),
            }
            match t.checked_sub(2).map(|t| &chain[t]) {
                Some(other) => field.before.extend(places(link, other)),
                None => field.before.resize(start, NONE),
            }
            let [_, _, other, nobody] = link.relations;
            let plain = |(who, local): (&Option<u32>, &f64)| local * if who.is_none() { nobody } else { other };
            field.plain.extend(link.who.iter().zip(&link.local).map(plain));
        }
        field.starts.push(start);
        field.cells.push(cell);
        field.forward = vec![0.0; cell];
        field.sums = vec![0.0; start];
        field
    }

    /// How many candidates the unit before has.
    fn rows(&self, t: usize) -> usize {
        t.checked_sub(1).map_or(1, |t| self.chain[t].who.len())
    }

    fn unit(&self, t: usize) -> core::ops::Range<usize> {
        self.starts[t]..self.starts[t + 1]
    }

    fn fill_forward(&mut self) {
        for t in 0..self.chain.len() {
            let (wide, rows) = (self.chain[t].who.len(), self.rows(t));
            work::count(rows * wide);
            let unit = self.unit(t);
            let (known, cells) = self.forward.split_at_mut(self.cells[t]);
            let cells = &mut cells[..rows * wide];
            if let Some(p) = t.checked_sub(1) {
                let [same, back, other, _] = self.chain[t].relations;
                let sums = &self.sums[self.starts[p]..self.starts[t]];
                for (row, all) in cells.chunks_exact_mut(wide).zip(sums) {
                    for (cell, plain) in row.iter_mut().zip(&self.plain[unit.clone()]) {
                        *cell = plain * all;
                    }
                }
                let places = self.last[unit.clone()].iter().zip(&self.before[unit.clone()]);
                for (k, ((&last, &before), local)) in places.zip(&self.chain[t].local).enumerate() {
                    if before != NONE {
                        let came = &known[self.cells[p] + usize::from(before) * rows..][..rows];
                        let factor = local * (back - other);
                        for (row, came) in cells.chunks_exact_mut(wide).zip(came) {
                            row[k] += factor * came;
                        }
                    }
                    if last != NONE {
                        let j = usize::from(last);
                        cells[j * wide + k] = local * same * sums[j];
                    }
                }
            } else {
                cells.copy_from_slice(&self.chain[0].local);
            }
            let total: f64 = cells.iter().sum();
            if total > 0.0 {
                cells.iter_mut().for_each(|c| *c /= total);
            }
            for row in cells.chunks_exact(wide) {
                for (sum, cell) in self.sums[unit.clone()].iter_mut().zip(row) {
                    *sum += cell;
                }
            }
        }
    }

    /// Goes from unit to unit, the last first, with the sums over the chains behind it.
    fn walk_back(&self, mut each: impl FnMut(usize, &[f64])) {
        let length = self.chain.len();
        let mut backward = vec![1.0; self.cells[length] - self.cells[length - 1]];
        let mut earlier = Vec::new();
        for t in (0..length).rev() {
            each(t, &backward);
            let Some(p) = t.checked_sub(1) else { break };
            let (wide, rows, first) = (self.chain[t].who.len(), self.rows(t), self.rows(p));
            let unit = self.unit(t);
            let [same, back, other, _] = self.chain[t].relations;
            earlier.clear();
            earlier.resize(first * rows, 0.0);
            let (base, others) = earlier.split_at_mut(rows);
            for (base, row) in base.iter_mut().zip(backward.chunks_exact(wide)) {
                *base = row.iter().zip(&self.plain[unit.clone()]).map(|(b, plain)| b * plain).sum();
            }
            let places = || self.last[unit.clone()].iter().zip(&self.before[unit.clone()]).zip(&self.chain[t].local);
            for (k, ((&last, _), local)) in places().enumerate().filter(|(_, ((&last, _), _))| last != NONE) {
                let j = usize::from(last);
                base[j] += local * (same - other) * backward[j * wide + k];
            }
            for row in others.chunks_exact_mut(rows) {
                row.copy_from_slice(base);
            }
            for (k, ((&last, &before), local)) in places().enumerate().filter(|(_, ((_, &before), _))| before != NONE) {
                let factor = local * (back - other);
                let row = &mut earlier[usize::from(before) * rows..][..rows];
                for (j, sum) in row.iter_mut().enumerate().filter(|&(j, _)| j != usize::from(last)) {
                    *sum += factor * backward[j * wide + k];
                }
            }
            let most = earlier.iter().copied().fold(0.0, f64::max);
            if most > 0.0 {
                earlier.iter_mut().for_each(|c| *c /= most);
            }
            core::mem::swap(&mut backward, &mut earlier);
        }
    }

    /// The marginals of the candidates of a unit.
    fn marginal(&self, t: usize, backward: &[f64]) -> Vec<f64> {
        let wide = self.chain[t].who.len();
        let forward = &self.forward[self.cells[t]..self.cells[t + 1]];
        let mut each = vec![0.0; wide];
        for (f, b) in forward.chunks_exact(wide).zip(backward.chunks_exact(wide)) {
            for (sum, (f, b)) in each.iter_mut().zip(f.iter().zip(b)) {
                *sum += f * b;
            }
        }
        let mass: f64 = each.iter().sum();
        if mass > 0.0 {
            each.iter_mut().for_each(|e| *e /= mass);
        }
        each
    }

    /// The marginals of the relations of a unit with those before it.
    #[cfg(feature = "train")]
    fn relations(&self, t: usize, backward: &[f64]) -> [f64; RELATIONS] {
        let mut shares = [0.0; RELATIONS];
        let Some(p) = t.checked_sub(1) else { return shares };
        let (wide, rows) = (self.chain[t].who.len(), self.rows(t));
        let unit = self.unit(t);
        let [same, back, other, nobody] = self.chain[t].relations;
        for (j, all) in self.sums[self.unit(p)].iter().enumerate() {
            for k in 0..wide {
                let weight = self.chain[t].local[k] * backward[j * wide + k];
                if self.chain[t].who[k].is_none() {
                    shares[Relation::Nobody as usize] += nobody * weight * all;
                } else if usize::from(self.last[unit.start + k]) == j {
                    shares[Relation::Last as usize] += same * weight * all;
                } else {
                    let came = match self.before[unit.start + k] {
                        NONE => 0.0,
                        i => self.forward[self.cells[p] + usize::from(i) * rows + j],
                    };
                    shares[Relation::BeforeLast as usize] += back * weight * came;
                    shares[Relation::Other as usize] += other * weight * (all - came);
                }
            }
        }
        let total: f64 = shares.iter().sum();
        if total > 0.0 {
            shares.iter_mut().for_each(|s| *s /= total);
        }
        shares
    }
}

/// The marginals of all candidates of a chain of at least one unit.
pub(crate) fn marginals(chain: &[Link]) -> Vec<Vec<f64>> {
    let mut field = Field::new(chain);
    field.fill_forward();
    let mut candidates = vec![Vec::new(); chain.len()];
    field.walk_back(|t, backward| candidates[t] = field.marginal(t, backward));
    candidates
}

/// The same with those of the relations.
#[cfg(feature = "train")]
pub(crate) fn all_marginals(chain: &[Link]) -> Marginals {
    let mut field = Field::new(chain);
    field.fill_forward();
    let mut all =
        Marginals { candidates: vec![Vec::new(); chain.len()], relations: vec![[0.0; RELATIONS]; chain.len()] };
    field.walk_back(|t, backward| {
        all.candidates[t] = field.marginal(t, backward);
        all.relations[t] = field.relations(t, backward);
    });
    all
}
