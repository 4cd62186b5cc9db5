//! The chunker: reads words from left to right and finds names, pronouns and noun phrases.
//!
//! ```text
//! mention  = pronoun | phrase
//! phrase   = determiner* ( modifier | noun | name )+ attached*
//!          | phrase "'s" phrase               "Emma's mother": the owner is a nested mention
//!          | quantifier "of" phrase           "one of the men": the phrase itself, in the singular
//! attached = preposition phrase               "for the port": the object is a nested mention
//! ```
//!
//! [`NameReader`] finds where a name ends. The classes of words decide which noun or verb form continues a phrase. Every
//! phrase has a limited number of words, so time is linear in the text even where phrases are read in vain.

use crate::lexicon::class::Classes;
use crate::lexicon::phrase_trie::PhraseKind;
use crate::mention::mention::{Mention, MentionKind, NounClass, Pronoun};
use crate::mention::name::{is_letter_of, is_of, is_style, EntityType, NameParts};
use crate::mention::name_reader::NameReader;
use crate::mention::narration::{Mentions, NarrationItem};
use crate::mention::perception::{hears, is_participle};
use crate::mention::vocative::is_vocative;
use crate::record::Gender;
use crate::token::tokens::{TokenKind, Tokens};
use crate::util::ids::{ids, Id, IdRange, TokenId};
use crate::util::steps;

/// Maximum number of determiners, numbers and quantifiers before a noun: "all her other two". English has hardly more
/// in a row.
const MAX_DETERMINERS: usize = 4;

/// Adjectives behind "is", which no noun need follow. "Dad's asleep" has no owner.
const PREDICATES: [&str; 24] = [
    "afraid", "alive", "alone", "angry", "asleep", "aware", "awake", "busy", "dead", "drunk", "early", "fine", "glad",
    "gone", "happy", "hungry", "ill", "late", "okay", "ready", "sick", "sorry", "tired", "upset",
];

/// Begins a handle: "@ida".
const AT: &str = "@";

/// Parts adjectives: "the tall, thin man".
const COMMA: &str = ",";

/// Stands for the noun of a phrase: "the tall one".
const ONE: &str = "one";

/// Maximum number of adjectives and adverbs between a comma and the noun that they describe: "slightly stooped old".
const MAX_ADJECTIVES: usize = 3;

/// Maximum number of words of a noun phrase after its determiners, those of an owner included. Longer ones are lists or
/// damage.
const MAX_WORDS: usize = 14;

/// The same of a noun phrase that begins with neither determiner nor name. It is looked for at every word, and few have
/// more than two adjectives.
const MAX_BARE_WORDS: usize = 4;

/// Maximum number of prepositional phrases that hang on each other: "the head of the office of the mayor". Two are
/// frequent; more add nothing that tells who is meant.
const MAX_DEPTH: u8 = 3;

/// Maximum number of words of a prepositional object. A longer one says more than which person is meant.
const MAX_OBJECT_WORDS: usize = 8;

/// Nouns for what may speak.
const SPEAKER_NOUNS: Classes = Classes::PERSON_NOUN.or(Classes::KIN).or(Classes::GROUP_NOUN).or(Classes::DOCUMENT_NOUN);

/// Words that stand before the nouns of a phrase.
const DETERMINERS: Classes = Classes::DETERMINER.or(Classes::POSSESSIVE_PRONOUN);

/// Words that count what a noun stands for.
const QUANTIFIERS: Classes = Classes::NUMERAL.or(Classes::QUANTIFIER);

/// Function words with these classes too may begin a noun phrase.
const OPENERS: Classes = SPEAKER_NOUNS.or(DETERMINERS).or(QUANTIFIERS);

/// Nouns and adjectives that stand before a name and describe its bearer: "the poet Hale".
const INTRODUCTIONS: Classes = Classes::PERSON_NOUN
    .or(Classes::KIN)
    .or(Classes::TITLE)
    .or(Classes::TITLE_ADJECTIVE)
    .or(Classes::GROUP_NOUN)
    .or(Classes::NATIONALITY);

/// Nouns after which a name begins another phrase: "the question Hale put".
const OBJECT_NOUNS: Classes = Classes::CUE_NOUN.or(Classes::DOCUMENT_NOUN).or(Classes::WORK_NOUN);

/// Words that may be the noun of a person, although they have a capital: "Mother", "President".
const PERSON_TITLES: Classes = Classes::TITLE.or(Classes::PERSON_NOUN).or(Classes::KIN);

/// Names that describe any noun after them: "the Pentagon building".
const DESCRIBING_NAMES: Classes = Classes::PLACE.or(Classes::ORG_NAME).or(Classes::ORG_HEAD).or(Classes::NATIONALITY);

/// The only pronoun that the classes do not tell from the indefinite ones.
const IT: &str = "it";

/// How a prepositional phrase belongs to the noun before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Attachment {
    /// Whatever the object is: "the head of the office".
    Close,
    /// If the object has a name, since an adverbial phrase may begin with the same preposition: "the envoy in Oslo",
    /// but "the envoy in the morning".
    Loose,
}

/// How the phrase after a preposition belongs to a noun of a class before it. `None` if it does not, or if the word is
/// no preposition that joins nouns.
fn attachment(word: &str, class: NounClass) -> Option<Attachment> {
    let speaks = class != NounClass::Other;
    match word {
        "of" => Some(Attachment::Close),
        "for" | "at" if speaks => Some(Attachment::Close),
        "for" | "at" | "from" => Some(Attachment::Loose),
        "in" | "with" | "on" if speaks => Some(Attachment::Loose),
        _ => None,
    }
}

/// Where words stand. Mentions are found in both regions. Items are made of the narration alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    /// Outside all quotations.
    Narration,
    /// Within an outermost quotation.
    Speech,
}

/// Reads a text from left to right.
pub(crate) struct Chunker<'a, 't> {
    tokens: &'a Tokens<'t>,
    names: NameReader<'a, 't>,
    /// The phrases of the lexicon, in order.
    phrases: Vec<(PhraseKind, IdRange<TokenId>)>,
    /// An index of `phrases`: those before it begin before the word that is read.
    next_phrase: usize,
    /// All that was found so far. The stage adds quotations and paragraphs.
    pub(crate) found: Mentions,
}

/// A noun phrase while it is read.
struct NounPhrase {
    /// Whether a determiner, a possessive pronoun or an owner stands before it.
    is_determined: bool,
    /// Whether a number or quantifier stands before it.
    is_quantified: bool,
    /// The last noun so far. `None` if there is a name.
    head: Option<TokenId>,
    /// The last name so far. `None` if there is a head.
    name: Option<IdRange<TokenId>>,
}

impl NounPhrase {
    /// Without determiners and numbers.
    fn is_bare(&self) -> bool {
        !self.is_determined && !self.is_quantified
    }

    /// Whether neither noun nor name is read.
    fn is_empty(&self) -> bool {
        self.head.is_none() && self.name.is_none()
    }

