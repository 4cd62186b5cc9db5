//! The reporting clause of each quotation, read off the elements around it.

use crate::coreference::coreference::Coreference;
use crate::cue::cue::{Cue, Cues, Link, Strength};
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::mention::{MentionKind, NounClass, Pronoun};
use crate::mention::narration::{NarrationItem, QuoteAnchor};
use crate::record::{Gender, QuoteStyle};
use crate::util::steps;

/// A reporting clause and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReportingClause {
    mention: u32,
    /// [`NO_CUE`](Self::NO_CUE) for none.
    cue: u32,
    pub(crate) place: ClausePosition,
}

impl ReportingClause {
    const NO_CUE: u32 = u32::MAX;

    pub(crate) fn new(mention: usize, cue: Option<usize>, place: ClausePosition) -> Self {
        Self { mention: mention as u32, cue: cue.map_or(Self::NO_CUE, |cue| cue as u32), place }
    }

    /// Index of `Mentions::list`.
    pub(crate) fn mention(self) -> usize {
        self.mention as usize
    }

    /// Index of `Cues::list`; none where a colon stands for the verb.
    pub(crate) fn cue(self) -> Option<usize> {
        (self.cue != Self::NO_CUE).then_some(self.cue as usize)
    }

    /// Whether its verb is in the lists and nearly always or often reports speech. True where a colon stands for it.
    pub(crate) fn is_listed(self, cues: &Cues) -> bool {
        self.cue().map_or(true, |cue| cues.list[cue].strength >= Strength::Medium)
    }
}

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

/// Finds the reporting clauses of quotations.
#[derive(Clone, Copy)]
pub(crate) struct ClauseFinder<'a, 't> {
    document: &'a Document<'t>,
}

impl<'a, 't> ClauseFinder<'a, 't> {
    pub(crate) fn new(document: &'a Document<'t>) -> Self {
        Self { document }
    }

    fn make(&self, cue: &Cue, anchor: ClausePosition) -> Option<ReportingClause> {
        let index = self.document.cues.list.binary_search_by_key(&cue.element(), |c| c.element()).ok();
        Some(ReportingClause::new(cue.subject?.mention(), index, anchor))
    }

    /// The clause of a quotation. One that stands right before it, after a comma or colon, comes first, unless a listed
    /// verb follows the quotation; then the one after it, then any before it in the sentence.
    pub(crate) fn find(&self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let quotation = self.document.quotation(anchor);
        if quotation.style == QuoteStyle::Label {
            let label = quotation.label?;
            // It may stand in a heading, and within a longer mention: "the witness Ada Crane".
            let words = self.document.tokens.words_in(label);
            let list = &self.document.mentions.list;
            let near = list.partition_point(|mention| mention.words.start() < words.start);
            let near = near.saturating_sub(2)..(near + 3).min(list.len());
            let named = |&m: &usize| list[m].words.start() < words.end && words.start < list[m].words.end();
            let mention =
                near.clone().filter(named).find(|&m| list[m].name().is_some()).or(near.clone().find(named))?;
            return Some(ReportingClause::new(mention, None, ClausePosition::Label));
        }
        let after = self.after(anchor);
        // A fragment belongs to the clause it stands in: X called it "bad," Y said it was "worse."
        if is_fragment(self.document, anchor) {
            if let Some(before) = self.before(anchor) {
                return Some(before);
            }
        }
        after
            .filter(|&tag| tag.is_listed(&self.document.cues))
            .or_else(|| self.lead_in(anchor))
            .or(after)
            .or_else(|| self.before(anchor))
            .or_else(|| self.in_paragraph_before(anchor))
    }

    /// The cue right before the quotation: Kerry said, "…"; or a name that stands there alone.
    fn lead_in(&self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let paragraph = self.document.mentions.paragraph(anchor.paragraph);
        // Kerry: "…"
        if self.document.word(anchor.element.wrapping_sub(1)) == ":" && anchor.element == paragraph.start + 2 {
            if let NarrationItem::Mention(mention) = self.document.mentions.elements.at(paragraph.start) {
                return Some(ReportingClause::new(mention, None, ClausePosition::Before));
            }
        }
        let low = paragraph.start.max(anchor.element.saturating_sub(3));
        let sentence = self.document.cues.sentence(anchor.element);
        let last = self.document.cues.within(low..anchor.element).last()?;
        let joined = (last.element() + 1..anchor.element).all(|k| {
            matches!(self.document.word(k), "," | ":" | "--" | "—" | "-" | "that") || self.document.is_adverb(k)
        });
        let near = joined && self.document.cues.sentence(last.element()) == sentence && last.strength >= Strength::Weak;
        if near {
            self.make(last, ClausePosition::Before)
        } else {
            None
        }
    }

