//! The chunker: from left to right, never back by more than a few words.

use crate::lexicon::class::Classes;
use crate::lexicon::phrase_trie::PhraseKind;
use crate::mention::mention::{Mention, MentionKind, NounClass, Pronoun};
use crate::mention::name::{is_of, EntityType, NameParts, NameWords};
use crate::mention::narration::{Mentions, NarrationItem};
use crate::mention::vocative::is_set_off;
use crate::record::Gender;
use crate::token::tokens::{TokenKind, Tokens};
use crate::util::ids::Id;
use crate::util::ids::{ids, IdRange, TokenId};
use crate::util::steps;
use core::ops::Range;

/// A noun phrase has at most so many words; longer ones are lists or damage.
const LONGEST: usize = 14;
/// The same for one without determiner, which is looked for at every word.
const LONGEST_BARE: usize = 4;
/// So many prepositional phrases may hang on each other: "the head of the office of the mayor".
const DEEPEST: u8 = 3;

/// Where words stand: mentions are found in both, items are made of the narration alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    Narration,
    /// Within an outermost quotation.
    Speech,
}

pub(crate) struct Chunker<'a, 't> {
    pub(crate) tokens: &'a Tokens<'t>,
    pub(crate) names: &'a NameWords,
    /// Multi-word items by their first word.
    pub(crate) phrases: Vec<(PhraseKind, IdRange<TokenId>)>,
    pub(crate) next_phrase: usize,
    /// A heading, or a paragraph in capitals, has no names.
    pub(crate) shouting: bool,
    pub(crate) found: Mentions,
}

/// A noun phrase while it is read.
struct NounPhrase {
    determined: bool,
    quantified: bool,
    head: Option<TokenId>,
    name: Option<IdRange<TokenId>>,
}

impl<'a, 't> Chunker<'a, 't> {
    /// Puts what it finds into `found`, which is empty.
    pub(crate) fn new(tokens: &'a Tokens<'t>, names: &'a NameWords, found: Mentions) -> Self {
        let phrases = tokens.vocabulary.lexicon().phrases(tokens.words.iter().map(|word| word.id));
        let tokens_of = |range: Range<usize>| IdRange::from(TokenId::new(range.start)..TokenId::new(range.end));
        let phrases = phrases.into_iter().map(|(kind, range)| (kind, tokens_of(range))).collect();
        Self { tokens, names, phrases, next_phrase: 0, shouting: false, found }
    }

    pub(crate) fn start_paragraph(&mut self, words: IdRange<TokenId>, heading: bool) {
        let mut letters = self.tokens.words[words].iter().filter(|w| w.is_word());
        self.shouting = heading || letters.all(|w| w.is_all_capitals() || w.len() <= 2);
    }

    /// Reads words that stand together, within one quotation or outside all of them.
    pub(crate) fn run(&mut self, words: IdRange<TokenId>, region: Region) {
        let mut at = words.start();
        while at < words.end() {
            steps::count(1);
            if region == Region::Narration {
                if let Some((kind, phrase)) = self.phrase_at(at).filter(|(_, phrase)| phrase.end() <= words.end()) {
                    // Names are left to the chunker; adverbials and settings are left out.
                    if matches!(kind, PhraseKind::Cue | PhraseKind::PhrasalVerb) {
                        self.found.narration.push(NarrationItem::Phrase(kind, phrase));
                    }
                    if !matches!(kind, PhraseKind::Place | PhraseKind::Organisation) {
                        at = phrase.end();
                        continue;
                    }
                }
            }
            match self.mention(at, words, region) {
                Some(mention) => {
                    at = mention.words.end();
                    if region == Region::Narration {
                        self.found.narration.push(NarrationItem::Mention(self.found.list.end()));
                    }
                    self.found.list.push(mention);
                }
                None => {
                    if region == Region::Narration {
                        self.found.narration.push(NarrationItem::Word(at));
                    }
                    at += 1;
                }
            }
        }
    }

