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

/// The number of steps that `run` takes, on this thread.
#[cfg(test)]
pub(crate) fn measure(run: impl FnOnce()) -> u64 {
    let before = STEPS.get();
    run();
    STEPS.get() - before
}
