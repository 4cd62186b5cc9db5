//! The stage: which mentions are one person.
//!
//! A cast comes first: its aliases are found as phrases. The names that are left are linked by [`Linker`], unless their
//! words are in the names of a character. Genders are decided when all names are linked.

use core::cmp::Reverse;
use std::borrow::Cow;
use std::collections::HashMap;

use crate::lexicon::class::Classes;
use crate::mention::mention::{Mention, MentionKind};
use crate::mention::name::NameSource;
use crate::mention::narration::Mentions;
use crate::people::alias::{AliasMatch, AliasMatcher};
use crate::people::cast::Cast;
use crate::people::cooccurrence::Cooccurrence;
use crate::people::gender::pronoun_votes;
use crate::people::link::Linker;
use crate::people::name_form::{NameForm, NameForms};
use crate::people::person::{NameRef, People, Person, PersonKind};
use crate::record::Gender;
use crate::token::tokens::Tokens;
use crate::util::ids::{ids, Column, FormId, Id, LinkedId, MentionId, PersonId, TokenId, WordId};
use crate::util::steps;

/// Number of votes of the title or noun in a mention. A pronoun has one, and may mean somebody else.
const MENTION_VOTES: i32 = 10;

/// Maximum distance, in tokens, from the mention of a character to a noun phrase that shares no more than words with the
/// description of it: some six pages.
const REMEMBERED: usize = 2_000;

/// The people of a text, and the mentions that are known to stand for them.
#[derive(Debug, Default)]
pub(crate) struct LinkedMentions {
    pub(crate) people: People,
    /// The person of each mention that is a name, or an alias of a character.
    pub(crate) person: Column<MentionId, Option<PersonId>>,
    /// Whether a mention shares no more than its words with a description of its person: "the porter" may be "The
    /// Bearded Porter".
    pub(crate) weak_match: Column<MentionId, bool>,
}

/// Links the names of a text. `aliases` are those of the cast that are found in it.
pub(crate) fn link_people(
    tokens: &Tokens<'_>,
    mentions: &Mentions,
    cast: Option<(&Cast, &AliasMatcher)>,
    aliases: &[AliasMatch<'_>],
) -> LinkedMentions {
    let all = mentions.list.len();
    let linked = LinkedMentions {
        people: People::default(),
        person: Column::filled(None, all),
        weak_match: Column::filled(false, all),
    };
    let mut builder = PeopleBuilder { tokens, mentions, linked, titles: Vec::new() };
    if let Some((cast, matcher)) = cast {
        builder.add_characters(cast);
        builder.match_aliases(matcher, aliases);
    }
    builder.link_labels();
    builder.link_forms(cast.map(|(_, matcher)| matcher));
    if cast.is_some() {
        builder.add_titles_of_characters();
    }
    builder.finish()
}

/// Builds the people of a text.
struct PeopleBuilder<'a> {
    tokens: &'a Tokens<'a>,
    mentions: &'a Mentions,
    linked: LinkedMentions,
    /// The titles that the text gives people.
    titles: Vec<(PersonId, WordId)>,
}

