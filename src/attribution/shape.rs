//! What a quotation looks like, whatever stands around it: speech, a fragment, a title, a word held at a distance.

use crate::attribution::clause::{is_fragment, ClausePosition, ReportingClause};
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::narration::{NarrationItem, QuoteAnchor};
use crate::record::{QuoteKind, QuoteStyle};
use crate::token::tokens::TokenKind;

/// What is seen of a quotation's shape.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QuoteShape {
    /// Speech or not, as far as shape alone tells.
    pub(crate) kind: QuoteKind,
    pub(crate) words: usize,
    /// The last character.
    pub(crate) last: char,
    /// Opens its paragraph.
    pub(crate) opens: bool,
    /// A comma, colon or dash leads to it.
    pub(crate) led_in: bool,
    /// Stands within a sentence of the narrator's.
    pub(crate) embedded: bool,
    pub(crate) fragment: bool,
    /// Capitals throughout.
    pub(crate) titled: bool,
    /// The first letter is small.
    pub(crate) small: bool,
    /// A noun such as "novel" stands before it.
    pub(crate) work: bool,
    /// A verb follows that reports nothing.
    pub(crate) subject: bool,
}

impl QuoteShape {
    pub(crate) fn of(document: &Document<'_>, anchor: &QuoteAnchor, tag: Option<ReportingClause>) -> Self {
        let quotation = document.quotation(anchor);
        let paragraph = document.mentions.paragraph(anchor.paragraph);
        let tokens = &document.tokens;
        let (mut words, mut capitals, mut closed, mut shouted, mut first_capital) = (0, 0, 0, true, false);
        for w in anchor.words.range().filter(|&w| tokens.words[w].is_word()) {
            let word = &tokens.words[w];
            first_capital |= words == 0 && word.is_capitalised();
            words += 1;
            capitals += usize::from(word.is_capitalised());
            closed += usize::from(!word.is_capitalised() && tokens.classes(w).any(Classes::CLOSED));
            shouted &= word.is_all_capitals() || word.len() < 3;
        }
        let last = document.last_char(quotation);
        // _"…"_: marks of emphasis belong to the quotation.
        let before = (paragraph.start..anchor.element).rev().find(|&k| !document.is_symbol(k));
        let opens = before.is_none();
        let before_word = before.map_or("", |k| document.word(k));
        let led_in = !opens && matches!(before_word, "," | ":" | "--" | "—" | "-" | ";");
        let joined = before.is_some_and(|k| document.cues.sentence(anchor.element) == document.cues.sentence(k));
        let ends = last.is_some_and(|l| matches!(l, '.' | ',' | '!' | '?' | ';' | ':' | '…' | '-' | '—' | '–'));
        let subject = is_subject(document, anchor);
        let mut shape = Self {
            kind: QuoteKind::Direct,
            words,
            last: last.unwrap_or(' '),
            opens,
            led_in,
            embedded: joined && !led_in || subject && !ends,
            fragment: is_fragment(document, anchor),
            titled: words <= 8 && first_capital && capitals + closed == words,
            small: document.first_char(quotation).is_some_and(char::is_lowercase),
            work: joined && follows_work(document, anchor),
            subject,
        };
        if quotation.style == QuoteStyle::Label {
            return shape;
        }
        // A number, or a paragraph in capitals such as a motto over a chapter.
        let number = words == 0 && tokens.text[quotation.inner].contains(|c: char| c.is_ascii_digit());
        let motto = shouted && words > 1 && paragraph.len() == 1;
        // A full stop or comma inside the marks may be the narrator's; "!" and "?" are not.
        let own_end = ends && !matches!(shape.last, '.' | ',');
        let listed = tag.filter(|t| t.is_listed(&document.cues));
        let tagged_after = listed.is_some_and(|t| t.place == ClausePosition::After);
        // Capitals throughout are a title's.
        let title = shape.titled
            && !own_end
            && !tagged_after
            && (shape.work || shape.embedded && (capitals > 1 || !ends || listed.is_none()));
        shape.kind = if last.is_none() || number || motto || title {
            QuoteKind::NotSpeech
        } else if shape.fragment || shape.embedded && !ends {
            // A fragment of three words or fewer without a clause is held at a distance.
            if tag.is_none() && words <= 3 {
                QuoteKind::NotSpeech
            } else {
                QuoteKind::Partial
            }
        } else {
            QuoteKind::Direct
        };
        shape
    }

    /// Where the quotation stands in its paragraph, as a value of the templates.
    pub(crate) fn position(&self) -> usize {
        match () {
            () if self.opens => 0,
            () if self.led_in => 1,
            () if self.embedded => 2,
            () => 3,
        }
    }

    /// How the quotation ends, as a value of the templates.
    pub(crate) fn end(&self) -> usize {
        match self.last {
            '.' => 0,
            ',' => 1,
            '!' => 2,
            '?' => 3,
            ';' | ':' => 4,
            '…' | '-' | '—' | '–' => 5,
            c if c.is_alphanumeric() => 6,
            _ => 7,
        }
    }
}

/// Whether a verb that reports nothing follows: "The Glass Orchard" was a failure.
fn is_subject(document: &Document<'_>, anchor: &QuoteAnchor) -> bool {
    let next = anchor.element + 1;
    let follows = next < document.mentions.paragraph(anchor.paragraph).end;
    follows
        && matches!(document.mentions.elements.at(next), NarrationItem::Word(w) if {
            let classes = document.tokens.classes(w);
            document.tokens.words[w].is_word() && !document.tokens.words[w].is_capitalised() && classes.any(Classes::AUXILIARY | Classes::VERB | Classes::PREPOSITION | Classes::CONJUNCTION)
        })
}

/// Whether the noun before the quotation names a work: the novel "…", her first book, "…"
fn follows_work(document: &Document<'_>, anchor: &QuoteAnchor) -> bool {
    let paragraph = document.mentions.paragraph(anchor.paragraph);
    let mut before = anchor.element;
    while before > paragraph.start && before + 2 > anchor.element && document.word(before - 1) == "," {
        before -= 1;
    }
    let Some(before) = before.checked_sub(1).filter(|&b| b >= paragraph.start) else { return false };
    let words = document.mentions.words(document.mentions.elements.at(before));
    let possessive = document.tokens.words[words.end - 1].kind == TokenKind::Clitic;
    possessive || document.tokens.classes(words.end - 1).any(Classes::WORK_NOUN)
}
