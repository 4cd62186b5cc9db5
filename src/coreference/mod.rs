//! Coreference: the antecedents of "he" and "she", and the people who are salient at each quotation.

pub(crate) mod apposition;
pub(crate) mod coreference;
mod nouns;
pub(crate) mod resolve;
pub(crate) mod salience;
