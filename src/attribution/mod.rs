//! Attribution: who said each quotation.

pub(crate) mod actor;
pub(crate) mod addressee;
pub(crate) mod clause;
pub(crate) mod complement;
pub(crate) mod decision;
pub(crate) mod denial;
pub(crate) mod fiction;
pub(crate) mod genre;
pub(crate) mod news;
pub(crate) mod nobody;
pub(crate) mod owned_words;
pub(crate) mod records;
pub(crate) mod shape;
pub(crate) mod unit;
pub(crate) mod weights;

use crate::attribution::addressee::find_addressees;
use crate::attribution::fiction::task::Passes;
use crate::attribution::genre::{genre_of, salience_of};
use crate::attribution::records::{Recorder, Resolution};
use crate::attribution::weights::Weights;
use crate::coreference::resolve::resolve_pronouns;
use crate::document::Document;
use crate::people::build::LinkedMentions;
use crate::people::cast::Cast;
use crate::record::Genre;

/// How the resolver decides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResolverSettings<'w> {
    pub(crate) weights: &'w Weights,
    pub(crate) passes: Passes,
    /// `None`: the text tells.
    pub(crate) genre: Option<Genre>,
    /// Speakers below this confidence are omitted.
    pub(crate) threshold: f64,
}

/// Attributes the quotations of a text that has gone through all stages before. `cast` is the one with which its people
/// were linked.
pub(crate) fn resolve(
    document: &Document<'_>,
    linked: LinkedMentions,
    cast: Option<&Cast>,
    settings: &ResolverSettings<'_>,
) -> Resolution {
    let genre = settings.genre.unwrap_or_else(|| genre_of(document));
    let (mut people, mut coreference) = resolve_pronouns(document, salience_of(genre), linked);
    let Weights { fiction, news } = settings.weights;
    let decisions = match genre {
        Genre::Fiction => fiction::decide(document, &mut people, &mut coreference, fiction, settings.passes),
        Genre::News => news::decide(document, &mut people, &coreference, news),
    };
    let addressees = find_addressees(document, &people, &coreference, &decisions.list);
    let threshold = settings.threshold;
    let recorder = Recorder { document, people: &people, coreference: &coreference, cast, genre, threshold };
    recorder.write(&decisions, &addressees)
}
