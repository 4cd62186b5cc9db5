//! The people of a text: what is known of each, and the names by which the text calls them.

use std::collections::HashMap;

use crate::lexicon::class::Classes;
use crate::mention::mention::Mention;
use crate::mention::name::EntityType;
use crate::record::Gender;
use crate::token::tokens::Tokens;
use crate::util::ids::{Column, Id, IdRange, PersonId, TokenId, WordId};

/// Titles before a given name ("Sir Thomas") whose bearer is called by the whole given name and never by a short form
/// of it.
pub(crate) const NOBLE_TITLES: [&str; 4] = ["sir", "lady", "lord", "dame"];

/// Somebody for whom mentions stand.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// The names of this person, the canonical one first. Empty for characters of a cast and for a narrator without a
    /// name.
    pub(crate) name_refs: NameRefs,
    /// The titles that stand before the most frequent name with a title.
    pub(crate) title: Option<IdRange<TokenId>>,
    pub(crate) gender: Gender,
    pub(crate) kind: PersonKind,
    /// Number of mentions that stand for this person when all names are linked. Pronouns do not count.
    pub(crate) mentions: usize,
    /// The first and the last name. `None` as long as the text does not tell, and for people of noun phrases.
    pub(crate) first: Option<WordId>,
    pub(crate) last: Option<WordId>,
}

/// A range of `People::name_refs`. Those of two people may not overlap.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NameRefs {
    start: u32,
    end: u32,
}

/// Words by which the text calls a person.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameRef {
    pub(crate) words: IdRange<TokenId>,
    /// Whether the words are in capitals, as in the label of a turn ("KERRY"), and are written out in lower case.
    pub(crate) is_shouted: bool,
}

/// How a person is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PersonKind {
    /// A character of the cast, with the same index there.
    Cast,
    /// By a name in the text.
    Named(EntityType),
    /// By a noun that the text uses as a name: "Mom", "the Professor".
    Called,
    /// By a noun phrase only: "the old porter".
    Nominal,
    /// As the "I" of the narration, without a known name.
    Narrator,
}

impl PersonKind {
    /// Whether such a person may be a speaker in fiction: places and organisations may not.
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

/// The people of a text.
///
/// The list grows while pronouns are resolved and clauses are read, because a noun phrase that stands for no known
/// person opens one. A table by person that is made before then is shorter than the list.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    /// The characters of the cast first, then the people with names, then those of noun phrases and the narrator.
    pub(crate) list: Column<PersonId, Person>,
    /// The person who is the "I" of the narration, as soon as that is known.
    pub(crate) narrator: Option<PersonId>,
    /// The names of all people. Names that are no longer used stay in the list.
    name_refs: Vec<NameRef>,
    /// The titles that the text gives people; sorted, each pair once.
    titles: Vec<(PersonId, WordId)>,
    /// The person of the noun phrase with these words, determiners left out.
    nominals: HashMap<Vec<WordId>, PersonId>,
    /// By head, the person of the last noun phrase that said more than the head: "a spokesman for the Pentagon".
    nominal_heads: HashMap<WordId, PersonId>,
    /// Buffer for the words of a noun phrase that is looked up.
    content: Vec<WordId>,
}

impl core::ops::Index<PersonId> for People {
    type Output = Person;

    fn index(&self, person: PersonId) -> &Person {
        &self.list[person]
    }
}

impl People {
    /// The names by which the text calls a person, the canonical one first.
    pub(crate) fn name_refs(&self, person: &Person) -> &[NameRef] {
        let NameRefs { start, end } = person.name_refs;
        &self.name_refs[start as usize..end as usize]
    }

    /// Whether a person has no name and is called by a noun phrase that introduces somebody: "a resident".
    pub(crate) fn is_introduced(&self, person: PersonId, tokens: &Tokens<'_>) -> bool {
        let known = &self[person];
        let first = self.name_refs(known).first().map(|name| tokens.word_text(name.words.start()));
        let introduces = |word: &str| ["a", "an", "one"].iter().any(|known| word.eq_ignore_ascii_case(known));
        known.kind == PersonKind::Nominal && first.is_some_and(introduces)
    }

    /// Adds the names of one person.
    pub(crate) fn add_name_refs(&mut self, names: impl IntoIterator<Item = NameRef>) -> NameRefs {
        let start = self.name_refs.len() as u32;
        self.name_refs.extend(names);
        NameRefs { start, end: self.name_refs.len() as u32 }
    }

    /// Sets the titles of all people. Pairs may repeat.
    pub(crate) fn set_titles(&mut self, mut titles: Vec<(PersonId, WordId)>) {
        titles.sort_unstable();
        titles.dedup();
        self.titles = titles;
    }

