//! What is known of a tale before its units are decided: who is about, whom the clauses name, who follows whom.

use core::ops::Range;

use super::addressee;
use super::feature::{bucket, SubjectKind};
use super::hindsight::{History, Past};
use super::lists::Lists;
use super::reference::References;
use super::subset::Subset;
use super::tag::{Scene, Tag};
use super::turns::{Gap, Turns};
use super::unit::{Unit, Units};
use crate::lexicon::{Classes, WordId};
use crate::mention::{Bearer, Element, Gender, MentionKind, NounClass, Pronoun};
use crate::speaker::{People, Person, PersonId, PersonKind};

/// So many mentions within a quotation are read.
const SAID: usize = 60;

/// All that is known of a text before its units are decided.
pub(super) struct Conversation<'a, 't> {
    pub(super) scene: Scene<'a, 't>,
    pub(super) people: &'a People,
    pub(super) references: &'a References,
    pub(super) units: &'a Units,
    pub(super) turns: Turns,
    /// By unit.
    pub(super) clauses: Vec<Clause>,
    /// By person.
    pub(super) standings: Vec<Standing>,
    /// Who is mentioned in the narration of each paragraph.
    sightings: Lists<Sighting>,
    /// Whom each unit speaks of.
    said: Lists<Said>,
    /// The mentions of the narration that are subjects of verbs, and the others.
    subjects: Subset,
    others: Subset,
}

/// What the clause of a unit tells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause {
    pub(super) subject: SubjectKind,
    /// Of its subject.
    pub(super) gender: Gender,
    /// Whom it names.
    pub(super) names: Option<PersonId>,
    /// The mention to whom it says that it is said.
    pub(super) told: Option<u32>,
    /// The noun that is its subject.
    pub(super) noun: Option<WordId>,
}

/// How a person stands in the whole text, as values of the templates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    pub(super) kind: u8,
    pub(super) gender: u8,
    pub(super) frequency: u8,
    /// How often clauses name the person.
    pub(super) spoken: u8,
}

impl Standing {
    fn of(person: &Person, named: u32, mentions: usize) -> Self {
        let kind = match person.kind {
            PersonKind::Cast => 0,
            PersonKind::Named(Bearer::Person) => 1,
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
pub(super) struct Sighting {
    pub(super) person: PersonId,
    pub(super) paragraph: u32,
    pub(super) subject: bool,
    pub(super) pronoun: bool,
}

/// A mention within speech: of somebody who is known, or a title by which somebody is called.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    pub(super) person: Option<PersonId>,
    pub(super) named: bool,
    pub(super) vocative: bool,
    pub(super) gender: Gender,
}

/// A mention and the element that it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) element: usize,
    pub(super) mention: usize,
}

impl<'a, 't> Conversation<'a, 't> {
    pub(super) fn new(scene: Scene<'a, 't>, people: &'a People, references: &'a References, units: &'a Units) -> Self {
        let mut named = vec![0; people.list.len()];
        let mut clauses = Vec::with_capacity(units.list.len());
        for unit in &units.list {
            let clause = Clause::of(scene, people, references, unit);
            if let Some(person) = clause.names {
                named[person.index()] += 1;
            }
            clauses.push(clause);
        }
        let is_mention = |k: usize| matches!(scene.mentions.elements.at(k), Element::Mention(_));
        let elements = scene.mentions.elements.len();
        let subjects = Subset::of(elements, |k| scene.cues.is_subject(k) && is_mention(k));
        let others = Subset::of(elements, |k| !scene.cues.is_subject(k) && is_mention(k));
        let mentions = scene.mentions.list.len();
        let standing = |(person, &named)| Standing::of(person, named, mentions);
        Self {
            scene,
            people,
            references,
            units,
            turns: Turns::new(&units.list, |before, u| gap(scene, &units.list[before], &units.list[u])),
            clauses,
            standings: people.list.iter().zip(&named).map(standing).collect(),
            sightings: sightings(scene, references),
            said: said(scene, references, units),
            subjects,
            others,
        }
    }

    pub(super) fn unit(&self, u: usize) -> &'a Unit {
        &self.units.list[u]
    }

    /// Who is mentioned in the narration of a paragraph; nobody beyond the last one.
    pub(super) fn sightings_of(&self, paragraph: usize) -> &[Sighting] {
        if paragraph < self.sightings.len() {
            self.sightings.of(paragraph)
        } else {
            &[]
        }
    }

