//! The features of the candidates of a unit of fiction, and of its relations to the turns before.

use crate::attribution::clause::{ReportingClause, SubjectKind};
use crate::attribution::fiction::candidates::{SpeakerCandidates, BESIDE, CANDIDATES};
use crate::attribution::fiction::context::FictionContext;
use crate::attribution::fiction::fit::MentionView;
use crate::attribution::fiction::templates::{
    self, Beside, Distance, GenderFit, Mentions, NamedAround, Presence, Rank, Ratio, SameNoun, Side, TurnDistance,
    UnitWords, VerbKind,
};
use crate::attribution::fiction::turns::NearbyTurn;
use crate::attribution::nobody::{add_nobody, Appearance};
use crate::coreference::salience::WHOLE;
use crate::lexicon::class::Classes;
use crate::model::crf::{Relation, RELATIONS};
use crate::model::template::{FeatureId, FeatureSink, UpTo};
use crate::record::Gender;
use crate::util::ids::{PersonId, UnitId};

/// Maximum distance, in turns on each side, of clauses that are read for the speakers whom they name.
const TURNS: usize = 12;
/// Maximum distance, in turns, for which each distance has a feature of its own.
const SINGLE_TURNS: usize = 6;
/// Maximum distance, in paragraphs, of the last name of a person who is a rival of the candidates.
const RIVALS: usize = 6;
/// Step, in 256ths, between the values of the share in salience: the whole has eight.
const SHARE_STEP: u32 = 32;
/// Step, in 256ths, between the values of the share among antecedents: the whole has ten.
const ANTECEDENT_SHARE_STEP: u32 = 26;

/// One value for each candidate, by position.
type Each<V> = [V; CANDIDATES];

/// Adds the features of each candidate of a unit, "nobody" included. `candidates` are those of the unit.
pub(crate) fn add_features(
    context: &FictionContext<'_, '_>,
    unit: UnitId,
    candidates: &SpeakerCandidates,
    sink: &mut impl FeatureSink,
) {
    let clause = &context.clauses[unit];
    let (subject, gender) = (clause.subject, clause.gender);
    let mut extractor = FeatureExtractor { context, unit, candidates, subject, gender, sink };
    extractor.stats();
    extractor.slots();
    extractor.salience();
    extractor.recency();
    extractor.speech();
    extractor.turns();
    if let Some(nobody) = candidates.nobody() {
        let appearance = Appearance::of(context.units, context.unit(unit), subject);
        add_nobody(appearance, &mut |feature| sink.add(nobody, feature));
    }
}

/// Extracts the features of the candidates of one unit.
struct FeatureExtractor<'c, 'a, 't, S> {
    context: &'c FictionContext<'a, 't>,
    unit: UnitId,
    candidates: &'c SpeakerCandidates,
    /// The kind of the subject of its clause, and the gender.
    subject: SubjectKind,
    gender: Gender,
    sink: &'c mut S,
}

