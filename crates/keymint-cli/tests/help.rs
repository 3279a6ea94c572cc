//! What the command says of itself.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod command;

use command::{keymint, run};

fn help(arguments: &[&str]) -> String {
    let ended = run(keymint(&[arguments, &["--help"]].concat()));
    assert_eq!((ended.status, ended.stderr.as_str()), (Some(0), ""));
    ended.stdout
}

#[test]
fn it_says_what_there_is_and_what_the_exit_status_means() {
    insta::assert_snapshot!(help(&[]));
}

#[test]
fn each_command_says_what_can_be_said_about_it() {
    for command in ["login", "login openrouter", "login comfydeploy", "create", "demo", "completions", "man"] {
        let arguments: Vec<_> = command.split(' ').collect();
        insta::assert_snapshot!(command.replace(' ', "-"), help(&arguments));
    }
}

#[test]
fn a_command_line_that_is_wrong_has_its_own_exit_status() {
    for arguments in [&[][..], &["mint"], &["create"], &["login", "openrouter", "--timeout", "soon"]] {
        let ended = run(keymint(arguments));
        assert_eq!((ended.status, ended.stdout.as_str()), (Some(2), ""), "{arguments:?}: {ended:?}");
    }
}

#[test]
fn completions_and_pages_name_every_command() {
    let script = run(keymint(&["completions", "bash"]));
    assert!(script.stdout.contains("openrouter comfydeploy"), "{script:?}");
    let page = run(keymint(&["man"]));
    assert!(page.stdout.contains(".TH keymint 1") && page.stdout.contains("keymint\\-login(1)"), "{page:?}");
    let folder = tempfile::tempdir().unwrap();
    let written = run(keymint(&["man", "--out", folder.path().to_str().unwrap()]));
    assert_eq!((written.status, written.stdout.as_str(), written.stderr.as_str()), (Some(0), "", ""));
    assert!(folder.path().join("keymint-login-openrouter.1").exists());
}
