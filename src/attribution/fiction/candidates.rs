//! The candidates of a unit of fiction: the people who may have said it.

use crate::attribution::clause::{ClausePosition, ReportingClause, SubjectKind};
use crate::attribution::fiction::context::FictionContext;
use crate::attribution::fiction::slot::{Slot, SlotMention};
use crate::attribution::fiction::slot_filler::fill_slots;
use crate::coreference::salience::Antecedents;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::Pronoun;
use crate::record::{Gender, QuoteKind};
use crate::util::ids::{ids, Id, MentionId, ParagraphId, PersonId, UnitId};
use crate::util::sparse_map::SparseMap;
use crate::util::steps;

/// Maximum number of candidates, not counting "nobody". The right one is among them in 98 % of the units of novels.
pub(crate) const CANDIDATES: usize = 16;
/// Maximum distance, in paragraphs, of narration before a unit that tells who is present: about a page.
const PARAGRAPHS: usize = 12;
/// Maximum number of mentions that are read of that narration. Bounds the work where paragraphs are long.
const MENTIONS: usize = 400;
/// Maximum number of people in that narration who are told apart, most recent first. Twice the number of candidates.
const RECENT: usize = 32;
/// Maximum distance, in paragraphs, of the last name of a person who is a candidate before the less salient ones.
const CLOSE: usize = 5;
/// Number of salient people who are candidates before all who are merely mentioned.
const MOST_SALIENT: usize = 5;
/// Number of antecedents of each pronoun around the unit who are candidates.
const ANTECEDENTS: usize = 2;
/// Number of paragraphs, from the last one of the unit on, whose narration names candidates.
const PARAGRAPHS_AFTER: usize = 3;
/// Number of mentions that are read of each of them.
const MENTIONS_AFTER: usize = 12;
/// Number of paragraphs that are read so where there are fewer than [`FEW`] other candidates: people may speak long
/// before the text tells who they are.
const FAR_AFTER: usize = 15;
/// See [`FAR_AFTER`].
const FEW: usize = 4;
/// Offsets of the turns that name candidates by addressing them, where there are so few.
const ADDRESSED_AFTER: core::ops::RangeInclusive<isize> = 3..=8;

/// The turns whose addressees and names are read, as offsets from the unit; the unit itself comes first.
pub(crate) const BESIDE: [isize; 5] = [0, -1, 1, -2, 2];
/// Offsets of the turns whose clauses name candidates, those that are most often right first.
const CLAUSES: [isize; 10] = [-1, -2, 1, -3, 2, -4, 3, -5, -6, 4];
/// Offsets of the turns whose speech names candidates, those that are most often right first.
const SPEECH: [isize; 8] = [-1, 1, -2, 2, -3, -4, -5, -6];
/// Distances of the farthest turns before a unit whose clauses name candidates. They continue [`CLAUSES`].
const FARTHEST: core::ops::RangeInclusive<isize> = 7..=24;
/// The turns after a unit that are read with them are nearer by this number, because [`CLAUSES`] ends earlier after it.
const NEARER_AFTER: isize = 2;

/// What the paragraphs up to a unit tell of a person.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Recency {
    pub(crate) person: PersonId,
    /// Distance, in paragraphs, of the last mention by name; one more than [`PARAGRAPHS`] if it is farther.
    pub(crate) last: usize,
    /// The same of the last mention as the subject of a verb.
    pub(crate) last_subject: usize,
    /// Number of mentions.
    pub(crate) count: usize,
    /// Whether the person is mentioned in the paragraph of the unit.
    pub(crate) here: bool,
}

/// The candidates of a unit, and the mentions around it that make them candidates. Used for one unit after the other.
#[derive(Debug, Default)]
pub(crate) struct SpeakerCandidates {
    /// Each once, [`CANDIDATES`] at most. "Nobody", `None`, comes after them if it is a candidate.
    pub(crate) list: Vec<Option<PersonId>>,
    /// The mentions in the slots around the unit.
    pub(crate) slots: Vec<SlotMention>,
    /// The antecedents of the pronoun that is the subject of the clause. Empty if the subject is no pronoun.
    pub(crate) antecedents: Antecedents,
    /// The people in the paragraphs up to the unit, most recent first; [`RECENT`] at most.
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

    /// The position of "nobody", if it is a candidate.
    pub(crate) fn nobody(&self) -> Option<usize> {
        (self.list.last() == Some(&None)).then(|| self.list.len() - 1)
    }

