//! Learns the weights that the crate embeds, from the novels of an annotated corpus.
//!
//! ```text
//! cargo run --release --features train --example train -- $INQUIT_CORPORA/pdnc.jsonl > data/weights/tale.txt
//! ```

// What it needs to score answers is the business of evaluate.rs.
#[allow(dead_code)]
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
    let learned: Vec<Examples> =
        documents.par_iter().map(|d| Ok(examples(&[d.document(false)?, d.document(true)?]))).collect::<Result<_>>()?;
    let weights = learn(&learned.iter().collect::<Vec<_>>());
    println!(
        "# Weights of the features of tales, in 32nds of a natural logarithm: template, pass, a weight for each value."
    );
    println!("# Source: learned from {} novels of the Project Dialogism Novel Corpus", documents.len());
    println!("# (Vishnubhotla, Hammond and Hirst, LREC 2022); the weights hold no text or annotation of it.");
    println!("# Licence: that of inquit. Made by `cargo run --release --features train --example train`; do not edit.");
    print!("{weights}");
    Ok(())
}
