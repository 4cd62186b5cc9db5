//! Where paragraphs begin and end: at blank lines, at every line, or where the lengths of hard-wrapped lines show it.
//! Blank lines also part the blocks of captions and transcripts, whose lines are not wrapped.

use std::collections::HashMap;

use memchr::{memchr_iter, memmem};

use crate::span::Span;
use crate::token::chars::is_blank;
use crate::token::heading::has_title_below;
use crate::util::steps;

/// Minimum fraction, as a divisor, of line breaks within sentences in a wrapped text. About two lines of three begin in
/// lower case in wrapped prose, and hardly any does where each line is a paragraph.
const WRAPPED: usize = 4;

/// Minimum fraction, as a divisor, of blank lines in a text whose paragraphs they separate. With fewer, a paragraph of
/// wrapped prose would fill a page.
const SEPARATED: usize = 40;

/// Maximum length, in bytes, of the first line of a labelled block: the name of a speaker, a number, the times of a
/// caption.
const MAX_FIRST_LINE: usize = 60;

/// Minimum number of blocks whose first lines are alike: in a talk of two, one speaks twice.
const MIN_ALIKE: usize = 2;

/// Minimum number of blocks of several lines that show a layout.
const MIN_BLOCKS: usize = 3;

/// The width of a wrapped text is this quantile of the lengths of its lines, in tenths: a few lines may be longer, such
/// as tables and links.
const WIDTH_QUANTILE: usize = 9;

/// Line breaks besides "\n". "\r\n" counts as "\n".
const RARE_BREAKS: [char; 3] = ['\r', '\u{2028}', '\u{2029}'];

/// The mark of quoted mail at the start of a line.
const MAIL_MARK: char = '>';

/// Words after which the sentence goes on, so that no paragraph ends. The frequent ones are enough, since only short
/// lines are asked for their last word.
#[rustfmt::skip]
const CONTINUED: [&str; 48] = [
    "a", "an", "and", "are", "as", "at", "but", "by", "for", "from", "had", "has", "have", "he", "her", "his",
    "i", "if", "in", "into", "is", "it", "its", "my", "of", "on", "or", "our", "she", "that", "the", "their",
    "they", "this", "to", "was", "we", "were", "when", "which", "who", "with",
    // Abbreviations before names.
    "dr.", "gen.", "mr.", "mrs.", "ms.", "sen.",
];

/// Maximum length, in bytes, of a line of verse. Longer ones are paragraphs.
const MAX_VERSE: usize = 100;

/// Maximum number of lines over which a quotation in verse is followed.
const MAX_VERSES: usize = 40;

/// The paragraphs of a text: spans without outer white space, none empty, in order.
///
/// The text itself tells its [`Layout`]. Time is linear in the text.
pub(crate) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let layout = Layout::detect(text, &lines);
    let mut paragraphs: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    // The last line of a quotation over several lines.
    let mut quoted = 0;
    for (i, &line) in lines.iter().enumerate() {
        if line.is_empty() {
            paragraphs.extend(open.take());
            continue;
        }
        open = Some(Span::new(open.map_or(line.start, |paragraph| paragraph.start), line.end));
        let next_line = lines.get(i + 1).copied().unwrap_or_default();
        let next = &text[next_line];
        if layout == Layout::Lines && i >= quoted {
            quoted = last_quoted(text, &lines, i);
        }
        let separates = match layout {
            Layout::Indented { .. } if next.is_empty() => false,
            Layout::Indented { flush } => indentation(text, next_line) > flush && !begins_in_lower_case(next),
            Layout::Lines if has_title_below(&text[line], next) => false,
            _ => layout.separates(&text[line], next),
        };
        if i >= quoted && separates {
            paragraphs.extend(open.take());
        }
    }
    paragraphs.extend(open);
    paragraphs
}

