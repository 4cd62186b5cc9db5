//! The rules of news: the subject of the reporting clause is the speaker, and goes on where no clause follows. Their
//! answers are features of the model among others.

use crate::attribution::actor::actor_between;
use crate::attribution::clause::{ClauseFinder, ClausePosition, ReportingClause};
use crate::attribution::decision::Decision;
use crate::attribution::news::subject::SubjectResolver;
use crate::attribution::unit::Units;
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::people::person::People;
use crate::quote::quotation::Quotation;
use crate::record::{Evidence, QuoteKind};
use crate::util::ids::{ids, Column, IdRange, ParagraphId, QuoteId};

/// Applies the rules to all outermost quotations. Their confidence is not told.
pub(crate) fn apply_rules(
    document: &Document<'_>,
    units: &Units,
    people: &mut People,
    coreference: &Coreference,
) -> Column<QuoteId, Decision> {
    let decisions = units.shapes.iter().map(|shape| Decision { kind: shape.kind, ..Decision::UNRESOLVED });
    let mut rules = Rules {
        document,
        subjects: SubjectResolver { document, people, coreference },
        decisions: decisions.collect(),
        clauses: units.clauses.clone(),
        paragraphs: Vec::new(),
    };
    rules.drop_non_speech();
    rules.group_by_paragraph();
    rules.assign_clause_subjects();
    rules.continue_speaker();
    rules.decisions
}

/// The quotations of a paragraph in which there is speech.
#[derive(Debug)]
struct ParagraphSpeech {
    /// All quotations, those that are no speech included.
    quotes: IdRange<QuoteId>,
    paragraph: ParagraphId,
    /// Whether a speaker is known, or words that name one.
    is_resolved: bool,
    /// Whether the first quotation takes up speech of the paragraph before.
    continues: bool,
}

/// Applies one rule after the other to all quotations.
struct Rules<'a, 't> {
    document: &'a Document<'t>,
    subjects: SubjectResolver<'a, 't>,
    decisions: Column<QuoteId, Decision>,
    /// The clauses of quotations, without those of quotations that are no speech.
    clauses: Column<QuoteId, Option<ReportingClause>>,
    /// In order. A paragraph without speech has no entry.
    paragraphs: Vec<ParagraphSpeech>,
}

impl Rules<'_, '_> {
    fn quotation(&self, quote: QuoteId) -> &Quotation {
        self.document.quotation(&self.document.quotes()[quote])
    }

    /// Takes the clauses of quotations that are no speech away.
    fn drop_non_speech(&mut self) {
        for (decision, clause) in self.decisions.iter_mut().zip(self.clauses.iter_mut()) {
            if decision.kind == QuoteKind::NotSpeech {
                (decision.evidence, *clause) = (Evidence::NotSpeech, None);
            }
        }
    }

    fn group_by_paragraph(&mut self) {
        let quotes = self.document.quotes();
        let mut start = QuoteId::default();
        while start < quotes.end() {
            let paragraph = quotes[start].paragraph;
            let same = ids(start..quotes.end()).take_while(|&quote| quotes[quote].paragraph == paragraph);
            let range = IdRange::from(start..start + same.count());
            if range.iter().any(|quote| self.decisions[quote].kind != QuoteKind::NotSpeech) {
                let continues = self.quotation(start).continues;
                self.paragraphs.push(ParagraphSpeech { quotes: range, paragraph, is_resolved: false, continues });
            }
            start = range.end();
        }
    }

