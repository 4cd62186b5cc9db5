//! Writers: results in the formats that other tools read.
//!
//! Each format is a struct of settings with a method `write`, which streams to any [`io::Write`](std::io::Write). Each
//! has a cargo feature of its own; the feature `writers` has all of them.
//!
//! | format | feature | for |
//! |---|---|---|
//! | [`Html`] | `html` | people: a report as one page, to look at, to send and to print |
//! | [`Csv`] | `csv` | spreadsheets and data frames: a row for each quotation, as CSV or TSV |
//! | [`Tei`] | `tei` | editions: TEI P5 with `<said>` and a `<listPerson>` |
//! | [`Ssml`] | `ssml` | speech synthesis: a voice for each speaker, in documents of a limited size |
//! | [`Script`] | `script` | actors and readers: a script in Fountain |
//! | [`Brat`] | `brat` | the annotation tool brat, and the many programs that read its stand-off files |
//! | [`LabelStudio`] | `labelstudio` | predictions for the annotation tool Label Studio |
//! | [`Doccano`] | `doccano` | documents for the annotation tool doccano |
//! | [`WebAnnotation`] | `webanno` | tools that annotate web pages: W3C Web Annotation, JSON-LD |
//!
//! All writers take any result of any text. A writer fails only if the writing itself fails. They write many small
//! pieces; give a file in a [`BufWriter`](std::io::BufWriter).
//!
//! JSON needs no writer: [`Attributions`](crate::Attributions) serialise, and
//! [`Attributions::in_unit`](crate::Attributions::in_unit) chooses the unit of the offsets.
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

#[cfg(feature = "brat")]
mod brat;
#[cfg(feature = "csv")]
mod csv;
#[cfg(feature = "doccano")]
mod doccano;
#[cfg(any(feature = "script", feature = "ssml", feature = "tei"))]
mod elements;
#[cfg(any(feature = "brat", feature = "doccano", feature = "labelstudio"))]
mod entities;
#[cfg(feature = "html")]
mod html;
#[cfg(any(feature = "doccano", feature = "labelstudio", feature = "webanno"))]
mod json;
#[cfg(feature = "labelstudio")]
mod labelstudio;
#[cfg(any(feature = "script", feature = "ssml"))]
mod reading;
#[cfg(feature = "script")]
mod script;
#[cfg(feature = "ssml")]
mod ssml;
#[cfg(feature = "tei")]
mod tei;
#[cfg(feature = "webanno")]
mod webanno;
#[cfg(feature = "tei")]
mod xml;

#[cfg(feature = "brat")]
pub use crate::write::brat::Brat;
#[cfg(feature = "csv")]
pub use crate::write::csv::Csv;
#[cfg(feature = "doccano")]
pub use crate::write::doccano::Doccano;
#[cfg(feature = "html")]
pub use crate::write::html::page::Html;
#[cfg(feature = "labelstudio")]
pub use crate::write::labelstudio::LabelStudio;
#[cfg(feature = "script")]
pub use crate::write::script::Script;
#[cfg(feature = "ssml")]
pub use crate::write::ssml::Ssml;
#[cfg(feature = "tei")]
pub use crate::write::tei::Tei;
#[cfg(feature = "webanno")]
pub use crate::write::webanno::WebAnnotation;
