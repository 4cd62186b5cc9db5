//! What the lists know: the classes of words, the phrases, and which names and titles belong together.

use core::ops::Range;

use once_cell::sync::Lazy;

use crate::lexicon::class::Classes;
use crate::lexicon::class_table::ClassTable;
use crate::lexicon::lists::Lists;
use crate::lexicon::phrase_trie::{PhraseKind, PhraseTrie};
use crate::lexicon::word_table::{fold, Key};
use crate::util::ids::WordId;

/// OK because the panic cannot be met: the lists are part of the program and do not depend on any input, and a test
/// reads every line of them. It tells whoever edits a list what is wrong.
static STANDARD: Lazy<Lexicon> = Lazy::new(|| match Lists::read() {
    Ok(lists) => Lexicon::new(lists),
    Err(error) => panic!("{error}"),
});

/// The words of all lists with their classes, and what the lists say of several words together.
///
/// It is built once in a process, and copied only where a caller adds cue verbs.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    words: ClassTable,
    phrases: PhraseTrie,
    /// Short and full form of given names ("liz", "elizabeth"), sorted: the full forms of a short one lie together.
    nicknames: Vec<(WordId, WordId)>,
    /// Titles with nouns for those who have them ("dr", "doctor"). A few dozen, searched from first to last.
    titles: Vec<(WordId, WordId)>,
    /// Nouns for relatives with the plain nouns for the same ones.
    kin: Vec<(WordId, WordId)>,
}

