//! The program `inquit`: who says what, in texts of many formats, for readers and for other programs.

mod args;
mod batch;
mod cast;
mod format;
mod inputs;
mod line;
mod output;
mod pipeline;
mod progress;
mod read;
mod report;
mod selection;
mod texts;
mod writer;

use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use anyhow::{bail, Context, Result};
use clap::{CommandFactory, Parser};
use inquit::{Attributor, Cast, OffsetUnit};

use crate::args::{Args, Color, Command};
use crate::read::{encoding, Reading};
use crate::report::Look;
use crate::selection::Selection;
use crate::writer::Writer;

/// How it went.
struct Outcome {
    /// Whether some input could not be read.
    failed: bool,
    /// Names that were asked for and that no speaker has, with commas.
    unknown: String,
}

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        // Help and version go to standard output, which may be full.
        Err(error) => {
            let is_printed = error.print().is_ok();
            return if is_printed { ExitCode::from(error.exit_code() as u8) } else { ExitCode::FAILURE };
        }
    };
    match run(args) {
        Ok(Outcome { failed, unknown }) => {
            if !unknown.is_empty() {
                eprintln!("inquit: no speaker is called {unknown}");
            }
            ExitCode::from(u8::from(failed || !unknown.is_empty()))
        }
        // The reader closed the pipe: it has seen enough.
        Err(error) if error.chain().any(is_closed_pipe) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("inquit: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn is_closed_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn run(mut args: Args) -> Result<Outcome> {
    let nothing = Outcome { failed: false, unknown: String::new() };
    match args.command {
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "inquit", &mut script);
            io::stdout().write_all(&script)?;
            return Ok(nothing);
        }
        Some(Command::Man) => {
            clap_mangen::Man::new(Args::command()).render(&mut io::stdout())?;
            return Ok(nothing);
        }
        None => {}
    }
    if args.jsonl.is_none() && args.files.is_empty() {
        if io::stdin().is_terminal() {
            Args::command().print_help()?;
            return Ok(nothing);
        }
        args.files.push(PathBuf::from("-"));
    }

    let mut builder = Attributor::builder();
    builder.threshold(args.threshold);
    if let Some(marks) = args.marks {
        builder.marks(marks.into());
    }
    if let Some(genre) = args.genre {
        builder.genre(genre.into());
    }
    if let Some(Some(path)) = &args.cast {
        builder.cast(read_cast(path)?);
    }
    let own_casts = matches!(args.cast, Some(None));
    if own_casts && args.jsonl.is_none() {
        bail!("--cast needs a file, or --jsonl with documents that have characters");
    }
    let attributor = builder.build()?;
    let selection = Selection::new(&args.speaker, args.below, args.speech_only);
    let threads = args.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let unit = args.offsets.map(OffsetUnit::from);
    match &args.jsonl {
        Some(path) => {
            let unit = unit.unwrap_or_default();
            batch::run(path, batch::Settings { attributor, own_casts, selection, unit, threads })
        }
        None => {
            let Args { files, format, from, out, color, voice, in_place, .. } = args;
            let reading = if in_place { Reading::InPlace } else { Reading::Converted };
            let writer = Writer::new(format, unit, &voice, look(color, out.is_some()))?;
            texts::run(&files, texts::Settings { attributor, writer, from, reading, out, selection, threads })
        }
    }
}

fn read_cast(path: &Path) -> Result<Cast> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let text = encoding::decode(bytes, None).text;
    let text = text.trim_start_matches('\u{feff}');
    cast::parse(text).with_context(|| format!("{}: not a cast", path.display()))
}

/// Width, in columns, of what is no terminal.
const WIDTH: usize = 80;

/// Minimum width, in columns: a report in fewer cannot be read anyway.
const NARROWEST: usize = 30;

fn look(color: Color, to_files: bool) -> Look {
    let is_terminal = !to_files && io::stdout().is_terminal();
    let columns = terminal_size::terminal_size().filter(|_| is_terminal).map(|(width, _)| usize::from(width.0));
    let wanted = match color {
        Color::Always => true,
        Color::Never => false,
        // Asks NO_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM.
        Color::Auto => !to_files && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
    };
    Look { color: wanted, width: columns.unwrap_or(WIDTH).max(NARROWEST) }
}
