//! Quotations and their speakers as a report or as JSON, of one text or of millions.
//!
//! ```text
//! cargo run --release --example attribute                                  # an embedded news text
//! cargo run --release --example attribute -- article.txt
//! cargo run --release --example attribute -- --format json - < article.txt
//! cargo run --release --example attribute -- --jsonl articles.jsonl > attributed.jsonl
//! ```

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{bail, Context, Result};
use clap::{Parser, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use inquit::{
    Attributions, Attributor, Cast, Character, Gender, Input, Offsets, Quote, QuoteKind, Scratch, Speaker, SpeechMarks,
};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

const HARBOUR: &str = include_str!("texts/harbour.txt");

/// Finds every quotation in English prose and links it to its speaker.
#[derive(Parser)]
struct Args {
    /// Texts in UTF-8; `-` is standard input. Without any, an embedded news text is read.
    files: Vec<PathBuf>,

    /// The form in which each text is printed.
    #[arg(long, value_enum, default_value_t = Format::Report)]
    format: Format,

    /// Reads documents from this file, one a line: {"id", "text", optional "characters" and "narrator"}. Prints a line
    /// {"id", "marks", "quotes", "speakers"} for each, in the same order; with --speech-only without "marks".
    #[arg(long, value_name = "DOCUMENTS", conflicts_with_all = ["files", "format"])]
    jsonl: Option<PathBuf>,

    /// Uses the characters [{"name", "aliases", "gender"}] and the narrator of each document.
    #[arg(long, requires = "jsonl")]
    cast: bool,

    /// Omits from a batch what is no speech: titles, nicknames, scare quotes.
    #[arg(long, requires = "jsonl")]
    speech_only: bool,

    /// How the texts mark speech. By default each text tells.
    #[arg(long, value_enum)]
    marks: Option<Marks>,

    /// Omits speakers below this confidence, from 0 to 1.
    #[arg(long, default_value_t = 0.0)]
    threshold: f64,
}

#[derive(Clone, Copy, ValueEnum)]
enum Marks {
    /// "…", “…”, «…»
    Double,
    /// ‘…’, '…'
    Single,
    /// — …
    Dash,
    /// NAME: …
    Labels,
}

impl From<Marks> for SpeechMarks {
    fn from(marks: Marks) -> Self {
        match marks {
            Marks::Double => Self::Double,
            Marks::Single => Self::Single,
            Marks::Dash => Self::Dash,
            Marks::Labels => Self::Labels,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Quotations and speakers, for reading.
    Report,
    /// One object {"marks", "quotes", "speakers"}. For several texts, a line each, with the file as "id".
    Json,
    /// A quotation a line. For several texts, with the file as "id".
    Jsonl,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader closed the pipe: it has seen enough.
        Err(error) if error.downcast_ref().is_some_and(|e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe) => {
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("attribute: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<()> {
    let mut builder = Attributor::builder();
    builder.threshold(args.threshold);
    if let Some(marks) = args.marks {
        builder.marks(marks.into());
    }
    let attributor = builder.build()?;
    let mut out = BufWriter::new(io::stdout().lock());
    if let Some(path) = &args.jsonl {
        batch(&attributor, path, args, &mut out)?;
    } else if args.files.is_empty() {
        print(&mut out, args.format, &attributor.attribute(HARBOUR), Path::new("harbour.txt"), false)?;
    }
    for path in &args.files {
        let text = read(path)?;
        print(&mut out, args.format, &attributor.attribute(&text), path, args.files.len() > 1)?;
    }
    Ok(out.flush()?)
}

/// Standard input where the path is `-`.
fn open(path: &Path) -> Result<Box<dyn Read>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin()));
    }
    Ok(Box::new(File::open(path).with_context(|| path.display().to_string())?))
}

fn read(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes).with_context(|| path.display().to_string())?;
    String::from_utf8(bytes).with_context(|| format!("{}: not UTF-8", path.display()))
}

/// A serialised result, after the name of its document where there are several.
#[derive(Serialize)]
struct Named<I, T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<I>,
    #[serde(flatten)]
    value: T,
}

fn print(out: &mut impl Write, format: Format, found: &Attributions, path: &Path, several: bool) -> io::Result<()> {
    let id = several.then(|| path.display().to_string());
    match format {
        Format::Report => report(out, found, path)?,
        Format::Json if several => writeln!(out, "{}", serde_json::to_string(&Named { id, value: found })?)?,
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(found)?)?,
        Format::Jsonl => {
            for value in found {
                writeln!(out, "{}", serde_json::to_string(&Named { id: id.as_ref(), value })?)?;
            }
        }
    }
    Ok(())
}

