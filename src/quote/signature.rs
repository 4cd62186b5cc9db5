//! Signatures: the name that stands below or behind a quotation, or in a cell before it, as under an epigraph, a blurb or
//! a guest-book entry.
//!
//! `"We came for the view." — Edda Strand, Tarrow`: what follows is no narration but says whose words these are. The
//! quotation gets the name as its [`label`](Quotation::label). Where the signature names no person ("— Proverb"), the
//! label is empty: the words have a source, and no speaker of the text is it.

use crate::quote::label::stamp::is_date_word;
use crate::quote::punctuation::{is_dash, is_emphasis};
use crate::quote::quotation::Quotation;
use crate::record::QuoteStyle;
use crate::span::Span;
use crate::token::chars::is_blank;
use crate::util::steps;

/// Maximum length, in bytes, of a signature with what follows the name: about two lines.
const MAX_SIGNATURE: usize = 120;

/// The same where no dash leads to it: about one line.
const MAX_BARE: usize = 70;

/// Maximum number of words of a name with its title: "Brigadier General Sir Oswald van Hale".
const MAX_WORDS: usize = 6;

/// What stands before a name that is set at the right of its line.
const INDENT: &str = "        ";

/// Maximum number of digits of an age, of the number of an informant, and of an item in a list. Years have more.
const MAX_DIGITS: usize = 3;

/// Maximum length, in bytes, of the marks and blanks before a quotation that fills its paragraph: two lines. It bounds
/// the work for each quotation, and so does the next one.
const MAX_LEAD: usize = 200;

/// Maximum length, in bytes, of the cells of a table before a quotation: five lines.
const MAX_ROW: usize = 400;

/// What parts the columns of a table that is no Markdown, with no blank beside it.
const COLUMN_MARKS: [char; 3] = [',', '\t', ';'];

/// Whom studies number, in lower case.
const INFORMANTS: [&str; 20] = [
    "participant",
    "interviewee",
    "respondent",
    "informant",
    "speaker",
    "subject",
    "patient",
    "nurse",
    "teacher",
    "student",
    "pupil",
    "worker",
    "driver",
    "parent",
    "mother",
    "father",
    "woman",
    "man",
    "user",
    "member",
];

/// Words that may stand in a name without a capital.
const PARTICLES: [&str; 14] =
    ["of", "the", "and", "de", "la", "du", "van", "von", "der", "den", "le", "al", "bin", "&"];

/// Sources that are no persons.
const NOBODY: [&str; 12] = [
    "proverb",
    "proverbs",
    "saying",
    "anonymous",
    "anon",
    "unknown",
    "traditional",
    "old",
    "song",
    "hymn",
    "psalm",
    "graffito",
];

/// The last words of the names of papers. With a date behind it such a name tells where a headline stood.
const PAPERS: [&str; 20] = [
    "herald",
    "post",
    "times",
    "news",
    "gazette",
    "tribune",
    "chronicle",
    "journal",
    "mail",
    "star",
    "sun",
    "daily",
    "review",
    "telegraph",
    "observer",
    "echo",
    "courier",
    "express",
    "press",
    "reuters",
];

/// Words that begin a heading and no name.
const HEADINGS: [&str; 12] =
    ["chapter", "part", "book", "act", "scene", "canto", "volume", "section", "epilogue", "prologue", "end", "the"];

