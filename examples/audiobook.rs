//! A story for speech synthesis: SSML with a voice for each speaker, in documents that a service takes.
//!
//! ```text
//! cargo run --release --features writers --example audiobook
//! cargo run --release --features writers --example audiobook -- story.txt
//! ```

use inquit::{attribute_quotes, write::Ssml, Gender};

/// Maximum number of characters of a document: most services take 5,000 or more.
const LIMIT: usize = 4_000;

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "examples/texts/lighthouse.txt".to_owned());
    let text = std::fs::read_to_string(path)?;
    let found = attribute_quotes(&text);
    let ssml = Ssml::new()
        .language("en-GB")
        .narrator("Olivia")
        .voice("Captain Hollis", "Arthur")
        .voices_of(Gender::Female, ["Amy", "Emma"])
        .voices_of(Gender::Male, ["Brian", "Geraint"]);
    for document in ssml.chunks(&found, LIMIT) {
        println!("{document}");
    }
    Ok(())
}
