//! A table of quotations in Parquet, for data frames and warehouses: a row for each quotation.
//!
//! ```text
//! cargo run --release --manifest-path examples/parquet/Cargo.toml -- quotations.parquet articles/*.txt
//! ```

use parquet::{file::writer::SerializedFileWriter, record::RecordWriter};

#[derive(parquet_derive::ParquetRecordWriter)]
struct Row {
    document: String,
    start: u64,
    text: String,
    speaker: Option<String>,
    evidence: String,
    confidence: f64,
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let table = std::fs::File::create(arguments.next().as_deref().unwrap_or("quotations.parquet"))?;
    let mut rows = Vec::new();
    for path in arguments {
        rows.extend(inquit::attribute_quotes(&std::fs::read_to_string(&path)?).iter().map(|quote| Row {
            document: path.clone(),
            start: quote.span().start as u64,
            text: quote.content().to_owned(),
            speaker: quote.speaker().map(|speaker| speaker.name.clone()),
            evidence: quote.evidence().to_string(),
            confidence: quote.confidence().value(),
        }));
    }
    let rows = rows.as_slice();
    let mut writer = SerializedFileWriter::new(table, rows.schema()?, Default::default())?;
    let mut group = writer.next_row_group()?;
    rows.write_to_row_group(&mut group)?;
    group.close()?;
    writer.close()?;
    Ok(())
}
