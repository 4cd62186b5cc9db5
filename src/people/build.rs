//! The stage: which mentions are one person.

use crate::lexicon::class::Classes;
use crate::mention::mention::MentionKind;
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
use crate::util::ids::{PersonId, WordId};
use crate::util::steps;

impl People {
    /// Links the names of a text, given cast first.
    pub(crate) fn link(
        tokens: &Tokens<'_>,
        mentions: &Mentions,
        cast: Option<(&Cast, &AliasMatcher)>,
        aliases: &[AliasMatch<'_>],
    ) -> Self {
        let mut people = Self {
            of_mention: vec![None; mentions.list.len()],
            weak_match: vec![false; mentions.list.len()],
            ..Self::default()
        };
        if let Some((cast, index)) = cast {
            people.take_cast(cast);
            people.match_aliases(tokens, mentions, index, aliases);
        }
        let mut forms = NameForms::of(tokens, mentions, |i| people.of_mention[i].is_some());
        forms.tell_genders(tokens, mentions);
        let cooccurrence = Cooccurrence::count(tokens, mentions, &forms);
        people.link_forms(tokens, mentions, &forms, &cooccurrence, cast.map(|(_, index)| index));
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
                None => mention.head().filter(|_| !self.weak_match[m]),
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
        index: &AliasMatcher,
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
            let mut weak_match = false;
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
                            && index.partial_owners(tokens.words[decisive].id).is_empty() =>
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
                        weak_match = true;
                        described.clear();
                        described.extend(descriptions.filter(|(_, words)| fits(words)).map(|&(owner, _)| owner));
                        &described
                    }
                    _ => continue,
                },
            };
            steps::count(owners.len());
            let fitting = owners.iter().copied().filter(|&o| self.list[o as usize].gender.agrees(mention.gender));
            let Some(owner) = fitting.max_by_key(|&o| (seen[o as usize], sure[o as usize])) else { continue };
            if owners.len() == 1 || matches!(mention.kind, MentionKind::Nominal { .. }) {
                seen[owner as usize] = mention.words.start() + 1;
            }
            (self.of_mention[i], self.weak_match[i]) = (Some(PersonId::new(owner as usize)), weak_match);
        }
    }

    /// Opens a person for each name that belongs to nobody yet: full names first, since they tell people apart.
    fn link_forms(
        &mut self,
        tokens: &Tokens<'_>,
        mentions: &Mentions,
        forms: &NameForms,
        cooccurrence: &Cooccurrence,
        index: Option<&AliasMatcher>,
    ) {
        let given = self.list.len();
        let mut order: Vec<usize> = (0..forms.len()).collect();
        order
            .sort_unstable_by_key(|&i| (!forms[i].is_full(), forms[i].title.is_none(), forms.first_mention(&forms[i])));

        let mut linker = Linker::new(tokens, mentions, forms, cooccurrence);
        let mut shares: Option<Vec<usize>> = None;
        for &i in &order {
            let form = &forms[i];
            let shares = index.map(|index| (index, &*shares.get_or_insert_with(|| self.count_mentions())));
            let owner = shares.and_then(|(index, shares)| self.partial_owner(form, index, shares));
            let owner = owner.unwrap_or_else(|| {
                let person = PersonId::new(given + linker.link(i));
                if person.index() == self.list.len() {
                    self.list.push(Person::new(PersonKind::Named(form.entity_type)));
                }
                self.titles.extend(form.title.map(|title| (person, title)));
                person
            });
            for &mention in forms.mentions(form) {
                self.of_mention[mention as usize] = Some(owner);
            }
        }
        for (k, person) in self.list[given..].iter_mut().enumerate() {
            linker.describe(k, person, &mut self.name_refs);
        }
    }

    /// The one character of the cast whose names have these words; of several the one whose own names are most frequent.
    fn partial_owner(&self, form: &NameForm, index: &AliasMatcher, counts: &[usize]) -> Option<PersonId> {
        let first = index.partial_owners(form.first);
        let owners = index.partial_owners(form.last).iter().copied();
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

    fn count_mentions(&self) -> Vec<usize> {
        let mut counts = vec![0; self.list.len()];
        for person in self.of_mention.iter().flatten() {
            counts[person.index()] += 1;
        }
        counts
    }
}
