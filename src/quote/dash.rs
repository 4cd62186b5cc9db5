//! Dialogue that a dash opens, as Joyce and many translations print it.

use super::{Quotation, QuoteStyle};
use crate::lexicon::{Classes, Lexicon};
use crate::work;
use crate::Span;

/// Where the speech begins in a paragraph that a dash opens: after the dash and the white space behind it.
pub(super) fn opening(text: &str, paragraph: Span) -> Option<usize> {
    let rest = &text[paragraph];
    let dash = if rest.starts_with("--") {
        rest.len() - rest.trim_start_matches('-').len()
    } else {
        rest.chars().next().filter(|c| matches!(c, '—' | '–' | '―'))?.len_utf8()
    };
    let speech = rest[dash..].trim_start();
    let begins = speech.starts_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '\'' | '’' | '"' | '“' | '_' | '¡' | '¿' | '…' | '.')
    });
    // An ornament has a dash on either side: — I —
    let ornament = speech.len() < 12 && speech.ends_with(['-', '–', '—', '―']);
    (begins && !ornament).then_some(paragraph.end - speech.len())
}

/// Whether a paragraph that a dash opens has a reporting clause, or ends as only speech does.
pub(super) fn sounds_like_speech(text: &str, paragraph: Span, lexicon: &Lexicon) -> bool {
    opening(text, paragraph).is_some_and(|start| {
        text[paragraph].ends_with(['?', '!']) || clause(text, Span::new(start, paragraph.end), start, lexicon).is_some()
    })
}

/// Adds the stretches of speech of a paragraph that a dash opens, cut at the reporting clauses.
pub(super) fn find(text: &str, paragraph: Span, lexicon: &Lexicon, quotes: &mut Vec<Quotation>) {
    let Some(start) = opening(text, paragraph) else { return };
    let end = paragraph.end;
    let mut stretch = Span::new(start, end);
    let mut marked = paragraph.start;
    loop {
        let clause = clause(text, stretch, stretch.start, lexicon);
        let stop = clause.map_or(end, |c| c.start);
        let inner = trimmed(text, stretch.start, stop);
        if !inner.is_empty() {
            let span = Span::new(marked.min(inner.start), inner.end);
            quotes.push(Quotation {
                span,
                inner,
                depth: 0,
                closed: true,
                continues: false,
                doubtful: false,
                label: None,
                style: QuoteStyle::Dash,
            });
        }
        let Some(clause) = clause.filter(|c| c.end < end && !narrates(&text[c.end..end], lexicon)) else { return };
        stretch = Span::new(clause.end, end);
        marked = trimmed(text, clause.end, end).start;
    }
}

/// The span without white space, dashes around it, and the stop or comma of a clause before it.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let rest = text[start..end].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '―'));
    let inner =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '―' | '.' | ',' | ';' | ':'));
    let at = start + rest.len() - inner.len();
    Span::new(at, at + inner.len())
}

/// The first reporting clause at or after `from`: ", said the priest", "? he asked", ", Stephen said quietly". It begins
/// after the punctuation that ends the speech and reaches to its own.
fn clause(text: &str, speech: Span, from: usize, lexicon: &Lexicon) -> Option<Span> {
    let bytes = &text.as_bytes()[..speech.end];
    let mut at = from;
    while at < bytes.len() {
        work::count(1);
        let stops = matches!(bytes[at], b',' | b'?' | b'!' | b'.' | b';')
            || text.is_char_boundary(at) && text[at..].starts_with(['—', '–', '…']);
        if stops && !ends_title(text, at, lexicon) {
            let start = at + text[at..].chars().next().map_or(1, char::len_utf8);
            let rest =
                text[start..speech.end].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '—' | '–'));
            if reports(rest, lexicon) {
                let clause = speech.end - rest.len();
                return Some(Span::new(start, clause + clause_length(rest, lexicon)));
            }
        }
        at += 1;
    }
    None
}

/// How long the clause at the start of the text is: to its punctuation, a stop after a title ("Mrs.") left out, and over
/// a participle ("said Mary, looking up").
fn clause_length(text: &str, lexicon: &Lexicon) -> usize {
    let mut end = 0;
    loop {
        end += text[end..].find(is_stop).unwrap_or(text.len() - end);
        let rest = &text[end..];
        let title = ends_title(text, end, lexicon);
        let next = rest.trim_start_matches(|c: char| !c.is_alphanumeric()).split_whitespace().next().unwrap_or("");
        let participle = rest.starts_with(',') && next.trim_end_matches(is_stop).ends_with("ing") && next.len() > 5;
        if !(title || participle) || end >= text.len() {
            return end;
        }
        end += 1;
    }
}

/// Whether the character at `at` is the stop of a title: "Mrs."
fn ends_title(text: &str, at: usize, lexicon: &Lexicon) -> bool {
    let word = || text[..at].rsplit(char::is_whitespace).next().unwrap_or("");
    text[at..].starts_with('.') && lexicon.classes_of(word()).any(Classes::ABBREVIATION)
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | '—' | '–')
}

/// Whether the text begins with a reporting clause: a verb of speech and who speaks, within a few words.
fn reports(text: &str, lexicon: &Lexicon) -> bool {
    let end = text.find(is_stop).unwrap_or(text.len());
    let mut words = text[..end].split_whitespace();
    let Some(first) = words.next() else { return false };
    let cue = Classes::CUE_STRONG | Classes::CUE_MEDIUM;
    let spoke = |word: &str, classes: Classes| {
        lexicon.classes_of(word).any(classes) && lexicon.classes_of(word).any(Classes::PAST)
    };
    if spoke(first, cue | Classes::CUE_WEAK) && first.starts_with(char::is_lowercase) {
        // "said the priest", "asked Bloomer", "said he"
        return words.next().is_some_and(|who| {
            let classes = lexicon.classes_of(who);
            who.starts_with(char::is_uppercase)
                || classes.any(Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN | Classes::SUBJECT_PRONOUN)
        });
    }
    let classes = lexicon.classes_of(first);
    let subject = first.starts_with(char::is_uppercase)
        || classes.any(Classes::SUBJECT_PRONOUN | Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN);
    // "Stephen said quietly", "he said to her"; but "I told you it would" is speech.
    let verb = words.by_ref().take(3).find(|word| word.starts_with(char::is_lowercase) && spoke(word, cue));
    let manner = Classes::PREPOSITION | Classes::ADVERB | Classes::CONJUNCTION | Classes::OBJECT_PRONOUN;
    let ends = |next: &str| next.ends_with("ly") || lexicon.classes_of(next).any(manner);
    subject && verb.is_some() && words.next().map_or(true, ends)
}

/// Whether what follows a clause is narration: "He turned to the window."
fn narrates(text: &str, lexicon: &Lexicon) -> bool {
    let Some(sentence) = text.strip_prefix('.') else { return false };
    let mut words = sentence.split_whitespace();
    let third = |word: &str| matches!(word, "He" | "She" | "They" | "It");
    words.next().is_some_and(third)
        && words.next().is_some_and(|verb| {
            let classes = lexicon.classes_of(verb);
            classes.any(Classes::PAST) || classes.is_empty() && verb.ends_with("ed")
        })
}
