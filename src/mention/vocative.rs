//! Vocatives: names and nouns by which speech addresses somebody.

use crate::token::tokens::{TokenKind, Tokens};
use crate::util::ids::{Id, IdRange, TokenId};
use crate::util::steps;

/// Whether a mention is set off as an address: "Come, *Emma*, sit down", "*Sir*!". The mention lies within the words of
/// a quotation.
///
/// "Emma." alone answers a question as often as it addresses somebody, so a stop makes an address only after a comma.
pub(crate) fn is_vocative(tokens: &Tokens<'_>, mention: IdRange<TokenId>, quotation: IdRange<TokenId>) -> bool {
    let text = |i: TokenId| tokens.word_text(i);
    let is_quote_mark = |i: TokenId| tokens.words[i].kind == TokenKind::QuoteMark;

    let mut start = mention.start();
    let first = quotation.start().max(start.saturating_sub(ENDEARMENTS));
    while start > first && is_endearment(text(start - 1)) {
        steps::count(1);
        start -= 1;
    }
    let before = (start > quotation.start()).then(|| start - 1);
    let after = (mention.end() < quotation.end()).then(|| mention.end());
    let follows_comma = before.is_some_and(|i| is_like_comma(text(i)));
    let is_opened = follows_comma || before.map_or(true, |i| is_quote_mark(i) || opens_address(text(i)));
    let is_closed = after.map_or(true, |i| is_quote_mark(i) || closes_address(text(i)));
    is_opened
        && is_closed
        && (follows_comma || after.map_or(true, |i| text(i) != STOP))
        && !after.is_some_and(|i| text(i) == COMMA && i + 1 < quotation.end() && continues_phrase(text(i + 1)))
}

/// Maximum number of words before a vocative that belong to it. "Oh my poor dear old Emma" has five.
const ENDEARMENTS: usize = 8;

const COMMA: &str = ",";
const STOP: &str = ".";

// The sets below are predicates and no lists, because every noun phrase of speech is compared with them.

/// Words before a vocative that belong to it: "my dear Emma", "Oh Emma".
fn is_endearment(word: &str) -> bool {
    matches!(word, "dear" | "Dear" | "my" | "My" | "Oh" | "oh" | "O" | "poor" | "Poor" | "old" | "good")
}

/// A comma before a vocative in the midst of a sentence, or a word that does without one ("No Emma", "thank you Emma").
fn is_like_comma(word: &str) -> bool {
    matches!(word, "," | "you" | "yes" | "Yes" | "no" | "No" | "well" | "Well")
}

/// Marks and words before a vocative that opens a sentence or a clause.
fn opens_address(word: &str) -> bool {
    matches!(word, "!" | "?" | "." | "-" | "--" | "—" | ";" | ":" | "..." | "…" | "thank")
}

/// The punctuation after a vocative.
fn closes_address(word: &str) -> bool {
    matches!(word, "," | "!" | "?" | "." | "-" | "--" | "—" | ";" | "..." | "…")
}

/// Words after a comma that make what stands before it a part of the sentence: "Emma, who knew", "Emma, the nurse",
/// "Emma, and Hale".
fn continues_phrase(word: &str) -> bool {
    matches!(word, "and" | "or" | "who" | "the")
}

#[cfg(test)]
mod tests {
    use super::is_vocative;
    use crate::token::tokenize::tokenize;
    use crate::util::ids::{IdRange, TokenId};

    /// Whether the words between asterisks are a vocative in a quotation that is the whole text.
    fn is_addressed(marked: &str) -> bool {
        let pieces: Vec<&str> = marked.split('*').collect();
        let [before, mention, after] = pieces[..] else { panic!("{marked}") };
        let text = [before, mention, after].concat();
        let tokens = tokenize(&text);
        let mention = tokens.words_in((before.len()..before.len() + mention.len()).into());
        is_vocative(&tokens, mention, IdRange::from(TokenId::default()..tokens.words.end()))
    }

    #[test]
    fn vocatives_are_set_off() {
        for vocative in [
            "“Come, *Emma*, sit down.”",
            "Come, *Emma*, sit down",
            "“*Emma*!”",
            "“*Emma*, sit down.”",
            "*Emma*, sit down",
            "“Sit down, *Emma*.”",
            "Sit down, *Emma*",
            "“My dear *Emma*, sit down.”",
            "“Oh *Emma*!”",
            "“Stop it! *Emma*!”",
            "“Well *Emma*, sit down.”",
            "“No *Mr. Hale*.”",
            "“Thank you, *sir*.”",
            "“thank you *sir*.”",
            "“Who is it—*Emma*?”",
            "“Look here, poor old *Emma* -- sit…”",
            "“*Emma* … sit”",
            "“Come, *Emma*; sit”",
            "“Come, *Emma*, she said”",
        ] {
            assert!(is_addressed(vocative), "{vocative}");
        }
    }

    #[test]
    fn subjects_objects_and_answers_are_no_vocatives() {
        for other in [
            "“*Emma* sat down.”",
            "“I saw *Emma*.”",
            "“Come, *Emma* said no.”",
            // An answer.
            "“*Emma*.”",
            "“It was she. *Emma*.”",
            "“Dear *Emma*.”",
            // A list or an apposition.
            "“Yes, *Emma*, who knew it, left.”",
            "“*Emma*, the nurse, left.”",
            "“*Emma*, and Hale, left.”",
            "“With *Emma*, I sat.”",
            "“*Emma*: sit.”",
        ] {
            assert!(!is_addressed(other), "{other}");
        }
    }

    #[test]
    fn words_outside_the_quotation_tell_nothing() {
        let text = "said Emma , who";
        let tokens = tokenize(text);
        let emma = tokens.words_in((5..9).into());
        assert!(is_vocative(&tokens, emma, emma));
        assert!(!is_vocative(&tokens, emma, tokens.words_in((0..text.len()).into())));
    }
}
