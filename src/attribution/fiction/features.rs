//! What speaks for each candidate of a unit, and for one who spoke before.

use crate::attribution::clause::{ReportingClause, SubjectKind};
use crate::attribution::fiction::candidates::{Candidates, BESIDE, CANDIDATES};
use crate::attribution::fiction::context::FictionContext;
use crate::attribution::fiction::fit::MentionView;
use crate::attribution::fiction::turns::NearbyTurn;
use crate::attribution::nobody::add_nobody;
use crate::lexicon::class::Classes;
use crate::model::crf::RELATIONS;
use crate::model::template::{bucket, Feature, Sink, Template};
use crate::record::Gender;
use crate::util::ids::PersonId;

/// So many turns in each direction are searched for whom their clauses name, and so many of them told apart.
const TURNS: usize = 12;
const SINGLY: usize = 6;
/// The place of who has none: the last value of the templates of ranks.
const UNRANKED: usize = 7;

/// One value for each candidate.
type Each<V> = [V; CANDIDATES];

/// Tells what speaks for each candidate, and for nobody.
pub(crate) fn features(context: &FictionContext<'_, '_>, u: usize, candidates: &Candidates, sink: &mut impl Sink) {
    let clause = &context.clauses[u];
    let (subject, gender) = (clause.subject, clause.gender);
    let mut weigher = FeatureExtractor { context, u, candidates, subject, gender, sink };
    weigher.standing();
    weigher.slots();
    weigher.salience();
    weigher.sightings();
    weigher.speech();
    weigher.turns();
    if candidates.who.last() == Some(&None) {
        let place = candidates.who.len() - 1;
        add_nobody(context.units, context.unit(u), subject, &mut |feature| sink.add(place, feature));
    }
}

/// Weighs the candidates of one unit.
struct FeatureExtractor<'c, 'a, 't, S> {
    context: &'c FictionContext<'a, 't>,
    u: usize,
    candidates: &'c Candidates,
    /// What the subject of its clause is, and of which gender.
    subject: SubjectKind,
    gender: Gender,
    sink: &'c mut S,
}

