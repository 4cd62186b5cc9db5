//! Quotations that are what something is called: `The scheme is known as "the Tarrow bypass"` quotes nobody.

use crate::cue::passive::BEING;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::narration::QuoteAnchor;
use crate::util::ids::{Id, TokenId};

/// Maximum number of words of what something is called. Longer ones are said.
const MAX_WORDS: usize = 6;

/// Number of articles, "as" and adverbs that are passed over on each side of the verb.
const PASSED: usize = 2;

/// Maximum number of words between an active verb and the name that is given: "named the boat that sank".
const OBJECT: usize = 7;

/// Maximum number of words from a verb back to the article of its noun: "a small group called".
const NOUN: usize = 4;

/// Verbs in the passive that give a name or a description.
const CALLED: [&str; 15] = [
    "called",
    "named",
    "renamed",
    "dubbed",
    "nicknamed",
    "termed",
    "known",
    "labelled",
    "labeled",
    "titled",
    "entitled",
    "considered",
    "deemed",
    "christened",
    "codenamed",
];

/// Verbs in the active that give a name.
const NAMES: [&str; 5] = ["named", "renamed", "names", "naming", "christened"];

/// Nouns for a name: "the nickname “Mud Hens”".
const NAME_NOUNS: [&str; 7] = ["name", "nickname", "codename", "designation", "label", "acronym", "moniker"];

/// Whether a quotation is what something is called, by nobody in particular.
pub(crate) fn is_name_given(document: &Document<'_>, anchor: &QuoteAnchor) -> bool {
    let tokens = &document.tokens;
    let words = anchor.words.iter().filter(|&i| tokens.words[i].is_word()).count();
    let by = tokens.words.get(anchor.words.end()).is_some_and(|_| tokens.word_text(anchor.words.end()) == "by");
    words <= MAX_WORDS && !by && Backward { document }.is_named(anchor.words.start())
}

/// Reads words of a sentence backward.
struct Backward<'a, 't> {
    document: &'a Document<'t>,
}

impl Backward<'_, '_> {
    /// The token before another one in its sentence.
    fn before(&self, i: TokenId) -> Option<TokenId> {
        let before = i.before()?;
        let starts = self.document.tokens.words.get(i).is_some_and(|word| word.starts_sentence());
        (!starts).then_some(before)
    }

    fn text(&self, i: TokenId) -> &str {
        self.document.tokens.word_text(i)
    }

    fn is_named(&self, quotation: TokenId) -> bool {
        let Some(mut verb) = quotation.before() else { return false };
        for _ in 0..PASSED {
            if !matches!(self.text(verb), "as" | "the" | "a" | "an") {
                break;
            }
            let Some(before) = self.before(verb) else { return false };
            verb = before;
        }
        if CALLED.contains(&self.text(verb)) && self.is_passive(verb) {
            return true;
        }
        if NAME_NOUNS.contains(&self.text(verb)) {
            return true;
        }
        // "named their boat", without a mark between, and "the name of the boat:"
        let colon = quotation.before().filter(|&i| self.text(i) == ":");
        let first = colon.and_then(|colon| self.before(colon)).or(quotation.before());
        let back = core::iter::successors(first, |&i| self.before(i)).take(OBJECT);
        let mut back = back.take_while(|&i| self.document.tokens.words[i].is_word());
        let is_name = self.document.tokens.words.get(quotation + 1).is_some_and(|word| word.is_capitalised());
        back.any(|i| NAMES.contains(&self.text(i)) || is_name && colon.is_some() && NAME_NOUNS.contains(&self.text(i)))
    }

    /// "is called", "a group called", ", known as"
    fn is_passive(&self, verb: TokenId) -> bool {
        let mut back = core::iter::successors(self.before(verb), |&i| self.before(i));
        let is_adverb = |i: TokenId| self.document.tokens.classes(i).any(Classes::ADVERB | Classes::LY);
        let Some(first) = back.by_ref().take(PASSED + 1).find(|&i| !is_adverb(i)) else { return false };
        match self.text(first) {
            "," => self.text(verb) != "called" && self.text(verb) != "considered",
            word if BEING.contains(&word) => true,
            _ => {
                let noun = core::iter::once(first).chain(back).take(NOUN);
                let mut noun = noun.take_while(|&i| self.document.tokens.words[i].is_word());
                noun.any(|i| matches!(self.text(i), "a" | "an"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_name_given;
    use crate::tests::stages::stages;
    use crate::tests::table::check;

    #[test]
    fn names_are_given_by_nobody() {
        let rows = [
            ("The young ones are called \"sparrows\" there.", true),
            ("The road is widely known as \"the long mile\".", true),
            ("He joined a small band called \"the Larks\".", true),
            ("Orne, known as \"the Fox\", slept.", true),
            ("The crew named the boat that sank \"Hope\".", true),
            ("The plan was called \"a folly\" by Orne.", false),
            ("Orne called it \"a folly\".", false),
            ("The road, Orne said, is \"the long mile\".", false),
            ("It is called that. \"No,\" said Orne.", false),
            ("\"No,\" said Orne.", false),
            ("They told the new name of the boat: \"Hope\".", true),
            ("He gave the boat a name: \"it is mine\".", false),
            ("The team lost the nickname \"Mud Hens\".", true),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            let anchor = document.quotes().last().unwrap();
            is_name_given(&document, anchor)
        });
    }
}
