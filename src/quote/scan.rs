//! The scanner: finds the marks of a text, paragraph by paragraph, in one search.
//!
//! The search visits the bytes with which a mark may begin. In English these stand for little else, so the cost is that
//! of `memchr` plus a constant for each candidate. Detection and pairing read the same [`Marks`]. Marks in code,
//! between back-ticks or in a fenced block, are left out.

use crate::quote::continuation::After;
use crate::quote::mark::{CurlyPairs, DoubleMark, Glyph, ParagraphText, Role, Side, SingleMark};
use crate::span::Span;
use crate::token::chars::{beginning, elided, is_blank, is_invisible};
use crate::util::steps;

/// Maximum number of characters between the back-ticks of inline code, without those that take no room. It is about a
/// line and a half: with a longer one, the second back-tick opens a quotation of its own more often than it ends code.
const MAX_INLINE_CODE: usize = 120;

/// The characters that end a line.
const LINE_BREAKS: [char; 4] = ['\n', '\r', '\u{2028}', '\u{2029}'];

/// Begins and ends a block of code.
const FENCE: &str = "```";

/// The marks of a text.
pub(crate) struct Marks<'a> {
    /// In order, disjoint, none empty, without blanks at their ends. What lies between them is blank.
    paragraphs: &'a [Span],
    /// In order. Each lies in one paragraph, and overlaps no other mark of either list.
    doubles: Vec<DoubleMark>,
    /// The same for single marks.
    singles: Vec<SingleMark>,
}

impl<'a> Marks<'a> {
    /// Searches a text once.
    pub(crate) fn find(text: &str, paragraphs: &'a [Span]) -> Self {
        let bytes = text.as_bytes();
        // A text that opens with two curly single marks closes with two as well.
        let mut doubled = memchr::memmem::find_iter(bytes, "‘‘".as_bytes());
        let curly = if doubled.any(|at| elided(&text[at + "‘".len()..]) == 0) {
            CurlyPairs::Joined
        } else {
            CurlyPairs::Separate
        };
        let mut marks = Self { paragraphs, doubles: Vec::new(), singles: Vec::new() };
        let mut rest = paragraphs.iter();
        let mut paragraph = Span::default();
        let mut blocks = code_blocks(text).into_iter().peekable();
        // Everything before this offset belongs to a mark found earlier, or to code.
        let mut read = 0;
        for at in candidates(bytes) {
            steps::count(1);
            if let Some(block) = blocks.next_if(|block| block.start <= at) {
                read = read.max(block.end);
            }
            if at < read {
                continue;
            }
            while paragraph.end <= at {
                let Some(&next) = rest.next() else { return marks };
                paragraph = next;
            }
            // A candidate between paragraphs is a blank of more than one byte.
            if at >= paragraph.start {
                read = at + marks.read(text, paragraph, at, curly);
            }
        }
        marks
    }

    /// An estimate of the number of quotations, for reserving memory: half the number of marks.
    pub(crate) fn estimated_quotations(&self) -> usize {
        (self.doubles.len() + self.singles.len()) / 2
    }

