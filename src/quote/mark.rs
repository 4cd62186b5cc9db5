//! Quotation marks: their glyphs, and which way each of them faces.
//!
//! A [`Glyph`] is what the bytes alone say. With its neighbours in the paragraph it becomes a [`DoubleMark`], or, where
//! an apostrophe must be told from a mark, a [`SingleMark`]. Both are positions in the text; pairing them is left to
//! the files for double and for single marks.

use crate::quote::punctuation::{
    follows_closing, is_closing_double, is_emphasis, is_stop_before_closing, precedes_opening, precedes_single_closing,
    precedes_single_opening, precedes_spaced_closing,
};
use crate::record::QuoteStyle;
use crate::span::Span;
use crate::token::chars::{elided, is_blank};

/// The side of a quotation on which a mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Open,
    Close,
    /// Neither its glyph nor its neighbours show the side. Pairing decides by what is open.
    Either,
}

/// The paragraph in which a mark stands. A mark never depends on text beyond it. Offsets are those of the whole text.
#[derive(Clone, Copy)]
pub(crate) struct ParagraphText<'t> {
    text: &'t str,
    span: Span,
}

impl<'t> ParagraphText<'t> {
    pub(crate) fn new(text: &'t str, span: Span) -> Self {
        Self { text, span }
    }

    /// The part of the paragraph before an offset.
    fn before(self, offset: usize) -> &'t str {
        &self.text[self.span.start..offset]
    }

    /// The part of the paragraph from an offset on.
    pub(crate) fn from(self, offset: usize) -> &'t str {
        &self.text[offset..self.span.end]
    }
}

/// The glyph of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// Length in bytes, from 1 to 6.
    pub(crate) len: u8,
    pub(crate) style: QuoteStyle,
    /// The side that the glyph is drawn for. `Either` for straight marks alone.
    made_for: Side,
}

/// How two curly single marks in a row are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CurlyPairs {
    /// As two marks, or as an apostrophe and a mark: `the dogs’’`.
    Separate,
    /// As one mark of two characters: `‘‘Come in.’’`.
    Joined,
}

impl Glyph {
    /// A straight mark of `len` bytes, at most 6, that is made of single ones: `''`.
    pub(crate) const fn two_character(len: u8) -> Self {
        Self { len, style: QuoteStyle::TwoCharacter, made_for: Side::Either }
    }

    /// The glyph at the start of some bytes.
    pub(crate) fn read(bytes: &[u8], curly: CurlyPairs) -> Option<Self> {
        use QuoteStyle::{
            Corner, Curly, Guillemets, LowHigh, SingleCurly, SingleGuillemets, SingleStraight, Straight, TwoCharacter,
        };
        let joined = curly == CurlyPairs::Joined;
        let (len, style, made_for) = match bytes {
            [b'"', ..] => (1, Straight, Side::Either),
            [b'\'', ..] => (1, SingleStraight, Side::Either),
            [b'`', b'`', ..] => (2, TwoCharacter, Side::Open),
            [b'`', ..] => (1, SingleStraight, Side::Open),
            [b',', b',', ..] => (2, LowHigh, Side::Open),
            // U+0080 to U+00BF: « »
            [0xC2, 0xAB, ..] => (2, Guillemets, Side::Open),
            [0xC2, 0xBB, ..] => (2, Guillemets, Side::Close),
            // U+2000 to U+203F: ‘ ’ ‚ ‛ “ ” „ ‟ ‹ ›
            [0xE2, 0x80, third, rest @ ..] => match third {
                0x98 if joined && rest.starts_with("‘".as_bytes()) => (6, TwoCharacter, Side::Open),
                0x99 if joined && rest.starts_with("’".as_bytes()) => (6, TwoCharacter, Side::Close),
                0x98 | 0x9A | 0x9B => (3, SingleCurly, Side::Open),
                0x99 => (3, SingleCurly, Side::Close),
                0x9C | 0x9F => (3, Curly, Side::Open),
                0x9D => (3, Curly, Side::Close),
                0x9E => (3, LowHigh, Side::Open),
                0xB9 => (3, SingleGuillemets, Side::Open),
                0xBA => (3, SingleGuillemets, Side::Close),
                _ => return None,
            },
            // U+3000 to U+303F: 「 」 『 』
            [0xE3, 0x80, 0x8C | 0x8E, ..] => (3, Corner, Side::Open),
            [0xE3, 0x80, 0x8D | 0x8F, ..] => (3, Corner, Side::Close),
            // U+FF00 to U+FF3F: the full-width forms of the straight marks
            [0xEF, 0xBC, 0x82, ..] => (3, Straight, Side::Either),
            [0xEF, 0xBC, 0x87, ..] => (3, SingleStraight, Side::Either),
            _ => return None,
        };
        Some(Self { len, style, made_for })
    }

