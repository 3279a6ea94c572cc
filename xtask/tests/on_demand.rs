//! The commands that `xtask` lists and passes on.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use std::process::Command;

/// Returns the output of the command, with a Cargo that prints its arguments.
fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).env("CARGO", "echo").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn arguments_are_passed_on_as_they_are() {
    for arguments in [
        &["corpus", "../documents", "--compile", "--only", "shop"][..],
        &["--color", "never", "docs", "--out", "a b"],
        &["json-schema", "--help"],
        &["spector", "-h"],
        &["conform", "--", "-x", "--verbose"],
    ] {
        let printed = printed(arguments);
        let (cargo, passed) = printed.trim_end().split_once(" -- ").unwrap();
        assert!(cargo.starts_with("run --bin xtask-extra --manifest-path "), "{printed}");
        assert_eq!(passed, arguments.join(" "));
    }
}

#[test]
fn the_help_lists_every_command() {
    let help = printed(&["--help"]);
    for name in ["regen", "docs", "corpus", "conform", "spector", "json-schema", "bench"] {
        assert!(help.lines().any(|line| line.trim_start().starts_with(&format!("{name} "))), "{name}: {help}");
    }
}

#[test]
fn the_exit_code_is_that_of_the_command() {
    let status = |cargo| Command::new(env!("CARGO_BIN_EXE_xtask")).arg("docs").env("CARGO", cargo).status().unwrap();
    assert_eq!(status("false").code(), Some(1));
    assert_eq!(status("/nowhere/cargo").code(), Some(2));
}
