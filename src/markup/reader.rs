//! Reads a source and writes its plain text.

use std::borrow::Cow;

use crate::markup::emphasis::{is_lower_word, is_name, is_pronoun, is_reporting_verb, MAX_NAME};
use crate::markup::entity;
use crate::markup::html::{begins_paragraph, Element, Tag, HIDDEN};
use crate::markup::latex::{argument_len, Brace, Command};
use crate::markup::lines::{cut_within_line, cut_word, is_blank_line, mark_at_line_end, with_line_feeds, MAX_PART};
use crate::markup::links::{markdown_link, web_link, Link, MAX_LINK};
use crate::markup::masks;
use crate::markup::mojibake;
use crate::markup::plain::{Draft, PlainText, BREAK};
use crate::markup::runs::collapsed;
use crate::markup::signs::{Kinds, Signs};
use crate::span::Span;
use crate::util::slice::truncated;
use crate::util::steps;

/// The plain text of a source. `masks` are markup that the caller knows; they may have any order and overlap.
pub(crate) fn plain_text<'t>(source: &'t str, masks: &[Span]) -> PlainText<'t> {
    match with_line_feeds(source) {
        Cow::Borrowed(_) => without_markup(source, masks),
        Cow::Owned(lines) => without_markup(&lines, masks).of_source(source),
    }
}

fn without_markup<'t>(source: &'t str, masks: &[Span]) -> PlainText<'t> {
    let (breaks, signs) = (collapsed(source), Signs::of(source));
    if breaks.is_empty() && masks.is_empty() && !signs.any() {
        return PlainText::unedited(source);
    }
    Reader::new(source, signs).read(&breaks, &masks::normalised(source, masks))
}

/// The bytes with which an edit may begin, in order. Those that only some kinds of markup have are looked for in these
/// alone.
struct Candidates<'t> {
    bytes: &'t [u8],
    /// Three bytes each, with the next offset of one of them; `None` where there is none any more.
    searches: Vec<([u8; 3], Option<usize>)>,
}

impl<'t> Candidates<'t> {
    fn new(text: &'t str, kinds: Kinds) -> Self {
        let bytes = text.as_bytes();
        let Signs { syntax, line_breaks, brackets, emphasis, hyphens, mojibake, .. } = kinds.signs;
        let mut sets = Vec::new();
        sets.extend(syntax.then_some(*b"&<\\"));
        sets.extend((line_breaks || kinds.blocks).then_some(*b"\n\n\n"));
        sets.extend(brackets.then_some(*b"[]["));
        sets.extend(emphasis.then_some(*b"*_*"));
        sets.extend(hyphens.then_some(*b"---"));
        sets.extend(mojibake.then_some([LATIN; 3]));
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

/// The first byte in UTF-8 of the letters of Latin-1 beyond ASCII, with which mojibake begins.
const LATIN: u8 = 0xC3;

/// Reads a source from its start to its end.
struct Reader<'t> {
    source: &'t str,
    kinds: Kinds,
    draft: Draft<'t>,
    /// The open braces of LaTeX, outermost first.
    braces: Vec<Brace>,
    /// Number of open `<q>` elements.
    depth: usize,
    /// Where the marks stand that close the emphasis of the name that is being read.
    closing: Option<usize>,
    /// The link whose text is being read.
    link: Option<Link>,
    /// A search for the end of a comment, or for the closing tag of the element of this number in [`HIDDEN`], has
    /// failed. So will all later ones.
    unclosed: [bool; HIDDEN.len() + 1],
    /// Where the first "]]" begins at or after the last "[[" that was read, or the length of the source. A run of
    /// opening brackets shares it.
    link_end: usize,
}

impl<'t> Reader<'t> {
    fn new(source: &'t str, signs: Signs) -> Self {
        Self {
            source,
            kinds: Kinds::of(source, signs),
            draft: Draft::new(source),
            braces: Vec::new(),
            depth: 0,
            closing: None,
            link: None,
            unclosed: [false; HIDDEN.len() + 1],
            link_end: 0,
        }
    }

