//! The decision about each unit of fiction: the most probable speaker, with the evidence and the words that name the
//! speaker.

use crate::attribution::clause::{ClausePosition, ReportingClause, SubjectKind};
use crate::attribution::decision::{Decision, Decisions, Ranking};
use crate::attribution::fiction::context::FictionContext;
use crate::attribution::fiction::fit::MentionView;
use crate::attribution::fiction::slot::SlotMention;
use crate::attribution::fiction::slot_filler::fill_beats;
use crate::attribution::shape::Ending;
use crate::mention::mention::Pronoun;
use crate::model::posterior::{Posterior, Posteriors};
use crate::record::{Confidence, Evidence, QuoteKind};
use crate::util::ids::{Column, MentionId, PersonId, QuoteId, UnitId};

/// Minimum posterior of "nobody" at which a quotation gets no speaker. Higher for what looks like speech.
const fn nobody_threshold(kind: QuoteKind) -> f64 {
    match kind {
        QuoteKind::Direct => 0.8,
        QuoteKind::Partial => 0.5,
        QuoteKind::NotSpeech => 0.2,
    }
}

/// Above this posterior of "nobody", a direct quotation is reported as not speech. High, because losing speech is worse
/// than keeping a title; higher for whole sentences, which titles seldom are.
const fn not_speech(ending: Ending) -> f64 {
    match ending {
        Ending::Stop | Ending::Exclamation | Ending::Question => 0.98,
        _ => 0.95,
    }
}

/// Calibration curve, (posterior, observed accuracy), on held-out novels and scenes, with and without their characters.
const CALIBRATION: [(f64, f64); 8] =
    [(0.0, 0.05), (0.35, 0.39), (0.6, 0.61), (0.8, 0.785), (0.9, 0.875), (0.95, 0.915), (0.985, 0.96), (1.0, 0.985)];

/// Decides all units, in order, and ranks their candidates.
pub(crate) fn settle(context: &FictionContext<'_, '_>, posteriors: &Posteriors<PersonId>) -> Decisions {
    let quotes = context.document.quotes().len();
    let mut rankings = Column::filled(Ranking::default(), quotes);
    let decisions = Column::filled(Decision::UNRESOLVED, quotes);
    let mut decider = Decider { context, beats: Vec::new(), decisions };
    for unit in posteriors.units() {
        let posterior = posteriors.of(unit);
        decider.decide(unit, posterior);
        let people = posterior.iter().filter_map(|(candidate, posterior)| Some((candidate?, posterior)));
        let ranking = Ranking::of(people);
        context.units.quotes(unit).for_each(|quote| rankings[quote] = ranking);
    }
    Decisions { list: decider.decisions, rankings }
}

/// Decides one unit after the other.
struct Decider<'c, 'a, 't> {
    context: &'c FictionContext<'a, 't>,
    /// The people who act beside the unit at hand. Filled only if no clause tells its speaker.
    beats: Vec<SlotMention>,
    decisions: Column<QuoteId, Decision>,
}

