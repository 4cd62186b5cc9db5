//! The narration as a sequence of items: words, phrases, mentions and whole quotations.

use core::ops::Range;

use crate::lexicon::phrase_trie::PhraseKind;
use crate::mention::mention::Mention;
use crate::util::capacity::reserve_ahead;
use crate::util::ids::IdRange;

/// An element of the narration: what the rules for reporting clauses read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NarrationItem {
    /// A word or punctuation mark outside all mentions.
    Word(usize),
    /// A cue of several words: which kind, and its first and one after its last word.
    Phrase(PhraseKind, usize, usize),
    Mention(usize),
    /// A whole outermost quotation.
    Quote(usize),
}

/// Narration in order, of five bytes each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Narration {
    kinds: Vec<NarrationKind>,
    /// By element: which word, mention or quotation it is, or which phrase of the list.
    pub(crate) numbers: Vec<u32>,
    pub(crate) phrases: Vec<(PhraseKind, IdRange)>,
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

    #[inline]
    pub(crate) fn at(&self, place: usize) -> NarrationItem {
        let number = self.numbers[place] as usize;
        match self.kinds[place] {
            NarrationKind::Word => NarrationItem::Word(number),
            NarrationKind::Phrase => {
                let (kind, words) = self.phrases[number];
                NarrationItem::Phrase(kind, words.start(), words.end())
            }
            NarrationKind::Mention => NarrationItem::Mention(number),
            NarrationKind::Quote => NarrationItem::Quote(number),
        }
    }

    pub(crate) fn get(&self, place: usize) -> Option<NarrationItem> {
        (place < self.len()).then(|| self.at(place))
    }

    pub(crate) fn among(&self, places: Range<usize>) -> impl Iterator<Item = NarrationItem> + '_ {
        places.map(|place| self.at(place))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = NarrationItem> + '_ {
        self.among(0..self.len())
    }

    pub(crate) fn push(&mut self, element: NarrationItem) {
        let (kind, number) = match element {
            NarrationItem::Word(word) => (NarrationKind::Word, word),
            NarrationItem::Phrase(kind, start, end) => {
                self.phrases.push((kind, (start..end).into()));
                (NarrationKind::Phrase, self.phrases.len() - 1)
            }
            NarrationItem::Mention(mention) => (NarrationKind::Mention, mention),
            NarrationItem::Quote(quote) => (NarrationKind::Quote, quote),
        };
        self.kinds.push(kind);
        self.numbers.push(number as u32);
    }

    pub(crate) fn reserve(&mut self, elements: usize) {
        self.kinds.reserve_exact(elements);
        self.numbers.reserve_exact(elements);
    }

    /// See [`reserve_ahead`].
    pub(crate) fn reserve_ahead(&mut self, now: usize, done: usize, all: usize) {
        reserve_ahead(&mut self.kinds, now, done, all);
        reserve_ahead(&mut self.numbers, now, done, all);
    }

    pub(crate) fn clear(&mut self) {
        self.kinds.clear();
        self.numbers.clear();
        self.phrases.clear();
    }
}

/// Where an outermost quotation stands.
#[derive(Clone, Debug)]
pub(crate) struct QuoteAnchor {
    /// Its index among all quotations.
    pub(crate) quotation: usize,
    pub(crate) element: usize,
    pub(crate) paragraph: usize,
    /// Words with the marks.
    pub(crate) words: IdRange,
    /// The mentions inside, as a range of `Mentions::list`.
    pub(crate) mentions: IdRange,
}

/// The mentions of a text, and its narration as a sequence of elements.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentions {
    /// In order of their first words; a mention within another comes before it or after it.
    pub(crate) list: Vec<Mention>,
    pub(crate) elements: Narration,
    /// Of each paragraph, its elements.
    pub(crate) paragraphs: Vec<IdRange>,
    /// Of each outermost quotation, its words, and where it stands among the elements.
    pub(crate) quotes: Vec<QuoteAnchor>,
}

impl Mentions {
    /// The elements of each paragraph.
    pub(crate) fn paragraphs(&self) -> impl ExactSizeIterator<Item = Range<usize>> + '_ {
        self.paragraphs.iter().map(|elements| elements.range())
    }

    /// The elements of a paragraph.
    pub(crate) fn paragraph(&self, paragraph: usize) -> Range<usize> {
        self.paragraphs[paragraph].range()
    }

    /// The mentions outside of all quotations.
    pub(crate) fn narrated(&self) -> impl Iterator<Item = &Mention> {
        let starts = core::iter::once(0).chain(self.quotes.iter().map(|quote| quote.mentions.end()));
        let ends = self.quotes.iter().map(|quote| quote.mentions.start()).chain([self.list.len()]);
        starts.zip(ends).flat_map(|(start, end)| &self.list[start..end])
    }

    /// The words of an element.
    pub(crate) fn words(&self, element: NarrationItem) -> Range<usize> {
        match element {
            NarrationItem::Word(word) => word..word + 1,
            NarrationItem::Phrase(_, start, end) => start..end,
            NarrationItem::Mention(mention) => self.list[mention].words.range(),
            NarrationItem::Quote(quote) => self.quotes[quote].words.range(),
        }
    }

    /// Forgets what was found and keeps the room for it.
    pub(crate) fn clear(&mut self) {
        self.list.clear();
        self.elements.clear();
        self.paragraphs.clear();
        self.quotes.clear();
    }
}
