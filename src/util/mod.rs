//! Data structures and helpers that know nothing of words.

pub(crate) mod capacity;
pub(crate) mod ids;
pub(crate) mod named;
pub(crate) mod position_index;
pub(crate) mod ragged;
pub(crate) mod slice;
pub(crate) mod sparse_map;
pub(crate) mod steps;
pub(crate) mod swar;
