//! The scanner: one pass over the bytes of each paragraph.

use crate::lexicon::class::Classes;
use crate::lexicon::interner::Interner;
use crate::token::chars::is_apostrophe;
use crate::token::chars::{elided, is_blank, is_clitic, is_mark};
use crate::token::paragraph;
use crate::token::tokens::{TokenBuffers, TokenKind, Word};
use crate::util::capacity::reserve_ahead;
use crate::util::ids::WordId;
use crate::util::ids::{Column, TokenId};
use crate::util::swar;

/// Fills in words and paragraphs.
pub(crate) fn scan(text: &str, TokenBuffers { words, paragraphs, .. }: &mut TokenBuffers, interner: &mut Interner<'_>) {
    let size = text.len().min(u32::MAX as usize);
    // About two tokens for nine bytes in English prose.
    words.as_mut_vec().reserve_exact(size / 9 * 2);
    for span in paragraph::paragraphs(text) {
        if span.end > u32::MAX as usize {
            break;
        }
        reserve_ahead(words.as_mut_vec(), span.len() / 2, span.start, size);
        let (start, flags) = (words.end(), Word::BREAK_BEFORE);
        Scanner { words, interner, all: text, text: &text[..span.end], at: span.start, flags }.run();
        if words.end() > start {
            paragraphs.push((start..words.end()).into());
        }
    }
}

/// What a token that begins with this byte may be.
#[derive(Clone, Copy)]
enum Start {
    Letter,
    Space,
    Break,
    Digit,
    QuoteMark,
    Apostrophe,
    Stop,
    Hyphen,
    Punctuation,
    Symbol,
    /// White space of other kinds, which is told by the character.
    Control,
    /// Beyond ASCII: told by the character.
    Wide,
}

const STARTS: [Start; 256] = {
    let mut starts = [Start::Symbol; 256];
    let mut byte = 0;
    while byte < 256 {
        starts[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Start::Letter,
            b' ' | b'\t' => Start::Space,
            b'\n' | b'\r' => Start::Break,
            b'0'..=b'9' => Start::Digit,
            b'"' => Start::QuoteMark,
            b'\'' | b'`' => Start::Apostrophe,
            b'.' => Start::Stop,
            b'-' => Start::Hyphen,
            b',' | b';' | b':' | b'!' | b'?' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'/' => Start::Punctuation,
            0..=0x1F => Start::Control,
            0x80..=0xFF => Start::Wide,
            _ => Start::Symbol,
        };
        byte += 1;
    }
    starts
};

/// ASCII letters that stand together, and how many of them are capitals.
struct Run {
    letters: usize,
    capitals: usize,
}

struct Scanner<'a, 'l> {
    words: &'a mut Column<TokenId, Word>,
    interner: &'a mut Interner<'l>,
    /// The whole text, and the same up to the end of the paragraph.
    all: &'a str,
    text: &'a str,
    at: usize,
    /// Flags of the white space before the next token.
    flags: u8,
}

impl Scanner<'_, '_> {
    fn run(&mut self) {
        while let Some(byte) = self.byte(self.at) {
            match STARTS[byte as usize] {
                Start::Letter => self.word(),
                Start::Space => self.space(1, Word::SPACE_BEFORE),
                Start::Break => self.space(1, Word::BREAK_BEFORE),
                Start::Digit => self.number(),
                Start::QuoteMark => self.push(1, TokenKind::QuoteMark),
                Start::Apostrophe if self.byte(self.at + 1) == Some(byte) => self.push(2, TokenKind::QuoteMark),
                Start::Apostrophe => self.apostrophe(byte as char),
                Start::Stop if self.text[self.at..].starts_with("..") => self.run_of('.', TokenKind::Ellipsis),
                Start::Stop | Start::Punctuation => self.push(1, TokenKind::Punctuation),
                Start::Hyphen => self.run_of('-', TokenKind::Dash),
                Start::Symbol => self.push(1, TokenKind::Symbol),
                Start::Control | Start::Wide => self.wide(),
            }
        }
    }

