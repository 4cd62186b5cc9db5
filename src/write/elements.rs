//! A result as a sequence of paragraphs, with the quotations as elements in them.

use std::collections::VecDeque;

use crate::output::attributions::Attributions;
use crate::output::segments::{Segment, SegmentKind, Segments};
use crate::span::Span;
use crate::token::chars::is_blank;

/// A step of [`Elements`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    OpenParagraph,
    CloseParagraph,
    /// A quotation, or its part in this paragraph: an index of the records.
    Open(usize),
    /// The end of the innermost quotation or part that is open.
    Close,
    /// A mark of the innermost quotation.
    Mark(Span),
    /// Other text; white space between paragraphs is left out.
    Text(Span),
}

/// Iterator over the events of a result: elements nest, and all lie within paragraphs.
///
/// A quotation over several paragraphs becomes a part in each of them. The texts and marks in order are the text of the
/// result without the white space between paragraphs.
pub(crate) struct Elements<'a, 't> {
    answer: &'a Attributions<'t>,
    /// What is still to be read, the next one last.
    tasks: Vec<Task<'a, 't>>,
    /// Events that are due before the next task.
    due: VecDeque<Event>,
    in_paragraph: bool,
    /// Index of the paragraph that was read last.
    paragraph: Option<usize>,
    /// The quotations around the place that is read, outermost first.
    around: Vec<usize>,
    /// Number of quotations in `around` whose elements are open: the first ones.
    open: usize,
}

enum Task<'a, 't> {
    Segments(Segments<'a, 't>),
    Open(usize),
    Close,
    Mark(Span),
    Text(Span),
    /// The content of a quotation without children, from the paragraph with an index on.
    Content(Span, Option<usize>),
    End,
}

impl<'a, 't> Elements<'a, 't> {
    pub(crate) fn of(answer: &'a Attributions<'t>) -> Self {
        let tasks = vec![Task::End, Task::Segments(answer.segments())];
        Self { answer, tasks, due: VecDeque::new(), in_paragraph: false, paragraph: None, around: Vec::new(), open: 0 }
    }

    fn run(&mut self, task: Task<'a, 't>) {
        match task {
            Task::Segments(mut segments) => {
                if let Some(segment) = segments.next() {
                    self.tasks.push(Task::Segments(segments));
                    self.segment(&segment);
                }
            }
            Task::Open(quote) => self.around.push(quote),
            Task::Close => {
                if self.open == self.around.len() {
                    self.due.push_back(Event::Close);
                    self.open -= 1;
                }
                self.around.pop();
            }
            Task::Mark(span) => self.words(span, Event::Mark(span)),
            Task::Text(span) => self.words(span, Event::Text(span)),
            Task::Content(span, paragraph) => self.content(span, paragraph),
            Task::End => self.break_paragraph(),
        }
    }

    fn segment(&mut self, segment: &Segment<'a, 't>) {
        let (span, content) = (segment.span(), segment.content_span());
        let record = segment.record();
        // Not all paragraphs have white space between them.
        if record.paragraph.is_some() {
            self.enter(record.paragraph);
        }
        // Text within a quotation has the quotation, and is shorter.
        let whole = record.quote.filter(|_| segment.quote().is_some_and(|quote| quote.span() == span));
        match whole {
            Some(quote) => {
                let children = segment.children();
                let inside = if children.len() == 0 {
                    Task::Content(content, record.paragraph)
                } else {
                    Task::Segments(children)
                };
                let marks = [Span::new(span.start, content.start), Span::new(content.end, span.end)];
                let [opening, closing] = marks.map(Task::Mark);
                self.tasks.extend([Task::Close, closing, inside, opening, Task::Open(quote)]);
            }
            None if segment.kind() == SegmentKind::Space && record.paragraph.is_none() => self.break_paragraph(),
            None => self.tasks.push(Task::Text(span)),
        }
    }

