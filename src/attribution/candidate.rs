//! Who may have said a unit, and what speaks for each.

use core::ops::Range;

use super::addressee;
use super::chain::RELATIONS;
use super::feature::{Feature, Sink, Template, FITS};
use super::hindsight::{History, Turn};
use super::reference::{Ranked, References};
use super::tag::{Place, Scene, Tag};
use super::unit::{Unit, Units};
use super::{Evidence, QuoteKind};
use crate::cue::{Link, Strength};
use crate::lexicon::{Classes, WordId};
use crate::mention::{Bearer, Element, Gender, MentionKind, NounClass, Pronoun};
use crate::speaker::{People, PersonId, PersonKind};
use crate::work;

/// No more candidates than these are weighed, nobody not counted.
const CANDIDATES: usize = 16;
/// So many elements of a paragraph are read on each side of a unit.
const REACH: usize = 160;
/// So many paragraphs before a unit tell who is about.
const PARAGRAPHS: usize = 12;
/// So many people are kept apart in them, the latest.
const SEEN: usize = 32;

/// What kind of subject the clause of a unit has.
pub(super) mod subject {
    pub const NONE: usize = 0;
    pub const NAME: usize = 1;
    pub const PRONOUN: usize = 2;
    pub const I: usize = 3;
    pub const NOUN: usize = 4;
    pub const OTHER: usize = 5;
}

/// Places around a unit where somebody may be mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
enum Slot {
    After,
    Before,
    ParagraphBefore,
    Label,
    Further,
    Second,
    Object,
    BeatLast,
    BeatFirst,
    Between,
    BeatAfter,
    BeforeOther,
    NarrationLast,
    NarrationFirst,
    NarrationOther,
    TailLast,
    NextFirst,
    AfterOther,
    PreviousOther,
}

/// A mention in a slot.
#[derive(Clone, Copy, Debug)]
struct Filled {
    slot: Slot,
    strength: usize,
    mention: usize,
}

/// A name or a resolved pronoun in the narration.
#[derive(Clone, Copy, Debug)]
struct Sighting {
    person: PersonId,
    subject: bool,
    pronoun: bool,
}

/// What the paragraphs before a unit tell of a person.
#[derive(Clone, Copy, Debug)]
struct Seen {
    person: PersonId,
    /// Paragraphs since the last name, and since it was last a subject.
    last: usize,
    last_subject: usize,
    count: usize,
    /// Mentioned earlier in the paragraph itself.
    here: bool,
}

/// All that is known of a text before its units are decided.
pub(super) struct Conversation<'a, 't> {
    pub(super) scene: Scene<'a, 't>,
    pub(super) people: &'a People,
    pub(super) references: &'a References,
    pub(super) units: &'a Units,
    /// The named people of each paragraph's narration.
    sightings: Vec<Sighting>,
    paragraphs: Vec<Range<u32>>,
    /// Whom the clause of each unit names, if it does.
    explicit: Vec<Option<PersonId>>,
    /// To whom the clause of each unit says that it is said, as a mention.
    told: Vec<Option<usize>>,
    /// How often each person is named as a speaker, and mentioned.
    spoken: Vec<u32>,
    /// Distance to the turn before, as values of the templates of turns; none where a conversation begins.
    pub(super) gaps: Vec<Option<usize>>,
    /// The turn before each unit, and for each unit whether it is a turn.
    previous: Vec<Option<usize>>,
    next: Vec<Option<usize>>,
}

/// The candidates of a unit and what is seen around it.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) who: Vec<Option<PersonId>>,
    slots: Vec<Filled>,
    pub(super) subject: usize,
    gender: Gender,
    ranked: Ranked,
    seen: Vec<Seen>,
    /// The turns before, the nearest first, and after.
    before: Vec<Near>,
    after: Vec<Near>,
    spoken: Vec<Spoken>,
}

/// A turn of the same conversation.
#[derive(Clone, Copy, Debug)]
struct Near {
    unit: usize,
    /// Nothing but turns in neighbouring paragraphs lies between.
    adjacent: bool,
}

/// A mention within the speech of a turn beside a unit, or of the unit itself.
#[derive(Clone, Copy, Debug)]
struct Spoken {
    /// Place in the order of [`BESIDE`].
    place: usize,
    person: Option<PersonId>,
    named: bool,
    vocative: bool,
    gender: Gender,
}

/// The turns beside a unit whose speech is read for whom it names, as distances.
const BESIDE: [isize; 5] = [0, -1, 1, -2, 2];
/// So many turns are looked at in each direction.
const TURNS: usize = 24;

fn bucket(value: usize, bounds: &[usize]) -> usize {
    bounds.iter().take_while(|&&b| value >= b).count()
}

impl Facts {
    /// The turn at a distance, the unit itself at none.
    fn turn(&self, u: usize, offset: isize) -> Option<Near> {
        match (offset, offset.unsigned_abs()) {
            (0, _) => Some(Near { unit: u, adjacent: true }),
            (..=-1, distance) => self.before.get(distance - 1).copied(),
            (1.., distance) => self.after.get(distance - 1).copied(),
        }
    }
}