    /// The titles that the text gives a person, each once.
    pub(crate) fn titles(&self, person: PersonId) -> impl Iterator<Item = WordId> + '_ {
        let first = self.titles.partition_point(|&(other, _)| other < person);
        self.titles[first..].iter().take_while(move |&&(other, _)| other == person).map(|&(_, title)| title)
    }

    /// The person of a noun phrase that stands for no known person: the same one for the same words, determiners left
    /// out.
    pub(crate) fn nominal(&mut self, tokens: &Tokens<'_>, mention: &Mention) -> PersonId {
        let determined = |&i: &TokenId| tokens.classes(i).any(Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN);
        self.content.clear();
        self.content.extend(mention.words.iter().filter(|i| !determined(i)).map(|i| tokens.words[i].id));
        if self.content.is_empty() {
            // "the other", "another"
            self.content.extend(mention.words.iter().map(|i| tokens.words[i].id));
        }
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
        // A phrase that ends with its head says nothing that a later one could refer to.
        if let Some(head) = mention.head().filter(|&head| mention.words.end() > head + 1) {
            self.nominal_heads.insert(tokens.words[head].id, person);
        }
        person
    }

    /// The person of a noun phrase in fiction, which calls "the skipper of the barge" the skipper from then on. The head
    /// alone names nobody where it may be anybody's: "the man in grey" stays that.
    pub(crate) fn nominal_in_fiction(&mut self, tokens: &Tokens<'_>, mention: &Mention) -> PersonId {
        let person = self.nominal(tokens, mention);
        let name = self.name_refs(&self[person])[0].words;
        let is_bare = mention.words.len() == 2 && tokens.word_text(mention.words.start()).eq_ignore_ascii_case("the");
        if is_bare && name.len() > mention.words.len() && mention.is_specific(tokens) {
            self.call(person, mention.words);
        }
        person
    }

    /// A new person who is called by a noun as by a name: "Mom".
    pub(crate) fn called_by_noun(&mut self, mention: &Mention) -> PersonId {
        let person = self.list.push(Person { gender: mention.gender, ..Person::new(PersonKind::Called) });
        self.call(person, mention.words);
        person
    }

    /// Calls a person who was known as "my father" by a noun as by a name: "Dad".
    pub(crate) fn call_by_noun(&mut self, person: PersonId, words: IdRange<TokenId>) {
        if self[person].kind == PersonKind::Nominal {
            self.list[person].kind = PersonKind::Called;
            self.call(person, words);
        }
    }

    /// Makes some words the canonical name of a person. The names are copied to the end of the list, because it has no
    /// room between those of two people.
    fn call(&mut self, person: PersonId, words: IdRange<TokenId>) {
        let NameRefs { start, end } = self[person].name_refs;
        let others = start as usize..end as usize;
        let start = self.name_refs.len() as u32;
        self.name_refs.push(NameRef { words, is_shouted: false });
        self.name_refs.extend_from_within(others);
        self.list[person].name_refs = NameRefs { start, end: self.name_refs.len() as u32 };
    }

    /// Puts a noble title into the canonical names before which it stands: "Sir Thomas Hale", whom no novel calls Thomas
    /// Hale, as news does.
    pub(crate) fn ennoble(&mut self, tokens: &Tokens<'_>) {
        for person in &self.list {
            let NameRefs { start, end } = person.name_refs;
            let Some(name) = self.name_refs[start as usize..end as usize].first_mut() else { continue };
            let Some(before) = name.words.start().before().filter(|_| name.words.len() > 1) else { continue };
            if NOBLE_TITLES.iter().any(|title| tokens.word_text(before).eq_ignore_ascii_case(title)) {
                name.words = (before..name.words.end()).into();
            }
        }
    }

    /// The narrator of a first-person text; a new person without a name if none is known.
    pub(crate) fn narrator(&mut self) -> PersonId {
        let list = &mut self.list;
        *self.narrator.get_or_insert_with(|| list.push(Person::new(PersonKind::Narrator)))
    }

    /// Makes a person the narrator.
    pub(crate) fn name_narrator(&mut self, person: PersonId) {
        self.narrator = Some(person);
    }
}

#[cfg(test)]
mod tests {
    use super::{NameRef, People, Person, PersonKind};
    use crate::tests::stages::stages;
    use crate::tests::table::check;
    use crate::util::ids::{Id, IdRange, PersonId, WordId};

