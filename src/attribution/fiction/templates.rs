//! The templates of fiction: what may be said for a candidate, each with the values that tell its cases apart.
//!
//! Most of them have the kind of subject of the unit's clause among their values: where a name is the subject, being salient counts
//! for little; where there is no clause, for much.

use crate::attribution::clause::{ClausePosition, SubjectKind};
use crate::attribution::fiction::fit::Fit;
use crate::attribution::fiction::slot::{Slot, SlotContext};
use crate::attribution::fiction::turns::Gap;
use crate::attribution::nobody::{Namesake, WordCount};
use crate::attribution::shape::{Ending, Position};
use crate::model::crf::Relation;
use crate::model::template::{buckets, enum_value, templates, UpTo};
use crate::record::QuoteKind;

/// The rank of a candidate in a list of people; the last value stands for all further down and for people who are not in it.
pub(crate) type Rank = UpTo<8>;

/// The position of a turn beside the unit among those whose speech is read.
pub(crate) type Beside = UpTo<5>;

/// What kind of person a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CandidateKind {
    Cast,
    /// A name of a person.
    Person,
    /// A name that tells nothing of what bears it.
    Unknown,
    Nominal,
    Narrator,
}

/// What kind of noun is the subject of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Determiner {
    Other,
    /// "the"
    Definite,
    /// "her", "my"
    Possessive,
}

/// Whether the gender of a candidate fits a title by which somebody is addressed: "Sir!"
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GenderFit {
    Unknown,
    Same,
    Differs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CandidateGender {
    Male,
    Female,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    After,
}

/// Whether the narration names a candidate in the paragraphs before the unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Absent,
    Near,
    /// Earlier in the paragraph of the unit.
    Here,
}

/// Whether the turn before, and the one before that, have the same noun as subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SameNoun {
    None,
    Other,
    Same,
}

/// What the verb of a clause tells of the turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VerbKind {
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
    /// Ratio of the weights of the two most likely antecedents of a pronoun, in tenths.
    Ratio(u32): 13, 20, 40;
    /// Distance, in paragraphs, to the last mention of a candidate.
    Distance(usize): 1, 2, 3, 5, 8, 13;
    /// Number of mentions of a candidate in the paragraphs before.
    Mentions(usize): 1, 2, 4, 8, 16;
    /// Mentions of a person in a thousand mentions of the text.
    Frequency(usize): 1, 3, 8, 20, 50, 100;
    /// Number of clauses of the text that name a person as speaker.
    Named(usize): 1, 2, 4, 8, 20, 50;
    /// Number of clauses in the turns around that name a candidate.
    NamedAround(usize): 1, 2, 3, 5, 8;
    /// Distance, in turns, to the nearest clause that names a candidate.
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
    /// Share of a candidate in the speech under a noun of the whole text; below 0 where there is none.
    NounShare(f64): 0.0, 0.1, 0.3, 0.5, 0.8;
    /// The same in the turns around.
    NearbyNounShare(f64): 0.0, 0.05, 0.2, 0.5, 0.8, 0.95;
}

templates! {
    /// The templates of fiction.
    LAYOUT;
    /// How a candidate fits the mention in a slot, by what the words around the slot are.
    slot_strength(slot: Slot, context: SlotContext, fit: Fit);
    slot_subject(slot: Slot, subject: SubjectKind, fit: Fit);
    /// Rank among the most salient people.
    rank(rank: Rank, subject: SubjectKind);
    /// Share in the salience of all.
    share(share: UpTo<8>, subject: SubjectKind);
    /// Rank among the antecedents of the pronoun that is the subject, and how clear the first of them is.
    referent(rank: Rank, margin: Option<Ratio>);
    referent_share(share: UpTo<10>);
    /// Paragraphs since a candidate was last named, and since it was last a subject.
    recency(last: Option<Distance>, subject: SubjectKind);
    recent_subject(last: Option<Distance>, subject: SubjectKind);
    window(mentions: Mentions, subject: SubjectKind);
    frequency(frequency: Frequency, subject: SubjectKind);
    /// Addressed in the unit or a turn beside it, by a noun phrase or by name.
    addressed(by_noun: bool, beside: Beside, subject: SubjectKind, adjacent: bool);
    /// Addressee of the clause of the unit or of a turn beside it.
    told(beside: Beside, is_named: bool, subject: SubjectKind);
    /// Rank among the salient people of the gender of the noun that is the subject.
    noun_rank(rank: Rank, is_kin: bool, determiner: Determiner);
    /// Rank among those who may own the noun: "her mother" has an owner who is a woman.
    owner(rank: UpTo<4>, is_kin: bool);
    /// Named in the unit or in a turn beside it without being addressed.
    named(beside: Beside, subject: SubjectKind);
    address_gender(beside: Beside, fit: GenderFit, is_untagged: bool);
    /// Named in the clause of a turn nearby.
    explicit(side: Side, distance: UpTo<6>, adjacent: bool, is_untagged: bool);
    explicit_count(count: NamedAround, subject: SubjectKind);
    explicit_before(distance: Option<TurnDistance>, subject: SubjectKind);
    explicit_after(distance: Option<TurnDistance>, subject: SubjectKind);
    spoken_total(named: Named, subject: SubjectKind);
    kind(kind: CandidateKind, subject: SubjectKind);
    gender(gender: CandidateGender, subject: SubjectKind);
    narrator(subject: SubjectKind);
    /// Number of other people nearby whose gender fits.
    only_one(rivals: UpTo<4>, subject: SubjectKind);
    present(presence: Presence, subject: SubjectKind);

    /// What the candidate "nobody" looks like: see [`nobody`](crate::attribution::nobody).
    nobody_clause(subject: SubjectKind, kind: QuoteKind);
    nobody_form(kind: QuoteKind, position: Position, several: bool, fragment: bool);
    nobody_end(end: Ending, position: Position);
    nobody_words(words: WordCount, position: Position);
    nobody_capitals(in_lower_case: bool, titled: bool, position: Position);
    nobody_before(namesake: Namesake, titled: bool);
    nobody_tag(clause: Option<ClausePosition>, position: Position);

    /// Second pass: who speaks in a turn nearby, by the posteriors of the first.
    near(side: Side, distance: UpTo<6>, adjacent: bool, likelihood: Likelihood);
    total(share: TotalShare, subject: SubjectKind);
    local(share: LocalShare, subject: SubjectKind);
    last_spoke(distance: UpTo<9>, subject: SubjectKind);
    next_speaks(distance: UpTo<9>, subject: SubjectKind);
    words(score: WordScore, is_untagged: bool);
    noun_head(share: NounShare);
    noun_near(share: NearbyNounShare);

    /// Whether the speaker is one of those before.
    turn_gap(gap: Gap, subject: SubjectKind, relation: Relation);
    turn_asks(gap: Gap, asks: bool, is_untagged: bool, relation: Relation);
    turn_continues(continues: bool, relation: Relation);
    turn_subjects(before: SubjectKind, subject: SubjectKind, relation: Relation);
    turn_words(words: UnitWords, before: UnitWords, relation: Relation);
    /// Whether the clause has the noun of the clauses of the two turns before: "the miller", "the other".
    turn_noun(before: SameNoun, earlier: SameNoun, relation: Relation);
    /// Whether the verb of the clause answers or goes on.
    turn_verb(verb: VerbKind, subject: SubjectKind, relation: Relation);
}
