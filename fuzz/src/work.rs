//! Looks for texts that take much work: the steps that the library counts are the feedback.

use std::sync::atomic::{AtomicU8, Ordering};

use crate::tests::generated::Generated;

/// Number of bytes of the smaller text.
const LEN: usize = 1 << 13;

/// The same for a text whose work seems to grow: at [`LEN`] the bounds of the loops have not been reached everywhere.
const LONG: usize = 1 << 16;

/// Number of counters for the steps a byte, and of those for the growth.
const COUNTERS: usize = 512;

/// libFuzzer keeps an input that sets one of these for the first time, as it does with a new branch.
#[cfg_attr(fuzzing, link_section = "__libfuzzer_extra_counters")]
static REACHED: [AtomicU8; 2 * COUNTERS] = [const { AtomicU8::new(0) }; 2 * COUNTERS];

#[cfg(fuzzing)]
fn count(text: &str) -> u64 {
    inquit::count_steps(|| {
        let _ = inquit::attribute_quotes(text);
        let _ = inquit::find_quotes(text);
    })
}

/// Only `cargo fuzz` counts. The unit test of the root `work_is_linear_in_texts_of_many_tokens` replays the seeds.
#[cfg(not(fuzzing))]
fn count(text: &str) -> u64 {
    inquit::attribute_quotes(text).len() as u64
}

/// The bytes choose a text of copies, whose work must be linear.
pub fn work(bytes: &[u8]) {
    let seed = Generated::from_bytes(bytes);
    let growth = seed.growth(LEN, count);
    // Steps a byte, in quarters, and the growth in hundredths above one.
    let dense = (growth.small as usize * 4 / LEN).min(COUNTERS - 1);
    let grown = (growth.large * 100 / (growth.small + 100)).saturating_sub(100).min(COUNTERS as u64 - 1) as usize;
    for reached in [dense, COUNTERS + grown] {
        REACHED[reached].store(1, Ordering::Relaxed);
    }
    if !growth.is_linear() {
        let growth = seed.growth(LONG, count);
        assert!(growth.is_linear(), "{growth:?} in {seed:?}");
    }
    if std::env::var_os("INQUIT_SHOW").is_some() {
        println!("{:.2} steps a byte, {growth:?}, {seed:?}", growth.small as f64 / LEN as f64);
    }
}
