//! What is printed for reading: the table of speakers, the text in colours, the list of quotations.

mod list;
mod paint;
mod table;
mod text;

use std::io::{self, Write};

use inquit::statistics::Statistics;
use inquit::{Attributions, Quote};

pub use list::list;
pub use paint::{printable, Look};
pub use table::{table, Rows};
pub use text::text;

use crate::report::paint::{painted, HEADING};

/// Answers below this confidence are marked as doubtful: on annotated novels, fewer than two in three are right.
const DOUBT: f64 = 0.6;

fn is_doubtful(quote: &Quote) -> bool {
    quote.speaker().is_some() && quote.confidence() < DOUBT || quote.is_doubtful()
}

/// The line above the report of a text: what it is called, and how it was read.
pub fn heading(out: &mut impl Write, name: &str, found: &Attributions, look: &Look) -> io::Result<()> {
    let reading = format!("{}, speech in {}", found.genre(), marks(found));
    writeln!(out, "{}  {reading}\n", painted(HEADING, &printable(name), look))
}

fn marks(found: &Attributions) -> &'static str {
    use inquit::SpeechMarks::{Dash, Double, Labels, Single};
    match found.marks() {
        Double => "double marks",
        Single => "single marks",
        Dash => "dashes",
        Labels => "turns with labels",
        _ => "marks",
    }
}

/// The table, what it does not say, and the text or the part of it in which the selected quotations stand.
pub fn report(out: &mut impl Write, name: &str, found: &Attributions, whole: &Whole, look: &Look) -> io::Result<()> {
    heading(out, name, found, look)?;
    table(out, &whole.statistics, Rows::Most, look)?;
    writeln!(out, "{}\n", whole.summary)?;
    writeln!(out, "{}\n", painted(paint::DIM, &"─".repeat(look.width), look))?;
    text(out, found, whole, look)
}

/// The table of several texts, in which speakers of one name are one.
pub fn all(out: &mut impl Write, statistics: &Statistics, rows: Rows, look: &Look) -> io::Result<()> {
    let name = format!("{} texts", statistics.documents());
    writeln!(out, "\n{}  speakers of one name are one\n", painted(HEADING, &name, look))?;
    table(out, statistics, rows, look)
}

/// What is said of an answer as a whole, before quotations are selected from it.
pub struct Whole {
    pub statistics: Statistics,
    /// One line of counts.
    pub summary: String,
    /// Whether quotations were selected.
    pub is_part: bool,
}

impl Whole {
    pub fn of(found: &Attributions, is_part: bool) -> Self {
        Self { statistics: Statistics::of(found), summary: summary(found), is_part }
    }
}

/// "23 quotations: 20 with a speaker, 2 without; 1 is no speech; 3 doubtful (?)"
fn summary(found: &Attributions) -> String {
    let outer = || found.iter().filter(|quote| quote.depth() == 0);
    let (all, speech) = (outer().count(), found.speech().count());
    if all == 0 {
        return "no quotations".to_owned();
    }
    let attributed = found.speech().filter(|quote| quote.speaker().is_some()).count();
    let doubtful = found.speech().filter(is_doubtful).count();
    let mut line = format!("{all} {}: {attributed} with a speaker", plural(all, "quotation", "quotations"));
    if speech > attributed {
        line += &format!(", {} without", speech - attributed);
    }
    if all > speech {
        line += &format!(", {} not speech", all - speech);
    }
    if doubtful > 0 {
        line += &format!("; {doubtful} doubtful (?)");
    }
    line
}

fn plural<'a>(count: usize, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 {
        one
    } else {
        many
    }
}