    /// The end of the last noun or name.
    fn end(&self) -> Option<TokenId> {
        self.head.map(|head| head + 1).or(self.name.map(IdRange::end))
    }

    fn set_head(&mut self, head: TokenId) {
        self.head = Some(head);
        self.name = None;
    }

    fn set_name(&mut self, name: IdRange<TokenId>) {
        self.head = None;
        self.name = Some(name);
    }
}

/// A mention that is neither a vocative nor nested, as far as the phrase itself tells.
fn plain_mention(words: IdRange<TokenId>, kind: MentionKind, gender: Gender, plural: bool) -> Mention {
    Mention { words, kind, gender, plural, vocative: false, nested: false }
}

impl<'a, 't> Chunker<'a, 't> {
    /// Puts what it finds into `found`, which is empty.
    pub(crate) fn new(tokens: &'a Tokens<'t>, names: NameReader<'a, 't>, found: Mentions) -> Self {
        Self { tokens, names, phrases: tokens.phrases(), next_phrase: 0, found }
    }

    /// Begins to read a paragraph.
    pub(crate) fn start_paragraph(&mut self, words: IdRange<TokenId>) {
        self.names.start_paragraph(words);
    }

    /// Reads words of the paragraph that stand together, within one quotation or outside all of them.
    pub(crate) fn read(&mut self, words: IdRange<TokenId>, region: Region) {
        let mut at = words.start();
        while at < words.end() {
            steps::count(1);
            if region == Region::Narration {
                if let Some(end) = self.take_phrase(at, words.end()) {
                    at = end;
                    continue;
                }
            }
            let (item, end) = match self.mention(at, words, region) {
                Some(mention) => {
                    let end = mention.words.end();
                    (NarrationItem::Mention(self.found.list.push(mention)), end)
                }
                None => (NarrationItem::Word(at), at + 1),
            };
            if region == Region::Narration {
                self.found.narration.push(item);
            }
            at = end;
        }
    }

    /// Takes a phrase of the lexicon out of the narration, which goes on where the phrase ends. Cues become items.
    /// Settings and adverbials are left out. Names are left to be read as mentions.
    fn take_phrase(&mut self, at: TokenId, end: TokenId) -> Option<TokenId> {
        let (kind, phrase) = self.phrase_at(at).filter(|(_, phrase)| phrase.end() <= end)?;
        match kind {
            PhraseKind::Place | PhraseKind::Organisation => return None,
            PhraseKind::Cue | PhraseKind::PhrasalVerb => {
                self.found.narration.push(NarrationItem::Phrase(kind, phrase));
            }
            PhraseKind::Setting | PhraseKind::Adverbial => {}
        }
        Some(phrase.end())
    }

    /// Reads the label of a turn: one name, whatever its words.
    pub(crate) fn label(&mut self, words: IdRange<TokenId>) {
        let (name, gender) = NameParts::of_label(self.tokens, self.names.words, words);
        let kind = MentionKind::Name(name);
        self.found.narration.push(NarrationItem::Mention(self.found.list.end()));
        self.found.list.push(Mention { words, kind, gender, plural: false, vocative: false, nested: false });
    }

    /// The phrase of the lexicon that begins at a word. Each call is for a later word than the one before.
    fn phrase_at(&mut self, at: TokenId) -> Option<(PhraseKind, IdRange<TokenId>)> {
        while self.phrases.get(self.next_phrase).is_some_and(|(_, phrase)| phrase.start() < at) {
            self.next_phrase += 1;
        }
        self.phrases.get(self.next_phrase).filter(|(_, phrase)| phrase.start() == at).copied()
    }

    fn classes(&self, i: TokenId) -> Classes {
        self.tokens.classes(i)
    }

    fn is_name(&self, i: TokenId) -> bool {
        self.names.is_name(i)
    }

    /// The mention that begins at a word, within the words of its region. Mentions nested in it go to the list before
    /// it.
    fn mention(&mut self, at: TokenId, bounds: IdRange<TokenId>, region: Region) -> Option<Mention> {
        match self.tokens.words[at].kind {
            TokenKind::Word | TokenKind::Abbreviation | TokenKind::Number => {}
            TokenKind::Symbol => return self.handle(at, bounds, region),
            _ => return None,
        }
        let classes = self.classes(at);
        let is_pronoun = classes.any(Classes::PRONOUN);
        if is_pronoun && (!classes.any(Classes::POSSESSIVE_PRONOUN | Classes::NUMERAL) || self.is_heard(at)) {
            return Some(self.pronoun(at));
        }
        // Most function words begin no phrase.
        if classes.any(Classes::CLOSED) && !is_pronoun && !classes.any(OPENERS) && !self.is_name(at) {
            return None;
        }
        if let Some(mut phrase) = self.noun_phrase(at, bounds, region, 0) {
            phrase.vocative = region == Region::Speech && is_vocative(self.tokens, phrase.words, bounds);
            return Some(phrase);
        }
        // "I saw her", "one saw it"
        is_pronoun.then(|| self.pronoun(at))
    }

    /// The handle of somebody in a network: "@ida.holm".
    fn handle(&self, at: TokenId, bounds: IdRange<TokenId>, region: Region) -> Option<Mention> {
        let tokens = self.tokens;
        let is_inside =
            at.before().is_some_and(|before| tokens.words[before].is_word()) && !tokens.words[at].has_space_before();
        let is_named = || {
            let name = &tokens.words[at + 1];
            name.is_word() && !name.has_space_before()
        };
        if tokens.word_text(at) != AT || is_inside || at + 1 >= bounds.end() || !is_named() {
            return None;
        }
        let words = IdRange::from(at..at + 2);
        let kind = MentionKind::Name(NameParts::of_handle(words));
        let vocative = region == Region::Speech && is_vocative(self.tokens, words, bounds);
        Some(Mention { vocative, ..plain_mention(words, kind, Gender::Unknown, false) })
    }

    /// Whether a word is "her" in "I heard her breathing", and not in "I heard her wedding march".
    fn is_heard(&self, at: TokenId) -> bool {
        let text = |i: TokenId| self.tokens.word_text(i);
        let may_be_noun =
            |i: TokenId| self.tokens.words[i].is_word() && !self.classes(i).any(Classes::CLOSED | Classes::LY);
        self.classes(at).any(Classes::OBJECT_PRONOUN)
            && at.before().is_some_and(|verb| hears(text(verb)))
            && at + 1 < self.tokens.words.end()
            && is_participle(text(at + 1))
            && !(at + 2 < self.tokens.words.end() && may_be_noun(at + 2))
    }

