//! What the fuzzers share with the tests of the root, which run the same functions on seeds.
//!
//! ```text
//! cargo +nightly fuzz run --sanitizer none grammar fuzz/corpus/grammar tests/seeds/grammar -- -max_total_time=1800
//! cargo run --manifest-path fuzz/Cargo.toml --bin grammar -- fuzz/artifacts/grammar/*    # replays, on stable Rust
//! ```
//!
//! No sanitizer is needed, since the library has no `unsafe`.

// The tests of the included files are not compiled, only what they share.
#![allow(dead_code, unused_imports)]

#[path = "../../tests/formats/mod.rs"]
mod formats;
#[path = "../../tests/fuzzing/mod.rs"]
pub mod fuzzing;
#[path = "../../tests/invariants.rs"]
mod invariants;
pub mod line;
#[path = "../../tests/properties.rs"]
mod properties;
#[path = "../../tests/texts.rs"]
mod texts;
pub mod work;

mod program;
// As the files of the program name each other.
use program::{cast, selection};

mod tests;

/// The main function of a target: a fuzzer with `cargo fuzz`, otherwise one that runs the files that it is given.
#[macro_export]
macro_rules! target {
    ($run:path) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| $run(bytes));

        #[cfg(not(fuzzing))]
        fn main() {
            for file in std::env::args_os().skip(1) {
                println!("{}", file.to_string_lossy());
                $run(&std::fs::read(file).expect("a file that can be read"));
            }
        }
    };
}
