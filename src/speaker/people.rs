//! The people of a text: whose name is whose.

use std::collections::HashMap;

use super::form::{forms, Form};
use super::given::CastIndex;
use super::Cast;
use crate::lexicon::{Classes, WordId};
use crate::mention::{Bearer, Element, Gender, Mention, MentionKind, Mentions, Pronoun};
use crate::token::Tokens;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PersonId(pub(crate) u32);

/// Somebody who may speak.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) title: Option<String>,
    pub(crate) gender: Gender,
    pub(crate) kind: PersonKind,
    pub(crate) mentions: usize,
    /// The words that tell this person's names apart.
    first: Option<WordId>,
    last: Option<WordId>,
    /// Ids of all titles the text gives this person.
    titles: Vec<WordId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PersonKind {
    /// From the caller's cast.
    Cast,
    /// Named in the text.
    Named(Bearer),
    /// Known by a noun phrase only.
    Nominal,
    /// The "I" of a first-person narration without a known name.
    Narrator,
}

/// Everybody, and whom each name and each matched alias stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    pub(crate) list: Vec<Person>,
    /// For each mention.
    pub(crate) of_mention: Vec<Option<PersonId>>,
    pub(crate) narrator: Option<PersonId>,
    nominals: HashMap<Vec<WordId>, PersonId>,
}

impl core::ops::Index<PersonId> for People {
    type Output = Person;

    fn index(&self, id: PersonId) -> &Person {
        &self.list[id.0 as usize]
    }
}

impl People {
    /// Links the names of a text, given cast first.
    pub(crate) fn link(tokens: &Tokens<'_>, mentions: &Mentions, cast: Option<(&Cast, &CastIndex)>) -> Self {
        let mut people = Self { of_mention: vec![None; mentions.list.len()], ..Self::default() };
        if let Some((cast, index)) = cast {
            people.take_cast(cast);
            people.match_aliases(tokens, mentions, index);
        }
        let forms = forms(tokens, mentions, |i| people.of_mention[i].is_some());
        let index = cast.map(|(_, index)| index);
        people.link_forms(tokens, mentions, forms, index);
        people.vote_genders(tokens, mentions);
        for person in people.of_mention.iter().flatten() {
            people.list[person.0 as usize].mentions += 1;
        }
        people
    }

    fn take_cast(&mut self, cast: &Cast) {
        self.list.extend(cast.characters().iter().map(|character| Person {
            name: character.name().to_owned(),
            aliases: character.aliases().to_vec(),
            title: None,
            gender: character.known_gender(),
            kind: PersonKind::Cast,
            mentions: 0,
            first: None,
            last: None,
            titles: Vec::new(),
        }));
        self.narrator = cast.narrator_index().map(|n| PersonId(n as u32));
    }

    /// Gives names and noun phrases that contain an alias to its owner. An alias of several people goes to the one
    /// that was seen last under a name of their own, else to the one seen most.
    fn match_aliases(&mut self, tokens: &Tokens<'_>, mentions: &Mentions, index: &CastIndex) {
        let matches = index.matches(tokens);
        let mut sure = vec![0usize; self.list.len()];
        for found in &matches {
            if let [owner] = found.owners {
                sure[*owner as usize] += 1;
            }
        }
        let mut seen = vec![0usize; self.list.len()];
        for (i, mention) in mentions.list.iter().enumerate() {
            let decisive = match &mention.kind {
                MentionKind::Pronoun(_) => continue,
                MentionKind::Name(name) => name.core.end - 1,
                MentionKind::Nominal { head, .. } => *head,
            };
            let at = matches.partition_point(|m| m.words.end <= decisive);
            let owners = match matches.get(at) {
                Some(found)
                    if found.words.start <= decisive && found.words.start >= mention.words.start.saturating_sub(1) =>
                {
                    found.owners
                }
                _ => match (&mention.kind, matches.get(at.wrapping_sub(1))) {
                    // "John Beaver" where only "John" is known, and no other person has the second name.
                    (MentionKind::Name(name), Some(found))
                        if name.core.start == found.words.start
                            && index.secondary(tokens.words[decisive].id).is_empty() =>
                    {
                        found.owners
                    }
                    _ => continue,
                },
            };
            let fitting = owners.iter().copied().filter(|&o| self.list[o as usize].gender.agrees(mention.gender));
            let Some(owner) = fitting.max_by_key(|&o| (seen[o as usize], sure[o as usize])) else { continue };
            if owners.len() == 1 {
                seen[owner as usize] = mention.words.start + 1;
            }
            self.of_mention[i] = Some(PersonId(owner));
        }
    }

