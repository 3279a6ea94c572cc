//! `statusful diff`: reports what a new version of a document changes for users of its client.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use statusful_codegen::Customization;
use statusful_diff::{Changes, Effect, Version, compare};
use toml::value::Datetime;

use crate::document::Origin;
use crate::reading::version;
use crate::written;
use crate::{Failure, MessageFormat, Report};

pub(crate) const EXAMPLES: &str = "\
Examples:
  statusful diff old.yaml new.yaml
  statusful diff old.yaml new.yaml --format markdown >> \"$GITHUB_STEP_SUMMARY\"
  statusful diff old.yaml new.yaml --format json | jq '.changes[] | select(.effect == \"breaking\")'
  statusful diff old.yaml new.yaml --version
  statusful diff old.yaml new.yaml --version=0.4.1 --changelog CHANGELOG.md --date 2026-01-31

The command compares the generated Rust, and the constraints, defaults and security schemes that Rust types do not express.
  breaking    code that uses the client no longer compiles, or its calls no longer succeed
  notice      code compiles, but should be reviewed: the server may reject or send other values than before
  compatible  nothing to do

With --version, the next version of the client follows from the changes by Cargo's rules: a breaking change is a major release,
other changes are a minor one, and documentation is a patch. Before 1.0.0, 0.2.3 becomes 0.3.0 if something breaks, and 0.2.4
otherwise. --changelog writes the entry of the version.

The exit code is 0 if no change is breaking, 1 if any is, and 2 if the documents cannot be compared. docs/guide/diff.md lists
every kind of change.";

/// Arguments of `statusful diff`.
#[expect(clippy::option_option, reason = "an option with an optional value is this type for clap")]
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
    /// Propose the next version of the client, whose current version is CURRENT [default: the version of the old document].
    #[arg(long, value_name = "CURRENT", num_args = 0..=1, require_equals = true)]
    version: Option<Option<String>>,
    /// Insert the entry of the next version into a CHANGELOG, which is created if it does not exist; `-` prints only the entry.
    #[arg(long, value_name = "FILE", requires = "version", requires = "date")]
    changelog: Option<PathBuf>,
    /// The date of the entry.
    #[arg(long, value_name = "YYYY-MM-DD", requires = "changelog", value_parser = date)]
    date: Option<String>,
}

/// Returns a date of the calendar as it is written in a CHANGELOG.
fn date(text: &str) -> Result<String, String> {
    let is_date = |value: &Datetime| value.date.is_some() && value.time.is_none() && value.offset.is_none();
    let parsed = text.parse().ok().filter(is_date);
    parsed.map(|_| text.to_owned()).ok_or_else(|| "a date is written as in 2026-01-31".to_owned())
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
    let changes = with_next_version(changes, arguments)?;
    if let (Some(path), Some(date)) = (&arguments.changelog, &arguments.date) {
        if path == Path::new("-") {
            report.print(changes.changelog_entry(date).unwrap_or_default());
            return end(&changes, arguments);
        }
        write_changelog(&changes, path, date)?;
    }
    let format = arguments.format.unwrap_or(match report.format() {
        MessageFormat::Human => Format::Text,
        MessageFormat::Json => Format::Json,
    });
    report.print(match format {
        Format::Text => changes.to_text(report.stdout_style()),
        Format::Markdown => changes.to_markdown(),
        Format::Json => changes.to_json() + "\n",
    });
    end(&changes, arguments)
}

/// Adds the next version, if it is asked for.
fn with_next_version(changes: Changes, arguments: &Arguments) -> Result<Changes, Failure> {
    let Some(chosen) = &arguments.version else { return Ok(changes) };
    let text = chosen.as_deref().unwrap_or(&changes.old.version);
    match semver::Version::parse(text) {
        Ok(current) => Ok(changes.with_next_version(current)),
        Err(error) => {
            let whose = if chosen.is_some() { "`--version`" } else { "`info.version` of the old document" };
            let help = "name the version of the client, as in `--version=1.2.3`";
            Err(format!("{whose} is not a semantic version: `{}`: {error}; {help}", text.escape_debug()).into())
        }
    }
}

/// Inserts the entry of the next version into a file, which need not exist.
fn write_changelog(changes: &Changes, path: &Path, date: &str) -> Result<(), Failure> {
    let old = match fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        read => read,
    };
    let old = old.map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    let new = changes.insert_into_changelog(&old, date).map_err(|error| format!("{}: {error}", path.display()))?;
    if new != old {
        written::replace(path, &new).map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    }
    Ok(())
}

/// Fails if any change has an effect that fails.
fn end(changes: &Changes, arguments: &Arguments) -> Result<(), Failure> {
    let fails = match arguments.fail_on {
        FailOn::Breaking => changes.is_breaking() && !arguments.allow_breaking,
        FailOn::Notice => changes.is_breaking() || changes.count(Effect::Notice) > 0,
    };
    if fails { Err(Failure::Found) } else { Ok(()) }
}
