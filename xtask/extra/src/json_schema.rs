//! `cargo xtask json-schema`: reads the values of the JSON Schema Test Suite with generated models.

use statusful_cli::{Failure, Report};
use statusful_conform::json_schema::{Options, exceptions, run};

use crate::suite::Suite;

pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask json-schema                     test all groups
  cargo xtask json-schema --only anyOf        test those of some files
  cargo xtask json-schema --json out.json

The JSON Schema Test Suite, from the source distribution of the Python package jsonschema, has groups of values, each with a
schema. It is downloaded by pip once. The schemas are written into one OpenAPI document, from which models are generated.
Each valid value must be read and written back equal. A value of another JSON type, or without a required property, must be
refused. Models do not check other keywords; values that only those exclude are counted as values that cannot be told.

It fails if a value is not read as the suite says and is not in crates/statusful-conform/json-schema/exceptions.toml, which has
a reason for each, or if an exception is not needed.";

/// Tests the groups, and prints the results.
pub(crate) fn json_schema(suite: &Suite, report: &Report) -> Result<(), Failure> {
    let options = Options { workspace: suite.workspace("json-schema")?, jobs: suite.jobs(), only: suite.only.clone() };
    let exceptions = exceptions()?;
    let found = run(&options, |step| report.say(step))?;
    report.say(found.to_text(&exceptions));
    suite.end(&found.to_json(), &found.faults(&exceptions, suite.only.is_some()))
}
