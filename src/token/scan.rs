//! The scanner: one pass over the bytes of each paragraph.
//!
//! A byte tells the kind of its token through a table, except beyond ASCII, where the character tells it. White space
//! makes no token: it becomes flags of the token after it. Runs of ASCII letters, which are most of a text, are read
//! eight bytes at a time.

use crate::lexicon::class::Classes;
use crate::lexicon::interner::Interner;
use crate::span::Span;
use crate::token::chars::{elided, is_apostrophe, is_blank, is_clitic, is_combining, is_letter, is_lowercase_clitic};
use crate::token::paragraph;
use crate::token::stop::{joins_site, MAX_LETTERS_BEFORE_STOP, MAX_LETTERS_BETWEEN_STOPS};
use crate::token::tokens::{TokenBuffers, TokenKind, Word};
use crate::util::capacity::reserve_ahead;
use crate::util::ids::{Column, TokenId, WordId};
use crate::util::swar;

/// Maximum length of a text, in bytes: offsets have 32 bits. A paragraph that reaches beyond it is read up to its last
/// blank before.
const MAX_TEXT_LEN: usize = u32::MAX as usize;

/// Maximum length of a token, in bytes: lengths have 16 bits. A longer token is cut.
const MAX_TOKEN_LEN: usize = u16::MAX as usize;

/// Bytes of English prose for every two tokens, for the initial capacity.
const BYTES_PER_TWO_TOKENS: usize = 9;

/// Bytes for every token in a paragraph of short words, for the capacity while a text is read.
const MIN_BYTES_PER_TOKEN: usize = 2;

/// Punctuation behind the stop of an initial: "to K., who".
const GOES_ON: [char; 5] = [',', ';', ':', '?', '!'];

/// A capital letter that is a word. A stop after it ends a sentence and makes no initial: "So did I. He left."
const FIRST_PERSON: &str = "I";

/// Maximum length of a clitic without its apostrophe, in bytes.
const MAX_CLITIC_LEN: usize = 2;

/// Fills in the words and paragraphs of a text. Both lists are empty before.
pub(crate) fn scan(text: &str, buffers: &mut TokenBuffers, interner: &mut Interner<'_>) {
    scan_up_to(MAX_TEXT_LEN, text, buffers, interner);
}

/// Reads a text up to an offset, `limit`.
fn scan_up_to(
    limit: usize,
    text: &str,
    TokenBuffers { words, paragraphs, .. }: &mut TokenBuffers,
    interner: &mut Interner<'_>,
) {
    let size = text.len().min(limit);
    words.as_mut_vec().reserve_exact(size / BYTES_PER_TWO_TOKENS * 2);
    for span in paragraph::paragraphs(text) {
        let Some(span) = within(span, limit, text) else { break };
        reserve_ahead(words.as_mut_vec(), span.len() / MIN_BYTES_PER_TOKEN, span.start, size);
        let (start, flags) = (words.end(), Word::BREAK_BEFORE);
        Scanner { words, interner, all: text, text: &text[..span.end], at: span.start, flags }.run();
        if words.end() > start {
            paragraphs.push((start..words.end()).into());
        }
    }
}

/// The part of a paragraph before an offset; cut at a blank, so that no word is.
fn within(paragraph: Span, limit: usize, text: &str) -> Option<Span> {
    if paragraph.end <= limit {
        return Some(paragraph);
    }
    let mut end = limit.max(paragraph.start);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[paragraph.start..end];
    let words = before[..before.rfind(is_blank)?].trim_end_matches(is_blank);
    (!words.is_empty()).then(|| Span::new(paragraph.start, paragraph.start + words.len()))
}

/// Kinds of tokens, as far as the first byte tells.
#[derive(Clone, Copy)]
enum Start {
    Letter,
    Space,
    Break,
    Digit,
    QuoteMark,
    /// An apostrophe or a backtick: a quotation mark, or the beginning of an elided word.
    Apostrophe,
    /// A full stop, or the first one of an ellipsis.
    Stop,
    /// A hyphen, or the first one of a dash.
    Hyphen,
    Punctuation,
    Symbol,
    /// A control character. Some are white space, which the character tells.
    Control,
    /// Beyond ASCII: the character tells.
    Wide,
}

/// By byte, the kind of token that begins with it.
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

/// The kind of a mark beyond ASCII that is a token by itself; `None` for other characters. "’" and "‘" are left out,
/// since they may begin a word.
fn wide_mark(c: char) -> Option<TokenKind> {
    match c {
        '“' | '”' | '„' | '‟' | '‚' | '‛' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '＂' | '＇' => {
            Some(TokenKind::QuoteMark)
        }
        '…' => Some(TokenKind::Ellipsis),
        '–' | '—' | '―' | '‐' | '‑' | '‒' => Some(TokenKind::Dash),
        '¡' | '¿' => Some(TokenKind::Punctuation),
        _ => None,
    }
}