impl Decider<'_, '_, '_> {
    fn decide(&mut self, id: UnitId, posterior: Posterior<'_, PersonId>) {
        let context = self.context;
        let unit = context.unit(id);
        let kind = context.units.shapes[unit.quotes.start()].kind;
        let Some(best) = posterior.best(nobody_threshold(kind)) else { return };
        let confidence = Confidence::calibrated(posterior.probability(best), &CALIBRATION);
        let Some(person) = posterior.candidates[best] else {
            let threshold = not_speech(context.units.shapes[unit.quotes.start()].ending());
            let is_sure = posterior.candidates.len() > 1 && posterior.probability(best) >= threshold;
            let sure = is_sure && !self.somebody_acts(id);
            self.silence(id, confidence, if sure { Silence::Sure } else { Silence::Doubtful });
            return;
        };
        let clause = unit.clause.filter(|clause| self.may_stand_for(clause.mention, person));
        self.beats.clear();
        if clause.is_none() {
            fill_beats(context, id, &mut self.beats);
        }
        let beat = self.beat(person);
        let reason = match clause {
            Some(clause) => self.evidence_of(clause, Evidence::Recency),
            None if beat.is_some() => Evidence::Beat,
            None => self.reason(id, person),
        };
        let mention = clause.map(|clause| clause.mention).or(beat);
        // "No," he said, "not today": the first quotation of a clause has it, the others inherit.
        let first = clause.and_then(|_| context.units.quotes(id).find(|&quote| context.units.clauses[quote] == clause));
        for quote in context.units.quotes(id) {
            let own = context.units.clauses[quote].filter(|own| self.may_stand_for(own.mention, person));
            let cue = clause.and_then(|clause| clause.cue);
            let inherits = clause.is_some() && first != Some(quote) && own.map_or(true, |own| own.cue == cue);
            let evidence = match own {
                _ if inherits => Evidence::Inherited,
                Some(own) => self.evidence_of(own, Evidence::Nominal),
                None => reason,
            };
            self.decisions[quote] = Decision {
                kind: as_speech(context.units.shapes[quote].kind),
                speaker: Some(person),
                evidence,
                mention: own.map(|own| own.mention).or(mention),
                cue: own.or(clause).and_then(|clause| clause.cue),
                confidence,
            };
        }
    }

    /// The kind of evidence that a clause is, by its subject; `other` if the subject is neither name nor pronoun nor
    /// noun.
    fn evidence_of(&self, clause: ReportingClause, other: Evidence) -> Evidence {
        match clause.subject(self.context.document, self.context.coreference).0 {
            _ if clause.position == ClausePosition::Label => Evidence::Label,
            // "said the mayor, Emil Strand"
            SubjectKind::Name if self.context.document.mentions.list[clause.mention].name().is_none() => {
                Evidence::Nominal
            }
            SubjectKind::Name => Evidence::Explicit,
            SubjectKind::Pronoun | SubjectKind::I => Evidence::Anaphoric,
            SubjectKind::Noun => Evidence::Nominal,
            SubjectKind::None | SubjectKind::Other => other,
        }
    }

    /// Gives the quotations of a unit no speaker: they are no speech, or the text does not name the speaker.
    fn silence(&mut self, id: UnitId, confidence: Confidence, silence: Silence) {
        let context = self.context;
        let clause = context.unit(id).clause.filter(|_| context.clauses[id].subject == SubjectKind::Other);
        for quote in context.units.quotes(id) {
            let kind = context.units.shapes[quote].kind;
            let silent = Decision { confidence, ..Decision::UNRESOLVED };
            self.decisions[quote] = match clause {
                // "they said": the words are known, the person is not.
                Some(clause) => Decision {
                    kind: as_speech(kind),
                    mention: Some(clause.mention),
                    cue: clause.cue,
                    evidence: Evidence::Anaphoric,
                    ..silent
                },
                None if kind == QuoteKind::Direct && silence == Silence::Doubtful => silent,
                None => Decision { kind: QuoteKind::NotSpeech, evidence: Evidence::NotSpeech, ..silent },
            };
        }
    }

    /// Whether a mention may stand for a person.
    fn may_stand_for(&self, mention: MentionId, person: PersonId) -> bool {
        let FictionContext { document, people, coreference, .. } = self.context;
        MentionView::of(mention, document, people, coreference).fit(person, people).is_possible()
    }

    /// Whether "he" or "she" acts beside the unit, and so speaks it, though the text may not have named the person.
    fn somebody_acts(&mut self, unit: UnitId) -> bool {
        self.beats.clear();
        fill_beats(self.context, unit, &mut self.beats);
        let is_somebody = |beat: &SlotMention| {
            let pronoun = self.context.document.mentions.list[beat.mention].pronoun();
            beat.is_beat() && matches!(pronoun, Some(Pronoun::He | Pronoun::She))
        };
        self.beats.iter().any(is_somebody)
    }

    /// The mention by which the narration beside the unit names a person who acts.
    fn beat(&self, person: PersonId) -> Option<MentionId> {
        let acts = |beat: &&SlotMention| beat.is_beat() && self.context.coreference.best(beat.mention) == Some(person);
        self.beats.iter().find(acts).map(|beat| beat.mention)
    }

    /// The strongest evidence for a person who is named neither by a clause nor by the narration beside the unit.
    fn reason(&self, unit: UnitId, person: PersonId) -> Evidence {
        let context = self.context;
        let window = context.turns.around(unit);
        let turn = |offset| window.at(offset).filter(|turn| turn.adjacent).map(|turn| turn.unit);
        let addresses =
            |other| context.spoken_in(other).iter().any(|spoken| spoken.vocative && spoken.person == Some(person));
        let spoke = |other| self.decisions[context.unit(other).quotes.start()].speaker == Some(person);
        match (turn(-1), turn(1)) {
            (before, after) if [before, after].into_iter().flatten().any(addresses) => Evidence::Vocative,
            (Some(before), _) if spoke(before) => Evidence::Inherited,
            (None, None) => Evidence::Recency,
            _ => Evidence::Alternation,
        }
    }
}

