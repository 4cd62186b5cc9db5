//! What a caller gets.

pub(crate) mod attributions;
#[cfg(feature = "serde")]
pub(crate) mod json;
