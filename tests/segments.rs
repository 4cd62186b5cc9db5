//! Segments tile every text, and children the content of their segment.

#[cfg(feature = "serde")]
use inquit::OwnedAttributions;
use inquit::{attribute_quotes, Attributions, Quote, QuoteKind, Segment, SegmentKind, Span};
use proptest::prelude::*;

use crate::invariants::{trim, within};
use crate::properties::{config, text};
use crate::texts;

/// Every byte of `span` once, in order, and the same from behind.
fn tile(text: &str, span: Span, segments: &[Segment<'_, '_>]) -> Result<(), TestCaseError> {
    let mut offset = span.start;
    for segment in segments {
        within(text, segment.span())?;
        within(text, segment.content_span())?;
        prop_assert!(segment.span().covers(segment.content_span()), "{segment:?}");
        prop_assert!(segment.span().start == offset && !segment.span().is_empty(), "{segment:?} after {offset}");
        prop_assert_eq!(segment.as_str(), &text[segment.span()]);
        prop_assert_eq!(segment.content(), &text[segment.content_span()]);
        offset = segment.span().end;
    }
    prop_assert_eq!(offset, span.end);
    Ok(())
}

/// What holds of the segments of one level. `around` are the quotations that they stand in, outermost first.
fn level(
    found: &Attributions<'_>,
    around: &[Quote<'_, '_>],
    segments: &[Segment<'_, '_>],
) -> Result<(), TestCaseError> {
    let text = found.text();
    for pair in segments.windows(2) {
        let [space, next] = [&pair[0], &pair[1]].map(|segment| segment.kind() == SegmentKind::Space);
        prop_assert!(!(space && next), "{pair:?}: two pieces of white space");
    }
    for segment in segments {
        let space = segment.kind() == SegmentKind::Space;
        let outside = segment.paragraph().is_none();
        prop_assert_eq!(space, outside || trim(segment.as_str()).is_empty(), "{:?}", segment);
        let whole = segment.quote().filter(|quote| Some(quote.span()) != around.last().map(Quote::span));
        match whole {
            Some(quote) => prop_assert_eq!((segment.span(), segment.content()), (quote.span(), quote.content())),
            None => {
                prop_assert_eq!(segment.span(), segment.content_span());
                prop_assert!(
                    space || trim(segment.as_str()) == segment.as_str(),
                    "{segment:?} has white space around it"
                );
            }
        }

        // Before or after it only marks of the quotations around it and white space may stand.
        let is_mark = |byte: &usize| {
            around.iter().any(|quote| quote.span().contains(*byte) && !quote.content_span().contains(*byte))
        };
        let bare = |stretch: std::ops::Range<usize>| {
            let rest = text[stretch.clone()].char_indices().filter(|(at, _)| !is_mark(&(stretch.start + at)));
            trim(&rest.map(|(_, c)| c).collect::<String>()).is_empty()
        };
        let Span { start, end } = segment.span();
        let begins =
            |spans: &[Span]| !space && spans.iter().any(|s| s.start <= start && start < s.end && bare(s.start..start));
        let ends = |spans: &[Span]| !space && spans.iter().any(|s| s.start < end && end <= s.end && bare(end..s.end));
        let (paragraphs, sentences) = (found.paragraphs(), found.sentences());
        prop_assert_eq!(segment.begins_paragraph(), begins(paragraphs), "{:?}", segment);
        prop_assert_eq!(segment.ends_paragraph(), ends(paragraphs), "{:?}", segment);
        prop_assert_eq!(segment.begins_sentence(), begins(sentences), "{:?}", segment);
        prop_assert_eq!(segment.ends_sentence(), ends(sentences), "{:?}", segment);
        let held: Vec<usize> =
            (0..sentences.len()).filter(|&i| sentences[i].start < end && start < sentences[i].end).collect();
        prop_assert_eq!(segment.sentences().collect::<Vec<_>>(), held);
        let paragraph = paragraphs.iter().position(|paragraph| paragraph.contains(start));
        prop_assert_eq!(segment.paragraph(), paragraph);
        prop_assert!(paragraph.map_or(space, |paragraph| paragraphs[paragraph].covers(segment.span())), "{segment:?}");

        let children: Vec<Segment> = segment.children().collect();
        let nested: Vec<Span> = whole.iter().flat_map(|quote| quote.children()).map(|quote| quote.span()).collect();
        prop_assert_eq!(children.is_empty(), nested.is_empty(), "{:?} has {:?}", segment, nested);
        if let Some(quote) = whole.filter(|_| !children.is_empty()) {
            tile(text, segment.content_span(), &children)?;
            let own = |child: &&Segment<'_, '_>| child.record().quote == segment.record().quote;
            let others = children.iter().filter(|child| !own(child));
            prop_assert_eq!(others.map(Segment::span).collect::<Vec<_>>(), nested);
            for child in children.iter().filter(own) {
                let kind = if trim(child.as_str()).is_empty() { SegmentKind::Space } else { segment.kind() };
                prop_assert_eq!((child.kind(), child.utterance()), (kind, segment.utterance()));
                prop_assert_eq!(child.speaker(), segment.speaker());
            }
            level(found, &[around, &[quote]].concat(), &children)?;
        }
    }
    Ok(())
}

