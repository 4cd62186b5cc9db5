//! Features of the candidates of a quotation in news.

use crate::attribution::clause::SubjectKind;
use crate::attribution::news::candidates::{NearbyMention, SourceCandidates};
use crate::attribution::news::context::{NewsContext, REACH};
use crate::attribution::nobody::add_nobody;
use crate::cue::cue::Cue;
use crate::mention::mention::{MentionKind, NounClass, Pronoun};
use crate::mention::name::EntityType;
use crate::mention::narration::NarrationItem;
use crate::model::crf::RELATIONS;
use crate::model::template::{bucket, word_bucket, Feature, Sink, Template, WORD_BUCKETS};
use crate::record::{Evidence, QuoteKind};

impl NewsContext<'_, '_> {
    /// Tells what speaks for each candidate.
    pub(crate) fn features(&self, q: usize, candidates: &SourceCandidates, sink: &mut impl Sink) {
        let SourceCandidates { who, list } = candidates;
        for (place, near) in list.iter().enumerate() {
            self.source_features(q, near, list, &mut |feature| sink.add(place, feature));
        }
        if who.last() == Some(&None) {
            self.nobody_features(q, list, &mut |feature| sink.add(who.len() - 1, feature));
        }
    }

    pub(crate) fn rule(&self, q: usize) -> usize {
        match self.ruled[q].evidence {
            Evidence::Label => 0,
            Evidence::Explicit => 1,
            Evidence::Anaphoric => 2,
            Evidence::Nominal => 3,
            Evidence::Inherited => 4,
            Evidence::Beat => 5,
            Evidence::NotSpeech => 6,
            _ => 7,
        }
    }

    /// What kind of words a mention is.
    pub(crate) fn kind(&self, mention: usize) -> usize {
        let mention = &self.document.mentions.list[mention];
        match &mention.kind {
            MentionKind::Name(name) => match name.entity_type {
                EntityType::Person => 0,
                EntityType::Organisation => 1,
                EntityType::Place => 2,
                EntityType::Unknown => 3,
            },
            MentionKind::Nominal { class, .. } => match class {
                NounClass::Person | NounClass::Kin if mention.plural => 4,
                NounClass::Person | NounClass::Kin => 5,
                NounClass::Group => 6,
                NounClass::Document => 7,
                NounClass::Other => 8,
            },
            MentionKind::Pronoun(Pronoun::He | Pronoun::She) => 9,
            MentionKind::Pronoun(Pronoun::They) => 10,
            MentionKind::Pronoun(Pronoun::I | Pronoun::We) => 11,
            MentionKind::Pronoun(Pronoun::It) => 12,
            MentionKind::Pronoun(_) => 13,
        }
    }

    /// Where an element stands: right before the quotation, right after it, in its sentence before or after, in another
    /// sentence, in another paragraph.
    pub(crate) fn place(&self, q: usize, element: usize) -> usize {
        let quote = &self.document.mentions.quotes[q];
        let at = quote.element;
        let same = self.document.cues.sentence(element) == self.document.cues.sentence(at);
        match (element < at, element.abs_diff(at)) {
            _ if !self.document.mentions.paragraph(quote.paragraph).contains(&element) => 5,
            (true, 0..=3) if same => 0,
            (false, 0..=3) => 1,
            (true, _) if same => 2,
            (false, _) if same => 3,
            _ => 4,
        }
    }

