//! Decides which lines that look like labels are labels: by evidence that adds up, region by region.
//!
//! Labels of one layout that follow each other closely make a cluster. It is believed if enough of them stand there, if
//! their names come again, and if no marks set off the speech between them. A line of another layout within a believed
//! cluster is a label if the name is known there, or if it can be nothing else.

use std::collections::{HashMap, HashSet};

use crate::quote::label::court;
use crate::quote::label::label::Label;
use crate::quote::label::layout::{Layout, ENOUGH};
use crate::quote::label::line::{lines, Line};
use crate::quote::label::stamp::stamp_len;
use crate::quote::scan::Marks;
use crate::span::Span;
use crate::util::steps;

/// Minimum number of different names of a cluster: two people talk.
const MIN_NAMES: usize = 2;

/// Minimum number of labels of a cluster: a single one is a line with a colon.
const MIN_LABELS: usize = 2;

/// Maximum number of regions in which a record is looked for. A text has one or two.
const MAX_RECORDS: usize = 16;

/// Maximum length, in bytes, of a name in capitals beside the record of a parliament. Longer ones are the titles of
/// laws.
const MAX_TITLED: usize = 30;

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

/// The lines of a text that look like labels, in order.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    pub(crate) list: Vec<Candidate>,
}

impl Candidates {
    /// Reads all lines of a text and decides which are labels.
    pub(crate) fn decide(text: &str, paragraphs: &[Span], marks: &Marks<'_>, demand: Demand) -> Self {
        let mut candidates = Self::find(text, paragraphs);
        if demand == Demand::Form {
            for candidate in &mut candidates.list {
                let layout = candidate.label.layout;
                candidate.believed = layout != Layout::Direction && layout != Layout::NameStop;
            }
        } else if candidates.list.len() >= MIN_LABELS {
            candidates.weigh(text, marks);
        }
        candidates
    }

    fn find(text: &str, paragraphs: &[Span]) -> Self {
        let mut list = Vec::new();
        let mut before: Option<Line> = None;
        let (mut was_label, mut previous_stands_alone) = (false, false);
        let mut all = lines(text, paragraphs).enumerate().peekable();
        while let Some((number, line)) = all.next() {
            let interior = before.filter(|before| before.paragraph == line.paragraph);
            let label = Label::read(text, &line).filter(|label| {
                let fits = interior.map_or(true, |before| {
                    was_label || line.indent > before.indent || may_end_before_label(&text[before.span])
                });
                let whole = !matches!(label.layout, Layout::NameStop | Layout::Direction | Layout::Emphasis);
                let mut stands_above =
                    || all.peek().is_some_and(|(_, next)| !next.opens_block || line.indent > 0 && next.indent > 0);
                (interior.is_none() || whole && fits)
                    && (label.layout != Layout::Above || stands_above())
                    && court::examiner(text, line.span).is_none()
            });
            was_label = label.is_some();
            if let Some(label) = label {
                let speech = &text[label.speech..line.span.end];
                let marked = speech.starts_with(['"', '“', '«', '„']);
                let counts = !marked && !label.nobody && !label.is_row(text, line.span);
                // A list of lines that look like labels has no speech between them.
                if let Some(last) = list.last_mut().filter(|_| previous_stands_alone) {
                    let last: &mut Candidate = last;
                    last.counts &= last.line + 1 < number;
                }
                previous_stands_alone = label.stands_alone(line.span);
                list.push(Candidate { label, line: number, paragraph: line.paragraph, believed: false, counts });
            }
            before = Some(line);
        }
        Self { list }
    }

