//! Reads the label of a line: what comes before the name, the name, and what ends the label.

use crate::lexicon::lexicon::Lexicon;
use crate::markup::html::Tag;
use crate::quote::label::furniture::{badge_len, is_mail_header, is_scene};
use crate::quote::label::layout::LabelLayout;
use crate::quote::label::line::Line;
use crate::quote::label::name::{is_holder, names_nobody, Name};
use crate::quote::label::stamp::stamp_len;
use crate::quote::punctuation::{is_dash_or_hyphen, is_emphasis};
use crate::span::Span;

/// Maximum number of marks, numbers and times before a name: "12  > - **[12:03] Anna".
const MAX_PREFIXES: usize = 8;

/// Maximum number of parts between a name and its speech: brackets, a role, a time, marks of emphasis.
const MAX_PARTS: usize = 8;

/// Maximum length, in characters, of brackets after a name: a constituency, a party, a short direction.
const MAX_BRACKETS: usize = 100;

/// Maximum length, in characters, of what a speaker is, after the name: `, HOST, "THE LATE HOUR"`.
const MAX_ROLE: usize = 80;

/// Maximum number of words of a role that is not in capitals: ", Head of Rail".
const MAX_ROLE_WORDS: usize = 5;

/// Maximum length, in bytes, of a word in lower case within the name of an employer or an office: "of", "and", "the".
const MAX_JOINING: usize = 3;
/// Maximum length, in bytes, of the name above a speech, which has a line of its own. Longer lines are scene headings.
const MAX_NAME_ABOVE: usize = 40;

/// Maximum length, in characters, of a name in brackets: "[Ada van der Orne]".
const MAX_NAME_IN_BRACKETS: usize = 40;

/// What stands before the name of somebody in a chat: "<@anna>" keeps order there.
const RANKS: [char; 5] = [' ', '@', '+', '%', '&'];

/// Minimum length, in bytes, of a name in brackets: "[Jo]" is a mark of an editor more often than a name.
const MIN_NAME_IN_BRACKETS: usize = 3;

/// Maximum length, in bytes, of a label in lower case with its time: a handle of 20 letters and a date.
const MAX_LOWER_CASE: usize = 60;

/// Maximum number of words in the name above a speech.
const MAX_WORDS_ABOVE: usize = 4;

/// Maximum number of words of a name in title case before a stop: "Mrs. Ada Crane". Sentences of so few words are rare.
const MAX_WORDS_STOP: usize = 3;

/// Maximum number of digits of the number of a line or of an item in a list.
const MAX_NUMBER: usize = 2;

/// The label of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// The words that name the speaker.
    pub(crate) name: Span,
    /// The same with the place after it: "Mr. KERRY of New Cairn".
    pub(crate) full: Span,
    /// Who holds the office that the label names: "The Minister for Rail (Dr Moya Finn)".
    pub(crate) holder: Option<Span>,
    /// Offset of the speech, or the end of the line if the label stands alone.
    pub(crate) speech: usize,
    /// The end of the speech in the line, before marks of emphasis that close around label and speech.
    pub(crate) end: usize,
    /// Has a time or date.
    pub(crate) stamped: bool,
    pub(crate) layout: LabelLayout,
    /// Names nobody: "Note: …".
    pub(crate) nobody: bool,
    /// Has the form of a person's name or of an office: a title, or two words.
    pub(crate) like_person: bool,
    /// Begins with a title or with "The".
    pub(crate) titled: bool,
}

/// What stands before a name.
#[derive(Clone, Copy, Debug, Default)]
struct Prefix {
    /// Its length in bytes.
    len: usize,
    /// A time or date.
    stamped: bool,
    /// The number of marks of emphasis that open.
    emphasis: usize,
    /// `###`
    heading: bool,
    /// The number of a line or of an item in a list.
    numbered: bool,
    /// `@`, which makes a name of anything in Fountain.
    forced: bool,
    /// "From", between a time and the name of who writes: "12:03 From Anna to Everyone: …"
    from: bool,
}