    fn phrase_at(&mut self, at: TokenId) -> Option<(PhraseKind, IdRange<TokenId>)> {
        while self.phrases.get(self.next_phrase).is_some_and(|(_, phrase)| phrase.start() < at) {
            self.next_phrase += 1;
        }
        self.phrases.get(self.next_phrase).filter(|(_, phrase)| phrase.start() == at).copied()
    }

    fn is_name(&self, i: TokenId) -> bool {
        self.names.is_name(i) && (!self.shouting || self.names.is_given(i))
    }

    fn mention(&mut self, at: TokenId, within: IdRange<TokenId>, region: Region) -> Option<Mention> {
        if !matches!(self.tokens.words[at].kind, TokenKind::Word | TokenKind::Abbreviation | TokenKind::Number) {
            return None;
        }
        let classes = self.tokens.classes(at);
        let personal = classes.any(Classes::PRONOUN);
        if personal && !classes.any(Classes::POSSESSIVE_PRONOUN | Classes::NUMERAL) {
            return self.pronoun(at);
        }
        // No phrase begins with such a word.
        let noun = Classes::PERSON_NOUN | Classes::KIN | Classes::GROUP_NOUN | Classes::DOCUMENT_NOUN;
        let opens = noun | Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN | Classes::NUMERAL | Classes::QUANTIFIER;
        if classes.any(Classes::CLOSED) && !personal && !classes.any(opens) && !self.is_name(at) {
            return None;
        }
        if let Some(mut mention) = self.noun_phrase(at, within, region, 0) {
            mention.vocative = region == Region::Speech && is_set_off(self.tokens, mention.words, within);
            return Some(mention);
        }
        if personal {
            return self.pronoun(at);
        }
        None
    }

    fn pronoun(&self, at: TokenId) -> Option<Mention> {
        let classes = self.tokens.classes(at);
        let gender = classes.noun_gender();
        let plural = classes.any(Classes::PLURAL);
        let word = self.tokens.word_text(at);
        let pronoun = match gender {
            Gender::Male => Pronoun::He,
            Gender::Female => Pronoun::She,
            Gender::Unknown if classes.any(Classes::FIRST_PERSON) => {
                if plural {
                    Pronoun::We
                } else {
                    Pronoun::I
                }
            }
            Gender::Unknown if classes.any(Classes::SECOND_PERSON) => Pronoun::You,
            Gender::Unknown if plural => Pronoun::They,
            Gender::Unknown if word.eq_ignore_ascii_case("it") => Pronoun::It,
            Gender::Unknown => Pronoun::Indefinite,
        };
        let kind = MentionKind::Pronoun(pronoun);
        Some(Mention { words: (at..at + 1).into(), kind, gender, plural, vocative: false, nested: false })
    }