    /// The paragraphs, in order.
    pub(crate) fn spans(&self) -> &'a [Span] {
        self.paragraphs
    }

    /// The paragraphs with their marks, in order.
    pub(crate) fn paragraphs(&self) -> impl Iterator<Item = MarkedParagraph<'_>> {
        let (mut doubles, mut singles) = (&self.doubles[..], &self.singles[..]);
        self.paragraphs.iter().map(move |&span| MarkedParagraph {
            span,
            doubles: split_front(&mut doubles, |mark| mark.at < span.end),
            singles: split_front(&mut singles, |mark| mark.at < span.end),
        })
    }

    /// Reads what begins with a candidate byte. Returns its length in bytes, at least 1.
    fn read(&mut self, text: &str, paragraph: Span, at: usize, curly: CurlyPairs) -> usize {
        let bytes = &text.as_bytes()[..paragraph.end];
        match bytes[at..] {
            [b'\'', b'\'', ..] => return self.read_straight_run(text, paragraph, at),
            // `mode="fast"` is code.
            [b'`', second, ..] if second != b'`' => {
                // OK because the back-tick at `at` is a character.
                if let Some(len) = inline_code(&text[at..paragraph.end]) {
                    return len;
                }
            }
            _ => {}
        }
        // ‘‘Tis late,’’ he said: the second mark is an apostrophe. OK to slice where no ‘ stands, too: a candidate byte
        // begins a character.
        let joined =
            curly == CurlyPairs::Joined && elided(text[at..paragraph.end].strip_prefix('‘').unwrap_or("")) == 0;
        let curly = if joined { CurlyPairs::Joined } else { CurlyPairs::Separate };
        let Some(glyph) = Glyph::read(&bytes[at..], curly) else { return 1 };
        let paragraph = ParagraphText::new(text, paragraph);
        if glyph.style.is_single() {
            self.singles.extend(SingleMark::new(paragraph, at, glyph));
        } else {
            self.doubles.push(DoubleMark::new(paragraph, at, glyph));
        }
        usize::from(glyph.len)
    }

    /// Reads a run of two or more straight single marks. Two of them make a double mark; of three, one is a single mark
    /// inside the double one. Returns the length of the run in bytes.
    fn read_straight_run(&mut self, text: &str, paragraph: Span, at: usize) -> usize {
        let paragraph = ParagraphText::new(text, paragraph);
        let rest = paragraph.from(at);
        let run = rest.bytes().take_while(|&byte| byte == b'\'').count();
        let mark = |at, len| DoubleMark::new(paragraph, at, Glyph::two_character(len));
        // The last mark is the apostrophe of ''Tis late', or of '''Tis late,'' he said.
        let elision = elided(&rest[run - 1..]) > 0;
        match run {
            2 if elision => self.singles.push(SingleMark::straight(at, Role::Open)),
            3 if mark(at, 3).side == Side::Open => {
                self.doubles.push(mark(at, 2));
                self.singles.extend((!elision).then(|| SingleMark::straight(at + 2, Role::Open)));
            }
            3 => {
                self.singles.push(SingleMark::straight(at, Role::Close));
                self.doubles.push(mark(at + 1, 2));
            }
            _ => self.doubles.extend((0..run / 2).map(|i| mark(at + 2 * i, 2))),
        }
        run
    }
}

/// A paragraph and the marks in it.
#[derive(Clone, Copy)]
pub(crate) struct MarkedParagraph<'m> {
    pub(crate) span: Span,
    /// Marks of all kinds but the single ones, in order.
    pub(crate) doubles: &'m [DoubleMark],
    /// Single marks without plain apostrophes, in order.
    pub(crate) singles: &'m [SingleMark],
}

impl<'m> MarkedParagraph<'m> {
    /// How it begins, seen from the paragraph before: with an opening double mark or not.
    pub(crate) fn begins_double(&self) -> After {
        match self.doubles.first() {
            Some(mark) if mark.at == self.span.start && mark.side == Side::Open => After::Opens,
            _ => After::Other,
        }
    }

    /// How it begins, seen from the paragraph before: with an opening single mark or not.
    pub(crate) fn begins_single(&self) -> After {
        match self.singles.first() {
            Some(mark) if mark.at == self.span.start && mark.role == Role::Open => After::Opens,
            _ => After::Other,
        }
    }

