//! Appositions: "the mayor, Emil Strand," names the person for whom the noun phrase beside the name stands, here and
//! wherever the text says "the mayor" near it.

use std::collections::HashMap;

use crate::cue::punctuation::is_any_dash;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::{Mention, MentionKind, NounClass};
use crate::mention::narration::NarrationItem;
use crate::people::build::LinkedMentions;
use crate::people::person::PersonKind;
use crate::record::Gender;
use crate::util::ids::{ids, Id, IdRange, ItemId, MentionId, PersonId, TokenId, WordId};

/// Maximum distance, in mentions, from a noun phrase to the apposition after it that names its person: "The mayor came
/// late." before "The mayor, Emil Strand, is ill." About two paragraphs.
const AHEAD: usize = 60;

/// Maximum number of prepositional phrases behind a noun phrase that a name stands before.
const PHRASES: usize = 2;

/// Maximum number of items from "her name" to the name, without the name: "only as".
const GIVEN: usize = 3;

/// A noun phrase with a name in apposition.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Apposition {
    pub(crate) mention: MentionId,
    pub(crate) person: PersonId,
}

/// The appositions of a text, and which of them are read.
#[derive(Debug, Default)]
pub(crate) struct Appositions {
    /// In order of their mentions.
    list: Vec<Apposition>,
    /// Number of appositions that are read.
    read: usize,
    /// By the noun, the first apposition of the text.
    first: HashMap<WordId, Apposition>,
    /// By the noun, the last apposition that is read.
    last: HashMap<WordId, Apposition>,
}

impl Appositions {
    /// Finds the appositions in the narration. Looks at a bounded number of items beside each noun phrase.
    pub(crate) fn find(document: &Document<'_>, linked: &LinkedMentions) -> Self {
        let mut found = Self::default();
        let finder = Finder { document, linked };
        for item in document.mentions.narration.ids() {
            let Some(mention) = document.mentions.narration.mention(item) else { continue };
            let MentionKind::Nominal { head, class } = document.mentions.list[mention].kind else { continue };
            let may_be_named = matches!(class, NounClass::Person | NounClass::Kin) || finder.is_account(item);
            if !may_be_named || document.mentions.list[mention].plural || linked.person[mention].is_some() {
                continue;
            }
            let found_before = || finder.name_before(item, mention).or_else(|| finder.name_beside(item, mention));
            let named_after = finder.name_after(item, mention).or_else(|| finder.name_given(item, mention));
            let person = named_after.or_else(found_before);
            if let Some(person) = person.or_else(|| finder.name_of_being(item, mention)) {
                let apposition = Apposition { mention, person };
                found.list.push(apposition);
                found.first.entry(document.tokens.words[head].id).or_insert(apposition);
            }
        }
        found
    }

    /// All of them, in order.
    pub(crate) fn list(&self) -> &[Apposition] {
        &self.list
    }

    /// Notes that the text is read up to a mention, which is included. Each call is for a later mention.
    pub(crate) fn read_to(&mut self, document: &Document<'_>, mention: MentionId) {
        while let Some(&apposition) = self.list.get(self.read).filter(|apposition| apposition.mention <= mention) {
            self.read += 1;
            if let Some(head) = document.mentions.list[apposition.mention].head() {
                self.last.insert(document.tokens.words[head].id, apposition);
            }
        }
    }

    /// The apposition of which a definite noun phrase may take up the noun: the last one before it, or the first one
    /// if it comes soon after. All other words of the phrase must be in the apposition: "the young woman" is not "the
    /// old woman, Edda Orne".
    pub(crate) fn taken_up(&self, document: &Document<'_>, m: MentionId) -> Option<Apposition> {
        let mention = &document.mentions.list[m];
        let head = mention.head()?;
        let tokens = &document.tokens;
        let noun = tokens.words[head].id;
        let is_definite = tokens.word_text(mention.words.start()).eq_ignore_ascii_case("the");
        if !is_definite || mention.words.end() != head + 1 {
            return None;
        }
        let soon = || self.first.get(&noun).filter(|first| first.mention > m && first.mention - m <= AHEAD);
        let apposition = *self.last.get(&noun).or_else(soon)?;
        let described = &document.mentions.list[apposition.mention];
        let has = |word: TokenId| described.words.iter().any(|own| tokens.words[own].id == tokens.words[word].id);
        let others = IdRange::from(mention.words.start() + 1..head);
        others.iter().all(has).then_some(apposition)
    }
}

