//! The words of HTML and XHTML.
//!
//! The tokenizer of html5ever reads the page, without its tree builder: a sequence of tags and characters is enough for
//! the words, and takes linear time on any page.

use std::cell::RefCell;

use encoding_rs::Encoding;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::LocalName;
use inquit::Span;
use memchr::memchr_iter;

use crate::read::prose::Prose;

/// Whether `<title/>` is an element without content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// No: the slash is ignored.
    Html,
    /// Yes.
    Xml,
}

impl Syntax {
    /// That of a page, by its first line.
    pub fn of(page: &str) -> Self {
        if page.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace()).starts_with("<?xml") {
            Self::Xml
        } else {
            Self::Html
        }
    }
}

/// The encoding that the page declares in its first bytes.
pub fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    // `<meta charset="…">`, `<meta … content="text/html; charset=…">`, `<?xml … encoding="…"?>`
    ["charset=", "encoding="].into_iter().find_map(|key| {
        let value = start.split(key).nth(1)?.trim_start_matches(['"', '\'', ' ']);
        let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.:".contains(c)).unwrap_or(value.len());
        Encoding::for_label(&value.as_bytes()[..end])
    })
}

/// All words of a page, without markup, scripts and styles.
pub fn text(page: &str, syntax: Syntax) -> String {
    let sink = Sink { syntax, reader: RefCell::default() };
    let tokenizer = Tokenizer::new(sink, Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(page));
    // Scripts are skipped, so nothing interrupts the tokenizer.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.reader.into_inner().prose.finish()
}

/// What is not prose, where it stands: elements whose content has no tags, such as scripts. The library reads the rest
/// of the markup.
pub fn masks(page: &str) -> Vec<Span> {
    let bytes = page.as_bytes();
    let begins = |at: usize, tag: &str| {
        let end = at + tag.len();
        let is_name = bytes.get(at..end).is_some_and(|name| name.eq_ignore_ascii_case(tag.as_bytes()));
        // `<scripture>` is another element.
        is_name && !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric)
    };
    let mut masks = Vec::new();
    // The element that is open and where it begins.
    let mut open: Option<(usize, &str)> = None;
    for at in memchr_iter(b'<', bytes) {
        match open {
            None => open = RAW.iter().find(|(start, _)| begins(at, start)).map(|&(_, end)| (at, end)),
            Some((start, end)) if begins(at, end) => {
                masks.push(Span::new(start, at));
                open = None;
            }
            Some(_) => {}
        }
    }
    masks.extend(open.map(|(start, _)| Span::new(start, page.len())));
    masks
}

/// Start and end of the elements whose content has no tags.
const RAW: [(&str, &str); 6] = [
    ("<script", "</script"),
    ("<style", "</style"),
    ("<title", "</title"),
    ("<textarea", "</textarea"),
    ("<noscript", "</noscript"),
    ("<iframe", "</iframe"),
];

struct Sink {
    syntax: Syntax,
    reader: RefCell<Reader>,
}