    /// The noun phrase that begins at `start`; names within it that stand for others go to the list at once.
    fn noun_phrase(&mut self, start: TokenId, within: IdRange<TokenId>, region: Region, depth: u8) -> Option<Mention> {
        let end = within.end();
        let mut phrase = NounPhrase { determined: false, quantified: false, head: None, name: None };
        let mut at = start;
        while at < end.min(start + 4) && !self.is_name(at) {
            let classes = self.tokens.classes(at);
            if classes.any(Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN) {
                phrase.determined = true;
            } else if classes.any(Classes::NUMERAL | Classes::QUANTIFIER)
                || self.tokens.words[at].kind == TokenKind::Number
            {
                phrase.quantified = true;
            } else {
                break;
            }
            at += 1;
        }
        let first_noun = at;
        if phrase.quantified && !phrase.determined && at + 1 < end && is_of(self.tokens, at) && depth < DEEPEST {
            // "one of the men"
            let of = self.noun_phrase(at + 1, within, region, depth + 1)?;
            return Some(Mention { words: (start..of.words.end()).into(), plural: false, ..of });
        }
        let bare = !phrase.determined && !phrase.quantified;
        let limit = end.min(at + if bare && !self.is_name(at.min(end - 1)) { LONGEST_BARE } else { LONGEST });
        while at < limit {
            steps::count(1);
            let word = &self.tokens.words[at];
            if word.kind == TokenKind::Clitic
                && self.is_possessive(at)
                && (phrase.head.is_some() || phrase.name.is_some())
            {
                let owner = self.build((start..at).into(), &phrase, region)?;
                let owned = at + 1 < end && self.may_begin_noun(at + 1);
                if !owned {
                    return Some(owner);
                }
                self.found.list.push(Mention { nested: true, ..owner });
                phrase = NounPhrase { determined: true, quantified: false, head: None, name: None };
                at += 1;
                continue;
            }
            if !word.is_word() {
                break;
            }
            if self.is_name(at) {
                // "the poet Hale", but "the question Hale put"
                let noun = Classes::CUE_NOUN | Classes::DOCUMENT_NOUN | Classes::WORK_NOUN;
                let introduces = |h: TokenId| {
                    self.tokens.classes(h).any(
                        Classes::PERSON_NOUN
                            | Classes::KIN
                            | Classes::TITLE
                            | Classes::TITLE_ADJECTIVE
                            | Classes::GROUP_NOUN
                            | Classes::NATIONALITY,
                    )
                };
                if phrase.head.is_some_and(|h| !introduces(h) && self.tokens.classes(h).any(noun)) {
                    break;
                }
                let run = IdRange::from(at..self.name_run(at, end));
                at = run.end();
                phrase.head = None;
                phrase.name = Some(run);
                continue;
            }
            if !self.extends(&phrase, at, end) {
                break;
            }
            let classes = self.tokens.classes(at);
            let modifier = classes.any(Classes::LY)
                || phrase.head.is_none()
                    && classes.any(Classes::VERBAL)
                    && self.may_begin_noun((at + 1).min(end - 1))
                    && at + 1 < end
                    && !(classes.any(Classes::CUE_NOUN) && self.is_name(at + 1));
            if !modifier {
                phrase.head = Some(at);
                phrase.name = None;
            }
            at += 1;
        }
        if phrase.head.is_none() && phrase.name.is_none() {
            // "the other", "the first"
            if phrase.determined && phrase.quantified && at == first_noun && !self.is_possessive(at - 1) {
                phrase.head = Some(at - 1);
            } else {
                return None;
            }
        }
        let end = phrase.head.map(|head| head + 1).max(phrase.name.map(IdRange::end))?;
        let mut mention = self.build((start..end).into(), &phrase, region)?;
        if let MentionKind::Nominal { class, .. } = mention.kind {
            self.attach_prepositions(&mut mention, class, within, region, depth);
        }
        Some(mention)
    }

    /// Whether the word at `at`, no name, continues the phrase.
    fn extends(&self, phrase: &NounPhrase, at: TokenId, end: TokenId) -> bool {
        let classes = self.tokens.classes(at);
        let noun = Classes::PERSON_NOUN | Classes::KIN | Classes::GROUP_NOUN | Classes::DOCUMENT_NOUN;
        if classes.any(Classes::CLOSED) && !classes.any(noun) {
            return false;
        }
        let personal = |i: TokenId| self.tokens.classes(i).any(noun);
        let bare = !phrase.determined && !phrase.quantified;
        if classes.any(Classes::LY) {
            return phrase.determined && phrase.head.is_none() && phrase.name.is_none();
        }
        if let Some(name) = &phrase.name {
            // "Trump supporters", "the Pentagon building"; but "Kerry yesterday".
            let place = self
                .tokens
                .classes(name.start())
                .any(Classes::PLACE | Classes::ORG_NAME | Classes::ORG_HEAD | Classes::NATIONALITY);
            // "Helen Hale studies eels"
            let person = name.iter().any(|i| self.tokens.classes(i).any(Classes::GIVEN_NAME | Classes::TITLE));
            let noun = if person { noun.without(Classes::DOCUMENT_NOUN) } else { noun };
            return classes.any(noun) && !classes.any(Classes::CUE_STRONG)
                || phrase.determined && place && !classes.any(Classes::VERBAL);
        }
        if !classes.any(Classes::VERBAL) || classes.any(Classes::PERSON_NOUN | Classes::KIN) {
            // After a noun for persons another noun is rare ("the police officer"), and an unknown word may be a verb.
            return phrase.head.map_or(true, |h| {
                !self.tokens.classes(h).any(Classes::PERSON_NOUN | Classes::KIN)
                    || classes.any(noun)
                    || self.is_name((at + 1).min(end - 1))
            });
        }
        let next_is_noun = at + 1 < end && self.may_begin_noun(at + 1);
        match phrase.head.filter(|&h| !self.tokens.classes(h).any(Classes::TITLE_ADJECTIVE)) {
            Some(head) if personal(head) => false,
            Some(_) => {
                // "the mariner said", but "the police report says".
                let finite = Classes::PAST | Classes::CUE_STRONG | Classes::VERB | Classes::ED;
                !classes.any(finite)
                    && at + 1 < end
                    && self.tokens.classes(at + 1).any(Classes::VERBAL | Classes::AUXILIARY)
            }
            None if bare => classes.any(Classes::ED | Classes::ING) && at + 1 < end && personal(at + 1),
            None => next_is_noun || !classes.any(Classes::PAST),
        }
    }

