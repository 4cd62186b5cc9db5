//! Who is in mind, and how much: a short list of people whose weights fade.

use crate::util::ids::PersonId;
use crate::util::steps;

/// So many people are kept in mind at once.
pub(crate) const CAPACITY: usize = 24;

/// So many candidates are kept for a pronoun or a quotation.
pub(crate) const CANDIDATES: usize = 7;

/// The most salient people at some point with their weights, best first.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Antecedents {
    pub(crate) people: [Option<PersonId>; CANDIDATES],
    pub(crate) weights: [u16; CANDIDATES],
}

impl Antecedents {
    pub(crate) fn iter(&self) -> impl Iterator<Item = (PersonId, u32)> + Clone + '_ {
        let weights = self.weights.iter().copied().map(u32::from);
        self.people.iter().zip(weights).map_while(|(&person, weight)| Some((person?, weight)))
    }

    pub(crate) fn first(&self) -> Option<PersonId> {
        self.iter().next().map(|(person, _)| person)
    }

    pub(crate) fn rank(&self, person: PersonId) -> Option<usize> {
        self.iter().position(|(p, _)| p == person)
    }
}

/// How people are kept in mind: weights of their mentions, in fixed point, and what is left of them, in 256ths.
#[derive(Debug)]
pub(crate) struct SalienceParams {
    /// What a new sentence, a new paragraph and a new chapter leave.
    pub(crate) sentence: u32,
    pub(crate) paragraph: u32,
    pub(crate) chapter: u32,
    /// A mention as subject of a verb of speech, of another verb, of a clause within the sentence, and elsewhere.
    pub(crate) speaks: u32,
    pub(crate) subject: u32,
    pub(crate) inner: u32,
    pub(crate) other: u32,
    /// A name that owns something, a name in a quotation, and one that is called there.
    pub(crate) owner: u32,
    pub(crate) spoken: u32,
    pub(crate) called: u32,
    /// What a pronoun counts beside a name.
    pub(crate) pronoun: u32,
    /// What somebody of unknown gender counts for "he" or "she".
    pub(crate) unknown: u32,
    /// What a name counts that never acts and tells nothing of its entity_type; such names may be a house's.
    pub(crate) idle: Option<u32>,
    /// Mentions of a person add up; otherwise little more than the strongest one counts.
    pub(crate) grows: bool,
    /// What somebody counts whom the quotation before the clause names: people seldom do so of themselves.
    pub(crate) named: u32,
}

/// In a tale the same few people are about for pages.
pub(crate) const FICTION: SalienceParams = SalienceParams {
    sentence: 235,
    paragraph: 192,
    chapter: 48,
    speaks: 2_000,
    subject: 2_000,
    inner: 2_000,
    other: 1_100,
    owner: 700,
    spoken: 300,
    called: 500,
    pronoun: 128,
    unknown: 110,
    idle: None,
    grows: true,
    named: 256,
};

/// In a report everybody talks about one man, and "he" is the one who spoke last.
pub(crate) const NEWS: SalienceParams = SalienceParams {
    sentence: 140,
    paragraph: 200,
    chapter: 48,
    speaks: 3_600,
    subject: 2_000,
    inner: 1_200,
    other: 700,
    owner: 500,
    spoken: 120,
    called: 120,
    pronoun: 256,
    unknown: 170,
    idle: Some(128),
    grows: false,
    named: 96,
};

/// Who is in mind, and how much.
#[derive(Debug, Default)]
pub(crate) struct SalienceList {
    pub(crate) people: Vec<(PersonId, u32)>,
    pub(crate) grows: bool,
}

impl SalienceList {
    pub(crate) fn fade(&mut self, keep: u32) {
        for (_, weight) in &mut self.people {
            *weight = *weight * keep / 256;
        }
        self.people.retain(|&(_, weight)| weight > 2);
    }

    pub(crate) fn add(&mut self, person: PersonId, weight: u32) {
        match self.people.iter_mut().find(|(p, _)| *p == person) {
            Some((_, w)) if self.grows => *w = (*w + weight).min(8_000),
            Some((_, w)) => *w = weight.max(*w) + weight.min(*w) / 8,
            None => {
                if self.people.len() == CAPACITY {
                    let least = (0..CAPACITY).min_by_key(|&i| self.people[i].1).unwrap_or(0);
                    self.people.swap_remove(least);
                }
                self.people.push((person, weight));
            }
        }
    }

    pub(crate) fn holds(&self, person: PersonId) -> bool {
        self.people.iter().any(|&(p, _)| p == person)
    }

    /// The best by weight, each weight changed by `fits`, in 256ths.
    pub(crate) fn ranked(&self, fits: impl Fn(PersonId) -> Option<u32>) -> Antecedents {
        steps::count(self.people.len());
        let mut best = Antecedents::default();
        for &(person, weight) in &self.people {
            let Some(fit) = fits(person) else { continue };
            let weight = weight * fit / 256;
            let ranked = best.iter().take_while(|&(other, heavier)| (weight, other) <= (heavier, person)).count();
            if ranked < CANDIDATES {
                best.people.copy_within(ranked..CANDIDATES - 1, ranked + 1);
                best.weights.copy_within(ranked..CANDIDATES - 1, ranked + 1);
                best.people[ranked] = Some(person);
                best.weights[ranked] = weight.min(u32::from(u16::MAX)) as u16;
            }
        }
        best
    }
}
