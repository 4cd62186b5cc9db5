//! Learns the weights that the crate embeds, from the novels of an annotated corpus.
//!
//! ```text
//! cargo run --release --features train --example train -- $INQUIT_CORPORA/pdnc.jsonl > data/tale-weights.txt
//! ```

mod corpus;

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;
use inquit::train::{examples, learn, Examples};
use rayon::prelude::*;

/// Learns the weights of tales and prints them. The same corpus gives the same weights.
#[derive(Parser)]
struct Args {
    /// Annotated novels, a document a line.
    corpus: PathBuf,
}

fn main() -> Result<()> {
    let documents = corpus::read(&Args::parse().corpus)?;
    // Each novel twice: as it is, and with its characters given.
    let learned: Vec<[Examples; 2]> = documents
        .par_iter()
        .map(|d| Ok([examples(&d.document(false)?), examples(&d.document(true)?)]))
        .collect::<Result<_>>()?;
    let weights = learn(&learned.iter().flatten().collect::<Vec<_>>());
    println!(
        "# Weights of the features of tales, in 32nds of a natural logarithm: template, pass, a weight for each value."
    );
    println!("# Made by `cargo run --release --features train --example train`; do not edit.");
    println!(
        "# Learned from {} novels of the Project Dialogism Novel Corpus (Vishnubhotla, Hammond and Hirst 2022).",
        documents.len()
    );
    println!("# The weights hold no text or annotation of the corpus.");
    print!("{weights}");
    Ok(())
}
