//! Links name forms: which of them are names of one person.
//!
//! Forms come in the order full name, title with name, bare name, so that the forms that tell most open people and the
//! others join them. A form is compared with the people who share a word with it, found by an index from words to
//! people.

use core::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::lexicon::class::Classes;
use crate::lexicon::interner::Vocabulary;
use crate::lexicon::lexicon::Lexicon;
use crate::mention::name::{is_of, EntityType, NameParts, NameSource};
use crate::mention::narration::Mentions;
use crate::people::cooccurrence::Cooccurrence;
use crate::people::initials::initials;
use crate::people::name_form::{NameForm, NameForms};
use crate::people::nickname::nicknames;
use crate::people::person::{NameRef, People, PersonKind, NOBLE_TITLES};
use crate::people::pet_form::pet_forms;
use crate::record::Gender;
use crate::token::chars::capitals_from;
use crate::token::tokens::Tokens;
use crate::util::ids::{BearerId, Column, FormId, Id, IdRange, Ids, LinkedId, MentionId, PersonId, TokenId, WordId};
use crate::util::steps;

/// Maximum number of people who share a word in a name and are compared with a form, most recent first. No text needs
/// more, and hostile text may have thousands.
const NAMESAKES: usize = 32;
/// Maximum number of forms of a person with which another form is compared, first linked first. The forms that tell
/// most are linked first, and nobody has as many names; hostile text may give one person thousands.
const FORMS: usize = 64;
/// A shared name with a title means the person mentioned at least this many times as often as each of the others. Of
/// two people who are named equally often either may be meant.
const DOMINANCE: usize = 8;
/// Maximum ratio of the mentions of a shared name with a title to those of the person whom it means. A name that is
/// more frequent belongs to somebody else.
const MAX_RATIO: usize = 2;
/// Maximum number of particles before a name: "de la Cruz".
const PARTICLES: usize = 2;

/// Share in per cent of the mentions of a person.
type Percent = usize;

/// Minimum share of a full name that is one of the usual ways to call a person. Rarer ones are exceptions: a maiden
/// name, or the name by which a chapter introduces somebody. With 3, speakers of novels are right .006 less often.
const USUAL: Percent = 10;
/// Minimum share of a name with a title ("Mr. Hale") that is preferred to a bare one, unless it is from a headline.
const TITLED_USUAL: Percent = 5;
/// Minimum share of any name with a title that is preferred to a bare one.
const TITLED: Percent = 25;
/// Minimum share of a name by which the text mostly calls a person.
const MOSTLY: Percent = 50;
/// Minimum number of words by which a name in a headline is longer than the name that it ends with: "Council Praises
/// Edda Strand".
const HEADLINE_WORDS: usize = 2;

/// Links the forms of a text one after the other.
pub(crate) struct Linker<'a> {
    tokens: &'a Tokens<'a>,
    mentions: &'a Mentions,
    lexicon: &'a Lexicon,
    vocabulary: &'a Vocabulary<'a>,
    forms: &'a NameForms,
    /// Which forms stand side by side in the narration.
    cooccurrence: &'a Cooccurrence,
    /// The words of [`NOBLE_TITLES`].
    noble: [Option<WordId>; NOBLE_TITLES.len()],
    people: Column<LinkedId, LinkedPerson>,
    /// For each form, the next one of the same person; `None` for the last one and for forms that are not linked yet.
    next: Column<FormId, Option<FormId>>,
    /// The last bearer of each word.
    by_word: HashMap<WordId, BearerId>,
    bearers: Column<BearerId, NameBearer>,
    /// By a nickname, the name with which the text introduces it first; by a pet form, the name of which it is one; by
    /// initials, the name for which they stand.
    nicknames: HashMap<FormId, FormId>,
    /// The names that have a nickname, with their people as soon as they are linked.
    nicknamed: HashMap<FormId, Option<LinkedId>>,
    /// The initials that label turns of people whose names are known: no names by which to call them.
    initials: HashSet<WordId>,
    /// The people to whom a form may belong, while it is linked.
    fitting: Vec<LinkedId>,
}

/// The fact that a person has a word in a name.
#[derive(Debug)]
struct NameBearer {
    person: LinkedId,
    /// The bearer of the same word before this one, who is another person.
    before: Option<BearerId>,
}

/// A person while the forms are linked.
#[derive(Debug)]
struct LinkedPerson {
    /// The forms of the person are a list, linked by [`Linker::next`]: its ends.
    first_form: FormId,
    last_form: FormId,
    /// The first name, as far as it is known, and the last one.
    first: Option<WordId>,
    last: WordId,
    /// What tells the person from a namesake: "Jr.".
    suffix: Option<WordId>,
    gender: Gender,
    entity_type: EntityType,
    /// Number of mentions of all forms.
    mentions: usize,
}

