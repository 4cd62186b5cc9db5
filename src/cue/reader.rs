//! The stage: finds reporting verbs and their subjects in one pass over the narration.

use crate::cue::cue::Role;
use crate::cue::cue::{Cue, Cues, Link, Strength, Subject};
use crate::lexicon::class::Classes;
use crate::lexicon::phrase_trie::PhraseKind;
use crate::mention::narration::{Mentions, NarrationItem};
use crate::token::tokens::{TokenKind, Tokens};
use crate::util::capacity::reserve_ahead;
use crate::util::ids::{ids, Id, IdRange, ItemId, MentionId, TokenId};
use crate::util::steps;

/// No clause reaches further than this many elements.
const REACH: usize = 45;

/// Reads the narration once, looking around each verb by a bounded number of items, into the buffers of another text.
pub(crate) fn find_cues_in(mut buffers: Cues, tokens: &Tokens<'_>, mentions: &Mentions) -> Cues {
    buffers.list.clear();
    buffers.roles.clear();
    buffers.roles.as_mut_vec().resize(mentions.narration.len(), Role::default());
    let first = ItemId::default();
    let mut reader = Reader { tokens, mentions, cues: buffers, end: first, start: first, subject: None };
    for &paragraph in &mentions.paragraphs {
        let (done, all) = (paragraph.start().index(), mentions.narration.len());
        reserve_ahead(reader.cues.list.as_mut_vec(), paragraph.len() / 6, done, all);
        reader.read(paragraph);
    }
    reader.cues
}

struct Reader<'a, 't> {
    tokens: &'a Tokens<'t>,
    mentions: &'a Mentions,
    cues: Cues,
    /// The items of the paragraph at hand.
    start: ItemId,
    end: ItemId,
    /// The subject of the clause so far.
    subject: Option<Subject>,
}

impl Reader<'_, '_> {
    fn sentence(&self, item: ItemId) -> u32 {
        self.mentions.narration.sentence(item)
    }

    /// An item of the paragraph at hand.
    fn item(&self, i: ItemId) -> Option<NarrationItem> {
        (self.start..self.end).contains(&i).then(|| self.mentions.narration.at(i))
    }

    fn text(&self, i: ItemId) -> &str {
        match self.item(i) {
            Some(NarrationItem::Word(w)) => self.tokens.word_text(w),
            _ => "",
        }
    }

    fn classes(&self, i: ItemId) -> Classes {
        match self.item(i) {
            Some(NarrationItem::Word(w)) => self.tokens.classes(w),
            Some(NarrationItem::Phrase(PhraseKind::PhrasalVerb, ..)) => Classes::VERB,
            _ => Classes::NONE,
        }
    }

    fn mention_at(&self, i: ItemId) -> Option<MentionId> {
        match self.item(i) {
            Some(NarrationItem::Mention(m)) => Some(m),
            _ => None,
        }
    }

    /// Words that may stand between a subject and its verb.
    fn is_filler(&self, i: ItemId) -> bool {
        let classes = self.classes(i);
        let verbal = classes.any(Classes::CUE | Classes::VERB);
        classes.any(Classes::AUXILIARY | Classes::LY | Classes::QUANTIFIER)
            || classes.any(Classes::ADVERB) && !verbal
            || self.text(i) == "not"
            || matches!(self.item(i), Some(NarrationItem::Word(w)) if self.tokens.words[w].kind == TokenKind::Clitic)
    }

    fn is_verb(&self, i: ItemId) -> bool {
        self.classes(i).any(Classes::VERBAL | Classes::AUXILIARY)
            || matches!(self.item(i), Some(NarrationItem::Word(w)) if self.tokens.words[w].kind == TokenKind::Clitic)
    }

