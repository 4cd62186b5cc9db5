//! The people for whom noun phrases stand: the bearer of a title or of a name beside them, a relative, somebody whom they
//! open.

use crate::coreference::resolve::Resolver;
use crate::coreference::salience::WHOLE;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::{Mention, MentionKind, NounClass};
use crate::mention::name::{begins_nationality, is_style, EntityType, NameParts};
use crate::people::person::PersonKind;
use crate::record::Gender;
use crate::token::tokens::Word;
use crate::util::ids::{Id, IdRange, ItemId, MentionId, PersonId, TokenId, WordId};

/// Maximum number of words of a noun phrase that opens a person. Longer ones describe somebody who has a shorter name.
const NOUN_PHRASE: usize = 8;
/// Maximum number of words of a noun phrase that stands for somebody known: "the colonel", "the official", "the Romanian".
const TITLE_PHRASE: usize = 2;
/// Number of words of a noun phrase that tells an age and a trade: "the 24-year-old striker".
const AGED_PHRASE: usize = 3;
/// Maximum number of words, without the article, of a noun phrase that is used as a name: "the Old Man".
const CALLED: usize = 2;
/// The part of a person that is an office where another noun follows: "the head of the Rain Office".
const HEAD: &str = "head";
/// Determiners of noun phrases that open no person.
const ANYBODY: [&str; 5] = ["another", "any", "every", "each", "no"];
/// Prepositions before what is no person, though its noun may stand for one: "the chair", "the head".
const PLACE: [&str; 6] = ["in", "into", "inside", "on", "onto", "under"];
/// Prepositions before somebody who is met: "was stopped by a guard", "walked into a man".
const MEETING: [&str; 12] =
    ["against", "at", "behind", "beside", "by", "from", "into", "past", "to", "toward", "towards", "with"];
/// Maximum number of words that tell where somebody is: "in the doorway of the third house was".
const PLACE_PHRASE: usize = 8;
/// Adverbs of place with which a sentence begins whose subject follows its verb: "up came an old sailor".
const DIRECTIONS: [&str; 8] = ["here", "up", "in", "out", "down", "along", "back", "away"];
/// Marks and words after which a clause begins.
const BEFORE_CLAUSE: [&str; 6] = [",", ";", ":", "and", "when", "till"];
/// Verbs with which a noun phrase tells what somebody is: "became a doctor".
const LINKING: [&str; 9] = ["became", "become", "felt", "looked", "made", "remained", "seemed", "called", "being"];
/// Ends of nations that stand for all of their people: "the British", "the French", "the Chinese", "the Swiss", "the
/// Romanians".
const PEOPLES: [&str; 4] = ["sh", "ch", "se", "s"];
/// Number of the most salient people among whom "the mayor" is looked for who was called "the mayor, Emil Strand".
/// Nouns such as "woman" mean others as soon as others are present.
const PRESENT: usize = 3;

impl Resolver<'_, '_> {
    /// The person for whom a noun phrase of the narration stands.
    pub(crate) fn person_of_noun(
        &mut self,
        item: ItemId,
        m: MentionId,
        head: TokenId,
        class: NounClass,
    ) -> Option<PersonId> {
        if self.is_epithet(item, m) {
            return self.known_by_epithet();
        }
        match class {
            _ if self.is_owned_part(item, m, head) => self.part_owner(item, m),
            NounClass::Person => self.noun_phrase(item, m, head),
            NounClass::Kin => {
                let known =
                    self.called(m, head).or_else(|| self.in_apposition(m)).or_else(|| self.relative(item, m, head));
                known.or_else(|| self.document.is_scene().then(|| self.open(m)).flatten())
            }
            _ => self.institution(item, m),
        }
    }

    /// The person of a noun phrase for a person: the bearer of that title, or one whom it opens.
    fn noun_phrase(&mut self, item: ItemId, m: MentionId, head: TokenId) -> Option<PersonId> {
        let known = self.with_title(m, head).or_else(|| self.in_apposition(m)).or_else(|| self.with_noun(m, head));
        let known = known.or_else(|| self.called(m, head));
        // "The miller came out. He said": he is the miller. "The miller" is somebody as well whom "they met" in a scene.
        let opens = self.document.cues.is_subject(item)
            || self.enters(m)
            || self.document.is_scene() && self.is_definite(m) && !self.is_place(m);
        known.or_else(|| opens.then(|| self.open(m)).flatten())
    }

