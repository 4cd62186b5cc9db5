//! Web Annotation, by the shape that the recommendation demands.

use std::collections::HashSet;

use inquit::write::WebAnnotation;
use inquit::{attribute_quotes, OffsetUnit};
use proptest::prelude::*;
use serde_json::Value;

use super::{samples, slice, written};
use crate::properties::{config, text};

/// Motivations of the vocabulary, which purposes of bodies are as well.
const MOTIVATIONS: [&str; 3] = ["identifying", "tagging", "describing"];

/// A resource with exactly one source and selectors that select the same words; returns these.
fn passage(resource: &Value, text: &str, unit: OffsetUnit) -> String {
    assert_eq!(resource["source"], "https://example.org/a%20b");
    let [quote, position] = &resource["selector"].as_array().unwrap()[..] else { panic!("{resource}") };
    assert_eq!((&quote["type"], &position["type"]), (&"TextQuoteSelector".into(), &"TextPositionSelector".into()));
    let offset = |key: &str| usize::try_from(position[key].as_u64().unwrap()).unwrap();
    let (start, end) = (offset("start"), offset("end"));
    let [exact, prefix, suffix] = ["exact", "prefix", "suffix"].map(|key| quote[key].as_str().unwrap());
    assert_eq!(slice(text, unit, start, end), exact);
    assert!(slice(text, unit, 0, start).ends_with(prefix));
    assert!(slice(text, unit, end, end + text.len()).starts_with(suffix));
    assert!(prefix.chars().count() == 32 || prefix.len() == slice(text, unit, 0, start).len());
    exact.to_owned()
}

pub fn check(text: &str, unit: OffsetUnit) {
    let found = attribute_quotes(text);
    let settings = WebAnnotation::new().source("https://example.org/a b#c").title("\"A\"").offsets(unit);
    let collection: Value = serde_json::from_str(&written(|out| settings.write(&found, out))).unwrap();
    assert_eq!(collection["@context"][0], "http://www.w3.org/ns/anno.jsonld");
    let terms = collection["@context"][1].as_object().unwrap();
    assert_eq!((&collection["type"], &collection["label"]), (&"AnnotationCollection".into(), &"\"A\"".into()));
    let page = &collection["first"];
    assert_eq!((&page["type"], &page["startIndex"]), (&"AnnotationPage".into(), &0.into()));
    let items = page["items"].as_array().unwrap();
    assert_eq!((items.len(), &collection["total"]), (found.len(), &found.len().into()));

    let mut ids = HashSet::new();
    for resource in items.iter().chain([&collection, page]) {
        let id = resource["id"].as_str().unwrap();
        assert!(id.starts_with("https://") && !id.contains(char::is_whitespace) && ids.insert(id), "{id}");
    }
    for (item, quote) in items.iter().zip(&found) {
        let keys = ["id", "type", "motivation", "body", "target"];
        for key in item.as_object().unwrap().keys() {
            assert!(keys.contains(&key.as_str()) || terms.contains_key(key), "{key} is not defined");
        }
        assert_eq!((&item["type"], &item["motivation"]), (&"Annotation".into(), &"identifying".into()));
        assert_eq!(passage(&item["target"], text, unit), quote.as_str());
        assert_eq!(item["confidence"].as_f64(), Some(quote.confidence().value()));
        let (mut texts, mut words) = (Vec::new(), Vec::new());
        for body in item["body"].as_array().unwrap() {
            assert!(MOTIVATIONS.contains(&body["purpose"].as_str().unwrap()));
            match body["type"].as_str().unwrap() {
                "TextualBody" => texts.push(body["value"].as_str().unwrap()),
                "SpecificResource" => words.push(passage(body, text, unit)),
                other => panic!("{other}"),
            }
        }
        let speaker = quote.speaker().map(|speaker| speaker.name.as_str());
        assert_eq!(texts, speaker.into_iter().chain([quote.kind().as_str()]).collect::<Vec<_>>());
        let named = [quote.mention_text(), quote.cue_text()];
        assert_eq!(words, named.into_iter().flatten().collect::<Vec<_>>());
    }
}

#[test]
fn collections_are_read() {
    for text in samples() {
        check(&text, OffsetUnit::Characters);
        check(&text, OffsetUnit::Utf16);
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_collection_is_read(text in text()) {
        check(&text, OffsetUnit::Characters);
    }
}
