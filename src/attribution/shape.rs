//! The shape of a quotation: what its words and its position tell, whatever its clause says. Speech, a fragment, a
//! title or a scare quote.

use crate::attribution::clause::{is_fragment, ClausePosition, ReportingClause};
use crate::attribution::denial::is_denied;
use crate::cue::punctuation::is_dash;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::narration::{NarrationItem, QuoteAnchor};
use crate::model::template::enum_value;
use crate::record::{QuoteKind, QuoteStyle};
use crate::span::Span;
use crate::token::tokens::TokenKind;
use crate::util::ids::{ids, Id, ItemId};

/// Maximum number of words of a title. Few titles are longer.
const TITLE: usize = 8;
/// Maximum number of words of a scare quote. Longer fragments without a clause count as speech.
const SCARE_QUOTE: usize = 3;

/// The shape of a quotation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QuoteShape {
    /// Speech or not, as far as the shape and the presence of a clause tell.
    pub(crate) kind: QuoteKind,
    /// Number of words.
    pub(crate) words: usize,
    /// The last character; a space if the quotation is empty.
    pub(crate) last: char,
    /// Whether it opens its paragraph.
    pub(crate) opens: bool,
    /// Whether a comma, colon or dash leads to it.
    led_in: bool,
    /// Whether it stands within a sentence of the narrator.
    embedded: bool,
    /// Whether it goes on with the sentence of the narrator: it begins in lower case, after a word.
    pub(crate) fragment: bool,
    /// Whether it has few words, with capitals throughout.
    pub(crate) titled: bool,
    /// Whether its first letter is in lower case.
    pub(crate) in_lower_case: bool,
    /// Whether its clause tells that nobody said it.
    pub(crate) denied: bool,
    /// Whether a noun such as "novel" stands before it.
    pub(crate) work: bool,
    /// Whether a verb that reports no speech follows.
    pub(crate) is_subject: bool,
}

/// Where a quotation stands in its paragraph. The order of the variants is that of the learned weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    Opens,
    /// After a comma, colon or dash.
    LedIn,
    /// Within a sentence of the narrator.
    Embedded,
    /// After the end of a sentence.
    Apart,
}

/// How a quotation ends. The order of the variants is that of the learned weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    Stop,
    Comma,
    Exclamation,
    Question,
    /// A colon or semicolon.
    Colon,
    /// A dash or an ellipsis.
    BreaksOff,
    Word,
    Other,
}

enum_value!(Position, Apart);
enum_value!(Ending, Other);

/// The capitals of the words of a quotation.
#[derive(Clone, Copy, Debug)]
struct Capitals {
    /// Number of words.
    words: usize,
    /// Number of words that begin with a capital.
    capitals: usize,
    /// Number of function words that do not: titles have them in lower case.
    closed: usize,
    /// Whether the first word begins with a capital.
    first: bool,
}

impl Capitals {
    fn count(document: &Document<'_>, anchor: &QuoteAnchor) -> Self {
        let tokens = &document.tokens;
        let mut this = Self { words: 0, capitals: 0, closed: 0, first: false };
        for i in anchor.words.iter().filter(|&i| tokens.words[i].is_word()) {
            let word = &tokens.words[i];
            this.first |= this.words == 0 && word.is_capitalised();
            this.words += 1;
            this.capitals += usize::from(word.is_capitalised());
            this.closed += usize::from(!word.is_capitalised() && tokens.classes(i).any(Classes::CLOSED));
        }
        this
    }

    /// Whether the words look like those of a title.
    fn are_of_title(self) -> bool {
        self.words <= TITLE && self.first && self.capitals + self.closed == self.words
    }
}

