//! From the bytes of an input to the text that is attributed: one module for each format.

pub mod docx;
pub mod encoding;
pub mod epub;
pub mod html;
pub mod kind;
pub mod markdown;
pub mod prose;

use std::io::{self, Write};

use anyhow::{bail, Result};
use inquit::Span;

use crate::read::html::Syntax;
use crate::read::kind::Kind;

/// A text to attribute.
#[derive(Debug)]
pub struct Document {
    /// What the user calls it: the path, or `stdin`.
    pub name: String,
    pub text: String,
    /// What in `text` is not prose: scripts, code blocks. Empty if the text was converted, since it then has none.
    pub masks: Vec<Span>,
    /// Whether `text` differs from the bytes of the input, so that offsets count in `text` alone.
    pub converted: bool,
    /// What the user should know about the reading.
    pub notes: Vec<String>,
}

/// How a document with markup is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Its words become a text.
    Converted,
    /// It is the text, and what is not prose is masked, so that offsets count in the document.
    InPlace,
}

/// Reads a document of a kind, or of the kind that its name and its bytes tell.
///
/// # Errors
/// The bytes are no text in any of the formats; the message names what they are.
pub fn read(name: &str, bytes: Vec<u8>, kind: Option<Kind>, reading: Reading) -> Result<Document> {
    let kind = kind.map_or_else(|| Kind::of(name, &bytes), Ok)?;
    let (masks, notes) = (Vec::new(), Vec::new());
    let mut document = Document { name: name.to_owned(), text: String::new(), masks, converted: true, notes };
    match kind {
        Kind::Epub | Kind::Docx if reading == Reading::InPlace => bail!("an archive has no text to be read in place"),
        Kind::Epub => document.text = epub::text(bytes)?,
        Kind::Docx => document.text = docx::text(bytes)?,
        Kind::Text | Kind::Markdown | Kind::Html => {
            let declared = if kind == Kind::Html { html::declared_encoding(&bytes) } else { None };
            let decoded = encoding::decode(bytes, declared);
            document.notes.extend(decoded.note);
            let text = decoded.text;
            document.converted = decoded.converted || kind != Kind::Text && reading == Reading::Converted;
            document.text = match (kind, reading) {
                (Kind::Markdown, Reading::Converted) => markdown::text(&text),
                (Kind::Html, Reading::Converted) => html::text(&text, Syntax::of(&text)),
                (Kind::Markdown, Reading::InPlace) => {
                    document.masks = markdown::masks(&text);
                    text
                }
                (Kind::Html, Reading::InPlace) => {
                    document.masks = html::masks(&text);
                    text
                }
                _ => text,
            };
        }
    }
    Ok(document)
}

/// Maximum size, in bytes, of what an archive unpacks to: some 50 novels with their markup. A small archive can claim
/// any size.
const UNPACKED: usize = 256 << 20;

/// A buffer that refuses to grow beyond [`UNPACKED`].
#[derive(Default)]
struct Unpacked(Vec<u8>);

impl Write for Unpacked {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > UNPACKED {
            return Err(io::Error::other(format!("unpacks to more than {} MiB", UNPACKED >> 20)));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Unpacked, UNPACKED};
    use std::io;

    #[test]
    fn an_archive_does_not_fill_the_memory() {
        let mut unpacked = Unpacked::default();
        let error = io::copy(&mut io::repeat(b' '), &mut unpacked).unwrap_err();
        assert!(error.to_string().contains("256 MiB") && unpacked.0.len() <= UNPACKED);
    }
}
