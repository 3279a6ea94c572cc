//! The `--help` of every command.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod command;

use command::{keymint, run};

fn help(arguments: &[&str]) -> String {
    let ended = run(keymint(&[arguments, &["--help"]].concat()));
    assert_eq!((ended.status, ended.stderr.as_str()), (Some(0), ""));
    ended.stdout
}

#[test]
fn the_help_lists_commands_and_exit_codes() {
    insta::assert_snapshot!("keymint", help(&[]));
}

#[test]
fn every_command_has_help() {
    for command in ["login", "login openrouter", "login comfydeploy", "create", "demo", "completions", "man"] {
        let arguments: Vec<_> = command.split(' ').collect();
        insta::assert_snapshot!(command.replace(' ', "-"), help(&arguments));
    }
}

#[test]
fn invalid_arguments_have_their_own_exit_code() {
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