    /// Whether a noun or what may stand before it begins here.
    fn may_begin_noun(&self, at: TokenId) -> bool {
        let word = &self.tokens.words[at];
        let classes = self.tokens.classes(at);
        word.is_word() && !classes.any(Classes::CLOSED) && !classes.any(Classes::PAST | Classes::LY)
            || word.is_word() && self.is_name(at)
    }

    fn is_possessive(&self, at: TokenId) -> bool {
        self.tokens.words.get(at).is_some_and(|w| w.kind == TokenKind::Clitic) && {
            let text = self.tokens.word_text(at);
            text.ends_with(['s', 'S']) && text.chars().count() <= 2
        }
    }

    /// The end of the run of name words that begins at `start`.
    fn name_run(&self, start: TokenId, end: TokenId) -> TokenId {
        let tokens = self.tokens;
        let mut at = start + 1;
        while at < end {
            steps::count(1);
            let classes = tokens.classes(at);
            let before = tokens.classes(at - 1);
            let named = |i: TokenId| i < end && self.is_name(i);
            if named(at) && !tokens.words[at].starts_sentence() {
                at += 1;
            } else if is_of(tokens, at) {
                let office = Classes::TITLE_RANK
                    | Classes::PERSON_NOUN
                    | Classes::ORG_HEAD
                    | Classes::GROUP_NOUN
                    | Classes::WORK_NOUN;
                let the = at + 1 < end && tokens.word_text(at + 1) == "the";
                let next = at + 1 + usize::from(the);
                if !before.any(office) || !named(next) {
                    break;
                }
                at = next + 1;
            } else if classes.any(Classes::NAME_PARTICLE) && tokens.words[at].is_word() {
                let next = at + 1 + usize::from(at + 1 < end && tokens.classes(at + 1).any(Classes::NAME_PARTICLE));
                if !named(next) || tokens.word_text(next - 1) == "of" {
                    break;
                }
                at = next + 1;
            } else if tokens.word_text(at) == "&" && named(at + 1)
                || tokens.word_text(at) == "," && at + 1 < end && tokens.classes(at + 1).any(Classes::NAME_SUFFIX)
            {
                at += 2;
            } else {
                break;
            }
        }
        at
    }

