//! What is counted and listed beside the text.

use std::io::{self, Write};

use crate::output::attributions::Attributions;
use crate::output::quote::Quote;
use crate::output::statistics::{Statistics, Tally};
use crate::record::{Confidence, Evidence, Gender, QuoteKind, Speaker, SpeakerKind};
use crate::write::html::escape::{write_attribute, write_text};
use crate::write::html::state::State;
use crate::write::html::text::NO_SPEAKER;

/// Maximum number of quotations listed for review: what somebody reads in one go.
const REVIEW: usize = 40;

/// Confidence from which an answer needs no review: on novels, 96.5 % of these answers are right.
const SURE: f64 = 0.9;

/// Number of characters of a quotation that the list for review shows; about two lines.
const EXCERPT: usize = 70;

/// Share of the words of one tally in those of another, in whole percent and as HTML: not "0 %" for a few words.
pub(super) fn percent(part: Tally, whole: Tally) -> String {
    match 100.0 * part.share_of(whole) {
        share if share > 0.0 && share < 0.5 => "&lt;1 %".to_owned(),
        share => format!("{share:.0} %"),
    }
}

/// With separators of thousands.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// "1 word", "2 words"
pub(super) fn counted(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// The speakers by words, as a table with bars; its rows are the buttons of the filter.
///
/// `order` holds the indices of the speakers.
pub(super) fn write_legend(
    out: &mut dyn Write,
    answer: &Attributions<'_>,
    statistics: &Statistics,
    order: &[usize],
) -> io::Result<()> {
    let spoken = |&&index: &&usize| statistics.speakers()[index].speech.quotations > 0;
    let most = order.first().map_or(Tally::default(), |&index| statistics.speakers()[index].speech);
    out.write_all(
        b"<section class=\"panel legend\" aria-labelledby=\"speakers\"><h2 id=\"speakers\">Speakers</h2>\
          <input class=\"find control\" type=\"search\" placeholder=\"Find a speaker\" aria-label=\"Find a speaker\">\
          <div class=\"columns\" aria-hidden=\"true\"><span></span><span>words</span><span>share</span>\
          <span>quotes</span></div><ol>",
    )?;
    for &index in order.iter().filter(spoken) {
        let (speaker, speech) = (&answer.speakers()[index], statistics.speakers()[index].speech);
        out.write_all(b"<li data-about=\"")?;
        write_about(out, speaker)?;
        write!(
            out,
            "\"><button type=\"button\" aria-pressed=\"false\" class=\"s{index}\" data-s=\"{index}\" title=\""
        )?;
        write_about(out, speaker)?;
        out.write_all(b"\"><bdi>")?;
        write_text(out, &speaker.name)?;
        write!(
            out,
            "</bdi><span class=\"number words\">{}<span class=\"hidden\"> words, </span></span>\
             <span class=\"number share\">{}</span><span class=\"number said-times\">\
             <span class=\"hidden\">, quotations: </span>{}</span>\
             <span class=\"bar\" style=\"--w:{:.1}%\"></span></button></li>",
            grouped(speech.words),
            percent(speech, statistics.speech()),
            grouped(speech.quotations),
            100.0 * speech.share_of(most)
        )?;
    }
    out.write_all(b"</ol>")?;
    let silent: Vec<usize> = order.iter().filter(|index| !spoken(index)).copied().collect();
    if !silent.is_empty() {
        out.write_all(b"<p class=\"addressed\">Only addressed: ")?;
        for (position, &index) in silent.iter().enumerate() {
            out.write_all(if position == 0 { b"<bdi data-s=\"" } else { b", <bdi data-s=\"" })?;
            write!(out, "{index}\">")?;
            write_text(out, &answer.speakers()[index].name)?;
            out.write_all(b"</bdi>")?;
        }
        out.write_all(b".</p>")?;
    }
    out.write_all(b"</section>")
}

/// What is known of a speaker, for an attribute.
fn write_about(out: &mut dyn Write, speaker: &Speaker) -> io::Result<()> {
    let kind = match speaker.kind {
        SpeakerKind::Person => "Person",
        SpeakerKind::Described => "Person without a name",
        SpeakerKind::Organisation => "Organisation",
        SpeakerKind::Narrator => "Narrator",
        SpeakerKind::Group => "Group",
    };
    out.write_all(kind.as_bytes())?;
    if speaker.gender != Gender::Unknown {
        write!(out, ", {}", speaker.gender)?;
    }
    if let Some(title) = &speaker.title {
        out.write_all(b", ")?;
        write_attribute(out, title)?;
    }
    for (index, alias) in speaker.aliases.iter().enumerate() {
        out.write_all(if index == 0 { "; also ".as_bytes() } else { b", " })?;
        write_attribute(out, alias)?;
    }
    Ok(())
}

/// Words by gender, as one bar with its numbers.
pub(super) fn write_genders(out: &mut dyn Write, statistics: &Statistics) -> io::Result<()> {
    let of = |gender| statistics.of_gender(gender);
    let rows = [
        ("female", "women", of(Gender::Female)),
        ("male", "men", of(Gender::Male)),
        ("unknown", "gender unknown", of(Gender::Unknown)),
        ("nobody", NO_SPEAKER, statistics.unattributed()),
    ];
    let rows: Vec<_> = rows.into_iter().filter(|(.., speech)| speech.quotations > 0).collect();
    if rows.is_empty() {
        return Ok(());
    }
    out.write_all(
        b"<section class=\"panel genders\" aria-labelledby=\"genders\"><h2 id=\"genders\">Words by gender</h2>\
          <div class=\"stack\" aria-hidden=\"true\">",
    )?;
    for (class, _, speech) in &rows {
        write!(out, "<i class=\"{class}\" style=\"--w:{:.2}%\"></i>", 100.0 * speech.share_of(statistics.speech()))?;
    }
    out.write_all(b"</div><ul>")?;
    for (class, name, speech) in &rows {
        write!(
            out,
            "<li class=\"{class}\"><i></i><span>{name}</span><span>{}</span><span>{}</span></li>",
            grouped(speech.words),
            percent(*speech, statistics.speech())
        )?;
    }
    out.write_all(b"</ul></section>")
}

/// The speech whose confidence is lowest, least confident first: what a person should look at.
pub(super) fn least_confident<'a, 't>(answer: &'a Attributions<'t>) -> Vec<(usize, Quote<'a, 't>)> {
    let is_speech = |quote: &Quote<'_, '_>| quote.depth() == 0 && quote.kind() != QuoteKind::NotSpeech;
    let quotes = answer.iter().enumerate().filter(|(_, quote)| is_speech(quote) && quote.confidence() < SURE);
    let mut quotes: Vec<(usize, Quote<'_, '_>)> = quotes.collect();
    // Stable, hence in the order of the text where confidences are equal.
    quotes.sort_by_key(|(_, quote)| quote.confidence());
    quotes
}

/// The list for review.
pub(super) fn write_review(out: &mut dyn Write, quotes: &[(usize, Quote<'_, '_>)]) -> io::Result<()> {
    out.write_all(
        b"<section class=\"panel review\" aria-labelledby=\"review\"><h2 id=\"review\">To review, least confident first</h2>",
    )?;
    if quotes.is_empty() {
        return write!(out, "<p class=\"note\">Every answer has a confidence of {SURE} or more.</p></section>");
    }
    out.write_all(b"<ol>")?;
    for &(index, quote) in quotes.iter().take(REVIEW) {
        write!(out, "<li><a href=\"#q{index}\"><span class=\"number\">{}</span><bdi>", quote.confidence())?;
        write_text(out, quote.speaker().map_or(NO_SPEAKER, |speaker| &speaker.name))?;
        out.write_all(b"</bdi><span class=\"said\">")?;
        let content = quote.content();
        let end = content.char_indices().nth(EXCERPT).map_or(content.len(), |(at, _)| at);
        write_text(out, &content[..end])?;
        out.write_all(if end < content.len() { "…</span></a></li>".as_bytes() } else { b"</span></a></li>" })?;
    }
    out.write_all(b"</ol>")?;
    if let Some(more) = quotes.len().checked_sub(REVIEW).filter(|&more| more > 0) {
        let (more, sure) = (grouped(more), SURE);
        write!(out, "<p class=\"note\">{more} more have a confidence below {sure}.</p>")?;
    }
    out.write_all(b"</section>")
}

/// What looks different in the text and why; the rows filter.
pub(super) fn write_key(out: &mut dyn Write, answer: &Attributions<'_>) -> io::Result<()> {
    out.write_all(
        b"<section class=\"panel key\" aria-labelledby=\"key\"><h2 id=\"key\">How to read the text</h2>\
          <p class=\"note\">Speech has the colour of its speaker, whose name stands beside it.</p><ul>",
    )?;
    let mut counts = [0; State::ALL.len()];
    for quote in answer {
        State::ALL.into_iter().filter(|state| state.holds(quote)).for_each(|state| counts[state as usize] += 1);
    }
    for state in State::ALL {
        let (class, bit, count) = (state.class(), state.bit(), counts[state as usize]);
        write!(
            out,
            "<li><button type=\"button\" aria-pressed=\"false\" data-state=\"{class}\" data-bit=\"{bit}\"{}>\
             <span class=\"q {class}\"><span class=\"state\">{}</span></span><span class=\"number\">{}</span>\
             <span class=\"note\">{}</span></button></li>",
            if count == 0 { " disabled" } else { "" },
            state.name(),
            grouped(count),
            state.explanation()
        )?;
    }
    out.write_all(b"</ul></section>")
}

/// What decided, with the number of quotations.
pub(super) fn write_evidence(out: &mut dyn Write, answer: &Attributions<'_>) -> io::Result<()> {
    out.write_all(b"<details class=\"panel evidence\"><summary>What decided</summary><dl>")?;
    let mut counts = [0; Evidence::ALL.len()];
    answer.records().iter().for_each(|record| counts[record.evidence as usize] += 1);
    for &evidence in Evidence::ALL {
        let (name, explanation) = in_words(evidence);
        let count = counts[evidence as usize];
        write!(
            out,
            "<div data-e=\"{}\"{}><dt>{name}</dt><dd class=\"number\">{}</dd><dd>{explanation}</dd></div>",
            evidence as usize,
            if count == 0 { " hidden" } else { "" },
            grouped(count)
        )?;
    }
    out.write_all(b"</dl></details>")
}

/// A name and a sentence for a reader who knows no grammar of reporting clauses.
fn in_words(evidence: Evidence) -> (&'static str, &'static str) {
    match evidence {
        Evidence::Label => ("Label", "A label before the turn names the speaker."),
        Evidence::Explicit => ("Name in the clause", "A name is the subject of the reporting clause: “said Kerry”."),
        Evidence::Anaphoric => {
            ("Pronoun in the clause", "A pronoun is the subject of the reporting clause: “he said”.")
        }
        Evidence::Nominal => {
            ("Noun phrase in the clause", "A noun phrase is the subject of the reporting clause: “the clerk said”.")
        }
        Evidence::Inherited => ("Continued", "The speaker of the speech before goes on."),
        Evidence::Beat => ("Action", "The speaker acts in the narration beside the speech."),
        Evidence::Vocative => ("Address", "The speaker is addressed in the turn before or after."),
        Evidence::Alternation => ("Turns", "People in a conversation take turns."),
        Evidence::Recency => ("Nearest person", "Nobody is more prominent nearby. This is the weakest evidence."),
        Evidence::Unresolved => ("Unresolved", "The text does not tell, or the confidence lies below the threshold."),
        Evidence::NotSpeech => ("Not speech", "A title, a name or a scare quote has no speaker."),
    }
}

/// A confidence as whole thousandths.
pub(super) fn thousandths(confidence: Confidence) -> u16 {
    // OK because a confidence is at most 1.
    (confidence.value() * 1000.0).round() as u16
}

#[cfg(test)]
mod tests {
    use super::{counted, grouped, least_confident, write_key, write_legend, write_review, REVIEW};
    use crate::attribute_quotes;
    use crate::output::statistics::Statistics;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_have_separators_and_nouns_a_plural() {
        let numbers = [0, 7, 999, 1000, 1234567].map(grouped);
        assert_eq!(numbers, ["0", "7", "999", "1,000", "1,234,567"]);
        assert_eq!([counted(1, "word"), counted(1200, "word")], ["1 word", "1,200 words"]);
    }

    #[test]
    fn the_legend_has_speakers_by_words_and_names_who_is_only_addressed() {
        let answer = attribute_quotes("“No, Ida,” said Orne. “Not today, I think,” said Hale.");
        let statistics = Statistics::of(&answer);
        let legend = written(|out| write_legend(out, &answer, &statistics, &[1, 0, 2]).unwrap());
        let rows: Vec<&str> = legend.split("<li ").skip(1).collect();
        assert_eq!(rows.len(), 2, "{legend}");
        assert!(rows[0].contains("<bdi>Hale</bdi><span class=\"number words\">4<"), "{legend}");
        assert!(rows[0].contains("--w:100.0%") && rows[1].contains("--w:50.0%"), "{legend}");
        assert!(rows[0].contains(">67 %<") && rows[1].contains(">33 %<"), "{legend}");
        assert!(legend.contains("Only addressed: <bdi data-s=\"2\">Ida</bdi>."), "{legend}");
    }

    #[test]
    fn the_least_confident_come_first() {
        let text = include_str!("../../../examples/texts/inn.txt");
        let answer = attribute_quotes(text);
        let quotes = least_confident(&answer);
        assert!(quotes.len() > 3 && quotes.len() < answer.len());
        assert!(quotes.windows(2).all(|pair| pair[0].1.confidence() <= pair[1].1.confidence()));
        assert!(quotes.iter().all(|&(index, quote)| answer.get(index).unwrap().span() == quote.span()));
    }

    #[test]
    fn the_list_for_review_is_cut_and_says_so() {
        let text = "“Who knows how long a quotation is before it is cut, in a list such as this one?” said Orne. "
            .repeat(REVIEW + 5);
        let answer = attribute_quotes(&text);
        let quotes: Vec<_> = answer.iter().enumerate().collect();
        let list = written(|out| write_review(out, &quotes).unwrap());
        assert_eq!(list.matches("<li>").count(), REVIEW);
        assert!(list.contains("5 more have a confidence below 0.9"), "{list}");
        assert!(list.contains("<span class=\"said\">Who knows") && list.contains("…</span>"), "{list}");
        let sure = written(|out| write_review(out, &[]).unwrap());
        assert!(sure.contains("Every answer has a confidence of 0.9 or more."), "{sure}");
    }

    #[test]
    fn the_key_counts_what_it_explains() {
        let answer = attribute_quotes("“He said, ‘Go!’ to me,” said Orne. The “quiet room” was full.");
        let key = written(|out| write_key(out, &answer).unwrap());
        let count = |state: &str| {
            let row = key.split("<li>").find(|row| row.contains(&format!("data-state=\"{state}\""))).unwrap();
            row.split("<span class=\"number\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
        };
        assert_eq!([count("n"), count("t"), count("d")], ["1", "1", "0"]);
    }
}