    /// The side by glyph and neighbours; `None` is the end of the paragraph, and counts as white space.
    ///
    /// A glyph made for one side is overruled only where it faces white space on its inner side and text on its outer
    /// side: word processors set such marks when they guess wrong.
    fn facing(self, before: Option<char>, after: Option<char>) -> Side {
        let (space_before, space_after) = (blank(before), blank(after));
        // ""Come in," said Orne: a mark that was typed twice.
        let twice = before == Some('"') && alphanumeric(after);
        let opens = (space_before || before.is_some_and(precedes_opening) || twice) && !space_after;
        let closes = (space_after || after.is_some_and(follows_closing)) && !space_before;
        match self.made_for {
            Side::Either if opens && !closes => Side::Open,
            Side::Either if closes && !opens => Side::Close,
            Side::Either => Side::Either,
            Side::Open if space_after && !space_before => Side::Close,
            Side::Close if space_before && alphanumeric(after) => Side::Open,
            made_for => made_for,
        }
    }
}

/// Whether a neighbour is white space. The end of the paragraph counts as such.
fn blank(c: Option<char>) -> bool {
    c.map_or(true, is_blank)
}

fn alphanumeric(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// A mark of any kind but the single ones: it is never an apostrophe.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DoubleMark {
    /// Offset of its first byte.
    pub(crate) at: usize,
    /// Length in bytes, from 1 to 6.
    len: u8,
    pub(crate) style: QuoteStyle,
    pub(crate) side: Side,
    /// A digit stands right before it, so it may mean inches: `6'2"`.
    pub(crate) after_digit: bool,
    /// It faces the side that its glyph is not made for. Never true of guillemets, since »…« is as usual as «…».
    pub(crate) wrong_way: bool,
}

impl DoubleMark {
    /// The mark whose glyph stands at an offset of a paragraph.
    pub(crate) fn new(paragraph: ParagraphText<'_>, at: usize, glyph: Glyph) -> Self {
        let Glyph { len, style, made_for } = glyph;
        let before = paragraph.before(at).chars().next_back();
        let after = paragraph.from(at + usize::from(len)).chars().next();
        let side = glyph.facing(before, after);
        let after_digit = before.is_some_and(|c| c.is_ascii_digit());
        let wrong_way = made_for != Side::Either && side != made_for && style != QuoteStyle::Guillemets;
        Self { at, len, style, side, after_digit, wrong_way }
    }

    /// The offset after its last byte.
    pub(crate) fn end(&self) -> usize {
        self.at + usize::from(self.len)
    }

    /// Whether it can close a quotation that a mark of style `open` opens. Guillemets and corners pair among
    /// themselves; the other styles are ways to write the same mark, and texts mix them.
    pub(crate) fn pairs_with(&self, open: QuoteStyle) -> bool {
        let apart = |style| matches!(style, QuoteStyle::Guillemets | QuoteStyle::Corner);
        self.style == open || !apart(self.style) && !apart(open)
    }
}

/// A single mark that may quote something: a plain apostrophe is not one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SingleMark {
    /// Offset of its first byte.
    pub(crate) at: usize,
    /// Length in bytes, 1 or 3.
    len: u8,
    pub(crate) style: QuoteStyle,
    pub(crate) role: Role,
    /// It stands where an opening mark is expected: no letter or digit comes before it, white space aside, and what
    /// does come may stand before an opening mark. Always true of single guillemets.
    pub(crate) sure: bool,
}

