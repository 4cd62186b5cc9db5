//! Tales: people take turns, and all turns of a conversation are decided together.

use std::collections::HashMap;

use super::conversation::{subject_of, Conversation};
use super::feature::SubjectKind;
use super::fit::Words;
use super::genre::Genre;
use super::model::{self, Belief};
use super::reference::References;
use super::slot::{self, Filled};
use super::tag::{Place, Scene, Tag};
use super::unit::Units;
use super::{Confidence, Decision, Evidence, QuoteKind, Settings};
use crate::mention::{MentionKind, NounClass, Pronoun};
use crate::speaker::{People, PersonId, PersonKind};

/// Reads the units of a tale and everything around them.
pub(super) fn converse<R>(
    scene: Scene<'_, '_>,
    people: &mut People,
    references: &mut References,
    run: impl FnOnce(&Conversation<'_, '_>) -> R,
) -> R {
    let units = Units::read(scene, Genre::Tale, people, references);
    find_narrator(scene, &units, people, references);
    name_nouns(scene, &units, people, references);
    run(&Conversation::new(scene, people, references, &units))
}

/// Decides for every outermost quotation.
pub(super) fn decide(
    scene: Scene<'_, '_>,
    people: &mut People,
    references: &mut References,
    settings: &Settings<'_>,
) -> Vec<Decision> {
    converse(scene, people, references, |conversation| {
        let beliefs = model::decide(conversation, settings.weights, settings.single_pass);
        let decisions = vec![Decision::default(); scene.mentions.quotes.len()];
        let mut settler = Settler { conversation, beats: Vec::new(), decisions };
        for u in 0..beliefs.len() {
            settler.settle(u, beliefs.of(u));
        }
        settler.decisions
    })
}

/// So probable it must be that nobody speaks before a quotation is left without a speaker: much where it looks like speech.
const fn nobody(kind: QuoteKind) -> f64 {
    match kind {
        QuoteKind::Direct => 0.8,
        QuoteKind::Partial => 0.5,
        QuoteKind::NotSpeech => 0.2,
    }
}

/// So probable before what looks like speech is called none: speech that is lost is worse than a title too many.
const NO_SPEECH: f64 = 0.95;

/// How often an answer is right that the model holds for so probable: it is too sure of itself. Measured on novels that
/// the weights had not seen, with their characters given.
const RIGHT: [(f64, f64); 8] =
    [(0.0, 0.05), (0.35, 0.33), (0.6, 0.54), (0.8, 0.75), (0.9, 0.835), (0.95, 0.89), (0.985, 0.945), (1.0, 0.985)];

/// Decides for one unit after the other.
struct Settler<'c, 'a, 't> {
    conversation: &'c Conversation<'a, 't>,
    /// Who acts beside the unit, where no clause tells who speaks.
    beats: Vec<Filled>,
    decisions: Vec<Decision>,
}

