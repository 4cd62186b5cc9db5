//! TEI P5, the XML of editions.

use std::collections::{HashMap, HashSet};
use std::io;

use crate::lexicon::class::Classes;
use crate::lexicon::lexicon::Lexicon;
use crate::output::attributions::Attributions;
use crate::record::{Gender, Genre, QuoteKind, QuoteRecord, Speaker, SpeakerId, SpeakerKind};
use crate::write::elements::{Elements, Event};
use crate::write::xml::Xml;

/// Writes a document of the Text Encoding Initiative (TEI P5).
///
/// - The header lists the speakers in a `<listPerson>`: `<person>`, `<personGrp>` or `<org>`, with names, gender, and
///   the [slug](Speaker::slug) as `xml:id`.
/// - The text has a `<p>` for each paragraph. Speech is a `<said>` with `who`, `toWhom`, `direct`, `aloud` and `cert`,
///   the confidence. Nested speech is nested. `aloud` is `false` where the cue says that it is thought, and `unknown`
///   where no cue tells.
/// - The parts of an utterance that a reporting clause or a paragraph break interrupts point to each other with `prev`
///   and `next`.
/// - Titles and scare quotes are `<soCalled>`, and those that are whole sentences `<quote>`.
///
/// Quotation marks stay in the text, within the elements. All line breaks become line feeds, and characters that XML
/// forbids, such as NUL, become U+FFFD.
///
/// ```
/// use inquit::write::Tei;
/// let found = inquit::attribute_quotes("“No, Ida,” said Mr. Orne, “never.”");
/// let mut document = Vec::new();
/// Tei::new().title("The Ferry").write(&found, &mut document)?;
/// let document = String::from_utf8(document).unwrap();
/// assert!(document.contains("<title>The Ferry</title>"));
/// assert!(document.contains("<person xml:id=\"mr-orne\" gender=\"male\"><persName>Mr. Orne</persName>"));
/// assert!(document.contains("<said xml:id=\"said_1\" who=\"#mr-orne\" toWhom=\"#ida\" "));
/// assert!(document.contains(" prev=\"#said_1\">“never.”</said></p>"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Tei {
    title: Option<String>,
    source: Option<String>,
}

impl Tei {
    /// Without title and source, which the header then says.
    ///
    /// ```
    /// let mut document = Vec::new();
    /// inquit::write::Tei::new().write(&inquit::attribute_quotes(""), &mut document)?;
    /// assert!(String::from_utf8(document).unwrap().contains("<title>Untitled</title>"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The title of the text.
    ///
    /// ```
    /// let mut document = Vec::new();
    /// let tei = inquit::write::Tei::new().title("Fire & Ice");
    /// tei.write(&inquit::attribute_quotes(""), &mut document)?;
    /// assert!(String::from_utf8(document).unwrap().contains("<title>Fire &amp; Ice</title>"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Where the text comes from: an address, the name of a file, or a description.
    ///
    /// ```
    /// let mut document = Vec::new();
    /// let tei = inquit::write::Tei::new().source("ferry.txt");
    /// tei.write(&inquit::attribute_quotes(""), &mut document)?;
    /// assert!(String::from_utf8(document).unwrap().contains("<sourceDesc><p>ferry.txt</p></sourceDesc>"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Writes the document of a result.
    ///
    /// # Errors
    /// `out` fails.
    ///
    /// # Examples
    ///
    /// ```
    /// let found = inquit::attribute_quotes("The “quiet room” was full.\n\n“Why?” she wondered.");
    /// let mut document = Vec::new();
    /// inquit::write::Tei::new().write(&found, &mut document)?;
    /// let document = String::from_utf8(document).unwrap();
    /// assert!(document.contains("<p>The <soCalled>“quiet room”</soCalled> was full.</p>\n<p><said "));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write(&self, answer: &Attributions<'_>, out: impl io::Write) -> io::Result<()> {
        let mut xml = Xml::new(out)?;
        let ids = identifiers(answer.speakers());
        xml.start("TEI", &[("xmlns", "http://www.tei-c.org/ns/1.0"), ("xml:lang", "en")])?;
        xml.line()?;
        self.header(&mut xml, answer, &ids)?;
        xml.start("text", &[])?;
        xml.start("body", &[])?;
        xml.line()?;
        body(&mut xml, answer, &ids)?;
        xml.end("body")?;
        xml.end("text")?;
        xml.line()?;
        xml.end("TEI")?;
        xml.line()?;
        xml.finish()
    }

    fn header(&self, xml: &mut Xml<impl io::Write>, answer: &Attributions<'_>, ids: &[String]) -> io::Result<()> {
        xml.start("teiHeader", &[])?;
        xml.line()?;
        xml.start("fileDesc", &[])?;
        within(xml, "titleStmt", "title", self.title.as_deref().unwrap_or("Untitled"))?;
        within(xml, "publicationStmt", "p", "Unpublished.")?;
        within(xml, "sourceDesc", "p", self.source.as_deref().unwrap_or("A plain text."))?;
        xml.end("fileDesc")?;
        xml.line()?;

        xml.start("encodingDesc", &[])?;
        xml.start("editorialDecl", &[])?;
        xml.start("quotation", &[("marks", "all")])?;
        xml.leaf("p", &[], "Quotation marks are kept, within the elements that they delimit.")?;
        xml.end("quotation")?;
        xml.end("editorialDecl")?;
        xml.start("appInfo", &[])?;
        xml.start("application", &[("ident", "inquit"), ("version", env!("CARGO_PKG_VERSION"))])?;
        xml.leaf("label", &[], "inquit")?;
        xml.leaf("p", &[], "Speakers were found by a program, and cert is its confidence.")?;
        xml.end("application")?;
        xml.end("appInfo")?;
        xml.end("encodingDesc")?;
        xml.line()?;

        // A list without people is not valid.
        if !ids.is_empty() {
            xml.start("profileDesc", &[])?;
            xml.start("particDesc", &[])?;
            xml.start("listPerson", &[])?;
            xml.line()?;
            for (speaker, id) in answer.speakers().iter().zip(ids) {
                person(xml, speaker, id)?;
            }
            xml.end("listPerson")?;
            xml.end("particDesc")?;
            xml.end("profileDesc")?;
            xml.line()?;
        }
        xml.end("teiHeader")?;
        xml.line()
    }
}

