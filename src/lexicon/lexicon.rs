//! Word classes: everything the lists under `data/` know about a word, behind one look-up.

use core::ops::Range;

use crate::lexicon::class::Classes;
use crate::lexicon::phrase_trie::{PhraseKind, PhraseTrie};
use crate::lexicon::word_table::{fold, Key, WordTable};
use crate::util::ids::WordId;

/// The words of all lists, with their classes. Built once for a process, and again only where a caller adds cue verbs.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    pub(crate) words: WordTable,
    pub(crate) classes: Vec<Classes>,
    pub(crate) phrases: PhraseTrie,
    /// Short name and full name ("liz", "elizabeth"), sorted.
    pub(crate) nicknames: Vec<(WordId, WordId)>,
    /// Abbreviated and full title ("dr", "doctor").
    pub(crate) titles: Vec<(WordId, WordId)>,
}

impl Lexicon {
    /// The same lexicon with more reporting verbs, which count as strong.
    pub(crate) fn with_cue_verbs<'a>(&self, verbs: impl Iterator<Item = &'a str>) -> Self {
        let mut lexicon = self.clone();
        let mut folded = Vec::new();
        for verb in verbs {
            fold(verb, &mut folded);
            let id = lexicon.add(&String::from_utf8_lossy(&folded), Classes::CUE_STRONG);
            if let Some(classes) = lexicon.classes.get_mut(id.0 as usize) {
                *classes = classes.without(Classes::CUE_MEDIUM | Classes::CUE_WEAK);
            }
        }
        lexicon
    }

    /// The classes of a word that stands in a list; none of any other.
    pub(crate) fn classes_of(&self, word: &str) -> Classes {
        self.words.get(Key::new(word.as_bytes())).map_or(Classes::NONE, |id| self.classes[id as usize])
    }

    /// The phrases within `words`, left to right, the longest at each place, not overlapping.
    pub(crate) fn phrases<I>(&self, words: I) -> Vec<(PhraseKind, Range<usize>)>
    where
        I: Iterator<Item = WordId> + Clone,
    {
        let mut found = Vec::new();
        let (mut rest, mut at) = (words, 0);
        loop {
            match self.phrases.longest(rest.clone()) {
                Some((kind, len)) => {
                    found.push((kind, at..at + len));
                    at += len;
                    rest.nth(len - 1);
                }
                None if rest.next().is_none() => return found,
                None => at += 1,
            }
        }
    }

    /// The id of a listed word, given in small letters.
    pub(crate) fn id(&self, word: &str) -> Option<WordId> {
        let (key, _) = Key::in_text(word.as_bytes(), 0, word.len());
        self.words.get(key).map(WordId)
    }

    /// Whether a title, perhaps abbreviated, is the title that a noun names ("Dr." and "doctor").
    pub(crate) fn same_title(&self, title: WordId, noun: WordId) -> bool {
        title == noun || self.titles.contains(&(title, noun))
    }

    /// The full forms of a short given name, and the short forms of a full one.
    pub(crate) fn related_given_names(&self, name: WordId) -> impl Iterator<Item = WordId> + '_ {
        let other = move |&(short, full): &(WordId, WordId)| match name {
            _ if name == short => Some(full),
            _ if name == full => Some(short),
            _ => None,
        };
        self.nicknames.iter().filter_map(other)
    }

    /// Whether one of the two given names is a short form of the other, or both are of a third.
    pub(crate) fn same_given_name(&self, a: WordId, b: WordId) -> bool {
        let full = |short: WordId| {
            let from = self.nicknames.partition_point(|&(s, _)| s < short);
            self.nicknames[from..].iter().take_while(move |&&(s, _)| s == short).map(|&(_, full)| full)
        };
        a == b || full(a).any(|f| f == b) || full(b).any(|f| f == a)
    }
}
