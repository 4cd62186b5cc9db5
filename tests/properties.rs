//! Properties that hold for every text, however broken.

#[cfg(feature = "serde")]
use inquit::OwnedAttributions;
use inquit::{
    attribute_masked, attribute_quotes, find_quotes, tokenize, Attributor, Cast, Character, Genre, Input, Offsets,
    Scratch, Span,
};
use proptest::prelude::*;

use crate::invariants::{hold, nested, tile, trim, valid, within};

/// Pieces that texts are made of, broken ones included.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "\"", "\"", "“", "”", "‟", "„", "«", "»", "‹", "›", "'", "‘", "’", "''", "``", "`", "″", "\u{ff02}", // marks
    ".", ",", "?", "!", ":", ";", "...", "…", "-", "--", "—", "(", ")", "*", "_", "$", "%", // punctuation
    " ", " ", " ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\t", "\u{a0}", "\u{2028}", "\u{2029}", "\u{3000}", // space
    " said", " said", "said ", " asked", " told", " added", " read", " according to", " crowed", // cues
    " he", " she", " I", "I'm", " him", " they", " who", " the old man", " a spokesman for the port", // mentions
    "Emma", " Emma", " Emma Hale", " Mr. Hale", " Mrs. Hale", " Hale", " Dr.", " Gen. Qa'ani", " O'Malley", // names
    " and", " of", " the", " that", "didn't", " U.S.", " 6'2\"", " 1,200", " 1990s", "Chapter 2", "rock 'n' roll",
    "🦀", "👩\u{200d}🚀", "e\u{301}", "\u{301}", "\u{200d}", "\u{feff}", "\0", "İ", "ß", "ﬁ", "Ça", "語", "\u{10ffff}",
];

pub fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..80).prop_map(|pieces| pieces.concat());
    let characters = prop::collection::vec(any::<char>(), 0..80).prop_map(String::from_iter);
    prop_oneof![6 => pieces, 1 => characters, 1 => any::<String>()]
}

fn name() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 1..4).prop_map(|pieces| pieces.concat())
}