    fn pronoun(&self, at: TokenId) -> Mention {
        let classes = self.classes(at);
        let gender = classes.noun_gender();
        let plural = classes.any(Classes::PLURAL);
        let pronoun = match gender {
            Gender::Male => Pronoun::He,
            Gender::Female => Pronoun::She,
            Gender::Unknown if classes.any(Classes::FIRST_PERSON) && plural => Pronoun::We,
            Gender::Unknown if classes.any(Classes::FIRST_PERSON) => Pronoun::I,
            Gender::Unknown if classes.any(Classes::SECOND_PERSON) => Pronoun::You,
            Gender::Unknown if plural => Pronoun::They,
            Gender::Unknown if self.tokens.word_text(at).eq_ignore_ascii_case(IT) => Pronoun::It,
            Gender::Unknown => Pronoun::Indefinite,
        };
        plain_mention((at..at + 1).into(), MentionKind::Pronoun(pronoun), gender, plural)
    }

    /// The noun phrase that begins at `start`. Mentions nested in it go to the list before it. `depth` counts the
    /// phrases of which it is the object.
    fn noun_phrase(&mut self, start: TokenId, bounds: IdRange<TokenId>, region: Region, depth: u8) -> Option<Mention> {
        let listed = self.found.list.end();
        let phrase = self.noun_phrase_around(start, bounds, region, depth);
        if phrase.is_some() || self.found.list.end() == listed {
            return phrase;
        }
        // No phrase closes around an owner. A shorter one may from a later word on, where the owner is read again. A
        // name at `start` would be lost then, so it is a phrase by itself.
        let owner = self.found.list[listed].clone();
        self.found.list.truncate(listed);
        (owner.words.start() == start && self.is_name(start)).then_some(Mention { nested: false, ..owner })
    }

    /// The same. Mentions may stay in the list without a phrase around them.
    fn noun_phrase_around(
        &mut self,
        start: TokenId,
        bounds: IdRange<TokenId>,
        region: Region,
        depth: u8,
    ) -> Option<Mention> {
        let end = bounds.end();
        let (mut phrase, first_noun) = self.determiners(start, end);
        let mut at = first_noun;
        if phrase.is_quantified && !phrase.is_determined && at + 1 < end && is_of(self.tokens, at) && depth < MAX_DEPTH
        {
            // "one of the men"
            let whole = self.noun_phrase(at + 1, bounds, region, depth + 1)?;
            return Some(Mention { words: (start..whole.words.end()).into(), plural: false, ..whole });
        }
        let begins_with_name = at < end && self.is_name(at);
        let limit = if phrase.is_bare() && !begins_with_name { MAX_BARE_WORDS } else { MAX_WORDS };
        let limit = end.min(at + limit);
        while at < limit {
            steps::count(1);
            let word = &self.tokens.words[at];
            if word.kind == TokenKind::Clitic && self.is_possessive(at) && !phrase.is_empty() {
                let owner = self.close((start..at).into(), &phrase, region)?;
                if !self.noun_follows(at, end) {
                    return Some(owner);
                }
                self.found.list.push(Mention { nested: true, ..owner });
                phrase = NounPhrase { is_determined: true, is_quantified: false, head: None, name: None };
                at += 1;
            } else if let Some(noun) = self.noun_behind_comma(&phrase, start, at, end) {
                phrase.set_head(noun);
                at = noun + 1;
            } else if !word.is_word() {
                break;
            } else if self.is_name(at) {
                if !self.may_introduce_name(&phrase) || self.begins_clause(&phrase, start, at) {
                    break;
                }
                let name = IdRange::from(at..self.names.end(at, end));
                phrase.set_name(name);
                at = name.end();
            } else if self.extends(&phrase, at, end) {
                if !self.is_modifier(&phrase, at, end) {
                    phrase.set_head(at);
                }
                at += 1;
            } else {
                break;
            }
        }
        // "the other", "the first"
        if phrase.is_empty() && phrase.is_determined && phrase.is_quantified && at == first_noun {
            phrase.set_head(at - 1);
        }
        let mut found = self.close((start..phrase.end()?).into(), &phrase, region)?;
        if let MentionKind::Nominal { class, .. } = found.kind {
            self.attach_prepositions(&mut found, class, bounds, region, depth);
        }
        if region == Region::Narration && depth == 0 && self.is_office(&found) {
            self.attach_holder(&mut found, bounds);
        }
        Some(found)
    }

    /// Whether a mention is an office without the name of its holder: "the ambassador", "Professor of Clocks", "French
    /// Ambassador".
    fn is_office(&self, mention: &Mention) -> bool {
        match &mention.kind {
            MentionKind::Nominal { class, .. } => *class == NounClass::Person && !mention.plural,
            MentionKind::Name(name) => {
                let holder = Classes::TITLE_RANK | Classes::PERSON_NOUN;
                let is_holder = |i: TokenId| self.classes(i).any(holder) && !self.classes(i).any(Classes::GIVEN_NAME);
                let (first, last) = (name.core.start(), name.core.end() - 1);
                // "US Ambassador"
                let is_sent = || last > first && self.classes(first).any(Classes::PLACE | Classes::NATIONALITY);
                name.titles().is_empty()
                    && (is_holder(first) && is_of(self.tokens, first + 1) || is_holder(last) && is_sent())
            }
            MentionKind::Pronoun(_) => false,
        }
    }

    /// Takes the name of the holder at the end of a further phrase: "the ambassador to the Orrin League Emil Strand",
    /// "Professor of Clocks at Orrin University Emil Strand".
    fn attach_holder(&mut self, office: &mut Mention, bounds: IdRange<TokenId>) {
        let at = office.words.end();
        if at + 1 >= bounds.end() || !matches!(self.tokens.word_text(at), "to" | "at" | "for" | "in" | "of") {
            return;
        }
        let listed = self.found.list.end();
        let object = self.noun_phrase(at + 1, bounds, Region::Narration, MAX_DEPTH);
        self.found.list.truncate(listed);
        let Some(object) = object else { return };
        if let Some(holder) = self.holder_at_end(&object) {
            let words = IdRange::from(office.words.start()..object.words.end());
            *office = Mention { words, gender: holder.gender.or(office.gender), ..holder };
        }
    }

    /// A phrase with the determiners and numbers that begin at `start`, and where they end.
    fn determiners(&self, start: TokenId, end: TokenId) -> (NounPhrase, TokenId) {
        let mut phrase = NounPhrase { is_determined: false, is_quantified: false, head: None, name: None };
        let mut at = start;
        while at < end.min(start + MAX_DETERMINERS) && !self.is_name(at) {
            let classes = self.classes(at);
            if classes.any(DETERMINERS) {
                phrase.is_determined = true;
            } else if classes.any(QUANTIFIERS) || self.tokens.words[at].kind == TokenKind::Number {
                phrase.is_quantified = true;
            } else {
                break;
            }
            at += 1;
        }
        (phrase, at)
    }

    /// Whether a name may follow what is read: "the poet Hale", but not "the question Hale put".
    fn may_introduce_name(&self, phrase: &NounPhrase) -> bool {
        phrase.head.map_or(true, |head| {
            let classes = self.classes(head);
            // "In September Hale came", but "the March Hare"
            let is_date = classes.any(Classes::CALENDAR) && !phrase.is_determined;
            classes.any(INTRODUCTIONS) || !classes.any(OBJECT_NOUNS) && !is_date
        })
    }

