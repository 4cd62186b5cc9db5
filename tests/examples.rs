//! The texts of the examples, against what a careful reader hears in them.

use crate::case::Case;

/// The text is embedded with its expectation, so that neither can be missing.
fn case(name: &str, text: &str, expected: &str) -> Case {
    let mut case: toml::Table = toml::from_str(expected).unwrap_or_else(|error| panic!("{name}: {error}"));
    case.insert("name".to_owned(), name.into());
    case.insert("text".to_owned(), text.into());
    case.try_into().unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// One who "was asked" answers in the next paragraph: out of reach.
#[test]
fn harbour() {
    let text = include_str!("../examples/texts/harbour.txt");
    let case = case("harbour", text, include_str!("../examples/texts/harbour.expected.toml"));
    assert_eq!(case.speakers_right(&case.attribute()), (22, 23));
}

/// A scene among three, most of it without clauses: not every turn is within reach. More is welcome, and moves the
/// number up.
#[test]
fn inn() {
    let text = include_str!("../examples/texts/inn.txt");
    let case = case("inn", text, include_str!("../examples/texts/inn.expected.toml"));
    assert_eq!(case.speakers_right(&case.attribute()), (33, 43));
}

/// The same for a narrator whose name is told by others.
#[test]
fn lighthouse() {
    let text = include_str!("../examples/texts/lighthouse.txt");
    let case = case("lighthouse", text, include_str!("../examples/texts/lighthouse.expected.toml"));
    assert_eq!(case.speakers_right(&case.attribute()), (21, 21));
}
