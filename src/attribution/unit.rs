//! Units: stretches of speech that have one speaker.

use crate::attribution::clause::{ClauseFinder, ClausePosition, ReportingClause};
use crate::attribution::shape::QuoteShape;
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::mention::mention::{Mention, Pronoun};
use crate::people::person::People;
use crate::record::{Gender, QuoteKind};
use crate::util::capacity::reserve_ahead;
use crate::util::ids::{Column, Id, IdRange, ItemId, ParagraphId, PersonId, QuoteId, UnitId};

/// Maximum number of open units that may take up a quotation: asides may stand between them.
const OPEN: usize = 4;

/// Which quotations make a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// Fiction: the speech of a paragraph with what takes it up in the next ones.
    ByTurn,
    /// News: each quotation alone.
    Single,
}

/// Quotations that are decided together.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// From its first to its last quotation; those of others may stand between them, see [`Units::quotes`].
    pub(crate) quotes: IdRange<QuoteId>,
    /// The first paragraph.
    pub(crate) paragraph: ParagraphId,
    /// The last paragraph, which speech over several of them has reached.
    pub(crate) last_paragraph: ParagraphId,
    /// The items from its first to its last quotation, both included.
    pub(crate) items: IdRange<ItemId>,
    /// The first reporting clause, and the first other one with another subject.
    pub(crate) clause: Option<ReportingClause>,
    pub(crate) second: Option<ReportingClause>,
    /// Takes up a speech of the paragraph before that is not in this unit.
    pub(crate) continues: bool,
    /// Stands in a sentence of the narrator's: no turn of a conversation.
    pub(crate) aside: bool,
}

/// The outermost quotations of a text with their shapes and clauses, and the units that they make.
#[derive(Debug)]
pub(crate) struct Units {
    pub(crate) shapes: Column<QuoteId, QuoteShape>,
    pub(crate) clauses: Column<QuoteId, Option<ReportingClause>>,
    pub(crate) list: Column<UnitId, Unit>,
    of_quote: Column<QuoteId, UnitId>,
}

impl Units {
    pub(crate) fn read(
        document: &Document<'_>,
        grouping: Grouping,
        people: &People,
        coreference: &Coreference,
    ) -> Self {
        let quotes = document.quotes();
        let mut units = Self {
            shapes: Column::with_capacity(quotes.len()),
            clauses: Column::with_capacity(quotes.len()),
            list: Column::new(),
            of_quote: Column::with_capacity(quotes.len()),
        };
        let finder = ClauseFinder::new(document);
        for anchor in quotes {
            let clause = finder.find(anchor);
            let shape = QuoteShape::of(document, anchor, clause);
            let is_partial = shape.kind == QuoteKind::Partial;
            units.clauses.push(if is_partial { clause.or_else(|| finder.further(anchor)) } else { clause });
            units.shapes.push(shape);
        }
        let splitter = Splitter { document, people, coreference };
        for quote in quotes.ids() {
            reserve_ahead(units.list.as_mut_vec(), 1, quote.index(), quotes.len());
            units.add(&splitter, grouping, quote);
        }
        units
    }

    pub(crate) fn unit_of(&self, quote: QuoteId) -> UnitId {
        self.of_quote[quote]
    }

    /// The quotations of a unit.
    pub(crate) fn quotes(&self, unit: UnitId) -> impl DoubleEndedIterator<Item = QuoteId> + '_ {
        self.list[unit].quotes.iter().filter(move |&quote| self.of_quote[quote] == unit)
    }

    /// The open unit that a quotation belongs to: one of the last few that its paragraph, or speech over several paragraphs, has reached.
    fn open_unit(&self, splitter: &Splitter<'_, '_>, grouping: Grouping, quote: QuoteId) -> Option<UnitId> {
        if grouping == Grouping::Single || self.shapes[quote].kind != QuoteKind::Direct {
            return None;
        }
        let anchor = &splitter.document.quotes()[quote];
        let continues = splitter.document.quotation(anchor).continues;
        let reached = |unit: &Unit| {
            unit.last_paragraph == anchor.paragraph || continues && unit.last_paragraph + 1 == anchor.paragraph
        };
        let mut near = self.list.enumerate().rev().take_while(|(_, unit)| reached(unit)).take(OPEN);
        let (id, unit) = near.find(|(_, unit)| !unit.aside)?;
        (!splitter.parts(unit, self.clauses[quote], anchor.item)).then_some(id)
    }

    /// Adds a quotation to its open unit, or opens another with it.
    fn add(&mut self, splitter: &Splitter<'_, '_>, grouping: Grouping, quote: QuoteId) {
        let anchor = &splitter.document.quotes()[quote];
        let clause = self.clauses[quote];
        if let Some(id) = self.open_unit(splitter, grouping, quote) {
            let unit = &mut self.list[id];
            unit.quotes = (unit.quotes.start()..quote + 1).into();
            unit.items = (unit.items.start()..anchor.item + 1).into();
            unit.last_paragraph = anchor.paragraph;
            match unit.clause {
                None => unit.clause = clause,
                Some(known) => unit.second = unit.second.or(clause.filter(|other| other.mention != known.mention)),
            }
            self.of_quote.push(id);
            return;
        }
        let id = self.list.push(Unit {
            quotes: (quote..quote + 1).into(),
            paragraph: anchor.paragraph,
            last_paragraph: anchor.paragraph,
            items: (anchor.item..anchor.item + 1).into(),
            clause,
            second: None,
            continues: splitter.document.quotation(anchor).continues,
            aside: self.shapes[quote].kind != QuoteKind::Direct,
        });
        self.of_quote.push(id);
    }
}

