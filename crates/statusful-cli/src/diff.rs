//! `statusful diff`: reports what a new version of a document changes for users of its client.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use statusful_codegen::Customization;
use statusful_diff::{Effect, Version, compare};

use crate::document::Origin;
use crate::reading::version;
use crate::{Failure, MessageFormat, Report};

pub(crate) const EXAMPLES: &str = "\
Examples:
  statusful diff old.yaml new.yaml
  statusful diff old.yaml new.yaml --format markdown >> \"$GITHUB_STEP_SUMMARY\"
  statusful diff old.yaml new.yaml --format json | jq '.changes[] | select(.effect == \"breaking\")'

The command compares the generated Rust, and the constraints, defaults and security schemes that Rust types do not express.
  breaking    code that uses the client no longer compiles, or its calls no longer succeed
  notice      code compiles, but should be reviewed: the server may reject or send other values than before
  compatible  nothing to do

The exit code is 0 if no change is breaking, 1 if any is, and 2 if the documents cannot be compared. docs/guide/diff.md lists
every kind of change.";

/// Arguments of `statusful diff`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The old document.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The new document.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// The format of the changes [default: text, or json with --message-format json].
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
    /// Fail if any change has this effect or a more severe one.
    #[arg(long, value_name = "EFFECT", default_value = "breaking", conflicts_with = "allow_breaking")]
    fail_on: FailOn,
    /// Do not fail because of breaking changes.
    #[arg(long)]
    allow_breaking: bool,
}

/// The changes that fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Breaking changes.
    Breaking,
    /// Breaking changes and notices.
    Notice,
}

/// The output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text for a terminal.
    Text,
    /// A Markdown table, such as for a pull request.
    Markdown,
    /// A JSON object.
    Json,
}

/// Reads a version with what a client has: no models that no operation uses.
fn used(path: &Path, report: &Report) -> Result<Version, Failure> {
    let mut version = version(&Origin::at(path, &[]), &Customization::default(), report)?;
    version.api.drop_unused_models();
    Ok(version)
}

/// Reports the changes, and fails if any of them is breaking, or has the effect that the user chose.
pub(crate) fn diff(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let [old, new] = [&arguments.old, &arguments.new].map(|path| used(path, report));
    let changes = compare(&old?, &new?);
    let format = arguments.format.unwrap_or(match report.format() {
        MessageFormat::Human => Format::Text,
        MessageFormat::Json => Format::Json,
    });
    report.print(match format {
        Format::Text => changes.to_text(report.stdout_style()),
        Format::Markdown => changes.to_markdown(),
        Format::Json => changes.to_json() + "\n",
    });
    let fails = match arguments.fail_on {
        FailOn::Breaking => changes.is_breaking() && !arguments.allow_breaking,
        FailOn::Notice => changes.is_breaking() || changes.count(Effect::Notice) > 0,
    };
    if fails { Err(Failure::Found) } else { Ok(()) }
}
