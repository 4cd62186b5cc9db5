//! Writes generated articles, for measurements: a bundled one with other people and places each time.
//!
//! ```text
//! cargo run --release --example articles -- 10000 articles.parquet
//! cargo run --release --example articles -- 10000 articles.jsonl
//! cargo run --release --example articles -- 10000 articles/ 8
//! ```
//!
//! The last one writes 8 files into a folder.

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{Int64Array, RecordBatch, StringArray};
use datafusion::arrow::json::LineDelimitedWriter;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::file::properties::WriterProperties;

const ARTICLE: &str = include_str!("../../../examples/texts/harbour.txt");

/// Names of the article that are replaced.
const NAMES: [&str; 6] = ["Kirby", "Kerry", "Jafari", "Lorrin", "Quresh", "Arrel"];

/// A name is a start and an end: 256 of them.
const STARTS: [&str; 16] =
    ["Mar", "Hol", "Ken", "Dun", "Bre", "Tal", "Wes", "Lor", "Ash", "Cal", "Fen", "Gar", "Har", "Nor", "Pem", "Sel"];
const ENDS: [&str; 16] = [
    "mer", "ley", "ton", "wick", "sen", "by", "gate", "field", "ford", "well", "stow", "dale", "row", "man", "ham",
    "burn",
];

/// Number of articles in a batch, and in a row group, which a reader of Parquet takes as a whole: 3.6 MB of text.
const BATCH: usize = 1000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments[..] {
        [count, path] => write(0..count.parse()?, Path::new(path)),
        [count, folder, files] => {
            let (count, files): (usize, usize) = (count.parse()?, files.parse()?);
            fs::create_dir_all(folder)?;
            for file in 0..files {
                let share = count * file / files..count * (file + 1) / files;
                write(share, &Path::new(folder).join(format!("{file:04}.parquet")))?;
            }
            Ok(())
        }
        _ => Err("usage: articles COUNT FILE, or articles COUNT FOLDER FILES".into()),
    }
}

fn write(ids: Range<usize>, path: &Path) -> Result<(), Box<dyn Error>> {
    let file = BufWriter::new(File::create(path)?);
    if path.extension().is_some_and(|extension| extension == "jsonl") {
        return write_lines(ids, file);
    }
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(BATCH)).build();
    let mut writer = ArrowWriter::try_new(file, batch(0..0)?.schema(), Some(properties))?;
    for ids in batches(ids) {
        writer.write(&batch(ids)?)?;
    }
    writer.close()?;
    Ok(())
}

fn write_lines(ids: Range<usize>, file: impl Write) -> Result<(), Box<dyn Error>> {
    let mut writer = LineDelimitedWriter::new(file);
    for ids in batches(ids) {
        writer.write(&batch(ids)?)?;
    }
    writer.finish()?;
    Ok(())
}

fn batches(ids: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let Range { start, end } = ids;
    (start..end).step_by(BATCH).map(move |start| start..end.min(start + BATCH))
}

fn batch(ids: Range<usize>) -> Result<RecordBatch, Box<dyn Error>> {
    let texts: StringArray = ids.clone().map(|id| Some(article(id))).collect();
    let ids: Int64Array = ids.map(|id| Some(id as i64)).collect();
    Ok(RecordBatch::try_from_iter([("id", Arc::new(ids) as _), ("text", Arc::new(texts) as _)])?)
}

fn article(id: usize) -> String {
    let mut text = ARTICLE.to_owned();
    for (place, name) in NAMES.iter().enumerate() {
        // A multiplicative hash. Its high bits look random, and each place of an article has its own.
        let hash = (id * NAMES.len() + place + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let replacement = [STARTS[hash % STARTS.len()], ENDS[hash / STARTS.len() % ENDS.len()]].concat();
        text = text.replace(name, &replacement);
    }
    text
}
