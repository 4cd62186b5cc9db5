//! Readings: from annotated texts to examples, by the stages of production.

use std::collections::HashMap;

use crate::attribution::fiction::context::FictionContext;
use crate::attribution::fiction::second_pass::{NeighbourWindow, SecondPass};
use crate::attribution::fiction::summaries::UnitSummaries;
use crate::attribution::fiction::task::FictionTask;
use crate::attribution::fiction::turns::Turns;
use crate::attribution::genre::salience_of;
use crate::attribution::news::task::NewsTask;
use crate::attribution::unit::Units;
use crate::attribution::{fiction, news};
use crate::attributor::Attributor;
use crate::coreference::resolve::resolve_pronouns;
use crate::document::Document;
use crate::model::crf::{ForwardBackward, ONE};
use crate::model::posterior::Posteriors;
use crate::people::display_name::DisplayNames;
use crate::record::Genre;
use crate::span::Span;
use crate::train::example::{collect, weighed, Example, ExampleChain, FeatureLists, Paths};
use crate::train::gold::{AnnotatedText, Answer};
use crate::train::optimise::Random;
use crate::util::ids::{ids, Column, Id, MentionId, PersonId, QuoteId, UnitId};

/// Maximum number of paragraphs of an excerpt: some pages.
const EXCERPT: usize = 60;

/// The examples of a text or a part of it, and all that the second pass needs to add its features.
#[derive(Clone, Debug)]
pub(crate) struct FictionReading {
    pub(crate) chains: Vec<ExampleChain>,
    summaries: UnitSummaries,
    turns: Turns,
}

impl FictionReading {
    /// Reads a part of a text.
    pub(crate) fn of(attributor: &Attributor, annotated: &AnnotatedText<'_>, part: Span) -> Self {
        let cast = annotated.cast.as_ref();
        let (document, linked) = attributor.read_with_cast(&annotated.text[part], cast);
        let (mut people, mut coreference) = resolve_pronouns(&document, salience_of(Genre::Fiction), linked);
        fiction::with_context(&document, &mut people, &mut coreference, |context| {
            let answers = answers(&document, context.units, annotated, part);
            let may_be_nominal = cast.is_none() && part.len() < annotated.text.len();
            let judge = Judge::new(context, annotated, &answers, may_be_nominal);
            Self {
                chains: collect(&mut FictionTask::new(context), |unit, person| judge.is_right(unit, person)),
                summaries: UnitSummaries::of(context),
                turns: context.turns.clone(),
            }
        })
    }

    /// The chains with the features of the second pass too. `weights` are those of a first pass that did not learn from
    /// this text.
    pub(crate) fn with_second_pass(&self, weights: &[i8]) -> Vec<ExampleChain> {
        let weights: Vec<f64> = weights.iter().map(|&weight| f64::from(weight) / f64::from(ONE)).collect();
        let mut by_unit: Vec<&Example> = self.chains.iter().flatten().collect();
        by_unit.sort_by_key(|example| example.unit);
        let mut posteriors = Posteriors::default();
        for example in by_unit {
            let person = |index: &Option<u32>| index.map(|index| PersonId::new(index as usize));
            posteriors.push(&example.candidates.iter().map(person).collect::<Vec<_>>());
        }
        let mut sums = ForwardBackward::default();
        for chain in &self.chains {
            let weighed = weighed(chain, &weights, Paths::All);
            sums.run(&weighed);
            for (t, example) in chain.iter().enumerate() {
                posteriors.set(example.unit, &sums.marginals[weighed.unit(t)]);
            }
        }
        let second_pass = SecondPass::new(&self.summaries, &self.turns, &posteriors);
        let mut chains = self.chains.clone();
        let mut window = NeighbourWindow::new(self.summaries.people);
        for example in chains.iter_mut().flatten() {
            second_pass.look_around(example.unit, &posteriors, &mut window);
            let mut sink = FeatureLists(&mut example.features);
            second_pass.features(example.unit, &posteriors, &window, &mut sink);
        }
        chains
    }
}

/// The examples of an article.
pub(crate) fn read_news(attributor: &Attributor, annotated: &AnnotatedText<'_>) -> Vec<ExampleChain> {
    let (document, linked) = attributor.read_with_cast(annotated.text, annotated.cast.as_ref());
    let (mut people, coreference) = resolve_pronouns(&document, salience_of(Genre::News), linked);
    news::with_context(&document, &mut people, &coreference, |context, _| {
        let answers = answers(&document, context.units, annotated, Span::new(0, annotated.text.len()));
        // A mention is right if it overlaps the words that name the source.
        let names_source = |mention: MentionId, source: &[Span]| {
            let words = document.mentions.list[mention].span(&document.tokens);
            source.iter().any(|span| span.start < words.end && words.start < span.end)
        };
        collect(&mut NewsTask::new(context), |unit, mention| match answers[unit]? {
            Answer::Nobody => Some(mention.is_none()),
            Answer::Source(source) => Some(mention.is_some_and(|mention| names_source(mention, source))),
            Answer::Speaker(_) | Answer::Unknown => None,
        })
    })
}

