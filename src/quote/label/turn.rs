//! Gives each turn of a transcript its speech: all paragraphs from its label to the next one, without stage directions,
//! page furniture, headings and narration.

use std::collections::HashMap;

use crate::quote::clause::ClauseScanner;
use crate::quote::label::court;
use crate::quote::label::evidence::{candidates, is_personal, Candidate, Demand};
use crate::quote::label::furniture::{is_caption_id, is_entrance, is_furniture, is_notice, is_number, is_scene};
use crate::quote::label::layout::LabelLayout;
use crate::quote::label::line::{lines, Line};
use crate::quote::label::name::{heads_part, is_chair};
use crate::quote::label::stamp::stamp_len;
use crate::quote::quotation::Quotation;
use crate::quote::scan::Marks;
use crate::record::QuoteStyle;
use crate::span::Span;
use crate::token::heading;
use crate::util::steps;

/// Number of columns by which furniture and inserted documents are indented more than labels.
const INSET: usize = 3;

/// Maximum length, in bytes, of a heading: about a line.
const MAX_HEADING: usize = 60;

/// Maximum number of words that tell of an interruption: "The honourable senators opposite interjecting—".
const MAX_INTERJECTION_WORDS: usize = 6;

/// Maximum length, in characters, of a parliament's business with its verdict: two lines of print.
const MAX_PROCEEDING: usize = 160;

/// What a parliament decides about, and who reads it out. Its record reports the decision between turns.
const BUSINESS: [&str; 15] = [
    "There was no",
    "There being no",
    "The question",
    "The vote",
    "The yeas and nays",
    "The motion",
    "A motion",
    "The amendment",
    "The resolution",
    "The bill",
    "The text",
    "The clerk",
    "The Clerk",
    "The legislative clerk",
    "The assistant legislative clerk",
];

/// What a parliament does about its business.
const VERDICTS: [&str; 16] = [
    "no objection",
    "being no",
    "was taken",
    "were ordered",
    "was ordered",
    "agreed to",
    "was rejected",
    "was adopted",
    "was withdrawn",
    "laid on the table",
    "laid upon the table",
    "third time",
    "as follows",
    "and passed",
    "proceeded to",
    "called the roll",
];

/// The speech of the turns of a text.
#[derive(Debug, Default)]
pub(crate) struct Transcript {
    /// In order, disjoint; each lies in one paragraph.
    pub(crate) quotations: Vec<Quotation>,
    /// Number of turns.
    pub(crate) turns: usize,
    /// The labels, with all that stands before the speech, the lines of laws and the headers of mails: what marks set
    /// off there is no speech. In order, disjoint.
    pub(crate) unspoken: Vec<Span>,
}

impl Transcript {
    /// Reads the turns of a text; none if it has no labels that meet the demand.
    pub(crate) fn read(scanner: ClauseScanner<'_>, marks: &Marks<'_>, demand: Demand) -> Self {
        let text = scanner.text;
        let paragraphs = marks.spans();
        let candidates = candidates(scanner, marks, demand);
        let headers = mail_headers(text, &candidates);
        if !candidates.iter().any(|candidate| candidate.believed) {
            return Self { unspoken: headers, ..Self::default() };
        }
        let mut reader = Reader::new(scanner, paragraphs, &candidates);
        let mut next = candidates.iter().peekable();
        for (number, line) in lines(text, paragraphs).enumerate() {
            reader.read(line, next.next_if(|candidate| candidate.line == number));
        }
        let mut transcript = reader.finish();
        if !headers.is_empty() {
            transcript.unspoken.extend(headers);
            transcript.unspoken.sort_unstable_by_key(|part| part.start);
        }
        transcript
    }

    /// Number of bytes of speech.
    pub(crate) fn len(&self) -> usize {
        self.quotations.iter().map(|quotation| quotation.content.len()).sum()
    }
}

/// The turn of a label.
#[derive(Clone, Copy, Debug)]
struct Turn {
    /// The words that name the speaker.
    name: Span,
    layout: LabelLayout,
    /// Has a time or date.
    stamped: bool,
    paragraph: usize,
    /// The range of its pieces, as indices of `Reader::pieces`.
    first: usize,
    end: usize,
}

