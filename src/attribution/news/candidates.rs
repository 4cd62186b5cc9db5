//! The candidates of a quotation: which mentions may be its source.

use crate::attribution::clause::ClausePosition;
use crate::attribution::news::context::NewsContext;
use crate::record::{Evidence, QuoteKind};
use crate::util::ids::{ids, CueId, Id, ItemId, MentionId, QuoteId};
use crate::util::steps;

/// Maximum number of candidates, not counting "nobody".
const CANDIDATES: usize = 18;
/// Distance, in items, that is read on each side of a quotation: about three sentences.
pub(crate) const REACH: usize = 60;
/// Numbers of mentions that are candidates: subjects of cues after the quotation and before it, mentions before it and after it in its
/// sentence, subjects of cues in the paragraph before, and mentions before it in its paragraph.
const SUBJECTS_AFTER: usize = 3;
const SUBJECTS_BEFORE: usize = 4;
const IN_SENTENCE_BEFORE: usize = 5;
const IN_SENTENCE_AFTER: usize = 3;
const PARAGRAPH_BEFORE: usize = 2;
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
    /// The same without "nobody"; empty where a label decides.
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
        // A clause before the quotation, or a listed verb, says that it is speech.
        let cues = &context.document.cues;
        let reported = context.units.clauses[quote]
            .is_some_and(|clause| clause.position == ClausePosition::Before || clause.is_listed(cues));
        if !reported || context.units.shapes[quote].kind != QuoteKind::Direct || self.nearby.is_empty() {
            self.list.push(None);
        }
    }

    /// Finds the mentions that may be the source of a quotation, those that the rules would choose first.
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
