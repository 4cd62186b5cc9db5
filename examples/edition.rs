//! A story as TEI P5: who says what to whom, for an edition or a corpus of speech.
//!
//! ```text
//! cargo run --release --features writers --example edition > inn.tei.xml
//! cargo run --release --features writers --example edition -- story.txt "The Story" > story.tei.xml
//! ```

use inquit::{write::Tei, Attributor, Genre};

/// Confidence below which an edition rather names nobody.
const THRESHOLD: f64 = 0.5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "examples/texts/inn.txt".to_owned());
    let title = arguments.next().unwrap_or_else(|| "The Three Pigeons".to_owned());
    let text = std::fs::read_to_string(path)?;
    let attributor = Attributor::builder().genre(Genre::Fiction).threshold(THRESHOLD).build()?;
    Tei::new().title(title).write(&attributor.attribute(&text), std::io::stdout().lock())?;
    Ok(())
}