impl<'a> Linker<'a> {
    pub(crate) fn new(
        tokens: &'a Tokens<'a>,
        mentions: &'a Mentions,
        forms: &'a NameForms,
        cooccurrence: &'a Cooccurrence,
    ) -> Self {
        let lexicon = tokens.vocabulary.lexicon();
        let mut by_nickname = HashMap::new();
        let initials = initials(tokens, mentions, forms);
        let pairs = nicknames(tokens, mentions, forms).into_iter().chain(pet_forms(tokens, mentions, forms));
        let pairs = pairs.chain(initials.iter().copied());
        for (nickname, name) in pairs {
            by_nickname.entry(nickname).or_insert(name);
        }
        Self {
            tokens,
            mentions,
            lexicon,
            vocabulary: &tokens.vocabulary,
            forms,
            cooccurrence,
            noble: NOBLE_TITLES.map(|title| lexicon.id(title)),
            people: Column::new(),
            next: Column::filled(None, forms.len()),
            by_word: HashMap::new(),
            bearers: Column::new(),
            nicknamed: by_nickname.values().map(|&name| (name, None)).collect(),
            nicknames: by_nickname,
            initials: initials.iter().map(|&(label, _)| forms[label].last).collect(),
            fitting: Vec::new(),
        }
    }

    /// The people so far, in the order in which they were opened.
    pub(crate) fn people(&self) -> Ids<LinkedId> {
        self.people.ids()
    }

    /// Links a form to a person, whom it opens if it fits nobody.
    pub(crate) fn link(&mut self, id: FormId) -> LinkedId {
        let form = &self.forms[id];
        let person = match self.nicknamed(id).or_else(|| self.choose(id)) {
            Some(person) => {
                let last = core::mem::replace(&mut self.people[person].last_form, id);
                self.next[last] = Some(id);
                person
            }
            None => self.open(id),
        };
        let known = &mut self.people[person];
        known.mentions += form.count();
        known.gender = known.gender.or(form.gender);
        known.suffix = known.suffix.or(form.suffix);
        if form.is_full() {
            known.first = known.first.or(Some(form.first));
        }
        if form.entity_type == EntityType::Person && known.entity_type == EntityType::Unknown {
            known.entity_type = EntityType::Person;
        }
        for &word in self.forms.core(form) {
            self.add_bearer(word, person);
        }
        if let Some(nicknamed) = self.nicknamed.get_mut(&id) {
            *nicknamed = Some(person);
        }
        person
    }

    /// The person whom the text calls by a nickname. Names are linked before, because they are full.
    fn nicknamed(&self, id: FormId) -> Option<LinkedId> {
        let name = self.nicknames.get(&id)?;
        self.nicknamed.get(name).copied().flatten()
    }

    fn open(&mut self, id: FormId) -> LinkedId {
        let form = &self.forms[id];
        // "Sir Thomas": a title of courtesy before a given name leaves the last name open.
        let is_first_name = !form.is_full() && form.has_courtesy_title() && self.is_given(form.last);
        self.people.push(LinkedPerson {
            first_form: id,
            last_form: id,
            first: (form.is_full() || is_first_name).then_some(form.first),
            last: form.last,
            suffix: form.suffix,
            gender: form.gender,
            entity_type: form.entity_type,
            mentions: 0,
        })
    }

    /// Notes that a person has a word in a name.
    fn add_bearer(&mut self, word: WordId, person: LinkedId) {
        let before = self.by_word.get(&word).copied();
        if before.map_or(true, |before| self.bearers[before].person != person) {
            self.by_word.insert(word, self.bearers.push(NameBearer { person, before }));
        }
    }

