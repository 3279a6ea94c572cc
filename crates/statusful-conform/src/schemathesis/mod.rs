//! Tests the mock server with schemathesis.
//!
//! schemathesis makes valid and invalid requests of a document, and checks every response against the document. [`run`] starts the
//! mock of each document for it. What the mock does differently has to be a known exception.

mod events;
mod package;
mod report;

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::mpsc::{Sender, channel};

use statusful_mock::Mock;

pub use report::Report;

use crate::{CorpusDocument, Exceptions, Failure, Workspace};
use report::Outcome;

/// What the mock is known to do differently.
const EXCEPTIONS: &str = include_str!("../../schemathesis/exceptions.toml");

/// The checks of schemathesis that apply to a mock. It has no state, so that nothing is deleted or there before it is created
/// (`use_after_free`, `ensure_resource_availability`, `object_level_authorization`), and any credentials are right
/// (`ignored_auth`).
const CHECKS: [&str; 10] = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "negative_data_rejection",
    "positive_data_acceptance",
    "missing_required_header",
    "unsupported_method",
    "allow_header_conformance",
];

/// Options of a run.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder for what is installed and reported.
    pub workspace: Workspace,
    /// The number of documents at the same time.
    pub jobs: usize,
    /// The number of random requests for each operation, beside those that schemathesis derives from the schemas.
    pub examples: u32,
}

/// Returns what the mock is known to do differently.
pub fn exceptions() -> Result<Exceptions, Failure> {
    Exceptions::read(EXCEPTIONS)
}

/// Tests the mock of each document. `say` is called with each step.
pub fn run(documents: &[CorpusDocument], options: &Options, say: impl Fn(&str)) -> Result<Report, Failure> {
    say("installing schemathesis");
    let program = package::install(options.workspace.folder())?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| error.to_string())?;
    let left = Mutex::new(documents.iter());
    let (results, received) = channel();
    let work = |results: Sender<_>| {
        while let Some(document) = left.lock().ok().and_then(|mut left| left.next()) {
            let outcome = tested(&program, document, options, runtime.handle());
            drop(results.send(outcome.map_err(|fault| format!("{}: {fault}", document.name))));
        }
    };
    let outcomes = std::thread::scope(|scope| {
        for _ in 0..options.jobs.min(documents.len()) {
            let results = results.clone();
            scope.spawn(|| work(results));
        }
        drop(results);
        let outcomes =
            received.iter().inspect(|outcome| say(outcome.as_ref().map_or_else(String::as_str, Outcome::name)));
        outcomes.collect::<Result<Vec<_>, _>>()
    });
    let mut outcomes = outcomes?;
    outcomes.sort_by(|one, two| one.document.cmp(&two.document));
    Ok(Report { outcomes })
}

/// Starts the mock of a document, and lets schemathesis test it.
fn tested(
    program: &Path,
    document: &CorpusDocument,
    options: &Options,
    runtime: &tokio::runtime::Handle,
) -> Result<Outcome, Failure> {
    let mock = Mock::open(&document.path).map_err(|error| error.to_string())?;
    let server = runtime.block_on(mock.log_limit(0).start()).map_err(|error| error.to_string())?;
    let events = options.workspace.folder().join(format!("{}.ndjson", document.name));
    let mut command = Command::new(program);
    command.arg("run").arg(&document.path).args(["--url", &server.url(), "--checks", &CHECKS.join(",")]);
    // Without shrinking, failures are found in one pass, and the same seed finds the same ones.
    command.args(["--phases", "examples,coverage,fuzzing", "--seed", "1", "--workers", "1", "--no-shrink"]);
    command.args(["--generation-database", "none", "--suppress-health-check", "all", "--continue-on-failure"]);
    command.args(["--max-examples", &options.examples.to_string(), "--warnings", "off", "--output-truncate", "true"]);
    command.args(["--report", "ndjson", "--report-ndjson-path"]).arg(&events);
    let output = command.current_dir(options.workspace.folder()).output();
    let output = output.map_err(|error| format!("{}: {error}", program.display()))?;
    // It also fails if it has found failures.
    if !matches!(output.status.code(), Some(0 | 1)) {
        return Err(format!("schemathesis failed: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let told = |error: std::io::Error| format!("{}: {error}", events.display());
    let outcome = events::read(&document.name, BufReader::new(File::open(&events).map_err(told)?))?;
    // A document may have hundreds of megabytes of events, which only failures need.
    if outcome.failures.is_empty() {
        std::fs::remove_file(&events).map_err(told)?;
    }
    Ok(outcome)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_exceptions_are_valid() {
        assert_eq!(super::exceptions().map(|_| ()), Ok(()));
    }
}
