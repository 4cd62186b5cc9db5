//! Epithets that tell people of one name apart: "Old Tom" and "Young Tom", "Ivan the Cook".

use std::collections::{HashMap, HashSet};

use crate::lexicon::class::Classes;
use crate::token::tokens::{Tokens, Word};
use crate::util::ids::{Id, TokenId, WordId};

/// Minimum number of times that a text calls somebody by a name with a byname.
const TIMES: usize = 2;

/// Adjectives that tell people of one name apart; "poor Tom" and "then Tom said" do not.
const TELLING: [&str; 17] = [
    "big", "blind", "fair", "fat", "good", "great", "junior", "lame", "little", "mad", "old", "senior", "stout",
    "tall", "tiny", "young", "younger",
];

/// The epithets of a text.
#[derive(Debug, Default)]
pub(crate) struct Epithets {
    /// Names before which the text has different adjectives, or one beside a byname.
    told_apart: HashSet<WordId>,
    /// Names with the word after "the", and how often the text has the two.
    bynames: HashMap<(WordId, WordId), usize>,
}

impl Epithets {
    /// Reads every word of a text once.
    pub(crate) fn find(tokens: &Tokens<'_>) -> Self {
        let mut epithets = Self::default();
        let mut adjectives: HashMap<WordId, WordId> = HashMap::new();
        let capitalised = |i: TokenId| tokens.words.get(i).filter(|word| word.is_word() && word.is_capitalised());
        for (i, word) in tokens.words.enumerate() {
            if word.is_capitalised() && is_telling(tokens, i) {
                if let Some(name) =
                    capitalised(i + 1).filter(|_| capitalised(i + 2).map_or(true, Word::starts_sentence))
                {
                    let first = *adjectives.entry(name.id).or_insert(word.id);
                    if first != word.id {
                        epithets.told_apart.insert(name.id);
                    }
                }
            } else if is_the(tokens, i) {
                let name = i.before().and_then(capitalised);
                if let (Some(name), Some(byname)) = (name, capitalised(i + 1)) {
                    *epithets.bynames.entry((name.id, byname.id)).or_default() += 1;
                }
            }
        }
        let usual = epithets.bynames.iter().filter(|(_, &count)| count >= TIMES).map(|(&(name, _), _)| name);
        epithets.told_apart.extend(usual.filter(|name| adjectives.contains_key(name)));
        epithets
    }

    /// Whether an adjective belongs to the name after it, because the text tells people of that name apart: "Old Tom",
    /// "Young Tom".
    pub(crate) fn tell_apart(&self, tokens: &Tokens<'_>, adjective: TokenId) -> bool {
        let name = || tokens.words.get(adjective + 1);
        is_telling(tokens, adjective)
            && name().is_some_and(|name| name.is_capitalised() && self.told_apart.contains(&name.id))
    }

    /// Whether "the" at a word joins a name and a byname: "Ivan the Cook".
    pub(crate) fn join(&self, tokens: &Tokens<'_>, the: TokenId) -> bool {
        let count = |name: TokenId| {
            let byname = tokens.words.get(the + 1)?;
            self.bynames.get(&(tokens.words[name].id, byname.id)).copied()
        };
        is_the(tokens, the) && the.before().and_then(count).is_some_and(|count| count >= TIMES)
    }
}

/// Whether a word is an adjective that tells people apart.
fn is_telling(tokens: &Tokens<'_>, i: TokenId) -> bool {
    let is_word = || TELLING.iter().any(|known| tokens.word_text(i).eq_ignore_ascii_case(known));
    tokens.classes(i).any(Classes::TITLE_ADJECTIVE) && is_word()
}

/// Whether a word is "the", which joins names in lower case only.
fn is_the(tokens: &Tokens<'_>, i: TokenId) -> bool {
    tokens.word_text(i) == "the"
}

#[cfg(test)]
mod tests {
    use crate::mention::find::find_mentions;
    use crate::tests::table::check;
    use crate::token::tokenize::tokenize;

    #[test]
    fn epithets_are_part_of_names_that_need_them() {
        let rows = [
            ("Old Tom saw Young Tom.", vec!["Old Tom", "Young Tom"]),
            ("Old Tom saw Old Tom.", vec!["Tom", "Tom"]),
            ("Poor Tom slept. Then Tom slept. Dear Tom!", vec!["Tom", "Tom", "Tom"]),
            ("Ivan the Cook saw Ivan the Cook.", vec!["Ivan the Cook", "Ivan the Cook"]),
            ("Old Tom saw Tom the Cook. Tom the Cook slept.", vec!["Old Tom", "Tom the Cook", "Tom the Cook"]),
            ("They gave Ivan the Book.", vec!["Ivan", "Book"]),
        ];
        check(rows, |text| {
            let tokens = tokenize(text);
            let found = find_mentions(&tokens);
            let names = found.list.iter().filter_map(|mention| mention.name());
            names.map(|name| &text[tokens.cover(name.core)]).collect::<Vec<_>>()
        });
    }
}