    /// The single marks in a part of the paragraph.
    pub(crate) fn singles_in(&self, part: Span) -> &'m [SingleMark] {
        let before = |offset| self.singles.partition_point(|mark| mark.at < offset);
        &self.singles[before(part.start)..before(part.end)]
    }

    /// The first single mark in a part of the paragraph, if it closes; no single mark of that part has opened it.
    pub(crate) fn single_that_closes(&self, part: Span) -> Option<&'m SingleMark> {
        let first = self.singles.partition_point(|mark| mark.at < part.start);
        let mark = self.singles.get(first)?;
        (mark.at < part.end && mark.role == Role::Close).then_some(mark)
    }

    /// The only single mark in a part of the paragraph, if it opens where an opening mark is expected. What follows
    /// that may be an apostrophe does not count.
    pub(crate) fn single_left_open(&self, part: Span) -> Option<&'m SingleMark> {
        let (first, rest) = self.singles_in(part).split_first()?;
        let alone = rest.iter().all(|mark| mark.role == Role::MayClose);
        (first.role == Role::Open && first.sure && alone).then_some(first)
    }
}

/// The offsets at which marks may begin, ascending and distinct: those of the first bytes of all glyphs, and of `,,`.
fn candidates(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let ascii = memchr::memchr3_iter(b'"', b'\'', b'`', bytes);
    let wide = memchr::memchr3_iter(0xC2, 0xE2, 0xE3, bytes);
    let full_width = memchr::memchr_iter(0xEF, bytes);
    let commas = memchr::memmem::find_iter(bytes, ",,");
    merge(merge(ascii, wide), merge(full_width, commas))
}

/// Merges two ascending sequences.
fn merge(a: impl Iterator<Item = usize>, b: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    let (mut a, mut b) = (a.peekable(), b.peekable());
    core::iter::from_fn(move || match (a.peek(), b.peek()) {
        (Some(x), Some(y)) if y < x => b.next(),
        (None, _) => b.next(),
        _ => a.next(),
    })
}

/// Splits the leading items that `belongs` takes off a slice.
fn split_front<'m, T>(rest: &mut &'m [T], belongs: impl Fn(&T) -> bool) -> &'m [T] {
    let count = rest.iter().take_while(|item| belongs(item)).count();
    let (taken, left) = rest.split_at(count);
    *rest = left;
    taken
}

/// The length in bytes of code in back-ticks at the start of a text that begins with a back-tick.
///
/// A second back-tick after white space opens another quotation: `Come in,' he said. `Sit down.'
fn inline_code(text: &str) -> Option<usize> {
    let near = beginning(&text[1..], MAX_INLINE_CODE);
    let code = &near[..near.find('`')?];
    (!code.is_empty() && !code.ends_with(is_blank)).then_some(code.len() + 2)
}

/// Whether a line begins behind some text. Characters without width count for nothing.
fn begins_line(before: &str) -> bool {
    let before = before.trim_end_matches(is_invisible);
    before.is_empty() || before.ends_with(LINE_BREAKS)
}