impl<'a, 't> Conversation<'a, 't> {
    pub(super) fn new(scene: Scene<'a, 't>, people: &'a People, references: &'a References, units: &'a Units) -> Self {
        let mut sightings = Vec::new();
        let mut paragraphs = Vec::with_capacity(scene.mentions.paragraphs.len());
        for paragraph in &scene.mentions.paragraphs {
            let start = sightings.len() as u32;
            for k in paragraph.clone() {
                let Element::Mention(m) = scene.mentions.elements[k] else { continue };
                let pronoun = scene.mentions.list[m].pronoun().is_some();
                if let Some(person) = references.best(m) {
                    sightings.push(Sighting { person, subject: scene.cues.is_subject[k], pronoun });
                }
            }
            paragraphs.push(start..sightings.len() as u32);
        }
        let mut conversation = Self {
            scene,
            people,
            references,
            units,
            sightings,
            paragraphs,
            explicit: Vec::new(),
            told: Vec::new(),
            spoken: vec![0; people.list.len()],
            gaps: Vec::new(),
            previous: Vec::new(),
            next: vec![None; units.list.len()],
        };
        let mut last_turn = None;
        for (u, unit) in units.list.iter().enumerate() {
            let explicit = unit.tag.and_then(|tag| conversation.named(tag));
            if let Some(person) = explicit {
                conversation.spoken[person.0 as usize] += 1;
            }
            conversation.explicit.push(explicit);
            conversation.told.push(unit.tag.and_then(|tag| addressee::object(scene, tag.cue?)));
            conversation.previous.push(last_turn);
            conversation.gaps.push(last_turn.filter(|_| !unit.aside).and_then(|before| conversation.gap(before, u)));
            if !unit.aside {
                if let Some(before) = last_turn {
                    conversation.next[before] = Some(u);
                }
                last_turn = Some(u);
            }
        }
        conversation
    }

    /// The person a clause names, or "I".
    fn named(&self, tag: Tag) -> Option<PersonId> {
        let mention = &self.scene.mentions.list[tag.mention];
        match mention.pronoun() {
            None => self.references.person[tag.mention].filter(|&p| self.people[p].kind != PersonKind::Nominal),
            Some(Pronoun::I) => self.people.narrator,
            Some(_) => None,
        }
    }

    fn gap(&self, before: usize, u: usize) -> Option<usize> {
        let (last, unit) = (&self.units.list[before], &self.units.list[u]);
        let (from, to) = (last.last, unit.paragraph);
        let tokens = self.scene.tokens;
        let paragraphs = &self.scene.mentions.paragraphs;
        let opens = unit.elements.start <= paragraphs[to].start;
        let tail = last.elements.end < paragraphs[from].end;
        match to - from {
            d if d > 12 || (from + 1..to).any(|p| tokens.is_heading(tokens.paragraphs[p])) => None,
            // Another clause, or somebody else who acts, parts a paragraph.
            0 => Some(8 + usize::from(unit.tag.is_none())),
            1 => Some(usize::from(!opens) + 2 * usize::from(tail)),
            2 => Some(4 + usize::from(!opens)),
            3 | 4 => Some(6),
            _ => Some(7),
        }
    }

    /// Collects the turns around a unit, to the ends of its conversation.
    fn find_turns(&self, u: usize, facts: &mut Facts) {
        facts.before.clear();
        facts.after.clear();
        let near = |gap: usize| !(4..8).contains(&gap);
        let (mut at, mut adjacent) = (u, true);
        while let (Some(unit), Some(gap), true) = (self.previous[at], self.gaps[at], facts.before.len() < TURNS) {
            adjacent &= near(gap);
            facts.before.push(Near { unit, adjacent });
            at = unit;
        }
        let (mut at, mut adjacent) = (u, true);
        while let (Some(unit), true) = (self.next[at], facts.after.len() < TURNS) {
            let Some(gap) = self.gaps[unit] else { break };
            adjacent &= near(gap);
            facts.after.push(Near { unit, adjacent });
            at = unit;
        }
    }

    fn read_beside(&self, u: usize, facts: &mut Facts) {
        facts.spoken.clear();
        for (place, offset) in BESIDE.into_iter().enumerate() {
            let Some(near) = facts.turn(u, offset) else { continue };
            for m in self.spoken_of(near.unit) {
                let mention = &self.scene.mentions.list[m];
                let person = self.references.person[m];
                let named = mention.name().is_some();
                let title = mention.vocative && !named && mention.gender != Gender::Unknown;
                if person.is_some() || title {
                    let (vocative, gender) = (mention.vocative, mention.gender);
                    facts.spoken.push(Spoken { place, person, named, vocative, gender });
                }
            }
        }
    }

    /// What the second pass has to know of the units.
    pub(super) fn history(&self) -> History {
        let tokens = self.scene.tokens;
        let mut history = History { people: self.people.list.len(), ..History::default() };
        // For each word its number, one more than that.
        let mut numbers = vec![0u32; tokens.vocabulary.len()];
        for (u, unit) in self.units.list.iter().enumerate() {
            let start = history.words.len() as u32;
            for &q in &unit.quotes {
                let words = self.scene.mentions.quotes[q].words.clone();
                for w in words.filter(|&w| tokens.words[w].is_word()) {
                    let Some(number) = numbers.get_mut(tokens.words[w].id.0 as usize) else { continue };
                    if *number == 0 {
                        history.different += 1;
                        *number = history.different as u32;
                    }
                    history.words.push(*number - 1);
                }
            }
            let ((subject, _), noun) = (self.subject(unit.tag), self.noun(unit));
            history.turns.push(Turn {
                previous: self.previous[u].map(|p| p as u32),
                next: self.next[u].map(|n| n as u32),
                adjacent: self.gaps[u].is_some_and(|gap| !(4..8).contains(&gap)),
                opens: self.gaps[u].is_none(),
                subject,
                noun,
                words: (start, history.words.len() as u32),
            });
        }
        history
    }

