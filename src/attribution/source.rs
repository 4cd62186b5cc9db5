//! Reports: which mention is the source of each quotation, by weights. What the rules answer is one of the features.

use super::chain::RELATIONS;
use super::feature::{bucket, word, Feature, Sink, SubjectKind, Template as T, WORDS};
use super::model::{Beliefs, Scorer, Solver};
use super::reference::References;
use super::tag::{Place, Scene};
use super::unit::Units;
use super::weigh::nobody;
use super::{Decision, Evidence, QuoteKind};
use crate::cue::{Cue, Strength};
use crate::lexicon::Classes;
use crate::mention::{Bearer, Element, MentionKind, NounClass, Pronoun};
use crate::speaker::People;
use crate::work;

/// No more mentions than these are weighed for a quotation.
const CANDIDATES: usize = 18;
/// So many elements are read on each side of a quotation.
const REACH: usize = 60;
/// Quotations are decided together in parts of at most so many.
const LONGEST: usize = 100;

/// A mention near a quotation.
#[derive(Clone, Copy, Debug)]
struct Near {
    mention: usize,
    element: usize,
    /// Index of `Cues::list`: the strongest cue it is subject of.
    cue: Option<usize>,
}

/// What the resolver knows of a report before its sources are weighed.
pub(super) struct Report<'a, 't> {
    scene: Scene<'a, 't>,
    references: &'a References,
    units: &'a Units,
    /// What the rules answer.
    ruled: &'a [Decision],
    /// For each mention its element; none within speech and within others.
    elements: Vec<Option<u32>>,
    /// For each mention the strongest cue whose subject it is.
    cues: Vec<Option<u32>>,
    /// How often each person is subject of a sure cue.
    speaks: Vec<u32>,
    /// For each element what it is on the way from a mention to a quotation.
    steps: Vec<u8>,
}

/// The candidates of a quotation; used for one quotation after the other.
#[derive(Debug, Default)]
pub(super) struct Sources {
    /// Mentions; nobody, if at all, comes last.
    pub(super) who: Vec<Option<u32>>,
    list: Vec<Near>,
}

fn form(kind: QuoteKind) -> usize {
    match kind {
        QuoteKind::Direct => 0,
        QuoteKind::Partial => 1,
        QuoteKind::NotSpeech => 2,
    }
}

impl<'a, 't> Report<'a, 't> {
    pub(super) fn new(
        scene: Scene<'a, 't>,
        people: &'a People,
        references: &'a References,
        units: &'a Units,
        ruled: &'a [Decision],
    ) -> Self {
        let mut elements = vec![None; scene.mentions.list.len()];
        for (k, element) in scene.mentions.elements.iter().enumerate() {
            if let Element::Mention(m) = element {
                elements[m] = Some(k as u32);
            }
        }
        let mut cues: Vec<Option<u32>> = vec![None; scene.mentions.list.len()];
        let mut speaks = vec![0; people.list.len()];
        for (c, cue) in scene.cues.list.iter().enumerate() {
            let Some(subject) = cue.subject else { continue };
            let known = &mut cues[subject.mention()];
            if known.map_or(true, |k| scene.cues.list[k as usize].strength < cue.strength) {
                *known = Some(c as u32);
            }
            if let (Strength::Strong, Some(person)) = (cue.strength, references.best(subject.mention())) {
                speaks[person.index()] += 1;
            }
        }
        let steps = steps(scene, &cues);
        Self { scene, references, units, ruled, elements, cues, speaks, steps }
    }

    /// The mentions that may be the source of a quotation, those that the rules would choose first.
    fn near(&self, q: usize, list: &mut Vec<Near>) {
        list.clear();
        let mut add = |mention: usize| {
            let Some(element) = self.elements[mention] else { return };
            if list.len() < CANDIDATES && !list.iter().any(|near| near.mention == mention) {
                list.push(Near { mention, element: element as usize, cue: self.cues[mention].map(|c| c as usize) });
            }
        };
        let tag = |q: usize| self.units.tags[q].map(|tag| tag.mention());
        self.ruled[q].mention.map(&mut add);
        tag(q).map(&mut add);
        for before in [q.checked_sub(1), q.checked_sub(2)].into_iter().flatten() {
            self.ruled[before].mention.map(&mut add);
            tag(before).map(&mut add);
        }
        let place = &self.scene.mentions.quotes[q];
        let paragraph = self.scene.mentions.paragraph(place.paragraph);
        let low = paragraph.start.max(place.element.saturating_sub(REACH));
        let high = paragraph.end.min(place.element + REACH);
        work::count(high - low);
        let mention = |k: usize| match self.scene.mentions.elements.at(k) {
            Element::Mention(m) => Some(m),
            _ => None,
        };
        let speaks = |&m: &usize| self.cues[m].is_some();
        (place.element..high).filter_map(mention).filter(speaks).take(3).for_each(&mut add);
        (low..place.element).rev().filter_map(mention).filter(speaks).take(4).for_each(&mut add);
        let sentence = |&k: &usize| self.scene.cues.sentence(k) == self.scene.cues.sentence(place.element);
        (low..place.element).rev().take_while(sentence).filter_map(mention).take(5).for_each(&mut add);
        (place.element..high).take_while(sentence).filter_map(mention).take(3).for_each(&mut add);
        if let Some(previous) = place.paragraph.checked_sub(1).map(|p| self.scene.mentions.paragraph(p)) {
            let low = previous.start.max(previous.end.saturating_sub(REACH));
            (low..previous.end).rev().filter_map(mention).filter(speaks).take(2).for_each(&mut add);
        }
        (low..place.element).rev().filter_map(mention).take(3).for_each(&mut add);
    }

