//! A quotation as the boundary finder returns it: spans, depth, style and the words of a label, without a speaker.

use crate::record::QuoteStyle;
use crate::span::Span;

/// A stretch of text in quotation marks, after a dash or under a label, as [`find_quotes`](crate::find_quotes) finds
/// it.
///
/// ```
/// use inquit::{find_quotes, QuoteStyle};
/// let text = "“No,” said Orne.";
/// let quote = &find_quotes(text)[0];
/// assert_eq!((&text[quote.span], &text[quote.content]), ("“No,”", "No,"));
/// assert_eq!((quote.style, quote.depth, quote.closed, quote.doubtful), (QuoteStyle::Curly, 0, true, false));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Quotation {
    /// The stretch with its marks, if it has any.
    pub span: Span,
    /// The stretch without its marks; lies within `span`.
    pub content: Span,
    /// The number of quotations it stands in: 0 for an outermost one.
    pub depth: u8,
    /// Whether its closing mark was found, or none is needed. If not, it ends with its paragraph, or before the next
    /// opening mark.
    pub closed: bool,
    /// Whether it opens a paragraph and goes on with the speech of the one before, whose quotation was left unclosed or
    /// whose turn goes on.
    pub continues: bool,
    /// Whether the pairing of its marks is a guess: the marks face the wrong way, one is missing, or an apostrophe may
    /// have been taken for one.
    pub doubtful: bool,
    /// The words that name the speaker of a transcript's turn: those before it, or those of a heading that tells who
    /// asks ("Q.") or answers ("A."). Also the name that signs a quotation below or after
    /// it; empty if the signature names nobody ("— Proverb").
    pub label: Option<Span>,
    /// Its marks.
    pub style: QuoteStyle,
}

impl Quotation {
    /// An outermost quotation, closed and not doubtful; other facts are set by the caller.
    pub(crate) fn new(span: Span, content: Span, style: QuoteStyle) -> Self {
        Self { span, content, depth: 0, closed: true, continues: false, doubtful: false, label: None, style }
    }
}