/// Finds the names beside noun phrases.
struct Finder<'a, 't> {
    document: &'a Document<'t>,
    linked: &'a LinkedMentions,
}

impl Finder<'_, '_> {
    /// "the mayor, Emil Strand,"
    fn name_after(&self, item: ItemId, mention: MentionId) -> Option<PersonId> {
        let document = self.document;
        let mut comma = item + 1;
        // "the envoy to Oslo, Emil Strand,"
        if self.is_preposition(comma) && self.mention_at(comma + 1).is_some() {
            comma += 2;
        }
        // "a widow named Edda Strand"
        let is_called = matches!(document.word(comma), "named" | "called");
        // "the mayor (Emil Strand)"
        if !matches!(document.word(comma), "," | "(") && !is_any_dash(document.word(comma)) && !is_called {
            return None;
        }
        let name = comma + 1;
        let person = self.name_at(name).filter(|_| document.share_sentence(item, name))?;
        // "the mayor, Emil Strand of the Rain Party,"
        let has_tail = || self.is_preposition(name + 1) && self.mention_at(name + 2).is_some() && self.closes(name + 3);
        let is_closed = is_called || self.closes(name + 1) || self.is_inverted(item, name) || has_tail();
        (is_closed && self.agrees(mention, person)).then_some(person)
    }

    /// Whether a handle names whatever stands before an item: "an account called @edda".
    fn is_account(&self, item: ItemId) -> bool {
        let Document { mentions, tokens, .. } = self.document;
        let is_handle = |m: MentionId| tokens.word_text(mentions.list[m].words.start()).starts_with('@');
        matches!(self.document.word(item + 1), "named" | "called") && self.mention_at(item + 2).is_some_and(is_handle)
    }

    /// "a widow who gave her name as Edda", "a clerk, who identified himself only as Emil"
    fn name_given(&self, item: ItemId, mention: MentionId) -> Option<PersonId> {
        let document = self.document;
        let who = item + 1 + usize::from(document.word(item + 1) == ",");
        let verb = who + 1;
        let told = document.mentions.words(document.mentions.narration.get(verb + 1)?);
        let text = document.tokens.word_text(told.end() - 1);
        let tells = match document.word(verb) {
            "gave" | "gives" => text == "name" && told.len() == 2,
            "identified" | "identifies" | "introduced" | "introduces" => text.ends_with("self"),
            _ => false,
        };
        if document.word(who) != "who" || !tells {
            return None;
        }
        let is_as = |&k: &ItemId| document.word(k) == "as";
        let name = ids(verb + 2..verb + 2 + GIVEN).find(is_as)? + 1;
        let person = self.name_at(name).filter(|_| document.share_sentence(item, name))?;
        self.agrees(mention, person).then_some(person)
    }

    /// "Emil Strand, the mayor,"
    fn name_before(&self, item: ItemId, mention: MentionId) -> Option<PersonId> {
        let document = self.document;
        let comma = item.before().filter(|&comma| document.word(comma) == ",")?;
        let name = comma.before().filter(|&name| document.share_sentence(item, name))?;
        let person = self.name_at(name)?;
        let mut next = item + 1;
        // "a mother of three from Sarn"
        for _ in 0..PHRASES {
            let has_object = || self.mention_at(next + 1).is_some() || self.classes(next + 1).any(Classes::NUMERAL);
            if self.is_preposition(next) && has_object() {
                next += 2;
            }
        }
        // "Edda, Emil, the mayor and the baker" is a list.
        let before = name.before().filter(|&before| document.share_sentence(before, name));
        let is_listed = before.is_some_and(|before| {
            let follows_comma = document.word(before) == ",";
            follows_comma && before.before().is_some_and(|first| self.name_at(first).is_some()) || self.joins(before)
        });
        (!is_listed && self.closes(next) && self.agrees(mention, person)).then_some(person)
    }

