//! The stage: finds the mentions of a text and makes the narration a sequence of items.

use crate::mention::chunk::{Chunker, Region};
use crate::mention::name::NameWords;
use crate::mention::narration::{Mentions, NarrationItem, QuoteAnchor};
use crate::quote::quotation::Quotation;
use crate::token::tokens::Tokens;
use crate::util::capacity::reserve_ahead;
use crate::util::ids::{Id, IdRange, QuotationId, TokenId};

/// Reads every paragraph once, into the buffers of another text.
///
/// `given`: words that are names whatever they look like, those of a cast and the labels of turns.
pub(crate) fn find_mentions_in(
    mut buffers: Mentions,
    tokens: &Tokens<'_>,
    quotations: &[Quotation],
    given: &[IdRange<TokenId>],
) -> Mentions {
    buffers.clear();
    // Prose has about one mention for five tokens, and two items.
    buffers.list.as_mut_vec().reserve_exact(tokens.words.len() / 5);
    buffers.narration.reserve(tokens.words.len() * 2 / 5);
    buffers.quotes.as_mut_vec().reserve_exact(quotations.len());
    buffers.paragraphs.as_mut_vec().reserve_exact(tokens.paragraphs.len());
    let names = NameWords::find(tokens, given);
    let mut outer = quotations.iter().enumerate().filter(|(_, q)| q.depth == 0).peekable();
    let mut chunker = Chunker::new(tokens, &names, buffers);
    for (paragraph, &words) in tokens.paragraphs.enumerate() {
        let first_item = chunker.found.narration.end();
        let (done, all) = (words.start().index(), tokens.words.len());
        reserve_ahead(chunker.found.list.as_mut_vec(), words.len() / 3, done, all);
        chunker.found.narration.reserve_ahead(words.len() / 2, done, all);
        chunker.start_paragraph(words, tokens.is_heading(words));
        let paragraph_end = tokens.words[words.end() - 1].end();
        let mut at = words.start();
        while let Some((quotation, quote)) = outer.next_if(|(_, q)| q.span.start < paragraph_end) {
            let quoted = tokens.words_among((at..words.end()).into(), quote.span);
            chunker.run((at..quoted.start()).into(), Region::Narration);
            let first_mention = chunker.found.list.end();
            chunker.run(quoted, Region::Speech);
            let mentions = first_mention..chunker.found.list.end();
            let item = chunker.found.narration.end();
            let quote = chunker.found.quotes.push(QuoteAnchor {
                quotation: QuotationId::new(quotation),
                item,
                paragraph,
                words: quoted,
                mentions: mentions.into(),
            });
            chunker.found.narration.push(NarrationItem::Quote(quote));
            at = quoted.end();
        }
        chunker.run((at..words.end()).into(), Region::Narration);
        let items = first_item..chunker.found.narration.end();
        chunker.found.paragraphs.push(items.into());
    }
    let mut found = chunker.found;
    found.number_sentences(&tokens.sentences);
    found
}
