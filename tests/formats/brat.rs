//! brat stand-off, read by a parser of its own.

use std::collections::{HashMap, HashSet};

use inquit::write::Brat;
use inquit::{attribute_quotes, Quote};
use proptest::prelude::*;

use super::{samples, written};
use crate::properties::{config, text};

/// An entity: its type and its text.
type Entity = (String, String);

#[derive(Debug, Default)]
struct Annotations {
    entities: HashMap<String, Entity>,
    /// Type, first and second argument.
    relations: Vec<(String, String, String)>,
    /// Name, entity, value.
    attributes: Vec<(String, String, String)>,
    /// Entity and text.
    notes: Vec<(String, String)>,
}

/// Line breaks for some reader or another.
const BREAKS: [char; 11] =
    ['\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}', '\t'];

/// Reads stand-off annotation as brat documents it, and panics at anything else.
fn parse(annotations: &str, text: &str) -> Annotations {
    let text: Vec<char> = text.chars().collect();
    let mut parsed = Annotations::default();
    let mut ids = HashSet::new();
    for line in annotations.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        assert!(ids.insert(fields[0].to_owned()), "{line}: an id twice");
        let (kind, number) = fields[0].split_at(1);
        number.parse::<usize>().unwrap();
        let data: Vec<&str> = fields[1].splitn(2, ' ').collect();
        match kind {
            "T" => {
                assert_eq!(fields.len(), 3, "{line}");
                let mut last = 0;
                let fragment = |fragment: &str| {
                    let (start, end) = fragment.split_once(' ').unwrap();
                    let (start, end) = (start.parse::<usize>().unwrap(), end.parse::<usize>().unwrap());
                    assert!(last <= start && start < end, "{line}");
                    last = end;
                    text[start..end].iter().collect::<String>()
                };
                let fragments: Vec<String> = data[1].split(';').map(fragment).collect();
                assert_eq!(fragments.join(" "), fields[2]);
                assert!(!fields[2].contains(BREAKS), "{line}");
                parsed.entities.insert(fields[0].to_owned(), (data[0].to_owned(), fields[2].to_owned()));
            }
            "R" => {
                assert_eq!(fields.len(), 2, "{line}");
                let (one, two) = data[1].split_once(' ').unwrap();
                let (one, two) = (one.strip_prefix("Arg1:").unwrap(), two.strip_prefix("Arg2:").unwrap());
                parsed.relations.push((data[0].to_owned(), one.to_owned(), two.to_owned()));
            }
            "A" => {
                assert_eq!(fields.len(), 2, "{line}");
                let (entity, value) = data[1].split_once(' ').unwrap();
                assert!(!value.contains(char::is_whitespace), "{line}");
                parsed.attributes.push((data[0].to_owned(), entity.to_owned(), value.to_owned()));
            }
            "#" => {
                assert_eq!((fields.len(), data[0]), (3, "AnnotatorNotes"), "{line}");
                parsed.notes.push((data[1].to_owned(), fields[2].to_owned()));
            }
            _ => panic!("{line}"),
        }
    }
    parsed
}

/// The declarations of each section.
fn configuration(conf: &str) -> HashMap<String, Vec<String>> {
    let mut sections: HashMap<String, Vec<String>> = HashMap::new();
    let mut section = String::new();
    for line in conf.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix('[') {
            Some(name) => section = name.trim_end_matches(']').to_owned(),
            None => sections.entry(section.clone()).or_default().push(line.to_owned()),
        }
    }
    sections
}

pub fn check(text: &str) {
    let found = attribute_quotes(text);
    let annotations = parse(&written(|out| Brat::new().write(&found, out)), text);
    let conf = configuration(&written(|out| Brat::new().write_configuration(&found, out)));
    let of_type = |name: &str| annotations.entities.values().filter(|(kind, _)| kind == name).count();
    let visible = |quote: &Quote<'_, '_>| !quote.as_str().chars().all(|c| c.is_control() || BREAKS.contains(&c));
    assert_eq!(of_type("Quotation"), found.iter().filter(visible).count());
    assert!(annotations.entities.values().all(|(kind, _)| conf["entities"].contains(kind)));

    for (relation, from, to) in &annotations.relations {
        let (from, to) = (&annotations.entities[from].0, &annotations.entities[to].0);
        assert!(conf["relations"].contains(&format!("{relation}\tArg1:{from}, Arg2:{to}")), "{relation} {from} {to}");
    }
    let related = |name: &str| annotations.relations.iter().filter(|(relation, _, _)| relation == name).count();
    assert_eq!(related("SpokenBy"), found.iter().filter(|quote| quote.mention().is_some()).count());
    assert_eq!(related("ReportedBy"), found.iter().filter(|quote| quote.cue().is_some()).count());

    for (name, entity, value) in &annotations.attributes {
        assert_eq!(annotations.entities[entity].0, "Quotation");
        let declared =
            conf["attributes"].iter().find_map(|line| line.strip_prefix(&format!("{name}\tArg:Quotation, Value:")));
        assert!(declared.unwrap().split('|').any(|declared| declared == value), "{name} {value}");
    }
    let speakers = annotations.attributes.iter().filter(|(name, _, _)| name == "Speaker");
    let slugs = found.iter().filter_map(|quote| quote.speaker()).map(|speaker| &speaker.slug);
    assert!(speakers.map(|(_, _, value)| value).eq(slugs));
    assert!(annotations.notes.iter().all(|(entity, _)| annotations.entities[entity].0 == "Quotation"));
}

#[test]
fn annotations_are_read() {
    samples().iter().for_each(|text| check(text));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_annotations_are_read(text in text()) {
        check(&text);
    }
}
