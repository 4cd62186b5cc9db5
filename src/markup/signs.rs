//! Which markup a text has. A text without markup costs a search for the few bytes with which markup begins.

use crate::markup::emphasis::emphasises_verb;
use crate::markup::entity;
use crate::markup::lines::{cut_within_line, cut_word, is_cut, mark_at_line_end};
use crate::markup::links::markdown_link;
use crate::markup::mojibake;

/// Which signs of markup a text has. They decide which bytes are looked at one by one.
#[derive(Clone, Copy)]
pub(crate) struct Signs {
    /// An ampersand, an angle bracket or a backslash, with what may belong to it.
    pub(crate) syntax: bool,
    /// A line break within a word, or on the inner side of a mark.
    pub(crate) line_breaks: bool,
    /// A link, or a note.
    pub(crate) brackets: bool,
    /// Stars or underscores before a name or a pronoun.
    pub(crate) emphasis: bool,
    /// Two straight single marks.
    pub(crate) ticks: bool,
    /// A word that is cut within a line.
    pub(crate) hyphens: bool,
    /// Marks whose bytes were read in another encoding.
    pub(crate) mojibake: bool,
}

impl Signs {
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let at = |at: usize| bytes.get(at).copied().unwrap_or(0);
        let syntax = memchr::memchr3_iter(b'&', b'<', b'\\', bytes).any(|i| match bytes[i] {
            b'&' => entity::read(&text[i..]).is_some(),
            b'<' => at(i + 1).is_ascii_alphabetic() || matches!(at(i + 1), b'/' | b'!'),
            _ => matches!(at(i + 1), b'!'..=b'~' | 0xC2 | 0xE2),
        });
        let brackets = memchr::memchr_iter(b'[', bytes)
            .any(|i| matches!(at(i + 1), b'[' | b'^' | b'h') || markdown_link(text, i).is_some());
        let emphasis = memchr::memchr2_iter(b'*', b'_', bytes).any(|i| {
            let small = at(i + 1).is_ascii_lowercase();
            let name = at(i + 1).is_ascii_uppercase()
                || small && (bytes[i] == b'*' || emphasises_verb(&text[i + 1..], bytes[i]));
            name && (i == 0 || matches!(bytes[i - 1], b' ' | b'\n' | b'\r' | b'[' | b'*' | b'_' | b'>'))
        });
        let ticks = memchr::memmem::find(bytes, b"''").is_some();
        let line_breaks = memchr::memchr_iter(b'\n', bytes)
            .any(|i| cut_word(text, i).is_some() || mark_at_line_end(text, i).is_some());
        let hyphens = memchr::memmem::find_iter(bytes, b"- ").any(|i| cut_within_line(text, i).is_some());
        let mojibake = memchr::memmem::find(bytes, mojibake::SIGN.as_bytes()).is_some();
        Self { syntax, line_breaks, brackets, emphasis, ticks, hyphens, mojibake }
    }

    pub(crate) fn any(self) -> bool {
        self.syntax || self.line_breaks || self.brackets || self.emphasis || self.ticks || self.hyphens || self.mojibake
    }
}

/// What kinds of markup a text has.
#[derive(Clone, Copy)]
pub(crate) struct Kinds {
    pub(crate) signs: Signs,
    /// It has tags of HTML.
    pub(crate) tags: bool,
    /// Its paragraphs are elements or have blank lines between, so that a line break is a space.
    pub(crate) blocks: bool,
    pub(crate) latex: bool,
    pub(crate) wiki: bool,
    /// Two straight single marks may be emphasis.
    pub(crate) ticks: bool,
    /// Its double marks are written `\"`.
    pub(crate) escaped: bool,
    /// It is a value of JSON, whose strings have raw marks around them.
    pub(crate) json: bool,
}

impl Kinds {
    pub(crate) fn of(text: &str, signs: Signs) -> Self {
        let has = |needle: &str| memchr::memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
        let any = |needles: &[&str]| needles.iter().any(|needle| has(needle));
        let framed = |open, close| text.trim().starts_with(open) && text.trim().ends_with(close);
        let syntax = signs.syntax;
        let escaped = syntax && has("\\\"");
        let string = || has("\\n") || text.trim().starts_with("\"\\\"");
        let coded = || syntax && has("\\u201");
        // Who writes ``Come in,'' quotes with them.
        let quotes = || any(&["``", ",''"]) || !any(&["\"", "“"]);
        Self {
            signs,
            tags: syntax && any(&["</", "<br", "<p", "<!--", "<BR", "<P", "<hr"]),
            blocks: signs.line_breaks && is_cut(text) || syntax && any(&["<p>", "<p ", "<P>", "<div", "<li>", "<td"]),
            latex: syntax && any(&["\\enquote", "\\emph{", "\\text", "\\begin{", "\\section"]),
            wiki: (signs.brackets && has("[[") || signs.ticks && has("'''")) && !quotes(),
            ticks: signs.ticks && !quotes() && !has(".''"),
            escaped,
            json: (escaped || coded()) && (framed('{', '}') || framed('[', ']') || framed('"', '"') && string()),
        }
    }
}
