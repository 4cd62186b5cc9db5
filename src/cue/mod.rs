//! Reporting clauses: which words report speech, and which mention is the subject of each.

pub(crate) mod cue;
pub(crate) mod passive;
pub(crate) mod punctuation;
pub(crate) mod reader;
pub(crate) mod second_person;
