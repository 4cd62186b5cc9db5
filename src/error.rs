//! The error of the crate.

use thiserror::Error as ThisError;

/// A value of the caller that was refused: of a [`Cast`](crate::Cast), of an
/// [`AttributorBuilder`](crate::AttributorBuilder), or the name of an enum's variant.
///
/// Attribution itself never fails. The message names the offending value; the `is_…` predicates tell the causes apart,
/// and exactly one of them holds.
///
/// ```
/// use inquit::{Attributor, Error};
/// let error: Error = Attributor::builder().threshold(1.5).build().unwrap_err();
/// assert!(error.is_threshold() && !error.is_cue_verb());
/// assert_eq!(error.to_string(), "the confidence threshold 1.5 is not within 0.0 and 1.0");
/// ```
#[derive(Debug, ThisError)]
#[error(transparent)]
pub struct Error(#[from] ErrorKind);

#[derive(Debug, ThisError)]
pub(crate) enum ErrorKind {
    #[error("character {index} of the cast has an empty or blank name")]
    EmptyName { index: usize },
    #[error("the cast has the name {name:?} twice")]
    DuplicateName { name: String },
    #[error("character {name:?} has an empty or blank alias")]
    EmptyAlias { name: String },
    #[error("the narrator {name:?} is not in the cast")]
    UnknownNarrator { name: String },
    #[error("the confidence threshold {value} is not within 0.0 and 1.0")]
    Threshold { value: f64 },
    #[error("{verb:?} cannot be a cue verb: one word of letters is expected")]
    CueVerb { verb: String },
    #[error("unknown {of} {value:?}, expected one of: {expected}")]
    UnknownName { value: String, of: &'static str, expected: String },
    #[error("no line of a table of weights: {line:?}")]
    Weights { line: String },
}

impl Error {
    /// `value` is none of the `names` of the enum `of`.
    pub(crate) fn unknown_name(value: &str, of: &'static str, names: &[&str]) -> Self {
        ErrorKind::UnknownName { value: value.to_owned(), of, expected: names.join(", ") }.into()
    }

    /// The name of a character is empty, or white space only.
    ///
    /// ```
    /// use inquit::{Cast, Character};
    /// assert!(Cast::new([Character::new(" ")]).unwrap_err().is_empty_name());
    /// ```
    #[must_use]
    pub fn is_empty_name(&self) -> bool {
        matches!(self.0, ErrorKind::EmptyName { .. })
    }

    /// Two characters have the same name.
    ///
    /// ```
    /// use inquit::{Cast, Character};
    /// assert!(Cast::new([Character::new("Emma"), Character::new("Emma")]).unwrap_err().is_duplicate_name());
    /// ```
    #[must_use]
    pub fn is_duplicate_name(&self) -> bool {
        matches!(self.0, ErrorKind::DuplicateName { .. })
    }

    /// An alias is empty, or white space only.
    ///
    /// ```
    /// use inquit::{Cast, Character};
    /// assert!(Cast::new([Character::new("Emma").alias("")]).unwrap_err().is_empty_alias());
    /// ```
    #[must_use]
    pub fn is_empty_alias(&self) -> bool {
        matches!(self.0, ErrorKind::EmptyAlias { .. })
    }

    /// The narrator is not the name of a character of the cast.
    ///
    /// ```
    /// use inquit::{Cast, Character};
    /// let cast = Cast::new([Character::new("Emma").alias("Em")])?;
    /// assert!(cast.with_narrator("Em").unwrap_err().is_unknown_narrator());
    /// # Ok::<(), inquit::Error>(())
    /// ```
    #[must_use]
    pub fn is_unknown_narrator(&self) -> bool {
        matches!(self.0, ErrorKind::UnknownNarrator { .. })
    }

    /// The confidence threshold lies outside of 0.0 to 1.0, or is not a number.
    ///
    /// ```
    /// use inquit::Attributor;
    /// assert!(Attributor::builder().threshold(f64::NAN).build().unwrap_err().is_threshold());
    /// ```
    #[must_use]
    pub fn is_threshold(&self) -> bool {
        matches!(self.0, ErrorKind::Threshold { .. })
    }

    /// A cue verb of the builder is not one word of letters.
    ///
    /// ```
    /// use inquit::Attributor;
    /// assert!(Attributor::builder().cue_verb("let slip").build().unwrap_err().is_cue_verb());
    /// ```
    #[must_use]
    pub fn is_cue_verb(&self) -> bool {
        matches!(self.0, ErrorKind::CueVerb { .. })
    }

    /// A text is not the name of a variant of the enum that it was parsed as.
    ///
    /// ```
    /// use inquit::Evidence;
    /// assert!("hearsay".parse::<Evidence>().unwrap_err().is_unknown_name());
    /// ```
    #[must_use]
    pub fn is_unknown_name(&self) -> bool {
        matches!(self.0, ErrorKind::UnknownName { .. })
    }

    /// A table of weights has a line that does not fit the templates of the model.
    ///
    /// ```
    /// use inquit::train::Weights;
    /// assert!("[news]\nsource_head 1 7".parse::<Weights>().unwrap_err().is_weights());
    /// ```
    #[cfg(any(test, feature = "train"))]
    #[must_use]
    pub fn is_weights(&self) -> bool {
        matches!(self.0, ErrorKind::Weights { .. })
    }
}
