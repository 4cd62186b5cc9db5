//! A text gets the same answers in other marks.
//!
//! Texts in double marks are rewritten into each other style: the quotations that the library finds get other marks,
//! and the annotations move along. The answers for the twin are compared with those for the original.
//!
//! With `INQUIT_FULL` set, all texts of the corpora are measured, otherwise a few, and the whole table is printed.

use std::collections::{BTreeSet, HashSet};

use inquit::{attribute_quotes, find_quotes, find_quotes_in, tokenize, Quotation, QuoteStyle, Span, SpeechMarks};
use rayon::prelude::*;

use crate::corpora::{corpus, tell};
use crate::corpus::{score, trimmed, Annotated, Cue, Retrieval, Score};
use crate::texts;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `"… '…' …"`
    Straight,
    /// `“… ‘…’ …”`
    Curly,
    /// `‘… “…” …’`
    SingleCurly,
    /// `'… "…" …'`
    SingleStraight,
    /// `«… “…” …»`
    Guillemets,
    /// `— …, said Orne, …`
    Dash,
}

impl Style {
    pub const ALL: [Self; 6] =
        [Self::Straight, Self::Curly, Self::SingleCurly, Self::SingleStraight, Self::Guillemets, Self::Dash];

    /// The opening and the closing mark. The outermost quotations and those right within them take turns.
    fn marks(self, depth: u8) -> (&'static str, &'static str) {
        let outer = depth % 2 == 0;
        match self {
            Self::Straight if outer => ("\"", "\""),
            Self::Straight => ("'", "'"),
            Self::Curly if outer => ("“", "”"),
            Self::Curly => ("‘", "’"),
            Self::SingleCurly if outer => ("‘", "’"),
            Self::SingleStraight if outer => ("'", "'"),
            Self::SingleStraight => ("\"", "\""),
            Self::Guillemets if outer => ("«", "»"),
            Self::SingleCurly | Self::Guillemets => ("“", "”"),
            Self::Dash => ("", ""),
        }
    }

    fn apostrophe(self) -> &'static str {
        match self {
            Self::Straight | Self::SingleStraight => "'",
            Self::Curly | Self::SingleCurly | Self::Guillemets | Self::Dash => "’",
        }
    }
}

/// A text in which stretches of another one were replaced.
#[derive(Clone, Debug)]
pub struct Twin {
    pub text: String,
    /// Each stretch replaced, and what took its place.
    edits: Vec<(Span, Span)>,
}

impl Twin {
    /// Replaces stretches, which must not overlap.
    pub fn new(original: &str, mut edits: Vec<(Span, &str)>) -> Self {
        edits.sort_unstable();
        let mut twin = Self { text: String::with_capacity(original.len()), edits: Vec::with_capacity(edits.len()) };
        let mut at = 0;
        for (old, new) in edits {
            twin.text += &original[at..old.start];
            let start = twin.text.len();
            twin.text += new;
            twin.edits.push((old, Span::new(start, twin.text.len())));
            at = old.end;
        }
        twin.text += &original[at..];
        twin
    }

    /// The text in another style. What the library takes for no quotation keeps its marks, be it a stray mark, inches,
    /// or an attribute of markup (id="7"). In a dash, speech is lost but in a text of [`Twin::for_dashes`].
    pub fn in_style(text: &str, style: Style) -> Self {
        let quotes = find_quotes(text);
        let paragraphs: HashSet<usize> = tokenize(text).paragraphs().map(|paragraph| paragraph.start).collect();
        let mut edits = Vec::new();
        for quote in quotes.iter().filter(|quote| !text[..quote.span.start].ends_with('=')) {
            let (open, close) = style.marks(quote.depth);
            let begins = style == Style::Dash && quote.depth == 0 && paragraphs.contains(&quote.span.start);
            edits.push((Span::new(quote.span.start, quote.content.start), if begins { "— " } else { open }));
            edits.push((Span::new(quote.content.end, quote.span.end), if quote.closed { close } else { "" }));
        }
        let marks: HashSet<usize> = edits.iter().map(|(mark, _)| mark.start).collect();
        let apostrophes = text.match_indices(['\'', '’', '‘']).filter(|(at, _)| !marks.contains(at));
        // Two straight ones are a mark of another kind.
        let lone = apostrophes.filter(|&(at, _)| !text[..at].ends_with('\'') && !text[at..].starts_with("''"));
        edits.extend(lone.map(|(at, found)| (Span::new(at, at + found.len()), style.apostrophe())));
        edits.retain(|(old, new)| text[*old] != **new);
        Self::new(text, edits)
    }

