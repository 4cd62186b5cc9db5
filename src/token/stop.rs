//! Full stops within words: those of abbreviations and of names of sites, and those after which a blank was lost.
//!
//! The tokenizer and the scanner for reporting clauses, which reads raw text, must agree on them: otherwise speech
//! could begin in the midst of a token.

use crate::lexicon::class::Classes;
use crate::lexicon::lexicon::Lexicon;

/// Maximum number of letters between two stops of an abbreviation: "Ph.D".
pub(crate) const MAX_LETTERS_BETWEEN_STOPS: usize = 2;

/// Maximum number of letters before a stop within an abbreviation: "U.S.S.R" has three.
pub(crate) const MAX_LETTERS_BEFORE_STOP: usize = 6;

/// Minimum length, in bytes, of a function word before which a blank was lost: "Orne.not". Shorter ones are as often
/// the last part of the name of a site: "example.it".
const MIN_FUNCTION_WORD: usize = 3;

/// Whether a stop within a word, before the text `rest`, joins what stands around it as in "example.com" and not as in
/// "end.Next" or "Orne.not today". `is_capitalised` tells of the word.
#[cold]
#[inline(never)]
pub(crate) fn joins_site(is_capitalised: bool, rest: &str, lexicon: &Lexicon) -> bool {
    if !rest.starts_with(char::is_lowercase) {
        return false;
    }
    let len = rest.bytes().take(MAX_FUNCTION_WORD + 1).take_while(u8::is_ascii_alphabetic).count();
    // OK because ASCII alone was counted.
    let is_function_word = || {
        (MIN_FUNCTION_WORD..=MAX_FUNCTION_WORD).contains(&len) && lexicon.classes_of(&rest[..len]).any(Classes::CLOSED)
    };
    !(is_capitalised && is_function_word())
}

/// Maximum length, in bytes, of a function word: "nevertheless".
const MAX_FUNCTION_WORD: usize = 12;

/// Whether the stop between a raw word, which is not empty, and `rest` is an inner one of a token.
pub(crate) fn joins_at_stop(word: &str, rest: &str, lexicon: &Lexicon) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let since_stop = || letters(word.rsplit('.').next().unwrap_or(word));
    let is_short = || since_stop() <= MAX_LETTERS_BETWEEN_STOPS && letters(word) <= MAX_LETTERS_BEFORE_STOP;
    rest.starts_with(char::is_alphabetic)
        && word.ends_with(char::is_alphanumeric)
        && (is_short() || joins_site(word.starts_with(char::is_uppercase), rest, lexicon))
}

/// Whether a raw word has inner stops as abbreviations have them, so that the stop behind it is one of them: "U.S".
pub(crate) fn has_inner_stops(word: &str) -> bool {
    let mut before = 0;
    let (mut found, mut pieces) = (false, word.split('.').peekable());
    while let Some(piece) = pieces.next() {
        let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
        before += letters;
        let is_inner = pieces.peek().is_some_and(|next| next.starts_with(char::is_alphabetic));
        found |= is_inner && (1..=MAX_LETTERS_BETWEEN_STOPS).contains(&letters) && before <= MAX_LETTERS_BEFORE_STOP;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{has_inner_stops, joins_at_stop};
    use crate::lexicon::lexicon::Lexicon;
    use crate::token::tokenize::tokenize;

    /// The tokenizer and the raw scanner agree.
    #[test]
    fn stops_within_words_are_those_within_tokens() {
        for (word, rest, joins) in [
            ("J", "R. Orne", true),
            ("U.S", " Senate", false),
            ("example", "com today", true),
            ("Orne", "com today", true),
            ("Orne", "not today", false),
            ("Orne", "Not today", false),
            ("Orne", "and Hale", false),
            ("orne", "and", true),
            ("Ph", "D", true),
            ("Orne", " not", false),
            ("Orne", "5", false),
        ] {
            assert_eq!(joins_at_stop(word, rest, Lexicon::standard()), joins, "{word}.{rest}");
            let text = [word, ".", rest].concat();
            let first = tokenize(&text).words.iter().next().unwrap().span();
            assert_eq!(first.end > word.len() + 1, joins, "{text}");
        }
    }

    #[test]
    fn abbreviations_have_inner_stops() {
        for (word, inner) in [("U.S", true), ("J.R", true), ("a.m", true), ("Orne", false), ("example.com", false)] {
            assert_eq!(has_inner_stops(word), inner, "{word}");
        }
    }
}
