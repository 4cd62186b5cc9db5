//! How often two names stand in one sentence: names that do so often belong to two people.

use std::collections::HashMap;

use crate::mention::narration::{Mentions, NarrationItem};
use crate::people::name_form::NameForms;
use crate::token::tokens::Tokens;
use crate::util::ids::{FormId, WordId};

/// Maximum number of names that are read in a sentence: more are a list.
const NAMES: usize = 6;
/// Minimum number of sentences that two forms share before they are apart.
const MEETINGS: usize = 2;
/// Two forms are apart if they share at least one in this many mentions of the rarer one.
const RARELY: usize = 40;

/// The number of sentences of the narration in which two forms stand together.
#[derive(Debug, Default)]
pub(crate) struct Cooccurrence {
    /// By two forms, the lower one first.
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
        let mut names: Vec<FormId> = Vec::with_capacity(NAMES);
        for &paragraph in &mentions.paragraphs {
            names.clear();
            for item in mentions.narration.within(paragraph) {
                let words = mentions.words(item);
                if tokens.words.get(words.start()).is_some_and(|w| w.starts_sentence()) {
                    names.clear();
                }
                let NarrationItem::Mention(m) = item else { continue };
                let Some(form) = forms.of_mention(m) else { continue };
                if names.len() >= NAMES || names.contains(&form) {
                    continue;
                }
                for &other in &names {
                    *this.sentences.entry((form.min(other), form.max(other))).or_default() += 1;
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

    /// Whether two forms meet too often to be names of one person.
    pub(crate) fn are_apart(&self, forms: &NameForms, a: FormId, b: FormId) -> bool {
        let together = self.sentences.get(&(a.min(b), a.max(b))).copied().unwrap_or(0);
        let fewer = forms[a].count().min(forms[b].count());
        together >= MEETINGS && together * RARELY >= fewer
    }
}
