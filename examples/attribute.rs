//! Who says what in a text, and why.
//!
//! ```text
//! cargo run --release --example attribute                  # an embedded news text
//! cargo run --release --example attribute -- article.txt
//! ```
//!
//! The program `inquit` in `cli/` prints much more, in many formats.

use inquit::{attribute_quotes, Offsets};

const HARBOUR: &str = include_str!("texts/harbour.txt");

fn main() -> std::io::Result<()> {
    let (name, text) = match std::env::args().nth(1) {
        Some(path) => (path.clone(), std::fs::read_to_string(path)?),
        None => ("harbour.txt".to_owned(), HARBOUR.to_owned()),
    };
    let found = attribute_quotes(&text);
    let offsets = Offsets::new(&text);
    println!("{name}: {} quotations, {} speakers\n", found.len(), found.speakers().len());
    for quote in &found {
        let (line, _) = offsets.line_column(quote.span().start);
        println!("{line:5}  {}", shortened(quote.as_str()));
        let speaker = quote.speaker().map_or("nobody", |speaker| &speaker.name);
        println!("       {speaker}  [{} {}]\n", quote.evidence(), quote.confidence());
    }
    for speaker in found.speakers() {
        let count = found.quotes_of(speaker.id).count();
        let line = format!("{count:5}  {} ({})  {}", speaker.name, speaker.gender, speaker.aliases.join(", "));
        println!("{}", line.trim_end());
    }
    Ok(())
}

/// The text on one line, cut after 80 characters.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line,
    }
}
