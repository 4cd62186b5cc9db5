//! Every machine gives the same answers: a digest of them is pinned.

use std::fmt::Write;

use inquit::{attribute_quotes, Attributions, Attributor, Speaker};

use crate::pinned;
use crate::texts;

/// FNV-1a, 64 bits (Fowler, Noll and Vo).
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

const TEXTS: [(&str, &str); 3] = [("harbour", texts::HARBOUR), ("inn", texts::INN), ("lighthouse", texts::LIGHTHOUSE)];

/// A line for each quotation and each speaker, and one for the text. It does not depend on the layout of the types: new
/// fields leave it as it is.
fn rendered(found: &Attributions<'_>) -> String {
    let mut lines = String::new();
    for quote in found.records() {
        let (speaker, addressees) = (quote.speaker.map(|id| id.index()), &quote.addressees);
        let addressees: Vec<usize> = addressees.iter().map(|id| id.index()).collect();
        let alternatives = quote.alternatives.iter().map(|other| (other.speaker.index(), other.posterior));
        writeln!(
            lines,
            "{:?} {:?} {:?} {:?} {} {} {} {speaker:?} {:?} {:?} {:?} {:?} {addressees:?} {} {:?}",
            quote.span,
            quote.content,
            quote.kind,
            quote.style,
            quote.depth,
            quote.closed,
            quote.doubtful,
            quote.mention,
            quote.cue,
            quote.evidence,
            quote.confidence,
            quote.utterance,
            alternatives.collect::<Vec<_>>()
        )
        .unwrap();
    }
    for speaker in found.speakers() {
        let (name, aliases, title) = (&speaker.name, &speaker.aliases, &speaker.title);
        let Speaker { gender, kind, slug, mentions, mention_spans, .. } = speaker;
        writeln!(lines, "{name:?} {aliases:?} {title:?} {gender:?} {kind:?} {slug:?} {mentions} {mention_spans:?}")
            .unwrap();
    }
    let narrator = found.narrator().map(|id| id.index());
    writeln!(lines, "{:?} {:?} {:?} {narrator:?}", found.genre(), found.marks(), found.marks_confidence()).unwrap();
    lines
}

/// The digest changes with every change of an answer or of a confidence, and with nothing else. CHANGELOG.md tells why
/// an answer changed.
#[test]
fn answers_are_the_same_everywhere() {
    let single = Attributor::builder().single_pass(true).build().unwrap();
    let mut found = String::new();
    for (name, text) in TEXTS {
        for (passes, attributions) in [("two passes", attribute_quotes(text)), ("single pass", single.attribute(text))]
        {
            writeln!(found, "{name}, {passes}: {:016x}", digest(&rendered(&attributions))).unwrap();
        }
    }
    pinned::check("tests/digest.txt", &found).unwrap_or_else(|difference| panic!("{difference}"));
}
