//! The plain text: what a reader sees of a text with markup.
//!
//! People quote web pages, mark-up languages, data files and scanned pages. There an entity is a mark or a letter, a tag or
//! a command is nothing at all, and a word that was cut at the end of a line is one word. This file is the one place that
//! knows such forms. It writes the text without them, and keeps the list of its edits, with which every span that is found
//! in the plain text is a span of the source again. All stages after this one read the plain text.
//!
//! A text without markup is its own plain text. It costs a search for the few bytes with which markup begins.

use core::cell::Cell;
use std::borrow::Cow;

use crate::lexicon::class::Classes;
use crate::lexicon::lexicon::Lexicon;
use crate::span::Span;
use crate::token::entity;
use crate::util::steps;

/// Maximum length, in bytes, of a tag with its attributes. Longer ones are damage, and the bound keeps the search short.
const MAX_TAG: usize = 2000;

/// Maximum length, in bytes, of a link in wiki text or Markdown. It is a caption of a few lines.
const MAX_LINK: usize = 1000;

/// Maximum length, in bytes, of the label of a link in Markdown whose target stands elsewhere.
const MAX_REFERENCE: usize = 20;

/// Maximum length, in bytes, of the part of a cut word before its hyphen: no English word is as long.
const MAX_PART: usize = 40;

/// Maximum length, in bytes, of an emphasised name with the marks behind it.
const MAX_NAME: usize = 60;

/// Maximum length, in bytes, of the line before a mark that tells whether the mark opens: a paragraph of half a page.
const MAX_LINE: usize = 2000;

/// Maximum length, in bytes, of the reporting clause between a question and its answer.
const MAX_CLAUSE: usize = 60;

/// Maximum length, in bytes, of an argument that is left out with its command: a long footnote.
const MAX_ARGUMENT: usize = 4000;

/// What stands for the end of a paragraph.
const BREAK: &str = "\n\n";

/// Elements that begin and end paragraphs.
const BLOCKS: [&str; 37] = [
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "tr",
    "td",
    "th",
    "table",
    "tbody",
    "thead",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "figure",
    "figcaption",
    "dl",
    "dt",
    "dd",
    "hr",
    "pre",
    "form",
    "title",
    "head",
    "body",
    "html",
    "aside",
    "nav",
];

/// Elements within a paragraph, which show nothing of their own.
const INLINE: [&str; 31] = [
    "a", "b", "i", "em", "strong", "u", "s", "small", "big", "span", "cite", "font", "abbr", "acronym", "code", "mark",
    "ins", "del", "tt", "strike", "time", "wbr", "dfn", "kbd", "var", "samp", "bdi", "bdo", "label", "center", "nobr",
];

/// Elements that show something within a paragraph which is no part of its words.
const SPACES: [&str; 5] = ["img", "sup", "sub", "input", "button"];

/// Elements whose content is not read.
const HIDDEN: [&str; 4] = ["script", "style", "ref", "noscript"];

/// Commands of LaTeX that show their argument.
const SHOWN: [&str; 14] = [
    "emph",
    "textit",
    "textbf",
    "textsc",
    "textsl",
    "textrm",
    "textsf",
    "texttt",
    "text",
    "underline",
    "mbox",
    "textup",
    "textmd",
    "uline",
];

/// Commands of LaTeX that quote their argument.
const QUOTED: [&str; 4] = ["enquote", "enquote*", "textquote", "mkbibquote"];

/// Commands of LaTeX whose argument is a heading.
const HEADINGS: [&str; 6] = ["chapter", "section", "subsection", "chapter*", "section*", "paragraph"];

/// Commands of LaTeX whose argument is no part of the text.
const LEFT_OUT: [&str; 9] = ["footnote", "label", "ref", "cite", "index", "footcite", "autocite", "input", "vspace"];

/// Commands of LaTeX that stand for a character.
const CHARACTERS: [(&str, &str); 11] = [
    ("ldots", "…"),
    ("dots", "…"),
    ("textellipsis", "…"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textquoteleft", "‘"),
    ("textquoteright", "’"),
    ("textemdash", "—"),
    ("textendash", "–"),
    ("par", BREAK),
    ("noindent", ""),
];

/// A piece of the source that reads otherwise in the plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edit {
    /// Where it stands in the plain text; may be empty.
    plain: Span,
    /// Where it stands in the source; not empty unless `plain` is not.
    source: Span,
}

/// A text as its reader sees it, and the way back.
#[derive(Debug)]
pub(crate) struct PlainText<'t> {
    source: &'t str,
    text: Cow<'t, str>,
    /// In order, disjoint in both texts. Between two of them both texts are the same.
    edits: Vec<Edit>,
    /// The last answer of `edits_before`, at most the number of edits.
    near: Cell<usize>,
}

