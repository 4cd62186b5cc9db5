//! A cast in a file.

use anyhow::Result;
use inquit::{Cast, Character, Gender};
use serde::Deserialize;

/// A file: an object, or the list of characters alone. Other keys than these are errors, so that no typo is ignored.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CastFile {
    characters: Vec<Entry>,
    #[serde(default)]
    narrator: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    gender: Option<Gender>,
}

/// Reads the text of a file in TOML or JSON.
pub fn parse(text: &str) -> Result<Cast> {
    let start = text.trim_start();
    // `[[characters]]` begins a file in TOML.
    let file: CastFile = if start.starts_with('[') && !start.starts_with("[[") {
        CastFile { characters: serde_json::from_str(text)?, narrator: None }
    } else if start.starts_with('{') {
        serde_json::from_str(text)?
    } else {
        toml::from_str(text)?
    };
    let character = |entry: Entry| {
        let character = Character::new(entry.name).gender(entry.gender.unwrap_or_default());
        entry.aliases.into_iter().fold(character, Character::alias)
    };
    cast(file.characters.into_iter().map(character).collect(), file.narrator.as_deref())
}

/// A cast of these characters. If there are none, the narrator is the only one.
pub fn cast(mut characters: Vec<Character>, narrator: Option<&str>) -> Result<Cast> {
    if characters.is_empty() {
        characters.extend(narrator.map(Character::new));
    }
    let cast = Cast::new(characters)?;
    Ok(match narrator {
        Some(narrator) => cast.with_narrator(narrator)?,
        None => cast,
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn three_forms_are_one_cast() {
        let list = parse(r#"[{"name":"Ida","aliases":["the girl"],"gender":"female"},{"name":"Orne"}]"#).unwrap();
        let object = parse(
            r#" {"narrator":"Orne","characters":[{"name":"Ida","aliases":["the girl"],"gender":"F"},{"name":"Orne","gender":null}]}"#,
        )
        .unwrap();
        let table = parse(
            "narrator = \"Orne\"\n[[characters]]\nname = \"Ida\"\naliases = [\"the girl\"]\ngender = \"female\"\n\
             [[characters]]\nname = \"Orne\"\n",
        )
        .unwrap();
        assert_eq!(table, object);
        assert_eq!(list.characters(), object.characters());
        assert_eq!((list.narrator(), object.narrator()), (None, Some("Orne")));
        assert_eq!(parse("[[characters]]\nname = \"Ida\"\n").unwrap().characters().len(), 1);
    }

    #[test]
    fn typos_are_errors() {
        for (text, message) in [
            (r#"[{"name":"Ida","alias":["the girl"]}]"#, "alias"),
            (r#"{"characters":[],"storyteller":"Ida"}"#, "storyteller"),
            ("[[characters]]\nname = \"Ida\"\ngender = \"woman\"\n", "woman"),
            ("[[characters]]\nname = \"Ida\"\n[[characters]]\nname = \"Ida\"\n", "Ida"),
            ("narrator = \"Ida\"", "characters"),
        ] {
            let error = format!("{:#}", parse(text).unwrap_err());
            assert!(error.contains(message), "{error}");
        }
    }
}
