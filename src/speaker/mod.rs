//! Who the mentions stand for: one person for all the names of a person.

mod cast;
mod form;
mod given;
mod link;
mod naming;
mod people;

pub use cast::{Cast, Character};
pub(crate) use given::CastIndex;
pub(crate) use naming::Names;
pub(crate) use people::{People, Person, PersonId, PersonKind};