/// A failing text goes into `tests/data/hostile.toml`, with a name, and not into a file of seeds.
pub fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// Longer ones are cut between two characters.
#[test]
fn no_word_has_more_than_65535_bytes() {
    for piece in ["a", "é", "語", "-", ".", "7", "e\u{301}"] {
        let text = format!("\"No,\" said Orne. {} \"Yes,\" said Hale.", piece.repeat(70_000));
        tile(&text).unwrap();
        let longest = tokenize(&text).iter().map(|token| token.span().len()).max().unwrap();
        assert!((u16::MAX as usize - 3..=u16::MAX as usize).contains(&longest), "{longest} bytes of {piece:?}");
        let found = attribute_quotes(&text);
        valid(&found).unwrap();
        assert_eq!(found.len(), 2, "{piece:?}");
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn tokens_tile(text in text()) {
        tile(&text)?;
    }

    /// Together, sentences hold what is not white space, and so do paragraphs; no sentence reaches over a paragraph.
    #[test]
    fn sentences_and_paragraphs_hold_the_text(text in text()) {
        let text = text.as_str();
        let tokens = tokenize(text);
        let paragraphs: Vec<Span> = tokens.paragraphs().collect();
        let sentences: Vec<Span> = tokens.sentences().collect();
        for spans in [&paragraphs, &sentences] {
            let mut offset = 0;
            for &span in spans {
                within(text, span)?;
                prop_assert!(offset <= span.start, "{span:?} after {offset}");
                prop_assert_eq!(trim(&text[offset..span.start]), "");
                prop_assert_eq!(trim(&text[span]), &text[span]);
                offset = span.end;
            }
            prop_assert_eq!(trim(&text[offset..]), "");
        }
        for sentence in sentences {
            prop_assert!(paragraphs.iter().any(|paragraph| paragraph.covers(sentence)), "{sentence:?}");
        }
    }

    #[test]
    fn quotations_are_nested_or_disjoint(text in text()) {
        let quotes = find_quotes(&text);
        for quote in &quotes {
            within(&text, quote.span)?;
            within(&text, quote.content)?;
        }
        nested(true, quotes.iter().map(|quote| (quote.span, quote.content, quote.depth)))?;
    }

    /// All outermost ones, and of those within them the ones that are speech.
    #[test]
    fn records_are_quotations_found(text in text()) {
        let found = attribute_quotes(&text);
        let records = found.records().iter().map(|r| (r.span, r.content, r.depth, r.closed, r.doubtful, r.style));
        let records: Vec<_> = records.collect();
        let quotes = find_quotes(&text).into_iter().map(|q| (q.span, q.content, q.depth, q.closed, q.doubtful, q.style));
        let quotes: Vec<_> = quotes.filter(|quote| quote.2 == 0 || records.contains(quote)).collect();
        prop_assert_eq!(records, quotes);
    }

    #[test]
    fn records_are_valid(text in text()) {
        hold(&text)?;
        // Where nothing can be markup, the text is read as it is.
        if !text.contains(['&', '<', '\\', '[', '*', '_', '-', '\u{ad}', '\u{2010}', '"', '“', '\'', '’']) {
            let (found, tokens) = (attribute_quotes(&text), tokenize(&text));
            prop_assert_eq!(found.paragraphs(), tokens.paragraphs().collect::<Vec<_>>());
            prop_assert_eq!(found.sentences(), tokens.sentences().collect::<Vec<_>>());
        }
    }

    /// What is owned is borrowed again, and stored and read.
    #[test]
    fn owned_results_are_the_same(text in text()) {
        let found = attribute_quotes(&text);
        let owned = found.clone().into_owned();
        prop_assert_eq!(&owned.as_attributions(), &found);
        #[cfg(feature = "serde")]
        {
            let stored = serde_json::to_string(&owned).unwrap();
            prop_assert_eq!(&serde_json::from_str::<OwnedAttributions>(&stored).unwrap(), &owned);
        }
        prop_assert_eq!(owned.into_parts(), (text.clone(), found.into_parts()));
    }

    /// Either genre can be asked for, whatever the text.
    #[test]
    fn records_of_a_genre_are_valid(text in text(), genre in prop::sample::select(Genre::ALL)) {
        let attributor = Attributor::builder().genre(genre).build().unwrap();
        let found = attributor.attribute(&text);
        prop_assert_eq!(found.genre(), genre);
        valid(&found)?;
    }

    /// Whatever a cast takes for names: marks, clauses, the narrator's own.
    #[test]
    fn records_with_a_cast_are_valid(text in text(), names in prop::collection::vec((name(), name()), 1..5)) {
        let characters = names.iter().map(|(name, alias)| Character::new(name).alias(alias));
        if let Ok(cast) = Cast::new(characters) {
            let cast = cast.with_narrator(&names[0].0).unwrap();
            let found = Attributor::new().attribute(Input::new(&text).cast(&cast));
            valid(&found)?;
            let (built, mut scratch) = (Attributor::builder().cast(cast).build().unwrap(), Scratch::default());
            prop_assert_eq!(built.attribute_with(&mut scratch, &text), found);
        }
    }

    #[test]
    fn same_text_same_answer(text in text()) {
        let (once, again) = (attribute_quotes(&text), attribute_quotes(&text));
        prop_assert_eq!(once, again);
    }

    /// Buffers of an earlier text do not change the answer.
    #[test]
    fn memory_that_was_used_gives_the_same_answers(texts in prop::collection::vec(text(), 1..4)) {
        let (attributor, mut scratch) = (Attributor::new(), Scratch::default());
        for text in &texts {
            let (fresh, used) = (attributor.attribute(text), attributor.attribute_with(&mut scratch, text));
            prop_assert_eq!(fresh, used);
        }
    }

    /// Masks may lie anywhere.
    #[test]
    fn records_of_a_masked_text_are_valid(
        text in text(), masks in prop::collection::vec((0..400_usize, 0..40_usize), 0..6),
    ) {
        let masks: Vec<Span> = masks.into_iter().map(|(start, len)| Span::new(start, start + len)).collect();
        valid(&attribute_masked(&text, &masks))?;
        prop_assert_eq!(attribute_masked(&text, &[]), attribute_quotes(&text));
    }

    #[test]
    fn an_empty_cast_is_no_cast(text in text()) {
        let attributor = Attributor::new();
        let (without, with) = (attributor.attribute(&text), attributor.attribute(Input::new(&text).cast(&Cast::default())));
        prop_assert_eq!(without, with);
    }

    /// A threshold omits speakers and changes nothing else.
    #[test]
    fn a_threshold_leaves_the_sure_ones(text in text(), thousandths in 0..=1000_u16) {
        let threshold = f64::from(thousandths) / 1000.0;
        let strict = Attributor::builder().threshold(threshold).build().unwrap();
        let (all, sure) = (attribute_quotes(&text), strict.attribute(&text));
        prop_assert_eq!(all.len(), sure.len());
        for (any, sure) in all.iter().zip(&sure) {
            let name = any.speaker().filter(|_| any.confidence() >= threshold).map(|speaker| &speaker.name);
            prop_assert_eq!(sure.speaker().map(|speaker| &speaker.name), name);
            prop_assert_eq!((sure.span(), sure.kind(), sure.confidence()), (any.span(), any.kind(), any.confidence()));
        }
    }

    #[test]
    fn offsets_agree_with_counting(text in text(), start in 0..400_usize, end in 0..400_usize) {
        let floor = |byte: usize| (0..=byte.min(text.len())).rev().find(|&b| text.is_char_boundary(b)).unwrap();
        let before = |byte: usize| &text[..floor(byte)];
        let chars = |byte| before(byte).chars().count();
        let utf16 = |byte| before(byte).encode_utf16().count();

        let offsets = Offsets::new(&text);
        let span = Span::new(start, end);
        prop_assert_eq!(offsets.chars(span), chars(start)..chars(end));
        prop_assert_eq!(offsets.utf16(span), utf16(start)..utf16(end));
        let lines: Vec<&str> = before(start).split('\n').collect();
        prop_assert_eq!(offsets.line_column(start), (lines.len(), lines[lines.len() - 1].chars().count() + 1));
    }
}
