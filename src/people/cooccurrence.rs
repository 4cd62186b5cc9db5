//! How often two names stand in one sentence.

use std::collections::HashMap;

use crate::mention::narration::{Mentions, NarrationItem};
use crate::people::name_form::NameForms;
use crate::token::tokens::Tokens;
use crate::util::ids::WordId;

/// How often two forms stand in one sentence of the narration: who does so often is two people.
#[derive(Debug, Default)]
pub(crate) struct Cooccurrence {
    together: HashMap<(usize, usize), usize>,
    /// The forms of one name, by title and name.
    short: HashMap<(Option<WordId>, WordId), usize>,
}

impl Cooccurrence {
    /// A sentence is read with so many names; more are a list.
    const NAMES: usize = 6;

    pub(crate) fn count(tokens: &Tokens<'_>, mentions: &Mentions, forms: &NameForms) -> Self {
        let mut cooccurrence = Self::default();
        for (i, form) in forms.iter().enumerate().filter(|(_, f)| !f.is_full()) {
            cooccurrence.short.insert((form.title, form.first), i);
        }
        let mut names: Vec<usize> = Vec::with_capacity(Self::NAMES);
        for paragraph in mentions.paragraphs() {
            names.clear();
            for element in mentions.elements.among(paragraph) {
                let words = mentions.words(element);
                if tokens.words.get(words.start).is_some_and(|w| w.starts_sentence()) {
                    names.clear();
                }
                let NarrationItem::Mention(m) = element else { continue };
                let Some(form) = forms.of_mention(m) else { continue };
                if names.len() >= Self::NAMES || names.contains(&form) {
                    continue;
                }
                for &other in &names {
                    *cooccurrence.together.entry((form.min(other), form.max(other))).or_default() += 1;
                }
                names.push(form);
            }
        }
        cooccurrence
    }

    /// The form that has this title and this name alone.
    pub(crate) fn short(&self, title: Option<WordId>, name: WordId) -> Option<usize> {
        self.short.get(&(title, name)).copied()
    }

    /// Whether two forms meet too often to be names of one person.
    pub(crate) fn apart(&self, forms: &NameForms, a: usize, b: usize) -> bool {
        let together = self.together.get(&(a.min(b), a.max(b))).copied().unwrap_or(0);
        let fewer = forms[a].count().min(forms[b].count());
        together >= 2 && together * 40 >= fewer
    }
}
