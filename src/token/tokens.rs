//! Tokens that tile a text, with its paragraphs and sentences.
//!
//! The stages see the tokens that are not white space, as [`Word`]s in one list. White space lies in the gaps between
//! them: only [`TokenIter`] makes tokens of it.

use core::iter::FusedIterator;
use core::ops::Range;

use crate::lexicon::class::Classes;
use crate::lexicon::interner::Vocabulary;
use crate::lexicon::phrase_trie::PhraseKind;
use crate::span::Span;
use crate::token::heading;
use crate::util::ids::{Column, Id, IdRange, ParagraphId, TokenId, WordId};
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
    /// The tokens that are not white space, in order. They are disjoint, none is empty, and none crosses the end of a
    /// paragraph.
    pub(crate) words: Column<TokenId, Word>,
    /// The words of each paragraph, in order. The ranges tile `words`, and none is empty.
    pub(crate) paragraphs: Column<ParagraphId, IdRange<TokenId>>,
    /// The first token of each sentence, in strictly ascending order. Those of paragraphs are among them.
    pub(crate) sentences: Vec<TokenId>,
}

/// The lists of [`Tokens`] without text, whose memory the next text takes over.
#[derive(Debug, Default)]
pub(crate) struct TokenBuffers {
    pub(crate) words: Column<TokenId, Word>,
    pub(crate) paragraphs: Column<ParagraphId, IdRange<TokenId>>,
    pub(crate) sentences: Vec<TokenId>,
}

/// A token that is not white space, in 12 bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Offset of its first byte.
    pub(crate) start: u32,
    /// Length in bytes, at least 1.
    pub(crate) len: u16,
    /// The word in the vocabulary of the text: without the stop that ends an abbreviation, and with the apostrophe of a
    /// clitic. [`WordId::NONE`] for numbers and marks.
    pub(crate) id: WordId,
    /// No kind of white space.
    pub(crate) kind: TokenKind,
    /// A union of the constants below. Where a token was cut for its length, each part has the flags of its letters.
    pub(crate) flags: u8,
}

impl Word {
    /// Its first letter is a capital.
    pub(crate) const CAPITALISED: u8 = 1;
    /// It has at least two letters, all capitals. The letters of a clitic that was split off count.
    pub(crate) const ALL_CAPITALS: u8 = 2;
    /// White space stands before it.
    pub(crate) const SPACE_BEFORE: u8 = 4;
    /// A line break stands before it, or its paragraph begins with it.
    pub(crate) const BREAK_BEFORE: u8 = 8;
    /// See [`Word::starts_sentence`].
    pub(crate) const STARTS_SENTENCE: u8 = 16;
    /// A letter after the first one is a capital.
    pub(crate) const INNER_CAPITAL: u8 = 32;

    /// Offset of its first byte.
    pub(crate) fn start(&self) -> usize {
        self.start as usize
    }

    /// Offset after its last byte.
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

    /// Has at least two letters, all capitals.
    pub(crate) fn is_all_capitals(&self) -> bool {
        self.flags & Self::ALL_CAPITALS != 0
    }

    /// Has a capital after the first letter.
    pub(crate) fn has_inner_capital(&self) -> bool {
        self.flags & Self::INNER_CAPITAL != 0
    }

    /// Whether a line break stands before it.
    pub(crate) fn begins_line(&self) -> bool {
        self.flags & Self::BREAK_BEFORE != 0
    }

    /// White space stands before it, or its paragraph begins with it.
    pub(crate) fn has_space_before(&self) -> bool {
        self.flags & (Self::SPACE_BEFORE | Self::BREAK_BEFORE) != 0
    }

    /// The first word of a sentence, or the first one after an opening mark: its capital tells nothing.
    pub(crate) fn starts_sentence(&self) -> bool {
        self.flags & Self::STARTS_SENTENCE != 0
    }

    /// Made of letters: a word or an abbreviation.
    pub(crate) fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word | TokenKind::Abbreviation)
    }
}

impl<'t> Tokens<'t> {
    /// The lists, for the tokens of another text.
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

    /// The text from the first to the last of some words. Panics if there are none.
    pub(crate) fn cover(&self, words: IdRange<TokenId>) -> Span {
        Span::new(self.words[words.start()].start(), self.words[words.end() - 1].end())
    }

    /// Whether words are in capitals. Words of one or two letters do not tell: "I do."
    pub(crate) fn are_in_capitals(&self, words: IdRange<TokenId>) -> bool {
        /// Maximum length, in bytes, of words whose case tells nothing: "I", "OK".
        const SHORT: usize = 2;
        let mut telling = self.words[words].iter().filter(|word| word.is_word() && word.len() > SHORT).peekable();
        telling.peek().is_some() && telling.all(Word::is_all_capitals)
    }