impl<S: FeatureSink> FeatureExtractor<'_, '_, '_, S> {
    /// Adds one feature to each candidate, given its position.
    #[inline]
    fn each(&mut self, feature: impl Fn(usize) -> FeatureId) {
        for (position, _) in self.candidates.people() {
            self.sink.add(position, feature(position));
        }
    }

    /// The rank of each candidate among some people. Candidates who are not among them have the last value.
    fn ranks<const N: usize>(&self, people: impl Iterator<Item = PersonId>) -> Each<UpTo<N>> {
        let mut ranks = [UpTo::MAX; CANDIDATES];
        for (rank, person) in people.enumerate() {
            if let Some(position) = self.candidates.position(person) {
                ranks[position] = UpTo::new(rank);
            }
        }
        ranks
    }

    /// The share of each candidate in the weight of some people, in 256ths.
    fn shares(&self, weights: impl Iterator<Item = (PersonId, u32)> + Clone) -> Each<u32> {
        let all: u32 = weights.clone().map(|(_, weight)| weight).sum();
        let mut shares = [0; CANDIDATES];
        for (person, weight) in weights {
            if let Some(position) = self.candidates.position(person) {
                shares[position] = weight * WHOLE / all.max(1);
            }
        }
        shares
    }

    /// What the whole text tells of a candidate.
    fn stats(&mut self) {
        let subject = self.subject;
        let narrator = self.context.people.narrator;
        let is_scene = self.context.document.is_scene();
        for (position, person) in self.candidates.people() {
            let stats = self.context.stats[person];
            self.sink.add(position, templates::frequency(stats.frequency, subject, is_scene));
            self.sink.add(position, templates::kind(stats.kind, subject, is_scene));
            self.sink.add(position, templates::gender(stats.gender, subject));
            if narrator == Some(person) {
                self.sink.add(position, templates::narrator(subject));
            }
        }
    }

    /// How well a candidate fits the mentions around the unit.
    fn slots(&mut self) {
        let FictionContext { document, people, coreference, .. } = self.context;
        let is_scene = document.is_scene();
        for known in &self.candidates.slots {
            let mention = MentionView::of(known.mention, document, people, coreference);
            for (position, person) in self.candidates.people() {
                let fit = mention.fit(person, people);
                self.sink.add(position, templates::slot_strength(known.slot, known.context, fit));
                self.sink.add(position, templates::slot_subject(known.slot, self.subject, fit, is_scene));
            }
        }
    }

    /// How salient a candidate is before the unit, and how likely it is the antecedent of the subject.
    fn salience(&mut self) {
        let (context, subject, gender) = (self.context, self.subject, self.gender);
        let salient = &context.coreference.salient[context.unit(self.unit).quotes.start()];
        let ranks: Each<Rank> = self.ranks(salient.people());
        self.each(|position| templates::rank(ranks[position], subject));
        let shares = self.shares(salient.iter());
        self.each(|position| templates::share(UpTo::new((shares[position] / SHARE_STEP) as usize), subject));
        if subject == SubjectKind::Noun {
            let agreeing = |gender: Gender| salient.people().filter(move |&p| context.people[p].gender.agrees(gender));
            let (is_kin, determiner) = context.noun_class(self.unit);
            let ranks: Each<Rank> = self.ranks(agreeing(gender));
            self.each(|position| templates::noun_rank(ranks[position], is_kin, determiner));
            if let Some(owner) = context.owner_gender(self.unit) {
                let ranks = self.ranks(agreeing(owner).filter(|&p| !context.is_nominal(p)));
                self.each(|position| templates::owner(ranks[position], is_kin));
            }
        }
        if subject == SubjectKind::Pronoun {
            let antecedents = &self.candidates.antecedents;
            let ranks: Each<Rank> = self.ranks(antecedents.people());
            let mut weights = antecedents.iter().map(|(_, weight)| weight);
            let margin = match (weights.next(), weights.next()) {
                (None, _) => Some(Ratio::of(0)),
                (Some(_), None) => None,
                // In tenths.
                (Some(first), Some(second)) => Some(Ratio::of(first * 10 / second.max(1))),
            };
            self.each(|position| templates::referent(ranks[position], margin));
            let shares = self.shares(antecedents.iter());
            self.each(|position| {
                templates::referent_share(UpTo::new((shares[position] / ANTECEDENT_SHARE_STEP) as usize))
            });
        }
    }

    /// The mentions of a candidate in the paragraphs before.
    fn recency(&mut self) {
        let (context, subject, gender) = (self.context, self.subject, self.gender);
        let mut recent = [None; CANDIDATES];
        let mut is_rival = [false; CANDIDATES];
        let mut rivals = 0;
        for known in &self.candidates.recent {
            let person = &context.people[known.person];
            let rival = known.last <= RIVALS && person.kind.may_speak() && person.gender.agrees(gender);
            rivals += usize::from(rival);
            if let Some(position) = self.candidates.position(known.person) {
                (recent[position], is_rival[position]) = (Some(known), rival);
            }
        }
        for (position, _) in self.candidates.people() {
            let known = recent[position];
            let presence = match known {
                None => Presence::Absent,
                Some(known) if known.here => Presence::Here,
                Some(_) => Presence::Near,
            };
            let last = known.map(|known| Distance::of(known.last));
            let last_subject = known.map(|known| Distance::of(known.last_subject));
            let mentions = Mentions::of(known.map_or(0, |known| known.count));
            let others = rivals - usize::from(is_rival[position]);
            self.sink.add(position, templates::recency(last, subject));
            self.sink.add(position, templates::recent_subject(last_subject, subject));
            self.sink.add(position, templates::window(mentions, subject));
            self.sink.add(position, templates::only_one(UpTo::new(others), subject));
            self.sink.add(position, templates::present(presence, subject));
        }
    }

    /// Whether a candidate is addressed or named in the unit and in the turns beside it.
    fn speech(&mut self) {
        let window = self.context.turns.around(self.unit);
        for (beside, offset) in BESIDE.into_iter().enumerate() {
            let turn = match offset {
                0 => Some(NearbyTurn { unit: self.unit, adjacent: true }),
                _ => window.at(offset),
            };
            if let Some(turn) = turn {
                self.speech_of(UpTo::new(beside), turn);
            }
        }
    }

    /// Whether a candidate is addressed or named in a turn beside the unit.
    fn speech_of(&mut self, beside: Beside, turn: NearbyTurn) {
        let (context, subject) = (self.context, self.subject);
        let coreference = context.coreference;
        let (mut by_name, mut by_noun, mut named) = ([false; CANDIDATES], [false; CANDIDATES], [false; CANDIDATES]);
        // The gender of the last title by which somebody is addressed.
        let mut title = None;
        for spoken in context.spoken_in(turn.unit) {
            if let Some(position) = spoken.person.and_then(|person| self.candidates.position(person)) {
                let marks = match (spoken.vocative, spoken.is_name) {
                    (true, true) => &mut by_name,
                    (true, false) => &mut by_noun,
                    (false, _) => &mut named,
                };
                marks[position] = true;
            }
            if spoken.vocative && !spoken.is_name && spoken.gender != Gender::Unknown {
                title = Some(spoken.gender);
            }
        }
        for (position, _) in self.candidates.people() {
            for (is_addressed, by_noun) in [(by_noun[position], true), (by_name[position], false)] {
                if is_addressed {
                    self.sink.add(position, templates::addressed(by_noun, beside, subject, turn.adjacent));
                }
            }
            if named[position] {
                self.sink.add(position, templates::named(beside, subject));
            }
        }
        if let Some(addressee) = context.clauses[turn.unit].addressee {
            let is_named = coreference.person[addressee].is_some();
            let person = coreference.best(addressee);
            if let Some(position) = person.and_then(|person| self.candidates.position(person)) {
                self.sink.add(position, templates::told(beside, is_named, subject));
            }
        }
        if let Some(title) = title {
            for (position, person) in self.candidates.people() {
                let fit = match context.people[person].gender {
                    Gender::Unknown => GenderFit::Unknown,
                    gender if gender == title => GenderFit::Same,
                    _ => GenderFit::Differs,
                };
                self.sink.add(position, templates::address_gender(beside, fit, subject == SubjectKind::None));
            }
        }
    }

    /// Whether the clauses of the turns around name a candidate as speaker.
    fn turns(&mut self) {
        let (context, subject) = (self.context, self.subject);
        let is_untagged = subject == SubjectKind::None;
        let mut counts = [0; CANDIDATES];
        let mut nearest: [Each<Option<TurnDistance>>; 2] = [[None; CANDIDATES]; 2];
        let mut take = |side: Side, distance: usize, turn: NearbyTurn| {
            let named = context.clauses[turn.unit].names;
            let Some(position) = named.and_then(|person| self.candidates.position(person)) else { return };
            counts[position] += 1;
            // OK because the nearest turn comes first.
            nearest[side as usize][position].get_or_insert(TurnDistance::of(distance));
            if distance <= SINGLE_TURNS {
                let distance = UpTo::new(distance - 1);
                self.sink.add(position, templates::explicit(side, distance, turn.adjacent, is_untagged));
            }
        };
        let window = context.turns.around(self.unit);
        (1..=TURNS).zip(window.before()).for_each(|(distance, turn)| take(Side::Before, distance, turn));
        (1..=TURNS).zip(window.after()).for_each(|(distance, turn)| take(Side::After, distance, turn));
        let [before, after] = nearest;
        self.each(|position| templates::explicit_count(NamedAround::of(counts[position]), subject));
        self.each(|position| templates::explicit_before(before[position], subject));
        self.each(|position| templates::explicit_after(after[position], subject));
    }
}