    /// Whether a noun phrase tells where somebody is: "in the other chair".
    fn is_place(&self, m: MentionId) -> bool {
        let Document { mentions, tokens, .. } = self.document;
        let before = mentions.list[m].words.start().before();
        before.is_some_and(|before| PLACE.contains(&tokens.word_text(before)))
    }

    /// Whether a noun phrase brings in somebody who was not there before: "was met by a tall man", "behind the desk sat a
    /// girl", "there was a boy". "He was a tall man" and "like a boy" bring in nobody.
    fn enters(&self, m: MentionId) -> bool {
        let Document { mentions, tokens, .. } = self.document;
        let first = mentions.list[m].words.start();
        let Some(before) = first.before().filter(|_| self.document.tokens.is_one_of(first, &["a", "an"])) else {
            return false;
        };
        let classes = tokens.classes(before);
        match tokens.word_text(before) {
            word if MEETING.contains(&word) => true,
            word if LINKING.contains(&word) => false,
            _ if classes.any(Classes::AUXILIARY) => self.follows_a_place(before),
            _ => classes.any(Classes::VERB | Classes::ED | Classes::PAST | Classes::ING),
        }
    }

    /// Whether a noun phrase brings in somebody as the subject of a verb before it: "behind the desk sat a girl", "in
    /// walked a tall man".
    pub(crate) fn steps_in(&self, m: MentionId) -> bool {
        let Document { mentions, tokens, .. } = self.document;
        let is_verb = |&verb: &TokenId| tokens.classes(verb).any(Classes::VERBAL | Classes::PAST | Classes::AUXILIARY);
        let verb = mentions.list[m].words.start().before().filter(is_verb);
        self.enters(m) && verb.is_some_and(|verb| self.follows_a_place(verb))
    }

    /// Whether a verb stands behind "there", or behind the place where somebody is and not behind its subject: "in the
    /// doorway was a woman".
    fn follows_a_place(&self, verb: TokenId) -> bool {
        let tokens = &self.document.tokens;
        let begins = |&word: &TokenId| {
            tokens.words[word].starts_sentence()
                || word.before().map_or(true, |before| BEFORE_CLAUSE.contains(&tokens.word_text(before)))
        };
        let before = core::iter::successors(verb.before(), |word| word.before());
        let is_there = before.clone().next().is_some_and(|word| self.document.tokens.is_one_of(word, &["there"]));
        let begins_with_place = |first: TokenId| {
            tokens.classes(first).any(Classes::PREPOSITION) || self.document.tokens.is_one_of(first, &DIRECTIONS)
        };
        is_there || before.take(PLACE_PHRASE).find(begins).is_some_and(begins_with_place)
    }

    /// The person whom a noun phrase opens.
    fn open(&mut self, m: MentionId) -> Option<PersonId> {
        let mention = &self.document.mentions.list[m];
        // "That another human might be there" is nobody.
        let is_any = ANYBODY.contains(&self.document.tokens.word_text(mention.words.start()));
        let opens = !mention.plural && !is_any && mention.words.len() <= NOUN_PHRASE;
        let head = mention.head().filter(|_| opens && self.document.is_scene());
        let noun = head.map(|head| self.document.tokens.words[head].id);
        if let Some(person) = noun.filter(|_| self.is_bare(m)).and_then(|noun| self.met.get(&noun)) {
            return Some(*person);
        }
        let tokens = &self.document.tokens;
        if !opens {
            return None;
        }
        let person = if self.params.press {
            self.people.nominal(tokens, mention)
        } else {
            self.people.nominal_in_fiction(tokens, mention)
        };
        let is_described =
            || mention.words.len() > 2 && self.document.tokens.is_one_of(mention.words.start(), &["a", "an"]);
        if let Some(noun) = noun.filter(|_| is_described()) {
            self.met.insert(noun, person);
        }
        Some(person)
    }

    /// Whether a noun phrase is "the" and a noun.
    fn is_bare(&self, m: MentionId) -> bool {
        self.document.mentions.list[m].words.len() == 2 && self.is_definite(m)
    }

    /// The person whom the narration calls by a noun as by a name: "Mom", "the Professor", "the Old Man". In a scene, "my
    /// father" is whoever is called "Dad" there.
    fn called(&mut self, m: MentionId, head: TokenId) -> Option<PersonId> {
        let Document { mentions, tokens, .. } = self.document;
        let mention = &mentions.list[m];
        let is_mine = self.is_mine(m);
        let words = if is_mine { IdRange::from(head..head + 1) } else { self.name_like(m, head)? };
        let plain = |word: &Word| tokens.vocabulary.lexicon().plain_kin(word.id);
        let key: Vec<WordId> = tokens.words[words].iter().map(plain).collect();
        let person = match self.called.get(&key) {
            Some(&person) => person,
            None if is_mine && !self.document.is_scene() => return None,
            None if is_mine => self.people.nominal(tokens, mention),
            None => self.people.called_by_noun(mention),
        };
        if !is_mine {
            self.people.call_by_noun(person, words);
        }
        self.called.insert(key, person);
        self.coreference.called.insert(m);
        Some(person)
    }

