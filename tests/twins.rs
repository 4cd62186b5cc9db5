//! The same text in other marks should get the same answer.
//!
//! A text whose speech stands in double marks is rewritten into each other style, from the quotations that the library
//! finds in it, with the annotations moved to where they are in the new text. What is found there is compared with what
//! is found in the original.
//!
//! With `INQUIT_FULL` set, all documents of the corpora are measured and not a few, and the table is printed.

use std::collections::HashSet;
use std::iter::Sum;

use inquit::{attribute_quotes, find_quotes, tokenize, Quotation, Span, SpeechMarks};
use rayon::prelude::*;

use crate::corpora::{corpus, tell, Document, Score};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Style {
    /// `"… '…' …"`
    Straight,
    /// `“… ‘…’ …”`
    Curly,
    /// `‘… “…” …’`
    CurlySingle,
    /// `'… "…" …'`
    StraightSingle,
    /// `«… “…” …»`
    Guillemets,
    /// `— …, said Orne, …`
    Dash,
}

impl Style {
    const ALL: [Self; 6] =
        [Self::Straight, Self::Curly, Self::CurlySingle, Self::StraightSingle, Self::Guillemets, Self::Dash];

    /// The opening and the closing mark at a depth: those of the outermost quotations and of those within them take
    /// turns.
    fn marks(self, depth: u8) -> (&'static str, &'static str) {
        let outer = depth % 2 == 0;
        match self {
            Self::Straight if outer => ("\"", "\""),
            Self::Straight => ("'", "'"),
            Self::Curly if outer => ("“", "”"),
            Self::Curly => ("‘", "’"),
            Self::CurlySingle if outer => ("‘", "’"),
            Self::CurlySingle => ("“", "”"),
            Self::StraightSingle if outer => ("'", "'"),
            Self::StraightSingle => ("\"", "\""),
            Self::Guillemets if outer => ("«", "»"),
            Self::Guillemets => ("“", "”"),
            Self::Dash => ("", ""),
        }
    }

    fn apostrophe(self) -> &'static str {
        match self {
            Self::Straight | Self::StraightSingle => "'",
            Self::Curly | Self::CurlySingle | Self::Guillemets | Self::Dash => "’",
        }
    }
}

/// A text in which stretches of another one were replaced.
#[derive(Debug)]
struct Twin {
    text: String,
    /// Each stretch replaced, and what took its place.
    edits: Vec<(Span, Span)>,
}

impl Twin {
    /// Replaces stretches, which must not overlap.
    fn new(original: &str, mut edits: Vec<(Span, &str)>) -> Self {
        edits.sort_by_key(|(span, _)| *span);
        let mut twin = Self { text: String::with_capacity(original.len()), edits: Vec::with_capacity(edits.len()) };
        let mut at = 0;
        for (span, new) in edits {
            twin.text += &original[at..span.start];
            let start = twin.text.len();
            twin.text += new;
            twin.edits.push((span, Span::new(start, twin.text.len())));
            at = span.end;
        }
        twin.text += &original[at..];
        twin
    }

    /// Where an offset of the original lies in the twin; at the start of the new stretch, if within a replaced one.
    fn offset(&self, at: usize) -> usize {
        let before = self.edits.partition_point(|(old, _)| old.start < at);
        match self.edits[..before].last() {
            Some((old, new)) if at < old.end => new.start,
            Some((old, new)) => at - old.end + new.end,
            None => at,
        }
    }

    fn spans(&self, spans: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let moved = spans.iter().map(|&(start, end)| (self.offset(start), self.offset(end)));
        moved.filter(|(start, end)| start < end).collect()
    }

    /// The document with this text. Quotations of which nothing is left are left out.
    fn document(self, original: &Document) -> Document {
        let mut document = original.clone();
        for gold in &mut document.quotes {
            gold.spans = self.spans(&gold.spans);
            gold.source = self.spans(&gold.source);
        }
        document.quotes.retain(|gold| !gold.spans.is_empty());
        document.text = self.text;
        document
    }

    /// The text in another style. For [`Style::Dash`], all paragraphs with quotations must be such as a dash can show.
    fn in_style(text: &str, quotes: &[Quotation], style: Style) -> Self {
        let mut edits = Vec::new();
        let paragraphs: HashSet<usize> = tokenize(text).paragraphs().map(|paragraph| paragraph.start).collect();
        for quote in quotes {
            let (open, close) = style.marks(quote.depth);
            let begins = style == Style::Dash && quote.depth == 0 && paragraphs.contains(&quote.span.start);
            edits.push((Span::new(quote.span.start, quote.inner.start), if begins { "— " } else { open }));
            edits.push((Span::new(quote.inner.end, quote.span.end), if quote.closed { close } else { "" }));
        }
        let marks: HashSet<usize> = edits.iter().map(|(mark, _)| mark.start).collect();
        let apostrophes = text.match_indices(['\'', '’', '‘']).filter(|(at, _)| !marks.contains(at));
        // Two straight ones are a mark of another kind.
        let single = apostrophes.filter(|&(at, _)| !text[..at].ends_with('\'') && !text[at..].starts_with("''"));
        edits.extend(single.map(|(at, found)| (Span::new(at, at + found.len()), style.apostrophe())));
        edits.retain(|(span, new)| text[*span] != **new);
        Self::new(text, edits)
    }

