//! SSML, the XML of speech synthesis.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::io;

use quick_xml::escape::escape;

use crate::output::attributions::Attributions;
use crate::record::{Gender, Speaker};
use crate::write::reading::{Reading, Stretch};

/// Writes Speech Synthesis Markup Language (SSML 1.1): a voice for each speaker, and the narrator's between them.
///
/// - All text stands in a `<voice>`, directly below `<speak>`, as most services want it. No voice is empty: a stretch
///   without a letter or digit is left out. Marks around speech are not read.
/// - A `<p>` is a paragraph that one voice reads as a whole, and an `<s>` such a sentence. Where voices share a
///   paragraph, a `<break>` ends it.
/// - A speaker has the voice that [`voice`](Self::voice) gives. Others take turns with the voices of their gender
///   ([`voices_of`](Self::voices_of)). Without these they have the voice of the narrator, and if that has no name
///   either, `<voice gender="female" variant="2">` leaves the choice to the service. Speech without a speaker has the
///   voice of the narrator.
///
/// Services limit the size of a document: [`chunks`](Self::chunks) cuts it.
///
/// ```
/// use inquit::{write::Ssml, Gender};
/// let found = inquit::attribute_quotes("It rained. “No,” said Ida.\n\n“Why?” asked Mr. Orne.");
/// let ssml = Ssml::new().narrator("Ann").voice("Ida", "Eva").voices_of(Gender::Male, ["Ben", "Tom"]);
/// let mut document = Vec::new();
/// ssml.write(&found, &mut document)?;
/// let document = String::from_utf8(document).unwrap();
/// assert!(document.contains(
///     "<voice name=\"Ann\"><s>It rained.</s></voice>\n<voice name=\"Eva\">No,</voice>\n\
///      <voice name=\"Ann\">said Ida.<break strength=\"strong\"/></voice>\n<voice name=\"Ben\">Why?</voice>\n"
/// ));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Ssml {
    language: String,
    narrator: Option<String>,
    /// By canonical name, alias or slug of a speaker.
    voices: BTreeMap<String, String>,
    by_gender: HashMap<Gender, Vec<String>>,
}

impl Default for Ssml {
    fn default() -> Self {
        Self::new()
    }
}

