//! Display names: the names of a person as a result shows them. They are written out only for people who are listed
//! there.

use std::collections::HashSet;

use crate::people::cast::Cast;
use crate::people::person::{NameRef, People, PersonKind};
use crate::token::chars::{capitals_from, is_blank};
use crate::token::tokens::Tokens;
use crate::util::ids::{Id, IdRange, PersonId, TokenId};
use crate::util::steps;

/// The names of a person, written out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DisplayNames {
    /// The canonical name.
    pub(crate) name: String,
    /// The other names, each once.
    pub(crate) aliases: Vec<String>,
    /// The titles that stand before the name; `None` for characters of a cast.
    pub(crate) title: Option<String>,
}

impl DisplayNames {
    /// The names of a person. `cast` is the one with which the people were linked.
    pub(crate) fn of(person: PersonId, people: &People, tokens: &Tokens<'_>, cast: Option<&Cast>) -> Self {
        let index = person.index();
        let person = &people[person];
        match (person.kind, cast) {
            (PersonKind::Cast, Some(cast)) => {
                let character = &cast.characters()[index];
                Self { name: character.name().to_owned(), aliases: character.aliases().to_vec(), title: None }
            }
            (PersonKind::Narrator, _) => {
                Self { name: "narrator".to_owned(), aliases: vec!["I".to_owned()], title: None }
            }
            _ => {
                let mut written = people.name_refs(person).iter().map(|&name| write_out(tokens, name));
                let name = written.next().unwrap_or_default();
                let aliases = distinct(written.filter(|alias| *alias != name));
                Self { name, aliases, title: person.title.map(|words| on_one_line(tokens, words)) }
            }
        }
    }
}

/// Maximum number of aliases among which one is looked up by comparing it with each. Few people have more.
const COMPARED: usize = 8;

/// The names of a list, each once, in the order in which they come first.
fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    for name in names {
        steps::count(list.len().min(COMPARED));
        if list.len() == COMPARED && known.is_empty() {
            known.extend(list.iter().cloned());
        }
        let is_new = if known.is_empty() { !list.contains(&name) } else { known.insert(name.clone()) };
        if is_new {
            list.push(name);
        }
    }
    list
}

/// Maximum number of letters in capitals without a vowel that are initials.
const MAX_INITIALS: usize = 3;

/// A word has one of them at least.
const VOWELS: &str = "AEIOUYaeiouy";

fn write_out(tokens: &Tokens<'_>, name: NameRef) -> String {
    let text = on_one_line(tokens, name.words);
    // The stop in "Q. Where were you?" belongs to the label and not to the name.
    let text = if text.len() == 2 { text.trim_end_matches('.').to_owned() } else { text };
    if name.is_shouted {
        in_lower_case(&text)
    } else {
        text
    }
}

/// Words of the text with single spaces between them, without characters that have no width.
fn on_one_line(tokens: &Tokens<'_>, words: IdRange<TokenId>) -> String {
    let span = tokens.cover(words);
    let mut line = String::with_capacity(span.len());
    for word in tokens.text[span].split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().filter(|&c| !is_blank(c)));
    }
    line
}

/// Writes words in capitals with a capital only after what is no letter: "MR. O'BRIEN" and "Mr. O'BRIEN" as "Mr.
/// O'Brien".
///
/// Letters that make no word are left alone: "NP".
fn in_lower_case(name: &str) -> String {
    if name.len() <= MAX_INITIALS && !name.contains(|c: char| !c.is_ascii() || VOWELS.contains(c)) {
        return name.to_owned();
    }
    let word = |word: &str| {
        let mut starts = true;
        // "McCAIN" begins twice. SPEAKER_00 is an identifier.
        let capitals = capitals_from(word).unwrap_or(0);
        let identifier = word.contains(|c: char| c == '_' || c.is_ascii_digit());
        let shouted = !identifier
            && word[capitals..].chars().filter(|c| c.is_alphabetic()).count() > 1
            && !word[capitals..].contains(char::is_lowercase);
        let (prefix, word) = word.split_at(capitals);
        let letter = |c: char| {
            let keep = !shouted || core::mem::replace(&mut starts, !c.is_alphabetic());
            if keep {
                c
            } else {
                c.to_lowercase().next().unwrap_or(c)
            }
        };
        prefix.chars().chain(word.chars().map(letter)).collect::<String>()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{in_lower_case, DisplayNames};
    use crate::people::cast::Cast;
    use crate::tests::stages::{cast, stages, stages_with_cast};
    use crate::tests::table::check;
    use crate::util::ids::{Id, PersonId};

    #[test]
    fn shouted_names_keep_their_first_letters() {
        let rows = [
            ("MR. O'BRIEN", "Mr. O'Brien"),
            ("Mr. O'BRIEN", "Mr. O'Brien"),
            ("ADA CRANE-HOLT", "Ada Crane-Holt"),
            ("J. HOLT", "J. Holt"),
            ("Ada Crane", "Ada Crane"),
            ("ÉDITH", "Édith"),
            ("Mr. McCAIN", "Mr. McCain"),
            ("SPEAKER_00", "SPEAKER_00"),
            ("NP", "NP"),
            ("DR. HALE", "Dr. Hale"),
        ];
        check(rows.map(|(shouted, name)| (shouted, name.to_owned())), |shouted| in_lower_case(shouted));
    }

    fn names(name: &str, aliases: &[&str], title: Option<&str>) -> DisplayNames {
        let aliases = aliases.iter().map(|&alias| alias.to_owned()).collect();
        DisplayNames { name: name.to_owned(), aliases, title: title.map(str::to_owned) }
    }

    #[test]
    fn names_are_written_out() {
        let rows = [
            ("Tom Hale slept.", names("Tom Hale", &[], None)),
            ("Dr. Tom   Hale slept. Hale ate.", names("Tom Hale", &["Dr. Tom Hale", "Hale"], Some("Dr."))),
            ("Mr. Hale slept.", names("Mr. Hale", &["Hale"], Some("Mr."))),
            ("TOM HALE: Yes.\n\nADA CRANE: No.\n\nTOM HALE: Yes.", names("Tom Hale", &[], None)),
            ("Q. Yes?\n\nA. No.\n\nQ. Why?\n\nA. Because.", names("Q", &[], None)),
        ];
        check(rows, |text| {
            let (document, linked) = stages(text);
            let first = linked.person.iter().find_map(|&person| person).unwrap();
            DisplayNames::of(first, &linked.people, &document.tokens, None)
        });
    }

    #[test]
    fn characters_have_the_names_of_the_cast() {
        let cast: Cast = cast(&[("Edda Strand", &["Edda", "The Harbour Master"])]);
        let (document, mut linked) = stages_with_cast("Miss Strand slept. I ate.", &cast);
        let narrator = linked.people.narrator();
        let of = |person| DisplayNames::of(person, &linked.people, &document.tokens, Some(&cast));
        assert_eq!(of(PersonId::new(0)), names("Edda Strand", &["Edda", "The Harbour Master"], None));
        assert_eq!(of(narrator), names("narrator", &["I"], None));
    }
}
