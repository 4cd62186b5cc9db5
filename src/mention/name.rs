//! Names: which capitals make one, and what its parts are.

use crate::lexicon::class::Classes;
use crate::record::Gender;
use crate::token::tokens::Tokens;
use crate::util::ids::{ids, Column, IdRange, TokenId};

/// Which words of a text are names or parts of one.
#[derive(Debug)]
pub(crate) struct NameWords {
    /// By word.
    is_name: Column<TokenId, bool>,
    /// Words that are names whatever they look like; empty where there are none.
    given: Column<TokenId, bool>,
}

/// How often each word of a text is written with a small letter, and with a capital where no sentence begins.
///
/// It tells a name that opens a sentence from any other word there.
struct CapitalHabits(Vec<(u16, u16)>);

impl NameWords {
    /// `given`: ranges of words that are names whatever they look like: of the caller's cast, or labels of turns.
    pub(crate) fn find(tokens: &Tokens<'_>, ranges: &[IdRange<TokenId>]) -> Self {
        let habits = CapitalHabits::count(tokens);
        let mut given = Column::filled(false, if ranges.is_empty() { 0 } else { tokens.words.len() });
        for &range in ranges {
            given[range].fill(true);
        }
        let is_given = |i: TokenId| given.get(i).copied().unwrap_or(false);
        let is_name = tokens.words.ids().map(|i| has_capital(tokens, i) && (is_given(i) || habits.is_name(tokens, i)));
        Self { is_name: is_name.collect(), given }
    }

    /// Whether a word is (part of) a name.
    #[inline]
    pub(crate) fn is_name(&self, i: TokenId) -> bool {
        self.is_name[i]
    }

    /// Whether a word is known to be a name, whatever it looks like.
    pub(crate) fn is_given(&self, i: TokenId) -> bool {
        self.given.get(i).copied().unwrap_or(false)
    }
}

/// Whether a token is a word with a capital where a name may have one.
fn has_capital(tokens: &Tokens<'_>, i: TokenId) -> bool {
    let word = &tokens.words[i];
    word.is_word() && (word.is_capitalised() || word.has_inner_capital() && capital_within(tokens.word_text(i)))
}

impl CapitalHabits {
    fn count(tokens: &Tokens<'_>) -> Self {
        let mut counts = vec![(0u16, 0u16); tokens.vocabulary.len()];
        for word in tokens.words.iter().filter(|w| w.is_word()) {
            let Some((small, capital)) = counts.get_mut(word.id.0 as usize) else { continue };
            if !word.is_capitalised() {
                *small = small.saturating_add(1);
            } else if !word.starts_sentence() && !word.is_all_capitals() {
                *capital = capital.saturating_add(1);
            }
        }
        Self(counts)
    }

    /// Whether a word with a capital is (part of) a name.
    fn is_name(&self, tokens: &Tokens<'_>, i: TokenId) -> bool {
        let word = &tokens.words[i];
        let classes = tokens.classes(i);
        let (small, capital) = self.0.get(word.id.0 as usize).copied().unwrap_or_default();
        // "Pooh", "Sunday", "Five": words of such classes are names where the text mostly writes them so.
        let function = Classes::CLOSED.without(Classes::AUXILIARY | Classes::INTERJECTION | Classes::ADVERB);
        let seldom = Classes::INTERJECTION | Classes::ADVERB | Classes::NUMERAL | Classes::ORDINARY;
        if classes.any(function) || classes.any(Classes::CALENDAR) && !classes.any(Classes::GIVEN_NAME) {
            return false;
        }
        if classes.any(seldom)
            && !classes.any(Classes::GIVEN_NAME)
            && (word.starts_sentence() || !classes.any(Classes::ORDINARY))
        {
            return capital >= 3 && small <= capital;
        }
        if classes.any(Classes::AUXILIARY) {
            // "Will", "May": a name only where the text writes it so within sentences.
            return classes.any(Classes::GIVEN_NAME) && capital > 0 && !word.starts_sentence();
        }
        if !word.starts_sentence() {
            return true;
        }
        // "Mayor Frida Stoll"
        let next = tokens.words.get(i + 1);
        if classes.any(Classes::TITLE)
            && next.is_some_and(|n| n.is_word() && n.is_capitalised() && !tokens.classes(i + 1).any(Classes::CLOSED))
        {
            return true;
        }
        if capital > 0 {
            return small <= capital;
        }
        let named = Classes::GIVEN_NAME | Classes::TITLE | Classes::PLACE | Classes::NATIONALITY | Classes::ORG_NAME;
        let ordinary = Classes::VERBAL
            | Classes::LY
            | Classes::NUMERAL
            | Classes::QUANTIFIER
            | Classes::PERSON_NOUN
            | Classes::KIN
            | Classes::NAME_IS_WORD
            | Classes::TITLE_ADJECTIVE
            | Classes::GROUP_NOUN
            | Classes::DOCUMENT_NOUN;
        small == 0 && (classes.any(named) || !classes.any(ordinary))
    }
}

