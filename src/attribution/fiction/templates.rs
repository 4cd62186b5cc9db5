//! The templates of fiction: what may speak for a candidate, each with the values that tell its cases apart.
//!
//! Most templates have the kind of subject of the clause among their values. Where a name is the subject, salience
//! counts for little; where there is no clause, it counts for much.
//!
//! A new feature needs a template here, and an `add` in [`features`](crate::attribution::fiction::features), or in
//! [`second_pass`](crate::attribution::fiction::second_pass) if it reads posteriors. See
//! [`Task`](crate::model::task::Task) for what it may depend on.

use crate::attribution::clause::{ClausePosition, SubjectKind};
use crate::attribution::fiction::fit::Fit;
use crate::attribution::fiction::slot::{Slot, SlotContext};
use crate::attribution::fiction::turns::Gap;
use crate::attribution::nobody::{Namesake, WordCount};
use crate::attribution::shape::{Ending, Position};
use crate::model::crf::Relation;
use crate::model::template::{buckets, enum_value, templates, UpTo};
use crate::record::QuoteKind;

/// The rank of a candidate in a list of people. The last value is that of all further down, and of people who are not
/// in the list.
pub(crate) type Rank = UpTo<8>;

/// A turn beside the unit, as a position in [`BESIDE`](crate::attribution::fiction::candidates::BESIDE).
pub(crate) type Beside = UpTo<5>;

/// How a candidate is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CandidateKind {
    /// As a character of the cast.
    Cast,
    /// By a name that is that of a person.
    Person,
    /// By a name that may be that of anything.
    Unknown,
    /// By a noun phrase only.
    Nominal,
    /// As "I".
    Narrator,
}

/// The determiner of the noun that is the subject of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Determiner {
    Other,
    /// "the"
    Definite,
    /// "her", "my"
    Possessive,
}

/// Whether the gender of a candidate is that of a title by which somebody is addressed: "Sir!"
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GenderFit {
    Unknown,
    Same,
    Differs,
}

/// The gender of a candidate. The order of the variants is that of the learned weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CandidateGender {
    Male,
    Female,
    Unknown,
}

/// The side of a unit on which a turn stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    After,
}

/// Where the narration mentions a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Absent,
    /// In the paragraphs before that of the unit.
    Near,
    /// In the paragraph of the unit.
    Here,
}

/// Whether the clause of an earlier turn has the noun of this one as subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SameNoun {
    /// Its subject is no noun, or there is no turn.
    None,
    Other,
    Same,
}

/// What the verb of a clause tells of the turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VerbKind {
    /// Any other verb.
    Plain,
    /// "added", "continued"
    Continues,
    /// "went on"
    GoesOn,
    /// "replied"
    Answers,
    /// "asked"
    Asks,
}

enum_value!(CandidateKind, Narrator);
enum_value!(Determiner, Possessive);
enum_value!(GenderFit, Differs);
enum_value!(CandidateGender, Unknown);
enum_value!(Side, After);
enum_value!(Presence, Here);
enum_value!(SameNoun, Same);
enum_value!(VerbKind, Asks);

buckets! {
    /// Ratio of the weights of the first two antecedents of a pronoun, in tenths.
    Ratio(u32): 13, 20, 40;
    /// Distance, in paragraphs, of the last mention of a candidate.
    Distance(usize): 1, 2, 3, 5, 8, 13;
    /// Number of mentions of a candidate in the paragraphs before.
    Mentions(usize): 1, 2, 4, 8, 16;
    /// Number of mentions of a person in a thousand mentions of the text.
    Frequency(usize): 1, 3, 8, 20, 50, 100;
    /// Number of clauses in the turns around that name a candidate.
    NamedAround(usize): 1, 2, 3, 5, 8;
    /// Distance, in turns, of the nearest clause that names a candidate.
    TurnDistance(usize): 2, 3, 4, 5, 6, 8;
    /// Number of words of a unit.
    UnitWords(usize): 5, 15, 50;
    /// Posterior of a candidate in a turn nearby.
    Likelihood(f64): 0.1, 0.25, 0.5, 0.75, 0.9, 0.97;
    /// Share of a candidate in all speech of the text.
    TotalShare(f64): 0.001, 0.005, 0.02, 0.05, 0.1, 0.2, 0.35;
    /// Share of a candidate in the turns around.
    LocalShare(f64): 0.01, 0.05, 0.15, 0.25, 0.35, 0.45, 0.6;
    /// Log2 likelihood ratio of the words of a unit under the word model of a candidate.
    WordScore(f64): -10.0, -5.0, -2.5, -1.0, 0.0, 1.0, 2.5, 5.0, 10.0, 20.0, 40.0;
    /// Share of a candidate in all units whose clauses have a noun as subject; below 0 where nothing is known of the
    /// noun.
    NounShare(f64): 0.0, 0.1, 0.3, 0.5, 0.8;
    /// Share of a candidate in the units that address somebody by the same words, less its share in the text.
    FormShare(f64): -0.2, -0.1, -0.03, 0.03, 0.1, 0.2, 0.4;
    /// The same share in the turns around.
    NearbyNounShare(f64): 0.0, 0.05, 0.2, 0.5, 0.8, 0.95;
}

