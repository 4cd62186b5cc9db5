//! Votes on the gender of people.

use crate::lexicon::class::Classes;
use crate::mention::mention::Pronoun;
use crate::mention::narration::{Mentions, NarrationItem};
use crate::people::name_form::NameForms;
use crate::record::Gender;
use crate::token::tokens::Tokens;

/// A gender as a number to be summed up.
pub(crate) fn vote(gender: Gender) -> i32 {
    match gender {
        Gender::Male => 1,
        Gender::Female => -1,
        Gender::Unknown => 0,
    }
}

/// What tells the gender of a name's entity_type: "he" against "she", and how often either.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Votes {
    sum: i32,
    count: i32,
}

impl Votes {
    pub(crate) fn add(&mut self, gender: Gender, times: i32) {
        self.sum += times * vote(gender);
        self.count += times * vote(gender).abs();
    }

    /// What at least four votes and three in four of them say.
    fn clear(self) -> Gender {
        match self.sum {
            sum if sum.abs() < 4 || 2 * sum.abs() < self.count => Gender::Unknown,
            1.. => Gender::Male,
            _ => Gender::Female,
        }
    }

    /// With a given name that is a man's or a woman's. It weighs as three votes and a quarter of all: where two people
    /// talk, many a pronoun after the one means the other.
    pub(crate) fn with_given(self, given: Gender) -> i32 {
        self.sum + (3 + self.count / 4) * vote(given)
    }
}

/// Counts "he" against "she" after the last name in their paragraph, for whatever `owner` makes of the mentions.
pub(crate) fn pronoun_votes(
    tokens: &Tokens<'_>,
    mentions: &Mentions,
    owners: usize,
    owner: impl Fn(usize) -> Option<usize>,
) -> Vec<Votes> {
    let mut votes = vec![Votes::default(); owners];
    for paragraph in mentions.paragraphs() {
        let mut last: Option<usize> = None;
        for element in mentions.elements.among(paragraph) {
            let NarrationItem::Mention(m) = element else { continue };
            match mentions.list[m].pronoun() {
                None => {
                    // "Arden put on her coat"
                    let possessive = tokens.classes(mentions.list[m].words.start());
                    if let (Some(owner), true) = (last, possessive.any(Classes::POSSESSIVE_PRONOUN)) {
                        votes[owner].add(Gender::of_noun(possessive), 1);
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

impl NameForms {
    /// Where no title tells the gender of a form, the pronouns after it and its given name do.
    pub(crate) fn tell_genders(&mut self, tokens: &Tokens<'_>, mentions: &Mentions) {
        let votes = pronoun_votes(tokens, mentions, self.len(), |m| self.of_mention(m));
        for (form, votes) in self.list.iter_mut().zip(votes) {
            let given = Gender::of_given_name(tokens.vocabulary.classes(form.first));
            if !form.is_full() && form.title.is_none() {
                form.pronoun_gender = votes.clear();
            }
            if form.gender == Gender::Unknown && form.is_full() {
                form.gender = match votes.with_given(given) {
                    2.. => Gender::Male,
                    -1..=1 => Gender::Unknown,
                    _ => Gender::Female,
                };
            }
        }
    }
}
