//! Reports: the subject of the reporting clause speaks, and goes on where none follows.

use crate::attribution::clause::{ClauseFinder, ClausePosition, ReportingClause};
use crate::attribution::decision::Decision;
use crate::attribution::unit::Units;
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::mention::mention::{MentionKind, NounClass, Pronoun};
use crate::mention::narration::{NarrationItem, QuoteAnchor};
use crate::people::person::People;
use crate::quote::quotation::Quotation;
use crate::record::{Evidence, QuoteKind};
use crate::util::ids::PersonId;

/// What the rules answer for every outermost quotation.
pub(crate) fn rule(
    document: &Document<'_>,
    units: &Units,
    people: &mut People,
    coreference: &Coreference,
) -> Vec<Decision> {
    let decisions = units.shapes.iter().map(|shape| Decision { kind: shape.kind, ..Decision::UNRESOLVED }).collect();
    let tags = units.tags.clone();
    let mut rules = Rules { document, people, coreference, decisions, tags, units: Vec::new() };
    rules.drop_non_speech();
    rules.group();
    rules.assign_clause_subjects();
    rules.continue_speaker();
    rules.decisions
}

/// The speech of a paragraph.
#[derive(Debug)]
pub(crate) struct ParagraphSpeech {
    /// Indices of `Mentions::quotes`.
    pub(crate) quotes: core::ops::Range<usize>,
    pub(crate) paragraph: usize,
    /// The quotation that decides for those without a clause of their own.
    pub(crate) speaker: Option<PersonId>,
    pub(crate) evidence: Evidence,
    pub(crate) mention: Option<usize>,
    /// The first quotation takes up a speech of the paragraph before.
    pub(crate) continues: bool,
}

pub(crate) struct Rules<'a, 't> {
    pub(crate) document: &'a Document<'t>,
    pub(crate) people: &'a mut People,
    pub(crate) coreference: &'a Coreference,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) tags: Vec<Option<ReportingClause>>,
    pub(crate) units: Vec<ParagraphSpeech>,
}

impl Rules<'_, '_> {
    fn places(&self) -> &[QuoteAnchor] {
        &self.document.mentions.quotes
    }

    pub(crate) fn quotation(&self, q: usize) -> &Quotation {
        self.document.quotation(&self.places()[q])
    }

    /// What is no speech has no clause.
    fn drop_non_speech(&mut self) {
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
                self.units.push(ParagraphSpeech {
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

    /// Gives assign_clause_subjects quotations the subjects of their clauses, and their neighbours in the paragraph the same speaker.
    fn assign_clause_subjects(&mut self) {
        for u in 0..self.units.len() {
            let quotes = self.units[u].quotes.clone();
            for q in quotes.clone() {
                let Some(tag) = self.tags[q] else { continue };
                let (speaker, evidence) = self.subject(tag);
                // "No," he said, "not today": one clause for both.
                let shared = q > quotes.start
                    && tag.place == ClausePosition::Before
                    && self.tags[q - 1].is_some_and(|t| t.place == ClausePosition::After && t.cue() == tag.cue());
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
                    self.propagate(pair[0], pair[1]);
                }
            }
            for pair in order.windows(2).rev() {
                if self.decisions[pair[0]].kind == QuoteKind::Direct {
                    self.propagate(pair[1], pair[0]);
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
        let document = self.document;
        let Some(speaker) = self.decisions[from].speaker else { return false };
        if self.decisions[to].evidence != Evidence::Unresolved || self.decisions[to].kind != QuoteKind::Direct {
            return false;
        }
        let between = self.places()[from].element + 1..self.places()[to].element;
        let Some(last) = between.clone().last() else { return false };
        let sentence = document.cues.sentence(last);
        if sentence == document.cues.sentence(between.start)
            || sentence == document.cues.sentence(self.places()[to].element)
        {
            return false;
        }
        let subject = between
            .rev()
            .take_while(|&k| document.cues.sentence(k) == sentence)
            .filter(|&k| document.cues.is_subject(k))
            .last();
        let Some(NarrationItem::Mention(m)) = subject.map(|k| document.mentions.elements.at(k)) else { return false };
        let Some(other) =
            self.coreference.person[m].filter(|&p| p != speaker && document.mentions.list[m].name().is_some())
        else {
            return false;
        };
        let decision = &mut self.decisions[to];
        (decision.speaker, decision.mention, decision.evidence) = (Some(other), Some(m), Evidence::Beat);
        true
    }

    fn propagate(&mut self, from: usize, to: usize) {
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
    pub(crate) fn subject(&mut self, tag: ReportingClause) -> (Option<PersonId>, Evidence) {
        let mention = &self.document.mentions.list[tag.mention()];
        match &mention.kind {
            MentionKind::Name(_) if tag.place == ClausePosition::Label => {
                (self.coreference.person[tag.mention()], Evidence::Label)
            }
            MentionKind::Name(_) => (self.coreference.person[tag.mention()], Evidence::Explicit),
            MentionKind::Nominal { class, .. } => {
                let known = self.coreference.person[tag.mention()];
                if let (None, NounClass::Other, None) = (known, class, tag.cue()) {
                    // "The table looked like this:" names no speaker.
                    return (None, Evidence::Nominal);
                }
                (known.or_else(|| Some(self.people.nominal(&self.document.tokens, mention))), Evidence::Nominal)
            }
            MentionKind::Pronoun(Pronoun::I) => (Some(self.people.narrator()), Evidence::Anaphoric),
            MentionKind::Pronoun(Pronoun::He | Pronoun::She | Pronoun::It) => {
                (self.coreference.pronoun(tag.mention()).first(), Evidence::Anaphoric)
            }
            MentionKind::Pronoun(Pronoun::Indefinite) if self.document.denies(mention) => (None, Evidence::Nominal),
            MentionKind::Pronoun(Pronoun::Indefinite) => {
                (Some(self.people.nominal(&self.document.tokens, mention)), Evidence::Nominal)
            }
            // "they said": the words are known, the person is not.
            MentionKind::Pronoun(_) => (None, Evidence::Anaphoric),
        }
    }

    /// News: an untagged quotation at the start of a paragraph goes on with the speaker before, be it the one of the
    /// quotation or the one whose words the narrator gave in the last sentence.
    fn continue_speaker(&mut self) {
        for u in 0..self.units.len() {
            if self.units[u].evidence != Evidence::Unresolved {
                continue;
            }
            let before = u.checked_sub(1).map(|b| self.units[b].paragraph);
            if before.is_some_and(|b| self.units[u].paragraph - b <= 1) {
                self.inherit_unit(u);
            } else if let Some(tag) =
                ClauseFinder::new(self.document).reported_before(&self.places()[self.units[u].quotes.start])
            {
                let (speaker, _) = self.subject(tag);
                let (mention, cue) = (Some(tag.mention()), tag.cue());
                self.settle(
                    u,
                    Decision { speaker, evidence: Evidence::Inherited, mention, cue, ..Decision::UNRESOLVED },
                );
            }
        }
    }
}
