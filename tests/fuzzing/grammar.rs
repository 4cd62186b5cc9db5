//! A grammar of texts: paragraphs of all layouts, marks of all styles, names, cues, labels, headings and damage.

use super::choices::Choices;

/// Opening and closing marks, outermost and nested.
const MARKS: [[&str; 4]; 9] = [
    ["\"", "\"", "'", "'"],
    ["“", "”", "‘", "’"],
    ["'", "'", "\"", "\""],
    ["‘", "’", "“", "”"],
    ["«", "»", "“", "”"],
    ["»", "«", "›", "‹"],
    ["„", "“", "‚", "‘"],
    ["``", "''", "`", "'"],
    ["— ", "", "", ""],
];

const NAMES: [&str; 40] = [
    "Orne",
    "Emma",
    "Emma Hale",
    "Mr. Hale",
    "Mrs. Hale",
    "Simon Hale",
    "Hale",
    "Dr. Ida Kirby",
    "Ida",
    "KIRBY",
    "J.R. Finch",
    "T. W. Finch",
    "al-Brennan",
    "O’Malley",
    "D'Arcy",
    "van der Meer",
    "Anna-Maria",
    "St. John",
    "Hale Jr.",
    "Sir Tom",
    "Lady Orne",
    "Gen. Qa'ani",
    "Émile Œuvré",
    "E\u{301}mile",
    "the old man",
    "a spokesman for the port",
    "the Harbour Board",
    "his mother",
    "Emma’s mother",
    "one of the sailors",
    "the girl in the red hat",
    "nobody",
    "he",
    "she",
    "they",
    "I",
    "we",
    "who",
    "語",
    "U.S. Secretary Tom Kerry",
];

const CUES: [&str; 16] = [
    "said",
    "asked",
    "told",
    "cried",
    "added",
    "wrote",
    "says",
    "was saying",
    "had said",
    "said to",
    "replied",
    "went on",
    "according to",
    "thought",
    "read",
    "nodded",
];

const WORDS: [&str; 44] = [
    "it",
    "is",
    "late",
    "and",
    "the",
    "boat",
    "was",
    "gone",
    "in",
    "2016",
    "No",
    "Yes",
    "Go on",
    "dear",
    "my old friend",
    "Emma",
    "Hale",
    "Mr.",
    "who",
    "of",
    "at 6'2\"",
    "don't",
    "’tis",
    "rock 'n' roll",
    "the '90s",
    "$5",
    "1,200",
    "e.g.",
    "U.S.",
    "a.m.",
    "said",
    "she",
    "him",
    "Monday",
    "Iran",
    "…",
    "—",
    "--",
    "(aside)",
    "_so_",
    "*so*",
    "http://a.b/c?d=\"e\"",
    "👩\u{200d}🚀",
    "ofﬁcer",
];

const STOPS: [&str; 10] = [",", ".", "?", "!", "…", "—", "", ";", ":", "?!"];

/// What stands between paragraphs.
const BREAKS: [&str; 8] = ["\n\n", "\n", "\r\n\r\n", "\r\r", "\n \n\n", "\n    ", "\n\t", "\u{2029}"];

const HEADINGS: [&str; 14] = [
    "CHAPTER IV",
    "Chapter 2\nMary Hale Goes Home",
    "112",
    "* * *",
    "***",
    "I",
    "INT. HOUSE - DAY",
    "TESTIMONY OF ADA CRANE",
    "BY MR. HOLT:",
    "SEC. 2. LIGHTS.",
    "# Markdown",
    "## Emma",
    "THE END",
    "-----",
];

/// Pieces that text takes on where it is damaged.
const DAMAGE: [&str; 40] = [
    "\"",
    "“",
    "”",
    "'",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "`",
    "``",
    "''",
    "—",
    "-",
    "–",
    "_",
    "*",
    "<b>",
    "</i>",
    "&amp;",
    "&#",
    "[",
    "]",
    "(",
    ")",
    "{",
    "\\",
    "```\n",
    "\n> ",
    "\n",
    "\n\n",
    "\r",
    "\u{feff}",
    "\u{200e}",
    "\u{ad}",
    "\u{301}",
    "\u{a0}",
    "\0",
    "İ",
    "\u{10ffff}",
];

/// A text that bytes choose.
pub fn text(choices: &mut Choices<'_>) -> String {
    let style = choices.pick(&MARKS);
    let between = choices.pick(&BREAKS);
    let damage = choices.below(4);
    let mut text = String::new();
    while !choices.is_empty() {
        // A text keeps its marks, but for a few paragraphs.
        let style = if choices.once_in(12) { choices.pick(&MARKS) } else { style };
        let start = text.len();
        paragraph(choices, style, &mut text);
        if damage > 0 && choices.once_in(4 - damage) {
            damaged(choices, start, &mut text);
        }
        text += if choices.once_in(10) { choices.pick(&BREAKS) } else { between };
    }
    text
}

