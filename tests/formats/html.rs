//! The report, read tag by tag as a browser reads it.

use std::collections::BTreeSet;

use inquit::attribute_quotes;
use inquit::write::Html;
use once_cell::sync::Lazy;
use proptest::prelude::*;

use super::{samples, written};
use crate::properties::{config, text};

/// Elements whose content is no markup.
const RAW: [&str; 2] = ["script", "style"];

/// The names of the tags of a page with those of their attributes. Panics if a tag does not end, or an attribute has no
/// marks around its value.
fn tags(page: &str) -> BTreeSet<String> {
    let (mut tags, mut rest) = (BTreeSet::new(), page);
    while let Some((_, tag)) = rest.split_once('<') {
        let (tag, after) = tag.split_once('>').expect("a tag ends");
        rest = after;
        let name = tag.split([' ', '\n']).next().unwrap();
        tags.insert(name.to_owned());
        // Every second piece is a value.
        let outside: Vec<&str> = tag[name.len()..].split('"').step_by(2).collect();
        assert!(tag.matches('"').count() % 2 == 0, "<{tag}>");
        let names = outside.iter().flat_map(|piece| piece.split([' ', '\n', '=']).filter(|name| !name.is_empty()));
        tags.extend(names.map(|attribute| format!("{name} {attribute}")));
        if RAW.contains(&name) {
            let end = format!("</{name}");
            rest = &rest[rest.find(&end).expect("a script ends")..];
        }
    }
    tags
}

/// The tags of pages about the samples.
static KNOWN: Lazy<BTreeSet<String>> = Lazy::new(|| {
    let pages = samples().into_iter().map(|text| written(|out| Html::new().write(&attribute_quotes(&text), out)));
    pages.flat_map(|page| tags(&page)).collect()
});

pub fn check(text: &str) {
    let page = written(|out| Html::new().title(text).write(&attribute_quotes(text), out));
    let unknown: Vec<String> = tags(&page).difference(&KNOWN).cloned().collect();
    assert!(unknown.is_empty(), "{unknown:?} in the page about {text:?}");
    assert_eq!(page.matches("<script").count(), page.matches("</script").count());
}

#[test]
fn no_text_writes_a_tag() {
    let runs = |tag: &String| tag.contains(" on") || tag.starts_with("iframe");
    assert!(KNOWN.contains("main") && !KNOWN.iter().any(runs), "{KNOWN:?}");
    for text in
        ["“<b onclick=x>,” said Orne.", "“\" onclick=\"x,” said Orne.", "“</script><script>,” said <i>Hale</i>."]
    {
        check(text);
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_page_is_read(text in text()) {
        check(&text);
    }
}