fn report(out: &mut impl Write, found: &Attributions, path: &Path) -> io::Result<()> {
    writeln!(out, "{}: {} quotations, {} speakers\n", path.display(), found.len(), found.speakers().len())?;
    let offsets = Offsets::new(found.text());
    let mut counts = vec![0; found.speakers().len()];
    for quote in found {
        let (line, _) = offsets.line_column(quote.span().start);
        let margin = 2 * usize::from(quote.depth());
        writeln!(out, "{line:5}  {:margin$}{}", "", shortened(quote.as_str(), 90 - margin))?;
        let speaker = quote.speaker().map_or("nobody", |speaker| &speaker.name);
        let reason = format!("[{} {}] {}", quote.evidence(), quote.confidence(), clause(&quote));
        writeln!(out, "{:7}{:margin$}{speaker}  {}\n", "", "", reason.trim_end())?;
        if let Some(id) = quote.record().speaker {
            counts[id.index()] += 1;
        }
    }

    if found.speakers().is_empty() {
        return Ok(());
    }
    let width = found.speakers().iter().map(|speaker| speaker.name.chars().count()).max().unwrap_or(0).max(7);
    writeln!(out, "{:width$}  quotations  gender   title       other names", "speaker")?;
    for speaker in found.speakers() {
        let count = counts[speaker.id.index()];
        let title = speaker.title.as_deref().unwrap_or_default();
        let (name, gender, aliases) = (&speaker.name, speaker.gender, speaker.aliases.join(", "));
        let line = format!("{name:width$}  {count:10}  {gender:7}  {title:10}  {aliases}");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// The text on one line, cut after a word.
fn shortened(text: &str, width: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((cut, _)) = line.char_indices().nth(width) else { return line };
    let end = line[..cut].rfind(' ').unwrap_or(cut);
    format!("{} …", &line[..end])
}

/// The mention and the cue, in the order of the text.
fn clause(quote: &Quote) -> String {
    let mut words = [quote.mention().zip(quote.mention_text()), quote.cue().zip(quote.cue_text())];
    words.sort();
    let words: Vec<String> = words.iter().flatten().map(|(_, text)| shortened(text, 40)).collect();
    words.join(" … ")
}

/// A document of a batch. Other keys are ignored.
#[derive(Deserialize)]
struct Document {
    id: Value,
    text: String,
    #[serde(default)]
    characters: Vec<Character>,
    narrator: Option<String>,
}

/// A document without quotations that are no speech, with the keys that the library gives a whole one.
#[derive(Serialize)]
struct Speech<'a, 't> {
    quotes: Vec<Quote<'a, 't>>,
    speakers: Vec<SpeakerEntry<'a>>,
}

#[derive(Serialize)]
struct SpeakerEntry<'a> {
    id: usize,
    name: &'a str,
    aliases: &'a [String],
    title: Option<&'a str>,
    gender: Gender,
    mentions: usize,
}

impl<'a> From<&'a Speaker> for SpeakerEntry<'a> {
    fn from(speaker: &'a Speaker) -> Self {
        Self {
            id: speaker.id.index(),
            name: &speaker.name,
            aliases: &speaker.aliases,
            title: speaker.title.as_deref(),
            gender: speaker.gender,
            mentions: speaker.mentions,
        }
    }
}

/// Size, in bytes, of the chunks in which lines are read: it bounds the memory, and is large enough for all cores.
const CHUNK: usize = 1 << 24;

/// Attributes on all cores. A line that is no document is reported, and the others go on.
fn batch(attributor: &Attributor, path: &Path, args: &Args, out: &mut impl Write) -> Result<()> {
    let bytes = std::fs::metadata(path).map_or(None, |file| Some(file.len()));
    let style = ProgressStyle::with_template("{bytes} of {total_bytes} {wide_bar} {eta}")?;
    // Hidden where standard error is no terminal.
    let progress = bytes.map_or_else(ProgressBar::no_length, ProgressBar::new).with_style(style);
    let mut lines = BufReader::new(progress.wrap_read(open(path)?)).split(b'\n').enumerate().peekable();
    let (mut count, mut malformed) = (0, 0);
    while lines.peek().is_some() {
        let mut chunk = Vec::new();
        let mut size = 0;
        while let Some((number, line)) = lines.next_if(|_| size < CHUNK) {
            let line = line.with_context(|| path.display().to_string())?;
            size += line.len();
            chunk.push((number + 1, line));
        }
        chunk.retain(|(_, line)| !line.iter().all(u8::is_ascii_whitespace));
        count += chunk.len();
        let attributed: Vec<Result<String>> = chunk
            .par_iter()
            .map_init(Scratch::default, |scratch, (_, line)| document(attributor, scratch, line, args))
            .collect();
        progress.suspend(|| -> io::Result<()> {
            for ((number, _), result) in chunk.iter().zip(attributed) {
                match result {
                    Ok(line) => writeln!(out, "{line}")?,
                    Err(error) => {
                        malformed += 1;
                        eprintln!("{}:{number}: {error:#}", path.display());
                    }
                }
            }
            Ok(())
        })?;
    }
    progress.finish_and_clear();
    if malformed > 0 {
        out.flush()?;
        bail!("{malformed} of {count} documents could not be read");
    }
    Ok(())
}

fn document(attributor: &Attributor, scratch: &mut Scratch, line: &[u8], args: &Args) -> Result<String> {
    let Document { id, text, characters, narrator } = serde_json::from_slice(line)?;
    let found = if args.cast {
        let cast = Cast::new(characters)?;
        let cast = narrator.iter().try_fold(cast, |cast, narrator| cast.with_narrator(narrator))?;
        attributor.attribute_with(scratch, Input::new(&text).cast(&cast))
    } else {
        attributor.attribute_with(scratch, &text)
    };
    if args.speech_only {
        let quotes = found.iter().filter(|quote| quote.kind() != QuoteKind::NotSpeech).collect();
        let value = Speech { quotes, speakers: found.speakers().iter().map(SpeakerEntry::from).collect() };
        return Ok(serde_json::to_string(&Named { id: Some(id), value })?);
    }
    Ok(serde_json::to_string(&Named { id: Some(id), value: found })?)
}
