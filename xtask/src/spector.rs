//! `cargo xtask spector`: runs generated clients against the HTTP specifications of TypeSpec.

use std::path::PathBuf;

use clap::Args;
use statusful_cli::{Failure, Report};
use statusful_conform::Workspace;
use statusful_conform::spector::{Exceptions, Options, run};

use crate::corpus::{jobs, verdict};
use crate::paths;

pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask spector                         run all scenarios
  cargo xtask spector --only encode           run those of some specifications
  cargo xtask spector --json out.json

It needs node and npm, and installs the packages @typespec/* into target/spector. The specifications are compiled to OpenAPI
documents, a client is generated from each, and each scenario becomes calls of a client. The server of the specifications
accepts or rejects the requests, and its responses must be returned as the scenario defines them.

It fails if a scenario does not pass that is not in crates/statusful-conform/spector/exceptions.toml, which has a reason for
each exception, or if an exception is not needed.";

/// Arguments of `cargo xtask spector`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Run only specifications whose name contains this text, such as `encode/bytes`.
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// The number of parallel processes [default: the number of processors].
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Write the results to a file as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The folder for packages, documents and clients [default: target/spector].
    #[arg(long, value_name = "DIR")]
    target_dir: Option<PathBuf>,
}

/// Runs the scenarios, and prints the results.
pub(crate) fn spector(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let folder = arguments.target_dir.clone().unwrap_or_else(|| paths::root().join("target/spector"));
    let options = Options {
        workspace: Workspace::new(&folder, paths::root())?,
        jobs: jobs(arguments.jobs),
        only: arguments.only.clone(),
    };
    let exceptions = Exceptions::read()?;
    let found = run(&options, |step| report.say(step))?;
    report.say(found.to_text(&exceptions));
    if let Some(file) = &arguments.json {
        let results = format!("{:#}\n", found.to_json());
        std::fs::write(file, results).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    verdict(&found.faults(&exceptions, arguments.only.is_some()))
}
