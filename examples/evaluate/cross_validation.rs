//! Cross-validation: every document is answered by weights that did not see it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::{Context, Result};
use inquit::train::{learn, Examples};
use inquit::Attributor;
use rayon::prelude::*;

use crate::corpus::Annotated;

/// The answer to each document, given its index, in order, by weights learned from the other folds.
pub fn run<T: Send>(
    documents: &[&Annotated],
    folds: usize,
    answer: impl Fn(&Attributor, usize) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    let examples: Vec<Examples> = documents.par_iter().map(|document| document.examples()).collect::<Result<_>>()?;
    let answers: Vec<Vec<(usize, T)>> = part(documents, folds)?
        .par_iter()
        .map(|held_out| {
            let seen = examples.iter().enumerate().filter(|(i, _)| !held_out.contains(i));
            let weights = learn(&seen.map(|(_, examples)| examples).collect::<Vec<_>>());
            let attributor = Attributor::builder().weights(weights).build()?;
            held_out.iter().map(|&i| Ok((i, answer(&attributor, i)?))).collect()
        })
        .collect::<Result<_>>()?;
    let mut answers: Vec<(usize, T)> = answers.into_iter().flatten().collect();
    answers.sort_by_key(|(i, _)| *i);
    Ok(answers.into_iter().map(|(_, answer)| answer).collect())
}

/// Parts documents into folds of about as many quotations each. The works of one author share a fold, because they
/// share habits.
fn part(documents: &[&Annotated], folds: usize) -> Result<Vec<Vec<usize>>> {
    let mut authors: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, document) in documents.iter().enumerate() {
        authors.entry(author(&document.id)).or_default().push(i);
    }
    let quotes = |ids: &[usize]| ids.iter().map(|&i| documents[i].quotes.len()).sum::<usize>();
    let mut authors: Vec<Vec<usize>> = authors.into_values().collect();
    authors.sort_by_key(|ids| Reverse(quotes(ids)));
    // The author with the most quotations first, each into the smallest fold.
    let mut parts: Vec<(usize, Vec<usize>)> = vec![(0, Vec::new()); folds];
    for ids in authors {
        let part = parts.iter_mut().min_by_key(|part| part.0).context("no folds")?;
        part.0 += quotes(&ids);
        part.1.extend(ids);
    }
    Ok(parts.into_iter().map(|(_, ids)| ids).filter(|ids| !ids.is_empty()).collect())
}

/// Author of a novel of PDNC, if others of the corpus are by the same one; otherwise the work.
fn author(id: &str) -> &str {
    match id.rsplit('/').next().unwrap_or(id) {
        "Emma" | "MansfieldPark" | "NorthangerAbbey" | "Persuasion" | "PrideAndPrejudice" | "SenseAndSensibility" => {
            "Austen"
        }
        "APassageToIndia" | "ARoomWithAView" | "HowardsEnd" | "WhereAngelsFearToTread" => "Forster",
        work => work,
    }
}
