//! Introductions: people who tell their own names, "I am Edda Orne," and people whose names the narration tells.

use std::collections::BTreeMap;

use crate::attribution::unit::Units;
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::Pronoun;
use crate::mention::name::EntityType;
use crate::mention::narration::{Mentions, NarrationItem};
use crate::people::person::{People, PersonKind};
use crate::record::Gender;
use crate::util::ids::{ids, Id, ItemId, MentionId, PersonId, TokenId, UnitId};

/// Maximum number of items of narration from a person without a name to "Her name was".
const NAMELESS: usize = 80;
/// Maximum number of items of the sentence that brings somebody in before the one that presents him.
const NEW: usize = 30;
/// Maximum number of words before a turn among which the question for a name is looked for: a paragraph or two.
const ASKED: usize = 120;
/// Words that ask somebody for a name. "Who is that?" asks for that of another.
const ASKS: [&[&str]; 5] =
    [&["your", "name"], &["his", "name"], &["her", "name"], &["who", "are", "you"], &["who", "you", "are"]];

/// Those that ask whoever is addressed.
const ASKS_YOU: [&[&str]; 4] = [&["your", "name"], &["who", "are", "you"], &["who", "you", "are"], &["call", "you"]];
/// Maximum number of words at the end of a turn among which they are looked for.
const QUESTION: usize = 12;
/// Words after which "this is Orne" tells who speaks, as on the telephone.
const GREETINGS: [&str; 6] = ["hello", "hi", "hey", "morning", "afternoon", "evening"];

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
            let told = told_name(document, people, coreference, item);
            if let Some((bearer, person)) = told.or_else(|| presented(document, people, coreference, item)) {
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
    let (before, person) = named_to_be(document, people, coreference, item)?;
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

/// The item before "was" or "is" and a name at `item`, and the person of that name.
fn named_to_be(
    document: &Document<'_>,
    people: &People,
    coreference: &Coreference,
    item: ItemId,
) -> Option<(ItemId, PersonId)> {
    let Mentions { list, narration, .. } = &document.mentions;
    let name = narration.mention(item).filter(|&m| list[m].name().is_some())?;
    let person = coreference.person[name].filter(|&person| people[person].kind.may_speak())?;
    let is = item.before().filter(|&is| matches!(document.word(is), "was" | "is" | "’s" | "'s"))?;
    Some((is.before()?, person))
}

/// The same for a name by which the narration presents whoever it has just brought in: "A woman in a hat came in. It was
/// Edda Orne, the owner."
fn presented(
    document: &Document<'_>,
    people: &People,
    coreference: &Coreference,
    item: ItemId,
) -> Option<(PersonId, PersonId)> {
    let Mentions { list, narration, .. } = &document.mentions;
    let (this, person) = named_to_be(document, people, coreference, item)?;
    let word = match narration.get(this)? {
        NarrationItem::Mention(pronoun) => document.tokens.word_text(list[pronoun].words.start()),
        _ => document.word(this),
    };
    if !matches!(word, "This" | "It" | "That" | "She" | "He") {
        return None;
    }
    // "It was Tom who did it"
    let ends = narration.get(item + 1).map_or(true, |_| matches!(document.word(item + 1), "," | "."));
    let before = this.before().filter(|&before| ends && !document.share_sentence(before, this))?;
    let mut sentence = ids(before.saturating_sub(NEW)..before).filter(|&near| document.share_sentence(near, before));
    let subject = sentence.find(|&near| document.cues.is_subject(near))?;
    let subject = narration.mention(subject)?;
    // "“You are late,” she announced. This was Edda Orne."
    let says = || {
        let is_pronoun = matches!(list[subject].pronoun(), Some(Pronoun::He | Pronoun::She));
        is_pronoun && word == "This"
    };
    if !document.tokens.is_one_of(list[subject].words.start(), &["a", "an"]) && !says() {
        return None;
    }
    let bearer = coreference.best(subject)?;
    let is_new = people[bearer].kind == PersonKind::Nominal && people[bearer].gender.agrees(people[person].gender);
    is_new.then_some((bearer, person))
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
        let again = names.next().filter(|(_, again)| again.start() <= span.end() + 1 && again.len() > 1);
        (name, span) = again.unwrap_or((name, span));
    }
    let ends = |word: TokenId| word >= words.end() || !tokens.words[word].is_word();
    let is_full = mentions.list[name].name().is_some_and(|name| name.core.len() > 1);
    let is_asked = || unit.before().is_some_and(|before| asks_name(document, units, before));
    let stops = || matches!(tokens.word_text(span.end()), "." | "," | "!");
    if !ends(span.end()) || span.end() < words.end() && !stops() || !is_full && !is_asked() {
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

/// Whether a turn ends in the question for the name of whoever answers: "What's your name?"
fn asks_name(document: &Document<'_>, units: &Units, unit: UnitId) -> bool {
    let tokens = &document.tokens;
    let last = units.list[unit].quotes.end() - 1;
    let words = document.quotes()[last].words;
    if units.shapes[last].last != '?' {
        return false;
    }
    let start = words.start().max(words.end().saturating_sub(QUESTION));
    let near: Vec<&str> = ids(start..words.end()).map(|word| tokens.word_text(word)).collect();
    ASKS_YOU.iter().any(|question| {
        near.windows(question.len())
            .any(|words| words.iter().zip(*question).all(|(word, asked)| word.eq_ignore_ascii_case(asked)))
    })
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
    // The word `distance` words before the name, and whether it is one of some.
    let at = |distance: usize| mention.words.start().index().checked_sub(distance).map(TokenId::new);
    let is = |distance: usize, words: &[&str]| at(distance).is_some_and(|word| tokens.is_one_of(word, words));
    // "Nate, it's Orne", "Hello, this is Orne", but not "Nate, this is Orne"
    let calls = || {
        let addressed = m.index().checked_sub(2).map(|m| &mentions.list[MentionId::new(m)]);
        let is_addressed = || addressed.is_some_and(|other| other.vocative && Some(other.words.end()) == at(3));
        is(2, &["it", "this"]) && is(3, &[","]) && (is(4, &GREETINGS) || is(2, &["it"]) && is_addressed())
    };
    // "Orne speaking."
    let next = mention.words.end();
    let signs = || {
        tokens.words[mention.words.start()].starts_sentence()
            && tokens.is_one_of(next, &["here", "speaking"])
            && tokens.words.get(next + 1).is_some_and(|word| !word.is_word())
    };
    match () {
        () if is(1, &["me"]) => is(2, &["call"]),
        () if is(1, &["is", "'s", "’s"]) => is(2, &["name"]) && is(3, &["my"]) || calls(),
        () if is(1, &["am", "'m", "’m"]) => is(2, &["I"]),
        () => signs(),
    }
}

#[cfg(test)]
mod tests {
    use crate::attribution::fiction::introduction::{introduced_in, name_introduced};
    use crate::attribution::fiction::narrator::name_nouns;
    use crate::attribution::unit::{Grouping, Units};
    use crate::tests::stages::{name_of, resolved};
    use crate::tests::table::check;

    #[test]
    fn speakers_tell_their_names() {
        let rows = [
            ("\"I'm Emma Hale.\"", Some("Emma Hale")),
            ("\"My name is Emma.\"", Some("Emma")),
            ("\"Call me Emma.\"", Some("Emma")),
            ("\"You saw Emma.\"", None),
            ("\"Who are you?\" said Tom.\n\n\"Emma Hale.\"", Some("Emma Hale")),
            // One name is enough where the turn before asks for it.
            ("\"Sit down. What's your name?\" said Tom.\n\n\"Emma.\"", Some("Emma")),
            ("\"Who are you?\" said Tom.\n\n\"Emma, sir.\"", Some("Emma")),
            ("\"What's her name?\" said Tom.\n\n\"Emma.\"", None),
            ("\"Who is late?\" said Tom.\n\n\"Emma.\"", None),
            // On the telephone.
            ("\"Tom, it's Emma. Where are you?\"", Some("Emma")),
            ("\"Hello, this is Emma.\"", Some("Emma")),
            ("\"Emma speaking.\"", Some("Emma")),
            ("\"Emma here. Go on.\"", Some("Emma")),
            ("\"Emma here thinks so.\"", None),
            ("\"Tom, this is Emma.\"", None),
            ("\"It's Emma.\"", None),
        ];
        check(rows, |text| {
            let text = "Emma met Tom.\n\n".to_owned() + text;
            let (document, people, coreference) = resolved(&text);
            let units = Units::read(&document, Grouping::ByTurn, &people, &coreference);
            let last = units.list.ids().next_back().unwrap();
            let person = introduced_in(&document, &units, &people, &coreference, last);
            let name = person.map(|person| name_of(&document, &people, person).to_owned());
            ["Emma", "Emma Hale"].into_iter().find(|&known| name.as_deref() == Some(known))
        });
    }

    #[test]
    fn the_narration_presents_people() {
        let rows = [
            ("A woman came in. It was Judith, the owner. “No,” she said.", "judith"),
            ("A woman came in. This was Judith. “No,” she said.", "judith"),
            ("A woman came in. “No,” she said. This was Judith.", "judith"),
            ("A woman took up the picture. “Who is it?” she asked. It was Judith. “So,” said Tom.", "a woman"),
            ("A woman came in. It was Judith who saw her. “No,” said the woman.", "the woman"),
            ("The woman came in. It was Judith. “No,” said the woman.", "the woman"),
            ("A man came in. It was Judith. “No,” said the man.", "the man"),
        ];
        check(rows.map(|(text, name)| (text, name.to_owned())), |text| {
            let (document, mut people, mut coreference) = resolved(text);
            let units = Units::read(&document, Grouping::ByTurn, &people, &coreference);
            name_nouns(&document, &units, &mut people, &mut coreference);
            name_introduced(&document, &units, &mut people, &mut coreference);
            let clause = units.clauses.iter().flatten().next().unwrap();
            let speaker = coreference.best(clause.mention).unwrap();
            name_of(&document, &people, speaker).to_lowercase()
        });
    }
}
