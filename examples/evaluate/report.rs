//! The printed scores of a corpus.

use crate::bootstrap;
use crate::corpus::{Annotated, Calibration, Genre, Score};
use crate::measure::MEASURES;
use crate::saved::Scored;

/// Confidence bounds of the coverage table, in bins of [`Calibration`].
const BOUNDS: [usize; 7] = [19, 18, 16, 14, 12, 10, 0];

/// More documents than this are not listed one by one.
const LISTED: usize = 50;

pub fn print(documents: &[Annotated], scored: &[Scored]) {
    if scored.len() < LISTED && documents.iter().any(|document| document.genre == Genre::Fiction) {
        for document in scored {
            print_document(document);
        }
    }
    let all: Score = scored.iter().map(|document| &document.score).sum();
    let intervals = bootstrap::intervals(scored.len(), |draw| {
        let drawn: Score = draw.iter().map(|&i| &scored[i].score).sum();
        MEASURES.iter().map(|measure| measure.value(&drawn)).collect()
    });
    println!("  {:54} 95 % bootstrap confidence interval", "");
    for (measure, interval) in MEASURES.iter().zip(intervals) {
        let (Some(value), Some((low, high))) = (measure.value(&all), interval) else { continue };
        let cases = measure.cases(&all).map_or(String::new(), |cases| format!("of {cases}"));
        println!("  {:30} {value:.4} {cases:16} {low:.4} to {high:.4}", measure.name);
    }
    print_coverage(&all.calibration);
}

/// A line for a novel: the accuracy of its speakers by type of quotation, and its boundaries.
fn print_document(document: &Scored) {
    let score = &document.score;
    print!("  {:40} {:.4}", document.id, score.main().unwrap_or_default());
    for kind in ["explicit", "anaphoric", "implicit"] {
        if let Some(accuracy) = score.speakers_by_kind.get(kind).and_then(|share| share.value()) {
            print!("  {kind} {accuracy:.3}");
        }
    }
    println!("  boundary F1 {:.4}", score.boundaries.f1().unwrap_or_default());
}

/// How many answers are left, and how many of them are right, if low confidence is refused.
fn print_coverage(calibration: &Calibration) {
    if calibration.answers() == 0 {
        return;
    }
    println!("  confidence at least   share of answers   accuracy");
    for least in BOUNDS {
        let (coverage, accuracy) = calibration.coverage(least);
        println!("  {:19.2} {coverage:18.3} {accuracy:10.3}", least as f64 / Calibration::BINS as f64);
    }
}
