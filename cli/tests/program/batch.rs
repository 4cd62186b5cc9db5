//! Collections of documents.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use predicates::prelude::*;
use predicates::str::contains;

use crate::{inquit, json, Folder};

fn answers(documents: &str, arguments: &[&str]) -> Vec<serde_json::Value> {
    let found = inquit().args(["--jsonl", "-"]).args(arguments).write_stdin(documents).assert().success();
    String::from_utf8_lossy(&found.get_output().stdout).lines().map(json).collect()
}

#[test]
fn documents_are_answered_in_order() {
    let folder = Folder::new(&[]);
    let documents: String = (0..600)
        .map(|id| format!("{}\n", serde_json::json!({ "id": id, "text": "“No,” said Orne. ".repeat(id % 40) })))
        .collect();
    let path = folder.write("documents.jsonl", documents);
    for jobs in ["1", "4"] {
        let found = inquit().args(["--jsonl", &path, "--jobs", jobs]).assert().success().stderr("");
        let text = String::from_utf8_lossy(&found.get_output().stdout).into_owned();
        assert!(text.lines().map(|line| json(line)["id"].as_u64().unwrap()).eq(0..600));
        let last = json(text.lines().nth(39).unwrap());
        assert_eq!(last["quotes"].as_array().unwrap().len(), 39);
    }
}

#[test]
fn a_malformed_line_is_named_and_the_others_go_on() {
    let folder = Folder::new(&[]);
    let documents = "{\"id\":1,\"text\":\"\\\"No,\\\" said Orne.\"}\n\n \nno document\n{\"text\":\"x\"}\r\n{\"id\":2,\"text\":\"\"}";
    let path = folder.write("documents.jsonl", documents);
    let found = inquit().args(["--jsonl", &path]).assert().code(1);
    let found = found.stderr(contains("documents.jsonl:4: ").and(contains("documents.jsonl:5: missing field `id`")));
    let found = found.stderr(contains("2 of 4 documents could not be read"));
    assert_eq!(String::from_utf8_lossy(&found.get_output().stdout).lines().count(), 2);
}

#[test]
fn the_form_of_answers() {
    let answer = &answers("{\"id\":\"a\",\"other\":{},\"text\":\"“No,” said Orne.\"}\n", &[])[0];
    let keys: Vec<&str> = answer.as_object().unwrap().keys().map(String::as_str).collect();
    assert!(["id", "marks", "quotes", "speakers"].iter().all(|key| keys.contains(key)), "{keys:?}");
    assert_eq!(answer["quotes"][0]["speaker"]["name"], "Orne");
}

#[test]
fn ids_are_printed_as_they_were_read() {
    for id in ["12345678901234567890123", "-0", "1e400", "\"\\u00e9\"", "null", "[1, 2]", "{\"a\":1}"] {
        let document = format!("{{\"id\":{id},\"text\":\"a\"}}\n");
        let found = inquit().args(["--jsonl", "-"]).write_stdin(document).assert().success();
        found.stdout(predicates::str::starts_with(format!("{{\"id\":{id},")));
    }
}

#[test]
fn a_byte_order_mark_is_no_error() {
    assert_eq!(answers("\u{feff}{\"id\":1,\"text\":\"a\"}\r\n", &[]).len(), 1);
}