    /// The noun that is subject of a unit's clause.
    fn noun(&self, unit: &Unit) -> Option<WordId> {
        let tag = unit.tag.filter(|&tag| self.subject(Some(tag)).0 == subject::NOUN)?;
        match self.scene.mentions.list[tag.mention].kind {
            MentionKind::Nominal { head, .. } => Some(self.scene.tokens.words[head].id),
            _ => None,
        }
    }

    fn is_nominal(&self, person: PersonId) -> bool {
        self.people[person].kind == PersonKind::Nominal
    }

    /// The person without a name who is subject of a unit's clause.
    #[cfg(feature = "train")]
    pub(super) fn nominal(&self, u: usize) -> Option<PersonId> {
        let person = self.references.person[self.unit(u).tag?.mention]?;
        self.is_nominal(person).then_some(person)
    }

    fn unit(&self, u: usize) -> &Unit {
        &self.units.list[u]
    }

    fn mention_at(&self, element: usize) -> Option<usize> {
        match self.scene.mentions.elements[element] {
            Element::Mention(m) => Some(m),
            _ => None,
        }
    }

    fn acts(&self, element: usize) -> Option<usize> {
        self.mention_at(element).filter(|_| self.scene.cues.is_subject[element])
    }

    /// Collects the candidates of a unit and what is seen around it.
    pub(super) fn read(&self, u: usize, facts: &mut Facts) {
        let unit = self.unit(u);
        (facts.subject, facts.gender) = self.subject(unit.tag);
        facts.ranked = match unit.tag {
            Some(tag) if facts.subject == subject::PRONOUN => self.references.pronoun(tag.mention),
            _ => Ranked::default(),
        };
        self.look_around(u, facts);
        self.look_back(u, &mut facts.seen);
        self.read_beside(u, facts);
        self.choose(u, facts);
    }

    /// Collects who is mentioned around a unit, and the turns of its conversation.
    pub(super) fn look_around(&self, u: usize, facts: &mut Facts) {
        self.fill_slots(u, &mut facts.slots);
        self.find_turns(u, facts);
    }

    pub(super) fn subject(&self, tag: Option<Tag>) -> (usize, Gender) {
        let Some(tag) = tag else { return (subject::NONE, Gender::Unknown) };
        let mention = &self.scene.mentions.list[tag.mention];
        match &mention.kind {
            MentionKind::Name(_) => (subject::NAME, mention.gender),
            MentionKind::Pronoun(Pronoun::He | Pronoun::She) => (subject::PRONOUN, mention.gender),
            MentionKind::Pronoun(Pronoun::I) => (subject::I, Gender::Unknown),
            MentionKind::Nominal { class, .. } if !mention.plural && *class != NounClass::Other => {
                (subject::NOUN, mention.gender)
            }
            MentionKind::Nominal { .. } | MentionKind::Pronoun(Pronoun::Indefinite)
                if self.references.person[tag.mention].is_some() =>
            {
                (subject::NOUN, mention.gender)
            }
            _ => (subject::OTHER, Gender::Unknown),
        }
    }

