use crate::util::ids::WordId;
use crate::util::swar;

/// A set of words with dense ids: open addressing, no allocation per word.
///
/// A slot has all that a word of fewer than eight bytes is compared by, so looking one up touches one place in memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordTable {
    /// A word stands at the place that the upper bits of its hash give, or one of the next. Length is a power of two.
    slots: Vec<Slot>,
    /// The lower bits of a hash, which give no place.
    shift: u32,
    /// Where each word ends in `bytes`.
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    head: u64,
    hash: u32,
    /// Id + 1; 0 is free.
    word: u32,
}

/// A word is looked for in so many slots: where hashes collide by intent, time stays linear. In tables at most half
/// full, chance does not come near.
const PROBES: usize = 128;

impl WordTable {
    /// Makes room for `words` more words, so that inserting them never rehashes.
    pub(crate) fn reserve(&mut self, words: usize) {
        let slots = ((self.ends.len() + words) * 2).next_power_of_two().max(64);
        if slots > self.slots.len() {
            self.shift = 32 - slots.trailing_zeros().min(32);
            let before = core::mem::replace(&mut self.slots, vec![Slot::default(); slots]);
            for slot in before.into_iter().filter(|slot| slot.word != 0) {
                self.place(slot);
            }
        }
    }

    pub(crate) fn get(&self, key: Key<'_>) -> Option<u32> {
        let mask = self.slots.len().wrapping_sub(1);
        let home = (key.hash >> self.shift) as usize;
        for probe in 0..PROBES {
            // No slots at all: there is none to get.
            let slot = self.slots.get((home + probe) & mask)?;
            if slot.head == key.head && slot.hash == key.hash && slot.word != 0 {
                let id = slot.word - 1;
                if key.folded.len() < 8 || self.bytes(id).eq_ignore_ascii_case(key.folded) {
                    return Some(id);
                }
            } else if slot.word == 0 {
                return None;
            }
        }
        None
    }

    /// The id of the word, new or known, and whether it is new. None if there is no place for it.
    pub(crate) fn insert(&mut self, key: Key<'_>) -> Option<(u32, bool)> {
        if let Some(id) = self.get(key) {
            return Some((id, false));
        }
        self.reserve(1);
        let id = self.ends.len() as u32;
        let end = u32::try_from(self.bytes.len() + key.folded.len()).ok()?;
        if id >= WordId::NONE.0 || !self.place(Slot { head: key.head, hash: key.hash, word: id + 1 }) {
            return None;
        }
        self.bytes.extend(key.folded.iter().map(u8::to_ascii_lowercase));
        self.ends.push(end);
        Some((id, true))
    }

    /// The word in folded form.
    pub(crate) fn bytes(&self, id: u32) -> &[u8] {
        let id = id as usize;
        let start = if id == 0 { 0 } else { self.ends[id - 1] };
        &self.bytes[start as usize..self.ends[id] as usize]
    }

    fn place(&mut self, slot: Slot) -> bool {
        let mask = self.slots.len() - 1;
        let home = (slot.hash >> self.shift) as usize;
        let mut places = (0..PROBES).map(|probe| (home + probe) & mask);
        let free = places.find(|&place| self.slots[place].word == 0);
        if let Some(place) = free {
            self.slots[place] = slot;
        }
        free.is_some()
    }
}

/// A word to look up: its bytes without accents, and what tells it apart from most others whatever the case of its
/// ASCII letters.
#[derive(Clone, Copy)]
pub(crate) struct Key<'a> {
    folded: &'a [u8],
    /// The first eight bytes in small letters. A shorter word has its length in the last of them: no byte of a word is
    /// a control character.
    head: u64,
    hash: u32,
}

impl<'a> Key<'a> {
    /// The key of `text[start..end]`, and whether that is ASCII; if not, it must go through [`fold`] first.
    #[inline]
    pub(crate) fn in_text(text: &'a [u8], start: usize, end: usize) -> (Self, bool) {
        const K: u64 = 0x9E37_79B9_7F4A_7C15;
        let folded = &text[start..end];
        let len = folded.len();
        let chunk = swar::load(text, start);
        if len < 8 {
            let chunk = swar::truncate(chunk, len);
            let head = swar::to_lowercase(chunk) | (len as u64) << 56;
            let hash = (head.wrapping_mul(K) >> 32) as u32;
            return (Self { folded, head, hash }, swar::is_ascii(chunk));
        }
        let head = swar::to_lowercase(chunk);
        let (mut hash, mut any) = (head.wrapping_mul(K), chunk);
        let mut at = start + 8;
        while at < end {
            let chunk = swar::load(text, at);
            let chunk = if end - at < 8 { swar::truncate(chunk, end - at) } else { chunk };
            hash = (hash ^ hash >> 32 ^ swar::to_lowercase(chunk)).wrapping_mul(K);
            any |= chunk;
            at += 8;
        }
        (Self { folded, head, hash: (hash >> 32) as u32 }, swar::is_ascii(any))
    }

    /// `folded` must have gone through [`fold`] if it was not ASCII.
    pub(crate) fn new(folded: &'a [u8]) -> Self {
        Self::in_text(folded, 0, folded.len()).0
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
