//! Floors under the results on annotated corpora, for those who have them.
//!
//! `INQUIT_CORPORA` names a folder with `polnear.jsonl` (news, with the words that name each source), `pdnc.jsonl`
//! (whole novels) and `litbank.jsonl` (openings of novels). Without it nothing is measured here.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use inquit::{attribute_quotes, Attributions, Attributor, Cast, Character, Gender, Quote, Span};
use serde::Deserialize;

#[derive(Clone, Deserialize)]
pub struct Document {
    pub id: String,
    pub genre: Genre,
    pub text: String,
    #[serde(default)]
    characters: Vec<Person>,
    narrator: Option<String>,
    pub quotes: Vec<Gold>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Genre {
    Fiction,
    News,
}

#[derive(Clone, Deserialize)]
struct Person {
    name: String,
    aliases: Vec<String>,
    gender: Option<String>,
}

/// An annotated quotation.
#[derive(Clone, Deserialize)]
pub struct Gold {
    pub spans: Vec<(usize, usize)>,
    /// Novels; none for a group, or where nobody can tell.
    speaker: Option<String>,
    /// News: whether it is attributed at all, and the words that name the source.
    #[serde(default)]
    attributed: bool,
    #[serde(default)]
    pub source: Vec<(usize, usize)>,
}

impl Document {
    fn cast(&self) -> Cast {
        let cast = Cast::new(self.characters.iter().map(Person::character)).unwrap();
        match &self.narrator {
            Some(narrator) => cast.with_narrator(narrator).unwrap(),
            None => cast,
        }
    }

    /// News: a speaker is right where the words that name it overlap those annotated. Novels: where its name is one of the
    /// annotated person's; a quotation that was not found counts as answered wrongly.
    pub fn attribution(&self, found: &Attributions<'_>) -> Score {
        let mut score = Score::default();
        for gold in &self.quotes {
            let quote = counterpart(found, gold);
            match (self.genre, gold.speaker.as_deref()) {
                (Genre::News, _) => {
                    let mention = quote.and_then(|quote| quote.mention);
                    let answered = quote.is_some_and(|quote| quote.mention.is_some() || quote.speaker.is_some());
                    let sourced = !gold.source.is_empty();
                    score.right +=
                        u32::from(mention.is_some_and(|m| gold.source.iter().any(|&words| overlap(m, words) > 0)));
                    // Attributed, but to no words of the text: neither right nor wrong.
                    score.given += u32::from(answered && (sourced || !gold.attributed));
                    score.annotated += u32::from(sourced);
                }
                (Genre::Fiction, Some(person)) => {
                    let name = quote.and_then(|quote| Some(quote.speaker()?.name.as_str()));
                    score.right += u32::from(name.is_some_and(|name| self.names(name, person)));
                    score.given += 1;
                    score.annotated += 1;
                }
                (Genre::Fiction, None) => {}
            }
        }
        score
    }

    /// Whether this is a name of the person: one of those listed, or words from them that no other person's have.
    fn names(&self, name: &str, person: &str) -> bool {
        let name = plain(name);
        if self.narrator.as_deref() == Some(person) && matches!(name.as_str(), "i" | "narrator") {
            return true;
        }
        let listed: Vec<&Person> = self.characters.iter().filter(|p| p.names().any(|n| n == name)).collect();
        if !listed.is_empty() {
            return listed.iter().any(|p| p.name == person);
        }
        let fitting: Vec<&Person> = self.characters.iter().filter(|p| p.has_words(&name)).collect();
        matches!(fitting[..], [only] if only.name == person)
    }
}

/// How many are right of those given, and of those annotated.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub right: u32,
    pub given: u32,
    pub annotated: u32,
}

impl Score {
    /// The share of right ones where as many are given as annotated.
    pub fn f1(self) -> f64 {
        f64::from(2 * self.right) / f64::from((self.given + self.annotated).max(1))
    }
}

impl std::iter::Sum for Score {
    fn sum<I: Iterator<Item = Self>>(scores: I) -> Self {
        scores.fold(Self::default(), |a, b| Self {
            right: a.right + b.right,
            given: a.given + b.given,
            annotated: a.annotated + b.annotated,
        })
    }
}

impl Person {
    fn names(&self) -> impl Iterator<Item = String> + '_ {
        self.aliases.iter().chain([&self.name]).map(|name| plain(name))
    }

    fn has_words(&self, name: &str) -> bool {
        name.split(' ').all(|word| self.names().any(|name| name.split(' ').any(|w| w == word)))
    }

    fn character(&self) -> Character {
        let gender = match self.gender.as_deref() {
            Some("M") => Gender::Male,
            Some("F") => Gender::Female,
            _ => Gender::Unknown,
        };
        self.aliases.iter().fold(Character::new(&self.name).gender(gender), Character::alias)
    }
}

