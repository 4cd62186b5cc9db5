//! The program as its users run it.

mod batch;
mod cookbook;
mod formats;
mod interruption;
mod options;
mod reading;
mod web_service;

use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// The program, as in a terminal of no special kind.
fn inquit() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("inquit"));
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

/// What the program prints on standard output. It must end well.
fn printed(arguments: &[&str]) -> String {
    let output = inquit().args(arguments).assert().success().get_output().stdout.clone();
    String::from_utf8(output).unwrap()
}

/// A text that the library brings.
fn bundled(name: &str) -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/texts/").to_owned() + name
}

/// A folder that is gone after the test.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path.into_os_string().into_string().unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn as_str(&self) -> &str {
        self.0.path().to_str().unwrap()
    }

    /// The names of the files in it, in order.
    fn names(&self) -> Vec<String> {
        names(self.0.path())
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}
