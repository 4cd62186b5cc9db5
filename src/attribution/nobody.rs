//! The candidate "nobody": what a unit looks like that has no speaker, a title or a scare quote.
//!
//! Fiction and news have weights of their own for it, but see the same.

use crate::attribution::clause::{ClausePosition, SubjectKind};
use crate::attribution::shape::{Ending, Position};
use crate::attribution::unit::{Unit, Units};
use crate::model::template::{buckets, enum_value};
use crate::record::QuoteKind;

/// What a title is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Namesake {
    /// A noun such as "novel" stands before it.
    Work,
    /// A verb follows that reports nothing.
    Subject,
}

enum_value!(Namesake, Subject);
enum_value!(QuoteKind, NotSpeech);

buckets! {
    /// Number of words of a quotation.
    WordCount(usize): 1, 2, 3, 4, 6, 10, 20;
}

/// What a unit looks like, as values of the templates of both genres.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Appearance {
    /// What kind of subject its clause has.
    pub(crate) subject: SubjectKind,
    /// The kind of its first quotation, as far as its form alone tells.
    pub(crate) kind: QuoteKind,
    pub(crate) position: Position,
    /// Whether it has more than one quotation.
    pub(crate) several: bool,
    pub(crate) fragment: bool,
    /// How its last quotation ends.
    pub(crate) end: Ending,
    pub(crate) words: WordCount,
    pub(crate) in_lower_case: bool,
    pub(crate) titled: bool,
    work: bool,
    is_subject: bool,
    pub(crate) clause: Option<ClausePosition>,
}

impl Appearance {
    pub(crate) fn of(units: &Units, unit: &Unit, subject: SubjectKind) -> Self {
        let first = &units.shapes[unit.quotes.start()];
        let last = &units.shapes[unit.quotes.end() - 1];
        Self {
            subject,
            kind: first.kind,
            position: first.position(),
            several: unit.quotes.len() > 1,
            fragment: first.fragment,
            end: last.ending(),
            words: WordCount::of(first.words),
            in_lower_case: first.in_lower_case,
            titled: first.titled,
            work: first.work,
            is_subject: first.is_subject,
            clause: unit.clause.map(|clause| clause.position),
        }
    }

    pub(crate) fn namesakes(self) -> impl Iterator<Item = Namesake> {
        let work = self.work.then_some(Namesake::Work);
        work.into_iter().chain(self.is_subject.then_some(Namesake::Subject))
    }
}
