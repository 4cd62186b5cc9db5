//! The word lists under `data`: heads are complete, entries are sorted, values are those that the head describes.
//!
//! That the crate reads every value, and refuses all others, is tested beside the reader, in `src/lexicon/lists.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Every list, with its file name.
fn lists() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let lists = paths.map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).unwrap())
    });
    lists.collect()
}

/// The files of weights, with their names.
fn weights() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/weights");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap())).collect()
}

fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

fn first_column(entry: &str) -> &str {
    entry.split('\t').next().expect("split gives at least one")
}

/// The columns that the head of a list describes, and the values of those that have a vocabulary.
///
/// ```text
/// # Columns: noun, gender.
/// # Values of gender: M (male), F (female), U (either).
/// ```
struct Head {
    columns: Vec<String>,
    values: BTreeMap<String, BTreeSet<String>>,
}

impl Head {
    fn new(list: &str) -> Self {
        let lines = list.lines().filter_map(|line| line.strip_prefix("# "));
        let mut head = String::new();
        let mut depth = 0;
        // Explanations in parentheses may have full stops and commas.
        for c in lines.collect::<Vec<_>>().join(" ").chars() {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ if depth == 0 => head.push(c),
                _ => {}
            }
        }
        let items = |items: &str| items.split(',').map(|item| item.trim().to_owned()).collect::<Vec<_>>();
        let (_, columns) = head.split_once("Columns: ").expect("the head describes the columns");
        let columns = items(columns.split('.').next().expect("split gives at least one"));
        let values = head.split("Values of ").skip(1).map(|values| {
            let (column, values) =
                values.split('.').next().and_then(|v| v.split_once(": ")).expect("column and values");
            (column.to_owned(), items(values).into_iter().collect())
        });
        Self { columns, values: values.collect() }
    }
}

#[test]
fn heads_give_source_and_licence() {
    for (name, list) in lists() {
        let head: Vec<&str> = list.lines().take_while(|line| line.starts_with("# ")).collect();
        assert!(head.iter().any(|line| line.starts_with("# Source: ")), "{name}: the head names no source");
        assert!(head.iter().any(|line| line.contains("Licence")), "{name}: the head names no licence");
        assert!(head.len() < list.lines().count(), "{name}: has no entries");
        let comments = list.lines().filter(|line| line.starts_with('#')).count();
        assert_eq!(head.len(), comments, "{name}: has comments below the head");
    }
}

/// What the licence of a list may be: our own, and what is in the public domain.
const LICENCES: [&str; 3] =
    ["Licence: MIT OR Apache-2.0.", "Licence of these: MIT OR Apache-2.0.", "Licence: that of inquit."];

#[test]
fn licences_are_known() {
    for (name, list) in lists().into_iter().chain(weights()) {
        let head: Vec<&str> = list.lines().map_while(|line| line.strip_prefix("# ")).collect();
        let head = head.join(" ");
        assert!(LICENCES.iter().any(|licence| head.contains(licence)), "{name}: {head}");
        let (_, source) = head.split_once("Source: ").unwrap_or_else(|| panic!("{name}: no source"));
        // Others than ours have a licence of their own.
        let is_known = ["written for inquit", "public domain", "They hold no text or annotation of it."];
        assert!(is_known.iter().any(|known| source.contains(known)), "{name}: {source}");
    }
}

#[test]
fn weights_give_source_and_licence() {
    assert_eq!(weights().len(), 2);
    for (name, weights) in weights() {
        let head: Vec<&str> = weights.lines().take_while(|line| line.starts_with("# ")).collect();
        assert!(head.iter().any(|line| line.starts_with("# Source: ")), "{name}: the head names no source");
        assert!(head.iter().any(|line| line.starts_with("# Licence: ")), "{name}: the head names no licence");
    }
}

#[test]
fn heads_describe_the_values_that_entries_have() {
    for (name, list) in lists() {
        let head = Head::new(&list);
        let mut values: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for entry in entries(&list) {
            let columns: Vec<&str> = entry.split('\t').collect();
            assert!(columns.len() <= head.columns.len(), "{name}: {entry:?} has more columns than the head describes");
            for (column, value) in head.columns.iter().zip(columns) {
                if head.values.contains_key(column) {
                    values.entry(column.clone()).or_default().extend(value.split(',').map(str::to_owned));
                }
            }
        }
        // Both ways: neither a value without description nor a description without use.
        assert_eq!(values, head.values, "{name}");
    }
}

#[test]
fn entries_are_sorted_and_unique() {
    for (name, list) in lists() {
        let keys: Vec<&str> = entries(&list).map(first_column).collect();
        for pair in keys.windows(2) {
            assert!(pair[0].as_bytes() < pair[1].as_bytes(), "{name}: {:?} stands before {:?}", pair[0], pair[1]);
        }
    }
}

#[test]
fn entries_are_written_alike() {
    for (name, list) in lists() {
        assert!(list.ends_with('\n') && !list.contains('\r'), "{name}: lines end in \\n, the last one too");
        for entry in entries(&list) {
            let key = first_column(entry);
            assert_eq!(key, key.to_lowercase(), "{name}: {entry:?} is not in lower case");
            for column in entry.split('\t') {
                assert_eq!(column, column.trim(), "{name}: {entry:?} has a space beside a tab or at an end");
                assert!(!column.is_empty() && !column.contains("  "), "{name}: {entry:?} has an empty column or word");
            }
        }
    }
}
