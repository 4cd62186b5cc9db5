//! The reporting clause of a quotation, found among the items of the narration around it.
//!
//! Cues and their subjects are known. What is open is which of them belongs to the quotation: the one after it, the one
//! before it in its sentence, or the one that ends the paragraph before. Punctuation decides, and then how surely the
//! verb reports speech.

use core::ops::Range;

use crate::attribution::complement::Complement;
use crate::attribution::owned_words::OwnedWords;
use crate::coreference::coreference::Coreference;
use crate::cue::cue::{Cue, Cues, Link, Strength};
use crate::cue::passive::{BEING, HEARS};
use crate::cue::punctuation::{is_any_dash, is_comma_or_dash, leads_to_quote};
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::{MentionKind, NounClass, Pronoun};
use crate::mention::narration::{NarrationItem, QuoteAnchor};
use crate::model::template::enum_value;
use crate::quote::quotation::Quotation;
use crate::record::{Gender, QuoteStyle};
use crate::token::chars::is_blank;
use crate::util::ids::{ids, CueId, Id, IdRange, ItemId, MentionId};
use crate::util::steps;

/// Maximum distance, in items, from a quotation to the verb of a clause after it. A clause of this length has a subject
/// with an apposition.
const REACH_AFTER: usize = 24;
/// Maximum number of items from a quotation to the first verb or subject of a clause after it, both included. Adverbs
/// may come before it.
const FIRST_VERB: usize = 5;
/// Maximum distance, in items, from a verb to a quotation after it in its sentence. The object of the verb may be long.
const REACH_BEFORE: usize = 60;
/// Maximum distance, in items, from a verb to a quotation right after it: a comma and an adverb, or "that", may come
/// between.
const REACH_LEAD_IN: usize = 3;

/// Maximum distance, in items, from a verb to the verb of speech that it governs: "was fond of saying".
const GOVERNED: usize = 3;

/// Words before the name of somebody who speaks without a verb: "Then Kerry, wearily: “…”", "From Kerry: “…”"
const LEADS: [&str; 5] = ["Then", "From", "And", "Next", "Now"];

/// Maximum number of items from the name of somebody who is presented to the quotation: "Ada Kerry, 67, teacher: “…”".
const PRESENTED: usize = 20;
/// Maximum number of items between a verb and the quotation to which a comma or colon leads.
const LEAD_IN: usize = 12;
/// Maximum distance, in items, from a quotation to a clause further on in its sentence.
const REACH_FURTHER: usize = 40;
/// Number of items after a clause that are read for its addressee: "said Hale, to Orne".
const REACH_ADDRESSEE: usize = 4;
/// The label of a turn is searched among this many mentions before and after the position where it would be if no
/// mention were nested.
const LABEL_REACH: usize = 2;

/// A reporting clause and its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReportingClause {
    /// Its subject.
    pub(crate) mention: MentionId,
    /// Its verb. `None` where a colon or a noun ("Emma's answer") replaces it.
    pub(crate) cue: Option<CueId>,
    pub(crate) position: ClausePosition,
}

/// Where a reporting clause stands, as seen from its quotation.
///
/// The order of the variants is that of the learned weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClausePosition {
    /// "…," said Kerry
    After,
    /// Kerry said, "…"
    Before,
    /// At the end of the paragraph before: Kerry said:
    ParagraphBefore,
    /// The label of a transcript: KERRY:
    Label,
    /// Further on in the sentence: The "…" plan, Kerry said
    Further,
}

/// The kind of subject of a reporting clause. The order of the variants is that of the learned weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SubjectKind {
    /// There is no clause.
    None,
    /// A name, or a noun phrase with the name behind it.
    Name,
    /// "he" or "she".
    Pronoun,
    I,
    /// A noun phrase for a person, or one whose person is known, or "it" of an animal.
    Noun,
    /// "they", "it", "the letter".
    Other,
}

enum_value!(ClausePosition, Further);
enum_value!(SubjectKind, Other);

impl ReportingClause {
    fn without_cue(mention: MentionId, position: ClausePosition) -> Self {
        Self { mention, cue: None, position }
    }

    /// Whether its verb is listed as reporting speech. True for a clause without a verb.
    pub(crate) fn is_listed(self, cues: &Cues) -> bool {
        self.cue.map_or(true, |cue| cues.list[cue].strength >= Strength::Medium)
    }

    /// Whether the speaker is the owner of the words that stand before the quotation: "Kerry took up Hale's remark, …",
    /// "Kerry took up the Hale remark that …"
    pub(crate) fn is_of_owner(self, document: &Document<'_>) -> bool {
        let is_bare = self.position == ClausePosition::Before && self.cue.is_none();
        let mention = &document.mentions.list[self.mention];
        is_bare && (mention.nested || mention.name().is_some())
    }

