//! The aliases of a cast, made ready to be found in texts.
//!
//! An alias is a name ("Tom Hale") or a description ("The Bearded Porter"). Names are matched as they stand; so are
//! their single words where no alias matches. Descriptions may be written in small letters, and a noun phrase that has
//! their noun may stand for them.

use std::collections::HashMap;

use crate::lexicon::class::Classes;
use crate::lexicon::interner::Interner;
use crate::lexicon::lexicon::Lexicon;
use crate::lexicon::phrase_matcher::{encode, PhraseMatch, PhraseMatcher};
use crate::people::cast::Cast;
use crate::people::spelling::Spellings;
use crate::token::tokenize::tokenize_in;
use crate::token::tokens::{TokenBuffers, Tokens, Word};
use crate::util::ids::{Id, IdRange, PersonId, TokenId, WordId};

/// Maximum number of words of an alias that is looked for. No name is as long, and building the automaton takes time
/// quadratic in the length of a pattern that repeats itself.
const MAX_WORDS: usize = 100;

/// The aliases of a cast as patterns over word ids.
///
/// Built once for a cast and a lexicon. A text is matched against it only if its interner is (a copy of)
/// [`Self::interner`], so that words have the same ids in both.
#[derive(Clone, Debug)]
pub(crate) struct AliasMatcher {
    /// The words of all aliases, in the order in which every interner takes them in.
    words: Vec<String>,
    /// Finds the patterns. `None` if they are too many for an automaton; then no alias is found.
    phrases: Option<PhraseMatcher>,
    /// By number of the pattern in `phrases`.
    patterns: Vec<Pattern>,
    /// The characters who have a word in a name of several words. Each character once for each word.
    partial_owners: HashMap<WordId, Vec<PersonId>>,
    /// The words of all names.
    spellings: Spellings,
    /// The descriptions that have this noun as their head.
    descriptions: HashMap<WordId, Vec<Description>>,
}

/// The words of one or more equal aliases.
#[derive(Clone, Debug)]
struct Pattern {
    /// The characters who have this alias, each once. Not empty.
    owners: Vec<PersonId>,
    /// Whether the alias that was read first is a description.
    descriptive: bool,
    /// The name of a character, if it is one that is written in small letters: "bell hooks", "al-Sakher".
    small_name: Option<String>,
}

/// A description of a character by a noun phrase.
#[derive(Clone, Debug)]
pub(crate) struct Description {
    pub(crate) owner: PersonId,
    /// All its words but for a determiner, the noun among them.
    pub(crate) words: Vec<WordId>,
}

/// An alias found in a text.
#[derive(Clone, Debug)]
pub(crate) struct AliasMatch<'c> {
    pub(crate) words: IdRange<TokenId>,
    /// The characters who have the alias. Not empty.
    pub(crate) owners: &'c [PersonId],
    /// Whether the alias is a description and no name.
    pub(crate) descriptive: bool,
}

impl AliasMatcher {
    pub(crate) fn new(cast: &Cast, lexicon: &Lexicon) -> Self {
        let mut builder = MatcherBuilder::new(lexicon);
        for (index, character) in cast.characters().iter().enumerate() {
            builder.add_name(PersonId::new(index), character.name());
            for alias in character.aliases() {
                builder.add(PersonId::new(index), alias);
            }
        }
        builder.finish()
    }

