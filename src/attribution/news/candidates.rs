//! The candidates of a quotation in news: the mentions that may be its source.

use crate::attribution::clause::ClausePosition;
use crate::attribution::news::context::NewsContext;
use crate::record::{Evidence, QuoteKind};
use crate::util::ids::{ids, CueId, Id, ItemId, MentionId, QuoteId};
use crate::util::steps;

/// Maximum number of candidates, not counting "nobody". Bounds the work for each quotation.
const CANDIDATES: usize = 18;
/// Maximum distance, in items, of a candidate from the quotation on each side: about three sentences.
pub(crate) const REACH: usize = 60;
/// Number of subjects of cues after the quotation that are candidates.
const SUBJECTS_AFTER: usize = 3;
/// Number of subjects of cues before it.
const SUBJECTS_BEFORE: usize = 4;
/// Number of mentions before it in its sentence.
const IN_SENTENCE_BEFORE: usize = 5;
/// Number of mentions after it in its sentence.
const IN_SENTENCE_AFTER: usize = 3;
/// Number of subjects of cues at the end of the paragraph before.
const PARAGRAPH_BEFORE: usize = 2;
/// Number of mentions before it in its paragraph.
const BEFORE: usize = 3;

/// A mention near a quotation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NearbyMention {
    pub(crate) mention: MentionId,
    pub(crate) item: ItemId,
    /// The strongest cue whose subject it is.
    pub(crate) cue: Option<CueId>,
}

/// The candidates of a quotation; used for one quotation after the other.
#[derive(Debug, Default)]
pub(crate) struct SourceCandidates {
    /// Each once; "nobody", `None`, comes last if there is one.
    pub(crate) list: Vec<Option<MentionId>>,
    /// The same without "nobody". Empty where a label decides.
    pub(crate) nearby: Vec<NearbyMention>,
}

impl SourceCandidates {
    /// The position of "nobody".
    pub(crate) fn nobody(&self) -> Option<usize> {
        (self.list.last() == Some(&None)).then(|| self.list.len() - 1)
    }

    /// Reads the candidates of a quotation.
    pub(crate) fn read(&mut self, context: &NewsContext<'_, '_>, quote: QuoteId) {
        self.list.clear();
        self.nearby.clear();
        let ruled = &context.ruled[quote];
        if let Some(mention) = ruled.mention.filter(|_| ruled.evidence == Evidence::Label) {
            self.list.push(Some(mention));
            return;
        }
        self.find(context, quote);
        self.list.extend(self.nearby.iter().map(|nearby| Some(nearby.mention)));
        // A clause before the quotation, or one with a listed verb, tells that it is speech.
        let cues = &context.document.cues;
        let reported = context.units.clauses[quote]
            .is_some_and(|clause| clause.position == ClausePosition::Before || clause.is_listed(cues));
        if !reported || context.units.shapes[quote].kind != QuoteKind::Direct || self.nearby.is_empty() {
            self.list.push(None);
        }
    }

    /// Finds the mentions that may be the source of a quotation. First come those that are most often right, since the
    /// list is limited.
    fn find(&mut self, context: &NewsContext<'_, '_>, quote: QuoteId) {
        let NewsContext { document, units, ruled, items, cues, .. } = context;
        let nearby = &mut self.nearby;
        let mut add = |mention: MentionId| {
            let Some(item) = items[mention] else { return };
            if nearby.len() < CANDIDATES && !nearby.iter().any(|known| known.mention == mention) {
                nearby.push(NearbyMention { mention, item, cue: cues[mention] });
            }
        };
        let before = quote.before();
        for known in [Some(quote), before, before.and_then(Id::before)].into_iter().flatten() {
            ruled[known].mention.map(&mut add);
            units.clauses[known].map(|clause| clause.mention).map(&mut add);
        }
        let anchor = &document.quotes()[quote];
        let here = anchor.item;
        let paragraph = document.paragraph_of(anchor);
        let low = paragraph.start().max(here.saturating_sub(REACH));
        let high = paragraph.end().min(here + REACH);
        steps::count(high - low);
        let mention = |item: ItemId| document.mentions.narration.mention(item);
        let is_subject = |m: &MentionId| cues[*m].is_some();
        let in_sentence = |item: &ItemId| document.share_sentence(*item, here);
        let before = || ids(low..here).rev();
        let after = || ids(here..high);
        after().filter_map(mention).filter(is_subject).take(SUBJECTS_AFTER).for_each(&mut add);
        before().filter_map(mention).filter(is_subject).take(SUBJECTS_BEFORE).for_each(&mut add);
        before().take_while(in_sentence).filter_map(mention).take(IN_SENTENCE_BEFORE).for_each(&mut add);
        after().take_while(in_sentence).filter_map(mention).take(IN_SENTENCE_AFTER).for_each(&mut add);
        if let Some(previous) = anchor.paragraph.before().map(|previous| document.mentions.paragraph(previous)) {
            let low = previous.start().max(previous.end().saturating_sub(REACH));
            let previous = ids(low..previous.end()).rev();
            previous.filter_map(mention).filter(is_subject).take(PARAGRAPH_BEFORE).for_each(&mut add);
        }
        before().filter_map(mention).take(BEFORE).for_each(&mut add);
    }
}

#[cfg(test)]
mod tests {
    use super::{SourceCandidates, BEFORE, CANDIDATES};
    use crate::tests::stages::news_context;
    use crate::tests::table::check;

    /// The candidates of the last quotation of a text; "nobody" is "-".
    fn candidates(text: &str) -> Vec<String> {
        news_context(text, |context| {
            let mut candidates = SourceCandidates::default();
            candidates.read(context, context.document.quotes().ids().next_back().unwrap());
            let name = |candidate| match candidate {
                Some(mention) => context.document.mention_text(mention).to_owned(),
                None => "-".to_owned(),
            };
            assert_eq!(candidates.nobody().is_some(), candidates.list.contains(&None));
            candidates.list.iter().map(|&candidate| name(candidate)).collect()
        })
    }

    #[test]
    fn mentions_near_a_quotation_are_candidates() {
        let rows = [
            // The clause comes first, and excludes "nobody".
            ("Orne met Kirby. \"It works,\" Hale said.", "Hale Orne Kirby"),
            ("Orne met Kirby. \"It works.\"", "Orne Kirby -"),
            // A fragment may have no source in spite of its clause.
            ("Orne called the \"late boat\" a mistake.", "Orne a mistake -"),
            // The subject of a cue in the paragraph before.
            ("Kirby said so.\n\n\"It works.\"", "Kirby -"),
            ("Kirby can sleep.\n\n\"It works.\"", "-"),
            ("HALE: It works.\n\nORNE: It does not.\n\nHALE: It does.", "HALE"),
        ];
        check(rows.map(|(text, names)| (text, names.to_owned())), |text| candidates(text).join(" "));
    }

    #[test]
    fn candidates_are_bounded() {
        let text = "Orne can meet Kirby. ".repeat(40) + "\"It works.\"";
        assert_eq!(candidates(&text).len(), BEFORE + 1);
        let text = "Orne said so. ".repeat(40) + "\"It works,\" " + &"said Hale and ".repeat(40) + "Tom.";
        assert!(candidates(&text).len() <= CANDIDATES + 1);
    }
}
