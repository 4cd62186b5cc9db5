//! Reporting clauses: which words report speech, and who is their subject.

pub(crate) mod cue;
pub(crate) mod reader;