    /// An interner in which the words of the aliases have the ids that the patterns use.
    pub(crate) fn interner<'l>(&self, lexicon: &'l Lexicon) -> Interner<'l> {
        let mut interner = Interner::new(lexicon);
        for word in &self.words {
            interner.intern(word);
        }
        interner
    }

    /// The aliases in a text, from left to right: at each word the longest, without overlaps.
    pub(crate) fn matches(&self, tokens: &Tokens<'_>) -> Vec<AliasMatch<'_>> {
        let Some(phrases) = &self.phrases else { return Vec::new() };
        let encoded: Vec<u8> = tokens.words.iter().flat_map(|word| encode(word.id)).collect();
        phrases.find(&encoded).filter_map(|found| self.alias_at(tokens, found)).collect()
    }

    /// The alias that a match is, if it is written like one: with a capital, as the caller writes the name, or a
    /// description as a noun phrase.
    fn alias_at(&self, tokens: &Tokens<'_>, found: PhraseMatch) -> Option<AliasMatch<'_>> {
        let Pattern { owners, descriptive, small_name } = &self.patterns[found.pattern];
        let words = IdRange::from(TokenId::new(found.start)..TokenId::new(found.end));
        let before = || words.start().before().map_or(Classes::NONE, |before| tokens.classes(before));
        let capitalised = tokens.words[words].iter().any(Word::is_capitalised);
        let determined = || before().any(Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN | Classes::TITLE_ADJECTIVE);
        // "said nanny", "dear papa"
        let address = || tokens.classes(words.end() - 1).any(Classes::KIN | Classes::VOCATIVE);
        let is_spelled = || small_name.as_ref().is_some_and(|name| tokens.text[tokens.cover(words)] == **name);
        let is_alias = capitalised || is_spelled() || *descriptive && (determined() || address() || words.len() > 1);
        is_alias.then_some(AliasMatch { words, owners, descriptive: *descriptive })
    }

    /// The descriptions that have this noun as their head.
    pub(crate) fn descriptions(&self, noun: WordId) -> &[Description] {
        self.descriptions.get(&noun).map_or(&[], Vec::as_slice)
    }

    /// The characters who have this word in a name of several words, in order.
    pub(crate) fn partial_owners(&self, word: WordId) -> &[PersonId] {
        self.partial_owners.get(&word).map_or(&[], Vec::as_slice)
    }

    /// The characters who have a word in their names that is spelled by one letter otherwise; see
    /// [`Spellings::owners`].
    pub(crate) fn spelled_owners<'a>(&'a self, word: &str) -> impl Iterator<Item = PersonId> + 'a {
        self.spellings.owners(word)
    }
}

/// Takes in one alias after the other.
struct MatcherBuilder<'l> {
    lexicon: &'l Lexicon,
    interner: Interner<'l>,
    matcher: AliasMatcher,
    /// The number of the pattern that has these words.
    numbers: HashMap<Vec<WordId>, usize>,
    /// The words of each pattern. As long as the patterns of `matcher`.
    sequences: Vec<Vec<WordId>>,
}

impl<'l> MatcherBuilder<'l> {
    fn new(lexicon: &'l Lexicon) -> Self {
        Self {
            lexicon,
            interner: Interner::new(lexicon),
            matcher: AliasMatcher {
                words: Vec::new(),
                phrases: None,
                patterns: Vec::new(),
                partial_owners: HashMap::new(),
                spellings: Spellings::default(),
                descriptions: HashMap::new(),
            },
            numbers: HashMap::new(),
            sequences: Vec::new(),
        }
    }

    fn finish(mut self) -> AliasMatcher {
        self.matcher.phrases = PhraseMatcher::new(&self.sequences);
        self.matcher
    }

    /// Adds the canonical name of a character, which may be written in small letters.
    fn add_name(&mut self, owner: PersonId, name: &str) {
        let name = name.trim();
        let is_small = !name.split_whitespace().any(|word| word.starts_with(char::is_uppercase));
        let Some(number) = self.add(owner, name).filter(|_| is_small) else { return };
        let pattern = &mut self.matcher.patterns[number];
        if !pattern.descriptive {
            pattern.small_name = Some(name.to_owned());
        }
    }

    /// Adds an alias. Returns the number of its pattern, if it has words, and no more than [`MAX_WORDS`].
    fn add(&mut self, owner: PersonId, alias: &str) -> Option<usize> {
        let first = self.matcher.words.len();
        let mut words = self.read(alias);
        if words.len() > MAX_WORDS {
            return None;
        }
        self.add_spellings(owner, &words, first);
        let article = Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN;
        let has_article = words.len() > 1 && self.is(words[0], article);
        if has_article {
            words.remove(0);
        }
        let &last = words.last()?;
        let noun = Classes::PERSON_NOUN | Classes::KIN | Classes::VOCATIVE | Classes::TITLE_RANK;
        let descriptive = (has_article || self.is(last, noun)) && !self.is(last, Classes::GIVEN_NAME);
        let number = self.add_pattern(owner, &words, descriptive);
        if descriptive {
            self.add_description(owner, words);
        } else if words.len() > 1 {
            self.add_partial_names(owner, &words);
        }
        Some(number)
    }