/// What a single mark can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Open,
    Close,
    /// Closes only if no better mark follows: after a letter or digit and before white space it may be an apostrophe
    /// (`the boys' boat`, `th' boy`, `6' tall`).
    MayClose,
}

impl SingleMark {
    /// The mark whose glyph stands at an offset of a paragraph; `None` for an apostrophe.
    pub(crate) fn new(paragraph: ParagraphText<'_>, at: usize, glyph: Glyph) -> Option<Self> {
        let Glyph { len, style, made_for } = glyph;
        let before = paragraph.before(at).chars().next_back();
        let rest = paragraph.from(at + usize::from(len));
        let next = rest.chars().next();
        if style == QuoteStyle::SingleGuillemets {
            let role = if glyph.facing(before, next) == Side::Open { Role::Open } else { Role::Close };
            return Some(Self { at, len, style, role, sure: true });
        }
        if alphanumeric(before) && alphanumeric(next) {
            return None;
        }
        let context = SingleContext::new(paragraph, at, rest);
        let role = context.role(made_for)?;
        Some(Self { at, len, style, role, sure: context.is_sure() })
    }

    /// A straight mark in a run of them, which decides its role. It counts as sure.
    pub(crate) fn straight(at: usize, role: Role) -> Self {
        Self { at, len: 1, style: QuoteStyle::SingleStraight, role, sure: true }
    }

    /// The offset after its last byte.
    pub(crate) fn end(&self) -> usize {
        self.at + usize::from(self.len)
    }
}

/// What stands around a single mark. It decides whether the mark is an apostrophe.
struct SingleContext<'t> {
    /// The character before it; `None` at the start of the paragraph.
    before: Option<char>,
    /// The last character before it that is not white space.
    earlier: Option<char>,
    /// The character after it. Behind a word, emphasis that ends there is skipped: `_the boys'_ boat`.
    after: Option<char>,
    /// The paragraph from the mark on.
    from: &'t str,
    /// The paragraph after the mark.
    rest: &'t str,
}

impl<'t> SingleContext<'t> {
    fn new(paragraph: ParagraphText<'t>, at: usize, rest: &'t str) -> Self {
        let earlier = paragraph.before(at);
        let before = earlier.chars().next_back();
        let emphasis = |c: char| alphanumeric(before) && is_emphasis(c);
        Self {
            before,
            earlier: earlier.trim_end_matches(is_blank).chars().next_back(),
            after: rest.chars().find(|&c| !emphasis(c)),
            from: paragraph.from(at),
            rest,
        }
    }

    /// The role of a mark whose glyph is made for one side; `None` for an apostrophe.
    fn role(&self, made_for: Side) -> Option<Role> {
        if self.is_before_closing() {
            return None;
        }
        let inside = self.is_at_start_of_content();
        if self.is_outside() && inside && (made_for != Side::Close || self.is_sure()) {
            return (elided(self.from) == 0).then_some(Role::Open);
        }
        if made_for == Side::Open && inside {
            return Some(Role::Open);
        }
        if blank(self.before) || alphanumeric(self.after) {
            return (made_for != Side::Open && self.is_set_apart()).then_some(Role::Close);
        }
        // 6' tall
        let digit = self.before.is_some_and(|c| c.is_ascii_digit());
        let closes = !digit && (self.is_at_end_of_content() || self.after.map_or(true, |c| !is_blank(c)));
        Some(if closes { Role::Close } else { Role::MayClose })
    }

    /// Whether an opening mark may stand here, by what is before it.
    fn is_outside(&self) -> bool {
        blank(self.before) || self.before.is_some_and(precedes_single_opening)
    }

    /// Whether an opening mark is expected here, by what is before it.
    fn is_sure(&self) -> bool {
        !alphanumeric(self.earlier) && self.is_outside()
    }

    /// Whether a closing mark may stand here, by what is before it.
    fn is_at_end_of_content(&self) -> bool {
        self.before.is_some_and(precedes_single_closing)
    }