    /// Gives quotations with clauses the subjects of their clauses as speakers, and their neighbours in the paragraph
    /// the same speaker.
    fn assign_clause_subjects(&mut self) {
        for p in 0..self.paragraphs.len() {
            let quotes = self.paragraphs[p].quotes;
            for quote in quotes {
                self.assign_subject(quote, quotes.start());
            }
            // Forward, then backward: a quotation without a clause continues the one before it, or leads to the next.
            let speech: Vec<QuoteId> =
                quotes.iter().filter(|&quote| self.decisions[quote].kind != QuoteKind::NotSpeech).collect();
            for pair in speech.windows(2) {
                if !self.give_to_actor(pair[0], pair[1]) {
                    self.propagate(pair[0], pair[1]);
                }
            }
            for pair in speech.windows(2).rev() {
                if self.decisions[pair[0]].kind == QuoteKind::Direct {
                    self.propagate(pair[1], pair[0]);
                }
            }
            if let Some(first) = quotes.iter().find(|&quote| self.decisions[quote].mention.is_some()) {
                self.paragraphs[p].is_resolved = self.decisions[first].evidence != Evidence::Unresolved;
            } else if self.paragraphs[p].continues {
                self.inherit(p);
            }
        }
        // The clause of speech over several paragraphs may stand at its end.
        for p in (1..self.paragraphs.len()).rev() {
            if self.paragraphs[p].continues && !self.paragraphs[p - 1].is_resolved {
                let mut quotes = self.paragraphs[p].quotes.iter();
                if let Some(source) = quotes.find(|&quote| self.decisions[quote].mention.is_some()) {
                    self.settle(p - 1, self.decisions[source]);
                }
            }
        }
    }

    /// Gives a quotation the subject of its clause as speaker. `first` is the first quotation of its paragraph.
    fn assign_subject(&mut self, quote: QuoteId, first: QuoteId) {
        let Some(clause) = self.clauses[quote] else { return };
        let (speaker, evidence) = self.subjects.resolve(clause);
        // "No," he said, "not today": one clause for both.
        let shared = quote > first
            && clause.position == ClausePosition::Before
            && self.clauses[quote - 1]
                .is_some_and(|before| before.position == ClausePosition::After && before.cue == clause.cue);
        let decision = &mut self.decisions[quote];
        decision.speaker = speaker;
        decision.mention = Some(clause.mention);
        decision.cue = clause.cue;
        decision.evidence = if shared { Evidence::Inherited } else { evidence };
    }

    /// Whether another person acts between two quotations. Then the second one is given to that person.
    fn give_to_actor(&mut self, from: QuoteId, to: QuoteId) -> bool {
        let document = self.document;
        let Some(speaker) = self.decisions[from].speaker else { return false };
        let decision = &mut self.decisions[to];
        if decision.evidence != Evidence::Unresolved || decision.kind != QuoteKind::Direct {
            return false;
        }
        let (before, after) = (document.quotes()[from].item, document.quotes()[to].item);
        let coreference = self.subjects.coreference;
        let Some(actor) = actor_between(document, coreference, (before + 1..after).into()) else { return false };
        let person = coreference.person[actor];
        let Some(other) = person.filter(|&person| person != speaker) else { return false };
        (decision.speaker, decision.mention, decision.evidence) = (Some(other), Some(actor), Evidence::Beat);
        true
    }

    /// Gives a quotation whose speaker is not known the speaker of another one.
    fn propagate(&mut self, from: QuoteId, to: QuoteId) {
        let source = self.decisions[from];
        let target = &mut self.decisions[to];
        let open = target.evidence == Evidence::Unresolved && target.kind != QuoteKind::NotSpeech;
        if open && source.mention.is_some() {
            *target = Decision { kind: target.kind, confidence: target.confidence, ..inherited(source) };
        }
    }

    /// Gives a paragraph the last speaker of the one before.
    fn inherit(&mut self, p: usize) {
        let Some(before) = p.checked_sub(1) else { return };
        let mut quotes = self.paragraphs[before].quotes.iter().rev();
        if let Some(last) = quotes.find(|&quote| self.decisions[quote].mention.is_some()) {
            self.settle(p, self.decisions[last]);
        }
    }

    /// Gives all quotations of a paragraph whose speaker is not known the same speaker. Their kinds stay as they are.
    fn settle(&mut self, p: usize, by: Decision) {
        let paragraph = &mut self.paragraphs[p];
        paragraph.is_resolved = true;
        for quote in paragraph.quotes {
            let decision = &mut self.decisions[quote];
            if decision.evidence == Evidence::Unresolved {
                *decision = Decision { kind: decision.kind, ..inherited(by) };
            }
        }
    }