    /// The words of an alias, numbers and punctuation left out. Abbreviations lose their stop: "Mr. Hale" matches "Mr
    /// Hale".
    fn read(&mut self, alias: &str) -> Vec<WordId> {
        let tokens = tokenize_in(TokenBuffers::default(), alias, Interner::new(self.lexicon));
        let words = tokens.words.iter().filter(|word| word.id != WordId::NONE);
        let texts = words.map(|word| alias[word.span()].trim_end_matches('.'));
        let Self { interner, matcher, .. } = self;
        texts
            .map(|text| {
                matcher.words.push(text.to_owned());
                interner.intern(text)
            })
            .collect()
    }

    fn is(&self, word: WordId, classes: Classes) -> bool {
        self.interner.classes(word).any(classes)
    }

    fn add_pattern(&mut self, owner: PersonId, words: &[WordId], descriptive: bool) -> usize {
        let Self { matcher: AliasMatcher { patterns, .. }, numbers, sequences, .. } = self;
        let number = *numbers.entry(words.to_vec()).or_insert_with(|| {
            patterns.push(Pattern { owners: Vec::new(), descriptive, small_name: None });
            sequences.push(words.to_vec());
            patterns.len() - 1
        });
        add_once(&mut patterns[number].owners, owner);
        number
    }

    /// Files a description under its head: the noun before a preposition or relative clause ("The Porter of the Inn"),
    /// or the last one.
    fn add_description(&mut self, owner: PersonId, words: Vec<WordId>) {
        let ends_head = |&word: &WordId| self.is(word, Classes::PREPOSITION | Classes::RELATIVE);
        let end = words.iter().position(ends_head).unwrap_or(words.len());
        let Some(&head) = words[..end].last() else { return };
        // "Emma's Mother" is not whoever is called "the mother".
        if words.len() == 1 || !self.is(head, Classes::KIN) {
            self.matcher.descriptions.entry(head).or_default().push(Description { owner, words });
        }
    }

    /// Files the words of an alias that may be part of a name. Their texts begin at `first` in the words of the
    /// matcher.
    fn add_spellings(&mut self, owner: PersonId, words: &[WordId], first: usize) {
        let no_name = Classes::CLOSED | Classes::TITLE | Classes::PERSON_NOUN | Classes::KIN | Classes::VOCATIVE;
        for (&word, text) in words.iter().zip(&self.matcher.words[first..]) {
            if text.starts_with(char::is_uppercase) && !self.interner.classes(word).any(no_name) {
                self.matcher.spellings.add(text, owner);
            }
        }
    }

    fn add_partial_names(&mut self, owner: PersonId, words: &[WordId]) {
        let no_name = Classes::CLOSED | Classes::TITLE | Classes::TITLE_ADJECTIVE;
        for &word in words {
            if !self.is(word, no_name) {
                add_once(self.matcher.partial_owners.entry(word).or_default(), owner);
            }
        }
    }
}

/// Adds an owner who is not in the list. Only the last one may be, since aliases come in the order of their owners.
fn add_once(owners: &mut Vec<PersonId>, owner: PersonId) {
    if owners.last() != Some(&owner) {
        owners.push(owner);
    }
}

#[cfg(test)]
mod tests {
    use super::AliasMatcher;
    use crate::lexicon::lexicon::Lexicon;
    use crate::people::cast::{Cast, Character};
    use crate::tests::random::Random;
    use crate::tests::stages::cast;
    use crate::tests::table::check;
    use crate::token::tokenize::tokenize_in;
    use crate::token::tokens::TokenBuffers;
    use crate::util::ids::Id;

    fn characters() -> Cast {
        cast(&[
            ("Tom Hale", &["Tom", "Mr. Hale"]),
            ("Judith Hale", &["Mrs. Hale", "Hale"]),
            ("The Bearded Porter", &["the porter of the inn"]),
            ("Nanny", &[]),
            ("Simon", &["Hale", "Emma's Mother"]),
        ])
    }

