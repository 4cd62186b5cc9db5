//! Tags of HTML.

use crate::util::slice::truncated;

/// Maximum length, in bytes, of a tag with its attributes. Longer ones are damage, and the bound keeps the search
/// short.
const MAX_TAG: usize = 2000;

/// Elements that begin and end paragraphs.
const BLOCKS: [&str; 37] = [
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "tr",
    "td",
    "th",
    "table",
    "tbody",
    "thead",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "figure",
    "figcaption",
    "dl",
    "dt",
    "dd",
    "hr",
    "pre",
    "form",
    "title",
    "head",
    "body",
    "html",
    "aside",
    "nav",
];

/// Elements within a paragraph, which show nothing of their own.
const INLINE: [&str; 31] = [
    "a", "b", "i", "em", "strong", "u", "s", "small", "big", "span", "cite", "font", "abbr", "acronym", "code", "mark",
    "ins", "del", "tt", "strike", "time", "wbr", "dfn", "kbd", "var", "samp", "bdi", "bdo", "label", "center", "nobr",
];

/// Elements that show something within a paragraph which is no part of its words.
const SPACES: [&str; 5] = ["img", "sup", "sub", "input", "button"];

/// Elements whose content is not read.
pub(crate) const HIDDEN: [&str; 4] = ["script", "style", "ref", "noscript"];

/// What a tag does to the text that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    /// `<q>`: its ends are quotation marks.
    Quotation,
    /// `<br>`
    LineBreak,
    /// It begins and ends paragraphs.
    Block,
    /// Its content is not read; its number in [`HIDDEN`].
    Hidden(usize),
    /// It shows something that is no word.
    Space,
    /// It shows nothing of its own.
    Inline,
}

/// A tag of HTML.
#[derive(Clone, Copy)]
pub(crate) struct Tag<'t> {
    pub(crate) name: &'t str,
    /// `</b>`
    pub(crate) closes: bool,
    /// `<b/>`
    pub(crate) is_empty: bool,
    /// Length in bytes.
    pub(crate) len: usize,
}

impl<'t> Tag<'t> {
    /// The tag at the start of a text.
    pub(crate) fn read(text: &'t str) -> Option<Self> {
        let near = truncated(text, MAX_TAG);
        let closes = near.starts_with("</");
        let start = if closes { 2 } else { 1 };
        let name_len = near[start..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = &near[start..start + name_len];
        let behind = start + name_len;
        let end = behind + near[behind..].find(['>', '<'])?;
        let attributes = &near[behind..end];
        let fits = attributes.is_empty() || attributes.starts_with(|c: char| c.is_ascii_whitespace() || c == '/');
        let ends = near.as_bytes()[end] == b'>';
        (ends && fits && !name.is_empty()).then_some(Self {
            name,
            closes,
            is_empty: attributes.ends_with('/'),
            len: end + 1,
        })
    }

    /// What the tag does; `None` for a name that HTML does not have.
    pub(crate) fn element(&self) -> Option<Element> {
        let is = |names: &[&str]| names.iter().any(|name| self.name.eq_ignore_ascii_case(name));
        match () {
            () if is(&["q"]) => Some(Element::Quotation),
            () if is(&["br"]) => Some(Element::LineBreak),
            () if is(&BLOCKS) => Some(Element::Block),
            () if is(&HIDDEN) => HIDDEN.iter().position(|name| is(&[name])).map(Element::Hidden),
            () if is(&SPACES) => Some(Element::Space),
            () => is(&INLINE).then_some(Element::Inline),
        }
    }
}

/// Whether a paragraph ends at a line break within an element: the line ends a sentence or introduces speech, and what
/// follows begins one.
pub(crate) fn begins_paragraph(before: &str, behind: &str) -> bool {
    let last = before.trim_end().chars().next_back();
    let ends = last.map_or(true, |c| matches!(c, '.' | '!' | '?' | '…' | '"' | '”' | '’' | '\'' | ';' | '>' | ')'));
    let opens = behind.starts_with(['"', '“', '‘', '\'', '«', '—', '–', '&', '<', '\\']);
    ends && (opens || behind.starts_with(char::is_uppercase)) || opens && last == Some(':')
}

#[cfg(test)]
mod tests {
    use super::{begins_paragraph, Element, Tag};

    #[test]
    fn tags_are_known_by_their_names() {
        for (text, expected) in [
            ("<q>", Some((3, Some(Element::Quotation)))),
            ("<BR/>b", Some((5, Some(Element::LineBreak)))),
            ("</P >b", Some((5, Some(Element::Block)))),
            ("<ref name=\"a\">", Some((14, Some(Element::Hidden(2))))),
            ("<img src='a'>", Some((13, Some(Element::Space)))),
            ("<b class=\"c\">", Some((13, Some(Element::Inline)))),
            ("<edda>", Some((6, None))),
            ("<b <i>", None),
            ("<b", None),
            ("<>", None),
            ("<b.c>", None),
        ] {
            assert_eq!(Tag::read(text).map(|tag| (tag.len, tag.element())), expected, "{text}");
        }
    }

    #[test]
    fn line_breaks_part_paragraphs_where_a_sentence_ends() {
        for (before, behind, expected) in
            [("He sat.", "“No.”", true), ("He sat.", "then", false), ("He said:", "“No.”", true), ("He", "Tom", false)]
        {
            assert_eq!(begins_paragraph(before, behind), expected, "{before}<br>{behind}");
        }
    }
}
