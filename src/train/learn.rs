//! Learning: from the examples of annotated texts to weights.

use crate::attribution::fiction::task::{FIRST_PASS, SECOND_PASS};
use crate::attribution::weights::Weights;
use crate::attribution::{fiction, news};
use crate::attributor::Attributor;
use crate::span::Span;
use crate::train::example::ExampleChain;
use crate::train::gold::AnnotatedText;
use crate::train::optimise::{optimise, optimise_beside, TrainSettings};
use crate::train::reading::{excerpts, read_news, FictionReading};

/// Number of parts into which the texts are split for the second pass. Each part is decided by a first pass that
/// learned from the others, because posteriors of texts that the model saw are too good.
const FOLDS: usize = 3;

/// The examples of a text, from all readings of it.
#[derive(Clone, Debug)]
pub struct Examples {
    fiction: Vec<FictionReading>,
    news: Vec<ExampleChain>,
}

/// Reads a text as production does. `texts` are readings of the same text: with its characters given, and without.
///
/// Fiction is read whole and in excerpts, because the features that tell a speaker in a page are not those in a novel.
#[must_use]
pub fn examples(texts: &[AnnotatedText<'_>]) -> Examples {
    let attributor = Attributor::new();
    let mut examples = Examples { fiction: Vec::new(), news: Vec::new() };
    for annotated in texts {
        if annotated.is_news() {
            examples.news.extend(read_news(&attributor, annotated));
            continue;
        }
        let whole = Span::new(0, annotated.text.len());
        let parts = core::iter::once(whole).chain(excerpts(annotated.text));
        examples.fiction.extend(parts.map(|part| FictionReading::of(&attributor, annotated, part)));
    }
    examples
}

/// Learns weights from the examples of some texts. A genre without examples keeps the weights that come with the crate.
///
/// The same texts in the same order give the same weights.
#[must_use]
pub fn learn(examples: &[&Examples]) -> Weights {
    learn_weights(examples, Learned::All)
}

/// The same for the weights of new templates alone, which the table of the crate has no weights for. Its others stay.
#[must_use]
pub fn learn_new(examples: &[&Examples]) -> Weights {
    learn_weights(examples, Learned::New)
}

/// Which weights are learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Learned {
    All,
    /// Those of templates whose weights are all 0 so far.
    New,
}

fn learn_weights(examples: &[&Examples], learned: Learned) -> Weights {
    let mut weights = Weights::standard().clone();
    let features = news::templates::LAYOUT.features();
    let articles: Vec<&ExampleChain> = examples.iter().flat_map(|examples| &examples.news).collect();
    if !articles.is_empty() {
        weights.news.set(0, &optimise(&articles, features, TrainSettings::STANDARD));
    }
    let novels: Vec<&[FictionReading]> =
        examples.iter().map(|examples| &examples.fiction[..]).filter(|readings| !readings.is_empty()).collect();
    if !novels.is_empty() {
        learn_fiction(&novels, &mut weights, learned);
    }
    weights
}

/// Learns the weights of both passes from the readings of novels, each a list of readings of one novel.
fn learn_fiction(novels: &[&[FictionReading]], weights: &mut Weights, learned: Learned) {
    let features = fiction::templates::LAYOUT.features();
    let first = |keep: &dyn Fn(usize) -> bool| {
        let kept = novels.iter().enumerate().filter(|(i, _)| keep(*i));
        let chains: Vec<&ExampleChain> = kept.flat_map(|(_, readings)| *readings).flat_map(|r| &r.chains).collect();
        optimise(&chains, features, TrainSettings::STANDARD)
    };
    let mut second: Vec<ExampleChain> = Vec::new();
    for fold in 0..FOLDS {
        let weights = first(&|i| i % FOLDS != fold);
        for readings in novels.iter().skip(fold).step_by(FOLDS) {
            second.extend(readings.iter().flat_map(|reading| reading.with_second_pass(&weights)));
        }
    }
    let second: Vec<&ExampleChain> = second.iter().collect();
    if learned == Learned::All {
        weights.fiction.set(FIRST_PASS, &first(&|_| true));
        weights.fiction.set(SECOND_PASS, &optimise(&second, features, TrainSettings::STANDARD));
    } else {
        let known = weights.fiction.known(SECOND_PASS);
        weights.fiction.set(SECOND_PASS, &optimise_beside(&second, &known, TrainSettings::STANDARD));
    }
}

#[cfg(test)]
mod tests {
    use super::{examples, learn, learn_new};
    use crate::attribution::weights::Weights;
    use crate::span::Span;
    use crate::train::gold::{AnnotatedText, Answer, Gold};

    #[test]
    fn a_genre_without_examples_keeps_its_weights() {
        let standard = Weights::standard();
        assert_eq!(learn(&[]).to_string(), standard.to_string());
        let text = "\"It is late,\" said Tom.";
        let answer = Answer::Speaker("Tom".to_owned());
        let gold = vec![Gold { spans: vec![Span::new(0, 14)], answer }];
        let novel = AnnotatedText { text, cast: None, gold, same_name: Box::new(|found, name| found == name) };
        let learned = learn(&[&examples(&[novel])]);
        assert_eq!(learned.news().to_string(), standard.news().to_string());
        assert_ne!(learned.fiction().to_string(), standard.fiction().to_string());
    }

    #[test]
    fn weights_that_the_crate_has_stay_beside_new_ones() {
        let standard = Weights::standard();
        let text = "\"It is late,\" said Tom.";
        let answer = Answer::Speaker("Tom".to_owned());
        let gold = vec![Gold { spans: vec![Span::new(0, 14)], answer }];
        let novel = AnnotatedText { text, cast: None, gold, same_name: Box::new(|found, name| found == name) };
        // Every template of the crate has weights.
        let learned = learn_new(&[&examples(&[novel])]);
        assert_eq!(learned.fiction().to_string(), standard.fiction().to_string());
    }
}
