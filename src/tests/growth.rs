//! Work grows linearly with the text and with the cast.
//!
//! Steps are counted and not timed, so the tests hold on any machine.

use crate::attributor::{attribute_quotes, Attributor};
use crate::input::Input;
use crate::people::cast::{Cast, Character};
use crate::tests::hostile::{copies, SEEDS};
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
