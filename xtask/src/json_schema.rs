//! `cargo xtask json-schema`: reads the values of the JSON Schema Test Suite with generated models.

use std::path::PathBuf;

use clap::Args;
use statusful_cli::{Failure, Report};
use statusful_conform::Workspace;
use statusful_conform::json_schema::{Exceptions, Options, run};

use crate::corpus::{jobs, verdict};
use crate::paths;

pub(crate) const EXAMPLES: &str = "\
Examples:
  cargo xtask json-schema                     test all groups
  cargo xtask json-schema --only anyOf        test those of some files
  cargo xtask json-schema --json out.json

The JSON Schema Test Suite, from the source distribution of the Python package jsonschema, has groups of values, each with a
schema. It is downloaded by pip once. The schemas are written into one OpenAPI document, from which models are generated. Each valid value must be read and written back equal. A value of
another JSON type, or without a required property, must be refused. Models do not check other keywords; values that only
those exclude are listed as values that cannot be told.

It fails if a value is not read as the suite says and is not in crates/statusful-conform/json-schema/exceptions.toml, which has
a reason for each, or if an exception is not needed.";

/// Arguments of `cargo xtask json-schema`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Test only files whose name contains this text, such as `anyOf`.
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// The number of parallel processes [default: the number of processors].
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Write the results to a file as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The folder for the document and the models [default: target/json-schema].
    #[arg(long, value_name = "DIR")]
    target_dir: Option<PathBuf>,
}

/// Tests the groups, and prints the results.
pub(crate) fn json_schema(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let folder = arguments.target_dir.clone().unwrap_or_else(|| paths::root().join("target/json-schema"));
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