    /// The text without the single marks that stand outside of double ones, as in headlines. They are not annotated,
    /// and what would be found between them where speech stands in single marks can be neither right nor wrong.
    fn without_outer_singles(text: &str) -> Self {
        let outer = find_quotes(text);
        let free = |quote: &Quotation| {
            let next = outer.partition_point(|o| o.span.end <= quote.span.start);
            outer.get(next).map_or(true, |o| o.depth == 0 && quote.span.end <= o.span.start)
        };
        let singles = find_quotes_in(text, SpeechMarks::Single).into_iter().filter(|quote| {
            let single = matches!(quote.style, QuoteStyle::SingleCurly | QuoteStyle::SingleStraight);
            single && quote.depth == 0 && !quote.doubtful && free(quote)
        });
        let marks =
            singles.flat_map(|q| [Span::new(q.span.start, q.content.start), Span::new(q.content.end, q.span.end)]);
        Self::new(text, marks.map(|mark| (mark, "")).collect())
    }

    /// The text without the paragraphs that have quotations, but not such as a dash can show. None if fewer than ten
    /// paragraphs with quotations are left.
    fn for_dashes(text: &str) -> Option<Self> {
        let quotes = find_quotes(text);
        let mut edits = Vec::new();
        let mut kept = 0;
        for paragraph in tokenize(text).paragraphs() {
            let outer: Vec<_> = quotes.iter().filter(|q| q.depth == 0 && paragraph.covers(q.span)).collect();
            if outer.is_empty() {
            } else if shown_by_dash(text, paragraph, &outer) {
                kept += 1;
            } else {
                edits.push((paragraph, ""));
            }
        }
        (kept >= 10).then(|| Self::new(text, edits))
    }

    /// Where an offset of the original lies; at the start of the new stretch, if within a replaced one.
    pub fn offset(&self, at: usize) -> usize {
        let before = self.edits.partition_point(|(old, _)| old.start < at);
        match self.edits[..before].last() {
            Some((old, new)) if at < old.end => new.start,
            Some((old, new)) => at - old.end + new.end,
            None => at,
        }
    }

    /// The document with this text. Quotations of which nothing is left are left out.
    fn document(self, original: &Annotated) -> Annotated {
        let moved = |spans: &mut Vec<Span>| {
            *spans = spans.iter().map(|span| Span::new(self.offset(span.start), self.offset(span.end))).collect();
            spans.retain(|span| !span.is_empty());
        };
        let mut document = original.clone();
        for person in &mut document.characters {
            moved(&mut person.mentions);
        }
        for gold in &mut document.quotes {
            moved(&mut gold.spans);
            moved(&mut gold.source);
            if let Some(Cue::Spans(cue)) = &mut gold.cue {
                moved(cue);
            }
        }
        document.quotes.retain(|gold| !gold.spans.is_empty());
        document.text = self.text;
        document
    }
}

/// Whether a reader would still know what is said if a dash before the paragraph were its only mark: it begins with a
/// quotation, what stands between its quotations and after them is a reporting clause and nothing more, and each
/// quotation ends in punctuation and has no clause of its own ("I can mend it, said he, if I must").
fn shown_by_dash(text: &str, paragraph: Span, quotes: &[&Quotation]) -> bool {
    const STOPS: [char; 9] = ['.', ',', '?', '!', '…', ';', ':', '-', '—'];
    let mut at = paragraph.start;
    for (i, quote) in quotes.iter().enumerate() {
        let gap = text[at..quote.span.start].trim();
        let parted = if i == 0 { gap.is_empty() } else { reports(gap) && gap.ends_with(STOPS) };
        let speech = text[quote.content].trim_end();
        let clause = |part: &str| part.split_whitespace().count() <= 3 && reports(part.trim());
        let plain = speech.starts_with(char::is_alphanumeric) && speech.ends_with(STOPS);
        if !parted || !plain || speech.split(STOPS).any(clause) {
            return false;
        }
        at = quote.span.end;
    }
    let rest = text[at..paragraph.end].trim();
    rest.is_empty() || reports(rest)
}

