//! Word classes: everything the lists under `data/` know about a word, behind one look-up.

pub(crate) mod class;
pub(crate) mod interner;
pub(crate) mod lexicon;
pub(crate) mod lists;
pub(crate) mod phrase_matcher;
pub(crate) mod phrase_trie;
pub(crate) mod word_table;