    /// The kind of its subject, and its gender if the kind is a name, a pronoun or a noun.
    pub(crate) fn subject(self, document: &Document<'_>, coreference: &Coreference) -> (SubjectKind, Gender) {
        let mention = &document.mentions.list[self.mention];
        match &mention.kind {
            MentionKind::Name(_) => (SubjectKind::Name, mention.gender),
            MentionKind::Nominal { .. } if coreference.is_sure(document, self.mention) => {
                (SubjectKind::Name, mention.gender)
            }
            MentionKind::Pronoun(Pronoun::He | Pronoun::She) => (SubjectKind::Pronoun, mention.gender),
            MentionKind::Pronoun(Pronoun::I) => (SubjectKind::I, Gender::Unknown),
            MentionKind::Nominal { class, .. } if !mention.plural && *class != NounClass::Other => {
                (SubjectKind::Noun, mention.gender)
            }
            MentionKind::Nominal { .. } | MentionKind::Pronoun(Pronoun::Indefinite | Pronoun::It)
                if coreference.person[self.mention].is_some() =>
            {
                (SubjectKind::Noun, mention.gender)
            }
            _ => (SubjectKind::Other, Gender::Unknown),
        }
    }
}

/// Finds the reporting clauses of quotations.
#[derive(Clone, Copy)]
pub(crate) struct ClauseFinder<'a, 't> {
    document: &'a Document<'t>,
}

impl<'a, 't> ClauseFinder<'a, 't> {
    pub(crate) fn new(document: &'a Document<'t>) -> Self {
        Self { document }
    }

    /// The clause of a quotation.
    ///
    /// In this order: the owner of the words right before it, or those from whom a cry comes; the clause after the
    /// quotation, if its verb is listed; the verb that it [completes](Complement); the clause right before it; the one
    /// after it, with any verb; any clause before it in its sentence; the owner of words that begin its sentence or
    /// stand further before it; the clause that ends the paragraph before; for a fragment the one that ends its
    /// sentence.
    pub(crate) fn find(self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let quotation = self.document.quotation(anchor);
        if quotation.style == QuoteStyle::Label || quotation.label.is_some() {
            return self.label(quotation);
        }
        // Kerry took up Hale's remark, "…"
        let words = OwnedWords { document: self.document };
        let of_owner = |mention| ReportingClause::without_cue(mention, ClausePosition::Before);
        if let Some(mention) = words.right_before(anchor).or_else(|| words.cried(anchor)) {
            return Some(of_owner(mention));
        }
        let after = self.after(anchor);
        if !after.is_some_and(|clause| clause.is_listed(&self.document.cues)) {
            if let Some((mention, cue)) = (Complement { document: self.document }).find(anchor) {
                return Some(ReportingClause { mention, cue, position: ClausePosition::Before });
            }
        }
        let is_fragment = is_fragment(self.document, anchor);
        // A fragment belongs to the clause in which it stands: Hale called it "bad," Orne said it was "worse."
        if is_fragment {
            if let Some(before) = self.before(anchor) {
                return Some(before);
            }
        }
        after
            .filter(|clause| clause.is_listed(&self.document.cues))
            .or_else(|| self.lead_in(anchor))
            .or(after)
            .or_else(|| self.before(anchor))
            .or_else(|| words.leading(anchor).or_else(|| words.further_before(anchor)).map(of_owner))
            .or_else(|| self.in_paragraph_before(anchor))
            // The sentence in which a fragment stands may be what was said: It is "the end" of the road, Hale added.
            .or_else(|| if is_fragment { self.further(anchor) } else { None })
    }

    /// The last clause of the paragraph before whose verb nearly always reports speech, whatever punctuation ends the
    /// paragraph.
    pub(crate) fn reported_before(self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let Document { mentions, cues, .. } = self.document;
        let before = anchor.paragraph.before().filter(|_| anchor.item == self.document.paragraph_of(anchor).start())?;
        let before = mentions.paragraph(before);
        let sentence = self.document.sentence(before.end().before()?);
        let cues = cues.ids_within(before.start()..before.end()).iter().rev();
        let mut cues =
            cues.map(|id| (id, self.cue(id))).take_while(|(_, cue)| self.document.sentence(cue.item) == sentence);
        let (id, _) = cues.find(|(_, cue)| cue.subject.is_some() && cue.strength == Strength::Strong)?;
        self.clause(id, ClausePosition::ParagraphBefore)
    }

    /// A clause further on in the sentence, beyond other words.
    pub(crate) fn further(self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let end = self.document.paragraph_of(anchor).end();
        let after = anchor.item + 1;
        if after >= end {
            return None;
        }
        let reach = (after + REACH_FURTHER).min(end);
        let cues = self.document.cues.ids_within(after..reach).iter().map(|id| (id, self.cue(id)));
        let mut cues = cues.take_while(|(_, cue)| self.document.share_sentence(cue.item, anchor.item));
        let (id, _) = cues.find(|(_, cue)| {
            // "…, she added.": what is at the end of the sentence says who said all of it.
            let closes = || cue.strength == Strength::Medium && self.closes_sentence(cue);
            (cue.strength == Strength::Strong || closes())
                && cue.subject.is_some_and(|subject| {
                    let start = subject.item.min(cue.item);
                    let after_comma = || start > after && self.document.word(start - 1) == ",";
                    subject.link != Link::Shared && (subject.link == Link::According || after_comma())
                })
        })?;
        self.clause(id, ClausePosition::Further)
    }

