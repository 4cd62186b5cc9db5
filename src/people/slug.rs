//! Names as identifiers.

use std::collections::HashMap;

use crate::lexicon::word_table::fold;

/// Gives each name an identifier that no name before it has.
#[derive(Debug, Default)]
pub(crate) struct Slugs {
    /// The identifiers in use, each with the highest number that was appended to it; 1 for none.
    used: HashMap<String, usize>,
}

impl Slugs {
    /// The identifier of a name: that of [`slug`], with a number where it is in use.
    ///
    /// Time is amortised: only `orne` with 2 appended can fail on `orne-2`, and only once.
    pub(crate) fn unique(&mut self, name: &str) -> String {
        let slug = slug(name);
        let Some(last) = self.used.get_mut(&slug) else {
            self.used.insert(slug.clone(), 1);
            return slug;
        };
        let mut number = *last;
        let numbered = loop {
            number += 1;
            let numbered = format!("{slug}-{number}");
            if !self.used.contains_key(&numbered) {
                break numbered;
            }
        };
        self.used.insert(slug, number);
        self.used.insert(numbered.clone(), 1);
        numbered
    }
}

/// A name as lower-case ASCII letters and digits, with single hyphens between them, and first a letter.
fn slug(name: &str) -> String {
    const PREFIX: &str = "speaker-";
    let mut folded = Vec::with_capacity(name.len());
    fold(name, &mut folded);
    let mut slug = String::with_capacity(folded.len());
    let mut gap = false;
    for &byte in &folded {
        if byte.is_ascii_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(char::from(byte.to_ascii_lowercase()));
        } else {
            // "O'Brien" is `obrien`.
            gap |= byte != b'\'';
        }
    }
    if !slug.contains(|c: char| c.is_ascii_lowercase()) {
        return format!("{PREFIX}{:08x}", hash(name));
    }
    if slug.starts_with(|c: char| c.is_ascii_digit()) {
        slug.insert_str(0, PREFIX);
    }
    slug
}

/// FNV-1a, 32 bits (Fowler, Noll and Vo): the same on every machine.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::{slug, Slugs};
    use crate::tests::random::Random;

    #[test]
    fn names_become_identifiers() {
        for (name, expected) in [
            ("Ida Orne", "ida-orne"),
            ("Mr. Hale", "mr-hale"),
            ("Nader Qa'ani", "nader-qaani"),
            ("a spokesman for the  Harbour Board", "a-spokesman-for-the-harbour-board"),
            ("Émile Œuvré", "emile-oeuvre"),
            ("E\u{301}mile", "emile"),
            ("“Jock” O’Malley-Hale!", "jock-omalley-hale"),
            ("7th Earl", "speaker-7th-earl"),
            ("Анна K.", "k"),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
        assert_ne!(slug("Анна"), slug("Иван"));
        assert_eq!(slug("Анна"), slug("Анна"));
        assert_eq!(slug("").len(), "speaker-12345678".len());
    }

    #[test]
    fn identifiers_are_distinct() {
        let mut slugs = Slugs::default();
        let names = ["Hale", "Hale 2", "Hale", "hale", "Hale 2", "Hale-2-2"];
        let given = names.map(|name| slugs.unique(name));
        assert_eq!(given, ["hale", "hale-2", "hale-3", "hale-4", "hale-2-2", "hale-2-2-2"]);
    }

    #[test]
    fn identifiers_are_valid_and_distinct_for_any_names() {
        let pieces = ["Hale", " ", "-", "2", "3", "é", "Ж", "'", "\u{301}", "🦀", "İ"];
        let mut random = Random::new(7);
        let mut slugs = Slugs::default();
        let mut given = std::collections::HashSet::new();
        for _ in 0..2_000 {
            let name: String = (0..random.below(5)).map(|_| pieces[random.below(pieces.len())]).collect();
            let slug = slugs.unique(&name);
            let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            assert!(slug.starts_with(|c: char| c.is_ascii_lowercase()) && slug.chars().all(fits), "{name:?}: {slug}");
            assert!(!slug.ends_with('-') && !slug.contains("--"), "{name:?}: {slug}");
            assert!(given.insert(slug.clone()), "{name:?}: {slug} is given twice");
        }
    }
}