    /// Whether a given name at `at` is the subject of a sentence that begins with a place: "Across the courtroom Leila
    /// laughed". A noun for persons before it describes it.
    fn begins_clause(&self, phrase: &NounPhrase, start: TokenId, at: TokenId) -> bool {
        let is_place = phrase.head.is_some_and(|head| !self.classes(head).any(INTRODUCTIONS));
        let opens = |&before: &TokenId| {
            self.tokens.words[before].starts_sentence() && self.classes(before).any(Classes::PREPOSITION)
        };
        let acts = self.tokens.words.get(at + 1).is_some_and(|_| self.classes(at + 1).any(Classes::FINITE));
        is_place && acts && self.classes(at).any(Classes::GIVEN_NAME) && start.before().filter(opens).is_some()
    }

    /// Whether the word at `at`, which is no name, continues a phrase.
    fn extends(&self, phrase: &NounPhrase, at: TokenId, end: TokenId) -> bool {
        let classes = self.classes(at);
        if classes.any(Classes::CLOSED) && !classes.any(SPEAKER_NOUNS) {
            let is_only = || self.is_only(at) && self.noun_follows(at, end);
            // "the round one"
            let before_one = || at + 1 < end && self.tokens.word_text(at + 1) == ONE;
            let describes = || phrase.is_empty() && (is_only() || before_one());
            return phrase.is_determined && (describes() || self.is_one(phrase, at, end));
        }
        if classes.any(Classes::LY) {
            // "the newly elected mayor"
            return phrase.is_determined && phrase.is_empty();
        }
        if let Some(name) = phrase.name {
            // "Hawks coach Emma Hale", though a coach is a carriage elsewhere
            let is_office = classes.any(Classes::TITLE_RANK) && self.is_name(at - 1) && self.name_follows(at, end);
            return (is_office || self.follows_name(phrase, name, classes)) && !self.reports(at, end);
        }
        if classes.any(Classes::VERBAL) && !classes.any(Classes::PERSON_NOUN | Classes::KIN) {
            return self.is_verb_form_of(phrase, at, end);
        }
        // After a noun for persons another noun is rare ("the police officer"), and an unknown word may be a verb.
        phrase.head.map_or(true, |head| {
            !self.classes(head).any(Classes::PERSON_NOUN | Classes::KIN)
                || classes.any(SPEAKER_NOUNS)
                || self.name_follows(at, end)
        })
    }

    /// Whether a word continues a phrase whose last part is a name: "Trump supporters", "the Pentagon building", but
    /// not "Kerry yesterday".
    fn follows_name(&self, phrase: &NounPhrase, name: IdRange<TokenId>, classes: Classes) -> bool {
        // "Helen Hale studies eels"
        let is_person = name.iter().any(|i| self.classes(i).any(Classes::GIVEN_NAME | Classes::TITLE));
        let nouns = if is_person { SPEAKER_NOUNS.without(Classes::DOCUMENT_NOUN) } else { SPEAKER_NOUNS };
        classes.any(nouns) && !classes.any(Classes::CUE_STRONG)
            || phrase.is_determined && self.classes(name.start()).any(DESCRIBING_NAMES) && !classes.any(Classes::VERBAL)
    }

    /// Whether the word at `at`, which may be a noun in the plural, is the verb that leads to speech: "the Bureau
    /// reports:".
    fn reports(&self, at: TokenId, end: TokenId) -> bool {
        let tokens = self.tokens;
        let is_verb = self.classes(at).any(Classes::CUE) && tokens.word_text(at).ends_with('s');
        is_verb
            && (at + 1 >= end || matches!(tokens.word_text(at + 1), ":" | "," | "that" | "it" | "the" | "he" | "she"))
    }

    /// Whether the word at `at`, which may be a verb, belongs to a phrase that has no name.
    fn is_verb_form_of(&self, phrase: &NounPhrase, at: TokenId, end: TokenId) -> bool {
        let classes = self.classes(at);
        let next_is = |nouns| at + 1 < end && self.classes(at + 1).any(nouns);
        match phrase.head.filter(|&head| !self.classes(head).any(Classes::TITLE_ADJECTIVE)) {
            // "the mariner said"
            Some(head) if self.classes(head).any(SPEAKER_NOUNS) => false,
            // "came the flat question."
            Some(_) if classes.any(Classes::CUE_NOUN) && !classes.any(Classes::PAST) && !self.noun_follows(at, end) => {
                true
            }
            // "the harbour crossing was closed"
            Some(_) => !classes.any(Classes::FINITE) && next_is(Classes::VERBAL | Classes::AUXILIARY),
            // "growling men"
            None if phrase.is_bare() => classes.any(Classes::ED | Classes::ING) && next_is(SPEAKER_NOUNS),
            None => self.noun_follows(at, end) || !classes.any(Classes::PAST),
        }
    }

    /// Whether the word at `at`, which continues a phrase, only describes its noun.
    fn is_modifier(&self, phrase: &NounPhrase, at: TokenId, end: TokenId) -> bool {
        let classes = self.classes(at);
        classes.any(Classes::LY)
            || phrase.head.is_none()
                && classes.any(Classes::VERBAL)
                && self.noun_follows(at, end)
                // The answer is the noun in "his answer Hale knew".
                && !(classes.any(Classes::CUE_NOUN) && self.name_follows(at, end))
    }

    /// The noun for a person behind the comma at `at`, if further adjectives lead to it: "the tall, slightly stooped man".
    /// What stands before the comma must be an adjective: a single word, in no phrase that begins the sentence, as in "In
    /// the street, angry men".
    fn noun_behind_comma(&self, phrase: &NounPhrase, start: TokenId, at: TokenId, end: TokenId) -> Option<TokenId> {
        let is_person = |i: TokenId| self.classes(i).any(Classes::PERSON_NOUN | Classes::KIN) && !self.is_name(i);
        let is_adjective = |i: TokenId| {
            let classes = self.classes(i);
            let follows_adverb = || self.classes(i - 1).any(Classes::LY | Classes::ADVERB);
            let is_plain = !classes.any(Classes::CLOSED | Classes::PAST) || classes.any(Classes::ADVERB);
            self.tokens.words[i].is_word() && (is_plain || follows_adverb()) && !self.is_name(i)
        };
        let is_bare = phrase.is_determined && start + 2 == at && phrase.head == at.before();
        let described = || phrase.head.is_some_and(|head| !self.classes(head).any(SPEAKER_NOUNS | OBJECT_NOUNS));
        let opens = || start.before().is_some_and(|before| self.tokens.words[before].starts_sentence());
        if self.tokens.word_text(at) != COMMA || !is_bare || !described() || opens() {
            return None;
        }
        let noun = ids(at + 1..end).take(MAX_ADJECTIVES + 1).find(|&i| is_person(i) || !is_adjective(i))?;
        let is_single = |i: TokenId| is_person(i) && !self.classes(i).any(Classes::PLURAL);
        let goes_on = || noun + 1 < end && (is_person(noun + 1) || self.is_name(noun + 1));
        (is_single(noun) && noun > at + 1 && !goes_on()).then_some(noun)
    }

