//! The narration as a sequence of items: words, phrases, mentions and whole quotations.
//!
//! All rules for reporting clauses read items and not tokens, so that a name of six words is as near as a pronoun, and a
//! quotation of a page is one step.

use crate::lexicon::phrase_trie::PhraseKind;
use crate::mention::mention::Mention;
use crate::util::capacity::reserve_ahead;
use crate::util::ids::{Column, Id, IdRange, Ids, ItemId, MentionId, ParagraphId, QuotationId, QuoteId, TokenId};

/// An item of the narration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NarrationItem {
    /// A word or punctuation mark outside all mentions.
    Word(TokenId),
    /// A cue of several words.
    Phrase(PhraseKind, IdRange<TokenId>),
    Mention(MentionId),
    /// A whole outermost quotation.
    Quote(QuoteId),
}

/// The items of a text in order, nine bytes each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Narration {
    kinds: Column<ItemId, NarrationKind>,
    /// What each item is: the index of a word, mention or quotation, or an index of `phrases`. As long as `kinds`.
    numbers: Column<ItemId, u32>,
    phrases: Vec<(PhraseKind, IdRange<TokenId>)>,
    /// The number of the sentence of each item; never decreases. As long as `kinds` when all items are in.
    sentences: Column<ItemId, u32>,
}

#[derive(Clone, Copy, Debug)]
enum NarrationKind {
    Word,
    Phrase,
    Mention,
    Quote,
}

impl Narration {
    pub(crate) fn len(&self) -> usize {
        self.kinds.len()
    }

    /// The id of the next item to be added.
    pub(crate) fn end(&self) -> ItemId {
        self.kinds.end()
    }

    pub(crate) fn ids(&self) -> Ids<ItemId> {
        self.kinds.ids()
    }

    #[inline]
    pub(crate) fn at(&self, item: ItemId) -> NarrationItem {
        let number = self.numbers[item] as usize;
        match self.kinds[item] {
            NarrationKind::Word => NarrationItem::Word(TokenId::new(number)),
            NarrationKind::Phrase => {
                let (kind, words) = self.phrases[number];
                NarrationItem::Phrase(kind, words)
            }
            NarrationKind::Mention => NarrationItem::Mention(MentionId::new(number)),
            NarrationKind::Quote => NarrationItem::Quote(QuoteId::new(number)),
        }
    }

    pub(crate) fn get(&self, item: ItemId) -> Option<NarrationItem> {
        (item < self.end()).then(|| self.at(item))
    }

    /// The mention that an item is.
    pub(crate) fn mention(&self, item: ItemId) -> Option<MentionId> {
        match self.at(item) {
            NarrationItem::Mention(mention) => Some(mention),
            _ => None,
        }
    }

    pub(crate) fn is_quote(&self, item: ItemId) -> bool {
        matches!(self.kinds[item], NarrationKind::Quote)
    }

    pub(crate) fn within(&self, items: IdRange<ItemId>) -> impl Iterator<Item = NarrationItem> + '_ {
        items.iter().map(|item| self.at(item))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = NarrationItem> + '_ {
        self.ids().map(|item| self.at(item))
    }

    /// The number of the sentence of an item. A quotation belongs to the sentence in which it stands.
    #[inline]
    pub(crate) fn sentence(&self, item: ItemId) -> u32 {
        self.sentences[item]
    }

    pub(crate) fn push(&mut self, item: NarrationItem) {
        let (kind, number) = match item {
            NarrationItem::Word(word) => (NarrationKind::Word, word.into()),
            NarrationItem::Phrase(kind, words) => {
                self.phrases.push((kind, words));
                // OK because there are no more phrases than tokens.
                (NarrationKind::Phrase, self.phrases.len() as u32 - 1)
            }
            NarrationItem::Mention(mention) => (NarrationKind::Mention, mention.into()),
            NarrationItem::Quote(quote) => (NarrationKind::Quote, quote.into()),
        };
        self.kinds.push(kind);
        self.numbers.push(number);
    }

    pub(crate) fn reserve(&mut self, items: usize) {
        self.kinds.as_mut_vec().reserve_exact(items);
        self.numbers.as_mut_vec().reserve_exact(items);
    }

    /// See [`reserve_ahead`].
    pub(crate) fn reserve_ahead(&mut self, now: usize, done: usize, all: usize) {
        reserve_ahead(self.kinds.as_mut_vec(), now, done, all);
        reserve_ahead(self.numbers.as_mut_vec(), now, done, all);
    }

    fn clear(&mut self) {
        self.kinds.clear();
        self.numbers.clear();
        self.phrases.clear();
        self.sentences.clear();
    }
}