    /// The words of a noun phrase that is written as a name is: "Mom", and "Professor" in "the Professor".
    fn name_like(&self, m: MentionId, head: TokenId) -> Option<IdRange<TokenId>> {
        let Document { mentions, tokens, .. } = self.document;
        let mention = &mentions.list[m];
        let has_article = self.is_definite(m);
        let words = IdRange::from(mention.words.start() + usize::from(has_article)..mention.words.end());
        // Words in capitals belong to a heading.
        let is_name = |word: &Word| word.is_capitalised() && !(has_article && word.is_all_capitals());
        let may_be = if has_article {
            (1..=CALLED).contains(&words.len())
        } else {
            let is_kin = matches!(mention.kind, MentionKind::Nominal { class: NounClass::Kin, .. });
            words.len() == 1 && (is_kin || !tokens.words[head].starts_sentence())
        };
        let is_called = may_be && !mention.plural && words.end() == head + 1;
        (is_called && tokens.words[words].iter().all(is_name)).then_some(words)
    }

    /// Whether a noun phrase names a relative of the narrator: "my father".
    fn is_mine(&self, m: MentionId) -> bool {
        let mention = &self.document.mentions.list[m];
        let is_kin = matches!(mention.kind, MentionKind::Nominal { class: NounClass::Kin, .. });
        is_kin
            && !mention.plural
            && mention.words.len() == 2
            && self.document.tokens.is_one_of(mention.words.start(), &["my"])
    }

    /// "the mayor" after "the mayor, Emil Strand," if he is among the most salient people, or shortly before it.
    fn in_apposition(&self, m: MentionId) -> Option<PersonId> {
        let found = self.appositions.taken_up(self.document, m)?;
        let gender = self.document.mentions.list[m].gender;
        let is_present = || {
            let agrees = |person| self.people[person].gender.agrees(gender).then_some(WHOLE);
            self.salience.best(agrees).people().take(PRESENT).any(|person| person == found.person)
        };
        (found.mention > m || is_present()).then_some(found.person)
    }

    /// The relative for whom a noun phrase stands: "Nita's mother", and from then on "her mother" and "the mother" near
    /// Nita.
    fn relative(&mut self, item: ItemId, m: MentionId, head: TokenId) -> Option<PersonId> {
        let document = self.document;
        let mention = &document.mentions.list[m];
        let noun = document.tokens.words[head].id;
        if mention.plural || mention.words.end() != head + 1 {
            return None;
        }
        if let Some(owner) = self.coreference.owner(&document.mentions, m) {
            if !document.cues.is_subject(item) {
                return self.relatives.get(&(owner, noun)).copied();
            }
            let people = &mut self.people;
            let person =
                *self.relatives.entry((owner, noun)).or_insert_with(|| people.nominal(&document.tokens, mention));
            self.last_relative.insert(noun, person);
            return Some(person);
        }
        let first = mention.words.start();
        if self.relatives.is_empty() || head != first + 1 {
            return None;
        }
        let classes = document.tokens.classes(first);
        if classes.any(Classes::POSSESSIVE_PRONOUN) {
            let gender = classes.possessor_gender();
            let owner = self
                .salience
                .best(|person| self.agreement(person, gender))
                .first()
                .filter(|_| gender != Gender::Unknown)?;
            return self.relatives.get(&(owner, noun)).copied();
        }
        let last = self.last_relative.get(&noun).copied().filter(|_| self.is_definite(m))?;
        self.salience.contains(last).then_some(last)
    }

    /// Whether a noun phrase is a part or an expression of its owner and acts for the owner: "Emma's voice was low",
    /// "her voice".
    fn is_owned_part(&self, item: ItemId, m: MentionId, head: TokenId) -> bool {
        let tokens = &self.document.tokens;
        let first = self.document.mentions.list[m].words.start();
        // "a woman's voice" is all that is known of her.
        let is_indefinite = self.document.tokens.is_one_of(first, &["a", "an"]);
        let is_owned =
            || tokens.classes(first).possessor_gender() != Gender::Unknown || self.owner_of_part(m).is_some();
        let is_part = tokens.classes(head).any(Classes::PART_NOUN | Classes::CUE_NOUN);
        // "Her verdict: “…”"
        let leads = || self.document.word(item + 1) == ":";
        is_part && !is_indefinite && (self.document.cues.is_subject(item) || leads()) && is_owned()
    }

