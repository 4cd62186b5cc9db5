//! Ends of lines that are no part of the text: within a word, and on the inner side of a mark.

use core::ops::Range;
use std::borrow::Cow;

use crate::lexicon::class::Classes;
use crate::lexicon::lexicon::Lexicon;
use crate::markup::emphasis::is_lower_word;
use crate::span::Span;
use crate::util::slice::floor;
use crate::util::steps;

/// Maximum length, in bytes, of the part of a cut word before its hyphen: no English word is as long.
pub(crate) const MAX_PART: usize = 40;

/// Maximum length, in bytes, of the line before a mark that tells whether the mark opens: a paragraph of half a page.
pub(crate) const MAX_LINE: usize = 2000;

/// Whether blank lines part the paragraphs of a text whose words are cut at line ends: its lines show nothing but the
/// width of a page. One cut word in forty lines is enough.
pub(crate) fn is_cut(text: &str) -> bool {
    let (mut lines, mut cut, mut blank) = (0, 0, false);
    for at in memchr::memchr_iter(b'\n', text.as_bytes()) {
        lines += 1;
        blank |= is_blank_line(text, at);
        cut += usize::from(cut_word(text, at).is_some_and(|cut| !cut.is_compound));
    }
    blank && cut * 40 >= lines && cut > 0
}

/// The text with a line feed at the end of each line, also where a carriage return alone ends it, and so with the same
/// offsets. Carriage returns beside a line feed belong to it and stay.
pub(crate) fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let mut returns = lone_returns(text.as_bytes()).peekable();
    if returns.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut lines = text.as_bytes().to_vec();
    returns.for_each(|run| lines[run].fill(b'\n'));
    // OK because a character of one byte took the place of another.
    String::from_utf8(lines).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The runs of carriage returns that stand beside no line feed.
fn lone_returns(bytes: &[u8]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    core::iter::from_fn(move || loop {
        let start = from + memchr::memchr(b'\r', &bytes[from..])?;
        let end = start + bytes[start..].iter().take_while(|&&byte| byte == b'\r').count();
        from = end;
        let is_fed = bytes.get(end) == Some(&b'\n') || start > 0 && bytes[start - 1] == b'\n';
        if !is_fed {
            return Some(start..end);
        }
    })
}

/// What of a text stands before the line break at an offset, without white space at the end of the line.
fn line_before(text: &str, at: usize) -> &str {
    text[..at].trim_end_matches([' ', '\t', '\r'])
}

/// Whether the line break at an offset stands beside another, so that it ends a paragraph.
pub(crate) fn is_blank_line(text: &str, at: usize) -> bool {
    let before = text[..at].strip_suffix('\r').unwrap_or(&text[..at]);
    let behind = &text[at + 1..];
    before.is_empty() || before.ends_with('\n') || behind.is_empty() || behind.starts_with(['\n', '\r'])
}

/// A word that was cut at the end of a line.
pub(crate) struct CutWord {
    pub(crate) hyphen: Span,
    /// Where its second part begins.
    pub(crate) end: usize,
    /// It has a hyphen of its own where it was cut: "well-⏎known".
    pub(crate) is_compound: bool,
}

/// The word that was cut before the line break at an offset.
pub(crate) fn cut_word(text: &str, at: usize) -> Option<CutWord> {
    // The last bytes of the hyphens, and white space.
    if at == 0 || !matches!(text.as_bytes()[at - 1], b'-' | 0xAD | 0x90 | b'\r' | b' ' | b'\t') {
        return None;
    }
    let line = line_before(text, at);
    let hyphens = ['-', '\u{ad}', '\u{2010}'];
    let hyphen = line.chars().next_back().filter(|c| hyphens.contains(c))?;
    let before = line.strip_suffix(hyphen)?;
    let rest = text[at + 1..].trim_start_matches([' ', '\t']);
    let next = rest.chars().next()?;
    if !before.ends_with(char::is_alphanumeric) || !next.is_alphabetic() {
        return None;
    }
    let letter = |c: char| c.is_alphanumeric() || c == '-' || c == '’' || c == '\'';
    let start = floor(before, before.len().saturating_sub(MAX_PART));
    let part = before[start..].rsplit(|c| !letter(c)).next().unwrap_or("");
    let rest_len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let second = &rest[..rest_len];
    // "Jean-⏎Paul"; but a dash at the end of a line before a sentence is none.
    let names = |name: &str| name.starts_with(char::is_uppercase) && name.chars().skip(1).any(char::is_lowercase);
    if next.is_uppercase() && !(names(part) && names(second)) {
        return None;
    }
    // "Ha-⏎kimi": in small letters "kimi" is no name.
    let known = |word: &str| {
        let names = Classes::GIVEN_NAME.or(Classes::MALE_NAME).or(Classes::FEMALE_NAME);
        let others = if word.starts_with(char::is_lowercase) { names } else { Classes::NONE };
        !Lexicon::standard().classes_of(word).without(others).is_empty()
    };
    let is_compound = hyphen == '-'
        && (next.is_uppercase()
            || part.contains('-')
            || part.ends_with(|c: char| c.is_ascii_digit())
            || known(part) && known(second) && !known(&[part, second].concat()));
    let hyphen = Span::new(before.len(), line.len());
    Some(CutWord { hyphen, end: text.len() - rest.len(), is_compound })
}

