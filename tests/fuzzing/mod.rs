//! What the fuzzers run, as plain functions of bytes that panic where a promise is broken.
//!
//! `fuzz/` has a target for each. Here, each reads seeds and random bytes, which are the same in every run; with
//! `INQUIT_FULL` set, also fresh ones. A finding becomes a named case, or a seed in `tests/seeds`.

mod choices;
mod grammar;

use inquit::{
    attribute_quotes, find_quotes_in, Attributions, Attributor, Cast, Character, Gender, Genre, Input, Scratch, Span,
    SpeechMarks,
};
#[cfg(feature = "serde")]
use inquit::{statistics::Statistics, OffsetUnit};
use proptest::test_runner::TestCaseResult;

use self::choices::Choices;
use crate::invariants::{hold, nested, valid};

/// A name, for the folder of its seeds, and what is run.
pub type Target = (&'static str, fn(&[u8]));

/// All targets but two: the program reads the lines of collections, and the counters of `work` are inside the library.
pub const TARGETS: &[Target] = &[
    ("text", text),
    ("grammar", grammar),
    ("twins", twins),
    ("builder", builder),
    #[cfg(feature = "serde")]
    ("stored", stored),
    #[cfg(feature = "writers")]
    ("writers", writers),
];

/// Fails with the text, which the bytes do not show.
fn check(text: &str, result: TestCaseResult) {
    if let Err(error) = result {
        panic!("{error}\nin {text:?}");
    }
}

/// The bytes are the text.
pub fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    check(&text, hold(&text));
}

/// The bytes choose a text.
pub fn grammar(bytes: &[u8]) {
    let text = grammar::text(&mut Choices::new(bytes));
    check(&text, hold(&text));
}

/// Other line ends, another blank and a byte order mark change no answer.
pub fn twins(bytes: &[u8]) {
    let text = grammar::text(&mut Choices::new(bytes)).replace(['\r', '\u{2028}', '\u{2029}', '\u{feff}'], "");
    let found = told(&attribute_quotes(&text));
    for (what, twin) in [
        ("CRLF", text.replace('\n', "\r\n")),
        ("carriage returns", text.replace('\n', "\r")),
        ("a byte order mark", format!("\u{feff}{text}")),
    ] {
        let other = told(&attribute_quotes(&twin));
        assert_eq!(other, found, "with {what}, in {text:?}");
    }
}

/// What an answer says, in words that all twins of a text have.
fn told(found: &Attributions<'_>) -> Vec<[String; 6]> {
    let bare = |text: &str| text.split(|c: char| c.is_whitespace() || c == '\u{feff}').collect::<Vec<_>>().join("");
    found
        .iter()
        .map(|quote| {
            [
                bare(quote.content()),
                format!("{:?}", quote.kind()),
                bare(quote.speaker().map_or("", |speaker| &speaker.name)),
                bare(quote.mention_text().unwrap_or_default()),
                bare(quote.cue_text().unwrap_or_default()),
                format!("{:?} {}", quote.evidence(), quote.confidence()),
            ]
        })
        .collect()
}

/// The bytes choose all that can be given to the engine, and a text.
pub fn builder(bytes: &[u8]) {
    let choices = &mut Choices::new(bytes);
    let mut builder = Attributor::builder();
    if choices.once_in(2) {
        builder.genre(choices.pick(Genre::ALL));
    }
    if choices.once_in(2) {
        builder.marks(choices.pick(SpeechMarks::ALL));
    }
    builder.single_pass(choices.once_in(4));
    if choices.once_in(4) {
        // Also what is no probability.
        builder.threshold(choices.pick(&[0.0, 0.5, 0.985, 1.0, -1.0, 2.0, f64::NAN, f64::INFINITY]));
    }
    for _ in 0..choices.below(3) {
        builder.cue_verb(pieces(choices));
    }
    let cast = cast(choices);
    let in_engine = choices.once_in(2);
    if let Some(cast) = cast.clone().filter(|_| in_engine) {
        builder.cast(cast);
    }
    let masks: Vec<Span> = (0..choices.below(4))
        .map(|_| {
            let start = choices.below(256);
            Span::new(start, start + choices.below(64))
        })
        .collect();
    let text = grammar::text(choices);
    let Ok(engine) = builder.build() else { return };
    let input = || {
        let input = Input::new(&text).masks(&masks);
        cast.iter().filter(|_| !in_engine).fold(input, |input, cast| input.cast(cast))
    };
    let found = engine.attribute(input());
    check(&text, valid(&found));
    assert_eq!(engine.attribute_with(&mut Scratch::default(), input()), found, "{text:?}");
    let quotes = find_quotes_in(&text, choices.pick(SpeechMarks::ALL));
    check(&text, nested(true, quotes.iter().map(|quote| (quote.span, quote.content, quote.depth))));
}

fn cast(choices: &mut Choices<'_>) -> Option<Cast> {
    let characters: Vec<Character> = (0..choices.below(5))
        .map(|_| {
            let name = if choices.once_in(4) { pieces(choices) } else { grammar::name(choices).to_owned() };
            let character = Character::new(name).gender(choices.pick(Gender::ALL));
            (0..choices.below(3)).fold(character, |character, _| character.alias(grammar::name(choices)))
        })
        .collect();
    let narrator = characters.first().map(|character| character.name().to_owned());
    let cast = Cast::new(characters).ok()?;
    match narrator.filter(|_| choices.once_in(3)) {
        Some(narrator) => cast.with_narrator(&narrator).ok(),
        None => Some(cast),
    }
}

fn pieces(choices: &mut Choices<'_>) -> String {
    (0..=choices.below(4)).map(|_| grammar::piece(choices)).collect()
}