impl Ssml {
    /// American English, voices without names.
    ///
    /// ```
    /// use inquit::write::Ssml;
    /// let mut document = Vec::new();
    /// Ssml::new().write(&inquit::attribute_quotes("“No,” said Mrs. Orne."), &mut document)?;
    /// let document = String::from_utf8(document).unwrap();
    /// assert!(document.contains("xml:lang=\"en-US\""));
    /// assert!(document.contains("<voice gender=\"female\" variant=\"1\">No,</voice>"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self { language: "en-US".to_owned(), narrator: None, voices: BTreeMap::new(), by_gender: HashMap::new() }
    }

    /// The language of the text, as a tag of BCP 47.
    ///
    /// ```
    /// use inquit::write::Ssml;
    /// let mut document = Vec::new();
    /// Ssml::new().language("en-GB").write(&inquit::attribute_quotes(""), &mut document)?;
    /// assert!(String::from_utf8(document).unwrap().contains("xml:lang=\"en-GB\""));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.language = language.into();
        self
    }

    /// The voice of the narration, and of the "I" of the narration where it speaks.
    ///
    /// ```
    /// use inquit::write::Ssml;
    /// let mut document = Vec::new();
    /// Ssml::new().narrator("Ann").write(&inquit::attribute_quotes("It rained."), &mut document)?;
    /// let document = String::from_utf8(document).unwrap();
    /// assert!(document.contains("<voice name=\"Ann\"><p><s>It rained.</s></p></voice>"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn narrator(mut self, voice: impl Into<String>) -> Self {
        self.narrator = Some(voice.into());
        self
    }

    /// The voice of one speaker, by the canonical name, another name or the slug.
    ///
    /// ```
    /// use inquit::write::Ssml;
    /// let found = inquit::attribute_quotes("“No,” said Ida Orne.");
    /// for name in ["Ida Orne", "ida-orne"] {
    ///     let mut document = Vec::new();
    ///     Ssml::new().voice(name, "Eva").write(&found, &mut document)?;
    ///     assert!(String::from_utf8(document).unwrap().contains("<voice name=\"Eva\">No,</voice>"));
    /// }
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn voice(mut self, speaker: impl Into<String>, voice: impl Into<String>) -> Self {
        self.voices.insert(speaker.into(), voice.into());
        self
    }

    /// The voices of speakers of a gender who have no voice of their own. They are given in turn, in the order of the
    /// speakers.
    ///
    /// ```
    /// use inquit::{write::Ssml, Gender};
    /// let found = inquit::attribute_quotes("“No,” said Mrs. Orne. “Why?” asked Mrs. Hale.");
    /// let mut document = Vec::new();
    /// Ssml::new().voices_of(Gender::Female, ["Eva", "Amy"]).write(&found, &mut document)?;
    /// let document = String::from_utf8(document).unwrap();
    /// assert!(document.contains("<voice name=\"Eva\">No,") && document.contains("<voice name=\"Amy\">"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn voices_of<V: Into<String>>(mut self, gender: Gender, voices: impl IntoIterator<Item = V>) -> Self {
        self.by_gender.insert(gender, voices.into_iter().map(Into::into).collect());
        self
    }

    /// Writes a result as one document.
    ///
    /// # Errors
    /// `out` fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use inquit::write::Ssml;
    /// let mut document = Vec::new();
    /// Ssml::new().write(&inquit::attribute_quotes("“…” said nobody."), &mut document)?;
    /// let document = String::from_utf8(document).unwrap();
    /// assert!(document.starts_with("<?xml ") && document.ends_with("</speak>\n"));
    /// assert_eq!(document.matches("<voice").count(), 1);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write(&self, answer: &Attributions<'_>, mut out: impl io::Write) -> io::Result<()> {
        let voices = Voices::of(self, answer);
        let mut open = Open::default();
        out.write_all(self.head().as_bytes())?;
        for atom in Atoms::of(answer) {
            out.write_all(open.step(&atom, &voices).as_bytes())?;
        }
        out.write_all(open.close().as_bytes())?;
        out.write_all(FOOT.as_bytes())?;
        out.flush()
    }

    /// A result as several documents, each of at most `limit` characters, markup included.
    ///
    /// They are cut between sentences or voices; a sentence that is longer is cut between words, and a word that is
    /// longer within. A document has one character of text at least, even if that exceeds the limit, which should be
    /// some hundreds. One document is made at a time.
    ///
    /// ```
    /// use inquit::write::Ssml;
    /// let text = "“No,” said Ida. ".repeat(200);
    /// let found = inquit::attribute_quotes(&text);
    /// let documents: Vec<String> = Ssml::new().chunks(&found, 2_000).collect();
    /// assert!(documents.len() > 5);
    /// assert!(documents.iter().all(|document| document.chars().count() <= 2_000));
    /// ```
    pub fn chunks<'a>(&'a self, answer: &'a Attributions<'_>, limit: usize) -> impl Iterator<Item = String> + 'a {
        Chunks { head: self.head(), voices: Voices::of(self, answer), atoms: Atoms::of(answer), rest: None, limit }
    }

    fn head(&self) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<speak version=\"1.1\" \
             xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"{}\">\n",
            escape(visible(&self.language))
        )
    }
}

const FOOT: &str = "</speak>\n";