impl Prefix {
    fn read(line: &str) -> Self {
        let mut prefix = Self::default();
        for _ in 0..MAX_PREFIXES {
            let rest = &line[prefix.len..];
            let blanks = |text: &str| text.len() - text.trim_start().len();
            let Some(c) = rest.chars().next() else { break };
            let run = rest.len() - rest.trim_start_matches(c).len();
            let len = match c {
                '>' => run,
                '•' => run,
                '#' if rest[run..].starts_with(' ') => {
                    prefix.heading = true;
                    run
                }
                '-' | '–' if run == c.len_utf8() => run,
                '|' if prefix.stamped => run,
                'F' if prefix.stamped && rest.starts_with("From ") => {
                    prefix.from = true;
                    "From ".len()
                }
                '*' if run == 1 && rest[1..].starts_with(' ') => 1,
                _ if is_emphasis(c) && prefix.emphasis == 0 && run <= 3 => {
                    prefix.emphasis = run;
                    run
                }
                '@' if run == 1 => {
                    prefix.forced = true;
                    1
                }
                // u/anna, a user of a forum
                'u' if rest.starts_with("u/") => 2,
                '/' if rest.starts_with("/u/") => 3,
                '[' | '(' | '0'..='9' => match stamp_len(rest) {
                    0 => match number_len(rest) {
                        0 => break,
                        len => {
                            prefix.numbered = true;
                            len
                        }
                    },
                    len => {
                        prefix.stamped = true;
                        len
                    }
                },
                _ => break,
            };
            prefix.len += len + blanks(&rest[len..]);
        }
        prefix
    }
}

/// Length in bytes of the number of a line or of an item: "12   ", "3. ", "3) ".
fn number_len(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    if (1..=MAX_NUMBER).contains(&digits) {
        if rest.starts_with("  ") || rest.starts_with('\t') {
            return digits;
        }
        if rest.starts_with(". ") || rest.starts_with(") ") {
            return digits + 1;
        }
    }
    0
}

/// What ends a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Colon,
    Stop,
    Dash,
    /// The line.
    Line,
    /// Nothing: speech follows.
    Speech,
}

/// What stands between a name and its speech.
#[derive(Clone, Copy, Debug)]
struct Tail {
    end: End,
    /// Offset after what ends the label.
    at: usize,
    brackets: bool,
    holder: Option<Span>,
    stamped: bool,
    /// Whether the emphasis that opens before the name is closed.
    closed: bool,
    /// Whether a tab or two blanks part the label from what follows.
    gap: bool,
    /// Whether a tab does.
    tab: bool,
}

impl Tail {
    /// Reads what follows a name at the start of `line`.
    fn read(line: &str, name: &Name, emphasis: usize, lexicon: &Lexicon) -> Option<Self> {
        let mut tail = Self {
            end: End::Line,
            at: name.end,
            brackets: false,
            holder: None,
            stamped: false,
            closed: emphasis == 0,
            gap: false,
            tab: false,
        };
        for _ in 0..MAX_PARTS {
            let rest = line[tail.at..].trim_start_matches([' ', '\t']);
            let gap = &line[tail.at..line.len() - rest.len()];
            tail.tab = gap.contains('\t');
            tail.gap = gap.len() > 1 || tail.tab;
            let at = line.len() - rest.len();
            let Some(c) = rest.chars().next() else {
                tail.at = line.len();
                return Some(tail);
            };
            let len = match c {
                _ if is_emphasis(c) && !tail.closed => {
                    tail.closed = true;
                    rest.len() - rest.trim_start_matches(c).len()
                }
                '(' | '[' => match stamp_len(rest) {
                    0 => {
                        let close = closing_bracket(rest)?;
                        let inner = Span::new(at + 1, at + close);
                        if is_holder(&line[inner], name.determined, lexicon) {
                            tail.holder = Some(inner);
                        }
                        tail.brackets = true;
                        close + 1
                    }
                    len => {
                        tail.stamped = true;
                        len
                    }
                },
                '^' | '|' => 1,
                ':' => return Some(Self { end: End::Colon, at: at + 1, ..tail }),
                '.' => return Some(Self { end: End::Stop, at: at + 1, ..tail }),
                '—' | '–' => return Some(Self { end: End::Dash, at: at + c.len_utf8(), ..tail }),
                '-' if rest.starts_with("--") => return Some(Self { end: End::Dash, at: at + 2, ..tail }),
                '-' if !gap.is_empty() && rest.starts_with("- ") => {
                    return Some(Self { end: End::Dash, at: at + 1, ..tail })
                }
                't' if (name.capitals || name.titled || tail.brackets) && asked_len(rest) > 0 => asked_len(rest),
                ',' => match stamp_len(rest[1..].trim_start()) {
                    0 if is_affiliation(&rest[1..]) => return Some(Self { at: line.len(), ..tail }),
                    0 => role_len(rest, name.capitals)?,
                    len => {
                        tail.stamped = true;
                        len + rest.len() - rest[1..].trim_start().len()
                    }
                },
                _ if !gap.is_empty() => match stamp_behind_badge(rest) {
                    0 => return Some(Self { end: End::Speech, at, ..tail }),
                    len => {
                        tail.stamped = true;
                        len
                    }
                },
                _ => return Some(Self { end: End::Speech, at, ..tail }),
            };
            tail.at = at + len;
        }
        None
    }
}

