//! Word classes: what the lists say of a word.

use core::ops::BitOr;

use crate::record::Gender;

/// A set of word classes in one machine word.
///
/// A word may belong to many classes: "will" is an auxiliary and a given name. A stage asks for the classes that matter
/// to it, and decides by the context.
///
/// Each class is one bit, so a union, a difference or a question takes one or two instructions. [`Classes::any`] with a
/// union asks for several classes at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Classes(u64);

/// Defines constants with one bit each.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl Classes {
            $($(#[$doc])* pub(crate) const $name: Self = Self(1 << $bit);)*
        }
    };
}

classes! {
    DETERMINER = 0;
    PREPOSITION = 1;
    CONJUNCTION = 2;
    SUBORDINATOR = 3;
    AUXILIARY = 4;
    RELATIVE = 5;
    INTERROGATIVE = 6;
    ADVERB = 7;
    NUMERAL = 8;
    INTERJECTION = 9;
    QUANTIFIER = 10;
    /// A pronoun in a case that can be a subject: "he", "you", "somebody".
    SUBJECT_PRONOUN = 11;
    /// A pronoun in a case that cannot be a subject: "him".
    OBJECT_PRONOUN = 12;
    /// Begins a noun phrase: "my", "his", "their".
    POSSESSIVE_PRONOUN = 13;
    FIRST_PERSON = 14;
    SECOND_PERSON = 15;
    /// A pronoun or a noun in the plural.
    PLURAL = 16;
    /// Nearly always reports speech: "said".
    CUE_STRONG = 17;
    /// Reports speech where a quotation or a that-clause is near: "repeated".
    CUE_MEDIUM = 18;
    /// Reports speech only right beside a quotation: "smiled".
    CUE_WEAK = 19;
    /// Takes up what somebody else said: "replied".
    CUE_ANSWERS = 20;
    /// Asks: "inquired".
    CUE_ASKS = 21;
    /// Its object is what is talked about: "called", "described".
    CUE_DESCRIBES = 22;
    /// A form of a verb that reports no speech.
    VERB = 23;
    /// Ends in -ed and stands in no list: a past form or a participle.
    ED = 24;
    /// Ends in -ing and stands in no list: a participle or a noun.
    ING = 25;
    /// A title of courtesy, before a name: "Mr", "Lady".
    TITLE_COURTESY = 26;
    /// A title of office or rank, before a name: "Gen", "President".
    TITLE_RANK = 27;
    /// A title of kinship, before a name: "Uncle", "Aunt".
    TITLE_KIN = 28;
    /// Stands before a name without belonging to it: "old", "former".
    TITLE_ADJECTIVE = 29;
    /// A noun for persons: "spokesman", "girl".
    PERSON_NOUN = 30;
    /// A noun for organisations and groups that speak in news: "ministry".
    GROUP_NOUN = 31;
    /// A noun for documents that speak in news: "report".
    DOCUMENT_NOUN = 32;
    /// A noun for a relative, or for another person who is named by a relation: "mother", "boss".
    KIN = 33;
    /// A form of address that is not a name: "sir", "darling".
    VOCATIVE = 34;
    GIVEN_NAME = 35;
    /// A given name that is an ordinary word as well: "will", "rose".
    NAME_IS_WORD = 36;
    /// A geographical name: "Boston".
    PLACE = 37;
    /// A noun or adjective of a nationality or region: "Dutch".
    NATIONALITY = 38;
    /// A capitalised run that ends in it names an organisation and no person: "agency".
    ORG_HEAD = 39;
    /// The name of an organisation: "Reuters".
    ORG_NAME = 40;
    /// A noun for a work, whose title may stand in quotation marks: "novel".
    WORK_NOUN = 41;
    /// Its full stop does not end a sentence.
    ABBREVIATION = 42;
    /// An abbreviation that may stand at the end of a sentence: "U.S.".
    ABBREVIATION_ENDS = 43;
    /// A weekday, a month or a holiday.
    CALENDAR = 44;
    /// Belongs to the name before it: "Jr", "III".
    NAME_SUFFIX = 45;
    /// May stand in lower case within a name: "von", "al".
    NAME_PARTICLE = 46;
    /// Ends in -ly and stands in no list: an adverb.
    LY = 47;
    /// A past form or a past participle.
    PAST = 48;
    /// Goes on with what was said before: "added".
    CUE_CONTINUES = 49;
    /// A noun, pronoun or title for men: "monk", "he", "Mr".
    MASCULINE = 50;
    /// A noun, pronoun or title for women.
    FEMININE = 51;
    /// A given name of men. It is apart from [`MASCULINE`](Self::MASCULINE) because a word may be both noun and name: a
    /// dean may be a woman, Dean is a man.
    MALE_NAME = 52;
    /// A given name of women.
    FEMALE_NAME = 53;
    /// The -ing form of a verb that reports speech.
    CUE_ING = 54;
    REFLEXIVE = 55;
    /// An abbreviation only before a number: "No. 5".
    ABBREVIATION_OF_NUMBER = 56;
    /// An abbreviation only with a capital: "Ed."
    ABBREVIATION_CAPITAL = 57;
    /// A noun that reports speech: "answer" in "was Emma's answer".
    CUE_NOUN = 58;
    /// An abbreviation only with a capital and after a comma: "Boston, Mass."
    ABBREVIATION_OF_STATE = 59;
    /// A noun or adjective that is not a name where a sentence begins with it: "Rain".
    ORDINARY = 60;
    /// Reports what is thought rather than said: "wondered".
    CUE_THOUGHT = 61;
    /// A part or an expression of a person, which acts for its owner: "voice" in "Emma's voice was low".
    PART_NOUN = 62;
    /// By what a titled person is called after a possessive: "his Grace".
    STYLE = 63;
}

