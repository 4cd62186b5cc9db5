//! The example texts, compared with what a careful reader understands.

use std::fmt::Write;

use crate::case::Case;
use crate::pinned;
use crate::texts;

/// Each text is embedded with its expectation, so that neither can be missing.
const TEXTS: [(&str, &str, &str); 3] = [
    // A person who "was asked" answers in the next paragraph: not resolved.
    ("harbour", texts::HARBOUR, include_str!("../examples/texts/harbour.expected.toml")),
    // A scene among three people, most of it without reporting clauses: not every turn is resolved.
    ("inn", texts::INN, include_str!("../examples/texts/inn.expected.toml")),
    // A narrator whose name only other people say.
    ("lighthouse", texts::LIGHTHOUSE, include_str!("../examples/texts/lighthouse.expected.toml")),
];

fn case(name: &str, text: &str, expected: &str) -> Case {
    let mut case: toml::Table = toml::from_str(expected).unwrap_or_else(|error| panic!("{name}: {error}"));
    case.insert("name".to_owned(), name.into());
    case.insert("text".to_owned(), text.into());
    case.try_into().unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Right speakers in each text.
#[test]
fn accuracy() {
    let mut found = String::new();
    for (name, text, expected) in TEXTS {
        let case = case(name, text, expected);
        let (right, all) = case.speakers_right(&case.attribute());
        writeln!(found, "{name}: {right} of {all} speakers are right").unwrap();
    }
    pinned::check("tests/examples.txt", &found).unwrap_or_else(|difference| panic!("{difference}"));
}
