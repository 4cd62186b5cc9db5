//! Changes of a text that a reader does not notice leave its speakers alone.
//!
//! Each damage rewrites a text, and each outermost quotation is looked for where it stands then. What counts is the
//! share of quotations that have another speaker afterwards, or are lost. With `INQUIT_CORPORA` set, the table of the
//! corpora is printed and held as well; DESIGN.md has it.

use std::collections::HashMap;

use inquit::{attribute_quotes, tokenize, Span};
use rayon::prelude::*;

use crate::corpora::{corpus, tell};
use crate::texts;
use crate::twins::Twin;

/// A paragraph that has nothing to do with any other.
const UNRELATED: &str = "The price of salt rose in the autumn, and nobody could say why.";

/// Width of a page, in characters.
const WIDTH: usize = 72;

/// Number of paragraphs on a page.
const PAGE: usize = 20;

/// A change that does not change what is told.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Damage {
    CarriageReturnsAndLineFeeds,
    CarriageReturns,
    LineSeparators,
    ByteOrderMark,
    NoBreakSpaces,
    TrailingBlanks,
    MarksOfDirection,
    Emphasis,
    PageNumbers,
    UnrelatedBefore,
    UnrelatedAfter,
    Wrapped,
    WrappedWithoutBlankLines,
    WrappedAndIndented,
}

use Damage::*;

/// Each damage, with the maximum share of speakers in the corpora that may change, in per cent.
const CEILINGS: [(Damage, f64); 14] = [
    (CarriageReturnsAndLineFeeds, 0.0),
    (CarriageReturns, 0.0),
    (LineSeparators, 0.0),
    (ByteOrderMark, 0.0),
    (NoBreakSpaces, 0.2),
    (TrailingBlanks, 0.0),
    (MarksOfDirection, 1.0),
    (Emphasis, 1.0),
    (PageNumbers, 1.0),
    (UnrelatedBefore, 1.0),
    (UnrelatedAfter, 1.0),
    (Wrapped, 1.0),
    (WrappedWithoutBlankLines, 10.0),
    (WrappedAndIndented, 4.0),
];

impl Damage {
    fn apply(self, text: &str) -> Twin {
        let at = |offset: usize| Span::new(offset, offset);
        let each = |old: char, new: &'static str| {
            text.match_indices(old).map(|(i, old)| (Span::new(i, i + old.len()), new)).collect::<Vec<_>>()
        };
        match self {
            CarriageReturnsAndLineFeeds => Twin::new(text, each('\n', "\r\n")),
            CarriageReturns => Twin::new(text, each('\n', "\r")),
            LineSeparators => Twin::new(text, each('\n', "\u{2028}")),
            ByteOrderMark => Twin::new(text, vec![(at(0), "\u{feff}")]),
            NoBreakSpaces => Twin::new(text, each(' ', "\u{a0}")),
            TrailingBlanks => Twin::new(text, each('\n', "  \n")),
            MarksOfDirection => {
                let marks = text.match_indices(['“', '”', '"']).map(|(i, _)| (at(i), "\u{200e}"));
                Twin::new(text, marks.collect())
            }
            Emphasis => {
                let found = attribute_quotes(text);
                let mut mentions: Vec<Span> = found.records().iter().filter_map(|record| record.mention).collect();
                mentions.sort_unstable();
                mentions.dedup();
                let name = |m: &Span| text[*m].split_whitespace().all(|word| word.starts_with(char::is_uppercase));
                let names = mentions.into_iter().filter(name).step_by(5);
                Twin::new(text, names.flat_map(|m| [(at(m.start), "_"), (at(m.end), "_")]).collect())
            }
            PageNumbers => {
                let ends = tokenize(text).paragraphs().map(|paragraph| paragraph.end).collect::<Vec<_>>();
                let pages: Vec<(usize, String)> = ends
                    .into_iter()
                    .skip(PAGE - 1)
                    .step_by(PAGE)
                    .zip(41..)
                    .map(|(end, n)| (end, format!("\n\n{n}")))
                    .collect();
                Twin::new(text, pages.iter().map(|(end, number)| (at(*end), number.as_str())).collect())
            }
            UnrelatedBefore => {
                let before = format!("{UNRELATED}\n\n");
                Twin::new(text, vec![(at(0), before.as_str())])
            }
            UnrelatedAfter => {
                let after = format!("\n\n{UNRELATED}\n");
                Twin::new(text, vec![(at(text.len()), after.as_str())])
            }
            Wrapped => wrapped(text, "\n\n", ""),
            WrappedWithoutBlankLines => wrapped(text, "\n", ""),
            WrappedAndIndented => wrapped(text, "\n", "    "),
        }
    }
}

