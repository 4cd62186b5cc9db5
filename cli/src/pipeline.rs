//! Work on all cores with results in the order of the items, in bounded memory.

use std::panic::{catch_unwind, AssertUnwindSafe};
use std::sync::mpsc::{sync_channel, Receiver, SyncSender};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use anyhow::{anyhow, Result};
use inquit::Scratch;

/// Number of items that are read ahead for each thread. Enough to keep threads busy while one works on a long text.
const READ_AHEAD: usize = 8;

/// Maximum size, in bytes, of the items that are read ahead. A single item may be larger.
const BYTES_AHEAD: usize = 32 << 20;

/// Works on items with their sizes in bytes, on `threads` threads, and passes the results to `take` in the order of the
/// items. A panic of `work` is the error of its item.
///
/// Items are taken from the iterator, which may block, on a thread of its own: results are passed on meanwhile. If
/// `take` fails, the threads are left to themselves, so that an iterator that blocks does not keep the program alive.
pub fn in_order<T: Send + 'static, R: Send + 'static>(
    items: impl Iterator<Item = (usize, T)> + Send + 'static,
    threads: usize,
    work: impl Fn(&mut Scratch, T) -> Result<R> + Send + Sync + 'static,
    mut take: impl FnMut(Result<R>) -> Result<()>,
) -> Result<()> {
    // An item and the channel for its result; and the sizes and results of the same items in order.
    let (to_threads, jobs) = sync_channel::<(T, SyncSender<Result<R>>)>(READ_AHEAD * threads);
    let (to_taker, results) = sync_channel::<(usize, Receiver<Result<R>>)>(READ_AHEAD * threads);
    let budget = Arc::new(Budget::default());
    let of_reader = Arc::clone(&budget);
    thread::spawn(move || {
        for (size, item) in items {
            of_reader.claim(size);
            let (answer, result) = sync_channel(1);
            // Nobody listens any more if `take` failed.
            if to_taker.send((size, result)).is_err() || to_threads.send((item, answer)).is_err() {
                return;
            }
        }
    });
    let (jobs, work) = (Arc::new(Mutex::new(jobs)), Arc::new(work));
    for _ in 0..threads {
        let (jobs, work) = (Arc::clone(&jobs), Arc::clone(&work));
        thread::spawn(move || {
            let mut scratch = Scratch::default();
            let next = || jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
            while let Ok((item, answer)) = next() {
                let result = catch_unwind(AssertUnwindSafe(|| work(&mut scratch, item)));
                let _ = answer.send(result.unwrap_or_else(|_| Err(anyhow!("internal error: a panic"))));
            }
        });
    }
    for (size, result) in results {
        take(result.recv().unwrap_or_else(|_| Err(anyhow!("internal error: a lost result"))))?;
        budget.release(size);
    }
    Ok(())
}

/// The bytes that are read ahead.
#[derive(Default)]
struct Budget {
    used: Mutex<usize>,
    freed: Condvar,
}

impl Budget {
    fn claim(&self, size: usize) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = |used: &mut usize| *used > 0 && used.saturating_add(size) > BYTES_AHEAD;
        *self.freed.wait_while(used, is_full).unwrap_or_else(PoisonError::into_inner) += size;
    }

    fn release(&self, size: usize) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) -= size;
        self.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::{in_order, BYTES_AHEAD};
    use anyhow::{bail, Result};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::Arc;
    use std::thread::sleep;
    use std::time::Duration;

    #[test]
    fn results_keep_the_order_of_the_items() {
        let mut seen = Vec::new();
        let items = (0..1000_u64).map(|item| (1, item));
        let work = |_: &mut _, item: u64| {
            sleep(Duration::from_micros(item * 7919 % 50));
            Ok(item)
        };
        in_order(items, 4, work, |result| {
            seen.push(result?);
            Ok(())
        })
        .unwrap();
        assert!(seen.into_iter().eq(0..1000));
    }

    #[test]
    fn a_panic_is_the_error_of_its_item() {
        let work = |_: &mut _, item: usize| -> Result<usize> {
            assert_ne!(item, 2, "on purpose");
            Ok(item)
        };
        let mut failed = Vec::new();
        in_order((0..6).map(|item| (1, item)), 2, work, |result| {
            failed.push(result.is_err());
            Ok(())
        })
        .unwrap();
        assert_eq!(failed, [false, false, true, false, false, false]);
    }

    #[test]
    fn few_bytes_are_read_ahead() {
        let (read, done) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (of_items, of_work) = (Arc::clone(&read), Arc::clone(&done));
        let items = (0..64).map(move |item| {
            of_items.fetch_add(1, Ordering::SeqCst);
            (BYTES_AHEAD / 4, item)
        });
        let mut most = 0;
        in_order(
            items,
            2,
            |_, item: usize| Ok(item),
            |_| {
                sleep(Duration::from_millis(1));
                most = most.max(read.load(Ordering::SeqCst) - of_work.fetch_add(1, Ordering::SeqCst));
                Ok(())
            },
        )
        .unwrap();
        // Four fit, one more is read and waits, and one may be released between the two counts.
        assert!(most <= 6, "{most}");
    }

    #[test]
    fn an_error_ends_it_even_if_the_items_never_end() {
        let items = (0..)
            .inspect(|&item| {
                if item > 10 {
                    sleep(Duration::from_secs(3600))
                }
            })
            .map(|item| (1, item));
        let error = in_order(
            items,
            2,
            |_, item: u64| Ok(item),
            |result| {
                if result? == 10 {
                    bail!("enough");
                }
                Ok(())
            },
        );
        assert_eq!(error.unwrap_err().to_string(), "enough");
    }
}
