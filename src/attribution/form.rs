//! What a quotation looks like, whatever stands around it: speech, a fragment, a title, a word held at a distance.

use super::tag::{Place, Scene, Tag};
use super::QuoteKind;
use crate::lexicon::Classes;
use crate::mention::QuotePlace;
use crate::quote::QuoteStyle;

/// What is seen of a quotation's form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// Speech or not, as far as form alone tells.
    pub(super) kind: QuoteKind,
    pub(super) words: usize,
    /// The last character.
    pub(super) last: char,
    /// Opens its paragraph.
    pub(super) opens: bool,
    /// A comma, colon or dash leads to it.
    pub(super) led_in: bool,
    /// Stands within a sentence of the narrator's.
    pub(super) embedded: bool,
    pub(super) fragment: bool,
    /// Capitals throughout.
    pub(super) titled: bool,
    /// The first letter is small.
    pub(super) small: bool,
    /// A noun such as "novel" stands before it.
    pub(super) work: bool,
    /// A verb follows that reports nothing.
    pub(super) subject: bool,
}

impl Form {
    pub(super) fn of(scene: Scene<'_, '_>, place: &QuotePlace, tag: Option<Tag>) -> Self {
        let quotation = scene.quotation(place);
        let paragraph = scene.mentions.paragraph(place.paragraph);
        let tokens = scene.tokens;
        let (mut words, mut capitals, mut closed, mut shouted, mut first_capital) = (0, 0, 0, true, false);
        for w in place.words.range().filter(|&w| tokens.words[w].is_word()) {
            let word = &tokens.words[w];
            first_capital |= words == 0 && word.is_capitalised();
            words += 1;
            capitals += usize::from(word.is_capitalised());
            closed += usize::from(!word.is_capitalised() && tokens.classes(w).any(Classes::CLOSED));
            shouted &= word.is_all_capitals() || word.len() < 3;
        }
        let last = scene.last_char(quotation);
        // _"…"_: marks of emphasis belong to the quotation.
        let before = (paragraph.start..place.element).rev().find(|&k| !scene.is_symbol(k));
        let opens = before.is_none();
        let before_word = before.map_or("", |k| scene.word(k));
        let led_in = !opens && matches!(before_word, "," | ":" | "--" | "—" | "-" | ";");
        let joined = before.is_some_and(|k| scene.cues.sentence(place.element) == scene.cues.sentence(k));
        let ends = last.is_some_and(|l| matches!(l, '.' | ',' | '!' | '?' | ';' | ':' | '…' | '-' | '—' | '–'));
        let subject = scene.is_subject(place);
        let mut form = Self {
            kind: QuoteKind::Direct,
            words,
            last: last.unwrap_or(' '),
            opens,
            led_in,
            embedded: joined && !led_in || subject && !ends,
            fragment: scene.is_fragment(place),
            titled: words <= 8 && first_capital && capitals + closed == words,
            small: scene.first_char(quotation).is_some_and(char::is_lowercase),
            work: joined && scene.follows_work(place),
            subject,
        };
        if quotation.style == QuoteStyle::Label {
            return form;
        }
        // A number, or a paragraph in capitals such as a motto over a chapter.
        let number = words == 0 && tokens.text[quotation.inner].contains(|c: char| c.is_ascii_digit());
        let motto = shouted && words > 1 && paragraph.len() == 1;
        // A full stop or comma inside the marks may be the narrator's; "!" and "?" are not.
        let own_end = ends && !matches!(form.last, '.' | ',');
        let listed = tag.filter(|&t| scene.is_listed(t));
        let tagged_after = listed.is_some_and(|t| t.place == Place::After);
        // Capitals throughout are a title's.
        let title = form.titled
            && !own_end
            && !tagged_after
            && (form.work || form.embedded && (capitals > 1 || !ends || listed.is_none()));
        form.kind = if last.is_none() || number || motto || title {
            QuoteKind::NotSpeech
        } else if form.fragment || form.embedded && !ends {
            // A fragment of three words or fewer without a clause is held at a distance.
            if tag.is_none() && words <= 3 {
                QuoteKind::NotSpeech
            } else {
                QuoteKind::Partial
            }
        } else {
            QuoteKind::Direct
        };
        form
    }

    /// Where the quotation stands in its paragraph, as a value of the templates.
    pub(super) fn position(&self) -> usize {
        match () {
            () if self.opens => 0,
            () if self.led_in => 1,
            () if self.embedded => 2,
            () => 3,
        }
    }

    /// How the quotation ends, as a value of the templates.
    pub(super) fn end(&self) -> usize {
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
