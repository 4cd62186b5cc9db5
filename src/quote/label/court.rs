//! Headings that tell who asks and who answers in court, for the turns of "Q." and "A.".

use crate::span::Span;

/// Maximum length, in bytes, of the lines that name who asks and who answers, about two lines of print. Longer ones are
/// prose.
const MAX_COURT_HEADING: usize = 160;

/// Maximum number of words in the name of who asks: "MR. JUSTICE VAN DER HOLT".
const MAX_EXAMINER_WORDS: usize = 5;

/// Minimum number of words in the name of who answers: a single capitalised word in such a line is seldom a name.
const MIN_WITNESS_WORDS: usize = 2;

/// The names of labels for which a heading gives the name of who asks.
const ASKS: [&str; 2] = ["Q", "QUESTION"];

/// The names of labels for which a heading gives the name of who answers.
const ANSWERS: [&str; 3] = ["A", "ANSWER", "THE WITNESS"];

/// Whether a label stands for who asks.
pub(crate) fn asks(name: &str) -> bool {
    ASKS.contains(&name)
}

/// Whether a label stands for who answers.
pub(crate) fn answers(name: &str) -> bool {
    ANSWERS.contains(&name)
}

/// The name of who asks from here on, in a heading: "EXAMINATION BY MR. HOLT", "BY MS. TRASK:".
pub(crate) fn examiner(text: &str, line: Span) -> Option<Span> {
    const BY: [&str; 2] = ["BY ", "By "];
    let words = &text[line];
    if words.len() > MAX_COURT_HEADING {
        return None;
    }
    let is_by = |at: usize| BY.iter().any(|by| words[at..].starts_with(by));
    let (by, _) = words.rmatch_indices('B').find(|&(at, _)| is_by(at))?;
    // The number of a line may stand before the heading.
    let heading = words[..by].trim_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let announces = if heading.is_empty() { words.ends_with(':') } else { contains(heading, "EXAMINATION") };
    let start = by + BY[0].len();
    let name = words[start..].trim_end_matches([':', '.', ' ']);
    let is_name = name.split(' ').count() <= MAX_EXAMINER_WORDS
        && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let start = line.start + start;
    (announces && is_name).then(|| Span::new(start, start + name.len()))
}

/// The name of who answers from here on: "ADA CRANE, sworn.", "Testimony of Ada Crane", "The witness Ada Crane, sworn,
/// testified".
pub(crate) fn witness(text: &str, line: Span) -> Option<Span> {
    const SIGNS: [&str; 4] = ["SWORN", "WITNESS", "TESTIMONY OF", "EXAMINATION OF"];
    /// Capitalised words beside the name.
    const OTHERS: [&str; 11] =
        ["THE", "WITNESS", "TESTIMONY", "OF", "DIRECT", "CROSS", "REDIRECT", "RECROSS", "EXAMINATION", "FURTHER", "BY"];
    let heading = &text[line];
    if heading.len() > MAX_COURT_HEADING || !SIGNS.iter().any(|sign| contains(heading, sign)) {
        return None;
    }
    // The first run of capitalised words that is long enough for a name. `words` of them so far, from `start` to `end`.
    let (mut start, mut end, mut words, mut at) = (0, 0, 0, 0);
    for piece in heading.split_inclusive(' ') {
        let word = piece.trim_end_matches([' ', ',', '.', ':', '\n']);
        let in_name = word.starts_with(char::is_uppercase)
            && !OTHERS.iter().any(|other| word.split('-').any(|part| part.eq_ignore_ascii_case(other)));
        if in_name {
            start = if words == 0 { at } else { start };
            (words, end) = (words + 1, at + word.len());
        }
        let run_ends = !in_name || piece.trim_end().ends_with([',', ':']);
        if run_ends && words >= MIN_WITNESS_WORDS {
            break;
        }
        words = if run_ends { 0 } else { words };
        at += piece.len();
    }
    (words >= MIN_WITNESS_WORDS).then(|| Span::new(line.start + start, line.start + end))
}

/// Whether a heading contains words, in any case.
fn contains(heading: &str, words: &str) -> bool {
    heading.as_bytes().windows(words.len()).any(|found| found.eq_ignore_ascii_case(words.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{examiner, witness};
    use crate::span::Span;

    fn whole(text: &str) -> Span {
        Span::new(0, text.len())
    }

    #[test]
    fn names_in_headings() {
        let name =
            |found: fn(&str, Span) -> Option<Span>, text| found(text, whole(text)).map(|span| text[span].to_owned());
        for (text, expected) in [
            ("EXAMINATION BY MR. HOLT", Some("MR. HOLT")),
            ("CROSS-EXAMINATION By Ms. Trask:", Some("Ms. Trask")),
            ("BY MS. TRASK:", Some("MS. TRASK")),
            ("12   BY MS. TRASK:", Some("MS. TRASK")),
            ("BY MS. TRASK", None),
            ("A novel BY ADA CRANE:", None),
            ("EXAMINATION BY the court", None),
        ] {
            assert_eq!(name(examiner, text).as_deref(), expected, "{text}");
        }
        for (text, expected) in [
            ("ADA CRANE, sworn.", Some("ADA CRANE")),
            ("Testimony of Ada Crane", Some("Ada Crane")),
            ("The witness Ada Crane, sworn, testified", Some("Ada Crane")),
            ("The witness was sworn.", None),
            ("Ada Crane testified.", None),
        ] {
            assert_eq!(name(witness, text).as_deref(), expected, "{text}");
        }
        let long = format!("The witness Ada Crane, sworn, {}", "testified ".repeat(20));
        assert_eq!(name(witness, &long), None);
    }
}