    /// The clause right after the quotation.
    fn after(&self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let paragraph = self.document.mentions.paragraph(anchor.paragraph);
        let mut at = anchor.element + 1;
        let last = self.document.last_char(self.document.quotation(anchor))?;
        // A comma that belongs to a phrase left out ("." On Sunday, he said) is none of the quotation's.
        let touches = self.document.mentions.words(self.document.mentions.elements.at(at.min(paragraph.end - 1))).start
            == anchor.words.end();
        let comma = last == ',' || touches && matches!(self.document.word(at), "," | "-" | "--" | "—" | "–");
        while at < paragraph.end
            && (matches!(self.document.word(at), "," | "-" | "--" | "—" | "–") || self.document.is_symbol(at))
        {
            at += 1;
        }
        if at >= paragraph.end {
            return None;
        }
        let breaks_off = self.document.tokens.text[self.document.quotation(anchor).inner].trim_end().ends_with("..");
        let ends = matches!(last, '.' | ';' | ':') && !comma && !breaks_off;
        let open = matches!(last, '?' | '!' | '…' | '-' | '—' | '–') || comma || breaks_off;
        let sentence = self.document.cues.sentence(at);
        let reach = (at + 24).min(paragraph.end);
        if let Some(mention) = self.owner_of_cue_noun(at, reach).filter(|_| !ends) {
            return Some(ReportingClause::new(mention, None, ClausePosition::After));
        }
        let first_verb = (at..reach).take(5).find(|&k| !self.document.is_adverb(k))?;
        for cue in self.document.cues.within(at..reach) {
            steps::count(1);
            if self.document.cues.sentence(cue.element()) != sentence {
                break;
            }
            let Some(subject) = cue.subject else {
                if cue.element() == first_verb && cue.strength > Strength::Weak {
                    break;
                } else {
                    continue;
                }
            };
            let enough = if open { Strength::Unlisted } else { Strength::Medium };
            if cue.strength < enough {
                continue;
            }
            // Quotations between the two belong to another clause.
            if (at..cue.element()).any(|k| matches!(self.document.mentions.elements.at(k), NarrationItem::Quote(_))) {
                break;
            }
            let inverted = cue.element() == first_verb && matches!(subject.link, Link::Inverted | Link::According);
            let direct = (subject.element() == at || subject.element() == first_verb)
                && subject.link != Link::Shared
                && cue.element() > subject.element();
            let small = self.begins_small(first_verb);
            if inverted && (!ends || small) {
                return self.make(cue, ClausePosition::After);
            }
            // "It is final." Hale said. A sentence that says no more than who spoke belongs to what was said.
            let bare = cue.strength == Strength::Strong
                && matches!(self.document.word(cue.element() + 1), "." | "")
                && !matches!(
                    self.document.mentions.elements.get(cue.element() + 1),
                    Some(NarrationItem::Quote(_) | NarrationItem::Mention(_))
                );
            if direct && (!ends || bare) {
                // After "?" or "!" a capital may begin a new sentence: then the verb must be one of speaking, and must not
                // announce the next quotation.
                let announces = matches!(self.document.word(cue.element() + 1), ":" | ",")
                    && matches!(self.document.mentions.elements.get(cue.element() + 2), Some(NarrationItem::Quote(_)));
                let doubtful = !comma && !small && !bare && (cue.strength < Strength::Medium || announces);
                if !doubtful && (comma || breaks_off || cue.strength > Strength::Unlisted) {
                    return self.make(cue, ClausePosition::After);
                }
            }
            break;
        }
        None
    }

    /// "was Emma's answer" at `at`: Emma.
    fn owner_of_cue_noun(&self, at: usize, end: usize) -> Option<usize> {
        let NarrationItem::Mention(noun) = self.document.mentions.elements.get(at + 1).filter(|_| at + 1 < end)? else {
            return None;
        };
        let being = match self.document.mentions.elements.at(at) {
            // "was Emma's answer", "came the answer from Emma"
            NarrationItem::Word(w) => {
                self.document.tokens.classes(w).any(Classes::AUXILIARY) || self.document.tokens.word_text(w) == "came"
            }
            _ => false,
        };
        being.then(|| self.owner(noun)).flatten()
    }

    /// Who owns a noun of speech: the possessor in "Emma's answer".
    fn owner(&self, noun: usize) -> Option<usize> {
        let mention = &self.document.mentions.list[noun];
        let owned = self.document.tokens.classes(mention.head()?).any(Classes::CUE_NOUN);
        let inside = |&o: &usize| {
            self.document.mentions.list[o].within
                && mention.words.start() <= self.document.mentions.list[o].words.start()
        };
        noun.checked_sub(1).filter(inside).filter(|_| owned)
    }

