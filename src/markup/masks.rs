//! Masks: parts of a text that its caller knows to be markup.

use crate::markup::html::{Element, Tag};
use crate::markup::plain::BREAK;
use crate::span::Span;
use crate::util::slice::floor;

/// The masks of a text in order and apart from each other. What lies beyond the text is cut off, and a mask that ends
/// within a character has the whole of it.
pub(crate) fn normalised(text: &str, masks: &[Span]) -> Vec<Span> {
    let ceil = |at: usize| (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let mut ordered: Vec<Span> =
        masks.iter().map(|mask| Span::new(floor(text, mask.start.min(text.len())), ceil(mask.end))).collect();
    ordered.retain(|mask| !mask.is_empty());
    ordered.sort_unstable_by_key(|mask| mask.start);
    ordered.dedup_by(|mask, before| {
        let joined = mask.start <= before.end;
        if joined {
            before.end = before.end.max(mask.end);
        }
        joined
    });
    ordered
}

/// What a reader sees of a mask: white space. Line breaks stay, and the elements of HTML that part paragraphs part
/// them. Nothing at all where the mask stands between two letters, as in "<b>T</b>here", beside other white space, or
/// before what never has a space before it, as in "<b>Orne</b>.".
pub(crate) fn plain(text: &str, mask: Span) -> &'static str {
    let masked = &text[mask];
    let tags = masked.match_indices('<').filter_map(|(at, _)| Tag::read(&masked[at..])?.element());
    let lines = masked.matches('\n').count();
    let (mut blocks, mut breaks, mut spaces) = (0, lines, 0);
    for element in tags {
        match element {
            Element::Block => blocks += 1,
            Element::LineBreak => breaks += 1,
            Element::Space => spaces += 1,
            Element::Quotation | Element::Hidden(_) | Element::Inline => {}
        }
    }
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (before, behind) = (text[..mask.start].chars().next_back(), &text[mask.end..]);
    let next = behind.chars().next();
    // The apostrophe of "<b>Orne</b>'s".
    let behind_apostrophe = behind.strip_prefix('\'').and_then(|behind| behind.chars().next());
    let within_word = letter(before) && (letter(next) || letter(behind_apostrophe));
    let beside_space = before.map_or(true, char::is_whitespace) || next.map_or(true, char::is_whitespace);
    let before_end = next.is_some_and(|next| ENDS.contains(&next));
    let has_space = spaces > 0 || masked.contains(char::is_whitespace);
    match (blocks, breaks) {
        (0, 0) if beside_space || before_end || (within_word && !has_space) => "",
        (0, 0) => " ",
        (0, 1) => "\n",
        _ => BREAK,
    }
}

/// Characters that belong to the word or the sentence before them.
const ENDS: [char; 10] = ['.', ',', ';', ':', '!', '?', '…', '”', '’', ')'];

#[cfg(test)]
mod tests {
    use super::{normalised, plain};
    use crate::span::Span;

    #[test]
    fn masks_are_put_in_order() {
        let span = Span::new;
        for (masks, expected) in [
            (vec![], vec![]),
            (vec![span(3, 4), span(0, 1)], vec![span(0, 1), span(3, 4)]),
            (vec![span(0, 2), span(1, 4), span(4, 5)], vec![span(0, 6)]),
            (vec![span(2, 2), span(9, 12)], vec![]),
            (vec![span(5, 6), span(6, 99)], vec![span(4, 8)]),
        ] {
            assert_eq!(normalised("abcdéfg", &masks), expected, "{masks:?}");
        }
    }

    #[test]
    fn masks_read_as_white_space() {
        for (text, mask, expected) in [
            ("a:*\"b\"", "*", " "),
            ("a *b*", "*", ""),
            ("a[12] b", "[12]", ""),
            ("<b>Orne</b>.", "</b>", ""),
            ("<b>Orne</b>'s", "</b>", ""),
            ("<b>Orne</b>'", "</b>", " "),
            ("<b>T</b>here", "</b>", ""),
            ("a<p>b", "<p>", "\n\n"),
            ("a<br/>b", "<br/>", "\n"),
            ("a<i \n>b", "<i \n>", "\n"),
            ("a|\n|\n|b", "|\n|\n|", "\n\n"),
            ("a<img/>b", "<img/>", " "),
        ] {
            let at = text.find(mask).unwrap();
            assert_eq!(plain(text, Span::new(at, at + mask.len())), expected, "{text}");
        }
    }
}
