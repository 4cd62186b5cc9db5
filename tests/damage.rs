//! A lost or doubled mark changes only quotations near it.
//!
//! The tests remove or double marks of quotations at random, one at a time, and count the quotations that change.
//! `--nocapture` prints the distribution. With `INQUIT_FULL` set, all texts of the corpora are damaged, otherwise a
//! few.

use std::collections::HashMap;

use inquit::{attribute_quotes, find_quotes, tokenize, Quotation, Span, SpeechMarks};
use rayon::prelude::*;

use crate::corpora::corpus;
use crate::corpus::Random;
use crate::texts;
use crate::twins::{Style, Twin};

/// A text with its quotations.
struct Sound {
    text: String,
    quotes: Vec<Quotation>,
    /// The opening and closing marks of the quotations.
    marks: Vec<Span>,
    paragraphs: Vec<Span>,
    style: SpeechMarks,
}

/// The effect of one damage.
struct Harm {
    text: usize,
    mark: Span,
    /// Number of quotations that are no longer found, or of new ones, whichever is higher.
    changed: usize,
    /// How many there are in the damaged paragraph and the next one, before or after the damage, whichever is more, and
    /// the one that may go on after verse.
    near: usize,
    /// The quotations that changed elsewhere.
    far: Vec<String>,
}

impl Sound {
    /// None without marks to damage, and where a quarter of the quotations is not in the style of the text: there one
    /// mark can tip the balance, and the text is read in the other style.
    fn new(text: String) -> Option<Self> {
        let found = attribute_quotes(&text);
        let (style, clear) = (found.marks(), found.marks_confidence() >= 0.75);
        let quotes = find_quotes(&text);
        let marks = quotes.iter().flat_map(|q| [(q.span.start, q.content.start), (q.content.end, q.span.end)]);
        let marks = marks.filter(|(start, end)| start < end).map(|(start, end)| Span::new(start, end));
        let marks: Vec<Span> = marks.collect();
        let paragraphs = tokenize(&text).paragraphs().collect();
        (clear && !marks.is_empty()).then_some(Self { text, quotes, marks, paragraphs, style })
    }

    /// The quotations found once a mark is doubled or removed, and the length of what is there in its place.
    fn damage(&self, mark: Span, double: bool) -> (Vec<Quotation>, usize) {
        let copies = if double { self.text[mark].repeat(2) } else { String::new() };
        let damaged = [&self.text[..mark.start], &copies, &self.text[mark.end..]].concat();
        (find_quotes(&damaged), copies.len())
    }

    fn harm(&self, text: usize, mark: Span, double: bool) -> Harm {
        let (found, length) = self.damage(mark, double);
        // Before and after are compared as they stand in the text without the mark, without outer white space.
        let without = [&self.text[..mark.start], &self.text[mark.end..]].concat();
        let place =
            |at: usize, length: usize| if at <= mark.start { at } else { mark.start.max(at.saturating_sub(length)) };
        let inner = |quote: &Quotation, length: usize| {
            let span = Span::new(place(quote.content.start, length), place(quote.content.end, length));
            let start = span.end - without[span].trim_start().len();
            Span::new(start, start + without[span].trim().len())
        };
        let before: Vec<Span> = self.quotes.iter().map(|quote| inner(quote, mark.len())).collect();
        let after: Vec<Span> = found.iter().map(|quote| inner(quote, length)).collect();
        let mut more: HashMap<Span, i32> = HashMap::new();
        before.iter().for_each(|span| *more.entry(*span).or_default() -= 1);
        after.iter().for_each(|span| *more.entry(*span).or_default() += 1);
        more.retain(|_, more| *more != 0);
        let new: i32 = more.values().filter(|more| **more > 0).sum();
        let lost: i32 = -more.values().filter(|more| **more < 0).sum::<i32>();

        let paragraph = self.paragraphs.partition_point(|paragraph| paragraph.end <= mark.start);
        // Whether a single mark that nothing closes opens a quotation depends on how the paragraph after it begins.
        let first = paragraph.saturating_sub(usize::from(self.style == SpeechMarks::Single));
        let to = |last: usize| {
            let last = self.paragraphs[last.min(self.paragraphs.len() - 1)];
            Span::new(self.paragraphs[first].start, place(last.end, mark.len()))
        };
        let around = to(paragraph + 1);
        let near = |spans: &[Span]| spans.iter().filter(|span| around.covers(**span)).count();
        // Speech goes on after up to four paragraphs of verse, if it was left open before them.
        let reach = to(paragraph + 5);
        let far = more.keys().filter(|span| !reach.covers(**span));
        Harm {
            text,
            mark,
            changed: new.max(lost) as usize,
            near: near(&before).max(near(&after)) + 1,
            far: far.map(|span| without[*span].to_owned()).collect(),
        }
    }
}

/// Damages one mark of one of the texts, 1,000 times, or more with `INQUIT_FULL`.
fn damage(name: &str, texts: impl IntoIterator<Item = String>) {
    let times = if full() { 10_000 } else { 1_000 };
    let texts: Vec<Sound> = texts.into_iter().filter_map(Sound::new).collect();
    let mut random = Random::default();
    let mut pick = || {
        let text = random.below(texts.len());
        (text, texts[text].marks[random.below(texts[text].marks.len())], random.below(2) == 1)
    };
    let picked: Vec<_> = (0..times).map(|_| pick()).collect();
    let harms = picked.par_iter().map(|&(text, mark, double)| texts[text].harm(text, mark, double));
    let mut harms: Vec<Harm> = harms.collect();
    harms.sort_by_key(|harm| harm.changed);
    let [least, median, most_of, most] = [0, times / 2, times * 9 / 10, times - 1].map(|i| harms[i].changed);
    println!(
        "{name}: {times} damages of {} texts; quotations changed: least {least}, median {median}, 90 % {most_of}, most {most}",
        texts.len()
    );
    assert!(median <= 1, "{name}: half of the damages change {median} quotations");
    for harm in harms {
        let Harm { text, mark, changed, near, far } = harm;
        let paragraph = texts[text].paragraphs.iter().find(|paragraph| paragraph.covers(mark));
        let place =
            || format!("{name}, text {text}, the mark at {mark:?} in {:?}", paragraph.map(|p| &texts[text].text[*p]));
        assert!(far.is_empty(), "{}: changed far from it: {far:?}", place());
        assert!(changed <= near, "{}: {changed} changed of {near}", place());
    }
}

fn full() -> bool {
    std::env::var_os("INQUIT_FULL").is_some()
}

#[test]
fn examples() {
    damage("examples", texts::ALL.map(str::to_owned));
    for style in Style::ALL {
        let name = format!("examples in {style:?}");
        damage(&name, texts::ALL.map(|text| Twin::in_style(text, style).text));
    }
}

/// Some texts of a corpus, or all of them with `INQUIT_FULL`.
fn sample(name: &str, step: usize) {
    let Some(documents) = corpus(name) else { return };
    let step = if full() { 1 } else { step };
    damage(name, documents.into_iter().map(|document| document.text).step_by(step));
}

#[test]
fn news() {
    sample("polnear", 14);
}

#[test]
fn openings() {
    sample("litbank", 4);
}

/// The two shortest.
#[test]
fn novels() {
    let Some(mut novels) = corpus("pdnc") else { return };
    novels.sort_by_key(|novel| novel.text.len());
    if !full() {
        novels.truncate(2);
    }
    damage("pdnc", novels.into_iter().map(|novel| novel.text));
}
