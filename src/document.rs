//! The document: what the stages before coreference find in a text, as one view.

use crate::cue::cue::Cues;
use crate::lexicon::class::Classes;
use crate::mention::mention::Mention;
use crate::mention::narration::{Mentions, NarrationItem, QuoteAnchor};
use crate::quote::quotation::Quotation;
use crate::token::tokens::{TokenKind, Tokens};
use crate::util::ids::{Column, IdRange, ItemId, QuotationId, QuoteId};

/// A text with its tokens, quotations, mentions and cues. Coreference and attribution read it and never change it.
#[derive(Debug)]
pub(crate) struct Document<'t> {
    pub(crate) tokens: Tokens<'t>,
    /// All quotations, nested ones included, in order of their starts.
    pub(crate) quotations: Column<QuotationId, Quotation>,
    pub(crate) mentions: Mentions,
    pub(crate) cues: Cues,
}

impl Document<'_> {
    /// The outermost quotations, in order.
    pub(crate) fn quotes(&self) -> &Column<QuoteId, QuoteAnchor> {
        &self.mentions.quotes
    }

    /// The quotation that stands at an anchor.
    pub(crate) fn quotation(&self, anchor: &QuoteAnchor) -> &Quotation {
        &self.quotations[anchor.quotation]
    }

    /// The items of the paragraph of a quotation.
    pub(crate) fn paragraph_of(&self, anchor: &QuoteAnchor) -> IdRange<ItemId> {
        self.mentions.paragraph(anchor.paragraph)
    }

    #[inline]
    pub(crate) fn item(&self, item: ItemId) -> NarrationItem {
        self.mentions.narration.at(item)
    }

    /// The number of the sentence of an item. A quotation is in the sentence in which it stands.
    #[inline]
    pub(crate) fn sentence(&self, item: ItemId) -> u32 {
        self.mentions.narration.sentence(item)
    }

    /// Whether two items stand in one sentence.
    #[inline]
    pub(crate) fn share_sentence(&self, a: ItemId, b: ItemId) -> bool {
        self.sentence(a) == self.sentence(b)
    }

    pub(crate) fn is_quote(&self, item: ItemId) -> bool {
        self.mentions.narration.is_quote(item)
    }

    /// The text of an item that is a single word or punctuation mark; empty for other items and beyond the last one.
    pub(crate) fn word(&self, item: ItemId) -> &str {
        match self.mentions.narration.get(item) {
            Some(NarrationItem::Word(word)) => self.tokens.word_text(word),
            _ => "",
        }
    }

    /// Whether an item is neither word nor punctuation: a mark of emphasis, an emoji, a stray quotation mark, a
    /// footnote.
    pub(crate) fn is_symbol(&self, item: ItemId) -> bool {
        let kinds = [TokenKind::Symbol, TokenKind::QuoteMark, TokenKind::Number];
        matches!(self.item(item), NarrationItem::Word(word) if kinds.contains(&self.tokens.words[word].kind))
            || matches!(self.word(item), "[" | "]")
    }

    pub(crate) fn is_adverb(&self, item: ItemId) -> bool {
        match self.item(item) {
            NarrationItem::Word(word) => self.tokens.classes(word).any(Classes::ADVERB | Classes::LY),
            _ => false,
        }
    }

    /// The last character of the content of a quotation, white space left out.
    pub(crate) fn last_char(&self, quotation: &Quotation) -> Option<char> {
        self.tokens.text[quotation.content].trim_end().chars().next_back()
    }

    /// The first letter or digit of the content of a quotation.
    pub(crate) fn first_char(&self, quotation: &Quotation) -> Option<char> {
        self.tokens.text[quotation.content].chars().find(|c| c.is_alphanumeric())
    }

    /// Whether an indefinite pronoun is a negative one: "nobody", "no one".
    pub(crate) fn denies(&self, mention: &Mention) -> bool {
        self.tokens.word_text(mention.words.start()).get(..2).is_some_and(|no| no.eq_ignore_ascii_case("no"))
    }
}
