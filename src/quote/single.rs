//! Pairs the single marks of a paragraph, among which apostrophes may be.
//!
//! As outer marks they apply where a text is read as [`SpeechMarks::Single`](crate::record::SpeechMarks::Single), like
//! British books. In every other style they are found inside quotations.
//!
//! The open quotation closes at a closing mark that is no apostrophe. After a plural or a dropped letter (`the boys'
//! boat`, `goin'`) a mark may be either: it closes only if no better one comes before the next opening mark. Quotations
//! are nested or disjoint, except that one which ends before a reporting clause may cross those inside it; the finder
//! drops these.

use crate::quote::clause::ClauseScanner;
use crate::quote::continuation::{After, Before, Neighbours};
use crate::quote::mark::{Role, Side, SingleMark};
use crate::quote::quotation::Quotation;
use crate::quote::scan::MarkedParagraph;
use crate::record::QuoteStyle;
use crate::span::Span;
use crate::util::steps;

/// Minimum length, in bytes, of a word that drops its last letter: `goin'`. Shorter words end in -in of themselves:
/// `pin`.
const MIN_DROPPED_G: usize = 4;

/// Maximum length, in bytes, of a word that is clipped to its first letters: `an'`, `o'`, `th'`. Few whole words are as
/// short before a closing mark.
const MAX_CLIPPED: usize = 2;

/// Appends the quotations in single marks inside the outermost of `quotes[first..]`, which are those of one paragraph.
pub(crate) fn find_nested(text: &str, paragraph: MarkedParagraph<'_>, first: usize, quotes: &mut Vec<Quotation>) {
    for i in first..quotes.len() {
        if quotes[i].depth == 0 {
            let singles = paragraph.singles_in(quotes[i].content);
            Pairing::new(text, None, After::Other, quotes).run(singles);
        }
    }
}

/// Appends the quotations of a paragraph whose outer marks are single ones. Returns what it leaves to the next one.
pub(crate) fn find_outer(
    scanner: ClauseScanner<'_>,
    paragraph: MarkedParagraph<'_>,
    neighbours: Neighbours,
    quotes: &mut Vec<Quotation>,
) -> Before {
    let Neighbours { before, after } = neighbours;
    let first = quotes.len();
    let span = paragraph.span;
    let open = Pairing::new(scanner.text, Some(scanner), after, quotes).run(paragraph.singles);
    let first = first - usize::from(drop_mixed(paragraph, first, quotes));
    // Come in,' said Orne.
    if let Some(close) = paragraph.singles.first().filter(|mark| mark.role == Role::Close) {
        let content = Span::new(span.start, close.at);
        if scanner.follows(content, Span::new(close.end(), span.end)) {
            let quotation = Quotation::new(Span::new(span.start, close.end()), content, close.style);
            quotes.push(Quotation { doubtful: true, ..quotation });
        }
    }
    // Many apostrophes look like opening marks. One that never closes counts only if it opens the paragraph or a
    // sentence.
    let opens_sentence = |open: &SingleMark| scanner.text[open.end()..span.end].starts_with(char::is_uppercase);
    let unclosed =
        open.filter(|open| open.at == span.start || open.sure && (after == After::Opens || opens_sentence(open)));
    let mut unclosed = unclosed;
    if let Some(open) = unclosed {
        let stretch = Span::new(open.end(), span.end);
        // 'Come in," said Orne.
        let double = paragraph.doubles.iter().find(|mark| mark.at >= open.end());
        let double = double.filter(|mark| mark.side == Side::Close);
        if let Some(double) = double {
            let (span, content) = (Span::new(open.at, double.end()), Span::new(open.end(), double.at));
            // Else it was found with the double marks.
            if !quotes[first..]
                .iter()
                .chain(&quotes[..first])
                .rev()
                .take_while(|q| q.span.start >= paragraph.span.start)
                .any(|q| q.span == span)
            {
                quotes.push(Quotation { doubtful: true, ..Quotation::new(span, content, open.style) });
            }
            unclosed = None;
        } else if let Some(end) = scanner.end_before_narration(stretch) {
            quotes.push(unclosed_at(open, end));
            unclosed = None;
        } else {
            let quotation = unclosed_at(open, span.end);
            quotes.push(Quotation { doubtful: after == After::Other, ..quotation });
        }
    }
    if let Some(quote) = quotes.get_mut(first).filter(|quote| quote.span.start == span.start) {
        quote.continues = before == Before::Unclosed;
    }
    if unclosed.is_some() {
        Before::Unclosed
    } else {
        Before::Closed
    }
}

