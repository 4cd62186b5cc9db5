//! Learns the weights that the crate embeds, from annotated fiction and articles.
//!
//! ```text
//! cargo run --release --features train --example train -- --out NEW \
//!     $INQUIT_CORPORA/{pdnc,polnear}.jsonl data/scenes/scenes.jsonl
//! ```
//!
//! writes `NEW/fiction.txt` and `NEW/news.txt`. Copied to `data/weights`, they are compiled into the crate; see
//! CONTRIBUTING.md, "Retrain and compare".

// Only `evaluate` scores answers.
#[allow(dead_code)]
mod corpus;

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Parser;
use corpus::{Annotated, Genre};
use inquit::train::{learn, learn_new, Examples};
use rayon::prelude::*;

/// Learns weights from annotated texts. The same corpora give the same weights.
#[derive(Parser)]
struct Args {
    /// Annotated fiction or articles, a JSON document a line.
    #[arg(required = true)]
    corpora: Vec<PathBuf>,
    /// Folder for the tables: fiction.txt, if there is fiction, and news.txt, if there are articles. They are written
    /// when all is learned, and the table of a genre without texts is left alone.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Learn the weights of new templates alone, beside those that the crate has.
    #[arg(long)]
    new: bool,
}

const FORM: &str = "in 32nds of a natural logarithm: template, pass, a weight for each value; ~9 is nine zeros.";
const LICENCE: &str = "\
# pdnc: Project Dialogism Novel Corpus (Vishnubhotla, Hammond and Hirst, LREC 2022). scenes: data/scenes, written for
# inquit. polnear: PolNeAR (Newell et al., LREC 2018). The weights hold no text or annotation of them.
# Licence: that of inquit. Made by the example `train`; do not edit.";

fn main() -> Result<()> {
    let args = Args::parse();
    let mut documents: Vec<Annotated> = Vec::new();
    // Of how many texts of which corpus each table is learned.
    let (mut fiction, mut news) = (Vec::new(), Vec::new());
    for path in &args.corpora {
        let read = corpus::read(path)?;
        let articles = read.iter().filter(|document| document.genre == Genre::News).count();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        for (texts, sources) in [(read.len() - articles, &mut fiction), (articles, &mut news)] {
            if texts > 0 {
                sources.push(format!("{texts} texts of {name}"));
            }
        }
        documents.extend(read);
    }
    let learned: Vec<Examples> = documents.par_iter().map(Annotated::examples).collect::<Result<_>>()?;
    let learned: Vec<&Examples> = learned.iter().collect();
    let weights = if args.new { learn_new(&learned) } else { learn(&learned) };
    if !fiction.is_empty() {
        write(&args.out.join("fiction.txt"), "fiction", &fiction.join(", "), &weights.fiction())?;
    }
    if !news.is_empty() {
        write(&args.out.join("news.txt"), "news", &news.join(", "), &weights.news())?;
    }
    Ok(())
}

/// Writes a table under another name first: an interrupted run leaves the old table as it was.
fn write(path: &Path, genre: &str, source: &str, table: &dyn Display) -> Result<()> {
    let text = format!("# Weights of {genre} {FORM}\n# Source: learned from {source}.\n{LICENCE}\n{table}");
    let part = path.with_extension("part");
    let written = fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).and_then(|()| fs::write(&part, text));
    written.and_then(|()| fs::rename(&part, path)).with_context(|| path.display().to_string())
}
