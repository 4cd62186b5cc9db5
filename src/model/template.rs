//! Features: each is an index into a table of weights, made of a template and its values.
//!
//! A genre lists its templates with [`templates!`]. Each template becomes a function of its values that returns a
//! [`FeatureId`], so that the compiler checks number and types of the values; the sizes of the tables are computed from
//! the types.

/// An index into a table of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FeatureId(u16);

impl FeatureId {
    #[inline]
    pub(crate) fn new(index: usize) -> Self {
        // OK because `Layout::new` takes no layout with more features.
        Self(index as u16)
    }

    #[inline]
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Takes the features of the candidates of a unit.
pub(crate) trait FeatureSink {
    /// Adds a feature of the candidate at a position in the list of candidates.
    fn add(&mut self, candidate: usize, feature: FeatureId);
}

/// One of a fixed number of values: a parameter of a template.
pub(crate) trait FeatureValue: Copy {
    const COUNT: usize;

    /// A number below [`COUNT`](Self::COUNT), different for each value.
    fn value(self) -> usize;
}

impl FeatureValue for bool {
    const COUNT: usize = 2;

    #[inline]
    fn value(self) -> usize {
        usize::from(self)
    }
}

/// `None` is the last value.
impl<V: FeatureValue> FeatureValue for Option<V> {
    const COUNT: usize = V::COUNT + 1;

    #[inline]
    fn value(self) -> usize {
        self.map_or(V::COUNT, V::value)
    }
}

/// A count below `N`; higher ones are `N - 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct UpTo<const N: usize>(u8);

impl<const N: usize> UpTo<N> {
    /// The last value.
    pub(crate) const MAX: Self = Self(N as u8 - 1);

    #[inline]
    pub(crate) fn new(count: usize) -> Self {
        // OK because no template has more than 256 such values: `MAX` would not compile.
        Self(count.min(N - 1) as u8)
    }
}

impl<const N: usize> FeatureValue for UpTo<N> {
    const COUNT: usize = N;

    #[inline]
    fn value(self) -> usize {
        usize::from(self.0)
    }
}

/// Number of hash buckets for words. With half of them, attribution F1 of news is .001 lower.
const WORD_BUCKETS: usize = 1024;

/// A hash bucket for a word, or a small number in place of one. Words that collide share a weight (Weinberger and
/// others 2009, "Feature hashing for large scale multitask learning").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WordBucket(u16);

impl WordBucket {
    /// The bucket of a word, whatever its ASCII case.
    pub(crate) fn of(word: &str) -> Self {
        let fold = |hash: u32, byte: u8| (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
        Self::of_hash(word.bytes().fold(0x811C_9DC5, fold))
    }

    /// The bucket of a hash of 32 bits.
    pub(crate) fn of_hash(hash: u32) -> Self {
        Self(((hash ^ hash >> 16) as usize % WORD_BUCKETS) as u16)
    }

    /// The bucket with a number, for what stands where a word could. Words may share it.
    pub(crate) fn of_number(number: usize) -> Self {
        Self(number.min(WORD_BUCKETS - 1) as u16)
    }
}

impl FeatureValue for WordBucket {
    const COUNT: usize = WORD_BUCKETS;

