//! Decisions become the records that a caller gets.

use crate::attribution::addressee::{Addressees, ADDRESSEES};
use crate::attribution::decision::{Decision, Decisions, Ranking};
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::{MentionKind, NounClass, Pronoun};
use crate::mention::name::EntityType;
use crate::people::cast::Cast;
use crate::people::display_name::DisplayNames;
use crate::people::person::{People, Person, PersonKind};
use crate::people::slug::Slugs;
use crate::quote::quotation::Quotation;
use crate::record::{Alternative, Evidence, Genre, QuoteKind, QuoteRecord, Speaker, SpeakerId, SpeakerKind};
use crate::token::chars::is_blank;
use crate::util::ids::{Column, IdRange, MentionId, PersonId, QuoteId, TokenId, WordId};

/// Maximum number of alternatives of a record.
const ALTERNATIVES: usize = 3;

/// Writes the records of a text and numbers its speakers as they appear.
pub(crate) struct Recorder<'a, 't> {
    pub(crate) document: &'a Document<'t>,
    pub(crate) people: &'a People,
    pub(crate) coreference: &'a Coreference,
    pub(crate) cast: Option<&'a Cast>,
    pub(crate) genre: Genre,
    /// Speakers below this confidence are omitted.
    pub(crate) threshold: f64,
}

/// The records of a text and its speakers.
#[derive(Debug)]
pub(crate) struct Resolution {
    pub(crate) genre: Genre,
    /// In order of their starts.
    pub(crate) records: Vec<QuoteRecord>,
    /// By [`SpeakerId`].
    pub(crate) speakers: Vec<Speaker>,
    /// The "I" of the narration, if it is a speaker or an addressee.
    pub(crate) narrator: Option<SpeakerId>,
}

/// The people of a record who get their numbers when all speakers have theirs.
struct Pending<'d> {
    addressees: Addressees,
    ranking: Option<&'d Ranking>,
}

impl Recorder<'_, '_> {
    /// One record for each outermost quotation, and for each nested one that is speech. `decisions` and `addressees`
    /// are those of the outermost quotations, in order.
    pub(crate) fn write(&self, decisions: &Decisions, addressees: &Column<QuoteId, Addressees>) -> Resolution {
        let Document { tokens, quotations, mentions, cues } = self.document;
        let mut speakers = SpeakerList::new(self);
        let mut records: Vec<QuoteRecord> = Vec::with_capacity(quotations.len());
        let decided = decisions.list.iter().zip(&decisions.rankings).zip(addressees);
        let mut outer = mentions.quotes.iter().zip(decided).peekable();
        let mut pending: Vec<Pending<'_>> = Vec::with_capacity(quotations.len());
        let mut utterances = 0;
        // The outermost quotation before, for utterances: its speaker, its utterance, the decision about it.
        let mut last: Option<(Option<SpeakerId>, u32, Decision)> = None;
        for (id, quotation) in quotations.enumerate() {
            let decided = outer.next_if(|(anchor, _)| anchor.quotation == id).map(|(_, decided)| decided);
            // A title or a scare quote within speech is part of what is said.
            let own = decided.map(|((decision, _), _)| *decision);
            let Some(decision) = own.or_else(|| self.nested(quotation)) else { continue };
            let confidence = decision.confidence;
            let sure = confidence >= self.threshold || decision.kind == QuoteKind::NotSpeech;
            let person = decision.speaker.filter(|_| sure);
            let speaker = person.map(|person| speakers.id(person));
            let evidence = if sure { decision.evidence } else { Evidence::Unresolved };
            let continues = own.is_some()
                && last.is_some_and(|(speaker_before, _, before)| {
                    let same_cue = decision.cue.is_some() && decision.cue == before.cue;
                    speaker == speaker_before && (same_cue || evidence == Evidence::Inherited || quotation.continues)
                });
            // A quotation nested in the stretch before does not part it from this one.
            let utterance = match last {
                Some((_, utterance, _)) if continues => utterance,
                _ => {
                    utterances += 1;
                    utterances - 1
                }
            };
            records.push(QuoteRecord {
                span: quotation.span,
                content: quotation.content,
                depth: quotation.depth,
                closed: quotation.closed,
                doubtful: quotation.doubtful,
                style: quotation.style,
                kind: decision.kind,
                speaker,
                mention: decision.mention.filter(|_| sure).map(|m| mentions.list[m].span(tokens)),
                cue: decision.cue.filter(|_| sure).map(|c| cues.list[c].span(tokens)),
                evidence,
                confidence,
                addressees: Vec::new(),
                alternatives: Vec::new(),
                utterance,
            });
            pending.push(Pending {
                addressees: decided
                    .filter(|_| person.is_some())
                    .map_or([None; ADDRESSEES], |(_, addressees)| *addressees),
                ranking: decided.map(|((_, ranking), _)| ranking),
            });
            if own.is_some() {
                last = Some((speaker, utterance, decision));
            }
        }

        // People who are only addressed are numbered after all speakers, and only who has a number is an alternative.
        for (record, pending) in records.iter_mut().zip(&pending) {
            record.addressees = pending.addressees.iter().flatten().map(|&person| speakers.id(person)).collect();
        }
        for (record, pending) in records.iter_mut().zip(&pending) {
            if let Some(ranking) = pending.ranking {
                record.alternatives = speakers.alternatives(ranking, record.speaker);
            }
        }
        speakers.add_mentions(decisions);
        let narrator = self.people.narrator.and_then(|person| speakers.known(person));
        Resolution { genre: self.genre, records, speakers: speakers.list, narrator }
    }

