//! Which forms are names of one person.

use core::cmp::Reverse;
use std::collections::HashMap;

use super::form::{Company, Form};
use super::people::{flat, Person, PersonKind};
use crate::lexicon::{Classes, Lexicon, Vocabulary, WordId};
use crate::mention::{Bearer, Gender, Mentions, NameParts};
use crate::token::Tokens;
use crate::work;

/// A name is held against so many of its bearers, the latest ones: no text needs more, and damage may have thousands.
const NAMESAKES: usize = 32;

/// Who is named so many times as often as the others is meant by a name that all of them have.
const FAR: usize = 8;

/// Joins forms, taken in the order full name, title with name, bare name.
pub(super) struct Linker<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) vocabulary: &'a Vocabulary<'a>,
    pub(super) forms: &'a [Form],

    /// Who has a word as first or last name.
    pub(super) by_word: HashMap<WordId, Vec<usize>>,
    pub(super) known: Vec<Known>,
    /// Which forms stand side by side in the narration.
    pub(super) company: &'a Company,
}

/// A person while the forms are joined.
#[derive(Debug)]
pub(super) struct Known {
    forms: Vec<usize>,
    first: Option<WordId>,
    last: WordId,
    gender: Gender,
    bearer: Bearer,
    mentions: usize,
}

