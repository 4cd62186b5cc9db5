//! Decisions become the records that a caller gets.

use std::collections::HashMap;

use crate::attribution::addressee::{Addressees, ADDRESSEES};
use crate::attribution::decision::Decision;
use crate::attribution::genre::Genre;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::people::cast::Cast;
use crate::people::display_name::DisplayNames;
use crate::people::person::{People, Person};
use crate::quote::quotation::Quotation;
use crate::record::{Confidence, Evidence, QuoteKind, QuoteRecord, Speaker, SpeakerId};
use crate::util::ids::{Column, IdRange, PersonId, QuoteId, TokenId, WordId};

/// Writes the records of a text and numbers its speakers as they appear.
pub(crate) struct Recorder<'a, 't> {
    pub(crate) document: &'a Document<'t>,
    pub(crate) people: &'a People,
    pub(crate) cast: Option<&'a Cast>,
    pub(crate) genre: Genre,
    /// Speakers below this confidence are omitted.
    pub(crate) threshold: Confidence,
}

impl Recorder<'_, '_> {
    /// One record for each outermost quotation, and for each nested one that is speech. `decisions` and `addressees` are
    /// those of the outermost quotations, in order.
    pub(crate) fn write(
        &self,
        decisions: &Column<QuoteId, Decision>,
        addressees: &Column<QuoteId, Addressees>,
    ) -> (Vec<QuoteRecord>, Vec<Speaker>) {
        let Document { tokens, quotations, mentions, cues } = self.document;
        let mut speakers = SpeakerList { recorder: self, list: Vec::new(), ids: HashMap::new() };
        let mut records: Vec<QuoteRecord> = Vec::with_capacity(quotations.len());
        let mut outer = mentions.quotes.iter().zip(decisions.iter().zip(addressees)).peekable();
        let mut addressed: Vec<Addressees> = Vec::with_capacity(quotations.len());
        let mut utterances = 0;
        // The outermost quotation before, for utterances.
        let mut last: Option<(QuoteRecord, Decision)> = None;
        for (id, quotation) in quotations.enumerate() {
            let decided = outer.next_if(|(anchor, _)| anchor.quotation == id).map(|(_, decided)| decided);
            let heard_by = decided.map_or([None; ADDRESSEES], |(_, addressees)| *addressees);
            let decided = decided.map(|(decision, _)| *decision);
            // A title or a scare quote within speech is part of what is said.
            let Some(decision) = decided.or_else(|| self.nested(quotation)) else { continue };
            let confidence = decision.confidence;
            let sure = confidence >= self.threshold || decision.kind == QuoteKind::NotSpeech;
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
                speaker: speaker.map(|person| speakers.id(person)),
                mention: decision.mention.filter(|_| sure).map(|m| mentions.list[m].span(tokens)),
                cue: decision.cue.filter(|_| sure).map(|c| cues.list[c].span(tokens)),
                evidence,
                confidence,
                addressees: [None; ADDRESSEES],
                utterance: 0,
            };
            let continues = decided.is_some()
                && last.is_some_and(|(before, earlier)| {
                    let same_speaker = record.speaker == before.speaker;
                    let same_cue = decision.cue.is_some() && decision.cue == earlier.cue;
                    same_speaker && (same_cue || evidence == Evidence::Inherited || quotation.continues)
                });
            // A quotation nested in the stretch before does not part it from this one.
            let utterance = match last {
                Some((before, _)) if continues => before.utterance,
                _ => {
                    utterances += 1;
                    utterances - 1
                }
            };
            let record = QuoteRecord { utterance, ..record };
            records.push(record);
            addressed.push(heard_by.map(|person| person.filter(|_| speaker.is_some())));
            if decided.is_some() {
                last = Some((record, decision));
            }
        }

        // People who are only addressed are numbered after all speakers.
        for (record, people) in records.iter_mut().zip(addressed) {
            record.addressees = people.map(|person| person.map(|person| speakers.id(person)));
        }
        (records, speakers.list)
    }

    /// The decision about a quotation within another: speech, if it ends like speech or a reporting verb leads to it.
    /// Its speaker is not resolved.
    ///
    /// In news it has no record: the source of the outer quotation answers for all that stands in it.
    fn nested(&self, quotation: &Quotation) -> Option<Decision> {
        let tokens = &self.document.tokens;
        let end = tokens.text[quotation.inner].trim_end().chars().next_back();
        let ends = end.is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…' | '-' | '—'));
        let words = IdRange::from(TokenId::default()..tokens.words_in(quotation.span).start());
        let said = || tokens.words[words].iter().rev().take(2).take_while(|w| w.id == WordId::NONE || w.is_word());
        let led_in =
            said().find(|w| w.is_word()).is_some_and(|w| tokens.vocabulary.classes(w.id).any(Classes::CUE_STRONG));
        (self.genre == Genre::Fiction && (ends || led_in)).then_some(Decision::UNRESOLVED)
    }
}

/// The speakers of a text so far.
struct SpeakerList<'r, 'a, 't> {
    recorder: &'r Recorder<'a, 't>,
    list: Vec<Speaker>,
    ids: HashMap<PersonId, SpeakerId>,
}

impl SpeakerList<'_, '_, '_> {
    /// The number of a person, a new one at first.
    fn id(&mut self, person: PersonId) -> SpeakerId {
        let Self { recorder, list, ids } = self;
        let Recorder { document, people, cast, .. } = recorder;
        *ids.entry(person).or_insert_with(|| {
            let id = SpeakerId(list.len() as u32);
            let DisplayNames { name, aliases, title } = DisplayNames::of(person, people, &document.tokens, *cast);
            let Person { gender, mentions, .. } = people[person];
            list.push(Speaker { id, name, aliases, title, gender, mentions });
            id
        })
    }
}
