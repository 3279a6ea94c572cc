//! `cargo xtask oasdiff`: runs `statusful diff` over the pairs of documents of oasdiff.

use std::path::PathBuf;

use clap::Args;
use statusful_cli::{Failure, Report};
use statusful_conform::oasdiff::{Exceptions, run};

use crate::suite;

pub(crate) const EXAMPLES: &str = "\
Examples:
  git clone https://github.com/oasdiff/oasdiff ../oasdiff
  cargo xtask oasdiff ../oasdiff                        compare all pairs, and print a table
  cargo xtask oasdiff ../oasdiff --only discriminator   compare the pairs of some files

The folder `data` of oasdiff contains pairs of documents. crates/statusful-conform/oasdiff/pairs.toml lists them, with the level
that oasdiff's own tests expect. The levels ERR, WARN and INFO correspond to the effects breaking, notice and compatible;
for a pair that oasdiff does not test, any change must be reported. The command makes no network call.

The command fails if the effect of a pair does not correspond to the level and the pair is not listed in
crates/statusful-conform/oasdiff/exceptions.toml, which contains a reason for each exception, or if a listed exception is not
needed.";

/// Arguments of `cargo xtask oasdiff`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// A checkout of oasdiff.
    #[arg(value_name = "DIR")]
    checkout: PathBuf,
    /// Compare only pairs whose file names contain this text.
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// Write the results to a file as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// Compares the pairs, and prints the results.
pub(crate) fn oasdiff(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let exceptions = Exceptions::read()?;
    let found = run(&arguments.checkout, arguments.only.as_deref())?;
    report.say(found.to_text(&exceptions));
    suite::end(arguments.json.as_deref(), &found.to_json(), &found.faults(&exceptions, arguments.only.is_some()))
}