impl<S: Sink> FeatureExtractor<'_, '_, '_, S> {
    /// Adds a feature for each candidate.
    #[inline]
    fn each(&mut self, feature: impl Fn(usize) -> Feature) {
        for (place, _) in self.candidates.people() {
            self.sink.add(place, feature(place));
        }
    }

    /// For each candidate the place among some people, or `none`.
    fn ranks(&self, people: impl Iterator<Item = PersonId>, none: usize) -> Each<usize> {
        let mut ranks = [none; CANDIDATES];
        for (rank, person) in people.enumerate() {
            if let Some(place) = self.candidates.place(person) {
                ranks[place] = rank.min(none);
            }
        }
        ranks
    }

    /// Who the candidate is in the whole text.
    fn standing(&mut self) {
        let s = self.subject as usize;
        let stats = &self.context.stats;
        let narrator = self.context.people.narrator;
        for (place, person) in self.candidates.people() {
            let standing = stats[person.index()];
            self.sink.add(place, Template::Frequency.of([usize::from(standing.frequency), s]));
            self.sink.add(place, Template::Kind.of([usize::from(standing.kind), s]));
            self.sink.add(place, Template::Gender.of([usize::from(standing.gender), s]));
            self.sink.add(place, Template::SpokenTotal.of([usize::from(standing.spoken), s]));
            if narrator == Some(person) {
                self.sink.add(place, Template::Narrator.of([s]));
            }
        }
    }

    /// Who is mentioned around the unit.
    fn slots(&mut self) {
        let FictionContext { document, people, coreference, .. } = self.context;
        let s = self.subject as usize;
        for filled in &self.candidates.slots {
            let words = MentionView::of(filled.mention, &document.mentions, people, coreference);
            let slot = filled.slot as usize;
            let by_strength = Template::Slot.of([slot, usize::from(filled.strength), 0]);
            let by_subject = Template::SlotSubject.of([slot, s, 0]);
            for (place, person) in self.candidates.people() {
                let fit = words.fit(person, people);
                self.sink.add(place, by_strength.with_last(fit as u16));
                self.sink.add(place, by_subject.with_last(fit as u16));
            }
        }
    }

    /// Who is salient before the unit, and for whom the subject of its clause may stand.
    fn salience(&mut self) {
        let (context, s, gender) = (self.context, self.subject as usize, self.gender);
        let salient = &context.coreference.salient[context.unit(self.u).quotes.start()];
        let ranks = self.ranks(salient.iter().map(|(person, _)| person), UNRANKED);
        self.each(|place| Template::Rank.of([ranks[place], s]));
        let shares = self.shares(salient.iter());
        self.each(|place| Template::Share.of([(shares[place] as usize / 32).min(7), s]));
        if self.subject == SubjectKind::Noun {
            let agreeing = |gender: Gender| {
                salient.iter().map(|(p, _)| p).filter(move |&p| context.people[p].gender.agrees(gender))
            };
            let class = context.noun_class(self.u);
            let ranks = self.ranks(agreeing(gender), UNRANKED);
            self.each(|place| Template::NounRank.of([ranks[place], class]));
            if let Some(owner) = context.owner_gender(self.u) {
                let ranks = self.ranks(agreeing(owner).filter(|&p| !context.is_nominal(p)), 3);
                self.each(|place| Template::Owner.of([ranks[place], usize::from(class >= 3)]));
            }
        }
        if self.subject == SubjectKind::Pronoun {
            let ranked = &self.candidates.ranked;
            let ranks = self.ranks(ranked.iter().map(|(person, _)| person), UNRANKED);
            let mut weights = ranked.iter().map(|(_, weight)| weight);
            let margin = match (weights.next(), weights.next()) {
                (None, _) => 0,
                (Some(_), None) => 4,
                (Some(a), Some(b)) => bucket(a * 10 / b.max(1), &[13, 20, 40]),
            };
            self.each(|place| Template::Referent.of([ranks[place], margin]));
            let shares = self.shares(ranked.iter());
            self.each(|place| Template::ReferentShare.of([(shares[place] as usize / 26).min(9)]));
        }
    }

    /// For each candidate the share in the weight of all, in 256ths.
    fn shares(&self, weights: impl Iterator<Item = (PersonId, u32)> + Clone) -> Each<u32> {
        let all: u32 = weights.clone().map(|(_, weight)| weight).sum();
        let mut shares = [0; CANDIDATES];
        for (person, weight) in weights {
            if let Some(place) = self.candidates.place(person) {
                shares[place] = weight * 256 / all.max(1);
            }
        }
        shares
    }

    /// Who was about in the paragraphs before.
    fn sightings(&mut self) {
        let (context, s, gender) = (self.context, self.subject as usize, self.gender);
        let mut seen = [None; CANDIDATES];
        let mut about = [false; CANDIDATES];
        let mut rivals = 0;
        for other in &self.candidates.seen {
            let person = &context.people[other.person];
            let rival = other.last <= 6 && person.kind.may_speak() && person.gender.agrees(gender);
            rivals += usize::from(rival);
            if let Some(place) = self.candidates.place(other.person) {
                (seen[place], about[place]) = (Some(other), rival);
            }
        }
        let distance = |paragraphs: usize| bucket(paragraphs, &[1, 2, 3, 5, 8, 13]);
        for (place, _) in self.candidates.people() {
            let (last, subject, count, here) = seen[place].map_or((7, 7, 0, 0), |seen| {
                let count = bucket(seen.count, &[1, 2, 4, 8, 16]);
                (distance(seen.last), distance(seen.last_subject), count, 1 + usize::from(seen.here))
            });
            self.sink.add(place, Template::Recency.of([last, s]));
            self.sink.add(place, Template::RecentSubject.of([subject, s]));
            self.sink.add(place, Template::Window.of([count, s]));
            self.sink.add(place, Template::OnlyOne.of([(rivals - usize::from(about[place])).min(3), s]));
            self.sink.add(place, Template::Present.of([here, s]));
        }
    }

    /// Whom the unit and the turns beside it address or name.
    fn speech(&mut self) {
        let (context, s) = (self.context, self.subject as usize);
        let coreference = context.coreference;
        let window = context.turns.around(self.u);
        for (beside, offset) in BESIDE.into_iter().enumerate() {
            let turn = match offset {
                0 => Some(NearbyTurn { unit: self.u, adjacent: true }),
                _ => window.near(offset),
            };
            let Some(turn) = turn else { continue };
            let adjacent = usize::from(turn.adjacent);
            let (mut called, mut described, mut named) =
                ([false; CANDIDATES], [false; CANDIDATES], [false; CANDIDATES]);
            let mut title = None;
            for said in context.said_in(turn.unit) {
                if let Some(place) = said.person.and_then(|person| self.candidates.place(person)) {
                    let marks = match (said.vocative, said.named) {
                        (true, true) => &mut called,
                        (true, false) => &mut described,
                        (false, _) => &mut named,
                    };
                    marks[place] = true;
                }
                if said.vocative && !said.named && said.gender != Gender::Unknown {
                    title = Some(said.gender);
                }
            }
            for (place, _) in self.candidates.people() {
                if described[place] {
                    self.sink.add(place, Template::Addressed.of([5 + beside, s, adjacent]));
                }
                if called[place] {
                    self.sink.add(place, Template::Addressed.of([beside, s, adjacent]));
                }
                if named[place] {
                    self.sink.add(place, Template::Named.of([beside, s]));
                }
            }
            if let Some(told) = context.clauses[turn.unit].addressee.map(|told| told as usize) {
                let known = usize::from(coreference.person[told].is_some());
                if let Some(place) = coreference.best(told).and_then(|person| self.candidates.place(person)) {
                    self.sink.add(place, Template::Told.of([beside, known, s]));
                }
            }
            if let Some(title) = title {
                for (place, person) in self.candidates.people() {
                    let fit = match context.people[person].gender {
                        Gender::Unknown => 0,
                        gender if gender == title => 1,
                        _ => 2,
                    };
                    self.sink.add(
                        place,
                        Template::AddressGender.of([beside, fit, usize::from(self.subject == SubjectKind::None)]),
                    );
                }
            }
        }
    }

    /// Whom the clauses of the turns around name.
    fn turns(&mut self) {
        let (context, s) = (self.context, self.subject as usize);
        let open = usize::from(self.subject == SubjectKind::None);
        let mut counts = [0; CANDIDATES];
        let mut nearest = [[7; CANDIDATES]; 2];
        let mut take = |after: usize, distance: usize, turn: NearbyTurn| {
            let named = context.clauses[turn.unit].names;
            let Some(place) = named.and_then(|person| self.candidates.place(person)) else { return };
            counts[place] += 1;
            let near = &mut nearest[after][place];
            *near = bucket(distance, &[2, 3, 4, 5, 6, 8]).min(*near);
            if distance <= SINGLY {
                let turns = distance - 1 + after * SINGLY;
                self.sink.add(place, Template::Explicit.of([turns, usize::from(turn.adjacent), open]));
            }
        };
        let window = context.turns.around(self.u);
        (1..=TURNS).zip(window.before()).for_each(|(distance, turn)| take(0, distance, turn));
        (1..=TURNS).zip(window.after()).for_each(|(distance, turn)| take(1, distance, turn));
        let [before, after] = nearest;
        self.each(|place| Template::ExplicitCount.of([bucket(counts[place], &[1, 2, 3, 5, 8]), s]));
        self.each(|place| Template::ExplicitBefore.of([before[place], s]));
        self.each(|place| Template::ExplicitAfter.of([after[place], s]));
    }
}

