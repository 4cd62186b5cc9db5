//! Speech without marks: the turns of a transcript, a screenplay or an interview, each after the name of its speaker.

use crate::quote::mark::{Marks, Paragraph};
use crate::quote::quotation::Quotation;
use crate::record::QuoteStyle;
use crate::span::Span;

/// A label that opens a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Label {
    /// The words that name the speaker, without directions in brackets and without the colon or stop.
    name: Span,
    /// Where the speech begins.
    speech: usize,
    /// It stands above the speech, as in a screenplay.
    indented: bool,
    /// Its last word is in capitals.
    capitals: bool,
}

impl Label {
    /// Whether it heads the row of a table: "Hale: 547."
    fn is_row(&self, text: &str, paragraph: Span) -> bool {
        let speech = &text[self.speech..paragraph.end];
        !speech.is_empty() && !speech.contains(char::is_alphabetic)
    }
}

/// Labels have no more bytes.
const LONGEST: usize = 60;

/// The label of a paragraph: "KIRBY: …", "Q. …", "Mr. KERRY. …", "Alice (whispering): …", "Anna Berg: …".
///
/// A colon follows at most four capitalised words, a full stop only the letters of question and answer or a name in
/// capitals.
fn label(text: &str, paragraph: Span) -> Option<Label> {
    let line = &text[paragraph];
    let line = line.strip_prefix(">>").map_or(line, str::trim_start);
    // **KIRBY:** and _KIRBY:_ are labels in Markdown.
    let line = untimed(line).trim_start_matches(['*', '_']);
    let paragraph = Span::new(paragraph.end - line.len(), paragraph.end);
    if !line.starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | '[')) {
        return None;
    }
    // The place of a scene: INT. LIGHTHOUSE - NIGHT
    if line.starts_with("INT") || line.starts_with("EXT") {
        let place = line[3..].trim_start_matches("ERIOR");
        if place.starts_with(['.', ' ', '/']) {
            return None;
        }
    }
    if let Some(character) = character(text, paragraph) {
        return Some(character);
    }
    let longest = (0..=line.len().min(LONGEST)).rev().find(|&end| line.is_char_boundary(end));
    let head = &line[..longest.unwrap_or(0)];
    let (mut words, mut end, mut capitals) = (0, 0, false);
    let mut rest = head;
    loop {
        let trimmed = rest.trim_start_matches(' ');
        let at = head.len() - trimmed.len();
        if let Some(direction) = trimmed.strip_prefix(['(', '[']) {
            let close = direction.find([')', ']'])?;
            rest = &direction[close + 1..];
        } else if trimmed.starts_with(':') {
            return finish(text, paragraph, words, end, at + 1, capitals);
        } else if trimmed.starts_with('.') {
            let letter = matches!(&head[..end], "Q" | "A");
            return if letter || capitals { finish(text, paragraph, words, end, at + 1, true) } else { None };
        } else {
            let length = trimmed.find([' ', ':', '.']).unwrap_or(trimmed.len());
            let word = &trimmed[..length];
            let title = matches!(
                word,
                "Mr" | "Mrs" | "Ms" | "Dr" | "Gen" | "Sen" | "Rep" | "MR" | "MRS" | "MS" | "DR" | "Prof"
            );
            let letters = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’');
            let number = words > 0 && word.len() < 3 && word.bytes().all(|b| b.is_ascii_digit());
            let named = word.starts_with(char::is_uppercase) && word.chars().all(letters);
            if !(named || number) || words == 4 {
                return None;
            }
            words += 1;
            capitals = word.len() > 1 && word.chars().all(|c| !c.is_lowercase()) && !title;
            end = at + length;
            rest = &trimmed[length..];
            if title && rest.starts_with('.') {
                rest = &rest[1..];
            }
        }
    }
}

/// The line without the time before it: "00:12:03 KIRBY: …", "[12:03] KIRBY: …".
fn untimed(line: &str) -> &str {
    let time = line.trim_start_matches(['[', '(']);
    if !time.starts_with(|c: char| c.is_ascii_digit()) {
        return line;
    }
    let rest = time.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ','));
    let timed = time[..time.len() - rest.len()].contains(':');
    if timed {
        rest.trim_start_matches([']', ')', ' '])
    } else {
        line
    }
}

fn finish(text: &str, paragraph: Span, words: usize, end: usize, after: usize, capitals: bool) -> Option<Label> {
    let speech = text[paragraph.start + after..paragraph.end].trim_start_matches(['*', '_']).trim_start();
    let spaced = paragraph.end - speech.len() > paragraph.start + after || speech.is_empty();
    (words > 0 && spaced).then(|| Label {
        name: Span::new(paragraph.start, paragraph.start + end),
        speech: paragraph.end - speech.len(),
        indented: false,
        capitals: capitals || end == 1,
    })
}

