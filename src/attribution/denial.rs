//! Words that nobody said: "Hale did not say, “…”", "No child has ever said, “…”", "as if to say, “…”".

use crate::attribution::clause::{ClausePosition, ReportingClause};
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::narration::{NarrationItem, QuoteAnchor};
use crate::util::ids::{Id, ItemId};

/// Maximum number of items between a verb that is denied and its quotation: "did not say to her, “…”".
const LEAD: usize = 4;

/// Maximum number of auxiliaries and adverbs before a verb that may deny it.
const REACH: usize = 4;

/// What limits a denial: "did not only say".
const LIMITS: [&str; 5] = ["only", "just", "merely", "simply", "quite"];

/// Whether the verb of a clause that leads to a quotation tells that it was not said.
pub(crate) fn is_denied(document: &Document<'_>, clause: ReportingClause, anchor: &QuoteAnchor) -> bool {
    let Some(cue) = clause.cue.filter(|_| clause.position == ClausePosition::Before) else { return false };
    let cue = &document.cues.list[cue];
    let verb = cue.item;
    if verb + 1 + LEAD < anchor.item || !document.share_sentence(verb, anchor.item) {
        return false;
    }
    // "as if to say"
    let word = |back: usize| document.word(verb.saturating_sub(back));
    if word(1) == "to" && matches!(word(2), "if" | "though") && word(3).eq_ignore_ascii_case("as") {
        return true;
    }
    // "did not say", but not "not only said"
    let denies = |item: ItemId| {
        let word = document.word(item);
        matches!(word, "not" | "never") || word.ends_with("n't") || word.ends_with("n’t")
    };
    let is_filler = |&item: &ItemId| {
        let is_auxiliary = match document.mentions.narration.get(item) {
            Some(NarrationItem::Word(word)) => document.tokens.classes(word).any(Classes::AUXILIARY),
            _ => false,
        };
        is_auxiliary || document.is_adverb(item) || denies(item)
    };
    let before = core::iter::successors(verb.before(), |item| item.before()).take(REACH);
    let fillers = before.take_while(is_filler);
    let is_limited = fillers.clone().any(|item| LIMITS.contains(&document.word(item)));
    // "Did he not say, “I am late”?"
    let asks = document.word(anchor.item + 1) == "?";
    if is_limited || asks {
        return false;
    }
    // "No child has ever said"
    let is_nobody = || {
        let subject = document.mentions.narration.mention(verb.saturating_sub(fillers.clone().count() + 1));
        let words = subject.map(|subject| document.mentions.list[subject].words);
        // "No 10 said" is a house.
        words.is_some_and(|words| {
            let is_named = words.len() > 1 && document.tokens.words[words.start() + 1].is_capitalised();
            let is_number = words.len() > 1 && !document.tokens.words[words.start() + 1].is_word();
            document.tokens.is_one_of(words.start(), &["no", "nobody"]) && !is_named && !is_number
        })
    };
    fillers.clone().any(denies) || is_nobody()
}

#[cfg(test)]
mod tests {
    use super::is_denied;
    use crate::attribution::clause::ClauseFinder;
    use crate::tests::stages::stages;
    use crate::tests::table::check;

    #[test]
    fn what_nobody_said_is_told() {
        let rows = [
            ("Hale did not say, \"I am late.\"", true),
            ("Hale didn't say, \"I am late.\"", true),
            ("Hale has never said, \"I am late.\"", true),
            ("No sailor has ever said, \"I am late.\"", true),
            ("Hale shrugged, as if to say, \"I am late.\"", true),
            ("Hale saw that no one was there, and said, \"I am late.\"", false),
            ("Hale, never saying that it was late, closed the door with a loud \"I am late.\"", false),
            ("Hale said, \"I am late.\"", false),
            ("Hale did not answer, but said, \"I am late.\"", false),
            ("Hale not only said, \"I am late.\"", false),
            ("Hale did not just say, \"I am late.\"", false),
            ("Did Hale not say, \"I am late\"?", false),
            ("Hale was not late and went on to say, \"I am late.\"", false),
            ("\"I am late,\" Hale did not say.", false),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            let anchor = document.quotes().last().unwrap();
            is_denied(&document, ClauseFinder::new(&document).find(anchor).unwrap(), anchor)
        });
    }
}
