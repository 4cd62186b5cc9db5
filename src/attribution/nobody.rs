//! The features of the candidate "nobody": what a unit without a speaker looks like, such as a title or a scare quote.
//!
//! Fiction and news have templates of the same names for them in their own tables, with weights of their own. What is
//! read is the same.

use crate::attribution::clause::{ClausePosition, SubjectKind};
use crate::attribution::shape::{Ending, Position};
use crate::attribution::unit::{Unit, Units};
use crate::model::template::{buckets, enum_value};
use crate::record::QuoteKind;

/// The evidence that a quotation is a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Namesake {
    /// A noun such as "novel" before it.
    Work,
    /// A verb after it that reports no speech.
    Subject,
}

enum_value!(Namesake, Subject);
enum_value!(QuoteKind, NotSpeech);

buckets! {
    /// Number of words of a quotation.
    WordCount(usize): 1, 2, 3, 4, 6, 10, 20;
}

/// The looks of a unit, as values of the templates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Appearance {
    /// The kind of subject of its clause.
    pub(crate) subject: SubjectKind,
    /// What its first quotation looks like; see [`QuoteShape`](crate::attribution::shape::QuoteShape).
    pub(crate) kind: QuoteKind,
    pub(crate) position: Position,
    pub(crate) fragment: bool,
    pub(crate) words: WordCount,
    pub(crate) in_lower_case: bool,
    pub(crate) titled: bool,
    work: bool,
    is_subject: bool,
    /// How its last quotation ends.
    pub(crate) end: Ending,
    /// Whether it has more than one quotation.
    pub(crate) several: bool,
    /// Where its clause stands.
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

    /// All that tells that its first quotation is a title.
    pub(crate) fn namesakes(self) -> impl Iterator<Item = Namesake> {
        let work = self.work.then_some(Namesake::Work);
        work.into_iter().chain(self.is_subject.then_some(Namesake::Subject))
    }
}

/// Defines `add_nobody`, which adds the features of "nobody" by the templates of a genre, given the name of the module
/// that has them.
///
/// A macro, because the templates of the two genres are functions of the same names in two modules.
macro_rules! add_nobody {
    ($templates:ident) => {
        /// Adds the features of the candidate "nobody" of a unit.
        fn add_nobody(unit: $crate::attribution::nobody::Appearance, add: &mut impl FnMut(FeatureId)) {
            add($templates::nobody_clause(unit.subject, unit.kind));
            add($templates::nobody_form(unit.kind, unit.position, unit.several, unit.fragment));
            add($templates::nobody_end(unit.end, unit.position));
            add($templates::nobody_words(unit.words, unit.position));
            add($templates::nobody_capitals(unit.in_lower_case, unit.titled, unit.position));
            for namesake in unit.namesakes() {
                add($templates::nobody_before(namesake, unit.titled));
            }
            add($templates::nobody_tag(unit.clause, unit.position));
        }
    };
}

pub(crate) use add_nobody;

#[cfg(test)]
mod tests {
    use super::{Appearance, Namesake};
    use crate::attribution::clause::{ClausePosition, SubjectKind};
    use crate::attribution::shape::{Ending, Position};
    use crate::attribution::unit::{Grouping, Units};
    use crate::model::template::FeatureValue;
    use crate::record::QuoteKind;
    use crate::tests::stages::resolved;

    #[test]
    fn a_unit_looks_like_its_first_and_last_quotation() {
        let (document, people, coreference) = resolved("\"It is late,\" said Hale. \"Is it not?\"");
        let units = Units::read(&document, Grouping::ByTurn, &people, &coreference);
        let unit = Appearance::of(&units, units.list.last().unwrap(), SubjectKind::Name);
        assert_eq!((unit.subject, unit.kind, unit.position), (SubjectKind::Name, QuoteKind::Direct, Position::Opens));
        assert_eq!((unit.end, unit.several, unit.clause), (Ending::Question, true, Some(ClausePosition::After)));
        // Three words: the bounds 1, 2 and 3 are reached.
        assert_eq!(unit.words.value(), 3);
        assert_eq!(unit.namesakes().count(), 0);
    }

    #[test]
    fn titles_have_a_noun_before_or_a_verb_after() {
        let (document, people, coreference) = resolved("The novel \"Glass Orchard\" was late.");
        let units = Units::read(&document, Grouping::ByTurn, &people, &coreference);
        let unit = Appearance::of(&units, units.list.last().unwrap(), SubjectKind::None);
        assert_eq!(unit.namesakes().collect::<Vec<_>>(), [Namesake::Work, Namesake::Subject]);
        assert!(unit.titled && !unit.fragment && !unit.in_lower_case && unit.clause.is_none());
    }
}