/// Where an outermost quotation stands.
#[derive(Clone, Debug)]
pub(crate) struct QuoteAnchor {
    pub(crate) quotation: QuotationId,
    pub(crate) item: ItemId,
    pub(crate) paragraph: ParagraphId,
    /// Its words, the marks included.
    pub(crate) words: IdRange<TokenId>,
    /// The mentions in it.
    pub(crate) mentions: IdRange<MentionId>,
}

/// The mentions of a text, and its narration.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentions {
    /// Sorted by their last words. A mention within another comes before it: "Emma" before "Emma's mother".
    pub(crate) list: Column<MentionId, Mention>,
    pub(crate) narration: Narration,
    /// The items of each paragraph. They tile the narration.
    pub(crate) paragraphs: Column<ParagraphId, IdRange<ItemId>>,
    /// The outermost quotations, in order.
    pub(crate) quotes: Column<QuoteId, QuoteAnchor>,
}

impl Mentions {
    /// The items of a paragraph.
    pub(crate) fn paragraph(&self, paragraph: ParagraphId) -> IdRange<ItemId> {
        self.paragraphs[paragraph]
    }

    /// The mentions outside all quotations.
    pub(crate) fn narrated(&self) -> impl Iterator<Item = &Mention> {
        let first = MentionId::new(0);
        let starts = core::iter::once(first).chain(self.quotes.iter().map(|quote| quote.mentions.end()));
        let ends = self.quotes.iter().map(|quote| quote.mentions.start()).chain([self.list.end()]);
        starts.zip(ends).flat_map(|(start, end)| &self.list[IdRange::from(start..end)])
    }

    /// The words of an item.
    pub(crate) fn words(&self, item: NarrationItem) -> IdRange<TokenId> {
        match item {
            NarrationItem::Word(word) => (word..word + 1).into(),
            NarrationItem::Phrase(_, words) => words,
            NarrationItem::Mention(mention) => self.list[mention].words,
            NarrationItem::Quote(quote) => self.quotes[quote].words,
        }
    }

    /// Numbers the sentences of all items; `starts` are the first words of the sentences of the text.
    ///
    /// A sentence begins with an item if one begins between the end of the item before and its first word. What follows a
    /// quotation of several sentences is therefore in the sentence in which the quotation stands.
    pub(crate) fn number_sentences(&mut self, starts: &[TokenId]) {
        let (mut sentence, mut next, mut end) = (0, 0, TokenId::new(0));
        let mut sentences = core::mem::take(&mut self.narration.sentences);
        sentences.as_mut_vec().reserve_exact(self.narration.len());
        for item in self.narration.iter() {
            let words = self.words(item);
            while starts.get(next).is_some_and(|&start| start < end) {
                next += 1;
            }
            if starts.get(next).is_some_and(|&start| start <= words.start()) {
                sentence += 1;
            }
            end = words.end();
            sentences.push(sentence);
        }
        self.narration.sentences = sentences;
    }

    /// Removes all that was found and keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.list.clear();
        self.narration.clear();
        self.paragraphs.clear();
        self.quotes.clear();
    }
}
