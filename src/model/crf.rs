//! Who speaks in a context, decided for all of its units at once.
//!
//! A conditional random field of second order: each unit has candidates with scores for what the text says around it, and
//! scores for whether its speaker is the one of the unit before, of the one before that, or somebody else. Those three
//! relations are all that the pairs of neighbours share, so that sums over pairs take the square of the number of
//! candidates and not its cube.
//!
//! All arithmetic is that of IEEE 754 in a fixed order, with an exponential of our own: the same on every machine.

use once_cell::sync::Lazy;

use crate::util::sparse_map::SparseMap;
use crate::util::steps;

/// One in the units of scores, which are logarithms.
#[cfg(feature = "train")]
pub(crate) const ONE: i32 = 32;

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
pub(crate) fn exp(score: i32) -> f64 {
    static POWERS: Lazy<[f64; 1024]> = Lazy::new(|| core::array::from_fn(power));
    POWERS[score.min(0).unsigned_abs().min(1023) as usize]
}

/// e to the power of so many steps of -1/32.
fn power(mut steps: usize) -> f64 {
    // For one step, two, four, …: correctly rounded constants, multiplied in a fixed order.
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

/// The weights that these scores make, the largest of which is one.
pub(crate) fn powers<const N: usize>(scores: [i32; N]) -> [f64; N] {
    let most = scores.iter().copied().max().unwrap_or(0);
    scores.map(|score| exp(score - most))
}

/// Units that are decided together: their candidates lie one behind the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain {
    /// Who each candidate is; none for nobody. No two of a unit are the same.
    pub(crate) who: Vec<Option<u32>>,
    /// Weights of the candidates: exponentials of their scores.
    pub(crate) local: Vec<f64>,
    /// One beyond the last candidate of each unit.
    ends: Vec<usize>,
    /// For each unit the weights of the relations to those before.
    relations: Vec<[f64; RELATIONS]>,
}

impl Chain {
    pub(crate) fn clear(&mut self) {
        self.who.clear();
        self.local.clear();
        self.ends.clear();
        self.relations.clear();
    }

    /// The candidates since the unit before, of whom there must be one, make a unit.
    pub(crate) fn close(&mut self, relations: [f64; RELATIONS]) {
        debug_assert!(self.who.len() == self.local.len() && self.who.len() > self.ends.last().copied().unwrap_or(0));
        self.ends.push(self.who.len());
        self.relations.push(relations);
    }

    /// How many units there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The candidates of a unit.
    #[inline]
    pub(crate) fn unit(&self, t: usize) -> core::ops::Range<usize> {
        t.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[t]
    }

    /// How many candidates the unit before has; the first unit has one way to come to it.
    fn rows(&self, t: usize) -> usize {
        t.checked_sub(1).map_or(1, |before| self.unit(before).len())
    }
}

/// No candidate of the unit before.
const NONE: u8 = u8::MAX;

/// ForwardBackward over all ways through a chain; used for one chain after the other.
#[derive(Debug, Default)]
pub(crate) struct ForwardBackward {
    /// Where a candidate is among those of the unit before, and of the one before that.
    last: Vec<u8>,
    before: Vec<u8>,
    /// Where somebody is among the candidates of one unit, while it is looked for.
    places: SparseMap,
    /// Weight of a candidate with the relation that most pairs have: somebody else, or nobody.
    plain: Vec<f64>,
    /// ForwardBackward over the ways up to unit t with candidate j at t-1 and k at t, at `cells[t] + j * width + k`. At unit 0 there
    /// is one j.
    forward: Vec<f64>,
    cells: Vec<usize>,
    /// ForwardBackward of `forward` over the unit before, by candidate.
    arrivals: Vec<f64>,
    /// The same from the other end, for one unit and the next.
    backward: Vec<f64>,
    earlier: Vec<f64>,
    /// The marginal probability of each candidate.
    pub(crate) marginals: Vec<f64>,
}

impl ForwardBackward {
    /// Computes the marginals of all candidates.
    pub(crate) fn run(&mut self, chain: &Chain) {
        self.walk(chain, |_, _| ());
    }

