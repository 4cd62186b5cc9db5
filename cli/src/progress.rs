//! A bar on standard error while long work goes on.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

const BYTES: &str = "{bytes} of {total_bytes} {wide_bar} {eta}";
const TEXTS: &str = "{pos} of {len} texts {wide_bar} {eta}";

/// A bar for a number of bytes; 0 where that is not known.
pub fn of_bytes(bytes: u64) -> ProgressBar {
    bar(bytes, BYTES)
}

/// A bar for a number of texts.
pub fn of_texts(texts: u64) -> ProgressBar {
    bar(texts, TEXTS)
}

fn bar(length: u64, template: &str) -> ProgressBar {
    // On a terminal that shows the answers, these are the progress. Without a terminal the bar stays hidden by itself.
    if length < 2 || io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr()).with_style(style)
}
