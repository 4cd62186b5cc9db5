//! The stage: mentions and the narration of a text.

use core::ops::Range;

use crate::mention::chunk::Chunker;
use crate::mention::name::NameWords;
use crate::mention::narration::{Mentions, NarrationItem, QuoteAnchor};
use crate::quote::quotation::Quotation;
use crate::token::tokens::Tokens;
use crate::util::capacity::reserve_ahead;

impl Mentions {
    /// Reads every paragraph once, in the room of other mentions. `given`: ranges of words that are names whatever they
    /// look like.
    pub(crate) fn find_within(
        mut room: Self,
        tokens: &Tokens<'_>,
        quotations: &[Quotation],
        given: &[Range<usize>],
    ) -> Self {
        room.clear();
        // About so many in prose.
        room.list.reserve_exact(tokens.words.len() / 5);
        room.elements.reserve(tokens.words.len() * 2 / 5);
        room.quotes.reserve_exact(quotations.len());
        room.paragraphs.reserve_exact(tokens.paragraphs.len());
        let names = NameWords::find(tokens, given);
        let mut outer = quotations.iter().enumerate().filter(|(_, q)| q.depth == 0).peekable();
        let mut chunker = Chunker::new(tokens, &names, room);
        for (paragraph, &part) in tokens.paragraphs.iter().enumerate() {
            let first_element = chunker.found.elements.len();
            let words = part.range();
            let (length, done, all) = (words.len(), words.start, tokens.words.len());
            reserve_ahead(&mut chunker.found.list, length / 3, done, all);
            chunker.found.elements.reserve_ahead(length / 2, done, all);
            chunker.start_paragraph(words.clone(), tokens.is_heading(part));
            let paragraph_end = tokens.words[words.end - 1].end();
            let mut at = words.start;
            while let Some((quotation, quote)) = outer.next_if(|(_, q)| q.span.start < paragraph_end) {
                let Range { start, end } = tokens.words_among(at..words.end, quote.span);
                chunker.run(at..start, false);
                let place = chunker.found.quotes.len();
                let first_mention = chunker.found.list.len();
                chunker.run(start..end, true);
                let element = chunker.found.elements.len();
                chunker.found.elements.push(NarrationItem::Quote(place));
                let mentions = first_mention..chunker.found.list.len();
                chunker.found.quotes.push(QuoteAnchor {
                    quotation,
                    element,
                    paragraph,
                    words: (start..end).into(),
                    mentions: mentions.into(),
                });
                at = end;
            }
            chunker.run(at..words.end, false);
            let elements = first_element..chunker.found.elements.len();
            chunker.found.paragraphs.push(elements.into());
        }
        chunker.found
    }
}
