//! The integration tests, in one binary.

mod architecture;
mod case;
mod cases;
#[cfg(feature = "serde")]
mod contract;
mod corpora;
// The tests do not learn, and do not print all that is scored.
#[allow(dead_code)]
#[path = "../examples/corpus/mod.rs"]
mod corpus;
mod damage;
mod digest;
mod documentation;
mod errors;
mod examples;
mod formats;
mod fuzzing;
mod guarantees;
mod invariants;
mod lists;
mod masks;
mod metamorphic;
mod offsets;
mod pinned;
mod properties;
mod segments;
mod speakers;
mod statistics;
mod texts;
mod twins;