impl<'t> PlainText<'t> {
    /// The plain text of a source.
    pub(crate) fn of(source: &'t str) -> Self {
        let (breaks, signs) = (collapsed(source), Signs::of(source));
        let edited = !breaks.is_empty() || signs.any();
        let plain = if edited { Writer::new(source, signs).write(&breaks) } else { None };
        plain.unwrap_or(Self { source, text: Cow::Borrowed(source), edits: Vec::new(), near: Cell::new(0) })
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether the source is its own plain text.
    pub(crate) fn is_source(&self) -> bool {
        self.edits.is_empty()
    }

    /// The span of the source that reads as a span of the plain text. Markup on its outside is left out.
    pub(crate) fn source(&self, span: Span) -> Span {
        if span.is_empty() {
            // Right behind the character before it, so that it stays within a span that has that character.
            let at = if span.start == 0 { 0 } else { self.end(span.start) };
            return Span::new(at, at);
        }
        Span::new(self.start(span.start), self.end(span.end))
    }

    /// The same for what stands between two marks: tags and emphasis beside the marks belong to it.
    pub(crate) fn content(&self, quotation: Span, content: Span) -> Span {
        let own = self.source(content);
        let start = if content.start > quotation.start { self.end(content.start) } else { own.start };
        let end = if content.end < quotation.end { self.start(content.end) } else { own.end };
        if content.is_empty() {
            return own;
        }
        let between = &self.source[start..end];
        let end = end - (between.len() - between.trim_end().len());
        Span::new(end - between.trim().len(), end)
    }

    /// Number of edits that begin before an offset of the plain text. Offsets that are asked for one after the other are
    /// mostly near each other.
    fn edits_before(&self, offset: usize) -> usize {
        let begins = |i: usize| self.edits.get(i).map_or(true, |edit| edit.plain.start >= offset);
        let near = self.near.get();
        let here = |i: usize| begins(i) && (i == 0 || self.edits[i - 1].plain.start < offset);
        let found = if here(near) {
            near
        } else if near < self.edits.len() && here(near + 1) {
            near + 1
        } else {
            self.edits.partition_point(|edit| edit.plain.start < offset)
        };
        self.near.set(found);
        found
    }

    /// Where the character at an offset of the plain text begins in the source.
    fn start(&self, offset: usize) -> usize {
        match self.edits[..self.edits_before(offset + 1)].last() {
            Some(edit) if offset < edit.plain.end => edit.source.start,
            Some(edit) => edit.source.end + (offset - edit.plain.end),
            None => offset,
        }
    }

    /// Where the character that ends at an offset of the plain text, at least 1, ends in the source.
    fn end(&self, offset: usize) -> usize {
        match self.edits[..self.edits_before(offset)].last() {
            Some(edit) if offset <= edit.plain.end => edit.source.end,
            Some(edit) => edit.source.end + (offset - edit.plain.end),
            None => offset,
        }
    }
}

/// Which signs of markup a text has. They decide which bytes are looked at one by one.
#[derive(Clone, Copy)]
struct Signs {
    /// An ampersand, an angle bracket or a backslash, with what may belong to it.
    syntax: bool,
    /// A line break within a word, or on the inner side of a mark.
    line_breaks: bool,
    /// A link, or a note.
    brackets: bool,
    /// Stars or underscores before a name or a pronoun.
    emphasis: bool,
    /// Two straight single marks.
    ticks: bool,
}

impl Signs {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let at = |at: usize| bytes.get(at).copied().unwrap_or(0);
        let syntax = memchr::memchr3_iter(b'&', b'<', b'\\', bytes).any(|i| match bytes[i] {
            b'&' => entity::read(&text[i..]).is_some(),
            b'<' => at(i + 1).is_ascii_alphabetic() || matches!(at(i + 1), b'/' | b'!'),
            _ => matches!(at(i + 1), b'!'..=b'~' | 0xC2 | 0xE2),
        });
        let brackets = memchr::memchr_iter(b'[', bytes)
            .any(|i| matches!(at(i + 1), b'[' | b'^' | b'h') || markdown_link(text, i).is_some());
        let emphasis = memchr::memchr2_iter(b'*', b'_', bytes).any(|i| {
            let small = at(i + 1).is_ascii_lowercase();
            let name = at(i + 1).is_ascii_uppercase() || small && (bytes[i] == b'*' || emphasises_verb(text, i));
            name && (i == 0 || matches!(bytes[i - 1], b' ' | b'\n' | b'\r' | b'[' | b'*' | b'_' | b'>'))
        });
        let ticks = memchr::memmem::find(bytes, b"''").is_some();
        let line_breaks = memchr::memchr_iter(b'\n', bytes)
            .any(|i| cut_word(text, i).is_some() || mark_at_line_end(text, i).is_some());
        Self { syntax, line_breaks, brackets, emphasis, ticks }
    }

    fn any(self) -> bool {
        self.syntax || self.line_breaks || self.brackets || self.emphasis || self.ticks
    }
}

/// What kinds of markup a text has.
#[derive(Clone, Copy)]
struct Kinds {
    signs: Signs,
    /// It has tags of HTML.
    tags: bool,
    /// Its paragraphs are elements or have blank lines between, so that a line break is a space.
    blocks: bool,
    latex: bool,
    wiki: bool,
    /// Two straight single marks may be emphasis.
    ticks: bool,
    /// Its double marks are written `\"`.
    escaped: bool,
    /// It is a value of JSON, whose strings have raw marks around them.
    json: bool,
}

impl Kinds {
    fn of(text: &str, signs: Signs) -> Self {
        let has = |needle: &str| memchr::memmem::find(text.as_bytes(), needle.as_bytes()).is_some();
        let any = |needles: &[&str]| needles.iter().any(|needle| has(needle));
        let framed = |open, close| text.trim().starts_with(open) && text.trim().ends_with(close);
        let syntax = signs.syntax;
        let escaped = syntax && has("\\\"");
        let string = || has("\\n") || text.trim().starts_with("\"\\\"");
        // Who writes ``Come in,'' quotes with them.
        let quotes = || any(&["``", ",''"]) || !any(&["\"", "“"]);
        Self {
            signs,
            tags: syntax && any(&["</", "<br", "<p", "<!--", "<BR", "<P", "<hr"]),
            blocks: signs.line_breaks && is_cut(text) || syntax && any(&["<p>", "<p ", "<P>", "<div", "<li>", "<td"]),
            latex: syntax && any(&["\\enquote", "\\emph{", "\\text", "\\begin{", "\\section"]),
            wiki: (signs.brackets && has("[[") || signs.ticks && has("'''")) && !quotes(),
            ticks: signs.ticks && !quotes() && !has(".''"),
            escaped,
            json: escaped && (framed('{', '}') || framed('[', ']') || framed('"', '"') && string()),
        }
    }
}

/// Whether blank lines part the paragraphs of a text whose words are cut at line ends: its lines show nothing but the
/// width of a page. One cut word in forty lines is enough.
fn is_cut(text: &str) -> bool {
    let (mut lines, mut cut, mut blank) = (0, 0, false);
    for at in memchr::memchr_iter(b'\n', text.as_bytes()) {
        lines += 1;
        blank |= is_blank_line(text, at);
        cut += usize::from(cut_word(text, at).is_some_and(|cut| !cut.is_compound));
    }
    blank && cut * 40 >= lines && cut > 0
}

/// Whether the line break at an offset stands beside another, so that it ends a paragraph.
fn is_blank_line(text: &str, at: usize) -> bool {
    let before = text[..at].strip_suffix('\r').unwrap_or(&text[..at]);
    let behind = &text[at + 1..];
    before.is_empty() || before.ends_with('\n') || behind.is_empty() || behind.starts_with(['\n', '\r'])
}

