//! Units: stretches of speech that have one speaker.

use core::ops::Range;

use super::form::Form;
use super::genre::Genre;
use super::reference::References;
use super::tag::{Place, Scene, Tag};
use super::QuoteKind;
use crate::mention::{Element, Gender, Mention, Pronoun};
use crate::room::make_room;
use crate::span::Part;
use crate::speaker::{People, PersonId};

/// Quotations that are decided together: in a tale the speech of a paragraph with what takes it up in the next, in a
/// report each one alone.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// From its first to its last quotation, as indices of `Mentions::quotes`; others may stand between them, see
    /// [`Units::quotes`].
    pub(super) quotes: Part,
    /// The first paragraph, and the last one, which speech that goes on has reached.
    pub(super) paragraph: usize,
    pub(super) last: usize,
    /// The elements from its first to its last quotation, and one beyond.
    pub(super) elements: Part,
    /// The first reporting clause, and the first other one with another subject.
    pub(super) tag: Option<Tag>,
    pub(super) second: Option<Tag>,
    /// Takes up a speech of the paragraph before that is not in the list.
    pub(super) continues: bool,
    /// Stands in a sentence of the narrator's: no turn of a conversation.
    pub(super) aside: bool,
}

/// The quotations of a text with their forms and clauses, and the units they make.
#[derive(Debug)]
pub(super) struct Units {
    pub(super) forms: Vec<Form>,
    pub(super) tags: Vec<Option<Tag>>,
    pub(super) list: Vec<Unit>,
    /// By quotation: its unit.
    of_quote: Vec<u32>,
}

impl Units {
    pub(super) fn read(scene: Scene<'_, '_>, genre: Genre, people: &People, references: &References) -> Self {
        let quotes = &scene.mentions.quotes;
        let mut units = Self {
            forms: Vec::with_capacity(quotes.len()),
            tags: Vec::with_capacity(quotes.len()),
            list: Vec::new(),
            of_quote: Vec::with_capacity(quotes.len()),
        };
        for place in quotes {
            let tag = scene.tag(place);
            let form = Form::of(scene, place, tag);
            let tag = if form.kind == QuoteKind::Partial { tag.or_else(|| scene.tag_further(place)) } else { tag };
            units.tags.push(tag);
            units.forms.push(form);
        }
        for q in 0..quotes.len() {
            make_room(&mut units.list, 1, q, quotes.len());
            units.take_in(scene, genre, people, references, q);
        }
        units
    }

    /// The quotations of a unit, as indices of `Mentions::quotes`.
    pub(super) fn quotes(&self, u: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.list[u].quotes.range().filter(move |&q| self.of_quote[q] as usize == u)
    }

    /// Adds a quotation to the unit at hand, or opens another with it.
    fn take_in(&mut self, scene: Scene<'_, '_>, genre: Genre, people: &People, references: &References, q: usize) {
        let place = &scene.mentions.quotes[q];
        let tag = self.tags[q];
        let aside = self.forms[q].kind != QuoteKind::Direct;
        let continues = scene.quotation(place).continues;
        let reached = |(_, unit): &(usize, &mut Unit)| {
            unit.last == place.paragraph || continues && unit.last + 1 == place.paragraph
        };
        let open = self.list.iter_mut().enumerate().rev().take_while(reached).take(4).find(|(_, unit)| !unit.aside);
        let open = open.filter(|_| !aside && genre == Genre::Tale);
        if let Some((u, unit)) = open {
            let parts = match (unit.tag, tag) {
                (Some(known), Some(tag)) => {
                    let pronoun = scene.mentions.list[tag.mention()].pronoun().is_some();
                    parts(scene, people, references, known, tag)
                        || pronoun && acts_between(scene, references, known, unit.elements.end()..place.element)
                }
                (Some(known), None) => acts_between(scene, references, known, unit.elements.end()..place.element),
                _ => false,
            };
            if !parts {
                unit.quotes = (unit.quotes.start()..q + 1).into();
                self.of_quote.push(u as u32);
                unit.elements = (unit.elements.start()..place.element + 1).into();
                unit.last = place.paragraph;
                match unit.tag {
                    None => unit.tag = tag,
                    Some(known) => unit.second = unit.second.or(tag.filter(|t| t.mention() != known.mention())),
                }
                return;
            }
        }
        self.of_quote.push(self.list.len() as u32);
        self.list.push(Unit {
            quotes: (q..q + 1).into(),
            paragraph: place.paragraph,
            last: place.paragraph,
            elements: (place.element..place.element + 1).into(),
            tag,
            second: None,
            continues,
            aside,
        });
    }
}

/// Whether two clauses within a paragraph have different speakers.
fn parts(scene: Scene<'_, '_>, people: &People, references: &References, known: Tag, tag: Tag) -> bool {
    if known.mention() == tag.mention() || known.cue() == tag.cue() && tag.place == Place::Before {
        return false;
    }
    let (a, b) = (&scene.mentions.list[known.mention()], &scene.mentions.list[tag.mention()]);
    let (one, other) = (references.person[known.mention()], references.person[tag.mention()]);
    let gender = |mention: &Mention, person: Option<PersonId>| match person {
        Some(person) if mention.name().is_some() => people[person].gender,
        _ => mention.gender,
    };
    match (one, other) {
        (Some(one), Some(other)) if a.name().is_some() && b.name().is_some() => one != other,
        // "said the first sailor. … said the second sailor."
        (Some(one), Some(other)) if one != other && alike(a, b, scene) => true,
        // "said Edith. … said Edith's husband."
        (Some(one), _) if references.owner(scene.mentions, tag.mention()) == Some(one) => true,
        // "he said. … Annika said": who was not there cannot be he.
        (None, Some(other)) if b.name().is_some() && matches!(a.pronoun(), Some(Pronoun::He | Pronoun::She)) => {
            references.pronoun(known.mention()).rank(other).is_none()
        }
        _ => {
            let (a, b) = (gender(a, one), gender(b, other));
            a != Gender::Unknown && b != Gender::Unknown && a != b
        }
    }
}

/// Whether two noun phrases differ in what they say of the same noun.
fn alike(a: &Mention, b: &Mention, scene: Scene<'_, '_>) -> bool {
    let head = |mention: &Mention| mention.head().map(|head| scene.tokens.words[head].id);
    head(a).is_some() && head(a) == head(b) && a.words.len() == b.words.len()
}

/// Whether somebody else whom the narration names acts in a sentence of its own between two quotations, which gives the
/// second one to that person.
fn acts_between(scene: Scene<'_, '_>, references: &References, known: Tag, between: Range<usize>) -> bool {
    let Some(last) = between.clone().last() else { return false };
    let sentence = scene.cues.sentence(last);
    if sentence == scene.cues.sentence(between.start) || sentence == scene.cues.sentence(between.end) {
        return false;
    }
    let own = between.rev().take_while(|&k| scene.cues.sentence(k) == sentence);
    let subject = own.filter(|&k| scene.cues.is_subject(k)).last().map(|k| scene.mentions.elements.at(k));
    let Some(Element::Mention(m)) = subject else { return false };
    let named = scene.mentions.list[m].name().is_some();
    let pronoun = scene.mentions.list[known.mention()].pronoun();
    named && pronoun != Some(Pronoun::He) && pronoun != Some(Pronoun::She) && {
        references.person[m].is_some() && references.person[m] != references.person[known.mention()]
    }
}
