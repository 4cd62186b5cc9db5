//! Pairs the double marks of a paragraph, with a stack. Applies to texts of every style.
//!
//! Double marks are all but the single ones. A closing mark closes the innermost open mark that it pairs with. An
//! opening mark inside an open quotation ends that quotation there, unclosed, unless enough closing marks follow for
//! both. A mark that may stand on either side closes if a mark is open that it pairs with, and opens otherwise.
//!
//! What is left open ends with its paragraph, or where a single mark or a reporting clause shows that a closing mark
//! was lost. A closing mark without an opening one counts only as the first mark of its paragraph. Guesses are
//! doubtful.
//!
//! Quotations come in the order in which they are ended, all inside the paragraph. They are nested or disjoint, except
//! that one which ends before a reporting clause may cross those inside it; the finder drops these.

use crate::quote::clause::ClauseScanner;
use crate::quote::continuation::{After, Before, Neighbours};
use crate::quote::mark::{DoubleMark, Side};
use crate::quote::punctuation::is_stop;
use crate::quote::quotation::Quotation;
use crate::quote::scan::MarkedParagraph;
use crate::record::QuoteStyle;
use crate::span::Span;
use crate::token::chars::is_blank;

/// Maximum number of open marks of a paragraph in which another one nests. Prose has three levels; more of them are
/// damage, and the bound keeps the search for an enclosing mark short.
const MAX_DEPTH: usize = 8;

/// Maximum number of marks in a row that stand for dashes that were lost.
const MAX_LOST_DASHES: usize = 4;

/// An opening mark that waits for its closing one.
#[derive(Clone, Copy)]
struct OpenMark {
    mark: DoubleMark,
    /// Its quotation continues that of the paragraph before.
    continues: bool,
}

/// Pairs the double marks of one paragraph after the other.
pub(crate) struct DoublePairer<'a> {
    scanner: ClauseScanner<'a>,
    /// A buffer for the stack of [`Pairing`]. Empty between two paragraphs.
    open: Vec<OpenMark>,
}

impl<'a> DoublePairer<'a> {
    pub(crate) fn new(scanner: ClauseScanner<'a>) -> Self {
        Self { scanner, open: Vec::new() }
    }

    /// Appends the quotations that the double marks of a paragraph make, in the order of their ends, all of depth 0.
    /// Returns what the paragraph leaves to the next one.
    pub(crate) fn pair(
        &mut self,
        paragraph: MarkedParagraph<'_>,
        neighbours: Neighbours,
        quotes: &mut Vec<Quotation>,
    ) -> Before {
        let on_side = |side| paragraph.doubles.iter().filter(|mark| mark.side == side).count();
        let mut pairing = Pairing {
            scanner: self.scanner,
            paragraph,
            neighbours,
            open: &mut self.open,
            opens_left: on_side(Side::Open),
            closes_left: on_side(Side::Close),
            quotes,
        };
        for i in 0..paragraph.doubles.len() {
            pairing.read(i);
        }
        pairing.finish()
    }
}

/// The pairing of one paragraph.
struct Pairing<'p> {
    scanner: ClauseScanner<'p>,
    paragraph: MarkedParagraph<'p>,
    neighbours: Neighbours,
    /// The open marks, outermost first.
    open: &'p mut Vec<OpenMark>,
    /// Number of opening marks still to be read. Marks of either side are not counted.
    opens_left: usize,
    /// Number of closing marks still to be read.
    closes_left: usize,
    quotes: &'p mut Vec<Quotation>,
}