/// What a brace of LaTeX closes.
#[derive(Clone, Copy)]
enum Brace {
    Quote,
    Shown,
    Heading,
    Plain,
}

/// The bytes with which an edit may begin, in order. Those that only some kinds of markup have are looked for in these alone.
struct Candidates<'t> {
    bytes: &'t [u8],
    /// Three bytes each, with the next offset of one of them; `None` where there is none any more.
    searches: Vec<([u8; 3], Option<usize>)>,
}

impl<'t> Candidates<'t> {
    fn new(text: &'t str, kinds: Kinds) -> Self {
        let bytes = text.as_bytes();
        let Signs { syntax, line_breaks, brackets, emphasis, .. } = kinds.signs;
        let mut sets = Vec::new();
        sets.extend(syntax.then_some(*b"&<\\"));
        sets.extend((line_breaks || kinds.blocks).then_some(*b"\n\n\n"));
        sets.extend(brackets.then_some(*b"[]["));
        sets.extend(emphasis.then_some(*b"*_*"));
        sets.extend(kinds.latex.then_some(*b"{}~"));
        sets.extend((kinds.ticks || kinds.wiki).then_some(*b"'''"));
        sets.extend(kinds.json.then_some(*b"\"\"\""));
        let searches = sets.into_iter().map(|set| (set, Some(0))).collect();
        let mut this = Self { bytes, searches };
        this.search(0, true);
        this
    }

    /// Renews the offsets that lie before `from`.
    fn search(&mut self, from: usize, all: bool) {
        for (set, next) in &mut self.searches {
            if next.is_some_and(|next| next < from || all) {
                *next = memchr::memchr3(set[0], set[1], set[2], &self.bytes[from..]).map(|at| from + at);
            }
        }
    }

    /// The first candidate at or after an offset, which must not descend.
    fn next_from(&mut self, from: usize) -> Option<usize> {
        self.search(from, false);
        self.searches.iter().filter_map(|(_, next)| *next).min()
    }
}

/// Writes the plain text.
struct Writer<'t> {
    source: &'t str,
    kinds: Kinds,
    text: String,
    edits: Vec<Edit>,
    /// Everything before this offset of the source is written.
    read: usize,
    /// The open braces of LaTeX, outermost first.
    braces: Vec<Brace>,
    /// Number of open `<q>` elements.
    depth: usize,
    /// Where the marks stand that close the emphasis of the name that is being read.
    closing: Option<usize>,
    /// The link of Markdown whose text is being read.
    link: Option<Link>,
    /// A search for the end of a comment, or for the closing tag of the element of this number in [`HIDDEN`], has
    /// failed. So will all later ones.
    unclosed: [bool; HIDDEN.len() + 1],
}

impl<'t> Writer<'t> {
    fn new(source: &'t str, signs: Signs) -> Self {
        let kinds = Kinds::of(source, signs);
        let text = String::with_capacity(source.len());
        Self {
            source,
            kinds,
            text,
            edits: Vec::new(),
            read: 0,
            braces: Vec::new(),
            depth: 0,
            closing: None,
            link: None,
            unclosed: [false; HIDDEN.len() + 1],
        }
    }

