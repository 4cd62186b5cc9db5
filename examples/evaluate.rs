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
    let scores: Vec<&Score> = results.iter().map(|(_, score, _)| score).collect();
    let (low, high) = interval(&scores);
    println!("95 in 100 draws of as many documents lie between {low:.4} and {high:.4}");
    if all.told.of > 0 {
        println!("addressees: P {:.3} R {:.3}", all.told.value(), all.heard.value());
    }
    curve(&all.answers);
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

/// Accuracy of speakers, or F1 of sources.
fn measure(score: &Score) -> f64 {
    if score.speakers.of > 0 {
        score.speakers.value()
    } else {
        f1(score.precision, score.recall)
    }
}

/// Between which values the measure lies in 95 of 100 draws of documents with replacement.
fn interval(scores: &[&Score]) -> (f64, f64) {
    // xorshift64*, from Vigna 2016.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut draw = || {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % scores.len()
    };
    let mut values: Vec<f64> = (0..1000)
        .map(|_| {
            let mut all = Score::default();
            (0..scores.len()).for_each(|_| all.add_shares(scores[draw()]));
            measure(&all)
        })
        .collect();
    values.sort_by(f64::total_cmp);
    (values[25], values[974])
}

/// How many answers are right of those with so much confidence or more, and how far confidence is from being right.
fn curve(answers: &[(u16, bool)]) {
    if answers.is_empty() {
        return;
    }
    let all = answers.len() as f64;
    for least in [950, 900, 800, 700, 600, 500, 0] {
        let sure: Vec<bool> = answers.iter().filter(|a| a.0 >= least).map(|a| a.1).collect();
        let right = sure.iter().filter(|&&right| right).count() as f64;
        let share = sure.len() as f64 / all;
        println!(
            "confidence {:.2}: {share:.3} answered, {:.3} right",
            f64::from(least) / 1e3,
            right / sure.len() as f64
        );
    }
    let mut distance = 0.0;
    for step in 0..20 {
        let within = answers.iter().filter(|a| usize::from(a.0 / 50).min(19) == step);
        distance += within.map(|&(p, right)| f64::from(p) / 1e3 - f64::from(u8::from(right))).sum::<f64>().abs();
    }
    println!("confidence is {:.3} away from being right, over twenty steps", distance / all);
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
