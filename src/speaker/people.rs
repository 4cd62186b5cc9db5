//! The people of a text: whose name is whose.

use core::num::NonZeroU32;
use std::collections::HashMap;

use super::form::{pronoun_votes, Company, Form, Forms};
use super::given::{AliasMatch, CastIndex};
use super::link::Linker;
use super::naming::Naming;
use super::Cast;
use crate::lexicon::{Classes, WordId};
use crate::mention::{Bearer, Gender, Mention, MentionKind, Mentions};
use crate::span::Part;
use crate::token::Tokens;
use crate::work;

/// The number of a person, one more than the index, so that an optional one takes no more room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PersonId(NonZeroU32);

impl PersonId {
    pub(crate) fn new(index: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(index as u32))
    }

    pub(crate) fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl From<PersonId> for u32 {
    fn from(person: PersonId) -> Self {
        person.0.get() - 1
    }
}

/// Somebody who may speak.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// Words of the text that name this person, in `People::namings`, and the titles before them; see
    /// [`People::names`].
    pub(super) namings: Part,
    pub(super) title: Option<Part>,
    pub(crate) gender: Gender,
    pub(crate) kind: PersonKind,
    pub(crate) mentions: usize,
    /// The words that tell this person's names apart.
    pub(super) first: Option<WordId>,
    pub(super) last: Option<WordId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PersonKind {
    /// From the caller's cast, in which this person has the same number.
    Cast,
    /// Named in the text.
    Named(Bearer),
    /// Known by a noun phrase only.
    Nominal,
    /// The "I" of a first-person narration without a known name.
    Narrator,
}

