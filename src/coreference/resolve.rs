//! Whom "he" and "she" may stand for, and who is salient at each quotation.

use crate::attribution::genre::Genre;
use crate::coreference::coreference::{Coreference, NOBODY};
use crate::coreference::salience::{SalienceList, FICTION, NEWS};
use crate::cue::cue::{Cues, Link, Strength};
use crate::document::Document;
use crate::mention::mention::{Mention, MentionKind, NounClass, Pronoun};
use crate::mention::name::EntityType;
use crate::mention::narration::{Mentions, NarrationItem};
use crate::people::person::{People, PersonKind};
use crate::record::Gender;
use crate::token::tokens::Tokens;
use crate::util::ids::PersonId;

/// Walks through the narration once, keeping in mind who is salient.
pub(crate) fn resolve_pronouns(document: &Document<'_>, genre: Genre, people: &mut People) -> Coreference {
    let Document { tokens, mentions, cues, .. } = document;
    let params = match genre {
        Genre::Fiction => &FICTION,
        Genre::News => &NEWS,
    };
    let acts = acting(mentions, cues, people);
    let speaks = speaking(document);
    let mut coreference = Coreference {
        person: core::mem::take(&mut people.of_mention),
        pronouns: Vec::new(),
        places: vec![NOBODY; mentions.list.len()],
        salient: Vec::with_capacity(mentions.quotes.len()),
    };
    let mut salience = SalienceList { grows: params.grows, ..SalienceList::default() };
    // Whom the quotation before names.
    let mut named: Vec<PersonId> = Vec::new();

    // Mentions within others ("Emma's mother") stand in the list before the element that takes them in.
    let mut listed = 0;
    for (p, paragraph) in mentions.paragraphs().enumerate() {
        // Another chapter is another company.
        salience.fade(if tokens.is_heading(tokens.paragraphs[p]) { params.chapter } else { params.paragraph });
        named.clear();
        for k in paragraph.clone() {
            if k > paragraph.start && cues.sentence(k) != cues.sentence(k - 1) {
                salience.fade(params.sentence);
                named.clear();
            }
            match mentions.elements.at(k) {
                NarrationItem::Word(_) | NarrationItem::Phrase(..) => {}
                NarrationItem::Quote(q) => {
                    coreference.salient.push(salience.ranked(|p| {
                        person_like(people, &acts, p).then_some(if people[p].kind == PersonKind::Nominal {
                            64
                        } else {
                            256
                        })
                    }));
                    named.clear();
                    for m in mentions.quotes[q].mentions.range() {
                        if let Some(person) = coreference.person[m] {
                            // Who is only talked about is not there.
                            let called = mentions.list[m].vocative;
                            if called || salience.holds(person) {
                                salience.add(person, if called { params.called } else { params.spoken });
                            }
                            named.push(person);
                        }
                    }
                    listed = mentions.quotes[q].mentions.end();
                }
                NarrationItem::Mention(m) => {
                    for inner in listed..m {
                        if let Some(person) = coreference.person[inner] {
                            salience.add(person, params.owner);
                        }
                    }
                    listed = m + 1;
                    let mention = &mentions.list[m];
                    let subject = cues.is_subject(k);
                    let weight = match () {
                        () if subject && cues.is_inner(k) => params.inner,
                        () if speaks[k] => params.speaks,
                        () if subject => params.subject,
                        () => params.other,
                    };
                    if speaks[k] && mention.pronoun().is_none() {
                        named.clear();
                    }
                    match (&mention.kind, mention.pronoun()) {
                        (_, Some(pronoun @ (Pronoun::He | Pronoun::She))) => {
                            let gender = if pronoun == Pronoun::He { Gender::Male } else { Gender::Female };
                            let ranked = salience.ranked(|p| {
                                let mut weight = agreement(people, p, gender, params.unknown)?;
                                if !person_like(people, &acts, p) {
                                    weight = params.idle.filter(|_| people[p].kind.may_speak())? * weight / 256;
                                }
                                Some(if named.contains(&p) { weight * params.named / 256 } else { weight })
                            });
                            if let Some(person) = ranked.first() {
                                salience.add(person, weight * params.pronoun / 256);
                            }
                            coreference.stand_for(m, ranked);
                        }
                        (_, Some(Pronoun::It)) => {
                            let body = |p: PersonId| people[p].kind == PersonKind::Named(EntityType::Organisation);
                            coreference.stand_for(m, salience.ranked(|p| body(p).then_some(256)));
                        }
                        (MentionKind::Nominal { head, class: NounClass::Person }, _)
                            if coreference.person[m].is_none() =>
                        {
                            coreference.person[m] = by_title(tokens, people, &salience, mention, *head as usize);
                            // "The miller came out. He said": he is the miller.
                            let singular = subject && !mention.plural && mention.words.len() <= 8;
                            if coreference.person[m].is_none() && singular {
                                coreference.person[m] = Some(people.nominal(tokens, mention));
                            }
                        }
                        _ => {}
                    }
                    if let Some(person) = coreference.person[m] {
                        salience.add(person, weight);
                    }
                }
            }
        }
    }
    coreference
}

