//! Mentions: names, pronouns and noun phrases, found in one pass from left to right.

pub(crate) mod chunk;
pub(crate) mod epithet;
pub(crate) mod find;
pub(crate) mod mention;
pub(crate) mod name;
pub(crate) mod name_reader;
pub(crate) mod narration;
pub(crate) mod perception;
pub(crate) mod vocative;
pub(crate) mod word_use;
