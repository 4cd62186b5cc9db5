//! The narration as a sequence of items: words, phrases, mentions and whole quotations.
//!
//! All rules for reporting clauses read items and not tokens. A name of six words is then as near as a pronoun, and a
//! quotation of a page is one step.

use crate::lexicon::phrase_trie::PhraseKind;
use crate::mention::mention::{Mention, MentionKind, Pronoun};
use crate::util::capacity::reserve_ahead;
use crate::util::ids::{Column, Id, IdRange, Ids, ItemId, MentionId, ParagraphId, QuotationId, QuoteId, TokenId};

/// Maximum number of mentions that are nested in one mention and are read for its owner: the owner and three objects.
const MAX_NESTED: usize = 4;

/// An item of the narration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NarrationItem {
    /// A word, number or mark outside all mentions and phrases.
    Word(TokenId),
    /// A cue of several words: "according to", "went on".
    Phrase(PhraseKind, IdRange<TokenId>),
    /// A mention with all that is nested in it.
    Mention(MentionId),
    /// A whole outermost quotation.
    Quote(QuoteId),
}

/// The items of a text in order, nine bytes each. Their words are disjoint.
#[derive(Clone, Debug, Default)]
pub(crate) struct Narration {
    kinds: Column<ItemId, NarrationKind>,
    /// The index of the token, mention or quotation that each item is, or an index of `phrases`. As long as `kinds`.
    numbers: Column<ItemId, u32>,
    /// The items that are phrases, in order.
    phrases: Vec<(PhraseKind, IdRange<TokenId>)>,
    /// The number of the sentence of each item. It never decreases, and rises by 1 where it does not stay. Empty until
    /// all items are in, then as long as `kinds`.
    sentences: Column<ItemId, u32>,
}

/// The list of which an entry of [`Narration::numbers`] is an index.
#[derive(Clone, Copy, Debug)]
enum NarrationKind {
    Word,
    Phrase,
    Mention,
    Quote,
}

impl Narration {
    /// The number of items.
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

    /// The item with an id; `None` beyond the end.
    #[inline]
    pub(crate) fn get(&self, item: ItemId) -> Option<NarrationItem> {
        (item < self.end()).then(|| self.at(item))
    }

    /// The mentions that are items, in order: those nested in others are none.
    pub(crate) fn mentions(&self) -> impl Iterator<Item = MentionId> + '_ {
        self.ids().filter_map(|item| self.mention(item))
    }

    /// The mention that an item is, if it is one.
    #[inline]
    pub(crate) fn mention(&self, item: ItemId) -> Option<MentionId> {
        matches!(self.kinds[item], NarrationKind::Mention).then(|| MentionId::new(self.numbers[item] as usize))
    }

    #[inline]
    pub(crate) fn is_quote(&self, item: ItemId) -> bool {
        matches!(self.kinds[item], NarrationKind::Quote)
    }

    /// The items of a range, in order.
    pub(crate) fn within(&self, items: IdRange<ItemId>) -> impl Iterator<Item = NarrationItem> + '_ {
        items.iter().map(|item| self.at(item))
    }

    /// All items in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = NarrationItem> + '_ {
        self.ids().map(|item| self.at(item))
    }

    /// The number of the sentence of an item. A quotation belongs to the sentence in which it stands.
    #[inline]
    pub(crate) fn sentence(&self, item: ItemId) -> u32 {
        self.sentences[item]
    }

    /// Adds an item, which stands behind all others.
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

    /// Reserves memory for exactly as many more items.
    pub(crate) fn reserve(&mut self, items: usize) {
        self.kinds.as_mut_vec().reserve_exact(items);
        self.numbers.as_mut_vec().reserve_exact(items);
    }

    /// Reserves memory for `now` more items, and for the rest of the text: see [`reserve_ahead`].
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
    /// The quotation among all of the text.
    pub(crate) quotation: QuotationId,
    /// The item that it is.
    pub(crate) item: ItemId,
    /// The paragraph in which it stands, since no quotation crosses one.
    pub(crate) paragraph: ParagraphId,
    /// Its words, the marks included.
    pub(crate) words: IdRange<TokenId>,
    /// The mentions in it, nested ones included.
    pub(crate) mentions: IdRange<MentionId>,
}

