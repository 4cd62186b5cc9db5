//! Reports: the subject of the reporting clause speaks, and goes on where none follows.

use super::genre::Genre;
use super::model::{Belief, Weights};
use super::reference::References;
use super::source::Report;
use super::tag::{Place, Scene, Tag};
use super::unit::Units;
use super::{Confidence, Decision, Evidence, QuoteKind};
use crate::mention::{Element, MentionKind, NounClass, Pronoun, QuotePlace};
use crate::quote::Quotation;
use crate::speaker::{People, PersonId};

/// Decides for every outermost quotation.
pub(super) fn decide(
    scene: Scene<'_, '_>,
    people: &mut People,
    references: &References,
    weights: &Weights,
) -> Vec<Decision> {
    let units = Units::read(scene, Genre::Report, people, references);
    let mut decisions = rule(scene, &units, people, references);
    let beliefs = Report::new(scene, people, references, &units, &decisions).decide(&weights.report);
    let mut rules = Rules { scene, people, references, decisions: Vec::new(), tags: Vec::new(), units: Vec::new() };
    let cues = first_cues(scene);
    for q in 0..decisions.len() {
        let before = q.checked_sub(1).map(|before| decisions[before]);
        decisions[q] = rules.settle_source(q, &units, decisions[q], before, beliefs.of(q), &cues);
    }
    // The words may be right and the person is not: of 200 read by hand 29 were another's or
    // under half a name (DESIGN.md, "What the errors are").
    for decision in &mut decisions {
        let pronoun = decision.mention.and_then(|m| scene.mentions.list[m].pronoun());
        if matches!(pronoun, Some(Pronoun::He | Pronoun::She)) {
            decision.confidence = decision.confidence.of_eight(7);
        }
    }
    decisions
}

/// For each mention the first cue whose subject it is.
fn first_cues(scene: Scene<'_, '_>) -> Vec<Option<u32>> {
    let mut first = vec![None; scene.mentions.list.len()];
    for (c, cue) in scene.cues.list.iter().enumerate().rev() {
        if let Some(subject) = cue.subject {
            first[subject.mention()] = Some(c as u32);
        }
    }
    first
}

/// What the rules answer for every outermost quotation.
pub(super) fn rule(scene: Scene<'_, '_>, units: &Units, people: &mut People, references: &References) -> Vec<Decision> {
    let decisions = units.forms.iter().map(|form| Decision { kind: form.kind, ..Decision::default() }).collect();
    let tags = units.tags.clone();
    let mut rules = Rules { scene, people, references, decisions, tags, units: Vec::new() };
    rules.leave_out();
    rules.group();
    rules.tagged();
    rules.go_on();
    rules.decisions
}

/// How often an answer is right that the model holds for so probable. Measured on articles of PolNeAR that the weights had
/// not seen.
const RIGHT: [(f64, f64); 5] = [(0.0, 0.05), (0.9, 0.9), (0.96, 0.943), (0.985, 0.968), (1.0, 0.992)];

/// A quotation has no source if that is as probable as this.
const fn nobody(kind: QuoteKind) -> f64 {
    match kind {
        QuoteKind::Direct => 0.35,
        QuoteKind::Partial | QuoteKind::NotSpeech => 0.23,
    }
}

/// The speech of a paragraph.
#[derive(Debug)]
struct Unit {
    /// Indices of `Mentions::quotes`.
    quotes: core::ops::Range<usize>,
    paragraph: usize,
    /// The quotation that decides for those without a clause of their own.
    speaker: Option<PersonId>,
    evidence: Evidence,
    mention: Option<usize>,
    /// The first quotation takes up a speech of the paragraph before.
    continues: bool,
}

struct Rules<'a, 't> {
    scene: Scene<'a, 't>,
    people: &'a mut People,
    references: &'a References,
    decisions: Vec<Decision>,
    tags: Vec<Option<Tag>>,
    units: Vec<Unit>,
}

