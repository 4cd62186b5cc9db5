//! The people of a text.

use std::collections::HashMap;

use crate::lexicon::class::Classes;
use crate::mention::mention::Mention;
use crate::mention::name::EntityType;
use crate::record::Gender;
use crate::token::tokens::Tokens;
use crate::util::ids::{Column, IdRange, PersonId, TokenId, WordId};

/// Somebody for whom mentions stand.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// The names of this person, as indices of `People::name_refs`: the canonical one first. Empty for characters of a cast and
    /// for a narrator without a name.
    pub(crate) name_refs: NameRefs,
    /// The title that stands before the names most often.
    pub(crate) title: Option<IdRange<TokenId>>,
    pub(crate) gender: Gender,
    pub(crate) kind: PersonKind,
    /// Number of mentions that stand for this person when all names are linked.
    pub(crate) mentions: usize,
    /// The first name and the last name, as far as they are known.
    pub(crate) first: Option<WordId>,
    pub(crate) last: Option<WordId>,
}

/// A range of `People::name_refs`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NameRefs {
    start: u32,
    end: u32,
}

/// Words of the text by which it calls somebody.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameRef {
    pub(crate) words: IdRange<TokenId>,
    /// Whether they are in capitals, as in the label of a turn ("KERRY"), and are written out in lower case.
    pub(crate) is_shouted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PersonKind {
    /// A character of the caller's cast, in which this person has the same index.
    Cast,
    /// Named in the text.
    Named(EntityType),
    /// Known by a noun phrase only.
    Nominal,
    /// The "I" of a first-person narration without a known name.
    Narrator,
}

impl PersonKind {
    /// Whether it may be the speaker of fiction: places and organisations are not.
    pub(crate) fn may_speak(self) -> bool {
        !matches!(self, Self::Named(EntityType::Place | EntityType::Organisation))
    }
}

impl Person {
    pub(crate) fn new(kind: PersonKind) -> Self {
        Self {
            name_refs: NameRefs::default(),
            title: None,
            gender: Gender::Unknown,
            kind,
            mentions: 0,
            first: None,
            last: None,
        }
    }
}

/// Everybody in a text.
///
/// The list grows while pronouns are resolved and clauses are read, since a noun phrase that stands for nobody known opens a person.
/// A table by person that was made before may be shorter than the list.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    /// Those of the cast first, then those with names, then those of noun phrases.
    pub(crate) list: Column<PersonId, Person>,
    /// The "I" of the narration.
    pub(crate) narrator: Option<PersonId>,
    name_refs: Vec<NameRef>,
    /// The titles that the text gives people; sorted, each pair once.
    titles: Vec<(PersonId, WordId)>,
    /// Whose noun phrases have these words, determiners left out.
    nominals: HashMap<Vec<WordId>, PersonId>,
    /// Whose noun phrase with this head was read last, if it said more than the head: "a spokesman for the Pentagon".
    nominal_heads: HashMap<WordId, PersonId>,
    /// The words of a noun phrase while it is looked up.
    content: Vec<WordId>,
}

impl core::ops::Index<PersonId> for People {
    type Output = Person;

    fn index(&self, person: PersonId) -> &Person {
        &self.list[person]
    }
}

impl People {
    /// The ways in which the text calls a person, the canonical one first.
    pub(crate) fn name_refs(&self, person: &Person) -> &[NameRef] {
        let NameRefs { start, end } = person.name_refs;
        &self.name_refs[start as usize..end as usize]
    }

    /// Adds names that one person has.
    pub(crate) fn add_name_refs(&mut self, names: impl IntoIterator<Item = NameRef>) -> NameRefs {
        let start = self.name_refs.len() as u32;
        self.name_refs.extend(names);
        NameRefs { start, end: self.name_refs.len() as u32 }
    }

    /// Sets the titles that the text gives people.
    pub(crate) fn set_titles(&mut self, mut titles: Vec<(PersonId, WordId)>) {
        titles.sort_unstable();
        titles.dedup();
        self.titles = titles;
    }

    /// The titles that the text gives a person.
    pub(crate) fn titles(&self, person: PersonId) -> impl Iterator<Item = WordId> + '_ {
        let first = self.titles.partition_point(|&(other, _)| other < person);
        self.titles[first..].iter().take_while(move |&&(other, _)| other == person).map(|&(_, title)| title)
    }

    /// The person for whom a noun phrase stands that stands for nobody else: the same for the same words.
    pub(crate) fn nominal(&mut self, tokens: &Tokens<'_>, mention: &Mention) -> PersonId {
        let determined = |&i: &TokenId| tokens.classes(i).any(Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN);
        self.content.clear();
        self.content.extend(mention.words.iter().filter(|i| !determined(i)).map(|i| tokens.words[i].id));
        // "the spokesman" after "a spokesman for the Pentagon"
        let definite = tokens.word_text(mention.words.start()).eq_ignore_ascii_case("the");
        if let (1, true, Some(head)) = (self.content.len(), definite, mention.head()) {
            if let Some(&known) = self.nominal_heads.get(&tokens.words[head].id) {
                return known;
            }
        }
        let person = match self.nominals.get(&self.content[..]) {
            Some(&known) => {
                // "a jailer" is "the jailer" from then on.
                let first = self.name_refs(&self[known])[0].words.start();
                if definite && matches!(tokens.word_text(first), "a" | "A" | "an" | "An") {
                    self.call(known, mention.words);
                }
                known
            }
            None => {
                let person = self.list.push(Person { gender: mention.gender, ..Person::new(PersonKind::Nominal) });
                self.call(person, mention.words);
                self.nominals.insert(self.content.clone(), person);
                person
            }
        };
        // A phrase of the head alone says nothing that a later one could refer to.
        if let Some(head) = mention.head().filter(|&head| mention.words.end() > head + 1) {
            self.nominal_heads.insert(tokens.words[head].id, person);
        }
        person
    }

    /// Puts a way to call a person before all others.
    fn call(&mut self, person: PersonId, words: IdRange<TokenId>) {
        let NameRefs { start, end } = self[person].name_refs;
        let others = start as usize..end as usize;
        let start = self.name_refs.len() as u32;
        self.name_refs.push(NameRef { words, is_shouted: false });
        self.name_refs.extend_from_within(others);
        self.list[person].name_refs = NameRefs { start, end: self.name_refs.len() as u32 };
    }

    /// The narrator of a first-person text: a person without a name, where nobody told who it is.
    pub(crate) fn narrator(&mut self) -> PersonId {
        let list = &mut self.list;
        *self.narrator.get_or_insert_with(|| list.push(Person::new(PersonKind::Narrator)))
    }

    /// Makes a person who has a name the narrator.
    pub(crate) fn name_narrator(&mut self, person: PersonId) {
        self.narrator = Some(person);
    }
}
