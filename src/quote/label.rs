//! Speech without marks: the turns of a transcript, a screenplay or an interview, each after the name of its speaker.

use super::mark::{Marks, Paragraph};
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
    // **KIRBY:** and _KIRBY:_ are labels in Markdown.
    let line = text[paragraph].trim_start_matches(['*', '_']);
    let paragraph = Span::new(paragraph.end - line.len(), paragraph.end);
    if !line.starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | '[')) {
        return None;
    }
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
            let length = trimmed.find([' ', ':', '.']).unwrap_or(trimmed.len());
            let word = &trimmed[..length];
            let title = matches!(
                word,
                "Mr" | "Mrs" | "Ms" | "Dr" | "Gen" | "Sen" | "Rep" | "MR" | "MRS" | "MS" | "DR" | "Prof"
            );
            let letters = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’');
            let number = words > 0 && word.len() < 3 && word.bytes().all(|b| b.is_ascii_digit());
            let named = word.starts_with(char::is_uppercase) && word.chars().all(letters);
            if !(named || number) || words == 4 {
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
    let speech = text[paragraph.start + after..paragraph.end].trim_start_matches(['*', '_']).trim_start();
    let spaced = paragraph.end - speech.len() > paragraph.start + after || speech.is_empty();
    (words > 0 && spaced).then(|| Label {
        name: Span::new(paragraph.start, paragraph.start + end),
        speech: paragraph.end - speech.len(),
    })
}

/// How many paragraphs of a transcript have labels, and how many it has; none if the text is none: it takes three labels of two people at
/// least, one who comes again, and every other paragraph: an article with a few turns in it is an article. More other
/// paragraphs with marks than turns, and the turns are not how the text marks speech.
pub(super) fn turns(text: &str, marks: &Marks<'_>) -> Option<(usize, usize)> {
    let (mut labels, mut surnames, mut others, mut all) = (Vec::new(), Vec::new(), 0, 0);
    for Paragraph { span: paragraph, doubles, .. } in marks.paragraphs() {
        all += 1;
        match label(text, paragraph) {
            // The rows of a table: "Hale: 547."
            Some(label)
                if label.speech < paragraph.end && !text[label.speech..paragraph.end].contains(char::is_alphabetic) => {
            }
            Some(label) => {
                let name = &text[label.name];
                labels.push(name);
                // "Anna Berg" comes again as "Berg".
                surnames.push(name.rsplit(' ').next().unwrap_or_default());
            }
            None => others += usize::from(!doubles.is_empty()),
        }
    }
    let turns = labels.len();
    for names in [&mut labels, &mut surnames] {
        names.sort_unstable();
        names.dedup();
    }
    let enough = turns >= 3 && labels.len() >= 2 && surnames.len() < turns;
    (enough && turns * 2 >= all && others < turns).then_some((turns, all))
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Turn {
    #[default]
    Nobody,
    /// A label stood alone on its line.
    Announced(Span),
    Open,
}

/// Adds the speech of a paragraph: what follows its label, or all of it where a turn begins or goes on.
pub(super) fn find(text: &str, paragraph: Span, turn: &mut Turn, quotes: &mut Vec<Quotation>) {
    let label = label(text, paragraph);
    let (speech, name) = match (label, *turn) {
        (Some(label), _) if label.speech >= paragraph.end => {
            *turn = Turn::Announced(label.name);
            return;
        }
        (Some(label), _) => (label.speech, Some(label.name)),
        (None, Turn::Announced(name)) => (paragraph.start, Some(name)),
        // Headings, and directions that stand alone, belong to nobody's turn.
        (None, Turn::Open) if !is_aside(&text[paragraph]) => (paragraph.start, None),
        (None, _) => {
            *turn = Turn::Nobody;
            return;
        }
    };
    let speech = Span::new(speech, paragraph.end);
    quotes.push(Quotation {
        span: speech,
        inner: speech,
        depth: 0,
        closed: true,
        continues: name.is_none(),
        doubtful: false,
        label: name,
        style: QuoteStyle::Label,
    });
    *turn = Turn::Open;
}

fn is_aside(paragraph: &str) -> bool {
    paragraph.starts_with(['(', '[', '*']) || !paragraph.contains(char::is_lowercase) || paragraph.len() < 20
}
