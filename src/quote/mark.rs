//! Marks, and which way each of them faces.

use crate::quote::quotation::Quotation;
use crate::record::QuoteStyle;
use crate::span::Span;
use crate::token::chars::{elided, is_blank};
use crate::util::steps;

/// The marks of a text, paragraph by paragraph: found by one search, for the detection of the style and for the pairing.
pub(crate) struct Marks<'a> {
    paragraphs: &'a [Span],
    doubles: Vec<Mark>,
    singles: Vec<Single>,
}

/// A paragraph and the marks in it.
#[derive(Clone, Copy)]
pub(crate) struct Paragraph<'m> {
    pub(crate) span: Span,
    /// Marks of all kinds but single ones.
    pub(crate) doubles: &'m [Mark],
    /// Single marks without plain apostrophes.
    pub(crate) singles: &'m [Single],
}

impl<'a> Marks<'a> {
    /// Searches the text once.
    pub(crate) fn find(text: &str, paragraphs: &'a [Span]) -> Self {
        let bytes = text.as_bytes();
        let mut marks = Self { paragraphs, doubles: Vec::new(), singles: Vec::new() };
        // ‘‘…’’; without the opening one, two closing marks are an apostrophe and a mark: the dogs’’.
        let mut opening = memchr::memmem::find_iter(bytes, "‘‘".as_bytes());
        let doubled = opening.any(|at| elided(&text[at + "‘".len()..]) == 0);
        let mut rest = paragraphs.iter();
        let mut paragraph = Span::default();
        let mut blocks = code_blocks(text).into_iter().peekable();
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
            // What is in no paragraph is blank.
            if at >= paragraph.start {
                read = at + marks.read(text, paragraph, at, doubled);
            }
        }
        marks
    }

    /// About how many quotations they make.
    pub(crate) fn pairs(&self) -> usize {
        (self.doubles.len() + self.singles.len()) / 2
    }

    /// The paragraphs, in order.
    pub(crate) fn paragraphs(&self) -> impl Iterator<Item = Paragraph<'_>> {
        let (mut doubles, mut singles) = (&self.doubles[..], &self.singles[..]);
        self.paragraphs.iter().map(move |&span| Paragraph {
            span,
            doubles: split(&mut doubles, |mark| mark.at < span.end),
            singles: split(&mut singles, |single| single.at < span.end),
        })
    }

    /// Reads what stands at `at`, where a mark may begin. Returns its length, 1 at least.
    fn read(&mut self, text: &str, paragraph: Span, at: usize, doubled: bool) -> usize {
        let bytes = &text.as_bytes()[..paragraph.end];
        match bytes[at..] {
            [b'\'', b'\'', ..] => return self.read_run(text, paragraph, at),
            // `mode="fast"` is code.
            [b'`', second, ..] if second != b'`' => {
                if let Some(code) = code(&bytes[at..]) {
                    return code;
                }
            }
            _ => {}
        }
        let doubled = doubled && elided(text[at..paragraph.end].strip_prefix('‘').unwrap_or("")) == 0;
        let Some((len, style, made_for)) = shape(&bytes[at..], doubled) else { return 1 };
        if style.is_single() {
            self.singles.extend(Single::new(text, paragraph, at, len, style, made_for));
        } else {
            self.doubles.push(Mark::new(text, paragraph, at, len, style, made_for));
        }
        len
    }

    /// Reads a run of straight single marks, of which two make one mark of another kind.
    fn read_run(&mut self, text: &str, paragraph: Span, at: usize) -> usize {
        let run = text.as_bytes()[at..paragraph.end].iter().take_while(|&&byte| byte == b'\'').count();
        let single = |at, role| Single { at, len: 1, style: QuoteStyle::SingleStraight, role, sure: true };
        let mark = |at, len| Mark::new(text, paragraph, at, len, QuoteStyle::TwoCharacter, Side::Either);
        // The apostrophe of ''Tis late', or of '''Tis late,'' he said.
        let elision = elided(&text[at + run - 1..paragraph.end]) > 0;
        match run {
            2 if elision => self.singles.push(single(at, Role::Open)),
            3 if mark(at, 3).side == Side::Open => {
                self.doubles.push(mark(at, 2));
                self.singles.extend((!elision).then(|| single(at + 2, Role::Open)));
            }
            3 => {
                self.singles.push(single(at, Role::Close));
                self.doubles.push(mark(at + 1, 2));
            }
            _ => self.doubles.extend((0..run / 2).map(|i| mark(at + 2 * i, 2))),
        }
        run
    }
}

