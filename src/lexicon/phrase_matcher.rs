//! Finds given sequences of words, such as the aliases of a cast, in a text.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::util::ids::WordId;

/// Number of bytes that a word is encoded in.
const WORD: usize = 4;

/// Patterns of words, all of them found in one pass over a text.
///
/// - Time is linear in the text, however many patterns there are and however long they are: they come from a caller.
/// - The automaton reads word ids and not letters. A pattern hence matches whatever its case and its accents, and
///   across any white space or line break; a match begins and ends with a word.
/// - The automaton takes a byte at a time, so an id is encoded in four bytes of six bits each. The upper two bits tell
///   which one of the four a byte is: no pattern can match from the middle of a word on.
#[derive(Clone, Debug)]
pub(crate) struct PhraseMatcher {
    automaton: AhoCorasick,
}

/// A pattern found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PhraseMatch {
    /// Index of the pattern among those given.
    pub(crate) pattern: usize,
    /// The first word.
    pub(crate) start: usize,
    /// The word after the last one.
    pub(crate) end: usize,
}

impl PhraseMatcher {
    /// A matcher of these patterns, each of which has a word at least. Of equal patterns the first one counts.
    ///
    /// `None` if the patterns exceed what an automaton can number, which is about 500 million words.
    pub(crate) fn new(patterns: &[Vec<WordId>]) -> Option<Self> {
        let encoded: Vec<Vec<u8>> = patterns.iter().map(|p| p.iter().flat_map(|&id| encode(id)).collect()).collect();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(encoded).ok()?;
        Some(Self { automaton })
    }

    /// The matches in a text whose words are [encoded](encode), from left to right: at each word the longest, without
    /// overlaps.
    pub(crate) fn find<'a>(&'a self, encoded: &'a [u8]) -> impl Iterator<Item = PhraseMatch> + 'a {
        self.automaton.find_iter(encoded).map(|m| PhraseMatch {
            pattern: m.pattern().as_usize(),
            start: m.start() / WORD,
            end: m.end() / WORD,
        })
    }
}

/// The bytes of a word, each from a range of its own. OK because ids have 24 bits.
pub(crate) fn encode(id: WordId) -> [u8; WORD] {
    let six = |n: u32| (id.0 >> (6 * n) & 63) as u8;
    [six(0), 64 | six(1), 128 | six(2), 192 | six(3)]
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{encode, PhraseMatch, PhraseMatcher};
    use crate::tests::random::Random;
    use crate::util::ids::WordId;

    /// Compares every pattern with the words from each word on.
    fn naive(patterns: &[Vec<WordId>], words: &[WordId]) -> Vec<PhraseMatch> {
        let (mut found, mut start) = (Vec::new(), 0);
        while start < words.len() {
            let fitting = patterns.iter().enumerate().filter(|(_, pattern)| words[start..].starts_with(pattern));
            // The longest one, and of equal ones the first.
            match fitting.max_by_key(|&(i, pattern)| (pattern.len(), usize::MAX - i)) {
                Some((pattern, words)) => {
                    found.push(PhraseMatch { pattern, start, end: start + words.len() });
                    start += words.len();
                }
                None => start += 1,
            }
        }
        found
    }

    #[test]
    fn matches_are_those_of_a_naive_search() {
        let mut random = Random::new(9);
        // Ids whose bytes resemble those of others.
        let ids = [0, 1, 64, 65, 4096, 0x04_1041, 0x3F_FFFF, 0xFF_FFFE, 0xFF_FFFF].map(WordId);
        for round in 0..500 {
            let words = 1 + round % ids.len();
            let mut sequence = |len: usize| -> Vec<WordId> { (0..len).map(|_| ids[random.below(words)]).collect() };
            let text = sequence(60);
            let patterns: Vec<Vec<WordId>> = (0..round % 11).map(|i| sequence(1 + (i * 7 + round) % 5)).collect();
            let encoded: Vec<u8> = text.iter().flat_map(|&id| encode(id)).collect();
            let matcher = PhraseMatcher::new(&patterns).unwrap();
            let found: Vec<PhraseMatch> = matcher.find(&encoded).collect();
            assert_eq!(found, naive(&patterns, &text), "{patterns:?} in {text:?}");
        }
    }

    #[test]
    fn encodings_differ() {
        let ids = (0..0x100_0000).step_by(997).chain([0xFF_FFFF]);
        let encodings: HashSet<[u8; 4]> = ids.clone().map(|id| encode(WordId(id))).collect();
        assert_eq!(encodings.len(), ids.count());
    }
}
