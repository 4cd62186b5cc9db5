//! What holds of every answer, whatever the text. One function checks it; the properties and the tests on corpora call
//! it.

use std::collections::HashSet;

use inquit::{
    attribute_quotes, tokenize, Attributions, Attributor, Evidence, Quote, QuoteKind, QuoteRecord, Scratch, Span,
    SpeakerId, SpeakerKind, TokenKind,
};
use proptest::prelude::*;

/// Fails unless the tokens tile a text, its answer is [valid], and a second call, a used buffer and another thread
/// answer the same.
pub fn hold(text: &str) -> Result<(), TestCaseError> {
    tile(text)?;
    let found = attribute_quotes(text);
    valid(&found)?;
    let (attributor, mut scratch) = (Attributor::new(), Scratch::default());
    let _ = attributor.attribute_with(&mut scratch, "\"Another text,\" said Orne.");
    prop_assert_eq!(&attributor.attribute_with(&mut scratch, text), &found);
    let elsewhere = std::thread::scope(|scope| scope.spawn(|| attribute_quotes(text)).join());
    prop_assert_eq!(&elsewhere.expect("no panic"), &found);
    #[cfg(feature = "serde")]
    {
        let owned = found.into_owned();
        let stored = serde_json::to_string(&owned).expect("results are JSON");
        prop_assert_eq!(&serde_json::from_str::<inquit::OwnedAttributions>(&stored).expect("reads back"), &owned);
    }
    Ok(())
}

pub fn within(text: &str, span: Span) -> Result<(), TestCaseError> {
    prop_assert!(span.start <= span.end, "{span:?}");
    prop_assert!(text.get(span.range()).is_some(), "{span:?} leaves the text or cuts a character");
    Ok(())
}

/// Quotations are sorted, disjoint or one in the content of the other, and have the right depths.
pub fn nested(complete: bool, quotes: impl Iterator<Item = (Span, Span, u8)>) -> Result<(), TestCaseError> {
    let mut around: Vec<(Span, Span)> = Vec::new();
    let mut last = 0;
    for (span, inner, depth) in quotes {
        prop_assert!(!span.is_empty() && span.covers(inner), "{span:?} around {inner:?}");
        prop_assert!(last <= span.start, "{span:?} starts before its predecessor");
        last = span.start;
        around.retain(|(outer, _)| outer.end > span.start);
        prop_assert!(around.iter().all(|(_, content)| content.covers(span)), "{span:?} crosses one of {around:?}");
        // A scare quote within speech has no record, but counts in the depth of what stands in it.
        let deep = usize::from(depth);
        prop_assert!(if complete { deep == around.len() } else { deep >= around.len() }, "{span:?} within {around:?}");
        around.push((span, inner));
    }
    Ok(())
}

/// Without white space and characters of no width around it.
pub fn trim(text: &str) -> &str {
    let invisible = ['\u{200b}', '\u{200e}', '\u{200f}', '\u{feff}'];
    let directions = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
    text.trim_matches(|c: char| c.is_whitespace() || invisible.contains(&c) || directions(c))
}

/// Fails unless the records, the speakers and the views of an answer agree with each other and with the text.
pub fn valid(found: &Attributions<'_>) -> Result<(), TestCaseError> {
    nested(false, found.records().iter().map(|record| (record.span, record.content, record.depth)))?;
    let mut speakers = 0;
    for record in found.records() {
        for span in [Some(record.span), Some(record.content), record.mention, record.cue].into_iter().flatten() {
            within(found.text(), span)?;
        }
        prop_assert!((0.0..=1.0).contains(&record.confidence.value()));
        let nobody = matches!(record.evidence, Evidence::Unresolved | Evidence::NotSpeech);
        prop_assert!(record.speaker.is_none() || !nobody, "{record:?}");
        let not_speech = record.kind == QuoteKind::NotSpeech;
        prop_assert_eq!(not_speech, record.evidence == Evidence::NotSpeech, "{:?}", record);
        if let Some(speaker) = record.speaker {
            // In the order of first quotations.
            prop_assert!(speaker.index() <= speakers);
            speakers = speakers.max(speaker.index() + 1);
        }
    }
    // Then those who are only spoken to.
    for addressee in found.records().iter().flat_map(|record| &record.addressees) {
        prop_assert!(addressee.index() <= speakers);
        speakers = speakers.max(addressee.index() + 1);
    }
    prop_assert_eq!(speakers, found.speakers().len());
    let mut slugs = HashSet::new();
    for (index, speaker) in found.speakers().iter().enumerate() {
        prop_assert_eq!(speaker.id.index(), index);
        prop_assert!(!speaker.name.trim().is_empty());
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        prop_assert!(speaker.slug.starts_with(|c: char| c.is_ascii_lowercase()), "{speaker:?}");
        prop_assert!(speaker.slug.chars().all(fits) && slugs.insert(&speaker.slug), "{speaker:?}");
        prop_assert!(speaker.mentions <= speaker.mention_spans.len(), "{speaker:?}");
        prop_assert!(speaker.mention_spans.windows(2).all(|pair| pair[0] < pair[1]), "{speaker:?}");
        for &span in &speaker.mention_spans {
            within(found.text(), span)?;
        }
        let unnamed = matches!(speaker.kind, SpeakerKind::Described | SpeakerKind::Group | SpeakerKind::Narrator);
        prop_assert!(!unnamed || speaker.mentions == speaker.mention_spans.len(), "{speaker:?}");
        prop_assert!(speaker.kind != SpeakerKind::Narrator || found.narrator() == Some(speaker.id));
    }
    for record in found.records() {
        alternatives(found, record)?;
    }
    beside(found)?;
    segments(found)?;
    views(found)
}

