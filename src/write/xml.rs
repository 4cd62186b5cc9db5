//! What the XML formats share.

use std::borrow::Cow;
use std::io;

use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::Writer;

/// Writes elements; the crate quick-xml escapes what they hold.
pub(crate) struct Xml<W> {
    writer: Writer<W>,
}

impl<W: io::Write> Xml<W> {
    /// Begins a document.
    pub(crate) fn new(out: W) -> io::Result<Self> {
        let mut writer = Writer::new(out);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let mut xml = Self { writer };
        xml.line()?;
        Ok(xml)
    }

    pub(crate) fn start(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.writer.write_event(Event::Start(element(name, attributes)))
    }

    pub(crate) fn end(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    pub(crate) fn text(&mut self, text: &str) -> io::Result<()> {
        let text = legal(text);
        self.writer.write_event(Event::Text(BytesText::from_escaped(partial_escape(&*text))))
    }

    /// An element with nothing but text.
    pub(crate) fn leaf(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
        self.start(name, attributes)?;
        self.text(text)?;
        self.end(name)
    }

    /// A line break between elements.
    pub(crate) fn line(&mut self) -> io::Result<()> {
        self.writer.get_mut().write_all(b"\n")
    }

    pub(crate) fn finish(self) -> io::Result<()> {
        self.writer.into_inner().flush()
    }
}

fn element<'a>(name: &'a str, attributes: &[(&'a str, &str)]) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for &(key, value) in attributes {
        element.push_attribute((key, &*legal(value)));
    }
    element
}

/// The text as an XML reader returns it: line breaks as line feeds, and a replacement character (U+FFFD) for each
/// character that XML 1.0 forbids even as a reference.
pub(crate) fn legal(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| is_legal(c) && c != '\r') {
        return Cow::Borrowed(text);
    }
    let text = text.replace("\r\n", "\n");
    let legal = text.chars().map(|c| match c {
        '\r' => '\n',
        c if is_legal(c) => c,
        _ => char::REPLACEMENT_CHARACTER,
    });
    Cow::Owned(legal.collect())
}

/// The production `Char` of XML 1.0. A `char` is no surrogate.
fn is_legal(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::{legal, Xml};

    #[test]
    fn forbidden_characters_are_replaced() {
        assert_eq!(legal("a\0b\u{b}\u{ffff}\tc\r\nd\re\u{85}"), "a\u{fffd}b\u{fffd}\u{fffd}\tc\nd\ne\u{85}");
    }

    #[test]
    fn markup_is_escaped() {
        let mut written = Vec::new();
        let mut xml = Xml::new(&mut written).unwrap();
        xml.leaf("a", &[("b", "<\"&'>")], "]]> \"&\" <").unwrap();
        xml.finish().unwrap();
        let written = String::from_utf8(written).unwrap();
        assert!(written.ends_with("<a b=\"&lt;&quot;&amp;&apos;&gt;\">]]&gt; \"&amp;\" &lt;</a>"), "{written}");
    }
}