    /// Whether a paragraph is a heading or an ornament.
    pub(crate) fn is_heading(&self, paragraph: IdRange<TokenId>) -> bool {
        heading::is_heading(&self.text[self.cover(paragraph)])
    }

    /// The tokens without page numbers, which stand between two paragraphs by chance: to all who read them, they are
    /// white space. And where these stand, in order.
    pub(crate) fn without_page_numbers(mut self) -> (Self, Vec<Span>) {
        let text = |words: IdRange<TokenId>| (words.len() == 1).then(|| &self.text[self.cover(words)]);
        let is_between = |words: IdRange<TokenId>| words.start().index() > 0 && words.end() < self.words.end();
        let number = |words: IdRange<TokenId>| text(words).filter(|text| is_between(words) && heading::is_number(text));
        if !heading::are_page_numbers(self.paragraphs.iter().filter_map(|&words| number(words)), self.text.len()) {
            return (self, Vec::new());
        }
        let (mut words, mut paragraphs) = (Column::with_capacity(self.words.len()), Column::new());
        let mut sentences = Vec::with_capacity(self.sentences.len());
        let mut pages = Vec::new();
        let mut starts = self.sentences.iter().copied().peekable();
        for &paragraph in self.paragraphs.iter() {
            let start: TokenId = words.end();
            let is_page = number(paragraph).is_some();
            while let Some(sentence) = starts.next_if(|&sentence| sentence < paragraph.end()) {
                sentences.extend((!is_page).then(|| start + (sentence - paragraph.start())));
            }
            if is_page {
                pages.push(self.cover(paragraph));
            } else {
                self.words[paragraph].iter().for_each(|&word| {
                    words.push(word);
                });
                paragraphs.push((start..words.end()).into());
            }
        }
        (self.words, self.paragraphs, self.sentences) = (words, paragraphs, sentences);
        (self, pages)
    }

    /// The words that begin in a span.
    pub(crate) fn words_in(&self, span: Span) -> IdRange<TokenId> {
        self.words_among((TokenId::default()..self.words.end()).into(), span)
    }

    /// The words of a range that begin in a span. Takes time logarithmic in the range.
    pub(crate) fn words_among(&self, words: IdRange<TokenId>, span: Span) -> IdRange<TokenId> {
        let before = |offset: usize| words.start() + self.words[words].partition_point(|w| w.start() < offset);
        (before(span.start)..before(span.end)).into()
    }

    /// The phrases of the lexicon, from left to right: at each word the longest, without overlaps.
    pub(crate) fn phrases(&self) -> Vec<(PhraseKind, IdRange<TokenId>)> {
        let phrases = self.vocabulary.lexicon().phrases(self.words.iter().map(|word| word.id));
        // The lexicon counts the words that it is given, which are all words of the text.
        let id_range = |words: Range<usize>| IdRange::from(TokenId::new(words.start)..TokenId::new(words.end));
        phrases.into_iter().map(|(kind, words)| (kind, id_range(words))).collect()
    }

    /// The classes of a word. None for numbers and marks.
    pub(crate) fn classes(&self, word: TokenId) -> Classes {
        self.vocabulary.classes(self.words[word].id)
    }

    /// Whether a token, which may lie beyond the text, is one of some words in any case.
    pub(crate) fn is_one_of(&self, word: TokenId, words: &[&str]) -> bool {
        word < self.words.end() && words.iter().any(|known| self.word_text(word).eq_ignore_ascii_case(known))
    }

    /// Whether two stretches have the same words.
    pub(crate) fn are_alike(&self, a: IdRange<TokenId>, b: IdRange<TokenId>) -> bool {
        a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| self.words[a].id == self.words[b].id)
    }

    /// The text of one word.
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
    /// The next token that is not white space.
    word: TokenId,
    /// The first paragraph that does not end before `word`, as of the last gap.
    paragraph: ParagraphId,
    /// Where the next token begins.
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

#[cfg(test)]
mod tests {
    use super::{TokenKind, Tokens, Word};
    use crate::lexicon::phrase_trie::PhraseKind;
    use crate::span::Span;
    use crate::tests::random::Random;
    use crate::token::chars::is_blank;
    use crate::token::tokenize::tokenize;
    use crate::util::ids::{Id, IdRange, TokenId};

