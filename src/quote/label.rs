//! Speech without marks: the turns of a transcript, a screenplay or an interview, each after the name of its speaker.

use super::{Quotation, QuoteStyle};
use crate::Span;

/// A label that opens a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The words that name the speaker, without directions in brackets and without the colon or stop.
    pub(super) name: Span,
    /// Where the speech begins.
    pub(super) speech: usize,
}

/// The label of a paragraph: "KIRBY: …", "Q. …", "Mr. KERRY. …", "Alice (whispering): …", "Anna Berg: …".
///
/// A colon follows at most four capitalised words, a full stop only the letters of question and answer or a name in
/// capitals.
pub(super) fn label(text: &str, paragraph: Span) -> Option<Label> {
    let line = &text[paragraph];
    let head = &line[..line.char_indices().nth(60).map_or(line.len(), |(i, _)| i)];
    let (mut words, mut end, mut capitals) = (0, 0, false);
    let mut rest = head;
    loop {
        let trimmed = rest.trim_start_matches(' ');
        let at = head.len() - trimmed.len();
        if let Some(direction) = trimmed.strip_prefix(['(', '[']) {
            let close = direction.find([')', ']'])?;
            rest = &direction[close + 1..];
        } else if trimmed.starts_with(':') {
            return finish(text, paragraph, words, end, at + 1);
        } else if trimmed.starts_with('.') {
            let letter = matches!(&head[..end], "Q" | "A");
            return if letter || capitals { finish(text, paragraph, words, end, at + 1) } else { None };
        } else {
            let length = trimmed.find(|c: char| c == ' ' || c == ':' || c == '.').unwrap_or(trimmed.len());
            let word = &trimmed[..length];
            let title = matches!(
                word,
                "Mr" | "Mrs" | "Ms" | "Dr" | "Gen" | "Sen" | "Rep" | "MR" | "MRS" | "MS" | "DR" | "Prof"
            );
            let named = word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'));
            if !named || words == 4 {
                return None;
            }
            words += 1;
            capitals = word.len() > 1 && word.chars().all(|c| !c.is_lowercase()) && !title;
            end = at + length;
            rest = &trimmed[length..];
            if title && rest.starts_with('.') {
                rest = &rest[1..];
            }
        }
    }
}

fn finish(text: &str, paragraph: Span, words: usize, end: usize, after: usize) -> Option<Label> {
    let speech = text[paragraph.start + after..paragraph.end].trim_start();
    let spaced = paragraph.end - speech.len() > paragraph.start + after;
    (words > 0 && spaced && !speech.is_empty()).then(|| Label {
        name: Span::new(paragraph.start, paragraph.start + end),
        speech: paragraph.end - speech.len(),
    })
}

/// How many paragraphs of a transcript have labels; none if the text is none: it takes three labels, two different
/// ones, one that comes again, and every other paragraph: an article with an interview in it is an article.
pub(super) fn turns(text: &str, paragraphs: &[Span]) -> Option<usize> {
    let labels: Vec<&str> = paragraphs.iter().filter_map(|&p| label(text, p)).map(|l| &text[l.name]).collect();
    let mut distinct = labels.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let enough = labels.len() >= 3 && distinct.len() >= 2 && distinct.len() < labels.len();
    (enough && labels.len() * 2 >= paragraphs.len()).then_some(labels.len())
}

/// Adds the speech of a paragraph: what follows its label, or all of it where a turn goes on. `open`: a turn may go on.
pub(super) fn find(text: &str, paragraph: Span, open: &mut bool, quotes: &mut Vec<Quotation>) {
    let label = label(text, paragraph);
    // Headings, and directions that stand alone, belong to nobody's turn.
    let aside = text[paragraph].starts_with(['(', '[', '*'])
        || !text[paragraph].contains(char::is_lowercase)
        || text[paragraph].len() < 20;
    if label.is_none() && (!*open || aside) {
        *open = false;
        return;
    }
    let speech = Span::new(label.map_or(paragraph.start, |l| l.speech), paragraph.end);
    quotes.push(Quotation {
        span: speech,
        inner: speech,
        depth: 0,
        closed: true,
        continues: label.is_none(),
        doubtful: false,
        style: QuoteStyle::Label,
        label: label.map(|l| l.name),
    });
    *open = true;
}
