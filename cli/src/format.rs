//! The formats of the output.

use std::io::{self, Write};

use clap::ValueEnum;
use inquit::write::Csv;
use inquit::Attributions;
use serde::Serialize;

use crate::read::Document;
use crate::report::{self, Look, Rows, Whole};

/// What is printed of each text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The table of speakers, then the text with speakers in colour and doubtful ones marked
    #[default]
    Report,
    /// The table of speakers alone, all of them; for several texts also of all together
    Table,
    /// Each quotation with its line, speaker, evidence, confidence and the next best speaker
    List,
    /// The text as it is read, in which offsets count
    Text,
    /// An object {"marks", "quotes", "speakers"}; for several texts a line each, with the file as "id"
    Json,
    /// A quotation a line; for several texts with the file as "id"
    Jsonl,
    /// A row for each quotation, with commas; for several texts with the file as "document"
    Csv,
    /// The same with tabs
    Tsv,
}

/// A serialised answer, after the name of its document where there are several.
#[derive(Serialize)]
pub struct Named<I, T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<I>,
    #[serde(flatten)]
    pub value: T,
}

impl Format {
    /// The extension of files in this format.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Report => "report.txt",
            Self::Table => "table.txt",
            Self::List => "list.txt",
            Self::Text => "txt",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
        }
    }

    /// Whether it has offsets, which are those of the converted text.
    pub fn has_offsets(self) -> bool {
        match self {
            Self::Report | Self::Table | Self::List | Self::Text => false,
            Self::Json | Self::Jsonl | Self::Csv | Self::Tsv => true,
        }
    }

    /// Whether the output needs counts of the whole answer.
    pub fn has_table(self) -> bool {
        matches!(self, Self::Report | Self::Table)
    }

    /// Whether an answer begins with a heading, so that several ones are told apart.
    pub fn has_heading(self) -> bool {
        matches!(self, Self::Report | Self::Table | Self::List)
    }

    /// What stands before several answers in one output.
    pub fn prologue(self) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        if matches!(self, Self::Csv | Self::Tsv) {
            self.table("").write(&inquit::attribute_quotes(""), &mut head)?;
        }
        Ok(head)
    }

    /// A table of several texts, with a column for their names.
    fn table(self, id: &str) -> Csv {
        let table = if self == Self::Tsv { Csv::tsv() } else { Csv::new() };
        table.id(id)
    }

    /// Writes an answer. `several` tells that it is one of many in the same output, where it needs a name.
    pub fn write(self, out: &mut impl Write, answer: &Answer, look: &Look) -> io::Result<()> {
        let Answer { document, found, whole, several } = answer;
        let id = several.then_some(&document.name);
        match (self, whole) {
            (Self::Report, Some(whole)) => report::report(out, &document.name, found, whole, look),
            (Self::Table, Some(whole)) => {
                report::heading(out, &document.name, found, look)?;
                report::table(out, &whole.statistics, Rows::All, look)?;
                writeln!(out, "{}", whole.summary)
            }
            (Self::Report | Self::Table, None) => Ok(()),
            (Self::List, _) => {
                report::heading(out, &document.name, found, look)?;
                report::list(out, found, look)
            }
            (Self::Text, _) => out.write_all(document.text.as_bytes()),
            (Self::Json, _) if *several => {
                serde_json::to_writer(&mut *out, &Named { id, value: found })?;
                writeln!(out)
            }
            (Self::Json, _) => {
                serde_json::to_writer_pretty(&mut *out, found)?;
                writeln!(out)
            }
            (Self::Csv | Self::Tsv, _) if *several => self.table(&document.name).without_header().write(found, out),
            (Self::Csv, _) => Csv::new().write(found, out),
            (Self::Tsv, _) => Csv::tsv().write(found, out),
            (Self::Jsonl, _) => found.iter().try_for_each(|value| {
                serde_json::to_writer(&mut *out, &Named { id, value })?;
                writeln!(out)
            }),
        }
    }
}

/// An answer to be written.
pub struct Answer<'a> {
    pub document: &'a Document,
    pub found: Attributions<'a>,
    /// Where [`Format::has_table`].
    pub whole: Option<Whole>,
    pub several: bool,
}