/// Letters alone, in lower case, single spaces between words.
fn plain(name: &str) -> String {
    let letters: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The documents of a corpus; none where no corpora are given.
pub fn corpus(name: &str) -> Option<Vec<Document>> {
    let Some(folder) = std::env::var_os("INQUIT_CORPORA").filter(|folder| !folder.is_empty()) else {
        tell(&format!("{name}: skipped, since INQUIT_CORPORA names no folder"));
        return None;
    };
    let path = PathBuf::from(folder).join(name).with_extension("jsonl");
    let lines = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// Past the test harness, which would keep it to itself where the test passes.
pub fn tell(message: &str) {
    writeln!(std::io::stderr(), "{message}").expect("standard error is open");
}

fn overlap(span: Span, (start, end): (usize, usize)) -> usize {
    span.end.min(end).saturating_sub(span.start.max(start))
}

/// The span without its marks and outer white space; none if nothing is left.
pub fn trimmed(text: &str, span: Span) -> Option<Span> {
    let mark = |c: char| c.is_whitespace() || "\"“”«»„‘’'`_-—–".contains(c);
    let start = span.end - text[span].trim_start_matches(mark).len();
    let end = span.start + text[span].trim_end_matches(|c| mark(c) || c == ',').len();
    (start < end).then(|| Span::new(start, end))
}

/// Of the quotations that cover half of the annotated one or more, the one that covers most, the tightest among these.
fn counterpart<'a, 't>(found: &'a Attributions<'t>, gold: &Gold) -> Option<Quote<'a, 't>> {
    // Some annotations include the marks.
    let gold = gold.spans.iter().filter_map(|&(start, end)| trimmed(found.text(), Span::new(start, end)));
    let pairs = gold.flat_map(|span| found.iter().map(move |quote| (quote, (span.start, span.end))));
    let covers = pairs.filter(|(quote, span)| 2 * overlap(quote.inner, *span) >= span.1 - span.0);
    let best = covers.max_by_key(|(quote, span)| (overlap(quote.inner, *span), std::cmp::Reverse(quote.inner.len())));
    best.map(|(quote, _)| quote)
}

fn valid(document: &Document, found: &Attributions<'_>) {
    for record in found.records() {
        for span in [Some(record.span), Some(record.inner), record.mention, record.cue].into_iter().flatten() {
            assert!(document.text.get(span.range()).is_some(), "{}: {span:?}", document.id);
        }
        assert!(record.span.covers(record.inner), "{}: {record:?}", document.id);
    }
}

#[test]
fn news() {
    let Some(articles) = corpus("polnear") else { return };
    let articles = articles.iter().step_by(7).take(120);
    let score: Score = articles
        .map(|article| {
            let found = attribute_quotes(&article.text);
            valid(article, &found);
            article.attribution(&found)
        })
        .sum();
    let f1 = score.f1();
    tell(&format!("news: {score:?}, F1 {f1:.3}"));
    assert!(f1 >= 0.88, "F1 {f1:.3}");
}

/// The four shortest novels: share of the quotations whose speaker is right, missed quotations being wrong.
#[test]
fn novels() {
    let Some(mut novels) = corpus("pdnc") else { return };
    novels.sort_by_key(|novel| novel.text.len());
    let (mut all, mut right_open, mut right_cast) = (0_u32, 0_u32, 0_u32);
    // By tenths of confidence: confidence less right answers.
    let mut excess = [0.0_f64; 11];
    for novel in &novels[..4] {
        let open = attribute_quotes(&novel.text);
        let cast = Attributor::new().attribute_with_cast(&novel.text, &novel.cast());
        valid(novel, &open);
        valid(novel, &cast);
        right_open += novel.attribution(&open).right;
        for gold in &novel.quotes {
            let Some(speaker) = gold.speaker.as_deref() else { continue };
            let quote = counterpart(&cast, gold);
            let name = quote.and_then(|quote| Some(quote.speaker()?.name.as_str()));
            if let Some(quote) = quote.filter(|_| name.is_some()) {
                let confidence = f64::from(quote.confidence.value());
                excess[(confidence * 10.0) as usize] += confidence - f64::from(u8::from(name == Some(speaker)));
            }
            all += 1;
            right_cast += u32::from(name == Some(speaker));
        }
    }
    let share = |right| f64::from(right) / f64::from(all);
    let (open, cast) = (share(right_open), share(right_cast));
    tell(&format!("novels: of {all}, {open:.3} right from the text alone, {cast:.3} with the cast"));
    // The weights have seen these novels, and answer them better than they expect to.
    let distance = excess.iter().map(|e| e.abs()).sum::<f64>() / f64::from(all);
    assert!(distance <= 0.06, "confidence is {distance:.3} away from being right");
    assert!(open >= 0.80, "from the text alone: {open:.3}");
    assert!(cast >= 0.82, "with the cast: {cast:.3}");
}

/// Many typographic styles: at least the offsets are sound, and most annotated quotations are found.
#[test]
fn openings() {
    let Some(openings) = corpus("litbank") else { return };
    let (mut all, mut matched) = (0_u32, 0_u32);
    for opening in &openings {
        let found = attribute_quotes(&opening.text);
        valid(opening, &found);
        all += opening.quotes.len() as u32;
        matched += opening.quotes.iter().filter(|gold| counterpart(&found, gold).is_some()).count() as u32;
    }
    tell(&format!("openings: {matched} of {all} quotations found"));
    assert!(f64::from(matched) >= 0.7 * f64::from(all), "only {matched} of {all} quotations found");
}
