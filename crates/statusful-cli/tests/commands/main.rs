//! The command `statusful` as people and programs meet it: what it prints and where, and its exit codes.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a panic is how a test fails")]

mod atomic;
mod check;
mod customized;
mod diff;
mod docs;
mod exhaustion;
mod explain;
mod extensions;
mod generate;
mod guide;
mod mock;
mod output;
mod overlay;
mod samples;
mod selection;
mod settings;
mod terminal;
mod usage;
#[cfg(unix)]
mod workflow;
mod workspace;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A document without errors.
const DOCUMENT: &str = "\
openapi: 3.0.3
info: {title: Keys, version: 1.0.0}
paths:
  /keys:
    get:
      operationId: listKeys
      responses:
        '200': {description: All keys., content: {application/json: {schema: {type: array, items: {type: string}}}}}
";

/// A document with one wrong spot.
const FAULTY: &str = "\
openapi: 3.0.3
info: {title: Keys, version: 1.0.0}
paths:
  /keys: {$ref: '#/nowhere'}
";

/// A document with a warning.
const OPEN: &str = "\
openapi: 3.0.3
info: {title: Keys, version: 1.0.0}
paths:
  /keys:
    get:
      responses:
        '204': {description: No keys.}
";

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statusful"));
    command.args(arguments).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

fn statusful(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

/// A folder with documents in it.
struct Documents(TempDir);

impl Documents {
    fn of(documents: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        for (name, text) in documents {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs the command in the folder, so that documents are called by their names alone.
    fn run(&self, arguments: &[&str]) -> Output {
        command(arguments).current_dir(self.0.path()).output().unwrap()
    }
}

/// Returns a path in `tests` of another crate of this repository.
fn of_crate(name: &str, path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join("tests").join(path)
}
