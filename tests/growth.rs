//! Time grows with the text, not with its square.

use std::hint::black_box;
use std::time::{Duration, Instant};

use inquit::attribute_quotes;

/// Pieces that invite a second look at the whole text: openings that never close, people without end, chains of
/// whatever a stage follows. `#` is another capitalised word in every copy.
const SEEDS: &[&str] = &[
    "\"",
    "\" ",
    "\"a\" ",
    "\"a\n\n",
    "“",
    "“a ",
    "”",
    "“a\n\n",
    "„«“",
    "'",
    "'a ",
    "\"'a",
    "''",
    "``",
    "6'2\" ",
    "—",
    "… ",
    "(",
    "a\n",
    "\n\n",
    "\u{301}",
    "said ",
    "he said ",
    "\"A,\" he said. ",
    "Emma ",
    "Mr. ",
    "A. B. ",
    "of the ",
    ", who ",
    "according to ",
    "# ",
    "# Hale said. ",
    "\"A,\" said #. ",
    "\"A,\" said Mr. # Hale. \"B,\" said Hale. ",
    "\"A, #?\"\n\n",
];

const SMALL: usize = 1 << 15;
const TIMES: usize = 8;

/// A square would be `TIMES`, that is 8; the rest is for a machine with other work to do.
const SLACK: u32 = 3;

fn copies(seed: &str, len: usize) -> String {
    let mut text = String::with_capacity(len + 64);
    let mut copy = 0_u32;
    while text.len() < len {
        let letters = (0..4).map(|place| char::from(b'a' + (copy / 26_u32.pow(place) % 26) as u8));
        text += &seed.replace('#', &format!("Z{}", String::from_iter(letters)));
        copy += 1;
    }
    text
}

fn duration(text: &str) -> Duration {
    let start = Instant::now();
    black_box(attribute_quotes(black_box(text)));
    start.elapsed()
}

/// The fastest of several runs, small and large ones by turns: what else the machine does only ever adds.
#[test]
fn time_is_linear() {
    for seed in SEEDS {
        let (small, large) = (copies(seed, SMALL), copies(seed, SMALL * TIMES));
        let runs = [(); 5].map(|()| (duration(&small), duration(&large)));
        let least = runs.iter().map(|run| run.0).min().unwrap();
        let most = runs.iter().map(|run| run.1).min().unwrap();
        let limit = least * TIMES as u32 * SLACK;
        assert!(most < limit, "copies of {seed:?}: {TIMES} times the text took {most:?}, a {SMALL} byte one {least:?}");
    }
}