    /// Gives a paragraph without a clause the speaker of the speech right before it, or of the last sentence of
    /// narration before it.
    fn continue_speaker(&mut self) {
        for p in 0..self.paragraphs.len() {
            if self.paragraphs[p].is_resolved {
                continue;
            }
            let before = p.checked_sub(1).map(|before| self.paragraphs[before].paragraph);
            if before.is_some_and(|before| self.paragraphs[p].paragraph - before <= 1) {
                self.inherit(p);
                continue;
            }
            let first = &self.document.quotes()[self.paragraphs[p].quotes.start()];
            if let Some(clause) = ClauseFinder::new(self.document).reported_before(first) {
                let (speaker, _) = self.subjects.resolve(clause);
                let (mention, cue) = (Some(clause.mention), clause.cue);
                self.settle(p, Decision { speaker, mention, cue, ..Decision::UNRESOLVED });
            }
        }
    }
}

/// The same decision, inherited by another quotation.
fn inherited(decision: Decision) -> Decision {
    Decision { evidence: Evidence::Inherited, ..decision }
}

#[cfg(test)]
mod tests {
    use super::apply_rules;
    use crate::attribution::unit::{Grouping, Units};
    use crate::coreference::resolve::resolve_pronouns;
    use crate::coreference::salience::SalienceParams;
    use crate::record::Evidence::{self, Anaphoric, Beat, Explicit, Inherited, Label, Nominal, NotSpeech, Unresolved};
    use crate::tests::stages::{name_of, stages};
    use crate::tests::table::check;

    /// For each quotation of a text the speaker by the rules, and the evidence.
    fn ruled(text: &str) -> Vec<(Option<String>, Evidence)> {
        let (document, linked) = stages(text);
        let (mut people, coreference) = resolve_pronouns(&document, &SalienceParams::NEWS, linked);
        let units = Units::read(&document, Grouping::Single, &people, &coreference);
        let decisions = apply_rules(&document, &units, &mut people, &coreference);
        let name = |person| name_of(&document, &people, person).to_owned();
        decisions.iter().map(|decision| (decision.speaker.map(name), decision.evidence)).collect()
    }

    #[test]
    fn rules_answer_by_clauses_and_neighbours() {
        let by = |name: &str, evidence| (Some(name.to_owned()), evidence);
        let rows = [
            ("\"It works,\" Hale said.", vec![by("Hale", Explicit)]),
            ("Hale slept. \"It works,\" he said.", vec![by("Hale", Anaphoric)]),
            ("\"It works,\" a spokesman for the town said.", vec![by("a spokesman for the town", Nominal)]),
            ("\"It works,\" they said.", vec![(None, Anaphoric)]),
            (
                "HALE: It works.\n\nORNE: No.\n\nHALE: Yes.",
                vec![by("HALE", Label), by("ORNE", Label), by("HALE", Label)],
            ),
            // Neighbours in the paragraph.
            ("\"It works,\" Hale said. \"It does.\"", vec![by("Hale", Explicit), by("Hale", Inherited)]),
            ("\"It works.\" Again: \"It does,\" Hale said.", vec![by("Hale", Inherited), by("Hale", Explicit)]),
            ("\"It works,\" Hale said. Emma shook the box. \"It does.\"", vec![by("Hale", Explicit), by("Emma", Beat)]),
            // The next paragraph, and speech over two of them.
            ("\"It works,\" Hale said.\n\n\"It does.\"", vec![by("Hale", Explicit), by("Hale", Inherited)]),
            ("\"It works.\n\n\"It does,\" Hale said.", vec![by("Hale", Inherited), by("Hale", Explicit)]),
            ("\"It works,\" Hale said.\n\nIt rained.\n\n\"It does.\"", vec![by("Hale", Explicit), (None, Unresolved)]),
            // A report before it.
            ("Hale said so again.\n\n\"It works.\"", vec![by("Hale", Inherited)]),
            ("He read the novel \"Glass Orchard\" there.", vec![(None, NotSpeech)]),
        ];
        check(rows, |text| ruled(text));
    }
}