    /// The people who have a word in a name, most recent first, [`NAMESAKES`] at most.
    fn bearers(&self, word: WordId) -> impl Iterator<Item = LinkedId> + '_ {
        let last = self.by_word.get(&word).map(|&last| &self.bearers[last]);
        let before = |bearer: &&NameBearer| bearer.before.map(|before| &self.bearers[before]);
        core::iter::successors(last, before).take(NAMESAKES).map(|bearer| bearer.person)
    }

    /// The person to whom a form belongs; `None` if it belongs to nobody so far.
    fn choose(&mut self, id: FormId) -> Option<LinkedId> {
        let mut fitting = core::mem::take(&mut self.fitting);
        self.find_fitting(id, &mut fitting);
        let chosen = self.choose_among(&self.forms[id], &fitting);
        self.fitting = fitting;
        chosen
    }

    /// Fills `people` with those to whom a form may belong, in the order in which they were opened.
    fn find_fitting(&self, id: FormId, people: &mut Vec<LinkedId>) {
        let form = &self.forms[id];
        people.clear();
        for word in [form.last, form.first] {
            people.extend(self.bearers(word));
        }
        if !form.is_full() && self.is_given(form.first) {
            people.extend(self.lexicon.related_given_names(form.first).flat_map(|name| self.bearers(name)));
        }
        people.sort_unstable();
        people.dedup();
        steps::count(people.iter().map(|&person| self.compared_ids(&self.people[person]).count()).sum());
        people.retain(|&person| {
            let person = &self.people[person];
            self.fits(form, person) && !self.is_beside(id, person)
        });
        // "Jock" is Jock Arden, even if a John Hale is named more often.
        let has_word = |person: &LinkedPerson| person.last == form.last || person.first == Some(form.last);
        if !form.is_full() && people.iter().any(|&person| has_word(&self.people[person])) {
            people.retain(|&person| has_word(&self.people[person]));
        }
        // "Hale" is a woman, if "she" follows the name.
        people.retain(|&person| self.people[person].gender.agrees(form.pronoun_gender));
    }

    fn choose_among(&self, form: &NameForm, people: &[LinkedId]) -> Option<LinkedId> {
        match *people {
            [] => None,
            [one] => Some(one),
            // "Mr. Hale" where two Hales of that gender are known is a third one, until the text says more.
            _ if form.has_courtesy_title() => self.dominant(form, people),
            _ => people.iter().copied().max_by_key(|&id| self.preference(form, id)),
        }
    }

    /// How well a form fits one of several people, for an office or a bare name: it goes to whoever is named most.
    fn preference(&self, form: &NameForm, id: LinkedId) -> impl Ord {
        let person = &self.people[id];
        let by_last = person.last == form.last;
        // "Crawford" is the Mr. Crawford and not the Miss Crawford of a text.
        let has_title = |gender| by_last && form.title.is_none() && self.has_bare_title(person, gender);
        let manner = u8::from(has_title(Gender::Male)) + u8::from(!has_title(Gender::Female));
        // A last name counts twice: all mentions of the person may be meant by it.
        let weight = if by_last { 2 * person.mentions } else { self.times_called(person, form.last) };
        (manner, weight, person.mentions, Reverse(id))
    }

    /// The person who is named by far the most, and not much less than the form: Mr. Orne is not the John Orne who
    /// comes to visit.
    fn dominant(&self, form: &NameForm, people: &[LinkedId]) -> Option<LinkedId> {
        let mentions = |id: LinkedId| self.people[id].mentions;
        let first = people.iter().copied().max_by_key(|&id| (mentions(id), Reverse(id)))?;
        if form.count() > MAX_RATIO * mentions(first) {
            return None;
        }
        let mut others = people.iter().filter(|&&id| id != first);
        others.all(|&id| mentions(id) * DOMINANCE <= mentions(first)).then_some(first)
    }

    /// Number of mentions of a person by names that have this word.
    fn times_called(&self, person: &LinkedPerson, word: WordId) -> usize {
        let has_word =
            |form: &NameForm| self.lexicon.same_given_name(form.first, word) || self.forms.core(form).contains(&word);
        self.compared(person).filter(|form| has_word(form)).map(NameForm::count).sum()
    }

    /// Whether the text calls a person "Mr." or "Miss" without a first name.
    fn has_bare_title(&self, person: &LinkedPerson, gender: Gender) -> bool {
        let is_of_gender = |form: &NameForm| form.has_courtesy_title() && form.title_classes.noun_gender() == gender;
        self.compared(person).any(|form| !form.is_full() && is_of_gender(form))
    }
}

