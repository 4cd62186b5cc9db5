//! What emphasis stands around: names and pronouns lose it, other words keep it.

use crate::lexicon::class::Classes;
use crate::lexicon::lexicon::Lexicon;

/// Maximum length, in bytes, of an emphasised name with the marks behind it.
pub(crate) const MAX_NAME: usize = 60;

/// Whether some emphasised words are a name, and no other thing that texts emphasise.
pub(crate) fn is_name(words: &str) -> bool {
    let capitalised = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
    };
    let stressed = || {
        // *Captain* Rhee, *Never* did he
        let classes = Classes::TITLE | Classes::CLOSED | Classes::ADVERB | Classes::CUE;
        words.ends_with('.') || Lexicon::standard().classes_of(words).any(classes)
    };
    words.split(' ').all(capitalised) && (words.contains(' ') || !stressed())
}

/// Whether some words are a pronoun that stands for a speaker.
pub(crate) fn is_pronoun(words: &str) -> bool {
    matches!(words, "he" | "she" | "they" | "I" | "we")
}

/// Whether a word in lower case follows: " said"
pub(crate) fn is_lower_word(text: &str) -> bool {
    text.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase))
}
