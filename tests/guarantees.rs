//! The guarantees of SECURITY.md: the tests that it names exist.

use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file, and the functions in it that hold a guarantee.
type Tests<'d> = (&'d str, Vec<&'d str>);

/// The rows of the table: a guarantee and what holds it.
fn guarantees(document: &str) -> Vec<(&str, Vec<Tests<'_>>)> {
    let rows = document.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "));
    rows.skip(1)
        .map(|(guarantee, cell)| {
            let files = cell.split("; ").map(|file| {
                let mut names = file.split('`').skip(1).step_by(2);
                (names.next().unwrap_or_default(), names.collect())
            });
            (guarantee, files.collect())
        })
        .collect()
}

/// Whether a file has a test of this name.
fn has_test(code: &str, name: &str) -> bool {
    let declaration = format!("fn {name}(");
    code.lines().any(|line| line.trim_start().starts_with(&declaration)) && code.contains("#[test]")
}

#[test]
fn the_tests_that_hold_guarantees_exist() {
    let document = fs::read_to_string(root().join("SECURITY.md")).unwrap();
    let guarantees = guarantees(&document);
    assert!(guarantees.len() > 10, "{guarantees:?}");
    for (guarantee, files) in guarantees {
        assert!(!files.is_empty(), "{guarantee}: held by nothing");
        for (file, names) in files {
            assert!(!names.is_empty(), "{guarantee}: {file:?} holds nothing");
            // The package of the library has no program.
            if file.starts_with("cli/") && !root().join("cli").exists() {
                continue;
            }
            let code = fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
            for name in names {
                assert!(has_test(&code, name), "{guarantee}: {file} has no test {name}");
            }
        }
    }
}

#[test]
fn a_test_that_is_not_there_is_missed() {
    let code = "#[test]\nfn one() {}\n    fn two(text in text()) {\n// fn three()\n";
    assert_eq!(["one", "two", "three", "tw"].map(|name| has_test(code, name)), [true, true, false, false]);
    let table = "| guarantee | held by |\n|---|---|\n| A. | `a.rs`: `b`, `c`; `d.rs`: `e` |\n";
    assert_eq!(guarantees(table), [("A.", vec![("a.rs", vec!["b", "c"]), ("d.rs", vec!["e"])])]);
}

#[test]
fn no_code_is_unsafe() {
    let code = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    assert!(code.lines().any(|line| line == "#![forbid(unsafe_code)]"));
}
