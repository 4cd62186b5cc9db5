//! Compares answers with the annotation, end to end: a quotation that is not found counts as a wrong answer.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Sum;
use std::ops::AddAssign;

use inquit::{Attributions, Input, Quote, Span};
use serde::{Deserialize, Serialize};

use super::annotated::{Annotated, Cue, Genre, GoldQuote};
use super::calibration::Calibration;
use super::names::Names;

/// Scores of a document, or the sum over several.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Score {
    /// Annotated quotations that some quotation covers.
    pub found: Share,
    /// Spans, equal but for marks and outer white space.
    pub boundaries: Retrieval,
    /// Fiction: right speakers.
    pub speakers: Share,
    /// Fiction: right speakers by type of quotation.
    pub speakers_by_kind: BTreeMap<String, Share>,
    /// Fiction: people whom the resolver, and whom the annotation names as addressees.
    pub addressees: Retrieval,
    /// News: right sources among the answers, and among the annotated sources.
    pub sources: Retrieval,
    /// News: quotations without an answer among those without a source.
    pub silence: Share,
    /// News: right reporting verbs.
    pub cues: Share,
    /// Confidence of the speakers that are given.
    pub calibration: Calibration,
}

impl Score {
    /// The main measure: accuracy of speakers in fiction, F1 of sources in news.
    pub fn main(&self) -> Option<f64> {
        self.speakers.value().or_else(|| self.sources.f1())
    }
}

impl AddAssign<&Self> for Score {
    fn add_assign(&mut self, other: &Self) {
        self.found += other.found;
        self.boundaries += other.boundaries;
        self.speakers += other.speakers;
        for (kind, share) in &other.speakers_by_kind {
            *self.speakers_by_kind.entry(kind.clone()).or_default() += *share;
        }
        self.addressees += other.addressees;
        self.sources += other.sources;
        self.silence += other.silence;
        self.cues += other.cues;
        self.calibration += &other.calibration;
    }
}

impl<'a> Sum<&'a Self> for Score {
    fn sum<I: Iterator<Item = &'a Self>>(scores: I) -> Self {
        scores.fold(Self::default(), |mut sum, score| {
            sum += score;
            sum
        })
    }
}

/// Right ones among a number of cases.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Share {
    pub right: usize,
    pub of: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// `None` without any case.
    pub fn value(self) -> Option<f64> {
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }
}

/// Right ones among those given, and among those annotated.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Retrieval {
    pub precision: Share,
    pub recall: Share,
}

impl Retrieval {
    /// Compares spans, which are right where they are equal.
    pub fn of(given: &BTreeSet<Span>, annotated: &BTreeSet<Span>) -> Self {
        let right = given.intersection(annotated).count();
        Self { precision: Share { right, of: given.len() }, recall: Share { right, of: annotated.len() } }
    }

    /// Harmonic mean of precision and recall; `None` if nothing is annotated.
    pub fn f1(self) -> Option<f64> {
        let (p, r) = (self.precision.value().unwrap_or(0.0), self.recall.value()?);
        Some(2.0 * p * r / (p + r).max(1e-9))
    }
}

impl AddAssign for Retrieval {
    fn add_assign(&mut self, other: Self) {
        self.precision += other.precision;
        self.recall += other.recall;
    }
}

/// The span without its marks and outer white space; empty if nothing is left.
pub fn trimmed(text: &str, span: Span) -> Span {
    const OUTER: &[char] =
        &[' ', '\t', '\r', '\n', '"', '“', '”', '«', '»', '„', '‘', '’', '\'', '`', '_', '-', '—', '–'];
    let start = span.end - text[span].trim_start_matches(OUTER).len();
    let inner = text[start..span.end].trim_end_matches(|c| c == ',' || OUTER.contains(&c));
    Span::new(start, start + inner.len())
}

/// Number of bytes in both spans.
fn overlap(a: Span, b: Span) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn overlaps_any(span: Span, others: &[Span]) -> bool {
    others.iter().any(|&other| overlap(span, other) > 0)
}

/// The quotations of a text, to be looked up by annotated ones.
pub struct FoundQuotes<'a, 't> {
    text: &'t str,
    quotes: Vec<Quote<'a, 't>>,
    /// The trimmed span of each quotation, in the same order, which is that of their starts.
    spans: Vec<Span>,
    /// Length of the longest of these spans.
    longest: usize,
}

