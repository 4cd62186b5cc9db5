//! Colours, widths, and what a terminal must not be sent.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;

/// What the output can show.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub color: bool,
    /// Columns.
    pub width: usize,
}

pub const HEADING: Style = Style::new().bold();
pub const DIM: Style = Style::new().dimmed();

/// Colours of speakers, the most different ones first. All of them can be read on light and on dark ground.
const COLORS: [AnsiColor; 6] =
    [AnsiColor::Cyan, AnsiColor::Yellow, AnsiColor::Green, AnsiColor::Magenta, AnsiColor::Blue, AnsiColor::Red];

/// The style of the speaker with this rank, by words. After the colours come the same ones in italics, and so on.
pub fn of_rank(rank: usize) -> Style {
    let style = Style::new().fg_color(Some(COLORS[rank % COLORS.len()].into()));
    match rank / COLORS.len() % 2 {
        0 => style,
        _ => style.italic(),
    }
}

/// The text in a style, if there are colours.
pub fn painted(style: Style, text: &str, look: &Look) -> String {
    if look.color && !text.is_empty() {
        format!("{style}{text}{style:#}")
    } else {
        text.to_owned()
    }
}

/// The text without characters that control a terminal or turn the direction of writing.
pub fn printable(text: &str) -> Cow<'_, str> {
    let controls = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.contains(controls) {
        return text.into();
    }
    // Unicode has pictures of the control characters of ASCII.
    let picture = |c: char| match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        c if controls(c) => '\u{fffd}',
        c => c,
    };
    text.chars().map(picture).collect()
}

/// The text in at most `width` columns.
pub fn cut(text: &str, width: usize) -> Cow<'_, str> {
    if display_width(text) <= width {
        return text.into();
    }
    let mut cut = String::new();
    let mut left = width.saturating_sub(1);
    for c in text.chars() {
        let columns = display_width(c.encode_utf8(&mut [0; 4]));
        if columns > left {
            break;
        }
        left -= columns;
        cut.push(c);
    }
    format!("{}…", cut.trim_end()).into()
}

/// Spaces that make up for what a text lacks in width.
pub fn padding(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(display_width(text)))
}

#[cfg(test)]
mod tests {
    use super::{cut, of_rank, printable, COLORS};

    #[test]
    fn a_terminal_is_sent_no_commands() {
        assert_eq!(printable("“No,”\u{1b}[2J she\u{7f} said\u{9b}\u{202e}."), "“No,”␛[2J she␡ said\u{fffd}\u{fffd}.");
        assert_eq!(printable("Zoë 東京"), "Zoë 東京");
    }

    #[test]
    fn cutting_counts_columns() {
        assert_eq!(cut("Helen Kirby", 11), "Helen Kirby");
        assert_eq!(cut("Helen Kirby", 7), "Helen…");
        assert_eq!(cut("東京都知事", 6), "東京…");
        assert_eq!(cut("Orne", 0), "…");
    }

    #[test]
    fn styles_differ_for_two_rounds() {
        let styles: std::collections::HashSet<_> = (0..2 * COLORS.len()).map(of_rank).collect();
        assert_eq!(styles.len(), 2 * COLORS.len());
    }
}
