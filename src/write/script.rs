//! Scripts in the form of Fountain.

use std::io;

use crate::output::attributions::Attributions;
use crate::write::reading::{single_spaced, Reading};

/// Writes a script in [Fountain](https://fountain.io), the plain text of screenplays: who speaks stands in capitals
/// above the speech, and narration is action.
///
/// Each paragraph of narration and each quotation is a block of one line. Speech that continues after a reporting
/// clause is marked `(CONT'D)`. Characters that have a meaning in Fountain are escaped or forced, so that every word
/// stays what it is.
///
/// ```
/// let text = "Ida rose. “No,” she said, “never.”\n\n“Why?” asked Mr. Orne.";
/// let mut script = Vec::new();
/// inquit::write::Script::new().write(&inquit::attribute_quotes(text), &mut script)?;
/// let expected = "Ida rose.\n\nIDA\nNo,\n\nshe said,\n\nIDA (CONT'D)\nnever.\n\nMR. ORNE\nWhy?\n\nasked Mr. Orne.\n\n";
/// assert_eq!(String::from_utf8(script).unwrap(), expected);
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Script {
    title: Option<String>,
    somebody: String,
}

impl Default for Script {
    fn default() -> Self {
        Self::new()
    }
}

impl Script {
    /// Without a title page. Speech without a speaker is said by `SOMEBODY`.
    ///
    /// ```
    /// let mut script = Vec::new();
    /// inquit::write::Script::new().write(&inquit::attribute_quotes("“No.”"), &mut script)?;
    /// assert_eq!(script, b"SOMEBODY\nNo.\n\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self { title: None, somebody: "somebody".to_owned() }
    }

    /// A title page with this title.
    ///
    /// ```
    /// let mut script = Vec::new();
    /// let settings = inquit::write::Script::new().title("The Ferry");
    /// settings.write(&inquit::attribute_quotes("It rained."), &mut script)?;
    /// assert_eq!(script, b"Title: The Ferry\n\nIt rained.\n\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The name above speech without a speaker.
    ///
    /// ```
    /// let mut script = Vec::new();
    /// let settings = inquit::write::Script::new().somebody("a voice");
    /// settings.write(&inquit::attribute_quotes("“No.”"), &mut script)?;
    /// assert_eq!(script, b"A VOICE\nNo.\n\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn somebody(mut self, name: impl Into<String>) -> Self {
        self.somebody = name.into();
        self
    }

    /// Writes the script of a result.
    ///
    /// # Errors
    /// `out` fails.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut script = Vec::new();
    /// inquit::write::Script::new().write(&inquit::attribute_quotes("“*No*,” said Orne."), &mut script)?;
    /// assert_eq!(script, b"ORNE\n\\*No\\*,\n\nsaid Orne.\n\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write(&self, answer: &Attributions<'_>, mut out: impl io::Write) -> io::Result<()> {
        if let Some(title) = &self.title {
            write!(out, "Title: {}\n\n", single_spaced(title))?;
        }
        // The utterance that was spoken last.
        let mut last = None;
        for paragraph in Reading::of(answer) {
            for stretches in paragraph.chunk_by(|a, b| a.speech == b.speech) {
                let text: Vec<&str> = stretches.iter().map(|stretch| stretch.text.as_str()).collect();
                let text = escaped(&text.join(" "));
                match stretches[0].speech.map(|quote| &answer.records()[quote]) {
                    None => write!(out, "{}\n\n", action(&text))?,
                    Some(record) => {
                        let name = record.speaker.and_then(|id| answer.speaker(id)).map(|speaker| &speaker.name);
                        let continued = if last == Some(record.utterance) { " (CONT'D)" } else { "" };
                        let cue = character(name.unwrap_or(&self.somebody));
                        write!(out, "{cue}{continued}\n{}\n\n", dialogue(&text))?;
                        last = Some(record.utterance);
                    }
                }
            }
        }
        out.flush()
    }
}

/// Text whose emphasis, notes and comments are only characters.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut last = ' ';
    for c in text.chars() {
        // `[[` opens a note and `/*` a comment.
        if matches!(c, '*' | '_' | '\\') || (c == '[' && last == '[') {
            escaped.push('\\');
        }
        escaped.push(c);
        last = c;
    }
    escaped
}

/// Whether a line in upper case begins like the heading of a scene.
fn is_scene(upper: &str) -> bool {
    let scenes = ["INT", "EXT", "EST", "I/E"];
    scenes.iter().any(|scene| upper.strip_prefix(scene).is_some_and(|rest| rest.starts_with(['.', ' ', '/'])))
}

/// A line of narration. An exclamation mark before it forces Fountain to read it as action.
fn action(text: &str) -> String {
    let upper = text.to_uppercase();
    let special = text.starts_with(['.', '#', '=', '>', '~', '@', '!']);
    if special || is_scene(&upper) || (upper == text && text.ends_with("TO:")) {
        format!("!{text}")
    } else {
        text.to_owned()
    }
}

/// A line of speech. A character without width keeps it from being a lyric or a direction in parentheses.
fn dialogue(text: &str) -> String {
    let special = text.starts_with('~') || (text.starts_with('(') && text.ends_with(')'));
    if special {
        format!("\u{2060}{text}")
    } else {
        text.to_owned()
    }
}

/// The name of a speaker above the speech. An at sign forces Fountain to read it as a name.
fn character(name: &str) -> String {
    let name = single_spaced(name).to_uppercase().replace(['(', ')', '^'], " ");
    let name = single_spaced(&name);
    let plain = |c: char| c.is_ascii_uppercase() || matches!(c, ' ' | '.' | '\'' | '-' | '’');
    let forced = is_scene(&name) || !name.starts_with(|c: char| c.is_ascii_uppercase()) || !name.chars().all(plain);
    let at = if forced { "@" } else { "" };
    // A name of nothing but brackets.
    let name = if name.is_empty() { "?" } else { &name };
    format!("{at}{}", escaped(name))
}

#[cfg(test)]
mod tests {
    use super::{action, character, dialogue, escaped};

    #[test]
    fn lines_are_what_they_are() {
        assert_eq!(action("It rained."), "It rained.");
        assert_eq!(action("# It rained."), "!# It rained.");
        assert_eq!(action("Int. the house"), "!Int. the house");
        assert_eq!(action("Interest rose."), "Interest rose.");
        assert_eq!(action("CUT TO:"), "!CUT TO:");
        assert_eq!(dialogue("(No.)"), "\u{2060}(No.)");
        assert_eq!(dialogue("(No.) Yes."), "(No.) Yes.");
        assert_eq!(escaped("[[a]] *b*_c_\\"), "[\\[a]] \\*b\\*\\_c\\_\\\\");
    }

    #[test]
    fn names_are_read_as_names() {
        for (name, expected) in [
            ("Mr. Orne", "MR. ORNE"),
            ("the man (old)\n", "THE MAN OLD"),
            ("Émile", "@ÉMILE"),
            ("Est. Claire", "@EST. CLAIRE"),
            ("Esther", "ESTHER"),
            ("2nd man", "@2ND MAN"),
            ("Анна", "@АННА"),
        ] {
            assert_eq!(character(name), expected);
        }
    }
}