/// Tells where another speaker begins within the quotations of a paragraph.
struct Splitter<'a, 't> {
    document: &'a Document<'t>,
    people: &'a People,
    coreference: &'a Coreference,
}

impl Splitter<'_, '_> {
    /// Whether a quotation at `item`, with this clause, has another speaker than the unit before it.
    fn parts(&self, unit: &Unit, clause: Option<ReportingClause>, item: ItemId) -> bool {
        let between = IdRange::from(unit.items.end()..item);
        match (unit.clause, clause) {
            (Some(known), Some(clause)) => {
                let pronoun = self.document.mentions.list[clause.mention].pronoun().is_some();
                self.differ(known, clause) || pronoun && self.another_acts(known, between)
            }
            (Some(known), None) => self.another_acts(known, between),
            _ => false,
        }
    }

    /// Whether two clauses within a paragraph have different speakers.
    fn differ(&self, known: ReportingClause, clause: ReportingClause) -> bool {
        let shared = known.cue == clause.cue && clause.position == ClausePosition::Before;
        if known.mention == clause.mention || shared {
            return false;
        }
        let list = &self.document.mentions.list;
        let (a, b) = (&list[known.mention], &list[clause.mention]);
        let (one, other) = (self.coreference.person[known.mention], self.coreference.person[clause.mention]);
        let gender = |mention: &Mention, person: Option<PersonId>| match person {
            Some(person) if mention.name().is_some() => self.people[person].gender,
            _ => mention.gender,
        };
        match (one, other) {
            (Some(one), Some(other)) if a.name().is_some() && b.name().is_some() => one != other,
            // "said the first sailor. … said the second sailor."
            (Some(one), Some(other)) if one != other && self.have_same_noun(a, b) => true,
            // "said Edith. … said Edith's husband."
            (Some(one), _) if self.coreference.owner(&self.document.mentions, clause.mention) == Some(one) => true,
            // "he said. … Annika said": "he" is nobody who was not known there.
            (None, Some(other)) if b.name().is_some() && matches!(a.pronoun(), Some(Pronoun::He | Pronoun::She)) => {
                self.coreference.antecedents(known.mention).rank(other).is_none()
            }
            _ => {
                let (a, b) = (gender(a, one), gender(b, other));
                a != Gender::Unknown && b != Gender::Unknown && a != b
            }
        }
    }

    /// Whether two noun phrases of the same length have the same noun.
    fn have_same_noun(&self, a: &Mention, b: &Mention) -> bool {
        let head = |mention: &Mention| mention.head().map(|head| self.document.tokens.words[head].id);
        head(a).is_some() && head(a) == head(b) && a.words.len() == b.words.len()
    }

    /// Whether somebody else whom the narration names acts in a sentence of its own between two quotations, which gives the
    /// second one to that person.
    fn another_acts(&self, known: ReportingClause, between: IdRange<ItemId>) -> bool {
        let document = self.document;
        let Some(last) = between.iter().next_back() else { return false };
        if document.share_sentence(last, between.start()) || document.share_sentence(last, between.end()) {
            return false;
        }
        let own = between.iter().rev().take_while(|&k| document.share_sentence(k, last));
        let subject = own.filter(|&k| document.cues.is_subject(k)).last();
        let Some(actor) = subject.and_then(|k| document.mentions.narration.mention(k)) else { return false };
        let named = document.mentions.list[actor].name().is_some();
        let pronoun = document.mentions.list[known.mention].pronoun();
        let person = |mention| self.coreference.person[mention];
        named
            && !matches!(pronoun, Some(Pronoun::He | Pronoun::She))
            && person(actor).is_some()
            && person(actor) != person(known.mention)
    }
}
