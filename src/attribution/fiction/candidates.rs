//! The candidates of a unit: who may have said it.

use crate::attribution::clause::{ClausePosition, SubjectKind};
use crate::attribution::fiction::context::FictionContext;
use crate::attribution::fiction::slot::{Slot, SlotMention};
use crate::attribution::fiction::slot_filler::fill_slots;
use crate::coreference::salience::Antecedents;
use crate::mention::mention::Pronoun;
use crate::record::{Gender, QuoteKind};
use crate::util::ids::{ids, ParagraphId, PersonId, UnitId};
use crate::util::sparse_map::SparseMap;
use crate::util::steps;

/// Maximum number of candidates, not counting "nobody". The right one is among them in 98 % of the units of novels.
pub(crate) const CANDIDATES: usize = 16;
/// Distance, in paragraphs, before a unit in which the narration tells who is present.
const PARAGRAPHS: usize = 12;
/// Maximum number of mentions that are read of them.
const MENTIONS: usize = 400;
/// Maximum number of people who are told apart in them, most recent first.
const RECENT: usize = 32;
/// Distance, in paragraphs, at which somebody is a candidate before all who are salient.
const CLOSE: usize = 5;
/// Number of salient people who are candidates before all who were merely mentioned.
const MOST_SALIENT: usize = 5;
/// Number of antecedents of each pronoun around the unit who are candidates.
const ANTECEDENTS: usize = 2;
/// Number of paragraphs from the last one of the unit on whose narration names candidates, and of mentions in each.
const PARAGRAPHS_AFTER: usize = 3;
const MENTIONS_AFTER: usize = 12;

/// The turns beside a unit whose speech is read, as offsets; the unit itself is the first.
pub(crate) const BESIDE: [isize; 5] = [0, -1, 1, -2, 2];
/// The turns whose clauses name candidates, those that are most often right first.
const CLAUSES: [isize; 10] = [-1, -2, 1, -3, 2, -4, 3, -5, -6, 4];
/// The turns whose speech names candidates, in the same order.
const SPEECH: [isize; 8] = [-1, 1, -2, 2, -3, -4, -5, -6];
/// Offsets of the farthest turns whose clauses name candidates; as far after a unit as before it, less two.
const FARTHEST: core::ops::RangeInclusive<isize> = 7..=24;

/// What the paragraphs before a unit tell of a person.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recency {
    pub(crate) person: PersonId,
    /// Paragraphs since the last name, and since the person was last a subject; 13 for more than 12.
    pub(crate) last: usize,
    pub(crate) last_subject: usize,
    /// Number of mentions.
    pub(crate) count: usize,
    /// Mentioned earlier in the paragraph of the unit.
    pub(crate) here: bool,
}

/// The candidates of a unit and what is seen around it; used for one unit after the other.
#[derive(Debug, Default)]
pub(crate) struct SpeakerCandidates {
    /// Each once; "nobody", `None`, comes last if there is one.
    pub(crate) list: Vec<Option<PersonId>>,
    pub(crate) slots: Vec<SlotMention>,
    /// The antecedents of the pronoun that is the subject of the clause.
    pub(crate) antecedents: Antecedents,
    pub(crate) recent: Vec<Recency>,
    /// The positions of people in `list`.
    positions: SparseMap,
    /// The positions of people in `recent` while it is filled; empty otherwise.
    recent_positions: SparseMap,
}

impl SpeakerCandidates {
    /// The position of a person among the candidates.
    #[inline]
    pub(crate) fn position(&self, person: PersonId) -> Option<usize> {
        self.positions.get(person)
    }

    /// The candidates but for "nobody", with their positions.
    #[inline]
    pub(crate) fn people(&self) -> impl Iterator<Item = (usize, PersonId)> + '_ {
        self.list.iter().map_while(|&candidate| candidate).enumerate()
    }

    /// The position of "nobody".
    pub(crate) fn nobody(&self) -> Option<usize> {
        (self.list.last() == Some(&None)).then(|| self.list.len() - 1)
    }

    /// Reads the candidates of a unit and what is seen around it.
    pub(crate) fn read(&mut self, context: &FictionContext<'_, '_>, id: UnitId) {
        self.positions.grow(context.people.list.len());
        self.recent_positions.grow(context.people.list.len());
        for person in self.list.drain(..).flatten() {
            self.positions.remove(person);
        }
        let unit = context.unit(id);
        self.antecedents = match unit.clause {
            Some(clause) if context.clauses[id].subject == SubjectKind::Pronoun => {
                *context.coreference.antecedents(clause.mention)
            }
            _ => Antecedents::NOBODY,
        };
        fill_slots(context, id, &mut self.slots);
        self.look_back(context, unit.paragraph);
        let mut finder = CandidateFinder::new(context, id, &mut self.list, &mut self.positions);
        match finder.labelled() {
            Some(person) => finder.put(person),
            None => {
                let _full = finder.find(&self.slots, &self.antecedents, &self.recent);
                // A clause before the quotation, or a listed verb, says that it is speech.
                let cues = &context.document.cues;
                let reported = unit
                    .clause
                    .is_some_and(|clause| clause.position == ClausePosition::Before || clause.is_listed(cues));
                let silent = context.units.shapes[unit.quotes.start()].kind == QuoteKind::NotSpeech;
                if !reported || silent || self.list.is_empty() {
                    self.list.push(None);
                }
            }
        }
    }

    /// Reads the narration of the paragraphs up to one, the last mention first.
    fn look_back(&mut self, context: &FictionContext<'_, '_>, paragraph: ParagraphId) {
        let Self { recent, recent_positions, .. } = self;
        recent.clear();
        for mention in context.narrated_through(paragraph).iter().rev().take(MENTIONS) {
            steps::count(1);
            let distance = paragraph - mention.paragraph;
            if distance > PARAGRAPHS {
                break;
            }
            let position = match recent_positions.get(mention.person) {
                Some(position) => position,
                None if recent.len() == RECENT => continue,
                None => {
                    let (last, last_subject) = (PARAGRAPHS + 1, PARAGRAPHS + 1);
                    recent_positions.insert(mention.person, recent.len());
                    recent.push(Recency { person: mention.person, last, last_subject, count: 0, here: false });
                    recent.len() - 1
                }
            };
            let known = &mut recent[position];
            known.here |= distance == 0;
            known.count += 1;
            if !mention.is_pronoun {
                known.last = known.last.min(distance);
            }
            if mention.is_subject {
                known.last_subject = known.last_subject.min(distance);
            }
        }
        for known in recent {
            recent_positions.remove(known.person);
        }
    }
}

