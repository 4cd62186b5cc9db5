//! Statistics, counted in other ways.

use inquit::statistics::{Exchange, Identity, SpeakerStatistics, Statistics, Tally};
use inquit::{
    attribute_quotes, tokenize, Attributions, Attributor, Cast, Character, Gender, Input, SegmentKind, Span,
    SpeakerKind, TokenKind,
};
use proptest::prelude::*;

use crate::properties::{config, text};
use crate::texts;

/// The words that begin in a span.
fn words(text: &str, span: Span) -> usize {
    let is_word = |kind| matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Abbreviation);
    tokenize(text).iter().filter(|token| is_word(token.kind()) && span.contains(token.span().start)).count()
}

fn pair(tally: Tally) -> (usize, usize) {
    (tally.quotations, tally.words)
}

/// Against the sums over quotations and segments, each counted on its own.
fn sums(found: &Attributions<'_>) -> Result<(), TestCaseError> {
    let statistics = Statistics::of(found);
    let text = found.text();
    let count = |is_counted: &dyn Fn(Option<&inquit::Speaker>) -> bool| {
        let quotes = found.speech().filter(|quote| is_counted(quote.speaker()));
        let counted: Vec<usize> = quotes.map(|quote| words(text, quote.span())).collect();
        (counted.len(), counted.iter().sum::<usize>())
    };

    prop_assert_eq!(pair(statistics.speech()), count(&|_| true));
    prop_assert_eq!(pair(statistics.unattributed()), count(&|speaker| speaker.is_none()));
    prop_assert_eq!(statistics.speakers().len(), found.speakers().len());
    for (counted, speaker) in statistics.speakers().iter().zip(found.speakers()) {
        prop_assert_eq!((&counted.name, counted.gender, counted.kind), (&speaker.name, speaker.gender, speaker.kind));
        prop_assert_eq!(pair(counted.speech), count(&|other| other == Some(speaker)));
    }
    for &gender in Gender::ALL {
        prop_assert_eq!(
            pair(statistics.of_gender(gender)),
            count(&|speaker| speaker.is_some_and(|s| s.gender == gender))
        );
    }
    for &kind in SpeakerKind::ALL {
        prop_assert_eq!(pair(statistics.of_kind(kind)), count(&|speaker| speaker.is_some_and(|s| s.kind == kind)));
    }
    let narration = found.segments().filter(|segment| segment.kind() != SegmentKind::Speech);
    let narration: usize = narration.map(|segment| words(text, segment.span())).sum();
    prop_assert_eq!(statistics.narration_words(), narration);
    let all = words(text, Span::new(0, text.len()));
    prop_assert_eq!(statistics.narration_words() + statistics.speech().words, all);
    let attributed: Tally = statistics.speakers().iter().map(|speaker| speaker.speech).sum();
    prop_assert_eq!(attributed + statistics.unattributed(), statistics.speech());

    let edges: Vec<Exchange> = statistics.exchanges().collect();
    let between = |speaker: usize, addressee: usize| {
        let said = found.speech().filter(|quote| quote.speaker().is_some_and(|s| s.id.index() == speaker));
        let said = said.filter(|quote| quote.addressees().any(|s| s.id.index() == addressee));
        let said: Vec<usize> = said.map(|quote| words(text, quote.span())).collect();
        (said.len(), said.iter().sum::<usize>())
    };
    for speaker in 0..found.speakers().len() {
        for addressee in 0..found.speakers().len() {
            let edge = edges.iter().find(|edge| (edge.speaker, edge.addressee) == (speaker, addressee));
            prop_assert_eq!(edge.map_or((0, 0), |edge| pair(edge.speech)), between(speaker, addressee));
        }
    }

    let speech: Vec<_> = found.speech().collect();
    let utterances = speech.iter().map(|quote| quote.utterance());
    let of = |number: u32| {
        let stretches: Vec<_> = speech.iter().filter(|quote| quote.utterance() == number).collect();
        let count: usize = stretches.iter().map(|quote| words(text, quote.span())).sum();
        let span = Span::new(stretches[0].span().start, stretches[stretches.len() - 1].span().end);
        (span, stretches[0].speaker().map(|speaker| speaker.id.index()), (stretches.len(), count))
    };
    // The first of the longest: `max_by_key` prefers the last one.
    let longest = utterances.rev().map(of).max_by_key(|&(_, _, (_, count))| count);
    let told = statistics.longest_speech().map(|longest| (longest.span, longest.speaker, pair(longest.speech)));
    prop_assert_eq!(told, longest);
    Ok(())
}