/// An element with one child that has nothing but text.
fn within(xml: &mut Xml<impl io::Write>, parent: &str, child: &str, text: &str) -> io::Result<()> {
    xml.start(parent, &[])?;
    xml.leaf(child, &[], text)?;
    xml.end(parent)
}

/// The `xml:id` of each speaker: the slug. A result that was stored elsewhere and read back may have other slugs; these
/// are replaced by one with an underscore, which no slug has.
fn identifiers(speakers: &[Speaker]) -> Vec<String> {
    let mut used = HashSet::new();
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let identifier = |(index, Speaker { slug, .. }): (usize, &Speaker)| {
        let valid = slug.starts_with(|c: char| c.is_ascii_lowercase()) && slug.chars().all(fits);
        if valid && used.insert(slug.clone()) {
            slug.clone()
        } else {
            format!("speaker_{index}")
        }
    };
    speakers.iter().enumerate().map(identifier).collect()
}

fn person(xml: &mut Xml<impl io::Write>, speaker: &Speaker, id: &str) -> io::Result<()> {
    let (element, name) = match speaker.kind {
        SpeakerKind::Organisation => ("org", "orgName"),
        SpeakerKind::Group => ("personGrp", "persName"),
        SpeakerKind::Person | SpeakerKind::Described | SpeakerKind::Narrator => ("person", "persName"),
    };
    let mut attributes = vec![("xml:id", id)];
    if element != "org" && speaker.gender != Gender::Unknown {
        attributes.push(("gender", speaker.gender.as_str()));
    }
    if speaker.kind == SpeakerKind::Narrator {
        attributes.push(("role", "narrator"));
    }
    xml.start(element, &attributes)?;
    xml.leaf(name, &[], &speaker.name)?;
    for alias in &speaker.aliases {
        xml.leaf(name, &[("type", "alias")], alias)?;
    }
    xml.end(element)?;
    xml.line()
}

/// The parts of speech that have elements of their own, in order, and how they are linked.
struct Parts {
    /// For each part the previous and the next part of its utterance.
    links: Vec<(Option<usize>, Option<usize>)>,
}

