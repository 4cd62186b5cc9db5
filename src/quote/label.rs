//! Speech without marks: the turns of a transcript, a screenplay or an interview, each behind the label of its speaker.
//!
//! This style applies where a text is read as [`SpeechMarks::Labels`](crate::record::SpeechMarks::Labels). A label opens a
//! paragraph ("KIRBY: …", "Q. …") or stands above its speech, indented, as in a screenplay. A turn is what follows its
//! label, up to the next label, heading or stage direction. Each of its paragraphs is one quotation; the first one has the
//! name of the speaker, the others continue it. In court, "Q." and "A." stand for names that headings give.

use crate::quote::punctuation::is_emphasis;
use crate::quote::quotation::Quotation;
use crate::quote::scan::Marks;
use crate::record::QuoteStyle;
use crate::span::Span;

/// Maximum length, in bytes, of a label with its directions: a name of four words and a short direction. A longer stretch
/// before a colon is a sentence.
const MAX_LABEL: usize = 60;

/// Maximum number of words in the name of a label: "Mr. JUSTICE VAN HOLT". More words before a colon are a sentence.
const MAX_NAME_WORDS: usize = 4;

/// Maximum number of digits of a number in a name: "JUROR 12". Longer ones are years and sums.
const MAX_DIGITS: usize = 2;

/// Minimum length, in bytes, of the name above a speech. A single capital is a numeral or a list item.
const MIN_NAME_ABOVE: usize = 2;

/// Maximum length, in bytes, of the name above a speech, which has a line of its own. Longer lines are scene headings.
const MAX_NAME_ABOVE: usize = 40;

/// What stands before an indented paragraph: screenplays indent speech by more than prose indents paragraphs.
const INDENTS: [&str; 2] = ["    ", "\t"];

/// Minimum number of turns of a transcript, so that a speaker can come twice and another once.
const MIN_TURNS: usize = 3;

/// Minimum number of different labels of a transcript: two people talk.
const MIN_LABELS: usize = 2;

/// Number of paragraphs of a transcript for which one turn is enough, its own included: an answer may have two.
const PARAGRAPHS_PER_TURN: usize = 2;

/// The same where labels stand above the speech, since screenplays have descriptions and directions in between.
const PARAGRAPHS_PER_TURN_ABOVE: usize = 4;

/// Maximum length, in bytes, of the paragraphs that name who asks and who answers, about two lines. Longer ones are prose.
const MAX_HEADING: usize = 160;

/// Maximum number of words in the name of who asks: "MR. JUSTICE VAN DER HOLT".
const MAX_EXAMINER_WORDS: usize = 5;

/// Minimum number of words in the name of who answers: a single capitalised word in such a line is seldom a name.
const MIN_WITNESS_WORDS: usize = 2;

/// Length, in bytes, below which a paragraph without label is a heading or a direction rather than speech.
const MIN_SPEECH: usize = 20;

fn opens_direction(c: char) -> bool {
    matches!(c, '(' | '[')
}

fn closes_direction(c: char) -> bool {
    matches!(c, ')' | ']')
}

/// Where a label stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Position {
    /// In the line of the speech, or in the one before without indentation.
    #[default]
    Before,
    /// On an indented line of its own.
    Above,
}

/// The label of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Label {
    /// The words that name the speaker, without directions in brackets and without the colon or stop.
    name: Span,
    /// Offset of the speech, or the end of the paragraph if the label stands alone in it.
    speech: usize,
    position: Position,
    /// Its last word is in capitals, titles aside, or it is a single letter.
    capitals: bool,
}

