//! Features and their templates.
//!
//! A feature is an index into a table of weights. A template is a kind of feature, with values that tell its cases
//! apart. A genre lists its templates with [`templates!`]: each becomes a function of its values that returns a
//! [`FeatureId`]. The compiler hence checks the number and the types of the values, and the size of the table is
//! computed from the types.
//!
//! ```text
//! templates! { LAYOUT; rank(rank: UpTo<2>, subject: bool); narrator(subject: bool); }
//!
//! rank(0, false)  rank(0, true)  rank(1, false)  rank(1, true)  narrator(false)  narrator(true)
//!       0               1              2               3               4                5
//! ```
//!
//! The last value changes fastest. To add a feature, add a template and a call of it; its weights are 0 until they are
//! learned, so that no answer changes. A table of weights names the templates and has a weight for each combination of
//! values. Hence a template that gets another name, or whose types get more or fewer values, does not fit the table any
//! more, and an error names it. A template whose values change their order or their meaning still fits, and must be
//! learned again.

/// An index into a table of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct FeatureId(u16);

impl FeatureId {
    #[inline]
    pub(crate) fn new(index: usize) -> Self {
        // OK because `Layout::new` refuses a layout with more features than 16 bits number.
        Self(index as u16)
    }

    #[inline]
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// Takes the features of the candidates of one unit: production adds up their weights, training keeps them.
pub(crate) trait FeatureSink {
    /// Adds a feature of the candidate at a position in the list of candidates.
    fn add(&mut self, candidate: usize, feature: FeatureId);
}

/// A parameter of a template: one of a fixed number of values.
///
/// Use a `bool`, an enum ([`enum_value!`]), a count with a limit ([`UpTo`]), a quantity in buckets ([`buckets!`]), a
/// word ([`WordBucket`]), or an `Option` of any of them.
pub(crate) trait FeatureValue: Copy {
    /// The number of values.
    const COUNT: usize;

    /// A number below [`COUNT`](Self::COUNT), different for each value. A higher one would be the number of another
    /// feature.
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

/// A count below `N`, or any higher one, which is `N - 1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct UpTo<const N: usize>(u8);

impl<const N: usize> UpTo<N> {
    /// The value of all counts from `N - 1` on.
    pub(crate) const MAX: Self = Self(N as u8 - 1);

    #[inline]
    pub(crate) fn new(count: usize) -> Self {
        // OK because a limit above 256 does not compile: `MAX` would be cut off.
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

/// Number of hash buckets for words. With half of them, attribution F1 on news is .001 lower.
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

    /// The bucket with a number, for something else than a word. Words may share it.
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

/// Makes an enum without fields a [`FeatureValue`], given its last variant. A variant that is added after it must be
/// named here instead: debug builds panic at a value beyond the last.
macro_rules! enum_value {
    ($name:ident, $last:ident) => {
        impl $crate::model::template::FeatureValue for $name {
            const COUNT: usize = $name::$last as usize + 1;

            #[inline]
            fn value(self) -> usize {
                debug_assert!((self as usize) < <Self as $crate::model::template::FeatureValue>::COUNT);
                self as usize
            }
        }
    };
}

/// Declares [`FeatureValue`]s for quantities: the value is the number of bounds that a quantity reaches. Bounds ascend.
///
/// `Length(usize): 1, 3;` has three values: 0 for a length of 0, 1 for 1 and 2, 2 for 3 and more.
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

/// Declares the templates of a genre as functions of their values, and a static [`Layout`] of all.
///
/// The name of a function is the name of its template in the table of weights; the order is that of the lines of the
/// table. See the documentation of the module for what may be changed without learning anew.
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

/// A template as a table of weights sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Template {
    pub(crate) name: &'static str,
    /// The index of its first feature.
    pub(crate) start: usize,
}

/// The templates of a genre. Their features tile a table of weights.
#[derive(Debug)]
pub(crate) struct Layout {
    /// In order of their first features.
    templates: &'static [Template],
    /// Number of features of all templates.
    features: usize,
}

impl Layout {
    /// Refuses, when the crate is compiled, more features than a [`FeatureId`] can number.
    pub(crate) const fn new(templates: &'static [Template], features: usize) -> Self {
        assert!(features <= 1 << 16, "a feature id has 16 bits");
        Self { templates, features }
    }

    /// The number of features of all templates.
    pub(crate) fn features(&self) -> usize {
        self.features
    }

    /// The templates with the indices of their features, in order.
    pub(crate) fn templates(&self) -> impl Iterator<Item = (Template, core::ops::Range<usize>)> + '_ {
        let ends = self.templates.iter().skip(1).map(|next| next.start).chain([self.features]);
        self.templates.iter().zip(ends).map(|(&template, end)| (template, template.start..end))
    }

    /// The indices of the features of a template, given its name.
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
