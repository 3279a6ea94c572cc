//! Output on a terminal, which `script` of util-linux provides. The tests are skipped where there is none.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};

use crate::{DOCUMENT, Documents};

/// Starts a command on a terminal in a folder, if there is `script`.
fn on_terminal(documents: &Documents, arguments: &str) -> Option<Child> {
    let is_there = Command::new("script").arg("--version").output().is_ok_and(|output| output.status.success());
    if !is_there || !cfg!(target_os = "linux") {
        eprintln!("skipped: there is no `script` of util-linux");
        return None;
    }
    let program = env!("CARGO_BIN_EXE_statusful");
    let mut command = Command::new("script");
    command.args(["--quiet", "--return", "--command", &format!("'{program}' {arguments}"), "/dev/null"]);
    command.env_remove("CI").env_remove("NO_COLOR").env("TERM", "xterm").current_dir(documents.path(""));
    Some(command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap())
}

/// Returns documents of which the second is a named pipe, which nobody has written into yet.
fn slow() -> Option<Documents> {
    let documents = Documents::of(&[("first.yaml", DOCUMENT)]);
    let made = Command::new("mkfifo").arg(documents.path("slow.yaml")).status();
    made.is_ok_and(|status| status.success()).then_some(documents)
}

/// Returns all output of a run, during which the second document arrives once `expected` is shown.
fn shown(mut child: Child, documents: &Documents, expected: &str) -> String {
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut text = Vec::new();
    while !String::from_utf8_lossy(&text).contains(expected) {
        let available = output.fill_buf().unwrap();
        assert!(!available.is_empty(), "{}", String::from_utf8_lossy(&text));
        let count = available.len();
        text.extend_from_slice(available);
        output.consume(count);
    }
    let mut pipe = OpenOptions::new().write(true).open(documents.path("slow.yaml")).unwrap();
    pipe.write_all(DOCUMENT.as_bytes()).unwrap();
    drop(pipe);
    output.read_to_end(&mut text).unwrap();
    assert!(child.wait().unwrap().success());
    String::from_utf8(text).unwrap()
}

#[test]
fn slow_work_shows_progress_and_clears_it() {
    let Some(documents) = slow() else { return };
    let Some(child) = on_terminal(&documents, "lint first.yaml slow.yaml") else { return };
    let text = shown(child, &documents, "1/2 slow.yaml");
    let (_, after) = text.rsplit_once("/2 slow.yaml").unwrap();
    // The line of the bar is cleared.
    assert!(after.contains("\r\u{1b}[2K"), "{text:?}");
    assert!(text.ends_with("2 documents: all passed\r\n"), "{text:?}");
}

#[test]
fn quick_work_shows_none() {
    let documents = Documents::of(&[("first.yaml", DOCUMENT), ("second.yaml", DOCUMENT)]);
    let Some(child) = on_terminal(&documents, "check first.yaml second.yaml") else { return };
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let line = "1 operation, 1 response, 0 types\r\n";
    assert_eq!(text, format!("first.yaml: {line}second.yaml: {line}2 documents: all passed\r\n"));
}