    fn cue(self, id: CueId) -> &'a Cue {
        &self.document.cues.list[id]
    }

    fn clause(self, cue: CueId, position: ClausePosition) -> Option<ReportingClause> {
        Some(ReportingClause { mention: self.cue(cue).subject?.mention, cue: Some(cue), position })
    }

    /// The mention that the label of a turn is, or the signature of a quotation. It may stand in a heading, and within
    /// a longer mention: "the witness Ada Crane".
    fn label(self, quotation: &Quotation) -> Option<ReportingClause> {
        let words = self.document.tokens.words_in(quotation.label?);
        let list = &self.document.mentions.list;
        let near = list.partition_point(|mention| mention.words.start() < words.start());
        // OK because a binary search in a list that is nearly sorted ends near: only nested mentions are out of order.
        let near = ids(near.saturating_sub(LABEL_REACH)..(near + LABEL_REACH + 1).min(list.end()));
        let overlaps = |m: &MentionId| list[*m].words.start() < words.end() && words.start() < list[*m].words.end();
        let mut named = near.clone().filter(overlaps).filter(|&m| list[m].name().is_some());
        let mention = named.next().or_else(|| near.clone().find(overlaps))?;
        Some(ReportingClause::without_cue(mention, ClausePosition::Label))
    }

    /// The clause right before the quotation: Kerry said, "…" A name alone will do: Kerry: "…"
    fn lead_in(self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let document = self.document;
        let paragraph = document.paragraph_of(anchor);
        if let Some(mention) = self.named_before_colon(paragraph.start(), anchor.item) {
            return Some(ReportingClause::without_cue(mention, ClausePosition::Before));
        }
        let low = paragraph.start().max(anchor.item.saturating_sub(REACH_LEAD_IN));
        let id = document.cues.ids_within(low..anchor.item).iter().next_back()?;
        let last = self.cue(id);
        let joined = ids(last.item + 1..anchor.item)
            .all(|k| leads_to_quote(document.word(k)) || document.word(k) == "that" || document.is_adverb(k));
        let leads = joined && document.share_sentence(last.item, anchor.item) && last.strength >= Strength::Weak;
        leads.then(|| self.clause(id, ClausePosition::Before)).flatten()
    }

    /// The mention that leads to the quotation at `item` without a verb: Kerry: "…", or Ada Kerry, 67, a retired
    /// teacher: "…", or Then Kerry, wearily: "…" It begins a sentence or follows a quotation, and is a name unless it
    /// begins the paragraph.
    fn named_before_colon(self, start: ItemId, item: ItemId) -> Option<MentionId> {
        let document = self.document;
        let colon = item.before().filter(|&colon| colon > start && document.word(colon) == ":")?;
        let low = start.max(colon.saturating_sub(PRESENTED));
        let goes_on = |&k: &ItemId| document.share_sentence(k, colon) && !document.is_quote(k);
        let first = ids(low..colon).rev().take_while(goes_on).inspect(|_| steps::count(1)).last()?;
        let first = first + usize::from(LEADS.contains(&document.word(first)));
        let mention = document.mentions.narration.mention(first)?;
        let is_name = document.mentions.list[mention].name().is_some();
        if first + 1 == colon {
            return (is_name || first == start).then_some(mention);
        }
        let is_presented = document.word(first + 1) == "," && document.cues.ids_within(first..colon).is_empty();
        (is_name && is_presented && (first > low || low == start)).then_some(mention)
    }

    /// The clause right after the quotation.
    fn after(self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let document = self.document;
        let end = QuoteEnd::of(document, anchor)?;
        let paragraph_end = document.paragraph_of(anchor).end();
        let mut after = ids(anchor.item + 1..paragraph_end);
        let is_skipped = |&k: &ItemId| is_comma_or_dash(document.word(k)) || document.is_symbol(k);
        let first = self.behind_frame(after.find(|k| !is_skipped(k))?, paragraph_end);
        let reach = (first + REACH_AFTER).min(paragraph_end);
        let words = OwnedWords { document };
        if let Some(mention) = words.after_being(first, reach).filter(|_| !end.is_stop) {
            return Some(ReportingClause::without_cue(mention, ClausePosition::After));
        }
        if let Some(mention) = self.pointed_out(first, reach) {
            return Some(ReportingClause::without_cue(mention, ClausePosition::After));
        }
        let first_verb = ids(first..reach).take(FIRST_VERB).find(|&k| !document.is_adverb(k))?;
        let enough = if end.is_open { Strength::Unlisted } else { Strength::Medium };
        let id = self.first_cue(first..reach, first_verb, enough)?;
        let follows = self.follows(end, first, first_verb, self.cue(id));
        follows.then(|| self.clause(self.verb_of_speech(id), ClausePosition::After)).flatten()
    }

    /// The item behind words that make a quotation the subject of its sentence: "…" was all she said, "…" is how Hale
    /// puts it.
    fn behind_frame(self, item: ItemId, end: ItemId) -> ItemId {
        let is_frame = item + 2 < end
            && matches!(self.document.word(item), "was" | "is" | "were" | "are")
            && matches!(self.document.word(item + 1), "all" | "what" | "how");
        if is_frame {
            item + 2
        } else {
            item
        }
    }

    /// The person to whom a sentence points from an item on, before `end`: "That was Orne, from the hold", "This from
    /// Orne", "Those were Orne's last words". Somebody of whom it tells more is none: "That was the man who called."
    fn pointed_out(self, item: ItemId, end: ItemId) -> Option<MentionId> {
        let Document { mentions, tokens, .. } = self.document;
        let points = match self.document.word(item) {
            "That" => self.document.word(item + 1) == "was",
            "This" => matches!(self.document.word(item + 1), "was" | "from"),
            "Those" | "These" => self.document.word(item + 1) == "were",
            _ => false,
        };
        if !points || item + 2 >= end {
            return None;
        }
        let mention = mentions.narration.mention(item + 2)?;
        let is_speech = mentions.list[mention].head().is_some_and(|head| tokens.classes(head).any(Classes::CUE_NOUN));
        if let Some(owner) = mentions.owner(mention).filter(|_| is_speech) {
            return Some(owner);
        }
        if matches!(self.document.word(item), "Those" | "These") {
            return None;
        }
        let told = matches!(mentions.narration.get(item + 3), Some(NarrationItem::Word(word))
            if tokens.classes(word).any(Classes::RELATIVE));
        (mentions.list[mention].is_somebody() && !told).then_some(mention)
    }

    /// The first cue among some items that has a subject and is strong enough, in the sentence of the first item.
    fn first_cue(self, items: Range<ItemId>, first_verb: ItemId, enough: Strength) -> Option<CueId> {
        let document = self.document;
        let start = items.start;
        for id in document.cues.ids_within(items) {
            steps::count(1);
            let cue = self.cue(id);
            // "Said nobody": a verb that begins the sentence and has no subject is not passed over.
            let is_without_subject = cue.subject.is_none() && cue.item == first_verb && cue.strength > Strength::Weak;
            if is_without_subject || !document.share_sentence(cue.item, start) {
                return None;
            }
            let speaks = cue.subject.is_some_and(|subject| !document.cues.perceives(subject.item));
            if speaks && cue.strength >= enough {
                // Quotations between the two belong to another clause.
                return (!ids(start..cue.item).any(|k| document.is_quote(k))).then_some(id);
            }
        }
        None
    }

    /// The verb of speech that a verb of no list governs, or that verb itself: "say" in "she used to say".
    fn verb_of_speech(self, id: CueId) -> CueId {
        let cue = self.cue(id);
        let next = Some(id + 1).filter(|_| cue.strength < Strength::Medium);
        let speaks = |&next: &CueId| {
            let next = self.cue(next);
            let is_governed = next.item == cue.item + 1 || self.is_governed(cue.item, next);
            let mention = |cue: &Cue| cue.subject.map(|subject| subject.mention);
            next.strength >= Strength::Medium && is_governed && mention(next) == mention(cue)
        };
        next.filter(|&next| next < self.document.cues.list.end()).filter(speaks).unwrap_or(id)
    }

    /// Whether the verb at an item governs a cue: "used to say", "fond of saying".
    fn is_governed(self, verb: ItemId, cue: &Cue) -> bool {
        cue.item > verb && cue.item <= verb + GOVERNED && matches!(self.document.word(cue.item - 1), "to" | "of")
    }

    /// Whether the clause of a cue belongs to a quotation that ends in this way. `first` is the first item after the
    /// quotation.
    fn follows(self, end: QuoteEnd, first: ItemId, first_verb: ItemId, cue: &Cue) -> bool {
        let Some(subject) = cue.subject.filter(|subject| !self.hears(subject.item, cue)) else { return false };
        let in_lower_case = self.begins_in_lower_case(first_verb);
        // "…" said Hale
        let is_inverted = cue.item == first_verb && matches!(subject.link, Link::Inverted | Link::According);
        if is_inverted && (!end.is_stop || in_lower_case) {
            return true;
        }
        // "…" the harbour master, Edda Hale, said
        let is_apposed = subject.link == Link::Apposition && subject.item == first + 2;
        // "…" he was told by Hale
        let is_agent =
            subject.link == Link::According && cue.item > first && self.document.word(subject.item - 1) == "by";
        if is_agent && !end.is_stop {
            return true;
        }
        // "…" I heard Hale say
        let is_heard = subject.item <= first + FIRST_VERB && self.document.cues.perceives(first);
        // "…" she used to say
        let is_governed = subject.item == first && self.is_governed(first + 1, cue);
        // "…" Hale said
        let is_direct = (subject.item == first || subject.item == first_verb || is_apposed || is_heard)
            && (subject.link != Link::Shared || is_governed)
            && cue.item > subject.item;
        let is_bare = self.is_bare(cue);
        if !is_direct || end.is_stop && !is_bare {
            return false;
        }
        // After "?" or "!" a capital may begin a new sentence: then the verb must be one of speaking, and must not
        // announce the next quotation.
        let announces = matches!(self.document.word(cue.item + 1), ":" | ",")
            && matches!(self.document.mentions.narration.get(cue.item + 2), Some(NarrationItem::Quote(_)));
        let may_be_apart = !end.has_comma && !in_lower_case && !is_bare && !is_heard;
        let is_doubtful = may_be_apart && (cue.strength < Strength::Medium || announces);
        !is_doubtful && (end.has_comma || end.breaks_off || cue.strength > Strength::Unlisted)
    }

    /// Whether the subject at an item hears what is said: "…" he was told.
    fn hears(self, subject: ItemId, cue: &Cue) -> bool {
        // "Hale, who is the mayor, told them" is no passive.
        let before = || ids(subject..cue.item).rev().find(|&k| !self.document.is_adverb(k));
        let is_being = |k: ItemId| BEING.contains(&self.document.word(k));
        HEARS.contains(&self.document.word(cue.item)) && before().is_some_and(is_being)
    }

    /// Whether a clause is a sentence that tells only the speaker, and so belongs to the speech before it: "It is
    /// final." Hale said.
    fn is_bare(self, cue: &Cue) -> bool {
        cue.strength == Strength::Strong && self.closes_sentence(cue)
    }

    /// Whether the sentence ends with a cue that follows its subject.
    fn closes_sentence(self, cue: &Cue) -> bool {
        let next = cue.item + 1;
        let ends = matches!(self.document.word(next), "." | "");
        let follows = self.document.mentions.narration.get(next);
        ends && !matches!(follows, Some(NarrationItem::Quote(_) | NarrationItem::Mention(_)))
    }

    /// Whether the first word of an item has no capital.
    fn begins_in_lower_case(self, item: ItemId) -> bool {
        let words = self.document.mentions.words(self.document.item(item));
        !self.document.tokens.words[words.start()].is_capitalised()
    }

    /// A clause before the quotation in its sentence: that of the nearest strong cue, else of the strongest one, the
    /// nearest first.
    fn before(self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let document = self.document;
        let low = document.paragraph_of(anchor).start().max(anchor.item.saturating_sub(REACH_BEFORE));
        let fragment = is_fragment(document, anchor);
        let (mut best, mut describing): (Option<CueId>, Option<CueId>) = (None, None);
        // The first item that is searched for other quotations.
        let mut searched = anchor.item;
        for id in document.cues.ids_within(low..anchor.item).iter().rev() {
            steps::count(1);
            let cue = self.cue(id);
            if !document.share_sentence(cue.item, anchor.item) {
                break;
            }
            let Some(subject) = cue.subject else { continue };
            // Hale said it was "bad", and Orne agreed that it was "worse": the clause beyond a quotation is that of the
            // quotation, if the one behind it has a subject of its own.
            let is_own = |best: CueId| {
                self.cue(best).subject.is_some_and(|own| own.link != Link::Shared && own.mention != subject.mention)
            };
            if best.is_some_and(is_own) && ids(cue.item..searched).any(|k| document.is_quote(k)) {
                break;
            }
            searched = cue.item;
            let enough = if self.leads_in(cue, anchor) { Strength::Weak } else { Strength::Medium };
            if cue.strength < enough {
                continue;
            }
            let known = best.map(|best| self.cue(best).strength);
            if known.map_or(true, |known| known < cue.strength && known < Strength::Strong) {
                best = Some(id);
            }
            if describing.is_none() && fragment && self.describes(cue) {
                describing = Some(id);
            }
            if best.is_some_and(|best| self.cue(best).strength == Strength::Strong) {
                break;
            }
        }
        // Hale added that it was late, and called it "a story": a fragment is the object of the verb that describes it.
        let subject = |id: CueId| self.cue(id).subject.map(|subject| subject.mention);
        let same = describing.filter(|&id| subject(id) == best.and_then(subject));
        self.clause(same.or(best)?, ClausePosition::Before)
    }

    /// Whether the object of the verb is what is talked about: "called", "described".
    fn describes(self, cue: &Cue) -> bool {
        self.document.tokens.classes(cue.words.start()).any(Classes::CUE_DESCRIBES)
    }

    /// Whether only a comma, a colon or a few words stand between the cue and the quotation.
    fn leads_in(self, cue: &Cue, anchor: &QuoteAnchor) -> bool {
        let between = IdRange::from(cue.item + 1..anchor.item);
        // "remembered it as", "spoke of"
        let describes = || match self.document.word(anchor.item - 1) {
            "as" => between.len() == 2,
            "of" => between.len() == 1,
            _ => false,
        };
        between.is_empty()
            || leads_to_quote(self.document.word(anchor.item - 1)) && between.len() <= LEAD_IN
            || describes()
    }

    /// The clause at the end of the paragraph before, if that ends in a colon, a comma or a dash.
    fn in_paragraph_before(self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let document = self.document;
        let before = anchor.paragraph.before().filter(|_| anchor.item == document.paragraph_of(anchor).start())?;
        let before = document.mentions.paragraph(before);
        let last = before.iter().next_back()?;
        let end = document.word(last);
        // A dash or colon may be lost: then the paragraph ends in a word.
        let lost = end.chars().next_back().map_or(true, char::is_alphanumeric) && !document.is_quote(last);
        if !(lost || end == ":" || is_comma_or_dash(end)) {
            return None;
        }
        let cues = document.cues.ids_within(before.start()..before.end()).iter().rev().map(|id| (id, self.cue(id)));
        let cues = cues.take_while(|(_, cue)| document.share_sentence(cue.item, last));
        let reports = cues.filter(|(_, cue)| cue.subject.is_some() && cue.strength >= Strength::Weak);
        // "Hale answered them; Orne then observed," and not "Hale said no, and Orne nodded,"
        let leads = |cue: &Cue| cue.item + 1 == last && cue.strength >= Strength::Medium;
        if let Some((id, _)) = reports.max_by_key(|(_, cue)| (leads(cue), cue.strength, cue.item)) {
            return self.clause(id, ClausePosition::ParagraphBefore);
        }
        let words = OwnedWords { document };
        let in_sentence = before.iter().rev().take_while(|&k| document.share_sentence(k, last));
        let mut mentions = in_sentence.clone().filter_map(|k| document.mentions.narration.mention(k));
        if let Some(mention) = mentions.find_map(|mention| words.owner_of_answer(mention)) {
            return Some(ReportingClause::without_cue(mention, ClausePosition::ParagraphBefore));
        }
        let subject = in_sentence.filter(|&k| document.cues.is_subject(k)).last()?;
        let mention = document.mentions.narration.mention(subject).filter(|_| end == ":")?;
        Some(ReportingClause::without_cue(mention, ClausePosition::ParagraphBefore))
    }
}

