//! Which mentions may be the source of a quotation.

use crate::attribution::clause::ClausePosition;
use crate::attribution::news::context::{NewsContext, REACH};
use crate::mention::narration::NarrationItem;
use crate::record::{Evidence, QuoteKind};
use crate::util::steps;

/// No more mentions than these are weighed for a quotation.
pub(crate) const CANDIDATES: usize = 18;

/// A mention near a quotation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NearbyMention {
    pub(crate) mention: usize,
    pub(crate) element: usize,
    /// Index of `Cues::list`: the strongest cue it is subject of.
    pub(crate) cue: Option<usize>,
}

/// The candidates of a quotation; used for one quotation after the other.
#[derive(Debug, Default)]
pub(crate) struct SourceCandidates {
    /// Mentions; nobody, if at all, comes last.
    pub(crate) who: Vec<Option<u32>>,
    pub(crate) list: Vec<NearbyMention>,
}

impl NewsContext<'_, '_> {
    /// The mentions that may be the source of a quotation, those that the rules would choose first.
    pub(crate) fn near(&self, q: usize, list: &mut Vec<NearbyMention>) {
        list.clear();
        let mut add = |mention: usize| {
            let Some(element) = self.elements[mention] else { return };
            if list.len() < CANDIDATES && !list.iter().any(|near| near.mention == mention) {
                list.push(NearbyMention {
                    mention,
                    element: element as usize,
                    cue: self.cues[mention].map(|c| c as usize),
                });
            }
        };
        let tag = |q: usize| self.units.tags[q].map(|tag| tag.mention());
        self.ruled[q].mention.map(&mut add);
        tag(q).map(&mut add);
        for before in [q.checked_sub(1), q.checked_sub(2)].into_iter().flatten() {
            self.ruled[before].mention.map(&mut add);
            tag(before).map(&mut add);
        }
        let place = &self.document.mentions.quotes[q];
        let paragraph = self.document.mentions.paragraph(place.paragraph);
        let low = paragraph.start.max(place.element.saturating_sub(REACH));
        let high = paragraph.end.min(place.element + REACH);
        steps::count(high - low);
        let mention = |k: usize| match self.document.mentions.elements.at(k) {
            NarrationItem::Mention(m) => Some(m),
            _ => None,
        };
        let speaks = |&m: &usize| self.cues[m].is_some();
        (place.element..high).filter_map(mention).filter(speaks).take(3).for_each(&mut add);
        (low..place.element).rev().filter_map(mention).filter(speaks).take(4).for_each(&mut add);
        let sentence = |&k: &usize| self.document.cues.sentence(k) == self.document.cues.sentence(place.element);
        (low..place.element).rev().take_while(sentence).filter_map(mention).take(5).for_each(&mut add);
        (place.element..high).take_while(sentence).filter_map(mention).take(3).for_each(&mut add);
        if let Some(previous) = place.paragraph.checked_sub(1).map(|p| self.document.mentions.paragraph(p)) {
            let low = previous.start.max(previous.end.saturating_sub(REACH));
            (low..previous.end).rev().filter_map(mention).filter(speaks).take(2).for_each(&mut add);
        }
        (low..place.element).rev().filter_map(mention).take(3).for_each(&mut add);
    }

    /// Reads the candidates of a quotation.
    pub(crate) fn read(&self, q: usize, candidates: &mut SourceCandidates) {
        let SourceCandidates { who, list } = candidates;
        who.clear();
        list.clear();
        // A label decides.
        if let Some(mention) = self.ruled[q].mention.filter(|_| self.ruled[q].evidence == Evidence::Label) {
            who.push(Some(mention as u32));
            return;
        }
        self.near(q, list);
        who.extend(list.iter().map(|near| Some(near.mention as u32)));
        // Where a verb of speech says so, it is speech.
        let reported = self.units.tags[q]
            .is_some_and(|tag| tag.place == ClausePosition::Before || tag.is_listed(&self.document.cues));
        if !reported || self.units.shapes[q].kind != QuoteKind::Direct || list.is_empty() {
            who.push(None);
        }
    }
}
