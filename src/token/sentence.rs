//! Sentence boundaries.

use crate::lexicon::class::Classes;
use crate::token::tokens::{TokenKind, Tokens, Word};
use crate::util::ids::{ids, TokenId};

/// Finds the first word of each sentence.
///
/// A sentence ends at ".", "!", "?" or an ellipsis, with the closing marks after it, where the next word begins like a
/// sentence; at an abbreviation only if that one may end a sentence; and at the end of its paragraph.
pub(crate) fn mark_sentences(tokens: &mut Tokens<'_>) {
    let mut sentences = core::mem::take(&mut tokens.sentences);
    sentences.reserve(tokens.words.len() / 16);
    for &paragraph in &tokens.paragraphs {
        let mut start = paragraph.start();
        sentences.push(start);
        let mut i = start;
        while i < paragraph.end() {
            if ends_sentence(tokens, i, start) {
                let mut end = i + 1;
                while end < paragraph.end() && closes(tokens, end) {
                    end += 1;
                }
                if end < paragraph.end() && begins_sentence(tokens, end) {
                    sentences.push(end);
                    start = end;
                }
                i = end;
            } else {
                i += 1;
            }
        }
    }
    for &first in &sentences {
        // The flag sits on the first letters: what stands before them may be marks and dashes.
        let near = ids(first..tokens.words.end()).take(4);
        let found = near.clone().find(|&i| tokens.words[i].is_word()).unwrap_or(first);
        tokens.words[found].flags |= Word::STARTS_SENTENCE;
    }
    // What opens a quotation has a capital wherever the quotation stands.
    for i in tokens.words.ids().skip(1) {
        if tokens.words[i - 1].kind == TokenKind::QuoteMark && !tokens.words[i].has_space_before() {
            tokens.words[i].flags |= Word::STARTS_SENTENCE;
        }
    }
    tokens.sentences = sentences;
}

fn ends_sentence(tokens: &Tokens<'_>, i: TokenId, start: TokenId) -> bool {
    let word = &tokens.words[i];
    match word.kind {
        TokenKind::Punctuation => matches!(tokens.text.as_bytes()[word.start()], b'.' | b'!' | b'?'),
        TokenKind::Ellipsis => true,
        TokenKind::Abbreviation => {
            let stop = tokens.text.as_bytes()[word.end() - 1] == b'.';
            let ends = tokens.classes(i).any(Classes::ABBREVIATION_ENDS);
            // "U.S. Secretary", "Inc. said": a capital after one is a name more often than a sentence, unless a
            // closed-class word follows ("The", "He").
            stop && ends
                && i > start
                && tokens.words.get(i + 1).is_some_and(|next| next.kind != TokenKind::Punctuation)
                && { tokens.classes(i + 1).any(Classes::CLOSED) }
        }
        _ => false,
    }
}

/// A closing mark or bracket, written onto what it follows.
fn closes(tokens: &Tokens<'_>, i: TokenId) -> bool {
    let word = &tokens.words[i];
    let written_on = !word.has_space_before();
    match word.kind {
        TokenKind::QuoteMark => written_on,
        TokenKind::Punctuation => {
            matches!(tokens.text.as_bytes()[word.start()], b')' | b']' | b'.' | b'!' | b'?')
        }
        TokenKind::Ellipsis => true,
        _ => false,
    }
}

fn begins_sentence(tokens: &Tokens<'_>, i: TokenId) -> bool {
    let word = &tokens.words[i];
    if !word.has_space_before() {
        return false;
    }
    match word.kind {
        TokenKind::Word | TokenKind::Abbreviation => !tokens.text[word.span()].starts_with(char::is_lowercase),
        TokenKind::Punctuation => matches!(tokens.text.as_bytes()[word.start()], b'(' | b'['),
        _ => true,
    }
}
