//! JSON, held against its schema by the crate jsonschema.

use inquit::{attribute_quotes, InUnit, OffsetUnit};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::{from_str, json, to_string, to_value, Value};

use super::{samples, slice, AWKWARD};
use crate::properties::{config, text};

const SCHEMA: &str = include_str!("../../docs/quotations.schema.json");

fn schema() -> Value {
    from_str(SCHEMA).unwrap()
}

fn validator() -> Validator {
    jsonschema::draft202012::new(&schema()).unwrap()
}

/// The schema of a line of JSONL.
fn line_validator() -> Validator {
    let mut schema = schema();
    let mut line = schema["$defs"]["quote"].take();
    line["$schema"] = schema["$schema"].take();
    line["$defs"] = from_str::<Value>(SCHEMA).unwrap()["$defs"].take();
    jsonschema::draft202012::new(&line).unwrap()
}

fn check(text: &str, validator: &Validator, lines: &Validator) {
    let found = attribute_quotes(text);
    for &unit in OffsetUnit::ALL {
        let found = found.in_unit(unit);
        let document: Value = from_str(&to_string(&found).unwrap()).unwrap();
        if let Err(error) = validator.validate(&document) {
            panic!("{error} at {}", error.instance_path());
        }
        assert_eq!(document["offsets"], unit.as_str());
        let words = |words: &Value| {
            let offset = |key: &str| usize::try_from(words[key].as_u64().unwrap()).unwrap();
            slice(text, unit, offset("start"), offset("end"))
        };
        let mut count = 0;
        for (quote, line) in document["quotes"].as_array().unwrap().iter().zip(found.quotes()) {
            assert_eq!(words(&quote["content"]), quote["text"].as_str().unwrap());
            assert!(words(quote).contains(quote["text"].as_str().unwrap()));
            for named in ["mention", "cue"].map(|key| &quote[key]).iter().filter(|named| !named.is_null()) {
                assert_eq!(words(named), named["text"].as_str().unwrap());
            }
            let line = to_value(line).unwrap();
            assert_eq!(&line, quote);
            assert!(lines.is_valid(&line));
            count += 1;
        }
        assert_eq!(count, found.quotes().len());
    }
}

/// Checks with validators that each thread builds once.
pub fn check_any(text: &str) {
    thread_local! {
        static VALIDATORS: (Validator, Validator) = (validator(), line_validator());
    }
    VALIDATORS.with(|(validator, lines)| check(text, validator, lines));
}

#[test]
fn documents_are_valid() {
    let (validator, lines) = (validator(), line_validator());
    samples().iter().for_each(|text| check(text, &validator, &lines));
}

/// Each value that is damaged, and each key that is left out or added, is an error.
#[test]
fn the_schema_refuses_other_documents() {
    let validator = validator();
    let document = to_value(attribute_quotes("“No, Ida,” said Mr. Orne.")).unwrap();
    assert!(validator.is_valid(&document));
    for pointer in
        ["", "/marks", "/quotes/0", "/quotes/0/content", "/quotes/0/mention", "/quotes/0/speaker", "/speakers/0"]
    {
        let keys: Vec<String> = document.pointer(pointer).unwrap().as_object().unwrap().keys().cloned().collect();
        for key in keys {
            let mut damaged = document.clone();
            damaged.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(&key);
            assert!(!validator.is_valid(&damaged), "{pointer} without {key}");
            damaged.pointer_mut(pointer).unwrap()[&key] = json!([{}]);
            assert!(!validator.is_valid(&damaged), "{pointer}/{key} is anything");
        }
        let mut damaged = document.clone();
        damaged.pointer_mut(pointer).unwrap()["further"] = json!(1);
        assert!(!validator.is_valid(&damaged), "{pointer} with a further key");
    }
}

/// The schema lists the names that enums have.
#[test]
fn the_schema_names_all_variants() {
    let schema = schema();
    let listed = |pointer: &str| {
        let names = schema.pointer(pointer).unwrap().as_array().unwrap();
        names.iter().map(|name| name.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    fn names<T: std::fmt::Display>(all: &[T]) -> Vec<String> {
        all.iter().map(ToString::to_string).collect()
    }
    assert_eq!(listed("/properties/offsets/enum"), names(OffsetUnit::ALL));
    assert_eq!(listed("/properties/marks/properties/style/enum"), names(inquit::SpeechMarks::ALL));
    assert_eq!(listed("/$defs/quote/properties/kind/enum"), names(inquit::QuoteKind::ALL));
    assert_eq!(listed("/$defs/quote/properties/style/enum"), names(inquit::QuoteStyle::ALL));
    assert_eq!(listed("/$defs/quote/properties/evidence/enum"), names(inquit::Evidence::ALL));
    assert_eq!(listed("/$defs/speaker/properties/gender/enum"), names(inquit::Gender::ALL));
    assert_eq!(schema["properties"]["version"]["const"], InUnit::VERSION);
}

#[test]
fn offsets_differ_where_characters_are_wide() {
    let found = attribute_quotes(AWKWARD);
    let last =
        |unit| to_value(found.in_unit(unit)).unwrap()["quotes"].as_array().unwrap().last().unwrap()["end"].clone();
    let ends: Vec<u64> = OffsetUnit::ALL.iter().map(|&unit| last(unit).as_u64().unwrap()).collect();
    assert!(ends[0] > ends[2] && ends[2] > ends[1], "{ends:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..config() })]

    #[test]
    fn any_document_is_valid(text in text()) {
        check_any(&text);
    }
}
