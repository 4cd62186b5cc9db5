//! Words with their classes.

use crate::lexicon::class::Classes;
use crate::lexicon::word_table::{Key, WordTable};
use crate::util::ids::WordId;

/// A set of words, each with the classes that the lists give it. Ids are dense, in the order in which words are added.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClassTable {
    words: WordTable,
    /// By id, the classes of each word of `words`.
    classes: Vec<Classes>,
}

impl ClassTable {
    /// A table that takes `words` words without a move.
    pub(crate) fn with_capacity(words: usize) -> Self {
        let mut table = Self { words: WordTable::default(), classes: Vec::with_capacity(words) };
        table.words.reserve(words);
        table
    }

    /// Adds classes to a word, which is added if it is not there. [`WordId::NONE`] if the table cannot take it.
    pub(crate) fn add(&mut self, word: Key<'_>, classes: Classes) -> WordId {
        let Some((id, new)) = self.words.insert(word) else { return WordId::NONE };
        if new {
            self.classes.push(Classes::NONE);
        }
        self.classes[id as usize] = self.classes[id as usize] | classes;
        WordId(id)
    }

    /// Takes classes away from a word. Does nothing if the id is not in the table.
    pub(crate) fn remove(&mut self, word: WordId, classes: Classes) {
        if let Some(before) = self.classes.get_mut(word.0 as usize) {
            *before = before.without(classes);
        }
    }

    #[inline]
    pub(crate) fn id(&self, word: Key<'_>) -> Option<WordId> {
        self.words.get(word).map(WordId)
    }

    /// The classes of a word; `None` if the id is not in the table.
    #[inline]
    pub(crate) fn classes(&self, word: WordId) -> Option<Classes> {
        self.classes.get(word.0 as usize).copied()
    }

    /// The number of words: every id is below it.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.classes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::ClassTable;
    use crate::lexicon::class::Classes;
    use crate::lexicon::word_table::Key;
    use crate::util::ids::WordId;

    #[test]
    fn classes_of_a_word_add_up() {
        let mut table = ClassTable::default();
        let will = table.add(Key::new(b"will"), Classes::AUXILIARY);
        let rose = table.add(Key::new(b"rose"), Classes::VERB);
        assert_eq!(table.add(Key::new(b"Will"), Classes::GIVEN_NAME), will);
        assert_eq!((will, rose, table.len()), (WordId(0), WordId(1), 2));
        assert_eq!(table.id(Key::new(b"WILL")), Some(will));
        assert_eq!(table.classes(will), Some(Classes::AUXILIARY | Classes::GIVEN_NAME));
        table.remove(will, Classes::AUXILIARY | Classes::VERB);
        assert_eq!(table.classes(will), Some(Classes::GIVEN_NAME));
        assert_eq!(table.classes(rose), Some(Classes::VERB));
        table.remove(WordId::NONE, Classes::VERB);
        assert_eq!((table.classes(WordId::NONE), table.id(Key::new(b"hale"))), (None, None));
    }
}