impl Label {
    /// The label of a paragraph: "KIRBY: …", "Q. …", "Mr. KERRY. …", "Alice (whispering): …", "Anna Berg: …".
    fn read(text: &str, paragraph: Span) -> Option<Self> {
        let line = &text[paragraph];
        let line = line.strip_prefix(">>").map_or(line, str::trim_start);
        // **KIRBY:** and _KIRBY:_ are labels in Markdown.
        let line = without_time(line).trim_start_matches(is_emphasis);
        if !line.starts_with(|c: char| c.is_uppercase() || opens_direction(c)) || is_scene_heading(line) {
            return None;
        }
        let paragraph = Span::new(paragraph.end - line.len(), paragraph.end);
        Self::above_speech(text, paragraph).or_else(|| Self::before_speech(text, paragraph))
    }

    /// The label above the speech of a screenplay: an indented line in capitals.
    fn above_speech(text: &str, paragraph: Span) -> Option<Self> {
        if !is_indented(text, paragraph) {
            return None;
        }
        let rest = &text[paragraph];
        let (line, speech) = rest.split_once('\n').unwrap_or((rest, ""));
        // NORRIS (O.S.)
        let name = line.split('(').next().unwrap_or_default().trim_end();
        let in_capitals =
            |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '.' | '\'' | '’' | '-' | '#');
        let is_name = (MIN_NAME_ABOVE..=MAX_NAME_ABOVE).contains(&name.len())
            && name.starts_with(char::is_uppercase)
            && name.chars().all(in_capitals)
            && name.split(' ').count() <= MAX_NAME_WORDS;
        if !is_name {
            return None;
        }
        let mut speech = speech.trim_start();
        if speech.starts_with('(') {
            // A direction between name and speech.
            speech = speech.split_once('\n').map_or("", |(_, after)| after.trim_start());
        }
        Some(Self {
            name: Span::new(paragraph.start, paragraph.start + name.len()),
            speech: paragraph.end - speech.len(),
            position: Position::Above,
            capitals: true,
        })
    }

    /// The label before speech. A colon ends a label of capitalised words; a full stop ends one in capitals, or the
    /// letters of question and answer.
    fn before_speech(text: &str, paragraph: Span) -> Option<Self> {
        let line = &text[paragraph];
        let longest = (0..=line.len().min(MAX_LABEL)).rev().find(|&end| line.is_char_boundary(end));
        let head = &line[..longest.unwrap_or(0)];
        let mut name = NameReader::default();
        let mut rest = head;
        loop {
            rest = rest.trim_start_matches(' ');
            let at = head.len() - rest.len();
            match rest.chars().next()? {
                c if opens_direction(c) => {
                    let close = rest.find(closes_direction)?;
                    // OK because the closing bracket is of one byte.
                    rest = &rest[close + 1..];
                }
                ':' => return name.finish(text, paragraph, at + 1),
                '.' => {
                    let letter = matches!(&head[..name.end], "Q" | "A");
                    if !letter && !name.capitals {
                        return None;
                    }
                    return NameReader { capitals: true, ..name }.finish(text, paragraph, at + 1);
                }
                _ => {
                    let length = rest.find([' ', ':', '.']).unwrap_or(rest.len());
                    let (word, behind) = rest.split_at(length);
                    let title = is_title(word);
                    name.read(word, at, title)?;
                    rest = if title { behind.strip_prefix('.').unwrap_or(behind) } else { behind };
                }
            }
        }
    }

    /// Whether it heads the row of a table and no speech: "Hale: 547."
    fn is_row(&self, text: &str, paragraph: Span) -> bool {
        let speech = &text[self.speech..paragraph.end];
        !speech.is_empty() && !speech.contains(char::is_alphabetic)
    }
}

/// Reads the words of a label that stands before its speech.
#[derive(Clone, Copy, Default)]
struct NameReader {
    /// Number of words so far.
    words: usize,
    /// The end of the last word, in bytes from the start of the label.
    end: usize,
    /// Whether the last word is in capitals and no title.
    capitals: bool,
}

