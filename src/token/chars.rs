//! Classes of characters.

/// White space, and the marks of direction and width that show nothing.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// Combining accents, joiners and soft hyphens belong to the word they stand in.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

pub(crate) fn is_clitic(ending: &str) -> bool {
    ["s", "d", "ll", "re", "ve", "m"].iter().any(|c| ending.eq_ignore_ascii_case(c))
}

/// Length in bytes of an elided word at the start of `text`, which begins with an apostrophe: "'tis", "’em", "'90s";
/// 0 if there is none.
pub(crate) fn elided(text: &str) -> usize {
    const ELIDED: &[&str] = &[
        "tis", "twas", "twere", "twill", "twould", "em", "til", "till", "cause", "bout", "ere", "im", "n", "cos",
        "cuz", "gainst", "twixt",
    ];
    let Some(rest) = text.strip_prefix(is_apostrophe) else { return 0 };
    let mark = text.len() - rest.len();
    let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = &rest[..len];
    let decade = word.len() == 3 && word.ends_with('s') && word.as_bytes()[..2].iter().all(u8::is_ascii_digit);
    if decade || ELIDED.iter().any(|e| word.eq_ignore_ascii_case(e)) {
        mark + len
    } else {
        0
    }
}