/// What decides whether the speaker of a unit is one of those before: features without their relation, which is the last
/// of their values.
pub(crate) fn relations(context: &FictionContext<'_, '_>, u: usize, sink: &mut impl FnMut([Feature; RELATIONS])) {
    let (Some(before), Some(gap)) = (context.turns.before(u), context.turns.gap(u)) else { return };
    let (clauses, units) = (&context.clauses, context.units);
    let (unit, last) = (context.unit(u), context.unit(before));
    let gap = usize::from(gap.0);
    let subject = clauses[u].subject;
    let s = subject as usize;
    let asks = usize::from(units.shapes[last.quotes.end() - 1].last == '?');
    let words = |u: usize| bucket(units.quotes(u).map(|q| units.shapes[q].words).sum(), &[5, 15, 50]);
    let mut each = |first: Feature| sink(core::array::from_fn(|relation| first.with_last(relation as u16)));
    each(Template::TurnGap.of([gap, s, 0]));
    each(Template::TurnAsks.of([gap, asks, usize::from(subject == SubjectKind::None), 0]));
    each(Template::TurnContinues.of([usize::from(unit.continues), 0]));
    each(Template::TurnSubjects.of([clauses[before].subject as usize, s, 0]));
    each(Template::TurnWords.of([words(u), words(before), 0]));
    if let Some(noun) = clauses[u].noun {
        let same = |other: Option<usize>| match other.and_then(|other| clauses[other].noun) {
            None => 0,
            Some(other) => 1 + usize::from(other == noun),
        };
        each(Template::TurnNoun.of([same(Some(before)), same(context.turns.before(before)), 0]));
    }
    if let Some(verb) = unit.tag.and_then(|tag| verb(context, tag)) {
        each(Template::TurnVerb.of([verb, s, 0]));
    }
}

/// What the verb of a clause tells of the turn: nothing, or that it answers, asks, goes on, goes on "again".
fn verb(context: &FictionContext<'_, '_>, tag: ReportingClause) -> Option<usize> {
    let cue = &context.document.cues.list[tag.cue()?];
    let tokens = &context.document.tokens;
    let words = cue.words.range().filter(|&w| tokens.words[w].is_word());
    let classes = words.clone().fold(Classes::NONE, |all, w| all | tokens.classes(w));
    let last = words.clone().next_back().map_or("", |w| tokens.word_text(w));
    Some(match () {
        () if classes.any(Classes::CUE_CONTINUES) => 1,
        // "went on"
        () if last == "on" => 2,
        () if classes.any(Classes::CUE_ANSWERS) => 3,
        () if classes.any(Classes::CUE_ASKS) => 4,
        () => 0,
    })
}