/// How a quotation ends, as far as that tells whether a clause follows.
#[derive(Clone, Copy)]
struct QuoteEnd {
    /// A comma is its last character, or a comma or dash follows its marks.
    has_comma: bool,
    /// It ends in two stops at least: what was said breaks off.
    breaks_off: bool,
    /// It ends in a stop, and what follows is a sentence of its own.
    is_stop: bool,
    /// It ends so that a clause of any verb may follow: in a comma, a dash, an ellipsis, "?" or "!".
    is_open: bool,
}

impl QuoteEnd {
    /// `None` for a quotation without content.
    fn of(document: &Document<'_>, anchor: &QuoteAnchor) -> Option<Self> {
        let quotation = document.quotation(anchor);
        let last = document.last_char(quotation)?;
        let breaks_off = document.tokens.text[quotation.content].trim_end_matches(is_blank).ends_with("..");
        // A comma after an item that is left out ("…" On Sunday, he said) does not belong to the quotation.
        let next = anchor.item + 1;
        let is_next = next < document.paragraph_of(anchor).end() && is_comma_or_dash(document.word(next));
        let touches = || document.mentions.words(document.item(next)).start() == anchor.words.end();
        let has_comma = last == ',' || is_next && touches();
        Some(Self {
            has_comma,
            breaks_off,
            is_stop: matches!(last, '.' | ';' | ':') && !has_comma && !breaks_off,
            is_open: matches!(last, '?' | '!' | '…' | '-' | '—' | '–') || has_comma || breaks_off,
        })
    }
}

