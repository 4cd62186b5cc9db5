//! The decision about each quotation in news: the most probable source, with its clause.

use crate::attribution::clause::{ClausePosition, ReportingClause};
use crate::attribution::decision::{Decision, Decisions, Ranking};
use crate::attribution::news::context::NewsContext;
use crate::attribution::news::naming::is_name_given;
use crate::attribution::news::subject::SubjectResolver;
use crate::attribution::unit::Units;
use crate::cue::cue::{Link, Strength};
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::Pronoun;
use crate::model::posterior::{Posterior, Posteriors};
use crate::people::person::People;
use crate::record::{Confidence, Evidence, QuoteKind};
use crate::util::ids::{Column, CueId, Id, MentionId, PersonId, QuoteId};

/// Minimum posterior of "nobody" at which a quotation gets no source.
const fn nobody(kind: QuoteKind) -> f64 {
    match kind {
        QuoteKind::Direct => 0.35,
        QuoteKind::Partial | QuoteKind::NotSpeech => 0.23,
    }
}

/// Minimum posterior of "nobody" at which the object of a reporting verb right before it gets no source, and long
/// speech that the text reports before it. Most of these are said even where the verb is rare.
const NOBODY_REPORTED: f64 = 0.7;

/// Maximum distance, in items, from a verb that describes to the description: "described it as".
const DESCRIBED: usize = 3;

/// Minimum number of words of a fragment that a verb of any strength reports. Shorter ones are often scare quotes.
const REPORTED_WORDS: usize = 3;

/// Minimum number of words of speech that is hardly ever a title or a motto.
const LONG_SPEECH: usize = 12;

/// Calibration curve, (posterior, observed accuracy), on held-out articles of PolNeAR.
const CALIBRATION: [(f64, f64); 5] = [(0.0, 0.05), (0.9, 0.9), (0.96, 0.943), (0.985, 0.968), (1.0, 0.992)];

/// Confidence of "he" and "she" in eighths of that of their words: PolNeAR judges the words and not the person. Of 200
/// such answers read by hand 29 were another's or under half a name.
const PRONOUN_EIGHTHS: u16 = 7;

/// Decides all quotations, in order, and ranks the people for whom their candidates stand.
pub(crate) fn settle(
    context: &NewsContext<'_, '_>,
    people: &mut People,
    posteriors: &Posteriors<MentionId>,
) -> Decisions {
    let NewsContext { document, coreference, units, ruled, .. } = *context;
    let mut decider = Decider {
        units,
        ruled,
        first_cues: first_cues(document),
        subjects: SubjectResolver { document, people, coreference },
    };
    let mut decisions: Column<QuoteId, Decision> = Column::with_capacity(ruled.len());
    for quote in ruled.ids() {
        let before = quote.before().map(|before| decisions[before]);
        decisions.push(decider.decide(quote, before, posteriors.of(units.unit_of(quote))));
    }
    for decision in decisions.iter_mut() {
        let pronoun = decision.mention.and_then(|mention| document.mentions.list[mention].pronoun());
        if matches!(pronoun, Some(Pronoun::He | Pronoun::She)) {
            decision.confidence = decision.confidence.in_eighths(PRONOUN_EIGHTHS);
        }
    }
    let rankings = rankings(context, people, &decisions, posteriors);
    Decisions { list: decisions, rankings }
}

/// The ranking of each quotation. The posteriors of mentions of one person add up.
fn rankings(
    context: &NewsContext<'_, '_>,
    people: &People,
    decisions: &Column<QuoteId, Decision>,
    posteriors: &Posteriors<MentionId>,
) -> Column<QuoteId, Ranking> {
    let mentions = &context.document.mentions.list;
    // A noun phrase that is a source stands for a person whom only the decision knows.
    let mut decided: Column<MentionId, Option<PersonId>> = Column::filled(None, mentions.len());
    for decision in decisions {
        if let Some(mention) = decision.mention {
            decided[mention] = decision.speaker;
        }
    }
    let person = |mention: MentionId| match mentions[mention].pronoun() {
        Some(Pronoun::I) => people.narrator,
        _ => context.coreference.best(mention).or(decided[mention]),
    };
    let mut sums: Vec<(PersonId, f64)> = Vec::new();
    let ranking = |quote: QuoteId| {
        sums.clear();
        for (mention, posterior) in posteriors.of(context.units.unit_of(quote)).iter() {
            let Some(person) = mention.and_then(person) else { continue };
            match sums.iter_mut().find(|(known, _)| *known == person) {
                Some((_, sum)) => *sum += posterior,
                None => sums.push((person, posterior)),
            }
        }
        Ranking::of(sums.iter().map(|&(person, sum)| (person, sum.min(1.0))))
    };
    decisions.ids().map(ranking).collect()
}

/// For each mention the first cue whose subject it is.
fn first_cues(document: &Document<'_>) -> Column<MentionId, Option<CueId>> {
    let mut first = Column::filled(None, document.mentions.list.len());
    for (id, cue) in document.cues.list.enumerate().rev() {
        if let Some(subject) = cue.subject {
            first[subject.mention] = Some(id);
        }
    }
    first
}

/// Decides one quotation after the other.
struct Decider<'a, 't> {
    units: &'a Units,
    ruled: &'a Column<QuoteId, Decision>,
    first_cues: Column<MentionId, Option<CueId>>,
    subjects: SubjectResolver<'a, 't>,
}