/// A stretch of speech within a paragraph.
#[derive(Clone, Copy, Debug)]
struct Piece {
    span: Span,
    paragraph: usize,
}

/// What a line is within a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineKind {
    Speech,
    /// A direction, furniture, a time: the turn goes on after it.
    Aside,
    /// A heading or another label: the turn ends.
    End,
}

/// Reads lines in order, and keeps track of whose turn it is.
struct Reader<'a> {
    scanner: ClauseScanner<'a>,
    text: &'a str,
    paragraphs: &'a [Span],
    turns: Vec<Turn>,
    pieces: Vec<Piece>,
    unspoken: Vec<Span>,
    /// Whether the lines of a law are being read, which are indented more than labels.
    in_law: bool,
    /// Whether the last turn may still go on.
    open: bool,
    /// Whether the last piece may still go on.
    joined: bool,
    /// Whether the last line is a time.
    timed: bool,
    /// Columns before the label of the last turn, or before its speech where that stands below.
    indent: usize,
    /// The indented paragraph that is being read, if it is no speech.
    aside: Option<usize>,
    /// Whether labels stand for who asks and who answers, whom headings name.
    in_court: bool,
    /// The name for "Q.", from the last heading that gives it, and the name for "A.".
    examiner: Option<Span>,
    witness: Option<Span>,
    /// Who holds an office that was named with its holder.
    holders: HashMap<&'a str, Span>,
    /// The names that are also written with a place: the form with the place, or `None` if people from several places
    /// have the name.
    namesakes: HashMap<&'a str, Option<&'a str>>,
}

impl<'a> Reader<'a> {
    fn new(scanner: ClauseScanner<'a>, paragraphs: &'a [Span], candidates: &[Candidate]) -> Self {
        let text = scanner.text;
        let mut namesakes = HashMap::new();
        let mut in_court = false;
        for label in candidates.iter().filter(|candidate| candidate.believed).map(|candidate| &candidate.label) {
            steps::count(1);
            in_court |= court::asks(&text[label.name]) || court::answers(&text[label.name]);
            if label.full != label.name {
                let full = &text[label.full];
                let known = namesakes.entry(&text[label.name]).or_insert(Some(full));
                *known = known.filter(|&known| known == full);
            }
        }
        Self {
            scanner,
            text,
            paragraphs,
            in_court,
            turns: Vec::new(),
            pieces: Vec::new(),
            unspoken: Vec::new(),
            in_law: false,
            open: false,
            joined: false,
            timed: false,
            indent: 0,
            aside: None,
            examiner: None,
            witness: None,
            holders: HashMap::new(),
            namesakes,
        }
    }

    fn read(&mut self, line: Line, candidate: Option<&Candidate>) {
        if let Some(candidate) = candidate.filter(|candidate| candidate.believed) {
            self.begin(line, candidate);
            return;
        }
        let is_record = |turn: &Turn| turn.layout == LabelLayout::Record;
        let inset = line.indent >= self.indent + INSET;
        let heads_part = candidate.is_some_and(|candidate| heads_part(&self.text[candidate.label.name]));
        self.in_law = inset && (self.in_law || heads_part && self.turns.last().is_some_and(is_record));
        if self.in_law {
            (self.open, self.joined) = (false, false);
            self.unspoken.push(line.span);
            return;
        }
        if self.in_court {
            if let Some(examiner) = court::examiner(self.text, line.span) {
                self.examiner = Some(examiner);
                // EXAMINATION OF ADA CRANE BY MR. HOLT
                self.witness = court::witness(self.text, Span::new(line.span.start, examiner.start)).or(self.witness);
                self.open = false;
                return;
            }
            self.witness = court::witness(self.text, line.span).or(self.witness);
        }
        if !self.open {
            return;
        }
        let kind = self.kind(line, candidate);
        self.timed = is_furniture(&self.text[line.span]);
        match kind {
            LineKind::Speech => self.add(line.span, line.paragraph),
            LineKind::Aside => self.joined = false,
            LineKind::End => self.open = false,
        }
    }

