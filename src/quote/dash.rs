//! Dialogue after a dash, as many translations print it: `— Come in, said Hale. Sit down.`
//!
//! This style applies where a text is read as [`SpeechMarks::Dash`](crate::record::SpeechMarks::Dash). A dash opens the
//! speech and nothing closes it, so a paragraph is speech except for its reporting clauses and what they lead to. The
//! stretches of one paragraph are disjoint and in order; the first one begins with the dash.

use crate::quote::clause::ClauseScanner;
use crate::quote::punctuation::{
    begins_speech, is_dash, is_dash_or_hyphen, is_gap, is_question_or_exclamation, is_stop,
};
use crate::quote::quotation::Quotation;
use crate::record::QuoteStyle;
use crate::span::Span;
use crate::token::chars::is_blank;

/// Length, in bytes, below which a paragraph with a dash at either end is an ornament: — IV —. Speech that short and
/// broken off is rarer than a numbered section.
const ORNAMENT: usize = 12;

/// Where the speech of a paragraph begins that a dash opens: after the dash and white space. `None` for other
/// paragraphs.
pub(crate) fn opening(text: &str, paragraph: Span) -> Option<usize> {
    let rest = &text[paragraph];
    let dash = if rest.starts_with("--") {
        rest.len() - rest.trim_start_matches('-').len()
    } else {
        rest.chars().next().filter(|&c| is_dash(c))?.len_utf8()
    };
    let speech = rest[dash..].trim_start_matches(is_blank);
    let begins = speech.starts_with(|c: char| c.is_alphanumeric() || begins_speech(c));
    let ornament = speech.len() < ORNAMENT && speech.ends_with(is_dash_or_hyphen);
    (begins && !ornament).then_some(paragraph.end - speech.len())
}

/// Whether the text after the dash of a paragraph is speech and no item of a list: it has a reporting clause, or its
/// last mark ends a question or an exclamation.
pub(crate) fn sounds_like_speech(scanner: ClauseScanner<'_>, speech: Span) -> bool {
    scanner.text[speech].ends_with(is_question_or_exclamation) || scanner.find(speech, speech.start).is_some()
}

/// Appends the speech of a paragraph that a dash opens, cut at its reporting clauses. Narration after a clause ends it.
pub(crate) fn find(scanner: ClauseScanner<'_>, paragraph: Span, quotes: &mut Vec<Quotation>) {
    let text = scanner.text;
    let Some(start) = opening(text, paragraph) else { return };
    // OK to leave out the gap at the end: the contents do, and a gap has no clause.
    let end = start + text[start..paragraph.end].trim_end_matches(is_gap).len();
    let mut stretch = Span::new(start, end);
    let mut marked = paragraph.start;
    loop {
        // A clause does not follow right after another.
        let from = marked.max(stretch.start);
        let clause = scanner.find(stretch, from);
        let content = trimmed(text, Span::new(stretch.start, clause.map_or(end, |clause| clause.start)));
        if !content.is_empty() {
            let span = Span::new(marked.min(content.start), content.end);
            quotes.push(Quotation::new(span, content, QuoteStyle::Dash));
        }
        let Some(clause) = clause else { return };
        let rest = match closing_dash(text, stretch, clause) {
            Some(dash) => dash,
            None if clause.end < end && !scanner.narrates(Span::new(clause.end, end)) => clause.end,
            None => return,
        };
        stretch = Span::new(rest, end);
        marked = trimmed(text, stretch).start;
    }
}

/// The end of the dash that closes an aside, where a dash opens it before its clause: "—Perhaps —said Hale, and rose—.
/// Sit down." Spanish, Polish and Russian set asides so.
fn closing_dash(text: &str, stretch: Span, clause: Span) -> Option<usize> {
    let opens = text[stretch.start..clause.start].trim_end_matches(is_blank).ends_with(is_dash);
    let rest = &text[clause.end..stretch.end];
    let (at, dash) = rest.char_indices().find(|&(_, c)| is_dash(c)).filter(|_| opens)?;
    Some(clause.end + at + dash.len_utf8())
}

/// A stretch without white space and dashes around it, and without the stops before it, which end a clause.
fn trimmed(text: &str, stretch: Span) -> Span {
    let rest = text[stretch].trim_end_matches(is_gap);
    let content = rest.trim_start_matches(|c: char| is_gap(c) || is_stop(c));
    let start = stretch.start + rest.len() - content.len();
    Span::new(start, start + content.len())
}

#[cfg(test)]
mod tests {
    use super::{find, opening, sounds_like_speech};
    use crate::lexicon::lexicon::Lexicon;
    use crate::quote::clause::ClauseScanner;
    use crate::span::Span;

    /// The contents of the quotations of a paragraph.
    fn speech(text: &str) -> Vec<&str> {
        let mut quotes = Vec::new();
        find(ClauseScanner::new(text, Lexicon::standard()), Span::new(0, text.len()), &mut quotes);
        for pair in quotes.windows(2) {
            assert!(pair[0].span.end <= pair[1].span.start, "{text}");
        }
        if let Some(first) = quotes.first() {
            assert_eq!(first.span.start, 0, "{text}");
        }
        quotes.iter().map(|quote| &text[quote.content]).collect()
    }

    #[test]
    fn a_dash_opens_speech_and_no_ornament() {
        for (text, speech) in [
            ("— Come in.", Some("Come in.")),
            ("–Come in.", Some("Come in.")),
            ("― 'Tis late.", Some("'Tis late.")),
            ("--Come in.", Some("Come in.")),
            ("---Come in.", Some("Come in.")),
            ("— Come in and --", Some("Come in and --")),
            ("- Come in.", None),
            ("Come in — now.", None),
            ("— IV —", None),
            ("— (Exit.)", None),
            ("—", None),
            ("", None),
        ] {
            assert_eq!(opening(text, Span::new(0, text.len())).map(|start| &text[start..]), speech, "{text}");
        }
    }

    #[test]
    fn speech_is_cut_at_its_clauses() {
        for (text, expected) in [
            ("— Come in.", &["Come in."][..]),
            ("— Come in, said Hale.", &["Come in,"]),
            ("— Come in, said Hale. Sit down.", &["Come in,", "Sit down."]),
            ("— Come in, said Hale, and sit down.", &["Come in,", "and sit down."]),
            ("— Come in, Hale said quietly. Sit, he said. Now.", &["Come in,", "Sit,", "Now."]),
            // A clause does not follow right after another.
            ("— Come in, said Hale, he said quietly.", &["Come in,", "he said quietly."]),
            // Dashes set off an aside.
            ("—So —said Hale, and she rose with one hand—. Sit down.", &["So", "Sit down."]),
            ("— So — said Hale, going out — it is late.", &["So", "it is late."]),
            ("— So — said Hale. — Sit down.", &["So", "Sit down."]),
            // Narration ends it.
            ("— Come in, said Hale. He turned to the window.", &["Come in,"]),
            ("— Is it late? he asked.", &["Is it late?"]),
            ("Come in, said Hale.", &[]),
        ] {
            assert_eq!(speech(text), expected, "{text}");
        }
    }

    #[test]
    fn a_clause_or_a_question_sounds_like_speech() {
        for (text, sounds) in [
            ("— Come in, said Hale.", true),
            ("— Is it late?", true),
            ("— Come in!", true),
            ("— Two loaves of bread.", false),
        ] {
            let scanner = ClauseScanner::new(text, Lexicon::standard());
            let start = opening(text, Span::new(0, text.len())).unwrap();
            assert_eq!(sounds_like_speech(scanner, Span::new(start, text.len())), sounds, "{text}");
        }
    }
}