impl QuoteShape {
    pub(crate) fn of(document: &Document<'_>, anchor: &QuoteAnchor, clause: Option<ReportingClause>) -> Self {
        let quotation = document.quotation(anchor);
        let paragraph = document.paragraph_of(anchor);
        let capitals = Capitals::count(document, anchor);
        let last = document.last_char(quotation);
        // _"…"_: marks of emphasis belong to the quotation.
        let before = ids(paragraph.start()..anchor.item).rev().find(|&k| !document.is_symbol(k));
        let opens = before.is_none();
        let before_word = before.map_or("", |k| document.word(k));
        let led_in = !opens && (matches!(before_word, "," | ":" | ";") || is_dash(before_word));
        let joined = before.is_some_and(|k| document.share_sentence(anchor.item, k));
        let ends = last.is_some_and(|l| matches!(l, '.' | ',' | '!' | '?' | ';' | ':' | '…' | '-' | '—' | '–'));
        let is_subject = is_subject(document, anchor);
        let mut shape = Self {
            kind: QuoteKind::Direct,
            words: capitals.words,
            last: last.unwrap_or(' '),
            opens,
            led_in,
            embedded: joined && !led_in || is_subject && !ends,
            fragment: is_fragment(document, anchor),
            titled: capitals.are_of_title(),
            in_lower_case: document.first_char(quotation).is_some_and(char::is_lowercase),
            denied: false,
            work: joined && follows_work(document, anchor),
            is_subject,
        };
        if quotation.style == QuoteStyle::Label {
            return shape;
        }
        let is_number =
            shape.words == 0 && document.tokens.text[quotation.content].contains(|c: char| c.is_ascii_digit());
        // A paragraph in capitals, such as a motto over a chapter.
        let is_motto = paragraph.len() == 1 && shape.words > 1 && document.tokens.are_in_capitals(anchor.words);
        let listed = clause.filter(|clause| clause.is_listed(&document.cues));
        // "— Proverb": signed by nobody of the text.
        let is_saying = quotation.label.is_some_and(Span::is_empty);
        shape.denied = !shape.fragment && clause.is_some_and(|clause| is_denied(document, clause, anchor));
        let is_none =
            last.is_none() || is_number || is_motto || is_saying || shape.denied || is_so_called(document, anchor);
        shape.kind = if is_none || shape.is_title(capitals, ends, listed) {
            QuoteKind::NotSpeech
        } else if shape.fragment || shape.embedded && !ends {
            if clause.is_none() && shape.words <= SCARE_QUOTE {
                QuoteKind::NotSpeech
            } else {
                QuoteKind::Partial
            }
        } else {
            QuoteKind::Direct
        };
        shape
    }

