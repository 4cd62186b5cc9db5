//! What is known of a tale before its units are decided: who is about, whom the clauses name, who follows whom.

use core::ops::Range;

use crate::attribution::clause::{clause_addressee, subject_of, SubjectKind};
use crate::attribution::fiction::turns::{gap, Turns};
use crate::attribution::unit::{Unit, Units};
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::{MentionKind, NounClass, Pronoun};
use crate::mention::name::EntityType;
use crate::mention::narration::NarrationItem;
use crate::model::template::bucket;
use crate::people::person::{People, Person, PersonKind};
use crate::record::Gender;
use crate::util::ids::{PersonId, WordId};
use crate::util::position_index::PositionIndex;
use crate::util::ragged::Ragged;

/// So many mentions within a quotation are read.
const SAID: usize = 60;

/// All that is known of a text before its units are decided.
pub(crate) struct FictionContext<'a, 't> {
    pub(crate) document: &'a Document<'t>,
    pub(crate) people: &'a People,
    pub(crate) coreference: &'a Coreference,
    pub(crate) units: &'a Units,
    pub(crate) turns: Turns,
    /// By unit.
    pub(crate) clauses: Vec<Clause>,
    /// By person.
    pub(crate) stats: Vec<PersonStats>,
    /// Who is mentioned in the narration of each paragraph.
    sightings: Ragged<NarrationMention>,
    /// Whom each unit speaks of.
    said: Ragged<SpeechMention>,
    /// The mentions of the narration that are subjects of verbs, and the others.
    subjects: PositionIndex,
    others: PositionIndex,
}

/// What the clause of a unit tells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clause {
    pub(crate) subject: SubjectKind,
    /// Of its subject.
    pub(crate) gender: Gender,
    /// Whom it names.
    pub(crate) names: Option<PersonId>,
    /// The mention to whom it says that it is said.
    pub(crate) addressee: Option<u32>,
    /// The noun that is its subject.
    pub(crate) noun: Option<WordId>,
}

/// How a person stands in the whole text, as values of the templates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PersonStats {
    pub(crate) kind: u8,
    pub(crate) gender: u8,
    pub(crate) frequency: u8,
    /// How often clauses name the person.
    pub(crate) spoken: u8,
}

impl PersonStats {
    fn of(person: &Person, named: u32, mentions: usize) -> Self {
        let kind = match person.kind {
            PersonKind::Cast => 0,
            PersonKind::Named(EntityType::Person) => 1,
            PersonKind::Named(_) => 2,
            PersonKind::Nominal => 3,
            PersonKind::Narrator => 4,
        };
        let gender = match person.gender {
            Gender::Male => 0,
            Gender::Female => 1,
            Gender::Unknown => 2,
        };
        let share = person.mentions * 1000 / mentions.max(1);
        let frequency = bucket(share, &[1, 3, 8, 20, 50, 100]) as u8;
        let spoken = bucket(named as usize, &[1, 2, 4, 8, 20, 50]) as u8;
        Self { kind, gender, frequency, spoken }
    }
}

/// A name or a resolved pronoun in the narration.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NarrationMention {
    pub(crate) person: PersonId,
    pub(crate) paragraph: u32,
    pub(crate) subject: bool,
    pub(crate) pronoun: bool,
}

/// A mention within speech: of somebody who is known, or a title by which somebody is called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SpeechMention {
    pub(crate) person: Option<PersonId>,
    pub(crate) named: bool,
    pub(crate) vocative: bool,
    pub(crate) gender: Gender,
}

/// A mention and the element that it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    pub(crate) element: usize,
    pub(crate) mention: usize,
}

impl<'a, 't> FictionContext<'a, 't> {
    pub(crate) fn new(
        document: &'a Document<'t>,
        people: &'a People,
        coreference: &'a Coreference,
        units: &'a Units,
    ) -> Self {
        let mut named = vec![0; people.list.len()];
        let mut clauses = Vec::with_capacity(units.list.len());
        for unit in &units.list {
            let clause = Clause::of(document, people, coreference, unit);
            if let Some(person) = clause.names {
                named[person.index()] += 1;
            }
            clauses.push(clause);
        }
        let is_mention = |k: usize| matches!(document.mentions.elements.at(k), NarrationItem::Mention(_));
        let elements = document.mentions.elements.len();
        let subjects = PositionIndex::of(elements, |k| document.cues.is_subject(k) && is_mention(k));
        let others = PositionIndex::of(elements, |k| !document.cues.is_subject(k) && is_mention(k));
        let mentions = document.mentions.list.len();
        let standing = |(person, &named)| PersonStats::of(person, named, mentions);
        Self {
            document,
            people,
            coreference,
            units,
            turns: Turns::new(&units.list, |before, u| gap(document, &units.list[before], &units.list[u])),
            clauses,
            stats: people.list.iter().zip(&named).map(standing).collect(),
            sightings: sightings(document, coreference),
            said: said(document, coreference, units),
            subjects,
            others,
        }
    }

