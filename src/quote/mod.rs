//! Where quotations begin and end.

pub(crate) mod clause;
pub(crate) mod dash;
pub(crate) mod detect;
pub(crate) mod double;
pub(crate) mod finder;
pub(crate) mod label;
pub(crate) mod mark;
pub(crate) mod quotation;
pub(crate) mod single;