    fn weigh(&mut self, text: &str, marks: &Marks<'_>) {
        // Number of paragraphs with marks before each paragraph.
        let mut marked = vec![0];
        for paragraph in marks.paragraphs() {
            let last = marked[marked.len() - 1];
            marked.push(last + usize::from(!paragraph.doubles.is_empty()));
        }
        let mut by_layout = Layout::ALL.map(|_| Vec::new());
        for (at, candidate) in self.list.iter().enumerate() {
            if candidate.counts {
                by_layout[candidate.label.layout.family() as usize].push(at);
            }
        }
        let mut regions: Vec<Region> = Vec::new();
        for (layout, members) in Layout::ALL.into_iter().zip(&by_layout) {
            let reach = layout.rule().reach;
            let far = |list: &[Candidate], a: usize, b: usize| list[b].paragraph - list[a].paragraph > reach;
            let mut start = 0;
            for end in 1..=members.len() {
                steps::count(1);
                if end < members.len() && !far(&self.list, members[end - 1], members[end]) {
                    continue;
                }
                let cluster = &members[start..end];
                start = end;
                let (first, last) = (self.list[cluster[0]].paragraph, self.list[cluster[cluster.len() - 1]].paragraph);
                // OK because the record is the second layout, so that its regions are known.
                let record =
                    |region: &Region| region.layout == Layout::Record && region.first <= last && first < region.end;
                let trusted = layout.stands_beside_record() || !regions.iter().take(MAX_RECORDS).any(record);
                if trusted && is_believed(text, &self.list, cluster, &marked) {
                    regions.push(Region { first, end: last + reach + 1, layout });
                    cluster.iter().for_each(|&at| self.list[at].believed = true);
                }
            }
        }
        regions.sort_unstable_by_key(|region| region.first);
        self.believe_others(text, &regions);
    }

    /// Believes labels of other layouts within the regions of those that are believed.
    fn believe_others(&mut self, text: &str, regions: &[Region]) {
        let believed = self.list.iter().filter(|candidate| candidate.believed);
        let known: HashSet<&str> = believed.clone().map(|candidate| last_word(&text[candidate.label.name])).collect();
        let layouts = believed.fold(0_u32, |layouts, candidate| layouts | 1 << candidate.label.layout.family() as u32);
        let has = |layout: Layout| layouts & 1 << layout as u32 != 0;
        let mut next = regions.iter().peekable();
        // The ends of the regions so far, of all and of those of a record.
        let (mut end, mut record) = (0, 0);
        for candidate in &mut self.list {
            steps::count(1);
            while let Some(region) = next.next_if(|region| region.first <= candidate.paragraph) {
                end = end.max(region.end);
                record = if region.layout == Layout::Record { record.max(region.end) } else { record };
            }
            let label = &candidate.label;
            if candidate.believed || candidate.paragraph >= end {
                continue;
            }
            let name_is_known = known.contains(last_word(&text[label.name]));
            let colon = has(Layout::CapitalsColon) || has(Layout::NameColon);
            candidate.believed = match label.layout {
                _ if label.nobody => false,
                Layout::Voice | Layout::Record => true,
                Layout::CapitalsStop if candidate.paragraph < record => label.titled && label.name.len() <= MAX_TITLED,
                _ if candidate.paragraph < record => name_is_known && label.titled,
                layout if has(layout) && layout != Layout::NameStop => true,
                Layout::CapitalsColon => true,
                Layout::CapitalsStop => name_is_known,
                Layout::NameColon => name_is_known || colon && label.like_person,
                _ => name_is_known,
            };
        }
    }
}

/// Where labels of a layout are believed.
#[derive(Clone, Copy, Debug)]
struct Region {
    /// The first paragraph.
    first: usize,
    /// The paragraph behind the last one that a turn may reach.
    end: usize,
    layout: Layout,
}

/// Whether a line may stand before a label within a paragraph: a sentence ends with it, or it is a time or number.
fn may_end_before_label(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ':', ')', ']', '"', '”', '…', '—', '-', '>', '_', '*'])
        || stamp_len(line) == line.len()
        || line.bytes().all(|byte| byte.is_ascii_digit())
        || line.contains("-->")
}