    /// Whether a name follows the word at `at`.
    fn name_follows(&self, at: TokenId, end: TokenId) -> bool {
        at + 1 < end && self.is_name(at + 1)
    }

    /// Whether a noun follows the word at `at`, or what may stand before one.
    fn noun_follows(&self, at: TokenId, end: TokenId) -> bool {
        at + 1 < end && self.tokens.words[at + 1].is_word() && !self.is_predicate(at + 1, end) && {
            let classes = self.classes(at + 1);
            !classes.any(Classes::CLOSED.or(Classes::PAST).or(Classes::LY))
                || self.is_name(at + 1)
                || self.is_only(at + 1)
        }
    }

    /// Whether the word at `at` stands for the noun of a phrase: "the tall one", but not "the door one of the sailors"
    /// nor "the boat one day".
    fn is_one(&self, phrase: &NounPhrase, at: TokenId, end: TokenId) -> bool {
        let is_adjective = |head: TokenId| !self.classes(head).any(SPEAKER_NOUNS);
        let ends = || {
            let next = at + 1;
            let goes_on = Classes::VERBAL | Classes::AUXILIARY | Classes::CLOSED | Classes::LY;
            next >= end
                || !self.tokens.words[next].is_word()
                || self.classes(next).any(goes_on) && !is_of(self.tokens, next)
        };
        self.tokens.word_text(at) == ONE && phrase.name.is_none() && phrase.head.is_some_and(is_adjective) && ends()
    }

    /// Whether the word at `at` is an adjective that says how somebody is: "Dad’s asleep", but not "Dad’s late wife".
    fn is_predicate(&self, at: TokenId, end: TokenId) -> bool {
        let is_before_noun = || {
            at + 1 < end
                && self.tokens.words[at + 1].is_word()
                && !self.classes(at + 1).any(Classes::CLOSED | Classes::LY)
        };
        PREDICATES.contains(&self.tokens.word_text(at)) && !is_before_noun()
    }

    /// Whether the word at `at` may stand before a noun, though it is a function word: "the village's only baker".
    fn is_only(&self, at: TokenId) -> bool {
        self.tokens.word_text(at) == "only"
    }

    /// Whether a token is a possessive "'s", or an "s" that lost its apostrophe.
    fn is_possessive(&self, at: TokenId) -> bool {
        self.tokens.words.get(at).is_some_and(|word| word.kind == TokenKind::Clitic) && {
            let text = self.tokens.word_text(at);
            text.ends_with(['s', 'S']) && text.chars().count() <= 2
        }
    }

    /// The mention that a phrase is. `None` if it stands for nothing that may speak or act.
    fn close(&self, words: IdRange<TokenId>, phrase: &NounPhrase, region: Region) -> Option<Mention> {
        match (phrase.name, phrase.head) {
            (Some(name), _) => Some(self.close_name(words, name)),
            (None, Some(head)) => self.close_nominal(words, phrase, head, region),
            (None, None) => None,
        }
    }

    /// The mention of a phrase whose last part is a name.
    fn close_name(&self, words: IdRange<TokenId>, run: IdRange<TokenId>) -> Mention {
        let first = run.start();
        let classes = self.classes(first);
        // "Mother", "the President"
        if run.len() == 1
            && classes.any(PERSON_TITLES)
            && !classes.any(Classes::GIVEN_NAME)
            && !self.names.words.is_known(first)
            && !(words.start() == first && self.names.words.use_of(self.tokens.words[first].id).is_last_name())
        {
            let kind = MentionKind::Nominal { head: first, class: self.noun_class(first) };
            return plain_mention(words, kind, classes.noun_gender(), classes.any(Classes::PLURAL));
        }
        let is_numbered = |i: TokenId| self.tokens.words[i].kind == TokenKind::Number || is_letter_of(self.tokens, i);
        if run.len() == 2 && is_numbered(first + 1) {
            return plain_mention(words, MentionKind::Name(NameParts::numbered(run)), Gender::Unknown, false);
        }
        let (mut name, gender) = NameParts::new(self.tokens, self.names.words, run);
        let is_open = match name.entity_type {
            EntityType::Unknown => true,
            EntityType::Person => name.titles().is_empty(),
            EntityType::Organisation | EntityType::Place => false,
        };
        if is_open {
            name.entity_type = self.listed_entity_type(name.core).unwrap_or(name.entity_type);
        }
        // "the actress Jane Hale": the words before the name tell its gender too, except for the owner's.
        let has_owner = self.classes(words.start()).any(Classes::POSSESSIVE_PRONOUN);
        let described = ids(words.start()..first).skip(usize::from(has_owner)).map(|i| self.classes(i).noun_gender());
        let described = described.fold(Gender::Unknown, Gender::or);
        // "the actor Jane Hale": a first name tells more than the noun of a trade.
        let given = self.classes(name.core.start()).given_name_gender();
        let is_kin = || ids(words.start()..first).any(|i| self.classes(i).any(Classes::KIN));
        let described = if given.agrees(described) || is_kin() { described } else { Gender::Unknown };
        plain_mention(words, MentionKind::Name(name), gender.or(described), false)
    }

    /// The type of a name that the lexicon has, with or without words before it: "Greater Addis Ababa".
    fn listed_entity_type(&self, name: IdRange<TokenId>) -> Option<EntityType> {
        let at = self.phrases.partition_point(|(_, phrase)| phrase.start() < name.start());
        match self.phrases.get(at).filter(|(_, phrase)| phrase.end() == name.end())?.0 {
            PhraseKind::Place => Some(EntityType::Place),
            PhraseKind::Organisation => Some(EntityType::Organisation),
            _ => None,
        }
    }

    /// The mention of a phrase whose last part is a noun. Without determiner it must be a noun that does without one.
    fn close_nominal(
        &self,
        words: IdRange<TokenId>,
        phrase: &NounPhrase,
        head: TokenId,
        region: Region,
    ) -> Option<Mention> {
        let classes = self.classes(head);
        let class = self.noun_class(head);
        let plural =
            classes.any(Classes::PLURAL) || class == NounClass::Other && self.tokens.word_text(head).ends_with('s');
        let is_address = || region == Region::Speech && classes.any(Classes::VOCATIVE);
        let may_be_bare = || match class {
            NounClass::Person => {
                plural || self.tokens.words[head].is_capitalised() || is_address() || self.signs_headline(words)
            }
            NounClass::Kin | NounClass::Group | NounClass::Document => true,
            NounClass::Other => is_address(),
        };
        if phrase.is_bare() && !may_be_bare() {
            return None;
        }
        Some(plain_mention(words, MentionKind::Nominal { head, class }, classes.noun_gender(), plural))
    }