/// Length in bytes of a time, with the badge of a program before it: "APP  2:14 PM". 0 if there is no time.
fn stamp_behind_badge(text: &str) -> usize {
    let badge = badge_len(text);
    match stamp_len(&text[badge..]) {
        0 => 0,
        len => badge + len,
    }
}

/// The place of the bracket that closes the one at the start of a text: "(Anna Berg (Orrin, Lib.))".
fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut brackets = text.char_indices().take(MAX_BRACKETS).filter(|(_, c)| matches!(c, '(' | '[' | ')' | ']'));
    let close = brackets.find(|&(_, c)| {
        // OK because the first bracket opens, and the search ends where the depth is 0.
        depth = if matches!(c, '(' | '[') { depth + 1 } else { depth - 1 };
        depth == 0
    });
    close.map(|(at, _)| at)
}

/// Length in bytes of what tells whom a question is put to, before a colon: "to the Minister of Rail". 0 if there is
/// no such thing.
fn asked_len(text: &str) -> usize {
    let is_put = text.starts_with("to the ");
    let colon = text.char_indices().take(MAX_ROLE).find(|&(_, c)| is_put && c == ':');
    colon.map_or(0, |(at, _)| at)
}

/// Whether what ends a line tells whom a speaker works for, or as what: "Orrin Bank", "Head of Rail -- Orrin Bank".
fn is_affiliation(text: &str) -> bool {
    let text = text.trim();
    let fits = |word: &str| !word.starts_with(char::is_lowercase) || word.len() <= MAX_JOINING;
    text.len() <= MAX_ROLE
        && text.starts_with(char::is_uppercase)
        && text.ends_with(|c: char| c.is_alphanumeric() || c == ')')
        && text.split(' ').all(fits)
        && !text.contains(':')
}

/// Length in bytes of the role after a name, which begins with a comma and ends before a colon: ", HOST", ", Lib.".
fn role_len(text: &str, capitals: bool) -> Option<usize> {
    let colon = text.char_indices().take(MAX_ROLE).find(|&(_, c)| c == ':')?.0;
    let mut depth = 0;
    let lower_case = text[..colon].split(' ').skip(1).filter(|word| {
        depth += word.matches('(').count();
        let inside = depth > 0;
        depth = depth.saturating_sub(word.matches(')').count());
        !inside && word.starts_with(char::is_lowercase)
    });
    let words = text[..colon].split(' ').count();
    let shouted = capitals && !text[..text[..colon].find('(').unwrap_or(colon)].contains(char::is_lowercase);
    (shouted || lower_case.count() == 0 && words <= MAX_ROLE_WORDS).then_some(colon)
}

/// A line that begins with a name, cut into its parts.
#[derive(Clone, Copy, Debug)]
struct Parts<'t> {
    /// From the name on.
    rest: &'t str,
    prefix: Prefix,
    name: Name,
    tail: Tail,
    /// What stands after the label.
    after: &'t str,
    /// Whether a dash follows the stop of the label: "KIRBY.--Come in."
    dashed: bool,
    /// Whether the emphasis closes with the line and not with the label: "**Q: Come in?**"
    wraps: bool,
}

impl<'t> Parts<'t> {
    fn new(rest: &'t str, prefix: Prefix, name: Name, tail: Tail) -> Self {
        let after = &rest[tail.at..];
        let dash = || ["--", "—"].into_iter().find_map(|dash| after.strip_prefix(dash));
        let speech = if tail.end == End::Stop { dash() } else { None };
        let wraps = !tail.closed && tail.end == End::Colon && rest.ends_with(is_emphasis);
        Self { rest, prefix, name, tail, after: speech.unwrap_or(after), dashed: speech.is_some(), wraps }
    }

    /// Whether it has a time or date.
    fn stamped(&self) -> bool {
        self.prefix.stamped || self.tail.stamped
    }

