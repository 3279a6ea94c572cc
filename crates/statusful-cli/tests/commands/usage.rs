//! Help, and errors for invalid arguments.

use crate::{Documents, code, statusful, stderr, stdout};

const COMMANDS: [&str; 13] = [
    "generate",
    "init",
    "check",
    "lint",
    "overlay",
    "extensions",
    "samples",
    "diff",
    "mock",
    "docs",
    "explain",
    "completions",
    "man",
];

#[test]
fn help_looks_as_it_should() {
    insta::assert_snapshot!("help", stdout(&statusful(&["--help"])));
    for command in COMMANDS {
        let help = statusful(&[command, "--help"]);
        assert_eq!((code(&help), stderr(&help).as_str()), (Some(0), ""));
        assert!(stdout(&help).contains("Examples:\n  statusful "), "{command} has no example");
        insta::assert_snapshot!(format!("help-{command}"), stdout(&help));
    }
}

#[test]
fn help_names_every_command() {
    let help = stdout(&statusful(&["--help"]));
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let listed: Vec<_> = listed.filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(listed, COMMANDS);
}

#[test]
fn wrong_usage_is_explained() {
    let wrong: [&[&str]; 7] = [
        &[],
        &["check"],
        &["generate", "x.yaml", "--out", "x", "--name", "not a name"],
        &["diff", "x.yaml"],
        &["overlay", "x.yaml"],
        &["lint", "x.yaml", "--allow", "no-such-code"],
        &["completions", "tcl"],
    ];
    for arguments in wrong {
        let output = statusful(arguments);
        assert_eq!((code(&output), stdout(&output).as_str()), (Some(2), ""), "{arguments:?}");
        assert!(stderr(&output).contains("--help") || stderr(&output).contains("Usage:"), "{arguments:?}");
    }
}

#[test]
fn shells_complete_what_there_is() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = stdout(&statusful(&["completions", shell]));
        for word in COMMANDS.into_iter().chain(["allow-breaking", "dangling-reference"]) {
            assert!(
                script.contains(word) || shell == "powershell" || shell == "elvish",
                "{shell} does not know {word}"
            );
        }
        assert!(script.len() > 1000 && script.contains("statusful"), "{shell}");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let page = stdout(&statusful(&["man"]));
    assert!(page.contains(".TH statusful 1") && page.contains("statusful\\-diff(1)"), "{page}");
    let documents = Documents::of(&[]);
    let output = documents.run(&["man", "--out", "pages/man1"]);
    assert_eq!((code(&output), stdout(&output).as_str(), stderr(&output).as_str()), (Some(0), "", ""));
    for command in COMMANDS {
        let page = std::fs::read_to_string(documents.path(&format!("pages/man1/statusful-{command}.1"))).unwrap();
        assert!(page.contains("Examples:") && page.contains(&format!("statusful {command}")), "{page}");
    }
    std::fs::write(documents.path("file"), "").unwrap();
    let output = documents.run(&["man", "--out", "file"]);
    assert_eq!(code(&output), Some(2));
    assert!(stderr(&output).starts_with("error: file: "), "{}", stderr(&output));
}
