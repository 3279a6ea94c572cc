//! `cargo xtask schemathesis`: tests the mock server with schemathesis.

use std::path::PathBuf;

use clap::Args;
use statusful_cli::{Failure, Report};
use statusful_conform::documents;
use statusful_conform::schemathesis::{Options, exceptions, run};
use xtask::paths;

use crate::suite::Suite;

pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask schemathesis                        test the mocks of this repository's documents
  cargo xtask schemathesis ../documents --only shop
  cargo xtask schemathesis openapi/keymint.yaml --examples 100 --json out.json

The command requires python3, and installs schemathesis to target/schemathesis once. schemathesis derives valid and invalid
requests from each document, sends them to the mock, and checks the responses: statuses, media types, headers, bodies, rejected
and accepted requests, other methods. A rejection with an undocumented status is counted separately, because the document does
not define how invalid requests are rejected.

The command fails if a check fails that is not listed in crates/statusful-conform/schemathesis/exceptions.toml, which contains a
reason for each exception, or if a listed exception is not needed.";

/// The documents of this repository.
const OWN: [&str; 2] = ["openapi/keymint.yaml", "tests/openapi"];

/// Arguments of `cargo xtask schemathesis`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Folders of documents, or single documents [default: those of this repository].
    #[arg(value_name = "DIR")]
    documents: Vec<PathBuf>,
    /// The number of random requests per operation; the list of exceptions assumes the default.
    #[arg(long, value_name = "N", default_value_t = 3)]
    examples: u32,
    #[command(flatten)]
    suite: Suite,
}

/// Tests the mocks, and prints the results.
pub(crate) fn schemathesis(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let suite = &arguments.suite;
    let options =
        Options { workspace: suite.workspace("schemathesis")?, jobs: suite.jobs(), examples: arguments.examples };
    let own = || OWN.map(|path| paths::root().join(path)).to_vec();
    let places = if arguments.documents.is_empty() { own() } else { arguments.documents.clone() };
    let mut all = Vec::new();
    for place in &places {
        let place = std::path::absolute(place).map_err(|error| format!("{}: {error}", place.display()))?;
        all.extend(documents(&place, None)?);
    }
    all.retain(|document| suite.only.as_deref().is_none_or(|only| document.name.contains(only)));
    let exceptions = exceptions()?;
    let found = run(&all, &options, |step| report.say(step))?;
    report.say(found.to_text(&exceptions));
    suite.end(&found.to_json(), &found.faults(&exceptions))
}