/// Adds the features of the relations of a unit to the turns before it. None where a conversation begins.
pub(crate) fn add_relations(
    context: &FictionContext<'_, '_>,
    id: UnitId,
    sink: &mut impl FnMut([FeatureId; RELATIONS]),
) {
    let (Some(before), Some(gap)) = (context.turns.before(id), context.turns.gap(id)) else { return };
    let (clauses, units) = (&context.clauses, context.units);
    let (unit, last) = (context.unit(id), context.unit(before));
    let subject = clauses[id].subject;
    let asks = units.shapes[last.quotes.end() - 1].last == '?';
    let words = |unit: UnitId| UnitWords::of(units.quotes(unit).map(|quote| units.shapes[quote].words).sum());
    sink(Relation::ALL.map(|relation| templates::turn_gap(gap, subject, relation)));
    sink(Relation::ALL.map(|relation| templates::turn_asks(gap, asks, subject == SubjectKind::None, relation)));
    sink(Relation::ALL.map(|relation| templates::turn_continues(unit.continues, relation)));
    sink(Relation::ALL.map(|relation| templates::turn_subjects(clauses[before].subject, subject, relation)));
    let (own, earlier) = (words(id), words(before));
    sink(Relation::ALL.map(|relation| templates::turn_words(own, earlier, relation)));
    if let Some(noun) = clauses[id].noun {
        let same = |other: Option<UnitId>| match other.and_then(|other| clauses[other].noun) {
            None => SameNoun::None,
            Some(other) if other == noun => SameNoun::Same,
            Some(_) => SameNoun::Other,
        };
        let (before, earlier) = (same(Some(before)), same(context.turns.before(before)));
        sink(Relation::ALL.map(|relation| templates::turn_noun(before, earlier, relation)));
    }
    if let Some(verb) = unit.clause.and_then(|clause| verb_kind(context, clause)) {
        sink(Relation::ALL.map(|relation| templates::turn_verb(verb, subject, relation)));
    }
}

