//! Who is mentioned: names, pronouns and noun phrases, found by one pass from left to right.

mod chunk;
mod name;

use core::ops::Range;

use crate::lexicon::{Classes, PhraseKind};
use crate::quote::Quotation;
use crate::room::make_room;
use crate::span::{Part, Span};
use crate::token::Tokens;

pub(crate) use name::{Bearer, NameParts};

/// Grammatical or natural gender, where the text or a list tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Gender {
    /// "he", "Mr.", "John".
    Male,
    /// "she", "Mrs.", "Mary".
    Female,
    /// Nothing tells.
    #[default]
    Unknown,
}

impl Gender {
    pub(crate) fn of_noun(classes: Classes) -> Self {
        Self::choose(classes.any(Classes::MASCULINE), classes.any(Classes::FEMININE))
    }

    pub(crate) fn of_given_name(classes: Classes) -> Self {
        Self::choose(classes.any(Classes::MALE_NAME), classes.any(Classes::FEMALE_NAME))
    }

    fn choose(male: bool, female: bool) -> Self {
        match (male, female) {
            (true, false) => Self::Male,
            (false, true) => Self::Female,
            _ => Self::Unknown,
        }
    }

    /// Not known to differ.
    pub(crate) fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }

    pub(crate) fn or(self, other: Self) -> Self {
        if self == Self::Unknown {
            other
        } else {
            self
        }
    }
}

/// Words that name somebody, or something that may speak.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// All its words: determiner, titles, "for the Pentagon".
    pub(crate) words: Part,
    pub(crate) kind: MentionKind,
    pub(crate) gender: Gender,
    pub(crate) plural: bool,
    /// Addressed: "Come, *Emma*, sit down".
    pub(crate) vocative: bool,
    /// Stands within another mention ("*Emma*'s mother"): never a subject itself.
    pub(crate) within: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum MentionKind {
    Pronoun(Pronoun),
    Name(NameParts),
    /// A noun phrase with its head noun, and what that noun stands for.
    Nominal {
        head: u32,
        class: NounClass,
    },
}

/// Which pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pronoun {
    /// "I", "me".
    I,
    We,
    You,
    He,
    She,
    It,
    They,
    /// "someone", "nobody".
    Indefinite,
}

/// What a noun stands for, as far as a speaker is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NounClass {
    Person,
    Kin,
    Group,
    Document,
    Other,
}

impl Mention {
    pub(crate) fn span(&self, tokens: &Tokens<'_>) -> Span {
        tokens.cover(self.words.range())
    }

    pub(crate) fn name(&self) -> Option<&NameParts> {
        match &self.kind {
            MentionKind::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn pronoun(&self) -> Option<Pronoun> {
        match self.kind {
            MentionKind::Pronoun(pronoun) => Some(pronoun),
            _ => None,
        }
    }

    /// The head noun of a noun phrase.
    pub(crate) fn head(&self) -> Option<usize> {
        match self.kind {
            MentionKind::Nominal { head, .. } => Some(head as usize),
            _ => None,
        }
    }

    /// A form that cannot be a subject: "him", "me".
    pub(crate) fn is_object_form(&self, tokens: &Tokens<'_>) -> bool {
        let classes = tokens.classes(self.words.start());
        self.pronoun().is_some() && !classes.any(Classes::SUBJECT_PRONOUN)
    }
}

/// An element of the narration: what the rules for reporting clauses read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    /// A word or punctuation mark outside all mentions.
    Word(usize),
    /// A cue of several words: which kind, and its first and one after its last word.
    Phrase(PhraseKind, usize, usize),
    Mention(usize),
    /// A whole outermost quotation.
    Quote(usize),
}

/// Elements in order, of five bytes each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Elements {
    kinds: Vec<ElementKind>,
    /// By element: which word, mention or quotation it is, or which phrase of the list.
    numbers: Vec<u32>,
    phrases: Vec<(PhraseKind, Part)>,
}

#[derive(Clone, Copy, Debug)]
enum ElementKind {
    Word,
    Phrase,
    Mention,
    Quote,
}

impl Elements {
    pub(crate) fn len(&self) -> usize {
        self.kinds.len()
    }

    #[inline]
    pub(crate) fn at(&self, place: usize) -> Element {
        let number = self.numbers[place] as usize;
        match self.kinds[place] {
            ElementKind::Word => Element::Word(number),
            ElementKind::Phrase => {
                let (kind, words) = self.phrases[number];
                Element::Phrase(kind, words.start(), words.end())
            }
            ElementKind::Mention => Element::Mention(number),
            ElementKind::Quote => Element::Quote(number),
        }
    }

    pub(crate) fn get(&self, place: usize) -> Option<Element> {
        (place < self.len()).then(|| self.at(place))
    }