    /// What follows a time after the label: "ADA — 12:03 — Come in."
    fn after_time(&self) -> Option<&'t str> {
        let timed = self.after.trim_start();
        Some(stamp_len(timed)).filter(|&len| len > 0).map(|len| timed[len..].trim_start())
    }

    /// The layout of the label, if the line is one.
    fn layout(&self) -> Option<LabelLayout> {
        let Self { prefix, name, tail, after, .. } = self;
        let words = &self.rest[name.span];
        let letter = matches!(words, "Q" | "A");
        let mixed = || name.words > 1 && words.contains(char::is_lowercase);
        let emphasised = prefix.emphasis > 0;
        let apart = || self.dashed || after.chars().next().map_or(true, |c| c.is_whitespace() || is_emphasis(c));
        let is_open = || !tail.closed && !after.starts_with(is_emphasis) && !self.wraps;
        let short = || name.span.len() <= MAX_NAME_ABOVE && name.words <= MAX_WORDS_ABOVE;
        let layout = match tail.end {
            End::Colon | End::Stop if !apart() => return None,
            End::Colon | End::Stop | End::Dash if is_open() => return None,
            End::Colon if prefix.heading => LabelLayout::Heading,
            End::Colon if letter => LabelLayout::Letter,
            End::Colon if name.lower_case && self.stamped() => LabelLayout::Stamped,
            End::Colon if name.lower_case => LabelLayout::HandleColon,
            End::Colon if name.capitals => LabelLayout::CapitalsColon,
            End::Colon => LabelLayout::NameColon,
            End::Stop if letter => LabelLayout::Letter,
            End::Stop if name.lower_case => return None,
            End::Stop if emphasised => LabelLayout::Emphasis,
            End::Stop if name.capitals && mixed() => LabelLayout::Record,
            End::Stop if name.capitals => LabelLayout::CapitalsStop,
            End::Stop if !tail.brackets && name.words <= MAX_WORDS_STOP => LabelLayout::NameStop,
            End::Stop => return None,
            End::Dash
                if self
                    .after_time()
                    .is_some_and(|speech| speech.is_empty() || speech.starts_with(is_dash_or_hyphen)) =>
            {
                LabelLayout::Stamped
            }
            End::Dash if name.lower_case || after.trim().is_empty() => return None,
            End::Dash if emphasised => LabelLayout::Emphasis,
            End::Dash if name.capitals || name.titled && tail.brackets => LabelLayout::Dash,
            End::Dash if name.words > 1 && is_affiliation(after) => LabelLayout::NameAbove,
            End::Dash => return None,
            End::Line if !tail.closed => return None,
            End::Line if prefix.heading => LabelLayout::Heading,
            End::Line if self.stamped() => LabelLayout::Stamped,
            End::Line if letter => LabelLayout::Letter,
            End::Line if emphasised => LabelLayout::Emphasis,
            End::Line if prefix.forced => LabelLayout::Above,
            End::Line if name.capitals && !mixed() && short() => LabelLayout::Above,
            End::Line if !name.lower_case && short() => LabelLayout::NameAbove,
            End::Line => return None,
            End::Speech if emphasised && tail.closed && !letter => LabelLayout::Emphasis,
            // "Q Why?" beside the labels of those who answer
            End::Speech if letter && (tail.gap || words == "Q") => LabelLayout::Letter,
            End::Speech if self.stamped() && tail.gap => LabelLayout::Stamped,
            End::Speech if tail.brackets && name.capitals && !name.lower_case => LabelLayout::Direction,
            End::Speech if !name.lower_case && (tail.tab || tail.gap && name.capitals) => LabelLayout::Column,
            End::Speech => return None,
        };
        // 1. _Bread_. It is best on the second day.
        let is_item = prefix.numbered && layout == LabelLayout::Emphasis;
        let is_handle = name.lower_case && matches!(layout, LabelLayout::Heading | LabelLayout::Emphasis);
        Some(layout).filter(|_| !is_item && !is_handle)
    }

    /// The length of the speech in the line.
    fn speech_len(&self, layout: LabelLayout) -> usize {
        // What stands behind the name is an employer: "**Anna Berg** -- *Orrin Bank*".
        let is_employed = || {
            let named = self.after.trim_matches(|c: char| is_emphasis(c) || c == ' ');
            let apart = || self.after.trim_end().ends_with(is_emphasis);
            // The plain form of Markdown has no emphasis. "Yes" and "I do" are speech, "Head of Rail" hardly is.
            let is_title =
                || named.split(' ').filter(|word| word.len() > MAX_JOINING).count() > 1 && !named.contains(',');
            self.tail.end == End::Dash && self.prefix.emphasis > 0 && is_affiliation(named) && (apart() || is_title())
        };
        if layout == LabelLayout::NameAbove || is_employed() {
            return 0;
        }
        let speech = match self.after_time() {
            Some(speech) if layout == LabelLayout::Stamped && self.tail.end == End::Dash => {
                speech.trim_start_matches(is_dash_or_hyphen).trim_start()
            }
            _ => self.after.trim_start_matches(is_emphasis).trim_start(),
        };
        // Anna Berg: (00:04) Come in.
        if speech.starts_with(['(', '[']) {
            return speech[stamp_len(speech)..].trim_start().len();
        }
        speech.len()
    }

    /// The words that name the speaker.
    fn short_name(&self) -> Span {
        let name = self.name.without_origin(self.rest);
        let words = &self.rest[name];
        let to = if self.prefix.from { words.find(" to ").or(words.find(" To ")) } else { None };
        Span::new(name.start, to.map_or(name.end, |to| name.start + to))
    }
}

