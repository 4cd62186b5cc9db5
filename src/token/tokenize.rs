//! The stage: a text becomes tokens, sentences and paragraphs.

use crate::lexicon::interner::Interner;
use crate::lexicon::lexicon::Lexicon;
use crate::token::scan::scan;
use crate::token::sentence::mark_sentences;
use crate::token::tokens::{TokenBuffers, Tokens};

/// Splits a text into tokens, sentences and paragraphs. Never fails; one pass, time linear in the text.
///
/// Offsets are 32-bit inside: of a text beyond 4 GiB the first 4 GiB are read, and the rest is one token of white
/// space to the later stages. A word of more than 65,535 bytes is cut into several.
///
/// ```
/// let tokens = inquit::tokenize("\"Who is there?\"\n\nNobody answered.");
/// assert_eq!((tokens.iter().count(), tokens.sentences().count(), tokens.paragraphs().count()), (13, 2, 2));
/// ```
#[must_use]
pub fn tokenize(text: &str) -> Tokens<'_> {
    tokenize_in(TokenBuffers::default(), text, Interner::new(Lexicon::standard()))
}

/// The same into the buffers of another text, with an interner that may know words already.
pub(crate) fn tokenize_in<'t>(mut buffers: TokenBuffers, text: &'t str, mut interner: Interner<'t>) -> Tokens<'t> {
    buffers.words.clear();
    buffers.paragraphs.clear();
    buffers.sentences.clear();
    scan(text, &mut buffers, &mut interner);
    let TokenBuffers { words, paragraphs, sentences } = buffers;
    let mut tokens = Tokens { text, vocabulary: interner.into_vocabulary(), words, paragraphs, sentences };
    mark_sentences(&mut tokens);
    tokens
}
