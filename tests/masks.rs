//! A masked text gets the answers of the text without its masks, at the offsets of its own.

use inquit::{attribute_masked, attribute_quotes, Attributions, Span};

use crate::texts;

/// What would be read as something else if it weren't masked.
const MARKUP: [&str; 4] = ["<b class=\"q\">", "**", "{“12”}", "\u{feff}[^n]"];

/// A text with markup before every `every`th word, and the spans of the markup.
fn marked(text: &str, every: usize) -> (String, Vec<Span>) {
    let (mut marked, mut masks) = (String::new(), Vec::new());
    for (i, word) in text.split_inclusive(' ').enumerate() {
        if i % every == every - 1 {
            let markup = MARKUP[i / every % MARKUP.len()];
            masks.push(Span::new(marked.len(), marked.len() + markup.len()));
            marked += markup;
        }
        marked += word;
    }
    (marked, masks)
}

/// What was found, without the markup.
fn found(attributions: &Attributions<'_>, masks: &[Span]) -> Vec<(String, Option<String>, Option<String>)> {
    let bare = |span: Span| {
        let within: Vec<&Span> = masks.iter().filter(|mask| span.covers(**mask)).collect();
        let mut offset = span.start;
        let mut words = String::new();
        for mask in within {
            words += &attributions.text()[offset..mask.start];
            offset = mask.end;
        }
        words + &attributions.text()[offset..span.end]
    };
    let rows = attributions.iter().map(|quote| {
        let speaker = quote.speaker().map(|speaker| speaker.name.clone());
        (bare(quote.content_span()), speaker, quote.mention().map(bare))
    });
    rows.collect()
}

#[test]
fn a_masked_text_gets_the_answers_of_its_words() {
    for text in texts::ALL {
        let expected = found(&attribute_quotes(text), &[]);
        assert!(expected.len() > 5, "the text has quotations");
        for every in [3, 7, 16] {
            let (marked, masks) = marked(text, every);
            assert!(masks.len() > 10, "the text has words");
            let attributions = attribute_masked(&marked, &masks);
            assert_eq!(found(&attributions, &masks), expected, "markup before every {every}th word");
            let unmasked = found(&attribute_quotes(&marked), &masks);
            assert_ne!(unmasked, expected, "the markup is read without masks");
        }
    }
}

/// Tags of a page are masks; its elements part paragraphs, and its line breaks end lines.
#[test]
fn elements_part_paragraphs() {
    let page = "<div><p>“Who is it?” asked Edda.</p><p>“Me,” said Tom.<br>“Come <i>in</i>,” said Edda.</p></div>";
    let tags = page.match_indices('<').map(|(at, _)| Span::new(at, at + page[at..].find('>').unwrap() + 1));
    let masks: Vec<Span> = tags.collect();
    let attributions = attribute_masked(page, &masks);
    let rows = found(&attributions, &masks);
    let rows: Vec<_> = rows.iter().map(|(words, speaker, _)| (&**words, speaker.as_deref().unwrap())).collect();
    assert_eq!(rows, [("Who is it?", "Edda"), ("Me,", "Tom"), ("Come in,", "Edda")]);
    assert_eq!(attributions.paragraphs().len(), 3);
}