/// ASCII letters that stand together.
struct Run {
    letters: usize,
    /// How many of the letters are capitals.
    capitals: usize,
}

/// A word as its characters describe it.
struct WordShape {
    start: usize,
    /// The offset after its last character. A stop at its end is not part of it.
    end: usize,
    /// Number of letters in any script, those of a clitic included.
    letters: usize,
    /// How many of the letters are capitals.
    capitals: usize,
    /// Whether its first letter is a capital.
    is_capitalised: bool,
    /// The offset of the last inner apostrophe; 0 if there is none. OK because no word begins with one that is inner.
    apostrophe: usize,
    /// Whether it has inner stops as abbreviations have them: "U.S".
    has_stops: bool,
}

impl WordShape {
    /// The flags of a token that is the word or begins it.
    fn flags(&self) -> u8 {
        let mut flags = if self.is_capitalised { Word::CAPITALISED } else { 0 };
        if self.capitals > usize::from(self.is_capitalised) {
            flags |= Word::INNER_CAPITAL;
        }
        if self.capitals >= 2 && self.capitals == self.letters {
            flags |= Word::ALL_CAPITALS;
        }
        flags
    }
}

/// Reads one paragraph, token by token.
struct Scanner<'a, 'l> {
    words: &'a mut Column<TokenId, Word>,
    interner: &'a mut Interner<'l>,
    /// The whole text.
    all: &'a str,
    /// The text up to the end of the paragraph.
    text: &'a str,
    /// The offset of the next token, on a character boundary. All before it is in tokens or is white space.
    at: usize,
    /// The flags that white space since the last token gives to the next one.
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
                // "``" and "''" are one mark.
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

    /// Reads a token that begins beyond ASCII or with a control character, or white space of these kinds.
    fn wide(&mut self) {
        let Some(c) = self.peek(self.at) else { return };
        if let Some(kind) = wide_mark(c) {
            return self.push(c.len_utf8(), kind);
        }
        match c {
            '’' | '‘' | 'ʼ' => self.apostrophe(c),
            '\u{2028}' | '\u{2029}' => self.space(c.len_utf8(), Word::BREAK_BEFORE),
            _ if c.is_whitespace() => self.space(c.len_utf8(), Word::SPACE_BEFORE),
            // Without width: what stands on both sides touches.
            _ if is_blank(c) => self.space(c.len_utf8(), 0),
            _ if is_letter(c) => self.word(),
            _ if c.is_numeric() => self.number(),
            _ => self.push(c.len_utf8(), TokenKind::Symbol),
        }
    }

    /// The byte at an offset, within the paragraph.
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The character at an offset, within the paragraph.
    fn peek(&self, at: usize) -> Option<char> {
        match self.byte(at)? {
            b if b < 0x80 => Some(b as char),
            _ => self.text[at..].chars().next(),
        }
    }

