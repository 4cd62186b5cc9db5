//! Tales: people take turns, and all turns of a conversation are decided together.

use std::collections::HashMap;

use super::candidate::{subject, Conversation, Facts};
use super::genre::Genre;
use super::model::{self, Belief};
use super::reference::References;
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
        let mut decisions = vec![Decision::default(); scene.mentions.quotes.len()];
        let mut facts = Facts::default();
        for (u, belief) in beliefs.iter().enumerate() {
            settle(conversation, u, belief, &mut facts, &mut decisions);
        }
        decisions
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

/// Gives the quotations of a unit the most probable speaker, with the words and the reason that speak for it.
fn settle(
    conversation: &Conversation<'_, '_>,
    u: usize,
    belief: &Belief,
    facts: &mut Facts,
    decisions: &mut [Decision],
) {
    let unit = &conversation.units.list[u];
    let forms = &conversation.units.forms;
    let tags = &conversation.units.tags;
    let Some(best) = belief.best(nobody(forms[unit.quotes[0]].kind)) else { return };
    let confidence = Confidence::calibrated(belief.probability[best], &RIGHT);
    let Some(person) = belief.who[best] else {
        let alone = belief.who.len() == 1;
        for &q in &unit.quotes {
            let silent = Decision { confidence, ..Decision::default() };
            decisions[q] = match unit.tag {
                // "they said": the words are known, the person is not.
                Some(tag) if conversation.subject(Some(tag)).0 == subject::OTHER => Decision {
                    kind: if forms[q].kind == QuoteKind::NotSpeech { QuoteKind::Partial } else { forms[q].kind },
                    mention: Some(tag.mention),
                    cue: tag.cue,
                    evidence: Evidence::Anaphoric,
                    ..silent
                },
                // Somebody whom the text does not show.
                _ if forms[q].kind == QuoteKind::Direct && (alone || belief.probability[best] < NO_SPEECH) => silent,
                _ => Decision { kind: QuoteKind::NotSpeech, evidence: Evidence::NotSpeech, ..silent },
            };
        }
        return;
    };
    let tag = unit.tag.filter(|tag| conversation.may_stand_for(tag.mention, person));
    if tag.is_none() {
        conversation.look_around(u, facts);
    }
    let reason = match tag {
        Some(tag) if tag.place == Place::Label => Evidence::Label,
        Some(tag) => match conversation.subject(Some(tag)).0 {
            subject::NAME => Evidence::Explicit,
            subject::PRONOUN | subject::I => Evidence::Anaphoric,
            subject::NOUN => Evidence::Nominal,
            _ => Evidence::Recency,
        },
        None => conversation.reason(u, facts, person, |other| {
            decisions[conversation.units.list[other].quotes[0]].speaker == Some(person)
        }),
    };
    let mention = tag.map(|t| t.mention).or_else(|| conversation.beat(facts, person));
    for &q in &unit.quotes {
        let own = tags[q].filter(|own| conversation.may_stand_for(own.mention, person));
        let kind = if forms[q].kind == QuoteKind::NotSpeech { QuoteKind::Partial } else { forms[q].kind };
        // "No," he said, "not today": one clause for both.
        let first = tag.and_then(|tag| unit.quotes.iter().copied().find(|&q| tags[q] == Some(tag)));
        let inherits = tag.is_some() && first != Some(q) && own.map_or(true, |own| own.cue == tag.and_then(|t| t.cue));
        let evidence = match own.filter(|_| !inherits) {
            _ if inherits => Evidence::Inherited,
            Some(own) if own.place == Place::Label => Evidence::Label,
            Some(own) => match conversation.subject(Some(own)).0 {
                subject::NAME => Evidence::Explicit,
                subject::PRONOUN | subject::I => Evidence::Anaphoric,
                _ => Evidence::Nominal,
            },
            None => reason,
        };
        decisions[q] = Decision {
            kind,
            speaker: Some(person),
            evidence,
            mention: own.map(|t| t.mention).or(mention),
            cue: own.or(tag).and_then(|t| t.cue),
            confidence,
        };
    }
}

/// Who speaks under a noun phrase is a person.
fn name_nouns(scene: Scene<'_, '_>, units: &Units, people: &mut People, references: &mut References) {
    for tag in units.tags.iter().flatten() {
        let mention = &scene.mentions.list[tag.mention];
        let nominal = match &mention.kind {
            MentionKind::Nominal { class, .. } => *class != NounClass::Other || tag.cue.is_some(),
            // "someone", but not "nobody"
            MentionKind::Pronoun(Pronoun::Indefinite) => !scene.denies(mention),
            _ => false,
        };
        if nominal && references.person[tag.mention].is_none() {
            references.person[tag.mention] = Some(people.nominal(scene.tokens, mention));
        }
    }
}

/// A tale whose narration says "I" has a narrator, who takes the name by which others address "I" in the turns beside,
/// unless it is somebody's whom the narration names as a speaker.
fn find_narrator(scene: Scene<'_, '_>, units: &Units, people: &mut People, references: &References) {
    let says_i =
        |tag: Option<Tag>| tag.is_some_and(|tag| scene.mentions.list[tag.mention].pronoun() == Some(Pronoun::I));
    let narrated = scene.mentions.list.iter().filter(|m| m.quote.is_none());
    let (mut all, mut first) = (0, 0);
    for mention in narrated {
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
        for other in [u.checked_sub(1), Some(u + 1)].into_iter().flatten() {
            let Some(other) = units.list.get(other).filter(|o| !says_i(o.tag)) else { continue };
            if other.paragraph.abs_diff(unit.paragraph) > 2 {
                continue;
            }
            let spoken = other.quotes.iter().flat_map(|&q| scene.mentions.quotes[q].mentions.clone());
            let addressed =
                spoken.filter(|&m| scene.mentions.list[m].vocative).filter_map(|m| references.person[m]).next_back();
            if let Some(person) = addressed {
                *votes.entry(person).or_default() += 1;
            }
        }
    }
    for tag in units.tags.iter().flatten() {
        if let Some(person) = references.person[tag.mention] {
            votes.remove(&person);
        }
    }
    if let Some((&person, _)) = votes.iter().max_by_key(|&(&p, &n)| (n, core::cmp::Reverse(p))) {
        people.name_narrator(person);
    }
}
