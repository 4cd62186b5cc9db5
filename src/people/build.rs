//! The stage: which mentions are one person.
//!
//! A cast comes first: its aliases are matched as phrases. The names that are left are linked by [`Linker`], unless a word of
//! them is in a name of the cast.

use core::cmp::Reverse;

use crate::lexicon::class::Classes;
use crate::mention::mention::{Mention, MentionKind};
use crate::mention::narration::Mentions;
use crate::people::alias::{AliasMatch, AliasMatcher};
use crate::people::cast::Cast;
use crate::people::cooccurrence::Cooccurrence;
use crate::people::gender::pronoun_votes;
use crate::people::link::Linker;
use crate::people::name_form::{NameForm, NameForms};
use crate::people::person::{People, Person, PersonKind};
use crate::record::Gender;
use crate::token::tokens::Tokens;
use crate::util::ids::{first_ids, ids, Column, FormId, Id, MentionId, PersonId, TokenId, WordId};
use crate::util::steps;

/// Number of votes of the title or noun in a mention, beside one vote for each pronoun.
const MENTION_VOTES: i32 = 10;

/// The people of a text, and for whom its names and the aliases of its cast stand.
#[derive(Debug, Default)]
pub(crate) struct LinkedMentions {
    pub(crate) people: People,
    /// The person of each mention.
    pub(crate) person: Column<MentionId, Option<PersonId>>,
    /// Whether a mention shares no more than a noun with a description of its person: "the porter" may be "The Bearded
    /// Porter".
    pub(crate) weak_match: Column<MentionId, bool>,
}

/// Links the names of a text. `aliases` are those of the cast, as they are found in the text.
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
        builder.take_cast(cast);
        builder.match_aliases(matcher, aliases);
    }
    builder.link_forms(cast.map(|(_, matcher)| matcher));
    if cast.is_some() {
        builder.take_titles_of_cast();
    }
    builder.finish()
}

struct PeopleBuilder<'a> {
    tokens: &'a Tokens<'a>,
    mentions: &'a Mentions,
    linked: LinkedMentions,
    /// The titles that the text gives people.
    titles: Vec<(PersonId, WordId)>,
}