    fn begins_small(&self, element: usize) -> bool {
        let words = self.document.mentions.words(self.document.mentions.elements.at(element));
        !self.document.tokens.words[words.start].is_capitalised()
    }

    /// The clause that leads to the quotation: the nearest strong cue before it in its sentence, else the nearest.
    fn before(&self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let paragraph = self.document.mentions.paragraph(anchor.paragraph);
        let sentence = self.document.cues.sentence(anchor.element);
        let low = paragraph.start.max(anchor.element.saturating_sub(60));
        let fragment = is_fragment(self.document, anchor);
        let (mut best, mut label): (Option<&Cue>, Option<&Cue>) = (None, None);
        for cue in self.document.cues.within(low..anchor.element).iter().rev() {
            steps::count(1);
            if self.document.cues.sentence(cue.element()) != sentence {
                break;
            }
            if cue.subject.is_none() {
                continue;
            }
            let adjacent = self.leads_in(cue, anchor);
            let enough = if adjacent { Strength::Weak } else { Strength::Medium };
            if cue.strength < enough {
                continue;
            }
            if best.map_or(true, |b| b.strength < cue.strength && b.strength < Strength::Strong) {
                best = Some(cue);
            }
            if label.is_none() && fragment && self.describes(cue) {
                label = Some(cue);
            }
            if best.is_some_and(|b| b.strength == Strength::Strong) {
                break;
            }
        }
        // "He added that it was late, and called it "a story": a fragment is the object of the verb that labels it.
        let same =
            label.filter(|l| l.subject.map(|s| s.mention()) == best.and_then(|b| b.subject).map(|s| s.mention()));
        self.make(same.or(best)?, ClausePosition::Before)
    }

    fn describes(&self, cue: &Cue) -> bool {
        self.document.tokens.classes(cue.words.start()).any(Classes::CUE_DESCRIBES)
    }

    /// Whether only a comma, a colon or a few words stand between the cue and the quotation.
    fn leads_in(&self, cue: &Cue, anchor: &QuoteAnchor) -> bool {
        let between = cue.element() + 1..anchor.element;
        matches!(self.document.word(anchor.element - 1), "," | ":" | "--" | "—" | "-") && between.len() <= 12
            || between.is_empty()
    }

    /// The clause at the end of the paragraph before, which ends in a colon, a comma or a dash.
    fn in_paragraph_before(&self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let paragraph = self.document.mentions.paragraph(anchor.paragraph);
        if anchor.paragraph == 0 || anchor.element != paragraph.start {
            return None;
        }
        let before = self.document.mentions.paragraph(anchor.paragraph - 1);
        let last = before.end.checked_sub(1).filter(|&l| l >= before.start)?;
        let end = self.document.word(last);
        // A dash or colon may be lost: then the paragraph ends in a word.
        let lost = end.chars().next_back().map_or(true, char::is_alphanumeric)
            && !matches!(self.document.mentions.elements.at(last), NarrationItem::Quote(_));
        if !(lost || matches!(end, ":" | "," | "-" | "--" | "—" | "–")) {
            return None;
        }
        let sentence = self.document.cues.sentence(last);
        let cues = self
            .document
            .cues
            .within(before.clone())
            .iter()
            .rev()
            .take_while(|c| self.document.cues.sentence(c.element()) == sentence);
        let cue = cues
            .filter(|c| c.subject.is_some() && c.strength >= Strength::Weak)
            .max_by_key(|c| (c.strength, c.element()));
        if let Some(cue) = cue {
            return self.make(cue, ClausePosition::ParagraphBefore);
        }
        let noun = before.clone().rev().take_while(|&k| self.document.cues.sentence(k) == sentence).find_map(|k| {
            match self.document.mentions.elements.at(k) {
                NarrationItem::Mention(m) => self.owner(m),
                _ => None,
            }
        });
        if let Some(mention) = noun {
            return Some(ReportingClause::new(mention, None, ClausePosition::ParagraphBefore));
        }
        let subject = before
            .rev()
            .take_while(|&k| self.document.cues.sentence(k) == sentence)
            .filter(|&k| self.document.cues.is_subject(k))
            .last()?;
        match self.document.mentions.elements.at(subject) {
            NarrationItem::Mention(mention) if end == ":" => {
                Some(ReportingClause::new(mention, None, ClausePosition::ParagraphBefore))
            }
            _ => None,
        }
    }

