//! SSML, read by the crate roxmltree.

use inquit::write::Ssml;
use inquit::{attribute_quotes, Attributions, Gender, SegmentKind, Span};
use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::{audible, samples, written, AWKWARD};
use crate::properties::{config, text};

const SSML: &str = "http://www.w3.org/2001/10/synthesis";

/// The voices of a document with what they read, and nothing that SSML does not allow.
fn voices(xml: &str) -> Vec<(Option<String>, String)> {
    let document = Document::parse(xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
    let speak = document.root_element();
    assert!(speak.has_tag_name((SSML, "speak")) && speak.attribute("version") == Some("1.1"));
    let mut voices = Vec::new();
    for child in speak.children() {
        if child.is_text() {
            assert_eq!(child.text().unwrap().trim(), "");
            continue;
        }
        assert!(child.has_tag_name((SSML, "voice")));
        for inner in child.descendants().skip(1).filter(Node::is_element) {
            let (name, parent) = (inner.tag_name().name(), inner.parent().unwrap().tag_name().name());
            let allowed = match name {
                "p" | "break" => parent == "voice",
                "s" => ["voice", "p"].contains(&parent),
                _ => false,
            };
            assert!(allowed, "{name} in {parent}");
            assert!(name == "break" || inner.text().is_some() || inner.has_children(), "{name} is empty");
        }
        let read: String = child.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
        assert!(read.chars().any(char::is_alphanumeric), "a voice is empty: {xml}");
        voices.push((child.attribute("name").map(str::to_owned), audible(&read)));
    }
    voices
}

/// Neighbours of the same voice as one.
fn joined(voices: impl IntoIterator<Item = (Option<String>, String)>) -> Vec<(Option<String>, String)> {
    let mut joined: Vec<(Option<String>, String)> = Vec::new();
    for (voice, text) in voices.into_iter().filter(|(_, text)| !text.is_empty()) {
        match joined.last_mut() {
            Some((last, read)) if *last == voice => *read += &text,
            _ => joined.push((voice, text)),
        }
    }
    joined
}

/// A voice of its own for each speaker.
fn settings(found: &Attributions<'_>) -> Ssml {
    let named = found.speakers().iter().fold(Ssml::new().narrator("<narrator> & \"Co\""), |ssml, speaker| {
        ssml.voice(&speaker.slug, format!("<{}>", speaker.slug))
    });
    named.language("en-GB")
}

/// Who reads what, by the segments of the text.
fn expected(found: &Attributions<'_>) -> Vec<(Option<String>, String)> {
    let segments = found.segments().map(|segment| {
        let speaker = segment.speaker().filter(|_| segment.kind() == SegmentKind::Speech);
        let voice = speaker.map_or("<narrator> & \"Co\"".to_owned(), |speaker| format!("<{}>", speaker.slug));
        (Some(voice), audible(&found.plain_text(segment.content_span())))
    });
    joined(segments)
}

pub fn check(text: &str, limit: usize) {
    let found = attribute_quotes(text);
    let ssml = settings(&found);
    let whole = voices(&written(|out| ssml.write(&found, out)));
    assert_eq!(joined(whole), expected(&found));

    let documents: Vec<String> = ssml.chunks(&found, limit).collect();
    for document in &documents {
        assert!(document.chars().count() <= limit, "{} characters", document.chars().count());
        assert!(!voices(document).is_empty());
    }
    assert_eq!(joined(documents.iter().flat_map(|document| voices(document))), expected(&found));
}

#[test]
fn documents_are_read() {
    for text in samples() {
        for limit in [400, 1_000, 100_000] {
            check(&text, limit);
        }
    }
}

#[test]
fn chunks_end_with_sentences_where_they_fit() {
    let text = "It rained all day & night. ".repeat(100);
    let found = attribute_quotes(&text);
    let ssml = Ssml::new();
    let documents: Vec<String> = ssml.chunks(&found, 500).collect();
    assert!(documents.len() > 5);
    for document in &documents {
        assert!(document.contains("<s>It rained all day &amp; night.</s></p></voice>\n</speak>"), "{document}");
        // No room is left for a further sentence.
        assert!(
            document.chars().count() > 500 - "<s>It rained all day &amp; night.</s>".len()
                || document == documents.last().unwrap()
        );
    }
}

#[test]
fn a_limit_that_is_too_small_is_exceeded_by_little() {
    let found = attribute_quotes(AWKWARD);
    let ssml = Ssml::new();
    let documents: Vec<String> = ssml.chunks(&found, 0).collect();
    assert_eq!(
        joined(documents.iter().flat_map(|document| voices(document)))
            .iter()
            .map(|(_, text)| text.len())
            .sum::<usize>(),
        audible(&found.plain_text(Span::new(0, AWKWARD.len()))).len()
    );
    assert!(documents.iter().all(|document| document.chars().count() < 300));
}

#[test]
fn voices_are_given_in_turn() {
    let text = "“A,” said Mrs. Orne. “B,” said Mr. Hale. “C,” said Mrs. Vane. “D,” said Mrs. Kerr. “E,” said Ferrol.";
    let found = attribute_quotes(text);
    let ssml = Ssml::new().narrator("N").voices_of(Gender::Female, ["F1", "F2"]).voices_of(Gender::Male, ["M"]);
    let voices = voices(&written(|out| ssml.write(&found, out)));
    let of =
        |letter: &str| voices.iter().find(|(_, text)| text == letter).and_then(|(voice, _)| voice.clone()).unwrap();
    assert_eq!(["A", "B", "C", "D"].map(of), ["F1", "M", "F2", "F1"]);
    // A gender without voices has that of the narrator.
    let e = voices.iter().find(|(_, text)| text.contains('E')).unwrap();
    let gender = found.speakers().iter().find(|speaker| speaker.name == "Ferrol").unwrap().gender;
    assert_eq!((gender, e.0.as_deref()), (Gender::Unknown, Some("N")));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_document_is_read(text in text(), limit in 400..1_500_usize) {
        check(&text, limit);
    }
}
