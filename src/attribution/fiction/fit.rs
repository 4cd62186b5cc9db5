//! How well a candidate fits a mention.

use crate::coreference::coreference::Coreference;
use crate::coreference::salience::Antecedents;
use crate::document::Document;
use crate::mention::mention::{MentionKind, Pronoun};
use crate::model::template::enum_value;
use crate::people::person::{People, PersonKind};
use crate::record::Gender;
use crate::util::ids::{MentionId, PersonId};

/// How well a candidate fits a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// A name of the candidate, or of another.
    Name,
    OtherName,
    /// "he" or "she", and the gender of the candidate, who is its first antecedent, its second, a later one, or no antecedent.
    First,
    Second,
    Further,
    Absent,
    /// "he" or "she", and a candidate of unknown gender, who is its first antecedent or not.
    UnknownFirst,
    Unknown,
    OtherGender,
    /// "I", and the narrator or another candidate.
    Narrator,
    NotNarrator,
    /// A noun phrase that is all that is known of the candidate.
    Noun,
    /// A noun phrase that stands for nobody known: of unknown gender, of the candidate's, of another.
    FreeUnknown,
    FreeAgrees,
    FreeDiffers,
    /// Any other pronoun.
    Pronoun,
    /// A noun phrase that stands for the candidate, who has a name.
    NounOfNamed,
    /// A noun phrase that stands for somebody else who has a name: of unknown gender, of the candidate's, of another.
    TakenUnknown,
    TakenAgrees,
    TakenDiffers,
    /// A noun phrase that the candidate owns: "Emma's mother".
    Owner,
    /// A noun phrase that stands for another person without a name, and a candidate without a name.
    OtherNoun,
    /// A noun phrase that shares no more than its noun with a description of the candidate.
    Weak,
}

enum_value!(Fit, Weak);

impl Fit {
    /// Whether the mention may stand for the candidate.
    pub(crate) fn is_possible(self) -> bool {
        match self {
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
            | Self::Weak => true,
            Self::OtherName
            | Self::OtherGender
            | Self::NotNarrator
            | Self::FreeDiffers
            | Self::Pronoun
            | Self::TakenUnknown
            | Self::TakenAgrees
            | Self::TakenDiffers
            | Self::Owner
            | Self::OtherNoun => false,
        }
    }
}

/// A mention, as candidates are compared with it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum MentionView<'a> {
    Name(Option<PersonId>),
    HeOrShe { gender: Gender, antecedents: &'a Antecedents },
    I { narrator: Option<PersonId> },
    Indefinite(Option<PersonId>),
    Pronoun,
    Noun(NounView),
}

/// A noun phrase, as candidates are compared with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NounView {
    person: Option<PersonId>,
    /// Whether that person has a name.
    is_named: bool,
    owner: Option<PersonId>,
    gender: Gender,
    is_weak: bool,
}

impl<'a> MentionView<'a> {
    pub(crate) fn of(m: MentionId, document: &Document<'_>, people: &People, coreference: &'a Coreference) -> Self {
        let mention = &document.mentions.list[m];
        let person = coreference.person[m];
        match &mention.kind {
            MentionKind::Pronoun(Pronoun::He | Pronoun::She) => {
                Self::HeOrShe { gender: mention.gender, antecedents: coreference.antecedents(m) }
            }
            MentionKind::Pronoun(Pronoun::I) => Self::I { narrator: people.narrator },
            MentionKind::Pronoun(Pronoun::Indefinite) => Self::Indefinite(person),
            MentionKind::Pronoun(_) => Self::Pronoun,
            MentionKind::Name(_) => Self::Name(person),
            MentionKind::Nominal { .. } => Self::Noun(NounView {
                person,
                is_named: person.is_some_and(|person| people[person].kind != PersonKind::Nominal),
                owner: coreference.owner(&document.mentions, m),
                gender: mention.gender,
                is_weak: coreference.weak_match[m],
            }),
        }
    }

    #[inline]
    pub(crate) fn fit(&self, candidate: PersonId, people: &People) -> Fit {
        let this = Some(candidate);
        match *self {
            Self::Name(person) if person == this => Fit::Name,
            Self::Name(_) => Fit::OtherName,
            Self::HeOrShe { gender, antecedents } => match (people[candidate].gender, antecedents.rank(candidate)) {
                (Gender::Unknown, Some(0)) => Fit::UnknownFirst,
                (Gender::Unknown, _) => Fit::Unknown,
                (own, _) if own != gender => Fit::OtherGender,
                (_, Some(0)) => Fit::First,
                (_, Some(1)) => Fit::Second,
                (_, Some(_)) => Fit::Further,
                (_, None) => Fit::Absent,
            },
            Self::I { narrator } if narrator == this => Fit::Narrator,
            Self::I { .. } => Fit::NotNarrator,
            Self::Indefinite(person) if person == this => Fit::Noun,
            Self::Indefinite(_) | Self::Pronoun => Fit::Pronoun,
            Self::Noun(noun) => noun.fit(candidate, people),
        }
    }
}

impl NounView {
    #[inline]
    fn fit(self, candidate: PersonId, people: &People) -> Fit {
        let this = Some(candidate);
        let is_nominal = || people[candidate].kind == PersonKind::Nominal;
        if self.owner == this {
            return Fit::Owner;
        }
        if self.person == this {
            return match (is_nominal(), self.is_weak) {
                (true, _) => Fit::Noun,
                (false, true) => Fit::Weak,
                (false, false) => Fit::NounOfNamed,
            };
        }
        if self.person.is_some() && !self.is_named && is_nominal() {
            return Fit::OtherNoun;
        }
        match (self.is_named, self.gender, people[candidate].gender) {
            (false, Gender::Unknown, _) | (false, _, Gender::Unknown) => Fit::FreeUnknown,
            (false, gender, own) if gender == own => Fit::FreeAgrees,
            (false, ..) => Fit::FreeDiffers,
            (true, Gender::Unknown, _) | (true, _, Gender::Unknown) => Fit::TakenUnknown,
            (true, gender, own) if gender == own => Fit::TakenAgrees,
            (true, ..) => Fit::TakenDiffers,
        }
    }
}
