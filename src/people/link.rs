//! Which forms are names of one person.

use core::cmp::Reverse;
use std::collections::HashMap;

use crate::lexicon::class::Classes;
use crate::lexicon::interner::Vocabulary;
use crate::lexicon::lexicon::Lexicon;
use crate::mention::name::{EntityType, NameParts};
use crate::mention::narration::Mentions;
use crate::people::cooccurrence::Cooccurrence;
use crate::people::name_form::{NameForm, NameForms};
use crate::people::person::{NameRef, People, PersonKind};
use crate::record::Gender;
use crate::token::tokens::Tokens;
use crate::util::ids::{Column, FormId, MentionId, PersonId, WordId};
use crate::util::steps;

/// A name is held against so many of its bearers, the latest ones: no text needs more, and damage may have thousands.
const NAMESAKES: usize = 32;

/// Who is named so many times as often as the others is meant by a name that all of them have.
const FAR: usize = 8;

/// Joins forms, taken in the order full name, title with name, bare name.
pub(crate) struct Linker<'a> {
    tokens: &'a Tokens<'a>,
    mentions: &'a Mentions,
    lexicon: &'a Lexicon,
    vocabulary: &'a Vocabulary<'a>,
    forms: &'a NameForms,
    /// Which forms stand side by side in the narration.
    cooccurrence: &'a Cooccurrence,
    /// The titles before a given name.
    noble: [Option<WordId>; 4],
    known: Vec<LinkedPerson>,
    /// For each form, the next one of the same person.
    next: Column<FormId, Option<FormId>>,
    /// Who has a word in a name: the last one, as an index of `bearers`.
    by_word: HashMap<WordId, u32>,
    bearers: Vec<NameBearer>,
    /// The people a form may belong to.
    fitting: Vec<usize>,
}

/// That a person has a word in a name, and who had it before.
#[derive(Debug)]
struct NameBearer {
    person: u32,
    before: Option<u32>,
}

/// A person while the forms are joined.
#[derive(Debug)]
pub(crate) struct LinkedPerson {
    first_form: FormId,
    last_form: FormId,
    first: Option<WordId>,
    last: WordId,
    gender: Gender,
    entity_type: EntityType,
    mentions: usize,
}

impl<'a> Linker<'a> {
    pub(crate) fn new(
        tokens: &'a Tokens<'a>,
        mentions: &'a Mentions,
        forms: &'a NameForms,
        cooccurrence: &'a Cooccurrence,
    ) -> Self {
        Self {
            tokens,
            mentions,
            lexicon: tokens.vocabulary.lexicon(),
            vocabulary: &tokens.vocabulary,
            forms,
            cooccurrence,
            noble: ["sir", "lady", "lord", "dame"].map(|title| tokens.vocabulary.lexicon().id(title)),
            known: Vec::new(),
            next: Column::filled(None, forms.len()),
            by_word: HashMap::new(),
            bearers: Vec::new(),
            fitting: Vec::new(),
        }
    }

    /// The person a form belongs to, an index of `known`, new or old.
    pub(crate) fn link(&mut self, i: FormId) -> usize {
        let form = &self.forms[i];
        // "Sir Thomas": a title of courtesy before a given name leaves the last name open.
        let by_first = !form.is_full() && form.title_classes.any(Classes::TITLE_COURTESY) && self.is_given(form.last);
        let person = match self.choose(i) {
            Some(person) => {
                let last = core::mem::replace(&mut self.known[person].last_form, i);
                self.next[last] = Some(i);
                person
            }
            None => {
                self.known.push(LinkedPerson {
                    first_form: i,
                    last_form: i,
                    first: (form.is_full() || by_first).then_some(form.first),
                    last: form.last,
                    gender: form.gender,
                    entity_type: form.entity_type,
                    mentions: 0,
                });
                self.known.len() - 1
            }
        };
        let known = &mut self.known[person];
        known.mentions += form.count();
        known.gender = known.gender.or(form.gender);
        if form.is_full() {
            known.first = known.first.or(Some(form.first));
        }
        if form.entity_type == EntityType::Person && known.entity_type == EntityType::Unknown {
            known.entity_type = EntityType::Person;
        }
        for &word in self.forms.core(form) {
            self.bear(word, person as u32);
        }
        person
    }

