//! People: which mentions are one person, and the names by which people are called.

pub(crate) mod alias;
pub(crate) mod build;
pub(crate) mod cast;
pub(crate) mod cooccurrence;
pub(crate) mod display_name;
pub(crate) mod gender;
pub(crate) mod initials;
pub(crate) mod link;
pub(crate) mod name_form;
pub(crate) mod nickname;
pub(crate) mod person;
pub(crate) mod pet_form;
pub(crate) mod slug;
pub(crate) mod spelling;
