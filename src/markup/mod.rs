//! The plain text: what a reader sees of a text with markup.
//!
//! People quote web pages, mark-up languages, data files and scanned pages. There an entity is a mark or a letter, a
//! tag or a command is nothing at all, and a word that was cut at the end of a line is one word. This folder is the one
//! place that knows such forms. It writes the text without them, and keeps the list of its edits, with which every span
//! that is found in the plain text is a span of the source again. All stages after this one read the plain text.

pub(crate) mod emphasis;
pub(crate) mod entity;
pub(crate) mod html;
pub(crate) mod latex;
pub(crate) mod lines;
pub(crate) mod links;
pub(crate) mod masks;
pub(crate) mod mojibake;
pub(crate) mod open_marks;
pub(crate) mod plain;
pub(crate) mod reader;
pub(crate) mod runs;
pub(crate) mod signs;
