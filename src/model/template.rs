//! What speaks for or against a candidate: features, each a small number made of a template and its values.

use crate::attribution::clause::SUBJECTS;
use crate::attribution::fiction::fit::Fit;
use crate::model::crf::RELATIONS;

/// A feature: an index into the table of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Feature(pub(crate) u16);

impl Feature {
    /// The feature with another last value, where that is zero.
    #[inline]
    pub(crate) fn with_last(self, value: u16) -> Self {
        Self(self.0 + value)
    }
}

/// Takes the features of the candidates of a quotation.
pub(crate) trait Sink {
    /// One more feature of the candidate at a place.
    fn add(&mut self, place: usize, feature: Feature);
}

macro_rules! templates {
    ($($(#[$doc:meta])* $name:ident($($size:expr),*) = $text:literal;)*) => {
        /// A kind of feature with the ranges of its values.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Template { $($(#[$doc])* $name),* }

        impl Template {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),*];
            const SIZES: &'static [&'static [usize]] = &[$(&[$($size),*]),*];
            const NAMES: &'static [&'static str] = &[$($text),*];
        }
    };
}

/// Values of [`Template::Slot`] and its kin.
pub(crate) const SLOTS: usize = 20;
pub(crate) const STRENGTHS: usize = 10;
pub(crate) const FITS: usize = Fit::COUNT;
/// Words are told apart by so many numbers.
pub(crate) const WORD_BUCKETS: usize = 1024;
templates! {
    /// How a candidate fits the mention in a slot, by how surely the words there report speech.
    Slot(SLOTS, STRENGTHS, FITS) = "slot-strength";
    SlotSubject(SLOTS, SUBJECTS, FITS) = "slot-subject";
    /// Place among the most salient.
    Rank(8, SUBJECTS) = "rank";
    Share(8, SUBJECTS) = "share";
    /// Place among those that a pronoun in the clause may stand for, and by how much the first is ahead.
    Referent(8, 5) = "referent";
    ReferentShare(10) = "referent-share";
    Recency(9, SUBJECTS) = "recency";
    RecentSubject(9, SUBJECTS) = "recent-subject";
    Window(6, SUBJECTS) = "window";
    Frequency(7, SUBJECTS) = "frequency";
    Addressed(10, SUBJECTS, 2) = "addressed";
    Told(5, 2, SUBJECTS) = "told";
    NounRank(8, 6) = "noun-rank";
    /// Place among those whose mother "her mother" may be.
    Owner(4, 2) = "owner";
    Named(6, SUBJECTS) = "named";
    AddressGender(6, 4, 2) = "address-gender";
    Explicit(12, 2, 2) = "explicit";
    ExplicitCount(6, SUBJECTS) = "explicit-count";
    ExplicitBefore(8, SUBJECTS) = "explicit-before";
    ExplicitAfter(8, SUBJECTS) = "explicit-after";
    SpokenTotal(7, SUBJECTS) = "spoken-total";
    Kind(6, SUBJECTS) = "kind";
    Gender(4, SUBJECTS) = "gender";
    Narrator(SUBJECTS) = "narrator";
    OnlyOne(4, SUBJECTS) = "only-one";
    Present(4, SUBJECTS) = "present";
    /// Nobody: that the unit is no speech.
    NobodyClause(SUBJECTS, 3) = "nobody-clause";
    NobodyForm(3, 4, 6) = "nobody-form";
    NobodyEnd(8, 4) = "nobody-end";
    NobodyWords(8, 4) = "nobody-words";
    NobodyCapitals(4, 4) = "nobody-capitals";
    NobodyBefore(10) = "nobody-before";
    NobodyTag(6, 4) = "nobody-tag";
    /// Second pass: probabilities of the first.
    Near(12, 2, 8) = "near";
    Total(8, SUBJECTS) = "total";
    Local(8, SUBJECTS) = "local";
    LastSpoke(9, SUBJECTS) = "last-spoke";
    NextSpeaks(9, SUBJECTS) = "next-speaks";
    Words(12, 2) = "words";
    NounHead(6) = "noun-head";
    /// Who speaks under the same noun around.
    NounNear(7) = "noun-near";
    /// Reports: a mention as the source of a quotation. What the rules say of it.
    SourceRule(10, 4) = "source-rule";
    /// The clause it is subject of: how they hang together, the strength of the verb, where it stands.
    SourceCue(7, 5, 6) = "source-cue";
    SourceCueForm(5, 6, 4) = "source-cue-form";
    SourcePlace(6, 7, 2) = "source-place";
    SourceRank(2, 5, 2) = "source-rank";
    SourceKind(14, 4) = "source-kind";
    SourceKindPlace(14, 6) = "source-kind-place";
    SourceOther(5, 6) = "source-other";
    SourceSpeaks(5, 5) = "source-speaks";
    SourceTag(7, 4) = "source-tag";
    SourceObject(4) = "source-object";
    SourcePosition(4, 6, 5) = "source-position";
    SourceEnd(8, 6, 4) = "source-end";
    SourceBetween(4, 6, 2) = "source-between";
    SourceNearest(4, 3, 5, 4) = "source-nearest";
    SourceCueDistance(7, 6, 5) = "source-cue-distance";
    SourceLead(7, 3, 5) = "source-lead";
    /// The words themselves: the verb and where it stands, the head of the mention, the word before it.
    SourceVerb(WORD_BUCKETS, 3) = "source-verb";
    SourceHead(WORD_BUCKETS) = "source-head";
    SourceBefore(WORD_BUCKETS) = "source-before";
    /// The kinds of words between the mention and the quotation, those beside the quotation first.
    SourcePath(2, WORD_BUCKETS) = "source-path";
    SourceFirst(2, 6, 2, 2) = "source-first";
    SourceQuote(8, 6, 2) = "source-quote";
    /// Reports: that nobody is the source, beside what serves tales as well.
    NobodyRule(10, 4) = "nobody-rule";
    NobodyOthers(5, 5) = "nobody-others";
    NobodyWordBefore(WORD_BUCKETS) = "nobody-word-before";
    NobodyWordAfter(WORD_BUCKETS) = "nobody-word-after";
    NobodyFirst(WORD_BUCKETS, 2) = "nobody-first";
    NobodyCue(WORD_BUCKETS) = "nobody-cue";
    /// Whether the speaker is one of those before; the last value is the relation.
    TurnGap(10, SUBJECTS, RELATIONS) = "turn-gap";
    TurnAsks(10, 2, 2, RELATIONS) = "turn-asks";
    TurnContinues(2, RELATIONS) = "turn-continues";
    TurnSubjects(SUBJECTS, SUBJECTS, RELATIONS) = "turn-subjects";
    TurnWords(4, 4, RELATIONS) = "turn-words";
    /// Whether the clause has the noun that the clauses of the two turns before have: "the miller", "the other".
    TurnNoun(3, 3, RELATIONS) = "turn-noun";
    /// Reports: how far the quotation before is, whether both have clauses, and what it looks like.
    SourceGap(5, 3, 3, RELATIONS) = "source-gap";
    SourceOpens(4, 2, 4, RELATIONS) = "source-opens";
    /// Whether the verb of the clause answers or goes on.
    TurnVerb(5, SUBJECTS, RELATIONS) = "turn-verb";
}

