//! Sets of punctuation: what stands before, after and inside quotation marks.
//!
//! Each set answers one question of one rule. Some sets look alike and differ in a member or two. These differences
//! decide answers; the comment of each such set names them. `is_stop`, `is_dash` and `is_emphasis` are the parts that
//! the larger sets share.

use crate::token::chars::is_blank;

/// The stops of ASCII, which end a sentence or a part of one.
pub(crate) fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?')
}

/// A dash of dialogue or parenthesis. The hyphen of ASCII is not one, since a single hyphen joins words.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―')
}

/// A dash, or a hyphen that may be part of one: `--`.
pub(crate) fn is_dash_or_hyphen(c: char) -> bool {
    c == '-' || is_dash(c)
}

/// The marks of emphasis in plain text and Markdown: `_so_`, `**so**`.
pub(crate) fn is_emphasis(c: char) -> bool {
    matches!(c, '*' | '_')
}

/// The marks that end a question or an exclamation.
pub(crate) fn is_question_or_exclamation(c: char) -> bool {
    matches!(c, '?' | '!')
}

/// The double marks that close, curly and straight, where a single mark stands inside them.
pub(crate) fn is_closing_double(c: char) -> bool {
    matches!(c, '"' | '”')
}

/// White space and dashes, which part speech from its reporting clause.
pub(crate) fn is_gap(c: char) -> bool {
    is_blank(c) || is_dash_or_hyphen(c)
}

/// The end of a phrase: a stop, an ellipsis or a dash. Whether a hyphen is a dash depends on what follows it.
pub(crate) fn ends_phrase(c: char) -> bool {
    is_stop(c) || c == '…' || is_dash_or_hyphen(c)
}

/// Ends speech that its reporting clause follows: `Come in," said Orne`.
///
/// A full stop does not: after one, a clause belongs to the next sentence. Nor does an en dash.
pub(crate) fn leads_to_clause(c: char) -> bool {
    matches!(c, ',' | '?' | '!' | '—' | '-')
}

/// Text before which a mark opens without white space between: `("Come in.")`, `--"Come in."`, `_"Come in."_`.
pub(crate) fn precedes_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '\'' | '‘' | '/' | '“' | '«') || is_dash_or_hyphen(c) || is_emphasis(c)
}

/// Text that may follow a closing mark without white space between: `"Come in," ("Come in.") "Come in"--`.
pub(crate) fn follows_closing(c: char) -> bool {
    is_stop(c)
        || matches!(c, ')' | ']' | '}' | '\'' | '’' | '/' | '”' | '»' | '…' | '"')
        || is_dash_or_hyphen(c)
        || is_emphasis(c)
}

/// Text before which a single mark opens without white space between.
///
/// Beyond [`precedes_opening`] it has the straight and the low double mark, since a single mark may open right inside
/// of them. It lacks `{`, `/`, `―` and the single marks: after these a straight single mark is an apostrophe, or
/// closes.
pub(crate) fn precedes_single_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '-' | '—' | '–' | '“' | '"' | '«' | '„') || is_emphasis(c)
}

/// The end of what a single mark may close: `'Come in,'`, `'"Come in"'`, `'_Come in_'`.
///
/// It lacks `―`, and of the brackets it has the round one alone.
pub(crate) fn precedes_single_closing(c: char) -> bool {
    is_stop(c) || matches!(c, '…' | '-' | '—' | '–' | ')') || is_closing_double(c) || is_emphasis(c)
}

/// The end of speech before a single closing mark that a space sets apart: `"the house," '`.
///
/// Narrower than [`precedes_single_closing`]: after a colon, a semicolon or a dash such a mark is an apostrophe.
pub(crate) fn precedes_spaced_closing(c: char) -> bool {
    matches!(c, '.' | ',' | '!' | '?' | '…') || is_closing_double(c)
}

/// A stop between an apostrophe and the closing mark after it: `goin','`. All stops but the colon.
pub(crate) fn is_stop_before_closing(c: char) -> bool {
    matches!(c, ',' | '.' | '!' | '?' | ';')
}

/// The punctuation with which the speech after a dash may begin: a mark, an elision, emphasis, an ellipsis. The curly
/// single opening mark is not in it.
pub(crate) fn begins_speech(c: char) -> bool {
    matches!(c, '\'' | '’' | '"' | '“' | '_' | '¡' | '¿' | '…' | '.')
}

#[cfg(test)]
mod tests {
    use super::{
        begins_speech, ends_phrase, follows_closing, is_gap, is_stop, is_stop_before_closing, leads_to_clause,
        precedes_opening, precedes_single_closing, precedes_single_opening, precedes_spaced_closing,
    };

    /// Every character that a set of this file may have, and some beyond.
    const CHARACTERS: &str = "aZ5 \n.,;:!?…-—–―()[]{}/*_'‘’\"“”„«»¡¿#";

    fn members(set: fn(char) -> bool) -> String {
        CHARACTERS.chars().filter(|&c| set(c)).collect()
    }

    #[test]
    fn sets_have_these_members() {
        for (set, expected) in [
            (ends_phrase as fn(char) -> bool, ".,;:!?…-—–―"),
            (is_gap, " \n-—–―"),
            (leads_to_clause, ",!?-—"),
            (precedes_opening, "-—–―([{/*_'‘“«"),
            (follows_closing, ".,;:!?…-—–―)]}/*_'’\"”»"),
            (precedes_single_opening, "-—–([*_\"“„«"),
            (precedes_single_closing, ".,;:!?…-—–)*_\"”"),
            (precedes_spaced_closing, ".,!?…\"”"),
            (is_stop_before_closing, ".,;!?"),
            (begins_speech, ".…_'’\"“¡¿"),
        ] {
            let sorted = |text: &str| {
                let mut characters: Vec<char> = text.chars().collect();
                characters.sort_unstable();
                characters
            };
            assert_eq!(sorted(&members(set)), sorted(expected), "{expected}");
        }
    }

    #[test]
    fn sets_differ_where_their_comments_say_so() {
        let beyond = |a: fn(char) -> bool, b: fn(char) -> bool| -> String {
            CHARACTERS.chars().filter(|&c| a(c) && !b(c)).collect()
        };
        assert_eq!(beyond(precedes_single_opening, precedes_opening), "\"„");
        assert_eq!(beyond(precedes_opening, precedes_single_opening), "―{/'‘");
        assert_eq!(beyond(precedes_spaced_closing, precedes_single_closing), "");
        assert_eq!(beyond(precedes_single_closing, precedes_spaced_closing), ";:-—–)*_");
        assert_eq!(beyond(is_stop, is_stop_before_closing), ":");
    }
}