/// Gives the signed quotations among the outermost ones their labels. `paragraphs` are those of the text, `quotes` all
/// of its quotations, in order.
pub(crate) fn sign(text: &str, paragraphs: &[Span], quotes: &mut [Quotation]) {
    let mut paragraph = 0;
    // Whether all quotations so far are signed: then a line without a dash may sign as well.
    let mut all_signed = true;
    let mut any = false;
    // Where the last signature ends.
    let mut signed_until = 0;
    for quote in quotes {
        steps::count(1);
        let span = quote.span;
        if quote.depth > 0 || quote.label.is_some() {
            continue;
        }
        if span.start < signed_until {
            // — Edda Strand, “The Toll”
            quote.label = Some(Span::new(span.start, span.start));
            continue;
        }
        while paragraph < paragraphs.len() && paragraphs[paragraph].end < span.end {
            paragraph += 1;
        }
        let Some(&around) = paragraphs.get(paragraph) else { return };
        if matches!(quote.style, QuoteStyle::Dash | QuoteStyle::Label) {
            all_signed = false;
            continue;
        }
        // Quotations lie within a paragraph; the end of one may be all that this paragraph has.
        let (before, rest) = (Span::new(around.start.min(span.start), span.start), Span::new(span.end, around.end));
        let beside = informant(text, rest).or_else(|| named_cell(text, before, rest));
        let name = beside.or_else(|| {
            let opens = span.start >= around.start && opens_item(&text[before]);
            // A bare > parts the paragraphs of a quoted text.
            let below = paragraphs[paragraph + 1..].iter().copied().take(2);
            let below = || below.clone().find(|&below| !trimmed(text, below).is_empty());
            opens.then(|| signature(text, rest, below(), Others { all_signed, any })).flatten()
        });
        all_signed &= name.is_some();
        any |= name.is_some();
        quote.label = name;
        if let (Some(name), None) = (name, beside) {
            signed_until = paragraphs[paragraph..].iter().find(|p| p.end >= name.end).map_or(name.end, |p| p.end);
        }
    }
}

/// What may stand before a quotation that fills its paragraph: emphasis, and the mark of a quoted line.
fn is_ornament(c: char) -> bool {
    is_blank(c) || is_emphasis(c) || c == '>'
}

/// Whether a quotation fills its paragraph or the item of a list from here on: what stands before it is empty, "- " or
/// "3. ".
fn opens_item(before: &str) -> bool {
    if before.len() > MAX_LEAD {
        return false;
    }
    let item = before.trim_matches(is_ornament).trim_end_matches(['.', ')', '-', '•', '–']);
    item.len() <= MAX_DIGITS && item.bytes().all(|byte| byte.is_ascii_digit())
}

/// How the quotations before one are signed.
#[derive(Clone, Copy)]
struct Others {
    /// All are, so that a line that no dash begins may sign as well. True for the first one.
    all_signed: bool,
    /// One is at least, so that a description may sign as well.
    any: bool,
}

/// The name that signs a quotation: in the rest of its paragraph, or in the paragraph below if nothing is left.
fn signature(text: &str, rest: Span, below: Option<Span>, others: Others) -> Option<Span> {
    let bare = others.all_signed;
    let behind = trimmed(text, rest);
    let (around, on_own_line) =
        if behind.is_empty() { (below?, true) } else { (rest, text[rest.start..behind.start].contains('\n')) };
    let line = trimmed(text, around);
    if line.is_empty() || line.len() > MAX_SIGNATURE {
        return None;
    }
    let signed = &text[line];
    let after_dash = signed.trim_start_matches(|c| is_dash(c) || matches!(c, '-' | '~'));
    let has_dash = after_dash.len() < signed.len();
    // "…" *Edda Strand, Tarn*
    let emphasised = !on_own_line && text[around.start..line.start].ends_with(is_emphasis);
    let indented = on_own_line && text[..line.start].ends_with(INDENT);
    let bracketed = signed.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let start = line.end - after_dash.trim_start_matches(is_ornament).len() + usize::from(bracketed.is_some());
    let end = text[start..line.end].find(ends_name).map_or(line.end, |at| start + at);
    let name = trimmed(text, Span::new(start, end));
    let comma = text[name.end..line.end].starts_with(',');
    let plain = |part: &str| !part.contains(['"', '“', '”', '?', '!', '—']);
    if !plain(&text[name]) || !on_own_line && !plain(&text[line.start + (signed.len() - after_dash.len())..line.end]) {
        return None;
    }
    let nobody = Some(Span::new(name.start, name.start));
    let is_dated = || text[name.end..line.end].bytes().any(|c| c.is_ascii_digit());
    if has_dash {
        return match () {
            // — Orrin Post, 12 May 2009
            () if is_paper(&text[name]) && is_dated() => nobody,
            () if !is_person(&text[name]) && text[name].starts_with(char::is_uppercase) => nobody,
            () if bare && on_own_line && is_source(&text[name]) => nobody,
            () if bare && others.any && name.end == line.end && is_described(&text[name]) => Some(name),
            () => is_name(&text[name]).then_some(name),
        };
    }
    // A sentence has a stop, or a comma in its middle: "Edda Strand, he knew, was there."
    let stops = text[line.end..around.end].contains('.') && !emphasised && bracketed.is_none();
    let short = !stops && line.len() <= MAX_BARE && (comma || indented || bracketed.is_some());
    let signs = short && (bare && (on_own_line || bracketed.is_some()) || emphasised && comma);
    (signs && is_name(&text[name]) && is_full(&text[name])).then_some(name)
}

