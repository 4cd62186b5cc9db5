//! Queries give the rows that the library gives directly, and no text fails them.

use std::fs;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, BinaryArray, LargeStringArray, ListArray, RecordBatch, StringArray,
};
use datafusion::arrow::compute::{cast, concat_batches};
use datafusion::arrow::datatypes::{DataType, Float64Type, Int64Type};
use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::error::Result;
use datafusion::physical_plan::displayable;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use inquit::write::Csv;
use inquit::{attribute_quotes, OffsetUnit};

/// Articles, fiction, and what is awkward: no quotation, an open one, characters of several bytes, a few addressees.
const TEXTS: [&str; 7] = [
    include_str!("../../../examples/texts/harbour.txt"),
    include_str!("../../../examples/texts/inn.txt"),
    include_str!("../../../examples/texts/lighthouse.txt"),
    "Nobody spoke.",
    "“Où est-elle, Émile? 🜁” asked Zoë.\n\n“I do not know,” he said.",
    "\"Come, Ida, come, Hale,\" said Orne to Ilse.\n\n\"It never ends",
    "",
];

fn context() -> SessionContext {
    // Small batches, so that a query has several of them.
    let context = SessionContext::new_with_config(SessionConfig::new().with_batch_size(2));
    inquit_datafusion::register(&context);
    context
}

fn with_texts(texts: ArrayRef) -> SessionContext {
    let context = context();
    let batch = RecordBatch::try_from_iter_with_nullable([("text", texts, true)]).unwrap();
    context.register_batch("articles", batch).unwrap();
    context
}

async fn query(context: &SessionContext, sql: &str) -> Result<RecordBatch> {
    let frame = context.sql(sql).await?;
    let schema = Arc::new(frame.schema().as_arrow().clone());
    Ok(concat_batches(&schema, &frame.collect().await?)?)
}

/// The answers to the texts of a column.
async fn answers(texts: ArrayRef) -> ListArray {
    let batch = query(&with_texts(texts), "SELECT attribute_quotes(text) AS quotes FROM articles").await.unwrap();
    batch.column(0).as_list::<i32>().clone()
}

/// An answer as the table that the library writes.
fn table(quotes: &ArrayRef) -> Vec<Vec<String>> {
    let rows = quotes.as_struct();
    let cell = |column: &ArrayRef, row: usize| match column.data_type() {
        _ if column.is_null(row) => String::new(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).to_string(),
        DataType::Boolean => column.as_boolean().value(row).to_string(),
        DataType::List(_) => {
            column.as_list::<i32>().value(row).as_string_view().iter().flatten().collect::<Vec<_>>().join("; ")
        }
        _ => column.as_string_view().value(row).to_owned(),
    };
    let header = rows.column_names().into_iter().map(str::to_owned).collect();
    let body = (0..rows.len()).map(|row| rows.columns().iter().map(|column| cell(column, row)).collect());
    std::iter::once(header).chain(body).collect()
}

fn expected(text: &str, unit: OffsetUnit) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    Csv::new().offsets(unit).write(&attribute_quotes(text), &mut out).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&out[..]);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[tokio::test]
async fn rows_are_those_of_the_library_whatever_the_type_of_the_column() {
    let texts: ArrayRef = Arc::new(StringArray::from_iter_values(TEXTS));
    let dictionary = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    for kind in [
        DataType::Utf8,
        DataType::LargeUtf8,
        DataType::Utf8View,
        DataType::Binary,
        DataType::LargeBinary,
        DataType::BinaryView,
        dictionary,
    ] {
        let answers = answers(cast(&texts, &kind).unwrap()).await;
        assert_eq!(answers.len(), TEXTS.len());
        for (row, text) in TEXTS.iter().enumerate() {
            assert!(answers.is_valid(row));
            assert_eq!(table(&answers.value(row)), expected(text, OffsetUnit::Characters), "{kind} {text:?}");
        }
    }
}

