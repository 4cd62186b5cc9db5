//! Text as text of a page: what a document holds never becomes markup.

use std::io::{self, Write};

/// Writes what a reader shows as `text` between two tags. A parser of HTML would take a carriage return for a line feed
/// and leave out a null, so that one is written as a reference, and the other as the replacement character.
pub(super) fn write_text(out: &mut dyn Write, text: &str) -> io::Result<()> {
    write_parts(out, text, |mut out, part| html_escape::encode_text_to_writer(part, &mut out))
}

/// Writes what a reader takes for `text` between the double quotes of an attribute.
pub(super) fn write_attribute(out: &mut dyn Write, text: &str) -> io::Result<()> {
    write_parts(out, text, |mut out, part| html_escape::encode_double_quoted_attribute_to_writer(part, &mut out))
}

type Encode = fn(&mut dyn Write, &str) -> io::Result<()>;

fn write_parts(out: &mut dyn Write, text: &str, encode: Encode) -> io::Result<()> {
    let mut rest = text;
    while let Some(at) = rest.find(['\r', '\0']) {
        encode(out, &rest[..at])?;
        out.write_all(if rest.as_bytes()[at] == b'\r' { b"&#13;" } else { "\u{fffd}".as_bytes() })?;
        rest = &rest[at + 1..];
    }
    encode(out, rest)
}

#[cfg(test)]
mod tests {
    use super::{write_attribute, write_text};
    use crate::tests::table::check;

    #[test]
    fn markup_becomes_text() {
        let rows = [
            ("a < b & c > d", "a &lt; b &amp; c &gt; d".to_owned()),
            ("&amp;</script>", "&amp;amp;&lt;/script&gt;".to_owned()),
            ("a\r\nb\0é\u{202e}", "a&#13;\nb\u{fffd}é\u{202e}".to_owned()),
            ("", String::new()),
        ];
        check(rows, |text| {
            let mut out = Vec::new();
            write_text(&mut out, text).unwrap();
            String::from_utf8(out).unwrap()
        });
    }

    #[test]
    fn an_attribute_ends_where_it_should() {
        let mut out = Vec::new();
        write_attribute(&mut out, "\" onclick=\"x\r<&").unwrap();
        let written = String::from_utf8(out).unwrap();
        assert_eq!(written.matches(['"', '<', '\r']).count(), 0, "{written}");
        assert!(written.ends_with("&lt;&amp;"), "{written}");
    }
}
