//! TEI, read by the crate roxmltree.

use std::collections::HashMap;

use inquit::write::Tei;
use inquit::{attribute_quotes, Attributions, QuoteKind};
use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::{samples, written, AWKWARD, INTERVIEW};
use crate::invariants::trim;
use crate::properties::{config, text};

const TEI: &str = "http://www.tei-c.org/ns/1.0";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The elements that may be children of each element, as TEI P5 has it, restricted to what is used.
const CHILDREN: [(&str, &[&str]); 24] = [
    ("TEI", &["teiHeader", "text"]),
    ("teiHeader", &["fileDesc", "encodingDesc", "profileDesc"]),
    ("fileDesc", &["titleStmt", "publicationStmt", "sourceDesc"]),
    ("titleStmt", &["title"]),
    ("publicationStmt", &["p"]),
    ("sourceDesc", &["p"]),
    ("encodingDesc", &["editorialDecl", "appInfo"]),
    ("editorialDecl", &["quotation"]),
    ("quotation", &["p"]),
    ("appInfo", &["application"]),
    ("application", &["label", "p"]),
    ("profileDesc", &["particDesc"]),
    ("particDesc", &["listPerson"]),
    ("listPerson", &["person", "personGrp", "org"]),
    ("person", &["persName"]),
    ("personGrp", &["persName"]),
    ("org", &["orgName"]),
    ("text", &["body"]),
    ("body", &["p"]),
    ("p", &["said", "quote", "soCalled"]),
    ("said", &["said", "quote", "soCalled"]),
    ("quote", &["said", "quote", "soCalled"]),
    ("soCalled", &["said", "quote", "soCalled"]),
    ("title", &[]),
];

/// Those whose children come in this order, each once at most, and the first ones always.
const ORDERED: [(&str, usize); 4] = [("TEI", 2), ("teiHeader", 2), ("fileDesc", 3), ("application", 2)];

fn elements<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |node| node.has_tag_name((TEI, name)))
}

fn id<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attribute((XML, "id"))
}

/// All text within an element.
fn text_of(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

/// A text as XML returns it.
fn as_xml(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let forbidden = |c: char| (c < ' ' && !matches!(c, '\t' | '\n')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if forbidden(c) { '\u{fffd}' } else { c }).collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|&c| !trim(c.encode_utf8(&mut [0; 4])).is_empty()).collect()
}

fn check_structure(document: &Document<'_>) {
    for node in document.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert_eq!(node.tag_name().namespace(), Some(TEI));
        let children: Vec<&str> =
            node.children().filter(Node::is_element).map(|child| child.tag_name().name()).collect();
        let allowed = CHILDREN.iter().find(|(parent, _)| *parent == name).map_or(&[][..], |(_, children)| children);
        assert!(children.iter().all(|child| allowed.contains(child)), "{name} has {children:?}");
        if let Some((_, required)) = ORDERED.iter().find(|(parent, _)| *parent == name) {
            assert!(children.len() >= *required && allowed.starts_with(&children), "{name} has {children:?}");
        }
        if ["listPerson", "body", "person", "personGrp", "org", "particDesc"].contains(&name) {
            assert!(!children.is_empty(), "{name} is empty");
        }
        let mixed = ["p", "said", "quote", "soCalled", "title", "label", "persName", "orgName"].contains(&name);
        let has_text = node.children().any(|child| child.is_text() && !child.text().unwrap_or("").trim().is_empty());
        assert!(mixed || !has_text, "{name} has text");
    }
}

/// Identifiers are unique NCNames, and every pointer has a target of the right kind.
fn check_pointers(document: &Document<'_>) {
    let mut targets = HashMap::new();
    for node in document.descendants() {
        let Some(id) = id(node) else { continue };
        assert!(id.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'), "{id}");
        assert!(id.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)), "{id}");
        assert!(targets.insert(id, node).is_none(), "{id} is there twice");
    }
    let target = |pointer: &str| targets[pointer.strip_prefix('#').unwrap()];
    for said in elements(document.root(), "said") {
        let people = ["who", "toWhom"].iter().filter_map(|name| said.attribute(*name));
        for pointer in people.flat_map(|pointers| pointers.split(' ')) {
            assert!(target(pointer).parent().unwrap().has_tag_name("listPerson"));
        }
        for (name, back) in [("prev", "next"), ("next", "prev")] {
            if let Some(pointer) = said.attribute(name) {
                assert_eq!(target(pointer).attribute(back).unwrap(), format!("#{}", id(said).unwrap()));
                assert_eq!(target(pointer).attribute("who"), said.attribute("who"));
            }
        }
        if let Some(certainty) = said.attribute("cert") {
            assert!((0.0..=1.0).contains(&certainty.parse::<f64>().unwrap()));
        }
        assert!(["true", "false", "unknown"].contains(&said.attribute("aloud").unwrap()));
    }
}