    fn begin(&mut self, line: Line, candidate: &Candidate) {
        let label = &candidate.label;
        let named = &self.text[label.name];
        let name = match label.holder {
            Some(holder) => {
                if !is_chair(named) {
                    self.holders.insert(named, holder);
                }
                holder
            }
            _ if court::asks(named) => self.examiner.unwrap_or(label.name),
            _ if court::answers(named) => self.witness.unwrap_or(label.name),
            _ if self.namesakes.get(named) == Some(&None) => label.full,
            _ => self.holders.get(named).copied().unwrap_or(label.name),
        };
        let at = self.pieces.len();
        let (layout, stamped) = (label.layout, label.stamped);
        self.turns.push(Turn { name, layout, stamped, paragraph: line.paragraph, first: at, end: at });
        self.unspoken.push(Span::new(line.span.start, label.speech));
        self.in_law = false;
        (self.open, self.joined, self.timed, self.aside, self.indent) = (true, false, false, None, line.indent);
        let speech = Span::new(label.speech, label.end);
        let is_chat = matches!(layout, LabelLayout::HandleColon | LabelLayout::Stamped) || stamped;
        let is_silent = is_placeholder(&self.text[speech]) && (!is_chat || self.text[speech].starts_with('<'));
        if !speech.is_empty() && !is_silent {
            self.add(speech, line.paragraph);
        }
    }

    /// Adds speech to the last turn.
    fn add(&mut self, span: Span, paragraph: usize) {
        let Some(turn) = self.turns.last_mut() else { return };
        match self.pieces.last_mut().filter(|piece| self.joined && piece.paragraph == paragraph) {
            Some(piece) => piece.span.end = span.end,
            None => self.pieces.push(Piece { span, paragraph }),
        }
        turn.end = self.pieces.len();
        self.joined = true;
    }

    /// What a line is that has no label, within the last turn.
    fn kind(&mut self, line: Line, candidate: Option<&Candidate>) -> LineKind {
        let text = &self.text[line.span];
        let Some(&turn) = self.turns.last() else { return LineKind::End };
        let announced = turn.first == turn.end;
        let heads_caption = || line.opens_block && (is_number(text) || is_caption_id(text));
        // Interviews and chats may say "Enter".
        let is_play = matches!(turn.layout, LabelLayout::CapitalsStop | LabelLayout::NameStop | LabelLayout::Direction);
        if is_furniture(text) || heads_caption() || is_play && line.opens_block && is_entrance(text) {
            return LineKind::Aside;
        }
        if is_scene(text) {
            return LineKind::End;
        }
        // [door creaks], on its own in a caption
        if (announced || self.timed) && is_bracketed(text) {
            return LineKind::Aside;
        }
        // [18:01] * anna looks up
        let notice = || text[stamp_len(text)..].trim_start().starts_with(['*', '-', '–', '—', '=']);
        if turn.stamped && stamp_len(text) > 0 && notice() || is_notice(text) {
            return LineKind::Aside;
        }
        let paragraph = &self.text[self.paragraphs[line.paragraph]];
        // The record of a parliament indents the first lines of its paragraphs.
        let indented = turn.layout == LabelLayout::Record && line.indent > 0 && line.indent == self.indent;
        let opens = indented || line.opens_block || self.paragraphs[line.paragraph].start == line.span.start;
        if turn.layout == LabelLayout::Above {
            let ends = line.opens_block
                && (self.indent == 0 || line.indent == 0 || !announced && line.indent + INSET <= self.indent);
            if ends {
                return LineKind::End;
            }
            self.indent = if announced { line.indent } else { self.indent };
            return LineKind::Speech;
        }
        if !opens {
            let inset = self.aside == Some(line.paragraph);
            return if inset { LineKind::Aside } else { LineKind::Speech };
        }
        if announced {
            self.indent = line.indent;
            let labelled = candidate.is_some_and(|candidate| candidate.label.nobody);
            let headed = line.opens_block && is_heading(text) && heading::is_heading(text);
            return if labelled || headed { LineKind::End } else { LineKind::Speech };
        }
        if line.opens_block && line.indent >= self.indent + INSET && !self.indents_first_line(line) {
            self.aside = Some(line.paragraph);
            return if is_heading(text) && line.indent < 2 * INSET + self.indent {
                LineKind::End
            } else {
                LineKind::Aside
            };
        }
        if !line.opens_block && self.aside.is_some() && line.indent >= self.indent + INSET {
            self.aside = Some(line.paragraph);
            return LineKind::Aside;
        }
        self.aside = None;
        if turn.layout == LabelLayout::Record && self.is_proceeding(line) {
            self.aside = Some(line.paragraph);
            return if text.ends_with(':') { LineKind::End } else { LineKind::Aside };
        }
        let begins = self.paragraphs[line.paragraph].start == line.span.start;
        if is_bracketed(paragraph) || begins && is_emphasised(paragraph) {
            self.aside = Some(line.paragraph);
            return LineKind::Aside;
        }
        let unknown = candidate.is_some_and(|Candidate { label, .. }| {
            label.nobody
                || matches!(label.layout, LabelLayout::CapitalsColon | LabelLayout::NameColon) && label.like_person
        });
        // "Senator Farleigh interjecting—"
        let interjection = text.ends_with('—')
            && text.len() < MAX_HEADING
            && (turn.layout == LabelLayout::Dash || line.opens_block && self.interrupts(text));
        let dots = text.chars().all(|c| matches!(c, '.' | '…' | '?' | '!'));
        match () {
            () if unknown => LineKind::End,
            () if interjection => LineKind::Aside,
            () if dots => LineKind::Speech,
            () if !text.contains(char::is_alphanumeric) => LineKind::End,
            () if is_heading(text) => LineKind::End,
            () if !matches!(turn.layout, LabelLayout::HandleColon | LabelLayout::Stamped | LabelLayout::Bracket) => {
                let titled = paragraph.len() <= MAX_HEADING
                    && text.starts_with(|c: char| c.is_uppercase() || c == '#')
                    && paragraph.ends_with(|c: char| c.is_alphanumeric())
                    && line.opens_block;
                if titled {
                    LineKind::End
                } else {
                    LineKind::Speech
                }
            }
            () => LineKind::Speech,
        }
    }

