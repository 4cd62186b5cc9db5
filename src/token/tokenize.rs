//! The stage: a text becomes tokens, sentences and paragraphs.

use crate::lexicon::interner::Interner;
use crate::lexicon::lexicon::Lexicon;
use crate::token::scan::scan;
use crate::token::sentence::mark_sentences;
use crate::token::tokens::{TokenBuffers, Tokens};

/// Splits a text into tokens, sentences and paragraphs. Never fails; one pass, time linear in the text.
///
/// Offsets are 32-bit inside: of a text beyond 4 GiB the first 4 GiB are read, up to the last blank of a paragraph that
/// reaches further. The rest is one token of white space to the later stages. A word of more than 65,535 bytes is cut
/// into several. A text may have 2^24 distinct words (16.8 million); later ones are not told apart.
///
/// ```
/// let tokens = inquit::tokenize("\"Who is there?\"\n\nNobody answered.");
/// assert_eq!((tokens.iter().count(), tokens.sentences().count(), tokens.paragraphs().count()), (13, 2, 2));
/// ```
#[must_use]
pub fn tokenize(text: &str) -> Tokens<'_> {
    tokenize_in(TokenBuffers::default(), text, Interner::new(Lexicon::standard()))
}

/// Tokenizes into the buffers of another text. The interner may know words already, such as those of a cast; they keep
/// their ids.
pub(crate) fn tokenize_in<'t>(mut buffers: TokenBuffers, text: &'t str, mut interner: Interner<'t>) -> Tokens<'t> {
    buffers.words.clear();
    buffers.paragraphs.clear();
    buffers.sentences.clear();
    scan(text, &mut buffers, &mut interner);
    let TokenBuffers { words, paragraphs, sentences } = buffers;
    let vocabulary = interner.into_vocabulary();
    let mut tokens = Tokens { text, vocabulary, words, paragraphs, sentences };
    mark_sentences(&mut tokens);
    tokens
}

#[cfg(test)]
mod tests {
    use super::{tokenize, tokenize_in};
    use crate::lexicon::interner::Interner;
    use crate::lexicon::lexicon::Lexicon;
    use crate::token::tokens::Tokens;

    fn all<'t>(tokens: &Tokens<'t>) -> (Vec<&'t str>, Vec<&'t str>, Vec<&'t str>) {
        let text = tokens.text;
        (
            tokens.iter().map(|token| &text[token.span()]).collect(),
            tokens.sentences().map(|span| &text[span]).collect(),
            tokens.paragraphs().map(|span| &text[span]).collect(),
        )
    }

    #[test]
    fn a_text_becomes_tokens_sentences_and_paragraphs() {
        let (tokens, sentences, paragraphs) = all(&tokenize("Dr. Orne left. It rained.\n\n“No!” "));
        let expected =
            ["Dr.", " ", "Orne", " ", "left", ".", " ", "It", " ", "rained", ".", "\n\n", "“", "No", "!", "”", " "];
        assert_eq!(tokens, expected);
        assert_eq!(sentences, ["Dr. Orne left.", "It rained.", "“No!”"]);
        assert_eq!(paragraphs, ["Dr. Orne left. It rained.", "“No!”"]);
        assert_eq!(all(&tokenize("")), (vec![], vec![], vec![]));
        assert_eq!(all(&tokenize(" \n\n")), (vec![" \n\n"], vec![], vec![]));
    }

    #[test]
    fn buffers_of_another_text_change_nothing() {
        let long = "Orne left.\n\n“No,” said Hale. ".repeat(20);
        let texts = [long.as_str(), "", "Dr. Hale's boat.\n\nIt leaked.", &long[..40], "\n"];
        let mut interner = Interner::new(Lexicon::standard());
        let known = interner.intern("qorrin");
        let mut buffers = Default::default();
        for text in texts {
            let reused = tokenize_in(buffers, text, interner.clone());
            assert_eq!(all(&reused), all(&tokenize(text)));
            buffers = reused.into_buffers();
        }
        let tokens = tokenize_in(buffers, "Hale met Qorrin", interner);
        assert_eq!(tokens.words.last().map(|word| word.id), Some(known));
    }
}
