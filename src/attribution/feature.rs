//! What speaks for or against a candidate: features, each a small number made of a template and its values.

use super::chain::RELATIONS;

/// A feature: an index into the table of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Feature(pub(crate) u16);

/// Takes the features of a candidate, one after the other.
pub(crate) trait Sink {
    fn add(&mut self, feature: Feature);
}

/// What a feature speaks of: the reason that is given where it decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    Clause,
    Beat,
    Prominence,
    Address,
    Turns,
    Form,
}

macro_rules! templates {
    ($($(#[$doc:meta])* $name:ident($($size:expr),*) = $text:literal, $topic:ident;)*) => {
        /// A kind of feature with the ranges of its values.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Template { $($(#[$doc])* $name),* }

        impl Template {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),*];
            const SIZES: &'static [&'static [usize]] = &[$(&[$($size),*]),*];
            const NAMES: &'static [&'static str] = &[$($text),*];
            const TOPICS: &'static [Topic] = &[$(Topic::$topic),*];
        }
    };
}

/// Values of [`Template::Slot`] and its kin.
pub(crate) const SLOTS: usize = 20;
pub(crate) const STRENGTHS: usize = 10;
pub(crate) const FITS: usize = 20;
/// Kinds of subject that the clause of a unit may have; 0 for no clause.
pub(crate) const SUBJECTS: usize = 6;

templates! {
    /// How a candidate fits the mention in a slot, by how surely the words there report speech.
    Slot(SLOTS, STRENGTHS, FITS) = "slot-strength", Clause;
    SlotSubject(SLOTS, SUBJECTS, FITS) = "slot-subject", Clause;
    /// Place among the most prominent.
    Rank(8, SUBJECTS) = "rank", Prominence;
    Share(8, SUBJECTS) = "share", Prominence;
    /// Place among those that a pronoun in the clause may stand for, and by how much the first is ahead.
    Referent(8, 5) = "referent", Clause;
    ReferentShare(10) = "referent-share", Clause;
    Recency(9, SUBJECTS) = "recency", Prominence;
    RecentSubject(9, SUBJECTS) = "recent-subject", Prominence;
    Window(6, SUBJECTS) = "window", Prominence;
    Frequency(7, SUBJECTS) = "frequency", Prominence;
    Addressed(10, SUBJECTS, 2) = "addressed", Address;
    Told(5, 2, SUBJECTS) = "told", Address;
    NounRank(8, 6) = "noun-rank", Clause;
    Named(6, SUBJECTS) = "named", Address;
    AddressGender(6, 4, 2) = "address-gender", Address;
    Explicit(12, 2, 2) = "explicit", Turns;
    ExplicitCount(6, SUBJECTS) = "explicit-count", Turns;
    ExplicitBefore(8, SUBJECTS) = "explicit-before", Turns;
    ExplicitAfter(8, SUBJECTS) = "explicit-after", Turns;
    SpokenTotal(7, SUBJECTS) = "spoken-total", Turns;
    Kind(6, SUBJECTS) = "kind", Prominence;
    Gender(4, SUBJECTS) = "gender", Prominence;
    Narrator(SUBJECTS) = "narrator", Prominence;
    OnlyOne(4, SUBJECTS) = "only-one", Prominence;
    Present(4, SUBJECTS) = "present", Prominence;
    /// Of a noun phrase in the clause: how the candidate's own names and titles go with its head.
    Noun(6) = "noun", Clause;
    /// Nobody: that the unit is no speech.
    NobodyClause(SUBJECTS, 3) = "nobody-clause", Form;
    NobodyForm(3, 4, 6) = "nobody-form", Form;
    NobodyEnd(8, 4) = "nobody-end", Form;
    NobodyWords(8, 4) = "nobody-words", Form;
    NobodyCapitals(4, 4) = "nobody-capitals", Form;
    NobodyBefore(10) = "nobody-before", Form;
    NobodyAfter(10) = "nobody-after", Form;
    NobodyTag(6, 4) = "nobody-tag", Form;
    /// Second pass: probabilities of the first.
    Near(12, 2, 8) = "near", Turns;
    Total(8, SUBJECTS) = "total", Turns;
    Local(8, SUBJECTS) = "local", Turns;
    LastSpoke(9, SUBJECTS) = "last-spoke", Turns;
    NextSpeaks(9, SUBJECTS) = "next-speaks", Turns;
    Words(12, 2) = "words", Turns;
    NounHead(6) = "noun-head", Clause;
    First(8, SUBJECTS) = "first", Turns;
    /// Whether the speaker is one of those before; the last value is the relation.
    TurnGap(9, SUBJECTS, RELATIONS) = "turn-gap", Turns;
    TurnAsks(9, 2, 2, RELATIONS) = "turn-asks", Turns;
    TurnContinues(2, RELATIONS) = "turn-continues", Turns;
    TurnSubjects(SUBJECTS, SUBJECTS, RELATIONS) = "turn-subjects", Turns;
    TurnWords(4, 4, RELATIONS) = "turn-words", Turns;
}

impl Template {
    const BASES: [u16; Self::ALL.len() + 1] = {
        let mut bases = [0; Self::ALL.len() + 1];
        let mut t = 0;
        while t < Self::ALL.len() {
            let mut size = 1;
            let mut d = 0;
            while d < Self::SIZES[t].len() {
                size *= Self::SIZES[t][d];
                d += 1;
            }
            bases[t + 1] = bases[t] + size as u16;
            t += 1;
        }
        bases
    };
    /// How many features there are.
    pub(crate) const FEATURES: usize = Self::BASES[Self::ALL.len()] as usize;

    /// The feature with these values; each must lie below its size.
    pub(crate) fn of<const N: usize>(self, values: [usize; N]) -> Feature {
        let sizes = Self::SIZES[self as usize];
        debug_assert_eq!(sizes.len(), N);
        let mut index = 0;
        for (value, size) in values.iter().zip(sizes) {
            debug_assert!(value < size, "{self:?}{values:?}");
            index = index * size + value.min(&(size - 1));
        }
        Feature(Self::BASES[self as usize] + index as u16)
    }

    pub(crate) fn topic(self) -> Topic {
        Self::TOPICS[self as usize]
    }

    pub(crate) fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// The template of a feature and its values.
    pub(crate) fn describe(feature: Feature) -> (Self, Vec<usize>) {
        let t = Self::BASES.partition_point(|&base| base <= feature.0) - 1;
        let mut rest = (feature.0 - Self::BASES[t]) as usize;
        let mut values: Vec<usize> = Self::SIZES[t]
            .iter()
            .rev()
            .map(|&size| {
                let value = rest % size;
                rest /= size;
                value
            })
            .collect();
        values.reverse();
        (Self::ALL[t], values)
    }
}
