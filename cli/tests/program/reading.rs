//! Formats, encodings, and what cannot be read.

use std::io::{Cursor, Write};

use predicates::prelude::*;
use predicates::str::contains;
use zip::write::SimpleFileOptions;
use zip::ZipWriter;

use crate::{inquit, json, printed, Folder};

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A book of two chapters, whose files are not in reading order.
pub fn epub() -> Vec<u8> {
    let chapter = |text: &str| {
        format!("<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/></head><body>{text}</body></html>")
    };
    archive(&[
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            r#"<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
            <rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#,
        ),
        (
            "OEBPS/book.opf",
            r#"<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
            <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier><dc:title>Book</dc:title><dc:language>en</dc:language></metadata>
            <manifest><item id="b" href="text/b%20two.xhtml" media-type="application/xhtml+xml"/>
            <item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/>
            <item id="c" href="cover.svg" media-type="image/svg+xml"/></manifest>
            <spine><itemref idref="c"/><itemref idref="a"/><itemref idref="b"/></spine></package>"#,
        ),
        ("OEBPS/cover.svg", "<svg><text>“Cover!”</text></svg>"),
        ("OEBPS/text/b two.xhtml", &chapter("<p>“Why?” asked <i>Hale</i>.</p>")),
        ("OEBPS/text/a.xhtml", &chapter("<h1>One</h1><p>“No,” said Orne.</p>")),
    ])
}

pub fn docx() -> Vec<u8> {
    let body = "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
                <w:p><w:r><w:t>“No,” said</w:t></w:r><w:r><w:t xml:space=\"preserve\"> Orne.</w:t></w:r></w:p>\
                <w:p><w:r><w:t>“Why?” asked Hale &amp; left.</w:t></w:r></w:p></w:body></w:document>";
    archive(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", body)])
}

#[test]
fn documents_are_read_as_words() {
    let folder = Folder::new(&[]);
    for (name, bytes, text) in [
        ("book.epub", epub(), "One\n\n“No,” said Orne.\n\n“Why?” asked Hale.\n"),
        ("paper.docx", docx(), "“No,” said Orne.\n\n“Why?” asked Hale & left.\n"),
        (
            "page.html",
            "<!doctype html><title>“T”</title><p>&ldquo;No,&rdquo; said\n<b>Orne</b>.<p>“Why?”".into(),
            "“No,” said Orne.\n\n“Why?”\n",
        ),
        ("note.md", "# One\n\n“No,” said\n**Orne**.\n\n```\n“x”\n```\n".into(), "One\n\n“No,” said Orne.\n"),
    ] {
        let path = folder.write(name, &bytes);
        assert_eq!(printed(&["--format", "text", &path]), text);
        // Offsets count in that text, and the user is told so.
        let found = inquit().args(["--format", "jsonl", &path]).assert().success();
        found.stderr(contains("1 text was converted; offsets count in the converted text"));
        let first = json(printed(&["--format", "jsonl", &path]).lines().next().unwrap());
        let (start, end) = (first["start"].as_u64().unwrap() as usize, first["end"].as_u64().unwrap() as usize);
        assert_eq!(&text[start..end], "“No,”");
        // What has no offsets needs no note.
        inquit().arg(&path).assert().success().stderr("");
    }
    assert_eq!(printed(&["--format", "jsonl", folder.as_str()]).lines().count(), 7);
}

#[test]
fn the_contents_tell_the_format_and_the_user_knows_better() {
    for (bytes, words) in
        [(epub(), "One\n\n“No,”"), (docx(), "“No,” said Orne."), ("\n<html><p>“No”<br>".into(), "“No”\n")]
    {
        inquit().args(["--format", "text"]).write_stdin(bytes).assert().success().stdout(contains(words));
    }
    let as_format = |from: &str| {
        inquit().args(["--format", "text", "--from", from]).write_stdin("*No* <b>x</b>").assert().success()
    };
    as_format("text").stdout("*No* <b>x</b>");
    as_format("markdown").stdout("No x\n");
    as_format("html").stdout("*No* x\n");
    inquit().args(["--from", "epub"]).write_stdin("no").assert().code(1).stderr(contains("a damaged EPUB"));
    inquit().args(["--from", "docx"]).write_stdin("no").assert().code(1).stderr(contains("a damaged DOCX"));
}

#[test]
fn offsets_are_those_of_the_file_if_it_is_read_in_place() {
    let folder = Folder::new(&[]);
    for (name, source, said) in [
        (
            "page.html",
            "<html><title>“T”</title><script>say(\"x\")</script><p>&ldquo;No, <i>Ida</i>,&rdquo; said Orne.",
            "&ldquo;No, <i>Ida</i>,&rdquo;",
        ),
        ("note.md", "# One\n\n```\nsay \"x\"\n```\n\n> \"No,\n> *Ida*,\" said Orne.\n", "\"No,\n> *Ida*,\""),
    ] {
        let path = folder.write(name, source);
        let found =
            inquit().args(["--in-place", "--format", "json", "--speaker", "Orne", &path]).assert().success().stderr("");
        let answer = json(&String::from_utf8_lossy(&found.get_output().stdout));
        let quote = &answer["quotes"][0];
        let (start, end) = (quote["start"].as_u64().unwrap() as usize, quote["end"].as_u64().unwrap() as usize);
        assert_eq!((&source[start..end], answer["quotes"].as_array().unwrap().len()), (said, 1));
        assert!(!answer.to_string().contains("\"x\""), "{answer}");
    }
    inquit().arg("--in-place").write_stdin(epub()).assert().code(1).stderr(contains("an archive has no text"));
}

#[test]
fn other_encodings_are_found() {
    let text = "“No,” said Zoë. “It’s far – go home.”\n";
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, name) in [(utf_16, "UTF-16LE"), (encoding_rs::WINDOWS_1252.encode(text).0.into_owned(), "windows-1252")]
    {
        let found = inquit().args(["--format", "text"]).write_stdin(bytes).assert().success();
        found.stdout(text).stderr(format!("inquit: stdin: read as {name}\n"));
    }
    let page = encoding_rs::WINDOWS_1251.encode("<html><meta charset=windows-1251><p>“No,” said Жуков.").0.into_owned();
    inquit().args(["--format", "text"]).write_stdin(page).assert().success().stdout("“No,” said Жуков.\n");
    let damaged = b"\xe2\x80\x9cNo,\xe2\x80\x9d said Zo\xff.".to_vec();
    inquit().write_stdin(damaged).assert().success().stderr(contains("damaged UTF-8"));
}

