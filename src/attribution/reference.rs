//! Whom "he" and "she" may stand for, and who is prominent at each quotation.

use super::genre::Genre;
use super::tag::Scene;
use crate::cue::{Cues, Link, Strength};
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
    people: [Option<PersonId>; CANDIDATES],
    weights: [u16; CANDIDATES],
}

impl Ranked {
    pub(super) fn iter(&self) -> impl Iterator<Item = (PersonId, u32)> + Clone + '_ {
        let weights = self.weights.iter().copied().map(u32::from);
        self.people.iter().zip(weights).map_while(|(&person, weight)| Some((person?, weight)))
    }

    pub(super) fn first(&self) -> Option<PersonId> {
        self.iter().next().map(|(person, _)| person)
    }

    pub(super) fn rank(&self, person: PersonId) -> Option<usize> {
        self.iter().position(|(p, _)| p == person)
    }
}

/// For each mention, and each quotation, whom it may stand for.
#[derive(Debug)]
pub(super) struct References {
    /// Names, and noun phrases that stand for a named person.
    pub(super) person: Vec<Option<PersonId>>,
    /// Candidates of "he" and "she", and by mention where they are; [`NOBODY`] where there are none.
    pronouns: Vec<Ranked>,
    places: Vec<u32>,
    /// For each outermost quotation, who is prominent before it.
    pub(super) prominent: Vec<Ranked>,
}

impl References {
    pub(super) fn pronoun(&self, mention: usize) -> &Ranked {
        const NOBODY_RANKED: &Ranked = &Ranked { people: [None; CANDIDATES], weights: [0; CANDIDATES] };
        self.pronouns.get(self.places[mention] as usize).unwrap_or(NOBODY_RANKED)
    }

    fn stand_for(&mut self, mention: usize, ranked: Ranked) {
        self.places[mention] = self.pronouns.len() as u32;
        self.pronouns.push(ranked);
    }

    /// Whose a noun phrase is: Emma in "Emma's mother".
    pub(super) fn owner(&self, mentions: &Mentions, mention: usize) -> Option<PersonId> {
        let words = &mentions.list[mention].words;
        let within = mention.checked_sub(1).filter(|&m| mentions.list[m].within)?;
        self.person[within].filter(|_| words.start() == mentions.list[within].words.start())
    }

    /// The person a mention stands for, a pronoun's best candidate included.
    pub(super) fn best(&self, mention: usize) -> Option<PersonId> {
        self.person[mention].or_else(|| self.pronoun(mention).first())
    }
}

const NOBODY: u32 = u32::MAX;

/// How people are kept in mind: weights of their mentions, in fixed point, and what is left of them, in 256ths.
#[derive(Debug)]
struct Habits {
    /// What a new sentence, a new paragraph and a new chapter leave.
    sentence: u32,
    paragraph: u32,
    chapter: u32,
    /// A mention as subject of a verb of speech, of another verb, of a clause within the sentence, and elsewhere.
    speaks: u32,
    subject: u32,
    inner: u32,
    other: u32,
    /// A name that owns something, a name in a quotation, and one that is called there.
    owner: u32,
    spoken: u32,
    called: u32,
    /// What a pronoun counts beside a name.
    pronoun: u32,
    /// What somebody of unknown gender counts for "he" or "she".
    unknown: u32,
    /// What a name counts that never acts and tells nothing of its bearer; such names may be a house's.
    idle: Option<u32>,
    /// Mentions of a person add up; otherwise little more than the strongest one counts.
    grows: bool,
    /// What somebody counts whom the quotation before the clause names: people seldom do so of themselves.
    named: u32,
}

/// In a tale the same few people are about for pages.
const TALE: Habits = Habits {
    sentence: 235,
    paragraph: 192,
    chapter: 48,
    speaks: 2_000,
    subject: 2_000,
    inner: 2_000,
    other: 1_100,
    owner: 700,
    spoken: 300,
    called: 500,
    pronoun: 128,
    unknown: 110,
    idle: None,
    grows: true,
    named: 256,
};

