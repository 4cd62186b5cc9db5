//! Initials as labels of turns: "AO" for Ada Orne, whom the introduction of an interview names.

use std::collections::{HashMap, HashSet};

use crate::mention::mention::Mention;
use crate::mention::name::NameSource;
use crate::mention::narration::Mentions;
use crate::people::name_form::NameForms;
use crate::token::tokens::Tokens;
use crate::util::ids::FormId;

/// Minimum and maximum number of initials.
const INITIALS: core::ops::RangeInclusive<usize> = 2..=4;

/// Offices and jobs that are labels in capitals.
const OFFICES: [&str; 10] = ["MC", "PM", "VO", "DJ", "AI", "QC", "MP", "TV", "CEO", "NPC"];

/// The pairs of initials that label turns and the full name for which they stand, in order of the text. The name stands
/// before all turns of the initials, as an introduction does, and labels none itself. Initials that fit several names, or
/// that the narration has as well, stand for none.
pub(crate) fn initials(tokens: &Tokens<'_>, mentions: &Mentions, forms: &NameForms) -> Vec<(FormId, FormId)> {
    let is_label = |mention: &Mention| mention.name().is_some_and(|name| name.source != NameSource::Text);
    if !mentions.list.iter().any(is_label) {
        return Vec::new();
    }
    let mut labels: Vec<FormId> = Vec::new();
    // The forms of all labels, and those of the narration.
    let (mut labelling, mut told) = (HashSet::new(), HashSet::new());
    // By the initials, the name; `None` if there are several.
    let mut names: HashMap<String, Option<FormId>> = HashMap::new();
    for (m, mention) in mentions.list.enumerate() {
        let (Some(form), Some(name)) = (forms.of_mention(m), mention.name()) else { continue };
        if name.source != NameSource::Text {
            let is_new = labelling.insert(form);
            if is_new && may_be_initials(tokens, mention) {
                labels.push(form);
            }
        } else if told.insert(form) && labels.is_empty() && forms[form].is_full() {
            if let Some(initials) = initials_of(tokens, mention) {
                names.entry(initials).and_modify(|name| *name = None).or_insert(Some(form));
            }
        }
    }
    let name = |&label: &FormId| {
        let mention = &mentions.list[forms.first_mention(&forms[label])];
        let name = (*names.get(tokens.word_text(mention.words.start()))?)?;
        (!told.contains(&label) && !labelling.contains(&name)).then_some((label, name))
    };
    labels.iter().filter_map(name).collect()
}

/// Whether the label of a turn looks like initials.
fn may_be_initials(tokens: &Tokens<'_>, label: &Mention) -> bool {
    let text = tokens.word_text(label.words.start());
    label.words.len() == 1
        && text.chars().all(char::is_uppercase)
        && INITIALS.contains(&text.chars().count())
        && !OFFICES.contains(&text)
}

/// The initials of the words of a name, those behind hyphens included. `None` if a word has no capital.
fn initials_of(tokens: &Tokens<'_>, mention: &Mention) -> Option<String> {
    let core = mention.name()?.core;
    let words = core.iter().filter(|&word| tokens.words[word].is_word());
    let parts = words.flat_map(|word| tokens.word_text(word).split(['-', '‐', '‑']));
    let initial = |part: &str| part.chars().next().filter(|first| first.is_uppercase());
    parts.map(initial).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;
    use crate::people::name_form::NameForms;
    use crate::tests::stages::stages;
    use crate::tests::table::check;

    #[test]
    fn labels_stand_for_names_of_the_introduction() {
        let turns = "\n\nHV: It is late.\n\nAO: Is it?\n\nHV: It is.\n\nAO: Then go.";
        let rows = [
            ("Hana Vale talks to Ada Orne about eels.", "HV Hana Vale, AO Ada Orne"),
            ("Hana Vale talks to Ada Orne and to Asta Oak.", "HV Hana Vale"),
            ("Hana-Mari Vale talks to Ada Orne.", "AO Ada Orne"),
            ("The Harbour Voice asks Ada Orne.", "HV Harbour Voice, AO Ada Orne"),
            ("They talk of eels.", ""),
            ("AO and Hana Vale talk to Ada Orne of eels.", "HV Hana Vale"),
        ];
        check(rows.map(|(introduction, pairs)| (introduction, pairs.to_owned())), |introduction| {
            let text = format!("{introduction}{turns}");
            let (document, _) = stages(&text);
            let forms = NameForms::of(&document.tokens, &document.mentions, |_| false);
            let name = |form| {
                let name = document.mentions.list[forms.first_mention(&forms[form])].name().unwrap();
                &document.tokens.text[document.tokens.cover(name.core)]
            };
            let pairs = initials(&document.tokens, &document.mentions, &forms);
            let pairs = pairs.into_iter().map(|(label, of)| format!("{} {}", name(label), name(of)));
            pairs.collect::<Vec<_>>().join(", ")
        });
    }
}
