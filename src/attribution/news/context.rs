//! The context of news: what is known of a text before its sources are decided.

use crate::attribution::decision::Decision;
use crate::attribution::unit::Units;
use crate::coreference::coreference::Coreference;
use crate::cue::cue::{Cue, Strength};
use crate::cue::punctuation::is_dash;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::narration::NarrationItem;
use crate::people::person::People;
use crate::util::ids::{Column, CueId, ItemId, MentionId, PersonId, QuoteId};

/// The context of news. Tables by person have an entry for each person that there is when it is made.
pub(crate) struct NewsContext<'a, 't> {
    pub(crate) document: &'a Document<'t>,
    pub(crate) coreference: &'a Coreference,
    pub(crate) units: &'a Units,
    /// The answers of the rules.
    pub(crate) ruled: &'a Column<QuoteId, Decision>,
    /// The item of each mention. `None` for nested ones and for those within speech, which are no items.
    pub(crate) items: Column<MentionId, Option<ItemId>>,
    /// By mention, the strongest cue whose subject it is; of equal ones the first.
    pub(crate) cues: Column<MentionId, Option<CueId>>,
    /// Number of strong cues whose subject each person is.
    pub(crate) reports: Column<PersonId, u32>,
    /// What each item is on a path from a mention to a quotation.
    pub(crate) path_symbols: Column<ItemId, PathSymbol>,
}

/// The kind of an item on a path. Paths are hashed by the numbers of the variants, so their order is that of the
/// learned weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathSymbol {
    /// Left out of paths.
    Skipped,
    /// A mention that is the subject of a verb, of a cue, or of neither.
    Subject,
    CueSubject,
    Mention,
    Quote,
    Phrase,
    Comma,
    Stop,
    Colon,
    Dash,
    That,
    As,
    To,
    Conjunction,
    StrongCue,
    Cue,
    Ing,
    Verb,
    Preposition,
    Relative,
    Subordinator,
}

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

/// The symbols of all items. `cues` are those whose subject each mention is.
fn path_symbols(document: &Document<'_>, cues: &Column<MentionId, Option<CueId>>) -> Column<ItemId, PathSymbol> {
    let symbol = |item: ItemId| match document.item(item) {
        NarrationItem::Mention(mention) => match (document.cues.is_subject(item), cues[mention]) {
            (true, Some(_)) => PathSymbol::CueSubject,
            (true, None) => PathSymbol::Subject,
            (false, _) => PathSymbol::Mention,
        },
        NarrationItem::Quote(_) => PathSymbol::Quote,
        NarrationItem::Phrase(..) => PathSymbol::Phrase,
        NarrationItem::Word(word) => {
            let classes = document.tokens.classes(word);
            let is = |class| classes.any(class);
            match document.tokens.word_text(word) {
                "," => PathSymbol::Comma,
                "." | "!" | "?" => PathSymbol::Stop,
                ":" => PathSymbol::Colon,
                text if is_dash(text) => PathSymbol::Dash,
                "that" => PathSymbol::That,
                "as" => PathSymbol::As,
                "to" => PathSymbol::To,
                "and" | "or" | "but" => PathSymbol::Conjunction,
                _ if is(Classes::CUE_STRONG) => PathSymbol::StrongCue,
                _ if is(Classes::CUE) => PathSymbol::Cue,
                _ if is(Classes::ING) => PathSymbol::Ing,
                _ if is(Classes::VERBAL) => PathSymbol::Verb,
                _ if is(Classes::PREPOSITION) => PathSymbol::Preposition,
                _ if is(Classes::RELATIVE) => PathSymbol::Relative,
                _ if is(Classes::SUBORDINATOR) => PathSymbol::Subordinator,
                _ => PathSymbol::Skipped,
            }
        }
    };
    document.mentions.narration.ids().map(symbol).collect()
}

#[cfg(test)]
mod tests {
    use super::PathSymbol::{
        Comma, CueSubject, Ing, Mention, Preposition, Quote, Skipped, Stop, StrongCue, Subject, Subordinator,
    };
    use crate::tests::stages::news_context;

    #[test]
    fn items_are_symbols() {
        news_context("Orne was glimmering in Oslo because Hale said, \"No!\"", |context| {
            let symbols = context.path_symbols.as_slice();
            assert_eq!(
                symbols,
                [Subject, Skipped, Ing, Preposition, Mention, Subordinator, CueSubject, StrongCue, Comma, Quote],
            );
        });
        news_context("Very late.", |context| assert_eq!(context.path_symbols.as_slice(), [Skipped, Skipped, Stop]));
    }

    #[test]
    fn mentions_have_their_items_and_cues() {
        news_context("Hale slept and said, \"No, Tom!\" Emma's mother said so. He said so.", |context| {
            let mention = |text: &str| context.document.mention_named(text);
            let item = |text: &str| context.items[mention(text)];
            assert_eq!(item("Hale"), Some(context.document.item_of(mention("Hale"))));
            assert_eq!((item("Tom"), item("Emma")), (None, None));
            let verb = |text: &str| {
                let cue = context.cue(context.cues[mention(text)]?);
                Some(context.document.tokens.word_text(cue.words.start()))
            };
            // The stronger one of two.
            assert_eq!((verb("Hale"), verb("Tom")), (Some("said"), None));
            // Hale once by name, and once as "he".
            assert_eq!(context.reports[context.coreference.person[mention("Hale")].unwrap()], 2);
        });
    }
}