#[test]
fn what_is_no_text_is_named_and_the_others_go_on() {
    let folder = Folder::new(&[("a.txt", "“No,” said Orne."), ("z.txt", "“Why?” asked Hale.")]);
    folder.write("b.txt", b"%PDF-1.4\n\xff\xfe");
    folder.write("c.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0");
    folder.write("d.epub", archive(&[("x.txt", "x")]));
    folder.write("e.docx", &docx()[..200]);
    folder.write("f.txt", (0..=255_u8).cycle().take(4096).collect::<Vec<u8>>());
    let missing = folder.path("missing.txt");
    let found = inquit().args(["--format", "jsonl", folder.as_str()]).arg(&missing).assert().code(1);
    for message in [
        "b.txt: a PDF file",
        "c.txt: an image (image/png)",
        "d.epub: a ZIP archive",
        "e.docx: a damaged ZIP archive",
        "f.txt: binary data",
    ] {
        let found = inquit().args(["--format", "jsonl", folder.as_str()]).arg(&missing).assert();
        found.stderr(contains(message));
    }
    let found = found.stderr(contains("missing.txt: No such file"));
    assert_eq!(String::from_utf8_lossy(&found.get_output().stdout).lines().count(), 2);
}

#[test]
fn an_empty_text_is_a_text() {
    inquit().write_stdin("").assert().success().stdout(contains("no quotations")).stderr("");
    inquit().args(["--format", "jsonl"]).write_stdin("\u{feff}\r\n").assert().success().stdout("");
}

#[test]
fn a_folder_without_texts_is_an_error() {
    let folder = Folder::new(&[("picture.png", "")]);
    inquit().arg(folder.as_str()).assert().code(1).stderr(contains("no text in this folder"));
}

#[test]
fn a_byte_order_mark_stays_in_the_offsets() {
    let found =
        inquit().args(["--format", "jsonl"]).write_stdin("\u{feff}“No,” said Orne.").assert().success().stderr("");
    assert_eq!(json(&String::from_utf8_lossy(&found.get_output().stdout))["start"], 3);
    inquit()
        .arg("--format=table")
        .write_stdin("\u{feff}“No,” said Orne.")
        .assert()
        .stdout(contains("Orne").and(contains("\u{feff}").not()));
}