#[test]
fn each_document_may_bring_its_people() {
    let text = "“A light,” I said.\\n\\n“Where?” asked the captain.";
    let people = "\"characters\":[{\"name\":\"Ida\"},{\"name\":\"Hollis\",\"aliases\":[\"the captain\"],\"gender\":\"M\"}],\"narrator\":\"Ida\"";
    let document = format!("{{\"id\":1,\"text\":\"{text}\",{people}}}\n");
    let names = |answer: &serde_json::Value| -> Vec<String> {
        let quotes = answer["quotes"].as_array().unwrap().iter();
        quotes.map(|quote| quote["speaker"]["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&answers(&document, &["--cast"])[0]), ["Ida", "Hollis"]);
    assert_eq!(names(&answers(&document, &[])[0]), ["narrator", "the captain"]);

    // Without people, or with a narrator alone; and people that nobody asked for are not read.
    let with = |people: &str| format!("{{\"id\":1,\"text\":\"{text}\",{people}}}\n");
    assert_eq!(names(&answers(&with("\"characters\":null,\"narrator\":null"), &["--cast"])[0]).len(), 2);
    assert_eq!(names(&answers(&with("\"characters\":null,\"narrator\":\"Ida\""), &["--cast"])[0])[0], "Ida");
    assert_eq!(names(&answers(&with("\"characters\":7"), &[])[0]).len(), 2);
    inquit().args(["--cast", "--jsonl", "-"]).write_stdin(with("\"characters\":7")).assert().code(1);

    let folder = Folder::new(&[("cast.json", "[{\"name\":\"Hollis\",\"aliases\":[\"the captain\"]}]")]);
    let cast = folder.path("cast.json").into_os_string().into_string().unwrap();
    assert_eq!(names(&answers(&document, &["--cast", &cast])[0])[1], "Hollis");
}

#[test]
fn quotations_are_selected() {
    let document = "{\"id\":1,\"text\":\"“No,” said Orne. He hummed “Lili Marlene”. “Why?” asked Hale.\"}\n";
    let count = |arguments: &[&str]| answers(document, arguments)[0]["quotes"].as_array().unwrap().len();
    assert_eq!(
        (count(&[]), count(&["--speech-only"]), count(&["--speaker", "Hale"]), count(&["--below", "0.1"])),
        (3, 2, 1, 0)
    );
    inquit().args(["--jsonl", "-", "--speaker", "Ida"]).write_stdin(document).assert().code(1);
    for conflict in [&["--format", "json"][..], &["a.txt"], &["--out", "x"], &["--from", "text"]] {
        inquit().args(["--jsonl", "-"]).args(conflict).assert().code(2);
    }
}

#[test]
fn a_stream_is_answered_as_it_arrives() {
    let program = assert_cmd::cargo::cargo_bin!("inquit");
    let mut child =
        Command::new(program).args(["--jsonl", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for id in 0..5 {
        // The next document is sent after the answer, so a program that waits for more would hang here.
        writeln!(input, "{{\"id\":{id},\"text\":\"“No,” said Orne.\"}}").unwrap();
        assert_eq!(json(&lines.next().unwrap().unwrap())["id"], id);
    }
    // The last line needs no end.
    write!(input, "{{\"id\":5,\"text\":\"\"}}").unwrap();
    drop(input);
    assert_eq!(json(&lines.next().unwrap().unwrap())["id"], 5);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_line_of_64_mb() {
    let mut document = "{\"id\":1,\"text\":\"“No,” said Orne.\",\"padding\":\"".to_owned();
    document.push_str(&"x".repeat(64 << 20));
    document.push_str("\"}\n{\"id\":2,\"text\":\"\"}\n");
    assert_eq!(answers(&document, &[]).len(), 2);
}

/// The seeds of the fuzzer of lines.
#[test]
fn each_line_of_a_seed_has_an_answer_or_an_error() {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/seeds/line");
    let mut count = 0;
    for seed in std::fs::read_dir(seeds).unwrap() {
        let lines = std::fs::read(seed.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&lines).into_owned();
        for cast in [&[][..], &["--cast"]] {
            let output = inquit().args(["--jsonl", "-"]).args(cast).write_stdin(lines.clone()).output().unwrap();
            let printed = String::from_utf8(output.stdout).unwrap();
            // What is nested deeper than a reader of JSON likes is an id, which is printed as it was read.
            assert!(printed.lines().all(|line| line.starts_with("{\"id\":") && line.ends_with('}')), "{printed}");
            let answers = printed.lines().count();
            let errors = String::from_utf8(output.stderr)
                .unwrap()
                .lines()
                .filter(|line| line.starts_with("inquit: stdin:"))
                .count();
            let all =
                text.split('\n').filter(|line| !line.trim_start_matches('\u{feff}').trim_ascii().is_empty()).count();
            assert_eq!(answers + errors, all, "{text:?}");
            count += 1;
        }
    }
    assert!(count > 4);
}
