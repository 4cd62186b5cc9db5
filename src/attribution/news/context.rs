//! Reports: which mention is the source of each quotation, by weights. What the rules answer is one of the features.

use crate::attribution::decision::Decision;
use crate::attribution::unit::Units;
use crate::coreference::coreference::Coreference;
use crate::cue::cue::Strength;
use crate::document::Document;
use crate::lexicon::class::Classes;
use crate::mention::narration::NarrationItem;
use crate::people::person::People;

/// So many elements are read on each side of a quotation.
pub(crate) const REACH: usize = 60;
/// What the resolver knows of a report before its candidates are weighed.
pub(crate) struct NewsContext<'a, 't> {
    pub(crate) document: &'a Document<'t>,
    pub(crate) coreference: &'a Coreference,
    pub(crate) units: &'a Units,
    /// What the rules answer.
    pub(crate) ruled: &'a [Decision],
    /// For each mention its element; none within speech and within others.
    pub(crate) elements: Vec<Option<u32>>,
    /// For each mention the strongest cue whose subject it is.
    pub(crate) cues: Vec<Option<u32>>,
    /// How often each person is subject of a sure cue.
    pub(crate) speaks: Vec<u32>,
    /// For each element what it is on the way from a mention to a quotation.
    pub(crate) steps: Vec<u8>,
}

impl<'a, 't> NewsContext<'a, 't> {
    pub(crate) fn new(
        document: &'a Document<'t>,
        people: &'a People,
        coreference: &'a Coreference,
        units: &'a Units,
        ruled: &'a [Decision],
    ) -> Self {
        let mut elements = vec![None; document.mentions.list.len()];
        for (k, element) in document.mentions.elements.iter().enumerate() {
            if let NarrationItem::Mention(m) = element {
                elements[m] = Some(k as u32);
            }
        }
        let mut cues: Vec<Option<u32>> = vec![None; document.mentions.list.len()];
        let mut speaks = vec![0; people.list.len()];
        for (c, cue) in document.cues.list.iter().enumerate() {
            let Some(subject) = cue.subject else { continue };
            let known = &mut cues[subject.mention()];
            if known.map_or(true, |k| document.cues.list[k as usize].strength < cue.strength) {
                *known = Some(c as u32);
            }
            if let (Strength::Strong, Some(person)) = (cue.strength, coreference.best(subject.mention())) {
                speaks[person.index()] += 1;
            }
        }
        let steps = steps(document, &cues);
        Self { document, coreference, units, ruled, elements, cues, speaks, steps }
    }
}

/// The kind of each element as a step of [`NewsContext::path`].
fn steps(document: &Document<'_>, cues: &[Option<u32>]) -> Vec<u8> {
    let step = |(k, element)| match element {
        NarrationItem::Mention(m) if document.cues.is_subject(k) => 1 + u8::from(cues[m].is_some()),
        NarrationItem::Mention(_) => 3,
        NarrationItem::Quote(_) => 4,
        NarrationItem::Phrase(..) => 5,
        NarrationItem::Word(w) => {
            let classes = document.tokens.classes(w);
            let of = |class| classes.any(class);
            match document.tokens.word_text(w) {
                "," => 6,
                "." | "!" | "?" => 7,
                ":" => 8,
                "--" | "—" | "-" => 9,
                "that" => 10,
                "as" => 11,
                "to" => 12,
                "and" | "or" | "but" => 13,
                _ if of(Classes::CUE_STRONG) => 14,
                _ if of(Classes::CUE) => 15,
                _ if of(Classes::ING) => 16,
                _ if of(Classes::VERBAL) => 17,
                _ if of(Classes::PREPOSITION) => 18,
                _ if of(Classes::RELATIVE) => 19,
                _ if of(Classes::SUBORDINATOR) => 20,
                _ => 0,
            }
        }
    };
    document.mentions.elements.iter().enumerate().map(step).collect()
}
