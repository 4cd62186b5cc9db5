//! The same answers everywhere: a digest of them that every machine has to reach.

use std::fmt::Write;

use inquit::{attribute_quotes, Attributor};

use crate::pinned;

/// FNV-1a, 64 bits (Fowler, Noll and Vo).
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

const TEXTS: [(&str, &str); 3] = [
    ("harbour", include_str!("../examples/texts/harbour.txt")),
    ("inn", include_str!("../examples/texts/inn.txt")),
    ("lighthouse", include_str!("../examples/texts/lighthouse.txt")),
];

/// Changes with every change of an answer or of a confidence, and with nothing else: whoever changes one says why in
/// CHANGELOG.md.
#[test]
fn answers_are_the_same_everywhere() {
    let single = Attributor::builder().single_pass(true).build().unwrap();
    let mut found = String::new();
    for (name, text) in TEXTS {
        for (passes, attributions) in [("two passes", attribute_quotes(text)), ("single pass", single.attribute(text))]
        {
            let all = attributions.records().iter().map(|record| format!("{record:?}\n")).collect::<String>();
            let speakers = format!("{:?}", attributions.speakers());
            writeln!(found, "{name}, {passes}: {:016x}", digest(&(all + &speakers))).unwrap();
        }
    }
    pinned::check("tests/digest.txt", &found).unwrap_or_else(|difference| panic!("{difference}"));
}
