/*!
Who said it: finds every quotation in English prose and links it to its speaker.
*/
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod attribution;
mod attributor;
mod cue;
mod error;
mod lexicon;
mod mention;
mod offsets;
mod output;
mod quote;
mod span;
mod speaker;
mod token;
mod work;

pub use attribution::{Confidence, Evidence, QuoteKind, QuoteRecord, Speaker, SpeakerId};
pub use attributor::{attribute_quotes, Attributor, AttributorBuilder};
pub use error::Error;
pub use mention::Gender;
pub use offsets::Offsets;
pub use output::{Attributions, Quote, QuoteIter};
pub use quote::{find_quotes, find_quotes_in, Quotation, QuoteStyle, SpeechMarks};
pub use span::Span;
pub use speaker::{Cast, Character};
pub use token::{tokenize, Token, TokenIter, TokenKind, Tokens};