/// Whether a form may be a name of a person.
impl Linker<'_> {
    fn fits(&self, form: &NameForm, person: &LinkedPerson) -> bool {
        let may_be_person = |entity_type| matches!(entity_type, EntityType::Person | EntityType::Unknown);
        if !may_be_person(form.entity_type) || !may_be_person(person.entity_type) {
            return form.entity_type == person.entity_type && self.has_core(person, form);
        }
        // Tom Hale Sr. is not Tom Hale Jr.
        if form.suffix.is_some() && person.suffix.is_some() && form.suffix != person.suffix {
            return false;
        }
        let agrees = person.gender.agrees(form.gender);
        if form.is_full() {
            let same_first = || self.has_first_name(person, form, form.first);
            return agrees && person.last == form.last && (same_first() || self.ends_alike(form, person));
        }
        if form.title.is_none() {
            // "Zepeda" of "Carmen Zepeda Ruiz"
            let is_inner = || !self.is_given(form.last) && self.has_inner_name(person, form.last);
            // "Gabe", and "Gabriel", which nobody but the characters says
            let is_short = || {
                person.first.is_none()
                    && self.lexicon.same_given_name(person.last, form.last)
                    && (self.is_only_said(form) || self.compared(person).all(|own| self.is_only_said(own)))
            };
            return person.last == form.last
                || self.has_first_name(person, form, form.last)
                || is_inner()
                || is_short();
        }
        let named = person.last == form.last
            || self.has_inner_name(person, form.last)
            || person.first == Some(form.last) && form.has_courtesy_title();
        named && agrees && self.titles_fit(form, person)
    }

    /// Whether a form of the person has the words of `form`: places and organisations have one name each. "TRIX" is
    /// the TRIX News Agency, whose other words say what it is.
    fn has_core(&self, person: &LinkedPerson, form: &NameForm) -> bool {
        let core = self.forms.core(form);
        let says_what = |words: &[WordId]| {
            let is_head = |word: &WordId| {
                self.vocabulary.classes(*word).any(Classes::ORG_HEAD | Classes::GROUP_NOUN | Classes::ORDINARY)
            };
            words.iter().all(is_head)
        };
        let is_short_for = |short: &[WordId], long: &[WordId]| {
            form.entity_type == EntityType::Organisation
                && short.len() == 1
                && long.first() == short.first()
                && !self.vocabulary.classes(short[0]).any(
                    Classes::ORG_HEAD | Classes::GROUP_NOUN | Classes::ORDINARY | Classes::NATIONALITY | Classes::PLACE,
                )
                && says_what(&long[1..])
        };
        self.compared(person).any(|own| {
            let own = self.forms.core(own);
            own == core || is_short_for(own, core) || is_short_for(core, own)
        })
    }

    /// Whether the first name of the person is `word`, or one is a short form of the other. "Sir Thomas" is never
    /// called Tom.
    fn has_first_name(&self, person: &LinkedPerson, form: &NameForm, word: WordId) -> bool {
        let is_noble = || self.is_noble(form) || self.compared(person).any(|own| self.is_noble(own));
        let same = |first| first == word || self.lexicon.same_given_name(first, word) && !is_noble();
        person.first.is_some_and(same)
    }

    /// "Ms. Sol" of Pilar Sol Vega
    fn has_inner_name(&self, person: &LinkedPerson, word: WordId) -> bool {
        let mut cores = self.compared(person).map(|form| self.forms.core(form));
        cores.any(|core| core.len() > 2 && core[1..].contains(&word))
    }

    /// "Ali Jafari" and "Mohammad Ali Jafari"
    fn ends_alike(&self, form: &NameForm, person: &LinkedPerson) -> bool {
        let own = self.forms.core(form);
        let mut others = self.compared(person).map(|form| self.forms.core(form));
        others.any(|core| core.len() > 1 && (core.ends_with(own) || own.ends_with(core)))
    }

    /// Mrs. and Miss are two people.
    fn titles_fit(&self, form: &NameForm, person: &LinkedPerson) -> bool {
        let Some(title) = form.title.filter(|_| form.has_courtesy_title()) else { return true };
        let mut others = self.compared(person).filter(|other| other.has_courtesy_title());
        others.all(|other| other.title == Some(title))
    }

    /// Whether nobody but the characters use a name.
    fn is_only_said(&self, form: &NameForm) -> bool {
        self.forms.mentions(form).iter().all(|&mention| self.mentions.is_said(mention))
    }

    /// "Sir Thomas", "Lady Garrow"
    fn is_noble(&self, form: &NameForm) -> bool {
        form.title.is_some() && self.noble.contains(&form.title)
    }

    fn is_given(&self, word: WordId) -> bool {
        self.vocabulary.classes(word).any(Classes::GIVEN_NAME)
    }

    /// Whether a form, or the short form of it, often stands beside names of a person, and so is another's.
    ///
    /// "Mrs. Hale smiled at Judith" tells that Mrs. Hale is not Judith Hale, "Sir Thomas smiled at Tom" that Sir Thomas
    /// Hale is not Tom Hale, and "General Hale smiled at Miss Hale" that they are two.
    fn is_beside(&self, id: FormId, person: &LinkedPerson) -> bool {
        let form = &self.forms[id];
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
        let has_other_title =
            |other: &NameForm| form.title.is_some() && other.title.is_some() && form.title != other.title;
        let telling = self.compared_ids(person).filter(|&other| {
            let other = &self.forms[other];
            other.is_full() || has_other_title(other)
        });
        let own = [Some(id), shorter];
        telling
            .chain(by_first)
            .any(|other| own.into_iter().flatten().any(|own| self.cooccurrence.are_apart(self.forms, own, other)))
    }

    /// The forms of a person, in the order in which they were linked.
    fn form_ids(&self, person: &LinkedPerson) -> impl Iterator<Item = FormId> + Clone + '_ {
        core::iter::successors(Some(person.first_form), |&form| self.next[form])
    }

    /// The forms of a person with which others are compared, [`FORMS`] at most.
    fn compared_ids(&self, person: &LinkedPerson) -> impl Iterator<Item = FormId> + Clone + '_ {
        self.form_ids(person).take(FORMS)
    }

    fn compared(&self, person: &LinkedPerson) -> impl Iterator<Item = &NameForm> + Clone + '_ {
        self.compared_ids(person).map(|form| &self.forms[form])
    }
}

