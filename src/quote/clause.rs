//! Reporting clauses, told from raw text: where quotation marks are lost or none are used, the clause shows where speech ends.

use crate::lexicon::class::Classes;
use crate::lexicon::lexicon::Lexicon;
use crate::span::Span;
use crate::util::steps;

/// The first reporting clause at or after `from`: ", said the priest", "? he asked", ", Stephen said quietly". It begins
/// after the punctuation that ends the speech and reaches to its own.
pub(crate) fn clause(text: &str, speech: Span, from: usize, lexicon: &Lexicon) -> Option<Span> {
    let mut at = from;
    while at < speech.end {
        steps::count(1);
        at += stop_in(&text[at..speech.end], lexicon);
        let rest = &text[at..speech.end];
        let Some(stop) = rest.chars().next() else { break };
        let start = at + stop.len_utf8();
        let rest = text[start..speech.end].trim_start_matches(|c: char| c.is_whitespace() || is_dash(c) || c == '-');
        if reports(rest, stop, lexicon) {
            let clause = speech.end - rest.len();
            return Some(Span::new(start, clause + clause_length(rest, lexicon)));
        }
        at = start;
    }
    None
}

/// Where speech whose closing mark was lost ends: before its reporting clause.
pub(crate) fn clause_in(text: &str, speech: Span, lexicon: &Lexicon) -> Option<usize> {
    clause(text, speech, speech.start, lexicon).map(|clause| clause.start)
}

/// Whether a reporting clause follows speech that ends in a stop or comma, after the mark that ends at `start`.
pub(crate) fn clause_follows(text: &str, speech: Span, end: usize, start: usize, lexicon: &Lexicon) -> bool {
    let stop = text[speech].chars().next_back().filter(|c| matches!(c, ',' | '?' | '!' | '—' | '-'));
    stop.is_some_and(|stop| reports(text[start..end].trim_start(), stop, lexicon))
}

/// How long the clause at the start of the text is: to its punctuation, and over a participle ("said Mary, looking up").
pub(crate) fn clause_length(text: &str, lexicon: &Lexicon) -> usize {
    let mut end = 0;
    loop {
        end += stop_in(&text[end..], lexicon);
        let Some(rest) = text[end..].strip_prefix(',') else { return end };
        let next = rest.split_whitespace().next().unwrap_or("");
        let next = next.trim_end_matches(|c: char| !c.is_alphanumeric());
        let participle = next.ends_with("ing") && next.len() > 5 && !next.ends_with("thing");
        if !participle {
            return end;
        }
        end += 1;
    }
}

/// Where the first stop, comma or dash is, that of a title ("Mrs.") left out; or the length of the text.
pub(crate) fn stop_in(text: &str, lexicon: &Lexicon) -> usize {
    let mut from = 0;
    loop {
        let stops = |c: char| matches!(c, '.' | ',' | ';' | ':' | '?' | '!' | '…' | '-') || is_dash(c);
        let Some(at) = text[from..].find(stops).map(|at| from + at) else { return text.len() };
        let rest = &text[at..];
        let hyphen = rest.starts_with('-') && !rest.starts_with("--");
        let word = || text[from..at].rsplit(char::is_whitespace).next().unwrap_or("");
        let title = rest.starts_with('.') && lexicon.classes_of(word()).any(Classes::ABBREVIATION);
        if !hyphen && !title {
            return at;
        }
        from = at + 1;
    }
}

pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―')
}

