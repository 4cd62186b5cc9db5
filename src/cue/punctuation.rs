//! Punctuation around reporting clauses, as words of the narration: named sets, so that each rule says which one it
//! means.
//!
//! A dash is written "-", "--", "—" or "–". Some rules leave the en dash out. That is a known limit and not a
//! distinction: the weights are learned with these sets, so the sets are made equal only when the weights are learned
//! again.

/// A dash, but for the en dash.
pub(crate) fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "--" | "—")
}

/// A dash, the en dash included.
pub(crate) fn is_any_dash(word: &str) -> bool {
    is_dash(word) || word == "–"
}

/// Stands between a quotation and its clause on either side: "…" - said Hale.
pub(crate) fn is_comma_or_dash(word: &str) -> bool {
    word == "," || is_any_dash(word)
}

/// Begins an apposition: "Kerry, the secretary, said", "Kerry (the secretary) said".
pub(crate) fn opens_apposition(word: &str) -> bool {
    is_comma_or_dash(word) || word == "("
}

/// Ends an apposition.
pub(crate) fn closes_apposition(word: &str) -> bool {
    is_comma_or_dash(word) || word == ")"
}

/// Leads from a clause to the quotation after it: Hale said, "…"
pub(crate) fn leads_to_quote(word: &str) -> bool {
    matches!(word, "," | ":") || is_dash(word)
}

#[cfg(test)]
mod tests {
    use super::{closes_apposition, is_any_dash, is_comma_or_dash, is_dash, leads_to_quote, opens_apposition};

    #[test]
    fn sets_differ_by_what_their_names_say() {
        let sets = [is_dash, is_any_dash, is_comma_or_dash, opens_apposition, closes_apposition, leads_to_quote];
        for (word, expected) in [
            ("-", [true, true, true, true, true, true]),
            ("--", [true, true, true, true, true, true]),
            ("—", [true, true, true, true, true, true]),
            ("–", [false, true, true, true, true, false]),
            (",", [false, false, true, true, true, true]),
            ("(", [false, false, false, true, false, false]),
            (")", [false, false, false, false, true, false]),
            (":", [false, false, false, false, false, true]),
            (".", [false; 6]),
            ("", [false; 6]),
            ("said", [false; 6]),
        ] {
            assert_eq!(sets.map(|set| set(word)), expected, "{word}");
        }
    }
}
