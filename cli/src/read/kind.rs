//! Which format an input has.

use std::io::Cursor;
use std::path::Path;

use anyhow::{bail, Result};
use clap::ValueEnum;
use zip::ZipArchive;

use crate::read::encoding;

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Plain text
    Text,
    /// Markdown: the words, without code blocks and front matter
    Markdown,
    /// HTML and XHTML: the words, without scripts and styles
    Html,
    /// EPUB: all chapters in reading order
    Epub,
    /// Word: the main text, without headers, footnotes, comments and deletions
    Docx,
}

/// Formats that are text in form, but not prose, by their first bytes.
const NO_PROSE: [(&[u8], &str); 3] = [
    (b"%PDF-", "a PDF file; convert it first, for example with `pdftotext`"),
    (b"{\\rtf", "an RTF document; save it as DOCX or plain text first"),
    (b"%!PS", "a PostScript file; convert it first, for example with `ps2ascii`"),
];

/// Extensions of the files that are read from a folder.
const EXTENSIONS: [(&str, Kind); 11] = [
    ("txt", Kind::Text),
    ("text", Kind::Text),
    ("vtt", Kind::Text),
    ("srt", Kind::Text),
    ("md", Kind::Markdown),
    ("markdown", Kind::Markdown),
    ("html", Kind::Html),
    ("htm", Kind::Html),
    ("xhtml", Kind::Html),
    ("epub", Kind::Epub),
    ("docx", Kind::Docx),
];

impl Kind {
    /// The kind of files with the extension of a path.
    pub fn of_extension(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        EXTENSIONS.iter().find(|(known, _)| *known == extension).map(|&(_, kind)| kind)
    }

    /// The kind that bytes and, where these leave it open, a name tell.
    ///
    /// # Errors
    /// The bytes are in another format; the message names it.
    pub fn of(name: &str, bytes: &[u8]) -> Result<Self> {
        if bytes.starts_with(b"PK\x03\x04") {
            return Self::of_archive(bytes);
        }
        if let Some((_, what)) = NO_PROSE.iter().find(|(start, _)| bytes.starts_with(start)) {
            bail!("{what}");
        }
        if encoding::is_binary(bytes) {
            bail!("{}", what_it_is(bytes));
        }
        let named = Self::of_extension(Path::new(name));
        Ok(match named {
            Some(kind @ (Self::Markdown | Self::Html)) => kind,
            // A page that was saved under another name, or that comes from standard input.
            _ if is_page(bytes) => Self::Html,
            _ => Self::Text,
        })
    }

    fn of_archive(bytes: &[u8]) -> Result<Self> {
        let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else { bail!("a damaged ZIP archive") };
        let has = |name| archive.index_for_name(name).is_some();
        if has("META-INF/container.xml") {
            return Ok(Self::Epub);
        }
        if has("word/document.xml") {
            return Ok(Self::Docx);
        }
        bail!(match archive.file_names().next() {
            _ if has("content.xml") => "an OpenDocument file; save it as DOCX or plain text first",
            _ if has("xl/workbook.xml") => "a spreadsheet, not a text",
            _ if has("ppt/presentation.xml") => "a presentation; save it as plain text first",
            _ => "a ZIP archive; unpack it first",
        })
    }
}

/// Whether bytes begin as a page of HTML does.
fn is_page(bytes: &[u8]) -> bool {
    let start: String = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let start = start.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || start.starts_with("<?xml") && start.contains("<html")
}

/// Names the format of bytes that are no text.
fn what_it_is(bytes: &[u8]) -> String {
    use infer::MatcherType::{App, Archive, Audio, Book, Doc, Font, Image, Video};
    let Some(kind) = infer::get(bytes) else { return "binary data, not a text".to_owned() };
    let (what, advice) = match kind.matcher_type() {
        Image => ("an image", ""),
        Audio => ("audio", ""),
        Video => ("a video", ""),
        Font => ("a font", ""),
        App => ("a program", ""),
        Archive => ("an archive", "; unpack it first"),
        Book => ("an e-book", "; convert it to EPUB first"),
        Doc => ("a document", "; save it as DOCX or plain text first"),
        _ => ("binary data", ""),
    };
    format!("{what} ({}), not a text{advice}", kind.mime_type())
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn text_is_not_taken_for_a_format_by_its_first_letters() {
        // What some binary formats begin with.
        for text in ["OTTO came in.", "BMW said no.", "GIF is a format.", "MZ is a name.", "ID3 tags"] {
            assert_eq!(Kind::of("a.txt", text.as_bytes()).unwrap(), Kind::Text);
        }
    }

    #[test]
    fn name_and_bytes_tell() {
        let of = |name, bytes: &str| Kind::of(name, bytes.as_bytes()).unwrap();
        assert_eq!(of("a.md", "<p>"), Kind::Markdown);
        assert_eq!(of("A.HTM", "no"), Kind::Html);
        assert_eq!(of("stdin", "\u{feff}\n<!DOCTYPE html><p>"), Kind::Html);
        assert_eq!(of("a.txt", "<p> opens a paragraph"), Kind::Text);
        assert_eq!(of("a", "<?xml version='1.0'?>\n<html xmlns='x'>"), Kind::Html);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (bytes, name) in [
            (&b"%PDF-1.7\n"[..], "PDF"),
            (b"{\\rtf1 No.}", "RTF"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
            (b"\x1f\x8b\x08\0\0\0\0\0", "application/gzip"),
            (b"PK\x03\x04", "ZIP"),
            (b"\0\x01\x02\x03\0\0\0", "binary data"),
        ] {
            let error = Kind::of("a.txt", bytes).unwrap_err().to_string();
            assert!(error.contains(name), "{error}");
        }
    }
}
