//! The text with its speakers beside it.
//!
//! Names stand in a gutter on the left, at the lines where their speech begins. A line on which another speaker would
//! begin is broken before it, so that each line has at most one name.

use std::io::{self, Write};

use anstyle::Style;
use inquit::{Attributions, Quote, Segment, SegmentKind, Span, Speaker};
use textwrap::core::{break_words, display_width, Word};
use textwrap::WordSeparator;

use crate::report::paint::{cut, of_rank, padding, painted, printable, Look, DIM};
use crate::report::{is_doubtful, Whole};

/// Maximum width, in columns, of the names.
const GUTTER: usize = 20;

/// Maximum width, in columns, of the text: longer lines are hard to read.
const MEASURE: usize = 80;

/// Prints the text, or the paragraphs of it in which quotations begin.
pub fn text(out: &mut impl Write, found: &Attributions, whole: &Whole, look: &Look) -> io::Result<()> {
    let mut names: Vec<String> = found.speakers().iter().map(name).collect();
    names.push(NO_SPEAKER.to_owned());
    let longest =
        found.speech().map(|quote| display_width(&names[index(found, &quote)]) + 2 * usize::from(is_doubtful(&quote)));
    let gutter = longest.max().unwrap_or(0).min(GUTTER).min(look.width / 4);
    let measure = look.width.saturating_sub(gutter + GAP.len()).clamp(1, MEASURE);
    let mut printer = Printer {
        out,
        look,
        gutter,
        measure,
        styles: styles(found, whole),
        names,
        paragraph: None,
        has_printed: false,
    };

    let mut starts = found.paragraphs().iter().map(|paragraph| paragraph.start).peekable();
    let mut end = 0;
    for segment in found.segments() {
        let span = segment.span();
        // A turn of a transcript may be several paragraphs.
        let mut pieces = Vec::new();
        let mut from = span.start;
        while let Some(start) = starts.next_if(|&start| start < span.end) {
            if start > from {
                pieces.push(Span::new(from, start));
            }
            from = start.max(from);
            pieces.push(Span::new(from, from));
        }
        pieces.push(Span::new(from, span.end));
        let mut label = segment.quote().filter(|quote| quote.span() == span && segment.kind() == SegmentKind::Speech);
        for piece in pieces {
            if piece.is_empty() {
                let is_apart = found.text()[Span::new(end, piece.start)].matches('\n').nth(1).is_some();
                printer.finish(whole.is_part)?;
                printer.paragraph = Some(Paragraph { is_apart: is_apart || whole.is_part, ..Paragraph::default() });
            } else if let Some(paragraph) = &mut printer.paragraph {
                let speaker = (segment.kind() == SegmentKind::Speech).then(|| speaker_of(found, &segment));
                if segment.kind() != SegmentKind::Space {
                    if let Some(quote) = label.take() {
                        paragraph.label(index(found, &quote), is_doubtful(&quote));
                    }
                    end = piece.end;
                }
                paragraph.push(&found.text()[piece], speaker);
                if !found.text()[piece].trim().is_empty() {
                    end = piece.start + found.text()[piece].trim_end().len();
                }
            }
        }
    }
    printer.finish(whole.is_part)
}

const NO_SPEAKER: &str = "no speaker";

/// Between the names and the text.
const GAP: &str = "  ";