    /// Emma in "Emma's voice" and in "the low voice of Emma".
    fn owner_of_part(&self, m: MentionId) -> Option<MentionId> {
        let Document { mentions, tokens, .. } = self.document;
        let head = mentions.list[m].head()?;
        let owner_behind = || {
            let inner = &mentions.list[m.before()?];
            let of = inner.words.start().before()?;
            // "the head of the Rain Office" is a person, and "the voice of the Rain Office" may be.
            let is_role = tokens.word_text(head).eq_ignore_ascii_case(HEAD) || !may_have_voice(inner);
            let belongs = inner.nested && of == head + 1 && tokens.word_text(of) == "of" && !is_role;
            belongs.then(|| m.before()).flatten()
        };
        mentions.owner(m).or_else(owner_behind)
    }

    /// The person whose part acts: Emma in "Emma's voice", the sergeant in "the sergeant's hand". "Her voice" gets the
    /// antecedents of "she", who are no more salient for it.
    fn part_owner(&mut self, item: ItemId, m: MentionId) -> Option<PersonId> {
        let Some(owner) = self.owner_of_part(m) else {
            let first = self.document.mentions.list[m].words.start();
            self.he_or_she(m, self.document.tokens.classes(first).possessor_gender(), 0, false);
            return None;
        };
        if self.coreference.person[owner].is_none() {
            let mention = &self.document.mentions.list[owner];
            if let (&MentionKind::Nominal { head, class }, false) = (&mention.kind, mention.plural) {
                let known = match class {
                    NounClass::Person => self.with_title(owner, head).or_else(|| self.in_apposition(owner)),
                    // "Her grandfather's voice"
                    NounClass::Kin => self
                        .called(owner, head)
                        .or_else(|| self.in_apposition(owner))
                        .or_else(|| self.relative(item, owner, head)),
                    _ => return None,
                };
                let person = known.unwrap_or_else(|| self.people.nominal(&self.document.tokens, mention));
                self.coreference.person[owner] = Some(person);
            }
        }
        self.coreference.person[owner]
    }

    /// The institution for which a noun stands that is the subject of a verb of speech: "the park said".
    fn institution(&mut self, item: ItemId, m: MentionId) -> Option<PersonId> {
        let mention = &self.document.mentions.list[m];
        let opens = self.params.press && self.speaks[item] && !mention.plural && mention.words.len() <= NOUN_PHRASE;
        let person = opens.then(|| self.people.nominal(&self.document.tokens, mention))?;
        self.institutions.insert(person);
        Some(person)
    }

    /// Whether a mention calls somebody by a nation or an age: "the Romanian", "the 24-year-old".
    pub(crate) fn is_epithet(&self, item: ItemId, m: MentionId) -> bool {
        let Document { mentions, tokens, cues, .. } = self.document;
        let words = mentions.list[m].words;
        if !self.params.press || !cues.is_subject(item) || !self.is_definite(m) {
            return false;
        }
        let noun = words.start() + 1;
        let text = tokens.word_text(noun);
        let is_people = PEOPLES.iter().any(|end| text.ends_with(end));
        let is_age = text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with("-old");
        match words.len() {
            TITLE_PHRASE => tokens.classes(noun).any(Classes::NATIONALITY) && !is_people || is_age,
            AGED_PHRASE if is_age => tokens.classes(noun + 1).any(Classes::PERSON_NOUN),
            // "the South African"
            AGED_PHRASE => begins_nationality(tokens, noun),
            _ => false,
        }
    }

    /// The most salient person with a name, whom an epithet takes up.
    pub(crate) fn known_by_epithet(&self) -> Option<PersonId> {
        let has_name =
            |person: PersonId| self.people[person].kind != PersonKind::Nominal && self.is_person_like(person);
        self.salience.best(|person| has_name(person).then_some(WHOLE)).first()
    }

    /// "the official" after "a senior official": in news, the most salient person whom that noun introduces.
    fn with_noun(&self, m: MentionId, head: TokenId) -> Option<PersonId> {
        let tokens = &self.document.tokens;
        if !self.params.press || !self.is_definite(m) || self.document.mentions.list[m].words.len() != TITLE_PHRASE {
            return None;
        }
        let noun = tokens.words[head].id;
        let is_called = |person: PersonId| {
            let name = self.people.name_refs(&self.people[person]).first();
            name.is_some_and(|name| name.words.iter().any(|word| tokens.words[word].id == noun))
        };
        let has_noun = |person: PersonId| self.people.is_introduced(person, tokens) && is_called(person);
        self.salience.best(|person| has_noun(person).then_some(WHOLE)).first()
    }