/// In a report everybody talks about one man, and "he" is the one who spoke last.
const REPORT: Habits = Habits {
    sentence: 140,
    paragraph: 200,
    chapter: 48,
    speaks: 3_600,
    subject: 2_000,
    inner: 1_200,
    other: 700,
    owner: 500,
    spoken: 120,
    called: 120,
    pronoun: 256,
    unknown: 170,
    idle: Some(128),
    grows: false,
    named: 96,
};

/// Who is in mind, and how much.
#[derive(Debug, Default)]
struct Memory {
    people: Vec<(PersonId, u32)>,
    grows: bool,
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
            Some((_, w)) if self.grows => *w = (*w + weight).min(8_000),
            Some((_, w)) => *w = weight.max(*w) + weight.min(*w) / 8,
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
            let weight = weight * fit / 256;
            let ranked = best.iter().take_while(|&(other, heavier)| (weight, other) <= (heavier, person)).count();
            if ranked < CANDIDATES {
                best.people.copy_within(ranked..CANDIDATES - 1, ranked + 1);
                best.weights.copy_within(ranked..CANDIDATES - 1, ranked + 1);
                best.people[ranked] = Some(person);
                best.weights[ranked] = weight.min(u32::from(u16::MAX)) as u16;
            }
        }
        best
    }
}

