//! A line of a collection: a document in JSON, and its answer.

use std::borrow::Cow;
use std::collections::HashSet;

use anyhow::Result;
use inquit::{Attributor, Character, Input as Text, OffsetUnit, Scratch};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::cast;
use crate::selection::Selection;

/// A serialised answer, after the name of its document where there are several.
#[derive(Serialize)]
pub struct Named<I, T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<I>,
    #[serde(flatten)]
    pub value: T,
}

/// The answers to some lines.
pub struct Answers {
    /// A line for each document.
    pub out: Vec<u8>,
    pub count: usize,
    /// Lines that are no documents, with their numbers.
    pub errors: Vec<(usize, anyhow::Error)>,
    /// See [`Selection::apply`].
    pub known: HashSet<usize>,
}

/// How a line is answered.
pub struct Engine<'a> {
    pub attributor: &'a Attributor,
    pub own_casts: bool,
    pub selection: &'a Selection,
    pub unit: OffsetUnit,
}

/// A document. Other keys are ignored.
#[derive(Deserialize)]
struct Document<'a> {
    /// Printed as it was read.
    #[serde(borrow)]
    id: &'a RawValue,
    #[serde(borrow)]
    text: Cow<'a, str>,
    /// Read only if they are used.
    #[serde(borrow, default)]
    characters: Option<&'a RawValue>,
    #[serde(borrow, default)]
    narrator: Option<&'a RawValue>,
}

impl Engine<'_> {
    /// Answers lines of which the first has the number `first`. A line that is no document has an error.
    pub fn answer(&self, scratch: &mut Scratch, first: usize, lines: &[u8]) -> Answers {
        let mut answers = Answers { out: Vec::new(), count: 0, errors: Vec::new(), known: HashSet::new() };
        for (index, line) in lines.split(|&byte| byte == b'\n').enumerate() {
            let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let start = answers.out.len();
            match self.document(scratch, line, &mut answers) {
                Ok(()) => answers.count += 1,
                Err(error) => {
                    answers.out.truncate(start);
                    answers.errors.push((first + index, error));
                }
            }
        }
        answers
    }

    fn document(&self, scratch: &mut Scratch, line: &[u8], answers: &mut Answers) -> Result<()> {
        let Document { id, text, characters, narrator } = serde_json::from_slice(line)?;
        let cast = if self.own_casts {
            let characters: Option<Vec<Character>> = optional(characters)?;
            let narrator: Option<String> = optional(narrator)?;
            Some(cast::cast(characters.unwrap_or_default(), narrator.as_deref())?)
        } else {
            None
        };
        let input = Text::new(&text);
        let input = cast.iter().fold(input, |input, cast| input.cast(cast));
        let mut found = self.attributor.attribute_with(scratch, input);
        answers.known.extend(self.selection.apply(&mut found));
        serde_json::to_writer(&mut answers.out, &Named { id: Some(id), value: found.in_unit(self.unit) })?;
        answers.out.push(b'\n');
        Ok(())
    }
}

fn optional<'a, T: Deserialize<'a>>(value: Option<&'a RawValue>) -> serde_json::Result<Option<T>> {
    value.map_or(Ok(None), |value| serde_json::from_str(value.get()))
}