    /// Whether an opening mark may stand here, by what is after it.
    fn is_at_start_of_content(&self) -> bool {
        // "'Never--'": a dash stands on either side of a mark, but before an outer closing mark an inner one closes.
        let closes_outer = |c| is_closing_double(c) && self.is_at_end_of_content();
        self.after.is_some_and(|c| !is_blank(c) && !closes_outer(c))
    }

    /// Whether it closes though white space stands before it: 'He called it "the house," ' she said.
    fn is_set_apart(&self) -> bool {
        blank(self.after) && self.earlier.is_some_and(precedes_spaced_closing)
    }

    /// Whether it ends a word that the closing mark follows: goin',' and the Fosters’,’ and the dogs’’
    fn is_before_closing(&self) -> bool {
        let mut rest = self.rest.chars();
        alphanumeric(self.before)
            && rest.next().is_some_and(|next| {
                next == '’' || is_stop_before_closing(next) && matches!(rest.next(), Some('\'' | '’'))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::{CurlyPairs, DoubleMark, Glyph, ParagraphText, Role, Side, SingleMark};
    use crate::record::QuoteStyle;
    use crate::span::Span;

    /// The glyph at the first `|` of a text, with the text and the offset once that is taken out.
    fn at_bar(text: &str) -> (String, usize, Glyph) {
        let at = text.find('|').expect("a bar");
        let text = text.replacen('|', "", 1);
        let glyph = Glyph::read(&text.as_bytes()[at..], CurlyPairs::Separate).expect("a glyph");
        (text, at, glyph)
    }

    fn double(text: &str) -> DoubleMark {
        let (text, at, glyph) = at_bar(text);
        DoubleMark::new(ParagraphText::new(&text, Span::new(0, text.len())), at, glyph)
    }

    fn single(text: &str) -> Option<SingleMark> {
        let (text, at, glyph) = at_bar(text);
        SingleMark::new(ParagraphText::new(&text, Span::new(0, text.len())), at, glyph)
    }

    #[test]
    fn a_glyph_is_as_long_as_its_characters() {
        for glyph in ["\"", "“", "”", "‟", "„", ",,", "``", "«", "»", "「", "」", "『", "』", "\u{ff02}"]
        {
            let read = Glyph::read(glyph.as_bytes(), CurlyPairs::Separate).expect(glyph);
            assert_eq!(usize::from(read.len), glyph.len(), "{glyph}");
            assert!(!read.style.is_single(), "{glyph}");
        }
        for glyph in ["'", "`", "‘", "’", "‚", "‛", "‹", "›", "\u{ff07}"] {
            let read = Glyph::read(glyph.as_bytes(), CurlyPairs::Separate).expect(glyph);
            assert_eq!(usize::from(read.len), glyph.len(), "{glyph}");
            assert!(read.style.is_single(), "{glyph}");
        }
        // Their first bytes are those of marks.
        for other in ["a", ",", "…", "—", "″", "é", "¿", "、", "ﬁ", ""] {
            assert_eq!(Glyph::read(other.as_bytes(), CurlyPairs::Separate), None, "{other}");
        }
    }

    #[test]
    fn two_curly_single_marks_are_one_where_they_are_joined() {
        for (text, joined) in [("‘‘a", Side::Open), ("’’ a", Side::Close)] {
            let glyph = Glyph::read(text.as_bytes(), CurlyPairs::Joined).unwrap();
            assert_eq!((glyph.len, glyph.style, glyph.made_for), (6, QuoteStyle::TwoCharacter, joined));
            let glyph = Glyph::read(text.as_bytes(), CurlyPairs::Separate).unwrap();
            assert_eq!((glyph.len, glyph.style, glyph.made_for), (3, QuoteStyle::SingleCurly, joined));
        }
        assert_eq!(Glyph::read("‘’".as_bytes(), CurlyPairs::Joined).unwrap().style, QuoteStyle::SingleCurly);
    }

    #[test]
    fn a_straight_mark_faces_away_from_white_space() {
        for (text, side) in [
            ("|\"Come in.", Side::Open),
            ("Come in.|\"", Side::Close),
            ("said |\"Come", Side::Open),
            ("in,|\" he said", Side::Close),
            ("(|\"Come in.\")", Side::Open),
            ("(\"Come in.|\")", Side::Close),
            ("\"|\"Come in", Side::Open),
            ("in|\"--", Side::Close),
            ("--|\"in", Side::Open),
            // Neighbours of the same kind on both sides.
            ("in|\"a", Side::Either),
            ("in |\" a", Side::Either),
            ("--|\"--", Side::Either),
            ("|\"", Side::Either),
        ] {
            let mark = double(text);
            assert_eq!((mark.side, mark.wrong_way), (side, false), "{text}");
        }
    }

    #[test]
    fn a_curly_mark_is_overruled_where_it_plainly_faces_the_wrong_way() {
        for (text, side, wrong_way) in [
            ("|“Come in.”", Side::Open, false),
            ("“Come in.|”", Side::Close, false),
            // Neighbours do not tell.
            ("in|“a", Side::Open, false),
            ("in|”a", Side::Close, false),
            ("in |“ a", Side::Open, false),
            ("in |” , a", Side::Close, false),
            ("“Come in.|“ He", Side::Close, true),
            ("He said |”Come", Side::Open, true),
            // Reversed guillemets are a style of their own.
            ("|»Come in.«", Side::Open, false),
            ("»Come in.|« He", Side::Close, false),
        ] {
            let mark = double(text);
            assert_eq!((mark.side, mark.wrong_way), (side, wrong_way), "{text}");
        }
    }

    #[test]
    fn a_mark_after_a_digit_may_mean_inches() {
        assert!(double("6'2|\" tall").after_digit);
        assert!(!double("two|\" tall").after_digit);
    }

    #[test]
    fn guillemets_and_corners_pair_among_themselves() {
        let marks = ["|\"a", "|“a", "|``a", "|„a", "|«a", "|「a"].map(double);
        for a in marks {
            for b in marks {
                let pairs = a.style == b.style
                    || ![a, b].iter().any(|m| matches!(m.style, QuoteStyle::Guillemets | QuoteStyle::Corner));
                assert_eq!(a.pairs_with(b.style), pairs, "{:?} with {:?}", a.style, b.style);
                assert_eq!(a.pairs_with(b.style), b.pairs_with(a.style));
            }
        }
    }

    #[test]
    fn single_marks_are_told_from_apostrophes() {
        for (text, role) in [
            ("|'Come in.'", Some(Role::Open)),
            ("'Come in.|'", Some(Role::Close)),
            ("'Come in|' he", Some(Role::MayClose)),
            ("(|'Come in.')", Some(Role::Open)),
            ("\"|'Never--'\"", Some(Role::Open)),
            ("\"'Never--|'\"", Some(Role::Close)),
            ("the boys|' boat", Some(Role::MayClose)),
            ("6|' tall", Some(Role::MayClose)),
            ("he is 6|', or so", Some(Role::MayClose)),
            ("'\"the house,\" |' he said", Some(Role::Close)),
            ("‘Come|’, he", Some(Role::Close)),
            // A closing glyph opens in a sure position.
            ("He said, |’Come in", Some(Role::Open)),
            ("He said |’come in", None),
            ("don|'t", None),
            ("|'Tis late", None),
            ("the |'90s", None),
            ("goin|',' he", None),
            ("the Fosters|’,’ he", None),
            ("the dogs|’’ he", None),
            ("a |' b", None),
            ("|‹Come in.›", Some(Role::Open)),
            ("‹Come in.|›", Some(Role::Close)),
            ("|›Come in.‹", Some(Role::Open)),
        ] {
            assert_eq!(single(text).map(|mark| mark.role), role, "{text}");
        }
    }

    #[test]
    fn an_opening_mark_is_sure_unless_a_word_stands_before_it() {
        for (text, sure) in [
            ("|'Come in.'", true),
            ("He said: |'Come in.'", true),
            ("He said |'come in.'", false),
            ("of the port--|‘Come in.’", true),
        ] {
            let mark = single(text).expect(text);
            assert_eq!((mark.role, mark.sure), (Role::Open, sure), "{text}");
        }
    }
}