impl Label {
    /// The label of a line, if it has the form of one.
    pub(crate) fn read(text: &str, line: &Line, lexicon: &Lexicon) -> Option<Self> {
        let whole = &text[line.span];
        let prefix = Prefix::read(whole);
        let rest = &whole[prefix.len..];
        let first = rest.chars().next()?;
        let base = line.span.end - rest.len();
        if rest.strip_prefix("<v").is_some_and(|rest| rest.starts_with([' ', '\t', '.'])) {
            return Self::voice(text, Span::new(base, line.span.end));
        }
        if matches!(first, '[' | '(' | '<') {
            return Self::bracket(text, Span::new(base, line.span.end), prefix, lexicon);
        }
        // Labels in lower case have a colon, in the label or in its time. Most lines of prose end here.
        if first.is_lowercase() && memchr::memchr(b':', &rest.as_bytes()[..rest.len().min(MAX_LOWER_CASE)]).is_none() {
            return None;
        }
        if is_scene(rest) {
            return None;
        }
        if is_mail_header(rest) {
            return Self::header(text, Span::new(base, line.span.end));
        }
        let number = || if prefix.stamped { Name::number(rest) } else { None };
        let name = number().or_else(|| Name::read(rest, lexicon))?.with_first_name(rest, lexicon);
        let tail = Tail::read(rest, &name, prefix.emphasis, lexicon)?;
        let parts = Parts::new(rest, prefix, name, tail);
        let layout = parts.layout()?;
        if layout.is_above() && !line.opens_block {
            return None;
        }
        let at = |span: Span| Span::new(base + span.start, base + span.end);
        let speech = line.span.end - parts.speech_len(layout);
        let name_of_speaker = at(parts.short_name());
        let emphasised = text[speech..line.span.end].trim_end_matches(is_emphasis).len();
        Some(Self {
            name: name_of_speaker,
            full: if prefix.from { name_of_speaker } else { at(name.span) },
            holder: tail.holder.map(at),
            speech,
            end: if parts.wraps { speech + emphasised } else { line.span.end },
            stamped: parts.stamped() || layout == LabelLayout::Stamped,
            layout,
            nobody: names_nobody(&text[name_of_speaker]),
            like_person: name.titled || name.determined || name.words > 1,
            titled: name.titled || name.determined,
        })
    }

    /// `<v Anna Berg>Come in.</v>`
    fn voice(text: &str, line: Span) -> Option<Self> {
        let rest = &text[line];
        let close = rest.char_indices().take(MAX_BRACKETS).find(|&(_, c)| c == '>')?.0;
        let inner = &rest[..close];
        let start = inner.find([' ', '\t'])? + 1;
        let start = start + inner[start..].len() - inner[start..].trim_start().len();
        let name = Span::new(line.start + start, line.start + start + inner[start..].trim_end().len());
        let speech = line.end - rest[close + 1..].trim_start().len();
        (!name.is_empty()).then_some(Self {
            name,
            full: name,
            holder: None,
            speech,
            end: line.end,
            stamped: false,
            layout: LabelLayout::Voice,
            nobody: false,
            like_person: true,
            titled: false,
        })
    }

