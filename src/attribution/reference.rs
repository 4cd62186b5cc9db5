//! Whom "he" and "she" may stand for, and who is prominent at each quotation.

use crate::cue::Cues;
use crate::mention::{Bearer, Element, Gender, Mention, MentionKind, Mentions, NounClass, Pronoun};
use crate::speaker::{People, PersonId, PersonKind};
use crate::token::Tokens;
use crate::work;

/// So many people are kept in mind at once.
const MEMORY: usize = 24;
/// So many candidates are kept for a pronoun or a quotation.
const CANDIDATES: usize = 7;

/// The most prominent people at some point with their weights, best first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ranked {
    people: [(u32, u32); CANDIDATES],
    len: u8,
}

impl Ranked {
    pub(super) fn iter(&self) -> impl Iterator<Item = (PersonId, u32)> + '_ {
        self.people[..self.len as usize].iter().map(|&(person, weight)| (PersonId(person), weight))
    }

    pub(super) fn first(&self) -> Option<PersonId> {
        self.iter().next().map(|(person, _)| person)
    }

    pub(super) fn rank(&self, person: PersonId) -> Option<usize> {
        self.iter().position(|(p, _)| p == person)
    }

    /// The share of a person in the weight of all, in 256ths.
    pub(super) fn share(&self, person: PersonId) -> u32 {
        let all: u32 = self.iter().map(|(_, w)| w).sum();
        self.iter().find(|&(p, _)| p == person).map_or(0, |(_, w)| w * 256 / all.max(1))
    }
}

/// For each mention, and each quotation, whom it may stand for.
#[derive(Debug)]
pub(super) struct References {
    /// Names, and noun phrases that stand for a named person.
    pub(super) person: Vec<Option<PersonId>>,
    /// Candidates of "he" and "she" by mention.
    pronouns: Vec<(u32, Ranked)>,
    /// For each outermost quotation, who is prominent before it.
    pub(super) prominent: Vec<Ranked>,
}

impl References {
    pub(super) fn pronoun(&self, mention: usize) -> Ranked {
        let found = self.pronouns.binary_search_by_key(&(mention as u32), |&(m, _)| m);
        found.map_or_else(|_| Ranked::default(), |i| self.pronouns[i].1)
    }

    /// Whose a noun phrase is: Emma in "Emma's mother".
    pub(super) fn owner(&self, mentions: &Mentions, mention: usize) -> Option<PersonId> {
        let words = &mentions.list[mention].words;
        let within = mention.checked_sub(1).filter(|&m| mentions.list[m].within)?;
        self.person[within].filter(|_| words.start == mentions.list[within].words.start)
    }

    /// The person a mention stands for, a pronoun's best candidate included.
    pub(super) fn best(&self, mention: usize) -> Option<PersonId> {
        self.person[mention].or_else(|| self.pronoun(mention).first())
    }
}

/// Prominence in fixed point: a mention adds about a thousand, a sentence keeps 235/256 of it, a paragraph 192/256.
#[derive(Debug, Default)]
struct Memory {
    people: Vec<(PersonId, u32)>,
}

impl Memory {
    fn fade(&mut self, keep: u32) {
        for (_, weight) in &mut self.people {
            *weight = *weight * keep / 256;
        }
        self.people.retain(|&(_, weight)| weight > 2);
    }

    fn add(&mut self, person: PersonId, weight: u32) {
        match self.people.iter_mut().find(|(p, _)| *p == person) {
            Some((_, w)) => *w = (*w + weight).min(8_000),
            None => {
                if self.people.len() == MEMORY {
                    let least = (0..MEMORY).min_by_key(|&i| self.people[i].1).unwrap_or(0);
                    self.people.swap_remove(least);
                }
                self.people.push((person, weight));
            }
        }
    }

    fn holds(&self, person: PersonId) -> bool {
        self.people.iter().any(|&(p, _)| p == person)
    }

    /// The best by weight, each weight changed by `fits`, in 256ths.
    fn ranked(&self, fits: impl Fn(PersonId) -> Option<u32>) -> Ranked {
        work::count(self.people.len());
        let mut best = Ranked::default();
        for &(person, weight) in &self.people {
            let Some(fit) = fits(person) else { continue };
            let entry = (person.0, weight * fit / 256);
            let better = |other: &(u32, u32)| (entry.1, other.0) > (other.1, entry.0);
            let len = best.len as usize;
            let place = best.people[..len].iter().position(better).unwrap_or(len);
            if place == CANDIDATES {
                continue;
            }
            let kept = (len + 1).min(CANDIDATES);
            best.people.copy_within(place..kept - 1, place + 1);
            best.people[place] = entry;
            best.len = kept as u8;
        }
        best
    }
}