impl Pairing<'_> {
    /// Reads the next mark, the `i`th of the paragraph.
    fn read(&mut self, i: usize) {
        let mark = self.paragraph.doubles[i];
        self.opens_left -= usize::from(mark.side == Side::Open);
        self.closes_left -= usize::from(mark.side == Side::Close);
        let enclosing = self.open.iter().rposition(|open| mark.pairs_with(open.mark.style));
        if self.is_inches(i, enclosing) || self.is_lost_dash(i, enclosing) {
            return;
        }
        let low_high = || enclosing.is_some_and(|e| self.open[e].mark.style == QuoteStyle::LowHigh);
        let closes = match mark.side {
            // In „…“ the closing mark has the glyph of an English opening one.
            Side::Open => mark.style == QuoteStyle::Curly && low_high(),
            Side::Close => true,
            Side::Either => enclosing.is_some(),
        };
        match enclosing {
            _ if !closes => self.open(mark, enclosing),
            Some(enclosing) => self.close(mark, enclosing),
            None if i == 0 && mark.side == Side::Close => self.close_unopened(mark),
            // «Come in,” said Orne.
            None if mark.side == Side::Close && self.is_mismatched(mark) => self.close(mark, self.open.len() - 1),
            None => {}
        }
    }

    /// Whether the `i`th mark means inches: after a digit, where no mark is open that it could close or a better
    /// closing mark comes next.
    fn is_inches(&self, i: usize, enclosing: Option<usize>) -> bool {
        let marks = self.paragraph.doubles;
        let mark = marks[i];
        mark.after_digit
            && mark.style != QuoteStyle::Curly
            && match enclosing {
                None => mark.side != Side::Open,
                Some(_) => marks.get(i + 1).is_some_and(|next| next.side == Side::Close && next.style == mark.style),
            }
    }

    /// Whether the `i`th mark stands for a dash that was lost, as in "I was going to"oh, never mind": between two
    /// letters, where a mark is open and the next mark closes it.
    fn is_lost_dash(&self, i: usize, enclosing: Option<usize>) -> bool {
        let text = self.scanner.text;
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let within_words = |mark: &DoubleMark| {
            mark.side == Side::Either
                && letter(text[..mark.at].chars().next_back())
                && letter(text[mark.end()..].chars().next())
        };
        let (mark, rest) = self.paragraph.doubles[i..].split_first().expect("`i` is the number of a mark");
        let next = rest.iter().take(MAX_LOST_DASHES).find(|next| !within_words(next));
        enclosing.is_some()
            && within_words(mark)
            && next.is_some_and(|next| next.side == Side::Close && next.style == mark.style)
    }

    /// Whether a closing mark closes a mark of a kind that it does not pair with: a reporting clause follows.
    fn is_mismatched(&self, mark: DoubleMark) -> bool {
        self.open.last().is_some_and(|open| {
            let speech = Span::new(open.mark.end(), mark.at);
            self.scanner.follows(speech, Span::new(mark.end(), self.paragraph.span.end))
        })
    }

    /// Opens a quotation at a mark, inside that of an open mark or in its place.
    fn open(&mut self, mark: DoubleMark, enclosing: Option<usize>) {
        if let Some(e) = enclosing {
            let outer = self.open[e].mark;
            let same_style = outer.style == mark.style;
            // "“Come in,” said Orne: two ways to write one mark.
            let written_twice = outer.end() == mark.at && !same_style;
            let depth = self.open.len();
            let nests = self.closes_left > self.opens_left + depth && depth < MAX_DEPTH && !written_twice;
            if !nests && same_style {
                self.abandon(e, mark.at);
            } else if !nests && self.scanner.end_of_speech(Span::new(outer.end(), mark.at)).is_some() {
                // "Come in, said Orne. “Sit down.”
                self.abandon(e, mark.at);
            } else if !nests {
                // Marks of another style follow, so the outer one was a stray.
                self.open.truncate(e);
            }
        }
        let continues = self.neighbours.before == Before::Unclosed && mark.at == self.paragraph.span.start;
        self.open.push(OpenMark { mark, continues });
    }

    /// Closes the quotation of an open mark, and abandons those inside it.
    fn close(&mut self, mark: DoubleMark, enclosing: usize) {
        self.abandon(enclosing + 1, mark.at);
        // OK because `enclosing` is an index of the stack, and `abandon` leaves that many marks and one more.
        let open = self.open.pop().expect("abandon keeps the enclosing one");
        let span = Span::new(open.mark.at, mark.end());
        let content = Span::new(open.mark.end(), mark.at);
        // Two marks with nothing between, written onto what is before them (x=""), quote nothing.
        let before = &self.scanner.text[self.paragraph.span.start..span.start];
        let markup = content.is_empty() && before.ends_with(|c: char| !is_blank(c));
        if !markup {
            let doubtful = open.mark.wrong_way || mark.wrong_way || mark.side == Side::Either;
            let quotation = Quotation::new(span, content, open.mark.style);
            self.quotes.push(Quotation { continues: open.continues, doubtful, ..quotation });
        }
    }

    /// Quotes the text from the start of the paragraph to a mark that no mark opens, where that text must be speech.
    fn close_unopened(&mut self, mark: DoubleMark) {
        let text = self.scanner.text;
        let paragraph = self.paragraph.span;
        // 'Come in," said Orne.
        let single = self.paragraph.single_left_open(Span::new(paragraph.start, mark.at));
        if let Some(single) = single.filter(|single| single.at == paragraph.start || text[..mark.at].ends_with(is_stop))
        {
            let (span, content) = (Span::new(single.at, mark.end()), Span::new(single.end(), mark.at));
            self.quotes.push(Quotation { doubtful: true, ..Quotation::new(span, content, single.style) });
            return;
        }
        let content = Span::new(paragraph.start, mark.at);
        // Speech that goes on after verse, without a mark of its own.
        let set_off = matches!(self.neighbours.before, Before::SetOff(_));
        // Come in," said Orne.
        let clause_follows = || self.scanner.follows(content, Span::new(mark.end(), paragraph.end));
        if (set_off || clause_follows()) && text[content].contains(char::is_alphanumeric) {
            let quotation = Quotation::new(Span::new(paragraph.start, mark.end()), content, mark.style);
            self.quotes.push(Quotation { continues: set_off, doubtful: true, ..quotation });
        }
    }

    /// Ends the quotations of the open marks from the `first` on, unclosed, at `end` or before.
    fn abandon(&mut self, first: usize, end: usize) {
        while self.open.len() > first {
            self.end_unclosed(end, true);
        }
    }

    /// Ends the innermost open quotation, if there is one, unclosed, at `end` or before.
    fn end_unclosed(&mut self, end: usize, doubtful: bool) {
        let Some(open) = self.open.pop() else { return };
        let text = self.scanner.text;
        let start = open.mark.end();
        // OK because marks do not overlap, and end with their paragraph at the latest.
        let end = start + text[start..end].trim_end_matches(is_blank).len();
        let stretch = Span::new(start, end);
        // Another mark opens after it, so its closing mark was lost. That may have been written as a single one, or
        // have stood before the reporting clause: "Come in, said Orne. "Sit down."
        let lost = end < self.paragraph.span.end;
        let single = self.paragraph.single_that_closes(stretch).filter(|single| {
            lost || self.scanner.follows(Span::new(start, single.at), Span::new(single.end(), self.paragraph.span.end))
        });
        let (content, end) = match single {
            Some(single) => (Span::new(start, single.at), single.end()),
            None => {
                let speech_end = if lost {
                    self.scanner.end_of_speech(stretch)
                } else if open.continues {
                    None
                } else {
                    self.scanner.end_before_narration(stretch)
                };
                let end = speech_end.unwrap_or(end);
                (Span::new(start, end), end)
            }
        };
        // A mark with nothing to quote is a stray.
        if text[content].contains(char::is_alphanumeric) {
            let quotation = Quotation::new(Span::new(open.mark.at, end), content, open.mark.style);
            let (continues, closed) = (open.continues, single.is_some());
            self.quotes.push(Quotation { closed, continues, doubtful, ..quotation });
        }
    }

    /// Ends what the paragraph leaves open. An outermost quotation is not doubtful if the next paragraph continues it.
    /// One that ends before its reporting clause leaves nothing open.
    fn finish(mut self) -> Before {
        if self.open.is_empty() {
            return Before::Closed;
        }
        let end = self.paragraph.span.end;
        self.abandon(1, end);
        let found = self.quotes.len();
        self.end_unclosed(end, self.neighbours.after == After::Other);
        match self.quotes.get_mut(found) {
            Some(quote) if quote.span.end < end => {
                quote.doubtful = true;
                Before::Closed
            }
            _ => Before::Unclosed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DoublePairer;
    use crate::lexicon::lexicon::Lexicon;
    use crate::quote::clause::ClauseScanner;
    use crate::quote::continuation::{After, Before, Neighbours};
    use crate::quote::quotation::Quotation;
    use crate::quote::scan::{MarkedParagraph, Marks};
    use crate::token::paragraph::paragraphs;

    /// The quotations of a text in double marks, paragraph by paragraph, with what each one leaves to the next.
    fn pair(text: &str) -> Vec<(Vec<Quotation>, Before)> {
        let paragraphs = paragraphs(text);
        let marks = Marks::find(text, &paragraphs);
        let mut pairer = DoublePairer::new(ClauseScanner::new(text, Lexicon::standard()));
        let mut before = Before::Closed;
        let marked: Vec<MarkedParagraph<'_>> = marks.paragraphs().collect();
        let mut found = Vec::new();
        for (i, &paragraph) in marked.iter().enumerate() {
            let mut quotes = Vec::new();
            before = if paragraph.doubles.is_empty() {
                before.and_unmarked()
            } else {
                let after = marked.get(i + 1).map_or(After::Other, MarkedParagraph::begins_double);
                pairer.pair(paragraph, Neighbours { before, after }, &mut quotes)
            };
            found.push((quotes, before));
        }
        found
    }

    /// What a quotation is, in the notation of [`pairs_by_hand`]: `^` continues, `~` is not closed, `?` is doubtful.
    fn describe(text: &str, quote: &Quotation) -> String {
        let Quotation { span, closed, continues, doubtful, .. } = *quote;
        let sign = |holds, sign| if holds { sign } else { "" };
        [&text[span], sign(continues, "^"), sign(!closed, "~"), sign(doubtful, "?")].concat()
    }

    #[test]
    fn pairs_by_hand() {
        for (text, expected) in [
            ("\"Come in,\" he said. \"Sit.\"", &["\"Come in,\"", "\"Sit.\""][..]),
            ("“Come in.” «Sit.» „Now.“ 「So.」", &["“Come in.”", "«Sit.»", "„Now.“?", "「So.」"]),
            // Mixed ways to write one mark.
            ("“Come in,\" he said.", &["“Come in,\""]),
            ("\"“Come in,” he said.", &["“Come in,”"]),
            ("\"“Come in,” he said.”", &["“Come in,”"]),
            // Inside another one, where enough marks close.
            ("“He said “no” twice.”", &["“no”", "“He said “no” twice.”"]),
            ("“He said “no.”", &["“He said~?", "“no.”"]),
            ("“He said «no» twice.”", &["«no»", "“He said «no» twice.”"]),
            // Marks that face the wrong way, and one of either side.
            ("“Come in.“ He sat.", &["“Come in.“?"]),
            ("\"Come in\"he said.", &["\"Come in\"?"]),
            // A closing mark was lost.
            ("\"Come in, said Orne. \"Sit.\"", &["\"Come in,~?", "\"Sit.\""]),
            ("\"Come in,' said Orne. \"Sit.\"", &["\"Come in,'?", "\"Sit.\""]),
            ("\"Come in.", &["\"Come in.~?"]),
            // An opening mark was lost.
            ("Come in,\" said Orne. \"Sit.\"", &["Come in,\"?", "\"Sit.\""]),
            ("It was here.\" He left.", &[]),
            // Marks that quote nothing.
            ("He is 6'2\" tall, \"or so\".", &["\"or so\""]),
            ("<a href=\"\">", &[]),
            ("A stray \" mark.", &["\" mark.~?"]),
            ("A stray mark \"", &[]),
            ("\"--", &[]),
        ] {
            let [(quotes, _)] = &pair(text)[..] else { panic!("one paragraph") };
            assert_eq!(quotes.iter().map(|quote| describe(text, quote)).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn speech_goes_on_in_the_next_paragraph_or_after_verse() {
        let text = "“Come in.\n\n“Sit down.”\n\n“Hear:\n\nThe sea,\n\nthe sea.\n\nAnd now go.”\n\nHe went.”";
        let found: Vec<Vec<String>> =
            pair(text).iter().map(|(quotes, _)| quotes.iter().map(|quote| describe(text, quote)).collect()).collect();
        let expected = [
            &["“Come in.~"][..],
            &["“Sit down.”^"],
            // The next paragraph does not begin with a mark.
            &["“Hear:~?"],
            &[],
            &[],
            &["And now go.”^?"],
            &[],
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = |levels: usize| format!("{}b{}", "“a ".repeat(levels), "”".repeat(levels));
        let text = deep(super::MAX_DEPTH + 20);
        let [(quotes, Before::Closed)] = &pair(&text)[..] else { panic!("one paragraph, closed") };
        assert_eq!(quotes.iter().filter(|quote| quote.closed).count(), super::MAX_DEPTH);
        let text = deep(super::MAX_DEPTH);
        assert!(pair(&text)[0].0.iter().all(|quote| quote.closed));
    }

    /// The rules of this file for the curly or the straight double marks, spaces and `a`, each question answered by
    /// looking at all characters of the paragraph. Returns the quotations, sorted, and whether one is left open.
    fn naive(paragraph: &[char], neighbours: Neighbours) -> (Vec<String>, bool) {
        #[derive(Clone, Copy, PartialEq)]
        enum State {
            Unread,
            Waiting,
            Done,
        }
        let space = |at: Option<usize>| at.and_then(|at| paragraph.get(at)).map_or(true, |c| c.is_whitespace());
        let letter = |at: usize| paragraph.get(at) == Some(&'a');
        let side = |at: usize| {
            let before = at.checked_sub(1);
            match paragraph[at] {
                '“' if space(Some(at + 1)) && !space(before) => Some(true),
                '“' => Some(false),
                '”' if space(before) && letter(at + 1) => Some(false),
                '”' => Some(true),
                // A mark is text on its outer side for another one, and letters show a mark that is typed twice.
                _ => {
                    let twice = before.is_some_and(|before| paragraph[before] == '"') && letter(at + 1);
                    let opens = (space(before) || twice) && !space(Some(at + 1));
                    let closes = (space(Some(at + 1)) || paragraph[at + 1] == '"') && !space(before);
                    if opens == closes {
                        None
                    } else {
                        Some(closes)
                    }
                }
            }
        };
        let marks: Vec<usize> = (0..paragraph.len()).filter(|&at| matches!(paragraph[at], '“' | '”' | '"')).collect();
        let wrong_way = |at: usize| side(at).is_some_and(|closes| paragraph[at] == if closes { '“' } else { '”' });
        let mut states = vec![State::Unread; marks.len()];
        let mut found = Vec::new();
        let describe = |start: usize, end: usize, signs: [(bool, &str); 3]| {
            let signs = signs.iter().filter(|(holds, _)| *holds).map(|(_, sign)| *sign).collect::<String>();
            paragraph[start..end].iter().collect::<String>() + &signs
        };
        let continues = |at: usize| at == 0 && neighbours.before == Before::Unclosed;
        // None where nothing is quoted.
        let unclosed = |start: usize, end: usize, doubtful: bool| {
            let end = (0..=end).rev().find(|&end| end == 0 || !paragraph[end - 1].is_whitespace()).unwrap();
            let signs = [(continues(start), "^"), (true, "~"), (doubtful, "?")];
            (start..end).any(letter).then(|| describe(start, end, signs))
        };
        for i in 0..marks.len() {
            let waiting: Vec<usize> = (0..i).filter(|&j| states[j] == State::Waiting).collect();
            // A dash that was lost, as it is written between letters.
            let within = |at: usize| side(at).is_none() && at > 0 && letter(at - 1) && letter(at + 1);
            let next = marks[i + 1..].iter().take(super::MAX_LOST_DASHES).find(|&&at| !within(at));
            if within(marks[i]) && !waiting.is_empty() && next.is_some_and(|&at| side(at) == Some(true)) {
                states[i] = State::Done;
                continue;
            }
            let closes = side(marks[i]).unwrap_or(!waiting.is_empty());
            if !closes {
                let left = |closes: bool| marks[i + 1..].iter().filter(|&&at| side(at) == Some(closes)).count();
                if let Some(&outer) = waiting.last() {
                    if left(true) <= left(false) + waiting.len() {
                        states[outer] = State::Done;
                        found.extend(unclosed(marks[outer], marks[i], true));
                    }
                }
                states[i] = State::Waiting;
            } else if let Some(&open) = waiting.last() {
                states[open] = State::Done;
                states[i] = State::Done;
                let markup = marks[open] + 1 == marks[i] && !space(marks[open].checked_sub(1));
                let doubtful = wrong_way(marks[open]) || wrong_way(marks[i]) || side(marks[i]).is_none();
                if !markup {
                    let signs = [(continues(marks[open]), "^"), (false, "~"), (doubtful, "?")];
                    found.push(describe(marks[open], marks[i] + 1, signs));
                }
            } else if i == 0 && matches!(neighbours.before, Before::SetOff(_)) && (0..marks[0]).any(letter) {
                found.push(describe(0, marks[0] + 1, [(true, "^"), (false, "~"), (true, "?")]));
            }
        }
        let waiting: Vec<usize> = (0..marks.len()).filter(|&j| states[j] == State::Waiting).collect();
        for &i in waiting.iter().rev() {
            let doubtful = Some(&i) != waiting.first() || neighbours.after == After::Other;
            found.extend(unclosed(marks[i], paragraph.len(), doubtful));
        }
        found.sort_unstable();
        (found, !waiting.is_empty())
    }

    /// All texts of at most `longest` characters of an alphabet.
    fn texts(alphabet: &[char], longest: u32) -> impl Iterator<Item = String> + '_ {
        let count = |length| alphabet.len().pow(length);
        (1..=longest).flat_map(move |length| {
            (0..count(length)).map(move |i| (0..length).map(|at| alphabet[i / count(at) % alphabet.len()]).collect())
        })
    }

    fn compare(text: &str) {
        let paragraphs: Vec<Vec<char>> = paragraphs(text).iter().map(|&span| text[span].chars().collect()).collect();
        let mut before = Before::Closed;
        for (i, (quotes, left)) in pair(text).into_iter().enumerate() {
            let opens = paragraphs.get(i + 1).is_some_and(|next| match (next[0], next.get(1)) {
                ('“', _) | ('”', Some('a')) => true,
                ('"', Some(second)) => !second.is_whitespace(),
                _ => false,
            });
            let after = if opens { After::Opens } else { After::Other };
            let (expected, open) = naive(&paragraphs[i], Neighbours { before, after });
            let mut found: Vec<String> = quotes.iter().map(|quote| describe(text, quote)).collect();
            found.sort_unstable();
            assert_eq!(found, expected, "{text:?}, paragraph {i}");
            before = match before {
                _ if open => Before::Unclosed,
                before if !paragraphs[i].iter().any(|c| matches!(c, '“' | '”' | '"')) => before.and_unmarked(),
                _ => Before::Closed,
            };
            assert_eq!(left, before, "{text:?}, paragraph {i}");
        }
    }

    #[test]
    fn curly_marks_pair_like_the_naive_rules() {
        texts(&['a', ' ', '“', '”', '\n'], 6).for_each(|text| compare(&text));
        texts(&['a', '“', '”'], 8).for_each(|text| compare(&text));
    }

    #[test]
    fn straight_marks_pair_like_the_naive_rules() {
        texts(&['a', ' ', '"', '\n'], 7).for_each(|text| compare(&text));
    }
}