    /// `None` if there is nothing to edit. `breaks` are the gaps at which paragraphs were run together.
    fn write(mut self, breaks: &[Span]) -> Option<PlainText<'t>> {
        let mut breaks = breaks.iter().copied().peekable();
        let mut candidates = Candidates::new(self.source, self.kinds);
        let mut at = 0;
        loop {
            let next = candidates.next_from(at);
            let until = next.unwrap_or(self.source.len());
            while let Some(gap) = breaks.next_if(|gap| gap.end <= until) {
                if gap.start >= self.read {
                    self.edit(gap.start, gap.len(), BREAK);
                }
            }
            let Some(next) = next else { break };
            steps::count(1);
            // Behind the candidate, which is ASCII, or behind what was read with it.
            at = (next + 1).max(self.read_at(next));
        }
        if self.edits.is_empty() {
            return None;
        }
        self.text.push_str(&self.source[self.read..]);
        Some(PlainText { source: self.source, text: Cow::Owned(self.text), edits: self.edits, near: Cell::new(0) })
    }

    /// Reads what begins at an offset. Returns where to go on.
    fn read_at(&mut self, at: usize) -> usize {
        let source = self.source;
        let rest = &source[at..];
        match source.as_bytes()[at] {
            b'&' => match entity::read(rest) {
                Some((len, c)) => self.edit(at, len, c.encode_utf8(&mut [0; 4])),
                None => 0,
            },
            b'<' if self.kinds.tags => self.tag(at),
            b'\\' => self.backslash(at),
            b'\n' => self.line_break(at),
            b'[' => self.bracket(at),
            b']' if self.link.as_ref().is_some_and(|link| link.text_end == at) => {
                let end = self.link.take().map_or(at, |link| link.end);
                self.edit(at, end - at, "")
            }
            b']' if self.kinds.wiki && rest.starts_with("]]") => self.edit(at, "]]".len(), ""),
            b'{' if !self.braces.is_empty() => {
                self.braces.push(Brace::Plain);
                0
            }
            b'}' => match self.braces.pop() {
                Some(Brace::Quote) => self.edit(at, 1, "”"),
                Some(Brace::Shown) => self.edit(at, 1, ""),
                Some(Brace::Heading) => self.edit(at, 1, BREAK),
                Some(Brace::Plain) | None => 0,
            },
            b'~' if self.kinds.latex => self.edit(at, 1, " "),
            b'\'' => self.ticks(at),
            b'*' | b'_' => self.emphasis(at),
            b'"' if self.kinds.json => self.edit(at, 1, BREAK),
            _ => 0,
        }
    }

    /// Writes `plain` for the `len` bytes of the source at an offset. Returns the offset behind them.
    fn edit(&mut self, at: usize, len: usize, plain: &str) -> usize {
        self.text.push_str(&self.source[self.read..at]);
        let start = self.text.len();
        self.text.push_str(plain);
        self.edits.push(Edit { plain: Span::new(start, self.text.len()), source: Span::new(at, at + len) });
        self.read = at + len;
        self.read
    }

    fn tag(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        if rest.starts_with("<!--") {
            return self.hide(at, "-->", HIDDEN.len());
        }
        let Some(tag) = Tag::read(rest) else { return 0 };
        let is = |names: &[&str]| names.iter().any(|name| tag.name.eq_ignore_ascii_case(name));
        if tag.name.eq_ignore_ascii_case("q") {
            let mark = match (tag.closes, self.depth % 2) {
                (false, 0) => "“",
                (false, _) => "‘",
                (true, 0) => "’",
                (true, _) => "”",
            };
            self.depth = if tag.closes { self.depth.saturating_sub(1) } else { self.depth + 1 };
            self.edit(at, tag.len, mark)
        } else if tag.name.eq_ignore_ascii_case("br") {
            let behind = rest[tag.len..].trim_start();
            let len = rest.len() - behind.len();
            let plain = if begins_paragraph(&self.source[..at], behind) { BREAK } else { " " };
            self.edit(at, len, plain)
        } else if is(&BLOCKS) {
            self.depth = 0;
            self.edit(at, tag.len, BREAK)
        } else if let Some(hidden) = HIDDEN.iter().position(|name| tag.name.eq_ignore_ascii_case(name)) {
            let end = ["</", HIDDEN[hidden], ">"].concat();
            let hides = !tag.closes && !tag.is_empty;
            match if hides { self.hide(at, &end, hidden) } else { 0 } {
                0 => self.edit(at, tag.len, ""),
                end => end,
            }
        } else if is(&SPACES) {
            self.edit(at, tag.len, " ")
        } else if is(&INLINE) {
            self.edit(at, tag.len, "")
        } else {
            0
        }
    }

    /// Leaves out the source from an offset through `end`. `kind` is the number of the search in `unclosed`.
    fn hide(&mut self, at: usize, end: &str, kind: usize) -> usize {
        let rest = &self.source.as_bytes()[at..];
        let found = if self.unclosed[kind] { None } else { memchr::memmem::find(rest, end.as_bytes()) };
        self.unclosed[kind] = found.is_none();
        found.map_or(0, |found| self.edit(at, found + end.len(), ""))
    }

    fn backslash(&mut self, at: usize) -> usize {
        let rest = &self.source[at + 1..];
        let Some(next) = rest.chars().next() else { return 0 };
        if next.is_ascii_alphabetic() {
            return self.command(at);
        }
        if matches!(next, '“' | '”' | '‘' | '’' | '«' | '»') {
            return self.edit(at, 1 + next.len_utf8(), &rest[..next.len_utf8()]);
        }
        let plain = match next {
            '\\' if self.kinds.latex => " ",
            ',' | ';' | ' ' | '@' if self.kinds.latex => " ",
            '-' if self.kinds.latex => "",
            '\\' => return at + 2,
            '\'' | '"' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '+' | '-' | '.' | '!' | '<'
            | '>' | '~' | '|' | '$' | '&' | '%' | '/' | '^' | '?' | ':' => &rest[..1],
            _ => return 0,
        };
        self.edit(at, 2, plain)
    }

    /// A backslash before a letter: a command of LaTeX, or an escape of a data file.
    fn command(&mut self, at: usize) -> usize {
        let rest = &self.source[at + 1..];
        let name_len = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let starred = usize::from(rest[name_len..].starts_with("*{"));
        let name = &rest[..name_len + starred];
        let argument = &rest[name.len()..];
        let behind = at + 1 + name.len();
        let opens = argument.starts_with('{');
        if let Some((_, plain)) = CHARACTERS.iter().find(|(known, _)| *known == name) {
            let braces = if argument.starts_with("{}") { 2 } else { 0 };
            return self.edit(at, behind + braces - at, plain);
        }
        if opens {
            let brace = match name {
                _ if QUOTED.contains(&name) => Some((Brace::Quote, "“")),
                _ if SHOWN.contains(&name) => Some((Brace::Shown, "")),
                _ if HEADINGS.contains(&name) => Some((Brace::Heading, BREAK)),
                _ => None,
            };
            if let Some((brace, plain)) = brace {
                self.braces.push(brace);
                return self.edit(at, behind + 1 - at, plain);
            }
            let left_out = LEFT_OUT.contains(&name);
            if left_out || matches!(name, "begin" | "end") {
                let plain = if left_out { "" } else { BREAK };
                return argument_len(argument).map_or(0, |len| self.edit(at, behind + len - at, plain));
            }
        }
        if self.kinds.escaped || rest.starts_with("u20") {
            return self.data_escape(at);
        }
        0
    }

    /// `\n`, `\t` or `\u201c` in a string of a data file.
    fn data_escape(&mut self, at: usize) -> usize {
        let rest = &self.source[at + 1..];
        let small_follows = rest[1..].starts_with(|c: char| c.is_ascii_lowercase());
        match rest.as_bytes()[0] {
            b'u' => {
                let digits = rest.get(1..5).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
                let c = digits.and_then(|digits| char::from_u32(u32::from_str_radix(digits, 16).ok()?));
                c.map_or(0, |c| self.edit(at, "\\u201c".len(), c.encode_utf8(&mut [0; 4])))
            }
            b'n' if self.kinds.json || !small_follows => self.edit(at, 2, "\n"),
            b't' if self.kinds.json || !small_follows => self.edit(at, 2, "\t"),
            b'r' if self.kinds.json || !small_follows => self.edit(at, 2, ""),
            _ => 0,
        }
    }

    fn line_break(&mut self, at: usize) -> usize {
        if let Some(cut) = cut_word(self.source, at) {
            // OK because nothing before the hyphen can have been read with an edit: letters stand there.
            let start = cut.hyphen.start.max(self.read);
            return self.edit(start, cut.end - start, if cut.is_compound { "-" } else { "" });
        }
        if let Some(end) = mark_at_line_end(self.source, at) {
            let start = (at - usize::from(self.source[..at].ends_with('\r'))).max(self.read);
            return self.edit(start, end - start, "");
        }
        if self.kinds.blocks && !is_blank_line(self.source, at) {
            let start = (at - usize::from(self.source[..at].ends_with('\r'))).max(self.read);
            return self.edit(start, at + 1 - start, " ");
        }
        0
    }

    fn bracket(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        if self.kinds.wiki && rest.starts_with("[[") {
            let near = truncated(rest, MAX_LINK);
            let Some(end) = near.find("]]") else { return 0 };
            let link = &near["[[".len()..end];
            let media = ["File:", "Image:", "Category:"].iter().any(|media| link.starts_with(media));
            if media {
                return self.edit(at, end + "]]".len(), "");
            }
            let target = link.find('|').map_or(0, |bar| bar + 1);
            return self.edit(at, "[[".len() + target, "");
        }
        if rest.starts_with("[^") {
            let near = truncated(rest, MAX_PART);
            let end = near.find(']').filter(|&end| !near[..end].contains(char::is_whitespace));
            return end.map_or(0, |end| self.edit(at, end + 1, ""));
        }
        if let Some(link) = web_link(self.source, at) {
            let len = rest.find(' ').map_or(1, |space| space + 1);
            self.link = Some(link);
            return self.edit(at, len, "");
        }
        let Some(link) = markdown_link(self.source, at) else { return 0 };
        if self.source[..at].ends_with('!') && self.read < at {
            return self.edit(at - 1, link.end + 1 - at, "");
        }
        self.link = Some(link);
        self.edit(at, 1, "")
    }

    /// A run of straight single marks. Two or three emphasise in wiki text, and around a name in other texts.
    fn ticks(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        let run = rest.bytes().take_while(|&byte| byte == b'\'').count();
        if run == 1 {
            return 0;
        }
        if !self.kinds.wiki {
            return self.emphasis(at).max(at + run);
        }
        // The ''Eagle'''s cook
        let possessive = run == 3 && rest[run..].starts_with("s ");
        self.edit(at, if possessive { 2 } else { run }, "")
    }

    /// Marks of emphasis around a name or a pronoun in the narration, or a verb of speech: said **Orne**, _said_ Orne.
    /// Other emphasis stays.
    fn emphasis(&mut self, at: usize) -> usize {
        let source = self.source;
        let byte = source.as_bytes()[at];
        let run = source[at..].bytes().take_while(|&other| other == byte).count();
        let marks = &source[at..at + run];
        let inside = truncated(&source[at + run..], MAX_NAME);
        let before = source[..at].chars().next_back();
        // Where a line begins, the name may be a label.
        let line = before.map_or(true, |c| matches!(c, '\n' | '>'));
        if self.closing == Some(at) {
            self.closing = None;
            return self.edit(at, run, "");
        }
        let opens = run <= 3 && (line || before.is_some_and(|c| c.is_whitespace() || c == '['));
        let Some(len) = inside.find(marks).filter(|_| opens) else { return at + run };
        let behind = &source[at + len + 2 * run..];
        let next = behind.chars().next();
        let closes = next != Some(byte as char) && !next.is_some_and(char::is_alphanumeric);
        let labels = line
            && !(next == Some(',') || behind.starts_with("'s") || behind.starts_with("’s") || is_lower_word(behind));
        // **[Orne](orne.html)**
        let shown = inside[..len].strip_prefix('[').and_then(|link| link.split_once(']'));
        let words = shown.map_or(&inside[..len], |(words, _)| words);
        if !closes || labels || !(is_name(words) || byte == b'*' && is_pronoun(words) || is_verb(words)) {
            return at + run;
        }
        self.closing = Some(at + run + len);
        self.edit(at, run, "")
    }
}