    /// The same with those of the relations.
    #[cfg(feature = "train")]
    pub(crate) fn run_with_relations(&mut self, chain: &Chain) -> Vec<[f64; RELATIONS]> {
        let mut relations = vec![[0.0; RELATIONS]; chain.len()];
        self.walk(chain, |sums, t| relations[t] = sums.relations(chain, t));
        relations
    }

    /// `each` sees every unit with its sums from both ends, the last unit first.
    fn walk(&mut self, chain: &Chain, mut each: impl FnMut(&Self, usize)) {
        if chain.len() == 0 {
            return;
        }
        self.prepare(chain);
        self.fill_forward(chain);
        self.marginals.clear();
        self.marginals.resize(chain.who.len(), 0.0);
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

    fn prepare(&mut self, chain: &Chain) {
        for list in [&mut self.last, &mut self.before] {
            list.clear();
            list.resize(chain.who.len(), NONE);
        }
        self.places.make_for(chain.who.iter().flatten().max().map_or(0, |&most| most as usize + 1));
        self.plain.clear();
        self.cells.clear();
        let mut cells = 0;
        for t in 0..chain.len() {
            let unit = chain.unit(t);
            for (places, distance) in [(&mut self.last, 1), (&mut self.before, 2)] {
                let Some(other) = t.checked_sub(distance).map(|other| chain.unit(other)) else { continue };
                let others = &chain.who[other];
                for (place, who) in others.iter().enumerate() {
                    if let Some(who) = *who {
                        self.places.put(who, place);
                    }
                }
                for (place, who) in places[unit.clone()].iter_mut().zip(&chain.who[unit.clone()]) {
                    *place = who.and_then(|who| self.places.get(who)).map_or(NONE, |place| place as u8);
                }
                others.iter().flatten().for_each(|&who| self.places.take_out(who));
            }
            let [_, _, other, nobody] = chain.relations[t];
            let plain = |(who, local): (&Option<u32>, &f64)| local * if who.is_none() { nobody } else { other };
            self.plain.extend(chain.who[unit.clone()].iter().zip(&chain.local[unit.clone()]).map(plain));
            self.cells.push(cells);
            cells += chain.rows(t) * unit.len();
        }
        self.forward.clear();
        self.forward.resize(cells, 0.0);
        self.arrivals.clear();
        self.arrivals.resize(chain.who.len(), 0.0);
    }

    fn fill_forward(&mut self, chain: &Chain) {
        // Makes the sums of the unit before one together, so that no chain is too long for them.
        let mut scale = 1.0;
        for t in 0..chain.len() {
            let (unit, rows) = (chain.unit(t), chain.rows(t));
            let wide = unit.len();
            steps::count(rows * wide);
            let (known, cells) = self.forward.split_at_mut(self.cells[t]);
            let cells = &mut cells[..rows * wide];
            let local = &chain.local[unit.clone()];
            let (known_arrivals, arrivals) = self.arrivals.split_at_mut(unit.start);
            let arrivals = &mut arrivals[..wide];
            if let Some(p) = t.checked_sub(1) {
                let [same, back, other, _] = chain.relations[t];
                let before = &known_arrivals[chain.unit(p)];
                let plain = &self.plain[unit.clone()];
                for (row, all) in cells.chunks_exact_mut(wide).zip(before) {
                    let all = all * scale;
                    for ((cell, sum), plain) in row.iter_mut().zip(arrivals.iter_mut()).zip(plain) {
                        *cell = plain * all;
                        *sum += *cell;
                    }
                }
                let places = self.last[unit.clone()].iter().zip(&self.before[unit.clone()]);
                for (k, (&last, &earlier)) in places.enumerate() {
                    let mut more = 0.0;
                    if earlier != NONE {
                        let came = &known[self.cells[p] + usize::from(earlier) * rows..][..rows];
                        let factor = local[k] * (back - other) * scale;
                        for (cell, came) in cells[k..].iter_mut().step_by(wide).zip(came) {
                            *cell += factor * came;
                            more += factor * came;
                        }
                    }
                    if last != NONE {
                        let cell = &mut cells[usize::from(last) * wide + k];
                        let all = local[k] * same * before[usize::from(last)] * scale;
                        more += all - *cell;
                        *cell = all;
                    }
                    arrivals[k] += more;
                }
            } else {
                cells.copy_from_slice(local);
                arrivals.copy_from_slice(local);
            }
            let total: f64 = arrivals.iter().sum();
            scale = if total > 0.0 { 1.0 / total } else { 1.0 };
        }
    }

    /// From the sums behind unit t to those behind the unit before it.
    fn step_back(&mut self, chain: &Chain, t: usize) {
        let (unit, rows, first) = (chain.unit(t), chain.rows(t), chain.rows(t - 1));
        let wide = unit.len();
        let [same, back, other, _] = chain.relations[t];
        self.earlier.clear();
        let plain = &self.plain[unit.clone()];
        for row in self.backward.chunks_exact(wide) {
            self.earlier.push(row.iter().zip(plain).map(|(b, plain)| b * plain).sum());
        }
        let places = || self.last[unit.clone()].iter().zip(&self.before[unit.clone()]).zip(&chain.local[unit.clone()]);
        for (k, ((&last, _), local)) in places().enumerate().filter(|(_, ((&last, _), _))| last != NONE) {
            let j = usize::from(last);
            self.earlier[j] += local * (same - other) * self.backward[j * wide + k];
        }
        // No chain is too long for the sums.
        let most = self.earlier.iter().copied().fold(0.0, f64::max);
        let scale = if most > 0.0 { 1.0 / most } else { 1.0 };
        self.earlier.iter_mut().for_each(|sum| *sum *= scale);
        for _ in 1..first {
            self.earlier.extend_from_within(..rows);
        }
        for (k, ((&last, &before), local)) in places().enumerate().filter(|(_, ((_, &before), _))| before != NONE) {
            let factor = local * (back - other) * scale;
            let row = &mut self.earlier[usize::from(before) * rows..][..rows];
            let own = row.get(usize::from(last)).copied();
            for (sum, next) in row.iter_mut().zip(self.backward[k..].iter().step_by(wide)) {
                *sum += factor * next;
            }
            if let Some(own) = own {
                row[usize::from(last)] = own;
            }
        }
        core::mem::swap(&mut self.backward, &mut self.earlier);
    }

    fn set_marginals(&mut self, chain: &Chain, t: usize) {
        let unit = chain.unit(t);
        let wide = unit.len();
        let each = &mut self.marginals[unit];
        let forward = &self.forward[self.cells[t]..];
        for (f, b) in forward.chunks_exact(wide).zip(self.backward.chunks_exact(wide)) {
            for (sum, (f, b)) in each.iter_mut().zip(f.iter().zip(b)) {
                *sum += f * b;
            }
        }
        let mass: f64 = each.iter().sum();
        if mass > 0.0 {
            each.iter_mut().for_each(|e| *e /= mass);
        }
    }

    /// The marginals of the relations of a unit with those before it.
    #[cfg(feature = "train")]
    fn relations(&self, chain: &Chain, t: usize) -> [f64; RELATIONS] {
        let mut shares = [0.0; RELATIONS];
        let Some(p) = t.checked_sub(1) else { return shares };
        let (unit, rows) = (chain.unit(t), chain.rows(t));
        let wide = unit.len();
        let [same, back, other, nobody] = chain.relations[t];
        for (j, all) in self.arrivals[chain.unit(p)].iter().enumerate() {
            for (k, at) in unit.clone().enumerate() {
                let weight = chain.local[at] * self.backward[j * wide + k];
                if chain.who[at].is_none() {
                    shares[Relation::Nobody as usize] += nobody * weight * all;
                } else if usize::from(self.last[at]) == j {
                    shares[Relation::Last as usize] += same * weight * all;
                } else {
                    let came = match self.before[at] {
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