impl PeopleBuilder<'_> {
    fn take_cast(&mut self, cast: &Cast) {
        for character in cast.characters() {
            let person = Person { gender: character.known_gender(), ..Person::new(PersonKind::Cast) };
            self.linked.people.list.push(person);
        }
        self.linked.people.narrator = cast.narrator_index().map(PersonId::new);
    }

    /// Gives names and noun phrases that contain an alias to its owner. An alias of several people goes to the one
    /// that was seen last under a name of their own, else to the one seen most.
    fn match_aliases(&mut self, matcher: &AliasMatcher, matches: &[AliasMatch<'_>]) {
        let characters = self.linked.people.list.len();
        let mut owned: Column<PersonId, usize> = Column::filled(0, characters);
        for found in matches {
            if let [owner] = *found.owners {
                owned[owner] += 1;
            }
        }
        // The token after the start of the last mention of each character, or the first token.
        let mut seen = Column::filled(TokenId::default(), characters);
        let mut described = Vec::new();
        for (m, mention) in self.mentions.list.enumerate() {
            let decisive = match &mention.kind {
                MentionKind::Pronoun(_) => continue,
                MentionKind::Name(name) => name.core.end() - 1,
                MentionKind::Nominal { head, .. } => *head,
            };
            let at = matches.partition_point(|found| found.words.end() <= decisive);
            let mut is_weak = false;
            let owners = match matches.get(at) {
                Some(found)
                    if found.words.start() <= decisive
                        && found.words.start() >= mention.words.start().saturating_sub(1) =>
                {
                    found.owners
                }
                _ => match (&mention.kind, matches.get(at.wrapping_sub(1))) {
                    // "John Beaver" where only "John" is known, and no other character has the second name.
                    (MentionKind::Name(name), Some(found))
                        if name.core.start() == found.words.start()
                            && matcher.partial_owners(self.tokens.words[decisive].id).is_empty() =>
                    {
                        found.owners
                    }
                    // "the porter" for "The Bearded Porter"
                    (MentionKind::Nominal { .. }, _) if !mention.plural => {
                        is_weak = true;
                        described.clear();
                        described.extend(self.described(matcher, mention, decisive));
                        &described
                    }
                    _ => continue,
                },
            };
            steps::count(owners.len());
            let people = &self.linked.people;
            let fitting = owners.iter().copied().filter(|&owner| people[owner].gender.agrees(mention.gender));
            let Some(owner) = fitting.max_by_key(|&owner| (seen[owner], owned[owner])) else { continue };
            if owners.len() == 1 || matches!(mention.kind, MentionKind::Nominal { .. }) {
                seen[owner] = mention.words.start() + 1;
            }
            self.linked.person[m] = Some(owner);
            self.linked.weak_match[m] = is_weak;
        }
    }

    /// The characters whose descriptions have all words of a noun phrase: "the young porter" is not "The Bearded Porter".
    fn described<'a>(
        &'a self,
        matcher: &'a AliasMatcher,
        mention: &'a Mention,
        head: TokenId,
    ) -> impl Iterator<Item = PersonId> + 'a {
        let tokens = self.tokens;
        let told = move |i: &TokenId| {
            !tokens.classes(*i).any(Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN)
                && tokens.words[*i].id != WordId::NONE
        };
        let fits = move |words: &[WordId]| {
            ids(mention.words.start()..head).filter(told).all(|i| words.contains(&tokens.words[i].id))
        };
        let descriptions = matcher.descriptions(tokens.words[head].id).iter();
        descriptions.filter(move |description| fits(&description.words)).map(|description| description.owner)
    }

    /// Opens a person for each name that belongs to nobody yet: full names first, since they tell people apart.
    fn link_forms(&mut self, matcher: Option<&AliasMatcher>) {
        let (tokens, mentions) = (self.tokens, self.mentions);
        let mut forms = NameForms::of(tokens, mentions, |m| self.linked.person[m].is_some());
        forms.tell_genders(tokens, mentions);
        let cooccurrence = Cooccurrence::count(tokens, mentions, &forms);
        let given = self.linked.people.list.len();
        let mut order: Vec<FormId> = forms.ids().collect();
        order.sort_unstable_by_key(|&id| {
            let form = &forms[id];
            (!form.is_full(), form.title.is_none(), forms.first_mention(form))
        });

        let mut linker = Linker::new(tokens, mentions, &forms, &cooccurrence);
        let mut counts: Option<Column<PersonId, usize>> = None;
        for id in order {
            let form = &forms[id];
            let owner = matcher.and_then(|matcher| {
                let counts = counts.get_or_insert_with(|| self.count_mentions());
                self.partial_owner(form, matcher, counts)
            });
            let owner = owner.unwrap_or_else(|| {
                let people = &mut self.linked.people.list;
                let person = PersonId::new(given + linker.link(id));
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
        for (index, person) in first_ids::<PersonId>(self.linked.people.list.len()).skip(given).enumerate() {
            linker.describe(index, person, &mut self.linked.people);
        }
    }

    /// The character whose names have the words of a form; of several the one named most by their own names.
    fn partial_owner(
        &self,
        form: &NameForm,
        matcher: &AliasMatcher,
        counts: &Column<PersonId, usize>,
    ) -> Option<PersonId> {
        let first = matcher.partial_owners(form.first);
        let owners = matcher.partial_owners(form.last).iter().copied();
        let fits = |&owner: &PersonId| {
            let agrees = self.linked.people[owner].gender.agrees(form.gender);
            agrees && (!form.is_full() || first.contains(&owner))
        };
        owners.filter(fits).max_by_key(|&owner| (counts[owner], Reverse(owner)))
    }

    /// Gives the characters of a cast the titles that the text gives them: "General Moor", "the Duchess of Ware".
    fn take_titles_of_cast(&mut self) {
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

    fn count_mentions(&self) -> Column<PersonId, usize> {
        let mut counts = Column::filled(0, self.linked.people.list.len());
        for person in self.linked.person.iter().flatten() {
            counts[*person] += 1;
        }
        counts
    }

    /// Decides the gender of everybody of whom the cast does not tell it.
    ///
    /// Titles and nouns count [`MENTION_VOTES`] for each mention, each "he" or "she" after a name of the person once, and a given
    /// name as [`Votes`](crate::people::gender::Votes) weighs it.
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
            let classes = |word| self.tokens.vocabulary.classes(word);
            let given = person.first.or(person.last).map(|word| classes(word).given_name_gender());
            person.gender = match votes.balance_with_given(given.unwrap_or_default()) {
                1.. => Gender::Male,
                0 => Gender::Unknown,
                _ => Gender::Female,
            };
        }
    }
}
