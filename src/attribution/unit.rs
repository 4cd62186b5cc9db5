//! Units: quotations that have one speaker and are decided together.
//!
//! In fiction the quotations of a paragraph are a unit, unless a clause or an actor between them tells that another
//! person speaks. Speech over several paragraphs is a unit too. In news each quotation is a unit.

use crate::attribution::actor::actor_between;
use crate::attribution::clause::{ClauseFinder, ClausePosition, ReportingClause};
use crate::attribution::shape::QuoteShape;
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::mention::mention::{Mention, MentionKind, Pronoun};
use crate::people::person::People;
use crate::record::{Gender, QuoteKind};
use crate::util::capacity::reserve_ahead;
use crate::util::ids::{Column, Id, IdRange, ItemId, ParagraphId, PersonId, QuoteId, UnitId};

/// Maximum number of last units to which a quotation may be added. Asides may stand between the parts of a unit.
const OPEN: usize = 4;

/// Which quotations are a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grouping {
    /// In fiction: the speech of a paragraph, and of the next ones as far as it goes on.
    ByTurn,
    /// In news: each quotation.
    Single,
}

/// Quotations that are decided together.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// From its first to its last quotation. Those of other units may stand between them: see [`Units::quotes`]. Not
    /// empty.
    pub(crate) quotes: IdRange<QuoteId>,
    /// The first paragraph.
    pub(crate) paragraph: ParagraphId,
    /// The last paragraph. Another one than the first if speech goes on over several.
    pub(crate) last_paragraph: ParagraphId,
    /// The items from its first to its last quotation, both included.
    pub(crate) items: IdRange<ItemId>,
    /// The first reporting clause.
    pub(crate) clause: Option<ReportingClause>,
    /// The first clause that has another subject.
    pub(crate) second: Option<ReportingClause>,
    /// Whether it takes up speech of the paragraph before that is not in this unit.
    pub(crate) continues: bool,
    /// Whether it is no turn of a conversation: a fragment in a sentence of the narrator, or no speech.
    pub(crate) aside: bool,
}

#[cfg(test)]
impl Unit {
    /// A unit of which only its paragraph is known, and whether it is an aside.
    pub(crate) fn in_paragraph(paragraph: ParagraphId, aside: bool) -> Self {
        Self {
            quotes: IdRange::default(),
            paragraph,
            last_paragraph: paragraph,
            items: IdRange::default(),
            clause: None,
            second: None,
            continues: false,
            aside,
        }
    }
}

/// The units of a text, and the shapes and clauses of its outermost quotations.
#[derive(Debug)]
pub(crate) struct Units {
    pub(crate) shapes: Column<QuoteId, QuoteShape>,
    pub(crate) clauses: Column<QuoteId, Option<ReportingClause>>,
    /// In order of their first quotations.
    pub(crate) list: Column<UnitId, Unit>,
    /// The unit of each quotation.
    of_quote: Column<QuoteId, UnitId>,
}

impl Units {
    /// Finds the clauses of all quotations and groups them into units.
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
            // What nobody said is left to nobody.
            let clause = clause.filter(|_| !shape.denied);
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

    /// The unit of a quotation.
    pub(crate) fn unit_of(&self, quote: QuoteId) -> UnitId {
        self.of_quote[quote]
    }

    /// The quotations of a unit, in order.
    pub(crate) fn quotes(&self, unit: UnitId) -> impl DoubleEndedIterator<Item = QuoteId> + '_ {
        self.list[unit].quotes.iter().filter(move |&quote| self.of_quote[quote] == unit)
    }

    /// The unit to which a quotation is added: the last one of its paragraph that is no aside, or of the paragraph
    /// before if the quotation continues its speech.
    fn open_unit(&self, splitter: &Splitter<'_, '_>, grouping: Grouping, quote: QuoteId) -> Option<UnitId> {
        let is_turn = self.clauses[quote].is_some_and(|clause| clause.position == ClausePosition::Label);
        if grouping == Grouping::Single || self.shapes[quote].kind != QuoteKind::Direct || is_turn {
            return None;
        }
        let anchor = &splitter.document.quotes()[quote];
        let continues = splitter.document.quotation(anchor).continues;
        let reached = |unit: &Unit| {
            unit.last_paragraph == anchor.paragraph || continues && unit.last_paragraph + 1 == anchor.paragraph
        };
        let mut near = self.list.enumerate().rev().take_while(|(_, unit)| reached(unit)).take(OPEN);
        let (id, unit) = near.find(|(_, unit)| !unit.aside)?;
        (!splitter.is_other_speaker(unit, self.clauses[quote], anchor.item)).then_some(id)
    }

    /// Adds a quotation to an open unit, or opens one.
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