/// The names of a linked person.
impl Linker<'_> {
    /// Gives a person the names of a linked one, the canonical one first, and what they tell.
    pub(crate) fn describe(&self, linked: LinkedId, id: PersonId, people: &mut People) {
        let names = PersonNames::new(self, &self.people[linked]);
        steps::count(names.forms().count());
        let Some(canonical) = names.canonical() else { return };
        let canonical = self.name_ref(canonical, if canonical.is_full() { Titles::Left } else { Titles::Kept });
        let others = names.forms().flat_map(|form| {
            let untitled = form.title.map(|_| self.name_ref(form, Titles::Left));
            core::iter::once(self.name_ref(form, Titles::Kept)).chain(untitled)
        });
        let name_refs = people.add_name_refs(core::iter::once(canonical).chain(others));
        let person = &mut people.list[id];
        person.name_refs = name_refs;
        let titled = names.forms().filter(|form| form.title.is_some()).max_by_key(|form| form.count());
        person.title = titled.and_then(|form| self.name(self.forms.first_mention(form))).map(NameParts::titles);
        let LinkedPerson { first, last, entity_type, .. } = *names.person;
        (person.first, person.last) = (first, Some(last));
        person.kind = PersonKind::Named(entity_type);
    }

    fn name(&self, mention: MentionId) -> Option<&NameParts> {
        self.mentions.list[mention].name()
    }

    /// The first mention of a form that is the label of a turn.
    fn first_label(&self, form: &NameForm) -> Option<MentionId> {
        let is_label = |&m: &MentionId| self.name(m).is_some_and(|name| name.source == NameSource::Person);
        self.forms.mentions(form).iter().copied().find(is_label)
    }

    fn is_shouted(&self, word: TokenId) -> bool {
        let shape = &self.tokens.words[word];
        shape.is_all_capitals() || shape.has_inner_capital() && capitals_from(self.tokens.word_text(word)).is_some()
    }

    /// The words of a name with the particles in lower case before it: "de la Cruz".
    fn with_particles(&self, core: IdRange<TokenId>) -> IdRange<TokenId> {
        let is_particle = |&word: &TokenId| {
            let is_of = is_of(self.tokens, word);
            self.vocabulary.classes(self.tokens.words[word].id).any(Classes::NAME_PARTICLE) && !is_of
        };
        let before = core::iter::successors(core.start().before(), |word| word.before());
        let particles = before.take(PARTICLES).take_while(|word| !self.tokens.words[*word].is_capitalised());
        let first = particles.take_while(is_particle).last();
        (first.unwrap_or(core.start())..core.end()).into()
    }

    /// The words of a form: those of its first mention that is not in capitals, else of its first mention.
    fn name_ref(&self, form: &NameForm, titles: Titles) -> NameRef {
        let names = self.forms.mentions(form).iter().filter_map(|&mention| self.name(mention));
        let is_shouted = |name: &NameParts| name.core.iter().all(|word| self.is_shouted(word));
        let name = names.clone().find(|name| !is_shouted(name)).or_else(|| names.clone().next());
        // OK because a form has a mention at least, and each is a name.
        let name = name.expect("forms are of names");
        let core = self.with_particles(name.core);
        let start = match titles {
            Titles::Kept if !name.titles().is_empty() => name.titles().start(),
            _ => core.start(),
        };
        let is_person = matches!(form.entity_type, EntityType::Person | EntityType::Unknown);
        NameRef { words: (start..name.core.end()).into(), is_shouted: is_person && is_shouted(name) }
    }
}

/// Whether a name is written with the titles before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Titles {
    Kept,
    Left,
}

/// The names of one person, among which the canonical one is chosen.
#[derive(Clone, Copy)]
struct PersonNames<'l, 'a> {
    linker: &'l Linker<'a>,
    person: &'l LinkedPerson,
    /// The first mention of the person.
    first_mention: Option<MentionId>,
    /// The first mention of the form with a title that labels turns, and the first turn that it labels.
    label: Option<(MentionId, MentionId)>,
    /// Whether the text mostly calls the person by the first name: a reader of "Emma" does not look for "Miss Hale".
    is_intimate: bool,
}

