//! Runs statements of SQL that know `attribute_quotes` and `texts`, and prints their results.
//!
//! ```text
//! cargo run --release --example sql -- "SELECT path, cardinality(attribute_quotes(text)) FROM texts('articles')"
//! ```
//!
//! Options of DataFusion are variables of the environment: `DATAFUSION_EXECUTION_BATCH_SIZE=512`.

use datafusion::error::Result;
use datafusion::prelude::{SessionConfig, SessionContext};

#[tokio::main]
async fn main() -> Result<()> {
    let context = SessionContext::new_with_config(SessionConfig::from_env()?);
    inquit_datafusion::register(&context);
    for statement in std::env::args().skip(1) {
        context.sql(&statement).await?.show().await?;
    }
    Ok(())
}
