//! Texts that are made to take long, by a generator: every pair of tokens of an alphabet, in every place.
//!
//! A list of seeds holds what somebody thought of. Loops that look around too far are found by pairs that nobody would
//! write down: a dash and a guillemet in a quotation that is never closed.

use crate::tests::hostile::copies;

/// Tokens that stages look for, look across or stop at. `#` stands for a capitalised word that is another one in every
/// copy.
#[rustfmt::skip]
const ALPHABET: [&str; 70] = [
    "\"", "'", "“", "”", "‘", "’", "«", "»", "„", "`", ",,", "—", "--", "-", "_", "*", ".", ",", ";", ":", "!", "?",
    "…", "(", ")", "[", "{", "<", "/", "&", "&amp;", "<b>", "\\", "1", " ", "\n", "\n\n", "\r", "\t", "\u{a0}",
    "\u{200b}", "\u{301}", "a", "A", "s", " in", " Emma", " #", " said", " he", " dear", " my old", " Mr.", " of",
    " and", " the", ", who", " to", " said Emma", " Jr.", " U.S.", "Q. ", "KIRBY:", "IV", " 2016", " according to",
    " Mrs. # Hale", " Emma # Hale", "```\n", "\n> ",
];

/// What stands before and behind the copies of a pair.
const FRAMES: [(&str, &str); 7] = [
    ("", ""),
    ("\"", "\" said Emma."),
    // A mark that was lost.
    ("\"a, ", " \"b\""),
    ("— No, said Emma. ", " Yes, said Emma."),
    ("KIRBY: a\n\nHALE: b\n\nKIRBY: c\n\nHALE: d ", ""),
    ("\"A,\" said Emma Hale.\n\n", "\n\n\"B.\""),
    ("Iran on Monday 3 May 2016. \"A,\" said Emma Hale in Iran.\n\n", "\"B.\" It ended."),
];

/// A text of any length: `head`, copies of `unit`, `tail`.
#[derive(Clone, Debug)]
pub(crate) struct Generated {
    head: String,
    unit: String,
    tail: String,
}

impl Generated {
    /// The text with `len` bytes of copies, or a few more.
    pub(crate) fn text(&self, len: usize) -> String {
        [self.head.as_str(), &copies(&self.unit, len), &self.tail].concat()
    }

    fn new(head: &str, unit: String, tail: &str) -> Self {
        Self { head: head.to_owned(), unit, tail: tail.to_owned() }
    }

    /// What bytes choose: a frame, and tokens for the head, the unit and the tail. Behind the last byte all choices are
    /// the first.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        let mut bytes = bytes.iter().map(|&byte| usize::from(byte));
        let mut below = move |bound: usize| bytes.next().unwrap_or(0) % bound;
        let (head, tail) = FRAMES[below(FRAMES.len())];
        let (before, within, behind) = (below(3), 1 + below(6), below(3));
        let mut tokens = |count: usize| (0..count).map(|_| ALPHABET[below(ALPHABET.len())]).collect::<String>();
        Self { head: head.to_owned() + &tokens(before), unit: tokens(within), tail: tokens(behind) + tail }
    }

    /// The work on `len` bytes of copies, and on twice as many.
    ///
    /// A mark in each copy opens what the mark in the next one closes, so that one copy more may make another text of it:
    /// nothing but code, say. If the work seems to grow, the smaller text is the one of both that takes more.
    pub(crate) fn growth(&self, len: usize, work: impl Fn(&str) -> u64) -> Growth {
        let growth = Growth { small: work(&self.text(len)), large: work(&self.text(2 * len)) };
        if growth.is_linear() {
            return growth;
        }
        Growth { small: growth.small.max(work(&self.text(len + self.unit.len()))), ..growth }
    }
}

/// Steps for a text and for twice the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Growth {
    pub(crate) small: u64,
    pub(crate) large: u64,
}

impl Growth {
    /// Maximum ratio of the steps, in tenths. 2 is linear; the rest is for windows that are cut off at the ends of a
    /// text, and for the logarithm of a binary search.
    pub(crate) const DOUBLING: u64 = 22;

    /// 100 steps are allowed for what every text takes.
    pub(crate) fn is_linear(self) -> bool {
        self.large * 10 <= (self.small + 100) * Self::DOUBLING
    }
}

/// All pairs: one after the other in each frame, in paragraphs, and one of them as head or tail of the other's copies.
pub(crate) fn generated() -> impl Iterator<Item = Generated> {
    let pairs = ALPHABET.iter().flat_map(|&a| ALPHABET.iter().map(move |&b| (a, b)));
    pairs.flat_map(|(a, b)| {
        let in_frames = FRAMES.iter().map(move |&(head, tail)| Generated::new(head, [a, b].concat(), tail));
        let others = [
            Generated::new("", format!("{a} {b}\n\n"), ""),
            Generated::new("", format!("\"A{a}\"{b} "), ""),
            Generated::new(a, b.to_owned(), ""),
            Generated::new("", b.to_owned(), a),
        ];
        in_frames.chain(others)
    })
}

#[test]
fn every_pair_stands_in_every_place() {
    assert_eq!(generated().count(), ALPHABET.len() * ALPHABET.len() * (FRAMES.len() + 4));
    let text = Generated::new("(", "ab".to_owned(), ")").text(4);
    assert_eq!(text, "(abab)");
}