impl<'a, 't> FoundQuotes<'a, 't> {
    pub fn new(found: &'a Attributions<'t>) -> Self {
        let text = found.text();
        let quotes: Vec<Quote> = found.iter().collect();
        let spans: Vec<Span> = quotes.iter().map(|quote| trimmed(text, quote.record().span)).collect();
        let longest = spans.iter().map(|span| span.len()).max().unwrap_or(0);
        Self { text, quotes, spans, longest }
    }

    /// The quotation that answers for an annotated one. Candidates cover half of one of its spans or more; for each
    /// span the shortest candidate counts, and of these the one that shares most bytes with its span.
    pub fn counterpart(&self, gold: &GoldQuote) -> Option<Quote<'a, 't>> {
        let mut best: Option<(usize, usize)> = None;
        for span in gold.spans.iter().map(|&span| trimmed(self.text, span)) {
            let low = self.spans.partition_point(|s| s.start + self.longest < span.start);
            let near = (low..self.spans.len()).take_while(|&k| self.spans[k].start < span.end);
            let covers = |&k: &usize| overlap(self.spans[k], span) * 2 >= span.len().max(1);
            if let Some(k) = near.filter(covers).min_by_key(|&k| self.spans[k].len()) {
                let shared = overlap(self.spans[k], span);
                if best.map_or(true, |(_, most)| shared > most) {
                    best = Some((k, shared));
                }
            }
        }
        best.map(|(k, _)| self.quotes[k])
    }
}

/// Compares what was found in a document with its annotation.
///
/// In fiction a speaker is right if the name stands for the annotated character ([`Names::stands_for`]) or if the
/// mention is one of the character's; `with_cast`, if the name equals the character's. In news a speaker is right if
/// the mention overlaps the words that name the source.
pub fn score(document: &Annotated, found: &Attributions<'_>, with_cast: bool) -> Score {
    let text = &document.text;
    let quotes = FoundQuotes::new(found);
    let names = Names::new(document);
    let annotated = document.quotes.iter().flat_map(|gold| &gold.spans).map(|&span| trimmed(text, span)).collect();
    let given = quotes.spans.iter().copied().collect();
    let mut score = Score { boundaries: Retrieval::of(&given, &annotated), ..Score::default() };
    for gold in &document.quotes {
        let answer = quotes.counterpart(gold);
        score.found.add(answer.is_some());
        let right = match document.genre {
            Genre::Fiction => score.fiction(document, &names, gold, answer, with_cast),
            Genre::News => score.news(gold, answer),
        };
        if let (Some(right), Some(answer)) = (right, answer.filter(|answer| answer.speaker().is_some())) {
            score.calibration.add(answer.record().confidence.value(), right);
        }
    }
    score
}

impl Score {
    /// Whether the speaker is right, if that is known.
    fn fiction(
        &mut self,
        document: &Annotated,
        names: &Names,
        gold: &GoldQuote,
        answer: Option<Quote<'_, '_>>,
        with_cast: bool,
    ) -> Option<bool> {
        let speaker = gold.speaker.as_deref()?;
        let same = |name: &str, gold: &str| if with_cast { name == gold } else { names.stands_for(name, gold) };
        let named = answer.and_then(|answer| answer.speaker()).is_some_and(|given| same(&given.name, speaker));
        let mentioned = |mention: Span| {
            let person = document.characters.iter().find(|person| person.name == speaker);
            person.is_some_and(|person| overlaps_any(mention, &person.mentions))
        };
        let right = named || !with_cast && answer.and_then(|answer| answer.record().mention).is_some_and(mentioned);
        self.speakers.add(right);
        if let Some(kind) = &gold.kind {
            self.speakers_by_kind.entry(kind.clone()).or_default().add(right);
        }
        if let Some(annotated) = &gold.addressees {
            let given: Vec<&str> =
                answer.iter().flat_map(|answer| answer.addressees()).map(|person| person.name.as_str()).collect();
            for name in &given {
                self.addressees.precision.add(annotated.iter().any(|gold| same(name, gold)));
            }
            for gold in annotated {
                self.addressees.recall.add(given.iter().any(|name| same(name, gold)));
            }
        }
        Some(right)
    }

