//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use inquit::{Genre, OffsetUnit, SpeechMarks};

use crate::format::Format;
use crate::read::kind::Kind;

const EXAMPLES: &str = "\
Examples:
  inquit article.txt                              who says what, for reading
  inquit --format table articles/                 who is quoted in a folder, and how much
  inquit --below 0.6 --format list story.md       the doubtful answers of a story
  inquit --format json book.epub > book.json      quotations, speakers and offsets
  inquit --jsonl articles.jsonl > answers.jsonl   a collection, a document a line";

/// Finds every quotation in English prose and links it to its speaker.
#[derive(Debug, Parser)]
#[command(name = "inquit", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// Files, folders and patterns; `-` is standard input, which is also read if it is a pipe and nothing is named.
    ///
    /// Reads plain text, Markdown, HTML, EPUB and DOCX. Text in another encoding than UTF-8 is detected.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// What is printed of each text.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: Format,

    /// Writes a file for each text into this folder, instead of standard output.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// The format of the inputs; by default their names and contents tell.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub from: Option<Kind>,

    /// Reads Markdown and HTML as they are, instead of converting them, so that offsets count in the file.
    #[arg(long)]
    pub in_place: bool,

    /// Reads documents from this file (`-`: standard input), one a line, and prints a line for each, in order.
    ///
    /// A document is {"id", "text", optional "characters" and "narrator"}, an answer {"id", "marks", "quotes",
    /// "speakers"}. Answers to standard input are printed as the documents arrive.
    #[arg(long, value_name = "DOCUMENTS", conflicts_with_all = ["files", "format", "out", "from", "in_place", "voice", "color"])]
    pub jsonl: Option<PathBuf>,

    /// The people of the texts: a file in TOML or JSON with "characters" and optional "narrator".
    ///
    /// A character is {"name", optional "aliases" and "gender"}. Without FILE, and with --jsonl, the characters and the
    /// narrator that each document has.
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    pub cast: Option<Option<PathBuf>>,

    /// Keeps only the quotations of this speaker, by any of the names that the answer has; may be repeated.
    #[arg(long, value_name = "NAME")]
    pub speaker: Vec<String>,

    /// Keeps only the quotations whose confidence is below this number, from 0 to 1: those to review.
    #[arg(long, value_name = "CONFIDENCE", value_parser = confidence)]
    pub below: Option<f64>,

    /// Omits what is no speech: titles, nicknames, scare quotes.
    #[arg(long)]
    pub speech_only: bool,

    /// Omits speakers below this confidence, from 0 to 1; their quotations stay, without a speaker.
    #[arg(long, value_name = "CONFIDENCE", value_parser = confidence, default_value_t = 0.0, hide_default_value = true)]
    pub threshold: f64,

    /// How the texts mark speech; by default each text tells.
    #[arg(long, value_enum)]
    pub marks: Option<Marks>,

    /// The genre of the texts; by default each text tells.
    #[arg(long, value_enum)]
    pub genre: Option<GenreArg>,

    /// What offsets count in JSON, tables, Label Studio and Web Annotation; by default bytes, or what the format asks
    /// for.
    #[arg(long, value_enum, value_name = "UNIT")]
    pub offsets: Option<Unit>,

    /// The voice of a speaker in SSML, of "narrator", or voices of "male", "female" or "unknown" speakers, with commas.
    ///
    /// May be repeated: --voice narrator=Ann --voice female=Eva,Zoe --voice "Tom Kerry=Ben".
    #[arg(long, value_name = "WHO=VOICE", value_parser = voice)]
    pub voice: Vec<(String, String)>,

    /// When the output has colours: `auto` is on a terminal, unless NO_COLOR is set.
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    pub color: Color,

    /// Number of threads; by default as many as the machine has cores.
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What needs no text.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Prints a script that completes options in a shell
    Completions { shell: clap_complete::Shell },
    /// Prints the manual page
    Man,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Marks {
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

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum GenreArg {
    /// Novels, stories, memoirs
    Fiction,
    /// News, reports, press releases
    News,
}

impl From<GenreArg> for Genre {
    fn from(genre: GenreArg) -> Self {
        match genre {
            GenreArg::Fiction => Self::Fiction,
            GenreArg::News => Self::News,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Unit {
    /// Bytes of UTF-8, as Rust and Go count
    Bytes,
    /// Characters, as Python counts
    Characters,
    /// UTF-16 code units, as JavaScript, Java and C# count
    #[value(name = "utf-16", alias = "utf16")]
    Utf16,
}

impl From<Unit> for OffsetUnit {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Bytes => Self::Bytes,
            Unit::Characters => Self::Characters,
            Unit::Utf16 => Self::Utf16,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

fn confidence(argument: &str) -> Result<f64, String> {
    let value: f64 = argument.parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..=1.0).contains(&value) {
        Ok(value)
    } else {
        Err("not within 0 and 1".to_owned())
    }
}

fn voice(argument: &str) -> Result<(String, String), String> {
    let (who, voice) = argument.split_once('=').ok_or("not WHO=VOICE")?;
    let (who, voice) = (who.trim(), voice.trim());
    if who.is_empty() || voice.is_empty() {
        return Err("not WHO=VOICE".to_owned());
    }
    Ok((who.to_owned(), voice.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::Args;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }
}
