//! Tests that need the inside of the crate.

mod growth;
mod hostile;
pub(crate) mod random;
