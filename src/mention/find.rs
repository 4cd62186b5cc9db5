//! The stage: finds the mentions of a text and makes the narration a sequence of items.

use core::iter::Peekable;

use crate::mention::chunk::{Chunker, Region};
use crate::mention::name::NameWords;
use crate::mention::name_reader::{NameLines, NameReader};
use crate::mention::narration::{Mentions, NarrationItem, QuoteAnchor};
use crate::quote::quotation::Quotation;
use crate::token::tokens::Tokens;
use crate::util::capacity::reserve_ahead;
use crate::util::ids::{Id, IdRange, QuotationId, TokenId};

/// Tokens for each mention of average prose, for the initial capacity.
const TOKENS_PER_MENTION: usize = 5;

/// Tokens for two items of the narration of average prose, half of which is speech.
const TOKENS_PER_TWO_ITEMS: usize = 5;

/// The same in a paragraph that is dense with mentions, for the capacity while a text is read.
const MIN_TOKENS_PER_MENTION: usize = 3;

/// The same in a paragraph without speech.
const MIN_TOKENS_PER_ITEM: usize = 2;

/// Finds the mentions of a text whose quotations are known, and puts them into the buffers of another text. Reads every
/// paragraph once; time is linear in the text.
///
/// `known`: words that are names, such as those of a cast. `labels`: the words of the
/// labels of turns, in order and disjoint; each is one mention.
pub(crate) fn find_mentions_in(
    mut buffers: Mentions,
    tokens: &Tokens<'_>,
    quotations: &[Quotation],
    known: &[IdRange<TokenId>],
    labels: &[IdRange<TokenId>],
) -> Mentions {
    buffers.clear();
    buffers.list.as_mut_vec().reserve_exact(tokens.words.len() / TOKENS_PER_MENTION);
    buffers.narration.reserve(tokens.words.len() * 2 / TOKENS_PER_TWO_ITEMS);
    buffers.quotes.as_mut_vec().reserve_exact(quotations.len());
    buffers.paragraphs.as_mut_vec().reserve_exact(tokens.paragraphs.len());
    let names = NameWords::find(tokens, known, labels);
    let mut labels = labels.iter().copied().peekable();
    let mut outermost = quotations.iter().enumerate().filter(|(_, q)| q.depth == 0).peekable();
    let lines = if labels.peek().is_some() { NameLines::Apart } else { NameLines::Joined };
    let mut chunker = Chunker::new(tokens, NameReader::new(tokens, &names, lines), buffers);
    for (paragraph, &words) in tokens.paragraphs.enumerate() {
        let first_item = chunker.found.narration.end();
        let (done, all) = (words.start().index(), tokens.words.len());
        reserve_ahead(chunker.found.list.as_mut_vec(), words.len() / MIN_TOKENS_PER_MENTION, done, all);
        chunker.found.narration.reserve_ahead(words.len() / MIN_TOKENS_PER_ITEM, done, all);
        chunker.start_paragraph(words);
        // OK because no paragraph is empty.
        let paragraph_end = tokens.words[words.end() - 1].end();
        let mut at = words.start();
        while let Some((quotation, quote)) = outermost.next_if(|(_, q)| q.span.start < paragraph_end) {
            let quoted = tokens.words_among((at..words.end()).into(), quote.span);
            narrate(&mut chunker, (at..quoted.start()).into(), &mut labels);
            let first_mention = chunker.found.list.end();
            chunker.read(quoted, Region::Speech);
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
        narrate(&mut chunker, (at..words.end()).into(), &mut labels);
        let items = first_item..chunker.found.narration.end();
        chunker.found.paragraphs.push(items.into());
    }
    let mut found = chunker.found;
    found.number_sentences(&tokens.sentences);
    found
}

/// Reads narration with the labels in it. Labels before it stood in quotations, and are left out.
fn narrate(
    chunker: &mut Chunker<'_, '_>,
    words: IdRange<TokenId>,
    labels: &mut Peekable<impl Iterator<Item = IdRange<TokenId>>>,
) {
    let mut at = words.start();
    while let Some(label) = labels.next_if(|label| label.end() <= words.end()) {
        if label.start() >= at && !label.is_empty() {
            chunker.read((at..label.start()).into(), Region::Narration);
            chunker.label(label);
            at = label.end();
        }
    }
    chunker.read((at..words.end()).into(), Region::Narration);
}

/// The mentions of a text by itself, for tests.
#[cfg(test)]
pub(crate) fn find_mentions(tokens: &Tokens<'_>) -> Mentions {
    find_mentions_in(Mentions::default(), tokens, &crate::quote::finder::find_quotes(tokens.text), &[], &[])
}

#[cfg(test)]
mod tests {
    use super::{find_mentions, find_mentions_in};
    use crate::lexicon::phrase_trie::PhraseKind;
    use crate::mention::narration::{Mentions, NarrationItem};
    use crate::tests::random::Random;
    use crate::token::tokenize::tokenize;
    use crate::token::tokens::Tokens;
    use crate::util::ids::{Id, ItemId, MentionId, TokenId};

    #[rustfmt::skip]
    const PIECES: [&str; 40] = [
        " ", " ", " ", " ", ". ", "! ", ", ", "\n\n", "“", "”", "\"", "Emma", "Orne Hale", "Mr. Hale", "He",
        "him", "the", "old", "sailor", "mother", "one of", "of", "for the", "Emma's", "said", "according to",
        "went on", "in a statement", "after a moment", "New York", "Fox News", "12", "men", "slowly", "report",
        "—", "sir", "her", "CHAPTER 2", "rowing",
    ];

    fn random_text(random: &mut Random) -> String {
        let kinds = 1 + random.below(PIECES.len());
        let first = random.below(PIECES.len());
        (0..random.below(50)).map(|_| PIECES[(first + random.below(kinds)) % PIECES.len()].to_owned() + " ").collect()
    }

    /// Fails unless items, quotations and mentions are in order and tell the same.
    fn check(tokens: &Tokens<'_>, found: &Mentions) {
        let text = tokens.text;
        // The items of paragraphs tile the narration.
        assert_eq!(found.paragraphs.len(), tokens.paragraphs.len(), "{text:?}");
        let mut end = ItemId::new(0);
        for items in &found.paragraphs {
            assert_eq!(items.start(), end, "{text:?}");
            end = items.end();
        }
        assert_eq!(end, found.narration.end(), "{text:?}");

        // Every word of a paragraph is in one of its items, or in a phrase that is left out.
        let phrases = tokens.phrases();
        let is_left_out = |word: TokenId| {
            let of = phrases.iter().find(|(_, words)| words.contains(word));
            of.is_some_and(|(kind, _)| matches!(kind, PhraseKind::Setting | PhraseKind::Adverbial))
        };
        for (paragraph, &words) in tokens.paragraphs.enumerate() {
            let mut at = words.start();
            for item in found.narration.within(found.paragraph(paragraph)) {
                let item = found.words(item);
                while at < item.start() {
                    assert!(is_left_out(at), "{:?} of {text:?}", tokens.word_text(at));
                    at += 1;
                }
                assert!(at == item.start() && item.end() <= words.end(), "{text:?}");
                at = item.end();
            }
            assert!((at.index()..words.end().index()).all(|i| is_left_out(TokenId::new(i))), "{text:?}");
        }

        // Quotations and items refer to each other.
        let quotes: Vec<_> = found.narration.ids().filter(|&item| found.narration.is_quote(item)).collect();
        assert!(found.quotes.iter().map(|quote| quote.item).eq(quotes), "{text:?}");
        for (id, quote) in found.quotes.enumerate() {
            assert_eq!(found.narration.at(quote.item), NarrationItem::Quote(id), "{text:?}");
            assert!(found.paragraph(quote.paragraph).contains(quote.item), "{text:?}");
            for mention in quote.mentions {
                let mention = &found.list[mention];
                assert!(quote.words.contains(mention.words.start()), "{text:?}");
                assert!(mention.words.end() <= quote.words.end(), "{text:?}");
            }
        }

        // Mentions that are not nested are disjoint and in order. Those of the narration are items.
        let list = found.list.as_slice();
        let outer: Vec<_> = list.iter().filter(|mention| !mention.nested).collect();
        assert!(outer.windows(2).all(|pair| pair[0].words.end() <= pair[1].words.start()), "{text:?}");
        // A nested mention comes before the one in which it stands.
        for (i, mention) in list.iter().enumerate().filter(|(_, mention)| !mention.nested) {
            assert!(list[i + 1..].iter().all(|later| mention.words.end() <= later.words.start()), "{text:?}");
        }
        let is_quoted = |id: MentionId| found.quotes.iter().any(|quote| quote.mentions.contains(id));
        let free = found.list.ids().filter(|&id| !is_quoted(id) && !found.list[id].nested);
        let items = found.narration.mentions();
        assert_eq!(items.collect::<Vec<_>>(), free.collect::<Vec<_>>(), "{text:?}");
        for mention in list.iter().filter(|mention| mention.vocative) {
            let is_inside = |at| found.quotes.iter().any(|quote| quote.words.contains(at));
            assert!(is_inside(mention.words.start()), "{text:?}");
        }

        // Sentences are numbered in order.
        let numbers: Vec<_> = found.narration.ids().map(|item| found.narration.sentence(item)).collect();
        assert!(numbers.windows(2).all(|pair| pair[0] <= pair[1] && pair[1] <= pair[0] + 1), "{text:?}");
    }

    #[test]
    fn items_and_mentions_are_in_order_in_any_text() {
        let mut random = Random::new(81);
        let (mut quotes, mut nested) = (0, 0);
        for _ in 0..2000 {
            let text = random_text(&mut random);
            let tokens = tokenize(&text);
            let found = find_mentions(&tokens);
            check(&tokens, &found);
            quotes += found.quotes.len();
            nested += found.list.iter().filter(|mention| mention.nested).count();
        }
        assert!(quotes > 1000 && nested > 500, "{quotes} quotations, {nested} nested mentions");
    }

    #[test]
    fn the_narration_has_words_phrases_mentions_and_quotations() {
        let text = "“No, Emma,” Orne Hale went on. After a moment he left.";
        let tokens = tokenize(text);
        let found = find_mentions(&tokens);
        let items = found.narration.iter().map(|item| {
            let kind = match item {
                NarrationItem::Word(_) => "word",
                NarrationItem::Phrase(..) => "phrase",
                NarrationItem::Mention(_) => "mention",
                NarrationItem::Quote(_) => "quote",
            };
            (kind, &text[tokens.cover(found.words(item))])
        });
        // The adverbial is left out.
        let expected = [
            ("quote", "“No, Emma,”"),
            ("mention", "Orne Hale"),
            ("phrase", "went on"),
            ("word", "."),
            ("mention", "he"),
            ("word", "left"),
            ("word", "."),
        ];
        assert_eq!(items.collect::<Vec<_>>(), expected);
        assert_eq!(found.list.len(), 3);
    }

    #[test]
    fn a_quotation_belongs_to_the_sentence_in_which_it_stands() {
        // A bar stands where a sentence begins.
        for expected in [
            "Orne said “No. Never. Go!” and left . | She sat .",
            "“No. Never.” | Orne left . | “Why? Me?” she asked .",
            "“No!” he said . | “Yes.” | “No.” | They sat .",
            "Orne , “so. Be it. Now,” who “No!” left .",
        ] {
            let text = expected.replace(" |", "").replace(" .", ".").replace(" ,", ",");
            let tokens = tokenize(&text);
            let found = find_mentions(&tokens);
            let (mut sentences, mut last) = (String::new(), 1);
            for item in found.narration.ids() {
                let sentence = found.narration.sentence(item);
                let separator = if sentence > last { " | " } else { " " };
                last = sentence;
                sentences += separator;
                sentences += &text[tokens.cover(found.words(found.narration.at(item)))];
            }
            assert_eq!(sentences.trim_start(), expected);
        }
    }

    #[test]
    fn labels_and_casts_make_names_known() {
        let text = "SAILOR: The boat sank.";
        let tokens = tokenize(text);
        let label = tokens.words_in((0..6).into());
        let named = |known| {
            let found = find_mentions_in(Mentions::default(), &tokens, &[], known, &[]);
            let names = found.list.iter().filter(|mention| mention.name().is_some());
            names.map(|name| &text[name.span(&tokens)]).collect::<Vec<_>>()
        };
        assert_eq!((named(&[]), named(&[label])), (vec![], vec!["SAILOR"]));
    }

    #[test]
    fn buffers_of_another_text_change_nothing() {
        let texts = ["“No,” said Emma's mother. He went on.\n\nShe left.", "", "Emma left.", "“A.” “B.” “C.”"];
        let mut buffers = Mentions::default();
        for text in texts {
            let tokens = tokenize(text);
            let quotations = crate::quote::finder::find_quotes(text);
            buffers = find_mentions_in(buffers, &tokens, &quotations, &[], &[]);
            assert_eq!(format!("{buffers:?}"), format!("{:?}", find_mentions(&tokens)), "{text}");
        }
    }
}
