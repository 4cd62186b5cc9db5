//! Counts who is quoted in a folder of Parquet files, on a cluster or in this process.
//!
//! ```text
//! cargo run --example speakers -- df://localhost:50050 articles/
//! cargo run --example speakers -- here articles/
//! ```

use ballista::prelude::SessionContextExt;
use datafusion::error::{DataFusionError, Result};
use datafusion::prelude::{ParquetReadOptions, SessionContext};

const SPEAKERS: &str = "
    SELECT q['speaker'] AS speaker, count(*) AS quotations
    FROM (SELECT unnest(attribute_quotes(text)) AS q FROM articles)
    GROUP BY q['speaker'] ORDER BY quotations DESC, speaker";

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [cluster, articles] = &arguments[..] else {
        return Err(DataFusionError::Plan("usage: speakers here|URL ARTICLES".to_owned()));
    };
    let context = match cluster.as_str() {
        "here" => SessionContext::new(),
        url => SessionContext::remote(url).await?,
    };
    inquit_datafusion::register(&context);
    context.register_parquet("articles", articles, ParquetReadOptions::default()).await?;
    context.sql(SPEAKERS).await?.show().await
}
