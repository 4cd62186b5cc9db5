//! A story as a script for several voices, from a cast with a narrator.
//!
//! ```text
//! cargo run --release --example cast
//! ```

use inquit::{Attributor, Cast, Character, Gender, Input};

const TEXT: &str = include_str!("texts/lighthouse.txt");

fn main() -> Result<(), inquit::Error> {
    let cast = Cast::new([
        Character::new("Miriam Skarn").alias("Miriam").alias("Keeper").gender(Gender::Female),
        Character::new("Captain Hollis").alias("Hollis").alias("the captain").gender(Gender::Male),
    ])?
    .with_narrator("Miriam Skarn")?;

    for (voice, line) in script(TEXT, &cast) {
        println!("{voice:>15} | {line}");
    }
    Ok(())
}

/// The text as lines to be read aloud: narration in the narrator's voice, each quotation in its speaker's.
///
/// A quotation inside another is read in the voice of the outer one, and one that is no speech in the narrator's.
fn script(text: &str, cast: &Cast) -> Vec<(String, String)> {
    let narrator = cast.narrator().unwrap_or("narrator");
    let found = Attributor::new().attribute(Input::new(text).cast(cast));
    let mut lines = Vec::new();
    let mut read = 0;
    for quote in found.speech() {
        narrate(&text[read..quote.span().start], narrator, &mut lines);
        let voice = quote.speaker().map_or("somebody", |speaker| &speaker.name);
        lines.push((voice.to_owned(), format!("“{}”", quote.content())));
        read = quote.span().end;
    }
    narrate(&text[read..], narrator, &mut lines);
    lines
}

/// A line for each paragraph that says something.
fn narrate(text: &str, narrator: &str, lines: &mut Vec<(String, String)>) {
    let paragraphs = text.split("\n\n").map(str::trim).filter(|p| p.contains(char::is_alphabetic));
    lines.extend(paragraphs.map(|paragraph| (narrator.to_owned(), paragraph.to_owned())));
}