/// Removes the quotation that a double mark closes and a single one opens, if that single mark is paired: 'Come in."
/// Sit.' Returns whether there was one. `first` is the first of the quotations in single marks, the others are before
/// it. A paragraph has one such quotation at most.
fn drop_mixed(paragraph: MarkedParagraph<'_>, first: usize, quotes: &mut Vec<Quotation>) -> bool {
    let own = quotes[..first].iter().rev().take_while(|quote| quote.span.start >= paragraph.span.start).count();
    let is_mixed =
        |quote: &Quotation| paragraph.singles.binary_search_by_key(&quote.span.start, |mark| mark.at).is_ok();
    let mixed = (first - own..first).find(|&i| is_mixed(&quotes[i]));
    let paired = mixed.filter(|&i| quotes[first..].iter().any(|quote| quote.span.start == quotes[i].span.start));
    paired.map(|i| quotes.remove(i)).is_some()
}

/// Appends the quotations of a paragraph that begins with a single mark in a text of double marks, if a reporting
/// clause follows one of them. Others are verse, or a title.
pub(crate) fn find_reported(scanner: ClauseScanner<'_>, paragraph: MarkedParagraph<'_>, quotes: &mut Vec<Quotation>) {
    let first = quotes.len();
    Pairing::new(scanner.text, Some(scanner), After::Other, quotes).run(paragraph.singles);
    let end = paragraph.span.end;
    let reported = quotes[first..].iter().any(|q| scanner.follows(q.content, Span::new(q.span.end, end)));
    if !reported {
        quotes.truncate(first);
    }
}

/// The pairing of the single marks in one stretch of a paragraph.
struct Pairing<'a, 'q> {
    text: &'a str,
    /// Finds where speech ends whose closing mark is lost. `None` inside other marks, where it is not looked for.
    scanner: Option<ClauseScanner<'a>>,
    after: After,
    /// The innermost open mark.
    open: Option<SingleMark>,
    /// The last mark since `open` that can close it, but may as well be an apostrophe.
    candidate: Option<SingleMark>,
    /// The marks around the open one, outermost first: ‘She will not say ‘goodbye,’ you know.’ Empty if `open` is
    /// `None`.
    outer: Vec<SingleMark>,
    /// Number of opening marks still to be read.
    opens_left: usize,
    /// Number of closing marks still to be read, without those that may be apostrophes.
    closes_left: usize,
    quotes: &'q mut Vec<Quotation>,
}

impl<'a, 'q> Pairing<'a, 'q> {
    fn new(text: &'a str, scanner: Option<ClauseScanner<'a>>, after: After, quotes: &'q mut Vec<Quotation>) -> Self {
        Self {
            text,
            scanner,
            after,
            open: None,
            candidate: None,
            outer: Vec::new(),
            opens_left: 0,
            closes_left: 0,
            quotes,
        }
    }

    /// Pairs some marks, which come in order. Returns the outermost mark that is left open.
    fn run(mut self, singles: &[SingleMark]) -> Option<SingleMark> {
        self.opens_left = singles.iter().filter(|mark| mark.role == Role::Open).count();
        self.closes_left = singles.iter().filter(|mark| self.surely_closes(mark)).count();
        for &mark in singles {
            steps::count(1);
            self.opens_left -= usize::from(mark.role == Role::Open);
            self.closes_left -= usize::from(self.surely_closes(&mark));
            match mark.role {
                Role::Open => self.read_opening(mark),
                Role::Close => self.read_closing(mark),
                Role::MayClose => self.read_apostrophe(mark),
            }
        }
        self.finish()
    }

