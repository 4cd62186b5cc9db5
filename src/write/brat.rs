//! brat stand-off annotation.

use std::io;

use crate::offsets::Offsets;
use crate::output::attributions::Attributions;
use crate::output::quote::Quote;
use crate::record::{Evidence, QuoteKind};
use crate::span::Span;
use crate::write::entities::{is_break, Entities, Entity, Label};

/// Writes the `.ann` file of [brat](https://brat.nlplab.org) for a text.
///
/// - `T`: the entities `Quotation`, its marks included, `Mention` and `Cue`, each span once. An entity over several
///   lines has a fragment for each, as brat requires.
/// - `R`: the relations `SpokenBy` from a quotation to the mention of its speaker, and `ReportedBy` to its cue.
/// - `A`: the attributes `Kind`, `Evidence` and, as the [slug](crate::Speaker::slug), `Speaker` of a quotation.
/// - `#`: a note for each quotation, with speaker, confidence and addressees.
///
/// The file belongs to a `.txt` file with the text as it is. Offsets count its characters, and a carriage return is
/// one. [`write_configuration`](Self::write_configuration) declares all types for brat.
///
/// ```
/// use inquit::write::Brat;
/// let found = inquit::attribute_quotes("“No,” said Ida.");
/// let mut annotations = Vec::new();
/// Brat::new().write(&found, &mut annotations)?;
/// let annotations = String::from_utf8(annotations).unwrap();
/// let lines: Vec<&str> = annotations.lines().collect();
/// assert_eq!(lines[..3], ["T1\tQuotation 0 5\t“No,”", "T2\tMention 11 14\tIda", "T3\tCue 6 10\tsaid"]);
/// assert_eq!(lines[3..5], ["R1\tSpokenBy Arg1:T1 Arg2:T2", "R2\tReportedBy Arg1:T1 Arg2:T3"]);
/// assert_eq!(lines[5..8], ["A1\tKind T1 direct", "A2\tEvidence T1 explicit", "A3\tSpeaker T1 ida"]);
/// assert!(lines[8].starts_with("#1\tAnnotatorNotes T1\tIda, 0."));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Brat {}

impl Brat {
    /// The writer has no settings.
    ///
    /// ```
    /// use inquit::write::Brat;
    /// let mut annotations = Vec::new();
    /// Brat::new().write(&inquit::attribute_quotes("Nobody spoke."), &mut annotations)?;
    /// assert!(annotations.is_empty());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes the annotations of a result.
    ///
    /// # Errors
    /// `out` fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use inquit::write::Brat;
    /// let mut annotations = Vec::new();
    /// Brat::new().write(&inquit::attribute_quotes("“No,\nno,” said Ida."), &mut annotations)?;
    /// assert!(annotations.starts_with("T1\tQuotation 0 4;5 9\t“No, no,”\n".as_bytes()));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write(&self, answer: &Attributions<'_>, mut out: impl io::Write) -> io::Result<()> {
        let offsets = Offsets::new(answer.text());
        let Entities { list, relations } = Entities::of(answer);
        for (index, &Entity { label, span, .. }) in list.iter().enumerate() {
            entity(answer.text(), &offsets, index + 1, label, span, &mut out)?;
        }
        for (index, relation) in relations.iter().enumerate() {
            let name = if relation.label == Label::Mention { "SpokenBy" } else { "ReportedBy" };
            let (from, to) = (relation.from + 1, relation.to + 1);
            writeln!(out, "R{}\t{name} Arg1:T{from} Arg2:T{to}", index + 1)?;
        }
        let mut attributes = 0;
        for (index, entity) in list.iter().enumerate().filter(|(_, entity)| entity.label == Label::Quotation) {
            if let Some(quote) = answer.get(entity.quote) {
                attributes += properties(index + 1, attributes + 1, quote, &mut out)?;
            }
        }
        out.flush()
    }

    /// Writes the `annotation.conf` that declares the types, and the speakers of this result as values.
    ///
    /// # Errors
    /// `out` fails.
    ///
    /// # Examples
    ///
    /// ```
    /// use inquit::write::Brat;
    /// let found = inquit::attribute_quotes("“No,” said Ida. “Why?” asked Orne.");
    /// let mut configuration = Vec::new();
    /// Brat::new().write_configuration(&found, &mut configuration)?;
    /// let configuration = String::from_utf8(configuration).unwrap();
    /// assert!(configuration.starts_with("[entities]\nQuotation\nMention\nCue\n"));
    /// assert!(configuration.ends_with("\nSpeaker\tArg:Quotation, Value:ida|orne\n"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write_configuration(&self, answer: &Attributions<'_>, mut out: impl io::Write) -> io::Result<()> {
        writeln!(out, "[entities]\nQuotation\nMention\nCue\n")?;
        writeln!(out, "[relations]")?;
        writeln!(out, "SpokenBy\tArg1:Quotation, Arg2:Mention")?;
        writeln!(out, "ReportedBy\tArg1:Quotation, Arg2:Cue\n")?;
        writeln!(out, "[events]\n\n[attributes]")?;
        let kinds: Vec<&str> = QuoteKind::ALL.iter().map(|kind| kind.as_str()).collect();
        writeln!(out, "Kind\tArg:Quotation, Value:{}", kinds.join("|"))?;
        let evidence: Vec<&str> = Evidence::ALL.iter().map(|evidence| evidence.as_str()).collect();
        writeln!(out, "Evidence\tArg:Quotation, Value:{}", evidence.join("|"))?;
        for (index, speaker) in answer.speakers().iter().enumerate() {
            let before = if index == 0 { "Speaker\tArg:Quotation, Value:" } else { "|" };
            write!(out, "{before}{}", word(&speaker.slug))?;
        }
        if !answer.speakers().is_empty() {
            writeln!(out)?;
        }
        out.flush()
    }
}