    /// Whether the answer is right, if there is one that counts in the calibration.
    fn news(&mut self, gold: &GoldQuote, answer: Option<Quote<'_, '_>>) -> Option<bool> {
        let mention = answer.and_then(|answer| answer.record().mention);
        let answered = mention.is_some() || answer.is_some_and(|answer| answer.speaker().is_some());
        let right = mention.is_some_and(|mention| overlaps_any(mention, &gold.source));
        let sourced = !gold.source.is_empty();
        if sourced {
            self.sources.recall.add(right);
        } else if !gold.attributed {
            self.silence.add(!answered);
        }
        let cues = match &gold.cue {
            Some(Cue::Spans(cues)) if sourced => Some(cues),
            _ => None,
        };
        if let Some(cues) = cues.filter(|cues| !cues.is_empty()) {
            let cue = answer.and_then(|answer| answer.record().cue);
            self.cues.add(cue.is_some_and(|cue| overlaps_any(cue, cues)));
        }
        // A source outside of the text: no answer is right or wrong.
        let known = answered && (sourced || !gold.attributed);
        if known {
            self.sources.precision.add(right);
        }
        // Two sources in PolNeAR have no cue. Their answers stay out of the calibration, so that its figures compare
        // with published ones.
        let cueless = cues.is_some_and(Vec::is_empty);
        (known && !cueless).then_some(right)
    }
}

#[cfg(test)]
mod tests {
    use inquit::{attribute_quotes, Attributor, Input, Span};
    use serde_json::json;

    use super::{score, trimmed, Annotated, Score};

    #[test]
    fn marks_and_spaces_are_trimmed() {
        let trim = |text: &str| trimmed(text, Span::new(0, text.len()));
        assert_eq!(trim("“No,” "), Span::new(3, 5));
        assert_eq!(trim("— No."), Span::new(4, 7));
        assert!(trim("“,”").is_empty() && trim("” ’").is_empty() && trim("").is_empty());
    }

    /// Counts as (right, of).
    fn counts(score: &Score) -> [(usize, usize); 6] {
        let [found, boundaries, speakers] = [score.found, score.boundaries.recall, score.speakers];
        let [precision, recall, silence] = [score.sources.precision, score.sources.recall, score.silence];
        [found, boundaries, speakers, precision, recall, silence].map(|share| (share.right, share.of))
    }

    #[test]
    fn fiction() {
        let document: Annotated = serde_json::from_value(json!({
            "id": "", "genre": "fiction", "text": "\"No,\" said Orne. \"Yes,\" said Mrs. Hale. She went to bed.",
            "characters": [{ "name": "Orne" }, { "name": "Ida Hale", "aliases": ["Mrs. Hale"] }, { "name": "Gull" }],
            "quotes": [
                { "spans": [[1, 4]], "speaker": "Orne", "type": "explicit" },
                { "spans": [[17, 23]], "speaker": "Ida Hale", "type": "explicit" },
                // A part of a quotation has the quotation's speaker, but not its boundaries.
                { "spans": [[18, 20]], "speaker": "Gull" },
                // No quotation is found here.
                { "spans": [[40, 43]], "speaker": "Ida Hale" },
                // Nobody can tell.
                { "spans": [[1, 4]], "speaker": null },
            ],
        }))
        .unwrap();
        let open = score(&document, &attribute_quotes(&document.text), false);
        assert_eq!(counts(&open), [(4, 5), (2, 4), (2, 4), (0, 0), (0, 0), (0, 0)]);
        assert_eq!(open.speakers_by_kind["explicit"].value(), Some(1.0));
        assert_eq!(open.calibration.answers(), 3);
        let found = Attributor::new().attribute(Input::new(&document.text).cast(&document.cast().unwrap()));
        assert_eq!(counts(&score(&document, &found, true)), counts(&open));
        // An alias is not enough where the characters are given.
        assert_eq!(score(&document, &attribute_quotes(&document.text), true).speakers.right, 1);
    }

    #[test]
    fn news() {
        let document: Annotated = serde_json::from_value(json!({
            "id": "", "genre": "news", "text": "\"No,\" said Orne. \"Yes,\" said Hale. \"Well,\" said Gull.",
            "quotes": [
                { "spans": [[1, 4]], "attributed": true, "source": [[11, 15]], "cue": [[6, 10]] },
                { "spans": [[18, 22]], "attributed": false, "source": [] },
                // The source is not in the text.
                { "spans": [[36, 41]], "attributed": true, "source": [] },
            ],
        }))
        .unwrap();
        let score = score(&document, &attribute_quotes(&document.text), false);
        assert_eq!(counts(&score), [(3, 3), (3, 3), (0, 0), (1, 2), (1, 1), (0, 1)]);
        assert_eq!((score.cues.value(), score.sources.f1()), (Some(1.0), Some(2.0 / 3.0)));
    }
}