/// Walks through the narration once, keeping in mind who is prominent.
pub(super) fn refer(scene: Scene<'_, '_>, genre: Genre, people: &mut People) -> References {
    let Scene { tokens, mentions, cues, .. } = scene;
    let habits = match genre {
        Genre::Tale => &TALE,
        Genre::Report => &REPORT,
    };
    let acts = acting(mentions, cues, people);
    let speaks = speaking(scene);
    let mut references = References {
        person: core::mem::take(&mut people.of_mention),
        pronouns: Vec::new(),
        places: vec![NOBODY; mentions.list.len()],
        prominent: Vec::with_capacity(mentions.quotes.len()),
    };
    let mut memory = Memory { grows: habits.grows, ..Memory::default() };
    // Whom the quotation before names.
    let mut named: Vec<PersonId> = Vec::new();

    // Mentions within others ("Emma's mother") stand in the list before the element that takes them in.
    let mut listed = 0;
    for (p, paragraph) in mentions.paragraphs().enumerate() {
        // Another chapter is another company.
        memory.fade(if tokens.is_heading(tokens.paragraphs[p]) { habits.chapter } else { habits.paragraph });
        named.clear();
        for k in paragraph.clone() {
            if k > paragraph.start && cues.sentence(k) != cues.sentence(k - 1) {
                memory.fade(habits.sentence);
                named.clear();
            }
            match mentions.elements.at(k) {
                Element::Word(_) | Element::Phrase(..) => {}
                Element::Quote(q) => {
                    references.prominent.push(memory.ranked(|p| {
                        person_like(people, &acts, p).then_some(if people[p].kind == PersonKind::Nominal {
                            64
                        } else {
                            256
                        })
                    }));
                    named.clear();
                    for m in mentions.quotes[q].mentions.range() {
                        if let Some(person) = references.person[m] {
                            // Who is only talked about is not there.
                            let called = mentions.list[m].vocative;
                            if called || memory.holds(person) {
                                memory.add(person, if called { habits.called } else { habits.spoken });
                            }
                            named.push(person);
                        }
                    }
                    listed = mentions.quotes[q].mentions.end();
                }
                Element::Mention(m) => {
                    for inner in listed..m {
                        if let Some(person) = references.person[inner] {
                            memory.add(person, habits.owner);
                        }
                    }
                    listed = m + 1;
                    let mention = &mentions.list[m];
                    let subject = cues.is_subject(k);
                    let weight = match () {
                        () if subject && cues.is_inner(k) => habits.inner,
                        () if speaks[k] => habits.speaks,
                        () if subject => habits.subject,
                        () => habits.other,
                    };
                    if speaks[k] && mention.pronoun().is_none() {
                        named.clear();
                    }
                    match (&mention.kind, mention.pronoun()) {
                        (_, Some(pronoun @ (Pronoun::He | Pronoun::She))) => {
                            let gender = if pronoun == Pronoun::He { Gender::Male } else { Gender::Female };
                            let ranked = memory.ranked(|p| {
                                let mut weight = agreement(people, p, gender, habits.unknown)?;
                                if !person_like(people, &acts, p) {
                                    weight = habits.idle.filter(|_| people[p].kind.may_speak())? * weight / 256;
                                }
                                Some(if named.contains(&p) { weight * habits.named / 256 } else { weight })
                            });
                            if let Some(person) = ranked.first() {
                                memory.add(person, weight * habits.pronoun / 256);
                            }
                            references.stand_for(m, ranked);
                        }
                        (_, Some(Pronoun::It)) => {
                            let body = |p: PersonId| people[p].kind == PersonKind::Named(Bearer::Organisation);
                            references.stand_for(m, memory.ranked(|p| body(p).then_some(256)));
                        }
                        (MentionKind::Nominal { head, class: NounClass::Person }, _)
                            if references.person[m].is_none() =>
                        {
                            references.person[m] = by_title(tokens, people, &memory, mention, *head as usize);
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
    references
}

/// For each element, whether it is the subject of a verb of speech.
fn speaking(scene: Scene<'_, '_>) -> Vec<bool> {
    let mut speaks = vec![false; scene.mentions.elements.len()];
    for cue in scene.cues.list.iter().filter(|cue| cue.strength >= Strength::Medium) {
        let Some(subject) = cue.subject else { continue };
        // "the adviser to Hale who said": not Hale, for all one knows; but "Hale, who said".
        let loose = subject.link == Link::Relative && scene.word(subject.element() + 1) != ",";
        speaks[subject.element()] |= !loose;
    }
    speaks
}

fn person_like(people: &People, acts: &[bool], person: PersonId) -> bool {
    match people[person].kind {
        kind if !kind.may_speak() => false,
        // A name that tells nothing of its bearer may be a house's, unless it does something or is addressed.
        PersonKind::Named(Bearer::Unknown) => acts.get(person.index()).copied().unwrap_or(false),
        _ => true,
    }
}

/// Who is the subject of a verb or addressed anywhere in the text.
fn acting(mentions: &Mentions, cues: &Cues, people: &People) -> Vec<bool> {
    let mut acts = vec![false; people.list.len()];
    let subjects = mentions.elements.iter().enumerate().filter_map(|(k, element)| match element {
        Element::Mention(m) if cues.is_subject(k) => Some(m),
        _ => None,
    });
    let addressed = (0..mentions.list.len()).filter(|&m| mentions.list[m].vocative);
    for person in subjects.chain(addressed).filter_map(|m| people.of_mention[m]) {
        acts[person.index()] = true;
    }
    acts
}

/// How much of a person's prominence counts for a pronoun: all if the genders are equal, some if one is unknown; little
/// for somebody who has no name, since novels say "he" of those who have.
fn agreement(people: &People, person: PersonId, gender: Gender, unknown: u32) -> Option<u32> {
    let weight = match people[person].gender {
        g if g == gender => 256,
        Gender::Unknown => unknown,
        _ => return None,
    };
    Some(if people[person].kind == PersonKind::Nominal { weight / 4 } else { weight })
}

/// "the colonel": the most prominent person whose title that is.
fn by_title(tokens: &Tokens<'_>, people: &People, memory: &Memory, mention: &Mention, head: usize) -> Option<PersonId> {
    let definite =
        tokens.word_text(mention.words.start()).eq_ignore_ascii_case("the") || tokens.words[head].is_capitalised();
    if !definite || mention.words.len() > 2 {
        return None;
    }
    let noun = tokens.words[head].id;
    let lexicon = tokens.vocabulary.lexicon();
    memory.ranked(|p| people.titles(p).any(|title| lexicon.same_title(title, noun)).then_some(256)).first()
}