/// The candidate list is full.
struct Full;

/// Finds the candidates of a unit, those that are most often right first.
struct CandidateFinder<'c, 'a, 't> {
    context: &'c FictionContext<'a, 't>,
    unit: UnitId,
    list: &'c mut Vec<Option<PersonId>>,
    positions: &'c mut SparseMap,
    /// The gender of the pronoun that is the subject of the clause.
    gender: Gender,
    /// The owner of the noun phrase that is the subject, and the person who is known by that phrase alone: "Emma's mother" is
    /// not Emma, and "the second sailor" not the first.
    owner: Option<PersonId>,
    noun: Option<PersonId>,
}

impl<'c, 'a, 't> CandidateFinder<'c, 'a, 't> {
    fn new(
        context: &'c FictionContext<'a, 't>,
        unit: UnitId,
        list: &'c mut Vec<Option<PersonId>>,
        positions: &'c mut SparseMap,
    ) -> Self {
        let clause = &context.clauses[unit];
        let gender = if clause.subject == SubjectKind::Pronoun { clause.gender } else { Gender::Unknown };
        let subject = context.unit(unit).clause.map(|clause| clause.mention);
        // A phrase of a determiner and a noun may be anybody's.
        let long = subject.filter(|&mention| context.document.mentions.list[mention].words.len() > 2);
        let noun = long.and_then(|mention| context.coreference.person[mention]);
        let noun = noun.filter(|&person| context.is_nominal(person));
        Self { context, unit, list, positions, gender, owner: context.owner(unit), noun }
    }

    /// The person whom the label of a turn names, which decides.
    fn labelled(&self) -> Option<PersonId> {
        let label = self.context.unit(self.unit).clause.filter(|clause| clause.position == ClausePosition::Label)?;
        self.context.coreference.person[label.mention]
    }

    fn put(&mut self, person: PersonId) {
        self.positions.insert(person, self.list.len());
        self.list.push(Some(person));
    }

    fn add(&mut self, person: PersonId) -> Result<(), Full> {
        if self.positions.get(person).is_some() {
            return Ok(());
        }
        let known = &self.context.people[person];
        let another = |noun| self.context.is_nominal(person) && noun != person;
        let excluded = self.owner == Some(person) || self.noun.is_some_and(another);
        if known.kind.may_speak() && known.gender.agrees(self.gender) && !excluded {
            self.put(person);
        }
        if self.list.len() == CANDIDATES {
            return Err(Full);
        }
        Ok(())
    }

    fn add_all(&mut self, people: impl IntoIterator<Item = PersonId>) -> Result<(), Full> {
        people.into_iter().try_for_each(|person| self.add(person))
    }

    fn find(&mut self, slots: &[SlotMention], antecedents: &Antecedents, recent: &[Recency]) -> Result<(), Full> {
        let context = self.context;
        let FictionContext { coreference, people, document, clauses, turns, .. } = context;
        let unit = context.unit(self.unit);
        let window = turns.around(self.unit);
        let turn = |offset: isize| window.at(offset).map(|turn| turn.unit);
        let mentions = || slots.iter().filter(|known| known.slot != Slot::Object).map(|known| known.mention);
        for mention in mentions() {
            self.add_all(coreference.person[mention])?;
            if document.mentions.list[mention].pronoun() == Some(Pronoun::I) {
                self.add_all(people.narrator)?;
            }
        }
        self.add_all(antecedents.people())?;
        for offset in CLAUSES {
            let Some(other) = turn(offset) else { continue };
            self.add_all(clauses[other].names)?;
            if BESIDE.contains(&offset) {
                let addressed = context.spoken_in(other).iter().filter(|spoken| spoken.vocative);
                self.add_all(addressed.filter_map(|spoken| spoken.person))?;
            }
        }
        let salient = &coreference.salient[unit.quotes.start()];
        self.add_all(salient.people().take(MOST_SALIENT))?;
        for mention in mentions() {
            self.add_all(coreference.antecedents(mention).people().take(ANTECEDENTS))?;
        }
        self.add_all(people.narrator)?;
        self.add_all(recent.iter().filter(|known| known.last <= CLOSE).map(|known| known.person))?;
        self.add_all(salient.people())?;
        for next in ids(unit.last_paragraph..unit.last_paragraph + PARAGRAPHS_AFTER) {
            let named = context.narrated_in(next).iter().take(MENTIONS_AFTER).filter(|mention| !mention.is_pronoun);
            self.add_all(named.map(|mention| mention.person))?;
        }
        for offset in SPEECH {
            let spoken = turn(offset).map_or(&[][..], |other| context.spoken_in(other));
            self.add_all(spoken.iter().filter_map(|spoken| spoken.person))?;
        }
        for offset in FARTHEST {
            for other in [turn(-offset), turn(offset - 2)].into_iter().flatten() {
                self.add_all(clauses[other].names)?;
            }
        }
        self.add_all(recent.iter().map(|known| known.person))
    }
}
