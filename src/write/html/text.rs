//! The text with its quotations: blocks, and in them quotations with the names of their speakers.

use core::ops::Range;
use std::io::{self, Write};

use crate::offsets::Offsets;
use crate::output::attributions::Attributions;
use crate::output::quote::Quote;
use crate::record::{QuoteKind, SpeechMarks};
use crate::span::Span;
use crate::token::chars::is_blank;
use crate::write::html::escape::{write_attribute, write_text};
use crate::write::html::state::State;

/// Number of bytes after which a section ends. A browser lays out whole sections: a few screens each, so that neither
/// their number nor their size stalls it.
const SECTION: usize = 12_000;

/// Number of bytes in a line of the page, roughly. The style sheet estimates the height of a section from its lines,
/// so that the scroll bar is right before the section is laid out.
const LINE: usize = 66;

/// Share, in percent, of the lines of a hard-wrapped text that are taken to be no longer than its width. The longest
/// lines may be addresses, tables or a file that was pasted.
const ORDINARY_LINES: usize = 95;

/// The paragraphs of a text, in order and disjoint. Text outside of all paragraphs becomes a block of its own: a result
/// that was stored and read back may have any.
pub(super) struct Blocks {
    spans: Vec<Span>,
    /// Number of bytes that a line of a hard-wrapped text may have.
    width: usize,
}

impl Blocks {
    pub(super) fn of(answer: &Attributions<'_>) -> Self {
        let text = answer.text();
        let mut spans = Vec::with_capacity(answer.paragraphs().len());
        let mut end = 0;
        for &paragraph in answer.paragraphs().iter().chain([&Span::new(text.len(), text.len())]) {
            if paragraph.start < end {
                continue;
            }
            let gap = &text[end..paragraph.start];
            let trimmed = gap.trim_matches(is_blank);
            if !trimmed.is_empty() {
                let start = end + gap.len() - gap.trim_start_matches(is_blank).len();
                spans.push(Span::new(start, start + trimmed.len()));
            }
            if !paragraph.is_empty() {
                spans.push(paragraph);
            }
            end = paragraph.end;
        }
        let width = width(text, &spans);
        Self { spans, width }
    }

    /// The block that holds a span, and the span within it in UTF-16 units; `None` if no block holds all of it.
    pub(super) fn locate(&self, offsets: &Offsets<'_>, span: Span) -> Option<(usize, Range<usize>)> {
        let block = self.spans.partition_point(|block| block.end < span.end);
        let start = self.spans.get(block).filter(|block| block.start <= span.start)?.start;
        let start = offsets.utf16(Span::new(start, start)).start;
        let Range { start: from, end: to } = offsets.utf16(span);
        Some((block, from - start..to - start))
    }

    /// Whether the line breaks of a block are meant: a poem, a list, an address. Each line then has room for the next
    /// word.
    fn has_lines(&self, text: &str, block: Span) -> bool {
        let lines: Vec<&str> = text[block].lines().map(|line| line.trim_end_matches(is_blank)).collect();
        let first_word = |line: &str| line.trim_start_matches(is_blank).split(is_blank).next().map_or(0, str::len);
        lines.len() > 1 && lines.windows(2).all(|pair| pair[0].len() + 1 + first_word(pair[1]) <= self.width)
    }
}

/// The width to which a hard-wrapped text is wrapped. In a text that is not, it is that of a long paragraph.
fn width(text: &str, blocks: &[Span]) -> usize {
    let lines = blocks.iter().flat_map(|&block| text[block].lines());
    let mut lengths: Vec<usize> = lines.map(|line| line.trim_end_matches(is_blank).len()).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * ORDINARY_LINES / 100).map_or(0, |&width| width)
}

