//! Every format, as far as the program has a part in it. The library tests the formats themselves.

use predicates::str::contains;

use crate::{inquit, json, printed, Folder};

const SCENE: &str =
    "🦀 “No,” said Ida Orne. The so-called “quiet room” was full.\n\n“Why?” asked Mr. Hale.\n\n“It rains.”\n";

fn scene() -> (Folder, String) {
    let folder = Folder::new(&[]);
    let path = folder.write("scene.txt", SCENE);
    (folder, path)
}

#[test]
fn formats_of_its_own() {
    let (_folder, scene) = scene();
    let of = |format: &str| printed(&["--format", format, &scene]);
    let document = json(&of("json"));
    assert_eq!(document["quotes"].as_array().unwrap().len(), 4);
    assert_eq!(document["quotes"][0]["speaker"]["name"], "Ida Orne");
    assert!(document["id"].is_null());
    let lines: Vec<_> = of("jsonl").lines().map(json).collect();
    assert_eq!(lines.as_slice(), document["quotes"].as_array().unwrap().as_slice());
    assert_eq!(of("text"), SCENE);
    assert!(of("csv").contains("\n5,14,\"No,\",direct,0,Ida Orne,"), "{}", of("csv"));
    assert!(of("tsv").contains("\n5\t14\tNo,\tdirect\t0\tIda Orne\t"), "{}", of("tsv"));
    assert!(of("table").contains("Ida Orne") && !of("table").contains("so-called"));
    let list = of("list");
    assert!(
        list.contains("    1  “No,”\n       Ida Orne  explicit 0.9") && list.contains(": said … Ida Orne"),
        "{list}"
    );
    inquit().args(["--format", "docx", &scene]).assert().code(2).stderr(contains("invalid value 'docx'"));
}

/// The names of all elements, in order.
fn elements(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut names = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(element) => names.push(element.name().as_ref().to_owned()),
            quick_xml::events::Event::Eof => return names,
            _ => {}
        }
    }
}

#[test]
fn formats_of_other_tools() {
    let (_folder, scene) = scene();
    let of = |format: &str| printed(&["--format", format, &scene]);
    let page = of("html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<title>scene</title>"), "{page}");
    let tei = of("tei");
    assert_eq!(elements(&tei).iter().filter(|name| *name == "said").count(), 3, "{tei}");
    assert!(tei.contains("<title>scene</title>"), "{tei}");
    assert!(elements(&of("ssml")).contains(&"voice".to_owned()));
    assert!(of("script").contains("IDA ORNE\nNo,"), "{}", of("script"));
    assert!(of("brat").starts_with("T1\tQuotation 2 7\t“No,”\n"), "{}", of("brat"));
    assert_eq!(json(&of("webanno"))["first"]["items"][0]["target"]["selector"][1]["start"], 2);
    let tasks = json(&of("labelstudio"));
    assert_eq!(
        (&tasks[0]["predictions"][0]["result"][0]["value"]["start"], &tasks[0]["data"]["document"]),
        (&3.into(), &scene.as_str().into())
    );
    assert_eq!(json(&of("doccano"))["text"], SCENE);
}

#[test]
fn a_file_holds_one_text_where_the_format_has_no_form_for_more() {
    let folder = Folder::new(&[("a.txt", "“No,” said Orne."), ("b.txt", "“Why?” asked Hale.")]);
    for format in ["html", "tei", "ssml", "script", "brat", "webanno"] {
        let found = inquit().args(["--format", format, folder.as_str()]).assert().code(1).stdout("");
        found.stderr(contains(format!("--format {format} holds one text a file: several texts need --out DIR")));
        let out = folder.path(format);
        inquit()
            .args(["--format", format, "--out", out.to_str().unwrap()])
            .arg(folder.path("*.txt"))
            .assert()
            .success();
        assert_eq!(crate::names(&out).len(), if format == "brat" { 4 } else { 2 });
    }
    assert_eq!(std::fs::read_to_string(folder.path("brat/a.txt")).unwrap(), "“No,” said Orne.");
    for format in ["labelstudio", "doccano"] {
        let lines = printed(&["--format", format, folder.path("*.txt").to_str().unwrap()]);
        assert_eq!(lines.lines().map(json).count(), 2);
    }
}

#[test]
fn offsets_count_what_the_reader_counts() {
    let (_folder, scene) = scene();
    for (unit, start) in [("bytes", 5), ("characters", 2), ("utf-16", 3)] {
        let of = |format: &str| printed(&["--offsets", unit, "--format", format, &scene]);
        assert_eq!(json(&of("json"))["offsets"], unit);
        assert_eq!(json(&of("json"))["quotes"][0]["start"], start);
        assert_eq!(json(of("jsonl").lines().next().unwrap())["start"], start);
        assert!(of("csv").contains(&format!("\n{start},")));
        assert_eq!(json(&of("webanno"))["first"]["items"][0]["target"]["selector"][1]["start"], start);
        assert_eq!(json(&of("labelstudio"))[0]["predictions"][0]["result"][0]["value"]["start"], start);
        let document = serde_json::json!({ "id": 1, "text": SCENE }).to_string();
        let found = inquit().args(["--offsets", unit, "--jsonl", "-"]).write_stdin(document).assert().success();
        assert_eq!(json(&String::from_utf8_lossy(&found.get_output().stdout))["quotes"][0]["start"], start);
    }
    for format in ["report", "html", "brat", "text"] {
        inquit()
            .args(["--offsets", "bytes", "--format", format, &scene])
            .assert()
            .code(1)
            .stderr(contains("--offsets has no meaning"));
    }
}

#[test]
fn voices_are_given_by_name_and_gender() {
    let (_folder, scene) = scene();
    let voices = ["--voice", "narrator=Ann", "--voice", "male=Ben, Tom", "--voice", "Ida Orne=Eva"];
    let ssml = printed(&[&["--format", "ssml", &scene], &voices[..]].concat());
    for voice in ["\"Ann\"", "\"Ben\"", "\"Eva\""] {
        assert!(ssml.contains(&format!("<voice name={voice}>")), "{ssml}");
    }
    inquit().args(["--voice", "male=Ben", &scene]).assert().code(1).stderr(contains("--voice has no meaning"));
    inquit().args(["--voice", "male", &scene]).assert().code(2).stderr(contains("WHO=VOICE"));
}