impl NameReader {
    /// Reads the word at an offset. `None` if no label has it.
    fn read(&mut self, word: &str, at: usize, title: bool) -> Option<()> {
        let letter = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’');
        let number = self.words > 0 && word.len() <= MAX_DIGITS && word.bytes().all(|byte| byte.is_ascii_digit());
        let capitalised = word.starts_with(char::is_uppercase) && word.chars().all(letter);
        if !(capitalised || number) || self.words == MAX_NAME_WORDS {
            return None;
        }
        self.words += 1;
        self.end = at + word.len();
        self.capitals = word.len() > 1 && word.chars().all(|c| !c.is_lowercase()) && !title;
        Some(())
    }

    /// The label of a paragraph, whose colon or stop ends at `after`, in bytes from the start of the paragraph.
    fn finish(self, text: &str, paragraph: Span, after: usize) -> Option<Label> {
        let after = paragraph.start + after;
        let speech = text[after..paragraph.end].trim_start_matches(is_emphasis).trim_start();
        let start = paragraph.end - speech.len();
        let spaced = start > after || speech.is_empty();
        (self.words > 0 && spaced).then(|| Label {
            name: Span::new(paragraph.start, paragraph.start + self.end),
            speech: start,
            position: Position::Before,
            capitals: self.capitals || self.end == 1,
        })
    }
}

/// Titles before names, which may have a full stop that does not end the label.
fn is_title(word: &str) -> bool {
    matches!(word, "Mr" | "Mrs" | "Ms" | "Dr" | "Gen" | "Sen" | "Rep" | "MR" | "MRS" | "MS" | "DR" | "Prof")
}

/// Whether a line is the heading of a scene: INT. LIGHTHOUSE - NIGHT
fn is_scene_heading(line: &str) -> bool {
    let rest = line.strip_prefix("INT").or_else(|| line.strip_prefix("EXT"));
    rest.is_some_and(|rest| rest.trim_start_matches("ERIOR").starts_with(['.', ' ', '/']))
}

/// A line without the time before it: `00:12:03 KIRBY: …`, `[12:03] KIRBY: …`.
fn without_time(line: &str) -> &str {
    let time = line.trim_start_matches(opens_direction);
    if !time.starts_with(|c: char| c.is_ascii_digit()) {
        return line;
    }
    let rest = time.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ','));
    if time[..time.len() - rest.len()].contains(':') {
        rest.trim_start_matches(|c: char| closes_direction(c) || c == ' ')
    } else {
        line
    }
}

fn is_indented(text: &str, paragraph: Span) -> bool {
    INDENTS.iter().any(|indent| text[..paragraph.start].ends_with(indent))
}

/// Whether a paragraph without label is a heading or a stage direction.
fn is_aside(paragraph: &str) -> bool {
    paragraph.starts_with(|c: char| opens_direction(c) || c == '*')
        || !paragraph.contains(char::is_lowercase)
        || paragraph.len() < MIN_SPEECH
}

/// The share of the paragraphs of a transcript that have labels; `None` if the text is not a transcript.
///
/// A transcript has labels on a good part of its paragraphs, of two people at least, one of whom speaks twice. An article
/// with a few turns in it is an article. Where more of the other paragraphs have marks than there are turns, marks are how
/// the text sets off speech.
pub(crate) fn transcript_share(text: &str, marks: &Marks<'_>) -> Option<f32> {
    let (mut labels, mut surnames) = (Vec::new(), Vec::new());
    // Paragraphs with marks and without labels, all paragraphs, and those that the turns account for.
    let (mut marked, mut paragraphs, mut covered) = (0, 0, 0);
    for paragraph in marks.paragraphs() {
        paragraphs += 1;
        let span = paragraph.span;
        let quoted = paragraph.doubles.first().is_some_and(|mark| mark.at == span.start);
        match if quoted { None } else { Label::read(text, span) } {
            Some(label) if label.is_row(text, span) => {}
            Some(label) => {
                let name = &text[label.name];
                labels.push(name);
                // "Anna Berg" comes again as "Berg".
                surnames.push(name.rsplit(' ').next().unwrap_or_default());
                covered += match label.position {
                    Position::Before => PARAGRAPHS_PER_TURN,
                    Position::Above => PARAGRAPHS_PER_TURN_ABOVE,
                };
            }
            None => marked += usize::from(!paragraph.doubles.is_empty()),
        }
    }
    let turns = labels.len();
    for names in [&mut labels, &mut surnames] {
        names.sort_unstable();
        names.dedup();
    }
    let talk = turns >= MIN_TURNS && labels.len() >= MIN_LABELS && surnames.len() < turns;
    (talk && covered >= paragraphs && marked < turns).then(|| turns as f32 / paragraphs as f32)
}