/// Tells which candidates of fiction are right, by their names.
struct Judge<'j> {
    annotated: &'j AnnotatedText<'j>,
    answers: &'j Column<UnitId, Option<&'j Answer>>,
    /// The canonical names.
    names: Column<PersonId, String>,
    /// By annotated speaker, the people without a name who are the subjects of the speaker's clauses. They are right where
    /// the text does not name the speaker. A part of a text may not tell who they are, so they are right there as well,
    /// unless the characters are given.
    nominal: HashMap<&'j str, Vec<PersonId>>,
}

impl<'j> Judge<'j> {
    fn new(
        context: &FictionContext<'_, '_>,
        annotated: &'j AnnotatedText<'j>,
        answers: &'j Column<UnitId, Option<&'j Answer>>,
        may_be_nominal: bool,
    ) -> Self {
        let FictionContext { people, document, .. } = context;
        let name = |person| DisplayNames::of(person, people, &document.tokens, annotated.cast.as_ref()).name;
        let names: Column<PersonId, String> = people.list.ids().map(name).collect();
        let mut is_named: HashMap<&str, bool> = HashMap::new();
        let mut nominal: HashMap<&str, Vec<PersonId>> = HashMap::new();
        for (unit, answer) in answers.enumerate() {
            let Some(Answer::Speaker(speaker)) = answer else { continue };
            let found = || names.iter().any(|name| (annotated.same_name)(name, speaker));
            if may_be_nominal || !*is_named.entry(speaker).or_insert_with(found) {
                nominal.entry(speaker).or_default().extend(context.nominal(unit));
            }
        }
        Self { annotated, answers, names, nominal }
    }

    /// Whether a candidate is the annotated speaker of a unit; `None` if that is not annotated.
    fn is_right(&self, unit: UnitId, person: Option<PersonId>) -> Option<bool> {
        match self.answers[unit]? {
            Answer::Nobody => Some(person.is_none()),
            Answer::Speaker(speaker) => {
                let is = |person: PersonId| (self.annotated.same_name)(&self.names[person], speaker);
                let is_nominal = |person| self.nominal.get(speaker.as_str()).is_some_and(|own| own.contains(&person));
                Some(person.is_some_and(|person| is(person) || is_nominal(person)))
            }
            Answer::Source(_) | Answer::Unknown => None,
        }
    }
}

/// Cuts a text between paragraphs into excerpts of random lengths, many of them short. They tile the text.
pub(crate) fn excerpts(text: &str) -> Vec<Span> {
    let mut random = Random::new(0x9E37_79B9_7F4A_7C15);
    let mut parts = Vec::new();
    let (mut start, mut left) = (0, 1);
    for (at, _) in text.match_indices("\n\n") {
        left -= 1;
        if left == 0 {
            parts.push(Span::new(start, at));
            start = at;
            left = 1 + random.below(EXCERPT) * random.below(EXCERPT) / EXCERPT;
        }
    }
    parts.push(Span::new(start, text.len()));
    parts
}

/// The annotated answer of each unit; `None` if it is not annotated. `part` is the part of the text that was read.
fn answers<'d>(
    document: &Document<'_>,
    units: &Units,
    annotated: &'d AnnotatedText<'_>,
    part: Span,
) -> Column<UnitId, Option<&'d Answer>> {
    let quotes = document.quotes();
    let in_text = |quote: QuoteId| {
        let span = document.quotation(&quotes[quote]).span;
        Span::new(span.start + part.start, span.end + part.start)
    };
    let mut of_quote: Column<QuoteId, Option<&Answer>> = Column::filled(None, quotes.len());
    for gold in &annotated.gold {
        for span in &gold.spans {
            let (from, to) = (span.start.max(part.start), span.end.min(part.end));
            let ends_before = |span: Span| span.end + part.start <= from;
            let first = quotes.partition_point(|anchor| ends_before(document.quotation(anchor).span));
            for quote in ids(first..quotes.end()) {
                let own = in_text(quote);
                if own.start >= to {
                    break;
                }
                // One annotated span may hold several quotations, and one quotation several spans.
                let overlap = own.end.min(to).saturating_sub(own.start.max(from));
                if overlap * 2 >= own.len().min(span.len()) {
                    of_quote[quote] = of_quote[quote].or(Some(&gold.answer));
                }
            }
        }
    }
    let answer = |unit: UnitId| {
        let known = units.quotes(unit).filter_map(|quote| of_quote[quote]).find(|a| **a != Answer::Nobody);
        // A quotation without annotation is no speech, unless it takes up speech.
        let known = known.or((!units.list[unit].continues).then_some(&Answer::Nobody));
        known.filter(|answer| **answer != Answer::Unknown)
    };
    units.list.ids().map(answer).collect()
}

