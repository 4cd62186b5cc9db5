//! Decides which lines that look like labels are labels: by evidence that adds up, region by region.
//!
//! Labels of one layout that follow each other closely make a cluster. It is believed if enough of them stand there, if
//! their names come again, and if no marks set off the speech between them. A line of another layout within a believed
//! cluster is a label if the name is known there, or if it can be nothing else.

use core::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use crate::lexicon::class::Classes;
use crate::quote::clause::ClauseScanner;
use crate::quote::label::court;
use crate::quote::label::furniture::{is_furniture, is_number};
use crate::quote::label::label::Label;
use crate::quote::label::layout::{LabelLayout, ENOUGH};
use crate::quote::label::line::{lines, Line};
use crate::quote::scan::Marks;
use crate::span::Span;
use crate::util::steps;

/// Minimum number of different names of a cluster: two people talk.
const MIN_NAMES: usize = 2;

/// Minimum number of labels of a cluster: a single one is a line with a colon.
const MIN_LABELS: usize = 2;

/// Minimum number of labels of a cluster whose names come again: one person speaks twice.
const MIN_RECURRING: usize = 2;

/// Maximum number of regions in which a record is looked for. A text has one or two.
const MAX_RECORDS: usize = 16;

/// Maximum length, in bytes, of a name in capitals beside the record of a parliament. Longer ones are the titles of
/// laws.
const MAX_TITLED: usize = 30;

/// Maximum length, in bytes, of the rows of a list: about a line, which speech that is broken into lines fills.
const MAX_ROW: usize = 60;

/// Minimum fraction, as a divisor, of labels before what is clearly speech. People who chat set few stops.
const SPOKEN: usize = 4;

/// Minimum number of labels with a blank line below for each paragraph with marks.
const MARKED_APART: usize = 5;

/// What it takes to believe labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Demand {
    /// Evidence.
    Proof,
    /// The form: the caller says that the text is a transcript.
    Form,
}

/// A line that looks like a label.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) label: Label,
    /// Number of its line.
    pub(crate) line: usize,
    pub(crate) paragraph: usize,
    pub(crate) believed: bool,
    /// Counts as evidence: it names somebody, and text without marks follows.
    counts: bool,
}

/// The lines of a text that look like labels, in order, and which of them are labels.
pub(crate) fn candidates(scanner: ClauseScanner<'_>, marks: &Marks<'_>, demand: Demand) -> Vec<Candidate> {
    let mut candidates = find(scanner, marks.spans());
    if demand == Demand::Form {
        for candidate in &mut candidates {
            let label = &candidate.label;
            let doubtful = matches!(label.layout, LabelLayout::Direction | LabelLayout::NameStop | LabelLayout::Apart);
            candidate.believed = !doubtful && !label.nobody;
        }
    }
    if candidates.len() >= MIN_LABELS {
        weigh(scanner, &mut candidates, marks);
    }
    candidates
}

fn find(scanner: ClauseScanner<'_>, paragraphs: &[Span]) -> Vec<Candidate> {
    let ClauseScanner { text, lexicon } = scanner;
    let mut list: Vec<Candidate> = Vec::new();
    let mut before: Option<Line> = None;
    let (mut was_label, mut previous_stands_alone) = (false, false);
    let mut all = lines(text, paragraphs).enumerate().peekable();
    while let Some((number, line)) = all.next() {
        let interior = before.filter(|before| before.paragraph == line.paragraph);
        let next = all.peek().map(|(_, next)| next);
        let mut label = Label::read(text, &line, lexicon).filter(|label| {
            // A name with a time and nothing else: those who chat end lines as they like.
            let heads_message = label.stamped && label.stands_alone(line.span);
            let fits = heads_message
                || interior.map_or(true, |before| {
                    was_label || line.indent > before.indent || may_end_before_label(&text[before.span])
                });
            let whole = !matches!(label.layout, LabelLayout::NameStop | LabelLayout::Direction | LabelLayout::Emphasis);
            (interior.is_none() || whole && fits)
                && !is_furniture(&text[line.span])
                && court::examiner(text, line.span).is_none()
        });
        if let Some(above) = label.as_mut().filter(|label| label.layout.is_above()) {
            let stands_apart = |next: &Line| next.opens_block && !(line.indent > 0 && next.indent > 0);
            above.layout = match next {
                Some(next) if stands_apart(next) => LabelLayout::Apart,
                _ => above.layout,
            };
            if next.is_none() {
                label = None;
            }
        }
        // Anna Berg, above a time
        if let Some(label) = label.as_mut().filter(|label| label.layout == LabelLayout::NameAbove) {
            if next.is_some_and(|next| is_furniture(&text[next.span])) {
                label.layout = LabelLayout::Stamped;
            }
        }
        was_label = label.is_some();
        if let Some(label) = label {
            let speech = &text[label.speech..line.span.end];
            let marked = speech.starts_with(['"', '“', '«', '„']);
            let counts = !marked && !label.nobody && !label.is_row(text, line.span);
            // Anna Berg, above "Anna Berg was born in May."
            let is_portrait = label.stands_alone(line.span)
                && next.is_some_and(|next| begins_with_name(&text[next.span], &text[label.name]));
            let counts = counts && !is_portrait;
            // A list of lines that look like labels has no speech between them.
            if let Some(last) = list.last_mut().filter(|_| previous_stands_alone) {
                last.counts &= last.line + 1 < number;
            }
            previous_stands_alone = label.stands_alone(line.span);
            list.push(Candidate { label, line: number, paragraph: line.paragraph, believed: false, counts });
        }
        before = Some(line);
    }
    list
}

