//! Introductions: people who tell their own names, "I am Edda Orne," and people whose names the narration tells.

use std::collections::BTreeMap;

use crate::attribution::unit::Units;
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::name::EntityType;
use crate::mention::narration::Mentions;
use crate::people::person::{People, PersonKind};
use crate::record::Gender;
use crate::util::ids::{ids, Id, ItemId, MentionId, PersonId, TokenId, UnitId};

/// Maximum number of items of narration from a person without a name to "Her name was".
const NAMELESS: usize = 80;
/// Maximum number of words before a turn among which the question for a name is looked for: a paragraph or two.
const ASKED: usize = 120;
/// Words that ask somebody for a name. "Who is that?" asks for that of another.
const ASKS: [&[&str]; 5] =
    [&["your", "name"], &["his", "name"], &["her", "name"], &["who", "are", "you"], &["who", "you", "are"]];

/// Gives people who are known by a noun phrase the name by which they introduce themselves, "I am Edda Orne," said the
/// girl, or that the narration tells: "Her name was Edda Orne."
pub(crate) fn name_introduced(
    document: &Document<'_>,
    units: &Units,
    people: &mut People,
    coreference: &mut Coreference,
) {
    // In order, so that the same text always has the same answer.
    let mut names: BTreeMap<PersonId, PersonId> = BTreeMap::new();
    for (id, unit) in units.list.enumerate() {
        let Some(speaker) = unit.clause.and_then(|clause| coreference.best(clause.mention)) else { continue };
        if people[speaker].kind == PersonKind::Nominal {
            if let Some(person) = introduced_in(document, units, people, coreference, id) {
                names.entry(speaker).or_insert(person);
            }
        }
    }
    // In a novel "the man" is many men.
    if document.is_scene() {
        for item in document.mentions.narration.ids() {
            if let Some((bearer, person)) = told_name(document, people, coreference, item) {
                names.entry(bearer).or_insert(person);
            }
        }
    }
    if !names.is_empty() {
        coreference.rename(&names);
    }
    // A word that is in no list of names tells no gender, and "he said" did.
    for (bearer, person) in names {
        let known = people[bearer].gender;
        if known != Gender::Unknown && people[person].kind == PersonKind::Named(EntityType::Unknown) {
            people.list[person].gender = known;
        }
    }
}

/// The person without a name whose name stands at an item, and the person of that name: "Her name was Edda Orne."
fn told_name(
    document: &Document<'_>,
    people: &People,
    coreference: &Coreference,
    item: ItemId,
) -> Option<(PersonId, PersonId)> {
    let Document { tokens, mentions: Mentions { list, narration, .. }, .. } = document;
    let name = narration.mention(item).filter(|&m| list[m].name().is_some())?;
    let person = coreference.person[name].filter(|&person| people[person].kind.may_speak())?;
    let is = item.before().filter(|&is| matches!(document.word(is), "was" | "is" | "’s" | "'s"))?;
    let before = is.before()?;
    let words = list[narration.mention(before)?].words;
    let gender = tokens.classes(words.start()).possessor_gender();
    if gender == Gender::Unknown || words.len() != 2 || tokens.word_text(words.start() + 1) != "name" {
        return None;
    }
    let near = ids(before.saturating_sub(NAMELESS)..before).rev().filter_map(|item| narration.mention(item));
    let is_nominal = |bearer: PersonId| people[bearer].kind == PersonKind::Nominal;
    let may_be = |&bearer: &PersonId| {
        let known = people[bearer].gender;
        bearer != person && (known == gender || known == Gender::Unknown && is_nominal(bearer))
    };
    let bearer = near.filter_map(|m| coreference.best(m)).find(may_be)?;
    is_nominal(bearer).then_some((bearer, person))
}

/// The mentions in the speech of a unit.
pub(crate) fn said<'a>(
    document: &'a Document<'_>,
    units: &'a Units,
    unit: UnitId,
) -> impl Iterator<Item = MentionId> + 'a {
    units.quotes(unit).flat_map(|quote| document.quotes()[quote].mentions)
}

