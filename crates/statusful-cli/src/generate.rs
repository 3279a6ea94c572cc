//! `statusful generate`: generates a client crate from a document.

use std::path::PathBuf;

use clap::Args;
use statusful_codegen::disk::{Plan, is_foreign};
use statusful_codegen::ir::PackageName;
use statusful_codegen::{Runtime, Settings, Strictness};

use crate::document::{Origin, client};
use crate::workspace::Workspace;
use crate::{Failure, Report, apply, paths};

pub(crate) const EXAMPLES: &str = "\
Examples:
  statusful generate openapi.yaml --out ../petstore --name petstore
  statusful generate openapi.json --out clients/keys --name keys --runtime-version 0.1
  statusful generate openapi.yaml --overlay ours.yaml --out ../petstore --name petstore

The crate is complete: it compiles in any folder. Below a Cargo workspace it can be a member, and otherwise it is a
workspace of its own. Generating again into the same folder updates it.

Of a document with faults, the spots that mean something generate, and the faults are warnings. Only a document that
means nothing as a whole is an error: one that is neither JSON nor YAML, or is not OpenAPI 3.0 or 3.1. With --strict
every fault is an error. After an error nothing is written, and the exit code is 1.";

/// Arguments of `statusful generate`.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The OpenAPI document, in YAML or JSON.
    #[arg(value_name = "DOC")]
    document: PathBuf,
    /// The folder of the crate; it is made when it does not exist.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The name of the package.
    #[arg(long, value_parser = PackageName::parse)]
    name: PackageName,
    /// An OpenAPI Overlay that changes the document first; several apply in this order.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// Where the `statusful` crate is [default: beside this command's own package, where it runs from its repository].
    #[arg(long, value_name = "PATH", conflicts_with = "runtime_version")]
    runtime_path: Option<PathBuf>,
    /// Which version of the `statusful` crate to take from the registry [default: that of this command].
    #[arg(long, value_name = "VERSION")]
    runtime_version: Option<String>,
    #[command(flatten)]
    contents: Contents,
    /// Take any fault of the document for an error.
    #[arg(long)]
    strict: bool,
    /// Take a fault of one spot for a warning, and generate the rest, as is the default.
    #[arg(long, conflicts_with = "strict")]
    lenient: bool,
    /// Write into a folder even if it holds something that was not generated.
    #[arg(long)]
    force: bool,
}

/// Optional contents of the crate.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Debug, Args)]
struct Contents {
    /// Leave out the pages of documentation, which go into the folder `docs` of the crate.
    #[arg(long)]
    no_reference: bool,
    /// Let the crate serve its document to tests, by its feature `mock`; it carries the document then.
    #[arg(long)]
    mock: bool,
    /// Refuse dates with a time that have no offset, instead of reading them as UTC.
    #[arg(long)]
    strict_dates: bool,
    /// Generate models that no operation uses too.
    #[arg(long)]
    unused_models: bool,
}

/// Generates the crate, and writes the files that differ from a previous run. Nothing is removed from a folder that was
/// not generated, not even with `--force`.
pub(crate) fn generate(arguments: &Arguments, report: &Report) -> Result<(), Failure> {
    let out = arguments.out.display().to_string();
    let is_foreign = is_foreign(&arguments.out)?;
    if is_foreign && !arguments.force {
        return Err(format!("{out} holds files that were not generated; choose another folder, or add --force").into());
    }
    let origin = Origin::at(&arguments.document, &arguments.overlays);
    let workspace = Workspace::above(&arguments.out);
    let settings = Settings { in_workspace: workspace.is_some(), ..settings(arguments)? };
    let client = client(&origin, 0, &settings, report)?;
    let plan = Plan::compare(&client.files, &arguments.out)?;
    let plan = if is_foreign { plan.keeping_orphans() } else { plan };
    apply(out.trim_end_matches('/'), &plan, report)?;
    if let Some(advice) = workspace.and_then(|workspace| workspace.advice()) {
        report.say(advice);
    }
    Ok(())
}

/// The generated files contain only the file name of the document, so that they do not depend on its path.
fn settings(arguments: &Arguments) -> Result<Settings, Failure> {
    let document = arguments.document.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Settings {
        package: arguments.name.clone(),
        command: "statusful generate".to_owned(),
        document,
        runtime: runtime(arguments)?,
        in_workspace: false,
        reference: !arguments.contents.no_reference,
        mock: arguments.contents.mock,
        strict_dates: arguments.contents.strict_dates,
        unused_models: arguments.contents.unused_models,
        // `--lenient` is the default. It exists so that scripts can be explicit.
        strictness: if arguments.strict { Strictness::Strict } else { Strictness::Lenient },
    })
}

fn runtime(arguments: &Arguments) -> Result<Runtime, Failure> {
    if let Some(version) = &arguments.runtime_version {
        return Ok(Runtime::Version(version.clone()));
    }
    let Some(folder) = arguments.runtime_path.clone().or_else(paths::runtime) else {
        return Ok(Runtime::Version(env!("CARGO_PKG_VERSION").to_owned()));
    };
    let path = paths::relative(&arguments.out, &folder)
        .map_err(|error| format!("the runtime in {} cannot be found: {error}", folder.display()))?;
    Ok(Runtime::Path(path))
}
