//! Name forms: the distinct ways in which a text writes names. Names are linked by form, so that each decision is made
//! once for all mentions that are written alike.

use core::ops::Range;
use std::collections::{HashMap, HashSet};

use crate::lexicon::class::Classes;
use crate::mention::mention::Mention;
use crate::mention::name::{EntityType, NameParts, NameSource};
use crate::mention::narration::Mentions;
use crate::people::gender::pronoun_votes;
use crate::record::Gender;
use crate::token::tokens::Tokens;
use crate::util::ids::{Column, FormId, Ids, MentionId, TokenId, WordId};

/// Minimum majority, in votes, at which given name and pronouns tell the gender of a full name. A single pronoun does
/// not.
const MAJORITY: i32 = 2;

/// A distinct way to write a name: the words of its core, and the title right before it.
#[derive(Debug)]
pub(crate) struct NameForm {
    /// The words of its core, as a range of `NameForms::words`. Not empty.
    core: Range<usize>,
    /// Its mentions, as a range of `NameForms::mentions`. Not empty.
    mentions: Range<usize>,
    /// The first and the last word of the core; the same if it has one word.
    pub(crate) first: WordId,
    pub(crate) last: WordId,
    /// The title right before the core.
    pub(crate) title: Option<WordId>,
    /// The classes of the title; none if there is no title.
    pub(crate) title_classes: Classes,
    /// "Jr." or "III", where the text has two such words behind one last name.
    pub(crate) suffix: Option<WordId>,
    /// The gender that titles and nouns of its mentions tell; see [`NameForms::tell_genders`] for full names.
    pub(crate) gender: Gender,
    /// The gender that the pronouns after it tell; unknown unless it is a single word, without a title of one gender.
    pub(crate) pronoun_gender: Gender,
    /// The type of its first mention, or of one that is the label of a turn.
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

    /// Whether its title is one of courtesy: "Mr. Hale".
    pub(crate) fn has_courtesy_title(&self) -> bool {
        self.title_classes.any(Classes::TITLE_COURTESY)
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
    /// The form of each mention; `None` for those that are no names or were left out.
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
        let namesakes = suffixed_namesakes(tokens, mentions);
        for (m, mention) in mentions.list.enumerate() {
            let Some(name) = mention.name().filter(|_| !skip(m)) else { continue };
            let title = name.titles().iter().next_back().map(|title| tokens.words[title].id);
            key.clear();
            key.push(title.unwrap_or(WordId::NONE));
            push_core(tokens, name, &mut key);
            let core = key.len();
            let suffix = suffix_of(tokens, name).filter(|_| namesakes.contains(&key[core - 1]));
            key.extend(suffix);
            let form = by_key.get(&key[..]).copied().unwrap_or_else(|| {
                let form = forms.open(tokens, &key[1..core], title, name.entity_type);
                forms.list[form].suffix = suffix;
                by_key.insert(key[..].into(), form);
                counts.push(0);
                form
            });
            forms.of_mention[m] = Some(form);
            counts[form] += 1;
            let known = &mut forms.list[form];
            known.gender = known.gender.or(mention.gender);
            // Whoever has turns is no organisation, as which CALDER is read in "Enter CALDER".
            if name.source == NameSource::Person {
                known.entity_type = name.entity_type;
            }
        }
        forms.collect_mentions(&counts);
        forms
    }

