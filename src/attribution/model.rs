//! The weights of features, and how probable each candidate is by them.

use core::fmt;

use once_cell::sync::Lazy;

use super::candidate::{Conversation, Facts};
use super::chain::{self, Link, RELATIONS};
use super::feature::{Feature, Sink, Template};
use super::hindsight::{Around, Hindsight};
use crate::speaker::PersonId;
use crate::work;

/// Conversations are decided in parts of at most so many units.
const LONGEST: usize = 200;

/// The weights of the features in 32nds of a natural logarithm: those of the two passes of tales, and of reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    pub(super) passes: [Vec<i8>; 3],
}

/// The place of the weights of reports.
pub(super) const REPORT: usize = 2;

impl Weights {
    /// Those that come with the crate.
    pub(crate) fn standard() -> &'static Self {
        static STANDARD: Lazy<Weights> = Lazy::new(|| Weights::parse(include_str!("../../data/weights/resolver.txt")));
        &STANDARD
    }

    /// Reads the form that [`Display`](fmt::Display) writes: for each template a line for each pass, its weights in the
    /// order of its values; `~9` stands for nine zeros. What is missing is zero, and lines of `#` are comments.
    fn parse(text: &str) -> Self {
        let mut weights = Self { passes: core::array::from_fn(|_| vec![0; Template::FEATURES]) };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split(' ');
            let (name, pass) = (columns.next().unwrap_or(""), columns.next());
            let Some(template) = Template::ALL.iter().find(|t| t.name() == name) else { continue };
            let Some(pass @ 1..=3) = pass.and_then(|pass| pass.parse::<usize>().ok()) else { continue };
            let pass = pass - 1;
            let mut list = weights.passes[pass][template.features()].iter_mut();
            for column in columns {
                match column.strip_prefix('~').and_then(|zeros| zeros.parse::<usize>().ok()) {
                    Some(zeros) => list.by_ref().take(zeros).for_each(drop),
                    None => {
                        if let (Some(weight), Ok(value)) = (list.next(), column.parse()) {
                            *weight = value;
                        }
                    }
                }
            }
        }
        weights
    }
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for template in Template::ALL {
            for (pass, weights) in self.passes.iter().enumerate() {
                let weights = &weights[template.features()];
                if weights.iter().all(|&w| w == 0) {
                    continue;
                }
                write!(f, "{} {}", template.name(), pass + 1)?;
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

/// Adds up the weights of both passes.
struct Score<'w> {
    weights: &'w Weights,
    sums: [i32; 2],
}

impl Sink for Score<'_> {
    fn add(&mut self, feature: Feature) {
        for (sum, weights) in self.sums.iter_mut().zip(&self.weights.passes) {
            *sum += i32::from(weights[feature.0 as usize]);
        }
    }
}

/// The conversations of a text: ranges of turns, and each aside alone.
pub(super) fn chains(conversation: &Conversation<'_, '_>) -> Vec<Vec<usize>> {
    let units = &conversation.units.list;
    let mut chains: Vec<Vec<usize>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (u, unit) in units.iter().enumerate() {
        if unit.aside {
            chains.push(vec![u]);
            continue;
        }
        if conversation.gaps[u].is_none() || open.len() == LONGEST {
            chains.extend((!open.is_empty()).then(|| core::mem::take(&mut open)));
        }
        open.push(u);
    }
    chains.extend((!open.is_empty()).then_some(open));
    chains
}

/// The candidates of a unit and how probable each of them is.
#[derive(Clone, Debug, Default)]
pub(super) struct Belief {
    pub(super) who: Vec<Option<PersonId>>,
    pub(super) probability: Vec<f64>,
}

impl Belief {
    /// The most probable candidate; nobody only if that is at least so probable.
    pub(super) fn best(&self, nobody: f64) -> Option<usize> {
        let p = |k: usize| match (self.who[k], self.probability[k]) {
            (None, p) if p < nobody => 0.0,
            (None, _) => 1.0,
            (Some(_), p) => p,
        };
        (0..self.who.len()).reduce(|best, k| if p(k) > p(best) { k } else { best })
    }
}

/// The scores of a unit in each pass.
struct Scores {
    candidates: [Vec<i32>; 2],
    relations: [[i32; RELATIONS]; 2],
}

/// Decides all units; in a single pass, without what the whole text tells of who speaks how.
pub(super) fn decide(conversation: &Conversation<'_, '_>, weights: &Weights, single_pass: bool) -> Vec<Belief> {
    let mut beliefs = vec![Belief::default(); conversation.units.list.len()];
    let mut all: Vec<Scores> = Vec::with_capacity(beliefs.len());
    let mut facts = Facts::default();
    for (u, belief) in beliefs.iter_mut().enumerate() {
        conversation.read(u, &mut facts);
        work::count(facts.who.len());
        let mut scores = Scores { candidates: [Vec::new(), Vec::new()], relations: [[0; RELATIONS]; 2] };
        for &who in &facts.who {
            let mut score = Score { weights, sums: [0; 2] };
            conversation.features(u, &facts, who, &mut score);
            for (list, sum) in scores.candidates.iter_mut().zip(score.sums) {
                list.push(sum);
            }
        }
        conversation.relations(u, &facts, &mut |features: [Feature; RELATIONS]| {
            for (sums, weights) in scores.relations.iter_mut().zip(&weights.passes) {
                for (sum, feature) in sums.iter_mut().zip(features) {
                    *sum += i32::from(weights[feature.0 as usize]);
                }
            }
        });
        belief.who.clone_from(&facts.who);
        all.push(scores);
    }
    let chains = chains(conversation);
    believe(&chains, &all, 0, &mut beliefs);
    if single_pass {
        return beliefs;
    }
    let history = conversation.history();
    let hindsight = Hindsight::new(&history, &beliefs);
    let mut around = Around::default();
    for (u, scores) in all.iter_mut().enumerate() {
        hindsight.look_around(u, &mut around);
        for (place, sum) in scores.candidates[1].iter_mut().enumerate() {
            let mut score = Score { weights, sums: [0; 2] };
            hindsight.features(u, &around, place, &mut score);
            *sum += score.sums[1];
        }
    }
    drop(hindsight);
    believe(&chains, &all, 1, &mut beliefs);
    beliefs
}

/// Sets the probabilities of a pass.
fn believe(chains: &[Vec<usize>], scores: &[Scores], pass: usize, beliefs: &mut [Belief]) {
    fn powers(scores: &[i32]) -> Vec<f64> {
        let most = scores.iter().copied().max().unwrap_or(0);
        scores.iter().map(|s| chain::exp(s - most)).collect()
    }
    for chain in chains {
        let link = |&u: &usize| {
            let relations = powers(&scores[u].relations[pass]);
            Link {
                who: beliefs[u].who.iter().map(|who| who.map(|p| p.0)).collect(),
                local: powers(&scores[u].candidates[pass]),
                relations: core::array::from_fn(|r| relations[r]),
            }
        };
        let links: Vec<Link> = chain.iter().map(link).collect();
        for (&u, probability) in chain.iter().zip(chain::marginals(&links)) {
            beliefs[u].probability = probability;
        }
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
        assert!(Weights::standard().passes.iter().all(|pass| pass.iter().any(|&weight| weight != 0)));
    }
}
