//! The weights of features, and how probable each candidate is by them.

use core::fmt;
use core::ops::Range;

use once_cell::sync::Lazy;

use super::candidate::Candidates;
use super::chain::{self, Chain, Sums, RELATIONS};
use super::conversation::Conversation;
use super::feature::{Feature, Sink, Template};
use super::hindsight::{Around, Hindsight};
use super::weigh;
use crate::room::make_room;
use crate::speaker::PersonId;
use crate::work;

/// Conversations are decided in parts of at most so many units.
const LONGEST: usize = 200;

/// The weights of the features in 32nds of a natural logarithm: those of the two passes of tales, and of reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// By feature.
    pub(super) tale: Vec<[i8; 2]>,
    pub(super) report: Vec<[i8; 1]>,
}

/// Which of the weights of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pass {
    First,
    Second,
    Report,
}

impl Pass {
    const ALL: [Self; 3] = [Self::First, Self::Second, Self::Report];
}

impl Weights {
    /// Those that come with the crate.
    pub(crate) fn standard() -> &'static Self {
        static STANDARD: Lazy<Weights> = Lazy::new(|| Weights::parse(include_str!("../../data/weights/resolver.txt")));
        &STANDARD
    }

    /// Reads the form that [`Display`](fmt::Display) writes: for each template a line for each pass, its weights in the
    /// order of its values; `~9` stands for nine zeros. What is missing is zero, and lines of `#` are comments.
    fn parse(text: &str) -> Self {
        let mut weights = Self { tale: vec![[0; 2]; Template::FEATURES], report: vec![[0]; Template::FEATURES] };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split(' ');
            let (name, pass) = (columns.next().unwrap_or(""), columns.next());
            let Some(template) = Template::ALL.iter().find(|t| t.name() == name) else { continue };
            let pass = pass.and_then(|pass| pass.parse::<usize>().ok()?.checked_sub(1));
            let Some(&pass) = pass.and_then(|pass| Pass::ALL.get(pass)) else { continue };
            let mut features = template.features();
            for column in columns {
                match column.strip_prefix('~').and_then(|zeros| zeros.parse::<usize>().ok()) {
                    Some(zeros) => features.start += zeros,
                    None => {
                        if let (Some(feature), Ok(value)) = (features.next(), column.parse()) {
                            *weights.get_mut(feature, pass) = value;
                        }
                    }
                }
            }
        }
        weights
    }

    fn get_mut(&mut self, feature: usize, pass: Pass) -> &mut i8 {
        match pass {
            Pass::First => &mut self.tale[feature][0],
            Pass::Second => &mut self.tale[feature][1],
            Pass::Report => &mut self.report[feature][0],
        }
    }

    /// Other weights for a pass.
    #[cfg(feature = "train")]
    pub(super) fn set(&mut self, pass: Pass, weights: &[i8]) {
        for (feature, &weight) in weights.iter().enumerate() {
            *self.get_mut(feature, pass) = weight;
        }
    }

    fn list(&self, template: Template, pass: Pass) -> Vec<i8> {
        let weight = |feature: usize| match pass {
            Pass::First => self.tale[feature][0],
            Pass::Second => self.tale[feature][1],
            Pass::Report => self.report[feature][0],
        };
        template.features().map(weight).collect()
    }
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for template in Template::ALL {
            for pass in Pass::ALL {
                let weights = self.list(*template, pass);
                if weights.iter().all(|&w| w == 0) {
                    continue;
                }
                write!(f, "{} {}", template.name(), pass as usize + 1)?;
                for run in weights.chunk_by(|a, b| *a == 0 && *b == 0) {
                    match run {
                        [0, _, ..] => write!(f, " ~{}", run.len())?,
                        _ => write!(f, " {}", run[0])?,
                    }
                }
                writeln!(f)?;
            }
        }
        Ok(())
    }
}

/// The candidates of all units and how probable each of them is.
#[derive(Clone, Debug)]
pub(super) struct Beliefs<W> {
    who: Vec<Option<W>>,
    probability: Vec<f32>,
    /// By unit: one beyond its last candidate.
    ends: Vec<u32>,
}

/// The candidates of a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Belief<'a, W> {
    pub(super) who: &'a [Option<W>],
    probability: &'a [f32],
}

impl<W> Default for Beliefs<W> {
    fn default() -> Self {
        Self { who: Vec::new(), probability: Vec::new(), ends: Vec::new() }
    }
}

impl<W: Copy> Beliefs<W> {
    /// Adds a unit of which nothing is believed yet.
    pub(super) fn push(&mut self, who: &[Option<W>]) {
        self.who.extend_from_slice(who);
        self.probability.resize(self.who.len(), 0.0);
        self.ends.push(self.who.len() as u32);
    }

