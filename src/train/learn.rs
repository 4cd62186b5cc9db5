//! Learning: from the examples of annotated texts to weights.

use crate::attribution::fiction::task::{FIRST_PASS, SECOND_PASS};
use crate::attribution::weights::Weights;
use crate::attributor::Attributor;
use crate::span::Span;
use crate::train::example::ExampleChain;
use crate::train::gold::AnnotatedText;
use crate::train::optimise::{optimise, TrainSettings};
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
    learn_beside(examples, &Weights::zero())
}

/// The same for new templates alone, for which the tables of the crate have no weights. The others keep theirs.
#[must_use]
pub fn learn_new(examples: &[&Examples]) -> Weights {
    learn_beside(examples, Weights::standard())
}

/// Learns the weights of the templates that have none in `known`.
fn learn_beside(examples: &[&Examples], known: &Weights) -> Weights {
    let mut weights = Weights::standard().clone();
    let articles: Vec<&ExampleChain> = examples.iter().flat_map(|examples| &examples.news).collect();
    if !articles.is_empty() {
        weights.news.set(0, &optimise(&articles, &known.news.known(0), TrainSettings::STANDARD));
    }
    let novels: Vec<&[FictionReading]> =
        examples.iter().map(|examples| &examples.fiction[..]).filter(|readings| !readings.is_empty()).collect();
    if !novels.is_empty() {
        learn_fiction(&novels, &mut weights, known);
    }
    weights
}

/// Learns the weights of both passes from the readings of novels, each a list of readings of one novel.
fn learn_fiction(novels: &[&[FictionReading]], weights: &mut Weights, known: &Weights) {
    let first = |keep: &dyn Fn(usize) -> bool, known: &Weights| {
        let kept = novels.iter().enumerate().filter(|(i, _)| keep(*i));
        let chains: Vec<&ExampleChain> = kept.flat_map(|(_, readings)| *readings).flat_map(|r| &r.chains).collect();
        optimise(&chains, &known.fiction.known(FIRST_PASS), TrainSettings::STANDARD)
    };
    let mut second: Vec<ExampleChain> = Vec::new();
    for fold in 0..FOLDS {
        // Known weights may have seen this part.
        let weights = first(&|i| i % FOLDS != fold, &Weights::zero());
        for readings in novels.iter().skip(fold).step_by(FOLDS) {
            second.extend(readings.iter().flat_map(|reading| reading.with_second_pass(&weights)));
        }
    }
    let second: Vec<&ExampleChain> = second.iter().collect();
    weights.fiction.set(FIRST_PASS, &first(&|_| true, known));
    weights.fiction.set(SECOND_PASS, &optimise(&second, &known.fiction.known(SECOND_PASS), TrainSettings::STANDARD));
}

#[cfg(test)]
mod tests {
    use super::{examples, learn, learn_beside, learn_new, Examples};
    use crate::attribution::weights::Weights;
    use crate::span::Span;
    use crate::train::gold::{AnnotatedText, Answer, Gold};

    fn novel() -> Examples {
        let text =
            "Tom met Emma.\n\n\"It is late,\" said Tom.\n\n\"It is not,\" said Emma. Tom rose.\n\n\"It is.\"\n\n";
        let ends = [(15, 28, "Tom"), (40, 52, "Emma"), (75, 83, "Tom")];
        let gold = |(start, end, name): (usize, usize, &str)| Gold {
            spans: vec![Span::new(start, end)],
            answer: Answer::Speaker(name.to_owned()),
        };
        let gold = ends.map(gold).to_vec();
        examples(&[AnnotatedText { text, cast: None, gold, same_name: Box::new(|found, name| found == name) }])
    }

    #[test]
    fn a_genre_without_examples_keeps_its_weights() {
        let standard = Weights::standard();
        assert_eq!(learn(&[]).to_string(), standard.to_string());
        let learned = learn(&[&novel()]);
        assert_eq!(learned.news().to_string(), standard.news().to_string());
        assert_ne!(learned.fiction().to_string(), standard.fiction().to_string());
    }

    #[test]
    fn only_templates_without_weights_are_learned_beside_others() {
        let standard = Weights::standard();
        let novel = novel();
        let novels = [&novel; 20];
        assert_eq!(learn_new(&novels).fiction().to_string(), standard.fiction().to_string(), "all have weights");
        let is_dropped = |line: &&str| line.starts_with("kind 2 ");
        let all = standard.to_string();
        let rest = |text: &str| text.lines().filter(|line| !is_dropped(line)).collect::<Vec<_>>().join("\n");
        let known: Weights = rest(&all).parse().unwrap();
        let learned = learn_beside(&novels, &known).to_string();
        assert_eq!(rest(&learned), rest(&all));
        let dropped = |text: &str| text.lines().find(is_dropped).map(str::to_owned);
        assert!(dropped(&learned).is_some() && dropped(&learned) != dropped(&all), "{:?}", dropped(&learned));
    }
}