/// Where marks may begin: the first bytes of all of them, which in English stand for little else.
fn candidates(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let ascii = memchr::memchr3_iter(b'"', b'\'', b'`', bytes);
    let wide = memchr::memchr3_iter(0xC2, 0xE2, 0xE3, bytes);
    let full = memchr::memchr_iter(0xEF, bytes);
    let commas = memchr::memmem::find_iter(bytes, ",,");
    merge(merge(ascii, wide), merge(full, commas))
}

/// Two ascending rows as one.
fn merge(a: impl Iterator<Item = usize>, b: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    let (mut a, mut b) = (a.peekable(), b.peekable());
    core::iter::from_fn(move || match (a.peek(), b.peek()) {
        (Some(x), Some(y)) if y < x => b.next(),
        (None, _) => b.next(),
        _ => a.next(),
    })
}

/// Takes the first items of a slice off it.
fn split<'m, T>(rest: &mut &'m [T], first: impl Fn(&T) -> bool) -> &'m [T] {
    let count = rest.iter().take_while(|item| first(item)).count();
    let (taken, left) = rest.split_at(count);
    *rest = left;
    taken
}

/// A mark of the outer kinds (all but single marks) within a paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub(crate) at: usize,
    pub(crate) len: u8,
    pub(crate) style: QuoteStyle,
    pub(crate) side: Side,
    /// A digit stands right before it: it may mean inches.
    pub(crate) after_digit: bool,
    /// Its shape was made for the other side.
    pub(crate) wrong_way: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Open,
    Close,
    /// Its shape and its neighbours don't tell; what is open decides.
    Either,
}

impl Mark {
    fn new(text: &str, paragraph: Span, at: usize, len: usize, style: QuoteStyle, made_for: Side) -> Self {
        let before = text[paragraph.start..at].chars().next_back();
        let after = text[at + len..paragraph.end].chars().next();
        let side = facing(before, after, made_for);
        let after_digit = before.is_some_and(|c| c.is_ascii_digit());
        // »…« is as usual as «…».
        let wrong_way = made_for != Side::Either && side != made_for && style != QuoteStyle::Guillemets;
        Self { at, len: len as u8, style, side, after_digit, wrong_way }
    }

    pub(crate) fn end(&self) -> usize {
        self.at + usize::from(self.len)
    }

    /// Guillemets and corners pair among themselves; all other marks are ways to write the same one.
    pub(crate) fn pairs_with(&self, open: QuoteStyle) -> bool {
        let apart = |style| matches!(style, QuoteStyle::Guillemets | QuoteStyle::Corner);
        self.style == open || !apart(self.style) && !apart(open)
    }
}