    /// The ASCII letters from `at` on.
    fn ascii_letters(&self, at: usize) -> Run {
        let mut run = Run { letters: 0, capitals: 0 };
        // OK to read beyond the paragraph, because no letter follows its last one. Eight bytes load faster than fewer.
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

    /// Skips white space of `len` bytes.
    fn space(&mut self, len: usize, flag: u8) {
        self.at += len;
        self.flags |= flag;
    }

    /// Adds a token of `len` bytes that is no word.
    fn push(&mut self, len: usize, kind: TokenKind) {
        self.push_word(len, kind, WordId::NONE, 0);
    }

    /// Adds a token of `len` bytes, cut into several where it is longer than [`MAX_TOKEN_LEN`].
    fn push_word(&mut self, len: usize, kind: TokenKind, id: WordId, flags: u8) {
        let end = self.at + len;
        while end - self.at > MAX_TOKEN_LEN {
            let mut cut = self.at + MAX_TOKEN_LEN;
            while !self.text.is_char_boundary(cut) {
                cut -= 1;
            }
            self.push_piece(cut, kind, id, flags);
        }
        self.push_piece(end, kind, id, flags);
    }

    /// Adds the token from here to `end`.
    fn push_piece(&mut self, end: usize, kind: TokenKind, id: WordId, flags: u8) {
        // OK because the offset is below `MAX_TEXT_LEN`, and the length has just been cut to `MAX_TOKEN_LEN`.
        let (start, len) = (self.at as u32, (end - self.at) as u16);
        let flags = core::mem::take(&mut self.flags) | flags;
        self.words.push(Word { start, len, id, kind, flags });
        self.at = end;
    }

    /// Reads a token of one character, repeated.
    fn run_of(&mut self, c: char, kind: TokenKind) {
        let rest = &self.text[self.at..];
        self.push(rest.len() - rest.trim_start_matches(c).len(), kind);
    }

    /// Reads a number with its letters, and with marks before further digits: "1,200.50", "1990s", "12:30", "3-4".
    fn number(&mut self) {
        let mut end = self.at;
        while let Some(c) = self.peek(end) {
            let inner = matches!(c, ',' | '.' | ':' | '/' | '-') && self.peek(end + 1).is_some_and(char::is_numeric);
            if !(is_letter(c) || c.is_numeric() || inner) {
                break;
            }
            end += c.len_utf8();
        }
        let compound = compound_len(&self.text[end..]);
        if compound == 0 {
            return self.push(end - self.at, TokenKind::Number);
        }
        let id = self.interner.intern_range(self.all, self.at..end + compound);
        self.push_word(end + compound - self.at, TokenKind::Word, id, 0);
    }

    /// Reads an apostrophe that no word took in: it begins an elided word, or it is a quotation mark. After a letter it
    /// begins no word: "rock'n".
    fn apostrophe(&mut self, c: char) {
        let len = elided(&self.text[self.at..]);
        let is_attached = self.flags == 0 && self.words.last().is_some_and(Word::is_word);
        if len > 0 && !is_attached {
            let id = self.interner.intern(&self.text[self.at..self.at + len]);
            self.push_word(len, TokenKind::Word, id, 0);
        } else {
            self.push(c.len_utf8(), TokenKind::QuoteMark);
        }
    }

    /// Reads a word with its inner marks. A clitic at its end becomes a token of its own, and the stop of an
    /// abbreviation part of the word.
    fn word(&mut self) {
        let shape = self.word_shape(self.at);
        let WordShape { start, end, .. } = shape;
        let clitic = self.clitic(&shape);
        let stem_end = clitic.unwrap_or(end);
        let id = self.interner.intern_range(self.all, start..stem_end);
        if clitic.is_none() && self.is_before_single_stop(end) && self.is_abbreviated(&shape, id) {
            self.push_word(end + 1 - start, TokenKind::Abbreviation, id, shape.flags());
        } else {
            let kind = match () {
                () if shape.has_stops => TokenKind::Abbreviation,
                () if self.is_bare_clitic(start, end) => TokenKind::Clitic,
                () => TokenKind::Word,
            };
            self.push_word(stem_end - start, kind, id, shape.flags());
        }
        if let Some(at) = clitic {
            let id = self.interner.intern_range(self.all, at..end);
            self.push_word(end - at, TokenKind::Clitic, id, 0);
        }
        // The space that follows nearly every word is skipped here, without another look into the table.
        if self.byte(self.at) == Some(b' ') {
            self.space(1, Word::SPACE_BEFORE);
        }
    }

    /// Finds the end of the word that begins with the letter at `start`: before the first character that is no letter,
    /// digit or combining mark and does not join two parts of a word.
    #[inline]
    fn word_shape(&self, start: usize) -> WordShape {
        let is_capitalised = match self.byte(start) {
            Some(first) if first < 0x80 => first.is_ascii_uppercase(),
            _ => self.peek(start).is_some_and(char::is_uppercase),
        };
        let mut end = start;
        let (mut letters, mut capitals, mut letters_since_stop) = (0, 0, 0);
        let (mut apostrophe, mut has_stops) = (0, false);
        loop {
            let run = self.ascii_letters(end);
            letters += run.letters;
            letters_since_stop += run.letters;
            capitals += run.capitals;
            end += run.letters;
            let Some(byte) = self.byte(end) else { break };
            let next = self.byte(end + 1);
            // Most words end before one of these characters. The match below would tell the same, later.
            if matches!(STARTS[byte as usize], Start::Space | Start::Break | Start::Punctuation | Start::QuoteMark)
                || byte == b'.' && matches!(next, Some(b' ' | b'\n' | b'"'))
            {
                break;
            }
            let Some(c) = self.peek(end) else { break };
            if is_letter(c) {
                letters += 1;
                letters_since_stop += 1;
                capitals += usize::from(c.is_uppercase());
            } else if is_combining(c) || c.is_numeric() {
            } else {
                let next = self.peek(end + c.len_utf8());
                let letter_follows = next.is_some_and(is_letter);
                match c {
                    '\'' | '’' | '‘' | 'ʼ' if letter_follows && !self.text[..end].ends_with(is_apostrophe) => {
                        apostrophe = end
                    }
                    '-' | '‐' | '‑' if letter_follows || next.is_some_and(char::is_numeric) => {}
                    '&' if letter_follows => {}
                    // "ida_holm", but not "_any_thing_"
                    '_' if next.is_some_and(char::is_alphanumeric) && !self.text[..start].ends_with('_') => {}
                    // "@ida.holm"
                    '.' if next.is_some_and(is_in_handle) && self.begins_handle(start) => {}
                    // "U.S", "a.m", "Ph.D"
                    '.' if letter_follows
                        && letters_since_stop <= MAX_LETTERS_BETWEEN_STOPS
                        && letters <= MAX_LETTERS_BEFORE_STOP =>
                    {
                        (letters_since_stop, has_stops) = (0, true);
                    }
                    // "example.com", but not "end.Next"
                    '.' if joins_site(is_capitalised, &self.text[end + 1..], self.interner.lexicon()) => {
                        letters_since_stop = 0;
                    }
                    _ => break,
                }
            }
            end += c.len_utf8();
        }
        WordShape { start, end, letters, capitals, is_capitalised, apostrophe, has_stops }
    }

    /// Whether the word at an offset is a handle: "@ida", but not the host in "ida@example.com".
    fn begins_handle(&self, start: usize) -> bool {
        let before = self.text[..start].strip_suffix('@');
        before.is_some_and(|before| !before.ends_with(is_in_handle))
    }

    /// The offset of the clitic at the end of a word, with its apostrophe: "'s" in "Emma's".
    fn clitic(&self, word: &WordShape) -> Option<usize> {
        match word.apostrophe {
            0 => None,
            at => is_clitic(self.text[at..word.end].trim_start_matches(is_apostrophe)).then_some(at),
        }
    }

    /// Whether a stop stands at `end` that is no ellipsis.
    fn is_before_single_stop(&self, end: usize) -> bool {
        self.byte(end) == Some(b'.') && self.byte(end + 1) != Some(b'.')
    }

    /// Whether the stop after a word is part of it.
    fn is_abbreviated(&self, word: &WordShape, id: WordId) -> bool {
        // OK because the stop is one byte.
        let after = &self.text[word.end + 1..];
        // "J. Smith", "K. said", "to K., who", but "said Q."
        let goes_on = |c: char| c.is_alphabetic() || GOES_ON.contains(&c);
        let is_initial = word.letters == 1
            && word.is_capitalised
            && &self.text[word.start..word.end] != FIRST_PERSON
            && after.trim_start_matches(|c: char| is_blank(c) || c == '.').starts_with(goes_on);
        let follows_comma = || self.words.last().is_some_and(|before| self.text[before.span()].ends_with(','));
        let number_follows = || after.trim_start_matches(is_blank).starts_with(|c: char| c.is_ascii_digit());
        let classes = self.interner.classes(id);
        word.has_stops
            || is_initial
            || classes.any(Classes::ABBREVIATION)
            || classes.any(Classes::ABBREVIATION_CAPITAL) && word.is_capitalised
            || classes.any(Classes::ABBREVIATION_OF_STATE) && word.is_capitalised && follows_comma()
            || classes.any(Classes::ABBREVIATION_OF_NUMBER) && number_follows()
    }

    /// Whether a word is a clitic that lost its apostrophe: "Emma s answer", "they ll". Texts that were scanned from
    /// paper have such.
    fn is_bare_clitic(&self, start: usize, end: usize) -> bool {
        let follows_word = || self.words.last().is_some_and(|w| w.kind == TokenKind::Word && w.end() + 1 == start);
        end - start <= MAX_CLITIC_LEN
            && is_lowercase_clitic(&self.text[start..end])
            && start > 0
            && self.byte(start - 1) == Some(b' ')
            && follows_word()
    }
}

/// The length in bytes of what a hyphen adds to a number: "-page" in "a 90-page report", "-year-old" in "a 52-year-old
/// teacher". 0 if it is nothing but a hyphen, or a name: "May 12-June 3".
fn compound_len(text: &str) -> usize {
    let mut rest = text;
    while let Some(part) = rest.strip_prefix(['-', '‐', '‑']) {
        let letters = part.find(|c: char| !is_letter(c)).unwrap_or(part.len());
        if !part.starts_with(char::is_lowercase) || part[letters..].starts_with(char::is_numeric) {
            break;
        }
        rest = &part[letters..];
    }
    text.len() - rest.len()
}

/// Whether a character may be part of a handle.
fn is_in_handle(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::{compound_len, is_in_handle, scan, scan_up_to, STARTS};
    use crate::lexicon::class::Classes;
    use crate::lexicon::interner::Interner;
    use crate::lexicon::lexicon::Lexicon;
    use crate::span::Span;
    use crate::tests::random::Random;
    use crate::token::chars::{elided, is_apostrophe, is_blank, is_clitic, is_combining, is_letter};
    use crate::token::paragraph::paragraphs;
    use crate::token::stop::joins_site;
    use crate::token::tokens::{TokenBuffers, TokenKind, Word};
    use crate::util::ids::WordId;

    #[test]
    fn hyphens_add_small_letters_to_numbers() {
        for (text, expected) in [
            ("-year-old teacher", 9),
            ("-month-olds", 11),
            ("‐page report", 7),
            ("-page-", 5),
            ("-June 3", 0),
            ("-a1", 0),
            ("-", 0),
            (" years", 0),
            ("", 0),
        ] {
            assert_eq!(compound_len(text), expected, "{text}");
        }
    }

    #[test]
    fn a_paragraph_beyond_the_limit_is_read_up_to_it() {
        let text = "Orne rowed.\n\nHale’s boat was late again.\n\nShe left.";
        for (limit, expected) in [
            (1000, "Orne rowed . Hale ’s boat was late again . She left ."),
            (text.find(" again").unwrap() + 3, "Orne rowed . Hale ’s boat was late"),
            // A word is never cut, and no character is.
            (text.find("’").unwrap() + 1, "Orne rowed ."),
            (text.find("Hale").unwrap(), "Orne rowed ."),
            (0, ""),
        ] {
            let mut buffers = TokenBuffers::default();
            scan_up_to(limit, text, &mut buffers, &mut Interner::new(Lexicon::standard()));
            let found: Vec<&str> = buffers.words.iter().map(|word| &text[word.span()]).collect();
            assert_eq!(found.join(" "), expected, "{limit}");
        }
    }

    /// A token with its flags and the text of the word that it is, if it is one.
    type Scanned<'t> = (Span, TokenKind, u8, &'t str);

