//! Tokens that tile the text, with its paragraphs and sentences.

use core::iter::FusedIterator;

use crate::lexicon::class::Classes;
use crate::lexicon::interner::Vocabulary;
use crate::span::Span;
use crate::token::heading;
use crate::util::ids::{Column, ParagraphId, TokenId};
use crate::util::ids::{IdRange, WordId};
use crate::util::named::named;

named! {
    /// What a [`Token`] is.
    ///
    /// ```
    /// use inquit::{tokenize, TokenKind::*};
    /// let kinds: Vec<_> = tokenize("\"Dr. Orne's 5th,\"\n\nhe said…").iter().map(|token| token.kind()).collect();
    /// let expected = [
    ///     QuoteMark, Abbreviation, Space, Word, Clitic, Space, Number, Punctuation, QuoteMark, ParagraphBreak,
    ///     Word, Space, Word, Ellipsis,
    /// ];
    /// assert_eq!(kinds, expected);
    /// ```
    pub enum TokenKind {
        /// Letters, with inner hyphens, apostrophes and accents: "Qa'ani", "al-Sakher", "didn't", "’tis".
        Word = "word",
        /// Digits with what belongs to them: "1,200", "3.5", "1990s", "5th".
        Number = "number",
        /// A word with its stops: "U.S.", "Gen.", "a.m.", "J.".
        Abbreviation = "abbreviation",
        /// What is written onto the word before it: "'s", "'d", "'ll", "'re", "'ve", "'m".
        Clitic = "clitic",
        /// "..." or "…".
        Ellipsis = "ellipsis",
        /// A mark that may open or close a quotation. "``" and "''" are one mark each.
        QuoteMark = "quote-mark",
        /// "-", "--", "–", "—", "―".
        Dash = "dash",
        /// Any other punctuation, one character each.
        Punctuation = "punctuation",
        /// Any other character: "$", "%", an emoji.
        Symbol = "symbol",
        /// White space within a line, and characters without width.
        Space = "space",
        /// White space with a line break within a paragraph.
        LineBreak = "line-break",
        /// White space between two paragraphs.
        ParagraphBreak = "paragraph-break",
    }
}

/// A piece of the text: the unit that all stages work on.
///
/// ```
/// use inquit::{tokenize, Span, TokenKind};
/// let tokens = tokenize("No, sir.");
/// let last = tokens.iter().last().unwrap();
/// assert_eq!((last.span(), last.kind()), (Span::new(7, 8), TokenKind::Punctuation));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Token {
    span: Span,
    kind: TokenKind,
}

impl Token {
    /// Where the token stands; never empty.
    ///
    /// ```
    /// let text = "Ça va?";
    /// let texts: Vec<&str> = inquit::tokenize(text).iter().map(|token| &text[token.span()]).collect();
    /// assert_eq!(texts, ["Ça", " ", "va", "?"]);
    /// ```
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// What the token is.
    ///
    /// ```
    /// use inquit::{tokenize, TokenKind};
    /// let tokens = tokenize("1,200 U.S. troops");
    /// assert_eq!(tokens.iter().next().unwrap().kind(), TokenKind::Number);
    /// ```
    #[must_use]
    pub fn kind(&self) -> TokenKind {
        self.kind
    }
}

/// The tokens of a text, with its paragraphs and sentences. Made by [`tokenize`](crate::tokenize).
///
/// Tokens **tile** the text: their spans, in order, cover every byte once.
///
/// ```
/// use inquit::{tokenize, TokenKind};
/// let text = "Gen. Qa'ani didn't come. \"No,\" he said.";
/// let tokens = tokenize(text);
/// let words: Vec<&str> =
///     tokens.iter().filter(|t| t.kind() == TokenKind::Word).map(|t| &text[t.span()]).collect();
/// assert_eq!(words, ["Qa'ani", "didn't", "come", "No", "he", "said"]);
/// let sentences: Vec<&str> = tokens.sentences().map(|span| &text[span]).collect();
/// assert_eq!(sentences, ["Gen. Qa'ani didn't come.", "\"No,\" he said."]);
/// ```
#[derive(Clone, Debug)]
pub struct Tokens<'t> {
    pub(crate) text: &'t str,
    pub(crate) vocabulary: Vocabulary<'t>,
    /// Everything but white space.
    pub(crate) words: Column<TokenId, Word>,
    /// The words of each paragraph.
    pub(crate) paragraphs: Column<ParagraphId, IdRange<TokenId>>,
    /// Index of the first word of each sentence.
    pub(crate) sentences: Vec<TokenId>,
}

