//! Where quotations begin and end, and which marks a text sets around speech.
//!
//! `scan` finds the marks of a text in one search. `detect` tells its style from a sample of paragraphs. `finder` is
//! the stage: it reads one paragraph after the other and hands it to the files for the styles `double`, `single` and
//! `dash`. These never look beyond a paragraph; `continuation` has what they know of the paragraphs beside it. Where a
//! mark is lost or none is used, `clause` tells from the reporting clause where speech ends. The turns of a transcript,
//! which `label` reads for the whole text, stand beside the quotations in marks. `signature`
//! reads the names below and after quotations, once all are found.
//!
//! ```text
//! finder -> detect, signature -> double, single, dash, label/ -> scan, clause, continuation -> mark, quotation, punctuation
//! ```

pub(crate) mod clause;
pub(crate) mod continuation;
pub(crate) mod dash;
pub(crate) mod detect;
pub(crate) mod double;
pub(crate) mod finder;
pub(crate) mod label;
pub(crate) mod mark;
pub(crate) mod nickname;
pub(crate) mod punctuation;
pub(crate) mod quotation;
pub(crate) mod scan;
pub(crate) mod signature;
pub(crate) mod single;
