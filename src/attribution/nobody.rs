//! Features of the candidate "nobody": what a quotation looks like that has no speaker.

use crate::attribution::clause::SubjectKind;
use crate::attribution::unit::{Unit, Units};
use crate::model::template::{bucket, Feature, Template};
use crate::record::QuoteKind;

/// What speaks for nobody, in tales and in reports: the shape of the quotations.
pub(crate) fn add_nobody(units: &Units, unit: &Unit, subject: SubjectKind, add: &mut impl FnMut(Feature)) {
    let shape = &units.shapes[unit.quotes.start()];
    let several = usize::from(unit.quotes.len() > 1);
    let kind = match shape.kind {
        QuoteKind::Direct => 0,
        QuoteKind::Partial => 1,
        _ => 2,
    };
    let position = shape.position();
    let last = &units.shapes[unit.quotes.end() - 1];
    let length = bucket(shape.words, &[1, 2, 3, 4, 6, 10, 20]);
    add(Template::NobodyClause.of([subject as usize, kind]));
    add(Template::NobodyForm.of([kind, position, usize::from(shape.fragment) + 2 * several]));
    add(Template::NobodyEnd.of([last.end(), position]));
    add(Template::NobodyWords.of([length, position]));
    let capitals = usize::from(shape.titled) + 2 * usize::from(shape.small);
    add(Template::NobodyCapitals.of([capitals.min(3), position]));
    if shape.work {
        add(Template::NobodyBefore.of([usize::from(shape.titled)]));
    }
    if shape.subject {
        add(Template::NobodyBefore.of([2 + usize::from(shape.titled)]));
    }
    let tag = unit.tag.map_or(5, |tag| tag.place as usize);
    add(Template::NobodyTag.of([tag, position]));
}
