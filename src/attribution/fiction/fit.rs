//! How well a candidate fits a mention.

use crate::coreference::coreference::Coreference;
use crate::coreference::salience::Antecedents;
use crate::document::Document;
use crate::mention::mention::{MentionKind, Pronoun};
use crate::model::template::enum_value;
use crate::people::person::{People, PersonKind};
use crate::record::Gender;
use crate::util::ids::{MentionId, PersonId};

/// How well a candidate fits a mention. The order of the variants is that of the learned weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// A name of the candidate.
    Name,
    /// A name of another person.
    OtherName,
    /// "he" or "she" of the gender of the candidate, who is its first antecedent.
    First,
    /// The candidate is its second antecedent.
    Second,
    /// The candidate is a later antecedent.
    Further,
    /// The candidate is no antecedent.
    Absent,
    /// "he" or "she", and a candidate of unknown gender who is its first antecedent.
    UnknownFirst,
    /// A candidate of unknown gender who is not the first antecedent.
    Unknown,
    /// "he" or "she" of the other gender.
    OtherGender,
    /// "I", and the candidate is the narrator.
    Narrator,
    /// "I", and the candidate is another person.
    NotNarrator,
    /// A noun phrase or an indefinite pronoun by which alone the candidate is known.
    Noun,
    /// A noun phrase that stands for no person with a name; its gender or that of the candidate is unknown.
    FreeUnknown,
    /// The same, of the gender of the candidate.
    FreeAgrees,
    /// The same, of the other gender.
    FreeDiffers,
    /// Any other pronoun.
    Pronoun,
    /// A noun phrase that stands for the candidate, who has a name.
    NounOfNamed,
    /// A noun phrase that stands for another person with a name; its gender or that of the candidate is unknown.
    TakenUnknown,
    /// The same, of the gender of the candidate.
    TakenAgrees,
    /// The same, of the other gender.
    TakenDiffers,
    /// A noun phrase whose owner is the candidate: "Emma's mother".
    Owner,
    /// A noun phrase that stands for another person without a name, and a candidate without a name.
    OtherNoun,
    /// A noun phrase that shares no more than its words with a description of the candidate.
    Weak,
    /// A noun phrase by which alone the candidate is known, and which may stand for anybody: "the woman", where the
    /// text has not introduced "a woman".
    VagueNoun,
}

enum_value!(Fit, VagueNoun);

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
            | Self::VagueNoun
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

/// What is read of a mention to compare candidates with it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum MentionView<'a> {
    Name(Option<PersonId>),
    HeOrShe { gender: Gender, antecedents: &'a Antecedents },
    I { narrator: Option<PersonId> },
    Indefinite(Option<PersonId>),
    Pronoun,
    Noun(NounView),
}