/// A setting without the characters that XML forbids.
fn visible(setting: &str) -> String {
    setting.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

/// The start tags of the voices.
struct Voices {
    narrator: String,
    /// By speaker.
    speakers: Vec<String>,
    /// The speaker of each record, as an index.
    of_quotes: Vec<Option<usize>>,
}

impl Voices {
    fn of(settings: &Ssml, answer: &Attributions<'_>) -> Self {
        let named = |name: &String| format!("<voice name=\"{}\">", escape(visible(name)));
        let narrator = settings.narrator.as_ref().map_or_else(|| "<voice gender=\"neutral\">".to_owned(), named);
        // Number of speakers so far without a voice of their own.
        let mut others: HashMap<Gender, usize> = HashMap::new();
        let mut voice = |speaker: &Speaker| {
            let names = [&speaker.name, &speaker.slug].into_iter().chain(&speaker.aliases);
            if let Some(own) = names.filter_map(|name| settings.voices.get(name)).next() {
                return named(own);
            }
            if answer.narrator() == Some(speaker.id) {
                return narrator.clone();
            }
            let number = others.entry(speaker.gender).or_default();
            *number += 1;
            match settings.by_gender.get(&speaker.gender).filter(|voices| !voices.is_empty()) {
                Some(voices) => named(&voices[(*number - 1) % voices.len()]),
                None if settings.narrator.is_some() => narrator.clone(),
                None => {
                    let gender = match speaker.gender {
                        Gender::Unknown => "neutral",
                        known => known.as_str(),
                    };
                    format!("<voice gender=\"{gender}\" variant=\"{number}\">")
                }
            }
        };
        let speakers = answer.speakers().iter().map(&mut voice).collect();
        let of_quotes = answer.records().iter().map(|record| record.speaker.map(|id| id.index())).collect();
        Self { narrator, speakers, of_quotes }
    }

    /// The start tag of the voice that reads a stretch.
    fn tag(&self, speech: Option<usize>) -> &str {
        let speaker = speech.and_then(|quote| self.of_quotes[quote]);
        speaker.map_or(&self.narrator, |speaker| &self.speakers[speaker])
    }
}

/// What is never cut, unless it is too long for a document.
#[derive(Clone, Debug)]
struct Atom {
    speech: Option<usize>,
    /// The number of the paragraph, if one quotation or narration is all of it.
    paragraph: Option<usize>,
    sentence: Sentence,
    ends: Ends,
    /// Has a letter or digit.
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sentence {
    Whole,
    Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// A paragraph that several voices read.
    SharedParagraph,
    Nothing,
}

fn is_audible(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Iterator over what is read.
struct Atoms<'a, 't> {
    reading: Reading<'a, 't>,
    paragraph: usize,
    due: VecDeque<Atom>,
}

impl<'a, 't> Atoms<'a, 't> {
    fn of(answer: &'a Attributions<'t>) -> Self {
        Self { reading: Reading::of(answer), paragraph: 0, due: VecDeque::new() }
    }

    fn add(&mut self, mut paragraph: Vec<Stretch>) {
        paragraph.retain(|stretch| is_audible(&stretch.text));
        let is_shared = paragraph.windows(2).any(|pair| pair[0].speech != pair[1].speech);
        let sentences: Vec<usize> = paragraph.iter().map(|stretch| stretch.sentence).collect();
        for (index, Stretch { speech, sentence, text }) in paragraph.into_iter().enumerate() {
            let is_last = index + 1 == sentences.len();
            let is_whole =
                (index == 0 || sentences[index - 1] != sentence) && sentences.get(index + 1) != Some(&sentence);
            self.due.push_back(Atom {
                speech,
                paragraph: (!is_shared).then_some(self.paragraph),
                sentence: if is_whole { Sentence::Whole } else { Sentence::Part },
                ends: if is_shared && is_last { Ends::SharedParagraph } else { Ends::Nothing },
                text,
            });
        }
        self.paragraph += 1;
    }
}

impl Iterator for Atoms<'_, '_> {
    type Item = Atom;

    fn next(&mut self) -> Option<Atom> {
        while self.due.is_empty() {
            let paragraph = self.reading.next()?;
            self.add(paragraph);
        }
        self.due.pop_front()
    }
}

/// The elements that are open within `<speak>`.
#[derive(Clone, Debug, Default)]
struct Open {
    /// The start tag.
    voice: Option<String>,
    paragraph: Option<usize>,
    /// Whether text that is no whole sentence ends here, so that a space has to follow.
    after_words: bool,
}

impl Open {
    /// What is written for an atom, up to the end of its text.
    fn step(&mut self, atom: &Atom, voices: &Voices) -> String {
        let mut written = String::new();
        let voice = voices.tag(atom.speech);
        if self.voice.as_deref() != Some(voice) {
            written += &self.close();
            written += voice;
            self.voice = Some(voice.to_owned());
        }
        if self.paragraph != atom.paragraph {
            written += self.close_paragraph();
            if atom.paragraph.is_some() {
                written += "<p>";
            }
            self.paragraph = atom.paragraph;
        }
        let text = escape(atom.text.as_str());
        match atom.sentence {
            Sentence::Whole => written += &format!("<s>{text}</s>"),
            Sentence::Part => {
                if self.after_words {
                    written.push(' ');
                }
                written += &text;
            }
        }
        self.after_words = atom.sentence == Sentence::Part;
        if atom.ends == Ends::SharedParagraph {
            written += "<break strength=\"strong\"/>";
            self.after_words = false;
        }
        written
    }

    fn close_paragraph(&mut self) -> &'static str {
        match self.paragraph.take() {
            None => "",
            Some(_) => {
                self.after_words = false;
                "</p>"
            }
        }
    }

    /// What closes all that is open.
    fn close(&mut self) -> String {
        let paragraph = self.close_paragraph();
        self.after_words = false;
        match self.voice.take() {
            None => paragraph.to_owned(),
            Some(_) => format!("{paragraph}</voice>\n"),
        }
    }
}

/// Iterator over documents of a limited size.
struct Chunks<'a, 't> {
    head: String,
    voices: Voices,
    atoms: Atoms<'a, 't>,
    /// What was read and is not written.
    rest: Option<Atom>,
    /// In characters.
    limit: usize,
}

impl Iterator for Chunks<'_, '_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let mut document = self.head.clone();
        // Without what closes it.
        let mut length = characters(&document) + characters(FOOT);
        let mut open = Open::default();
        while let Some(atom) = self.rest.take().or_else(|| self.atoms.next()) {
            let before = open.clone();
            let written = open.step(&atom, &self.voices);
            let closing = characters(&open.clone().close());
            if length + characters(&written) + closing <= self.limit {
                length += characters(&written);
                document += &written;
                continue;
            }
            open = before;
            if open.voice.is_some() {
                self.rest = Some(atom);
                break;
            }
            // Nothing is written so far: the atom is too long for a document of its own.
            let around = length + closing + characters(&written) - characters(&escape(atom.text.as_str()));
            let (head, tail) = cut(&atom, self.limit.saturating_sub(around));
            self.rest = tail;
            document += &open.step(&head, &self.voices);
            break;
        }
        open.voice.as_ref()?;
        document += &open.close();
        document += FOOT;
        Some(document)
    }
}

