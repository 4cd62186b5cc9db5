//! Answers in each format.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{bail, ensure, Result};
use inquit::{write, Attributions, Gender, OffsetUnit};

use crate::format::Format;
use crate::line::Named;
use crate::read::Document;
use crate::report::{self, Look, Rows, Whole};

/// An answer to be written.
pub struct Answer<'a> {
    pub document: &'a Document,
    /// Where the document is: its path. Standard input is nowhere.
    pub source: Option<&'a str>,
    pub found: Attributions<'a>,
    /// Where [`Format::has_table`].
    pub whole: Option<Whole>,
    /// Whether it is one of many in the same output, where it needs a name.
    pub several: bool,
}

/// A format with its settings.
#[derive(Clone, Debug)]
pub struct Writer {
    format: Format,
    /// `None`: that of the format.
    unit: Option<OffsetUnit>,
    voices: write::Ssml,
    look: Look,
}

impl Writer {
    /// # Errors
    /// A setting has no meaning in the format.
    pub fn new(format: Format, unit: Option<OffsetUnit>, voices: &[(String, String)], look: Look) -> Result<Self> {
        ensure!(unit.is_none() || format.has_unit(), "--offsets has no meaning with --format {}", format.name());
        ensure!(voices.is_empty() || format == Format::Ssml, "--voice has no meaning with --format {}", format.name());
        let voices = voices.iter().fold(write::Ssml::new(), |ssml, (who, voice)| match gender(who) {
            _ if who == "narrator" => ssml.narrator(voice),
            Some(gender) => ssml.voices_of(gender, voice.split(',').map(str::trim)),
            None => ssml.voice(who, voice),
        });
        Ok(Self { format, unit, voices, look })
    }

    pub fn format(&self) -> Format {
        self.format
    }

    pub fn look(&self) -> &Look {
        &self.look
    }

    /// What stands before several answers in one output.
    ///
    /// # Errors
    /// The format has no form for several texts.
    pub fn prologue(&self) -> Result<Vec<u8>> {
        let mut head = Vec::new();
        if matches!(self.format, Format::Csv | Format::Tsv) {
            self.table().id("").write(&inquit::attribute_quotes(""), &mut head)?;
        }
        if self.format.is_of_one_text() {
            bail!("--format {} holds one text a file: several texts need --out DIR", self.format.name());
        }
        Ok(head)
    }

    /// Whether the text belongs beside the answer.
    pub fn needs_text(&self, is_converted: bool) -> bool {
        self.format.needs_text() || is_converted && self.format.has_offsets()
    }

    fn table(&self) -> write::Csv {
        let table = if self.format == Format::Tsv { write::Csv::tsv() } else { write::Csv::new() };
        table.offsets(self.unit.unwrap_or_default())
    }

    /// Writes an answer.
    pub fn write(&self, mut out: &mut impl Write, answer: &Answer) -> io::Result<()> {
        let (Answer { document, source, found, whole, several }, look) = (answer, &self.look);
        let name = &*document.name;
        let id = several.then_some(name);
        match (self.format, whole) {
            (Format::Report, Some(whole)) => report::report(out, name, found, whole, look),
            (Format::Table, Some(whole)) => {
                report::heading(out, name, found, look)?;
                report::table(out, &whole.statistics, Rows::All, look)?;
                writeln!(out, "{}", whole.summary)
            }
            (Format::Report | Format::Table, None) => Ok(()),
            (Format::List, _) => {
                report::heading(out, name, found, look)?;
                report::list(out, found, look)
            }
            (Format::Text, _) => out.write_all(document.text.as_bytes()),
            (Format::Json, _) => {
                let value = found.in_unit(self.unit.unwrap_or_default());
                if *several {
                    serde_json::to_writer(&mut out, &Named { id, value })?;
                } else {
                    serde_json::to_writer_pretty(&mut out, &value)?;
                }
                writeln!(out)
            }
            (Format::Jsonl, _) => found.in_unit(self.unit.unwrap_or_default()).quotes().try_for_each(|value| {
                serde_json::to_writer(&mut out, &Named { id, value })?;
                writeln!(out)
            }),
            (Format::Csv | Format::Tsv, _) if *several => self.table().id(name).without_header().write(found, out),
            (Format::Csv | Format::Tsv, _) => self.table().write(found, out),
            (Format::Html, _) => write::Html::new().title(title(name)).write(found, out),
            (Format::Tei, _) => {
                let settings = write::Tei::new().title(title(name));
                source.iter().fold(settings, |settings, &source| settings.source(source)).write(found, out)
            }
            (Format::Ssml, _) => self.voices.write(found, out),
            (Format::Script, _) => write::Script::new().title(title(name)).write(found, out),
            (Format::Brat, _) => write::Brat::new().write(found, out),
            (Format::Webanno, _) => {
                let settings = write::WebAnnotation::new().title(title(name));
                let settings = source.iter().fold(settings, |settings, &source| settings.source(source));
                self.unit.iter().fold(settings, |settings, &unit| settings.offsets(unit)).write(found, out)
            }
            (Format::Labelstudio, _) => {
                let settings =
                    if *several { write::LabelStudio::new().without_list() } else { write::LabelStudio::new() };
                let settings = self.unit.iter().fold(settings, |settings, &unit| settings.offsets(unit));
                settings.id(name).write(found, out)
            }
            (Format::Doccano, _) => write::Doccano::new().id(name).write(found, out),
        }
    }
}

/// The gender with this name. Its letters, such as "M", may be names of speakers.
fn gender(name: &str) -> Option<Gender> {
    Gender::ALL.iter().copied().find(|gender| gender.as_str() == name)
}

/// The name without folders and extension, for people.
fn title(name: &str) -> String {
    Path::new(name).file_stem().map_or_else(|| name.to_owned(), |stem| stem.to_string_lossy().into_owned())
}
