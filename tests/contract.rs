//! The JSON that other programs read: names, order and meaning of its keys.

use inquit::{attribute_quotes, Character, Gender, Span};
use serde_json::{from_value, json, to_value, Value};

/// Nobody's quotation, one around another, a word held at a distance, and one without closing mark.
const TEXT: &str = "“It rains.”\n\n\
                    \"The sign says 'No entry!' in red,\" said Dr. Ilse Brandt.\n\n\
                    The so-called \"quiet room\" was full.\n\n\
                    Brandt shouted: \"Out!\n";

/// Takes the confidences out: the contract is that they are numbers between 0 and 1 with three decimals at most.
fn without_confidences(mut json: Value) -> Value {
    for quote in json["quotes"].as_array_mut().unwrap() {
        let confidence = quote.as_object_mut().unwrap().remove("confidence").unwrap();
        let printed = confidence.to_string();
        assert!((0.0..=1.0).contains(&confidence.as_f64().unwrap()) && printed.len() <= "0.123".len(), "{printed}");
    }
    json
}

#[test]
fn a_whole_document() {
    let json = to_value(attribute_quotes(TEXT)).unwrap();
    let expected = json!({
        "marks": { "style": "double", "share": 1.0 },
        "quotes": [
            {
                "start": 0, "end": 15, "inner": { "start": 3, "end": 12 }, "text": "It rains.",
                "kind": "direct", "style": "curly", "depth": 0, "closed": true, "doubtful": false,
                "speaker": null, "mention": null, "cue": null,
                "evidence": "unresolved", "addressees": [], "utterance": 0,
            },
            {
                "start": 17, "end": 52, "inner": { "start": 18, "end": 51 }, "text": "The sign says 'No entry!' in red,",
                "kind": "direct", "style": "straight", "depth": 0, "closed": true, "doubtful": false,
                "speaker": { "id": 0, "name": "Ilse Brandt" },
                "mention": { "start": 58, "end": 73, "text": "Dr. Ilse Brandt" },
                "cue": { "start": 53, "end": 57, "text": "said" },
                "evidence": "explicit", "addressees": [], "utterance": 1,
            },
            {
                "start": 32, "end": 43, "inner": { "start": 33, "end": 42 }, "text": "No entry!",
                "kind": "direct", "style": "single-straight", "depth": 1, "closed": true, "doubtful": false,
                "speaker": null, "mention": null, "cue": null,
                "evidence": "unresolved", "addressees": [], "utterance": 2,
            },
            {
                "start": 90, "end": 102, "inner": { "start": 91, "end": 101 }, "text": "quiet room",
                "kind": "not-speech", "style": "straight", "depth": 0, "closed": true, "doubtful": false,
                "speaker": null, "mention": null, "cue": null,
                "evidence": "not-speech", "addressees": [], "utterance": 3,
            },
            {
                "start": 130, "end": 135, "inner": { "start": 131, "end": 135 }, "text": "Out!",
                "kind": "direct", "style": "straight", "depth": 0, "closed": false, "doubtful": true,
                "speaker": { "id": 0, "name": "Ilse Brandt" },
                "mention": { "start": 114, "end": 120, "text": "Brandt" },
                "cue": { "start": 121, "end": 128, "text": "shouted" },
                "evidence": "explicit", "addressees": [], "utterance": 4,
            },
        ],
        "speakers": [
            {
                "id": 0, "name": "Ilse Brandt", "aliases": ["Dr. Ilse Brandt", "Brandt"], "title": "Dr.",
                "gender": "female", "mentions": 2,
            },
        ],
    });
    let json = without_confidences(json);
    assert!(json == expected, "expected {expected:#}\nbut got {json:#}");
}

#[test]
fn a_text_without_quotations() {
    assert_eq!(
        to_value(attribute_quotes("Nobody spoke.")).unwrap(),
        json!({ "marks": { "style": "double", "share": 0.0 }, "quotes": [], "speakers": [] })
    );
}

/// A quotation serialised alone is what it is within its document.
#[test]
fn a_single_quotation() {
    let found = attribute_quotes(TEXT);
    let document = to_value(&found).unwrap();
    for (i, quote) in found.iter().enumerate() {
        assert_eq!(to_value(quote).unwrap(), document["quotes"][i]);
    }
}

/// Programs that read lines as text see the keys in this order.
#[test]
fn order_of_keys() {
    let json = serde_json::to_string(&attribute_quotes("“No,” said Orne.")).unwrap();
    let keys =
        "marks style share quotes start end inner start end text kind style depth closed doubtful speaker id name \
                mention start end text cue start end text evidence confidence addressees utterance \
                speakers id name aliases title gender mentions";
    let mut rest = json.as_str();
    for key in keys.split_whitespace() {
        let (before, after) = rest.split_once(&format!("\"{key}\":")).unwrap_or_else(|| panic!("no {key} in {rest}"));
        assert!(!before.contains("\":"), "a key before {key}: {before}");
        rest = after;
    }
    assert!(!rest.contains("\":"), "a key more: {rest}");
}

#[test]
fn characters_and_spans_are_read() {
    let emma: Character = from_value(json!({ "name": "Emma", "aliases": ["Em"], "gender": "female" })).unwrap();
    assert_eq!(emma, Character::new("Emma").alias("Em").gender(Gender::Female));
    assert_eq!(from_value::<Character>(json!({ "name": "Hale" })).unwrap(), Character::new("Hale"));
    assert!(from_value::<Character>(json!({ "aliases": [] })).is_err());
    assert_eq!(from_value::<Span>(json!({ "start": 3, "end": 7 })).unwrap(), Span::new(3, 7));
    assert_eq!(to_value(Span::new(3, 7)).unwrap(), json!({ "start": 3, "end": 7 }));
}
