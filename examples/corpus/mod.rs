//! Annotated corpora, a document a line, and how answers are held against them.

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use inquit::train::{AnnotatedText, Answer, Gold};
use inquit::{Attributions, Cast, Character, Gender, Quote, Span};
use serde::Deserialize;

/// An annotated text.
#[derive(Debug, Deserialize)]
pub struct Annotated {
    pub id: String,
    pub genre: Genre,
    pub text: String,
    #[serde(default)]
    pub characters: Vec<Person>,
    pub narrator: Option<String>,
    pub quotes: Vec<Quotation>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Genre {
    Fiction,
    News,
}

#[derive(Debug, Deserialize)]
pub struct Person {
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    pub gender: Option<String>,
    #[serde(default)]
    pub mentions: Vec<(usize, usize)>,
}

#[derive(Debug, Deserialize)]
pub struct Quotation {
    pub spans: Vec<(usize, usize)>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Fiction; none for a group, or where nobody can tell.
    pub speaker: Option<String>,
    /// Fiction: who hears it.
    #[serde(default)]
    pub addressees: Vec<String>,
    /// News: whether anybody is the source, and the words that name it.
    #[serde(default)]
    pub attributed: bool,
    #[serde(default)]
    pub source: Vec<(usize, usize)>,
    #[serde(default)]
    pub cue: Option<Cue>,
}

/// The words that report the speech; in novels as text, which is not scored.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Cue {
    Spans(Vec<(usize, usize)>),
    Text(serde::de::IgnoredAny),
}

pub fn read(path: &Path) -> Result<Vec<Annotated>> {
    let file = BufReader::new(File::open(path).with_context(|| path.display().to_string())?);
    let lines = file.lines().enumerate().map(|(number, line)| {
        let line = line?;
        if line.trim().is_empty() {
            return Ok(None);
        }
        let document = serde_json::from_str(&line).with_context(|| format!("{}:{}", path.display(), number + 1))?;
        Ok(Some(document))
    });
    lines.filter_map(Result::transpose).collect()
}

impl Annotated {
    pub fn cast(&self) -> Result<Cast> {
        let characters = self.characters.iter().map(|person| {
            let gender = match person.gender.as_deref() {
                Some("F" | "f" | "female") => Gender::Female,
                Some("M" | "m" | "male") => Gender::Male,
                _ => Gender::Unknown,
            };
            person.aliases.iter().fold(Character::new(&person.name).gender(gender), |c, alias| c.alias(alias))
        });
        let cast = Cast::new(characters)?;
        Ok(match &self.narrator {
            Some(narrator) => cast.with_narrator(narrator)?,
            None => cast,
        })
    }

    /// For learning, with or without the people given.
    pub fn document(&self, with_cast: bool) -> Result<AnnotatedText<'_>> {
        let gold = self.quotes.iter().map(|quote| {
            let spans = |list: &[(usize, usize)]| list.iter().map(|&(s, e)| Span::new(s, e)).collect::<Vec<_>>();
            let answer = match (self.genre, &quote.speaker) {
                (Genre::Fiction, Some(speaker)) => Answer::Speaker(speaker.clone()),
                (Genre::News, _) if !quote.source.is_empty() => Answer::Source(spans(&quote.source)),
                (Genre::News, _) if !quote.attributed => Answer::Nobody,
                _ => Answer::Unknown,
            };
            Gold { spans: spans(&quote.spans), answer }
        });
        let names = Names::new(self);
        let names: inquit::train::SameName<'_> = if with_cast {
            Box::new(|found, gold| found == gold)
        } else {
            Box::new(move |found, gold| names.stands_for(found, gold))
        };
        let cast = with_cast.then(|| self.cast()).transpose()?;
        Ok(AnnotatedText { text: &self.text, cast, gold: gold.collect(), same_name: names })
    }
}

/// Whose name an answer is, through the aliases of the annotated people.
pub struct Names {
    by_alias: HashMap<String, Vec<String>>,
    words: Vec<(String, BTreeSet<String>)>,
}

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "miss",
    "ms",
    "dr",
    "sir",
    "lady",
    "lord",
    "colonel",
    "captain",
    "madame",
    "mme",
    "monsieur",
    "m",
    "mlle",
    "reverend",
    "rev",
    "aunt",
    "uncle",
    "the",
    "old",
    "young",
    "professor",
    "inspector",
];

