//! The table function `texts`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{RecordBatch, StringViewArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::catalog::streaming::StreamingTable;
use datafusion::catalog::{TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::common::{exec_datafusion_err, plan_err, Result};
use datafusion::execution::TaskContext;
use datafusion::logical_expr::Expr;
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::streaming::PartitionStream;
use datafusion::physical_plan::SendableRecordBatchStream;

/// Number of files that a partition has in memory at a time. 64 novels are about 50 MB; more would gain no speed.
const BATCH: usize = 64;

/// Maximum size of a file, in bytes: the longest string that Arrow's columns hold.
const MAX_BYTES: u64 = i32::MAX as u64;

/// `texts('folder')`: a row for each file below the folder whose name ends in `.txt`, in the order of the paths.
///
/// The columns are `path`, `text`, and `error`, which says why a file has no text. A file that cannot be read, or is no
/// UTF-8, is a row with an error and does not fail the query. A folder that cannot be read fails it, before the first
/// text is read. The paths are in memory, the texts are not: each of the session's partitions reads 64 files at a time.
///
/// ```
/// use datafusion::prelude::SessionContext;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> datafusion::error::Result<()> {
/// let context = SessionContext::new();
/// inquit_datafusion::register(&context);
/// let articles = context.sql("SELECT path, text FROM texts('../../examples/texts') WHERE error IS NULL").await?;
/// assert_eq!(articles.count().await?, 3);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
pub struct Texts {}

impl TableFunctionImpl for Texts {
    fn call_with_args(&self, arguments: TableFunctionArgs) -> Result<Arc<dyn TableProvider>> {
        let folder = match arguments.exprs() {
            [Expr::Literal(folder, _)] => folder.try_as_str().flatten(),
            _ => None,
        };
        let Some(folder) = folder else { return plan_err!("texts expects a folder: texts('articles')") };
        let mut paths = Vec::new();
        find(Path::new(folder), &mut paths).map_err(|error| exec_datafusion_err!("{folder}: {error}"))?;
        paths.sort();

        let schema = Arc::new(Schema::new(vec![
            Field::new("path", DataType::Utf8View, false),
            Field::new("text", DataType::Utf8View, true),
            Field::new("error", DataType::Utf8View, true),
        ]));
        let share = paths.len().div_ceil(arguments.session().config().target_partitions().max(1)).max(1);
        let part = |paths: &[PathBuf]| -> Arc<dyn PartitionStream> {
            Arc::new(Files { paths: paths.to_vec(), schema: Arc::clone(&schema) })
        };
        // A table has a partition even if it has no rows.
        let parts = if paths.is_empty() { vec![part(&[])] } else { paths.chunks(share).map(part).collect() };
        Ok(Arc::new(StreamingTable::try_new(schema, parts)?))
    }
}

/// Adds the text files below a folder. Links to folders are not followed, so that circles of links end.
fn find(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            find(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            paths.push(path);
        }
    }
    Ok(())
}

/// The files of a partition.
#[derive(Debug)]
struct Files {
    paths: Vec<PathBuf>,
    schema: SchemaRef,
}

impl PartitionStream for Files {
    fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn execute(&self, _context: Arc<TaskContext>) -> SendableRecordBatchStream {
        let schema = Arc::clone(&self.schema);
        let parts: Vec<Vec<PathBuf>> = self.paths.chunks(BATCH).map(<[_]>::to_vec).collect();
        let batches = parts.into_iter().map(move |paths| batch(&schema, &paths));
        Box::pin(RecordBatchStreamAdapter::new(Arc::clone(&self.schema), futures::stream::iter(batches)))
    }
}

fn batch(schema: &SchemaRef, paths: &[PathBuf]) -> Result<RecordBatch> {
    let texts: Vec<Result<String, String>> = paths.iter().map(|path| read(path)).collect();
    let names: StringViewArray = paths.iter().map(|path| Some(path.to_string_lossy())).collect();
    let errors: StringViewArray = texts.iter().map(|text| text.as_ref().err()).collect();
    let texts: StringViewArray = texts.iter().map(|text| text.as_ref().ok()).collect();
    Ok(RecordBatch::try_new(Arc::clone(schema), vec![Arc::new(names), Arc::new(texts), Arc::new(errors)])?)
}

/// The text of a file, or why there is none.
fn read(path: &Path) -> Result<String, String> {
    let size = fs::metadata(path).map_err(|error| error.to_string())?.len();
    if size > MAX_BYTES {
        return Err(format!("{size} bytes are more than a column holds: {MAX_BYTES}"));
    }
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| format!("no UTF-8 at byte {}", error.utf8_error().valid_up_to()))
}
