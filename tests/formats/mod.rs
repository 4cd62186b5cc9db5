//! The formats of other tools, each read back by a reader that is not ours.

// What some formats share is not used without them.
#![cfg_attr(not(feature = "writers"), allow(dead_code))]

#[cfg(feature = "brat")]
mod brat;
#[cfg(feature = "csv")]
mod csv;
#[cfg(feature = "doccano")]
mod doccano;
#[cfg(feature = "html")]
mod html;
// The validator takes minutes to compile for a fuzzer.
#[cfg(all(feature = "serde", not(fuzzing)))]
mod json;
#[cfg(feature = "labelstudio")]
mod labelstudio;
#[cfg(feature = "script")]
mod script;
#[cfg(feature = "ssml")]
mod ssml;
#[cfg(feature = "tei")]
mod tei;
#[cfg(feature = "webanno")]
mod webanno;

use std::io;

use crate::texts;

/// Markup, separators, formulas, every line break, controls of all kinds, characters of all widths; nested speech,
/// interrupted speech, a title, and speech over several paragraphs.
const AWKWARD: &str = "\u{feff}“=1+2 & <b attr='x'>\"so\"</b>,” said Émile Œuvré. “]]> & -3; a,b\tc.”\r\n\r\n\
    “@SUM(A1) +1 – ‘Go & <go>!’ she wrote,” \u{202e}said\u{202c} the man with the “<hat>.”\r\r\
    Anna K. asked,\u{2028}“&amp; &#0; {\"a\": [1,\n2]}?”\n\n\
    “\0\u{1}\u{b}\u{1b}\u{7f}\u{85}\u{fffe}\u{ffff}!” she cried, “👩\u{200d}🚀 e\u{301}\u{327} \u{10ffff}|\\\\n ‘x’.”\n\n\
    \u{200f}“It -- <!-- rains -->,” said O’Malley to Anna,\u{2029}“<?so?> [[it]] /* does */ *now* _here_.\n\n\
    “And <![CDATA[then]]> again.”\n\nINT. HOUSE\n\n“(Quietly.)”\n\n~ # > ! .\n\n“…”\n";

/// An interview, whose turns have several paragraphs and no marks.
const INTERVIEW: &str =
    "KERRY: It rains & rains.\n\nIt has “rained” all week.\n\nHALE: So it has.\n\nKERRY: We wait.\n\n\
    The <boat> is gone.\n\nHALE: Yes.\n\nKERRY: Who has it?\n\nHALE: Orne.\n";

/// The texts that every format is tested on.
fn samples() -> Vec<String> {
    let bundled = texts::ALL.iter().copied();
    let crlf = texts::ALL.iter().map(|text| text.replace('\n', "\r\n"));
    let others = ["", " \n", "Nobody spoke.", "“No.”", AWKWARD, INTERVIEW];
    bundled.chain(others).map(str::to_owned).chain(crlf).collect()
}

/// Fails unless another reader reads back what every writer writes about a text.
#[cfg(feature = "writers")]
pub fn check(text: &str) {
    brat::check(text);
    csv::check(text);
    doccano::check(text);
    html::check(text);
    #[cfg(not(fuzzing))]
    json::check_any(text);
    labelstudio::check(text);
    script::check(text);
    ssml::check(text, 1_000);
    tei::check(text);
    webanno::check(text, inquit::OffsetUnit::Utf16);
}

/// What a writer writes.
fn written(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut written = Vec::new();
    write(&mut written).unwrap();
    String::from_utf8(written).unwrap()
}

/// The letters and digits of a text, which no format may lose or change.
#[cfg(any(feature = "script", feature = "ssml"))]
fn audible(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The part of a text that characters or UTF-16 code units stand for.
#[cfg(feature = "serde")]
fn slice(text: &str, unit: inquit::OffsetUnit, start: usize, end: usize) -> String {
    use inquit::OffsetUnit;
    match unit {
        OffsetUnit::Bytes => text[start..end].to_owned(),
        OffsetUnit::Characters => text.chars().skip(start).take(end - start).collect(),
        OffsetUnit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().skip(start).take(end - start).collect();
            String::from_utf16(&units).unwrap()
        }
        other => panic!("{other} is not tested"),
    }
}