    /// The decision about a quotation within another: speech, if it ends like speech or a reporting verb leads to it.
    /// Its speaker is not resolved.
    ///
    /// In news it has no record: the source of the outer quotation answers for all that stands in it.
    fn nested(&self, quotation: &Quotation) -> Option<Decision> {
        let tokens = &self.document.tokens;
        let end = tokens.text[quotation.content].trim_end_matches(is_blank).chars().next_back();
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
    /// By person, the number; `None` for those who are not listed.
    ids: Column<PersonId, Option<SpeakerId>>,
    slugs: Slugs,
}

impl<'r, 'a, 't> SpeakerList<'r, 'a, 't> {
    fn new(recorder: &'r Recorder<'a, 't>) -> Self {
        let ids = Column::filled(None, recorder.people.list.len());
        Self { recorder, list: Vec::new(), ids, slugs: Slugs::default() }
    }

    /// The number of a person who is listed.
    fn known(&self, person: PersonId) -> Option<SpeakerId> {
        self.ids[person]
    }

    /// The number of a person, who is listed from now on.
    fn id(&mut self, person: PersonId) -> SpeakerId {
        let Self { recorder, list, ids, slugs } = self;
        let Recorder { document, people, cast, .. } = recorder;
        *ids[person].get_or_insert_with(|| {
            // OK because there are no more speakers than people, whose numbers have 32 bits.
            let id = SpeakerId(list.len() as u32);
            let DisplayNames { name, aliases, title } = DisplayNames::of(person, people, &document.tokens, *cast);
            let Person { gender, mentions, kind, .. } = people[person];
            let slug = slugs.unique(&name);
            let mention_spans = Vec::with_capacity(mentions);
            list.push(Speaker { id, name, slug, aliases, title, gender, kind: kind_of(kind), mentions, mention_spans });
            id
        })
    }

    /// The next best speakers after `speaker` who are listed.
    fn alternatives(&self, ranking: &Ranking, speaker: Option<SpeakerId>) -> Vec<Alternative> {
        let mut alternatives = Vec::new();
        for (person, posterior) in ranking.iter() {
            let Some(id) = self.known(person).filter(|&id| Some(id) != speaker) else { continue };
            // To the nearest thousandth; OK because posteriors lie within 0 and 1.
            let thousandths = (posterior * 1000.0 + 0.5) as u16;
            alternatives.push(Alternative { speaker: id, posterior: f64::from(thousandths) / 1000.0 });
            if alternatives.len() == ALTERNATIVES {
                break;
            }
        }
        alternatives
    }

    /// Adds the positions at which the speakers are mentioned, and tells groups from single people by these mentions.
    fn add_mentions(&mut self, decisions: &Decisions) {
        let Recorder { people, coreference, genre, .. } = self.recorder;
        for (m, person) in coreference.person.enumerate() {
            if let Some(id) = person.and_then(|person| self.known(person)) {
                self.add_mention(m, id);
            }
        }
        // In news a noun phrase that no other mention refers to becomes a person when it is the source of a quotation.
        let is_nominal = |person: PersonId| people[person].kind == PersonKind::Nominal;
        for decision in decisions.list.iter().filter(|_| *genre == Genre::News) {
            let (Some(m), Some(person)) = (decision.mention, decision.speaker.filter(|&person| is_nominal(person)))
            else {
                continue;
            };
            if let (None, Some(id)) = (coreference.person[m], self.known(person)) {
                self.add_mention(m, id);
            }
        }
        for speaker in &mut self.list {
            // A mention within another may be listed before it, and several quotations may have one source.
            speaker.mention_spans.sort_unstable();
            speaker.mention_spans.dedup();
            // Nobody without a name has been mentioned when the names were counted.
            if speaker.mentions == 0 {
                speaker.mentions = speaker.mention_spans.len();
            }
        }
    }

    /// Adds a mention by a name, a noun phrase or "someone". Those by other pronouns are not listed.
    fn add_mention(&mut self, m: MentionId, id: SpeakerId) {
        let Document { tokens, mentions, .. } = self.recorder.document;
        let mention = &mentions.list[m];
        if !matches!(mention.pronoun(), None | Some(Pronoun::Indefinite)) {
            return;
        }
        let speaker = &mut self.list[id.index()];
        speaker.mention_spans.push(mention.span(tokens));
        let group = || mention.plural || matches!(mention.kind, MentionKind::Nominal { class: NounClass::Group, .. });
        if speaker.kind == SpeakerKind::Described && group() {
            speaker.kind = SpeakerKind::Group;
        }
    }
}

/// What a person is to a caller. People without a proper name may turn out to be a group.
fn kind_of(kind: PersonKind) -> SpeakerKind {
    match kind {
        PersonKind::Cast | PersonKind::Named(EntityType::Person | EntityType::Unknown) => SpeakerKind::Person,
        PersonKind::Named(EntityType::Organisation | EntityType::Place) => SpeakerKind::Organisation,
        PersonKind::Called | PersonKind::Nominal => SpeakerKind::Described,
        PersonKind::Narrator => SpeakerKind::Narrator,
    }
}
