//! A story as TEI P5: who says what to whom, for an edition or a corpus of speech.
//!
//! ```text
//! cargo run --release --features writers --example edition > inn.tei.xml
//! cargo run --release --features writers --example edition -- story.txt "The Story" > story.tei.xml
//! ```

use std::io::{self, BufWriter};

use inquit::write::Tei;
use inquit::{Attributor, Genre};

const INN: &str = include_str!("texts/inn.txt");

/// Confidence below which an edition rather names nobody.
const THRESHOLD: f64 = 0.5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let text = arguments.next().map_or_else(|| Ok(INN.to_owned()), std::fs::read_to_string)?;
    let title = arguments.next().unwrap_or_else(|| "The Inn".to_owned());

    let attributor = Attributor::builder().genre(Genre::Fiction).threshold(THRESHOLD).build()?;
    let found = attributor.attribute(&text);
    Tei::new().title(title).write(&found, BufWriter::new(io::stdout().lock()))?;
    Ok(())
}
