//! Table-driven tests that show every row that fails, not only the first one.

use core::fmt::Debug;

/// Panics unless `find` gives the expected value for each input, and lists all for which it does not.
pub(crate) fn check<I: Debug, V: Debug + PartialEq>(
    rows: impl IntoIterator<Item = (I, V)>,
    mut find: impl FnMut(&I) -> V,
) {
    let mut wrong = String::new();
    for (input, expected) in rows {
        let found = find(&input);
        if found != expected {
            wrong += &format!("{input:?}\n  expected {expected:?}\n  found    {found:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