    /// The text without the paragraphs that have quotations, but not such as a dash can show. None if fewer than ten
    /// are left with quotations.
    fn for_dashes<'t>(text: &'t str, quotes: &[Quotation]) -> Option<Self> {
        let paragraphs: Vec<Span> = tokenize(text).paragraphs().collect();
        let mut edits: Vec<(Span, &'t str)> = Vec::new();
        let mut kept = 0;
        for paragraph in paragraphs {
            let mut outer = quotes.iter().filter(|q| q.depth == 0 && paragraph.covers(q.span)).peekable();
            if outer.peek().is_some() {
                if shows_by_dash(text, paragraph, outer) {
                    kept += 1;
                } else {
                    edits.push((paragraph, ""));
                }
            }
        }
        (kept >= 10).then(|| Self::new(text, edits))
    }
}

/// Whether a reader would still know what is said, if a dash before the paragraph were its only mark: it begins with a
/// quotation, and what stands between and after its quotations is a reporting clause, with punctuation on either side.
fn shows_by_dash<'q>(text: &str, paragraph: Span, quotes: impl Iterator<Item = &'q Quotation>) -> bool {
    let mut at = paragraph.start;
    let stops = ['.', ',', '?', '!', '…', ';', ':', '-', '—'];
    for quote in quotes {
        let gap = &text[at..quote.span.start];
        let clause = reports(gap) && gap.trim_end().ends_with(stops);
        if at == paragraph.start && !gap.is_empty() || at != paragraph.start && !gap.trim().is_empty() && !clause {
            return false;
        }
        let speech = &text[quote.inner];
        if !speech.starts_with(char::is_alphanumeric) || !speech.trim_end().ends_with(stops) {
            return false;
        }
        at = quote.span.end;
    }
    let rest = &text[at..paragraph.end];
    rest.trim().is_empty() || reports(rest)
}

/// Whether this is a reporting clause of few words and nothing more: "said Mr. Orne,", "the old man asked."
fn reports(gap: &str) -> bool {
    const VERBS: &[&str] = &[
        "said",
        "says",
        "asked",
        "replied",
        "cried",
        "answered",
        "exclaimed",
        "returned",
        "whispered",
        "continued",
        "added",
        "observed",
        "repeated",
        "murmured",
        "inquired",
        "enquired",
        "remarked",
        "began",
        "shouted",
        "muttered",
        "demanded",
        "called",
        "interrupted",
        "declared",
        "suggested",
        "explained",
        "agreed",
        "insisted",
        "told",
        "stated",
        "noted",
        "wrote",
        "tweeted",
        "warned",
        "argued",
        "recalled",
        "concluded",
    ];
    let clause = gap.trim().trim_end_matches(['.', ',', ';', ':', '-', '—']).trim_end();
    let words: Vec<&str> = clause.split_whitespace().collect();
    let title = |word: &str| matches!(word, "Mr." | "Mrs." | "Dr." | "St.");
    let plain = words.iter().all(|word| title(word) || word.chars().all(|c| c.is_alphabetic() || "'’-".contains(c)));
    let verb = words.iter().position(|word| VERBS.contains(word));
    plain && (2..=8).contains(&words.len()) && verb.is_some_and(|verb| verb < 4) && !clause.contains("--")
}

/// Boundaries and speakers.
#[derive(Clone, Copy, Debug, Default)]
struct Result {
    boundaries: Score,
    speakers: Score,
}

impl Sum for Result {
    fn sum<I: Iterator<Item = Self>>(results: I) -> Self {
        let (boundaries, speakers): (Vec<Score>, Vec<Score>) = results.map(|r| (r.boundaries, r.speakers)).unzip();
        Self { boundaries: boundaries.into_iter().sum(), speakers: speakers.into_iter().sum() }
    }
}

/// What the library finds, against the annotation.
fn measure(document: &Document) -> Result {
    let found = attribute_quotes(&document.text);
    let outer = found.records().iter().filter(|record| record.depth == 0);
    let found_spans: HashSet<Span> = outer.filter_map(|record| trimmed(&document.text, record.inner)).collect();
    let gold: Vec<Span> =
        document.quotes.iter().flat_map(|q| &q.spans).map(|&(start, end)| Span::new(start, end)).collect();
    let outermost = gold.iter().filter(|span| !gold.iter().any(|other| other != *span && other.covers(**span)));
    let gold_spans: HashSet<Span> = outermost.filter_map(|span| trimmed(&document.text, *span)).collect();
    let boundaries = Score {
        right: found_spans.intersection(&gold_spans).count() as u32,
        given: found_spans.len() as u32,
        annotated: gold_spans.len() as u32,
    };
    Result { boundaries, speakers: document.attribution(&found) }
}

