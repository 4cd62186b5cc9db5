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
    head: &'static str,
    unit: String,
    tail: &'static str,
}

impl Generated {
    /// The text with `len` bytes of copies, or a few more.
    pub(crate) fn text(&self, len: usize) -> String {
        [self.head, &copies(&self.unit, len), self.tail].concat()
    }
}

/// All pairs: one after the other in each frame, in paragraphs, and one of them as head or tail of the other's copies.
pub(crate) fn generated() -> impl Iterator<Item = Generated> {
    let pairs = ALPHABET.iter().flat_map(|&a| ALPHABET.iter().map(move |&b| (a, b)));
    pairs.flat_map(|(a, b)| {
        let in_frames = FRAMES.iter().map(move |&(head, tail)| Generated { head, unit: [a, b].concat(), tail });
        let others = [
            Generated { head: "", unit: format!("{a} {b}\n\n"), tail: "" },
            Generated { head: "", unit: format!("\"A{a}\"{b} "), tail: "" },
            Generated { head: a, unit: b.to_owned(), tail: "" },
            Generated { head: "", unit: b.to_owned(), tail: a },
        ];
        in_frames.chain(others)
    })
}

#[test]
fn every_pair_stands_in_every_place() {
    assert_eq!(generated().count(), ALPHABET.len() * ALPHABET.len() * (FRAMES.len() + 4));
    let text = Generated { head: "(", unit: "ab".to_owned(), tail: ")" }.text(4);
    assert_eq!(text, "(abab)");
}
