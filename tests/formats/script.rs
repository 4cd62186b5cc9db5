//! Scripts, read by a parser of the rules of Fountain.

use inquit::write::Script;
use inquit::{attribute_quotes, Attributions, SegmentKind};
use proptest::prelude::*;

use super::{audible, samples, written, AWKWARD};
use crate::properties::{config, text};

#[derive(Debug, PartialEq, Eq)]
enum Element {
    Action(String),
    /// The name without extensions, and the speech.
    Dialogue(String, String),
}

/// Without the backslashes of escapes. What is emphasis, a note or a comment is an error.
fn unescaped(text: &str) -> String {
    let mut unescaped = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match c {
            '\\' => unescaped.extend(chars.next()),
            '*' | '_' => panic!("emphasis in {text:?}"),
            '[' if next == Some('[') => panic!("a note in {text:?}"),
            _ => unescaped.push(c),
        }
    }
    unescaped
}

/// Reads a script by the rules of <https://fountain.io/syntax>: scene headings, transitions, lyrics, sections,
/// synopses, page breaks and parentheticals are errors, since no narration or speech is one.
fn parse(script: &str) -> Vec<Element> {
    let mut elements = Vec::new();
    for block in script.split("\n\n").filter(|block| !block.is_empty()) {
        let lines: Vec<&str> = block.lines().collect();
        let first = lines[0];
        let upper = first.to_uppercase();
        let is_scene = ["INT", "EXT", "EST", "I/E"]
            .iter()
            .any(|scene| upper.strip_prefix(scene).is_some_and(|rest| rest.starts_with(['.', ' ', '/'])));
        if let Some(action) = first.strip_prefix('!') {
            assert_eq!(lines.len(), 1);
            elements.push(Element::Action(unescaped(action)));
            continue;
        }
        let is_cue = first.starts_with('@')
            || (lines.len() > 1 && upper == first && first.contains(char::is_alphabetic) && !is_scene);
        if is_cue {
            let [cue, speech] = lines[..] else { panic!("{block:?}") };
            let is_direction = speech.starts_with('(') && speech.ends_with(')');
            assert!(!is_direction && !speech.starts_with('~'), "{speech:?}");
            let name = cue.trim_start_matches('@').split('(').next().unwrap().trim();
            elements.push(Element::Dialogue(unescaped(name), unescaped(speech.trim_start_matches('\u{2060}'))));
            continue;
        }
        assert!(lines.len() == 1 && !is_scene && !first.starts_with(['.', '#', '=', '>', '~', '@']), "{block:?}");
        assert!(!(upper == first && first.ends_with("TO:")), "{block:?}");
        elements.push(Element::Action(unescaped(first)));
    }
    elements
}

/// Letters and digits of narration and speech, by the segments of the text; neighbours of a kind as one.
fn expected(found: &Attributions<'_>) -> Vec<(bool, String)> {
    let segments = found
        .segments()
        .map(|segment| (segment.kind() == SegmentKind::Speech, audible(&found.plain_text(segment.content_span()))));
    joined(segments)
}

fn joined(pieces: impl Iterator<Item = (bool, String)>) -> Vec<(bool, String)> {
    let mut joined: Vec<(bool, String)> = Vec::new();
    for (speech, text) in pieces.filter(|(_, text)| !text.is_empty()) {
        match joined.last_mut() {
            Some((last, read)) if *last == speech => *read += &text,
            _ => joined.push((speech, text)),
        }
    }
    joined
}

pub fn check(text: &str) {
    let found = attribute_quotes(text);
    let elements = parse(&written(|out| Script::new().write(&found, out)));
    let read = elements.iter().map(|element| match element {
        Element::Action(text) => (false, audible(text)),
        Element::Dialogue(_, text) => (true, audible(text)),
    });
    assert_eq!(joined(read), expected(&found));
}

#[test]
fn scripts_are_read() {
    samples().iter().for_each(|text| check(text));
}

#[test]
fn speech_stands_below_its_speaker() {
    let found = attribute_quotes(AWKWARD);
    let elements = parse(&written(|out| Script::new().write(&found, out)));
    let dialogue = elements.iter().find_map(|element| match element {
        Element::Dialogue(name, text) => Some((name.as_str(), text.as_str())),
        Element::Action(_) => None,
    });
    assert_eq!(dialogue, Some(("ÉMILE ŒUVRÉ", "=1+2 & \"so\",")));
    let text = "“No,” said Orne, “never.”";
    let script = written(|out| Script::new().title("A\nB").write(&attribute_quotes(text), out));
    assert_eq!(script, "Title: A B\n\nORNE\nNo,\n\nsaid Orne,\n\nORNE (CONT'D)\nnever.\n\n");
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_script_is_read(text in text()) {
        check(&text);
    }
}
