//! Units: stretches of speech that have one speaker.

use core::ops::Range;

use crate::attribution::clause::{ClauseFinder, ClausePosition, ReportingClause};
use crate::attribution::genre::Genre;
use crate::attribution::shape::QuoteShape;
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::mention::mention::{Mention, Pronoun};
use crate::mention::narration::NarrationItem;
use crate::people::person::People;
use crate::record::{Gender, QuoteKind};
use crate::util::capacity::reserve_ahead;
use crate::util::ids::{IdRange, PersonId};

/// Quotations that are decided together: in a tale the speech of a paragraph with what takes it up in the next, in a
/// report each one alone.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// From its first to its last quotation, as indices of `Mentions::quotes`; others may stand between them, see
    /// [`Units::quotes`].
    pub(crate) quotes: IdRange,
    /// The first paragraph, and the last one, which speech that goes on has reached.
    pub(crate) paragraph: usize,
    pub(crate) last: usize,
    /// The elements from its first to its last quotation, and one beyond.
    pub(crate) elements: IdRange,
    /// The first reporting clause, and the first other one with another subject.
    pub(crate) tag: Option<ReportingClause>,
    pub(crate) second: Option<ReportingClause>,
    /// Takes up a speech of the paragraph before that is not in the list.
    pub(crate) continues: bool,
    /// Stands in a sentence of the narrator's: no turn of a context.
    pub(crate) aside: bool,
}

/// The quotations of a text with their shapes and clauses, and the units they make.
#[derive(Debug)]
pub(crate) struct Units {
    pub(crate) shapes: Vec<QuoteShape>,
    pub(crate) tags: Vec<Option<ReportingClause>>,
    pub(crate) list: Vec<Unit>,
    /// By quotation: its unit.
    of_quote: Vec<u32>,
}

impl Units {
    pub(crate) fn read(document: &Document<'_>, genre: Genre, people: &People, coreference: &Coreference) -> Self {
        let quotes = &document.mentions.quotes;
        let mut units = Self {
            shapes: Vec::with_capacity(quotes.len()),
            tags: Vec::with_capacity(quotes.len()),
            list: Vec::new(),
            of_quote: Vec::with_capacity(quotes.len()),
        };
        for place in quotes {
            let tag = ClauseFinder::new(document).find(place);
            let shape = QuoteShape::of(document, place, tag);
            let tag = if shape.kind == QuoteKind::Partial {
                tag.or_else(|| ClauseFinder::new(document).further(place))
            } else {
                tag
            };
            units.tags.push(tag);
            units.shapes.push(shape);
        }
        for q in 0..quotes.len() {
            reserve_ahead(&mut units.list, 1, q, quotes.len());
            units.take_in(document, genre, people, coreference, q);
        }
        units
    }

    /// The quotations of a unit, as indices of `Mentions::quotes`.
    pub(crate) fn quotes(&self, u: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.list[u].quotes.range().filter(move |&q| self.of_quote[q] as usize == u)
    }

    /// Adds a quotation to the unit at hand, or opens another with it.
    fn take_in(&mut self, document: &Document<'_>, genre: Genre, people: &People, coreference: &Coreference, q: usize) {
        let place = &document.mentions.quotes[q];
        let tag = self.tags[q];
        let aside = self.shapes[q].kind != QuoteKind::Direct;
        let continues = document.quotation(place).continues;
        let reached = |(_, unit): &(usize, &mut Unit)| {
            unit.last == place.paragraph || continues && unit.last + 1 == place.paragraph
        };
        let open = self.list.iter_mut().enumerate().rev().take_while(reached).take(4).find(|(_, unit)| !unit.aside);
        let open = open.filter(|_| !aside && genre == Genre::Fiction);
        if let Some((u, unit)) = open {
            let parts = match (unit.tag, tag) {
                (Some(known), Some(tag)) => {
                    let pronoun = document.mentions.list[tag.mention()].pronoun().is_some();
                    parts(document, people, coreference, known, tag)
                        || pronoun && acts_between(document, coreference, known, unit.elements.end()..place.element)
                }
                (Some(known), None) => acts_between(document, coreference, known, unit.elements.end()..place.element),
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
fn parts(
    document: &Document<'_>,
    people: &People,
    coreference: &Coreference,
    known: ReportingClause,
    tag: ReportingClause,
) -> bool {
    if known.mention() == tag.mention() || known.cue() == tag.cue() && tag.place == ClausePosition::Before {
        return false;
    }
    let (a, b) = (&document.mentions.list[known.mention()], &document.mentions.list[tag.mention()]);
    let (one, other) = (coreference.person[known.mention()], coreference.person[tag.mention()]);
    let gender = |mention: &Mention, person: Option<PersonId>| match person {
        Some(person) if mention.name().is_some() => people[person].gender,
        _ => mention.gender,
    };
    match (one, other) {
        (Some(one), Some(other)) if a.name().is_some() && b.name().is_some() => one != other,
        // "said the first sailor. … said the second sailor."
        (Some(one), Some(other)) if one != other && alike(a, b, document) => true,
        // "said Edith. … said Edith's husband."
        (Some(one), _) if coreference.owner(&document.mentions, tag.mention()) == Some(one) => true,
        // "he said. … Annika said": who was not there cannot be he.
        (None, Some(other)) if b.name().is_some() && matches!(a.pronoun(), Some(Pronoun::He | Pronoun::She)) => {
            coreference.pronoun(known.mention()).rank(other).is_none()
        }
        _ => {
            let (a, b) = (gender(a, one), gender(b, other));
            a != Gender::Unknown && b != Gender::Unknown && a != b
        }
    }
}

/// Whether two noun phrases differ in what they say of the same noun.
fn alike(a: &Mention, b: &Mention, document: &Document<'_>) -> bool {
    let head = |mention: &Mention| mention.head().map(|head| document.tokens.words[head].id);
    head(a).is_some() && head(a) == head(b) && a.words.len() == b.words.len()
}

/// Whether somebody else whom the narration names acts in a sentence of its own between two quotations, which gives the
/// second one to that person.
fn acts_between(
    document: &Document<'_>,
    coreference: &Coreference,
    known: ReportingClause,
    between: Range<usize>,
) -> bool {
    let Some(last) = between.clone().last() else { return false };
    let sentence = document.cues.sentence(last);
    if sentence == document.cues.sentence(between.start) || sentence == document.cues.sentence(between.end) {
        return false;
    }
    let own = between.rev().take_while(|&k| document.cues.sentence(k) == sentence);
    let subject = own.filter(|&k| document.cues.is_subject(k)).last().map(|k| document.mentions.elements.at(k));
    let Some(NarrationItem::Mention(m)) = subject else { return false };
    let named = document.mentions.list[m].name().is_some();
    let pronoun = document.mentions.list[known.mention()].pronoun();
    named && pronoun != Some(Pronoun::He) && pronoun != Some(Pronoun::She) && {
        coreference.person[m].is_some() && coreference.person[m] != coreference.person[known.mention()]
    }
}
