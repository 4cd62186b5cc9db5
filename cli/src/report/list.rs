//! The quotations one by one, with everything that is known about them.

use std::io::{self, Write};

use inquit::{Attributions, Offsets, Quote};

use crate::report::is_doubtful;
use crate::report::paint::{cut, painted, printable, Look, DIM, HEADING};

/// Width, in columns, of the numbers of lines.
const MARGIN: usize = 7;

/// Prints a quotation, its speaker and the reason for the answer on two lines.
pub fn list(out: &mut impl Write, found: &Attributions, look: &Look) -> io::Result<()> {
    let offsets = Offsets::new(found.text());
    for quote in found {
        let (line, _) = offsets.line_column(quote.span().start);
        let margin = 2 * usize::from(quote.depth()).min(look.width / 8);
        let width = look.width.saturating_sub(MARGIN + margin);
        writeln!(out, "{line:5}  {:margin$}{}", "", cut(&on_a_line(quote.as_str()), width))?;
        let speaker = quote.speaker().map_or("no speaker", |speaker| &speaker.name);
        let mark = if is_doubtful(&quote) { " ?" } else { "" };
        let speaker = painted(HEADING, &on_a_line(speaker), look);
        writeln!(out, "{:7}{:margin$}{speaker}{mark}  {}\n", "", "", painted(DIM, &reason(&quote), look))?;
    }
    Ok(())
}

/// Evidence, confidence, the words that decided, and the next best speaker.
fn reason(quote: &Quote) -> String {
    let mut reason = format!("{} {}", quote.evidence(), quote.confidence());
    let mut words = [quote.mention().zip(quote.mention_text()), quote.cue().zip(quote.cue_text())];
    words.sort();
    let words: Vec<String> = words.iter().flatten().map(|(_, text)| cut(&on_a_line(text), 40).into_owned()).collect();
    if !words.is_empty() {
        reason += &format!(": {}", words.join(" … "));
    }
    let addressees: Vec<&str> = quote.addressees().map(|speaker| &*speaker.name).collect();
    if !addressees.is_empty() {
        reason += &format!("; to {}", addressees.join(" and "));
    }
    if let Some((other, posterior)) = quote.alternatives().next() {
        reason += &format!("; or {} {posterior:.2}", other.name);
    }
    on_a_line(&reason)
}

fn on_a_line(text: &str) -> String {
    printable(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}
