//! Coreference: for whom "he" and "she" may stand, and who is salient at each quotation.

pub(crate) mod coreference;
pub(crate) mod resolve;
pub(crate) mod salience;
