//! News: the source of a quotation is the most probable mention near it. The answers of a few rules are features among
//! others.

pub(crate) mod candidates;
pub(crate) mod context;
pub(crate) mod features;
pub(crate) mod naming;
pub(crate) mod rules;
pub(crate) mod settle;
pub(crate) mod subject;
pub(crate) mod task;
pub(crate) mod templates;

use crate::attribution::decision::Decisions;
use crate::attribution::news::context::NewsContext;
use crate::attribution::news::rules::apply_rules;
use crate::attribution::news::settle::settle;
use crate::attribution::news::task::infer;
use crate::attribution::unit::{Grouping, Units};
use crate::coreference::coreference::Coreference;
use crate::document::Document;
use crate::model::weights::WeightTable;
use crate::people::person::People;

/// Reads the quotations of news and everything around them, and calls `run` with it and with the people, whom the
/// subjects of clauses may still add to.
pub(crate) fn with_context<R>(
    document: &Document<'_>,
    people: &mut People,
    coreference: &Coreference,
    run: impl FnOnce(&NewsContext<'_, '_>, &mut People) -> R,
) -> R {
    let units = Units::read(document, Grouping::Single, people, coreference);
    let ruled = apply_rules(document, &units, people, coreference);
    let context = NewsContext::new(document, people, coreference, &units, &ruled);
    run(&context, people)
}

/// Decides all outermost quotations, in order.
pub(crate) fn decide(
    document: &Document<'_>,
    people: &mut People,
    coreference: &Coreference,
    weights: &WeightTable<1>,
) -> Decisions {
    with_context(document, people, coreference, |context, people| settle(context, people, &infer(context, weights)))
}
