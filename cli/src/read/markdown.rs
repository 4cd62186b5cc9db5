//! The words of Markdown.

use pulldown_cmark::{html::push_html, Event, Options, Parser, Tag, TagEnd};

use crate::read::html::{self, Syntax};

/// All words of a document in Markdown, without code blocks, front matter and markup.
pub fn text(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut in_code = false;
    let prose = Parser::new_ext(markdown, options).filter(|event| {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                return false;
            }
            _ => {}
        }
        !in_code
    });
    let mut page = String::new();
    push_html(&mut page, prose);
    html::text(&page, Syntax::Html)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn markup_goes_and_words_stay() {
        let markdown = "---\ntitle: \"No\"\n---\n# The *Inn*\n\n\"No,\" said\n**Orne**. \"Never\\!\"\n\n> \"Why?\" she\n> asked.\n\n\
                        ```\nprint(\"x\")\n```\n- \"One,\" he said &amp; left\n- `code \"y\"`\n\n<div>“Go.”</div>\n";
        assert_eq!(
            text(markdown),
            "The Inn\n\n\"No,\" said Orne. \"Never!\"\n\n\"Why?\" she asked.\n\n\"One,\" he said & left\n\n`code \"y\"`\n\n“Go.”\n"
        );
    }

    #[test]
    fn deep_nesting_is_read() {
        let markdown = format!("{}\"No,\" said Orne.", "> ".repeat(5_000));
        assert!(text(&markdown).contains("said Orne."));
    }
}
