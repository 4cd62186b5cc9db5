//! Room in lists that grow with the text.

/// Makes room for `now` more items where there is none, and for as many as the rest of a text will need if it goes on
/// as so far: `done` of `all` is read.
///
/// A list ends little larger than it must be, and not up to twice so large. Never less than a sixteenth more, so that
/// all moves together take linear time.
pub(crate) fn reserve_ahead<T>(list: &mut Vec<T>, now: usize, done: usize, all: usize) {
    if list.capacity() - list.len() >= now {
        return;
    }
    if done < all / 8 {
        // Too early to tell.
        list.reserve(now);
    } else {
        let rest = list.len() as u64 * all.saturating_sub(done) as u64 / done.max(1) as u64;
        list.reserve_exact(now + (rest as usize).max(list.len() / 16));
    }
}
