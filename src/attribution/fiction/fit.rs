//! How well a candidate fits a mention.

use crate::coreference::coreference::Coreference;
use crate::coreference::salience::Antecedents;
use crate::mention::mention::{MentionKind, Pronoun};
use crate::mention::narration::Mentions;
use crate::people::person::{People, PersonKind};
use crate::record::Gender;
use crate::util::ids::PersonId;

/// How a candidate fits a mention; the last value of the templates of slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Fit {
    /// A name: the candidate's, or another's.
    Name,
    OtherName,
    /// "he" or "she", of the candidate's gender, who is the most salient one, the second, further down, not known there.
    First,
    Second,
    Further,
    Absent,
    /// "he" or "she", where the candidate's gender is unknown: the most salient one, or not.
    UnknownFirst,
    Unknown,
    OtherGender,
    /// "I": the narrator, or not.
    Narrator,
    NotNarrator,
    /// A noun phrase by which alone the candidate is known.
    Noun,
    /// A noun phrase that is nobody's yet: of unknown gender, the candidate's, another.
    FreeUnknown,
    FreeAgrees,
    FreeDiffers,
    /// Any other pronoun.
    Pronoun,
    /// A noun phrase that stands for the candidate, who has a name.
    NounOfNamed,
    /// A noun phrase that stands for somebody else who has a name: of unknown gender, the candidate's, another.
    TakenUnknown,
    TakenAgrees,
    TakenDiffers,
    /// A noun phrase that is the candidate's: "Emma's mother".
    Owner,
    /// A noun phrase of somebody else who is known by one alone, like the candidate.
    OtherNoun,
    /// A noun phrase that shares no more than its noun with a description of the candidate.
    Loose,
}

impl Fit {
    pub(crate) const COUNT: usize = Self::Loose as usize + 1;

    /// Whether the mention may stand for the candidate.
    pub(crate) fn is_possible(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::First
                | Self::Second
                | Self::Further
                | Self::Absent
                | Self::UnknownFirst
                | Self::Unknown
                | Self::Narrator
                | Self::Noun
                | Self::FreeUnknown
                | Self::FreeAgrees
                | Self::NounOfNamed
                | Self::Loose
        )
    }
}

/// The words of a mention, as candidates are held against them.
pub(crate) enum MentionView<'a> {
    Name(Option<PersonId>),
    HeOrShe { gender: Gender, ranked: &'a Antecedents },
    I { narrator: Option<PersonId> },
    Indefinite(Option<PersonId>),
    Pronoun,
    Noun { known: Option<PersonId>, is_named: bool, owner: Option<PersonId>, gender: Gender, loose: bool },
}

impl<'a> MentionView<'a> {
    pub(crate) fn of(mention: usize, mentions: &Mentions, people: &People, coreference: &'a Coreference) -> Self {
        let words = &mentions.list[mention];
        let known = coreference.person[mention];
        match &words.kind {
            MentionKind::Pronoun(Pronoun::He | Pronoun::She) => {
                Self::HeOrShe { gender: words.gender, ranked: coreference.pronoun(mention) }
            }
            MentionKind::Pronoun(Pronoun::I) => Self::I { narrator: people.narrator },
            MentionKind::Pronoun(Pronoun::Indefinite) => Self::Indefinite(known),
            MentionKind::Pronoun(_) => Self::Pronoun,
            MentionKind::Name(_) => Self::Name(known),
            MentionKind::Nominal { .. } => Self::Noun {
                known,
                is_named: known.is_some_and(|known| people[known].kind != PersonKind::Nominal),
                owner: coreference.owner(mentions, mention),
                gender: words.gender,
                loose: people.weak_match[mention],
            },
        }
    }

    #[inline]
    pub(crate) fn fit(&self, person: PersonId, people: &People) -> Fit {
        let this = Some(person);
        let gender = people[person].gender;
        let is_nominal = || people[person].kind == PersonKind::Nominal;
        match *self {
            Self::Name(known) if known == this => Fit::Name,
            Self::Name(_) => Fit::OtherName,
            Self::HeOrShe { gender: own, ranked } => match (gender, ranked.rank(person)) {
                (Gender::Unknown, Some(0)) => Fit::UnknownFirst,
                (Gender::Unknown, _) => Fit::Unknown,
                (gender, _) if gender != own => Fit::OtherGender,
                (_, Some(0)) => Fit::First,
                (_, Some(1)) => Fit::Second,
                (_, Some(_)) => Fit::Further,
                (_, None) => Fit::Absent,
            },
            Self::I { narrator } if narrator == this => Fit::Narrator,
            Self::I { .. } => Fit::NotNarrator,
            Self::Indefinite(known) if known == this => Fit::Noun,
            Self::Indefinite(_) | Self::Pronoun => Fit::Pronoun,
            Self::Noun { owner, .. } if owner == this => Fit::Owner,
            Self::Noun { known, loose, .. } if known == this => match (is_nominal(), loose) {
                (true, _) => Fit::Noun,
                (false, true) => Fit::Loose,
                (false, false) => Fit::NounOfNamed,
            },
            Self::Noun { known: Some(_), is_named: false, .. } if is_nominal() => Fit::OtherNoun,
            Self::Noun { is_named, gender: own, .. } => match (is_named, own, gender) {
                (false, Gender::Unknown, _) | (false, _, Gender::Unknown) => Fit::FreeUnknown,
                (false, own, gender) if own == gender => Fit::FreeAgrees,
                (false, ..) => Fit::FreeDiffers,
                (true, Gender::Unknown, _) | (true, _, Gender::Unknown) => Fit::TakenUnknown,
                (true, own, gender) if own == gender => Fit::TakenAgrees,
                (true, ..) => Fit::TakenDiffers,
            },
        }
    }
}