    pub(crate) fn unit(&self, u: usize) -> &'a Unit {
        &self.units.list[u]
    }

    /// Who is mentioned in the narration of a paragraph; nobody beyond the last one.
    pub(crate) fn sightings_of(&self, paragraph: usize) -> &[NarrationMention] {
        if paragraph < self.sightings.len() {
            self.sightings.of(paragraph)
        } else {
            &[]
        }
    }

    /// Who is mentioned in the narration up to the end of a paragraph.
    pub(crate) fn sightings_up_to(&self, paragraph: usize) -> &[NarrationMention] {
        self.sightings.up_to(paragraph)
    }

    /// The first and the last mention among some elements that is the subject of a verb.
    pub(crate) fn subjects_in(&self, elements: Range<usize>) -> Option<[Placed; 2]> {
        self.ends(&self.subjects, elements)
    }

    /// The same for mentions that are none.
    pub(crate) fn others_in(&self, elements: Range<usize>) -> Option<[Placed; 2]> {
        self.ends(&self.others, elements)
    }

    /// The first and the last of a list that are among some elements.
    fn ends(&self, list: &PositionIndex, elements: Range<usize>) -> Option<[Placed; 2]> {
        let placed = |&element: &u32| match self.document.mentions.elements.at(element as usize) {
            NarrationItem::Mention(mention) => Some(Placed { element: element as usize, mention }),
            _ => None,
        };
        let among = list.among(elements);
        Some([placed(among.first()?)?, placed(among.last()?)?])
    }

    /// Whom a unit speaks of.
    pub(crate) fn said_in(&self, u: usize) -> &[SpeechMention] {
        self.said.of(u)
    }

    pub(crate) fn is_nominal(&self, person: PersonId) -> bool {
        self.people[person].kind == PersonKind::Nominal
    }

    /// The person without a name who is subject of a unit's clause.
    #[cfg(feature = "train")]
    pub(crate) fn nominal(&self, u: usize) -> Option<PersonId> {
        let person = self.coreference.person[self.unit(u).tag?.mention()]?;
        self.is_nominal(person).then_some(person)
    }

    /// What kind of noun is subject of the clause of a unit: kin, and whether somebody the reader knows.
    pub(crate) fn noun_class(&self, u: usize) -> usize {
        let Some(tag) = self.unit(u).tag else { return 0 };
        let mention = &self.document.mentions.list[tag.mention()];
        let tokens = &self.document.tokens;
        let first = mention.words.start();
        let determiner = if tokens.classes(first).any(Classes::POSSESSIVE_PRONOUN) {
            2
        } else {
            usize::from(tokens.word_text(first).eq_ignore_ascii_case("the"))
        };
        determiner + 3 * usize::from(matches!(mention.kind, MentionKind::Nominal { class: NounClass::Kin, .. }))
    }

    /// Whose noun phrase the subject of a unit's clause is: Emma in "Emma's mother", and in "her mother" where no other
    /// woman is about.
    pub(crate) fn owner(&self, u: usize) -> Option<PersonId> {
        let unit = self.unit(u);
        let named = self.coreference.owner(&self.document.mentions, unit.tag?.mention());
        let only = || {
            let gender = self.owner_gender(u).filter(|_| self.noun_class(u) >= 3)?;
            let salient = self.coreference.salient[unit.quotes.start()].iter().map(|(p, _)| p);
            let mut women = salient.filter(|&p| self.people[p].gender.agrees(gender) && !self.is_nominal(p));
            women.next().filter(|_| women.next().is_none())
        };
        named.or_else(only)
    }

    /// The gender of whose noun phrase the subject of a unit's clause is: "her mother".
    pub(crate) fn owner_gender(&self, u: usize) -> Option<Gender> {
        let tokens = &self.document.tokens;
        let first = self.document.mentions.list[self.unit(u).tag?.mention()].words.start();
        let classes = tokens.classes(first);
        let gender = if classes.any(Classes::MASCULINE) { Gender::Male } else { Gender::Female };
        let owned = classes.any(Classes::POSSESSIVE_PRONOUN) && classes.any(Classes::MASCULINE | Classes::FEMININE);
        owned.then_some(gender)
    }
}

impl Clause {
    fn of(document: &Document<'_>, people: &People, coreference: &Coreference, unit: &Unit) -> Self {
        let Some(tag) = unit.tag else {
            let (subject, gender) = (SubjectKind::None, Gender::Unknown);
            return Self { subject, gender, names: None, addressee: None, noun: None };
        };
        let mention = &document.mentions.list[tag.mention()];
        let known = coreference.person[tag.mention()];
        let names = match mention.pronoun() {
            None => known.filter(|&p| people[p].kind != PersonKind::Nominal),
            Some(Pronoun::I) => people.narrator,
            Some(_) => None,
        };
        let (subject, gender) = subject_of(document, coreference, tag);
        let noun = mention.head().filter(|_| subject == SubjectKind::Noun).map(|head| document.tokens.words[head].id);
        Self {
            subject,
            gender,
            names,
            addressee: tag.cue().and_then(|cue| clause_addressee(document, cue)).map(|told| told as u32),
            noun,
        }
    }
}

fn sightings(document: &Document<'_>, coreference: &Coreference) -> Ragged<NarrationMention> {
    let mut sightings = Ragged::with_room(document.mentions.paragraphs().len(), 0);
    for (p, elements) in document.mentions.paragraphs().enumerate() {
        for k in elements {
            let NarrationItem::Mention(m) = document.mentions.elements.at(k) else { continue };
            if let Some(person) = coreference.best(m) {
                let pronoun = document.mentions.list[m].pronoun().is_some();
                let (paragraph, subject) = (p as u32, document.cues.is_subject(k));
                sightings.push(NarrationMention { person, paragraph, subject, pronoun });
            }
        }
        sightings.close();
    }
    sightings
}

fn said(document: &Document<'_>, coreference: &Coreference, units: &Units) -> Ragged<SpeechMention> {
    let mut said = Ragged::with_room(units.list.len(), 0);
    for u in 0..units.list.len() {
        for q in units.quotes(u) {
            for m in document.mentions.quotes[q].mentions.range().take(SAID) {
                let mention = &document.mentions.list[m];
                let person = coreference.person[m];
                let (named, vocative, gender) = (mention.name().is_some(), mention.vocative, mention.gender);
                if person.is_some() || vocative && !named && gender != Gender::Unknown {
                    said.push(SpeechMention { person, named, vocative, gender });
                }
            }
        }
        said.close();
    }
    said
}
