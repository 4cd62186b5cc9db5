//! Links of Markdown and wiki text.

use crate::util::slice::truncated;

/// Maximum length, in bytes, of a link in wiki text or Markdown. It is a caption of a few lines.
pub(crate) const MAX_LINK: usize = 1000;

/// Maximum length, in bytes, of the label of a link in Markdown whose target stands elsewhere.
const MAX_REFERENCE: usize = 20;

/// A link of Markdown, `[text](target)`, or of wiki text. Its text is read, the rest is not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    /// Where its text ends.
    pub(crate) text_end: usize,
    pub(crate) end: usize,
}

/// The link that begins with the bracket at an offset.
pub(crate) fn markdown_link(text: &str, at: usize) -> Option<Link> {
    let near = truncated(&text[at..], MAX_LINK);
    let middle = near.find(']')?;
    let label = &near[1..middle];
    if label.contains(['[', '\n']) {
        return None;
    }
    // [Orne][2]
    if let Some(reference) = near[middle..].strip_prefix("][") {
        let len = reference.find(']').filter(|&len| len <= MAX_REFERENCE && !reference[..len].contains(' '))?;
        return Some(Link { text_end: at + middle, end: at + middle + "][".len() + len + 1 });
    }
    if !near[middle..].starts_with("](") {
        return None;
    }
    let target = &near[middle + 2..];
    let len = target.find([')', '\n'])?;
    let target = &target[..len];
    // No white space, but for a title in marks: [Orne](orne.html "The mayor")
    let has_title =
        || target.split_once(' ').is_some_and(|(_, title)| title.trim_start().starts_with(['"', '\'', '“']));
    let fits = !target.contains(char::is_whitespace) || has_title();
    let closes = near[middle + 2 + len..].starts_with(')');
    (fits && closes).then_some(Link { text_end: at + middle, end: at + middle + 2 + len + 1 })
}

/// A link of wiki text into the web, whose target comes first: `[https://… text]`.
pub(crate) fn web_link(text: &str, at: usize) -> Option<Link> {
    let near = truncated(&text[at..], MAX_LINK);
    if !near.starts_with("[http") {
        return None;
    }
    let end = near.find([']', '\n'])?;
    (near[end..].starts_with(']') && near[..end].contains(' '))
        .then_some(Link { text_end: at + end, end: at + end + 1 })
}