/// What the verb of a clause tells of the turn: whether it answers, asks or goes on.
fn verb_kind(context: &FictionContext<'_, '_>, clause: ReportingClause) -> Option<VerbKind> {
    let cue = &context.document.cues.list[clause.cue?];
    let tokens = &context.document.tokens;
    let words = cue.words.iter().filter(|&word| tokens.words[word].is_word());
    let classes = words.clone().fold(Classes::NONE, |all, word| all | tokens.classes(word));
    let last = words.clone().next_back().map_or("", |word| tokens.word_text(word));
    Some(match () {
        () if classes.any(Classes::CUE_CONTINUES) => VerbKind::Continues,
        // "went on"
        () if last == "on" => VerbKind::GoesOn,
        () if classes.any(Classes::CUE_ANSWERS) => VerbKind::Answers,
        () if classes.any(Classes::CUE_ASKS) => VerbKind::Asks,
        () => VerbKind::Plain,
    })
}

add_nobody!(templates);

#[cfg(test)]
mod tests {
    use super::{add_features, add_relations};
    use crate::attribution::clause::SubjectKind;
    use crate::attribution::fiction::candidates::SpeakerCandidates;
    use crate::attribution::fiction::context::FictionContext;
    use crate::attribution::fiction::templates::{self, CandidateGender, Distance, Presence, Side, VerbKind};
    use crate::attribution::fiction::turns::Gap;
    use crate::attribution::nobody::Namesake;
    use crate::model::crf::{Relation, RELATIONS};
    use crate::model::template::{FeatureId, UpTo};
    use crate::tests::stages::{fiction_context, person_named, Collected};
    use crate::util::ids::UnitId;

