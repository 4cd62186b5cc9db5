//! Where sentences begin and end.

use crate::lexicon::class::Classes;
use crate::token::tokens::{TokenKind, Tokens, Word};
use crate::util::ids::{ids, TokenId};

/// Tokens in a short sentence, for the initial capacity of the list of sentences. The average one has about 20.
const SHORT_SENTENCE: usize = 16;

/// Maximum distance, in tokens, from the start of a sentence to its first word. Before it stand marks, brackets and
/// dashes; few sentences have three of them.
const MAX_MARKS_BEFORE_WORD: usize = 3;

/// Finds the first token of each sentence, and flags the first words.
///
/// A sentence ends with its paragraph. It also ends at ".", "!", "?" or an ellipsis, with the closing marks after it,
/// where the next token begins like a sentence. At an abbreviation it ends only if the abbreviation may end a sentence
/// and a function word follows.
pub(crate) fn mark_sentences(tokens: &mut Tokens<'_>) {
    let mut sentences = core::mem::take(&mut tokens.sentences);
    sentences.reserve(tokens.words.len() / SHORT_SENTENCE);
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
    flag_first_words(tokens, &sentences);
    tokens.sentences = sentences;
}

/// Sets [`Word::STARTS_SENTENCE`] where a word has its capital from its position alone: it is the first word of a
/// sentence, or it opens a quotation, wherever that stands.
fn flag_first_words(tokens: &mut Tokens<'_>, sentences: &[TokenId]) {
    for &first in sentences {
        let near = ids(first..tokens.words.end()).take(MAX_MARKS_BEFORE_WORD + 1);
        let found = near.clone().find(|&i| tokens.words[i].is_word()).unwrap_or(first);
        tokens.words[found].flags |= Word::STARTS_SENTENCE;
    }
    for i in tokens.words.ids().skip(1) {
        if tokens.words[i - 1].kind == TokenKind::QuoteMark && !tokens.words[i].has_space_before() {
            tokens.words[i].flags |= Word::STARTS_SENTENCE;
        }
    }
}

/// Whether the sentence that begins at `start` may end with a token.
fn ends_sentence(tokens: &Tokens<'_>, i: TokenId, start: TokenId) -> bool {
    let word = &tokens.words[i];
    match word.kind {
        TokenKind::Punctuation => is_full_stop(first_byte(tokens, word)),
        TokenKind::Ellipsis => true,
        TokenKind::Abbreviation => {
            // OK because no token is empty.
            let has_stop = tokens.text.as_bytes()[word.end() - 1] == b'.';
            // "U.S. Secretary", "Inc. said": a capital after one is a name more often than a sentence, unless a
            // function word has it ("The", "He").
            has_stop
                && tokens.classes(i).any(Classes::ABBREVIATION_ENDS)
                && i > start
                && tokens.words.get(i + 1).is_some_and(|next| next.kind != TokenKind::Punctuation)
                && tokens.classes(i + 1).any(Classes::CLOSED)
        }
        _ => false,
    }
}

/// Whether a token after the end of a sentence still belongs to it: another stop, a closing bracket, or a quotation
/// mark that is written onto what stands before it.
fn closes(tokens: &Tokens<'_>, i: TokenId) -> bool {
    let word = &tokens.words[i];
    match word.kind {
        TokenKind::QuoteMark => !word.has_space_before(),
        TokenKind::Punctuation => {
            let byte = first_byte(tokens, word);
            is_full_stop(byte) || is_closing_bracket(byte)
        }
        TokenKind::Ellipsis => true,
        _ => false,
    }
}

/// Whether a token begins like a sentence: white space stands before it, and it is no word in lower case and no
/// punctuation but an opening bracket.
fn begins_sentence(tokens: &Tokens<'_>, i: TokenId) -> bool {
    let word = &tokens.words[i];
    if !word.has_space_before() {
        return false;
    }
    match word.kind {
        TokenKind::Word | TokenKind::Abbreviation => !tokens.text[word.span()].starts_with(char::is_lowercase),
        TokenKind::Punctuation => is_opening_bracket(first_byte(tokens, word)),
        _ => true,
    }
}

