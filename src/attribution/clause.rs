//! The reporting clause of each quotation, read off the items of the narration around it.

use crate::coreference::coreference::Coreference;
use crate::cue::cue::{Cue, Cues, Link, Strength};
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::{MentionKind, NounClass, Pronoun};
use crate::mention::narration::{NarrationItem, QuoteAnchor};
use crate::model::template::enum_value;
use crate::quote::quotation::Quotation;
use crate::record::{Gender, QuoteStyle};
use crate::util::ids::{ids, CueId, Id, IdRange, ItemId, MentionId};
use crate::util::steps;

/// Distance, in items, within which the verb of a clause after a quotation stands. A clause of this length has a subject with an
/// apposition.
const REACH_AFTER: usize = 24;
/// Number of items after a quotation among which the first verb or subject of its clause is; adverbs may come before it.
const FIRST_VERB: usize = 5;
/// Distance, in items, within which a verb before a quotation leads to it, over the object of the verb.
const REACH_BEFORE: usize = 60;
/// Distance, in items, of a verb that leads in directly: "said," and an adverb or "that".
const REACH_LEAD_IN: usize = 3;
/// Maximum number of items between a verb that leads in and the comma or colon before the quotation.
const LEAD_IN: usize = 12;
/// Distance, in items, within which a clause further right in the sentence stands.
const REACH_FURTHER: usize = 40;
/// Distance, in items, within which the addressee stands after a clause: "said Hale, to Orne".
const REACH_ADDRESSEE: usize = 4;

/// A reporting clause and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReportingClause {
    /// Its subject.
    pub(crate) mention: MentionId,
    /// Its verb; none where a colon or a noun ("Emma's answer") stands for it.
    pub(crate) cue: Option<CueId>,
    pub(crate) position: ClausePosition,
}

/// Where a reporting clause stands, as seen from its quotation.
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
    /// Further on in the same sentence: The "…" plan, Kerry said
    Further,
}

/// What the subject of a reporting clause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SubjectKind {
    /// There is no clause.
    None,
    Name,
    /// "he" or "she".
    Pronoun,
    I,
    Noun,
    Other,
}

enum_value!(ClausePosition, Further);
enum_value!(SubjectKind, Other);

impl ReportingClause {
    fn without_cue(mention: MentionId, position: ClausePosition) -> Self {
        Self { mention, cue: None, position }
    }

    /// Whether its verb is in the lists and often reports speech. True where a colon stands for it.
    pub(crate) fn is_listed(self, cues: &Cues) -> bool {
        self.cue.map_or(true, |cue| cues.list[cue].strength >= Strength::Medium)
    }