    fn read_opening(&mut self, mark: SingleMark) {
        let nests = self.closes_left > self.opens_left + self.outer.len() + 1 && self.candidate.is_none();
        if nests && self.open.is_some() && mark.style == QuoteStyle::SingleCurly {
            self.outer.extend(self.open.replace(mark));
            return;
        }
        // 'ave, 'alf: inside what a sure mark has opened, a mark after a word is an apostrophe.
        let closed = || self.candidate.is_some_and(|candidate| !is_weak(self.text, candidate.at));
        if !mark.sure && self.open.is_some_and(|open| open.sure) && !closed() {
            return;
        }
        match (self.open, self.candidate) {
            (Some(open), Some(close)) => self.close_at_candidate(open, close),
            // 'Come in, said Orne. 'Sit down.'
            (Some(open), None) if open.sure && mark.sure => {
                let stretch = Span::new(open.end(), mark.at);
                let end = self.scanner.and_then(|scanner| scanner.end_of_speech(stretch));
                self.quotes.extend(end.map(|end| unclosed_at(open, end)));
            }
            _ => {}
        }
        (self.open, self.candidate) = (Some(mark), None);
    }

    fn read_closing(&mut self, mark: SingleMark) {
        // The oars are the boys’. A closing mark without an opening one is still to come.
        if is_plural(self.text, mark.at) && self.closes_left > self.opens_left + self.outer.len() {
            self.candidate = self.open.map(|_| mark);
            return;
        }
        if let Some(open) = self.open.take() {
            self.quotes.push(between(open, mark));
        }
        (self.open, self.candidate) = (self.outer.pop(), None);
    }

    fn read_apostrophe(&mut self, mark: SingleMark) {
        let better = self.candidate.is_some_and(|candidate| !is_weak(self.text, candidate.at));
        if !(better && is_weak(self.text, mark.at)) {
            self.candidate = self.open.map(|_| mark);
        }
    }

    fn finish(mut self) -> Option<SingleMark> {
        if let (Some(open), Some(close)) = (self.open, self.candidate) {
            // Where the speech goes on in the next paragraph, the mark of a plural is an apostrophe.
            let plural = self.after == After::Opens && open.sure && is_plural(self.text, close.at);
            if !plural {
                self.close_at_candidate(open, close);
                return None;
            }
        }
        self.outer.first().copied().or(self.open)
    }

    /// Closes the open mark at one that may be an apostrophe, since no better one came.
    fn close_at_candidate(&mut self, open: SingleMark, close: SingleMark) {
        self.quotes.push(Quotation { doubtful: is_plural(self.text, close.at), ..between(open, close) });
    }

    /// Whether a mark closes and is no apostrophe.
    fn surely_closes(&self, mark: &SingleMark) -> bool {
        mark.role == Role::Close && !is_weak(self.text, mark.at)
    }
}

/// The quotation between two marks.
fn between(open: SingleMark, close: SingleMark) -> Quotation {
    Quotation::new(Span::new(open.at, close.end()), Span::new(open.end(), close.at), open.style)
}

/// The quotation of a mark that is not closed, with its end. Doubtful.
fn unclosed_at(open: SingleMark, end: usize) -> Quotation {
    let quotation = Quotation::new(Span::new(open.at, end), Span::new(open.end(), end), open.style);
    Quotation { closed: false, doubtful: true, ..quotation }
}

/// Whether the mark at an offset stands where a plural has its apostrophe: `the boys'`.
fn is_plural(text: &str, at: usize) -> bool {
    text[..at].ends_with(['s', 'S', 'x', 'z'])
}