/// Whether some emphasised words are a name, and no other thing that texts emphasise.
fn is_name(words: &str) -> bool {
    let capitalised = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
    };
    let stressed = || {
        // *Captain* Rhee, *Never* did he
        let classes = Classes::TITLE | Classes::CLOSED | Classes::ADVERB | Classes::CUE;
        words.ends_with('.') || Lexicon::standard().classes_of(words).any(classes)
    };
    words.split(' ').all(capitalised) && (words.contains(' ') || !stressed())
}

/// Whether some words are a pronoun that stands for a speaker.
fn is_pronoun(words: &str) -> bool {
    matches!(words, "he" | "she" | "they" | "I" | "we")
}

/// Whether a word is the past form of a verb that reports speech.
fn is_verb(word: &str) -> bool {
    let classes = Lexicon::standard().classes_of(word);
    classes.any(Classes::CUE_STRONG) && classes.any(Classes::PAST)
}

/// Whether the underscore at an offset emphasises a verb of speech alone.
fn emphasises_verb(text: &str, at: usize) -> bool {
    let rest = &text.as_bytes()[at + 1..];
    let len = rest.iter().take(MAX_PART).take_while(|byte| byte.is_ascii_lowercase()).count();
    // OK because ASCII alone was counted.
    rest.get(len) == Some(&b'_') && is_verb(&text[at + 1..at + 1 + len])
}

/// Whether a word in lower case follows: " said"
fn is_lower_word(text: &str) -> bool {
    text.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

/// A tag of HTML.
#[derive(Clone, Copy)]
struct Tag<'t> {
    name: &'t str,
    /// `</b>`
    closes: bool,
    /// `<b/>`
    is_empty: bool,
    /// Length in bytes.
    len: usize,
}