/// How a text is broken into lines.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Layout {
    /// Every line is a paragraph: no line continues the one before.
    Lines,
    /// Blank lines separate paragraphs, and the lines of a block belong together: the text is hard-wrapped, as books in
    /// plain text are, or its blocks begin with labels, as captions do.
    Blocks,
    /// Hard-wrapped at about `width` bytes without blank lines, as pages saved as text are: a paragraph ends at a line
    /// that is too short, before a line that begins like a sentence.
    Wrapped { width: usize },
    /// The same, with a paragraph at each line that is indented by more than `flush` columns.
    Indented { flush: usize },
}

impl Layout {
    /// A text is wrapped if enough of its line breaks stand within sentences. Blank lines then separate its paragraphs
    /// if there are enough of them. A text that is not wrapped has a paragraph a line, unless its blocks have labels.
    fn detect(text: &str, lines: &[Span]) -> Self {
        let (mut breaks, mut inside, mut blank) = (0usize, 0usize, 0usize);
        let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(0);
        for pair in lines[first..].windows(2) {
            match (pair[0].is_empty(), pair[1].is_empty()) {
                (false, false) => {
                    breaks += 1;
                    inside += usize::from(begins_in_lower_case(&text[pair[1]]));
                }
                (true, false) => blank += 1,
                _ => {}
            }
        }
        if inside * WRAPPED < breaks.max(1) {
            return if has_labelled_blocks(text, &lines[first..]) { Self::Blocks } else { Self::Lines };
        }
        if blank * SEPARATED >= lines.len() {
            return Self::Blocks;
        }
        if let Some(flush) = flush_column(text, &lines[first..]) {
            return Self::Indented { flush };
        }
        let mut lengths: Vec<usize> = lines.iter().filter(|line| !line.is_empty()).map(|line| line.len()).collect();
        lengths.sort_unstable();
        // OK because at least one break stands within a sentence, between two lines.
        Self::Wrapped { width: lengths[lengths.len() * WIDTH_QUANTILE / 10] }
    }

    /// Whether a paragraph ends between a line and the next one, which is empty if it is blank or missing.
    fn separates(self, line: &str, next: &str) -> bool {
        is_bare_mail_mark(line)
            || is_bare_mail_mark(next)
            || match self {
                Self::Lines => true,
                Self::Blocks | Self::Indented { .. } => false,
                Self::Wrapped { width } => !next.is_empty() && ends_between(line, next, width),
            }
    }
}

/// Maximum indentation that is counted, in columns: half a line.
const MAX_INDENT: usize = 40;

/// Number of columns of a tab.
const TAB: usize = 8;

/// The columns before a line, which is not empty.
fn indentation(text: &str, line: Span) -> usize {
    let before = text[..line.start].chars().rev().take(MAX_INDENT);
    let blanks = before.take_while(|&c| is_blank(c) && c != '\n' && !RARE_BREAKS.contains(&c));
    blanks.map(|c| if c == '\t' { TAB } else { usize::from(c.is_whitespace()) }).sum()
}

/// The column at which the lines of a wrapped text begin that go on with a paragraph, if others are indented further
/// and these begin like paragraphs. The text has a line in lower case.
fn flush_column(text: &str, lines: &[Span]) -> Option<usize> {
    let lines = || lines.iter().filter(|line| !line.is_empty());
    let is_small = |line: &Span| begins_in_lower_case(&text[*line]);
    let mut small: Vec<usize> = lines().filter(|line| is_small(line)).map(|&line| indentation(text, line)).collect();
    small.sort_unstable();
    // The lower one of two in the middle.
    let flush = *small.get(small.len().checked_sub(1)? / 2)?;
    let inside = small.iter().filter(|&&columns| columns > flush).count();
    let indented = lines().filter(|&&line| indentation(text, line) > flush).count();
    (indented > 0 && inside * 2 < indented).then_some(flush)
}

