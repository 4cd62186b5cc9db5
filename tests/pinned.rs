//! Pinned answers: files that show a change of answers as a difference in the repository.
//!
//! `INQUIT_UPDATE=1 cargo test` rewrites these files, `INQUIT_UPDATE=1 cargo test --benches` that of the benches.

use std::path::Path;
use std::{env, fs};

/// The content of a file of the repository, without carriage returns; empty if it cannot be read.
pub fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    fs::read_to_string(path).unwrap_or_default().replace('\r', "")
}

/// Compares `found` with what is pinned in a file. If `INQUIT_UPDATE` is set, a difference rewrites the file.
///
/// # Errors
/// A message that shows the difference and names the variable.
pub fn check(file: &str, found: &str) -> Result<(), String> {
    let pinned = read(file);
    if pinned == found {
        return Ok(());
    }
    if env::var_os("INQUIT_UPDATE").is_some_and(|value| !value.is_empty()) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        return fs::write(path, found).map_err(|error| format!("{file}: {error}"));
    }
    let lines = |text: &str, mark: &str, other: &str| -> String {
        let changed = text.lines().filter(|line| !other.lines().any(|o| o == *line));
        changed.map(|line| format!("  {mark} {line}\n")).collect()
    };
    let (gone, new) = (lines(&pinned, "-", found), lines(found, "+", &pinned));
    Err(format!("{file} pins other answers:\n{gone}{new}If the change is meant, INQUIT_UPDATE=1 rewrites the file."))
}