impl Rules<'_, '_> {
    /// Gives a quotation the most probable source, with the clause that speaks for it.
    fn settle_source(
        &mut self,
        q: usize,
        units: &Units,
        ruled: Decision,
        before: Option<Decision>,
        belief: Belief<'_, u32>,
        cues: &[Option<u32>],
    ) -> Decision {
        let form = units.forms[q].kind;
        let kind = if form == QuoteKind::NotSpeech { QuoteKind::Partial } else { form };
        // What takes up a speech has its speaker.
        let goes_on = self.quotation(q).continues && units.tags[q].is_none();
        if let Some(before) = before.filter(|before| goes_on && before.mention.is_some()) {
            return Decision { kind, evidence: Evidence::Inherited, ..before };
        }
        let silence = belief.iter().find(|(who, _)| who.is_none()).map_or(0.0, |(_, p)| p);
        let known = belief.iter().filter_map(|(who, p)| Some((who? as usize, p)));
        let best = known.reduce(|best, other| if other.1 > best.1 { other } else { best });
        let Some((mention, probability)) = best.filter(|_| silence < nobody(form)) else {
            let confidence = Confidence::calibrated(silence, &RIGHT);
            return if form == QuoteKind::Direct {
                Decision { kind: form, confidence, ..Decision::default() }
            } else {
                Decision {
                    kind: QuoteKind::NotSpeech,
                    evidence: Evidence::NotSpeech,
                    confidence,
                    ..Decision::default()
                }
            };
        };
        let confidence = Confidence::calibrated(probability, &RIGHT);
        if ruled.mention == Some(mention) {
            return Decision { kind, confidence, ..ruled };
        }
        if let Some(before) = before.filter(|before| before.mention == Some(mention)) {
            return Decision { kind, confidence, evidence: Evidence::Inherited, ..before };
        }
        let own = units.tags[q].filter(|tag| tag.mention() == mention);
        let cue = cues[mention].map(|cue| cue as usize);
        let tag = own.unwrap_or(Tag::new(mention, cue, Place::Further));
        let (speaker, evidence) = self.subject(tag);
        // Who acts beside it, without a verb of speech.
        let evidence = if own.is_none() && cue.is_none() { Evidence::Beat } else { evidence };
        Decision { kind, speaker, evidence, mention: Some(mention), cue: tag.cue(), confidence }
    }

    fn places(&self) -> &[QuotePlace] {
        &self.scene.mentions.quotes
    }

    fn quotation(&self, q: usize) -> &Quotation {
        self.scene.quotation(&self.places()[q])
    }

    /// What is no speech has no clause.
    fn leave_out(&mut self) {
        for (decision, tag) in self.decisions.iter_mut().zip(&mut self.tags) {
            if decision.kind == QuoteKind::NotSpeech {
                (decision.evidence, *tag) = (Evidence::NotSpeech, None);
            }
        }
    }

    fn group(&mut self) {
        let mut q = 0;
        while q < self.places().len() {
            let paragraph = self.places()[q].paragraph;
            let mut end = q + 1;
            while end < self.places().len() && self.places()[end].paragraph == paragraph {
                end += 1;
            }
            if (q..end).any(|q| self.decisions[q].kind != QuoteKind::NotSpeech) {
                let continues = self.quotation(q).continues;
                self.units.push(Unit {
                    quotes: q..end,
                    paragraph,
                    speaker: None,
                    evidence: Evidence::Unresolved,
                    mention: None,
                    continues,
                });
            }
            q = end;
        }
    }

    /// Gives tagged quotations the subjects of their clauses, and their neighbours in the paragraph the same speaker.
    fn tagged(&mut self) {
        for u in 0..self.units.len() {
            let quotes = self.units[u].quotes.clone();
            for q in quotes.clone() {
                let Some(tag) = self.tags[q] else { continue };
                let (speaker, evidence) = self.subject(tag);
                // "No," he said, "not today": one clause for both.
                let shared = q > quotes.start
                    && tag.place == Place::Before
                    && self.tags[q - 1].is_some_and(|t| t.place == Place::After && t.cue() == tag.cue());
                let evidence = if shared { Evidence::Inherited } else { evidence };
                let decision = &mut self.decisions[q];
                (decision.speaker, decision.mention, decision.cue, decision.evidence) =
                    (speaker, Some(tag.mention()), tag.cue(), evidence);
            }
            // Forward, then backward: a stretch without clause goes on with the one before it, or leads to the next.
            let order: Vec<usize> =
                quotes.clone().filter(|&q| self.decisions[q].kind != QuoteKind::NotSpeech).collect();
            for pair in order.windows(2) {
                if !self.acts_between(pair[0], pair[1]) {
                    self.pass_on(pair[0], pair[1]);
                }
            }
            for pair in order.windows(2).rev() {
                if self.decisions[pair[0]].kind == QuoteKind::Direct {
                    self.pass_on(pair[1], pair[0]);
                }
            }
            let first = quotes.clone().find(|&q| self.decisions[q].mention.is_some());
            if let Some(first) = first {
                let decision = self.decisions[first];
                let unit = &mut self.units[u];
                (unit.speaker, unit.evidence, unit.mention) = (decision.speaker, decision.evidence, decision.mention);
            } else if self.units[u].continues {
                self.inherit_unit(u);
            }
        }
        // The clause of a speech over several paragraphs may stand at its end.
        for u in (1..self.units.len()).rev() {
            if self.units[u].continues && self.units[u - 1].evidence == Evidence::Unresolved {
                let source = self.units[u].quotes.clone().find(|&q| self.decisions[q].mention.is_some());
                if let Some(source) = source {
                    self.settle(u - 1, Decision { evidence: Evidence::Inherited, ..self.decisions[source] });
                }
            }
        }
    }