/// A name as a cast or a text has it.
pub fn name(choices: &mut Choices<'_>) -> &'static str {
    choices.pick(&NAMES)
}

/// A word, a stop or a mark.
pub fn piece(choices: &mut Choices<'_>) -> &'static str {
    match choices.below(4) {
        0 => choices.pick(&WORDS),
        1 => choices.pick(&CUES),
        2 => choices.pick(&STOPS),
        _ => choices.pick(&DAMAGE),
    }
}

fn paragraph(choices: &mut Choices<'_>, style: [&str; 4], text: &mut String) {
    match choices.below(16) {
        0..=5 => speech(choices, style, text),
        6 => {
            // Two utterances, or one that a clause interrupts.
            speech(choices, style, text);
            *text += " ";
            speech(choices, style, text);
        }
        7 => sentence(choices, text),
        8 => {
            sentence(choices, text);
            *text += " ";
            speech(choices, style, text);
        }
        9 => {
            // A transcript.
            let name = choices.pick(&NAMES);
            let label = choices.pick(&["", "Q. ", "A. ", ">> ", "- ", "[12:03] ", "**", "<v ", "  "]);
            let end = choices.pick(&[": ", ". ", ":\n", "\n", ":** ", "> ", " (aside): ", " [sic] "]);
            *text += label;
            *text += &if choices.once_in(2) { name.to_owned() } else { name.to_uppercase() };
            *text += end;
            sentence(choices, text);
        }
        10 => *text += choices.pick(&HEADINGS),
        11 => {
            // Speech that goes on in the next paragraph.
            *text += style[0];
            words(choices, text);
            *text += ".";
        }
        12 => {
            *text += choices.pick(&["> ", "- ", "1. ", "    ", "<p>", "| ", "```\n"]);
            speech(choices, style, text);
            *text += choices.pick(&["", "</p>", "\n```", " |"]);
        }
        13 => {
            // Names in a row.
            for _ in 0..=choices.below(5) {
                *text += choices.pick(&NAMES);
                *text += choices.pick(&[", ", " and ", " of ", " ", "’s ", " & ", "-"]);
            }
            *text += choices.pick(&STOPS);
        }
        14 => {
            // A title and a scare quote.
            words(choices, text);
            *text += " ";
            *text += style[0];
            *text += choices.pick(&WORDS);
            *text += style[1];
            *text += choices.pick(&STOPS);
        }
        _ => {
            for _ in 0..=choices.below(6) {
                *text += piece(choices);
            }
        }
    }
}

/// A quotation with its clause before, behind, in between, or nowhere.
fn speech(choices: &mut Choices<'_>, style: [&str; 4], text: &mut String) {
    let clause = choices.below(6);
    if clause == 4 {
        clause_of(choices, text);
        *text += choices.pick(&[", ", ": ", " ", " that ", ",\n"]);
    }
    quotation(choices, style, text);
    if clause < 3 {
        *text += " ";
        clause_of(choices, text);
        if clause == 2 {
            *text += choices.pick(&[", ", ". ", "; ", " "]);
            quotation(choices, style, text);
        } else {
            *text += choices.pick(&[".", ",", "", ", who nodded.", " to Emma.", ": "]);
        }
    }
}

fn quotation(choices: &mut Choices<'_>, [open, close, inner, inner_close]: [&str; 4], text: &mut String) {
    *text += open;
    words(choices, text);
    if choices.once_in(8) {
        *text += ", ";
        *text += inner;
        words(choices, text);
        *text += choices.pick(&STOPS);
        *text += inner_close;
    }
    *text += choices.pick(&STOPS);
    *text += close;
}

fn clause_of(choices: &mut Choices<'_>, text: &mut String) {
    let (name, cue) = (choices.pick(&NAMES), choices.pick(&CUES));
    let between = choices.pick(&[" ", " _", "\n", " slowly ", ", ", "\u{a0}"]);
    let (first, second) = if choices.once_in(2) { (name, cue) } else { (cue, name) };
    *text += first;
    *text += between;
    *text += second;
}

fn sentence(choices: &mut Choices<'_>, text: &mut String) {
    *text += choices.pick(&NAMES);
    *text += " ";
    words(choices, text);
    *text += choices.pick(&STOPS);
}

fn words(choices: &mut Choices<'_>, text: &mut String) {
    for place in 0..=choices.below(6) {
        if place > 0 {
            *text += if choices.once_in(8) { "\n" } else { " " };
        }
        *text += choices.pick(&WORDS);
    }
}

/// Removes or replaces a character of the text behind `start`, or adds a piece.
fn damaged(choices: &mut Choices<'_>, start: usize, text: &mut String) {
    let places: Vec<usize> = text[start..].char_indices().map(|(at, _)| start + at).take(256).collect();
    if places.is_empty() {
        return;
    }
    let at = places[choices.below(places.len())];
    match choices.below(3) {
        0 => drop(text.remove(at)),
        1 => text.insert_str(at, choices.pick(&DAMAGE)),
        _ => {
            text.remove(at);
            text.insert_str(at, choices.pick(&DAMAGE));
        }
    }
}

/// The grammar reaches what it is there for.
#[test]
fn texts_have_quotations_of_all_kinds() {
    use inquit::{attribute_quotes, Evidence, QuoteKind};

    let (mut evidence, mut kinds, mut all) = (Vec::new(), Vec::new(), 0);
    for seed in 0..200_u32 {
        let bytes: Vec<u8> =
            (0..300_u32).map(|at| (((seed * 300 + at).wrapping_mul(2_654_435_761)) >> 13) as u8).collect();
        let text = text(&mut Choices::new(&bytes));
        let found = attribute_quotes(&text);
        all += found.len();
        evidence.extend(found.iter().map(|quote| quote.evidence()));
        kinds.extend(found.iter().map(|quote| quote.kind()));
    }
    assert!(all > 500, "{all} quotations");
    let missing: Vec<_> = Evidence::ALL.iter().filter(|one| !evidence.contains(one)).collect();
    // Those of conversations between few people are rare in random texts.
    let are_rare = |one: &&Evidence| matches!(one, Evidence::Vocative | Evidence::Alternation | Evidence::Recency);
    assert!(missing.iter().all(are_rare), "{missing:?}");
    assert!(QuoteKind::ALL.iter().all(|one| kinds.contains(one)));
}