/// Writes the whole text. Without tags it is the text as given.
pub(super) fn write_blocks(out: &mut dyn Write, answer: &Attributions<'_>, blocks: &Blocks) -> io::Result<()> {
    let mut writer = Writer { out, answer, at: 0, next: 0, open: Vec::new() };
    let mut section: Option<usize> = None;
    for (index, &block) in blocks.spans.iter().enumerate() {
        if section.map_or(true, |start| block.start - start > SECTION) {
            if section.is_some() {
                writer.out.write_all(b"</section>")?;
            }
            let blocks = blocks.spans[index..].iter().take_while(|other| other.start - block.start <= SECTION);
            let lines: usize = blocks.map(|block| block.len().div_ceil(LINE)).sum();
            write!(writer.out, "<section style=\"--n:{lines}\">")?;
            section = Some(block.start);
        }
        writer.gap(block.start)?;
        let has_lines = answer.marks() == SpeechMarks::Labels || blocks.has_lines(answer.text(), block);
        writer.block(block.end, if has_lines { "<p class=\"lines\">" } else { "<p>" })?;
    }
    writer.gap(answer.text().len())?;
    if section.is_some() {
        writer.out.write_all(b"</section>")?;
    }
    Ok(())
}

struct Writer<'a, 't> {
    out: &'a mut dyn Write,
    answer: &'a Attributions<'t>,
    /// What lies before is written.
    at: usize,
    /// Index of the first record that has not begun.
    next: usize,
    /// The records that have begun and not ended, outer ones first.
    open: Vec<usize>,
}

impl<'a, 't> Writer<'a, 't> {
    /// White space between blocks. Characters without width would make an empty line.
    fn gap(&mut self, end: usize) -> io::Result<()> {
        if self.answer.text()[self.at..end].bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
            return self.text(end);
        }
        self.out.write_all(b"<span hidden>")?;
        self.text(end)?;
        self.out.write_all(b"</span>")
    }

    fn text(&mut self, end: usize) -> io::Result<()> {
        write_text(self.out, &self.answer.text()[self.at..end])?;
        self.at = end;
        Ok(())
    }

    fn quote(&self, index: usize) -> Option<Quote<'a, 't>> {
        self.answer.get(index)
    }

    /// A block from where the text stands. Quotations that reach over its edges are parted there.
    fn block(&mut self, end: usize, tag: &str) -> io::Result<()> {
        self.out.write_all(tag.as_bytes())?;
        let mut named = Named::default();
        let at = self.at;
        let ended = |quote: Option<Quote<'_, '_>>| quote.map_or(true, |quote| quote.span().end <= at);
        while self.open.last().is_some_and(|&index| ended(self.quote(index))) {
            self.open.pop();
        }
        for i in 0..self.open.len() {
            self.begin(i, Piece::Later, &mut named)?;
        }
        loop {
            let inner = self.open.last().and_then(|&index| self.quote(index));
            let stop = inner.map_or(end, |quote| quote.span().end.clamp(self.at, end));
            let next = self.quote(self.next).map(|quote| quote.span().start.max(self.at));
            match next.filter(|&start| start < stop || (start == stop && inner.is_none() && start < end)) {
                Some(start) => {
                    self.text(start)?;
                    self.open.push(self.next);
                    self.next += 1;
                    self.begin(self.open.len() - 1, Piece::First, &mut named)?;
                }
                None => {
                    self.text(stop)?;
                    let Some(_) = inner.filter(|quote| quote.span().end <= stop) else { break };
                    self.open.pop();
                    self.out.write_all(b"</span>")?;
                }
            }
        }
        for _ in &self.open {
            self.out.write_all(b"</span>")?;
        }
        self.out.write_all(b"</p>")
    }

    /// The tag of the quotation at an index of `open`.
    fn begin(&mut self, position: usize, piece: Piece, named: &mut Named<'a>) -> io::Result<()> {
        let index = self.open[position];
        let Some(quote) = self.quote(index) else { return Ok(()) };
        match piece {
            Piece::First => write!(self.out, "<span id=\"q{index}\" class=\"q")?,
            Piece::Later => write!(self.out, "<span data-q=\"{index}\" class=\"q")?,
        }
        if let Some(speaker) = quote.record().speaker {
            write!(self.out, " s{}", speaker.index())?;
        }
        for state in State::ALL.into_iter().filter(|state| state.holds(quote)) {
            write!(self.out, " {}", state.class())?;
        }
        let name = quote.speaker().map_or(NO_SPEAKER, |speaker| &speaker.name);
        let has_voice = quote.kind() != QuoteKind::NotSpeech && (position == 0 || quote.speaker().is_some());
        if has_voice && named.last != Some(name) {
            if named.last.is_some() {
                self.out.write_all(b" i")?;
            }
            named.last = Some(name);
            self.out.write_all(b"\" data-n=\"")?;
            write_attribute(self.out, name)?;
        }
        self.out.write_all(b"\">")
    }
}

