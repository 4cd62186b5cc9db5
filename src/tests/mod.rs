//! Tests that need the inside of the crate but belong to no single file, and helpers for tests.

pub(crate) mod generated;
mod growth;
pub(crate) mod hostile;
pub(crate) mod random;
pub(crate) mod stages;
pub(crate) mod table;
