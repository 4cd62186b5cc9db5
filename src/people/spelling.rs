//! Words of names that a text spells by one letter otherwise than the cast: "Tamerlin" for "Tamerlan".
//!
//! Each word is filed under itself and under what is left of it without one of its letters. Two words that differ by
//! one letter have a key in common, so that a look-up is as many look-ups as the word has letters.

use std::collections::HashMap;

use crate::util::ids::PersonId;
use crate::util::steps;

/// Lengths, in letters, of words that are compared. Of shorter ones many are one letter apart, and no name is longer.
const LETTERS: core::ops::RangeInclusive<usize> = 5..=24;
/// Maximum number of words with one key. Names have few; hostile casts may have thousands.
const ALIKE: usize = 8;

/// The words of the names of a cast.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spellings {
    /// In lower case, with a character who has the word.
    words: Vec<(Box<[char]>, PersonId)>,
    /// By key, positions in `words`, [`ALIKE`] at most.
    by_key: HashMap<String, Vec<usize>>,
}

impl Spellings {
    /// Adds a word of a name of a character.
    pub(crate) fn add(&mut self, word: &str, owner: PersonId) {
        let Some(letters) = letters(word) else { return };
        for key in keys(&letters) {
            let alike = self.by_key.entry(key).or_default();
            if alike.len() < ALIKE && alike.last() != Some(&self.words.len()) {
                alike.push(self.words.len());
            }
        }
        self.words.push((letters, owner));
    }

    /// The characters who have a word in their names that differs from this one by a letter more or less, another
    /// letter or two letters that change places, but not in the first letter. A character may come more than once.
    pub(crate) fn owners<'a>(&'a self, word: &str) -> impl Iterator<Item = PersonId> + 'a {
        let letters = letters(word).unwrap_or_default();
        let keys: Vec<String> = keys(&letters).collect();
        let found = keys.into_iter().filter_map(|key| self.by_key.get(&key)).flatten();
        found.filter_map(move |&position| {
            steps::count(1);
            let (known, owner) = &self.words[position];
            differ_by_one(known, &letters).then_some(*owner)
        })
    }
}

/// The letters of a word in lower case; `None` if it is not compared.
fn letters(word: &str) -> Option<Box<[char]>> {
    // A character has four bytes at most, and lower case has no fewer characters. Hostile words may be megabytes long.
    if word.len() > 4 * LETTERS.end() {
        return None;
    }
    let letters: Box<[char]> = word.chars().flat_map(char::to_lowercase).collect();
    LETTERS.contains(&letters.len()).then_some(letters)
}

/// A word, and the word without one of its letters, each in turn.
fn keys(letters: &[char]) -> impl Iterator<Item = String> + '_ {
    let rests = (0..letters.len()).map(|at| letters[..at].iter().chain(&letters[at + 1..]).collect());
    rests.chain([letters.iter().collect()])
}