/// Whether the mark at an offset is an apostrophe rather than a closing mark: after a plural (`boys'`) or where letters
/// are dropped (`goin'`, `an'`, `th'`).
fn is_weak(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let dropped_g = word.len() >= MIN_DROPPED_G && word.ends_with("in");
    is_plural(text, at) || dropped_g || (1..=MAX_CLIPPED).contains(&word.len())
}

#[cfg(test)]
mod tests {
    use super::{find_nested, find_outer, is_plural, is_weak, Pairing};
    use crate::lexicon::lexicon::Lexicon;
    use crate::quote::clause::ClauseScanner;
    use crate::quote::continuation::{After, Before, Neighbours};
    use crate::quote::mark::{Role, SingleMark};
    use crate::quote::quotation::Quotation;
    use crate::quote::scan::Marks;
    use crate::record::QuoteStyle;
    use crate::span::Span;
    use crate::tests::random::Random;

    const ALL_NEIGHBOURS: [Neighbours; 4] = [
        Neighbours { before: Before::Closed, after: After::Other },
        Neighbours { before: Before::Closed, after: After::Opens },
        Neighbours { before: Before::Unclosed, after: After::Other },
        Neighbours { before: Before::Unclosed, after: After::Opens },
    ];

    /// The quotations of a text of one paragraph with single marks as the outer ones, and what it leaves to the next.
    fn outer(text: &str, neighbours: Neighbours) -> (Vec<Quotation>, Before) {
        let paragraphs = [Span::new(0, text.len())];
        let marks = Marks::find(text, &paragraphs);
        let mut quotes = Vec::new();
        let scanner = ClauseScanner::new(text, Lexicon::standard());
        let left = find_outer(scanner, marks.paragraphs().next().unwrap(), neighbours, &mut quotes);
        (quotes, left)
    }

    /// A quotation, with `^` if it continues another one, `~` if it is not closed and `?` if it is doubtful.
    fn describe(text: &str, quote: &Quotation) -> String {
        let Quotation { span, closed, continues, doubtful, .. } = *quote;
        let sign = |holds, sign| if holds { sign } else { "" };
        [&text[span], sign(continues, "^"), sign(!closed, "~"), sign(doubtful, "?")].concat()
    }

