//! Pet forms of given names, told by their letters: "Bry" for Bryony, "Immy" for Imogen, "Ruthie" for Ruth. The list of
//! nicknames has those that keep too few letters.

use std::collections::HashMap;

use crate::lexicon::class::Classes;
use crate::mention::narration::Mentions;
use crate::people::name_form::{NameForm, NameForms};
use crate::token::tokens::Tokens;
use crate::util::ids::FormId;
use crate::util::steps;

/// Endings that make a pet form of the beginning of a name.
const ENDINGS: [&str; 4] = ["ie", "ey", "y", "e"];
/// Minimum length, in letters, of the beginning that a pet form keeps.
const MIN_KEPT: usize = 3;
/// The same where its last letter is written twice: "Immy".
const MIN_DOUBLED: usize = 2;
/// Length, in letters, of a listed given name that may be the beginning of another: "Bea". Longer ones are names of
/// others as well: "Anna" is not Annabel.
const MAX_LISTED: usize = 3;
/// Maximum length, in letters, of a pet form that the narration uses as well, because a longer word may be a surname:
/// "Brand" is not Brandon.
const MAX_NARRATED: usize = 4;
/// Maximum number of names with the same two letters among which that of a pet form is looked for.
const ALIKE: usize = 32;

/// The pairs of pet form and name. A pet form is the one word by which nobody but the characters calls somebody, and
/// only one name of the text begins like it.
pub(crate) fn pet_forms(tokens: &Tokens<'_>, mentions: &Mentions, forms: &NameForms) -> Vec<(FormId, FormId)> {
    // The first word of a form, as its first mention has it.
    let text = |form: &NameForm| {
        let name = mentions.list[forms.first_mention(form)].name();
        let first = name.and_then(|name| name.core.iter().find(|&i| tokens.words[i].id == form.first));
        first.map_or("", |i| tokens.word_text(i))
    };
    let key = |word: &str| word.as_bytes().first_chunk::<2>().map(|start| start.to_ascii_lowercase());
    let is_narrated = |form: &NameForm| forms.mentions(form).iter().any(|&m| !mentions.is_said(m));
    let mut names: HashMap<_, Vec<FormId>> = HashMap::new();
    for (id, form) in forms.enumerate() {
        let is_name = form.title.is_none() && (form.is_full() || is_narrated(form));
        let Some(key) = key(text(form)).filter(|_| is_name) else { continue };
        let alike = names.entry(key).or_default();
        if alike.len() < ALIKE {
            alike.push(id);
        }
    }
    let pair = |(id, form): (FormId, &NameForm)| {
        if form.is_full() || form.title.is_some() {
            return None;
        }
        let is_listed = tokens.vocabulary.classes(form.last).any(Classes::GIVEN_NAME);
        if is_narrated(form) && (is_listed || text(form).len() > MAX_NARRATED) {
            return None;
        }
        let alike = names.get(&key(text(form))?)?;
        steps::count(alike.len());
        let mut bearers = alike.iter().copied().filter(|&name| is_pet_form(text(form), text(&forms[name]), is_listed));
        let name = bearers.next()?;
        let is_one = bearers.all(|other| forms[other].first == forms[name].first);
        let given = |word| tokens.vocabulary.classes(word).given_name_gender();
        let agrees = given(form.last).agrees(given(forms[name].first));
        (is_one && agrees).then_some((id, name))
    };
    forms.enumerate().filter_map(pair).collect()
}

/// Whether a word is a pet form of a name by its letters. `is_listed`: whether it is a given name in its own right.
/// Letters are compared whatever their case.
fn is_pet_form(word: &str, name: &str, is_listed: bool) -> bool {
    let kept = |stem: &str| {
        let begins = name.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem));
        begins && name.len() > stem.len()
    };
    if word.len() >= MIN_KEPT && kept(word) && (!is_listed || word.len() <= MAX_LISTED) {
        return true;
    }
    ENDINGS.iter().filter_map(|ending| Some((*ending, word.strip_suffix(ending)?))).any(|(ending, stem)| {
        let mut last = stem.chars().rev();
        let single = match (last.next(), last.next()) {
            (Some(a), Some(b)) if a == b => Some(&stem[..stem.len() - a.len_utf8()]),
            _ => None,
        };
        let own = ending == "ie" || !is_listed;
        let whole = own && stem.len() >= MIN_KEPT && (kept(stem) || name.eq_ignore_ascii_case(stem));
        whole || ending != "e" && single.is_some_and(|single| single.len() >= MIN_DOUBLED && kept(single))
    })
}

#[cfg(test)]
mod tests {
    use super::is_pet_form;

    #[test]
    fn pet_forms_keep_the_beginning() {
        for (word, name, is_listed, expected) in [
            ("Bry", "Bryony", false, true),
            ("Bea", "Beatrice", true, true),
            ("Immy", "Imogen", true, true),
            ("Ruthie", "Ruth", true, true),
            ("Georgy", "George", false, true),
            ("Tobe", "Tobin", false, true),
            ("Robbie", "Robert", true, true),
            ("Hatty", "Hathor", true, true),
            // Names of their own.
            ("Mary", "Margaret", true, false),
            ("Anna", "Annabel", true, false),
            ("Amy", "Amelia", true, false),
            ("Bry", "Bry", false, false),
            // Too little is kept.
            ("Jo", "Josephine", false, false),
            ("Ruthie", "Ronald", true, false),
            ("Éé", "Éa", false, false),
        ] {
            assert_eq!(is_pet_form(word, name, is_listed), expected, "{word} of {name}");
        }
    }
}
