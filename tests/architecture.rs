//! The architecture: which parts of `src/` may import from which.
//!
//! A part is a folder or a file at the top of `src/`. The tests read the `use` lines of all files. DESIGN.md shows the
//! same order of dependence.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The parts from the ground up. A part imports from parts of lower levels, and from itself.
const LEVELS: [&[&str]; 16] = [
    &["error"],
    &["util"],
    &["span", "model"],
    &["record"],
    &["lexicon", "offsets"],
    &["markup"],
    &["token"],
    &["quote"],
    &["mention"],
    &["cue", "people"],
    &["document"],
    &["coreference"],
    &["attribution", "output"],
    &["input"],
    &["attributor"],
    &["train", "write", "lib"],
];

/// Folders within a part that do not import from each other.
const WINGS: [(&str, &[&str]); 1] = [("attribution", &["fiction", "news"])];

/// A file of `src/`, tests left out.
struct File {
    /// `crate::quote::mark`
    module: String,
    code: String,
    /// What it imports.
    imports: BTreeSet<String>,
}

/// All files but the tests of the inside.
fn files() -> Vec<File> {
    let mut files = Vec::new();
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    read(&src, &mut vec!["crate".to_owned()], &mut files);
    files.retain(|file| !file.module.starts_with("crate::tests"));
    assert!(files.len() > 60, "only {} files", files.len());
    files
}

fn read(folder: &Path, module: &mut Vec<String>, files: &mut Vec<File>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            module.push(name);
            read(&path, module, files);
            module.pop();
            continue;
        }
        let mut own = module.clone();
        if !matches!(name.as_str(), "mod" | "lib") {
            own.push(name);
        }
        let code = fs::read_to_string(&path).unwrap();
        let code = without_tests(&code).to_owned();
        files.push(File { module: own.join("::"), imports: imports(&code), code });
    }
}

/// The code without its unit tests, which stand at the end.
fn without_tests(code: &str) -> &str {
    code.split("#[cfg(test)]\nmod tests {").next().unwrap_or(code)
}

