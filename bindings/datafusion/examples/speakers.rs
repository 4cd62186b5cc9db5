//! Articles in Parquet, who is quoted in them in SQL, and the answer as Parquet.
//!
//! ```text
//! cargo run --release --example speakers -- articles.parquet speakers.parquet
//! ```
//!
//! Each path is a file or a folder of files that ends in `/`. Articles need the columns `id` and `text`.

use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::error::{DataFusionError, Result};
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};

/// Number of articles that a partition reads at once. The default of DataFusion, 8,192, takes 16 times the memory and is
/// no faster.
const BATCH: usize = 512;

const SPEAKERS: &str = "
    SELECT q['speaker'] AS speaker, count(*) AS quotations, count(DISTINCT id) AS articles,
        avg(q['confidence']) AS confidence
    FROM (SELECT id, unnest(attribute_quotes(text)) AS q FROM articles)
    WHERE q['kind'] <> 'not-speech' AND q['speaker'] IS NOT NULL
    GROUP BY q['speaker'] ORDER BY quotations DESC, speaker";

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [articles, speakers] = &arguments[..] else {
        return Err(DataFusionError::Plan("usage: speakers ARTICLES SPEAKERS".to_owned()));
    };
    let context = SessionContext::new_with_config(SessionConfig::from_env()?.with_batch_size(BATCH));
    inquit_datafusion::register(&context);
    context.register_parquet("articles", articles, ParquetReadOptions::default()).await?;
    let counted = context.sql(SPEAKERS).await?;
    counted.write_parquet(speakers, DataFrameWriteOptions::new(), None).await?;
    context.read_parquet(speakers, ParquetReadOptions::default()).await?.show_limit(10).await
}