    #[inline]
    fn value(self) -> usize {
        usize::from(self.0)
    }
}

/// Makes an enum without fields a value, given its last variant.
macro_rules! enum_value {
    ($name:ident, $last:ident) => {
        impl $crate::model::template::FeatureValue for $name {
            const COUNT: usize = $name::$last as usize + 1;

            #[inline]
            fn value(self) -> usize {
                self as usize
            }
        }
    };
}

/// Declares values for quantities: how many of the ascending bounds a quantity reaches.
macro_rules! buckets {
    ($($(#[$doc:meta])* $name:ident($type:ty): $($bound:literal),+;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) struct $name(u8);

        impl $name {
            const BOUNDS: &'static [$type] = &[$($bound),+];

            #[inline]
            pub(crate) fn of(quantity: $type) -> Self {
                Self(Self::BOUNDS.iter().map(|&bound| u8::from(quantity >= bound)).sum())
            }
        }

        impl $crate::model::template::FeatureValue for $name {
            const COUNT: usize = Self::BOUNDS.len() + 1;

            #[inline]
            fn value(self) -> usize {
                usize::from(self.0)
            }
        }
    )*};
}

/// Declares the templates of a genre, as functions of their values, and its layout.
macro_rules! templates {
    ($(#[$doc:meta])* $layout:ident; $($(#[$about:meta])* $name:ident($($value:ident: $type:ty),+);)*) => {
        /// The first feature of each template, and the number of features.
        struct Offsets {
            $($name: usize,)*
            end: usize,
        }

        const OFFSETS: Offsets = {
            let mut end = 0;
            $(
                let $name = end;
                end += 1 $(* <$type as $crate::model::template::FeatureValue>::COUNT)+;
            )*
            Offsets { $($name,)* end }
        };

        $(#[$doc])*
        pub(crate) static $layout: $crate::model::template::Layout = $crate::model::template::Layout::new(
            &[$($crate::model::template::Template { name: stringify!($name), start: OFFSETS.$name },)*],
            OFFSETS.end,
        );

        $(
            $(#[$about])*
            #[inline]
            pub(crate) fn $name($($value: $type),+) -> $crate::model::template::FeatureId {
                let mut index = 0;
                $(
                    index = index * <$type as $crate::model::template::FeatureValue>::COUNT
                        + $crate::model::template::FeatureValue::value($value);
                )+
                $crate::model::template::FeatureId::new(OFFSETS.$name + index)
            }
        )*
    };
}

pub(crate) use {buckets, enum_value, templates};

/// A kind of feature.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Template {
    pub(crate) name: &'static str,
    /// The index of its first feature.
    pub(crate) start: usize,
}

/// The templates of a genre: their features tile a table of weights.
#[derive(Debug)]
pub(crate) struct Layout {
    templates: &'static [Template],
    features: usize,
}

impl Layout {
    pub(crate) const fn new(templates: &'static [Template], features: usize) -> Self {
        assert!(features <= 1 << 16, "a feature id has 16 bits");
        Self { templates, features }
    }

    /// The number of features of all templates.
    pub(crate) fn features(&self) -> usize {
        self.features
    }

    /// The templates with the features of each, in order.
    pub(crate) fn templates(&self) -> impl Iterator<Item = (Template, core::ops::Range<usize>)> + '_ {
        let ends = self.templates.iter().skip(1).map(|next| next.start).chain([self.features]);
        self.templates.iter().zip(ends).map(|(&template, end)| (template, template.start..end))
    }

    /// The features of the template with a name.
    pub(crate) fn features_of(&self, name: &str) -> Option<core::ops::Range<usize>> {
        self.templates().find(|(template, _)| template.name == name).map(|(_, features)| features)
    }
}

#[cfg(test)]
mod tests {
    use super::{FeatureValue, UpTo, WordBucket};

    #[derive(Clone, Copy)]
    enum Side {
        Left,
        Right,
    }

    enum_value!(Side, Right);

    buckets! {
        /// A length.
        Length(usize): 1, 3;
    }

    mod table {
        use super::{Length, Side, UpTo};

        templates! {
            /// A small layout.
            SMALL;
            /// One value.
            length(length: Length);
            /// Three values.
            tail(side: Side, absent: Option<Side>, count: UpTo<4>);
        }
    }

    #[test]
    fn features_tile_the_table() {
        let lengths = [0, 1, 3].map(|length| table::length(Length::of(length)).index());
        assert_eq!(lengths, [0, 1, 2]);
        let mut next = 3;
        for side in [Side::Left, Side::Right] {
            for absent in [Some(Side::Left), Some(Side::Right), None] {
                for count in 0..4 {
                    assert_eq!(table::tail(side, absent, UpTo::new(count)).index(), next);
                    next += 1;
                }
            }
        }
        assert_eq!(table::SMALL.features(), next);
        let templates: Vec<_> = table::SMALL.templates().map(|(template, range)| (template.name, range)).collect();
        assert_eq!(templates, [("length", 0..3), ("tail", 3..27)]);
        assert_eq!(table::SMALL.features_of("tail"), Some(3..27));
        assert_eq!(table::SMALL.features_of("start"), None);
    }

    #[test]
    fn quantities_fall_into_buckets() {
        let values = [0, 1, 2, 3, 4, 100].map(|length| Length::of(length).value());
        assert_eq!(values, [0, 1, 1, 2, 2, 2]);
        assert_eq!(Length::COUNT, 3);
    }

    #[test]
    fn counts_stop_at_the_last_value() {
        let values = [0, 1, 2, 3, 1000].map(|count| UpTo::<3>::new(count).value());
        assert_eq!(values, [0, 1, 2, 2, 2]);
        assert_eq!(UpTo::<3>::MAX.value(), 2);
    }

    #[test]
    fn words_have_buckets_whatever_their_case() {
        assert_eq!(WordBucket::of("Said"), WordBucket::of("said"));
        assert_ne!(WordBucket::of("said"), WordBucket::of("asked"));
        assert!(WordBucket::of("unheard-of").value() < WordBucket::COUNT);
    }
}
