//! The JSON that other programs read: names, order and meaning of its keys.

use inquit::{
    attribute_quotes, find_quotes, tokenize, Cast, Character, Gender, OwnedAttributions, Quotation, QuoteRecord, Span,
    Speaker, Token,
};
use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::{from_str, from_value, json, to_string, to_value, Value};

use crate::texts;
/// A quotation without speaker, one around another, a scare quote, and one without closing mark.
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
        "version": 1,
        "offsets": "bytes",
        "marks": { "style": "double", "share": 1.0 },
        "quotes": [
            {
                "start": 0, "end": 15, "content": { "start": 3, "end": 12 }, "text": "It rains.",
                "kind": "direct", "style": "curly", "depth": 0, "closed": true, "doubtful": false,
                "speaker": null, "mention": null, "cue": null,
                "evidence": "unresolved", "addressees": [], "utterance": 0,
            },
            {
                "start": 17, "end": 52, "content": { "start": 18, "end": 51 }, "text": "The sign says 'No entry!' in red,",
                "kind": "direct", "style": "straight", "depth": 0, "closed": true, "doubtful": false,
                "speaker": { "id": 0, "name": "Ilse Brandt" },
                "mention": { "start": 58, "end": 73, "text": "Dr. Ilse Brandt" },
                "cue": { "start": 53, "end": 57, "text": "said" },
                "evidence": "explicit", "addressees": [], "utterance": 1,
            },
            {
                "start": 32, "end": 43, "content": { "start": 33, "end": 42 }, "text": "No entry!",
                "kind": "direct", "style": "single-straight", "depth": 1, "closed": true, "doubtful": false,
                "speaker": null, "mention": null, "cue": null,
                "evidence": "unresolved", "addressees": [], "utterance": 2,
            },
            {
                "start": 90, "end": 102, "content": { "start": 91, "end": 101 }, "text": "quiet room",
                "kind": "not-speech", "style": "straight", "depth": 0, "closed": true, "doubtful": false,
                "speaker": null, "mention": null, "cue": null,
                "evidence": "not-speech", "addressees": [], "utterance": 3,
            },
            {
                "start": 130, "end": 135, "content": { "start": 131, "end": 135 }, "text": "Out!",
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
        json!({
            "version": 1, "offsets": "bytes", "marks": { "style": "double", "share": 0.0 }, "quotes": [], "speakers": [],
        })
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
        "version offsets marks style share quotes start end content start end text kind style depth closed doubtful speaker id name \
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

/// Corpora write genders in several ways.
#[test]
fn genders_are_read() {
    let gender = |gender: Value| {
        let character = from_value::<Character>(json!({ "name": "Emma", "gender": gender }));
        character.map(|character| character.known_gender()).map_err(|error| error.to_string())
    };
    for (expected, written) in [
        (Gender::Female, [json!("female"), json!("F"), json!("f")]),
        (Gender::Male, [json!("male"), json!("M"), json!("m")]),
        (Gender::Unknown, [json!("unknown"), json!("X"), Value::Null]),
    ] {
        for written in written {
            assert_eq!(gender(written.clone()), Ok(expected), "{written}");
        }
    }
    assert!(gender(json!("femail")).unwrap_err().contains("expected one of: male, female, unknown"));
    assert_eq!(to_value(Gender::Female).unwrap(), json!("female"));
}

#[test]
fn casts_are_objects() {
    let cast = Cast::new([Character::new("Emma").alias("Em"), Character::new("Hale").gender(Gender::Male)]).unwrap();
    let json = json!({
        "characters": [
            { "name": "Emma", "aliases": ["Em"], "gender": "unknown" },
            { "name": "Hale", "aliases": [], "gender": "male" },
        ],
        "narrator": "Emma",
    });
    assert_eq!(to_value(cast.with_narrator("Emma").unwrap()).unwrap(), json);
    assert_eq!(from_value::<Cast>(json!({ "characters": [] })).unwrap(), Cast::default());
}

/// The records of a result as a caller stores them.
#[test]
fn records_and_speakers_are_objects() {
    let found = attribute_quotes("\"Come, Ida,\" said Orne.");
    let span = |start: usize, end: usize| json!({ "start": start, "end": end });
    let mut record = to_value(&found.records()[0]).unwrap();
    assert!(record.as_object_mut().unwrap().remove("confidence").unwrap().is_f64());
    let expected = json!({
        "span": span(0, 12), "content": span(1, 11), "depth": 0, "closed": true, "doubtful": false,
        "style": "straight", "kind": "direct", "speaker": 0, "mention": span(18, 22), "cue": span(13, 17),
        "evidence": "explicit", "addressees": [1], "alternatives": [], "utterance": 0,
    });
    assert_eq!(record, expected);
    let expected = json!({
        "id": 1, "name": "Ida", "slug": "ida", "aliases": [], "title": null, "gender": "female", "kind": "person",
        "mentions": 1, "mention_spans": [span(7, 10)],
    });
    assert_eq!(to_value(&found.speakers()[1]).unwrap(), expected);
}

/// A piece of the text as a caller stores it, or gives it to the next program.
#[test]
fn segments_are_objects() {
    let found = attribute_quotes("\"Come, Ida,\" said Orne.");
    let span = |start: usize, end: usize| json!({ "start": start, "end": end });
    let segments: Vec<_> = found.segments().map(|segment| to_value(segment.record()).unwrap()).collect();
    let expected = json!([
        {
            "span": span(0, 12), "content": span(1, 11), "kind": "speech", "quote": 0, "speaker": 0, "utterance": 0,
            "paragraph": 0, "sentences": span(0, 1), "begins_paragraph": true, "ends_paragraph": false,
            "begins_sentence": true, "ends_sentence": false,
        },
        {
            "span": span(12, 13), "content": span(12, 13), "kind": "space", "quote": null, "speaker": null,
            "utterance": null, "paragraph": 0, "sentences": span(0, 1), "begins_paragraph": false,
            "ends_paragraph": false, "begins_sentence": false, "ends_sentence": false,
        },
        {
            "span": span(13, 23), "content": span(13, 23), "kind": "narration", "quote": null, "speaker": null,
            "utterance": null, "paragraph": 0, "sentences": span(0, 1), "begins_paragraph": false,
            "ends_paragraph": true, "begins_sentence": false, "ends_sentence": true,
        },
    ]);
    assert_eq!(to_value(segments).unwrap(), expected);
}

/// Written and read, it is the same.
fn survives<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) {
    let json = to_string(value).unwrap();
    assert_eq!(from_str::<T>(&json).unwrap_or_else(|error| panic!("{error}: {json}")), *value);
}

#[test]
fn what_is_written_can_be_read() {
    for text in [TEXT, texts::HARBOUR, texts::INN] {
        let found = attribute_quotes(text);
        found.records().iter().for_each(survives::<QuoteRecord>);
        found.speakers().iter().for_each(survives::<Speaker>);
        found.segments().for_each(|segment| survives(segment.record()));
        find_quotes(text).iter().for_each(survives::<Quotation>);
        tokenize(text).iter().take(200).for_each(|token| survives::<Token>(&token));
        survives::<OwnedAttributions>(&found.into_owned());
    }
}

/// What is stored is checked when it is read. One value is damaged at a time.
#[test]
fn a_stored_result_that_does_not_fit_is_refused() {
    const TEXT: &str = "“He told me, ‘Go!’ and left, Ida,” said Orne.\n\n“Why?” I asked Orne.\n\n“Go,” she said.";
    let span = |start: usize, end: usize| json!({ "start": start, "end": end });
    for (pointer, value, message) in [
        ("/text", json!("“He"), "leaves the text"),
        ("/text", json!(TEXT.replace('“', "abc").replace('’', "é")), "cuts a character"),
        ("/records/0/span", span(0, 1000), "0..1000 leaves the text"),
        ("/records/0/content", span(1, 20), "1..20 leaves the text or cuts a character"),
        ("/records/0/mention", span(9, 4), "9..4 leaves the text"),
        ("/speakers/0/mention_spans/0", span(0, 1), "0..1 leaves the text"),
        ("/paragraphs/0/end", json!(9999), "leaves the text"),
        ("/sentences/0/end", json!(1), "cuts a character"),
        ("/markup", json!([{ "span": span(0, 1), "reads": "" }]), "cuts a character"),
        (
            "/markup",
            json!([{ "span": span(4, 5), "reads": "" }, { "span": span(0, 3), "reads": "" }]),
            "markup is out of order",
        ),
        ("/records/0/speaker", json!(3), "no speaker 3"),
        ("/records/0/addressees/0", json!(7), "no speaker 7"),
        ("/narrator", json!(8), "no speaker 8"),
        ("/speakers/1/id", json!(0), "index 1 has another id"),
        ("/marks_confidence", json!(1.5), "not within 0 and 1"),
        ("/records/2/alternatives", json!([{ "speaker": 9, "posterior": 0.1 }]), "no speaker 9"),
        ("/records/2/alternatives", json!([{ "speaker": 0, "posterior": -0.1 }]), "not within 0 and 1"),
        ("/records/1/span", span(0, 3), "0..3 is out of order"),
        ("/records/0/content", span(4, 60), "out of order"),
        ("/records/0/evidence", json!("hearsay"), "unknown Evidence"),
    ] {
        let mut damaged = to_value(attribute_quotes(TEXT).into_owned()).unwrap();
        *damaged.pointer_mut(pointer).unwrap_or_else(|| panic!("there is no {pointer}")) = value;
        match from_value::<OwnedAttributions>(damaged) {
            Err(error) => assert!(error.to_string().contains(message), "{pointer}: {error}"),
            Ok(_) => panic!("{pointer} is not checked"),
        }
    }
}
