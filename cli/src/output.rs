//! Where answers go: whole ones only, also when the program is interrupted.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};
use tempfile::NamedTempFile;

/// Status of a program that SIGINT ended.
const INTERRUPTED: i32 = 130;

/// The output, shared with the thread that waits for signals.
///
/// Whoever holds the lock writes whole answers, so a signal never cuts one.
#[derive(Clone)]
pub struct Output(Arc<Mutex<State>>);

struct State {
    destination: Destination,
    /// Number of texts or documents that are done.
    done: usize,
    /// What is counted: "texts".
    unit: &'static str,
    total: Option<usize>,
}

enum Destination {
    Stdout,
    Folder(Folder),
}

impl Output {
    pub fn stdout(unit: &'static str, total: Option<usize>) -> Self {
        Self::new(Destination::Stdout, unit, total)
    }

    /// A folder, which is made if it does not exist. The files that are read are never written.
    pub fn folder(
        path: &Path,
        inputs: impl Iterator<Item = PathBuf>,
        unit: &'static str,
        total: usize,
    ) -> Result<Self> {
        std::fs::create_dir_all(path).with_context(|| path.display().to_string())?;
        Ok(Self::new(Destination::Folder(Folder::new(path, inputs)), unit, Some(total)))
    }

    fn new(destination: Destination, unit: &'static str, total: Option<usize>) -> Self {
        Self(Arc::new(Mutex::new(State { destination, done: 0, unit, total })))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on SIGINT, SIGTERM and SIGHUP end the program after the answer that is being written.
    pub fn guard(&self) -> Result<()> {
        let output = self.clone();
        ctrlc::set_handler(move || {
            let State { done, unit, total, .. } = &*output.lock();
            let of_all = total.map(|total| format!(" of {total}")).unwrap_or_default();
            eprintln!("inquit: interrupted after {done}{of_all} {unit}");
            process::exit(INTERRUPTED);
        })
        .context("signals cannot be handled")
    }

    /// Writes answers about `count` texts to standard output.
    pub fn write(&self, answers: &[u8], count: usize) -> Result<()> {
        let mut state = self.lock();
        let State { done, unit, .. } = *state;
        write_whole(answers).with_context(|| match done {
            0 => "standard output".to_owned(),
            _ => format!("standard output, after {done} {unit}"),
        })?;
        state.done += count;
        Ok(())
    }

    /// Writes the files that are the answer about a text: names after the same stem, with their extensions. To standard
    /// output, only the first.
    pub fn write_files(&self, stem: &str, files: &[(&str, &[u8])]) -> Result<()> {
        let mut state = self.lock();
        match &mut state.destination {
            Destination::Folder(folder) => folder.write(stem, files)?,
            Destination::Stdout => {
                drop(state);
                return self.write(files[0].1, 1);
            }
        }
        state.done += 1;
        Ok(())
    }
}

/// Writes to standard output. If that is a file and fails, as on a full disk, the file has none of it.
fn write_whole(answers: &[u8]) -> io::Result<()> {
    match file_behind_stdout() {
        Some(file) => write_or_undo(file, answers),
        None => {
            let mut out = io::stdout().lock();
            out.write_all(answers)?;
            out.flush()
        }
    }
}

/// Goes around the buffer of standard output, which would be written at the end once more.
fn write_or_undo(mut file: File, answers: &[u8]) -> io::Result<()> {
    let (len, position) = (file.metadata()?.len(), file.stream_position()?);
    file.write_all(answers).inspect_err(|_| {
        // The first error is the one that is told.
        let _ = file.set_len(len).and_then(|()| file.seek(SeekFrom::Start(position)));
    })
}

/// The file that standard output is, if it is one.
#[cfg(unix)]
fn file_behind_stdout() -> Option<File> {
    use std::os::fd::AsFd;
    let file = File::from(io::stdout().as_fd().try_clone_to_owned().ok()?);
    file.metadata().is_ok_and(|metadata| metadata.is_file()).then_some(file)
}

#[cfg(not(unix))]
fn file_behind_stdout() -> Option<File> {
    None
}

/// A folder in which each name is used once.
struct Folder {
    path: PathBuf,
    /// Names in small letters, since some file systems do not tell them apart.
    used: HashSet<String>,
}

impl Folder {
    fn new(path: &Path, inputs: impl Iterator<Item = PathBuf>) -> Self {
        let folder = path.canonicalize().ok();
        let lies_here = |input: &PathBuf| input.parent().map(Path::to_owned) == folder;
        let inputs = inputs.filter_map(|input| input.canonicalize().ok()).filter(lies_here);
        let used = inputs.filter_map(|input| Some(input.file_name()?.to_string_lossy().to_lowercase())).collect();
        Self { path: path.to_owned(), used }
    }

    fn write(&mut self, stem: &str, files: &[(&str, &[u8])]) -> Result<()> {
        let names = self.names(stem, files);
        for (name, (_, bytes)) in names.iter().zip(files) {
            let path = self.path.join(name);
            // A file appears under its name when it is whole.
            let mut file = NamedTempFile::new_in(&self.path).with_context(|| path.display().to_string())?;
            file.write_all(bytes).with_context(|| path.display().to_string())?;
            set_permissions(&file).with_context(|| path.display().to_string())?;
            file.persist(&path).with_context(|| path.display().to_string())?;
        }
        Ok(())
    }

    /// Free names with one stem.
    fn names(&mut self, stem: &str, files: &[(&str, &[u8])]) -> Vec<String> {
        let with = |stem: &str| files.iter().map(|(extension, _)| format!("{stem}.{extension}")).collect::<Vec<_>>();
        let mut names = with(stem);
        let mut number = 2_usize;
        while names.iter().any(|name| self.used.contains(&name.to_lowercase())) {
            names = with(&format!("{stem}-{number}"));
            number += 1;
        }
        self.used.extend(names.iter().map(|name| name.to_lowercase()));
        names
    }
}

/// A temporary file is readable by its owner alone; other files are so by the umask.
#[cfg(unix)]
fn set_permissions(file: &NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_permissions(_: &NamedTempFile) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Folder;

    #[test]
    fn names_are_unique_and_spare_the_inputs() {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("Story.txt");
        std::fs::write(&input, "“No.”").unwrap();
        let mut names = Folder::new(folder.path(), [input].into_iter());
        let file: (&str, &[u8]) = ("txt", b"");
        assert_eq!(names.names("story", &[file]), ["story-2.txt"]);
        assert_eq!(names.names("STORY", &[file]), ["STORY-3.txt"]);
        assert_eq!(names.names("story", &[("ann", b""), file]), ["story-4.ann", "story-4.txt"]);
        assert_eq!(names.names("story", &[("ann", b"")]), ["story.ann"]);
    }
}