    /// Who is reported to have said something in the last sentence of the paragraph before.
    pub(crate) fn reported_before(&self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        if anchor.paragraph == 0 || anchor.element != self.document.mentions.paragraph(anchor.paragraph).start {
            return None;
        }
        let before = self.document.mentions.paragraph(anchor.paragraph - 1);
        let sentence = self.document.cues.sentence(before.end.checked_sub(1)?);
        let cues = self
            .document
            .cues
            .within(before)
            .iter()
            .rev()
            .take_while(|c| self.document.cues.sentence(c.element()) == sentence);
        let cue = cues.filter(|c| c.subject.is_some()).find(|c| c.strength == Strength::Strong)?;
        self.make(cue, ClausePosition::ParagraphBefore)
    }

    /// A clause further right in the sentence, over other words.
    pub(crate) fn further(&self, anchor: &QuoteAnchor) -> Option<ReportingClause> {
        let paragraph = self.document.mentions.paragraph(anchor.paragraph);
        let after = anchor.element + 1;
        if after >= paragraph.end {
            return None;
        }
        let sentence = self.document.cues.sentence(anchor.element);
        let reach = (after + 40).min(paragraph.end);
        let cues = self
            .document
            .cues
            .within(after..reach)
            .iter()
            .take_while(|c| self.document.cues.sentence(c.element()) == sentence);
        let mut comma = cues.filter(|c| c.strength == Strength::Strong).filter(|c| {
            c.subject.is_some_and(|s| {
                let start = s.element().min(c.element());
                s.link != Link::Shared
                    && (s.link == Link::According || start > after && self.document.word(start - 1) == ",")
            })
        });
        self.make(comma.next()?, ClausePosition::Further)
    }
}

/// Whether the quotation goes on with the narrator's sentence in its middle: it begins small, after a word.
pub(crate) fn is_fragment(document: &Document<'_>, anchor: &QuoteAnchor) -> bool {
    let paragraph = document.mentions.paragraph(anchor.paragraph);
    let small = document.first_char(document.quotation(anchor)).is_some_and(char::is_lowercase);
    small && anchor.element > paragraph.start && {
        let before = anchor.element - 1;
        let joined = document.cues.sentence(before) == document.cues.sentence(anchor.element);
        let separated = matches!(document.word(before), "," | ":" | ";" | "--" | "—" | "-" | "–");
        // After a comma it may be the second half of an interrupted quotation.
        let interrupted = || {
            (paragraph.start..before)
                .rev()
                .take_while(|&k| document.cues.sentence(k) == document.cues.sentence(anchor.element))
                .any(|k| matches!(document.mentions.elements.at(k), NarrationItem::Quote(_)))
        };
        joined && !(separated && interrupted())
    }
}

/// What kind of subject a clause has, and its gender.
pub(crate) fn subject_of(
    document: &Document<'_>,
    coreference: &Coreference,
    tag: ReportingClause,
) -> (SubjectKind, Gender) {
    let mention = &document.mentions.list[tag.mention()];
    match &mention.kind {
        MentionKind::Name(_) => (SubjectKind::Name, mention.gender),
        MentionKind::Pronoun(Pronoun::He | Pronoun::She) => (SubjectKind::Pronoun, mention.gender),
        MentionKind::Pronoun(Pronoun::I) => (SubjectKind::I, Gender::Unknown),
        MentionKind::Nominal { class, .. } if !mention.plural && *class != NounClass::Other => {
            (SubjectKind::Noun, mention.gender)
        }
        MentionKind::Nominal { .. } | MentionKind::Pronoun(Pronoun::Indefinite)
            if coreference.person[tag.mention()].is_some() =>
        {
            (SubjectKind::Noun, mention.gender)
        }
        _ => (SubjectKind::Other, Gender::Unknown),
    }
}

/// The mention that is object of a cue: "told Orne", "said Hale to Orne", "asked him".
pub(crate) fn clause_addressee(document: &Document<'_>, cue: usize) -> Option<usize> {
    let cue = &document.cues.list[cue];
    let after = cue.element().max(cue.subject?.element()) + 1;
    let sentence = (after < document.mentions.elements.len()).then(|| document.cues.sentence(after))?;
    let mention = |k: usize| match document.mentions.elements.at(k) {
        NarrationItem::Mention(m) => Some(m),
        _ => None,
    };
    let near =
        (after..document.mentions.elements.len().min(after + 4)).take_while(|&k| document.cues.sentence(k) == sentence);
    let mut objects =
        near.filter_map(|k| mention(k).filter(|_| k == after || document.word(k - 1).eq_ignore_ascii_case("to")));
    objects.next()
}

/// What kind of subject the clause of a unit has.
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

/// How many kinds of subject there are.
pub(crate) const SUBJECTS: usize = SubjectKind::Other as usize + 1;