/// The lists of the tokens of a text, apart from it.
#[derive(Debug, Default)]
pub(crate) struct TokenBuffers {
    pub(crate) words: Column<TokenId, Word>,
    pub(crate) paragraphs: Column<ParagraphId, IdRange<TokenId>>,
    pub(crate) sentences: Vec<TokenId>,
}

/// A token that is not white space, as the stages see it: 12 bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) start: u32,
    pub(crate) len: u16,
    pub(crate) id: WordId,
    pub(crate) kind: TokenKind,
    pub(crate) flags: u8,
}

impl Word {
    pub(crate) const CAPITALISED: u8 = 1;
    pub(crate) const ALL_CAPITALS: u8 = 2;
    pub(crate) const SPACE_BEFORE: u8 = 4;
    pub(crate) const BREAK_BEFORE: u8 = 8;
    pub(crate) const STARTS_SENTENCE: u8 = 16;
    pub(crate) const INNER_CAPITAL: u8 = 32;

    pub(crate) fn start(&self) -> usize {
        self.start as usize
    }

    pub(crate) fn end(&self) -> usize {
        self.start() + self.len()
    }

    /// Length in bytes.
    pub(crate) fn len(&self) -> usize {
        usize::from(self.len)
    }

    pub(crate) fn span(&self) -> Span {
        Span::new(self.start(), self.end())
    }

    /// Begins with a capital letter.
    pub(crate) fn is_capitalised(&self) -> bool {
        self.flags & Self::CAPITALISED != 0
    }

    /// Has at least two letters, all capital.
    pub(crate) fn is_all_capitals(&self) -> bool {
        self.flags & Self::ALL_CAPITALS != 0
    }

    /// Has a capital letter after the first letter.
    pub(crate) fn has_inner_capital(&self) -> bool {
        self.flags & Self::INNER_CAPITAL != 0
    }

    pub(crate) fn has_space_before(&self) -> bool {
        self.flags & (Self::SPACE_BEFORE | Self::BREAK_BEFORE) != 0
    }

    /// The first word of a sentence, or the first after opening marks.
    pub(crate) fn starts_sentence(&self) -> bool {
        self.flags & Self::STARTS_SENTENCE != 0
    }

    /// Letters: a word or an abbreviation.
    pub(crate) fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Abbreviation)
    }
}

impl<'t> Tokens<'t> {
    /// The room for other tokens.
    pub(crate) fn into_buffers(self) -> TokenBuffers {
        TokenBuffers { words: self.words, paragraphs: self.paragraphs, sentences: self.sentences }
    }