/// Whether the text, which follows a stop, begins with a reporting clause: a verb of speech and who speaks, within a few
/// words.
pub(crate) fn reports(text: &str, stop: char, lexicon: &Lexicon) -> bool {
    let classes = |word: &str| lexicon.classes_of(word);
    let lower = |word: &str| word.starts_with(char::is_lowercase);
    let name = |word: &str| word.starts_with(char::is_uppercase) && !classes(word).any(Classes::CLOSED);
    let past = |word: &str, class| lower(word) && classes(word).any(class) && classes(word).any(Classes::PAST);
    let present = |word: &str| word.ends_with('s') && !word.ends_with("ss") && classes(word).any(Classes::CUE_STRONG);
    let spoke = |word: &str, class| past(word, class) || present(word);
    let adverb = |word: &str| lower(word) && word.ends_with("ly");

    let mut words = text[..stop_in(text, lexicon)].split_whitespace().peekable();
    if words.next_if(|word| adverb(word)).is_some() && words.peek().is_none() {
        return false;
    }
    let Some(first) = words.next() else { return false };
    if spoke(first, Classes::CUE) {
        // "said the priest", "asked Bloomer", "said he", "called out Mrs. Orne", "said old Orne"
        let _particle = words.next_if(|word| matches!(*word, "out" | "up" | "back" | "in" | "on"));
        let subject = Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN | Classes::SUBJECT_PRONOUN;
        let noun = Classes::PERSON_NOUN | Classes::KIN;
        return words.next().is_some_and(|who| {
            let adjective = |next: &&str| name(next) && !classes(who).any(Classes::CLOSED);
            who.starts_with(char::is_uppercase)
                || classes(who).any(subject | noun)
                || words.peek().is_some_and(adjective)
        });
    }
    // A sentence of its own begins with a capital, be it narration or speech: "Come in. He looked up."
    if stop == '.' {
        return false;
    }
    let asked = matches!(stop, '?' | '!');
    let cue = Classes::CUE_STRONG | Classes::CUE_MEDIUM;
    let pronoun = classes(first).any(Classes::SUBJECT_PRONOUN);
    let own = classes(first).any(Classes::FIRST_PERSON | Classes::SECOND_PERSON);
    let verb = if pronoun && own {
        // "I said"; but "I told you it would" and "I thought" are speech.
        words.next_if(|word| past(word, cue) && !THOUGHT.contains(word))
    } else if pronoun && lower(first) {
        let _adverb = words.next_if(|word| adverb(word));
        words.next_if(|word| spoke(word, Classes::CUE))
    } else if name(first) || lower(first) && classes(first).any(Classes::DETERMINER | Classes::POSSESSIVE_PRONOUN) {
        // "Mrs. Orne said", "Buck Mulligan said", "the taller of them said"
        words.by_ref().take(4).find(|word| spoke(word, Classes::CUE))
    } else {
        None
    };
    let Some(verb) = verb else { return false };
    // "? he asked a moment later"
    if asked && lower(first) && spoke(verb, cue) {
        return true;
    }
    let _to = words.next_if(|word| !own && classes(word).any(Classes::OBJECT_PRONOUN));
    let manner = Classes::PREPOSITION | Classes::ADVERB | Classes::CONJUNCTION;
    // "Stephen said quietly", "he said to her"; but "he said so" and "I wrote to you" are speech.
    let tail = words.next();
    let quiet = tail.map_or(true, |next| next.ends_with("ly"));
    let told = || tail.is_some_and(|next| next != "so" && classes(next).any(manner)) && spoke(verb, cue);
    quiet || told() && !(own && words.any(|word| classes(word).any(Classes::SECOND_PERSON)))
}

/// Past forms after "I" that tell a thought within the speech rather than that it was said.
const THOUGHT: [&str; 9] =
    ["thought", "felt", "believed", "hoped", "knew", "supposed", "wished", "feared", "remembered"];

/// Whether what follows a clause is narration: "He turned to the window."
pub(crate) fn narrates(text: &str, lexicon: &Lexicon) -> bool {
    let Some(sentence) = text.strip_prefix('.') else { return false };
    let mut words = sentence.split_whitespace();
    let third = |word: &str| matches!(word, "He" | "She" | "They" | "It");
    words.next().is_some_and(third)
        && words.next().is_some_and(|verb| {
            let classes = lexicon.classes_of(verb);
            classes.any(Classes::PAST) || classes.is_empty() && verb.ends_with("ed")
        })
}