fn name(speaker: &Speaker) -> String {
    printable(&speaker.name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The index of the speaker of a quotation, or the one after all speakers.
fn index(found: &Attributions, quote: &Quote) -> usize {
    quote.record().speaker.map_or(found.speakers().len(), |id| id.index())
}

fn speaker_of(found: &Attributions, segment: &Segment) -> usize {
    segment.record().speaker.map_or(found.speakers().len(), |id| id.index())
}

/// The style of each speaker, as in the table, and of nobody.
fn styles(found: &Attributions, whole: &Whole) -> Vec<Style> {
    let mut ranks: Vec<usize> = (0..found.speakers().len()).collect();
    let words = |speaker: &usize| whole.statistics.speakers()[*speaker].speech.words;
    ranks.sort_by_key(|speaker| std::cmp::Reverse(words(speaker)));
    let mut styles = vec![DIM; found.speakers().len() + 1];
    for (rank, speaker) in ranks.into_iter().enumerate() {
        styles[speaker] = of_rank(rank);
    }
    styles
}

/// A paragraph with single spaces.
#[derive(Default)]
struct Paragraph {
    text: String,
    /// Speech: where it begins and ends in `text`, and the index of its speaker.
    speech: Vec<(usize, usize, usize)>,
    /// Where speech begins in `text`, the index of its speaker, and whether that is doubtful. Speech that continues has
    /// no label of its own.
    labels: Vec<(usize, usize, bool)>,
    /// Whether a blank line stands before it.
    is_apart: bool,
}

impl Paragraph {
    /// Notes that speech begins here.
    fn label(&mut self, speaker: usize, doubtful: bool) {
        if self.labels.last().is_none_or(|&(_, last, doubt)| (last, doubt) != (speaker, doubtful)) {
            self.labels.push((self.text.len(), speaker, doubtful));
        }
    }

    fn push(&mut self, text: &str, speaker: Option<usize>) {
        let mut start = self.text.len();
        for (index, piece) in text.split(char::is_whitespace).enumerate() {
            if index > 0 && !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            self.text.push_str(&printable(piece));
        }
        start = start.min(self.text.len());
        if let Some(speaker) = speaker {
            self.speech.push((start, self.text.len(), speaker));
        }
    }
}

struct Printer<'a, W> {
    out: &'a mut W,
    look: &'a Look,
    gutter: usize,
    measure: usize,
    /// By index of the speaker.
    styles: Vec<Style>,
    names: Vec<String>,
    /// What is collected.
    paragraph: Option<Paragraph>,
    has_printed: bool,
}

impl<W: Write> Printer<'_, W> {
    /// Prints the paragraph that is collected. If only a part of the text is printed, one without quotations is not.
    fn finish(&mut self, is_part: bool) -> io::Result<()> {
        let Some(paragraph) = self.paragraph.take() else { return Ok(()) };
        if is_part && paragraph.labels.is_empty() {
            return Ok(());
        }
        if paragraph.is_apart && self.has_printed {
            writeln!(self.out)?;
        }
        self.has_printed = true;
        for line in lines(&paragraph, self.measure) {
            self.line(&paragraph, &line)?;
        }
        Ok(())
    }

    fn line(&mut self, paragraph: &Paragraph, line: &Line) -> io::Result<()> {
        let mut text = String::new();
        if let Some((speaker, doubtful)) = line.label {
            let mark = if doubtful { " ?" } else { "" };
            let name = cut(&self.names[speaker], self.gutter.saturating_sub(mark.len()));
            let label = format!("{name}{mark}");
            text += &padding(&label, self.gutter);
            text += &painted(self.styles[speaker].bold(), &label, self.look);
        } else {
            text += &" ".repeat(self.gutter);
        }
        text += GAP;
        let mut at = line.start;
        let within = paragraph.speech.partition_point(|&(_, end, _)| end <= line.start);
        for &(start, end, speaker) in paragraph.speech[within..].iter().take_while(|&&(start, ..)| start < line.end) {
            let (start, end) = (start.max(line.start), end.min(line.end));
            text += &paragraph.text[at..start];
            text += &painted(self.styles[speaker], &paragraph.text[start..end], self.look);
            at = end;
        }
        text += &paragraph.text[at..line.end];
        writeln!(self.out, "{}", text.trim_end())
    }
}

/// A line of a paragraph, as bytes of its text, and the name before it.
#[derive(Debug)]
struct Line {
    start: usize,
    end: usize,
    label: Option<(usize, bool)>,
}

/// Breaks a paragraph into lines of at most `measure` columns with at most one name each.
fn lines(paragraph: &Paragraph, measure: usize) -> Vec<Line> {
    let words = WordSeparator::UnicodeBreakProperties.find_words(&paragraph.text);
    let mut labels = paragraph.labels.iter().copied().peekable();
    let mut lines: Vec<Line> = Vec::new();
    // The line at hand: how wide it is, and how wide the space after it.
    let (mut width, mut space) = (0, 0);
    let mut offset = 0;
    for word in break_words(words, measure) {
        for piece in pieces(word, offset, &paragraph.labels) {
            let end = offset + piece.word.len();
            let label =
                labels.next_if(|&(at, ..)| at < end.max(offset + 1)).map(|(_, speaker, doubtful)| (speaker, doubtful));
            let fits = |line: &&mut Line| {
                let same = line.label.is_none() || label.is_none() || line.label == label;
                width + space + piece.width <= measure && same
            };
            match lines.last_mut().filter(fits) {
                Some(line) => {
                    line.end = end;
                    line.label = line.label.or(label);
                    width += space + piece.width;
                }
                None => {
                    lines.push(Line { start: offset, end, label });
                    width = piece.width;
                }
            }
            space = display_width(piece.whitespace);
            offset = end + piece.whitespace.len();
        }
    }
    lines
}

/// Cuts a word at the labels within it, so that a line can be broken there.
fn pieces<'a>(word: Word<'a>, offset: usize, labels: &[(usize, usize, bool)]) -> Vec<Word<'a>> {
    let first = labels.partition_point(|&(at, ..)| at <= offset);
    let within = labels[first..].iter().map(|&(at, ..)| at - offset).take_while(|&at| at < word.word.len());
    let mut pieces = Vec::new();
    let mut from = 0;
    for at in within {
        let text = &word.word[from..at];
        pieces.push(Word { word: text, whitespace: "", penalty: "", width: display_width(text) });
        from = at;
    }
    let text = &word.word[from..];
    pieces.push(Word { word: text, width: display_width(text), ..word });
    pieces
}
