//! A report on a text, as one page of HTML.
//!
//! ```text
//! cargo run --release --example report --features html -- article.txt > article.html
//! ```

use std::io::{self, BufWriter, Write};
use std::{env, fs, path::Path};

use anyhow::Context;
use inquit::{attribute_quotes, write::Html};

const TEXT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/texts/inn.txt");

fn main() -> anyhow::Result<()> {
    let path = env::args().nth(1).unwrap_or_else(|| TEXT.to_owned());
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
    let title = env::args().nth(2).or_else(|| Some(Path::new(&path).file_stem()?.to_string_lossy().into_owned()));
    let mut page = BufWriter::new(io::stdout().lock());
    Html::new().title(title.unwrap_or_default()).write(&attribute_quotes(&text), &mut page)?;
    page.flush()?;
    Ok(())
}