impl Classes {
    pub(crate) const NONE: Self = Self(0);
    /// A finite verb or participle that reports speech, in any strength.
    pub(crate) const CUE: Self = Self::CUE_STRONG.or(Self::CUE_MEDIUM).or(Self::CUE_WEAK);
    /// A personal pronoun in any case but the possessive.
    pub(crate) const PRONOUN: Self = Self::SUBJECT_PRONOUN.or(Self::OBJECT_PRONOUN);
    /// A title that belongs to the name after it.
    pub(crate) const TITLE: Self = Self::TITLE_COURTESY.or(Self::TITLE_RANK).or(Self::TITLE_KIN);
    /// A function word that ends a noun phrase: never a noun or an adjective.
    pub(crate) const CLOSED: Self = Self::PREPOSITION
        .or(Self::CONJUNCTION)
        .or(Self::SUBORDINATOR)
        .or(Self::AUXILIARY)
        .or(Self::RELATIVE)
        .or(Self::INTERROGATIVE)
        .or(Self::ADVERB)
        .or(Self::INTERJECTION)
        .or(Self::DETERMINER)
        .or(Self::PRONOUN)
        .or(Self::POSSESSIVE_PRONOUN)
        .or(Self::REFLEXIVE);
    /// A form of a verb, listed or known by its ending.
    pub(crate) const VERBAL: Self = Self::CUE.or(Self::VERB).or(Self::ED).or(Self::ING);
    /// A form that is the verb of a sentence and no noun.
    pub(crate) const FINITE: Self = Self::PAST.or(Self::CUE_STRONG).or(Self::VERB).or(Self::ED);

    /// The union.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two have a class in common.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The classes that are in both.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The classes that are not in `other`.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The gender of a noun, pronoun or title; unknown if the lists give both or none.
    pub(crate) fn noun_gender(self) -> Gender {
        gender(self.any(Self::MASCULINE), self.any(Self::FEMININE))
    }

    /// The gender of whoever owns a phrase that begins with a possessive pronoun: "her mother", "his voice". Unknown
    /// for all other words.
    pub(crate) fn possessor_gender(self) -> Gender {
        if self.any(Self::POSSESSIVE_PRONOUN) {
            self.noun_gender()
        } else {
            Gender::Unknown
        }
    }

    /// The gender of the bearers of a given name; unknown if the name is of both or if it is not a given name.
    pub(crate) fn given_name_gender(self) -> Gender {
        gender(self.any(Self::MALE_NAME), self.any(Self::FEMALE_NAME))
    }
}

impl BitOr for Classes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

fn gender(male: bool, female: bool) -> Gender {
    match (male, female) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => Gender::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::Classes;
    use crate::record::Gender;

    #[test]
    fn unions_have_a_class_in_common_with_their_parts() {
        assert!(Classes::CUE.any(Classes::CUE_WEAK) && Classes::VERBAL.any(Classes::CUE_WEAK));
        assert!(!Classes::CUE.any(Classes::VERB) && !Classes::NONE.any(Classes::CUE));
        assert!(Classes::CUE_WEAK.without(Classes::CUE).is_empty());
        assert_eq!((Classes::KIN | Classes::VERB).without(Classes::VERB), Classes::KIN);
    }

    #[test]
    fn genders_of_nouns_and_names_are_apart() {
        let word = Classes::MASCULINE | Classes::FEMALE_NAME;
        assert_eq!((word.noun_gender(), word.given_name_gender()), (Gender::Male, Gender::Female));
        let both = Classes::MASCULINE | Classes::FEMININE;
        assert_eq!((both.noun_gender(), both.given_name_gender()), (Gender::Unknown, Gender::Unknown));
    }
}