    /// Who is mentioned in the narration up to the end of a paragraph.
    pub(super) fn sightings_up_to(&self, paragraph: usize) -> &[Sighting] {
        self.sightings.up_to(paragraph)
    }

    /// The first and the last mention among some elements that is the subject of a verb.
    pub(super) fn subjects_in(&self, elements: Range<usize>) -> Option<[Placed; 2]> {
        self.ends(&self.subjects, elements)
    }

    /// The same for mentions that are none.
    pub(super) fn others_in(&self, elements: Range<usize>) -> Option<[Placed; 2]> {
        self.ends(&self.others, elements)
    }

    /// The first and the last of a list that are among some elements.
    fn ends(&self, list: &Subset, elements: Range<usize>) -> Option<[Placed; 2]> {
        let placed = |&element: &u32| match self.scene.mentions.elements.at(element as usize) {
            Element::Mention(mention) => Some(Placed { element: element as usize, mention }),
            _ => None,
        };
        let among = list.among(elements);
        Some([placed(among.first()?)?, placed(among.last()?)?])
    }

    /// Whom a unit speaks of.
    pub(super) fn said_in(&self, u: usize) -> &[Said] {
        self.said.of(u)
    }

    pub(super) fn is_nominal(&self, person: PersonId) -> bool {
        self.people[person].kind == PersonKind::Nominal
    }

    /// The person without a name who is subject of a unit's clause.
    #[cfg(feature = "train")]
    pub(super) fn nominal(&self, u: usize) -> Option<PersonId> {
        let person = self.references.person[self.unit(u).tag?.mention()]?;
        self.is_nominal(person).then_some(person)
    }

