//! Which texts the command line names.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{anyhow, Context, Result};
use walkdir::{DirEntry, WalkDir};

use crate::read::kind::Kind;

/// A text that is still to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    Stdin,
    File(PathBuf),
}

impl Input {
    /// What the user calls it.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "stdin".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// The name without folders and extension.
    pub fn stem(&self) -> String {
        match self {
            Self::Stdin => self.name(),
            Self::File(path) => path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        }
    }

    /// The size in bytes, as far as it is known before reading.
    pub fn size(&self) -> usize {
        match self {
            Self::Stdin => 0,
            Self::File(path) => path.metadata().map_or(0, |file| usize::try_from(file.len()).unwrap_or(usize::MAX)),
        }
    }

    pub fn open(&self) -> Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::Stdin => Box::new(io::stdin()),
            Self::File(path) => Box::new(File::open(path)?),
        })
    }

    pub fn read(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(self.size());
        self.open()?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// Lists the texts that files, folders and patterns name, in order; what names none is an error of its own.
///
/// Of a folder, these are the files in it and in its folders that have the extension of a format that can be read, by
/// name, without hidden ones and without those in the folder of answers, `out`.
pub fn list(named: &[PathBuf], out: Option<&Path>) -> Vec<Result<Input>> {
    let out = out.and_then(|out| out.canonicalize().ok());
    named.iter().flat_map(|path| of_path(path, out.as_deref())).collect()
}

fn of_path(path: &Path, out: Option<&Path>) -> Vec<Result<Input>> {
    if path == Path::new("-") {
        return vec![Ok(Input::Stdin)];
    }
    if path.is_dir() {
        return of_folder(path, out);
    }
    match path.to_str() {
        Some(pattern) if !path.exists() && pattern.contains(['*', '?', '[']) => of_pattern(pattern, out),
        _ => vec![Ok(Input::File(path.to_owned()))],
    }
}

fn of_folder(folder: &Path, out: Option<&Path>) -> Vec<Result<Input>> {
    let is_hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b".");
    let is_out = |path: &Path| out.is_some_and(|out| path.canonicalize().is_ok_and(|path| path == out));
    let is_left_out =
        |entry: &DirEntry| is_hidden(entry.file_name()) || entry.file_type().is_dir() && is_out(entry.path());
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let mut inputs: Vec<Result<Input>> = entries
        .filter_entry(|entry| entry.depth() == 0 || !is_left_out(entry))
        .filter_map(|entry| match entry {
            Ok(entry) => {
                let is_text = Kind::of_extension(entry.path()).is_some() && entry.path().is_file();
                is_text.then(|| Ok(Input::File(entry.into_path())))
            }
            Err(error) => Some(Err(anyhow!(error))),
        })
        .collect();
    if inputs.is_empty() {
        inputs.push(Err(anyhow!("{}: no text in this folder", folder.display())));
    }
    inputs
}

fn of_pattern(pattern: &str, out: Option<&Path>) -> Vec<Result<Input>> {
    let paths = match glob::glob(pattern) {
        Ok(paths) => paths,
        Err(error) => return vec![Err(error).with_context(|| pattern.to_owned())],
    };
    let mut inputs: Vec<Result<Input>> = paths
        .flat_map(|path| match path {
            Ok(path) if path.is_dir() => of_folder(&path, out),
            Ok(path) => vec![Ok(Input::File(path))],
            Err(error) => vec![Err(anyhow!(error))],
        })
        .collect();
    if inputs.is_empty() {
        inputs.push(Err(anyhow!("{pattern}: no file has such a name")));
    }
    inputs
}
