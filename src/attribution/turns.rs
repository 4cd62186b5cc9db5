//! Turn-taking: who speaks where no clause tells, decided for a whole conversation at once.
//!
//! A conversation is a chain of turns. Each has candidates with scores for what the text says around it; who follows whom
//! has scores of its own, by what lies between. The best chain is found exactly, over pairs of neighbours, since those
//! who talk come back after one turn more than at once.

use super::Evidence;
use crate::speaker::PersonId;
use crate::work;

/// Somebody who may have a turn. Scores are thousandths of a logarithm of odds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Nobody known: "they said".
    pub(super) person: Option<PersonId>,
    pub(super) score: i32,
    /// What speaks for this person most, and how much that is.
    pub(super) evidence: Evidence,
    pub(super) reason: i32,
    pub(super) mention: Option<usize>,
}

/// The speech of a paragraph, as far as turns are concerned.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    pub(super) candidates: Vec<Candidate>,
    pub(super) gap: Gap,
    /// Its clause has a pronoun.
    pub(super) pronoun: bool,
}

/// What lies between a turn and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// Narration in the paragraph of this turn, before the speech.
    Before,
    /// A paragraph of narration.
    Paragraph,
    /// More.
    Far,
    /// A chapter break, or so much that it is another conversation.
    Break,
}

/// No more candidates than these are weighed.
pub(super) const CANDIDATES: usize = 10;
/// Longer conversations are decided in parts of this length.
const LONGEST: usize = 256;

/// How likely a turn goes to the one who had the last, the last but one, or another. Read off the transitions that a
/// conditional random field learned on novels of the Project Dialogism Novel Corpus.
fn follows(turn: &Turn) -> [i32; 3] {
    match turn.gap {
        Gap::None if turn.pronoun => [-340, 970, -1180],
        Gap::None => [-1650, 1530, -1340],
        Gap::Before => [370, 260, -560],
        Gap::Paragraph => [940, -220, -910],
        Gap::Far | Gap::Break => [-40, -500, 90],
    }
}

/// For each turn, the place of its speaker among the candidates; none where there are no candidates.
pub(super) fn decide(turns: &[Turn]) -> Vec<Option<usize>> {
    let mut decided = Vec::with_capacity(turns.len());
    let mut start = 0;
    while start < turns.len() {
        let ends = |&i: &usize| turns[i].gap == Gap::Break || i - start == LONGEST;
        let end = (start + 1..turns.len()).find(ends).unwrap_or(turns.len());
        decided.extend(best_chain(&turns[start..end]));
        start = end;
    }
    decided
}

/// The chain with the highest sum of scores: one cell for each pair of neighbouring candidates.
fn best_chain(turns: &[Turn]) -> Vec<Option<usize>> {
    let nobody = [Candidate { person: None, score: 0, evidence: Evidence::Unresolved, reason: 0, mention: None }];
    let candidates = |t: usize| if turns[t].candidates.is_empty() { &nobody[..] } else { &turns[t].candidates[..] };
    let relation = |turn: usize, c: &Candidate, last: Option<&Candidate>, before: Option<&Candidate>| {
        let scores = follows(&turns[turn]);
        let same = |other: Option<&Candidate>| c.person.is_some() && other.is_some_and(|o| o.person == c.person);
        match last {
            None => 0,
            Some(_) if same(last) => scores[0],
            Some(_) if same(before) => scores[1],
            Some(_) => scores[2],
        }
    };
    // cells[i * width + j]: the best sum of a chain that ends with candidate i of the turn before and j of this one.
    let mut cells: Vec<i32> = candidates(0).iter().map(|c| c.score).collect();
    let mut rows = 1;
    let mut back: Vec<Vec<u8>> = Vec::with_capacity(turns.len());
    for t in 1..turns.len() {
        let (this, last) = (candidates(t), candidates(t - 1));
        let mut next = vec![i32::MIN; last.len() * this.len()];
        let mut from = vec![0u8; next.len()];
        work::count(rows * next.len());
        for (j, previous) in last.iter().enumerate() {
            for (k, candidate) in this.iter().enumerate() {
                for i in 0..rows {
                    let before = if t >= 2 { candidates(t - 2).get(i) } else { None };
                    let sum =
                        cells[i * last.len() + j] + candidate.score + relation(t, candidate, Some(previous), before);
                    let cell = j * this.len() + k;
                    if sum > next[cell] {
                        (next[cell], from[cell]) = (sum, i as u8);
                    }
                }
            }
        }
        (cells, rows) = (next, last.len());
        back.push(from);
    }
    // Back along the best chain.
    let width = candidates(turns.len() - 1).len();
    let best = (0..cells.len()).max_by_key(|&cell| (cells[cell], core::cmp::Reverse(cell))).unwrap_or(0);
    let (mut i, mut j) = (best / width, best % width);
    let mut chain = vec![0; turns.len()];
    for t in (0..turns.len()).rev() {
        chain[t] = j;
        if t > 0 {
            let earlier = back[t - 1][i * candidates(t).len() + j] as usize;
            (i, j) = (earlier, i);
        }
    }
    chain.into_iter().zip(turns).map(|(j, turn)| (!turn.candidates.is_empty()).then_some(j)).collect()
}
