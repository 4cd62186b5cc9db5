//! Prints tokens, sentences and quotations: the lower stages, without attribution.
//!
//! ```text
//! cargo run --release --example stages
//! ```

use inquit::{find_quotes, tokenize, Offsets, TokenKind};

const TEXT: &str = include_str!("texts/inn.txt");

fn main() {
    let tokens = tokenize(TEXT);
    let words: Vec<usize> = tokens.iter().filter(|t| t.kind() == TokenKind::Word).map(|t| t.span().start).collect();
    let longest = tokens.sentences().max_by_key(|sentence| sentence.len()).expect("the text is not empty");
    println!("{} paragraphs", tokens.paragraphs().count());
    println!("{} sentences, the longest: {}", tokens.sentences().count(), &TEXT[longest]);

    let quotes = find_quotes(TEXT);
    let outer: Vec<_> = quotes.iter().filter(|quote| quote.depth == 0).collect();
    let spoken = words.iter().filter(|&&word| outer.iter().any(|quote| quote.span.contains(word))).count();
    println!("{} words, {}% of them in quotation marks", words.len(), 100 * spoken / words.len());

    println!("\nline:column, depth and marks of {} quotations", quotes.len());
    let offsets = Offsets::new(TEXT);
    for quote in &quotes {
        let (line, column) = offsets.line_column(quote.span.start);
        println!("{line:4}:{column:<4} {} {:?}  {}", quote.depth, quote.style, &TEXT[quote.content]);
    }
}
