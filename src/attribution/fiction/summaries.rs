//! Summaries of the units of a text: what the second pass reads of them beside their posteriors. They outlive the text,
//! so that training keeps them.

use crate::attribution::clause::SubjectKind;
use crate::attribution::fiction::context::FictionContext;
use crate::attribution::fiction::spoken_form::SpokenForms;
use crate::util::ids::{Column, UnitId, WordId};
use crate::util::ragged::Ragged;

/// Fixed-point scale of totals: `SURE` is probability 1.
pub(crate) const SURE: u32 = 32;

/// A posterior on the scale of [`SURE`], rounded.
pub(crate) fn scaled(posterior: f64) -> u32 {
    (posterior * f64::from(SURE) + 0.5) as u32
}

/// Summaries of all units of a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnitSummaries {
    pub(crate) units: Column<UnitId, UnitSummary>,
    /// The words of each unit in order, as numbers from 1 to `repeated`; 0 stands for all words that are said only once
    /// in the text.
    pub(crate) words: Ragged<UnitId, u32>,
    /// Number of distinct words that are said more than once.
    pub(crate) repeated: usize,
    /// The words by which each unit addresses or names people.
    pub(crate) forms: SpokenForms,
    /// Number of people of the text.
    pub(crate) people: usize,
}

/// The summary of a unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnitSummary {
    /// The kind of subject of its clause.
    pub(crate) subject: SubjectKind,
    /// The noun that is the subject of its clause.
    pub(crate) noun: Option<WordId>,
}

impl UnitSummaries {
    pub(crate) fn of(context: &FictionContext<'_, '_>) -> Self {
        let tokens = &context.document.tokens;
        let spoken = |unit: UnitId| {
            let words = context.units.quotes(unit).flat_map(|quote| context.document.quotes()[quote].words);
            words.filter(|&word| tokens.words[word].is_word()).map(|word| tokens.words[word].id.0 as usize)
        };
        // By word id, first how often the word is said, then its number.
        let mut numbers = vec![0u32; tokens.vocabulary.len()];
        let mut all = 0;
        for word in context.clauses.ids().flat_map(spoken) {
            let Some(count) = numbers.get_mut(word) else { continue };
            *count += 1;
            all += 1;
        }
        let mut repeated = 0;
        for number in &mut numbers {
            let again = *number > 1;
            repeated += u32::from(again);
            *number = if again { repeated } else { 0 };
        }
        let mut words = Ragged::with_capacity(context.clauses.len(), all);
        for unit in context.clauses.ids() {
            for word in spoken(unit) {
                if let Some(&number) = numbers.get(word) {
                    words.push(number);
                }
            }
            words.close();
        }
        let units = context.clauses.iter().map(|clause| UnitSummary { subject: clause.subject, noun: clause.noun });
        Self {
            people: context.people.list.len(),
            units: units.collect(),
            words,
            repeated: repeated as usize,
            forms: SpokenForms::of(context),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{scaled, UnitSummaries, SURE};
    use crate::attribution::clause::SubjectKind;
    use crate::tests::stages::fiction_context;
    use crate::util::ids::{Id, UnitId};

    #[test]
    fn words_that_are_said_again_have_numbers() {
        let text = "\"Late, so late,\" said Tom.\n\n\"So cold,\" said the old miller.";
        let summaries = fiction_context(text, UnitSummaries::of);
        let words = |unit: usize| summaries.words.list(UnitId::new(unit));
        let ([late, so, again], [so_again, cold]) = (words(0), words(1)) else { panic!("{summaries:?}") };
        assert_eq!((late, so, *cold), (again, so_again, 0));
        let mut numbers = [*late, *so];
        numbers.sort_unstable();
        assert_eq!((numbers, summaries.repeated), ([1, 2], 2));
        let subjects = summaries.units.iter().map(|unit| (unit.subject, unit.noun.is_some()));
        assert_eq!(subjects.collect::<Vec<_>>(), [(SubjectKind::Name, false), (SubjectKind::Noun, true)]);
        assert_eq!(summaries.people, 2);
    }

    #[test]
    fn posteriors_are_rounded() {
        assert_eq!([0.0, 0.01, 0.02, 0.5, 1.0].map(scaled), [0, 0, 1, 16, SURE]);
    }
}
