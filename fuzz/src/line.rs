//! The line of a collection, as the program reads it; and the file of a cast.

use inquit::{Attributor, OffsetUnit, Scratch};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::Value;

use crate::cast;
use crate::program::line::Engine;
use crate::selection::Selection;

/// An answer, of which only the id is read: it may be nested deeper than a value of `serde_json` can be.
#[derive(Deserialize)]
struct Answer {
    id: Box<RawValue>,
}

/// The bytes are lines, the text of a document, and the file of a cast. Each line is answered by a whole line or an error.
pub fn line(bytes: &[u8]) {
    let selection = Selection::new(&[], None, bytes.first() == Some(&b' '));
    let attributor = Attributor::new();
    let text = String::from_utf8_lossy(bytes);
    let _ = cast::parse(&text);
    let document = serde_json::json!({ "id": text, "text": text, "characters": [{ "name": text }], "narrator": text });
    for own_casts in [false, true] {
        let engine = Engine { attributor: &attributor, own_casts, selection: &selection, unit: OffsetUnit::Utf16 };
        let answer = |lines: &[u8]| {
            let answers = engine.answer(&mut Scratch::default(), 1, lines);
            let out = String::from_utf8(answers.out).expect("answers are UTF-8");
            assert!(out.is_empty() || out.ends_with("}\n"), "half a line");
            let id = |line| serde_json::from_str::<Answer>(line).expect("an answer is JSON").id.get().to_owned();
            let ids: Vec<String> = out.lines().map(id).collect();
            assert_eq!(ids.len(), answers.count);
            (ids, answers.errors.len())
        };
        let (ids, errors) = answer(bytes);
        let lines = bytes.split(|&byte| byte == b'\n');
        let all =
            lines.filter(|line| !line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line).trim_ascii().is_empty());
        assert_eq!(ids.len() + errors, all.count(), "a line has no answer");
        let (ids, errors) = answer(document.to_string().as_bytes());
        // What is no name is an error.
        assert!(ids == [Value::from(&*text).to_string()] || own_casts && errors == 1);
    }
}
