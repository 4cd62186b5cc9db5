//! The words of one text: those of the lexicon, and its own.

use core::ops::Range;

use crate::lexicon::class::Classes;
use crate::lexicon::lexicon::Lexicon;
use crate::lexicon::word_table::{fold, Key, WordTable};
use crate::util::ids::WordId;

/// What a compound has of its last part.
const NOUN: Classes = Classes::PERSON_NOUN.or(Classes::PLURAL).or(Classes::MASCULINE).or(Classes::FEMININE);

/// The classes of all words of one text. It takes no more words; an [`Interner`] does.
///
/// The ids of the lexicon come first, so that they are the same in every text. The ids of the text's own words follow.
#[derive(Clone, Debug)]
pub(crate) struct Vocabulary<'l> {
    lexicon: &'l Lexicon,
    /// `own[i]` has the classes of the word whose id is `lexicon.len() + i`.
    own: Vec<Classes>,
}

impl<'l> Vocabulary<'l> {
    pub(crate) fn lexicon(&self) -> &'l Lexicon {
        self.lexicon
    }

    /// The number of words: every id is below it.
    pub(crate) fn len(&self) -> usize {
        self.lexicon.len() + self.own.len()
    }

    /// The classes of a word. None of [`WordId::NONE`].
    pub(crate) fn classes(&self, word: WordId) -> Classes {
        match self.lexicon.classes(word) {
            Some(classes) => classes,
            // OK because an id that is not in the lexicon is the number of its words at least.
            None => self.own.get(word.0 as usize - self.lexicon.len()).copied().unwrap_or_default(),
        }
    }
}

/// A vocabulary that takes in the words of a text.
///
/// A word of the lexicon has its classes from there. Every other word becomes the text's own, with the class that its
/// ending tells. Words that differ only in the case and the accents of letters are the same.
#[derive(Clone, Debug)]
pub(crate) struct Interner<'l> {
    vocabulary: Vocabulary<'l>,
    /// The words of `vocabulary.own`, with the same indices. No word of the lexicon is among them.
    own: WordTable,
    /// Buffer for a word that is being folded.
    folded: Vec<u8>,
}

impl<'l> Interner<'l> {
    pub(crate) fn new(lexicon: &'l Lexicon) -> Self {
        let vocabulary = Vocabulary { lexicon, own: Vec::new() };
        Self { vocabulary, own: WordTable::default(), folded: Vec::new() }
    }

    /// The vocabulary, once it has all words.
    pub(crate) fn into_vocabulary(self) -> Vocabulary<'l> {
        self.vocabulary
    }

    pub(crate) fn lexicon(&self) -> &'l Lexicon {
        self.vocabulary.lexicon
    }

    pub(crate) fn classes(&self, word: WordId) -> Classes {
        self.vocabulary.classes(word)
    }

    /// The id of a word, which is taken in if it is new.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        self.intern_range(word, 0..word.len())
    }

    /// The id of `text[word]`, which is taken in if it is new. [`WordId::NONE`] if ids or memory run out, or if the
    /// word is beyond the probe limit of the table.
    ///
    /// Faster than [`intern`](Self::intern) for the word alone, since bytes behind it may be loaded with it.
    #[inline]
    pub(crate) fn intern_range(&mut self, text: &str, word: Range<usize>) -> WordId {
        // Case tells no other words apart: "us" is a pronoun.
        if &text.as_bytes()[word.clone()] == b"US" {
            return self.intern_key(Key::new(b"U.S"));
        }
        let (key, ascii) = Key::in_text(text.as_bytes(), word.start, word.end);
        if ascii {
            return self.intern_key(key);
        }
        // Taken out while `folded` is borrowed by the key. The buffer is not allocated anew.
        let mut folded = core::mem::take(&mut self.folded);
        fold(&text[word], &mut folded);
        let id = self.intern_key(Key::new(&folded));
        self.folded = folded;
        id
    }

    #[inline(always)]
    fn intern_key(&mut self, key: Key<'_>) -> WordId {
        let Vocabulary { lexicon, own } = &mut self.vocabulary;
        if let Some(id) = lexicon.get(key) {
            return id;
        }
        let Some((id, new)) = self.own.insert(key) else { return WordId::NONE };
        if new {
            let word = self.own.bytes(id);
            own.push(by_last_part(word, lexicon).unwrap_or_else(|| by_ending(word)));
        }
        match lexicon.len() + id as usize {
            id if id < WordId::NONE.0 as usize => WordId(id as u32),
            _ => WordId::NONE,
        }
    }
}