    /// Notes that a person has a word in a name.
    fn bear(&mut self, word: WordId, person: u32) {
        let last = self.by_word.get(&word).copied();
        if last.map_or(true, |last| self.bearers[last as usize].person != person) {
            self.by_word.insert(word, self.bearers.len() as u32);
            self.bearers.push(NameBearer { person, before: last });
        }
    }

    /// The latest people who have a word in a name.
    fn bearers(&self, word: WordId) -> impl Iterator<Item = usize> + '_ {
        let last = self.by_word.get(&word).map(|&at| &self.bearers[at as usize]);
        let before = |bearing: &&NameBearer| bearing.before.map(|at| &self.bearers[at as usize]);
        core::iter::successors(last, before).take(NAMESAKES).map(|bearing| bearing.person as usize)
    }

    fn is_given(&self, word: WordId) -> bool {
        self.vocabulary.classes(word).any(Classes::GIVEN_NAME)
    }

    fn choose(&mut self, i: FormId) -> Option<usize> {
        let mut fitting = core::mem::take(&mut self.fitting);
        fitting.clear();
        let chosen = self.choose_among(i, &mut fitting);
        self.fitting = fitting;
        chosen
    }

    fn choose_among(&self, i: FormId, known: &mut Vec<usize>) -> Option<usize> {
        let form = &self.forms[i];
        for word in [form.last, form.first] {
            known.extend(self.bearers(word));
        }
        if !form.is_full() && self.is_given(form.first) {
            known.extend(self.lexicon.related_given_names(form.first).flat_map(|name| self.bearers(name)));
        }
        known.sort_unstable();
        known.dedup();
        steps::count(known.iter().map(|&k| self.forms_of(&self.known[k]).count()).sum());
        known.retain(|&k| self.fits(form, &self.known[k]) && !self.in_company(i, &self.known[k]));
        // "Jock" is Jock Arden, even if a John Hale is named more often.
        let has_word = |k: usize| {
            let person = &self.known[k];
            person.last == form.last || person.first == Some(form.last)
        };
        if !form.is_full() && known.iter().any(|&k| has_word(k)) {
            known.retain(|&k| has_word(k));
        }
        // "Hale" is she, if that is what follows the name.
        known.retain(|&k| self.known[k].gender.agrees(form.pronoun_gender));
        match known[..] {
            [] => None,
            [one] => Some(one),
            // "Mr. Hale" where two Hales of that gender are known is a third one, until the text says more; an office
            // or a bare name goes to whoever is named most.
            _ if form.title_classes.any(Classes::TITLE_COURTESY) => self.foremost(form, known),
            _ => known.iter().copied().max_by_key(|&k| {
                let by_last = self.known[k].last == form.last;
                // "Crawford" is the Mr. Crawford and not the Miss Crawford of a text.
                let gentleman = by_last && form.title.is_none() && self.has_title(k, Gender::Male);
                let lady = by_last && form.title.is_none() && self.has_title(k, Gender::Female);
                let weight = if by_last { 2 * self.known[k].mentions } else { self.times_called(k, form.last) };
                (u8::from(gentleman) + u8::from(!lady), weight, self.known[k].mentions, Reverse(k))
            }),
        }
    }

    /// Who is named by far the most, and not much less than a form that may be that person's: Mr. Orne is not the John
    /// Orne who comes to visit.
    fn foremost(&self, form: &NameForm, known: &[usize]) -> Option<usize> {
        let first = known.iter().copied().max_by_key(|&k| (self.known[k].mentions, Reverse(k)))?;
        if form.count() > 2 * self.known[first].mentions {
            return None;
        }
        let mut others = known.iter().filter(|&&k| k != first);
        others.all(|&k| self.known[k].mentions * FAR <= self.known[first].mentions).then_some(first)
    }

    /// How often the text calls a person by a name that has this word.
    fn times_called(&self, k: usize, word: WordId) -> usize {
        let forms = self.forms_of(&self.known[k]).map(|f| &self.forms[f]);
        let with = |f: &&NameForm| self.lexicon.same_given_name(f.first, word) || self.forms.core(f).contains(&word);
        forms.filter(with).map(|f| f.count()).sum()
    }

    /// Whether the text calls a person "Mr." or "Miss" without a first name.
    fn has_title(&self, k: usize, gender: Gender) -> bool {
        let forms = self.forms_of(&self.known[k]).map(|f| &self.forms[f]);
        let courtesy =
            |f: &NameForm| f.title_classes.any(Classes::TITLE_COURTESY) && f.title_classes.noun_gender() == gender;
        forms.clone().any(|f| !f.is_full() && courtesy(f))
    }

    fn fits(&self, form: &NameForm, person: &LinkedPerson) -> bool {
        let is_person = |b: EntityType| matches!(b, EntityType::Person | EntityType::Unknown);
        if !is_person(form.entity_type) || !is_person(person.entity_type) {
            // Places and bodies have one name each.
            return form.entity_type == person.entity_type
                && self.forms_of(person).any(|f| self.forms.core(&self.forms[f]) == self.forms.core(form));
        }
        let agrees = person.gender.agrees(form.gender);
        // Sir Thomas is not pronoun_gender Tom.
        let stiff = || self.is_noble(form) || self.forms_of(person).any(|f| self.is_noble(&self.forms[f]));
        let same_first = |word: WordId| {
            let same = |first| first == word || self.lexicon.same_given_name(first, word) && !stiff();
            person.first.is_some_and(same)
        };
        if form.is_full() {
            return agrees && person.last == form.last && (same_first(form.first) || self.ends_alike(form, person));
        }
        if form.title.is_none() {
            return person.last == form.last || same_first(form.last);
        }
        // "Ms. Sol" of Pilar Sol Vega
        let inner = |f: FormId| {
            let core = self.forms.core(&self.forms[f]);
            core.len() > 2 && core[1..].contains(&form.last)
        };
        let named = person.last == form.last
            || self.forms_of(person).any(inner)
            || person.first == Some(form.last) && form.title_classes.any(Classes::TITLE_COURTESY);
        named && agrees && self.titles_fit(form, person)
    }

    /// "Mrs. Hale smiled at Judith" tells that Mrs. Hale is not Judith Hale, and "Sir Thomas smiled at Tom" that Sir
    /// Thomas Hale is not Tom Hale.
    fn in_company(&self, i: FormId, person: &LinkedPerson) -> bool {
        let form = &self.forms[i];
        let shorter = if form.is_full() {
            if person.first.map_or(true, |first| first == form.first) {
                return false;
            }
            self.cooccurrence.short(form.title, form.first)
        } else if form.title.is_none() {
            return false;
        } else {
            None
        };
        let by_first = person.first.and_then(|first| self.cooccurrence.short(None, first));
        let full = self.forms_of(person).filter(|&f| self.forms[f].is_full());
        let mut others = full.chain(by_first);
        others.any(|other| {
            [Some(i), shorter].into_iter().flatten().any(|i| self.cooccurrence.are_apart(self.forms, i, other))
        })
    }

    /// "Sir Thomas", "Lady Garrow".
    fn is_noble(&self, form: &NameForm) -> bool {
        form.title.is_some() && self.noble.contains(&form.title)
    }

    /// "Ali Jafari" and "Mohammad Ali Jafari".
    fn ends_alike(&self, form: &NameForm, person: &LinkedPerson) -> bool {
        let (own, mut others) = (self.forms.core(form), self.forms_of(person).map(|f| self.forms.core(&self.forms[f])));
        others.any(|core| core.len() > 1 && (core.ends_with(own) || own.ends_with(core)))
    }

    /// Mrs. and Miss are two people.
    fn titles_fit(&self, form: &NameForm, person: &LinkedPerson) -> bool {
        let courtesy = |t: &WordId| self.vocabulary.classes(*t).any(Classes::TITLE_COURTESY);
        let Some(title) = form.title.filter(courtesy) else { return true };
        self.forms_of(person).filter_map(|f| self.forms[f].title).filter(courtesy).all(|t| t == title)
    }

    /// The forms of a person, in the order in which they were joined.
    fn forms_of(&self, person: &LinkedPerson) -> impl Iterator<Item = FormId> + Clone + '_ {
        core::iter::successors(Some(person.first_form), |&form| self.next[form])
    }

    /// Chooses among the forms of a person how to call it, the canonical name first, and notes what they tell.
    pub(crate) fn describe(&self, k: usize, id: PersonId, people: &mut People) {
        let known = &self.known[k];
        let forms = || self.forms_of(known).map(|f| &self.forms[f]);
        let first_mention = |f: &NameForm| self.forms.first_mention(f);
        let first = forms().map(first_mention).min();
        // The fullest name is the canonical one, unless it is an exception among the ways the text calls the person.
        let share = |f: &NameForm| f.count() * 100 / known.mentions.max(1);
        // "Council Praises Edda Strand", from a headline, is no name of Edda Strand.
        let headline = |f: &NameForm| {
            let core = self.forms.core(f);
            let shorter = |other: &[WordId]| core.len() >= other.len() + 2 && core.ends_with(other);
            f.count() == 1 && forms().filter(|o| o.is_full()).any(|o| shorter(self.forms.core(o)))
        };
        let usual = |f: &NameForm| (share(f) >= 3 || first == Some(first_mention(f))) && !headline(f);
        let kin = |f: &NameForm| self.vocabulary.classes(f.first).any(Classes::TITLE_KIN);
        // Who is mostly pronoun_gender Emma is not "Miss Hale" for the reader.
        let by_first = |f: &&NameForm| !f.is_full() && f.title.is_none() && Some(f.first) == known.first;
        let intimate = forms().filter(by_first).any(|f| share(f) >= 50);
        let fullness = |f: &NameForm| match (f.is_full(), f.title.is_some()) {
            (true, _) if kin(f) => usize::from(share(f) >= 50),
            (true, _) if usual(f) => 2,
            (false, true) if intimate => 0,
            (false, true) if share(f) >= 25 || usual(f) && share(f) >= 5 => 1,
            _ => 0,
        };
        let Some(name) = forms().max_by_key(|f| (fullness(f), f.count(), Reverse(first_mention(f)))) else {
            return;
        };
        // Who is mostly pronoun_gender Hale by the text, without a title, has the full name that it gives once.
        let surname = !name.is_full() && name.title.is_none() && known.first.is_some_and(|first| first != name.last);
        let whole = |f: &&NameForm| f.is_full() && f.last == name.last && self.is_given(f.first) && !headline(f);
        let full = forms().filter(|f| surname && whole(f));
        let name = full.max_by_key(|f| (f.count(), Reverse(first_mention(f)))).unwrap_or(name);
        let canonical = self.name_ref(name, !name.is_full());
        let others = forms().flat_map(|form| {
            let untitled = form.title.map(|_| self.name_ref(form, false));
            core::iter::once(self.name_ref(form, true)).chain(untitled)
        });
        let name_refs = people.add_name_refs(core::iter::once(canonical).chain(others));
        let person = &mut people.list[id];
        person.name_refs = name_refs;
        let titled = forms().filter(|f| f.title.is_some()).max_by_key(|f| f.count());
        person.title = titled.and_then(|f| self.name(first_mention(f))).map(NameParts::titles);
        (person.first, person.last) = (known.first, Some(known.last));
        person.kind = PersonKind::Named(known.entity_type);
    }

    fn name(&self, mention: MentionId) -> Option<&NameParts> {
        self.mentions.list[mention].name()
    }

    /// The words of a form, with its titles or without: those of its first mention that is not in capitals.
    fn name_ref(&self, form: &NameForm, titled: bool) -> NameRef {
        let names = self.forms.mentions(form).iter().filter_map(|&m| self.name(m));
        let shouted = |name: &NameParts| name.core.iter().all(|i| self.tokens.words[i].is_all_capitals());
        let name = names.clone().find(|name| !shouted(name)).or_else(|| names.clone().next());
        let name = name.expect("forms are of names");
        let start = if titled { name.titles().start() } else { name.core.start() };
        let person = matches!(form.entity_type, EntityType::Person | EntityType::Unknown);
        NameRef { words: (start..name.core.end()).into(), is_shouted: person && shouted(name) }
    }
}
