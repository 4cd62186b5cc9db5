//! The reporting clause of each quotation, read off the elements around it.

use crate::cue::{Cue, Cues, Link, Strength};
use crate::lexicon::Classes;
use crate::mention::{Element, Mention, Mentions, QuotePlace};
use crate::quote::{Quotation, QuoteStyle};
use crate::token::{TokenKind, Tokens};
use crate::work;

/// A reporting clause and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    mention: u32,
    /// [`NO_CUE`](Self::NO_CUE) for none.
    cue: u32,
    pub(super) place: Place,
}

impl Tag {
    const NO_CUE: u32 = u32::MAX;

    pub(super) fn new(mention: usize, cue: Option<usize>, place: Place) -> Self {
        Self { mention: mention as u32, cue: cue.map_or(Self::NO_CUE, |cue| cue as u32), place }
    }

    /// Index of `Mentions::list`.
    pub(super) fn mention(self) -> usize {
        self.mention as usize
    }

    /// Index of `Cues::list`; none where a colon stands for the verb.
    pub(super) fn cue(self) -> Option<usize> {
        (self.cue != Self::NO_CUE).then_some(self.cue as usize)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
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

/// What the stages before the resolver found.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a, 't> {
    pub(super) tokens: &'a Tokens<'t>,
    pub(super) quotations: &'a [Quotation],
    pub(super) mentions: &'a Mentions,
    pub(super) cues: &'a Cues,
}

impl<'a> Scene<'a, '_> {
    pub(super) fn quotation(&self, place: &QuotePlace) -> &'a Quotation {
        &self.quotations[place.quotation]
    }

    pub(super) fn word(&self, element: usize) -> &'a str {
        match self.mentions.elements.get(element) {
            Some(Element::Word(w)) => self.tokens.word_text(w),
            _ => "",
        }
    }

    /// A mark of emphasis, an emoji, a stray quotation mark, a footnote.
    pub(super) fn is_symbol(&self, element: usize) -> bool {
        let kinds = [TokenKind::Symbol, TokenKind::QuoteMark, TokenKind::Number];
        matches!(self.mentions.elements.at(element), Element::Word(w) if kinds.contains(&self.tokens.words[w].kind))
            || matches!(self.word(element), "[" | "]")
    }

    fn is_adverb(&self, element: usize) -> bool {
        match self.mentions.elements.at(element) {
            Element::Word(w) => self.tokens.classes(w).any(Classes::ADVERB | Classes::LY),
            _ => false,
        }
    }

    /// The last character of a quotation, marks left out.
    pub(super) fn last_char(&self, quotation: &Quotation) -> Option<char> {
        self.tokens.text[quotation.inner].trim_end().chars().next_back()
    }

    pub(super) fn first_char(&self, quotation: &Quotation) -> Option<char> {
        self.tokens.text[quotation.inner].chars().find(|c| c.is_alphanumeric())
    }

    fn make(&self, cue: &Cue, place: Place) -> Option<Tag> {
        let index = self.cues.list.binary_search_by_key(&cue.element(), |c| c.element()).ok();
        Some(Tag::new(cue.subject?.mention(), index, place))
    }

    /// The clause of a quotation. One that stands right before it, after a comma or colon, comes first, unless a listed
    /// verb follows the quotation; then the one after it, then any before it in the sentence.
    pub(super) fn tag(&self, place: &QuotePlace) -> Option<Tag> {
        let quotation = self.quotation(place);
        if quotation.style == QuoteStyle::Label {
            let label = quotation.label?;
            // It may stand in a heading, and within a longer mention: "the witness Ada Crane".
            let words = self.tokens.words_in(label);
            let list = &self.mentions.list;
            let near = list.partition_point(|mention| mention.words.start() < words.start);
            let near = near.saturating_sub(2)..(near + 3).min(list.len());
            let named = |&m: &usize| list[m].words.start() < words.end && words.start < list[m].words.end();
            let mention =
                near.clone().filter(named).find(|&m| list[m].name().is_some()).or(near.clone().find(named))?;
            return Some(Tag::new(mention, None, Place::Label));
        }
        let after = self.tag_after(place);
        // A fragment belongs to the clause it stands in: X called it "bad," Y said it was "worse."
        if self.is_fragment(place) {
            if let Some(before) = self.tag_before(place) {
                return Some(before);
            }
        }
        after
            .filter(|&tag| self.is_listed(tag))
            .or_else(|| self.tag_lead_in(place))
            .or(after)
            .or_else(|| self.tag_before(place))
            .or_else(|| self.tag_paragraph_before(place))
    }

    /// Whether the quotation goes on with the narrator's sentence in its middle: it begins small, after a word.
    pub(super) fn is_fragment(&self, place: &QuotePlace) -> bool {
        let paragraph = self.mentions.paragraph(place.paragraph);
        let small = self.first_char(self.quotation(place)).is_some_and(char::is_lowercase);
        small && place.element > paragraph.start && {
            let before = place.element - 1;
            let joined = self.cues.sentence(before) == self.cues.sentence(place.element);
            let separated = matches!(self.word(before), "," | ":" | ";" | "--" | "—" | "-" | "–");
            // After a comma it may be the second half of an interrupted quotation.
            let interrupted = || {
                (paragraph.start..before)
                    .rev()
                    .take_while(|&k| self.cues.sentence(k) == self.cues.sentence(place.element))
                    .any(|k| matches!(self.mentions.elements.at(k), Element::Quote(_)))
            };
            joined && !(separated && interrupted())
        }
    }

    /// Whether a verb that reports nothing follows: "The Glass Orchard" was a failure.
    pub(super) fn is_subject(&self, place: &QuotePlace) -> bool {
        let next = place.element + 1;
        let follows = next < self.mentions.paragraph(place.paragraph).end;
        follows
            && matches!(self.mentions.elements.at(next), Element::Word(w) if {
                let classes = self.tokens.classes(w);
                self.tokens.words[w].is_word() && !self.tokens.words[w].is_capitalised() && classes.any(Classes::AUXILIARY | Classes::VERB | Classes::PREPOSITION | Classes::CONJUNCTION)
            })
    }

    /// Whether the noun before the quotation names a work: the novel "…", her first book, "…"
    pub(super) fn follows_work(&self, place: &QuotePlace) -> bool {
        let paragraph = self.mentions.paragraph(place.paragraph);
        let mut before = place.element;
        while before > paragraph.start && before + 2 > place.element && self.word(before - 1) == "," {
            before -= 1;
        }
        let Some(before) = before.checked_sub(1).filter(|&b| b >= paragraph.start) else { return false };
        let words = self.mentions.words(self.mentions.elements.at(before));
        let possessive = self.tokens.words[words.end - 1].kind == TokenKind::Clitic;
        possessive || self.tokens.classes(words.end - 1).any(Classes::WORK_NOUN)
    }

    /// "nobody", "no one"
    pub(super) fn denies(&self, mention: &Mention) -> bool {
        self.tokens.word_text(mention.words.start()).get(..2).is_some_and(|no| no.eq_ignore_ascii_case("no"))
    }

    /// Whether the clause has a verb of the lists.
    pub(super) fn is_listed(&self, tag: Tag) -> bool {
        tag.cue().map_or(true, |c| self.cues.list[c].strength >= Strength::Medium)
    }

    /// The cue right before the quotation: Kerry said, "…"; or a name that stands there alone.
    fn tag_lead_in(&self, place: &QuotePlace) -> Option<Tag> {
        let paragraph = self.mentions.paragraph(place.paragraph);
        // Kerry: "…"
        if self.word(place.element.wrapping_sub(1)) == ":" && place.element == paragraph.start + 2 {
            if let Element::Mention(mention) = self.mentions.elements.at(paragraph.start) {
                return Some(Tag::new(mention, None, Place::Before));
            }
        }
        let low = paragraph.start.max(place.element.saturating_sub(3));
        let sentence = self.cues.sentence(place.element);
        let last = self.cues.within(low..place.element).last()?;
        let joined = (last.element() + 1..place.element)
            .all(|k| matches!(self.word(k), "," | ":" | "--" | "—" | "-" | "that") || self.is_adverb(k));
        let near = joined && self.cues.sentence(last.element()) == sentence && last.strength >= Strength::Weak;
        if near {
            self.make(last, Place::Before)
        } else {
            None
        }
    }

    /// The clause right after the quotation.
    fn tag_after(&self, place: &QuotePlace) -> Option<Tag> {
        let paragraph = self.mentions.paragraph(place.paragraph);
        let mut at = place.element + 1;
        let last = self.last_char(self.quotation(place))?;
        // A comma that belongs to a phrase left out ("." On Sunday, he said) is none of the quotation's.
        let touches =
            self.mentions.words(self.mentions.elements.at(at.min(paragraph.end - 1))).start == place.words.end();
        let comma = last == ',' || touches && matches!(self.word(at), "," | "-" | "--" | "—" | "–");
        while at < paragraph.end && (matches!(self.word(at), "," | "-" | "--" | "—" | "–") || self.is_symbol(at)) {
            at += 1;
        }
        if at >= paragraph.end {
            return None;
        }
        let breaks_off = self.tokens.text[self.quotation(place).inner].trim_end().ends_with("..");
        let ends = matches!(last, '.' | ';' | ':') && !comma && !breaks_off;
        let open = matches!(last, '?' | '!' | '…' | '-' | '—' | '–') || comma || breaks_off;
        let sentence = self.cues.sentence(at);
        let reach = (at + 24).min(paragraph.end);
        if let Some(mention) = self.owner_of_cue_noun(at, reach).filter(|_| !ends) {
            return Some(Tag::new(mention, None, Place::After));
        }
        let first_verb = (at..reach).take(5).find(|&k| !self.is_adverb(k))?;
        for cue in self.cues.within(at..reach) {
            work::count(1);
            if self.cues.sentence(cue.element()) != sentence {
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
            if (at..cue.element()).any(|k| matches!(self.mentions.elements.at(k), Element::Quote(_))) {
                break;
            }
            let inverted = cue.element() == first_verb && matches!(subject.link, Link::Inverted | Link::According);
            let direct = (subject.element() == at || subject.element() == first_verb)
                && subject.link != Link::Shared
                && cue.element() > subject.element();
            let small = self.begins_small(first_verb);
            if inverted && (!ends || small) {
                return self.make(cue, Place::After);
            }
            // "It is final." Hale said. A sentence that says no more than who spoke belongs to what was said.
            let bare = cue.strength == Strength::Strong
                && matches!(self.word(cue.element() + 1), "." | "")
                && !matches!(
                    self.mentions.elements.get(cue.element() + 1),
                    Some(Element::Quote(_) | Element::Mention(_))
                );
            if direct && (!ends || bare) {
                // After "?" or "!" a capital may begin a new sentence: then the verb must be one of speaking, and must not
                // announce the next quotation.
                let announces = matches!(self.word(cue.element() + 1), ":" | ",")
                    && matches!(self.mentions.elements.get(cue.element() + 2), Some(Element::Quote(_)));
                let doubtful = !comma && !small && !bare && (cue.strength < Strength::Medium || announces);
                if !doubtful && (comma || breaks_off || cue.strength > Strength::Unlisted) {
                    return self.make(cue, Place::After);
                }
            }
            break;
        }
        None
    }

    /// "was Emma's answer" at `at`: Emma.
    fn owner_of_cue_noun(&self, at: usize, end: usize) -> Option<usize> {
        let Element::Mention(noun) = self.mentions.elements.get(at + 1).filter(|_| at + 1 < end)? else { return None };
        let being = match self.mentions.elements.at(at) {
            // "was Emma's answer", "came the answer from Emma"
            Element::Word(w) => self.tokens.classes(w).any(Classes::AUXILIARY) || self.tokens.word_text(w) == "came",
            _ => false,
        };
        being.then(|| self.owner(noun)).flatten()
    }

    /// Who owns a noun of speech: the possessor in "Emma's answer".
    fn owner(&self, noun: usize) -> Option<usize> {
        let mention = &self.mentions.list[noun];
        let owned = self.tokens.classes(mention.head()?).any(Classes::CUE_NOUN);
        let inside =
            |&o: &usize| self.mentions.list[o].within && mention.words.start() <= self.mentions.list[o].words.start();
        noun.checked_sub(1).filter(inside).filter(|_| owned)
    }

    fn begins_small(&self, element: usize) -> bool {
        let words = self.mentions.words(self.mentions.elements.at(element));
        !self.tokens.words[words.start].is_capitalised()
    }

    /// The clause that leads to the quotation: the nearest strong cue before it in its sentence, else the nearest.
    fn tag_before(&self, place: &QuotePlace) -> Option<Tag> {
        let paragraph = self.mentions.paragraph(place.paragraph);
        let sentence = self.cues.sentence(place.element);
        let low = paragraph.start.max(place.element.saturating_sub(60));
        let fragment = self.is_fragment(place);
        let (mut best, mut label): (Option<&Cue>, Option<&Cue>) = (None, None);
        for cue in self.cues.within(low..place.element).iter().rev() {
            work::count(1);
            if self.cues.sentence(cue.element()) != sentence {
                break;
            }
            if cue.subject.is_none() {
                continue;
            }
            let adjacent = self.leads_in(cue, place);
            let enough = if adjacent { Strength::Weak } else { Strength::Medium };
            if cue.strength < enough {
                continue;
            }
            if best.map_or(true, |b| b.strength < cue.strength && b.strength < Strength::Strong) {
                best = Some(cue);
            }
            if label.is_none() && fragment && self.labels(cue) {
                label = Some(cue);
            }
            if best.is_some_and(|b| b.strength == Strength::Strong) {
                break;
            }
        }
        // "He added that it was late, and called it "a story": a fragment is the object of the verb that labels it.
        let same =
            label.filter(|l| l.subject.map(|s| s.mention()) == best.and_then(|b| b.subject).map(|s| s.mention()));
        self.make(same.or(best)?, Place::Before)
    }

    fn labels(&self, cue: &Cue) -> bool {
        self.tokens.classes(cue.words.start()).any(Classes::CUE_LABELS)
    }

    /// Whether only a comma, a colon or a few words stand between the cue and the quotation.
    fn leads_in(&self, cue: &Cue, place: &QuotePlace) -> bool {
        let between = cue.element() + 1..place.element;
        matches!(self.word(place.element - 1), "," | ":" | "--" | "—" | "-") && between.len() <= 12
            || between.is_empty()
    }

    /// The clause at the end of the paragraph before, which ends in a colon, a comma or a dash.
    fn tag_paragraph_before(&self, place: &QuotePlace) -> Option<Tag> {
        let paragraph = self.mentions.paragraph(place.paragraph);
        if place.paragraph == 0 || place.element != paragraph.start {
            return None;
        }
        let before = self.mentions.paragraph(place.paragraph - 1);
        let last = before.end.checked_sub(1).filter(|&l| l >= before.start)?;
        let end = self.word(last);
        // A dash or colon may be lost: then the paragraph ends in a word.
        let lost = end.chars().next_back().map_or(true, char::is_alphanumeric)
            && !matches!(self.mentions.elements.at(last), Element::Quote(_));
        if !(lost || matches!(end, ":" | "," | "-" | "--" | "—" | "–")) {
            return None;
        }
        let sentence = self.cues.sentence(last);
        let cues =
            self.cues.within(before.clone()).iter().rev().take_while(|c| self.cues.sentence(c.element()) == sentence);
        let cue = cues
            .filter(|c| c.subject.is_some() && c.strength >= Strength::Weak)
            .max_by_key(|c| (c.strength, c.element()));
        if let Some(cue) = cue {
            return self.make(cue, Place::ParagraphBefore);
        }
        let noun = before.clone().rev().take_while(|&k| self.cues.sentence(k) == sentence).find_map(|k| {
            match self.mentions.elements.at(k) {
                Element::Mention(m) => self.owner(m),
                _ => None,
            }
        });
        if let Some(mention) = noun {
            return Some(Tag::new(mention, None, Place::ParagraphBefore));
        }
        let subject = before
            .rev()
            .take_while(|&k| self.cues.sentence(k) == sentence)
            .filter(|&k| self.cues.is_subject(k))
            .last()?;
        match self.mentions.elements.at(subject) {
            Element::Mention(mention) if end == ":" => Some(Tag::new(mention, None, Place::ParagraphBefore)),
            _ => None,
        }
    }

    /// Who is reported to have said something in the last sentence of the paragraph before.
    pub(super) fn reported_before(&self, place: &QuotePlace) -> Option<Tag> {
        if place.paragraph == 0 || place.element != self.mentions.paragraph(place.paragraph).start {
            return None;
        }
        let before = self.mentions.paragraph(place.paragraph - 1);
        let sentence = self.cues.sentence(before.end.checked_sub(1)?);
        let cues = self.cues.within(before).iter().rev().take_while(|c| self.cues.sentence(c.element()) == sentence);
        let cue = cues.filter(|c| c.subject.is_some()).find(|c| c.strength == Strength::Strong)?;
        self.make(cue, Place::ParagraphBefore)
    }

    /// A clause further right in the sentence, over other words.
    pub(super) fn tag_further(&self, place: &QuotePlace) -> Option<Tag> {
        let paragraph = self.mentions.paragraph(place.paragraph);
        let after = place.element + 1;
        if after >= paragraph.end {
            return None;
        }
        let sentence = self.cues.sentence(place.element);
        let reach = (after + 40).min(paragraph.end);
        let cues = self.cues.within(after..reach).iter().take_while(|c| self.cues.sentence(c.element()) == sentence);
        let mut comma = cues.filter(|c| c.strength == Strength::Strong).filter(|c| {
            c.subject.is_some_and(|s| {
                let start = s.element().min(c.element());
                s.link != Link::Shared && (s.link == Link::According || start > after && self.word(start - 1) == ",")
            })
        });
        self.make(comma.next()?, Place::Further)
    }
}
