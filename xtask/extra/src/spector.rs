//! `cargo xtask spector`: runs generated clients against the HTTP specifications of TypeSpec.

use statusful_cli::{Failure, Report};
use statusful_conform::spector::{Exceptions, Options, run};

use crate::suite::Suite;

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

/// Runs the scenarios, and prints the results.
pub(crate) fn spector(suite: &Suite, report: &Report) -> Result<(), Failure> {
    let options = Options { workspace: suite.workspace("spector")?, jobs: suite.jobs(), only: suite.only.clone() };
    let exceptions = Exceptions::read()?;
    let found = run(&options, |step| report.say(step))?;
    report.say(found.to_text(&exceptions));
    suite.end(&found.to_json(), &found.faults(&exceptions, suite.only.is_some()))
}
