//! Counts steps in tests, so that growth is told by work done and not by time passed. Does nothing otherwise.

#[cfg(test)]
mod hostile;

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
    use super::hostile::{copies, SEEDS};
    use super::STEPS;
    use crate::{attribute_quotes, Attributor, Cast, Character};

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