fn normal(name: &str) -> String {
    let lower = name.trim().to_lowercase().replace('’', "'");
    let lower = lower.strip_suffix("'s").unwrap_or(&lower);
    let plain: String =
        lower.chars().map(|c| if c.is_alphanumeric() || matches!(c, '_' | '\'' | '-') { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(name: &str) -> BTreeSet<String> {
    normal(name).split(' ').filter(|w| !w.is_empty() && !TITLES.contains(w)).map(str::to_owned).collect()
}

impl Names {
    pub fn new(document: &Annotated) -> Self {
        let mut by_alias: HashMap<String, Vec<String>> = HashMap::new();
        let mut all = Vec::new();
        for person in &document.characters {
            let names = || std::iter::once(&person.name).chain(&person.aliases);
            for name in names() {
                by_alias.entry(normal(name)).or_default().push(person.name.clone());
            }
            all.push((person.name.clone(), names().flat_map(|name| words(name)).collect()));
        }
        if let Some(narrator) = &document.narrator {
            for name in ["narrator", "i"] {
                by_alias.insert(name.to_owned(), vec![narrator.clone()]);
            }
        }
        Self { by_alias, words: all }
    }

    pub fn stands_for(&self, name: &str, gold: &str) -> bool {
        if let Some(owners) = self.by_alias.get(&normal(name)) {
            return owners.iter().any(|owner| owner == gold);
        }
        let words = words(name);
        let mut fits = self.words.iter().filter(|(_, known)| !words.is_empty() && words.is_subset(known));
        fits.next().is_some_and(|(owner, _)| owner == gold) && fits.next().is_none()
    }
}

/// Right answers, and how many there could have been.
#[derive(Clone, Copy, Debug, Default)]
pub struct Share {
    pub right: usize,
    pub of: usize,
}

impl Share {
    pub fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    pub fn value(self) -> f64 {
        self.right as f64 / self.of.max(1) as f64
    }
}

impl std::ops::AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }
}

/// The scores of a document, or of several added up.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Fiction: speakers, in all and by the type of quotation.
    pub speakers: Share,
    pub by_kind: HashMap<String, Share>,
    /// Fiction: those who hear it among those who are told, and the other way round.
    pub told: Share,
    pub heard: Share,
    /// News: sources among the answers, answers among the sources, silence where there is none, cues.
    pub precision: Share,
    pub recall: Share,
    pub silent: Share,
    pub cue: Share,
    /// Boundaries.
    pub predicted: Share,
    pub annotated: Share,
    /// Confidence in thousandths, and whether the answer was right.
    pub answers: Vec<(u16, bool)>,
}

impl Score {
    /// All but the single answers.
    pub fn add_shares(&mut self, other: &Score) {
        self.speakers += other.speakers;
        for (kind, share) in &other.by_kind {
            *self.by_kind.entry(kind.clone()).or_default() += *share;
        }
        self.told += other.told;
        self.heard += other.heard;
        self.precision += other.precision;
        self.recall += other.recall;
        self.silent += other.silent;
        self.cue += other.cue;
        self.predicted += other.predicted;
        self.annotated += other.annotated;
    }
}

impl std::ops::AddAssign<&Score> for Score {
    fn add_assign(&mut self, other: &Score) {
        self.add_shares(other);
        self.answers.extend(&other.answers);
    }
}

/// The harmonic mean of precision and recall.
pub fn f1(precision: Share, recall: Share) -> f64 {
    let (p, r) = (precision.value(), recall.value());
    2.0 * p * r / (p + r).max(1e-9)
}

/// A stretch without its marks and outer white space.
fn trimmed(text: &str, (start, end): (usize, usize)) -> (usize, usize) {
    const OUTER: &[char] =
        &[' ', '\t', '\r', '\n', '"', '“', '”', '«', '»', '„', '‘', '’', '\'', '`', '_', '-', '—', '–'];
    let part = &text[start..end];
    let left = part.len() - part.trim_start_matches(OUTER).len();
    let right = part.len() - part.trim_end_matches(|c| c == ',' || OUTER.contains(&c)).len();
    (start + left, end - right.min(part.len() - left.min(part.len())))
}

fn overlap(a: (usize, usize), b: (usize, usize)) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

