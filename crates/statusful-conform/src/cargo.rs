//! Runs Cargo, and collects the compiler messages of each package.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{ChildStdout, Command, Stdio};

use serde::{Deserialize, Serialize};

use crate::{Failure, Workspace};

/// The result of compiling a package.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Compiled {
    /// `true` if the package compiled.
    pub finished: bool,
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
    /// The errors.
    #[serde(skip)]
    pub faults: Vec<CompileError>,
}

/// A compiler error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompileError {
    /// The file that contains the error, relative to the package.
    pub file: String,
    /// The message, without the excerpt.
    pub message: String,
    /// The error as the compiler prints it.
    pub rendered: String,
}

#[derive(Debug, Deserialize)]
struct Line {
    #[serde(rename = "reason")]
    kind: String,
    #[serde(default)]
    manifest_path: String,
    message: Option<Message>,
    executable: Option<String>,
    target: Option<Target>,
}

#[derive(Debug, Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Message {
    level: String,
    #[serde(rename = "message")]
    line: String,
    rendered: Option<String>,
    #[serde(default)]
    spans: Vec<ErrorPlace>,
}

#[derive(Debug, Deserialize)]
struct ErrorPlace {
    file_name: String,
    is_primary: bool,
}

/// The result of a run of Cargo.
#[derive(Debug, Default)]
pub(crate) struct Built {
    /// The compiler messages of each package, by name.
    pub(crate) packages: BTreeMap<String, Compiled>,
    /// The executables, by package.
    pub(crate) programs: BTreeMap<String, String>,
}

/// Runs `cargo check` or `cargo build` in the workspace, for all members or for some. Calls `each` with the name of
/// every package that is done.
pub(crate) fn run(
    workspace: &Workspace,
    command: &str,
    packages: &[String],
    jobs: usize,
    each: impl Fn(&str),
) -> Result<Built, Failure> {
    let told = |error: std::io::Error| format!("cargo cannot be run: {error}");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut process = Command::new(cargo);
    process.args([command, "--keep-going", "--message-format", "json", "--quiet", "--jobs", &jobs.to_string()]);
    process.args(packages.iter().flat_map(|package| ["--package", package]));
    process.arg("--target-dir").arg(workspace.target()).current_dir(workspace.folder());
    // `RUSTFLAGS` is meant for the code of this repository, not for clients of arbitrary documents.
    process.env_remove("RUSTFLAGS").stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = process.spawn().map_err(told)?;
    let said = process.stderr.take().map(|stderr| std::thread::spawn(move || std::io::read_to_string(stderr)));
    let built = process.stdout.take().map(|stdout| read(stdout, each)).unwrap_or_default();
    let status = process.wait().map_err(told)?;
    let said = said.and_then(|said| said.join().ok()?.ok()).unwrap_or_default();
    let has_faults = built.packages.values().any(|package| package.errors > 0);
    if !status.success() && !has_faults {
        return Err(format!("cargo {command} failed: {}", said.trim()));
    }
    Ok(built)
}

fn read(stdout: ChildStdout, each: impl Fn(&str)) -> Built {
    let mut built = Built::default();
    for line in BufReader::new(stdout).lines().map_while(Result::ok) {
        if let Ok(line) = serde_json::from_str::<Line>(&line) {
            built.add(line, &each);
        }
    }
    built
}

impl Built {
    fn add(&mut self, line: Line, each: impl Fn(&str)) {
        let folder = Path::new(&line.manifest_path).parent().and_then(Path::file_name).unwrap_or_default();
        let name = folder.to_string_lossy().into_owned();
        let package = self.packages.entry(name.clone()).or_default();
        let is_script = line.target.is_some_and(|target| target.kind.iter().any(|kind| kind == "custom-build"));
        match (line.kind.as_str(), line.message) {
            ("compiler-artifact", _) if !is_script => {
                package.finished = true;
                each(&name);
                self.programs.extend(line.executable.map(|program| (name, program)));
            }
            ("compiler-message", Some(message)) => package.add(message),
            _ => {}
        }
    }
}

impl Compiled {
    fn add(&mut self, message: Message) {
        // A summary such as "aborting due to 2 previous errors" has no span.
        if message.spans.is_empty() && message.line.starts_with("aborting due to") {
            return;
        }
        match message.level.as_str() {
            "warning" if !message.spans.is_empty() => self.warnings += 1,
            level if level.starts_with("error") => {
                self.errors += 1;
                let place = message.spans.iter().find(|span| span.is_primary);
                let file = place.map(|span| span.file_name.clone()).unwrap_or_default();
                let rendered = message.rendered.unwrap_or_else(|| message.line.clone());
                self.faults.push(CompileError { file, message: message.line, rendered });
            }
            _ => {}
        }
    }

    /// Returns the first error, as the compiler prints it.
    pub fn first_error(&self) -> Option<&str> {
        self.faults.first().map(|fault| fault.rendered.trim_end())
    }
}