/// How good a form is as the canonical name of a person, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fullness {
    /// "Hale", and all that is not better.
    Bare,
    /// "Mr. Hale"
    Titled,
    /// "Tom Hale"
    Full,
}

impl<'l, 'a> PersonNames<'l, 'a> {
    fn new(linker: &'l Linker<'a>, person: &'l LinkedPerson) -> Self {
        let mut names = Self { linker, person, first_mention: None, label: None, is_intimate: false };
        names.first_mention = names.forms().map(|form| linker.forms.first_mention(form)).min();
        names.label = names
            .forms()
            .filter(|form| form.title.is_some())
            .find_map(|form| Some((linker.forms.first_mention(form), linker.first_label(form)?)));
        names.is_intimate = names.forms().any(|form| names.is_first_name(form) && names.share(form) >= MOSTLY);
        names
    }

    fn forms(self) -> impl Iterator<Item = &'l NameForm> + Clone {
        let Self { linker, person, .. } = self;
        linker.form_ids(person).map(|form| &linker.forms[form])
    }

    /// The form by which to call the person: the fullest one, unless it is an exception among the ways of the text.
    fn canonical(self) -> Option<&'l NameForm> {
        let name = self.forms().max_by_key(|form| (self.fullness(form), self.frequency(form)))?;
        // A person whom the text mostly calls Hale, without a title, has the full name that it gives once.
        let is_last_name =
            !name.is_full() && name.title.is_none() && self.person.first.is_some_and(|first| first != name.last);
        let is_whole = |form: &&NameForm| {
            form.is_full() && form.last == name.last && self.linker.is_given(form.first) && !self.is_headline(form)
        };
        let is_initials = !name.is_full() && self.linker.initials.contains(&name.last);
        let full = self.forms().filter(|form| is_last_name && is_whole(form) || is_initials && form.is_full());
        Some(full.max_by_key(|form| self.frequency(form)).unwrap_or(name))
    }

    fn fullness(self, form: &NameForm) -> Fullness {
        if let Some((labelling, turn)) = self.label {
            // "Mr. KERRY" in the labels of turns: a full name is better only if the text has introduced the person by
            // it.
            let first = self.linker.forms.first_mention(form);
            let introduces = self.first_mention == Some(first);
            return match (form.is_full(), form.title.is_some()) {
                (true, _) if first < turn && (introduces || self.is_usual(form)) && !self.is_headline(form) => {
                    Fullness::Full
                }
                (_, true) if first == labelling => Fullness::Titled,
                _ => Fullness::Bare,
            };
        }
        let share = self.share(form);
        let better = match (form.is_full(), form.title.is_some()) {
            // "Uncle Toby" is full because the title is part of the name.
            (true, _) if self.is_kin(form) => (share >= MOSTLY).then_some(Fullness::Titled),
            (true, _) => self.is_usual(form).then_some(Fullness::Full),
            (false, true) if self.is_intimate => None,
            (false, true) => {
                let is_frequent = share >= TITLED || share >= TITLED_USUAL && !self.is_headline(form);
                is_frequent.then_some(Fullness::Titled)
            }
            (false, false) => None,
        };
        better.unwrap_or(Fullness::Bare)
    }

    /// Among forms that are equally full the most frequent one is the best, and then the one that comes first.
    fn frequency(self, form: &NameForm) -> impl Ord {
        (form.count(), Reverse(self.linker.forms.first_mention(form)))
    }

    fn share(self, form: &NameForm) -> Percent {
        form.count() * 100 / self.person.mentions.max(1)
    }

    /// Whether a form is frequent and does not come from a headline.
    fn is_usual(self, form: &NameForm) -> bool {
        self.share(form) >= USUAL && !self.is_headline(form)
    }

    /// "Council Praises Edda Strand" is no name of Edda Strand: it occurs once and ends with a full name.
    fn is_headline(self, form: &NameForm) -> bool {
        let core = self.linker.forms.core(form);
        let is_end = |other: &[WordId]| core.len() >= other.len() + HEADLINE_WORDS && core.ends_with(other);
        let mut full = self.linker.compared(self.person).filter(|other| other.is_full());
        steps::count(if form.count() == 1 { self.linker.compared_ids(self.person).count() } else { 0 });
        // "Pilar de la Torre Vega" is how the text introduces the Torre Vega of later on.
        let is_whole = self.linker.is_given(form.first);
        form.count() == 1 && !is_whole && full.any(|other| is_end(self.linker.forms.core(other)))
    }

    /// Whether a form is the first name alone.
    fn is_first_name(self, form: &NameForm) -> bool {
        !form.is_full() && form.title.is_none() && Some(form.first) == self.person.first
    }

    fn is_kin(self, form: &NameForm) -> bool {
        self.linker.vocabulary.classes(form.first).any(Classes::TITLE_KIN)
    }
}

