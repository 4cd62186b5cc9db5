//! Nicknames in marks within a name: William "Bill" Hale, Ada "the Hat" Orne. They are no quotations.

use crate::lexicon::class::Classes;
use crate::lexicon::lexicon::Lexicon;
use crate::quote::quotation::Quotation;

/// Maximum length, in bytes, of a nickname.
const MAX_LEN: usize = 32;
/// Maximum number of words of a nickname.
pub(crate) const MAX_WORDS: usize = 3;

/// Whether a quotation is a nickname: a few words with capitals between a given name, a title or a word in no list, and
/// a word with a capital.
pub(crate) fn is_nickname(text: &str, quote: &Quotation, lexicon: &Lexicon) -> bool {
    let content = &text[quote.content];
    let mut words = content.split(' ');
    let is_word = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(is_in_word);
    let is_name = content.len() <= MAX_LEN
        && words.clone().count() <= MAX_WORDS
        && words.next().is_some_and(|first| first == "the" && content.len() > first.len() || is_word(first))
        && words.all(is_word);
    if !quote.closed || !is_name {
        return false;
    }
    let before = text[..quote.span.start].strip_suffix(' ').unwrap_or_default();
    let before = &before[before.trim_end_matches(is_in_word).len()..];
    let after = text[quote.span.end..].strip_prefix(' ').unwrap_or_default();
    let after = &after[..after.len() - after.trim_start_matches(is_in_word).len()];
    let classes = lexicon.classes_of(before);
    let begins_name = classes.any(Classes::GIVEN_NAME | Classes::TITLE) || classes.is_empty();
    let ends_name = after.starts_with(char::is_uppercase) && !lexicon.classes_of(after).any(Classes::CLOSED);
    before.starts_with(char::is_uppercase) && begins_name && ends_name
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')
}

#[cfg(test)]
mod tests {
    use crate::quote::finder::find_quotes;

    #[test]
    fn nicknames_stand_within_a_name() {
        for (text, quotes) in [
            ("William \"Bill\" Hale left.", 0),
            ("Mayor Ada “the Hat” Orne left.", 0),
            ("Zorvax \"Two Spoons\" Hale left.", 0),
            ("William \"Bill\" left.", 1),
            ("William \"bill\" Hale left.", 1),
            ("William \"Come in\" Hale said.", 1),
            ("William \"Come!\" Hale said.", 1),
            ("The \"Bill\" Hale left.", 1),
            ("Left. \"Bill\" Hale left.", 1),
            ("William, \"Bill\" Hale left.", 1),
            ("William \"Bill\" He left.", 1),
        ] {
            assert_eq!(find_quotes(text).len(), quotes, "{text}");
        }
    }
}
