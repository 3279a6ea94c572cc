//! The command, as the tests run it.

#![allow(dead_code, reason = "each test file runs it in its own way")]

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, ChildStderr, Command, Stdio};

/// The command with these arguments, and nothing of this machine that it could take for its own.
pub(crate) fn keymint(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keymint"));
    command.args(arguments).stdin(Stdio::null()).env_remove("KEYMINT_BEARER_TOKEN").env_remove("BROWSER");
    command
}

/// Runs a command to its end.
pub(crate) fn run(command: Command) -> Ended {
    Waiting::start(command).end()
}

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// The exit status; nothing where a signal ended it.
    pub(crate) status: Option<i32>,
    /// What it printed.
    pub(crate) stdout: String,
    /// What it said.
    pub(crate) stderr: String,
}

/// A command that waits for somebody to open a page. It ends with the test.
pub(crate) struct Waiting {
    child: Child,
    stderr: BufReader<ChildStderr>,
    said: String,
}

impl Waiting {
    /// Starts a command.
    pub(crate) fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        Self { child, stderr, said: String::new() }
    }

    /// The address that the command asks to be opened.
    pub(crate) fn page(&mut self) -> String {
        loop {
            let start = self.said.len();
            assert_ne!(self.stderr.read_line(&mut self.said).unwrap(), 0, "it asks for no page: {}", self.said);
            let line = self.said[start..].trim_end();
            if let Some(url) = line.strip_prefix("  http") {
                return format!("http{url}");
            }
        }
    }

    /// Everything that is said until a line holds this.
    pub(crate) fn hear(&mut self, words: &str) -> &str {
        while !self.said.contains(words) {
            assert_ne!(self.stderr.read_line(&mut self.said).unwrap(), 0, "it does not say {words}: {}", self.said);
        }
        &self.said
    }

    /// Waits for its end.
    pub(crate) fn end(mut self) -> Ended {
        let (mut stdout, mut stderr) = (String::new(), std::mem::take(&mut self.said));
        self.stderr.read_to_string(&mut stderr).unwrap();
        self.child.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
        Ended { status: self.child.wait().unwrap().code(), stdout, stderr }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // It has ended already, unless the test failed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
