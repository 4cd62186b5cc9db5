//! What is known of a word before its text is read: the lists of `data/`, behind one look-up.

pub(crate) mod class;
pub(crate) mod class_table;
pub(crate) mod interner;
pub(crate) mod lexicon;
pub(crate) mod lists;
pub(crate) mod phrase_matcher;
pub(crate) mod phrase_trie;
pub(crate) mod word_table;
