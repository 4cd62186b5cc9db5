//! Cross-validation on annotated corpora.

mod corpus;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;
use corpus::{f1, Annotated, Genre, Score};
use inquit::train::{examples, learn, Examples};
use inquit::Attributor;
use rayon::prelude::*;
use serde_json::json;

#[derive(Parser)]
struct Args {
    /// A corpus.
    corpus: PathBuf,
    #[arg(long)]
    cast: bool,
    /// Documents with the same group are held out together; by default each novel's author.
    #[arg(long)]
    predictions: Option<PathBuf>,
    #[arg(long, default_value_t = 6)]
    folds: usize,
}

/// Who wrote the novels of the corpus: the works of one author are held out together.
fn author(id: &str) -> &str {
    const AUSTEN: &[&str] =
        &["Emma", "MansfieldPark", "NorthangerAbbey", "PrideAndPrejudice", "SenseAndSensibility", "Persuasion"];
    const FORSTER: &[&str] = &["APassageToIndia", "HowardsEnd", "WhereAngelsFearToTread", "ARoomWithAView"];
    let work = id.rsplit('/').next().unwrap_or(id);
    if AUSTEN.contains(&work) {
        "Austen"
    } else if FORSTER.contains(&work) {
        "Forster"
    } else {
        work
    }
}

fn main() -> Result<()> {
    let args = Args::parse();
    let documents = corpus::read(&args.corpus)?;
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, d) in documents.iter().enumerate() {
        groups.entry(author(&d.id)).or_default().push(i);
    }
    // The largest groups first, each into the smallest fold.
    let mut sizes: Vec<(usize, Vec<usize>)> =
        groups.into_values().map(|ids| (ids.iter().map(|&i| documents[i].quotes.len()).sum(), ids)).collect();
    sizes.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let mut folds: Vec<(usize, Vec<usize>)> = vec![(0, Vec::new()); args.folds];
    for (n, ids) in sizes {
        let fold = folds.iter_mut().min_by_key(|f| f.0).context("no folds")?;
        fold.0 += n;
        fold.1.extend(ids);
    }
    let learned: Vec<Examples> = documents
        .par_iter()
        .map(|d| {
            Ok(match d.genre {
                Genre::Fiction => examples(&[d.document(false)?, d.document(true)?]),
                Genre::News => examples(&[d.document(false)?]),
            })
        })
        .collect::<Result<_>>()?;
    eprintln!("examples read");
    let results: Vec<Vec<(usize, Score, serde_json::Value)>> = folds
        .par_iter()
        .map(|(_, held)| {
            let seen = (0..documents.len()).filter(|i| !held.contains(i));
            let list: Vec<&Examples> = seen.map(|i| &learned[i]).collect();
            let weights = learn(&list);
            let attributor = Attributor::builder().weights(weights).build()?;
            held.iter().map(|&i| answer(&attributor, i, &documents[i], args.cast)).collect()
        })
        .collect::<Result<_>>()?;
    let mut results: Vec<_> = results.into_iter().flatten().collect();
    results.sort_by_key(|r| r.0);
    let mut all = Score::default();
    for (i, score, _) in &results {
        all += score;
        if documents[*i].genre == Genre::Fiction && documents.len() < 50 {
            print(&documents[*i].id, score);
        }
    }
    print("all", &all);
    if let Some(path) = args.predictions {
        let mut out = BufWriter::new(File::create(path)?);
        for (.., value) in &results {
            writeln!(out, "{value}")?;
        }
    }
    Ok(())
}

fn answer(
    attributor: &Attributor,
    i: usize,
    document: &Annotated,
    cast: bool,
) -> Result<(usize, Score, serde_json::Value)> {
    let found = if cast {
        attributor.attribute_with_cast(&document.text, &document.cast()?)
    } else {
        attributor.attribute(&document.text)
    };
    let score = corpus::score(document, &found, cast);
    let mut value = serde_json::to_value(&found)?;
    value["id"] = json!(document.id);
    Ok((i, score, value))
}

fn print(name: &str, score: &Score) {
    print!("{name:40}");
    if score.speakers.of > 0 {
        print!(" {:.4}", score.speakers.value());
        for kind in ["explicit", "anaphoric", "implicit"] {
            print!("  {kind} {:.3}", score.by_kind.get(kind).copied().unwrap_or_default().value());
        }
    }
    if score.recall.of > 0 {
        print!(
            " F1 {:.4} P {:.4} R {:.4} silent {:.3} cue {:.3}",
            f1(score.precision, score.recall),
            score.precision.value(),
            score.recall.value(),
            score.silent.value(),
            score.cue.value()
        );
    }
    println!("  boundary {:.4}", f1(score.predicted, score.annotated));
}