/// The name or number of an informant, as studies give it in brackets behind a quotation: "(Nurse 4, female, 31)",
/// "(P7)", "(Ada, 44, porter)". `None` for references: "(Strand, 1998)", "(Strand, 23)", "(Figure 4)". `rest` is what
/// follows the quotation in its paragraph.
fn informant(text: &str, rest: Span) -> Option<Span> {
    let inner = text[rest].trim_start_matches(is_ornament).strip_prefix('(')?;
    let start = rest.end - inner.len();
    let inner = &inner[..inner.bytes().take(MAX_SIGNATURE).position(|byte| byte == b')')?];
    let (name, details) = inner.split_once([',', ';']).unwrap_or((inner, ""));
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let is_age = |detail: &&str| {
        let age = ["aged ", "age "].iter().find_map(|word| detail.strip_prefix(word)).unwrap_or(detail);
        (1..=MAX_DIGITS).contains(&age.len()) && age.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut details = details.split([',', ';']).map(str::trim);
    // An age, and whose it is besides.
    let is_described = details.clone().any(|detail| is_age(&detail)) && details.any(|detail| !has_digit(detail));
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_code = || (1..=MAX_DIGITS).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_uppercase());
    let role = || letters.trim_end().to_ascii_lowercase();
    let is_known = match name.len() - letters.len() {
        0 => is_described && is_name(name),
        1..=MAX_DIGITS => is_code() || is_name(letters) && (is_described || INFORMANTS.contains(&role().as_str())),
        _ => false,
    };
    (is_known && !has_digit(letters)).then(|| Span::new(start, start + name.len()))
}

/// The name in a cell before a quotation that stands alone in its cell of a table: the first one that has a name in
/// `| Ada Orne | "We came." |`, the only one in `4,Ada Orne,"We came.",loud`. `before` and `after` are what stands around
/// the quotation in its paragraph.
fn named_cell(text: &str, before: Span, after: Span) -> Option<Span> {
    let row = &text[before];
    // Most quotations end here.
    let is_cell = || {
        let (row, rest) = (row.trim_end_matches(is_ornament), text[after].trim_start_matches(is_ornament));
        row.ends_with('|') && rest.starts_with('|')
    };
    let parted_by = |mark: &char| {
        let rest = &text[after];
        row.ends_with(*mark) && (rest.is_empty() || rest.starts_with([*mark, '\n', '\r']))
    };
    let mark = COLUMN_MARKS.iter().copied().find(parted_by).or_else(|| is_cell().then_some('|'))?;
    let row = match row.bytes().rev().take(MAX_ROW).position(|byte| byte == b'\n') {
        Some(length) => &row[row.len() - length..],
        None if row.len() <= MAX_ROW => row,
        None => return None,
    };
    let mut start = before.end - row.len();
    // A comma with a blank behind it is one of prose.
    if mark != '|' && row.contains(", ") {
        return None;
    }
    let mut cells = row.split(mark).filter_map(|cell| {
        let span = Span::new(start, start + cell.len());
        start = span.end + 1;
        // INN_004, the number of a row
        if mark != '|' && cell.contains(|c: char| c.is_ascii_digit() || c == '_') {
            return None;
        }
        let name = trimmed(text, Span::new(span.start, span.start + cell.find(ends_name).unwrap_or(cell.len())));
        let words = &text[name];
        (!name.is_empty() && is_name(words) && is_person(words) && !is_date_word(words)).then_some(name)
    });
    let first = cells.next();
    // Nothing tells a speaker from whom he speaks to, or from a place, where columns have no frame.
    first.filter(|_| mark == '|' || cells.next().is_none())
}