    /// How many units there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    fn range(&self, u: usize) -> Range<usize> {
        u.checked_sub(1).map_or(0, |before| self.ends[before] as usize)..self.ends[u] as usize
    }

    pub(super) fn of(&self, u: usize) -> Belief<'_, W> {
        let range = self.range(u);
        Belief { who: &self.who[range.clone()], probability: &self.probability[range] }
    }

    pub(super) fn set(&mut self, u: usize, probability: &[f64]) {
        let range = self.range(u);
        for (known, &new) in self.probability[range].iter_mut().zip(probability) {
            *known = new as f32;
        }
    }
}

impl<'a, W: Copy> Belief<'a, W> {
    pub(super) fn iter(self) -> impl Iterator<Item = (Option<W>, f64)> + 'a {
        self.who.iter().copied().zip(self.probability.iter().copied().map(f64::from))
    }

    /// The people among the candidates, with their places.
    pub(super) fn people(self) -> impl Iterator<Item = (usize, W)> + 'a {
        self.who.iter().enumerate().filter_map(|(place, &who)| Some((place, who?)))
    }

    /// How probable a candidate is.
    pub(super) fn of(self, candidate: usize) -> f64 {
        f64::from(self.probability[candidate])
    }

    /// The most probable candidate; nobody only if that is at least so probable.
    pub(super) fn best(self, nobody: f64) -> Option<usize> {
        let p = |k: usize| match (self.who[k], self.of(k)) {
            (None, p) if p < nobody => 0.0,
            (None, _) => 1.0,
            (Some(_), p) => p,
        };
        (0..self.who.len()).reduce(|best, k| if p(k) > p(best) { k } else { best })
    }
}

/// Adds up the scores of all candidates in each pass and computes what is believed by them.
pub(super) struct Scorer<'w, W, const PASSES: usize> {
    weights: &'w [[i8; PASSES]],
    /// By candidate: sums of a few dozen weights.
    scores: Vec<[i16; PASSES]>,
    /// By unit.
    relations: Vec<[[i16; PASSES]; RELATIONS]>,
    pub(super) beliefs: Beliefs<W>,
    /// How many units there will be.
    units: usize,
}

/// What units are decided with; used for one chain after the other.
#[derive(Debug, Default)]
pub(super) struct Solver {
    chain: Chain,
    sums: Sums,
}

/// The scores of a unit.
pub(super) struct Scores<'s, const PASSES: usize> {
    weights: &'s [[i8; PASSES]],
    candidates: &'s mut [[i16; PASSES]],
    relations: &'s mut [[i16; PASSES]; RELATIONS],
}

impl<const PASSES: usize> Scores<'_, PASSES> {
    /// Takes a feature of each relation.
    pub(super) fn relate(&mut self, features: [Feature; RELATIONS]) {
        for (sums, feature) in self.relations.iter_mut().zip(features) {
            add(sums, &self.weights[usize::from(feature.0)]);
        }
    }
}

impl<const PASSES: usize> Sink for Scores<'_, PASSES> {
    #[inline]
    fn add(&mut self, place: usize, feature: Feature) {
        add(&mut self.candidates[place], &self.weights[usize::from(feature.0)]);
    }
}

#[inline]
fn add<const PASSES: usize>(sums: &mut [i16; PASSES], weights: &[i8; PASSES]) {
    for (sum, &weight) in sums.iter_mut().zip(weights) {
        *sum += i16::from(weight);
    }
}

impl<'w, W: Copy + Into<u32>, const PASSES: usize> Scorer<'w, W, PASSES> {
    pub(super) fn new(weights: &'w [[i8; PASSES]], units: usize) -> Self {
        Self { units, weights, scores: Vec::new(), relations: Vec::new(), beliefs: Beliefs::default() }
    }

