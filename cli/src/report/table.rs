//! The table of speakers: words, bars and shares, by speaker and by gender.

use std::io::{self, Write};

use anstyle::Style;
use inquit::statistics::{Statistics, Tally};
use inquit::Gender;
use textwrap::core::display_width;

use crate::report::paint::{cut, of_rank, padding, painted, printable, Look, DIM, HEADING};

/// Which speakers have a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Those who speak most. The others share a row.
    Most,
    All,
}

/// Number of speakers with a row in [`Rows::Most`]: with them and the genders, the table fits on a screen.
const MOST: usize = 16;

/// Maximum width, in columns, of the names.
const NAME: usize = 28;

/// Width, in columns, of all but names and bars: gender, quotations, words, share, and the gaps.
const FIGURES: usize = 8 + 8 + 8 + 8 + 2;

/// Maximum width, in columns, of a bar: longer ones do not compare better.
const BAR: usize = 40;

struct Row {
    name: String,
    gender: String,
    speech: Tally,
    style: Style,
}

/// Prints the table.
pub fn table(out: &mut impl Write, statistics: &Statistics, rows: Rows, look: &Look) -> io::Result<()> {
    let whole = statistics.speech();
    if whole.quotations == 0 {
        return Ok(());
    }
    let (speakers, genders) = (speakers(statistics, rows), genders(statistics));
    let all = || speakers.iter().chain(&genders);
    let longest = all().map(|row| display_width(&row.name)).max().unwrap_or(0);
    let name = longest.clamp("speaker".len(), NAME).min(look.width / 3);
    let bar = look.width.saturating_sub(name + FIGURES).min(BAR);
    // Bars of speakers and of genders have one scale, so that they compare.
    let most = all().map(|row| row.speech.share_of(whole)).fold(0.0, f64::max);

    let head = format!("{:name$}  {:7} {:>6}  {:>6}  {:>6}", "speaker", "gender", "quotes", "words", "share");
    writeln!(out, "{}", painted(HEADING, &head, look))?;
    for row in &speakers {
        line(out, row, whole, most, name, bar, look)?;
    }
    writeln!(out)?;
    for row in &genders {
        line(out, row, whole, most, name, bar, look)?;
    }
    writeln!(out)
}

/// Those who speak, by words, and speech without a speaker.
fn speakers(statistics: &Statistics, rows: Rows) -> Vec<Row> {
    let by_words = statistics.by_words();
    let speaking: Vec<_> = by_words.into_iter().filter(|speaker| speaker.speech.quotations > 0).collect();
    let shown = match rows {
        // A single speaker is as short as a row for the others.
        Rows::Most if speaking.len() > MOST + 1 => MOST,
        _ => speaking.len(),
    };
    let of_speaker = |(rank, speaker): (usize, &&inquit::statistics::SpeakerStatistics)| Row {
        name: printable(&speaker.name).split_whitespace().collect::<Vec<_>>().join(" "),
        gender: if speaker.gender == Gender::Unknown { String::new() } else { speaker.gender.to_string() },
        speech: speaker.speech,
        style: of_rank(rank),
    };
    let mut list: Vec<Row> = speaking[..shown].iter().enumerate().map(of_speaker).collect();
    let others = &speaking[shown..];
    if !others.is_empty() {
        let speech = others.iter().map(|speaker| speaker.speech).sum();
        list.push(Row { name: format!("{} others", others.len()), gender: String::new(), speech, style: Style::new() });
    }
    list.extend(unattributed(statistics));
    list
}

fn unattributed(statistics: &Statistics) -> Option<Row> {
    let speech = statistics.unattributed();
    let row = Row { name: "no speaker".to_owned(), gender: String::new(), speech, style: DIM };
    (speech.quotations > 0).then_some(row)
}

fn genders(statistics: &Statistics) -> Vec<Row> {
    let of_gender = |&gender: &Gender| Row {
        name: if gender == Gender::Unknown { "gender unknown".to_owned() } else { gender.to_string() },
        gender: String::new(),
        speech: statistics.of_gender(gender),
        style: Style::new(),
    };
    let rows = Gender::ALL.iter().map(of_gender).filter(|row| row.speech.quotations > 0);
    rows.chain(unattributed(statistics)).collect()
}

fn line(
    out: &mut impl Write,
    row: &Row,
    whole: Tally,
    most: f64,
    name: usize,
    bar: usize,
    look: &Look,
) -> io::Result<()> {
    let Row { gender, speech, style, .. } = row;
    let share = speech.share_of(whole);
    let label = cut(&row.name, name);
    let figures = format!("{gender:7} {:6}  {:6}  {:>4} %", speech.quotations, speech.words, percent(share));
    let filled = if most > 0.0 { share / most } else { 0.0 };
    let drawn = draw(filled, bar);
    let line = format!("{}{}  {figures}", painted(*style, &label, look), padding(&label, name));
    writeln!(out, "{}", if drawn.is_empty() { line } else { format!("{line}  {}", painted(*style, &drawn, look)) })
}

/// Whole percents; a share that would be none is shown as less than one.
fn percent(share: f64) -> String {
    let rounded = (100.0 * share).round();
    if share > 0.0 && rounded == 0.0 {
        "<1".to_owned()
    } else {
        rounded.to_string()
    }
}

/// A bar of `share` of the width, in eighths of a column.
fn draw(share: f64, width: usize) -> String {
    let eighths = (share.clamp(0.0, 1.0) * width as f64 * 8.0).round() as usize;
    let mut bar = "█".repeat(eighths / 8);
    bar.extend([None, Some('▏'), Some('▎'), Some('▍'), Some('▌'), Some('▋'), Some('▊'), Some('▉')][eighths % 8]);
    bar
}

#[cfg(test)]
mod tests {
    use super::{draw, percent, table, Rows};
    use crate::report::paint::Look;
    use inquit::statistics::{Identity, Statistics};

    #[test]
    fn bars_are_as_long_as_shares() {
        assert_eq!((draw(0.5, 10), draw(0.0, 10), draw(1.0, 2)), ("█████".into(), String::new(), "██".into()));
        assert_eq!(draw(0.55, 5), "██▊");
        assert_eq!([percent(0.004), percent(0.0), percent(0.126)], ["<1", "0", "13"]);
    }

    fn printed(statistics: &Statistics, rows: Rows, width: usize) -> String {
        let mut out = Vec::new();
        table(&mut out, statistics, rows, &Look { color: false, width }).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn speakers_stand_by_words_and_genders_below() {
        let statistics =
            Statistics::of(&inquit::attribute_quotes("“No,” said Mr. Orne. “It is too late,” said Ida Hale."));
        assert_eq!(
            printed(&statistics, Rows::Most, 60),
            "speaker   gender  quotes   words   share\n\
             Ida Hale  female       1       4    80 %  ██████████████████\n\
             Mr. Orne  male         1       1    20 %  ████▌\n\n\
             male                   1       1    20 %  ████▌\n\
             female                 1       4    80 %  ██████████████████\n\n"
        );
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let mut statistics = Statistics::new(Identity::Document);
        for number in 0..40 {
            let text = format!("“No{},” said Archibald Featherstonehaugh-Cholmondeley.", " no".repeat(number));
            statistics.add(&inquit::attribute_quotes(&text));
        }
        for width in [40, 60, 80, 200] {
            for line in printed(&statistics, Rows::Most, width).lines() {
                assert!(textwrap::core::display_width(line) <= width.max(48), "{line}");
            }
        }
        assert!(printed(&statistics, Rows::Most, 80).contains("24 others"));
        assert!(!printed(&statistics, Rows::All, 80).contains("others"));
    }
}