    /// "the colonel": the most salient person who has that title.
    pub(crate) fn with_title(&self, m: MentionId, head: TokenId) -> Option<PersonId> {
        let Document { mentions, tokens, .. } = self.document;
        let mention = &mentions.list[m];
        let is_style = is_style(tokens, head);
        let may_be = self.is_definite(m) || is_style || tokens.words[head].is_capitalised();
        if !may_be || mention.words.len() > TITLE_PHRASE {
            return None;
        }
        let noun = tokens.words[head].id;
        let same_title = |title: WordId| tokens.vocabulary.lexicon().same_title(title, noun);
        let gender = tokens.classes(mention.words.start()).possessor_gender();
        let has_title = |person: PersonId| {
            // "The Duke" is his Grace, too.
            let has_style = || self.people[person].gender.agrees(gender) && self.is_called(person, same_title);
            self.people.titles(person).any(same_title) || is_style && has_style()
        };
        self.salience.best(|person| has_title(person).then_some(WHOLE)).first()
    }

    /// Whether a name is that of an office without a holder: "the Chief Inspector".
    pub(crate) fn is_bare_office(&self, m: MentionId, name: &NameParts) -> bool {
        let is_title = |word: TokenId| self.document.tokens.classes(word).any(Classes::TITLE);
        name.with_titles().len() > 1 && self.is_definite(m) && name.with_titles().iter().all(is_title)
    }

    /// The most salient person who has the title that is the last word of an office: "Inspector Hale" of "the Chief
    /// Inspector".
    pub(crate) fn with_office(&self, office: &NameParts) -> Option<PersonId> {
        let tokens = &self.document.tokens;
        let title = tokens.words[office.core.end() - 1].id;
        let lexicon = tokens.vocabulary.lexicon();
        let has_title = |person: PersonId| self.people.titles(person).any(|known| lexicon.same_title(known, title));
        self.salience.best(|person| has_title(person).then_some(WHOLE)).first()
    }

    /// The person whom speech addresses by a title or another noun: "No, *Captain*," "Is it late, *Papa*?" The most
    /// salient one who has that title, or whom the narration calls by that noun.
    pub(crate) fn addressed(&self, m: MentionId) -> Option<PersonId> {
        let Document { mentions, tokens, .. } = self.document;
        let mention = &mentions.list[m];
        let head = mention.head().filter(|_| mention.vocative && !mention.plural && !self.params.press)?;
        // "Sir" is anybody.
        let is_anybody = tokens.classes(head).any(Classes::TITLE_COURTESY);
        let lexicon = tokens.vocabulary.lexicon();
        let noun = tokens.words[head].id;
        let same_title = |title: WordId| lexicon.same_title(title, noun);
        let is_meant = |word: WordId| lexicon.plain_kin(word) == lexicon.plain_kin(noun) || same_title(word);
        let may_be = |person: PersonId| {
            !is_anybody && self.people.titles(person).any(same_title) || self.is_called(person, is_meant)
        };
        self.salience.best(|person| may_be(person).then_some(WHOLE)).first()
    }

    /// Whether a word of a noun phrase by which the text calls a person without another name is one that is looked for,
    /// or the title with which a name begins: "the Duke of Orrin".
    fn is_called(&self, person: PersonId, is_meant: impl Fn(WordId) -> bool) -> bool {
        let tokens = &self.document.tokens;
        let known = &self.people[person];
        let Some(name) = self.people.name_refs(known).first() else { return false };
        let first = name.words.start();
        match known.kind {
            PersonKind::Named(_) => tokens.classes(first).any(Classes::TITLE) && is_meant(tokens.words[first].id),
            _ => tokens.words[name.words].iter().any(|word| is_meant(word.id)),
        }
    }

    /// Whether a noun phrase begins with "the".
    fn is_definite(&self, m: MentionId) -> bool {
        self.document.tokens.is_one_of(self.document.mentions.list[m].words.start(), &["the"])
    }
}

/// Whether a mention may stand for one person, who has a voice.
fn may_have_voice(mention: &Mention) -> bool {
    let entity_type = mention.name().map(|name| name.entity_type);
    mention.is_somebody() && !matches!(entity_type, Some(EntityType::Organisation | EntityType::Place))
}