/// OK because a token begins within the text. Punctuation has one character, which is its first byte if it is ASCII.
fn first_byte(tokens: &Tokens<'_>, word: &Word) -> u8 {
    tokens.text.as_bytes()[word.start()]
}

/// Punctuation that ends a sentence.
fn is_full_stop(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?')
}

/// Brackets that belong to the sentence that ended within them.
fn is_closing_bracket(byte: u8) -> bool {
    matches!(byte, b')' | b']')
}

/// Brackets that a sentence may open with.
fn is_opening_bracket(byte: u8) -> bool {
    matches!(byte, b'(' | b'[')
}

#[cfg(test)]
mod tests {
    use crate::tests::random::Random;
    use crate::token::tokenize::tokenize;
    use crate::util::ids::Id;

    /// The sentences of a text, with a bar between them.
    fn parted(text: &str) -> String {
        let tokens = tokenize(text);
        tokens.sentences().map(|span| &text[span]).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn sentences_end_where_the_next_one_begins() {
        for sentences in [
            "Orne rose. | He lit the lamp! | Why? | Nobody knew… | 12 boats came.",
            // Closing marks and brackets.
            "“No.” | He left. | (Hale stayed.) | [She slept.] | \"Well?!\" | — That was all.",
            "He said “No.” | “Yes.” | (So it went.) | ‘Who?’ | She sat.",
            // A reporting clause continues its sentence.
            "“No!” cried Orne. | “Why?” she asked, and sat.",
            "“Wait…” he said. | Orne... did.",
            // Abbreviations.
            "Dr. Orne left. | Mr. J. Hale came.",
            "She moved to the U.S. Secretary Hale knew. | It was late.",
            "She moved to the U.S. | The rest stayed.",
            "Orne Inc. said so. | At 5 p.m. | He left.",
            "He left at 5 p.m., and she stayed.",
            // The abbreviation is the whole sentence.
            "He left. | U.S. The",
            "It cost 1.50 or so. | Version 2. | Then example.com failed.",
            // No space, no sentence.
            "He left.She stayed.",
            "She said: wait. and he did.",
        ] {
            assert_eq!(parted(&sentences.replace(" | ", " ")), sentences);
        }
        assert_eq!(parted("No stop\n\nin a title\n\n\n"), "No stop | in a title");
        assert_eq!(parted(""), "");
    }

    #[test]
    fn first_words_are_flagged() {
        let text = "— “(Well.” He told Orne, “Come.” [“...‘Why not?’ Hale was \"it\" 12. Go";
        let tokens = tokenize(text);
        let flagged = tokens.words.iter().filter(|word| word.is_word() && word.starts_sentence());
        let flagged: Vec<_> = flagged.map(|word| &text[word.span()]).collect();
        assert_eq!(flagged, ["Well", "He", "Come", "Why", "Hale", "it", "Go"]);
    }

    #[test]
    fn sentences_tile_paragraphs() {
        #[rustfmt::skip]
        let pieces = [
            ".", "!", "…", "...", "”", "“", "\"", ")", "(", " ", " ", " ", "\n\n", "U.S.", "p.m.", "Dr.", "The", "Orne",
            "said", "12", ",", "—",
        ];
        let mut random = Random::new(41);
        for _ in 0..3000 {
            let text: String = (0..random.below(30)).map(|_| pieces[random.below(pieces.len())]).collect();
            let tokens = tokenize(&text);
            let starts = &tokens.sentences;
            assert!(starts.windows(2).all(|pair| pair[0] < pair[1]), "{text:?}");
            assert!(starts.iter().all(|start| start.index() < tokens.words.len()), "{text:?}");
            for paragraph in &tokens.paragraphs {
                assert!(starts.contains(&paragraph.start()), "{text:?}");
            }
            // Within a paragraph, a sentence begins after a token that may end one, and after a space.
            for &start in starts {
                if !tokens.paragraphs.iter().any(|paragraph| paragraph.start() == start) {
                    assert!(tokens.words[start].has_space_before(), "{text:?}");
                    let before = tokens.word_text(start - 1);
                    assert!(before.ends_with(['.', '!', '?', '…', '”', '“', '"', ')', ']']), "{before:?} in {text:?}");
                }
            }
        }
    }
}
