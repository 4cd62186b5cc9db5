//! The protocol between a genre and the model: candidates, features, relations and chains.
//!
//! Production ([`Scorer`](crate::model::scorer::Scorer)) and training read a task in the same way, so that weights are
//! learned from the features that decide.

use crate::model::crf::RELATIONS;
use crate::model::template::{FeatureId, FeatureSink};
use crate::util::ids::UnitId;

/// A sequence of units, each with candidates and features.
///
/// The features of a unit may depend on the text and on what all stages before found. They may not depend on what is
/// decided about other units, except through [`relations`](Self::relations): all units are scored before one is
/// decided. What depends on the posteriors of other units belongs to a second pass.
pub(crate) trait Task {
    /// A candidate. Candidates of different units are the same person or mention if they have the same number.
    type Candidate: Copy + Into<u32>;

    /// The number of units.
    fn units(&self) -> usize;

    /// Calls `each` with the units of each chain, which are decided together, in their order. Every unit is in one
    /// chain.
    ///
    /// The order of the chains is free, but it is part of what is learned: another order gives other weights.
    fn chains(&self, each: impl FnMut(&[UnitId]));

    /// Reads a unit: its candidates, and what their features depend on. It comes before
    /// [`candidates`](Self::candidates) and [`features`](Self::features), which tell what was read last.
    fn read(&mut self, unit: UnitId);

    /// The candidates of the unit that was read last, each once: at least one, and 255 at most. The candidate "nobody",
    /// `None`, comes last if it is one.
    fn candidates(&self) -> &[Option<Self::Candidate>];

    /// Adds the features of all candidates of the unit that was read last, with the positions of the candidates.
    ///
    /// A feature may be added any number of times. The order of features is part of what is learned: it decides how
    /// sums are rounded.
    fn features(&self, unit: UnitId, sink: &mut impl FeatureSink);

    /// Adds the features of the relations of a unit to the units before it in its chain, one for each
    /// [`Relation`](crate::model::crf::Relation). Those of the first unit of a chain have no effect.
    fn relations(&self, unit: UnitId, sink: &mut impl FnMut([FeatureId; RELATIONS]));
}