/// What was read so far.
#[derive(Default)]
struct Reader {
    prose: Prose,
    /// The element that is skipped, and how many of its name are open.
    skipped: Option<(LocalName, usize)>,
    /// Number of open elements in which white space counts.
    verbatim: usize,
    /// Number of open `<q>`.
    quotations: usize,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reader = self.reader.borrow_mut();
        match token {
            Token::CharacterTokens(text) => reader.characters(&text),
            Token::TagToken(tag) => return reader.tag(&tag, self.syntax),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Reader {
    fn characters(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        if self.verbatim > 0 {
            self.prose.verbatim(text);
        } else {
            self.prose.words(text);
        }
    }

    fn tag(&mut self, tag: &Tag, syntax: Syntax) -> TokenSinkResult<()> {
        let is_empty = tag.self_closing && syntax == Syntax::Xml;
        let opens = tag.kind == TagKind::StartTag;
        if let Some((name, open)) = &mut self.skipped {
            match (*name == tag.name, opens) {
                (true, true) if !is_empty => *open += 1,
                (true, false) => *open -= 1,
                _ => {}
            }
            if *open == 0 {
                self.skipped = None;
            }
            return TokenSinkResult::Continue;
        }
        match &*tag.name {
            "script" | "style" | "title" | "textarea" | "noscript" | "iframe" | "template" | "svg" | "math"
            | "select" | "object" | "audio" | "video"
                if opens && !is_empty =>
            {
                self.skipped = Some((tag.name.clone(), 1));
                return match &*tag.name {
                    // Their content has no tags.
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "noscript" | "iframe" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
            }
            "br" => self.prose.line(),
            "q" => self.quotation(opens),
            // Quotation marks in code are not those of speech. The library reads back-ticks so.
            "code" | "kbd" | "samp" if self.verbatim == 0 => self.prose.words("`"),
            "pre" => {
                self.prose.paragraph();
                self.verbatim = if opens && !is_empty { self.verbatim + 1 } else { self.verbatim.saturating_sub(1) };
            }
            "address" | "article" | "aside" | "blockquote" | "body" | "caption" | "center" | "dd" | "details"
            | "dialog" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1"
            | "h2" | "h3" | "h4" | "h5" | "h6" | "head" | "header" | "hr" | "html" | "li" | "main" | "menu" | "nav"
            | "ol" | "option" | "p" | "section" | "summary" | "table" | "tbody" | "td" | "tfoot" | "th" | "thead"
            | "tr" | "ul" => {
                self.prose.paragraph();
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }

    /// The marks that a browser puts around `<q>`.
    fn quotation(&mut self, opens: bool) {
        if opens {
            self.prose.words(if self.quotations.is_multiple_of(2) { "“" } else { "‘" });
            self.quotations += 1;
        } else if self.quotations > 0 {
            self.quotations -= 1;
            self.prose.words(if self.quotations.is_multiple_of(2) { "”" } else { "’" });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{declared_encoding, masks, text, Syntax};

    #[test]
    fn words_without_markup() {
        let page = "<!DOCTYPE html><html><head><title>The \"Inn\"</title><style>q{quotes:'\"'}</style>\
                    <script>if (a < b) say(\"<p>\")</script></head><body><h1>The Inn</h1>\
                    <p>&ldquo;No,&rdquo; said\n  <b>Or</b>ne.<br>&quot;Go&nbsp;home.&quot;<p>She said <q>he said <q>go</q></q>.\
                    <!-- \"no\" --><svg><text>\"x\"</text></svg><ul><li>One<li>Two</ul><code>\"y\"</code>";
        assert_eq!(
            text(page, Syntax::of(page)),
            "The Inn\n\n“No,” said Orne.\n\"Go\u{a0}home.\"\n\nShe said “he said ‘go’”.\n\nOne\n\nTwo\n\n`\"y\"`\n"
        );
    }

    #[test]
    fn what_is_not_prose_is_masked_where_it_stands() {
        let page = "<TITLE>“T”</title><scripture>“No.”</scripture><script>if (a</b>c) \"x\"</script><style>";
        let hidden: Vec<&str> = masks(page).into_iter().map(|span| &page[span]).collect();
        assert_eq!(hidden, ["<TITLE>“T”", "<script>if (a</b>c) \"x\"", "<style>"]);
    }

    #[test]
    fn xhtml_has_elements_without_content() {
        let page =
            "<?xml version=\"1.0\"?><html><head><title/><script src=\"a.js\"/></head><body><p>“No.”</p></body></html>";
        assert_eq!(text(page, Syntax::of(page)), "“No.”\n");
    }

    #[test]
    fn line_breaks() {
        assert_eq!(text("“No.”<br><br>“Yes.”", Syntax::Html), "“No.”\n\n“Yes.”\n");
        assert_eq!(text("<pre>The sea,\n  the sea</pre>\nmore", Syntax::Html), "The sea,\n  the sea\n\nmore\n");
    }

    #[test]
    fn encodings_are_declared_in_three_ways() {
        for page in [
            "<meta charset=windows-1251>",
            "<meta http-equiv=Content-Type content=\"text/html; charset=WINDOWS-1251\">",
            "<?xml version=\"1.0\" encoding='windows-1251'?>",
        ] {
            assert_eq!(declared_encoding(page.as_bytes()).unwrap().name(), "windows-1251");
        }
        assert_eq!(declared_encoding(b"<p>charset=nothing"), None);
    }

    #[test]
    fn broken_pages_are_read() {
        let deep = "<div>".repeat(100_000) + "“No.”";
        assert_eq!(text(&deep, Syntax::Html), "“No.”\n");
        assert_eq!(text("</q></pre></svg>“No.”<", Syntax::Html), "“No.”<\n");
        assert_eq!(text("<p>“No.”<script>", Syntax::Html), "“No.”\n");
    }
}
