//! Functions of DataFusion that link every quotation in English prose to its speaker.
//!
//! - `attribute_quotes(text)` is a scalar function. It returns a list with a struct for each quotation, whose fields are
//!   the columns of `inquit::write::Csv`. A text without an answer is null and does not fail the query.
//! - `texts('folder')` is a table function. It returns a row for each text file below a folder.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> datafusion::error::Result<()> {
//! let context = datafusion::prelude::SessionContext::new();
//! inquit_datafusion::register(&context);
//! let sql = "SELECT q['speaker'] AS speaker FROM (SELECT unnest(attribute_quotes('\"No,\" said Orne.')) AS q)";
//! let batches = context.sql(sql).await?.collect().await?;
//! let table = datafusion::arrow::util::pretty::pretty_format_batches(&batches)?.to_string();
//! assert!(table.contains("| Orne "));
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod answers;
mod function;
mod texts;

use std::sync::Arc;

use datafusion::logical_expr::ScalarUDF;
use datafusion::prelude::SessionContext;

pub use crate::answers::quotes_type;
pub use crate::function::AttributeQuotes;
pub use crate::texts::Texts;

/// Adds `attribute_quotes`, with the default options, and `texts` to a session.
///
/// For other options, register [`AttributeQuotes::new`] after it. It takes the place of the default function.
///
/// ```
/// use datafusion::logical_expr::registry::FunctionRegistry;
/// use datafusion::prelude::SessionContext;
/// let context = SessionContext::new();
/// inquit_datafusion::register(&context);
/// assert!(context.udf("attribute_quotes").is_ok());
/// ```
pub fn register(context: &SessionContext) {
    context.register_udf(ScalarUDF::from(AttributeQuotes::default()));
    context.register_udtf("texts", Arc::new(Texts::default()));
}