/// Words that tell somebody from those before.
const ANOTHER: [&str; 5] = ["other", "another", "second", "third", "next"];

/// Tells at which quotation of a paragraph another speaker begins.
struct Splitter<'a, 't> {
    document: &'a Document<'t>,
    people: &'a People,
    coreference: &'a Coreference,
}

impl Splitter<'_, '_> {
    /// Whether a quotation at `item`, with this clause, has another speaker than the unit before it.
    fn is_other_speaker(&self, unit: &Unit, clause: Option<ReportingClause>, item: ItemId) -> bool {
        let between = IdRange::from(unit.items.end()..item);
        match (unit.clause, clause) {
            (Some(known), Some(clause)) => {
                let is_pronoun = self.document.mentions.list[clause.mention].pronoun().is_some();
                self.differ(known, clause) || is_pronoun && self.another_acts(known, between)
            }
            (Some(known), None) => self.another_acts(known, between),
            _ => false,
        }
    }

    /// Whether two clauses within a paragraph have different speakers.
    fn differ(&self, known: ReportingClause, clause: ReportingClause) -> bool {
        // "No," he said, "not today": one clause for both.
        let is_shared = known.cue.is_some() && known.cue == clause.cue && clause.position == ClausePosition::Before;
        if known.mention == clause.mention || is_shared {
            return false;
        }
        if known.is_of_owner(self.document) || clause.is_of_owner(self.document) {
            return true;
        }
        let list = &self.document.mentions.list;
        let (a, b) = (&list[known.mention], &list[clause.mention]);
        let is_narrator = |mention: &Mention| mention.pronoun() == Some(Pronoun::I);
        let is_noun = |mention: &Mention| matches!(mention.kind, MentionKind::Nominal { .. });
        let (one, other) = (self.coreference.person[known.mention], self.coreference.person[clause.mention]);
        let gender = |mention: &Mention, person: Option<PersonId>| match person {
            Some(person) if mention.name().is_some() => self.people[person].gender,
            _ => mention.gender,
        };
        match (one, other) {
            (Some(one), Some(other)) if a.name().is_some() && b.name().is_some() => one != other,
            // "the old man said, … . … said Brenda.", "said the first sailor. … said the second sailor."
            (Some(one), Some(other)) if is_noun(a) && b.name().is_some() || is_noun(b) && a.pronoun().is_none() => {
                one != other
            }
            // "said one. … said the other."
            _ if self.is_another(b) && !self.document.tokens.are_alike(a.words, b.words) => true,
            // "said Edith. … I said."
            _ if is_narrator(a) != is_narrator(b) => one.is_none() || one != other,
            // "said Edith. … said Edith's husband."
            (Some(one), _) if self.coreference.owner(&self.document.mentions, clause.mention) == Some(one) => true,
            // "he said. … Annika said": "he" means somebody who was salient there.
            (None, Some(other)) if b.name().is_some() && matches!(a.pronoun(), Some(Pronoun::He | Pronoun::She)) => {
                self.coreference.antecedents(known.mention).rank(other).is_none()
            }
            _ => {
                let (a, b) = (gender(a, one), gender(b, other));
                a != Gender::Unknown && b != Gender::Unknown && a != b
            }
        }
    }

    /// Whether a mention tells somebody from those before: "the other", "a second", "another guard".
    fn is_another(&self, mention: &Mention) -> bool {
        let tokens = &self.document.tokens;
        mention.words.iter().take(2).any(|word| tokens.is_one_of(word, &ANOTHER))
    }

    /// Whether a person other than the subject of a clause acts between two quotations, and so speaks the second one.
    /// "he" and "she" may be that person.
    fn another_acts(&self, known: ReportingClause, between: IdRange<ItemId>) -> bool {
        let Some(actor) = actor_between(self.document, self.coreference, between) else { return false };
        let pronoun = self.document.mentions.list[known.mention].pronoun();
        let person = |mention| self.coreference.person[mention];
        !matches!(pronoun, Some(Pronoun::He | Pronoun::She))
            && person(actor).is_some()
            && person(actor) != person(known.mention)
    }
}

#[cfg(test)]
mod tests {
    use super::{Grouping, ReportingClause, Units};
    use crate::tests::stages::resolved;
    use crate::tests::table::check;
    use crate::util::ids::Id;

