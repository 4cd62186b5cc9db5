//! Texts that are made to take long. `growth` beside this file counts the steps that they take; the bench `hostile`,
//! which includes this file, takes the time.

/// Pieces of which a text is made by repetition. They invite a stage to look at the whole text again: marks that open
/// and never close, ever new people, chains of what a stage follows from one to the next. `#` stands for a capitalised
/// word that is another one in every copy.
pub(crate) const SEEDS: &[&str] = &[
    "\"",
    "\" ",
    "\"a\" ",
    "\"a\n\n",
    "“",
    "“a ",
    "”",
    "“a\n\n",
    "„«“",
    "'",
    "'a ",
    "\"'a",
    "\"‘a ",
    "''",
    "``",
    "6'2\" ",
    "—",
    "— a, said #. ",
    "— #.#.#: a!\n\n",
    "\"a, said #. ",
    "'a, said #. ",
    "‘a ‘b.’ ",
    "a.\" ",
    "```a\n",
    "```\na\n",
    "> \"a\n",
    "KIRBY: a.\n\n# #: a.\n\n",
    "BY MR. #:\n\nQ. a\n\n",
    "        KIRBY\n    a\n\n        #\n    b\n\n",
    "  Mr. #. a\n",
    "  Mr. KIRBY of #. a\n\n",
    "The Minister (Mr #): a\n\n",
    "# [a] b\n\n",
    "[#] a\n\n[Anna] b\n\n",
    "**#** a\n\n",
    "#\na\n\n",
    "#: a\n",
    "#.\n\n",
    "[12:03] #: a\n",
    "1\n00:01,0 --> 00:02,0\n-#: a\n-KIRBY: b\n\n",
    "<v #>\na\n\n",
    "SEC. 1. #.\n       \"a\"\n\n  Mr. HALE. b\n\n",
    "Kirby  12:03\n",
    ">> - 1. ** ",
    "… ",
    "(",
    "a\n",
    "\n\n",
    "\u{301}",
    "said ",
    "he said ",
    "\"A,\" he said. ",
    "Emma ",
    "Mr. ",
    "A. B. ",
    "of the ",
    "a of ",
    "one of ",
    ", who ",
    ", a man, ",
    "according to ",
    "# ",
    "# Hale said. ",
    "Emma # said. ",
    "Mr. # and Mrs. Hale said. ",
    "the # sailor said. ",
    "\"A,\" said #. ",
    "\"A,\" said Mr. # Hale. \"B,\" said Hale. ",
    "\"A, #?\"\n\n",
    "\"A #.\" \"B.\"\n\n",
    "She said \"it\" and ",
];

/// Copies of a piece, `len` bytes of them or a few more.
pub(crate) fn copies(seed: &str, len: usize) -> String {
    let mut text = String::with_capacity(len + 64);
    let mut copy = 0_u32;
    while text.len() < len {
        let letters = (0..4).map(|place| char::from(b'a' + (copy / 26_u32.pow(place) % 26) as u8));
        text += &seed.replace('#', &format!("Z{}", String::from_iter(letters)));
        copy += 1;
    }
    text
}
