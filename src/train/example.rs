//! What a unit teaches.

use crate::model::crf::RELATIONS;
use crate::model::template::{Feature, Sink};

/// What is known of a unit: for each candidate whether it is right; none where nobody knows.
#[derive(Clone, Debug)]
pub(crate) struct Example {
    pub(crate) unit: usize,
    pub(crate) who: Vec<Option<u32>>,
    /// The features of each candidate.
    pub(crate) features: Vec<Vec<u16>>,
    pub(crate) relations: Vec<[u16; RELATIONS]>,
    pub(crate) right: Option<Vec<bool>>,
}

/// A context whose speakers are known.
pub(crate) type ExampleChain = Vec<Example>;

/// Collects the features of each candidate.
pub(crate) struct List<'l>(pub(crate) &'l mut [Vec<u16>]);

impl Sink for List<'_> {
    fn add(&mut self, place: usize, feature: Feature) {
        self.0[place].push(feature.0);
    }
}