    /// "[Anna] Come in.", "[Anna]: Come in.", "(speaker 0) Come in.", "<anna> come in"
    fn bracket(text: &str, line: Span, prefix: Prefix, lexicon: &Lexicon) -> Option<Self> {
        let rest = &text[line];
        let close = rest.char_indices().take(MAX_NAME_IN_BRACKETS).find(|&(_, c)| matches!(c, ')' | ']' | '>'))?.0;
        // < anna>, <@anna>
        let ranks: &[char] = if rest.starts_with('<') { &RANKS } else { &[] };
        let inner = rest[1..close].trim_start_matches(ranks);
        let start = line.start + close - inner.len();
        let name = Name::read(inner, lexicon)?;
        // <anna_>, <anna^away>
        let in_handle = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'^' | b'`' | b'|' | b'-');
        let more = if rest.starts_with('<') { inner[name.span.end..].bytes().take_while(in_handle).count() } else { 0 };
        let end = name.span.end + more;
        let more = inner[end..].trim_start_matches([' ', '|']);
        // [Anna 12:03], [Anna, fisher]; but [Anna, 2021] is a reference.
        let role = || more.starts_with(", ") && !more.contains(|c: char| c.is_ascii_digit());
        let timed = !more.is_empty() && stamp_len(more) == more.len();
        if !more.is_empty() && !timed && !role() {
            return None;
        }
        let stamped = prefix.stamped || timed;
        // (whispering) is a direction; <i> and <b> are tags, but <anna> is whoever chats.
        let is_handle = rest.starts_with('<')
            && name.lower_case
            && rest[close + 1..].starts_with(' ')
            && !rest.contains("</")
            && Tag::read(rest).map_or(true, |tag| tag.element().is_none());
        let shouts = || name.lower_case && !is_handle || !inner.contains(char::is_lowercase);
        let tag = || rest.starts_with('<') && !stamped && shouts();
        let is_name = name.span.len() >= MIN_NAME_IN_BRACKETS
            && (!name.lower_case || stamped || is_handle || inner.contains(|c: char| c.is_ascii_digit()));
        if !is_name || tag() {
            return None;
        }
        let after = rest[close + 1..].trim_start();
        let after = if prefix.emphasis > 0 { after.trim_start_matches(is_emphasis).trim_start() } else { after };
        let after = after.strip_prefix(':').unwrap_or(after).trim_start();
        let after = after[stamp_len(after)..].trim_start_matches(':').trim_start();
        let name = Span::new(start, start + end);
        Some(Self {
            name,
            full: name,
            holder: None,
            speech: line.end - after.len(),
            end: line.end,
            stamped,
            layout: if stamped { LabelLayout::Stamped } else { LabelLayout::Bracket },
            nobody: names_nobody(&text[name]),
            like_person: false,
            titled: false,
        })
    }

    /// The header of a mail, which names nobody who speaks.
    fn header(text: &str, line: Span) -> Option<Self> {
        let name = Span::new(line.start, line.start + text[line].find(':')?);
        Some(Self {
            name,
            full: name,
            holder: None,
            speech: line.end,
            end: line.end,
            stamped: false,
            layout: LabelLayout::Mail,
            nobody: true,
            like_person: false,
            titled: false,
        })
    }

    /// Whether the label stands alone in its line.
    pub(crate) fn stands_alone(&self, line: Span) -> bool {
        self.speech >= line.end
    }

    /// Whether it heads the row of a table and no speech: "Hale: 547."
    pub(crate) fn is_row(&self, text: &str, line: Span) -> bool {
        let speech = &text[self.speech..line.end];
        !speech.is_empty() && !speech.contains(char::is_alphabetic)
    }
}

#[cfg(test)]
mod tests {
    use super::Label;
    use crate::lexicon::lexicon::Lexicon;
    use crate::quote::label::layout::LabelLayout;
    use crate::quote::label::line::Line;
    use crate::span::Span;

    fn label(text: &str) -> Option<Label> {
        let line = Line { span: Span::new(0, text.len()), paragraph: 0, indent: 0, opens_block: true };
        Label::read(text, &line, Lexicon::standard())
    }

    fn read(text: &str) -> Option<(&str, &str, LabelLayout)> {
        let label = label(text)?;
        Some((&text[label.name], &text[label.speech..label.end], label.layout))
    }

