/// Identifies a distinct word, whatever its case and accents, within one vocabulary.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct WordId(pub(crate) u32);

impl WordId {
    /// No word: punctuation, numbers.
    pub(crate) const NONE: Self = Self(0xFF_FFFF);
}

/// A set of words with dense ids: open addressing over one arena of bytes, no allocation per word.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordTable {
    /// Id + 1 at the place its hash asks for or the next free one; 0 is free. Length is a power of two.
    slots: Vec<u32>,
    words: Vec<Word>,
    bytes: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    hash: u64,
    start: u32,
    end: u32,
}

impl WordTable {
    /// Makes room for `words` more words, so that inserting them never rehashes.
    pub(crate) fn reserve(&mut self, words: usize) {
        let slots = ((self.words.len() + words) * 2).next_power_of_two().max(64);
        if slots > self.slots.len() {
            self.rehash(slots);
        }
    }

    pub(crate) fn get(&self, key: Key<'_>) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut slot = key.hash as usize & mask;
        loop {
            match self.slots[slot] {
                0 => return None,
                id if self.matches(id - 1, key) => return Some(id - 1),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    /// The id of the word, new or known, and whether it is new.
    pub(crate) fn insert(&mut self, key: Key<'_>) -> (u32, bool) {
        if let Some(id) = self.get(key) {
            return (id, false);
        }
        self.reserve(1);
        let id = self.words.len() as u32;
        let start = self.bytes.len() as u32;
        self.bytes.extend(key.folded.iter().map(u8::to_ascii_lowercase));
        let end = self.bytes.len() as u32;
        self.words.push(Word { hash: key.hash, start, end });
        self.place(id);
        (id, true)
    }

    /// The word in folded form.
    pub(crate) fn bytes(&self, id: u32) -> &[u8] {
        let word = self.words[id as usize];
        &self.bytes[word.start as usize..word.end as usize]
    }

    fn matches(&self, id: u32, key: Key<'_>) -> bool {
        self.words[id as usize].hash == key.hash && self.bytes(id).eq_ignore_ascii_case(key.folded)
    }

    fn place(&mut self, id: u32) {
        let mask = self.slots.len() - 1;
        let mut slot = self.words[id as usize].hash as usize & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = id + 1;
    }

    fn rehash(&mut self, slots: usize) {
        self.slots = vec![0; slots];
        for id in 0..self.words.len() as u32 {
            self.place(id);
        }
    }
}

/// A word to look up: its bytes without accents, and their hash without regard to ASCII case.
#[derive(Clone, Copy)]
pub(crate) struct Key<'a> {
    folded: &'a [u8],
    hash: u64,
}

impl<'a> Key<'a> {
    /// `folded` must have gone through [`fold`] if it was not ASCII.
    pub(crate) fn new(folded: &'a [u8]) -> Self {
        // Eight bytes a step; letters differ from their capitals in bit 5 only, which the mask sets everywhere.
        const CASE: u64 = 0x2020_2020_2020_2020;
        const K: u64 = 0x9E37_79B9_7F4A_7C15;
        let mut hash = folded.len() as u64;
        let mut chunks = folded.chunks_exact(8);
        for chunk in &mut chunks {
            let eight = chunk.iter().rev().fold(0, |n, &b| n << 8 | u64::from(b));
            hash = (hash ^ (eight | CASE)).wrapping_mul(K);
            hash ^= hash >> 29;
        }
        let rest = chunks.remainder().iter().rev().fold(0, |n, &b| n << 8 | u64::from(b));
        hash = (hash ^ (rest | CASE)).wrapping_mul(K);
        hash ^= hash >> 32;
        Self { folded, hash }
    }
}

/// Writes `word` without accents, ligatures and typographic apostrophes into `out`; letters keep their case unless
/// they are beyond ASCII.
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
