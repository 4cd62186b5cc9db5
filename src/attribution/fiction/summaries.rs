//! Summaries of the units of a text: what the second pass reads of them beside their posteriors. They outlive the text,
//! so that training keeps them.

use std::collections::HashMap;

use crate::attribution::clause::SubjectKind;
use crate::attribution::fiction::context::FictionContext;
use crate::mention::mention::{Mention, MentionKind, NounClass};
use crate::util::ids::{Column, TokenId, UnitId, WordId};
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
    /// The forms by which each unit addresses or names people, each once. Forms that the text has in one unit alone
    /// are left out.
    pub(crate) forms: Ragged<UnitId, SpokenForm>,
    /// Number of distinct forms.
    pub(crate) distinct_forms: usize,
    /// Number of people of the text.
    pub(crate) people: usize,
}

/// The words by which speech addresses or names somebody: "my dear Emma", "my brother". The first and the last of them
/// tell forms apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SpokenForm {
    /// A number below [`UnitSummaries::distinct_forms`].
    pub(crate) number: u32,
    /// Whether it addresses somebody.
    pub(crate) vocative: bool,
}

/// Maximum number of forms that are read of a unit.
const FORMS: usize = 8;
/// Maximum number of mentions of a quotation among which they are.
const MENTIONS: usize = 40;

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
        let (forms, distinct_forms) = forms(context);
        Self {
            people: context.people.list.len(),
            units: units.collect(),
            words,
            repeated: repeated as usize,
            forms,
            distinct_forms,
        }
    }
}

/// Whether a mention is a name, or a noun phrase for a person.
fn is_somebody(mention: &Mention) -> bool {
    match &mention.kind {
        MentionKind::Name(_) => true,
        MentionKind::Nominal { class, .. } => matches!(class, NounClass::Person | NounClass::Kin),
        MentionKind::Pronoun(_) => false,
    }
}

/// The forms by which the units address or name people, each once in a unit and only those that come again, and how many
/// they are.
fn forms(context: &FictionContext<'_, '_>) -> (Ragged<UnitId, SpokenForm>, usize) {
    type Words = (WordId, WordId, bool);
    let document = context.document;
    let mut numbers: HashMap<Words, u32> = HashMap::new();
    let mut counts: Vec<u32> = Vec::new();
    let mut all = Ragged::with_capacity(context.clauses.len(), 0);
    let mut own: Vec<SpokenForm> = Vec::with_capacity(FORMS);
    for unit in context.clauses.ids() {
        own.clear();
        let said = context.units.quotes(unit).flat_map(|quote| document.quotes()[quote].mentions.iter().take(MENTIONS));
        for mention in said.map(|m| &document.mentions.list[m]).filter(|mention| is_somebody(mention)) {
            if own.len() == FORMS {
                break;
            }
            let word = |i: TokenId| document.tokens.words[i].id;
            let words = (word(mention.words.start()), word(mention.words.end() - 1), mention.vocative);
            let next = counts.len() as u32;
            let form = SpokenForm { number: *numbers.entry(words).or_insert(next), vocative: mention.vocative };
            if form.number == next {
                counts.push(0);
            }
            if !own.contains(&form) {
                own.push(form);
                counts[form.number as usize] += 1;
            }
        }
        own.iter().for_each(|&form| all.push(form));
        all.close();
    }
    // Forms that come again get numbers of their own.
    let mut distinct = 0;
    for count in &mut counts {
        let again = *count > 1;
        *count = distinct;
        distinct += u32::from(again);
    }
    counts.push(distinct);
    let mut again = Ragged::with_capacity(context.clauses.len(), 0);
    for unit in context.clauses.ids() {
        for form in all.list(unit) {
            let number = counts[form.number as usize];
            if counts[form.number as usize + 1] > number {
                again.push(SpokenForm { number, ..*form });
            }
        }
        again.close();
    }
    (again, distinct as usize)
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
    fn forms_come_again() {
        let text = "\"So, my dear Emma,\" said Tom.\n\n\"No, Tom,\" said Emma. \"Tom!\"\n\n\"So, my dear Emma. Emma!\"\n\n\"Tom slept.\"";
        let forms = fiction_context(text, |context| {
            let summaries = UnitSummaries::of(context);
            let forms = context.clauses.ids().map(|unit| summaries.forms.list(unit).to_vec());
            forms.collect::<Vec<_>>()
        });
        let [first, second, third, fourth] = &forms[..] else { panic!("{forms:?}") };
        assert!(first.len() == 1 && first[0].vocative && first == third, "{forms:?}");
        assert!(second.is_empty() && fourth.is_empty(), "{forms:?}");
    }

    #[test]
    fn posteriors_are_rounded() {
        assert_eq!([0.0, 0.01, 0.02, 0.5, 1.0].map(scaled), [0, 0, 1, 16, SURE]);
    }
}