/// Reads the paragraphs of a transcript in order, and keeps track of whose turn it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Transcript<'t> {
    text: &'t str,
    turn: Turn,
    /// The name behind "Q.", from the last heading that gives it.
    examiner: Option<Span>,
    /// The name behind "A.".
    witness: Option<Span>,
    /// Whether most labels are in capitals. Then other ones, like "Correction:", are no labels.
    in_capitals: bool,
}

/// The turn that the next paragraph may belong to.
#[derive(Clone, Copy, Debug)]
enum Turn {
    /// No turn: at the start, and after headings.
    Outside,
    /// The turn of a label that stands alone in its paragraph.
    Announced(Label),
    /// A turn with speech, whose label stands at this position.
    Open(Position),
}

impl<'t> Transcript<'t> {
    /// A transcript before its first paragraph.
    pub(crate) fn new(text: &'t str, marks: &Marks<'_>) -> Self {
        let labels = marks.paragraphs().filter_map(|paragraph| Label::read(text, paragraph.span));
        let (mut all, mut capitals) = (0, 0);
        labels.for_each(|label| (all, capitals) = (all + 1, capitals + usize::from(label.capitals)));
        Self { text, turn: Turn::Outside, examiner: None, witness: None, in_capitals: capitals * 2 > all }
    }

    /// Appends the speech of the next paragraph: what follows its label, or all of it where a turn begins or goes on.
    pub(crate) fn read(&mut self, paragraph: Span, quotes: &mut Vec<Quotation>) {
        let text = self.text;
        if let Some(examiner) = examiner(text, paragraph) {
            self.examiner = Some(examiner);
            // EXAMINATION OF ADA CRANE BY MR. HOLT
            self.witness = witness(text, Span::new(paragraph.start, examiner.start)).or(self.witness);
            self.turn = Turn::Outside;
            return;
        }
        let found = Label::read(text, paragraph).filter(|label| label.capitals || !self.in_capitals);
        if found.is_none() {
            self.witness = witness(text, paragraph).or(self.witness);
        }
        let aside = || is_aside(&text[paragraph]);
        let (start, label, position) = match (found, self.turn) {
            (Some(label), _) if label.speech >= paragraph.end => {
                self.turn = Turn::Announced(label);
                return;
            }
            (Some(label), _) => (label.speech, Some(label), label.position),
            // A direction between name and speech.
            (None, Turn::Announced(_)) if text[paragraph].starts_with('(') => return,
            (None, Turn::Announced(label)) if label.position == Position::Before || is_indented(text, paragraph) => {
                (paragraph.start, Some(label), label.position)
            }
            // Headings, and directions that stand alone, belong to no turn.
            (None, Turn::Open(Position::Before)) if !aside() => (paragraph.start, None, Position::Before),
            // Each line of a screenplay may be a paragraph, and those of the speech are indented.
            (None, Turn::Open(Position::Above)) if is_indented(text, paragraph) => {
                (paragraph.start, None, Position::Above)
            }
            (None, _) => {
                self.turn = Turn::Outside;
                return;
            }
        };
        let speech = Span::new(start, paragraph.end);
        quotes.push(Quotation {
            continues: label.is_none(),
            label: label.map(|label| self.name_behind(label.name)),
            ..Quotation::new(speech, speech, QuoteStyle::Label)
        });
        self.turn = Turn::Open(position);
    }