fn characters(text: &str) -> usize {
    text.chars().count()
}

/// The beginning of an atom, with at most `room` characters of escaped text but at least one of its letters, and the
/// rest.
fn cut(atom: &Atom, room: usize) -> (Atom, Option<Atom>) {
    let text = &atom.text;
    // A `<break>` at the end of the atom goes to the rest.
    let mut length = 0;
    let mut audible = false;
    let mut end = text.len();
    // The last space that fits, after something audible.
    let mut space = None;
    for (at, c) in text.char_indices() {
        length += characters(&escape(&*c.encode_utf8(&mut [0; 4])));
        if c == ' ' && audible {
            space = Some(at);
        }
        if length > room && audible {
            end = space.unwrap_or(at);
            break;
        }
        audible |= c.is_alphanumeric();
    }
    let (head, tail) = text.split_at(end);
    let tail = tail.trim_start();
    if is_audible(tail) {
        let part = |text: &str, ends| Atom { text: text.to_owned(), sentence: Sentence::Part, ends, ..atom.clone() };
        (part(head, Ends::Nothing), Some(part(tail, atom.ends)))
    } else {
        (Atom { text: head.to_owned(), ..atom.clone() }, None)
    }
}

#[cfg(test)]
mod tests {
    use super::{cut, Atom, Ends, Sentence, Ssml};
    use crate::attributor::attribute_quotes;

    fn write(ssml: &Ssml, text: &str) -> String {
        let mut document = Vec::new();
        ssml.write(&attribute_quotes(text), &mut document).unwrap();
        let document = String::from_utf8(document).unwrap();
        document.split_once("xml:lang=\"en-US\">\n").unwrap().1.strip_suffix("</speak>\n").unwrap().to_owned()
    }

    #[test]
    fn paragraphs_and_sentences_are_those_that_one_voice_reads() {
        let ssml = Ssml::new().narrator("A").voice("Orne", "B");
        let rows = [
            (
                "It rained. He left.\n\nIt snowed.",
                "<voice name=\"A\"><p><s>It rained.</s><s>He left.</s></p><p><s>It snowed.</s></p></voice>\n",
            ),
            (
                "“No,” said Orne. “It rains.”",
                "<voice name=\"B\">No,</voice>\n<voice name=\"A\">said Orne.</voice>\n\
                 <voice name=\"B\"><s>It rains.</s><break strength=\"strong\"/></voice>\n",
            ),
            ("“…!” said Orne.", "<voice name=\"A\"><p><s>said Orne.</s></p></voice>\n"),
            ("—", ""),
        ];
        for (text, expected) in rows {
            assert_eq!(write(&ssml, text), expected);
        }
    }

    #[test]
    fn a_long_atom_is_cut_between_words() {
        let atom = |text: &str, ends| Atom {
            speech: None,
            paragraph: None,
            sentence: Sentence::Whole,
            ends,
            text: text.to_owned(),
        };
        let cuts = |text: &str, room| {
            let (head, tail) = cut(&atom(text, Ends::SharedParagraph), room);
            (head.text, tail.map(|tail| tail.text))
        };
        let parts = |head: &str, tail: &str| (head.to_owned(), Some(tail.to_owned()));
        assert_eq!(cuts("one two three", 8), parts("one two", "three"));
        assert_eq!(cuts("one two three", 7), parts("one two", "three"));
        assert_eq!(cuts("one two three", 6), parts("one", "two three"));
        assert_eq!(cuts("onetwothree", 3), parts("one", "twothree"));
        assert_eq!(cuts("— & one", 0), parts("— & o", "ne"));
        assert_eq!(cuts("a&b c", 6), parts("a&", "b c"));
        assert_eq!(cuts("one —", 4), ("one".to_owned(), None));
        let (head, tail) = cut(&atom("one two", Ends::SharedParagraph), 4);
        assert_eq!((head.ends, tail.unwrap().ends), (Ends::Nothing, Ends::SharedParagraph));
        assert_eq!(cut(&atom("one —", Ends::SharedParagraph), 4).0.ends, Ends::SharedParagraph);
    }
}
