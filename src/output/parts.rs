//! What a result holds besides the text.

use std::borrow::Cow;

use crate::record::{Genre, QuoteRecord, Speaker, SpeakerId, SpeechMarks};
use crate::span::Span;

/// What [`Attributions`](crate::Attributions) hold besides the text, as plain data.
///
/// All spans are bytes of the text that the result was made from.
///
/// ```
/// use inquit::{attribute_quotes, Genre, SpeechMarks};
/// let text = "\"No,\" said Orne.\n\n\"Yes,\" I said.";
/// let parts = attribute_quotes(text).into_parts();
/// assert_eq!((parts.genre, parts.marks), (Genre::Fiction, SpeechMarks::Double));
/// assert_eq!((parts.records.len(), parts.speakers.len()), (2, 2));
/// assert_eq!(parts.narrator, parts.records[1].speaker);
/// assert_eq!(&text[parts.paragraphs[1]], "\"Yes,\" I said.");
/// assert_eq!(parts.sentences.len(), 2);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Parts {
    /// How the text was read.
    pub genre: Genre,
    /// How the text marks speech.
    pub marks: SpeechMarks,
    /// The share of the quotations that are marked so, from 0.0 to 1.0 with three decimals.
    pub marks_confidence: f64,
    /// The quotations in order of their starts, outer ones before those inside them. Any two are nested or disjoint.
    pub records: Vec<QuoteRecord>,
    /// By [`SpeakerId`].
    pub speakers: Vec<Speaker>,
    /// The "I" of the narration, where it is listed as a speaker.
    pub narrator: Option<SpeakerId>,
    /// The paragraphs, in order, without outer white space.
    pub paragraphs: Vec<Span>,
    /// The sentences, in order, without outer white space.
    pub sentences: Vec<Span>,
    /// What reads otherwise than it is written, in order and disjoint.
    pub markup: Vec<Markup>,
}

/// A piece of the text that reads otherwise than it is written: a tag, an entity, a mask, a word cut at the end of a
/// line. Plain data; see [`Attributions::plain_text`](crate::Attributions::plain_text).
///
/// ```
/// use inquit::Span;
/// let markup = inquit::attribute_quotes("\"Salt &amp; <b>iron</b>,\" said Orne.").into_parts().markup;
/// assert_eq!((markup[0].span, &*markup[0].reads), (Span::new(6, 11), "&"));
/// assert_eq!((markup[1].span, &*markup[1].reads), (Span::new(12, 15), ""));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Markup {
    /// Where it stands. Empty where something is read that is not written: the end of a paragraph that was run together
    /// with the next one.
    pub span: Span,
    /// What a reader sees of it.
    pub reads: String,
}

impl Parts {
    /// A part of the text as a reader sees it.
    ///
    /// Markup over the edge of the part is read where it begins, so that parts that tile the text read as the whole,
    /// white space between them aside.
    pub(crate) fn plain<'t>(&self, text: &'t str, part: Span) -> Cow<'t, str> {
        let first = self.markup.partition_point(|markup| markup.span.end <= part.start);
        if self.markup.get(first).map_or(true, |markup| markup.span.start >= part.end) {
            return Cow::Borrowed(&text[part]);
        }
        let mut plain = String::with_capacity(part.len());
        let mut read = part.start;
        for Markup { span, reads } in self.markup[first..].iter().take_while(|markup| markup.span.start < part.end) {
            if span.start >= part.start {
                plain += &text[read..span.start];
                plain += reads;
            }
            read = span.end.min(part.end);
        }
        Cow::Owned(plain + &text[read..part.end])
    }

    /// Maps all spans, `content` those between the marks of a quotation, whose span comes first. Both keep the order of
    /// spans, and which of them lie within others.
    pub(crate) fn map_spans(&mut self, map: impl Fn(Span) -> Span, content: impl Fn(Span, Span) -> Span) {
        for record in &mut self.records {
            record.content = content(record.span, record.content);
        }
        let records = self.records.iter_mut();
        let records = records.flat_map(|record| [Some(&mut record.span), record.mention.as_mut(), record.cue.as_mut()]);
        let mentions = self.speakers.iter_mut().flat_map(|speaker| &mut speaker.mention_spans);
        let spans = records.flatten().chain(mentions).chain(&mut self.paragraphs).chain(&mut self.sentences);
        for span in spans {
            *span = map(*span);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::attributor::{attribute_masked, attribute_quotes};
    use crate::markup::reader::plain_text;
    use crate::span::Span;
    use crate::tests::random::Random;

    #[test]
    fn parts_that_tile_a_text_read_as_the_whole() {
        let texts = [
            "<p>&ldquo;Salt &amp; <b>iron</b>,&rdquo; said Orne.<br>\n  He left.</p>",
            "\"It was a lan-\ntern,\" said _Orne_.”“No,” said Hale.",
            "",
            "é &eacute;",
        ];
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let mut random = Random::new(5);
        for text in texts {
            let (found, expected) = (attribute_quotes(text).into_parts(), plain_text(text, &[]));
            for _ in 0..100 {
                let cuts = (0..random.below(4)).map(|_| random.below(text.len() + 1));
                let mut cuts: Vec<usize> = cuts.filter(|&at| text.is_char_boundary(at)).collect();
                cuts.extend([0, text.len()]);
                cuts.sort_unstable();
                let parts = cuts.windows(2).map(|pair| found.plain(text, Span::new(pair[0], pair[1])));
                assert_eq!(bare(&parts.collect::<String>()), bare(expected.text()), "{cuts:?}");
            }
        }
    }

    #[test]
    fn masks_are_not_read() {
        let text = "\"We sail at [dawn]*dawn*,\"[12] said Orne.";
        let masks = [Span::new(12, 19), Span::new(23, 24), Span::new(26, 30)];
        let found = attribute_masked(text, &masks);
        assert_eq!(found.plain_text(Span::new(0, text.len())), "\"We sail at dawn,\" said Orne.");
    }
}