/// The paragraphs in lines of [`WIDTH`] characters, with `between` between two of them and `indent` before each.
fn wrapped(text: &str, between: &'static str, indent: &'static str) -> Twin {
    let parted = [between, indent].concat();
    let mut edits = Vec::new();
    let mut end = 0;
    for paragraph in tokenize(text).paragraphs() {
        edits.push((Span::new(end, paragraph.start), if end == 0 { indent } else { parted.as_str() }));
        let mut column = indent.len();
        let mut before: Option<Span> = None;
        for word in text[paragraph].split_whitespace() {
            // OK because a word lies within the text.
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            let width = word.chars().count();
            if let Some(before) = before {
                let fits = column + 1 + width <= WIDTH;
                edits.push((Span::new(before.end, start), if fits { " " } else { "\n" }));
                column = if fits { column + 1 } else { 0 };
            }
            column += width;
            before = Some(Span::new(start, start + word.len()));
        }
        end = paragraph.end;
    }
    Twin::new(text, edits)
}

/// Number of outermost quotations, and how many of them have another speaker after a damage, or are lost.
fn changed(text: &str, damage: Damage) -> (usize, usize) {
    let name = |name: &str| name.replace(|c: char| c.is_whitespace() || c == '\u{200e}', " ");
    let found = attribute_quotes(text);
    let twin = damage.apply(text);
    let after = attribute_quotes(&twin.text);
    let first = |span: Span, text: &str| span.end - text[span].trim_start_matches(is_blank).len();
    let speakers: HashMap<usize, Option<String>> = after
        .iter()
        .map(|quote| (first(quote.content_span(), &twin.text), quote.speaker().map(|speaker| name(&speaker.name))))
        .collect();
    let outermost: Vec<_> = found.iter().filter(|quote| quote.depth() == 0).collect();
    let other = outermost.iter().filter(|quote| {
        let at = twin.offset(first(quote.content_span(), text));
        let at = twin.text.len() - twin.text[at..].trim_start_matches(is_blank).len();
        speakers.get(&at) != Some(&quote.speaker().map(|speaker| name(&speaker.name)))
    });
    (outermost.len(), other.count())
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200e}' | '\u{feff}')
}

#[test]
fn examples() {
    for (damage, _) in CEILINGS {
        for text in texts::ALL {
            let (all, other) = changed(text, damage);
            let free = if damage == WrappedWithoutBlankLines { all / 10 } else { 0 };
            assert!(all > 3 && other <= free, "{damage:?}: {other} of {all} speakers change in {:?}", &text[..40]);
        }
    }
}

#[test]
fn corpora() {
    let mut beyond = String::new();
    for name in ["litbank", "polnear"] {
        let Some(documents) = corpus(name) else { continue };
        let every = if std::env::var_os("INQUIT_FULL").is_some() { 1 } else { 5 };
        let texts: Vec<&str> = documents.iter().step_by(every).map(|document| document.text.as_str()).collect();
        for (damage, ceiling) in CEILINGS {
            let counts: Vec<(usize, usize)> = texts.par_iter().map(|text| changed(text, damage)).collect();
            let (all, other) = counts.iter().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
            let share = 100.0 * other as f64 / all.max(1) as f64;
            let row = format!("{name} {damage:?}: {other} of {all} speakers change, {share:.2} %, ceiling {ceiling} %");
            tell(&row);
            if share > ceiling {
                beyond += &format!("{row}\n");
            }
        }
    }
    assert!(beyond.is_empty(), "\n{beyond}");
}
