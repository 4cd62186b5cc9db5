//! The people a caller knows.

use std::collections::HashSet;

use crate::error::{Error, ErrorKind};
use crate::record::Gender;

/// A person a caller knows: the canonical name, other names, gender.
///
/// With the feature `serde` it is an object with the keys `name`, `aliases` and `gender`. When it is read, only the
/// name must be there, and the gender may be null.
///
/// ```
/// use inquit::{Character, Gender};
/// let emma = Character::new("Emma Woodhouse").alias("Emma").alias("Miss Woodhouse").gender(Gender::Female);
/// assert_eq!(emma.name(), "Emma Woodhouse");
/// assert_eq!(emma.aliases(), ["Emma", "Miss Woodhouse"]);
/// assert_eq!(emma.known_gender(), Gender::Female);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Character {
    name: String,
    #[cfg_attr(feature = "serde", serde(default))]
    aliases: Vec<String>,
    #[cfg_attr(feature = "serde", serde(default, deserialize_with = "gender_or_null"))]
    gender: Gender,
}

/// Null is an unknown gender.
#[cfg(feature = "serde")]
fn gender_or_null<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Gender, D::Error> {
    let gender: Option<Gender> = serde::Deserialize::deserialize(deserializer)?;
    Ok(gender.unwrap_or_default())
}

impl Character {
    /// A character known by this name alone, of unknown gender.
    ///
    /// ```
    /// use inquit::{Character, Gender};
    /// let hale = Character::new("Hale");
    /// assert_eq!((hale.name(), hale.known_gender()), ("Hale", Gender::Unknown));
    /// assert!(hale.aliases().is_empty());
    /// ```
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), aliases: Vec::new(), gender: Gender::Unknown }
    }

    /// Adds another name the text may use. Two characters may share one; the text then decides. One of more than 100
    /// words is not looked for.
    ///
    /// ```
    /// use inquit::{Attributor, Cast, Character, Input};
    /// let cast = Cast::new([Character::new("Ilse Hale").alias("the miller")])?;
    /// let found = Attributor::new().attribute(Input::new("\"No,\" said the miller.").cast(&cast));
    /// assert_eq!(found.speakers()[0].name, "Ilse Hale");
    /// # Ok::<(), inquit::Error>(())
    /// ```
    #[must_use]
    pub fn alias(mut self, alias: impl Into<String>) -> Self {
        self.aliases.push(alias.into());
        self
    }

    /// Sets the gender, which decides who "he" and "she" can be.
    ///
    /// ```
    /// use inquit::{Attributor, Cast, Character, Gender, Input};
    /// let text = "Robin met Orne. \"No,\" she said.";
    /// let speaker = |robin, orne| {
    ///     let cast = Cast::new([Character::new("Robin").gender(robin), Character::new("Orne").gender(orne)]).unwrap();
    ///     let found = Attributor::new().attribute(Input::new(text).cast(&cast));
    ///     found.speakers()[0].name.clone()
    /// };
    /// assert_eq!(speaker(Gender::Female, Gender::Male), "Robin");
    /// assert_eq!(speaker(Gender::Male, Gender::Female), "Orne");
    /// ```
    #[must_use]
    pub fn gender(mut self, gender: Gender) -> Self {
        self.gender = gender;
        self
    }

    /// The canonical name.
    ///
    /// ```
    /// assert_eq!(inquit::Character::new("Hale").alias("Jock").name(), "Hale");
    /// ```
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The other names, in the order they were added.
    ///
    /// ```
    /// assert_eq!(inquit::Character::new("Hale").alias("Jock").alias("John").aliases(), ["Jock", "John"]);
    /// ```
    #[must_use]
    pub fn aliases(&self) -> &[String] {
        &self.aliases
    }

    /// The gender, [`Unknown`](Gender::Unknown) unless it was set.
    ///
    /// ```
    /// use inquit::{Character, Gender};
    /// assert_eq!(Character::new("Hale").gender(Gender::Male).known_gender(), Gender::Male);
    /// ```
    #[must_use]
    pub fn known_gender(&self) -> Gender {
        self.gender
    }
}

/// The people of a text as a caller knows them, checked when it is made.
///
/// With a cast, the canonical name of a speaker is exactly the name given here; people outside of the cast are still
/// found. A cast belongs to a document, not to an engine: give it to a single [`Input`](crate::Input), or to
/// [`AttributorBuilder::cast`](crate::AttributorBuilder::cast) where all texts have the same people.
///
/// With the feature `serde` it is an object with the keys `characters` and `narrator`. When it is read, it is checked
/// as by [`new`](Self::new) and [`with_narrator`](Self::with_narrator), and the narrator may be missing or null.
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
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(try_from = "UncheckedCast"))]
pub struct Cast {
    /// Each name once; no name and no alias is blank.
    characters: Vec<Character>,
    /// An index of `characters`.
    narrator: Option<usize>,
}