    pub(crate) fn source_features(
        &self,
        q: usize,
        near: &NearbyMention,
        list: &[NearbyMention],
        add: &mut impl FnMut(Feature),
    ) {
        let quote = &self.document.mentions.quotes[q];
        let at = quote.element;
        let kind = kind_value(self.units.shapes[q].kind);
        let chosen = self.ruled[q].mention == Some(near.mention);
        add(Template::SourceRule.of([if chosen { self.rule(q) } else { 8 }, kind]));
        let before = q.checked_sub(1);
        if let Some(before) = before {
            let other = self.ruled[before].mention == Some(near.mention);
            add(Template::SourceOther.of([usize::from(other) + 2 * usize::from(chosen), self.rule(before).min(5)]));
        }
        let place = self.place(q, near.element);
        let cue = near.cue.map(|c| &self.document.cues.list[c]);
        let (link, strength) =
            cue.map_or((6, 4), |cue: &Cue| (cue.subject.map_or(6, |s| s.link as usize), cue.strength as usize));
        let cue_place = cue.map_or(5, |cue| self.place(q, cue.element()));
        add(Template::SourceCue.of([link, strength, cue_place]));
        add(Template::SourceCueForm.of([strength, cue_place, kind]));
        let distance = bucket(near.element.abs_diff(at), &[2, 4, 8, 16, 32, 64]);
        let subject = usize::from(self.document.cues.is_subject(near.element));
        add(Template::SourcePlace.of([place, distance, subject]));
        let side = near.element < at;
        let closer = |other: &&NearbyMention| {
            (other.element < at) == side
                && other.element.abs_diff(at) < near.element.abs_diff(at)
                && other.cue.is_some()
        };
        add(Template::SourceRank.of([usize::from(side), list.iter().filter(closer).count().min(4), subject]));
        let words = self.kind(near.mention);
        add(Template::SourceKind.of([words, kind]));
        add(Template::SourceKindPlace.of([words, place]));
        let spoken = self.coreference.best(near.mention).map_or(0, |p| self.speaks[p.index()] as usize);
        add(Template::SourceSpeaks.of([bucket(spoken, &[1, 2, 4, 8]), strength]));
        let tag = self.units.tags[q];
        let own = tag.map_or(5, |tag| if tag.mention() == near.mention { tag.place as usize } else { 6 });
        add(Template::SourceTag.of([own, kind]));
        let shape = &self.units.shapes[q];
        let position = shape.position();
        add(Template::SourcePosition.of([position, cue_place, strength]));
        add(Template::SourceEnd.of([shape.end(), cue_place, kind]));
        let (low, high) = (near.element.min(at), near.element.max(at));
        let quotes = (low + 1..high)
            .take(REACH)
            .filter(|&k| matches!(self.document.mentions.elements.at(k), NarrationItem::Quote(_)));
        add(Template::SourceBetween.of([quotes.count().min(3), place, subject]));
        if let Some(cue) = cue {
            let before = cue.element() < at;
            let same = self.document.cues.sentence(cue.element()) == self.document.cues.sentence(at);
            let (low, high) = (cue.element().min(at), cue.element().max(at));
            let closer = self.document.cues.within(low + 1..high).iter().filter(|c| c.subject.is_some());
            let side = if before { 1 + usize::from(same) } else { 0 };
            add(Template::SourceNearest.of([closer.count().min(3), side, strength, kind]));
            let distance = bucket(cue.element().abs_diff(at), &[2, 3, 5, 9, 17, 33]);
            add(Template::SourceCueDistance.of([distance, cue_place, strength]));
            let lead = match at.checked_sub(1).map(|k| self.document.word(k)) {
                None => 0,
                Some("," | "--" | "—" | "-") => 1,
                Some(":") => 2,
                Some(word) if word.eq_ignore_ascii_case("that") => 3,
                Some(word) if word.eq_ignore_ascii_case("as") => 4,
                Some("." | "!" | "?") => 5,
                Some(_) => 6,
            };
            add(Template::SourceLead.of([lead, side, strength]));
            add(Template::SourceVerb.of([word_bucket(self.document.tokens.word_text(cue.words.start())), side]));
        }
        let first = near.element == 0
            || self.document.cues.sentence(near.element - 1) != self.document.cues.sentence(near.element);
        add(Template::SourceFirst.of([usize::from(first), place, subject, usize::from(near.cue.is_some())]));
        let words = bucket(shape.words, &[1, 2, 3, 4, 6, 10, 20]);
        add(Template::SourceQuote.of([words, cue_place, usize::from(shape.titled)]));
        add(Template::SourceHead.of([self.head(near.mention)]));
        add(Template::SourceBefore.of([self.beside(near.element.checked_sub(1))]));
        add(Template::SourcePath.of([usize::from(side), self.path(near.element, at)]));
        let object = near.element > 0 && self.document.word(near.element - 1).eq_ignore_ascii_case("to");
        add(Template::SourceObject.of([usize::from(object) + 2 * subject]));
    }

