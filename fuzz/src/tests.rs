//! The generator of slow texts.

#[path = "../../src/tests/generated.rs"]
pub mod generated;
#[path = "../../src/tests/hostile.rs"]
pub mod hostile;