impl<'t> Tag<'t> {
    /// The tag at the start of a text.
    fn read(text: &'t str) -> Option<Self> {
        let near = truncated(text, MAX_TAG);
        let closes = near.starts_with("</");
        let start = if closes { 2 } else { 1 };
        let name_len = near[start..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = &near[start..start + name_len];
        let behind = start + name_len;
        let end = behind + near[behind..].find(['>', '<'])?;
        let attributes = &near[behind..end];
        let fits = attributes.is_empty() || attributes.starts_with(|c: char| c.is_ascii_whitespace() || c == '/');
        let ends = near.as_bytes()[end] == b'>';
        (ends && fits && !name.is_empty()).then_some(Self {
            name,
            closes,
            is_empty: attributes.ends_with('/'),
            len: end + 1,
        })
    }
}

/// Whether a paragraph ends at a line break within an element: the line ends a sentence or introduces speech, and what
/// follows begins one.
fn begins_paragraph(before: &str, behind: &str) -> bool {
    let last = before.trim_end().chars().next_back();
    let ends = last.map_or(true, |c| matches!(c, '.' | '!' | '?' | '…' | '"' | '”' | '’' | '\'' | ';' | '>' | ')'));
    let opens = behind.starts_with(['"', '“', '‘', '\'', '«', '—', '–', '&', '<', '\\']);
    ends && (opens || behind.starts_with(char::is_uppercase)) || opens && last == Some(':')
}

/// A word that was cut at the end of a line.
struct CutWord {
    hyphen: Span,
    /// Where its second part begins.
    end: usize,
    /// It has a hyphen of its own where it was cut: "well-⏎known".
    is_compound: bool,
}

/// The word that was cut before the line break at an offset.
fn cut_word(text: &str, at: usize) -> Option<CutWord> {
    // The last bytes of the hyphens, and a carriage return.
    if at == 0 || !matches!(text.as_bytes()[at - 1], b'-' | 0xAD | 0x90 | b'\r') {
        return None;
    }
    let line = text[..at].strip_suffix('\r').unwrap_or(&text[..at]);
    let hyphens = ['-', '\u{ad}', '\u{2010}'];
    let hyphen = line.chars().next_back().filter(|c| hyphens.contains(c))?;
    let before = line.strip_suffix(hyphen)?;
    let rest = text[at + 1..].trim_start_matches([' ', '\t']);
    let next = rest.chars().next()?;
    if !before.ends_with(char::is_alphanumeric) || !next.is_alphabetic() {
        return None;
    }
    let letter = |c: char| c.is_alphanumeric() || c == '-' || c == '’' || c == '\'';
    let start = floor(before, before.len().saturating_sub(MAX_PART));
    let part = before[start..].rsplit(|c| !letter(c)).next().unwrap_or("");
    let rest_len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let second = &rest[..rest_len];
    // "Jean-⏎Paul"; but a dash at the end of a line before a sentence is none.
    let names = |name: &str| name.starts_with(char::is_uppercase) && name.chars().skip(1).any(char::is_lowercase);
    if next.is_uppercase() && !(names(part) && names(second)) {
        return None;
    }
    let known = |word: &str| !Lexicon::standard().classes_of(word).is_empty();
    let is_compound = hyphen == '-'
        && (next.is_uppercase()
            || part.contains('-')
            || part.ends_with(|c: char| c.is_ascii_digit())
            || known(part) && known(second) && !known(&[part, second].concat()));
    let hyphen = Span::new(before.len(), line.len());
    Some(CutWord { hyphen, end: text.len() - rest.len(), is_compound })
}

/// Where the text goes on behind the line break at an offset, if that stands on the inner side of a mark: behind an opening
/// one at the end of a line, or before a closing one at the start of the next.
fn mark_at_line_end(text: &str, at: usize) -> Option<usize> {
    // The last byte of an opening mark, or a carriage return; or the first byte of a closing one, or white space.
    let bytes = text.as_bytes();
    let before = at > 0 && matches!(bytes[at - 1], b'"' | 0x9C | b'\r');
    if !before && !bytes.get(at + 1).is_some_and(|byte| matches!(byte, b'"' | 0xE2 | b' ' | b'\t')) {
        return None;
    }
    let line = text[..at].strip_suffix('\r').unwrap_or(&text[..at]);
    let rest = text[at + 1..].trim_start_matches([' ', '\t']);
    let end = text.len() - rest.len();
    if rest.starts_with(['”', '"']) {
        let behind = rest.trim_start_matches(['”', '"']);
        let closes = is_lower_word(behind) || behind.starts_with([',', '.']) || behind.starts_with(" I ");
        let inside = line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '.' | '?' | '!'));
        return (closes && inside && is_open_at(line)).then_some(end);
    }
    let before = line.strip_suffix('“').or_else(|| line.strip_suffix('"'))?;
    let led_in = before.strip_suffix(' ').is_some_and(|before| before.ends_with(['.', ',', ':', '?', '!', '”']));
    (led_in && rest.starts_with(char::is_alphanumeric) && (line.ends_with('“') || !is_open_at(before))).then_some(end)
}

/// Whether a double mark is open at the end of a line.
fn is_open_at(line: &str) -> bool {
    let near = &line[floor(line, line.len().saturating_sub(MAX_LINE))..];
    let own = near.rsplit('\n').next().unwrap_or(near);
    match (own.rfind('“'), own.rfind('”')) {
        (Some(open), close) => close.map_or(true, |close| close < open),
        _ => own.bytes().filter(|&byte| byte == b'"').count() % 2 == 1,
    }
}

/// The gaps at which paragraphs were run together: between the closing mark of one speech and the opening mark of the next,
/// and where no white space parts a sentence from the speech that follows it. In order and disjoint.
fn collapsed(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let ends = |at: usize| text[..at].ends_with(['.', '?', '!', '…', '—']);
    let begins = |at: usize| {
        let rest = text[at..].trim_start_matches(['\'', '’', '‘', '…', '.', '_']);
        rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    // Written onto a word and its stop.
    let onto_word = |at: usize| {
        let before = text[..at].trim_end_matches(['.', '?', '!']);
        before.len() < at && before.ends_with(char::is_alphabetic) && !is_open_at(&text[..at])
    };
    let mut gaps: Vec<Span> = Vec::new();
    for at in memchr::memchr_iter(b'"', bytes) {
        let next = if bytes.get(at + 1) == Some(&b' ') { at + 2 } else { at + 1 };
        if bytes.get(next) == Some(&b'"') && ends(at) && begins(next + 1) && is_open_at(&text[..at]) {
            gaps.push(Span::new(at + 1, next));
        } else if bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase) && onto_word(at) {
            gaps.push(Span::new(at, at));
        }
    }
    let straight = gaps.len();
    for at in memchr::memmem::find_iter(bytes, "“".as_bytes()) {
        let before = text[..at].strip_suffix(' ').unwrap_or(&text[..at]);
        let opens = begins(at + "“".len());
        if before.strip_suffix('”').is_some_and(|speech| opens && ends(speech.len())) {
            gaps.push(Span::new(before.len(), at));
        } else if before.len() == at && opens && onto_word(at) {
            gaps.push(Span::new(at, at));
        }
    }
    if straight > 0 && straight < gaps.len() {
        gaps.sort_unstable_by_key(|gap| (gap.start, gap.end));
    }
    // Single marks touch in the same way where they are the outer ones.
    if gaps.is_empty() && memchr::memchr(b'"', bytes).is_none() && memchr::memmem::find(bytes, "“".as_bytes()).is_none()
    {
        for (touching, close) in [("’ ‘", "’".len()), ("' '", "'".len())] {
            let at = memchr::memmem::find_iter(bytes, touching.as_bytes());
            let at = at.filter(|&at| ends(at) && begins(at + touching.len()));
            gaps.extend(at.map(|at| Span::new(at + close, at + close + 1)));
        }
        gaps.sort_unstable_by_key(|gap| gap.start);
        return gaps;
    }
    let mut answers = Vec::new();
    let mut first = 0;
    for i in 0..gaps.len() {
        // A run of speeches that touch, without anything else between.
        let goes_on = gaps.get(i + 1).is_some_and(|next| {
            let between = &text[gaps[i].end..next.start];
            between.len() < MAX_LINE && between.matches(['"', '“', '”']).count() == 2
        });
        if !goes_on {
            answers.extend(answer_before(text, gaps[first], gaps[i], i - first + 2));
            first = i + 1;
        }
    }
    if !answers.is_empty() {
        gaps.extend(answers);
        gaps.sort_unstable_by_key(|gap| (gap.start, gap.end));
        gaps.dedup();
    }
    gaps
}