    /// Opens a person for each name that belongs to nobody yet: full names first, since they tell people apart.
    fn link_forms(&mut self, tokens: &Tokens<'_>, mentions: &Mentions, forms: Vec<Form>, index: Option<&CastIndex>) {
        let given = self.list.len();
        let mut order: Vec<usize> = (0..forms.len()).collect();
        let rank = |f: &Form| (!f.is_full(), f.title.is_none(), f.mentions[0]);
        order.sort_by_key(|&i| rank(&forms[i]));
        // Which persons have this word as last or first name.
        let mut by_word: HashMap<WordId, Vec<u32>> = HashMap::new();
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); given];
        for i in order {
            let form = &forms[i];
            if let Some(owner) = index.and_then(|index| self.secondary_owner(form, index)) {
                self.assign(form, owner);
                continue;
            }
            let mut known: Vec<u32> = Vec::new();
            for word in [form.last(), form.first()] {
                known.extend(
                    by_word
                        .get(&word)
                        .into_iter()
                        .flatten()
                        .filter(|p| !known.contains(p))
                        .copied()
                        .collect::<Vec<_>>(),
                );
            }
            let owner = self
                .choose(tokens, form, &known, |p| members[p as usize].iter().map(|&f| forms[f].mentions.len()).sum());
            let owner = owner.unwrap_or_else(|| {
                self.list.push(Person {
                    name: String::new(),
                    aliases: Vec::new(),
                    title: None,
                    gender: form.gender,
                    kind: PersonKind::Named(form.bearer),
                    mentions: 0,
                    first: form.is_full().then(|| form.first()),
                    last: Some(form.last()),
                    titles: Vec::new(),
                });
                members.push(Vec::new());
                PersonId(self.list.len() as u32 - 1)
            });
            members[owner.0 as usize].push(i);
            let person = &mut self.list[owner.0 as usize];
            person.gender = person.gender.or(form.gender);
            person.first = person.first.or(form.is_full().then(|| form.first()));
            person.titles.extend(form.title);
            if form.bearer == Bearer::Person && person.kind == PersonKind::Named(Bearer::Unknown) {
                person.kind = PersonKind::Named(Bearer::Person);
            }
            for word in [form.first(), form.last()] {
                let persons = by_word.entry(word).or_default();
                if !persons.contains(&owner.0) {
                    persons.push(owner.0);
                }
            }
            self.assign(form, owner);
        }
        for (person, members) in members.iter().enumerate().skip(given) {
            self.name_person(tokens, mentions, person, members.iter().map(|&f| &forms[f]).collect());
        }
    }

    fn assign(&mut self, form: &Form, owner: PersonId) {
        for &mention in &form.mentions {
            self.of_mention[mention as usize] = Some(owner);
        }
    }

    /// The one character of the cast whose names have these words.
    fn secondary_owner(&self, form: &Form, index: &CastIndex) -> Option<PersonId> {
        let first = index.secondary(form.first());
        let fits = |o: &&u32| self.list[**o as usize].gender.agrees(form.gender);
        let mut owners =
            index.secondary(form.last()).iter().filter(fits).filter(|o| !form.is_full() || first.contains(o));
        let owner = owners.next()?;
        // A name that several share is given to the one with most names of their own in the text.
        let owner = owners.fold(owner, |best, other| {
            let count = |o: u32| self.of_mention.iter().filter(|m| **m == Some(PersonId(o))).count();
            if count(*other) > count(*best) {
                other
            } else {
                best
            }
        });
        Some(PersonId(*owner))
    }

    /// Which of the persons that share a word with the form it names.
    fn choose(
        &self,
        tokens: &Tokens<'_>,
        form: &Form,
        known: &[u32],
        count: impl Fn(u32) -> usize,
    ) -> Option<PersonId> {
        let lexicon = tokens.vocabulary.lexicon();
        let person_like = |k: PersonKind| matches!(k, PersonKind::Named(Bearer::Person | Bearer::Unknown));
        let gender = form.gender.or(if form.is_full() { given_gender(tokens, form) } else { Gender::Unknown });
        let agrees = |p: &Person| {
            let theirs =
                p.gender.or(p.first.map_or(Gender::Unknown, |f| Gender::of_given_name(tokens.vocabulary.classes(f))));
            theirs.agrees(gender)
        };
        let same_first = |p: &Person| p.first.is_some_and(|f| lexicon.same_given_name(f, form.first()));
        let candidates: Vec<u32> = known
            .iter()
            .copied()
            .filter(|&k| {
                let person = &self.list[k as usize];
                if !person_like(person.kind) || !person_like(PersonKind::Named(form.bearer)) {
                    // Places and bodies have one name each.
                    return person.kind == PersonKind::Named(form.bearer)
                        && person.last == Some(form.last())
                        && person.first == form.is_full().then(|| form.first());
                }
                if form.is_full() {
                    person.last == Some(form.last())
                        && (same_first(person) || person.first.is_none() && agrees(person) && person.titles.is_empty())
                        && agrees(person)
                } else if form.title.is_some() {
                    let by_first = person.first.is_some_and(|f| f == form.last());
                    (person.last == Some(form.last()) || by_first && form.title_class.any(Classes::TITLE_COURTESY))
                        && agrees(person)
                        && self.titles_fit(tokens, person, form)
                } else {
                    person.last == Some(form.last()) || same_first(person)
                }
            })
            .collect();
        match candidates[..] {
            [] => None,
            [one] => Some(PersonId(one)),
            // "Mr. Hale" where two Hales of that gender are known is a third one, until the text says more; an office
            // or a bare name goes to whoever is named most.
            _ if form.title_class.any(Classes::TITLE_COURTESY) => None,
            _ => {
                let by_last = |p: u32| self.list[p as usize].last == Some(form.last());
                candidates.into_iter().max_by_key(|&p| (by_last(p), count(p), core::cmp::Reverse(p))).map(PersonId)
            }
        }
    }

    /// Mrs. and Miss are two people.
    fn titles_fit(&self, tokens: &Tokens<'_>, person: &Person, form: &Form) -> bool {
        let courtesy = |t: WordId| tokens.vocabulary.classes(t).any(Classes::TITLE_COURTESY);
        let Some(title) = form.title else { return true };
        !courtesy(title) || person.titles.iter().filter(|&&t| courtesy(t)).all(|&t| t == title)
    }

    /// Chooses the canonical name among a person's forms, and lists the others.
    fn name_person(&mut self, tokens: &Tokens<'_>, mentions: &Mentions, person: usize, forms: Vec<&Form>) {
        let written = |mention: &Mention, titled: bool| {
            let name = mention.name().expect("forms are of names");
            let start = if titled { name.titles.start.min(name.core.start) } else { name.core.start };
            flat(tokens.text, tokens.cover(start..name.core.end))
        };
        let first_of = |f: &Form| &mentions.list[f.mentions[0] as usize];
        let Some(fullest) = forms.iter().max_by_key(|f| {
            (f.core.len().min(4), f.title.is_some(), f.mentions.len(), core::cmp::Reverse(f.mentions[0]))
        }) else {
            return;
        };
        let name = written(first_of(fullest), !fullest.is_full());
        let mut aliases: Vec<String> = Vec::new();
        for form in &forms {
            for alias in [written(first_of(form), true), written(first_of(form), false)] {
                if alias != name && !aliases.contains(&alias) {
                    aliases.push(alias);
                }
            }
        }
        let titled = forms.iter().filter(|f| f.title.is_some()).max_by_key(|f| f.mentions.len());
        let title = titled.and_then(|f| first_of(f).name()).map(|n| flat(tokens.text, tokens.cover(n.titles.clone())));
        let person = &mut self.list[person];
        (person.name, person.aliases, person.title) = (name, aliases, title);
    }

    /// Where no title tells the gender, the pronouns that follow the name vote; a given name counts as three votes.
    fn vote_genders(&mut self, tokens: &Tokens<'_>, mentions: &Mentions) {
        let mut votes = vec![0i32; self.list.len()];
        for paragraph in &mentions.paragraphs {
            let mut last: Option<PersonId> = None;
            for element in &mentions.elements[paragraph.clone()] {
                let Element::Mention(m) = *element else { continue };
                match mentions.list[m].pronoun() {
                    None => last = self.of_mention[m].or(last),
                    Some(pronoun @ (Pronoun::He | Pronoun::She)) => {
                        if let Some(person) = last {
                            votes[person.0 as usize] += if pronoun == Pronoun::He { 1 } else { -1 };
                        }
                    }
                    Some(_) => {}
                }
            }
        }
        for (person, vote) in self.list.iter_mut().zip(votes) {
            if person.gender != Gender::Unknown
                || matches!(person.kind, PersonKind::Named(Bearer::Place | Bearer::Organisation))
            {
                continue;
            }
            let given = [person.first, person.last].into_iter().flatten();
            let given =
                given.map(|w| Gender::of_given_name(tokens.vocabulary.classes(w))).find(|&g| g != Gender::Unknown);
            let vote = vote
                + match given {
                    Some(Gender::Male) => 3,
                    Some(Gender::Female) => -3,
                    _ => 0,
                };
            person.gender = match vote {
                1.. => Gender::Male,
                0 => Gender::Unknown,
                _ => Gender::Female,
            };
        }
    }

    /// The person a noun phrase stands for where it stands for nobody else: the same for the same words.
    pub(crate) fn nominal(&mut self, tokens: &Tokens<'_>, mention: &Mention) -> PersonId {
        let content = mention
            .words
            .clone()
            .filter(|&i| !tokens.classes(i).any(Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN));
        let key: Vec<WordId> = content.map(|i| tokens.words[i].id).collect();
        let span = mention.span(tokens);
        *self.nominals.entry(key).or_insert_with(|| {
            self.list.push(Person {
                name: flat(tokens.text, span),
                aliases: Vec::new(),
                title: None,
                gender: mention.gender,
                kind: PersonKind::Nominal,
                mentions: 0,
                first: None,
                last: None,
                titles: Vec::new(),
            });
            PersonId(self.list.len() as u32 - 1)
        })
    }

    /// The narrator of a first-person text, made up where nobody said who it is.
    pub(crate) fn narrator(&mut self) -> PersonId {
        *self.narrator.get_or_insert_with(|| {
            self.list.push(Person {
                name: "narrator".to_owned(),
                aliases: vec!["I".to_owned()],
                title: None,
                gender: Gender::Unknown,
                kind: PersonKind::Narrator,
                mentions: 0,
                first: None,
                last: None,
                titles: Vec::new(),
            });
            PersonId(self.list.len() as u32 - 1)
        })
    }

    /// The titles the text gives this person.
    pub(crate) fn titles(&self, person: PersonId) -> &[WordId] {
        &self[person].titles
    }
}

fn given_gender(tokens: &Tokens<'_>, form: &Form) -> Gender {
    Gender::of_given_name(tokens.vocabulary.classes(form.first()))
}

/// The text under a span on one line.
fn flat(text: &str, span: crate::Span) -> String {
    text[span].split_whitespace().collect::<Vec<_>>().join(" ")
}