/// Every quotation is there with its text and its speaker, its parts in the order of the text.
fn check_quotations(found: &Attributions<'_>, document: &Document<'_>) {
    let person = |pointer: &str| {
        let people = document.descendants().find(|node| id(*node) == pointer.strip_prefix('#')).unwrap();
        text_of(people.first_element_child().unwrap())
    };
    // A quotation has one element or, over several paragraphs, several in a row.
    let quotations =
        document.descendants().filter(|node| ["said", "quote", "soCalled"].contains(&node.tag_name().name()));
    let mut quotations = quotations.peekable();
    for quote in found.iter().filter(|quote| quote.depth() == 0) {
        let expected = bare(&as_xml(&found.plain_text(quote.span())));
        let mut text = String::new();
        while text.len() < expected.len() {
            let node = quotations.next().unwrap();
            text += &bare(&text_of(node));
            if quote.kind() == QuoteKind::NotSpeech {
                assert!(!node.has_tag_name("said"));
            } else {
                assert!(node.has_tag_name("said"));
                let name = quote.speaker().map(|speaker| as_xml(&speaker.name));
                assert_eq!(node.attribute("who").map(person), name);
                let addressees = quote.addressees().map(|person| as_xml(&person.name)).collect::<Vec<_>>();
                let pointers = node.attribute("toWhom").map(|pointers| pointers.split(' ').map(person).collect());
                assert_eq!(pointers.unwrap_or_else(Vec::new), addressees);
            }
            // Those within this one.
            while quotations.next_if(|inner| inner.ancestors().skip(1).any(|ancestor| ancestor == node)).is_some() {}
        }
        assert_eq!(text, expected);
    }
    assert_eq!(quotations.count(), 0);
}

pub fn check(text: &str) {
    let found = attribute_quotes(text);
    let title = "A & B <c> \0\"d\"";
    let xml = written(|out| Tei::new().title(title).source(title).write(&found, out));
    let document = Document::parse(&xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
    check_structure(&document);
    check_pointers(&document);
    assert_eq!(text_of(elements(document.root(), "title").next().unwrap()), as_xml(title));

    // The people.
    let people = elements(document.root(), "listPerson").flat_map(|list| list.children()).filter(Node::is_element);
    let names = |node: Node<'_, '_>| node.children().map(text_of).collect::<Vec<_>>();
    let people: Vec<_> = people.map(|node| (id(node).unwrap().to_owned(), names(node))).collect();
    let expected = found.speakers().iter().map(|speaker| {
        let names = [&speaker.name].into_iter().chain(&speaker.aliases).map(|name| as_xml(name));
        (speaker.slug.clone(), names.collect())
    });
    assert_eq!(people, expected.collect::<Vec<_>>());

    // The text, paragraph by paragraph.
    let body = elements(document.root(), "body").next().unwrap();
    let paragraphs: Vec<String> = elements(body, "p").map(text_of).collect();
    let mut expected: Vec<String> = found.paragraphs().iter().map(|&span| as_xml(&found.plain_text(span))).collect();
    if expected.is_empty() {
        expected.push(String::new());
    }
    assert_eq!(
        paragraphs.iter().map(|p| p.trim()).collect::<Vec<_>>(),
        expected.iter().map(|p| p.trim()).collect::<Vec<_>>()
    );
    check_quotations(&found, &document);
}

#[test]
fn documents_are_read() {
    samples().iter().for_each(|text| check(text));
}

#[test]
fn parts_of_an_utterance_are_linked() {
    for (text, chains) in [
        ("“No,” said Orne, “never.” “Why?” asked Hale.", vec![2, 1]),
        ("“No,” said Orne.\n\n“Why?” asked Hale.", vec![1, 1]),
    ] {
        let xml = written(|out| Tei::new().write(&attribute_quotes(text), out));
        let document = Document::parse(&xml).unwrap();
        assert_eq!(lengths(&document), chains, "{text}");
    }
    let xml = written(|out| Tei::new().write(&attribute_quotes(INTERVIEW), out));
    assert_eq!(lengths(&Document::parse(&xml).unwrap())[..2], [2, 1]);
}

/// The lengths of the chains of parts.
fn lengths(document: &Document<'_>) -> Vec<usize> {
    let said: Vec<Node> = elements(document.root(), "said").collect();
    let next = |node: &Node<'_, '_>| {
        let pointer = node.attribute("next")?;
        said.iter().find(|other| id(**other) == pointer.strip_prefix('#')).copied()
    };
    let first = said.iter().filter(|node| node.attribute("prev").is_none());
    first.map(|node| std::iter::successors(Some(*node), next).count()).collect()
}

#[test]
fn elements_say_what_a_quotation_is() {
    let text =
        "The “quiet room” was full. A sign said “No entry!” in red. “‘Go!’ he wrote,” said Ida. “Why?” she wondered.";
    let xml = written(|out| Tei::new().write(&attribute_quotes(text), out));
    let document = Document::parse(&xml).unwrap();
    let so_called: Vec<String> = elements(document.root(), "soCalled").map(text_of).collect();
    assert_eq!(so_called, ["“quiet room”"]);
    let said = elements(document.root(), "said").map(|said| (text_of(said), said.attribute("aloud").unwrap()));
    let said: Vec<_> = said.filter(|(text, _)| text.contains("Go") || text.contains("Why")).collect();
    let expected = [("“‘Go!’ he wrote,”", "true"), ("‘Go!’", "unknown"), ("“Why?”", "false")];
    assert_eq!(said, expected.map(|(text, aloud)| (text.to_owned(), aloud)));
}

/// A result that was stored elsewhere and read back may have any slugs.
#[cfg(feature = "serde")]
#[test]
fn identifiers_are_valid_for_any_slugs() {
    let mut stored = serde_json::to_value(attribute_quotes(AWKWARD).into_owned()).unwrap();
    for (index, slug) in ["a b", "x", "x", "<"].into_iter().enumerate() {
        stored["speakers"][index]["slug"] = slug.into();
    }
    let found: inquit::OwnedAttributions = serde_json::from_value(stored).unwrap();
    let xml = written(|out| Tei::new().write(&found.as_attributions(), out));
    check_pointers(&Document::parse(&xml).unwrap());
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_document_is_read(text in text()) {
        check(&text);
    }
}
