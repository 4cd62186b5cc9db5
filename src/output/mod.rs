//! What a caller gets: views over the records, what they own, and the form in which they serialise.

pub(crate) mod attributions;
#[cfg(feature = "serde")]
pub(crate) mod json;
pub(crate) mod parts;
pub(crate) mod quote;
pub(crate) mod segments;
pub mod statistics;
#[cfg(feature = "serde")]
pub(crate) mod stored;
pub mod table;