    fn last(context: &FictionContext<'_, '_>) -> UnitId {
        context.units.list.ids().next_back().unwrap()
    }

    /// Whether a candidate of the last unit of a text has a feature; "-" is "nobody".
    fn has(text: &str, name: &str, feature: FeatureId) -> bool {
        fiction_context(text, |context| {
            let mut candidates = SpeakerCandidates::default();
            candidates.read(context, last(context));
            let mut sink = Collected::default();
            add_features(context, last(context), &candidates, &mut sink);
            let position = match name {
                "-" => candidates.nobody(),
                name => candidates.position(person_named(context.document, context.people, name)),
            };
            sink.has(position.unwrap(), feature)
        })
    }

    #[test]
    fn candidates_have_their_features() {
        let text = "Tom met Judith.\n\n\"Come, Judith,\" said Tom.\n\n\"It is late.\"";
        let none = SubjectKind::None;
        let near = UpTo::new(0);
        for (feature, tom, judith) in [
            // The rank among salient people: Tom is a subject, and speaks.
            (templates::rank(UpTo::new(0), none), true, false),
            (templates::rank(UpTo::new(1), none), false, true),
            (templates::gender(CandidateGender::Male, none), true, false),
            // Addressed in the turn before, which comes second among the turns beside the unit.
            (templates::addressed(false, UpTo::new(1), none, true), false, true),
            // The clause of the turn before names Tom.
            (templates::explicit(Side::Before, near, true, true), true, false),
            (templates::explicit_after(None, none), true, true),
            // Tom is mentioned one paragraph before, Judith two.
            (templates::recency(Some(Distance::of(1)), none), true, false),
            (templates::recency(Some(Distance::of(2)), none), false, true),
            (templates::present(Presence::Near, none), true, true),
            // Each has the other as a rival.
            (templates::only_one(UpTo::new(1), none), true, true),
            (templates::narrator(none), false, false),
        ] {
            assert_eq!((has(text, "Tom", feature), has(text, "Judith", feature)), (tom, judith), "{feature:?}");
        }
        let title = templates::nobody_before(Namesake::Work, true);
        assert!(has("She read the novel \"Glass Orchard\" at night.", "-", title));
    }

    /// The features of the relations of the last unit to the turns before.
    fn relations(text: &str) -> Vec<[FeatureId; RELATIONS]> {
        let mut found = Vec::new();
        fiction_context(text, |context| add_relations(context, last(context), &mut |features| found.push(features)));
        found
    }

    #[test]
    fn relations_tell_how_a_turn_follows() {
        let (none, name) = (SubjectKind::None, SubjectKind::Name);
        let text = "\"Is it late?\" said Tom.\n\n\"It is late.\"";
        let found = relations(text);
        let gap = Gap::NextAfterTail;
        assert!(found.contains(&Relation::ALL.map(|relation| templates::turn_gap(gap, none, relation))));
        assert!(found.contains(&Relation::ALL.map(|relation| templates::turn_asks(gap, true, true, relation))));
        assert!(found.contains(&Relation::ALL.map(|relation| templates::turn_subjects(name, none, relation))));
        let verb = |verb: VerbKind| Relation::ALL.map(|relation| templates::turn_verb(verb, name, relation));
        for (clause, kind) in [
            ("said Tom", VerbKind::Plain),
            ("added Tom", VerbKind::Continues),
            ("Tom went on", VerbKind::GoesOn),
            ("replied Tom", VerbKind::Answers),
            ("inquired Tom", VerbKind::Asks),
        ] {
            assert!(relations(&format!("\"It is late.\"\n\n\"It is,\" {clause}.")).contains(&verb(kind)), "{clause}");
        }
        assert!(relations("\"It is late.\"").is_empty(), "nothing comes before");
    }
}