impl Parts {
    fn of(answer: &Attributions<'_>) -> Self {
        let mut links: Vec<(Option<usize>, Option<usize>)> = Vec::new();
        // The last part of each utterance.
        let mut last: HashMap<u32, usize> = HashMap::new();
        for event in Elements::of(answer) {
            let Event::Open(quote) = event else { continue };
            let record = &answer.records()[quote];
            if record.kind != QuoteKind::NotSpeech {
                let previous = last.insert(record.utterance, links.len());
                if let Some(previous) = previous {
                    links[previous].1 = Some(links.len());
                }
                links.push((previous, None));
            }
        }
        Self { links }
    }
}

/// The `xml:id` of a part of speech. No slug has an underscore.
fn part_id(part: usize) -> String {
    format!("said_{}", part + 1)
}

fn body(xml: &mut Xml<impl io::Write>, answer: &Attributions<'_>, ids: &[String]) -> io::Result<()> {
    let parts = Parts::of(answer);
    let mut part = 0;
    let mut open = Vec::new();
    let mut is_empty = true;
    for event in Elements::of(answer) {
        match event {
            Event::OpenParagraph => xml.start("p", &[])?,
            Event::CloseParagraph => {
                is_empty = false;
                xml.end("p")?;
                xml.line()?;
            }
            Event::Open(quote) => {
                let record = &answer.records()[quote];
                let name = element(answer, record);
                if name == "said" {
                    said(xml, answer, record, ids, part, parts.links[part])?;
                    part += 1;
                } else {
                    xml.start(name, &[])?;
                }
                open.push(name);
            }
            Event::Close => {
                if let Some(name) = open.pop() {
                    xml.end(name)?;
                }
            }
            Event::Mark(span) | Event::Text(span) => xml.text(&answer.plain_text(span))?,
        }
    }
    // A body without content is not valid.
    if is_empty {
        xml.leaf("p", &[], "")?;
        xml.line()?;
    }
    Ok(())
}

/// The element of a quotation.
fn element(answer: &Attributions<'_>, record: &QuoteRecord) -> &'static str {
    match record.kind {
        QuoteKind::Direct | QuoteKind::Partial => "said",
        QuoteKind::NotSpeech if answer.plain_text(record.content).ends_with(['.', '!', '?', '…']) => "quote",
        QuoteKind::NotSpeech => "soCalled",
    }
}

/// The start of a part of speech.
fn said(
    xml: &mut Xml<impl io::Write>,
    answer: &Attributions<'_>,
    record: &QuoteRecord,
    ids: &[String],
    part: usize,
    (previous, next): (Option<usize>, Option<usize>),
) -> io::Result<()> {
    let pointer = |id: &SpeakerId| format!("#{}", ids[id.index()]);
    let pointers: Vec<String> = record.addressees.iter().map(pointer).collect();
    let confidence = record.confidence.value().to_string();
    let mut attributes = vec![("xml:id", part_id(part))];
    attributes.extend(record.speaker.as_ref().map(|id| ("who", pointer(id))));
    if !pointers.is_empty() {
        attributes.push(("toWhom", pointers.join(" ")));
    }
    attributes.push(("direct", "true".to_owned()));
    attributes.push(("aloud", aloud(answer, record).to_owned()));
    // Without a speaker the confidence is that of having none.
    if record.speaker.is_some() {
        attributes.push(("cert", confidence));
    }
    attributes.extend(previous.map(|part| ("prev", format!("#{}", part_id(part)))));
    attributes.extend(next.map(|part| ("next", format!("#{}", part_id(part)))));
    let attributes: Vec<(&str, &str)> = attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
    xml.start("said", &attributes)
}

/// Whether speech is said or thought, as the cue tells. In news, "he believes" reports what was said.
fn aloud(answer: &Attributions<'_>, record: &QuoteRecord) -> &'static str {
    let Some(cue) = record.cue else { return "unknown" };
    let cue = answer.plain_text(cue);
    let words = cue.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let lexicon = Lexicon::standard();
    let is_thought = |word: &str| lexicon.classes_of(word).any(Classes::CUE_THOUGHT);
    let mut words = words.peekable();
    let is_thought = answer.genre() == Genre::Fiction && words.peek().copied().is_some_and(is_thought);
    if is_thought && !words.any(|word| word.eq_ignore_ascii_case("aloud")) {
        "false"
    } else {
        "true"
    }
}
