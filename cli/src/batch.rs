//! Collections: a document a line in JSON, answered line by line.

use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, Result};
use indicatif::ProgressBar;
use inquit::{Attributor, OffsetUnit, Scratch};
use memchr::{memchr_iter, memrchr};

use crate::inputs::Input;
use crate::line::{Answers, Engine};
use crate::output::Output;
use crate::pipeline::in_order;
use crate::progress;
use crate::selection::Selection;
use crate::Outcome;

/// How documents are attributed.
pub struct Settings {
    pub attributor: Attributor,
    /// Whether each document brings its people.
    pub own_casts: bool,
    pub selection: Selection,
    /// The unit of offsets.
    pub unit: OffsetUnit,
    pub threads: usize,
}

/// Size, in bytes, of what is read at once: enough lines for a thread that passing them on costs nothing.
const CHUNK: usize = 1 << 16;

/// Answers all documents of a file or of standard input. A line that is no document is reported, and the others go on.
pub fn run(path: &Path, settings: Settings) -> Result<Outcome> {
    let input = if path == Path::new("-") { Input::Stdin } else { Input::File(path.to_owned()) };
    let name = input.name();
    let file = input.open().with_context(|| name.clone())?;
    let bar = progress::of_bytes(input.size() as u64);
    let Settings { attributor, own_casts, selection, unit, threads } = settings;

    let output = Output::stdout("documents", None);
    output.guard()?;
    let chunks = Chunks::of(bar.wrap_read(file)).map(|chunk| match chunk {
        Ok(chunk) => (chunk.bytes.len(), Ok(chunk)),
        Err(error) => (0, Err(error)),
    });
    let of_work = selection.clone();
    let work = move |scratch: &mut Scratch, chunk: io::Result<Chunk>| {
        let engine = Engine { attributor: &attributor, own_casts, selection: &of_work, unit };
        let chunk = chunk?;
        Ok(engine.answer(scratch, chunk.line, &chunk.bytes))
    };
    let (mut known, mut documents, mut malformed) = (HashSet::new(), 0, 0);
    in_order(chunks, threads, work, |answers| {
        let Answers { out, count, errors, known: found } = answers.with_context(|| name.clone())?;
        output.write(&out, count)?;
        known.extend(found);
        documents += count + errors.len();
        malformed += errors.len();
        for (line, error) in errors {
            report(&bar, &format!("{name}:{line}: {error:#}"));
        }
        Ok(())
    })?;
    bar.finish_and_clear();
    if malformed > 0 {
        eprintln!("inquit: {malformed} of {documents} documents could not be read");
    }
    Ok(Outcome { failed: malformed > 0, unknown: selection.unknown(&known).join(", ") })
}

fn report(bar: &ProgressBar, message: &str) {
    bar.suspend(|| eprintln!("inquit: {message}"));
}

/// Lines that were read at once.
struct Chunk {
    /// Number of the first line, from 1.
    line: usize,
    /// Whole lines; the last one of a file may lack its end.
    bytes: Vec<u8>,
}

/// Cuts what is read into chunks, each as soon as it ends with a line: what arrives is passed on before more is read.
struct Chunks<R> {
    reader: BufReader<R>,
    line: usize,
    is_done: bool,
}

impl<R: Read> Chunks<R> {
    fn of(reader: R) -> Self {
        Self { reader: BufReader::with_capacity(CHUNK, reader), line: 1, is_done: false }
    }
}

impl<R: Read> Iterator for Chunks<R> {
    type Item = io::Result<Chunk>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = Vec::new();
        while !self.is_done {
            let read = match self.reader.fill_buf() {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.is_done = true;
                    return Some(Err(error));
                }
            };
            self.is_done = read.is_empty();
            // Only what was just read is searched, so that a long line takes linear time.
            let end = memrchr(b'\n', read).map(|last| last + 1);
            let taken = end.unwrap_or(read.len());
            bytes.extend_from_slice(&read[..taken]);
            self.reader.consume(taken);
            if end.is_some() {
                break;
            }
        }
        if bytes.is_empty() {
            return None;
        }
        let line = self.line;
        self.line += memchr_iter(b'\n', &bytes).count();
        Some(Ok(Chunk { line, bytes }))
    }
}

#[cfg(test)]
mod tests {
    use super::Chunks;
    use std::io::{self, Read};

    /// Gives pieces one by one.
    struct Pieces(Vec<&'static [u8]>);

    impl Read for Pieces {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                return Ok(0);
            }
            let piece = self.0.remove(0);
            into[..piece.len()].copy_from_slice(piece);
            Ok(piece.len())
        }
    }

    #[test]
    fn chunks_end_with_the_lines_that_have_arrived() {
        let chunks = Chunks::of(Pieces(vec![b"a\nb", b"c", b"\n", b"d\n\ne\n", b"f"]));
        let chunks: Vec<_> = chunks.map(|chunk| chunk.map(|chunk| (chunk.line, chunk.bytes)).unwrap()).collect();
        let expected: [(usize, &[u8]); 4] = [(1, b"a\n"), (2, b"bc\n"), (3, b"d\n\ne\n"), (6, b"f")];
        assert!(chunks.iter().map(|(line, bytes)| (*line, &**bytes)).eq(expected));
    }
}