    fn fill_slots(&self, u: usize, slots: &mut Vec<Filled>) {
        slots.clear();
        let unit = self.unit(u);
        let mentions = self.scene.mentions;
        let paragraph = mentions.paragraphs[unit.paragraph].clone();
        let low = paragraph.start.max(unit.elements.start.saturating_sub(REACH));
        let high = mentions.paragraphs[unit.last].end.min(unit.elements.end + REACH);
        work::count(high - low);
        let mut fill = |slot: Slot, strength: usize, mention: Option<usize>| {
            if let Some(mention) = mention {
                if !slots.iter().any(|f| f.mention == mention) {
                    slots.push(Filled { slot, strength, mention });
                }
            }
        };
        for (tag, second) in [(unit.tag, false), (unit.second, true)] {
            let Some(tag) = tag else { continue };
            let slot = match tag.place {
                _ if second => Slot::Second,
                Place::After => Slot::After,
                Place::Before => Slot::Before,
                Place::ParagraphBefore => Slot::ParagraphBefore,
                Place::Label => Slot::Label,
                Place::Further => Slot::Further,
            };
            let cue = tag.cue.map(|c| &self.scene.cues.list[c]);
            let strength = cue.map_or(4, |cue| match cue.strength {
                Strength::Unlisted => 0,
                Strength::Weak => 1,
                Strength::Medium => 2,
                Strength::Strong => 3,
            });
            let inverted = cue.and_then(|c| c.subject).is_some_and(|s| s.link == Link::Inverted);
            fill(slot, strength + 5 * usize::from(inverted), Some(tag.mention));
            if !second {
                fill(Slot::Object, 0, self.told[u]);
            }
        }
        let (first, last) = (unit.elements.start, unit.elements.end - 1);
        let sentence = |k: usize| self.scene.cues.sentence[k];
        let near = |k: usize, to: usize| usize::from(sentence(k) == sentence(to));
        let ending = match first.checked_sub(1).filter(|&k| k >= low).map(|k| self.scene.word(k)) {
            Some(":") => 2,
            Some("," | "--" | "—" | "-") => 4,
            _ => 0,
        };
        let before = (low..first).rev().find(|&k| self.acts(k).is_some());
        if let Some(k) = before {
            fill(Slot::BeatLast, near(k, first) + ending, self.acts(k));
        }
        fill(Slot::Between, 0, (first + 1..last).take(REACH).find_map(|k| self.acts(k)));
        let after = (last + 1..high).find(|&k| self.acts(k).is_some());
        if let Some(k) = after {
            fill(Slot::BeatAfter, near(k, last), self.acts(k));
        }
        fill(Slot::BeatFirst, 0, (low..first).find_map(|k| self.acts(k)));
        let other = (low..first).rev().find_map(|k| self.mention_at(k).filter(|_| !self.scene.cues.is_subject[k]));
        fill(Slot::BeforeOther, 0, other);
        let other = (last + 1..high).find_map(|k| self.mention_at(k).filter(|_| !self.scene.cues.is_subject[k]));
        fill(Slot::AfterOther, 0, other);
        let quotes = |k: &usize| matches!(mentions.elements[*k], Element::Quote(_));
        if let Some(previous) = unit.paragraph.checked_sub(1).map(|p| mentions.paragraphs[p].clone()) {
            let low = previous.start.max(previous.end.saturating_sub(REACH));
            let end = if previous.is_empty() { "" } else { self.scene.word(previous.end - 1) };
            let strength = match end {
                ":" => 1,
                "," | "--" | "—" | "-" => 2,
                _ => 0,
            } + 3 * usize::from(first > paragraph.start);
            match (low..previous.end).rev().find(quotes) {
                None => {
                    fill(Slot::NarrationLast, strength, (low..previous.end).rev().find_map(|k| self.acts(k)));
                    fill(Slot::NarrationFirst, strength, (low..previous.end).find_map(|k| self.acts(k)));
                    let other = |k: usize| self.mention_at(k).filter(|_| !self.scene.cues.is_subject[k]);
                    fill(Slot::NarrationOther, strength, (low..previous.end).rev().find_map(other));
                }
                Some(quote) => {
                    fill(Slot::TailLast, strength, (quote..previous.end).rev().find_map(|k| self.acts(k)));
                    let own = self.previous[u].and_then(|p| self.unit(p).tag).map(|t| t.mention);
                    let others =
                        (low..previous.end).rev().filter_map(|k| self.mention_at(k)).filter(|&m| Some(m) != own);
                    for (i, m) in others.filter(|&m| self.references.best(m).is_some()).take(2).enumerate() {
                        fill(Slot::PreviousOther, i, Some(m));
                    }
                }
            }
        }
        if let Some(next) = mentions.paragraphs.get(unit.last + 1) {
            let narration = (next.start..next.end.min(next.start + 40)).take_while(|k| !quotes(k));
            let tail = usize::from(last + 1 < mentions.paragraphs[unit.last].end);
            fill(Slot::NextFirst, tail, narration.filter_map(|k| self.acts(k)).next());
        }
    }

    fn look_back(&self, u: usize, seen: &mut Vec<Seen>) {
        seen.clear();
        let paragraph = self.unit(u).paragraph;
        let mut left = 400;
        for distance in 0..=PARAGRAPHS.min(paragraph) {
            for sighting in self.sightings_of(paragraph - distance).iter().rev() {
                if left == 0 {
                    return;
                }
                left -= 1;
                let known = match seen.iter().position(|s| s.person == sighting.person) {
                    Some(at) => &mut seen[at],
                    None if seen.len() == SEEN => continue,
                    None => {
                        seen.push(Seen {
                            person: sighting.person,
                            last: PARAGRAPHS + 1,
                            last_subject: PARAGRAPHS + 1,
                            count: 0,
                            here: false,
                        });
                        let at = seen.len() - 1;
                        &mut seen[at]
                    }
                };
                known.here |= distance == 0;
                known.count += 1;
                if !sighting.pronoun {
                    known.last = known.last.min(distance);
                }
                if sighting.subject {
                    known.last_subject = known.last_subject.min(distance);
                }
            }
            work::count(1);
        }
    }

    fn sightings_of(&self, paragraph: usize) -> &[Sighting] {
        let range = self.paragraphs[paragraph].clone();
        &self.sightings[range.start as usize..range.end as usize]
    }

    /// Mentions within the speech of a unit.
    fn spoken_of(&self, u: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.unit(u).quotes.iter().flat_map(|&q| {
            let mentions = self.scene.mentions.quotes[q].mentions.clone();
            mentions.start..mentions.end.min(mentions.start + 60)
        })
    }

