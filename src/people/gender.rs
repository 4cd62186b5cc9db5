//! Votes on the gender of people.

use crate::lexicon::class::Classes;
use crate::mention::mention::Pronoun;
use crate::mention::narration::{Mentions, NarrationItem};
use crate::record::Gender;
use crate::token::tokens::Tokens;
use crate::util::ids::{Column, Id, MentionId};

/// Minimum majority at which pronouns alone tell a gender: fewer may all mean somebody else.
const CLEAR: i32 = 4;

/// What tells the gender of a person: "he" against "she".
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Votes {
    /// Votes for male less votes for female.
    balance: i32,
    count: i32,
}

/// 1 for male, -1 for female.
fn sign(gender: Gender) -> i32 {
    match gender {
        Gender::Male => 1,
        Gender::Female => -1,
        Gender::Unknown => 0,
    }
}

impl Votes {
    pub(crate) fn add(&mut self, gender: Gender, times: i32) {
        self.balance += times * sign(gender);
        self.count += times * sign(gender).abs();
    }

    /// The gender that has a majority of at least [`CLEAR`] votes and at least three in four of all.
    pub(crate) fn clear(self) -> Gender {
        match self.balance {
            balance if balance.abs() < CLEAR || 2 * balance.abs() < self.count => Gender::Unknown,
            1.. => Gender::Male,
            _ => Gender::Female,
        }
    }

    /// The balance with the vote of a given name. It weighs as three votes and a quarter of all others: where two people
    /// talk, many pronouns after one of them mean the other.
    pub(crate) fn balance_with_given(self, given: Gender) -> i32 {
        self.balance + (3 + self.count / 4) * sign(given)
    }
}

/// Counts "he" against "she" after the last name in their paragraph. `owner` tells to whom a mention belongs, one of
/// `owners`.
pub(crate) fn pronoun_votes<O: Id>(
    tokens: &Tokens<'_>,
    mentions: &Mentions,
    owners: usize,
    owner: impl Fn(MentionId) -> Option<O>,
) -> Column<O, Votes> {
    let mut votes = Column::filled(Votes::default(), owners);
    for &paragraph in &mentions.paragraphs {
        let mut last: Option<O> = None;
        for item in mentions.narration.within(paragraph) {
            let NarrationItem::Mention(m) = item else { continue };
            match mentions.list[m].pronoun() {
                None => {
                    // "Arden put on her coat"
                    let possessive = tokens.classes(mentions.list[m].words.start());
                    if let (Some(owner), true) = (last, possessive.any(Classes::POSSESSIVE_PRONOUN)) {
                        votes[owner].add(possessive.noun_gender(), 1);
                    }
                    last = owner(m).or(last);
                }
                Some(Pronoun::He | Pronoun::She) => {
                    if let Some(owner) = last {
                        votes[owner].add(mentions.list[m].gender, 1);
                    }
                }
                Some(_) => {}
            }
        }
    }
    votes
}

#[cfg(test)]
mod tests {
    use super::{Gender, Votes};

    fn votes(male: i32, female: i32) -> Votes {
        let mut votes = Votes::default();
        votes.add(Gender::Male, male);
        votes.add(Gender::Female, female);
        votes.add(Gender::Unknown, 100);
        votes
    }

    #[test]
    fn a_clear_majority_decides() {
        assert_eq!(votes(4, 0).clear(), Gender::Male);
        assert_eq!(votes(3, 0).clear(), Gender::Unknown);
        assert_eq!(votes(2, 6).clear(), Gender::Female);
        assert_eq!(votes(3, 7).clear(), Gender::Unknown);
    }

    #[test]
    fn a_given_name_outweighs_few_pronouns() {
        assert!(votes(0, 2).balance_with_given(Gender::Male) > 0);
        assert!(votes(0, 9).balance_with_given(Gender::Male) < 0);
        assert_eq!(votes(1, 0).balance_with_given(Gender::Unknown), 1);
    }
}
