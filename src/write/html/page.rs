//! The page as a whole: its head, its parts in order, and the data of its script.

use std::io::{self, Write};

use crate::offsets::Offsets;
use crate::output::attributions::Attributions;
use crate::output::quote::Quote;
use crate::output::statistics::Statistics;
use crate::record::QuoteKind;
use crate::span::Span;
use crate::write::html::escape::write_text;
use crate::write::html::figures::{
    counted, grouped, least_confident, thousandths, write_evidence, write_genders, write_key, write_legend,
    write_review,
};
use crate::write::html::graph::write_graph;
use crate::write::html::state::State;
use crate::write::html::text::{write_blocks, Blocks};

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// SHA-256 of the script in Base64, as the policy of the page names what may run. `tests/browser` holds it and says what
/// it should be: `openssl dgst -sha256 -binary src/write/html/report.js | base64`.
const SCRIPT_HASH: &str = "78FwsTAJF8BsbDyXbpUZSAbeGOdrezbPW8LCzQrUfY0=";

/// The heading of a report without a title.
const UNTITLED: &str = "Who says what";

/// Number of hues in the style sheet.
const HUES: usize = 8;

/// One for each speaker in turn. Their number and that of the hues have no common divisor, so that hue and shape
/// together tell 40 speakers apart.
const SHAPES: [&str; 5] = ["●", "■", "▲", "◆", "★"];

/// Writes a report: one page of HTML to look at, to send and to print.
///
/// It shows the whole text with speech in the colours of its speakers and their names beside it, the speakers by words,
/// words by gender, who speaks to whom, and the least confident answers for review. A speaker of the list filters the
/// text. A quotation shows its mention and cue in the text, its addressee, the evidence, the confidence and the next
/// best speakers. Speech without a speaker, doubtful and nested quotations and those that are no speech look different.
///
/// The page stands alone: it loads nothing and forbids the browser to. Text, colours and figures need no script. What
/// the text holds stays text, markup and bidirectional controls included. Without its tags the part `<main>` is the
/// text as given, a null excepted, which HTML does not have.
///
/// Time is linear in the text. A page is about twice as long as a text full of dialogue.
///
/// ```
/// use inquit::write::Html;
/// let found = inquit::attribute_quotes("“A <b> & a ‘c’?” said Orne.");
/// let mut page = Vec::new();
/// Html::new().title("Harbour").write(&found, &mut page)?;
/// let page = String::from_utf8(page).unwrap();
/// assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<title>Harbour</title>"));
/// assert!(page.contains("data-n=\"Orne\">“A &lt;b&gt; &amp; a "));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Html {
    title: Option<String>,
}

impl Html {
    /// A report without a title of its own.
    ///
    /// ```
    /// let mut page = Vec::new();
    /// inquit::write::Html::new().write(&inquit::attribute_quotes("“No,” said Orne."), &mut page)?;
    /// assert!(String::from_utf8(page).unwrap().contains("<title>Who says what</title>"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The heading of the report: mostly the title of the text.
    ///
    /// ```
    /// let mut page = Vec::new();
    /// let report = inquit::write::Html::new().title("Salt & Iron");
    /// report.write(&inquit::attribute_quotes("“No,” said Orne."), &mut page)?;
    /// assert!(String::from_utf8(page).unwrap().contains("<h1><bdi>Salt &amp; Iron</bdi></h1>"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Writes the page.
    ///
    /// # Errors
    /// Those of `out`.
    ///
    /// ```
    /// use inquit::write::Html;
    /// let found = inquit::attribute_quotes("“Come, Ida,” said Orne.");
    /// let mut page = Vec::new();
    /// Html::new().write(&found, &mut page)?;
    /// let page = String::from_utf8(page).unwrap();
    /// assert!(page.contains("Orne to Ida, 2 words"));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write(&self, answer: &Attributions<'_>, mut out: impl Write) -> io::Result<()> {
        let out: &mut dyn Write = &mut out;
        let title = self.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(UNTITLED);
        let statistics = Statistics::of(answer);
        let order = by_words(&statistics);
        let review = least_confident(answer);
        let blocks = Blocks::of(answer);

