//! What is decided about a quotation, before it becomes a record.

use crate::record::{Confidence, Evidence, QuoteKind};
use crate::util::ids::{Column, CueId, MentionId, PersonId, QuoteId};

/// The decision about an outermost quotation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decision {
    pub(crate) kind: QuoteKind,
    pub(crate) speaker: Option<PersonId>,
    pub(crate) evidence: Evidence,
    /// The mention that names the speaker there.
    pub(crate) mention: Option<MentionId>,
    pub(crate) cue: Option<CueId>,
    pub(crate) confidence: Confidence,
}

impl Decision {
    /// Direct speech of which the text does not tell the speaker. Nested quotations keep its confidence, since nothing
    /// is known of them.
    pub(crate) const UNRESOLVED: Self = Self {
        kind: QuoteKind::Direct,
        speaker: None,
        evidence: Evidence::Unresolved,
        mention: None,
        cue: None,
        confidence: Confidence::thousandths(300),
    };
}

/// The decisions about all outermost quotations.
#[derive(Debug)]
pub(crate) struct Decisions {
    pub(crate) list: Column<QuoteId, Decision>,
    /// By quotation, the people who may have said it.
    pub(crate) rankings: Column<QuoteId, Ranking>,
}

/// Number of people in a ranking. A record has three alternatives at most; twice as many people are kept, and the
/// speaker, since some of them may not be listed as speakers.
const RANKED: usize = 7;

/// Minimum posterior of a ranked person. Below it, the model expects fewer than one right answer in fifty.
const LEAST: f64 = 0.02;

/// The most probable speakers of a quotation with their posteriors, best first. Each person occurs once.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ranking {
    people: [Option<PersonId>; RANKED],
    posteriors: [f32; RANKED],
}

impl Ranking {
    /// The ranking of some people, each given once. Equal posteriors keep the order in which they are given.
    pub(crate) fn of(people: impl Iterator<Item = (PersonId, f64)>) -> Self {
        let mut ranking = Self::default();
        for (person, posterior) in people.filter(|&(_, posterior)| posterior >= LEAST) {
            let rank = ranking.iter().take_while(|&(_, better)| better >= posterior).count();
            if rank < RANKED {
                ranking.people.copy_within(rank..RANKED - 1, rank + 1);
                ranking.posteriors.copy_within(rank..RANKED - 1, rank + 1);
                ranking.people[rank] = Some(person);
                ranking.posteriors[rank] = posterior as f32;
            }
        }
        ranking
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (PersonId, f64)> + '_ {
        let posteriors = self.posteriors.iter().copied().map(f64::from);
        self.people.iter().zip(posteriors).map_while(|(&person, posterior)| Some((person?, posterior)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Ranking, LEAST, RANKED};
    use crate::tests::random::Random;
    use crate::util::ids::{Id, PersonId};

    /// Against sorting all.
    #[test]
    fn a_ranking_has_the_most_probable_people() {
        let mut random = Random::new(3);
        for _ in 0..2_000 {
            let people: Vec<(PersonId, f64)> = (0..random.below(20))
                .map(|person| (PersonId::new(person), f64::from(random.below(12) as f32 / 256.0)))
                .collect();
            let mut sorted = people.clone();
            sorted.retain(|&(_, posterior)| posterior >= LEAST);
            sorted.sort_by(|a, b| b.1.total_cmp(&a.1));
            sorted.truncate(RANKED);
            assert_eq!(Ranking::of(people.into_iter()).iter().collect::<Vec<_>>(), sorted);
        }
    }
}