    /// Whether a noun phrase is the subject at the end of a headline, which has no articles: "“Late”, says minister".
    fn signs_headline(&self, words: IdRange<TokenId>) -> bool {
        let tokens = self.tokens;
        let Some(verb) = words.start().before() else { return false };
        let is_apart =
            |before: TokenId| tokens.words[before].kind == TokenKind::QuoteMark || tokens.word_text(before) == ",";
        let ends = || tokens.words.get(words.end()).map_or(true, |next| next.starts_sentence() || !next.is_word());
        matches!(tokens.word_text(verb), "says" | "say") && verb.before().is_some_and(is_apart) && ends()
    }

    fn noun_class(&self, head: TokenId) -> NounClass {
        let classes = self.classes(head);
        match () {
            () if classes.any(Classes::KIN) => NounClass::Kin,
            () if classes.any(Classes::PERSON_NOUN | Classes::TITLE) || is_style(self.tokens, head) => {
                NounClass::Person
            }
            () if classes.any(Classes::GROUP_NOUN | Classes::ORG_HEAD) => NounClass::Group,
            () if classes.any(Classes::DOCUMENT_NOUN) => NounClass::Document,
            () => NounClass::Other,
        }
    }

    /// Adds the prepositional phrases after a noun to its mention: "for the Pentagon", "in Iran", "of the house".
    fn attach_prepositions(
        &mut self,
        noun: &mut Mention,
        class: NounClass,
        bounds: IdRange<TokenId>,
        region: Region,
        depth: u8,
    ) {
        for _ in depth..MAX_DEPTH {
            let at = noun.words.end();
            if at + 1 >= bounds.end() || region == Region::Speech {
                return;
            }
            let Some(attachment) = attachment(self.tokens.word_text(at), class) else { return };
            let listed = self.found.list.end();
            // At this depth nothing is attached to the object itself.
            let Some(object) = self.noun_phrase(at + 1, bounds, region, MAX_DEPTH) else {
                self.found.list.truncate(listed);
                return;
            };
            let is_named = object.words.iter().any(|i| self.tokens.words[i].is_capitalised());
            if attachment == Attachment::Loose && !is_named || object.words.len() > MAX_OBJECT_WORDS {
                self.found.list.truncate(listed);
                return;
            }
            let words = IdRange::from(noun.words.start()..object.words.end());
            // "head of the Harbour Council Enver Salk" is Enver Salk.
            if let Some(holder) = self.holder_at_end(&object).filter(|_| class == NounClass::Person) {
                let gender = holder.gender.or(noun.gender);
                *noun = Mention { words, gender, ..holder };
                return;
            }
            noun.words = words;
            self.found.list.push(Mention { nested: true, ..object });
        }
    }

    /// The holder of an office, if the object of a preposition after it ends with a name: Enver Salk in "the Harbour
    /// Council Enver Salk" and in "Ferries Enver Salk".
    fn holder_at_end(&self, object: &Mention) -> Option<Mention> {
        if self.ends_with_holder(object) {
            return Some(object.clone());
        }
        let core = object.name()?.core;
        let last = core.end().before()?;
        let unnamed = Classes::GIVEN_NAME | Classes::TITLE | Classes::PERSON_NOUN | Classes::PLACE;
        if core.start() != object.words.start() || self.classes(core.start()).any(unnamed) {
            return None;
        }
        let given = |&i: &TokenId| self.classes(i).any(Classes::GIVEN_NAME) && !self.classes(i).any(Classes::PLACE);
        let first = ids(core.start() + 1..last).find(given)?;
        let body = Classes::ORG_HEAD | Classes::GROUP_NOUN | Classes::ORDINARY;
        if self.classes(last).any(body) || is_of(self.tokens, first - 1) {
            return None;
        }
        let (name, gender) = NameParts::new(self.tokens, self.names.words, (first..core.end()).into());
        Some(plain_mention(
            object.words,
            MentionKind::Name(name),
            gender.or(self.classes(first).given_name_gender()),
            false,
        ))
    }

    /// Whether the object of a preposition is the body of an office with the name of its holder: "the Harbour Council
    /// Enver Salk", but not "Harbour Secretary Enver Salk", who is somebody else.
    fn ends_with_holder(&self, object: &Mention) -> bool {
        let Some(name) = object.name() else { return false };
        let body = IdRange::from(object.words.start()..name.titles().start());
        let is_part = |i: TokenId| {
            let classes = self.classes(i);
            let described = Classes::PERSON_NOUN | Classes::TITLE | Classes::NATIONALITY | Classes::TITLE_ADJECTIVE;
            (self.tokens.words[i].is_capitalised() || classes.any(Classes::DETERMINER) || is_of(self.tokens, i))
                && !classes.any(described.or(Classes::POSSESSIVE_PRONOUN))
        };
        let has_name = || body.iter().any(|i| self.is_name(i));
        !body.is_empty()
            && body.iter().all(is_part)
            && has_name()
            && name.core.len() + usize::from(!name.titles().is_empty()) > 1
    }
}

#[cfg(test)]
mod tests {
    use super::{attachment, Attachment, MAX_BARE_WORDS, MAX_DEPTH, MAX_OBJECT_WORDS, MAX_WORDS};
    use crate::mention::find::find_mentions;
    use crate::mention::mention::{Mention, MentionKind, NounClass};
    use crate::record::Gender;
    use crate::token::tokenize::tokenize;
    use crate::token::tokens::Tokens;

    /// A mention as "kind(head): text"; for a name, its type and core stand for kind and head.
    fn describe(tokens: &Tokens<'_>, mention: &Mention) -> String {
        let kind = match &mention.kind {
            MentionKind::Pronoun(pronoun) => format!("{pronoun:?}"),
            MentionKind::Name(name) => {
                format!("name {:?}({})", name.entity_type, &tokens.text[tokens.cover(name.core)])
            }
            MentionKind::Nominal { head, class } => format!("{class:?}({})", tokens.word_text(*head)),
        };
        let flag = |is: bool, name: &'static str| if is { name } else { "" };
        let (nested, plural) = (flag(mention.nested, "nested "), flag(mention.plural, "plural "));
        let vocative = flag(mention.vocative, "vocative ");
        format!("{nested}{vocative}{plural}{kind}: {}", &tokens.text[mention.span(tokens)])
    }

