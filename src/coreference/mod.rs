//! Who "he" and "she" may be, and who is salient at each quotation.

pub(crate) mod coreference;
pub(crate) mod resolve;
pub(crate) mod salience;
