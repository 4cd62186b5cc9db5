//! Counts steps in tests, so that growth is told by work done and not by time passed. Does nothing otherwise.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// Counts some steps of a loop whose bound depends on the text.
#[inline]
pub(crate) fn count(steps: usize) {
    #[cfg(test)]
    STEPS.with(|s| s.set(s.get() + steps as u64));
    #[cfg(not(test))]
    let _ = steps;
}

#[cfg(test)]
mod tests {
    use super::STEPS;
    use crate::{attribute_quotes, Attributor, Cast, Character};

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
        "\"‘a ",
        "''",
        "``",
        "6'2\" ",
        "—",
        "— a, said #. ",
        "— #.#.#: a!\n\n",
        "\"a, said #. ",
        "'a, said #. ",
        "‘a ‘b.’ ",
        "a.\" ",
        "```a\n",
        "```\na\n",
        "> \"a\n",
        "KIRBY: a.\n\n# #: a.\n\n",
        "BY MR. #:\n\nQ. a\n\n",
        "        KIRBY\n    a\n\n        #\n    b\n\n",
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
        "a of ",
        "one of ",
        ", who ",
        ", a man, ",
        "according to ",
        "# ",
        "# Hale said. ",
        "Emma # said. ",
        "Mr. # and Mrs. Hale said. ",
        "the # sailor said. ",
        "\"A,\" said #. ",
        "\"A,\" said Mr. # Hale. \"B,\" said Hale. ",
        "\"A, #?\"\n\n",
        "\"A #.\" \"B.\"\n\n",
        "She said \"it\" and ",
    ];

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

    fn steps(run: impl FnOnce()) -> u64 {
        let before = STEPS.get();
        run();
        STEPS.get() - before
    }

    #[test]
    fn work_is_linear_in_the_text() {
        for seed in SEEDS {
            let work = |len| steps(|| drop(attribute_quotes(&copies(seed, len))));
            let (small, large) = (work(1 << 13), work(1 << 16));
            // Eight times the text, and a tenth more for what is counted once a text.
            assert!(
                large * 10 <= (small + 100) * 88,
                "copies of {seed:?}: {small} steps, and {large} for 8 times the text"
            );
            assert!(small > 0, "copies of {seed:?}: nothing counted");
        }
    }

    /// Minutes long, and of use in a release build only: `INQUIT_FULL=1 cargo test --release sixteen`.
    #[test]
    fn sixteen_megabytes_take_half_a_minute() {
        if std::env::var_os("INQUIT_FULL").is_none() || cfg!(debug_assertions) {
            eprintln!("skipped: needs INQUIT_FULL and a release build");
            return;
        }
        let seeds = SEEDS.iter().map(|seed| (*seed, copies(seed, 1 << 24)));
        let paragraph = ("one endless paragraph", copies("The # put it down, and he said \"no\" to # ", 1 << 24));
        let name = ("one name", "Emma".repeat(1 << 22));
        for (seed, text) in seeds.chain([paragraph, name]) {
            let start = std::time::Instant::now();
            let found = attribute_quotes(&text).len();
            let took = start.elapsed();
            eprintln!("{:6.2} s {found:9} quotations {seed:?}", took.as_secs_f64());
            assert!(took.as_secs() < 30, "copies of {seed:?}: {took:?} for 16 MB");
        }
    }

    #[test]
    fn work_is_linear_in_the_cast() {
        let text = copies("\"A,\" said Anna Hale. \"B,\" said Hale. ", 1 << 12);
        let work = |people: usize| {
            let cast = Cast::new((0..people).map(|i| Character::new(format!("Anna {i} Hale")).alias("Hale"))).unwrap();
            steps(|| drop(Attributor::new().attribute_with_cast(&text, &cast)))
        };
        let (small, large) = (work(100), work(800));
        assert!(large <= (small + 100) * 9, "{small} steps, and {large} for 8 times the cast");
    }
}