#[test]
fn sums_of_bundled_texts_agree() {
    for text in texts::ALL {
        sums(&attribute_quotes(text)).unwrap();
        let strict = Attributor::builder().threshold(0.95).build().unwrap();
        let found = strict.attribute(text);
        sums(&found).unwrap();
        assert_ne!(Statistics::of(&found).unattributed(), Tally::default());
    }
}

#[test]
fn words_are_those_of_tokenize() {
    let count = |text: &str| Statistics::of(&attribute_quotes(text)).narration_words();
    for (text, words) in [
        ("", 0),
        ("… — ! 🦀", 0),
        ("Mr. Orne's dog", 3),
        ("They didn't.", 2),
        ("I'm well-known at 1,200 U.S. ports", 6),
        ("a\u{301} 語 5th", 3),
    ] {
        let tokens = words_by_kind(text);
        assert_eq!(count(text), words, "{text:?}: {tokens:?}");
    }
}

fn words_by_kind(text: &str) -> Vec<(TokenKind, &str)> {
    tokenize(text).iter().map(|token| (token.kind(), &text[token.span()])).collect()
}

/// Nested words are words of the speech around them, and not counted again.
#[test]
fn only_outermost_speech_counts() {
    let found = attribute_quotes("“He told me, ‘Go home!’ and left,” said Orne. The so-called “quiet room” was full.");
    assert_eq!(found.len(), 3);
    let statistics = Statistics::of(&found);
    assert_eq!(pair(statistics.speech()), (1, 7));
    assert_eq!(statistics.narration_words(), 2 + 6);
}

/// Name, gender, first document, number of documents, speech.
type Row<'a> = (&'a str, Gender, usize, usize, (usize, usize));

fn rows(statistics: &Statistics) -> Vec<Row<'_>> {
    let row =
        |speaker: &'_ SpeakerStatistics| (speaker.gender, speaker.document, speaker.documents, pair(speaker.speech));
    let named = statistics.speakers().iter().map(|speaker| (speaker.name.as_str(), row(speaker)));
    named.map(|(name, (gender, document, documents, speech))| (name, gender, document, documents, speech)).collect()
}

/// The gender of the first document that tells it; an index that stays.
#[test]
fn speakers_with_one_name_are_one_where_the_caller_says_so() {
    let texts = [
        "“No,” said Orne.",
        "“Why, Orne?” asked Mrs. Hale.\n\n“Not today,” said Orne.",
        "“It rains,” said the porter.",
        "“It still rains,” said the porter.",
    ];
    let mut results = texts.map(attribute_quotes);
    let cast = Cast::new([Character::new("Orne").gender(Gender::Female)]).unwrap();
    results[1] = Attributor::new().attribute(Input::new(texts[1]).cast(&cast));
    let count = |identity| {
        let mut statistics = Statistics::new(identity);
        statistics.extend(&results);
        statistics
    };
    let (apart, one) = (count(Identity::Document), count(Identity::Name));
    let names: Vec<&str> = apart.speakers().iter().map(|speaker| &*speaker.name).collect();
    assert_eq!(names, ["Orne", "Mrs. Hale", "Orne", "the porter", "the porter"]);
    assert_eq!((apart.speakers()[0].gender, apart.speakers()[2].gender), (Gender::Unknown, Gender::Female));
    assert_eq!((pair(apart.of_gender(Gender::Female)), pair(one.of_gender(Gender::Female))), ((2, 4), (3, 5)));
    let expected = [
        ("Orne", Gender::Female, 0, 2, (2, 3)),
        ("Mrs. Hale", Gender::Female, 1, 1, (1, 2)),
        ("the porter", Gender::Unknown, 2, 2, (2, 5)),
    ];
    assert_eq!(rows(&one), expected);
    let edges = |statistics: &Statistics| {
        statistics.exchanges().map(|edge| (edge.speaker, edge.addressee, pair(edge.speech))).collect::<Vec<_>>()
    };
    assert_eq!((edges(&apart), edges(&one)), (vec![(1, 2, (1, 2))], vec![(1, 0, (1, 2))]));
    for statistics in [&apart, &one] {
        assert_eq!((pair(statistics.speech()), statistics.narration_words(), statistics.documents()), ((5, 10), 13, 4));
        let longest = statistics.longest_speech().unwrap();
        assert_eq!((longest.document, &texts[3][longest.span]), (3, "“It still rains,”"));
        assert_eq!(statistics.speakers()[longest.speaker.unwrap()].name, "the porter");
    }
}