    /// The name that a label stands for, where the text gives it elsewhere.
    fn name_behind(&self, label: Span) -> Span {
        match &self.text[label] {
            "Q" | "QUESTION" => self.examiner.unwrap_or(label),
            "A" | "ANSWER" | "THE WITNESS" => self.witness.unwrap_or(label),
            _ => label,
        }
    }
}

/// The name of who asks from here on, in a heading: "EXAMINATION BY MR. HOLT", "BY MS. TRASK:".
fn examiner(text: &str, paragraph: Span) -> Option<Span> {
    const BY: [&str; 2] = ["BY ", "By "];
    let line = &text[paragraph];
    if line.len() > MAX_HEADING {
        return None;
    }
    let by = BY.iter().find_map(|by| line.rfind(by))?;
    let heading = line[..by].trim_end().to_ascii_uppercase();
    let announces = if heading.is_empty() { line.ends_with(':') } else { heading.contains("EXAMINATION") };
    let start = by + BY[0].len();
    let name = line[start..].trim_end_matches([':', '.', ' ']);
    let is_name = name.split(' ').count() <= MAX_EXAMINER_WORDS
        && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let start = paragraph.start + start;
    (announces && is_name).then(|| Span::new(start, start + name.len()))
}

/// The name of who answers from here on: "ADA CRANE, sworn.", "Testimony of Ada Crane", "The witness Ada Crane, sworn,
/// testified".
fn witness(text: &str, paragraph: Span) -> Option<Span> {
    const SIGNS: [&str; 4] = ["SWORN", "WITNESS", "TESTIMONY OF", "EXAMINATION OF"];
    /// Capitalised words beside the name.
    const OTHERS: [&str; 11] =
        ["THE", "WITNESS", "TESTIMONY", "OF", "DIRECT", "CROSS", "REDIRECT", "RECROSS", "EXAMINATION", "FURTHER", "BY"];
    let line = &text[paragraph];
    if line.len() > MAX_HEADING {
        return None;
    }
    let capitals = line.to_ascii_uppercase();
    if !SIGNS.iter().any(|sign| capitals.contains(sign)) {
        return None;
    }
    // The first run of capitalised words that is long enough for a name. `words` of them so far, from `start` to `end`.
    let (mut start, mut end, mut words, mut at) = (0, 0, 0, 0);
    for piece in line.split_inclusive(' ') {
        let word = piece.trim_end_matches([' ', ',', '.', ':', '\n']);
        let in_name = word.starts_with(char::is_uppercase)
            && !OTHERS.iter().any(|other| word.split('-').any(|part| part.eq_ignore_ascii_case(other)));
        if in_name {
            start = if words == 0 { at } else { start };
            (words, end) = (words + 1, at + word.len());
        }
        let run_ends = !in_name || piece.trim_end().ends_with([',', ':']);
        if run_ends && words >= MIN_WITNESS_WORDS {
            break;
        }
        words = if run_ends { 0 } else { words };
        at += piece.len();
    }
    (words >= MIN_WITNESS_WORDS).then(|| Span::new(paragraph.start + start, paragraph.start + end))
}

#[cfg(test)]
mod tests {
    use super::{examiner, transcript_share, without_time, witness, Label, Position, Transcript};
    use crate::quote::scan::Marks;
    use crate::span::Span;
    use crate::token::paragraph::paragraphs;

    fn whole(text: &str) -> Span {
        Span::new(0, text.len())
    }

    /// Name and speech of the label of a paragraph.
    fn label(text: &str) -> Option<(&str, &str)> {
        let label = Label::read(text, whole(text))?;
        Some((&text[label.name], &text[label.speech..]))
    }

