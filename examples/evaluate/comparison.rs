//! What changed between two evaluations.

use std::collections::HashMap;
use std::path::Path;

use crate::bootstrap;
use crate::corpus::Score;
use crate::measure::MEASURES;
use crate::saved::{Scored, Track};

/// Compares each corpus and track of `new` with the same one of `old`, which was read from `path`.
pub fn print(old: &[Scored], new: &[Scored], path: &Path) {
    println!(
        "Differences from {}, with their 95 % paired bootstrap confidence intervals over documents.",
        path.display()
    );
    println!("\"better\" and \"worse\" mark differences whose interval excludes zero.");
    let mut marked = Vec::new();
    for group in new.chunk_by(|a, b| (&a.corpus, a.track) == (&b.corpus, b.track)) {
        let (corpus, track) = (group[0].corpus.as_str(), group[0].track);
        let pairs = pairs(old, group);
        println!("\n{corpus}, {track}: {} documents are compared", pairs.len());
        if pairs.len() < group.len() {
            println!("  {} more have no earlier score and are left out", group.len() - pairs.len());
        }
        if pairs.is_empty() {
            continue;
        }
        marked.extend(print_group(&pairs).into_iter().map(|line| format!("  {corpus}, {track}: {line}")));
    }
    match marked.len() {
        0 => println!("\nNo difference is beyond its interval."),
        _ => println!("\nBeyond their intervals:\n{}", marked.join("\n")),
    }
}

/// The old and the new score of each document that has both.
fn pairs<'s>(old: &'s [Scored], new: &'s [Scored]) -> Vec<(&'s Score, &'s Score)> {
    let earlier: HashMap<(&str, Track, &str), &Score> = old.iter().map(|s| (key(s), &s.score)).collect();
    new.iter().filter_map(|scored| Some((*earlier.get(&key(scored))?, &scored.score))).collect()
}

fn key(scored: &Scored) -> (&str, Track, &str) {
    (&scored.corpus, scored.track, &scored.id)
}

/// Returns the differences that are beyond their intervals.
fn print_group(pairs: &[(&Score, &Score)]) -> Vec<String> {
    let old: Score = pairs.iter().map(|(old, _)| *old).sum();
    let new: Score = pairs.iter().map(|(_, new)| *new).sum();
    // The same documents are drawn for both, so that easy and hard documents cancel out.
    let intervals = bootstrap::intervals(pairs.len(), |draw| {
        let old: Score = draw.iter().map(|&i| pairs[i].0).sum();
        let new: Score = draw.iter().map(|&i| pairs[i].1).sum();
        MEASURES.iter().map(|measure| Some(measure.value(&new)? - measure.value(&old)?)).collect()
    });
    let mut marked = Vec::new();
    println!("  {:30} {:>8} {:>8} {:>11}   interval", "", "old", "new", "difference");
    for (measure, interval) in MEASURES.iter().zip(intervals) {
        let (Some(old), Some(new), Some((low, high))) = (measure.value(&old), measure.value(&new), interval) else {
            continue;
        };
        let beyond = low > 0.0 || high < 0.0;
        let mark = match (beyond, (new > old) == measure.higher_is_better()) {
            (false, _) => "",
            (true, true) => "better",
            (true, false) => "worse",
        };
        let row =
            format!("  {:30} {old:8.4} {new:8.4} {:+11.4}   {low:+.4} to {high:+.4}  {mark}", measure.name, new - old);
        println!("{}", row.trim_end());
        if beyond {
            marked.push(format!("{} {:+.4}, {mark}", measure.name.trim_start(), new - old));
        }
    }
    marked
}
