//! The words of a Word document.

use std::io::{self, Cursor};

use anyhow::{Context, Result};
use quick_xml::events::Event;
use quick_xml::Reader;
use zip::ZipArchive;

use crate::read::prose::Prose;
use crate::read::Unpacked;

/// The main text, a paragraph for each of the document's.
pub fn text(bytes: Vec<u8>) -> Result<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).context("a damaged DOCX")?;
    let mut unpacked = Unpacked::default();
    let mut body = archive.by_name("word/document.xml").context("a damaged DOCX")?;
    io::copy(&mut body, &mut unpacked).context("a damaged DOCX")?;
    words(&String::from_utf8_lossy(&unpacked.0)).context("a damaged DOCX")
}

fn words(xml: &str) -> Result<String> {
    let mut reader = Reader::from_str(xml);
    let mut prose = Prose::default();
    // Number of open elements whose content is not part of the text as it is read: what was moved away, and what
    // older programs show instead.
    let mut hidden = 0_usize;
    let mut in_text = false;
    loop {
        match reader.read_event()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "moveFrom" | "Fallback" => hidden += 1,
                "t" => in_text = true,
                "p" => prose.paragraph(),
                _ => {}
            },
            Event::Empty(element) if hidden == 0 => match element.local_name().as_ref() {
                "br" | "cr" => prose.line(),
                "ta" | "pta" => prose.words(" "),
                "noBreakHyphen" => prose.words("\u{2011}"),
                "softHyphen" => prose.words("\u{ad}"),
                "p" => prose.paragraph(),
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "moveFrom" | "Fallback" => hidden = hidden.saturating_sub(1),
                "t" => in_text = false,
                "p" => prose.paragraph(),
                _ => {}
            },
            Event::Text(text) if in_text && hidden == 0 => prose.words(&text),
            Event::GeneralRef(reference) if in_text && hidden == 0 => {
                if let Some(character) = reference.resolve_char_ref()? {
                    prose.words(character.encode_utf8(&mut [0; 4]));
                } else if let Some(text) = quick_xml::escape::resolve_predefined_entity(&reference) {
                    prose.words(text);
                }
            }
            Event::Eof => return Ok(prose.finish()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn runs_are_joined_and_paragraphs_are_not() {
        let xml = "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t xml:space=\"preserve\">“No,” </w:t></w:r>\
                   <w:r><w:t>said O&amp;r&#x6e;e.</w:t><w:br/><w:t>“Go.”</w:t></w:r></w:p>\n\
                   <w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>away</w:t></w:r></w:moveFrom>\
                   <w:r><w:t>Well</w:t><w:noBreakHyphen/><w:t>known.</w:t></w:r></w:p></w:body></w:document>";
        assert_eq!(words(xml).unwrap(), "“No,” said O&rne.\n“Go.”\n\nWell\u{2011}known.\n");
    }

    #[test]
    fn damage_is_an_error() {
        assert!(words("<w:p><w:t>“No.”</w:t></w:p></w:x>").is_err());
        assert!(words("<w:p><w:t>“No.”</w:t").is_err());
    }
}
