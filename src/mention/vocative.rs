//! Vocatives: whom speech addresses.

use crate::token::tokens::{TokenKind, Tokens};
use crate::util::ids::{IdRange, TokenId};

/// Whether a mention within a quotation is set off as an address: "Come, *Emma*, sit down", "*Sir*!".
pub(crate) fn is_set_off(tokens: &Tokens<'_>, mention: IdRange<TokenId>, within: IdRange<TokenId>) -> bool {
    let text = |i: TokenId| tokens.word_text(i);
    let mut start = mention.start();
    while start > within.start()
        && matches!(
            text(start - 1),
            "dear" | "Dear" | "my" | "My" | "Oh" | "oh" | "O" | "poor" | "Poor" | "old" | "good"
        )
    {
        start -= 1;
    }
    let mark = |i: TokenId| tokens.words[i].kind == TokenKind::QuoteMark;
    let opened = start <= within.start()
        || mark(start - 1)
        || matches!(
            text(start - 1),
            "," | "!"
                | "?"
                | "."
                | "-"
                | "--"
                | "—"
                | ";"
                | ":"
                | "..."
                | "…"
                | "yes"
                | "no"
                | "No"
                | "Yes"
                | "well"
                | "Well"
                | "thank"
                | "you"
        );
    let end = mention.end();
    let closed = end >= within.end()
        || mark(end)
        || matches!(text(end), "," | "!" | "?" | "." | "-" | "--" | "—" | ";" | "..." | "…");
    let comma_before = start > within.start()
        && matches!(text(start - 1), "," | "you" | "yes" | "no" | "No" | "Yes" | "well" | "Well");
    let sentence_before = !comma_before;
    // "Emma." alone is an answer as often as an address; "Emma!" and "Emma," are addresses.
    let stop = end < within.end() && text(end) == ".";
    let apposition = end < within.end()
        && text(end) == ","
        && end + 1 < within.end()
        && matches!(text(end + 1), "and" | "or" | "who" | "the");
    opened && closed && !(sentence_before && stop) && !apposition
}
