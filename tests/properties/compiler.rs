//! Cargo, and each error of the compiler with the place that it is about.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::root;

/// What a run of Cargo produced.
#[derive(Debug, Default)]
pub(crate) struct Built {
    /// The program; `None` if it does not compile.
    pub(crate) program: Option<PathBuf>,
    /// The errors and warnings of the workspace's own packages.
    pub(crate) faults: Vec<Fault>,
}

/// An error or a warning of the compiler.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    /// The folder of the package.
    pub(crate) package: String,
    /// The places that it is about: files below the package, and lines from 1. The main one comes first.
    pub(crate) places: Vec<(String, usize)>,
    /// Its code and its first line.
    pub(crate) message: String,
    /// The message as Cargo prints it.
    pub(crate) rendered: String,
}

/// Runs a command of Cargo in a workspace. The packages share their dependencies with all other generated clients that
/// tests compile, and like those they are compiled without debug information.
pub(crate) fn cargo(workspace: &Path, command: &[&str]) -> Built {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    let output = Command::new(env!("CARGO"))
        .args(command)
        .args(["--message-format", "json", "--quiet", "--keep-going"])
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", std::path::absolute(target).unwrap().join("conform/target"))
        .env_remove("CARGO_MAKEFLAGS")
        .env_remove("MAKEFLAGS")
        .env("RUSTFLAGS", "")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let messages = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut built = Built::default();
    messages.for_each(|message| built.add(&message));
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() || !built.faults.is_empty(), "cargo {command:?} failed: {printed}");
    if !output.status.success() {
        built.program = None;
    }
    built
}

/// Two items of one name. The compiler reports many other errors where that name is used, which are not of interest.
const DUPLICATES: [&str; 4] = ["E0592", "E0428", "E0119", "E0255"];

impl Fault {
    /// Returns `true` if it can cause other errors.
    pub(crate) fn is_duplicate(&self) -> bool {
        DUPLICATES.iter().any(|code| self.message.starts_with(code))
    }
}

impl Built {
    fn add(&mut self, message: &Value) {
        if let Some(program) = message["executable"].as_str() {
            self.program = Some(program.into());
        }
        let folder = message["manifest_path"].as_str().and_then(|path| Path::new(path).parent());
        let package = folder.and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        let is_ours = folder.is_some_and(|folder| folder.parent().is_some_and(|parent| parent.ends_with("packages")));
        if message["reason"] == "compiler-message" && is_ours {
            self.faults.extend(fault(package, &message["message"]));
        }
    }
}

/// A message with a place. A summary, such as "aborting due to 2 previous errors", has none.
fn fault(package: String, message: &Value) -> Option<Fault> {
    let mut spans: Vec<_> = message["spans"].as_array()?.iter().collect();
    spans.sort_by_key(|span| span["is_primary"] != true);
    let places: Vec<_> = spans.into_iter().filter_map(|span| place(span, &package)).collect();
    if places.is_empty() {
        return None;
    }
    let code = message["code"]["code"].as_str().map(|code| format!("{code}: ")).unwrap_or_default();
    let message_line = message["message"].as_str()?;
    let rendered = message["rendered"].as_str().unwrap_or(message_line).to_owned();
    Some(Fault { package, places, message: format!("{code}{message_line}"), rendered })
}

/// The place in the package; for code that a macro wrote, the place of the macro's call.
fn place(span: &Value, package: &str) -> Option<(String, usize)> {
    let mut span = span;
    let prefix = format!("packages/{package}/");
    loop {
        if let Some(file) = span["file_name"].as_str()?.strip_prefix(&prefix) {
            return Some((file.to_owned(), usize::try_from(span["line_start"].as_u64()?).ok()?));
        }
        span = &span["expansion"]["span"];
    }
}