/// Whether blank lines part blocks that open with the same short lines again and again, numbers and brackets aside: the
/// captions of a film, the speeches of a screenplay. Then each block is a paragraph.
fn has_labelled_blocks(text: &str, lines: &[Span]) -> bool {
    let (mut blocks, mut firsts) = (0, HashMap::new());
    for block in lines.split(|line| line.is_empty()).filter(|block| block.len() > 1) {
        steps::count(1);
        blocks += 1;
        // The times of a caption, below its number or without one.
        if block[..2].iter().any(|&line| is_caption_time(&text[line])) {
            return true;
        }
        if block[0].len() <= MAX_FIRST_LINE {
            let (mut key, mut depth) = (String::new(), 0_usize);
            for c in text[block[0]].chars() {
                match c {
                    '(' => depth += 1,
                    ')' => depth = depth.saturating_sub(1),
                    _ if c.is_alphabetic() && depth == 0 => key.push(c),
                    _ => {}
                }
            }
            *firsts.entry(key).or_insert(0_usize) += 1;
        }
    }
    let alike: usize = firsts.values().filter(|&&count| count >= MIN_ALIKE).sum();
    // Numbers alone head the parts of an article as well. Those of captions have times below them.
    let is_named = firsts.keys().any(|key| !key.is_empty());
    is_named && blocks >= MIN_BLOCKS && alike * 2 >= blocks
}

/// Whether a line gives the time of a caption: `00:00:01,000 --> 00:00:02,000`.
pub(crate) fn is_caption_time(line: &str) -> bool {
    line.contains(" --> ")
}

/// Whether a line begins with a lower-case letter, after apostrophes and marks of quoted mail. The line is not empty.
fn begins_in_lower_case(line: &str) -> bool {
    match line.as_bytes()[0] {
        byte if byte.is_ascii_alphanumeric() => byte.is_ascii_lowercase(),
        _ => line.trim_start_matches(['\'', '’', MAIL_MARK, ' ']).starts_with(char::is_lowercase),
    }
}

/// Whether a paragraph ends between two lines of a text that is wrapped at about `width` bytes.
///
/// The first word of the next line would have fitted onto the line, the next line begins like a sentence, and the last
/// word of the line may end one ("The", "in" and "Gen." may not).
fn ends_between(line: &str, next: &str, width: usize) -> bool {
    let first_word = next.split_whitespace().next().unwrap_or("").len();
    let begins = next.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| !c.is_lowercase());
    let last_word =
        line.rsplit(char::is_whitespace).next().unwrap_or("").trim_start_matches(|c: char| !c.is_alphanumeric());
    line.len() + 1 + first_word <= width && begins && !is_continued(last_word)
}

/// The last line of a quotation that is opened in line `i` of a text of lines and closed within a few short lines, like
/// verse. `i` if there is none.
fn last_quoted(text: &str, lines: &[Span], i: usize) -> usize {
    let goes_on = lines.get(i + 1).is_some_and(|next| !next.is_empty());
    if !goes_on || lines[i].len() > MAX_VERSE || !(leaves_open(&text[lines[i]]) || begins_single(&text[lines[i]])) {
        return i;
    }
    let mut near =
        lines[i + 1..].iter().take(MAX_VERSES).take_while(|line| !line.is_empty() && line.len() <= MAX_VERSE);
    if begins_single(&text[lines[i]]) {
        let last =
            near.by_ref().take_while(|&&line| !begins_quoted(&text[line])).position(|&line| ends_single(&text[line]));
        return last.map_or(i, |last| i + 1 + last);
    }
    for (k, &line) in near.enumerate() {
        steps::count(1);
        let line = &text[line];
        if let Some(at) = line.find(['"', '“', '”']) {
            let straight = line[at..].starts_with('"');
            let behind = line[at..].chars().nth(1);
            let inner = line[..at].chars().next_back().is_some_and(|c| !is_blank(c));
            let closes = line[at..].starts_with('”') || straight && inner && !behind.is_some_and(char::is_alphanumeric);
            return if closes { i + 1 + k } else { i };
        }
    }
    i
}