/// Writes the line of an entity, which has a fragment at least.
fn entity(
    text: &str,
    offsets: &Offsets<'_>,
    number: usize,
    label: Label,
    span: Span,
    out: &mut impl io::Write,
) -> io::Result<()> {
    let fragments = fragments(text, span);
    write!(out, "T{number}\t{} ", label.as_str())?;
    for (index, &fragment) in fragments.iter().enumerate() {
        let range = offsets.chars(fragment);
        write!(out, "{}{} {}", if index == 0 { "" } else { ";" }, range.start, range.end)?;
    }
    for (index, &fragment) in fragments.iter().enumerate() {
        write!(out, "{}{}", if index == 0 { "\t" } else { " " }, &text[fragment])?;
    }
    writeln!(out)
}

/// Writes the attributes and the note of a quotation, the entity with a number. Attributes are numbered from
/// `attribute` on; returns how many there are.
fn properties(number: usize, attribute: usize, quote: Quote<'_, '_>, out: &mut impl io::Write) -> io::Result<usize> {
    let slug = quote.speaker().map(|speaker| word(&speaker.slug));
    let attributes = [
        ("Kind", Some(quote.kind().as_str())),
        ("Evidence", Some(quote.evidence().as_str())),
        ("Speaker", slug.as_deref()),
    ];
    let mut written = 0;
    for (name, value) in attributes {
        if let Some(value) = value {
            writeln!(out, "A{}\t{name} T{number} {value}", attribute + written)?;
            written += 1;
        }
    }
    let speaker = quote.speaker().map_or_else(|| "no speaker".to_owned(), |speaker| line(&speaker.name));
    write!(out, "#{number}\tAnnotatorNotes T{number}\t{speaker}, {}", quote.confidence().value())?;
    for (index, person) in quote.addressees().enumerate() {
        write!(out, "{}{}", if index == 0 { ", to " } else { " and " }, line(&person.name))?;
    }
    writeln!(out)?;
    Ok(written)
}

/// The parts of a span between characters that end lines or fields.
fn fragments(text: &str, span: Span) -> Vec<Span> {
    let mut fragments = Vec::new();
    let mut start = span.start;
    for part in text[span].split_inclusive(is_break) {
        let bare = part.trim_end_matches(is_break);
        if !bare.is_empty() {
            fragments.push(Span::new(start, start + bare.len()));
        }
        start += part.len();
    }
    fragments
}

/// A text on one line.
fn line(text: &str) -> String {
    text.replace(is_break, " ")
}

/// An identifier as one word: a slug is one, unless a result was stored elsewhere and read back.
fn word(slug: &str) -> String {
    slug.replace(|c: char| is_break(c) || c.is_whitespace() || matches!(c, '|' | ','), "-")
}

#[cfg(test)]
mod tests {
    use super::{fragments, line, word};
    use crate::span::Span;

    #[test]
    fn an_entity_has_a_fragment_for_each_line() {
        let text = "a“b\r\n\r\nc\td”\n";
        let parts: Vec<&str> = fragments(text, Span::new(1, text.len())).into_iter().map(|span| &text[span]).collect();
        assert_eq!(parts, ["“b", "c", "d”"]);
        assert!(fragments("\n\0", Span::new(0, 2)).is_empty());
    }

    #[test]
    fn names_stay_on_their_line() {
        assert_eq!(line("Ida\r\nOrne\u{85}"), "Ida  Orne ");
        assert_eq!(word("ida|orne, \t"), "ida-orne---");
    }
}
