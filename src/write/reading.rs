//! A result as it is read aloud: paragraphs that are parted into stretches of one voice.

use crate::output::attributions::Attributions;
use crate::record::QuoteKind;
use crate::span::Span;
use crate::write::elements::{Elements, Event};

/// A stretch of a paragraph in one voice and one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// The outermost speech that it is part of: an index of the records. `None` for narration.
    pub(crate) speech: Option<usize>,
    /// The sentence that it is part of; equal for stretches of the same sentence.
    pub(crate) sentence: usize,
    /// The words, with a single space where there is white space, and none around them. The marks of the outermost
    /// speech are left out. Not empty.
    pub(crate) text: String,
}

/// Iterator over the paragraphs of a result, each as its stretches. No paragraph is empty.
pub(crate) struct Reading<'a, 't> {
    answer: &'a Attributions<'t>,
    elements: Elements<'a, 't>,
    /// The quotations around the place that is read, outermost first.
    around: Vec<usize>,
    /// Index of the first sentence that ends after the place that is read.
    sentence: usize,
}

impl<'a, 't> Reading<'a, 't> {
    pub(crate) fn of(answer: &'a Attributions<'t>) -> Self {
        Self { answer, elements: Elements::of(answer), around: Vec::new(), sentence: 0 }
    }

    /// The outermost quotation, if it is speech.
    fn speech(&self) -> Option<usize> {
        self.around.first().copied().filter(|&quote| self.answer.records()[quote].kind != QuoteKind::NotSpeech)
    }

    /// Cuts some text at the ends of sentences, and adds it to a paragraph.
    fn add(&mut self, span: Span, paragraph: &mut Vec<Stretch>) {
        let sentences = self.answer.sentences();
        let mut start = span.start;
        while start < span.end {
            while sentences.get(self.sentence).is_some_and(|sentence| sentence.end <= start) {
                self.sentence += 1;
            }
            let end = sentences.get(self.sentence).map_or(span.end, |sentence| sentence.end.min(span.end));
            self.stretch(&self.answer.plain_text(Span::new(start, end)), paragraph);
            start = end;
        }
    }

    fn stretch(&self, text: &str, paragraph: &mut Vec<Stretch>) {
        let (speech, sentence) = (self.speech(), self.sentence);
        match paragraph.last_mut() {
            Some(last) if (last.speech, last.sentence) == (speech, sentence) => last.text.push_str(text),
            _ => paragraph.push(Stretch { speech, sentence, text: text.to_owned() }),
        }
    }
}

impl Iterator for Reading<'_, '_> {
    type Item = Vec<Stretch>;

    fn next(&mut self) -> Option<Vec<Stretch>> {
        let mut paragraph = Vec::new();
        loop {
            match self.elements.next()? {
                Event::OpenParagraph => {}
                Event::CloseParagraph => {
                    paragraph.iter_mut().for_each(|stretch: &mut Stretch| stretch.text = single_spaced(&stretch.text));
                    paragraph.retain(|stretch| !stretch.text.is_empty());
                    if !paragraph.is_empty() {
                        return Some(paragraph);
                    }
                }
                Event::Open(quote) => self.around.push(quote),
                Event::Close => {
                    self.around.pop();
                }
                Event::Mark(_) if self.around.len() == 1 && self.speech().is_some() => {}
                Event::Mark(span) | Event::Text(span) => self.add(span, &mut paragraph),
            }
        }
    }
}

/// The text with a single space for each run of white space and control characters, and none around it.
pub(crate) fn single_spaced(text: &str) -> String {
    let is_space = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    let mut spaced = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::{single_spaced, Reading};
    use crate::attributor::attribute_quotes;

    #[test]
    fn paragraphs_are_parted_by_voice_and_sentence() {
        let text = "“No,” said \tOrne. He left. It\u{a0}rained. “‘Go!’ he said.”\n\nThe “quiet room” was full.\n\n“.”";
        let found = attribute_quotes(text);
        let stretches = Reading::of(&found).flatten().map(|s| (s.speech.is_some(), s.text));
        let expected = [
            (true, "No,"),
            (false, "said Orne."),
            (false, "He left."),
            (false, "It rained."),
            (true, "‘Go!’ he said."),
            (false, "The “quiet room” was full."),
            (true, "."),
        ];
        assert_eq!(stretches.collect::<Vec<_>>(), expected.map(|(speech, text)| (speech, text.to_owned())));
        assert_eq!(Reading::of(&found).map(|paragraph| paragraph.len()).collect::<Vec<_>>(), [5, 1, 1]);
        let sentences: Vec<usize> = Reading::of(&found).flatten().map(|stretch| stretch.sentence).collect();
        assert_eq!((sentences[0] == sentences[1], sentences[1] == sentences[2]), (true, false));
    }

    #[test]
    fn white_space_is_single() {
        assert_eq!(single_spaced(" \r\n a\0b  c\u{feff}\u{3000}"), "a b c");
        assert_eq!(single_spaced("\u{a0}"), "");
    }
}