/// Holds what was found against what is annotated.
pub fn score(document: &Annotated, found: &Attributions<'_>, with_cast: bool) -> Score {
    let text = &document.text;
    let mut score = Score::default();
    let quotes: Vec<Quote> = found.iter().collect();
    let spans: Vec<(usize, usize)> = quotes.iter().map(|q| trimmed(text, (q.span.start, q.span.end))).collect();
    let longest = spans.iter().map(|s| s.1.saturating_sub(s.0)).max().unwrap_or(0);
    let near = |span: (usize, usize)| -> Vec<usize> {
        let low = spans.partition_point(|s| s.0 + longest < span.0);
        let until = (low..spans.len()).take_while(|&k| spans[k].0 < span.1);
        until.filter(|&k| overlap(spans[k], span) > 0).collect()
    };

    let want: BTreeSet<_> = document.quotes.iter().flat_map(|q| &q.spans).map(|&span| trimmed(text, span)).collect();
    let got: BTreeSet<_> = spans.iter().copied().collect();
    let both = want.intersection(&got).count();
    score.predicted = Share { right: both, of: got.len() };
    score.annotated = Share { right: both, of: want.len() };

    let names = Names::new(document);
    let mentions: HashMap<&str, &[(usize, usize)]> =
        document.characters.iter().map(|c| (c.name.as_str(), c.mentions.as_slice())).collect();
    for gold in &document.quotes {
        let mut best: Option<(usize, usize)> = None;
        for &span in &gold.spans {
            let span = trimmed(text, span);
            let covers = |&k: &usize| overlap(spans[k], span) * 2 >= (span.1 - span.0).max(1);
            // The tightest cover speaks for the stretch.
            let cover = near(span).into_iter().filter(covers).min_by_key(|&k| spans[k].1 - spans[k].0);
            if let Some(k) = cover {
                let size = overlap(spans[k], span);
                if best.map_or(true, |(_, most)| size > most) {
                    best = Some((k, size));
                }
            }
        }
        let answer = best.map(|(k, _)| &quotes[k]);
        let name = answer.and_then(|a| a.speaker()).map(|s| s.name.as_str());
        let mention = answer.and_then(|a| a.mention).map(|m| (m.start, m.end));
        let right = match document.genre {
            Genre::Fiction => {
                let Some(speaker) = gold.speaker.as_deref() else { continue };
                let right = if with_cast {
                    name == Some(speaker)
                } else {
                    name.is_some_and(|name| names.stands_for(name, speaker))
                        || mention.is_some_and(|m| {
                            mentions.get(speaker).is_some_and(|all| all.iter().any(|&x| overlap(m, x) > 0))
                        })
                };
                score.speakers.add(right);
                let stands_for = |name: &str, gold: &str| {
                    if with_cast {
                        name == gold
                    } else {
                        names.stands_for(name, gold)
                    }
                };
                let told: Vec<&str> = answer.iter().flat_map(|a| a.addressees()).map(|s| s.name.as_str()).collect();
                for name in &told {
                    score.told.add(gold.addressees.iter().any(|gold| stands_for(name, gold)));
                }
                for gold in &gold.addressees {
                    score.heard.add(told.iter().any(|name| stands_for(name, gold)));
                }
                if let Some(kind) = &gold.kind {
                    score.by_kind.entry(kind.clone()).or_default().add(right);
                }
                right
            }
            Genre::News => {
                let answered = mention.is_some() || name.is_some();
                let sourced = !gold.source.is_empty();
                let right = mention.is_some_and(|m| gold.source.iter().any(|&s| overlap(m, s) > 0));
                if sourced {
                    score.recall.add(right);
                } else if !gold.attributed {
                    score.silent.add(!answered);
                }
                if answered && (sourced || !gold.attributed) {
                    score.precision.add(right);
                }
                if let (true, Some(Cue::Spans(cues))) = (sourced && gold.cue.is_some(), &gold.cue) {
                    if cues.is_empty() {
                        continue;
                    }
                    let cue = answer.and_then(|a| a.cue).map(|c| (c.start, c.end));
                    score.cue.add(cue.is_some_and(|c| cues.iter().any(|&x| overlap(c, x) > 0)));
                }
                if !(answered && (sourced || !gold.attributed)) {
                    continue;
                }
                right
            }
        };
        if let Some(answer) = answer.filter(|a| a.record().speaker.is_some()) {
            score.answers.push(((answer.confidence.value() * 1000.0).round() as u16, right));
        }
    }
    score
}