#[cfg(test)]
mod tests {
    use super::{Linker, HEADLINE_WORDS, NAMESAKES};
    use crate::people::cooccurrence::Cooccurrence;
    use crate::people::name_form::NameForms;
    use crate::people::person::PersonKind;
    use crate::tests::stages::stages;
    use crate::tests::table::check;
    use crate::util::ids::LinkedId;

    /// The people of a text: for each the canonical name, and after a colon the texts of all mentions by name.
    fn people(text: &str) -> Vec<String> {
        let (document, linked) = stages(text);
        let named = linked.people.list.enumerate().filter(|(_, person)| matches!(person.kind, PersonKind::Named(_)));
        let described = named.map(|(id, person)| {
            let words = linked.people.name_refs(person)[0].words;
            let name = &document.tokens.text[document.tokens.cover(words)];
            let own = linked.person.enumerate().filter(|&(_, &person)| person == Some(id));
            let mentions: Vec<&str> = own.map(|(m, _)| document.mention_text(m)).collect();
            format!("{name}: {}", mentions.join(", "))
        });
        described.collect()
    }

    fn assert_people<const N: usize>(rows: [(&str, &[&str]); N]) {
        let owned = |people: &[&str]| people.iter().map(|&person| person.to_owned()).collect::<Vec<_>>();
        check(rows.map(|(text, expected)| (text, owned(expected))), |text| people(text));
    }

    #[test]
    fn names_of_one_person_are_linked() {
        assert_people([
            ("Hale ate. Tom Hale slept. Mr. Hale left.", &["Tom Hale: Hale, Tom Hale, Mr. Hale"]),
            ("Tom Hale slept. Tom ate.", &["Tom Hale: Tom Hale, Tom"]),
            ("Liz Crane slept. Elizabeth Crane ate.", &["Liz Crane: Liz Crane, Elizabeth Crane"]),
            (
                "Elizabeth Crane slept. Liz ate. Miss Crane left.",
                &["Elizabeth Crane: Elizabeth Crane, Liz, Miss Crane"],
            ),
            ("Ali Jafari slept. Mohammad Ali Jafari ate.", &["Ali Jafari: Ali Jafari, Mohammad Ali Jafari"]),
            ("Pilar Sol Vega slept. Ms. Sol ate.", &["Pilar Sol Vega: Pilar Sol Vega, Ms. Sol"]),
            ("Pilar Orne y Vega slept. Orne ate.", &["Pilar Orne y Vega: Pilar Orne y Vega, Orne"]),
            ("Liz slept. “Elizabeth!”", &["Liz: Liz, Elizabeth"]),
            ("Elizabeth slept. “Liz!”", &["Elizabeth: Elizabeth, Liz"]),
            ("Sir Thomas Hale slept. Sir Thomas ate.", &["Thomas Hale: Sir Thomas Hale, Sir Thomas"]),
            (
                "Jock Arden slept. John Hale ate. John Hale left. Jock rose.",
                &["Jock Arden: Jock Arden, Jock", "John Hale: John Hale, John Hale"],
            ),
        ]);
    }

    #[test]
    fn names_of_two_people_are_not() {
        assert_people([
            ("Mr. Hale slept. Mrs. Hale ate.", &["Mr. Hale: Mr. Hale", "Mrs. Hale: Mrs. Hale"]),
            ("Mrs. Hale slept. Miss Hale ate.", &["Mrs. Hale: Mrs. Hale", "Miss Hale: Miss Hale"]),
            ("Tom Hale slept. Judith Hale ate.", &["Tom Hale: Tom Hale", "Judith Hale: Judith Hale"]),
            // The narration knows both.
            ("Liz slept. Elizabeth ate.", &["Liz: Liz", "Elizabeth: Elizabeth"]),
            (
                "Tom Hale Sr. slept. Tom Hale Jr. ate. Hale Jr. left.",
                &["Tom Hale Sr.: Tom Hale Sr.", "Tom Hale Jr.: Tom Hale Jr., Hale Jr."],
            ),
            // "Sir Thomas" is never called Tom.
            ("Sir Thomas Hale slept. Tom Hale ate.", &["Thomas Hale: Sir Thomas Hale", "Tom Hale: Tom Hale"]),
            // They stand in one sentence, twice.
            (
                "Miss Hale slept. General Hale saw Miss Hale. Then Miss Hale left General Hale.",
                &["Miss Hale: Miss Hale, Miss Hale, Miss Hale", "General Hale: General Hale, General Hale"],
            ),
            (
                "Judith Hale slept. Mrs. Hale saw Judith. Then Mrs. Hale left Judith.",
                &["Judith Hale: Judith Hale, Judith, Judith", "Mrs. Hale: Mrs. Hale, Mrs. Hale"],
            ),
            // A third Hale, since neither of the others is named by far the most.
            (
                "Tom Hale slept. Simon Hale ate. Mr. Hale left.",
                &["Tom Hale: Tom Hale", "Simon Hale: Simon Hale", "Mr. Hale: Mr. Hale"],
            ),
            // Organisations have one name each.
            (
                "The Ministry of Health slept. The Health Agency ate.",
                &["Ministry of Health: The Ministry of Health", "Health Agency: The Health Agency"],
            ),
        ]);
    }