/// What the `use` lines name, and paths within the code: `crate::a::b::{C, D}` as `crate::a::b::C` and
/// `crate::a::b::D`.
fn imports(code: &str) -> BTreeSet<String> {
    let code: String = without_tests(code).lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate::` in macros too, but no other word that ends so.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        expand(&code[at..], String::new(), &mut found);
    }
    found
}

/// Adds the paths of a `use` tree at the start of some code.
fn expand(code: &str, prefix: String, found: &mut BTreeSet<String>) {
    let end = code.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':'))).unwrap_or(code.len());
    let (path, rest) = code.split_at(end);
    let path = prefix + path.trim_end_matches(':');
    match rest.strip_prefix('{') {
        None => {
            found.insert(path);
        }
        Some(tree) => {
            let mut depth = 0;
            let mut start = 0;
            for (at, c) in tree.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth > 0 => depth -= 1,
                    ',' | '}' if depth == 0 => {
                        let part = tree[start..at].trim();
                        if !part.is_empty() {
                            expand(part, format!("{path}::"), found);
                        }
                        start = at + 1;
                        if c == '}' {
                            return;
                        }
                    }
                    _ => {}
                }
            }
        }
    }
}

/// The part of a module.
fn part(module: &str) -> &str {
    module.split("::").nth(1).unwrap_or("lib")
}

fn level(part: &str) -> usize {
    let found = LEVELS.iter().position(|level| level.contains(&part));
    found.unwrap_or_else(|| panic!("{part}: is on no level of this test"))
}

/// For each file the files that it imports from.
fn arrows(files: &[File]) -> BTreeMap<&str, BTreeSet<&str>> {
    let modules: BTreeSet<&str> = files.iter().map(|file| file.module.as_str()).collect();
    let target = |import: &str| {
        let mut path = import;
        loop {
            if let Some(&module) = modules.get(path) {
                return module;
            }
            path = path.rsplit_once("::").unwrap_or_else(|| panic!("{import}: no such module")).0;
        }
    };
    let arrow = |file: &'_ File| -> BTreeSet<&str> {
        file.imports.iter().map(|import| target(import)).filter(|&module| module != file.module).collect()
    };
    files.iter().map(|file| (file.module.as_str(), arrow(file))).collect()
}

#[test]
fn no_part_imports_from_one_above() {
    let files = files();
    let mut wrong = Vec::new();
    for (from, targets) in arrows(&files) {
        for to in targets {
            let (own, other) = (part(from), part(to));
            let below = level(other) < level(own) || own == other;
            if !below {
                wrong.push(format!("{from} imports {to}"));
            }
        }
    }
    assert!(wrong.is_empty(), "imports of a part above or beside:\n{}", wrong.join("\n"));
}

#[test]
fn wings_do_not_import_from_each_other() {
    for (part, wings) in WINGS {
        for (from, targets) in arrows(&files()) {
            for to in targets {
                let wing = |module: &str| {
                    module.strip_prefix(&format!("crate::{part}::"))?.split("::").next().map(str::to_owned)
                };
                let (own, other) = (wing(from), wing(to));
                let is_wing = |w: &Option<String>| w.as_deref().is_some_and(|w| wings.contains(&w));
                assert!(!(is_wing(&own) && is_wing(&other) && own != other), "{from} imports {to}");
            }
        }
    }
}

/// `lib.rs` and `mod.rs` are facades. Inside the crate, everything is imported from the file that defines it.
#[test]
fn nothing_imports_through_a_facade() {
    let mut wrong = Vec::new();
    for file in files() {
        for import in &file.imports {
            let mut path: Vec<&str> = import.split("::").collect();
            let item = path.pop().unwrap();
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path[1..].join("/"));
            let is_item = item.starts_with(char::is_uppercase);
            // The entry function of a folder may be in its `mod.rs`, and macros and links of the documentation in
            // `lib.rs`.
            if is_item && (folder.is_dir() || path.len() == 1) && !defined_in(&folder, item) {
                wrong.push(format!("{} imports {import}", file.module));
            }
        }
    }
    assert!(wrong.is_empty(), "imports through a facade:\n{}", wrong.join("\n"));
}

/// Whether the `mod.rs` of a folder defines an item itself.
fn defined_in(folder: &Path, item: &str) -> bool {
    let code = fs::read_to_string(folder.join("mod.rs")).unwrap_or_default();
    ["struct", "enum", "trait", "type", "const"].iter().any(|kind| code.contains(&format!("{kind} {item}")))
}

#[test]
fn files_do_not_import_in_circles() {
    let files = files();
    let arrows = arrows(&files);
    // Removes files that import from none that is left. What remains is in a circle, or depends on one.
    let mut left: BTreeMap<&str, BTreeSet<&str>> = arrows.clone();
    loop {
        let free: Vec<&str> = left.iter().filter(|(_, to)| to.is_empty()).map(|(&from, _)| from).collect();
        if free.is_empty() {
            break;
        }
        for file in free {
            left.remove(file);
            left.values_mut().for_each(|targets| {
                targets.remove(file);
            });
        }
    }
    // A facade names its files with `mod` and not with `use`, so only real circles are left.
    assert!(left.is_empty(), "in a circle, or above one: {left:#?}");
}

/// A path that begins with `super` hides which file is meant.
#[test]
fn imports_name_the_whole_path() {
    for file in files() {
        let lines = file.code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let relative: Vec<&str> = lines.filter(|line| line.contains("super::") || line.contains("self::")).collect();
        assert!(relative.is_empty(), "{}: {relative:?}", file.module);
    }
}

#[test]
fn imports_are_expanded() {
    let code = "use crate::a::{b::C, d::{E, F}};\nlet x = crate::g::h();\n// crate::no\n#[cfg(test)]\nmod tests {\n crate::no;}";
    let found: Vec<String> = imports(code).into_iter().collect();
    assert_eq!(found, ["crate::a::b::C", "crate::a::d::E", "crate::a::d::F", "crate::g::h"]);
}
