//! The decision about each unit of fiction: the most probable speaker, with evidence and confidence.

use crate::attribution::clause::{subject_of, ClausePosition, SubjectKind};
use crate::attribution::decision::Decision;
use crate::attribution::fiction::context::FictionContext;
use crate::attribution::fiction::fit::MentionView;
use crate::attribution::fiction::slots::{fill_beats, SlotMention};
use crate::attribution::unit::Units;
use crate::model::posterior::Posterior;
use crate::record::{Confidence, Evidence, QuoteKind};
use crate::util::ids::PersonId;

/// So probable before what looks like speech is called none: speech that is lost is worse than a title too many.
const NO_SPEECH: f64 = 0.95;

/// How often an answer is right that the model holds for so probable: it is too sure of itself. Measured on novels that
/// the weights had not seen, with their characters given.
const RIGHT: [(f64, f64); 8] =
    [(0.0, 0.05), (0.35, 0.33), (0.6, 0.54), (0.8, 0.75), (0.9, 0.835), (0.95, 0.89), (0.985, 0.945), (1.0, 0.985)];

/// Decides for one unit after the other.
pub(crate) struct Decider<'c, 'a, 't> {
    pub(crate) context: &'c FictionContext<'a, 't>,
    /// Who acts beside the unit, where no clause tells who speaks.
    pub(crate) beats: Vec<SlotMention>,
    pub(crate) decisions: Vec<Decision>,
}

impl Decider<'_, '_, '_> {
    /// Gives the quotations of a unit the most probable speaker, with the words and the reason that speak for it.
    pub(crate) fn settle(&mut self, u: usize, posterior: Posterior<'_, PersonId>) {
        let context = self.context;
        let unit = context.unit(u);
        let Units { shapes, tags, .. } = context.units;
        let Some(best) = posterior.best(nobody(shapes[unit.quotes.start()].kind)) else { return };
        let confidence = Confidence::calibrated(posterior.of(best), &RIGHT);
        let Some(person) = posterior.who[best] else {
            let sure = posterior.who.len() > 1 && posterior.of(best) >= NO_SPEECH;
            self.silence(u, confidence, sure);
            return;
        };
        let tag = unit.tag.filter(|tag| self.may_stand_for(tag.mention(), person));
        self.beats.clear();
        if tag.is_none() {
            fill_beats(context, u, &mut self.beats);
        }
        let beat = self.beat(person);
        let reason = match tag {
            Some(tag) if tag.place == ClausePosition::Label => Evidence::Label,
            Some(_) => match context.clauses[u].subject {
                SubjectKind::Name => Evidence::Explicit,
                SubjectKind::Pronoun | SubjectKind::I => Evidence::Anaphoric,
                SubjectKind::Noun => Evidence::Nominal,
                _ => Evidence::Recency,
            },
            None if beat.is_some() => Evidence::Beat,
            None => self.reason(u, person),
        };
        let mention = tag.map(|tag| tag.mention()).or(beat);
        for q in context.units.quotes(u) {
            let own = tags[q].filter(|own| self.may_stand_for(own.mention(), person));
            let kind = if shapes[q].kind == QuoteKind::NotSpeech { QuoteKind::Partial } else { shapes[q].kind };
            // "No," he said, "not today": one clause for both.
            let first = tag.and_then(|tag| context.units.quotes(u).find(|&q| tags[q] == Some(tag)));
            let inherits =
                tag.is_some() && first != Some(q) && own.map_or(true, |own| own.cue() == tag.and_then(|t| t.cue()));
            let evidence = match own.filter(|_| !inherits) {
                _ if inherits => Evidence::Inherited,
                Some(own) if own.place == ClausePosition::Label => Evidence::Label,
                Some(own) => match subject_of(context.document, context.coreference, own).0 {
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
        let context = self.context;
        let clause = context.unit(u).tag.filter(|_| context.clauses[u].subject == SubjectKind::Other);
        for q in context.units.quotes(u) {
            let kind = context.units.shapes[q].kind;
            let silent = Decision { confidence, ..Decision::UNRESOLVED };
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
        let FictionContext { document, people, coreference, .. } = self.context;
        let words = MentionView::of(mention, &document.mentions, people, coreference);
        words.fit(person, people).is_possible()
    }

    /// The words in the narration of a unit's paragraph that name a person as somebody who acts.
    fn beat(&self, person: PersonId) -> Option<usize> {
        let acts = |f: &&SlotMention| f.is_beat() && self.context.coreference.best(f.mention) == Some(person);
        self.beats.iter().find(acts).map(|f| f.mention)
    }

    /// The strongest reason for a person whom neither a clause nor the narration beside a unit names.
    fn reason(&self, u: usize, person: PersonId) -> Evidence {
        let context = self.context;
        let window = context.turns.around(u);
        let turn = |offset| window.near(offset).filter(|near| near.adjacent).map(|near| near.unit);
        let called = |other| context.said_in(other).iter().any(|s| s.vocative && s.person == Some(person));
        let spoke = |other| self.decisions[context.unit(other).quotes.start()].speaker == Some(person);
        match (turn(-1), turn(1)) {
            (before, after) if [before, after].into_iter().flatten().any(called) => Evidence::Vocative,
            (Some(before), _) if spoke(before) => Evidence::Inherited,
            (None, None) => Evidence::Recency,
            _ => Evidence::Alternation,
        }
    }
}

/// So probable it must be that nobody speaks before a quotation is left without a speaker: much where it looks like speech.
pub(crate) const fn nobody(kind: QuoteKind) -> f64 {
    match kind {
        QuoteKind::Direct => 0.8,
        QuoteKind::Partial => 0.5,
        QuoteKind::NotSpeech => 0.2,
    }
}
