//! Forms: the distinct ways in which a text writes names.

use std::collections::HashMap;

use crate::lexicon::{Classes, WordId};
use crate::mention::{Bearer, Element, Gender, Mentions, NameParts, Pronoun};
use crate::span::Part;
use crate::token::Tokens;

/// A distinct way to write a name: the words of its core, and the title that tells people apart.
#[derive(Debug)]
pub(crate) struct Form {
    /// In `Forms::words`, and in `Forms::mentions`.
    core: Part,
    mentions: Part,
    /// Of the core.
    pub(crate) first: WordId,
    pub(crate) last: WordId,
    pub(crate) title: Option<WordId>,
    pub(crate) title_class: Classes,
    pub(crate) gender: Gender,
    /// What the pronouns after a bare name say of its bearer.
    pub(crate) called: Gender,
    pub(crate) bearer: Bearer,
}

impl Form {
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
pub(crate) struct Forms {
    list: Vec<Form>,
    /// The cores of all forms, one behind the other.
    words: Vec<WordId>,
    /// Their mentions, as indices: those of each form in order.
    mentions: Vec<u32>,
    /// For each mention, its form.
    of_mention: Vec<Option<u32>>,
}

impl core::ops::Index<usize> for Forms {
    type Output = Form;

    fn index(&self, form: usize) -> &Form {
        &self.list[form]
    }
}

impl Forms {
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
                forms.open(tokens, &key[1..], title, name.bearer);
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

    fn open(&mut self, tokens: &Tokens<'_>, core: &[WordId], title: Option<WordId>, bearer: Bearer) {
        let start = self.words.len();
        self.words.extend(core);
        self.list.push(Form {
            core: (start..self.words.len()).into(),
            mentions: (0..0).into(),
            first: core[0],
            last: core[core.len() - 1],
            title,
            title_class: title.map_or(Classes::NONE, |t| tokens.vocabulary.classes(t)),
            gender: Gender::Unknown,
            called: Gender::Unknown,
            bearer,
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

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Form> {
        self.list.iter()
    }

    /// The words of a form's core: not empty.
    pub(crate) fn core(&self, form: &Form) -> &[WordId] {
        &self.words[form.core.range()]
    }

    /// The mentions of a form, as indices, in order: not empty.
    pub(crate) fn mentions(&self, form: &Form) -> &[u32] {
        &self.mentions[form.mentions.range()]
    }

    /// The first mention of a form.
    pub(crate) fn first_mention(&self, form: &Form) -> u32 {
        self.mentions[form.mentions.start()]
    }

    /// The form of a mention.
    fn of_mention(&self, mention: usize) -> Option<usize> {
        self.of_mention[mention].map(|form| form as usize)
    }

    /// Where no title tells the gender of a form, the pronouns after it and its given name do.
    pub(crate) fn tell_genders(&mut self, tokens: &Tokens<'_>, mentions: &Mentions) {
        let votes = pronoun_votes(tokens, mentions, self.len(), |m| self.of_mention(m));
        for (form, votes) in self.list.iter_mut().zip(votes) {
            let given = Gender::of_given_name(tokens.vocabulary.classes(form.first));
            if !form.is_full() && form.title.is_none() {
                form.called = votes.clear();
            }
            if form.gender == Gender::Unknown && form.is_full() {
                form.gender = match votes.with_given(given) {
                    2.. => Gender::Male,
                    -1..=1 => Gender::Unknown,
                    _ => Gender::Female,
                };
            }
        }
    }
}

/// A gender as a number to be summed up.
fn vote(gender: Gender) -> i32 {
    match gender {
        Gender::Male => 1,
        Gender::Female => -1,
        Gender::Unknown => 0,
    }
}

/// What tells the gender of a name's bearer: "he" against "she", and how often either.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Votes {
    sum: i32,
    count: i32,
}

impl Votes {
    pub(super) fn add(&mut self, gender: Gender, times: i32) {
        self.sum += times * vote(gender);
        self.count += times * vote(gender).abs();
    }

    /// What at least four votes and three in four of them say.
    fn clear(self) -> Gender {
        match self.sum {
            sum if sum.abs() < 4 || 2 * sum.abs() < self.count => Gender::Unknown,
            1.. => Gender::Male,
            _ => Gender::Female,
        }
    }

    /// With a given name that is a man's or a woman's. It weighs as three votes and a quarter of all: where two people
    /// talk, many a pronoun after the one means the other.
    pub(super) fn with_given(self, given: Gender) -> i32 {
        self.sum + (3 + self.count / 4) * vote(given)
    }
}

/// Counts "he" against "she" after the last name in their paragraph, for whatever `owner` makes of the mentions.
pub(super) fn pronoun_votes(
    tokens: &Tokens<'_>,
    mentions: &Mentions,
    owners: usize,
    owner: impl Fn(usize) -> Option<usize>,
) -> Vec<Votes> {
    let mut votes = vec![Votes::default(); owners];
    for paragraph in mentions.paragraphs() {
        let mut last: Option<usize> = None;
        for element in mentions.elements.among(paragraph) {
            let Element::Mention(m) = element else { continue };
            match mentions.list[m].pronoun() {
                None => {
                    // "Arden put on her coat"
                    let possessive = tokens.classes(mentions.list[m].words.start());
                    if let (Some(owner), true) = (last, possessive.any(Classes::POSSESSIVE_PRONOUN)) {
                        votes[owner].add(Gender::of_noun(possessive), 1);
                    }
                    last = owner(m).or(last);
                }
                Some(Pronoun::He | Pronoun::She) => {
                    if let Some(owner) = last {
                        votes[owner].add(mentions.list[m].gender, 1);
                    }
                }
                Some(_) => {}
            }
        }
    }
    votes
}

/// How often two forms stand in one sentence of the narration: who does so often is two people.
#[derive(Debug, Default)]
pub(crate) struct Company {
    together: HashMap<(usize, usize), usize>,
    /// The forms of one name, by title and name.
    short: HashMap<(Option<WordId>, WordId), usize>,
}

impl Company {
    /// A sentence is read with so many names; more are a list.
    const NAMES: usize = 6;

    pub(super) fn count(tokens: &Tokens<'_>, mentions: &Mentions, forms: &Forms) -> Self {
        let mut company = Self::default();
        for (i, form) in forms.iter().enumerate().filter(|(_, f)| !f.is_full()) {
            company.short.insert((form.title, form.first), i);
        }
        let mut names: Vec<usize> = Vec::with_capacity(Self::NAMES);
        for paragraph in mentions.paragraphs() {
            names.clear();
            for element in mentions.elements.among(paragraph) {
                let words = mentions.words(element);
                if tokens.words.get(words.start).is_some_and(|w| w.starts_sentence()) {
                    names.clear();
                }
                let Element::Mention(m) = element else { continue };
                let Some(form) = forms.of_mention(m) else { continue };
                if names.len() >= Self::NAMES || names.contains(&form) {
                    continue;
                }
                for &other in &names {
                    *company.together.entry((form.min(other), form.max(other))).or_default() += 1;
                }
                names.push(form);
            }
        }
        company
    }

    /// The form that has this title and this name alone.
    pub(super) fn short(&self, title: Option<WordId>, name: WordId) -> Option<usize> {
        self.short.get(&(title, name)).copied()
    }

    /// Whether two forms meet too often to be names of one person.
    pub(super) fn apart(&self, forms: &Forms, a: usize, b: usize) -> bool {
        let together = self.together.get(&(a.min(b), a.max(b))).copied().unwrap_or(0);
        let fewer = forms[a].count().min(forms[b].count());
        together >= 2 && together * 40 >= fewer
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