/// What ends a name in a signature: its bearer's place, age or work follows.
fn ends_name(c: char) -> bool {
    matches!(c, ',' | '(' | ')' | ';' | '\n') || c.is_ascii_digit()
}

/// A span without blanks, emphasis and stops around it. The stop of an initial or a title at the end goes as well.
fn trimmed(text: &str, span: Span) -> Span {
    let rest = text[span].trim_end_matches(|c| is_ornament(c) || c == '.');
    let start = span.start + rest.len() - rest.trim_start_matches(is_ornament).len();
    Span::new(start, span.start + rest.len())
}

/// Whether some words look like a name: capitals throughout, particles aside.
fn is_name(words: &str) -> bool {
    let capitalised = |word: &str| word.trim_start_matches(is_emphasis).starts_with(char::is_uppercase);
    words.split_whitespace().next().is_some_and(capitalised)
        && words.split_whitespace().count() <= MAX_WORDS
        && words.split_whitespace().all(|word| capitalised(word) || PARTICLES.contains(&word))
}

/// Whether a name can sign without a dash: it has two words and is no heading.
fn is_full(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or("");
    name.split_whitespace().nth(1).is_some() && !HEADINGS.iter().any(|heading| first.eq_ignore_ascii_case(heading))
}

/// Whether a name is that of a paper: "Orrin Post".
fn is_paper(name: &str) -> bool {
    let last = name.split_whitespace().next_back().unwrap_or("");
    PAPERS.iter().any(|paper| last.eq_ignore_ascii_case(paper))
}

/// Whether a line under a dash tells where the words stand: "— from the log of the Tarrow".
fn is_source(line: &str) -> bool {
    matches!(line.split_whitespace().next(), Some("from" | "after" | "in" | "on" | "attributed" | "inscription"))
}

/// Whether a signature describes who signs: "a happy customer".
fn is_described(words: &str) -> bool {
    matches!(words.split_whitespace().next(), Some("a" | "an" | "the" | "one"))
        && (2..=MAX_WORDS).contains(&words.split_whitespace().count())
}

/// Whether a name is that of a person or an organisation, and no kind of saying.
fn is_person(name: &str) -> bool {
    let nobody = |word: &str| NOBODY.iter().any(|known| word.trim_matches('.').eq_ignore_ascii_case(known));
    !name.split_whitespace().any(nobody)
}

#[cfg(test)]
mod tests {
    use super::sign;
    use crate::quote::quotation::Quotation;
    use crate::record::QuoteStyle;
    use crate::span::Span;
    use crate::token::paragraph::paragraphs;

    /// The labels of the quotations of a text; all quotations are in straight marks.
    fn labels(text: &str) -> Vec<Option<&str>> {
        let marks: Vec<usize> = text.match_indices('"').map(|(at, _)| at).collect();
        let quote = |pair: &[usize]| {
            Quotation::new(Span::new(pair[0], pair[1] + 1), Span::new(pair[0] + 1, pair[1]), QuoteStyle::Straight)
        };
        let mut quotes: Vec<Quotation> = marks.chunks_exact(2).map(quote).collect();
        sign(text, &paragraphs(text), &mut quotes);
        quotes.iter().map(|quote| quote.label.map(|label| &text[label])).collect()
    }

