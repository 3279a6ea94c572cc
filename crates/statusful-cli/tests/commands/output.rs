//! Where words go, and in which colours.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::{Documents, FAULTY, code, command, stderr, stdout};

#[test]
fn colours_are_where_they_are_wanted() {
    let documents = Documents::of(&[("bad.yaml", FAULTY)]);
    let check = |more: &[&str], variable: Option<(&str, &str)>| {
        let mut command = command(&[&["check", "bad.yaml"], more].concat());
        command.current_dir(documents.path("")).envs(variable);
        stderr(&command.output().unwrap()).contains('\u{1b}')
    };
    assert!(!check(&[], None), "stderr is no terminal");
    assert!(check(&["--color", "always"], None));
    assert!(check(&["--color", "always"], Some(("NO_COLOR", "1"))), "who asks, gets");
    assert!(check(&[], Some(("CLICOLOR_FORCE", "1"))));
    assert!(!check(&["--color", "never"], Some(("CLICOLOR_FORCE", "1"))));
}

#[test]
fn changes_have_colours_too() {
    let documents = Documents::of(&[("old.yaml", crate::DOCUMENT), ("new.yaml", crate::OPEN)]);
    let plain = stdout(&documents.run(&["diff", "old.yaml", "new.yaml"]));
    let coloured = stdout(&documents.run(&["diff", "old.yaml", "new.yaml", "--color", "always"]));
    assert!(!plain.contains('\u{1b}') && coloured.contains("\u{1b}[1m\u{1b}[31mbreaking"), "{coloured:?}");
}

#[test]
fn an_error_is_a_sentence_on_stderr() {
    let documents = Documents::of(&[("mine.txt", "mine"), ("openapi.yaml", crate::DOCUMENT)]);
    let output = documents.run(&["generate", "openapi.yaml", "--out", ".", "--name", "keys", "--color", "always"]);
    assert_eq!((code(&output), stdout(&output).as_str()), (Some(2), ""));
    assert!(stderr(&output).starts_with("\u{1b}[1m\u{1b}[31merror\u{1b}[0m: . holds files"), "{:?}", stderr(&output));
}

/// The reader closes its end after one line of many. What the pipe does not hold is then nobody's.
#[cfg(unix)]
#[test]
fn whoever_stops_reading_is_no_fault() {
    let mut child = command(&["explain", "--message-format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(first.starts_with('{'));
    assert_eq!((code(&output), stderr(&output).as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_is_lost_is_a_fault() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = command(&["explain"]).stdout(full).output().unwrap();
    assert_eq!(code(&output), Some(2));
    assert!(stderr(&output).starts_with("error: the result cannot be written: "), "{}", stderr(&output));
}