fn last_word(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// Whether a cluster of labels of one layout is a transcript. `marked` has, for each paragraph, how many before it have
/// marks.
fn is_believed(text: &str, list: &[Candidate], cluster: &[usize], marked: &[usize]) -> bool {
    let labels = cluster.len();
    if labels < MIN_LABELS {
        return false;
    }
    let rule = list[cluster[0]].label.layout.family().rule();
    let name = |&at: &usize| &text[list[at].label.name];
    let (mut names, mut surnames) = (HashMap::new(), HashMap::new());
    for at in cluster {
        steps::count(1);
        *names.entry(name(at)).or_insert(0_usize) += 1;
        // "Anna Berg" comes again as "Berg".
        *surnames.entry(last_word(name(at))).or_insert(0_usize) += 1;
    }
    let recurs = |at: &&usize| names[name(at)] > 1 || surnames[last_word(name(at))] > 1;
    let recurring = cluster.iter().filter(recurs).count();
    if rule.weight * (labels + recurring) < ENOUGH {
        return false;
    }
    if rule.certain {
        return true;
    }
    let paragraph = |at: usize| list[at].paragraph;
    let (first, last) = (paragraph(cluster[0]), paragraph(cluster[labels - 1]));
    let of_labels = |at: &&usize| marked[paragraph(**at) + 1] > marked[paragraph(**at)];
    let others = (marked[last + 1] - marked[first]).saturating_sub(cluster.iter().filter(of_labels).count());
    names.len() >= MIN_NAMES && recurring > 1 && recurring * 100 >= rule.recurring * labels && others < labels
}

#[cfg(test)]
mod tests {
    use super::{Candidates, Demand};
    use crate::quote::scan::Marks;
    use crate::token::paragraph::paragraphs;

    /// The names of the labels that are believed.
    fn believed(text: &str) -> Vec<&str> {
        let paragraphs = paragraphs(text);
        let candidates = Candidates::decide(text, &paragraphs, &Marks::find(text, &paragraphs), Demand::Proof);
        let believed = candidates.list.iter().filter(|candidate| candidate.believed);
        believed.map(|candidate| &text[candidate.label.name]).collect()
    }

    #[test]
    fn evidence_adds_up() {
        let turns = "KIRBY: Come in.\n\nHALE: So.\n\nKIRBY: Sit down.\n\n";
        let prose = "It was late.\n\n";
        assert_eq!(believed(turns).len(), 3);
        assert_eq!(believed(&[&prose.repeat(50), turns, &prose.repeat(50)].concat()).len(), 3, "a region");
        assert!(believed("KIRBY: Come in.\n\nHALE: So.\n\n").is_empty(), "two turns");
        assert!(believed("KIRBY: Come in.\n\nKIRBY: So.\n\nKIRBY: Sit.\n\n").is_empty(), "one person");
        assert!(believed("KIRBY: Come in.\n\nHALE: So.\n\nBERG: Sit.\n\n").is_empty(), "nobody speaks twice");
        assert_eq!(believed("Anna Berg: Come in.\n\nHale: So.\n\nBerg: Sit.\n\n").len(), 3, "by surname");
        assert!(believed("Kirby: 547.\n\nHale: 12.\n\nKirby: 300.\n\n").is_empty(), "a table");
        let mixed = "KIRBY: Come in.\n\n\"So,\" he said.\n\n\"So,\" he said.\n\nHALE: So.\n\n\"So,\" he said.\n\nKIRBY: Sit down.";
        assert!(believed(mixed).is_empty(), "marks set off speech");
        assert_eq!(believed("  Mr. KIRBY. Come in.\n\n  The CHAIR. So.\n\n").len(), 2, "the record of a parliament");
    }

    #[test]
    fn known_names_prove_other_layouts() {
        let text = "THE PORTER. Come in.\n\nHALE. So.\n\nTHE PORTER [rising] Sit.\n\nHALE. No.\n\nBERG [rising] Yes.";
        assert_eq!(believed(text), ["THE PORTER", "HALE", "THE PORTER", "HALE", "BERG"]);
        let text = "KIRBY: Come in.\n\nCorrection: so.\n\nHALE: So.\n\nA JUROR: Sit.\n\nKIRBY: No.";
        assert_eq!(believed(text), ["KIRBY", "HALE", "A JUROR", "KIRBY"]);
    }
}
