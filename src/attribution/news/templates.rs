//! The templates of news: what may speak for a mention as the source of a quotation.

use crate::attribution::clause::{ClausePosition, SubjectKind};
use crate::attribution::nobody::{Namesake, WordCount};
use crate::attribution::shape::{Ending, Position};
use crate::cue::cue::{Link, Strength};
use crate::model::crf::Relation;
use crate::model::template::{buckets, enum_value, templates, UpTo, WordBucket};
use crate::record::QuoteKind;

/// The answer of the rules, by its evidence. The order of the variants is that of the learned weights, here and below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ruled {
    Label,
    Explicit,
    Anaphoric,
    Nominal,
    Inherited,
    Beat,
    NotSpeech,
    Unresolved,
}

/// The kind of words that a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    Person,
    Organisation,
    Place,
    /// A name that may be that of anything.
    Unknown,
    /// A plural noun for persons: "neighbours".
    People,
    /// "the spokesman", "her mother"
    PersonNoun,
    Group,
    Document,
    Thing,
    HeOrShe,
    They,
    IOrWe,
    It,
    OtherPronoun,
}

/// The position of an item, as seen from a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Distance {
    RightBefore,
    RightAfter,
    InSentenceBefore,
    InSentenceAfter,
    OtherSentence,
    OtherParagraph,
}

/// The position of a cue, as seen from a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CueSide {
    After,
    /// Before it, in another sentence.
    Before,
    InSentenceBefore,
}

/// The word right before a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lead {
    Nothing,
    CommaOrDash,
    Colon,
    That,
    As,
    Stop,
    Other,
}

/// Whether a quotation has a clause, and whether its verb is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tagged {
    No,
    Unlisted,
    Listed,
}

enum_value!(Ruled, Unresolved);
enum_value!(Words, OtherPronoun);
enum_value!(Distance, OtherParagraph);
enum_value!(CueSide, InSentenceBefore);
enum_value!(Lead, Other);
enum_value!(Tagged, Listed);
enum_value!(Link, Shared);
enum_value!(Strength, Strong);

buckets! {
    /// Distance, in items, of a mention from a quotation.
    Items(usize): 2, 4, 8, 16, 32, 64;
    /// Distance, in items, of a cue from a quotation.
    CueItems(usize): 2, 3, 5, 9, 17, 33;
    /// Number of strong cues whose subject a person is.
    Reports(usize): 1, 2, 4, 8;
}

templates! {
    /// The templates of news.
    LAYOUT;
    /// The evidence of the rules for the mention; `None` if they do not choose it.
    source_rule(ruled: Option<Ruled>, kind: QuoteKind);
    /// The cue whose subject the mention is: how they are linked, its strength, its position.
    source_cue(link: Option<Link>, strength: Option<Strength>, cue: Distance);
    /// The same by the kind of quotation.
    source_cue_form(strength: Option<Strength>, cue: Distance, kind: QuoteKind);
    /// The position of the mention.
    source_place(distance: Distance, items: Items, is_subject: bool);
    /// Number of subjects of cues that are nearer on the same side.
    source_rank(is_before: bool, closer: UpTo<5>, is_subject: bool);
    /// The words of the mention.
    source_kind(words: Words, kind: QuoteKind);
    source_kind_place(words: Words, distance: Distance);
    /// Whether the rules choose the mention here and for the quotation before, and by what they choose there.
    source_other(here: bool, before: bool, ruled: UpTo<6>);
    /// Number of strong cues whose subject the person of the mention is.
    source_speaks(reports: Reports, strength: Option<Strength>);
    /// The position of the clause of the quotation if the mention is its subject: `Some(Some(position))`. `Some(None)`
    /// if the quotation has no clause, `None` if its clause has another subject.
    source_tag(clause: Option<Option<ClausePosition>>, kind: QuoteKind);
    /// Whether the mention is the subject of a verb, and whether it follows "to".
    source_object(is_subject: bool, after_to: bool);
    source_position(position: Position, cue: Distance, strength: Option<Strength>);
    source_end(end: Ending, cue: Distance, kind: QuoteKind);
    /// Number of quotations between the mention and this one.
    source_between(quotes: UpTo<4>, distance: Distance, is_subject: bool);
    /// Number of cues with a subject that are nearer.
    source_nearest(closer: UpTo<4>, side: CueSide, strength: Option<Strength>, kind: QuoteKind);
    source_cue_distance(items: CueItems, cue: Distance, strength: Option<Strength>);
    /// The word before the quotation, and the side of the cue.
    source_lead(lead: Lead, side: CueSide, strength: Option<Strength>);
    /// The words themselves: the verb, the head of the mention, the word before it.
    source_verb(verb: WordBucket, side: CueSide);
    source_head(head: WordBucket);
    source_before(word: WordBucket);
    /// The kinds of words between the mention and the quotation, from the quotation on.
    source_path(is_before: bool, path: WordBucket);
    /// Whether the mention begins its sentence.
    source_first(is_first: bool, distance: Distance, is_subject: bool, has_cue: bool);
    /// The length of the quotation, and the position of the cue.
    source_quote(words: WordCount, cue: Distance, titled: bool);

    /// The looks of the candidate "nobody": see [`nobody`](crate::attribution::nobody).
    nobody_clause(subject: SubjectKind, kind: QuoteKind);
    nobody_form(kind: QuoteKind, position: Position, several: bool, fragment: bool);
    nobody_end(end: Ending, position: Position);
    nobody_words(words: WordCount, position: Position);
    nobody_capitals(in_lower_case: bool, titled: bool, position: Position);
    nobody_before(namesake: Namesake, titled: bool);
    nobody_tag(clause: Option<ClausePosition>, position: Position);
    nobody_rule(ruled: Ruled, kind: QuoteKind);
    /// The strongest cue nearby, and the number of candidates.
    nobody_others(strongest: Option<Strength>, candidates: UpTo<5>);
    nobody_word_before(word: WordBucket);
    nobody_word_after(word: WordBucket);
    nobody_first(word: WordBucket, is_short: bool);
    nobody_cue(verb: WordBucket);

    /// How far the quotation before is, whether both have clauses, and what this one looks like.
    source_gap(gap: UpTo<5>, tagged: Tagged, before: Tagged, relation: Relation);
    /// The same gap, and whether the quotation opens its paragraph.
    source_opens(gap: UpTo<4>, opens: bool, kind: QuoteKind, relation: Relation);
}
