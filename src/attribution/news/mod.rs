//! News: every quotation has the most probable source near it; what the rules answer is one of the features.

pub(crate) mod candidates;
pub(crate) mod context;
pub(crate) mod features;
pub(crate) mod rules;
pub(crate) mod settle;
pub(crate) mod subject;
pub(crate) mod task;
pub(crate) mod templates;

use crate::attribution::decision::Decision;
use crate::attribution::news::context::NewsContext;
use crate::attribution::news::rules::apply_rules;
use crate::attribution::news::settle::settle;
use crate::attribution::news::task::infer;
use crate::attribution::unit::{Grouping, Units};
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::model::weights::WeightTable;
use crate::people::person::People;
use crate::util::ids::{Column, QuoteId};

/// Reads the quotations of news and everything around them, and calls `run` with it.
pub(crate) fn with_context<R>(
    document: &Document<'_>,
    people: &mut People,
    coreference: &Coreference,
    run: impl FnOnce(&NewsContext<'_, '_>) -> R,
) -> R {
    let units = Units::read(document, Grouping::Single, people, coreference);
    let ruled = apply_rules(document, &units, people, coreference);
    run(&NewsContext::new(document, people, coreference, &units, &ruled))
}

/// Decides every outermost quotation.
pub(crate) fn decide(
    document: &Document<'_>,
    people: &mut People,
    coreference: &Coreference,
    weights: &WeightTable<1>,
) -> Column<QuoteId, Decision> {
    let units = Units::read(document, Grouping::Single, people, coreference);
    let ruled = apply_rules(document, &units, people, coreference);
    let posteriors = infer(&NewsContext::new(document, people, coreference, &units, &ruled), weights);
    settle(document, &units, people, coreference, &ruled, &posteriors)
}
