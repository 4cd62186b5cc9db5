//! Tokens that tile a text, with its paragraphs and sentences.

pub(crate) mod chars;
pub(crate) mod heading;
pub(crate) mod paragraph;
pub(crate) mod scan;
pub(crate) mod sentence;
pub(crate) mod stop;
pub(crate) mod tokenize;
pub(crate) mod tokens;
