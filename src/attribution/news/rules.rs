//! What the rules answer in news: the subject of the reporting clause speaks, and continues where no clause follows. The answers are
//! features among others.

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

/// The answers of the rules for all outermost quotations.
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

/// The speech of a paragraph.
#[derive(Debug)]
struct ParagraphSpeech {
    quotes: IdRange<QuoteId>,
    paragraph: ParagraphId,
    /// Whether something is known of its speaker.
    is_resolved: bool,
    /// The first quotation takes up a speech of the paragraph before.
    continues: bool,
}

struct Rules<'a, 't> {
    document: &'a Document<'t>,
    subjects: SubjectResolver<'a, 't>,
    decisions: Column<QuoteId, Decision>,
    /// The clauses of the quotations that are speech.
    clauses: Column<QuoteId, Option<ReportingClause>>,
    /// The paragraphs that have speech.
    paragraphs: Vec<ParagraphSpeech>,
}

impl Rules<'_, '_> {
    fn quotation(&self, quote: QuoteId) -> &Quotation {
        self.document.quotation(&self.document.quotes()[quote])
    }

    /// Quotations that are not speech have no clause.
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

    /// Gives quotations with clauses the subjects of these, and their neighbours in the paragraph the same speaker.
    fn assign_clause_subjects(&mut self) {
        for p in 0..self.paragraphs.len() {
            let quotes = self.paragraphs[p].quotes;
            for quote in quotes {
                self.assign_subject(quote, quotes.start());
            }
            // Forward, then backward: a stretch without clause continues the one before it, or leads to the next.
            let speech: Vec<QuoteId> =
                quotes.iter().filter(|&quote| self.decisions[quote].kind != QuoteKind::NotSpeech).collect();
            for pair in speech.windows(2) {
                if !self.another_acts(pair[0], pair[1]) {
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
        // The clause of a speech over several paragraphs may stand at its end.
        for p in (1..self.paragraphs.len()).rev() {
            if self.paragraphs[p].continues && !self.paragraphs[p - 1].is_resolved {
                let mut quotes = self.paragraphs[p].quotes.iter();
                if let Some(source) = quotes.find(|&quote| self.decisions[quote].mention.is_some()) {
                    self.settle(p - 1, self.decisions[source]);
                }
            }
        }
    }

    /// Gives a quotation the subject of its clause. `first` is the first quotation of its paragraph.
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

    /// Whether another named person acts in a sentence of the narration between two quotations; gives the second one to that
    /// person.
    fn another_acts(&mut self, from: QuoteId, to: QuoteId) -> bool {
        let document = self.document;
        let Some(speaker) = self.decisions[from].speaker else { return false };
        let decision = &mut self.decisions[to];
        if decision.evidence != Evidence::Unresolved || decision.kind != QuoteKind::Direct {
            return false;
        }
        let (before, after) = (document.quotes()[from].item, document.quotes()[to].item);
        let between = IdRange::from(before + 1..after);
        let Some(last) = between.iter().next_back() else { return false };
        if document.share_sentence(last, between.start()) || document.share_sentence(last, after) {
            return false;
        }
        let own = between.iter().rev().take_while(|&k| document.share_sentence(k, last));
        let subject = own.filter(|&k| document.cues.is_subject(k)).last();
        let Some(actor) = subject.and_then(|k| document.mentions.narration.mention(k)) else { return false };
        let person = self.subjects.coreference.person[actor];
        let named = document.mentions.list[actor].name().is_some();
        let Some(other) = person.filter(|&person| named && person != speaker) else { return false };
        (decision.speaker, decision.mention, decision.evidence) = (Some(other), Some(actor), Evidence::Beat);
        true
    }

    /// Gives a quotation of which nothing is known the speaker of another.
    fn propagate(&mut self, from: QuoteId, to: QuoteId) {
        let source = self.decisions[from];
        let target = &mut self.decisions[to];
        let open = target.evidence == Evidence::Unresolved && target.kind != QuoteKind::NotSpeech;
        if open && source.mention.is_some() {
            *target = Decision { kind: target.kind, confidence: target.confidence, ..inherited(source) };
        }
    }

    /// Gives a paragraph the speaker of the one before.
    fn inherit(&mut self, p: usize) {
        let Some(before) = p.checked_sub(1) else { return };
        let mut quotes = self.paragraphs[before].quotes.iter().rev();
        if let Some(last) = quotes.find(|&quote| self.decisions[quote].mention.is_some()) {
            self.settle(p, self.decisions[last]);
        }
    }

    /// Gives all undecided quotations of a paragraph one speaker. Their kinds stay as they are.
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

    /// Continues the speaker before in quotations without clause that begin a paragraph: that of the quotation before, or the
    /// one whose words the narrator reported in the last sentence.
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

fn inherited(decision: Decision) -> Decision {
    Decision { evidence: Evidence::Inherited, ..decision }
}