/// The bytes are JSON that a result or a cast is read from, or they choose what changes in the JSON of a result.
#[cfg(feature = "serde")]
pub fn stored(bytes: &[u8]) {
    use inquit::OwnedAttributions;
    use serde_json::Value;

    let _ = serde_json::from_slice::<Vec<Character>>(bytes);
    let _ = serde_json::from_slice::<Statistics>(bytes).map(|read| read.exchanges().count());
    if let Ok(cast) = serde_json::from_slice::<Cast>(bytes) {
        check("", valid(&Attributor::new().attribute(Input::new("“No,” said Orne.").cast(&cast))));
    }
    if let Ok(owned) = serde_json::from_slice::<OwnedAttributions>(bytes) {
        used(&owned.as_attributions());
    }
    let choices = &mut Choices::new(bytes);
    let changes: Vec<(usize, usize)> =
        (0..choices.below(3)).map(|_| (choices.below(256) << 8 | choices.below(256), choices.below(256))).collect();
    let text = grammar::text(choices);
    let mut stored = serde_json::to_value(attribute_quotes(&text).into_owned()).expect("results are JSON");
    for (leaf, value) in changes {
        let mut leaves = Vec::new();
        leaves_of(&mut stored, &mut leaves);
        let leaf = leaf % leaves.len();
        *leaves.swap_remove(leaf) = match value % 8 {
            0 => Value::Null,
            1 => (-1).into(),
            2 => u64::MAX.into(),
            3 => "".into(),
            4 => text.len().into(),
            5 => Value::Array(Vec::new()),
            _ => value.into(),
        };
    }
    if let Ok(owned) = serde_json::from_value::<OwnedAttributions>(stored) {
        used(&owned.as_attributions());
    }
}

/// All values of some JSON that are no lists and no objects.
#[cfg(feature = "serde")]
fn leaves_of<'a>(value: &'a mut serde_json::Value, leaves: &mut Vec<&'a mut serde_json::Value>) {
    use serde_json::Value;
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| leaves_of(value, leaves)),
        Value::Object(values) => values.values_mut().for_each(|value| leaves_of(value, leaves)),
        leaf => leaves.push(leaf),
    }
}

/// Calls what a program does with a result: nothing of it panics, also if the result was stored by somebody else.
#[cfg(feature = "serde")]
fn used(found: &Attributions<'_>) {
    for &unit in OffsetUnit::ALL {
        serde_json::to_string(&found.in_unit(unit)).expect("results are JSON");
    }
    let _ = (format!("{found:?}"), Statistics::of(found).exchanges().count());
    assert_eq!(found.segments().map(|segment| segment.span().len()).sum::<usize>(), found.text().len());
    for quote in found {
        let _ =
            (quote.content(), quote.mention_text(), quote.cue_text(), quote.speaker(), quote.alternatives().count());
    }
    assert_eq!(&found.clone().into_owned().as_attributions(), found);
    #[cfg(feature = "writers")]
    {
        use inquit::write::{Brat, Csv, Doccano, Html, LabelStudio, Script, Ssml, Tei, WebAnnotation};

        let mut out = Vec::new();
        Brat::new().write(found, &mut out).unwrap();
        Csv::new().write(found, &mut out).unwrap();
        Doccano::new().write(found, &mut out).unwrap();
        Html::new().write(found, &mut out).unwrap();
        LabelStudio::new().write(found, &mut out).unwrap();
        Script::new().write(found, &mut out).unwrap();
        Ssml::new().write(found, &mut out).unwrap();
        Tei::new().write(found, &mut out).unwrap();
        WebAnnotation::new().write(found, &mut out).unwrap();
    }
}

/// What every writer writes about a text is read back by another reader. The letters of markup are no part of what is
/// read, so the text has none; the signs of markup stay.
#[cfg(feature = "writers")]
pub fn writers(bytes: &[u8]) {
    let text = match bytes.split_first() {
        Some((0, rest)) => String::from_utf8_lossy(rest).into_owned(),
        _ => grammar::text(&mut Choices::new(bytes)),
    };
    crate::formats::check(&text.replace('<', "< ").replace('&', "& ").replace('\\', "\\ "));
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proptest::prelude::*;
    use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

    use super::TARGETS;

    /// Runs of each target with random bytes that are the same in every run.
    const RUNS: u32 = 40;

    /// Runs of each target with fresh random bytes, if all is asked for.
    const FRESH: u32 = 2_000;

    /// Maximum number of random bytes.
    const BYTES: usize = 400;

    #[test]
    fn seeds_hold() {
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeds");
        for (name, run) in TARGETS {
            let mut files: Vec<_> = fs::read_dir(seeds.join(name)).unwrap().map(|file| file.unwrap().path()).collect();
            files.sort();
            assert!(!files.is_empty(), "{name} has no seeds");
            for file in files {
                let bytes = fs::read(&file).unwrap();
                assert!(std::panic::catch_unwind(|| run(&bytes)).is_ok(), "{}", file.display());
            }
        }
    }

    #[test]
    fn random_bytes_hold() {
        let config = |cases| ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
        for (name, run) in TARGETS {
            let fixed = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
            let mut runners = vec![TestRunner::new_with_rng(config(RUNS), fixed)];
            if std::env::var_os("INQUIT_FULL").is_some() {
                runners.push(TestRunner::new(config(FRESH)));
            }
            for mut runner in runners {
                let bytes = prop::collection::vec(any::<u8>(), 0..BYTES);
                let result = runner.run(&bytes, |bytes| {
                    run(&bytes);
                    Ok(())
                });
                assert!(result.is_ok(), "{name}: {}", result.unwrap_err());
            }
        }
    }
}
