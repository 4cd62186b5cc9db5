//! Which annotated person a name stands for.

use std::collections::{BTreeSet, HashMap};

use super::annotated::Annotated;

/// The names of the annotated people of a text.
pub struct Names {
    /// Normalised name or alias to the names of those who bear it.
    owners: HashMap<String, Vec<String>>,
    /// Each person with all words of its names, without titles.
    words: Vec<(String, BTreeSet<String>)>,
}

/// Words that do not tell people apart.
#[rustfmt::skip]
const TITLES: [&str; 24] = [
    "mr", "mrs", "miss", "ms", "dr", "sir", "lady", "lord", "colonel", "captain", "madame", "mme", "monsieur", "m",
    "mlle", "reverend", "rev", "aunt", "uncle", "the", "old", "young", "professor", "inspector",
];

impl Names {
    pub fn new(document: &Annotated) -> Self {
        let mut owners: HashMap<String, Vec<String>> = HashMap::new();
        let mut words = Vec::new();
        for person in &document.characters {
            let names = || std::iter::once(&person.name).chain(&person.aliases);
            for name in names() {
                owners.entry(normalised(name)).or_default().push(person.name.clone());
            }
            words.push((person.name.clone(), names().flat_map(|name| distinctive_words(name)).collect()));
        }
        if let Some(narrator) = &document.narrator {
            for name in ["narrator", "i"] {
                owners.insert(name.to_owned(), vec![narrator.clone()]);
            }
        }
        Self { owners, words }
    }

    /// Whether `name` stands for the person annotated as `gold`: it is one of the person's names, or it is nobody's
    /// name and consists of words from the names of this person and of no other.
    pub fn stands_for(&self, name: &str, gold: &str) -> bool {
        if let Some(owners) = self.owners.get(&normalised(name)) {
            return owners.iter().any(|owner| owner == gold);
        }
        let words = distinctive_words(name);
        let mut fits = self.words.iter().filter(|(_, known)| !words.is_empty() && words.is_subset(known));
        fits.next().is_some_and(|(owner, _)| owner == gold) && fits.next().is_none()
    }
}

/// Lower case, without a possessive ending and without punctuation.
fn normalised(name: &str) -> String {
    let lower = name.trim().to_lowercase().replace('’', "'");
    let lower = lower.strip_suffix("'s").unwrap_or(&lower);
    let plain: String =
        lower.chars().map(|c| if c.is_alphanumeric() || matches!(c, '_' | '\'' | '-') { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn distinctive_words(name: &str) -> BTreeSet<String> {
    normalised(name).split(' ').filter(|w| !w.is_empty() && !TITLES.contains(w)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Names;

    #[test]
    fn a_name_stands_for_one_person() {
        let document = json!({
            "id": "", "genre": "fiction", "text": "", "quotes": [], "narrator": "Ilse Orne",
            "characters": [
                { "name": "Ilse Orne", "aliases": ["Miss Orne", "the clerk"] },
                { "name": "John Orne", "aliases": ["Old Orne"] },
                { "name": "Hale" },
            ],
        });
        let names = Names::new(&serde_json::from_value(document).unwrap());
        let bearers = |name| ["Ilse Orne", "John Orne", "Hale"].map(|person| names.stands_for(name, person));
        for name in ["Ilse Orne", "MISS ORNE", "The Clerk", "clerk", "Ilse", "Miss Ilse", "Ilse’s", "I"] {
            assert_eq!(bearers(name), [true, false, false], "{name}");
        }
        assert_eq!(bearers("Mr. Hale"), [false, false, true]);
        // The words of two people, of nobody, and of a title alone.
        for name in ["Orne", "Ilse Hale", "the", ""] {
            assert_eq!(bearers(name), [false; 3], "{name}");
        }
    }
}