/// The gap between a reporting clause and the first of a run of `count` speeches that touch, if that one is another's:
/// “Who is it?” asked Edda. “Me.” “Who is me?” The two who talk take turns, so the names at both ends of the run tell.
/// `first` and `last` are the first and the last gap of the run.
fn answer_before(text: &str, first: Span, last: Span, count: usize) -> Option<Span> {
    let near = &text[floor(text, first.start.saturating_sub(MAX_LINE))..first.start];
    let near = near.rsplit('\n').next().unwrap_or(near);
    let speech = near.strip_suffix('"').or_else(|| near.strip_suffix('”'))?;
    let open = speech.rfind(['"', '“'])?;
    let before = speech[..open].strip_suffix(' ')?;
    let close = before.rfind(['"', '”'])?;
    let clause = before[close..].trim_start_matches(['"', '”']);
    if clause.len() > MAX_CLAUSE || !clause.ends_with('.') || clause.len() < 3 {
        return None;
    }
    // The clause of the last speech.
    let rest = truncated(&text[last.end..], MAX_LINE);
    let rest = rest.trim_start_matches(['"', '“']);
    let behind = rest.find(['"', '”']).map_or("", |at| rest[at..].trim_start_matches(['"', '”']));
    let last_clause = &behind[..behind.find(['.', '\n', '"', '“']).unwrap_or(0)];
    let is_name = |word: &&str| word.starts_with(char::is_uppercase);
    let words = |clause| str::split(clause, |c: char| !c.is_alphanumeric()).filter(|word: &&str| word.len() > 1);
    let other = if last_clause.len() <= MAX_CLAUSE && words(last_clause).any(|word| is_name(&word)) {
        let same = words(clause).filter(is_name).any(|name| words(last_clause).any(|word| word == name));
        same == (count % 2 == 0)
    } else {
        before[..close].ends_with('?') && !speech.ends_with('?')
    };
    let start = first.start - near.len() + before.len();
    other.then_some(Span::new(start, start + 1))
}

/// A link of Markdown: `[text](target)`.
struct Link {
    /// Where its text ends.
    text_end: usize,
    end: usize,
}

/// The link that begins with the bracket at an offset.
fn markdown_link(text: &str, at: usize) -> Option<Link> {
    let near = truncated(&text[at..], MAX_LINK);
    let middle = near.find(']')?;
    let label = &near[1..middle];
    if label.contains(['[', '\n']) {
        return None;
    }
    // [Orne][2]
    if let Some(reference) = near[middle..].strip_prefix("][") {
        let len = reference.find(']').filter(|&len| len <= MAX_REFERENCE && !reference[..len].contains(' '))?;
        return Some(Link { text_end: at + middle, end: at + middle + "][".len() + len + 1 });
    }
    if !near[middle..].starts_with("](") {
        return None;
    }
    let target = &near[middle + 2..];
    let len = target.find([')', '\n'])?;
    let target = &target[..len];
    // No white space, but for a title in marks: [Orne](orne.html "The mayor")
    let has_title =
        || target.split_once(' ').is_some_and(|(_, title)| title.trim_start().starts_with(['"', '\'', '“']));
    let fits = !target.contains(char::is_whitespace) || has_title();
    let closes = near[middle + 2 + len..].starts_with(')');
    (fits && closes).then_some(Link { text_end: at + middle, end: at + middle + 2 + len + 1 })
}

/// A link of wiki text into the web, whose target comes first: `[https://… text]`.
fn web_link(text: &str, at: usize) -> Option<Link> {
    let near = truncated(&text[at..], MAX_LINK);
    if !near.starts_with("[http") {
        return None;
    }
    let end = near.find([']', '\n'])?;
    (near[end..].starts_with(']') && near[..end].contains(' '))
        .then_some(Link { text_end: at + end, end: at + end + 1 })
}

