//! The texts of the examples, against what a careful reader hears in them.

use crate::case::Case;

/// Both are embedded, so that neither can be missing.
fn hold(name: &str, text: &str, expected: &str) {
    let mut case: toml::Table = toml::from_str(expected).unwrap_or_else(|error| panic!("{name}: {error}"));
    case.insert("name".to_owned(), name.into());
    case.insert("text".to_owned(), text.into());
    let case: Case = case.try_into().unwrap_or_else(|error| panic!("{name}: {error}"));
    if let Err(report) = case.check(&case.attribute()) {
        panic!("{report}");
    }
}

#[test]
fn harbour() {
    let text = include_str!("../examples/texts/harbour.txt");
    hold("harbour", text, include_str!("../examples/texts/harbour.expected.toml"));
}

#[test]
fn inn() {
    let text = include_str!("../examples/texts/inn.txt");
    hold("inn", text, include_str!("../examples/texts/inn.expected.toml"));
}

#[test]
fn lighthouse() {
    let text = include_str!("../examples/texts/lighthouse.txt");
    hold("lighthouse", text, include_str!("../examples/texts/lighthouse.expected.toml"));
}