impl Lexicon {
    /// The lexicon of the lists alone.
    pub(crate) fn standard() -> &'static Self {
        &STANDARD
    }

    fn new(lists: Lists) -> Self {
        let Lists { words, phrases, mut nicknames, titles, kin } = lists;
        nicknames.sort_unstable();
        Self { words, phrases: PhraseTrie::new(&phrases), nicknames, titles, kin }
    }

    /// The same lexicon with more reporting verbs, which count as strong whatever the lists say.
    pub(crate) fn with_cue_verbs<'a>(&self, verbs: impl Iterator<Item = &'a str>) -> Self {
        let mut lexicon = self.clone();
        let mut folded = Vec::new();
        for verb in verbs {
            fold(verb, &mut folded);
            let id = lexicon.words.add(Key::new(&folded), Classes::CUE_STRONG);
            lexicon.words.remove(id, Classes::CUE_MEDIUM | Classes::CUE_WEAK);
        }
        lexicon
    }

    /// The number of words: every id is below it.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The id of a listed word.
    #[inline]
    pub(crate) fn get(&self, word: Key<'_>) -> Option<WordId> {
        self.words.id(word)
    }

    /// The id of a listed word, in any case but without accents.
    pub(crate) fn id(&self, word: &str) -> Option<WordId> {
        self.get(Key::new(word.as_bytes()))
    }

    /// The classes of a word; `None` if the id is not in the lexicon.
    #[inline]
    pub(crate) fn classes(&self, word: WordId) -> Option<Classes> {
        self.words.classes(word)
    }

    /// The classes of a word, in any case but without accents. None if it stands in no list.
    pub(crate) fn classes_of(&self, word: &str) -> Classes {
        self.id(word).and_then(|id| self.classes(id)).unwrap_or_default()
    }

    /// The phrases in `words`, from left to right: at each word the longest, without overlaps.
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
                    // OK because a phrase has a word at least.
                    rest.nth(len - 1);
                }
                None if rest.next().is_none() => return found,
                None => at += 1,
            }
        }
    }

    /// Whether `noun` is a title, or a noun for those who have it: "Dr." and "doctor".
    pub(crate) fn same_title(&self, title: WordId, noun: WordId) -> bool {
        title == noun || self.titles.contains(&(title, noun))
    }

    /// The plain noun for a relative: "father" for "dad", and the word itself for others.
    pub(crate) fn plain_kin(&self, noun: WordId) -> WordId {
        self.kin.iter().find(|&&(other, _)| other == noun).map_or(noun, |&(_, plain)| plain)
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

    /// Whether two given names are equal, or one is a short form of the other. Two short forms of one name are not the
    /// same.
    pub(crate) fn same_given_name(&self, a: WordId, b: WordId) -> bool {
        let full = |short: WordId| {
            let from = self.nicknames.partition_point(|&(s, _)| s < short);
            self.nicknames[from..].iter().take_while(move |&&(s, _)| s == short).map(|&(_, full)| full)
        };
        a == b || full(a).any(|f| f == b) || full(b).any(|f| f == a)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Lexicon;
    use crate::lexicon::class::Classes;
    use crate::lexicon::interner::Interner;
    use crate::lexicon::phrase_trie::PhraseKind;
    use crate::util::ids::WordId;

    #[test]
    fn classes_come_from_all_lists() {
        let lexicon = Lexicon::standard();
        assert!(
            lexicon.classes_of("Will").any(Classes::AUXILIARY) && lexicon.classes_of("will").any(Classes::GIVEN_NAME)
        );
        assert!(lexicon.classes_of("her").any(Classes::OBJECT_PRONOUN));
        assert!(lexicon.classes_of("her").any(Classes::POSSESSIVE_PRONOUN));
        assert!(!lexicon.classes_of("her").any(Classes::SUBJECT_PRONOUN));
        assert!(
            lexicon.classes_of("von").any(Classes::NAME_PARTICLE) && lexicon.classes_of("JR").any(Classes::NAME_SUFFIX)
        );
        assert!(lexicon.classes_of("qorrin").is_empty() && lexicon.id("qorrin").is_none());
    }

    #[test]
    fn phrases_are_longest_and_do_not_overlap() {
        let lexicon = Lexicon::standard();
        let mut interner = Interner::new(lexicon);
        let text = "orne went on in new york , according to fox news in";
        let words: Vec<_> = text.split(' ').map(|word| interner.intern(word)).collect();
        let expected = [
            (PhraseKind::PhrasalVerb, 1..3),
            (PhraseKind::Place, 4..6),
            (PhraseKind::Cue, 7..9),
            (PhraseKind::Organisation, 9..11),
        ];
        assert_eq!(lexicon.phrases(words.iter().copied()), expected);
        assert_eq!(lexicon.phrases([].into_iter()), []);
    }

    #[test]
    fn added_cue_verbs_are_strong() {
        let standard = Lexicon::standard();
        assert!(standard.classes_of("smiled").any(Classes::CUE_WEAK));
        let lexicon = standard.with_cue_verbs(["Smiled", "qorrinéd"].into_iter());
        assert!(lexicon.classes_of("smiled").any(Classes::CUE_STRONG | Classes::PAST));
        assert!(!lexicon.classes_of("smiled").any(Classes::CUE_MEDIUM | Classes::CUE_WEAK));
        assert_eq!(lexicon.classes_of("qorrined"), Classes::CUE_STRONG);
        assert_eq!(lexicon.len(), standard.len() + 1);
        // All other words keep their ids.
        assert_eq!(lexicon.id("said"), standard.id("said"));
        assert!(standard.classes_of("qorrined").is_empty());
    }

    #[test]
    fn given_names_are_the_same_like_in_a_linear_search() {
        let lexicon = Lexicon::standard();
        let pairs = &lexicon.nicknames;
        let all: BTreeSet<WordId> = pairs.iter().flat_map(|&(short, full)| [short, full]).collect();
        // Each name with its own forms and with the neighbours of those in the list.
        for (at, &(short, full)) in pairs.iter().enumerate() {
            let near = pairs[at.saturating_sub(3)..pairs.len().min(at + 4)].iter().flat_map(|&(a, b)| [a, b]);
            for other in near {
                for (a, b) in [(short, other), (other, full), (full, other)] {
                    let expected = a == b || pairs.iter().any(|&pair| pair == (a, b) || pair == (b, a));
                    assert_eq!(lexicon.same_given_name(a, b), expected, "{a:?} and {b:?}");
                }
            }
        }
        let mut count = 0;
        for name in all {
            let related: Vec<WordId> = lexicon.related_given_names(name).collect();
            assert!(!related.is_empty() && related.iter().all(|&other| lexicon.same_given_name(name, other)));
            count += related.len();
        }
        assert_eq!(count, 2 * pairs.len());
    }

    #[test]
    fn short_names_and_titles_belong_to_full_ones() {
        let lexicon = Lexicon::standard();
        let id = |word: &str| lexicon.id(word).unwrap();
        let same = |a: &str, b: &str| lexicon.same_given_name(id(a), id(b));
        assert!(same("liz", "elizabeth") && same("elizabeth", "liz") && same("liz", "liz"));
        // Two short forms of one name.
        assert!(!same("liz", "betty"));
        let related: Vec<_> = lexicon.related_given_names(id("abbie")).collect();
        assert_eq!(related, [id("abigail")]);
        assert!(lexicon.related_given_names(id("abigail")).any(|name| name == id("abbie")));
        assert!(lexicon.same_title(id("dr"), id("doctor")) && lexicon.same_title(id("doctor"), id("doctor")));
        assert!(!lexicon.same_title(id("doctor"), id("dr")));
        assert_eq!(
            ["dad", "father", "hale"].map(|word| lexicon.id(word).map(|id| lexicon.plain_kin(id))),
            [lexicon.id("father"), lexicon.id("father"), lexicon.id("hale"),]
        );
    }
}