    /// Adds a unit with these candidates.
    pub(super) fn open(&mut self, who: &[Option<W>]) -> Scores<'_, PASSES> {
        work::count(who.len());
        let done = self.beliefs.len();
        make_room(&mut self.scores, who.len(), done, self.units);
        make_room(&mut self.relations, 1, done, self.units);
        make_room(&mut self.beliefs.who, who.len(), done, self.units);
        make_room(&mut self.beliefs.probability, who.len(), done, self.units);
        self.beliefs.push(who);
        self.scores.resize(self.scores.len() + who.len(), [0; PASSES]);
        self.relations.push([[0; PASSES]; RELATIONS]);
        self.scores(self.beliefs.len() - 1).1
    }

    /// What is believed so far, and the scores of a unit.
    fn scores(&mut self, u: usize) -> (&Beliefs<W>, Scores<'_, PASSES>) {
        let candidates = &mut self.scores[self.beliefs.range(u)];
        (&self.beliefs, Scores { weights: self.weights, candidates, relations: &mut self.relations[u] })
    }

    /// Decides some units together, by the scores of a pass.
    pub(super) fn believe(&mut self, solver: &mut Solver, units: impl Iterator<Item = usize> + Clone, pass: usize) {
        let Solver { chain, sums } = solver;
        chain.clear();
        for u in units.clone() {
            let range = self.beliefs.range(u);
            let most = self.scores[range.clone()].iter().map(|score| score[pass]).max().map_or(0, i32::from);
            for at in range {
                let below = i32::from(self.scores[at][pass]) - most;
                chain.who.push(self.beliefs.who[at].map(W::into));
                chain.local.push(chain::exp(below));
            }
            chain.close(chain::powers(self.relations[u].map(|sums| i32::from(sums[pass]))));
        }
        sums.run(chain);
        for (t, u) in units.enumerate() {
            self.beliefs.set(u, &sums.marginals[chain.unit(t)]);
        }
    }
}

/// Calls `each` with the units that are decided together, in the order in which they end: the turns of a conversation, in
/// parts, and each aside alone. What is learned depends on the order.
pub(super) fn chains(conversation: &Conversation<'_, '_>, mut each: impl FnMut(&[usize])) {
    let units = &conversation.units.list;
    let mut asides = (0..units.len()).filter(|&u| units[u].aside).peekable();
    let mut parts = conversation.turns.parts(LONGEST).peekable();
    let mut part = Vec::with_capacity(LONGEST);
    while let Some(turns) = parts.next() {
        part.clear();
        part.extend(turns);
        let end = parts.peek_mut().and_then(|next| next.clone().next()).unwrap_or(units.len());
        while let Some(aside) = asides.next_if(|&aside| aside < end) {
            each(&[aside]);
        }
        each(&part);
    }
    asides.for_each(|aside| each(&[aside]));
}

/// Decides all units; in a single pass, without what the whole text tells of who speaks how.
pub(super) fn decide(conversation: &Conversation<'_, '_>, weights: &Weights, single_pass: bool) -> Beliefs<PersonId> {
    let mut scorer = Scorer::new(&weights.tale, conversation.units.list.len());
    let mut candidates = Candidates::default();
    for u in 0..conversation.units.list.len() {
        candidates.read(conversation, u);
        let mut scores = scorer.open(&candidates.who);
        weigh::features(conversation, u, &candidates, &mut scores);
        weigh::relations(conversation, u, &mut |features| scores.relate(features));
    }
    let solve = |scorer: &mut Scorer<'_, _, 2>, pass| {
        let mut solver = Solver::default();
        chains(conversation, |units| scorer.believe(&mut solver, units.iter().copied(), pass));
    };
    solve(&mut scorer, 0);
    if single_pass {
        return scorer.beliefs;
    }
    look_again(conversation, &mut scorer);
    solve(&mut scorer, 1);
    scorer.beliefs
}

/// Adds what the first pass tells to the scores of all units.
fn look_again(conversation: &Conversation<'_, '_>, scorer: &mut Scorer<'_, PersonId, 2>) {
    let history = conversation.history();
    let hindsight = Hindsight::new(&history, &conversation.turns, &scorer.beliefs);
    let mut around = Around::new(history.people);
    for u in 0..conversation.units.list.len() {
        let (beliefs, mut scores) = scorer.scores(u);
        hindsight.look_around(u, beliefs, &mut around);
        hindsight.features(u, beliefs, &around, &mut scores);
    }
}

#[cfg(test)]
mod tests {
    use super::{Template, Weights};

    /// The table belongs to these templates: each has as many weights as values, and what is read is what is written.
    #[test]
    fn the_table_fits_the_templates() {
        let table = include_str!("../../data/weights/resolver.txt");
        let lines: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
        for line in &lines {
            let mut columns = line.split(' ');
            let name = columns.next().unwrap();
            let template = Template::ALL.iter().find(|t| t.name() == name).unwrap_or_else(|| panic!("{name}"));
            assert!(matches!(columns.next(), Some("1" | "2" | "3")), "{line}");
            let weights = columns.map(|column| match column.strip_prefix('~') {
                Some(zeros) => zeros.parse().unwrap(),
                None => column.parse::<i8>().map(|_| 1).unwrap(),
            });
            assert_eq!(weights.sum::<usize>(), template.features().len(), "{name}");
        }
        assert_eq!(Weights::standard().to_string(), lines.join("\n") + "\n");
        let standard = Weights::standard();
        assert!(standard.tale.iter().any(|w| w[0] != 0) && standard.tale.iter().any(|w| w[1] != 0));
        assert!(standard.report.iter().any(|w| w[0] != 0));
    }
}