/// The span without its marks and outer white space; none if nothing is left.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let mark = |c: char| c.is_whitespace() || "\"“”«»„‘’'`_-—–".contains(c);
    let start = span.end - text[span].trim_start_matches(mark).len();
    let end = span.start + text[span].trim_end_matches(|c| mark(c) || c == ',').len();
    (start < end).then(|| Span::new(start, end))
}

fn explore(name: &str) {
    let Some(documents) = corpus(name) else { return };
    let full = std::env::var_os("INQUIT_FULL").is_some();
    let documents: Vec<Document> =
        documents.into_iter().filter(|d| attribute_quotes(&d.text).marks() == SpeechMarks::Double).collect();
    tell(&format!("{name} {} {full}", documents.len()));
    for style in Style::ALL {
        let pairs: Vec<(Result, Result)> = documents
            .par_iter()
            .filter_map(|d| {
                let quotes = find_quotes(&d.text);
                let reduced;
                let (d, quotes) = if style == Style::Dash {
                    reduced = Twin::for_dashes(&d.text, &quotes)?.document(d);
                    (&reduced, find_quotes(&reduced.text))
                } else {
                    (d, quotes)
                };
                show(style, d, &quotes);
                let twin = Twin::in_style(&d.text, &quotes, style);
                Some((measure(d), measure(&twin.document(d))))
            })
            .collect();
        let n = pairs.len();
        let (a, b): (Vec<Result>, Vec<Result>) = pairs.into_iter().unzip();
        let (a, b): (Result, Result) = (a.into_iter().sum(), b.into_iter().sum());
        tell(&format!(
            "{name:8} {:16} {n:4}  {:6.2} {:6.2} {:6.2}   {:6.2} {:6.2} {:6.2}",
            format!("{style:?}"),
            100. * a.boundaries.f1(),
            100. * b.boundaries.f1(),
            100. * (a.boundaries.f1() - b.boundaries.f1()),
            100. * a.speakers.f1(),
            100. * b.speakers.f1(),
            100. * (a.speakers.f1() - b.speakers.f1())
        ));
    }
}

#[test]
fn news() {
    explore("polnear");
}
#[test]
fn openings() {
    explore("litbank");
}
#[test]
fn novels() {
    explore("pdnc");
}

fn show(style: Style, d: &Document, quotes: &[Quotation]) {
    if std::env::var("SHOW").ok().as_deref() != Some(&format!("{style:?}")) {
        return;
    }
    let twin = Twin::in_style(&d.text, quotes, style);
    let t = &twin.text;
    let gold: HashSet<Span> =
        d.quotes.iter().flat_map(|q| twin.spans(&q.spans)).filter_map(|(a, b)| trimmed(t, Span::new(a, b))).collect();
    let want: HashSet<Span> = quotes
        .iter()
        .filter(|q| q.depth == 0)
        .filter_map(|q| trimmed(t, Span::new(twin.offset(q.inner.start), twin.offset(q.inner.end))))
        .collect();
    let marks = attribute_quotes(t).marks();
    let got: HashSet<Span> =
        find_quotes(t).iter().filter(|q| q.depth == 0).filter_map(|q| trimmed(t, q.inner)).collect();
    let mut diff: Vec<(Span, &str)> =
        want.difference(&got).map(|s| (*s, "LOST")).chain(got.difference(&want).map(|s| (*s, "NEW"))).collect();
    diff.sort();
    let floor = |mut i: usize| {
        while !t.is_char_boundary(i) {
            i -= 1
        }
        i
    };
    let mut out = String::new();
    if !diff.is_empty() {
        out += &format!("## {} {marks:?}\n", d.id);
    }
    for (s, k) in diff {
        let a = floor(s.start.saturating_sub(60));
        let b = floor((s.end + 60).min(t.len()));
        let inner = &t[s];
        let inner = if inner.len() > 240 {
            format!("{} … {}", &inner[..floor(s.start + 120) - s.start], &inner[floor(s.end - 100) - s.start..])
        } else {
            inner.to_owned()
        };
        out += &format!(
            "{k}{} {}⟦{}⟧{}\n",
            if gold.contains(&s) { " gold" } else { "" },
            &t[a..s.start].replace('\n', "¶"),
            inner.replace('\n', "¶"),
            &t[s.end..b].replace('\n', "¶")
        );
    }
    if !out.is_empty() {
        tell(&out);
    }
}
