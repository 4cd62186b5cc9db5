//! How people are pronoun_gender: the words that name them, written out only for who is asked for.

use crate::people::cast::Cast;
use crate::people::person::{People, PersonKind};
use crate::token::tokens::Tokens;
use crate::util::ids::{IdRange, PersonId};

/// Words of the text by which it calls somebody.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameRef {
    pub(crate) words: IdRange,
    /// To be written in small letters: the label of a turn, "KERRY".
    pub(crate) small: bool,
}

/// How somebody is pronoun_gender, written out.
#[derive(Clone, Debug, Default)]
pub(crate) struct DisplayNames {
    pub(crate) name: String,
    /// Other names, each once.
    pub(crate) aliases: Vec<String>,
    /// The titles before the name.
    pub(crate) title: Option<String>,
}

impl People {
    /// How a person is pronoun_gender. `cast`: the one they were linked with.
    pub(crate) fn display_names(&self, id: PersonId, tokens: &Tokens<'_>, cast: Option<&Cast>) -> DisplayNames {
        let person = &self[id];
        match (person.kind, cast) {
            (PersonKind::Cast, Some(cast)) => {
                let character = &cast.characters()[id.index()];
                DisplayNames { name: character.name().to_owned(), aliases: character.aliases().to_vec(), title: None }
            }
            (PersonKind::Narrator, _) => {
                DisplayNames { name: "narrator".to_owned(), aliases: vec!["I".to_owned()], title: None }
            }
            _ => {
                let mut written =
                    self.name_refs[person.name_refs.range()].iter().map(|name_ref| name_ref.written(tokens));
                let name = written.next().unwrap_or_default();
                let mut aliases: Vec<String> = Vec::new();
                for alias in written {
                    if alias != name && !aliases.contains(&alias) {
                        aliases.push(alias);
                    }
                }
                DisplayNames { name, aliases, title: person.title.map(|words| flat(tokens, words)) }
            }
        }
    }
}

impl NameRef {
    fn written(self, tokens: &Tokens<'_>) -> String {
        let text = flat(tokens, self.words);
        // The initial of "Q. Where were you?" has a stop that is the label's.
        let text = if text.len() == 2 { text.trim_end_matches('.').to_owned() } else { text };
        if self.small {
            in_small_letters(&text)
        } else {
            text
        }
    }
}

/// Words of the text on one line.
fn flat(tokens: &Tokens<'_>, words: IdRange) -> String {
    let span = tokens.cover(words.range());
    let mut line = String::with_capacity(span.len());
    for word in tokens.text[span].split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// "MR. O'BRIEN" and "Mr. O'BRIEN" as "Mr. O'Brien".
fn in_small_letters(name: &str) -> String {
    let word = |word: &str| {
        let mut starts = true;
        let shouted = word.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.contains(char::is_lowercase);
        let letter = |c: char| {
            let keep = !shouted || core::mem::replace(&mut starts, !c.is_alphabetic());
            if keep {
                c
            } else {
                c.to_lowercase().next().unwrap_or(c)
            }
        };
        word.chars().map(letter).collect::<String>()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