/// Where the second part begins of a word or name that is cut within a line, as pages leave them behind whose line
/// breaks are gone: "Vallaud- Orne", "the barge- owner". A hyphen may also stand for a dash, so both parts must be
/// names, or the second a noun for persons.
pub(crate) fn cut_within_line(text: &str, hyphen: usize) -> Option<usize> {
    let rest = text[hyphen + 1..].strip_prefix(' ')?;
    let before = &text[floor(text, hyphen.saturating_sub(MAX_PART))..hyphen];
    let part = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let second = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
    let is_name = |name: &str| name.starts_with(char::is_uppercase) && name.chars().skip(1).any(char::is_lowercase);
    let classes = |word: &str| Lexicon::standard().classes_of(word);
    let are_names = is_name(part) && is_name(second) && !classes(second).any(Classes::CLOSED);
    let is_role = part.len() > 2
        && second.starts_with(char::is_lowercase)
        && classes(second).any(Classes::PERSON_NOUN)
        && !classes(part).any(Classes::VERBAL | Classes::CLOSED);
    (are_names || is_role).then_some(hyphen + "- ".len())
}

/// The line break at an offset with the white space around it, if that stands on the inner side of a mark: behind an
/// opening one at the end of a line, or before a closing one at the start of the next.
pub(crate) fn mark_at_line_end(text: &str, at: usize) -> Option<Span> {
    // The last byte of an opening mark, or white space; or the first byte of a closing one, or white space.
    let bytes = text.as_bytes();
    let before = at > 0 && matches!(bytes[at - 1], b'"' | 0x9C | b'\r' | b' ' | b'\t');
    if !before && !bytes.get(at + 1).is_some_and(|byte| matches!(byte, b'"' | 0xE2 | b' ' | b'\t')) {
        return None;
    }
    let line = line_before(text, at);
    let rest = text[at + 1..].trim_start_matches([' ', '\t']);
    let span = Span::new(line.len(), text.len() - rest.len());
    if rest.starts_with(['”', '"']) {
        let behind = rest.trim_start_matches(['”', '"']);
        let closes = is_lower_word(behind) || behind.starts_with([',', '.']) || behind.starts_with(" I ");
        let inside = line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '.' | '?' | '!'));
        return (closes && inside && is_open_at(line)).then_some(span);
    }
    let before = line.strip_suffix('“').or_else(|| line.strip_suffix('"'))?;
    let led_in = before.strip_suffix(' ').is_some_and(|before| before.ends_with(['.', ',', ':', '?', '!', '”']));
    (led_in && rest.starts_with(char::is_alphanumeric) && (line.ends_with('“') || !is_open_at(before))).then_some(span)
}

/// Whether a double mark is open at the end of a line.
pub(crate) fn is_open_at(line: &str) -> bool {
    let near = &line[floor(line, line.len().saturating_sub(MAX_LINE))..];
    let own = near.rsplit('\n').next().unwrap_or(near);
    steps::count(own.len());
    match (own.rfind('“'), own.rfind('”')) {
        (Some(open), close) => close.map_or(true, |close| close < open),
        _ => own.bytes().filter(|&byte| byte == b'"').count() % 2 == 1,
    }
}

#[cfg(test)]
mod tests {
    use super::{cut_within_line, cut_word, with_line_feeds};

    #[test]
    fn words_are_cut_within_lines() {
        for (text, cut) in [
            ("Ada Vallaud- Orne", true),
            ("the barge- owner Orne", true),
            ("She stopped- owner or not", false),
            ("I think- Then", false),
            ("pre- and post-war", false),
            ("Orne -Hale", false),
            ("the barge- red", false),
        ] {
            let hyphen = text.find('-').unwrap();
            assert_eq!(cut_within_line(text, hyphen).is_some(), cut, "{text}");
        }
    }

    #[test]
    fn words_are_cut_at_line_ends() {
        for (text, compound) in [
            ("Stran-\nding", Some(false)),
            ("Ha-\nkimi", Some(false)),
            ("twenty-\nfirst", Some(true)),
            ("29-\nyear", Some(true)),
            ("Jean-\nPaul", Some(true)),
            ("I think-\nThen", None),
            ("so--\nand", None),
            ("Stran- \t\nding", Some(false)),
            ("Stran-\r\nding", Some(false)),
            ("a -\nb", None),
            ("a-\n\nb", None),
            ("-\nb", None),
        ] {
            let at = text.find('\n').unwrap();
            assert_eq!(cut_word(text, at).map(|cut| cut.is_compound), compound, "{text:?}");
        }
    }

    #[test]
    fn every_line_ends_with_a_line_feed() {
        for (text, expected) in [
            ("a\nb\r\nc", "a\nb\r\nc"),
            ("a\rb\r\rc\r", "a\nb\n\nc\n"),
            ("a\r\r\nb\n\rc", "a\r\r\nb\n\rc"),
            ("é\rb\u{2028}c", "é\nb\u{2028}c"),
            ("", ""),
        ] {
            assert_eq!(with_line_feeds(text), expected);
        }
    }
}
