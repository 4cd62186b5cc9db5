//! The texts of the examples.

pub const HARBOUR: &str = include_str!("../examples/texts/harbour.txt");
pub const INN: &str = include_str!("../examples/texts/inn.txt");
pub const LIGHTHOUSE: &str = include_str!("../examples/texts/lighthouse.txt");

pub const ALL: [&str; 3] = [HARBOUR, INN, LIGHTHOUSE];
