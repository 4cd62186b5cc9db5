//! The decision about each quotation in news: the most probable source, with its clause, evidence and confidence.

use crate::attribution::clause::{ClausePosition, ReportingClause};
use crate::attribution::decision::Decision;
use crate::attribution::news::rules::Rules;
use crate::attribution::unit::Units;
use crate::document::Document;
use crate::model::posterior::Posterior;
use crate::record::{Confidence, Evidence, QuoteKind};

/// For each mention the first cue whose subject it is.
pub(crate) fn first_cues(document: &Document<'_>) -> Vec<Option<u32>> {
    let mut first = vec![None; document.mentions.list.len()];
    for (c, cue) in document.cues.list.iter().enumerate().rev() {
        if let Some(subject) = cue.subject {
            first[subject.mention()] = Some(c as u32);
        }
    }
    first
}

/// How often an answer is right that the model holds for so probable. Measured on articles of PolNeAR that the weights had
/// not seen.
const RIGHT: [(f64, f64); 5] = [(0.0, 0.05), (0.9, 0.9), (0.96, 0.943), (0.985, 0.968), (1.0, 0.992)];

/// A quotation has no source if that is as probable as this.
pub(crate) const fn nobody(kind: QuoteKind) -> f64 {
    match kind {
        QuoteKind::Direct => 0.35,
        QuoteKind::Partial | QuoteKind::NotSpeech => 0.23,
    }
}

impl Rules<'_, '_> {
    /// Gives a quotation the most probable source, with the clause that speaks for it.
    pub(crate) fn settle_source(
        &mut self,
        q: usize,
        units: &Units,
        ruled: Decision,
        before: Option<Decision>,
        posterior: Posterior<'_, u32>,
        cues: &[Option<u32>],
    ) -> Decision {
        let shape = units.shapes[q].kind;
        let kind = if shape == QuoteKind::NotSpeech { QuoteKind::Partial } else { shape };
        // What takes up a speech has its speaker.
        let goes_on = self.quotation(q).continues && units.tags[q].is_none();
        if let Some(before) = before.filter(|before| goes_on && before.mention.is_some()) {
            return Decision { kind, evidence: Evidence::Inherited, ..before };
        }
        let silence = posterior.iter().find(|(who, _)| who.is_none()).map_or(0.0, |(_, p)| p);
        let known = posterior.iter().filter_map(|(who, p)| Some((who? as usize, p)));
        let best = known.reduce(|best, other| if other.1 > best.1 { other } else { best });
        let Some((mention, probability)) = best.filter(|_| silence < nobody(shape)) else {
            let confidence = Confidence::calibrated(silence, &RIGHT);
            return if shape == QuoteKind::Direct {
                Decision { kind: shape, confidence, ..Decision::UNRESOLVED }
            } else {
                Decision {
                    kind: QuoteKind::NotSpeech,
                    evidence: Evidence::NotSpeech,
                    confidence,
                    ..Decision::UNRESOLVED
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
        let tag = own.unwrap_or(ReportingClause::new(mention, cue, ClausePosition::Further));
        let (speaker, evidence) = self.subject(tag);
        // Who acts beside it, without a verb of speech.
        let evidence = if own.is_none() && cue.is_none() { Evidence::Beat } else { evidence };
        Decision { kind, speaker, evidence, mention: Some(mention), cue: tag.cue(), confidence }
    }
}
