//! Attribution: who said each quotation.

use crate::attribution::genre::Genre;
use crate::attribution::records::Recorder;
use crate::coreference::resolve::resolve_pronouns;
use crate::document::Document;
use crate::model::weights::Weights;
use crate::people::cast::Cast;
use crate::people::person::People;
use crate::record::{Confidence, QuoteRecord, Speaker};

pub(crate) mod addressee;
pub(crate) mod clause;
pub(crate) mod decision;
pub(crate) mod fiction;
pub(crate) mod genre;
pub(crate) mod news;
pub(crate) mod nobody;
pub(crate) mod records;
pub(crate) mod shape;
pub(crate) mod unit;

/// How the resolver decides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResolverSettings<'w> {
    pub(crate) weights: &'w Weights,
    pub(crate) single_pass: bool,
    /// Speakers below this confidence are omitted.
    pub(crate) threshold: Confidence,
}

/// Attributes the quotations of a text that has gone through all stages before. `people` are those that its names stand
/// for; `cast` is the one they were linked with.
pub(crate) fn resolve(
    document: &Document<'_>,
    mut people: People,
    cast: Option<&Cast>,
    settings: &ResolverSettings<'_>,
) -> (Vec<QuoteRecord>, Vec<Speaker>) {
    let genre = Genre::of(document);
    let mut coreference = resolve_pronouns(document, genre, &mut people);
    let decisions = match genre {
        Genre::Fiction => fiction::decide(document, &mut people, &mut coreference, settings),
        Genre::News => news::decide(document, &mut people, &coreference, settings.weights),
    };
    let addressees = addressee::find(document, &people, &coreference, &decisions);
    let recorder = Recorder { document, people: &people, cast, genre, threshold: settings.threshold };
    recorder.write(&decisions, &addressees)
}
