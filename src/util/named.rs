//! Public enums whose variants have names.

/// Declares a public enum and gives each variant a name in kebab case, and further names that are only read.
///
/// The name is the only written form: of `as_str`, of `Display`, and with the feature `serde` of `Serialize`. `FromStr`
/// and `Deserialize` read it back. A caller who stores the name of a variant can therefore rely on it as long as the
/// variant exists.
macro_rules! named {
    (
        $(#[$meta:meta])*
        pub enum $type:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $name:literal $(| $other:literal)*,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$variant_meta])* $variant,)*
        }

        impl $type {
            /// All variants, in the order of their declaration.
            ///
            /// ```
            #[doc = concat!("use inquit::", stringify!($type), ";")]
            #[doc = concat!("for &value in ", stringify!($type), "::ALL {")]
            #[doc = concat!("    assert_eq!(value.as_str().parse::<", stringify!($type), ">()?, value);")]
            /// }
            /// # Ok::<(), inquit::Error>(())
            /// ```
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            const NAMES: &'static [&'static str] = &[$($name),*];

            /// The name in kebab case, as it is displayed, parsed and serialised.
            ///
            /// ```
            #[doc = concat!("use inquit::", stringify!($type), ";")]
            #[doc = concat!("let names: Vec<&str> = ", stringify!($type), "::ALL.iter().map(|value| value.as_str()).collect();")]
            #[doc = concat!("assert_eq!(names, [", $("\"", $name, "\", ",)* "]);")]
            /// ```
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }

        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        /// Reads a name as [`as_str`](Self::as_str) gives it.
        ///
        /// # Errors
        /// The text is no such name: [`is_unknown_name`](crate::Error::is_unknown_name).
        impl core::str::FromStr for $type {
            type Err = $crate::error::Error;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                match name {
                    $($name $(| $other)* => Ok(Self::$variant),)*
                    _ => Err($crate::error::Error::unknown_name(name, stringify!($type), Self::NAMES)),
                }
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;

                impl serde::de::Visitor<'_> for Visitor {
                    type Value = $type;

                    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                        f.write_str(concat!("the name of a ", stringify!($type)))
                    }

                    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<$type, E> {
                        name.parse().map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Visitor)
            }
        }
    };
}

pub(crate) use named;

#[cfg(test)]
mod tests {
    named! {
        #[derive(Default)]
        pub enum Sample {
            #[default]
            First = "first",
            NotFirst = "not-first" | "second" | "2",
        }
    }

    #[test]
    fn names_are_written_and_read() {
        assert_eq!(Sample::ALL, [Sample::First, Sample::NotFirst]);
        assert_eq!(Sample::default().as_str(), "first");
        assert_eq!(format!("<{:>10}>", Sample::NotFirst), "< not-first>");
        for name in ["not-first", "second", "2"] {
            assert_eq!(name.parse::<Sample>().unwrap(), Sample::NotFirst);
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for name in ["", "First", "first ", "NotFirst"] {
            let error = name.parse::<Sample>().unwrap_err();
            assert!(error.is_unknown_name());
            assert_eq!(error.to_string(), format!("unknown Sample {name:?}, expected one of: first, not-first"));
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn names_are_serialised() {
        assert_eq!(serde_json::to_string(&Sample::ALL).unwrap(), r#"["first","not-first"]"#);
        assert_eq!(serde_json::from_str::<Sample>(r#""second""#).unwrap(), Sample::NotFirst);
        assert!(serde_json::from_str::<Sample>(r#""third""#).unwrap_err().to_string().contains("unknown Sample"));
        assert!(serde_json::from_str::<Sample>("1").unwrap_err().to_string().contains("the name of a Sample"));
    }
}