    fn choose(&self, u: usize, facts: &mut Facts) {
        facts.who.clear();
        let unit = self.unit(u);
        let Facts { who, slots, seen, ranked, gender, subject, before, after, spoken, .. } = facts;
        // A label decides.
        let label = unit.tag.filter(|tag| tag.place == Place::Label);
        if let Some(person) = label.and_then(|tag| self.references.person[tag.mention]) {
            who.push(Some(person));
            return;
        }
        let gender = if *subject == subject::PRONOUN { *gender } else { Gender::Unknown };
        let owner = self.owner(u);
        let noun = unit.tag.filter(|tag| self.scene.mentions.list[tag.mention].words.len() > 2);
        let noun = noun.and_then(|tag| self.references.person[tag.mention]).filter(|&p| self.is_nominal(p));
        let mut add = |person: PersonId| {
            // "the second sailor" is not "the first sailor", nor is Emma's mother Emma.
            let other = owner == Some(person) || noun.is_some_and(|noun| self.is_nominal(person) && noun != person);
            let fits = self.people[person].kind.may_speak() && self.people[person].gender.agrees(gender) && !other;
            if fits && who.len() < CANDIDATES && !who.contains(&Some(person)) {
                who.push(Some(person));
            }
        };
        for filled in slots.iter().filter(|f| f.slot != Slot::Object) {
            if let Some(person) = self.references.person[filled.mention] {
                add(person);
            }
            if self.scene.mentions.list[filled.mention].pronoun() == Some(Pronoun::I) {
                self.people.narrator.map(&mut add);
            }
        }
        ranked.iter().for_each(|(person, _)| add(person));
        let turn = |offset: isize| {
            let turns: &[Near] = if offset < 0 { before } else { after };
            turns.get(offset.unsigned_abs() - 1).map(|near| near.unit)
        };
        for offset in [-1, -2, 1, -3, 2, -4, 3, -5, -6, 4] {
            turn(offset).and_then(|other| self.explicit[other]).map(&mut add);
            let place = BESIDE.iter().position(|&o| o == offset);
            let addressed = spoken.iter().filter(|s| s.vocative && Some(s.place) == place);
            addressed.filter_map(|s| s.person).for_each(&mut add);
        }
        let quote = unit.quotes[0];
        self.references.prominent[quote].iter().take(5).for_each(|(person, _)| add(person));
        for filled in slots.iter().filter(|f| f.slot != Slot::Object) {
            self.references.pronoun(filled.mention).iter().take(2).for_each(|(person, _)| add(person));
        }
        self.people.narrator.map(&mut add);
        seen.iter().filter(|s| s.last <= 5).for_each(|s| add(s.person));
        self.references.prominent[quote].iter().for_each(|(person, _)| add(person));
        let paragraph = unit.last;
        for next in paragraph..(paragraph + 3).min(self.paragraphs.len()) {
            self.sightings_of(next).iter().take(12).filter(|s| !s.pronoun).for_each(|s| add(s.person));
        }
        for offset in [-1, 1, -2, 2, -3, -4, -5, -6] {
            if let Some(other) = turn(offset) {
                self.spoken_of(other).filter_map(|m| self.references.person[m]).for_each(&mut add);
            }
        }
        for offset in (7..=24).flat_map(|o: isize| [-o, o - 2]) {
            turn(offset).and_then(|other| self.explicit[other]).map(&mut add);
        }
        seen.iter().for_each(|s| add(s.person));
        // Where a verb of speech says so, it is speech.
        let reported = unit.tag.is_some_and(|tag| tag.place == Place::Before || self.scene.is_listed(tag));
        if !reported || self.units.forms[quote].kind == QuoteKind::NotSpeech || who.is_empty() {
            who.push(None);
        }
    }

    /// How a candidate fits a mention.
    fn fit(&self, mention: usize, person: PersonId) -> usize {
        let words = &self.scene.mentions.list[mention];
        let candidate = &self.people[person];
        let known = self.references.person[mention];
        match &words.kind {
            MentionKind::Pronoun(Pronoun::He | Pronoun::She) => {
                let ranked = self.references.pronoun(mention);
                match (candidate.gender, ranked.rank(person)) {
                    (Gender::Unknown, Some(0)) => 6,
                    (Gender::Unknown, _) => 7,
                    (g, _) if g != words.gender => 8,
                    (_, Some(0)) => 2,
                    (_, Some(1)) => 3,
                    (_, Some(_)) => 4,
                    (_, None) => 5,
                }
            }
            MentionKind::Pronoun(Pronoun::I) => 9 + usize::from(self.people.narrator != Some(person)),
            MentionKind::Pronoun(Pronoun::Indefinite) if known == Some(person) => 11,
            MentionKind::Pronoun(_) => 15,
            MentionKind::Name(_) => usize::from(known != Some(person)),
            MentionKind::Nominal { .. } if self.references.owner(self.scene.mentions, mention) == Some(person) => 20,
            MentionKind::Nominal { .. } => match known {
                Some(known) if known == person => match candidate.kind {
                    PersonKind::Nominal => 11,
                    _ if self.people.loosely[mention] => 22,
                    _ => 16,
                },
                Some(known)
                    if candidate.kind == PersonKind::Nominal && self.people[known].kind == PersonKind::Nominal =>
                {
                    21
                }
                _ => {
                    let taken = known.is_some_and(|k| self.people[k].kind != PersonKind::Nominal);
                    let fit = match (words.gender, candidate.gender) {
                        (Gender::Unknown, _) | (_, Gender::Unknown) => 0,
                        (a, b) if a == b => 1,
                        _ => 2,
                    };
                    if taken {
                        17 + fit
                    } else {
                        12 + fit
                    }
                }
            },
        }
    }