/// All that is promised of the segments of a result.
fn valid(found: &Attributions<'_>) -> Result<(), TestCaseError> {
    let segments: Vec<Segment> = found.segments().collect();
    let records = |segments: Vec<Segment>| segments.into_iter().map(Segment::into_record).collect::<Vec<_>>();
    let mut backwards: Vec<Segment> = found.segments().rev().collect();
    backwards.reverse();
    prop_assert_eq!(records(backwards), records(segments.clone()));
    tile(found.text(), Span::new(0, found.text().len()), &segments)?;
    level(found, &[], &segments)?;

    // The outermost quotations are those that are found, and each is what its record says.
    let quotes: Vec<Quote> = segments.iter().filter_map(Segment::quote).collect();
    let spans = |quotes: &mut dyn Iterator<Item = Quote<'_, '_>>| quotes.map(|quote| quote.span()).collect::<Vec<_>>();
    prop_assert_eq!(spans(&mut quotes.into_iter()), spans(&mut found.iter().filter(|quote| quote.depth() == 0)));
    let speech = segments.iter().filter(|segment| segment.kind() == SegmentKind::Speech);
    prop_assert_eq!(spans(&mut speech.filter_map(Segment::quote)), spans(&mut found.speech()));
    for segment in &segments {
        match segment.quote().filter(|quote| quote.kind() != QuoteKind::NotSpeech) {
            Some(quote) => {
                prop_assert_eq!((segment.kind(), segment.utterance()), (SegmentKind::Speech, Some(quote.utterance())));
                prop_assert_eq!(segment.speaker(), quote.speaker());
            }
            None => {
                prop_assert_ne!(segment.kind(), SegmentKind::Speech);
                prop_assert!(segment.speaker().is_none() && segment.utterance().is_none(), "{segment:?}");
            }
        }
    }

    // Each edge of a paragraph is the edge of exactly one segment.
    let begins = segments.iter().filter(|segment| segment.begins_paragraph()).map(|segment| segment.span().start);
    let ends = segments.iter().filter(|segment| segment.ends_paragraph()).map(|segment| segment.span().end);
    let edges: Vec<Span> = begins.zip(ends).map(|(start, end)| Span::new(start, end)).collect();
    prop_assert_eq!(edges, found.paragraphs());
    Ok(())
}

/// With a byte order mark and carriage returns, in other marks, with emoji.
#[test]
fn bundled_texts_are_tiled() {
    for text in texts::ALL {
        valid(&attribute_quotes(text)).unwrap();
        valid(&attribute_quotes(&format!("\u{feff}{}\r\n\r\n", text.replace('\n', "\r\n")))).unwrap();
        valid(&attribute_quotes(&text.replace(['“', '”'], "\"").replace(". ", ". 👩\u{200d}🚀 "))).unwrap();
        valid(&attribute_quotes(&text.replace("\n\n", "\n\u{200b}\n\u{feff}"))).unwrap();
    }
}

#[test]
fn a_text_without_words_is_white_space_or_nothing() {
    assert_eq!(attribute_quotes("").segments().len(), 0);
    let text = "\u{feff} \r\n\r\n\t\u{200b}";
    let found = attribute_quotes(text);
    let segments: Vec<_> = found.segments().map(|segment| (segment.kind(), segment.as_str())).collect();
    assert_eq!(segments, [(SegmentKind::Space, text)]);
}

