//! The document: what the stages before coreference find in a text, as one view.

use crate::cue::cue::Cues;
use crate::lexicon::class::Classes;
use crate::mention::mention::Mention;
use crate::mention::narration::{Mentions, NarrationItem, QuoteAnchor};
use crate::quote::quotation::Quotation;
use crate::token::chars::is_blank;
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

/// Maximum number of mentions, in some fifty pages, of a scene.
pub(crate) const SCENE: usize = 5_000;

impl Document<'_> {
    /// Whether the text is so short that people may be known by a noun alone, and may speak without being named. A novel
    /// names its people, and "her mother" is no other person there.
    pub(crate) fn is_scene(&self) -> bool {
        self.mentions.list.len() <= SCENE
    }

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
        self.tokens.text[quotation.content].trim_end_matches(is_blank).chars().next_back()
    }

    /// Whether the first letter of a quotation is a capital.
    pub(crate) fn begins_with_capital(&self, anchor: &QuoteAnchor) -> bool {
        self.first_char(self.quotation(anchor)).is_some_and(char::is_uppercase)
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

#[cfg(test)]
mod tests {
    use crate::tests::stages::stages;
    use crate::tests::table::check;
    use crate::util::ids::{Id, MentionId};

    #[test]
    fn items_are_told_by_their_words() {
        let (document, _) = stages("Hale softly * said [so], \"No.\"");
        let items: Vec<_> = document.mentions.narration.ids().collect();
        let words: Vec<&str> = items.iter().map(|&item| document.word(item)).collect();
        // A mention and a quotation have no single word.
        assert_eq!(words, ["", "softly", "*", "said", "[", "so", "]", ",", ""]);
        let of = |holds: &dyn Fn(usize) -> bool| (0..items.len()).filter(|&i| holds(i)).collect::<Vec<_>>();
        assert_eq!(of(&|i| document.is_symbol(items[i])), [2, 4, 6]);
        assert_eq!(of(&|i| document.is_adverb(items[i]))[0], 1);
        assert_eq!(of(&|i| document.is_quote(items[i])), [8]);
        assert_eq!(document.word(document.mentions.narration.end()), "", "beyond the last item");
        assert!(document.share_sentence(items[0], items[8]));
    }

    #[test]
    fn contents_have_first_and_last_characters() {
        let rows = [
            ("\"... it is late? \"", (Some('i'), Some('?'))),
            ("\"12 or so\"", (Some('1'), Some('o'))),
            ("\"...\"", (None, Some('.'))),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            let quotation = document.quotation(document.quotes().last().unwrap());
            (document.first_char(quotation), document.last_char(quotation))
        });
    }

    #[test]
    fn negative_pronouns_deny() {
        let rows = [("Nobody came.", true), ("No one came.", true), ("Someone came.", false)];
        check(rows, |text| {
            let (document, _) = stages(text);
            document.denies(&document.mentions.list[MentionId::new(0)])
        });
    }
}
