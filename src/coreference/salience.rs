//! Salience: a short list of people, whose weights grow with their mentions and fade with every sentence.

use std::collections::BTreeMap;

use crate::util::ids::PersonId;
use crate::util::steps;

/// Capacity of the salience list. Few scenes have more people, and each pronoun reads the whole list.
const CAPACITY: usize = 24;
/// Maximum number of antecedents of a pronoun, and of salient people of a quotation.
const ANTECEDENTS: usize = 7;
/// Maximum weight of a person: four mentions as subject. Without it, a page about one person would outweigh the pages
/// after it.
const CEILING: u32 = 8_000;
/// Weight at which a person is forgotten. Most factors round it to nothing.
const FLOOR: u32 = 2;

/// The most salient people at some point of the text with their weights, heaviest first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Antecedents {
    /// Each once, without gaps before the last one.
    people: [Option<PersonId>; ANTECEDENTS],
    /// Those of the people. They do not increase; above 65,535 they are cut off.
    weights: [u16; ANTECEDENTS],
}

impl Default for Antecedents {
    fn default() -> Self {
        Self::NOBODY
    }
}

impl Antecedents {
    pub(crate) const NOBODY: Self = Self { people: [None; ANTECEDENTS], weights: [0; ANTECEDENTS] };

    pub(crate) fn iter(&self) -> impl Iterator<Item = (PersonId, u32)> + Clone + '_ {
        let weights = self.weights.iter().copied().map(u32::from);
        self.people.iter().zip(weights).map_while(|(&person, weight)| Some((person?, weight)))
    }

    pub(crate) fn people(&self) -> impl Iterator<Item = PersonId> + Clone + '_ {
        self.iter().map(|(person, _)| person)
    }

    pub(crate) fn first(&self) -> Option<PersonId> {
        self.people().next()
    }

    pub(crate) fn rank(&self, person: PersonId) -> Option<usize> {
        self.people().position(|other| other == person)
    }

    /// Puts other people in the place of some. Whoever is in the list twice keeps the greater weight.
    pub(crate) fn rename(&mut self, names: &BTreeMap<PersonId, PersonId>) {
        if self.people().any(|person| names.contains_key(&person)) {
            let before = core::mem::take(self);
            for (person, weight) in before.iter() {
                let person = names.get(&person).copied().unwrap_or(person);
                if self.rank(person).is_none() {
                    self.insert(person, weight);
                }
            }
        }
    }

    /// Inserts a person who is not in the list: before all with a lower weight, and at equal weights before those with
    /// a higher id.
    fn insert(&mut self, person: PersonId, weight: u32) {
        let rank = self.iter().take_while(|&(other, heavier)| (weight, other) <= (heavier, person)).count();
        if rank < ANTECEDENTS {
            self.people.copy_within(rank..ANTECEDENTS - 1, rank + 1);
            self.weights.copy_within(rank..ANTECEDENTS - 1, rank + 1);
            self.people[rank] = Some(person);
            self.weights[rank] = weight.min(u32::from(u16::MAX)) as u16;
        }
    }
}

/// A factor in 256ths.
pub(crate) type Factor = u32;

/// The factor one.
pub(crate) const WHOLE: Factor = 256;

/// Maximum of all weights, beyond what any mention adds up to in real text: a product with a factor of at most
/// [`WHOLE`] fits in 32 bits.
const LIMIT: u32 = u32::MAX / WHOLE;

/// A weight of at most [`LIMIT`] times a factor of at most [`WHOLE`], rounded down.
pub(crate) fn scaled(weight: u32, factor: Factor) -> u32 {
    weight * factor / WHOLE
}