    /// Whether a mention may stand for a person.
    pub(super) fn may_stand_for(&self, mention: usize, person: PersonId) -> bool {
        matches!(self.fit(mention, person), 0 | 2..=7 | 9 | 11..=13 | 16 | 22)
    }

    /// The strongest reason for a person where no clause names one; `spoke` tells whether that person spoke in a unit
    /// that is decided.
    pub(super) fn reason(&self, u: usize, facts: &Facts, person: PersonId, spoke: impl Fn(usize) -> bool) -> Evidence {
        let turn = |offset: isize| facts.turn(u, offset).filter(|near| near.adjacent).map(|near| near.unit);
        if self.beat(facts, person).is_some() {
            return Evidence::Beat;
        }
        let addressed = |other: usize| {
            self.spoken_of(other)
                .any(|m| self.scene.mentions.list[m].vocative && self.references.person[m] == Some(person))
        };
        if [-1, 1].into_iter().filter_map(turn).any(addressed) {
            return Evidence::Vocative;
        }
        match (turn(-1), turn(1)) {
            (Some(before), _) if spoke(before) => Evidence::Inherited,
            (None, None) => Evidence::Recency,
            _ => Evidence::Alternation,
        }
    }

    /// The words in the narration of a unit's paragraph that name a person as somebody who acts.
    pub(super) fn beat(&self, facts: &Facts, person: PersonId) -> Option<usize> {
        let beats = [Slot::BeatLast, Slot::BeatFirst, Slot::Between, Slot::BeatAfter];
        let acts = |f: &&Filled| beats.contains(&f.slot) && self.references.best(f.mention) == Some(person);
        facts.slots.iter().find(acts).map(|f| f.mention)
    }

    /// What speaks for a candidate.
    pub(super) fn features(&self, u: usize, facts: &Facts, who: Option<PersonId>, sink: &mut impl Sink) {
        match who {
            Some(person) => self.person_features(u, facts, person, sink),
            None => nobody_features(self.units, self.unit(u), facts.subject, sink),
        }
    }

    fn person_features(&self, u: usize, facts: &Facts, person: PersonId, sink: &mut impl Sink) {
        use Template as T;
        let s = facts.subject;
        let candidate = &self.people[person];
        for filled in &facts.slots {
            let fit = self.fit(filled.mention, person);
            debug_assert!(fit < FITS);
            sink.add(T::Slot.of([filled.slot as usize, filled.strength, fit]));
            sink.add(T::SlotSubject.of([filled.slot as usize, s, fit]));
        }
        let quote = self.unit(u).quotes[0];
        let prominent = &self.references.prominent[quote];
        sink.add(T::Rank.of([prominent.rank(person).unwrap_or(7), s]));
        if s == subject::NOUN {
            let others = prominent.iter().filter(|&(p, _)| self.people[p].gender.agrees(facts.gender));
            let rank = others.map(|(p, _)| p).position(|p| p == person).unwrap_or(7);
            sink.add(T::NounRank.of([rank, self.noun_class(u)]));
            if let Some(owner) = self.owner_gender(u) {
                let others = prominent.iter().filter(|&(p, _)| self.people[p].gender.agrees(owner));
                let others: Vec<PersonId> = others.map(|(p, _)| p).filter(|&p| !self.is_nominal(p)).collect();
                let rank = others.iter().position(|&p| p == person).map_or(3, |rank| rank.min(3));
                sink.add(T::Owner.of([rank, usize::from(self.noun_class(u) >= 3)]));
            }
        }
        sink.add(T::Share.of([(prominent.share(person) as usize / 32).min(7), s]));
        if s == subject::PRONOUN {
            let rank = facts.ranked.rank(person).unwrap_or(7);
            let weights: Vec<u32> = facts.ranked.iter().map(|(_, w)| w).collect();
            let margin = match weights[..] {
                [] => 0,
                [_] => 4,
                [a, b, ..] => bucket((a * 10 / b.max(1)) as usize, &[13, 20, 40]),
            };
            sink.add(T::Referent.of([rank, margin]));
            sink.add(T::ReferentShare.of([(facts.ranked.share(person) as usize / 26).min(9)]));
        }
        let seen = facts.seen.iter().find(|k| k.person == person);
        let distance = |d: usize| bucket(d, &[1, 2, 3, 5, 8, 13]);
        sink.add(T::Recency.of([seen.map_or(7, |k| distance(k.last)), s]));
        sink.add(T::RecentSubject.of([seen.map_or(7, |k| distance(k.last_subject)), s]));
        sink.add(T::Window.of([seen.map_or(0, |k| bucket(k.count, &[1, 2, 4, 8, 16])), s]));
        let same = |other: &Seen| {
            other.person != person
                && self.people[other.person].kind.may_speak()
                && self.people[other.person].gender.agrees(facts.gender)
                && other.last <= 6
        };
        let rivals = facts.seen.iter().filter(|o| same(o)).count();
        sink.add(T::OnlyOne.of([rivals.min(3), s]));
        sink.add(T::Present.of([seen.map_or(0, |k| 1 + usize::from(k.here)), s]));
        let share = candidate.mentions * 1000 / self.scene.mentions.list.len().max(1);
        sink.add(T::Frequency.of([bucket(share, &[1, 3, 8, 20, 50, 100]), s]));
        let kind = match candidate.kind {
            PersonKind::Cast => 0,
            PersonKind::Named(Bearer::Person) => 1,
            PersonKind::Named(_) => 2,
            PersonKind::Nominal => 3,
            PersonKind::Narrator => 4,
        };
        sink.add(T::Kind.of([kind, s]));
        let gender = match candidate.gender {
            Gender::Male => 0,
            Gender::Female => 1,
            Gender::Unknown => 2,
        };
        sink.add(T::Gender.of([gender, s]));
        if self.people.narrator == Some(person) {
            sink.add(T::Narrator.of([s]));
        }
        sink.add(T::SpokenTotal.of([bucket(self.spoken[person.0 as usize] as usize, &[1, 2, 4, 8, 20, 50]), s]));
        self.address_features(u, facts, person, sink);
        self.turn_features(u, facts, person, sink);
    }

