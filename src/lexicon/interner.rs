//! The words of one text: a vocabulary on top of the lexicon.

use core::ops::Range;

use crate::lexicon::class::Classes;
use crate::lexicon::lexicon::Lexicon;
use crate::lexicon::word_table::{fold, Key, WordTable};
use crate::util::ids::WordId;

/// The words of one text: those of the lexicon, and its own. No word can be added.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary<'l> {
    pub(crate) lexicon: &'l Lexicon,
    pub(crate) own: Vec<Classes>,
}

impl<'l> Vocabulary<'l> {
    pub(crate) fn lexicon(&self) -> &'l Lexicon {
        self.lexicon
    }

    /// How many ids are in use: all are below this number.
    pub(crate) fn len(&self) -> usize {
        self.lexicon.classes.len() + self.own.len()
    }

    pub(crate) fn classes(&self, word: WordId) -> Classes {
        let id = word.0 as usize;
        let listed = self.lexicon.classes.len();
        match self.lexicon.classes.get(id) {
            Some(&classes) => classes,
            None => self.own.get(id - listed).copied().unwrap_or_default(),
        }
    }
}

/// A vocabulary that takes in the words of a text.
#[derive(Clone, Debug)]
pub(crate) struct Interner<'l> {
    vocabulary: Vocabulary<'l>,
    own: WordTable,
    /// Room for a word that is folded.
    folded: Vec<u8>,
}

impl<'l> Interner<'l> {
    pub(crate) fn new(lexicon: &'l Lexicon) -> Self {
        let vocabulary = Vocabulary { lexicon, own: Vec::new() };
        Self { vocabulary, own: WordTable::default(), folded: Vec::new() }
    }

    /// The vocabulary, when all words are in it.
    pub(crate) fn into_vocabulary(self) -> Vocabulary<'l> {
        self.vocabulary
    }

    pub(crate) fn classes(&self, word: WordId) -> Classes {
        self.vocabulary.classes(word)
    }

    /// The id of a word, made up if it is in no list.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        self.intern_range(word, 0..word.len())
    }

    /// The id of `text[word]`, made up if it is in no list. What its ending tells becomes its class.
    ///
    /// Faster than the same for the word alone, since bytes beyond it may be loaded with it.
    #[inline]
    pub(crate) fn intern_range(&mut self, text: &str, word: Range<usize>) -> WordId {
        let (key, ascii) = Key::in_text(text.as_bytes(), word.start, word.end);
        if ascii {
            return self.intern_key(key);
        }
        let mut folded = core::mem::take(&mut self.folded);
        fold(&text[word], &mut folded);
        let id = self.intern_key(Key::new(&folded));
        self.folded = folded;
        id
    }

    #[inline]
    fn intern_key(&mut self, key: Key<'_>) -> WordId {
        let Vocabulary { lexicon, own } = &mut self.vocabulary;
        if let Some(id) = lexicon.words.get(key) {
            return WordId(id);
        }
        let Some((id, new)) = self.own.insert(key) else { return WordId::NONE };
        if new {
            own.push(by_ending(self.own.bytes(id)));
        }
        match lexicon.classes.len() + id as usize {
            id if id < WordId::NONE.0 as usize => WordId(id as u32),
            _ => WordId::NONE,
        }
    }
}

/// The class of an unlisted word, by its ending.
fn by_ending(word: &[u8]) -> Classes {
    let long = word.len() > 4;
    if long && word.ends_with(b"ed") {
        Classes::ED | Classes::PAST
    } else if word.len() > 5 && word.ends_with(b"ing") {
        Classes::ING
    } else if long && word.ends_with(b"ly") {
        Classes::LY
    } else {
        Classes::NONE
    }
}