impl PersonKind {
    /// Places and bodies are not people.
    pub(crate) fn may_speak(self) -> bool {
        !matches!(self, Self::Named(Bearer::Place | Bearer::Organisation))
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
    pub(crate) loosely: Vec<bool>,
    pub(crate) narrator: Option<PersonId>,
    pub(super) namings: Vec<Naming>,
    /// The titles that the text gives people, in the order of the people.
    titles: Vec<(PersonId, WordId)>,
    nominals: HashMap<Vec<WordId>, PersonId>,
    /// The noun phrase with this head that was described last: "a spokesman for the Pentagon".
    nominal_heads: HashMap<WordId, PersonId>,
    /// The words of a noun phrase while it is looked up.
    content: Vec<WordId>,
}

impl Person {
    fn new(kind: PersonKind) -> Self {
        Self {
            namings: (0..0).into(),
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
    /// Links the names of a text, given cast first.
    pub(crate) fn link(
        tokens: &Tokens<'_>,
        mentions: &Mentions,
        cast: Option<(&Cast, &CastIndex)>,
        aliases: &[AliasMatch<'_>],
    ) -> Self {
        let mut people = Self {
            of_mention: vec![None; mentions.list.len()],
            loosely: vec![false; mentions.list.len()],
            ..Self::default()
        };
        if let Some((cast, index)) = cast {
            people.take_cast(cast);
            people.match_aliases(tokens, mentions, index, aliases);
        }
        let mut forms = Forms::of(tokens, mentions, |i| people.of_mention[i].is_some());
        forms.tell_genders(tokens, mentions);
        let company = Company::count(tokens, mentions, &forms);
        people.link_forms(tokens, mentions, &forms, &company, cast.map(|(_, index)| index));
        if cast.is_some() {
            people.take_titles(tokens, mentions);
        }
        people.titles.sort_unstable();
        people.titles.dedup();
        people.decide_genders(tokens, mentions);
        for (person, count) in people.count_mentions().into_iter().enumerate() {
            people.list[person].mentions = count;
        }
        people
    }

    fn take_cast(&mut self, cast: &Cast) {
        self.list.extend(
            cast.characters()
                .iter()
                .map(|character| Person { gender: character.known_gender(), ..Person::new(PersonKind::Cast) }),
        );
        self.narrator = cast.narrator_index().map(PersonId::new);
    }

    /// Gives the characters of a cast the titles that the text gives them: "General Moor", "the Duchess of Ware".
    fn take_titles(&mut self, tokens: &Tokens<'_>, mentions: &Mentions) {
        for (m, mention) in mentions.list.iter().enumerate() {
            let title = match mention.name() {
                Some(name) => name.titles().last().or(Some(name.core.start())),
                None => mention.head().filter(|_| !self.loosely[m]),
            };
            let title = title.filter(|&word| tokens.classes(word).any(Classes::TITLE));
            let (Some(title), Some(person)) = (title, self.of_mention[m]) else { continue };
            if self[person].kind == PersonKind::Cast {
                self.titles.push((person, tokens.words[title].id));
            }
        }
    }

    /// Gives names and noun phrases that contain an alias to its owner. An alias of several people goes to the one
    /// that was seen last under a name of their own, else to the one seen most.
    fn match_aliases(
        &mut self,
        tokens: &Tokens<'_>,
        mentions: &Mentions,
        index: &CastIndex,
        matches: &[AliasMatch<'_>],
    ) {
        let mut sure = vec![0usize; self.list.len()];
        for found in matches {
            if let [owner] = found.owners {
                sure[*owner as usize] += 1;
            }
        }
        let mut seen = vec![0usize; self.list.len()];
        let mut described = Vec::new();
        for (i, mention) in mentions.list.iter().enumerate() {
            let decisive = match &mention.kind {
                MentionKind::Pronoun(_) => continue,
                MentionKind::Name(name) => name.core.end() - 1,
                MentionKind::Nominal { head, .. } => *head as usize,
            };
            let at = matches.partition_point(|m| m.words.end <= decisive);
            let mut loosely = false;
            let owners = match matches.get(at) {
                Some(found)
                    if found.words.start <= decisive
                        && found.words.start >= mention.words.start().saturating_sub(1) =>
                {
                    found.owners
                }
                _ => match (&mention.kind, matches.get(at.wrapping_sub(1))) {
                    // "John Beaver" where only "John" is known, and no other person has the second name.
                    (MentionKind::Name(name), Some(found))
                        if name.core.start() == found.words.start
                            && index.secondary(tokens.words[decisive].id).is_empty() =>
                    {
                        found.owners
                    }
                    // "the porter" for "The Bearded Porter"
                    (MentionKind::Nominal { .. }, _) if !mention.plural => {
                        // But "the young porter" is somebody else.
                        let said = |w: &usize| {
                            !tokens.classes(*w).any(Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN)
                                && tokens.words[*w].id != WordId::NONE
                        };
                        let descriptions = index.descriptions(tokens.words[decisive].id).iter();
                        let fits = |words: &[WordId]| {
                            (mention.words.start()..decisive).filter(said).all(|w| words.contains(&tokens.words[w].id))
                        };
                        loosely = true;
                        described.clear();
                        described.extend(descriptions.filter(|(_, words)| fits(words)).map(|&(owner, _)| owner));
                        &described
                    }
                    _ => continue,
                },
            };
            work::count(owners.len());
            let fitting = owners.iter().copied().filter(|&o| self.list[o as usize].gender.agrees(mention.gender));
            let Some(owner) = fitting.max_by_key(|&o| (seen[o as usize], sure[o as usize])) else { continue };
            if owners.len() == 1 || matches!(mention.kind, MentionKind::Nominal { .. }) {
                seen[owner as usize] = mention.words.start() + 1;
            }
            (self.of_mention[i], self.loosely[i]) = (Some(PersonId::new(owner as usize)), loosely);
        }
    }

    /// Opens a person for each name that belongs to nobody yet: full names first, since they tell people apart.
    fn link_forms(
        &mut self,
        tokens: &Tokens<'_>,
        mentions: &Mentions,
        forms: &Forms,
        company: &Company,
        index: Option<&CastIndex>,
    ) {
        let given = self.list.len();
        let mut order: Vec<usize> = (0..forms.len()).collect();
        order
            .sort_unstable_by_key(|&i| (!forms[i].is_full(), forms[i].title.is_none(), forms.first_mention(&forms[i])));

        let mut linker = Linker::new(tokens, mentions, forms, company);
        let mut shares: Option<Vec<usize>> = None;
        for &i in &order {
            let form = &forms[i];
            let shares = index.map(|index| (index, &*shares.get_or_insert_with(|| self.count_mentions())));
            let owner = shares.and_then(|(index, shares)| self.secondary_owner(form, index, shares));
            let owner = owner.unwrap_or_else(|| {
                let person = PersonId::new(given + linker.link(i));
                if person.index() == self.list.len() {
                    self.list.push(Person::new(PersonKind::Named(form.bearer)));
                }
                self.titles.extend(form.title.map(|title| (person, title)));
                person
            });
            for &mention in forms.mentions(form) {
                self.of_mention[mention as usize] = Some(owner);
            }
        }
        for (k, person) in self.list[given..].iter_mut().enumerate() {
            linker.describe(k, person, &mut self.namings);
        }
    }

    fn count_mentions(&self) -> Vec<usize> {
        let mut counts = vec![0; self.list.len()];
        for person in self.of_mention.iter().flatten() {
            counts[person.index()] += 1;
        }
        counts
    }

    /// The one character of the cast whose names have these words; of several the one whose own names are most frequent.
    fn secondary_owner(&self, form: &Form, index: &CastIndex, counts: &[usize]) -> Option<PersonId> {
        let first = index.secondary(form.first);
        let owners = index.secondary(form.last).iter().copied();
        let fits =
            |&o: &u32| self.list[o as usize].gender.agrees(form.gender) && (!form.is_full() || first.contains(&o));
        owners
            .filter(fits)
            .max_by_key(|&o| (counts[o as usize], core::cmp::Reverse(o)))
            .map(|owner| PersonId::new(owner as usize))
    }

    /// Sums up what tells a gender: titles count twice for each mention, a given name three times, and each "he" or
    /// "she" that follows a name of the person once.
    fn decide_genders(&mut self, tokens: &Tokens<'_>, mentions: &Mentions) {
        let mut votes = pronoun_votes(tokens, mentions, self.list.len(), |m| self.of_mention[m].map(PersonId::index));
        for (mention, person) in mentions.list.iter().zip(&self.of_mention) {
            if let Some(person) = person {
                votes[person.index()].add(mention.gender, 10);
            }
        }
        for (person, votes) in self.list.iter_mut().zip(votes) {
            if person.gender != Gender::Unknown || !person.kind.may_speak() {
                continue;
            }
            let given = person.first.or(person.last).map(|w| Gender::of_given_name(tokens.vocabulary.classes(w)));
            person.gender = match votes.with_given(given.unwrap_or_default()) {
                1.. => Gender::Male,
                0 => Gender::Unknown,
                _ => Gender::Female,
            };
        }
    }

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
                let first = self.namings[self[known].namings.start()].words.start();
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
    fn call(&mut self, person: PersonId, words: Part) {
        let (start, before) = (self.namings.len(), self[person].namings);
        self.namings.push(Naming { words, small: false });
        self.namings.extend_from_within(before.range());
        self.list[person.index()].namings = (start..self.namings.len()).into();
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