    pub(crate) fn nobody_features(&self, q: usize, list: &[NearbyMention], add: &mut impl FnMut(Feature)) {
        let kind = kind_value(self.units.shapes[q].kind);
        add(Template::NobodyRule.of([self.rule(q), kind]));
        let strong =
            list.iter().filter_map(|near| near.cue).map(|c| self.document.cues.list[c].strength as usize).max();
        add(Template::NobodyOthers.of([strong.map_or(4, |s| s), list.len().min(4)]));
        // Of the kinds of subject no more than whether there is one.
        let subject = if self.units.tags[q].is_some() { SubjectKind::Name } else { SubjectKind::None };
        add_nobody(self.units, &self.units.list[q], subject, add);
        let at = self.document.mentions.quotes[q].element;
        add(Template::NobodyWordBefore.of([self.beside(at.checked_sub(1))]));
        add(Template::NobodyWordAfter.of([self.beside(Some(at + 1))]));
        let short = self.units.shapes[q].words <= 3;
        let mut words = self.document.mentions.quotes[q].words.range();
        if let Some(first) = words.find(|&w| self.document.tokens.words[w].is_word()) {
            add(Template::NobodyFirst.of([word_bucket(self.document.tokens.word_text(first)), usize::from(short)]));
        }
        let sentence = |c: &&Cue| self.document.cues.sentence(c.element()) == self.document.cues.sentence(at);
        let before = self
            .document
            .cues
            .within(at.saturating_sub(REACH)..at)
            .iter()
            .rev()
            .take_while(sentence)
            .find(|c| c.subject.is_some());
        if let Some(cue) = before {
            add(Template::NobodyCue.of([word_bucket(self.document.tokens.word_text(cue.words.start()))]));
        }
    }

    /// The number of the word at an element, or of the kind of mention that is there.
    pub(crate) fn beside(&self, element: Option<usize>) -> usize {
        match element.and_then(|k| self.document.mentions.elements.get(k)) {
            Some(NarrationItem::Mention(m)) => self.kind(m),
            Some(NarrationItem::Quote(_)) => 14,
            Some(other) => word_bucket(self.document.tokens.word_text(self.document.mentions.words(other).start)),
            None => 15,
        }
    }

    /// The number of the noun or pronoun of a mention; all names have one.
    pub(crate) fn head(&self, mention: usize) -> usize {
        let mention = &self.document.mentions.list[mention];
        match &mention.kind {
            MentionKind::Nominal { head, .. } => word_bucket(self.document.tokens.word_text(*head as usize)),
            MentionKind::Pronoun(_) => word_bucket(self.document.tokens.word_text(mention.words.start())),
            MentionKind::Name(_) => word_bucket("Name"),
        }
    }

    /// What stands between two elements, as a number: the kinds of words there, from the quotation outwards or
    /// onwards, without repetitions and without words of no kind.
    pub(crate) fn path(&self, element: usize, quote: usize) -> usize {
        let (low, high) = (element.min(quote) + 1, element.max(quote));
        let mut hash = 7u32;
        let mut last = 0;
        let mut add = |&kind: &u8| {
            if kind != 0 && kind != last {
                hash = (hash ^ u32::from(kind)).wrapping_mul(0x0100_0193);
            }
            last = kind;
        };
        let between = &self.steps[low..high.max(low)];
        match element < quote {
            true => between.iter().rev().take(10).for_each(&mut add),
            false => between.iter().take(10).for_each(&mut add),
        }
        (hash ^ hash >> 16) as usize % WORD_BUCKETS
    }

    /// How a quotation follows the one before: features without their relation.
    pub(crate) fn relations(&self, q: usize, sink: &mut impl FnMut([Feature; RELATIONS])) {
        let places = &self.document.mentions.quotes;
        let gap = places[q].paragraph - places[q - 1].paragraph;
        let tagged = |q: usize| match self.units.tags[q] {
            None => 0,
            Some(tag) => 1 + usize::from(tag.is_listed(&self.document.cues)),
        };
        let same = self.document.cues.sentence(places[q].element) == self.document.cues.sentence(places[q - 1].element);
        let gap = if same { 4 } else { gap.min(3) };
        let opens = usize::from(self.units.shapes[q].opens);
        let kind = kind_value(self.units.shapes[q].kind);
        let mut each = |first: Feature| sink(core::array::from_fn(|relation| first.with_last(relation as u16)));
        each(Template::SourceGap.of([gap, tagged(q), tagged(q - 1), 0]));
        each(Template::SourceOpens.of([gap.min(3), opens, kind, 0]));
    }
}

pub(crate) fn kind_value(kind: QuoteKind) -> usize {
    match kind {
        QuoteKind::Direct => 0,
        QuoteKind::Partial => 1,
        QuoteKind::NotSpeech => 2,
    }
}
