//! The word lists under `data`: papers in order, entries sorted.

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

fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

fn first_column(entry: &str) -> &str {
    entry.split('\t').next().expect("split gives at least one")
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