/// Salience parameters: weights of mentions and factors of weights.
///
/// They are set by hand on novels and news. With the parameters of news 86 % of the pronouns in news are right, with
/// those of fiction 67 %.
#[derive(Debug)]
pub(crate) struct SalienceParams {
    /// Factors by which weights fade at a new sentence, a new paragraph and a new chapter.
    pub(crate) sentence: Factor,
    pub(crate) paragraph: Factor,
    pub(crate) chapter: Factor,
    /// Weights of a mention as subject of a verb of speech, of another verb, of a subordinate clause, and elsewhere.
    pub(crate) speaks: u32,
    pub(crate) subject: u32,
    /// Weight of a name as the first subject of a paragraph, where the text has not named the person before.
    pub(crate) introduced: u32,
    pub(crate) inner: u32,
    /// Weight of the first full name of a person elsewhere: "Thanks to Ada Hale".
    pub(crate) first: u32,
    pub(crate) other: u32,
    /// Weight of a name within another mention: "Emma" in "Emma's mother".
    pub(crate) owner: u32,
    /// Weights of a name in a quotation, and of a vocative.
    pub(crate) spoken: u32,
    pub(crate) addressed: u32,
    /// Factor of a pronoun as against a name.
    pub(crate) pronoun: Factor,
    /// Factor of a person of unknown gender as antecedent of "he" or "she".
    pub(crate) unknown: Factor,
    /// Factor of a name of unknown type that is never a subject, as antecedent of "he" or "she": it may name a house.
    /// `None` excludes it.
    pub(crate) idle: Option<Factor>,
    /// Factor of a person who is named in the quotation before the pronoun: speakers rarely name themselves.
    pub(crate) named: Factor,
    pub(crate) growth: Growth,
    /// Whether nouns that speak are institutions, whom "it" takes up ("the park said"), and people are called by their
    /// nation or their age ("the Romanian said", "the 24-year-old").
    pub(crate) press: bool,
}

/// How the weights of the mentions of a person add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Growth {
    /// To their sum, up to [`CEILING`].
    Sum,
    /// To the larger one and [one eighth](WEAKER_PART) of the other.
    Strongest,
}

/// Divisor of the smaller of two weights under [`Growth::Strongest`].
const WEAKER_PART: u32 = 8;

impl SalienceParams {
    /// Fiction: the same few people are present for pages, so weights fade slowly.
    pub(crate) const FICTION: Self = Self {
        sentence: 235,
        paragraph: 192,
        chapter: 48,
        speaks: 2_000,
        subject: 2_000,
        introduced: 2_000,
        inner: 2_000,
        first: 1_100,
        other: 1_100,
        owner: 700,
        spoken: 300,
        addressed: 500,
        pronoun: 128,
        unknown: 110,
        idle: Some(16),
        named: WHOLE,
        growth: Growth::Sum,
        press: false,
    };

    /// News: an article is about one man whom all sources name, and "he" is the source who spoke last. Weights fade
    /// fast, and mentions of the same man hardly add up.
    pub(crate) const NEWS: Self = Self {
        sentence: 140,
        paragraph: 150,
        chapter: 48,
        speaks: 3_600,
        subject: 3_000,
        introduced: 3_600,
        inner: 1_200,
        first: 1_600,
        other: 700,
        owner: 500,
        spoken: 120,
        addressed: 120,
        pronoun: WHOLE,
        unknown: 170,
        idle: Some(128),
        named: 96,
        growth: Growth::Strongest,
        press: true,
    };
}

/// The salient people at some point of the text.
#[derive(Debug)]
pub(crate) struct SalienceList {
    /// People with their weights, each once; [`CAPACITY`] at most. In no order.
    people: Vec<(PersonId, u32)>,
    growth: Growth,
}

impl SalienceList {
    pub(crate) fn new(growth: Growth) -> Self {
        Self { people: Vec::with_capacity(CAPACITY), growth }
    }

    /// Scales all weights, and forgets people whose weight is [`FLOOR`] or less.
    pub(crate) fn fade(&mut self, factor: Factor) {
        for (_, weight) in &mut self.people {
            *weight = scaled(*weight, factor);
        }
        self.people.retain(|&(_, weight)| weight > FLOOR);
    }

    /// Adds the weight of a mention to its person. Where the list is full, a new person replaces the one with the
    /// lowest weight.
    pub(crate) fn add(&mut self, person: PersonId, weight: u32) {
        match (self.people.iter_mut().find(|(other, _)| *other == person), self.growth) {
            (Some((_, known)), Growth::Sum) => *known = (*known + weight).min(CEILING),
            (Some((_, known)), Growth::Strongest) => {
                *known = (weight.max(*known) + weight.min(*known) / WEAKER_PART).min(LIMIT);
            }
            (None, _) => {
                if self.people.len() == CAPACITY {
                    let lightest = (0..CAPACITY).min_by_key(|&i| self.people[i].1).unwrap_or(0);
                    self.people.swap_remove(lightest);
                }
                self.people.push((person, weight));
            }
        }
    }

    pub(crate) fn contains(&self, person: PersonId) -> bool {
        self.people.iter().any(|&(other, _)| other == person)
    }