    /// The people of the noun phrases of a text, in order, with the words by which they are called in the end.
    fn nominals(text: &str) -> Vec<(usize, String)> {
        let (document, _) = stages(text);
        let mut people = People::default();
        let nominals = document.mentions.list.iter().filter(|mention| mention.head().is_some());
        let ids: Vec<PersonId> = nominals.map(|mention| people.nominal(&document.tokens, mention)).collect();
        let name = |id: PersonId| {
            let span = document.tokens.cover(people.name_refs(&people[id])[0].words);
            document.tokens.text[span].to_owned()
        };
        ids.into_iter().map(|id| (id.index(), name(id))).collect()
    }

    #[test]
    fn noun_phrases_with_the_same_words_are_one_person() {
        let of =
            |phrases: &[(usize, &str)]| phrases.iter().map(|&(id, name)| (id, name.to_owned())).collect::<Vec<_>>();
        let rows = [
            ("The old porter slept. An old porter ate.", of(&[(0, "The old porter"), (0, "The old porter")])),
            // The definite phrase is the better name.
            ("A jailer slept. The jailer ate.", of(&[(0, "The jailer"), (0, "The jailer")])),
            ("The old porter slept. The young porter ate.", of(&[(0, "The old porter"), (1, "The young porter")])),
            (
                "A clerk of the court slept. The clerk ate.",
                // A noun phrase within another comes first.
                of(&[(0, "the court"), (1, "A clerk of the court"), (1, "A clerk of the court")]),
            ),
        ];
        check(rows, |text| nominals(text));
    }

    #[test]
    fn characters_are_called_by_their_nouns() {
        let rows = [
            ("The skipper of the barge slept. The skipper ate.", "The skipper"),
            ("A skipper of the barge slept. The skipper ate.", "The skipper"),
            // "The man" may be anybody.
            ("The man of the barge slept. The man ate.", "The man of the barge"),
            ("The old skipper slept. The old skipper ate.", "The old skipper"),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            let mut people = People::default();
            let nominals = document.mentions.list.iter().filter(|mention| mention.head().is_some() && !mention.nested);
            let last = nominals.map(|mention| people.nominal_in_fiction(&document.tokens, mention)).last().unwrap();
            &text[document.tokens.cover(people.name_refs(&people[last])[0].words)]
        });
    }

    #[test]
    fn titles_are_those_of_the_person() {
        let (a, b, c) = (PersonId::new(0), PersonId::new(1), PersonId::new(2));
        let mut people = People::default();
        people.set_titles(vec![(c, WordId(1)), (a, WordId(5)), (c, WordId(1)), (a, WordId(3))]);
        let titles = |person| people.titles(person).map(|title| title.0).collect::<Vec<_>>();
        assert_eq!((titles(a), titles(b), titles(c)), (vec![3, 5], vec![], vec![1]));
    }

    #[test]
    fn noble_titles_belong_to_names() {
        let rows = [
            ("Then Sir Thomas Hale slept.", vec!["Sir Thomas Hale"]),
            ("Admiral Sir Thomas Hale slept. Tom ate.", vec!["Sir Thomas Hale", "Tom"]),
            ("Mr. Thomas Hale slept.", vec!["Thomas Hale"]),
            ("Lady Hale slept.", vec!["Lady Hale"]),
        ];
        check(rows, |text| {
            let (document, linked) = stages(text);
            let mut people = linked.people;
            people.ennoble(&document.tokens);
            let name = |person| document.tokens.cover(people.name_refs(person)[0].words);
            people.list.iter().map(|person| &text[name(person)]).collect::<Vec<_>>()
        });
    }

    #[test]
    fn a_text_has_one_narrator() {
        let mut people = People::default();
        let emma = people.list.push(Person::new(PersonKind::Cast));
        let narrator = people.narrator();
        assert_eq!((people.narrator(), people[narrator].kind), (narrator, PersonKind::Narrator));
        people.name_narrator(emma);
        assert_eq!((people.narrator(), people.list.len()), (emma, 2));
    }

    #[test]
    fn a_new_name_comes_before_the_others() {
        let mut people = People::default();
        let (a, b) = (people.list.push(Person::new(PersonKind::Cast)), people.list.push(Person::new(PersonKind::Cast)));
        let name = |token: usize| IdRange::from(Id::new(token)..Id::new(token + 1));
        for (person, token) in [(a, 1), (b, 2)] {
            people.list[person].name_refs = people.add_name_refs([NameRef { words: name(token), is_shouted: false }]);
        }
        people.call(a, name(3));
        let starts = |person| people.name_refs(&people[person]).iter().map(|name| name.words.start().index());
        assert_eq!(starts(a).collect::<Vec<_>>(), [3, 1]);
        assert_eq!(starts(b).collect::<Vec<_>>(), [2]);
    }
}
