use std::collections::HashSet;

use crate::error::{Error, ErrorKind};
use crate::record::Gender;

/// A person a caller knows: the canonical name, other names, gender.
///
/// ```
/// use inquit::{Character, Gender};
/// let emma = Character::new("Emma Woodhouse").alias("Emma").alias("Miss Woodhouse").gender(Gender::Female);
/// assert_eq!(emma.name(), "Emma Woodhouse");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Character {
    name: String,
    #[cfg_attr(feature = "serde", serde(default))]
    aliases: Vec<String>,
    #[cfg_attr(feature = "serde", serde(default))]
    gender: Gender,
}

impl Character {
    /// A character known by this name alone, of unknown gender.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), aliases: Vec::new(), gender: Gender::Unknown }
    }

    /// Adds another name the text may use. Two characters may share one; the text then decides.
    #[must_use]
    pub fn alias(mut self, alias: impl Into<String>) -> Self {
        self.aliases.push(alias.into());
        self
    }

    /// Sets the gender, which decides who "he" and "she" can be.
    #[must_use]
    pub fn gender(mut self, gender: Gender) -> Self {
        self.gender = gender;
        self
    }

    /// The canonical name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The other names, in the order they were added.
    #[must_use]
    pub fn aliases(&self) -> &[String] {
        &self.aliases
    }

    pub(crate) fn known_gender(&self) -> Gender {
        self.gender
    }
}

/// The people of a text as a caller knows them, checked when it is made.
///
/// Where a cast is given, a speaker's canonical name is exactly the name given here; people outside the cast are
/// still found. A cast belongs to a document, not to an engine: give it to
/// [`AttributorBuilder::cast`](crate::AttributorBuilder::cast) or to a single
/// [`attribute_with_cast`](crate::Attributor::attribute_with_cast).
///
/// ```
/// use inquit::{Cast, Character};
/// let cast = Cast::new([Character::new("Dr. Watson"), Character::new("Sherlock Holmes").alias("Holmes")])?
///     .with_narrator("Dr. Watson")?;
/// assert_eq!(cast.narrator(), Some("Dr. Watson"));
/// assert!(Cast::new([Character::new(" ")]).unwrap_err().is_empty_name());
/// # Ok::<(), inquit::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    characters: Vec<Character>,
    narrator: Option<usize>,
}

impl Cast {
    /// A cast of these characters, without a narrator.
    ///
    /// # Errors
    /// A name or alias is empty or blank, or a name stands twice.
    pub fn new(characters: impl IntoIterator<Item = Character>) -> Result<Self, Error> {
        let characters: Vec<Character> = characters.into_iter().collect();
        let mut names = HashSet::with_capacity(characters.len());
        for (index, character) in characters.iter().enumerate() {
            let name = &character.name;
            if name.trim().is_empty() {
                return Err(ErrorKind::EmptyName { index }.into());
            }
            if !names.insert(name.as_str()) {
                return Err(ErrorKind::DuplicateName { name: name.clone() }.into());
            }
            if character.aliases.iter().any(|alias| alias.trim().is_empty()) {
                return Err(ErrorKind::EmptyAlias { name: name.clone() }.into());
            }
        }
        Ok(Self { characters, narrator: None })
    }

    /// The same cast with a first-person narrator: who "I" is outside quotations.
    ///
    /// # Errors
    /// No character has this name.
    pub fn with_narrator(mut self, name: &str) -> Result<Self, Error> {
        let narrator = self.characters.iter().position(|c| c.name == name);
        self.narrator = Some(narrator.ok_or_else(|| ErrorKind::UnknownNarrator { name: name.to_owned() })?);
        Ok(self)
    }

    /// The characters, in the order given.
    #[must_use]
    pub fn characters(&self) -> &[Character] {
        &self.characters
    }

    /// The narrator's name.
    #[must_use]
    pub fn narrator(&self) -> Option<&str> {
        self.narrator.map(|n| self.characters[n].name())
    }

    pub(crate) fn narrator_index(&self) -> Option<usize> {
        self.narrator
    }
}
