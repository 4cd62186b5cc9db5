//! Commands of LaTeX.

use crate::util::slice::truncated;

/// Maximum length, in bytes, of an argument that is left out with its command: a long footnote.
const MAX_ARGUMENT: usize = 4000;

/// Commands of LaTeX that show their argument.
const SHOWN: [&str; 14] = [
    "emph",
    "textit",
    "textbf",
    "textsc",
    "textsl",
    "textrm",
    "textsf",
    "texttt",
    "text",
    "underline",
    "mbox",
    "textup",
    "textmd",
    "uline",
];

/// Commands of LaTeX that quote their argument.
const QUOTED: [&str; 4] = ["enquote", "enquote*", "textquote", "mkbibquote"];

/// Commands of LaTeX whose argument is a heading.
const HEADINGS: [&str; 6] = ["chapter", "section", "subsection", "chapter*", "section*", "paragraph"];

/// Commands of LaTeX whose argument is no part of the text.
const LEFT_OUT: [&str; 9] = ["footnote", "label", "ref", "cite", "index", "footcite", "autocite", "input", "vspace"];

/// Commands of LaTeX that stand for a character, or for nothing.
const CHARACTERS: [(&str, &str); 10] = [
    ("ldots", "…"),
    ("dots", "…"),
    ("textellipsis", "…"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textquoteleft", "‘"),
    ("textquoteright", "’"),
    ("textemdash", "—"),
    ("textendash", "–"),
    ("noindent", ""),
];

/// What a command of LaTeX does to the text that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// It stands for these characters.
    Character(&'static str),
    /// It ends a paragraph.
    Break,
    /// It shows its argument, whose closing brace is this one.
    Argument(Brace),
    /// It is left out with its argument.
    LeftOut,
    /// It begins or ends a paragraph with its argument.
    Environment,
}

impl Command {
    /// The command of a name, which is written without its backslash.
    pub(crate) fn of(name: &str) -> Option<Self> {
        if let Some((_, plain)) = CHARACTERS.iter().find(|(known, _)| *known == name) {
            return Some(Self::Character(plain));
        }
        match name {
            "par" => Some(Self::Break),
            "begin" | "end" => Some(Self::Environment),
            _ if QUOTED.contains(&name) => Some(Self::Argument(Brace::Quotation)),
            _ if SHOWN.contains(&name) => Some(Self::Argument(Brace::Shown)),
            _ if HEADINGS.contains(&name) => Some(Self::Argument(Brace::Heading)),
            _ => LEFT_OUT.contains(&name).then_some(Self::LeftOut),
        }
    }
}

/// What a brace of LaTeX closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Brace {
    Quotation,
    Shown,
    Heading,
    /// Braces that no command opened.
    Group,
}

/// The length of an argument in braces at the start of a text.
pub(crate) fn argument_len(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in truncated(text, MAX_ARGUMENT).bytes().enumerate() {
        depth += i32::from(byte == b'{') - i32::from(byte == b'}');
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{argument_len, Brace, Command};

    #[test]
    fn commands_are_known_by_their_names() {
        for (name, expected) in [
            ("ldots", Some(Command::Character("…"))),
            ("par", Some(Command::Break)),
            ("enquote*", Some(Command::Argument(Brace::Quotation))),
            ("emph", Some(Command::Argument(Brace::Shown))),
            ("section", Some(Command::Argument(Brace::Heading))),
            ("footnote", Some(Command::LeftOut)),
            ("begin", Some(Command::Environment)),
            ("edda", None),
        ] {
            assert_eq!(Command::of(name), expected, "{name}");
        }
    }

    #[test]
    fn arguments_end_with_their_own_brace() {
        assert_eq!(argument_len("{a {b} c} d}"), Some(9));
        assert_eq!(argument_len("{a {b} c"), None);
        assert_eq!(argument_len(&format!("{{{}}}", "a".repeat(5000))), None);
    }
}