    #[test]
    fn a_shared_name_means_the_person_named_most() {
        let text = |tom: usize| "Tom Hale slept. ".repeat(tom) + "Simon Hale ate. Mr. Hale left.";
        let owner = |text: String| people(&text).into_iter().find(|person| person.ends_with("Mr. Hale")).unwrap();
        assert!(owner(text(8)).starts_with("Tom Hale: "));
        assert_eq!(owner(text(7)), "Mr. Hale: Mr. Hale");
        // A bare name needs no such majority.
        assert_people([
            (
                "Simon Hale ate. Tom Hale slept. Tom Hale left. Hale rose.",
                &["Simon Hale: Simon Hale", "Tom Hale: Tom Hale, Tom Hale, Hale"],
            ),
            // "Crane" is the Mr. Crane of a text.
            (
                "Miss Crane slept. Miss Crane ate. Mr. Crane left. Crane rose.",
                &["Miss Crane: Miss Crane, Miss Crane", "Mr. Crane: Mr. Crane, Crane"],
            ),
        ]);
    }

    /// The canonical name is the fullest one that is usual.
    #[test]
    fn a_person_is_called_by_a_usual_name() {
        let canonical = |text: &str| people(text)[0].split(':').next().unwrap().to_owned();
        let rows = [
            ("Mr. Hale slept. Hale ate. ".to_owned(), "Mr. Hale"),
            // A title that is rare.
            ("Hale slept. ".repeat(40) + "Mr. Hale ate.", "Hale"),
            // The text mostly says Emma.
            ("Emma slept. ".repeat(9) + "Miss Emma ate.", "Emma"),
            // The full name is an exception, but all there is beside the bare last name.
            ("Orne slept. ".repeat(60) + "Qorrin Orne ate.", "Orne"),
            ("Orne slept. ".repeat(60) + "Judith Orne ate.", "Judith Orne"),
            // The full name introduces a person and is not used again, or is.
            ("Judith Ann Orne rose. ".to_owned() + &"Miss Orne slept. ".repeat(20), "Miss Orne"),
            ("Judith Ann Orne rose. ".to_owned() + &"Miss Orne slept. ".repeat(8), "Judith Ann Orne"),
            ("Uncle Toby slept. ".repeat(3) + "Toby ate.", "Uncle Toby"),
            ("Then van Hale slept.".to_owned(), "van Hale"),
            ("Then Mr. de la Hale slept.".to_owned(), "Mr. de la Hale"),
            ("Because of Hale they slept.".to_owned(), "Hale"),
            ("Pilar de la Torre Vega rose. De la Torre Vega slept.".to_owned(), "Pilar de la Torre Vega"),
            ("Council Praises Edda Strand. ".to_owned() + &"Later Edda Strand slept. ".repeat(3), "Edda Strand"),
        ];
        check(rows.map(|(text, name)| (text, name.to_owned())), |text| canonical(text));
        assert_eq!("Council Praises".split(' ').count(), HEADLINE_WORDS);
    }

    /// Only the last people who share a word are compared, so that the work stays linear.
    #[test]
    fn namesakes_are_bounded() {
        let letters = || ('a'..='z').flat_map(|a| ('a'..='z').map(move |b| format!("Q{a}{b}")));
        let text: String = letters().take(NAMESAKES + 9).map(|first| format!("{first} Hale slept. ")).collect();
        let (document, _) = stages(&text);
        let forms = NameForms::of(&document.tokens, &document.mentions, |_| false);
        let cooccurrence = Cooccurrence::default();
        let mut linker = Linker::new(&document.tokens, &document.mentions, &forms, &cooccurrence);
        let mut linked: Vec<LinkedId> = forms.ids().map(|id| linker.link(id)).collect();
        assert_eq!(linker.people().count(), NAMESAKES + 9);
        let hale = forms[forms.ids().next().unwrap()].last;
        linked.reverse();
        assert_eq!(linker.bearers(hale).collect::<Vec<_>>(), linked[..NAMESAKES]);
    }
}
