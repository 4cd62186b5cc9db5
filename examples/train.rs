//! Learns the weights that the crate embeds, from annotated novels and articles.
//!
//! ```text
//! cargo run --release --features train --example train -- $INQUIT_CORPORA/{pdnc,polnear}.jsonl > data/weights/resolver.txt
//! ```

// What it needs to score answers is the business of evaluate.rs.
#[allow(dead_code)]
mod corpus;

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;
use corpus::Genre;
use inquit::train::{examples, learn, Examples};
use rayon::prelude::*;

/// Learns weights and prints them. The same corpora give the same weights.
#[derive(Parser)]
struct Args {
    /// Annotated novels or articles, a document a line.
    #[arg(required = true)]
    corpora: Vec<PathBuf>,
}

fn main() -> Result<()> {
    let mut documents = Vec::new();
    for path in Args::parse().corpora {
        documents.extend(corpus::read(&path)?);
    }
    let learned: Vec<Examples> = documents
        .par_iter()
        .map(|d| {
            Ok(match d.genre {
                // Each novel twice: as it is, and with its characters given.
                Genre::Fiction => examples(&[d.document(false)?, d.document(true)?]),
                Genre::News => examples(&[d.document(false)?]),
            })
        })
        .collect::<Result<_>>()?;
    let weights = learn(&learned.iter().collect::<Vec<_>>());
    let novels = documents.iter().filter(|d| d.genre == Genre::Fiction).count();
    let articles = documents.len() - novels;
    println!(
        "\
# Weights of features in 32nds of a natural logarithm: template, pass, a weight for each value; ~9 is nine zeros.
# Passes 1 and 2 are those of tales, 3 is that of reports.
# Source: 1 and 2 learned from {novels} novels of the Project Dialogism Novel Corpus (Vishnubhotla, Hammond and Hirst,
# LREC 2022), 3 from {articles} articles of PolNeAR (Newell et al., LREC 2018). They hold no text or annotation of them.
# Licence: that of inquit. Made by `cargo run --release --features train --example train`; do not edit."
    );
    print!("{weights}");
    Ok(())
}
