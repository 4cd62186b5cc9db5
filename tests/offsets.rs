//! Offsets in every unit, on the texts that the packages for Python and JavaScript read as well.

use inquit::{attribute_quotes, OffsetUnit, Offsets, Span};
use serde::Deserialize;

#[derive(Deserialize)]
struct Text {
    name: String,
    text: String,
    quotes: Vec<Expected>,
}

/// A quotation with its marks, and its offsets as they were counted without the library.
#[derive(Deserialize)]
struct Expected {
    quotation: String,
    speaker: String,
    bytes: [usize; 2],
    characters: [usize; 2],
    #[serde(rename = "utf-16")]
    utf16: [usize; 2],
}

#[test]
fn all_units_slice_the_same_quotations() {
    let texts: Vec<Text> = serde_json::from_str(include_str!("offsets.json")).unwrap();
    for Text { name, text, quotes } in &texts {
        let (found, offsets) = (attribute_quotes(text), Offsets::new(text));
        let speakers: Vec<_> = found.iter().map(|quote| quote.speaker().map(|speaker| &*speaker.name)).collect();
        assert_eq!(speakers, quotes.iter().map(|quote| Some(&*quote.speaker)).collect::<Vec<_>>(), "{name}");
        for (quote, expected) in found.iter().zip(quotes) {
            let [start, end] = expected.bytes;
            assert_eq!((quote.span(), quote.as_str()), (Span::new(start, end), &*expected.quotation), "{name}");
            let units = [(OffsetUnit::Characters, expected.characters), (OffsetUnit::Utf16, expected.utf16)];
            for (unit, [start, end]) in units {
                assert_eq!(offsets.convert(quote.span(), unit), start..end, "{name} in {unit}");
            }
        }
    }
    assert!(texts.len() >= 5);
}