/// Whether a line begins with a single mark that it does not close.
fn begins_single(line: &str) -> bool {
    let rest = line.strip_prefix(['‘', '\'']);
    rest.is_some_and(|rest| rest.starts_with(char::is_uppercase) && !rest.contains(['‘', '\'', '’', '"', '“', '”']))
}

/// Whether a line ends with a single mark behind the end of a sentence or a clause.
fn ends_single(line: &str) -> bool {
    let before = line.strip_suffix(['’', '\'']);
    before.is_some_and(|before| before.ends_with(['.', ',', '!', '?', '…']))
}

/// Whether a line begins with a mark.
fn begins_quoted(line: &str) -> bool {
    line.starts_with(['‘', '\'', '"', '“'])
}

/// Whether a line leaves a double mark open.
fn leaves_open(line: &str) -> bool {
    match (line.rfind('“'), line.rfind('”')) {
        (Some(open), close) => close.map_or(true, |close| close < open),
        (None, Some(_)) => false,
        (None, None) => memchr_iter(b'"', line.as_bytes()).count() % 2 == 1,
    }
}

/// Whether a line holds marks of quoted mail and nothing else. It separates the paragraphs of quoted mail.
fn is_bare_mail_mark(line: &str) -> bool {
    line.starts_with(MAIL_MARK) && line.chars().all(|c| matches!(c, MAIL_MARK | ' '))
}

/// Whether the sentence goes on after a word.
fn is_continued(word: &str) -> bool {
    word.ends_with(',') || CONTINUED.iter().any(|continued| word.eq_ignore_ascii_case(continued))
}

/// The lines of the text without outer white space; an empty span for a blank one.
///
/// "\r" before "\n" or behind it belongs to that break, however often it is repeated: files that were converted twice
/// have such. By itself it ends a line.
fn lines(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    // "\r\n" alone is frequent, and trimming a line removes its "\r".
    let alone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    let has_rare_breaks = memchr_iter(b'\r', bytes).any(alone)
        || ["\u{2028}", "\u{2029}"].iter().any(|mark| memmem::find(bytes, mark.as_bytes()).is_some());
    let mut lines = Vec::new();
    let mut start = 0;
    for end in memchr_iter(b'\n', bytes).chain([text.len()]) {
        steps::count(1);
        let line = Span::new(start, end);
        if has_rare_breaks {
            let mut rest = &text[line];
            if end < text.len() {
                rest = rest.trim_end_matches('\r');
            }
            if start > 0 {
                rest = rest.trim_start_matches('\r');
            }
            lines.extend(rest.split(RARE_BREAKS).map(|piece| {
                // OK because a piece lies within the text.
                let at = piece.as_ptr() as usize - text.as_ptr() as usize;
                trimmed(text, Span::new(at, at + piece.len()))
            }));
        } else {
            lines.push(trimmed(text, line));
        }
        start = end + 1;
    }
    lines
}

/// A line without outer white space. If nothing is left, an empty span at its start.
fn trimmed(text: &str, line: Span) -> Span {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = &text.as_bytes()[line.range()];
    if is_plain(bytes.first()) && is_plain(bytes.last()) {
        return line;
    }
    let rest = text[line].trim_end_matches(is_blank);
    if rest.is_empty() {
        return Span::new(line.start, line.start);
    }
    Span::new(line.start + rest.len() - rest.trim_start_matches(is_blank).len(), line.start + rest.len())
}

#[cfg(test)]
mod tests {
    use super::{is_continued, lines, paragraphs, Layout, CONTINUED};
    use crate::span::Span;
    use crate::tests::random::Random;
    use crate::token::chars::is_blank;

    /// Pieces of lines of all layouts, with every kind of line break and of blank character.
    #[rustfmt::skip]
    const PIECES: [&str; 24] = [
        "\n", "\n", "\n", "\n\n", "\r\n", "\r", "\u{2028}", "\u{2029}", " ", "\t", "\u{a0}", "\u{feff}", "\u{85}",
        "Orne rose and lit", " the lamp ", "slowly.", "She", "É", "é", "’tis", "> ", ">", "12", ",",
    ];