    #[rustfmt::skip]
    const PIECES: [&str; 30] = [
        " ", " ", "\n", "\n\n", "\r\n", "\r", "\u{2028}", "\t", "\u{feff}", "\u{200b}", "\u{a0}", "\0", "Orne",
        "it", "é", "'s", "'", "\"", "“", "…", "...", ".", ",", "-", "12", "Dr.", "🦀", "\u{301}", "語", "*",
    ];

    fn random_text(random: &mut Random) -> String {
        (0..random.below(25)).map(|_| PIECES[random.below(PIECES.len())]).collect()
    }

    /// The kind of a gap, from the paragraphs around it and its characters.
    fn naive_gap(tokens: &Tokens<'_>, gap: Span) -> TokenKind {
        let (before, after) = (|p: Span| p.end <= gap.start, |p: Span| p.start >= gap.end);
        if tokens.paragraphs().any(before)
            && tokens.paragraphs().any(after)
            && tokens.paragraphs().all(|paragraph| before(paragraph) || after(paragraph))
        {
            TokenKind::ParagraphBreak
        } else if tokens.text[gap].chars().any(|c| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')) {
            TokenKind::LineBreak
        } else {
            TokenKind::Space
        }
    }

    #[test]
    fn tokens_tile_any_text() {
        let mut random = Random::new(61);
        let mut gaps = 0;
        for _ in 0..4000 {
            let text = random_text(&mut random);
            let tokens = tokenize(&text);
            let mut end = 0;
            let mut words = tokens.words.iter();
            for token in &tokens {
                let span = token.span();
                assert!(span.start == end && !span.is_empty(), "{token:?} of {text:?}");
                end = span.end;
                if text[span].chars().all(is_blank) {
                    assert_eq!(token.kind(), naive_gap(&tokens, span), "{span:?} of {text:?}");
                    gaps += usize::from(token.kind() == TokenKind::ParagraphBreak);
                } else {
                    let word = words.next().map(|word| (word.span(), word.kind));
                    assert_eq!(word, Some((span, token.kind())), "{text:?}");
                }
            }
            assert!(end == text.len() && words.next().is_none(), "{text:?}");
            // Paragraphs tile the words.
            let mut end = TokenId::default();
            for paragraph in &tokens.paragraphs {
                assert!(paragraph.start() == end && !paragraph.is_empty(), "{text:?}");
                end = paragraph.end();
            }
            assert_eq!(end, tokens.words.end(), "{text:?}");
        }
        assert!(gaps > 100, "{gaps} paragraph breaks");
    }

    #[test]
    fn words_of_a_span_are_found_as_by_comparing_all() {
        let text = "“Orne,” she said, “isn't here.”\n\nHale's boat…";
        let tokens = tokenize(text);
        let all: Vec<TokenId> = tokens.words.ids().collect();
        let range = |start: usize, end: usize| IdRange::from(TokenId::new(start)..TokenId::new(end));
        for start in 0..=text.len() {
            for end in start..=text.len() {
                let span = Span::new(start, end);
                let is_in = |&&word: &&TokenId| span.contains(tokens.words[word].start());
                let naive: Vec<_> = all.iter().filter(is_in).copied().collect();
                assert_eq!(tokens.words_in(span).iter().collect::<Vec<_>>(), naive, "{span:?}");
                let naive: Vec<_> = all[3..9].iter().filter(is_in).copied().collect();
                assert_eq!(tokens.words_among(range(3, 9), span).iter().collect::<Vec<_>>(), naive, "{span:?}");
            }
        }
        assert_eq!(&text[tokens.cover(range(1, 5))], "Orne,” she");
    }

    #[test]
    fn short_words_tell_nothing_of_capitals() {
        for (text, expected) in [
            ("NO ENTRY", true),
            ("I AM OLD", true),
            ("I do.", false),
            ("OK", false),
            ("NO entry", false),
            ("12.", false),
        ] {
            let tokens = tokenize(text);
            let words = IdRange::from(TokenId::default()..tokens.words.end());
            assert_eq!(tokens.are_in_capitals(words), expected, "{text}");
        }
    }

    #[test]
    fn phrases_are_ranges_of_tokens() {
        let text = "“No,” Orne went on. In a\nstatement, New York…";
        let tokens = tokenize(text);
        let found: Vec<_> =
            tokens.phrases().into_iter().map(|(kind, words)| (kind, &text[tokens.cover(words)])).collect();
        let expected = [
            (PhraseKind::PhrasalVerb, "went on"),
            (PhraseKind::Setting, "In a\nstatement"),
            (PhraseKind::Place, "New York"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_word_takes_twelve_bytes() {
        assert_eq!(core::mem::size_of::<Word>(), 12);
    }
}
