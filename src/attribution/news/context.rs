//! What is known of news before its sources are decided.

use crate::attribution::decision::Decision;
use crate::attribution::unit::Units;
use crate::coreference::coreference::Coreference;
use crate::cue::cue::{Cue, Strength};
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::narration::NarrationItem;
use crate::people::person::People;
use crate::util::ids::{Column, CueId, ItemId, MentionId, PersonId, QuoteId};

/// What is known of news before its sources are decided.
pub(crate) struct NewsContext<'a, 't> {
    pub(crate) document: &'a Document<'t>,
    pub(crate) coreference: &'a Coreference,
    pub(crate) units: &'a Units,
    /// The answers of the rules.
    pub(crate) ruled: &'a Column<QuoteId, Decision>,
    /// The item of each mention; none of nested ones and those within speech.
    pub(crate) items: Column<MentionId, Option<ItemId>>,
    /// The strongest cue whose subject each mention is.
    pub(crate) cues: Column<MentionId, Option<CueId>>,
    /// How often each person is the subject of a sure cue.
    pub(crate) reports: Column<PersonId, u32>,
    /// What each item is on the path from a mention to a quotation.
    pub(crate) path_symbols: Column<ItemId, PathSymbol>,
}

/// The kind of an item, as a symbol of a path; 0 is left out of paths.
pub(crate) type PathSymbol = u8;

impl<'a, 't> NewsContext<'a, 't> {
    pub(crate) fn new(
        document: &'a Document<'t>,
        people: &People,
        coreference: &'a Coreference,
        units: &'a Units,
        ruled: &'a Column<QuoteId, Decision>,
    ) -> Self {
        let mentions = document.mentions.list.len();
        let mut items = Column::filled(None, mentions);
        for item in document.mentions.narration.ids() {
            if let Some(mention) = document.mentions.narration.mention(item) {
                items[mention] = Some(item);
            }
        }
        let mut cues: Column<MentionId, Option<CueId>> = Column::filled(None, mentions);
        let mut reports = Column::filled(0, people.list.len());
        for (id, cue) in document.cues.list.enumerate() {
            let Some(subject) = cue.subject else { continue };
            let known = &mut cues[subject.mention];
            if known.map_or(true, |known| document.cues.list[known].strength < cue.strength) {
                *known = Some(id);
            }
            if let (Strength::Strong, Some(person)) = (cue.strength, coreference.best(subject.mention)) {
                reports[person] += 1;
            }
        }
        let path_symbols = path_symbols(document, &cues);
        Self { document, coreference, units, ruled, items, cues, reports, path_symbols }
    }

    pub(crate) fn cue(&self, cue: CueId) -> &'a Cue {
        &self.document.cues.list[cue]
    }
}

fn path_symbols(document: &Document<'_>, cues: &Column<MentionId, Option<CueId>>) -> Column<ItemId, PathSymbol> {
    let symbol = |item: ItemId| match document.item(item) {
        NarrationItem::Mention(m) if document.cues.is_subject(item) => 1 + u8::from(cues[m].is_some()),
        NarrationItem::Mention(_) => 3,
        NarrationItem::Quote(_) => 4,
        NarrationItem::Phrase(..) => 5,
        NarrationItem::Word(word) => {
            let classes = document.tokens.classes(word);
            let is = |class| classes.any(class);
            match document.tokens.word_text(word) {
                "," => 6,
                "." | "!" | "?" => 7,
                ":" => 8,
                "--" | "—" | "-" => 9,
                "that" => 10,
                "as" => 11,
                "to" => 12,
                "and" | "or" | "but" => 13,
                _ if is(Classes::CUE_STRONG) => 14,
                _ if is(Classes::CUE) => 15,
                _ if is(Classes::ING) => 16,
                _ if is(Classes::VERBAL) => 17,
                _ if is(Classes::PREPOSITION) => 18,
                _ if is(Classes::RELATIVE) => 19,
                _ if is(Classes::SUBORDINATOR) => 20,
                _ => 0,
            }
        }
    };
    document.mentions.narration.ids().map(symbol).collect()
}
