//! A hash set of words with dense ids, and the folding that makes words alike.
//!
//! Every word of a text is looked up in two of these tables, that of the lexicon and that of the text: this is the
//! hottest file of the crate. Three things make a look-up fast. A word is hashed eight bytes at a time, and turned into
//! lower case in passing. A slot has all that a short word is compared by. The bytes of all words lie in one buffer, so
//! that a new word allocates nothing of its own.

use crate::util::ids::WordId;
use crate::util::swar;

/// A set of words with ids that count up from 0.
///
/// - Words are the same if they are equal but for the case of ASCII letters. [`fold`] takes care of all other letters.
/// - `get` takes constant time and `insert` amortised constant time, whatever the words are: see [`PROBES`].
/// - A word takes 32 to 64 bytes in `slots`, 4 in `ends`, and its length in `bytes`.
/// - Words stay: there is no removal, so a free slot ends every search.
///
/// ```text
///                  slots: 2^k × 16 bytes, at least half of them free
///                 head         hash   word
///              ┌────────────┬───────┬──────┐
///              │            │       │      │
///              ├────────────┼───────┼──────┤
/// hash >> shift│ "said"   4 │ B7…   │  2   │   id 1: compared by its head alone
///  (upper k  ─>├────────────┼───────┼──────┤
///   bits)      │ "lighthou" │ B7…   │  3   │   id 2: same home, hence one further on;
///              ├────────────┼───────┼──────┤         compared by its head, hash and bytes
///              │            │       │      │   free: the search ends
///              └────────────┴───────┴──────┘
///
/// id        0       1                   2
/// ends      4       8                  18
/// bytes  orne│said│lighthouse│
/// ```
#[derive(Clone, Debug, Default)]
pub(crate) struct WordTable {
    /// Open addressing with linear probing. The length is 0 or a power of two, and at least twice the number of words.
    /// A word stands in its home, which is the slot that the upper bits of its hash give, or in one of the slots after
    /// it; the first slot comes after the last one. All slots between its home and its own are taken.
    slots: Vec<Slot>,
    /// `hash >> shift` is the home of a hash: 32 minus the binary logarithm of the number of slots.
    shift: u32,
    /// By id, the end of the word in `bytes`, where the next word begins. Ascending.
    ends: Vec<u32>,
    /// All words in folded form and lower case, in the order of their ids.
    bytes: Vec<u8>,
}

/// What a word is compared by, in 16 bytes: four slots make a cache line.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// See [`Key::head`].
    head: u64,
    /// See [`Key::hash`].
    hash: u32,
    /// Id + 1; 0 in a free slot.
    word: u32,
}

/// Maximum number of slots in which a word is looked for.
///
/// The limit keeps time linear where a text is made of words that collide: each of them costs 128 steps, and not one
/// for each word before it. A word that finds no slot within the limit is not taken in. Words that are not made to
/// collide do not come near: in a table that is half free, the longest search grows with the logarithm of the number of
/// words. The lexicon needs 10 slots at most, and 28,000 words in a table nearly half full need 23.
const PROBES: usize = 128;

impl WordTable {
    /// Makes sure that `words` more words can be inserted without a rehash.
    pub(crate) fn reserve(&mut self, words: usize) {
        let slots = ((self.ends.len() + words) * 2).next_power_of_two().max(64);
        if slots > self.slots.len() {
            // OK because there are 64 slots or more, and 2^25 or fewer, since ids are below 2^24.
            self.shift = 32 - slots.trailing_zeros().min(32);
            let before = core::mem::replace(&mut self.slots, vec![Slot::default(); slots]);
            for slot in before.into_iter().filter(|slot| slot.word != 0) {
                // Some words among many that are made to collide may find no slot any more. They are new when they come
                // again.
                self.place(slot);
            }
        }
    }

    /// The id of a word; `None` if it is not in the table.
    pub(crate) fn get(&self, key: Key<'_>) -> Option<u32> {
        let mask = self.slots.len().wrapping_sub(1);
        let home = (key.hash >> self.shift) as usize;
        for probe in 0..PROBES {
            // `None` only if there are no slots at all, whatever the mask is then.
            let slot = self.slots.get((home + probe) & mask)?;
            if slot.head == key.head && slot.hash == key.hash && slot.word != 0 {
                let id = slot.word - 1;
                // The head has all of a short word. A long one is compared with the few that share head and hash.
                if key.folded.len() < 8 || self.bytes(id).eq_ignore_ascii_case(key.folded) {
                    return Some(id);
                }
            } else if slot.word == 0 {
                return None;
            }
        }
        None
    }