    /// `breaks` are the gaps at which paragraphs were run together. Both lists are in order and disjoint.
    fn read(mut self, breaks: &[Span], masks: &[Span]) -> PlainText<'t> {
        let mut breaks = breaks.iter().copied().peekable();
        let mut masks = masks.iter().copied().peekable();
        let mut candidates = Candidates::new(self.source, self.kinds);
        let mut at = 0;
        loop {
            let next = candidates.next_from(at).unwrap_or(self.source.len());
            let mask = masks.next_if(|mask| mask.start <= next);
            let until = mask.map_or(next, |mask| mask.start);
            while let Some(gap) = breaks.next_if(|gap| gap.end <= until) {
                if gap.start >= self.draft.read() {
                    self.edit(gap.start, gap.len(), BREAK);
                }
            }
            steps::count(1);
            if let Some(mask) = mask {
                // Markup that was read may have reached into the mask.
                let rest = Span::new(mask.start.max(self.draft.read()), mask.end.max(self.draft.read()));
                if !rest.is_empty() {
                    self.edit(rest.start, rest.len(), masks::plain(self.source, rest));
                }
                at = at.max(mask.end);
            } else if next < self.source.len() {
                // Behind the first byte of the candidate, or behind what was read with it.
                at = (next + 1).max(self.read_at(next));
            } else {
                return self.draft.finish();
            }
        }
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
                self.braces.push(Brace::Group);
                0
            }
            b'}' => match self.braces.pop() {
                Some(Brace::Quotation) => self.edit(at, 1, "”"),
                Some(Brace::Shown) => self.edit(at, 1, ""),
                Some(Brace::Heading) => self.edit(at, 1, BREAK),
                Some(Brace::Group) | None => 0,
            },
            b'~' if self.kinds.latex => self.edit(at, 1, " "),
            b'\'' => self.ticks(at),
            b'*' | b'_' => self.emphasis(at),
            b'-' if self.kinds.signs.hyphens => match cut_within_line(source, at) {
                Some(end) if at >= self.draft.read() => self.edit(at, end - at, "-"),
                _ => 0,
            },
            b'"' if self.kinds.json => self.edit(at, 1, BREAK),
            LATIN if at >= self.draft.read() => match mojibake::read(rest) {
                Some((len, c)) => self.edit(at, len, c.encode_utf8(&mut [0; 4])),
                None => 0,
            },
            _ => 0,
        }
    }

    /// Writes `plain` for the `len` bytes of the source at an offset. Returns the offset behind them.
    fn edit(&mut self, at: usize, len: usize, plain: &str) -> usize {
        self.draft.edit(Span::new(at, at + len), plain);
        at + len
    }

    fn tag(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        if rest.starts_with("<!--") {
            return self.hide(at, "-->", HIDDEN.len());
        }
        let Some(tag) = Tag::read(rest) else { return 0 };
        match tag.element() {
            Some(Element::Quotation) => {
                let mark = match (tag.closes, self.depth % 2) {
                    (false, 0) => "“",
                    (false, _) => "‘",
                    (true, 0) => "’",
                    (true, _) => "”",
                };
                self.depth = if tag.closes { self.depth.saturating_sub(1) } else { self.depth + 1 };
                self.edit(at, tag.len, mark)
            }
            Some(Element::LineBreak) => {
                let behind = rest[tag.len..].trim_start();
                let len = rest.len() - behind.len();
                let plain = if begins_paragraph(&self.source[..at], behind) { BREAK } else { " " };
                self.edit(at, len, plain)
            }
            Some(Element::Block) => {
                self.depth = 0;
                self.edit(at, tag.len, BREAK)
            }
            Some(Element::Hidden(kind)) => {
                let end = ["</", HIDDEN[kind], ">"].concat();
                let hides = !tag.closes && !tag.is_empty;
                match if hides { self.hide(at, &end, kind) } else { 0 } {
                    0 => self.edit(at, tag.len, ""),
                    end => end,
                }
            }
            Some(Element::Space) => self.edit(at, tag.len, " "),
            Some(Element::Inline) => self.edit(at, tag.len, ""),
            None => 0,
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
        let braces = if argument.starts_with("{}") { "{}".len() } else { 0 };
        match Command::of(name) {
            Some(Command::Character(plain)) => return self.edit(at, behind + braces - at, plain),
            Some(Command::Break) => return self.edit(at, behind + braces - at, BREAK),
            Some(Command::Argument(brace)) if opens => {
                self.braces.push(brace);
                let plain = match brace {
                    Brace::Quotation => "“",
                    Brace::Heading => BREAK,
                    Brace::Shown | Brace::Group => "",
                };
                return self.edit(at, behind + 1 - at, plain);
            }
            Some(command @ (Command::LeftOut | Command::Environment)) if opens => {
                let plain = if command == Command::LeftOut { "" } else { BREAK };
                return argument_len(argument).map_or(0, |len| self.edit(at, behind + len - at, plain));
            }
            Some(Command::Argument(_) | Command::LeftOut | Command::Environment) | None => {}
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
            let start = cut.hyphen.start.max(self.draft.read());
            return self.edit(start, cut.end - start, if cut.is_compound { "-" } else { "" });
        }
        if let Some(inner) = mark_at_line_end(self.source, at) {
            let start = inner.start.max(self.draft.read());
            return self.edit(start, inner.end - start, "");
        }
        if self.kinds.blocks && !is_blank_line(self.source, at) {
            let start = (at - usize::from(self.source[..at].ends_with('\r'))).max(self.draft.read());
            return self.edit(start, at + 1 - start, " ");
        }
        0
    }

    /// Where the first "]]" begins after the "[[" at an offset, which must not descend; the length of the source if there
    /// is none.
    fn link_end(&mut self, at: usize) -> usize {
        if self.link_end < at + "[[".len() {
            let found = memchr::memmem::find(&self.source.as_bytes()[at..], b"]]");
            self.link_end = found.map_or(self.source.len(), |found| at + found);
            steps::count(self.link_end - at);
        }
        self.link_end
    }

    fn bracket(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        if self.kinds.wiki && rest.starts_with("[[") {
            let near = truncated(rest, MAX_LINK);
            let end = self.link_end(at) - at;
            if end + "]]".len() > near.len() {
                return 0;
            }
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
        if self.source[..at].ends_with('!') && self.draft.read() < at {
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

    /// Marks of emphasis around a name or a pronoun in the narration: said **Orne**. Other emphasis stays.
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
        if !closes || labels || !(is_name(words) || is_pronoun(words) || is_reporting_verb(words)) {
            return at + run;
        }
        self.closing = Some(at + run + len);
        self.edit(at, run, "")
    }
}

#[cfg(test)]
mod tests {
    use super::plain_text;
    use crate::markup::lines::with_line_feeds;
    use crate::span::Span;
    use crate::tests::random::Random;
    use crate::util::steps::measure;

    #[test]
    fn the_end_of_a_link_is_looked_for_once() {
        let text = "\"A\" [[a|b]] ".to_owned() + &"[".repeat(4000) + "c]]" + &"[[ ".repeat(1000);
        let steps = measure(|| {
            let plain = plain_text(&text, &[]);
            // A link of more than a thousand bytes is none; the last brackets before "]]" are.
            assert!(plain.text().starts_with("\"A\" b [[["), "{}", plain.text());
            assert!(plain.text().contains("[c[[ "), "{}", plain.text());
        });
        assert!(steps <= 2 * text.len() as u64, "{steps}");
    }

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
            let plain = plain_text(text, &[]);
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
            ("_He_ rose, and _I_ rose with _him_.", "He rose, and I rose with _him_."),
            ("**Edda:** no [^1]", "**Edda:** no "),
            ("**Edda**, who", "Edda, who"),
            ("*Captain* Rhee [^1]", "*Captain* Rhee "),
            ("said Edda Stran-\n  ding", "said Edda Stranding"),
            ("his mother-in-\nlaw and Jean-\r\nPaul", "his mother-in-law and Jean-Paul"),
            ("He said: “\nNo.”", "He said: “No.”"),
            ("“No,\n” said Edda.", "“No,” said Edda."),
        ] {
            assert_eq!(plain_text(source, &[]).text(), expected, "{source:?}");
        }
    }

    #[test]
    fn masks_are_white_space_where_it_parts_words() {
        let spans = |source: &str, masks: &[&str]| -> Vec<Span> {
            let found = masks.iter().flat_map(|mask| source.match_indices(mask));
            found.map(|(at, mask)| Span::new(at, at + mask.len())).collect()
        };
        for (source, masks, expected) in [
            ("~~“No,”~~ said ~~Edda~~.", &["~~"][..], "“No,” said Edda."),
            ("{1}“No,”{2}\n\n{3} said &amp; left.", &["{1}", "{2}\n\n{3}"], "“No,”\n\n said & left."),
            ("<p>“No.”</p><p>“Yes.”</p>", &["<p>", "</p>"], "\n\n“No.”\n\n“Yes.”\n\n"),
            ("<script>“No.”</script>", &["“No.”"], ""),
            ("“No.” “Yes.”", &[" "], "“No.” “Yes.”"),
        ] {
            assert_eq!(plain_text(source, &spans(source, masks)).text(), expected, "{source:?}");
        }
    }

    /// Every character of the plain text is one of the source where nothing is edited, and offsets ascend together.
    #[test]
    fn spans_lead_back_to_the_source() {
        const PIECES: [&str; 42] = [
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
            "-  \n",
            "\r",
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
            let mut offset = || random.below(source.len() + 3);
            let masks: Vec<Span> =
                (0..2).map(|_| (offset(), offset())).map(|(a, b)| Span::new(a.min(b), b.max(a))).collect();
            let masks = if random.below(2) == 0 { Vec::new() } else { masks };
            let plain = plain_text(&source, &masks);
            let (text, edits, lines) = (plain.text(), plain.edits(), with_line_feeds(&source));
            let mut before = 0;
            for (at, c) in text.char_indices() {
                let span = plain.source(Span::new(at, at + c.len_utf8()));
                assert!(span.start >= before, "{source:?}: {text:?} at {at}");
                assert!(source.get(span.range()).is_some(), "{source:?}: {span:?}");
                let edited = edits.iter().any(|edit| edit.plain.start <= at && at < edit.plain.end);
                let same = lines[span.range()] == text[at..at + c.len_utf8()];
                assert!(edited || same, "{source:?}: {text:?} at {at}");
                before = span.start;
                let empty = plain.source(Span::new(at, at));
                assert!(edited || empty.start <= span.start && source.get(empty.range()).is_some());
            }
            for pair in edits.windows(2) {
                assert!(pair[0].source.end <= pair[1].source.start && pair[0].plain.end <= pair[1].plain.start);
            }
        }
    }
}
