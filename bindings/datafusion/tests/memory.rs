//! Memory does not grow with the number of texts. Alone in its process, whose peak it reads.
#![cfg(target_os = "linux")]

use std::sync::Arc;

use datafusion::arrow::array::{AsArray, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Int64Type, Schema, SchemaRef};
use datafusion::catalog::streaming::StreamingTable;
use datafusion::execution::TaskContext;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::streaming::PartitionStream;
use datafusion::physical_plan::SendableRecordBatchStream;
use datafusion::prelude::{SessionConfig, SessionContext};

const ARTICLE: &str = include_str!("../../../examples/texts/harbour.txt");

/// Number of articles in a batch.
const BATCH: usize = 64;

/// Growth that is allowed, in kilobytes. The texts of the second run alone are 12 MB, and its answers more than that.
const ALLOWED: usize = 8 << 10;

/// Articles that are made when they are asked for.
#[derive(Debug)]
struct Articles {
    batches: usize,
    schema: SchemaRef,
}

impl PartitionStream for Articles {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, _context: Arc<TaskContext>) -> SendableRecordBatchStream {
        let schema = Arc::clone(&self.schema);
        let batches = (0..self.batches).map(move |batch| {
            let texts = (0..BATCH).map(|text| format!("Issue {batch}, article {text}.\n\n{ARTICLE}"));
            let texts = StringArray::from_iter_values(texts);
            Ok(RecordBatch::try_new(Arc::clone(&schema), vec![Arc::new(texts)])?)
        });
        Box::pin(RecordBatchStreamAdapter::new(Arc::clone(&self.schema), futures::stream::iter(batches)))
    }
}

/// The peak of memory of this process so far, in kilobytes.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

async fn quotations(batches: usize) -> usize {
    // DataFusion joins smaller batches until they have this size, so that it bounds what is in memory.
    let config = SessionConfig::new().with_target_partitions(2).with_batch_size(BATCH);
    let context = SessionContext::new_with_config(config);
    inquit_datafusion::register(&context);
    let schema = Arc::new(Schema::new(vec![Field::new("text", DataType::Utf8, false)]));
    let articles = Arc::new(Articles { batches, schema: Arc::clone(&schema) });
    let table = StreamingTable::try_new(schema, vec![articles]).unwrap();
    context.register_table("articles", Arc::new(table)).unwrap();
    let sql = "SELECT q['speaker'], count(*), count(q['text']) FROM (SELECT unnest(attribute_quotes(text)) AS q FROM
        articles) GROUP BY q['speaker']";
    let counts = context.sql(sql).await.unwrap().collect().await.unwrap();
    let count = |batch: &RecordBatch| batch.column(1).as_primitive::<Int64Type>().values().iter().sum::<i64>();
    counts.iter().map(count).sum::<i64>() as usize
}

#[tokio::test]
async fn five_times_as_many_texts_take_no_more_memory() {
    let quotations_of_an_article = inquit::attribute_quotes(ARTICLE).len();
    assert_eq!(quotations(10).await, 10 * BATCH * quotations_of_an_article);
    let before = peak();
    assert_eq!(quotations(50).await, 50 * BATCH * quotations_of_an_article);
    let growth = peak() - before;
    assert!(growth < ALLOWED, "{growth} KB more after {before} KB");
}
