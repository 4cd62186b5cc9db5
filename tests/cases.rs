//! The suite: every case of `tests/data` as it stands, as its twins, and through other entry points of the library.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use inquit::{attribute_quotes, Attributor};
use rayon::prelude::*;
use serde::Deserialize;

use crate::case::Case;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    read(&paths)
}

fn read(paths: &[PathBuf]) -> Vec<Case> {
    let mut names = HashSet::new();
    let mut cases = Vec::new();
    for path in paths {
        let file: File = toml::from_str(&fs::read_to_string(path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for case in file.case {
            assert!(names.insert(case.name.clone()), "{}: there are two cases {:?}", path.display(), case.name);
            cases.push(case);
        }
    }
    cases
}

/// Runs all cases and reports all failures at once.
fn hold(cases: &[Case]) {
    let reports: Vec<String> = cases.iter().filter_map(|case| case.check(&case.attribute()).err()).collect();
    assert!(reports.is_empty(), "{} of {} cases fail\n\n{}", reports.len(), cases.len(), reports.join("\n"));
}

#[test]
fn cases_hold() {
    hold(&cases());
}

/// Known limits still fail. A case that begins to hold moves to the suite.
#[test]
fn limits_are_still_limits() {
    let limits = read(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/limits.toml")]);
    let reached = limits.iter().filter(|case| case.check(&case.attribute()).is_ok());
    let reached: Vec<&str> = reached.map(|case| case.name.as_str()).collect();
    assert!(!limits.is_empty() && reached.is_empty(), "now hold: {reached:?}");
}

#[test]
fn crlf_twins_hold() {
    hold(&cases().iter().map(Case::with_crlf).collect::<Vec<_>>());
}

#[test]
fn curly_twins_hold() {
    let cases = cases();
    let twins: Vec<Case> = cases.iter().filter_map(Case::with_curly_marks).collect();
    assert!(twins.len() * 3 > cases.len(), "only {} of {} cases have a twin", twins.len(), cases.len());
    hold(&twins);
}

#[test]
fn a_built_engine_finds_the_same() {
    for case in cases() {
        let mut builder = Attributor::builder();
        if let Some(cast) = case.cast() {
            builder.cast(cast);
        }
        let built = builder.build().unwrap();
        let (found, expected) = (built.attribute(&case.text), case.attribute());
        assert_eq!(found.records(), expected.records(), "{}", case.name);
        assert_eq!(found.speakers(), expected.speakers(), "{}", case.name);
    }
}

#[test]
fn one_engine_serves_all_threads() {
    let engine = Attributor::new();
    cases().par_iter().for_each(|case| {
        let (found, expected) = (engine.attribute(&case.text), attribute_quotes(&case.text));
        assert_eq!(found.records(), expected.records(), "{}", case.name);
        assert_eq!(found.speakers(), expected.speakers(), "{}", case.name);
    });
}