/// What a mark's shape says: its length, its style, and the side it was made for. `doubled`: two curly single marks are
/// one.
fn shape(bytes: &[u8], doubled: bool) -> Option<(usize, QuoteStyle, Side)> {
    use QuoteStyle::{
        Corner, Curly, Guillemets, LowHigh, SingleCurly, SingleGuillemets, SingleStraight, Straight, TwoCharacter,
    };
    Some(match bytes {
        [b'"', ..] => (1, Straight, Side::Either),
        [b'\'', ..] => (1, SingleStraight, Side::Either),
        [b'`', b'`', ..] => (2, TwoCharacter, Side::Open),
        [b'`', ..] => (1, SingleStraight, Side::Open),
        [b',', b',', ..] => (2, LowHigh, Side::Open),
        [0xC2, 0xAB, ..] => (2, Guillemets, Side::Open),
        [0xC2, 0xBB, ..] => (2, Guillemets, Side::Close),
        [0xE2, 0x80, third, rest @ ..] => match third {
            0x98 if doubled && rest.starts_with("‘".as_bytes()) => (6, TwoCharacter, Side::Open),
            0x99 if doubled && rest.starts_with("’".as_bytes()) => (6, TwoCharacter, Side::Close),
            0x98 | 0x9A | 0x9B => (3, SingleCurly, Side::Open),
            0x99 => (3, SingleCurly, Side::Close),
            0x9C | 0x9F => (3, Curly, Side::Open),
            0x9D => (3, Curly, Side::Close),
            0x9E => (3, LowHigh, Side::Open),
            0xB9 => (3, SingleGuillemets, Side::Open),
            0xBA => (3, SingleGuillemets, Side::Close),
            _ => return None,
        },
        [0xE3, 0x80, 0x8C | 0x8E, ..] => (3, Corner, Side::Open),
        [0xE3, 0x80, 0x8D | 0x8F, ..] => (3, Corner, Side::Close),
        [0xEF, 0xBC, 0x82, ..] => (3, Straight, Side::Either),
        [0xEF, 0xBC, 0x87, ..] => (3, SingleStraight, Side::Either),
        _ => return None,
    })
}

/// Code in back-ticks is no longer than this.
const CODE: usize = 120;

/// The length of `code` in back-ticks at the start of some bytes. A second back-tick after white space opens another
/// quotation: `Come in,' he said. `Sit down.'
fn code(bytes: &[u8]) -> Option<usize> {
    let near = &bytes[1..bytes.len().min(CODE)];
    let end = memchr::memchr(b'`', near)?;
    (end > 0 && !near[end - 1].is_ascii_whitespace()).then_some(end + 2)
}

/// The blocks of code: from a line that begins with three back-ticks to the next one, if that has nothing else.
fn code_blocks(text: &str) -> Vec<Span> {
    const FENCE: &str = "```";
    let fences = memchr::memmem::find_iter(text.as_bytes(), FENCE);
    let mut fences = fences.filter(|&at| at == 0 || text.as_bytes()[at - 1] == b'\n').peekable();
    let mut blocks = Vec::new();
    while let Some(start) = fences.next() {
        let closes = |&at: &usize| {
            let rest = &text.as_bytes()[at + FENCE.len()..];
            rest.first().map_or(true, |byte| matches!(byte, b'\n' | b'\r'))
        };
        blocks.extend(fences.next_if(closes).map(|close| Span::new(start, close + FENCE.len())));
    }
    blocks
}

/// The side by shape and neighbours. A shape is overruled only where it faces white space on its inner side and text
/// on its outer side, as wrong-way marks of word processors do.
pub(crate) fn facing(before: Option<char>, after: Option<char>, made_for: Side) -> Side {
    let space = |c: Option<char>| c.map_or(true, is_blank);
    // ""Come in," said Orne: a mark that was typed twice.
    let twice = before == Some('"') && after.is_some_and(char::is_alphanumeric);
    let opens = (space(before) || before.is_some_and(is_opening) || twice) && !space(after);
    let closes = (space(after) || after.is_some_and(is_closing)) && !space(before);
    match made_for {
        Side::Either if opens && !closes => Side::Open,
        Side::Either if closes && !opens => Side::Close,
        Side::Either => Side::Either,
        Side::Open if space(after) && !space(before) => Side::Close,
        Side::Close if space(before) && after.is_some_and(char::is_alphanumeric) => Side::Open,
        made_for => made_for,
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '-' | '–' | '—' | '―' | '\'' | '‘' | '/' | '*' | '_' | '“' | '«')
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '-'
            | '–'
            | '—'
            | '―'
            | '\''
            | '’'
            | '/'
            | '*'
            | '_'
            | '”'
            | '»'
            | '…'
            | '"'
    )
}

/// A single mark that is no plain apostrophe.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Single {
    pub(crate) at: usize,
    pub(crate) len: u8,
    pub(crate) style: QuoteStyle,
    pub(crate) role: Role,
    /// An opening mark at the start, or after white space that follows punctuation.
    pub(crate) sure: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Open,
    Close,
    /// After a letter, before white space (the boys' boat, th' boy): closes only if nothing better follows.
    MayClose,
}

