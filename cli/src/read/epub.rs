//! The words of an EPUB.

use std::io::Cursor;

use anyhow::{Context, Result};
use rbook::Epub;

use crate::read::html::{self, Syntax};
use crate::read::Unpacked;

/// The text of all chapters, in reading order.
pub fn text(bytes: Vec<u8>) -> Result<String> {
    let book = Epub::options().skip_toc(true).skip_metadata(true).read(Cursor::new(bytes)).context("a damaged EPUB")?;
    let mut chapters = Vec::new();
    // One buffer for all chapters: the limit is one of the book.
    let mut unpacked = Unpacked::default();
    for chapter in book.spine().iter().filter_map(|entry| entry.manifest_entry()) {
        // Reading order may list pictures.
        if !matches!(chapter.media_type(), "application/xhtml+xml" | "text/html" | "application/xml" | "text/xml") {
            continue;
        }
        let start = unpacked.0.len();
        chapter
            .copy_bytes(&mut unpacked)
            .with_context(|| format!("a damaged EPUB: {}", chapter.href_raw().as_str()))?;
        let page = String::from_utf8_lossy(&unpacked.0[start..]);
        chapters.push(html::text(&page, Syntax::Xml));
    }
    chapters.retain(|chapter| !chapter.is_empty());
    Ok(chapters.join("\n"))
}