/// Whether a quotation goes on with the sentence of the narrator: it begins in lower case, after a word.
pub(crate) fn is_fragment(document: &Document<'_>, anchor: &QuoteAnchor) -> bool {
    let start = document.paragraph_of(anchor).start();
    let small = document.first_char(document.quotation(anchor)).is_some_and(char::is_lowercase);
    small && anchor.item > start && {
        let before = anchor.item - 1;
        let joined = document.share_sentence(before, anchor.item);
        let word = document.word(before);
        let separated = matches!(word, "," | ":" | ";") || is_any_dash(word);
        // After a comma it may be the second half of an interrupted quotation.
        let interrupted = || {
            let mut sentence = ids(start..before).rev().take_while(|&k| document.share_sentence(k, anchor.item));
            sentence.any(|k| document.is_quote(k))
        };
        joined && !(separated && interrupted())
    }
}

/// The mention that a clause names as its addressee: "told *Orne*", "said Hale to *Orne*", "asked *him*".
pub(crate) fn clause_addressee(document: &Document<'_>, cue: CueId) -> Option<MentionId> {
    let narration = &document.mentions.narration;
    let cue = &document.cues.list[cue];
    let after = cue.item.max(cue.subject?.item) + 1;
    if after >= narration.end() {
        return None;
    }
    let near = ids(after..narration.end().min(after + REACH_ADDRESSEE));
    let mut near = near.take_while(|&k| document.share_sentence(k, after));
    near.find_map(|k| narration.mention(k).filter(|_| k == after || document.word(k - 1).eq_ignore_ascii_case("to")))
}

