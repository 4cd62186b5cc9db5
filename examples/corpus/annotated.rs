//! Annotated texts as corpora give them. All offsets are bytes of the text.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use inquit::{Cast, Character, Gender, Span};
use serde::de::{Error, IgnoredAny};
use serde::{Deserialize, Deserializer};

/// An annotated text.
#[derive(Clone, Debug, Deserialize)]
pub struct Annotated {
    pub id: String,
    pub genre: Genre,
    pub text: String,
    #[serde(default)]
    pub characters: Vec<Person>,
    /// Name of the character who tells the story.
    pub narrator: Option<String>,
    pub quotes: Vec<GoldQuote>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Genre {
    /// The annotation gives the character who speaks.
    Fiction,
    /// The annotation gives the words that name the source.
    News,
}

/// An annotated character.
#[derive(Clone, Debug, Deserialize)]
pub struct Person {
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// "F" and "M"; "X" or none for a character of no or of several genders.
    #[serde(default, deserialize_with = "gender")]
    pub gender: Gender,
    /// All words that stand for the character, where the corpus has coreference.
    #[serde(default, deserialize_with = "spans")]
    pub mentions: Vec<Span>,
}

/// An annotated quotation.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldQuote {
    /// With or without the marks; several where a reporting clause interrupts the quotation.
    #[serde(deserialize_with = "spans")]
    pub spans: Vec<Span>,
    /// Fiction: explicit, anaphoric or implicit.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Fiction: name of the character. `None` for a group, or where nobody can tell; such a quotation is not scored.
    pub speaker: Option<String>,
    /// Fiction: names of the characters who are spoken to. `None` where the corpus does not annotate them.
    pub addressees: Option<Vec<String>>,
    /// News: whether the quotation has a source, in the text or not.
    #[serde(default)]
    pub attributed: bool,
    /// News: the words that name the source; empty without a source in the text.
    #[serde(default, deserialize_with = "spans")]
    pub source: Vec<Span>,
    pub cue: Option<Cue>,
}

/// The words that report the speech.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Cue {
    /// News.
    Spans(#[serde(deserialize_with = "spans")] Vec<Span>),
    /// Fiction: the words alone. Not scored, because their place is not annotated.
    Text(IgnoredAny),
}

/// Parses the name, so that tests that read corpora need no feature of the library.
fn gender<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Gender, D::Error> {
    let name = Option::<String>::deserialize(deserializer)?;
    name.map_or(Ok(Gender::default()), |name| name.parse().map_err(Error::custom))
}

fn spans<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Span>, D::Error> {
    let pairs = Vec::<(usize, usize)>::deserialize(deserializer)?;
    Ok(pairs.into_iter().map(|(start, end)| Span::new(start, end)).collect())
}

impl Person {
    fn character(&self) -> Character {
        let character = Character::new(&self.name).gender(self.gender);
        self.aliases.iter().fold(character, Character::alias)
    }
}

impl Annotated {
    /// The characters and the narrator.
    ///
    /// # Errors
    /// If the library refuses them.
    pub fn cast(&self) -> Result<Cast> {
        let cast = Cast::new(self.characters.iter().map(Person::character)).with_context(|| self.id.clone())?;
        Ok(match &self.narrator {
            Some(narrator) => cast.with_narrator(narrator).with_context(|| self.id.clone())?,
            None => cast,
        })
    }
}

/// Reads a corpus, skipping blank lines.
///
/// # Errors
/// If the file cannot be read, or for the first line that is not an [`Annotated`]. The message names file and line.
pub fn read(path: &Path) -> Result<Vec<Annotated>> {
    let file = BufReader::new(File::open(path).with_context(|| path.display().to_string())?);
    let lines = file.lines().enumerate().map(|(number, line)| {
        let line = line?;
        if line.trim().is_empty() {
            return Ok(None);
        }
        let document = serde_json::from_str(&line).with_context(|| format!("{}:{}", path.display(), number + 1))?;
        Ok(Some(document))
    });
    lines.filter_map(Result::transpose).collect()
}