    fn read(&mut self, paragraph: IdRange<ItemId>) {
        (self.start, self.end) = (paragraph.start(), paragraph.end());
        self.subject = None;
        for i in paragraph {
            if i > self.start && self.sentence(i) != self.sentence(i - 1) {
                self.subject = None;
            }
            match self.mentions.narration.at(i) {
                NarrationItem::Mention(mention) => {
                    if self.starts_clause(i, mention) {
                        self.cues.roles[i].add(Role::SUBJECT);
                        // "Hale saw that he was late, and called": the clause within leaves the subject of the sentence.
                        let inner = i > self.start
                            && self
                                .classes(i - 1)
                                .any(Classes::SUBORDINATOR | Classes::RELATIVE | Classes::INTERROGATIVE);
                        if inner {
                            self.cues.roles[i].add(Role::INNER);
                        }
                        if !(inner && self.subject.is_some()) {
                            self.subject = Some(Subject { mention, item: i, link: Link::Shared });
                        }
                    }
                }
                NarrationItem::Quote(_) => {}
                NarrationItem::Word(w) => {
                    let classes = self.tokens.classes(w);
                    let strength = if classes.any(Classes::CUE_STRONG) {
                        Strength::Strong
                    } else if classes.any(Classes::CUE_MEDIUM | Classes::CUE_DESCRIBES) {
                        Strength::Medium
                    } else if classes.any(Classes::CUE_WEAK) {
                        Strength::Weak
                    } else if classes.any(Classes::ED) || classes.any(Classes::VERB) && classes.any(Classes::PAST) {
                        Strength::Unlisted
                    } else {
                        continue;
                    };
                    let subject = self.subject_of(i, strength);
                    self.push(i, (w..w + 1).into(), strength, subject);
                }
                NarrationItem::Phrase(kind, words) => {
                    let subject = if kind == PhraseKind::Cue {
                        self.mention_at(i + 1).map(|mention| Subject { mention, item: i + 1, link: Link::According })
                    } else {
                        self.subject_of(i, Strength::Strong)
                    };
                    self.push(i, words, Strength::Strong, subject);
                }
            }
        }
    }

    fn push(&mut self, item: ItemId, words: IdRange<TokenId>, strength: Strength, subject: Option<Subject>) {
        if let Some(subject) = subject {
            self.cues.roles[subject.item].add(Role::SUBJECT);
            self.subject = Some(Subject { link: Link::Shared, ..subject });
        }
        self.cues.list.push(Cue { item, words, strength, subject });
    }

    /// Whether the mention at `i` is followed by its verb and no object of what stands before it.
    fn starts_clause(&self, i: ItemId, mention: MentionId) -> bool {
        if self.mentions.list[mention].is_object_form(self.tokens) || self.is_object(i) {
            return false;
        }
        let next = ids(i + 1..(i + 4).min(self.end))
            .find(|&k| !self.classes(k).any(Classes::LY | Classes::ADVERB) || self.is_verb(k));
        next.is_some_and(|k| self.is_verb(k)) || self.text(i + 1) == "," && self.classes(i + 2).any(Classes::RELATIVE)
    }

    /// Whether a preposition or a verb right before the element takes it as its object.
    fn is_object(&self, i: ItemId) -> bool {
        if i == self.start {
            return false;
        }
        let before = self.classes(i - 1);
        let preposition = before.any(Classes::PREPOSITION) || self.text(i - 1) == "to";
        let subordinator = before.any(Classes::SUBORDINATOR);
        preposition && !subordinator
    }

    fn subject_of(&self, i: ItemId, strength: Strength) -> Option<Subject> {
        let mention = |item: ItemId, link: Link| {
            let mention = self.mention_at(item)?;
            (!self.mentions.list[mention].is_object_form(self.tokens)).then_some(Subject { mention, item, link })
        };
        let earlier = || self.subject.filter(|s| self.sentence(s.item) == self.sentence(i));
        let sentence = self.sentence(i);
        let low = self.start.max(i.saturating_sub(REACH));
        let in_sentence = |k: ItemId| k >= low && self.sentence(k) == sentence;

        // To the left, over adverbs and auxiliaries.
        let mut k = i;
        while k > low && self.is_filler(k - 1) && in_sentence(k - 1) {
            steps::count(1);
            k -= 1;
        }
        if k == low || !in_sentence(k - 1) {
            return self.inverted(i);
        }
        let before = k - 1;
        match self.mentions.narration.at(before) {
            NarrationItem::Mention(_) => {
                if self.is_object(before) {
                    // "Hale, in a letter to Orne, said": the object of a preposition is no subject, what is before may be.
                    let mut left = before;
                    while left >= low + 2
                        && in_sentence(left - 2)
                        && self.is_object(left)
                        && self.mention_at(left - 2).is_some()
                    {
                        left -= 2;
                    }
                    if !self.is_object(left) {
                        if let Some(subject) = mention(left, Link::Apposition) {
                            return Some(subject);
                        }
                    }
                    return earlier();
                }
                let governed = before > low
                    && in_sentence(before - 1)
                    && self.classes(before - 1).any(Classes::VERBAL)
                    && !self.classes(before - 1).any(Classes::CUE)
                    && earlier().is_some_and(|s| s.item != before);
                if governed {
                    earlier()
                } else {
                    mention(before, Link::Direct).or_else(earlier)
                }
            }
            NarrationItem::Quote(_) => self.inverted(i).or_else(earlier),
            NarrationItem::Phrase(..) => earlier(),
            NarrationItem::Word(_) => {
                let text = self.text(before);
                let classes = self.classes(before);
                if text == "," || text == ")" || matches!(text, "-" | "--" | "—" | "–") {
                    if before > low && matches!(self.mentions.narration.at(before - 1), NarrationItem::Quote(_)) {
                        return self.inverted(i).or_else(earlier);
                    }
                    if self.classes(i).any(Classes::ING | Classes::CUE_ING) {
                        return earlier();
                    }
                    let tail = self.inverted(i).filter(|subject| self.closes(i, subject.item));
                    return tail
                        .or_else(|| self.apposition(before, low, sentence))
                        .or_else(earlier)
                        .or_else(|| self.inverted(i));
                }
                if classes.any(Classes::RELATIVE) {
                    let antecedent = if self.text(before.saturating_sub(1)) == "," {
                        before.before().and_then(Id::before)
                    } else {
                        before.before()
                    };
                    return antecedent.filter(|&a| a >= low).and_then(|a| mention(a, Link::Relative)).or_else(earlier);
                }
                if classes.any(Classes::CONJUNCTION)
                    || text == "to"
                    || classes.any(Classes::VERBAL | Classes::SUBORDINATOR)
                {
                    return earlier();
                }
                earlier().or_else(|| (strength > Strength::Unlisted).then(|| self.inverted(i)).flatten())
            }
        }
    }