impl Single {
    /// None for an apostrophe.
    pub(crate) fn new(
        text: &str,
        within: Span,
        at: usize,
        len: usize,
        style: QuoteStyle,
        made_for: Side,
    ) -> Option<Self> {
        let single = |role, sure| Some(Self { at, len: len as u8, style, role, sure });
        let before = text[within.start..at].chars().next_back();
        let after = text[at + len..within.end].chars().next();
        if style == QuoteStyle::SingleGuillemets {
            let opens = facing(before, after, made_for) == Side::Open;
            return single(if opens { Role::Open } else { Role::Close }, true);
        }
        let alphanumeric = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if alphanumeric(before) && alphanumeric(after) {
            return None;
        }
        // Emphasis ends at the apostrophe of _the boys'_ as well.
        let emphasis = |c: Option<char>| alphanumeric(before) && matches!(c, Some('_' | '*'));
        let after = text[at + len..within.end].chars().find(|&c| !emphasis(Some(c)));
        let (to_open, to_close) = (made_for == Side::Open, made_for == Side::Close);
        let outside = before.map_or(true, |c| {
            is_blank(c) || matches!(c, '(' | '[' | '-' | '—' | '–' | '“' | '"' | '_' | '*' | '«' | '„')
        });
        let punctuated = before.is_some_and(|c| {
            matches!(c, '.' | ',' | '!' | '?' | ';' | ':' | '…' | '-' | '—' | '–' | ')' | '”' | '"' | '_' | '*')
        });
        // "'Never--'": a dash stands on either side of a mark, but a closing one stands within.
        let inside = after.is_some_and(|c| !(is_blank(c) || punctuated && matches!(c, '"' | '”')));
        let earlier = text[within.start..at].trim_end_matches(is_blank).chars().next_back();
        let sure = earlier.map_or(true, |c| !c.is_alphanumeric()) && outside;
        let mut following = text[at + len..within.end].chars();
        // goin',' and the Fosters’,’ and the dogs’’
        let closes_later = alphanumeric(before) && {
            let next = following.next();
            next == Some('’')
                || next.is_some_and(|c| matches!(c, ',' | '.' | '!' | '?' | ';'))
                    && matches!(following.next(), Some('\'' | '’'))
        };
        let role = if closes_later {
            return None;
        } else if outside && inside && (!to_close || sure) {
            if elided(&text[at..within.end]) > 0 {
                return None;
            }
            Role::Open
        } else if to_open && inside {
            Role::Open
        } else if before.map_or(true, is_blank) || alphanumeric(after) {
            // 'He called it "the house," ' she said: set apart by a space.
            let apart = after.map_or(true, is_blank)
                && earlier.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…' | '"' | '”'));
            if !apart || to_open {
                return None;
            }
            Role::Close
        } else if before.is_some_and(|c| c.is_ascii_digit()) {
            // 6' tall
            Role::MayClose
        } else if punctuated || after.map_or(true, |c| !is_blank(c)) {
            Role::Close
        } else {
            Role::MayClose
        };
        single(role, sure)
    }

    pub(crate) fn end(&self) -> usize {
        self.at + usize::from(self.len)
    }

    pub(crate) fn closed_by(self, close: Self) -> Quotation {
        self.quotation(Span::new(self.end(), close.at), close.end())
    }

    pub(crate) fn quotation(self, inner: Span, end: usize) -> Quotation {
        Quotation {
            span: Span::new(self.at, end),
            inner,
            depth: 0,
            closed: true,
            continues: false,
            doubtful: false,
            label: None,
            style: self.style,
        }
    }
}

impl<'m> Paragraph<'m> {
    /// The first single mark within a span, if it closes what no single mark has opened.
    pub(crate) fn single_that_closes(&self, within: Span) -> Option<&'m Single> {
        let first = self.singles.partition_point(|single| single.at < within.start);
        let single = self.singles.get(first)?;
        (single.at < within.end && single.role == Role::Close).then_some(single)
    }
}
