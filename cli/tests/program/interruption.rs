//! Closed pipes, full disks, signals: no answer is cut.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use predicates::str::contains;

use crate::{bundled, inquit, json, Folder};

fn spawn(arguments: &[&str]) -> Child {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("inquit"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let text = bundled("harbour.txt");
    let texts = vec![text.as_str(); 200];
    let mut child = spawn(&[&["--format", "json"], &texts[..]].concat());
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with('{'));
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn a_closed_pipe_ends_a_stream_that_goes_on() {
    let mut child = spawn(&["--jsonl", "-"]);
    let mut input = child.stdin.take().unwrap();
    drop(child.stdout.take());
    writeln!(input, "{{\"id\":1,\"text\":\"“No.”\"}}").unwrap();
    // Standard input stays open.
    assert!(child.wait().unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = || std::fs::File::create("/dev/full").unwrap();
    let mut report = Command::new(assert_cmd::cargo::cargo_bin!("inquit"));
    let output = report.arg(bundled("inn.txt")).stdout(full()).stderr(Stdio::piped()).output().unwrap();
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(message.starts_with("inquit: standard output: No space left"), "{message}");
    for arguments in [&["--help"][..], &["--version"], &["man"], &["completions", "bash"]] {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("inquit"));
        let status = command.args(arguments).stdout(full()).stderr(Stdio::null()).status().unwrap();
        assert!(!status.success(), "{arguments:?}");
    }
}

/// A limit for the size of files stands for a disk that fills up.
#[cfg(target_os = "linux")]
fn with_files_of(blocks: usize, arguments: &[&str], out: &Path) -> Output {
    // "end" shows where the next program writes: behind what was kept.
    let script = "trap '' XFSZ; blocks=$1; out=$2; shift 2
        { (ulimit -f $blocks; \"$0\" \"$@\"); code=$?; echo end; } > \"$out\"; exit $code";
    let program = assert_cmd::cargo::cargo_bin!("inquit");
    Command::new("sh")
        .args(["-c", script])
        .arg(program)
        .arg(blocks.to_string())
        .arg(out)
        .args(arguments)
        .output()
        .unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_cuts_no_line() {
    let folder = Folder::new(&[]);
    let text = std::fs::read_to_string(bundled("inn.txt")).unwrap();
    let documents = format!("{}\n", serde_json::json!({ "id": 1, "text": text })).repeat(100);
    let documents = folder.write("documents.jsonl", documents);
    let out = folder.path("answers.jsonl");
    let output = with_files_of(1600, &["--jsonl", &documents], &out);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let printed = std::fs::read_to_string(out).unwrap();
    let printed = printed.strip_suffix("}\nend\n").expect("a line is cut");
    let count = format!("{printed}}}").lines().map(json).count();
    assert!(contains_message(&output.stderr, &format!("standard output, after {count} documents: ")), "{output:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_has_no_part_of_a_page() {
    let folder = Folder::new(&[]);
    let text = std::fs::read_to_string(bundled("inn.txt")).unwrap().repeat(80);
    let text = folder.write("long.txt", text);
    for format in ["html", "text", "tei", "list"] {
        let out = folder.path("page");
        let output = with_files_of(400, &["--format", format, &text], &out);
        assert_eq!(output.status.code(), Some(1), "{format}: {output:?}");
        assert_eq!(std::fs::read_to_string(out).unwrap(), "end\n", "{format}");
    }
}

#[cfg(unix)]
#[test]
fn signals_cut_no_line_and_tell_how_far_it_came() {
    use rustix::process::{kill_process, Pid, Signal};

    // Answers longer than the buffer of a pipe, so that writing one is interrupted again and again.
    let text = std::fs::read_to_string(bundled("inn.txt")).unwrap().repeat(4);
    let document = format!("{}\n", serde_json::json!({ "id": 1, "text": text }));
    for (signal, milliseconds) in [(Signal::INT, 0), (Signal::TERM, 20), (Signal::INT, 70), (Signal::HUP, 150)] {
        let mut child = spawn(&["--jsonl", "-"]);
        let mut input = child.stdin.take().unwrap();
        let document = document.clone();
        thread::spawn(move || while input.write_all(document.as_bytes()).is_ok() {});
        let mut out = child.stdout.take().unwrap();
        let mut first = vec![0; 1000];
        out.read_exact(&mut first).unwrap();
        let rest = thread::spawn(move || {
            let mut rest = Vec::new();
            out.read_to_end(&mut rest).unwrap();
            rest
        });
        thread::sleep(Duration::from_millis(milliseconds));
        kill_process(Pid::from_child(&child), signal).unwrap();
        let output = child.wait_with_output().unwrap();
        first.extend(rest.join().unwrap());
        let printed = String::from_utf8(first).unwrap();
        assert!(printed.ends_with("}\n"), "a line is cut");
        let count = printed.lines().map(json).count();
        assert_eq!(output.status.code(), Some(130));
        assert_eq!(String::from_utf8_lossy(&output.stderr), format!("inquit: interrupted after {count} documents\n"));
    }
}

#[cfg(unix)]
#[test]
fn signals_leave_whole_files_alone() {
    use rustix::process::{kill_process, Pid, Signal};

    let folder = Folder::new(&[]);
    let text = std::fs::read_to_string(bundled("inn.txt")).unwrap().repeat(2);
    for number in 0..200 {
        folder.write(&format!("texts/{number:03}.txt"), &text);
    }
    let out = folder.path("out");
    let texts = folder.path("texts");
    let child = spawn(&["--format", "jsonl", "--out", out.to_str().unwrap(), texts.to_str().unwrap()]);
    while !out.exists() || crate::names(&out).len() < 3 {
        thread::sleep(Duration::from_millis(5));
    }
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let output = child.wait_with_output().unwrap();
    let names = crate::names(&out);
    assert_eq!(output.status.code(), Some(130));
    assert!(contains_message(&output.stderr, &format!("interrupted after {} of 200 texts", names.len())), "{output:?}");
    let count = inquit::attribute_quotes(&text).len();
    for name in names {
        assert!(name.ends_with(".jsonl"), "{name} is left");
        assert_eq!(std::fs::read_to_string(out.join(name)).unwrap().lines().map(json).count(), count);
    }
}

#[cfg(unix)]
fn contains_message(stderr: &[u8], message: &str) -> bool {
    String::from_utf8_lossy(stderr).contains(message)
}

#[test]
fn a_missing_collection_is_an_error() {
    inquit().args(["--jsonl", "missing.jsonl"]).assert().code(1).stderr(contains("missing.jsonl"));
}