    /// "Emil the miller", without a comma.
    fn name_beside(&self, item: ItemId, mention: MentionId) -> Option<PersonId> {
        let document = self.document;
        let name = item.before().filter(|&name| document.share_sentence(item, name))?;
        let person = self.name_at(name)?;
        let is_definite = document.tokens.word_text(document.mentions.list[mention].words.start()) == "the";
        (is_definite && self.agrees(mention, person)).then_some(person)
    }

    /// "Emil Strand, who was the mayor", "Emil Strand was the mayor"
    fn name_of_being(&self, item: ItemId, mention: MentionId) -> Option<PersonId> {
        let document = self.document;
        let last = item.before()?;
        let verb = match document.word(last) {
            "was" | "is" => last,
            "been" => last.before().filter(|&verb| matches!(document.word(verb), "had" | "has"))?,
            _ => return None,
        };
        let mut name = verb.before()?;
        if document.word(name) == "who" {
            name = name.before()?;
            if document.word(name) == "," {
                name = name.before()?;
            }
        }
        let person = self.name_at(name).filter(|_| document.share_sentence(item, name))?;
        let words = document.mentions.list[mention].words;
        let is_definite = words.len() == 1 || document.tokens.word_text(words.start()) == "the";
        let is_role = is_definite && document.mentions.list[mention].is_specific(&document.tokens);
        (is_role && self.agrees(mention, person)).then_some(person)
    }

    fn mention_at(&self, item: ItemId) -> Option<MentionId> {
        match self.document.mentions.narration.get(item)? {
            NarrationItem::Mention(mention) => Some(mention),
            _ => None,
        }
    }

    /// The person of a name that stands alone: neither "the baker Emil" nor "Emil's".
    fn name_at(&self, item: ItemId) -> Option<PersonId> {
        let m = self.mention_at(item)?;
        let mention: &Mention = &self.document.mentions.list[m];
        let name = mention.name().filter(|name| name.titles().start() == mention.words.start())?;
        let stands_alone = mention.words.end() == name.core.end();
        let person = self.linked.person[m].filter(|_| stands_alone)?;
        self.linked.people[person].kind.may_speak().then_some(person)
    }

    /// Whether the genders agree. "Her husband, Vasyl, knew that she slept": a noun is surer than the pronouns that told
    /// the gender of a name, if the name itself does not tell it.
    fn agrees(&self, mention: MentionId, person: PersonId) -> bool {
        let people = &self.linked.people;
        let tells_gender = || {
            let known = &people[person];
            let first = people.name_refs(known).first().map(|name| name.words.start());
            let classes = first.map_or(Classes::NONE, |first| self.document.tokens.classes(first));
            let is_given = classes.given_name_gender() != Gender::Unknown;
            known.kind == PersonKind::Cast || people.titles(person).next().is_some() || is_given
        };
        people[person].gender.agrees(self.document.mentions.list[mention].gender) || !tells_gender()
    }

    fn classes(&self, item: ItemId) -> Classes {
        match self.document.mentions.narration.get(item) {
            Some(NarrationItem::Word(word)) => self.document.tokens.classes(word),
            _ => Classes::NONE,
        }
    }

    fn is_preposition(&self, item: ItemId) -> bool {
        self.classes(item).any(Classes::PREPOSITION) || self.document.word(item) == "to"
    }

    fn joins(&self, item: ItemId) -> bool {
        self.classes(item).any(Classes::CONJUNCTION)
    }

    /// Whether an apposition ends before an item, and is no item of a list.
    fn closes(&self, next: ItemId) -> bool {
        let document = self.document;
        match document.mentions.narration.get(next) {
            None | Some(NarrationItem::Quote(_)) => true,
            _ if !document.share_sentence(next, next.saturating_sub(1)) => true,
            Some(NarrationItem::Word(_)) => match document.word(next) {
                "," => !self.joins(next + 1) && self.name_at(next + 1).is_none(),
                "." | ";" | ":" | ")" | "!" | "?" => true,
                word => is_any_dash(word),
            },
            Some(NarrationItem::Mention(_) | NarrationItem::Phrase(..)) => false,
        }
    }