    /// "The river would rise, said Edda Strand.": what is said is over, and nothing but the speaker follows the verb.
    fn closes(&self, verb: ItemId, subject: ItemId) -> bool {
        let says = matches!(self.text(verb), "said" | "says");
        let next = self.text(subject + 1);
        says && (subject + 1 >= self.end || matches!(next, "," | "." | ";" | "(") || self.sentence_ends(subject))
    }

    fn sentence_ends(&self, i: ItemId) -> bool {
        i + 1 < self.mentions.narration.end() && self.sentence(i + 1) != self.sentence(i)
    }

    /// The subject before an apposition that ends at the comma, dash or bracket at `close`.
    fn apposition(&self, close: ItemId, low: ItemId, sentence: u32) -> Option<Subject> {
        let mut found = None;
        let mut k = close;
        while k > low && self.sentence(k - 1) == sentence {
            steps::count(1);
            k -= 1;
            if matches!(self.mentions.narration.at(k), NarrationItem::Quote(_)) {
                break;
            }
            let opens = matches!(self.text(k), "," | "(" | "-" | "--" | "—" | "–");
            if !opens || k == low {
                continue;
            }
            if let Some(mention) = self.mention_at(k - 1) {
                let list = &self.mentions.list[mention];
                let governed = k - 1 > low && self.classes(k - 2).any(Classes::VERBAL);
                if !self.is_object(k - 1) && !governed && !list.is_object_form(self.tokens) {
                    found = Some(Subject { mention, item: k - 1, link: Link::Apposition });
                }
            }
        }
        // "The harbour master, Edda Strand, said": the name between the commas says more.
        let nominal = found.filter(|s| self.mentions.list[s.mention].name().is_none());
        let named = close.before().and_then(|k| self.mention_at(k)).filter(|&m| self.mentions.list[m].name().is_some());
        match (nominal, named) {
            (Some(noun), Some(mention)) if noun.item + 3 == close => {
                Some(Subject { mention, item: close - 1, link: Link::Apposition })
            }
            _ => found,
        }
    }

    /// The subject after its verb: "said Kerry".
    fn inverted(&self, i: ItemId) -> Option<Subject> {
        let mut k = i + 1;
        while k < self.end && k < i + 4 && self.classes(k).any(Classes::LY | Classes::ADVERB) {
            k += 1;
        }
        // "came the answer from Kerry"
        if matches!(self.item(i), Some(NarrationItem::Phrase(..))) && self.text(k) == "from" {
            k += 1;
        }
        let mention = self.mention_at(k)?;
        let same = self.sentence(k) == self.sentence(i);
        (same && !self.mentions.list[mention].is_object_form(self.tokens)).then_some(Subject {
            mention,
            item: k,
            link: Link::Inverted,
        })
    }
}