/// The person as whom the speaker of a unit is introduced: "I'm Ada", or "Ada Orne" as the answer to who that is.
pub(crate) fn introduced_in(
    document: &Document<'_>,
    units: &Units,
    people: &People,
    coreference: &Coreference,
    unit: UnitId,
) -> Option<PersonId> {
    let told = introduced(document, people, coreference, said(document, units, unit));
    told.or_else(|| {
        let name = answer(document, units, unit)?;
        coreference.person[name].filter(|&person| people[person].kind.may_speak())
    })
}

/// The full name that is all that a turn says first, where somebody has asked for a name or told one: "Ada Orne." "Orne.
/// Ada Orne."
fn answer(document: &Document<'_>, units: &Units, unit: UnitId) -> Option<MentionId> {
    let Document { tokens, mentions, .. } = document;
    let quote = units.quotes(unit).next()?;
    let words = document.quotes()[quote].words;
    let first = words.iter().find(|&word| tokens.words[word].is_word())?;
    let mut names = said(document, units, unit)
        .map(|m| (m, mentions.list[m].words))
        .filter(|(m, _)| mentions.list[*m].name().is_some());
    let (mut name, mut span) = names.next().filter(|(_, span)| span.start() == first)?;
    // "Orne. Ada Orne."
    if span.len() == 1 {
        let again = names.next().filter(|(_, again)| again.start() <= span.end() + 1 && again.len() > 1)?;
        (name, span) = again;
    }
    let ends = |word: TokenId| word >= words.end() || !tokens.words[word].is_word();
    let is_full = mentions.list[name].name().is_some_and(|name| name.core.len() > 1);
    let stops = || matches!(tokens.word_text(span.end()), "." | "," | "!");
    if !is_full || !ends(span.end()) || span.end() < words.end() && !stops() {
        return None;
    }
    let paragraph = units.list[unit].paragraph.before()?;
    let start = tokens.paragraphs[paragraph].start().max(words.start().saturating_sub(ASKED));
    let near: Vec<&str> = ids(start..words.start()).map(|word| tokens.word_text(word)).collect();
    let asks = ASKS.iter().any(|question| {
        let is_question =
            |words: &[&str]| words.iter().zip(*question).all(|(word, asked)| word.eq_ignore_ascii_case(asked));
        near.windows(question.len()).any(is_question)
    });
    let told = || unit.before().is_some_and(|before| said(document, units, before).any(|m| introduces(document, m)));
    (asks || told()).then_some(name)
}

/// The person as whom "I" is introduced by one of some mentions: "I'm Ada", "My name is Ada", "Call me Ada".
pub(crate) fn introduced(
    document: &Document<'_>,
    people: &People,
    coreference: &Coreference,
    mut mentions: impl Iterator<Item = MentionId>,
) -> Option<PersonId> {
    let may_be_person = |person: &PersonId| matches!(people[*person].kind, kind if kind.may_speak());
    mentions.find_map(|m| coreference.person[m].filter(|_| introduces(document, m)).filter(may_be_person))
}

/// Whether a mention is the name as which "I" is introduced.
pub(crate) fn introduces(document: &Document<'_>, m: MentionId) -> bool {
    let Document { tokens, mentions, .. } = document;
    let mention = &mentions.list[m];
    let Some(name) = mention.name().filter(|name| name.titles().start() == mention.words.start()) else { return false };
    if mention.nested || name.core.iter().any(|word| tokens.classes(word).any(Classes::NATIONALITY)) {
        return false;
    }
    let mut before = core::iter::successors(mention.words.start().before(), |word| word.before());
    let mut is = |words: &[&str]| {
        let word = before.next().map_or("", |word| tokens.word_text(word));
        words.iter().any(|known| word.eq_ignore_ascii_case(known))
    };
    let last = mention.words.start().before().map_or("", |word| tokens.word_text(word));
    match last {
        "me" => is(&["me"]) && is(&["call"]),
        "is" | "'s" | "’s" => is(&[last]) && is(&["name"]) && is(&["my"]),
        "am" | "'m" | "’m" => is(&[last]) && is(&["I"]),
        _ => false,
    }
}
