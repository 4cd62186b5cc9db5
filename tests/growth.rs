//! Time and output grow with the text, not with its square.

use std::hint::black_box;
use std::time::{Duration, Instant};

use inquit::{attribute_quotes, tokenize, Attributions};

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
    "Emma # said. ",
    "Mr. # and Mrs. Hale said. ",
    "the # sailor said. ",
    "\"A,\" said #. ",
    "\"A,\" said Mr. # Hale. \"B,\" said Hale. ",
    "\"A, #?\"\n\n",
];

const SMALL: usize = 1 << 15;
const TIMES: usize = 8;

/// How far beyond `TIMES` a duration may grow: a square would grow 8 times beyond it.
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

/// Whatever else the machine does only ever adds to a duration, so the least of several is compared.
#[test]
fn time_is_linear() {
    let mut failures = String::new();
    for seed in SEEDS {
        let (small, large) = (copies(seed, SMALL), copies(seed, SMALL * TIMES));
        let (mut least, mut most) = (Duration::MAX, Duration::MAX);
        let linear = (0..5).any(|_| {
            least = (0..3).map(|_| duration(&small)).fold(least, Duration::min);
            most = most.min(duration(&large));
            most < least * TIMES as u32 * SLACK
        });
        if !linear {
            failures += &format!("copies of {seed:?}: {least:?}, and {most:?} for {TIMES} times the text\n");
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// What a caller has to store: tokens, quotations, and all that is told of speakers.
fn output(text: &str) -> usize {
    let found: Attributions = attribute_quotes(text);
    let names = found.speakers().iter().flat_map(|speaker| speaker.aliases.iter().chain([&speaker.name]));
    tokenize(text).iter().count() + found.len() + names.map(String::len).sum::<usize>()
}

#[test]
fn output_is_linear() {
    for seed in SEEDS {
        let (small, large) = (output(&copies(seed, SMALL)), output(&copies(seed, SMALL * TIMES)));
        assert!(large <= (small + 8) * TIMES, "copies of {seed:?}: {small}, and {large} for {TIMES} times the text");
    }
}
