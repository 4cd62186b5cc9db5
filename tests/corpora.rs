//! Floors for accuracy on annotated corpora. Skipped without the corpora, all but `data/scenes`, which a checkout has.
//!
//! `INQUIT_CORPORA` names a folder with `polnear.jsonl` (news, with the words that name each source), `pdnc.jsonl`
//! (whole novels), `litbank.jsonl` (openings of novels) and `congress.jsonl` (debates). Without the variable these
//! tests report that they are skipped.
//!
//! Each test prints what it measures. Each floor lies .01 to .02 below. To set them anew:
//!
//! ```text
//! INQUIT_CORPORA=… cargo test --release --test inquit corpora
//! ```
//!
//! The embedded weights were learned from PDNC, `data/scenes/scenes.jsonl` and PolNeAR. The example `evaluate` measures
//! with weights that did not see the text.

use std::collections::HashSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use inquit::{attribute_quotes, Attributions, Attributor, Input};

use crate::corpus::{read, score, Annotated, Score};
use crate::invariants::valid;

/// The documents of a file of `data/scenes`; `None` in the package, which does not contain it.
fn scenes(name: &str) -> Option<Vec<Annotated>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/scenes").join(name).with_extension("jsonl");
    if !path.exists() {
        tell(&format!("{name}: skipped, since the package does not contain data/scenes"));
        return None;
    }
    Some(read(&path).unwrap_or_else(|error| panic!("{error:#}")))
}

/// The documents of a corpus; `None` where no corpora are given.
pub fn corpus(name: &str) -> Option<Vec<Annotated>> {
    let Some(folder) = std::env::var_os("INQUIT_CORPORA").filter(|folder| !folder.is_empty()) else {
        tell(&format!("{name}: skipped, since INQUIT_CORPORA names no folder"));
        return None;
    };
    let path = PathBuf::from(folder).join(name).with_extension("jsonl");
    Some(read(&path).unwrap_or_else(|error| panic!("{error:#}")))
}

/// Writes past the test harness, which keeps the output of a test that passes.
pub fn tell(message: &str) {
    writeln!(std::io::stderr(), "{message}").expect("standard error is open");
}

/// Fails unless the answer is valid.
fn check(document: &Annotated, found: &Attributions<'_>) {
    valid(found).unwrap_or_else(|error| panic!("{}: {error}", document.id));
}

/// The score of the documents from their text alone.
fn open(documents: &[Annotated]) -> Score {
    let scores = documents.iter().map(|document| {
        let found = attribute_quotes(&document.text);
        check(document, &found);
        score(document, &found, false)
    });
    scores.collect::<Vec<_>>().iter().sum()
}

/// The score of the documents with their characters and narrators given.
fn with_cast(documents: &[Annotated]) -> Score {
    let scores = documents.iter().map(|document| {
        let cast = document.cast().unwrap_or_else(|error| panic!("{error:#}"));
        let found = Attributor::new().attribute(Input::new(&document.text).cast(&cast));
        check(document, &found);
        score(document, &found, true)
    });
    scores.collect::<Vec<_>>().iter().sum()
}

/// Fails where a measure lies below its floor.
fn hold(name: &str, value: Option<f64>, floor: f64) {
    let value = value.unwrap_or(0.0);
    tell(&format!("{name} {value:.4}, floor {floor}"));
    assert!(value >= floor, "{name} {value:.4} lies below {floor}");
}

/// Every seventh article, 120 in all.
#[test]
fn news() {
    let Some(articles) = corpus("polnear") else { return };
    let articles: Vec<Annotated> = articles.into_iter().step_by(7).take(120).collect();
    let score = open(&articles);
    hold("news: F1 of sources", score.sources.f1(), 0.93);
    hold("news: F1 of boundaries", score.boundaries.f1(), 0.98);
}

/// The four shortest novels.
#[test]
fn novels() {
    let Some(mut novels) = corpus("pdnc") else { return };
    novels.sort_by_key(|novel| novel.text.len());
    novels.truncate(4);
    let (open, cast) = (open(&novels), with_cast(&novels));
    hold("novels: accuracy of speakers from the text alone", open.speakers.value(), 0.815);
    hold("novels: accuracy of speakers with the characters given", cast.speakers.value(), 0.85);
    hold("novels: F1 of boundaries", open.boundaries.f1(), 0.935);
    // The weights were learned from these novels, so that accuracy is above confidence.
    let error = cast.calibration.error().unwrap_or(1.0);
    tell(&format!("novels: expected calibration error {error:.4}, ceiling 0.06"));
    assert!(error <= 0.06, "expected calibration error {error:.4}");
}

/// Openings of novels in many typographic styles.
#[test]
fn openings() {
    let Some(openings) = corpus("litbank") else { return };
    let score = open(&openings);
    hold("openings: share of quotations found", score.found.value(), 0.98);
    hold("openings: accuracy of speakers", score.speakers.value(), 0.83);
}

/// Scenes and chapters from which no weights are learned.
#[test]
fn held_out_scenes() {
    let Some(texts) = scenes("held-out") else { return };
    hold("held-out scenes: accuracy of speakers from the text alone", open(&texts).speakers.value(), 0.66);
    hold("held-out scenes: accuracy of speakers with the characters given", with_cast(&texts).speakers.value(), 0.75);
}

/// Each quotation stands between marks and has a character as its speaker, and no text stands twice.
#[test]
fn scenes_are_annotated() {
    let (Some(learned), Some(held_out)) = (scenes("scenes"), scenes("held-out")) else { return };
    let mut ids = HashSet::new();
    for scene in learned.iter().chain(&held_out) {
        assert!(ids.insert(&scene.id), "{} is there twice", scene.id);
        let names: HashSet<&str> = scene.characters.iter().map(|person| person.name.as_str()).collect();
        assert!(scene.narrator.as_deref().map_or(true, |narrator| names.contains(narrator)), "{}", scene.id);
        assert!(!scene.quotes.is_empty(), "{} has no quotation", scene.id);
        for quote in &scene.quotes {
            let speaker = quote.speaker.as_deref().expect("a scene tells all speakers");
            assert!(names.contains(speaker), "{}: {speaker} is no character", scene.id);
            for span in &quote.spans {
                let before = scene.text[..span.start].chars().next_back();
                let is_mark = before.is_some_and(|mark| "“\"‘'".contains(mark));
                assert!(is_mark && span.end <= scene.text.len(), "{}: {:?}", scene.id, &scene.text[*span]);
            }
        }
    }
}

/// Debates of the Congressional Record: labels, votes, headings and the furniture of pages.
#[test]
fn debates() {
    let Some(debates) = corpus("congress") else { return };
    let score = open(&debates);
    hold("debates: share of quotations found", score.found.value(), 0.97);
    hold("debates: accuracy of speakers", score.speakers.value(), 0.965);
}
