//! Texts: files, folders, archives of words, standard input.

use std::collections::HashSet;
use std::path::PathBuf;

use anyhow::{Context, Result};
use inquit::statistics::{Identity, Statistics};
use inquit::{Attributor, Input as Text, Scratch};

use crate::format::Format;
use crate::inputs::{self, Input};
use crate::output::Output;
use crate::pipeline::in_order;
use crate::progress;
use crate::read::{self, kind::Kind, Reading};
use crate::report::{self, Rows, Whole};
use crate::selection::Selection;
use crate::writer::{Answer, Writer};
use crate::Outcome;

/// How texts are read, attributed and written.
pub struct Settings {
    pub attributor: Attributor,
    pub writer: Writer,
    pub from: Option<Kind>,
    pub reading: Reading,
    pub out: Option<PathBuf>,
    pub selection: Selection,
    pub threads: usize,
}

/// An answer as it is written, and what is said of it beside.
struct Written {
    stem: String,
    bytes: Vec<u8>,
    /// The text, where it belongs beside the answer.
    text: Option<String>,
    is_converted: bool,
    notes: Vec<String>,
    /// Where the format has tables.
    statistics: Option<Statistics>,
    /// See [`Selection::apply`].
    known: HashSet<usize>,
}

/// Answers all texts in order. One that cannot be read is reported, and the others go on.
pub fn run(named: &[PathBuf], settings: Settings) -> Result<Outcome> {
    let mut failed = false;
    let mut texts = Vec::new();
    for input in inputs::list(named, settings.out.as_deref()) {
        match input {
            Ok(input) => texts.push(input),
            Err(error) => {
                failed = true;
                eprintln!("inquit: {error:#}");
            }
        }
    }
    let several = texts.len() > 1 && settings.out.is_none();
    let output = match &settings.out {
        Some(folder) => {
            let paths: Vec<PathBuf> = texts.iter().filter_map(path).collect();
            Output::folder(folder, paths.into_iter(), "texts", texts.len())?
        }
        None => Output::stdout("texts", Some(texts.len())),
    };
    output.guard()?;
    let bar = progress::of_texts(texts.len() as u64);
    let (format, look, to_folder) = (settings.writer.format(), *settings.writer.look(), settings.out.is_some());
    let (threads, selection) = (settings.threads, settings.selection.clone());
    let mut all = Statistics::new(Identity::Name);
    let (mut known, mut converted, mut is_first) = (HashSet::new(), 0, true);

    if several {
        output.write(&settings.writer.prologue()?, 0)?;
    }
    let items = texts.into_iter().map(|input| (input.size(), input));
    let work = move |scratch: &mut Scratch, input: Input| {
        answer(&settings, several, scratch, &input).with_context(|| input.name())
    };
    in_order(items, threads, work, |written| {
        match written {
            Ok(mut written) => {
                for note in &written.notes {
                    bar.suspend(|| eprintln!("inquit: {note}"));
                }
                if several && format.has_heading() && !core::mem::take(&mut is_first) {
                    written.bytes.insert(0, b'\n');
                }
                let mut files = vec![(format.extension(), &*written.bytes)];
                converted += usize::from(written.is_converted && format.has_offsets());
                if let Some(text) = written.text.as_ref().filter(|_| to_folder) {
                    files.push((Format::Text.extension(), text.as_bytes()));
                }
                output.write_files(&written.stem, &files)?;
                known.extend(written.known);
                if let Some(statistics) = written.statistics {
                    all.merge(statistics);
                }
            }
            Err(error) => {
                failed = true;
                bar.suspend(|| eprintln!("inquit: {error:#}"));
            }
        }
        bar.inc(1);
        Ok(())
    })?;
    bar.finish_and_clear();

    if several && format.has_table() && all.documents() > 1 {
        let mut bytes = Vec::new();
        report::all(&mut bytes, &all, if format == Format::Table { Rows::All } else { Rows::Most }, &look)?;
        output.write(&bytes, 0)?;
    }
    if converted > 0 {
        eprintln!("inquit: {}", converted_note(converted, to_folder));
    }
    Ok(Outcome { failed, unknown: selection.unknown(&known).join(", ") })
}

fn path(input: &Input) -> Option<PathBuf> {
    match input {
        Input::Stdin => None,
        Input::File(path) => Some(path.clone()),
    }
}

fn converted_note(converted: usize, to_folder: bool) -> String {
    let texts = if converted == 1 { "1 text was".to_owned() } else { format!("{converted} texts were") };
    let place = if to_folder { "the .txt beside each answer" } else { "`--format text` prints it" };
    format!("{texts} converted; offsets count in the converted text ({place})")
}

fn answer(settings: &Settings, several: bool, scratch: &mut Scratch, input: &Input) -> Result<Written> {
    let Settings { attributor, writer, from, reading, selection, .. } = settings;
    let mut document = read::read(&input.name(), input.read()?, *from, *reading)?;
    let notes = document.notes.iter().map(|note| format!("{}: {note}", document.name)).collect();
    let mut found = attributor.attribute_with(scratch, Text::new(&document.text).masks(&document.masks));
    let whole = writer.format().has_table().then(|| Whole::of(&found, selection.is_narrow()));
    let statistics = whole.as_ref().map(|whole| whole.statistics.clone());
    let known = selection.apply(&mut found);
    let source = Some(&*document.name).filter(|_| *input != Input::Stdin);
    let mut bytes = Vec::new();
    writer.write(&mut bytes, &Answer { document: &document, source, found, whole, several })?;
    let is_converted = document.converted;
    let text = writer.needs_text(is_converted).then(|| core::mem::take(&mut document.text));
    Ok(Written { stem: input.stem(), bytes, text, is_converted, notes, statistics, known })
}
