//! What the stages before attribution found, as one view.

use crate::cue::cue::Cues;
use crate::lexicon::class::Classes;
use crate::mention::mention::Mention;
use crate::mention::narration::{Mentions, NarrationItem, QuoteAnchor};
use crate::quote::quotation::Quotation;
use crate::token::tokens::{TokenKind, Tokens};

/// A text with its tokens, quotations, mentions and cues. Attribution reads it and never changes it.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    pub(crate) tokens: Tokens<'t>,
    pub(crate) quotations: Vec<Quotation>,
    pub(crate) mentions: Mentions,
    pub(crate) cues: Cues,
}

impl Document<'_> {
    pub(crate) fn quotation(&self, anchor: &QuoteAnchor) -> &Quotation {
        &self.quotations[anchor.quotation]
    }

    /// The text of an item of the narration that is a single word or punctuation mark; empty for all others.
    pub(crate) fn word(&self, item: usize) -> &str {
        match self.mentions.elements.get(item) {
            Some(NarrationItem::Word(w)) => self.tokens.word_text(w),
            _ => "",
        }
    }

    /// Whether an item is a mark of emphasis, an emoji, a stray quotation mark or a footnote.
    pub(crate) fn is_symbol(&self, item: usize) -> bool {
        let kinds = [TokenKind::Symbol, TokenKind::QuoteMark, TokenKind::Number];
        matches!(self.mentions.elements.at(item), NarrationItem::Word(w) if kinds.contains(&self.tokens.words[w].kind))
            || matches!(self.word(item), "[" | "]")
    }

    pub(crate) fn is_adverb(&self, item: usize) -> bool {
        match self.mentions.elements.at(item) {
            NarrationItem::Word(w) => self.tokens.classes(w).any(Classes::ADVERB | Classes::LY),
            _ => false,
        }
    }

    /// The last character of a quotation's content.
    pub(crate) fn last_char(&self, quotation: &Quotation) -> Option<char> {
        self.tokens.text[quotation.inner].trim_end().chars().next_back()
    }

    /// The first letter or digit of a quotation's content.
    pub(crate) fn first_char(&self, quotation: &Quotation) -> Option<char> {
        self.tokens.text[quotation.inner].chars().find(|c| c.is_alphanumeric())
    }

    /// Whether a mention says that there is nobody: "nobody", "no one".
    pub(crate) fn denies(&self, mention: &Mention) -> bool {
        self.tokens.word_text(mention.words.start()).get(..2).is_some_and(|no| no.eq_ignore_ascii_case("no"))
    }
}
