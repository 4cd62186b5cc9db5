use thiserror::Error as ThisError;

/// Why a [`Cast`](crate::Cast) or an [`Attributor`](crate::Attributor) could not be built.
///
/// Attribution itself never fails; only what a caller configures can be refused. The message names the offending
/// value; the `is_…` predicates tell the causes apart.
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
    Threshold { value: f32 },
    #[error("{verb:?} cannot be a cue verb: one word of letters is expected")]
    CueVerb { verb: String },
    #[error("no line of a table of weights: {line:?}")]
    Weights { line: String },
}

impl Error {
    /// A character's name is empty or white space only.
    #[must_use]
    pub fn is_empty_name(&self) -> bool {
        matches!(self.0, ErrorKind::EmptyName { .. })
    }

    /// Two characters have the same name.
    #[must_use]
    pub fn is_duplicate_name(&self) -> bool {
        matches!(self.0, ErrorKind::DuplicateName { .. })
    }

    /// An alias is empty or white space only.
    #[must_use]
    pub fn is_empty_alias(&self) -> bool {
        matches!(self.0, ErrorKind::EmptyAlias { .. })
    }

    /// The narrator is no character of the cast.
    #[must_use]
    pub fn is_unknown_narrator(&self) -> bool {
        matches!(self.0, ErrorKind::UnknownNarrator { .. })
    }

    /// The confidence threshold lies outside 0.0 to 1.0, or is not a number.
    #[must_use]
    pub fn is_threshold(&self) -> bool {
        matches!(self.0, ErrorKind::Threshold { .. })
    }

    /// An additional cue verb is not one word of letters.
    #[must_use]
    pub fn is_cue_verb(&self) -> bool {
        matches!(self.0, ErrorKind::CueVerb { .. })
    }

    /// A table of weights has a line that does not fit the templates of the model.
    #[cfg(any(test, feature = "train"))]
    #[must_use]
    pub fn is_weights(&self) -> bool {
        matches!(self.0, ErrorKind::Weights { .. })
    }
}