    /// What kind of noun is subject of the clause of a unit: kin, and whether somebody the reader knows.
    fn noun_class(&self, u: usize) -> usize {
        let Some(tag) = self.unit(u).tag else { return 0 };
        let mention = &self.scene.mentions.list[tag.mention];
        let tokens = self.scene.tokens;
        let first = mention.words.start;
        let determiner = if tokens.classes(first).any(Classes::POSSESSIVE_PRONOUN) {
            2
        } else {
            usize::from(tokens.word_text(first).eq_ignore_ascii_case("the"))
        };
        determiner + 3 * usize::from(matches!(mention.kind, MentionKind::Nominal { class: NounClass::Kin, .. }))
    }

    /// Whose noun phrase the subject of a unit's clause is: Emma in "Emma's mother", and in "her mother" where no other
    /// woman is about.
    fn owner(&self, u: usize) -> Option<PersonId> {
        let unit = self.unit(u);
        let named = self.references.owner(self.scene.mentions, unit.tag?.mention);
        let only = || {
            let gender = self.owner_gender(u).filter(|_| self.noun_class(u) >= 3)?;
            let prominent = self.references.prominent[unit.quotes[0]].iter().map(|(p, _)| p);
            let mut women = prominent.filter(|&p| self.people[p].gender.agrees(gender) && !self.is_nominal(p));
            women.next().filter(|_| women.next().is_none())
        };
        named.or_else(only)
    }

    /// The gender of whose noun phrase the subject of a unit's clause is: "her mother".
    fn owner_gender(&self, u: usize) -> Option<Gender> {
        let tokens = self.scene.tokens;
        let first = self.scene.mentions.list[self.unit(u).tag?.mention].words.start;
        let classes = tokens.classes(first);
        let gender = if classes.any(Classes::MASCULINE) { Gender::Male } else { Gender::Female };
        let owned = classes.any(Classes::POSSESSIVE_PRONOUN) && classes.any(Classes::MASCULINE | Classes::FEMININE);
        owned.then_some(gender)
    }

    fn address_features(&self, u: usize, facts: &Facts, person: PersonId, sink: &mut impl Sink) {
        use Template as T;
        let s = facts.subject;
        let gender = self.people[person].gender;
        for (place, offset) in BESIDE.into_iter().enumerate() {
            let Some(Near { unit: other, adjacent }) = facts.turn(u, offset) else { continue };
            let (mut addressed, mut named, mut title, mut noun) = (false, false, None, false);
            for spoken in facts.spoken.iter().filter(|spoken| spoken.place == place) {
                let is = spoken.person == Some(person);
                noun |= is && spoken.vocative && !spoken.named;
                addressed |= is && spoken.vocative && spoken.named;
                named |= is && !spoken.vocative;
                if spoken.vocative && !spoken.named && spoken.gender != Gender::Unknown {
                    title = Some(spoken.gender);
                }
            }
            if noun {
                sink.add(T::Addressed.of([5 + place, s, usize::from(adjacent)]));
            }
            if let Some(told) = self.told[other] {
                if self.references.best(told) == Some(person) {
                    sink.add(T::Told.of([place, usize::from(self.references.person[told].is_some()), s]));
                }
            }
            if addressed {
                sink.add(T::Addressed.of([place, s, usize::from(adjacent)]));
            }
            if named {
                sink.add(T::Named.of([place, s]));
            }
            if let Some(title) = title {
                let fit = match gender {
                    Gender::Unknown => 0,
                    g if g == title => 1,
                    _ => 2,
                };
                sink.add(T::AddressGender.of([place, fit, usize::from(s == subject::NONE)]));
            }
        }
    }