/// A name: its core ("Mohammad Ali Jafari") and the titles before it ("Maj. Gen.").
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NameParts {
    /// The words of the proper name. Not empty.
    pub(crate) core: IdRange<TokenId>,
    /// How many titles stand right before the core.
    titles: u8,
    /// What the words tell about the entity_type.
    pub(crate) entity_type: EntityType,
}

/// What a name's words tell about its entity_type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EntityType {
    /// A given name or a title is among them.
    Person,
    Organisation,
    Place,
    /// Nothing tells.
    Unknown,
}

impl NameParts {
    /// The titles right before the core; empty where there are none.
    pub(crate) fn titles(&self) -> IdRange<TokenId> {
        (self.core.start() - usize::from(self.titles)..self.core.start()).into()
    }

    /// Takes a run of name words apart; also tells the gender of its title.
    pub(crate) fn new(tokens: &Tokens<'_>, names: &NameWords, run: IdRange<TokenId>) -> (Self, Gender) {
        let classes = |i: TokenId| tokens.classes(i);
        let office = Classes::TITLE
            | Classes::PERSON_NOUN
            | Classes::PLACE
            | Classes::NATIONALITY
            | Classes::ORG_HEAD
            | Classes::ORG_NAME
            | Classes::TITLE_ADJECTIVE
            | Classes::GROUP_NOUN;
        let given =
            |i: TokenId| classes(i).any(Classes::GIVEN_NAME) && !classes(i).any(Classes::TITLE | Classes::ORG_HEAD);

        // The core begins after the last title ("Secretary of State John Kerry"), or at a given name that follows
        // words of office ("House Chief of Staff Denis McDonough").
        let last = run.end() - 1;
        let mut start = run.start();
        if let Some(title) = run
            .iter()
            .take(run.len() - 1)
            .rev()
            .find(|&i| classes(i).any(Classes::TITLE) && !((given(i) || is_initial(tokens, i)) && i > run.start()))
        {
            let of_follows = is_of(tokens, title + 1);
            if !of_follows {
                start = title + 1;
            }
        }
        if let Some(name) = ids(start..last).find(|&i| given(i)) {
            // "House Transport Republican Hugh Pomfret"
            let described = name > start && classes(name - 1).any(Classes::PERSON_NOUN);
            let of_office =
                |i: TokenId| classes(i).any(office) || is_of(tokens, i) || i > start && is_of(tokens, i - 1);
            if described || ids(start..name).all(of_office) {
                start = name;
            }
        }
        while start < last && classes(start).any(Classes::NATIONALITY | Classes::TITLE_ADJECTIVE) && !given(start) {
            start += 1;
        }
        let core = start..run.end();
        let mut first_title = start;
        while first_title > run.start() && classes(first_title - 1).any(Classes::TITLE.without(Classes::TITLE_KIN)) {
            first_title -= 1;
        }
        // "Uncle Toby", "Duke of York": the title is the name.
        let mut core_start = core.start;
        if start > run.start() && classes(start - 1).any(Classes::TITLE_KIN) {
            core_start = start - 1;
            first_title = core_start;
        }
        let core = IdRange::from(core_start..core.end);

        let title_gender = ids(run.start()..run.end() - usize::from(run.len() > 1))
            .filter(|&i| classes(i).any(Classes::TITLE))
            .map(|i| classes(i).noun_gender())
            .fold(Gender::Unknown, Gender::or);
        let any = |range: IdRange<TokenId>, c: Classes| range.iter().any(|i| classes(i).any(c));
        let acronym = core.len() == 1
            && tokens.words[core.start()].is_all_capitals()
            && !given(core.start())
            && !names.is_given(core.start());
        let entity_type = if first_title < core_start && !any(core, Classes::ORG_HEAD | Classes::ORG_NAME)
            || any(core, Classes::TITLE_KIN) && core.len() > 1
        {
            EntityType::Person
        } else if acronym || any(core, Classes::ORG_HEAD | Classes::ORG_NAME) && !given(core.start()) {
            EntityType::Organisation
        } else if any(core, Classes::PLACE | Classes::NATIONALITY) && !given(core.start()) {
            EntityType::Place
        } else if any(core, Classes::GIVEN_NAME) {
            EntityType::Person
        } else {
            EntityType::Unknown
        };
        let titles = (core_start - first_title).min(usize::from(u8::MAX)) as u8;
        (Self { core, titles, entity_type }, title_gender)
    }
}

/// "al-Sakher", "d'Artagnan": a small prefix, then a capital.
fn capital_within(word: &str) -> bool {
    let inner = word.char_indices().take(4).find(|(_, c)| matches!(c, '-' | '\'' | '’'));
    inner.is_some_and(|(at, c)| at > 0 && word[at + c.len_utf8()..].starts_with(char::is_uppercase))
}

/// A single letter, as in "Edith M. Carver".
fn is_initial(tokens: &Tokens<'_>, i: TokenId) -> bool {
    tokens.word_text(i).trim_end_matches('.').len() == 1
}

pub(crate) fn is_of(tokens: &Tokens<'_>, i: TokenId) -> bool {
    tokens.words.get(i).is_some() && tokens.word_text(i) == "of"
}