    #[test]
    fn outer_pairs_by_hand() {
        for (text, expected) in [
            ("'Come in,' he said. 'Sit.'", &["'Come in,'", "'Sit.'"][..]),
            ("‘Don’t wait for the boys’ boat,’ he said.", &["‘Don’t wait for the boys’ boat,’"]),
            ("'We're goin' to th' port,' he said.", &["'We're goin' to th' port,'"]),
            ("'Come in' was all. 'Sit.'", &["'Come in'", "'Sit.'"]),
            ("‘She will not say ‘goodbye,’ you know.’", &["‘goodbye,’", "‘She will not say ‘goodbye,’ you know.’"]),
            // The only mark that can close is that of a plural.
            ("'They are the boys' he said.", &["'They are the boys'?"]),
            // A closing mark was lost.
            ("'Come in, said Orne. 'Sit.'", &["'Come in,~?", "'Sit.'"]),
            ("'Come in, said Orne.", &["'Come in,~?"]),
            // A mark closes one quotation only.
            ("'Come in.\" Sit.' 'Sit.'", &["'Come in.\" Sit.'", "'Sit.'"]),
            ("He said: 'Come in.", &["'Come in.~?"]),
            // An opening mark was lost.
            ("Come in,' said Orne. 'Sit.'", &["'Sit.'", "Come in,'?"]),
            // Apostrophes.
            ("The boys' boat and the girls' boat.", &[]),
            ("He took 'em and left 'em.", &[]),
            ("In 'alf an hour.", &[]),
        ] {
            let (quotes, _) = outer(text, Neighbours::default());
            let mut found: Vec<String> = quotes.iter().map(|quote| describe(text, quote)).collect();
            let mut expected = expected.to_vec();
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn an_open_quotation_goes_on_in_the_next_paragraph() {
        let [_, opens, unclosed, _] = ALL_NEIGHBOURS;
        for (text, neighbours, expected, left) in [
            ("‘Come in.", opens, &["‘Come in.~"][..], Before::Unclosed),
            ("‘Wait for the boys’ and go.", opens, &["‘Wait for the boys’ and go.~"], Before::Unclosed),
            ("‘Wait for the boys’ and go.", Neighbours::default(), &["‘Wait for the boys’?"], Before::Closed),
            ("One of ‘the boys’ and go.", opens, &["‘the boys’?"], Before::Closed),
            ("‘Sit down.’", unclosed, &["‘Sit down.’^"], Before::Closed),
            ("He said: ‘Sit down.’", unclosed, &["‘Sit down.’"], Before::Closed),
            ("It was late.", unclosed, &[], Before::Closed),
        ] {
            let (quotes, before) = outer(text, neighbours);
            let found: Vec<String> = quotes.iter().map(|quote| describe(text, quote)).collect();
            assert_eq!((&found[..], before), (&expected.iter().map(|&e| e.to_owned()).collect::<Vec<_>>()[..], left));
        }
    }

    /// Single guillemets are never apostrophes and never nest. A quotation is an opening mark, and the closing one if
    /// that comes next. One that is not closed counts at the start, before a capital, or if the next paragraph opens.
    #[test]
    fn guillemets_pair_like_the_naive_rules() {
        const LENGTH: usize = 6;
        let alphabet = ['a', 'A', ' ', '‹', '›'];
        for i in 0..alphabet.len().pow(LENGTH as u32) {
            let characters: Vec<char> =
                (0..LENGTH as u32).map(|at| alphabet[i / alphabet.len().pow(at) % alphabet.len()]).collect();
            if characters[0] == ' ' || characters[LENGTH - 1] == ' ' {
                continue;
            }
            let space = |at: Option<usize>| at.and_then(|at| characters.get(at)).map_or(true, |&c| c == ' ');
            let opens = |at: usize| {
                let (before, after) = (space(at.checked_sub(1)), space(Some(at + 1)));
                let letter = characters.get(at + 1).is_some_and(|c| c.is_alphabetic());
                if characters[at] == '‹' {
                    !after || before
                } else {
                    before && letter
                }
            };
            let slice = |start: usize, end: usize| characters[start..end].iter().collect::<String>();
            let marks: Vec<usize> = (0..LENGTH).filter(|&at| matches!(characters[at], '‹' | '›')).collect();
            let text = slice(0, LENGTH);
            for neighbours in ALL_NEIGHBOURS {
                let continues = |at: usize| if at == 0 && neighbours.before == Before::Unclosed { "^" } else { "" };
                let mut expected: Vec<String> = marks
                    .windows(2)
                    .filter(|pair| opens(pair[0]) && !opens(pair[1]))
                    .map(|pair| slice(pair[0], pair[1] + 1) + continues(pair[0]))
                    .collect();
                let capital = |at: usize| characters.get(at + 1) == Some(&'A');
                let goes_on = neighbours.after == After::Opens;
                let last = marks.last().filter(|&&at| opens(at) && (at == 0 || goes_on || capital(at)));
                expected.extend(last.map(|&at| slice(at, LENGTH) + continues(at) + if goes_on { "~" } else { "~?" }));
                let (quotes, left) = outer(&text, neighbours);
                let found: Vec<String> = quotes.iter().map(|quote| describe(&text, quote)).collect();
                assert_eq!(found, expected, "{text:?}, {neighbours:?}");
                assert_eq!(left == Before::Unclosed, last.is_some(), "{text:?}, {neighbours:?}");
            }
        }
    }

    /// The pairing of marks without a scanner, each question answered by looking at all marks: the quotations, sorted,
    /// and the outermost mark that is left open.
    fn naive(text: &str, singles: &[SingleMark], after: After) -> (Vec<String>, Option<usize>) {
        let weak = |i: usize| is_weak(text, singles[i].at);
        let plural = |i: usize| is_plural(text, singles[i].at);
        let left = |i: usize, counts: &dyn Fn(usize) -> bool| (i + 1..singles.len()).filter(|&k| counts(k)).count();
        let opens = |i: usize| singles[i].role == Role::Open;
        let surely_closes = |i: usize| singles[i].role == Role::Close && !weak(i);
        // The marks that wait for a closing one, outermost first. Those since the last one that opened or closed may
        // close it.
        let (mut waiting, mut since): (Vec<usize>, usize) = (Vec::new(), 0);
        let candidate = |waiting: &[usize], since: usize, i: usize| {
            let all: Vec<usize> = (since..i).filter(|&k| singles[k].role != Role::Open).collect();
            // A plural before a closing mark that is still to come is the last resort from there on.
            let resort = all.iter().rposition(|&k| singles[k].role == Role::Close).unwrap_or(0);
            let better = all.get(resort..)?.iter().rev().find(|&&k| !weak(k));
            better.or(all.last()).copied().filter(|_| !waiting.is_empty())
        };
        let mut found = Vec::new();
        let mut pair = |open: usize, close: usize, doubtful: bool| {
            let quotation = &text[singles[open].at..singles[close].end()];
            found.push(quotation.to_owned() + if doubtful { "?" } else { "" });
        };
        for i in 0..singles.len() {
            let close = candidate(&waiting, since, i);
            let innermost = waiting.last().copied();
            let outer = waiting.len().saturating_sub(1);
            match singles[i].role {
                Role::Open => {
                    let nests = singles[i].style == QuoteStyle::SingleCurly
                        && close.is_none()
                        && left(i, &surely_closes) > left(i, &opens) + outer + 1;
                    if innermost.is_some() && !nests {
                        let is_letter = !singles[i].sure && innermost.is_some_and(|open| singles[open].sure);
                        if is_letter && close.map_or(true, weak) {
                            continue;
                        }
                        if let (Some(open), Some(close)) = (innermost, close) {
                            pair(open, close, plural(close));
                        }
                        waiting.pop();
                    }
                    waiting.push(i);
                    since = i + 1;
                }
                Role::Close if plural(i) && left(i, &surely_closes) > left(i, &opens) + outer => {}
                Role::Close => {
                    if let Some(open) = waiting.pop() {
                        pair(open, i, false);
                    }
                    since = i + 1;
                }
                Role::MayClose => {}
            }
        }
        let close = candidate(&waiting, since, singles.len());
        if let (Some(&open), Some(close)) = (waiting.last(), close) {
            if !(after == After::Opens && singles[open].sure && plural(close)) {
                pair(open, close, plural(close));
                waiting.clear();
            }
        }
        found.sort_unstable();
        (found, waiting.first().map(|&i| singles[i].at))
    }

    fn pairs_like_the_naive_rules(text: &str) {
        let paragraphs = [Span::new(0, text.len())];
        let marks = Marks::find(text, &paragraphs);
        let singles = marks.paragraphs().next().unwrap().singles;
        for after in [After::Other, After::Opens] {
            let mut quotes = Vec::new();
            let left = Pairing::new(text, None, after, &mut quotes).run(singles);
            let mut found: Vec<String> = quotes.iter().map(|quote| describe(text, quote)).collect();
            found.sort_unstable();
            assert_eq!((found, left.map(|mark| mark.at)), naive(text, singles, after), "{text:?}, {after:?}");
        }
    }

    #[test]
    fn short_texts_pair_like_the_naive_rules() {
        let alphabets: [(&[&str], u32); 3] = [
            (&["a", "s", " ", "‘", "’"], 6),
            (&["a", "s", " ", "'"], 7),
            // Words that drop a letter, and plurals, at every mark.
            (&["‘Go", " ‘boys", "’ ", ".’ ", "in’ ", "goin’ ", " ’a"], 5),
        ];
        for (pieces, longest) in alphabets {
            for length in 1..=longest {
                for i in 0..pieces.len().pow(length) {
                    let text: String = (0..length).map(|at| pieces[i / pieces.len().pow(at) % pieces.len()]).collect();
                    pairs_like_the_naive_rules(&text);
                }
            }
        }
    }

    #[test]
    fn long_texts_pair_like_the_naive_rules() {
        const PIECES: [&str; 12] = ["‘", "’", "‘A", "a’ ", "'", " 'a", "a' ", "s' ", "goin’ ", "s’ ", "a", " "];
        let mut random = Random::new(41);
        for _ in 0..4000 {
            let text: String = (0..random.below(60)).map(|_| PIECES[random.below(PIECES.len())]).collect();
            if !text.is_empty() {
                pairs_like_the_naive_rules(&text);
            }
        }
    }

    #[test]
    fn quotations_are_nested_or_disjoint_between_their_marks() {
        const PIECES: [&str; 16] =
            ["‘", "’", "‘a", "a’", "'", "'a", "a'", "s'", "an'", "‹", "›", ", said Orne. ", ". ", "A", "a ", " "];
        let mut random = Random::new(11);
        for _ in 0..10_000 {
            let text: String = (0..random.below(25)).map(|_| PIECES[random.below(PIECES.len())]).collect();
            let text = text.trim();
            let (quotes, _) = outer(text, ALL_NEIGHBOURS[random.below(ALL_NEIGHBOURS.len())]);
            for quote in &quotes {
                assert!(quote.span.covers(quote.content) && quote.style.is_single(), "{text:?}");
                let marks = ['‘', '’', '\'', '‹', '›'];
                assert!(text[quote.span].starts_with(marks) || quote.doubtful, "{text:?}: {quote:?}");
                assert!(text[quote.span].ends_with(marks) || !quote.closed, "{text:?}: {quote:?}");
            }
            for (i, a) in quotes.iter().enumerate() {
                for b in &quotes[..i] {
                    let disjoint = a.span.end <= b.span.start || b.span.end <= a.span.start;
                    let nested = a.content.covers(b.span) || b.content.covers(a.span);
                    // What ends before a reporting clause may cross the quotations inside it.
                    let ends_at_clause = |quote: &Quotation| !quote.closed && quote.span.end < text.len();
                    let crosses = ends_at_clause(a) || ends_at_clause(b);
                    assert!(disjoint || nested || crosses, "{text:?}: {a:?} and {b:?}");
                }
            }
        }
    }

    #[test]
    fn nested_quotations_lie_inside_the_outermost() {
        let text = "\"He told me, 'Don't wait for the boys' boat,'\" said Tom. 'So,' he said.";
        let paragraphs = [Span::new(0, text.len())];
        let marks = Marks::find(text, &paragraphs);
        let end = text.rfind('"').unwrap();
        let outer = Quotation::new(Span::new(0, end + 1), Span::new(1, end), QuoteStyle::Straight);
        let mut quotes = vec![outer.clone(), Quotation { depth: 1, ..outer }];
        find_nested(text, marks.paragraphs().next().unwrap(), 0, &mut quotes);
        assert_eq!(quotes.len(), 3, "one of them, and the quotation of depth 1 is not searched");
        assert_eq!(describe(text, &quotes[2]), "'Don't wait for the boys' boat,'");
    }

    #[test]
    fn weak_marks_are_those_of_plurals_and_dropped_letters() {
        for (text, plural, weak) in [
            ("the boys", true, true),
            ("Felix", true, true),
            ("goin", false, true),
            ("pin", false, false),
            ("an", false, true),
            ("I", false, true),
            ("Come in.", false, false),
            ("harbour", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_plural(text, text.len()), is_weak(text, text.len())), (plural, weak), "{text}");
        }
    }
}