/// How a mention is compared with the aliases of a cast.
enum Alias<'m> {
    /// The mention has an alias of these characters.
    Found(&'m [PersonId]),
    /// A noun phrase whose words are in the descriptions of these characters.
    Described(&'m [PersonId]),
}

impl PeopleBuilder<'_> {
    fn add_characters(&mut self, cast: &Cast) {
        for character in cast.characters() {
            let person = Person { gender: character.known_gender(), ..Person::new(PersonKind::Cast) };
            self.linked.people.list.push(person);
        }
        self.linked.people.narrator = cast.narrator_index().map(PersonId::new);
    }

    /// Gives names and noun phrases that contain an alias to its owner. An alias of several characters goes to the one
    /// who was mentioned last under a name of their own, else to the one who is mentioned most. "The porter" is "The
    /// Bearded Porter" only shortly after him, if the text calls him so anywhere.
    fn match_aliases(&mut self, matcher: &AliasMatcher, matches: &[AliasMatch<'_>]) {
        let characters = self.linked.people.list.len();
        // Number of aliases in the text that are those of one character alone.
        let mut own_aliases: Column<PersonId, usize> = Column::filled(0, characters);
        for found in matches {
            if let [owner] = *found.owners {
                own_aliases[owner] += 1;
            }
        }
        // The token after the start of the last mention of each character, or the first token.
        let mut seen = Column::filled(TokenId::default(), characters);
        let mut buffer = Vec::new();
        for (m, mention) in self.mentions.list.enumerate() {
            let Some(alias) = self.alias_of(mention, matcher, matches, &mut buffer) else { continue };
            let (Alias::Found(owners) | Alias::Described(owners)) = alias;
            steps::count(owners.len());
            let people = &self.linked.people;
            let is_described = matches!(alias, Alias::Described(_));
            let fits = |&owner: &PersonId| {
                let was_seen = || seen[owner] > TokenId::default() && mention.words.start() <= seen[owner] + REMEMBERED;
                let may_be = !is_described || own_aliases[owner] == 0 || was_seen();
                may_be && people[owner].gender.agrees(mention.gender)
            };
            let fitting = owners.iter().copied().filter(fits);
            let Some(owner) = fitting.max_by_key(|&owner| (seen[owner], own_aliases[owner])) else { continue };
            if owners.len() == 1 || matches!(mention.kind, MentionKind::Nominal { .. }) {
                seen[owner] = mention.words.start() + 1;
            }
            self.linked.person[m] = Some(owner);
            self.linked.weak_match[m] = is_described;
        }
    }

    /// The characters whom a mention may name. `buffer` takes those whom a noun phrase describes.
    fn alias_of<'m>(
        &self,
        mention: &Mention,
        matcher: &AliasMatcher,
        matches: &'m [AliasMatch<'_>],
        buffer: &'m mut Vec<PersonId>,
    ) -> Option<Alias<'m>> {
        // The word that tells people apart: the last one of a name, the noun of a noun phrase.
        let decisive = match &mention.kind {
            MentionKind::Pronoun(_) => return None,
            MentionKind::Name(name) => name.core.end() - 1,
            MentionKind::Nominal { head, .. } => *head,
        };
        // The first match that ends with that word or after it.
        let position = matches.partition_point(|found| found.words.end() <= decisive);
        // A determiner of the alias may stand before the mention.
        let first = mention.words.start().saturating_sub(1);
        if let Some(found) = matches.get(position) {
            if found.words.start() <= decisive && found.words.start() >= first {
                return Some(Alias::Found(found.owners));
            }
        }
        match &mention.kind {
            // "John Beaver" where only "John" is known, and no other character has the second name.
            MentionKind::Name(name) => {
                let before = &matches[position.checked_sub(1)?];
                let is_longer = name.core.start() == before.words.start()
                    && matcher.partial_owners(self.tokens.words[decisive].id).is_empty();
                is_longer.then_some(Alias::Found(before.owners))
            }
            // "the porter" for "The Bearded Porter"
            MentionKind::Nominal { .. } if !mention.plural => {
                buffer.clear();
                buffer.extend(self.described(matcher, mention, decisive));
                Some(Alias::Described(buffer))
            }
            _ => None,
        }
    }

    /// The characters whose descriptions have all words of a noun phrase: "the young porter" is not "The Bearded
    /// Porter".
    fn described<'a>(
        &'a self,
        matcher: &'a AliasMatcher,
        mention: &'a Mention,
        head: TokenId,
    ) -> impl Iterator<Item = PersonId> + 'a {
        let tokens = self.tokens;
        let describes = move |word: &TokenId| {
            !tokens.classes(*word).any(Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN)
                && tokens.words[*word].id != WordId::NONE
        };
        let has_all = move |words: &[WordId]| {
            ids(mention.words.start()..head).filter(describes).all(|word| words.contains(&tokens.words[word].id))
        };
        let descriptions = matcher.descriptions(tokens.words[head].id).iter();
        descriptions.filter(move |description| has_all(&description.words)).map(|description| description.owner)
    }

    /// Opens a person for each label of turns that is no personal name: its words alone tell who it is.
    fn link_labels(&mut self) {
        let Self { tokens, mentions, linked, .. } = self;
        let mut known: HashMap<String, PersonId> = HashMap::new();
        for (m, mention) in mentions.list.enumerate() {
            let Some(name) = mention.name().filter(|name| name.source == NameSource::Label) else { continue };
            if linked.person[m].is_some() {
                continue;
            }
            let words = tokens.text[tokens.cover(name.core)].split_whitespace();
            let key = words.map(str::to_lowercase).collect::<Vec<_>>().join(" ");
            let person = *known.entry(key).or_insert_with(|| {
                let people = &mut linked.people;
                let name_refs = people.add_name_refs([NameRef { words: name.core, is_shouted: true }]);
                let kind = PersonKind::Named(name.entity_type);
                people.list.push(Person { name_refs, ..Person::new(kind) })
            });
            linked.person[m] = Some(person);
        }
    }

    /// Opens a person for each name that belongs to no character: full names first, since they tell people apart.
    fn link_forms(&mut self, matcher: Option<&AliasMatcher>) {
        let (tokens, mentions) = (self.tokens, self.mentions);
        let mut forms = NameForms::of(tokens, mentions, |m| self.linked.person[m].is_some());
        forms.tell_genders(tokens, mentions);
        let cooccurrence = Cooccurrence::count(tokens, mentions, &forms);
        let mut order: Vec<FormId> = forms.ids().collect();
        order.sort_unstable_by_key(|&id| {
            let form = &forms[id];
            (!form.is_full(), form.title.is_none(), forms.first_mention(form))
        });

        let characters = self.linked.people.list.len();
        let person_of = |linked: LinkedId| PersonId::new(characters + linked.index());
        let mut linker = Linker::new(tokens, mentions, &forms, &cooccurrence);
        let mut counts: Option<Column<PersonId, usize>> = None;
        for id in order {
            let form = &forms[id];
            let owner = matcher.and_then(|matcher| {
                let counts = counts.get_or_insert_with(|| self.count_mentions());
                let spelled = || self.spelled_owner(form, forms.first_mention(form), matcher);
                self.partial_owner(form, matcher, counts).or_else(spelled)
            });
            let owner = owner.unwrap_or_else(|| {
                let people = &mut self.linked.people.list;
                let person = person_of(linker.link(id));
                if person == people.end() {
                    people.push(Person::new(PersonKind::Named(form.entity_type)));
                }
                self.titles.extend(form.title.map(|title| (person, title)));
                person
            });
            for &mention in forms.mentions(form) {
                self.linked.person[mention] = Some(owner);
            }
        }
        for linked in linker.people() {
            linker.describe(linked, person_of(linked), &mut self.linked.people);
        }
    }

    /// The character whose names have the words of a form; of several the one mentioned most, by the counts before
    /// forms are linked.
    fn partial_owner(
        &self,
        form: &NameForm,
        matcher: &AliasMatcher,
        counts: &Column<PersonId, usize>,
    ) -> Option<PersonId> {
        let first = matcher.partial_owners(form.first);
        let owners = matcher.partial_owners(form.last).iter().copied();
        steps::count(owners.len());
        let fits = |&owner: &PersonId| {
            let agrees = self.linked.people[owner].gender.agrees(form.gender);
            // OK because owners are in order.
            agrees && (!form.is_full() || first.binary_search(&owner).is_ok())
        };
        owners.filter(fits).max_by_key(|&owner| (counts[owner], Reverse(owner)))
    }

    /// The only character whose names have the words of a form, one or more of them spelled by one letter otherwise. A
    /// given name that is known is no other name misspelled: "Julie" is not Julia.
    fn spelled_owner(&self, form: &NameForm, m: MentionId, matcher: &AliasMatcher) -> Option<PersonId> {
        let name = self.mentions.list[m].name()?;
        // In order.
        let owners = |id: WordId| -> Cow<'_, [PersonId]> {
            let known = matcher.partial_owners(id);
            if !known.is_empty() {
                return known.into();
            }
            let word = name.core.iter().find(|&word| self.tokens.words[word].id == id);
            let word = word.filter(|&word| !self.tokens.classes(word).any(Classes::GIVEN_NAME));
            let mut spelled: Vec<PersonId> =
                word.into_iter().flat_map(|word| matcher.spelled_owners(self.tokens.word_text(word))).collect();
            spelled.sort_unstable();
            spelled.dedup();
            spelled.into()
        };
        let first = owners(form.first);
        let last = if form.is_full() { owners(form.last) } else { first.clone() };
        steps::count(last.len());
        let agrees = |owner: PersonId| self.linked.people[owner].gender.agrees(form.gender);
        let mut fitting = last.iter().filter(|&&owner| agrees(owner) && first.binary_search(&owner).is_ok());
        let owner = fitting.next()?;
        fitting.next().is_none().then_some(*owner)
    }

    /// Gives characters the titles that the text gives them: "General Moor", "the Duchess of Ware".
    fn add_titles_of_characters(&mut self) {
        for (m, mention) in self.mentions.list.enumerate() {
            let title = match mention.name() {
                Some(name) => name.titles().iter().next_back().or(Some(name.core.start())),
                None => mention.head().filter(|_| !self.linked.weak_match[m]),
            };
            let title = title.filter(|&word| self.tokens.classes(word).any(Classes::TITLE));
            let (Some(title), Some(person)) = (title, self.linked.person[m]) else { continue };
            if self.linked.people[person].kind == PersonKind::Cast {
                self.titles.push((person, self.tokens.words[title].id));
            }
        }
    }

    /// Decides genders and counts mentions, when all names are linked.
    fn finish(mut self) -> LinkedMentions {
        self.decide_genders();
        let counts = self.count_mentions();
        for (person, count) in self.linked.people.list.iter_mut().zip(&counts) {
            person.mentions = *count;
        }
        self.linked.people.set_titles(self.titles);
        self.linked
    }

    /// The number of mentions that stand for each person.
    fn count_mentions(&self) -> Column<PersonId, usize> {
        let mut counts = Column::filled(0, self.linked.people.list.len());
        for person in self.linked.person.iter().flatten() {
            counts[*person] += 1;
        }
        counts
    }

    /// Decides the genders that the cast does not tell.
    ///
    /// Titles and nouns have [`MENTION_VOTES`] for each mention, each "he" or "she" after a name of the person has one,
    /// and a given name as many as [`balance_with_given`](crate::people::gender::Votes::balance_with_given) gives it.
    fn decide_genders(&mut self) {
        let LinkedMentions { people, person, .. } = &mut self.linked;
        let mut votes = pronoun_votes(self.tokens, self.mentions, people.list.len(), |m| person[m]);
        for (mention, person) in self.mentions.list.iter().zip(&*person) {
            if let Some(person) = person {
                votes[*person].add(mention.gender, MENTION_VOTES);
            }
        }
        for (person, votes) in people.list.iter_mut().zip(&votes) {
            if person.gender != Gender::Unknown || !person.kind.may_speak() {
                continue;
            }
            let given_name = person.first.or(person.last);
            let classes = given_name.map_or(Classes::NONE, |word| self.tokens.vocabulary.classes(word));
            person.gender = match votes.balance_with_given(classes.given_name_gender()) {
                1.. => Gender::Male,
                0 => Gender::Unknown,
                _ => Gender::Female,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::REMEMBERED;
    use crate::people::cast::{Cast, Character};
    use crate::record::Gender;
    use crate::tests::stages::{cast, stages, stages_with_cast};
    use crate::tests::table::check;
    use crate::util::ids::Id;

    /// The mentions of a text that are linked to characters of a cast: the text, the index of the character, whether it
    /// is a weak match.
    fn linked<'t>(text: &'t str, cast: &Cast) -> Vec<(&'t str, usize, bool)> {
        let (document, linked) = stages_with_cast(text, cast);
        let mentions = linked.person.enumerate().filter_map(|(m, person)| Some((m, person.as_ref()?.index())));
        let characters = mentions.filter(|&(_, person)| person < cast.characters().len());
        characters.map(|(m, person)| (document.mention_text(m), person, linked.weak_match[m])).collect()
    }

    /// "The porter" is a character whom the text describes so for as long as the description is remembered.
    #[test]
    fn descriptions_are_forgotten() {
        let cast = Cast::new([Character::new("The Bearded Porter")]).unwrap();
        let linked_after = |words: usize| {
            let text = format!("The bearded porter {}. The porter ate.", "slept ".repeat(words).trim());
            linked(&text, &cast).len()
        };
        // Between them are the words, the stop and the start of the noun phrase.
        assert_eq!((linked_after(REMEMBERED - 4), linked_after(REMEMBERED)), (2, 1));
        // No text needs to use the description as it stands.
        assert_eq!(linked("The porter ate.", &cast).len(), 1);
    }

    #[test]
    fn mentions_are_those_of_characters() {
        let cast = Cast::new([
            Character::new("Tom Hale").alias("Tom").alias("Hale").gender(Gender::Male),
            Character::new("Judith Hale").alias("Hale").gender(Gender::Female),
            Character::new("The Bearded Porter"),
            Character::new("John"),
            Character::new("The Wife of Crane"),
        ])
        .unwrap();
        let rows = [
            ("Tom Hale slept. Orne ate.", vec![("Tom Hale", 0, false)]),
            // A single word of a name of several words.
            ("Judith slept. Miss Judith ate.", vec![("Judith", 1, false), ("Miss Judith", 1, false)]),
            // A shared alias means the one who was mentioned last.
            ("Tom slept. Hale ate.", vec![("Tom", 0, false), ("Hale", 0, false)]),
            ("Judith Hale slept. Hale ate.", vec![("Judith Hale", 1, false), ("Hale", 1, false)]),
            // The gender of a title tells.
            ("Tom slept. Mrs. Hale ate.", vec![("Tom", 0, false), ("Mrs. Hale", 1, false)]),
            // A longer name than the one that is known, unless another character has the second word.
            ("John Beaver slept. John Judith ate.", vec![("John Beaver", 3, false)]),
            ("The bearded porter slept.", vec![("The bearded porter", 2, false)]),
            ("A porter slept.", vec![("A porter", 2, true)]),
            ("The young porter slept. Two porters ate.", vec![]),
            // The name within a description is another person.
            ("The wife of Crane slept.", vec![("The wife of Crane", 4, false)]),
        ];
        check(rows, |text| linked(text, &cast));
    }

    #[test]
    fn names_may_be_spelled_by_one_letter_otherwise() {
        let cast = Cast::new([
            Character::new("Ilsa Tamerlan").alias("Tamerlan").gender(Gender::Female),
            Character::new("Ott Berwick").gender(Gender::Male),
            Character::new("Ida Berwick").gender(Gender::Female),
            Character::new("The Emir Qassabi"),
        ])
        .unwrap();
        let rows = [
            ("Tamerlin slept.", vec![("Tamerlin", 0, false)]),
            ("Ilsa Tamerlin slept.", vec![("Ilsa Tamerlin", 0, false)]),
            ("Mrs. Berwik slept. Ida Bervick ate.", vec![("Mrs. Berwik", 2, false), ("Ida Bervick", 2, false)]),
            ("Then Qasabi slept.", vec![("Qasabi", 3, false)]),
            // Either may be meant, or neither.
            ("Berwik slept. Una Bervick ate. Mr. Tamerlin left.", vec![]),
        ];
        check(rows, |text| linked(text, &cast));
    }

    #[test]
    fn titles_pronouns_and_names_tell_genders() {
        use Gender::{Female, Male, Unknown};
        let rows = [
            ("Mr. Crane slept.", Male),
            ("Judith Crane slept. He ate.", Female),
            ("Qorrin slept.", Unknown),
            ("Qorrin slept. She ate.", Female),
            // One title outweighs nine pronouns.
            ("Mr. Crane slept. She ate. She ate. She ate. She ate. She ate. She ate. She ate. She ate. She ate.", Male),
        ];
        check(rows, |text| stages(text).1.people.list.iter().next().unwrap().gender);
        // The cast decides.
        let cast = Cast::new([Character::new("Judith Crane").gender(Gender::Male)]).unwrap();
        let (_, linked) = stages_with_cast("Judith Crane slept. She ate.", &cast);
        assert_eq!(linked.people.list.iter().next().unwrap().gender, Male);
    }

    #[test]
    fn mentions_and_titles_are_counted_for_their_people() {
        let cast = cast(&[("Edda Moor", &["Moor"])]);
        let (document, linked) = stages_with_cast("General Moor slept. Moor ate. Dr. Orne left. Orne rose.", &cast);
        let counts: Vec<usize> = linked.people.list.iter().map(|person| person.mentions).collect();
        assert_eq!(counts, [2, 2]);
        let lexicon = document.tokens.vocabulary.lexicon();
        let titles = linked.people.list.ids().map(|person| linked.people.titles(person).collect::<Vec<_>>());
        let word = |word: &str| vec![lexicon.id(word).unwrap()];
        assert_eq!(titles.collect::<Vec<_>>(), [word("general"), word("dr")]);
    }
}