/// Mention and cue stand outside of the quotation that they explain and cross no other. The utterances of outermost
/// quotations count up.
fn beside(found: &Attributions<'_>) -> Result<(), TestCaseError> {
    let records = found.records();
    let outermost: Vec<Span> = records.iter().filter(|record| record.depth == 0).map(|record| record.span).collect();
    // The number of the next new utterance, and that of the outermost quotation before.
    let (mut next, mut outer) = (0, 0);
    for record in records {
        for span in [record.mention, record.cue].into_iter().flatten() {
            prop_assert!(!span.is_empty(), "{record:?}");
            let apart = |quote: Span| span.end <= quote.start || quote.end <= span.start;
            prop_assert!(apart(record.span), "{record:?}: within the quotation itself");
            // Those that reach into it stand next to each other.
            let near = outermost.partition_point(|quote| quote.end <= span.start);
            let crossed = outermost[near..].iter().take_while(|quote| quote.start < span.end);
            for &quote in crossed {
                prop_assert!(quote.covers(span) || span.covers(quote), "{record:?}: crosses {quote:?}");
            }
        }
        prop_assert!(record.utterance <= next, "{record:?} after utterance {next}");
        if record.depth == 0 {
            prop_assert!(record.utterance >= outer, "{record:?} after utterance {outer}");
            outer = record.utterance;
        }
        next = next.max(record.utterance + 1);
    }
    Ok(())
}

/// The outermost segments tile the text.
fn segments(found: &Attributions<'_>) -> Result<(), TestCaseError> {
    let mut offset = 0;
    for segment in found.segments() {
        prop_assert!(segment.span().start == offset && !segment.span().is_empty(), "{segment:?} after {offset}");
        offset = segment.span().end;
    }
    prop_assert_eq!(offset, found.text().len());
    Ok(())
}

/// At most three other speakers, the better ones first, each once.
fn alternatives(found: &Attributions<'_>, record: &QuoteRecord) -> Result<(), TestCaseError> {
    let others = &record.alternatives;
    prop_assert!(
        others.len() <= 3 && others.windows(2).all(|pair| pair[0].posterior >= pair[1].posterior),
        "{record:?}"
    );
    let mut known: HashSet<SpeakerId> = record.speaker.into_iter().collect();
    for other in others {
        prop_assert!((0.02..=1.0).contains(&other.posterior), "{record:?}");
        prop_assert_eq!(other.posterior, (other.posterior * 1000.0).round() / 1000.0);
        prop_assert!(found.speaker(other.speaker).is_some() && known.insert(other.speaker), "{record:?}");
    }
    Ok(())
}

/// The views say what the records say, counted in other ways.
fn views(found: &Attributions<'_>) -> Result<(), TestCaseError> {
    let spans = |quotes: Vec<Quote<'_, '_>>| quotes.iter().map(Quote::span).collect::<Vec<Span>>();
    let all: Vec<Quote> = found.iter().collect();
    let mut backwards: Vec<Quote> = found.iter().rev().collect();
    backwards.reverse();
    prop_assert_eq!(spans(all.clone()), spans(backwards));
    prop_assert!((0..=found.len()).all(|i| found.get(i).map(|q| q.span()) == all.get(i).map(Quote::span)));
    let speech = all.iter().filter(|q| q.depth() == 0 && q.kind() != QuoteKind::NotSpeech).copied().collect();
    prop_assert_eq!(spans(found.speech().collect()), spans(speech));
    for speaker in found.speakers() {
        let own = all.iter().filter(|q| q.speaker() == Some(speaker)).copied().collect();
        prop_assert_eq!(spans(found.quotes_of(speaker.id).collect()), spans(own));
    }
    // The parent of a quotation is the last one before it that covers it.
    let parent = |i: usize| (0..i).rev().find(|&p| all[p].span().covers(all[i].span()));
    for (p, quote) in all.iter().enumerate() {
        let children = (p + 1..all.len()).filter(|&i| parent(i) == Some(p)).map(|i| all[i].span());
        prop_assert_eq!(spans(quote.children().collect()), children.collect::<Vec<_>>());
    }
    let (text, paragraphs, sentences) = (found.text(), found.paragraphs(), found.sentences());
    for spans in [paragraphs, sentences] {
        prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
        for &span in spans {
            within(text, span)?;
        }
    }
    prop_assert!(sentences.iter().all(|&sentence| paragraphs.iter().any(|paragraph| paragraph.covers(sentence))));
    Ok(())
}

pub fn tile(text: &str) -> Result<(), TestCaseError> {
    let mut offset = 0;
    for token in tokenize(text).iter() {
        let span = token.span();
        within(text, span)?;
        prop_assert!(span.start == offset && !span.is_empty(), "{span:?} after {offset}");
        let space = matches!(token.kind(), TokenKind::Space | TokenKind::LineBreak | TokenKind::ParagraphBreak);
        prop_assert_eq!(space, trim(&text[span]).is_empty(), "{:?} is {:?}", &text[span], token.kind());
        offset = span.end;
    }
    prop_assert_eq!(offset, text.len());
    Ok(())
}