    /// Reads the candidates of a quotation.
    pub(super) fn read(&self, q: usize, sources: &mut Sources) {
        let Sources { who, list } = sources;
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
        let reported = self.units.tags[q].is_some_and(|tag| tag.place == Place::Before || self.scene.is_listed(tag));
        if !reported || self.units.forms[q].kind != QuoteKind::Direct || list.is_empty() {
            who.push(None);
        }
    }

    /// Tells what speaks for each candidate.
    pub(super) fn features(&self, q: usize, sources: &Sources, sink: &mut impl Sink) {
        let Sources { who, list } = sources;
        for (place, near) in list.iter().enumerate() {
            self.source_features(q, near, list, &mut |feature| sink.add(place, feature));
        }
        if who.last() == Some(&None) {
            self.nobody_features(q, list, &mut |feature| sink.add(who.len() - 1, feature));
        }
    }

    fn rule(&self, q: usize) -> usize {
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
    fn kind(&self, mention: usize) -> usize {
        let mention = &self.scene.mentions.list[mention];
        match &mention.kind {
            MentionKind::Name(name) => match name.bearer {
                Bearer::Person => 0,
                Bearer::Organisation => 1,
                Bearer::Place => 2,
                Bearer::Unknown => 3,
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
    fn place(&self, q: usize, element: usize) -> usize {
        let quote = &self.scene.mentions.quotes[q];
        let at = quote.element;
        let same = self.scene.cues.sentence(element) == self.scene.cues.sentence(at);
        match (element < at, element.abs_diff(at)) {
            _ if !self.scene.mentions.paragraph(quote.paragraph).contains(&element) => 5,
            (true, 0..=3) if same => 0,
            (false, 0..=3) => 1,
            (true, _) if same => 2,
            (false, _) if same => 3,
            _ => 4,
        }
    }

    fn source_features(&self, q: usize, near: &Near, list: &[Near], add: &mut impl FnMut(Feature)) {
        let quote = &self.scene.mentions.quotes[q];
        let at = quote.element;
        let kind = form(self.units.forms[q].kind);
        let chosen = self.ruled[q].mention == Some(near.mention);
        add(T::SourceRule.of([if chosen { self.rule(q) } else { 8 }, kind]));
        let before = q.checked_sub(1);
        if let Some(before) = before {
            let other = self.ruled[before].mention == Some(near.mention);
            add(T::SourceOther.of([usize::from(other) + 2 * usize::from(chosen), self.rule(before).min(5)]));
        }
        let place = self.place(q, near.element);
        let cue = near.cue.map(|c| &self.scene.cues.list[c]);
        let (link, strength) =
            cue.map_or((6, 4), |cue: &Cue| (cue.subject.map_or(6, |s| s.link as usize), cue.strength as usize));
        let cue_place = cue.map_or(5, |cue| self.place(q, cue.element()));
        add(T::SourceCue.of([link, strength, cue_place]));
        add(T::SourceCueForm.of([strength, cue_place, kind]));
        let distance = bucket(near.element.abs_diff(at), &[2, 4, 8, 16, 32, 64]);
        let subject = usize::from(self.scene.cues.is_subject(near.element));
        add(T::SourcePlace.of([place, distance, subject]));
        let side = near.element < at;
        let closer = |other: &&Near| {
            (other.element < at) == side
                && other.element.abs_diff(at) < near.element.abs_diff(at)
                && other.cue.is_some()
        };
        add(T::SourceRank.of([usize::from(side), list.iter().filter(closer).count().min(4), subject]));
        let words = self.kind(near.mention);
        add(T::SourceKind.of([words, kind]));
        add(T::SourceKindPlace.of([words, place]));
        let spoken = self.references.best(near.mention).map_or(0, |p| self.speaks[p.index()] as usize);
        add(T::SourceSpeaks.of([bucket(spoken, &[1, 2, 4, 8]), strength]));
        let tag = self.units.tags[q];
        let own = tag.map_or(5, |tag| if tag.mention() == near.mention { tag.place as usize } else { 6 });
        add(T::SourceTag.of([own, kind]));
        let form = &self.units.forms[q];
        let position = form.position();
        add(T::SourcePosition.of([position, cue_place, strength]));
        add(T::SourceEnd.of([form.end(), cue_place, kind]));
        let (low, high) = (near.element.min(at), near.element.max(at));
        let quotes =
            (low + 1..high).take(REACH).filter(|&k| matches!(self.scene.mentions.elements.at(k), Element::Quote(_)));
        add(T::SourceBetween.of([quotes.count().min(3), place, subject]));
        if let Some(cue) = cue {
            let before = cue.element() < at;
            let same = self.scene.cues.sentence(cue.element()) == self.scene.cues.sentence(at);
            let (low, high) = (cue.element().min(at), cue.element().max(at));
            let closer = self.scene.cues.within(low + 1..high).iter().filter(|c| c.subject.is_some());
            let side = if before { 1 + usize::from(same) } else { 0 };
            add(T::SourceNearest.of([closer.count().min(3), side, strength, kind]));
            let distance = bucket(cue.element().abs_diff(at), &[2, 3, 5, 9, 17, 33]);
            add(T::SourceCueDistance.of([distance, cue_place, strength]));
            let lead = match at.checked_sub(1).map(|k| self.scene.word(k)) {
                None => 0,
                Some("," | "--" | "—" | "-") => 1,
                Some(":") => 2,
                Some(word) if word.eq_ignore_ascii_case("that") => 3,
                Some(word) if word.eq_ignore_ascii_case("as") => 4,
                Some("." | "!" | "?") => 5,
                Some(_) => 6,
            };
            add(T::SourceLead.of([lead, side, strength]));
            add(T::SourceVerb.of([word(self.scene.tokens.word_text(cue.words.start())), side]));
        }
        let first =
            near.element == 0 || self.scene.cues.sentence(near.element - 1) != self.scene.cues.sentence(near.element);
        add(T::SourceFirst.of([usize::from(first), place, subject, usize::from(near.cue.is_some())]));
        let words = bucket(form.words, &[1, 2, 3, 4, 6, 10, 20]);
        add(T::SourceQuote.of([words, cue_place, usize::from(form.titled)]));
        add(T::SourceHead.of([self.head(near.mention)]));
        add(T::SourceBefore.of([self.beside(near.element.checked_sub(1))]));
        add(T::SourcePath.of([usize::from(side), self.path(near.element, at)]));
        let object = near.element > 0 && self.scene.word(near.element - 1).eq_ignore_ascii_case("to");
        add(T::SourceObject.of([usize::from(object) + 2 * subject]));
    }

    fn nobody_features(&self, q: usize, list: &[Near], add: &mut impl FnMut(Feature)) {
        let kind = form(self.units.forms[q].kind);
        add(T::NobodyRule.of([self.rule(q), kind]));
        let strong = list.iter().filter_map(|near| near.cue).map(|c| self.scene.cues.list[c].strength as usize).max();
        add(T::NobodyOthers.of([strong.map_or(4, |s| s), list.len().min(4)]));
        // Of the kinds of subject no more than whether there is one.
        let subject = if self.units.tags[q].is_some() { SubjectKind::Name } else { SubjectKind::None };
        nobody(self.units, &self.units.list[q], subject, add);
        let at = self.scene.mentions.quotes[q].element;
        add(T::NobodyWordBefore.of([self.beside(at.checked_sub(1))]));
        add(T::NobodyWordAfter.of([self.beside(Some(at + 1))]));
        let short = self.units.forms[q].words <= 3;
        let mut words = self.scene.mentions.quotes[q].words.range();
        if let Some(first) = words.find(|&w| self.scene.tokens.words[w].is_word()) {
            add(T::NobodyFirst.of([word(self.scene.tokens.word_text(first)), usize::from(short)]));
        }
        let sentence = |c: &&Cue| self.scene.cues.sentence(c.element()) == self.scene.cues.sentence(at);
        let before = self
            .scene
            .cues
            .within(at.saturating_sub(REACH)..at)
            .iter()
            .rev()
            .take_while(sentence)
            .find(|c| c.subject.is_some());
        if let Some(cue) = before {
            add(T::NobodyCue.of([word(self.scene.tokens.word_text(cue.words.start()))]));
        }
    }

    /// The number of the word at an element, or of the kind of mention that is there.
    fn beside(&self, element: Option<usize>) -> usize {
        match element.and_then(|k| self.scene.mentions.elements.get(k)) {
            Some(Element::Mention(m)) => self.kind(m),
            Some(Element::Quote(_)) => 14,
            Some(other) => word(self.scene.tokens.word_text(self.scene.mentions.words(other).start)),
            None => 15,
        }
    }

    /// The number of the noun or pronoun of a mention; all names have one.
    fn head(&self, mention: usize) -> usize {
        let mention = &self.scene.mentions.list[mention];
        match &mention.kind {
            MentionKind::Nominal { head, .. } => word(self.scene.tokens.word_text(*head as usize)),
            MentionKind::Pronoun(_) => word(self.scene.tokens.word_text(mention.words.start())),
            MentionKind::Name(_) => word("Name"),
        }
    }

    /// What stands between two elements, as a number: the kinds of words there, from the quotation outwards or
    /// onwards, without repetitions and without words of no kind.
    fn path(&self, element: usize, quote: usize) -> usize {
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
        (hash ^ hash >> 16) as usize % WORDS
    }

    /// How a quotation follows the one before: features without their relation.
    pub(super) fn relations(&self, q: usize, sink: &mut impl FnMut([Feature; RELATIONS])) {
        let places = &self.scene.mentions.quotes;
        let gap = places[q].paragraph - places[q - 1].paragraph;
        let tagged = |q: usize| match self.units.tags[q] {
            None => 0,
            Some(tag) => 1 + usize::from(self.scene.is_listed(tag)),
        };
        let same = self.scene.cues.sentence(places[q].element) == self.scene.cues.sentence(places[q - 1].element);
        let gap = if same { 4 } else { gap.min(3) };
        let opens = usize::from(self.units.forms[q].opens);
        let kind = form(self.units.forms[q].kind);
        let mut each = |first: Feature| sink(core::array::from_fn(|relation| first.with_last(relation as u16)));
        each(T::SourceGap.of([gap, tagged(q), tagged(q - 1), 0]));
        each(T::SourceOpens.of([gap.min(3), opens, kind, 0]));
    }

    /// Ranges of quotations that are decided together.
    pub(super) fn chains(&self) -> Vec<core::ops::Range<usize>> {
        let places = &self.scene.mentions.quotes;
        let mut chains = Vec::new();
        let mut start = 0;
        for q in 1..=places.len() {
            let ends = q == places.len() || places[q].paragraph - places[q - 1].paragraph > 3 || q - start == LONGEST;
            if ends {
                chains.push(start..q);
                start = q;
            }
        }
        chains
    }

    /// How probable each candidate of each quotation is.
    pub(super) fn decide(&self, weights: &[[i8; 1]]) -> Beliefs<u32> {
        let mut scorer = Scorer::new(weights, self.units.list.len());
        let mut sources = Sources::default();
        for range in self.chains() {
            for q in range.clone() {
                self.read(q, &mut sources);
                let mut scores = scorer.open(&sources.who);
                self.features(q, &sources, &mut scores);
                if q > range.start {
                    self.relations(q, &mut |features: [Feature; RELATIONS]| scores.relate(features));
                }
            }
        }
        let mut solver = Solver::default();
        for range in self.chains() {
            scorer.believe(&mut solver, range, 0);
        }
        scorer.beliefs
    }
}

/// The kind of each element as a step of [`Report::path`].
fn steps(scene: Scene<'_, '_>, cues: &[Option<u32>]) -> Vec<u8> {
    let step = |(k, element)| match element {
        Element::Mention(m) if scene.cues.is_subject(k) => 1 + u8::from(cues[m].is_some()),
        Element::Mention(_) => 3,
        Element::Quote(_) => 4,
        Element::Phrase(..) => 5,
        Element::Word(w) => {
            let classes = scene.tokens.classes(w);
            let of = |class| classes.any(class);
            match scene.tokens.word_text(w) {
                "," => 6,
                "." | "!" | "?" => 7,
                ":" => 8,
                "--" | "—" | "-" => 9,
                "that" => 10,
                "as" => 11,
                "to" => 12,
                "and" | "or" | "but" => 13,
                _ if of(Classes::CUE_STRONG) => 14,
                _ if of(Classes::CUE) => 15,
                _ if of(Classes::ING) => 16,
                _ if of(Classes::VERBAL) => 17,
                _ if of(Classes::PREPOSITION) => 18,
                _ if of(Classes::RELATIVE) => 19,
                _ if of(Classes::SUBORDINATOR) => 20,
                _ => 0,
            }
        }
    };
    scene.mentions.elements.iter().enumerate().map(step).collect()
}
