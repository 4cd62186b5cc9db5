//! What the JSON formats share.

use serde::{Serialize, Serializer};

/// A list that is made while it is written.
pub(crate) struct List<F>(pub(crate) F);

impl<F, I> Serialize for List<F>
where
    F: Fn() -> I,
    I: IntoIterator,
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

#[cfg(test)]
mod tests {
    use super::List;

    #[test]
    fn a_list_is_made_when_it_is_written() {
        let list = List(|| (1..4).filter(|n| n % 2 == 1));
        assert_eq!(serde_json::to_string(&[&list, &list]).unwrap(), "[[1,3],[1,3]]");
    }
}
