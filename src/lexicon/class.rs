use core::ops::BitOr;

use crate::record::Gender;

/// What the lists say about a word: a set of word classes in one machine word.
///
/// A word may belong to many classes ("will" is an auxiliary and a given name); the stages ask for the ones they care
/// about, with the context that decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Classes(u64);

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
    /// A personal pronoun in a case that can be a subject ("he", "you").
    SUBJECT_PRONOUN = 11;
    /// A personal pronoun in a case that cannot ("him").
    OBJECT_PRONOUN = 12;
    /// "my", "his", "their": begins a noun phrase.
    POSSESSIVE_PRONOUN = 13;
    FIRST_PERSON = 14;
    SECOND_PERSON = 15;
    PLURAL = 16;
    /// Nearly always reports speech.
    CUE_STRONG = 17;
    /// Reports speech where a quotation or a that-clause is near.
    CUE_MEDIUM = 18;
    /// Reports speech only right beside a quotation ("smiled").
    CUE_WEAK = 19;
    /// Takes up what somebody else said: "replied".
    CUE_ANSWERS = 20;
    CUE_ASKS = 21;
    /// Its object is what is talked about ("called").
    CUE_DESCRIBES = 22;
    /// A verb form that reports nothing.
    VERB = 23;
    /// Ends in -ed and is not known as anything else: a past form or participle.
    ED = 24;
    /// Ends in -ing and is not known as anything else.
    ING = 25;
    /// Stands before a name and tells courtesy: "Mr", "Lady".
    TITLE_COURTESY = 26;
    /// Stands before a name and tells office or rank: "Gen", "President".
    TITLE_RANK = 27;
    /// "Uncle", "Aunt" before a name.
    TITLE_KIN = 28;
    /// "old", "former": stands before a name without belonging to it.
    TITLE_ADJECTIVE = 29;
    /// A noun for persons: "spokesman", "girl".
    PERSON_NOUN = 30;
    /// A noun for bodies that speak in news: "ministry".
    GROUP_NOUN = 31;
    /// A noun for documents that speak in news: "report".
    DOCUMENT_NOUN = 32;
    KIN = 33;
    VOCATIVE = 34;
    GIVEN_NAME = 35;
    /// A name that is an ordinary word as well: "will", "rose".
    NAME_IS_WORD = 36;
    PLACE = 37;
    NATIONALITY = 38;
    /// A capitalised run with this word names no person: "agency".
    ORG_HEAD = 39;
    ORG_NAME = 40;
    WORK_NOUN = 41;
    ABBREVIATION = 42;
    /// An abbreviation that may stand at the end of a sentence: "U.S.".
    ABBREVIATION_ENDS = 43;
    CALENDAR = 44;
    /// "Jr", "III": belongs to the name before it.
    NAME_SUFFIX = 45;
    /// "von", "al": may stand in lower case within a name.
    NAME_PARTICLE = 46;
    /// -ly: an adverb by its form.
    LY = 47;
    PAST = 48;
    /// Goes on with what was said before: "added".
    CUE_CONTINUES = 49;
    MASCULINE = 50;
    FEMININE = 51;
    MALE_NAME = 52;
    FEMALE_NAME = 53;
    CUE_ING = 54;
    REFLEXIVE = 55;
    /// "No. 5": an abbreviation only before a number.
    ABBREVIATION_OF_NUMBER = 56;
    /// "Wash.": an abbreviation only with a capital.
    ABBREVIATION_CAPITAL = 57;
    /// "answer" in "was Emma's answer".
    CUE_NOUN = 58;
    /// "Boston, Mass.": an abbreviation only after a comma.
    ABBREVIATION_OF_STATE = 59;
    /// A noun or adjective that is no name where a sentence begins with it.
    ORDINARY = 60;
}

impl Classes {
    pub(crate) const NONE: Self = Self(0);
    /// A finite verb or participle that reports speech, in any strength.
    pub(crate) const CUE: Self = Self::CUE_STRONG.or(Self::CUE_MEDIUM).or(Self::CUE_WEAK);
    pub(crate) const PRONOUN: Self = Self::SUBJECT_PRONOUN.or(Self::OBJECT_PRONOUN);
    pub(crate) const TITLE: Self = Self::TITLE_COURTESY.or(Self::TITLE_RANK).or(Self::TITLE_KIN);
    /// Words that end a noun phrase: they are never nouns or adjectives.
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
    pub(crate) const VERBAL: Self = Self::CUE.or(Self::VERB).or(Self::ED).or(Self::ING);

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any class of `other` is among these.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitOr for Classes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

impl Classes {
    pub(crate) fn noun_gender(self) -> Gender {
        gender(self.any(Self::MASCULINE), self.any(Self::FEMININE))
    }

    pub(crate) fn given_name_gender(self) -> Gender {
        gender(self.any(Self::MALE_NAME), self.any(Self::FEMALE_NAME))
    }
}

fn gender(male: bool, female: bool) -> Gender {
    match (male, female) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => Gender::Unknown,
    }
}
