//! Attribution: who said each quotation.

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
pub(crate) mod weights;

use crate::attribution::addressee::find_addressees;
use crate::attribution::fiction::task::Passes;
use crate::attribution::genre::{genre_of, Genre};
use crate::attribution::records::Recorder;
use crate::attribution::weights::Weights;
use crate::coreference::resolve::resolve_pronouns;
use crate::coreference::salience::SalienceParams;
use crate::document::Document;
use crate::people::build::LinkedMentions;
use crate::people::cast::Cast;
use crate::record::{Confidence, QuoteRecord, Speaker};

/// How the resolver decides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ResolverSettings<'w> {
    pub(crate) weights: &'w Weights,
    pub(crate) passes: Passes,
    /// Speakers below this confidence are omitted.
    pub(crate) threshold: Confidence,
}

impl Genre {
    /// How salience works in texts of this genre.
    pub(crate) fn salience(self) -> &'static SalienceParams {
        match self {
            Self::Fiction => &SalienceParams::FICTION,
            Self::News => &SalienceParams::NEWS,
        }
    }
}

/// Attributes the quotations of a text that has gone through all stages before. `cast` is the one with which its people were linked.
pub(crate) fn resolve(
    document: &Document<'_>,
    linked: LinkedMentions,
    cast: Option<&Cast>,
    settings: &ResolverSettings<'_>,
) -> (Vec<QuoteRecord>, Vec<Speaker>) {
    let genre = genre_of(document);
    let (mut people, mut coreference) = resolve_pronouns(document, genre.salience(), linked);
    let Weights { fiction, news } = settings.weights;
    let decisions = match genre {
        Genre::Fiction => fiction::decide(document, &mut people, &mut coreference, fiction, settings.passes),
        Genre::News => news::decide(document, &mut people, &coreference, news),
    };
    let addressees = find_addressees(document, &people, &coreference, &decisions);
    let recorder = Recorder { document, people: &people, cast, genre, threshold: settings.threshold };
    recorder.write(&decisions, &addressees)
}