        write_head(out, title, &order)?;
        write_heading(out, title, &statistics, review.len())?;
        out.write_all(b"<div class=\"page\"><aside class=\"side\" aria-label=\"Figures\"><div>")?;
        write_legend(out, answer, &statistics, &order)?;
        write_genders(out, &statistics)?;
        write_graph(out, answer, &statistics)?;
        write_review(out, &review)?;
        write_key(out, answer)?;
        write_evidence(out, answer)?;
        out.write_all(KEYS.as_bytes())?;
        out.write_all(b"</div></aside><main class=\"text\" id=\"text\" lang=\"en\">")?;
        write_blocks(out, answer, &blocks)?;
        out.write_all(b"</main></div>")?;
        out.write_all(FOOT.as_bytes())?;
        write_data(out, answer, &blocks)?;
        writeln!(out, "<script>{SCRIPT}</script></body></html>")
    }
}

/// What the script fills, and where the report comes from.
const FOOT: &str =
    "<aside class=\"details\" id=\"details\" aria-label=\"Quotation\" aria-live=\"polite\" hidden></aside>\
    <div class=\"filter\" role=\"status\" hidden><output></output>\
    <button type=\"button\" data-do=\"previous\" aria-label=\"Previous quotation\">←</button>\
    <button type=\"button\" data-do=\"next\" aria-label=\"Next quotation\">→</button>\
    <button type=\"button\" data-do=\"clear\">Show all</button></div>\
    <footer class=\"foot\">Speakers were found by inquit. Confidence is the calibrated probability that an answer is \
    right. The probabilities of the next best speakers are those of the model and not calibrated.</footer>";

const KEYS: &str = "<section class=\"panel keys control\" aria-labelledby=\"keys\"><h2 id=\"keys\">Keys</h2><ul>\
    <li><kbd>j</kbd> <kbd>k</kbd> next and previous quotation, or <kbd>→</kbd> <kbd>←</kbd></li>\
    <li><kbd>Enter</kbd> details, <kbd>Esc</kbd> closes them and ends the filter</li>\
    <li><kbd>n</kbd> <kbd>p</kbd> next and previous to review</li>\
    <li><kbd>/</kbd> find a speaker, <kbd>t</kbd> dark or light</li></ul></section>";

/// Indices of the speakers, those with most words first.
fn by_words(statistics: &Statistics) -> Vec<usize> {
    let speakers = statistics.speakers();
    let mut order: Vec<usize> = (0..speakers.len()).collect();
    order.sort_by_key(|&index| core::cmp::Reverse((speakers[index].speech.words, speakers[index].speech.quotations)));
    order
}

/// Everything up to the body. The policy forbids all but the styles of the page and its one script.
fn write_head(out: &mut dyn Write, title: &str, order: &[usize]) -> io::Result<()> {
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
          <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
          script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\">\
          <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
          <meta name=\"color-scheme\" content=\"light dark\"><meta name=\"generator\" content=\"inquit\"><title>",
    )?;
    write_text(out, title)?;
    write!(out, "</title><style>{STYLE}")?;
    // Those with most words get the hues first, so that they are the last to share one.
    for (rank, &speaker) in order.iter().enumerate() {
        let (hue, shape) = (rank % HUES, SHAPES[rank % SHAPES.len()]);
        write!(out, ".s{speaker}{{--c:var(--h{hue});--m:\"{shape}\"}}")?;
    }
    out.write_all(b"</style></head>")
}

/// The title and the figures.
fn write_heading(out: &mut dyn Write, title: &str, statistics: &Statistics, review: usize) -> io::Result<()> {
    out.write_all(
        b"<body><a class=\"skip hidden\" href=\"#text\">To the text</a><header class=\"head\">\
          <button type=\"button\" class=\"theme control\" data-do=\"theme\" aria-label=\"Dark or light\"></button>\
          <p class=\"kicker\">Quotations and their speakers</p><h1><bdi>",
    )?;
    write_text(out, title)?;
    out.write_all(b"</bdi></h1><p class=\"figures\">")?;
    let speech = statistics.speech();
    let speakers = statistics.speakers().iter().filter(|speaker| speaker.speech.quotations > 0).count();
    let words = speech.words + statistics.narration_words();
    let figure = |text: String| {
        let (number, noun) = text.split_once(' ').unwrap_or((&text, ""));
        format!("<span><b>{number}</b> {noun}</span>")
    };
    out.write_all(figure(counted(speech.quotations, "quotation")).as_bytes())?;
    out.write_all(figure(counted(speakers, "speaker")).as_bytes())?;
    out.write_all(figure(counted(words, "word")).as_bytes())?;
    let share = 100.0 * speech.words as f64 / words.max(1) as f64;
    write!(out, "<span><b>{share:.0} %</b> of them spoken</span>")?;
    if let Some(longest) = statistics.longest_speech() {
        out.write_all(b"<span>longest speech: ")?;
        if let Some(speaker) = longest.speaker {
            out.write_all(b"<bdi>")?;
            write_text(out, &statistics.speakers()[speaker].name)?;
            out.write_all(b"</bdi>, ")?;
        }
        write!(out, "<b>{}</b></span>", counted(longest.speech.words, "word"))?;
    }
    if review > 0 {
        write!(out, "<span><b>{}</b> to review</span>", grouped(review))?;
    }
    out.write_all(b"</p></header>")
}

