//! The integration tests, in one binary.

mod case;
mod cases;
#[cfg(feature = "serde")]
mod contract;
mod corpora;
mod damage;
mod digest;
mod errors;
mod examples;
mod lists;
mod properties;
mod twins;