/// Believes the clusters of labels that have enough evidence, and the labels of other layouts between them.
fn weigh(scanner: ClauseScanner<'_>, list: &mut [Candidate], marks: &Marks<'_>) {
    let marked = Marked { marks, before: OnceCell::new() };
    let mut by_layout = LabelLayout::ALL.map(|_| Vec::new());
    for (at, candidate) in list.iter().enumerate() {
        if candidate.counts {
            by_layout[candidate.label.layout.family() as usize].push(at);
        }
    }
    let mut regions: Vec<Region> = Vec::new();
    let mut groups: Vec<_> = LabelLayout::ALL.into_iter().zip(by_layout).collect();
    groups.push(questions_and_answers(scanner.text, list, &groups));
    // A chat has names in capitals and in lower case.
    let stamped = list.iter().enumerate().filter(|(_, candidate)| candidate.counts && candidate.label.stamped);
    groups.push((LabelLayout::Stamped, stamped.map(|(at, _)| at).collect()));
    for (layout, members) in &groups {
        let reach = layout.rule().reach;
        let mut start = 0;
        for end in 1..=members.len() {
            steps::count(1);
            if end < members.len() && list[members[end]].paragraph - list[members[end - 1]].paragraph <= reach {
                continue;
            }
            let cluster = &members[start..end];
            start = end;
            let (first, last) = (list[cluster[0]].paragraph, list[cluster[cluster.len() - 1]].paragraph);
            // OK because the record is the second layout, so that its regions are known.
            let record =
                |region: &Region| region.layout == LabelLayout::Record && region.first <= last && first < region.end;
            let trusted = layout.stands_beside_record() || !regions.iter().take(MAX_RECORDS).any(record);
            if trusted && is_believed(scanner, list, cluster, &marked) {
                regions.push(Region { first, end: last + reach + 1, layout: *layout });
                cluster.iter().for_each(|&at| list[at].believed = true);
            }
        }
    }
    regions.sort_unstable_by_key(|region| region.first);
    believe_others(scanner.text, list, &regions);
}

/// The labels of an interview whose questions have another layout than its answers: "Q:" and "Ada Crane:". Empty unless
/// each of the two names one person, so that neither layout is evidence by itself.
fn questions_and_answers(
    text: &str,
    list: &[Candidate],
    groups: &[(LabelLayout, Vec<usize>)],
) -> (LabelLayout, Vec<usize>) {
    let of = |layout: LabelLayout| &groups[layout as usize].1;
    let (questions, answers) = (of(LabelLayout::CapitalsColon), of(LabelLayout::NameColon));
    let is_one = |members: &[usize]| {
        let mut names = members.iter().map(|&at| &text[list[at].label.name]);
        names.next().is_some_and(|first| names.all(|name| name == first))
    };
    let mut both = Vec::new();
    if is_one(questions) && is_one(answers) {
        both = [&questions[..], &answers[..]].concat();
        both.sort_unstable();
    }
    (LabelLayout::NameColon, both)
}

