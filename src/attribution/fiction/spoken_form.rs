//! Spoken forms: the words by which speech addresses or names somebody, "my dear Emma", "my brother", and who uses them.
//!
//! As in the word model, the users of a form are told by the posteriors of the first pass.

use std::collections::HashMap;

use crate::attribution::fiction::context::FictionContext;
use crate::util::ids::{PersonId, TokenId, UnitId, WordId};
use crate::util::ragged::Ragged;
use crate::util::steps;

/// Maximum number of forms that are read of a unit.
const FORMS: usize = 8;
/// Maximum number of mentions of a quotation among which they are.
const MENTIONS: usize = 40;

/// The words by which speech addresses or names somebody. The first and the last of them tell forms apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SpokenForm {
    /// A number below [`SpokenForms::distinct`].
    pub(crate) number: u32,
    /// Whether it addresses somebody.
    pub(crate) vocative: bool,
}

/// The forms of a text that come again.
#[derive(Clone, Debug, Default)]
pub(crate) struct SpokenForms {
    /// The forms of each unit, each once. Those that the text has in one unit alone are left out.
    pub(crate) by_unit: Ragged<UnitId, SpokenForm>,
    /// Number of distinct forms.
    pub(crate) distinct: usize,
}

impl SpokenForms {
    pub(crate) fn of(context: &FictionContext<'_, '_>) -> Self {
        let (all, counts) = all_forms(context);
        // By number, that among the forms that come again: of those alone the next one is higher.
        let mut numbers = Vec::with_capacity(counts.len() + 1);
        numbers.push(0);
        for &count in &counts {
            numbers.push(numbers[numbers.len() - 1] + u32::from(count > 1));
        }
        let mut by_unit = Ragged::with_capacity(context.clauses.len(), 0);
        for unit in context.clauses.ids() {
            for form in all.list(unit).iter().filter(|form| counts[form.number as usize] > 1) {
                by_unit.push(SpokenForm { number: numbers[form.number as usize], ..*form });
            }
            by_unit.close();
        }
        Self { by_unit, distinct: numbers[counts.len()] as usize }
    }
}

/// All forms of each unit, each once in a unit, and by form the number of units that have it.
fn all_forms(context: &FictionContext<'_, '_>) -> (Ragged<UnitId, SpokenForm>, Vec<u32>) {
    let document = context.document;
    let mut all = Ragged::with_capacity(context.clauses.len(), 0);
    let mut numbers: HashMap<(WordId, WordId, bool), u32> = HashMap::new();
    let mut counts: Vec<u32> = Vec::new();
    let mut own: Vec<SpokenForm> = Vec::with_capacity(FORMS);
    for unit in context.clauses.ids() {
        own.clear();
        let said = context.units.quotes(unit).flat_map(|quote| document.quotes()[quote].mentions.iter().take(MENTIONS));
        for mention in said.map(|m| &document.mentions.list[m]).filter(|mention| mention.is_somebody()) {
            steps::count(1);
            if own.len() == FORMS {
                break;
            }
            let word = |i: TokenId| document.tokens.words[i].id;
            let words = (word(mention.words.start()), word(mention.words.end() - 1), mention.vocative);
            let number = *numbers.entry(words).or_insert_with(|| {
                counts.push(0);
                counts.len() as u32 - 1
            });
            let form = SpokenForm { number, vocative: mention.vocative };
            if !own.contains(&form) {
                own.push(form);
                counts[number as usize] += 1;
            }
        }
        own.iter().for_each(|&form| all.push(form));
        all.close();
    }
    (all, counts)
}

/// A person who has a form in some units, with the sum of the posteriors there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FormUser {
    /// The number of the form.
    pub(crate) form: u32,
    pub(crate) person: PersonId,
    /// On the scale of [`SURE`](crate::attribution::fiction::summaries::SURE).
    pub(crate) weight: u32,
}

