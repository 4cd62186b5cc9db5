//! The resolver: which speaker each quotation has.

mod addressee;
mod candidate;
mod chain;
mod conversation;
mod feature;
mod fit;
mod form;
mod genre;
mod hindsight;
mod lists;
mod model;
mod places;
mod record;
mod reference;
mod report;
mod slot;
mod source;
mod subset;
mod tag;
mod tale;
#[cfg(feature = "train")]
pub(crate) mod train;
mod turns;
mod unit;
mod weigh;

use std::collections::HashMap;

use addressee::ADDRESSEES;
use genre::Genre;

pub use model::Weights;
pub use record::{Confidence, Evidence, QuoteKind, QuoteRecord, Speaker, SpeakerId};

use crate::cue::Cues;
use crate::lexicon::{Classes, WordId};
use crate::mention::Mentions;
use crate::quote::Quotation;
use crate::speaker::{Cast, Names, People, Person, PersonId};
use crate::token::Tokens;

/// What the stages before the resolver found.
pub(crate) struct Stages<'t> {
    pub(crate) cast: Option<&'t Cast>,
    pub(crate) tokens: Tokens<'t>,
    pub(crate) quotations: Vec<Quotation>,
    pub(crate) mentions: Mentions,
    pub(crate) cues: Cues,
    pub(crate) people: People,
}

/// What is decided about an outermost quotation.
#[derive(Clone, Copy, Debug)]
struct Decision {
    kind: QuoteKind,
    speaker: Option<PersonId>,
    evidence: Evidence,
    /// Index of `Mentions::list`.
    mention: Option<usize>,
    /// Index of `Cues::list`.
    cue: Option<usize>,
    confidence: Confidence,
}

impl Default for Decision {
    fn default() -> Self {
        Self {
            kind: QuoteKind::Direct,
            speaker: None,
            evidence: Evidence::Unresolved,
            mention: None,
            cue: None,
            confidence: Confidence::thousandths(300),
        }
    }
}

/// How the resolver decides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings<'w> {
    pub(crate) weights: &'w Weights,
    pub(crate) single_pass: bool,
    /// Speakers less sure than this are left out.
    pub(crate) threshold: Confidence,
}

/// Attributes the quotations of a text that has gone through all stages before.
pub(crate) fn resolve(stages: &mut Stages<'_>, settings: &Settings<'_>) -> (Vec<QuoteRecord>, Vec<Speaker>) {
    let Stages { cast, tokens, quotations, mentions, cues, people } = stages;
    let scene = tag::Scene { tokens, quotations, mentions, cues };
    let genre = Genre::of(&scene);
    let mut references = reference::refer(scene, genre, people);
    let decisions = match genre {
        Genre::Tale => tale::decide(scene, people, &mut references, settings),
        Genre::Report => report::decide(scene, people, &references, settings.weights),
    };

    let addressees = addressee::find(scene, people, &references, &decisions);
    let mut output = Output { cast: *cast, tokens, people, speakers: Vec::new(), ids: HashMap::new() };
    let mut records: Vec<QuoteRecord> = Vec::with_capacity(quotations.len());
    let mut outer = mentions.quotes.iter().zip(decisions.iter().zip(&addressees)).peekable();
    let mut addressed: Vec<[Option<PersonId>; ADDRESSEES]> = Vec::with_capacity(quotations.len());
    let mut utterances = 0;
    // The outermost quotation before, for utterances.
    let mut last: Option<(QuoteRecord, Decision)> = None;
    for (q, quotation) in quotations.iter().enumerate() {
        let decided = outer.next_if(|(place, _)| place.quotation == q).map(|(_, decided)| decided);
        let told = decided.map_or([None; ADDRESSEES], |(_, addressees)| *addressees);
        let decided = decided.map(|(decision, _)| *decision);
        // A title or a word held at a distance within speech is part of what is said.
        let Some(decision) = decided.or_else(|| nested(tokens, genre, quotation)) else { continue };
        let confidence = decision.confidence;
        let sure = confidence >= settings.threshold || decision.kind == QuoteKind::NotSpeech;
        let speaker = decision.speaker.filter(|_| sure);
        let evidence = if sure { decision.evidence } else { Evidence::Unresolved };
        let record = QuoteRecord {
            span: quotation.span,
            inner: quotation.inner,
            depth: quotation.depth,
            closed: quotation.closed,
            doubtful: quotation.doubtful,
            style: quotation.style,
            kind: decision.kind,
            speaker: speaker.map(|person| output.speaker(person)),
            mention: decision.mention.filter(|_| sure).map(|m| mentions.list[m].span(tokens)),
            cue: decision.cue.filter(|_| sure).map(|c| cues.list[c].span(tokens)),
            evidence,
            confidence,
            addressees: [None; ADDRESSEES],
            utterance: 0,
        };
        let goes_on = decided.is_some()
            && last.is_some_and(|(before, earlier)| {
                let same_speaker = record.speaker == before.speaker;
                let same_cue = decision.cue.is_some() && decision.cue == earlier.cue;
                same_speaker && (same_cue || evidence == Evidence::Inherited || quotation.continues)
            });
        // What stands within the stretch before does not part it from this one.
        let utterance = match last {
            Some((before, _)) if goes_on => before.utterance,
            _ => {
                utterances += 1;
                utterances - 1
            }
        };
        let record = QuoteRecord { utterance, ..record };
        records.push(record);
        addressed.push(told.map(|person| person.filter(|_| speaker.is_some())));
        if decided.is_some() {
            last = Some((record, decision));
        }
    }

    // Who is only spoken to comes after all who speak.
    for (record, people) in records.iter_mut().zip(addressed) {
        record.addressees = people.map(|person| person.map(|person| output.speaker(person)));
    }
    (records, output.speakers)
}

/// Numbers the speakers as they appear.
struct Output<'a> {
    cast: Option<&'a Cast>,
    tokens: &'a Tokens<'a>,
    people: &'a People,
    speakers: Vec<Speaker>,
    ids: HashMap<PersonId, SpeakerId>,
}

impl Output<'_> {
    fn speaker(&mut self, person: PersonId) -> SpeakerId {
        let Self { cast, tokens, people, speakers, ids } = self;
        *ids.entry(person).or_insert_with(|| {
            let id = SpeakerId(speakers.len() as u32);
            let Names { name, aliases, title } = people.names(person, tokens, *cast);
            let Person { gender, mentions, .. } = people[person];
            speakers.push(Speaker { id, name, aliases, title, gender, mentions });
            id
        })
    }
}

/// A quotation within another, if it ends like speech or a verb of speech leads to it. Whom the outer speaker quotes is
/// not told apart.
///
/// In a report none: its source answers for all that stands in the outer marks, and is counted once.
fn nested(tokens: &Tokens<'_>, genre: Genre, quotation: &Quotation) -> Option<Decision> {
    let end = tokens.text[quotation.inner].trim_end().chars().next_back();
    let ends = end.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…' | '-' | '—'));
    let first = tokens.words_in(quotation.span).start;
    let said = || tokens.words[..first].iter().rev().take(2).take_while(|w| w.id == WordId::NONE || w.is_word());
    let led_in = said().find(|w| w.is_word()).is_some_and(|w| tokens.vocabulary.classes(w.id).any(Classes::CUE_STRONG));
    (genre == Genre::Tale && (ends || led_in)).then(Decision::default)
}