    /// What kind of noun is subject of the clause of a unit: kin, and whether somebody the reader knows.
    pub(super) fn noun_class(&self, u: usize) -> usize {
        let Some(tag) = self.unit(u).tag else { return 0 };
        let mention = &self.scene.mentions.list[tag.mention()];
        let tokens = self.scene.tokens;
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
    pub(super) fn owner(&self, u: usize) -> Option<PersonId> {
        let unit = self.unit(u);
        let named = self.references.owner(self.scene.mentions, unit.tag?.mention());
        let only = || {
            let gender = self.owner_gender(u).filter(|_| self.noun_class(u) >= 3)?;
            let prominent = self.references.prominent[unit.quotes.start()].iter().map(|(p, _)| p);
            let mut women = prominent.filter(|&p| self.people[p].gender.agrees(gender) && !self.is_nominal(p));
            women.next().filter(|_| women.next().is_none())
        };
        named.or_else(only)
    }

    /// The gender of whose noun phrase the subject of a unit's clause is: "her mother".
    pub(super) fn owner_gender(&self, u: usize) -> Option<Gender> {
        let tokens = self.scene.tokens;
        let first = self.scene.mentions.list[self.unit(u).tag?.mention()].words.start();
        let classes = tokens.classes(first);
        let gender = if classes.any(Classes::MASCULINE) { Gender::Male } else { Gender::Female };
        let owned = classes.any(Classes::POSSESSIVE_PRONOUN) && classes.any(Classes::MASCULINE | Classes::FEMININE);
        owned.then_some(gender)
    }

    /// What the second pass has to know of the units.
    pub(super) fn history(&self) -> History {
        let tokens = self.scene.tokens;
        let quoted = |u: usize| {
            let words = self.units.quotes(u).flat_map(|q| self.scene.mentions.quotes[q].words.range());
            words.filter(|&w| tokens.words[w].is_word()).map(|w| tokens.words[w].id.0 as usize)
        };
        // How often each word is said; then its number.
        let mut numbers = vec![0u32; tokens.vocabulary.len()];
        let mut all = 0;
        for word in (0..self.clauses.len()).flat_map(quoted) {
            let Some(count) = numbers.get_mut(word) else { continue };
            *count += 1;
            all += 1;
        }
        let mut repeated = 0;
        for number in &mut numbers {
            let again = *number > 1;
            repeated += u32::from(again);
            *number = if again { repeated } else { 0 };
        }
        let mut words = Lists::with_room(self.clauses.len(), all);
        for u in 0..self.clauses.len() {
            for word in quoted(u) {
                let Some(&number) = numbers.get(word) else { continue };
                words.push(number);
            }
            words.close();
        }
        let past = |clause: &Clause| Past { subject: clause.subject, noun: clause.noun };
        History {
            people: self.people.list.len(),
            units: self.clauses.iter().map(past).collect(),
            words,
            repeated: repeated as usize,
        }
    }
}

impl Clause {
    fn of(scene: Scene<'_, '_>, people: &People, references: &References, unit: &Unit) -> Self {
        let Some(tag) = unit.tag else {
            let (subject, gender) = (SubjectKind::None, Gender::Unknown);
            return Self { subject, gender, names: None, told: None, noun: None };
        };
        let mention = &scene.mentions.list[tag.mention()];
        let known = references.person[tag.mention()];
        let names = match mention.pronoun() {
            None => known.filter(|&p| people[p].kind != PersonKind::Nominal),
            Some(Pronoun::I) => people.narrator,
            Some(_) => None,
        };
        let (subject, gender) = subject_of(scene, references, tag);
        let noun = mention.head().filter(|_| subject == SubjectKind::Noun).map(|head| scene.tokens.words[head].id);
        Self {
            subject,
            gender,
            names,
            told: tag.cue().and_then(|cue| addressee::object(scene, cue)).map(|told| told as u32),
            noun,
        }
    }
}

/// What kind of subject a clause has, and its gender.
pub(super) fn subject_of(scene: Scene<'_, '_>, references: &References, tag: Tag) -> (SubjectKind, Gender) {
    let mention = &scene.mentions.list[tag.mention()];
    match &mention.kind {
        MentionKind::Name(_) => (SubjectKind::Name, mention.gender),
        MentionKind::Pronoun(Pronoun::He | Pronoun::She) => (SubjectKind::Pronoun, mention.gender),
        MentionKind::Pronoun(Pronoun::I) => (SubjectKind::I, Gender::Unknown),
        MentionKind::Nominal { class, .. } if !mention.plural && *class != NounClass::Other => {
            (SubjectKind::Noun, mention.gender)
        }
        MentionKind::Nominal { .. } | MentionKind::Pronoun(Pronoun::Indefinite)
            if references.person[tag.mention()].is_some() =>
        {
            (SubjectKind::Noun, mention.gender)
        }
        _ => (SubjectKind::Other, Gender::Unknown),
    }
}

fn sightings(scene: Scene<'_, '_>, references: &References) -> Lists<Sighting> {
    let mut sightings = Lists::with_room(scene.mentions.paragraphs().len(), 0);
    for (p, elements) in scene.mentions.paragraphs().enumerate() {
        for k in elements {
            let Element::Mention(m) = scene.mentions.elements.at(k) else { continue };
            if let Some(person) = references.best(m) {
                let pronoun = scene.mentions.list[m].pronoun().is_some();
                let (paragraph, subject) = (p as u32, scene.cues.is_subject(k));
                sightings.push(Sighting { person, paragraph, subject, pronoun });
            }
        }
        sightings.close();
    }
    sightings
}

fn said(scene: Scene<'_, '_>, references: &References, units: &Units) -> Lists<Said> {
    let mut said = Lists::with_room(units.list.len(), 0);
    for u in 0..units.list.len() {
        for q in units.quotes(u) {
            for m in scene.mentions.quotes[q].mentions.range().take(SAID) {
                let mention = &scene.mentions.list[m];
                let person = references.person[m];
                let (named, vocative, gender) = (mention.name().is_some(), mention.vocative, mention.gender);
                if person.is_some() || vocative && !named && gender != Gender::Unknown {
                    said.push(Said { person, named, vocative, gender });
                }
            }
        }
        said.close();
    }
    said
}

/// How a unit follows another; not at all where a heading or many paragraphs lie between.
fn gap(scene: Scene<'_, '_>, last: &Unit, unit: &Unit) -> Option<Gap> {
    let (from, to) = (last.last, unit.paragraph);
    let tokens = scene.tokens;
    let opens = unit.elements.start() <= scene.mentions.paragraph(to).start;
    let tail = last.elements.end() < scene.mentions.paragraph(from).end;
    Some(Gap(match to - from {
        d if d > 12 || (from + 1..to).any(|p| tokens.is_heading(tokens.paragraphs[p])) => return None,
        // Another clause, or somebody else who acts, parts a paragraph.
        0 => 8 + u8::from(unit.tag.is_none()),
        1 => u8::from(!opens) + 2 * u8::from(tail),
        2 => 4 + u8::from(!opens),
        3 | 4 => 6,
        _ => 7,
    }))
}