    #[test]
    fn labels_before_their_speech() {
        for (text, name, speech) in [
            ("KIRBY: Come in.", "KIRBY", "Come in."),
            ("Anna Berg: Come in.", "Anna Berg", "Come in."),
            ("Alice (whispering): Come in.", "Alice", "Come in."),
            ("JUROR 12: Come in.", "JUROR 12", "Come in."),
            ("O'Malley-Berg: Come in.", "O'Malley-Berg", "Come in."),
            ("Mr. KERRY. Come in.", "Mr. KERRY", "Come in."),
            ("Dr. Berg: Come in.", "Dr. Berg", "Come in."),
            ("Q. Come in?", "Q", "Come in?"),
            ("A. Yes.", "A", "Yes."),
            ("**KIRBY:** Come in.", "KIRBY", "Come in."),
            (">> KIRBY: Come in.", "KIRBY", "Come in."),
            ("[12:03] KIRBY: Come in.", "KIRBY", "Come in."),
            ("00:12:03 KIRBY: Come in.", "KIRBY", "Come in."),
            ("KIRBY:", "KIRBY", ""),
        ] {
            assert_eq!(label(text), Some((name, speech)), "{text}");
        }
    }

    #[test]
    fn prose_has_no_labels() {
        for text in [
            "He said: Come in.",
            "He rose. Then he sat.",
            "Kerry. Come in.",
            "The sea: it was calm.",
            "Kerry Orne Hale Berg Crane: Come in.",
            "12:03",
            "2019: a year.",
            "KIRBY:come in.",
            "INT. LIGHTHOUSE - NIGHT: dark.",
            "INTERIOR LIGHTHOUSE: dark.",
            "KIRBY (whispering: Come in.",
            ": Come in.",
            "",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
        assert_eq!(label("INTA: Come in."), Some(("INTA", "Come in.")));
        let long = format!("Kerry ({}): Come in.", "a".repeat(60));
        assert_eq!(label(&long), None);
    }

    #[test]
    fn labels_above_their_speech() {
        for (text, expected) in [
            ("        KIRBY\n    Come in.", Some(("KIRBY", "Come in."))),
            ("\tNORRIS (O.S.)\n\t(softly)\n\tCome in.", Some(("NORRIS", "Come in."))),
            ("        JUROR #12", Some(("JUROR #12", ""))),
            ("  KIRBY\n  Come in.", None),
            ("        Kirby\n    Come in.", None),
            ("        K\n    Come in.", None),
        ] {
            let start = text.len() - text.trim_start().len();
            let found = Label::read(text, Span::new(start, text.len()));
            assert_eq!(found.map(|label| (&text[label.name], &text[label.speech..])), expected, "{text:?}");
            assert!(found.map_or(true, |label| label.position == Position::Above));
        }
    }

    #[test]
    fn a_time_ends_with_its_brackets() {
        assert_eq!(without_time("(12:03) KIRBY"), "KIRBY");
        assert_eq!(without_time("1,200 KIRBY"), "1,200 KIRBY");
        assert_eq!(without_time("(so) KIRBY"), "(so) KIRBY");
    }

    fn share(text: &str) -> Option<f32> {
        transcript_share(text, &Marks::find(text, &paragraphs(text)))
    }

    #[test]
    fn a_transcript_has_labels_of_two_people_on_half_of_its_paragraphs() {
        let turns = "KIRBY: Come in.\n\nHALE: So.\n\nKIRBY: Sit down.\n\n";
        let prose = "It was late.\n\n";
        assert_eq!(share(turns), Some(1.0));
        assert_eq!(share(&[turns, &prose.repeat(3)].concat()), Some(0.5));
        assert_eq!(share(&[turns, &prose.repeat(4)].concat()), None);
        assert_eq!(share("KIRBY: Come in.\n\nHALE: So.\n\n"), None, "two turns");
        assert_eq!(share("KIRBY: Come in.\n\nKIRBY: So.\n\nKIRBY: Sit.\n\n"), None, "one person");
        assert_eq!(share("KIRBY: Come in.\n\nHALE: So.\n\nBERG: Sit.\n\n"), None, "nobody speaks twice");
        assert_eq!(share("Anna Berg: Come in.\n\nHale: So.\n\nBerg: Sit.\n\n"), Some(1.0), "by surname");
        assert_eq!(share("Kirby: 547.\n\nHale: 12.\n\nKirby: 300.\n\n"), None, "a table");
        assert_eq!(share(&[turns, &"\"So,\" he said.\n\n".repeat(3)].concat()), None, "marks set off speech");
    }

    #[test]
    fn a_screenplay_may_have_fewer_labels() {
        let turn = |name: &str| format!("\t\t{name}\n\tCome in.\n\n");
        let turns = [turn("KIRBY"), turn("HALE"), turn("KIRBY")].concat();
        let prose = "It was late.\n\n";
        assert_eq!(share(&[&turns, &prose.repeat(6)[..]].concat()), Some(0.25));
        assert_eq!(share(&[&turns, &prose.repeat(7)[..]].concat()), None);
    }

    /// The quotations of a transcript: speaker, or `^` where a quotation continues, and content.
    fn read(text: &str) -> Vec<(&str, &str)> {
        let paragraphs = paragraphs(text);
        let mut transcript = Transcript::new(text, &Marks::find(text, &paragraphs));
        let mut quotes = Vec::new();
        paragraphs.iter().for_each(|&paragraph| transcript.read(paragraph, &mut quotes));
        let speaker = |label: Option<Span>| label.map_or("^", |label| &text[label]);
        for quote in &quotes {
            assert_eq!(quote.continues, quote.label.is_none(), "{quote:?}");
        }
        quotes.iter().map(|quote| (speaker(quote.label), &text[quote.content])).collect()
    }

    #[test]
    fn a_turn_goes_on_until_a_label_or_an_aside() {
        let text = "KIRBY: Come in.\n\nAnd sit down, all of you.\n\nHALE:\n\n(Sitting.)\n\nSo.\n\nCHAPTER II\n\n\
            It was late by then, and he left.\n\nKIRBY: Yes.";
        let expected = [
            ("KIRBY", "Come in."),
            ("^", "And sit down, all of you."),
            ("HALE", "So."),
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
    fn other_labels_are_no_labels_among_capitals() {
        let text = "KIRBY: Come in.\n\nHALE: So.\n\nCorrection: it was not so late by then.";
        let expected = [("KIRBY", "Come in."), ("HALE", "So."), ("^", "Correction: it was not so late by then.")];
        assert_eq!(read(text), expected);
        let text = "Kirby: Come in.\n\nHale: So.\n\nCorrection: it was not so late by then.";
        assert_eq!(read(text)[2].0, "Correction");
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
    fn names_in_headings() {
        let name =
            |found: fn(&str, Span) -> Option<Span>, text| found(text, whole(text)).map(|span| text[span].to_owned());
        for (text, expected) in [
            ("EXAMINATION BY MR. HOLT", Some("MR. HOLT")),
            ("CROSS-EXAMINATION By Ms. Trask:", Some("Ms. Trask")),
            ("BY MS. TRASK:", Some("MS. TRASK")),
            ("BY MS. TRASK", None),
            ("A novel BY ADA CRANE:", None),
            ("EXAMINATION BY the court", None),
        ] {
            assert_eq!(name(examiner, text).as_deref(), expected, "{text}");
        }
        for (text, expected) in [
            ("ADA CRANE, sworn.", Some("ADA CRANE")),
            ("Testimony of Ada Crane", Some("Ada Crane")),
            ("The witness Ada Crane, sworn, testified", Some("Ada Crane")),
            ("The witness was sworn.", None),
            ("Ada Crane testified.", None),
        ] {
            assert_eq!(name(witness, text).as_deref(), expected, "{text}");
        }
        let long = format!("The witness Ada Crane, sworn, {}", "testified ".repeat(20));
        assert_eq!(name(witness, &long), None);
    }
}