/// How sure it is that a unit is no speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Silence {
    Sure,
    Doubtful,
}

/// The kind of a quotation that has a speaker.
fn as_speech(kind: QuoteKind) -> QuoteKind {
    if kind == QuoteKind::NotSpeech {
        QuoteKind::Partial
    } else {
        kind
    }
}

#[cfg(test)]
mod tests {
    use crate::record::Evidence::{self, Alternation, Anaphoric, Beat, Explicit, Inherited, Label, Nominal, Vocative};
    use crate::record::QuoteKind;
    use crate::tests::stages::{decided, name_of};
    use crate::tests::table::check;

    /// The speaker of the last quotation of a text, the evidence, and the words that name the speaker.
    fn last(text: &str) -> (Option<String>, Evidence, Option<String>) {
        let (document, people, _, decisions) = decided(text);
        let decision = *decisions.last().unwrap();
        let speaker = decision.speaker.map(|person| name_of(&document, &people, person).to_owned());
        (speaker, decision.evidence, decision.mention.map(|mention| document.mention_text(mention).to_owned()))
    }

    #[test]
    fn decisions_have_their_evidence_and_words() {
        let turns = "\"So,\" said Tom.\n\n\"No,\" said Judith.";
        let rows = [
            ("\"So,\" said Tom.".to_owned(), ("Tom", Explicit, Some("Tom"))),
            ("Tom slept. \"So,\" he said.".to_owned(), ("Tom", Anaphoric, Some("he"))),
            ("\"So,\" said the old man.".to_owned(), ("the old man", Nominal, Some("the old man"))),
            ("HALE: So.\n\nORNE: No.\n\nHALE: Why?".to_owned(), ("HALE", Label, Some("HALE"))),
            ("\"So,\" said Tom. \"It is late.\"".to_owned(), ("Tom", Inherited, Some("Tom"))),
            ("Tom rose. \"It is late.\"".to_owned(), ("Tom", Beat, Some("Tom"))),
            (format!("{turns}\n\n\"Why is it so late?\"\n\n\"It is not late yet.\""), ("Judith", Alternation, None)),
            (format!("{turns}\n\n\"Why, Judith?\"\n\n\"It is not late yet.\""), ("Judith", Vocative, None)),
        ];
        let owned = |(name, evidence, mention): (&str, _, Option<&str>)| {
            (Some(name.to_owned()), evidence, mention.map(str::to_owned))
        };
        check(rows.map(|(text, expected)| (text, owned(expected))), |text| last(text));
    }

    #[test]
    fn a_quotation_without_a_speaker_is_no_speech_or_unresolved() {
        let rows = [
            ("She read the novel \"Glass Orchard\" at night.", (QuoteKind::NotSpeech, Evidence::NotSpeech)),
            ("\"So,\" they said.", (QuoteKind::Direct, Evidence::Anaphoric)),
            ("\"It is late in the year.\"", (QuoteKind::Direct, Evidence::Unresolved)),
        ];
        check(rows, |text| {
            let (.., decisions) = decided(text);
            let decision = decisions.last().unwrap();
            assert!(decision.speaker.is_none());
            (decision.kind, decision.evidence)
        });
    }
}