    /// Reads content up to the end of its paragraph.
    fn content(&mut self, span: Span, paragraph: Option<usize>) {
        let end = paragraph.and_then(|index| self.answer.paragraphs().get(index)).map(|paragraph| paragraph.end);
        let Some(end) = end.filter(|end| (span.start..span.end).contains(end)) else {
            return self.words(span, Event::Text(span));
        };
        let words = Span::new(span.start, end);
        self.words(words, Event::Text(words));
        let rest = self.answer.text()[end..span.end].trim_start_matches(is_blank);
        // A mark after white space at the end of the content stays in this paragraph.
        if !rest.is_empty() {
            let (rest, next) = (Span::new(span.end - rest.len(), span.end), paragraph.map(|index| index + 1));
            self.enter(next);
            self.tasks.push(Task::Content(rest, next));
        }
    }

    /// Ends the paragraph that was read last, if this is another one.
    fn enter(&mut self, paragraph: Option<usize>) {
        if self.paragraph != paragraph {
            self.break_paragraph();
            self.paragraph = paragraph;
        }
    }

    fn words(&mut self, span: Span, event: Event) {
        if span.is_empty() {
            return;
        }
        if !self.in_paragraph {
            self.in_paragraph = true;
            self.due.push_back(Event::OpenParagraph);
        }
        self.due.extend(self.around[self.open..].iter().map(|&quote| Event::Open(quote)));
        self.open = self.around.len();
        self.due.push_back(event);
    }

    fn break_paragraph(&mut self) {
        if self.in_paragraph {
            self.in_paragraph = false;
            self.due.extend((0..self.open).map(|_| Event::Close));
            self.due.push_back(Event::CloseParagraph);
            self.open = 0;
        }
    }
}

impl Iterator for Elements<'_, '_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.due.pop_front() {
                return Some(event);
            }
            let task = self.tasks.pop()?;
            self.run(task);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Elements, Event};
    use crate::attributor::attribute_quotes;
    use crate::token::chars::is_blank;

    /// `[` and `]` around paragraphs, `<` and `>` around quotations.
    fn elements(text: &str) -> String {
        let found = attribute_quotes(text);
        Elements::of(&found).fold(String::new(), |text, event| match event {
            Event::OpenParagraph => text + "[",
            Event::CloseParagraph => text + "]",
            Event::Open(_) => text + "<",
            Event::Close => text + ">",
            Event::Mark(span) | Event::Text(span) => text + &found.text()[span],
        })
    }

    #[test]
    fn quotations_are_nested_in_paragraphs() {
        for (text, expected) in [
            ("“No,” said Orne.\n\nHe left.\n", "[<“No,”> said Orne.][He left.]"),
            ("“He said, ‘Go home!’ to me.”", "[<“He said, <‘Go home!’> to me.”>]"),
            ("The “quiet room” was full.", "[The <“quiet room”> was full.]"),
            (" \n ", ""),
            // Two paragraphs without white space between them.
            (" U.S.\"Emma", "[U.S.][<\"Emma>]"),
        ] {
            assert_eq!(elements(text), expected);
        }
    }

    #[test]
    fn a_quotation_has_a_part_in_each_of_its_paragraphs() {
        let text = "ORNE: It rains.\n\nIt has rained all week.\n\nHALE: So it has.\n\nORNE: We wait.\n\nHALE: Yes.";
        let expected =
            "[ORNE: <It rains.>][<It has rained all week.>][HALE: <So it has.>][ORNE: <We wait.>][HALE: <Yes.>]";
        assert_eq!(elements(text), expected);
    }

    #[test]
    fn nothing_but_white_space_is_lost() {
        for text in crate::tests::hostile::SEEDS.iter().map(|seed| seed.repeat(9)) {
            let found = attribute_quotes(&text);
            let (mut written, mut depth) = (String::new(), 0_usize);
            for event in Elements::of(&found) {
                match event {
                    Event::OpenParagraph | Event::Open(_) => depth += 1,
                    Event::CloseParagraph | Event::Close => depth -= 1,
                    Event::Mark(span) | Event::Text(span) => written += &text[span],
                }
            }
            let bare = |text: &str| text.chars().filter(|&c| !is_blank(c)).collect::<String>();
            assert_eq!((bare(&written), depth), (bare(&text), 0));
        }
    }
}