#[test]
fn merging_is_adding() {
    let results: Vec<_> = texts::ALL.iter().chain(&texts::ALL).map(|text| attribute_quotes(text)).collect();
    for identity in [Identity::Document, Identity::Name] {
        let mut all = Statistics::new(identity);
        all.extend(&results);
        for cut in 0..=results.len() {
            for inner in [Identity::Document, identity] {
                let [mut left, mut right] = [Statistics::new(identity), Statistics::new(inner)];
                left.extend(&results[..cut]);
                right.extend(&results[cut..]);
                left.merge(right);
                assert_eq!(left, all, "cut at {cut}");
            }
        }
    }
}

#[cfg(feature = "serde")]
mod stored {
    use inquit::OwnedAttributions;
    use serde_json::{from_value, json, to_value};

    use super::*;

    fn sample(identity: Identity) -> Statistics {
        let mut statistics = Statistics::new(identity);
        for text in ["“Come, Ida,” said Mr. Orne.", "“It rains,” said the porter.", "“No,” said Mr. Orne."]
        {
            statistics.add(&attribute_quotes(text));
        }
        statistics
    }

    #[test]
    fn statistics_are_an_object() {
        let tally = |quotations: usize, words: usize| json!({ "quotations": quotations, "words": words });
        let expected = json!({
            "identity": "name",
            "documents": 3,
            "narration_words": 9,
            "speech": tally(3, 5),
            "unattributed": tally(0, 0),
            "speakers": [
                { "name": "Mr. Orne", "gender": "male", "kind": "person", "document": 0, "documents": 2, "speech": tally(2, 3) },
                { "name": "Ida", "gender": "female", "kind": "person", "document": 0, "documents": 1, "speech": tally(0, 0) },
                {
                    "name": "the porter", "gender": "unknown", "kind": "described", "document": 1, "documents": 1,
                    "speech": tally(1, 2),
                },
            ],
            "genders": [
                { "gender": "male", "speech": tally(2, 3) },
                { "gender": "female", "speech": tally(0, 0) },
                { "gender": "unknown", "speech": tally(1, 2) },
            ],
            "kinds": [
                { "kind": "person", "speech": tally(2, 3) },
                { "kind": "described", "speech": tally(1, 2) },
                { "kind": "organisation", "speech": tally(0, 0) },
                { "kind": "narrator", "speech": tally(0, 0) },
                { "kind": "group", "speech": tally(0, 0) },
            ],
            "exchanges": [{ "speaker": 0, "addressee": 1, "speech": tally(1, 2) }],
            "longest_speech": {
                "document": 0, "span": { "start": 0, "end": 16 }, "speaker": 0, "speech": tally(1, 2),
            },
        });
        assert_eq!(to_value(sample(Identity::Name)).unwrap(), expected);
    }

    /// What is read goes on as if it had never been stored.
    #[test]
    fn statistics_can_be_read_and_added_to() {
        for identity in [Identity::Document, Identity::Name] {
            let mut kept = sample(identity);
            let mut read: Statistics = from_value(to_value(&kept).unwrap()).unwrap();
            assert_eq!(read, kept);
            for statistics in [&mut kept, &mut read] {
                statistics.add(&attribute_quotes("“No, Ida,” said Mr. Orne."));
            }
            assert_eq!(read, kept);
        }
    }