/// Whether this is a reporting clause of few words: "said Mr. Orne,", "the old man asked."
fn reports(gap: &str) -> bool {
    const VERBS: &str =
        "added agreed answered asked began called continued cried declared demanded enquired exclaimed \
                         explained inquired insisted interrupted murmured muttered noted observed remarked repeated \
                         replied returned said says shouted stated suggested told whispered wrote";
    let clause = gap.trim_end_matches(['.', ',', ';', ':', '-', '—']);
    let words: Vec<&str> = clause.split_whitespace().collect();
    let letters = |word: &str| word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-'));
    let plain = |word: &&str| letters(word) && !word.contains("--") || matches!(*word, "Mr." | "Mrs." | "Dr.");
    let verb = words.iter().position(|word| VERBS.split_whitespace().any(|verb| verb == *word));
    words.len() <= 8 && words.len() >= 2 && words.iter().all(plain) && verb.is_some_and(|verb| verb < 4)
}

/// How well boundaries and speakers were found.
#[derive(Clone, Debug, Default)]
struct Measured {
    boundaries: Retrieval,
    speakers: Score,
}

impl<'a> std::iter::Sum<&'a Self> for Measured {
    fn sum<I: Iterator<Item = &'a Self>>(all: I) -> Self {
        all.fold(Self::default(), |mut sum, measured| {
            sum.boundaries += measured.boundaries;
            sum.speakers += &measured.speakers;
            sum
        })
    }
}

/// What the library finds, against the annotation. Only outermost boundaries are compared, because a twin in dashes has
/// no others.
fn measure(document: &Annotated) -> Measured {
    let found = attribute_quotes(&document.text);
    let outermost = |mut spans: Vec<Span>| -> BTreeSet<Span> {
        spans.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        let mut end = 0;
        spans.retain(|span| {
            let outside = span.end > end;
            end = end.max(span.end);
            outside
        });
        let trimmed = spans.into_iter().map(|span| trimmed(&document.text, span));
        trimmed.filter(|span| !span.is_empty()).collect()
    };
    let given = outermost(found.records().iter().map(|record| record.content).collect());
    let annotated = outermost(document.quotes.iter().flat_map(|gold| gold.spans.iter().copied()).collect());
    Measured { boundaries: Retrieval::of(&given, &annotated), speakers: score(document, &found, false) }
}

/// The styles in which the text can be shown, each with what is measured in the original and in the twin.
fn pairs(document: &Annotated) -> Vec<(Style, Measured, Measured)> {
    let base = Twin::without_outer_singles(&document.text).document(document);
    let twin = |base: &Annotated, style| measure(&Twin::in_style(&base.text, style).document(base));
    let original = measure(&base);
    let marks = Style::ALL.into_iter().filter(|style| *style != Style::Dash);
    let mut pairs: Vec<_> = marks.map(|style| (style, original.clone(), twin(&base, style))).collect();
    if let Some(some) = Twin::for_dashes(&base.text) {
        let base = some.document(&base);
        pairs.push((Style::Dash, measure(&base), twin(&base, Style::Dash)));
    }
    pairs
}

/// By how many points a twin may lie below the original: F1 of boundaries, and accuracy of speakers or F1 of sources.
type Bounds = fn(Style) -> (f64, f64);

/// Compares the texts of a corpus; unless all of it is asked for, `some` of them.
fn compare(name: &str, some: fn(Vec<Annotated>) -> Vec<Annotated>, bounds: Bounds) {
    // Fewer annotated quotations say nothing about a style.
    const ENOUGH: usize = 200;
    let Some(mut documents) = corpus(name) else { return };
    documents.retain(|document| attribute_quotes(&document.text).marks() == SpeechMarks::Double);
    let full = std::env::var_os("INQUIT_FULL").is_some();
    if !full {
        documents = some(documents);
    }
    let all: Vec<_> = documents.par_iter().flat_map_iter(pairs).collect();
    let mut table =
        format!("twins of {name}: texts; boundaries, then speakers, of originals and twins, in hundredths\n");
    let mut beyond = Vec::new();
    for style in Style::ALL {
        let pairs = all.iter().filter(|(s, ..)| *s == style);
        let (originals, twins): (Vec<_>, Vec<_>) = pairs.map(|(_, original, twin)| (original, twin)).unzip();
        let texts = originals.len();
        let (original, twin): (Measured, Measured) = (originals.into_iter().sum(), twins.into_iter().sum());
        let points = |a: Option<f64>, b: Option<f64>| (100.0 * a.unwrap_or(0.0), 100.0 * b.unwrap_or(0.0));
        let boundaries = points(original.boundaries.f1(), twin.boundaries.f1());
        let speakers = points(original.speakers.main(), twin.speakers.main());
        let row = format!(
            "{:>16} {texts:4}   {:6.2} {:6.2}   {:6.2} {:6.2}\n",
            format!("{style:?}"),
            boundaries.0,
            boundaries.1,
            speakers.0,
            speakers.1
        );
        let bounds = bounds(style);
        let far = |(a, b): (f64, f64), bound: f64| a - b > bound;
        if original.boundaries.recall.of >= ENOUGH && (far(boundaries, bounds.0) || far(speakers, bounds.1)) {
            beyond.push(format!("{row}  may lie below by {bounds:?}"));
        }
        table += &row;
    }
    if full {
        tell(&table);
    }
    assert!(beyond.is_empty(), "twins of {name}:\n{}", beyond.join("\n"));
}

