//! NameForms: the distinct ways in which a text writes names.

use std::collections::HashMap;

use crate::lexicon::class::Classes;
use crate::mention::name::{EntityType, NameParts};
use crate::mention::narration::Mentions;
use crate::record::Gender;
use crate::token::tokens::Tokens;
use crate::util::ids::{IdRange, WordId};

/// A distinct way to write a name: the words of its core, and the title that tells people apart.
#[derive(Debug)]
pub(crate) struct NameForm {
    /// In `NameForms::words`, and in `NameForms::mentions`.
    core: IdRange,
    mentions: IdRange,
    /// Of the core.
    pub(crate) first: WordId,
    pub(crate) last: WordId,
    pub(crate) title: Option<WordId>,
    pub(crate) title_class: Classes,
    pub(crate) gender: Gender,
    /// What the pronouns after a bare name say of its entity_type.
    pub(crate) pronoun_gender: Gender,
    pub(crate) entity_type: EntityType,
}

impl NameForm {
    /// More than a single name, not counting Jr.
    pub(crate) fn is_full(&self) -> bool {
        self.core.len() > 1
    }

    /// How often it is written.
    pub(crate) fn count(&self) -> usize {
        self.mentions.len()
    }
}

/// The forms of the names of a text, in order of first appearance.
#[derive(Debug, Default)]
pub(crate) struct NameForms {
    pub(crate) list: Vec<NameForm>,
    /// The cores of all forms, one behind the other.
    pub(crate) words: Vec<WordId>,
    /// Their mentions, as indices: those of each form in order.
    pub(crate) mentions: Vec<u32>,
    /// For each mention, its form.
    pub(crate) of_mention: Vec<Option<u32>>,
}

impl core::ops::Index<usize> for NameForms {
    type Output = NameForm;

    fn index(&self, form: usize) -> &NameForm {
        &self.list[form]
    }
}

impl NameForms {
    /// Groups the names among the mentions by form.
    pub(crate) fn of(tokens: &Tokens<'_>, mentions: &Mentions, skip: impl Fn(usize) -> bool) -> Self {
        let mut forms = Self { of_mention: vec![None; mentions.list.len()], ..Self::default() };
        // The title, or no word, and then the core.
        let mut by_key: HashMap<Box<[WordId]>, u32> = HashMap::new();
        let mut key: Vec<WordId> = Vec::new();
        let mut counts: Vec<usize> = Vec::new();
        for (m, mention) in mentions.list.iter().enumerate() {
            let Some(name) = mention.name().filter(|_| !skip(m)) else { continue };
            let title = name.titles().last().map(|t| tokens.words[t].id);
            key.clear();
            key.push(title.unwrap_or(WordId::NONE));
            core_ids(tokens, name, &mut key);
            let form = by_key.get(&key[..]).copied().unwrap_or_else(|| {
                let form = forms.list.len() as u32;
                by_key.insert(key[..].into(), form);
                counts.push(0);
                forms.open(tokens, &key[1..], title, name.entity_type);
                form
            });
            forms.of_mention[m] = Some(form);
            counts[form as usize] += 1;
            let gender = &mut forms.list[form as usize].gender;
            *gender = gender.or(mention.gender);
        }
        forms.collect_mentions(&counts);
        forms
    }

    fn open(&mut self, tokens: &Tokens<'_>, core: &[WordId], title: Option<WordId>, entity_type: EntityType) {
        let start = self.words.len();
        self.words.extend(core);
        self.list.push(NameForm {
            core: (start..self.words.len()).into(),
            mentions: (0..0).into(),
            first: core[0],
            last: core[core.len() - 1],
            title,
            title_class: title.map_or(Classes::NONE, |t| tokens.vocabulary.classes(t)),
            gender: Gender::Unknown,
            pronoun_gender: Gender::Unknown,
            entity_type,
        });
    }

    /// Puts the mentions of each form behind those of the one before. `counts`: how many each has.
    fn collect_mentions(&mut self, counts: &[usize]) {
        let mut end = 0;
        for (form, count) in self.list.iter_mut().zip(counts) {
            form.mentions = (end..end + count).into();
            end += count;
        }
        self.mentions = vec![0; end];
        let mut next: Vec<usize> = self.list.iter().map(|form| form.mentions.start()).collect();
        for (m, form) in self.of_mention.iter().enumerate() {
            let Some(form) = *form else { continue };
            let next = &mut next[form as usize];
            self.mentions[*next] = m as u32;
            *next += 1;
        }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &NameForm> {
        self.list.iter()
    }

    /// The words of a form's core: not empty.
    pub(crate) fn core(&self, form: &NameForm) -> &[WordId] {
        &self.words[form.core.range()]
    }

    /// The mentions of a form, as indices, in order: not empty.
    pub(crate) fn mentions(&self, form: &NameForm) -> &[u32] {
        &self.mentions[form.mentions.range()]
    }

    /// The first mention of a form.
    pub(crate) fn first_mention(&self, form: &NameForm) -> u32 {
        self.mentions[form.mentions.start()]
    }

    /// The form of a mention.
    pub(crate) fn of_mention(&self, mention: usize) -> Option<usize> {
        self.of_mention[mention].map(|form| form as usize)
    }
}

/// Adds the words of the core that tell names apart: without suffixes ("Jr.") and punctuation.
fn core_ids(tokens: &Tokens<'_>, name: &NameParts, key: &mut Vec<WordId>) {
    let start = key.len();
    let ids = |i: usize| tokens.words[i].id;
    let kept = name
        .core
        .range()
        .filter(|&i| ids(i) != WordId::NONE && !(i > name.core.start() && tokens.classes(i).any(Classes::NAME_SUFFIX)));
    key.extend(kept.map(ids));
    if key.len() == start {
        key.extend(name.core.range().map(ids));
    }
}