#[cfg(test)]
mod tests {
    use super::ClausePosition::{After, Before, Further, Label, ParagraphBefore};
    use super::{clause_addressee, is_fragment, ClauseFinder, ClausePosition, SubjectKind};
    use crate::cue::cue::Strength;
    use crate::document::Document;
    use crate::record::Gender;
    use crate::tests::stages::{resolved, stages};
    use crate::tests::table::check;

    type Clause<'t> = Option<(ClausePosition, &'t str, Option<&'t str>)>;

    /// The clause of the last quotation of a text: its position, its subject, its verb.
    fn clause_of_last<'t>(document: &Document<'t>, further: bool) -> Clause<'t> {
        let finder = ClauseFinder::new(document);
        let anchor = document.quotes().last().unwrap();
        let clause = if further { finder.further(anchor) } else { finder.find(anchor) }?;
        let verb = clause.cue.map(|cue| &document.tokens.text[document.cues.list[cue].span(&document.tokens)]);
        Some((clause.position, document.mention_text(clause.mention), verb))
    }

    fn clause(text: &str) -> Clause<'_> {
        clause_of_last(&stages(text).0, false)
    }

    #[test]
    fn clauses_after_a_quotation() {
        let hale = |verb| Some((After, "Hale", Some(verb)));
        let rows = [
            ("\"It is late,\" said Hale.", hale("said")),
            ("\"It is late,\" Hale said.", hale("said")),
            ("\"It is late,\" said softly Hale.", hale("said")),
            ("\"It is late!\" said Hale.", hale("said")),
            ("\"It is late--\" Hale said.", hale("said")),
            ("\"It is late...\" Hale said.", hale("said")),
            ("\"It is late.\" Those were Hale's last words.", Some((After, "Hale", None))),
            ("\"It is late.\" Those were sailors.", None),
            ("\"It is late.\" This was the order for Hale.", None),
            ("\"It is late\" - Hale said.", hale("said")),
            ("\"It is late,\" * Hale said.", hale("said")),
            // A verb that is not listed needs a comma, a dash or the like before it.
            ("\"It is late,\" glimmered Hale.", hale("glimmered")),
            ("\"It is late.\" glimmered Hale.", None),
            // After a stop the verb is in lower case, or the clause is the whole sentence.
            ("\"It is late.\" said Hale.", hale("said")),
            ("\"It is late.\" Hale said.", hale("said")),
            ("\"It is late.\" Hale said that they came.", None),
            // After "?" a new sentence may begin.
            ("\"Is it late?\" Hale asked.", hale("asked")),
            ("\"Is it late?\" Hale smiled at the dog.", None),
            // The verb belongs to the next quotation.
            ("\"It is late,\" \"quite late,\" said Hale.", hale("said")),
            // The verb that another one governs, and the one who speaks in a passive.
            ("\"It is late,\" Hale used to say.", hale("say")),
            ("\"It is late,\" Hale was fond of saying.", hale("saying")),
            ("\"It is late,\" Hale kept repeating.", hale("repeating")),
            ("\"It is late,\" Hale liked to sleep.", hale("liked")),
            ("\"It is late,\" she was told by Hale.", hale("told")),
            ("\"It is late,\" Hale was told.", None),
            ("\"It is late,\" Hale, who is old, told them.", hale("told")),
            // The quotation is the subject of a sentence.
            ("\"It is late\" was all she said.", Some((After, "she", Some("said")))),
            ("\"It is late\" is how Hale describes it.", hale("describes")),
            ("\"It is late,\" was Hale's answer.", Some((After, "Hale", None))),
            ("\"It is late,\" came Hale's answer.", Some((After, "Hale", None))),
            ("\"It is late.\" Said Hale.", None),
            ("\"It is late.\" That was Hale, from the hold.", Some((After, "Hale", None))),
            ("\"It is late.\" This from Hale.", Some((After, "Hale", None))),
            ("\"It is late.\" That was the man who slept.", None),
            ("\"It is late.\" That was", None),
            ("\"It is late,\" the old porter, Edda Orne, said.", Some((After, "Edda Orne", Some("said")))),
            ("\"It is late,\" said nobody.", Some((After, "nobody", Some("said")))),
            ("\"It is late,\" said the clock and Hale slept.", Some((After, "the clock", Some("said")))),
        ];
        check(rows, |text| clause(text));
    }

    #[test]
    fn clauses_before_a_quotation() {
        let hale = |verb| Some((Before, "Hale", Some(verb)));
        let rows = [
            ("Hale said, \"It is late.\"", hale("said")),
            ("Hale said: \"It is late.\"", hale("said")),
            ("Hale said quietly, \"It is late.\"", hale("said")),
            ("Hale said that \"it is late\" now.", hale("said")),
            ("Hale smiled, \"It is late.\"", hale("smiled")),
            ("Hale: \"It is late.\"", Some((Before, "Hale", None))),
            ("Hale, 67, a retired teacher: \"It is late.\"", Some((Before, "Hale", None))),
            ("They ate. Hale: \"It is late.\"", Some((Before, "Hale", None))),
            ("They ate. Then Hale, wearily: \"It is late.\"", Some((Before, "Hale", None))),
            ("They turned to Hale: \"It is late.\"", Some((Before, "They", Some("turned")))),
            ("They ate, and Hale, wearily: \"It is late.\"", None),
            ("Hale's reply was brief: \"It is late.\"", Some((Before, "Hale", None))),
            ("Hale's only question was \"Is it late?\"", Some((Before, "Hale", None))),
            ("His reply was brief: \"It is late.\"", Some((Before, "His reply", None))),
            ("Hale's boat was brief: \"It is late.\"", None),
            ("Hale told the old porter of the inn, \"It is late.\"", hale("told")),
            // The words of somebody else, and two clauses with a quotation each.
            ("Hale took up Orne's remark, \"It is late,\" and left.", Some((Before, "Orne", None))),
            ("Hale left, quoting Orne: \"It is late.\"", Some((Before, "Orne", None))),
            ("He likes the Orne remark that \"it is late\".", Some((Before, "the Orne", None))),
            ("Orne's claim, in a letter to Hale, that he \"was late\" is old.", Some((Before, "Orne", None))),
            ("In Orne's words, it \"was late\".", Some((Before, "Orne", None))),
            ("Orne's claim was \"late\".", None),
            ("Hale left, quoting Orne as saying \"it is late.\"", Some((Before, "Orne", None))),
            (
                "Hale said it was \"late\", and Orne agreed that it was \"too late\" now.",
                Some((Before, "Orne", Some("agreed"))),
            ),
            // The stronger of two verbs.
            ("Hale said so and Orne smiled and \"it is late\" too.", hale("said")),
            ("Orne agreed and Hale agreed that \"it is late\" too.", hale("agreed")),
            ("Hale said that it was late, and repeated \"a story\" again.", hale("said")),
            // A fragment is described.
            ("Hale added that it was late, and called it \"a story\" again.", hale("called")),
            ("Hale said so. Then \"It is late.\"", None),
            // A listed verb after the quotation is the better clause.
            ("Hale said, \"It is late,\" said Orne.", Some((After, "Orne", Some("said")))),
            ("Hale said, \"It is late,\" glimmered Orne.", hale("said")),
        ];
        check(rows, |text| clause(text));
    }

    #[test]
    fn clauses_in_another_paragraph() {
        let hale = |verb| Some((ParagraphBefore, "Hale", Some(verb)));
        let rows = [
            ("Then Hale said:\n\n\"It is late.\"", hale("said")),
            ("Then Hale said,\n\n\"It is late.\"", hale("said")),
            ("Then Hale said\n\n\"It is late.\"", hale("said")),
            // The last of two clauses, and not the stronger one.
            ("Orne said no; then Hale observed,\n\n\"It is late.\"", hale("observed")),
            ("Hale said no, and Orne nodded,\n\n\"It is late.\"", hale("said")),
            ("Then Hale said.\n\n\"It is late.\"", None),
            ("Then Hale said:\n\nLater \"It is late.\"", None),
            ("Then there was Emma's answer:\n\n\"It is late.\"", Some((ParagraphBefore, "Emma", None))),
            ("Then Hale had this:\n\n\"It is late.\"", Some((ParagraphBefore, "Hale", None))),
        ];
        check(rows, |text| clause(text));
    }

    #[test]
    fn clauses_of_labels_and_further_clauses() {
        let label = "HALE: It is late.\n\nORNE: It is not.\n\nHALE: It is.";
        assert_eq!(clause(label), Some((Label, "HALE", None)));
        let rows = [
            ("The \"late boat\" left, Hale said.", Some((Further, "Hale", Some("said")))),
            ("The \"late boat\" left, according to Hale.", Some((Further, "Hale", Some("according to")))),
            ("The \"late boat\" left and Hale said so.", None),
            ("The \"late boat\" left, Hale smiled.", None),
            // A weaker verb must end the sentence.
            ("The \"late boat\" left, Hale concludes.", Some((Further, "Hale", Some("concludes")))),
            ("The \"late boat\" left, Hale concludes now.", None),
            ("The \"late boat\" left, Hale recommends Orne.", None),
            ("The \"late boat\" left. Hale said so.", None),
        ];
        check(rows, |text| clause_of_last(&stages(text).0, true));
    }

    #[test]
    fn reports_of_the_paragraph_before() {
        let rows = [
            ("Then Hale said so.\n\n\"It is late.\"", Some("Hale")),
            ("Then Hale smiled.\n\n\"It is late.\"", None),
            ("Then Hale said so. It rained.\n\n\"It is late.\"", None),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            let clause = ClauseFinder::new(&document).reported_before(document.quotes().last().unwrap());
            clause.map(|clause| document.mention_text(clause.mention))
        });
    }

    #[test]
    fn fragments_go_on_with_a_sentence() {
        let rows = [
            ("He called it \"a story\" again.", true),
            ("He called it \"A story\" again.", false),
            ("\"a story\" again", false),
            ("He rose. \"a story\"", false),
            ("He said, \"a story\"", true),
            // The second half of an interrupted quotation.
            ("\"It is,\" he said, \"a story.\"", false),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            is_fragment(&document, document.quotes().last().unwrap())
        });
    }

    #[test]
    fn clauses_name_addressees() {
        let rows = [
            ("Hale told Orne, \"It is late.\"", Some("Orne")),
            ("\"It is late,\" said Hale to Orne.", Some("Orne")),
            ("\"It is late,\" said Hale, to old Orne.", Some("old Orne")),
            ("Hale asked him, \"Is it late?\"", Some("him")),
            ("\"It is late,\" said Hale of Orne.", None),
            ("\"It is late,\" said Hale. To Orne it was.", None),
        ];
        check(rows, |text| {
            let (document, _) = stages(text);
            let clause = ClauseFinder::new(&document).find(document.quotes().last().unwrap()).unwrap();
            clause_addressee(&document, clause.cue.unwrap()).map(|mention| document.mention_text(mention))
        });
    }

    #[test]
    fn subjects_have_a_kind_and_a_gender() {
        use Gender::{Female, Male, Unknown};
        let rows = [
            ("\"So,\" said Mrs. Hale.", (SubjectKind::Name, Female)),
            ("\"So,\" he said.", (SubjectKind::Pronoun, Male)),
            ("\"So,\" I said.", (SubjectKind::I, Unknown)),
            ("\"So,\" said the old woman.", (SubjectKind::Noun, Female)),
            ("\"So,\" they said.", (SubjectKind::Other, Unknown)),
            ("\"So,\" said the letter.", (SubjectKind::Noun, Unknown)),
            ("\"So,\" said the men.", (SubjectKind::Other, Unknown)),
        ];
        check(rows, |text| {
            let (document, _, coreference) = resolved(text);
            let clause = ClauseFinder::new(&document).find(document.quotes().last().unwrap()).unwrap();
            assert!(clause.is_listed(&document.cues));
            assert!(clause.cue.is_some_and(|cue| document.cues.list[cue].strength == Strength::Strong));
            clause.subject(&document, &coreference)
        });
    }
}
