/*!
Who said it: finds every quotation in English prose and links it to its speaker.

```
use inquit::{attribute_quotes, Evidence};

let found = attribute_quotes("\"It is late,\" said Mr. Hale. Judith Orne rose. \"Then go,\" she said.");
let quotes: Vec<_> = found.iter().collect();
assert_eq!(quotes[0].text(), "It is late,");
assert_eq!(quotes[0].speaker().unwrap().name, "Mr. Hale");
assert_eq!(quotes[0].cue_text(), Some("said"));
assert_eq!(quotes[1].speaker().unwrap().name, "Judith Orne");
assert_eq!(quotes[1].evidence, Evidence::Anaphoric);
```

# Overview

- [`attribute_quotes`] is all that most programs need. It returns [`Attributions`]: quotations in order of their starts,
  and [`Speaker`]s in order of their first quotations.
- A [`Quote`] is a [`QuoteRecord`] in its text. The record is plain data: spans, a [`QuoteKind`], a [`SpeakerId`], the
  [`Evidence`] that decided and a [`Confidence`].
- [`Attributor`] is the engine with options: a [`Cast`] of [`Character`]s the caller knows, their narrator, more
  reporting verbs, [`SpeechMarks`], a threshold for the confidence. It is built once, is cheap to clone, and serves any
  number of texts and threads; a [`Scratch`] for each thread saves work where there are many texts. Only building a cast or an engine can fail, with an [`Error`].
- With the feature `serde`, [`Attributions`] and [`Quote`] serialise; the form is a contract that a test holds.

# How it decides

Tokens, paragraphs and sentences come first, then the quotations. Mentions are found next: names, pronouns, noun
phrases. Names are linked to people, *Mr. Hale* and *Simon Hale* to one, *Mrs. Hale* to another. Verbs of speech are
linked to their subjects. Each quotation then looks for its reporting clause: beside it, before it in its sentence, at
the end of the paragraph before. Its subject is the speaker; "he" and "she" stand for the most prominent person of that
gender, in a novel rather not for the one who spoke last.

What has no clause goes on with the speaker of its paragraph. Beyond that, tales and reports are told apart by the text
itself: in a tale the turns of a conversation are decided together, those of "he" and "she" too, by who acts, is addressed or
is prominent and by who spoke before; in a report the speaker before goes on, or nobody is named. Quotations that are titles or words held at a distance get no speaker
([`QuoteKind::NotSpeech`]).

The strongest reason is told with every answer. The confidence is the share of answers for such a reason that were right
on annotated novels and news, the same for every text: a rate, not a judgement of this sentence.

# Paragraphs

Quotations never cross paragraphs, so a missing mark harms one paragraph and not the page. Blank lines part paragraphs; in
a text without hard line breaks every line is one. In a hard-wrapped text without blank lines a paragraph ends at a line
that had room for the next word and whose successor begins like a sentence. Speech over several paragraphs, each opened
and only the last one closed, is one utterance.

# Offsets and Unicode

All spans are bytes of the text as given, half-open, on character boundaries: `&text[span]` never panics. [`Offsets`]
converts them to characters, UTF-16 units, or line and column. Words are compared without regard to case and Latin
accents; nothing is normalised, so no offset is ever one of a copy. Carriage returns, byte order marks and characters
without width are white space.

# Performance

Time is linear in the text and memory too: every token takes 12 bytes, and each stage reads the text once, looking back
and ahead by bounded distances. README.md has figures. The word lists are read once for a process, at the first call.

# Untrusted input

Any `&str` is fine: attribution never fails and never panics, and the crate has no `unsafe`. Property tests hold this on
damaged text, and a test counts the work on repeated hostile pieces. Of a text beyond 4 GiB the rest is not read.

# Limitations

English only. One way of marking speech per text. Groups and quotations inside quotations are not resolved; a noun phrase
is right in fewer than half of the cases in novels; three people who talk without clauses are mostly read as two.
README.md has the full list with figures.

# Lower level APIs

- [`tokenize`]: [`Tokens`] that tile the text, sentences, paragraphs.
- [`find_quotes`] and [`find_quotes_in`]: [`Quotation`]s with nesting, without speakers.
- [`Span`] indexes a `str`.

# Crate features

- `serde` (default): [`Attributions`], [`Quote`] and their parts serialise; [`Character`], [`Gender`] and [`Span`] can
  also be read.
*/
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod attribution;
mod attributor;
mod coreference;
mod cue;
mod document;
mod error;
mod lexicon;
mod mention;
mod model;
mod offsets;
mod output;
mod people;
mod quote;
mod record;
mod span;
#[cfg(test)]
mod tests;
mod token;
#[cfg(feature = "train")]
pub mod train;
mod util;

pub use attributor::{attribute_quotes, Attributor, AttributorBuilder, Scratch};
pub use error::Error;
pub use offsets::Offsets;
pub use output::attributions::{Attributions, Quote, QuoteIter};
pub use people::cast::{Cast, Character};
pub use quote::finder::{find_quotes, find_quotes_in};
pub use quote::quotation::Quotation;
pub use record::{Confidence, Evidence, Gender, QuoteKind, QuoteRecord, QuoteStyle, Speaker, SpeakerId, SpeechMarks};
pub use span::Span;
pub use token::tokenize::tokenize;
pub use token::tokens::{Token, TokenIter, TokenKind, Tokens};

/// The examples of README.md, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
