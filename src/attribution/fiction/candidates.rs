//! Who may have said a unit.

use crate::attribution::clause::ReportingClause;
use crate::attribution::clause::{ClausePosition, SubjectKind};
use crate::attribution::fiction::context::FictionContext;
use crate::attribution::fiction::slots::{fill, Slot, SlotMention};
use crate::coreference::salience::Antecedents;
use crate::mention::mention::Pronoun;
use crate::record::{Gender, QuoteKind};
use crate::util::ids::PersonId;
use crate::util::sparse_map::SparseMap;
use crate::util::steps;

/// No more candidates than these are weighed, nobody not counted.
pub(crate) const CANDIDATES: usize = 16;
/// So many paragraphs before a unit tell who is about, by so many mentions at most.
const PARAGRAPHS: usize = 12;
const SIGHTINGS: usize = 400;
/// So many people are kept apart in them, the latest.
const SEEN: usize = 32;

/// The turns beside a unit whose speech is read for whom it names, as distances; the unit itself is the first.
pub(crate) const BESIDE: [isize; 5] = [0, -1, 1, -2, 2];

/// What the paragraphs before a unit tell of a person.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recency {
    pub(crate) person: PersonId,
    /// Paragraphs since the last name, and since it was last a subject.
    pub(crate) last: usize,
    pub(crate) last_subject: usize,
    pub(crate) count: usize,
    /// Mentioned earlier in the paragraph itself.
    pub(crate) here: bool,
}

/// The candidates of a unit and what is seen around it; used for one unit after the other.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    /// Everybody once; nobody, if at all, comes last.
    pub(crate) who: Vec<Option<PersonId>>,
    pub(crate) slots: Vec<SlotMention>,
    /// Whom the pronoun in the clause may stand for.
    pub(crate) ranked: Antecedents,
    pub(crate) seen: Vec<Recency>,
    /// In `who`, and in `seen`.
    places: SparseMap,
    seen_places: SparseMap,
}

impl Candidates {
    /// Where somebody stands among the candidates.
    #[inline]
    pub(crate) fn place(&self, person: PersonId) -> Option<usize> {
        self.places.get(person)
    }

    /// The people among the candidates, with their places.
    #[inline]
    pub(crate) fn people(&self) -> impl Iterator<Item = (usize, PersonId)> + '_ {
        self.who.iter().map_while(|&who| who).enumerate()
    }

    /// Reads the candidates of a unit and what is seen around it.
    pub(crate) fn read(&mut self, context: &FictionContext<'_, '_>, u: usize) {
        self.places.make_for(context.people.list.len());
        self.seen_places.make_for(context.people.list.len());
        for person in self.who.drain(..).flatten() {
            self.places.take_out(person);
        }
        let unit = context.unit(u);
        self.ranked = match unit.tag {
            Some(tag) if context.clauses[u].subject == SubjectKind::Pronoun => {
                *context.coreference.pronoun(tag.mention())
            }
            _ => Antecedents::default(),
        };
        fill(context, u, &mut self.slots);
        self.look_back(context, u);
        let mut finder = CandidateFinder::new(context, u, &mut self.who, &mut self.places);
        match finder.labelled() {
            Some(person) => finder.put(person),
            None => {
                let _full = finder.choose(&self.slots, &self.ranked, &self.seen);
                // Where a verb of speech says so, it is speech.
                let listed = |tag: ReportingClause| tag.is_listed(&context.document.cues);
                let reported = unit.tag.is_some_and(|tag| tag.place == ClausePosition::Before || listed(tag));
                let silent = context.units.shapes[unit.quotes.start()].kind == QuoteKind::NotSpeech;
                if !reported || silent || self.who.is_empty() {
                    self.who.push(None);
                }
            }
        }
    }

    fn look_back(&mut self, context: &FictionContext<'_, '_>, u: usize) {
        let Self { seen, seen_places, .. } = self;
        seen.clear();
        let paragraph = context.unit(u).paragraph;
        for sighting in context.sightings_up_to(paragraph).iter().rev().take(SIGHTINGS) {
            steps::count(1);
            let distance = paragraph - sighting.paragraph as usize;
            if distance > PARAGRAPHS {
                break;
            }
            let place = match seen_places.get(sighting.person) {
                Some(place) => place,
                None if seen.len() == SEEN => continue,
                None => {
                    let (last, last_subject) = (PARAGRAPHS + 1, PARAGRAPHS + 1);
                    seen_places.put(sighting.person, seen.len());
                    seen.push(Recency { person: sighting.person, last, last_subject, count: 0, here: false });
                    seen.len() - 1
                }
            };
            let known = &mut seen[place];
            known.here |= distance == 0;
            known.count += 1;
            if !sighting.pronoun {
                known.last = known.last.min(distance);
            }
            if sighting.subject {
                known.last_subject = known.last_subject.min(distance);
            }
        }
        for seen in seen {
            seen_places.take_out(seen.person);
        }
    }
}

