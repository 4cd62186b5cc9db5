//! The integration tests, in one binary.

mod case;
mod cases;
#[cfg(feature = "serde")]
mod contract;
mod corpora;
// The tests do not learn, nor print all that is scored.
#[allow(dead_code)]
#[path = "../examples/corpus/mod.rs"]
mod corpus;
mod damage;
mod digest;
mod errors;
mod examples;
mod lists;
mod pinned;
mod properties;
mod twins;