#[cfg(test)]
mod tests {
    use super::{excerpts, read_news, FictionReading};
    use crate::attributor::Attributor;
    use crate::span::Span;
    use crate::train::gold::{AnnotatedText, Answer, Gold};

    #[test]
    fn excerpts_tile_the_text() {
        let text = "a paragraph\n\n".repeat(200);
        let parts = excerpts(&text);
        assert!(parts.len() > 5);
        assert_eq!((parts[0].start, parts[parts.len() - 1].end), (0, text.len()));
        assert!(parts.windows(2).all(|pair| pair[0].end == pair[1].start));
    }

    /// An annotated text; each quotation is given by its words.
    fn annotated<'a>(text: &'a str, gold: &[(&str, Answer)]) -> AnnotatedText<'a> {
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let gold = gold.iter().map(|(words, answer)| Gold { spans: vec![span(words)], answer: answer.clone() });
        AnnotatedText { text, cast: None, gold: gold.collect(), same_name: Box::new(|found, name| found == name) }
    }

    #[test]
    fn speakers_are_right_by_their_names() {
        let text = "Tom met Judith.\n\n\"So,\" said Tom.\n\n\"No,\" she said.\n\nHe read \"Orchard\" again.";
        let speaker = |name: &str| Answer::Speaker(name.to_owned());
        let annotated = annotated(text, &[("So,", speaker("Tom")), ("No,", Answer::Unknown)]);
        assert!(!annotated.is_news());
        let reading = FictionReading::of(&Attributor::new(), &annotated, Span::new(0, text.len()));
        let mut examples: Vec<_> = reading.chains.iter().flatten().collect();
        examples.sort_by_key(|example| example.unit);
        let right = |unit: usize| {
            let right = examples[unit].right.as_ref()?;
            let candidates = examples[unit].candidates.iter().zip(right);
            Some(candidates.filter(|(_, &right)| right).map(|(&candidate, _)| candidate).collect::<Vec<_>>())
        };
        // Tom is the first person of the text. The title is not annotated, hence no speech.
        assert_eq!((right(0), right(1), right(2)), (Some(vec![Some(0)]), None, Some(vec![None])));
    }

    /// Only a part is read, and what is annotated elsewhere is not.
    #[test]
    fn parts_are_read_alone() {
        let text = "\"So,\" said Tom.\n\n\"No,\" said Judith.";
        let annotated = annotated(text, &[("No,", Answer::Speaker("Judith".to_owned()))]);
        let part = Span::new(text.find("\"No").unwrap(), text.len());
        let reading = FictionReading::of(&Attributor::new(), &annotated, part);
        let [chain] = &reading.chains[..] else { panic!("{reading:?}") };
        assert_eq!(chain[0].right.as_ref().unwrap().iter().filter(|&&right| right).count(), 1);
    }

    /// A part need not tell who "the miller" is, and the whole text may never tell.
    #[test]
    fn speakers_without_a_name_are_right_by_their_noun_phrases() {
        let text = "Tom met Judith.\n\n\"So,\" said Tom.\n\n\"No,\" said the miller.\n\n\"Oh.\" The miller rose.";
        let start = text.find("\"No").unwrap();
        // The candidates that are right for the last quotation, by the order in which people are met.
        let right = |name: &str, start: usize| {
            let speaker = || Answer::Speaker(name.to_owned());
            let annotated = annotated(text, &[("No,", speaker()), ("Oh.", speaker())]);
            let reading = FictionReading::of(&Attributor::new(), &annotated, Span::new(start, text.len()));
            let last = reading.chains.iter().flatten().max_by_key(|example| example.unit)?;
            let candidates = last.candidates.iter().zip(last.right.as_ref()?);
            Some(candidates.filter(|(_, &right)| right).map(|(&candidate, _)| candidate).collect::<Vec<_>>())
        };
        assert_eq!(right("Ada", 0), Some(vec![Some(2)]), "the miller");
        assert_eq!(right("Judith", 0), Some(vec![Some(1)]), "Judith");
        assert_eq!(right("Judith", start), Some(vec![Some(0)]), "the miller, in a part");
    }

    #[test]
    fn sources_are_right_by_their_words() {
        let text = "\"It works,\" Hale said. Orne read \"Glass Orchard\" again.";
        let hale = text.find("Hale").unwrap();
        let annotated = annotated(text, &[("It works,", Answer::Source(vec![Span::new(hale, hale + 4)]))]);
        assert!(annotated.is_news());
        let chains = read_news(&Attributor::new(), &annotated);
        let [chain] = &chains[..] else { panic!("{chains:?}") };
        let right = |unit: usize| chain[unit].right.as_ref().unwrap().iter().position(|&right| right).unwrap();
        // The subject of the clause is the first candidate; "nobody" is the last one.
        assert_eq!((right(0), right(1)), (0, chain[1].candidates.len() - 1));
        assert_eq!(chain[1].candidates.last(), Some(&None));
    }
}
