//! Votes on the gender of people: pronouns after their names, titles and nouns, given names.

use crate::lexicon::class::Classes;
use crate::mention::mention::{Mention, Pronoun};
use crate::mention::narration::{Mentions, NarrationItem};
use crate::record::Gender;
use crate::token::tokens::Tokens;
use crate::util::ids::{Column, Id, MentionId};

/// Minimum majority, in votes, at which pronouns alone tell a gender. Fewer may all mean somebody else.
const CLEAR: i32 = 4;
/// Weight of a given name in votes, beside its share of all others.
const GIVEN_NAME: i32 = 3;
/// Votes of a spouse: "his wife" is that of the man who was named last.
const SPOUSE: i32 = 2;
/// Number of other votes for which a given name gets one more vote. Where two people talk, many pronouns after the name
/// of one of them mean the other.
const VOTES_PER_GIVEN_NAME: i32 = 4;

/// Votes for a gender.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Votes {
    /// Votes for male less votes for female.
    balance: i32,
    /// Number of all votes. At least the absolute balance.
    count: i32,
}

/// 1 for male, -1 for female, 0 for unknown.
fn sign(gender: Gender) -> i32 {
    match gender {
        Gender::Male => 1,
        Gender::Female => -1,
        Gender::Unknown => 0,
    }
}

impl Votes {
    /// Adds votes for a gender; none for an unknown one.
    pub(crate) fn add(&mut self, gender: Gender, votes: i32) {
        self.balance += votes * sign(gender);
        self.count += votes * sign(gender).abs();
    }

    /// The gender that leads by at least [`CLEAR`] votes and has at least three quarters of all.
    pub(crate) fn clear(self) -> Gender {
        // Three quarters of all votes lead by half of them.
        match self.balance {
            balance if balance.abs() < CLEAR || 2 * balance.abs() < self.count => Gender::Unknown,
            1.. => Gender::Male,
            _ => Gender::Female,
        }
    }

    /// The balance with the votes of a given name.
    pub(crate) fn balance_with_given(self, given: Gender) -> i32 {
        self.balance + (GIVEN_NAME + self.count / VOTES_PER_GIVEN_NAME) * sign(given)
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
        // The same without what stands after a preposition: "Hale, who farms at Sarn, and his wife".
        let mut last_acting: Option<O> = None;
        for item in mentions.narration.within(paragraph) {
            let NarrationItem::Mention(m) = item else { continue };
            match mentions.list[m].pronoun() {
                None if is_spouse(tokens, &mentions.list[m]) => {
                    let possessive = tokens.classes(mentions.list[m].words.start());
                    if let Some(owner) = last_acting {
                        votes[owner].add(possessive.noun_gender(), SPOUSE);
                    }
                }
                None => {
                    // "Arden put on her coat"
                    let possessive = tokens.classes(mentions.list[m].words.start());
                    if let (Some(owner), true) = (last, possessive.any(Classes::POSSESSIVE_PRONOUN)) {
                        votes[owner].add(possessive.noun_gender(), 1);
                    }
                    last = owner(m).or(last);
                    let start = mentions.list[m].words.start();
                    let is_governed = start.before().is_some_and(|word| tokens.classes(word).any(Classes::PREPOSITION));
                    if !is_governed {
                        last_acting = owner(m).or(last_acting);
                    }
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

/// "his wife", "her late husband"
fn is_spouse(tokens: &Tokens<'_>, mention: &Mention) -> bool {
    let is_owned = tokens.classes(mention.words.start()).any(Classes::POSSESSIVE_PRONOUN);
    is_owned && mention.head().is_some_and(|head| matches!(tokens.word_text(head), "wife" | "husband"))
}

#[cfg(test)]
mod tests {
    use super::{pronoun_votes, Gender, Votes};
    use crate::tests::stages::stages;
    use crate::tests::table::check;
    use crate::util::ids::{Id, MentionId, PersonId};

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

    #[test]
    fn pronouns_vote_for_the_last_name_of_their_paragraph() {
        // The votes for Hale: their balance and their number.
        let rows = [
            ("Hale came. He sat. She smiled. He left.", (1, 3)),
            ("Hale came. He met Orne. She left.", (1, 1)),
            ("Hale put on her coat.", (-1, 1)),
            ("Hale came.\n\nHe sat.", (0, 0)),
            ("Hale came. They sat. \"He is late,\" said Orne.", (0, 0)),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            let hale = |m| (document.mention_text(m) == "Hale").then(|| PersonId::new(0));
            let other = |m: MentionId| document.mentions.list[m].name().map(|_| PersonId::new(1));
            let votes = pronoun_votes(&document.tokens, &document.mentions, 2, |m| hale(m).or_else(|| other(m)));
            (votes[PersonId::new(0)].balance, votes[PersonId::new(0)].count)
        });
    }
}
