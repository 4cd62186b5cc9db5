//! What a quotation looks like, whatever its clause says: speech, a fragment, a title or a scare quote.

use crate::attribution::clause::{is_fragment, ClausePosition, ReportingClause};
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::narration::{NarrationItem, QuoteAnchor};
use crate::model::template::enum_value;
use crate::record::{QuoteKind, QuoteStyle};
use crate::token::tokens::TokenKind;
use crate::util::ids::ids;

/// Maximum number of words of a title.
const TITLE: usize = 8;
/// Maximum number of words of a scare quote.
const SCARE_QUOTE: usize = 3;

/// What is seen of a quotation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QuoteShape {
    /// Speech or not, as far as the shape alone tells.
    pub(crate) kind: QuoteKind,
    /// Number of words.
    pub(crate) words: usize,
    /// The last character; a space where there is none.
    pub(crate) last: char,
    /// Opens its paragraph.
    pub(crate) opens: bool,
    /// A comma, colon or dash leads to it.
    led_in: bool,
    /// Stands within a sentence of the narrator's.
    embedded: bool,
    /// Goes on with the narrator's sentence in its middle.
    pub(crate) fragment: bool,
    /// Few words, with capitals throughout.
    pub(crate) titled: bool,
    /// The first letter is in lower case.
    pub(crate) in_lower_case: bool,
    /// A noun such as "novel" stands before it.
    pub(crate) work: bool,
    /// A verb follows that reports nothing.
    pub(crate) is_subject: bool,
}

/// Where a quotation stands in its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    Opens,
    LedIn,
    Embedded,
    Apart,
}

/// How a quotation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Stop,
    Comma,
    Exclamation,
    Question,
    Colon,
    /// A dash or an ellipsis.
    BreaksOff,
    Word,
    Other,
}

enum_value!(Position, Apart);
enum_value!(Ending, Other);

/// Letters and capitals of the words of a quotation.
#[derive(Clone, Copy, Debug)]
struct Capitals {
    words: usize,
    /// Words that begin with a capital.
    capitals: usize,
    /// Closed-class words that do not: titles have them in lower case.
    closed: usize,
    first: bool,
    /// Whether all words are in capitals.
    shouted: bool,
}

impl Capitals {
    fn count(document: &Document<'_>, anchor: &QuoteAnchor) -> Self {
        let tokens = &document.tokens;
        let mut this = Self { words: 0, capitals: 0, closed: 0, first: false, shouted: true };
        for i in anchor.words.iter().filter(|&i| tokens.words[i].is_word()) {
            let word = &tokens.words[i];
            this.first |= this.words == 0 && word.is_capitalised();
            this.words += 1;
            this.capitals += usize::from(word.is_capitalised());
            this.closed += usize::from(!word.is_capitalised() && tokens.classes(i).any(Classes::CLOSED));
            this.shouted &= word.is_all_capitals() || word.len() < 3;
        }
        this
    }
}

impl QuoteShape {
    pub(crate) fn of(document: &Document<'_>, anchor: &QuoteAnchor, clause: Option<ReportingClause>) -> Self {
        let quotation = document.quotation(anchor);
        let paragraph = document.paragraph_of(anchor);
        let capitals = Capitals::count(document, anchor);
        let Capitals { words, .. } = capitals;
        let last = document.last_char(quotation);
        // _"…"_: marks of emphasis belong to the quotation.
        let before = ids(paragraph.start()..anchor.item).rev().find(|&k| !document.is_symbol(k));
        let opens = before.is_none();
        let before_word = before.map_or("", |k| document.word(k));
        let led_in = !opens && matches!(before_word, "," | ":" | "--" | "—" | "-" | ";");
        let joined = before.is_some_and(|k| document.share_sentence(anchor.item, k));
        let ends = last.is_some_and(|l| matches!(l, '.' | ',' | '!' | '?' | ';' | ':' | '…' | '-' | '—' | '–'));
        let is_subject = is_subject(document, anchor);
        let mut shape = Self {
            kind: QuoteKind::Direct,
            words,
            last: last.unwrap_or(' '),
            opens,
            led_in,
            embedded: joined && !led_in || is_subject && !ends,
            fragment: is_fragment(document, anchor),
            titled: words <= TITLE && capitals.first && capitals.capitals + capitals.closed == words,
            in_lower_case: document.first_char(quotation).is_some_and(char::is_lowercase),
            work: joined && follows_work(document, anchor),
            is_subject,
        };
        if quotation.style == QuoteStyle::Label {
            return shape;
        }
        // A number, or a paragraph in capitals such as a motto over a chapter.
        let number = words == 0 && document.tokens.text[quotation.content].contains(|c: char| c.is_ascii_digit());
        let motto = capitals.shouted && words > 1 && paragraph.len() == 1;
        // A full stop or comma inside the marks may be the narrator's; "!" and "?" are not.
        let own_end = ends && !matches!(shape.last, '.' | ',');
        let listed = clause.filter(|clause| clause.is_listed(&document.cues));
        let tagged_after = listed.is_some_and(|clause| clause.position == ClausePosition::After);
        let title = shape.titled
            && !own_end
            && !tagged_after
            && (shape.work || shape.embedded && (capitals.capitals > 1 || !ends || listed.is_none()));
        shape.kind = if last.is_none() || number || motto || title {
            QuoteKind::NotSpeech
        } else if shape.fragment || shape.embedded && !ends {
            if clause.is_none() && words <= SCARE_QUOTE {
                QuoteKind::NotSpeech
            } else {
                QuoteKind::Partial
            }
        } else {
            QuoteKind::Direct
        };
        shape
    }

    pub(crate) fn position(&self) -> Position {
        match () {
            () if self.opens => Position::Opens,
            () if self.led_in => Position::LedIn,
            () if self.embedded => Position::Embedded,
            () => Position::Apart,
        }
    }

    pub(crate) fn ending(&self) -> Ending {
        match self.last {
            '.' => Ending::Stop,
            ',' => Ending::Comma,
            '!' => Ending::Exclamation,
            '?' => Ending::Question,
            ';' | ':' => Ending::Colon,
            '…' | '-' | '—' | '–' => Ending::BreaksOff,
            c if c.is_alphanumeric() => Ending::Word,
            _ => Ending::Other,
        }
    }
}

/// Whether a verb that reports nothing follows: "The Glass Orchard" was a failure.
fn is_subject(document: &Document<'_>, anchor: &QuoteAnchor) -> bool {
    let next = anchor.item + 1;
    if next >= document.paragraph_of(anchor).end() {
        return false;
    }
    let NarrationItem::Word(w) = document.item(next) else { return false };
    let word = &document.tokens.words[w];
    let verbs = Classes::AUXILIARY | Classes::VERB | Classes::PREPOSITION | Classes::CONJUNCTION;
    word.is_word() && !word.is_capitalised() && document.tokens.classes(w).any(verbs)
}

/// Whether the noun before the quotation names a work: the novel "…", her first book, "…"
fn follows_work(document: &Document<'_>, anchor: &QuoteAnchor) -> bool {
    let start = document.paragraph_of(anchor).start();
    let mut before = anchor.item;
    // At most one comma is skipped.
    while before > start && before + 2 > anchor.item && document.word(before - 1) == "," {
        before -= 1;
    }
    if before <= start {
        return false;
    }
    let last = document.mentions.words(document.item(before - 1)).end() - 1;
    let possessive = document.tokens.words[last].kind == TokenKind::Clitic;
    possessive || document.tokens.classes(last).any(Classes::WORK_NOUN)
}