#[tokio::test]
async fn offsets_count_what_the_query_asks_for() {
    let context = with_texts(Arc::new(StringArray::from_iter_values(TEXTS)));
    for unit in OffsetUnit::ALL {
        let batch = query(&context, &format!("SELECT attribute_quotes(text, '{unit}') FROM articles")).await.unwrap();
        for (row, text) in TEXTS.iter().enumerate() {
            assert_eq!(table(&batch.column(0).as_list::<i32>().value(row)), expected(text, *unit), "{unit}");
        }
    }
}

#[tokio::test]
async fn a_document_without_an_answer_is_null_and_the_others_have_theirs() {
    let texts = BinaryArray::from_opt_vec(vec![Some(b"\"No,\" said Orne."), None, Some(b"\"\xff\""), Some(b"")]);
    let answers = answers(Arc::new(texts)).await;
    let lengths: Vec<_> = answers.iter().map(|answer| answer.map(|quotes| quotes.len())).collect();
    assert_eq!(lengths, [Some(1), None, None, Some(0)]);

    let none = LargeStringArray::from(vec![None::<&str>; 5]);
    let batch = query(&with_texts(Arc::new(none)), "SELECT attribute_quotes(text) FROM articles").await.unwrap();
    assert_eq!(batch.column(0).null_count(), 5);
}

#[tokio::test]
async fn constants_are_texts() {
    let sql = "SELECT attribute_quotes('\"No,\" said Orne.')[1]['speaker'], attribute_quotes(NULL) IS NULL,
        cardinality(attribute_quotes(''))";
    let batch = query(&context(), sql).await.unwrap();
    assert_eq!(batch.column(0).as_string_view().value(0), "Orne");
    assert!(batch.column(1).as_boolean().value(0));
    assert_eq!(batch.column(2).as_any().downcast_ref::<datafusion::arrow::array::UInt64Array>().unwrap().value(0), 0);
}

#[tokio::test]
async fn wrong_arguments_fail_before_a_text_is_read() {
    let context = with_texts(Arc::new(StringArray::from_iter_values(TEXTS)));
    for (call, message) in [
        ("attribute_quotes()", "expects a text"),
        ("attribute_quotes(1)", "expects a text and not Int64"),
        ("attribute_quotes(text, 'words')", "words"),
        ("attribute_quotes(text, text)", "not a constant"),
        ("attribute_quotes(text, 'bytes', 'bytes')", "expects a text"),
    ] {
        let error = context.sql(&format!("SELECT {call} FROM articles")).await.expect_err(call).to_string();
        assert!(error.contains(message), "{call}: {error}");
    }
}

#[tokio::test]
async fn an_attributor_with_options_takes_the_place_of_the_default() {
    let context = context();
    let attributor = inquit::Attributor::builder().threshold(1.0).build().unwrap();
    context.register_udf(inquit_datafusion::AttributeQuotes::new(attributor).into());
    let sql = "SELECT attribute_quotes('\"No,\" said Orne.')[1]['speaker'] IS NULL";
    assert!(query(&context, sql).await.unwrap().column(0).as_boolean().value(0));
}

/// A query that reads each text twice costs twice as much.
#[tokio::test]
async fn a_text_is_read_once_for_all_fields_of_its_quotations() {
    let context = with_texts(Arc::new(StringArray::from_iter_values(TEXTS)));
    let sql =
        "SELECT q['speaker'], q['start'], count(*) FROM (SELECT unnest(attribute_quotes(text)) AS q FROM articles)
        WHERE q['kind'] <> 'not-speech' AND q['confidence'] > 0.5 GROUP BY q['speaker'], q['start']";
    let plan = context.sql(sql).await.unwrap().create_physical_plan().await.unwrap();
    let plan = displayable(plan.as_ref()).indent(false).to_string();
    assert_eq!(plan.matches("attribute_quotes(text@").count(), 1, "{plan}");
}

