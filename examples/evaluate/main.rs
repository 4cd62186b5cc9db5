//! Accuracy on annotated corpora, cross-validated, and what a change does to it.

mod bootstrap;
mod comparison;
#[path = "../corpus/mod.rs"]
mod corpus;
mod cross_validation;
mod measure;
mod report;
mod saved;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Parser;
use corpus::Annotated;
use inquit::{Attributor, Input};
use rayon::prelude::*;
use saved::{Scored, Track};
use serde_json::{json, Value};

/// Scores the resolver on annotated corpora.
///
/// The corpora are cross-validated together: the resolver answers every document with weights learned from all
/// documents of the other folds. Novels of one author are in the same fold. A quotation that is not found counts as a
/// wrong answer.
#[derive(Parser)]
struct Args {
    /// Annotated texts, a JSON document a line.
    #[arg(required = true)]
    corpora: Vec<PathBuf>,
    /// Give the resolver the characters and the narrator of each document; a speaker must then have the annotated name.
    #[arg(long)]
    cast: bool,
    /// Score twice by the same weights: from the text alone, and with --cast where a corpus has characters.
    #[arg(long, conflicts_with = "cast")]
    both: bool,
    /// Number of parts that the corpora are cross-validated in.
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u32).range(2..))]
    folds: u32,
    /// Use the weights that the crate embeds instead of cross-validating. They were learned from PDNC,
    /// data/scenes/scenes.jsonl and PolNeAR.
    #[arg(long, conflicts_with = "folds")]
    embedded: bool,
    /// Use the weights in these files instead of cross-validating: fiction.txt and news.txt as `train` writes them, or
    /// one of them.
    #[arg(long, value_name = "FILES", num_args = 1.., conflicts_with_all = ["folds", "embedded"])]
    weights: Vec<PathBuf>,
    /// Write all quotations and speakers that were found, a JSON document a line.
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,
    /// Write the scores of each document, a JSON object a line, for a later --against.
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Compare with scores that an earlier --save wrote: for each measure the old and the new value and their
    /// difference with its 95 % paired bootstrap confidence interval over documents.
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
}

fn main() -> Result<()> {
    let args = Args::parse();
    // Read first, so that a wrong path does not cost a cross-validation.
    let earlier = args.against.as_deref().map(saved::read).transpose()?;
    let mut corpora: Vec<(String, Vec<Annotated>)> = Vec::new();
    for path in &args.corpora {
        corpora.push((path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), corpus::read(path)?));
    }
    let mut answers = args.answers(&corpora)?.into_iter();
    let method = match args.weights.is_empty() {
        false => "weights of the files given".to_owned(),
        true if args.embedded => "weights that the crate embeds".to_owned(),
        true => format!("cross-validated in {} folds", args.folds),
    };
    let (mut scores, mut predictions) = (Vec::new(), Vec::new());
    for (name, documents) in &corpora {
        let mut answers: Vec<_> = answers.by_ref().take(documents.len()).map(Vec::into_iter).collect();
        for &track in args.tracks(documents) {
            let (found, values): (Vec<Scored>, Vec<Value>) = documents
                .iter()
                .zip(answers.iter_mut().filter_map(Iterator::next))
                .map(|(document, answer)| (Scored::new(name, track, document, answer.score), answer.found))
                .unzip();
            println!("{name}, {track}: {} documents, {method}", found.len());
            report::print(documents, &found);
            println!();
            scores.extend(found);
            predictions.extend(values);
        }
    }
    if let Some(path) = &args.predictions {
        write(path, &predictions)?;
    }
    if let Some(path) = &args.save {
        write(path, &scores)?;
    }
    if let (Some(earlier), Some(path)) = (&earlier, &args.against) {
        comparison::print(earlier, &scores, path);
    }
    Ok(())
}

/// The score of a document, and its quotations and speakers as JSON.
struct Answer {
    score: corpus::Score,
    found: Value,
}

impl Args {
    /// With the weights of the files given, or those that the crate embeds.
    fn attributor(&self) -> Result<Attributor> {
        if self.weights.is_empty() {
            return Ok(Attributor::new());
        }
        let mut text = String::new();
        for path in &self.weights {
            text += &fs::read_to_string(path).with_context(|| path.display().to_string())?;
        }
        Ok(Attributor::builder().weights(text.parse()?).build()?)
    }

    /// The tracks on which a corpus is scored.
    fn tracks(&self, documents: &[Annotated]) -> &'static [Track] {
        let characters = documents.iter().any(|document| !document.characters.is_empty());
        match (self.cast, self.both) {
            (true, _) if characters => &[Track::Cast],
            (_, true) if characters => &[Track::Open, Track::Cast],
            _ => &[Track::Open],
        }
    }

    /// The answers to each document of the corpora, in order, on each track.
    fn answers(&self, corpora: &[(String, Vec<Annotated>)]) -> Result<Vec<Vec<Answer>>> {
        let documents: Vec<(&Annotated, &[Track])> = corpora
            .iter()
            .flat_map(|(_, documents)| documents.iter().map(|document| (document, self.tracks(documents))))
            .collect();
        let answer = |attributor: &Attributor, (document, tracks): (&Annotated, &[Track])| {
            tracks.iter().map(|&track| answer(attributor, document, track)).collect::<Result<Vec<_>>>()
        };
        if self.embedded || !self.weights.is_empty() {
            let attributor = self.attributor()?;
            return documents.par_iter().map(|&document| answer(&attributor, document)).collect();
        }
        let annotated: Vec<&Annotated> = documents.iter().map(|(document, _)| *document).collect();
        cross_validation::run(&annotated, self.folds as usize, |attributor, i| answer(attributor, documents[i]))
    }
}

fn answer(attributor: &Attributor, document: &Annotated, track: Track) -> Result<Answer> {
    let found = match track {
        Track::Open => attributor.attribute(&document.text),
        Track::Cast => attributor.attribute(Input::new(&document.text).cast(&document.cast()?)),
    };
    let score = corpus::score(document, &found, track == Track::Cast);
    let mut found = serde_json::to_value(&found)?;
    found["id"] = json!(document.id);
    Ok(Answer { score, found })
}

/// Writes a JSON value a line.
fn write<T: serde::Serialize>(path: &Path, values: &[T]) -> Result<()> {
    let lines = || -> Result<()> {
        let mut out = BufWriter::new(File::create(path)?);
        for value in values {
            writeln!(out, "{}", serde_json::to_string(value)?)?;
        }
        Ok(out.flush()?)
    };
    lines().with_context(|| path.display().to_string())
}
