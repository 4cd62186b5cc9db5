//! Where quotations begin and end.

mod mark;
mod nested;
mod pairing;

use crate::token::paragraphs;
use crate::Span;

/// The marks a quotation is written in, named by the opening one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum QuoteStyle {
    /// `"…"`
    Straight,
    /// `“…”`
    Curly,
    /// ``` ``…'' ``` and `''…''`
    TwoCharacter,
    /// `«…»` and `»…«`
    Guillemets,
    /// `„…“` and `„…”`
    LowHigh,
    /// `‘…’`
    SingleCurly,
    /// `'…'` and `` `…' ``
    SingleStraight,
    /// `‹…›`
    SingleGuillemets,
}

/// A stretch of text in quotation marks, as [`find_quotes`] finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quotation {
    /// The stretch with its marks.
    pub span: Span,
    /// The stretch without its marks.
    pub inner: Span,
    /// How many quotations it stands in: 0 for an outermost one.
    pub depth: u8,
    /// Whether its closing mark was found. If not, it ends with its paragraph, or before the next opening mark.
    pub closed: bool,
    /// Whether it opens a paragraph while the quotation before it was left unclosed at the end of its own: one speech
    /// over several paragraphs.
    pub continues: bool,
    /// Its marks.
    pub style: QuoteStyle,
}

/// Finds every quotation of a text, outer ones before those inside them, in order of their starts.
///
/// Any two are nested or disjoint. Pairing never crosses a paragraph, so a stray mark cannot flip the text after it.
/// Never fails; time linear in the text.
///
/// ```
/// use inquit::find_quotes;
/// let text = "\"He told me, 'Don't wait for the boys' boat,'\" said Tom.";
/// let quotes = find_quotes(text);
/// assert_eq!(quotes.len(), 2);
/// assert_eq!(&text[quotes[1].inner], "Don't wait for the boys' boat,");
/// assert_eq!((quotes[1].depth, quotes[1].closed), (1, true));
/// ```
#[must_use]
pub fn find_quotes(text: &str) -> Vec<Quotation> {
    find_in(text, paragraphs(text).into_iter())
}

/// The same over paragraphs that are known already.
pub(crate) fn find_in(text: &str, paragraphs: impl Iterator<Item = Span>) -> Vec<Quotation> {
    let mut quotes = Vec::new();
    let mut marks = Vec::new();
    let mut unclosed = false;
    for paragraph in paragraphs {
        let first = quotes.len();
        mark::find(text, paragraph, &mut marks);
        if !marks.is_empty() {
            unclosed = pairing::pair(text, paragraph, &marks, unclosed, &mut quotes);
            nested::order(first, &mut quotes);
            let outer = quotes.len();
            nested::find(text, first, &mut quotes);
            if quotes.len() > outer {
                nested::order(first, &mut quotes);
            }
        } else {
            unclosed = false;
        }
    }
    quotes
}
