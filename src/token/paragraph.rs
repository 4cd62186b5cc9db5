//! Where paragraphs end: at blank lines, at every line, or where a hard-wrapped text shows it by its line lengths.

use memchr::{memchr_iter, memmem};

use crate::span::Span;
use crate::token::chars::is_blank;
use crate::util::steps;

/// The paragraphs of a text: spans without outer white space, none empty, in order.
///
/// Three layouts are told apart by the text itself:
/// - *lines*: every line is a paragraph, since lines do not go on in the next one;
/// - *wrapped with blank lines*: the lines of a block belong together (books as plain text);
/// - *wrapped without blank lines*: a paragraph ends at a line that had room for the next word and whose successor
///   looks like a beginning (pages saved as text).
pub(crate) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let layout = Layout::of(text, &lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    for (i, &line) in lines.iter().enumerate() {
        if line.is_empty() {
            paragraphs.extend(open.take());
            continue;
        }
        // A bare > parts the paragraphs of quoted mail.
        let parted = is_bare(&text[line]) || lines.get(i + 1).is_some_and(|&next| is_bare(&text[next]));
        let ends = match layout {
            _ if parted => true,
            Layout::Lines => true,
            Layout::Blocks => false,
            Layout::Wrapped { width } => {
                lines.get(i + 1).is_some_and(|&next| !next.is_empty() && ends_here(&text[line], &text[next], width))
            }
        };
        open = Some(Span::new(open.map_or(line.start, |p| p.start), line.end));
        if ends {
            paragraphs.extend(open.take());
        }
    }
    paragraphs.extend(open);
    paragraphs
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Layout {
    Lines,
    Blocks,
    Wrapped { width: usize },
}

impl Layout {
    /// A text is wrapped if a good part of its line breaks stand inside sentences; blank lines then rule if there are
    /// enough of them to be paragraph breaks.
    fn of(text: &str, lines: &[Span]) -> Self {
        let (mut breaks, mut inside, mut blank) = (0usize, 0usize, 0usize);
        let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(0);
        for pair in lines[first..].windows(2) {
            match (pair[0].is_empty(), pair[1].is_empty()) {
                (false, false) => {
                    breaks += 1;
                    inside += usize::from(begins_small(&text[pair[1]]));
                }
                (true, false) => blank += 1,
                _ => {}
            }
        }
        // A quarter: in wrapped prose about two lines of three begin in lower case; in a list of lines hardly any.
        if inside * 4 < breaks.max(1) {
            return Self::Lines;
        }
        // Prose of one blank line in forty lines would have paragraphs of a page each.
        if blank * 40 >= lines.len() {
            return Self::Blocks;
        }
        let mut lengths: Vec<usize> = lines.iter().filter(|line| !line.is_empty()).map(|line| line.len()).collect();
        lengths.sort_unstable();
        Self::Wrapped { width: lengths[lengths.len() * 9 / 10] }
    }
}

/// Whether a line begins with a small letter, an apostrophe or the marks of quoted mail left out.
fn begins_small(line: &str) -> bool {
    match line.as_bytes()[0] {
        byte if byte.is_ascii_alphanumeric() => byte.is_ascii_lowercase(),
        _ => line.trim_start_matches(['\'', '’', '>', ' ']).starts_with(char::is_lowercase),
    }
}

/// Whether a paragraph ends between two lines of a text wrapped at about `width` bytes.
///
/// The line must have had room for the first word of the next, the next must begin like a sentence, and the line must
/// not end in a word that always goes on ("The", "in", "Gen.").
fn ends_here(line: &str, next: &str, width: usize) -> bool {
    let first_word = next.split_whitespace().next().unwrap_or("").len();
    let begins = next.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| !c.is_lowercase());
    let last_word =
        line.rsplit(char::is_whitespace).next().unwrap_or("").trim_start_matches(|c: char| !c.is_alphanumeric());
    line.len() + 1 + first_word <= width && begins && !goes_on(last_word)
}

/// Whether a line has nothing but the marks of quoted mail.
fn is_bare(line: &str) -> bool {
    line.starts_with('>') && line.bytes().all(|byte| matches!(byte, b'>' | b' '))
}

/// Words after which no paragraph ends. A short list is enough: it is asked only at short lines.
fn goes_on(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "a", "an", "and", "as", "at", "but", "by", "for", "from", "gen.", "if", "in", "into", "mr.", "mrs.", "ms.",
        "dr.", "of", "on", "or", "our", "sen.", "that", "the", "their", "this", "to", "when", "which", "who", "with",
        "his", "her", "its", "my", "we", "i", "he", "she", "they", "it", "is", "was", "are", "were", "has", "have",
        "had",
    ];
    word.ends_with(',') || WORDS.iter().any(|w| word.eq_ignore_ascii_case(w))
}

/// The lines of the text without outer white space; an empty span where a line is blank.
fn lines(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    // Of the other line breaks only "\r\n" is frequent, and it leaves nothing behind.
    let lone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    let others = memchr_iter(b'\r', bytes).any(lone)
        || ["\u{2028}", "\u{2029}"].iter().any(|mark| memmem::find(bytes, mark.as_bytes()).is_some());
    let mut lines = Vec::new();
    let mut start = 0;
    for end in memchr_iter(b'\n', bytes).chain([text.len()]) {
        steps::count(1);
        let line = Span::new(start, end);
        if others {
            let pieces = text[line].split(['\r', '\u{2028}', '\u{2029}']).map(|piece| {
                let at = piece.as_ptr() as usize - text.as_ptr() as usize;
                trimmed(text, Span::new(at, at + piece.len()))
            });
            let before = lines.len();
            lines.extend(pieces.filter(|piece| !piece.is_empty()));
            if lines.len() == before {
                lines.push(Span::new(start, start));
            }
        } else {
            lines.push(trimmed(text, line));
        }
        start = end + 1;
    }
    lines
}

/// A line without outer white space; if nothing is left, an empty span at its start.
fn trimmed(text: &str, line: Span) -> Span {
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = &text.as_bytes()[line.range()];
    if plain(bytes.first()) && plain(bytes.last()) {
        return line;
    }
    let rest = text[line].trim_end_matches(is_blank);
    if rest.is_empty() {
        return Span::new(line.start, line.start);
    }
    Span::new(line.start + rest.len() - rest.trim_start_matches(is_blank).len(), line.start + rest.len())
}