/// Believes labels of other layouts within the regions of those that are believed.
fn believe_others(text: &str, list: &mut [Candidate], regions: &[Region]) {
    let surname = |label: &Label| last_word(&text[label.name]).to_lowercase();
    let believed = list.iter().filter(|candidate| candidate.believed);
    let known: HashSet<String> = believed.clone().map(|candidate| surname(&candidate.label)).collect();
    let layouts = believed.fold(0_u32, |layouts, candidate| layouts | 1 << candidate.label.layout.family() as u32);
    let has = |layout: LabelLayout| layouts & 1 << layout as u32 != 0;
    let mut next = regions.iter().peekable();
    // The ends of the regions so far, of all and of those of a record.
    let (mut end, mut record) = (0, 0);
    for candidate in list {
        steps::count(1);
        while let Some(region) = next.next_if(|region| region.first <= candidate.paragraph) {
            end = end.max(region.end);
            record = if region.layout == LabelLayout::Record { record.max(region.end) } else { record };
        }
        let label = &candidate.label;
        if candidate.believed || candidate.paragraph >= end {
            continue;
        }
        let name_is_known = || known.contains(&surname(label));
        let colon = has(LabelLayout::CapitalsColon) || has(LabelLayout::NameColon);
        candidate.believed = match label.layout {
            _ if label.nobody => false,
            LabelLayout::Voice | LabelLayout::Record => true,
            LabelLayout::Apart => has(LabelLayout::Apart) && name_is_known(),
            LabelLayout::CapitalsStop if candidate.paragraph < record => label.titled && label.name.len() <= MAX_TITLED,
            _ if candidate.paragraph < record => label.titled && name_is_known(),
            layout if has(layout) && layout != LabelLayout::NameStop => true,
            LabelLayout::CapitalsColon => true,
            LabelLayout::NameColon => name_is_known() || colon && label.like_person,
            _ => name_is_known(),
        };
    }
}

/// Which paragraphs have marks, counted only if a cluster asks.
struct Marked<'a> {
    marks: &'a Marks<'a>,
    /// For each paragraph, how many before it have marks.
    before: OnceCell<Vec<usize>>,
}

impl Marked<'_> {
    /// Number of paragraphs with marks from `first` to `last`.
    fn count(&self, first: usize, last: usize) -> usize {
        let before = self.before.get_or_init(|| {
            let mut before = vec![0];
            for paragraph in self.marks.paragraphs() {
                steps::count(1);
                before.push(before[before.len() - 1] + usize::from(!paragraph.doubles.is_empty()));
            }
            before
        });
        before[last + 1] - before[first]
    }
}

/// Where labels of a layout are believed.
#[derive(Clone, Copy, Debug)]
struct Region {
    /// The first paragraph.
    first: usize,
    /// The paragraph after the last one that a turn may reach.
    end: usize,
    layout: LabelLayout,
}

/// Whether a line may stand before a label within a paragraph: a sentence ends with it, or it is a time or number.
fn may_end_before_label(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ':', ')', ']', '"', '”', '…', '—', '-', '>', '_', '*'])
        || is_number(line)
        || is_furniture(line)
}

/// Whether a line begins with a name, in full or with its first or last word.
fn begins_with_name(line: &str, name: &str) -> bool {
    let first = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    first.len() > 1 && name.split(' ').any(|word| word == first)
}

/// Whether what stands after the labels of a cluster is speech rather than the rows of a list, as "Orrin: two wins" is:
/// enough of it is long, ends a sentence, asks, or is said by or to somebody. Rows have no times.
fn is_spoken(scanner: ClauseScanner<'_>, list: &[Candidate], cluster: &[usize]) -> bool {
    if cluster.iter().any(|&at| list[at].label.stamped) {
        return true;
    }
    let speech = cluster.iter().map(|&at| &scanner.text[list[at].label.speech..list[at].label.end]);
    let speech = speech.filter(|speech| !speech.is_empty());
    let asks = |text: &str| {
        let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        scanner.lexicon.classes_of(first).any(Classes::INTERROGATIVE)
    };
    let spoken = |text: &&str| {
        let text = text.trim_end_matches(['"', '”', '*', '_', ')', ']']);
        let ends = text.ends_with(['.', '?', '!', '…', ',', '—', '-']);
        ends || text.len() > MAX_ROW || asks(text) || is_personal(scanner, text)
    };
    speech.clone().filter(spoken).count() * SPOKEN >= speech.count()
}