    fn turn_features(&self, u: usize, facts: &Facts, person: PersonId, sink: &mut impl Sink) {
        use Template as T;
        let s = facts.subject;
        let open = usize::from(s == subject::NONE);
        let mut count = 0;
        let mut before = 7;
        let mut after = 7;
        for distance in 1..=12isize {
            for offset in [-distance, distance] {
                let Some(Near { unit: other, adjacent }) = facts.turn(u, offset) else { continue };
                if self.explicit[other] != Some(person) {
                    continue;
                }
                count += 1;
                let place = bucket(distance as usize, &[2, 3, 4, 5, 6, 8]);
                if offset < 0 {
                    before = before.min(place);
                } else {
                    after = after.min(place);
                }
                if distance <= 6 {
                    let place = (distance - 1) as usize + if offset < 0 { 0 } else { 6 };
                    sink.add(T::Explicit.of([place, usize::from(adjacent), open]));
                }
            }
        }
        sink.add(T::ExplicitCount.of([bucket(count, &[1, 2, 3, 5, 8]), s]));
        sink.add(T::ExplicitBefore.of([before, s]));
        sink.add(T::ExplicitAfter.of([after, s]));
    }

    /// What the verb of a unit's clause tells of the turn: nothing, or that it answers, asks, goes on, goes on "again".
    fn verb(&self, unit: &Unit) -> Option<usize> {
        let cue = &self.scene.cues.list[unit.tag?.cue?];
        let tokens = self.scene.tokens;
        let words = cue.words.clone().filter(|&w| tokens.words[w].is_word());
        let classes = words.clone().fold(Classes::NONE, |all, w| all | tokens.classes(w));
        let last = words.clone().next_back().map_or("", |w| tokens.word_text(w));
        Some(match () {
            () if classes.any(Classes::CUE_CONTINUES) => 1,
            // "went on"
            () if last == "on" => 2,
            () if classes.any(Classes::CUE_ANSWERS) => 3,
            () if classes.any(Classes::CUE_ASKS) => 4,
            () => 0,
        })
    }

    /// What decides whether the speaker of a unit is one of those before: features without their relation, which is the
    /// last of their values.
    pub(super) fn relations(&self, u: usize, facts: &Facts, sink: &mut impl FnMut([Feature; RELATIONS])) {
        let (Some(before), Some(gap)) = (self.previous[u], self.gaps[u]) else { return };
        let s = facts.subject;
        let unit = self.unit(u);
        let last = self.unit(before);
        let asks = self.units.forms[last.quotes[last.quotes.len() - 1]].last == '?';
        let (before_subject, _) = self.subject(last.tag);
        let words = |unit: &Unit| bucket(unit.quotes.iter().map(|&q| self.units.forms[q].words).sum(), &[5, 15, 50]);
        use Template as T;
        let mut each = |feature: &dyn Fn(usize) -> Feature| sink(core::array::from_fn(feature));
        each(&|r| T::TurnGap.of([gap, s, r]));
        each(&|r| T::TurnAsks.of([gap, usize::from(asks), usize::from(s == 0), r]));
        each(&|r| T::TurnContinues.of([usize::from(unit.continues), r]));
        each(&|r| T::TurnSubjects.of([before_subject, s, r]));
        each(&|r| T::TurnWords.of([words(unit), words(last), r]));
        if let Some(noun) = self.noun(unit) {
            let same = |other: Option<usize>| match other.and_then(|o| self.noun(self.unit(o))) {
                None => 0,
                Some(other) => 1 + usize::from(other == noun),
            };
            let (last, before) = (same(Some(before)), same(self.previous[before]));
            each(&|r| T::TurnNoun.of([last, before, r]));
        }
        if let Some(verb) = self.verb(unit) {
            each(&|r| T::TurnVerb.of([verb, s, r]));
        }
    }
}

/// What speaks for nobody: the form of a quotation.
pub(super) fn nobody_features(units: &Units, unit: &Unit, subject: usize, sink: &mut impl Sink) {
    use Template as T;
    let quote = unit.quotes[0];
    let form = &units.forms[quote];
    let several = usize::from(unit.quotes.len() > 1);
    let kind = match form.kind {
        QuoteKind::Direct => 0,
        QuoteKind::Partial => 1,
        _ => 2,
    };
    let position = match () {
        () if form.opens => 0,
        () if form.led_in => 1,
        () if form.embedded => 2,
        () => 3,
    };
    let last = &units.forms[unit.quotes[unit.quotes.len() - 1]];
    let end = end(last.last);
    let length = bucket(form.words, &[1, 2, 3, 4, 6, 10, 20]);
    sink.add(T::NobodyClause.of([subject, kind]));
    sink.add(T::NobodyForm.of([kind, position, usize::from(form.fragment) + 2 * several]));
    sink.add(T::NobodyEnd.of([end, position]));
    sink.add(T::NobodyWords.of([length, position]));
    let capitals = usize::from(form.titled) + 2 * usize::from(form.small);
    sink.add(T::NobodyCapitals.of([capitals.min(3), position]));
    if form.work {
        sink.add(T::NobodyBefore.of([usize::from(form.titled)]));
    }
    if form.subject {
        sink.add(T::NobodyBefore.of([2 + usize::from(form.titled)]));
    }
    let tag = unit.tag.map_or(5, |tag| tag.place as usize);
    sink.add(T::NobodyTag.of([tag, position]));
}

/// How a quotation ends.
pub(super) fn end(last: char) -> usize {
    match last {
        '.' => 0,
        ',' => 1,
        '!' => 2,
        '?' => 3,
        ';' | ':' => 4,
        '…' | '-' | '—' | '–' => 5,
        c if c.is_alphanumeric() => 6,
        _ => 7,
    }
}