    /// The aliases in a text, each with the indices of its owners and whether it is a description.
    fn matches(text: &str) -> Vec<(&str, Vec<usize>, bool)> {
        let lexicon = Lexicon::standard();
        let matcher = AliasMatcher::new(&characters(), lexicon);
        let tokens = tokenize_in(TokenBuffers::default(), text, matcher.interner(lexicon));
        let matches = matcher.matches(&tokens);
        let found = matches.iter().map(|found| {
            let owners = found.owners.iter().map(|owner| owner.index()).collect();
            (&text[tokens.cover(found.words)], owners, found.descriptive)
        });
        found.collect()
    }

    #[test]
    fn names_are_found_as_the_caller_writes_them() {
        let lexicon = Lexicon::standard();
        let matcher = AliasMatcher::new(&cast(&[("al-Tarem", &["quill"]), ("dara quill", &[])]), lexicon);
        let text = "Then al-Tarem gave dara quill a quill. Dara Quill bowed.";
        let tokens = tokenize_in(TokenBuffers::default(), text, matcher.interner(lexicon));
        let found = matcher.matches(&tokens).into_iter().map(|found| &text[tokens.cover(found.words)]);
        assert_eq!(found.collect::<Vec<_>>(), ["al-Tarem", "dara quill", "Dara Quill"]);
    }

    #[test]
    fn aliases_are_found_in_a_text() {
        let rows = [
            ("Then Tom Hale came.", vec![("Tom Hale", vec![0], false)]),
            ("Then Tom came with Mr Hale.", vec![("Tom", vec![0], false), ("Mr Hale", vec![0], false)]),
            // Two characters have it.
            ("Then HALE came.", vec![("HALE", vec![1, 4], false)]),
            // Names need a capital.
            ("a tom and a simon", vec![]),
            ("Then the bearded porter came.", vec![("bearded porter", vec![2], true)]),
            ("the bearded\nporter", vec![("bearded\nporter", vec![2], true)]),
            // A single word in small letters needs a determiner, or is an address.
            ("the nanny, dear nanny", vec![("nanny", vec![3], true), ("nanny", vec![3], true)]),
            ("Then Judith came.", vec![]),
        ];
        check(rows, |text| matches(text));
    }