/// The value of a template for a quantity: how many of the ascending bounds it reaches.
#[inline]
pub(crate) fn bucket<T: PartialOrd + Copy>(quantity: T, bounds: &[T]) -> usize {
    bounds.iter().map(|&bound| usize::from(quantity >= bound)).sum()
}

/// A number below [`WORD_BUCKETS`] for a word, whatever its case: words that share one share a weight (Weinberger and others 2009,
/// "Feature hashing for large scale multitask learning").
pub(crate) fn word_bucket(text: &str) -> usize {
    let fold = |hash: u32, byte: u8| (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
    let hash = text.bytes().fold(0x811C_9DC5, fold);
    (hash ^ hash >> 16) as usize % WORD_BUCKETS
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
    #[inline]
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

    pub(crate) fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    /// All features of this template.
    pub(crate) fn features(self) -> core::ops::Range<usize> {
        let t = self as usize;
        Self::BASES[t] as usize..Self::BASES[t + 1] as usize
    }
}

#[cfg(test)]
mod tests {
    use super::Template;

    #[test]
    fn names_of_templates_are_distinct() {
        let mut names: Vec<&str> = Template::ALL.iter().map(|t| t.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Template::ALL.len());
    }

    #[test]
    fn features_of_templates_tile_the_table() {
        let mut end = 0;
        for template in Template::ALL {
            assert_eq!(template.features().start, end);
            end = template.features().end;
        }
        assert_eq!(end, Template::FEATURES);
    }
}