    /// Another named person acts in a sentence of the narration between two quotations, which gives the second one to
    /// that person.
    fn acts_between(&mut self, from: usize, to: usize) -> bool {
        let scene = self.scene;
        let Some(speaker) = self.decisions[from].speaker else { return false };
        if self.decisions[to].evidence != Evidence::Unresolved || self.decisions[to].kind != QuoteKind::Direct {
            return false;
        }
        let between = self.places()[from].element + 1..self.places()[to].element;
        let Some(last) = between.clone().last() else { return false };
        let sentence = scene.cues.sentence(last);
        if sentence == scene.cues.sentence(between.start) || sentence == scene.cues.sentence(self.places()[to].element)
        {
            return false;
        }
        let subject = between
            .rev()
            .take_while(|&k| scene.cues.sentence(k) == sentence)
            .filter(|&k| scene.cues.is_subject(k))
            .last();
        let Some(Element::Mention(m)) = subject.map(|k| scene.mentions.elements.at(k)) else { return false };
        let Some(other) =
            self.references.person[m].filter(|&p| p != speaker && scene.mentions.list[m].name().is_some())
        else {
            return false;
        };
        let decision = &mut self.decisions[to];
        (decision.speaker, decision.mention, decision.evidence) = (Some(other), Some(m), Evidence::Beat);
        true
    }

    fn pass_on(&mut self, from: usize, to: usize) {
        let source = self.decisions[from];
        let target = &mut self.decisions[to];
        if target.evidence != Evidence::Unresolved || target.kind == QuoteKind::NotSpeech || source.mention.is_none() {
            return;
        }
        (target.speaker, target.mention, target.cue, target.evidence) =
            (source.speaker, source.mention, source.cue, Evidence::Inherited);
    }

    /// The speaker of the unit before goes on.
    fn inherit_unit(&mut self, u: usize) {
        let Some(before) = u.checked_sub(1) else { return };
        let last = self.units[before].quotes.clone().rev().find(|&q| self.decisions[q].mention.is_some());
        let Some(last) = last else { return };
        self.settle(u, Decision { evidence: Evidence::Inherited, ..self.decisions[last] });
    }

    /// Gives all undecided speech of a unit one speaker; what each quotation is stays as it was.
    fn settle(&mut self, u: usize, by: Decision) {
        let unit = &mut self.units[u];
        (unit.speaker, unit.evidence, unit.mention) = (by.speaker, by.evidence, by.mention);
        for q in unit.quotes.clone() {
            let decision = &mut self.decisions[q];
            if decision.evidence == Evidence::Unresolved {
                *decision = Decision { kind: decision.kind, ..by };
            }
        }
    }

    /// Whom the subject of a clause stands for.
    fn subject(&mut self, tag: Tag) -> (Option<PersonId>, Evidence) {
        let mention = &self.scene.mentions.list[tag.mention()];
        match &mention.kind {
            MentionKind::Name(_) if tag.place == Place::Label => {
                (self.references.person[tag.mention()], Evidence::Label)
            }
            MentionKind::Name(_) => (self.references.person[tag.mention()], Evidence::Explicit),
            MentionKind::Nominal { class, .. } => {
                let known = self.references.person[tag.mention()];
                if let (None, NounClass::Other, None) = (known, class, tag.cue()) {
                    // "The table looked like this:" names no speaker.
                    return (None, Evidence::Nominal);
                }
                (known.or_else(|| Some(self.people.nominal(self.scene.tokens, mention))), Evidence::Nominal)
            }
            MentionKind::Pronoun(Pronoun::I) => (Some(self.people.narrator()), Evidence::Anaphoric),
            MentionKind::Pronoun(Pronoun::He | Pronoun::She | Pronoun::It) => {
                (self.references.pronoun(tag.mention()).first(), Evidence::Anaphoric)
            }
            MentionKind::Pronoun(Pronoun::Indefinite) if self.scene.denies(mention) => (None, Evidence::Nominal),
            MentionKind::Pronoun(Pronoun::Indefinite) => {
                (Some(self.people.nominal(self.scene.tokens, mention)), Evidence::Nominal)
            }
            // "they said": the words are known, the person is not.
            MentionKind::Pronoun(_) => (None, Evidence::Anaphoric),
        }
    }

    /// News: an untagged quotation at the start of a paragraph goes on with the speaker before, be it the one of the
    /// quotation or the one whose words the narrator gave in the last sentence.
    fn go_on(&mut self) {
        for u in 0..self.units.len() {
            if self.units[u].evidence != Evidence::Unresolved {
                continue;
            }
            let before = u.checked_sub(1).map(|b| self.units[b].paragraph);
            if before.is_some_and(|b| self.units[u].paragraph - b <= 1) {
                self.inherit_unit(u);
            } else if let Some(tag) = self.scene.reported_before(&self.places()[self.units[u].quotes.start]) {
                let (speaker, _) = self.subject(tag);
                let (mention, cue) = (Some(tag.mention()), tag.cue());
                self.settle(
                    u,
                    Decision { speaker, evidence: Evidence::Inherited, mention, cue, ..Decision::default() },
                );
            }
        }
    }
}
