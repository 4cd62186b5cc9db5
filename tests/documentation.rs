//! Every public item has an example.

use std::fs;
use std::path::{Path, PathBuf};

/// Public for those who change the model; the feature `train` is no part of the stable interface.
const UNSTABLE: [&str; 3] = ["src/train", "src/model/weights.rs", "src/attribution/weights.rs"];

/// The setter of the builder that belongs to that feature, the pattern of a macro that declares enums, and the counter
/// that only a fuzzer sees.
const WITHOUT_EXAMPLE: [&str; 3] = ["pub fn weights(", "pub enum $type", "pub fn measure("];

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The public items of a file, each with what stands right above it: comments and attributes.
fn public_items(source: &str) -> Vec<(&str, Vec<&str>)> {
    const ITEMS: [&str; 7] =
        ["pub fn ", "pub const ", "pub struct ", "pub enum ", "pub trait ", "pub type ", "pub static "];
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let is_item = |line: &&str| ITEMS.iter().any(|item| line.starts_with(item));
    let items = lines.iter().enumerate().filter(|(_, line)| is_item(line));
    let head = |at: usize| {
        let above = lines[..at].iter().rev().take_while(|line| line.starts_with("///") || line.starts_with("#["));
        above.copied().collect()
    };
    items.map(|(at, &line)| (line, head(at))).collect()
}

/// Whether the lines above an item have a fenced block that asserts something.
fn has_example(head: &[&str]) -> bool {
    let fenced = head.iter().filter(|line| line.starts_with("/// ```")).count() >= 2;
    fenced && head.iter().any(|line| line.contains("assert"))
}

#[test]
fn public_items_have_examples() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(&root.join("src"), &mut files);
    let (mut missing, mut all) = (Vec::new(), 0);
    for path in files {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        if UNSTABLE.iter().any(|unstable| name.starts_with(unstable)) {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        let source = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for (line, head) in public_items(source) {
            all += 1;
            if !has_example(&head) && !WITHOUT_EXAMPLE.iter().any(|item| line.starts_with(item)) {
                missing.push(format!("{name}: {line}"));
            }
        }
    }
    assert!(all > 100, "only {all} public items are found");
    assert!(missing.is_empty(), "without an example that asserts something:\n{}", missing.join("\n"));
}

/// What the test above holds for an example.
#[test]
fn examples_are_told_from_other_comments() {
    let source = "/// One.\n///\n/// ```\n/// assert!(true);\n/// ```\n#[must_use]\npub fn one() {}\n\n\
                  /// Two.\npub fn two() {}\n\npub(crate) fn three() {}\n\n/// ```\n/// four();\n/// ```\n\
                  pub struct Four;\n";
    let found: Vec<(&str, bool)> = public_items(source).iter().map(|(line, head)| (*line, has_example(head))).collect();
    assert_eq!(found, [("pub fn one() {}", true), ("pub fn two() {}", false), ("pub struct Four;", false)]);
}