/// Whether a text has "I", "we" or "you": somebody speaks.
pub(crate) fn is_personal(scanner: ClauseScanner<'_>, text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| scanner.lexicon.classes_of(word).any(Classes::FIRST_PERSON | Classes::SECOND_PERSON))
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// Whether a cluster of labels of one layout is a transcript.
fn is_believed(scanner: ClauseScanner<'_>, list: &[Candidate], cluster: &[usize], marked: &Marked<'_>) -> bool {
    let text = scanner.text;
    let labels = cluster.len();
    let layout = list[cluster[0]].label.layout.family();
    let rule = layout.rule();
    // No name may come again more often than there are labels.
    if labels < MIN_LABELS || rule.weight * 2 * labels < ENOUGH {
        return false;
    }
    if layout.is_certain() {
        return true;
    }
    let name = |&at: &usize| &text[list[at].label.name];
    let (mut names, mut surnames) = (HashMap::new(), HashMap::new());
    for at in cluster {
        steps::count(1);
        *names.entry(name(at)).or_insert(0_usize) += 1;
        // "Anna Berg" comes again as "Berg".
        *surnames.entry(last_word(name(at))).or_insert(0_usize) += 1;
        // "The Minister for Rail (Moya Finn)" comes again as "Moya Finn".
        if let Some(holder) = list[*at].label.holder {
            *surnames.entry(last_word(&text[holder])).or_insert(0_usize) += 1;
        }
    }
    let recurs = |at: &&usize| {
        let holder = list[**at].label.holder.map(|holder| last_word(&text[holder]));
        names[name(at)] > 1 || surnames[last_word(name(at))] > 1 || holder.is_some_and(|holder| surnames[holder] > 1)
    };
    let recurring = cluster.iter().filter(recurs).count();
    if rule.weight * (labels + recurring) < ENOUGH
        || names.len() < MIN_NAMES
        || recurring < MIN_RECURRING
        || recurring * 100 < rule.recurring * labels
        || !is_spoken(scanner, list, cluster)
    {
        return false;
    }
    let paragraph = |at: usize| list[at].paragraph;
    let all = marked.count(paragraph(cluster[0]), paragraph(cluster[labels - 1]));
    let of_labels = cluster.iter().filter(|&&at| marked.count(paragraph(at), paragraph(at)) > 0).count();
    // Chapters that are told by several people have their names above them as well.
    let times = if layout == LabelLayout::Apart { MARKED_APART } else { 1 };
    all.saturating_sub(of_labels) * times < labels
}

#[cfg(test)]
mod tests {
    use super::{candidates, Demand};
    use crate::lexicon::lexicon::Lexicon;
    use crate::quote::clause::ClauseScanner;
    use crate::quote::scan::Marks;
    use crate::token::paragraph::paragraphs;

    fn believed_on(text: &str, demand: Demand) -> Vec<&str> {
        let paragraphs = paragraphs(text);
        let marks = Marks::find(text, &paragraphs);
        let mut candidates = candidates(ClauseScanner::new(text, Lexicon::standard()), &marks, demand);
        candidates.retain(|candidate| candidate.believed);
        candidates.iter().map(|candidate| &text[candidate.label.name]).collect()
    }

    /// The names of the labels that are believed.
    fn believed(text: &str) -> Vec<&str> {
        believed_on(text, Demand::Proof)
    }

    #[test]
    fn evidence_adds_up() {
        let turns = "KIRBY: Come in.\n\nHALE: So.\n\nKIRBY: Sit down.\n\n";
        let prose = "It was late.\n\n";
        assert_eq!(believed(turns).len(), 3);
        assert_eq!(believed(&[&prose.repeat(50), turns, &prose.repeat(50)].concat()).len(), 3, "a region");
        assert_eq!(believed("HALE: So.\n\nQ Why?\n\nHALE: Because.\n\nQ And now?").len(), 4, "a briefing");
        let call =
            "**Operator**\n\nGood morning to you all.\n\n**Ada Berg** -- *Head of Rail*\n\nThank you, operator.\n\n";
        assert_eq!(believed(&call.repeat(3)).len(), 6, "an earnings call");
        assert!(believed("KIRBY: Come in.\n\nHALE: So.\n\n").is_empty(), "two turns");
        assert!(believed("KIRBY: Come in.\n\nKIRBY: So.\n\nKIRBY: Sit.\n\n").is_empty(), "one person");
        assert!(believed("KIRBY: Come in.\n\nHALE: So.\n\nBERG: Sit.\n\n").is_empty(), "nobody speaks twice");
        assert_eq!(believed("Anna Berg: Come in.\n\nHale: So.\n\nBerg: Sit.\n\n").len(), 3, "by surname");
        let rows = "Orrin: two wins\n\nDale: one win\n\nOrrin: no draws\n\nDale: one draw";
        assert!(believed(rows).is_empty(), "rows");
        assert_eq!(believed(&rows.replace("no draws", "are you in")).len(), 4, "a chat");
        let apart = "KIRBY\n\nYou were late.\n\nHALE\n\nWe were not.\n\n";
        assert_eq!(believed(&apart.repeat(2)).len(), 4, "a blank line below the names");
        assert!(believed(apart).is_empty(), "too few");
        let chapters = format!("{}\n\n\"So,\" he said.", apart.repeat(2));
        assert_eq!(believed(&chapters).len(), 4, "marks behind the last one");
        assert!(believed(&apart.repeat(2).replace("We were not.", "\"So,\" he said.")).is_empty(), "chapters");
        let chat = "[12:03] Anna: so\n[12:04] tom: no\n[12:05] Anna: so\n[12:06] tom: no";
        assert_eq!(believed(chat).len(), 4, "names in capitals and in lower case");
        let heads = "anna — Today at 7:58 PM\nso\ntom — Today at 7:59 PM\nno\n";
        assert_eq!(believed(&heads.repeat(2)).len(), 4, "a chat without blank lines");
        let told = "## Ada\n\nAda was old.\n\n## Ned\n\nNed was not.\n\n## Ada\n\nAda left.\n\n## Ned\n\nNed left.";
        assert!(believed(told).is_empty(), "headings");
        assert!(believed("Kirby: 547.\n\nHale: 12.\n\nKirby: 300.\n\n").is_empty(), "a table");
        let mixed = "KIRBY: Come in.\n\n\"So,\" he said.\n\n\"So,\" he said.\n\nHALE: So.\n\n\"So,\" he said.\n\nKIRBY: Sit down.";
        assert!(believed(mixed).is_empty(), "marks set off speech");
        assert_eq!(believed("  Mr. KIRBY. Come in.\n\n  The CHAIR. So.\n\n").len(), 2, "the record of a parliament");
    }

    #[test]
    fn known_names_prove_other_layouts() {
        let turns = "KIRBY: Come in.\n\nHALE: So.\n\nKIRBY: No.\n\n";
        for (line, name) in [
            // In another case.
            ("Kirby. Sit.", Some("Kirby")),
            ("_Kirby._ Sit.", Some("Kirby")),
            ("Kirby: Sit.", Some("Kirby")),
            ("[Kirby] Sit.", Some("Kirby")),
            // Unknown, but in the form of a person.
            ("Anna Orne: Sit.", Some("Anna Orne")),
            ("Captain: Sit.", Some("Captain")),
            ("Correction: so.", None),
            ("Note: so.", None),
            ("Orne. Sit.", None),
            ("[Orne] Sit.", None),
            ("Q Why?", Some("Q")),
        ] {
            let text = [turns, line, "\n\nHALE: Why?"].concat();
            let names = believed(&text).into_iter();
            assert_eq!(
                names.skip(3).collect::<Vec<_>>(),
                name.into_iter().chain(["HALE"]).collect::<Vec<_>>(),
                "{line}"
            );
        }
        let far = [turns, &"It was late.\n\n".repeat(40), "_Kirby._ Sit."].concat();
        assert_eq!(believed(&far).len(), 3, "out of reach");
    }

    #[test]
    fn the_form_is_enough_where_the_caller_says_so() {
        let text = "Silence\n\nKIRBY: Come in.\n\nNote: so.\n\nCUT TO:\n\nINT. KITCHEN - NIGHT\n\nSilence. He sat.\n\nHale: So.";
        assert_eq!(believed_on(text, Demand::Form), ["KIRBY", "Hale"]);
        assert!(believed(text).is_empty());
    }
}