    pub(crate) fn among(&self, places: Range<usize>) -> impl Iterator<Item = Element> + '_ {
        places.map(|place| self.at(place))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Element> + '_ {
        self.among(0..self.len())
    }

    fn push(&mut self, element: Element) {
        let (kind, number) = match element {
            Element::Word(word) => (ElementKind::Word, word),
            Element::Phrase(kind, start, end) => {
                self.phrases.push((kind, (start..end).into()));
                (ElementKind::Phrase, self.phrases.len() - 1)
            }
            Element::Mention(mention) => (ElementKind::Mention, mention),
            Element::Quote(quote) => (ElementKind::Quote, quote),
        };
        self.kinds.push(kind);
        self.numbers.push(number as u32);
    }

    fn reserve(&mut self, elements: usize) {
        self.kinds.reserve_exact(elements);
        self.numbers.reserve_exact(elements);
    }

    /// See [`make_room`].
    fn make_room(&mut self, now: usize, done: usize, all: usize) {
        make_room(&mut self.kinds, now, done, all);
        make_room(&mut self.numbers, now, done, all);
    }

    fn clear(&mut self) {
        self.kinds.clear();
        self.numbers.clear();
        self.phrases.clear();
    }
}

/// The mentions of a text, and its narration as a sequence of elements.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentions {
    /// In order of their first words; a mention within another comes before it or after it.
    pub(crate) list: Vec<Mention>,
    pub(crate) elements: Elements,
    /// Of each paragraph, its elements.
    paragraphs: Vec<Part>,
    /// Of each outermost quotation, its words, and where it stands among the elements.
    pub(crate) quotes: Vec<QuotePlace>,
}

/// Where an outermost quotation stands.
#[derive(Clone, Debug)]
pub(crate) struct QuotePlace {
    /// Its index among all quotations.
    pub(crate) quotation: usize,
    pub(crate) element: usize,
    pub(crate) paragraph: usize,
    /// Words with the marks.
    pub(crate) words: Part,
    /// The mentions inside, as a range of `Mentions::list`.
    pub(crate) mentions: Part,
}

impl Mentions {
    /// The elements of each paragraph.
    pub(crate) fn paragraphs(&self) -> impl ExactSizeIterator<Item = Range<usize>> + '_ {
        self.paragraphs.iter().map(|elements| elements.range())
    }

    /// The elements of a paragraph.
    pub(crate) fn paragraph(&self, paragraph: usize) -> Range<usize> {
        self.paragraphs[paragraph].range()
    }

    /// The mentions outside of all quotations.
    pub(crate) fn narrated(&self) -> impl Iterator<Item = &Mention> {
        let starts = core::iter::once(0).chain(self.quotes.iter().map(|quote| quote.mentions.end()));
        let ends = self.quotes.iter().map(|quote| quote.mentions.start()).chain([self.list.len()]);
        starts.zip(ends).flat_map(|(start, end)| &self.list[start..end])
    }

    /// The words of an element.
    pub(crate) fn words(&self, element: Element) -> Range<usize> {
        match element {
            Element::Word(word) => word..word + 1,
            Element::Phrase(_, start, end) => start..end,
            Element::Mention(mention) => self.list[mention].words.range(),
            Element::Quote(quote) => self.quotes[quote].words.range(),
        }
    }

    /// Forgets what was found and keeps the room for it.
    fn clear(&mut self) {
        self.list.clear();
        self.elements.clear();
        self.paragraphs.clear();
        self.quotes.clear();
    }

    /// Reads every paragraph once, in the room of other mentions. `given`: ranges of words that are names whatever they
    /// look like.
    pub(crate) fn find_within(
        mut room: Self,
        tokens: &Tokens<'_>,
        quotations: &[Quotation],
        given: &[Range<usize>],
    ) -> Self {
        room.clear();
        // About so many in prose.
        room.list.reserve_exact(tokens.words.len() / 5);
        room.elements.reserve(tokens.words.len() * 2 / 5);
        room.quotes.reserve_exact(quotations.len());
        room.paragraphs.reserve_exact(tokens.paragraphs.len());
        let names = name::NameWords::find(tokens, given);
        let mut outer = quotations.iter().enumerate().filter(|(_, q)| q.depth == 0).peekable();
        let mut chunker = chunk::Chunker::new(tokens, &names, room);
        for (paragraph, &part) in tokens.paragraphs.iter().enumerate() {
            let first_element = chunker.found.elements.len();
            let words = part.range();
            let (length, done, all) = (words.len(), words.start, tokens.words.len());
            make_room(&mut chunker.found.list, length / 3, done, all);
            chunker.found.elements.make_room(length / 2, done, all);
            chunker.start_paragraph(words.clone(), tokens.is_heading(part));
            let paragraph_end = tokens.words[words.end - 1].end();
            let mut at = words.start;
            while let Some((quotation, quote)) = outer.next_if(|(_, q)| q.span.start < paragraph_end) {
                let Range { start, end } = tokens.words_among(at..words.end, quote.span);
                chunker.run(at..start, false);
                let place = chunker.found.quotes.len();
                let first_mention = chunker.found.list.len();
                chunker.run(start..end, true);
                let element = chunker.found.elements.len();
                chunker.found.elements.push(Element::Quote(place));
                let mentions = first_mention..chunker.found.list.len();
                chunker.found.quotes.push(QuotePlace {
                    quotation,
                    element,
                    paragraph,
                    words: (start..end).into(),
                    mentions: mentions.into(),
                });
                at = end;
            }
            chunker.run(at..words.end, false);
            let elements = first_element..chunker.found.elements.len();
            chunker.found.paragraphs.push(elements.into());
        }
        chunker.found
    }
}