    /// The people with the highest weights, each scaled by `factor`; people for whom it is `None` are left out.
    pub(crate) fn best(&self, factor: impl Fn(PersonId) -> Option<Factor>) -> Antecedents {
        steps::count(self.people.len());
        let mut best = Antecedents::NOBODY;
        for &(person, weight) in &self.people {
            if let Some(factor) = factor(person) {
                best.insert(person, scaled(weight, factor));
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::{Antecedents, Growth, SalienceList, ANTECEDENTS, CAPACITY, CEILING, WHOLE};
    use crate::tests::random::Random;
    use crate::util::ids::{Id, PersonId};

    fn person(index: usize) -> PersonId {
        PersonId::new(index)
    }

    #[test]
    fn antecedents_are_those_of_a_sorted_list() {
        let mut random = Random::new(3);
        for _ in 0..1000 {
            let mut all: Vec<(PersonId, u32)> =
                (0..random.below(12)).map(|index| (person(index), random.below(6) as u32)).collect();
            let mut found = Antecedents::NOBODY;
            all.iter().for_each(|&(person, weight)| found.insert(person, weight));
            all.sort_by_key(|&(person, weight)| (core::cmp::Reverse(weight), person));
            all.truncate(ANTECEDENTS);
            assert_eq!(found.iter().collect::<Vec<_>>(), all);
            assert!(all.iter().enumerate().all(|(rank, &(person, _))| found.rank(person) == Some(rank)));
        }
    }

    #[test]
    fn whoever_is_in_the_list_twice_keeps_the_greater_weight() {
        let mut people = Antecedents::NOBODY;
        for (index, weight) in [(0, 9), (1, 7), (2, 5)] {
            people.insert(person(index), weight);
        }
        let renamed = |pairs: &[(usize, usize)]| {
            let mut renamed = people;
            renamed.rename(&pairs.iter().map(|&(from, to)| (person(from), person(to))).collect());
            renamed.iter().map(|(person, weight)| (person.index(), weight)).collect::<Vec<_>>()
        };
        assert_eq!(renamed(&[]), [(0, 9), (1, 7), (2, 5)]);
        assert_eq!(renamed(&[(4, 5)]), [(0, 9), (1, 7), (2, 5)]);
        assert_eq!(renamed(&[(1, 5)]), [(0, 9), (5, 7), (2, 5)]);
        assert_eq!(renamed(&[(0, 2)]), [(2, 9), (1, 7)]);
        assert_eq!(renamed(&[(2, 0)]), [(0, 9), (1, 7)]);
    }

    #[test]
    fn weights_add_up_as_the_genre_has_it() {
        let weight = |growth, weights: &[u32]| {
            let mut list = SalienceList::new(growth);
            weights.iter().for_each(|&weight| list.add(person(0), weight));
            list.best(|_| Some(WHOLE)).iter().next().unwrap().1
        };
        assert_eq!(weight(Growth::Sum, &[100, 300]), 400);
        assert_eq!(weight(Growth::Strongest, &[100, 300]), 312);
        assert_eq!(weight(Growth::Sum, &[6_000, 6_000]), CEILING);
    }

    /// A hostile sentence may mention one person any number of times.
    #[test]
    fn weights_are_bounded() {
        for growth in [Growth::Sum, Growth::Strongest] {
            let mut list = SalienceList::new(growth);
            (0..100_000).for_each(|_| list.add(person(0), 3_600));
            assert!(list.best(|_| Some(WHOLE)).iter().all(|(_, weight)| weight > 0));
            list.fade(WHOLE);
            assert!(list.contains(person(0)));
        }
    }

    #[test]
    fn people_fade_and_are_forgotten() {
        let mut list = SalienceList::new(Growth::Sum);
        list.add(person(0), 100);
        list.add(person(1), 4);
        list.fade(WHOLE / 2);
        assert!(list.contains(person(0)) && !list.contains(person(1)));
    }

    #[test]
    fn a_full_list_forgets_the_lightest() {
        let mut list = SalienceList::new(Growth::Sum);
        (0..CAPACITY).for_each(|index| list.add(person(index), 100 + index as u32));
        list.add(person(CAPACITY), 500);
        assert!(!list.contains(person(0)) && list.contains(person(1)) && list.contains(person(CAPACITY)));
        assert_eq!(list.best(|_| Some(WHOLE)).first(), Some(person(CAPACITY)));
    }
}