/// For each element, whether it is the subject of a verb of speech.
fn speaking(document: &Document<'_>) -> Vec<bool> {
    let mut speaks = vec![false; document.mentions.elements.len()];
    for cue in document.cues.list.iter().filter(|cue| cue.strength >= Strength::Medium) {
        let Some(subject) = cue.subject else { continue };
        // "the adviser to Hale who said": not Hale, for all one knows; but "Hale, who said".
        let loose = subject.link == Link::Relative && document.word(subject.element() + 1) != ",";
        speaks[subject.element()] |= !loose;
    }
    speaks
}

fn person_like(people: &People, acts: &[bool], person: PersonId) -> bool {
    match people[person].kind {
        kind if !kind.may_speak() => false,
        // A name that tells nothing of its entity_type may be a house's, unless it does something or is addressed.
        PersonKind::Named(EntityType::Unknown) => acts.get(person.index()).copied().unwrap_or(false),
        _ => true,
    }
}

/// Who is the subject of a verb or addressed anywhere in the text.
fn acting(mentions: &Mentions, cues: &Cues, people: &People) -> Vec<bool> {
    let mut acts = vec![false; people.list.len()];
    let subjects = mentions.elements.iter().enumerate().filter_map(|(k, element)| match element {
        NarrationItem::Mention(m) if cues.is_subject(k) => Some(m),
        _ => None,
    });
    let addressed = (0..mentions.list.len()).filter(|&m| mentions.list[m].vocative);
    for person in subjects.chain(addressed).filter_map(|m| people.of_mention[m]) {
        acts[person.index()] = true;
    }
    acts
}

/// How much of a person's salience counts for a pronoun: all if the genders are equal, some if one is unknown; little
/// for somebody who has no name, since novels say "he" of those who have.
fn agreement(people: &People, person: PersonId, gender: Gender, unknown: u32) -> Option<u32> {
    let weight = match people[person].gender {
        g if g == gender => 256,
        Gender::Unknown => unknown,
        _ => return None,
    };
    Some(if people[person].kind == PersonKind::Nominal { weight / 4 } else { weight })
}

/// "the colonel": the most salient person whose title that is.
fn by_title(
    tokens: &Tokens<'_>,
    people: &People,
    salience: &SalienceList,
    mention: &Mention,
    head: usize,
) -> Option<PersonId> {
    let definite =
        tokens.word_text(mention.words.start()).eq_ignore_ascii_case("the") || tokens.words[head].is_capitalised();
    if !definite || mention.words.len() > 2 {
        return None;
    }
    let noun = tokens.words[head].id;
    let lexicon = tokens.vocabulary.lexicon();
    salience.ranked(|p| people.titles(p).any(|title| lexicon.same_title(title, noun)).then_some(256)).first()
}