/// Whether two words begin alike and differ by one letter, or by two neighbours that change places.
fn differ_by_one(a: &[char], b: &[char]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let differs = match (&a[..a.len() - same_end], &b[..b.len() - same_end]) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    };
    differs && same > 0
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use super::{Spellings, ALIKE, LETTERS};
    use crate::tests::random::Random;
    use crate::tests::table::check;
    use crate::util::ids::{Id, PersonId};

    /// Whether a text that has the second word may mean a character with the first.
    fn alike(known: &str, word: &str) -> bool {
        let mut spellings = Spellings::default();
        spellings.add(known, PersonId::new(7));
        let owners: Vec<usize> = spellings.owners(word).map(|owner| owner.index()).collect();
        assert!(owners.iter().all(|&owner| owner == 7));
        !owners.is_empty()
    }

    #[test]
    fn words_differ_by_one_letter() {
        let rows = [
            (("Tamerlan", "Tamerlin"), true),
            (("Tamerlan", "TAMERLAAN"), true),
            (("Tamerlan", "Tamelan"), true),
            (("Tamerlan", "Tamelran"), true),
            (("Tamerlan", "Tamerla"), true),
            (("Tamerlan", "Tamerlan"), false),
            // Two letters.
            (("Tamerlan", "Tamarlin"), false),
            (("Tamerlan", "Tamlerna"), false),
            // The first letter tells names apart.
            (("Tamerlan", "Samerlan"), false),
            (("Tamerlan", "amerlan"), false),
            // Short names are often one letter apart.
            (("Orne", "Orme"), false),
            (("Jaffé", "Jaffe"), true),
        ];
        check(rows, |(known, word)| alike(known, word));
    }

    /// All words that one slip makes of a word: a letter dropped, added or replaced, or two neighbours that change
    /// places.
    fn slips(word: &str, alphabet: &[char]) -> HashSet<String> {
        let letters: Vec<char> = word.chars().collect();
        let mut found = HashSet::new();
        for at in 0..=letters.len() {
            let (before, behind) = letters.split_at(at);
            let mut add = |middle: &[char], rest: usize| {
                found.insert([before, middle, behind.get(rest..).unwrap_or(&[])].concat().iter().collect::<String>());
            };
            add(&[], 1);
            for &letter in alphabet {
                add(&[letter], 0);
                add(&[letter], 1);
            }
            if let [a, b, ..] = *behind {
                add(&[b, a], 2);
            }
        }
        found.remove(word);
        found
    }

    /// Whether a word is one of the slips of a known one, and both are of a kind that is compared.
    fn is_slip(known: &str, slips: &HashSet<String>, word: &str) -> bool {
        let is_compared = |word: &str| LETTERS.contains(&word.chars().count());
        let begin_alike = known.chars().next() == word.chars().next();
        is_compared(known) && is_compared(word) && begin_alike && slips.contains(word)
    }

    #[test]
    fn slips_of_words_of_two_letters_are_found_like_the_naive_ones() {
        let words = |len: u32| {
            let letter = move |word: usize, at: u32| if word >> at & 1 == 0 { 'a' } else { 'é' };
            (0..1_usize << len).map(move |word| (0..len).map(|at| letter(word, at)).collect::<String>())
        };
        let words: Vec<String> = (4..=7).flat_map(words).collect();
        for known in &words {
            let slips = slips(known, &['a', 'é']);
            let mut spellings = Spellings::default();
            spellings.add(known, PersonId::new(7));
            for word in &words {
                let expected = is_slip(known, &slips, word);
                assert_eq!(spellings.owners(word).count() > 0, expected, "{known} and {word}");
            }
        }
    }

    #[test]
    fn owners_of_slips_are_those_of_a_linear_search() {
        let alphabet = ['a', 'b', 'é'];
        let mut random = Random::new(37);
        let mut found = 0;
        for _ in 0..40 {
            // No more than have a key in common without loss.
            let mut word = |len: usize| (0..len).map(|_| alphabet[random.below(3)]).collect::<String>();
            let mut known: Vec<String> = (0..ALIKE / 2).map(|number| word(4 + number)).collect();
            known.extend([word(24), word(25)]);
            let mut spellings = Spellings::default();
            for (index, word) in known.iter().enumerate() {
                spellings.add(word, PersonId::new(index));
            }
            let slips_of: Vec<HashSet<String>> = known.iter().map(|word| slips(word, &alphabet)).collect();
            let mut asked: Vec<String> = slips_of.iter().flatten().cloned().collect();
            // Two slips, and any word.
            asked.extend(slips(&asked[random.below(asked.len())], &alphabet));
            asked.push((0..6).map(|_| alphabet[random.below(3)]).collect());
            for word in asked {
                let owners: BTreeSet<usize> = spellings.owners(&word).map(Id::index).collect();
                let is_owner = |&index: &usize| is_slip(&known[index], &slips_of[index], &word);
                let expected = (0..known.len()).filter(is_owner).collect();
                found += owners.len();
                assert_eq!(owners, expected, "{word} among {known:?}");
            }
        }
        assert!(found > 1000, "{found}");
    }

    #[test]
    fn words_that_are_too_long_are_not_compared() {
        let long = "Q".to_owned() + &"z".repeat(1 << 20);
        assert!(!alike(&long, &long[1..]));
    }

    #[test]
    fn few_words_are_compared_with_one() {
        let mut spellings = Spellings::default();
        for index in 0..100 {
            spellings.add("Tamerlan", PersonId::new(index));
        }
        let found = spellings.owners("Tamerlin").count();
        assert!((1..=ALIKE).contains(&found), "{found}");
    }
}