    #[test]
    fn signatures_name_who_wrote() {
        for (text, expected) in [
            ("\"We came for the view.\" — Edda Strand, Tarrow", Some("Edda Strand")),
            ("\"We came for the view.\"\n-- Edda Strand", Some("Edda Strand")),
            ("\"We came for the view.\"\n\n— Anselm of Tarrow", Some("Anselm of Tarrow")),
            ("> *\"We came for the view.\"* -Edda", Some("Edda")),
            ("\"We came for the view.\"--_Tarrow Herald._", Some("Tarrow Herald")),
            ("\"We came for the view.\"\n\nEdda Strand, Letters", Some("Edda Strand")),
            ("\"He came for the view.\" — Proverb of the coast", Some("")),
            ("\"We came for the view.\"\n— from the log of the Tarrow", Some("")),
            ("> \"We came for the view.\"\n>\n> — Edda Strand 4:2", Some("Edda Strand")),
            ("\"We came for the view.\" (Edda Strand)", Some("Edda Strand")),
            ("\"Grit\" — a kind of sand", None),
            ("3. \"We came.\" — Edda Strand (1881–1960)", Some("Edda Strand")),
            ("- \"We came.\" — Edda Strand", Some("Edda Strand")),
            ("They said \"we came.\" — Edda Strand", None),
            // Informants of a study, wherever the quotation stands.
            ("\"We came for the view.\" (Nurse 4, female, 31)", Some("Nurse 4")),
            ("One said: \"We came\" (P7), and left.", Some("P7")),
            ("One said: \"We came\" (Edda, 44, porter).", Some("Edda")),
            ("One said: \"We came\" (Strand, 1998).", None),
            ("One said: \"We came\" (Letters, ii. 40).", None),
            ("One said: \"We came\" (Edda, porter).", None),
            ("One said: \"We came\" (sic).", None),
            ("One said: \"We came\" (Figure 4).", None),
            ("One said: \"We came\" (Strand, 23).", None),
            ("One said: \"We came\" (Genesis 1, 3).", None),
            ("One said: \"We came\" (Porter 2, male, 31).", Some("Porter 2")),
            // The cells of a table.
            ("| Edda Strand, 44 | \"We came.\" |", Some("Edda Strand")),
            ("| Name | Words |\n|---|---|\n| Edda (ret.) | *\"We came.\"* | 4 |", Some("Edda")),
            ("| Monday | Edda Strand | \"We came.\" |", Some("Edda Strand")),
            ("| Anonymous | \"We came.\" |", None),
            ("| 4 | \"We came.\" |", None),
            ("| Edda Strand | She said \"we came\" |", None),
            ("| Edda Strand | \"We came,\" she said. |", None),
            ("4,Edda Strand,\"We came.\",loud", Some("Edda Strand")),
            ("id,who,what\nROW_4,EDDA,\"We came.\"\n", Some("EDDA")),
            ("4\tEdda\t\"We came.\"\t", Some("Edda")),
            ("4,\"We came.\",loud", None),
            ("4,Edda Strand,Orrin,\"We came.\"", None),
            ("Then, said Edda,\"we came.\"", None),
            ("\"We came for the view,\" *Edda Strand, Tarn*", Some("Edda Strand")),
            ("\"We came for the view.\"\n\n            EDDA STRAND", Some("EDDA STRAND")),
            ("\"He came for the view.\" — Old Proverb", Some("")),
            ("\"We came,\"—Edda leaned over—", None),
            ("\"We came,\" — she said", None),
            ("He said: \"We came.\" — Edda", None),
            ("\"We came.\"\n\nChapter Two, The View", None),
            ("\"We came.\"\n\nEdda Strand, he knew, was there.", None),
        ] {
            assert_eq!(labels(text), [expected], "{text}");
        }
    }

    #[test]
    fn descriptions_sign_beside_names() {
        let text = "* \"We came.\" — Edda Strand\n\n* \"We went.\" — a happy customer";
        assert_eq!(labels(text), [Some("Edda Strand"), Some("a happy customer")]);
    }

    #[test]
    fn a_line_without_a_dash_signs_only_where_all_quotations_are_signed() {
        let text = "\"We came.\"\n\nEdda Strand, Letters\n\n\"We went.\"\n\nJan Vos, in reply";
        assert_eq!(labels(text), [Some("Edda Strand"), Some("Jan Vos")]);
        let text = "\"We came,\" he said.\n\n\"We went.\"\n\nJan Vos, in reply";
        assert_eq!(labels(text), [None, None]);
    }
}
