//! Label Studio, by the shape of its tasks and by its labeling interface, which roxmltree reads.

use std::collections::HashSet;

use inquit::write::LabelStudio;
use inquit::{attribute_quotes, OffsetUnit};
use proptest::prelude::*;
use serde_json::Value;

use super::{samples, slice, written};
use crate::properties::{config, text};

/// What the labeling interface declares, as pairs: the name of a control and a value, or the type of a tag and a value.
fn declared() -> HashSet<(String, String)> {
    let xml = roxmltree::Document::parse(LabelStudio::LABELING_INTERFACE).unwrap();
    let mut declared = HashSet::new();
    for node in xml.descendants().filter(|node| node.is_element()) {
        let parent = node.parent().and_then(|parent| parent.attribute("name"));
        let name = parent.unwrap_or_else(|| node.tag_name().name());
        if let Some(value) = node.attribute("value").or(node.attribute("name")) {
            declared.insert((name.to_owned(), value.to_owned()));
        }
    }
    declared
}

pub fn check(text: &str) {
    let declared = declared();
    let is_declared = |name: &str, value: &str| declared.contains(&(name.to_owned(), value.to_owned()));
    let found = attribute_quotes(text);
    let tasks: Vec<Value> =
        serde_json::from_str(&written(|out| LabelStudio::new().id("a").write(&found, out))).unwrap();
    let [task] = &tasks[..] else { panic!("{} tasks", tasks.len()) };
    assert_eq!((task["data"]["text"].as_str(), task["data"]["document"].as_str()), (Some(text), Some("a")));
    let prediction = &task["predictions"][0];
    assert_eq!(prediction["score"].is_null(), found.is_empty());

    let (mut ids, mut quotations, mut speakers) = (HashSet::new(), Vec::new(), Vec::new());
    let result = prediction["result"].as_array().unwrap();
    for item in result {
        if item["type"] == "relation" {
            assert!([&item["from_id"], &item["to_id"]].iter().all(|id| ids.contains(id.as_str().unwrap())));
            assert!(is_declared("Relation", item["labels"][0].as_str().unwrap()));
            continue;
        }
        let value = &item["value"];
        let offset = |key: &str| usize::try_from(value[key].as_u64().unwrap()).unwrap();
        let words = slice(text, OffsetUnit::Utf16, offset("start"), offset("end"));
        let (id, name) = (item["id"].as_str().unwrap(), item["from_name"].as_str().unwrap());
        assert_eq!(item["to_name"], "text");
        match item["type"].as_str().unwrap() {
            "labels" => {
                assert!(ids.insert(id));
                assert_eq!(value["text"], words);
                assert!(is_declared(name, value["labels"][0].as_str().unwrap()));
                if value["labels"][0] == "Quotation" {
                    quotations.push(words);
                    assert!((0.0..=1.0).contains(&item["score"].as_f64().unwrap()));
                }
            }
            "textarea" => {
                assert!(ids.contains(id) && is_declared("TextArea", name));
                speakers.push(value["text"][0].as_str().unwrap());
            }
            "choices" => assert!(ids.contains(id) && is_declared(name, value["choices"][0].as_str().unwrap())),
            other => panic!("{other}"),
        }
    }
    assert!(quotations.iter().map(String::as_str).eq(found.iter().map(|quote| quote.as_str())));
    assert!(speakers.into_iter().eq(found.iter().filter_map(|quote| quote.speaker()).map(|speaker| &*speaker.name)));
    let relations = result.iter().filter(|item| item["type"] == "relation").count();
    let expected =
        found.iter().map(|quote| usize::from(quote.mention().is_some()) + usize::from(quote.cue().is_some()));
    assert_eq!(relations, expected.sum::<usize>());
}

#[test]
fn tasks_are_read() {
    samples().iter().for_each(|text| check(text));
}

#[test]
fn tasks_without_list_are_lines() {
    let lines = written(|out| {
        let settings = LabelStudio::new().without_list();
        settings.write(&attribute_quotes("“No,\r\nno,” said Ida."), &mut *out)?;
        settings.write(&attribute_quotes(""), out)
    });
    assert_eq!(lines.lines().filter(|line| serde_json::from_str::<Value>(line).unwrap().is_object()).count(), 2);
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_task_is_read(text in text()) {
        check(&text);
    }
}