impl Linker<'_> {
    /// The person a form belongs to, an index of `known`, new or old.
    pub(super) fn link(&mut self, i: usize) -> usize {
        let form = &self.forms[i];
        // "Sir Thomas": a title of courtesy before a given name leaves the last name open.
        let by_first = !form.is_full() && form.title_class.any(Classes::TITLE_COURTESY) && self.is_given(form.last());
        let person = self.choose(i).unwrap_or_else(|| {
            self.known.push(Known {
                forms: Vec::new(),
                first: (form.is_full() || by_first).then(|| form.first()),
                last: form.last(),
                gender: form.gender,
                bearer: form.bearer,
                mentions: 0,
            });
            self.known.len() - 1
        });
        let known = &mut self.known[person];
        known.forms.push(i);
        known.mentions += form.mentions.len();
        known.gender = known.gender.or(form.gender);
        if form.is_full() {
            known.first = known.first.or(Some(form.first()));
        }
        if form.bearer == Bearer::Person && known.bearer == Bearer::Unknown {
            known.bearer = Bearer::Person;
        }
        let ends = [form.first(), form.last()];
        let middle = form.core.get(1..form.core.len() - 1).unwrap_or_default();
        for &word in ends.iter().chain(middle) {
            let persons = self.by_word.entry(word).or_default();
            if persons.last() != Some(&person) {
                persons.push(person);
            }
        }
        person
    }

    fn is_given(&self, word: WordId) -> bool {
        self.vocabulary.classes(word).any(Classes::GIVEN_NAME)
    }

    fn choose(&self, i: usize) -> Option<usize> {
        let form = &self.forms[i];
        let mut known: Vec<usize> = Vec::new();
        for word in [form.last(), form.first()] {
            known.extend(self.by_word.get(&word).into_iter().flat_map(|people| people.iter().rev().take(NAMESAKES)));
        }
        if !form.is_full() && self.is_given(form.first()) {
            let related = self.lexicon.related_given_names(form.first());
            known.extend(
                related
                    .filter_map(|name| self.by_word.get(&name))
                    .flat_map(|people| people.iter().rev().take(NAMESAKES)),
            );
        }
        known.sort_unstable();
        known.dedup();
        work::count(known.iter().map(|&k| self.known[k].forms.len()).sum());
        known.retain(|&k| self.fits(form, &self.known[k]) && !self.in_company(i, &self.known[k]));
        // "Jock" is Jock Arden, even if a John Hale is named more often.
        let has_word = |k: usize| {
            let person = &self.known[k];
            person.last == form.last() || person.first == Some(form.last())
        };
        if !form.is_full() && known.iter().any(|&k| has_word(k)) {
            known.retain(|&k| has_word(k));
        }
        // "Hale" is she, if that is what follows the name.
        known.retain(|&k| self.known[k].gender.agrees(form.called));
        match known[..] {
            [] => None,
            [one] => Some(one),
            // "Mr. Hale" where two Hales of that gender are known is a third one, until the text says more; an office
            // or a bare name goes to whoever is named most.
            _ if form.title_class.any(Classes::TITLE_COURTESY) => self.foremost(form, &known),
            _ => known.into_iter().max_by_key(|&k| {
                let by_last = self.known[k].last == form.last();
                // "Crawford" is the Mr. Crawford and not the Miss Crawford of a text.
                let gentleman = by_last && form.title.is_none() && self.has_title(k, Gender::Male);
                let lady = by_last && form.title.is_none() && self.has_title(k, Gender::Female);
                let weight = if by_last { 2 * self.known[k].mentions } else { self.called(k, form.last()) };
                (u8::from(gentleman) + u8::from(!lady), weight, self.known[k].mentions, Reverse(k))
            }),
        }
    }

    /// Who is named by far the most, and not much less than a form that may be that person's: Mr. Orne is not the John
    /// Orne who comes to visit.
    fn foremost(&self, form: &Form, known: &[usize]) -> Option<usize> {
        let first = known.iter().copied().max_by_key(|&k| (self.known[k].mentions, Reverse(k)))?;
        if form.mentions.len() > 2 * self.known[first].mentions {
            return None;
        }
        let mut others = known.iter().filter(|&&k| k != first);
        others.all(|&k| self.known[k].mentions * FAR <= self.known[first].mentions).then_some(first)
    }

    /// How often the text calls a person by a name that has this word.
    fn called(&self, k: usize, word: WordId) -> usize {
        let forms = self.known[k].forms.iter().map(|&f| &self.forms[f]);
        let with = |f: &&Form| self.lexicon.same_given_name(f.first(), word) || f.core.contains(&word);
        forms.filter(with).map(|f| f.mentions.len()).sum()
    }

    /// Whether the text calls a person "Mr." or "Miss" without a first name.
    fn has_title(&self, k: usize, gender: Gender) -> bool {
        let forms = self.known[k].forms.iter().map(|&f| &self.forms[f]);
        let courtesy =
            |f: &Form| f.title_class.any(Classes::TITLE_COURTESY) && Gender::of_noun(f.title_class) == gender;
        forms.into_iter().any(|f| !f.is_full() && courtesy(f))
    }

    fn fits(&self, form: &Form, person: &Known) -> bool {
        let is_person = |b: Bearer| matches!(b, Bearer::Person | Bearer::Unknown);
        if !is_person(form.bearer) || !is_person(person.bearer) {
            // Places and bodies have one name each.
            return form.bearer == person.bearer && person.forms.iter().any(|&f| self.forms[f].core == form.core);
        }
        let agrees = person.gender.agrees(form.gender);
        // Sir Thomas is not called Tom.
        let stiff = self.is_noble(form) || person.forms.iter().any(|&f| self.is_noble(&self.forms[f]));
        let same_first = |word: WordId| {
            let same = |first| first == word || !stiff && self.lexicon.same_given_name(first, word);
            person.first.is_some_and(same)
        };
        if form.is_full() {
            return agrees && person.last == form.last() && (same_first(form.first()) || self.ends_alike(form, person));
        }
        if form.title.is_none() {
            return person.last == form.last() || same_first(form.last());
        }
        // "Ms. Sol" of Pilar Sol Vega
        let inner = |&f: &usize| self.forms[f].core.len() > 2 && self.forms[f].core[1..].contains(&form.last());
        let named = person.last == form.last()
            || person.forms.iter().any(inner)
            || person.first == Some(form.last()) && form.title_class.any(Classes::TITLE_COURTESY);
        named && agrees && self.titles_fit(form, person)
    }

    /// "Mrs. Hale smiled at Judith" tells that Mrs. Hale is not Judith Hale, and "Sir Thomas smiled at Tom" that Sir
    /// Thomas Hale is not Tom Hale.
    fn in_company(&self, i: usize, person: &Known) -> bool {
        let form = &self.forms[i];
        let shorter = if form.is_full() {
            if person.first.map_or(true, |first| first == form.first()) {
                return false;
            }
            self.company.short(form.title, form.first())
        } else if form.title.is_none() {
            return false;
        } else {
            None
        };
        let by_first = person.first.and_then(|first| self.company.short(None, first));
        let full = person.forms.iter().copied().filter(|&f| self.forms[f].is_full());
        let mut others = full.chain(by_first);
        others.any(|other| [Some(i), shorter].into_iter().flatten().any(|i| self.company.apart(self.forms, i, other)))
    }

    /// "Sir Thomas", "Lady Garrow".
    fn is_noble(&self, form: &Form) -> bool {
        form.title.is_some_and(|title| {
            ["sir", "lady", "lord", "dame"].iter().any(|noble| self.lexicon.id(noble) == Some(title))
        })
    }

    /// "Ali Jafari" and "Mohammad Ali Jafari".
    fn ends_alike(&self, form: &Form, person: &Known) -> bool {
        person.forms.iter().any(|&f| {
            let core = &self.forms[f].core;
            core.len() > 1 && (core.ends_with(&form.core) || form.core.ends_with(core))
        })
    }

    /// Mrs. and Miss are two people.
    fn titles_fit(&self, form: &Form, person: &Known) -> bool {
        let courtesy = |t: &WordId| self.vocabulary.classes(*t).any(Classes::TITLE_COURTESY);
        let Some(title) = form.title.filter(courtesy) else { return true };
        person.forms.iter().filter_map(|&f| self.forms[f].title).filter(courtesy).all(|t| t == title)
    }

    /// Writes down what the forms of a person tell.
    pub(super) fn describe(&self, person: &mut Person, known: &Known, tokens: &Tokens<'_>, mentions: &Mentions) {
        let written = |form: &Form, titled: bool| {
            let names = form.mentions.iter().filter_map(|&m| mentions.list[m as usize].name());
            let small = |name: &&NameParts| !name.core.range().all(|i| tokens.words[i].is_all_capitals());
            let name = names.clone().find(small).or_else(|| names.clone().next()).expect("forms are of names");
            let start = if titled { name.titles().start } else { name.core.start() };
            let text = flat(tokens.text, tokens.cover(start..name.core.end()));
            // The initial of "Q. Where were you?" has a stop that is the label's.
            let text = if text.len() == 2 { text.trim_end_matches('.').to_owned() } else { text };
            match form.bearer {
                // The label of a turn: "KERRY", "Q."
                Bearer::Person | Bearer::Unknown if !small(&name) => in_small_letters(&text),
                _ => text,
            }
        };
        let forms: Vec<&Form> = known.forms.iter().map(|&f| &self.forms[f]).collect();
        let first = forms.iter().map(|f| f.mentions[0]).min();
        // The fullest name is the canonical one, unless it is an exception among the ways the text calls the person.
        let share = |f: &Form| f.mentions.len() * 100 / known.mentions.max(1);
        // "Council Praises Edda Strand", from a headline, is no name of Edda Strand.
        let headline = |f: &Form| {
            let shorter = |other: &&Form| f.core.len() >= other.core.len() + 2 && f.core.ends_with(&other.core);
            f.mentions.len() == 1 && forms.iter().copied().filter(|o| o.is_full()).any(|o| shorter(&o))
        };
        let usual = |f: &Form| (share(f) >= 3 || first == Some(f.mentions[0])) && !headline(f);
        let kin = |f: &Form| self.vocabulary.classes(f.first()).any(Classes::TITLE_KIN);
        // Who is mostly called Emma is not "Miss Hale" for the reader.
        let by_first = |f: &&&Form| !f.is_full() && f.title.is_none() && Some(f.first()) == known.first;
        let intimate = forms.iter().filter(by_first).any(|f| share(f) >= 50);
        let fullness = |f: &Form| match (f.is_full(), f.title.is_some()) {
            (true, _) if kin(f) => usize::from(share(f) >= 50),
            (true, _) if usual(f) => 2,
            (false, true) if intimate => 0,
            (false, true) if share(f) >= 25 || usual(f) && share(f) >= 5 => 1,
            _ => 0,
        };
        let Some(name) = forms.iter().max_by_key(|f| (fullness(f), f.mentions.len(), Reverse(f.mentions[0]))) else {
            return;
        };
        // Who is mostly called Hale by the text, without a title, has the full name that it gives once.
        let surname = !name.is_full() && name.title.is_none() && known.first.is_some_and(|first| first != name.last());
        let whole = |f: &&&Form| f.is_full() && f.last() == name.last() && self.is_given(f.first()) && !headline(f);
        let full = forms.iter().filter(|f| surname && whole(f));
        let name = full.max_by_key(|f| (f.mentions.len(), Reverse(f.mentions[0]))).unwrap_or(name);
        person.name = written(name, !name.is_full());
        for form in &forms {
            let bare = form.title.map(|_| written(form, false));
            for alias in [Some(written(form, true)), bare].into_iter().flatten() {
                if alias != person.name && !person.aliases.contains(&alias) {
                    person.aliases.push(alias);
                }
            }
        }
        let titled = forms.iter().filter(|f| f.title.is_some()).max_by_key(|f| f.mentions.len());
        let titles = titled.and_then(|f| mentions.list[f.mentions[0] as usize].name()).map(|n| n.titles());
        person.title = titles.map(|titles| flat(tokens.text, tokens.cover(titles)));
        person.titles = forms.iter().filter_map(|f| f.title).collect();
        (person.first, person.last) = (known.first, Some(known.last));
        person.kind = PersonKind::Named(known.bearer);
    }
}

/// "MR. O'BRIEN" and "Mr. O'BRIEN" as "Mr. O'Brien".
fn in_small_letters(name: &str) -> String {
    let word = |word: &str| {
        let mut starts = true;
        let shouted = word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains(char::is_lowercase);
        let letter = |c: char| {
            let keep = !shouted || core::mem::replace(&mut starts, !c.is_alphabetic());
            if keep {
                c
            } else {
                c.to_lowercase().next().unwrap_or(c)
            }
        };
        word.chars().map(letter).collect::<String>()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
