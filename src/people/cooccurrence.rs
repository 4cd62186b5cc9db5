//! How often two names stand in one sentence. Names that do so often belong to two people.

use std::collections::HashMap;

use crate::mention::narration::{Mentions, NarrationItem};
use crate::people::name_form::NameForms;
use crate::token::tokens::Tokens;
use crate::util::ids::{FormId, WordId};

/// Maximum number of names that are read in a sentence. A sentence with more is a list, and their pairs grow with the
/// square.
const NAMES: usize = 6;
/// Minimum number of sentences that two forms share before they count as names of two people. A single one may be a
/// slip of the tokenizer, or "Hale, Tom Hale"; "Miss Hale and Miss Ida Hale" counts as that many.
const MIN_SENTENCES: usize = 2;
/// Number of mentions of the rarer of two forms for which they share at least one sentence, if they are names of two
/// people. In a long novel two sentences of hundreds say nothing.
const MENTIONS_PER_SENTENCE: usize = 40;

/// The number of sentences of the narration in which two forms stand together.
#[derive(Debug, Default)]
pub(crate) struct Cooccurrence {
    /// By two forms, the lower one first. Pairs that share no sentence have no entry.
    sentences: HashMap<(FormId, FormId), usize>,
    /// The forms of one word, by title and word.
    short: HashMap<(Option<WordId>, WordId), FormId>,
}

impl Cooccurrence {
    pub(crate) fn count(tokens: &Tokens<'_>, mentions: &Mentions, forms: &NameForms) -> Self {
        let mut this = Self::default();
        for (id, form) in forms.enumerate().filter(|(_, form)| !form.is_full()) {
            this.short.insert((form.title, form.first), id);
        }
        // The forms of the sentence at hand, each once.
        let mut names: Vec<FormId> = Vec::with_capacity(NAMES);
        for &paragraph in &mentions.paragraphs {
            names.clear();
            // The form of the mention before, and of the one before "and".
            let (mut before, mut joined) = (None, None);
            for item in mentions.narration.within(paragraph) {
                let words = mentions.words(item);
                if tokens.words.get(words.start()).is_some_and(|word| word.starts_sentence()) {
                    names.clear();
                }
                let NarrationItem::Mention(mention) = item else {
                    let is_and = matches!(item, NarrationItem::Word(word) if tokens.word_text(word) == "and");
                    joined = before.take().filter(|_| is_and);
                    continue;
                };
                before = forms.of_mention(mention);
                let Some(form) = before else { continue };
                if let Some(other) = joined.take().filter(|&other| other != form) {
                    *this.sentences.entry(pair(form, other)).or_default() += MIN_SENTENCES - 1;
                }
                if names.len() == NAMES || names.contains(&form) {
                    continue;
                }
                for &other in &names {
                    *this.sentences.entry(pair(form, other)).or_default() += 1;
                }
                names.push(form);
            }
        }
        this
    }

    /// The form that has this title and this word alone.
    pub(crate) fn short(&self, title: Option<WordId>, word: WordId) -> Option<FormId> {
        self.short.get(&(title, word)).copied()
    }

    /// Whether two forms share too many sentences to be names of one person.
    pub(crate) fn are_apart(&self, forms: &NameForms, a: FormId, b: FormId) -> bool {
        let shared = self.sentences.get(&pair(a, b)).copied().unwrap_or(0);
        let mentions = forms[a].count().min(forms[b].count());
        shared >= MIN_SENTENCES && shared * MENTIONS_PER_SENTENCE >= mentions
    }
}

fn pair(a: FormId, b: FormId) -> (FormId, FormId) {
    (a.min(b), a.max(b))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{pair, Cooccurrence, MIN_SENTENCES, NAMES};
    use crate::people::name_form::NameForms;
    use crate::tests::random::Random;
    use crate::tests::stages::stages;
    use crate::util::ids::FormId;

    const PEOPLE: [&str; 8] = ["Tom", "Ann", "Hale", "Orne", "Edda Strand", "Mr. Crane", "Judith", "Kirby"];

    /// Sentences of random names, each as indices of [`PEOPLE`].
    fn sentences(random: &mut Random) -> Vec<Vec<usize>> {
        let mut sentence = || (0..random.below(9)).map(|_| random.below(PEOPLE.len())).collect();
        (0..30).map(|_| sentence()).collect()
    }

    /// "Later the room held Tom near Orne near Ann."
    fn write(sentences: &[Vec<usize>]) -> String {
        let names =
            |sentence: &Vec<usize>| sentence.iter().map(|&name| PEOPLE[name]).collect::<Vec<_>>().join(" near ");
        sentences.iter().map(|sentence| format!("Later the room held {}. ", names(sentence))).collect()
    }

    #[test]
    fn pairs_are_counted_once_a_sentence() {
        let mut random = Random::new(4);
        for _ in 0..20 {
            let sentences = sentences(&mut random);
            let text = write(&sentences);
            let (document, _) = stages(&text);
            let forms = NameForms::of(&document.tokens, &document.mentions, |_| false);
            let form = |name: usize| forms.of_mention(document.mention_named(PEOPLE[name])).unwrap();
            let mut expected: HashMap<(FormId, FormId), usize> = HashMap::new();
            for sentence in &sentences {
                let mut names = sentence.clone();
                // Each name stays once.
                names = (0..names.len()).filter(|&i| !names[..i].contains(&names[i])).map(|i| names[i]).collect();
                names.truncate(NAMES);
                for (i, &a) in names.iter().enumerate() {
                    names[..i].iter().for_each(|&b| *expected.entry(pair(form(a), form(b))).or_default() += 1);
                }
            }
            let found = Cooccurrence::count(&document.tokens, &document.mentions, &forms);
            assert_eq!(found.sentences, expected, "{text}");
        }
    }

    /// Whether the names "Tom" and "Ann" of a text are apart.
    fn are_apart(text: &str) -> bool {
        let (document, _) = stages(text);
        let forms = NameForms::of(&document.tokens, &document.mentions, |_| false);
        let form = |name: &str| forms.of_mention(document.mention_named(name)).unwrap();
        let counted = Cooccurrence::count(&document.tokens, &document.mentions, &forms);
        counted.are_apart(&forms, form("Tom"), form("Ann"))
    }

    #[test]
    fn names_that_and_joins_are_apart() {
        for (text, expected) in [
            ("Tom and Ann slept.", true),
            ("Tom, Ann and Orne slept.", false),
            ("Tom slept, and then Ann slept.", false),
        ] {
            assert_eq!(are_apart(text), expected, "{text}");
        }
    }

    #[test]
    fn names_that_often_share_a_sentence_are_apart() {
        let apart = |together: usize, alone: usize| {
            are_apart(&("Tom saw Ann. ".repeat(together) + &"Tom slept. Then Ann slept. ".repeat(alone)))
        };
        assert!(!apart(MIN_SENTENCES - 1, 0) && apart(MIN_SENTENCES, 0));
        // Two sentences of 80 mentions, and of 81.
        assert!(apart(2, 78) && !apart(2, 79));
    }
}
