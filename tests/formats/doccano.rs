//! doccano, by the shape that its importer reads.

use inquit::write::Doccano;
use inquit::{attribute_quotes, OffsetUnit};
use proptest::prelude::*;
use serde::Deserialize;

use super::{samples, slice, written};
use crate::properties::{config, text};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    document: String,
    text: String,
    entities: Vec<Entity>,
    relations: Vec<Relation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entity {
    id: usize,
    label: String,
    start_offset: usize,
    end_offset: usize,
    speaker: Option<String>,
    score: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Relation {
    id: usize,
    from_id: usize,
    to_id: usize,
    r#type: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labelled {
    text: String,
    label: Vec<(usize, usize, String)>,
}

pub fn check(text: &str) {
    let found = attribute_quotes(text);
    let written_line = written(|out| Doccano::new().id("“a”\n").write(&found, out));
    assert_eq!(written_line.matches(['\n', '\r']).count(), 1);
    let document: Document = serde_json::from_str(&written_line).unwrap();
    assert_eq!((document.text.as_str(), document.document.as_str()), (text, "“a”\n"));

    let words = |start, end| slice(text, OffsetUnit::Characters, start, end);
    assert!(document.entities.iter().enumerate().all(|(index, entity)| entity.id == index));
    let quotations: Vec<&Entity> = document.entities.iter().filter(|entity| entity.label == "Quotation").collect();
    assert!(quotations.len() <= found.len());
    for (entity, quote) in quotations.iter().zip(&found).filter(|_| quotations.len() == found.len()) {
        assert_eq!(words(entity.start_offset, entity.end_offset), quote.as_str());
        assert_eq!(entity.speaker.as_deref(), quote.speaker().map(|speaker| &*speaker.name));
        assert_eq!(entity.score, Some(quote.confidence().value()));
        let related = |name: &str| {
            let relation = document.relations.iter().find(|other| other.from_id == entity.id && other.r#type == name);
            relation.map(|relation| {
                let to = &document.entities[relation.to_id];
                words(to.start_offset, to.end_offset)
            })
        };
        assert_eq!(related("speaker").as_deref(), quote.mention_text());
        assert_eq!(related("cue").as_deref(), quote.cue_text());
    }
    assert!(document.relations.iter().enumerate().all(|(index, relation)| relation.id == index));

    let written_line = written(|out| Doccano::new().without_relations().write(&found, out));
    let labelled: Labelled = serde_json::from_str(&written_line).unwrap();
    assert_eq!(labelled.text, text);
    let triples = document.entities.into_iter().map(|entity| (entity.start_offset, entity.end_offset, entity.label));
    assert!(labelled.label.into_iter().eq(triples));
}

#[test]
fn documents_are_read() {
    samples().iter().for_each(|text| check(text));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_document_is_read(text in text()) {
        check(&text);
    }
}