impl Cast {
    /// A cast of these characters, without a narrator.
    ///
    /// # Errors
    /// A name or alias is empty or blank, or two characters have the same name.
    ///
    /// ```
    /// use inquit::{Cast, Character};
    /// assert_eq!(Cast::new([Character::new("Emma"), Character::new("Hale")])?.characters().len(), 2);
    /// assert!(Cast::new([Character::new("Emma"), Character::new("Emma")]).unwrap_err().is_duplicate_name());
    /// # Ok::<(), inquit::Error>(())
    /// ```
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

    /// The same cast with a first-person narrator: the person "I" stands for outside of quotations.
    ///
    /// # Errors
    /// No character has this name; an alias is not enough.
    ///
    /// ```
    /// use inquit::{Attributor, Cast, Character, Input};
    /// let cast = Cast::new([Character::new("Emma")])?.with_narrator("Emma")?;
    /// let found = Attributor::new().attribute(Input::new("\"No,\" I said.").cast(&cast));
    /// assert_eq!(found.speakers()[0].name, "Emma");
    /// # Ok::<(), inquit::Error>(())
    /// ```
    pub fn with_narrator(mut self, name: &str) -> Result<Self, Error> {
        let narrator = self.characters.iter().position(|c| c.name == name);
        self.narrator = Some(narrator.ok_or_else(|| ErrorKind::UnknownNarrator { name: name.to_owned() })?);
        Ok(self)
    }

    /// The characters, in the order given.
    ///
    /// ```
    /// use inquit::{Cast, Character};
    /// let cast = Cast::new([Character::new("Emma"), Character::new("Hale")])?;
    /// assert_eq!(cast.characters()[1].name(), "Hale");
    /// # Ok::<(), inquit::Error>(())
    /// ```
    #[must_use]
    pub fn characters(&self) -> &[Character] {
        &self.characters
    }

    /// The name of the narrator.
    ///
    /// ```
    /// use inquit::{Cast, Character};
    /// let cast = Cast::new([Character::new("Emma")])?;
    /// assert_eq!(cast.narrator(), None);
    /// assert_eq!(cast.with_narrator("Emma")?.narrator(), Some("Emma"));
    /// # Ok::<(), inquit::Error>(())
    /// ```
    #[must_use]
    pub fn narrator(&self) -> Option<&str> {
        self.narrator.map(|n| self.characters[n].name())
    }

    /// Index of the narrator among the characters.
    pub(crate) fn narrator_index(&self) -> Option<usize> {
        self.narrator
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Cast {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut cast = serializer.serialize_struct("Cast", 2)?;
        cast.serialize_field("characters", &self.characters)?;
        cast.serialize_field("narrator", &self.narrator())?;
        cast.end()
    }
}

/// A cast as it is read, before its names are checked.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
struct UncheckedCast {
    characters: Vec<Character>,
    #[serde(default)]
    narrator: Option<String>,
}

#[cfg(feature = "serde")]
impl TryFrom<UncheckedCast> for Cast {
    type Error = Error;

    fn try_from(unchecked: UncheckedCast) -> Result<Self, Error> {
        let cast = Self::new(unchecked.characters)?;
        match unchecked.narrator {
            Some(narrator) => cast.with_narrator(&narrator),
            None => Ok(cast),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cast, Character};

    #[test]
    fn names_and_aliases_are_checked() {
        let cast = |name: &str, alias: &str| Cast::new([Character::new("Emma"), Character::new(name).alias(alias)]);
        assert!(cast("Hale", "Emma").is_ok());
        assert!(cast("\u{a0}", "Em").unwrap_err().is_empty_name());
        assert!(cast("Emma", "Em").unwrap_err().is_duplicate_name());
        assert!(cast("Hale", "\t").unwrap_err().is_empty_alias());
    }

    #[cfg(feature = "serde")]
    #[test]
    fn what_is_read_is_checked() {
        let cast = Cast::new([Character::new("Emma").alias("Em"), Character::new("Hale")]).unwrap();
        for cast in [cast.clone(), cast.with_narrator("Hale").unwrap()] {
            let json = serde_json::to_string(&cast).unwrap();
            assert_eq!(serde_json::from_str::<Cast>(&json).unwrap(), cast);
        }
        for (json, message) in [
            (r#"{"characters":[{"name":" "}]}"#, "empty or blank name"),
            (r#"{"characters":[{"name":"Emma"}],"narrator":"Hale"}"#, "\"Hale\" is not in the cast"),
        ] {
            let error = serde_json::from_str::<Cast>(json).unwrap_err().to_string();
            assert!(error.contains(message), "{error}");
        }
    }
}