    /// Whether a quotation is the title of a work: it looks like one, and either a noun for works stands before it, or
    /// it stands in a sentence of the narrator and nothing tells that it is speech. `ends` tells whether punctuation
    /// ends it, and `listed` is its clause, if the verb of that is listed.
    fn is_title(&self, capitals: Capitals, ends: bool, listed: Option<ReportingClause>) -> bool {
        // A full stop or comma inside the marks may be the narrator's; "!" and "?" are not.
        let has_own_end = ends && !matches!(self.last, '.' | ',');
        let has_clause_after = listed.is_some_and(|clause| clause.position == ClausePosition::After);
        let is_named = self.embedded && (capitals.capitals > 1 || !ends || listed.is_none());
        self.titled && !has_own_end && !has_clause_after && (self.work || is_named)
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

/// Whether a verb, preposition or conjunction in lower case follows: "The Glass Orchard" was a failure.
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

/// Whether "so-called" stands before a quotation.
fn is_so_called(document: &Document<'_>, anchor: &QuoteAnchor) -> bool {
    let before = anchor.item.before().filter(|&before| before >= document.paragraph_of(anchor).start());
    before.is_some_and(|before| {
        let last = document.mentions.words(document.item(before)).end() - 1;
        document.tokens.is_one_of(last, &["so-called"])
    })
}

/// Whether a noun for works or a possessive stands before a quotation: the novel "…", her first book, "…", Orne's "…"
fn follows_work(document: &Document<'_>, anchor: &QuoteAnchor) -> bool {
    let start = document.paragraph_of(anchor).start();
    let mut before = anchor.item;
    // "Episode 7: “Glass Orchard”"
    let is_number = |item: ItemId| matches!(document.item(item), NarrationItem::Word(word) if document.tokens.words[word].kind == TokenKind::Number);
    if before > start + 2 && document.word(before - 1) == ":" && is_number(before - 2) {
        before -= 2;
    } else if before > start && document.word(before - 1) == "," {
        before -= 1;
    }
    if before <= start {
        return false;
    }
    let last = document.mentions.words(document.item(before - 1)).end() - 1;
    let possessive = document.tokens.words[last].kind == TokenKind::Clitic;
    possessive || document.tokens.classes(last).any(Classes::WORK_NOUN)
}

#[cfg(test)]
mod tests {
    use super::{Ending, Position, QuoteShape, SCARE_QUOTE, TITLE};
    use crate::attribution::clause::ClauseFinder;
    use crate::record::QuoteKind;
    use crate::tests::stages::stages;
    use crate::tests::table::check;

    /// The shape of the last quotation of a text.
    fn shape(text: &str) -> QuoteShape {
        let (document, _) = stages(text);
        let anchor = document.quotes().last().unwrap();
        QuoteShape::of(&document, anchor, ClauseFinder::new(&document).find(anchor))
    }

    #[test]
    fn shapes_tell_speech_from_titles_and_scare_quotes() {
        use QuoteKind::{Direct, NotSpeech, Partial};
        let rows = [
            ("\"It is late,\" said Hale.".to_owned(), Direct),
            ("\"It is late.\"".to_owned(), Direct),
            ("Hale said that it was \"rather late\" now.".to_owned(), Partial),
            ("It was \"rather late\" now.".to_owned(), NotSpeech),
            (format!("It was \"rather {}late\" now.", "very ".repeat(SCARE_QUOTE - 1)), Partial),
            ("She read the novel \"The Glass Orchard\" at night.".to_owned(), NotSpeech),
            ("She read \"The Glass Orchard\" at night.".to_owned(), NotSpeech),
            // The first word and those in lower case.
            (format!("She read the novel \"The {}Orchard\" now.", "of ".repeat(TITLE - 2)), NotSpeech),
            (format!("She read the novel \"The {}Orchard\" now.", "of ".repeat(TITLE - 1)), Partial),
            // Speech has an end of its own, or a clause.
            ("She read the novel, \"Well!\"".to_owned(), Direct),
            ("\"Tom Hale,\" said Orne.".to_owned(), Direct),
            ("\"THE GLASS ORCHARD\"".to_owned(), NotSpeech),
            ("Season 3, Episode 7: \"The Glass Orchard\"".to_owned(), NotSpeech),
            ("Hale told them that the so-called \"rather late boats\" were late.".to_owned(), NotSpeech),
            ("Hale did not say, \"It is late.\"".to_owned(), NotSpeech),
            ("Over the door: \"1,200.\"".to_owned(), NotSpeech),
            ("HALE: It is late.\n\nORNE: It is not.\n\nHALE: IT IS.".to_owned(), Direct),
        ];
        check(rows, |text| shape(text).kind);
    }

    #[test]
    fn positions_are_told_by_what_stands_before() {
        let rows = [
            ("\"It is late.\"", Position::Opens),
            ("_\"It is late.\"_", Position::Opens),
            ("Hale said, \"It is late.\"", Position::LedIn),
            ("He said that \"It is late.\"", Position::Embedded),
            ("Hale rose. \"It is late.\"", Position::Apart),
        ];
        check(rows, |text| shape(text).position());
    }

    #[test]
    fn endings_are_told_by_the_last_character() {
        use Ending::{BreaksOff, Colon, Comma, Exclamation, Other, Question, Stop, Word};
        let rows = [
            (".", Stop),
            (",", Comma),
            ("!", Exclamation),
            ("?", Question),
            (";", Colon),
            (":", Colon),
            ("…", BreaksOff),
            ("—", BreaksOff),
            ("", Word),
            (")", Other),
        ];
        check(rows, |end| shape(&format!("\"It is late{end}\"")).ending());
    }

    #[test]
    fn flags_are_told_one_by_one() {
        let flags = |text: &str| {
            let shape = shape(text);
            (shape.words, shape.titled, shape.in_lower_case, shape.work, shape.is_subject)
        };
        let rows = [
            ("\"It is late,\" said Hale.", (3, false, false, false, false)),
            ("She read Orne's \"Glass Orchard\" there.", (2, true, false, true, false)),
            ("She read her first book, \"Orchard\".", (1, true, false, true, false)),
            ("\"The Glass Orchard\" was a failure.", (3, true, false, false, true)),
            ("It was \"late\" now.", (1, false, true, false, false)),
        ];
        check(rows, |text| flags(text));
    }
}
