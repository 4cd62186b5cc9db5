//! What the program does with a line of a collection.

#[path = "../../cli/src/cast.rs"]
pub mod cast;
#[path = "../../cli/src/line.rs"]
pub mod line;
#[path = "../../cli/src/selection.rs"]
pub mod selection;
