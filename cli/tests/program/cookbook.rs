//! The cookbook: its programs are the examples, and its command lines run.

use std::path::Path;

use crate::{bundled, Folder};

const COOKBOOK: &str = include_str!("../../../docs/cookbook.md");

/// The blocks of a language, each with all that stands before it.
fn blocks(language: &str) -> Vec<(&'static str, &'static str)> {
    let fence = format!("```{language}\n");
    let blocks = COOKBOOK.match_indices(&fence).map(|(at, _)| {
        let block = &COOKBOOK[at + fence.len()..];
        (&COOKBOOK[..at], block.split_once("```").unwrap().0)
    });
    blocks.collect()
}

#[test]
fn programs_are_the_examples() {
    let programs = blocks("rust");
    assert_eq!(programs.len(), 5, "newsroom, audiobook, edition, web service, Parquet");
    for (before, program) in programs {
        let link = before.rsplit_once("](../").unwrap().1.split(')').next().unwrap();
        let source = std::fs::read_to_string(Path::new("..").join(link)).unwrap();
        // All but the head.
        assert_eq!(program, source.split_once("\n\n").unwrap().1, "{link}");
    }
}

#[cfg(unix)]
#[test]
fn command_lines_run() {
    let folder = Folder::new(&[]);
    for (from, to) in [
        ("harbour", "article.txt"),
        ("inn", "story.txt"),
        ("harbour", "articles/harbour.txt"),
        ("lighthouse", "articles/lighthouse.txt"),
    ] {
        folder.write(to, std::fs::read(bundled(&format!("{from}.txt"))).unwrap());
    }
    let mut path = assert_cmd::cargo::cargo_bin!("inquit").parent().unwrap().as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap());
    let scripts = blocks("sh");
    assert!(scripts.len() > 5);
    for (_, script) in scripts {
        let mut shell = std::process::Command::new("sh");
        shell.args(["-euc", script]).current_dir(folder.as_str()).env("PATH", &path);
        let output = shell.output().unwrap();
        assert!(output.status.success(), "{script}\n{}", String::from_utf8_lossy(&output.stderr));
    }
    for file in
        ["story.ssml", "story.xml", "story.html", "tasks.json", "article.jsonld", "quotations.tsv", "answers.jsonl"]
    {
        assert!(std::fs::metadata(folder.path(file)).is_ok_and(|file| file.len() > 100), "{file}");
    }
}