impl Settler<'_, '_, '_> {
    /// Gives the quotations of a unit the most probable speaker, with the words and the reason that speak for it.
    fn settle(&mut self, u: usize, belief: Belief<'_, PersonId>) {
        let conversation = self.conversation;
        let unit = conversation.unit(u);
        let Units { forms, tags, .. } = conversation.units;
        let Some(best) = belief.best(nobody(forms[unit.quotes.start()].kind)) else { return };
        let confidence = Confidence::calibrated(belief.of(best), &RIGHT);
        let Some(person) = belief.who[best] else {
            let sure = belief.who.len() > 1 && belief.of(best) >= NO_SPEECH;
            self.silence(u, confidence, sure);
            return;
        };
        let tag = unit.tag.filter(|tag| self.may_stand_for(tag.mention(), person));
        self.beats.clear();
        if tag.is_none() {
            slot::fill_beats(conversation, u, &mut self.beats);
        }
        let beat = self.beat(person);
        let reason = match tag {
            Some(tag) if tag.place == Place::Label => Evidence::Label,
            Some(_) => match conversation.clauses[u].subject {
                SubjectKind::Name => Evidence::Explicit,
                SubjectKind::Pronoun | SubjectKind::I => Evidence::Anaphoric,
                SubjectKind::Noun => Evidence::Nominal,
                _ => Evidence::Recency,
            },
            None if beat.is_some() => Evidence::Beat,
            None => self.reason(u, person),
        };
        let mention = tag.map(|tag| tag.mention()).or(beat);
        for q in conversation.units.quotes(u) {
            let own = tags[q].filter(|own| self.may_stand_for(own.mention(), person));
            let kind = if forms[q].kind == QuoteKind::NotSpeech { QuoteKind::Partial } else { forms[q].kind };
            // "No," he said, "not today": one clause for both.
            let first = tag.and_then(|tag| conversation.units.quotes(u).find(|&q| tags[q] == Some(tag)));
            let inherits =
                tag.is_some() && first != Some(q) && own.map_or(true, |own| own.cue() == tag.and_then(|t| t.cue()));
            let evidence = match own.filter(|_| !inherits) {
                _ if inherits => Evidence::Inherited,
                Some(own) if own.place == Place::Label => Evidence::Label,
                Some(own) => match subject_of(conversation.scene, conversation.references, own).0 {
                    SubjectKind::Name => Evidence::Explicit,
                    SubjectKind::Pronoun | SubjectKind::I => Evidence::Anaphoric,
                    _ => Evidence::Nominal,
                },
                None => reason,
            };
            self.decisions[q] = Decision {
                kind,
                speaker: Some(person),
                evidence,
                mention: own.map(|t| t.mention()).or(mention),
                cue: own.or(tag).and_then(|t| t.cue()),
                confidence,
            };
        }
    }

    /// Gives the quotations of a unit no speaker: they are no speech, or, where that is not sure, speech of somebody whom
    /// the text does not show.
    fn silence(&mut self, u: usize, confidence: Confidence, sure: bool) {
        let conversation = self.conversation;
        let clause = conversation.unit(u).tag.filter(|_| conversation.clauses[u].subject == SubjectKind::Other);
        for q in conversation.units.quotes(u) {
            let kind = conversation.units.forms[q].kind;
            let silent = Decision { confidence, ..Decision::default() };
            self.decisions[q] = match clause {
                // "they said": the words are known, the person is not.
                Some(tag) => Decision {
                    kind: if kind == QuoteKind::NotSpeech { QuoteKind::Partial } else { kind },
                    mention: Some(tag.mention()),
                    cue: tag.cue(),
                    evidence: Evidence::Anaphoric,
                    ..silent
                },
                None if kind == QuoteKind::Direct && !sure => silent,
                None => Decision { kind: QuoteKind::NotSpeech, evidence: Evidence::NotSpeech, ..silent },
            };
        }
    }

    fn may_stand_for(&self, mention: usize, person: PersonId) -> bool {
        let Conversation { scene, people, references, .. } = self.conversation;
        let words = Words::of(mention, scene.mentions, people, references);
        words.fit(person, people).is_possible()
    }

    /// The words in the narration of a unit's paragraph that name a person as somebody who acts.
    fn beat(&self, person: PersonId) -> Option<usize> {
        let acts = |f: &&Filled| f.is_beat() && self.conversation.references.best(f.mention) == Some(person);
        self.beats.iter().find(acts).map(|f| f.mention)
    }

    /// The strongest reason for a person whom neither a clause nor the narration beside a unit names.
    fn reason(&self, u: usize, person: PersonId) -> Evidence {
        let conversation = self.conversation;
        let conversing = conversation.turns.around(u);
        let turn = |offset| conversing.near(offset).filter(|near| near.adjacent).map(|near| near.unit);
        let called = |other| conversation.said_in(other).iter().any(|s| s.vocative && s.person == Some(person));
        let spoke = |other| self.decisions[conversation.unit(other).quotes.start()].speaker == Some(person);
        match (turn(-1), turn(1)) {
            (before, after) if [before, after].into_iter().flatten().any(called) => Evidence::Vocative,
            (Some(before), _) if spoke(before) => Evidence::Inherited,
            (None, None) => Evidence::Recency,
            _ => Evidence::Alternation,
        }
    }
}

/// Who speaks under a noun phrase is a person.
fn name_nouns(scene: Scene<'_, '_>, units: &Units, people: &mut People, references: &mut References) {
    for tag in units.tags.iter().flatten() {
        let mention = &scene.mentions.list[tag.mention()];
        let nominal = match &mention.kind {
            MentionKind::Nominal { class, .. } => *class != NounClass::Other || tag.cue().is_some(),
            // "someone", but not "nobody"
            MentionKind::Pronoun(Pronoun::Indefinite) => !scene.denies(mention),
            _ => false,
        };
        if nominal && references.person[tag.mention()].is_none() {
            references.person[tag.mention()] = Some(people.nominal(scene.tokens, mention));
        }
    }
}

/// A tale whose narration says "I" has a narrator, who takes the name by which others address "I" in the turns beside,
/// unless it is somebody's whom the narration names as a speaker.
fn find_narrator(scene: Scene<'_, '_>, units: &Units, people: &mut People, references: &References) {
    let says_i =
        |tag: Option<Tag>| tag.is_some_and(|tag| scene.mentions.list[tag.mention()].pronoun() == Some(Pronoun::I));
    let (mut all, mut first) = (0, 0);
    for mention in scene.mentions.narrated() {
        all += 1;
        first += usize::from(mention.pronoun() == Some(Pronoun::I));
    }
    if first * 50 <= all && !units.list.iter().any(|unit| says_i(unit.tag)) {
        return;
    }
    let narrator = people.narrator();
    if people[narrator].kind != PersonKind::Narrator {
        return;
    }
    let mut votes: HashMap<PersonId, usize> = HashMap::new();
    for (u, unit) in units.list.iter().enumerate().filter(|(_, unit)| says_i(unit.tag)) {
        for o in [u.checked_sub(1), Some(u + 1)].into_iter().flatten() {
            let Some(other) = units.list.get(o).filter(|o| !says_i(o.tag)) else { continue };
            if other.paragraph.abs_diff(unit.paragraph) > 2 {
                continue;
            }
            let spoken = units.quotes(o).flat_map(|q| scene.mentions.quotes[q].mentions.range());
            let addressed =
                spoken.filter(|&m| scene.mentions.list[m].vocative).filter_map(|m| references.person[m]).next_back();
            if let Some(person) = addressed {
                *votes.entry(person).or_default() += 1;
            }
        }
    }
    for tag in units.tags.iter().flatten() {
        if let Some(person) = references.person[tag.mention()] {
            votes.remove(&person);
        }
    }
    if let Some((&person, _)) = votes.iter().max_by_key(|&(&p, &n)| (n, core::cmp::Reverse(p))) {
        people.name_narrator(person);
    }
}
