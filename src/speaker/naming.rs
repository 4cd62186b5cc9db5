//! How people are called: the words that name them, written out only for who is asked for.

use super::people::{People, PersonId, PersonKind};
use super::Cast;
use crate::span::Part;
use crate::token::Tokens;

/// Words of the text by which it calls somebody.
#[derive(Clone, Copy, Debug)]
pub(super) struct Naming {
    pub(super) words: Part,
    /// To be written in small letters: the label of a turn, "KERRY".
    pub(super) small: bool,
}

/// How somebody is called, written out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub(crate) name: String,
    /// Other names, each once.
    pub(crate) aliases: Vec<String>,
    /// The titles before the name.
    pub(crate) title: Option<String>,
}

impl People {
    /// How a person is called. `cast`: the one they were linked with.
    pub(crate) fn names(&self, id: PersonId, tokens: &Tokens<'_>, cast: Option<&Cast>) -> Names {
        let person = &self[id];
        match (person.kind, cast) {
            (PersonKind::Cast, Some(cast)) => {
                let character = &cast.characters()[id.index()];
                Names { name: character.name().to_owned(), aliases: character.aliases().to_vec(), title: None }
            }
            (PersonKind::Narrator, _) => {
                Names { name: "narrator".to_owned(), aliases: vec!["I".to_owned()], title: None }
            }
            _ => {
                let mut written = self.namings[person.namings.range()].iter().map(|naming| naming.written(tokens));
                let name = written.next().unwrap_or_default();
                let mut aliases: Vec<String> = Vec::new();
                for alias in written {
                    if alias != name && !aliases.contains(&alias) {
                        aliases.push(alias);
                    }
                }
                Names { name, aliases, title: person.title.map(|words| flat(tokens, words)) }
            }
        }
    }
}

impl Naming {
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
fn flat(tokens: &Tokens<'_>, words: Part) -> String {
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