    /// "said the mayor, Emil Strand on Monday": the noun phrase is a subject, the name is none, and no second subject
    /// is joined to it.
    fn is_inverted(&self, item: ItemId, name: ItemId) -> bool {
        let cues = &self.document.cues;
        let follows_verb = item.before().is_some_and(|before| self.classes(before).any(Classes::VERBAL));
        follows_verb && cues.is_subject(item) && !cues.is_subject(name) && self.is_preposition(name + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Appositions;
    use crate::tests::stages::{name_of, stages};
    use crate::tests::table::check;

    #[test]
    fn names_beside_noun_phrases_name_their_people() {
        let rows = [
            ("The mayor, Emil Strand, slept.", vec![("The mayor", "Emil Strand")]),
            ("The mayors, Emil Strand, slept.", vec![]),
            ("The mayor — Emil Strand — slept.", vec![("The mayor", "Emil Strand")]),
            ("The mayor met Emil Strand.", vec![]),
            ("The mayor, Emil Strand's friend, slept.", vec![]),
            ("The envoy to Oslo, Emil Strand, slept.", vec![("The envoy", "Emil Strand")]),
            ("The mayor (Emil Strand, now of Oslo) slept.", vec![("The mayor", "Emil Strand")]),
            ("The mayor, Emil Strand of Oslo, slept.", vec![("The mayor", "Emil Strand")]),
            ("The mayor, Emil Strand of Oslo slept.", vec![]),
            ("A widow named Edda Strand slept.", vec![("A widow", "Edda Strand")]),
            ("A widow called Edda Strand slept.", vec![("A widow", "Edda Strand")]),
            ("A widow, called Edda Strand slept.", vec![]),
            ("A widow who gave her name only as Edda slept.", vec![("A widow", "Edda")]),
            ("A widow, who identified herself as Edda, slept.", vec![("A widow", "Edda")]),
            ("A widow who slept as Edda left.", vec![]),
            ("A widow who identified the thief as Edda slept.", vec![]),
            ("An account called @edda wrote it.", vec![("An account", "@edda")]),
            ("A boat called Edda sank.", vec![]),
            ("Emil Strand, the mayor, slept.", vec![("the mayor", "Emil Strand")]),
            ("Emil Strand, the mayor of Oslo, slept.", vec![("the mayor of Oslo", "Emil Strand")]),
            ("Emil Strand, the mayor slept.", vec![]),
            ("Emil Strand, a father of three from Sarn, slept.", vec![("a father", "Emil Strand")]),
            ("Edda, Emil, the mayor and the baker slept.", vec![]),
            ("He met Edda and Emil, the mayor.", vec![]),
            ("Emil the miller slept.", vec![("the miller", "Emil")]),
            ("Emil a miller slept.", vec![]),
            ("Emil Strand, who had been the mayor, slept.", vec![("the mayor", "Emil Strand")]),
            ("Emil Strand was the mayor of Oslo.", vec![("the mayor of Oslo", "Emil Strand")]),
            ("Emil Strand is not the mayor.", vec![]),
            ("Emil Strand was a mayor.", vec![]),
            ("Emil Strand was the man.", vec![]),
            // Genders that are told by a given name are sure, those that pronouns tell are not.
            ("Her husband, Judith Hale, slept.", vec![]),
            ("Her husband, Vasyl, knew that she slept.", vec![("Her husband", "Vasyl")]),
            // The verb stands before it.
            ("“No,” said the mayor, Emil Strand on Monday.", vec![("the mayor", "Emil Strand")]),
        ];
        check(rows, |text| {
            let (document, linked) = stages(text);
            let found = Appositions::find(&document, &linked);
            let pair = |apposition: &super::Apposition| {
                (document.mention_text(apposition.mention), name_of(&document, &linked.people, apposition.person))
            };
            found.list().iter().map(pair).collect::<Vec<_>>()
        });
    }
}