    /// All tokens in order, white space included.
    ///
    /// ```
    /// let text = " No,\nnever. ";
    /// let tokens = inquit::tokenize(text);
    /// assert_eq!(tokens.iter().map(|token| &text[token.span()]).collect::<String>(), text);
    /// ```
    #[must_use]
    pub fn iter(&self) -> TokenIter<'_> {
        TokenIter { tokens: self, word: TokenId::default(), paragraph: ParagraphId::default(), offset: 0 }
    }

    /// The sentences, in order, without outer white space. An abbreviation does not end one, nor does a quotation that
    /// its reporting clause follows.
    ///
    /// ```
    /// let text = "\"No!\" cried Dr. Orne. He left.";
    /// let sentences: Vec<&str> = inquit::tokenize(text).sentences().map(|span| &text[span]).collect();
    /// assert_eq!(sentences, ["\"No!\" cried Dr. Orne.", "He left."]);
    /// ```
    pub fn sentences(&self) -> impl Iterator<Item = Span> + '_ {
        let ends = self.sentences.iter().skip(1).copied().chain([self.words.end()]);
        self.sentences.iter().zip(ends).map(|(&start, end)| self.cover((start..end).into()))
    }

    /// The paragraphs, in order, without outer white space.
    ///
    /// Where a text is hard-wrapped, single line breaks do not end a paragraph; see the crate's documentation.
    ///
    /// ```
    /// let text = "\n\"Who is there?\"\n\nNobody answered.\n";
    /// let paragraphs: Vec<&str> = inquit::tokenize(text).paragraphs().map(|span| &text[span]).collect();
    /// assert_eq!(paragraphs, ["\"Who is there?\"", "Nobody answered."]);
    /// ```
    pub fn paragraphs(&self) -> impl Iterator<Item = Span> + '_ {
        self.paragraphs.iter().map(|&words| self.cover(words))
    }

    /// The text from the first to the last of some words; `words` must not be empty.
    pub(crate) fn cover(&self, words: IdRange<TokenId>) -> Span {
        Span::new(self.words[words.start()].start(), self.words[words.end() - 1].end())
    }

    /// Whether a paragraph is a heading or an ornament.
    pub(crate) fn is_heading(&self, paragraph: IdRange<TokenId>) -> bool {
        heading::is_heading(&self.text[self.cover(paragraph)])
    }

    /// The words of a span.
    pub(crate) fn words_in(&self, span: Span) -> IdRange<TokenId> {
        self.words_among((TokenId::default()..self.words.end()).into(), span)
    }

    /// Those of some words that are in a span.
    pub(crate) fn words_among(&self, words: IdRange<TokenId>, span: Span) -> IdRange<TokenId> {
        let before = |offset: usize| words.start() + self.words[words].partition_point(|w| w.start() < offset);
        (before(span.start)..before(span.end)).into()
    }

    pub(crate) fn classes(&self, word: TokenId) -> Classes {
        self.vocabulary.classes(self.words[word].id)
    }

    pub(crate) fn word_text(&self, word: TokenId) -> &'t str {
        &self.text[self.words[word].span()]
    }
}

impl<'a> IntoIterator for &'a Tokens<'_> {
    type Item = Token;
    type IntoIter = TokenIter<'a>;

    fn into_iter(self) -> TokenIter<'a> {
        self.iter()
    }
}

/// Iterator over [`Tokens`]; see [`Tokens::iter`].
///
/// ```
/// let tokens = inquit::tokenize("No.");
/// let mut iter = tokens.iter();
/// assert_eq!(iter.by_ref().count(), 2);
/// assert!(iter.next().is_none());
/// ```
#[derive(Clone, Debug)]
pub struct TokenIter<'a> {
    tokens: &'a Tokens<'a>,
    word: TokenId,
    /// The first paragraph that ends after `word`.
    paragraph: ParagraphId,
    offset: usize,
}

impl Iterator for TokenIter<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let tokens = self.tokens;
        let next = tokens.words.get(self.word);
        let gap_end = next.map_or(tokens.text.len(), |word| word.start());
        let token = if self.offset < gap_end {
            let span = Span::new(self.offset, gap_end);
            while tokens.paragraphs.get(self.paragraph).is_some_and(|p| p.end() < self.word) {
                self.paragraph += 1;
            }
            let between = tokens.paragraphs.get(self.paragraph).map_or(true, |p| p.end() == self.word);
            let kind = if between && self.word > TokenId::default() && next.is_some() {
                TokenKind::ParagraphBreak
            } else if tokens.text[span].contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
                TokenKind::LineBreak
            } else {
                TokenKind::Space
            };
            Token { span, kind }
        } else {
            let word = next?;
            self.word += 1;
            Token { span: word.span(), kind: word.kind }
        };
        self.offset = token.span.end;
        Some(token)
    }
}

impl FusedIterator for TokenIter<'_> {}
