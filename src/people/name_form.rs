//! Forms: the distinct ways in which a text writes names. Names are linked by form, so that each decision is made once for
//! all mentions that are written alike.

use core::ops::Range;
use std::collections::HashMap;

use crate::lexicon::class::Classes;
use crate::mention::name::{EntityType, NameParts};
use crate::mention::narration::Mentions;
use crate::people::gender::pronoun_votes;
use crate::record::Gender;
use crate::token::tokens::Tokens;
use crate::util::ids::{Column, FormId, Ids, MentionId, TokenId, WordId};

/// A distinct way to write a name: the words of its core, and the title that tells people apart.
#[derive(Debug)]
pub(crate) struct NameForm {
    /// The words of its core, as a range of `NameForms::words`. Not empty.
    core: Range<usize>,
    /// Its mentions, as a range of `NameForms::mentions`. Not empty.
    mentions: Range<usize>,
    /// The first and the last word of the core.
    pub(crate) first: WordId,
    pub(crate) last: WordId,
    /// The title right before the core.
    pub(crate) title: Option<WordId>,
    pub(crate) title_classes: Classes,
    pub(crate) gender: Gender,
    /// The gender that the pronouns after a bare name tell.
    pub(crate) pronoun_gender: Gender,
    pub(crate) entity_type: EntityType,
}

impl NameForm {
    /// Whether the core has more than one word, suffixes such as "Jr." not counted.
    pub(crate) fn is_full(&self) -> bool {
        self.core.len() > 1
    }

    /// The number of its mentions.
    pub(crate) fn count(&self) -> usize {
        self.mentions.len()
    }
}

/// The forms of the names of a text, in order of first appearance.
#[derive(Debug, Default)]
pub(crate) struct NameForms {
    list: Column<FormId, NameForm>,
    /// The cores of all forms, one after the other.
    words: Vec<WordId>,
    /// The mentions of all forms, one form after the other, those of each form in order.
    mentions: Vec<MentionId>,
    /// The form of each mention; none of those that are no names or were left out.
    of_mention: Column<MentionId, Option<FormId>>,
}

impl core::ops::Index<FormId> for NameForms {
    type Output = NameForm;

    fn index(&self, form: FormId) -> &NameForm {
        &self.list[form]
    }
}

impl NameForms {
    /// Groups the names among the mentions by form, without those for which `skip` holds.
    pub(crate) fn of(tokens: &Tokens<'_>, mentions: &Mentions, skip: impl Fn(MentionId) -> bool) -> Self {
        let mut forms = Self { of_mention: Column::filled(None, mentions.list.len()), ..Self::default() };
        // The title, or no word, and then the core.
        let mut by_key: HashMap<Box<[WordId]>, FormId> = HashMap::new();
        let mut key: Vec<WordId> = Vec::new();
        let mut counts: Column<FormId, usize> = Column::new();
        for (m, mention) in mentions.list.enumerate() {
            let Some(name) = mention.name().filter(|_| !skip(m)) else { continue };
            let title = name.titles().iter().next_back().map(|title| tokens.words[title].id);
            key.clear();
            key.push(title.unwrap_or(WordId::NONE));
            push_core(tokens, name, &mut key);
            let form = by_key.get(&key[..]).copied().unwrap_or_else(|| {
                let form = forms.open(tokens, &key[1..], title, name.entity_type);
                by_key.insert(key[..].into(), form);
                counts.push(0);
                form
            });
            forms.of_mention[m] = Some(form);
            counts[form] += 1;
            let gender = &mut forms.list[form].gender;
            *gender = gender.or(mention.gender);
        }
        forms.collect_mentions(&counts);
        forms
    }

    fn open(&mut self, tokens: &Tokens<'_>, core: &[WordId], title: Option<WordId>, entity_type: EntityType) -> FormId {
        let start = self.words.len();
        self.words.extend(core);
        self.list.push(NameForm {
            core: start..self.words.len(),
            mentions: 0..0,
            first: core[0],
            last: core[core.len() - 1],
            title,
            title_classes: title.map_or(Classes::NONE, |title| tokens.vocabulary.classes(title)),
            gender: Gender::Unknown,
            pronoun_gender: Gender::Unknown,
            entity_type,
        })
    }

    /// Puts the mentions of each form after those of the form before: a counting sort, which keeps their order.
    fn collect_mentions(&mut self, counts: &Column<FormId, usize>) {
        let mut end = 0;
        for (form, count) in self.list.iter_mut().zip(counts) {
            form.mentions = end..end + count;
            end += count;
        }
        let mut next: Column<FormId, usize> = self.list.iter().map(|form| form.mentions.start).collect();
        let named = self.of_mention.enumerate().filter_map(|(m, form)| Some((m, (*form)?)));
        if let Some((first, _)) = named.clone().next() {
            self.mentions = vec![first; end];
        }
        for (m, form) in named {
            self.mentions[next[form]] = m;
            next[form] += 1;
        }
    }

    /// Tells the genders of forms whose title does not: by the pronouns after them, and by their given names.
    pub(crate) fn tell_genders(&mut self, tokens: &Tokens<'_>, mentions: &Mentions) {
        let votes = pronoun_votes(tokens, mentions, self.list.len(), |m| self.of_mention(m));
        for (form, votes) in self.list.iter_mut().zip(&votes) {
            let given = tokens.vocabulary.classes(form.first).given_name_gender();
            if !form.is_full() && form.title.is_none() {
                form.pronoun_gender = votes.clear();
            }
            if form.gender == Gender::Unknown && form.is_full() {
                form.gender = match votes.balance_with_given(given) {
                    2.. => Gender::Male,
                    -1..=1 => Gender::Unknown,
                    _ => Gender::Female,
                };
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    pub(crate) fn ids(&self) -> Ids<FormId> {
        self.list.ids()
    }

    pub(crate) fn enumerate(&self) -> impl Iterator<Item = (FormId, &NameForm)> {
        self.list.enumerate()
    }

    /// The words of a form's core. Not empty.
    pub(crate) fn core(&self, form: &NameForm) -> &[WordId] {
        &self.words[form.core.clone()]
    }

    /// The mentions of a form, in order. Not empty.
    pub(crate) fn mentions(&self, form: &NameForm) -> &[MentionId] {
        &self.mentions[form.mentions.clone()]
    }

    pub(crate) fn first_mention(&self, form: &NameForm) -> MentionId {
        self.mentions[form.mentions.start]
    }

    pub(crate) fn of_mention(&self, mention: MentionId) -> Option<FormId> {
        self.of_mention[mention]
    }
}

/// Adds the words of the core that tell names apart: suffixes ("Jr.") and punctuation are left out, unless there is nothing
/// else.
fn push_core(tokens: &Tokens<'_>, name: &NameParts, key: &mut Vec<WordId>) {
    let start = key.len();
    let id = |i: TokenId| tokens.words[i].id;
    let is_suffix = |i: TokenId| i > name.core.start() && tokens.classes(i).any(Classes::NAME_SUFFIX);
    key.extend(name.core.iter().filter(|&i| id(i) != WordId::NONE && !is_suffix(i)).map(id));
    if key.len() == start {
        key.extend(name.core.iter().map(id));
    }
}
