//! A mark too few or too many harms what stands near it, and nothing else.
//!
//! Marks of quotations are removed or doubled at random, one at a time, and the quotations found are counted that are
//! others than before. With `--nocapture` the distribution is printed; with `INQUIT_FULL` set, all texts of the corpora
//! are damaged and not a few.

use std::collections::HashMap;

use inquit::{find_quotes, tokenize, Quotation, Span};
use rayon::prelude::*;

use crate::corpora::corpus;

/// SplitMix64 (Steele, Lea and Flood 2014): the same damages on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

/// A text with its quotations, in which marks are damaged.
struct Sound {
    text: String,
    quotes: Vec<Quotation>,
    /// The opening and closing marks of the quotations.
    marks: Vec<Span>,
    paragraphs: Vec<Span>,
}

/// What became of the quotations.
#[derive(Debug)]
struct Harm {
    /// How many are no longer found, or how many are found that were not there, whichever is more.
    changed: usize,
    /// How many there were in the damaged paragraph and the next one.
    near: usize,
    /// Those changed elsewhere, as they stand in the damaged text without the mark.
    far: Vec<String>,
}

impl Sound {
    /// None where there is nothing to damage.
    fn new(text: String) -> Option<Self> {
        let quotes = find_quotes(&text);
        let marks = quotes.iter().flat_map(|q| [(q.span.start, q.inner.start), (q.inner.end, q.span.end)]);
        let marks: Vec<Span> =
            marks.filter(|(start, end)| start < end).map(|(start, end)| Span::new(start, end)).collect();
        let paragraphs = tokenize(&text).paragraphs().collect();
        (!marks.is_empty()).then_some(Self { text, quotes, marks, paragraphs })
    }

    fn damage(&self, mark: Span, double: bool) -> Harm {
        let (before, after) = (&self.text[..mark.start], &self.text[mark.end..]);
        let copies = if double { &self.text[mark] } else { "" };
        let damaged = [before, copies, copies, after].concat();
        // Both are compared as they stand in the text without the mark.
        let without = [before, after].concat();
        let spans = |quotes: &[Quotation], length: usize| -> Vec<Span> {
            let place = |at: usize| if at <= mark.start { at } else { at.saturating_sub(length).max(mark.start) };
            let inner = |q: &Quotation| trimmed(&without, Span::new(place(q.inner.start), place(q.inner.end)));
            quotes.iter().map(inner).collect()
        };
        let sound = spans(&self.quotes, mark.len());
        let found = spans(&find_quotes(&damaged), 2 * copies.len());

        let mut difference: HashMap<Span, i32> = HashMap::new();
        sound.iter().for_each(|span| *difference.entry(*span).or_default() -= 1);
        found.iter().for_each(|span| *difference.entry(*span).or_default() += 1);
        let lost: i32 = difference.values().filter(|n| **n < 0).map(|n| -n).sum();
        let new: i32 = difference.values().filter(|n| **n > 0).sum();

        let paragraph = self.paragraphs.partition_point(|p| p.end <= mark.start);
        let next = self.paragraphs.get(paragraph + 1).unwrap_or(&self.paragraphs[paragraph]);
        let near = Span::new(self.paragraphs[paragraph].start, next.end);
        let far = difference.iter().filter(|(span, n)| {
            **n != 0 && !(near.start <= span.start && span.end <= near.end.saturating_sub(mark.len()))
        });
        Harm {
            changed: lost.max(new) as usize,
            near: self.quotes.iter().filter(|q| near.covers(q.span)).count(),
            far: far.map(|(span, _)| without[*span].to_owned()).collect(),
        }
    }
}

/// Without outer white space.
fn trimmed(text: &str, span: Span) -> Span {
    let start = span.end - text[span].trim_start().len();
    Span::new(start, start + text[span].trim().len())
}

/// Damages the texts so many times.
fn damage(name: &str, texts: impl IntoIterator<Item = String>, times: usize) {
    let texts: Vec<Sound> = texts.into_iter().filter_map(Sound::new).collect();
    let mut random = Random(1);
    let damages: Vec<_> = (0..times)
        .map(|_| {
            let text = &texts[random.below(texts.len())];
            (text, text.marks[random.below(text.marks.len())], random.below(2) == 1)
        })
        .collect();
    let mut harms: Vec<_> = damages.par_iter().map(|(text, mark, double)| text.damage(*mark, *double)).collect();
    harms.sort_by_key(|harm| harm.changed);
    let changed = |share: f64| harms[((times - 1) as f64 * share).round() as usize].changed;
    println!(
        "{name}: {times} damages of {} texts; quotations changed: least {}, median {}, 90 % {}, most {}",
        texts.len(),
        changed(0.0),
        changed(0.5),
        changed(0.9),
        changed(1.0)
    );
    let far = harms.iter().filter(|h| !h.far.is_empty()).count();
    let over = harms.iter().filter(|h| h.changed > h.near).count();
    println!("far {far} over {over}");
    for (h, (text, mark, double)) in damages
        .par_iter()
        .map(|(text, mark, double)| (text.damage(*mark, *double), (text, mark, double)))
        .collect::<Vec<_>>()
    {
        if !h.far.is_empty() || h.changed > h.near {
            let mut a = mark.start.saturating_sub(150);
            while !text.text.is_char_boundary(a) {
                a -= 1
            }
            let mut b = (mark.end + 150).min(text.text.len());
            while !text.text.is_char_boundary(b) {
                b -= 1
            }
            println!(
                "  double {double} changed {} near {} far {}: …{}⟦{}⟧{}…",
                h.changed,
                h.near,
                h.far.len(),
                text.text[a..mark.start].replace('\n', "¶"),
                &text.text[*mark],
                text.text[mark.end..b].replace('\n', "¶")
            );
            for f in h.far.iter().take(2) {
                println!("      far: {}", f.chars().take(200).collect::<String>().replace('\n', "¶"));
            }
        }
    }
}

#[test]
fn examples() {
    let texts = [
        include_str!("../examples/texts/harbour.txt"),
        include_str!("../examples/texts/inn.txt"),
        include_str!("../examples/texts/lighthouse.txt"),
    ];
    damage("examples", texts.map(str::to_owned), 1000);
}

#[test]
fn corpora() {
    for name in ["polnear", "litbank", "pdnc"] {
        let Some(documents) = corpus(name) else { return };
        damage(name, documents.into_iter().filter(|d| d.text.len() < 300_000).map(|d| d.text), 1000);
    }
}
