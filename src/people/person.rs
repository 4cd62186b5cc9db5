//! The people of a text: whose name is whose.

use std::collections::HashMap;

use crate::lexicon::class::Classes;
use crate::mention::mention::Mention;
use crate::mention::name::EntityType;
use crate::people::display_name::NameRef;
use crate::record::Gender;
use crate::token::tokens::Tokens;
use crate::util::ids::{IdRange, PersonId, WordId};

/// Somebody who may speak.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// Words of the text that name this person, in `People::name_refs`, and the titles before them; see
    /// [`People::names`].
    pub(crate) name_refs: IdRange,
    pub(crate) title: Option<IdRange>,
    pub(crate) gender: Gender,
    pub(crate) kind: PersonKind,
    pub(crate) mentions: usize,
    /// The words that tell this person's names apart.
    pub(crate) first: Option<WordId>,
    pub(crate) last: Option<WordId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PersonKind {
    /// From the caller's cast, in which this person has the same number.
    Cast,
    /// Named in the text.
    Named(EntityType),
    /// LinkedPerson by a noun phrase only.
    Nominal,
    /// The "I" of a first-person narration without a known name.
    Narrator,
}

impl PersonKind {
    /// Places and bodies are not people.
    pub(crate) fn may_speak(self) -> bool {
        !matches!(self, Self::Named(EntityType::Place | EntityType::Organisation))
    }
}

/// Everybody, and whom each name and each matched alias stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    pub(crate) list: Vec<Person>,
    /// For each mention.
    pub(crate) of_mention: Vec<Option<PersonId>>,
    /// For each mention, whether it shares no more than a noun with the description of its person: "the porter" may be
    /// "The Bearded Porter".
    pub(crate) weak_match: Vec<bool>,
    pub(crate) narrator: Option<PersonId>,
    pub(crate) name_refs: Vec<NameRef>,
    /// The titles that the text gives people, in the order of the people.
    pub(crate) titles: Vec<(PersonId, WordId)>,
    pub(crate) nominals: HashMap<Vec<WordId>, PersonId>,
    /// The noun phrase with this head that was described last: "a spokesman for the Pentagon".
    pub(crate) nominal_heads: HashMap<WordId, PersonId>,
    /// The words of a noun phrase while it is looked up.
    pub(crate) content: Vec<WordId>,
}

impl Person {
    pub(crate) fn new(kind: PersonKind) -> Self {
        Self {
            name_refs: (0..0).into(),
            title: None,
            gender: Gender::Unknown,
            kind,
            mentions: 0,
            first: None,
            last: None,
        }
    }
}

impl core::ops::Index<PersonId> for People {
    type Output = Person;

    fn index(&self, id: PersonId) -> &Person {
        &self.list[id.index()]
    }
}

impl People {
    /// The person a noun phrase stands for where it stands for nobody else: the same for the same words.
    pub(crate) fn nominal(&mut self, tokens: &Tokens<'_>, mention: &Mention) -> PersonId {
        let determined = |i: usize| tokens.classes(i).any(Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN);
        self.content.clear();
        self.content.extend(mention.words.range().filter(|&i| !determined(i)).map(|i| tokens.words[i].id));
        // "the spokesman" after "a spokesman for the Pentagon"
        let definite = tokens.word_text(mention.words.start()).eq_ignore_ascii_case("the");
        if let (1, true, Some(head)) = (self.content.len(), definite, mention.head()) {
            if let Some(&known) = self.nominal_heads.get(&tokens.words[head].id) {
                return known;
            }
        }
        let person = match self.nominals.get(&self.content[..]) {
            Some(&known) => {
                // Who came in as "a jailer" is "the jailer" from then on.
                let first = self.name_refs[self[known].name_refs.start()].words.start();
                if definite && matches!(tokens.word_text(first), "a" | "A" | "an" | "An") {
                    self.call(known, mention.words);
                }
                known
            }
            None => {
                let person = PersonId::new(self.list.len());
                self.list.push(Person { gender: mention.gender, ..Person::new(PersonKind::Nominal) });
                self.call(person, mention.words);
                self.nominals.insert(self.content.clone(), person);
                person
            }
        };
        // Only what says more than its head is worth coming back to.
        if let Some(head) = mention.head().filter(|&head| mention.words.end() > head + 1) {
            self.nominal_heads.insert(tokens.words[head].id, person);
        }
        person
    }

    /// Calls a person by some words of the text first, and then as before.
    fn call(&mut self, person: PersonId, words: IdRange) {
        let (start, before) = (self.name_refs.len(), self[person].name_refs);
        self.name_refs.push(NameRef { words, small: false });
        self.name_refs.extend_from_within(before.range());
        self.list[person.index()].name_refs = (start..self.name_refs.len()).into();
    }

    /// The narrator of a first-person text, made up where nobody said who it is.
    pub(crate) fn narrator(&mut self) -> PersonId {
        *self.narrator.get_or_insert_with(|| {
            self.list.push(Person::new(PersonKind::Narrator));
            PersonId::new(self.list.len() - 1)
        })
    }

    /// The narrator is a person who has a name.
    pub(crate) fn name_narrator(&mut self, person: PersonId) {
        self.narrator = Some(person);
    }

    /// The titles the text gives a person.
    pub(crate) fn titles(&self, person: PersonId) -> impl Iterator<Item = WordId> + '_ {
        let first = self.titles.partition_point(|&(other, _)| other < person);
        self.titles[first..].iter().take_while(move |&&(other, _)| other == person).map(|&(_, title)| title)
    }
}