/// The name above the speech of a screenplay: a line of its own in capitals, indented.
fn character(text: &str, paragraph: Span) -> Option<Label> {
    if !is_indented(text, paragraph) {
        return None;
    }
    let rest = &text[paragraph];
    let (line, speech) = rest.split_once('\n').unwrap_or((rest, ""));
    // NORRIS (O.S.)
    let name = line.split('(').next().unwrap_or_default().trim_end();
    let capital = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '.' | '\'' | '’' | '-' | '#');
    let named = name.starts_with(char::is_uppercase) && name.chars().all(capital) && name.split(' ').count() <= 4;
    if name.len() < 2 || name.len() > 40 || !named {
        return None;
    }
    let mut speech = speech.trim_start();
    if speech.starts_with('(') {
        // A direction between name and speech.
        speech = speech.split_once('\n').map_or("", |(_, after)| after.trim_start());
    }
    Some(Label {
        name: Span::new(paragraph.start, paragraph.start + name.len()),
        speech: paragraph.end - speech.len(),
        indented: true,
        capitals: true,
    })
}

/// Whether at least four blanks or a tab stand before a paragraph.
fn is_indented(text: &str, paragraph: Span) -> bool {
    text[..paragraph.start].ends_with("    ") || text[..paragraph.start].ends_with('\t')
}

/// How many paragraphs of a transcript have labels, and how many it has; none if the text is none.
///
/// It takes three labels of two people at least, one who comes again, and every other paragraph (every fourth, where
/// names stand above the speech): an article with a few turns in it is an article. More other paragraphs with marks than
/// turns, and the turns are not how the text marks speech.
pub(crate) fn turns(text: &str, marks: &Marks<'_>) -> Option<(usize, usize)> {
    let (mut labels, mut surnames) = (Vec::new(), Vec::new());
    let (mut others, mut all, mut covered) = (0, 0, 0);
    for Paragraph { span: paragraph, doubles, .. } in marks.paragraphs() {
        all += 1;
        let quoted = doubles.first().is_some_and(|mark| mark.at == paragraph.start);
        match if quoted { None } else { label(text, paragraph) } {
            Some(label) if label.is_row(text, paragraph) => {}
            Some(label) => {
                let name = &text[label.name];
                labels.push(name);
                // "Anna Berg" comes again as "Berg".
                surnames.push(name.rsplit(' ').next().unwrap_or_default());
                covered += if label.indented { 4 } else { 2 };
            }
            None => others += usize::from(!doubles.is_empty()),
        }
    }
    let turns = labels.len();
    for names in [&mut labels, &mut surnames] {
        names.sort_unstable();
        names.dedup();
    }
    let enough = turns >= 3 && labels.len() >= 2 && surnames.len() < turns;
    (enough && covered >= all && others < turns).then_some((turns, all))
}

/// Whose turn it is, and who stands behind the letters of question and answer.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Transcript {
    turn: Turn,
    examiner: Option<Span>,
    witness: Option<Span>,
    /// Whether most labels are in capitals: then "Correction:" is none.
    capitals: bool,
}

#[derive(Clone, Copy, Debug, Default)]
enum Turn {
    #[default]
    Nobody,
    /// A label stood alone on its line.
    Announced(Label),
    Open {
        indented: bool,
    },
}

impl Transcript {
    pub(crate) fn of(text: &str, marks: &Marks<'_>) -> Self {
        let labels = marks.paragraphs().filter_map(|paragraph| label(text, paragraph.span));
        let (mut all, mut capitals) = (0, 0);
        labels.for_each(|label| (all, capitals) = (all + 1, capitals + usize::from(label.capitals)));
        Self { capitals: capitals * 2 > all, ..Self::default() }
    }

