use aho_corasick::{AhoCorasick, MatchKind};

use crate::util::ids::WordId;

/// Finds sequences of words in a text that is given as word ids, longest first, in one pass however long they are:
/// made for the aliases of a cast, which may be any.
///
/// The automaton runs over ids and not over letters, so a phrase matches whatever its case, its accents and the white
/// space or line breaks within, and a match always begins and ends at a word.
#[derive(Clone, Debug)]
pub(crate) struct PhraseMatcher {
    automaton: AhoCorasick,
}

/// A match: which pattern, and the range of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PhraseMatch {
    pub(crate) pattern: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl PhraseMatcher {
    /// Patterns must not be empty. None at all is fine.
    pub(crate) fn new(patterns: &[Vec<WordId>]) -> Option<Self> {
        let encoded: Vec<Vec<u8>> = patterns.iter().map(|p| p.iter().flat_map(|&id| encode(id)).collect()).collect();
        // Only a set of patterns beyond all memory is refused; such a set finds nothing.
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(encoded).ok()?;
        Some(Self { automaton })
    }

    pub(crate) fn find<'a>(&'a self, encoded: &'a [u8]) -> impl Iterator<Item = PhraseMatch> + 'a {
        self.automaton.find_iter(encoded).map(|m| PhraseMatch {
            pattern: m.pattern().as_usize(),
            start: m.start() / 4,
            end: m.end() / 4,
        })
    }
}

/// Four bytes from four disjoint ranges, so that no pattern can match across the boundary of two words.
pub(crate) fn encode(id: WordId) -> [u8; 4] {
    let six = |n: u32| (id.0 >> (6 * n) & 63) as u8;
    [six(0), 64 | six(1), 128 | six(2), 192 | six(3)]
}