/// The tree of two levels of speech, with the marks of each level at its own segment.
#[test]
fn children_are_a_tree() {
    fn tell(segment: &Segment<'_, '_>) -> String {
        let children: Vec<String> = segment.children().map(|child| tell(&child)).collect();
        match segment.kind() {
            SegmentKind::Space => "_".to_owned(),
            kind if children.is_empty() => format!("{kind}<{}>", segment.as_str()),
            kind => format!("{kind}[{}]", children.concat()),
        }
    }
    let text = "“She told me, ‘He wrote, “Go!” and left.’ No more,” said Orne.";
    let tree: String = attribute_quotes(text).segments().map(|segment| tell(&segment)).collect();
    let expected =
        "speech[speech<She told me,>_speech[speech<He wrote,>_speech<“Go!”>_speech<and left.>]_speech<No more,>]\
                    _narration<said Orne.>";
    assert_eq!(tree, expected);
}

/// A stored result may say what no text gives: a title around speech, and speech that is none within speech.
#[cfg(feature = "serde")]
#[test]
fn kinds_of_nested_quotations() {
    let text = "“He told me, ‘Go home!’ and left,” said Orne.";
    let kinds = |outer: &str, inner: &str| {
        let mut stored = serde_json::to_value(attribute_quotes(text).into_owned()).unwrap();
        stored["records"][0]["kind"] = outer.into();
        stored["records"][1]["kind"] = inner.into();
        let owned: OwnedAttributions = serde_json::from_value(stored).unwrap();
        let found = owned.as_attributions();
        let children: Vec<_> = found.segments().next().unwrap().children().map(|child| child.kind()).collect();
        (found.segments().next().unwrap().kind(), children)
    };
    use SegmentKind::{Narration, Space, Speech};
    assert_eq!(kinds("direct", "not-speech"), (Speech, vec![Speech, Space, Speech, Space, Speech]));
    assert_eq!(kinds("not-speech", "direct"), (Narration, vec![Narration, Space, Speech, Space, Narration]));
}

/// A stored result is tiled even if its paragraphs, sentences, contents and depths are not those of the text.
#[cfg(feature = "serde")]
#[test]
fn a_stored_result_is_tiled_whatever_it_says() {
    let text = "“He told me, ‘Go home!’ and left,” said Orne. “No.”\n\n“Stay,” said Hale.";
    let stored = serde_json::to_value(attribute_quotes(text).into_owned()).unwrap();
    let span = |start: usize, end: usize| serde_json::json!({ "start": start, "end": end });
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for seed in 0..200 {
        let pick = |i: usize| offsets[(seed * 7 + i * 13 + seed * i) % offsets.len()];
        let spans: Vec<_> = (0..5).map(|i| span(pick(i).min(pick(i + 1)), pick(i).max(pick(i + 1)))).collect();
        let mut damaged = stored.clone();
        damaged["paragraphs"] = spans.clone().into();
        damaged["sentences"] = spans.into_iter().rev().collect::<Vec<_>>().into();
        damaged["records"][1]["depth"] = (seed % 3).into();
        let [outer, nested] = [0, 1].map(|record| damaged["records"][record]["span"].clone());
        match seed % 4 {
            0 => damaged["records"][0]["content"] = outer,
            1 => damaged["records"][1]["content"] = nested,
            // The content of the outer quotation ends within the nested one, or that has no byte.
            2 => damaged["records"][0]["content"]["end"] = text.find("home").into(),
            _ => {
                damaged["records"][1]["span"]["end"] = nested["start"].clone();
                damaged["records"][1]["content"] = damaged["records"][1]["span"].clone();
            }
        }
        let owned: OwnedAttributions = serde_json::from_value(damaged).unwrap();
        let found = owned.as_attributions();
        let segments: Vec<Segment> = found.segments().collect();
        tile(text, Span::new(0, text.len()), &segments).unwrap();
        for segment in segments.iter().filter(|segment| segment.children().len() > 0) {
            tile(text, segment.content_span(), &segment.children().collect::<Vec<_>>()).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn segments_tile(text in text()) {
        valid(&attribute_quotes(&text))?;
    }

    /// A sound text that lost a stretch, and has some other characters in its place.
    #[test]
    fn damaged_texts_are_tiled(
        pick in 0..texts::ALL.len(), start in 0..4000_usize, length in 0..40_usize, other in "[\"“”‘’'—\\r\\n 🦀]{0,3}",
    ) {
        let text = texts::ALL[pick];
        let floor = |byte: usize| (0..=byte.min(text.len())).rev().find(|&b| text.is_char_boundary(b)).unwrap();
        let (start, end) = (floor(start), floor(start + length));
        let damaged = format!("{}{other}{}", &text[..start], &text[end.max(start)..]);
        valid(&attribute_quotes(&damaged))?;
    }
}
