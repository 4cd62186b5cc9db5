//! The words of a marked-up document as a plain text: paragraphs with a blank line between them.

/// The gap between what was written and what comes next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

/// Collects a text. White space at its edges and around gaps is left out.
#[derive(Debug, Default)]
pub struct Prose {
    text: String,
    gap: Gap,
}

impl Prose {
    /// Adds text in which white space of any length is one space.
    pub fn words(&mut self, text: &str) {
        // A space that does not break is a character like others.
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c');
        for (index, piece) in text.split(is_space).enumerate() {
            if index > 0 {
                self.gap = self.gap.max(Gap::Space);
            }
            self.push(piece);
        }
    }

    /// Adds text whose lines and spaces stay as they are.
    pub fn verbatim(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.line();
            }
            let line = line.trim_end_matches('\r');
            self.push(line);
        }
    }

    /// Ends the line. A second end of the line is one of the paragraph.
    pub fn line(&mut self) {
        self.gap = if self.gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
    }

    /// Ends the paragraph.
    pub fn paragraph(&mut self) {
        self.gap = Gap::Paragraph;
    }

    pub fn finish(mut self) -> String {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text
    }

    fn push(&mut self, piece: &str) {
        if piece.is_empty() {
            return;
        }
        let gap = core::mem::take(&mut self.gap);
        if !self.text.is_empty() {
            self.text.push_str(match gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.text.push_str(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::Prose;

    #[test]
    fn gaps_are_as_wide_as_the_widest() {
        let mut prose = Prose::default();
        prose.paragraph();
        prose.words("  No, \n");
        prose.words("she said.");
        prose.line();
        prose.words(" ");
        prose.words("Yes.");
        prose.line();
        prose.line();
        prose.words("Why\u{a0}?");
        prose.paragraph();
        assert_eq!(prose.finish(), "No, she said.\nYes.\n\nWhy\u{a0}?\n");
    }

    #[test]
    fn verse_keeps_its_lines() {
        let mut prose = Prose::default();
        prose.verbatim("\nThe sea,\r\n  the sea\n\nno more\n");
        assert_eq!(prose.finish(), "The sea,\n  the sea\n\nno more\n");
    }
}
