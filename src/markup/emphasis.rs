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
    // A name may go on in the next line.
    const BETWEEN: [char; 2] = [' ', '\n'];
    words.split(BETWEEN).all(capitalised) && (words.contains(BETWEEN) || !stressed())
}

/// Whether some words are a pronoun that stands for a speaker.
pub(crate) fn is_pronoun(words: &str) -> bool {
    matches!(words, "he" | "He" | "she" | "She" | "they" | "They" | "I" | "we" | "We")
}

/// Maximum length, in bytes, of a verb that loses its emphasis: "expostulated" has twelve.
const MAX_VERB: usize = 16;

/// Whether a word is the past form of a verb that reports speech.
pub(crate) fn is_reporting_verb(word: &str) -> bool {
    let classes = Lexicon::standard().classes_of(word);
    classes.any(Classes::CUE_STRONG) && classes.any(Classes::PAST)
}

/// Whether a mark of emphasis stands right before a reporting verb, and another right behind it; `text` begins behind
/// the first one.
pub(crate) fn emphasises_verb(text: &str, mark: u8) -> bool {
    let len = text.bytes().take(MAX_VERB).take_while(u8::is_ascii_lowercase).count();
    text.as_bytes().get(len) == Some(&mark) && is_reporting_verb(&text[..len])
}

/// Whether a word in lower case follows: " said"
pub(crate) fn is_lower_word(text: &str) -> bool {
    text.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::{emphasises_verb, is_name};

    #[test]
    fn names_may_go_on_in_the_next_line() {
        for (words, expected) in [
            ("Orne", true),
            ("Ada Orne", true),
            ("Mr.\nOrne", true),
            ("Ada\n\nOrne", false),
            ("Ada went", false),
            ("Never", false),
        ] {
            assert_eq!(is_name(words), expected, "{words:?}");
        }
    }

    #[test]
    fn verbs_of_speech_lose_their_emphasis() {
        for (text, verb) in [("said_ Orne", true), ("told_", true), ("said so_", false), ("sat_", false), ("_", false)]
        {
            assert_eq!(emphasises_verb(text, b'_'), verb, "{text}");
        }
        assert!(!emphasises_verb("said*", b'_') && !emphasises_verb("", b'_'));
    }
}