/// All places are taken.
struct Full;

/// Chooses the candidates of a unit, those that are most often right first.
struct CandidateFinder<'c, 'a, 't> {
    context: &'c FictionContext<'a, 't>,
    u: usize,
    who: &'c mut Vec<Option<PersonId>>,
    places: &'c mut SparseMap,
    /// Of a pronoun in the clause.
    gender: Gender,
    /// Whose noun phrase the subject is, and who is known by it alone.
    owner: Option<PersonId>,
    noun: Option<PersonId>,
}

impl<'c, 'a, 't> CandidateFinder<'c, 'a, 't> {
    fn new(
        context: &'c FictionContext<'a, 't>,
        u: usize,
        who: &'c mut Vec<Option<PersonId>>,
        places: &'c mut SparseMap,
    ) -> Self {
        let clause = &context.clauses[u];
        let gender = if clause.subject == SubjectKind::Pronoun { clause.gender } else { Gender::Unknown };
        let tag = context.unit(u).tag;
        let long = tag.filter(|tag| context.document.mentions.list[tag.mention()].words.len() > 2);
        let noun = long.and_then(|tag| context.coreference.person[tag.mention()]);
        let noun = noun.filter(|&person| context.is_nominal(person));
        Self { context, u, who, places, gender, owner: context.owner(u), noun }
    }

    /// Whom the label names, which decides.
    fn labelled(&self) -> Option<PersonId> {
        let label = self.context.unit(self.u).tag.filter(|tag| tag.place == ClausePosition::Label)?;
        self.context.coreference.person[label.mention()]
    }

    fn put(&mut self, person: PersonId) {
        self.places.put(person, self.who.len());
        self.who.push(Some(person));
    }

    fn add(&mut self, person: PersonId) -> Result<(), Full> {
        if self.places.get(person).is_some() {
            return Ok(());
        }
        let known = &self.context.people[person];
        // "the second sailor" is not "the first sailor", nor is Emma's mother Emma.
        let nominal = |noun| self.context.is_nominal(person) && noun != person;
        let other = self.owner == Some(person) || self.noun.is_some_and(nominal);
        if known.kind.may_speak() && known.gender.agrees(self.gender) && !other {
            self.put(person);
        }
        if self.who.len() == CANDIDATES {
            return Err(Full);
        }
        Ok(())
    }

    fn add_all(&mut self, people: impl IntoIterator<Item = PersonId>) -> Result<(), Full> {
        people.into_iter().try_for_each(|person| self.add(person))
    }

    fn choose(&mut self, slots: &[SlotMention], ranked: &Antecedents, seen: &[Recency]) -> Result<(), Full> {
        let FictionContext { coreference, people, document, clauses, turns, .. } = self.context;
        let context = self.context;
        let unit = context.unit(self.u);
        let window = turns.around(self.u);
        let turn = |offset: isize| window.near(offset).map(|near| near.unit);
        let mentions = || slots.iter().filter(|filled| filled.slot != Slot::Object).map(|filled| filled.mention);
        for mention in mentions() {
            self.add_all(coreference.person[mention])?;
            if document.mentions.list[mention].pronoun() == Some(Pronoun::I) {
                self.add_all(people.narrator)?;
            }
        }
        self.add_all(ranked.iter().map(|(person, _)| person))?;
        for offset in [-1, -2, 1, -3, 2, -4, 3, -5, -6, 4] {
            let Some(other) = turn(offset) else { continue };
            self.add_all(clauses[other].names)?;
            if BESIDE.contains(&offset) {
                let called = context.said_in(other).iter().filter(|said| said.vocative);
                self.add_all(called.filter_map(|said| said.person))?;
            }
        }
        let salient = &coreference.salient[unit.quotes.start()];
        self.add_all(salient.iter().take(5).map(|(person, _)| person))?;
        for mention in mentions() {
            self.add_all(coreference.pronoun(mention).iter().take(2).map(|(person, _)| person))?;
        }
        self.add_all(people.narrator)?;
        self.add_all(seen.iter().filter(|seen| seen.last <= 5).map(|seen| seen.person))?;
        self.add_all(salient.iter().map(|(person, _)| person))?;
        for next in unit.last..unit.last + 3 {
            let named = context.sightings_of(next).iter().take(12).filter(|sighting| !sighting.pronoun);
            self.add_all(named.map(|sighting| sighting.person))?;
        }
        for offset in [-1, 1, -2, 2, -3, -4, -5, -6] {
            let said = turn(offset).map_or(&[][..], |other| context.said_in(other));
            self.add_all(said.iter().filter_map(|said| said.person))?;
        }
        for offset in 7..=24 {
            for other in [turn(-offset), turn(offset - 2)].into_iter().flatten() {
                self.add_all(clauses[other].names)?;
            }
        }
        self.add_all(seen.iter().map(|seen| seen.person))
    }
}