    fn random_text(random: &mut Random) -> String {
        // With fewer kinds of pieces most texts have one kind of break alone.
        let kinds = 1 + random.below(PIECES.len());
        (0..random.below(40)).map(|_| PIECES[(random.below(kinds) * 7) % PIECES.len()]).collect()
    }

    fn texts<'t>(text: &'t str, spans: &[Span]) -> Vec<&'t str> {
        spans.iter().map(|&span| &text[span]).collect()
    }

    fn layout(text: &str) -> Layout {
        Layout::detect(text, &lines(text))
    }

    #[test]
    fn every_line_is_a_paragraph_where_none_continues_another() {
        let text = "  \"No,\" said Orne.\r\n\"Yes,\" said Hale.\r\nThey rowed.\n\n* * *\n";
        assert_eq!(layout(text), Layout::Lines);
        let expected = ["\"No,\" said Orne.", "\"Yes,\" said Hale.", "They rowed.", "* * *"];
        assert_eq!(texts(text, &paragraphs(text)), expected);
    }

    #[test]
    fn blank_lines_separate_wrapped_paragraphs() {
        let text = "Orne rose and lit\nthe lamp. Nobody\nspoke.\n \nHale rowed on\nslowly.\n";
        assert_eq!(layout(text), Layout::Blocks);
        let expected = ["Orne rose and lit\nthe lamp. Nobody\nspoke.", "Hale rowed on\nslowly."];
        assert_eq!(texts(text, &paragraphs(text)), expected);
    }

    #[test]
    fn short_lines_end_wrapped_paragraphs_without_blank_lines() {
        let text = "\
            Orne rose and lit the lamp that stood\n\
            on the sill, and nobody spoke of the\n\
            boat.\n\
            Hale rowed on, since the ferry of the\n\
            Harbour was late again, and so was\n\
            Gen.\n\
            Stoll.\n\
            They waited.";
        assert_eq!(layout(text), Layout::Wrapped { width: 37 });
        let found = paragraphs(text);
        let firsts: Vec<_> = texts(text, &found).iter().map(|p| p.split(' ').next().unwrap_or("")).collect();
        // "Harbour" would not have fitted onto the line before it, and "Gen." ends no sentence.
        assert_eq!(firsts, ["Orne", "Hale", "They"]);
    }

    #[test]
    fn indented_lines_begin_paragraphs() {
        for indent in ["\t", "  ", "    ", "\u{a0}\u{a0}"] {
            let lines = [
                "#Orne rose and lit the lamp that",
                "stood on the sill and nobody",
                "spoke. Then the",
                "Ferry came.",
                "#Hale rowed on, since the boat",
                "#was late.",
                "#So was he.",
            ];
            let text = lines.join("\n").replace('#', indent);
            let found = paragraphs(&text);
            let firsts: Vec<_> = texts(&text, &found).iter().map(|p| p.split(' ').next().unwrap_or("")).collect();
            // A line in lower case goes on, wherever it begins, and so does "Ferry".
            assert_eq!(firsts, ["Orne", "Hale", "So"], "{indent:?}");
        }
    }

    /// A line break is a line break.
    #[test]
    fn carriage_returns_end_lines_as_line_feeds_do() {
        let text = "Orne rose and lit\nthe lamp.\n\nHale rowed on\nslowly.\n\n\nHe waited.\n";
        let expected = texts(text, &paragraphs(text));
        assert_eq!(expected.len(), 3);
        for other in ["\r", "\r\n", "\r\r\n", "\u{2028}"] {
            let twin = text.replace('\n', other);
            let found: Vec<_> = texts(&twin, &paragraphs(&twin)).iter().map(|p| p.replace(other, "\n")).collect();
            assert_eq!(found, expected, "{other:?}");
        }
    }

    #[test]
    fn bare_marks_separate_paragraphs_of_quoted_mail() {
        let text = "> Orne rose and lit\n> the lamp.\n>\n> Hale rowed on\n> slowly.\n";
        let expected = ["> Orne rose and lit\n> the lamp.", ">", "> Hale rowed on\n> slowly."];
        assert_eq!(texts(text, &paragraphs(text)), expected);
    }

    #[test]
    fn sentences_go_on_after_listed_words_and_commas() {
        for word in CONTINUED {
            assert!(is_continued(word) && is_continued(&word.to_uppercase()), "{word}");
        }
        assert!(is_continued("boat,") && !is_continued("boat.") && !is_continued("the.") && !is_continued(""));
    }

    /// The lines between any two breaks. A "\n" takes in the "\r" on both of its sides.
    fn naive_lines(text: &str) -> Vec<&str> {
        let whole: Vec<&str> = text.split('\n').collect();
        let mut lines = Vec::new();
        for (i, mut line) in whole.iter().copied().enumerate() {
            while i + 1 < whole.len() && line.ends_with('\r') {
                line = &line[..line.len() - 1];
            }
            while i > 0 && line.starts_with('\r') {
                line = &line[1..];
            }
            lines.extend(line.split(['\r', '\u{2028}', '\u{2029}']).map(|piece| piece.trim_matches(is_blank)));
        }
        lines
    }

    #[test]
    fn lines_are_those_of_a_plain_split() {
        let mut random = Random::new(31);
        for _ in 0..5000 {
            let text = random_text(&mut random);
            assert_eq!(texts(&text, &lines(&text)), naive_lines(&text), "{text:?}");
        }
    }

    #[test]
    fn paragraphs_hold_every_line_once() {
        let mut random = Random::new(32);
        let (mut layouts, mut shared) = ([0; 4], 0);
        for _ in 0..5000 {
            let text = random_text(&mut random);
            let found = paragraphs(&text);
            layouts[match layout(&text) {
                Layout::Lines => 0,
                Layout::Blocks => 1,
                Layout::Wrapped { .. } => 2,
                Layout::Indented { .. } => 3,
            }] += 1;
            assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start), "{text:?}");
            for &paragraph in &found {
                let inner = &text[paragraph];
                assert!(!inner.is_empty() && inner.trim_matches(is_blank) == inner, "{inner:?} in {text:?}");
                shared += usize::from(inner.contains('\n'));
            }
            for line in lines(&text).into_iter().filter(|line| !line.is_empty()) {
                assert_eq!(found.iter().filter(|p| p.covers(line)).count(), 1, "{line:?} of {text:?}");
            }
            let outside = |at: usize| !found.iter().any(|paragraph| paragraph.contains(at));
            assert!(text.char_indices().all(|(at, c)| is_blank(c) || !outside(at)), "{text:?}");
        }
        assert!(layouts.iter().all(|&texts| texts > 20) && shared > 100, "{layouts:?}, {shared}");
    }

    fn split(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|paragraph| &text[paragraph]).collect()
    }

    #[test]
    fn blocks_under_labels_are_paragraphs() {
        let block = |name: &str| format!("{name}\nCome in.\nSit down.");
        let blocks = [block("HALE"), block("ORNE (softly)"), block("HALE"), block("ORNE")];
        assert_eq!(split(&blocks.join("\n\n")), blocks);
        let caption = "1\n00:00:01,000 --> 00:00:02,000\nCome in.\nSit down.";
        assert_eq!(split(caption), [caption]);
        let stamped = ["Hale 0:01\nCome in.", "Orne 0:02\nSo.", "Hale 0:03\nSit."];
        assert_eq!(split(&stamped.join("\n\n")), stamped);
    }

    #[test]
    fn other_lines_are_paragraphs() {
        let text = "HALE: Come in.\nORNE: So.\n\nHALE: Sit.\nORNE: No.\n\nHALE: Why?\nORNE: So.";
        assert_eq!(split(text).len(), 6);
        assert_eq!(split("Bread\nIt is dear.\n\nSalt\nIt is not.\n\nOil\nIt is gone.").len(), 6);
    }
}