    /// A token of characters beyond ASCII, or a rare kind of white space.
    fn wide(&mut self) {
        let Some(c) = self.peek(self.at) else { return };
        match c {
            '’' | '‘' => self.apostrophe(c),
            '“' | '”' | '„' | '‟' | '‚' | '‛' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '＂' | '＇' =>
            {
                self.push(c.len_utf8(), TokenKind::QuoteMark);
            }
            '…' => self.push(c.len_utf8(), TokenKind::Ellipsis),
            '–' | '—' | '―' | '‐' | '‑' | '‒' => self.push(c.len_utf8(), TokenKind::Dash),
            '¡' | '¿' => self.push(c.len_utf8(), TokenKind::Punctuation),
            '\u{2028}' | '\u{2029}' => self.space(3, Word::BREAK_BEFORE),
            _ if c.is_whitespace() => self.space(c.len_utf8(), Word::SPACE_BEFORE),
            _ if is_blank(c) => self.space(c.len_utf8(), 0),
            _ if c.is_alphabetic() => self.word(),
            _ if c.is_numeric() => self.number(),
            _ => self.push(c.len_utf8(), TokenKind::Symbol),
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn peek(&self, at: usize) -> Option<char> {
        match self.byte(at)? {
            b if b < 0x80 => Some(b as char),
            _ => self.text[at..].chars().next(),
        }
    }

    /// The ASCII letters from `at` on.
    fn ascii_letters(&self, at: usize) -> Run {
        let mut run = Run { letters: 0, capitals: 0 };
        // Beyond the paragraph too: a whole eight is loaded faster than a part, and a paragraph ends with no letter.
        let bytes = self.all.as_bytes();
        loop {
            let chunk = swar::load(bytes, at + run.letters);
            let letters = swar::letters(chunk);
            let len = swar::leading(letters);
            run.capitals += swar::count(swar::truncate(swar::capitals(chunk), len));
            run.letters += len;
            if len < 8 {
                return run;
            }
        }
    }

    fn space(&mut self, len: usize, flag: u8) {
        self.at += len;
        self.flags |= flag;
    }

    fn push(&mut self, len: usize, kind: TokenKind) {
        self.push_word(len, kind, WordId::NONE, 0);
    }

    /// A token beyond 65,535 bytes is cut.
    fn push_word(&mut self, len: usize, kind: TokenKind, id: WordId, flags: u8) {
        let end = self.at + len;
        while end - self.at > usize::from(u16::MAX) {
            let mut cut = self.at + usize::from(u16::MAX);
            while !self.text.is_char_boundary(cut) {
                cut -= 1;
            }
            self.push_piece(cut, kind, id, flags);
        }
        self.push_piece(end, kind, id, flags);
    }

    fn push_piece(&mut self, end: usize, kind: TokenKind, id: WordId, flags: u8) {
        let (start, len) = (self.at as u32, (end - self.at) as u16);
        let flags = core::mem::take(&mut self.flags) | flags;
        self.words.push(Word { start, len, id, kind, flags });
        self.at = end;
    }

    fn run_of(&mut self, c: char, kind: TokenKind) {
        let rest = &self.text[self.at..];
        self.push(rest.len() - rest.trim_start_matches(c).len(), kind);
    }

    fn number(&mut self) {
        let mut end = self.at;
        while let Some(c) = self.peek(end) {
            let inner = matches!(c, ',' | '.' | ':' | '/' | '-') && self.peek(end + 1).is_some_and(char::is_numeric);
            if !(c.is_alphanumeric() || inner) {
                break;
            }
            end += c.len_utf8();
        }
        self.push(end - self.at, TokenKind::Number);
    }

    /// An apostrophe or single mark that stands before a word or after one that took none in.
    fn apostrophe(&mut self, c: char) {
        let word = elided(&self.text[self.at..]);
        let attached = self.flags == 0 && self.words.last().is_some_and(Word::is_word);
        if word > 0 && !attached {
            let id = self.interner.intern(&self.text[self.at..self.at + word]);
            self.push_word(word, TokenKind::Word, id, 0);
        } else {
            self.push(c.len_utf8(), TokenKind::QuoteMark);
        }
    }

    /// A word with its inner marks; then, as tokens of their own, a clitic or the stop of an abbreviation.
    fn word(&mut self) {
        let start = self.at;
        let mut end = start;
        let (mut letters, mut capitals) = (0, 0);
        let capitalised = match self.byte(start) {
            Some(first) if first < 0x80 => first.is_ascii_uppercase(),
            _ => self.peek(start).is_some_and(char::is_uppercase),
        };
        // Where the last inner apostrophe stands, and how many letters since the last stop.
        let (mut apostrophe, mut since_stop, mut stops) = (0, 0, false);
        loop {
            let run = self.ascii_letters(end);
            letters += run.letters;
            since_stop += run.letters;
            capitals += run.capitals;
            end += run.letters;
            let Some(byte) = self.byte(end) else { break };
            let next = self.byte(end + 1);
            if matches!(STARTS[byte as usize], Start::Space | Start::Break | Start::Punctuation | Start::QuoteMark)
                || byte == b'.' && matches!(next, Some(b' ' | b'\n' | b'"'))
            {
                break;
            }
            let Some(c) = self.peek(end) else { break };
            if c.is_alphabetic() {
                letters += 1;
                since_stop += 1;
                capitals += usize::from(c.is_uppercase());
            } else if is_mark(c) || c.is_numeric() {
            } else {
                let next = self.peek(end + c.len_utf8());
                let letter_follows = next.is_some_and(char::is_alphabetic);
                match c {
                    '\'' | '’' | 'ʼ' | '‘' if letter_follows && !self.text[..end].ends_with(is_apostrophe) => {
                        apostrophe = end
                    }
                    '-' | '‐' | '‑' if letter_follows || next.is_some_and(char::is_numeric) => {}
                    '&' if letter_follows => {}
                    // "U.S", "a.m", "Ph.D"; "example.com", but not "end.Next".
                    '.' if letter_follows && since_stop <= 2 && letters <= 6 => (since_stop, stops) = (0, true),
                    '.' if next.is_some_and(char::is_lowercase) => since_stop = 0,
                    _ => break,
                }
            }
            end += c.len_utf8();
        }

        let clitic = match apostrophe {
            0 => None,
            at => is_clitic(self.text[at..end].trim_start_matches(is_apostrophe)).then_some(at),
        };
        let stem_end = clitic.unwrap_or(end);
        let id = self.interner.intern_range(self.all, start..stem_end);
        let mut flags = if capitalised { Word::CAPITALISED } else { 0 };
        if capitals > usize::from(capitalised) {
            flags |= Word::INNER_CAPITAL;
        }
        if capitals >= 2 && capitals == letters {
            flags |= Word::ALL_CAPITALS;
        }
        let dot = clitic.is_none() && self.byte(end) == Some(b'.') && self.byte(end + 1) != Some(b'.') && {
            // "J. Smith", but "said Q."
            let initial = letters == 1 && capitalised && &self.text[start..end] != "I" && {
                let next = self.text[end + 1..].trim_start_matches(|c: char| c.is_whitespace() || c == '.');
                next.starts_with(char::is_uppercase)
            };
            let after_comma = || self.words.last().is_some_and(|w| self.text[w.span()].ends_with(','));
            let classes = self.interner.classes(id);
            let number_follows = || self.text[end + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit());
            stops
                || initial
                || classes.any(Classes::ABBREVIATION)
                || classes.any(Classes::ABBREVIATION_CAPITAL) && capitalised
                || classes.any(Classes::ABBREVIATION_OF_STATE) && capitalised && after_comma()
                || classes.any(Classes::ABBREVIATION_OF_NUMBER) && number_follows()
        };
        if dot {
            self.push_word(end + 1 - start, TokenKind::Abbreviation, id, flags);
        } else {
            let kind = match () {
                () if stops => TokenKind::Abbreviation,
                () if end - start <= 2 && self.is_bare_clitic(start, end) => TokenKind::Clitic,
                () => TokenKind::Word,
            };
            self.push_word(stem_end - start, kind, id, flags);
        }
        if let Some(at) = clitic {
            let id = self.interner.intern_range(self.all, at..end);
            self.push_word(end - at, TokenKind::Clitic, id, 0);
        }
        // Nearly always.
        if self.byte(self.at) == Some(b' ') {
            self.space(1, Word::SPACE_BEFORE);
        }
    }

    /// "Emma s answer", "they ll": a clitic whose apostrophe was lost, as in texts that went through a scanner.
    fn is_bare_clitic(&self, start: usize, end: usize) -> bool {
        let after_word = || self.words.last().is_some_and(|w| w.kind == TokenKind::Word && w.end() + 1 == start);
        matches!(&self.text[start..end], "s" | "ll" | "ve" | "re" | "d" | "m")
            && start > 0
            && self.byte(start - 1) == Some(b' ')
            && after_word()
    }
}