    /// Adds a form that has no mentions yet.
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
            suffix: None,
            gender: Gender::Unknown,
            pronoun_gender: Gender::Unknown,
            entity_type,
        })
    }

    /// Puts the mentions of each form after those of the form before: a counting sort, which keeps their order.
    /// `counts` has the number of mentions of each form.
    fn collect_mentions(&mut self, counts: &Column<FormId, usize>) {
        let mut end = 0;
        for (form, count) in self.list.iter_mut().zip(counts) {
            form.mentions = end..end + count;
            end += count;
        }
        let mut next: Column<FormId, usize> = self.list.iter().map(|form| form.mentions.start).collect();
        let named = self.of_mention.enumerate().filter_map(|(m, form)| Some((m, (*form)?)));
        // Any mention will do to fill the list: each place is written once.
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
            if !form.is_full() && (form.title.is_none() || form.gender == Gender::Unknown) {
                form.pronoun_gender = votes.clear();
            }
            if form.gender == Gender::Unknown && form.is_full() {
                let given = tokens.vocabulary.classes(form.first).given_name_gender();
                form.gender = match votes.balance_with_given(given) {
                    MAJORITY.. => Gender::Male,
                    balance if balance <= -MAJORITY => Gender::Female,
                    _ => Gender::Unknown,
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

    /// The words of the core of a form. Not empty.
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

/// Adds the words of a core that tell names apart: particles before it, suffixes ("Jr.") and punctuation are left out,
/// unless there is nothing else.
fn push_core(tokens: &Tokens<'_>, name: &NameParts, key: &mut Vec<WordId>) {
    let start = key.len();
    let id = |i: TokenId| tokens.words[i].id;
    // "the Countess de Brell": a particle is no first name.
    let is_particle = |&i: &TokenId| tokens.classes(i).any(Classes::NAME_PARTICLE) && !tokens.words[i].is_capitalised();
    let words = name.core.iter().skip_while(is_particle);
    key.extend(words.filter(|&i| id(i) != WordId::NONE && !is_suffix(tokens, name, i)).map(id));
    if key.len() == start {
        key.extend(name.core.iter().map(id));
    }
}

/// The suffix of a name: "Jr.", "III".
fn suffix_of(tokens: &Tokens<'_>, name: &NameParts) -> Option<WordId> {
    name.core.iter().find(|&i| is_suffix(tokens, name, i)).map(|i| tokens.words[i].id)
}

fn is_suffix(tokens: &Tokens<'_>, name: &NameParts, i: TokenId) -> bool {
    i > name.core.start() && tokens.classes(i).any(Classes::NAME_SUFFIX)
}

/// The last names that the text gives two suffixes: of "Tom Hale Sr." and "Tom Hale Jr.".
fn suffixed_namesakes(tokens: &Tokens<'_>, mentions: &Mentions) -> HashSet<WordId> {
    let mut suffixes: HashMap<WordId, WordId> = HashMap::new();
    let mut namesakes = HashSet::new();
    let mut core = Vec::new();
    for name in mentions.list.iter().filter_map(Mention::name) {
        let Some(suffix) = suffix_of(tokens, name) else { continue };
        core.clear();
        push_core(tokens, name, &mut core);
        if let Some(&last) = core.last() {
            if *suffixes.entry(last).or_insert(suffix) != suffix {
                namesakes.insert(last);
            }
        }
    }
    namesakes
}

#[cfg(test)]
mod tests {
    use super::NameForms;
    use crate::record::Gender;
    use crate::tests::stages::stages;
    use crate::tests::table::check;

    /// The texts of the mentions of each form.
    fn grouped(text: &str) -> Vec<Vec<&str>> {
        let (document, _) = stages(text);
        let forms = NameForms::of(&document.tokens, &document.mentions, |_| false);
        let mentions = forms.ids().map(|id| forms.mentions(&forms[id]));
        mentions.map(|mentions| mentions.iter().map(|&mention| document.mention_text(mention)).collect()).collect()
    }

    #[test]
    fn names_are_grouped_by_their_words_and_title() {
        let rows = [
            ("Tom saw Hale. Hale saw Tom.", vec![vec!["Tom", "Tom"], vec!["Hale", "Hale"]]),
            ("Tom Hale saw TOM HALE.", vec![vec!["Tom Hale", "TOM HALE"]]),
            ("Mr. Hale saw Hale.", vec![vec!["Mr. Hale"], vec!["Hale"]]),
            ("Mr Hale saw Mr. Hale.", vec![vec!["Mr Hale", "Mr. Hale"]]),
            ("Tom Hale Jr. saw Tom Hale.", vec![vec!["Tom Hale Jr.", "Tom Hale"]]),
            (
                "Tom Hale Jr. saw Tom Hale. Tom Hale III ate.",
                vec![vec!["Tom Hale Jr."], vec!["Tom Hale"], vec!["Tom Hale III"]],
            ),
            ("Renée saw Renee.", vec![vec!["Renée", "Renee"]]),
            ("She saw him.", vec![]),
        ];
        check(rows, |text| grouped(text));
    }

    #[test]
    fn words_and_mentions_are_those_of_the_form() {
        let (document, _) = stages("Mr. Tom Hale saw Orne. Then Orne saw Tom Hale.");
        let forms = NameForms::of(&document.tokens, &document.mentions, |_| false);
        for id in forms.ids() {
            let form = &forms[id];
            assert_eq!(form.count(), forms.mentions(form).len());
            assert_eq!(forms.mentions(form)[0], forms.first_mention(form));
            assert!(forms.mentions(form).iter().all(|&mention| forms.of_mention(mention) == Some(id)));
            let core = forms.core(form);
            assert_eq!((core[0], core[core.len() - 1], core.len() > 1), (form.first, form.last, form.is_full()));
        }
        let skipped = NameForms::of(&document.tokens, &document.mentions, |m| document.mention_text(m) == "Orne");
        assert_eq!((forms.len(), skipped.len()), (3, 2));
    }

    #[test]
    fn titles_pronouns_and_given_names_tell_genders() {
        let genders = |text: &str| {
            let (document, _) = stages(text);
            let mut forms = NameForms::of(&document.tokens, &document.mentions, |_| false);
            forms.tell_genders(&document.tokens, &document.mentions);
            let first = forms.ids().next().unwrap();
            (forms[first].gender, forms[first].pronoun_gender)
        };
        use Gender::{Female, Male, Unknown};
        let rows = [
            ("Mrs. Hale slept.".to_owned(), (Female, Unknown)),
            ("Judith Hale slept.".to_owned(), (Female, Unknown)),
            ("Qorrin Hale slept.".to_owned(), (Unknown, Unknown)),
            ("Qorrin Hale slept. He ate.".to_owned(), (Unknown, Unknown)),
            ("Qorrin Hale slept. He ate. He left.".to_owned(), (Male, Unknown)),
            ("Qorrin slept. ".to_owned() + &"She ate. ".repeat(3), (Unknown, Unknown)),
            ("Qorrin slept. ".to_owned() + &"She ate. ".repeat(4), (Unknown, Female)),
            ("General Hale slept. ".to_owned() + &"He ate. ".repeat(4), (Unknown, Male)),
        ];
        check(rows, |text| genders(text));
    }
}