#[tokio::test]
async fn answers_survive_parquet() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answers.parquet").to_string_lossy().into_owned();
    let context = with_texts(Arc::new(StringArray::from_iter_values(TEXTS)));
    let answers = context.sql("SELECT text, attribute_quotes(text) AS quotes FROM articles").await.unwrap();
    answers.write_parquet(&path, DataFrameWriteOptions::new(), None).await.unwrap();

    context.register_parquet("answers", &path, ParquetReadOptions::default()).await.unwrap();
    let batch = query(&context, "SELECT text, quotes FROM answers").await.unwrap();
    assert_eq!(batch.num_rows(), TEXTS.len());
    for row in 0..batch.num_rows() {
        let text = batch.column(0).as_string_view().value(row);
        let quotes = batch.column(1).as_list::<i32>().value(row);
        assert_eq!(table(&quotes), expected(text, OffsetUnit::Characters));
    }
}

#[tokio::test]
async fn a_folder_is_a_table_and_a_bad_file_a_row_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("inner")).unwrap();
    fs::write(path("b.txt"), "“No,” said Orne.").unwrap();
    fs::write(path("a.txt"), b"\"No\xff,\" said Orne.").unwrap();
    fs::write(path("inner/c.txt"), "").unwrap();
    fs::write(path("notes.md"), "\"No,\" said Orne.").unwrap();
    // It takes no room on the disk.
    fs::File::create(path("huge.txt")).unwrap().set_len(1 << 31).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(path("nowhere"), path("link.txt")).unwrap();

    let sql = format!(
        "SELECT path, text, error, attribute_quotes(text) AS quotes FROM texts('{}') ORDER BY path",
        folder.path().display()
    );
    let batch = query(&context(), &sql).await.unwrap();
    let column = |index: usize| batch.column(index).as_string_view();
    let row = |name: &str| {
        let path = path(name);
        (0..batch.num_rows()).find(|&row| column(0).value(row) == path.to_string_lossy()).expect("a row for the file")
    };
    assert_eq!(batch.num_rows(), if cfg!(unix) { 5 } else { 4 });
    assert_eq!((column(1).value(row("b.txt")), column(1).value(row("inner/c.txt"))), ("“No,” said Orne.", ""));
    assert_eq!(batch.column(3).as_list::<i32>().value(row("b.txt")).len(), 1);
    assert_eq!(column(2).value(row("a.txt")), "no UTF-8 at byte 3");
    assert!(column(2).value(row("huge.txt")).starts_with("2147483648 bytes are more"));
    for row in 0..batch.num_rows() {
        assert_eq!(column(1).is_null(row), column(2).is_valid(row));
        assert_eq!(column(1).is_null(row), batch.column(3).is_null(row));
    }
}

#[tokio::test]
async fn a_folder_without_texts_is_an_empty_table_and_a_missing_one_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let sql = |folder: String| format!("SELECT path, text FROM texts('{folder}')");
    let batch = query(&context(), &sql(folder.path().display().to_string())).await.unwrap();
    assert_eq!(batch.num_rows(), 0);
    let missing = folder.path().join("missing").display().to_string();
    let error = context().sql(&sql(missing.clone())).await.unwrap_err().to_string();
    assert!(error.contains(&missing), "{error}");
    assert!(context().sql("SELECT path FROM texts(7)").await.is_err());
}

#[tokio::test]
async fn partitions_share_a_folder_without_losing_a_file() {
    // More files than a partition has in memory at a time, and no multiple of their number.
    const FILES: usize = 333;
    let folder = tempfile::tempdir().unwrap();
    for file in 0..FILES {
        fs::write(folder.path().join(format!("{file}.txt")), format!("“No {file},” said Orne.")).unwrap();
    }
    for partitions in [1, 2, 7] {
        let context = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(partitions));
        inquit_datafusion::register(&context);
        let sql = format!(
            "SELECT count(*), count(DISTINCT q['text']) FROM
            (SELECT unnest(attribute_quotes(text)) AS q FROM texts('{}'))",
            folder.path().display()
        );
        let batch = query(&context, &sql).await.unwrap();
        let counts: Vec<_> = batch.columns().iter().map(|count| count.as_primitive::<Int64Type>().value(0)).collect();
        assert_eq!(counts, [FILES as i64; 2], "{partitions} partitions");
    }
}
