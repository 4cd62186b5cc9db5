//! Every option.

use predicates::prelude::*;
use predicates::str::{contains, starts_with};

use crate::{bundled, inquit, json, printed, Folder};

const SCENE: &str =
    "“No,” said Ida Orne. The so-called “quiet room” was full.\n\n“Why?” asked Mr. Hale.\n\n“It rains.”\n";

fn scene() -> (Folder, String) {
    let folder = Folder::new(&[]);
    let path = folder.write("scene.txt", SCENE);
    (folder, path)
}

#[test]
fn a_report_begins_with_the_table() {
    let found = inquit().write_stdin("\"No,\" said Orne.\n").assert().success().stderr("");
    let report = String::from_utf8(found.get_output().stdout.clone()).unwrap();
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines[0], "stdin  fiction, speech in double marks");
    assert!(lines[2].starts_with("speaker"), "{report}");
    assert!(lines[3].starts_with("Orne") && lines[3].contains("100 %  ███"), "{report}");
    assert_eq!(lines.last(), Some(&"Orne  \"No,\" said Orne."));
    assert!(report.contains("1 quotation: 1 with a speaker\n"));
}

#[test]
fn a_report_is_80_columns_wide_and_has_the_whole_text() {
    for text in ["harbour.txt", "inn.txt", "lighthouse.txt"] {
        let report = inquit().current_dir(bundled("")).arg(text).assert().success().get_output().stdout.clone();
        let report = String::from_utf8(report).unwrap();
        assert!(report.lines().all(|line| line.chars().count() <= 80), "{report}");
        let (_, body) = report.split_once('─').unwrap();
        let mut words = body.split_whitespace();
        // Names stand between the words, so the words are a part of the report, in order.
        for word in std::fs::read_to_string(bundled(text)).unwrap().split_whitespace() {
            assert!(words.any(|printed| printed == word), "{text}: {word} is lost");
        }
    }
}

#[test]
fn doubtful_speakers_are_marked() {
    let text = "Emma met Tom and Judith at the gate.\n\n“So.”\n\n“No.”\n\n“Oh.”\n";
    let found = inquit().write_stdin(text).assert().success();
    let report = String::from_utf8(found.get_output().stdout.clone()).unwrap();
    assert!(report.contains("3 doubtful (?)"), "{report}");
    assert!(report.lines().any(|line| line.contains(" ?  “")), "{report}");
}

#[test]
fn colours_come_by_wish_and_from_the_environment() {
    let (_folder, scene) = scene();
    let has_colours = |arguments: &[&str], variable: Option<(&str, &str)>| {
        let mut command = inquit();
        command.arg(&scene).args(arguments).envs(variable);
        command.assert().success().get_output().stdout.contains(&0x1b)
    };
    // A pipe has none by itself.
    assert!(!has_colours(&[], None));
    assert!(has_colours(&["--color", "always"], None));
    assert!(has_colours(&[], Some(("CLICOLOR_FORCE", "1"))));
    assert!(!has_colours(&[], Some(("NO_COLOR", "1"))));
    assert!(!has_colours(&["--color", "never"], Some(("CLICOLOR_FORCE", "1"))));
}

#[test]
fn what_is_no_speech_has_no_colour() {
    let (_folder, scene) = scene();
    let report = printed(&["--color", "always", &scene]);
    assert!(
        report.contains("\u{1b}[36m“No,”\u{1b}[0m said Ida Orne. The so-called “quiet room” was full."),
        "{report}"
    );
}

#[test]
fn a_text_sends_no_commands_to_the_terminal() {
    let found = inquit().args(["--format", "report"]).write_stdin("“No,\u{1b}[2J\u{202e}” said\u{9b} Orne.").assert();
    found.success().stdout(contains("\u{1b}").not().and(contains("\u{202e}").not()).and(contains("“No,␛[2J")));
}

#[test]
fn standard_input_is_answered_like_a_file() {
    let (_folder, scene) = scene();
    let file = printed(&["--format", "jsonl", &scene]);
    for arguments in [&["--format", "jsonl"][..], &["--format", "jsonl", "-"]] {
        inquit().args(arguments).write_stdin(SCENE).assert().success().stdout(file.clone());
    }
}