impl Decider<'_, '_> {
    /// Gives a quotation the most probable source. `before` is the decision about the quotation before.
    fn decide(&mut self, quote: QuoteId, before: Option<Decision>, posterior: Posterior<'_, MentionId>) -> Decision {
        let shape = self.units.shapes[quote].kind;
        let kind = if shape == QuoteKind::NotSpeech { QuoteKind::Partial } else { shape };
        // Speech that takes up another has its speaker.
        let document = self.subjects.document;
        let continues = document.quotation(&document.quotes()[quote]).continues && self.units.clauses[quote].is_none();
        if let Some(before) = before.filter(|before| continues && before.mention.is_some()) {
            return Decision { kind, evidence: Evidence::Inherited, ..before };
        }
        if self.units.clauses[quote].map_or(true, |clause| clause.position == ClausePosition::Before)
            && is_name_given(document, &document.quotes()[quote])
        {
            return Decision { kind: QuoteKind::NotSpeech, evidence: Evidence::NotSpeech, ..Decision::UNRESOLVED };
        }
        let silence = posterior.iter().find(|(candidate, _)| candidate.is_none()).map_or(0.0, |(_, p)| p);
        let sources = posterior.iter().filter_map(|(candidate, p)| Some((candidate?, p)));
        let best = sources.reduce(|best, other| if other.1 > best.1 { other } else { best });
        let limit = if self.is_reported(quote) { NOBODY_REPORTED } else { nobody(shape) };
        let Some((mention, probability)) = best.filter(|_| silence < limit) else {
            let silent = Decision {
                kind: shape,
                confidence: Confidence::calibrated(silence, &CALIBRATION),
                ..Decision::UNRESOLVED
            };
            return if shape == QuoteKind::Direct {
                silent
            } else {
                Decision { kind: QuoteKind::NotSpeech, evidence: Evidence::NotSpeech, ..silent }
            };
        };
        let confidence = Confidence::calibrated(probability, &CALIBRATION);
        let ruled = self.ruled[quote];
        if ruled.mention == Some(mention) {
            return Decision { kind, confidence, ..ruled };
        }
        if let Some(before) = before.filter(|before| before.mention == Some(mention)) {
            return Decision { kind, confidence, evidence: Evidence::Inherited, ..before };
        }
        let own = self.units.clauses[quote].filter(|clause| clause.mention == mention);
        let cue = self.first_cues[mention];
        let clause = own.unwrap_or(ReportingClause { mention, cue, position: ClausePosition::Further });
        let (speaker, evidence) = self.subjects.resolve(clause);
        // Somebody who acts beside it, without a verb of speech.
        let evidence = if own.is_none() && cue.is_none() { Evidence::Beat } else { evidence };
        Decision { kind, speaker, evidence, mention: Some(mention), cue: clause.cue, confidence }
    }

    /// Whether a verb right before a quotation reports it ("plans "a road"", "described it as "a road""), or the text
    /// before long speech tells who speaks.
    fn is_reported(&self, quote: QuoteId) -> bool {
        let document = self.subjects.document;
        let shape = &self.units.shapes[quote];
        if shape.kind == QuoteKind::Direct {
            return shape.opens && shape.words >= LONG_SPEECH && self.ruled[quote].mention.is_some();
        }
        let clause = self.units.clauses[quote].filter(|clause| clause.position == ClausePosition::Before);
        let Some(cue) = clause.and_then(|clause| clause.cue) else { return false };
        let item = document.quotes()[quote].item;
        let verb = &document.cues.list[cue];
        let classes = document.tokens.classes(verb.words.start());
        let describes = classes.any(Classes::CUE_DESCRIBES)
            && verb.item + DESCRIBED >= item
            && item.before().map_or("", |before| document.word(before)) == "as";
        let is_object = verb.item + 1 == item && verb.strength >= Strength::Weak && shape.words >= REPORTED_WORDS;
        (describes || is_object) && verb.subject.is_some_and(|subject| subject.link != Link::Shared)
    }
}

#[cfg(test)]
mod tests {
    use crate::attribution::decision::Decision;
    use crate::attribution::news;
    use crate::attribution::weights::Weights;
    use crate::coreference::resolve::resolve_pronouns;
    use crate::coreference::salience::SalienceParams;
    use crate::record::{Evidence, QuoteKind};
    use crate::tests::stages::{name_of, stages};
    use crate::tests::table::check;

    /// The decision about the last quotation of a text of news, with the name of its source.
    fn last(text: &str) -> (String, Decision) {
        let (document, linked) = stages(text);
        let (mut people, coreference) = resolve_pronouns(&document, &SalienceParams::NEWS, linked);
        let decisions = news::decide(&document, &mut people, &coreference, &Weights::standard().news);
        let decision = *decisions.list.last().unwrap();
        let name = decision.speaker.map_or("", |person| name_of(&document, &people, person));
        (name.to_owned(), decision)
    }

    #[test]
    fn the_most_probable_source_decides() {
        let rows = [
            ("Orne met Kirby. \"It works,\" Hale said.", ("Hale", Evidence::Explicit, QuoteKind::Direct)),
            ("\"It works,\" Hale said. \"It is late.\"", ("Hale", Evidence::Inherited, QuoteKind::Direct)),
            ("\"It works,\" a spokesman said.", ("a spokesman", Evidence::Nominal, QuoteKind::Direct)),
            ("Hale called it \"a very late boat\" on Monday.", ("Hale", Evidence::Explicit, QuoteKind::Partial)),
            ("Hale read the novel \"Glass Orchard\" there.", ("", Evidence::NotSpeech, QuoteKind::NotSpeech)),
        ];
        check(rows.map(|(text, (name, evidence, kind))| (text, (name.to_owned(), evidence, kind))), |text| {
            let (name, decision) = last(text);
            (name, decision.evidence, decision.kind)
        });
    }

    #[test]
    fn pronouns_lower_the_confidence() {
        let confidence = |text: &str| last(text).1.confidence;
        assert!(confidence("Hale slept. \"It works,\" he said.") < confidence("Hale slept. \"It works,\" Hale said."));
    }
}
