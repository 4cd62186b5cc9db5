//! Work grows linearly with the text and with the cast.
//!
//! Steps are counted and not timed, so the tests hold on any machine.

use crate::attributor::{attribute_quotes, Attributor};
use crate::input::Input;
use crate::people::cast::{Cast, Character};
use crate::quote::finder::find_quotes;
use crate::tests::generated::{generated, Generated, Growth};
use crate::tests::hostile::{copies, SEEDS};
use crate::tests::random::Random;
use crate::util::steps::measure;

#[test]
fn work_is_linear_in_the_text() {
    for seed in SEEDS {
        let work = |len| measure(|| drop(attribute_quotes(&copies(seed, len))));
        let (small, large) = (work(1 << 13), work(1 << 16));
        // 8 times the text takes 8 times the steps. A tenth is allowed for windows that are cut off at the ends of a
        // text, and 100 steps for what every text takes.
        assert!(
            large * 10 <= (small + 100) * 88,
            "copies of {seed:?}: {small} steps, and {large} for 8 times the text"
        );
        assert!(small > 0, "copies of {seed:?}: no steps are counted");
    }
}

/// Number of generated texts of which one is read, a prime: all of them take minutes. With `INQUIT_FULL` set, each is.
const SAMPLE: usize = 421;

#[test]
fn work_is_linear_in_generated_texts() {
    let step = if std::env::var_os("INQUIT_FULL").is_some() { 1 } else { SAMPLE };
    let mut wrong = String::new();
    for seed in generated().step_by(step) {
        // Below, the bounds of the loops have not been reached everywhere.
        let growth = seed.growth(1 << 13, |text| measure(|| drop(attribute_quotes(text))));
        if !growth.is_linear() {
            wrong += &format!("{seed:?}: {growth:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// What the fuzzer `work` found most work in, and a few random texts.
#[test]
fn work_is_linear_in_texts_of_many_tokens() {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds/work");
    let mut files: Vec<_> = std::fs::read_dir(seeds).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let mut random = Random::new(29);
    let mut all: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).unwrap()).collect();
    all.extend((0..8).map(|_| (0..14).map(|_| random.below(256) as u8).collect()));
    for bytes in all {
        let seed = Generated::from_bytes(&bytes);
        let growth = seed.growth(1 << 13, |text| measure(|| drop(attribute_quotes(text))));
        assert!(growth.is_linear(), "{seed:?}: {growth:?}");
    }
}

/// What took quadratic time once, by mechanism.
#[test]
fn work_is_linear_where_it_was_not() {
    let seeds: [(&str, &str, &str); 18] = [
        // Gaps of dashes, read from each of their dashes.
        ("\"a ", "-", " \"b"),
        ("\"a ", "—", " \"b"),
        ("\"a ", "— ", " \"b"),
        ("— a", "–", ""),
        ("-- a ", "-", " b"),
        ("'Row, ", "—", " 'Wait.'"),
        // Phrases without an end, read at each mark.
        ("\"", "»-", "\" said Emma."),
        ("\"a, ", "-»", " \"b\""),
        // Endearments, read from each of them.
        ("\"", "dear ", "\" said Emma."),
        ("\"", "my old ", "Emma\" said Emma."),
        // The forms of one person, compared with each other.
        ("", "Emma # Hale. ", ""),
        ("\"A,\" said Emma Hale.\n\n", "Emma # Hale rose. ", ""),
        ("", "\"A,\" said Emma # Hale. ", ""),
        ("", "Emma # Hale Jr. said. ", ""),
        // Cues between a quotation and its cue, far before it.
        (
            "Iran and Iraq on Monday 3 May 2016. \"A,\" said Emma Hale in Iran.\n\n",
            "\"Ships.\" It ended in 2016.\n\n",
            "",
        ),
        // The line before each mark, read to tell whether a mark is open.
        ("", "A.\"", ""),
        // Links without an end.
        ("\"", "[", "\" said Emma."),
        // Quotations of one clause, which comes last.
        ("", "\"Aa.\" ", "\"C,\" said Emma."),
    ];
    for (head, unit, tail) in seeds {
        let work = |len| {
            let text = [head, &copies(unit, len), tail].concat();
            measure(|| drop(attribute_quotes(&text))) + measure(|| drop(find_quotes(&text)))
        };
        let (small, large) = (work(1 << 13), work(1 << 15));
        assert!(
            large * 100 <= (small + 100) * Growth::DOUBLING * Growth::DOUBLING,
            "copies of {unit:?}: {small} steps, and {large} for four times the text"
        );
    }
}

#[test]
fn work_is_linear_in_a_cast_of_one_first_and_last_name() {
    let text = copies("\"A,\" said Anna # Hale. ", 1 << 10);
    let work = |people: usize| {
        let cast = Cast::new((0..people).map(|i| Character::new(format!("Anna {i}th Hale")))).unwrap();
        measure(|| drop(Attributor::new().attribute(Input::new(&text).cast(&cast))))
    };
    let (small, large) = (work(200), work(1600));
    assert!(large <= (small + 100) * 9, "{small} steps, and {large} for 8 times the cast");
}

#[test]
fn work_is_linear_in_the_cast() {
    // A name that all characters have is the worst case: each mention may be any of them.
    let text = copies("\"A,\" said Anna Hale. \"B,\" said Hale. ", 1 << 12);
    let work = |people: usize| {
        let cast = Cast::new((0..people).map(|i| Character::new(format!("Anna {i} Hale")).alias("Hale"))).unwrap();
        measure(|| drop(Attributor::new().attribute(Input::new(&text).cast(&cast))))
    };
    let (small, large) = (work(100), work(800));
    assert!(large <= (small + 100) * 9, "{small} steps, and {large} for 8 times the cast");
}
