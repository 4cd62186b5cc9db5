//! The stage: a text becomes tokens, sentences and paragraphs.

use crate::lexicon::interner::Interner;
use crate::lexicon::lexicon::Lexicon;
use crate::token::scan::scan;
use crate::token::sentence::mark;
use crate::token::tokens::{TokenLists, Tokens};

/// Splits a text into tokens, sentences and paragraphs. Never fails; one pass, time linear in the text.
///
/// Offsets are 32-bit inside: of a text beyond 4 GiB the first 4 GiB are read, and the rest is one token of white
/// space to the later stages. A word of more than 65,535 bytes is cut into several.
#[must_use]
pub fn tokenize(text: &str) -> Tokens<'_> {
    Tokens::new(text, Interner::new(Lexicon::standard()))
}

impl<'t> Tokens<'t> {
    /// `interner` may know words already.
    pub(crate) fn new(text: &'t str, interner: Interner<'t>) -> Self {
        Self::within(TokenLists::default(), text, interner)
    }

    /// The same in the room of other tokens.
    pub(crate) fn within(mut room: TokenLists, text: &'t str, mut interner: Interner<'t>) -> Self {
        room.words.clear();
        room.paragraphs.clear();
        room.sentences.clear();
        scan(text, &mut room, &mut interner);
        let TokenLists { words, paragraphs, sentences } = room;
        let mut tokens = Self { text, vocabulary: interner.close(), words, paragraphs, sentences };
        mark(&mut tokens);
        tokens
    }
}
