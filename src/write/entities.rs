//! Quotations, mentions and cues as one list of labelled spans, as annotation tools have it.

use std::collections::HashMap;

use crate::output::attributions::Attributions;
use crate::output::quote::Quote;
use crate::span::Span;

/// What a span is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Label {
    Quotation,
    Mention,
    Cue,
}

impl Label {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Quotation => "Quotation",
            Self::Mention => "Mention",
            Self::Cue => "Cue",
        }
    }
}

/// A labelled span. Mentions and cues of several quotations are one entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entity {
    pub(crate) label: Label,
    pub(crate) span: Span,
    /// An index of the records: the quotation, or the first one with this mention or cue.
    pub(crate) quote: usize,
}

/// A link from a quotation to its mention or cue; both are indices of the entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// `Mention` or `Cue`.
    pub(crate) label: Label,
}

/// The entities of a result, in the order of the quotations: each quotation before its mention and cue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entities {
    pub(crate) list: Vec<Entity>,
    pub(crate) relations: Vec<Relation>,
}

impl Entities {
    pub(crate) fn of(answer: &Attributions<'_>) -> Self {
        let mut entities = Self::default();
        let mut known = HashMap::new();
        for (index, quote) in answer.iter().enumerate() {
            entities.add(answer.text(), index, quote, &mut known);
        }
        entities
    }

    fn add(&mut self, text: &str, quote: usize, view: Quote<'_, '_>, known: &mut HashMap<(Label, Span), usize>) {
        // A result that was stored elsewhere and read back may have empty spans, which tools refuse.
        let is_visible = |&span: &Span| !text[span].chars().all(is_break);
        if !is_visible(&view.span()) {
            return;
        }
        let from = self.list.len();
        self.list.push(Entity { label: Label::Quotation, span: view.span(), quote });
        for (label, span) in [(Label::Mention, view.mention()), (Label::Cue, view.cue())] {
            let Some(span) = span.filter(is_visible) else { continue };
            let to = *known.entry((label, span)).or_insert_with(|| {
                self.list.push(Entity { label, span, quote });
                self.list.len() - 1
            });
            self.relations.push(Relation { from, to, label });
        }
    }
}

/// Whether a character would end a line or a field of a file for one reader or another. Python's `splitlines` knows
/// more line breaks than its `open`.
pub(crate) fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::{Entities, Label};
    use crate::attributor::attribute_quotes;

    #[test]
    fn mentions_and_cues_are_shared() {
        let text = "“No,” said Ida. “Never.”";
        let entities = Entities::of(&attribute_quotes(text));
        let list = entities.list.iter().map(|entity| (entity.label.as_str(), &text[entity.span], entity.quote));
        let expected =
            [("Quotation", "“No,”", 0), ("Mention", "Ida", 0), ("Cue", "said", 0), ("Quotation", "“Never.”", 1)];
        assert_eq!(list.collect::<Vec<_>>(), expected);
        let relations: Vec<_> = entities.relations.iter().map(|r| (r.from, r.to, r.label)).collect();
        use Label::{Cue, Mention};
        assert_eq!(relations, [(0, 1, Mention), (0, 2, Cue), (3, 1, Mention), (3, 2, Cue)]);
    }
}
