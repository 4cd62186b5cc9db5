//! Verbs of perception, which take a mention and what it does: "heard her laugh".

/// Whether a word is a verb of perception.
pub(crate) fn perceives(word: &str) -> bool {
    hears(word)
        || matches!(word, "see" | "sees" | "saw" | "watch" | "watches" | "watched" | "watching")
        || matches!(word, "feel" | "feels" | "felt" | "notice" | "noticed")
}

/// Whether a word is a verb of hearing. Whom somebody hears speaks, whatever else is told.
pub(crate) fn hears(word: &str) -> bool {
    matches!(word, "hear" | "hears" | "heard")
}

/// Whether a word looks like a form in -ing of a verb.
pub(crate) fn is_participle(word: &str) -> bool {
    word.len() > SHORTEST && word.ends_with("ing")
}

/// Number of bytes of "king" and "ring", which are no such forms.
const SHORTEST: usize = 4;