/// The fenced blocks of code, in order: from a line that begins with a fence to the next such line, if that line has
/// nothing else. A fence that no other one closes opens no block.
fn code_blocks(text: &str) -> Vec<Span> {
    let fences = memchr::memmem::find_iter(text.as_bytes(), FENCE);
    let mut fences = fences.filter(|&at| begins_line(&text[..at])).peekable();
    let mut blocks = Vec::new();
    while let Some(start) = fences.next() {
        let closes = |&at: &usize| {
            let rest = text[at + FENCE.len()..].trim_start_matches(is_invisible);
            rest.is_empty() || rest.starts_with(LINE_BREAKS)
        };
        blocks.extend(fences.next_if(closes).map(|close| Span::new(start, close + FENCE.len())));
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::{candidates, code_blocks, inline_code, merge, Marks};
    use crate::quote::continuation::After;
    use crate::quote::mark::{CurlyPairs, Role, Side};
    use crate::span::Span;
    use crate::tests::random::Random;
    use crate::token::paragraph::paragraphs;

    const PIECES: [&str; 28] = [
        "\"", "'", "''", "'''", "`", "``", ",,", ",", "‘", "’", "“", "”", "„", "«", "»", "‹", "›", "「", "\u{ff02}",
        "…", "é", "a", "s", " ", " ", ".", "\n", "\n\n",
    ];

    fn text(random: &mut Random) -> String {
        (0..random.below(40)).map(|_| PIECES[random.below(PIECES.len())]).collect()
    }

    fn find<'a>(text: &str, paragraphs: &'a [Span]) -> Marks<'a> {
        Marks::find(text, paragraphs)
    }

    /// The offsets and ends of all marks.
    fn spans(marks: &Marks<'_>) -> Vec<(usize, usize)> {
        let doubles = marks.doubles.iter().map(|mark| (mark.at, mark.end()));
        let mut spans: Vec<_> = doubles.chain(marks.singles.iter().map(|mark| (mark.at, mark.end()))).collect();
        spans.sort_unstable();
        spans
    }

    /// The pieces of a text under its marks.
    fn found(text: &str) -> Vec<&str> {
        let paragraphs = paragraphs(text);
        spans(&find(text, &paragraphs)).into_iter().map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn candidates_are_all_bytes_with_which_a_mark_begins() {
        let mut random = Random::new(1);
        for _ in 0..2000 {
            let text = text(&mut random);
            let bytes = text.as_bytes();
            let commas: Vec<usize> = memchr::memmem::find_iter(bytes, ",,").collect();
            let first = |at: &usize| matches!(bytes[*at], b'"' | b'\'' | b'`' | 0xC2 | 0xE2 | 0xE3 | 0xEF);
            let naive: Vec<usize> = (0..bytes.len()).filter(|at| first(at) || commas.contains(at)).collect();
            assert_eq!(candidates(bytes).collect::<Vec<_>>(), naive, "{text:?}");
        }
    }

    #[test]
    fn merging_is_sorting() {
        let mut random = Random::new(2);
        for _ in 0..500 {
            let mut side = || {
                let mut numbers: Vec<usize> = (0..random.below(8)).map(|_| random.below(20)).collect();
                numbers.sort_unstable();
                numbers
            };
            let (a, b) = (side(), side());
            let mut sorted = [&a[..], &b[..]].concat();
            sorted.sort_unstable();
            assert_eq!(merge(a.into_iter(), b.into_iter()).collect::<Vec<_>>(), sorted);
        }
    }

    /// Reads every character of every paragraph, not only the candidates.
    #[test]
    fn the_search_finds_what_reading_every_character_finds() {
        let mut random = Random::new(3);
        for _ in 0..3000 {
            let text = text(&mut random);
            let paragraphs = paragraphs(&text);
            if text.contains("```") {
                continue;
            }
            let doubled = text.match_indices('‘').any(|(at, mark)| text[at + mark.len()..].starts_with(mark));
            let curly = if doubled { CurlyPairs::Joined } else { CurlyPairs::Separate };
            let mut naive = Marks { paragraphs: &paragraphs, doubles: Vec::new(), singles: Vec::new() };
            for &paragraph in &paragraphs {
                let mut at = paragraph.start;
                while at < paragraph.end {
                    let read = naive.read(&text, paragraph, at, curly);
                    at = (at + read..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap();
                }
            }
            let marks = find(&text, &paragraphs);
            assert_eq!(format!("{:?}", marks.doubles), format!("{:?}", naive.doubles), "{text:?}");
            assert_eq!(format!("{:?}", marks.singles), format!("{:?}", naive.singles), "{text:?}");
        }
    }

    #[test]
    fn marks_are_disjoint_and_lie_in_their_paragraphs() {
        let mut random = Random::new(4);
        for _ in 0..2000 {
            let text = text(&mut random);
            let paragraphs = paragraphs(&text);
            let marks = find(&text, &paragraphs);
            let spans = spans(&marks);
            assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{text:?}: {spans:?}");
            let mut seen = 0;
            for (marked, &paragraph) in marks.paragraphs().zip(&paragraphs) {
                assert_eq!(marked.span, paragraph);
                assert!(marked.doubles.iter().all(|m| paragraph.covers(Span::new(m.at, m.end()))), "{text:?}");
                assert!(marked.singles.iter().all(|m| paragraph.covers(Span::new(m.at, m.end()))), "{text:?}");
                seen += marked.doubles.len() + marked.singles.len();
            }
            assert_eq!(seen, spans.len(), "{text:?}");
        }
    }

    #[test]
    fn straight_runs_are_double_marks_with_a_single_one_inside() {
        for (text, marks) in [
            ("''Come in.''", &["''", "''"][..]),
            ("'''No,' he said.''", &["''", "'", "'", "''"]),
            ("''He said, 'No.'''", &["''", "'", "'", "''"]),
            ("He said--'''No,' she said.''", &["''", "'", "'", "''"]),
            // The last mark of the run is an apostrophe.
            ("''Tis late,' he said.", &["'", "'"]),
            ("'''Tis late,'' he said.", &["''", "''"]),
            ("a '''' b", &["''", "''"]),
        ] {
            assert_eq!(found(text), marks, "{text}");
        }
    }

    #[test]
    fn curly_pairs_are_joined_where_the_text_opens_with_one() {
        assert_eq!(found("‘‘Come in,’’ he said."), ["‘‘", "’’"]);
        assert_eq!(found("‘The dogs’’ he said."), ["‘", "’"]);
        // Elsewhere in such a text, a mark and an apostrophe are not joined.
        assert_eq!(found("‘‘Come in.’’ ‘‘Tis late.’")[2], "‘");
    }

    #[test]
    fn marks_in_code_are_left_out() {
        for (text, marks) in [
            ("Set `mode=\"fast\"` first.", &[][..]),
            ("`Come in,' he said. `Sit down.'", &["`", "'", "`", "'"]),
            ("a\n\n```\n\"b\"\n```\n\n\"c\"", &["\"", "\""]),
            // A fence that no other one closes.
            ("```\n\"b\"", &["``", "`", "\"", "\""]),
        ] {
            assert_eq!(found(text), marks, "{text:?}");
        }
        assert_eq!(inline_code("`a b` c"), Some(5));
        assert_eq!(inline_code("`a `b`"), None);
        assert_eq!(inline_code(&format!("`{}`", "a".repeat(200))), None);
        assert_eq!(code_blocks("```rust\na\n```\n```\nb"), [Span::new(0, 13)]);
    }

    #[test]
    fn a_paragraph_tells_the_marks_of_its_parts() {
        let text = "\"The boys' boat,' he said.\n\n'Come 'ere.'\n\nHe said, 'Sit.'";
        let paragraphs = paragraphs(text);
        let marks = find(text, &paragraphs);
        let [first, second, third] = marks.paragraphs().collect::<Vec<_>>()[..] else { panic!("three paragraphs") };
        assert_eq!((first.begins_double(), first.begins_single()), (After::Opens, After::Other));
        assert_eq!((second.begins_double(), second.begins_single()), (After::Other, After::Opens));
        assert_eq!((third.begins_double(), third.begins_single()), (After::Other, After::Other));
        assert_eq!(first.doubles[0].side, Side::Open);
        // The first single mark may be an apostrophe, so the part must begin after it.
        let comma = text.find(",'").unwrap();
        assert!(first.single_that_closes(first.span).is_none());
        assert_eq!(first.single_that_closes(Span::new(comma, first.span.end)).map(|mark| mark.at), Some(comma + 1));
        assert!(first.single_that_closes(Span::new(comma, comma + 1)).is_none());
        assert_eq!(first.singles_in(first.span).len(), 2);
        assert_eq!(first.singles_in(Span::new(comma, first.span.end)).len(), 1);
        assert_eq!(second.singles.last().map(|mark| mark.role), Some(Role::Close));
    }
}