#[test]
fn several_texts_are_told_apart() {
    let folder =
        Folder::new(&[("b/two.txt", "“Why?” asked Orne."), ("a.md", "“No,” said *Orne*."), (".hidden.txt", "“X.”")]);
    folder.write("picture.png", b"\x89PNG\r\n\x1a\n\0\0");
    let lines: Vec<_> = printed(&["--format", "json", folder.as_str()]).lines().map(json).collect();
    let names: Vec<_> = lines.iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert!(names.len() == 2 && names[0].ends_with("a.md") && names[1].ends_with("two.txt"), "{names:?}");
    let pattern = folder.path("*.md");
    let quotes = printed(&["--format", "jsonl", pattern.to_str().unwrap(), folder.path("b").to_str().unwrap()]);
    assert!(quotes.lines().map(json).map(|line| line["id"].as_str().unwrap().to_owned()).eq(names));
    let rows = printed(&["--format", "csv", folder.as_str()]);
    let rows: Vec<&str> = rows.lines().collect();
    assert!(rows.len() == 3 && rows[0].starts_with("document,start,") && rows[2].contains("two.txt,0,"), "{rows:?}");
    let report = printed(&["--format", "table", folder.as_str()]);
    let (_, all) = report.split_once("2 texts  speakers of one name are one\n").unwrap();
    assert!(all.contains("Orne                         2       2   100 %"), "{all}");
    inquit().arg(folder.path("*.epub")).assert().code(1).stderr(contains("*.epub: no file has such a name"));
}

#[test]
fn a_folder_of_answers() {
    let folder =
        Folder::new(&[("one.txt", "“No,” said Orne."), ("b/One.txt", "“Why?” asked Orne."), ("c.md", "“So.”")]);
    let out = folder.path("out/deep");
    let arguments = ["--format", "json", "--out", out.to_str().unwrap(), folder.as_str()];
    inquit().args(arguments).assert().success().stdout("").stderr(contains("1 text was converted"));
    assert_eq!(crate::names(&out), ["One.json", "c.json", "c.txt", "one-2.json"]);
    let answer = |name: &str| json(&std::fs::read_to_string(out.join(name)).unwrap());
    assert_eq!(answer("One.json")["quotes"][0]["text"], "Why?");
    assert!(answer("one-2.json")["id"].is_null());
    // The same again has the same names, and no input is overwritten.
    inquit().args(arguments).assert().success();
    assert_eq!(crate::names(&out).len(), 4);
    inquit().args(["--format", "text", "--out", folder.as_str()]).arg(folder.path("one.txt")).assert().success();
    assert_eq!(folder.names(), ["b", "c.md", "one-2.txt", "one.txt", "out"]);
    // A folder that cannot be made.
    inquit()
        .args(["--out"])
        .arg(folder.path("c.md"))
        .arg(folder.path("one.txt"))
        .assert()
        .code(1)
        .stderr(contains("c.md"));
}