/// What the script knows of the quotations, as numbers only: the names and explanations are those of the page.
///
/// Each quotation is a list: speaker or -1, evidence, confidence in thousandths, bits of its states, utterance or -1;
/// mention and cue, each as block, start and end in UTF-16 units of the block, or 0; addressees; next best speakers,
/// each followed by its posterior in thousandths.
fn write_data(out: &mut dyn Write, answer: &Attributions<'_>, blocks: &Blocks) -> io::Result<()> {
    let offsets = Offsets::new(answer.text());
    out.write_all(b"<script type=\"application/json\" id=\"data\">[")?;
    for (index, quote) in answer.iter().enumerate() {
        if index > 0 {
            out.write_all(b",\n")?;
        }
        write_quote(out, quote, &offsets, blocks)?;
    }
    out.write_all(b"]</script>")
}

fn write_quote(out: &mut dyn Write, quote: Quote<'_, '_>, offsets: &Offsets<'_>, blocks: &Blocks) -> io::Result<()> {
    let record = quote.record();
    match record.speaker {
        Some(speaker) => write!(out, "[{}", speaker.index())?,
        None => out.write_all(b"[-1")?,
    }
    let states: u8 = State::ALL.into_iter().filter(|state| state.holds(quote)).map(State::bit).sum();
    write!(out, ",{},{},{states}", record.evidence as usize, thousandths(record.confidence))?;
    if record.depth > 0 || record.kind == QuoteKind::NotSpeech {
        out.write_all(b",-1")?;
    } else {
        write!(out, ",{}", record.utterance)?;
    }
    let place = |span: Option<Span>| span.and_then(|span| blocks.locate(offsets, span));
    for place in [place(record.mention), place(record.cue)] {
        match place {
            Some((block, range)) => write!(out, ",[{block},{},{}]", range.start, range.end)?,
            None => out.write_all(b",0")?,
        }
    }
    let addressees: Vec<String> = record.addressees.iter().map(|id| id.index().to_string()).collect();
    let posterior = |posterior: f64| (posterior * 1000.0).round();
    let others = record.alternatives.iter();
    let others: Vec<String> =
        others.map(|other| format!("{},{}", other.speaker.index(), posterior(other.posterior))).collect();
    write!(out, ",[{}],[{}]]", addressees.join(","), others.join(","))
}

#[cfg(test)]
mod tests {
    use super::{Html, HUES, SHAPES, STYLE};
    use crate::tests::hostile::SEEDS;
    use crate::tests::random::Random;
    use crate::{attribute_quotes, Attributions};

    fn page(answer: &Attributions<'_>) -> String {
        let mut out = Vec::new();
        Html::new().title("Title").write(answer, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// What a reader of the page takes for the text. Panics unless every tag within is one of ours and is closed in
    /// order.
    fn text_of(page: &str) -> String {
        let main = page.split_once("<main ").unwrap().1.split_once('>').unwrap().1.split_once("</main>").unwrap().0;
        let (mut text, mut open) = (String::new(), Vec::new());
        for (index, piece) in main.split('<').enumerate() {
            let Some((tag, rest)) = piece.split_once('>').filter(|_| index > 0) else {
                assert_eq!(index, 0, "a tag does not end: {piece}");
                text += piece;
                continue;
            };
            match tag.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop(), Some(name), "{main}"),
                None => {
                    let name = tag.split(' ').next().unwrap();
                    assert!(["section", "p", "span"].contains(&name), "{tag}");
                    open.push(name);
                }
            }
            text += rest;
        }
        assert!(open.is_empty(), "{open:?} in {main}");
        html_escape::decode_html_entities(&text).into_owned()
    }