    /// One value is damaged at a time.
    #[test]
    fn statistics_that_do_not_fit_are_refused() {
        for (pointer, value, message) in [
            ("/exchanges/0/speaker", json!(3), "no speaker 3"),
            ("/exchanges/0/addressee", json!(4), "no speaker 4"),
            ("/longest_speech/speaker", json!(5), "no speaker 5"),
            ("/longest_speech/document", json!(3), "no document 3"),
            ("/speakers/1/document", json!(7), "no document 7"),
            ("/speakers/1/name", json!("Mr. Orne"), "two speakers have the name \"Mr. Orne\""),
            ("/identity", json!("face"), "unknown variant"),
        ] {
            let mut damaged = to_value(sample(Identity::Name)).unwrap();
            *damaged.pointer_mut(pointer).unwrap() = value;
            let error = from_value::<Statistics>(damaged).unwrap_err().to_string();
            assert!(error.contains(message), "{pointer}: {error}");
        }
        let mut damaged = to_value(sample(Identity::Name)).unwrap();
        let exchange = damaged["exchanges"][0].clone();
        damaged["exchanges"].as_array_mut().unwrap().push(exchange);
        let error = from_value::<Statistics>(damaged).unwrap_err().to_string();
        assert!(error.contains("between the speakers 0 and 1 is there twice"), "{error}");
    }

    /// Two speakers of one text with one name are in one document.
    #[test]
    fn documents_of_a_name_are_counted_once() {
        let mut stored = to_value(attribute_quotes("“No,” said Orne. “Why?” asked Hale.").into_owned()).unwrap();
        stored["speakers"][1]["name"] = json!("Orne");
        let owned: OwnedAttributions = from_value(stored).unwrap();
        let found = owned.as_attributions();
        let mut twice = Statistics::new(Identity::Document);
        twice.extend([&found, &found]);
        assert_eq!(twice.speakers().len(), 4);
        let mut by_name = Statistics::new(Identity::Name);
        by_name.merge(twice);
        assert_eq!(rows(&by_name), [("Orne", Gender::Unknown, 0, 2, (4, 4))]);
    }

    /// Sums of what any program may have written.
    #[test]
    fn large_numbers_do_not_overflow() {
        let mut stored = to_value(sample(Identity::Name)).unwrap();
        for pointer in ["/documents", "/narration_words", "/speakers/0/documents", "/speakers/0/speech/words"] {
            *stored.pointer_mut(pointer).unwrap() = json!(usize::MAX);
        }
        let statistics: Statistics = from_value(stored).unwrap();
        let mut sum = statistics.clone();
        sum.merge(statistics);
        assert_eq!((sum.speech().words, sum.documents()), (usize::MAX, usize::MAX));
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn sums_agree(text in text()) {
        sums(&attribute_quotes(&text))?;
    }

    /// One identity moves speech between speakers, and changes no sum.
    #[test]
    fn identity_changes_no_sum(texts in prop::collection::vec(text(), 1..4)) {
        let results: Vec<_> = texts.iter().map(|text| attribute_quotes(text)).collect();
        let [mut apart, mut one] = [Statistics::new(Identity::Document), Statistics::new(Identity::Name)];
        apart.extend(&results);
        one.extend(&results);
        prop_assert_eq!(apart.speech(), one.speech());
        prop_assert_eq!(apart.unattributed(), one.unattributed());
        prop_assert_eq!(apart.narration_words(), one.narration_words());
        let sum = |statistics: &Statistics| statistics.exchanges().map(|edge| edge.speech).sum::<Tally>();
        prop_assert_eq!(sum(&apart), sum(&one));
        let names: std::collections::HashSet<&str> = apart.speakers().iter().map(|speaker| &*speaker.name).collect();
        prop_assert_eq!(one.speakers().len(), names.len());
        let words = |statistics: &Statistics| {
            Gender::ALL.iter().map(|&gender| statistics.of_gender(gender)).sum::<Tally>() + statistics.unattributed()
        };
        prop_assert_eq!(words(&one), one.speech());
    }
}