#[test]
fn rewriting() {
    let text = "\"I don't,\" said Orne, \"say 'never,' do I?\"\n\nThe 6\" nail's here. “Is it?”\n\n\"Read it.";
    let twin = |style| Twin::in_style(text, style).text;
    assert_eq!(
        twin(Style::Straight),
        "\"I don't,\" said Orne, \"say 'never,' do I?\"\n\nThe 6\" nail's here. \"Is it?\"\n\n\"Read it."
    );
    assert_eq!(
        twin(Style::Curly),
        "“I don’t,” said Orne, “say ‘never,’ do I?”\n\nThe 6\" nail’s here. “Is it?”\n\n“Read it."
    );
    assert_eq!(
        twin(Style::SingleCurly),
        "‘I don’t,’ said Orne, ‘say “never,” do I?’\n\nThe 6\" nail’s here. ‘Is it?’\n\n‘Read it."
    );
    assert_eq!(
        twin(Style::SingleStraight),
        "'I don't,' said Orne, 'say \"never,\" do I?'\n\nThe 6\" nail's here. 'Is it?'\n\n'Read it."
    );
    assert_eq!(
        twin(Style::Guillemets),
        "«I don’t,» said Orne, «say “never,” do I?»\n\nThe 6\" nail’s here. «Is it?»\n\n«Read it."
    );
    assert_eq!(
        twin(Style::Dash),
        "— I don’t, said Orne, say never, do I?\n\nThe 6\" nail’s here. Is it?\n\n— Read it."
    );
    // Each offset stands before the same letter.
    for style in Style::ALL {
        let twin = Twin::in_style(text, style);
        for (at, letter) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            assert!(twin.text[twin.offset(at)..].starts_with(letter), "{style:?}: {:?}", &text[at..]);
        }
        assert_eq!(twin.offset(text.len()), twin.text.len());
    }
}

/// What is found in the texts of the examples does not depend on their marks.
#[test]
fn examples() {
    for text in texts::ALL {
        let original = attribute_quotes(text);
        for style in Style::ALL.into_iter().filter(|&style| style != Style::Dash) {
            let twin = Twin::in_style(text, style);
            let found = attribute_quotes(&twin.text);
            let name = |name: &String| name.replace('’', "'");
            let expected = original.iter().map(|q| {
                let inner = Span::new(twin.offset(q.content_span().start), twin.offset(q.content_span().end));
                (inner, q.depth(), q.speaker().map(|speaker| name(&speaker.name)))
            });
            let found =
                found.iter().map(|q| (q.content_span(), q.depth(), q.speaker().map(|speaker| name(&speaker.name))));
            assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{style:?} of {text}");
        }
    }
}

#[test]
fn news() {
    let some = |articles: Vec<Annotated>| articles.into_iter().step_by(7).collect();
    compare("polnear", some, |_| (1.5, 1.5));
}

#[test]
fn novels() {
    let some = |mut novels: Vec<Annotated>| {
        // Some were made without apostrophes.
        novels.retain(|novel| novel.text.contains("n't"));
        novels.sort_by_key(|novel| novel.text.len());
        novels.truncate(3);
        novels
    };
    compare("pdnc", some, |_| (1.5, 1.5));
}

#[test]
fn openings() {
    let all = |openings| openings;
    // Dashes are compared on some 300 quotations, of which one in a hundred is not found.
    compare("litbank", all, |style| if style == Style::Dash { (1.5, 3.0) } else { (1.5, 1.5) });
}