/// Beside speech without a speaker.
pub(super) const NO_SPEAKER: &str = "no speaker";

/// A quotation may lie in several blocks.
enum Piece {
    First,
    Later,
}

/// Names of a block.
#[derive(Default)]
struct Named<'a> {
    /// The last one that is written. The first one of a block stands in the margin, the others in the line.
    last: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::{write_blocks, Blocks};
    use crate::attribute_quotes;
    use crate::offsets::Offsets;
    use crate::output::attributions::Attributions;
    use crate::span::Span;

    fn written(text: &str) -> String {
        let answer = attribute_quotes(text);
        let mut out = Vec::new();
        write_blocks(&mut out, &answer, &Blocks::of(&answer)).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_paragraph_names_a_speaker_once() {
        let page = written("Orne said “no” and “never again”, and Hale said “why not”.\n\n“Go,” said Orne.");
        let tags: Vec<&str> = page.split("<span ").skip(1).map(|tag| tag.split_once('>').unwrap().0).collect();
        assert_eq!(
            tags,
            [
                "id=\"q0\" class=\"q s0 f\" data-n=\"Orne\"",
                "id=\"q1\" class=\"q s0 f\"",
                "id=\"q2\" class=\"q s1 f i\" data-n=\"Hale\"",
                "id=\"q3\" class=\"q s0\" data-n=\"Orne\"",
            ]
        );
    }

    #[test]
    fn titles_have_no_name_and_nested_speech_stands_in_its_quotation() {
        let page = written("“He said, ‘Go!’ to me,” said Orne. The “quiet room” was full.");
        assert!(page.contains("<span id=\"q1\" class=\"q n\">‘Go!’</span> to me,”</span>"), "{page}");
        assert!(page.contains("<span id=\"q2\" class=\"q t\">“quiet room”</span>"), "{page}");
    }

    #[test]
    fn a_quotation_of_several_paragraphs_is_parted() {
        let text = "“No,” said Orne.\n\nHe left.";
        let mut parts = attribute_quotes(text).into_parts();
        parts.records[0].span.end = text.len();
        let answer = Attributions::new(text, parts);
        let mut out = Vec::new();
        write_blocks(&mut out, &answer, &Blocks::of(&answer)).unwrap();
        let page = String::from_utf8(out).unwrap();
        let tags = "</span></p>\n\n<p><span data-q=\"0\" class=\"q s0\" data-n=\"Orne\">He left.</span></p>";
        assert!(page.ends_with(&format!("said Orne.{tags}</section>")), "{page}");
    }

    #[test]
    fn only_line_breaks_that_are_meant_are_kept() {
        let prose = "It had rained for a week, and the river stood in the cellar of the inn,\n\
                     so that nobody went down there any more, neither for wine nor for the\n\
                     potatoes that Ida Orne had carried there before the first of the storms.";
        let verse = "O river, river,\ngo to bed,\nthe moon is up,\nthe day is dead.";
        let page = written(&format!("{prose}\n\n{prose}\n\n{verse}\n\n{prose}"));
        let lines: Vec<&str> = page.split("<p class=\"lines\">").skip(1).collect();
        assert_eq!(lines.len(), 1, "{page}");
        assert!(lines[0].starts_with("O river"), "{page}");
    }

    #[test]
    fn places_are_counted_in_utf16_units_of_their_block() {
        let text = "Ida rose.\n\n“😀 é,” said Orne.";
        let answer = attribute_quotes(text);
        let blocks = Blocks::of(&answer);
        let at = text.find("Orne").unwrap();
        let offsets = Offsets::new(text);
        assert_eq!(blocks.locate(&offsets, Span::new(at, at + 4)), Some((1, 13..17)));
        assert_eq!(blocks.locate(&offsets, Span::new(0, 3)), Some((0, 0..3)));
        assert_eq!(blocks.locate(&offsets, Span::new(5, at)), None);
    }
}