    #[test]
    fn the_text_of_the_page_is_the_text() {
        let awkward = [
            "",
            " \n\n",
            "Nobody spoke.",
            "\u{feff}“A <b>,” said O’Malley & Orne.\r\n\r\n\u{202e}“B</p></main><script>,” said Ida.\r\n“&amp; &#13;”",
            "<main x>“\\\" onclick=\"x,” said <i>Hale</i>.</main>",
            "“He told me, ‘She said, “Go!” to <him>.’ Then ‘Stay!’,” said Orne.\n\n\u{200b}\n\nEnd",
            "ORNE: It is <late>.\n\nIt rains & pours.\n\nHALE: Then go.\n\nORNE: No.",
            include_str!("../../../examples/texts/harbour.txt"),
            include_str!("../../../examples/texts/inn.txt"),
        ];
        for text in awkward {
            assert_eq!(text_of(&page(&attribute_quotes(text))), text);
        }
        let page = page(&attribute_quotes("“A\0b,” said Orne."));
        assert_eq!(text_of(&page), "“A\u{fffd}b,” said Orne.");
    }

    #[test]
    fn texts_made_of_hostile_pieces_stay_whole() {
        let mut random = Random::new(23);
        for _ in 0..300 {
            let pieces = (0..12).map(|_| {
                let seed = SEEDS[random.below(SEEDS.len())].replace('#', ["Orne", "Hale<", "Ida"][random.below(3)]);
                seed.repeat(1 + random.below(3))
            });
            let text: String = pieces.collect();
            assert_eq!(text_of(&page(&attribute_quotes(&text))), text, "{text:?}");
        }
    }

    #[test]
    fn names_and_titles_stay_text() {
        let answer = attribute_quotes("“No,” said Orne.");
        let mut out = Vec::new();
        Html::new().title("</title><script>x\0</script>").write(&answer, &mut out).unwrap();
        let page = String::from_utf8(out).unwrap();
        assert!(page.contains("<title>&lt;/title&gt;&lt;script&gt;x\u{fffd}&lt;/script&gt;</title>"), "{page}");
        assert_eq!(page.matches("<script").count(), 2);
        let mut out = Vec::new();
        Html::new().title(" ").write(&answer, &mut out).unwrap();
        assert!(String::from_utf8(out).unwrap().contains("<title>Who says what</title>"));
    }

    #[test]
    fn the_page_holds_all_that_it_needs() {
        let page = page(&attribute_quotes(include_str!("../../../examples/texts/inn.txt")));
        assert!(page.contains("default-src 'none'"));
        for address in ["http:", "https:", "url(", "src=", "@import", "<link"] {
            assert!(!page.contains(address), "{address}");
        }
        // What closes an element cannot stand in the style sheet or the script.
        assert_eq!((page.matches("</style").count(), page.matches("</script").count()), (1, 2));
    }

    #[test]
    fn the_data_are_numbers_of_each_quotation() {
        let text = "“Come, Ida,” said Orne. The “quiet room” was full.";
        let page = page(&attribute_quotes(text));
        let data = page.split_once("id=\"data\">").unwrap().1.split_once("</script>").unwrap().0;
        let rows: Vec<Vec<serde_json::Value>> = serde_json::from_str(data).unwrap();
        let answer = attribute_quotes(text);
        assert_eq!(rows.len(), answer.len());
        let confidence = (answer.records()[0].confidence.value() * 1000.0).round();
        assert_eq!(rows[0][..2], [serde_json::json!(0), serde_json::json!(1)]);
        assert_eq!(rows[0][2], serde_json::json!(confidence as u16));
        assert_eq!(
            rows[0][5..8],
            [serde_json::json!([0, 18, 22]), serde_json::json!([0, 13, 17]), serde_json::json!([1])]
        );
        assert_eq!((&rows[1][0], &rows[1][4]), (&serde_json::json!(-1), &serde_json::json!(-1)));
    }

    #[test]
    fn hue_and_shape_are_those_of_the_style_sheet() {
        for hue in 0..HUES {
            assert!(STYLE.contains(&format!("--h{hue}: light-dark(")), "{hue}");
        }
        assert!(!STYLE.contains(&format!("--h{HUES}:")));
        let pairs: std::collections::BTreeSet<_> = (0..40).map(|rank| (rank % HUES, rank % SHAPES.len())).collect();
        assert_eq!(pairs.len(), 40);
    }

    #[test]
    fn an_error_of_the_output_is_returned() {
        struct Full;
        impl std::io::Write for Full {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(std::io::ErrorKind::WriteZero.into())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        assert!(Html::new().write(&attribute_quotes("“No,” said Orne."), Full).is_err());
    }
}
