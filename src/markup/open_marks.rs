//! Whether a double mark is open, at one place after the other.

use crate::markup::lines::MAX_LINE;
use crate::util::slice::floor;

/// Answers as [`is_open_at`](crate::markup::lines::is_open_at) does, for places in ascending order. Each byte is read
/// twice, however many places are asked for: a line may be nothing but marks.
pub(crate) struct OpenMarks<'t> {
    text: &'t str,
    /// The bytes before it have entered the window, those before `left` have left it.
    right: usize,
    left: usize,
    /// Where the line begins that `right` stands in.
    line: usize,
    /// Number of straight marks in the window.
    straight: usize,
    /// The last opening and the last closing curly mark before `right`.
    open: Option<usize>,
    close: Option<usize>,
}

impl<'t> OpenMarks<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, right: 0, left: 0, line: 0, straight: 0, open: None, close: None }
    }

    /// Whether a double mark is open before `at`, which is a boundary of characters and not before the place asked for
    /// last.
    pub(crate) fn is_open_at(&mut self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        for i in self.right..at {
            match bytes[i] {
                b'\n' => self.line = i + 1,
                b'"' => self.straight += 1,
                0xE2 if bytes[i..].starts_with("“".as_bytes()) => self.open = Some(i),
                0xE2 if bytes[i..].starts_with("”".as_bytes()) => self.close = Some(i),
                _ => {}
            }
        }
        self.right = self.right.max(at);
        let start = self.line.max(floor(self.text, at.saturating_sub(MAX_LINE)));
        // OK because `start` never goes back.
        let left = &bytes[self.left.min(start)..start];
        self.straight -= left.iter().filter(|&&byte| byte == b'"').count();
        self.left = start;
        let [open, close] = [self.open, self.close].map(|mark| mark.filter(|&mark| mark >= start));
        match open {
            Some(_) => close < open,
            None => self.straight % 2 == 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::OpenMarks;
    use crate::markup::lines::{is_open_at, MAX_LINE};
    use crate::tests::random::Random;

    #[test]
    fn places_are_answered_as_one_by_one() {
        let mut random = Random::new(31);
        let pieces = ["\"", "“", "”", "a", "é", "—", "\n"];
        for number in 0..100 {
            // Marks are dense in short texts. In the others a line is longer than what is looked at, and marks are rare.
            let (len, rare) = if number % 2 == 0 { (60, 1) } else { (3 * MAX_LINE, 30) };
            let mut text = String::new();
            while text.len() < len {
                let is_mark = random.below(rare) == 0;
                text += if is_mark { pieces[random.below(pieces.len())] } else { "words of a liné " };
            }
            let mut marks = OpenMarks::new(&text);
            for (at, _) in text.char_indices().filter(|_| random.below(2 * rare) == 0) {
                assert_eq!(marks.is_open_at(at), is_open_at(&text[..at]), "{text:?} at {at}");
            }
        }
    }
}