    /// The id of a word, and whether it is new. `None` if it is new and cannot be taken in: too many words collide with
    /// it, or ids or bytes run out.
    pub(crate) fn insert(&mut self, key: Key<'_>) -> Option<(u32, bool)> {
        if let Some(id) = self.get(key) {
            return Some((id, false));
        }
        self.reserve(1);
        // OK because every id is below `WordId::NONE`: their number is `WordId::NONE` at most.
        let id = self.ends.len() as u32;
        let end = u32::try_from(self.bytes.len() + key.folded.len()).ok()?;
        if id >= WordId::NONE.0 || !self.place(Slot { head: key.head, hash: key.hash, word: id + 1 }) {
            return None;
        }
        self.bytes.extend(key.folded.iter().map(u8::to_ascii_lowercase));
        self.ends.push(end);
        Some((id, true))
    }

    /// A word in folded form and lower case.
    pub(crate) fn bytes(&self, id: u32) -> &[u8] {
        let id = id as usize;
        let start = if id == 0 { 0 } else { self.ends[id - 1] };
        &self.bytes[start as usize..self.ends[id] as usize]
    }

    /// Puts a word into the first free slot from its home on. False if there is none within the limit.
    fn place(&mut self, slot: Slot) -> bool {
        let mask = self.slots.len() - 1;
        let home = (slot.hash >> self.shift) as usize;
        let mut probed = (0..PROBES).map(|probe| (home + probe) & mask);
        let free = probed.find(|&at| self.slots[at].word == 0);
        if let Some(at) = free {
            self.slots[at] = slot;
        }
        free.is_some()
    }
}

/// A word to look up, with what tells it apart from most others whatever the case of its ASCII letters.
#[derive(Clone, Copy)]
pub(crate) struct Key<'a> {
    /// The word in folded form, in any case.
    folded: &'a [u8],
    /// The first eight bytes in lower case, the first one lowest. A shorter word is filled up with zeros and has its
    /// length in the last byte. Hence two words of fewer than eight bytes are equal if their heads are, and a longer
    /// word has no such head. OK because no byte of a word is a control character.
    head: u64,
    /// The upper half of a multiplicative hash of all bytes in lower case, eight at a time. Its upper bits, which give
    /// the home, are the best mixed ones.
    hash: u32,
}

/// 2^64 divided by the golden ratio, the multiplier of Fibonacci hashing (Knuth, "The Art of Computer Programming",
/// 6.4): it spreads words that differ in few bits.
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

impl<'a> Key<'a> {
    /// The key of the word `text[start..end]`, and whether the word is ASCII. If it is not, the key is of no use: the
    /// word must go through [`fold`] first.
    ///
    /// Bytes of the text beyond the word may be loaded, which is faster than a copy of its last bytes. They do not
    /// count.
    #[inline(always)]
    pub(crate) fn in_text(text: &'a [u8], start: usize, end: usize) -> (Self, bool) {
        let folded = &text[start..end];
        let len = folded.len();
        let chunk = swar::load(text, start);
        if len < 8 {
            let chunk = swar::truncate(chunk, len);
            let head = swar::to_lowercase(chunk) | (len as u64) << 56;
            let hash = (head.wrapping_mul(MIX) >> 32) as u32;
            return (Self { folded, head, hash }, swar::is_ascii(chunk));
        }
        let head = swar::to_lowercase(chunk);
        let (mut hash, mut any) = (head.wrapping_mul(MIX), chunk);
        let mut at = start + 8;
        while at < end {
            let chunk = swar::load(text, at);
            let chunk = if end - at < 8 { swar::truncate(chunk, end - at) } else { chunk };
            hash = (hash ^ hash >> 32 ^ swar::to_lowercase(chunk)).wrapping_mul(MIX);
            any |= chunk;
            at += 8;
        }
        (Self { folded, head, hash: (hash >> 32) as u32 }, swar::is_ascii(any))
    }

    /// The key of a word that is ASCII or has gone through [`fold`].
    pub(crate) fn new(folded: &'a [u8]) -> Self {
        Self::in_text(folded, 0, folded.len()).0
    }
}

