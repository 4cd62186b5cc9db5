//! A story for speech synthesis: SSML with a voice for each speaker, in documents that a service takes.
//!
//! ```text
//! cargo run --release --features writers --example audiobook
//! cargo run --release --features writers --example audiobook -- story.txt FOLDER
//! ```

use std::path::Path;

use inquit::write::Ssml;
use inquit::{attribute_quotes, Gender};

const LIGHTHOUSE: &str = include_str!("texts/lighthouse.txt");

/// Maximum size, in bytes, of a document: most services take 5,000 characters or more.
const LIMIT: usize = 4_000;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let text = arguments.next().map_or_else(|| Ok(LIGHTHOUSE.to_owned()), std::fs::read_to_string)?;
    let folder = arguments.next();

    let found = attribute_quotes(&text);
    let voices = Ssml::new()
        .language("en-GB")
        .narrator("Olivia")
        .voice("Captain Hollis", "Arthur")
        .voices_of(Gender::Female, ["Amy", "Emma"])
        .voices_of(Gender::Male, ["Brian", "Geraint"]);
    for (number, document) in (1..).zip(voices.chunks(&found, LIMIT)) {
        match &folder {
            Some(folder) => std::fs::write(Path::new(folder).join(format!("{number:03}.ssml")), document)?,
            None => println!("{document}"),
        }
    }
    Ok(())
}