    fn words(text: &str, interner: &mut Interner<'_>) -> Vec<Word> {
        let mut buffers = TokenBuffers::default();
        scan(text, &mut buffers, interner);
        buffers.words.as_slice().to_vec()
    }

    fn scanned<'t>(text: &'t str, interner: &mut Interner<'_>) -> Vec<Scanned<'t>> {
        let found = words(text, interner).into_iter().map(|word| {
            // The id is that of the word without the stop of an abbreviation.
            let name = match word.id {
                WordId::NONE => "",
                _ if word.kind == TokenKind::Abbreviation => text[word.span()].trim_end_matches('.'),
                _ => &text[word.span()],
            };
            assert!(name.is_empty() || word.id == interner.intern(name), "{name:?} of {text:?}");
            (word.span(), word.kind, word.flags, name)
        });
        found.collect()
    }

    /// The same by plain rules: each looks at the characters from a position on and tells how many make a token.
    struct Naive<'t, 'i, 'l> {
        text: &'t str,
        interner: &'i mut Interner<'l>,
        found: Vec<Scanned<'t>>,
        /// Flags for the next token.
        gap: u8,
    }

    /// The number of characters at the start that fulfil a condition.
    fn count(chars: &[char], is: impl Fn(char) -> bool) -> usize {
        chars.iter().take_while(|&&c| is(c)).count()
    }

    impl<'t> Naive<'t, '_, '_> {
        fn scan(&mut self) {
            for paragraph in paragraphs(self.text) {
                self.gap = Word::BREAK_BEFORE;
                let chars: Vec<char> = self.text[paragraph].chars().collect();
                let (mut at, mut offset) = (0, paragraph.start);
                while at < chars.len() {
                    let len = self.token(offset, &chars[at..]);
                    offset += chars[at..at + len].iter().map(|c| c.len_utf8()).sum::<usize>();
                    at += len;
                }
                assert_eq!(offset, paragraph.end);
            }
        }

        /// Adds a token; the number of its characters.
        fn add(&mut self, start: usize, chars: &[char], kind: TokenKind, flags: u8, is_word: bool) -> usize {
            let span = Span::new(start, start + chars.iter().map(|c| c.len_utf8()).sum::<usize>());
            let text = &self.text[span];
            let word = if kind == TokenKind::Abbreviation { text.trim_end_matches('.') } else { text };
            self.found.push((span, kind, self.gap | flags, if is_word { word } else { "" }));
            self.gap = 0;
            chars.len()
        }

        fn token(&mut self, offset: usize, chars: &[char]) -> usize {
            let next = |is: &dyn Fn(char) -> bool| chars.get(1).is_some_and(|&c| is(c));
            let (kind, len) = match chars[0] {
                c if is_blank(c) => {
                    self.gap |= match c {
                        '\n' | '\r' | '\u{2028}' | '\u{2029}' => Word::BREAK_BEFORE,
                        _ if c.is_whitespace() => Word::SPACE_BEFORE,
                        _ => 0,
                    };
                    return 1;
                }
                c if is_letter(c) => return self.word(offset, chars),
                c if c.is_numeric() => match (self.number(chars), self.compound(chars)) {
                    (number, 0) => (TokenKind::Number, number),
                    (number, compound) => (TokenKind::Word, number + compound),
                },
                c @ ('\'' | '`') if next(&|d| d == c) => (TokenKind::QuoteMark, 2),
                '\'' | '’' | '‘' | 'ʼ' => {
                    let is_word = |kind| matches!(kind, TokenKind::Word | TokenKind::Abbreviation);
                    let follows_word = self.gap == 0 && self.found.last().is_some_and(|&(_, kind, ..)| is_word(kind));
                    let bytes = elided(&chars.iter().collect::<String>());
                    if bytes > 0 && !follows_word {
                        let len = 1 + count(&chars[1..], char::is_alphanumeric);
                        return self.add(offset, &chars[..len], TokenKind::Word, 0, true);
                    }
                    (TokenKind::QuoteMark, 1)
                }
                '`' | '"' | '“' | '”' | '„' | '«' | '»' => (TokenKind::QuoteMark, 1),
                '.' if next(&|d| d == '.') => (TokenKind::Ellipsis, count(chars, |c| c == '.')),
                '…' => (TokenKind::Ellipsis, 1),
                '-' => (TokenKind::Dash, count(chars, |c| c == '-')),
                '–' | '—' | '‐' => (TokenKind::Dash, 1),
                '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '/' | '¿' => {
                    (TokenKind::Punctuation, 1)
                }
                _ => (TokenKind::Symbol, 1),
            };
            self.add(offset, &chars[..len], kind, 0, kind == TokenKind::Word)
        }

        fn number(&self, chars: &[char]) -> usize {
            let is_part = |at: usize| {
                is_letter(chars[at])
                    || chars[at].is_numeric()
                    || ",.:/-".contains(chars[at]) && chars.get(at + 1).is_some_and(|c| c.is_numeric())
            };
            (0..chars.len()).find(|&at| !is_part(at)).unwrap_or(chars.len())
        }

        /// The number of characters that hyphens add to the number at the start.
        fn compound(&self, chars: &[char]) -> usize {
            let start = self.number(chars);
            let mut end = start;
            while chars.get(end).is_some_and(|c| matches!(c, '-' | '‐' | '‑')) {
                let letters = chars[end + 1..].iter().take_while(|&&c| is_letter(c)).count();
                let is_small = chars.get(end + 1).is_some_and(|c| c.is_lowercase());
                if !is_small || chars.get(end + 1 + letters).is_some_and(|c| c.is_numeric()) {
                    break;
                }
                end += 1 + letters;
            }
            end - start
        }

        fn word(&mut self, offset: usize, chars: &[char]) -> usize {
            let letter_at = |at: usize| chars.get(at).is_some_and(|&c| is_letter(c));
            let letters = |range: core::ops::Range<usize>| range.filter(|&at| letter_at(at)).count();
            let (mut end, mut stops, mut last_apostrophe, mut is_dotted) = (0, vec![0], None, false);
            let before = self.text[..offset].strip_suffix('@');
            let is_handle = before.is_some_and(|before| !before.ends_with(is_in_handle));
            let in_handle = |at: usize| chars.get(at).is_some_and(|&c| is_in_handle(c));
            while end < chars.len() {
                let joins = match chars[end] {
                    c if is_letter(c) || c.is_numeric() || is_combining(c) => true,
                    '&' => letter_at(end + 1),
                    '_' => {
                        chars.get(end + 1).is_some_and(|c| c.is_alphanumeric()) && !self.text[..offset].ends_with('_')
                    }
                    '.' if is_handle && in_handle(end + 1) => true,
                    '-' | '‐' | '‑' => letter_at(end + 1) || chars.get(end + 1).is_some_and(|c| c.is_numeric()),
                    '\'' | '’' | '‘' | 'ʼ' if letter_at(end + 1) && !is_apostrophe(chars[end - 1]) => {
                        last_apostrophe = Some(end);
                        true
                    }
                    '.' if letter_at(end + 1) => {
                        let short = letters(stops[stops.len() - 1]..end) <= 2 && letters(0..end) <= 6;
                        is_dotted |= short;
                        stops.push(end);
                        let rest: String = chars[end + 1..].iter().collect();
                        short || joins_site(chars[0].is_uppercase(), &rest, self.interner.lexicon())
                    }
                    _ => false,
                };
                if !joins {
                    break;
                }
                end += 1;
            }
            let capitals = (0..end).filter(|&at| chars[at].is_uppercase()).count();
            let mut flags = 0;
            if chars[0].is_uppercase() {
                flags |= Word::CAPITALISED;
            }
            if (1..end).any(|at| chars[at].is_uppercase()) {
                flags |= Word::INNER_CAPITAL;
            }
            if capitals >= 2 && capitals == letters(0..end) {
                flags |= Word::ALL_CAPITALS;
            }

            let string = |range: core::ops::Range<usize>| chars[range].iter().collect::<String>();
            if let Some(at) = last_apostrophe.filter(|&at| is_clitic(&string(at + 1..end))) {
                let stem = if is_dotted { TokenKind::Abbreviation } else { TokenKind::Word };
                self.add(offset, &chars[..at], stem, flags, true);
                let (last, ..) = self.found[self.found.len() - 1];
                return at + self.add(last.end, &chars[at..end], TokenKind::Clitic, 0, true);
            }
            if chars.get(end) == Some(&'.') && chars.get(end + 1) != Some(&'.') {
                let is_capitalised = chars[0].is_uppercase();
                let id = self.interner.intern(&string(0..end));
                let classes = self.interner.classes(id);
                let after = || chars[end + 1..].iter().copied();
                let is_initial = is_capitalised && letters(0..end) == 1 && string(0..end) != "I" && {
                    after()
                        .find(|&c| c != '.' && !is_blank(c))
                        .is_some_and(|c| c.is_alphabetic() || ",;:?!".contains(c))
                };
                let follows_comma = self.found.last().is_some_and(|&(span, ..)| self.text[span].ends_with(','));
                let number_follows = after().find(|&c| !is_blank(c)).is_some_and(|c| c.is_ascii_digit());
                if is_dotted
                    || is_initial
                    || classes.any(Classes::ABBREVIATION)
                    || is_capitalised && classes.any(Classes::ABBREVIATION_CAPITAL)
                    || is_capitalised && classes.any(Classes::ABBREVIATION_OF_STATE) && follows_comma
                    || classes.any(Classes::ABBREVIATION_OF_NUMBER) && number_follows
                {
                    return self.add(offset, &chars[..=end], TokenKind::Abbreviation, flags, true);
                }
            }
            // "Emma s answer"
            let is_bare_clitic = ["s", "d", "m", "ll", "re", "ve"].contains(&string(0..end).as_str())
                && self.text[..offset].ends_with(' ')
                && self.found.last().is_some_and(|(span, kind, ..)| *kind == TokenKind::Word && span.end + 1 == offset);
            let kind = match () {
                () if is_dotted => TokenKind::Abbreviation,
                () if is_bare_clitic => TokenKind::Clitic,
                () => TokenKind::Word,
            };
            self.add(offset, &chars[..end], kind, flags, true)
        }
    }

    /// Compares the scanner with the plain rules.
    fn check(text: &str, interner: &mut Interner<'_>) {
        let fast = scanned(text, interner);
        let mut naive = Naive { text, interner, found: Vec::new(), gap: 0 };
        naive.scan();
        assert_eq!(fast, naive.found, "{text:?}");
    }

    #[test]
    fn short_texts_are_scanned_by_the_plain_rules() {
        let mut interner = Interner::new(Lexicon::standard());
        let alphabet = ['S', 's', '\'', '.', '-', ' ', '1', '"'];
        for len in 0..=5 {
            for number in 0..alphabet.len().pow(len) {
                let text: String =
                    (0..len).map(|at| alphabet[number / alphabet.len().pow(at) % alphabet.len()]).collect();
                check(&text, &mut interner);
            }
        }
    }

    #[test]
    fn long_texts_are_scanned_by_the_plain_rules() {
        #[rustfmt::skip]
        let pieces = [
            " ", " ", " ", " ", "\n", "\n\n", "\t", "\u{b}", "\u{a0}", "\u{2028}", "\u{200b}", "\0", // white space
            ".", ".", "...", ",", "-", "--", "—", "‐", "…", "&", "/", ":", // marks
            "'", "'", "’", "‘", "ʼ", "`", "\"", "“", "$", "@", "_",
            "s", "ll", "d", "S", "em", "tis", "90s", "Orne", "lighthouse", "HALE", "I", "J", "é", "É", // words
            "\u{301}", "語",
            "Mass", "Ed", "No", "Dr", "Inc", "Ph", "U.S", "a.m", "example.com", "rock", "1", "1990", "½", "🦀", "qorrin",
        ];
        let mut interner = Interner::new(Lexicon::standard());
        let mut random = Random::new(51);
        for round in 0..6000 {
            // With fewer kinds of pieces, rare neighbours meet more often.
            let kinds = if round % 2 == 0 { pieces.len() } else { 1 + random.below(pieces.len()) };
            let first = random.below(pieces.len());
            let piece = |random: &mut Random| pieces[(first + random.below(kinds)) % pieces.len()];
            let text: String = (0..random.below(16)).map(|_| piece(&mut random)).collect();
            check(&text, &mut interner);
        }
    }

    #[test]
    fn each_kind_of_token_has_its_examples() {
        for (text, kind) in [
            ("Qa'ani", TokenKind::Word),
            ("al-Sakher", TokenKind::Word),
            ("didn't", TokenKind::Word),
            ("’tis", TokenKind::Word),
            ("AT&T", TokenKind::Word),
            ("example.com", TokenKind::Word),
            ("cafe\u{301}", TokenKind::Word),
            ("co\u{ad}operate", TokenKind::Word),
            ("1,200.50", TokenKind::Number),
            ("1990s", TokenKind::Number),
            ("12:30", TokenKind::Number),
            ("3-4", TokenKind::Number),
            ("U.S.", TokenKind::Abbreviation),
            ("U.S", TokenKind::Abbreviation),
            ("Ph.D.", TokenKind::Abbreviation),
            ("a.m.", TokenKind::Abbreviation),
            ("Gen.", TokenKind::Abbreviation),
            ("....", TokenKind::Ellipsis),
            ("…", TokenKind::Ellipsis),
            ("``", TokenKind::QuoteMark),
            ("''", TokenKind::QuoteMark),
            ("»", TokenKind::QuoteMark),
            ("---", TokenKind::Dash),
            ("―", TokenKind::Dash),
            ("¿", TokenKind::Punctuation),
            ("}", TokenKind::Punctuation),
            ("€", TokenKind::Symbol),
            ("🦀", TokenKind::Symbol),
            ("*", TokenKind::Symbol),
        ] {
            let found = scanned(text, &mut Interner::new(Lexicon::standard()));
            let kinds: Vec<_> = found.iter().map(|&(span, kind, ..)| (&text[span], kind)).collect();
            assert_eq!(kinds, [(text, kind)]);
        }
    }

    #[test]
    fn words_part_with_their_clitics_and_stops() {
        for (text, expected) in [
            ("Emma's", "Emma|'s"),
            ("they’ll", "they|’ll"),
            ("HALE'S", "HALE|'S"),
            ("o'clock's", "o'clock|'s"),
            ("don't", "don't"),
            ("the boys' boat", "the|boys|'|boat"),
            ("rock 'n' roll", "rock|'n|'|roll"),
            ("rock'em", "rock'em"),
            ("wrote @ida.holm_2. So", "wrote|@|ida.holm_2|.|So"),
            ("ida_2@example.com", "ida_2|@|example.com"),
            ("_ida_ and _holm", "_|ida|_|and|_|holm"),
            ("_any_thing_ __so__ H____", "_|any|_|thing|_|_|_|so|_|_|H|_|_|_|_"),
            ("J. Hale", "J.|Hale"),
            ("plan Q. then", "plan|Q.|then"),
            ("to K., then", "to|K.|,|then"),
            ("said K. “No.”", "said|K|.|“|No|.|”"),
            ("so did I. He", "so|did|I|.|He"),
            ("No. 5", "No.|5"),
            ("No. Five", "No|.|Five"),
            ("Boston, Mass. Hale", "Boston|,|Mass.|Hale"),
            ("a mass. Hale", "a|mass|.|Hale"),
            ("end.Next", "end|.|Next"),
            ("Dr...", "Dr|..."),
            ("U.S's", "U.S|'s"),
        ] {
            let found = scanned(text, &mut Interner::new(Lexicon::standard()));
            assert_eq!(found.iter().map(|&(span, ..)| &text[span]).collect::<Vec<_>>().join("|"), expected);
        }
    }

    #[test]
    fn long_tokens_are_cut_between_characters() {
        let text = format!("{}\n\n{} {}", "é".repeat(100_000), "a".repeat(65_536), "-".repeat(140_000));
        let words = words(&text, &mut Interner::new(Lexicon::standard()));
        let lengths: Vec<_> = words.iter().map(Word::len).collect();
        assert_eq!(lengths, [65_534, 65_534, 65_534, 3398, 65_535, 1, 65_535, 65_535, 8930]);
        assert_eq!(words.iter().filter(|word| word.has_space_before()).count(), 3);
    }

    #[test]
    fn every_byte_begins_one_token() {
        assert_eq!(STARTS.len(), 256);
        let mut interner = Interner::new(Lexicon::standard());
        for byte in 0..0x80_u8 {
            let text = format!("- {} -", char::from(byte));
            check(&text, &mut interner);
        }
    }
}
