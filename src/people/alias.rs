//! A given cast, made ready for matching.

use std::collections::HashMap;

use crate::lexicon::class::Classes;
use crate::lexicon::interner::Interner;
use crate::lexicon::lexicon::Lexicon;
use crate::lexicon::phrase_matcher::{encode, PhraseMatch, PhraseMatcher};
use crate::people::cast::Cast;
use crate::token::tokenize::tokenize_in;
use crate::token::tokens::{TokenBuffers, Tokens, Word};
use crate::util::ids::{Id, IdRange, PersonId, TokenId, WordId};

/// The aliases of a cast as patterns over word ids.
///
/// Built once for a cast and a lexicon; a text that is matched against it must use (a copy of) its interner.
#[derive(Clone, Debug)]
pub(crate) struct AliasMatcher {
    /// The words of all aliases, in the order in which every vocabulary takes them in.
    words: Vec<String>,
    phrases: Option<PhraseMatcher>,
    patterns: Vec<Pattern>,
    /// Single words of the names and whose they may be: used only where no alias matches.
    partial_owners: HashMap<WordId, Vec<PersonId>>,
    /// The nouns of descriptions, with whose they are and the other words.
    nouns: HashMap<WordId, Vec<Description>>,
}

#[derive(Clone, Debug)]
struct Pattern {
    /// Indices of the characters that have this alias.
    owners: Vec<PersonId>,
    /// "The Bearded Porter": may be written in small letters.
    descriptive: bool,
}

/// A description of a character by a noun phrase.
#[derive(Clone, Debug)]
pub(crate) struct Description {
    pub(crate) owner: PersonId,
    /// All its words, the noun among them.
    pub(crate) words: Vec<WordId>,
}

/// An alias found in a text.
#[derive(Clone, Debug)]
pub(crate) struct AliasMatch<'c> {
    pub(crate) words: IdRange<TokenId>,
    pub(crate) owners: &'c [PersonId],
    /// A description, not a name.
    pub(crate) descriptive: bool,
}

impl AliasMatcher {
    pub(crate) fn new(cast: &Cast, lexicon: &Lexicon) -> Self {
        let mut interner = Interner::new(lexicon);
        let mut index = Self {
            words: Vec::new(),
            phrases: None,
            patterns: Vec::new(),
            partial_owners: HashMap::new(),
            nouns: HashMap::new(),
        };
        let mut by_ids: HashMap<Vec<WordId>, usize> = HashMap::new();
        let mut ids = Vec::new();
        for (owner, character) in cast.characters().iter().enumerate() {
            let owner = PersonId::new(owner);
            for alias in core::iter::once(character.name()).chain(character.aliases().iter().map(String::as_str)) {
                let tokens = tokenize_in(TokenBuffers::default(), alias, Interner::new(lexicon));
                let words: Vec<&Word> = tokens.words.iter().filter(|w| w.id != WordId::NONE).collect();
                let mut pattern: Vec<WordId> = Vec::with_capacity(words.len());
                for word in words {
                    let text = alias[word.span()].trim_end_matches('.');
                    index.words.push(text.to_owned());
                    pattern.push(interner.intern(text));
                }
                let class = |id: WordId| interner.classes(id);
                let article = |id: WordId| class(id).any(Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN);
                let begins_with_article = pattern.len() > 1 && article(pattern[0]);
                if begins_with_article {
                    pattern.remove(0);
                }
                let Some(&last) = pattern.last() else { continue };
                let noun = Classes::PERSON_NOUN | Classes::KIN | Classes::VOCATIVE | Classes::TITLE_RANK;
                let descriptive =
                    (begins_with_article || class(last).any(noun)) && !class(last).any(Classes::GIVEN_NAME);
                let at = *by_ids.entry(pattern.clone()).or_insert_with(|| {
                    index.patterns.push(Pattern { owners: Vec::new(), descriptive });
                    ids.push(pattern.clone());
                    index.patterns.len() - 1
                });
                if !index.patterns[at].owners.contains(&owner) {
                    index.patterns[at].owners.push(owner);
                }
                if descriptive {
                    let head = pattern
                        .iter()
                        .position(|&id| class(id).any(Classes::PREPOSITION | Classes::RELATIVE))
                        .unwrap_or(pattern.len());
                    let kin = |id: WordId| class(id).any(Classes::KIN);
                    if let Some(&noun) = pattern[..head].last().filter(|&&id| pattern.len() == 1 || !kin(id)) {
                        index.nouns.entry(noun).or_default().push(Description { owner, words: pattern.clone() });
                    }
                }
                if !descriptive && pattern.len() > 1 {
                    let names = pattern
                        .iter()
                        .filter(|&&id| !class(id).any(Classes::CLOSED | Classes::TITLE | Classes::TITLE_ADJECTIVE));
                    for &word in names {
                        let owners = index.partial_owners.entry(word).or_default();
                        if !owners.contains(&owner) {
                            owners.push(owner);
                        }
                    }
                }
            }
        }
        index.phrases = PhraseMatcher::new(&ids);
        index
    }

    /// A vocabulary in which the aliases' words have the ids the patterns use.
    pub(crate) fn interner<'l>(&self, lexicon: &'l Lexicon) -> Interner<'l> {
        let mut interner = Interner::new(lexicon);
        for word in &self.words {
            interner.intern(word);
        }
        interner
    }

    /// The aliases in a text, left to right, longest first, not overlapping.
    pub(crate) fn matches(&self, tokens: &Tokens<'_>) -> Vec<AliasMatch<'_>> {
        let Some(phrases) = &self.phrases else { return Vec::new() };
        let encoded: Vec<u8> = tokens.words.iter().flat_map(|word| encode(word.id)).collect();
        let fits = |m: &PhraseMatch| {
            let (start, end) = (TokenId::new(m.start), TokenId::new(m.end));
            let capital = tokens.words[IdRange::from(start..end)].iter().any(Word::is_capitalised);
            let determined = m.start > 0
                && tokens
                    .classes(start - 1)
                    .any(Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN | Classes::TITLE_ADJECTIVE);
            // "said nanny", "dear papa"
            let address = tokens.classes(end - 1).any(Classes::KIN | Classes::VOCATIVE);
            capital || self.patterns[m.pattern].descriptive && (determined || address || m.end - m.start > 1)
        };
        let found = phrases.find(&encoded).filter(fits);
        found
            .map(|m| {
                let Pattern { owners, descriptive } = &self.patterns[m.pattern];
                let words = TokenId::new(m.start)..TokenId::new(m.end);
                AliasMatch { words: words.into(), owners, descriptive: *descriptive }
            })
            .collect()
    }

    /// Whose description has this noun, with all its words.
    pub(crate) fn descriptions(&self, noun: WordId) -> &[Description] {
        self.nouns.get(&noun).map_or(&[], Vec::as_slice)
    }

    /// Whose name has this word, besides the aliases.
    pub(crate) fn partial_owners(&self, word: WordId) -> &[PersonId] {
        self.partial_owners.get(&word).map_or(&[], Vec::as_slice)
    }
}