templates! {
    /// The templates of fiction.
    LAYOUT;
    /// How a candidate fits the mention in a slot, by the words around the slot.
    slot_strength(slot: Slot, context: SlotContext, fit: Fit);
    /// How a candidate fits the mention in a slot, by the subject of the clause.
    slot_subject(slot: Slot, subject: SubjectKind, fit: Fit, is_scene: bool);
    /// Rank among the most salient people.
    rank(rank: Rank, subject: SubjectKind);
    /// Share in the salience of all.
    share(share: UpTo<8>, subject: SubjectKind);
    /// Rank among the antecedents of the pronoun that is the subject, and how clear the first of them is: `None` if it
    /// is the only one.
    referent(rank: Rank, margin: Option<Ratio>);
    /// Share in the weight of these antecedents.
    referent_share(share: UpTo<10>);
    /// Distance, in paragraphs, of the last mention by name; `None` if it is too far.
    recency(last: Option<Distance>, subject: SubjectKind);
    /// The same of the last mention as a subject.
    recent_subject(last: Option<Distance>, subject: SubjectKind);
    /// Number of mentions in the paragraphs before.
    window(mentions: Mentions, subject: SubjectKind);
    /// Share of the mentions of the whole text.
    frequency(frequency: Frequency, subject: SubjectKind, is_scene: bool);
    /// Addressed in the unit or in a turn beside it, by a noun phrase or by name.
    addressed(by_noun: bool, beside: Beside, subject: SubjectKind, adjacent: bool);
    /// Addressee of the clause of the unit or of a turn beside it.
    told(beside: Beside, is_named: bool, subject: SubjectKind);
    /// Rank among the salient people of the gender of the noun that is the subject.
    noun_rank(rank: Rank, is_kin: bool, determiner: Determiner);
    /// Rank among the salient people who may own the noun: "her mother" is the mother of a woman.
    owner(rank: UpTo<4>, is_kin: bool);
    /// Named in the unit or in a turn beside it without being addressed.
    named(beside: Beside, subject: SubjectKind);
    /// Somebody is addressed by a title in the unit or in a turn beside it, and the gender of the candidate fits it or
    /// not.
    address_gender(beside: Beside, fit: GenderFit, is_untagged: bool);
    /// Named as speaker by the clause of a turn nearby.
    explicit(side: Side, distance: UpTo<6>, adjacent: bool, is_untagged: bool);
    /// Number of clauses in the turns around that name the candidate.
    explicit_count(count: NamedAround, subject: SubjectKind);
    /// Distance of the nearest of them before the unit; `None` if there is none.
    explicit_before(distance: Option<TurnDistance>, subject: SubjectKind);
    /// The same after the unit.
    explicit_after(distance: Option<TurnDistance>, subject: SubjectKind);
    /// How the candidate is known.
    kind(kind: CandidateKind, subject: SubjectKind, is_scene: bool);
    gender(gender: CandidateGender, subject: SubjectKind);
    /// The candidate is the narrator.
    narrator(subject: SubjectKind);
    /// Number of other people nearby whose gender fits.
    only_one(rivals: UpTo<4>, subject: SubjectKind);
    /// Where the narration mentions the candidate.
    present(presence: Presence, subject: SubjectKind);

    /// The looks of the candidate "nobody": see [`nobody`](crate::attribution::nobody).
    nobody_clause(subject: SubjectKind, kind: QuoteKind);
    nobody_form(kind: QuoteKind, position: Position, several: bool, fragment: bool);
    nobody_end(end: Ending, position: Position);
    nobody_words(words: WordCount, position: Position);
    nobody_capitals(in_lower_case: bool, titled: bool, position: Position);
    nobody_before(namesake: Namesake, titled: bool);
    nobody_tag(clause: Option<ClausePosition>, position: Position);

    /// Second pass, by the posteriors of the first: how probably the candidate speaks a turn nearby.
    near(side: Side, distance: UpTo<6>, adjacent: bool, likelihood: Likelihood);
    /// Share in the speech of the whole text.
    total(share: TotalShare, subject: SubjectKind);
    /// Share in the turns around.
    local(share: LocalShare, subject: SubjectKind);
    /// Distance of the last turn that the candidate probably spoke; the last value if it is too far.
    last_spoke(distance: UpTo<9>, subject: SubjectKind);
    /// The same of the next turn.
    next_speaks(distance: UpTo<9>, subject: SubjectKind);
    /// Whether the words of the unit are those of the candidate.
    words(score: WordScore, is_untagged: bool);
    /// Share in all speech under the noun of the clause.
    noun_head(share: NounShare);
    /// Share in the units that address somebody by the same words.
    address(share: FormShare, is_untagged: bool);
    /// Share in the units that name somebody by the same words, whom they do not address.
    naming(share: FormShare, is_untagged: bool);
    /// Share in the speech under the noun of the clause in the turns around.
    noun_near(share: NearbyNounShare);

    /// Relations to the speakers of the two turns before: by how the unit follows the last one.
    turn_gap(gap: Gap, subject: SubjectKind, relation: Relation);
    /// By whether the turn before ends in a question.
    turn_asks(gap: Gap, asks: bool, is_untagged: bool, relation: Relation);
    /// By whether the unit takes up speech of the paragraph before.
    turn_continues(continues: bool, relation: Relation);
    /// By the subjects of the clauses of both.
    turn_subjects(before: SubjectKind, subject: SubjectKind, relation: Relation);
    /// By the lengths of both.
    turn_words(words: UnitWords, before: UnitWords, relation: Relation);
    /// By whether the clauses of the two turns before have the same noun: "the miller", "the other".
    turn_noun(before: SameNoun, earlier: SameNoun, relation: Relation);
    /// By whether the verb of the clause answers, asks or goes on.
    turn_verb(verb: VerbKind, subject: SubjectKind, relation: Relation);
}