/// Who uses which form. The users of a form stand together, so that a look-up reads one place of the memory.
#[derive(Debug)]
pub(crate) struct FormUsers {
    /// By form and then by person, each pair once.
    list: Vec<FormUser>,
    /// By form, where its users begin in `list`; and the length of `list`.
    starts: Vec<u32>,
    /// By form, the sum of the weights of its users.
    totals: Vec<u32>,
}

impl FormUsers {
    /// `distinct` is the number of forms. A pair of form and person may come more than once.
    pub(crate) fn new(mut list: Vec<FormUser>, distinct: usize) -> Self {
        list.sort_unstable_by_key(|user| (user.form, user.person));
        list.dedup_by(|next, kept| {
            let same = (next.form, next.person) == (kept.form, kept.person);
            kept.weight += if same { next.weight } else { 0 };
            same
        });
        let (mut starts, mut totals) = (vec![0; distinct + 1], vec![0; distinct]);
        for user in &list {
            starts[user.form as usize + 1] += 1;
            totals[user.form as usize] += user.weight;
        }
        for form in 0..distinct {
            starts[form + 1] += starts[form];
        }
        Self { list, starts, totals }
    }

    /// The weight of a person in the units that have a form, and that of all people.
    pub(crate) fn weights(&self, form: u32, person: PersonId) -> (u32, u32) {
        let form = form as usize;
        let users = &self.list[self.starts[form] as usize..self.starts[form + 1] as usize];
        let own = users.binary_search_by_key(&person, |user| user.person);
        (own.map_or(0, |at| users[at].weight), self.totals[form])
    }
}

#[cfg(test)]
mod tests {
    use super::{FormUser, FormUsers, SpokenForms};
    use crate::tests::random::Random;
    use crate::tests::stages::fiction_context;
    use crate::util::ids::{Id, PersonId};

    #[test]
    fn forms_come_again() {
        let text = [
            "\"So, my dear Emma,\" said Tom.",
            "\"No, Tom,\" said Emma. \"Tom!\"",
            "\"So, my dear Emma. Emma!\" said Tom. \"My brother slept.\"",
            "\"My brother and Tom slept, and the door of the bridge.\"",
            "\"The door.\"",
        ];
        let (forms, distinct) = fiction_context(&text.join("\n\n"), |context| {
            let forms = SpokenForms::of(context);
            let by_unit = context.clauses.ids().map(|unit| forms.by_unit.list(unit).to_vec());
            (by_unit.collect::<Vec<_>>(), forms.distinct)
        });
        let [first, second, third, fourth, fifth] = &forms[..] else { panic!("{forms:?}") };
        let [dear] = first[..] else { panic!("{forms:?}") };
        let [again, brother] = third[..] else { panic!("{forms:?}") };
        assert!(dear == again && dear.vocative && !brother.vocative, "{forms:?}");
        assert_eq!(fourth[..], [brother], "Tom is addressed elsewhere");
        assert!(second.is_empty() && fifth.is_empty(), "{forms:?}");
        let mut numbers = [dear.number, brother.number];
        numbers.sort_unstable();
        assert_eq!((numbers, distinct), ([0, 1], 2));
    }

    #[test]
    fn users_are_those_of_all_units() {
        let mut random = Random::new(11);
        for distinct in 1..20 {
            let user = |random: &mut Random| FormUser {
                form: random.below(distinct) as u32,
                person: PersonId::new(random.below(6)),
                weight: random.below(33) as u32,
            };
            let list: Vec<FormUser> = (0..random.below(80)).map(|_| user(&mut random)).collect();
            let users = FormUsers::new(list.clone(), distinct);
            for form in 0..distinct as u32 {
                let of_form = || list.iter().filter(|user| user.form == form);
                for person in (0..6).map(PersonId::new) {
                    let own = of_form().filter(|user| user.person == person).map(|user| user.weight).sum();
                    let all = of_form().map(|user| user.weight).sum();
                    assert_eq!(users.weights(form, person), (own, all));
                }
            }
        }
    }
}