    #[test]
    fn a_label_has_a_layout() {
        for (text, name, speech, layout) in [
            ("KIRBY: Come in.", "KIRBY", "Come in.", LabelLayout::CapitalsColon),
            ("**Anna 12:03**", "Anna", "", LabelLayout::Stamped),
            ("21:15 <@anna> come in", "anna", "come in", LabelLayout::Stamped),
            ("21:15 < anna> come in", "anna", "come in", LabelLayout::Stamped),
            ("21:15 < anna_> come in", "anna_", "come in", LabelLayout::Stamped),
            ("03/06/2022, 07:52 - +44 7700 900142: Come in.", "+44 7700 900142", "Come in.", LabelLayout::NameColon),
            ("Anna Berg: Come in.", "Anna Berg", "Come in.", LabelLayout::NameColon),
            ("Alice (whispering): Come in.", "Alice", "Come in.", LabelLayout::NameColon),
            ("JUROR 12: Come in.", "JUROR 12", "Come in.", LabelLayout::CapitalsColon),
            ("O'Malley-Berg: Come in.", "O'Malley-Berg", "Come in.", LabelLayout::NameColon),
            ("Mr. KERRY. Come in.", "Mr. KERRY", "Come in.", LabelLayout::Record),
            ("Mr. KERRY of New Cairn. Come in.", "Mr. KERRY", "Come in.", LabelLayout::Record),
            ("Mr. KERRY (during the reading). Come in.", "Mr. KERRY", "Come in.", LabelLayout::Record),
            ("The SPEAKER pro tempore. Come in.", "The SPEAKER pro tempore", "Come in.", LabelLayout::Record),
            ("Senator KERRY (Orrin—Leader) (3.31 pm)—Come in.", "Senator KERRY", "Come in.", LabelLayout::Dash),
            ("Dr. Berg: Come in.", "Dr. Berg", "Come in.", LabelLayout::NameColon),
            ("Q. Come in?", "Q", "Come in?", LabelLayout::Letter),
            ("Q    Come in?", "Q", "Come in?", LabelLayout::Letter),
            ("**KIRBY: Come in.**", "KIRBY", "Come in.", LabelLayout::CapitalsColon),
            ("**KIRBY:** Come in.", "KIRBY", "Come in.", LabelLayout::CapitalsColon),
            ("> **Anna**: Come in.", "Anna", "Come in.", LabelLayout::NameColon),
            ("- **Anna** Come in.", "Anna", "Come in.", LabelLayout::Emphasis),
            ("_Anna._ Come in.", "Anna", "Come in.", LabelLayout::Emphasis),
            ("### Anna", "Anna", "", LabelLayout::Heading),
            (">> KIRBY: Come in.", "KIRBY", "Come in.", LabelLayout::CapitalsColon),
            ("[12:03] KIRBY: Come in.", "KIRBY", "Come in.", LabelLayout::CapitalsColon),
            ("12        MR. HOLT:  Come in.", "MR. HOLT", "Come in.", LabelLayout::CapitalsColon),
            ("Anna Berg: (00:04) Come in.", "Anna Berg", "Come in.", LabelLayout::NameColon),
            ("Anna Berg  0:04", "Anna Berg", "", LabelLayout::Stamped),
            ("anna_b — Today at 3:45 PM", "anna_b", "", LabelLayout::Stamped),
            ("[18:01] <anna> come in", "anna", "come in", LabelLayout::Stamped),
            ("anna: come in", "anna", "come in", LabelLayout::HandleColon),
            ("**u/anna [OP]:** come in", "anna", "come in", LabelLayout::HandleColon),
            ("00:14 < Anna^away> come in", "Anna^away", "come in", LabelLayout::Stamped),
            ("Anna B. (10:31): Come in.", "Anna B.", "Come in.", LabelLayout::NameColon),
            ("[Anna] Come in.", "Anna", "Come in.", LabelLayout::Bracket),
            ("(speaker 0) Come in.", "speaker 0", "Come in.", LabelLayout::Bracket),
            ("<v.loud Anna Berg>Come in.", "Anna Berg", "Come in.", LabelLayout::Voice),
            ("KIRBY [rising] Come in.", "KIRBY", "Come in.", LabelLayout::Direction),
            ("LENA MARSH, ANCHOR (via Skype): Come in.", "LENA MARSH", "Come in.", LabelLayout::CapitalsColon),
            ("SEN. HARLAN DORN (R), NEVARA: So.", "SEN. HARLAN DORN", "So.", LabelLayout::CapitalsColon),
            ("KIRBY (CONT'D)", "KIRBY", "", LabelLayout::Above),
            ("KIRBY\tCome in.", "KIRBY", "Come in.", LabelLayout::Column),
            ("KIRBY   Come in.", "KIRBY", "Come in.", LabelLayout::Column),
            ("Anna Berg\tCome in.", "Anna Berg", "Come in.", LabelLayout::Column),
            ("Anna Berg — Orrin Bank", "Anna Berg", "", LabelLayout::NameAbove),
            ("Anna Berg, Head of Rail", "Anna Berg", "", LabelLayout::NameAbove),
            ("Berg, Anna   0:03", "Berg, Anna", "", LabelLayout::Stamped),
            ("Anna 🌻: come in", "Anna 🌻", "come in", LabelLayout::NameColon),
            ("4. ADA HOLT (Lab) to the Minister of Rail: Why?", "ADA HOLT", "Why?", LabelLayout::CapitalsColon),
            ("The Chair (Anna Berg (Orrin, Lib.)): Come in.", "The Chair", "Come in.", LabelLayout::NameColon),
            ("**Anna Berg** -- *Orrin Bank -- Head of Rail*", "Anna Berg", "", LabelLayout::Emphasis),
            ("**Anna Berg** -- Come in.", "Anna Berg", "Come in.", LabelLayout::Emphasis),
            ("**Anna Berg** -- *Chief Executive Officer*", "Anna Berg", "", LabelLayout::Emphasis),
            ("**Anna Berg** -- Head of Rail", "Anna Berg", "", LabelLayout::Emphasis),
            ("**Anna Berg** -- Yes", "Anna Berg", "Yes", LabelLayout::Emphasis),
            ("**Anna Berg** -- Not now, Tom", "Anna Berg", "Not now, Tom", LabelLayout::Emphasis),
            ("Q Why?", "Q", "Why?", LabelLayout::Letter),
            ("WILF ^", "WILF", "", LabelLayout::Above),
            ("@McAVOY", "McAVOY", "", LabelLayout::Above),
            ("KIRBY:", "KIRBY", "", LabelLayout::CapitalsColon),
            ("Anna Berg", "Anna Berg", "", LabelLayout::NameAbove),
            ("Anna Berg, 4 May 2021 at 18:01", "Anna Berg", "", LabelLayout::Stamped),
            ("Anna Berg 00:04", "Anna Berg", "", LabelLayout::Stamped),
            ("statusbot  APP  2:14 PM", "statusbot", "", LabelLayout::Stamped),
            ("Mr Mac a' Berg: Come in.", "Mr Mac a' Berg", "Come in.", LabelLayout::NameColon),
            ("ADA — 00:04 — Come in.", "ADA", "Come in.", LabelLayout::Stamped),
            ("12:03 From Anna Berg to Everyone : Come in.", "Anna Berg", "Come in.", LabelLayout::NameColon),
            ("[Anna 12:03] Come in.", "Anna", "Come in.", LabelLayout::Stamped),
            ("[Anna, fisher] Come in.", "Anna", "Come in.", LabelLayout::Bracket),
            ("**[Anna]** Come in.", "Anna", "Come in.", LabelLayout::Bracket),
            ("<Anna> Come in.", "Anna", "Come in.", LabelLayout::Bracket),
            ("KIRBY.--Come in.", "KIRBY", "Come in.", LabelLayout::CapitalsStop),
            ("From: Anna Berg", "From", "", LabelLayout::Mail),
        ] {
            assert_eq!(read(text), Some((name, speech, layout)), "{text}");
        }
    }

