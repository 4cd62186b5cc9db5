//! A text as its reader sees it, written by edits of the source, and the way back.

use core::cell::Cell;
use std::borrow::Cow;

use crate::span::Span;

/// What stands for the end of a paragraph in the plain text.
pub(crate) const BREAK: &str = "\n\n";

/// A piece of the source that reads otherwise in the plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// Where it stands in the plain text; may be empty.
    pub(crate) plain: Span,
    /// Where it stands in the source; not empty unless `plain` is not.
    pub(crate) source: Span,
}

/// A text as its reader sees it, and the way back.
#[derive(Debug)]
pub(crate) struct PlainText<'t> {
    source: &'t str,
    text: Cow<'t, str>,
    /// In order, disjoint in both texts. Between two of them both texts are the same, but for the ends of lines: those of
    /// the plain text are line feeds.
    edits: Vec<Edit>,
    /// The last answer of `edits_before`, at most the number of edits.
    near: Cell<usize>,
}

impl<'t> PlainText<'t> {
    /// A source that is its own plain text.
    pub(crate) fn unedited(source: &'t str) -> Self {
        Self { source, text: Cow::Borrowed(source), edits: Vec::new(), near: Cell::new(0) }
    }

    /// The plain text of another source that has the same offsets.
    pub(crate) fn of_source(self, source: &str) -> PlainText<'_> {
        let Self { text, edits, near, .. } = self;
        PlainText { source, text: Cow::Owned(text.into_owned()), edits, near }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The edits, in order.
    #[cfg(test)]
    pub(crate) fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Whether the source is its own plain text, but for the ends of its lines.
    pub(crate) fn is_source(&self) -> bool {
        self.edits.is_empty()
    }

    /// What reads otherwise than it is written, in order: where it stands in the source, and what a reader sees.
    pub(crate) fn markup(&self) -> impl Iterator<Item = (Span, &str)> {
        self.edits.iter().map(|edit| (edit.source, &self.text[edit.plain.range()]))
    }

    /// The span of the source that reads as a span of the plain text. Markup on its outside is left out.
    pub(crate) fn source(&self, span: Span) -> Span {
        if span.is_empty() {
            // Right behind the character before it, so that it stays within a span that has that character.
            let at = if span.start == 0 { 0 } else { self.end(span.start) };
            return Span::new(at, at);
        }
        Span::new(self.start(span.start), self.end(span.end))
    }

    /// The same for what stands between two marks: tags and emphasis beside the marks belong to it.
    pub(crate) fn content(&self, quotation: Span, content: Span) -> Span {
        let own = self.source(content);
        let start = if content.start > quotation.start { self.end(content.start) } else { own.start };
        let end = if content.end < quotation.end { self.start(content.end) } else { own.end };
        if content.is_empty() {
            return own;
        }
        let between = &self.source[start..end];
        let end = end - (between.len() - between.trim_end().len());
        Span::new(end - between.trim().len(), end)
    }

    /// Number of edits that begin before an offset of the plain text. Offsets that are asked for one after the other
    /// are mostly near each other.
    fn edits_before(&self, offset: usize) -> usize {
        let begins = |i: usize| self.edits.get(i).map_or(true, |edit| edit.plain.start >= offset);
        let near = self.near.get();
        let here = |i: usize| begins(i) && (i == 0 || self.edits[i - 1].plain.start < offset);
        let found = if here(near) {
            near
        } else if near < self.edits.len() && here(near + 1) {
            near + 1
        } else {
            self.edits.partition_point(|edit| edit.plain.start < offset)
        };
        self.near.set(found);
        found
    }

    /// Where the character at an offset of the plain text begins in the source.
    fn start(&self, offset: usize) -> usize {
        match self.edits[..self.edits_before(offset + 1)].last() {
            Some(edit) if offset < edit.plain.end => edit.source.start,
            Some(edit) => edit.source.end + (offset - edit.plain.end),
            None => offset,
        }
    }

    /// Where the character that ends at an offset of the plain text, at least 1, ends in the source.
    fn end(&self, offset: usize) -> usize {
        match self.edits[..self.edits_before(offset)].last() {
            Some(edit) if offset <= edit.plain.end => edit.source.end,
            Some(edit) => edit.source.end + (offset - edit.plain.end),
            None => offset,
        }
    }
}

/// A plain text that is being written. Edits are made in the order of the source.
#[derive(Debug)]
pub(crate) struct Draft<'t> {
    source: &'t str,
    text: String,
    edits: Vec<Edit>,
    /// Everything before this offset of the source is written.
    read: usize,
}

impl<'t> Draft<'t> {
    pub(crate) fn new(source: &'t str) -> Self {
        Self { source, text: String::with_capacity(source.len()), edits: Vec::new(), read: 0 }
    }

    /// Everything before this offset of the source is written.
    pub(crate) fn read(&self) -> usize {
        self.read
    }

    /// Writes `plain` for a part of the source that lies after all that is written.
    pub(crate) fn edit(&mut self, part: Span, plain: &str) {
        self.text.push_str(&self.source[self.read..part.start]);
        let start = self.text.len();
        self.text.push_str(plain);
        self.edits.push(Edit { plain: Span::new(start, self.text.len()), source: part });
        self.read = part.end;
    }

    /// The plain text, with the rest of the source as it is.
    pub(crate) fn finish(mut self) -> PlainText<'t> {
        if self.edits.is_empty() {
            return PlainText::unedited(self.source);
        }
        self.text.push_str(&self.source[self.read..]);
        PlainText { source: self.source, text: Cow::Owned(self.text), edits: self.edits, near: Cell::new(0) }
    }
}