/// Writes a word in folded form into `out`, which is emptied first. The folded form has no accents and no characters
/// that join or break words, the letters of a ligature one by one, and the apostrophe and the hyphen of ASCII.
///
/// ASCII letters keep their case, since the table ignores it. All others become lower case. A few capitals lose their
/// case but not their accent: "Ć" becomes "ć", while "ć" becomes "c".
pub(crate) fn fold(word: &str, out: &mut Vec<u8>) {
    out.clear();
    for c in word.chars() {
        if c.is_ascii() {
            out.push(c as u8);
            continue;
        }
        let plain: &[u8] = match c {
            'à'..='å' | 'À'..='Å' | 'ā' | 'ă' | 'ą' => b"a",
            'ç' | 'Ç' | 'ć' | 'č' | 'Č' => b"c",
            'è'..='ë' | 'È'..='Ë' | 'ē' | 'ę' | 'ě' => b"e",
            'ì'..='ï' | 'Ì'..='Ï' | 'ī' | 'ı' | 'İ' => b"i",
            'ñ' | 'Ñ' | 'ń' | 'ň' => b"n",
            'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' | 'ő' => b"o",
            'ù'..='ü' | 'Ù'..='Ü' | 'ū' | 'ů' | 'ű' => b"u",
            'ý' | 'ÿ' | 'Ý' => b"y",
            'š' | 'Š' | 'ś' | 'ş' | 'Ş' => b"s",
            'ž' | 'Ž' | 'ź' | 'ż' => b"z",
            'ł' | 'Ł' => b"l",
            'ğ' | 'Ğ' => b"g",
            'ř' | 'Ř' => b"r",
            'ť' => b"t",
            'ď' | 'đ' | 'Đ' => b"d",
            'æ' | 'Æ' => b"ae",
            'œ' | 'Œ' => b"oe",
            'ß' => b"ss",
            '’' | '‘' | 'ʼ' => b"'",
            '‐' | '‑' => b"-",
            'ﬀ' => b"ff",
            'ﬁ' => b"fi",
            'ﬂ' => b"fl",
            'ﬃ' => b"ffi",
            'ﬄ' => b"ffl",
            'ﬅ' | 'ﬆ' => b"st",
            '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{ad}' | '\u{feff}' => b"",
            _ => {
                for lower in c.to_lowercase() {
                    out.extend_from_slice(lower.encode_utf8(&mut [0; 4]).as_bytes());
                }
                continue;
            }
        };
        out.extend_from_slice(plain);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{fold, Key, Slot, WordTable, MIX, PROBES};
    use crate::tests::random::Random;
    use crate::util::swar;

    fn folded(word: &str) -> String {
        let mut out = b"rest of another word".to_vec();
        fold(word, &mut out);
        String::from_utf8(out).unwrap()
    }

    /// A table and its naive twin. Each word is looked up and inserted in both.
    #[derive(Default)]
    struct Twins {
        table: WordTable,
        ids: HashMap<Vec<u8>, u32>,
    }

    impl Twins {
        fn insert(&mut self, word: &[u8]) {
            let key = word.to_ascii_lowercase();
            let known = self.ids.get(&key).copied();
            assert_eq!(self.table.get(Key::new(word)), known, "{word:?}");
            let id = known.unwrap_or(self.ids.len() as u32);
            assert_eq!(self.table.insert(Key::new(word)), Some((id, known.is_none())), "{word:?}");
            self.ids.insert(key, id);
        }

        fn check(&self) {
            for (word, &id) in &self.ids {
                assert_eq!(self.table.get(Key::new(word)), Some(id), "{word:?}");
                assert_eq!(self.table.bytes(id), word);
            }
        }
    }

    /// Distance of a word from its home, in slots: the largest one.
    fn longest_search(table: &WordTable) -> usize {
        let mask = table.slots.len() - 1;
        let taken = table.slots.iter().enumerate().filter(|(_, slot)| slot.word != 0);
        let distance = |(at, slot): (usize, &Slot)| at.wrapping_sub((slot.hash >> table.shift) as usize) & mask;
        taken.map(distance).max().unwrap_or(0)
    }

    /// Words of 16 bytes that all have this hash.
    fn colliding(hash: u32) -> impl Iterator<Item = [u8; 16]> {
        // Newton's iteration doubles the number of right bits: an odd number is its own inverse in the lowest 3.
        let inverse = (0..5).fold(MIX, |x, _| x.wrapping_mul(2u64.wrapping_sub(MIX.wrapping_mul(x))));
        assert_eq!(inverse.wrapping_mul(MIX), 1);
        let first = *b"collides";
        let before = u64::from_le_bytes(first).wrapping_mul(MIX);
        (0..=u32::MAX).filter_map(move |low| {
            let second = (u64::from(hash) << 32 | u64::from(low)).wrapping_mul(inverse) ^ before ^ before >> 32;
            let is_word = second.to_le_bytes().iter().all(|&byte| byte >= b' ') && swar::to_lowercase(second) == second;
            let mut word = [0; 16];
            word[..8].copy_from_slice(&first);
            word[8..].copy_from_slice(&second.to_le_bytes());
            is_word.then_some(word)
        })
    }

    #[test]
    fn ids_are_those_of_a_hash_map() {
        let mut random = Random::new(5);
        // Few letters give known words, many give new ones. Some bytes are those of letters beyond ASCII.
        let many = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123\xD0\xB6@[`{";
        for alphabet in [&b"aA"[..], b"abAB'-", many] {
            let mut twins = Twins::default();
            twins.table.reserve(random.below(100));
            for _ in 0..5000 {
                let len = random.below(20);
                let word: Vec<u8> = (0..len).map(|_| alphabet[random.below(alphabet.len())]).collect();
                twins.insert(&word);
            }
            twins.check();
        }
    }

    #[test]
    fn colliding_words_are_told_apart() {
        let mut twins = Twins::default();
        // Three runs of words with one hash each. They overlap in small tables, and the last one passes the end.
        let hashes = [0xFFC0_0000, 0xFFC0_0001, 0xFFFF_FFFF];
        let runs: Vec<Vec<[u8; 16]>> = hashes.iter().map(|&hash| colliding(hash).take(30).collect()).collect();
        for i in 0..30 {
            for (run, &hash) in runs.iter().zip(&hashes) {
                assert_eq!(Key::new(&run[i]).hash, hash);
                twins.insert(&run[i]);
                twins.insert(&run[i].to_ascii_uppercase());
                twins.insert(format!("other{i}{hash}").as_bytes());
            }
        }
        twins.check();
        assert!(longest_search(&twins.table) >= 59);
    }

    #[test]
    fn words_beyond_the_probe_limit_are_refused() {
        let mut table = WordTable::default();
        let words: Vec<[u8; 16]> = colliding(0xFFFF_FFF0).take(PROBES + 50).collect();
        for (i, word) in words.iter().enumerate() {
            assert_eq!(table.insert(Key::new(word)), (i < PROBES).then_some((i as u32, true)), "{i}");
        }
        for (i, word) in words.iter().enumerate() {
            assert_eq!(table.get(Key::new(word)), (i < PROBES).then_some(i as u32), "{i}");
        }
        // Others are taken in all the same.
        assert_eq!(table.insert(Key::new(b"said")), Some((PROBES as u32, true)));
    }

    #[test]
    fn ordinary_words_stay_far_from_the_probe_limit() {
        let mut table = WordTable::default();
        for stem in 0..2000 {
            for ending in
                ["", "s", "ed", "ing", "er", "ers", "ly", "ness", "'s", "-like", "ish", "less", "like", "wise"]
            {
                table.insert(Key::new(format!("stem{stem}{ending}").as_bytes())).unwrap();
            }
        }
        assert!(longest_search(&table) < PROBES / 2, "{} slots", longest_search(&table));
    }

    #[test]
    fn an_empty_table_knows_no_word() {
        assert_eq!(WordTable::default().get(Key::new(b"said")), None);
        assert_eq!(WordTable::default().get(Key::new(b"")), None);
    }

    #[test]
    fn the_key_of_a_word_in_a_text_is_that_of_the_word_alone() {
        let text = "Kerry rose, went to the lighthousekeeper's étagère and said";
        let boundaries: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
        for &start in &boundaries {
            for &end in boundaries.iter().filter(|&&end| end >= start) {
                let (key, ascii) = Key::in_text(text.as_bytes(), start, end);
                let word = text[start..end].to_ascii_uppercase();
                let alone = Key::new(word.as_bytes());
                assert_eq!((key.head, key.hash), (alone.head, alone.hash), "{word:?}");
                assert_eq!(ascii, word.is_ascii(), "{word:?}");
            }
        }
    }

    #[test]
    fn folding_takes_accents_ligatures_and_apostrophes_away() {
        for (word, expected) in [
            ("", ""),
            ("Said", "Said"),
            ("Étagère", "etagere"),
            ("e\u{301}tage\u{300}re", "etagere"),
            ("Æsop", "aesop"),
            ("Œuvre", "oeuvre"),
            ("oﬃcer", "officer"),
            ("ﬁﬂeﬀﬄﬆ", "fiflefffflst"),
            ("al\u{2011}Orne\u{2010}Hale", "al-Orne-Hale"),
            ("Straße", "Strasse"),
            ("O’Hale", "O'Hale"),
            ("Oʼhale", "O'hale"),
            ("zero\u{200B}width\u{AD}hyphen\u{FEFF}", "zerowidthhyphen"),
            ("Łódź", "lodz"),
            ("ЖУКОВ", "жуков"),
            // Upper case of one character, lower case of two.
            ("\u{130}zmir", "izmir"),
        ] {
            assert_eq!(folded(word), expected, "{word}");
        }
    }

    #[test]
    fn folding_ignores_case() {
        let mut differ = Vec::new();
        // Letters whose cases have one character each.
        for lower in ('\0'..='\u{FFFF}').filter(|c| c.is_lowercase()) {
            let upper: Vec<char> = lower.to_uppercase().collect();
            if upper[..].iter().flat_map(|c| c.to_lowercase()).eq([lower])
                && !folded(&String::from_iter(upper)).eq_ignore_ascii_case(&folded(&lower.to_string()))
            {
                differ.push(lower);
            }
        }
        // A limit: only the lower case of these loses its accent.
        assert_eq!(String::from_iter(differ), "ÿāăąćďēęěīńňōőśťūůűźż");
    }
}
