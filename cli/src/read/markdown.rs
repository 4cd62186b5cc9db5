//! The words of Markdown.

use inquit::Span;
use pulldown_cmark::{html::push_html, Event, Options, Parser, Tag, TagEnd};

use crate::read::html::{self, Syntax};

/// All words of a document in Markdown, without code blocks, front matter and markup.
pub fn text(markdown: &str) -> String {
    let mut in_code = false;
    let prose = Parser::new_ext(markdown, options()).filter(|event| {
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

/// What is not prose, where it stands: code blocks and front matter. The library reads the rest of the markup.
pub fn masks(markdown: &str) -> Vec<Span> {
    let blocks = Parser::new_ext(markdown, options()).into_offset_iter();
    let hidden = |event: &Event| matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_)));
    blocks.filter(|(event, _)| hidden(event)).map(|(_, range)| Span::new(range.start, range.end)).collect()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
}

#[cfg(test)]
mod tests {
    use super::{masks, text};

    #[test]
    fn what_is_not_prose_is_masked_where_it_stands() {
        let markdown = "---\ntitle: x\n---\n“No.”\n\n```\nx = \"y\"\n```\n";
        let hidden: Vec<&str> = masks(markdown).into_iter().map(|span| markdown[span].trim_end()).collect();
        assert_eq!(hidden, ["---\ntitle: x\n---", "```\nx = \"y\"\n```"]);
    }

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