    /// The names in words, each with its first word and its owners: at each word the longest one, found by comparing
    /// with every name of every character.
    fn naive<'t>(characters: &[Vec<Vec<&str>>], words: &[&'t str]) -> Vec<(usize, Vec<&'t str>, Vec<usize>)> {
        let (mut at, mut found) = (0, Vec::new());
        while at < words.len() {
            let has = |names: &Vec<Vec<&str>>, len: usize| names.iter().any(|name| name[..] == words[at..at + len]);
            let has = |owner: &usize, len| has(&characters[*owner], len);
            let owners = |len| (0..characters.len()).filter(|owner| has(owner, len)).collect::<Vec<_>>();
            let mut lengths = (1..=words.len() - at).rev().map(|len| (len, owners(len)));
            let longest = lengths.find(|(_, owners)| !owners.is_empty());
            let len = longest.as_ref().map_or(1, |&(len, _)| len);
            found.extend(longest.map(|(len, owners)| (at, words[at..at + len].to_vec(), owners)));
            at += len;
        }
        found
    }

    /// Compares with the [naive] search, and the owners of single words with those of a search through all names.
    fn finds_names_like_the_naive_search<'t>(characters: &[Vec<Vec<&str>>], texts: impl Iterator<Item = Vec<&'t str>>) {
        let lexicon = Lexicon::standard();
        let character = |names: &Vec<Vec<&str>>| {
            let names: Vec<String> = names.iter().map(|name| name.join(" ")).collect();
            names[1..].iter().fold(Character::new(names[0].clone()), |character, name| character.alias(name.clone()))
        };
        // The names of characters differ, so each gets one that is in no text.
        let numbered = characters.iter().enumerate().map(|(i, names)| {
            let own = vec![["Wilma", "Xenia", "Yorick"][i]];
            character(&[&[own], &names[..]].concat())
        });
        let matcher = AliasMatcher::new(&Cast::new(numbered).unwrap(), lexicon);
        for words in texts {
            let text = words.join(" ");
            let tokens = tokenize_in(TokenBuffers::default(), &text, matcher.interner(lexicon));
            assert_eq!(tokens.words.len(), words.len(), "{text}");
            let found = matcher.matches(&tokens).into_iter().map(|found| {
                let range = found.words.start().index()..found.words.end().index();
                (range.start, words[range].to_vec(), found.owners.iter().map(|owner| owner.index()).collect())
            });
            assert_eq!(found.collect::<Vec<_>>(), naive(characters, &words), "{text} with {characters:?}");
            for word in tokens.words.ids() {
                let has =
                    |names: &Vec<Vec<&str>>| names.iter().any(|n| n.len() > 1 && n.contains(&words[word.index()]));
                let owners: Vec<usize> = (0..characters.len()).filter(|&owner| has(&characters[owner])).collect();
                let partial = matcher.partial_owners(tokens.words[word].id);
                assert_eq!(partial.iter().map(|owner| owner.index()).collect::<Vec<_>>(), owners, "{text}");
            }
        }
    }

    #[test]
    fn names_of_two_words_are_found_like_by_a_naive_search() {
        let all = [vec!["Tom"], vec!["Tom", "Orne"], vec!["Orne", "Tom"], vec!["Orne", "Orne", "Tom"]];
        // Each name belongs to nobody, to one of two characters, or to both.
        for owners in 0..4_usize.pow(all.len() as u32) {
            let of = |owner: usize| {
                let has = |at: &usize| owners >> (2 * at) >> owner & 1 == 1;
                (0..all.len()).filter(has).map(|at| all[at].clone()).collect::<Vec<_>>()
            };
            let texts = (1..=3).flat_map(|len: u32| (0..3_usize.pow(len)).map(move |i| (len, i)));
            let texts =
                texts.map(|(len, i)| (0..len).map(|at| ["Tom", "Orne", "rose"][i / 3_usize.pow(at) % 3]).collect());
            finds_names_like_the_naive_search(&[of(0), of(1)], texts);
        }
    }

    #[test]
    fn names_of_many_words_are_found_like_by_a_naive_search() {
        let mut random = Random::new(43);
        for _ in 0..200 {
            let mut words = |len: usize| {
                (0..len)
                    .map(|_| ["Tom", "Orne", "Ida", "Hale", "rose"][random.below(if len > 9 { 5 } else { 4 })])
                    .collect()
            };
            let characters = [vec![words(1), words(3)], vec![words(2), words(2), words(4)], vec![words(4)]];
            let texts = [words(40), words(40)];
            finds_names_like_the_naive_search(&characters, texts.into_iter());
        }
    }

    #[test]
    fn single_words_of_names_have_owners() {
        let lexicon = Lexicon::standard();
        let matcher = AliasMatcher::new(&characters(), lexicon);
        let mut interner = matcher.interner(lexicon);
        let rows = [("judith", vec![1]), ("hale", vec![0, 1]), ("mrs", vec![]), ("porter", vec![]), ("simon", vec![])];
        check(rows, |word| {
            let owners = matcher.partial_owners(interner.intern(word));
            owners.iter().map(|owner| owner.index()).collect()
        });
    }

    #[test]
    fn descriptions_are_filed_under_their_head() {
        let lexicon = Lexicon::standard();
        let matcher = AliasMatcher::new(&characters(), lexicon);
        let mut interner = matcher.interner(lexicon);
        // Owners, and the numbers of words of the descriptions.
        let rows = [("porter", vec![(2, 2), (2, 4)]), ("inn", vec![]), ("nanny", vec![(3, 1)]), ("mother", vec![])];
        check(rows, |word| {
            let descriptions = matcher.descriptions(interner.intern(word)).iter();
            descriptions.map(|description| (description.owner.index(), description.words.len())).collect()
        });
    }

    #[test]
    fn an_alias_of_too_many_words_is_not_looked_for() {
        for (words, found) in [(super::MAX_WORDS, 1), (super::MAX_WORDS + 1, 0)] {
            let name = vec!["Emma"; words].join(" ");
            let lexicon = Lexicon::standard();
            let matcher = AliasMatcher::new(&cast(&[(&name, &[])]), lexicon);
            let tokens = tokenize_in(TokenBuffers::default(), &name, matcher.interner(lexicon));
            assert_eq!(matcher.matches(&tokens).len(), found, "{words} words");
        }
    }
}