/// The length of an argument in braces at the start of a text.
fn argument_len(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in truncated(text, MAX_ARGUMENT).bytes().enumerate() {
        depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// The start of a text, of at most `len` bytes.
fn truncated(text: &str, len: usize) -> &str {
    &text[..floor(text, len.min(text.len()))]
}

/// The last start of a character at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{collapsed, cut_word, PlainText};
    use crate::span::Span;
    use crate::tests::random::Random;

    #[test]
    fn a_text_without_markup_is_its_own_plain_text() {
        for text in [
            "",
            "“No,” said Edda. “Not today.”",
            "R&D & Sons; 3 < 4 > 2; C:\\new; a*b*c; snake_case_name; [sic] [1]",
            "* * *\n\n_So_ it was--\nand so it stays. 'He's ''ere.'",
            "<Edda> hello\n<v Jan Vos> hello",
            "“He said ‘no.’ ‘Yes.’”",
            "``No,'' said Edda. ''Yes,'' said Jan.",
        ] {
            let plain = PlainText::of(text);
            assert!(plain.is_source(), "{text:?}: {:?}", plain.text());
            assert_eq!(plain.text(), text);
        }
    }

    #[test]
    fn markup_reads_as_what_it_shows() {
        for (source, expected) in [
            ("&ldquo;No&rdquo; &amp;nbsp;&#8212;&#x201C;", "“No” \u{a0}—“"),
            ("<p>“<b>No</b>,” said <a href=\"e.html\">Edda</a>.</p>", "\n\n“No,” said Edda.\n\n"),
            ("a<br/>\n“b</i>", "a “b"),
            ("a.<br>“b”</i>", "a.\n\n“b”"),
            ("<p>a\nb</p>\n\n<p>c", "\n\na b\n\n\n\n\n\nc"),
            ("<q>a <q>b</q></q>", "“a ‘b’”"),
            ("a<!-- \"b\" --><script>\"c\"</script>d", "ad"),
            ("a<script>b</i>", "ab"),
            ("\\\"No,\\\" said Edda\\...", "\"No,\" said Edda..."),
            ("{\"a\": \"\\\"No.\\\"\\nb\"}", "{\n\na\n\n: \n\n\"No.\"\nb\n\n}"),
            ("\\u201cNo\\u201d", "“No”"),
            ("\\enquote{No \\emph{and} {no}}\\footnote{a {b}} Mrs.~Strand", "“No and {no}” Mrs. Strand"),
            ("[[Edda Strand|Edda]] said \"no\" to '''Jan'''. [[File:a.png|b]]", "Edda said \"no\" to Jan. "),
            ("\"No,\" said ''Edda Strand''.", "\"No,\" said Edda Strand."),
            ("said [Edda](e.html \"The mayor\") and ![a](b.png)[Jan](j)", "said Edda and Jan"),
            ("said **Edda Strand** and *she* [^1]", "said Edda Strand and she "),
            ("**Edda:** no [^1]", "**Edda:** no "),
            ("**Edda**, who", "Edda, who"),
            ("*Captain* Rhee [^1]", "*Captain* Rhee "),
            ("said Edda Stran-\n  ding", "said Edda Stranding"),
            ("his mother-in-\nlaw and Jean-\r\nPaul", "his mother-in-law and Jean-Paul"),
            ("He said: “\nNo.”", "He said: “No.”"),
            ("“No,\n” said Edda.", "“No,” said Edda."),
        ] {
            assert_eq!(PlainText::of(source).text(), expected, "{source:?}");
        }
    }

    #[test]
    fn words_are_cut_at_line_ends() {
        for (text, compound) in [
            ("Stran-\nding", Some(false)),
            ("twenty-\nfirst", Some(true)),
            ("29-\nyear", Some(true)),
            ("Jean-\nPaul", Some(true)),
            ("I think-\nThen", None),
            ("so--\nand", None),
            ("a -\nb", None),
            ("a-\n\nb", None),
            ("-\nb", None),
        ] {
            let at = text.find('\n').unwrap();
            assert_eq!(cut_word(text, at).map(|cut| cut.is_compound), compound, "{text:?}");
        }
    }

    #[test]
    fn paragraphs_that_were_run_together_are_parted() {
        for (text, expected) in [
            ("“A.” “B.” “C.”", "“A.”|“B.”|“C.”"),
            ("\"A.\"\"B.\" He left.\"C.\"", "\"A.\"|\"B.\" He left.|\"C.\""),
            // The names at both ends of a run tell whether the clause is followed by the same speaker.
            ("“A,” said Edda. “B.” “C.” “D,” said Edda.", "“A,” said Edda. “B.”|“C.”|“D,” said Edda."),
            ("“A,” said Edda. “B.” “C.” “D,” said Jan.", "“A,” said Edda.|“B.”|“C.”|“D,” said Jan."),
            ("“A,” “B,” said Edda.", "“A,” “B,” said Edda."),
            ("“A,” said Edda. “B.”", "“A,” said Edda. “B.”"),
            ("‘A.’ ‘B.’", "‘A.’|‘B.’"),
            ("“‘A.’ ‘B.’”", "“‘A.’ ‘B.’”"),
        ] {
            let mut parted = text.to_owned();
            for gap in collapsed(text).iter().rev() {
                parted.replace_range(gap.range(), "|");
            }
            assert_eq!(parted, expected);
        }
    }

    /// Every character of the plain text is one of the source where nothing is edited, and offsets ascend together.
    #[test]
    fn spans_lead_back_to_the_source() {
        const PIECES: [&str; 40] = [
            "&quot;",
            "&ldquo;",
            "&amp;",
            "&amp;nbsp;",
            "&",
            "<b>",
            "</b>",
            "<p>",
            "<br>",
            "<q>",
            "</q>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "\\\"",
            "\\enquote{",
            "\\emph{",
            "}",
            "{",
            "\\u201c",
            "\\n",
            "[[",
            "]]",
            "|",
            "[a](b)",
            "''",
            "'''",
            "-\n",
            "\n",
            "\n\n",
            "“",
            "” “",
            "\" \"",
            ".",
            " ",
            "a",
            "Edda",
            "é",
            "*",
        ];
        let mut random = Random::new(11);
        for _ in 0..5000 {
            let source: String = (0..random.below(25)).map(|_| PIECES[random.below(PIECES.len())]).collect();
            let plain = PlainText::of(&source);
            let text = plain.text();
            let mut before = 0;
            for (at, c) in text.char_indices() {
                let span = plain.source(Span::new(at, at + c.len_utf8()));
                assert!(span.start >= before, "{source:?}: {text:?} at {at}");
                assert!(source.get(span.range()).is_some(), "{source:?}: {span:?}");
                let edited = plain.edits.iter().any(|edit| edit.plain.start <= at && at < edit.plain.end);
                assert!(edited || source[span.range()] == text[at..at + c.len_utf8()], "{source:?}: {text:?} at {at}");
                before = span.start;
                let empty = plain.source(Span::new(at, at));
                assert!(edited || empty.start <= span.start && source.get(empty.range()).is_some());
            }
            for pair in plain.edits.windows(2) {
                assert!(pair[0].source.end <= pair[1].source.start && pair[0].plain.end <= pair[1].plain.start);
            }
        }
    }
}