/// The mentions of a text, and its narration.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentions {
    /// The mentions of narration and speech. Those that are not nested are disjoint and in order. A nested one comes
    /// before that in which it stands: "Emma" before "Emma's mother". Where a phrase failed after its owner, the owner
    /// alone is in the list, perhaps twice.
    pub(crate) list: Column<MentionId, Mention>,
    /// The text without what its quotations say.
    pub(crate) narration: Narration,
    /// The items of each paragraph. They tile the narration.
    pub(crate) paragraphs: Column<ParagraphId, IdRange<ItemId>>,
    /// The outermost quotations, in order. Each is an item, and the items that are quotations are these.
    pub(crate) quotes: Column<QuoteId, QuoteAnchor>,
}

impl Mentions {
    /// The items of a paragraph.
    pub(crate) fn paragraph(&self, paragraph: ParagraphId) -> IdRange<ItemId> {
        self.paragraphs[paragraph]
    }

    /// The mentions outside all quotations, nested ones included.
    pub(crate) fn narrated(&self) -> impl Iterator<Item = &Mention> {
        self.between_quotes().flat_map(|range| &self.list[range])
    }

    /// The mentions before, between and after all quotations.
    fn between_quotes(&self) -> impl Iterator<Item = IdRange<MentionId>> + '_ {
        let first = MentionId::new(0);
        let starts = core::iter::once(first).chain(self.quotes.iter().map(|quote| quote.mentions.end()));
        let ends = self.quotes.iter().map(|quote| quote.mentions.start()).chain([self.list.end()]);
        starts.zip(ends).map(|(start, end)| IdRange::from(start..end))
    }

    /// Makes the narrator of whoever is "you" in the narration.
    pub(crate) fn narrate_you(&mut self) {
        let narrated: Vec<_> = self.between_quotes().collect();
        for mention in narrated.into_iter().flat_map(|range| range.iter()) {
            let kind = &mut self.list[mention].kind;
            if matches!(kind, MentionKind::Pronoun(Pronoun::You)) {
                *kind = MentionKind::Pronoun(Pronoun::I);
            }
        }
    }

    /// Whether a mention stands in a quotation.
    pub(crate) fn is_said(&self, mention: MentionId) -> bool {
        let quotes = self.quotes.as_slice();
        let next = quotes.partition_point(|quote| quote.mentions.end() <= mention);
        quotes.get(next).is_some_and(|quote| quote.mentions.start() <= mention)
    }

    /// The owner of a noun phrase, which begins it: "Emma" in "Emma's mother".
    pub(crate) fn owner(&self, mention: MentionId) -> Option<MentionId> {
        // A nested mention comes right before the one around it, the objects of prepositions after the owner.
        let start = self.list[mention].words.start();
        let before = core::iter::successors(mention.before(), |&m| m.before()).take(MAX_NESTED);
        let mut nested = before.take_while(|&m| self.list[m].nested && self.list[m].words.start() >= start);
        nested.find(|&m| self.list[m].words.start() == start)
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

    /// Numbers the sentences of all items. `starts` are the first words of the sentences of the text.
    ///
    /// A sentence begins with an item if one begins after the end of the item before, up to the item's first word.
    /// Sentences that begin within a quotation do not count: what follows a quotation of several sentences is in the
    /// sentence in which the quotation stands.
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

    /// Removes everything and keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.list.clear();
        self.narration.clear();
        self.paragraphs.clear();
        self.quotes.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::{Mentions, Narration, NarrationItem, QuoteAnchor};
    use crate::lexicon::phrase_trie::PhraseKind;
    use crate::mention::find::find_mentions;
    use crate::tests::random::Random;
    use crate::token::tokenize::tokenize;
    use crate::util::ids::{Id, IdRange, ItemId, MentionId, ParagraphId, QuotationId, QuoteId, TokenId};

    fn tokens(start: usize, end: usize) -> IdRange<TokenId> {
        (TokenId::new(start)..TokenId::new(end)).into()
    }

    #[test]
    fn items_are_those_that_were_added() {
        let mut random = Random::new(71);
        for _ in 0..200 {
            let item = |random: &mut Random| {
                let number = random.below(1 << 20);
                match random.below(5) {
                    0 => NarrationItem::Mention(MentionId::new(number)),
                    1 => NarrationItem::Quote(QuoteId::new(number)),
                    2 => NarrationItem::Phrase(PhraseKind::Cue, tokens(number, number + 2)),
                    3 => NarrationItem::Phrase(PhraseKind::PhrasalVerb, tokens(number, number + 3)),
                    _ => NarrationItem::Word(TokenId::new(number)),
                }
            };
            let items: Vec<_> = (0..random.below(20)).map(|_| item(&mut random)).collect();
            let mut narration = Narration::default();
            items.iter().for_each(|&item| narration.push(item));
            assert_eq!((narration.len(), narration.end()), (items.len(), ItemId::new(items.len())));
            assert_eq!(narration.iter().collect::<Vec<_>>(), items);
            let id = |index: usize| ItemId::new(index);
            for (i, &item) in items.iter().enumerate() {
                assert_eq!((narration.at(id(i)), narration.get(id(i))), (item, Some(item)));
                assert_eq!(narration.is_quote(id(i)), matches!(item, NarrationItem::Quote(_)));
                let mention = narration.mention(id(i)).map(NarrationItem::Mention);
                assert_eq!(mention, Some(item).filter(|item| matches!(item, NarrationItem::Mention(_))));
                assert!(narration.within((id(i)..narration.end()).into()).eq(items[i..].iter().copied()));
            }
            assert_eq!(narration.get(narration.end()), None);
        }
    }

    #[test]
    fn sentences_are_numbered_as_by_comparing_all() {
        let mut random = Random::new(72);
        for _ in 0..500 {
            // Items with gaps, and sentences that begin anywhere.
            let (mut mentions, mut ranges, mut at) = (Mentions::default(), Vec::new(), 0);
            while at < 60 {
                let start = at + random.below(3);
                let end = start + 1 + random.below(4) * random.below(2);
                mentions.narration.push(match end - start {
                    1 => NarrationItem::Word(TokenId::new(start)),
                    _ => NarrationItem::Phrase(PhraseKind::Cue, tokens(start, end)),
                });
                ranges.push(start..end);
                at = end;
            }
            let one_in = 1 + random.below(8);
            let starts: Vec<usize> = (0..at).filter(|_| random.below(one_in) == 0).collect();
            let ids: Vec<TokenId> = starts.iter().map(|&start| TokenId::new(start)).collect();
            mentions.number_sentences(&ids);
            let (mut sentence, mut end) = (0, 0);
            for (item, range) in mentions.narration.ids().zip(ranges) {
                sentence += u32::from(starts.iter().any(|start| (end..=range.start).contains(start)));
                end = range.end;
                assert_eq!(mentions.narration.sentence(item), sentence, "{range:?} with sentences at {starts:?}");
            }
        }
    }

    #[test]
    fn narrated_mentions_are_those_in_no_quotation() {
        for text in [
            "",
            "Emma left.",
            "“I saw Emma,” said Hale. “And Orne.”",
            "Hale said “no” and “never” and Emma's mother left.",
            "“Emma” “Hale”",
        ] {
            let tokens = tokenize(text);
            let found = find_mentions(&tokens);
            let quoted = |id| found.quotes.iter().any(|quote| quote.mentions.contains(id));
            let naive: Vec<_> = found.list.ids().filter(|&id| !quoted(id)).map(|id| found.list[id].words).collect();
            assert_eq!(found.narrated().map(|mention| mention.words).collect::<Vec<_>>(), naive, "{text}");
        }
    }

    #[test]
    fn a_cleared_narration_is_empty() {
        let mut mentions = Mentions::default();
        mentions.narration.push(NarrationItem::Phrase(PhraseKind::Cue, tokens(0, 2)));
        mentions.paragraphs.push((ItemId::new(0)..ItemId::new(1)).into());
        mentions.quotes.push(QuoteAnchor {
            quotation: QuotationId::new(0),
            item: ItemId::new(0),
            paragraph: ParagraphId::new(0),
            words: tokens(0, 1),
            mentions: (MentionId::new(0)..MentionId::new(0)).into(),
        });
        mentions.number_sentences(&[TokenId::new(0)]);
        mentions.clear();
        assert_eq!((mentions.narration.len(), mentions.paragraphs.len(), mentions.quotes.len()), (0, 0, 0));
        mentions.narration.push(NarrationItem::Phrase(PhraseKind::PhrasalVerb, tokens(3, 5)));
        mentions.number_sentences(&[]);
        let item = NarrationItem::Phrase(PhraseKind::PhrasalVerb, tokens(3, 5));
        assert_eq!((mentions.narration.at(ItemId::new(0)), mentions.narration.sentence(ItemId::new(0))), (item, 0));
        assert_eq!(mentions.narrated().count(), 0);
    }
}