    /// Whether only the first line of a paragraph is indented, so that it is not set in as a whole.
    fn indents_first_line(&self, line: Line) -> bool {
        let rest = &self.text[line.span.end..self.paragraphs[line.paragraph].end];
        rest.trim_start_matches('\r').strip_prefix('\n').is_some_and(|rest| {
            let indent = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            indent <= self.indent
        })
    }

    /// Whether a line tells that somebody rises or interrupts, and is no speech that breaks off.
    fn interrupts(&self, text: &str) -> bool {
        let words = text.split(' ').count();
        let named = text.starts_with(char::is_uppercase) && !is_personal(self.scanner, text);
        named && (2..=MAX_INTERJECTION_WORDS).contains(&words) && !text.contains([',', '.', '?', '!'])
    }

    fn finish(self) -> Transcript {
        let mut quotations = Vec::with_capacity(self.pieces.len());
        let mut start = 0;
        for end in 1..=self.turns.len() {
            let far = |a: &Turn, b: &Turn| b.paragraph - a.paragraph > a.layout.rule().reach;
            if end == self.turns.len() || far(&self.turns[end - 1], &self.turns[end]) {
                self.write(start, end, &mut quotations);
                start = end;
            }
        }
        Transcript { quotations, turns: self.turns.len(), unspoken: self.unspoken }
    }

