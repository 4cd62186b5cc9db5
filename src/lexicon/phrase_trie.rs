//! The phrases of the lists, found in a text from any word on.

use crate::util::ids::WordId;

/// A trie of phrases, whose edges are words.
///
/// - `longest` takes time linear in the length of the phrase that it follows. At most words no phrase begins, and one
///   look into `firsts` tells that.
/// - Edges of all nodes but the root lie in one hash table: the trie is two arrays and a list of kinds, and no node
///   allocates.
/// - The trie does not change once it is built.
///
/// ```text
///                 "New York" is a place, "New York Times" an organisation, "went on" a phrasal verb
///
/// root ─ new ──> 1 ─ york ──> 2 Place ─ times ──> 3 Organisation
///      └ went ─> 4 ─ on ────> 5 PhrasalVerb
/// └── firsts ──┘ └───────────────── edges ─────────────────────┘
/// ```
///
/// An automaton such as Aho and Corasick's would find the phrases of any length in one pass. The phrases of the lists
/// have few words, so following each from its first word is as fast, and building the trie takes a fraction of the
/// time. For the aliases of a cast, which are as a caller likes, there is [`PhraseMatcher`].
///
/// [`PhraseMatcher`]: crate::lexicon::phrase_matcher::PhraseMatcher
#[derive(Clone, Debug, Default)]
pub(crate) struct PhraseTrie {
    /// By word, the node that its edge from the root leads to, or [`ROOT`]. Words beyond the end begin no phrase.
    firsts: Vec<Node>,
    /// All other edges, in a hash table with open addressing and linear probing. The length is a power of two, and at
    /// least twice the number of edges, so that a free one ends every search.
    edges: Vec<Edge>,
    /// By node, the kind of the phrase that the words from the root to it make up; `None` if they are only its
    /// beginning.
    kinds: Vec<Option<PhraseKind>>,
}

/// An index of `kinds`.
type Node = u32;

/// The node of no words. No edge leads to it, so in place of a node it also stands for none.
const ROOT: Node = 0;

#[derive(Clone, Copy, Debug)]
struct Edge {
    from: Node,
    word: WordId,
    /// [`ROOT`] if the edge is free.
    to: Node,
}

impl PhraseTrie {
    /// A trie of phrases of two words or more. Of equal phrases the first one counts.
    pub(crate) fn new(phrases: &[(Vec<WordId>, PhraseKind)]) -> Self {
        let words: usize = phrases.iter().map(|(words, _)| words.len()).sum();
        let first = phrases.iter().map(|(words, _)| words[0].0 + 1).max().unwrap_or(0);
        let free = Edge { from: ROOT, word: WordId::NONE, to: ROOT };
        let mut trie = Self {
            firsts: vec![ROOT; first as usize],
            edges: vec![free; (words * 2).next_power_of_two()],
            kinds: Vec::with_capacity(words + 1),
        };
        trie.kinds.push(None);
        for (words, kind) in phrases {
            let mut node = ROOT;
            for &word in words {
                // OK because there are no more nodes than words in the lists.
                let new = trie.kinds.len() as Node;
                let to = if node == ROOT {
                    &mut trie.firsts[word.0 as usize]
                } else {
                    let at = trie.find(node, word);
                    let edge = &mut trie.edges[at];
                    (edge.from, edge.word) = (node, word);
                    &mut edge.to
                };
                if *to == ROOT {
                    *to = new;
                    trie.kinds.push(None);
                }
                node = *to;
            }
            trie.kinds[node as usize].get_or_insert(*kind);
        }
        trie
    }

    /// The index of an edge, or of the free one that it would take.
    fn find(&self, from: Node, word: WordId) -> usize {
        let mask = self.edges.len() - 1;
        let key = u64::from(from) << 32 | u64::from(word.0);
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & mask;
        while self.edges[at].to != ROOT && (self.edges[at].from, self.edges[at].word) != (from, word) {
            at = (at + 1) & mask;
        }
        at
    }

    /// The longest phrase at the start of `words`: its kind and its number of words, which is 2 at least.
    #[inline]
    pub(crate) fn longest(&self, mut words: impl Iterator<Item = WordId>) -> Option<(PhraseKind, usize)> {
        let first = words.next()?;
        let mut node = *self.firsts.get(first.0 as usize)?;
        let mut found = None;
        let mut len = 1;
        while node != ROOT {
            found = self.kinds[node as usize].map(|kind| (kind, len)).or(found);
            let Some(word) = words.next() else { break };
            node = self.edges[self.find(node, word)].to;
            len += 1;
        }
        found
    }
}

/// What a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PhraseKind {
    /// A cue whose speaker follows: "according to".
    Cue,
    /// Where or how something is said; holds no speaker: "in a statement".
    Setting,
    /// May stand between a name and its verb: "after a moment".
    Adverbial,
    /// A cue of several words: "went on".
    PhrasalVerb,
    /// A geographical name: "New York".
    Place,
    /// "Fox News".
    Organisation,
}

#[cfg(test)]
mod tests {
    use super::{PhraseKind, PhraseTrie};
    use crate::tests::random::Random;
    use crate::util::ids::WordId;

    const KINDS: [PhraseKind; 3] = [PhraseKind::Cue, PhraseKind::Place, PhraseKind::Organisation];

    /// Compares every phrase in hand with the words.
    fn longest(phrases: &[(Vec<WordId>, PhraseKind)], words: &[WordId]) -> Option<(PhraseKind, usize)> {
        let fitting = || phrases.iter().filter(|(phrase, _)| words.starts_with(phrase));
        let len = fitting().map(|(phrase, _)| phrase.len()).max()?;
        // The first one of several.
        fitting().find(|(phrase, _)| phrase.len() == len).map(|&(_, kind)| (kind, len))
    }

    #[test]
    fn phrases_are_those_of_a_linear_search() {
        let mut random = Random::new(8);
        for round in 0..300 {
            // Few words give phrases that begin alike; with many words a text has words that are in no phrase.
            let words = 1 + round % 7;
            let mut text: Vec<WordId> = (0..60).map(|_| WordId(10 * random.below(words) as u32)).collect();
            text.extend([WordId::NONE, WordId(7)]);
            let mut phrases = Vec::new();
            for _ in 0..random.below(30) {
                let start = random.below(50);
                let words = &text[start..start + 2 + random.below(5)];
                // As in the text, or of other words.
                let shift = u32::from(random.below(4) == 0);
                phrases.push((words.iter().map(|word| WordId(word.0 + shift)).collect(), KINDS[random.below(3)]));
            }
            let trie = PhraseTrie::new(&phrases);
            for start in 0..=text.len() {
                let rest = &text[start..];
                assert_eq!(trie.longest(rest.iter().copied()), longest(&phrases, rest), "{rest:?} in {phrases:?}");
            }
        }
    }

    #[test]
    fn the_beginning_of_a_phrase_is_no_phrase() {
        let [new, york, times] = [WordId(3), WordId(1), WordId(2)];
        let trie = PhraseTrie::new(&[(vec![new, york, times], PhraseKind::Organisation)]);
        assert_eq!(trie.longest([new, york].into_iter()), None);
        assert_eq!(trie.longest([new, york, new].into_iter()), None);
        assert_eq!(trie.longest([new, york, times, new].into_iter()), Some((PhraseKind::Organisation, 3)));
        assert_eq!(PhraseTrie::new(&[]).longest([new, york].into_iter()), None);
    }
}