    fn check(text: &str, expected: &[&str]) {
        let tokens = tokenize(text);
        let found = find_mentions(&tokens);
        let found: Vec<_> = found.list.iter().map(|mention| describe(&tokens, mention)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn pronouns_have_person_and_number() {
        check("She told him that it was theirs, not ours.", &["She: She", "He: him", "It: it"]);
        check("You saw us, and I saw them.", &["You: You", "plural We: us", "I: I", "plural They: them"]);
        check("Someone left. Nobody else came.", &["Indefinite: Someone", "Indefinite: Nobody"]);
        // A possessive pronoun alone is an object; before a noun it is a determiner.
        check("He saw her. He saw her boat.", &["He: He", "She: her", "He: He", "Other(boat): her boat"]);
    }

    #[test]
    fn noun_phrases_have_a_head() {
        for (text, expected) in [
            ("The old sailor met a tall girl.", &["Person(sailor): The old sailor", "Person(girl): a tall girl"][..]),
            ("The newly elected mayor spoke slowly.", &["Person(mayor): The newly elected mayor"]),
            ("The growling men left.", &["plural Person(men): The growling men"]),
            ("The police officer left.", &["Person(officer): The police officer"]),
            ("The mariner said no.", &["Person(mariner): The mariner"]),
            ("Two officers and 12 men left.", &["plural Person(officers): Two officers", "plural Person(men): 12 men"]),
            ("All her other two boats sank.", &["plural Other(boats): All her other two boats"]),
            ("The tall one met the round one.", &["Other(one): The tall one", "Other(one): the round one"]),
            ("The sailor one day left.", &["Person(sailor): The sailor"]),
            ("The boat one day sank.", &["Other(boat): The boat"]),
            (
                "At the door one of the sailors slept.",
                &["Other(door): the door", "Person(sailors): one of the sailors"],
            ),
            ("The other left. The first spoke.", &["Other(other): The other", "Other(first): The first"]),
            ("The harbour crossing was closed.", &["Other(crossing): The harbour crossing"]),
            ("The harbour crossing there failed.", &["Group(harbour): The harbour"]),
            ("This report said so.", &["Document(report): This report"]),
            ("His mother and the ministry left.", &["Kin(mother): His mother", "Group(ministry): the ministry"]),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn few_nouns_do_without_determiner() {
        check(
            "They saw reporters and a sailor.",
            &["plural They: They", "plural Person(reporters): reporters", "Person(sailor): a sailor"],
        );
        check("Mother met Captain.", &["Kin(Mother): Mother", "Person(Captain): Captain"]);
        check("Officials left. Dogs barked at sailor.", &["plural Person(Officials): Officials"]);
        check("“Captain!” “Come, sir.”", &["vocative Person(Captain): Captain", "vocative Person(sir): sir"]);
    }

    #[test]
    fn names_take_in_what_describes_them() {
        for (text, expected) in [
            ("The poet Hale sang.", &["name Unknown(Hale): The poet Hale"][..]),
            ("The poet laureate Hale sang.", &["name Unknown(Hale): The poet laureate Hale"]),
            ("The poet laureate sang.", &["Person(poet): The poet"]),
            ("The actress Jane Hale left.", &["name Person(Jane Hale): The actress Jane Hale"]),
            ("Old Orne left.", &["name Unknown(Orne): Old Orne"]),
            (
                "They asked the question Hale put.",
                &["plural They: They", "Other(question): the question", "name Unknown(Hale): Hale"],
            ),
            ("Then Helen Hale studies eels.", &["name Person(Helen Hale): Helen Hale"]),
            ("Across the courtroom Emma laughed.", &["Other(courtroom): the courtroom", "name Person(Emma): Emma"]),
            ("A US official spoke to us.", &["Person(official): A US official", "plural We: us"]),
            ("The tall, slightly stooped man slept.", &["Person(man): The tall, slightly stooped man"]),
            ("The tall, and the man slept.", &["Other(tall): The tall", "Person(man): the man"]),
            ("In the street, angry men slept.", &["Group(street): the street", "plural Person(men): angry men"]),
            (
                "On the stairs, little sister slept.",
                &["plural Other(stairs): the stairs", "Kin(sister): little sister"],
            ),
            ("“So,” says minister.", &["Person(minister): minister"]),
            ("It was Kerry yesterday.", &["It: It", "name Person(Kerry): Kerry"]),
            ("The President spoke.", &["Person(President): The President"]),
            ("The Pentagon building stood.", &["Group(building): The Pentagon building"]),
            ("Oslo officials spoke.", &["plural Person(officials): Oslo officials"]),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn names_go_on_after_joining_words() {
        for (text, expected) in [
            ("It was Orne van der Hale.", &["It: It", "name Unknown(Orne van der Hale): Orne van der Hale"][..]),
            ("It was Orne von und zu Hale.", &["It: It", "name Unknown(Orne von und zu Hale): Orne von und zu Hale"]),
            ("It was Orne Hale, Jr., who left.", &["It: It", "name Unknown(Orne Hale, Jr.): Orne Hale, Jr."]),
            ("It was Hale Fisheries plc.", &["It: It", "name Organisation(Hale Fisheries plc.): Hale Fisheries plc."]),
            (
                "It was Orrin Fire and Rescue.",
                &["It: It", "name Organisation(Orrin Fire and Rescue): Orrin Fire and Rescue"],
            ),
            ("It was Number Nine.", &["It: It", "name Unknown(Number Nine): Number Nine"]),
            ("It was Hale & Sons.", &["It: It", "name Organisation(Hale & Sons): Hale & Sons"]),
            ("The Ministry of Fish spoke.", &["name Organisation(Ministry of Fish): The Ministry of Fish"]),
            (
                "He met the Bank of the North.",
                &["He: He", "name Organisation(Bank of the North): the Bank of the North"],
            ),
            (
                "The Ministry of Bread and Fisheries spoke.",
                &["name Organisation(Ministry of Bread and Fisheries): The Ministry of Bread and Fisheries"],
            ),
            // A nickname in marks, which are no quotation.
            (
                "It was Orne \"Two Spoons\" Hale.",
                &["It: It", "name Unknown(Orne \"Two Spoons\" Hale): Orne \"Two Spoons\" Hale"],
            ),
            ("It was Orne \"so\" he.", &["It: It", "name Unknown(Orne): Orne", "He: he"]),
            ("He met Orne of Hale.", &["He: He", "name Unknown(Orne): Orne", "name Unknown(Hale): Hale"]),
            // A sentence ends a name.
            ("He met Orne. Hale left.", &["He: He", "name Unknown(Orne): Orne", "name Unknown(Hale): Hale"]),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn handles_are_names() {
        let handle = |name: &str| format!("name Person({name}): {name}");
        check("He met @ida.holm_2.", &["He: He", &handle("@ida.holm_2")]);
        check("“Come, @ida.”", &["vocative name Person(@ida): @ida"]);
        check("He met ida@example.com, @ ida and @.", &["He: He"]);
    }

    #[test]
    fn names_may_have_no_capital() {
        let walsh = |name: &str| format!("name Unknown({name}): {name}");
        check("“so,” said qorrin walsh. then walsh left.", &[&walsh("qorrin walsh"), &walsh("walsh")]);
        check("“so,” walsh says.", &[&walsh("walsh")]);
        check("“so,” said walsh to himself.", &[]);
        check("“so,” said softly. “no,” said walsh. He met Walsh.", &["He: He", &walsh("Walsh")]);
    }

    #[test]
    fn the_lexicon_knows_whole_names() {
        check("He saw Addis Ababa.", &["He: He", "name Place(Addis Ababa): Addis Ababa"]);
        check("He saw Qorrin Addis Ababa.", &["He: He", "name Place(Qorrin Addis Ababa): Qorrin Addis Ababa"]);
        check("He saw Addis Ababa Qorrin.", &["He: He", "name Unknown(Addis Ababa Qorrin): Addis Ababa Qorrin"]);
        check("He left the Air Force.", &["He: He", "name Organisation(Air Force): the Air Force"]);
    }

    #[test]
    fn owners_are_nested() {
        for (text, expected) in [
            ("Emma's mother left.", &["nested name Person(Emma): Emma", "Kin(mother): Emma's mother"][..]),
            (
                "The dog's mother's cousin slept.",
                &[
                    "nested Other(dog): The dog",
                    "nested Kin(mother): The dog's mother",
                    "Kin(cousin): The dog's mother's cousin",
                ],
            ),
            ("Hale's brave boat sank.", &["nested name Unknown(Hale): Hale", "Other(boat): Hale's brave boat"]),
            ("It was Orne's.", &["It: It", "name Unknown(Orne): Orne"]),
            // "is"
            ("Mum's asleep and Emma's late.", &["Kin(Mum): Mum", "name Person(Emma): Emma"]),
            ("Mum's late brother left.", &["nested Kin(Mum): Mum", "Kin(brother): Mum's late brother"]),
        ] {
            check(text, expected);
        }
    }

    /// A known limit: the owner's words count among those of the phrase, which then has too many and fails.
    /// Each owner is read once, wherever its phrase begins.
    #[test]
    fn an_owner_stays_where_its_phrase_fails() {
        let boat = ["nested name Person(Emma Hale): Emma Hale", "Other(boat): Emma Hale's boat"];
        check("They guard Emma Hale's boat.", &["plural They: They", boat[0], boat[1]]);
        check(
            "He had a good many of old Mr Hale's drawings.",
            &[
                "He: He",
                "Other(many): a good many",
                "nested name Person(Hale): Mr Hale",
                "plural Other(drawings): Mr Hale's drawings",
            ],
        );
    }

    #[test]
    fn objects_of_prepositions_are_nested() {
        for (text, expected) in [
            (
                "A spokesman for the port left.",
                &["nested Group(port): the port", "Person(spokesman): A spokesman for the port"][..],
            ),
            (
                "He saw the head of the office of the mayor.",
                &[
                    "He: He",
                    "nested Group(office): the office",
                    "nested Person(mayor): the mayor",
                    "Person(head): the head of the office of the mayor",
                ],
            ),
            ("The envoy in Oslo slept.", &["nested name Place(Oslo): Oslo", "Person(envoy): The envoy in Oslo"]),
            ("The envoy in the morning slept.", &["Person(envoy): The envoy"]),
            ("The lamp in Oslo fell.", &["Other(lamp): The lamp", "name Place(Oslo): Oslo"]),
            ("One of the men spoke.", &["Person(men): One of the men"]),
            ("Some of them left.", &["plural They: them"]),
            // The owner in an object that does not belong to the noun is read again, as what it is.
            (
                "The envoy in the sailor's boat slept.",
                &["Person(envoy): The envoy", "nested Person(sailor): the sailor", "Other(boat): the sailor's boat"],
            ),
            // In speech each is a mention by itself.
            ("“The envoy of Oslo slept.”", &["Person(envoy): The envoy", "name Place(Oslo): Oslo"]),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn prepositional_phrases_belong_to_nouns_that_speak() {
        use NounClass::{Other, Person};
        for (word, other, person) in [
            ("of", Some(Attachment::Close), Some(Attachment::Close)),
            ("for", Some(Attachment::Loose), Some(Attachment::Close)),
            ("in", None, Some(Attachment::Loose)),
            ("under", None, None),
        ] {
            assert_eq!((attachment(word, Other), attachment(word, Person)), (other, person), "{word}");
        }
    }

    #[test]
    fn shouted_paragraphs_have_no_names() {
        check("THE OLD SAILOR MET ORNE HALE.", &["Person(SAILOR): THE OLD SAILOR"]);
        check("Chapter 2: Orne", &[]);
        // The first words of a chapter.
        check("ORNE HALE SAT DOWN and slept.", &["name Unknown(ORNE HALE): ORNE HALE"]);
        check("ORNE KEATING slept.", &["name Unknown(ORNE KEATING): ORNE KEATING"]);
        check("The sailor met ORNE HALE.", &["Person(sailor): The sailor", "name Unknown(ORNE HALE): ORNE HALE"]);
    }

    #[test]
    fn genders_come_from_nouns_titles_and_determiners() {
        for (text, expected) in [
            ("The actress Orne left.", Gender::Female),
            ("Mr. Hale left.", Gender::Male),
            ("The monk left.", Gender::Male),
            ("The sailor left.", Gender::Unknown),
            // The owner is another person.
            ("Her cousin Hale left.", Gender::Unknown),
            ("His mother left.", Gender::Female),
        ] {
            let tokens = tokenize(text);
            let found = find_mentions(&tokens);
            let genders: Vec<_> = found.list.iter().map(|mention| mention.gender).collect();
            assert_eq!(genders, [expected], "{text}");
        }
    }

    #[test]
    fn phrases_are_limited() {
        let lengths = |text: &str| {
            let tokens = tokenize(text);
            find_mentions(&tokens).list.iter().map(|mention| mention.words.len()).collect::<Vec<_>>()
        };
        // After its determiner.
        assert_eq!(lengths(&format!("The {}sailor left.", "brave ".repeat(MAX_WORDS - 1))), [1 + MAX_WORDS]);
        assert_eq!(lengths(&format!("The {}sailor left.", "brave ".repeat(MAX_WORDS)))[0], 1 + MAX_WORDS);
        let bare = |adjectives: usize| lengths(&format!("They saw {}men.", "tall ".repeat(adjectives)));
        assert_eq!(bare(MAX_BARE_WORDS - 1), [1, MAX_BARE_WORDS]);
        assert_eq!(bare(MAX_BARE_WORDS), [1, MAX_BARE_WORDS]);
        // An object with its determiner.
        let object = |words: usize| lengths(&format!("The envoy of the {}sailor left.", "brave ".repeat(words - 2)));
        assert_eq!(object(MAX_OBJECT_WORDS), [MAX_OBJECT_WORDS, 3 + MAX_OBJECT_WORDS]);
        assert_eq!(object(MAX_OBJECT_WORDS + 1), [2, MAX_OBJECT_WORDS + 1]);
        // Objects of two words.
        let chain = lengths("The head of the office of the mayor of the town of the envoy left.");
        assert_eq!(chain, [2, 2, 2, 2 + 3 * usize::from(MAX_DEPTH), 2]);
    }
}