/// Walks through the narration once, keeping in mind who is prominent.
pub(super) fn refer(tokens: &Tokens<'_>, mentions: &Mentions, cues: &Cues, people: &mut People) -> References {
    let mut references = References { person: people.of_mention.clone(), pronouns: Vec::new(), prominent: Vec::new() };
    let acts = acting(mentions, cues, people);
    let mut memory = Memory::default();

    // Mentions within others ("Emma's mother") stand in the list before the element that takes them in.
    let mut listed = 0;
    for (p, paragraph) in mentions.paragraphs.iter().enumerate() {
        // Another chapter is another company.
        memory.fade(if tokens.is_heading(tokens.paragraphs[p]) { 48 } else { 192 });
        for k in paragraph.clone() {
            if k > paragraph.start && cues.sentence[k] != cues.sentence[k - 1] {
                memory.fade(235);
            }
            match mentions.elements[k] {
                Element::Word(_) | Element::Phrase(..) => {}
                Element::Quote(q) => {
                    references.prominent.push(memory.ranked(|p| {
                        person_like(people, &acts, p).then_some(if people[p].kind == PersonKind::Nominal {
                            64
                        } else {
                            256
                        })
                    }));
                    for m in mentions.quotes[q].mentions.clone() {
                        if let Some(person) = references.person[m] {
                            // Who is only talked about is not there.
                            let present = mentions.list[m].vocative || memory.holds(person);
                            if present {
                                memory.add(person, if mentions.list[m].vocative { 500 } else { 300 });
                            }
                        }
                    }
                    listed = mentions.quotes[q].mentions.end;
                }
                Element::Mention(m) => {
                    for inner in listed..m {
                        if let Some(person) = references.person[inner] {
                            memory.add(person, 700);
                        }
                    }
                    listed = m + 1;
                    let mention = &mentions.list[m];
                    let subject = cues.is_subject[k];
                    let weight = if subject { 2_000 } else { 1_100 };
                    match (&mention.kind, mention.pronoun()) {
                        (_, Some(pronoun @ (Pronoun::He | Pronoun::She))) => {
                            let gender = if pronoun == Pronoun::He { Gender::Male } else { Gender::Female };
                            let ranked = memory
                                .ranked(|p| agreement(people, p, gender).filter(|_| person_like(people, &acts, p)));
                            if let Some(person) = ranked.first() {
                                memory.add(person, weight / 2);
                            }
                            references.pronouns.push((m as u32, ranked));
                        }
                        (_, Some(Pronoun::It)) => {
                            let body = |p: PersonId| people[p].kind == PersonKind::Named(Bearer::Organisation);
                            references.pronouns.push((m as u32, memory.ranked(|p| body(p).then_some(256))));
                        }
                        (MentionKind::Nominal { head, class: NounClass::Person, .. }, _)
                            if references.person[m].is_none() =>
                        {
                            references.person[m] = by_title(tokens, people, &memory, mention, *head);
                            // "The miller came out. He said": he is the miller.
                            let singular = subject && !mention.plural && mention.words.len() <= 8;
                            if references.person[m].is_none() && singular {
                                references.person[m] = Some(people.nominal(tokens, mention));
                            }
                        }
                        _ => {}
                    }
                    if let Some(person) = references.person[m] {
                        memory.add(person, weight);
                    }
                }
            }
        }
    }
    references.pronouns.sort_unstable_by_key(|&(m, _)| m);
    references
}

fn person_like(people: &People, acts: &[bool], person: PersonId) -> bool {
    match people[person].kind {
        PersonKind::Named(Bearer::Place | Bearer::Organisation) => false,
        // A name that tells nothing of its bearer may be a house's, unless it does something or is addressed.
        PersonKind::Named(Bearer::Unknown) => acts.get(person.0 as usize).copied().unwrap_or(false),
        _ => true,
    }
}

/// Who is the subject of a verb or addressed anywhere in the text.
fn acting(mentions: &Mentions, cues: &Cues, people: &People) -> Vec<bool> {
    let mut acts = vec![false; people.list.len()];
    let subjects = mentions.elements.iter().zip(&cues.is_subject).filter_map(|(element, &subject)| match element {
        Element::Mention(m) if subject => Some(*m),
        _ => None,
    });
    let addressed = (0..mentions.list.len()).filter(|&m| mentions.list[m].vocative);
    for person in subjects.chain(addressed).filter_map(|m| people.of_mention[m]) {
        acts[person.0 as usize] = true;
    }
    acts
}

/// How much of a person's prominence counts for a pronoun: all if the genders are equal, some if one is unknown; little
/// for somebody who has no name, since novels say "he" of those who have.
fn agreement(people: &People, person: PersonId, gender: Gender) -> Option<u32> {
    let weight = match people[person].gender {
        g if g == gender => 256,
        Gender::Unknown => 110,
        _ => return None,
    };
    Some(if people[person].kind == PersonKind::Nominal { weight / 4 } else { weight })
}

/// "the colonel": the most prominent person whose title that is.
fn by_title(tokens: &Tokens<'_>, people: &People, memory: &Memory, mention: &Mention, head: usize) -> Option<PersonId> {
    let definite =
        tokens.word_text(mention.words.start).eq_ignore_ascii_case("the") || tokens.words[head].is_capitalised();
    if !definite || mention.words.len() > 2 {
        return None;
    }
    let noun = tokens.words[head].id;
    let lexicon = tokens.vocabulary.lexicon();
    memory.ranked(|p| people.titles(p).iter().any(|&title| lexicon.same_title(title, noun)).then_some(256)).first()
}
