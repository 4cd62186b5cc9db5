//! The templates of news: what may be said for a mention as the source of a quotation.

use crate::attribution::clause::{ClausePosition, SubjectKind};
use crate::attribution::nobody::{Namesake, WordCount};
use crate::attribution::shape::{Ending, Position};
use crate::cue::cue::{Link, Strength};
use crate::model::crf::Relation;
use crate::model::template::{buckets, enum_value, templates, UpTo, WordBucket};
use crate::record::QuoteKind;

/// What the rules answer.
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

/// What kind of words a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Words {
    Person,
    Organisation,
    Place,
    /// A name that tells nothing of what bears it.
    Unknown,
    People,
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

/// Where an item stands, as seen from a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Distance {
    RightBefore,
    RightAfter,
    InSentenceBefore,
    InSentenceAfter,
    OtherSentence,
    OtherParagraph,
}

/// Where a cue stands, as seen from a quotation.
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

/// The clause of a quotation.
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
    /// Number of sure cues whose subject a person is.
    Reports(usize): 1, 2, 4, 8;
}

templates! {
    /// The templates of news.
    LAYOUT;
    /// What the rules say: none of a mention that they do not choose.
    source_rule(ruled: Option<Ruled>, kind: QuoteKind);
    /// The clause whose subject the mention is: how they are linked, the strength of the verb, where it stands.
    source_cue(link: Option<Link>, strength: Option<Strength>, cue: Distance);
    source_cue_form(strength: Option<Strength>, cue: Distance, kind: QuoteKind);
    source_place(distance: Distance, items: Items, is_subject: bool);
    /// Number of subjects of cues that are nearer on the same side.
    source_rank(is_before: bool, closer: UpTo<5>, is_subject: bool);
    source_kind(words: Words, kind: QuoteKind);
    source_kind_place(words: Words, distance: Distance);
    /// Whether the rules choose the mention here and for the quotation before, and by what they choose there.
    source_other(here: bool, before: bool, ruled: UpTo<6>);
    source_speaks(reports: Reports, strength: Option<Strength>);
    /// Where the clause of the quotation stands, if the mention is its subject; else whether there is one.
    source_tag(clause: Option<Option<ClausePosition>>, kind: QuoteKind);
    source_object(is_subject: bool, after_to: bool);
    source_position(position: Position, cue: Distance, strength: Option<Strength>);
    source_end(end: Ending, cue: Distance, kind: QuoteKind);
    /// Number of quotations between the mention and this one.
    source_between(quotes: UpTo<4>, distance: Distance, is_subject: bool);
    /// Number of cues with a subject that are nearer.
    source_nearest(closer: UpTo<4>, side: CueSide, strength: Option<Strength>, kind: QuoteKind);
    source_cue_distance(items: CueItems, cue: Distance, strength: Option<Strength>);
    source_lead(lead: Lead, side: CueSide, strength: Option<Strength>);
    /// The words themselves: the verb, the head of the mention, the word before it.
    source_verb(verb: WordBucket, side: CueSide);
    source_head(head: WordBucket);
    source_before(word: WordBucket);
    /// The kinds of words between the mention and the quotation, those beside the quotation first.
    source_path(is_before: bool, path: WordBucket);
    source_first(is_first: bool, distance: Distance, is_subject: bool, has_cue: bool);
    source_quote(words: WordCount, cue: Distance, titled: bool);

    /// What the candidate "nobody" looks like: see [`nobody`](crate::attribution::nobody).
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
    source_opens(gap: UpTo<4>, opens: bool, kind: QuoteKind, relation: Relation);
}