    #[test]
    fn prose_has_no_labels() {
        for text in [
            "He said: Come in.",
            "The lamp he lit: it smoked.",
            "12:03",
            "1",
            "2019: a year.",
            "KIRBY:come in.",
            "KIRBY (whispering: Come in.",
            ": Come in.",
            "(whispering) Come in.",
            "[Jo] Come in.",
            "come in, he said",
            "[Anna, 2021] Come in.",
            "<em> Come in.",
            "<EM> Come in.",
            "INT. KITCHEN - NIGHT",
            "CUT TO:",
            "<video controls>Come in.",
            "<var x>Come in.",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        // Only evidence tells this one from a label.
        assert_eq!(read("Silence. Then he sat."), Some(("Silence", "Then he sat.", LabelLayout::NameStop)));
    }

    #[test]
    fn offices_have_holders() {
        let text = "The Minister for Rail (Dr Moya Finn): So.";
        let label = label(text).unwrap();
        assert_eq!(
            (&text[label.name], label.holder.map(|span| &text[span])),
            ("The Minister for Rail", Some("Dr Moya Finn"))
        );
    }

    #[test]
    fn some_labels_name_nobody() {
        for (text, nobody) in [("Note: Come in.", true), ("SEC. 2. Come in.", true), ("Nora: Come in.", false)] {
            assert_eq!(label(text).unwrap().nobody, nobody, "{text}");
        }
    }
}