/// The classes of a compound that stands in no list, if its last part is a noun for persons: "sea-captain". The first
/// part of "Anna-Baker" is a name.
fn by_last_part(word: &[u8], lexicon: &Lexicon) -> Option<Classes> {
    let hyphen = word.iter().rposition(|&byte| byte == b'-')?;
    let classes = |part: &[u8]| lexicon.get(Key::new(part)).and_then(|id| lexicon.classes(id));
    let last = classes(&word[hyphen + 1..]).filter(|last| last.any(Classes::PERSON_NOUN))?;
    let is_name = classes(&word[..hyphen]).is_some_and(|first| first.any(Classes::GIVEN_NAME));
    (!is_name).then(|| last.and(NOUN))
}

/// The class of a word that stands in no list, by its ending. In a short word the letters may belong to the stem
/// ("shed", "king", "fly"): it has no class.
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

#[cfg(test)]
mod tests {
    use super::{by_ending, Interner};
    use crate::lexicon::class::Classes;
    use crate::lexicon::lexicon::Lexicon;
    use crate::util::ids::WordId;

    #[test]
    fn case_and_accents_make_no_other_word() {
        let lexicon = Lexicon::standard();
        let mut interner = Interner::new(lexicon);
        for alike in [
            ["said", "Said", "SAID"],
            ["zoë", "Zoe", "ZOË"],
            ["kvœthe", "KVOETHE", "Kv\u{153}the"],
            ["qorrin's", "Qorrin’s", "QORRINʼS"],
            ["brontë-qorrin-hale", "BRONTE-QORRIN-HALE", "Bronte\u{308}-Qorrin-Hale"],
            ["жуков", "Жуков", "ЖУКОВ"],
        ] {
            let ids = alike.map(|word| interner.intern(word));
            assert!(ids[0] == ids[1] && ids[1] == ids[2] && ids[0] != WordId::NONE, "{alike:?}: {ids:?}");
        }
        assert_eq!(Some(interner.intern("Said")), lexicon.id("said"));
        assert_ne!(interner.intern("qorrin"), interner.intern("qorrins"));
    }

    #[test]
    fn own_words_follow_those_of_the_lexicon() {
        let lexicon = Lexicon::standard();
        let mut interner = Interner::new(lexicon);
        let words = ["qorrin", "said", "qorrinly", "Qorrin", "qorrined"];
        let ids = words.map(|word| interner.intern(word));
        let own = |i: usize| WordId((lexicon.len() + i) as u32);
        assert_eq!(ids, [own(0), lexicon.id("said").unwrap(), own(1), own(0), own(2)]);
        let vocabulary = interner.into_vocabulary();
        assert_eq!(vocabulary.len(), lexicon.len() + 3);
        assert_eq!(vocabulary.classes(ids[1]), lexicon.classes_of("said"));
        assert_eq!(vocabulary.classes(ids[2]), Classes::LY);
        assert_eq!(vocabulary.classes(WordId::NONE), Classes::NONE);
    }

    #[test]
    fn a_word_in_a_text_is_the_word_alone() {
        let text = "Orne qorrined, “é” Vexingly said the lighthousekeeper’s lighthousekeeper";
        let mut interner = Interner::new(Lexicon::standard());
        let mut start = 0;
        for word in text.split(' ') {
            let id = interner.intern_range(text, start..start + word.len());
            assert_eq!(id, interner.intern(word), "{word}");
            start += word.len() + 1;
        }
    }

    #[test]
    fn compounds_have_the_classes_of_their_last_part() {
        let mut interner = Interner::new(Lexicon::standard());
        for (word, classes) in [
            ("barge-captain", Classes::PERSON_NOUN),
            ("barge-captains", Classes::PERSON_NOUN | Classes::PLURAL),
            ("apple-woman", Classes::PERSON_NOUN | Classes::FEMININE),
            ("barge-pole", Classes::NONE),
            // A name.
            ("Anna-Porter", Classes::NONE),
        ] {
            let id = interner.intern(word);
            assert_eq!(interner.classes(id), classes, "{word}");
        }
    }

    #[test]
    fn endings_tell_the_class_of_long_words() {
        for (word, classes) in [
            ("vexed", Classes::ED | Classes::PAST),
            ("qued", Classes::NONE),
            ("vexing", Classes::ING),
            ("qxing", Classes::NONE),
            ("vexly", Classes::LY),
            ("qxly", Classes::NONE),
            ("vexedness", Classes::NONE),
        ] {
            assert_eq!(by_ending(word.as_bytes()), classes, "{word}");
        }
    }
}