    /// What kind of subject it has, and of which gender.
    pub(crate) fn subject(self, document: &Document<'_>, coreference: &Coreference) -> (SubjectKind, Gender) {
        let mention = &document.mentions.list[self.mention];
        match &mention.kind {
            MentionKind::Name(_) => (SubjectKind::Name, mention.gender),
            MentionKind::Pronoun(Pronoun::He | Pronoun::She) => (SubjectKind::Pronoun, mention.gender),
            MentionKind::Pronoun(Pronoun::I) => (SubjectKind::I, Gender::Unknown),
            MentionKind::Nominal { class, .. } if !mention.plural && *class != NounClass::Other => {
                (SubjectKind::Noun, mention.gender)
            }
            MentionKind::Nominal { .. } | MentionKind::Pronoun(Pronoun::Indefinite)
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

    /// The clause of a quotation. One that stands right before it, after a comma or colon, comes first, unless a listed
    /// verb follows the quotation; then the one after it, then any before it in the sentence.
    pub(crate) fn find(self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let quotation = self.document.quotation(anchor);
        if quotation.style == QuoteStyle::Label {
            return self.label(quotation);
        }
        let after = self.after(anchor);
        // A fragment belongs to the clause in which it stands: X called it "bad," Y said it was "worse."
        if is_fragment(self.document, anchor) {
            if let Some(before) = self.before(anchor) {
                return Some(before);
            }
        }
        after
            .filter(|clause| clause.is_listed(&self.document.cues))
            .or_else(|| self.lead_in(anchor))
            .or(after)
            .or_else(|| self.before(anchor))
            .or_else(|| self.in_paragraph_before(anchor))
    }

    /// The clause that ends the paragraph before with a report, whatever ends it: who was said to have said something last.
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

    /// A clause further right in the sentence, over other words.
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
            cue.strength == Strength::Strong
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

    /// The label of a turn. It may stand in a heading, and within a longer mention: "the witness Ada Crane".
    fn label(self, quotation: &Quotation) -> Option<ReportingClause> {
        let words = self.document.tokens.words_in(quotation.label?);
        let list = &self.document.mentions.list;
        let near = list.partition_point(|mention| mention.words.start() < words.start());
        // The list is not sorted by first words where mentions are nested: the label is 2 before to 2 after.
        let near = ids(near.saturating_sub(2)..(near + 3).min(list.end()));
        let overlaps = |m: &MentionId| list[*m].words.start() < words.end() && words.start() < list[*m].words.end();
        let mut named = near.clone().filter(overlaps).filter(|&m| list[m].name().is_some());
        let mention = named.next().or_else(|| near.clone().find(overlaps))?;
        Some(ReportingClause::without_cue(mention, ClausePosition::Label))
    }

    /// The cue right before the quotation: Kerry said, "…"; or a name that stands there alone.
    fn lead_in(self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let document = self.document;
        let paragraph = document.paragraph_of(anchor);
        // Kerry: "…"
        if anchor.item == paragraph.start() + 2 && document.word(anchor.item - 1) == ":" {
            if let NarrationItem::Mention(mention) = document.item(paragraph.start()) {
                return Some(ReportingClause::without_cue(mention, ClausePosition::Before));
            }
        }
        let low = paragraph.start().max(anchor.item.saturating_sub(REACH_LEAD_IN));
        let id = document.cues.ids_within(low..anchor.item).iter().next_back()?;
        let last = self.cue(id);
        let joined = ids(last.item + 1..anchor.item)
            .all(|k| matches!(document.word(k), "," | ":" | "--" | "—" | "-" | "that") || document.is_adverb(k));
        let near = joined && document.share_sentence(last.item, anchor.item) && last.strength >= Strength::Weak;
        if near {
            self.clause(id, ClausePosition::Before)
        } else {
            None
        }
    }

    /// The clause right after the quotation.
    fn after(self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let document = self.document;
        let end = document.paragraph_of(anchor).end();
        let mut at = anchor.item + 1;
        let last = document.last_char(document.quotation(anchor))?;
        // A comma after a skipped adverbial ("…" On Sunday, he said) does not belong to the quotation.
        let next = document.item(at.min(end - 1));
        let touches = document.mentions.words(next).start() == anchor.words.end();
        let comma = last == ',' || touches && self.is_comma_or_dash(at);
        while at < end && (self.is_comma_or_dash(at) || document.is_symbol(at)) {
            at += 1;
        }
        if at >= end {
            return None;
        }
        let breaks_off = document.tokens.text[document.quotation(anchor).content].trim_end().ends_with("..");
        let ends = matches!(last, '.' | ';' | ':') && !comma && !breaks_off;
        let open = matches!(last, '?' | '!' | '…' | '-' | '—' | '–') || comma || breaks_off;
        let reach = (at + REACH_AFTER).min(end);
        if let Some(mention) = self.owner_of_cue_noun(at, reach).filter(|_| !ends) {
            return Some(ReportingClause::without_cue(mention, ClausePosition::After));
        }
        let first_verb = ids(at..reach).take(FIRST_VERB).find(|&k| !document.is_adverb(k))?;
        for id in document.cues.ids_within(at..reach) {
            steps::count(1);
            let cue = self.cue(id);
            if !document.share_sentence(cue.item, at) {
                break;
            }
            let Some(subject) = cue.subject else {
                if cue.item == first_verb && cue.strength > Strength::Weak {
                    break;
                }
                continue;
            };
            let enough = if open { Strength::Unlisted } else { Strength::Medium };
            if cue.strength < enough {
                continue;
            }
            // Quotations between the two belong to another clause.
            if ids(at..cue.item).any(|k| document.is_quote(k)) {
                break;
            }
            let inverted = cue.item == first_verb && matches!(subject.link, Link::Inverted | Link::According);
            let direct = (subject.item == at || subject.item == first_verb)
                && subject.link != Link::Shared
                && cue.item > subject.item;
            let small = self.begins_in_lower_case(first_verb);
            if inverted && (!ends || small) {
                return self.clause(id, ClausePosition::After);
            }
            let bare = self.is_bare(cue);
            if direct && (!ends || bare) {
                // After "?" or "!" a capital may begin a new sentence: then the verb must be one of speaking, and must not
                // announce the next quotation.
                let announces = matches!(document.word(cue.item + 1), ":" | ",")
                    && matches!(document.mentions.narration.get(cue.item + 2), Some(NarrationItem::Quote(_)));
                let doubtful = !comma && !small && !bare && (cue.strength < Strength::Medium || announces);
                if !doubtful && (comma || breaks_off || cue.strength > Strength::Unlisted) {
                    return self.clause(id, ClausePosition::After);
                }
            }
            break;
        }
        None
    }

    /// Whether a sentence says no more than who spoke, and so belongs to what was said: "It is final." Hale said.
    fn is_bare(self, cue: &Cue) -> bool {
        let next = cue.item + 1;
        let ends = matches!(self.document.word(next), "." | "");
        let follows = self.document.mentions.narration.get(next);
        cue.strength == Strength::Strong
            && ends
            && !matches!(follows, Some(NarrationItem::Quote(_) | NarrationItem::Mention(_)))
    }

    fn is_comma_or_dash(self, item: ItemId) -> bool {
        matches!(self.document.word(item), "," | "-" | "--" | "—" | "–")
    }

    /// Emma, where "was Emma's answer" stands at `at`.
    fn owner_of_cue_noun(self, at: ItemId, end: ItemId) -> Option<MentionId> {
        let document = self.document;
        let next = document.mentions.narration.get(at + 1).filter(|_| at + 1 < end)?;
        let NarrationItem::Mention(noun) = next else { return None };
        let being = match document.item(at) {
            // "was Emma's answer", "came the answer from Emma"
            NarrationItem::Word(word) => {
                document.tokens.classes(word).any(Classes::AUXILIARY) || document.tokens.word_text(word) == "came"
            }
            _ => false,
        };
        being.then(|| self.owner(noun)).flatten()
    }

    /// The owner of a noun of speech: Emma in "Emma's answer".
    fn owner(self, noun: MentionId) -> Option<MentionId> {
        let list = &self.document.mentions.list;
        let mention = &list[noun];
        let owned = self.document.tokens.classes(mention.head()?).any(Classes::CUE_NOUN);
        let inside = |&m: &MentionId| list[m].nested && mention.words.start() <= list[m].words.start();
        noun.before().filter(inside).filter(|_| owned)
    }

    fn begins_in_lower_case(self, item: ItemId) -> bool {
        let words = self.document.mentions.words(self.document.item(item));
        !self.document.tokens.words[words.start()].is_capitalised()
    }

    /// The clause that leads to the quotation: the nearest strong cue before it in its sentence, else the nearest.
    fn before(self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let document = self.document;
        let low = document.paragraph_of(anchor).start().max(anchor.item.saturating_sub(REACH_BEFORE));
        let fragment = is_fragment(document, anchor);
        let (mut best, mut describing): (Option<CueId>, Option<CueId>) = (None, None);
        for id in document.cues.ids_within(low..anchor.item).iter().rev() {
            steps::count(1);
            let cue = self.cue(id);
            if !document.share_sentence(cue.item, anchor.item) {
                break;
            }
            if cue.subject.is_none() {
                continue;
            }
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
        // He added that it was late, and called it "a story": a fragment is the object of the verb that describes it.
        let subject = |id: CueId| self.cue(id).subject.map(|subject| subject.mention);
        let same = describing.filter(|&id| subject(id) == best.and_then(subject));
        self.clause(same.or(best)?, ClausePosition::Before)
    }

    fn describes(self, cue: &Cue) -> bool {
        self.document.tokens.classes(cue.words.start()).any(Classes::CUE_DESCRIBES)
    }

    /// Whether only a comma, a colon or a few words stand between the cue and the quotation.
    fn leads_in(self, cue: &Cue, anchor: &QuoteAnchor) -> bool {
        let between = IdRange::from(cue.item + 1..anchor.item);
        let separated = matches!(self.document.word(anchor.item - 1), "," | ":" | "--" | "—" | "-");
        separated && between.len() <= LEAD_IN || between.is_empty()
    }

    /// The clause at the end of the paragraph before, which ends in a colon, a comma or a dash.
    fn in_paragraph_before(self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let document = self.document;
        let before = anchor.paragraph.before().filter(|_| anchor.item == document.paragraph_of(anchor).start())?;
        let before = document.mentions.paragraph(before);
        let last = before.iter().next_back()?;
        let end = document.word(last);
        // A dash or colon may be lost: then the paragraph ends in a word.
        let lost = end.chars().next_back().map_or(true, char::is_alphanumeric) && !document.is_quote(last);
        if !(lost || matches!(end, ":" | "," | "-" | "--" | "—" | "–")) {
            return None;
        }
        let cues = document.cues.ids_within(before.start()..before.end()).iter().rev().map(|id| (id, self.cue(id)));
        let cues = cues.take_while(|(_, cue)| document.share_sentence(cue.item, last));
        let reports = cues.filter(|(_, cue)| cue.subject.is_some() && cue.strength >= Strength::Weak);
        if let Some((id, _)) = reports.max_by_key(|(_, cue)| (cue.strength, cue.item)) {
            return self.clause(id, ClausePosition::ParagraphBefore);
        }
        let in_sentence = before.iter().rev().take_while(|&k| document.share_sentence(k, last));
        let mut mentions = in_sentence.clone().filter_map(|k| document.mentions.narration.mention(k));
        if let Some(mention) = mentions.find_map(|mention| self.owner(mention)) {
            return Some(ReportingClause::without_cue(mention, ClausePosition::ParagraphBefore));
        }
        let subject = in_sentence.filter(|&k| document.cues.is_subject(k)).last()?;
        let mention = document.mentions.narration.mention(subject).filter(|_| end == ":")?;
        Some(ReportingClause::without_cue(mention, ClausePosition::ParagraphBefore))
    }
}

/// Whether a quotation goes on with the narrator's sentence in its middle: it begins in lower case, after a word.
pub(crate) fn is_fragment(document: &Document<'_>, anchor: &QuoteAnchor) -> bool {
    let start = document.paragraph_of(anchor).start();
    let small = document.first_char(document.quotation(anchor)).is_some_and(char::is_lowercase);
    small && anchor.item > start && {
        let before = anchor.item - 1;
        let joined = document.share_sentence(before, anchor.item);
        let separated = matches!(document.word(before), "," | ":" | ";" | "--" | "—" | "-" | "–");
        // After a comma it may be the second half of an interrupted quotation.
        let interrupted = || {
            let mut sentence = ids(start..before).rev().take_while(|&k| document.share_sentence(k, anchor.item));
            sentence.any(|k| document.is_quote(k))
        };
        joined && !(separated && interrupted())
    }
}

/// The addressee that a clause names: "told *Orne*", "said Hale to *Orne*", "asked *him*".
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
