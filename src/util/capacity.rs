//! Capacity of vectors that grow while a text is read.
//!
//! A vector that doubles may end twice as large as its contents, and the vectors of a text are most of the memory that
//! a text takes. The length of the text is known, so the final length of a vector can be extrapolated instead.

/// A vector grows by at least this fraction of its length, as a divisor. It bounds two things: the moves cost at most
/// 17 copies of each item in all, and the unused capacity that they leave is 6 %. Twice the fraction would leave 12 %.
const GROWTH: usize = 16;

/// Before this fraction of the text is read, as a divisor, the vector doubles: the beginning of a text (a title, a
/// table of contents) tells little of the rest.
const EARLY: usize = 8;

/// Makes sure that `now` more items can be pushed without a move. When the vector must grow, it gets the capacity that
/// it will need if the rest of the text resembles the part read so far, which is `done` of `all`.
///
/// `done` and `all` may be in any unit. Pushing an item takes amortised constant time even if the extrapolation is
/// wrong. The capacity ends too large if few items follow: up to eight times the length if none follow the first eighth
/// of the text.
pub(crate) fn reserve_ahead<T>(list: &mut Vec<T>, now: usize, done: usize, all: usize) {
    if list.capacity() - list.len() >= now {
        return;
    }
    if done < all / EARLY {
        list.reserve(now);
    } else {
        // OK because texts are read up to 4 GiB, so both factors are below 2^32. The division cannot fail: `done` is 0
        // only if `all` is below `EARLY`.
        let rest = list.len() as u64 * all.saturating_sub(done) as u64 / done.max(1) as u64;
        list.reserve_exact(now + (rest as usize).max(list.len() / GROWTH));
    }
}

#[cfg(test)]
mod tests {
    use super::reserve_ahead;

    /// Pushes `items(done)` items at each of `all` steps. The final vector, and how often it moved.
    fn grow(all: usize, items: impl Fn(usize) -> usize) -> (Vec<u32>, usize) {
        let (mut list, mut moves) = (Vec::new(), 0);
        for done in 0..all {
            for _ in 0..items(done) {
                let before = list.capacity();
                reserve_ahead(&mut list, 1, done, all);
                moves += usize::from(list.capacity() != before);
                list.push(0);
            }
        }
        (list, moves)
    }

    #[test]
    fn capacity_ends_close_to_the_length_of_an_even_text() {
        for items in 1..5 {
            let (list, moves) = grow(10_000, |_| items);
            assert!(list.capacity() <= list.len() + list.len() / 16, "{} for {}", list.capacity(), list.len());
            assert!(moves <= 16, "{moves} moves");
        }
    }

    #[test]
    fn moves_are_few_where_the_extrapolation_fails() {
        let all_at_the_end: fn(usize) -> usize = |done| if done == 999 { 100_000 } else { 0 };
        let half_at_the_end = |done| if done < 999 { 50 } else { 50_000 };
        for items in [all_at_the_end, half_at_the_end] {
            let (list, moves) = grow(1000, items);
            // Each move adds a sixteenth; the first few, below 16 items, add one item.
            let most = 16.0 + (list.len() as f64 / 16.0).ln() / (17.0_f64 / 16.0).ln();
            assert!((moves as f64) <= most, "{moves} moves, {most} expected");
            assert!(list.capacity() <= list.len() + list.len() / 16 + 1, "{} for {}", list.capacity(), list.len());
        }
    }

    #[test]
    fn requested_items_fit() {
        for (len, now, done, all) in [(0, 5, 0, 0), (3, 7, 0, 1), (3, 7, 9, 9), (3, 7, 12, 9), (100, 1, 1, 1000)] {
            let mut list = vec![0; len];
            reserve_ahead(&mut list, now, done, all);
            assert!(list.capacity() >= len + now);
        }
    }
}