    fn build(&self, words: IdRange<TokenId>, phrase: &NounPhrase, region: Region) -> Option<Mention> {
        let mention =
            |kind, gender, plural| Some(Mention { words, kind, gender, plural, vocative: false, nested: false });
        if let Some(run) = &phrase.name {
            let alone = self.tokens.classes(run.start());
            let office = Classes::TITLE | Classes::PERSON_NOUN | Classes::KIN;
            if run.len() > 1 || !alone.any(office) || alone.any(Classes::GIVEN_NAME) || self.names.is_given(run.start())
            {
                let (mut name, gender) = NameParts::new(self.tokens, self.names, *run);
                if name.entity_type == EntityType::Unknown
                    || name.entity_type == EntityType::Person && name.titles().is_empty()
                {
                    let known = self.phrases.partition_point(|(_, phrase)| phrase.start() < name.core.start());
                    match self.phrases.get(known) {
                        Some((PhraseKind::Place, p)) if p.end() == name.core.end() => {
                            name.entity_type = EntityType::Place
                        }
                        Some((PhraseKind::Organisation, p)) if p.end() == name.core.end() => {
                            name.entity_type = EntityType::Organisation
                        }
                        _ => {}
                    }
                }
                // "the actress Jane Hale": the words before the name tell its gender too.
                let described = ids(words.start()..run.start())
                    .map(|i| self.tokens.classes(i).without(Classes::POSSESSIVE_PRONOUN).noun_gender());
                let pronoun = self.tokens.classes(words.start()).any(Classes::POSSESSIVE_PRONOUN);
                let gender = described.skip(usize::from(pronoun)).fold(gender, Gender::or);
                return mention(MentionKind::Name(name), gender, false);
            }
            let head = run.start();
            let kind = MentionKind::Nominal { head, class: self.noun_class(head) };
            return mention(kind, alone.noun_gender(), alone.any(Classes::PLURAL));
        }
        let head = phrase.head?;
        let classes = self.tokens.classes(head);
        let class = self.noun_class(head);
        let plural =
            classes.any(Classes::PLURAL) || class == NounClass::Other && self.tokens.word_text(head).ends_with('s');
        if !phrase.determined && !phrase.quantified {
            let word = &self.tokens.words[head];
            let speaks_bare = match class {
                NounClass::Person => {
                    plural || word.is_capitalised() || region == Region::Speech && classes.any(Classes::VOCATIVE)
                }
                NounClass::Kin => true,
                NounClass::Group | NounClass::Document => true,
                NounClass::Other => region == Region::Speech && classes.any(Classes::VOCATIVE),
            };
            if !speaks_bare {
                return None;
            }
        }
        mention(MentionKind::Nominal { head, class }, classes.noun_gender(), plural)
    }

    fn noun_class(&self, head: TokenId) -> NounClass {
        let classes = self.tokens.classes(head);
        if classes.any(Classes::KIN) {
            NounClass::Kin
        } else if classes.any(Classes::PERSON_NOUN | Classes::TITLE) {
            NounClass::Person
        } else if classes.any(Classes::GROUP_NOUN | Classes::ORG_HEAD) {
            NounClass::Group
        } else if classes.any(Classes::DOCUMENT_NOUN) {
            NounClass::Document
        } else {
            NounClass::Other
        }
    }

    /// Takes in "for the Pentagon", "in Iran", "of the house" after a head noun.
    fn attach_prepositions(
        &mut self,
        mention: &mut Mention,
        class: NounClass,
        within: IdRange<TokenId>,
        region: Region,
        depth: u8,
    ) {
        for _ in depth..DEEPEST {
            let at = mention.words.end();
            if at + 1 >= within.end() || region == Region::Speech {
                return;
            }
            let close = match self.tokens.word_text(at) {
                "of" => true,
                "for" | "at" | "from" => class != NounClass::Other,
                "in" | "with" | "on" if class != NounClass::Other => false,
                _ => return,
            };
            let listed = self.found.list.end();
            let Some(object) = self.noun_phrase(at + 1, within, region, DEEPEST) else { return };
            let named = object.words.iter().any(|i| self.tokens.words[i].is_capitalised());
            if !close && !named || object.words.len() > 8 || object.pronoun().is_some() {
                self.found.list.truncate(listed);
                return;
            }
            mention.words = (mention.words.start()..object.words.end()).into();
            self.found.list.push(Mention { nested: true, ..object });
        }
    }
}
