//! Scores of documents as JSON lines.

use std::fmt;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::corpus::{Annotated, Score};

/// The score of a document. Corpus, track and id tell it from all others.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Scored {
    pub corpus: String,
    pub track: Track,
    pub id: String,
    pub score: Score,
}

/// What the resolver is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Track {
    /// The text.
    Open,
    /// The text, its characters and its narrator.
    Cast,
}

impl fmt::Display for Track {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "from the text alone",
            Self::Cast => "with the characters given",
        })
    }
}

impl Scored {
    pub fn new(corpus: &str, track: Track, document: &Annotated, score: Score) -> Self {
        Self { corpus: corpus.to_owned(), track, id: document.id.clone(), score }
    }
}

/// Reads what `--save` wrote.
pub fn read(path: &Path) -> Result<Vec<Scored>> {
    let file = BufReader::new(File::open(path).with_context(|| path.display().to_string())?);
    let score = |(number, line): (usize, std::io::Result<String>)| {
        serde_json::from_str(&line?).with_context(|| format!("{}:{}", path.display(), number + 1))
    };
    file.lines().enumerate().map(score).collect()
}
