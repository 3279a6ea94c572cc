//! `cargo xtask spector`: runs generated clients against the HTTP specifications of TypeSpec.

use statusful_cli::{Failure, Report};
use statusful_conform::spector::{Exceptions, Options, run};

use crate::suite::Suite;

pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask spector                         run all scenarios
  cargo xtask spector --only encode           run the scenarios of some specifications
  cargo xtask spector --json out.json

The command requires node and npm, and installs the packages @typespec/* to target/spector. It compiles the specifications to
OpenAPI documents, generates a client from each, and runs each scenario as calls of a client. The server of the specifications
accepts or rejects the requests, and the client must return its responses as the scenario defines them.

The command fails if a scenario fails that is not listed in crates/statusful-conform/spector/exceptions.toml, which contains a
reason for each exception, or if a listed exception passes.";

/// Runs the scenarios, and prints the results.
pub(crate) fn spector(suite: &Suite, report: &Report) -> Result<(), Failure> {
    let options = Options { workspace: suite.workspace("spector")?, jobs: suite.jobs(), only: suite.only.clone() };
    let exceptions = Exceptions::read()?;
    let found = run(&options, |step| report.say(step))?;
    report.say(found.to_text(&exceptions));
    suite.end(&found.to_json(), &found.faults(&exceptions, suite.only.is_some()))
}
