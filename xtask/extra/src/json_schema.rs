//! `cargo xtask json-schema`: reads the values of the JSON Schema Test Suite with generated models.

use statusful_cli::{Failure, Report};
use statusful_conform::json_schema::{Options, exceptions, run};

use crate::suite::Suite;

pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask json-schema                     test all groups
  cargo xtask json-schema --only anyOf        test the groups of some files
  cargo xtask json-schema --json out.json

The JSON Schema Test Suite consists of groups of values, each with a schema. pip downloads it once, as part of the source
distribution of the Python package jsonschema. The command writes all schemas into one OpenAPI document and generates models
from it. A model must read each valid value and write it back equal. It must reject a value of another JSON type, or without a
required property. Models do not check other keywords; values that only these make invalid are counted separately.

The command fails if a value is not read as the suite requires and is not listed in
crates/statusful-conform/json-schema/exceptions.toml, which contains a reason for each exception, or if a listed exception passes.";

/// Tests the groups, and prints the results.
pub(crate) fn json_schema(suite: &Suite, report: &Report) -> Result<(), Failure> {
    let options = Options { workspace: suite.workspace("json-schema")?, jobs: suite.jobs(), only: suite.only.clone() };
    let exceptions = exceptions()?;
    let found = run(&options, |step| report.say(step))?;
    report.say(found.to_text(&exceptions));
    suite.end(&found.to_json(), &found.faults(&exceptions, suite.only.is_some()))
}