    /// Writes the turns of a region.
    fn write(&self, start: usize, end: usize, quotations: &mut Vec<Quotation>) {
        let turns = &self.turns[start..end];
        let Some((last, others)) = turns.split_last() else { return };
        let rest = |turn: &Turn| &self.pieces[(turn.first + 1).min(turn.end)..turn.end];
        let longest = others.iter().map(|turn| turn.end - turn.first).max().unwrap_or(0).max(1);
        let personal = others.iter().flat_map(rest).any(|piece| is_personal(self.scanner, &self.text[piece.span]));
        for turn in turns {
            let pieces = &self.pieces[turn.first..turn.end];
            let certain = turn.layout.is_certain() || turn.layout == LabelLayout::Above;
            let is_last = core::ptr::eq(turn, last);
            let is_narrated = !certain
                && !turn.stamped
                && !personal
                && rest(turn).first().is_some_and(|piece| is_narration(&self.text[piece.span]))
                && !rest(turn).iter().any(|piece| is_personal(self.scanner, &self.text[piece.span]));
            let most = match () {
                () if is_narrated => 1,
                () if certain || !is_last => pieces.len(),
                () => longest,
            };
            let mut before: Option<usize> = None;
            for piece in &pieces[..most.min(pieces.len())] {
                let own = before.is_some() && self.names_itself(turn, piece);
                if own && !certain {
                    break;
                }
                let mut span = piece.span;
                if turn.layout == LabelLayout::Voice {
                    span.end = span.start + self.text[span].trim_end_matches("</v>").trim_end().len();
                }
                if span.is_empty() {
                    continue;
                }
                let continues = before.is_some_and(|before| before + 1 == piece.paragraph);
                quotations.push(Quotation {
                    continues,
                    label: Some(turn.name).filter(|_| !continues),
                    ..Quotation::new(span, span, QuoteStyle::Label)
                });
                before = Some(piece.paragraph);
            }
        }
    }

    /// Whether a paragraph that begins with a line tells what a parliament did: "The bill was read the third time."
    fn is_proceeding(&self, line: Line) -> bool {
        let first = &self.text[line.span];
        if !BUSINESS.iter().any(|business| first.starts_with(business)) {
            return false;
        }
        let paragraph = &self.text[line.span.start..self.paragraphs[line.paragraph].end];
        let end = paragraph.char_indices().nth(MAX_PROCEEDING).map_or(paragraph.len(), |(at, _)| at);
        // The verdict may be broken over two lines.
        let words: Vec<&str> = paragraph[..end].split_ascii_whitespace().collect();
        let words = words.join(" ");
        VERDICTS.iter().any(|verdict| words.contains(verdict)) && !is_personal(self.scanner, &words)
    }

    /// Whether a paragraph begins with the name of its speaker, who does something: "Kirby goes to the door."
    fn names_itself(&self, turn: &Turn, piece: &Piece) -> bool {
        let own = self.text[turn.name].rsplit(' ').next().unwrap_or_default();
        let mut words = self.text[piece.span].split(' ');
        own.len() > 2
            && words.next().is_some_and(|word| word.eq_ignore_ascii_case(own))
            && words.next().is_some_and(|word| word.starts_with(char::is_lowercase))
    }
}

/// The lines of mail headers, of which two or more follow each other without a blank line.
fn mail_headers(text: &str, candidates: &[Candidate]) -> Vec<Span> {
    let mut headers: Vec<Span> = Vec::new();
    let mut before: Option<Span> = None;
    for label in candidates.iter().map(|candidate| &candidate.label) {
        steps::count(1);
        if label.layout != LabelLayout::Mail {
            continue;
        }
        let header = Span::new(label.name.start, label.end);
        let near = |before: &Span| text[before.end..header.start].trim_matches([' ', '\t', '\r', '>']) == "\n";
        if let Some(before) = before.filter(near) {
            if headers.last() != Some(&before) {
                headers.push(before);
            }
            headers.push(header);
        }
        before = Some(header);
    }
    headers
}

/// Whether what stands behind a label is no speech: "<Media omitted>", "(laughing)" above what is said. "(I know.)" is
/// speech.
fn is_placeholder(text: &str) -> bool {
    if text.starts_with('<') && text.ends_with('>') {
        return true;
    }
    [('(', ')'), ('[', ']')].into_iter().any(|(open, close)| {
        let inner = text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
        inner.is_some_and(|inner| inner.starts_with(char::is_lowercase) && !inner.contains([close, '.', '!', '?', ',']))
    })
}

/// Whether a paragraph stands in brackets: a stage direction.
fn is_bracketed(text: &str) -> bool {
    let text = text.trim_matches(['*', '_', '.', '♪', '♫', ' ']);
    text.is_empty() || text.starts_with(['(', '[']) && text.ends_with([')', ']'])
}