    /// Adds the speech of a paragraph: what follows its label, or all of it where a turn begins or goes on.
    pub(crate) fn find(&mut self, text: &str, paragraph: Span, quotes: &mut Vec<Quotation>) {
        if let Some(examiner) = examiner(text, paragraph) {
            self.examiner = Some(examiner);
            // EXAMINATION OF ADA CRANE BY MR. HOLT
            self.witness = witness(text, Span::new(paragraph.start, examiner.start)).or(self.witness);
            self.turn = Turn::Nobody;
            return;
        }
        let found = label(text, paragraph).filter(|label| label.capitals || !self.capitals);
        if found.is_none() {
            self.witness = witness(text, paragraph).or(self.witness);
        }
        let aside = is_aside(&text[paragraph]);
        let (speech, label) = match (found, self.turn) {
            (Some(label), _) if label.speech >= paragraph.end => {
                self.turn = Turn::Announced(label);
                return;
            }
            (Some(label), _) => (label.speech, Some(label)),
            // A direction between name and speech.
            (None, Turn::Announced(_)) if aside && text[paragraph].starts_with('(') => return,
            (None, Turn::Announced(label)) if !label.indented || is_indented(text, paragraph) => {
                (paragraph.start, Some(label))
            }
            // Headings, and directions that stand alone, belong to nobody's turn.
            (None, Turn::Open { indented: false }) if !aside => (paragraph.start, None),
            // Of a screenplay each line may be a paragraph, and those of the speech are indented.
            (None, Turn::Open { indented: true }) if is_indented(text, paragraph) => (paragraph.start, None),
            (None, _) => {
                self.turn = Turn::Nobody;
                return;
            }
        };
        let speech = Span::new(speech, paragraph.end);
        quotes.push(Quotation {
            span: speech,
            inner: speech,
            depth: 0,
            closed: true,
            continues: label.is_none(),
            doubtful: false,
            label: label.map(|label| self.who(text, label.name)),
            style: QuoteStyle::Label,
        });
        let indented = match (label, self.turn) {
            (Some(label), _) => label.indented,
            (None, turn) => matches!(turn, Turn::Open { indented: true }),
        };
        self.turn = Turn::Open { indented };
    }

    /// The name behind a label, where the text tells it elsewhere.
    fn who(&self, text: &str, label: Span) -> Span {
        match &text[label] {
            "Q" | "QUESTION" => self.examiner.unwrap_or(label),
            "A" | "ANSWER" | "THE WITNESS" => self.witness.unwrap_or(label),
            _ => label,
        }
    }
}

/// Headings and the like are no longer.
const HEADING: usize = 160;

/// Who asks from here on: "EXAMINATION BY MR. HOLT", "BY MS. TRASK:".
fn examiner(text: &str, paragraph: Span) -> Option<Span> {
    let line = &text[paragraph];
    if line.len() > HEADING {
        return None;
    }
    let by = line.rfind("BY ").or_else(|| line.rfind("By "))?;
    let heading = &line[..by];
    let told = heading.trim_end().to_ascii_uppercase();
    let name = line[by + 3..].trim_end_matches([':', '.', ' ']);
    let words = name.split(' ').count();
    let heads = if told.is_empty() { line.ends_with(':') } else { told.contains("EXAMINATION") };
    let start = paragraph.start + by + 3;
    (heads && words <= 5 && name.split(' ').all(|word| word.starts_with(char::is_uppercase)))
        .then(|| Span::new(start, start + name.len()))
}

/// Who answers from here on: "ADA CRANE, sworn.", "Testimony of Ada Crane", "The witness Ada Crane, sworn, testified".
fn witness(text: &str, paragraph: Span) -> Option<Span> {
    const TOLD: [&str; 4] = ["SWORN", "WITNESS", "TESTIMONY OF", "EXAMINATION OF"];
    const OTHER: [&str; 11] =
        ["THE", "WITNESS", "TESTIMONY", "OF", "DIRECT", "CROSS", "REDIRECT", "RECROSS", "EXAMINATION", "FURTHER", "BY"];
    let line = &text[paragraph];
    if line.len() > HEADING {
        return None;
    }
    let capitals = line.to_ascii_uppercase();
    if !TOLD.iter().any(|told| capitals.contains(told)) {
        return None;
    }
    // The first two capitalised words or more that are a name.
    let (mut start, mut end, mut words, mut at) = (0, 0, 0, 0);
    for piece in line.split_inclusive(' ') {
        let word = piece.trim_end_matches([' ', ',', '.', ':', '\n']);
        let named = word.starts_with(char::is_uppercase)
            && !OTHER.iter().any(|other| word.split('-').any(|part| part.eq_ignore_ascii_case(other)));
        if named {
            start = if words == 0 { at } else { start };
            (words, end) = (words + 1, at + word.len());
        }
        let parted = !named || piece.trim_end().ends_with([',', ':']);
        if parted && words >= 2 {
            break;
        }
        words = if parted { 0 } else { words };
        at += piece.len();
    }
    (words >= 2).then(|| Span::new(paragraph.start + start, paragraph.start + end))
}

fn is_aside(paragraph: &str) -> bool {
    paragraph.starts_with(['(', '[', '*']) || !paragraph.contains(char::is_lowercase) || paragraph.len() < 20
}