#[test]
fn a_cast_is_read_from_toml_and_json() {
    let folder = Folder::new(&[
        ("cast.toml", "narrator = \"Ida\"\n[[characters]]\nname = \"Ida\"\n[[characters]]\nname = \"Hollis\"\naliases = [\"the captain\"]\n"),
        ("cast.json", r#"{"narrator":"Ida","characters":[{"name":"Ida"},{"name":"Hollis","aliases":["the captain"]}]}"#),
        ("typo.toml", "[[characters]]\nname = \"Ida\"\nsex = \"F\"\n"),
        ("text.txt", "“A light,” I said.\n\n“Where?” asked the captain."),
    ]);
    for cast in ["cast.toml", "cast.json"] {
        let answer = printed(&[
            "--format",
            "json",
            "--cast",
            folder.path(cast).to_str().unwrap(),
            "--",
            folder.path("text.txt").to_str().unwrap(),
        ]);
        let answer = json(&answer);
        assert_eq!(
            (&answer["quotes"][0]["speaker"]["name"], &answer["quotes"][1]["speaker"]["name"]),
            (&"Ida".into(), &"Hollis".into())
        );
    }
    let of = |cast: &str| inquit().arg("--cast").arg(folder.path(cast)).arg(folder.path("text.txt")).assert().code(1);
    of("typo.toml").stderr(contains("typo.toml: not a cast").and(contains("sex")));
    of("missing.toml").stderr(contains("missing.toml"));
    inquit().arg("--cast").write_stdin("“No.”").assert().code(1).stderr(contains("--cast needs a file"));
}

#[test]
fn quotations_are_selected() {
    let (_folder, scene) = scene();
    let contents = |arguments: &[&str]| -> Vec<String> {
        let lines = printed(&[&["--format", "jsonl", &scene], arguments].concat());
        lines.lines().map(|line| json(line)["text"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(contents(&["--speech-only"]), ["No,", "Why?", "It rains."]);
    assert_eq!(contents(&["--speaker", "hale"]), ["Why?"]);
    assert_eq!(
        contents(&["--speaker", "mr. hale", "--speaker", "ida orne", "--speech-only", "--below", "0.95"]),
        ["It rains."]
    );
    inquit().args(["--speaker", "Nobody", &scene]).assert().code(1).stderr("inquit: no speaker is called Nobody\n");
    for wrong in ["1.5", "-0.1", "NaN", "high"] {
        inquit().args([&format!("--below={wrong}"), &scene]).assert().code(2).stderr(contains("--below"));
    }
    // The report then has the paragraphs of these quotations, and the table of the whole text.
    let report = printed(&["--speaker", "Hale", &scene]);
    assert!(report.contains("Mr. Hale  “Why?” asked") && report.contains("Ida Orne"), "{report}");
    assert!(!report.contains("so-called"), "{report}");
}

#[test]
fn settings_reach_the_library() {
    let folder = Folder::new(&[]);
    let single =
        folder.write("single.txt", "\"No,\" said Orne.\n\n\"Yes,\" said Hale, and read ‘The Silent Sea’ aloud.");
    let count = |arguments: &[&str]| printed(&[&["--format", "jsonl", &single], arguments].concat()).lines().count();
    assert_eq!((count(&[]), count(&["--marks", "single"])), (2, 3));
    let (_scene_folder, scene) = scene();
    let unattributed = |arguments: &[&str]| {
        let lines = printed(&[&["--format", "jsonl", "--speech-only", &scene], arguments].concat());
        lines.lines().filter(|line| json(line)["speaker"].is_null()).count()
    };
    assert_eq!((unattributed(&[]), unattributed(&["--threshold", "0.95"])), (0, 1));
    for genre in ["fiction", "news"] {
        assert!(printed(&["--genre", genre, &scene]).starts_with(&format!("{scene}  {genre},")));
    }
}

#[test]
fn threads_change_nothing() {
    let folder = Folder::new(&[]);
    for number in 0..40 {
        folder.write(&format!("{number:02}.txt"), format!("“No {number},” said Orne.").repeat(number % 7 + 1));
    }
    let with = |jobs: &str| printed(&["--format", "jsonl", "--jobs", jobs, folder.as_str()]);
    assert_eq!(with("1"), with("4"));
    assert!(with("3").lines().map(|line| json(line)["id"].as_str().unwrap().to_owned()).is_sorted());
    inquit().args(["--jobs", "0"]).assert().code(2);
}

#[test]
fn what_needs_no_text() {
    inquit()
        .arg("--version")
        .assert()
        .success()
        .stdout(starts_with("inquit ").and(contains(env!("CARGO_PKG_VERSION"))));
    inquit().arg("--help").assert().success().stdout(contains("--speaker").and(contains("Examples:")));
    for (shell, has) in [
        ("bash", "complete -F _inquit"),
        ("zsh", "#compdef inquit"),
        ("fish", "complete -c inquit"),
        ("powershell", "inquit"),
    ] {
        inquit().args(["completions", shell]).assert().success().stdout(contains(has).and(contains("below")));
    }
    inquit().arg("man").assert().success().stdout(contains(".TH inquit 1").and(contains("\\-\\-below")));
    inquit().arg("--no-such-option").assert().code(2).stderr(contains("--no-such-option"));
}