/// Whether a paragraph is emphasised as a whole, as directions are, and asks nothing: "*Enter HALE, soaked.*"
fn is_emphasised(text: &str) -> bool {
    ['*', '_'].into_iter().any(|mark| {
        let inner = text.strip_prefix(mark).and_then(|text| text.strip_suffix(mark));
        inner.is_some_and(|inner| !inner.contains(mark) && !inner.ends_with('?'))
    })
}

/// Whether a line is in capitals and neither asks nor cries.
fn is_heading(text: &str) -> bool {
    !text.contains(char::is_lowercase)
        && text.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
        && !text.ends_with(['!', '?', '…'])
}

/// Whether a paragraph begins like narration.
fn is_narration(text: &str) -> bool {
    const WORDS: [&str; 5] = ["The", "They", "He", "She", "A"];
    text.split(' ').next().is_some_and(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::Transcript;
    use crate::lexicon::lexicon::Lexicon;
    use crate::quote::clause::ClauseScanner;
    use crate::quote::label::evidence::Demand;
    use crate::quote::scan::Marks;
    use crate::span::Span;
    use crate::token::paragraph::paragraphs;

    /// The quotations of a transcript: speaker, or `^` where a quotation continues, and content.
    fn read(text: &str) -> Vec<(&str, &str)> {
        let paragraphs = paragraphs(text);
        let transcript = Transcript::read(
            ClauseScanner::new(text, Lexicon::standard()),
            &Marks::find(text, &paragraphs),
            Demand::Form,
        );
        let speaker = |label: Option<Span>| label.map_or("^", |label| &text[label]);
        for quote in &transcript.quotations {
            assert_eq!(quote.continues, quote.label.is_none(), "{quote:?}");
        }
        transcript.quotations.iter().map(|quote| (speaker(quote.label), &text[quote.content])).collect()
    }

    #[test]
    fn a_turn_goes_on_until_a_label_or_a_heading() {
        let text = "KIRBY: Come in.\n\nAnd sit down, all of you.\n\nHALE:\n\n(Sitting.)\n\nSo.\n\n[He rises.]\n\nI shall go.\n\n\
            CHAPTER II\n\nIt was late by then, and he left.\n\nKIRBY: Yes.";
        let expected = [
            ("KIRBY", "Come in."),
            ("^", "And sit down, all of you."),
            ("HALE", "So."),
            ("HALE", "I shall go."),
            // A heading ends the turn.
            ("KIRBY", "Yes."),
        ];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn the_speech_of_a_screenplay_is_indented() {
        let text = "\t\tKIRBY\n\n\tCome in.\n\n\tSit down.\n\nHe sits.\n\n\tIt was late.\n\n\t\tHALE\n\n\tSo.";
        assert_eq!(read(text), [("KIRBY", "Come in."), ("^", "Sit down."), ("HALE", "So.")]);
    }

    #[test]
    fn headings_name_who_asks_and_who_answers() {
        let text =
            "ADA CRANE, sworn.\n\nBY MS. TRASK:\n\nQ. Were you there?\n\nA. Yes.\n\nEXAMINATION OF JOHN HALE BY MR. \
            HOLT\n\nQ. And you?\n\nA. No.";
        let expected =
            [("MS. TRASK", "Were you there?"), ("ADA CRANE", "Yes."), ("MR. HOLT", "And you?"), ("JOHN HALE", "No.")];
        assert_eq!(read(text), expected);
        let expected = [("Q", "Were you there?"), ("A", "Yes.")];
        assert_eq!(read("Q. Were you there?\n\nA. Yes."), expected);
    }

    #[test]
    fn who_holds_an_office_speaks() {
        let text =
            "The Minister for Rail (Dr Moya Finn): So.\n\nThe CHAIR (Mr. Hale): No.\n\nThe Minister for Rail: Yes.\n\n\
            The CHAIR: Order.";
        let expected =
            [("Dr Moya Finn", "So."), ("Mr. Hale", "No."), ("Dr Moya Finn", "Yes."), ("The CHAIR", "Order.")];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn places_tell_namesakes_apart() {
        let text = "Mr. HALE of Orrin. So.\n\nMr. HALE of Dale. No.\n\nMr. BERG of Dale. Yes.";
        assert_eq!(read(text), [("Mr. HALE of Orrin", "So."), ("Mr. HALE of Dale", "No."), ("Mr. BERG", "Yes.")]);
    }

    #[test]
    fn the_last_turn_is_no_longer_than_the_others() {
        let text = "KIRBY: Come in.\n\nHALE: So.\n\nKIRBY: Sit.\n\nThe museum is open until May, and I was there.";
        assert_eq!(read(text).len(), 3);
        assert_eq!(read(&text.replace("HALE: So.", "HALE: So.\n\nI sat.")).len(), 5);
    }

    #[test]
    fn business_with_a_verdict_is_no_speech() {
        let read = |business: &str| {
            let text = format!("  Mr. HALE. So.\n  {business}\n  I yield.\n\n  Mr. ORNE. Yes.");
            read(&text).into_iter().map(|(_, speech)| speech.to_owned()).collect::<Vec<_>>()
        };
        for business in
            ["The bill was read the third time.", "The amendment in the nature of a substitute was agreed to."]
        {
            assert_eq!(read(business), ["So.", "I yield.", "Yes."], "{business}");
        }
        for business in
            ["The bill was written by farmers.", "The question is who pays.", "The motion was ours, agreed to or not."]
        {
            assert_eq!(read(business), ["So.", business, "I yield.", "Yes."], "{business}");
        }
    }

    #[test]
    fn headers_of_mails_are_not_spoken() {
        let unspoken = |text: &str| {
            let paragraphs = paragraphs(text);
            let scanner = ClauseScanner::new(text, Lexicon::standard());
            Transcript::read(scanner, &Marks::find(text, &paragraphs), Demand::Proof).unspoken.len()
        };
        assert_eq!(unspoken("From: \"Ada\"\nTo: \"Ned\"\nSubject: Oars\n\nTo: be or not."), 3);
        assert_eq!(unspoken("To: be or not.\n\nI see."), 0);
    }

    #[test]
    fn stamped_turns_have_lines_and_notices() {
        let text = "[18:01] Ada: I saw it.\nThe oars are gone.\n[18:02] * Ned laughs\n[18:03] Ned: So.\n[18:04] Ada: <Media omitted>";
        let expected = [("Ada", "I saw it."), ("^", "The oars are gone."), ("Ned", "So.")];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn captions_have_sounds() {
        let text = "1\n00:01 --> 00:02\nADA: So.\n\n2\n00:03 --> 00:04\n♪ (a bell) ♪\n\n3\n00:05 --> 00:06\nNED: No.\n\n4\n00:07 --> 00:08\nADA: Why?";
        assert_eq!(read(text), [("ADA", "So."), ("NED", "No."), ("ADA", "Why?")]);
    }

    #[test]
    fn a_paragraph_may_have_its_first_line_indented() {
        let text = "HALE: So it was, and nobody\nspoke.\n\n    I saw it, and so did you\nand he.\n\n        Page twelve\n\nORNE: No.";
        let expected =
            [("HALE", "So it was, and nobody\nspoke."), ("^", "I saw it, and so did you\nand he."), ("ORNE", "No.")];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn interruptions_and_acts_end_no_speech() {
        let text = "HALE: So.\n\nOrne rose—\n\nI saw it—\n\nORNE: No.";
        assert_eq!(read(text), [("HALE", "So."), ("HALE", "I saw it—"), ("ORNE", "No.")]);
        assert_eq!(read("PORTER.\n\nACT I\n\nHALE: So."), [("HALE", "So.")]);
    }

    #[test]
    fn court_headings_count_in_court_alone() {
        let text = "Mr. HALE. So.\n\nThe witness Ada Crane was sworn in.\n\nMr. ORNE. Yes.";
        assert_eq!(read(text).len(), 3);
    }

    #[test]
    fn narration_between_turns_is_no_speech() {
        let text = "KIRBY: It leans.\n\nThe members went out to look.\n\nHALE: So.\n\nKIRBY: It does.";
        assert_eq!(read(text).len(), 3);
        let text = "KIRBY: It leans.\n\nI went out to look.\n\nKirby sits down.\n\nHALE: So.\n\nKIRBY: It does.";
        assert_eq!(read(text).len(), 4);
    }
}
