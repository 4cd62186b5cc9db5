//! Writers: results in the formats that other tools read.
//!
//! Each format is a struct of settings with a method `write`, which streams to any [`io::Write`](std::io::Write). Each
//! has a cargo feature of its own; the feature `writers` has all of them.
//!
//! | format | feature | for |
//! |---|---|---|
//! | [`Csv`] | `csv` | spreadsheets and data frames: a row for each quotation, as CSV or TSV |
//!
//! All writers take any result of any text. A writer fails only if the writing itself fails.
//!
//! ```
//! # #[cfg(feature = "csv")] {
//! let found = inquit::attribute_quotes("\"No,\" said Orne.");
//! let mut table = Vec::new();
//! inquit::write::Csv::new().write(&found, &mut table)?;
//! let table = String::from_utf8(table).unwrap();
//! assert!(table.starts_with("start,end,text,"));
//! assert!(table.lines().nth(1).unwrap().starts_with("0,5,\"No,\","));
//! # }
//! # Ok::<(), std::io::Error>(())
//! ```

#[cfg(feature = "csv")]
mod csv;

#[cfg(feature = "csv")]
pub use crate::write::csv::Csv;