    /// The quotations of each unit.
    fn units(text: &str, grouping: Grouping) -> Vec<Vec<usize>> {
        let (document, people, coreference) = resolved(text);
        let units = Units::read(&document, grouping, &people, &coreference);
        let quotes = units.list.ids().map(|unit| units.quotes(unit).map(Id::index).collect());
        let quotes: Vec<Vec<usize>> = quotes.collect();
        // Each quotation is in one unit, in the one that it names.
        let mut all: Vec<usize> = quotes.iter().flatten().copied().collect();
        all.sort_unstable();
        assert_eq!(all, (0..document.quotes().len()).collect::<Vec<_>>());
        for quote in document.quotes().ids() {
            assert!(quotes[units.unit_of(quote).index()].contains(&quote.index()));
        }
        quotes
    }

    #[test]
    fn quotations_of_a_paragraph_are_joined_or_split() {
        let joined = || vec![vec![0, 1]];
        let split = || vec![vec![0], vec![1]];
        let rows = [
            ("\"So,\" said one. \"It is late,\" said the other.", split()),
            ("\"So,\" said the first. \"It is late,\" said the second.", split()),
            ("\"So,\" said the other. \"It is late,\" said the other.", joined()),
            ("Tom: \"So.\" Emma: \"It is late.\"", split()),
            ("\"So,\" said Hale. \"It is late.\"", joined()),
            ("\"So,\" he said, \"it is late.\"", joined()),
            ("\"So,\" said Hale. He rose. \"It is late.\"", joined()),
            ("\"So,\" said Hale. \"It is late,\" said Hale.", joined()),
            ("\"So.\"\n\n\"It is late.\"", split()),
            // Another name, gender, noun or owner.
            ("\"So,\" said Hale. \"It is late,\" said Orne.", split()),
            ("\"So,\" he said. \"It is late,\" she said.", split()),
            ("\"So,\" said the first sailor. \"It is late,\" said the second sailor.", split()),
            ("\"So,\" said the clerk. A sailor said, \"It is late.\"", split()),
            ("\"So,\" said Edith. \"It is late,\" said Edith's husband.", split()),
            // Another person acts.
            ("\"So,\" said Hale. Emma closed the door. \"It is late.\"", split()),
            ("\"So,\" said Hale. The Captain closed the door. \"It is late.\"", split()),
            // He may be the captain.
            ("\"So,\" said Hale. The captain closed the door. \"It is late.\"", joined()),
            ("\"So,\" said Hale. Emma closed the door. \"It is late,\" she said.", split()),
            ("\"So,\" he said. Tom closed the door. \"It is late.\"", joined()),
            // "he" is not a person who was not known.
            ("\"So,\" he said. \"It is late,\" said Tom.", split()),
        ];
        check(rows, |text| units(text, Grouping::ByTurn));
    }

    #[test]
    fn speech_goes_on_over_paragraphs() {
        let rows = [
            ("\"It is late.\n\n\"It is dark,\" said Hale.", vec![vec![0, 1]]),
            ("\"It is late.\n\n\"It is dark.\n\n\"It is over.\"", vec![vec![0, 1, 2]]),
            // An aside stands between.
            ("\"It is late,\" said Hale. It was \"rather late\" now. \"So it is.\"", vec![vec![0, 2], vec![1]]),
        ];
        check(rows, |text| units(text, Grouping::ByTurn));
    }

    #[test]
    fn quotations_of_news_are_units() {
        let text = "\"So,\" said Hale. \"It is late.\n\n\"It is dark,\" said Hale.";
        assert_eq!(units(text, Grouping::Single), [[0], [1], [2]]);
    }

    #[test]
    fn units_have_the_clauses_of_their_quotations() {
        let (document, people, coreference) = resolved("\"So,\" said Hale. \"It is late,\" said he. It was \"late\".");
        let units = Units::read(&document, Grouping::ByTurn, &people, &coreference);
        let [unit, aside] = units.list.as_slice() else { panic!("{units:?}") };
        let subject = |clause: Option<ReportingClause>| clause.map(|clause| document.mention_text(clause.mention));
        assert_eq!((subject(unit.clause), subject(unit.second)), (Some("Hale"), Some("he")));
        assert_eq!((unit.aside, aside.aside), (false, true));
        assert_eq!(unit.items.start(), document.quotes().iter().next().unwrap().item);
    }
}
