//! Segments as plain objects.

use inquit::{Attributions, Offsets, Span};
use serde::Serialize;

#[derive(Serialize)]
pub struct Segment<'t> {
    start: usize,
    end: usize,
    content: Range,
    text: &'t str,
    kind: &'static str,
    quote: Option<usize>,
    speaker: Option<usize>,
    utterance: Option<u32>,
    paragraph: Option<usize>,
    children: Vec<Segment<'t>>,
}

#[derive(Serialize)]
struct Range {
    start: usize,
    end: usize,
}

/// All segments of a result, with those within them.
pub fn all<'t>(found: &Attributions<'t>) -> Vec<Segment<'t>> {
    let offsets = Offsets::new(found.text());
    found.segments().map(|segment| object(segment, &offsets)).collect()
}

fn object<'t>(segment: inquit::Segment<'_, 't>, offsets: &Offsets<'_>) -> Segment<'t> {
    let range = |span: Span| {
        let range = offsets.utf16(span);
        Range { start: range.start, end: range.end }
    };
    let Range { start, end } = range(segment.span());
    let record = segment.record();
    Segment {
        start,
        end,
        content: range(record.content),
        text: segment.content(),
        kind: record.kind.as_str(),
        quote: record.quote,
        speaker: record.speaker.map(|id| id.index()),
        utterance: record.utterance,
        paragraph: record.paragraph,
        children: segment.children().map(|child| object(child, offsets)).collect(),
    }
}
