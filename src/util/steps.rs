//! Counts the steps of loops in tests, so that a test tells growth by work done and not by time passed.
//!
//! Outside of the crate's own tests and of fuzzing nothing is counted, and a call compiles to nothing.

#[cfg(any(test, fuzzing))]
use std::cell::Cell;

#[cfg(any(test, fuzzing))]
thread_local! {
    /// Steps of this thread so far. Tests run on several threads at once and do not disturb each other.
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

/// Counts `steps` steps. Every loop whose number of turns depends on the text calls it, except where each turn takes up
/// input of its own.
#[inline]
pub(crate) fn count(steps: usize) {
    #[cfg(any(test, fuzzing))]
    STEPS.with(|s| s.set(s.get() + steps as u64));
    #[cfg(not(any(test, fuzzing)))]
    let _ = steps;
}

/// The number of steps that `run` takes on this thread.
#[cfg(any(test, fuzzing))]
pub fn measure(run: impl FnOnce()) -> u64 {
    let before = STEPS.get();
    run();
    STEPS.get() - before
}

#[cfg(test)]
mod tests {
    use super::{count, measure};

    #[test]
    fn only_steps_of_the_run_are_counted() {
        count(5);
        let inner = || assert_eq!(measure(|| count(2)), 2);
        assert_eq!(measure(|| (0..3).for_each(|_| inner())), 6);
        assert_eq!(measure(|| std::thread::spawn(|| count(7)).join().unwrap()), 0);
    }
}
