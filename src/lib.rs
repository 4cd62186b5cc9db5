/*!
Finds every quotation in English prose and links it to its speaker.

```
use inquit::{attribute_quotes, Evidence};

let found = attribute_quotes("\"It is late,\" said Mr. Hale. Judith Orne rose. \"Then go,\" she said.");
let quotes: Vec<_> = found.iter().collect();
assert_eq!(quotes[0].content(), "It is late,");
assert_eq!(quotes[0].speaker().unwrap().name, "Mr. Hale");
assert_eq!(quotes[0].cue_text(), Some("said"));
assert_eq!(quotes[1].speaker().unwrap().name, "Judith Orne");
assert_eq!(quotes[1].evidence(), Evidence::Anaphoric);
```

# Overview

- [`attribute_quotes`] is all that most programs need. It returns [`Attributions`]: the quotations in order of their
  starts, and the [`Speaker`]s, first those who speak in the order of their first quotations, then those who are only
  addressed.
- A [`Quote`] is a [`QuoteRecord`] in its text. The record is plain data: spans, a [`QuoteKind`], a [`SpeakerId`], the
  [`Evidence`] that decided, a [`Confidence`], and the next best speakers as [`Alternative`]s.
- [`Attributor`] is the engine with options: a [`Cast`] of [`Character`]s with their narrator, additional reporting
  verbs, [`SpeechMarks`], a [`Genre`], a threshold for the confidence, a single pass. It is built once, is cheap to
  clone, and serves any number of texts and threads. An [`Input`] is a text with a cast of its own, and a [`Scratch`]
  saves allocations where there are many texts.
- [`Attributions::segments`] tiles the whole text with [`Segment`]s: narration, speech and white space, in order. A
  [`SegmentRecord`] is a segment as plain data.
- [`statistics`] counts quotations and words over one result or many: by speaker, gender and kind of speaker, and who
  speaks to whom.
- [`write`](mod@write) has a writer for each format that other tools read: tables, XML for editions and voices, files
  for annotation tools.
- [`OwnedAttributions`] own their text, so that a result can be kept, stored and read back.
- Attribution never fails. An [`Error`] comes only from building a cast or an engine, and from parsing the name of a
  variant.

# How it decides

Tokens, paragraphs and sentences come first, then the quotations. The next stages find mentions (names, pronouns, noun
phrases), link names to people (*Mr. Hale* and *Simon Hale* to one, *Mrs. Hale* to another), and link reporting verbs to
their subjects. Each quotation then looks for its reporting clause: beside it, before it in its sentence, at the end of
the paragraph before. The subject of the clause is the speaker. "He" and "she" are resolved to the most salient person
of that gender; in news that is mostly the person who spoke last.

A quotation without a clause continues the speech of its paragraph. All else depends on the genre, which the text tells
itself. In fiction the turns of a conversation are decided together, also those with "he said" and "she said". What
counts is who acts, is addressed or is salient, and who spoke before. In news each quotation gets the most probable
source nearby, or none. Titles and scare quotes get no speaker ([`QuoteKind::NotSpeech`]).

Every answer comes with the strongest evidence for it and with a confidence. The confidence is the posterior of this
answer by the model, calibrated on annotated novels and news that the model had not seen.

# Paragraphs

Quotations never cross paragraphs, so a missing mark harms one paragraph and not the page. Blank lines separate
paragraphs; in a text without hard line breaks every line is one. In a hard-wrapped text without blank lines, a
paragraph ends at a line that had room for the next word if the next line begins like a sentence. Speech over several
paragraphs, each opened and only the last one closed, is one utterance.

# Offsets and Unicode

All spans are bytes of the text as given, half-open, on character boundaries: `&text[span]` never panics. [`Offsets`]
converts them to characters, UTF-16 units, or line and column. Words are compared without regard to case and Latin
accents, but nothing is normalised, so no offset is one of a copy. Carriage returns, byte order marks and characters
without width are white space.

# Performance

Time and memory are linear in the text. A token takes 12 bytes. Each stage reads the text once and looks back and ahead
by bounded distances. README.md has figures. The word lists are read once per process, at the first call.

# Untrusted input

Any `&str` is fine: attribution never fails and never panics, and the crate has no `unsafe`. Property tests hold this on
damaged text, and tests count the work on repeated hostile pieces. SECURITY.md lists what is guaranteed, with the tests
that hold it. In a text beyond 4 GiB only the first 4 GiB are read, up to a blank. Of more than 2^24 distinct words (16.8
million) the later ones are not told apart.

# Limitations

English only. One way of marking speech per text. Quotations inside quotations get no speaker, nor do groups that only a
pronoun names ("they said"). In novels fewer than half of the speakers behind noun phrases are right, and three people
who talk without clauses are mostly read as two. README.md has the full list with figures.

# Lower-level APIs

- [`tokenize`]: [`Tokens`] that tile the text, sentences, paragraphs.
- [`find_quotes`] and [`find_quotes_in`]: [`Quotation`]s with nesting, without speakers.
- [`Span`] indexes a `str`.

# Crate features

- `serde` (default): [`Attributions`] and [`Quote`] serialise as a document for other programs; a test holds its keys.
  [`OwnedAttributions`], [`QuoteRecord`], [`SegmentRecord`], [`Speaker`], [`Statistics`](statistics::Statistics),
  [`Cast`], [`Character`], [`Quotation`], [`Token`], [`Span`] and all enums serialise and can be read back.
- A feature for each [writer](mod@write), and `writers` for all of them.
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
mod input;
mod lexicon;
mod markup;
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
pub mod write;

pub use attributor::{attribute_masked, attribute_quotes, Attributor, AttributorBuilder, Scratch};
pub use error::Error;
pub use input::Input;
pub use offsets::{OffsetUnit, Offsets};
pub use output::attributions::{Attributions, OwnedAttributions, QuoteIter};
#[cfg(feature = "serde")]
pub use output::json::{InUnit, QuoteInUnit};
pub use output::parts::{Markup, Parts};
pub use output::quote::Quote;
pub use output::segments::{Segment, SegmentKind, SegmentRecord, Segments};
pub use output::{statistics, table};
pub use people::cast::{Cast, Character};
pub use quote::finder::{find_quotes, find_quotes_in};
pub use quote::quotation::Quotation;
pub use record::{
    Alternative, Confidence, Evidence, Gender, Genre, QuoteKind, QuoteRecord, QuoteStyle, Speaker, SpeakerId,
    SpeakerKind, SpeechMarks,
};
pub use span::Span;
pub use token::tokenize::tokenize;
pub use token::tokens::{Token, TokenIter, TokenKind, Tokens};
// The feedback of the fuzzer that looks for slow texts.
#[cfg(fuzzing)]
#[doc(hidden)]
pub use util::steps::measure as count_steps;

/// The examples of README.md, as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
