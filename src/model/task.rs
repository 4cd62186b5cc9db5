//! What a genre gives the model. Production and training read it in the same way, so that weights are learned from the
//! features that decide.

use crate::model::crf::RELATIONS;
use crate::model::template::{FeatureId, FeatureSink};
use crate::util::ids::UnitId;

/// A sequence of units, each with candidates and with features of them.
pub(crate) trait Task {
    /// A candidate; two of a unit are the same if they have the same number.
    type Candidate: Copy + Into<u32>;

    /// The number of units.
    fn units(&self) -> usize;

    /// Calls `each` with the units that are decided together, in order. Every unit is in one chain. Weights that are
    /// learned depend on the order of the chains.
    fn chains(&self, each: impl FnMut(&[UnitId]));

    /// Reads the candidates of a unit and what is seen around it.
    fn read(&mut self, unit: UnitId);

    /// The candidates of the unit that was read last, each once; the candidate "nobody", `None`, comes last if there is
    /// one. There is at least one.
    fn candidates(&self) -> &[Option<Self::Candidate>];

    /// Adds the features of all candidates of the unit that was read last.
    fn features(&self, unit: UnitId, sink: &mut impl FeatureSink);

    /// Adds the features of the relations of a unit to those before, one for each
    /// [`Relation`](crate::model::crf::Relation). They are not used of the first unit of a chain.
    fn relations(&self, unit: UnitId, sink: &mut impl FnMut([FeatureId; RELATIONS]));
}
