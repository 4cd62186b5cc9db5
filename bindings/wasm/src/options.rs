//! The options of a call.

use inquit::{Attributor, Cast};
use serde::Deserialize;
use serde_json::Value;

/// As JavaScript gives them.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub struct Options {
    cast: Option<Value>,
    narrator: Option<String>,
    genre: Option<String>,
    marks: Option<String>,
    cue_verbs: Vec<String>,
    threshold: f64,
    single_pass: bool,
}

impl Options {
    /// # Errors
    /// An option is unknown or of another type.
    pub fn read(json: &str) -> Result<Self, String> {
        let options: Option<Self> = serde_json::from_str(json).map_err(|error| error.to_string())?;
        Ok(options.unwrap_or_default())
    }

    /// # Errors
    /// With the message of the library.
    pub fn build(self) -> Result<Attributor, String> {
        let told = |error: inquit::Error| error.to_string();
        let mut builder = Attributor::builder();
        builder.threshold(self.threshold).single_pass(self.single_pass);
        if self.cast.is_some() || self.narrator.is_some() {
            builder.cast(cast(self.cast, self.narrator)?);
        }
        if let Some(genre) = self.genre {
            builder.genre(genre.parse().map_err(told)?);
        }
        if let Some(marks) = self.marks {
            builder.marks(marks.parse().map_err(told)?);
        }
        for verb in self.cue_verbs {
            builder.cue_verb(verb);
        }
        builder.build().map_err(told)
    }
}

/// A list of names or characters, or an object as in a cast file.
fn cast(cast: Option<Value>, narrator: Option<String>) -> Result<Cast, String> {
    let mut file = match cast {
        Some(file @ Value::Object(_)) => file,
        list => serde_json::json!({ "characters": list.unwrap_or(Value::Array(Vec::new())) }),
    };
    if let Some(characters) = file["characters"].as_array_mut() {
        for character in characters.iter_mut().filter(|character| character.is_string()) {
            *character = serde_json::json!({ "name": character.take() });
        }
    }
    if let Some(narrator) = narrator {
        file["narrator"] = Value::String(narrator);
    }
    serde_json::from_value(file).map_err(|error| error.to_string())
}
