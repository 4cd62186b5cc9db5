//! Paragraphs that were run together: speeches of several people touch on one line.

use crate::markup::lines::MAX_LINE;
use crate::markup::open_marks::OpenMarks;
use crate::span::Span;
use crate::util::slice::{floor, truncated};

/// Maximum length, in bytes, of the reporting clause between a question and its answer.
const MAX_CLAUSE: usize = 60;

/// The gaps at which paragraphs were run together: between the closing mark of one speech and the opening mark of the
/// next, and where no white space parts a sentence from the speech that follows it. In order and disjoint.
pub(crate) fn collapsed(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let ends = |at: usize| text[..at].ends_with(['.', '?', '!', '…', '—']);
    let begins = |at: usize| {
        let rest = text[at..].trim_start_matches(['\'', '’', '‘', '…', '.', '_']);
        rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
    };
    // Written onto a word and its stop.
    let onto_word = |at: usize| {
        let before = text[..at].trim_end_matches(['.', '?', '!']);
        before.len() < at && before.ends_with(char::is_alphabetic)
    };
    let mut gaps: Vec<Span> = Vec::new();
    let mut marks = OpenMarks::new(text);
    for at in memchr::memchr_iter(b'"', bytes) {
        let next = if bytes.get(at + 1) == Some(&b' ') { at + 2 } else { at + 1 };
        if bytes.get(next) == Some(&b'"') && ends(at) && begins(next + 1) && marks.is_open_at(at) {
            gaps.push(Span::new(at + 1, next));
        } else if bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase) && onto_word(at) && !marks.is_open_at(at) {
            gaps.push(Span::new(at, at));
        }
    }
    let straight = gaps.len();
    let mut marks = OpenMarks::new(text);
    for at in memchr::memmem::find_iter(bytes, "“".as_bytes()) {
        let before = text[..at].strip_suffix(' ').unwrap_or(&text[..at]);
        let opens = begins(at + "“".len());
        if before.strip_suffix('”').is_some_and(|speech| opens && ends(speech.len())) {
            gaps.push(Span::new(before.len(), at));
        } else if before.len() == at && opens && onto_word(at) && !marks.is_open_at(at) {
            gaps.push(Span::new(at, at));
        }
    }
    if straight > 0 && straight < gaps.len() {
        gaps.sort_unstable_by_key(|gap| (gap.start, gap.end));
    }
    // Single marks touch in the same way where they are the outer ones.
    if gaps.is_empty() && memchr::memchr(b'"', bytes).is_none() && memchr::memmem::find(bytes, "“".as_bytes()).is_none()
    {
        for (touching, close) in [("’ ‘", "’".len()), ("' '", "'".len())] {
            let at = memchr::memmem::find_iter(bytes, touching.as_bytes());
            let at = at.filter(|&at| ends(at) && begins(at + touching.len()));
            gaps.extend(at.map(|at| Span::new(at + close, at + close + 1)));
        }
        gaps.sort_unstable_by_key(|gap| gap.start);
        return gaps;
    }
    let mut answers = Vec::new();
    let mut first = 0;
    for i in 0..gaps.len() {
        // A run of speeches that touch, without anything else between.
        let goes_on = gaps.get(i + 1).is_some_and(|next| {
            let between = &text[gaps[i].end..next.start];
            between.len() < MAX_LINE && between.matches(['"', '“', '”']).count() == 2
        });
        if !goes_on {
            answers.extend(answer_before(text, gaps[first], gaps[i], i - first + 2));
            first = i + 1;
        }
    }
    if !answers.is_empty() {
        gaps.extend(answers);
        gaps.sort_unstable_by_key(|gap| (gap.start, gap.end));
        gaps.dedup();
    }
    gaps
}

/// The gap between a reporting clause and the first of a run of `count` speeches that touch, if that one is another's:
/// “Who is it?” asked Edda. “Me.” “Who is me?” The two who talk take turns, so the names at both ends of the run tell.
/// `first` and `last` are the first and the last gap of the run.
fn answer_before(text: &str, first: Span, last: Span, count: usize) -> Option<Span> {
    let near = &text[floor(text, first.start.saturating_sub(MAX_LINE))..first.start];
    let near = near.rsplit('\n').next().unwrap_or(near);
    let speech = near.strip_suffix('"').or_else(|| near.strip_suffix('”'))?;
    let open = speech.rfind(['"', '“'])?;
    let before = speech[..open].strip_suffix(' ')?;
    let close = before.rfind(['"', '”'])?;
    let clause = before[close..].trim_start_matches(['"', '”']);
    if clause.len() > MAX_CLAUSE || !clause.ends_with('.') || clause.len() < 3 {
        return None;
    }
    // The clause of the last speech.
    let rest = truncated(&text[last.end..], MAX_LINE);
    let rest = rest.trim_start_matches(['"', '“']);
    let behind = rest.find(['"', '”']).map_or("", |at| rest[at..].trim_start_matches(['"', '”']));
    let last_clause = &behind[..behind.find(['.', '\n', '"', '“']).unwrap_or(0)];
    let is_name = |word: &&str| word.starts_with(char::is_uppercase);
    let words = |clause| str::split(clause, |c: char| !c.is_alphanumeric()).filter(|word: &&str| word.len() > 1);
    let other = if last_clause.len() <= MAX_CLAUSE && words(last_clause).any(|word| is_name(&word)) {
        let same = words(clause).filter(is_name).any(|name| words(last_clause).any(|word| word == name));
        same == (count % 2 == 0)
    } else {
        before[..close].ends_with('?') && !speech.ends_with('?')
    };
    let start = first.start - near.len() + before.len();
    other.then_some(Span::new(start, start + 1))
}

#[cfg(test)]
mod tests {
    use super::collapsed;

    #[test]
    fn paragraphs_that_were_run_together_are_parted() {
        for (text, expected) in [
            ("“A.” “B.” “C.”", "“A.”|“B.”|“C.”"),
            ("\"A.\"\"B.\" He left.\"C.\"", "\"A.\"|\"B.\" He left.|\"C.\""),
            // The names at both ends of a run tell whether the clause is followed by the same speaker.
            ("“A,” said Edda. “B.” “C.” “D,” said Edda.", "“A,” said Edda. “B.”|“C.”|“D,” said Edda."),
            ("“A,” said Edda. “B.” “C.” “D,” said Jan.", "“A,” said Edda.|“B.”|“C.”|“D,” said Jan."),
            ("“A,” “B,” said Edda.", "“A,” “B,” said Edda."),
            ("“A,” said Edda. “B.”", "“A,” said Edda. “B.”"),
            ("‘A.’ ‘B.’", "‘A.’|‘B.’"),
            ("“‘A.’ ‘B.’”", "“‘A.’ ‘B.’”"),
        ] {
            let mut parted = text.to_owned();
            for gap in collapsed(text).iter().rev() {
                parted.replace_range(gap.range(), "|");
            }
            assert_eq!(parted, expected);
        }
    }
}