/// What is read of a noun phrase to compare candidates with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NounView {
    /// The person for whom it stands.
    person: Option<PersonId>,
    /// Whether that person has a name.
    is_named: bool,
    /// The person whose name begins it: "Emma's mother".
    owner: Option<PersonId>,
    gender: Gender,
    /// Whether it shares no more than its words with a description of `person`.
    is_weak: bool,
    /// Whether it may stand for anybody: "the woman", where the text has not introduced "a woman".
    is_vague: bool,
    /// Whether a scene calls `person` by it and nobody else.
    is_specific: bool,
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
            // "it said", of the crow
            MentionKind::Pronoun(Pronoun::It) if person.is_some() => Self::Name(person),
            MentionKind::Pronoun(_) => Self::Pronoun,
            MentionKind::Name(_) => Self::Name(person),
            MentionKind::Nominal { .. } if coreference.is_sure(document, m) => Self::Name(person),
            // "her voice" stands for her.
            MentionKind::Nominal { .. } if coreference.antecedents(m).first().is_some() => Self::HeOrShe {
                gender: document.tokens.classes(mention.words.start()).possessor_gender(),
                antecedents: coreference.antecedents(m),
            },
            MentionKind::Nominal { .. } => Self::Noun(NounView::of(m, document, people, coreference)),
        }
    }

    /// How well a candidate fits the mention.
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
    fn of(m: MentionId, document: &Document<'_>, people: &People, coreference: &Coreference) -> Self {
        let (mention, tokens) = (&document.mentions.list[m], &document.tokens);
        let person = coreference.person[m];
        let is_specific = mention.is_specific(tokens);
        Self {
            person,
            is_named: person.is_some_and(|person| people[person].kind != PersonKind::Nominal),
            owner: coreference.owner(&document.mentions, m),
            gender: mention.gender,
            is_weak: coreference.weak_match[m],
            is_vague: !is_specific && !person.is_some_and(|person| people.is_introduced(person, tokens)),
            is_specific: is_specific && document.is_scene() && person.is_some(),
        }
    }

    #[inline]
    fn fit(self, candidate: PersonId, people: &People) -> Fit {
        let this = Some(candidate);
        let is_nominal = || people[candidate].kind == PersonKind::Nominal;
        // Before the owner: "Emma's voice" stands for Emma.
        if self.person == this {
            return match (is_nominal(), self.is_weak) {
                (true, _) if self.is_vague => Fit::VagueNoun,
                (true, _) => Fit::Noun,
                (false, true) => Fit::Weak,
                (false, false) => Fit::NounOfNamed,
            };
        }
        if self.owner == this {
            return Fit::Owner;
        }
        if self.person.is_some() && !self.is_named && is_nominal() {
            return Fit::OtherNoun;
        }
        // The gender tells nothing of whether Hale, whom the text calls by name, is "the clerk". A character of a cast is
        // called by nouns more often.
        if self.is_specific && !self.is_named && people[candidate].kind != PersonKind::Cast {
            return if self.gender.agrees(people[candidate].gender) { Fit::FreeUnknown } else { Fit::FreeDiffers };
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

#[cfg(test)]
mod tests {
    use super::{Fit, MentionView};
    use crate::attribution::fiction::with_context;
    use crate::coreference::resolve::resolve_pronouns;
    use crate::coreference::salience::SalienceParams;
    use crate::people::cast::{Cast, Character};
    use crate::record::Gender;
    use crate::tests::stages::{fiction_context, person_named, stages_with_cast};
    use crate::tests::table::check;
    use crate::util::ids::{Id, PersonId};

    #[test]
    fn candidates_fit_mentions() {
        // A text, the text of a mention, the name of a candidate.
        let rows = [
            (("Tom slept. Simon ate.", "Simon", "Simon"), Fit::Name),
            (("Tom slept. Simon ate.", "Simon", "Tom"), Fit::OtherName),
            // Pronouns.
            (("Tom slept. He ate.", "He", "Tom"), Fit::First),
            (("Tom met Simon. He ate.", "He", "Simon"), Fit::Second),
            (("Tom met Simon with Edward. He ate.", "He", "Edward"), Fit::Further),
            (("He ate. Tom slept.", "He", "Tom"), Fit::Absent),
            // A pronoun in another paragraph is no vote for the gender.
            (("Qorrin slept.\n\nHe ate.", "He", "Qorrin"), Fit::UnknownFirst),
            (("Qorrin slept. Tom ate. He left.", "He", "Qorrin"), Fit::Unknown),
            (("Judith slept. He ate.", "He", "Judith"), Fit::OtherGender),
            // A part stands for the pronoun that owns it.
            (("Tom met Judith. His voice shook.", "His voice", "Tom"), Fit::First),
            (("Tom met Judith. His voice shook.", "His voice", "Judith"), Fit::OtherGender),
            (("Tom slept. He liked his voice.", "his voice", "Tom"), Fit::FreeUnknown),
            (("I slept. Tom ate. I left. \"So,\" I said.", "I", ""), Fit::Narrator),
            (("I slept. Tom ate. I left. \"So,\" I said.", "I", "Tom"), Fit::NotNarrator),
            (("Tom slept. They ate.", "They", "Tom"), Fit::Pronoun),
            (("Tom slept. \"So,\" said someone.", "someone", "someone"), Fit::Noun),
            (("Tom slept. \"So,\" said someone.", "someone", "Tom"), Fit::Pronoun),
            // Noun phrases.
            (("\"So,\" said the old man.", "the old man", "the old man"), Fit::Noun),
            (("\"So,\" said the man.", "the man", "the man"), Fit::VagueNoun),
            (("Colonel Hale slept. The colonel ate.", "The colonel", "Colonel Hale"), Fit::NounOfNamed),
            (("The old man slept. The tall man ate.", "The old man", "The tall man"), Fit::OtherNoun),
            (("The old woman slept. Judith ate.", "The old woman", "Judith"), Fit::FreeUnknown),
            (("The woman slept. Judith ate.", "The woman", "Judith"), Fit::FreeAgrees),
            (("The old woman slept. Tom ate.", "The old woman", "Tom"), Fit::FreeDiffers),
            (("The old clerk slept. Tom ate.", "The old clerk", "Tom"), Fit::FreeUnknown),
            (("Emma's mother slept.", "Emma's mother", "Emma"), Fit::Owner),
            // The name behind it makes it as sure as a name.
            (("\"So,\" said the clerk, Edda Orne.", "the clerk", "Edda Orne"), Fit::Name),
            (("Tom slept. \"So,\" said the clerk, Edda Orne.", "the clerk", "Tom"), Fit::OtherName),
        ];
        check(rows, |&(text, mention, name)| {
            fiction_context(text, |context| {
                let mention = context.document.mention_named(mention);
                let candidate = person_named(context.document, context.people, name);
                let view = MentionView::of(mention, context.document, context.people, context.coreference);
                view.fit(candidate, context.people)
            })
        });
    }

    /// Noun phrases that stand for characters of a cast.
    #[test]
    fn candidates_fit_noun_phrases_of_a_cast() {
        let cast = Cast::new([
            Character::new("The Bearded Porter"),
            Character::new("Duchess of Ware").alias("the duchess"),
            Character::new("Tom").gender(Gender::Male),
            Character::new("Judith").gender(Gender::Female),
        ])
        .unwrap();
        let text = "The porter slept. The duchess ate. Tom and Judith left.";
        let (document, linked) = stages_with_cast(text, &cast);
        let (mut people, mut coreference) = resolve_pronouns(&document, &SalienceParams::FICTION, linked);
        with_context(&document, &mut people, &mut coreference, |context| {
            let fit = |mention: &str, character: usize| {
                let mention = context.document.mention_named(mention);
                let view = MentionView::of(mention, context.document, context.people, context.coreference);
                view.fit(PersonId::new(character), context.people)
            };
            assert_eq!(fit("The porter", 0), Fit::Weak);
            assert_eq!(fit("The duchess", 1), Fit::NounOfNamed);
            assert_eq!(fit("The porter", 2), Fit::TakenUnknown);
            assert_eq!(fit("The duchess", 2), Fit::TakenDiffers);
            assert_eq!(fit("The duchess", 3), Fit::TakenAgrees);
        });
    }

    #[test]
    fn only_some_fits_are_possible() {
        assert!([Fit::Name, Fit::Absent, Fit::Unknown, Fit::Weak, Fit::FreeUnknown]
            .iter()
            .all(|fit| fit.is_possible()));
        assert!([Fit::OtherName, Fit::OtherGender, Fit::Owner, Fit::TakenAgrees].iter().all(|fit| !fit.is_possible()));
    }
}
