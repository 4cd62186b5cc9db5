use crate::util::ids::WordId;

/// The phrases of the lists as a tree, whose edges are words.
///
/// Most words begin no phrase, which one look at `firsts` tells. Where one begins, the text is followed down the tree and
/// no further than the longest phrase goes: lists hold short ones, so no automaton is needed, and building it takes a
/// fraction of the time.
#[derive(Clone, Debug, Default)]
pub(crate) struct PhraseTrie {
    /// By word: its edge from the root. Words beyond begin no phrase.
    firsts: Vec<Node>,
    /// All other edges: open addressing, half full at most. Length is a power of two.
    edges: Vec<Edge>,
    /// By node: what the words from the root to it are. Of the root, which is node 0, nothing.
    kinds: Vec<Option<PhraseKind>>,
}

/// A node; 0 means that there is none.
type Node = u32;

#[derive(Clone, Copy, Debug)]
struct Edge {
    from: Node,
    word: WordId,
    to: Node,
}

impl PhraseTrie {
    /// Of equal phrases the first one counts. A phrase has two words or more.
    pub(crate) fn new(phrases: &[(Vec<WordId>, PhraseKind)]) -> Self {
        let words: usize = phrases.iter().map(|(words, _)| words.len()).sum();
        let first = phrases.iter().map(|(words, _)| words[0].0 + 1).max().unwrap_or(0);
        let free = Edge { from: 0, word: WordId::NONE, to: 0 };
        let mut tree = Self {
            firsts: vec![0; first as usize],
            edges: vec![free; (words * 2).next_power_of_two()],
            kinds: Vec::with_capacity(words + 1),
        };
        tree.kinds.push(None);
        for (words, kind) in phrases {
            let mut node = 0;
            for &word in words {
                let new = tree.kinds.len() as Node;
                let edge = if node == 0 {
                    &mut tree.firsts[word.0 as usize]
                } else {
                    let place = tree.place(node, word);
                    let edge = &mut tree.edges[place];
                    (edge.from, edge.word) = (node, word);
                    &mut edge.to
                };
                if *edge == 0 {
                    *edge = new;
                    tree.kinds.push(None);
                }
                node = *edge;
            }
            tree.kinds[node as usize].get_or_insert(*kind);
        }
        tree
    }

    /// Where the edge is, or would be.
    fn place(&self, from: Node, word: WordId) -> usize {
        let mask = self.edges.len() - 1;
        let key = u64::from(from) << 32 | u64::from(word.0);
        let mut place = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & mask;
        while self.edges[place].to != 0 && (self.edges[place].from, self.edges[place].word) != (from, word) {
            place = (place + 1) & mask;
        }
        place
    }

    /// The longest phrase at the start of `words`: its kind and its number of words.
    #[inline]
    pub(crate) fn longest(&self, mut words: impl Iterator<Item = WordId>) -> Option<(PhraseKind, usize)> {
        let first = words.next()?;
        let mut node = *self.firsts.get(first.0 as usize)?;
        let mut found = None;
        let mut len = 1;
        while node != 0 {
            found = self.kinds[node as usize].map(|kind| (kind, len)).or(found);
            let Some(word) = words.next() else { break };
            node = self.edges[self.place(node, word)].to;
            len += 1;
        }
        found
    }
}

/// What a sequence of words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PhraseKind {
    /// "according to": a cue whose speaker follows.
    Cue,
    /// "in a statement": tells where something was said, and is no person.
    Setting,
    /// "after a moment": may stand between a name and its verb.
    Adverbial,
    /// "went on": a cue of two words.
    PhrasalVerb,
    /// "New York".
    Place,
    /// "Fox News".
    Organisation,
}