    /// Reads the candidates of a unit and the mentions around it.
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
        match finder.certain().or(context.clauses[id].introduced) {
            Some(person) => finder.put(person),
            // Two marks with nothing between, and "did not say, “…”"
            None if context.is_empty(id) || context.units.shapes[unit.quotes.start()].denied => self.list.push(None),
            None => {
                let _full = finder.find(&self.slots, &self.antecedents, &self.recent);
                // A clause before the quotation, or one with a listed verb, tells that it is speech.
                let Document { cues, mentions, .. } = context.document;
                let reported = unit.clause.is_some_and(|clause| match clause.position {
                    ClausePosition::Before => true,
                    // "Orne sang:" above a verse
                    ClausePosition::ParagraphBefore if mentions.list[clause.mention].name().is_some() => true,
                    _ => clause.is_listed(cues),
                });
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

/// The person beside whom a noun phrase tells that somebody is: "a voice behind her".
fn beside(context: &FictionContext<'_, '_>, noun: MentionId) -> Option<PersonId> {
    let Document { mentions, tokens, .. } = context.document;
    let pronoun = noun + 1;
    let whom = mentions.list.get(pronoun).filter(|whom| whom.is_object_form(tokens))?;
    let preposition = whom.words.start().before()?;
    let follows =
        preposition == mentions.list[noun].words.end() && tokens.classes(preposition).any(Classes::PREPOSITION);
    context.coreference.antecedents(pronoun).first().filter(|_| follows)
}

/// The list of candidates is full.
struct Full;

/// Finds the candidates of a unit. First come those that are most often right, since the list is limited.
struct CandidateFinder<'c, 'a, 't> {
    context: &'c FictionContext<'a, 't>,
    unit: UnitId,
    list: &'c mut Vec<Option<PersonId>>,
    positions: &'c mut SparseMap,
    /// The gender of the pronoun or noun that is the subject of the clause; unknown for names.
    gender: Gender,
    /// The owner of the noun phrase that is the subject, who is excluded: "Emma's mother" is not Emma.
    owner: Option<PersonId>,
    /// The person who is known by that noun phrase alone. Others without a name are excluded: "the second sailor" is
    /// not the first, nor is the clerk.
    noun: Option<PersonId>,
    /// The person beside whom that is, who is excluded: Cora in "said a voice behind her".
    beside: Option<PersonId>,
}

impl<'c, 'a, 't> CandidateFinder<'c, 'a, 't> {
    fn new(
        context: &'c FictionContext<'a, 't>,
        unit: UnitId,
        list: &'c mut Vec<Option<PersonId>>,
        positions: &'c mut SparseMap,
    ) -> Self {
        let Document { mentions, tokens, .. } = context.document;
        let clause = &context.clauses[unit];
        let subject = context.unit(unit).clause.map(|clause| clause.mention);
        let gender = if clause.subject == SubjectKind::Name { Gender::Unknown } else { clause.gender };
        let noun =
            subject.filter(|&m| mentions.list[m].is_specific(tokens)).and_then(|m| context.coreference.person[m]);
        let noun = noun.filter(|&person| context.is_nominal(person));
        let beside = subject.filter(|_| clause.subject == SubjectKind::Noun).and_then(|m| beside(context, m));
        Self { context, unit, list, positions, gender, owner: context.owner(unit), noun, beside }
    }

    /// The person whom the label of a turn names, whose words a sentence takes up ("Hale's remark, …"), or who is "I" in
    /// "I said". Then there are no other candidates.
    fn certain(&self) -> Option<PersonId> {
        let Document { cues, .. } = self.context.document;
        let is_certain = |clause: &ReportingClause| {
            clause.position == ClausePosition::Label
                || clause.is_of_owner(self.context.document)
                || self.context.clauses[self.unit].subject == SubjectKind::I && clause.is_listed(cues)
        };
        let clause = self.context.unit(self.unit).clause.filter(is_certain)?;
        self.context.coreference.person[clause.mention]
    }

    /// Adds a person who is not in the list.
    fn put(&mut self, person: PersonId) {
        self.positions.insert(person, self.list.len());
        self.list.push(Some(person));
    }

    /// Adds a person, unless it is in the list or excluded.
    fn add(&mut self, person: PersonId) -> Result<(), Full> {
        if self.positions.get(person).is_some() {
            return Ok(());
        }
        let known = &self.context.people[person];
        let another = |noun| self.context.is_nominal(person) && noun != person;
        let excluded = [self.owner, self.beside].contains(&Some(person)) || self.noun.is_some_and(another);
        // "he said" and "the man said" in the narration of "I" are somebody else.
        let is_i = self.gender != Gender::Unknown && self.context.people.narrator == Some(person);
        if known.kind.may_speak() && known.gender.agrees(self.gender) && !excluded && !is_i {
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
        // People who act or are mentioned around the unit, and the antecedents of its subject.
        for mention in mentions() {
            self.add_all(coreference.person[mention])?;
            if document.mentions.list[mention].pronoun() == Some(Pronoun::I) {
                self.add_all(people.narrator)?;
            }
        }
        self.add_all(antecedents.people())?;
        // Speakers of the turns around, by their clauses, and people addressed beside the unit.
        for offset in CLAUSES {
            let Some(other) = turn(offset) else { continue };
            self.add_all(clauses[other].names)?;
            if BESIDE.contains(&offset) {
                let addressed = context.spoken_in(other).iter().filter(|spoken| spoken.vocative);
                self.add_all(addressed.filter_map(|spoken| spoken.person))?;
            }
        }
        // Salient people, and antecedents of the pronouns around the unit.
        let salient = &coreference.salient[unit.quotes.start()];
        self.add_all(salient.people().take(MOST_SALIENT))?;
        for mention in mentions() {
            self.add_all(coreference.antecedents(mention).people().take(ANTECEDENTS))?;
        }
        self.add_all(people.narrator)?;
        // People named nearby.
        self.add_all(recent.iter().filter(|known| known.last <= CLOSE).map(|known| known.person))?;
        self.add_all(salient.people())?;
        let named = |paragraph: ParagraphId| {
            let first = context.narrated_in(paragraph).iter().take(MENTIONS_AFTER);
            first.filter(|mention| !mention.is_pronoun).map(|mention| mention.person)
        };
        for next in ids(unit.last_paragraph..unit.last_paragraph + PARAGRAPHS_AFTER) {
            self.add_all(named(next))?;
        }
        // People named in speech nearby, and speakers of turns far away.
        for offset in SPEECH {
            let spoken = turn(offset).map_or(&[][..], |other| context.spoken_in(other));
            self.add_all(spoken.iter().filter_map(|spoken| spoken.person))?;
        }
        for offset in FARTHEST {
            for other in [turn(-offset), turn(offset - NEARER_AFTER)].into_iter().flatten() {
                self.add_all(clauses[other].names)?;
            }
        }
        self.add_all(recent.iter().map(|known| known.person))?;
        // Whoever speaks before being named.
        let after = unit.last_paragraph + PARAGRAPHS_AFTER;
        for next in ids(after..unit.last_paragraph + FAR_AFTER) {
            if self.list.len() >= FEW {
                break;
            }
            self.add_all(named(next))?;
        }
        for offset in ADDRESSED_AFTER {
            if self.list.len() >= FEW {
                break;
            }
            let spoken = turn(offset).map_or(&[][..], |other| context.spoken_in(other));
            self.add_all(spoken.iter().filter(|spoken| spoken.vocative).filter_map(|spoken| spoken.person))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{SpeakerCandidates, ADDRESSED_AFTER, CANDIDATES, PARAGRAPHS};
    use crate::tests::stages::{fiction_context, name_of};
    use crate::tests::table::check;
    use crate::util::ids::UnitId;

    /// The names of the candidates of the last unit of a text, the first ones first; "nobody" is "-", a narrator
    /// without a name empty.
    fn candidates(text: &str) -> Vec<String> {
        candidates_of(text, None)
    }

    /// The same of a unit; of the last one if it is not given.
    fn candidates_of(text: &str, unit: Option<UnitId>) -> Vec<String> {
        fiction_context(text, |context| {
            let unit = unit.or_else(|| context.units.list.ids().next_back()).unwrap();
            let mut candidates = SpeakerCandidates::default();
            candidates.read(context, unit);
            for (position, person) in candidates.people() {
                assert_eq!(candidates.position(person), Some(position));
            }
            assert_eq!(candidates.nobody().is_some(), candidates.list.contains(&None));
            let name = |candidate| match candidate {
                Some(person) => name_of(context.document, context.people, person).to_owned(),
                None => "-".to_owned(),
            };
            candidates.list.iter().map(|&candidate| name(candidate)).collect()
        })
    }

    #[test]
    fn the_people_of_a_text_are_candidates() {
        let rows = [
            // The clause comes first, and excludes "nobody".
            ("Tom met Judith. \"So,\" said Simon.", vec!["Simon", "Tom", "Judith"]),
            ("Tom met Judith. \"So.\"", vec!["Tom", "Judith", "-"]),
            // The gender of a pronoun excludes.
            ("Tom met Judith. \"So,\" she said.", vec!["Judith"]),
            ("Tom met Qorrin. \"So,\" she said.", vec!["Qorrin"]),
            // Named long after, where there are few.
            ("\"So.\"\n\nIt was.\n\nIt was.\n\nIt was.\n\nTom slept.", vec!["Tom", "-"]),
            // A place does not speak.
            ("Tom slept in Oslo. \"So.\"", vec!["Tom", "-"]),
            // The owner is not whom the noun phrase means.
            ("Judith slept. \"So,\" said Emma's mother.", vec!["Emma's mother", "Judith"]),
            ("\"No,\" said the first sailor.\n\n\"So,\" said the second sailor.", vec!["the second sailor"]),
            ("\"No,\" said the sailor.\n\n\"So,\" said the clerk.", vec!["the clerk"]),
            ("\"No,\" said the sailor.\n\n\"So,\" said the man.", vec!["the man", "the sailor"]),
            // The gender of a noun excludes.
            ("Tom met Judith. \"So,\" said the woman.", vec!["the woman", "Judith"]),
            // A label decides.
            ("HALE: It is late.\n\nORNE: It is not.\n\nHALE: It is.", vec!["HALE"]),
            // The addressee of the turn before, and the speaker of the turn after it.
            ("\"Come, Emma.\"\n\n\"So.\"", vec!["Emma", "-"]),
            ("\"So,\" I said.", vec![""]),
            // "I said" decides.
            ("Tom met me. \"So,\" I said.", vec![""]),
            ("Kirby left.\n\n\"So,\" they said.", vec!["Kirby"]),
        ];
        let owned = |(text, names): (_, Vec<&str>)| (text, names.into_iter().map(str::to_owned).collect());
        check(rows.map(owned), |text| candidates(text));
    }

    #[test]
    fn people_who_are_addressed_later_are_candidates_where_there_are_few() {
        let turns = |count: usize| "\"So.\"\n\n".repeat(count) + "\"Come, Emma.\"";
        let (first, last) = (Some(UnitId::default()), *ADDRESSED_AFTER.end() as usize);
        assert_eq!(candidates_of(&turns(last), first), ["Emma", "-"]);
        assert_eq!(candidates_of(&turns(last + 1), first), ["-"]);
        let many = "Tom met Simon, Edward and Judith.\n\n".to_owned() + &turns(last);
        assert!(!candidates_of(&many, first).contains(&"Emma".to_owned()));
    }

    #[test]
    fn candidates_are_bounded() {
        let names = ('A'..='Z').map(|letter| format!("Q{}orrin slept. ", letter.to_lowercase()));
        let text = names.collect::<String>() + "\n\n\"So.\"";
        assert_eq!(candidates(&text).len(), CANDIDATES + 1);
    }

    /// The paragraphs since a person was mentioned are counted, up to a bound.
    #[test]
    fn narration_before_tells_who_is_present() {
        let recency = |paragraphs: usize| {
            let text = format!("Tom met Simon. Then he ate.{}\n\n\"So.\"", "\n\nIt rained.".repeat(paragraphs));
            fiction_context(&text, |context| {
                let mut candidates = SpeakerCandidates::default();
                candidates.read(context, context.units.list.ids().next_back().unwrap());
                let of = |known: &super::Recency| {
                    let name = name_of(context.document, context.people, known.person).to_owned();
                    (name, known.last, known.last_subject, known.count)
                };
                candidates.recent.iter().map(of).collect::<Vec<_>>()
            })
        };
        let (tom, simon) = ("Tom".to_owned(), "Simon".to_owned());
        // "he" is Tom, who is a subject twice.
        assert_eq!(recency(0), [(tom.clone(), 1, 1, 2), (simon.clone(), 1, PARAGRAPHS + 1, 1)]);
        assert_eq!(recency(3), [(tom, 4, 4, 2), (simon, 4, PARAGRAPHS + 1, 1)]);
        assert_eq!(recency(PARAGRAPHS), []);
    }
}
